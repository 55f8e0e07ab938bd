"""Smart Delivery's reports on placement tests over time: a test's runs, and each account's record."""

from collections.abc import Callable, Sequence

from fastapi import APIRouter
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import Offset
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead.bodies import PathId
from outrider.dialects.smartlead.routes.placement import Limit
from outrider.dialects.smartlead.routes.placement_reports import total
from outrider.outreach.deliverability import placement, results
from outrider.outreach.deliverability.results import Count

router = APIRouter(prefix="/spam-test/report", tags=["Smart Delivery"], dependencies=[needs("deliverability:read")])


class RunRow(TypedDict):
    spam_test_id: int
    test_run_no: int
    status: str
    inbox_count: int
    tab_count: int
    spam_count: int
    failed_count: int
    adjusted_total_email_count: int
    reply_hour_interval_start: int
    reply_hour_interval_end: int
    started_at: str | None
    ended_at: str | None


class MailboxCount(TypedDict):
    mailboxCount: int


class MailboxRow(TypedDict):
    id: int
    from_email: str
    esp: str
    total_email_count: int
    inbox_count: int
    tab_count: int
    spam_count: int
    failed_count: int
    placement_score: float
    spam_test_id: int


def _by(counts: Sequence[Count], key: Callable[[Count], int]) -> dict[int, list[Count]]:
    groups: dict[int, list[Count]] = {}
    for count in counts:
        groups.setdefault(key(count), []).append(count)
    return groups


@router.get("/{spam_test_id}/schedule-history")
async def schedule_history(scope: Scoped, spam_test_id: PathId) -> list[RunRow]:
    """Every run of the test, the newest first."""
    await placement.get(scope, spam_test_id)
    counts = _by(await results.counts(scope, test_ids=[spam_test_id]), lambda count: count.run_no)
    rows: list[RunRow] = []
    for run in await results.runs(scope, [spam_test_id]):
        found = total(counts.get(run.run_no, []))
        rows.append(
            {
                "spam_test_id": spam_test_id,
                "test_run_no": run.run_no,
                "status": "completed" if run.ended_at else "running",
                "inbox_count": found.inbox,
                "tab_count": found.category,
                "spam_count": found.spam,
                "failed_count": found.failed + found.missing,
                "adjusted_total_email_count": found.total - found.pending,
                "reply_hour_interval_start": 0,
                "reply_hour_interval_end": int(results.GIVEN_UP.total_seconds() // 3600),
                "started_at": iso(run.started_at),
                "ended_at": iso(run.ended_at),
            }
        )
    return rows


@router.get("/mailboxes-count")
async def mailboxes_count(scope: Scoped) -> MailboxCount:
    """How many accounts have been used in tests."""
    return {"mailboxCount": len({count.sender_id for count in await results.counts(scope)})}


@router.get("/mailboxes-summary")
async def mailboxes_summary(scope: Scoped, limit: Limit = 10, offset: Offset = 0) -> list[MailboxRow]:
    """Each account's record over all of its tests; its score is the percentage that landed in the inbox."""
    rows: list[MailboxRow] = []
    for sender_id, own in _by(await results.counts(scope), lambda count: count.sender_id).items():
        found = total(own)
        rows.append(
            {
                "id": sender_id,
                "from_email": own[0].sender_address,
                "esp": own[0].sender_provider,
                "total_email_count": found.total,
                "inbox_count": found.inbox,
                "tab_count": found.category,
                "spam_count": found.spam,
                "failed_count": found.failed + found.missing,
                "placement_score": found.percent("inbox"),
                "spam_test_id": own[0].test_id,
            }
        )
    return rows[offset : offset + limit]

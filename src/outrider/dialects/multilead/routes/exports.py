"""CSV: a campaign's leads as the answer, all campaigns by mail."""

import json
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import StreamingResponse
from pydantic import ConfigDict, Field, WithJsonSchema

from outrider.dialects.kit.access import Caller
from outrider.dialects.kit.csv_files import csv_file
from outrider.dialects.kit.fields import EMAIL
from outrider.dialects.multilead import answers
from outrider.dialects.multilead.access import Work, at, working
from outrider.dialects.multilead.answers import says
from outrider.dialects.multilead.bodies import Body, CampaignId, body, only_json
from outrider.dialects.multilead.errors import wrong
from outrider.dialects.multilead.filters import LeadFilter
from outrider.dialects.multilead.places import campaign_at
from outrider.dialects.multilead.said import Talk, everything
from outrider.dialects.multilead.stats import stats_of
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.conversations.messages import Message
from outrider.outreach.enrollments import enrollments, moves
from outrider.outreach.enrollments.enrollments import Listed
from outrider.outreach.leads import tags
from outrider.outreach.leads.tags import Tag
from outrider.outreach.tenancy import notices, users
from outrider.outreach.tenancy.notices import Notice
from outrider.rules import addresses
from outrider.rules.text import csv_lines

router = APIRouter(prefix="/users/{userId}/accounts/{accountId}/campaigns", tags=["Exports"])

BATCH = 500
HEADER = (
    "firstName", "lastName", "campaignName", "profileUrl", "occupation", "currentCompany", "email", "phone", "country", "website",
    "twitter", "businessEmail", "lastStepExecution", "_status", "leadTags", "leadConversation", "isConnectionAcceptedDetected",
)  # fmt: skip
STATUS_WORDS = {
    answers.DISCOVERED: "Discovered", answers.PENDING: "Connection pending", answers.CONNECTED: "Connected",
    answers.REPLIED: "Responded",
}  # fmt: skip


def csv_answer(request: Request, name: str, lines: AsyncIterator[str]) -> Response:
    """A CSV sent as it is made. A client that accepts nothing but JSON gets it as `{"csv": "..."}`."""
    if only_json(request):
        return StreamingResponse(_in_json(lines), media_type="application/json")
    return csv_file(f"{name}.csv", lines)


async def _in_json(lines: AsyncIterator[str]) -> AsyncIterator[str]:
    yield '{"csv": "'
    async for text in lines:
        yield json.dumps(text)[1:-1]
    yield '"}'


@router.get("/{campaignId}/export")
async def leads_csv(
    request: Request,
    campaignId: CampaignId,
    work: Annotated[Work, working("seat", "exports")],
    filter: Annotated[LeadFilter, Depends()],
) -> Response:
    """The campaign's leads that pass the filters, with what was written to and fro; sent as they are read."""
    async with work() as scope:
        await campaign_at(scope, campaignId)
        filters = await filter.core(scope, campaign_ids=[campaignId])

    async def lines() -> AsyncIterator[str]:
        yield csv_lines([HEADER], ending="\n")
        after: int | None = None
        while True:  # transactions of their own: however slowly the client reads, no connection waits for it
            async with work() as scope:
                page = await enrollments.search(scope, filters, limit=BATCH, after=after)
                ids = [row.enrollment.id for row in page]
                tagged, had = await tags.of_objects(scope, "enrollment", ids), await moves.lines_of(scope, ids)
            of = {str(row.enrollment.id): row for row in page}
            async for talk, found in everything(work, [Talk(str(id), enrollment_ids=had[id]) for id in ids]):
                row = of[talk.key]
                yield csv_lines([_row(row, tagged[row.enrollment.id], found)], ending="\n")
            if len(page) < BATCH:
                return
            after = page[-1].enrollment.id

    return csv_answer(request, f"campaign-{campaignId}", lines())


def _row(row: Listed, tagged: Sequence[Tag], said: Sequence[Message]) -> tuple[Any, ...]:
    e, values = row.enrollment, row.values
    last = e.last_step_at or e.created_at
    texts = [("RECEIVED" if m.direction == "in" else "SENT", m.body_text.strip()) for m in said if m.body_text]
    talk = "".join(f"{way}: {text} \n\n" for way, text in texts)
    return (
        values["first_name"],
        values["last_name"],
        row.campaign_name,
        values["linkedin_url"],
        values["job_title"],
        values["company_name"],
        values["email"],
        values["phone"],
        values["location"],
        values["website"],
        values.get("twitter"),
        values.get("businessEmail"),
        f"{last:%Y-%m-%d %H:%M:%S}",
        STATUS_WORDS[answers.lead_status(e)],
        "; ".join(t.name for t in tagged),
        talk,
        "Yes" if e.connection == "connected" else "No",
    )


_ADDRESS = WithJsonSchema({"type": "string", **EMAIL, "minLength": 3, "maxLength": 320})


class Recipient(Body):
    """Only the published MCP server leaves the address out."""

    model_config = ConfigDict(json_schema_extra={"required": ["recipientEmail"]})

    recipientEmail: Annotated[str | None, Field(min_length=3, max_length=320), _ADDRESS] = None


@router.post("/export", status_code=201)
async def campaigns_csv(
    request: Request,
    principal: Caller,
    scope: Annotated[Scope, at("seat", "exports")],
    data: Annotated[Recipient, body(Recipient)],
) -> Response:
    """Email all the seat's campaigns with their figures as CSV; for the published MCP server, to the key's user."""
    wanted = data.recipientEmail
    if wanted is None and only_json(request) and principal.user_id is not None:
        wanted = (await users.get_user(scope, principal.user_id)).email
    if wanted is None:
        raise RequestValidationError([{"type": "missing", "loc": ("query", "recipientEmail"), "msg": "", "input": None}])
    try:
        recipient = addresses.normalise(wanted)
    except addresses.InvalidAddress:
        raise wrong(recipientEmail="recipientEmail must be an email address") from None
    text = csv_lines([CAMPAIGN_HEADER, *await _campaign_rows(scope)], ending="\n")
    letter = "Your campaigns are in the attached file.\n"
    await notices.send(scope, Notice(recipient, "Your campaigns", letter, attachment=("campaigns.csv", text)))
    return says(request, 201)


CAMPAIGN_HEADER = (
    "id", "name", "status", "createdAt", "totalLeads", "remainingLeads", "profileViews", "follows", "connectionsSent",
    "connectionsAccepted", "acceptanceRate", "messagesSent", "inMailsSent", "emailsSent", "emailsOpened", "openRate",
    "emailsClicked", "clickRate", "emailsBounced", "bounceRate", "replies", "responseRate",
)  # fmt: skip


async def _campaign_rows(scope: Scope) -> list[tuple[Any, ...]]:
    assert scope.seat_id is not None
    rows: list[tuple[Any, ...]] = []
    after = None
    while page := await campaigns.find_all(scope, seat_id=scope.seat_id, limit=500, after=after):
        ids = [c.id for c in page]
        stats, counts = await stats_of(scope, ids, scope.seat_id), await campaigns.enrollment_counts(scope, ids)
        for c in page:
            s, n = stats[c.id], counts[c.id]
            rows.append(
                (
                    c.id,
                    c.name,
                    c.status,
                    f"{c.created_at:%Y-%m-%d %H:%M:%S}",
                    n["total"],
                    n["not_started"],
                    s.views,
                    s.follows,
                    s.invites,
                    s.accepted,
                    answers.rate(s.accepted, s.invites),
                    s.messages,
                    s.inmails,
                    s.emails,
                    s.opened,
                    answers.rate(s.opened, s.emails),
                    s.clicked,
                    answers.rate(s.clicked, s.emails),
                    s.bounced,
                    answers.rate(s.bounced, s.emails),
                    s.replies,
                    answers.rate(s.repliers, s.reached),
                )
            )
        after = ids[-1]
    return rows

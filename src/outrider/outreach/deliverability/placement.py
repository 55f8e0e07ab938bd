"""Placement tests: what is sent from which senders to which seed mailboxes, when, and how a run begins."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from psycopg.types.json import Jsonb

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import events, message_states, purges
from outrider.outreach.base.message_states import Waiting
from outrider.outreach.base.query import Where, columns, sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.conversations.messages import Message
from outrider.outreach.correspondence import letters
from outrider.outreach.deliverability import blocklists, seeds
from outrider.outreach.deliverability.seeds import Seed, Target
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender
from outrider.rules import addresses, content
from outrider.rules import placement as rules
from outrider.rules.placement import Recurrence
from outrider.rules.text import html_to_text
from outrider.values import Json, amended

MOST_MAILS = 2000  # of one run
MOST_SENDERS = 100
MAX_NAME = 200
FIRST_LOOK = timedelta(minutes=2)  # after a mail was to leave


@dataclass(frozen=True, slots=True)
class TestInput:
    """A test to be made. `starts_at` None: its first run begins now. `recurrence` None: it runs once."""

    __test__ = False  # not a pytest class

    name: str
    subject: str
    body: str
    sender_ids: Sequence[int]
    targets: Sequence[Target] = ()
    description: str = ""
    folder_id: int | None = None
    campaign_id: int | None = None
    variant_id: int | None = None
    text_only: bool = False
    gap_seconds: int = 0
    check_links: bool = True
    rescue: bool = False
    recurrence: Recurrence | None = None
    starts_at: datetime | None = None
    run_now: bool = True
    vendor: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Test:
    """`status`: active (a run is in progress or planned), paused, completed, stopped. `reason`: why no run could begin."""

    __test__ = False

    id: int
    folder_id: int | None
    user_id: int | None
    name: str
    description: str
    status: str
    reason: str | None
    campaign_id: int | None
    variant_id: int | None
    subject: str
    body: str
    text_only: bool
    sender_ids: tuple[int, ...]
    targets: tuple[Target, ...]
    gap_seconds: int
    check_links: bool
    rescue: bool
    recurrence: Recurrence | None
    run_no: int
    next_at: datetime | None
    vendor: dict[str, object]
    created_at: datetime
    updated_at: datetime


COLUMNS = columns(Test)


def from_row(row: Json) -> Test:
    """A row of the table."""
    targets = tuple(Target(**one) for one in row["targets"])
    recurrence = rules.from_json(row["recurrence"]) if row["recurrence"] else None
    return Test(**amended(row, targets=targets, sender_ids=tuple(row["sender_ids"]), recurrence=recurrence))


async def create(scope: Scope, given: TestInput) -> Test:
    """A new test; its first run begins when the engine next looks. Invalid names the field that no run could begin with."""
    _checked(given)
    found = await _senders(scope, given.sender_ids)
    recipients = await seeds.matching(scope, given.targets)
    if not recipients:
        raise Invalid(
            "There is no seed mailbox of this kind. Add mailboxes of your own at the providers: `outrider seed add ADDRESS`.",
            code="no_seeds",
            field="targets",
        )
    if len(found) * len(recipients) > MOST_MAILS:
        raise Invalid(
            f"A run sends at most {MOST_MAILS} mails; this would be {len(found) * len(recipients)}.", field="sender_ids"
        )
    if given.campaign_id is not None:
        await campaigns.get(scope, given.campaign_id)
    if given.folder_id is not None:
        await get_folder(scope, given.folder_id)
    row = await scope.one(
        sql(
            """
        INSERT INTO placement_tests (workspace_id, folder_id, user_id, name, description, status, campaign_id, variant_id,
                                     subject, body, text_only, sender_ids, targets, gap_seconds, check_links, rescue, recurrence,
                                     next_at, vendor, created_at, updated_at)
        VALUES (%(workspace_id)s, %(folder_id)s, %(user_id)s, %(name)s, %(description)s, 'active', %(campaign_id)s,
                %(variant_id)s, %(subject)s, %(body)s, %(text_only)s, %(sender_ids)s, %(targets)s, %(gap)s, %(check_links)s,
                %(rescue)s, %(recurrence)s, %(next_at)s, %(vendor)s, %(now)s, %(now)s)
        RETURNING {columns}
        """,
            columns=COLUMNS,
        ),
        folder_id=given.folder_id,
        user_id=scope.actor.user_id,
        name=given.name.strip(),
        description=given.description,
        campaign_id=given.campaign_id,
        variant_id=given.variant_id,
        subject=given.subject.strip(),
        body=given.body,
        text_only=given.text_only,
        sender_ids=[sender.id for sender in found],
        targets=Jsonb([asdict(target) for target in given.targets]),
        gap=given.gap_seconds,
        check_links=given.check_links,
        rescue=given.rescue,
        recurrence=Jsonb(rules.to_json(given.recurrence)) if given.recurrence else None,
        next_at=_first(scope, given),
        vendor=Jsonb(dict(given.vendor)),
    )
    assert row is not None
    scope.note(
        "placement.test",
        None,
        {
            "from": [sender.address for sender in found],
            "to": [seed.address for seed in recipients],
            "subject": given.subject.strip(),
            "body": given.body,
            "again": rules.to_json(given.recurrence) if given.recurrence else None,
        },
    )
    await events.audit(scope, "placement.created", "placement_test", row["id"], name=given.name)
    return from_row(row)


def _checked(given: TestInput) -> None:
    if not given.name.strip() or len(given.name) > MAX_NAME:
        raise Invalid(f"A test's name has 1 to {MAX_NAME} characters.", field="name")
    if any(c in given.subject for c in "\r\n\0"):
        raise Invalid("A subject is one line.", field="subject")
    if not given.subject.strip():
        raise Invalid("A test needs a subject.", field="subject")
    if not (given.body if given.text_only else html_to_text(given.body)).strip():
        raise Invalid("A test needs a text.", field="body")
    if not 1 <= len(given.sender_ids) <= MOST_SENDERS:
        raise Invalid(f"A test is sent from 1 to {MOST_SENDERS} senders.", field="sender_ids")
    if not 0 <= given.gap_seconds <= 7 * 86_400:
        raise Invalid("Between two mails lie at most seven days.", field="gap_seconds")
    if given.recurrence and not 1 <= given.recurrence.every_days <= rules.MOST_DAYS:
        raise Invalid(f"A test runs every 1 to {rules.MOST_DAYS} days.", field="every_days")


async def _senders(scope: Scope, ids: Sequence[int]) -> list[Sender]:
    found = await senders.get_many(scope, ids)
    mailboxes = [sender for id in dict.fromkeys(ids) if (sender := found.get(id)) and sender.channel == "email"]
    if len(mailboxes) < len(set(ids)):
        raise NotFound("There is no such sender.", field="sender_ids")
    return mailboxes


def _first(scope: Scope, given: TestInput) -> datetime:
    at = max(given.starts_at or scope.now, scope.now)
    if given.recurrence is None or given.run_now:
        return at
    following = rules.next_run(given.recurrence, at - timedelta(seconds=1))
    if following is None:
        raise Invalid("The schedule has no day on which the test would run.", field="schedule")
    return following


async def get(scope: Scope, id: int) -> Test:
    """Raises NotFound."""
    row = await scope.one(
        sql("SELECT {columns} FROM placement_tests WHERE workspace_id = %(workspace_id)s AND id = %(id)s", columns=COLUMNS), id=id
    )
    if row is None:
        raise NotFound("There is no such placement test.", field="placement_test_id")
    return from_row(row)


@dataclass(frozen=True, slots=True)
class TestFilter:
    """Which tests; None does not filter."""

    __test__ = False

    recurring: bool | None = None
    status: str | None = None
    folder_id: int | None = None
    search: str | None = None


async def page(
    scope: Scope, wanted: TestFilter = TestFilter(), *, before: int | None = None, limit: int = 100, offset: int = 0
) -> list[Test]:
    """Tests, newest first."""
    where = Where("t")
    where.given("(t.recurrence IS NOT NULL) = %(recurring)s", recurring=wanted.recurring)
    where.given("t.status = %(status)s", status=wanted.status)
    where.given("t.folder_id = %(folder_id)s", folder_id=wanted.folder_id)
    where.given("strpos(lower(t.name), lower(%(search)s)) > 0", search=wanted.search)
    where.given("t.id < %(before)s", before=before)
    rows = await scope.all(
        sql(
            "SELECT {columns} FROM placement_tests t WHERE {where} ORDER BY t.id DESC LIMIT %(limit)s OFFSET %(offset)s",
            columns=COLUMNS,
            where=where.sql,
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )
    return [from_row(row) for row in rows]


async def of_folders(scope: Scope, folder_ids: Sequence[int]) -> list[Test]:
    """The newest tests of folders; at most 1000."""
    rows = await scope.all(
        sql(
            """
        SELECT {columns} FROM placement_tests WHERE workspace_id = %(workspace_id)s AND folder_id = ANY (%(ids)s)
        ORDER BY id DESC LIMIT 1000
        """,
            columns=COLUMNS,
        ),
        ids=folder_ids,
    )
    return [from_row(row) for row in rows]


async def change(
    scope: Scope, id: int, *, name: str | None = None, status: str | None = None, recurrence: Recurrence | None = None
) -> Test:
    """Another name or schedule, or active, paused, stopped. A paused or stopped test begins no run but finishes one."""
    test = await get(scope, id)
    if name is not None and not 1 <= len(name.strip()) <= MAX_NAME:
        raise Invalid(f"A test's name has 1 to {MAX_NAME} characters.", field="name")
    if status is not None and status not in ("active", "paused", "stopped"):
        raise Invalid("status must be one of active, paused, stopped.", field="status")
    if status == "active" and test.status in ("completed", "stopped"):
        raise Conflict(f"The test is {test.status}; make a new one.", code="test_over", field="status")
    again, state = recurrence or test.recurrence, status or test.status
    next_at = test.next_at
    if state == "stopped" or (state == "paused" and test.recurrence):
        next_at = None
    elif again and (recurrence or (status == "active" and test.status == "paused")):
        next_at = rules.next_run(again, scope.now)
    if status == "active" and again:
        scope.note("placement.resume", id, {"again": rules.to_json(again)})
    row = await scope.one(
        sql(
            """
        UPDATE placement_tests SET name = %(name)s, status = %(status)s, recurrence = %(recurrence)s, next_at = %(next_at)s,
               updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {columns}
        """,
            columns=COLUMNS,
        ),
        id=id,
        name=(name or test.name).strip(),
        status=state,
        recurrence=Jsonb(rules.to_json(again)) if again else None,
        next_at=next_at,
    )
    assert row is not None
    await events.audit(scope, "placement.changed", "placement_test", id, status=state)
    return from_row(row)


async def delete(scope: Scope, ids: Sequence[int]) -> int:
    """Delete tests and their results, by jobs if there are many. Returns the number of tests. Their unsent mails are
    cancelled: a run that is just beginning is waited for.
    """
    await scope.run(
        """
        SELECT id FROM placement_tests WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) ORDER BY id FOR UPDATE
        """,
        ids=ids,
    )
    rows = await scope.all(
        """
        DELETE FROM placement_mails
        WHERE workspace_id = %(workspace_id)s AND test_id = ANY (%(ids)s) AND look_at IS NOT NULL RETURNING message_id
        """,
        ids=ids,
    )
    if rows:
        waiting = Waiting(ids=sorted(row["message_id"] for row in rows), steps=False)
        await message_states.cancel(scope, waiting, Reason.MANUAL)
    deleted = await scope.all(
        "DELETE FROM placement_tests WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) RETURNING id", ids=ids
    )
    await events.audit(scope, "placement.deleted", "placement_test", affected=len(deleted), ids=list(ids)[:100])
    for row in deleted:
        await purges.begin(scope, "test", row["id"])
    return len(deleted)


# -- folders


@dataclass(frozen=True, slots=True)
class Folder:
    id: int
    name: str
    description: str
    created_at: datetime
    updated_at: datetime
    tests: int


_FOLDERS = """
SELECT f.id, f.name, f.description, f.created_at, f.updated_at,
       (SELECT count(*) FROM placement_tests t WHERE t.workspace_id = %(workspace_id)s AND t.folder_id = f.id)::int AS tests
FROM placement_folders f WHERE {where} ORDER BY f.id LIMIT %(limit)s OFFSET %(offset)s
"""


async def add_folder(scope: Scope, name: str, description: str = "") -> Folder:
    """Conflict 'folder_exists' when there is one of this name."""
    name = name.strip()
    if not 1 <= len(name) <= MAX_NAME:
        raise Invalid(f"A folder's name has 1 to {MAX_NAME} characters.", field="name")
    row = await scope.one(
        """
        INSERT INTO placement_folders (workspace_id, name, description, created_at, updated_at)
        VALUES (%(workspace_id)s, %(name)s, %(description)s, %(now)s, %(now)s)
        ON CONFLICT (workspace_id, name) DO NOTHING RETURNING id
        """,
        name=name,
        description=description[:2000],
    )
    if row is None:
        raise Conflict("There is a folder of this name already.", code="folder_exists", field="name")
    return await get_folder(scope, row["id"])


async def folders(scope: Scope, *, search: str | None = None, limit: int = 100, offset: int = 0) -> list[Folder]:
    """Folders by id."""
    where = Where("f")
    where.given("strpos(lower(f.name), lower(%(search)s)) > 0", search=search)
    return await scope.rows(Folder, sql(_FOLDERS, where=where.sql), **where.params, limit=limit, offset=offset)


async def get_folder(scope: Scope, id: int) -> Folder:
    """Raises NotFound."""
    where = Where("f")
    where.add("f.id = %(id)s", id=id)
    row = await scope.row(Folder, sql(_FOLDERS, where=where.sql), **where.params, limit=1, offset=0)
    if row is None:
        raise NotFound("There is no such folder.", field="folder_id")
    return row


async def delete_folder(scope: Scope, id: int) -> None:
    """Conflict 'folder_in_use' for one with tests in it."""
    if (await get_folder(scope, id)).tests:
        raise Conflict("The folder holds tests; delete or move them first.", code="folder_in_use")
    await scope.run("DELETE FROM placement_folders WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id)


# -- runs


async def start_due(scope: Scope) -> bool:
    """Begin the run that has been due longest, if one is: its mails are enough for one transaction. Whether there was one. A run
    that cannot begin leaves its reason with the test."""
    row = await scope.one(
        sql(
            """
        SELECT {columns} FROM placement_tests
        WHERE workspace_id = %(workspace_id)s AND next_at <= %(now)s ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED
        """,
            columns=COLUMNS,
        )
    )
    if row is not None:
        await _start(scope, from_row(row))
    return row is not None


async def _start(scope: Scope, test: Test) -> None:
    found = await senders.get_many(scope, test.sender_ids)
    working = [sender for id in test.sender_ids if (sender := found.get(id)) and sender.status == "active"]
    room = await _room(scope, working)
    working = [sender for sender in working if room.get(sender.id) != 0]
    recipients = await seeds.matching(scope, test.targets)
    following = rules.next_run(test.recurrence, scope.now) if test.recurrence else None
    reason = "no_senders" if not working else None if recipients else "no_seeds"
    over = reason is not None and following is None
    await scope.run(
        """
        UPDATE placement_tests SET next_at = %(following)s, reason = %(reason)s, run_no = run_no + %(begun)s,
               updated_at = %(now)s, status = CASE WHEN %(over)s THEN 'stopped' ELSE status END
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=test.id,
        following=following,
        reason=reason,
        begun=0 if reason else 1,
        over=over,
    )
    if reason is None:
        most = MOST_MAILS // len(working)
        await _send(scope, test, [(sender, recipients[: min(most, room.get(sender.id, most))]) for sender in working])


async def _room(scope: Scope, found: Sequence[Sender]) -> dict[int, int]:
    """How many mails of tests each sender may still send within 24 hours, of those with a limit."""
    limited = {sender.id: limit for sender in found if (limit := sender.limits.get("placement")) is not None}
    if not limited:
        return {}
    rows = await scope.all(
        """
        SELECT sender_id, count(*)::int AS n FROM placement_mails
        WHERE workspace_id = %(workspace_id)s AND sender_id = ANY (%(ids)s) AND due_at > %(since)s GROUP BY sender_id
        """,
        ids=list(limited),
        since=scope.now - timedelta(days=1),
    )
    sent = {row["sender_id"]: row["n"] for row in rows}
    return {id: max(0, most - sent.get(id, 0)) for id, most in limited.items()}


async def _send(scope: Scope, test: Test, mails: Sequence[tuple[Sender, Sequence[Seed]]]) -> None:
    run_no = test.run_no + 1
    links = content.link_domains(test.body) if test.check_links else []
    findings = content.check(test.subject, test.body, html=not test.text_only)
    await scope.run(
        """
        INSERT INTO placement_runs (workspace_id, test_id, run_no, pending, content, links, started_at)
        VALUES (%(workspace_id)s, %(test_id)s, %(run_no)s, %(pending)s, %(content)s, %(links)s, %(now)s)
        """,
        test_id=test.id,
        run_no=run_no,
        pending=sum(len(recipients) for _, recipients in mails),
        content=Jsonb([asdict(finding) for finding in findings]),
        links=links,
    )
    for sender, recipients in mails:
        due = [scope.now + timedelta(seconds=n * test.gap_seconds) for n in range(len(recipients))]
        queued = [await _queue(scope, test, sender, seed, at) for seed, at in zip(recipients, due, strict=True)]
        await _note(scope, test, run_no, sender, list(zip(recipients, queued, due, strict=True)))
    domains = [addresses.domain(sender.address) for sender, _ in mails]
    await blocklists.want(scope, "domain", [*domains, *links])


async def _queue(scope: Scope, test: Test, sender: Sender, seed: Seed, due_at: datetime) -> Message:
    return await letters.send_new(
        scope,
        sender.id,
        to=[seed.address],
        subject=test.subject,
        body_html=None if test.text_only else test.body,
        body_text=test.body if test.text_only else None,
        kind="test",
        due_at=due_at,
    )


async def _note(scope: Scope, test: Test, run_no: int, sender: Sender, mails: Sequence[tuple[Seed, Message, datetime]]) -> None:
    """What a sender's messages of a run are to be looked for by."""
    await scope.run(
        """
        INSERT INTO placement_mails (workspace_id, test_id, run_no, sender_id, sender_address, sender_provider, seed_id,
                                     seed_address, provider, audience, country, message_id, wire_id, due_at, look_at)
        SELECT %(workspace_id)s, %(test_id)s, %(run_no)s, %(sender_id)s, %(sender)s, %(sender_provider)s, u.*
        FROM unnest(%(seed_id)s::bigint[], %(seed)s::text[], %(provider)s::text[], %(audience)s::text[], %(country)s::text[],
                    %(message_id)s::bigint[], %(wire_id)s::text[], %(due_at)s::timestamptz[], %(look_at)s::timestamptz[]) AS u
        """,
        test_id=test.id,
        run_no=run_no,
        sender_id=sender.id,
        sender=sender.address,
        sender_provider=senders.mail_group(sender),
        seed_id=[seed.id for seed, _, _ in mails],
        seed=[seed.address for seed, _, _ in mails],
        provider=[seed.provider for seed, _, _ in mails],
        audience=[seed.audience for seed, _, _ in mails],
        country=[seed.country for seed, _, _ in mails],
        message_id=[message.id for _, message, _ in mails],
        wire_id=[message.wire_id for _, message, _ in mails],
        due_at=[due_at for _, _, due_at in mails],
        look_at=[due_at + FIRST_LOOK for _, _, due_at in mails],
    )

"""Things that many tests need: a sender, leads, a campaign with a sequence. Each is made by the same verbs that people use."""

from collections.abc import Mapping
from typing import Any

from outrider.outreach.base import enrollment_places
from outrider.outreach.base.enrollment_places import Move, Place
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, sequences
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.campaigns.sequences import Step, StepInput, VariantInput
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender, SenderInput, Server

DAY = 86_400
OFFICE_HOURS = {"timezone": "UTC", "windows": [{"days": [1, 2, 3, 4, 5], "start": "08:00", "end": "18:00"}]}


async def a_sender(scope: Scope, address: str = "anna@sender.example", **values: Any) -> Sender:
    """A mailbox that nothing listens on."""
    server = {"host": "127.0.0.1", "security": "plain", "username": address, "password": "a password"}
    defaults = {"smtp": Server(port=2525, **server), "imap": Server(port=1143, **server)}
    return await senders.create(scope, SenderInput(address, **{**defaults, **values}))


async def some_leads(scope: Scope, n: int = 3, domain: str = "prospect.example", **values: Any) -> list[int]:
    """`n` leads: lead1@domain, lead2@domain, ..."""
    rows = [LeadInput(email=f"lead{i}@{domain}", first_name=f"Lead{i}", **values) for i in range(1, n + 1)]
    return [outcome.lead_id for outcome in await leads.upsert(scope, rows) if outcome.lead_id]


async def a_sequence(scope: Scope, campaign_id: int, n: int = 2, delay_seconds: int = 2 * DAY) -> list[Step]:
    """`n` emails; the follow-ups go in the same thread."""
    return await sequences.replace(
        scope,
        campaign_id,
        [
            StepInput(
                [VariantInput("Hello {{first_name}}" if i == 0 else "", f"<p>Message {i + 1}</p>")],
                delay_seconds=i and delay_seconds,
            )
            for i in range(n)
        ],
    )


async def a_campaign(
    scope: Scope,
    *,
    steps: int = 2,
    leads: int = 0,
    domain: str = "prospect.example",
    start: bool = False,
    sender: Sender | None = None,
    **values: Any,
) -> Campaign:
    """A campaign with a sequence and so many leads; with `start`, a sender too (a new one unless given), and running."""
    campaign = await campaigns.create(scope, values.pop("name", "A campaign"), **values)
    await a_sequence(scope, campaign.id, steps)
    if leads:
        await enrollments.enroll(scope, campaign.id, await some_leads(scope, leads, domain))
    if start:
        await campaign_senders.attach(scope, campaign.id, [(sender or await a_sender(scope)).id])
        await campaign_states.start(scope, campaign.id)
    return await campaigns.get(scope, campaign.id)


async def put(scope: Scope, table: str, id: int, values: Mapping[str, Any]) -> None:
    """Set columns of a row as the engine would have left them. Where an enrollment stands is counted, too."""
    before = await _place(scope, table, id)
    await scope.run(
        f"""
        UPDATE {table} SET {", ".join(f"{name} = %({name})s" for name in values)}
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=id,
        **values,
    )
    await enrollment_places.count(scope, [Move(before, await _place(scope, table, id))])


async def note_written(scope: Scope, lead_id: int) -> None:
    """Note that a lead was written to at this moment."""
    await scope.run(
        "UPDATE lead_contacts SET last_contacted_at = %(now)s WHERE workspace_id = %(workspace_id)s AND lead_id = %(id)s",
        id=lead_id,
    )


async def _place(scope: Scope, table: str, id: int) -> Place | None:
    """Where an enrollment stands; None of anything else."""
    row = table == "enrollments" and await scope.one(
        "SELECT campaign_id, status, mark FROM enrollments WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id
    )
    return Place(**row) if row else None


async def event_types(scope: Scope) -> list[str]:
    """What has happened in the workspace, in order."""
    rows = await scope.all("SELECT type FROM events WHERE workspace_id = %(workspace_id)s ORDER BY id")
    return [row["type"] for row in rows]


async def rows(core: Core, query: str, **params: Any) -> list[dict[str, Any]]:
    """What a query finds in the whole database, whichever the workspace."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(query.encode(), params)
        return await cursor.fetchall()

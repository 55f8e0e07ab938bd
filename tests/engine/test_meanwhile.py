"""What is written about a thing while a person deletes it: the writer waits, then passes it over, and neither of them fails."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from outrider.engine import warmup_letters
from outrider.engine.engine import Claimed, Engine
from outrider.engine.reading import linkedin_receive, receive
from outrider.engine.sending import database, dispatch
from outrider.engine.work import health
from outrider.errors import NotFound
from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaign_senders, campaigns, copying, linkedin_accounts
from outrider.outreach.conversations import webhooks
from outrider.outreach.correspondence import unfiled
from outrider.outreach.enrollments import enrollments, imports, leaving, staffing
from outrider.outreach.leads import lists, segments, tags
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.senders import linkedin_connections, senders, warmup
from outrider.outreach.senders.linkedin_connections import Fact
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.outreach.tenancy.workspaces import Installed
from tests import databases
from tests.engine.helpers import Made, make, make_engine
from tests.waiting import eventually


@dataclass(frozen=True)
class World:
    """A running campaign with two leads and one mailbox, and one of each thing that they can be under."""

    engine: Engine
    made: Made
    claimed: list[Claimed]
    ids: Mapping[str, int]

    @property
    def sender(self) -> int:
        return self.made.sender_ids[0]

    @property
    def lead(self) -> int:
        return self.made.lead_ids[0]


Verb = Callable[[Scope, World], Awaitable[object]]


async def a_world(core: Core, workspace_id: int) -> World:
    engine = make_engine(core)
    made = await make(core, workspace_id, n_leads=2, sender={"imap": Server("127.0.0.1", 1143, "plain", "anna", "a password")})
    claimed = await dispatch.claim(engine, workspace_id)
    async with core.scope(workspace_id) as scope:
        webhook, _ = await webhooks.create(scope, dialect="core", url="https://receiver.example", event_types=["message.opened"])
        ids = {
            "webhook": webhook.id,
            "list": (await lists.create(scope, "A list")).id,
            "tag": (await tags.create(scope, "a tag")).id,
            "segment": (await segments.create(scope, "A segment")).id,
            "campaign": (await campaigns.create(scope, "Another campaign")).id,
            "account": (await senders.create(scope, SenderInput("anna", channel="linkedin", connection={"account_id": "1"}))).id,
        }
    return World(engine, made, claimed, ids)


async def no_webhook(scope: Scope, world: World) -> None:
    await webhooks.delete(scope, world.ids["webhook"])


async def no_tag(scope: Scope, world: World) -> None:
    await tags.delete(scope, world.ids["tag"])


async def no_lead(scope: Scope, world: World) -> None:
    await leaving.delete(scope, [world.lead])


async def no_sender(scope: Scope, world: World) -> None:
    await staffing.delete_sender(scope, world.sender)


async def no_account(scope: Scope, world: World) -> None:
    await staffing.delete_sender(scope, world.ids["account"])


async def no_campaign(scope: Scope, world: World) -> None:
    await campaigns.delete(scope, world.made.campaign_id)


async def opened(scope: Scope, world: World) -> None:
    await events.append(scope, [Event("message.opened", campaign_id=world.made.campaign_id)])


async def tagged(scope: Scope, world: World) -> None:
    with pytest.raises(NotFound):
        await tags.assign(scope, "lead", [world.lead], add=[world.ids["tag"]])


async def listed(scope: Scope, world: World) -> None:
    assert await lists.add_members(scope, world.ids["list"], world.made.lead_ids) == world.made.lead_ids[1:]


async def enrolled(scope: Scope, world: World) -> None:
    assert list(await enrollments.enroll(scope, world.ids["campaign"], world.made.lead_ids)) == world.made.lead_ids[1:]


async def imported(scope: Scope, world: World) -> None:
    """Who was deleted is made again."""
    given = [LeadInput(email="p0@prospect.example"), LeadInput(email="p1@prospect.example")]
    done = await imports.import_rows(scope, given, list_id=world.ids["list"], options=imports.ImportOptions(existing="keep"))
    assert done.counts["created"] == 1


async def segmented(scope: Scope, world: World) -> None:
    assert await segments.assign(scope, world.made.lead_ids, world.ids["segment"]) == 1


async def counted(scope: Scope, world: World) -> None:
    await database.count(scope, world.claimed, -1)


async def copied(scope: Scope, world: World) -> None:
    copy = await copying.duplicate(scope, world.made.campaign_id)
    assert await campaign_senders.links(scope, copy.id) == []


async def attached(scope: Scope, world: World) -> None:
    with pytest.raises(NotFound):
        await campaign_senders.attach(scope, world.ids["campaign"], [world.sender])


async def warmed(scope: Scope, world: World) -> None:
    await warmup.count(scope, world.sender, scope.now.date(), received=1)


async def answered(scope: Scope, world: World) -> None:
    letter = warmup_letters.Draft("c@d.example", "C", "Hello", scope.now)
    await warmup_letters.enqueue(scope, world.sender, "a@b.example", letter)


async def kept(scope: Scope, world: World) -> None:
    await unfiled.keep(scope, world.sender, "INBOX", "1/1", b"mail", None, ValueError("an error"))


async def connected(scope: Scope, world: World) -> None:
    await linkedin_connections.note_facts(scope, [Fact(world.ids["account"], world.lead, degree=1)])


async def rested(scope: Scope, world: World) -> None:
    await linkedin_accounts.note_cooldown(scope, world.ids["account"], "invite", scope.now + timedelta(hours=1))


async def found_mailbox(scope: Scope, world: World) -> None:
    await receive.register(world.engine)


async def found_account(scope: Scope, world: World) -> None:
    await linkedin_receive.register(world.engine)


async def watched(scope: Scope, world: World) -> None:
    await health.watch(world.engine)


async def lock_waits(core: Core) -> int:
    async with core.pool.connection() as conn:
        row = await (await conn.execute(databases.lock_waits())).fetchone()
    assert row is not None
    return row["n"]


@pytest.mark.parametrize(
    ("delete", "write", "table"),
    [
        (no_webhook, opened, "webhook_deliveries"),
        (no_tag, tagged, "taggings"),
        (no_lead, listed, "list_members"),
        (no_lead, enrolled, "enrollments"),
        (no_lead, imported, "list_members"),
        (no_lead, segmented, "segment_members"),
        (no_lead, connected, "lead_connections"),
        (no_account, connected, "lead_connections"),
        (no_account, rested, "linkedin_accounts"),
        (no_account, found_account, "linkedin_accounts"),
        (no_campaign, counted, "campaign_days"),
        (no_sender, counted, "sender_days"),
        (no_sender, copied, "campaign_senders"),
        (no_sender, attached, "campaign_senders"),
        (no_sender, warmed, "sender_days"),
        (no_sender, answered, "warmup_messages"),
        (no_sender, kept, "unfiled_messages"),
        (no_sender, found_mailbox, "mailbox_cursors"),
        (no_sender, watched, "sender_health"),
    ],
)
async def test_what_is_written_under_a_thing_that_is_deleted_meanwhile_is_passed_over(
    core: Core, workspace: Installed, delete: Verb, write: Verb, table: str
) -> None:
    world = await a_world(core, workspace.workspace_id)

    async def writing() -> None:
        async with core.scope(workspace.workspace_id) as scope:
            await write(scope, world)

    async with core.scope(workspace.workspace_id) as scope:
        await delete(scope, world)
        writer = asyncio.create_task(writing())
        await eventually(lambda: lock_waits(core), saw=lambda: writer)
    await asyncio.wait_for(writer, 60)
    async with core.scope(workspace.workspace_id) as scope:
        assert await orphans(scope, table) == 0


async def test_a_sender_is_taken_off_a_campaign_after_the_claim_that_uses_it(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = make_engine(core)
    made = await make(core, workspace.workspace_id, n_leads=1)
    message_ids = database.Database.message_ids

    async def detaching() -> int:
        async with core.scope(workspace.workspace_id) as scope:
            return await staffing.detach(scope, made.campaign_id, made.sender_ids)

    async def halfway(books: database.Database, n: int) -> list[int]:
        """Ids for the messages, once somebody waits for what the claim has locked so far."""
        detachings.append(asyncio.create_task(detaching()))
        await eventually(lambda: lock_waits(core), saw=lambda: detachings)
        return await message_ids(books, n)

    detachings: list[asyncio.Task[int]] = []
    monkeypatch.setattr(database.Database, "message_ids", halfway)
    assert len(await dispatch.claim(engine, workspace.workspace_id)) == 1
    assert await asyncio.gather(*detachings) == [1]


async def orphans(scope: Scope, table: str) -> int:
    """Rows of a table that name a webhook, tag, lead, campaign or sender which is not there."""
    named = {"webhook_id": "webhooks", "tag_id": "tags", "lead_id": "leads", "campaign_id": "campaigns", "sender_id": "senders"}
    total = 0
    columns: list[dict[str, Any]] = await scope.all(
        "SELECT column_name AS name FROM information_schema.columns WHERE table_name = %(table)s", table=table
    )
    for column in columns:
        if parent := named.get(column["name"]):
            total += await scope.count(
                f"""
                SELECT count(*) FROM {table} c WHERE c.workspace_id = %(workspace_id)s AND c.{column["name"]} IS NOT NULL
                AND NOT EXISTS (SELECT FROM {parent} p WHERE p.workspace_id = %(workspace_id)s AND p.id = c.{column["name"]})
                """
            )
    return total

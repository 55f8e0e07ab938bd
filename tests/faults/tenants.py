"""Whose mail is sent during a day of faults: healthy workspaces, and beside them poisoned ones and one with a hanging server."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.enrollments import enrollments
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.outreach.tenancy import workspaces
from tests.making import DAY, some_leads

PASSWORD = "the password of every mailbox"
STEPS = 3
MAILBOXES, POISONED_LEADS = 4, 20


@dataclass(frozen=True)
class Tenant:
    """A workspace with a running campaign."""

    name: str
    workspace_id: int
    campaign_id: int
    key: str


# How a workspace's own rows may be poisonous: written past the checks at saving, as an older version or a person with psql might.
POISONS = {
    "an endless loop": (
        "UPDATE variants SET body = '{%% for i in (1..9000000000) offset: 8999999990 %%}x{%% endfor %%}'"
        " WHERE workspace_id = %(workspace_id)s"
    ),
    "braces without end": "UPDATE variants SET body = repeat('{', 150000) WHERE workspace_id = %(workspace_id)s",
    "a page of spintax": "UPDATE variants SET body = repeat('{a|b}', 30000) WHERE workspace_id = %(workspace_id)s",
    "a time zone that is none": (
        "UPDATE campaigns SET schedule = '{\"timezone\": \"Mars/Olympus\"}' WHERE workspace_id = %(workspace_id)s"
    ),
    "a schedule that is none": "UPDATE campaigns SET schedule = '{\"windows\": 7}' WHERE workspace_id = %(workspace_id)s",
    "credentials that are none": (
        "UPDATE senders SET credentials = decode('deadbeef', 'hex') WHERE workspace_id = %(workspace_id)s"
    ),
    "a connection that is none": "UPDATE senders SET connection = '{\"smtp\": 7}' WHERE workspace_id = %(workspace_id)s",
}  # fmt: skip


async def healthy(core: Core, name: str, port: int, imap_port: int) -> Tenant:
    """A workspace whose leads come during the day."""
    return await _tenant(core, name, port, imap_port)


async def poisoned(core: Core, name: str, statement: str, port: int, imap_port: int) -> Tenant:
    """A workspace with something poisonous in it, and leads whose turn it is at once."""
    tenant = await _tenant(core, name, port, imap_port)
    async with core.scope(tenant.workspace_id) as scope:
        await _enroll(scope, tenant)
    async with core.pool.connection() as conn:
        await conn.execute(statement.encode(), {"workspace_id": tenant.workspace_id})
    return tenant


async def hung(core: Core, port: int) -> Tenant:
    """A workspace whose mail server takes connections and says nothing."""
    tenant = await _tenant(core, "hung", port, port)
    async with core.scope(tenant.workspace_id) as scope:
        await _enroll(scope, tenant)
    return tenant


@contextlib.asynccontextmanager
async def silent_server() -> AsyncIterator[int]:
    """A server that takes connections and says nothing; yields its port."""

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            await reader.read()
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def _enroll(scope: Scope, tenant: Tenant) -> None:
    domain = f"workspace{tenant.workspace_id}.example"
    await enrollments.enroll(scope, tenant.campaign_id, await some_leads(scope, POISONED_LEADS, domain))


async def _tenant(core: Core, name: str, port: int, imap_port: int) -> Tenant:
    installed = await workspaces.install(core, email="owner@example.com", workspace_name=name)
    async with core.scope(installed.workspace_id) as scope:
        campaign = await campaigns.create(scope, name, settings={"evergreen": True, "bounce_protect": False})
        texts = [VariantInput("" if n else "Hello {{first_name}}", f"<p>This is step {n + 1}</p>") for n in range(STEPS)]
        await sequences.replace(scope, campaign.id, [StepInput([text], delay_seconds=n and DAY) for n, text in enumerate(texts)])
        made = [await _mailbox(scope, installed.workspace_id, n, port, imap_port) for n in range(MAILBOXES)]
        await campaign_senders.attach(scope, campaign.id, made)
        await campaign_states.start(scope, campaign.id, force=True)
    return Tenant(name, installed.workspace_id, campaign.id, installed.key)


async def _mailbox(scope: Scope, workspace_id: int, n: int, port: int, imap_port: int) -> int:
    address = f"box{n}.w{workspace_id}@sender.example"
    server = {"host": "127.0.0.1", "security": "plain", "username": address, "password": PASSWORD}
    made = await senders.create(
        scope,
        SenderInput(
            address,
            name=f"Box {n}",
            smtp=Server(port=port, **server),
            imap=Server(port=imap_port, **server),
            daily_limit=100_000,
            min_gap_seconds=0,
        ),
    )
    return made.id

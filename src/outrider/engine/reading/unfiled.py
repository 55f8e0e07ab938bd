"""Retries messages that could not be filed when they arrived."""

import contextlib
from collections.abc import AsyncGenerator, Sequence

from outrider.channels.email.parse import parse
from outrider.channels.linkedin.port import Provider
from outrider.engine.engine import Engine
from outrider.engine.queue import Queue, Room
from outrider.engine.reading import linkedin_filing, model
from outrider.engine.reading.judge import normal
from outrider.engine.reading.linkedin_filing import Chats
from outrider.engine.reading.receive import INBOX, judged, warmup_token
from outrider.outreach.base import due
from outrider.outreach.base.scope import Core
from outrider.outreach.correspondence import filing, linkedin, unfiled
from outrider.outreach.correspondence.unfiled import Unfiled
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender
from outrider.outreach.tenancy import workspaces
from outrider.rules import replies

LEASE_SECONDS = 120.0  # of the machine
IDLE_SECONDS = 30.0  # of the machine
AT_ONCE = 2


async def file(core: Core, message: Unfiled, classifier: replies.Classifier, provider: Provider | None) -> None:
    """File one kept message. `provider`: who LinkedIn is asked through, if anyone."""
    async with core.scope(message.workspace_id) as scope:
        sender = await senders.get(scope, message.sender_id)
        strangers = bool((await workspaces.get(scope)).settings.get("file_strangers"))
    if sender.channel == "linkedin":
        account_id = sender.connection.get("account_id") or ""
        await _file_chat(core, message, Chats(message.workspace_id, sender.id, account_id, strangers, provider), classifier)
    else:
        await _file_mail(core, message, sender, strangers, classifier)


async def _file_mail(core: Core, mail: Unfiled, sender: Sender, strangers: bool, classifier: replies.Classifier) -> None:
    """Warm-up letters and copies of our own mail are dropped."""
    parsed = parse(mail.raw)
    if warmup_token(core, parsed.inbound) or normal(parsed.inbound.from_address) == sender.address:
        async with core.scope(mail.workspace_id) as scope:
            return await unfiled.filed(scope, mail)
    at = min(core.clock.now(), mail.received_at or core.clock.now())
    received = await judged(core, mail.workspace_id, sender, parsed, mail.raw, at, classifier)
    if mail.folder != INBOX:
        received.facts["folder"] = mail.folder
    async with core.scope(mail.workspace_id) as scope:
        await filing.file(scope, sender.id, received, strangers=strangers)
        await unfiled.filed(scope, mail)


async def _file_chat(core: Core, message: Unfiled, chats: Chats, classifier: replies.Classifier) -> None:
    read = await linkedin_filing.read(core, chats, linkedin_filing.unpacked(message.raw), classifier)
    async with core.scope(message.workspace_id) as scope:
        await linkedin_filing.file(scope, chats, read)
        await unfiled.filed(scope, message)


@contextlib.asynccontextmanager
async def _provider(engine: Engine) -> AsyncGenerator[Provider | None]:
    """LinkedIn's provider, if the installation has one."""
    if not engine.settings.linkedin_url:
        yield None
        return
    provider = linkedin.open_provider(engine.settings)
    try:
        yield provider
    finally:
        await provider.close()


@contextlib.asynccontextmanager
async def queue(engine: Engine) -> AsyncGenerator[Queue[Unfiled]]:
    """The queue of unfiled messages that are due for a retry."""
    core = engine.core

    async def claim(workspace_id: int, room: Room) -> Sequence[Unfiled]:
        async with core.scope(workspace_id) as scope:
            return await unfiled.claim(scope, scope.now + core.clock.real(LEASE_SECONDS), room.limit)

    async def failed(message: Unfiled, error: Exception) -> None:
        async with core.scope(message.workspace_id) as scope:
            await unfiled.failed(scope, message, error)

    async with model.classifier(core, engine.settings) as classifier, _provider(engine) as provider:
        yield Queue(
            name="unfiled",
            due=lambda: due.workspaces(core, "unfiled"),
            claim=claim,
            do=lambda message: file(core, message, classifier, provider),
            workspace=lambda message: message.workspace_id,
            describe=lambda message: {
                "workspace": message.workspace_id,
                "message": message.id,
                "sender": message.sender_id,
            },
            failed=failed,
            at_once=AT_ONCE,
            lease=LEASE_SECONDS,
            idle=IDLE_SECONDS,
        )

"""Retries mail that could not be filed when it arrived."""

import contextlib
from collections.abc import AsyncGenerator, Sequence

from outrider.channels.email.parse import parse
from outrider.engine.engine import Engine
from outrider.engine.queue import Queue, Room
from outrider.engine.reading import model
from outrider.engine.reading.judge import normal
from outrider.engine.reading.receive import INBOX, judged, warmup_token
from outrider.outreach.base import due
from outrider.outreach.correspondence import filing, unfiled
from outrider.outreach.correspondence.unfiled import Unfiled
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import workspaces
from outrider.rules import replies

LEASE_SECONDS = 120.0  # of the machine
IDLE_SECONDS = 30.0  # of the machine
AT_ONCE = 2


async def file(engine: Engine, mail: Unfiled, classifier: replies.Classifier | None = None) -> None:
    """File one kept message. Warm-up letters and copies of our own mail are dropped."""
    core, parsed = engine.core, parse(mail.raw)
    async with core.scope(mail.workspace_id) as scope:
        sender = await senders.get(scope, mail.sender_id)
        strangers = bool((await workspaces.get(scope)).settings.get("file_strangers"))
        if warmup_token(core, parsed.inbound) or normal(parsed.inbound.from_address) == sender.address:
            return await unfiled.filed(scope, mail)
    at = min(core.clock.now(), mail.received_at or core.clock.now())
    received = await judged(core, mail.workspace_id, sender, parsed, mail.raw, at, classifier or replies.RulesClassifier())
    if mail.folder != INBOX:
        received.facts["folder"] = mail.folder
    async with core.scope(mail.workspace_id) as scope:
        await filing.file(scope, sender.id, received, strangers=strangers)
        await unfiled.filed(scope, mail)


@contextlib.asynccontextmanager
async def queue(engine: Engine) -> AsyncGenerator[Queue[Unfiled]]:
    """The queue of unfiled mail that is due for a retry."""
    core = engine.core

    async def claim(workspace_id: int, room: Room) -> Sequence[Unfiled]:
        async with core.scope(workspace_id) as scope:
            return await unfiled.claim(scope, scope.now + core.clock.real(LEASE_SECONDS), room.limit)

    async def failed(mail: Unfiled, error: Exception) -> None:
        async with core.scope(mail.workspace_id) as scope:
            await unfiled.failed(scope, mail, f"{type(error).__name__}: {error}")

    async with model.classifier(core, engine.settings) as classifier:
        yield Queue(
            name="unfiled",
            due=lambda: due.workspaces(core, "unfiled"),
            claim=claim,
            do=lambda mail: file(engine, mail, classifier),
            workspace=lambda mail: mail.workspace_id,
            describe=lambda mail: {"workspace": mail.workspace_id, "mail": mail.id, "sender": mail.sender_id},
            failed=failed,
            at_once=AT_ONCE,
            lease=LEASE_SECONDS,
            idle=IDLE_SECONDS,
        )

"""Live updates: one stream of server-sent events per open page, and two polls of the events table a second per workspace.

A page is notified *that* something happened (`inbox`, `figures`, …) and then requests the part it shows. Each message's id is
that of its last event; a reconnecting browser sends the last id it saw and gets what it missed.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog
from psycopg import OperationalError

from outrider.outreach.base import events
from outrider.outreach.base.events import Happened
from outrider.outreach.base.scope import Actor, Core

log = structlog.get_logger()
EVERY = 0.5  # seconds of real time between polls
SILENCE = 20.0  # seconds between keep-alive comments, so that proxies keep the stream open
_MOST = 200  # messages queued for a page that does not read; beyond that, the stream is closed and the browser reconnects
_OVERLAP = 200  # ids polled again, because transactions do not commit in the order of their events' ids

# The parts of a page that an event affects.
_TOPICS: Mapping[str, frozenset[str]] = {
    "inbox": frozenset(
        {
            "reply.received",
            "reply.drafted",
            "conversation.returned",
            "auto_reply.received",
            "lead.category_set",
            "complaint.received",
            "message.failed",
            "message.uncertain",
        }
    ),
    "figures": frozenset(
        {
            "message.sent",
            "message.bounced",
            "message.opened",
            "link.clicked",
            "reply.received",
            "lead.unsubscribed",
            "invite.sent",
            "invite.accepted",
        }
    ),
    "health": frozenset(
        {
            "approval.requested",
            "sender.error",
            "sender.recovered",
            "deliverability.alert",
            "campaign.started",
            "campaign.paused",
            "campaign.stopped",
            "campaign.completed",
        }
    ),
}


@dataclass(frozen=True, slots=True)
class Update:
    """A message to a page. `conversations`: those with new events."""

    id: int
    topics: tuple[str, ...]
    conversations: tuple[int, ...]

    def encoded(self) -> bytes:
        data = json.dumps({"topics": self.topics, "conversations": self.conversations})
        return f"id: {self.id}\nevent: update\ndata: {data}\n\n".encode()


def update_of(happened: list[Happened]) -> Update | None:
    """One update for all these events; None if no page would change."""
    types = {h.type for h in happened}
    topics = tuple(topic for topic, known in _TOPICS.items() if types & known)
    if not topics:
        return None
    inbox = sorted({h.conversation_id for h in happened if h.conversation_id and h.type in _TOPICS["inbox"]})
    return Update(max(h.id for h in happened), topics, tuple(inbox[-100:]))


@dataclass(eq=False)
class _Channel:
    """A workspace with open pages: its listeners, its polling task, and whether it has polled once."""

    pages: set["asyncio.Queue[Update | None]"] = field(default_factory=set["asyncio.Queue[Update | None]"])
    task: asyncio.Task[None] | None = None
    started: asyncio.Event = field(default_factory=asyncio.Event)


class Live:
    """The process's open streams. Losing it loses nothing: browsers reconnect with the last id they saw."""

    def __init__(self, core: Core, every: float = EVERY) -> None:
        self.core, self.every = core, every
        self.channels: dict[int, _Channel] = {}
        self.closed = False

    @asynccontextmanager
    async def listening(self, workspace_id: int) -> AsyncGenerator["asyncio.Queue[Update | None]"]:
        """A queue of the workspace's updates; None ends the stream."""
        queue: asyncio.Queue[Update | None] = asyncio.Queue(_MOST)
        channel = self.channels.setdefault(workspace_id, _Channel())
        channel.pages.add(queue)
        if channel.task is None:
            channel.task = asyncio.create_task(self._look(workspace_id, channel))
        try:
            yield queue
        finally:
            channel.pages.discard(queue)
            if not channel.pages:
                channel.task.cancel()
                self.channels.pop(workspace_id, None)

    async def stream(self, workspace_id: int, last_seen: int | None) -> AsyncIterator[bytes]:
        """The bytes of one page's stream, starting after the event `last_seen` (None: from now on)."""
        async with self.listening(workspace_id) as queue:
            async with self.core.without_transaction(workspace_id, Actor("web")) as scope:
                missed = await events.since(scope, last_seen) if last_seen is not None else []
                start = await events.last_id(scope)
            yield f"retry: 2000\nid: {start}\n\n".encode()
            if update := update_of(missed):
                yield update.encoded()
            while not self.closed:
                try:
                    update = await asyncio.wait_for(queue.get(), SILENCE)
                except TimeoutError:
                    yield b": alive\n\n"
                    continue
                if update is None:
                    return
                yield update.encoded()

    def close(self) -> None:
        """End all streams, on shutdown."""
        self.closed = True
        for channel in list(self.channels.values()):
            for queue in channel.pages:
                _put(queue, None)

    async def _look(self, workspace_id: int, channel: _Channel) -> None:
        last, seen = 0, None
        while True:
            try:
                async with self.core.without_transaction(workspace_id, Actor("web")) as scope:
                    last = max(last, await events.last_id(scope)) if seen is None else last
                    looked_at = await events.since(scope, last - _OVERLAP)
            except OperationalError:
                log.warning("live_look_failed", workspace_id=workspace_id)
                looked_at = []
            if looked_at:
                happened = [h for h in looked_at if seen is not None and h.id not in seen]
                last, seen = looked_at[-1].id, {h.id for h in looked_at}
                if happened and (update := update_of(happened)):
                    for queue in list(channel.pages):
                        _put(queue, update)
            seen = seen or set[int]()
            channel.started.set()
            await asyncio.sleep(self.every)


def _put(queue: "asyncio.Queue[Update | None]", update: Update | None) -> None:
    """Enqueue without waiting. If the page does not read, its stream ends and the browser reconnects."""
    if queue.full():
        queue.get_nowait()
        update = None
    queue.put_nowait(update)

"""Live updates: one stream of server-sent events for each open page, one look at the events table a second for each workspace.

A page is told *that* something happened (`inbox`, `figures`, …) and asks for the part it shows. Each message's id is that of the
last event in it; a browser that comes back says the last one it saw and is told what it missed.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog
from psycopg import OperationalError
from psycopg_pool import PoolTimeout

from outrider.outreach.base import events
from outrider.outreach.base.events import Happened
from outrider.outreach.base.scope import Actor, Core

log = structlog.get_logger()
EVERY = 1.0  # seconds of the machine between two looks
SILENCE = 20.0  # seconds after which a stream says that it is alive, so that proxies keep it open
_MOST = 200  # messages waiting for a page that does not read; after that it starts anew
_OVERLAP = 200  # ids looked at again: transactions commit in another order than their events got ids

# Which part of a page an event concerns.
_TOPICS: Mapping[str, frozenset[str]] = {
    "inbox": frozenset(
        {
            "reply.received",
            "reply.drafted",
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
    """What a page is told. `conversations`: those that something happened in."""

    id: int
    topics: tuple[str, ...]
    conversations: tuple[int, ...]

    def encoded(self) -> bytes:
        data = json.dumps({"topics": self.topics, "conversations": self.conversations})
        return f"id: {self.id}\nevent: update\ndata: {data}\n\n".encode()


def update_of(happened: list[Happened]) -> Update | None:
    """One update for all of these; None where no page would show a difference."""
    types = {h.type for h in happened}
    topics = tuple(topic for topic, known in _TOPICS.items() if types & known)
    if not topics:
        return None
    inbox = sorted({h.conversation_id for h in happened if h.conversation_id and h.type in _TOPICS["inbox"]})
    return Update(max(h.id for h in happened), topics, tuple(inbox[-100:]))


@dataclass(eq=False)
class _Channel:
    """A workspace that somebody looks at: the pages that listen, the task that looks for them, and whether it has looked once."""

    pages: set["asyncio.Queue[Update | None]"] = field(default_factory=set["asyncio.Queue[Update | None]"])
    task: asyncio.Task[None] | None = None
    started: asyncio.Event = field(default_factory=asyncio.Event)


class Live:
    """The process's open streams. Nothing is lost with it: browsers come back with the last id they saw."""

    def __init__(self, core: Core, every: float = EVERY) -> None:
        self.core, self.every = core, every
        self.channels: dict[int, _Channel] = {}
        self.closed = False

    @asynccontextmanager
    async def listening(self, workspace_id: int) -> AsyncGenerator["asyncio.Queue[Update | None]"]:
        """A queue that gets the workspace's updates; None in it ends the stream."""
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
        """The bytes of one page's stream, from after the event `last_seen` on (None: from now on)."""
        async with self.listening(workspace_id) as queue:
            async with self.core.scope(workspace_id, Actor("web")) as scope:
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
        """End every stream: the process stops."""
        self.closed = True
        for channel in list(self.channels.values()):
            for queue in channel.pages:
                _put(queue, None)

    async def _look(self, workspace_id: int, channel: _Channel) -> None:
        last, seen = 0, None
        while True:
            try:
                async with self.core.scope(workspace_id, Actor("web")) as scope:
                    last = max(last, await events.last_id(scope)) if seen is None else last
                    looked_at = await events.since(scope, last - _OVERLAP)
            except (OperationalError, PoolTimeout):
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
    """Without waiting for a page that does not read: its stream ends, and the browser comes back."""
    if queue.full():
        queue.get_nowait()
        update = None
    queue.put_nowait(update)

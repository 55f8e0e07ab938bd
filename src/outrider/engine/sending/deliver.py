"""Delivering: claimed messages are sent, one at a time per sender, and their results are recorded in groups."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import groupby

import psycopg
import structlog

from outrider.engine import metrics
from outrider.engine.engine import WIRE_SECONDS, Claimed, Engine, Outcome
from outrider.engine.queue import Room
from outrider.engine.sending import stops
from outrider.engine.sending.record import Result, note_submitted, record
from outrider.engine.sending.slots import Slots
from outrider.rules import sharing
from outrider.store.db import may_pass

log = structlog.get_logger()

# Messages that may be between claim and record in one process. One workspace gets at most half of them, one server at most half,
# and a workspace gives at most half of its own to one server: what a server that hangs can hold up is bounded.
UNDER_WAY = 2000
# Senders on the wire at once in one process, results committed together, and how long the first of them waits for company.
SENDERS_AT_ONCE = 500
GROUP_SIZE = 200
GROUP_SECONDS = 0.05
# A message that has waited longer since its claim is checked again, because it may have been stopped meanwhile.
STALE_SECONDS = 1.0


@dataclass(slots=True)
class _Waiting:
    """A workspace's messages that wait for their sender's turn: which of them were `stopped` when that was last asked, `at` a
    moment of the loop's clock, and the task that asks it again."""

    messages: dict[int, Claimed] = field(default_factory=dict[int, Claimed])
    stopped: set[int] = field(default_factory=set[int])
    at: float = 0.0
    task: asyncio.Task[None] | None = None


@dataclass(slots=True)
class Delivery:
    """The messages of one process between claim and record. Use `delivering`."""

    engine: Engine
    results: asyncio.Queue[Result] = field(default_factory=asyncio.Queue[Result])
    slots: Slots = field(default_factory=lambda: Slots(SENDERS_AT_ONCE))
    under_way: int = 0
    held: Counter[tuple[int, str]] = field(default_factory=Counter[tuple[int, str]])  # in progress, by workspace and server
    closing: bool = False
    idle: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])
    _waiting: defaultdict[int, _Waiting] = field(default_factory=lambda: defaultdict(_Waiting))

    def take(self, claimed: Sequence[Claimed]) -> None:
        """Start sending claimed messages."""
        by_sender: dict[tuple[int, int], list[Claimed]] = defaultdict(list)
        for c in claimed:
            by_sender[c.workspace_id, c.sender.id].append(c)
            self._waiting[c.workspace_id].messages[c.id] = c
        self.under_way += len(claimed)
        self.held.update(map(_lane, claimed))
        if self.under_way:
            self.idle.clear()
        for of_sender in by_sender.values():
            task = asyncio.create_task(self._send_all(of_sender, asyncio.get_running_loop().time()))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def room(self, workspace_id: int) -> Room:
        """How many messages a claim in a workspace may take now, and the servers that have their part already."""
        free = UNDER_WAY - self.under_way
        of_workspace = sum(n for (workspace, _), n in self.held.items() if workspace == workspace_id)
        limit = sharing.allowance(free, of_workspace)
        of_hosts: Counter[str] = Counter()
        for (_, host), n in self.held.items():
            of_hosts[host] += n
        full = {host for host, n in of_hosts.items() if not sharing.allowance(free, n)}
        full |= {host for host in of_hosts if not sharing.allowance(limit, self.held[workspace_id, host])}
        return Room(limit, sorted(full))

    async def below(self, limit: int) -> None:
        """Wait until fewer than `limit` messages are in progress."""
        while self.under_way >= limit:
            self.idle.clear()
            await self.idle.wait()

    async def _send_all(self, claimed: Sequence[Claimed], known_at: float) -> None:
        """One sender's messages in turn. When the sender can't work, the rest are not tried; nor those stopped meanwhile."""
        waiting = self._waiting[claimed[0].workspace_id]
        async with self.slots.slot(("workspace", claimed[0].workspace_id), ("server", claimed[0].sender.server)):
            failed: Outcome | None = None
            for index, c in enumerate(claimed):
                if not (failed or self.closing):
                    await self._ask(waiting, known_at)
                held = self.closing or c.id in waiting.stopped
                del waiting.messages[c.id]
                outcome = failed or (Outcome("released") if held else await send_one(self.engine, c))
                if outcome.verdict == "sender_failed":
                    failed = outcome
                await self.results.put(Result(c, outcome, self.engine.core.clock.now(), index == len(claimed) - 1))

    async def _ask(self, waiting: _Waiting, known_at: float) -> None:
        """Make sure that what is known of messages waiting since `known_at` is no older than it may be. It is asked for all that
        wait in the workspace at once, and before it has to be waited for."""
        loop = asyncio.get_running_loop()
        asked = False
        while (age := loop.time() - max(known_at, waiting.at)) > STALE_SECONDS / 2:
            if waiting.task is None:
                if asked:
                    return
                waiting.task, asked = loop.create_task(self._look(waiting)), True
            if age <= STALE_SECONDS:
                return
            await asyncio.shield(waiting.task)

    async def _look(self, waiting: _Waiting) -> None:
        began = asyncio.get_running_loop().time()
        try:
            waiting.stopped = await _stopped(self.engine, list(waiting.messages.values()))
            waiting.at = began
        finally:
            waiting.task = None

    async def finish_asking(self) -> None:
        """Leave no question open."""
        await asyncio.gather(*[w.task for w in self._waiting.values() if w.task], return_exceptions=True)

    async def record_all(self) -> None:
        """Record results until cancelled."""
        while True:
            group = [await self.results.get()]
            if self.under_way > len(group):
                await self._fill(group)
            try:
                for workspace_id, of in groupby(sorted(group, key=_workspace), key=_workspace):
                    await _record(self.engine, workspace_id, list(of))
            finally:
                self.under_way -= len(group)
                self._let_go(group)
                self.idle.set()
                self.engine.work.set()  # their senders may act again

    def _let_go(self, group: Sequence[Result]) -> None:
        for result in group:
            lane = _lane(result.claimed)
            self.held[lane] -= 1
            if not self.held[lane]:
                del self.held[lane]

    async def _fill(self, group: list[Result]) -> None:
        """Wait a moment for more results to commit together."""
        loop = asyncio.get_running_loop()
        until = loop.time() + GROUP_SECONDS
        while len(group) < GROUP_SIZE and len(group) < self.under_way:
            if self.results.empty():
                left = until - loop.time()
                if left <= 0:
                    return
                try:
                    group.append(await asyncio.wait_for(self.results.get(), left))
                except TimeoutError:
                    return
            else:
                group.append(self.results.get_nowait())


@asynccontextmanager
async def delivering(engine: Engine) -> AsyncGenerator[Delivery]:
    """Delivery for as long as the body runs. On leaving, what is on the wire is finished and recorded, the rest released."""
    delivery = Delivery(engine)
    recorder = asyncio.create_task(delivery.record_all())
    try:
        yield delivery
    finally:
        # Whatever has not come to the wire yet is released, so this takes as long as one message does.
        delivery.closing = True
        finished = asyncio.create_task(delivery.below(1))
        await asyncio.wait((finished, recorder), return_when=asyncio.FIRST_COMPLETED)
        recorder.cancel()
        finished.cancel()
        await asyncio.gather(recorder, finished, return_exceptions=True)
        await delivery.finish_asking()
        for transport in engine.transports.values():
            await transport.close()


async def send_one(engine: Engine, claimed: Claimed) -> Outcome:
    """Put one message on the wire, unless the process is stopping or the lease would not last."""
    now = engine.core.clock.now()
    too_late = claimed.lease_until is not None and now + engine.core.clock.real(WIRE_SECONDS + 30) > claimed.lease_until
    if engine.stop.is_set() or too_late:
        return Outcome("released")
    transport = engine.transports.get(claimed.sender.channel)
    if transport is None:
        return Outcome("sender_failed", detail=f"nothing here sends for {claimed.sender.channel}")
    engine.crash_point("before_wire")
    began = asyncio.get_running_loop().time()
    try:
        outcome = await transport.send(claimed)
    except psycopg.OperationalError as error:
        log.warning("a message is released: the database is away", error=str(error).strip(), **_named(claimed))
        outcome = Outcome("released")
    except Exception as error:
        # An unexpected error: the message's fate is unknown, so it must not be sent again.
        log.exception("transport failed", **_named(claimed))
        outcome = Outcome("unanswered", detail=type(error).__name__)
    if engine.logs_messages:
        log.debug("message was on the wire", verdict=outcome.verdict, code=outcome.code, **_named(claimed))
    metrics.on_wire(claimed.sender.channel, outcome.verdict, asyncio.get_running_loop().time() - began)
    engine.crash_point("after_answer")
    return outcome


async def _stopped(engine: Engine, waiting: Sequence[Claimed]) -> set[int]:
    """Which of a workspace's waiting messages must no longer be sent. While the database is unavailable, all of them."""
    if not waiting:
        return set()
    try:
        return await stops.stopped(engine.core, waiting[0].workspace_id, waiting)
    except Exception as error:  # noqa: BLE001  what could not be asked is taken for a no
        ids = [c.id for c in waiting]
        log.warning(
            "messages are released: the database cannot say whether they may leave", error=str(error).strip(), message_ids=ids
        )
        return {c.id for c in waiting}


async def _record(engine: Engine, workspace_id: int, results: list[Result]) -> None:
    """Record results, retrying through database restarts; if that fails, record at least the server's answer."""
    try:
        await _patiently(engine, workspace_id, results, record)
    except Exception:
        log.exception("recording failed", **_ids(workspace_id, results))
        if len(results) > 1:
            for result in results:
                await _record(engine, workspace_id, [result])
        elif results[0].outcome.verdict == "sent":
            await _note_submitted(engine, workspace_id, results)


async def _note_submitted(engine: Engine, workspace_id: int, results: list[Result]) -> None:
    try:
        await _patiently(engine, workspace_id, results, note_submitted)
    except Exception:
        # It stays `sending`; after its lease it is looked up or becomes uncertain.
        log.exception("the answer could not be noted", **_named(results[0].claimed))


async def _patiently(
    engine: Engine, workspace_id: int, results: list[Result], act: Callable[[Engine, int, list[Result]], Awaitable[None]]
) -> None:
    """Retry while the database is unavailable. Raises what is the statement's fault."""
    pause = 0.05
    while True:
        try:
            return await act(engine, workspace_id, results)
        except Exception as error:
            if not may_pass(error):
                raise
            log.warning("recording waits for the database", error=str(error).strip(), **_ids(workspace_id, results))
            await asyncio.sleep(pause)
            pause = min(pause * 2, 5.0)


def _named(claimed: Claimed) -> dict[str, int | None]:
    """The fields that identify a message in the log."""
    m = claimed.message
    return {
        "workspace_id": claimed.workspace_id,
        "message_id": claimed.id,
        "enrollment_id": m.enrollment_id,
        "campaign_id": m.campaign_id,
        "sender_id": claimed.sender.id,
    }


def _ids(workspace_id: int, results: Sequence[Result]) -> dict[str, object]:
    return {"workspace_id": workspace_id, "message_ids": [r.claimed.id for r in results]}


def _lane(claimed: Claimed) -> tuple[int, str]:
    return claimed.workspace_id, claimed.sender.server


def _workspace(result: Result) -> int:
    return result.claimed.workspace_id

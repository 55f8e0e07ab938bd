"""Slots for work that waits on servers, shared fairly: no workspace and no server can take more than its part."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncGenerator, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from outrider.rules import sharing

Lanes = tuple[Hashable, ...]


@dataclass(slots=True)
class Slots:
    """A fixed number of slots. A caller names its lanes (its workspace, its server) and waits while one of them has reached its
    share.

    Of those that may continue, the lanes served longest ago come first; within a lane, the first to ask.
    """

    free: int
    held: Counter[Hashable] = field(default_factory=Counter[Hashable])
    waiting: dict[Lanes, deque[asyncio.Future[None]]] = field(default_factory=dict[Lanes, deque[asyncio.Future[None]]])

    @asynccontextmanager
    async def slot(self, *lanes: Hashable) -> AsyncGenerator[None]:
        """Hold one slot while the body runs."""
        await self._take(lanes)
        try:
            yield
        finally:
            self._give(lanes)

    async def _take(self, lanes: Lanes) -> None:
        if lanes not in self.waiting and self._has_room(lanes):
            self._hold(lanes, 1)
            return
        turn = asyncio.get_running_loop().create_future()
        self.waiting.setdefault(lanes, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it had just been given the slot
                self._give(lanes)
            raise

    def _has_room(self, lanes: Lanes) -> bool:
        return all(sharing.allowance(self.free, self.held[lane]) for lane in lanes) and self.free > 0

    def _hold(self, lanes: Lanes, n: int) -> None:
        self.free -= n
        for lane in lanes:
            self.held[lane] += n
            if not self.held[lane]:
                del self.held[lane]

    def _give(self, lanes: Lanes) -> None:
        self._hold(lanes, -1)
        while self.free > 0 and (served := self._serve_next()):
            self.waiting[served] = self.waiting.pop(served)  # behind the others
            if not self.waiting[served]:
                del self.waiting[served]

    def _serve_next(self) -> Lanes | None:
        """Give a slot to the first that may have one; its lanes."""
        for lanes, turns in self.waiting.items():
            while turns and turns[0].done():  # cancelled in the meantime
                turns.popleft()
            if not turns or self._has_room(lanes):
                if turns:
                    self._hold(lanes, 1)
                    turns.popleft().set_result(None)
                return lanes
        return None

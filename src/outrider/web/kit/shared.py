"""Parts of pages that many people read again at the same moment, because an update reached all of them: made once for all."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from starlette.requests import Request

from outrider.outreach.tenancy.teams import Access
from outrider.web.kit import templates
from outrider.web.kit.templates import Body
from outrider.web.kit.text import address


@dataclass(frozen=True, slots=True)
class Audience:
    """All that a shared part may depend on, in addition to the request's parameters; nothing that belongs to one person.

    `seat_ids`: the seats that they may see; None: every one. `writes`: whether they hold the part's permission in full. `packs`:
    whether their browsers accept compressed pages.
    """

    workspace_id: int
    seat_ids: tuple[int, ...] | None
    writes: bool
    zone: tzinfo
    packs: bool


def audience(request: Request, access: Access, permission: str, zone: tzinfo) -> Audience:
    """The audience that a visitor belongs to."""
    seats = access.seat_ids()
    return Audience(
        access.workspace_id,
        None if seats is None else tuple(seats),
        access.may(permission, write=True),
        zone,
        templates.unpacks(request),
    )


@dataclass(frozen=True, slots=True)
class Reader:
    """What a shared part's template has in place of a visit. It holds nothing personal, so a template that uses more fails."""

    audience: Audience
    now: datetime

    @property
    def zone(self) -> tzinfo:
        return self.audience.zone

    def url(self, path: str, **query: object) -> str:
        """A URL in this workspace; parameters that are None or empty are omitted."""
        return address(self.audience.workspace_id, path, query)


@dataclass(frozen=True, slots=True)
class Shared:
    """Requests for the same part that arrive while it is being made are served together by the next making of it.

    Whoever asks gets what was begun after they asked, so no one sees less than if they had made it alone. Nothing is kept.
    """

    waiting: dict[Hashable, "asyncio.Task[Body]"] = field(default_factory=dict["Hashable", "asyncio.Task[Body]"])
    running: dict[Hashable, "asyncio.Task[Body]"] = field(default_factory=dict["Hashable", "asyncio.Task[Body]"])

    async def made(self, key: Hashable, make: Callable[[], Awaitable[Body]]) -> Body:
        """What `make` returns, which depends on nothing but `key` and the database."""
        task = self.waiting.get(key)
        if task is None:
            task = self.waiting[key] = asyncio.create_task(self._make(key, make, self.running.get(key)))
        return await asyncio.shield(task)

    async def _make(self, key: Hashable, make: Callable[[], Awaitable[Body]], before: "asyncio.Task[Body] | None") -> Body:
        if before is not None:
            await asyncio.wait([before])
        self.running[key] = self.waiting.pop(key)
        try:
            return await make()
        finally:
            del self.running[key]

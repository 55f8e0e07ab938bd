"""Seats: sub-accounts of a workspace, each with its own senders, campaigns and suppression entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import checks, events
from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Scope

STATUSES = ("active", "suspended", "cancelled")


@dataclass(frozen=True, slots=True)
class Seat:
    """A sub-account of the workspace: its own senders, campaigns and suppression entries."""

    id: int
    name: str
    is_default: bool
    status: str
    user_id: int | None
    timezone: str
    settings: dict[str, Any]
    created_at: datetime
    updated_at: datetime


_SEAT = "id, name, is_default, status, user_id, timezone, settings, created_at, updated_at"


async def create(
    scope: Scope,
    name: str,
    *,
    timezone: str = "UTC",
    user_id: int | None = None,
    is_default: bool = False,
    settings: Mapping[str, object] | None = None,
) -> Seat:
    row = await scope.one(
        sql(
            """
        INSERT INTO seats (workspace_id, name, is_default, user_id, timezone, settings, created_at, updated_at)
        VALUES (%(workspace_id)s, %(name)s, %(is_default)s, %(user_id)s, %(timezone)s, %(settings)s, %(now)s, %(now)s)
        RETURNING {seat}
        """,
            seat=_SEAT,
        ),
        name=checks.name(name),
        is_default=is_default,
        user_id=user_id,
        timezone=checks.timezone(timezone),
        settings=Jsonb(dict(settings or {})),
    )
    assert row is not None
    await events.audit(scope, "seat.created", "seat", row["id"])
    return Seat(**row)


async def find_all(
    scope: Scope,
    limit: int = 100,
    after: int = 0,
    *,
    status: str | None = None,
    search: str | None = None,
    ids: Sequence[int] | None = None,
    user_ids: Sequence[int] | None = None,
) -> list[Seat]:
    """By id. `ids`, `user_ids`: only these seats, only those of these users."""
    where = Where("s")
    where.add("s.id > %(after)s", after=after)
    where.given("s.status = %(status)s", status=status)
    where.given("strpos(lower(s.name), lower(%(search)s)) > 0", search=search or None)
    where.given("s.id = ANY (%(ids)s)", ids=ids)
    where.given("s.user_id = ANY (%(user_ids)s)", user_ids=user_ids)
    rows = await scope.all(
        sql("SELECT {seat} FROM seats s WHERE {where} ORDER BY s.id LIMIT %(limit)s", seat=_SEAT, where=where.sql),
        **where.params,
        limit=limit,
    )
    return [Seat(**r) for r in rows]


async def get(scope: Scope, id: int) -> Seat:
    row = await scope.one(
        sql("SELECT {seat} FROM seats WHERE workspace_id = %(workspace_id)s AND id = %(id)s", seat=_SEAT), id=id
    )
    if row is None:
        raise NotFound("There is no such seat.", field="seat_id")
    return Seat(**row)


async def default(scope: Scope) -> Seat:
    """The seat that work belongs to when no other is named."""
    row = await scope.one(sql("SELECT {seat} FROM seats WHERE workspace_id = %(workspace_id)s AND is_default", seat=_SEAT))
    if row is None:
        raise NotFound("This workspace no longer exists.")
    return Seat(**row)


async def or_default(scope: Scope, seat_id: int | None) -> int:
    """The id of the seat named here, else of the scope's seat, else of the default one. NotFound for a foreign one."""
    wanted = seat_id or scope.seat_id
    return (await get(scope, wanted)).id if wanted else (await default(scope)).id


async def update(
    scope: Scope,
    id: int,
    *,
    name: str | None = None,
    timezone: str | None = None,
    user_id: int | None = None,
    settings: Mapping[str, object] | None = None,
) -> Seat:
    """Change what is given; `settings` is merged key by key."""
    row = await scope.one(
        sql(
            """
        UPDATE seats SET name = coalesce(%(name)s, name), timezone = coalesce(%(timezone)s, timezone),
               user_id = coalesce(%(user_id)s, user_id), settings = settings || %(settings)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {seat}
        """,
            seat=_SEAT,
        ),
        id=id,
        name=None if name is None else checks.name(name),
        timezone=None if timezone is None else checks.timezone(timezone),
        user_id=user_id,
        settings=Jsonb(dict(settings or {})),
    )
    if row is None:
        raise NotFound("There is no such seat.", field="seat_id")
    await events.audit(scope, "seat.updated", "seat", id)
    return Seat(**row)


async def set_status(scope: Scope, id: int, status: str, *, reason: str | None = None) -> Seat:
    """Suspend, cancel or reactivate a seat. Senders of a seat that is not active do nothing; the default seat stays active.

    `reason`: in words, for the audit log.
    """
    if status not in STATUSES:
        raise Invalid(f"A seat's status is one of {', '.join(STATUSES)}.", field="status")
    seat = await get(scope, id)
    if seat.is_default and status != "active":
        raise Conflict("The default seat stays active.", code="default_seat")
    row = await scope.one(
        sql(
            """
        UPDATE seats SET status = %(status)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {seat}
        """,
            seat=_SEAT,
        ),
        id=id,
        status=status,
    )
    assert row is not None
    # A suspended seat's senders are suspended with it, so that claims need only look at the sender.
    await scope.run(
        """
        UPDATE senders SET status = CASE WHEN %(active)s THEN 'active' ELSE 'suspended' END,
               status_code = CASE WHEN %(active)s THEN NULL ELSE 'seat_suspended' END, status_detail = NULL,
               status_at = %(now)s, next_at = CASE WHEN %(active)s THEN %(now)s END, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND seat_id = %(id)s
          AND CASE WHEN %(active)s THEN status = 'suspended' AND status_code = 'seat_suspended' ELSE status = 'active' END
        """,
        id=id,
        active=status == "active",
    )
    if status == "active":
        scope.note("seat.reactivate", id, {"seat": seat.name})
    if reason:
        await events.audit(scope, f"seat.{status}", "seat", id, reason=reason)
    else:
        await events.audit(scope, f"seat.{status}", "seat", id)
    return Seat(**row)

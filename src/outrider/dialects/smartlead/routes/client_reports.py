"""Figures by client and by member of the team."""

from collections import defaultdict
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.smartlead import answers
from outrider.dialects.smartlead.routes import clients
from outrider.dialects.smartlead.routes.reporting import (
    READ,
    ByClient,
    Clients,
    Listing,
    Rates,
    chosen_clients,
    rates,
    reach,
    summed,
)
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.tenancy import seats, users

router = APIRouter(tags=["Analytics"])


class ClientRow(Rates):
    client_id: int | None
    client_name: str


class ClientData(TypedDict):
    client_wise_performance: list[ClientRow]


class ClientAnswer(TypedDict):
    success: bool
    message: str
    data: ClientData


@router.get("/analytics/client/overall-stats", dependencies=[READ])
async def client_stats(scope: Scoped, asked: Annotated[ByClient, Query()]) -> ClientAnswer:
    """Sums by client; what belongs to no client stands under None. `filter`: a part of the client's name."""
    read = await (await reach(scope, asked)).totals(scope, "seat")
    found = {s.id: s for s in await seats.find_all(scope, limit=clients.MAX_CLIENTS)}
    of = chosen_clients(asked)
    rows: list[ClientRow] = [
        {"client_id": answers.client_id(scope, id), "client_name": found[id].name, **rates(counts)}
        for (id,), counts in read.items()
        if id in found and (not of or id in of) and (asked.filter or "").lower() in found[id].name.lower()
    ]
    return {"success": True, "message": "OK", "data": {"client_wise_performance": asked.page(rows)}}


class ClientName(TypedDict):
    id: int
    name: str
    email: str | None
    status: str


class ClientNames(TypedDict):
    client_list: list[ClientName]


class ClientNamesAnswer(TypedDict):
    success: bool
    message: str
    data: ClientNames


async def _some_clients(scope: Scope, asked: Clients) -> list[seats.Seat]:
    of = chosen_clients(asked)
    return [s for s in await clients.every(scope) if not of or s.id in of]


@router.get("/analytics/client/list", dependencies=[READ])
async def client_names(scope: Scoped, asked: Annotated[Clients, Query()]) -> ClientNamesAnswer:
    """Clients by id and name."""
    shown = [clients.shown(s) for s in await _some_clients(scope, asked)]
    rows: list[ClientName] = [{"id": c["id"], "name": c["name"], "email": c["email"], "status": c["status"]} for c in shown]
    return {"success": True, "message": "OK", "data": {"client_list": rows}}


class MonthRow(TypedDict):
    month: str
    new_clients: int
    total_clients: int


class MonthData(TypedDict):
    month_wise_count: list[MonthRow]


class MonthAnswer(TypedDict):
    success: bool
    message: str
    data: MonthData


@router.get("/analytics/client/month-wise-count", dependencies=[READ])
async def clients_by_month(scope: Scoped, asked: Annotated[Clients, Query()]) -> MonthAnswer:
    """How many clients came in each month since the first, and how many there were by its end."""
    made = sorted(s.created_at for s in await _some_clients(scope, asked))
    rows: list[MonthRow] = []
    month = made[0].replace(day=1) if made else scope.now
    while made and (month.year, month.month) <= (scope.now.year, scope.now.month):
        new = sum((at.year, at.month) == (month.year, month.month) for at in made)
        total = (rows[-1]["total_clients"] if rows else 0) + new
        rows.append({"month": f"{month:%Y-%m}", "new_clients": new, "total_clients": total})
        month = (month + timedelta(days=32)).replace(day=1)
    return {"success": True, "message": "OK", "data": {"month_wise_count": rows}}


class MemberRow(Rates):
    team_member_id: int | None
    team_member_name: str
    team_member_email: str | None
    campaign_count: int


class MemberData(TypedDict):
    team_board_stats: list[MemberRow]


class MemberAnswer(TypedDict):
    success: bool
    message: str
    data: MemberData


@router.get("/analytics/team-board/overall-stats", dependencies=[READ])
async def team_board(scope: Scoped, asked: Annotated[Listing, Query()]) -> MemberAnswer:
    """Sums of the campaigns that each member of the workspace is responsible for; unassigned campaigns are under None."""
    about = await reach(scope, asked)
    read = await about.totals(scope, "campaign")
    found = await campaigns.get_many(scope, await about.campaigns(scope))
    owned: dict[int | None, list[int]] = defaultdict(list)
    for c in found.values():
        owned[c.owner_user_id].append(c.id)
    members = {m.user_id: m for m in await users.members(scope, limit=1000)}
    rows: list[MemberRow] = []
    for user_id in (*members, *sorted((id for id in owned if id not in members), key=lambda id: id or 0)):
        member, mine = members.get(user_id or 0), owned.get(user_id, [])
        rows.append(
            {
                "team_member_id": user_id,
                "team_member_name": (member.full_name or member.email) if member else "",
                "team_member_email": member.email if member else None,
                "campaign_count": len(mine),
                **rates(summed(read.get((id,), {}) for id in mine)),
            }
        )
    return {"success": True, "message": "OK", "data": {"team_board_stats": asked.page(rows)}}

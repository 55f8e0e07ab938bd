"""Connected agents: who connected which program, what it may do, and how to disconnect it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider import dialects
from outrider.errors import NotFound
from outrider.outreach.tenancy import keys, oauth
from outrider.outreach.tenancy.oauth import Connected
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page
from outrider.web.settings import frame


@dataclass(frozen=True, slots=True)
class AgentsView:
    """`titles`: the systems by the names that connections have."""

    connections: Sequence[Connected]
    titles: Mapping[str, str]


async def show(visit: Visit) -> Response:
    frame.require_manager(visit)
    async with visit.scope() as scope:
        found = await oauth.connections(scope)
    return frame.show(visit, "agents.html", AgentsView(found, {d.name: d.title for d in dialects.available()}))


async def end(visit: Visit) -> Response:
    """End a connection; its tokens stop working."""
    frame.require_manager(visit)
    async with visit.scope() as scope:
        found = next((c for c in await oauth.connections(scope, 1000) if c.id == visit.request.path_params["id"]), None)
        if found is None:
            raise NotFound(_("This connection has already ended."))
        await keys.revoke(scope, found.id)
    return visit.done(visit.url("/settings/agents"), Toast(_("{name} has been disconnected").format(name=found.name)))


ROUTES = [
    page("/settings/agents", show, needs=None),
    act("/settings/agents/{id:int}/end", end, needs=None),
]

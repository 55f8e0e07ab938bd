"""All pages: each subject's routes, bound to the core."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from outrider.errors import NotFound
from outrider.web import finding
from outrider.web.account import routes as account
from outrider.web.analytics import routes as analytics
from outrider.web.approvals import links as approval_links
from outrider.web.approvals import routes as approvals
from outrider.web.campaigns import routes as campaigns
from outrider.web.home import routes as home
from outrider.web.inbox import acts as inbox_acts
from outrider.web.inbox import person as inbox_person
from outrider.web.inbox import routes as inbox
from outrider.web.kit import static, templates
from outrider.web.kit.guest import Guest
from outrider.web.kit.navigation import lead_sections, navigation
from outrider.web.kit.text import _
from outrider.web.kit.visit import Declared, Site, bind, trouble
from outrider.web.layout import routes as layout
from outrider.web.leads import acts as lead_acts
from outrider.web.leads import grouping, searching, suppressions
from outrider.web.leads import importing as lead_imports
from outrider.web.leads import routes as leads
from outrider.web.oauth import routes as oauth
from outrider.web.senders import connecting as sender_wizard
from outrider.web.senders import many as many_senders
from outrider.web.senders import routes as senders
from outrider.web.settings import routes as settings
from outrider.web.signin import routes as signin
from outrider.web.studio import routes as studio
from outrider.web.welcome import routes as welcome

SUBJECTS = (
    layout, finding, home, approvals, inbox, inbox_acts, inbox_person, campaigns, analytics, studio, settings, account, welcome,
    lead_acts, lead_imports, leads, grouping, searching, suppressions, senders, sender_wizard, many_senders,
)  # fmt: skip


def routes(site: Site) -> list[Route]:
    """Static files, sign-in, and every subject's pages under `/w/{workspace}`."""
    values: dict[str, Any] = templates.environment().globals
    values |= {"navigation": navigation, "lead_sections": lead_sections}
    declared = [route for subject in SUBJECTS for route in subject.ROUTES]
    return [
        *static.routes,
        *signin.routes(site),
        *oauth.routes(site),
        *approval_links.routes(site),
        *(bind(site, route) for route in declared),
        *(_way_back(path, shown) for path, shown in _acts_alone(declared)),
    ]


def _acts_alone(declared: Sequence[Declared]) -> list[tuple[str, str]]:
    """The addresses that only forms are sent to, each with the nearest page above."""
    shown = {route.path for route in declared if not route.writes}
    found: list[tuple[str, str]] = []
    for path in sorted({route.path for route in declared if route.writes} - shown):
        above = path
        while above not in shown:
            above = above.rpartition("/")[0] or "/"
        found.append((path, above))
    return found


def _way_back(path: str, shown: str) -> Route:
    """Leads a reload of the address of a form to its page: the browser shows that address where a form was refused."""
    below = path.removeprefix(shown.rstrip("/")).count("/")

    async def serve(request: Request) -> Response:
        above = request.url.path.rsplit("/", below)[0]
        return RedirectResponse(above + "/" if shown == "/" else above, 303)

    return Route("/w/{workspace:int}" + path, serve, methods=["GET"])


def is_for_people(request: Request) -> bool:
    """Whether a browser requests a page, rather than a program data."""
    return "text/html" in request.headers.get("accept", "")


async def start(site: Site, request: Request) -> Response:
    """The root URL, for people."""
    return await signin.start(Guest(site, request))


def not_found(site: Site, request: Request) -> Response:
    """The 404 page for people."""
    return trouble(site, request, NotFound(_("There is no page at this address. It may have been moved or deleted.")))

"""The workspace's home page."""

from starlette.responses import Response

from outrider.web.home import view
from outrider.web.kit import security
from outrider.web.kit.visit import Visit, page
from outrider.web.signin.routes import LAST


async def home(visit: Visit) -> Response:
    """The whole page, or only its figures for a script that refreshes them."""
    async with visit.scope() as scope:
        shown = await view.read(visit, scope)
    response = visit.render("home/figures.html" if visit.partial else "home/home.html", shown)
    secure = security.is_secure(visit.request, visit.site.settings.public_url)
    security.keep(response, LAST, str(visit.place.id), secure=secure)
    return response


ROUTES = [page("/", home, needs=None)]

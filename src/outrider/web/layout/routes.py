"""Routes shared by all pages: the stream of updates, and the choice of theme."""

from starlette.responses import Response, StreamingResponse

from outrider.web.kit import security
from outrider.web.kit.guest import where_to
from outrider.web.kit.templates import THEME, THEMES
from outrider.web.kit.visit import Visit, act, page


async def live(visit: Visit) -> Response:
    """Server-sent events of the workspace. They start after `Last-Event-ID`, or after `after` in the URL."""
    seen = visit.request.headers.get("last-event-id") or visit.request.query_params.get("after", "")
    last_seen = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else None
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(visit.site.live.stream(visit.place.id, last_seen), headers=headers, media_type="text/event-stream")


async def theme(visit: Visit) -> Response:
    """Save the choice in a cookie; it applies from the next page on."""
    chosen = visit.text("theme")
    response = visit.done(where_to(visit.text("next")))
    secure = security.is_secure(visit.request, visit.site.settings.public_url)
    security.keep(response, THEME, chosen if chosen in THEMES else "system", secure=secure, hidden=False)
    return response


ROUTES = [page("/live", live, needs=None), act("/theme", theme, needs=None)]

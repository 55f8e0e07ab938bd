"""The few URLs that need no account: unsubscribe, open pixel and tracked links for recipients of mail, and attachments."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from outrider.outreach.base.scope import Core
from outrider.outreach.conversations import attachments
from outrider.outreach.correspondence import tracking
from outrider.web.kit.notice import NO_STORE, Notice, notice
from outrider.web.kit.text import _

_NO_MORE = _("You will not receive any more of these messages.")


def _unknown() -> Response:
    return notice(Notice(_("Not found"), [_("This link is not valid.")]), status=404)


def routes(core: Core) -> list[Route]:
    """Routes under the root of the public URL. Tokens are signed; an invalid one gets a plain 404."""

    async def unsubscribe(request: Request) -> Response:
        token = request.path_params["token"]
        if request.method == "POST":  # RFC 8058: immediately, no login, no redirect
            if await tracking.unsubscribe(core, token):
                return notice(Notice(_("You have been unsubscribed"), [_NO_MORE]))
        elif await tracking.is_valid(core, token):  # a GET never unsubscribes: scanners follow links
            return notice(Notice(_("Unsubscribe?"), [_NO_MORE], button=_("Unsubscribe")))
        return _unknown()

    async def opened(request: Request) -> Response:
        if not _looks_ahead(request):
            await tracking.record_open(core, request.path_params["token"], request.headers.get("user-agent", ""))
        return Response(tracking.PIXEL, media_type="image/gif", headers=NO_STORE)

    async def clicked(request: Request) -> Response:
        agent = (
            "" if _looks_ahead(request) else request.headers.get("user-agent", "")
        )  # a request without a user agent comes from a machine
        url = await tracking.record_click(core, request.path_params["token"], agent)
        if url is None:
            return _unknown()
        return RedirectResponse(url, 302, headers=NO_STORE)

    async def attached(request: Request) -> Response:
        found = await attachments.at_address(core, request.path_params["token"])
        if found is None:
            return _unknown()
        headers = {
            **NO_STORE,
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.filename, safe='')}",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox",
        }
        return Response(found.content, media_type="application/octet-stream", headers=headers)

    return [
        Route("/a/{token}", attached, methods=["GET"]),
        Route("/u/{token}", unsubscribe, methods=["GET", "POST"]),
        Route("/o/{token}.gif", opened, methods=["GET"]),
        Route("/c/{token}", clicked, methods=["GET"]),
    ]


_AHEAD = ("sec-purpose", "purpose", "x-purpose", "x-moz")  # headers by which browsers mark prefetches


def _looks_ahead(request: Request) -> bool:
    """Whether a program makes the request without a person: a HEAD, a prefetch or a preview. It gets a response but is not
    counted.
    """
    said = " ".join(request.headers.get(name, "").lower() for name in _AHEAD)
    return request.method == "HEAD" or any(word in said for word in ("prefetch", "prerender", "preview"))

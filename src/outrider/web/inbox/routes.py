"""The inbox page and its parts: the list, a thread, and the frame for untrusted HTML."""

import re
from urllib.parse import quote

from starlette.responses import HTMLResponse, Response

from outrider.errors import NotFound
from outrider.outreach.base.scope import Actor, Scope
from outrider.outreach.conversations import attachments, inbox, messages
from outrider.outreach.conversations.messages import Message
from outrider.rules.text import safe_html
from outrider.web.inbox import view
from outrider.web.inbox.view import Asked
from outrider.web.kit import static, templates
from outrider.web.kit.shared import Audience, Reader
from outrider.web.kit.templates import Body
from outrider.web.kit.text import _
from outrider.web.kit.visit import Site, Visit, page

_FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<link rel="stylesheet" href="{style}"><title>Message</title></head><body>{body}</body></html>"""

_REMOTE_IMAGE = re.compile(r"(<img\b[^>]*?)\ssrc=(?!\"data:)", re.IGNORECASE)


async def show(visit: Visit) -> Response:
    """The inbox with no conversation open; only the list for a script."""
    asked = view.asked_of(visit.request.query_params)
    if visit.partial:
        return templates.answer(await _list(visit.site, asked, visit.audience("inbox")))
    async with visit.scope() as scope:
        listing = await view.listing(scope, asked, visit.audience("inbox"))
        filing, choices = await view.filing(scope), await view.choices(visit, scope)
    return visit.render("inbox/inbox.html", view.Inbox(listing, filing, choices))


async def _list(site: Site, asked: Asked, audience: Audience) -> Body:
    """The list alone, which everyone who looks at it reads again with every reply: made once for all who ask at the same time."""

    async def make() -> Body:
        async with site.core.scope(audience.workspace_id, Actor("web")) as scope:
            shown = view.Refreshed(await view.listing(scope, asked, audience), await view.unread(scope, audience))
            reader = Reader(audience, scope.now)
        return templates.packed(templates.render("inbox/refreshed.html", {"visit": reader, "v": shown}), audience.packs)

    return await site.shared.made(("inbox", audience, asked), make)


async def count_unread(visit: Visit) -> Response:
    """How many conversations are unread, for the navigation: made once for all who ask at the same time."""
    audience, site = visit.audience("inbox"), visit.site

    async def make() -> Body:
        async with site.core.without_transaction(audience.workspace_id, Actor("web")) as scope:
            shown = await view.unread(scope, audience)
            reader = Reader(audience, scope.now)
        return templates.packed(templates.render("inbox/unread.html", {"visit": reader, "v": shown}), audience.packs)

    return templates.answer(await site.shared.made(("unread", audience), make))


async def open_thread(visit: Visit) -> Response:
    """A thread and its lead beside the list; only those two for a script."""
    id, asked = visit.request.path_params["id"], view.asked_of(visit.request.query_params)
    async with visit.scope() as scope:
        thread = await view.thread(visit, scope, id, _number(visit, "before"))
        filing = await view.filing(scope)
        if visit.partial:
            return visit.render("inbox/thread.html", view.Inbox(view.Listing(asked), filing, thread=thread))
        listing = await view.listing(scope, asked, visit.audience("inbox"), id)
        choices = await view.choices(visit, scope)
    return visit.render("inbox/inbox.html", view.Inbox(listing, filing, choices, thread))


def _number(visit: Visit, name: str) -> int | None:
    return next(iter(visit.numbers(name)), None)


async def read_text(visit: Visit) -> Response:
    """The full text of a message, as plain text; the thread shows only the beginning of a long one."""
    async with visit.scope() as scope:
        message = await _message(visit, scope)
    headers = {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(message.body_text, headers=headers, media_type="text/plain")


async def _message(visit: Visit, scope: Scope) -> Message:
    """The message in the URL, if the visitor may read it."""
    message = await messages.get(scope, visit.request.path_params["id"])
    if message.conversation_id is not None:
        row = await inbox.conversation(scope, message.conversation_id)
        visit.require_seat(row["sender"]["seat_id"], "inbox")
    elif visit.access.seat_ids() is not None:
        raise NotFound(_("There is no such message."))
    return message


async def download(visit: Visit) -> Response:
    """Download an attachment. Untrusted files are never displayed inline."""
    async with visit.scope() as scope:
        message = await _message(visit, scope)
        found = await attachments.one(scope, message, visit.request.path_params["place"])
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.filename, safe='')}",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(found.content, headers=headers, media_type="application/octet-stream")


async def frame(visit: Visit) -> Response:
    """A message's sanitized HTML for a sandboxed frame: no scripts, no styles, images only on request."""
    async with visit.scope() as scope:
        message = await _message(visit, scope)
    with_images = visit.request.query_params.get("images") == "1"
    images = "https: data:" if with_images else "data:"
    policy = (
        f"default-src 'none'; style-src 'self'; img-src {images}; base-uri 'none'; form-action 'none'; frame-ancestors 'self';"
        " sandbox allow-popups"
    )
    headers = {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    body = safe_html(message.body_html or "")
    if not with_images:  # the content policy would block them too, but with a console error for each
        body = _REMOTE_IMAGE.sub(r"\1 data-src=", body)
    return HTMLResponse(_FRAME.format(style=static.address("mail.css"), body=body), headers=headers)


ROUTES = [
    page("/inbox", show, needs="inbox"),
    page("/inbox/unread", count_unread, needs="inbox"),
    page("/inbox/{id:int}", open_thread, needs="inbox"),
    page("/inbox/messages/{id:int}/html", frame, needs="inbox"),
    page("/inbox/messages/{id:int}/text", read_text, needs="inbox"),
    page("/inbox/messages/{id:int}/attachments/{place:int}", download, needs="inbox"),
]

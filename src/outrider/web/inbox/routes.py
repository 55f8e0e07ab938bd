"""The inbox page and its parts: the list, a thread, and the frame for untrusted HTML."""

import re
from urllib.parse import quote

from starlette.responses import HTMLResponse, Response

from outrider.errors import NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import attachments, messages
from outrider.outreach.conversations import inbox as conversations
from outrider.outreach.conversations.inbox import ConversationFilter
from outrider.outreach.conversations.messages import Message
from outrider.rules.text import safe_html
from outrider.web.inbox import view
from outrider.web.kit import static
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit, page

_FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<link rel="stylesheet" href="{style}"><title>Message</title></head><body>{body}</body></html>"""

_REMOTE_IMAGE = re.compile(r"(<img\b[^>]*?)\ssrc=(?!\"data:)", re.IGNORECASE)


async def _unread(visit: Visit, scope: Scope) -> int:
    return await conversations.count(
        scope, ConversationFilter(unread=True, archived=False, snoozed=False, seat_ids=visit.access.seat_ids())
    )


async def show(visit: Visit) -> Response:
    """The inbox with no conversation open; only the list for a script."""
    asked = view.asked_of(visit.request.query_params)
    opened = view.asked_of({"campaign": visit.request.query_params.get("opened", "")}).campaign
    async with visit.scope() as scope:
        listing = await view.listing(visit, scope, asked, opened)
        choices = await view.choices(visit, scope)
        unread = await _unread(visit, scope)
    if visit.partial:
        return visit.render("inbox/list.html", view.Inbox(listing, choices, unread=unread))
    return visit.render("inbox/inbox.html", view.Inbox(listing, choices, None, unread))


async def open_thread(visit: Visit) -> Response:
    """A thread and its lead beside the list; only those two for a script."""
    id, asked = visit.request.path_params["id"], view.asked_of(visit.request.query_params)
    async with visit.scope() as scope:
        thread = await view.thread(visit, scope, id, _number(visit, "before"))
        choices = await view.choices(visit, scope)
        if visit.partial:
            empty = view.Listing(asked, (), None, id)
            return visit.render("inbox/thread.html", view.Inbox(empty, choices, thread, 0))
        listing, unread = await view.listing(visit, scope, asked, id), await _unread(visit, scope)
    return visit.render("inbox/inbox.html", view.Inbox(listing, choices, thread, unread))


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
        row = await conversations.conversation(scope, message.conversation_id)
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
    page("/inbox/{id:int}", open_thread, needs="inbox"),
    page("/inbox/messages/{id:int}/html", frame, needs="inbox"),
    page("/inbox/messages/{id:int}/text", read_text, needs="inbox"),
    page("/inbox/messages/{id:int}/attachments/{place:int}", download, needs="inbox"),
]

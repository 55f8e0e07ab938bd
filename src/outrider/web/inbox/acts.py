"""Actions in the inbox, on one conversation or many, each with its undo."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from starlette.responses import Response

from outrider.channels.email.compose import Attachment
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import attachments, conversations, drafts, inbox, messages
from outrider.outreach.conversations.drafts import Draft
from outrider.outreach.conversations.inbox import ConversationFilter, ConversationRow
from outrider.outreach.correspondence import letters
from outrider.outreach.enrollments import enrollments, outcomes
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.suppression import EntryInput
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, announce

UNDO_SECONDS = 10  # of real time, during which a reply can be undone
MOST = 500  # conversations in one action, at most
_SNOOZES = {"hour": timedelta(hours=1), "tomorrow": timedelta(days=1), "week": timedelta(days=7)}


@dataclass(frozen=True, slots=True)
class Marking:
    """One way to mark conversations. `undo`: the marking that reverts it; `leaves`: whether they leave the list."""

    do: Callable[[Scope, Sequence[int]], Awaitable[int]]
    done: str
    undo: str
    leaves: bool = False


MARKINGS: dict[str, Marking] = {
    "archive": Marking(lambda s, ids: conversations.mark(s, conversation_ids=ids, archived=True), _("Archived"), "restore", True),
    "restore": Marking(
        lambda s, ids: conversations.mark(s, conversation_ids=ids, archived=False), _("Back in the inbox"), "archive", True
    ),
    "read": Marking(lambda s, ids: conversations.set_read(s, True, conversation_ids=ids), _("Marked as read"), "unread"),
    "unread": Marking(lambda s, ids: conversations.set_read(s, False, conversation_ids=ids), _("Marked as unread"), "read"),
    "star": Marking(lambda s, ids: conversations.mark(s, conversation_ids=ids, important=True), _("Starred"), "unstar"),
    "unstar": Marking(lambda s, ids: conversations.mark(s, conversation_ids=ids, important=False), _("Star removed"), "star"),
    "wake": Marking(
        lambda s, ids: conversations.mark(s, conversation_ids=ids, snoozed_until=None), _("Back in the inbox"), "archive", True
    ),
}


async def _chosen(visit: Visit, scope: Scope, ids: Sequence[int]) -> list[ConversationRow]:
    """The conversations chosen. Raises NotFound if one is missing, Forbidden if the visitor may only read one."""
    wanted = sorted(set(ids))
    if not wanted:
        raise Invalid(_("Choose at least one conversation."), field="id")
    if len(wanted) > MOST:
        raise Invalid(_("At most {n} conversations at once.").format(n=MOST), field="id")
    found = await inbox.conversations(scope, ConversationFilter(ids=wanted), sort="recent", limit=MOST)
    if len(found) < len(wanted):
        raise NotFound(_("There is no such conversation."))
    for seat_id in {row["sender"]["seat_id"] for row in found}:
        visit.require_seat(seat_id, "inbox", write=True)
    return found


def _counted(text: str, n: int) -> str:
    return text if n == 1 else _("{what}: {n} conversations").format(what=text, n=n)


def _answer(visit: Visit, toast: Toast | None, changed: Sequence[int], *, gone: bool = False) -> Response:
    """Report the change to the page; without scripts, show the inbox again."""
    if not visit.partial:
        return visit.done(visit.url("/inbox") if gone or len(changed) != 1 else visit.url(f"/inbox/{changed[0]}"), toast)
    detail = {"changed": list(changed), "gone": list(changed) if gone else []}
    return Response(status_code=204, headers=announce(toast, **{"inbox-changed": detail}))


async def mark(visit: Visit) -> Response:
    """Apply one of MARKINGS to the conversations given as `id`."""
    name = visit.request.path_params["name"]
    marking = MARKINGS.get(name)
    if marking is None:
        raise NotFound(_("There is no page at this address."))
    ids = visit.numbers("id")
    async with visit.scope() as scope:
        await _chosen(visit, scope, ids)
        await marking.do(scope, ids)
    undo = visit.url(f"/inbox/mark/{marking.undo}") + "?" + urlencode({"id": ids}, doseq=True)
    quiet = visit.text("quiet") == "yes"
    return _answer(visit, None if quiet else Toast(_counted(marking.done, len(ids)), undo=undo), ids, gone=marking.leaves)


def _until(visit: Visit) -> datetime:
    """When a snoozed conversation returns: a named span, or a time in the viewer's time zone."""
    named, given = visit.text("until"), visit.text("at")
    if named in _SNOOZES:
        local = (visit.now + _SNOOZES[named]).astimezone(visit.zone)
        return local if named == "hour" else local.replace(hour=8, minute=0, second=0, microsecond=0)
    return _time(visit, given, "at")


def _time(visit: Visit, text: str, field: str) -> datetime:
    try:
        at = datetime.fromisoformat(text).replace(tzinfo=visit.zone)
    except ValueError:
        raise Invalid(_("Choose a date and a time."), field=field) from None
    if at <= visit.now:
        raise Invalid(_("Choose a time in the future."), field=field)
    return at


async def snooze(visit: Visit) -> Response:
    """Hide conversations until then; they return at that time or when a new message arrives."""
    ids, until = visit.numbers("id"), _until(visit)
    async with visit.scope() as scope:
        await _chosen(visit, scope, ids)
        await conversations.mark(scope, conversation_ids=ids, snoozed_until=until)
    undo = visit.url("/inbox/mark/wake") + "?" + urlencode({"id": ids}, doseq=True)
    text = _("Snoozed until {time}").format(time=f"{until.astimezone(visit.zone):%a %-d %b, %H:%M}")
    return _answer(visit, Toast(_counted(text, len(ids)), undo=undo), ids, gone=True)


async def categorise(visit: Visit) -> Response:
    """Set the leads' category; an empty choice clears it."""
    ids, chosen = visit.numbers("id"), visit.numbers("category")
    async with visit.scope() as scope:
        rows = await _chosen(visit, scope, ids)
        enrolled = [row["conversation"].enrollment_id for row in rows if row["conversation"].enrollment_id]
        alone = [row["conversation"].id for row in rows if not row["conversation"].enrollment_id]
        await outcomes.set_category(scope, chosen[0] if chosen else None, enrollment_ids=enrolled, conversation_ids=alone)
    undo = _back(visit, "/inbox/category", ids, "category", {row["conversation"].category_id for row in rows})
    return _answer(visit, Toast(_counted(_("Category set"), len(ids)), undo=undo), ids)


def _back(visit: Visit, path: str, ids: Sequence[int], name: str, before: set[int | None]) -> str | None:
    """The URL that restores the previous value for all of them; None if the values differed."""
    if len(before) > 1:
        return None
    return visit.url(path, id=list(ids), **{name: next(iter(before))})


async def assign(visit: Visit) -> Response:
    """Assign to a member, or unassign."""
    ids, chosen = visit.numbers("id"), visit.numbers("member")
    async with visit.scope() as scope:
        rows = await _chosen(visit, scope, ids)
        await conversations.mark(scope, conversation_ids=ids, assigned_user_id=chosen[0] if chosen else None)
    undo = _back(visit, "/inbox/assign", ids, "member", {row["conversation"].assigned_user_id for row in rows})
    return _answer(visit, Toast(_counted(_("Assigned") if chosen else _("No longer assigned"), len(ids)), undo=undo), ids)


async def reply(visit: Visit) -> Response:
    """Queue a reply. It is sent after the undo window, or at the requested time."""
    id, text = visit.request.path_params["id"], visit.text("body", 100_000)
    if not text:
        raise Invalid(_("The message is empty."), field="body")
    later = visit.text("at")
    due = _time(visit, later, "at") if later else visit.now + visit.core.clock.real(UNDO_SECONDS)
    copies = [address.strip() for address in visit.text("cc").split(",") if address.strip()]
    upload = await attachments.pack(await _files(visit))
    async with visit.scope() as scope:
        await _chosen(visit, scope, [id])
        message = await letters.reply(scope, conversation_id=id, body_text=text, cc=copies, due_at=due, upload=upload)
        await conversations.set_read(scope, True, conversation_ids=[id])
    said = _("Scheduled") if later else _("Sending")
    return _answer(visit, Toast(said, undo=visit.url(f"/inbox/letters/{message.id}/cancel")), [id])


async def _files(visit: Visit) -> list[Attachment]:
    """The form's files, up to the size limit of a message."""
    found: list[Attachment] = []
    left = attachments.MAX_BYTES
    for file in visit.files("file"):
        content = await file.read(left + 1)
        left = max(left - len(content), 0)
        found.append(Attachment(file.filename or "attachment", file.content_type or "", content))
    return found


async def _drafted(visit: Visit, scope: Scope) -> Draft:
    """The draft in the URL, in a conversation that the visitor may reply to."""
    draft = await drafts.get(scope, visit.request.path_params["id"])
    await _chosen(visit, scope, [draft.conversation_id])
    return draft


async def send_draft(visit: Visit) -> Response:
    """Send a draft as edited in the form, after the undo window. Undo makes it a draft again."""
    async with visit.scope() as scope:
        draft = await _drafted(visit, scope)
        due = visit.now + visit.core.clock.real(UNDO_SECONDS)
        message = await letters.send_draft(scope, draft.id, body_text=_changed(visit, draft), due_at=due)
        await conversations.set_read(scope, True, conversation_ids=[draft.conversation_id])
    undo = visit.url(f"/inbox/letters/{message.id}/cancel")
    return _answer(visit, Toast(_("Sending"), undo=undo), [draft.conversation_id])


async def save_draft(visit: Visit) -> Response:
    """Save changes to a draft without sending it."""
    async with visit.scope() as scope:
        draft = await _drafted(visit, scope)
        if (text := _changed(visit, draft)) is not None:
            await drafts.edit(scope, draft.id, text)
    return _answer(visit, Toast(_("Draft saved")), [draft.conversation_id])


async def discard_draft(visit: Visit) -> Response:
    """Discard a draft."""
    async with visit.scope() as scope:
        draft = await _drafted(visit, scope)
        await drafts.discard(scope, draft.id)
    undo = visit.url(f"/inbox/drafts/{draft.id}/restore")
    return _answer(visit, Toast(_("Draft discarded"), undo=undo), [draft.conversation_id])


async def restore_draft(visit: Visit) -> Response:
    """Restore a discarded draft."""
    async with visit.scope() as scope:
        draft = await _drafted(visit, scope)
        await drafts.reopen(scope, draft_ids=[draft.id])
    return _answer(visit, Toast(_("The draft is waiting again")), [draft.conversation_id])


def _changed(visit: Visit, draft: Draft) -> str | None:
    """The form's text if it differs from the draft's; browsers send CR LF line ends."""
    text = visit.text("body", drafts.MOST_LENGTH).replace("\r\n", "\n")
    if not text:
        raise Invalid(_("The message is empty."), field="body")
    return text if text != draft.body_text else None


async def forward(visit: Visit) -> Response:
    """Forward a message, below the text written."""
    id = visit.request.path_params["id"]
    to = [address.strip() for address in visit.text("to").split(",") if address.strip()]
    if not to:
        raise Invalid(_("Add at least one recipient."), field="to")
    async with visit.scope() as scope:
        await _chosen(visit, scope, [id])
        theirs = await _passed_on(visit, scope, id)
        await letters.forward(scope, theirs, to=to, body_text=visit.text("body", 100_000) or None)
    return _answer(visit, Toast(_("Forwarding")), [id])


async def _passed_on(visit: Visit, scope: Scope, conversation_id: int) -> int:
    """The chosen message of the conversation, or its last one."""
    history = await messages.history(scope, conversation_ids=[conversation_id], limit=200)
    chosen = visit.numbers("message")
    found = [m.id for m in history if not chosen or m.id == chosen[0]]
    if not found:
        raise NotFound(_("There is no such message."))
    return found[-1]


async def cancel(visit: Visit) -> Response:
    """Cancel a queued reply."""
    async with visit.scope() as scope:
        message = await messages.get(scope, visit.request.path_params["id"])
        if message.conversation_id is None:
            raise NotFound(_("There is no such message."))
        await _chosen(visit, scope, [message.conversation_id])
        await letters.cancel(scope, message.id)
    return _answer(visit, Toast(_("Undone: the message was not sent")), [message.conversation_id])


async def steer_lead(visit: Visit) -> Response:
    """Pause, resume or stop the lead's place in its campaign."""
    id, what = visit.request.path_params["id"], visit.text("what") or visit.request.query_params.get("what", "")
    verbs = {"pause": enrollments.pause, "resume": enrollments.resume, "stop": enrollments.stop}
    said = {"pause": _("The lead is paused"), "resume": _("The lead goes on"), "stop": _("The lead is stopped")}
    if what not in verbs:
        raise Invalid(_("Pause, resume or stop."), field="what")
    async with visit.scope() as scope:
        (row,) = await _chosen(visit, scope, [id])
        enrollment_id = row["conversation"].enrollment_id
        if enrollment_id is None:
            raise Invalid(_("This conversation does not belong to a campaign."))
        if not await verbs[what](scope, [enrollment_id]):
            raise Invalid(_("The lead's state no longer allows this. Reload the page."))
    back = {"pause": "resume", "resume": "pause"}.get(what)
    return _answer(visit, Toast(said[what], undo=visit.url(f"/inbox/{id}/lead", what=back) if back else None), [id])


async def block(visit: Visit) -> Response:
    """Suppress this address or its whole domain."""
    id, what = visit.request.path_params["id"], visit.text("what")
    async with visit.scope() as scope:
        (row,) = await _chosen(visit, scope, [id])
        lead_id = row["conversation"].lead_id
        address = (await leads.get(scope, lead_id)).email if lead_id else None
        if not address or what not in ("email", "domain"):
            raise Invalid(_("This conversation has no address to block."))
        value = address if what == "email" else address.rpartition("@")[2]
        added = await suppression.add(scope, [EntryInput(what, value, source_lead_id=lead_id)])
        if row["conversation"].enrollment_id:
            await enrollments.stop(scope, [row["conversation"].enrollment_id])
    undo = visit.url(f"/inbox/{id}/unblock", entry=added.created[0].id) if added.created else None
    return _answer(visit, Toast(_("{value} is blocked").format(value=value), undo=undo), [id])


async def unblock(visit: Visit) -> Response:
    """Undo `block`. The lead stays stopped in its campaign."""
    id, entries = visit.request.path_params["id"], visit.numbers("entry")
    async with visit.scope() as scope:
        (row,) = await _chosen(visit, scope, [id])
        found = await suppression.get(scope, entries[0] if entries else 0)
        if found.source_lead_id is None or found.source_lead_id != row["conversation"].lead_id:
            raise NotFound(_("This address is not blocked."))
        await suppression.remove(scope, [found.id])
    return _answer(visit, Toast(_("No longer blocked; the lead stays stopped in its campaign")), [id])


ROUTES = [
    act("/inbox/mark/{name}", mark, needs="inbox"),
    act("/inbox/snooze", snooze, needs="inbox"),
    act("/inbox/category", categorise, needs="inbox"),
    act("/inbox/assign", assign, needs="inbox"),
    act("/inbox/{id:int}/reply", reply, needs="inbox"),
    act("/inbox/{id:int}/forward", forward, needs="inbox"),
    act("/inbox/{id:int}/lead", steer_lead, needs="inbox"),
    act("/inbox/{id:int}/block", block, needs="inbox"),
    act("/inbox/{id:int}/unblock", unblock, needs="inbox"),
    act("/inbox/drafts/{id:int}/send", send_draft, needs="inbox"),
    act("/inbox/drafts/{id:int}/save", save_draft, needs="inbox"),
    act("/inbox/drafts/{id:int}/discard", discard_draft, needs="inbox"),
    act("/inbox/drafts/{id:int}/restore", restore_draft, needs="inbox"),
    act("/inbox/letters/{id:int}/cancel", cancel, needs="inbox"),
]

"""The inbox: conversations, replies and drafts."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.scopes import needs
from outrider.dialects.outrider import answer_types, answers, bodies, pages
from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import conversations, drafts, inbox, messages
from outrider.outreach.conversations.inbox import ConversationFilter, ConversationRow
from outrider.outreach.correspondence import letters
from outrider.outreach.enrollments import outcomes
from outrider.outreach.tenancy import categories

router = APIRouter(tags=["Inbox"])
READ, WRITE = needs("conversations:read"), needs("conversations:write")
ConversationId = Annotated[int, Path(ge=1, lt=1 << 63)]
DraftId = Annotated[int, Path(ge=1, lt=1 << 63)]
View = Literal["needs_reply", "unread", "drafts", "all", "archived"]
_VIEWS: dict[View, ConversationFilter] = {
    "needs_reply": ConversationFilter(unanswered=True, archived=False, snoozed=False),
    "unread": ConversationFilter(unread=True, archived=False, snoozed=False),
    "drafts": ConversationFilter(drafted=True),
    "all": ConversationFilter(archived=False),
    "archived": ConversationFilter(archived=True),
}
_THREAD = 50  # messages of a thread that are shown, the newest


@router.get("/conversations", dependencies=[READ])
async def triage_inbox(
    scope: Scoped,
    view: Annotated[View, Query(description="needs_reply: they wrote last.")] = "needs_reply",
    campaign_id: Annotated[int | None, Query(ge=1, lt=1 << 63)] = None,
    lead_id: Annotated[int | None, Query(ge=1, lt=1 << 63)] = None,
    category: Annotated[str | None, Query(max_length=255, description="A category's name or key.")] = None,
    search: Annotated[
        str | None, Query(max_length=200, description="Words of names, address, company, subject or the last reply.")
    ] = None,
    limit: pages.Limit = pages.DEFAULT,
    cursor: pages.Cursor = None,
) -> answer_types.Conversations:
    """Conversations of a view, the latest message first."""
    base = _VIEWS[view]
    wanted = ConversationFilter(
        unread=base.unread,
        archived=base.archived,
        snoozed=base.snoozed,
        unanswered=base.unanswered,
        drafted=base.drafted,
        campaign_ids=[campaign_id] if campaign_id else None,
        lead_ids=[lead_id] if lead_id else None,
        category_ids=[await _category_id(scope, category)] if category else None,
        search=search,
    )
    found = await inbox.conversations(scope, wanted, sort="recent", limit=limit + 1, after=pages.after_time(cursor))
    shown, following = pages.page(found, limit, _place)
    return {"conversations": [answers.conversation(row) for row in shown], "next_cursor": following}


def _place(row: ConversationRow) -> str:
    c = row["conversation"]
    return f"{(c.last_message_at or c.created_at).isoformat()}_{c.id}"


async def _category_id(scope: Scope, name: str) -> int:
    """A category by its name or key, in any case. Raises Invalid that says which there are."""
    known = await categories.find_all(scope)
    wanted = name.strip().lower()
    found = next((c for c in known if wanted in (c.name.lower(), (c.key or "").lower())), None)
    if found is None:
        raise Invalid(f"There is no category {name!r}; there are: {', '.join(c.name for c in known)}.", field="category")
    return found.id


@router.get("/conversations/{conversation_id}", dependencies=[READ])
async def get_thread(scope: Scoped, conversation_id: ConversationId) -> answer_types.Thread:
    """One conversation with its last fifty messages, oldest first, and the drafts that wait in it."""
    row = await inbox.conversation(scope, conversation_id)
    enrollment_id = row["conversation"].enrollment_id
    history = await messages.history(
        scope,
        enrollment_ids=[enrollment_id] if enrollment_id else [],
        conversation_ids=[conversation_id],
        limit=_THREAD,
    )
    return {
        **answers.conversation(row),
        "messages": [answers.message(m) for m in history],
        "drafts": [answers.draft(d) for d in await drafts.of_conversation(scope, conversation_id)],
    }


@router.post("/conversations/{conversation_id}/reply", dependencies=[WRITE])
async def reply(scope: Scoped, conversation_id: ConversationId, body: bodies.Reply) -> answer_types.Sent:
    """Answer in a conversation. The engine sends it within seconds, once."""
    return answers.sent(await letters.reply(scope, conversation_id=conversation_id, body_text=body.text))


@router.post("/conversations/{conversation_id}/drafts", status_code=201, dependencies=[WRITE])
async def draft_reply(scope: Scoped, conversation_id: ConversationId, body: bodies.NewDraft) -> answer_types.Draft:
    """Write an answer that waits in the inbox for a person to send, edit or discard. Nothing is sent."""
    return answers.draft(await drafts.create(scope, conversation_id, body.text, note=body.note))


@router.post("/conversations/{conversation_id}/category", dependencies=[WRITE])
async def categorise(scope: Scoped, conversation_id: ConversationId, body: bodies.Categorising) -> answer_types.Conversation:
    """Say what came of a conversation. The category do_not_contact also suppresses the lead's address and stops their
    campaigns.
    """
    row = await inbox.conversation(scope, conversation_id)
    chosen = await _category_id(scope, body.category) if body.category is not None else None
    enrollment_id = row["conversation"].enrollment_id
    await outcomes.set_category(
        scope,
        chosen,
        enrollment_ids=[enrollment_id] if enrollment_id else [],
        conversation_ids=[] if enrollment_id else [conversation_id],
    )
    if body.archive:
        await conversations.mark(scope, conversation_ids=[conversation_id], archived=True)
    return answers.conversation(await inbox.conversation(scope, conversation_id))


@router.post("/conversations/{conversation_id}/mark", dependencies=[WRITE])
async def mark_conversation(scope: Scoped, conversation_id: ConversationId, body: bodies.Marking) -> answer_types.Conversation:
    """Mark a conversation as read or unread, archive it or bring it back."""
    await inbox.conversation(scope, conversation_id)
    if body.read is not None:
        await conversations.set_read(scope, body.read, conversation_ids=[conversation_id])
    if body.archived is not None:
        await conversations.mark(scope, conversation_ids=[conversation_id], archived=body.archived)
    return answers.conversation(await inbox.conversation(scope, conversation_id))


@router.get("/drafts/{draft_id}", dependencies=[READ])
async def get_draft(scope: Scoped, draft_id: DraftId) -> answer_types.Draft:
    """A draft, and what became of it: waiting, sent or discarded."""
    return answers.draft(await drafts.get(scope, draft_id))


@router.post("/drafts/{draft_id}/send", dependencies=[WRITE])
async def send_draft(scope: Scoped, draft_id: DraftId, body: bodies.DraftSending) -> answer_types.Sent:
    """Send a draft as a reply, with a changed text if one is given."""
    return answers.sent(await letters.send_draft(scope, draft_id, body_text=body.text))


@router.post("/drafts/{draft_id}/discard", dependencies=[WRITE])
async def discard_draft(scope: Scoped, draft_id: DraftId) -> answer_types.Draft:
    """Put a draft away."""
    return answers.draft(await drafts.discard(scope, draft_id))

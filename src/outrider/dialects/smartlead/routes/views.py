"""Further views of the master inbox: what is assigned to the caller, custom filters, mail of strangers; and blocking from it."""

from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from fastapi import APIRouter, Query
from pydantic import Field
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import Offset
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead import answers, inbox_types
from outrider.dialects.smartlead.bodies import Body, Id
from outrider.dialects.smartlead.inbox_bodies import Filters, InboxQuery
from outrider.dialects.smartlead.routes import inbox
from outrider.dialects.smartlead.routes.leads import entry_of
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.conversations import attachments, messages
from outrider.outreach.leads import suppression

router = APIRouter(tags=["Master inbox"])
READ, WRITE = needs("inbox:read"), needs("inbox:write")
SOURCES = {"manual": "manual", "bounce": "bounced", "complaint": "complained", "invalid": "invalid_address"}
STATES: dict[str, Literal["scheduled", "pending", "sent", "uncertain", "failed", "cancelled", "received"]] = {
    "queued": "scheduled", "sending": "pending", "submitted": "pending", "sent": "sent", "uncertain": "uncertain",
    "failed": "failed", "cancelled": "cancelled", "received": "received",
}  # fmt: skip


class ViewFilters(Filters):
    sub_sequence_id: Id | None = None


class ViewQuery(InboxQuery):
    filters: ViewFilters = ViewFilters()  # pyright: ignore[reportIncompatibleVariableOverride]


class BlockDomains(Body):
    also: ClassVar[dict[str, str]] = {"domain": "domains", "domain_block_list": "domains"}

    domains: list[Annotated[str, Field(min_length=1, max_length=320)]] = Field(min_length=1, max_length=10_000)
    source: Literal["manual", "bounce", "complaint", "invalid"] = "manual"


class Blocked(TypedDict):
    ok: bool
    message: str
    blocked_count: int
    already_blocked_count: int
    invalid: list[str]


class AttachmentOf(TypedDict):
    name: str | None
    type: str | None
    size: int | None
    url: str | None


class Untracked(TypedDict):
    id: int
    stats_id: str
    message_id: str | None
    from_email: str | None
    to_email: str | None
    cc: list[str]
    subject: str
    preview: str
    email_body: str | None
    email_account_id: int
    received_time: str | None
    is_read: bool
    attachments: list[AttachmentOf] | None


class UntrackedPage(TypedDict):
    ok: bool
    data: list[Untracked]
    offset: int
    limit: int
    hasMore: bool


class ReplyStatus(TypedDict):
    ok: bool
    message_id: str
    stats_id: str
    status: str
    reason: str | None
    scheduled_time: str | None
    sent_time: str | None
    opened_time: str | None
    bounced_time: str | None


def _attached(scope: Scope, m: messages.Message) -> list[AttachmentOf]:
    return [
        {
            "name": a.get("filename"),
            "type": a.get("content_type"),
            "size": a.get("size"),
            "url": attachments.address(scope, m, place),
        }
        for place, a in enumerate(attachments.of(m))
    ]


@router.post("/master-inbox/assigned-me", dependencies=[READ])
async def assigned_me(
    scope: Scoped, query: InboxQuery | None = None, fetch_message_history: inbox.History = False
) -> inbox_types.Inbox:
    """Conversations that were handed to the user whose key this is."""
    if scope.actor.user_id is None:
        raise Invalid("This key stands for no user, so nothing is assigned to it.", code="no_user")
    asked, me = query or InboxQuery(), [scope.actor.user_id]
    if asked.filters.campaign_team_member_id not in (None, [], me):
        raise Invalid(
            "This view shows what is assigned to you: leave campaignTeamMemberId out, or ask /master-inbox/views.",
            field="filters.campaignTeamMemberId",
        )
    criteria = replace(inbox.filter_of(asked.filters, accounts=inbox.FEWER_ACCOUNTS), assigned_user_ids=me, archived=False)
    return await inbox.page(scope, asked, criteria, fetch_message_history)


@router.post("/master-inbox/views", dependencies=[READ])
async def custom_view(
    scope: Scoped, query: ViewQuery | None = None, fetch_message_history: inbox.History = False
) -> inbox_types.Inbox:
    """Conversations by any filters, archived ones too; `subSequenceId` for those in one subsequence."""
    asked = query or ViewQuery()
    criteria = inbox.filter_of(asked.filters, accounts=inbox.FEWER_ACCOUNTS)
    if (subsequence := asked.filters.sub_sequence_id) is not None:
        found = (await campaigns.get_many(scope, [subsequence])).get(subsequence)
        if found is None or found.parent_id is None:
            raise NotFound("There is no such subsequence.", field="filters.subSequenceId")
        criteria = replace(criteria, campaign_ids=[subsequence])
    return await inbox.page(scope, asked, criteria, fetch_message_history)


@router.get("/master-inbox/untracked-replies", dependencies=[READ])
async def untracked_replies(
    scope: Scoped,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
    offset: Offset = 0,
    fetchAttachments: bool = False,
    fetchBody: bool = False,
    from_email: Annotated[str | None, Query(max_length=320)] = None,
    to_email: Annotated[str | None, Query(max_length=320)] = None,
    subject_line: Annotated[str | None, Query(max_length=500)] = None,
) -> UntrackedPage:
    """Mail from people who are in no campaign, newest first. The vendor's switches add bodies and the attachments' names."""
    found = await messages.untracked(
        scope, from_address=from_email, to_address=to_email, subject=subject_line, limit=limit + 1, offset=offset
    )
    rows = [_untracked(scope, m, fetchBody, fetchAttachments) for m in found[:limit]]
    return {"ok": True, "data": rows, "offset": offset, "limit": limit, "hasMore": len(found) > limit}


def _untracked(scope: Scope, m: messages.Message, body: bool, attached: bool) -> Untracked:
    return {
        "id": m.id,
        "stats_id": answers.stats_id(m.id),
        "message_id": f"<{m.wire_id}>" if m.wire_id else None,
        "from_email": m.from_address,
        "to_email": (m.to_addresses or [None])[0],
        "cc": m.cc_addresses or [],
        "subject": m.subject,
        "preview": " ".join(m.body_text.split())[:300],
        "email_body": answers.body_of(m) if body else None,
        "email_account_id": m.sender_id,
        "received_time": iso(m.sent_at or m.created_at),
        "is_read": not m.unread,
        "attachments": _attached(scope, m) if attached else None,
    }


@router.get("/master-inbox/reply-status", dependencies=[READ])
async def reply_status(scope: Scoped, message_id: Annotated[str, Query(min_length=1, max_length=1000)]) -> ReplyStatus:
    """What became of a letter, by its Message-ID (or stats id)."""
    number = answers.message_of(message_id)
    if number is not None:
        found = await messages.get(scope, number)
    else:
        found = await messages.by_wire_id(scope, message_id.strip().strip("<>").strip())
    if found is None or found.direction != "out":
        raise NotFound("No letter of yours has this Message-ID.", field="message_id")
    return {
        "ok": True,
        "message_id": f"<{found.wire_id}>" if found.wire_id else "",
        "stats_id": answers.stats_id(found.id),
        "status": "bounced" if found.bounced_at else STATES[found.state],
        "reason": found.state_detail or found.state_reason,
        "scheduled_time": iso(found.due_at),
        "sent_time": iso(found.sent_at),
        "opened_time": iso(found.opened_at),
        "bounced_time": iso(found.bounced_at),
    }


@router.post("/master-inbox/block-domains", dependencies=[WRITE])
async def block_domains(scope: Scoped, body: BlockDomains) -> Blocked:
    """Never write to these domains (or addresses) again; `source` is kept as the reason."""
    entries = [suppression.EntryInput(*entry_of(value), reason=SOURCES[body.source]) for value in body.domains]
    added = await suppression.add(scope, entries)
    if added.invalid and not added.created and not added.existing:
        raise Invalid(added.invalid[0][1], field="domains")
    return {
        "ok": True,
        "message": "Domains blocked",
        "blocked_count": len(added.created),
        "already_blocked_count": len(added.existing),
        "invalid": [body.domains[i] for i, _ in added.invalid],
    }

"""The master inbox: one place for every campaign and sender account, and the answers written from it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from outrider.dialects.kit import totals
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.demands import IMPORTS
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead import answer_types, answers, inbox_types
from outrider.dialects.smartlead.bodies import Id, Instant, PathId, addresses_of, instant, utc
from outrider.dialects.smartlead.files import upload_of
from outrider.dialects.smartlead.inbox_bodies import (
    ConversationRef,
    Filters,
    Forward,
    InboxPage,
    InboxQuery,
    LeadAccount,
    Leads,
    ReadStatus,
    Reminder,
    Reply,
    ResumeLead,
    Revenue,
    SetCategory,
    TeamMember,
)
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaigns
from outrider.outreach.conversations import conversations, inbox, messages
from outrider.outreach.conversations.inbox import ConversationFilter, MessageFilter
from outrider.outreach.conversations.messages import Message
from outrider.outreach.correspondence import letters, tracking
from outrider.outreach.enrollments import enrollments, outcomes
from outrider.outreach.enrollments.enrollments import Enrollment
from outrider.outreach.enrollments.filters import Filters as EnrollmentFilters
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import categories

router = APIRouter(tags=["Master inbox"])
READ, WRITE = needs("inbox:read"), needs("inbox:write")
History = Annotated[bool, Query(description="Give each conversation's whole thread too.")]
FEWER_ACCOUNTS = 10  # in every view but the one of all replies
AT_ONCE = 2000  # messages of threads read at a time


async def set_category(scope: Scope, enrollment_id: int, category: int | str | None, client_id: int | None = None) -> None:
    """`category`: its id, or its name in any case. `client_id`: whose word it is. Raises NotFound for one that the workspace has
    not."""
    if isinstance(category, str):
        name = category
        category = next((c.id for c in await categories.find_all(scope, query=name) if c.name.lower() == name.lower()), None)
        if category is None:
            raise NotFound(f"There is no category {name!r}.", field="category")
    elif category is not None:
        await categories.get(scope, category)
    await outcomes.set_category(scope, category, enrollment_ids=[enrollment_id], seat_id=client_id)


async def _enrollment(scope: Scope, ref: ConversationRef) -> Enrollment:
    """The lead in a campaign that a request names."""
    if ref.email_lead_map_id is not None:
        return await enrollments.get(scope, ref.email_lead_map_id)
    return await enrollments.by_lead(scope, ref.campaign_id or 0, ref.lead_id or 0)


# Views: one filter shape for all of them


def filter_of(given: Filters, *, accounts: int = 20) -> ConversationFilter:
    if given.email_account_id and len(given.email_account_id) > accounts:
        raise Invalid(f"At most {accounts} email accounts in this view.", field="filters.emailAccountId")
    cats = given.lead_categories
    assigned = cats.category_assigned if cats.category_assigned is not None else cats.is_assigned
    if assigned is None and cats.unassigned is not None:
        assigned = not cats.unassigned
    between = given.reply_time_between and [utc(t, "filters.replyTimeBetween") for t in given.reply_time_between]
    if between and between[0] > between[1]:
        raise Invalid("replyTimeBetween begins after it ends.", field="filters.replyTimeBetween")
    status = set(given.email_status or ())
    return ConversationFilter(
        channel="email",
        replied=True if "Replied" in status and "Not Replied" not in status else False if status == {"Not Replied"} else None,
        opened=True if "Opened" in status else None,
        clicked=True if "Clicked" in status else None,
        unsubscribed=True if "Unsubscribed" in status else None,
        bounced=True if "Bounced" in status else None,
        campaign_ids=given.campaign_id,
        # An invitation is accepted on LinkedIn, and these conversations are by email: none has this status.
        sender_ids=[] if "Accepted" in status else given.email_account_id,
        assigned_user_ids=given.campaign_team_member_id,
        campaign_tag_ids=given.campaign_tag_id,
        seat_ids=given.client_id,
        category_ids=cats.category_ids_in or None,
        category_ids_not=cats.category_ids_not_in or None,
        category_assigned=assigned,
        reply_after=between[0] if between else None,
        reply_before=between[1] + timedelta(milliseconds=1) if between else None,
        search=given.search or None,
    )


def _sort(query: InboxQuery, default: inbox.Sort) -> inbox.Sort:
    if query.sort_by is None:
        return default
    return "sent_time" if query.sort_by == "SENT_TIME_DESC" else "reply_time"


async def whole(
    scope: Scope, *, enrollment_ids: Sequence[int], conversation_ids: Sequence[int] = (), after: datetime | None = None
) -> list[Message]:
    """All messages of these threads, oldest first, however many there are."""
    found: list[Message] = []
    before: int | None = None
    while True:
        read = await messages.history(
            scope, enrollment_ids=enrollment_ids, conversation_ids=conversation_ids, after=after, before=before, limit=AT_ONCE
        )
        found += read
        if len(read) < AT_ONCE:
            return sorted(found, key=lambda m: (m.sent_at or m.created_at, m.id))
        before = min(m.id for m in read)


async def page(
    scope: Scope, query: InboxQuery, criteria: ConversationFilter, fetch_history: bool, *, sent: bool = False
) -> inbox_types.Inbox:
    sort = _sort(query, "sent_time" if sent else "reply_time")
    rows = await inbox.conversations(scope, criteria, sort=sort, limit=query.limit, offset=query.offset)
    total = await totals.total(rows, lambda: inbox.count(scope, criteria, sort=sort), limit=query.limit, offset=query.offset)
    threads: dict[int, list[Message]] = {}
    clicked: dict[int, dict[str, int]] = {}
    if fetch_history and rows:
        ids = [row["conversation"].id for row in rows]
        enrolled = [row["conversation"].enrollment_id for row in rows if row["conversation"].enrollment_id]
        of: dict[int, int] = {
            row["conversation"].enrollment_id: row["conversation"].id for row in rows if row["conversation"].enrollment_id
        }
        for message in await whole(scope, conversation_ids=ids, enrollment_ids=enrolled):
            key = message.conversation_id if message.conversation_id in ids else of.get(message.enrollment_id or 0)
            threads.setdefault(key or 0, []).append(message)
        clicked = await tracking.clicks(scope, [m.id for thread in threads.values() for m in thread if m.clicks])
    histories = {id: answers.shown_history(thread, clicked) for id, thread in threads.items()}
    items = [answers.inbox_item(scope, row, histories.get(row["conversation"].id, []) if fetch_history else None) for row in rows]
    return {"ok": True, "data": items, "messages": items, "total_count": total, "offset": query.offset, "limit": query.limit}


@router.post("/master-inbox/inbox-replies", dependencies=[READ])
async def inbox_replies(
    scope: Scoped, query: InboxQuery | None = None, fetch_message_history: History = False
) -> inbox_types.Inbox:
    """Every conversation with a reply, newest reply first."""
    query = query or InboxQuery()
    criteria = filter_of(query.filters)
    if criteria.replied is None:
        criteria = replace(criteria, replied=True)
    return await page(scope, query, replace(criteria, archived=False), fetch_message_history)


@router.post("/master-inbox/unread-replies", dependencies=[READ])
async def unread_replies(
    scope: Scoped, query: InboxQuery | None = None, fetch_message_history: History = False
) -> inbox_types.Inbox:
    """Conversations with something unread."""
    query = query or InboxQuery()
    criteria = replace(filter_of(query.filters, accounts=FEWER_ACCOUNTS), unread=True, archived=False)
    return await page(scope, query, criteria, fetch_message_history)


@router.post("/master-inbox/important", dependencies=[READ])
async def important(scope: Scoped, query: InboxQuery | None = None, fetch_message_history: History = False) -> inbox_types.Inbox:
    """Conversations marked important."""
    query = query or InboxQuery()
    criteria = replace(filter_of(query.filters, accounts=FEWER_ACCOUNTS), important=True)
    return await page(scope, query, criteria, fetch_message_history)


@router.post("/master-inbox/archived", dependencies=[READ])
async def archived(scope: Scoped, query: InboxQuery | None = None, fetch_message_history: History = False) -> inbox_types.Inbox:
    """Conversations put away."""
    query = query or InboxQuery()
    criteria = replace(filter_of(query.filters, accounts=FEWER_ACCOUNTS), archived=True)
    return await page(scope, query, criteria, fetch_message_history)


@router.post("/master-inbox/snoozed", dependencies=[READ])
@router.post("/master-inbox/reminders", dependencies=[READ], include_in_schema=False)
async def snoozed(scope: Scoped, query: InboxQuery | None = None, fetch_message_history: History = False) -> inbox_types.Inbox:
    """Conversations put off until a time that has not come."""
    query = query or InboxQuery()
    criteria = replace(filter_of(query.filters, accounts=FEWER_ACCOUNTS), snoozed=True)
    return await page(scope, query, criteria, fetch_message_history)


@router.post("/master-inbox/sent", dependencies=[READ])
async def sent(scope: Scoped, query: InboxQuery | None = None, fetch_message_history: History = False) -> inbox_types.Inbox:
    """Conversations we wrote in, newest message of ours first."""
    query = query or InboxQuery()
    return await page(scope, query, filter_of(query.filters, accounts=FEWER_ACCOUNTS), fetch_message_history, sent=True)


@router.post("/master-inbox/scheduled", dependencies=[READ])
async def scheduled(scope: Scoped, query: InboxPage | None = None) -> inbox_types.ScheduledMessages:
    """Letters written by hand that wait for their time, newest first. The filters are about their conversations."""
    query = query or InboxPage()
    letters_of = MessageFilter(states=["queued"], kinds=["manual", "forward"], conversations=filter_of(query.filters))
    page = await inbox.messages(scope, letters_of, limit=query.limit, offset=query.offset)
    items: list[inbox_types.ScheduledMessage] = [
        {
            "stats_id": answers.stats_id(r["message"].id),
            "email_lead_map_id": r["message"].enrollment_id,
            "campaign_lead_map_id": r["message"].enrollment_id,
            "email_campaign_id": r["message"].campaign_id,
            "email_account_id": r["message"].sender_id,
            "lead_email": (r["lead"] or {}).get("email"),
            "subject": r["message"].subject,
            "email_body": answers.body_of(r["message"]),
            "scheduled_time": iso(r["message"].due_at),
        }
        for r in page
    ]
    return {"ok": True, "data": items, "messages": items, "offset": query.offset, "limit": query.limit}


@router.get("/master-inbox/{map_id}", dependencies=[READ])
async def get_inbox_item(scope: Scoped, map_id: PathId) -> inbox_types.OneInboxItem:
    """One conversation by its map id, with its whole thread."""
    found = await enrollments.get(scope, map_id)
    conversation = (await conversations.of_enrollments(scope, [found.id])).get(found.id)
    if conversation is None:
        raise NotFound("There is no conversation with this lead in this campaign yet.", field="map_id")
    thread = await whole(scope, enrollment_ids=[found.id], conversation_ids=[conversation.id])
    shown = await answers.history(scope, thread)
    item = answers.inbox_item(scope, await inbox.conversation(scope, conversation.id), shown)
    return {"ok": True, **item, "data": item}


# Marks


@router.patch("/master-inbox/change-read-status", dependencies=[WRITE])
async def change_read_status(scope: Scoped, body: ReadStatus) -> answer_types.Said:
    """Mark a conversation read or unread."""
    found = await _enrollment(scope, body)
    if not await conversations.set_read(scope, body.read_status, enrollment_ids=[found.id]):
        raise NotFound("There is no conversation with this lead in this campaign yet.", field="email_lead_map_id")
    return {"ok": True, "message": "Read status updated"}


@router.patch("/master-inbox/update-category", dependencies=[WRITE])
async def update_category(scope: Scoped, body: SetCategory) -> answer_types.Said:
    """Set the category of a lead in a campaign, or clear it with null."""
    found = await _enrollment(scope, body)
    await set_category(scope, found.id, body.category_id)
    return {"ok": True, "message": "Category updated"}


@router.post("/master-inbox/update-team-member", dependencies=[WRITE])
async def update_team_member(scope: Scoped, body: TeamMember) -> answer_types.Ok:
    """Assign a conversation to a member of the workspace, or unassign it (null)."""
    found = await _enrollment(scope, body)
    await enrollments.set_owner(scope, [found.id], body.team_member_id)
    await conversations.mark(scope, enrollment_ids=[found.id], assigned_user_id=body.team_member_id)
    return {"ok": True}


@router.patch("/master-inbox/update-revenue", dependencies=[WRITE])
async def update_revenue(scope: Scoped, body: Revenue) -> answer_types.Ok:
    """Note what a lead is worth."""
    found = await _enrollment(scope, body)
    await enrollments.update_vendor(scope, found.id, {"revenue": body.revenue})
    return {"ok": True}


@router.post("/master-inbox/set-reminder", dependencies=[WRITE])
async def set_reminder(scope: Scoped, body: Reminder) -> answer_types.Ok:
    """Put a conversation off until a time."""
    found = await _enrollment(scope, body)
    if not await conversations.mark(scope, enrollment_ids=[found.id], snoozed_until=utc(body.reminder_date, "reminder_date")):
        raise NotFound("There is no conversation with this lead in this campaign yet.", field="email_lead_map_id")
    return {"ok": True}


@router.patch("/master-inbox/resume-lead", dependencies=[WRITE])
async def resume_lead(scope: Scoped, body: ResumeLead) -> answer_types.Ok:
    """Let a lead go on with its sequence: after its pause, or (when it had stopped) with the next step, some days from now."""
    found = await _enrollment(scope, body)
    days = body.resume_lead_with_delay_days
    if found.status == "paused" and not days:
        await enrollments.resume(scope, [found.id])
    elif found.status != "active":
        await enrollments.return_to(scope, found.id, at=scope.now + timedelta(days=days))
    return {"ok": True}


def _needed(id: int | None, field: str) -> int:
    if id is None:
        raise Invalid(f"{field} is required.", field=field)
    return id


@router.post("/campaigns/update-lead-email-account", dependencies=[WRITE])
async def update_lead_account(
    scope: Scoped,
    body: LeadAccount | None = None,
    campaign_id: Annotated[Id | None, Query()] = None,
    lead_id: Annotated[Id | None, Query()] = None,
    email_account_id: Annotated[Id | None, Query()] = None,
) -> answer_types.Ok:
    """Let another account of the campaign write to a lead from here on, in a new thread: to a paused one, or with
    `override_lead_email_account` also to one that is being written to. The ids are read from the body or from the query.
    """
    given = body or LeadAccount()
    campaign_id = _needed(given.campaign_id or campaign_id, "email_campaign_id")
    lead_id = _needed(given.lead_id or lead_id, "email_lead_id")
    email_account_id = _needed(given.email_account_id or email_account_id, "email_account_id")
    found = await enrollments.by_lead(scope, campaign_id, lead_id)
    if email_account_id not in [link.sender_id for link in await campaign_senders.links(scope, campaign_id)]:
        raise Invalid("This account is not attached to the campaign.", field="email_account_id")
    if given.override_lead_email_account and found.status == "active":
        await enrollments.pause(scope, [found.id])
    if not await enrollments.resume(scope, [found.id], sender_id=email_account_id):
        raise Invalid(
            "Only a paused lead can be handed to another account; with override_lead_email_account also an active one.",
            code="not_paused",
        )
    return {"ok": True}


# Threads


@router.get("/campaigns/{campaign_id}/leads/{lead_id}/message-history", dependencies=[READ])
async def message_history(
    scope: Scoped,
    campaign_id: PathId,
    lead_id: PathId,
    event_time_gt: Instant = None,
    show_plain_text_response: bool = False,
) -> inbox_types.Thread:
    """Every message to and from a lead in a campaign, in order of time."""
    found = await enrollments.by_lead(scope, campaign_id, lead_id)
    after = instant(event_time_gt, "event_time_gt")
    return (await _threads(scope, [found], after, show_plain_text_response))[lead_id]


@router.post("/campaigns/{campaign_id}/message-history-for-leads", dependencies=[READ])
@router.post(
    "/campaigns/{campaign_id}/message-history-for-leads/bbfbdsFGHlBr76ruhjvh6fhHL",  # the word is in the vendor's own page
    dependencies=[READ],
    include_in_schema=False,
)
async def message_histories(
    scope: Scoped, campaign_id: PathId, body: Leads, event_time_gt: Instant = None, show_plain_text_response: bool = False
) -> dict[str, inbox_types.Thread]:
    """The same of many leads of a campaign at once, by their ids. Leads that are not in the campaign are left out."""
    await campaigns.get(scope, campaign_id)
    which = EnrollmentFilters(campaign_ids=[campaign_id], lead_ids=body.lead_ids)
    found = [row.enrollment for row in await enrollments.search(scope, which, limit=len(body.lead_ids))]
    threads = await _threads(scope, found, instant(event_time_gt, "event_time_gt"), show_plain_text_response)
    return {str(lead_id): thread for lead_id, thread in threads.items()}


async def _threads(
    scope: Scope, found: Sequence[Enrollment], after: datetime | None, plain: bool
) -> dict[int, inbox_types.Thread]:
    """Every message to and from these leads in their campaigns, in order of time, by the leads' ids."""
    of = await conversations.of_enrollments(scope, [e.id for e in found])
    places = {c.id: id for id, c in of.items()}
    threads: dict[int, list[Message]] = {e.id: [] for e in found}
    if found:
        for m in await whole(scope, enrollment_ids=[*threads], conversation_ids=[*places], after=after):
            place = m.enrollment_id if m.enrollment_id in threads else places.get(m.conversation_id or 0)
            if place is not None:
                threads[place].append(m)
    clicked = await tracking.clicks(scope, [m.id for thread in threads.values() for m in thread if m.clicks])
    return {e.lead_id: _thread(threads[e.id], clicked, plain) for e in found}


def _thread(thread: Sequence[Message], clicked: Mapping[int, dict[str, int]], plain: bool) -> inbox_types.Thread:
    out = next((m for m in thread if m.direction == "out"), None)
    first = thread[0] if thread else None
    return {
        "history": answers.shown_history(thread, clicked, plain),
        "from": out.from_address if out else (first.to_addresses or [None])[0] if first else None,
        "to": (out.to_addresses or [None])[0] if out else first.from_address if first else None,
    }


@router.post("/campaigns/{campaign_id}/reply-email-thread", dependencies=[WRITE, IMPORTS])
async def reply_email_thread(scope: Scoped, campaign_id: PathId, body: Reply) -> inbox_types.QueuedReply:
    """Answer in a conversation's thread. The engine sends it at once, or at `scheduled_time`; it counts in no sequence. With
    `reply_email_body` or `reply_email_time` the answered message is quoted below, with this text or as of this time.
    """
    await campaigns.get(scope, campaign_id)
    parent = await _answered(scope, campaign_id, body.email_stats_id, body.reply_message_id, body.email_lead_map_id, body.lead_id)
    parts = [body.email_body]
    if body.add_signature and (signature := (await senders.get(scope, parent.sender_id)).signature):
        parts.append(signature)
    if body.reply_email_body or body.reply_email_time:
        at = instant(body.reply_email_time, "reply_email_time")
        parts.append(letters.quoted(parent, body_html=body.reply_email_body, at=at))
    queued = await letters.reply(
        scope,
        message_id=parent.id,
        body_html="<br><br>".join(parts),
        to=addresses_of(body.to_email) or None,
        cc=addresses_of(body.cc),
        bcc=addresses_of(body.bcc),
        due_at=utc(body.scheduled_time, "scheduled_time") if body.scheduled_time else None,
        upload=await upload_of(body.attachments),
    )
    return {
        "ok": True,
        "message": "Email added to the queue, it will be sent out soon!",
        "stats_id": answers.stats_id(queued.id),
        "message_id": f"<{queued.wire_id}>" if queued.wire_id else None,
    }


async def _answered(
    scope: Scope, campaign_id: int, stats_id: str | None, wire_id: str | None, map_id: int | None, lead_id: int | None
) -> Message:
    """The message a reply or forward is about: by its Message-ID or stats id, else the last one of the conversation named."""
    named = answers.message_of(stats_id) if stats_id else None
    if named is not None:
        message = await messages.get(scope, named)
        if await _campaign_of(scope, message) != campaign_id:
            raise NotFound("There is no such message in this campaign.", field="email_stats_id")
        if map_id is not None and map_id != message.enrollment_id:
            raise NotFound("The message of email_stats_id is of another lead.", field="email_lead_map_id")
        if lead_id is not None and lead_id != message.lead_id:
            raise NotFound("The message of email_stats_id is of another lead.", field="lead_id")
        if wire_id and wire_id.strip("<> ") != message.wire_id and message.enrollment_id:
            thread = await messages.history(scope, enrollment_ids=[message.enrollment_id])
            return next((m for m in thread if m.wire_id == wire_id.strip("<> ")), message)
        return message
    if stats_id and not (map_id or lead_id):
        raise NotFound("There is no message with this stats id.", field="email_stats_id")
    if map_id is None and lead_id is None:
        raise Invalid("Say which message to answer: email_stats_id.", field="email_stats_id")
    found = await (enrollments.get(scope, map_id) if map_id else enrollments.by_lead(scope, campaign_id, lead_id or 0))
    if found.campaign_id != campaign_id:
        raise NotFound("The lead is not in this campaign.", field="email_lead_map_id")
    thread = await messages.history(scope, enrollment_ids=[found.id])
    if not thread:
        raise Invalid("Nothing has been written in this conversation yet.", field="email_lead_map_id")
    return next((m for m in reversed(thread) if m.direction == "in"), thread[-1])


async def _campaign_of(scope: Scope, message: Message) -> int | None:
    """A client's key opens its own campaigns only, so that a message is of the campaign of its lead or of none."""
    if message.campaign_id is not None or message.enrollment_id is None:
        return message.campaign_id
    return (await enrollments.get(scope, message.enrollment_id)).campaign_id


@router.post("/campaigns/{campaign_id}/forward-email", dependencies=[WRITE])
async def forward_email(scope: Scoped, campaign_id: PathId, body: Forward) -> inbox_types.Forwarded:
    """Pass a message on to others, with a note above it."""
    await campaigns.get(scope, campaign_id)
    message = await _answered(scope, campaign_id, body.stats_id, body.message_id, None, None)
    to = addresses_of(body.to_emails)
    if not to:
        raise Invalid("Give the addresses to forward to.", field="to_emails")
    queued = await letters.forward(
        scope, message.id, to=to, subject=body.forward_email_subject or None, body_html=body.forward_email_body or None
    )
    return {"ok": True, "status": "success", "messageId": f"<{queued.wire_id}>" if queued.wire_id else None}


class ForwardReply(Forward):
    """The older path names campaign and lead in the body."""

    campaign_id: Id


@router.post("/email-campaigns/forward-reply-email", dependencies=[WRITE])
async def forward_reply(scope: Scoped, body: ForwardReply) -> inbox_types.Forwarded:
    """As forward-email, with the campaign named in the body."""
    return await forward_email(scope, body.campaign_id, body)

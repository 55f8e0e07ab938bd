"""Conversations: the lists, threads and messages of a seat's mailboxes and LinkedIn accounts, and writing in them.

A thread is a conversation's number as text. What was sent to a lead who has not answered yet is in a thread of the lead's own,
`lead-` and the lead's number. A signature id is that of one of the seat's mailboxes: the mail leaves from it, with its signature;
any other number means the seat's first mailbox.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BeforeValidator, Field

from outrider.dialects.kit.fields import ONE_LINE, Offset
from outrider.dialects.multilead import answer_types, answers, inbox_answers
from outrider.dialects.multilead.access import Work, at, working
from outrider.dialects.multilead.answers import items, says
from outrider.dialects.multilead.bodies import (
    WORDS,
    Body,
    CampaignId,
    Id,
    LeadId,
    Limit,
    MaybeTimestampText,
    Numbers,
    Text,
    body,
    moment,
)
from outrider.dialects.multilead.errors import refusal, wrong
from outrider.dialects.multilead.places import (
    KnownLead,
    as_known,
    campaign_at,
    conversation_at,
    known_leads,
    lead_at,
    lead_of_thread,
)
from outrider.dialects.multilead.said import Talk, by_key, everything
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import sequences
from outrider.outreach.conversations import conversations, inbox, messages
from outrider.outreach.conversations.inbox import ConversationFilter, ConversationRow
from outrider.outreach.conversations.messages import Message
from outrider.outreach.correspondence import letters
from outrider.outreach.enrollments import enrollments, moves
from outrider.outreach.leads import leads
from outrider.outreach.senders import linkedin_connections, linkedin_people, senders
from outrider.outreach.senders.senders import Sender
from outrider.rules import addresses

SEAT = "/users/{userId}/accounts/{accountId}"
router = APIRouter(prefix=SEAT, tags=["Conversations"])

SeatScope = Annotated[Scope, at("seat", "inbox")]
SeatWork = Annotated[Work, working("seat", "inbox")]
Name = Annotated[str | None, Query(max_length=500)]
Thread = Annotated[str, Path(max_length=200)]
MOST_MESSAGES = 10_000
MOST_AT_ONCE = 1000


# Lists


async def _listed(
    scope: Scope, limit: int, offset: int, name: str | None, *, note: bool = False, **filters: Any
) -> answer_types.Items[answer_types.Conversation]:
    assert scope.seat_id is not None
    criteria = ConversationFilter(seat_ids=[scope.seat_id], search=name or None, **filters)
    rows = await inbox.conversations(scope, criteria, sort="recent", limit=limit, offset=offset)
    return items(await _shown(scope, rows, note=note))


async def _shown(scope: Scope, rows: Sequence[ConversationRow], *, note: bool) -> list[answer_types.Conversation]:
    people = await leads.get_many(scope, [r["lead"]["id"] for r in rows if r["lead"]])
    users = await linkedin_people.of_leads(scope, list(people))
    found = await enrollments.get_many(scope, [r["enrollment"]["id"] for r in rows if r["enrollment"]])
    steps = await sequences.get_many(scope, sorted({e.campaign_id for e in found.values()}))
    known = await moves.known_by(scope, list(found))
    pairs = [(e.sender_id, e.lead_id) for e in found.values() if e.sender_id]
    connections = await linkedin_connections.between(scope, pairs)
    shown: list[answer_types.Conversation] = []
    for row in rows:
        lead = people.get(row["lead"]["id"]) if row["lead"] else None
        enrollment = found.get(row["enrollment"]["id"]) if row["enrollment"] else None
        todo = answers.standing(steps.get(enrollment.campaign_id, []), enrollment)[0] if enrollment else None
        user = users.get(lead.id) if lead else None
        e = replace(enrollment, id=known[enrollment.id]) if enrollment else None
        connection = connections.get((e.sender_id or 0, e.lead_id)) if e else None
        declined = connection is not None and connection.state == "withdrawn"
        next_id = todo.id if todo else None
        shown.append(inbox_answers.conversation(row, scope.seat_id or 0, lead, e, next_id, user, note=note, declined=declined))
    return shown


@router.get("/conversations")
async def all_conversations(
    scope: SeatScope, limit: Limit = 30, offset: Offset = 0, name: Name = None, tagIds: Annotated[Numbers | None, Query()] = None
) -> answer_types.Items[answer_types.Conversation]:
    """Conversations of all channels with people in campaigns, the newest first."""
    return await _listed(scope, limit, offset, name, note=True, stranger=False, tag_ids=tagIds or None)


@router.get("/conversations/unread")
async def unread(
    scope: SeatScope, limit: Limit = 30, offset: Offset = 0, name: Name = None
) -> answer_types.Items[answer_types.Conversation]:
    """Conversations with something that was not read yet."""
    return await _listed(scope, limit, offset, name, unread=True)


@router.get("/conversations/other")
async def other(
    scope: SeatScope, limit: Limit = 30, offset: Offset = 0, name: Name = None
) -> answer_types.Items[answer_types.Conversation]:
    """Conversations with people in no campaign."""
    return await _listed(scope, limit, offset, name, stranger=True)


@router.get("/campaigns/{campaignId}/messages")
async def of_campaign(
    scope: SeatScope, campaignId: CampaignId, limit: Limit = 30, offset: Offset = 0, name: Name = None
) -> answer_types.Items[answer_types.Conversation]:
    """Conversations of one campaign."""
    await campaign_at(scope, campaignId)
    return await _listed(scope, limit, offset, name, campaign_ids=[campaignId])


# Messages


@router.get("/conversations/threads", response_model=answer_types.Result[answer_types.ByKey[list[answer_types.Message]]])
async def threads(
    work: SeatWork,
    threads: Annotated[list[str], WORDS, Query(max_length=MOST_AT_ONCE)],
    filterByStepChangeTimestamp: Annotated[MaybeTimestampText | None, Query()] = None,
) -> Response:
    """The messages of threads, by thread. Threads that are not the seat's are left out."""
    try:
        since = moment(filterByStepChangeTimestamp)
    except Invalid:
        raise wrong(filterByStepChangeTimestamp="filterByStepChangeTimestamp must be a timestamp") from None
    numbers = [int(t) for t in threads if t.isascii() and t.isdigit() and len(t) <= 18]
    own = [n for t in threads if (n := lead_of_thread(t)) is not None]
    async with work() as scope:
        seat_id = scope.seat_id or 0
        here = ConversationFilter(ids=numbers, seat_ids=[seat_id])
        rows = await inbox.conversations(scope, here, sort="recent", limit=len(numbers)) if numbers else []
        waiting = await known_leads(scope, own) if own else []
    talks = [Talk(str(id), conversation_ids=[id]) for id in (row["conversation"].id for row in rows)]
    talks += [Talk(f"lead-{lead.id}", enrollment_ids=lead.line) for lead in waiting]

    async def shown() -> AsyncIterator[tuple[str, list[answer_types.Message]]]:
        async for talk, found in everything(work, talks, after=since):
            said = [m for m in found if inbox_answers.thread_of(m) == talk.key]
            if said or talk.conversation_ids:
                yield talk.key, [inbox_answers.message(m, seat_id, receiver_as_int=True) for m in said]

    return by_key("items", shown())


@router.get("/conversations/identifiers", response_model=answer_types.Result[answer_types.ByKey[answer_types.Channels]])
async def by_identifiers(
    work: SeatWork, identifiers: Annotated[list[str], WORDS, Query(min_length=1, max_length=MOST_AT_ONCE)]
) -> Response:
    """Messages with people known by LinkedIn profile or address, by identifier, channel and thread."""
    async with work() as scope:
        seat_id, wanted = scope.seat_id or 0, await _identified(scope, identifiers)

    async def shown() -> AsyncIterator[tuple[str, answer_types.Channels]]:
        async for talk, found in everything(work, [Talk(i, conversation_ids=ids) for i, ids in wanted.items()]):
            if found:
                yield talk.key, inbox_answers.threads(found, seat_id, short=True)

    return by_key("items", shown())


async def _identified(scope: Scope, identifiers: Sequence[str]) -> dict[str, list[int]]:
    """The seat's conversations with each of these people."""
    wanted: dict[int, str] = {}
    emails = {_address(i): i for i in identifiers if "@" in i}
    slugs = {slug: i for i in identifiers if "@" not in i and (slug := addresses.linkedin_key(i))}
    place = [scope.seat_id or 0]
    for criteria, key, given in (
        (ConversationFilter(lead_emails=[e for e in emails if e], seat_ids=place), "email", emails),
        (ConversationFilter(linkedin_keys=list(slugs), seat_ids=place), "linkedin_key", slugs),
    ):
        after: tuple[datetime, int] | None = None
        while rows := await inbox.conversations(scope, criteria, sort="recent", limit=MOST_AT_ONCE, after=after) if given else ():
            for row in rows:
                if row["lead"] and row["lead"][key] in given:
                    wanted.setdefault(row["conversation"].id, given[row["lead"][key]])
            last = rows[-1]["conversation"]
            if len(rows) < MOST_AT_ONCE or last.last_message_at is None:
                break
            after = last.last_message_at, last.id
    found: dict[str, list[int]] = {}
    for id, identifier in wanted.items():
        found.setdefault(identifier, []).append(id)
    return found


def _address(text: str) -> str | None:
    try:
        return addresses.normalise(text)
    except addresses.InvalidAddress:
        return None


async def _newest(scope: Scope, leads: Sequence[KnownLead], limit: int) -> list[tuple[Talk, list[Message]]]:
    """The newest messages with leads, also of campaigns that they have left."""
    said: dict[int, list[Message]] = {lead.id: [] for lead in leads}
    ids = [id for lead in leads for id in lead.line]
    for m in await as_known(scope, await messages.history(scope, enrollment_ids=ids, limit=limit)):
        said[m.enrollment_id or 0].append(m)
    return [(_talk(lead), said[lead.id]) for lead in leads]


def _talk(lead: KnownLead) -> Talk:
    return Talk(str(lead.id), enrollment_ids=lead.line)


@router.get("/conversations/leads", response_model=answer_types.Result[answer_types.OfLeads])
async def of_leads(
    work: SeatWork,
    leadIds: Annotated[Numbers | None, Query(max_length=MOST_AT_ONCE)] = None,
    limit: Annotated[int | None, Query(ge=1, le=MOST_MESSAGES)] = None,
) -> Response:
    """Messages with leads, by lead, channel and thread; all of them, or the newest `limit`. Leads that are not the seat's are
    left out."""
    async with work() as scope:
        seat_id, wanted = scope.seat_id or 0, await known_leads(scope, leadIds) if leadIds else []
        newest = await _newest(scope, wanted, limit) if limit and wanted else None

    async def shown() -> AsyncIterator[tuple[str, answer_types.Channels]]:
        said = _each(newest) if newest is not None else everything(work, [_talk(lead) for lead in wanted])
        async for talk, found in said:
            if found:
                yield talk.key, inbox_answers.threads(found, seat_id)

    return by_key("leads", shown())


async def _each(found: Sequence[tuple[Talk, list[Message]]]) -> AsyncIterator[tuple[Talk, list[Message]]]:
    for entry in found:
        yield entry


@router.get("/conversations/leads/{leadId}")
async def of_lead(work: SeatWork, leadId: LeadId) -> answer_types.Result[answer_types.OfLead]:
    """All messages with one lead, by channel and thread."""
    async with work() as scope:
        seat_id, lead = scope.seat_id or 0, await lead_at(scope, leadId)
    said = [m async for _, found in everything(work, [_talk(lead)]) for m in found]
    return {"result": {"messages": inbox_answers.threads(said, seat_id, archived=False)}}


@router.patch("/conversations/{thread}/seen")
async def seen(request: Request, scope: SeatScope, thread: Thread) -> Response:
    """Mark a thread as read."""
    conversation = await conversation_at(scope, thread)
    if conversation is None:
        await lead_at(scope, lead_of_thread(thread) or 0)
    else:
        await conversations.set_read(scope, True, conversation_ids=[conversation.id])
    return says(request, 200)


# Writing


class NewEmail(Body):
    recipient: str = Field(min_length=3, max_length=320)
    subject: str = Field(min_length=1, max_length=998, pattern=ONE_LINE)
    content: Text = Field(min_length=1)
    signatureId: Annotated[int, Field(ge=0)] | None = None


async def _mailbox(scope: Scope, wanted: int | None) -> Sender:
    """The seat's mailbox of this id, else its first. Raises the vendor's 400 when it has none that works."""
    working = await senders.find_all(
        scope,
        senders.SenderFilter(seat_id=scope.seat_id, channel="email", status=("active", "paused")),
        order="oldest",
        limit=MOST_AT_ONCE,
    )
    if not working:
        raise refusal("No mailbox is connected to this seat.")
    return next((s for s in working if s.id == wanted), working[0])


@router.post("/conversations/send_email_manually")
async def new_email(request: Request, scope: SeatScope, data: Annotated[NewEmail, body(NewEmail)]) -> Response:
    """Send a new email to a person."""
    sender = await _mailbox(scope, data.signatureId)
    content = f"{data.content}<br>{sender.signature}" if sender.signature and data.signatureId == sender.id else data.content
    try:
        await letters.send_new(scope, sender.id, to=[data.recipient], subject=data.subject, body_html=content)
    except Invalid as error:
        raise _unsendable(error) from None
    return says(request, 200, "SUCCESS")


def _unsendable(error: Invalid) -> Invalid:
    names = {"to": "recipient", "body": "message", "subject": "subject", "lead_id": "leadId"}
    return wrong(**{names[error.field]: error.message}) if error.field in names else error


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


class Reply(Body):
    message: Text = Field(min_length=1)
    messageType: Annotated[Literal["EMAIL"], BeforeValidator(_upper)]
    recipient: str | None = Field(default=None, max_length=320)
    leadId: Id | None = None
    campaignId: Id | None = None
    linkedinUserId: Id | None = None


@router.post("/conversations/{thread}/email", status_code=201)
async def reply(
    scope: SeatScope, thread: Thread, data: Annotated[Reply, body(Reply, messageType="EMAIL")]
) -> answer_types.SentMessage:
    """Answer in a thread of mails, from its mailbox."""
    conversation = await conversation_at(scope, thread)
    to = [data.recipient] if data.recipient else None
    try:
        if conversation is None:
            lead = await lead_at(scope, lead_of_thread(thread) or 0)
            _same(data, lead.line, [lead.enrollment.campaign_id], lead.enrollment.lead_id)
            sent = [m for m in await messages.history(scope, enrollment_ids=lead.line) if m.action == "email"]
            if not sent:
                raise refusal("There is nothing in this thread to answer.")
            queued = await letters.reply(scope, message_id=sent[-1].id, body_html=data.message, to=to)
        elif conversation.channel != "email":
            raise refusal("This is not a thread of emails.")
        else:
            talking = await known_leads(scope, [conversation.enrollment_id]) if conversation.enrollment_id else []
            line = [id for lead in talking for id in lead.line]
            _same(data, line, [conversation.campaign_id, *(k.enrollment.campaign_id for k in talking)], conversation.lead_id)
            queued = await letters.reply(scope, conversation_id=conversation.id, body_html=data.message, to=to)
    except Invalid as error:
        raise _unsendable(error) from None
    [known] = await as_known(scope, [queued])
    return inbox_answers.sending(known, scope.seat_id or 0, data.linkedinUserId or 0, thread=True)


def _same(data: "Reply | LinkedInMessage", line: Sequence[int], campaign_ids: Sequence[int | None], lead_id: int | None) -> None:
    """Raises the vendor's 422 for an id of someone other than the recipient, whose enrollments are `line`."""
    if data.leadId not in (None, *line):
        raise wrong(leadId="This is another lead than that of the thread.")
    if data.campaignId not in (None, *campaign_ids):
        raise wrong(campaignId="The lead is in another campaign.")
    if data.linkedinUserId and answers.person(data.linkedinUserId)[0] != lead_id:
        raise wrong(linkedinUserId="This is another person than the lead.")


class LinkedInMessage(Body):
    message: str = Field(min_length=1, max_length=8000)
    linkedinUserId: Id | None = None
    publicIdentifier: str | None = Field(default=None, max_length=500)
    leadId: Id | None = None
    campaignId: Id | None = None
    messageType: Annotated[Literal["LINKEDIN_MESSAGE", "INMAIL"], BeforeValidator(_upper)] = "LINKEDIN_MESSAGE"
    subject: str = Field(default="", max_length=200, pattern=ONE_LINE)


@router.post("/conversations/send_message", status_code=201)
async def linkedin_message(scope: SeatScope, data: Annotated[LinkedInMessage, body(LinkedInMessage)]) -> answer_types.SentMessage:
    """Send a LinkedIn message, from the account that is in contact with the person."""
    lead_id, sender_id = await _addressee(scope, data)
    action = "inmail" if data.messageType == "INMAIL" else "message"
    try:
        queued = await letters.send_on_linkedin(scope, sender_id, lead_id, data.message, action=action, subject=data.subject)
    except Invalid as error:
        raise _unsendable(error) from None
    [known] = await as_known(scope, [queued])
    return inbox_answers.sending(known, scope.seat_id or 0, data.linkedinUserId or 0, thread=False)


async def _addressee(scope: Scope, data: LinkedInMessage) -> tuple[int, int]:
    """(lead, LinkedIn account): by the lead in a campaign, else the person, else their profile."""
    accounts = await senders.find_all(
        scope,
        senders.SenderFilter(seat_id=scope.seat_id, channel="linkedin", status=("active", "paused")),
        order="oldest",
        limit=MOST_AT_ONCE,
    )
    if not accounts:
        raise refusal("No LinkedIn account is connected to this seat.")
    known = {a.id for a in accounts}
    if data.leadId:
        lead = await lead_at(scope, data.leadId)
        enrollment = lead.enrollment
        _same(data, lead.line, [enrollment.campaign_id], enrollment.lead_id)
        wrote = enrollment.sender_id if enrollment.sender_id in known else None
        lead_id = enrollment.lead_id
    else:
        wrote = None
        person, _ = answers.person(data.linkedinUserId) if data.linkedinUserId else (None, None)
        lead_id = person or await _by_profile(scope, data.publicIdentifier or "")
        if not lead_id or not await leads.get_many(scope, [lead_id]):
            raise wrong(linkedinUserId="There is no such person.")
        if data.campaignId is not None:
            await _in_campaign(scope, lead_id, data.campaignId)
    rows = await inbox.conversations(
        scope, ConversationFilter(lead_ids=[lead_id], channel="linkedin", seat_ids=[scope.seat_id or 0]), sort="recent", limit=1
    )
    before = rows[0]["conversation"].sender_id if rows else None
    return lead_id, before if before in known else wrote or accounts[0].id


async def _in_campaign(scope: Scope, lead_id: int, campaign_id: int) -> None:
    await campaign_at(scope, campaign_id)
    try:
        await enrollments.by_lead(scope, campaign_id, lead_id)
    except NotFound:
        raise wrong(campaignId="The person is not in this campaign.") from None


async def _by_profile(scope: Scope, identifier: str) -> int | None:
    slug = addresses.linkedin_key(identifier) if identifier else None
    found = await leads.find_by_profiles(scope, [slug]) if slug else {}
    return next((lead.id for lead in found.values()), None)

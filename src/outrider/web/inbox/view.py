"""The view models of the inbox: views and filters of the list, and a thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from outrider.errors import NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import outlines
from outrider.outreach.conversations import attachments, drafts, inbox, messages
from outrider.outreach.conversations.drafts import Draft
from outrider.outreach.conversations.inbox import ConversationFilter, ConversationRow, MessageFilter, Sort
from outrider.outreach.conversations.messages import Message
from outrider.outreach.leads import tags
from outrider.outreach.senders import roster
from outrider.outreach.tenancy import categories, users
from outrider.values import or_empty
from outrider.web.inbox import inserting, person
from outrider.web.inbox.inserting import Piece
from outrider.web.inbox.mornings import mornings
from outrider.web.inbox.person import Person, name_of
from outrider.web.kit.shared import Audience
from outrider.web.kit.text import _
from outrider.web.kit.visit import MANY, Visit

PAGE = 50
THREAD = 100  # messages of a thread on one page; the newest are shown first
LONGEST = 20_000  # characters of a message shown in its thread
_CHOICES = 500


@dataclass(frozen=True, slots=True)
class View:
    """A named selection. `times`: the timestamp that orders its list; `empty`: what the page says when nothing is in it."""

    key: str
    name: str
    filter: ConversationFilter
    times: Sort = "reply_time"
    empty: str = _("Replies to your campaigns appear here automatically.")


VIEWS: Sequence[View] = (
    View("all", _("All"), ConversationFilter(replied=True, archived=False, snoozed=False)),
    View("unread", _("Unread"), ConversationFilter(unread=True, archived=False, snoozed=False)),
    View("needs", _("Needs reply"), ConversationFilter(unanswered=True, archived=False, snoozed=False)),
    View(
        "drafts",
        _("Drafts"),
        ConversationFilter(drafted=True),
        "recent",
        _("Replies that agents have drafted wait here for you."),
    ),
    View("interested", _("Interested"), ConversationFilter(archived=False, snoozed=False)),
    View(
        "snoozed",
        _("Snoozed"),
        ConversationFilter(snoozed=True, archived=False),
        "recent",
        _("Conversations that you put off wait here until their time."),
    ),
    View("scheduled", _("Scheduled"), ConversationFilter(), "recent", _("Replies that are to be sent later wait here.")),
    View("sent", _("Sent"), ConversationFilter(), "sent_time", _("Conversations that you have written in appear here.")),
    View(
        "archived",
        _("Archived"),
        ConversationFilter(archived=True),
        "recent",
        _("Conversations that you have archived are kept here."),
    ),
    View(
        "untracked",
        _("Untracked"),
        ConversationFilter(stranger=True, archived=False),
        "recent",
        _("Mail that belongs to no campaign appears here, where the workspace shows it."),
    ),
)
_BY_KEY = {view.key: view for view in VIEWS}


@dataclass(frozen=True, slots=True)
class Asked:
    """The query parameters, parsed. Filter ids are None if not set."""

    view: View
    query: str = ""
    campaign: int | None = None
    sender: int | None = None
    category: int | None = None
    assignee: int | None = None
    tag: int | None = None
    channel: str | None = None
    after: tuple[datetime, int] | None = None

    def parameters(self) -> dict[str, object]:
        """Query parameters for the same selection, from the first page."""
        chosen = {name: getattr(self, name) for name in ("campaign", "sender", "category", "assignee", "tag", "channel")}
        return {"view": None if self.view.key == "all" else self.view.key, "q": self.query, **chosen}

    @property
    def filtered(self) -> bool:
        return any(v for name, v in self.parameters().items() if name not in ("view", "q"))


def asked_of(query: Mapping[str, str]) -> Asked:
    """Parse the query parameters; invalid ones are ignored."""

    def number(name: str) -> int | None:
        text = query.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None

    channel = query.get("channel")
    return Asked(
        _BY_KEY.get(query.get("view", ""), VIEWS[0]),
        query.get("q", "").strip()[:200],
        number("campaign"),
        number("sender"),
        number("category"),
        number("assignee"),
        number("tag"),
        channel if channel in ("email", "linkedin") else None,
        _key_of(query.get("after", "")),
    )


def _key_of(text: str) -> tuple[datetime, int] | None:
    at, _sep, number = text.partition("_")
    try:
        moment = datetime.fromisoformat(at)
        return (moment, int(number)) if moment.tzinfo else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation in the list."""

    id: int
    name: str
    company: str
    subject: str
    preview: str
    channel: str
    unread: bool
    starred: bool
    category: str | None
    sentiment: str
    at: datetime | None
    seat_id: int

    @property
    def choice(self) -> str:
        """The label of its checkbox."""
        return _("Choose {name}").format(name=self.name)


def row_of(found: ConversationRow, times: Sort = "reply_time") -> Row:
    c, lead, category, last = found["conversation"], found["lead"] or {}, found["category"], found["last_message"]
    at = {"reply_time": c.last_reply_at, "sent_time": c.last_sent_at, "recent": c.last_message_at}[times] or c.last_message_at
    theirs = last["from_address"] if last and last["direction"] == "in" else None
    return Row(
        c.id,
        name_of(lead) or theirs or _("Unknown"),
        lead.get("company_name") or "",
        c.subject or _("(no subject)"),
        c.preview,
        c.channel,
        c.unread,
        c.important,
        category["name"] if category else None,
        (category["sentiment"] if category else None) or "",
        at,
        found["sender"]["seat_id"],
    )


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list. `next`: the key of the next page; `writes`: whether conversations can be chosen, to act on them."""

    asked: Asked
    rows: Sequence[Row] = ()
    next: str | None = None
    writes: bool = False
    opened: int | None = None


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The list for a script, with the number of unread conversations in the whole inbox."""

    listing: Listing
    unread: int


@dataclass(frozen=True, slots=True)
class Filing:
    """What a conversation is filed under, and the members it can be assigned to: (id, name) pairs."""

    categories: Sequence[tuple[int, str]]
    members: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of the filters that only the whole page has: (id, name) pairs."""

    campaigns: Sequence[tuple[int, str]]
    senders: Sequence[tuple[int, str]]
    tags: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message of a thread. `text`: the writer's new text; `quoted`: the full text if longer; `words`: those that determined its
    category or stopped the lead.
    """

    id: int
    ours: bool
    name: str
    address: str
    to: str
    subject: str
    text: str
    quoted: str | None
    has_html: bool
    at: datetime
    state: str
    waits_until: datetime | None
    attachments: Sequence[str]
    checks: Sequence[tuple[str, str]]
    words: str
    opens: int
    clicks: int
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """An open conversation."""

    row: Row
    letters: Sequence[Letter]
    drafts: Sequence[Draft]
    person: Person | None
    sender: str
    assignee: int | None
    category_id: int | None
    snoozed_until: datetime | None
    archived: bool
    enrollment_id: int | None
    enrollment_status: str | None
    can_write: bool
    later: Sequence[tuple[str, str]] = ()  # times to send a reply at
    pieces: Sequence[Piece] = ()
    earlier: int | None = None  # the id of the first message shown, if there are earlier ones


@dataclass(frozen=True, slots=True)
class Inbox:
    """The page, or one of its parts, which come without the choices."""

    listing: Listing
    filing: Filing | None = None
    choices: Choices | None = None
    thread: Thread | None = None
    views: Sequence[View] = VIEWS


async def listing(scope: Scope, asked: Asked, audience: Audience, opened: int | None = None) -> Listing:
    """The requested page of the list, limited to the seats that the audience can see. `opened`: the conversation shown beside."""
    wanted = await _wanted(scope, asked, audience.seat_ids)
    found = await inbox.conversations(scope, wanted, sort=asked.view.times, limit=PAGE + 1, after=asked.after)
    rows = [row_of(row, asked.view.times) for row in found[:PAGE]]
    more = len(found) > PAGE and rows[-1].at is not None
    following = f"{rows[-1].at.isoformat()}_{rows[-1].id}" if more and rows[-1].at else None
    return Listing(asked, rows, following, audience.writes, opened)


async def unread(scope: Scope, audience: Audience) -> int:
    """How many conversations of the inbox are unread, counted up to `MANY` + 1."""
    return await inbox.count_unread(scope, seat_ids=audience.seat_ids, most=MANY + 1)


async def _wanted(scope: Scope, asked: Asked, seat_ids: Sequence[int] | None) -> ConversationFilter:
    wanted = replace(
        asked.view.filter,
        seat_ids=seat_ids,
        search=asked.query or None,
        campaign_ids=[asked.campaign] if asked.campaign else None,
        sender_ids=[asked.sender] if asked.sender else None,
        category_ids=[asked.category] if asked.category else None,
        assigned_user_ids=[asked.assignee] if asked.assignee else None,
        tag_ids=[asked.tag] if asked.tag else None,
        channel=asked.channel,
    )
    if asked.view.key == "interested":
        positive = [c.id for c in await categories.find_all(scope, sentiment="positive")]
        return replace(wanted, category_ids=[id for id in positive if asked.category in (None, id)])
    if asked.view.key == "scheduled":
        letters = await inbox.messages(scope, MessageFilter(waiting=True, kinds=["manual", "forward"]), limit=_CHOICES)
        return replace(wanted, ids=sorted({m["message"].conversation_id or 0 for m in letters}))
    return wanted


async def filing(scope: Scope) -> Filing:
    """The workspace's categories and members."""
    people = await users.members(scope, limit=_CHOICES, accepted=True)
    return Filing(
        [(c.id, c.name) for c in await categories.find_all(scope)], [(m.user_id, m.full_name or m.email) for m in people]
    )


async def choices(visit: Visit, scope: Scope) -> Choices:
    """The choices that the visitor may see."""
    seats = visit.access.seat_ids()
    return Choices(
        [(c.id, c.name) for c in await outlines.named(scope, seat_ids=seats, limit=_CHOICES)],
        [(s.id, s.address) for s in await roster.find_all(scope, seat_ids=seats, limit=_CHOICES)],
        [
            (tag.id, tag.name)
            for tag in await tags.find_all(scope, limit=_CHOICES)
            if tag.seat_id is None or visit.access.sees(tag.seat_id)
        ],
    )


async def thread(visit: Visit, scope: Scope, conversation_id: int, before: int | None = None) -> Thread:
    """An open conversation, with messages before this id. Raises NotFound for a seat that the visitor cannot see."""
    found = await inbox.conversation(scope, conversation_id)
    seat_id = found["sender"]["seat_id"]
    if not visit.access.sees(seat_id):
        raise NotFound(_("There is no such conversation."))
    c, lead, enrollment = found["conversation"], found["lead"] or {}, found["enrollment"]
    enrollments = [c.enrollment_id] if c.enrollment_id else []
    history = await messages.history(scope, enrollment_ids=enrollments, conversation_ids=[c.id], before=before, limit=THREAD + 1)
    shown = sorted(sorted(history, key=lambda m: m.id)[-THREAD:], key=lambda m: (m.sent_at or m.created_at, m.id))
    sender = found["sender"]["name"] or found["sender"]["address"]
    can_write = visit.may("inbox", write=True, seat_id=seat_id)
    return Thread(
        row=row_of(found),
        letters=[_letter(m, name_of(lead), sender) for m in shown],
        drafts=await drafts.of_conversation(scope, c.id),
        person=await person.read(visit, scope, c.lead_id, c.enrollment_id) if c.lead_id else None,
        sender=found["sender"]["address"],
        assignee=c.assigned_user_id,
        category_id=c.category_id,
        snoozed_until=c.snoozed_until if c.snoozed_until and c.snoozed_until > scope.now else None,
        archived=c.archived,
        enrollment_id=c.enrollment_id,
        enrollment_status=enrollment["status"] if enrollment else None,
        can_write=can_write,
        later=mornings(scope.now, visit.zone),
        pieces=await inserting.pieces(scope, c.lead_id, c.sender_id) if can_write else (),
        earlier=min(m.id for m in shown) if len(history) > THREAD else None,
    )


def _letter(message: Message, lead: str, sender: str) -> Letter:
    facts, ours = message.headers or {}, message.direction == "out"
    new = str(facts.get("reply_text") or "").strip()
    whole = message.body_text.strip()
    return Letter(
        message.id,
        ours,
        sender if ours else lead or message.from_address or _("Unknown"),
        message.from_address or "",
        ", ".join(message.to_addresses or ()),
        message.subject,
        (new or whole)[:LONGEST],
        whole[:LONGEST] if new and new != whole else None,
        bool(message.body_html),
        message.sent_at or message.created_at,
        message.state,
        message.due_at if message.state == "queued" else None,
        [str(a.get("filename") or _("attachment")) for a in attachments.of(message)],
        [(name.upper(), str(value)) for name, value in or_empty(facts.get("authentication")).items()],
        "" if ours else str(facts.get("words") or ""),
        message.opens,
        message.clicks,
        len(new or whole) > LONGEST or (bool(new) and len(whole) > LONGEST),
    )

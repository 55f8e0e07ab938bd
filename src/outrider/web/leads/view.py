"""The view models of the lead pages: the list with its filters, and one lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import get_args

from outrider.errors import NotFound
from outrider.outreach.base.reasons import sentence
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, outlines
from outrider.outreach.enrollments import explain, history
from outrider.outreach.enrollments.explain import Explanation
from outrider.outreach.enrollments.history import Entry
from outrider.outreach.leads import heat, leads, lists, searches, suppression, tags
from outrider.outreach.leads.leads import Lead
from outrider.outreach.leads.searches import SavedSearch, Search
from outrider.outreach.tenancy import users
from outrider.rules.heat import Heat
from outrider.values import is_array, is_object
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit

PAGE = 50
HISTORY = 100  # entries of a lead's history on one page
CHOICES = 500
Choice = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """The query parameters, parsed."""

    search: Search = field(default_factory=Search)
    after: int | None = None

    def parameters(self) -> dict[str, object]:
        """Query parameters for the same selection, from the first page."""
        return {name: getattr(self.search, field) for name, field in FILTERS.items()}

    @property
    def filtered(self) -> bool:
        return self.search != Search()

    @property
    def more(self) -> int:
        """How many of the filters in the menu are set."""
        search = self.search
        kept = (search.owner_user_id, search.company, search.added_from, search.added_to)
        return sum(value is not None for value in kept)


# Query parameter -> field of a search.
FILTERS: Mapping[str, str] = {
    "q": "query", "state": "standing", "campaign": "campaign_id", "list": "list_id", "tag": "tag_id", "owner": "owner_user_id",
    "company": "company", "from": "added_from", "to": "added_to",
}  # fmt: skip
_STANDING_OF: dict[str, leads.Standing] = {known: known for known in get_args(leads.Standing)}


def asked_of(query: Mapping[str, str]) -> Asked:
    """Parse the query parameters; invalid ones are ignored."""
    list_id, tag_id, campaign_id, owner, after = (
        number(query.get(name, "")) for name in ("list", "tag", "campaign", "owner", "after")
    )
    words, company = (query.get(name, "").strip()[:200] or None for name in ("q", "company"))
    standing = _STANDING_OF.get(query.get("state", ""))
    days = (_day(query.get(name, "")) for name in ("from", "to"))
    return Asked(Search(words, list_id, tag_id, campaign_id, standing, owner, company, *days), after)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2999 else None


def number(text: str) -> int | None:
    """An id from a URL or a form."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


async def search_of(visit: Visit, scope: Scope, asked: Asked) -> Search:
    """The requested search. Raises NotFound for a campaign that the visitor cannot see."""
    if (wanted := asked.search.campaign_id) is not None:
        campaign = (await campaigns.get_many(scope, [wanted])).get(wanted)
        if campaign is None or not visit.may("campaigns") or not visit.access.sees(campaign.seat_id):
            raise NotFound(_("There is no such campaign."))
    return asked.search


@dataclass(frozen=True, slots=True)
class Standing:
    """A lead's status in a word; `kind`: its badge color."""

    text: str
    kind: str = ""


STANDINGS: Mapping[leads.Standing, Standing] = {
    "new": Standing(_("New")),
    "contacted": Standing(_("Contacted"), "info"),
    "replied": Standing(_("Replied"), "good"),
    "bounced": Standing(_("Bounced"), "danger"),
    "unsubscribed": Standing(_("Unsubscribed"), "danger"),
}


def standing_of(lead: Lead) -> Standing:
    return STANDINGS[leads.standing(lead)]


def name_of(lead: Lead) -> str:
    """The lead's name, or else the address or profile."""
    names = " ".join(part for part in (lead.first_name, lead.last_name) if part)
    return names or lead.email or lead.linkedin_key or _("Unknown")


@dataclass(frozen=True, slots=True)
class Row:
    """A lead in the list."""

    lead: Lead
    name: str
    standing: Standing
    tags: Sequence[str]


@dataclass(frozen=True, slots=True)
class Choices:
    """What filters and forms offer."""

    lists: Sequence[Choice]
    tags: Sequence[Choice]
    campaigns: Sequence[Choice] = ()
    members: Sequence[Choice] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list. `next`: the next page starts below this id; `saved`: the searches that the visitor may use."""

    asked: Asked
    rows: Sequence[Row]
    next: int | None
    choices: Choices
    saved: Sequence[tuple[SavedSearch, Asked]]
    standings: Mapping[leads.Standing, Standing] = field(default_factory=lambda: STANDINGS)

    @property
    def current(self) -> SavedSearch | None:
        """The saved search that the list shows."""
        return next((one for one, asked in self.saved if asked.search == self.asked.search), None)


async def choices(visit: Visit, scope: Scope) -> Choices:
    """Lists, tags and members, and the campaigns that the visitor can see."""
    seats = visit.access.seat_ids()
    found = await outlines.named(scope, seat_ids=seats, limit=CHOICES) if visit.may("campaigns") else []
    people = await users.members(scope, limit=CHOICES, accepted=True)
    return Choices(
        [(found.id, found.name) for found in await lists.named(scope, limit=CHOICES)],
        [(tag.id, tag.name) for tag in await tags.find_all(scope, limit=CHOICES)],
        [(campaign.id, campaign.name) for campaign in found],
        [(member.user_id, member.full_name or member.email) for member in people],
    )


async def listing(visit: Visit, scope: Scope, asked: Asked) -> Listing:
    """The requested page of the list."""
    wanted = await searches.filter_of(scope, await search_of(visit, scope, asked))
    found = await leads.search(scope, wanted, after=asked.after, limit=PAGE + 1, order=asked.search.order)
    shown = found[:PAGE]
    tagged = await tags.of_objects(scope, "lead", [lead.id for lead in shown])
    rows = [Row(lead, name_of(lead), standing_of(lead), [tag.name for tag in tagged[lead.id]]) for lead in shown]
    offered = await choices(visit, scope)
    seen = {id for id, _name in offered.campaigns}
    saved = [(one, Asked(one.search)) for one in await searches.find_all(scope) if one.search.campaign_id in seen | {None}]
    return Listing(asked, rows, shown[-1].id if len(found) > PAGE else None, offered, saved)


# One person

# Event type -> (what happened, icon, color).
_HAPPENED: Mapping[str, tuple[str, str, str]] = {
    "message.sent": (_("Message sent"), "send", ""),
    "message.failed": (_("Message could not be sent"), "alert", "danger"),
    "message.uncertain": (_("Message may or may not have been sent"), "alert", "warn"),
    "message.opened": (_("Opened the message"), "note", "info"),
    "link.clicked": (_("Followed a link"), "right", "info"),
    "reply.received": (_("Replied"), "reply", "good"),
    "auto_reply.received": (_("Automatic reply"), "clock", ""),
    "message.bounced": (_("Bounced"), "alert", "danger"),
    "complaint.received": (_("Reported the message as spam"), "alert", "danger"),
    "lead.unsubscribed": (_("Unsubscribed"), "block", "danger"),
    "lead.added": (_("Added to a campaign"), "plus", ""),
    "lead.category_set": (_("Category set"), "tag", "accent"),
    "lead.completed": (_("Sequence completed"), "check", "good"),
    "lead.stopped": (_("Stopped"), "block", "warn"),
    "lead.paused": (_("Paused"), "pause", "warn"),
    "lead.resumed": (_("Resumed"), "play", ""),
    "lead.status_set": (_("Status changed"), "tag", "accent"),
    "conversation.returned": (_("Back in the inbox"), "clock", ""),
    "profile.viewed": (_("Profile viewed"), "linkedin", ""),
    "profile.followed": (_("Profile followed"), "linkedin", ""),
    "post.liked": (_("Post liked"), "linkedin", ""),
    "invite.sent": (_("Invitation sent"), "linkedin", ""),
    "invite.accepted": (_("Invitation accepted"), "linkedin", "good"),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """An entry of the history as it is shown."""

    at: datetime
    text: str
    icon: str
    kind: str
    detail: str
    campaign_id: int | None
    campaign: str | None
    sender: str | None
    conversation_id: int | None


def happened(entry: Entry) -> Happened:
    """An entry in words."""
    text, icon, kind = _HAPPENED.get(entry.type, (entry.type.replace(".", " ").replace("_", " ").capitalize(), "note", ""))
    return Happened(
        entry.at, text, icon, kind, _detail(entry), entry.campaign_id, entry.campaign, entry.sender, entry.conversation_id
    )


def _detail(entry: Entry) -> str:
    """The details of an entry: its subject, reason, category or status."""
    if entry.subject:
        return entry.subject
    if reason := entry.data.get("reason"):
        return sentence(str(reason))
    if entry.type == "lead.category_set":
        return str(entry.data.get("key") or "").replace("_", " ").capitalize()
    if entry.type == "lead.status_set":
        return " → ".join(str(entry.data.get(end) or "–") for end in ("from", "to"))
    return str(entry.data.get("words") or "")


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A campaign that the lead is or was in. `explanation`: what happens next, if anything can."""

    id: int
    campaign_id: int
    campaign: str
    status: str
    reason: str | None
    explanation: Explanation | None


@dataclass(frozen=True, slots=True)
class Person:
    """A lead's page. `blocked`: why the lead is not contacted, or None; `new`: name and value of a field that is being added."""

    lead: Lead
    name: str
    standing: Standing
    heat: Heat | None
    blocked: str | None
    history: Sequence[Happened]
    next: int | None
    campaigns: Sequence[Enrolled]
    lists: Sequence[Choice]
    tags: Sequence[Choice]
    choices: Choices
    errors: Mapping[str, str]
    new: tuple[str, str] = ("", "")

    @property
    def own(self) -> list[tuple[str, str]]:
        """The lead's own fields that the form shows."""
        shown = [(name, str(v)) for name, v in self.lead.custom.items() if v not in (None, "") and not is_structure(v)]
        return shown[:MOST_OWN]

    @property
    def others(self) -> list[tuple[str, str]]:
        """Those that are only shown: they are no texts, or there are too many."""
        shown = {name for name, _value in self.own}
        return [(name, str(v)) for name, v in self.lead.custom.items() if v not in (None, "") and name not in shown]


def is_structure(value: object) -> bool:
    """Whether a value is no text, number or truth value."""
    return is_object(value) or is_array(value)


MOST_OWN = 60  # own fields of a lead that its page lets people change
MOST_EXPLAINED = 5  # campaigns of one lead whose next action is computed for the page


async def person(
    visit: Visit, scope: Scope, id: int, *, before: int | None = None, errors: Mapping[str, str] | None = None
) -> Person:
    """Load everything about a lead. Raises NotFound."""
    lead = await leads.get(scope, id)
    entries = await history.of_lead(scope, id, seat_ids=visit.access.seat_ids(), before=before, limit=HISTORY + 1)
    warmth = await heat.of(scope, [id])
    member_of = (await lists.lists_of(scope, [id]))[id]
    offered = await choices(visit, scope)
    return Person(
        lead=lead,
        name=name_of(lead),
        standing=standing_of(lead),
        heat=warmth.get(id),
        blocked=await why_not(scope, lead),
        history=[happened(entry) for entry in entries[:HISTORY]],
        next=entries[HISTORY - 1].id if len(entries) > HISTORY else None,
        campaigns=await _campaigns(visit, scope, id),
        lists=[choice for choice in offered.lists if choice[0] in member_of],
        tags=[(tag.id, tag.name) for tag in (await tags.of_objects(scope, "lead", [id]))[id]],
        choices=offered,
        errors=errors or {},
    )


async def _campaigns(visit: Visit, scope: Scope, lead_id: int) -> list[Enrolled]:
    found: list[Enrolled] = []
    explained = 0
    for row in reversed((await leads.campaigns_of(scope, [lead_id]))[lead_id]):
        if not visit.access.sees(row["seat_id"]):
            continue
        explanation = None
        if row["status"] in ("active", "paused") and explained < MOST_EXPLAINED:
            explanation, explained = await explain.of_enrollment(scope, row["enrollment_id"]), explained + 1
        reason = sentence(row["reason"]) if row["reason"] else None
        found.append(Enrolled(row["enrollment_id"], row["campaign_id"], row["campaign_name"], row["status"], reason, explanation))
    return found


async def why_not(scope: Scope, lead: Lead, seat_id: int | None = None) -> str | None:
    """Why this lead is not contacted, in words, or None."""
    if lead.unsubscribed_at:
        return _("The lead has unsubscribed.")
    if lead.bounced_at:
        return _("Mail to this address bounced: it does not exist.")
    entry = (await suppression.check(scope, [lead], seat_id)).get(0)
    return in_words(entry) if entry else None


KINDS: Mapping[str, str] = {
    "email": _("Email address"),
    "domain": _("Domain"),
    "company": _("Company"),
    "name": _("Name"),
    "profile_url": _("LinkedIn profile"),
    "job_title": _("Job title"),
    "email_hash": _("Erased address"),
}
COMPARISONS: Mapping[str, str] = {
    "exact": _("is exactly"),
    "contains": _("contains"),
    "starts": _("starts with"),
    "ends": _("ends with"),
}
REASONS: Mapping[str, str] = {
    "manual": _("Added by hand"),
    "unsubscribed": _("Unsubscribed"),
    "bounced": _("Bounced"),
    "complained": _("Spam complaint"),
    "erased": _("Erased on request"),
}


def in_words(entry: suppression.Entry) -> str:
    """An entry as a sentence."""
    if entry.kind == "email_hash":
        return _("This person was erased on request and must not be contacted again.")
    reason = REASONS.get(entry.reason) or sentence(entry.reason)
    return _("Suppressed: {kind} {comparison} “{value}” ({reason}).").format(
        kind=KINDS[entry.kind].lower(), comparison=COMPARISONS[entry.comparison], value=entry.value, reason=reason.lower()
    )

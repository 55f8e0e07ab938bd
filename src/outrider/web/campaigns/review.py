"""The review before a campaign starts: what is missing, what will not be sent, and who gets what first, when."""

import asyncio
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, sequences, wording
from outrider.outreach.campaigns.sequences import Step
from outrider.outreach.enrollments import enrollments, preview
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.senders import senders, sending_limits
from outrider.outreach.senders.senders import SenderFilter
from outrider.outreach.tenancy import workspaces
from outrider.rules import merge, schedule, spam_words
from outrider.rules.text import html_to_text
from outrider.web.campaigns import head, people, wordings
from outrider.web.campaigns.head import Head
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit, page

SAMPLE = 100  # leads that every text is tried with
_SHOWN = 3
_MOST_SENDERS = 500
# Titles of campaigns that are not about to start.
_SETTLED = {
    "active": _("This campaign is running"),
    "completed": _("This campaign is completed"),
    "archived": _("This campaign is archived"),
}
_UNWRITTEN = _("Still to be written")
_PLACEHOLDER = re.compile(r"\[[^\[\]\n]{8,80}\]")


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list. `kind`: good, warn (the campaign may still start) or danger (it may not)."""

    kind: str
    title: str
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class First:
    """A lead's first message, or why there is none."""

    name: str
    subject: str
    text: str
    error: str


@dataclass(frozen=True, slots=True)
class Review:
    head: Head
    checks: Sequence[Check]
    firsts: Sequence[First]
    plan: Sequence[tuple[str, str, str]]
    opens_at: datetime | None
    a_day: int
    days: int
    leads: int
    ready: bool
    tab: str = "review"

    @property
    def title(self) -> str:
        """What the list of checks means in the campaign's state."""
        if self.head.status in _SETTLED:
            return _SETTLED[self.head.status]
        if not self.ready:
            return _("Not ready yet")
        return _("Ready to start") if self.head.draft else _("Ready to resume")

    @property
    def unwritten(self) -> str:
        """What is left to be written in the texts, before which a start asks."""
        return next((check.text for check in self.checks if check.title == _UNWRITTEN), "")

    @property
    def badge(self) -> tuple[str, str] | None:
        """What the checks found, with the badge's color; None if nothing has to be said."""
        warned = sum(check.kind == "warn" for check in self.checks)
        if not self.ready:
            return _("Something is missing"), "danger"
        if warned:
            return (_("{n} warnings").format(n=warned) if warned > 1 else _("One warning")), "warn"
        return None if self.head.status in _SETTLED else (_("Everything is ready"), "good")


async def read(visit: Visit, scope: Scope) -> Review:
    campaign = await head.seen(visit, scope)
    steps = await sequences.get(scope, campaign.id)
    counts = (await campaigns.enrollment_counts(scope, [campaign.id]))[campaign.id]
    attached = await senders.find_all(scope, SenderFilter(campaign_id=campaign.id), limit=_MOST_SENDERS)
    working = [s for s in attached if s.status == "active"]
    today = schedule.local_day(scope.now, visit.place.timezone)
    capacity = sum(sending_limits.daily_limit_on(s, today) for s in working)
    limits = [n for n in (capacity, campaign.daily_limit, campaign.new_leads_per_day) if n is not None]
    a_day = min(limits) if working else 0
    sample = await enrollments.search(scope, Filters(campaign_ids=[campaign.id]), limit=SAMPLE)
    values = [wording.values_of(one.values, working[0]) if working else dict(one.values) for one in sample]
    missing = await asyncio.to_thread(_missing, steps, values)
    beyond = sum(not _reaches(steps[0], one) for one in sample) if steps else 0
    address = campaign.settings.postal_address
    if address is None:
        address = (await workspaces.get(scope)).settings.get("postal_address") or ""
    inner = campaign.parent_id is not None
    checks = [
        _leads(counts["total"] - (beyond if counts["total"] <= SAMPLE else 0), inner, started=campaign.status != "draft"),
        _beyond_reach(steps, beyond, len(sample)),
        _sequence(steps),
        *_texts(missing, len(values)),
        *_placeholders(steps),
        *_spam(steps),
        _senders(len(attached), len(working)),
        *_channels(steps, {s.channel for s in working}),
        _postal(address),
    ]
    opening = campaigns.window(campaign.schedule, scope.now)
    firsts = (
        [await _first(scope, campaign.id, steps[0], working[0].id, one) for one in sample[:_SHOWN] if steps and working]
        if steps and steps[0].action == "email"
        else []
    )
    return Review(
        await head.of(visit, scope, campaign),
        [c for c in checks if c],
        firsts,
        [(wordings.title(s), wordings.wait(s.delay_seconds), wordings.subject(s)) for s in steps],
        opening.opens_at,
        a_day,
        -(-counts["total"] // a_day) if a_day else 0,
        counts["total"],
        all(c.kind != "danger" for c in checks if c),
    )


def _leads(n: int, inner: bool, *, started: bool) -> Check:
    if inner:
        return Check("good", _("Leads"), _("They are added automatically from the parent campaign."), "leads")
    if not n:
        waits = _("The campaign has no leads.") if started else _("The campaign would start and wait for leads.")
        return Check("warn", _("No leads"), waits, "leads")
    said = _("{n} in the campaign.") if started else _("{n} will be contacted.")
    return Check("good", _("Leads"), said.format(n=f"{n:,}"), "leads")


def _reaches(step: Step, one: enrollments.Listed) -> bool:
    """Whether the lead has what the step's channel needs. One who has not is stopped there."""
    return bool(one.lead.email if step.channel == "email" else one.lead.linkedin_key)


def _beyond_reach(steps: Sequence[Step], n: int, of: int) -> Check | None:
    if not n:
        return None
    title = _("No email address") if steps[0].channel == "email" else _("No LinkedIn profile")
    said = _("{n} of the first {of} leads cannot be reached by the first step. They are stopped there.")
    return Check("warn", title, said.format(n=n, of=of), "leads")


def _sequence(steps: Sequence[Step]) -> Check:
    if not steps:
        return Check("danger", _("No steps"), _("Write at least one."), "sequence")
    for step in steps:
        spoken = [v for v in step.variants if v.enabled and v.weight > 0]
        if step.action in ("email", "message", "inmail") and not any(not merge.is_blank(v.body, html=True) for v in spoken):
            return Check("danger", _("An empty step"), _("{step} is empty.").format(step=wordings.title(step)), "sequence")
        if step.action == "email" and step is steps[0] and any(merge.is_blank(v.subject) for v in spoken):
            return Check("danger", _("No subject"), _("The first email needs a subject."), "sequence")
    return Check("good", _("Sequence"), _("{n} steps.").format(n=len(steps)) if len(steps) > 1 else _("One step."), "sequence")


def _missing(steps: Sequence[Step], values: Sequence[Mapping[str, object]]) -> Counter[str]:
    """How many of the leads have no value for a tag without fallback, by the tag's name."""
    found: Counter[str] = Counter()
    texts = [t for s in steps for v in s.variants if v.enabled for t in (v.subject, v.body) if merge.is_template(t)]
    for one in values:
        names: set[str] = set()
        for text in texts:
            try:
                merge.render(text, one, key="review", html=True)
            except merge.MissingTag as error:
                names.add(error.name)
            except merge.MergeError:
                continue
        found.update(names)
    return found


def _texts(missing: Counter[str], of: int) -> list[Check]:
    said = _("{n} of the first {of} leads have no value for it and will wait until they do. Give the tag a fallback.")
    return [
        Check("warn", _("Missing: {tag}").format(tag=tag), said.format(n=n, of=of), "sequence")
        for tag, n in missing.most_common(5)
    ]


def _placeholders(steps: Sequence[Step]) -> list[Check]:
    """What a starter left to be written, in square brackets."""
    texts = [html_to_text(v.body) for s in steps for v in s.variants if v.enabled]
    found = dict.fromkeys(left for text in texts for left in _PLACEHOLDER.findall(text))
    return [Check("warn", _UNWRITTEN, ", ".join(list(found)[:5]), "sequence")] if found else []


def _spam(steps: Sequence[Step]) -> list[Check]:
    words = [w for s in steps for v in s.variants for w in spam_words.found(f"{v.subject} {html_to_text(v.body)}")]
    if not words:
        return []
    return [Check("warn", _("May look like spam"), ", ".join(list(dict.fromkeys(words))[:10]), "sequence")]


def _senders(attached: int, working: int) -> Check:
    if not attached:
        return Check("danger", _("No senders"), _("Choose who writes."), "senders")
    if not working:
        return Check(
            "danger", _("No working sender"), _("None of the chosen senders is working. The Senders page shows why."), "senders"
        )
    if working < attached:
        return Check("warn", _("Senders"), _("{n} of {all} work.").format(n=working, all=attached), "senders")
    return Check("good", _("Senders"), _("{n} ready.").format(n=working), "senders")


def _channels(steps: Sequence[Step], working: set[str]) -> list[Check]:
    """Channels of the sequence that none of the campaign's senders can serve. Empty if there are no senders."""
    lacking = {s.channel for s in steps} - working if working else set[str]()
    names = {"email": _("mailbox"), "linkedin": _("LinkedIn account")}
    said = _("Leads cannot get past a step that needs one.")
    return [Check("warn", _("No {channel}").format(channel=names.get(c, c)), said, "senders") for c in sorted(lacking)]


def _postal(address: str) -> Check | None:
    if address:
        return None
    return Check("warn", _("No postal address"), _("Anti-spam laws such as CAN-SPAM require one in commercial email."), "senders")


async def _first(scope: Scope, campaign_id: int, step: Step, sender_id: int, one: enrollments.Listed) -> First:
    try:
        letter, _settings = await preview.preview(scope, campaign_id, step.position, sender_id, lead_id=one.enrollment.lead_id)
    except Invalid as error:
        return First(people.name_of(one), "", "", error.message)
    return First(people.name_of(one), letter.subject, html_to_text(letter.body), "")


async def show(visit: Visit) -> Response:
    async with visit.scope() as scope:
        view = await read(visit, scope)
    return visit.render("campaigns/review.html", view)


ROUTES = [page("/campaigns/{id:int}/review", show, needs="campaigns")]

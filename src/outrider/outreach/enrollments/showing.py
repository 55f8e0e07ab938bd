"""What a person who decides about an approval sees in addition to its acts: how many recipients, the first texts, the first day.

Read in the very transaction that would send, before it is undone: the texts are those that the leads would get.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Act, Scope
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.enrollments import enrollments, preview
from outrider.outreach.enrollments.enrollments import Listed
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.senders import senders, sending_limits
from outrider.outreach.senders.senders import Sender, SenderFilter
from outrider.rules import schedule
from outrider.rules.text import html_to_text
from outrider.values import is_array

SAMPLE = 3
_MOST_SENDERS = 500
_MOST_TEXT = 4000  # characters of a text that is shown


@dataclass(frozen=True, slots=True)
class Text:
    """A message as it would leave; `problem` instead of it where the engine would not send it."""

    to: str
    subject: str
    text: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """When a campaign sends. `opens_at`: when its window opens next, None where it never does again. `a_day`: first messages at
    most. `senders`: address and how many messages it may send today."""

    opens_at: datetime | None
    a_day: int
    senders: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Shown:
    """JSON of it is kept with the approval. `opens_at`: as ISO 8601."""

    recipients: int
    texts: Sequence[Text]
    opens_at: str | None = None
    first_day: int = 0
    senders: Sequence[tuple[str, int]] = ()


async def prepare(scope: Scope) -> None:
    """Let the scope show what it would send, if that needs approval."""
    if scope.acts and scope.actor.approval is None:
        scope.shown.update(asdict(await shown(scope, scope.acts)))


async def shown(scope: Scope, acts: Sequence[Act]) -> Shown:
    """Of acts on a campaign, what its leads get; of letters, themselves."""
    letters = [act for act in acts if act.kind.startswith("message.")]
    if letters:
        texts = [_letter(act) for act in letters[:SAMPLE]]
        return Shown(sum(max(len(_addressed(act)), 1) for act in letters), texts)
    act = next((a for a in acts if a.id is not None and a.kind.startswith(("campaign.", "leads."))), None)
    if act is None or act.id is None:
        return Shown(0, ())
    campaign = await campaigns.get(scope, act.id)
    counts = (await campaigns.enrollment_counts(scope, [campaign.id]))[campaign.id]
    added = act.facts.get("added") or act.facts.get("leads") if act.kind.startswith("leads.") else None
    recipients = len(added) if is_array(added) else counts["active"]
    when = await plan(scope, campaign)
    sample = await enrollments.search(scope, _whom(campaign.id, act), limit=SAMPLE)
    return Shown(
        recipients,
        [await _text(scope, campaign, one) for one in sample],
        when.opens_at and when.opens_at.isoformat(),
        min(when.a_day, recipients),
        when.senders,
    )


def _whom(campaign_id: int, act: Act) -> Filters:
    """The leads that the act is about: those that it names, otherwise all that the campaign still writes to."""
    named, added = act.facts.get("leads"), act.facts.get("added")
    if act.kind.startswith("leads.") and is_array(named):
        return Filters(campaign_ids=[campaign_id], lead_ids=[id for id in named if isinstance(id, int)])
    addresses = [str(name) for name in added if "@" in str(name)] if is_array(added) else []
    if act.kind.startswith("leads.") and addresses:
        return Filters(campaign_ids=[campaign_id], emails=addresses)
    return Filters(campaign_ids=[campaign_id], status=["active"])


async def plan(scope: Scope, campaign: Campaign) -> Plan:
    """When a campaign sends, and how much at most on its first day."""
    working = await _working(scope, campaign.id)
    today = schedule.local_day(scope.now, schedule.from_json(campaign.schedule).timezone)
    each = [(s.address, sending_limits.daily_limit_on(s, today)) for s in working]
    limits = [n for n in (sum(n for _, n in each), campaign.daily_limit, campaign.new_leads_per_day) if n is not None]
    return Plan(campaigns.window(campaign.schedule, scope.now).opens_at, min(limits) if working else 0, each)


async def _working(scope: Scope, campaign_id: int) -> list[Sender]:
    attached = await senders.find_all(scope, SenderFilter(campaign_id=campaign_id), limit=_MOST_SENDERS)
    return [s for s in attached if s.status == "active"]


async def _text(scope: Scope, campaign: Campaign, one: Listed) -> Text:
    """The next message that a lead gets."""
    to = one.lead.email or one.lead.linkedin_url or ""
    done = one.enrollment.done_position
    spoken = [s for s in await sequences.get(scope, campaign.id) if s.variants]
    steps = [s for s in spoken if s.position > done] or spoken
    working = await _working(scope, campaign.id)
    try:
        if not steps:
            return Text(to, "", "", "The campaign has no texts.")
        own = next((s for s in working if s.channel == steps[0].channel), None)
        if steps[0].channel == "email" and own is not None:
            found, _settings = await preview.preview(
                scope, campaign.id, steps[0].position, own.id, lead_id=one.enrollment.lead_id
            )
        else:
            variant = steps[0].variants[0].id
            found = await preview.of_variant(scope, campaign.id, variant, own and own.id, lead_id=one.enrollment.lead_id)
    except (Invalid, NotFound) as error:
        return Text(to, "", "", error.message)
    return Text(to, found.subject, html_to_text(found.body)[:_MOST_TEXT])


def _addressed(act: Act) -> list[str]:
    return [str(a) for name in ("to", "cc", "bcc") if is_array(found := act.facts.get(name)) for a in found]


def _letter(act: Act) -> Text:
    return Text(", ".join(_addressed(act)), str(act.facts.get("subject") or ""), str(act.facts.get("text") or "")[:_MOST_TEXT])

"""Previews of a campaign's steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, sequences, wording
from outrider.outreach.campaigns.sequences import Step, Variant
from outrider.outreach.campaigns.settings import Settings
from outrider.outreach.campaigns.wording import Wording
from outrider.outreach.enrollments import enrollments
from outrider.outreach.enrollments.enrollments import Enrollment
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.leads import leads
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender
from outrider.outreach.tenancy import workspaces
from outrider.rules import merge, schedule, threads
from outrider.rules.text import text_to_html

# An example lead for a campaign without leads. Other merge tags are shown by their names.
NOBODY = {
    "email": "jane@example.com", "first_name": "Jane", "last_name": "Doe", "company_name": "Example", "job_title": "Director",
    "phone": "+1 555 0100", "website": "https://example.com", "location": "Berlin",
    "linkedin_url": "https://www.linkedin.com/in/jane-doe",
}  # fmt: skip


async def preview(
    scope: Scope, campaign_id: int, position: int, sender_id: int, *, lead_id: int | None = None
) -> tuple[Wording, Settings]:
    """An email as the campaign would write it to one of its leads (any, if none is named) or, without leads, to an example; and
    the campaign's settings. Its opt-out link leads to the sender's mailbox, so that a preview cannot unsubscribe anyone.

    Raises NotFound; Invalid 'no_such_step', or with the reason why the campaign would not send it.
    """
    campaign, sender = await campaigns.get(scope, campaign_id), await senders.get(scope, sender_id)
    steps = [s for s in await sequences.get(scope, campaign_id) if s.channel == "email" and s.position <= position]
    if not steps or steps[-1].position != position:
        raise Invalid(f"The campaign has no email as step {position}.", code="no_such_step")
    enrollment = await _enrollment(scope, campaign_id, lead_id)
    reader = await _reader(scope, campaign.settings, sender, enrollment)
    return _email(steps, reader, None), campaign.settings


async def of_variant(
    scope: Scope, campaign_id: int, variant_id: int, sender_id: int | None = None, *, lead_id: int | None = None
) -> Wording:
    """What one variant of a step says, whichever variant the lead would get; steps on LinkedIn too.

    Without a sender what comes from it is empty. Raises NotFound; Invalid 'no_such_step', or with the reason why the campaign
    would not send it.
    """
    campaign = await campaigns.get(scope, campaign_id)
    every = await sequences.get(scope, campaign_id)
    at = next((n for n, s in enumerate(every) if any(v.id == variant_id for v in s.variants)), None)
    if at is None:
        raise Invalid("The campaign has no such variant.", code="no_such_step")
    step = every[at]
    variant = next(v for v in step.variants if v.id == variant_id)
    sender = await senders.get(scope, sender_id) if sender_id is not None else None
    reader = await _reader(scope, campaign.settings, sender, await _enrollment(scope, campaign_id, lead_id))
    if step.channel == "email":
        return _email([s for s in every[: at + 1] if s.channel == "email"], reader, variant)
    return _message(step, reader, variant)


@dataclass(frozen=True, slots=True)
class _Reader:
    """The recipient and sender of a preview. Names without an example value are added to `values`."""

    enrollment: Enrollment | None
    values: dict[str, object]
    settings: Settings
    postal_address: str
    now: datetime

    def key(self, step: Step) -> str:
        e = self.enrollment
        return wording.key_of(e.id, e.run, step.id) if e else wording.key_of("nobody", 1, step.id)

    def name_missing(self, error: merge.MissingTag) -> None:
        """For an example lead, show a tag without a value by its name. A real lead without the value would not be contacted."""
        if self.enrollment is not None or error.name in self.values:
            raise error
        self.values[error.name] = f"[{error.name}]"


async def _enrollment(scope: Scope, campaign_id: int, lead_id: int | None) -> Enrollment | None:
    if lead_id is not None:
        return await enrollments.by_lead(scope, campaign_id, lead_id)
    some = await enrollments.search(scope, Filters(campaign_ids=[campaign_id]), limit=1)
    return some[0].enrollment if some else None


async def _reader(scope: Scope, settings: Settings, sender: Sender | None, enrollment: Enrollment | None) -> _Reader:
    known: Mapping[str, object] = NOBODY
    if enrollment:
        known = leads.effective(await leads.get(scope, enrollment.lead_id), enrollment.fields)
    address = settings.postal_address
    if address is None:
        address = (await workspaces.get(scope)).settings.get("postal_address") or ""
    if sender is None:
        shown = {"sender_name": "[sender_name]", "sender_email": "[sender_email]", "signature": "", "unsubscribe_url": "#"}
        return _Reader(enrollment, {**known, **shown}, settings, address, scope.now)
    values = wording.values_of(known, sender) | {"unsubscribe_url": f"mailto:{sender.address}?subject=unsubscribe"}
    return _Reader(enrollment, values, settings, address, scope.now.astimezone(schedule.zone(sender.timezone)))


def _email(steps: Sequence[Step], reader: _Reader, variant: Variant | None) -> Wording:
    """The last of these steps. `variant`: this one of it; None: the one that the reader gets."""

    def written(step: Step) -> Wording:
        key = reader.key(step)
        chosen = variant if variant and step is steps[-1] else wording.variant_of(step, key)
        while True:
            try:
                return wording.write(chosen, reader.values, reader.settings, reader.postal_address, key=key, now=reader.now)
            except merge.MissingTag as error:
                reader.name_missing(error)

    try:
        found = written(steps[-1])
        before = next((w for w in map(written, reversed(steps[:-1])) if w.subject), None) if not found.subject else None
    except (merge.MergeError, ValueError) as error:
        raise _unsendable(error) from None
    subject = threads.reply_subject(before.subject) if before else found.subject
    if found.blank or merge.is_blank(subject):
        part = "body" if found.blank else "subject"
        raise Invalid(f"The campaign would not send this: its {part} is empty.", code="empty_message")
    return Wording(subject, found.body)


def _message(step: Step, reader: _Reader, variant: Variant) -> Wording:
    """A message on LinkedIn; its text as HTML."""
    key = reader.key(step)
    try:
        while True:
            try:
                text = merge.render(variant.body, reader.values, key=key, html=False).text
                subject = merge.render(variant.subject, reader.values, key=f"{key}/subject", html=False).text
                return Wording(subject if step.action == "inmail" else "", text_to_html(text), not text.strip())
            except merge.MissingTag as error:
                reader.name_missing(error)
    except merge.MergeError as error:
        raise _unsendable(error) from None


def _unsendable(error: Exception) -> Invalid:
    return Invalid(f"The campaign would not send this: {error}.", code=getattr(error, "code", "no_variant"))

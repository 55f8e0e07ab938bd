"""What an email of a step says to one lead: the wording that the engine sends, and the same looked at beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from outrider.errors import Invalid
from outrider.outreach import campaigns, enrollments, leads, senders, sequences, workspaces
from outrider.outreach.campaigns import Settings
from outrider.outreach.scope import Scope
from outrider.outreach.senders import Sender
from outrider.outreach.sequences import Step, Variant
from outrider.rules import merge, schedule, threads, variants
from outrider.rules.text import filled_text, html_to_text, text_to_html

# Somebody to show a campaign without leads to. What else its texts ask for is shown by its name.
NOBODY = {
    "email": "jane@example.com", "first_name": "Jane", "last_name": "Doe", "company_name": "Example", "job_title": "Director",
    "phone": "+1 555 0100", "website": "https://example.com", "location": "Berlin",
    "linkedin_url": "https://www.linkedin.com/in/jane-doe",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """`body` is HTML, with what every message ends with. `blank`: without that, a reader would see nothing.

    `skeleton` and `fills`: as rules.merge gives them.
    """

    subject: str
    body: str
    blank: bool = False
    skeleton: str | None = None
    fills: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The body as plain text."""
        text = filled_text(self.skeleton, self.fills) if self.skeleton else None
        return html_to_text(self.body) if text is None else text


def key_of(enrollment_id: int | str, run: int, step_id: int) -> str:
    """What variants and spintax of a step follow from, for one lead."""
    return f"{enrollment_id}/{run}/{step_id}"


def variant_of(step: Step, key: str) -> Variant:
    """The variant that a lead gets. Raises ValueError where none is enabled."""
    enabled = {v.id: v for v in step.variants if v.enabled and v.deleted_at is None}
    return enabled[variants.choose([(v.id, v.weight) for v in enabled.values()], key)]


def values_of(lead: Mapping[str, Any], sender: Sender) -> dict[str, Any]:
    """A lead's merge fields (leads.effective) with what the sender adds to them."""
    values = {**lead, "signature": sender.signature}
    values.setdefault("sender_name", sender.name)
    if sender.channel == "email":
        values.setdefault("sender_email", sender.address)
    return values


def write(
    variant: Variant, values: Mapping[str, Any], settings: Settings, postal_address: str, *, key: str, now: datetime
) -> Wording:
    """The email as it is sent. `now`: the sender's local time. Raises merge.MergeError: never a hole."""
    rendered = merge.render(variant.body, values, key=f"{key}/body", html=True, now=now)
    body, skeleton = rendered.text, rendered.skeleton
    subject = merge.render(variant.subject, values, key=f"{key}/subject", html=False, now=now).text
    blank = merge.is_blank(body, html=True)
    if settings.unsubscribe_text:
        skeleton = None  # each has a link of its own
        body += "<br><br>" + merge.render(settings.unsubscribe_text, values, key=f"{key}/footer", html=True, now=now).text
    if postal_address:
        body += _address_line(postal_address)
        skeleton = skeleton and skeleton + _address_line(postal_address)
    return Wording(" ".join(subject.split()), body, blank, skeleton, rendered.fills)


@lru_cache(maxsize=1024)
def _address_line(postal_address: str) -> str:
    """The sender's physical address as each message ends with it (D22)."""
    return f'<p style="color:#777;font-size:smaller">{text_to_html(postal_address.strip())}</p>'


# -- looked at beforehand


async def preview(
    scope: Scope, campaign_id: int, position: int, sender_id: int, *, lead_id: int | None = None
) -> tuple[Wording, Settings]:
    """A step as the campaign would write it to a lead of its own (any, if none is named), or to nobody if it has none; and the
    campaign's settings. Its opt-out link leads to the sender's mailbox: nobody is unsubscribed by a preview.

    Raises NotFound; Invalid 'no_such_step', or with the reason why the campaign would not send it.
    """
    campaign, sender = await campaigns.get(scope, campaign_id), await senders.get(scope, sender_id)
    steps = [s for s in await sequences.get(scope, campaign_id) if s.channel == "email" and s.position <= position]
    if not steps or steps[-1].position != position:
        raise Invalid(f"The campaign has no email as step {position}.", code="no_such_step")
    enrollment = await enrollments.by_lead(scope, campaign_id, lead_id) if lead_id is not None else None
    if enrollment is None:
        some = await enrollments.search(scope, enrollments.Filters(campaign_ids=[campaign_id]), limit=1)
        enrollment = some[0].enrollment if some else None
    known = leads.effective(await leads.get(scope, enrollment.lead_id), enrollment.fields) if enrollment else NOBODY
    values = values_of(known, sender) | {"unsubscribe_url": f"mailto:{sender.address}?subject=unsubscribe"}
    address = campaign.settings.postal_address
    if address is None:
        address = (await workspaces.get(scope)).settings.get("postal_address") or ""
    now = scope.now.astimezone(schedule.zone(sender.timezone))

    def written(step: Step) -> Wording:
        key = key_of(enrollment.id, enrollment.run, step.id) if enrollment else key_of("nobody", 1, step.id)
        while True:
            try:
                return write(variant_of(step, key), values, campaign.settings, address, key=key, now=now)
            except merge.MissingTag as error:
                if enrollment is not None or error.name in values:
                    raise
                values[error.name] = f"[{error.name}]"

    try:
        found = written(steps[-1])
        before = next((w for w in map(written, reversed(steps[:-1])) if w.subject), None) if not found.subject else None
    except (merge.MergeError, ValueError) as error:
        raise Invalid(f"The campaign would not send this: {error}.", code=getattr(error, "code", "no_variant")) from None
    subject = threads.reply_subject(before.subject) if before else found.subject
    if found.blank or merge.is_blank(subject):
        part = "body" if found.blank else "subject"
        raise Invalid(f"The campaign would not send this: its {part} is empty.", code="empty_message")
    return Wording(subject, found.body), campaign.settings

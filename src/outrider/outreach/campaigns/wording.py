"""The wording of a step's email to one lead, as the engine sends it and a preview shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from outrider.outreach.campaigns.sequences import Step, Variant
from outrider.outreach.campaigns.settings import Settings
from outrider.outreach.senders.senders import Sender
from outrider.rules import merge, variants
from outrider.rules.text import filled_text, html_to_text, text_to_html


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
    """The variant that a lead gets: the step's winner, where it has one. Raises ValueError where none is enabled."""
    enabled = {v.id: v for v in step.variants if v.enabled and v.deleted_at is None}
    won = step.settings.get("winner")
    if won and won["variant_id"] in enabled:
        return enabled[won["variant_id"]]
    return enabled[variants.choose([(v.id, v.weight) for v in enabled.values()], key)]


def values_of(lead: Mapping[str, object], sender: Sender) -> dict[str, object]:
    """A lead's merge fields (leads.effective) with what the sender adds to them."""
    values = {**lead, "signature": sender.signature}
    values.setdefault("sender_name", sender.name)
    if sender.channel == "email":
        values.setdefault("sender_email", sender.address)
    return values


def write(
    variant: Variant, values: Mapping[str, object], settings: Settings, postal_address: str, *, key: str, now: datetime
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

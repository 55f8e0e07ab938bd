"""What can be inserted into a reply: the team's snippets filled with this lead's values, and the values themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import wording
from outrider.outreach.conversations import snippets
from outrider.outreach.leads import leads
from outrider.outreach.senders import senders
from outrider.rules import merge
from outrider.rules.text import html_to_text
from outrider.web.kit.text import _

_LONGEST = 200  # characters, the longest value offered
_FIELDS: Sequence[tuple[str, str]] = (
    ("first_name", _("First name")),
    ("last_name", _("Last name")),
    ("company_name", _("Company")),
    ("job_title", _("Job title")),
    ("website", _("Website")),
    ("location", _("Location")),
    ("phone", _("Phone")),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` is inserted; `kind` is its heading in the list."""

    kind: str
    name: str
    text: str


async def pieces(scope: Scope, lead_id: int | None, sender_id: int) -> list[Piece]:
    """Everything that can be inserted. A snippet with a tag for which this lead has no value is left unfilled."""
    lead = await leads.get(scope, lead_id) if lead_id else None
    sender = await senders.get(scope, sender_id)
    fields = leads.effective(lead) if lead else {}
    values = wording.values_of({**fields, "signature": ""}, sender)
    values["signature"] = html_to_text(sender.signature)
    found: list[Piece] = []
    for snippet in await snippets.find_all(scope):
        try:
            text = merge.render(snippet.body, values, key=f"snippet/{snippet.id}", html=False).text
        except merge.MergeError:
            text = snippet.body
        found.append(Piece(_("Snippets"), snippet.name, text))
    found += [Piece(_("The lead"), label, str(fields[name])[:_LONGEST]) for name, label in _FIELDS if fields.get(name)]
    if signature := values["signature"]:
        found.append(Piece(_("Sender"), _("Signature"), signature))
    return found

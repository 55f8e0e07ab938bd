"""The view models of the approval pages."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from outrider.outreach.base import acts, approvals
from outrider.outreach.base.approvals import Approval
from outrider.outreach.base.scope import Scope
from outrider.web.kit.text import _

_LONGEST = 2000  # characters of a fact that are shown
STATES = {
    "pending": (_("Waiting"), "warn"),
    "running": (_("Being carried out"), "warn"),
    "done": (_("Approved"), "good"),
    "failed": (_("Failed"), "danger"),
    "rejected": (_("Rejected"), ""),
    "expired": (_("Expired"), ""),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One approval in the list. `state`: its name and badge kind."""

    id: int
    what: str
    asked_by: str
    through: str
    at: datetime
    state: tuple[str, str]
    recipients: int


@dataclass(frozen=True, slots=True)
class Listing:
    lines: Sequence[Line]
    decided: bool
    waiting: int
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """Everything needed to decide about one approval. `waits`: it is pending; `can_decide`: and the visitor's role allows it."""

    line: Line
    approval: Approval
    sentences: Sequence[str]
    facts: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    request: str
    opens_at: datetime | None
    differences: Sequence[Changed]
    before: Approval | None
    waits: bool
    can_decide: bool


def line(approval: Approval, now: datetime) -> Line:
    state = "expired" if approval.state == "pending" and not approval.is_open(now) else approval.state
    system, _dot, surface = approval.surface.partition(".")
    said = list(dict.fromkeys(acts.sentence(act) for act in approval.acts))
    more = _(" and {n} more").format(n=len(said) - 1) if len(said) > 1 else ""
    return Line(
        approval.id,
        said[0] + more,
        approval.key_name or _("A key"),
        f"{system.capitalize()} {surface.upper()}".strip(),
        approval.created_at,
        STATES[state],
        int(approval.shown.get("recipients") or 0),
    )


async def card(scope: Scope, approval: Approval, *, can_decide: bool) -> Card:
    request = await approvals.request_of(scope, approval.id)
    before = await approvals.last_like(scope, approval)
    changed = acts.differences(before.acts, approval.acts) if before else []
    query = f"?{request.query}" if request.query else ""
    opens_at = approval.shown.get("opens_at")
    return Card(
        line(approval, scope.now),
        approval,
        list(dict.fromkeys(acts.sentence(act) for act in approval.acts)),
        [(acts.sentence(act), [(name, _shown(value)) for name, value in act["facts"].items()]) for act in approval.acts],
        f"{request.method} /{request.dialect}{request.path}{query}\n\n{request.body.decode(errors='replace')}"[:20_000],
        datetime.fromisoformat(opens_at) if opens_at else None,
        [Changed(d.name, _shown(d.before), _shown(d.after)) for d in changed],
        before,
        approval.is_open(scope.now),
        can_decide and approval.is_open(scope.now),
    )


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
    return (
        text
        if len(text) <= _LONGEST
        else _("{text} … ({n} more characters)").format(text=text[:_LONGEST], n=f"{len(text) - _LONGEST:,}")
    )

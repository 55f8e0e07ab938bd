"""What all settings sections share: the list of sections, and who may open which."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from starlette.responses import Response

from outrider.errors import Forbidden
from outrider.web.kit.navigation import MANAGES, opens
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Section:
    """`needs`: a permission as in visit.page, MANAGES (owners and administrators), or None for every member."""

    label: str
    path: str
    needs: str | None


SECTIONS: Sequence[Section] = (
    Section(_("Workspace"), "/settings", None),
    Section(_("Members"), "/settings/members", "team"),
    Section(_("Roles"), "/settings/roles", "team"),
    Section(_("API keys"), "/settings/keys", MANAGES),
    Section(_("Connected agents"), "/settings/agents", MANAGES),
    Section(_("Webhooks"), "/settings/webhooks", "webhooks"),
    Section(_("Categories"), "/settings/categories", "inbox"),
    Section(_("Snippets"), "/settings/snippets", "inbox"),
    Section(_("Templates"), "/settings/templates", "templates"),
    Section(_("Blocklists"), "/settings/blocklists", MANAGES),
    Section(_("Notices"), "/settings/notices", MANAGES),
    Section(_("Audit log"), "/settings/audit", MANAGES),
    Section(_("System"), "/settings/system", MANAGES),
    Section(_("About"), "/settings/about", None),
)


@dataclass(frozen=True, slots=True)
class Form:
    """A form's input, and its errors by field."""

    given: dict[str, str] = field(default_factory=dict[str, str])
    errors: dict[str, str] = field(default_factory=dict[str, str])


UNTOUCHED = Form()


@dataclass(frozen=True, slots=True)
class Framed(Generic[T]):
    """A section's view with the list of sections beside it."""

    sections: Sequence[Section]
    body: T


def show(visit: Visit, template: str, body: object, *, status: int = 200) -> Response:
    """The section as a page; its template reads `v.body`."""
    sections = [section for section in SECTIONS if opens(visit, section.needs)]
    return visit.render(f"settings/{template}", Framed(sections, body), status=status)


def require_manager(visit: Visit) -> None:
    """Raise Forbidden unless the visitor is an owner or administrator of the workspace."""
    if not visit.access.manages:
        raise Forbidden(_("Only an owner or an administrator of the workspace may do this."))

"""What all settings sections share: their frame, their forms, and the check for managers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from starlette.responses import Response

from outrider.errors import Forbidden
from outrider.web.kit.navigation import SETTINGS, Section, sections
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit

T = TypeVar("T")


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
    return visit.render(f"settings/{template}", Framed(sections(visit, SETTINGS), body), status=status)


def require_manager(visit: Visit) -> None:
    """Raise Forbidden unless the visitor is an owner or administrator of the workspace."""
    if not visit.access.manages:
        raise Forbidden(_("Only an owner or an administrator of the workspace may do this."))

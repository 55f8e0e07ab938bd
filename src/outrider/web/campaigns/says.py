"""What is said below a form that saves by itself: that it is saved, or what was wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider.errors import Invalid
from outrider.web.kit.visit import Visit, announce


@dataclass(frozen=True, slots=True)
class Says:
    """`spammy`: words of a text that was saved which may look like spam."""

    error: str
    spammy: Sequence[str]


def says(visit: Visit, *, error: str = "", spammy: Sequence[str] = ()) -> Response:
    """The line, for a script. Without scripts what was wrong is a page of its own: raises Invalid."""
    if error and not visit.partial:
        raise Invalid(error)
    events: dict[str, object] = {} if error else {"saved": {}}
    return visit.render("campaigns/says.html", Says(error, spammy), headers=announce(None, **events))

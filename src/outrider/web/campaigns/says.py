"""The status line below a form that saves automatically: saved, or what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider.errors import Invalid
from outrider.web.kit.visit import Visit, announce


@dataclass(frozen=True, slots=True)
class Says:
    """`spammy`: words in the saved text that may look like spam."""

    error: str
    spammy: Sequence[str]


def says(visit: Visit, *, error: str = "", spammy: Sequence[str] = ()) -> Response:
    """The status line, for a script. Without scripts, raises Invalid, which is shown as an error page."""
    if error and not visit.partial:
        raise Invalid(error)
    events: dict[str, object] = {} if error else {"saved": {}}
    return visit.render("campaigns/says.html", Says(error, spammy), headers=announce(None, **events))

"""The status line below a form that saves automatically: saved, or what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider.errors import OutriderError
from outrider.web.kit.visit import Visit, announce


@dataclass(frozen=True, slots=True)
class Says:
    """`field`: the name of the wrong one; `spammy`: words in the saved text that may look like spam; `seen`: what the form sends
    next time to say which text it was made of.
    """

    error: str
    field: str
    spammy: Sequence[str]
    seen: str = ""


def says(visit: Visit, *, error: OutriderError | None = None, spammy: Sequence[str] = (), seen: str = "") -> Response:
    """The status line, for a script. Without scripts, raises the error, which is shown as a page."""
    if error and not visit.partial:
        raise error
    view = Says(error.message, error.field or "", spammy, seen) if error else Says("", "", spammy, seen)
    events: dict[str, object] = {} if error else {"saved": {}}
    return visit.render("campaigns/says.html", view, headers=announce(None, **events))

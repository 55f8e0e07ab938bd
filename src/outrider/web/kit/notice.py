"""Pages for people who have a link but no session: recipients, mailbox owners, people who decide approvals.

They have no scripts, set no cookies, send no referrer (their URL is a secret) and are never cached.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider.web.kit import templates

NO_STORE = {"Cache-Control": "no-store, max-age=0", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the page's form."""

    name: str
    label: str
    type: str = "text"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """One message, optionally with a form that posts to the page's own URL. Everything is plain text."""

    title: str
    lines: Sequence[str] = ()
    button: str | None = None
    fields: Sequence[Field] = ()


def notice(shown: Notice, *, status: int = 200, leads_to: Sequence[str] = ()) -> Response:
    """The page. `leads_to`: other origins to which the form's response may redirect."""
    policy = " ".join((_POLICY, *leads_to))
    headers = NO_STORE | {"Content-Security-Policy": policy, "X-Frame-Options": "DENY"}
    body = templates.render("layout/notice.html", {"v": shown})
    return Response(body, status, headers, "text/html")

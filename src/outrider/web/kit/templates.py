"""Templates: found as `subject/name.html` in the subject's folder, autoescaped, with the globals every page may use."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Any, Protocol, cast

from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from outrider.store.crypto import Vault
from outrider.web.kit import security, static, text

WEB = Path(__file__).parents[1]
_SMALL = 1024  # bytes: not worth compressing
THEME = "outrider_theme"
THEMES = ("system", "light", "dark")


class Viewer(Protocol):
    """The viewer's settings for showing times."""

    @property
    def now(self) -> datetime: ...
    @property
    def zone(self) -> tzinfo: ...


@pass_context
def _when(context: Context, at: datetime) -> text.Moment:
    """A time in the viewer's time zone."""
    viewer = cast("Viewer", context["visit"])
    return text.moment(at, viewer.now, viewer.zone)


def _finished(value: object) -> object:
    """Finalize a value for output in a page."""
    return text.closed(value) if isinstance(value, str) and not value.isascii() else value


@cache
def environment() -> Environment:
    """The process's Jinja environment; templates are compiled on first use."""
    folders = {path.parent.name: FileSystemLoader(path) for path in WEB.glob("*/templates")}
    env = Environment(
        loader=PrefixLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        finalize=_finished,
        auto_reload=False,
        cache_size=-1,
    )
    values: dict[str, Any] = env.globals
    values |= {"static": static.address, "share": text.share}
    filters: dict[str, Any] = env.filters
    filters |= {"when": _when, "amount": text.amount, "browser": text.browser, "coded": text.coded}
    install = getattr(env, "install_gettext_translations")  # noqa: B009 - added by the extension, unknown to type checkers
    install(text.TRANSLATIONS, newstyle=True)
    values |= {"_": _said, "gettext": _said}
    return env


def _said(message: str, /, **values: object) -> Markup:
    """The message in the reader's language, with its values escaped: as Jinja's own, in a tenth of the time."""
    said = Markup(text.TRANSLATIONS.gettext(message))
    return said % values if "%" in message else said


def render(template: str, context: Mapping[str, object]) -> str:
    """Render the template. Undefined names raise."""
    return environment().get_template(template).render(context)


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes of a page, and how they are compressed."""

    content: bytes
    encoding: str | None = None


def unpacks(request: Request) -> bool:
    """Whether the browser accepts compressed pages."""
    return "gzip" in request.headers.get("accept-encoding", "")


def packed(page: str, unpacks: bool) -> Body:
    """The page, compressed if that is worth it and the browser unpacks it."""
    content = page.encode()
    if unpacks and len(content) > _SMALL:
        return Body(gzip.compress(content, 5, mtime=0), "gzip")
    return Body(content)


def answer(body: Body, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A page under the strict content policy."""
    sent = dict(security.HEADERS) | {"Vary": "Accept-Encoding, HX-Request"} | dict(headers or {})
    if body.encoding:
        sent["Content-Encoding"] = body.encoding
    return Response(body.content, status, sent, "text/html")


def respond(
    vault: Vault, request: Request, template: str, status: int, headers: Mapping[str, str] | None, **context: object
) -> Response:
    """A page, compressed if the browser accepts it, under the strict content policy."""
    word = security.browser_word(request)
    theme = request.cookies.get(THEME, "system")
    shared = {
        "request": request,
        "form_token": security.form_token(vault, request, word),
        "theme": theme if theme in THEMES else "system",
        "partial": "hx-request" in request.headers,
    }
    response = answer(packed(render(template, {**shared, **context}), unpacks(request)), status, headers)
    if security.BROWSER not in request.cookies and security.SESSION not in request.cookies:
        security.keep(response, security.BROWSER, word, secure=security.is_secure(request, None))
    return response

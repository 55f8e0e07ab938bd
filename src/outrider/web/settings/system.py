"""The state of the installation: checks that are quick enough for a page, with advice on failures; and Outrider's components."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata

from starlette.responses import Response

from outrider import __version__
from outrider.channels.email import verify
from outrider.clock import RealClock
from outrider.errors import OutriderError
from outrider.outreach.base.reasons import sentence
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.correspondence import unfiled
from outrider.outreach.senders import senders, silence
from outrider.outreach.senders.senders import SenderFilter
from outrider.outreach.tenancy import installation
from outrider.settings import Settings
from outrider.web.kit import static
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit, page
from outrider.web.settings import frame

MAX_DRIFT = 5  # seconds
DNS_SECONDS = 3
MOST = 500
# Third-party scripts on the pages, with their licenses.
_SCRIPTS = {"htmx": "vendor/htmx.LICENSE.txt", "uPlot": "vendor/uplot.LICENSE.txt", "Swagger UI": "vendor/swagger-ui.LICENSE.txt"}
_LIBRARIES = (
    "fastapi", "starlette", "uvicorn", "fastmcp", "psycopg", "pydantic", "pydantic-settings", "jinja2", "python-liquid", "httpx",
    "cryptography", "argon2-cffi", "dnspython", "email-validator", "flufl.bounce", "nh3", "segno", "structlog", "typer", "rich",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `advice`: what to do if it is not ok."""

    what: str
    ok: bool
    detail: str = ""
    advice: str = ""
    path: str = ""  # below the workspace: where that is done


@dataclass(frozen=True, slots=True)
class SystemView:
    checks: Sequence[Check]


@dataclass(frozen=True, slots=True)
class Library:
    name: str
    version: str
    license: str


@dataclass(frozen=True, slots=True)
class AboutView:
    version: str
    python: str
    libraries: Sequence[Library]
    scripts: Sequence[tuple[str, str]]


async def show(visit: Visit) -> Response:
    """Run the checks of `outrider doctor`, without logging in to every mailbox."""
    frame.require_manager(visit)
    core, settings = visit.core, visit.site.settings
    installed = [await _secret(core), await _names(), _system_mail(settings)]
    if isinstance(core.clock, RealClock):  # the demo's clock runs ahead on purpose
        installed.append(await _clock(core))
    async with visit.scope() as scope:
        checks = [*installed, await _received(scope), *await _mailboxes(scope)]
    return frame.show(visit, "system.html", SystemView(checks))


async def _secret(core: Core) -> Check:
    try:
        await installation.check_secret(core)
    except OutriderError as error:
        return Check(_("Secret key"), False, error.message, _("Until then no mailbox's password can be read."))
    return Check(_("Database and secret key"), True, _("The database answers and its credentials can be read."))


async def _clock(core: Core) -> Check:
    drift = abs(await installation.clock_drift(core))
    detail = _("{n} s from the database's").format(n=f"{drift:.1f}")
    return Check(_("Clock"), drift <= MAX_DRIFT, detail, _("Run NTP on both machines."))


async def _names() -> Check:
    advice = _("Sender domains cannot be checked until this machine can look up names.")
    try:
        async with asyncio.timeout(DNS_SECONDS):
            result = await verify.check_resolver()
    except TimeoutError:
        return Check("DNS", False, _("No answer within {n} s").format(n=DNS_SECONDS), advice)
    return Check("DNS", result.ok, result.error or _("Names are found."), advice)


def _system_mail(settings: Settings) -> Check:
    what = _("System mail")
    if settings.system_smtp_url is not None:
        return Check(
            what,
            True,
            _("Invitations and password resets are sent from {address}.").format(address=settings.system_smtp_from or "–"),
        )
    detail = _("Not set up: invitations and password resets wait until someone runs “outrider notices”.")
    return Check(what, False, detail, _("Set OUTRIDER_SYSTEM_SMTP_URL and OUTRIDER_SYSTEM_SMTP_FROM, and restart."))


async def _received(scope: Scope) -> Check:
    waiting = await unfiled.waiting(scope)
    if not waiting.n:
        return Check(_("Received mail"), True, _("All received mail has been filed."))
    detail = _("{n} messages could not be filed: {error}").format(n=waiting.n, error=waiting.error)
    return Check(_("Received mail"), False, detail, _("They are kept and retried. Please report this as a bug."))


async def _mailboxes(scope: Scope) -> list[Check]:
    """Checks for senders that stopped and mailboxes that receive nothing; one line if all is well."""
    found = await senders.find_all(scope, SenderFilter(status="error"), limit=MOST)
    stopped = [
        Check(
            s.address or s.name or "",
            False,
            s.status_detail or sentence(s.status_code or "sender_error"),
            _("Open the sender"),
            f"/senders/{s.id}",
        )
        for s in found
    ]
    mailboxes = await senders.find_all(scope, SenderFilter(channel="email", status="active"), limit=MOST)
    quiet = await silence.silent(scope, [s.id for s in mailboxes])
    seen = _("Open the sender")
    mute = [Check(s.address or "", False, quiet[s.id].sentence, seen, f"/senders/{s.id}") for s in mailboxes if s.id in quiet]
    return [*stopped, *mute] or [Check(_("Senders"), True, _("All {n} active mailboxes are working.").format(n=len(mailboxes)))]


def _library(name: str) -> Library | None:
    try:
        facts = metadata.metadata(name).json
    except metadata.PackageNotFoundError:
        return None
    given = next((str(facts[field]) for field in ("license_expression", "license") if field in facts), "")
    known = facts.get("classifier", [])
    classified = [line.rpartition(":: ")[2] for line in known if line.startswith("License ::")]
    shown = given if given and len(given) < 60 else ", ".join(classified)
    return Library(str(facts["name"]), str(facts["version"]), shown or "–")


async def about(visit: Visit) -> Response:
    libraries = [found for name in _LIBRARIES if (found := _library(name))]
    python = ".".join(map(str, sys.version_info[:3]))
    scripts = [(name, static.address(path)) for name, path in _SCRIPTS.items()]
    return frame.show(visit, "about.html", AboutView(__version__, python, libraries, scripts))


ROUTES = [page("/settings/system", show, needs=None), page("/settings/about", about, needs=None)]

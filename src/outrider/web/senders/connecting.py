"""The connect wizard: an address, its provider detected by DNS, then consent or a password, tested for sending and receiving."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider.channels.email import presets, verify
from outrider.channels.email.presets import Preset
from outrider.channels.linkedin.port import Login
from outrider.errors import Forbidden, Invalid, NotFound, OutriderError
from outrider.outreach.correspondence import linkedin
from outrider.outreach.senders import connecting, senders
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.rules import addresses
from outrider.settings import Settings
from outrider.web import connect
from outrider.web.home import first_steps
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page
from outrider.web.senders import routes, seat

SANDBOX_DOMAIN = "sandbox.test"
MOST_SANDBOX = 50  # mailboxes
NAMES: Mapping[str, str] = {
    "gmail": "Google", "microsoft365": "Microsoft 365", "zoho": "Zoho Mail", "yahoo": "Yahoo", "fastmail": "Fastmail",
    "icloud": "iCloud",
}  # fmt: skip
CONSENT: Mapping[str, str] = {"gmail": "google", "microsoft365": "microsoft"}
# Where a provider issues app passwords, and what must be enabled first.
HELP: Mapping[str, tuple[str, str]] = {
    "gmail": (
        _("Google requires an app password, not your own: turn on 2-Step Verification, then create one."),
        "https://myaccount.google.com/apppasswords",
    ),
    "microsoft365": (
        _("Microsoft has disabled passwords for most mailboxes: an app password works only where your administrator allows it."),
        "https://aka.ms/mysecurityinfo",
    ),
    "yahoo": (
        _("Yahoo requires an app password: create one on your account's security page."),
        "https://login.yahoo.com/account/security",
    ),
    "icloud": (_("iCloud requires an app-specific password: create one in your Apple account."), "https://account.apple.com/"),
    "zoho": (
        _("With two-step verification on, Zoho requires an app-specific password. IMAP must be enabled in the settings."),
        "https://accounts.zoho.com/home#security/app_password",
    ),
    "fastmail": (
        _("Fastmail requires an app password: create one under Privacy and Security."),
        "https://app.fastmail.com/settings/security",
    ),
}


@dataclass(frozen=True, slots=True)
class Wizard:
    """The wizard's page. `preset` is None until an address is entered. `consent`: the provider whose OAuth consent can be
    used; `lacking`: the setting without which it cannot.
    """

    seats: Sequence[tuple[int, str]]
    linkedin: bool
    given: Mapping[str, str]
    errors: Mapping[str, str]
    preset: Preset | None = None
    provider: str | None = None
    consent: str | None = None
    lacking: str | None = None
    help: tuple[str, str] | None = None
    sandbox: bool = False

    @property
    def seat_name(self) -> str | None:
        """The seat that was chosen, where there are several."""
        return next((name for id, name in self.seats if str(id) == self.given.get("seat")), None) if self.seats[1:] else None


def _consent(settings: Settings, provider: str) -> tuple[str | None, str | None]:
    """The consent that the provider's mailboxes can use, or else the setting that it lacks; neither where it has none."""
    name = CONSENT.get(provider)
    known = {"google": settings.google_client_id, "microsoft": settings.microsoft_client_id}
    if name is None:
        return None, None
    return (name, None) if known[name] else (None, f"OUTRIDER_{name.upper()}_CLIENT_ID")


async def _wizard(visit: Visit, given: Mapping[str, str], errors: Mapping[str, str] | None = None) -> Wizard:
    """The wizard's state for the input. Looks up the address's provider in DNS."""
    settings = visit.site.settings
    given = {**given, "name": given.get("name") or visit.visitor.full_name}
    async with visit.scope() as scope:
        offered = await seat.offered(visit, scope)
    has_linkedin = bool(settings.linkedin_url and settings.linkedin_key) and visit.may("linkedin", write=True)
    problems = dict(errors or {})
    if not given.get("address"):
        return Wizard(offered, has_linkedin, given, problems, sandbox=visit.site.sandbox is not None)
    try:
        address = addresses.normalise(given["address"])
    except addresses.InvalidAddress as error:
        problems["address"] = _("This is not an email address: {why}").format(why=error.reason)
        return Wizard(offered, has_linkedin, given, problems)
    found = presets.preset(address)
    if found.provider == "generic":
        hosts = await verify.exchangers(address.rpartition("@")[2])
        if hosts == ():
            problems.setdefault("address", _("This domain has no mail server (MX record). Check the spelling of the address."))
        found = presets.preset_at(address, hosts or ())
    return Wizard(
        offered,
        has_linkedin,
        {**given, "address": address},
        problems,
        found,
        NAMES.get(found.provider),
        *_consent(settings, found.provider),
        HELP.get(found.provider),
    )


async def start(visit: Visit) -> Response:
    """Show the wizard for the address in the URL."""
    _must_write(visit)
    return visit.render("senders/new.html", await _wizard(visit, dict(visit.request.query_params)))


def _must_write(visit: Visit) -> None:
    if not visit.may("mailboxes", write=True):
        raise Forbidden(_("Your role does not allow this. Ask a workspace administrator."))


def _server(visit: Visit, kind: str, address: str) -> Server:
    """A server from the form. Raises Invalid."""
    host, port = visit.text(f"{kind}_host", 253), visit.text(f"{kind}_port", 6)
    if not host:
        raise Invalid(_("The name of the server, such as mail.acme.com."), field=f"{kind}_host")
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise Invalid(_("A port from 1 to 65535."), field=f"{kind}_port")
    username = visit.text("username", 320) or address
    password = visit.form.get("password")
    return Server(host, int(port), "tls", username, password if isinstance(password, str) and password else None)


async def _proven(visit: Visit, smtp: Server, imap: Server) -> tuple[Server, Server]:
    """Both servers, after a successful login. Raises Invalid."""
    settings = visit.site.settings
    return await connecting.prove(
        smtp, imap, allow_plain=settings.allow_plain_smtp, allow_private=settings.allow_private_mail_servers
    )


async def connect_mailbox(visit: Visit) -> Response:
    """Test sending and receiving, then save the mailbox. A server's error is shown beside its field."""
    given = routes.given(visit)
    try:
        address = addresses.normalise(visit.text("address", 320))
        smtp, imap = _server(visit, "smtp", address), _server(visit, "imap", address)
        if not smtp.password:
            raise Invalid(_("Enter the password."), field="password")
        seat_id = seat.chosen(visit)
        async with visit.scope() as scope:
            if (await senders.by_addresses(scope, [address])).get(address):
                raise Invalid(_("This mailbox is already connected."), field="address")
        smtp, imap = await _proven(visit, smtp, imap)
        provider = visit.text("provider", 40)
        async with visit.scope() as scope:
            made = await senders.create(
                scope,
                SenderInput(
                    address,
                    provider=provider if provider in NAMES else "smtp",
                    name=visit.text("name", 200),
                    smtp=smtp,
                    imap=imap,
                    seat_id=seat_id,
                    timezone=getattr(visit.zone, "key", "UTC"),
                ),
            )
    except addresses.InvalidAddress as error:
        return await _refused(visit, given, {"address": error.reason})
    except OutriderError as error:
        return await _refused(visit, given, _reasons(error))
    return await _connected(visit, made.id, address)


async def _connected(visit: Visit, id: int, address: str) -> Response:
    """On to the new mailbox or, before the first campaign, to the steps that are left."""
    async with visit.scope() as scope:
        step = await first_steps.following(visit, scope)
    return visit.done(
        visit.url("/" if step else f"/senders/{id}"), Toast(_("{address} can send and receive").format(address=address))
    )


async def connect_sandbox(visit: Visit) -> Response:
    """Connect the first sandbox mailbox that is not connected yet."""
    sandbox = visit.site.sandbox
    if sandbox is None:
        raise NotFound(_("No sandbox is running. Start Outrider with --sandbox."))
    async with visit.scope() as scope:
        taken = await senders.by_addresses(scope, [f"sender{n}@{SANDBOX_DOMAIN}" for n in range(1, MOST_SANDBOX + 1)])
    free = (f"sender{n}@{SANDBOX_DOMAIN}" for n in range(1, MOST_SANDBOX + 1))
    address = next((one for one in free if one not in taken), None)
    if address is None:
        raise Invalid(_("The sandbox has no more than {n} mailboxes.").format(n=MOST_SANDBOX))
    smtp = Server(sandbox.host, sandbox.smtp_port, "tls", address, sandbox.password)
    imap = Server(sandbox.host, sandbox.imap_port, "tls", address, sandbox.password)
    smtp, imap = await _proven(visit, smtp, imap)
    async with visit.scope() as scope:
        zone = getattr(visit.zone, "key", "UTC")
        name = visit.visitor.full_name or _("Sandbox")
        made = await senders.create(
            scope,
            SenderInput(address, provider="smtp", name=name, smtp=smtp, imap=imap, seat_id=seat.chosen(visit), timezone=zone),
        )
    return await _connected(visit, made.id, address)


def _reasons(error: OutriderError) -> Mapping[str, str]:
    """What is wrong, by the field of the form."""
    return error.reasons if isinstance(error, connecting.LoginFailed) else {error.field or "password": error.message}


async def _refused(visit: Visit, given: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    shown = {name: value for name, value in given.items() if name != "password"}
    return visit.render("senders/new.html", await _wizard(visit, shown, errors), status=422)


async def reconnect(visit: Visit) -> Response:
    """Change a mailbox's password or server, tested for sending and receiving before it is saved."""
    id = visit.request.path_params["id"]
    try:
        async with visit.scope() as scope:
            sender = await routes.writable(visit, scope)
            kept = await senders.credentials(scope, id)
        smtp, imap = _server(visit, "smtp", sender.address), _server(visit, "imap", sender.address)
        if not smtp.password:
            smtp = connecting.with_password(smtp, kept.get("smtp_password"))
            imap = connecting.with_password(imap, kept.get("imap_password"))
        if not smtp.password:
            raise Invalid(_("Enter the password."), field="password")
        smtp, imap = await _proven(visit, smtp, imap)
        async with visit.scope() as scope:
            await senders.update(scope, id, smtp=smtp, imap=imap)
            if sender.status in ("error", "disconnected"):
                await senders.resume(scope, id)
    except OutriderError as error:
        return await routes.again(visit, _reasons(error))
    return visit.done(visit.url(f"/senders/{id}"), Toast(_("{address} can send and receive").format(address=sender.address)))


async def consent(visit: Visit) -> Response:
    """Redirect to the provider's consent page, which returns to the senders or, before the first campaign, to the steps that are
    left.
    """
    _must_write(visit)
    provider = visit.request.path_params["provider"]
    try:
        address = addresses.normalise(visit.request.query_params.get("address", ""))
    except addresses.InvalidAddress as error:
        raise Invalid(error.reason, field="address") from None
    name, seat_id = visit.request.query_params.get("name", "")[:200], seat.chosen(visit)
    async with visit.scope() as scope:
        step = await first_steps.following(visit, scope)
    wish = connect.Wish(
        provider,
        address,
        name,
        visit.place.id,
        visit.visitor.user_id,
        back=visit.url("/" if step else "/senders"),
        again=visit.url("/senders/new", address=address, name=name, seat=seat_id),
        seat_id=seat_id,
    )
    return connect.begin(visit.core, visit.site.settings, visit.request, wish)


async def connect_linkedin(visit: Visit) -> Response:
    """Sign a LinkedIn account in; where LinkedIn asks for a code, its page asks for it."""
    given = routes.given(visit)
    try:
        password = visit.form.get("linkedin_password")
        login = Login(
            username=visit.text("linkedin_user", 320) or None,
            password=password if isinstance(password, str) else None,
            cookie=visit.text("cookie", 4000) or None,
        )
        done = await linkedin.connect(
            visit.core, visit.site.settings, visit.place.id, login, seat_id=seat.chosen(visit, "linkedin"), actor=visit.actor
        )
    except OutriderError as error:
        shown = {name: value for name, value in given.items() if "password" not in name and name != "cookie"}
        field = {"password": "linkedin_password", None: "linkedin_password"}.get(error.field, error.field or "linkedin_password")
        return visit.render("senders/new.html", await _wizard(visit, shown, {field: error.message}), status=422)
    said = _("LinkedIn asks for a code") if done.checkpoint else _("The account has been connected")
    return visit.done(visit.url(f"/senders/{done.sender_id}"), Toast(said))


ROUTES = [
    page("/senders/new", start, needs="mailboxes"),
    act("/senders/new", connect_mailbox, needs="mailboxes"),
    page("/senders/connect/{provider}", consent, needs="mailboxes"),
    act("/senders/sandbox", connect_sandbox, needs="mailboxes"),
    act("/senders/linkedin", connect_linkedin, needs="linkedin"),
    act("/senders/{id:int}/connection", reconnect, needs="mailboxes"),
]

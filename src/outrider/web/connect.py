"""Connecting a mailbox at Google or Microsoft: the owner consents there and is redirected back with a code."""

from dataclasses import asdict, dataclass
from hmac import compare_digest

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from outrider.channels import http
from outrider.channels.email import oauth, verify
from outrider.channels.email.account import ImapEndpoint, OAuthToken, Secret, SmtpEndpoint
from outrider.channels.email.presets import preset
from outrider.engine import oauth as tokens
from outrider.errors import Forbidden, Invalid, NotFound, OutriderError, Unauthorized
from outrider.outreach.base.scope import Actor, Core, Mode
from outrider.outreach.senders import consents, senders
from outrider.outreach.senders.kept import Secrets
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.outreach.tenancy import keys
from outrider.rules import addresses
from outrider.settings import Settings
from outrider.web.kit import sealed
from outrider.web.kit.notice import Field, Notice, notice
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, leave

COOKIE = "outrider_connect"
MINUTES = 15
SCOPES = ("accounts:create", "accounts:all", "all:create", "all:all")  # any of these lets a key connect mailboxes
PRESETS = {"google": "gmail", "microsoft": "microsoft365"}


@dataclass(frozen=True, slots=True)
class Wish:
    """A request to connect a mailbox at a provider. `back`: the URL to return to, and `again`: that of another attempt; None if
    it was not begun on a page. `seat_id`: the seat of a new sender; None: the default one.
    """

    provider: str
    address: str
    name: str
    workspace_id: int
    user_id: int | None
    back: str | None = None
    again: str | None = None
    seat_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Begun:
    """One connection in progress, kept in the browser's cookie."""

    state: str
    verifier: str
    wish: Wish


_FIELDS = (
    Field("key", _("API key"), "password", required=True),
    Field("address", _("Mailbox address"), "email", required=True),
    Field("name", _("Name that recipients see")),
)
# The form's response redirects to the provider's consent page.
_PROVIDERS = ("https://accounts.google.com", "https://login.microsoftonline.com")


def _refusal(query: QueryParams) -> str:
    """Why the provider gave no code. Its own words follow ours: they name what an administrator has to allow."""
    code, detail = query.get("error", "no code")[:100], query.get("error_description", "").partition("\n")[0].strip()[:300]
    if code == "access_denied":
        said = _("Nothing was connected: access was denied at the provider (access_denied).")
    else:
        said = f"The provider says: {code}."
    return f"{said} {detail}".rstrip()


def _failed(error: Exception) -> Response:
    return notice(Notice(_("This did not work"), [str(error)]), status=400)


def routes(core: Core, settings: Settings) -> list[Route]:
    """`/connect/google` and `/connect/microsoft` ask for an API key and the address, then send the owner to the provider."""

    async def ask(request: Request) -> Response:
        return await _asked(core, settings, request)

    async def callback(request: Request) -> Response:
        if consents.is_ours(request.query_params.get("state", "")):
            return await _answered(core, settings, request)
        return await _returned(core, settings, request)

    return [
        Route("/connect/callback", callback, methods=["GET"]),
        Route("/connect/{provider}", ask, methods=["GET", "POST"]),
    ]


async def _asked(core: Core, settings: Settings, request: Request) -> Response:
    """The form of a provider; once it is sent, the redirect there."""
    provider = request.path_params["provider"]
    if provider not in PRESETS:
        missing = Notice(_("Not found"), [_("Connect a mailbox at /connect/google or /connect/microsoft.")])
        return notice(missing, status=404)
    try:
        consents.client(settings, provider)
        if request.method == "GET":
            button = _("Continue at {provider}").format(provider=provider.title())
            return notice(Notice(_("Connect a mailbox"), button=button, fields=_FIELDS), leads_to=_PROVIDERS)
        form = await request.form()
        principal = await keys.authenticate(core, str(form.get("key", "")))
        if not principal.may(*SCOPES):
            raise Forbidden(f"This key may not connect mailboxes. It needs the scope {SCOPES[0]}.")
        if principal.mode != Mode.FREE:
            raise Forbidden(f"A key in {principal.mode!s} mode may not connect mailboxes.")
        address = addresses.normalise(str(form.get("address", "")))
    except (OutriderError, ValueError) as error:
        return _failed(error)
    name = str(form.get("name", ""))[:200]
    wish = Wish(provider, address, name, principal.workspace_id, principal.user_id, seat_id=principal.only_seat_id)
    return begin(core, settings, request, wish)


async def _returned(core: Core, settings: Settings, request: Request) -> Response:
    """Finish a consent that this browser started: say so, or go back to the page that it was started on."""
    wish: Wish | None = None
    try:
        begun = _begun(core, request)
        wish = begun.wish
        if not compare_digest(request.query_params.get("state", "").encode(), begun.state.encode()):
            raise Invalid("This response is not for the mailbox being connected. Start again.")
        if "code" not in request.query_params:
            raise Invalid(_refusal(request.query_params))
        client = consents.client(settings, wish.provider, _callback(request, settings))
        async with http.client(oauth.LIMITS) as provider:
            token = await oauth.exchange(provider, client, request.query_params["code"], Secret(begun.verifier), core.clock.now())
        await _connect(core, wish, token)
    except (OutriderError, oauth.OAuthError) as error:
        if wish is None or wish.again is None:
            return _failed(error)
        return _to_page(core, settings, request, wish.again, Toast(str(error), "error"))
    if wish.back is None:
        answer = notice(Notice(_("Connected"), [_("{address} can send now.").format(address=wish.address)]))
    else:
        done = Toast(_("{address} can send and receive").format(address=wish.address))
        answer = _to_page(core, settings, request, wish.back, done)
    answer.delete_cookie(COOKIE, path="/connect")
    return answer


def _to_page(core: Core, settings: Settings, request: Request, url: str, toast: Toast) -> Response:
    answer = RedirectResponse(url, 303, headers={"Cache-Control": "no-store"})
    leave(core, settings, request, answer, toast)
    return answer


def begin(core: Core, settings: Settings, request: Request, wish: Wish) -> Response:
    """Redirect to the provider's consent page. Raises NotFound, or Unavailable if the operator has not registered an OAuth client
    there.
    """
    if wish.provider not in PRESETS:
        raise NotFound("Connect a mailbox at Google or Microsoft.")
    client = consents.client(settings, wish.provider, _callback(request, settings))
    consent = oauth.begin(client, login_hint=wish.address)
    begun = _Begun(consent.state, consent.verifier.get_secret_value(), wish)
    answer = RedirectResponse(consent.url, 303)
    kept = sealed.seal(core, COOKIE, asdict(begun), MINUTES * 60)
    secure = _callback(request, settings).startswith("https:")
    answer.set_cookie(COOKIE, kept, max_age=MINUTES * 60, path="/connect", httponly=True, samesite="lax", secure=secure)
    return answer


def _callback(request: Request, settings: Settings) -> str:
    return (settings.public_url or str(request.base_url)).rstrip("/") + "/connect/callback"


def _begun(core: Core, request: Request) -> _Begun:
    """The connection that this browser started. Raises Unauthorized."""
    kept = sealed.opened(core, COOKIE, request.cookies.get(COOKIE, ""))
    if kept is None:
        raise Unauthorized("This took too long, or was started in another browser. Start again.")
    return _Begun(kept["state"], kept["verifier"], Wish(**kept["wish"]))


async def _answered(core: Core, settings: Settings, request: Request) -> Response:
    """Finish a consent that was started through the API; the API client polls for its outcome."""
    found = await consents.answer(core, request.query_params.get("state", ""))
    if found is None:
        return _failed(Invalid(_("This link has already been used or has expired. Ask for a new one.")))
    consent = found.consent
    try:
        if "code" not in request.query_params:
            raise oauth.OAuthError(
                request.query_params.get("error", "no_code"), "the provider did not return a code", permanent=True
            )
        client = consents.client(settings, consent.provider, _callback(request, settings))
        async with http.client(oauth.LIMITS) as provider:
            token, person = await oauth.exchange_identified(
                provider, client, request.query_params["code"], found.verifier, core.clock.now()
            )
        address = addresses.normalise(person.address)
        await _connect(core, Wish(consent.provider, address, person.name, found.workspace_id, consent.user_id), token)
    except (oauth.OAuthError, OutriderError, ValueError) as error:
        code = error.code if isinstance(error, oauth.OAuthError) else "connection_failed"
        async with core.scope(found.workspace_id) as scope:
            await consents.fail(scope, consent.id, code, str(error))
        return _failed(error)
    async with core.scope(found.workspace_id) as scope:
        await consents.succeed(scope, consent.id, address, person.name)
    text = _("{address} can send now. You can close this window.").format(address=address)
    return notice(Notice(_("Connected"), [text]))


async def _connect(core: Core, wish: Wish, token: OAuthToken) -> None:
    """Test both logins with the token, then create the sender or update the existing one. Raises Invalid."""
    p, address = preset(wish.address, PRESETS[wish.provider]), wish.address
    tried = (
        await verify.check_smtp(SmtpEndpoint(p.smtp_host, p.smtp_port, p.smtp_security, address, token.access_token, "xoauth2")),
        await verify.check_imap(ImapEndpoint(p.imap_host, p.imap_port, p.imap_security, address, token.access_token, "xoauth2")),
    )
    for check in tried:
        if not check.ok:
            raise Invalid(f"The provider returned a token, but the login failed: {check.error}")
    smtp = Server(p.smtp_host, p.smtp_port, p.smtp_security, address, auth="xoauth2")
    imap = Server(p.imap_host, p.imap_port, p.imap_security, address, auth="xoauth2")
    secrets: Secrets = {"oauth": tokens.to_secrets(token)}
    actor = Actor("web", user_id=wish.user_id)
    async with core.scope(wish.workspace_id, actor) as scope:
        existing = (await senders.by_addresses(scope, [address])).get(address)
        if existing is None:
            given = SenderInput(
                address, provider=p.provider, name=wish.name, smtp=smtp, imap=imap, secrets=secrets, seat_id=wish.seat_id
            )
            await senders.create(scope, given)
            return
        await senders.update(scope, existing.id, smtp=smtp, imap=imap)
        await senders.set_secrets(scope, existing.id, secrets)
        await senders.resume(scope, existing.id)

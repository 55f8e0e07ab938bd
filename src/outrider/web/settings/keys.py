"""API keys: their owners and scopes, and how to set up programs and agents with one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider import dialects
from outrider.dialects import Dialect
from outrider.errors import Invalid
from outrider.outreach.base.scope import Mode
from outrider.outreach.tenancy import keys
from outrider.outreach.tenancy.keys import ApiKey
from outrider.rules import policy as policies
from outrider.rules.policy import Asked, Policy
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page
from outrider.web.settings import frame
from outrider.web.settings.frame import UNTOUCHED, Form

EVERYTHING, READING = "*", "*:read"
_PLACEHOLDER = "YOUR_KEY"
MOST = 100


@dataclass(frozen=True, slots=True)
class Setup:
    """What to paste into a client. `place`: where the file is, or where to run the command."""

    client: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class KeysView:
    """`plain`: a newly created key, shown only once. `speaks`: the system that the set-up is for."""

    keys: Sequence[ApiKey]
    speaks: Dialect
    systems: Sequence[tuple[str, str]]
    setups: Sequence[Setup]
    plain: str | None = None
    form: Form = UNTOUCHED

    def may_send(self, key: ApiKey) -> str:
        """The key's policy in one line; '' for none."""
        return policies.words(key.policy)


def setups(dialect: Dialect, base: str, key: str) -> list[Setup]:
    """Set-up of MCP clients and of programs written for the vendor. `base`: this installation's URL."""
    mcp, api = f"{base}/mcp/{dialect.name}", f"{base}{dialect.path}{dialect.api_base}"
    bearer = {"Authorization": f"Bearer {key}"}
    line = f"Authorization: Bearer {key}"
    name = f"outrider-{dialect.name}"
    credential = dialect.credential
    shown = f"{credential.scheme} {key}".strip()
    sends = f"{credential.name}: {shown}" if credential.place == "header" else f"?{credential.name}={key}"
    environment = f"export {dialect.vendor.key_env}={key}"
    if dialect.vendor.base_url_env:
        environment += f"\nexport {dialect.vendor.base_url_env}={api}"
    bridge = {"command": "npx", "args": ["mcp-remote", mcp, "--header", line]}
    program = _("A program written for {title}").format(title=dialect.title)
    return [
        Setup("Claude Code", _("In a terminal"), f'claude mcp add --transport http {name} {mcp} --header "{line}"'),
        Setup("Claude Desktop", "claude_desktop_config.json", _json({"mcpServers": {name: bridge}})),
        Setup("Cursor", "~/.cursor/mcp.json", _json({"mcpServers": {name: {"url": mcp, "headers": bearer}}})),
        Setup("VS Code", ".vscode/mcp.json", _json({"servers": {name: {"type": "http", "url": mcp, "headers": bearer}}})),
        Setup(_("The vendor's own MCP server"), _("Its environment"), environment),
        Setup(program, _("Its base URL and key"), f"{api}\n{sends}"),
    ]


def _json(value: object) -> str:
    return json.dumps(value, indent=2)


def _base(visit: Visit) -> str:
    return visit.site.settings.public_url or str(visit.request.base_url).rstrip("/")


async def _show(visit: Visit, *, plain: str | None = None, form: Form | None = None) -> Response:
    frame.require_manager(visit)
    spoken = dialects.available()
    wanted = visit.text("for") or visit.request.query_params.get("for", "")
    chosen = next((d for d in spoken if d.name == wanted), spoken[0])
    async with visit.scope() as scope:
        held = await keys.find_all(scope, MOST)
    view = KeysView(
        held,
        chosen,
        [(d.name, d.title) for d in spoken],
        setups(chosen, _base(visit), plain or _PLACEHOLDER),
        plain,
        form or Form({"opens": EVERYTHING}),
    )
    return frame.show(visit, "keys.html", view, status=422 if form else 200)


async def show(visit: Visit) -> Response:
    return await _show(visit)


def _mode(given: str) -> Mode:
    try:
        return Mode(given or Mode.FREE)
    except ValueError:
        raise Invalid(_("Choose what the key may do without approval."), field="mode") from None


def _policy(given: Mapping[str, str]) -> Policy:
    """The key's policy from the form. Raises Invalid naming the field."""
    sends = given["sends_a_day"].strip()
    if sends and not (sends.isascii() and sends.isdigit() and len(sends) < 8):
        raise Invalid(_("Messages a day must be a whole number."), field="sends_a_day")
    return policies.parse(
        Asked(
            given["recipients"] or "anyone",
            given["domains"].replace(",", " ").split(),
            int(sends) if sends else None,
            given["first_contact"] != "no",
            given["hours"],
        )
    )


async def create(visit: Visit) -> Response:
    """Create a key for the visitor and show it once."""
    frame.require_manager(visit)
    names = ("opens", "mode", "asks", "recipients", "domains", "sends_a_day", "first_contact", "hours", "scopes")
    given = {"name": visit.text("name", 250), **{name: visit.text(name, 2000) for name in names}}
    words = given["scopes"].replace(",", " ").split() if given["opens"] == "these" else [given["opens"]]
    try:
        if not given["name"]:
            raise Invalid(_("Give the key a name that says who or what uses it."), field="name")
        if given["opens"] not in (EVERYTHING, READING, "these"):
            raise Invalid(_("Choose the key's scopes."), field="opens")
        mode, policy, asks = _mode(given["mode"]), _policy(given), keys.checked_asks(given["asks"] or "link")
        async with visit.scope() as scope:
            _key, plain = await keys.create(
                scope, given["name"], words, visit.visitor.user_id, mode=mode, policy=policy, asks=asks
            )
    except Invalid as error:
        return await _show(visit, form=Form(given, {error.field or "name": error.message}))
    return await _show(visit, plain=plain)


async def revoke(visit: Visit) -> Response:
    frame.require_manager(visit)
    async with visit.scope() as scope:
        key = await keys.revoke(scope, visit.request.path_params["id"])
    return visit.done(visit.url("/settings/keys"), Toast(_("{name} has been revoked and no longer works").format(name=key.name)))


ROUTES = [
    page("/settings/keys", show, needs=None),
    act("/settings/keys/create", create, needs=None),
    act("/settings/keys/{id:int}/revoke", revoke, needs=None),
]

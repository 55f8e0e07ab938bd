"""`outrider key`: create, list, restrict and revoke API keys."""

from dataclasses import dataclass, field
from difflib import get_close_matches

from outrider import dialects
from outrider.dialects.kit.scopes import scopes as every_scope
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Actor, Core, Mode
from outrider.outreach.tenancy import installation, keys, users
from outrider.outreach.tenancy.keys import checked_asks
from outrider.process import open_core, open_scope
from outrider.rules.policy import Asked, parse, words
from outrider.settings import Settings

ACTOR = Actor("cli")


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key to create. `user`: the email address of its owner, or empty. `asks`: how clients ask for approval."""

    scopes: tuple[str, ...] = ("*",)
    name: str = "cli"
    mode: str = "free"
    policy: Asked = field(default_factory=Asked)
    user: str = ""
    asks: str = "link"


async def create(settings: Settings, key: NewKey) -> str:
    """Create a key and return its plain text. Raises Invalid for an unknown scope or mode or an empty policy, NotFound for a user
    who is not a member.
    """
    async with open_core(settings) as core:
        _require_known(core, settings, key.scopes)
        if key.mode not in list(Mode):
            raise Invalid(f"The mode of a key is one of {', '.join(Mode)}, not {key.mode!r}.", field="mode")
        asks = checked_asks(key.asks)
        workspace_id = await installation.find_workspace(core, settings.workspace)
        async with core.scope(workspace_id, ACTOR) as scope:
            user = await users.user_by_email(scope, key.user) if key.user else None
            if key.user and user is None:
                raise NotFound(f"No member of this workspace has the address {key.user!r}.", field="user")
            _, plain = await keys.create(
                scope, key.name, key.scopes, user and user.id, mode=Mode(key.mode), policy=parse(key.policy), asks=asks
            )
            return plain


def _require_known(core: Core, settings: Settings, scopes: tuple[str, ...]) -> None:
    if scopes == ("*",):
        return
    known = every_scope(dialect.app(core, settings) for dialect in dialects.available())
    for word in scopes:
        if word not in known:
            near = get_close_matches(word, known, 3)
            nouns = ", ".join(sorted({scope.partition(":")[0] for scope in known} - {"*", "all"}))
            meant = f"Did you mean {' or '.join(near)}?" if near else f"Scopes are noun:verb, of: {nouns}."
            raise Invalid(f"There is no scope {word!r}. {meant}", field="scope")


async def restrict(settings: Settings, key_id: int, policy: Asked) -> None:
    """Replace a key's policy. Raises NotFound, Invalid."""
    async with open_scope(settings, ACTOR) as scope:
        await keys.restrict(scope, key_id, parse(policy))


async def listing(settings: Settings) -> list[str]:
    """A heading, then a tab-separated line per key."""
    async with open_scope(settings, ACTOR) as scope:
        found = await keys.find_all(scope, limit=1000)
    rows = [
        (
            str(k.id),
            k.name,
            "…" + k.hint,
            ",".join(k.scopes),
            str(k.mode),
            words(k.policy) or "everything",
            k.last_used_at.isoformat() if k.last_used_at else "never",
        )
        for k in found
    ]
    return ["\t".join(row) for row in (("id", "name", "ends in", "scopes", "mode", "may send", "last used"), *rows)]


async def revoke(settings: Settings, key_id: int) -> None:
    """Revoke a key. Raises NotFound if the workspace has no such key."""
    async with open_scope(settings, ACTOR) as scope:
        await keys.revoke(scope, key_id)

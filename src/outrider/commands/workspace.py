"""`outrider workspace`: show and change a workspace's settings."""

from outrider.errors import Invalid
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import preferences, workspaces
from outrider.process import open_core, open_scope
from outrider.settings import Settings

ACTOR = Actor("cli")
UNSET = "none"
HEADING = "key\tvalue"
PAGE = 200


async def workspace(settings: Settings, action: str, key: str | None, value: str | None) -> list[str]:
    """A heading, then tab-separated lines. `list`: the workspaces; `show`: one workspace's settings; `set`: the setting that was
    changed.

    Raises Invalid for other actions.
    """
    if action not in ("list", "show", "set") or (action != "set" and key is not None):
        raise Invalid(f"Use `outrider workspace list`, `show` or `set KEY VALUE`, not {action!r}.")
    if action == "list":
        async with open_core(settings) as core:
            return await _list(core)
    if action == "set" and (key is None or value is None):
        keys = "; ".join(f"{p.key} ({p.takes})" for p in preferences.PREFERENCES)
        raise Invalid(f"Give the key and its value: {keys}.")
    async with open_scope(settings, ACTOR) as scope:
        if key is not None and value is not None:
            return [HEADING, _line(key, await preferences.change(scope, key, value))]
        return [HEADING, *(_line(k, v) for k, v in (await preferences.find_all(scope)).items())]


async def _list(core: Core) -> list[str]:
    lines, after = ["id\tname\ttime zone"], 0
    while page := await workspaces.find_all(core, limit=PAGE, after=after):
        lines += [f"{w.id}\t{w.name}\t{w.timezone}" for w in page]
        after = page[-1].id
    return lines


def _line(key: str, value: object) -> str:
    match value:
        case None:
            shown = UNSET
        case bool():
            shown = "on" if value else "off"
        case _:
            shown = str(value).replace("\n", "\\n")
    return f"{key}\t{shown}"

"""`outrider workspace`: what a workspace decides for all that happens in it, shown and set."""

from outrider.errors import Invalid
from outrider.outreach.base.scope import Actor
from outrider.outreach.tenancy import installation, preferences
from outrider.process import open_core
from outrider.settings import Settings

ACTOR = Actor("cli")
UNSET = "none"


async def workspace(settings: Settings, name: str | None, action: str, key: str | None, value: str | None) -> list[str]:
    """`show`: a line a preference, its value after a tab. `set`: the one that was set. Raises Invalid for other words."""
    if action not in ("show", "set") or (action == "show" and key is not None):
        raise Invalid(f"It is `outrider workspace show` or `outrider workspace set KEY VALUE`, not {action!r}.")
    if action == "set" and (key is None or value is None):
        keys = "; ".join(f"{p.key} ({p.takes})" for p in preferences.PREFERENCES)
        raise Invalid(f"Give the key and its value: {keys}.")
    async with open_core(settings) as core:
        workspace_id = await installation.find_workspace(core, name)
        async with core.scope(workspace_id, ACTOR) as scope:
            if key is not None and value is not None:
                return [_line(key, await preferences.change(scope, key, value))]
            return [_line(k, v) for k, v in (await preferences.all(scope)).items()]


def _line(key: str, value: object) -> str:
    match value:
        case None:
            shown = UNSET
        case bool():
            shown = "on" if value else "off"
        case _:
            shown = str(value).replace("\n", "\\n")
    return f"{key}\t{shown}"

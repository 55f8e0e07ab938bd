"""`outrider key`: make, list and revoke API keys from the machine itself."""

from outrider.outreach import installation, keys
from outrider.outreach.scope import Actor
from outrider.process import open_core
from outrider.settings import Settings

ACTOR = Actor("cli")


async def create(settings: Settings, workspace: str | None, scopes: tuple[str, ...], name: str) -> str:
    """A new key's plain text."""
    async with open_core(settings) as core:
        workspace_id = await installation.find_workspace(core, workspace)
        async with core.scope(workspace_id, ACTOR) as scope:
            _, plain = await keys.create(scope, name, scopes)
            return plain


async def listing(settings: Settings, workspace: str | None) -> list[str]:
    """One tab-separated line a key."""
    async with open_core(settings) as core:
        workspace_id = await installation.find_workspace(core, workspace)
        async with core.scope(workspace_id, ACTOR) as scope:
            found = await keys.all(scope, limit=1000)
    return [
        "\t".join(
            (str(k.id), k.name, "…" + k.hint, ",".join(k.scopes), k.last_used_at.isoformat() if k.last_used_at else "never used")
        )
        for k in found
    ]


async def revoke(settings: Settings, workspace: str | None, key_id: int) -> None:
    """Raises NotFound when the workspace has no such key."""
    async with open_core(settings) as core:
        workspace_id = await installation.find_workspace(core, workspace)
        async with core.scope(workspace_id, ACTOR) as scope:
            await keys.revoke(scope, key_id)

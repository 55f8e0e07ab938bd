"""`outrider connection`: list and end the connections of agents that people have authorized."""

from outrider.errors import NotFound
from outrider.outreach.base.scope import Actor
from outrider.outreach.tenancy import keys, oauth
from outrider.process import open_scope
from outrider.settings import Settings

ACTOR = Actor("cli")


async def listing(settings: Settings) -> list[str]:
    """A heading, then a tab-separated line per connection."""
    async with open_scope(settings, ACTOR) as scope:
        found = await oauth.connections(scope, limit=1000)
    rows = [
        (
            str(c.id),
            c.name,
            c.user or "",
            c.audience,
            ",".join(c.scopes),
            c.mode,
            c.last_used_at.isoformat() if c.last_used_at else "never",
        )
        for c in found
    ]
    return ["\t".join(row) for row in (("id", "client", "signed in by", "tools of", "scopes", "mode", "last used"), *rows)]


async def end(settings: Settings, connection_id: int) -> None:
    """End a connection. Raises NotFound if the workspace has no such connection."""
    async with open_scope(settings, ACTOR) as scope:
        if all(c.id != connection_id for c in await oauth.connections(scope, limit=1000)):
            raise NotFound("There is no such connection.")
        await keys.revoke(scope, connection_id)

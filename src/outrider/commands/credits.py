"""`outrider credits`: what a workspace has to spend on enrichment, and giving it more."""

from outrider.outreach.base.scope import Actor
from outrider.outreach.leads import enrichment
from outrider.outreach.tenancy import workspaces
from outrider.process import open_scope
from outrider.settings import Settings

ACTOR = Actor("cli")


async def credits(settings: Settings, add: int) -> int:
    """What is left after `add` were given (negative: taken; PaymentRequired when there are not so many)."""
    async with open_scope(settings, ACTOR) as scope:
        return await workspaces.spend_credits(scope, -add, "granted") if add else await enrichment.credits(scope)

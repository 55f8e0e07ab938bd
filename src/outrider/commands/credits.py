"""`outrider credits`: show and change a workspace's enrichment credits."""

from outrider.outreach.base.scope import Actor
from outrider.outreach.leads import enrichment
from outrider.outreach.tenancy import workspaces
from outrider.process import open_scope
from outrider.settings import Settings

ACTOR = Actor("cli")


async def balance_after(settings: Settings, add: int) -> int:
    """The balance after adding `add` credits; a negative number removes them. Raises PaymentRequired if there are too few."""
    async with open_scope(settings, ACTOR) as scope:
        return await workspaces.spend_credits(scope, -add, "granted") if add else await enrichment.balance(scope)

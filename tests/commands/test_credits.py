"""`outrider credits`: shown, given and taken."""

import pytest

from outrider.commands.credits import credits
from outrider.errors import PaymentRequired
from outrider.outreach.tenancy import workspaces
from outrider.settings import Settings


async def test_credits_are_shown_given_and_taken(database: str, workspace: workspaces.Installed) -> None:
    settings = Settings(database_url=database, secret_key="a secret of the tests")
    assert await credits(settings, None, 0) == 0
    assert await credits(settings, "Acme", 25) == 25
    assert await credits(settings, None, -5) == 20
    with pytest.raises(PaymentRequired):
        await credits(settings, None, -21)
    assert await credits(settings, None, 0) == 20

"""`outrider credits`: shown, given and taken."""

import pytest

from outrider.commands.credits import balance_after
from outrider.errors import PaymentRequired
from outrider.outreach.tenancy import workspaces
from outrider.settings import Settings


async def test_credits_are_shown_given_and_taken(database: str, workspace: workspaces.Installed) -> None:
    settings = Settings(database_url=database, secret_key="a secret of the tests")
    assert await balance_after(settings, 0) == 0
    assert await balance_after(settings.model_copy(update={"workspace": "Acme"}), 25) == 25
    assert await balance_after(settings, -5) == 20
    with pytest.raises(PaymentRequired):
        await balance_after(settings, -21)
    assert await balance_after(settings, 0) == 20

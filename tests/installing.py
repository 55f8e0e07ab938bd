"""The workspace that most tests have is made once, and copied into the database of each: to make it takes longer than all else
that a test with a database needs."""

from dataclasses import replace
from datetime import datetime

from psycopg import sql

from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.store.crypto import key_hash, new_key
from tests import databases

_copies: dict[datetime, tuple[Installed, sql.Composed]] = {}  # by the time at which it was made
_RENEW = sql.SQL("UPDATE api_keys SET key_hash = {hash}, hint = {hint}")


async def a_workspace(core: Core, database: str) -> Installed:
    """What `workspaces.install` makes in an empty database, with a key that no other test has: keys are remembered."""
    at, copied = core.clock.now(), databases.is_copy(database)
    if copied and at in _copies and databases.is_empty(database, ("users", "workspaces")):
        made, contents = _copies[at]
        key = new_key()
        renewed = _RENEW.format(hash=sql.Literal(key_hash(key)), hint=sql.Literal(key[-4:]))
        databases.fill(database, contents, renewed)
        return replace(made, key=key)
    alone = copied and databases.is_empty(database)
    made = await workspaces.install(core, email="owner@example.com", workspace_name="Acme")
    if alone:
        _copies[at] = made, databases.contents(database)
    return made

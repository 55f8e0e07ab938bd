"""Rotation of the secret key: everything opens with the new key, and nothing that changed meanwhile is undone."""

from dataclasses import replace

import psycopg
import pytest

from outrider.errors import Unavailable
from outrider.outreach.base import jobs
from outrider.outreach.base.scope import Core
from outrider.outreach.deliverability import seeds
from outrider.outreach.deliverability.seeds import SeedInput
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.outreach.tenancy import factors, installation, notices, rotation, workspaces
from outrider.outreach.tenancy.rotation import Rotated
from outrider.store.crypto import Vault
from tests.guards.test_house import SOURCE

OLD, NEW = "a secret of the tests", "a new secret of the tests"


@pytest.fixture
async def rotated(core: Core, workspace: workspaces.Installed) -> Core:
    """The core with the new key, and the old one for what is not yet encrypted again."""
    await installation.check_secret(core)
    async with core.scope(workspace.workspace_id) as scope:
        smtp = Server("mail.example", 465, "tls", "anna", "letmein")
        await senders.create(scope, SenderInput("anna@sender.example", smtp=smtp))
        await seeds.add(scope, SeedInput("seed@gmail.com", "letmein"))
        await notices.send(scope, notices.Notice("ada@example.com", "Hello", "text"))
        await jobs.enqueue(scope, "a kind", secrets={"password": "letmein"})
    await factors.begin(core, workspace.user_id, "ada@example.com")
    return replace(core, vault=Vault(NEW, OLD))


def ignore(_: Rotated) -> None:
    """Progress that nobody looks at."""


async def test_everything_opens_with_the_new_key_alone(rotated: Core, workspace: workspaces.Installed) -> None:
    done = await rotation.rotate(rotated, ignore)
    assert done.unreadable == 0
    assert done.renewed == done.seen == 5
    alone = replace(rotated, vault=Vault(NEW))
    await installation.check_secret(alone)
    async with alone.scope(workspace.workspace_id) as scope:
        [sender] = await senders.find_all(scope)
        assert (await senders.credentials(scope, sender.id))["smtp_password"] == "letmein"
        [seed] = await seeds.all_seeds(scope)
        assert (await seeds.endpoint(scope, seed)).secret.get_secret_value() == "letmein"
        [job] = await jobs.find_all(scope, kinds=[notices.KIND])
        assert notices.opened(alone.vault, workspace.workspace_id, job.params).to == "ada@example.com"


async def test_a_process_with_the_old_key_alone_is_refused(rotated: Core) -> None:
    await rotation.rotate(rotated, ignore)
    with pytest.raises(Unavailable, match="another secret"):
        await installation.check_secret(replace(rotated, vault=Vault(OLD)))


async def test_a_second_run_changes_nothing(rotated: Core) -> None:
    await rotation.rotate(rotated, ignore)
    assert await rotation.rotate(rotated, ignore) == Rotated(seen=5)


async def test_what_no_key_opens_is_counted_and_left(rotated: Core, database: str) -> None:
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute("UPDATE senders SET credentials = 'garbage of some length, that nothing opens'")
    assert (await rotation.rotate(rotated, ignore)).unreadable == 1


def test_every_encrypted_column_is_known() -> None:
    """Whoever adds one adds its rotation."""
    sealed = {
        table
        for file in (SOURCE / "store" / "migrations").glob("*.sql")
        for table in _tables_with_encrypted_columns(file.read_text())
    }
    assert sealed == {"jobs", "user_factors", "idempotency", "senders", "webhooks", "seed_mailboxes"}


def _tables_with_encrypted_columns(text: str) -> list[str]:
    found = []
    for part in text.split("CREATE TABLE ")[1:]:
        body = part.split("\n);")[0]
        if any("bytea" in line and "encrypted" in line for line in body.splitlines()):
            found.append(part.split()[0])
    return found

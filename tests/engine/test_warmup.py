"""Warm-up between real mailboxes."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from outrider.channels.email.smtp import SmtpPool
from outrider.engine import warmup_letters
from outrider.engine.engine import Engine
from outrider.engine.queue import Room
from outrider.engine.reading import receive
from outrider.engine.work import warmup
from outrider.engine.work.warmup_text import letter, reply
from outrider.errors import Invalid
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import figures
from outrider.outreach.conversations import inbox
from outrider.outreach.senders import senders
from outrider.outreach.senders import warmup as settings
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import World
from outrider.settings import Settings


class Case:
    """Three mailboxes that warm each other up."""

    def __init__(self, core: Core, world: World, workspace_id: int) -> None:
        self.core, self.world, self.workspace_id = core, world, workspace_id
        self.engine = Engine(core, Settings())
        self.clock: Any = core.clock
        self.addresses = [f"{name}@sender.example" for name in ("anna", "bert", "cleo")]
        self.ids: list[int] = []

    async def live(self, hours: float, *, step: float = 0.25) -> None:
        """Plan, send and read, every quarter of an hour."""
        end = self.clock.now() + timedelta(hours=hours)
        pool = SmtpPool()
        try:
            while self.clock.now() < end:
                await warmup.plan(self.engine)
                for letter in await self.claim():
                    await warmup.send(self.engine, pool, letter)
                await receive.register(self.engine)
                for mailbox in await receive.claim(self.engine, self.workspace_id, Room(10)):
                    await receive.poll(self.engine, mailbox)
                self.clock.advance(step * 3600)
        finally:
            await pool.close()

    async def claim(self) -> list[warmup.Letter]:
        return await warmup.claim(self.engine, self.workspace_id, 50)

    async def stats(self) -> settings.Day:
        async with self.core.scope(self.workspace_id) as scope:
            read = await settings.stats(scope, self.ids)
        total = {name: sum(getattr(s.total, name) for s in read.values()) for name in settings.ACTIONS}
        return settings.Day(**total)


@pytest_asyncio.fixture
async def case(core: Core, workspace: Installed) -> AsyncIterator[Case]:
    async with World(core.clock, "warmup") as world:
        case = Case(core, world, workspace.workspace_id)
        async with core.scope(workspace.workspace_id) as scope:
            for address in case.addresses:
                world.add_mailbox(address, "pw")
                server = {"host": "127.0.0.1", "security": "plain", "username": address, "password": "pw"}
                given = SenderInput(
                    address,
                    name=address.partition("@")[0].title(),
                    smtp=Server(port=world.smtp_port, **server),
                    imap=Server(port=world.imap_port, **server),
                )
                case.ids.append((await senders.create(scope, given)).id)
            assert await settings.enable(scope, case.ids, daily_target=20, increment=2, reply_rate=100) == 3
        yield case


async def test_a_day_of_warmup(case: Case) -> None:
    await case.live(12)
    total = await case.stats()
    assert 9 <= total.sent <= 15  # five each on the first day
    assert total.received == total.landed_inbox + total.landed_spam > total.sent  # answers came on top
    assert total.replied > 0
    assert total.answered >= total.received - total.sent  # what a mailbox answers counts against its limit, like all its mail
    assert total.saved == total.landed_spam
    for address in case.addresses:
        assert all("\\Seen" in entry.flags for entry in case.world.folder(address).letters)
        assert not case.world.folder(address, "Spam").letters
    async with case.core.scope(case.workspace_id) as scope:
        assert not await inbox.messages(scope)
        assert not await inbox.conversations(scope)
        assert not await figures.total(scope)


async def test_saved_from_spam(case: Case) -> None:
    await case.live(3)
    moved = 0
    for address in case.addresses:
        folder = case.world.folder(address)
        moved += len(folder.letters)
    async with case.core.scope(case.workspace_id) as scope:
        row = await scope.one(
            """
            INSERT INTO warmup_messages (workspace_id, sender_id, recipient, state, wire_id, created_at)
            VALUES (%(workspace_id)s, %(sender)s, %(to)s, 'sent', 'spam@sender.example', %(now)s) RETURNING id
            """,
            sender=case.ids[0],
            to=case.addresses[1],
        )
    assert row is not None
    token = warmup_letters.make_token(case.core.vault, case.workspace_id, row["id"])
    raw = f"From: {case.addresses[0]}\r\nMessage-ID: <spam@sender.example>\r\nX-Outrider-Warmup: {token}\r\n\r\nHello".encode()
    case.world.folder(case.addresses[1], "Spam").add(raw, case.clock.now())
    before = await case.stats()
    await case.live(0.5)
    after = await case.stats()
    assert (after.landed_spam - before.landed_spam, after.saved - before.saved) == (1, 1)
    assert not case.world.folder(case.addresses[1], "Spam").letters


async def test_a_dead_process_sends_nothing_twice(case: Case) -> None:
    case.clock.advance(3 * 3600)
    await warmup.plan(case.engine)
    claimed = await case.claim()
    assert claimed
    case.clock.advance(warmup.LEASE_SECONDS + 1)
    assert not {letter.id for letter in await case.claim()} & {letter.id for letter in claimed}
    async with case.core.scope(case.workspace_id) as scope:
        rows = await scope.all("SELECT state FROM warmup_messages WHERE workspace_id = %(workspace_id)s AND state = 'uncertain'")
    assert len(rows) == len(claimed)


async def test_switched_off(case: Case) -> None:
    async with case.core.scope(case.workspace_id) as scope:
        await settings.disable(scope, case.ids)
    await case.live(6, step=1)
    assert (await case.stats()).sent == 0


async def test_limits_of_settings(case: Case) -> None:
    async with case.core.scope(case.workspace_id) as scope:
        with pytest.raises(Invalid):
            await settings.enable(scope, case.ids, reply_rate=101)


def test_targets() -> None:
    assert [settings.target({}, day, False) for day in (0, 1, 100)] == [5, 7, 40]
    assert settings.target({}, 100, True) == 5
    assert [settings.target({"daily_target": 10, "increment": 0}, day, True) for day in (0, 9)] == [10, 10]
    assert settings.target({"daily_target": 8}, 30, True) == 8


def test_tokens_cannot_be_made_elsewhere(core: Core) -> None:
    token = warmup_letters.make_token(core.vault, 1, 2)
    assert warmup_letters.read_token(core.vault, token) == warmup_letters.Token(1, 2)
    for bad in ("", "1.2", "1.3." + token.rpartition(".")[2], token + "x", "x" * 200, "zz.2.sig"):
        assert warmup_letters.read_token(core.vault, bad) is None


def test_letters_vary_and_repeat() -> None:
    made = {letter(str(n), "Anna A", "Bert B") for n in range(50)}
    assert len(made) == 50
    assert letter("1", "", "") == letter("1", "", "")
    assert all("{" not in subject + text for subject, text in made)
    assert reply("1", "Anna", "Bert")[1].endswith("Anna\n")

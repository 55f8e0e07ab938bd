"""A world on a clock that stands still, with two sender mailboxes, and small helpers to write to it."""

import asyncio
import smtplib
from collections.abc import AsyncIterator, Callable
from email.message import EmailMessage
from typing import TypeVar

import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.sandbox import Options, World

ANN, BEN = "ann@ours.test", "ben@ours.test"
PASSWORD = "correct horse"
T = TypeVar("T")


@pytest_asyncio.fixture
async def world(clock: SimulatedClock) -> AsyncIterator[World]:
    async with World(clock, "tests", options=Options(spam_rate=0)) as world:
        world.add_mailbox(ANN, PASSWORD, name="Ann Lee", token="ya29.token")
        world.add_mailbox(BEN, PASSWORD)
        yield world
        assert world.counts["failed"] == 0


def letter(to: str, *, sender: str = ANN, number: int = 1, page: str = "", **headers: str) -> EmailMessage:
    """A first mail, or with `number` a later one, as the engine would send it."""
    message = EmailMessage()
    message["From"] = f"Ann Lee <{sender}>"
    message["To"] = to
    message["Subject"] = "A quick question"
    message["Message-ID"] = f"<{number}.{to.replace('@', '.')}@ours.test>"
    message["Date"] = "Mon, 02 Mar 2026 09:00:00 +0000"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(f"Hello,\n\nwould this help your team? ({number})\n\nAnn\n")
    if page:
        message.add_alternative(page, subtype="html")
    return message


def submit(world: World, *messages: EmailMessage, login: str = ANN) -> dict[str, tuple[int, bytes]]:
    """Send with the standard library's client; the recipients refused, with the server's answers."""
    refused: dict[str, tuple[int, bytes]] = {}
    with smtplib.SMTP(world.host, world.smtp_port, timeout=60) as client:
        client.login(login, PASSWORD)
        for message in messages:
            try:
                client.send_message(message)
            except smtplib.SMTPRecipientsRefused as error:
                refused.update(error.recipients)
    return refused


async def send(world: World, *messages: EmailMessage, login: str = ANN) -> dict[str, tuple[int, bytes]]:
    return await asyncio.to_thread(submit, world, *messages, login=login)


async def blocking(function: Callable[[], T]) -> T:
    """Run a blocking client beside the world, which lives on this loop."""
    return await asyncio.to_thread(function)


async def pass_time(world: World, seconds: float) -> None:
    """Move the clock and let everything due happen."""
    clock = world.clock
    assert isinstance(clock, SimulatedClock)
    clock.advance(seconds)
    await world.settle()

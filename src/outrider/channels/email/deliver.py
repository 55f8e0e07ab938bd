"""One message on the wire, and its outcome in plain words."""

import asyncio
import ssl
from collections.abc import Hashable
from contextlib import suppress
from datetime import datetime
from typing import Literal

from outrider.channels.email.account import ImapEndpoint, SmtpEndpoint
from outrider.channels.email.compose import Outgoing, compose
from outrider.channels.email.imap import ImapError, ImapSession
from outrider.channels.email.smtp import Refusal, SmtpError, SmtpPool, SmtpSession, SubmitResult, Unsendable
from outrider.errors import Invalid
from outrider.frozen import checked
from outrider.rules.failure_causes import Cause
from outrider.rules.failures import Parties
from outrider.rules.smtp import Outcome, no_reply, smtp_outcome

# A refusal of the login for as long as the password is as it is, though by its code one for now (RFC 4954, 4.7.1).
_TRANSITION = (432, "4.7.12")


@checked(frozen=True, slots=True)
class Delivery:
    """What became of a message.

    accepted: the server took it for the recipient; `refused` names copies it did not take. refused: it answered
    no, and `outcome` says what that means. not_sent: surely not taken; `outcome` says whether the sender is to
    blame, `retryable` whether trying again can help. uncertain: it may have been taken; never send it again
    without knowing more. `code` only where a server said it.
    """

    verdict: Literal["accepted", "refused", "not_sent", "uncertain"]
    outcome: Outcome
    retryable: bool = False
    phase: str = ""
    code: int | None = None
    enhanced: str | None = None
    refused: tuple[Refusal, ...] = ()

    @property
    def detail(self) -> str:
        """What the server, or the failure, said."""
        return self.outcome.detail


async def deliver(
    pool: SmtpPool,
    key: Hashable,
    endpoint: SmtpEndpoint,
    message: Outgoing,
    *,
    raw: bytes | None = None,
    seconds: float = 200,
) -> Delivery:
    """Submit `message` over the sender's connection (`key`); `raw`, if composed already. Never raises for what a server,
    a network or the message does; answers within `seconds`."""
    try:
        recipients, data = message.recipients, raw if raw is not None else compose(message)
    except (Invalid, UnicodeEncodeError) as error:
        return Delivery("not_sent", Outcome("policy", "invalid_message", str(error)), phase="compose")
    current: list[SmtpSession] = []
    try:
        async with asyncio.timeout(seconds):
            return await _submit(pool, key, endpoint, (message.from_address, recipients, data), current)
    except TimeoutError:
        if current and current[0].awaiting_verdict:
            return Delivery("uncertain", no_reply("no verdict in time"), phase="uncertain")
        return Delivery("not_sent", no_reply("not submitted in time"), retryable=True, phase="envelope")


async def _submit(
    pool: SmtpPool,
    key: Hashable,
    endpoint: SmtpEndpoint,
    letter: tuple[str, list[str], bytes],
    current: list[SmtpSession],
) -> Delivery:
    while True:
        reused = False
        try:
            async with pool.session(key, endpoint) as session:
                reused = session.sent > 0
                current[:] = [session]
                result = await session.send(*letter)
        except SmtpError as error:
            if reused and error.phase in ("connect", "envelope", "data"):
                continue  # a kept connection had died, which says nothing; a new one does
            return _failed(error)
        except Unsendable as error:
            return Delivery("not_sent", Outcome("policy", error.reason, error.text), phase="envelope")
        if reused and result.code == 421 and result.stage != "dot":
            continue  # it had been kept too long for the server's taste
        return _answered(result, Parties(letter[1][0].lower() if letter[1] else "", (letter[0].lower(),)))


def _answered(result: SubmitResult, parties: Parties) -> Delivery:
    outcome = _meaning(result, parties)
    return Delivery(
        "accepted" if result.accepted else "refused",
        outcome,
        retryable=outcome.kind in ("temporary", "sender_paused", "sender_auth"),
        phase="data" if result.stage == "dot" else "envelope",
        code=result.code,
        enhanced=result.enhanced,
        refused=result.refused,
    )


def _meaning(result: SubmitResult, parties: Parties) -> Outcome:
    if result.accepted:
        return Outcome("accepted", "accepted", result.text)
    outcome = smtp_outcome(result.code, result.enhanced, result.text, phase=result.stage, parties=parties)
    if result.stage == "mail" and outcome.kind in ("policy", "permanent_recipient") and outcome.reason != Cause.TOO_LARGE:
        # No recipient had been named yet, nor any content: it is the sender that was refused.
        return Outcome("sender_paused", Cause.SENDER_REFUSED, result.text)
    return outcome


def _failed(error: SmtpError) -> Delivery:
    if error.phase == "uncertain":
        return Delivery("uncertain", no_reply(error.text), phase=error.phase)
    if error.phase == "auth" and (error.code, error.enhanced) == _TRANSITION:
        meaning = Outcome("sender_auth", "login_refused", error.text)
    elif error.code is None or error.code < 500:
        meaning = no_reply(error.text) if error.code is None else Outcome("temporary", "try_later", error.text)
    elif error.phase == "auth":
        meaning = smtp_outcome(error.code, error.enhanced, error.text, phase="auth")
        if meaning.kind not in ("sender_auth", "sender_paused") and meaning.reason != Cause.TRY_LATER:
            meaning = Outcome("sender_auth", "login_refused", error.text)
    else:
        # Refused before any message was spoken of.
        meaning = smtp_outcome(error.code, error.enhanced, error.text, phase="connect")
        if meaning.kind not in ("sender_auth", "sender_paused"):
            meaning = Outcome("sender_paused", "connection_refused", error.text)
    return Delivery("not_sent", meaning, retryable=True, phase=error.phase, code=error.code, enhanced=error.enhanced)


async def was_sent(endpoint: ImapEndpoint, message_id: str, *, tls: ssl.SSLContext | None = None) -> bool | None:
    """Whether the Sent folder holds the message; None when that cannot be found out.

    False proves something only where the provider files what it accepts (`Preset.stores_sent`), and after a moment.
    """
    try:
        async with ImapSession(endpoint, tls=tls) as session:
            folder = await session.sent_folder()
            return None if folder is None else await session.find_message_id(folder, message_id) is not None
    except ImapError:
        return None


async def store_sent(
    endpoint: ImapEndpoint,
    raw: bytes,
    message_id: str,
    date: datetime,
    *,
    tls: ssl.SSLContext | None = None,
) -> bool:
    """Keep a copy of what was sent where the server does not. Doing it again adds nothing. False if it failed."""
    with suppress(ImapError):
        async with ImapSession(endpoint, tls=tls) as session:
            folder = await session.sent_folder()
            if folder is None or await session.find_message_id(folder, message_id) is None:
                await session.append(folder or "Sent", raw, ["\\Seen"], date)
            return True
    return False

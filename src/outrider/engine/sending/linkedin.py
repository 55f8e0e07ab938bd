"""Sending LinkedIn steps: a claimed message becomes one action of its sender's account, and the provider's response an
outcome.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from outrider.channels.linkedin import port
from outrider.channels.linkedin.port import Profile, Provider, Tier, Why
from outrider.engine.engine import Claimed, Outcome
from outrider.errors import Unavailable
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core
from outrider.outreach.correspondence import linkedin
from outrider.outreach.senders import linkedin_connections
from outrider.outreach.senders.linkedin_connections import Connection, Fact
from outrider.settings import Settings

# Repeating these is harmless: without an answer they are simply repeated.
REPEATABLE = ("view_profile", "follow", "like")
# Clocks differ: how far before its row was made a message may be dated where it is looked for.
_SLACK = timedelta(minutes=2)

_SKIPPED: dict[Why, Reason] = {
    "already_invited": Reason.ALREADY_DONE,
    "already_connected": Reason.ALREADY_DONE,
    "already_done": Reason.ALREADY_DONE,
    "not_connected": Reason.NOT_CONNECTED,
    "no_inmail": Reason.NO_INMAIL,
    "no_post": Reason.NO_POST,
}


@dataclass(frozen=True, slots=True)
class _Target:
    """The recipient of a message, as far as known before asking the provider."""

    account_id: str
    slug: str | None
    connection: Connection
    chat_id: str | None
    tier: Tier


class LinkedInTransport:
    """The transport of channel linkedin. One provider client serves all accounts."""

    def __init__(self, core: Core, settings: Settings) -> None:
        self.core, self.settings = core, settings
        self._provider: Provider | None = None

    async def send(self, claimed: Claimed) -> Outcome:
        try:
            provider = self._open()
        except Unavailable as error:
            return Outcome("sender_failed", error.code, error.message)
        target = await self._target(claimed)
        if target is None:
            return Outcome("sender_failed", Reason.SENDER_DISCONNECTED, "the account is not connected")
        act = _Act(provider, claimed, target)
        try:
            return await act.do()
        except port.LinkedInError as error:
            outcome = outcome_of(error)
            return replace(outcome, fact=act.fact(invited=getattr(error, "why", None) == "already_invited"))

    async def was_sent(self, claimed: Claimed) -> bool | None:
        """True if found. Not finding it does not prove that it was not sent, so the answer is False only for actions that are
        safe to repeat.
        """
        if claimed.message.action in REPEATABLE:
            return False
        try:
            provider, target = self._open(), await self._target(claimed)
            if target is None:
                return None
            if claimed.message.action == "invite":
                return await _was_invited(provider, target) or None
            return await _was_written(provider, target, claimed.message.body_text, claimed.message.created_at) or None
        except (Unavailable, port.LinkedInError):
            return None

    async def close(self) -> None:
        if self._provider is not None:
            await self._provider.close()
            self._provider = None

    def _open(self) -> Provider:
        if self._provider is None:
            self._provider = linkedin.open_provider(self.settings)
        return self._provider

    async def _target(self, claimed: Claimed) -> _Target | None:
        account_id = claimed.sender.connection.get("account_id")
        if not account_id:
            return None
        async with self.core.scope(claimed.workspace_id) as scope:
            return _Target(account_id, *await linkedin_connections.address(scope, claimed.message), _tier(claimed))


def _tier(claimed: Claimed) -> Tier:
    return claimed.sender.profile.get("tier") or "basic"


def outcome_of(error: port.LinkedInError) -> Outcome:
    """What an error of the provider means for the message and its sender."""
    code, detail = error.code, error.detail[:1000]
    match error:
        case port.Uncertain():
            return Outcome("unanswered", code or "uncertain", detail)
        case port.Limited():
            verdict = "sender_failed" if error.whole_account else "limited"
            return Outcome(verdict, code, detail, retry_after=error.retry_after)
        case port.Disconnected():
            return Outcome("sender_failed", Reason.SENDER_DISCONNECTED, detail)
        case port.NotAllowed() if error.why in _SKIPPED:
            return Outcome("skipped", _SKIPPED[error.why], detail)
        case port.Unreachable():
            return Outcome("skipped", Reason.UNREACHABLE, detail)
        case port.NotAllowed():
            return Outcome("refused", code, detail)
        case _:
            return Outcome("sender_failed", code, detail)


class _Act:
    """One action in progress. What it reveals about the person is kept even if it fails."""

    def __init__(self, provider: Provider, claimed: Claimed, target: _Target) -> None:
        self.provider, self.target, self.message = provider, target, claimed.message
        self.sender_id = claimed.sender.id
        self.account, self.text = target.account_id, claimed.message.body_text
        self.seen: Profile | None = None
        self.chat_id: str | None = None
        self.invitation_id: str | None = None

    def fact(self, *, invited: bool = False) -> Fact | None:
        lead_id = self.message.lead_id
        if lead_id is None:
            return None
        seen = linkedin_connections.fact_of(self.sender_id, lead_id, self.seen) if self.seen else Fact(self.sender_id, lead_id)
        return replace(
            seen,
            invited=seen.invited or invited,
            invitation_id=self.invitation_id,
            chat_id=self.chat_id,
        )

    async def do(self) -> Outcome:
        match self.message.action:
            case "view_profile":
                self.seen = await self._look(visit=True)
                return Outcome("sent", fact=self.fact())
            case "follow":
                await self.provider.follow(self.account, await self._provider_id())
                return Outcome("sent", fact=self.fact())
            case "like":
                await self.provider.like_latest_post(self.account, await self._provider_id())
                return Outcome("sent", fact=self.fact())
            case "invite":
                return await self._invite()
            case "inmail":
                return await self._inmail()
            case _:
                return await self._write()

    async def _invite(self) -> Outcome:
        provider_id = await self._provider_id()
        connected = self.seen.degree == 1 if self.seen else self.target.connection.state == "connected"
        if connected:
            return Outcome("skipped", Reason.ALREADY_DONE, "connected already", fact=self.fact())
        self.invitation_id = await self.provider.invite(self.account, provider_id, self.text)
        return Outcome("sent", wire_id=self.invitation_id, fact=self.fact(invited=True))

    async def _write(self) -> Outcome:
        chat_id = self.target.chat_id
        if chat_id:
            sent = await self.provider.answer(self.account, chat_id, self.text)
        else:
            sent = await self.provider.write(self.account, await self._provider_id(), self.text)
        self.chat_id = sent.chat_id
        return Outcome("sent", wire_id=sent.message_id, fact=self.fact())

    async def _inmail(self) -> Outcome:
        """Send an InMail; to a person with an open profile, a basic account can send a plain message instead."""
        provider_id = await self._provider_id()
        opened = self.seen.open_profile if self.seen else self.target.connection.open_profile
        if self.target.tier == "basic" and not opened:
            return Outcome("skipped", Reason.NO_INMAIL, "a basic account writes to open profiles only", fact=self.fact())
        if self.target.tier == "basic":
            sent = await self.provider.write(self.account, provider_id, self.text)
        else:
            sent = await self.provider.inmail(self.account, provider_id, self.message.subject, self.text, self.target.tier)
        self.chat_id = sent.chat_id
        return Outcome("sent", wire_id=sent.message_id, fact=self.fact())

    async def _provider_id(self) -> str:
        """LinkedIn's id of the person; the first time, the profile is fetched without a visit."""
        if known := self.target.connection.provider_id:
            return known
        self.seen = await self._look()
        return self.seen.provider_id

    async def _look(self, *, visit: bool = False) -> Profile:
        identifier = self.target.slug or self.target.connection.provider_id
        if identifier is None:
            raise port.Unreachable("the lead has no LinkedIn profile")
        return await self.provider.profile(self.account, identifier, visit=visit)


async def _was_invited(provider: Provider, target: _Target) -> bool:
    identifier = target.slug or target.connection.provider_id
    if identifier is None:
        return False
    profile = await provider.profile(target.account_id, identifier)
    return profile.invitation == "sent" or profile.degree == 1


async def _was_written(provider: Provider, target: _Target, text: str, created_at: datetime) -> bool:
    since = created_at - _SLACK
    if target.chat_id:
        page = await provider.chat_messages(target.account_id, target.chat_id, since)
        return any(m.ours and m.text.strip() == text.strip() for m in page.items)
    page = await provider.messages(target.account_id, since)
    for m in page.items:
        if m.ours and m.text.strip() == text.strip():
            chat = await provider.chat(target.account_id, m.chat_id)
            provider_id = target.connection.provider_id
            if provider_id is None and target.slug:
                provider_id = (await provider.profile(target.account_id, target.slug)).provider_id
            if chat.provider_id == provider_id:
                return True
    return False

"""How email leaves: a claimed message as bytes, over its sender's own connection; what the server said as an outcome."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from outrider.channels.email.account import ImapEndpoint
from outrider.channels.email.compose import Attachment, Outgoing, add_pixel, compose, rewrite_links
from outrider.channels.email.deliver import Delivery, deliver, store_sent, was_sent
from outrider.channels.email.presets import stores_sent
from outrider.channels.email.smtp import SmtpPool
from outrider.engine import oauth
from outrider.engine.engine import WIRE_SECONDS, Claimed, Outcome
from outrider.errors import OutriderError
from outrider.outreach.base.message_states import Facts
from outrider.outreach.base.scope import Core
from outrider.outreach.conversations import attachments
from outrider.outreach.correspondence import tracking
from outrider.rules.text import one_line
from outrider.settings import Settings
from outrider.store.crypto import Vault

log = structlog.get_logger()

_COPIES_AT_ONCE = 20
_REMEMBERED = 20_000  # senders whose endpoints are kept in memory
_FRESH = timedelta(minutes=3)  # an access token this close to its end is looked up again

_SenderKey = tuple[int, int]  # workspace, sender
_Known = tuple[datetime, datetime | None, oauth.Endpoints]  # the sender's last change, how long they are good, its endpoints


@dataclass(slots=True)
class EmailTransport:
    """SMTP, with one connection for each sender. What a server does not file in Sent by itself is copied there."""

    core: Core
    settings: Settings
    pool: SmtpPool = field(default_factory=SmtpPool)
    _known: dict[_SenderKey, _Known] = field(default_factory=dict[_SenderKey, _Known])
    _copies: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])
    _copying: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_COPIES_AT_ONCE))

    async def send(self, claimed: Claimed) -> Outcome:
        try:
            outgoing = as_outgoing(claimed, self.core.vault)
            if (claimed.message.headers or {}).get("attached"):
                outgoing = replace(outgoing, attachments=await self._attachments(claimed))
            data = compose(outgoing)
        except OutriderError as error:
            return Outcome("refused", error.code, str(error))
        try:
            smtp, imap = await self._endpoints(claimed)
        except OutriderError as error:
            return Outcome("sender_failed", error.code, str(error), auth=error.code == "oauth_failed")
        key = claimed.workspace_id, claimed.sender.id
        delivery = await deliver(self.pool, key, smtp, outgoing, raw=data, seconds=WIRE_SECONDS)
        stored = stores_sent(smtp.host, claimed.sender.address, claimed.sender.provider)
        if delivery.verdict == "accepted" and imap and not stored:
            self._copy(claimed, imap, data)
        return outcome_of(delivery)

    async def was_sent(self, claimed: Claimed) -> bool | None:
        """True when it lies in the Sent folder. Not finding it proves nothing, so the answer is never False."""
        _, imap = await self._endpoints(claimed)
        return (await was_sent(imap, claimed.message.wire_id or "") or None) if imap else None

    async def close(self) -> None:
        if self._copies:
            await asyncio.wait(set(self._copies), timeout=10)
        await self.pool.close()
        self.pool = SmtpPool()

    async def _attachments(self, claimed: Claimed) -> Sequence[Attachment]:
        async with self.core.scope(claimed.workspace_id) as scope:
            return await attachments.content(scope, claimed.message.headers)

    async def _endpoints(self, claimed: Claimed) -> oauth.Endpoints:
        sender, now = claimed.sender, self.core.clock.now()
        key = claimed.workspace_id, sender.id
        known = self._known.get(key)
        if known is None or known[0] != sender.updated_at or (known[1] and now >= known[1] - _FRESH):
            found, until = await oauth.endpoints(self.core, self.settings, claimed.workspace_id, sender)
            if len(self._known) >= _REMEMBERED:
                self._known.pop(next(iter(self._known)))
            known = self._known[key] = sender.updated_at, until, found
        return known[2]

    def _copy(self, claimed: Claimed, imap: ImapEndpoint, data: bytes) -> None:
        task = asyncio.create_task(self._append(claimed, imap, data))
        self._copies.add(task)
        task.add_done_callback(self._copies.discard)

    async def _append(self, claimed: Claimed, imap: ImapEndpoint, data: bytes) -> None:
        async with self._copying:
            if not await store_sent(imap, data, claimed.message.wire_id or "", claimed.message.created_at):
                log.warning(
                    "no copy in Sent", workspace_id=claimed.workspace_id, sender_id=claimed.sender.id, message_id=claimed.id
                )


# -- the message ---------------------------------------------------------------------------------------------------------


def as_bytes(claimed: Claimed, vault: Vault) -> bytes:
    """The message for the wire: made from its row alone, so that a retry has the same bytes."""
    return compose(as_outgoing(claimed, vault))


def as_outgoing(claimed: Claimed, vault: Vault) -> Outgoing:
    """The message of a row, with its tracked links and pixel."""
    m = claimed.message
    sender = m.from_address or claimed.sender.address
    facts = m.headers or Facts()
    base: str = facts.get("base") or ""  # without it no links were made

    def ticket(purpose: tracking.Purpose, link_id: int = 0) -> str:
        return tracking.url(base, vault, purpose, claimed.workspace_id, claimed.id, link_id)

    html = m.body_html
    if html and claimed.tickets:
        html = rewrite_links(html, lambda url: ticket("c", claimed.tickets[url]) if url in claimed.tickets else None)
    if html and facts.get("pixel"):
        html = add_pixel(html, ticket("o"))
    unsubscribe = bool(facts.get("unsubscribe"))
    return Outgoing(
        message_id=m.wire_id or "",
        date=m.created_at,
        from_address=sender,
        from_name=one_line(facts.get("from_name", claimed.sender.name)),
        to_address=m.recipient,
        to_name=one_line(facts.get("to_name", "")),
        cc=[*(m.to_addresses or ())[1:], *(m.cc_addresses or ())],
        bcc=m.bcc_addresses or (),
        reply_to=m.reply_to,
        subject=m.subject,
        text=m.body_text,
        html=html,
        in_reply_to=m.in_reply_to,
        references=m.reference_ids or (),
        unsubscribe_url=ticket("u") if unsubscribe and base else None,
        unsubscribe_mailto=tracking.mailto(sender, vault, claimed.workspace_id, claimed.id) if unsubscribe and not base else None,
    )


# -- the answer ----------------------------------------------------------------------------------------------------------

# How long a sender rests that its server finds too fast or out of favour.
_REST = timedelta(hours=1)


def outcome_of(delivery: Delivery) -> Outcome:
    """What a delivery means for the message, and whether the sender is to blame."""
    code, detail = delivery.outcome.reason, delivery.detail[:1000]
    if delivery.verdict == "accepted":
        return Outcome("sent")
    if delivery.verdict == "uncertain":
        return Outcome("unanswered", "uncertain", detail)
    match delivery.outcome.kind:
        case "permanent_recipient":
            return Outcome("bounced", code, detail)
        case "sender_auth":
            return Outcome("sender_failed", code, detail, auth=True)
        case "sender_paused":
            return Outcome("sender_failed", code, detail, retry_after=_REST)
        case "temporary" if delivery.phase in ("connect", "auth"):
            return Outcome("sender_failed", code, detail)
        case "temporary":
            return Outcome("later", code, detail)
        case _:
            return Outcome("refused", code, detail)

"""How email leaves: a claimed message as bytes, over its sender's own connection; what the server said as an outcome."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from outrider.channels.email import presets
from outrider.channels.email.account import ImapEndpoint, SmtpEndpoint
from outrider.channels.email.compose import Outgoing, add_pixel, compose, rewrite_links
from outrider.channels.email.imap import ImapError, ImapSession
from outrider.channels.email.smtp import SmtpError, SmtpPool, SubmitResult, Unsendable
from outrider.engine.engine import Claimed, Outcome
from outrider.errors import OutriderError
from outrider.outreach import senders, tracking
from outrider.outreach.reasons import Reason
from outrider.outreach.scope import Core
from outrider.settings import Settings
from outrider.store.crypto import Vault

log = structlog.get_logger()

_COPIES_AT_ONCE = 20
_REMEMBERED = 20_000  # senders whose endpoints are kept in memory

_Endpoints = tuple[SmtpEndpoint, ImapEndpoint | None]


@dataclass(slots=True)
class EmailTransport:
    """SMTP, with one connection for each sender. What a server does not file in Sent by itself is copied there."""

    core: Core
    settings: Settings
    pool: SmtpPool = field(default_factory=SmtpPool)
    _known: dict[tuple[int, int], tuple[datetime, _Endpoints]] = field(default_factory=dict)
    _copies: set[asyncio.Task[None]] = field(default_factory=set)
    _copying: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_COPIES_AT_ONCE))

    async def send(self, claimed: Claimed) -> Outcome:
        try:
            outgoing = as_outgoing(claimed, self.core.vault)
            data = compose(outgoing)
        except OutriderError as error:
            return Outcome("refused", error.code, str(error))
        try:
            smtp, imap = await self._endpoints(claimed)
        except OutriderError as error:
            return Outcome("sender_failed", error.code, str(error), auth=True)
        try:
            async with self.pool.session((claimed.workspace_id, claimed.sender.id), smtp) as session:
                result = await session.send(outgoing.from_address, outgoing.recipients, data)
        except SmtpError as error:
            return of_error(error)
        except Unsendable as error:
            return Outcome("refused", error.reason, error.text)
        if result.accepted and imap is not None and not presets.preset(smtp.username, claimed.sender.provider).stores_sent:
            self._copy(claimed, imap, data)
        return of_result(result)

    async def was_sent(self, claimed: Claimed) -> bool | None:
        """True when it lies in the Sent folder. Not finding it proves nothing, so the answer is never False."""
        _, imap = await self._endpoints(claimed)
        if imap is None:
            return None
        try:
            async with ImapSession(imap) as session:
                folder = await session.sent_folder()
                found = folder and await session.find_message_id(folder, claimed.message["wire_id"])
        except ImapError as error:
            log.warning("Sent folder not readable", sender_id=claimed.sender.id, error=str(error))
            return None
        return True if found else None

    async def close(self) -> None:
        if self._copies:
            await asyncio.wait(set(self._copies), timeout=10)
        await self.pool.close()
        self.pool = SmtpPool()

    async def _endpoints(self, claimed: Claimed) -> _Endpoints:
        sender = claimed.sender
        key = claimed.workspace_id, sender.id
        known = self._known.get(key)
        if known is None or known[0] != sender.updated_at:
            async with self.core.scope(claimed.workspace_id) as scope:
                endpoints = await senders.endpoints(scope, sender, allow_plain=self.settings.allow_plain_smtp)
            if len(self._known) >= _REMEMBERED:
                self._known.pop(next(iter(self._known)))
            known = self._known[key] = sender.updated_at, endpoints
        return known[1]

    def _copy(self, claimed: Claimed, imap: ImapEndpoint, data: bytes) -> None:
        task = asyncio.create_task(self._append(claimed, imap, data))
        self._copies.add(task)
        task.add_done_callback(self._copies.discard)

    async def _append(self, claimed: Claimed, imap: ImapEndpoint, data: bytes) -> None:
        async with self._copying:
            try:
                async with ImapSession(imap) as session:
                    if folder := await session.sent_folder():
                        await session.append(folder, data, ("\\Seen",), claimed.message["created_at"])
            except ImapError as error:
                log.warning("no copy in Sent", sender_id=claimed.sender.id, error=str(error))


# -- the message ---------------------------------------------------------------------------------------------------------


def as_bytes(claimed: Claimed, vault: Vault) -> bytes:
    """The message as it goes on the wire: made from its row alone, so that a retry is the same to the byte."""
    return compose(as_outgoing(claimed, vault))


def as_outgoing(claimed: Claimed, vault: Vault) -> Outgoing:
    """The message of a row, with its tracked links and pixel."""
    m = claimed.message
    facts = m["headers"] or {}
    base: str = facts.get("base") or ""  # without it no links were made

    def ticket(purpose: tracking.Purpose, link_id: int = 0) -> str:
        return tracking.url(base, vault, purpose, claimed.workspace_id, claimed.id, link_id)

    html = m["body_html"]
    if html and claimed.tickets:
        html = rewrite_links(html, lambda url: ticket("c", claimed.tickets[url]) if url in claimed.tickets else None)
    if html and facts.get("pixel"):
        html = add_pixel(html, ticket("o"))
    unsubscribe = bool(facts.get("unsubscribe"))
    return Outgoing(
        message_id=m["wire_id"],
        date=m["created_at"],
        from_address=m["from_address"],
        from_name=facts.get("from_name", claimed.sender.name),
        to_address=m["to_addresses"][0],
        to_name=facts.get("to_name", ""),
        cc=[*m["to_addresses"][1:], *(m["cc_addresses"] or ())],
        bcc=m["bcc_addresses"] or (),
        reply_to=m["reply_to"],
        subject=m["subject"],
        text=m["body_text"],
        html=html,
        in_reply_to=m["in_reply_to"],
        references=m["reference_ids"] or (),
        unsubscribe_url=ticket("u") if unsubscribe and base else None,
        unsubscribe_mailto=f"{m['from_address']}?subject=unsubscribe" if unsubscribe and not base else None,
    )


# -- the answer ----------------------------------------------------------------------------------------------------------

# The sender's domain does not authenticate its mail: no recipient's fault, and no other recipient will fare better (D2, D3).
_UNAUTHENTICATED = frozenset({"5.7.515", "5.7.26", "5.7.27", "5.7.30", "4.7.32", "4.7.26", "4.7.27", "4.7.30"})
# The mailbox must not send (any more, or for today).
_NO_LOGIN = frozenset({"5.7.8", "5.7.9", "5.7.57", "5.7.14", "5.7.139"})
_USED_UP = frozenset({"5.4.5", "4.7.28", "4.4.5", "5.2.252", "5.1.90", "4.5.3"})
_NO_SUCH_RECIPIENT = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.1", "5.4.310"})


def of_result(result: SubmitResult) -> Outcome:
    """What a server's reply means. Only a real reply decides between permanent and temporary (D9)."""
    if result.accepted:
        return Outcome("sent")
    code, enhanced = str(result.code), result.enhanced or ""
    detail = f"{result.code} {result.text}"[:1000]
    if enhanced in _UNAUTHENTICATED:
        return Outcome("sender_failed", Reason.DOMAIN_UNAUTHENTICATED, detail)
    if code in ("530", "535", "538") or enhanced in _NO_LOGIN:
        return Outcome("sender_failed", Reason.AUTH_FAILED, detail, auth=True)
    if enhanced in _USED_UP:
        return Outcome("sender_failed", Reason.SENDER_BACKOFF, detail, retry_after=timedelta(hours=1))
    if result.stage == "mail":
        return Outcome("sender_failed", Reason.SENDER_BACKOFF, detail, auth=code.startswith("5"))
    if code.startswith("4"):
        return Outcome("later", code, detail)
    gone = enhanced in _NO_SUCH_RECIPIENT or (not enhanced and result.stage == "rcpt" and code in ("550", "551", "553"))
    return Outcome("bounced" if gone else "refused", enhanced or code, detail)


def of_error(error: SmtpError) -> Outcome:
    """What a failed exchange means: in every phase but `uncertain` the message was surely not taken."""
    detail = str(error)[:1000]
    match error.phase:
        case "uncertain":
            return Outcome("unanswered", "uncertain", detail)
        case "envelope" | "data":
            return Outcome("later", error.phase, detail)
        case "auth":
            refused = error.code is not None and error.code >= 500
            return Outcome("sender_failed", Reason.AUTH_FAILED if refused else Reason.SENDER_BACKOFF, detail, auth=refused)
        case "connect":
            return Outcome("sender_failed", Reason.SENDER_BACKOFF, detail)

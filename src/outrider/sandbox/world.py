"""The sandbox world: mail servers on loopback and the people who live behind every address.

A message submitted by a registered sender mailbox to any other address is delivered to a prospect, who
may open it, answer it, bounce it or complain, at a time of the world's clock. The engine uses its
ordinary e-mail channel here and cannot tell. Everything is in memory; with the same seed, senders and
messages, the same things happen.
"""

import asyncio
import ipaddress
import logging
import re
from collections import Counter, OrderedDict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime, parseaddr
from hashlib import blake2b
from heapq import heappop, heappush
from typing import Self
from urllib.parse import urlsplit

import httpx

from outrider.clock import Clock
from outrider.sandbox import letters, personas
from outrider.sandbox.certificate import self_signed, server_context
from outrider.sandbox.faults import Answer, Faults
from outrider.sandbox.imap_fetch import header_block
from outrider.sandbox.imap_server import MAX_LINE, ImapSession
from outrider.sandbox.mailboxes import INBOX, SENT, SPAM, Account, Folder, Letter
from outrider.sandbox.personas import Reaction
from outrider.sandbox.sasl import Credentials
from outrider.sandbox.smtp_server import Envelope, SmtpSession

log = logging.getLogger(__name__)

SENDING_IP = "198.18.0.7"  # where mail of this world comes from, as its receivers see it (RFC 2544: an address of no host)
ACCEPTED = Answer(250, "2.0.0 Accepted for delivery")
FOREVER = 86_400.0 * 365
FETCHES_AT_ONCE = 16
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"  # what prospects look at mail with
_HEADERS = re.compile(
    rb"^(from|message-id|in-reply-to|references|auto-submitted|x-outrider-step):[ \t]*"
    rb"([^\r\n]*(?:\r\n[ \t][^\r\n]*)*)",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message that arrived: when, in which folder, from which envelope sender, and its bytes."""

    at: datetime
    folder: str
    sender: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the world's transcript."""

    at: datetime
    what: str
    prospect: str
    sender: str


@dataclass(frozen=True, slots=True)
class Options:
    """What a world may hold and how its mail behaves.

    `keep` messages stay in prospects' mailboxes, the oldest go first (sender mailboxes are never
    trimmed); `remember` message ids are watched for duplicates; `spam_rate` is the share of mail between
    senders that lands in Spam, in addition to all with one of `spam_words` (lower case); mail from the
    domains in `unsigned` fails SPF, DKIM and DMARC; `any_sender_password`, when set, makes every login
    with it a sender mailbox; `require_auth` off takes mail from anyone, as a sink does; `react` off
    leaves prospects without a will.
    """

    keep: int = 100_000
    remember: int = 2_000_000
    transcript: int = 100_000
    spam_rate: float = 0.1
    spam_words: frozenset[bytes] = frozenset()
    unsigned: frozenset[str] = frozenset()
    prospect_password: str = "prospect"
    any_sender_password: str | None = None
    require_auth: bool = True
    react: bool = True
    tls: bool = True


@dataclass(slots=True)
class Conversation:
    """What one prospect remembers of one sender."""

    received: int = 0
    acted: bool = False
    written: int = 0
    last_letter: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """The message a reaction is about."""

    prospect: str
    sender: str
    raw: bytes
    serial: str


class World:
    """Start with `async with World(clock, seed) as world:`; then `smtp_port`, `imap_port` listen on
    `host`.

    Public state for tests and displays: `faults` (injected faults), `counts` (how often each thing
    happened), `transcript` (the last things that happened, in order), `doubled` and `same_content`
    (deliveries that came twice).
    """

    def __init__(
        self,
        clock: Clock,
        seed: str = "outrider",
        host: str = "127.0.0.1",
        smtp_port: int = 0,
        imap_port: int = 0,
        options: Options | None = None,
    ) -> None:
        self.clock = clock
        self.seed = seed
        self.host = host
        self.smtp_port = smtp_port
        self.imap_port = imap_port
        self.options = options or Options()
        self.require_auth = self.options.require_auth
        self.faults = Faults()
        self.counts: Counter[str] = Counter()
        self.transcript: deque[Happened] = deque(maxlen=self.options.transcript)
        self.doubled = 0
        self.same_content = 0
        self.certificate = b""
        self._accounts: dict[str, Account] = {}
        self._kept: deque[tuple[Folder, Letter]] = deque()
        self._known: OrderedDict[bytes, None] = OrderedDict()
        self._attempts: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._conversations: dict[tuple[str, str], Conversation] = {}
        self._due: list[tuple[datetime, int, Reaction, Visit]] = []
        self._order = 0
        self._wake = asyncio.Event()
        self._smtp_sessions: set[SmtpSession] = set()
        self._imap_sessions: set[asyncio.Task[None]] = set()
        self._fetches: set[asyncio.Task[None]] = set()
        self._fetching = asyncio.Semaphore(FETCHES_AT_ONCE)

    # --- life -------------------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        tls = None
        if self.options.tls:
            self.certificate, key = self_signed(self.host, self.clock.now())
            tls = server_context(self.certificate, key)

        async def serve_imap(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task
            self._imap_sessions.add(task)
            try:
                await ImapSession(self, tls, reader, writer).run()
            except asyncio.CancelledError:
                pass  # the world ends, or a fault drops all connections
            finally:
                self._imap_sessions.discard(task)

        loop = asyncio.get_running_loop()
        self._smtp = await loop.create_server(
            lambda: SmtpSession(self, tls, self._smtp_sessions), self.host, self.smtp_port, backlog=1024
        )
        self._imap = await asyncio.start_server(serve_imap, self.host, self.imap_port, limit=MAX_LINE, backlog=1024)
        self.smtp_port = self._smtp.sockets[0].getsockname()[1]
        self.imap_port = self._imap.sockets[0].getsockname()[1]
        self._http = httpx.AsyncClient(trust_env=False, timeout=10, headers={"User-Agent": BROWSER})
        self._living = asyncio.create_task(self._live(), name="sandbox world")
        return self

    async def __aexit__(self, *exc: object) -> None:
        self._smtp.close()
        self._imap.close()
        self.drop_connections()
        tasks = [self._living, *self._fetches]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, *self._imap_sessions, return_exceptions=True)
        await self._http.aclose()

    def drop_connections(self) -> None:
        """Cut every SMTP and IMAP connection now."""
        for session in tuple(self._smtp_sessions):
            session.close()
        for task in tuple(self._imap_sessions):
            task.cancel()

    # --- mailboxes --------------------------------------------------------------------------------

    def add_mailbox(
        self,
        address: str,
        password: str,
        *,
        name: str = "",
        saves_sent: bool = False,
        token: str | None = None,
    ) -> None:
        """Register a sender mailbox. `saves_sent`: the server itself files submitted mail in Sent, as
        Gmail does; `token`: an OAuth2 access token that opens it too. Again for the same address: changes
        how it is opened."""
        address = address.lower()
        account = self._accounts.get(address)
        if account is None:
            self._accounts[address] = account = Account(address, password)
        account.password, account.token, account.name = password, token, name
        account.registered, account.saves_sent = True, saves_sent

    def remove_mailbox(self, address: str) -> None:
        self._accounts.pop(address.lower(), None)

    def folder(self, address: str, name: str = INBOX) -> Folder:
        """A folder of a mailbox, for looking into or arranging a test. KeyError when there is none."""
        folder = self._account(address.lower()).folder(name)
        if folder is None:
            raise KeyError(name)
        return folder

    def delivered(self, address: str) -> list[Delivered]:
        """What arrived at an address by mail and is still there, in order of arrival."""
        account = self._accounts.get(address.lower())
        if account is None:
            return []
        found = [
            Delivered(letter.at, name, letter.sender, letter.raw)
            for name in account.folder_names()
            for letter in account.standard(name).letters
            if letter.sender is not None
        ]
        return sorted(found, key=lambda delivered: delivered.at)

    def all_delivered(self) -> dict[str, int]:
        """How many messages arrived and remain, by address."""
        counts = {address: len(self.delivered(address)) for address in self._accounts}
        return {address: count for address, count in counts.items() if count}

    def _account(self, address: str) -> Account:
        """The mailbox at `address`; a prospect's appears when first needed."""
        account = self._accounts.get(address)
        if account is None:
            account = self._accounts[address] = Account(address, self.options.prospect_password)
        return account

    def _is_sender(self, address: str) -> bool:
        account = self._accounts.get(address)
        return account is not None and account.registered

    # --- what the mail servers ask ----------------------------------------------------------------

    def log_in(self, credentials: Credentials) -> Account | None:
        """The mailbox these credentials open. Prospects' mailboxes open with the world's prospect
        password."""
        address, secret = credentials.login.lower(), credentials.secret
        account = self._accounts.get(address)
        if account is not None and account.registered:
            return account if account.opens_with(secret) else None
        if "@" not in address:
            return None
        if secret == self.options.any_sender_password:
            self.add_mailbox(address, secret)
        elif secret != self.options.prospect_password:
            return None
        return self._account(address)

    def may_send(self, login: str | None, sender: str) -> Answer | None:
        if login is not None and sender != login:
            return Answer(553, f"5.7.1 {login} may not send as {sender}")
        return None

    def may_receive(self, envelope: Envelope, recipient: str) -> Answer | None:
        if self._is_sender(recipient) or not self.options.react:
            return None
        refused = personas.refusal(personas.persona(recipient, self.seed), self._attempts[recipient])
        if refused is None:
            return None
        self._attempts[recipient] += 1
        self._note("refused", recipient, envelope.sender)
        return Answer(*refused)

    def receive(self, envelope: Envelope) -> Answer:
        headers = _headers(envelope.raw)
        if envelope.login is not None and not _is_from(headers.get("from", ""), envelope.login):
            return Answer(550, f"5.7.1 From must be {envelope.login}")
        self.counts["accepted"] += 1
        now = self.clock.now()
        for recipient in envelope.recipients:
            self._watch_for_doubles(recipient, envelope, headers)
            known = self._is_sender(recipient)
            folder = self._landing(recipient, envelope) if known else INBOX
            self._deliver(recipient, envelope.sender, envelope.raw, now, folder)
            if not known and self._moves(envelope, headers):
                self._react(recipient, envelope, headers, now)
        if envelope.login and (account := self._accounts.get(envelope.login)) and account.saves_sent:
            account.standard(SENT).add(envelope.raw, now, (r"\Seen",))
        return ACCEPTED

    # --- delivery ---------------------------------------------------------------------------------

    def _deliver(self, recipient: str, sender: str, raw: bytes, now: datetime, folder: str) -> None:
        self.counts["delivered"] += 1
        if folder == SPAM:
            self.counts["spam"] += 1
        known = self._is_sender(recipient)
        if not known and not self.options.keep:
            return
        trace = (
            f"Return-Path: <{sender}>\r\nDelivered-To: {recipient}\r\n"
            f"Authentication-Results: mx.{recipient.rpartition('@')[2]}; {self._verdicts(sender)}\r\n"
            f"Received: from {sender.rpartition('@')[2] or 'localhost'} ([{SENDING_IP}]) by mx.{recipient.rpartition('@')[2]}"
            f" with ESMTP; {format_datetime(now)}\r\n"
        )
        target = self._account(recipient).standard(folder)
        letter = target.add(trace.encode() + raw, now, sender=sender)
        if not known:
            self._kept.append((target, letter))
            if len(self._kept) > self.options.keep:
                oldest_folder, oldest = self._kept.popleft()
                oldest_folder.expunge([oldest])

    def _landing(self, recipient: str, envelope: Envelope) -> str:
        """INBOX or Spam, for mail between senders: what warm-up has to rescue."""
        sender, text = envelope.sender, envelope.raw.lower() if self.options.spam_words else b""
        if any(word in text for word in self.options.spam_words):
            return SPAM
        self._pairs[recipient, sender] += 1
        drawn = personas.fraction(self.seed, "spam", recipient, sender, self._pairs[recipient, sender])
        return SPAM if drawn < self.options.spam_rate else INBOX

    def _verdicts(self, sender: str) -> str:
        """SPF, DKIM and DMARC as a receiver of this world sees them: all domains of senders are set up, but `unsigned` ones."""
        verdict = "fail" if sender.rpartition("@")[2] in self.options.unsigned else "pass"
        return f"spf={verdict} smtp.mailfrom={sender}; dkim={verdict}; dmarc={verdict}"

    def _watch_for_doubles(self, recipient: str, envelope: Envelope, headers: dict[str, str]) -> None:
        """Count deliveries whose Message-ID, or step header, this recipient has had before; and, separately
        from those, equal bodies from the same sender under new ids (which may be meant)."""
        seen = [
            self._seen_before(recipient, kind, headers[kind]) for kind in ("message-id", "x-outrider-step") if kind in headers
        ]
        body = envelope.raw[len(header_block(envelope.raw)) :]
        same = self._seen_before(recipient, envelope.sender, blake2b(body, digest_size=16).hexdigest())
        if any(seen):
            self.doubled += 1
            self._note("doubled", recipient, envelope.sender)
        elif same:
            self.same_content += 1

    def _seen_before(self, *what: str) -> bool:
        key = blake2b("\x1f".join(what).encode(), digest_size=12).digest()
        if key in self._known:
            return True
        self._known[key] = None
        if len(self._known) > self.options.remember:
            self._known.popitem(last=False)
        return False

    # --- what prospects do ------------------------------------------------------------------------

    def _moves(self, envelope: Envelope, headers: dict[str, str]) -> bool:
        """Prospects react to people with a sender mailbox, never to machines: no mail loops."""
        automatic = headers.get("auto-submitted", "no").lower() != "no"
        known = not self.options.require_auth or self._is_sender(envelope.sender)
        return self.options.react and known and bool(envelope.sender) and not automatic

    def _react(self, prospect: str, envelope: Envelope, headers: dict[str, str], now: datetime) -> None:
        """Schedule what `prospect` does about this message."""
        who = personas.persona(prospect, self.seed)
        if not (who.action or who.reads):
            return
        sender = envelope.sender
        talk = self._conversations.setdefault((prospect, sender), Conversation())
        talk.received += 1
        visit = Visit(prospect, sender, envelope.raw, str(talk.received))
        if self._answers_letter(talk, headers):
            further = personas.again(who, prospect, self.seed, written=talk.written)
            if further:
                self._schedule(now, further, visit)
                talk.last_letter = ""  # the letter it answers has had its answer
            return
        for reaction in personas.reactions(who, prospect, self.seed, nth=talk.received, acted=talk.acted):
            talk.acted = talk.acted or reaction.action not in ("open", "click")
            self._schedule(now, reaction, visit)

    @staticmethod
    def _answers_letter(talk: Conversation, headers: dict[str, str]) -> bool:
        threading = headers.get("in-reply-to", "") + headers.get("references", "")
        return bool(talk.last_letter) and talk.last_letter in threading

    def _schedule(self, now: datetime, reaction: Reaction, visit: Visit) -> None:
        self._order += 1
        due = now + timedelta(seconds=reaction.after)
        heappush(self._due, (due, self._order, reaction, visit))
        if self._due[0][1] == self._order:
            self._wake.set()

    async def _live(self) -> None:
        """Carry out the reactions as they fall due."""
        while True:
            now = self.clock.now()
            while self._due and self._due[0][0] <= now:
                due, _, reaction, visit = heappop(self._due)
                try:
                    await self._act(due, reaction, visit)
                except Exception:
                    # A message too odd to answer must not silence everybody else.
                    log.exception("%s could not %s", visit.prospect, reaction.action)
                    self.counts["failed"] += 1
            self._wake.clear()
            until = (self._due[0][0] - self.clock.now()).total_seconds() if self._due else FOREVER
            await self.clock.wait(self._wake, until)

    def next_due(self) -> datetime | None:
        """When the next reaction falls due; None: nothing is pending."""
        return self._due[0][0] if self._due else None

    async def settle(self) -> None:
        """Return when everything due by now has happened (for tests that move the clock by hand)."""
        while self._fetches or (self._due and self._due[0][0] <= self.clock.now()):
            await asyncio.sleep(0)
            if self._fetches:
                await asyncio.wait(self._fetches)

    async def _act(self, due: datetime, reaction: Reaction, visit: Visit) -> None:
        occasion = letters.Occasion(visit.raw, visit.sender, visit.prospect, self.seed, due, visit.serial)
        match reaction.action:
            case "reply":
                self._write_reply(occasion, reaction.wording)
            case "out_of_office":
                self._send_back(occasion, reaction.action, letters.out_of_office(occasion), from_machine=True)
            case "bounce" | "soft_bounce":
                letter = letters.bounce(occasion, soft=reaction.action == "soft_bounce")
                self._send_back(occasion, reaction.action, letter, from_machine=True)
            case "complaint":
                self._send_back(occasion, reaction.action, letters.complaint(occasion), from_machine=True)
            case "open" | "click" | "one_click_unsubscribe":
                await self._fetching.acquire()
                task = asyncio.create_task(self._browse(occasion, reaction.action))
                self._fetches.add(task)
                task.add_done_callback(self._browsed)

    def _write_reply(self, occasion: letters.Occasion, wording: str) -> None:
        talk = self._conversations[occasion.prospect, occasion.sender]
        talk.written += 1
        talk.last_letter = letters.message_id(occasion, "reply")
        what = "unsubscribe" if wording == "unsubscribe" else "reply"
        self._send_back(occasion, what, letters.reply(occasion, wording))

    def _send_back(self, occasion: letters.Occasion, what: str, raw: bytes, *, from_machine: bool = False) -> None:
        """Deliver a letter to the mailbox it answers: people write to Reply-To, machines to the envelope
        sender."""
        to = occasion.sender if from_machine else letters.read(occasion.raw).reply_to or occasion.sender
        if not self._is_sender(to):
            self._note("undeliverable", occasion.prospect, to)
            return
        self._note(what, occasion.prospect, to, occasion.now)
        self._deliver(to, "" if from_machine else occasion.prospect, raw, occasion.now, INBOX)

    def _browsed(self, task: asyncio.Task[None]) -> None:
        self._fetches.discard(task)
        self._fetching.release()

    async def _browse(self, occasion: letters.Occasion, action: str) -> None:
        """Load the message's images, follow its first link, or press its unsubscribe button: on loopback
        only."""
        original = letters.read(occasion.raw)
        if action == "one_click_unsubscribe":
            if await self._request("POST", original.one_click, {"List-Unsubscribe": "One-Click"}):
                self._note(action, occasion.prospect, occasion.sender, occasion.now)
            return
        wanted = original.images if action == "open" else _first_link(original)
        done = [await self._request("GET", url) for url in wanted]
        if any(done):
            self._note(action, occasion.prospect, occasion.sender, occasion.now)

    async def _request(self, method: str, url: str | None, form: dict[str, str] | None = None) -> bool:
        """Make a request if it stays on this machine. True when the server took it."""
        if not url or not _on_loopback(url):
            return False
        try:
            # Redirects lead out of the sandbox (to the links' true targets) and are not followed.
            answer = await self._http.request(method, url, data=form)
        except httpx.HTTPError:
            self.counts["http_failed"] += 1
            return False
        return answer.status_code < 400

    def _note(self, what: str, prospect: str, sender: str, at: datetime | None = None) -> None:
        self.counts[what] += 1
        self.transcript.append(Happened(at or self.clock.now(), what, prospect, sender))


def _is_from(header: str, address: str) -> bool:
    # Parsing costs more than all the rest of taking a message in, and the usual form needs none.
    return header.lower().endswith(f"<{address}>") or parseaddr(header)[1].lower() == address


def _headers(raw: bytes) -> dict[str, str]:
    """The few headers the world looks at, by lower-case name, unfolded."""
    found = _HEADERS.findall(header_block(raw))
    return {name.decode().lower(): value.replace(b"\r\n", b"").decode("utf-8", "replace").strip() for name, value in found}


def _on_loopback(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return False
    if parts.hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(parts.hostname).is_loopback
    except ValueError:
        return False


def _first_link(original: letters.Original) -> list[str]:
    """The first link a curious reader follows: never the one that unsubscribes."""
    links = [url for url in original.links if "unsub" not in url.lower() and url != original.one_click]
    return links[:1]

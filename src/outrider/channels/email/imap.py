"""Reading a mailbox over IMAP: new messages, the Sent folder, and waiting for what comes.

Our own client, because the one asyncio library there is comes under the GPL, never tells a waiting command
that the connection is lost, and misreads messages with unbalanced parentheses.
"""

import asyncio
import base64
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Self

from outrider.channels.email.account import ImapEndpoint
from outrider.channels.email.imap_syntax import (
    Value,
    decode_folder,
    encode_folder,
    internal_date,
    moment,
    pairs,
    parse,
    ranges,
    string,
    text,
)
from outrider.channels.email.smtp import client_context, oauth_challenge

Phase = Literal["connect", "auth", "command"]
Role = Literal["sent", "spam", "trash", "drafts", "archive", "all"]

MAX_MESSAGE = 20 * 1024 * 1024
# Of larger messages only this much is read: headers, text and the beginning of what made them large.
_HEAD_OF_LARGE = 256 * 1024
_BATCH_BYTES = 32 * 1024 * 1024
_MAX_LINE = 8 * 1024 * 1024
# Servers may hang up after 30 minutes of IDLE (RFC 2177), and many middle boxes sooner.
_LONGEST_IDLE = 24 * 60.0

_ROLES: dict[str, Role] = {
    "\\sent": "sent",
    "\\junk": "spam",
    "\\trash": "trash",
    "\\drafts": "drafts",
    "\\archive": "archive",
    "\\all": "all",
}
# What the folders are called where the server has no special-use flags.
_SENT = ("sent", "sent items", "sent mail", "sent messages", "gesendet", "gesendete elemente", "envoyés")
_SENT += ("éléments envoyés", "enviados", "elementos enviados", "posta inviata", "verzonden items", "skickat")
_SPAM = ("junk", "spam", "junk e-mail", "junk email", "bulk", "bulk mail", "courrier indésirable")
_SPAM += ("correo no deseado", "posta indesiderata", "lixo eletrônico", "ongewenste e-mail")


class ImapError(Exception):
    """The server refused (`response` NO, BAD or BYE, perhaps with a bracketed `code`) or was not reached."""

    def __init__(self, detail: str, phase: Phase, response: str | None = None, code: str | None = None) -> None:
        super().__init__(f"{phase}: {detail}")
        self.detail = detail
        self.phase: Phase = phase
        self.response = response
        self.code = code


class UidValidityChanged(Exception):
    """The folder was rebuilt: UIDs known so far mean nothing. `new` is its UIDVALIDITY now."""

    def __init__(self, new: int) -> None:
        super().__init__(f"UIDVALIDITY is {new} now")
        self.new = new


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds each step may take; `transfer` is for commands that carry messages."""

    connect: float = 15
    command: float = 30
    transfer: float = 120


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder; `role` by its special-use flag, else by its name."""

    name: str
    delimiter: str | None
    flags: tuple[str, ...]
    role: Role | None


@dataclass(frozen=True, slots=True)
class FolderState:
    """Compare to know whether a folder changed; `highest_modseq` only where the server has CONDSTORE."""

    uid_validity: int
    uid_next: int
    highest_modseq: int | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """One message. `truncated`: it was too large, and `raw` is its beginning."""

    uid: int
    internal_date: datetime | None
    flags: tuple[str, ...]
    raw: bytes = field(repr=False)
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class _Response:
    """An untagged response: its name, the number before it, and what follows."""

    name: str
    number: int
    values: list[Value]


@dataclass(slots=True)
class _Selected:
    name: str
    read_only: bool
    uid_validity: int = 0
    uid_next: int | None = None
    exists: int = 0
    looked_at: int | None = None  # `exists` when messages were last fetched


class ImapSession:
    """One logged-in connection: `async with ImapSession(endpoint) as session`. One task at a time.

    Every method raises ImapError. After one whose `response` is None the session is of no more use.
    """

    def __init__(
        self,
        endpoint: ImapEndpoint,
        *,
        tls: ssl.SSLContext | None = None,
        timeouts: Timeouts = Timeouts(),
        poll_seconds: float = 30,
        max_message: int = MAX_MESSAGE,
    ) -> None:
        self.endpoint = endpoint
        self.capabilities: frozenset[str] = frozenset()
        self._tls = tls
        self._timeouts = timeouts
        self._poll_seconds = poll_seconds
        self._max_message = max_message
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._tag = 0
        self._selected: _Selected | None = None
        self._folders: list[Folder] | None = None

    async def __aenter__(self) -> Self:
        try:
            async with asyncio.timeout(self._timeouts.connect):
                await self._connect()
        except TimeoutError:
            self._abandon()
            raise ImapError("no connection in time", "connect") from None
        except ssl.SSLCertVerificationError as error:
            self._abandon()
            raise ImapError(f"certificate not trusted: {error.verify_message}", "connect") from None
        except OSError as error:
            self._abandon()
            raise ImapError(f"cannot connect: {error.strerror or error}", "connect") from None
        except BaseException:
            self._abandon()
            raise
        try:
            await self._log_in()
        except BaseException:
            self._abandon()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._writer is not None and not self._writer.is_closing():
            with suppress(ImapError):
                await self._command("LOGOUT", timeout=2)
        self._abandon()

    @property
    def usable(self) -> bool:
        """Whether the connection is, as far as is known, still there."""
        return self._writer is not None and not self._writer.is_closing()

    # -- what callers want

    async def folders(self) -> list[Folder]:
        """All selectable folders, asked once per session."""
        if self._folders is None:
            special = "SPECIAL-USE" in self.capabilities and "LIST-EXTENDED" in self.capabilities
            wanted = "RETURN (SPECIAL-USE)" if special else ""
            responses = await self._command('LIST "" "*"', wanted)
            found = [_folder(response.values) for response in responses if response.name == "LIST"]
            self._folders = [folder for folder in found if "\\noselect" not in map(str.lower, folder.flags)]
        return self._folders

    async def sent_folder(self) -> str | None:
        """The folder where sent mail is kept, if there is one."""
        return await self._with_role("sent")

    async def spam_folder(self) -> str | None:
        """The folder where suspected spam lands, if there is one."""
        return await self._with_role("spam")

    async def state(self, folder: str) -> FolderState:
        """UIDVALIDITY, UIDNEXT and HIGHESTMODSEQ, without selecting the folder."""
        items = "(UIDVALIDITY UIDNEXT HIGHESTMODSEQ)" if "CONDSTORE" in self.capabilities else "(UIDVALIDITY UIDNEXT)"
        responses = await self._command("STATUS", _name(folder), items)
        for response in responses:
            if response.name == "STATUS":
                status = pairs(response.values[-1] if response.values else None)
                modseq = _number(status.get("HIGHESTMODSEQ"))
                return FolderState(
                    _number(status.get("UIDVALIDITY")) or 0,
                    _number(status.get("UIDNEXT")) or 1,
                    modseq or None,
                )
        raise ImapError("STATUS gave no answer", "command", "BAD")

    async def fetch_since(self, folder: str, uid_validity: int | None, last_uid: int, limit: int = 100) -> list[Fetched]:
        """The next messages after `last_uid`, oldest first, none marked as read.

        At most `limit`, and fewer if they are large; an empty list means there are no more. Raises
        UidValidityChanged when `uid_validity` (None: any) is not the folder's; the caller decides what then.
        """
        selected = await self._select(folder, again=True)
        if uid_validity is not None and selected.uid_validity != uid_validity:
            raise UidValidityChanged(selected.uid_validity)
        selected.looked_at = selected.exists
        if selected.exists == 0 or (selected.uid_next is not None and selected.uid_next <= last_uid + 1):
            return []
        # "n:*" always includes the newest message, even if its UID is below n.
        uids = [uid for uid in await self._search(f"UID {last_uid + 1}:*") if uid > last_uid]
        return await self._fetch(sorted(uids)[:limit])

    async def append(self, folder: str, raw: bytes, flags: Sequence[str] = (), date: datetime | None = None) -> int | None:
        """Put a message into a folder, which is made if missing. Returns its UID where the server tells."""
        arguments: list[str | bytes | _Literal] = [_name(folder), f"({' '.join(flags)})"]
        if date is not None:
            arguments.append(internal_date(date))
        arguments.append(_Literal(raw))
        responses = await self._into(folder, "APPEND", *arguments, timeout=self._timeouts.transfer)
        for response in responses:
            if response.name == "APPENDUID":
                return _number(response.values[-1])
        return None

    async def find_message_id(self, folder: str, message_id: str) -> int | None:
        """The UID of the message with this Message-ID (given without <>), or None."""
        await self._select(folder, again=True)
        uids = await self._search("HEADER Message-ID", _argument(message_id.strip("<>")))
        return max(uids, default=None)

    async def move(self, folder: str, uids: Sequence[int], to: str) -> None:
        """Move messages to another folder, which is made if missing."""
        if not uids:
            return
        await self._select(folder, write=True)
        if "MOVE" in self.capabilities:
            await self._into(to, "UID MOVE", ranges(uids), _name(to))
            return
        await self._into(to, "UID COPY", ranges(uids), _name(to))
        await self._command("UID STORE", ranges(uids), "+FLAGS.SILENT (\\Deleted)")
        if "UIDPLUS" in self.capabilities:
            # A bare EXPUNGE would take along what others marked as deleted.
            await self._command("UID EXPUNGE", ranges(uids))

    async def add_flags(self, folder: str, uids: Sequence[int], flags: Sequence[str]) -> None:
        """Set flags such as \\Seen or \\Flagged."""
        if uids:
            await self._select(folder, write=True)
            await self._command("UID STORE", ranges(uids), f"+FLAGS.SILENT ({' '.join(flags)})")

    async def wait_for_change(self, folder: str, seconds: float) -> bool:
        """Wait until there may be messages not yet fetched, at most `seconds`. True: look again.

        Counts from the last `fetch_since` of this folder; without one it answers True at once.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        selected = self._selected
        if selected is None or selected.name != folder or selected.looked_at is None:
            return True
        # Some servers tell during IDLE only what happens from then on.
        await self._command("NOOP")
        while selected.exists <= selected.looked_at:
            left = deadline - loop.time()
            if left <= 0:
                return False
            if "IDLE" in self.capabilities:
                await self._idle(selected, min(left, _LONGEST_IDLE))
            else:
                await asyncio.sleep(min(left, self._poll_seconds))
                await self._command("NOOP")
        return True

    async def noop(self) -> None:
        """Keep the connection alive, and see whether it is."""
        await self._command("NOOP")

    # -- how it is done

    async def _with_role(self, role: Role) -> str | None:
        return next((folder.name for folder in await self.folders() if folder.role == role), None)

    async def _select(self, folder: str, *, again: bool = False, write: bool = False) -> _Selected:
        current = self._selected
        if current and current.name == folder and not again and not (write and current.read_only):
            return current
        selected = self._selected = _Selected(folder, read_only=not write)
        if current and current.name == folder:
            selected.looked_at = current.looked_at
        try:
            responses = await self._command("SELECT" if write else "EXAMINE", _name(folder))
        except ImapError:
            self._selected = None
            raise
        for response in responses:
            if response.name == "UIDVALIDITY":
                selected.uid_validity = response.number
            elif response.name == "UIDNEXT":
                selected.uid_next = response.number
        return selected

    async def _into(self, folder: str, *words: "str | bytes | _Literal", timeout: float | None = None) -> list[_Response]:
        """A command that puts messages into `folder`; makes the folder when that is what is missing."""
        try:
            return await self._command(*words, timeout=timeout)
        except ImapError as error:
            if error.code != "TRYCREATE":
                raise
        await self._command("CREATE", _name(folder))
        self._folders = None
        return await self._command(*words, timeout=timeout)

    async def _search(self, *criteria: "str | bytes | _Literal") -> list[int]:
        responses = await self._command("UID SEARCH", *criteria)
        return [
            int(value)
            for response in responses
            if response.name == "SEARCH"
            for value in response.values
            if isinstance(value, str) and value.isdigit()
        ]

    async def _fetch(self, uids: list[int]) -> list[Fetched]:
        if not uids:
            return []
        facts = await self._attributes(uids, "(UID FLAGS INTERNALDATE RFC822.SIZE)")
        whole, large, total = [], [], 0
        for uid in uids:
            size = _number(facts.get(uid, {}).get("RFC822.SIZE")) or 0
            total += min(size, self._max_message)
            if total > _BATCH_BYTES and whole:
                break
            (large if size > self._max_message else whole).append(uid)
        bodies = await self._attributes(whole, "(UID BODY.PEEK[])")
        bodies |= await self._attributes(large, f"(UID BODY.PEEK[]<0.{_HEAD_OF_LARGE}>)")
        fetched = []
        for uid in sorted(bodies):
            raw = next((value for name, value in bodies[uid].items() if name.startswith("BODY[]")), None)
            if isinstance(raw, bytes):
                about = facts.get(uid, {})
                flags = about.get("FLAGS")
                fetched.append(
                    Fetched(
                        uid,
                        moment(text(about.get("INTERNALDATE"))),
                        tuple(map(text, flags)) if isinstance(flags, list) else (),
                        raw,
                        truncated=uid in large,
                    )
                )
        return fetched

    async def _attributes(self, uids: list[int], items: str) -> dict[int, dict[str, Value]]:
        if not uids:
            return {}
        responses = await self._command("UID FETCH", ranges(uids), items, timeout=self._timeouts.transfer)
        attributes = [pairs(r.values[0]) for r in responses if r.name == "FETCH" and r.values]
        wanted = set(uids)
        # Servers may add responses about other messages: flags that changed meanwhile.
        by_uid: dict[int, dict[str, Value]] = {}
        for found in attributes:
            uid = _number(found.get("UID"))
            if uid in wanted:
                by_uid.setdefault(uid, {}).update(found)
        return by_uid

    async def _idle(self, selected: _Selected, seconds: float) -> None:
        tag = await self._send("IDLE")
        done = False
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while True:
            left = self._timeouts.command if done else max(deadline - loop.time(), 0.001)
            try:
                async with asyncio.timeout(left):
                    line = await self._peek_line()
            except asyncio.CancelledError:
                self._abandon()
                raise
            except TimeoutError:
                if done:
                    self._abandon()
                    raise ImapError("IDLE did not end", "command") from None
                line = None
            if line is not None:
                fragments = await self._rest_of(line)
                if self._is_tagged(fragments, tag):
                    self._finish(fragments, "command")
                    return
                self._note(self._untagged(fragments))
            over = line is None or (selected.looked_at is not None and selected.exists > selected.looked_at)
            if over and not done:
                done = True
                await self._write(b"DONE\r\n")

    async def _connect(self) -> None:
        endpoint = self.endpoint
        context = (self._tls or client_context()) if endpoint.security != "plain" else None
        self._reader, self._writer = await asyncio.open_connection(
            sock=await endpoint.connect(),
            ssl=context if endpoint.security == "tls" else None,
            server_hostname=endpoint.host if endpoint.security == "tls" else None,
            limit=_MAX_LINE,
        )
        greeting = self._untagged(await self._response("connect"))
        if greeting.name != "OK":
            raise ImapError(_words(greeting), "connect", greeting.name)
        if endpoint.security == "starttls":
            assert context is not None
            await self._command("STARTTLS", phase="connect")
            if self._reader._buffer:  # pyright: ignore[reportAttributeAccessIssue]
                # Whatever came before the handshake came from someone in between.
                raise ImapError("unencrypted data after STARTTLS", "connect")
            await self._writer.start_tls(context, server_hostname=endpoint.host)
        await self._ask_capabilities("connect")

    async def _ask_capabilities(self, phase: Phase) -> None:
        for response in await self._command("CAPABILITY", phase=phase):
            if response.name == "CAPABILITY":
                self.capabilities = frozenset(text(value).upper() for value in response.values)

    async def _log_in(self) -> None:
        endpoint, secret = self.endpoint, self.endpoint.secret.get_secret_value()
        if endpoint.auth == "none":
            return
        if endpoint.auth == "xoauth2":
            await self._authenticate("XOAUTH2", f"user={endpoint.username}\1auth=Bearer {secret}\1\1")
        elif "AUTH=PLAIN" in self.capabilities and endpoint.auth == "plain":
            await self._authenticate("PLAIN", f"\0{endpoint.username}\0{secret}")
        elif "LOGINDISABLED" in self.capabilities:
            raise ImapError("the server does not take passwords on this connection", "auth", "NO")
        else:
            await self._command("LOGIN", _argument(endpoint.username), _argument(secret), phase="auth")
        # What is offered usually grows by logging in.
        await self._ask_capabilities("auth")

    async def _authenticate(self, mechanism: str, answer: str) -> None:
        encoded = base64.b64encode(answer.encode())
        at_once = "SASL-IR" in self.capabilities
        tag = await self._send("AUTHENTICATE", mechanism, *([encoded] if at_once else []))
        detail = ""
        while True:
            fragments = await self._timed_response(self._timeouts.command, "auth")
            if fragments[0].startswith(b"+"):
                if at_once:
                    # An error comes as a challenge, and its NO only after an empty answer.
                    detail = f" ({oauth_challenge(fragments[0][1:].strip().decode('ascii', 'replace'))})"
                await self._write((b"" if at_once else encoded) + b"\r\n")
                at_once = True
            elif self._is_tagged(fragments, tag):
                self._finish(fragments, "auth", detail)
                return

    # -- the wire

    async def _command(
        self,
        *words: "str | bytes | _Literal",
        timeout: float | None = None,
        phase: Phase = "command",
    ) -> list[_Response]:
        """Send a command and return its untagged responses, response codes among them."""
        timeout = timeout or self._timeouts.command
        tag = await self._send(*words, timeout=timeout, phase=phase)
        responses: list[_Response] = []
        while True:
            fragments = await self._timed_response(timeout, phase)
            if self._is_tagged(fragments, tag):
                responses += self._finish(fragments, phase)
                return responses
            response = self._untagged(fragments)
            self._note(response)
            responses.append(response)
            responses += _codes(response)

    async def _send(self, *words: "str | bytes | _Literal", timeout: float | None = None, phase: Phase = "command") -> bytes:
        self._tag += 1
        tag = b"O%d" % self._tag
        line = tag
        for word in words:
            if isinstance(word, _Literal):
                if "LITERAL+" in self.capabilities:
                    line += b" {%d+}\r\n" % len(word.data) + word.data
                else:
                    await self._write(line + b" {%d}\r\n" % len(word.data), phase)
                    await self._go_ahead(tag, timeout or self._timeouts.command, phase)
                    line = word.data
            elif word:
                line += b" " + (word.encode() if isinstance(word, str) else word)
        await self._write(line + b"\r\n", phase)
        return tag

    async def _go_ahead(self, tag: bytes, timeout: float, phase: Phase) -> None:
        while True:
            fragments = await self._timed_response(timeout, phase)
            if fragments[0].startswith(b"+"):
                return
            if self._is_tagged(fragments, tag):
                self._finish(fragments, phase)
                raise ImapError("the server did not wait for the literal", phase, "BAD")
            self._note(self._untagged(fragments))

    async def _write(self, data: bytes, phase: Phase = "command") -> None:
        if self._writer is None or self._writer.is_closing():
            raise ImapError("the connection is closed", phase)
        try:
            self._writer.write(data)
            async with asyncio.timeout(self._timeouts.transfer):
                await self._writer.drain()
        except OSError as error:  # TimeoutError among them
            self._abandon()
            raise ImapError(f"the connection broke: {error}", phase) from None

    async def _timed_response(self, timeout: float, phase: Phase) -> list[bytes]:
        try:
            async with asyncio.timeout(timeout):
                return await self._response(phase)
        except TimeoutError:
            self._abandon()
            raise ImapError(f"no answer within {timeout:g} s", phase) from None
        except asyncio.CancelledError:
            # An answer half read cannot be told from the next one.
            self._abandon()
            raise

    async def _response(self, phase: Phase) -> list[bytes]:
        return await self._rest_of(await self._peek_line(phase), phase)

    async def _peek_line(self, phase: Phase = "command") -> bytes:
        assert self._reader is not None
        try:
            line = await self._reader.readuntil(b"\n")
        except asyncio.IncompleteReadError:
            self._abandon()
            raise ImapError("the server closed the connection", phase) from None
        except (asyncio.LimitOverrunError, ValueError):
            self._abandon()
            raise ImapError("the server sent an endless line", phase) from None
        except OSError as error:
            self._abandon()
            raise ImapError(f"the connection broke: {error}", phase) from None
        return line.rstrip(b"\r\n")

    async def _rest_of(self, line: bytes, phase: Phase = "command") -> list[bytes]:
        """The response that begins with `line`: text and literals in turn."""
        assert self._reader is not None
        fragments = []
        while (size := _literal_size(line)) is not None:
            if size > self._max_message + _HEAD_OF_LARGE:
                self._abandon()
                raise ImapError(f"the server sent a literal of {size} bytes", phase)
            try:
                literal = await self._reader.readexactly(size)
            except (asyncio.IncompleteReadError, OSError):
                self._abandon()
                raise ImapError("the server closed the connection", phase) from None
            fragments += [line[: line.rindex(b"{")], literal]
            line = await self._peek_line(phase)
        return [*fragments, line]

    @staticmethod
    def _is_tagged(fragments: list[bytes], tag: bytes) -> bool:
        return fragments[0].startswith(tag + b" ")

    def _finish(self, fragments: list[bytes], phase: Phase, detail: str = "") -> list[_Response]:
        """The tagged response: its code as responses if OK, else ImapError."""
        _, _, rest = fragments[0].partition(b" ")
        response = self._untagged([b"* " + rest, *fragments[1:]])
        codes = _codes(response)
        if response.name == "OK":
            return codes
        code = codes[0].name if codes else None
        raise ImapError(_words(response) + detail, phase, response.name, code)

    def _untagged(self, fragments: list[bytes]) -> _Response:
        first = fragments[0]
        if first.startswith(b"+"):
            return _Response("+", 0, [])
        if not first.startswith(b"* "):
            self._abandon()
            raise ImapError("the server sent something that is not IMAP", "command")
        head, _, rest = first[2:].partition(b" ")
        number = 0
        if head.isdigit():
            number = int(head)
            head, _, rest = rest.partition(b" ")
        name = head.decode("ascii", "replace").upper()
        if name in ("OK", "NO", "BAD", "BYE", "PREAUTH"):
            return _Response(name, number, [rest])
        try:
            return _Response(name, number, parse([rest, *fragments[1:]]))
        except ValueError:
            return _Response("MALFORMED", number, [])

    def _note(self, response: _Response) -> None:
        """Keep count of the selected folder's messages, and take a farewell for what it is."""
        if response.name == "BYE":
            if self._writer is not None:
                self._writer.close()
        elif self._selected is not None:
            if response.name == "EXISTS":
                self._selected.exists = response.number
            elif response.name == "EXPUNGE":
                self._selected.exists -= 1
                if self._selected.looked_at is not None and self._selected.looked_at > self._selected.exists:
                    self._selected.looked_at = self._selected.exists

    def _abandon(self) -> None:
        if self._writer is not None:
            self._writer.transport.abort()


@dataclass(frozen=True, slots=True)
class _Literal:
    """An argument that is sent by length."""

    data: bytes


def _argument(value: str) -> "bytes | _Literal":
    """A string argument, quoted if it can be."""
    return string(value) or _Literal(value.encode())


def _name(folder: str) -> bytes:
    quoted = string(encode_folder(folder))
    if quoted is None:
        raise ImapError("a folder's name cannot contain control characters", "command", "BAD")
    return quoted


def _literal_size(line: bytes) -> int | None:
    if not line.endswith(b"}"):
        return None
    digits = line[line.rfind(b"{") + 1 : -1]
    return int(digits) if digits.isdigit() and b"{" in line else None


def _number(value: Value) -> int | None:
    written = text(value)
    return int(written) if written.isdigit() else None


def _codes(response: _Response) -> list[_Response]:
    """The bracketed code of a status response, as a response: [UIDNEXT 5] is UIDNEXT with number 5."""
    if response.name not in ("OK", "NO", "BAD", "BYE", "PREAUTH"):
        return []
    words = _words(response)
    if not words.startswith("["):
        return []
    name, _, rest = words[1 : words.find("]")].partition(" ")
    values: list[Value] = list(rest.split())
    number = next((int(word) for word in rest.split() if word.isdigit()), 0)
    return [_Response(name.upper(), number, values)]


def _words(response: _Response) -> str:
    return text(response.values[0]) if response.values else ""


def _folder(values: list[Value]) -> Folder:
    flags = tuple(map(text, values[0])) if values and isinstance(values[0], list) else ()
    delimiter = text(values[1]) or None if len(values) > 1 else None
    name = decode_folder(text(values[2])) if len(values) > 2 else ""
    role: Role | None = next((_ROLES[flag.lower()] for flag in flags if flag.lower() in _ROLES), None)
    if role is None:
        last = name.rpartition(delimiter)[2] if delimiter else name
        role = "sent" if last.lower() in _SENT else "spam" if last.lower() in _SPAM else None
    return Folder(name, delimiter, flags, role)

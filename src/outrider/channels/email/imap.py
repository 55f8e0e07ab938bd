"""Reading a mailbox over IMAP: new messages, the Sent folder, and waiting for what comes.

Our own client, because the one asyncio library there is comes under the GPL, never tells a waiting command
that the connection is lost, and misreads messages with unbalanced parentheses.
"""

import asyncio
import base64
import re
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from outrider.channels.email.account import ImapEndpoint
from outrider.channels.email.imap_folders import Folder, Role, folder, with_role
from outrider.channels.email.imap_syntax import (
    Value,
    decode_folder,
    encode_folder,
    internal_date,
    moment,
    pairs,
    ranges,
    string,
    text,
)
from outrider.channels.email.imap_wire import (
    BUSY,
    Beginning,
    ImapError,
    ImapWire,
    Phase,
    Response,
    SentByLength,
    Timeouts,
    Word,
    codes,
)
from outrider.channels.email.reaching import why_not
from outrider.channels.email.smtp import oauth_challenge

__all__ = ["Fetched", "Folder", "FolderState", "ImapError", "ImapSession", "Role", "Timeouts", "UidValidityChanged"]

MAX_MESSAGE = 20 * 1024 * 1024
# Of larger messages only this much is read: headers, text and the beginning of what made them large.
_HEAD_OF_LARGE = 256 * 1024
_LAST = 50  # messages whose headers are looked at
_STATUS = "(MESSAGES UIDVALIDITY UIDNEXT)"
_BATCH_BYTES = 8 * 1024 * 1024
# Servers may hang up after 30 minutes of IDLE (RFC 2177), and many middle boxes sooner.
_LONGEST_IDLE = 24 * 60.0
_CLIENT = b'("name" "Outrider")'
_UNSAFE = "unsafe login"
_AT_ONCE = 1.0  # seconds: an IDLE that ends sooner, and with nothing new, is none
# How servers without the code TRYCREATE say that a folder is missing.
_NO_FOLDER = re.compile(
    r"(?:does ?n[o']t|not|n't) exist|no such|not found|could not be found|unknown (?:mailbox|folder)|\bmissing\b", re.IGNORECASE
)
# What Exchange gives out in place of a message that it cannot convert: a notice in the language of the server.
_NOTICE_OF_EXCHANGE = re.compile(rb"^From: \"?Microsoft Exchange Server\b", re.MULTILINE)
_NAMED_IN_ITS_SUBJECT = re.compile(rb"^Subject: [^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\bIMAP4?\b", re.MULTILINE | re.IGNORECASE)
_GIVES_NOTHING = "the server gives nothing of it"
_NOT_THAT_WAY = re.compile(r"mechanism|unsupported|not supported|unknown|not implemented|not available", re.IGNORECASE)


class UidValidityChanged(Exception):
    """The folder was rebuilt: UIDs known so far mean nothing. `new` is its UIDVALIDITY now."""

    def __init__(self, new: int) -> None:
        super().__init__(f"UIDVALIDITY is {new} now")
        self.new = new


@dataclass(frozen=True, slots=True)
class FolderState:
    """Compare to know whether a folder changed; `highest_modseq` only where the server has CONDSTORE.

    `uid_validity` and `uid_next` are 0 where the server does not say.
    """

    uid_validity: int
    uid_next: int
    highest_modseq: int | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """One message. `truncated`: `raw` is its beginning, for it was too large, or the server gives out no more.

    `error`: the server cannot give it out at all.
    """

    uid: int
    internal_date: datetime | None
    flags: tuple[str, ...]
    raw: bytes = field(repr=False)
    truncated: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class _Body:
    """What there is of a message."""

    raw: bytes = field(default=b"", repr=False)
    cut: bool = False
    error: str = ""


@dataclass(slots=True)
class _Selected:
    name: str
    read_only: bool
    uid_validity: int = 0
    uid_next: int | None = None
    exists: int = 0
    told: bool = False  # whether the server said how many messages there are
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
        self._wire = ImapWire(timeouts, most_literal=max_message + _HEAD_OF_LARGE, kept=_HEAD_OF_LARGE, note=self._note)
        self._selected: _Selected | None = None
        self._alone: int | None = None
        self._folders: list[Folder] | None = None
        self._as_listed: dict[str, bytes] = {}  # names as the server wrote them

    async def __aenter__(self) -> Self:
        try:
            async with asyncio.timeout(self._timeouts.connect):
                ready = await self._connect()
        except TimeoutError:
            self._wire.abandon()
            raise ImapError("no connection in time", "connect") from None
        except ssl.SSLCertVerificationError as error:
            self._wire.abandon()
            raise ImapError(f"certificate not trusted: {error.verify_message}", "connect") from None
        except OSError as error:
            self._wire.abandon()
            raise ImapError(why_not(error), "connect") from None
        except BaseException:
            self._wire.abandon()
            raise
        try:
            if not ready:
                await self._log_in()
        except BaseException:
            self._wire.abandon()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.usable:
            with suppress(ImapError):
                await self._wire.command("LOGOUT", timeout=2)
        self._wire.abandon()

    @property
    def usable(self) -> bool:
        """Whether the connection is, as far as is known, still there."""
        return self._wire.usable

    @property
    def failed_at(self) -> int | None:
        """The UID of the one message that was being fetched when fetching failed; None where it was not at a certain one."""
        return self._alone

    # -- what callers want

    async def folders(self) -> list[Folder]:
        """All selectable folders, asked once per session."""
        if self._folders is None:
            special = "SPECIAL-USE" in self.capabilities and "LIST-EXTENDED" in self.capabilities
            try:
                responses = await self._wire.command('LIST "" "*"', "RETURN (SPECIAL-USE)" if special else "")
            except ImapError as error:
                if not special or error.response not in ("NO", "BAD"):
                    raise
                responses = await self._wire.command('LIST "" "*"')
            found = [
                self._listed(response.values) for response in responses if response.name == "LIST" and len(response.values) > 2
            ]
            self._folders = [one for one in found if not {"\\noselect", "\\nonexistent"} & {flag.lower() for flag in one.flags}]
        return self._folders

    async def sent_folder(self) -> str | None:
        """The folder where sent mail is kept, if there is one."""
        return await self._with_role("sent")

    async def spam_folder(self) -> str | None:
        """The folder where suspected spam lands, if there is one."""
        return await self._with_role("spam")

    async def state(self, folder: str) -> FolderState:
        """UIDVALIDITY, UIDNEXT and HIGHESTMODSEQ, where the server can without selecting the folder."""
        items = "(MESSAGES UIDVALIDITY UIDNEXT HIGHESTMODSEQ)" if "CONDSTORE" in self.capabilities else _STATUS
        try:
            responses = await self._wire.command("STATUS", self._name(folder), items)
        except ImapError as error:
            if error.response not in ("NO", "BAD"):
                raise
            responses = []  # some refuse it for the folder that is selected
        for response in responses:
            if response.name == "STATUS":
                status = pairs(next((value for value in reversed(response.values) if isinstance(value, list)), None))
                validity, following = _number(status.get("UIDVALIDITY")) or 0, _number(status.get("UIDNEXT")) or 0
                if following == 1 and _number(status.get("MESSAGES")):
                    following = 0  # never raised: it says nothing
                return FolderState(validity, following, _number(status.get("HIGHESTMODSEQ")) or None)
        return await self.opened(folder)

    async def opened(self, folder: str) -> FolderState:
        """The same as the server says it on opening the folder, which is what counts for fetching."""
        selected = await self._select(folder, again=True)
        return FolderState(selected.uid_validity, selected.uid_next or 0, None)

    async def newest(self, folder: str) -> int | None:
        """The highest UID in a folder, 0 for an empty one; None where the server does not say."""
        selected = await self._select(folder, again=True)
        if selected.exists == 0:
            return 0 if selected.told else None
        uids = await self._uids("*")
        return max(uids, default=None)

    async def before_last(self, folder: str, count: int) -> int:
        """The UID after which the last `count` messages of a folder come; 0 if it has no more than these."""
        selected = await self._select(folder, again=True)
        first = selected.exists - count + 1
        if first <= 1:
            return 0
        responses = await self._wire.command(f"FETCH {first} (UID)")
        uids = [_number(pairs(r.values[0]).get("UID")) for r in responses if r.name == "FETCH" and r.values and r.number == first]
        return max((uid - 1 for uid in uids if uid), default=0)

    async def fetch_since(self, folder: str, uid_validity: int | None, last_uid: int, limit: int = 100) -> list[Fetched]:
        """The next messages after `last_uid`, oldest first, none marked as read.

        At most `limit`, and fewer if they are large; an empty list means there are no more. Raises
        UidValidityChanged when `uid_validity` (None: any) is not the folder's; the caller decides what then.
        """
        self._alone = None
        selected = await self._select(folder, again=True)
        if uid_validity and selected.uid_validity not in (uid_validity, 0):
            raise UidValidityChanged(selected.uid_validity)
        selected.looked_at = selected.exists
        # A UIDNEXT below what was already seen is not believed.
        if (selected.told and selected.exists == 0) or selected.uid_next == last_uid + 1:
            return []
        # "n:*" always includes the newest message, even if its UID is below n.
        uids = sorted({uid for uid in await self._uids(f"{last_uid + 1}:*") if uid > last_uid})
        for begin in range(0, len(uids), limit):
            if fetched := await self._fetch(uids[begin : begin + limit]):
                return fetched  # there may be none: all expunged in the meantime
        return []

    async def headers(self, folder: str, uid: int) -> Fetched | None:
        """A message's headers alone, for one that the server fails at when it is asked for; None if it is gone."""
        await self._select(folder)
        facts = (await self._attributes([uid], "(UID FLAGS INTERNALDATE)")).get(uid)
        if facts is None:
            return None
        try:
            found = await self._attributes([uid], "(UID BODY.PEEK[HEADER])")
        except ImapError as error:
            if error.response not in ("NO", "BAD"):
                raise
            return _fetched(uid, facts, _Body(error=error.detail))
        raw = _content(found.get(uid, {}), "BODY[HEADER]")
        return _fetched(uid, facts, _Body(raw, cut=True, error="" if raw.strip() else _GIVES_NOTHING))

    async def append(self, folder: str, raw: bytes, flags: Sequence[str] = (), date: datetime | None = None) -> int | None:
        """Put a message into a folder, which is made if missing. Returns its UID if the server reports it."""
        arguments: list[Word] = [self._name(folder), f"({' '.join(flags)})"]
        if date is not None:
            arguments.append(internal_date(date))
        arguments.append(SentByLength(raw))
        responses = await self._into(folder, "APPEND", *arguments, timeout=self._timeouts.transfer)
        for response in responses:
            if response.name == "APPENDUID" and response.values:
                return _number(response.values[-1])
        return None

    async def find_message_id(self, folder: str, message_id: str) -> int | None:
        """The UID of the message with this Message-ID (given without <>), or None.

        Servers that search headers badly or not at all are asked for those of the last messages.
        """
        selected, wanted = await self._select(folder, again=True), message_id.strip("<>")
        refusal: ImapError | None = None
        try:
            if uids := await self._search("HEADER Message-ID", _argument(wanted)):
                return max(uids)
        except ImapError as error:
            if error.response not in ("NO", "BAD") or not self.usable or error.code in BUSY:
                raise
            refusal = error
        try:
            return await self._among_last(selected.exists, wanted)
        except ImapError as error:
            if error.response not in ("NO", "BAD"):
                raise
            if refusal is not None:
                raise refusal from None
            return None

    async def _among_last(self, exists: int, message_id: str) -> int | None:
        """The UID of the message with this id, if it is among the last of the selected folder."""
        if exists == 0:
            return None
        items = "(UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"
        responses = await self._wire.command(f"FETCH {max(1, exists - _LAST + 1)}:{exists}", items)
        found = [pairs(response.values[0]) for response in responses if response.name == "FETCH" and response.values]
        with_id = [
            about for about in found if any(message_id in text(value) for name, value in about.items() if "HEADER" in name)
        ]
        return max((uid for about in with_id if (uid := _number(about.get("UID")))), default=None)

    async def move(self, folder: str, uids: Sequence[int], to: str) -> None:
        """Move messages to another folder, which is made if missing."""
        if not uids:
            return
        await self._select(folder, write=True)
        if "MOVE" in self.capabilities:
            try:
                await self._into(to, "UID MOVE", ranges(uids), self._name(to))
                return
            except ImapError as error:
                if error.response != "BAD" or not self.usable:
                    raise
                self.capabilities -= {"MOVE"}  # offered, and not known
        await self._into(to, "UID COPY", ranges(uids), self._name(to))
        await self._wire.command("UID STORE", ranges(uids), "+FLAGS.SILENT (\\Deleted)")
        if "UIDPLUS" in self.capabilities:
            # A bare EXPUNGE would take along what others marked as deleted.
            await self._wire.command("UID EXPUNGE", ranges(uids))

    async def add_flags(self, folder: str, uids: Sequence[int], flags: Sequence[str]) -> None:
        """Set flags such as \\Seen or \\Flagged."""
        if uids:
            await self._select(folder, write=True)
            await self._wire.command("UID STORE", ranges(uids), f"+FLAGS.SILENT ({' '.join(flags)})")

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
        await self._wire.command("NOOP")
        while selected.exists <= selected.looked_at:
            left = deadline - loop.time()
            if left <= 0:
                return False
            if "IDLE" in self.capabilities:
                began = loop.time()
                try:
                    await self._idle(selected, min(left, _LONGEST_IDLE))
                except ImapError as error:
                    if error.response not in ("NO", "BAD") or not self.usable:
                        raise
                    self.capabilities -= {"IDLE"}  # offered, and refused
                if loop.time() - began < min(left, _AT_ONCE) and selected.exists <= selected.looked_at:
                    self.capabilities -= {"IDLE"}  # over as soon as it began: it would be asked for without end
            else:
                await asyncio.sleep(min(left, self._poll_seconds))
                await self._wire.command("NOOP")
        return True

    async def noop(self) -> None:
        """Keep the connection alive, and see whether it is."""
        await self._wire.command("NOOP")

    # -- how it is done

    async def _with_role(self, role: Role) -> str | None:
        found = with_role(await self.folders(), role)
        return found.name if found else None

    async def _select(self, folder: str, *, again: bool = False, write: bool = False) -> _Selected:
        current = self._selected
        if current and current.name == folder and not again and not (write and current.read_only):
            return current
        selected = self._selected = _Selected(folder, read_only=not write)
        if current and current.name == folder:
            selected.looked_at = current.looked_at
        try:
            responses = await self._open(folder, write=write)
        except ImapError:
            self._selected = None
            raise
        for response in responses:
            if response.name == "EXISTS":
                selected.told = True
            elif response.name == "UIDVALIDITY":
                selected.uid_validity = response.count
            elif response.name == "UIDNEXT":
                selected.uid_next = response.count or None  # 0: not known
        if selected.uid_next == 1 and selected.exists:
            selected.uid_next = None  # never raised: it says nothing
        return selected

    async def _open(self, folder: str, *, write: bool) -> list[Response]:
        """Select a folder. NetEase wants to be told who asks, also where it does not offer ID."""
        try:
            return await self._opened(folder, write=write)
        except ImapError as error:
            if not self.usable or _UNSAFE not in error.detail.lower():
                raise
        await self._introduce()
        return await self._opened(folder, write=write)

    async def _introduce(self) -> None:
        with suppress(ImapError):
            await self._wire.command("ID", _CLIENT)

    async def _opened(self, folder: str, *, write: bool) -> list[Response]:
        """Servers that do not know EXAMINE are asked to SELECT; nothing is marked as read either way."""
        if not write:
            try:
                return await self._wire.command("EXAMINE", self._name(folder))
            except ImapError as error:
                if error.response not in ("NO", "BAD") or error.code is not None:
                    raise
        return await self._wire.command("SELECT", self._name(folder))

    async def _into(self, folder: str, *words: Word, timeout: float | None = None) -> list[Response]:
        """A command that puts messages into `folder`; makes the folder when that is what is missing."""
        try:
            return await self._wire.command(*words, timeout=timeout)
        except ImapError as error:
            missing = error.response == "NO" and error.code != "OVERQUOTA" and _NO_FOLDER.search(error.detail)
            if not self.usable or not (missing or error.code in ("TRYCREATE", "NONEXISTENT")):
                raise
        placed = self._name(await self._placed(folder))
        await self._wire.command("CREATE", placed)
        self._folders = None
        name = self._name(folder)
        return await self._wire.command(*(placed if word == name else word for word in words), timeout=timeout)

    async def _placed(self, folder: str) -> str:
        """Where a folder of this name is made: within INBOX, where the server keeps all of them there (Courier, Cyrus)."""
        others = [one for one in await self.folders() if one.name.upper() != "INBOX"]
        delimiter = next((one.delimiter for one in others if one.delimiter), None)
        prefix = f"INBOX{delimiter}"
        within = delimiter is not None and all(one.name.upper().startswith(prefix) for one in others)
        return prefix + folder if within and not folder.upper().startswith(prefix) else folder

    async def _uids(self, range_of: str) -> list[int]:
        """The UIDs in a range that messages have. Where a search is refused, they are fetched."""
        try:
            return await self._search(f"UID {range_of}")
        except ImapError as error:
            if error.response not in ("NO", "BAD") or not self.usable or error.code in BUSY:
                raise
        responses = await self._wire.command("UID FETCH", range_of, "(UID)")
        uids = (_number(pairs(r.values[0]).get("UID")) for r in responses if r.name == "FETCH" and r.values)
        return [uid for uid in uids if uid]

    async def _search(self, *criteria: Word) -> list[int]:
        responses = await self._wire.command("UID SEARCH", *criteria)
        written: list[Value] = []
        for response in responses:
            if response.name == "SEARCH":
                written += response.values
            elif response.name == "ESEARCH":  # unasked for: (TAG "x") UID ALL 1:3,7
                names = [text(value).upper() for value in response.values]
                written += response.values[names.index("ALL") + 1 :][:1] if "ALL" in names else []
        return [uid for value in written for uids in text(value).split(",") for uid in _uids_of(uids)]

    async def _fetch(self, uids: list[int]) -> list[Fetched]:
        if not uids:
            return []
        self._alone = uids[0] if len(uids) == 1 else None
        facts = await self._attributes(uids, "(UID FLAGS INTERNALDATE RFC822.SIZE)")
        whole: list[int] = []
        large: list[int] = []
        total = 0
        for uid in uids:
            size = _number(facts.get(uid, {}).get("RFC822.SIZE")) or 0
            total += min(size, self._max_message)
            if total > _BATCH_BYTES and (whole or large):
                break
            (large if size > self._max_message else whole).append(uid)
        bodies = await self._bodies(whole, "(UID BODY.PEEK[])", facts)
        bodies |= await self._bodies(large, f"(UID BODY.PEEK[]<0.{_HEAD_OF_LARGE}>)", facts)
        self._alone = None
        return [_fetched(uid, facts.get(uid, {}), bodies[uid], cut=uid in large) for uid in sorted(bodies)]

    async def _bodies(self, uids: list[int], items: str, facts: dict[int, dict[str, Value]]) -> dict[int, _Body]:
        """The messages by UID; for one that the server cannot give out, what it says. One that is gone is left out."""
        try:
            found = await self._attributes(uids, items)
        except ImapError as error:
            if error.response not in ("NO", "BAD") or not self.usable or error.code in BUSY:
                raise
            if len(uids) == 1:
                return {uids[0]: await self._in_parts(uids[0]) or _Body(error=error.detail)}
            found = {}
        bodies: dict[int, _Body] = {}
        for uid in uids:
            raw = _content(found.get(uid, {}), "BODY[]")
            if raw and not _is_notice(raw):
                bodies[uid] = _Body(raw, cut=isinstance(raw, Beginning))
            elif len(uids) > 1:
                # Left out of the answer: one message that the server cannot read must not keep others from being read.
                bodies |= await self._bodies([uid], items, facts)
            elif uid in found and not _number(facts.get(uid, {}).get("RFC822.SIZE")):
                bodies[uid] = _Body(raw)
            elif uid in found or (uid in facts and uid in await self._attributes([uid], "(UID FLAGS)")):
                bodies[uid] = await self._in_parts(uid) or _Body(error=_GIVES_NOTHING)
        return bodies

    async def _in_parts(self, uid: int) -> _Body | None:
        """A message's headers and text asked for separately: some servers have these where they cannot give out the whole."""
        parts: list[bytes] = []
        for item in ("HEADER", "TEXT"):
            try:
                found = await self._attributes([uid], f"(UID BODY.PEEK[{item}])")
            except ImapError as error:
                if error.response not in ("NO", "BAD") or not self.usable or error.code in BUSY:
                    raise
                found = {}
            parts.append(_content(found.get(uid, {}), f"BODY[{item}]"))
        header, text = parts
        if not header.strip() or _is_notice(header):
            return None
        return _Body(header.rstrip(b"\r\n") + b"\r\n\r\n" + text, cut=not text)

    async def _attributes(self, uids: list[int], items: str) -> dict[int, dict[str, Value]]:
        if not uids:
            return {}
        most = _BATCH_BYTES + 2 * self._max_message
        responses = await self._wire.command("UID FETCH", ranges(uids), items, timeout=self._timeouts.transfer, most_bytes=most)
        attributes = [pairs(r.values[0]) for r in responses if r.name == "FETCH" and r.values]
        wanted = set(uids)
        # Servers may add responses about other messages, whose flags have changed in the meantime.
        by_uid: dict[int, dict[str, Value]] = {}
        for found in attributes:
            uid = _number(found.get("UID"))
            if uid is None and len(uids) == 1 and any(name.startswith(("BODY", "RFC822")) for name in found):
                uid = uids[0]  # the only message that was asked for
            if uid in wanted:
                by_uid.setdefault(uid, {}).update(found)
        return by_uid

    async def _idle(self, selected: _Selected, seconds: float) -> None:
        await self._wire.idle(seconds, lambda: selected.looked_at is not None and selected.exists > selected.looked_at)

    async def _connect(self) -> bool:
        """Whether the server takes us as logged in already."""
        greeting = await self._wire.connect(self.endpoint, self._tls)
        if greeting.name not in ("OK", "PREAUTH"):
            raise ImapError(greeting.words, "connect", greeting.name)
        responses = codes(greeting)
        if self.endpoint.security == "starttls":
            if greeting.name == "PREAUTH":
                raise ImapError("the server does not let the connection be secured", "connect")
            await self._wire.command("STARTTLS", phase="connect")
            await self._wire.start_tls(self.endpoint, self._tls)
            responses = []  # unencrypted, possibly forged
        await self._learn_capabilities(responses, "connect")
        return greeting.name == "PREAUTH"

    async def _learn_capabilities(self, responses: Sequence[Response], phase: Phase) -> None:
        """Learn the capabilities from these responses, or else by asking."""
        if not any(response.name == "CAPABILITY" for response in responses):
            try:
                responses = await self._wire.command("CAPABILITY", phase=phase)
            except ImapError as error:
                if error.response not in ("NO", "BAD"):
                    raise
                responses = []  # some do not know the command
        for response in responses:
            if response.name == "CAPABILITY":
                self.capabilities = frozenset(text(value).upper() for value in response.values)
        self._wire.non_synchronizing = "LITERAL+" in self.capabilities

    async def _log_in(self) -> None:
        endpoint, secret = self.endpoint, self.endpoint.secret.get_secret_value()
        if endpoint.auth == "none":
            return
        if endpoint.auth == "xoauth2":
            responses = await self._authenticate("XOAUTH2", f"user={endpoint.username}\1auth=Bearer {secret}\1\1")
        elif "AUTH=PLAIN" in self.capabilities and endpoint.auth == "plain":
            try:
                responses = await self._authenticate("PLAIN", f"\0{endpoint.username}\0{secret}")
            except ImapError as error:
                if not self._offered_in_vain(error):
                    raise
                responses = await self._log_in_plainly()
        elif "LOGINDISABLED" in self.capabilities and "AUTH=LOGIN" in self.capabilities:
            responses = await self._authenticate("LOGIN", endpoint.username, secret)
        elif "LOGINDISABLED" in self.capabilities:
            raise ImapError("the server does not take passwords on this connection", "auth", "NO")
        else:
            responses = await self._log_in_plainly()
        # What is offered usually grows by logging in.
        await self._learn_capabilities(responses, "auth")
        if "ID" in self.capabilities:
            # NetEase refuses to open folders for clients that have not sent an ID command.
            await self._introduce()

    async def _log_in_plainly(self) -> list[Response]:
        name, secret = self.endpoint.username, self.endpoint.secret.get_secret_value()
        return await self._wire.command("LOGIN", _argument(name), _argument(secret), phase="auth")

    def _offered_in_vain(self, error: ImapError) -> bool:
        """Whether a login was refused for the way it was tried, and not for the password, which is not tried twice."""
        if "LOGINDISABLED" in self.capabilities or not self.usable or error.code is not None:
            return False
        return error.response == "BAD" or (error.response == "NO" and _NOT_THAT_WAY.search(error.detail) is not None)

    async def _authenticate(self, mechanism: str, *answers: str) -> list[Response]:
        encoded = [base64.b64encode(answer.encode()) for answer in answers]
        # The challenges of LOGIN come first always: it was never made for an answer at once.
        at_once = "SASL-IR" in self.capabilities and len(answers) == 1
        return await self._wire.authenticate(mechanism, encoded, at_once=at_once, explain=oauth_challenge)

    def _listed(self, values: list[Value]) -> Folder:
        flags = tuple(map(text, values[0])) if isinstance(values[0], list) else ()
        # An unquoted name with spaces arrives as several values.
        written = " ".join(map(text, values[2:])) if all(isinstance(value, str) for value in values[2:]) else text(values[2])
        name = decode_folder(written)
        self._as_listed[name] = written.encode()
        return folder(name, text(values[1]) or None, flags)

    def _name(self, name: str) -> bytes:
        """A folder's name as an argument, written as the server wrote it."""
        quoted = string(encode_folder(name))
        if quoted is None:
            raise ImapError("a folder's name cannot contain control characters", "command", "BAD")
        listed = self._as_listed.get(name)
        if listed is None or name.upper() == "INBOX":
            return quoted
        return b'"' + listed.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'

    def _note(self, response: Response) -> None:
        """Keep count of the selected folder's messages."""
        selected = self._selected
        if selected is None:
            return
        if response.name == "EXISTS":
            selected.exists = response.count
        elif response.name == "EXPUNGE" and selected.exists > 0:
            selected.exists -= 1
            if selected.looked_at is not None and selected.looked_at > selected.exists:
                selected.looked_at = selected.exists


def _argument(value: str) -> Word:
    """A string argument, quoted if it can be."""
    return string(value) or SentByLength(value.encode())


_MOST_IN_RANGE = 100_000


def _uids_of(written: str) -> range:
    """The UIDs of one item of a set: 7, or 5:7."""
    ends = [_number(end) for end in written.split(":")]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2:
        return range(0)
    low, high = min(first, last), max(first, last)
    return range(low, min(high, low + _MOST_IN_RANGE) + 1)


def _content(about: dict[str, Value], name: str) -> bytes:
    """What a FETCH response has under this name, by whichever variant of it the server writes; b"" for nothing."""
    names = (name, name.replace("BODY[", "BODY.PEEK["), *(("RFC822",) if name == "BODY[]" else ()))
    value = next((value for found, value in about.items() if found.partition("<")[0] in names), b"")
    return value if isinstance(value, bytes) else text(value).encode()


def _is_notice(raw: bytes) -> bool:
    head = raw[:4_000].partition(b"\r\n\r\n")[0]
    return bool(_NOTICE_OF_EXCHANGE.search(head) and _NAMED_IN_ITS_SUBJECT.search(head))


def _number(value: Value) -> int | None:
    written = text(value)
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else None


def _fetched(uid: int, about: dict[str, Value], body: _Body, *, cut: bool = False) -> Fetched:
    flags = about.get("FLAGS")
    return Fetched(
        uid,
        moment(text(about.get("INTERNALDATE"))),
        tuple(map(text, flags)) if isinstance(flags, list) else (),
        body.raw,
        truncated=cut or body.cut,
        error=body.error,
    )

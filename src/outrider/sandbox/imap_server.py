"""An IMAP4rev1 server over mailboxes in memory, with IDLE, MOVE, UIDPLUS, SPECIAL-USE and CONDSTORE."""

import asyncio
import re
import ssl
from bisect import bisect_right
from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar, Protocol

from outrider.clock import Clock
from outrider.sandbox import imap_fetch, sasl
from outrider.sandbox.faults import Faults
from outrider.sandbox.imap_search import predicate
from outrider.sandbox.imap_syntax import (
    BadSyntax,
    Token,
    atom,
    compress,
    literal_size,
    moment,
    ranges,
    string,
    text,
    tokens,
    within,
)
from outrider.sandbox.mailboxes import INBOX, Account, Folder, Letter

MAX_LITERAL = 26_214_400
MAX_LINE = 1 << 16
SYSTEM_FLAGS = r"\Answered \Flagged \Deleted \Seen \Draft"
CAPABILITIES = (
    "IMAP4rev1 LITERAL+ SASL-IR AUTH=PLAIN AUTH=LOGIN AUTH=XOAUTH2 ID ENABLE NAMESPACE UNSELECT "
    "UIDPLUS MOVE IDLE SPECIAL-USE CONDSTORE"
)


class Host(Protocol):
    """What the server asks of the world."""

    clock: Clock
    faults: Faults

    def log_in(self, credentials: sasl.Credentials) -> Account | None: ...


class No(Exception):
    """The command is understood but refused; the text goes to the client."""


class Bye(Exception):
    """The connection ends now; the text goes to the client."""


Command = Callable[["ImapSession", list[Token]], Awaitable[str | None]]


class ImapSession:
    """One connection: reads commands, answers them, and reports the selected folder's changes when allowed."""

    def __init__(
        self,
        host: Host,
        tls: ssl.SSLContext | None,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self.host = host
        self.tls = tls
        self.reader = reader
        self.writer = writer
        self.account: Account | None = None
        self.folder: Folder | None = None
        self.read_only = False
        self.view: list[Letter] = []  # the folder as the client knows it: sequence number n is view[n - 1]
        self.last_uid = 0
        self.seen_modseq = 0
        self.seen_expunges = 0
        self.validity = 0
        self.changed = asyncio.Event()
        self.afterwards: Callable[[], Awaitable[None]] | None = None  # to do once the tagged answer has left
        self.leaving = False

    async def run(self) -> None:
        """Serve until LOGOUT or the end of the connection."""
        self._say(f"OK [CAPABILITY {self._capabilities()}] Outrider sandbox ready")
        try:
            while await self._serve_one():
                await self.writer.drain()
        except (OSError, asyncio.IncompleteReadError, ValueError):
            pass  # cut off, a failed handshake, or a line beyond the limit
        except Bye as farewell:
            self._say(f"BYE {farewell}")
        finally:
            self._leave()
            self.writer.close()

    # --- reading and answering --------------------------------------------------------------------

    async def _serve_one(self) -> bool:
        parts = await self._read()
        if parts is None:
            return False
        words = parts[0].split(maxsplit=2)
        tag = words[0].decode("ascii", "replace") if words else "*"
        try:
            arguments = tokens(parts)[1:]
            name = atom(arguments.pop(0)) if arguments else ""
            if name == "UID" and arguments:
                name = f"UID {atom(arguments.pop(0))}"
            done = await self._run(name, arguments)
            self._sync(expunges=name not in ("FETCH", "STORE", "SEARCH"))
            self._line(f"{tag} OK {done or name.title() + ' completed'}")
        except BadSyntax as error:
            self._line(f"{tag} BAD {error}")
        except No as error:
            self._line(f"{tag} NO {error}")
        except (IndexError, TypeError):
            self._line(f"{tag} BAD Missing or wrong arguments")
        if self.afterwards is not None:
            await self.writer.drain()
            await self.afterwards()
            self.afterwards = None
        return not self.leaving

    async def _read(self) -> list[bytes] | None:
        """One command as [line, literal, line, …]; None at the end of the stream."""
        parts: list[bytes] = []
        while True:
            line = await self.reader.readline()
            if not line.endswith(b"\n"):
                return None
            parts.append(line.rstrip(b"\r\n"))
            announced = literal_size(parts[-1])
            if announced is None:
                return parts
            size, waits = announced
            if size > MAX_LITERAL:
                raise Bye("[TOOBIG] Literal too big")
            if waits:
                self.writer.write(b"+ Ready\r\n")
                await self.writer.drain()
            parts.append(await self.reader.readexactly(size))

    async def _run(self, name: str, arguments: list[Token]) -> str | None:
        if command := self._ANY.get(name):
            return await command(self, arguments)
        if self.account is None:
            if name in self._AUTHENTICATED or name in self._SELECTED:
                raise No("Log in first")
            raise BadSyntax("Unknown command")
        if command := self._AUTHENTICATED.get(name):
            return await command(self, arguments)
        if command := self._SELECTED.get(name):
            if self.folder is None:
                raise No("Select a mailbox first")
            return await command(self, arguments)
        raise BadSyntax("Unknown command")

    def _line(self, line: str | bytes) -> None:
        self.writer.write((line.encode() if isinstance(line, str) else line) + b"\r\n")

    def _say(self, line: str | bytes) -> None:
        self._line(b"* " + (line.encode() if isinstance(line, str) else line))

    def _capabilities(self) -> str:
        encrypted = self.writer.get_extra_info("ssl_object") is not None
        return CAPABILITIES + (" STARTTLS" if self.tls and not encrypted and not self.account else "")

    # --- what changed in the selected folder ------------------------------------------------------

    def _enter(self, folder: Folder, *, read_only: bool) -> None:
        self._leave()
        self.folder, self.read_only = folder, read_only
        self.view = list(folder.letters)
        self.last_uid = folder.uid_next - 1
        self.seen_modseq, self.seen_expunges = folder.modseq, folder.expunges
        self.validity = folder.uid_validity
        self.changed.clear()
        folder.watchers.add(self.changed.set)

    def _leave(self) -> None:
        if self.folder is not None:
            self.folder.watchers.discard(self.changed.set)
        self.folder, self.view = None, []

    def _sync(self, *, expunges: bool = True) -> None:
        """Report changes since the client's last update; EXPUNGE only where sequence numbers may shift."""
        folder = self.folder
        if folder is None or (folder.modseq == self.seen_modseq and folder.expunges == self.seen_expunges):
            return
        if folder.uid_validity != self.validity:
            raise Bye("The mailbox was renumbered")
        if expunges and folder.expunges != self.seen_expunges:
            self._report_expunged()
        known = len(self.view)
        fresh = folder.letters[bisect_right(folder.letters, self.last_uid, key=lambda letter: letter.uid) :]
        if fresh:
            self.view.extend(fresh)
            self.last_uid = fresh[-1].uid
            self._say(f"{len(self.view)} EXISTS")
        for number, letter in enumerate(self.view[:known], start=1):
            if letter.modseq > self.seen_modseq and not letter.gone:
                self._report_flags(number, letter)
        self.seen_modseq = folder.modseq

    def _report_expunged(self) -> None:
        assert self.folder
        for index in range(len(self.view) - 1, -1, -1):
            if self.view[index].gone:
                del self.view[index]
                self._say(f"{index + 1} EXPUNGE")
        self.seen_expunges = self.folder.expunges

    def _report_flags(self, number: int, letter: Letter) -> None:
        flags = imap_fetch.flags(letter)
        self._say(b"%d FETCH (UID %d FLAGS %s MODSEQ (%d))" % (number, letter.uid, flags, letter.modseq))

    # --- any state --------------------------------------------------------------------------------

    async def _capability(self, _arguments: list[Token]) -> None:
        self._say(f"CAPABILITY {self._capabilities()}")

    async def _noop(self, _arguments: list[Token]) -> None:
        self._sync()

    async def _id(self, _arguments: list[Token]) -> None:
        self._say('ID ("name" "Outrider sandbox")')

    async def _logout(self, _arguments: list[Token]) -> None:
        self._leave()
        self.leaving = True
        self._say("BYE Until later")

    async def _starttls(self, _arguments: list[Token]) -> str:
        tls = self.tls
        if tls is None or "STARTTLS" not in self._capabilities():
            raise BadSyntax("STARTTLS is not offered here")

        async def handshake() -> None:
            await self.writer.start_tls(tls)

        self.afterwards = handshake
        return "Begin TLS"

    async def _login(self, arguments: list[Token]) -> str:
        return self._open(sasl.Credentials(text(arguments[0]), text(arguments[1])))

    async def _authenticate(self, arguments: list[Token]) -> str:
        mechanism = atom(arguments[0])
        if mechanism == "LOGIN":
            login = sasl.decode(await self._challenge("VXNlcm5hbWU6"))
            secret = sasl.decode(await self._challenge("UGFzc3dvcmQ6"))
            return self._open(sasl.Credentials(login or "", secret or ""))
        if mechanism not in sasl.MECHANISMS:
            raise No("[CANNOT] No such mechanism")
        initial = text(arguments[1]).encode() if len(arguments) > 1 else await self._challenge("")
        credentials = sasl.MECHANISMS[mechanism](initial)
        if credentials is None:
            raise BadSyntax("Cannot decode the response")
        return self._open(credentials)

    async def _challenge(self, challenge: str) -> bytes:
        self._line(f"+ {challenge}")
        await self.writer.drain()
        answer = (await self.reader.readline()).strip()
        if answer == b"*":
            raise BadSyntax("Authentication cancelled")
        return answer

    def _open(self, credentials: sasl.Credentials) -> str:
        if self.account is not None:
            raise BadSyntax("Already logged in")
        faults = self.host.faults
        refused = faults.take("auth", credentials.login.lower()) if faults.pending else None
        if refused and refused.drop:
            raise ConnectionAbortedError
        account = None if refused and refused.answer else self.host.log_in(credentials)
        if account is None:
            raise No("[AUTHENTICATIONFAILED] Invalid credentials")
        self.account = account
        return f"[CAPABILITY {self._capabilities()}] Logged in"

    # --- logged in --------------------------------------------------------------------------------

    def _folder(self, token: Token) -> Folder:
        assert self.account
        folder = self.account.folder(text(token))
        if folder is None:
            raise No("[TRYCREATE] No such mailbox")
        return folder

    async def _enable(self, arguments: list[Token]) -> None:
        known = [word for word in map(atom, arguments) if word == "CONDSTORE"]
        self._say(" ".join(["ENABLED", *known]))

    async def _namespace(self, _arguments: list[Token]) -> None:
        self._say('NAMESPACE (("" "/")) NIL NIL')

    async def _list(self, arguments: list[Token]) -> None:
        self._listing("LIST", arguments)

    async def _lsub(self, arguments: list[Token]) -> None:
        self._listing("LSUB", arguments)

    def _listing(self, word: str, arguments: list[Token]) -> None:
        """LIST and LSUB. Also `LIST (SPECIAL-USE) "" *`, which asks for the special folders only."""
        assert self.account
        options: Token = arguments.pop(0) if isinstance(arguments[0], list) else []
        assert isinstance(options, list)
        only_special = any(atom(option) == "SPECIAL-USE" for option in options)
        pattern = text(arguments[1])
        wanted = text(arguments[0]) + pattern
        if not pattern:
            self._say(f'{word} (\\Noselect) "/" ""')
            return
        for name in self.account.folder_names():
            use = self.account.uses(name)
            if (use or not only_special) and _matches(name, wanted):
                attributes = " ".join(filter(None, (r"\HasNoChildren", use)))
                self._say(f'{word} ({attributes}) "/" '.encode() + string(name))

    async def _select(self, arguments: list[Token]) -> str:
        return self._look_into(arguments, read_only=False)

    async def _examine(self, arguments: list[Token]) -> str:
        return self._look_into(arguments, read_only=True)

    def _look_into(self, arguments: list[Token], *, read_only: bool) -> str:
        self._leave()
        folder = self._folder(arguments[0])
        self._enter(folder, read_only=read_only)
        self._say(f"FLAGS ({SYSTEM_FLAGS})")
        permanent = "" if read_only else rf"{SYSTEM_FLAGS} \*"
        self._say(f"OK [PERMANENTFLAGS ({permanent})] Flags that last")
        self._say(f"{len(self.view)} EXISTS")
        self._say("0 RECENT")
        unseen = next((n for n, letter in enumerate(self.view, 1) if r"\Seen" not in letter.flags), None)
        if unseen:
            self._say(f"OK [UNSEEN {unseen}] First unseen")
        self._say(f"OK [UIDVALIDITY {folder.uid_validity}] UIDs valid")
        self._say(f"OK [UIDNEXT {folder.uid_next}] Next UID")
        self._say(f"OK [HIGHESTMODSEQ {folder.modseq}] Highest")
        return f"[READ-{'ONLY' if read_only else 'WRITE'}] Selected"

    async def _status(self, arguments: list[Token]) -> None:
        folder = self._folder(arguments[0])
        values = {
            "MESSAGES": lambda: len(folder.letters),
            "RECENT": lambda: 0,
            "UIDNEXT": lambda: folder.uid_next,
            "UIDVALIDITY": lambda: folder.uid_validity,
            "UNSEEN": lambda: sum(r"\Seen" not in letter.flags for letter in folder.letters),
            "HIGHESTMODSEQ": lambda: folder.modseq,
            "SIZE": lambda: sum(len(letter.raw) for letter in folder.letters),
        }
        wanted = arguments[1]
        if not isinstance(wanted, list) or any(atom(word) not in values for word in wanted):
            raise BadSyntax("Unknown STATUS item")
        pairs = " ".join(f"{atom(word)} {values[atom(word)]()}" for word in wanted)
        self._say(b"STATUS %s (%s)" % (string(folder.name), pairs.encode()))

    async def _create(self, arguments: list[Token]) -> None:
        assert self.account
        name = text(arguments[0]).rstrip("/")
        if not name or self.account.folder(name) is not None:
            raise No("[ALREADYEXISTS] There is a mailbox of that name")
        self.account.create(name)

    async def _delete(self, arguments: list[Token]) -> None:
        assert self.account
        folder = self._folder(arguments[0])
        if folder.name == INBOX or folder.special_use:
            raise No("[CANNOT] This mailbox stays")
        self.account.delete(folder.name)

    async def _rename(self, arguments: list[Token]) -> None:
        assert self.account
        folder, name = self._folder(arguments[0]), text(arguments[1])
        if folder.name == INBOX or folder.special_use or self.account.folder(name) is not None:
            raise No("[CANNOT] This mailbox cannot take that name")
        self.account.rename(folder.name, name)

    async def _subscribe(self, arguments: list[Token]) -> None:
        """Every mailbox counts as subscribed."""
        self._folder(arguments[0])

    async def _append(self, arguments: list[Token]) -> str:
        folder = self._folder(arguments.pop(0))
        raw = arguments.pop()
        flags = _flags(arguments.pop(0)) if arguments and isinstance(arguments[0], list) else set[str]()
        at = moment(text(arguments[0]).strip()) if arguments else self.host.clock.now()
        if not isinstance(raw, bytes):
            raise BadSyntax("A message literal was expected")
        letter = folder.add(raw, at, flags)
        return f"[APPENDUID {folder.uid_validity} {letter.uid}] Appended"

    async def _idle(self, _arguments: list[Token]) -> str:
        self._line("+ idling")
        self._sync()
        await self.writer.drain()
        done = asyncio.ensure_future(self.reader.readline())
        change = asyncio.ensure_future(self.changed.wait())
        try:
            while not done.done():
                await asyncio.wait({done, change}, return_when=asyncio.FIRST_COMPLETED)
                if change.done():
                    self.changed.clear()
                    change = asyncio.ensure_future(self.changed.wait())
                self._sync()
                await self.writer.drain()
        finally:
            done.cancel()
            change.cancel()
            await asyncio.gather(done, change, return_exceptions=True)
        if done.result().strip().upper() != b"DONE":
            raise BadSyntax("DONE was expected")
        return "Idle completed"

    # --- a folder is selected ---------------------------------------------------------------------

    def _chosen(self, token: Token, *, by_uid: bool) -> list[tuple[int, Letter]]:
        """(sequence number, letter) of the set, in order. Unknown UIDs are passed over; numbers are bad."""
        if by_uid:
            spans = ranges(text(token), self.view[-1].uid if self.view else 0)
            return [(n, m) for n, m in enumerate(self.view, start=1) if within(m.uid, spans)]
        spans = ranges(text(token), len(self.view))
        if any(last > len(self.view) or first < 1 for first, last in spans):
            raise BadSyntax("No such message")
        return [(n, self.view[n - 1]) for n in sorted({n for a, b in spans for n in range(a, b + 1)})]

    def _writable(self) -> Folder:
        assert self.folder
        if self.read_only:
            raise No("[READ-ONLY] The mailbox was opened for reading")
        return self.folder

    async def _search(self, arguments: list[Token], *, by_uid: bool = False) -> None:
        found = predicate(arguments, self.view[-1].uid if self.view else 0, len(self.view))
        hits = [
            letter.uid if by_uid else number
            for number, letter in enumerate(self.view, start=1)
            if not letter.gone and found(letter, number)
        ]
        self._say(" ".join(["SEARCH", *map(str, hits)]))

    async def _fetch(self, arguments: list[Token], *, by_uid: bool = False) -> None:
        assert self.folder
        self._sync(expunges=False)
        wanted = imap_fetch.items(arguments[1])
        since = _modifier(arguments[2], "CHANGEDSINCE") if len(arguments) > 2 else None
        names = {item.name for item in wanted}
        if by_uid and "UID" not in names:
            wanted.insert(0, imap_fetch.Item("UID"))
        if since is not None and "MODSEQ" not in names:
            wanted.append(imap_fetch.Item("MODSEQ"))
        reads = not self.read_only and any(not item.peek for item in wanted)
        for number, letter in self._chosen(arguments[0], by_uid=by_uid):
            if letter.gone or (since is not None and letter.modseq <= since):
                continue
            shown = wanted
            if reads and r"\Seen" not in letter.flags:
                self.folder.set_flags(letter, letter.flags | {r"\Seen"})
                shown = wanted if "FLAGS" in names else [*wanted, imap_fetch.Item("FLAGS")]
            self._say(b"%d FETCH (%s)" % (number, imap_fetch.answer(letter, shown)))
        self.seen_modseq = self.folder.modseq

    async def _store(self, arguments: list[Token], *, by_uid: bool = False) -> str | None:
        folder = self._writable()
        chosen = self._chosen(arguments.pop(0), by_uid=by_uid)
        limit = _modifier(arguments.pop(0), "UNCHANGEDSINCE") if isinstance(arguments[0], list) else None
        action = atom(arguments[0])
        flags = _flags(arguments[1] if isinstance(arguments[1], list) else arguments[1:])
        if action.removesuffix(".SILENT") not in ("FLAGS", "+FLAGS", "-FLAGS"):
            raise BadSyntax("Unknown STORE action")
        self._sync(expunges=False)
        modified: list[int] = []
        for number, letter in chosen:
            if limit is not None and letter.modseq > limit:
                modified.append(letter.uid if by_uid else number)
                continue
            if letter.gone:
                continue
            kept = letter.flags - flags if action[0] == "-" else letter.flags
            folder.set_flags(letter, flags if action[0] == "F" else kept | flags if action[0] == "+" else kept)
            if not action.endswith(".SILENT") or limit is not None:
                self._report_flags(number, letter)
        self.seen_modseq = folder.modseq
        return f"[MODIFIED {compress(modified)}] Some had changed" if modified else None

    async def _copy(self, arguments: list[Token], *, by_uid: bool = False) -> str | None:
        copied = self._duplicate(self._chosen(arguments[0], by_uid=by_uid), self._folder(arguments[1]))
        return f"[{copied}] Copied" if copied else None

    async def _move(self, arguments: list[Token], *, by_uid: bool = False) -> None:
        folder = self._writable()
        chosen = self._chosen(arguments[0], by_uid=by_uid)
        if copied := self._duplicate(chosen, self._folder(arguments[1])):
            self._say(f"OK [{copied}] Moved")
            folder.expunge(letter for _, letter in chosen)

    def _duplicate(self, chosen: list[tuple[int, Letter]], target: Folder) -> str | None:
        """Copy letters into `target`; the COPYUID response code."""
        present = [letter for _, letter in chosen if not letter.gone]
        copies = [target.add(m.raw, m.at, m.flags, sender=m.sender).uid for m in present]
        if not copies:
            return None
        return f"COPYUID {target.uid_validity} {compress([m.uid for m in present])} {compress(copies)}"

    async def _expunge(self, arguments: list[Token], *, by_uid: bool = False) -> None:
        chosen = self._chosen(arguments[0], by_uid=True) if by_uid else list(enumerate(self.view, start=1))
        self._writable().expunge(_deleted(letter for _, letter in chosen))

    async def _close(self, _arguments: list[Token]) -> None:
        if self.folder and not self.read_only:
            self.folder.expunge(_deleted(self.view))
        self._leave()

    async def _unselect(self, _arguments: list[Token]) -> None:
        self._leave()

    async def _uid_search(self, arguments: list[Token]) -> None:
        await self._search(arguments, by_uid=True)

    async def _uid_fetch(self, arguments: list[Token]) -> None:
        await self._fetch(arguments, by_uid=True)

    async def _uid_store(self, arguments: list[Token]) -> str | None:
        return await self._store(arguments, by_uid=True)

    async def _uid_copy(self, arguments: list[Token]) -> str | None:
        return await self._copy(arguments, by_uid=True)

    async def _uid_move(self, arguments: list[Token]) -> None:
        await self._move(arguments, by_uid=True)

    async def _uid_expunge(self, arguments: list[Token]) -> None:
        await self._expunge(arguments, by_uid=True)

    # --- what each command does: in any state, logged in, with a folder

    _ANY: ClassVar[dict[str, Command]] = {
        "CAPABILITY": _capability,
        "NOOP": _noop,
        "CHECK": _noop,
        "ID": _id,
        "LOGOUT": _logout,
        "STARTTLS": _starttls,
        "LOGIN": _login,
        "AUTHENTICATE": _authenticate,
    }
    _AUTHENTICATED: ClassVar[dict[str, Command]] = {
        "ENABLE": _enable,
        "NAMESPACE": _namespace,
        "LIST": _list,
        "LSUB": _lsub,
        "SELECT": _select,
        "EXAMINE": _examine,
        "STATUS": _status,
        "CREATE": _create,
        "DELETE": _delete,
        "RENAME": _rename,
        "SUBSCRIBE": _subscribe,
        "UNSUBSCRIBE": _subscribe,
        "APPEND": _append,
        "IDLE": _idle,
    }
    _SELECTED: ClassVar[dict[str, Command]] = {
        "SEARCH": _search,
        "FETCH": _fetch,
        "STORE": _store,
        "COPY": _copy,
        "MOVE": _move,
        "EXPUNGE": _expunge,
        "CLOSE": _close,
        "UNSELECT": _unselect,
        "UID SEARCH": _uid_search,
        "UID FETCH": _uid_fetch,
        "UID STORE": _uid_store,
        "UID COPY": _uid_copy,
        "UID MOVE": _uid_move,
        "UID EXPUNGE": _uid_expunge,
    }


def _deleted(letters: Iterable[Letter]) -> list[Letter]:
    return [letter for letter in letters if r"\Deleted" in letter.flags]


def _matches(name: str, pattern: str) -> bool:
    """LIST's wildcards: `*` anything, `%` anything within one level. INBOX in any case."""
    if pattern.upper() == INBOX:
        return name == INBOX
    expression = "".join(".*" if c == "*" else "[^/]*" if c == "%" else re.escape(c) for c in pattern)
    return re.fullmatch(expression, name) is not None


def _flags(words: Token | list[Token]) -> set[str]:
    r"""Flags, the system's in one spelling (`\seen` → `\Seen`)."""
    given = [text(word) for word in words] if isinstance(words, list) else [text(words)]
    return {"\\" + word[1:].capitalize() if word.startswith("\\") else word for word in given}


def _modifier(token: Token, name: str) -> int:
    """The number in `(CHANGEDSINCE 12)` or its like."""
    words = [text(word) for word in token] if isinstance(token, list) else []
    if len(words) != 2 or words[0].upper() != name or not words[1].isdigit():
        raise BadSyntax(f"{name} and a number were expected")
    return int(words[1])

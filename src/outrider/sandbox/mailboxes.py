"""Mailboxes in memory: accounts, their folders, and the letters in them, with the numbering IMAP needs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

INBOX = "INBOX"
SENT = "Sent"
SPAM = "Spam"
TRASH = "Trash"
# RFC 6154 attributes: how a client finds the folders whatever they are called.
SPECIAL_USE = {SENT: r"\Sent", "Drafts": r"\Drafts", SPAM: r"\Junk", TRASH: r"\Trash"}


@dataclass(slots=True, eq=False)
class Letter:
    """One message in one folder: `raw` is RFC 5322 bytes with CRLF line ends, `at` is when it came."""

    uid: int
    raw: bytes
    at: datetime
    flags: frozenset[str]
    modseq: int
    sender: str | None = None  # the envelope's; None: put here by a client, not by mail
    gone: bool = False


@dataclass(slots=True, eq=False)
class Folder:
    """Letters in order of UID. `watchers` are called, without arguments, after every change."""

    name: str
    uid_validity: int
    special_use: str | None = None
    uid_next: int = 1
    modseq: int = 1
    expunges: int = 0
    letters: list[Letter] = field(default_factory=list[Letter])
    watchers: set[Callable[[], None]] = field(default_factory=set[Callable[[], None]])

    def add(self, raw: bytes, at: datetime, flags: Iterable[str] = (), *, sender: str | None = None) -> Letter:
        self.modseq += 1
        letter = Letter(self.uid_next, raw, at, frozenset(flags), self.modseq, sender)
        self.uid_next += 1
        self.letters.append(letter)
        self._changed()
        return letter

    def set_flags(self, letter: Letter, flags: Iterable[str]) -> None:
        wanted = frozenset(flags)
        if letter.gone or wanted == letter.flags:
            return
        self.modseq += 1
        letter.flags, letter.modseq = wanted, self.modseq
        self._changed()

    def expunge(self, letters: Iterable[Letter]) -> None:
        """Remove `letters` (those of this folder that are still here)."""
        leaving = [letter for letter in letters if not letter.gone]
        if not leaving:
            return
        self.modseq += 1
        self.expunges += 1
        for letter in leaving:
            letter.gone = True
        self.letters = [letter for letter in self.letters if not letter.gone]
        self._changed()

    def renumber(self) -> None:
        """Give every letter a new UID under a new UIDVALIDITY, as a server does after a restore."""
        self.uid_validity += 1
        kept, self.letters, self.uid_next = self.letters, [], 1
        for letter in kept:
            letter.gone = True
            self.add(letter.raw, letter.at, letter.flags, sender=letter.sender)
        self.expunges += 1
        self._changed()

    def _changed(self) -> None:
        for watcher in tuple(self.watchers):
            watcher()


class Account:
    """A mailbox that accepts logins. Folders are created on first use, so that thousands of accounts cost little."""

    __slots__ = ("_folders", "address", "name", "password", "registered", "saves_sent", "token")

    def __init__(
        self,
        address: str,
        password: str,
        *,
        name: str = "",
        registered: bool = False,
        saves_sent: bool = False,
        token: str | None = None,
    ) -> None:
        self.address = address
        self.password = password
        self.name = name
        self.registered = registered
        self.saves_sent = saves_sent
        self.token = token
        self._folders: dict[str, Folder] = {}

    def __repr__(self) -> str:
        return f"Account({self.address!r})"

    def opens_with(self, secret: str) -> bool:
        return secret == self.password or (self.token is not None and secret == self.token)

    def folder(self, name: str) -> Folder | None:
        """The folder of that name, or None. INBOX and the special-use folders always exist."""
        name = INBOX if name.upper() == INBOX else name
        folder = self._folders.get(name)
        if folder is None and (name == INBOX or name in SPECIAL_USE):
            folder = self.create(name)
        return folder

    def standard(self, name: str) -> Folder:
        """A folder that always exists (INBOX, Sent, Spam, Trash, Drafts)."""
        return self._folders.get(name) or self.create(name)

    def create(self, name: str) -> Folder:
        folder = Folder(name, _uid_validity(self.address, name), SPECIAL_USE.get(name))
        self._folders[name] = folder
        return folder

    def delete(self, name: str) -> None:
        del self._folders[name]

    def rename(self, old: str, new: str) -> None:
        folder = self._folders.pop(old)
        folder.name = new
        self._folders[new] = folder

    def folder_names(self) -> list[str]:
        return [INBOX, *SPECIAL_USE, *sorted(self._folders.keys() - {INBOX, *SPECIAL_USE})]

    def uses(self, name: str) -> str | None:
        return SPECIAL_USE.get(name)


def _uid_validity(address: str, name: str) -> int:
    """Not zero, below 2^31, the same in every run: a client that comes back recognises the folder."""
    digest = blake2b(f"{address}/{name}".encode(), digest_size=4).digest()
    return (int.from_bytes(digest) >> 1) | 1

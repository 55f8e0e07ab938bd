"""Injected faults: what the mail server does wrong next, for which recipients, and how often."""

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Literal, NamedTuple

Stage = Literal["connect", "auth", "mail", "rcpt", "data"]
Drop = Literal["unaccepted", "accepted"]


class Answer(NamedTuple):
    """An SMTP reply."""

    code: int
    text: str


@dataclass(slots=True)
class Fault:
    """One fault. `who` is a shell pattern matched against the recipient at `rcpt` and `data`, else against
    the login or envelope sender; `left` is how many times it still strikes (None: for ever)."""

    stage: Stage
    who: str = "*"
    left: int | None = 1
    answer: Answer | None = None
    drop: Drop | None = None
    delay: float = 0.0


@dataclass(slots=True)
class Faults:
    """The faults in force, oldest first. Each method adds one, `clear` ends them all; `struck` counts."""

    pending: list[Fault] = field(default_factory=list[Fault])
    struck: int = 0

    def drop_before_accepting(self, *, recipient: str = "*", times: int | None = 1) -> None:
        """The connection dies after the message's last dot; the message was not taken."""
        self.pending.append(Fault("data", recipient.lower(), times, drop="unaccepted"))

    def drop_after_accepting(self, *, recipient: str = "*", times: int | None = 1) -> None:
        """The message is taken and delivered, then the connection dies instead of answering 250."""
        self.pending.append(Fault("data", recipient.lower(), times, drop="accepted"))

    def drop_at(self, stage: Stage, *, who: str = "*", times: int | None = 1) -> None:
        """The connection dies instead of answering at `stage`."""
        self.pending.append(Fault(stage, who.lower(), times, drop="unaccepted"))

    def answer(self, code: int, text: str = "", *, stage: Stage = "rcpt", who: str = "*", times: int | None = 1) -> None:
        """Answer `code` (4xx or 5xx; 421 also closes the connection) instead of accepting."""
        reply = Answer(code, text or f"{code // 100}.0.0 Refused by an injected fault of the sandbox")
        self.pending.append(Fault(stage, who.lower(), times, answer=reply))

    def refuse_auth(self, mailbox: str, *, times: int | None = None) -> None:
        """SMTP and IMAP refuse this mailbox's login although the password is right."""
        reply = Answer(535, "5.7.8 Authentication credentials invalid")
        self.pending.append(Fault("auth", mailbox.lower(), times, answer=reply))

    def delay(self, seconds: float, *, stage: Stage = "data", who: str = "*", times: int | None = 1) -> None:
        """Answer at `stage` only after `seconds` of real time (clients' timeouts are real time too)."""
        self.pending.append(Fault(stage, who.lower(), times, delay=seconds))

    def clear(self) -> None:
        self.pending.clear()

    def take(self, stage: Stage, *who: str) -> Fault | None:
        """The fault that strikes now, counted down, or None."""
        for fault in self.pending:
            if fault.stage == stage and any(fnmatchcase(name, fault.who) for name in who or ("",)):
                self.struck += 1
                if fault.left is not None:
                    fault.left -= 1
                    if fault.left <= 0:
                        self.pending.remove(fault)
                return fault
        return None

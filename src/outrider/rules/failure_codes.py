"""Enhanced status codes and SMTP reply codes, and the cause that each means.

Sources of the facts: RFC 3463, 5248, 7293, 7372, 7504, 7505, 8689 and the IANA registry; Microsoft's lists of non-delivery
reports in Exchange Online and Exchange Server; Google's "Gmail SMTP errors and codes"; the providers' postmaster pages.
"""

from outrider.rules.failure_causes import Cause

# How much a code says by itself: a precise one means one thing wherever it is used, a plain one what its text calls it, a
# vague one is given for all kinds of things.
PRECISE, PLAIN, VAGUE = 75, 45, 15

_C = Cause

# Without their class digit, unless the class changes the meaning. Ranges are "7.606-649".
_PRECISE: dict[Cause, str] = {
    _C.NO_SUCH_ADDRESS: "1.10 7.17 7.18",
    _C.NO_SUCH_DOMAIN: "4.310",
    _C.MAILBOX_FULL: "2.2",
    _C.RECIPIENT_BUSY: "2.121 2.122",
    _C.RECIPIENT_REFUSES: "7.12 7.120-137 7.193 7.505 7.507",
    _C.TOO_LARGE: "2.3 3.4",
    _C.LOGIN_REFUSED: "7.8 7.14 7.57 7.139",
    _C.BASIC_AUTH_DISABLED: "5.7.30",
    _C.DOMAIN_UNAUTHENTICATED: "7.20-24 7.26 7.27 4.7.30 7.31 7.32 7.509 7.515",
    _C.SENDER_HOST: "7.25 7.506",
    _C.SENDER_BLOCKED: "7.501-503 7.508 7.511 7.230 7.703 7.705 7.708 7.750",
    _C.RATE_LIMITED: "1.90 2.222 5.4.5 4.5.3 7.28 7.232 7.233",
    _C.BLOCKLISTED: "7.513 7.600-649",
    _C.EXPIRED: "4.300 4.316",
    _C.LOOP: "4.6 4.8 4.14",
    _C.TRY_LATER: "4.7.500-699 4.7.850-899",
}
_PLAIN: dict[Cause, str] = {
    _C.NO_SUCH_ADDRESS: "1.1 1.3 1.11",
    _C.NO_SUCH_DOMAIN: "1.2 4.4",
    _C.MAILBOX_DISABLED: "2.1",
    _C.MOVED: "1.6",
    _C.RECIPIENT_REFUSES: "2.4 7.2 7.51",
    _C.CONTENT: "6.1 6.2 6.3 6.4 6.5 6.6 6.7 6.8 6.9 6.10 6.11 6.12 7.5 7.6 7.7 7.512 1.20 3.3",
    _C.SENDER_REFUSED: "1.7",
    _C.SENDER_DOMAIN: "1.8",
    _C.LOGIN_REFUSED: "7.3 7.9 7.11 7.13",
    _C.SENDER_HOST: "7.29",
    _C.RELAYING_DENIED: "7.64",
    _C.UNREACHABLE: "3.2 4.1 4.2 4.3 4.312 4.315 4.317 4.318 7.10 7.320-325",
    _C.EXPIRED: "4.7 4.301-309",
    _C.LOOP: "4.11 4.12 4.20",
    _C.TRY_LATER: "3.1 4.4.5",
    _C.PROTOCOL: "5.1 5.2 5.4 5.5 5.6",
}
_VAGUE: dict[Cause, str] = {
    _C.NO_SUCH_ADDRESS: "5.1.0",
    _C.REFUSED: "1.4 1.9 2.0 5.3 6.0 7.0 7.1 7.4 7.15 7.16",
    _C.UNREACHABLE: "4.0 5.4.1",
    _C.SYSTEM: "3.0 3.5",
    _C.PROTOCOL: "5.0",
    _C.GREYLISTED: "4.7.1",
    _C.TRY_LATER: "4.1.0 4.2.1 4.2.0 4.3.0 4.3.2 4.3.5 4.5.0 4.5.1",
}


def _spread() -> dict[str, tuple[Cause, int]]:
    """The three tables as one: code -> cause and weight."""
    found: dict[str, tuple[Cause, int]] = {}
    for table, weight in ((_PRECISE, PRECISE), (_PLAIN, PLAIN), (_VAGUE, VAGUE)):
        for cause, codes in table.items():
            for code in codes.split():
                start, _, last = code.partition("-")
                stem, _, number = start.rpartition(".")
                for n in range(int(number), int(last or number) + 1):
                    found.setdefault(f"{stem}.{n}", (cause, weight))
    return found


_CODES = _spread()


def of_status(status: str) -> tuple[Cause, int] | None:
    """The cause that an enhanced status code (class.subject.detail) means, and how certain that is."""
    found = _CODES.get(status) or _CODES.get(status[2:])
    if found is None and status[2:4] in ("6.", "7."):
        return Cause.REFUSED, VAGUE
    return found


# Reply codes say little: most servers answer 550 to everything. Those of a login do, and the 521 of RFC 7504; its 556 is
# also given for an IP address or too many recipients.
_REPLIES: dict[int, tuple[Cause, int]] = {
    421: (Cause.TRY_LATER, 5),
    422: (Cause.MAILBOX_FULL, 10),
    432: (Cause.TRY_LATER, 5),
    450: (Cause.TRY_LATER, 5),
    451: (Cause.TRY_LATER, 5),
    452: (Cause.TRY_LATER, 5),
    454: (Cause.TRY_LATER, 5),
    521: (Cause.REFUSED, PLAIN),  # "this host takes no mail", whatever the enhanced code
    530: (Cause.LOGIN_REFUSED, PRECISE),
    534: (Cause.LOGIN_REFUSED, PRECISE),
    535: (Cause.LOGIN_REFUSED, PRECISE),
    538: (Cause.LOGIN_REFUSED, PRECISE),
    551: (Cause.MOVED, 20),
    552: (Cause.MAILBOX_FULL, 10),
}


def of_reply(code: int) -> tuple[Cause, int]:
    """The cause that a bare reply code means, and how certain that is."""
    return _REPLIES.get(code, (Cause.TRY_LATER if code < 500 else Cause.REFUSED, 5))

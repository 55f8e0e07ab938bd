"""What the receiver of a mail wrote into its headers: authentication results, the way it came, and what its filters said."""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.utils import parsedate_to_datetime

from outrider.rules.addresses import registered_domain

Headers = Sequence[tuple[str, str]]  # as they stand in the message, the topmost first
METHODS = ("spf", "dkim", "dmarc")
RESULTS = frozenset({"pass", "fail", "softfail", "neutral", "none", "policy", "temperror", "permerror"})
_SYNONYMS = {"hardfail": "fail", "bestguesspass": "neutral"}
_COMMENT = re.compile(r"\((?:[^()\\]|\\.|\([^()]*\))*\)")
_RESULT = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.IGNORECASE)
_IP = re.compile(r"\[?(?:IPv6:)?((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})\]?", re.IGNORECASE)
_INSIDE = tuple(
    ipaddress.ip_network(net)
    for net in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"),
        *("224.0.0.0/3", "::/127", "fc00::/7", "fe80::/10", "ff00::/8"),
    )
)
MOST_HOPS = 50


@dataclass(frozen=True, slots=True)
class Authentication:
    """Verdicts of the receiving server (RFC 8601); None where it did not say."""

    spf: str | None = None
    dkim: str | None = None
    dmarc: str | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One server's Received line. `at`: ISO 8601. `seconds`: since the hop before, where both tell the time."""

    by: str
    sent_from: str
    ip: str | None
    at: str | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class FilterVerdict:
    """What a spam filter of the receiver said. `score`: in the filter's own scale, where it gives one."""

    filter: str
    triggered: bool
    score: float | None
    reasons: tuple[str, ...] = ()


def authentication(headers: Headers) -> Authentication:
    """What the receiver made of SPF, DKIM and DMARC.

    Only lines of the server that wrote the topmost one are believed, because anyone can put such lines into a mail. Of several
    signatures one that passes is enough.
    """
    lines = [_unfolded(value) for name, value in headers if name.lower() == "authentication-results"]
    found: dict[str, list[str]] = {method: [] for method in METHODS}
    trusted = _authserv(lines[0]) if lines else None
    for line in lines:
        if _authserv(line) == trusted:
            for method, result in _RESULT.findall(_COMMENT.sub(" ", line)):
                found[method.lower()].append(_known(result))
    if not found["spf"]:
        received = next((_unfolded(value) for name, value in headers if name.lower() == "received-spf"), "")
        if word := received.split(" ")[0]:
            found["spf"].append(_known(word))
    return Authentication(**{method: _best(results) for method, results in found.items()})


def _authserv(line: str) -> str:
    return _COMMENT.sub(" ", line).split(";")[0].strip().split(" ")[0].lower()


def _known(result: str) -> str:
    word = _SYNONYMS.get(result.lower(), result.lower())
    return word if word in RESULTS else "neutral"


def _best(results: Sequence[str]) -> str | None:
    return "pass" if "pass" in results else results[0] if results else None


def hops(headers: Headers) -> list[Hop]:
    """The way the mail came, the sender's own server first; at most MOST_HOPS, the receiver's."""
    lines = [_unfolded(value) for name, value in headers if name.lower() == "received"][:MOST_HOPS]
    found: list[Hop] = []
    before: datetime | None = None
    for line in reversed(lines):
        clauses, _, stamp = line.rpartition(";")
        at = _time(stamp)
        seconds = max(0.0, (at - before).total_seconds()) if at and before else None
        origin = _after("from", clauses)
        found.append(Hop(_word(_after("by", clauses)), _word(origin), _address(origin), at.isoformat() if at else None, seconds))
        before = at or before
    return found


def sending_ip(way: Sequence[Hop]) -> str | None:
    """The address that handed the mail to the receiver: the last one, seen from the sender, that is not the receiver's own."""
    for hop in reversed(way):
        if _is_public(hop.ip) and not _same_house(hop.by, hop.sent_from):
            return hop.ip
    return next((hop.ip for hop in reversed(way) if _is_public(hop.ip)), None)


def _is_public(ip: str | None) -> bool:
    """Whether an address can be one of the open internet's: not of the inside of a network."""
    if ip is None:
        return False
    address = ipaddress.ip_address(ip)
    return not any(address.version == inside.version and address in inside for inside in _INSIDE)


def filter_verdicts(headers: Headers) -> list[FilterVerdict]:
    """What SpamAssassin, rspamd and Microsoft's filter wrote into the mail, where the receiver runs one of them."""
    values = {name.lower(): _unfolded(value) for name, value in reversed(headers)}
    found: list[FilterVerdict] = []
    if status := values.get("x-spam-status"):
        score, tests = re.search(r"score=(-?[\d.]+)", status), re.search(r"tests=([A-Z0-9_,\s]*)", status)
        reasons = tuple(word for word in re.split(r"[,\s]+", tests.group(1)) if word) if tests else ()
        triggered = status.lower().startswith("yes")
        found.append(FilterVerdict("spam_assassin", triggered, _number(score), reasons))
    if result := values.get("x-spamd-result"):
        score = re.search(r"\[(-?[\d.]+) /", result)
        symbols = tuple(dict.fromkeys(re.findall(r"\b([A-Z][A-Z0-9_]{3,})\(", result)))
        found.append(FilterVerdict("rspamd", ": true" in result.lower(), _number(score), symbols))
    if report := values.get("x-forefront-antispam-report"):
        level, category = re.search(r"\bSCL:(-?\d+)", report), re.search(r"\bCAT:(\w+)", report)
        triggered = level is not None and int(level.group(1)) >= 5
        reasons = (category.group(1),) if category and category.group(1) != "NONE" else ()
        found.append(FilterVerdict("microsoft", triggered, _number(level), reasons))
    return found


def _number(match: re.Match[str] | None) -> float | None:
    try:
        return float(match.group(1)) if match else None
    except ValueError:
        return None


def _unfolded(value: str) -> str:
    return " ".join(value.split())


def _after(word: str, clauses: str) -> str:
    """The clause of a Received line that begins with a word, up to the next clause."""
    parts = re.split(r"(?:^|\s)(from|by|with|via|id|for)\s", f" {clauses}")
    return next((parts[n + 1] for n in range(1, len(parts) - 1, 2) if parts[n] == word), "")


def _word(clause: str) -> str:
    return clause.strip().split(" ")[0].strip("[]();").lower()[:255]


def _address(clause: str) -> str | None:
    for found in _IP.findall(clause):
        try:
            return str(ipaddress.ip_address(found))
        except ValueError:
            continue
    return None


def _same_house(one: str, other: str) -> bool:
    return bool(one) and bool(other) and registered_domain(one) == registered_domain(other)


def _time(stamp: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(stamp.strip())
    except (ValueError, TypeError, IndexError, OverflowError, HeaderParseError):
        return None
    return at if at.tzinfo else None

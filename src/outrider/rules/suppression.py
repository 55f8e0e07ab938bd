"""Who must not be written to: matching a lead against suppression entries, fast however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from outrider.rules.addresses import InvalidAddress, domain, linkedin_key, normalise

KINDS = ("email", "email_hash", "domain", "company", "name", "profile_url", "job_title")
COMPARISONS = ("exact", "contains", "starts", "ends")


@dataclass(frozen=True, slots=True)
class Entry:
    """One suppression. `value` is compared without regard to case. `seat_id` None: it holds for the whole workspace."""

    id: int
    kind: str
    comparison: str
    value: str
    seat_id: int | None = None


def hash_address(email: str) -> bytes:
    """What remains of an erased lead: SHA-256 of the normalised address. In SQL: sha256(convert_to(email, 'UTF8'))."""
    return sha256(email.encode()).digest()


def normal_value(kind: str, value: str, comparison: str = "exact") -> str:
    """An entry's value in the form in which it is stored and compared. Raises InvalidAddress for an exact email that is none."""
    text = " ".join(value.split()).casefold()
    if kind == "email" and comparison == "exact":
        return normalise(text)
    if kind == "domain":
        return text.removeprefix("@").removeprefix("*.").strip(".")
    if kind == "profile_url" and comparison == "exact":
        return linkedin_key(text) or text
    return text


def exact_keys(lead: Mapping[str, Any], kinds: Iterable[str] = KINDS) -> Iterator[tuple[str, str]]:
    """(kind, value) of every exact entry that would forbid writing to this lead: what to look up where entries are many."""
    for kind in kinds:
        for text in _texts(kind, "exact", lead):
            for value in _candidates(kind, "exact", text, []):
                yield kind, value


def compile(entries: Iterable[Entry]) -> "Matcher":
    """Prepare entries for matching many leads."""
    return Matcher(entries)


class Matcher:
    """Entries by kind and comparison, in dictionaries by value.

    Starts, ends and contains look up the lead's own prefixes, suffixes and substrings, of the lengths that entries have,
    so that the cost depends on the lead's text and not on the number of entries.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_value: dict[tuple[str, str], dict[str, list[Entry]]] = defaultdict(dict)
        for entry in entries:
            try:
                value = normal_value(entry.kind, entry.value, entry.comparison)
            except InvalidAddress:
                value = entry.value.strip().casefold()
            if value:
                self._by_value[entry.kind, entry.comparison].setdefault(value, []).append(entry)
        self._lengths = {key: sorted({len(v) for v in values}) for key, values in self._by_value.items()}

    def match(self, lead: Mapping[str, Any], seat_id: int | None = None) -> Entry | None:
        """The entry that forbids writing to this lead, if any.

        `lead` has email, company_name, first_name, last_name, job_title, linkedin_url (missing or None: not matched).
        Entries of another seat do not count.
        """
        for (kind, comparison), values in self._by_value.items():
            for text in _texts(kind, comparison, lead):
                for candidate in _candidates(kind, comparison, text, self._lengths[kind, comparison]):
                    for entry in values.get(candidate, ()):
                        if entry.seat_id is None or entry.seat_id == seat_id:
                            return entry
        return None


def _texts(kind: str, comparison: str, lead: Mapping[str, Any]) -> Iterator[str]:
    """What of a lead an entry of this kind is compared with, in the form that `normal_value` gives entries."""
    email = (lead.get("email") or "").strip().casefold()
    match kind:
        case "email":
            yield email
        case "email_hash":
            if email:
                yield hash_address(email).hex()
        case "domain":
            yield domain(email)
        case "company":
            yield _plain(lead.get("company_name"))
        case "name":
            yield _plain(f"{lead.get('first_name') or ''} {lead.get('last_name') or ''}")
        case "job_title":
            yield _plain(lead.get("job_title"))
        case "profile_url":
            url = _plain(lead.get("linkedin_url"))
            yield (linkedin_key(url) or url) if comparison == "exact" else url


def _plain(text: Any) -> str:
    return " ".join(str(text or "").split()).casefold()


def _candidates(kind: str, comparison: str, text: str, lengths: list[int]) -> Iterator[str]:
    if not text:
        return
    size = len(text)
    match comparison:
        case "exact" if kind == "domain":  # an entry for a domain holds for the domains under it
            yield text
            while "." in text:
                text = text.partition(".")[2]
                yield text
        case "exact":
            yield text
        case "starts":
            yield from (text[:n] for n in lengths if n <= size)
        case "ends":
            yield from (text[size - n :] for n in lengths if n <= size)
        case "contains":
            yield from (text[i : i + n] for n in lengths if n <= size for i in range(size - n + 1))

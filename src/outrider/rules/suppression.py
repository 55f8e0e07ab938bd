"""Who must not be written to: matching a lead against suppression entries, fast however many there are."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

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
    """An entry's normalized value. Raises InvalidAddress for an exact email that is not an address."""
    text = " ".join(value.split()).casefold()
    if kind == "email" and comparison == "exact":
        return normalise(text)
    if kind == "domain":
        return text.removeprefix("@").removeprefix("*.").strip(".")
    if kind == "profile_url" and comparison == "exact":
        return linkedin_key(text) or text
    return text


def exact_keys(lead: Mapping[str, object], kinds: Iterable[str] = KINDS) -> Iterator[tuple[str, str]]:
    """(kind, value) of every exact entry that would forbid writing to this lead: what to look up where entries are many."""
    email = str(lead.get("email") or "").strip().casefold()
    for kind in kinds:
        for text in _texts(kind, "exact", lead, email):
            for value in _exact(kind, text):
                yield kind, value


class _Beginnings:
    """Values of which one may begin a text: found with one binary search, however many there are and whatever they look like."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        # What begins with another value is found by that one. Of the rest, only the last that is not after a text can begin it.
        self.values: list[str] = []
        for value in sorted(entries):
            if not self.values or not value.startswith(self.values[-1]):
                self.values.append(value)
        self.entries = [entries[value] for value in self.values]
        self.longest = max(map(len, self.values), default=0)

    def of(self, text: str, start: int = 0) -> Entry | None:
        """The entry whose value begins the text, from `start`."""
        rest = text[start : start + self.longest]
        index = bisect_right(self.values, rest) - 1
        return self.entries[index] if index >= 0 and rest.startswith(self.values[index]) else None


class Matcher:
    """Entries by kind, comparison and seat. What a match costs grows with the lead's text, hardly with the entries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_value: dict[tuple[str, str, int | None], dict[str, Entry]] = defaultdict(dict)
        for entry in entries:
            try:
                value = normal_value(entry.kind, entry.value, entry.comparison)
            except InvalidAddress:
                value = entry.value.strip().casefold()
            if value:
                by_value[entry.kind, entry.comparison, entry.seat_id].setdefault(value, entry)
        self._exact = {key: values for key, values in by_value.items() if key[1] == "exact"}
        self._beginnings = {
            key: _Beginnings({_turned(key[1], value): entry for value, entry in values.items()})
            for key, values in by_value.items()
            if key[1] != "exact"
        }
        self._kinds = sorted({(kind, comparison) for kind, comparison, _ in by_value})

    def match(self, lead: Mapping[str, object], seat_id: int | None = None) -> Entry | None:
        """The entry that forbids writing to this lead, if any.

        `lead` has email, company_name, first_name, last_name, job_title, linkedin_url (missing or None: not matched).
        Entries of another seat do not count.
        """
        email = str(lead.get("email") or "").strip().casefold()
        for kind, comparison in self._kinds:
            for text in _texts(kind, comparison, lead, email):
                for seat in dict.fromkeys((None, seat_id)):
                    if found := self._find(kind, comparison, seat, text):
                        return found
        return None

    def _find(self, kind: str, comparison: str, seat_id: int | None, text: str) -> Entry | None:
        key = kind, comparison, seat_id
        if comparison == "exact":
            values = self._exact.get(key, {})
            return next((values[candidate] for candidate in _exact(kind, text) if candidate in values), None)
        beginnings = self._beginnings.get(key)
        if beginnings is None or not text:
            return None
        starts = range(len(text)) if comparison == "contains" else (0,)
        turned = _turned(comparison, text)
        return next((found for start in starts if (found := beginnings.of(turned, start))), None)


def _turned(comparison: str, text: str) -> str:
    """The text, reversed for 'ends': what ends a text begins the reversed one."""
    return text[::-1] if comparison == "ends" else text


def _texts(kind: str, comparison: str, lead: Mapping[str, object], email: str) -> Iterator[str]:
    """What of a lead, whose address `email` is, an entry of this kind is compared with, in the form that `normal_value` gives
    entries."""
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
        case _:
            return


def _plain(text: object) -> str:
    return " ".join(str(text or "").split()).casefold()


def _exact(kind: str, text: str) -> Iterator[str]:
    """The values of exact entries that a text is held to: an entry for a domain holds for the domains under it."""
    if text:
        yield text
        while kind == "domain" and "." in text:
            text = text.partition(".")[2]
            yield text

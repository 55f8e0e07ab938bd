"""The time zone of a person, from what is known about them: a zone, a country with state or city, a location, a phone number.

Countries and their zones are those of the IANA database (tzdata); `places` holds what it does not: other names, states, large
cities, calling codes. Where a country has several zones and nothing says which, there is no answer.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from outrider.rules import places
from outrider.rules.zone_names import named

# Names of fields that say it, without case, spaces and punctuation; the first that is filled counts.
_ZONES = ("scheduletimezone", "timezone", "leadtimezone", "tz", "timezonename")
_COUNTRIES = ("country", "countryname", "countrycode", "locationcountry", "personcountry")
_STATES = ("state", "region", "province", "statecode", "locationstate")
_CITIES = ("city", "town", "locationcity", "personcity")
_LOCATIONS = ("location", "address")
_PHONES = ("phone", "phonenumber", "mobile", "mobilephone", "telephone")
_LONGEST = 200  # characters of a value that are looked at


def zone_of(facts: Mapping[str, object]) -> str | None:
    """The zone of a person's clock. `facts`: merge fields by name; None where they do not tell."""
    values = {_key(name): str(value)[:_LONGEST] for name, value in facts.items() if isinstance(value, str) and value.strip()}

    def first(names: tuple[str, ...]) -> str:
        return next((values[name] for name in names if name in values), "")

    if zone := named(first(_ZONES)):
        return zone
    country = _country(first(_COUNTRIES))
    if zone := _in_country(country, [first(_STATES), first(_CITIES)]):
        return zone
    for place in (first(_LOCATIONS), first(_CITIES)):
        if place and (zone := _of_location(place, country)):
            return zone
    return None if country else _of_phone(first(_PHONES))


def _key(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _plain(text: str) -> str:
    """A name without accents, case and punctuation; one in another script without case."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    latin = " ".join(re.sub(r"[^a-z0-9]+", " ", letters.encode("ascii", "ignore").decode()).split())
    return latin or " ".join(text.casefold().split())


@lru_cache(maxsize=1)
def _by_country() -> dict[str, list[str]]:
    """Country code -> its zones."""
    found: dict[str, list[str]] = {}
    for line in _table("zone.tab"):
        code, _, zone, *_ = line.split("\t")
        found.setdefault(code, []).append(zone)
    return found


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    """Name of a country, or its code -> its code."""
    found = {code.casefold(): code for code in _by_country()}
    for line in _table("iso3166.tab"):
        code, _, name = line.partition("\t")
        found[_plain(name)] = code
    found |= {name: code for code, names in places.OTHER_NAMES.items() for name in names.split(", ")}
    return found | places.THREE_LETTERS | places.IN_OTHER_SCRIPTS


@lru_cache(maxsize=1)
def _cities() -> dict[str, list[tuple[str, str]]]:
    """Name of a city -> the countries and zones that have one."""
    found: dict[str, list[tuple[str, str]]] = {}
    for code, zones in _by_country().items():
        for zone in zones:
            found.setdefault(_plain(zone.rpartition("/")[2]), []).append((code, zone))
    for (code, zone), names in places.MORE_CITIES.items():
        for name in names.split(", "):
            found.setdefault(name, []).append((code, zone))
    return found


def _table(name: str) -> list[str]:
    text = (resources.files("tzdata.zoneinfo") / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _country(text: str) -> str:
    return _country_names().get(_plain(text), "")


def _in_country(country: str, names: list[str]) -> str | None:
    """The zone of a country, or of the first place in it that is known."""
    if not country:
        return None
    zones = _by_country().get(country, [])
    if len(zones) == 1:
        return zones[0]
    plain = [_plain(name) for name in names]
    for state in plain:
        split = places.SPLIT_STATES.get((country, places.STATE_NAMES.get(state, state)), {})
        if zone := next((split[city] for city in plain if city in split), None):
            return zone
    for place in plain:
        if zone := places.STATE_ZONES.get(country, {}).get(place):
            return zone
        if zone := next((zone for code, zone in _cities().get(place, ()) if code == country), None):
            return zone
    return places.MAIN_ZONES.get(country)


def _of_location(text: str, country: str) -> str | None:
    """The zone of a place as profiles write it: 'Berlin, Germany', 'Austin, TX', 'Greater Boston Area'."""
    parts = [_AROUND.sub("", part).strip() for part in text.split(",")]
    last = _plain(parts[-1]) if parts else ""
    cities = _cities().get(_plain(parts[0]), []) if parts else []
    if not country:
        country = _country(parts[-1])
        if len(parts) > 1 and last in places.STATE_ZONES["US"] and not any(code == country for code, _ in cities):
            country = "US"  # 'San Francisco, CA' is not in Canada
        if not country and len(parts) > 1:  # 'Toronto, Ontario'
            states = [code for code, zones in places.STATE_ZONES.items() if last in zones]
            here = (code for code in states if any(code == c for c, _ in cities))
            country = next(here, "") or next((code for code in states if not cities and len(last) > 2), "")
    if country:
        return _in_country(country, parts[1:] + parts[:1])
    zones = {zone for _, zone in cities}
    return zones.pop() if len(parts) == 1 and len(zones) == 1 else None


_AROUND = re.compile(r"\b(?:greater|metropolitan|metro|metroplex|area|region|city of)\b", re.IGNORECASE)


def _of_phone(text: str) -> str | None:
    digits = re.sub(r"\D", "", text)
    if not text.strip().startswith("+") and not digits.startswith("00"):
        return None
    digits = digits.removeprefix("00")
    country = next((places.CALLING[digits[:n]] for n in (3, 2) if digits[:n] in places.CALLING), "")
    return _in_country(country, [])

"""Names of time zones: IANA's, and what else people and programs call them."""

import re
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from outrider.errors import Invalid
from outrider.rules import places


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name; Invalid for an unknown one."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as e:
        raise Invalid(f"{name!r} is not a known time zone", field="timezone") from e


def canonical(name: str) -> str:
    """The IANA name of a zone that is meant: as it is, or from another name that `named` knows. Invalid for an unknown one."""
    if name in _names().values():
        return name
    found = named(name)
    if found is None:
        raise Invalid(f"{name[:100]!r} is not a known time zone; use a name such as Europe/Berlin", field="timezone")
    return found


def named(text: str) -> str | None:
    """The zone that a text names: by its IANA name, Windows' name, a usual abbreviation, or the hours from UTC."""
    text = " ".join(text.replace("\u2212", "-").split()).replace(" / ", "/")
    if zone := places.BETWEEN_HOURS.get(re.sub(r"[\s:]|UTC|GMT|(?<=[+-])0", "", text.upper().replace(".5", ":30"))):
        return zone
    if shown := _SHOWN.match(text):
        cities = (_by_city().get(city.strip().casefold()) for city in shown[2].split(","))
        return next(filter(None, cities), None) or named(shown[2]) or named(shown[1])
    if offset := _OFFSET.fullmatch(text):
        hours = int(offset[2])
        if hours > (14 if offset[1] == "+" else 12):
            return None
        return f"Etc/GMT{'-' if offset[1] == '+' else '+'}{hours}" if hours else "UTC"  # POSIX counts westwards
    windows = places.WINDOWS.get(_STANDARD.sub("", text.casefold()))
    name = windows or places.ABBREVIATIONS.get(text.upper(), text.replace(" ", "_"))
    return _names().get(name.casefold()) or _by_large_city().get(text.casefold())


# As Windows and Outlook show a zone: (UTC+01:00) Amsterdam, Berlin, Rome.
_SHOWN = re.compile(r"\(((?:UTC|GMT)(?:\s*[+-]\s*\d{1,2}:?\d\d)?)\)\s*(\S.*)", re.IGNORECASE)
_STANDARD = re.compile(r"(?: daylight| standard| summer)? time(?: \((?:us|us & canada|u\.s\.)\))?$| \(us & canada\)$")
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])\s*0?(\d{1,2})(?::?00)?", re.IGNORECASE)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """The IANA names by their form in lower case."""
    names = (resources.files("tzdata") / "zones").read_text("utf-8").split()
    return {name.casefold(): name for name in names if name != "Factory"}


@lru_cache(maxsize=1)
def _by_large_city() -> dict[str, str]:
    """The zones of today by the cities that they are named after."""
    lines = (resources.files("tzdata.zoneinfo") / "zone.tab").read_text("utf-8").splitlines()
    zones = [line.split("\t")[2] for line in lines if line and not line.startswith("#")]
    return {zone.rpartition("/")[2].replace("_", " ").casefold(): zone for zone in zones}


@lru_cache(maxsize=1)
def _by_city() -> dict[str, str]:
    """The IANA names by their cities in lower case."""
    return {name.rpartition("/")[2].replace("_", " ").casefold(): name for name in _names().values() if "/" in name}

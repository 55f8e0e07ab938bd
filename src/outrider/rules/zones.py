"""The time zone of a person, from what is known of them: a zone, a country with state or city, a location, a phone number.

Countries and their zones are those of the IANA database (tzdata); the tables below hold what it does not: other names, states,
large cities, calling codes. Where a country has several zones and nothing says which, there is no answer.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from outrider.errors import Invalid
from outrider.rules import schedule

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

    if zone := _named(first(_ZONES)):
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


def _named(text: str) -> str | None:
    """The zone that a text names: by its IANA name, Windows' name, a usual abbreviation, or the hours from UTC."""
    text = text.strip()
    if zone := _BETWEEN_HOURS.get(re.sub(r"[\s:]|UTC|GMT|(?<=[+-])0", "", text.upper())):
        return zone
    if offset := _OFFSET.fullmatch(text):
        hours = int(offset[2])
        return None if hours > 12 else f"Etc/GMT{'-' if offset[1] == '+' else '+'}{hours}"  # POSIX counts westwards
    windows = _WINDOWS.get(text.casefold().replace(" daylight time", "").replace(" standard time", ""))
    name = windows or _ABBREVIATIONS.get(text.upper(), text.replace(" ", "_"))
    if not name:
        return None
    name = _names().get(name.casefold(), name)
    try:
        return schedule.zone(name).key
    except Invalid:
        return None


_OFFSET = re.compile(r"(?:UTC|GMT)\s*([+-])\s*0?(\d{1,2})(?::?00)?", re.IGNORECASE)
_ABBREVIATIONS = {
    "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York", "CST": "America/Chicago",
    "CDT": "America/Chicago", "CT": "America/Chicago", "MST": "America/Denver", "MDT": "America/Denver",
    "MT": "America/Denver", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles",
    "CET": "Europe/Paris", "CEST": "Europe/Paris", "BST": "Europe/London", "JST": "Asia/Tokyo", "AEST": "Australia/Sydney",
}  # fmt: skip


# Zones of the offsets that are not whole hours, where no more than one large region has them.
_BETWEEN_HOURS = {
    "+330": "Asia/Tehran",
    "+430": "Asia/Kabul",
    "+530": "Asia/Kolkata",
    "+545": "Asia/Kathmandu",
    "+630": "Asia/Yangon",
    "-330": "America/St_Johns",
}
# How Windows and Exchange name the zones (without "Standard Time"), by the CLDR's table.
_WINDOWS = {
    "gmt": "Europe/London",
    "greenwich": "Africa/Abidjan",
    "w. europe": "Europe/Berlin",
    "romance": "Europe/Paris",
    "central europe": "Europe/Budapest",
    "central european": "Europe/Warsaw",
    "e. europe": "Europe/Chisinau",
    "gtb": "Europe/Bucharest",
    "fle": "Europe/Kyiv",
    "turkey": "Europe/Istanbul",
    "russian": "Europe/Moscow",
    "israel": "Asia/Jerusalem",
    "egypt": "Africa/Cairo",
    "south africa": "Africa/Johannesburg",
    "w. central africa": "Africa/Lagos",
    "e. africa": "Africa/Nairobi",
    "arab": "Asia/Riyadh",
    "arabian": "Asia/Dubai",
    "iran": "Asia/Tehran",
    "pakistan": "Asia/Karachi",
    "india": "Asia/Kolkata",
    "bangladesh": "Asia/Dhaka",
    "se asia": "Asia/Bangkok",
    "china": "Asia/Shanghai",
    "singapore": "Asia/Singapore",
    "taipei": "Asia/Taipei",
    "w. australia": "Australia/Perth",
    "tokyo": "Asia/Tokyo",
    "korea": "Asia/Seoul",
    "aus eastern": "Australia/Sydney",
    "e. australia": "Australia/Brisbane",
    "cen. australia": "Australia/Adelaide",
    "new zealand": "Pacific/Auckland",
    "hawaiian": "Pacific/Honolulu",
    "alaskan": "America/Anchorage",
    "pacific": "America/Los_Angeles",
    "us mountain": "America/Phoenix",
    "mountain": "America/Denver",
    "central": "America/Chicago",
    "eastern": "America/New_York",
    "atlantic": "America/Halifax",
    "newfoundland": "America/St_Johns",
    "sa pacific": "America/Bogota",
    "pacific sa": "America/Santiago",
    "e. south america": "America/Sao_Paulo",
    "argentina": "America/Argentina/Buenos_Aires",
}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """The IANA names by their form in lower case."""
    names = (resources.files("tzdata") / "zones").read_text("utf-8").split()
    return {name.casefold(): name for name in names}


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
    found |= {name: code for code, names in _OTHER_NAMES.items() for name in names.split(", ")}
    return found | _THREE_LETTERS | _IN_OTHER_SCRIPTS


@lru_cache(maxsize=1)
def _cities() -> dict[str, list[tuple[str, str]]]:
    """Name of a city -> the countries and zones that have one."""
    found: dict[str, list[tuple[str, str]]] = {}
    for code, zones in _by_country().items():
        for zone in zones:
            found.setdefault(_plain(zone.rpartition("/")[2]), []).append((code, zone))
    for (code, zone), names in _MORE_CITIES.items():
        for name in names.split(", "):
            found.setdefault(name, []).append((code, zone))
    return found


def _table(name: str) -> list[str]:
    text = (resources.files("tzdata.zoneinfo") / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _country(text: str) -> str:
    return _country_names().get(_plain(text), "")


def _in_country(country: str, places: list[str]) -> str | None:
    """The zone of a country, or of the first place in it that is known."""
    if not country:
        return None
    zones = _by_country().get(country, [])
    if len(zones) == 1:
        return zones[0]
    for place in map(_plain, places):
        if zone := _STATE_ZONES.get(country, {}).get(place):
            return zone
        if zone := next((zone for code, zone in _cities().get(place, ()) if code == country), None):
            return zone
    return _MAIN_ZONES.get(country)


def _of_location(text: str, country: str) -> str | None:
    """The zone of a place as profiles write it: 'Berlin, Germany', 'Austin, TX', 'Greater Boston Area'."""
    parts = [_AROUND.sub("", part).strip() for part in text.split(",")]
    last = _plain(parts[-1]) if parts else ""
    cities = _cities().get(_plain(parts[0]), []) if parts else []
    if not country:
        country = _country(parts[-1])
        if len(parts) > 1 and last in _STATE_ZONES["US"] and not any(code == country for code, _ in cities):
            country = "US"  # 'San Francisco, CA' is not in Canada
    if country:
        return _in_country(country, parts[1:] + parts[:1])
    zones = {zone for _, zone in cities}
    return zones.pop() if len(parts) == 1 and len(zones) == 1 else None


_AROUND = re.compile(r"\b(?:greater|metropolitan|metro|area|region|city of)\b", re.IGNORECASE)


def _of_phone(text: str) -> str | None:
    digits = re.sub(r"\D", "", text)
    if not text.strip().startswith("+") and not digits.startswith("00"):
        return None
    digits = digits.removeprefix("00")
    country = next((_CALLING[digits[:n]] for n in (3, 2) if digits[:n] in _CALLING), "")
    return _in_country(country, [])


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in text.split())


# Countries of several zones nearly all of whose people live by one clock.
_MAIN_ZONES = _pairs(
    "AR:America/Argentina/Buenos_Aires CL:America/Santiago CN:Asia/Shanghai CY:Asia/Nicosia DE:Europe/Berlin "
    "EC:America/Guayaquil ES:Europe/Madrid MH:Pacific/Majuro MY:Asia/Kuala_Lumpur NZ:Pacific/Auckland "
    "PG:Pacific/Port_Moresby PS:Asia/Hebron PT:Europe/Lisbon UA:Europe/Kyiv UZ:Asia/Tashkent"
)
_OTHER_NAMES = {
    "GB": "uk, united kingdom, great britain, england, scotland, wales, northern ireland, britain",
    "US": "usa, united states of america, u s a, u s, america", "DE": "deutschland", "AT": "osterreich",
    "CH": "schweiz, suisse, svizzera", "ES": "espana", "IT": "italia", "NL": "the netherlands, nederland, holland",
    "BE": "belgie, belgique", "BR": "brasil", "CZ": "czechia, czech republic", "DK": "danmark", "SE": "sverige", "NO": "norge",
    "FI": "suomi", "PL": "polska", "TR": "turkiye", "KR": "south korea, korea, republic of korea",
    "RU": "russian federation", "VN": "viet nam", "AE": "uae", "IE": "republic of ireland", "HU": "magyarorszag",
    "CI": "ivory coast", "MK": "north macedonia", "HK": "hong kong sar", "TW": "taiwan",
}  # fmt: skip

_THREE_LETTERS = _pairs(
    "are:AE aus:AU aut:AT bel:BE bgr:BG bra:BR can:CA che:CH chn:CN cze:CZ deu:DE dnk:DK egy:EG esp:ES est:EE fin:FI fra:FR "
    "gbr:GB grc:GR hrv:HR hun:HU ind:IN irl:IE isr:IL ita:IT jpn:JP kor:KR ltu:LT lva:LV mex:MX nld:NL nor:NO nzl:NZ pol:PL "
    "prt:PT rou:RO rus:RU sau:SA sgp:SG srb:RS svk:SK svn:SI swe:SE tha:TH tur:TR ukr:UA zaf:ZA"
)
_IN_OTHER_SCRIPTS = _pairs(
    "日本:JP 中国:CN 中國:CN 台灣:TW 香港:HK 대한민국:KR 한국:KR россия:RU україна:UA украина:UA българия:BG србија:RS ελλάδα:GR "
    "ελλαδα:GR ישראל:IL مصر:EG السعودية:SA الإمارات:AE भारत:IN ประเทศไทย:TH ไทย:TH"
)


def _states(zones: Mapping[str, str]) -> dict[str, str]:
    return {name: zone for zone, names in zones.items() for name in names.split(", ")}


# States by code and name, each with the zone of most of its people.
_STATE_ZONES = {
    "US": _states(
        {
            "America/New_York": "ct, connecticut, de, delaware, dc, district of columbia, washington dc, fl, florida, "
            "ga, georgia, in, indiana, ky, kentucky, me, maine, md, maryland, ma, massachusetts, "
            "mi, michigan, nh, new hampshire, "
            "nj, new jersey, ny, new york, nc, north carolina, oh, ohio, pa, pennsylvania, ri, rhode island, sc, south carolina, "
            "vt, vermont, va, virginia, wv, west virginia",
            "America/Chicago": "al, alabama, ar, arkansas, il, illinois, ia, iowa, ks, kansas, la, louisiana, mn, minnesota, ms, "
            "mississippi, mo, missouri, ne, nebraska, nd, north dakota, ok, oklahoma, sd, south "
            "dakota, tn, tennessee, tx, texas, "
            "wi, wisconsin",
            "America/Denver": "co, colorado, id, idaho, mt, montana, nm, new mexico, ut, utah, wy, wyoming",
            "America/Phoenix": "az, arizona",
            "America/Los_Angeles": "ca, california, nv, nevada, or, oregon, wa, washington",
            "America/Anchorage": "ak, alaska",
            "Pacific/Honolulu": "hi, hawaii",
        }
    ),
    "CA": _states(
        {
            "America/Toronto": "on, ontario, qc, quebec",
            "America/Halifax": "ns, nova scotia, nb, new brunswick, pe, prince edward island",
            "America/St_Johns": "nl, newfoundland and labrador, newfoundland",
            "America/Winnipeg": "mb, manitoba",
            "America/Regina": "sk, saskatchewan",
            "America/Edmonton": "ab, alberta",
            "America/Vancouver": "bc, british columbia",
        }
    ),
    "AU": _states(
        {
            "Australia/Sydney": "nsw, new south wales, act, australian capital territory",
            "Australia/Melbourne": "vic, victoria",
            "Australia/Brisbane": "qld, queensland",
            "Australia/Adelaide": "sa, south australia",
            "Australia/Perth": "wa, western australia",
            "Australia/Hobart": "tas, tasmania",
            "Australia/Darwin": "nt, northern territory",
        }
    ),
}
_MORE_CITIES = {
    ("US", "America/New_York"): "new york city, nyc, brooklyn, boston, cambridge, philadelphia, washington, atlanta, miami, "
    "orlando, tampa, charlotte, raleigh, pittsburgh, cleveland, columbus, cincinnati, baltimore, buffalo, jacksonville",
    ("US", "America/Chicago"): "houston, dallas, austin, san antonio, minneapolis, milwaukee, st louis, saint louis, "
    "kansas city, nashville, memphis, new orleans, omaha, oklahoma city",
    ("US", "America/Denver"): "salt lake city, albuquerque, boulder, colorado springs",
    ("US", "America/Los_Angeles"): "san francisco, san francisco bay, san diego, san jose, seattle, portland, las vegas, "
    "sacramento, oakland, palo alto, mountain view, santa monica",
    ("CA", "America/Toronto"): "montreal, ottawa, mississauga, quebec city", ("CA", "America/Edmonton"): "calgary",
    ("AU", "Australia/Sydney"): "canberra, newcastle",
    ("BR", "America/Sao_Paulo"): "rio de janeiro, belo horizonte, brasilia, curitiba, porto alegre, campinas, florianopolis",
    ("MX", "America/Mexico_City"): "guadalajara, puebla, queretaro", ("RU", "Europe/Moscow"): "москва, saint petersburg, kazan",
    ("ID", "Asia/Jakarta"): "bandung, surabaya", ("ES", "Atlantic/Canary"): "las palmas, santa cruz de tenerife, tenerife",
    ("ES", "Europe/Madrid"): "barcelona, valencia, seville, bilbao, malaga",
    ("DE", "Europe/Berlin"): "munich, munchen, hamburg, cologne, koln, frankfurt, stuttgart, dusseldorf, leipzig",
    ("FR", "Europe/Paris"): "lyon, marseille, toulouse, lille, bordeaux, nantes", ("IT", "Europe/Rome"): "milan, milano, turin",
    ("GB", "Europe/London"): "manchester, birmingham, leeds, edinburgh, glasgow, bristol, liverpool",
    ("CH", "Europe/Zurich"): "geneva, basel, bern, lausanne", ("NL", "Europe/Amsterdam"): "rotterdam, the hague, utrecht",
    ("PL", "Europe/Warsaw"): "krakow, wroclaw, gdansk, poznan", ("IN", "Asia/Kolkata"): "mumbai, delhi, new delhi, bangalore, "
    "bengaluru, chennai, hyderabad, pune", ("JP", "Asia/Tokyo"): "osaka, kyoto, yokohama",
    ("CN", "Asia/Shanghai"): "beijing, shenzhen, guangzhou", ("IL", "Asia/Jerusalem"): "tel aviv, tel aviv yafo, haifa",
    ("SE", "Europe/Stockholm"): "gothenburg, malmo", ("PT", "Europe/Lisbon"): "porto",
}  # fmt: skip
_CALLING = _pairs(
    "20:EG 27:ZA 30:GR 31:NL 32:BE 33:FR 34:ES 36:HU 39:IT 40:RO 41:CH 43:AT 44:GB 45:DK 46:SE 47:NO 48:PL 49:DE 51:PE 53:CU "
    "54:AR 56:CL 57:CO 58:VE 60:MY 63:PH 64:NZ 65:SG 66:TH 81:JP 82:KR 84:VN 86:CN 90:TR 91:IN 92:PK 94:LK 98:IR 212:MA 213:DZ "
    "216:TN 233:GH 234:NG 254:KE 351:PT 352:LU 353:IE 354:IS 356:MT 357:CY 358:FI 359:BG 370:LT 371:LV 372:EE 380:UA 381:RS "
    "385:HR 386:SI 420:CZ 421:SK 852:HK 880:BD 886:TW 966:SA 971:AE 972:IL 974:QA"
)

"""Names of zones, countries, states and cities that the IANA database does not have, and what they stand for."""

from collections.abc import Mapping


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in text.split())


def _states(zones: Mapping[str, str]) -> dict[str, str]:
    return {name: zone for zone, names in zones.items() for name in names.split(", ")}


ABBREVIATIONS = {
    "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York", "CST": "America/Chicago",
    "CDT": "America/Chicago", "CT": "America/Chicago", "MST": "America/Denver", "MDT": "America/Denver",
    "MT": "America/Denver", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles",
    "CET": "Europe/Paris", "CEST": "Europe/Paris", "BST": "Europe/London", "JST": "Asia/Tokyo", "AEST": "Australia/Sydney",
}  # fmt: skip


# Zones of the offsets that are not whole hours, where no more than one large region has them.
BETWEEN_HOURS = {
    "+330": "Asia/Tehran",
    "+430": "Asia/Kabul",
    "+530": "Asia/Kolkata",
    "+545": "Asia/Kathmandu",
    "+630": "Asia/Yangon",
    "-330": "America/St_Johns",
}
# How Windows and Exchange name the zones (without "Standard Time"), by the CLDR's table.
WINDOWS = {
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


# Countries of several zones nearly all of whose people live by one clock.
MAIN_ZONES = _pairs(
    "AR:America/Argentina/Buenos_Aires CL:America/Santiago CN:Asia/Shanghai CY:Asia/Nicosia DE:Europe/Berlin "
    "EC:America/Guayaquil ES:Europe/Madrid MH:Pacific/Majuro MY:Asia/Kuala_Lumpur NZ:Pacific/Auckland "
    "PG:Pacific/Port_Moresby PS:Asia/Hebron PT:Europe/Lisbon UA:Europe/Kyiv UZ:Asia/Tashkent"
)
OTHER_NAMES = {
    "GB": "uk, united kingdom, great britain, england, scotland, wales, northern ireland, britain",
    "US": "usa, united states of america, u s a, u s, america", "DE": "deutschland", "AT": "osterreich",
    "CH": "schweiz, suisse, svizzera", "ES": "espana", "IT": "italia", "NL": "the netherlands, nederland, holland",
    "BE": "belgie, belgique", "BR": "brasil", "CZ": "czechia, czech republic", "DK": "danmark", "SE": "sverige", "NO": "norge",
    "FI": "suomi", "PL": "polska", "TR": "turkiye", "KR": "south korea, korea, republic of korea",
    "RU": "russian federation", "VN": "viet nam", "AE": "uae", "IE": "republic of ireland", "HU": "magyarorszag",
    "CI": "ivory coast", "MK": "north macedonia", "HK": "hong kong sar", "TW": "taiwan",
}  # fmt: skip

THREE_LETTERS = _pairs(
    "are:AE aus:AU aut:AT bel:BE bgr:BG bra:BR can:CA che:CH chn:CN cze:CZ deu:DE dnk:DK egy:EG esp:ES est:EE fin:FI fra:FR "
    "gbr:GB grc:GR hrv:HR hun:HU ind:IN irl:IE isr:IL ita:IT jpn:JP kor:KR ltu:LT lva:LV mex:MX nld:NL nor:NO nzl:NZ pol:PL "
    "prt:PT rou:RO rus:RU sau:SA sgp:SG srb:RS svk:SK svn:SI swe:SE tha:TH tur:TR ukr:UA zaf:ZA"
)
IN_OTHER_SCRIPTS = _pairs(
    "日本:JP 中国:CN 中國:CN 台灣:TW 香港:HK 대한민국:KR 한국:KR россия:RU україна:UA украина:UA българия:BG србија:RS ελλάδα:GR "
    "ελλαδα:GR ישראל:IL مصر:EG السعودية:SA الإمارات:AE भारत:IN ประเทศไทย:TH ไทย:TH"
)


# States by code and name, each with the zone of most of its people.
STATE_ZONES = {
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
MORE_CITIES = {
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
CALLING = _pairs(
    "20:EG 27:ZA 30:GR 31:NL 32:BE 33:FR 34:ES 36:HU 39:IT 40:RO 41:CH 43:AT 44:GB 45:DK 46:SE 47:NO 48:PL 49:DE 51:PE 53:CU "
    "54:AR 56:CL 57:CO 58:VE 60:MY 63:PH 64:NZ 65:SG 66:TH 81:JP 82:KR 84:VN 86:CN 90:TR 91:IN 92:PK 94:LK 98:IR 212:MA 213:DZ "
    "216:TN 233:GH 234:NG 254:KE 351:PT 352:LU 353:IE 354:IS 356:MT 357:CY 358:FI 359:BG 370:LT 371:LV 372:EE 380:UA 381:RS "
    "385:HR 386:SI 420:CZ 421:SK 852:HK 880:BD 886:TW 966:SA 971:AE 972:IL 974:QA"
)

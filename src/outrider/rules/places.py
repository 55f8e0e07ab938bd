"""Names of zones, countries, states and cities that the IANA database does not have, and what they mean."""

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
    "AEDT": "Australia/Sydney", "AWST": "Australia/Perth", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
    "EET": "Europe/Helsinki", "EEST": "Europe/Helsinki", "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon", "MSK": "Europe/Moscow",
    "HKT": "Asia/Hong_Kong", "SGT": "Asia/Singapore", "KST": "Asia/Seoul", "PKT": "Asia/Karachi", "SAST": "Africa/Johannesburg",
    "AKST": "America/Anchorage", "AKDT": "America/Anchorage", "HST": "Pacific/Honolulu", "BRT": "America/Sao_Paulo",
    "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin", "HNEC": "Europe/Paris", "HEEC": "Europe/Paris", "AET": "Australia/Sydney",
    "Z": "UTC",
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
    "greenwich mean": "UTC",
    "british": "Europe/London",
    "japan": "Asia/Tokyo",
    "australian eastern": "Australia/Sydney",
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
    "us eastern": "America/Indiana/Indianapolis",
    "canada central": "America/Regina",
    "central america": "America/Guatemala",
    "central standard time (mexico)": "America/Mexico_City",
    "eastern standard time (mexico)": "America/Cancun",
    "mountain standard time (mexico)": "America/Mazatlan",
    "pacific standard time (mexico)": "America/Tijuana",
    "central brazilian": "America/Cuiaba",
    "sa western": "America/La_Paz",
    "sa eastern": "America/Cayenne",
    "bahia": "America/Bahia",
    "venezuela": "America/Caracas",
    "paraguay": "America/Asuncion",
    "montevideo": "America/Montevideo",
    "cuba": "America/Havana",
    "azores": "Atlantic/Azores",
    "cape verde": "Atlantic/Cape_Verde",
    "morocco": "Africa/Casablanca",
    "libya": "Africa/Tripoli",
    "namibia": "Africa/Windhoek",
    "jordan": "Asia/Amman",
    "middle east": "Asia/Beirut",
    "syria": "Asia/Damascus",
    "arabic": "Asia/Baghdad",
    "belarus": "Europe/Minsk",
    "kaliningrad": "Europe/Kaliningrad",
    "russia time zone 3": "Europe/Samara",
    "azerbaijan": "Asia/Baku",
    "georgian": "Asia/Tbilisi",
    "caucasus": "Asia/Yerevan",
    "mauritius": "Indian/Mauritius",
    "afghanistan": "Asia/Kabul",
    "west asia": "Asia/Tashkent",
    "ekaterinburg": "Asia/Yekaterinburg",
    "sri lanka": "Asia/Colombo",
    "nepal": "Asia/Kathmandu",
    "central asia": "Asia/Almaty",
    "myanmar": "Asia/Yangon",
    "n. central asia": "Asia/Novosibirsk",
    "north asia": "Asia/Krasnoyarsk",
    "north asia east": "Asia/Irkutsk",
    "ulaanbaatar": "Asia/Ulaanbaatar",
    "yakutsk": "Asia/Yakutsk",
    "vladivostok": "Asia/Vladivostok",
    "aus central": "Australia/Darwin",
    "tasmania": "Australia/Hobart",
    "west pacific": "Pacific/Port_Moresby",
    "central pacific": "Pacific/Guadalcanal",
    "fiji": "Pacific/Fiji",
    "tonga": "Pacific/Tongatapu",
    "samoa": "Pacific/Apia",
    "dateline": "Etc/GMT+12",
    "coordinated universal": "UTC",
}


# Countries of several zones nearly all of whose people live by one clock.
MAIN_ZONES = _pairs(
    "AR:America/Argentina/Buenos_Aires BR:America/Sao_Paulo CL:America/Santiago CN:Asia/Shanghai CY:Asia/Nicosia "
    "DE:Europe/Berlin EC:America/Guayaquil ES:Europe/Madrid MH:Pacific/Majuro MX:America/Mexico_City MY:Asia/Kuala_Lumpur "
    "NZ:Pacific/Auckland PG:Pacific/Port_Moresby PS:Asia/Hebron PT:Europe/Lisbon UA:Europe/Kyiv UZ:Asia/Tashkent"
)
OTHER_NAMES = {
    "AE": "uae, emirates, dubai, emiratos arabes unidos, emirats arabes unis, vereinigte arabische emirate, emirati arabi uniti",
    "AR": "argentinien, argentine",
    "AT": "osterreich, oesterreich, autriche, oostenrijk",
    "AU": "australien, australie",
    "BE": "belgie, belgique, belgien, belgica, belgio",
    "BG": "bulgarien, bulgarie, bulgarije",
    "BR": "brasil, brasilien, bresil, brasile, brazilie",
    "CA": "kanada",
    "CH": "schweiz, suisse, svizzera, suiza, suica, zwitserland, swiss",
    "CI": "ivory coast",
    "CL": "chili",
    "CN": "china mainland, mainland china, chine, cina, kina, peoples republic of china, people s republic of china, prc",
    "CO": "kolumbien, colombie",
    "CY": "zypern, chypre, chipre, cipro",
    "CZ": "czechia, czech republic, tschechien, republique tcheque, republica checa, repubblica ceca, tsjechie, cesko, "
    "ceska republika, tchequie, chequia, czechy",
    "DE": "deutschland, allemagne, alemania, alemanha, germania, duitsland, tyskland, niemcy, nemecko, almanya",
    "DK": "danmark, danemark, dinamarca, danimarca, denemarken",
    "EE": "estland, estonie, eesti",
    "EG": "agypten, egypte, egipto",
    "ES": "espana, espanha, spagna, spanien, espagne, spanje, hiszpania",
    "FI": "suomi, finnland, finlande, finlandia",
    "FR": "frankreich, francia, franca, frankrijk, frankrig, frankrike, francja",
    "GB": "uk, united kingdom, great britain, england, scotland, wales, northern ireland, britain, u k, grossbritannien, "
    "vereinigtes konigreich, royaume uni, angleterre, reino unido, inglaterra, regno unito, inghilterra, verenigd koninkrijk, "
    "engeland, storbritannien, storbritannia, wielka brytania, uk england",
    "GR": "griechenland, grece, grecia, griekenland, hellas, ellada",
    "HK": "hong kong sar, hongkong, hong kong s a r",
    "HR": "kroatien, croatie, croacia, croazia, hrvatska",
    "HU": "magyarorszag, ungarn, hongrie, hungria, ungheria, hongarije, wegry",
    "IE": "republic of ireland, irland, irlande, irlanda, ierland, eire",
    "IN": "indien, inde, bharat",
    "IS": "island, islande, islandia",
    "IT": "italia, italien, italie, wlochy",
    "JP": "japon, giappone, japao, nippon",
    "KR": "south korea, korea, republic of korea, sudkorea, coree du sud, corea del sur, coreia do sul, "
    "korea south, korea republic of",
    "LT": "litauen, lituanie, lituania, lietuva",
    "LU": "luxemburg, luxemburgo, lussemburgo",
    "LV": "lettland, lettonie, letonia, latvija",
    "MA": "marokko, maroc, marruecos, marocco",
    "MK": "north macedonia",
    "MX": "mexiko, mexique, mejico, messico",
    "MY": "malaisie, malasia",
    "NL": "the netherlands, nederland, holland, niederlande, pays bas, paises bajos, paises baixos, paesi bassi, "
    "olanda, holandia",
    "NO": "norge, norwegen, norvege, noruega, norvegia, noorwegen, norwegia",
    "NZ": "neuseeland, nouvelle zelande, nueva zelanda, aotearoa",
    "PH": "the philippines, philippinen, filipinas",
    "PL": "polska, polen, pologne, polonia",
    "PT": "portogallo, portugalia",
    "RO": "rumanien, roumanie, rumania, roemenie, romenia",
    "RS": "serbien, serbie, srbija",
    "RU": "russian federation, russland, russie, rusia, rossija",
    "SA": "ksa, kingdom of saudi arabia, saudi arabien, arabie saoudite, arabia saudita",
    "SE": "sverige, schweden, suede, suecia, svezia, zweden, szwecja",
    "SG": "singapur, singapour",
    "SI": "slowenien, slovenie, eslovenia, slovenija",
    "SK": "slowakei, slovaquie, eslovaquia, slovensko, slovak republic",
    "TH": "thailande, tailandia",
    "TR": "turkiye, turkei, turquie, turquia, turchia, turkije",
    "TW": "taiwan, taiwan roc, chinese taipei",
    "UA": "ukraina, ucrania, ucraina, oekraine",
    "US": "usa, united states of america, u s a, u s, america, vereinigte staaten, vereinigte staaten von amerika, etats unis, "
    "estados unidos, stati uniti, verenigde staten, eeuu, ee uu",
    "VN": "viet nam",
    "ZA": "sudafrika, afrique du sud, sudafrica, africa do sul, zuid afrika, rsa",
}

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
            "America/New_York": "ct, connecticut, de, delaware, dc, district of columbia, washington dc, d c, fl, florida, "
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
    "BR": _states(
        {
            "America/Manaus": "am, amazonas",
            "America/Cuiaba": "mt, mato grosso",
            "America/Campo_Grande": "ms, mato grosso do sul",
            "America/Porto_Velho": "ro, rondonia",
            "America/Boa_Vista": "rr, roraima",
            "America/Rio_Branco": "ac, acre",
            "America/Sao_Paulo": "sp, sao paulo, rj, rio de janeiro, mg, minas gerais, es, espirito santo, pr, parana, sc, "
            "santa catarina, rs, rio grande do sul, go, goias, df, distrito federal",
            "America/Bahia": "ba, bahia",
            "America/Recife": "pe, pernambuco",
            "America/Fortaleza": "ce, ceara, ma, maranhao, pi, piaui, rn, rio grande do norte, pb, paraiba",
            "America/Maceio": "al, alagoas, se, sergipe",
            "America/Belem": "pa, para, ap, amapa",
            "America/Araguaina": "to, tocantins",
        }
    ),
    "MX": _states(
        {
            "America/Cancun": "quintana roo",
            "America/Tijuana": "baja california, bc",
            "America/Hermosillo": "sonora",
            "America/Mazatlan": "baja california sur, bcs, sinaloa, nayarit",
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
# The names of the states in which clocks differ, by their codes.
STATE_NAMES = _pairs("tx:texas fl:florida tn:tennessee in:indiana ky:kentucky id:idaho") | {"sd": "south dakota"}
# Cities whose clock is not that of most of their state.
SPLIT_STATES = {
    ("US", "texas"): _states({"America/Denver": "el paso"}),
    ("US", "florida"): _states({"America/Chicago": "pensacola, panama city, destin"}),
    ("US", "tennessee"): _states({"America/New_York": "knoxville, chattanooga, johnson city, kingsport"}),
    ("US", "indiana"): _states({"America/Chicago": "gary, evansville, hammond"}),
    ("US", "kentucky"): _states({"America/Chicago": "bowling green, owensboro, paducah"}),
    ("US", "idaho"): _states({"America/Los_Angeles": "coeur d alene, lewiston"}),
    ("US", "south dakota"): _states({"America/Denver": "rapid city"}),
}
MORE_CITIES = {
    ("AE", "Asia/Dubai"): "abu dhabi, sharjah",
    ("AT", "Europe/Vienna"): "wien, graz, linz, salzburg, innsbruck",
    ("AU", "Australia/Sydney"): "canberra, newcastle",
    ("BE", "Europe/Brussels"): "bruxelles, brussel, antwerp, antwerpen, gent, ghent, liege",
    ("BR", "America/Sao_Paulo"): ("rio de janeiro, belo horizonte, brasilia, curitiba, porto alegre, campinas, florianopolis"),
    ("CA", "America/Edmonton"): "calgary",
    ("CA", "America/Toronto"): "montreal, ottawa, mississauga, quebec city",
    ("CH", "Europe/Zurich"): "geneva, geneve, genf, zuerich, basel, bern, lausanne",
    ("CN", "Asia/Shanghai"): ("beijing, shenzhen, guangzhou, hangzhou, chengdu, 北京, 上海, 深圳, 广州, 杭州"),
    ("CZ", "Europe/Prague"): "praha, brno, ostrava",
    ("DE", "Europe/Berlin"): (
        "munich, munchen, muenchen, nurnberg, nuremberg, hannover, hanover, bremen, dresden, hamburg, cologne, "
        "koln, frankfurt, stuttgart, dusseldorf, leipzig"
    ),
    ("DK", "Europe/Copenhagen"): "kbenhavn, kobenhavn, aarhus, odense",
    ("EG", "Africa/Cairo"): "giza",
    ("ES", "Atlantic/Canary"): "las palmas, santa cruz de tenerife, tenerife",
    ("ES", "Europe/Madrid"): "barcelona, valencia, seville, bilbao, malaga",
    ("FI", "Europe/Helsinki"): "espoo, tampere, turku",
    ("FR", "Europe/Paris"): "lyon, marseille, toulouse, lille, bordeaux, nantes",
    ("GB", "Europe/London"): "manchester, birmingham, leeds, edinburgh, glasgow, bristol, liverpool",
    ("GR", "Europe/Athens"): "athina, thessaloniki, αθηνα, αθήνα",
    ("ID", "Asia/Jakarta"): "bandung, surabaya",
    ("IE", "Europe/Dublin"): "cork, galway",
    ("IL", "Asia/Jerusalem"): "tel aviv, tel aviv yafo, haifa",
    ("IN", "Asia/Kolkata"): ("mumbai, delhi, new delhi, bangalore, bengaluru, chennai, hyderabad, pune"),
    ("IT", "Europe/Rome"): "milan, milano, turin, torino, roma, napoli, firenze, bologna, venezia",
    ("JP", "Asia/Tokyo"): "osaka, kyoto, yokohama, 東京, 大阪, 京都, 名古屋, 横浜, 福岡",
    ("KR", "Asia/Seoul"): "busan, 서울, 부산",
    ("MX", "America/Mexico_City"): "guadalajara, puebla, queretaro, ciudad de mexico, cdmx",
    ("MX", "America/Monterrey"): "nuevo leon, san pedro garza garcia",
    ("NL", "Europe/Amsterdam"): "rotterdam, the hague, utrecht",
    ("NO", "Europe/Oslo"): "bergen, trondheim, stavanger",
    ("PL", "Europe/Warsaw"): "warszawa, lodz, katowice, krakow, wroclaw, wrocaw, gdansk, poznan",
    ("PT", "Atlantic/Azores"): "ponta delgada, azores, acores",
    ("PT", "Atlantic/Madeira"): "funchal, madeira",
    ("PT", "Europe/Lisbon"): "lisboa, porto, braga",
    ("RO", "Europe/Bucharest"): "bucuresti, cluj, cluj napoca, timisoara, iasi",
    ("RS", "Europe/Belgrade"): "beograd, novi sad",
    ("RU", "Asia/Krasnoyarsk"): "красноярск",
    ("RU", "Asia/Novosibirsk"): "новосибирск",
    ("RU", "Asia/Omsk"): "омск",
    ("RU", "Asia/Vladivostok"): "владивосток, хабаровск, khabarovsk",
    ("RU", "Asia/Yekaterinburg"): ("екатеринбург, ekaterinburg, челябинск, chelyabinsk, тюмень, tyumen, пермь, perm, уфа, ufa"),
    ("RU", "Europe/Moscow"): (
        "москва, moskva, saint petersburg, санкт-петербург, kazan, казань, нижний новгород, nizhny novgorod, "
        "ростов-на-дону, краснодар, krasnodar, воронеж"
    ),
    ("RU", "Europe/Samara"): "самара",
    ("SA", "Asia/Riyadh"): "jeddah, dammam",
    ("SE", "Europe/Stockholm"): "gothenburg, malmo",
    ("TR", "Europe/Istanbul"): "ankara, izmir, bursa, antalya",
    ("UA", "Europe/Kyiv"): "kiev, kharkiv, lviv, odesa, київ, львів, харків, одеса, киев",
    ("US", "America/Chicago"): (
        "houston, dallas, dallas fort worth, fort worth, minneapolis st paul, austin, san antonio, minneapolis, "
        "milwaukee, st louis, saint louis, kansas city, nashville, memphis, new orleans, omaha, oklahoma city"
    ),
    ("US", "America/Denver"): "salt lake city, albuquerque, boulder, colorado springs",
    ("US", "America/Los_Angeles"): (
        "san francisco, san francisco bay, san diego, san jose, seattle, portland, las vegas, sacramento, "
        "oakland, palo alto, mountain view, santa monica"
    ),
    ("US", "America/New_York"): (
        "new york city, nyc, brooklyn, boston, philadelphia, washington, washington dc baltimore, raleigh durham, "
        "raleigh durham chapel hill, detroit, atlanta, miami, orlando, tampa, charlotte, raleigh, pittsburgh, "
        "cleveland, columbus, cincinnati, baltimore, buffalo, jacksonville"
    ),
    ("VN", "Asia/Ho_Chi_Minh"): "hanoi, ha noi, saigon, da nang",
}
CALLING = _pairs(
    "20:EG 27:ZA 30:GR 31:NL 32:BE 33:FR 34:ES 36:HU 39:IT 40:RO 41:CH 43:AT 44:GB 45:DK 46:SE 47:NO 48:PL 49:DE 51:PE 53:CU "
    "54:AR 56:CL 57:CO 58:VE 60:MY 63:PH 64:NZ 65:SG 66:TH 81:JP 82:KR 84:VN 86:CN 90:TR 91:IN 92:PK 94:LK 98:IR 212:MA 213:DZ "
    "216:TN 233:GH 234:NG 254:KE 351:PT 352:LU 353:IE 354:IS 356:MT 357:CY 358:FI 359:BG 370:LT 371:LV 372:EE 380:UA 381:RS "
    "385:HR 386:SI 420:CZ 421:SK 852:HK 880:BD 886:TW 966:SA 971:AE 972:IL 974:QA"
)

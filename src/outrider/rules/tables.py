"""Tables that people export: in which encoding, with which delimiter, under which headings, and what a cell really says."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from contextlib import suppress

from outrider.errors import Invalid
from outrider.rules.addresses import UNSEEN

MAX_COLUMNS = 1000
MAX_HEADING = 255  # characters
SAMPLE = 64 * 1024  # bytes or characters used to detect encoding and delimiter
LOOKED_AT = 20  # rows among which the headings are looked for

IsHeading = Callable[[str], bool]


def encoding_of(start: bytes) -> str:
    """The encoding of a text file, by its first bytes: UTF-8, or UTF-16 and UTF-32 as spreadsheets write them.

    Raises Invalid for what is not text.
    """
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    zeros = start.count(0)
    controls = len(start) - len(start.translate(None, _CONTROLS))
    if not zeros and controls * 50 <= len(start):
        return "utf-8-sig"
    odd = start[1::2].count(0)
    if zeros >= 4 and zeros * 20 > len(start) and max(odd, zeros - odd) * 20 >= zeros * 19:
        return "utf-16-le" if odd * 2 > zeros else "utf-16-be"
    raise Invalid("The file is not text: save it as CSV UTF-8 or as XLSX.", field="file")


_CONTROLS = bytes({*range(1, 32), 127} - {*b"\t\n\v\f\r\x1a\x1b"})  # such as no text has many of
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip


def repaired(text: str) -> str:
    """Text that was decoded with `surrogateescape`, its bytes that are not UTF-8 read as Windows-1252."""
    return _ESCAPED.sub(_western, text)


_ESCAPED = re.compile("[\udc80-\udcff]+")


def _western(escaped: re.Match[str]) -> str:
    return escaped[0].encode("ascii", "surrogateescape").decode("cp1252", "replace")


def untangled(text: str) -> str:
    """A text that is UTF-8 read as Windows-1252 or Mac Roman, perhaps twice, as it was written; other texts as they are."""
    for _ in range(2):
        for encoding, tangled in _TANGLED.items():
            if tangled.search(text):
                with suppress(UnicodeError):
                    text = "".join(_byte(character, encoding) for character in text).encode("latin-1").decode("utf-8")
                    break
        else:
            return text
    return text


def _byte(character: str, encoding: str) -> str:
    """A character as that of its byte. Windows-1252 has no character for five bytes, and programs leave these as they are."""
    if encoding == "cp1252" and "\x80" <= character <= "\x9f":
        return character
    return character.encode(encoding).decode("latin-1")


# How two bytes of UTF-8 look in these, for Latin, Greek, Cyrillic, Hebrew and Arabic letters, and the first two of three.
# Not for all that may be two bytes: a word may end in a capital letter and a sign (CAFÉ™).
_TRAIL = "\u0080-\u00bf" + re.escape(bytes(range(0x80, 0xA0)).decode("cp1252", "ignore"))
_TANGLED = {
    "cp1252": re.compile(f"[\u00c2-\u00c5\u00ce-\u00d1\u00d7-\u00db\u00e0-\u00f0][{_TRAIL}]"),
    "mac_roman": re.compile("[√¬ƒ≈][^\\x00-\\x7f]|‚[ÄÅÇ]."),
}


def is_eight_bit(sample: str) -> bool:
    """Whether a text, decoded with `surrogateescape`, has more bytes that are not UTF-8 than characters beyond ASCII that are."""
    wrong = sum(map(len, _ESCAPED.findall(sample)))
    return wrong * 2 > sum(character > "\x7f" for character in sample)


def old_page(cells: bytes) -> str | None:
    """The encoding of cells that are not UTF-8, where it is one from before Windows: what Excel calls CSV (Macintosh) and CSV
    (MS-DOS). None for all others.

    These have their small letters with accents from 0x80 on, where the pages of Windows have signs and few letters, and theirs
    from 0xC0 on.
    """
    words = [word for word in _HIGH_WORD.findall(cells) if not word.isascii()]
    high = b"".join(words).translate(None, _ASCII)
    if not high or any(byte >= 0xC0 and byte != _DOS_SHARP_S for byte in high) or not set(high) - _IN_WINDOWS:
        return None
    share, best = max((_small_letters(words, page), page) for page in _OLD_PAGES)
    return best if share >= 0.8 else None


def _small_letters(words: Sequence[bytes], page: str) -> float:
    """Which part of the letters with accents are small ones, or stand where capital ones do."""
    good = bad = 0
    for word in words:
        text = word.decode(page)
        for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
            if letter > "\x7f":
                is_first = before == " " or not (before.islower() or after.islower())
                fits = letter in _ACCENTED or (is_first and letter.lower() in _ACCENTED)
                good, bad = good + fits, bad + (not fits)
    return good / (good + bad)


_OLD_PAGES = ("cp850", "mac_roman")
_ACCENTED = frozenset("äöüßéèêëàâçñíóúáåøæãõîïôùûìòœ’")
_HIGH_WORD = re.compile(rb"[A-Za-z\x80-\xff]{2,}")
_ASCII = bytes(range(0x80))
_DOS_SHARP_S = 0xE1
# Signs of Windows that stand in words (O\u2019Neil), and the letters of Slovene and Croatian names that may have no others.
_IN_WINDOWS = frozenset((0x80, 0x82, 0x84, 0x85, *range(0x91, 0x9A), 0x8B, 0x9B, *range(0xA0, 0xC0), 0x8A, 0x8E, 0x9A, 0x9E))


def delimiter_of(sample: str, is_heading: IsHeading) -> str:
    """What separates the cells of a text: what its `sep=` line says, else what gives known headings and even rows."""
    if said := _SEP.match(sample):
        return "\t" if said[1] == "\\t" else said[1]
    return max(",;\t|", key=lambda delimiter: _fit(sample, delimiter, is_heading))  # the first wins a tie


# Excel takes such a first line for an instruction and hides it.
_SEP = re.compile(r'\s*"?sep=(\\t|[^"\r\n])"?[ \t,;]*(?:[\r\n]|$)', re.IGNORECASE)


def nested(sample: str, delimiter: str, is_heading: IsHeading) -> str | None:
    """What separates the cells within the cells of a text each of whose lines is quoted as a whole; None for other texts."""
    records = [[cell for cell in record if cell.strip()] for record in _first_records(sample, delimiter)]
    if not records or any(len(record) > 1 for record in records):
        return None
    inner = "\n".join(record[0].replace("\n", " ") for record in records if record)
    within = delimiter_of(inner, is_heading)
    return within if width_of(inner, within, is_heading) > 1 else None


def unwrapped(cells: Sequence[str], within: str, width: int) -> Sequence[str]:
    """The cells of a line that was quoted as a whole, if there are as many as there are headings. Blank cells may follow it."""
    if not cells or within not in cells[0] or any(cell.strip() for cell in cells[1:]):
        return cells
    inner = _cells(cells[0], within)
    return inner if len(inner) == width else cells


def line_end(sample: str, delimiter: str) -> str:
    """The semicolons or commas that end each line of a text and separate nothing in it; none for most texts."""
    records = _first_records(sample, delimiter)
    if not records or any(len(record) < 2 for record in records):
        return ""
    last = [record[-1] for record in records]
    ends = {mark: min(len(cell) - len(cell.rstrip(mark)) for cell in last) for mark in ";," if mark != delimiter}
    return next((mark * count for mark, count in ends.items() if count), "")


def is_wrapped(headings: Sequence[str]) -> bool:
    """Whether headings stand in quotes other than those of CSV."""
    return bool(headings) and all(len(heading) > 2 and heading[0] + heading[-1] in _OTHER_QUOTES for heading in headings)


def taken_out(cell: str) -> str:
    """A cell without such quotes around it."""
    return cell[1:-1].strip() if len(cell) > 1 and cell[0] + cell[-1] in _OTHER_QUOTES else cell


_OTHER_QUOTES = ("''", "``", "\u201c\u201d", "\u201e\u201c", "\u2018\u2019", "\u00ab\u00bb")


def is_sep(cells: Sequence[str], delimiter: str) -> bool:
    """Whether a record is the line that names the delimiter."""
    return _SEP.fullmatch(delimiter.join(cells)) is not None


def _fit(sample: str, delimiter: str, is_heading: IsHeading) -> tuple[bool, float, int]:
    """How well a sample is read with a delimiter: a known heading, the share of even rows, the number of headings."""
    records = _first_records(sample, delimiter)
    at = headings_at(records, is_heading)
    if at is None:
        return False, 0.0, 0
    width = len(records[at])
    rows = records[at + 1 :]
    even = sum(len(row) == width for row in rows) / len(rows) if rows else 1.0
    found = any(is_heading(cell) for cell in map(cell_text, records[at]))
    return (found, even, width) if width > 1 else (found, 0.0, 0)


def _first_records(sample: str, delimiter: str) -> list[list[str]]:
    """The first records of a sample that hold something; none when it can't be read with the delimiter."""
    records: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, skipinitialspace=True):
            if any(record):
                records.append(record)
            if len(records) > LOOKED_AT:
                break
    except csv.Error:
        return []
    return records


def width_of(sample: str, delimiter: str, is_heading: IsHeading) -> int:
    """How many headings a text has; 0 when there are none."""
    records = _first_records(sample, delimiter)
    at = headings_at(records, is_heading)
    return 0 if at is None else len(records[at])


def swallows(lines: Sequence[str], delimiter: str, width: int, *, trusted: bool) -> bool:
    """Whether the lines of one record hold further rows, as after a quotation mark that is never closed.

    `trusted`: the record is valid CSV and fits the headings. Then every further line must be a row of its own.
    """
    if len(lines) < 2 or (trusted and width < 3):
        return False
    first = _cells(lines[0], delimiter)
    address = next((at for at, cell in enumerate(first) if _is_address(cell)), None)

    def is_row(line: str) -> bool:
        cells = _cells(line, delimiter)
        if address is None or trusted:
            even = len(cells) == width > 1
            return even and (address is None or _is_address(cells[address]))
        return address < len(cells) <= width and _is_address(cells[address])

    return all(map(is_row, lines[1:])) if trusted else any(map(is_row, lines[1:]))


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of a line by itself."""
    try:
        return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))
    except (csv.Error, StopIteration):
        return []


def _is_address(cell: str) -> bool:
    local, at, domain = cell.strip(" \t\r\n\"'<>").partition("@")
    return bool(local and at and domain) and not any(map(str.isspace, local + domain))


def headings_at(rows: Sequence[Sequence[str]], is_heading: IsHeading) -> int | None:
    """Which of the first rows holds the headings.

    Blank rows may come before, comments (#), titles, and the parameters of a report: rows that hold no address, and are narrower
    than the headings or not followed by a row that does.
    """
    widest = 0  # of the rows of several cells so far
    first: tuple[bool, int] | None = None  # what is taken for headings if none are known: the first row of several cells
    for at, row in enumerate(rows):
        cells = [cell for cell in map(cell_text, row) if cell]
        if not cells:
            continue
        if any(is_heading(cell) for cell in cells) and (len(cells) > widest or _people_follow(rows[at + 1 :])):
            return at
        if len(cells) > 1 and not cells[0].startswith("#"):
            widest = max(widest, len(cells))
        if not cells[0].startswith("#"):
            first = min(first or (True, at), (len(cells) < 2, at))
        if any(map(_is_address, cells)):
            break
    return first and first[1]


def _people_follow(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the next row that is not blank holds an address."""
    for row in rows:
        if filled := [cell for cell in map(cell_text, row) if cell]:
            return any(map(_is_address, filled))
    return False


def fitted(cells: Sequence[str], width: int) -> Sequence[str] | None:
    """A row with as many cells as there are headings: what is left out at the end is blank. None: it has more."""
    if len(cells) > width:
        return None if any(cell.strip() for cell in cells[width:]) else cells[:width]
    return [*cells, *[""] * (width - len(cells))]


def cell_text(text: str) -> str:
    """What a cell says: without what marks it as text for a spreadsheet, characters that have no width, blanks around it."""
    if not text.isascii():
        text = untangled(repaired(text)).translate(_UNSEEN_IN_TEXT)
    text = text.strip(_AROUND)
    if text in _NOTHING or (text[:1] in "#E" and (text in _ERRORS or _ERROR.fullmatch(text))):
        return ""
    if text[:1] == "=" and (formula := _FORMULA.fullmatch(text)):
        return (formula[1] or formula[3] or formula[2] or "").replace('""', '"').strip()
    return text[1:] if text[:1] == "'" and _TEXT_MARK.match(text) else text


def says_nothing(text: str) -> bool:
    """Whether a cell of a name, an address or the like says that it is not known. In a column of one's own it may be a value."""
    return text.casefold() in _UNKNOWN


_UNKNOWN_TEXT = """
    none|unknown|not available|not provided|not applicable|not found|no email|no name|unknown name|no data|tbd|tba|.|..|...|_|?
    |??|???|xxx|unbekannt|nicht bekannt|keine angabe|inconnu|non renseigné|non communiqué|desconocido|no disponible|sin datos
    |desconhecido|não informado|sconosciuto|non disponibile|onbekend|nieznany|brak|brak danych|neznámý|okänd|ukendt|ukjent
    |tuntematon|bilinmiyor|нет|неизвестно|不明|未知|无
"""
_UNKNOWN = frozenset(word.strip() for word in _UNKNOWN_TEXT.split("|"))
_AROUND = " \t\r\n\v\f\x1a"  # blanks, and DOS's end of a file
_FORMULA = re.compile(r'="((?:[^"]|"")*)"|=HYPERLINK\("([^"]*)"(?:[,;]\s*"((?:[^"]|"")*)")?\)', re.IGNORECASE)
# What databases, programs and people write where there is nothing. Null is a name of people.
_NOTHING = frozenset(
    (
        "NULL", "(null)", "<null>", "[NULL]", "\\N", "NaN", "nan", "undefined", "N/A", "n/a", "N/a", "n.a.", "N.A.", "n/d", "N/D",
        "k.A.", "k. A.", "-", "--", "---", "\u2013", "\u2014", "(blank)", "[blank]", "(empty)", "(none)", "(not set)",
        "(No value)", "[not provided]", "[Not Provided]", "Loading...",
    )
)  # fmt: skip
# What spreadsheets show where something went wrong, in any language: #REF!, #NOM?, #VALEUR!, and without a closing mark.
_ERROR = re.compile(r"#[\u00a1\u00bf]?[^\W\d_a-z][^\W_a-z]*(?:[/_][^\W_a-z]+)*[!?]|Err:\d{3}|#\u00a1?DIV/0!")
_ERRORS = frozenset(("#N/A", "#N/V", "#N/D", "#N/B", "#NV", "#I/T", "#YOK", "#SAKNAS", "#\u041d/\u0414"))
# What guards formulas and numbers. Names begin with an apostrophe, too ('t Hooft).
_TEXT_MARK = re.compile(r"'(?:[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]|[\d ()+./-]+$)")
_JOINERS = {0x200C, 0x200D}  # words of some languages are written with them
_UNSEEN_IN_TEXT = {code: to for code, to in UNSEEN.items() if code not in _JOINERS}

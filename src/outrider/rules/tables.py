"""Tables that people export: in which encoding, with which delimiter, under which headings, and what a cell really says."""

import csv
import io
import re
from collections.abc import Callable, Sequence

from outrider.errors import Invalid
from outrider.rules.addresses import UNSEEN

MAX_COLUMNS = 1000
MAX_HEADING = 255  # characters
SAMPLE = 64 * 1024  # bytes or characters from which encoding and delimiter are told
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
    if not zeros:
        return "utf-8-sig"
    odd = start[1::2].count(0)
    if zeros >= 4 and zeros * 20 > len(start) and max(odd, zeros - odd) * 20 >= zeros * 19:
        return "utf-16-le" if odd * 2 > zeros else "utf-16-be"
    raise Invalid("The file is not text: save it as CSV UTF-8 or as XLSX.", field="file")


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


def is_eight_bit(sample: str) -> bool:
    """Whether a text, decoded with `surrogateescape`, has more bytes that are not UTF-8 than characters beyond ASCII that are."""
    wrong = sum(map(len, _ESCAPED.findall(sample)))
    return wrong * 2 > sum(character > "\x7f" for character in sample)


def delimiter_of(sample: str, is_heading: IsHeading) -> str:
    """What separates the cells of a text: what its `sep=` line says, else what gives known headings and even rows."""
    if said := _SEP.match(sample):
        return "\t" if said[1] == "\\t" else said[1]
    return max(",;\t|", key=lambda delimiter: _fit(sample, delimiter, is_heading))  # the first wins a tie


# Excel takes such a first line for an instruction and hides it.
_SEP = re.compile(r'\s*"?sep=(\\t|[^"\r\n])"?[ \t,;]*(?:[\r\n]|$)', re.IGNORECASE)


def is_sep(cells: Sequence[str], delimiter: str) -> bool:
    """Whether a record is the line that names the delimiter."""
    return _SEP.fullmatch(delimiter.join(cells)) is not None


def _fit(sample: str, delimiter: str, is_heading: IsHeading) -> tuple[bool, float, int]:
    """How well a sample is read with a delimiter: a known heading, the share of even rows, the number of headings."""
    records: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, skipinitialspace=True):
            if any(record):
                records.append(record)
            if len(records) > LOOKED_AT:
                break
    except csv.Error:
        return False, 0.0, 0
    at = headings_at(records, is_heading)
    if at is None:
        return False, 0.0, 0
    width = len(records[at])
    rows = records[at + 1 :]
    even = sum(len(row) == width for row in rows) / len(rows) if rows else 1.0
    found = any(is_heading(cell) for cell in map(cell_text, records[at]))
    return (found, even, width) if width > 1 else (found, 0.0, 0)


def headings_at(rows: Sequence[Sequence[str]], is_heading: IsHeading) -> int | None:
    """Which of the first rows holds the headings: blank ones and lines of a single cell (titles) may come before."""
    first = None
    for at, row in enumerate(rows):
        cells = [cell for cell in map(cell_text, row) if cell]
        if not cells:
            continue
        first = at if first is None else first
        if any(is_heading(cell) for cell in cells):
            return at
        if len(cells) > 1:
            break
    return first


def fitted(cells: Sequence[str], width: int) -> Sequence[str] | None:
    """A row with as many cells as there are headings: what is left out at the end is blank. None: it has more."""
    if len(cells) > width:
        return None if any(cell.strip() for cell in cells[width:]) else cells[:width]
    return [*cells, *[""] * (width - len(cells))]


def cell_text(text: str) -> str:
    """What a cell says: without what marks it as text for a spreadsheet, characters that have no width, blanks around it."""
    if not text.isascii():
        text = repaired(text).translate(_UNSEEN_IN_TEXT)
    text = text.strip()
    if text[:1] == "=" and (formula := _FORMULA.fullmatch(text)):
        return (formula[1] or formula[2] or "").replace('""', '"').strip()
    return text[1:] if text[:1] == "'" and _TEXT_MARK.match(text) else text


_FORMULA = re.compile(r'="((?:[^"]|"")*)"|=HYPERLINK\("[^"]*"[,;]\s*"((?:[^"]|"")*)"\)', re.IGNORECASE)
# What guards formulas and numbers. Names begin with an apostrophe, too ('t Hooft).
_TEXT_MARK = re.compile(r"'(?:[=+@\t-]|[\d ()+./-]+$)")
_JOINERS = {0x200C, 0x200D}  # words of some languages are written with them
_UNSEEN_IN_TEXT = {code: to for code, to in UNSEEN.items() if code not in _JOINERS}

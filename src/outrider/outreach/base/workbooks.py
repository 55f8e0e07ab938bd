"""The rows of a sheet of an XLSX workbook, as text: what its cells show, formulas by the values that were saved with them."""

import re
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from outrider.errors import Invalid
from outrider.rules import file_kinds, tables
from outrider.rules.tables import IsHeading

if TYPE_CHECKING:
    from outrider.outreach.base.workbook_reader import Opened, Sheet

MAGIC = b"PK\x03\x04"
# Bytes when unpacked: of everything, and of the table of texts, which is kept in memory.
MAX_UNPACKED = 1024 * 1024 * 1024
MAX_TEXTS = 128 * 1024 * 1024
_BOOK = "xl/workbook.xml"
_STRICT = b"purl.oclc.org/ooxml/"
_MAX_ROWS = 1_048_576  # of Excel; a row's number is what the file says
_BROKEN = (BadZipFile, ParseError, KeyError, ValueError, TypeError, IndexError, AttributeError, EOFError, OSError, zlib.error)


def rows(file: BinaryIO, is_heading: IsHeading) -> Iterator[tuple[int, list[str]]]:
    """Row numbers and cells of the first visible sheet with a known heading, or else of the first that has any.

    Hidden rows are read as all others, as in a CSV file that a spreadsheet writes. Raises Invalid for a workbook that can't be
    read, or that would unpack to more than is allowed.
    """
    _check(file)
    # Loading the library takes longer than starting everything else, and few need it.
    from outrider.outreach.base.workbook_reader import opened

    try:
        book = opened(file)
        sheet = _sheet(book, is_heading)
        if sheet is not None:
            yield from _rows(book, sheet)
    except _BROKEN as e:
        raise Invalid(f"The workbook can't be read: {str(e)[:200]}. Save it again, or as CSV UTF-8.", field="file") from None


def _check(file: BinaryIO) -> None:
    """Refuse what is not a workbook, or too large. No member unpacks to more than it declares: zipfile stops there."""
    try:
        with ZipFile(file) as archive:
            sizes = {member.filename: member.file_size for member in archive.infolist()}
            strict = _STRICT in archive.read(_BOOK) if sizes.get(_BOOK, MAX_TEXTS) < MAX_TEXTS else False
    except _BROKEN:
        raise Invalid("The file is a broken archive: save it again.", field="file") from None
    finally:
        file.seek(0)
    if strict:
        raise Invalid("The file is a Strict Open XML workbook: save it as an ordinary Excel workbook (XLSX).", field="file")
    if _BOOK not in sizes:
        raise Invalid(file_kinds.refusal(file_kinds.of_members(set(sizes))), field="file")
    texts = max((size for name, size in sizes.items() if name.lower().endswith("sharedstrings.xml")), default=0)
    if sum(sizes.values()) > MAX_UNPACKED or texts > MAX_TEXTS:
        raise Invalid("The workbook is too large: save it as CSV UTF-8.", field="file")


def _sheet(book: "Opened", is_heading: IsHeading) -> "Sheet | None":
    filled = None
    for sheet in book.sheets:
        if sheet.sheet_state != "visible":
            continue
        start = [cells for _, cells in islice(_rows(book, sheet), tables.LOOKED_AT)]
        at = tables.headings_at(start, is_heading)
        if at is None:
            continue
        filled = filled or sheet
        if any(map(is_heading, start[at])):
            return sheet
    return filled


def _rows(book: "Opened", sheet: "Sheet") -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(book.rows(sheet), 1):
        if number > _MAX_ROWS:
            raise Invalid(f"A sheet has at most {_MAX_ROWS:,} rows.", field="file")
        if len(cells) > tables.MAX_COLUMNS * 2:
            raise Invalid(f"Row {number} has {len(cells):,} columns; {tables.MAX_COLUMNS:,} are allowed.", field="file")
        if any(value is not None for value, _ in cells):
            yield number, [_shown(value, written) for value, written in cells]


def _shown(value: object, written: str) -> str:
    """A value as a spreadsheet shows it: a number with the leading zeros or the percent sign of its format."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case int() | float() if (percent := _PERCENT.fullmatch(written)) is not None:
            return f"{value:.{len(percent[1] or '.') - 1}%}"
        case int() | float() if (zeros := _ZEROS.fullmatch(written)) is not None and value >= 0:
            return f"{value:0{len(zeros[0])}.0f}"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case float():
            return f"{value:.15g}"  # as many digits as Excel has
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "seconds")
        case date() | time() | timedelta():
            return str(value)
        case str() if value in _ERRORS:
            return ""
        case str() if "_x" in value:
            return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        case _:
            return str(value)


_PERCENT = re.compile(r"0(\.0+)?%")
_ZEROS = re.compile(r"0{2,15}")  # such as of postcodes
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ERRORS = frozenset(("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"))

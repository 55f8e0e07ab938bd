"""The rows of a sheet of an XLSX workbook, as text: what its cells show, formulas by the values that were saved with them."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import BinaryIO, Literal, Protocol
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from outrider.errors import Invalid
from outrider.rules import file_kinds, tables
from outrider.rules.tables import IsHeading

MAGIC = b"PK\x03\x04"
# Bytes when unpacked: of everything, and of the table of texts, which is kept in memory.
MAX_UNPACKED = 1024 * 1024 * 1024
MAX_TEXTS = 128 * 1024 * 1024
_MAX_ROWS = 1_048_576  # of Excel; a row's number is what the file says
_BROKEN = (BadZipFile, ParseError, KeyError, ValueError, TypeError, IndexError, AttributeError, EOFError, OSError, zlib.error)


class Sheet(Protocol):
    """What is used of openpyxl's read-only worksheets."""

    def reset_dimensions(self) -> None: ...
    def iter_rows(self, *, values_only: Literal[True]) -> Iterable[Sequence[object]]: ...


def rows(file: BinaryIO, is_heading: IsHeading) -> Iterator[tuple[int, list[str]]]:
    """Row numbers and cells of the first visible sheet with a known heading, or else of the first that has any.

    Hidden rows are read as all others, as in a CSV file that a spreadsheet writes. Raises Invalid for a workbook that can't be
    read, or that would unpack to more than is allowed.
    """
    _check(file)
    # Loading the library takes longer than starting everything else, and few need it.
    from openpyxl import load_workbook

    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheet = _sheet([each for each in book.worksheets if each.sheet_state == "visible"], is_heading)
        if sheet is not None:
            yield from _rows(sheet)
    except _BROKEN as e:
        raise Invalid(f"The workbook can't be read: {str(e)[:200]}. Save it again, or as CSV UTF-8.", field="file") from None


def _check(file: BinaryIO) -> None:
    """Refuse what is not a workbook, or too large. No member unpacks to more than it declares: zipfile stops there."""
    try:
        with ZipFile(file) as archive:
            sizes = {member.filename: member.file_size for member in archive.infolist()}
    except _BROKEN:
        raise Invalid("The file is a broken archive: save it again.", field="file") from None
    finally:
        file.seek(0)
    if "xl/workbook.xml" not in sizes:
        raise Invalid(file_kinds.refusal(file_kinds.of_members(set(sizes))), field="file")
    texts = max((size for name, size in sizes.items() if name.lower().endswith("sharedstrings.xml")), default=0)
    if sum(sizes.values()) > MAX_UNPACKED or texts > MAX_TEXTS:
        raise Invalid("The workbook is too large: save it as CSV UTF-8.", field="file")


def _sheet(sheets: Sequence[Sheet], is_heading: IsHeading) -> Sheet | None:
    filled = None
    for sheet in sheets:
        sheet.reset_dimensions()  # what a file says of its size need not be so
        start = [cells for _, cells in islice(_rows(sheet), tables.LOOKED_AT)]
        at = tables.headings_at(start, is_heading)
        if at is None:
            continue
        filled = filled or sheet
        if any(map(is_heading, start[at])):
            return sheet
    return filled


def _rows(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > _MAX_ROWS:
            raise Invalid(f"A sheet has at most {_MAX_ROWS:,} rows.", field="file")
        if len(values) > tables.MAX_COLUMNS * 2:
            raise Invalid(f"Row {number} has {len(values):,} columns; {tables.MAX_COLUMNS:,} are allowed.", field="file")
        if any(value is not None for value in values):
            yield number, [_shown(value) for value in values]


def _shown(value: object) -> str:
    """A value as a spreadsheet shows it by default."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "seconds")
        case date() | time() | timedelta():
            return str(value)
        case str() if value in _ERRORS:
            return ""
        case _:
            return str(value)


_ERRORS = frozenset(("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"))

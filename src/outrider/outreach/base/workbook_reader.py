"""openpyxl's reader for what an import needs of a workbook: its sheets and how their numbers are shown.

The rest (properties, themes, fonts, charts) is where other programs write what the library refuses; it is not read.
Loading the library is slow: import this module where a workbook is read.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import IO, BinaryIO, Protocol, cast
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import BadZipFile, ZipFile

from openpyxl.reader import excel
from openpyxl.styles import numbers
from openpyxl.utils import column_index_from_string

_STYLES = "xl/styles.xml"
_is_date = cast("Callable[[object], bool]", numbers.is_date_format)
_is_duration = cast("Callable[[object], bool]", numbers.is_timedelta_format)
_BUILT_IN: dict[int, str] = numbers.BUILTIN_FORMATS


class Sheet(Protocol):
    """What is used of the library's read-only sheets."""

    sheet_state: str
    _worksheet_path: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self) -> Iterable[Sequence["Cell"]]: ...


class Cell(Protocol):
    """What is used of the library's cells."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook: its sheets, and the number formats by style."""

    archive: ZipFile
    sheets: Sequence[Sheet]
    formats: Sequence[str]

    def rows(self, sheet: Sheet) -> Iterator[list[tuple[object, str]]]:
        """The rows of a sheet: each cell's value, and the format in which its number is shown.

        What is written in cells that are merged over several rows holds for each of these rows.
        """
        sheet.reset_dimensions()  # what a file says of its size need not be so
        below = deque(sorted(self._merged(sheet)))
        reaching: dict[int, tuple[int, tuple[object, str]]] = {}  # column -> last row, and what holds until there
        for number, cells in enumerate(sheet.iter_rows(), 1):
            row = [(cell.value, self._format(cell)) for cell in cells]
            for column, (last, shown) in [*reaching.items()]:
                if number <= last and column < len(row) and row[column][0] is None:
                    row[column] = shown
                elif number > last:
                    del reaching[column]
            while below and below[0][0] <= number:
                _, last, column = below.popleft()
                if column < len(row):
                    reaching[column] = last, row[column]
            yield row

    def _format(self, cell: Cell) -> str:
        style = getattr(cell, "_style_id", 0) if cell.data_type == "n" else 0
        return self.formats[style] if style < len(self.formats) else ""

    def _merged(self, sheet: Sheet) -> Iterator[tuple[int, int, int]]:
        """First row, last row and column of the cells that are merged over several rows. They stand behind the rows."""
        with self.archive.open(sheet._worksheet_path) as file:  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            for found in islice(_merged_in(file), _MOST_MERGED):
                first, last = int(found[2]), int(found[4])
                if first < last:
                    yield first, last, column_index_from_string(found[1].decode()) - 1


_MOST_MERGED = 10_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,100}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_BLOCK = 1024 * 1024
_LONGEST_MERGED = 200  # bytes


def _merged_in(file: IO[bytes]) -> Iterator[re.Match[bytes]]:
    """The elements that merge cells, read block by block."""
    end = b""
    while block := file.read(_BLOCK):
        text = end + block
        last = 0
        for found in _MERGED.finditer(text):
            yield found
            last = found.end()
        end = text[max(last, len(text) - _LONGEST_MERGED) :]


class _Reader(excel.ExcelReader):
    """The library's reader without charts."""

    def read_chartsheet(self, sheet: object, rel: object) -> None:
        """Nothing: it has no rows."""


def opened(file: BinaryIO) -> Opened:
    """The workbook in a file. Raises what the library raises for a broken one."""
    reader = _Reader(file, read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    formats = _formats(reader.archive)
    book = reader.wb
    vars(book).update(
        _date_formats={at for at, written in enumerate(formats) if _is_date(written)},
        _timedelta_formats={at for at, written in enumerate(formats) if _is_duration(written)},
    )
    reader.read_worksheets()
    return Opened(reader.archive, cast("list[Sheet]", book.worksheets), formats)


def _formats(archive: ZipFile) -> list[str]:
    """The number format of each style of cells; none where the styles can't be read."""
    try:
        root = fromstring(archive.read(_STYLES))
    except (KeyError, ParseError, BadZipFile):
        return []
    own = {_number(each.get("numFmtId")): each.get("formatCode", "") for each in _children(root, "numFmts")}
    ids = [_number(style.get("numFmtId")) for style in _children(root, "cellXfs")]
    return [own.get(id, _BUILT_IN.get(id, "")) for id in ids]


def _children(root: Element, name: str) -> list[Element]:
    """What is in an element of the root, whatever its namespace."""
    return [child for element in root if element.tag.rpartition("}")[2] == name for child in element]


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0

"""Reads a table out of a file, row by row: CSV of any delimiter and encoding, TSV, and XLSX workbooks.

The one reader of every import. What can't be read is a record with an error, so that one broken row never ends an import.
"""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import BinaryIO

from outrider.channels.email import charsets
from outrider.errors import Invalid
from outrider.outreach.base import workbooks
from outrider.rules import file_kinds, tables
from outrider.rules.tables import IsHeading

LONGEST_LINE = 1024 * 1024  # characters; the rest of a longer line is passed over, and its row refused
MOST_LINES = 1000  # of one record


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table: its cells, one for each heading, and the lines it is on. `error` says why it is not a row."""

    line: int
    cells: list[str]
    end: int = 0  # 0: ends on the line on which it begins
    error: str = ""


def records(file: BinaryIO, is_heading: IsHeading) -> Iterator[Record]:
    """The records of a table: first its headings, then its rows. Blank rows are passed over.

    `is_heading` knows a heading that such tables have. Raises Invalid for what is not a table.
    """
    start = file.read(tables.SAMPLE)
    file.seek(0)
    if what := file_kinds.of_bytes(start, _directory(file, start)):
        raise Invalid(file_kinds.refusal(what), field="file")
    if start.startswith(workbooks.MAGIC):
        raw = (Record(line, cells) for line, cells in workbooks.rows(file, is_heading))
    else:
        raw = _text_records(file, tables.encoding_of(start), is_heading)
    return _rows(raw, is_heading)


def _directory(file: BinaryIO, start: bytes) -> bytes:
    """The names of what a compound file holds; nothing for other files."""
    at = file_kinds.directory_of(start)
    if not at:
        return b""
    file.seek(at)
    directory = file.read(4096)
    file.seek(0)
    return directory


def _rows(raw: Iterator[Record], is_heading: IsHeading) -> Iterator[Record]:
    """Records as they stand in the file, from the headings on and as wide as they are."""
    first = list(islice(raw, tables.LOOKED_AT))
    at = tables.headings_at([record.cells for record in first], is_heading)
    if at is None:
        raise Invalid(first[0].error if first and first[0].error else "The file is empty.", field="file")
    if broken := next((record for record in first[:at] if record.error), None):
        raise Invalid(f"Line {broken.line}, before the headings or in them, can't be read: {broken.error}.", field="file")
    headings = [tables.cell_text(cell) for cell in first[at].cells]
    width = len(headings)
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > tables.MAX_COLUMNS:
        raise Invalid(f"The file has {len(headings)} columns; {tables.MAX_COLUMNS} are allowed.", field="file")
    if long := next((heading for heading in headings if len(heading) > tables.MAX_HEADING), None):
        raise Invalid(f"The heading {long[:50]!r}… is longer than {tables.MAX_HEADING} characters.", field="file")
    wrapped = tables.is_wrapped(headings)
    yield Record(first[at].line, [*map(tables.taken_out, headings)] if wrapped else headings, first[at].end)
    for record in chain(first[at + 1 :], raw):
        if record.error:
            yield record
        elif any(cells := [tables.cell_text(cell) for cell in record.cells]):
            yield _fitted(record, [*map(tables.taken_out, cells)] if wrapped else cells, len(headings), width)


def _fitted(record: Record, cells: list[str], headings: int, width: int) -> Record:
    """A row as wide as the headings. `width`: with the columns behind them that have none; what is in these is left out."""
    fitted = tables.fitted(cells, width)
    if fitted is None:
        until = f", up to line {record.end}" if record.end > record.line else ""
        return Record(record.line, [], record.end, f"columns: {len(cells)} instead of {width}{until}")
    return Record(record.line, list(fitted[:headings]), record.end)


def _text_records(file: BinaryIO, encoding: str, is_heading: IsHeading) -> Iterator[Record]:
    if encoding == "utf-8-sig":
        encoding = _eight_bits(file.read(tables.SAMPLE)) or encoding
        file.seek(0)
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    text = io.TextIOWrapper(file, encoding, errors=errors, newline="")
    sample = text.read(tables.SAMPLE)
    text.seek(0)
    if what := file_kinds.of_text(sample):
        raise Invalid(file_kinds.refusal(what), field="file")
    delimiter = tables.delimiter_of(sample, is_heading)
    lines = _Lines(text)
    width = tables.width_of(sample, delimiter, is_heading)
    shape = _Shape.of(sample, delimiter, width, is_heading)
    instruction = True  # until something else is read
    for record in map(shape.read, _parsed(lines, delimiter, width)):
        if instruction and record.cells:
            instruction = False
            if tables.is_sep(record.cells, delimiter):
                continue
        if lines.cut_at >= record.line:
            yield Record(record.line, [], record.end, f"too_long: a line has more than {LONGEST_LINE:,} characters")
        else:
            yield record
    text.detach()  # the file is its owner's to close


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the lines of a text have in common that is not CSV: quoted as a whole (cells `within`), or closed by semicolons."""

    within: str
    width: int
    end: str

    @classmethod
    def of(cls, sample: str, delimiter: str, width: int, is_heading: IsHeading) -> "_Shape":
        if within := tables.nested(sample, delimiter, is_heading):
            inner = "\n".join(line.strip().strip('"') for line in sample.splitlines())
            return cls(within, tables.width_of(inner, within, is_heading), "")
        return cls(delimiter, width, tables.line_end(sample, delimiter))

    def read(self, record: Record) -> Record:
        """The record with the cells that are meant."""
        cells = tables.unwrapped(record.cells, self.within, self.width)
        if self.end and cells:
            cells = [*cells[:-1], cells[-1].removesuffix(self.end)]
        return record if cells is record.cells else replace(record, cells=list(cells))


_CELL = re.compile(rb'[,;\t"\r\n]')


def _eight_bits(start: bytes) -> str | None:
    """The encoding of a text that is not UTF-8, by the cells of its first bytes; None for UTF-8 with a few other bytes."""
    if not tables.is_eight_bit(start.decode("utf-8", "surrogateescape")):
        return None
    cells = b"\n".join(cell for cell in _CELL.split(start) if not cell.isascii())
    return tables.old_page(cells) or charsets.detect(cells)


def _parsed(lines: "_Lines", delimiter: str, width: int) -> Iterator[Record]:
    """The records of a text. A row whose quotation mark is never closed is refused, and those after it are read as usual."""
    strict = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    escaped = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True, escapechar="\\")
    lenient = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    while True:
        lines.begin()
        line, valid = lines.number + 1, True
        try:
            cells = next(strict)
        except StopIteration:
            return
        except csv.Error:
            # MySQL, PHP and others write a quotation mark within a cell as \\".
            cells = _second_try(lines, escaped) if any('\\"' in taken for taken in lines.taken) else None
            valid = cells is not None
            if cells is None:
                lines.go_back(0)
                try:
                    cells = next(lenient)
                except csv.Error as e:
                    lines.go_back(1)
                    yield Record(line, [], line, f"not_csv: {e}")
                    continue
        if tables.swallows(lines.taken, delimiter, width, trusted=valid and len(cells) <= width):
            lines.go_back(1)
            yield Record(line, [], line, f"unclosed_quote: {_UNCLOSED}")
        elif lines.ended and not valid:
            yield Record(line, [], lines.number, f"unclosed_quote: {_UNCLOSED}, up to line {lines.number}")
        else:
            yield Record(line, cells, lines.number)


def _second_try(lines: "_Lines", reader: Iterator[list[str]]) -> list[str] | None:
    """The cells of the record whose lines were taken, as another reader reads them; None where it can't either."""
    lines.go_back(0)
    try:
        return next(reader)
    except (csv.Error, StopIteration):
        return None


_UNCLOSED = "a quotation mark is opened and not closed"


class _Lines(Iterator[str]):
    """The lines of a text, of bounded length, and as many at a time as one record may have."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self.taken: list[str] = []  # of the record that is being read
        self.number = 0  # of the last line taken
        self.ended = False  # the record asked for more lines than it may have
        self.cut_at = 0  # the number of the last line that was too long

    def begin(self) -> None:
        """Begin a record."""
        self.taken = []
        self.ended = False

    def go_back(self, kept: int) -> None:
        """Re-read the lines of the record, except for the first `kept`."""
        self._again.extendleft(reversed(self.taken[kept:]))
        self.number -= len(self.taken) - kept
        self.taken = self.taken[:kept]
        self.ended = False

    def __next__(self) -> str:
        if len(self.taken) == MOST_LINES or not (line := self._again.popleft() if self._again else self._read()):
            self.ended = True
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        return line

    def _read(self) -> str:
        line = self._text.readline(LONGEST_LINE)
        if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            self.cut_at = self.number + 1
            while (rest := self._text.readline(LONGEST_LINE)) and not rest.endswith(("\n", "\r")):
                pass
            line = line[:1000]
        return line

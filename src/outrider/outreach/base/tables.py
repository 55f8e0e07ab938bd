"""Reads a table out of a file, row by row: CSV of any delimiter and encoding, TSV, and XLSX workbooks.

The one reader of every import. What can't be read is a record with an error, so that one broken row never ends an import.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from outrider.channels.email import charsets
from outrider.errors import Invalid
from outrider.outreach.base import workbooks
from outrider.rules import tables
from outrider.rules.tables import IsHeading

LONGEST_LINE = 1024 * 1024  # characters; the rest of a longer line is passed over, and its row refused


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
    if start.startswith(_OLD_WORKBOOK):
        raise Invalid("This is an old or a protected Excel file: save it as XLSX or as CSV UTF-8.", field="file")
    if start.startswith(workbooks.MAGIC):
        raw = (Record(line, cells) for line, cells in workbooks.rows(file, is_heading))
    else:
        raw = _text_records(file, tables.encoding_of(start), is_heading)
    return _rows(raw, is_heading)


_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _rows(raw: Iterator[Record], is_heading: IsHeading) -> Iterator[Record]:
    """Records as they stand in the file, from the headings on and as wide as they are."""
    first = list(islice(raw, tables.LOOKED_AT))
    at = tables.headings_at([record.cells for record in first], is_heading)
    if at is None:
        raise Invalid(first[0].error if first and first[0].error else "The file is empty.", field="file")
    headings = [tables.cell_text(cell) for cell in first[at].cells]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > tables.MAX_COLUMNS:
        raise Invalid(f"The file has {len(headings)} columns; {tables.MAX_COLUMNS} are allowed.", field="file")
    if long := next((heading for heading in headings if len(heading) > tables.MAX_HEADING), None):
        raise Invalid(f"The heading {long[:50]!r}… is longer than {tables.MAX_HEADING} characters.", field="file")
    yield Record(first[at].line, headings, first[at].end)
    for record in chain(first[at + 1 :], raw):
        if record.error:
            yield record
        elif any(cells := [tables.cell_text(cell) for cell in record.cells]):
            yield _fitted(record, cells, len(headings))


def _fitted(record: Record, cells: list[str], width: int) -> Record:
    fitted = tables.fitted(cells, width)
    if fitted is None:
        until = f", up to line {record.end}" if record.end > record.line else ""
        return Record(record.line, [], record.end, f"columns: {len(cells)} instead of {width}{until}")
    return Record(record.line, list(fitted), record.end)


def _text_records(file: BinaryIO, encoding: str, is_heading: IsHeading) -> Iterator[Record]:
    if encoding == "utf-8-sig":
        encoding = _eight_bits(file.read(tables.SAMPLE)) or encoding
        file.seek(0)
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    text = io.TextIOWrapper(file, encoding, errors=errors, newline="")
    sample = text.read(tables.SAMPLE)
    text.seek(0)
    delimiter = tables.delimiter_of(sample, is_heading)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    instruction = True  # until something else is read
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as e:
            until = f", up to line {reader.line_num}" if reader.line_num > line else ""
            yield Record(line, [], reader.line_num, f"not_csv: {e}{until}")
            continue
        if instruction and cells:
            instruction = False
            if tables.is_sep(cells, delimiter):
                continue
        if lines.cut_at >= line:
            yield Record(line, [], reader.line_num, f"too_long: a line has more than {LONGEST_LINE:,} characters")
        else:
            yield Record(line, cells, reader.line_num)
    text.detach()  # the file is its owner's to close


_CELL = re.compile(rb'[,;\t"\r\n]')


def _eight_bits(start: bytes) -> str | None:
    """The encoding of a text that is not UTF-8, by the cells of its first bytes; None for UTF-8 with a few other bytes."""
    if not tables.is_eight_bit(start.decode("utf-8", "surrogateescape")):
        return None
    return charsets.detect(b"\n".join(cell for cell in _CELL.split(start) if not cell.isascii()))


class _Lines(Iterable[str]):
    """The lines of a text, of bounded length."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.cut_at = 0  # the number of the last line that was too long

    def __iter__(self) -> Iterator[str]:
        number = 0
        while line := self._text.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
                self.cut_at = number
                while (rest := self._text.readline(LONGEST_LINE)) and not rest.endswith(("\n", "\r")):
                    pass
                line = line[:1000]
            yield line

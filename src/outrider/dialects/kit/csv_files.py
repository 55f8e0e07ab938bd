"""Tables as CSV. What a spreadsheet would take for a formula is marked as text: strangers wrote some of it."""

import csv
import io
from collections.abc import AsyncIterator, Iterable, Sequence

from fastapi.responses import StreamingResponse

from outrider.rules.text import cell


def csv_lines(rows: Iterable[Sequence[object]], *, ending: str = "\r\n") -> str:
    """Rows as the lines of a CSV file."""
    file = io.StringIO()
    csv.writer(file, lineterminator=ending).writerows(map(cell, row) for row in rows)
    return file.getvalue()


class CsvFile(StreamingResponse):
    """A file in CSV, as the document says of the routes that answer one."""

    media_type = "text/csv"


def csv_file(name: str, lines: AsyncIterator[str], *, media_type: str = "text/csv") -> CsvFile:
    """A file to be saved as `name`, sent as its lines are made."""
    return CsvFile(lines, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})

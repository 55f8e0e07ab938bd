"""Answers that are files in CSV (their lines: rules.text.csv_lines)."""

from collections.abc import AsyncIterator

from fastapi.responses import StreamingResponse


class CsvFile(StreamingResponse):
    """A file in CSV, as the document says of the routes that answer one."""

    media_type = "text/csv"


def csv_file(name: str, lines: AsyncIterator[str], *, media_type: str = "text/csv") -> CsvFile:
    """A file to be saved as `name`, sent as its lines are made."""
    return CsvFile(lines, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})

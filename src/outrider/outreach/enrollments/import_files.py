"""Files to be imported: kept until their columns are mapped, then imported by a job (engine.work.imports)."""

import csv
import gzip
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import islice

from outrider.errors import NotFound
from outrider.outreach.base import jobs, tables
from outrider.outreach.base.jobs import Job
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import imports
from outrider.outreach.enrollments.imports import ImportOptions, Target
from outrider.outreach.leads import lists
from outrider.rules import pasted
from outrider.rules.tables import LOOKED_AT

KIND = "leads.import"
KEPT = timedelta(days=30)  # then the file and its rejected lines are forgotten
MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A file as it was given, without its content."""

    id: int
    name: str
    user_id: int | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Look:
    """The beginning of a file. `guess`: the field of each column by its heading, '-' for none; `rows`: the first records."""

    header: Sequence[str]
    guess: Sequence[str]
    rows: Sequence[Sequence[str]]


def table_of(text: str) -> str:
    """Pasted text as CSV with a header: a table stays as it is; lines of addresses, with or without names, get one."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or "@" not in lines[0]:
        return text
    named = [pasted.people(line) for line in lines]
    delimiter = max(",;\t", key=lines[0].count)
    cells = next(csv.reader([lines[0]], delimiter=delimiter, skipinitialspace=True))
    if "<" not in lines[0] and _is_row(cells) and all(len(found) < 2 for found in named):
        email = next(place for place, cell in enumerate(cells) if "@" in cell)
        header = ["email" if place == email else f"Column {place + 1}" for place in range(len(cells))]
        return delimiter.join(header) + "\n" + text.lstrip()
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("email", "first_name", "last_name"))
    for line, found in zip(lines, named, strict=True):
        # A line without an address is refused when it is imported, with its text.
        writer.writerows((one.email, one.first_name, one.last_name) for one in found or [pasted.Pasted(line.strip())])
    return out.getvalue()


def _is_row(cells: Sequence[str]) -> bool:
    """Whether one of several cells is an address."""
    return any("@" in cell and " " not in cell.strip() for cell in cells) and sum(map(bool, map(str.strip, cells))) > 1


async def keep(scope: Scope, name: str, content: bytes) -> ImportFile:
    """Keep a file for the next steps. Raises Invalid for one that is empty or not a table."""
    look(content)
    row = await scope.row(
        ImportFile,
        """
        INSERT INTO import_files (workspace_id, name, content, user_id, created_at)
        VALUES (%(workspace_id)s, %(name)s, %(content)s, %(user_id)s, %(now)s) RETURNING id, name, user_id, created_at
        """,
        name=(name.replace("\x00", "").strip() or "leads.csv")[:MAX_NAME],
        content=gzip.compress(content, 5, mtime=0),
        user_id=scope.actor.user_id,
    )
    assert row is not None
    return row


async def get(scope: Scope, id: int) -> ImportFile:
    """Raises NotFound."""
    statement = "SELECT id, name, user_id, created_at FROM import_files WHERE workspace_id = %(workspace_id)s AND id = %(id)s"
    row = await scope.row(ImportFile, statement, id=id)
    if row is None:
        raise NotFound("There is no such file. Files are kept for 30 days.")
    return row


async def content(scope: Scope, id: int) -> bytes:
    """The file's bytes. Raises NotFound, also once it was imported."""
    row = await scope.one("SELECT content FROM import_files WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id)
    if row is None or row["content"] is None:
        raise NotFound("This file is no longer kept. Upload it again.")
    return gzip.decompress(row["content"])


async def rejects(scope: Scope, id: int) -> bytes:
    """The lines that were not taken, as CSV with a reason for each. Raises NotFound where there are none."""
    row = await scope.one("SELECT rejects FROM import_files WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id)
    if row is None or row["rejects"] is None:
        raise NotFound("No line of this file was rejected, or the file is no longer kept.")
    return gzip.decompress(row["rejects"])


def look(content: bytes, most: int = 5) -> Look:
    """The header with a guess for each column, and the first `most` records. Raises Invalid for what is not a table."""
    records = tables.records(io.BytesIO(content), imports.knows(None))
    header = next(records).cells
    rows = [record.cells for record in islice(records, max(most, LOOKED_AT)) if not record.error]
    guess = [field or "-" for field in imports.guess_of(header, None, rows)]
    return Look(header, guess, rows[:most])


async def begin(scope: Scope, id: int, columns: Mapping[str, str], target: Target, options: ImportOptions) -> Job:
    """Ask for the import. `columns`: heading -> field, as imports.mapping_of takes them. Raises Invalid, NotFound."""
    file = await get(scope, id)
    seen = look(await content(scope, id), LOOKED_AT)
    imports.mapping_of(seen.header, columns, seen.rows)
    if target.list_id:
        await lists.require(scope, target.list_id)
    if target.campaign_id:
        await campaigns.get(scope, target.campaign_id)
    params: dict[str, object] = {
        "file_id": id,
        "name": file.name,
        "columns": dict(columns),
        "target": asdict(target),
        "options": asdict(options),
    }
    return await jobs.enqueue(scope, KIND, params, entity_kind="import_file", entity_id=id)


async def finish(scope: Scope, id: int, rejected: bytes | None) -> None:
    """The file was imported: only what was rejected of it stays."""
    await scope.run(
        "UPDATE import_files SET content = NULL, rejects = %(rejects)s WHERE workspace_id = %(workspace_id)s AND id = %(id)s",
        id=id,
        rejects=gzip.compress(rejected, 5, mtime=0) if rejected else None,
    )


async def forget_old(scope: Scope) -> int:
    """Forget files after their time; how many."""
    return await scope.run(
        "DELETE FROM import_files WHERE workspace_id = %(workspace_id)s AND created_at < %(before)s", before=scope.now - KEPT
    )

"""The job that imports a file which was given to the import page."""

import asyncio
import tempfile
from collections.abc import Mapping
from pathlib import Path

from outrider.engine.job import Handler, Running
from outrider.outreach.base.scope import Actor
from outrider.outreach.enrollments import import_files, imports
from outrider.outreach.enrollments.imports import ImportOptions

BATCH = 10_000  # lines between two records of how far it is


async def work(job: Running) -> Mapping[str, object]:
    """`params`: as import_files.begin writes them. Run again, it updates the leads that the first run made."""
    async with job.scope() as scope:
        file = await import_files.get(scope, job.params["file_id"])
        content = await import_files.content(scope, file.id)
    with tempfile.TemporaryDirectory(prefix="outrider-import-") as folder:
        path = Path(folder) / "leads.csv"
        await asyncio.to_thread(path.write_bytes, content)

        async def note(done: int, total: int) -> None:
            await job.progress(100 * done / max(total, 1), lines=done)

        result = await imports.import_csv(
            job.core,
            job.workspace_id,
            path,
            columns=job.params["columns"],
            **job.params["target"],
            options=ImportOptions(**job.params["options"]),
            actor=Actor("job", job.user_id),
            progress=note,
            batch=BATCH,
        )
        rejected = await asyncio.to_thread(result.reject_file.read_bytes) if result.reject_file else None
    async with job.scope() as scope:
        await import_files.finish(scope, file.id, rejected)
    return {"counts": dict(result.counts), "rejected": rejected is not None}


HANDLERS: dict[str, Handler] = {import_files.KIND: work}

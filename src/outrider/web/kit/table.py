"""CSV files that people download from pages."""

from collections.abc import AsyncIterator

from starlette.responses import StreamingResponse


def download(name: str, parts: AsyncIterator[str], *, kind: str = "text/csv") -> StreamingResponse:
    """A streamed response that the browser saves as a file."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingResponse(parts, media_type=kind, headers=headers)

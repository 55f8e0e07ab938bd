"""Static files: style sheet, modules, third-party scripts.

Their URL contains a fingerprint of all of them, so browsers can cache them indefinitely.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER = Path(__file__).parents[1] / "static"
_FOREVER = "public, max-age=31536000, immutable"
_SMALL = 512  # bytes: smaller files are not worth compressing


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to serve. `packed`: gzipped, if that is smaller."""

    body: bytes
    packed: bytes | None
    media_type: str


@cache
def _contents() -> dict[str, bytes]:
    files = sorted(path for path in FOLDER.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in files}


@cache
def fingerprint() -> str:
    """One fingerprint for all files, so that a module's relative imports resolve to the same version."""
    digest = hashlib.sha256()
    for name, body in _contents().items():
        digest.update(name.encode() + b"\0" + body)
    return digest.hexdigest()[:12]


@cache
def asset(name: str) -> Asset | None:
    """The file of this name, or None."""
    body = _contents().get(name)
    if body is None:
        return None
    packed = gzip.compress(body, 9, mtime=0) if len(body) > _SMALL else body
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(body, packed if len(packed) < len(body) else None, "text/javascript" if name.endswith(".js") else kind)


def address(name: str) -> str:
    """The file's URL. Raises KeyError for a missing file, which is an error in a template."""
    return f"/static/{fingerprint()}/{name}" if name in _contents() else _missing(name)


def _missing(name: str) -> str:
    raise KeyError(f"There is no static file {name!r}; third-party scripts come with `make .venv/.ready`.")


async def _serve(request: Request) -> Response:
    found = asset(request.path_params["name"])
    if found is None:
        return Response("Not found", 404, media_type="text/plain")
    current = request.path_params["fingerprint"] == fingerprint()
    headers = {"Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}
    headers["Cache-Control"] = _FOREVER if current else "no-cache"  # requested by a page of another version, during an upgrade
    body = found.body
    if found.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["Content-Encoding"] = found.packed, "gzip"
    return Response(body, media_type=found.media_type, headers=headers)


routes = [Route("/static/{fingerprint}/{name:path}", _serve, methods=["GET"])]

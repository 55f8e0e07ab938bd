"""A dialect's page of documentation: Swagger UI on its own OpenAPI document, with every file it needs from here."""

from functools import cache
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

import outrider

# Brought in with the pages' scripts when the package is built (hatch_build.py).
VENDOR = Path(outrider.__file__).parent / "web" / "static" / "vendor"
_MEDIA = {".js": "text/javascript", ".css": "text/css"}
_FILES = ("swagger-ui.js", "swagger-ui.css")
_START = """\
const page = document.getElementById("swagger-ui");
SwaggerUIBundle({url: page.dataset.document, domNode: page, deepLinking: true, showExtensions: true,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIBundle.SwaggerUIStandalonePreset], layout: "BaseLayout",
  validatorUrl: null});
"""
# Swagger UI sets styles of its own and shows small pictures that it holds as data.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def routes(title: str) -> list[BaseRoute]:
    """`/docs` and what it loads, beside `/openapi.json`."""

    async def page(request: Request) -> Response:
        here = str(request.scope.get("root_path", "")).rstrip("/")
        return HTMLResponse(
            f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="{escape(here)}/docs/swagger-ui.css"></head>
<body><div id="swagger-ui" data-document="{escape(here)}/openapi.json"></div>
<script src="{escape(here)}/docs/swagger-ui.js"></script><script src="{escape(here)}/docs/start.js"></script></body></html>
""",
            headers={"Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff"},
        )

    async def start(_: Request) -> Response:
        return Response(_START, media_type="text/javascript")

    async def file(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _FILES or (content := _content(name)) is None:
            return PlainTextResponse("There is no such file.", 404)
        return Response(content, media_type=_MEDIA[Path(name).suffix], headers={"Cache-Control": "public, max-age=86400"})

    return [Route("/docs", page), Route("/docs/start.js", start), Route("/docs/{name}", file)]


@cache
def _content(name: str) -> bytes | None:
    path = VENDOR / name
    return path.read_bytes() if path.exists() else None

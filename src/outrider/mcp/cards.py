"""Discovery of the agent tools before connecting: a card for each server, and a catalog of the cards.

A server's card is at its URL followed by `/server-card`, the catalog at `/.well-known/mcp/catalog.json` and
`/.well-known/ai-catalog.json` (MCP server cards, SEP-2127). They say where and how to connect, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from outrider import __version__
from outrider.dialects import Dialect

CARD = "application/mcp-server-card+json"
_CATALOG = "application/ai-catalog+json"
_SCHEMA = "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json"
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET",
    "Access-Control-Allow-Headers": "Content-Type",
    "Cache-Control": "public, max-age=3600",
}


def card(dialect: Dialect, base: str) -> Mapping[str, object]:
    """The card of one server. `base`: the public URL."""
    key = {
        "name": "Authorization",
        "description": "'Bearer' and an API key, for clients that do not sign in",
        "isRequired": False,
        "isSecret": True,
    }
    remote = {
        "type": "streamable-http",
        "url": f"{base}/mcp/{dialect.name}",
        "supportedProtocolVersions": _versions(),
        "headers": [key],
    }
    return {
        "$schema": _SCHEMA,
        "name": f"{'.'.join(reversed(_host(base).split('.')))}/{dialect.name}",
        "version": __version__,
        "title": _title(dialect),
        "description": "Sales outreach: leads, campaigns, inbox and analytics, with approval by a person where it is required.",
        "remotes": [remote],
    }


def _versions() -> list[str]:
    """Protocol versions, newest first. The MCP library is slow to load, so it is imported on first use."""
    from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS, MODERN_PROTOCOL_VERSIONS

    return [*MODERN_PROTOCOL_VERSIONS, *reversed(HANDSHAKE_PROTOCOL_VERSIONS)]


def catalog(spoken: Sequence[Dialect], base: str) -> Mapping[str, object]:
    """The catalog of all servers of this installation."""
    entries = [
        {
            "identifier": f"urn:air:{_host(base)}:{dialect.name}",
            "displayName": _title(dialect),
            "type": CARD,
            "url": f"{base}/mcp/{dialect.name}/server-card",
        }
        for dialect in spoken
    ]
    return {"specVersion": "draft", "entries": entries}


def routes(spoken: Sequence[Dialect], public_url: str | None) -> list[Route]:
    """Public routes, like the URLs they list."""

    def base_of(request: Request) -> str:
        return (public_url or f"{request.url.scheme}://{request.url.netloc}").rstrip("/")

    def of(dialect: Dialect) -> Route:
        async def show(request: Request) -> Response:
            return JSONResponse(card(dialect, base_of(request)), headers=_HEADERS, media_type=CARD)

        return Route(f"/mcp/{dialect.name}/server-card", show)

    async def list_all(request: Request) -> Response:
        return JSONResponse(catalog(spoken, base_of(request)), headers=_HEADERS, media_type=_CATALOG)

    lists = [Route(path, list_all) for path in ("/.well-known/mcp/catalog.json", "/.well-known/ai-catalog.json")]
    return [*lists, *map(of, spoken)]


def _title(dialect: Dialect) -> str:
    return f"Outrider: {dialect.title}" if dialect.name != "outrider" else "Outrider"


def _host(base: str) -> str:
    return urlsplit(base).hostname or "localhost"

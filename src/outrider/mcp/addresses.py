"""The URLs of agent tools, and what each offers.

`/mcp/<dialect>` offers everything. These suffixes narrow it, in any order: `readonly` (only read-only tools), `search` (a search
over the tools instead of their list), `x/<toolset>` (one or several toolsets, comma-separated).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.types import Scope

from outrider import dialects

METADATA = "/.well-known/oauth-protected-resource"
EVERYTHING, READING = "*", "*:read"  # the scopes advertised to clients
PLACE = "outrider.mcp.place"  # in an MCP request's ASGI scope: the Place that it was made to
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Place:
    """What one URL offers. `path`: the path as requested."""

    path: str
    dialect: str
    read_only: bool = False
    search: bool = False
    toolsets: frozenset[str] | None = None


def place_of(path: str) -> Place | None:
    """What the path offers; None if no tools are served there. Does not check that its toolsets exist."""
    plain = path.rstrip("/")
    for name in dialects.ALL:
        own = f"/mcp/{name}"
        if plain == own or plain.startswith(own + "/"):
            return _narrowed(plain, name, plain[len(own) :].strip("/"))
        if plain in (dialects.load(name).path + also for also in dialects.load(name).mcp_paths):
            return Place(plain, name)
    return None


def _narrowed(path: str, dialect: str, rest: str) -> Place | None:
    read_only = search = False
    toolsets: frozenset[str] | None = None
    words = iter(rest.split("/") if rest else [])
    for word in words:
        match word:
            case "readonly" if not read_only:
                read_only = True
            case "search" if not search:
                search = True
            case "x" if toolsets is None:
                toolsets = frozenset(name for name in next(words, "").split(",") if name)
                if not toolsets:
                    return None
            case _:
                return None
    return Place(path, dialect, read_only, search, toolsets)


def base_url(scope: Scope, public_url: str | None) -> str:
    """This installation's base URL for a request: the public one, unless the request came by a local address."""
    headers = dict(scope["headers"])
    host = headers.get(b"host", b"127.0.0.1").decode("latin-1")
    try:
        local = urlsplit(f"//{host}").hostname in _LOOPBACK
    except ValueError:
        local = False
    if public_url and not local:
        return public_url
    scheme = headers.get(b"x-forwarded-proto", b"").decode("latin-1")
    return f"{scheme if scheme in ('http', 'https') else scope['scheme']}://{host}"


def metadata_url(scope: Scope, public_url: str | None) -> str:
    """The URL of the requested resource's metadata."""
    place = scope.get(PLACE)
    path = place.path if isinstance(place, Place) else scope["path"].rstrip("/")
    return base_url(scope, public_url) + METADATA + path


def is_whole_installation(resource: str, base: str) -> bool:
    """Whether a resource indicator names only the host: clients that read no metadata of the tools send it."""
    return resource.rstrip("/").lower() == base.rstrip("/").lower()


def place_of_resource(resource: str, base: str) -> Place | None:
    """The place that a resource indicator (RFC 8707) names; None if it is not ours."""
    plain = resource.split("?", 1)[0].rstrip("/")
    if plain.lower()[: len(base)] != base.lower() or "#" in resource:
        return None
    return place_of(plain[len(base) :])

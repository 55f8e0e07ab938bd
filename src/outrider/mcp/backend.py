"""Where a tool's HTTP requests go: the engine in this process, or the vendor's own host."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote, unquote, urlencode

from pydantic_core import to_json

from outrider.dialects import Dialect
from outrider.dialects.kit.in_process import ask
from outrider.dialects.kit.toolbox import IN_SEGMENT
from outrider.dialects.kit.tools import Answer, ApiError
from outrider.values import is_array, is_object, or_empty

if TYPE_CHECKING:
    import httpx
    from starlette.types import ASGIApp, Scope

log = logging.getLogger(__name__)


Host: TypeAlias = "httpx.AsyncClient | InProcess"
Connect = Callable[[], Awaitable[Host]]


class HttpBackend:
    """Sends a tool's requests to its dialect's HTTP API, with the caller's key where the vendor expects it.

    `connect` is awaited once, at the first request: servers answer `tools/list` before a database or an HTTP
    client is loaded. Without `facts`, it is the engine of this process, whose responses match its documents.
    """

    def __init__(
        self, dialect: Dialect, connect: Connect, key: Callable[[], str | None], *, facts: Mapping[str, object] | None = None
    ) -> None:
        self._dialect, self._connect, self._key = dialect, connect, key
        self._client: Host | None = None
        self._connecting = asyncio.Lock()
        self.as_documented = facts is None
        self.facts: Mapping[str, object] = facts or {
            "backend": "Outrider's engine",
            "base_url": "in this process",
            "timeout": 120,
        }

    async def request(self, method: str, path: str, **options: Any) -> Answer:
        import httpx

        async with self._connecting:
            if self._client is None:
                self._client = await self._connect()
            client = self._client
        key = self._key()  # after connecting, because a local engine supplies its own
        if not key:
            raise ApiError(401, "No API key: send one as 'Authorization: Bearer <key>' or '?api_key=<key>'.")
        credential = self._dialect.credential
        params = _query(or_empty(options.pop("params", None))) | credential.query(key)
        headers = or_empty(options.pop("headers", None)) | credential.headers(key)
        began = perf_counter()
        try:
            response = await client.request(method, path, params=params, headers=headers, **options)
        except httpx.TimeoutException:
            raise ApiError(0, "The request timed out; it may or may not have taken effect.") from None
        except httpx.HTTPError as exc:
            raise ApiError(0, f"The host cannot be reached ({type(exc).__name__}).") from None
        log.debug("%s %s -> %d in %.0f ms", method, path, response.status_code, (perf_counter() - began) * 1000)
        body = _decoded(response)
        if not response.is_success:
            said = _message(body, response.reason_phrase)
            raise ApiError(response.status_code, said + _details(body, said), body, response.headers)
        return Answer(response.status_code, body, response.headers)

    async def aclose(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None


def engine(dialect: Dialect, app: ASGIApp, key: Callable[[], str | None]) -> HttpBackend:
    """A backend for the dialect's application in this process. `app`: from `dialect.app(core, settings)`."""

    async def connect() -> Host:
        return InProcess(dialect, app)

    return HttpBackend(dialect, connect, key)


class InProcess:
    """Calls an application in this process as if over HTTP, but without a socket. Its requests are marked as made by agents.

    Skips cookies, redirects and connection pools, which take longer than a small request.
    """

    def __init__(self, dialect: Dialect, app: ASGIApp) -> None:
        self._app, self._base = app, dialect.api_base

    async def request(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        json: object = None,
        **form: Any,
    ) -> httpx.Response:
        """`url` is relative to the dialect's `api_base`; `form`: data and files. All as for httpx.Request, which would take
        longer than a small request."""
        import httpx

        kind, body = await _body(json, form)
        path = quote(self._base + url, safe=IN_PATH)
        own = [(b"host", b"engine"), *([(b"content-type", kind), (b"content-length", b"%d" % len(body))] if kind else [])]
        scope: Scope = {
            "method": method,
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": urlencode(params or {}, doseq=True).encode(),
            "headers": own + [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
            "server": ("engine", 80),
            "client": ("127.0.0.1", 0),
            "outrider.surface": "mcp",
        }
        heard = await ask(self._app, scope, body)
        return httpx.Response(heard.status, headers=heard.headers, content=heard.body)

    async def aclose(self) -> None:
        pass


IN_PATH = "/%" + IN_SEGMENT
_MOST_DETAILS = 5


async def _body(json: object, form: Mapping[str, Any]) -> tuple[bytes, bytes]:
    """A request's content type and body; empty where it has none."""
    if any(form.values()):
        import httpx

        request = httpx.Request("POST", "http://engine", **form)
        return request.headers["content-type"].encode(), await request.aread()
    return (b"application/json", to_json(json, inf_nan_mode="constants")) if json is not None else (b"", b"")


def vendor(dialect: Dialect, key: Callable[[], str | None], *, base_url: str | None = None, timeout: float = 60) -> HttpBackend:
    """A backend for the vendor's own host, or another that implements its API (`base_url` includes the dialect's `api_base`)."""
    where = (base_url or dialect.vendor.base_url + dialect.api_base).rstrip("/").removesuffix(dialect.vendor.base_url_tail)

    async def connect() -> Host:
        import httpx

        return httpx.AsyncClient(base_url=where, timeout=timeout)

    return HttpBackend(dialect, connect, key, facts={"backend": dialect.title, "base_url": where, "timeout": timeout})


def _query(params: Mapping[str, object]) -> dict[str, Any]:
    """Booleans as 'true' and 'false'; lists repeat their name."""
    return {name: list(map(_word, value)) if is_array(value) else _word(value) for name, value in params.items()}


def _word(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else value


def _decoded(response: httpx.Response) -> Any:
    if not response.content:
        return None
    if "json" in response.headers.get("content-type", ""):
        try:
            return response.json()
        except ValueError:
            return response.text
    return response.text


def _details(body: object, said: str) -> str:
    """What an error body says of each field that is wrong, beyond its message."""
    found = (body.get("errors") or body.get("details")) if is_object(body) else None
    named = found.items() if is_object(found) else ((None, one) for one in found) if is_array(found) else ()
    told = [text for name, one in named if (text := _detail(name, one)) and text.rpartition(": ")[2] not in said]
    return f" ({'; '.join(told[:_MOST_DETAILS])})" if told else ""


def _detail(name: str | None, one: object) -> str:
    if is_object(one):
        says = one.get("message") or one.get("msg")
        path = one.get("param") or one.get("field") or one.get("path") or name
        name = ".".join(map(str, path)) if is_array(path) else str(path or "")
    else:
        says = ", ".join(map(str, one)) if is_array(one) else one
    return ": ".join(str(part)[:300] for part in (name, says) if part) if says else ""


def _message(body: object, otherwise: str) -> str:
    """The vendor's message, wherever its error body has one."""
    if is_object(body):
        for name in ("message", "error", "detail", "errors"):
            if value := body.get(name):
                return value if isinstance(value, str) else _message(value, str(value)[:1000])
    if isinstance(body, str) and body.strip() and not body.lstrip().startswith("<"):
        return body.strip()[:1000]
    return otherwise

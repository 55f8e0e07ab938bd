"""Where a tool's HTTP requests go: the engine in this process, or the vendor's own host."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeAlias

from outrider.dialects import Dialect
from outrider.dialects.kit.in_process import ask
from outrider.dialects.kit.tools import Answer, ApiError
from outrider.values import is_object, or_empty

if TYPE_CHECKING:
    import httpx
    from starlette.types import ASGIApp

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
        self.facts: Mapping[str, Any] = facts or {"backend": "Outrider's engine", "base_url": "in this process", "timeout": 120}

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
            raise ApiError(response.status_code, _message(body, response.reason_phrase), body, response.headers)
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
        self._app, self._base = app, f"http://engine{dialect.api_base}"

    async def request(self, method: str, url: str, **options: Any) -> httpx.Response:
        """`url` is relative to the dialect's `api_base`. Options as for httpx.Request."""
        import httpx

        request = httpx.Request(method, self._base + url, **options)
        heard = await ask(self._app, _scope(request), await request.aread())
        return httpx.Response(heard.status, headers=heard.headers, content=heard.body, request=request)

    async def aclose(self) -> None:
        pass


def _scope(request: httpx.Request) -> dict[str, Any]:
    path, _, query = request.url.raw_path.partition(b"?")
    return {
        "method": request.method,
        "path": request.url.path,
        "raw_path": path,
        "query_string": query,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "server": (request.url.host, 80),
        "client": ("127.0.0.1", 0),
        "outrider.surface": "mcp",
    }


def vendor(dialect: Dialect, key: Callable[[], str | None], *, base_url: str | None = None, timeout: float = 60) -> HttpBackend:
    """A backend for the vendor's own host, or another that implements its API (`base_url` includes the dialect's `api_base`)."""
    where = (base_url or dialect.vendor.base_url + dialect.api_base).rstrip("/").removesuffix(dialect.vendor.base_url_tail)

    async def connect() -> Host:
        import httpx

        return httpx.AsyncClient(base_url=where, timeout=timeout)

    return HttpBackend(dialect, connect, key, facts={"backend": dialect.title, "base_url": where, "timeout": timeout})


def _query(params: Mapping[str, object]) -> dict[str, Any]:
    """Booleans as 'true' and 'false'; lists repeat their name."""
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in params.items()}


def _decoded(response: httpx.Response) -> Any:
    if not response.content:
        return None
    if "json" in response.headers.get("content-type", ""):
        try:
            return response.json()
        except ValueError:
            return response.text
    return response.text


def _message(body: object, otherwise: str) -> str:
    """The vendor's message, wherever its error body has one."""
    if is_object(body):
        for name in ("message", "error", "detail", "errors"):
            if value := body.get(name):
                return value if isinstance(value, str) else _message(value, str(value)[:1000])
    if isinstance(body, str) and body.strip() and not body.lstrip().startswith("<"):
        return body.strip()[:1000]
    return otherwise

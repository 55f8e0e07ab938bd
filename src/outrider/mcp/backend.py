"""Where a tool's HTTP requests go: the engine in this process, or the vendor's own host."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from time import perf_counter
from typing import TYPE_CHECKING, Any

from outrider.dialects import Dialect
from outrider.dialects.agent import Answer, ApiError

if TYPE_CHECKING:
    import httpx
    from starlette.types import ASGIApp

log = logging.getLogger(__name__)

Connect = Callable[[], Awaitable["httpx.AsyncClient"]]


class HttpBackend:
    """Sends a tool's requests on its dialect's wire, with the caller's key where the vendor carries it.

    `connect` is awaited once, at the first request: servers answer `tools/list` before a database or an HTTP
    client is loaded.
    """

    def __init__(
        self, dialect: Dialect, connect: Connect, key: Callable[[], str | None], *, facts: Mapping[str, Any] | None = None
    ) -> None:
        self._dialect, self._connect, self._key = dialect, connect, key
        self._client: httpx.AsyncClient | None = None
        self.facts: Mapping[str, Any] = facts or {"backend": "Outrider's engine", "base_url": "in this process", "timeout": 120}

    async def request(self, method: str, path: str, **options: Any) -> Answer:
        import httpx

        if self._client is None:
            self._client = await self._connect()
        key = self._key()  # after connecting: a local engine makes its own
        if not key:
            raise ApiError(401, "No API key: send one as 'Authorization: Bearer <key>' or '?api_key=<key>'.")
        credential = self._dialect.credential
        params = {**_query(options.pop("params", None) or {}), **credential.query(key)}
        headers = {**(options.pop("headers", None) or {}), **credential.headers(key)}
        began = perf_counter()
        try:
            response = await self._client.request(method, path, params=params, headers=headers, **options)
        except httpx.TimeoutException:
            raise ApiError(0, "No answer in time; the request may or may not have taken effect.") from None
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
    """The dialect's application in this process, without a socket. `app` is what `dialect.app(core,
    settings)` made.
    """

    async def connect() -> httpx.AsyncClient:
        return in_process(dialect, app)

    return HttpBackend(dialect, connect, key)


def in_process(dialect: Dialect, app: ASGIApp) -> httpx.AsyncClient:
    """A client of the application in this process; its requests are noted as made by agents."""
    import httpx

    async def marked(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, "outrider.surface": "mcp"}, receive, send)

    transport = httpx.ASGITransport(app=marked, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=f"http://engine{dialect.api_base}", timeout=120)


def vendor(dialect: Dialect, key: Callable[[], str | None], *, base_url: str | None = None, timeout: float = 60) -> HttpBackend:
    """The vendor's own host, or another one that speaks its API (`base_url` includes the dialect's
    `api_base`).
    """

    async def connect() -> httpx.AsyncClient:
        import httpx

        return httpx.AsyncClient(base_url=base_url or dialect.vendor.base_url + dialect.api_base, timeout=timeout)

    where = base_url or dialect.vendor.base_url + dialect.api_base
    return HttpBackend(dialect, connect, key, facts={"backend": dialect.title, "base_url": where, "timeout": timeout})


def _query(params: Mapping[str, Any]) -> dict[str, Any]:
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


def _message(body: Any, otherwise: str) -> str:
    """The vendor's words, wherever its error body has them."""
    if isinstance(body, dict):
        for name in ("message", "error", "detail", "errors"):
            if value := body.get(name):
                return value if isinstance(value, str) else _message(value, str(value)[:1000])
    if isinstance(body, str) and body.strip() and not body.lstrip().startswith("<"):
        return body.strip()[:1000]
    return otherwise

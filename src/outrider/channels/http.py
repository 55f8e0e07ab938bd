"""Requests to third-party HTTP servers, with limits on the time and size of the whole response."""

import asyncio
import functools
import ssl
from dataclasses import dataclass

import httpx
from httpx._types import QueryParamTypes, RequestFiles

from outrider.values import Json, is_object


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of the machine for reaching a server, for silence within an answer, and for everything; and bytes of an answer."""

    connect: float = 10.0
    silence: float = 30.0
    seconds: float = 60.0
    bytes: int = 8 * 1024 * 1024


class TooLong(httpx.DecodingError):
    """An answer has more bytes than are read."""


@functools.cache
def authorities() -> ssl.SSLContext:
    """What clients verify servers by. One for the process: loading it takes 20 ms, in which nothing else is done."""
    return httpx.create_ssl_context()


def client(limits: Limits, base_url: str = "", headers: dict[str, str] | None = None) -> httpx.AsyncClient:
    """A client for `ask`. Follows no redirects: they could lead inside a network, with our key."""
    timeout = httpx.Timeout(limits.silence, connect=limits.connect, pool=limits.connect)
    # Compressed answers could be a thousand times as large as what was read of them.
    given = {"accept-encoding": "identity", **(headers or {})}
    return httpx.AsyncClient(base_url=base_url, headers=given, timeout=timeout, follow_redirects=False, verify=authorities())


async def ask(
    http: httpx.AsyncClient,
    method: str,
    url: str,
    limits: Limits,
    *,
    params: QueryParamTypes | None = None,
    json: object = None,
    data: dict[str, str] | None = None,
    files: RequestFiles | None = None,
) -> httpx.Response:
    """The whole answer. Raises httpx.HTTPError: ConnectError, ConnectTimeout and PoolTimeout while nothing was sent, ReadTimeout
    when it did not come in time, DecodingError when it is too long or compressed.
    """
    request = http.build_request(method, url, params=params, json=json, data=data, files=files)
    try:
        async with asyncio.timeout(limits.seconds):
            response = await http.send(request, stream=True)
            try:
                body = await _read(response, limits)
            finally:
                await response.aclose()
    except TimeoutError:
        raise httpx.ReadTimeout(f"no whole answer in {limits.seconds:g} seconds", request=request) from None
    return httpx.Response(response.status_code, headers=response.headers, content=body, request=request)


def object_of(response: httpx.Response) -> Json | None:
    """The object of JSON that an answer holds; None when it holds something else."""
    try:
        body: object = response.json()
    except (ValueError, RecursionError):
        return None
    return body if is_object(body) else None


async def _read(response: httpx.Response, limits: Limits) -> bytes:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise httpx.DecodingError("the answer is compressed, which was not asked for", request=response.request)
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > limits.bytes:
            raise TooLong(f"the answer is longer than {limits.bytes:,} bytes", request=response.request)
    return bytes(body)

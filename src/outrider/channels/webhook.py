"""Posting an event to a subscriber's URL: signed, with a timeout, and never to a private address."""

import asyncio
import hmac
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NotRequired, TypedDict

import httpx
from typing_extensions import Unpack

from outrider.channels.http import Limits
from outrider.channels.reach import Forbidden, addresses_of

LIMITS = Limits(connect=5, silence=10, seconds=20)
_MAX_ANSWER = 2000  # characters of an error's body that are worth keeping
# What would speak for us rather than for the webhook's owner.
_NOT_THEIRS = frozenset(("host", "content-length", "content-type", "transfer-encoding", "connection"))
_SECRET = re.compile(r"(?i)(token|key|secret|password|authorization)=[^&\s]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `status` None: nothing did, and `error` says why."""

    status: int | None
    error: str | None
    milliseconds: int

    @property
    def accepted(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def client() -> httpx.AsyncClient:
    """A client for many posts. Takes no proxy from the environment: a proxy would look names up a second time. Keeps no
    connection: connections are known by their address, and another host may live at the same one.
    """
    limits = httpx.Limits(max_connections=64, max_keepalive_connections=0)
    timeout = httpx.Timeout(LIMITS.silence, connect=LIMITS.connect)
    return httpx.AsyncClient(timeout=timeout, limits=limits, follow_redirects=False, trust_env=False)


def signature(secret: str, at: datetime, body: bytes) -> str:
    """The X-Outrider-Signature header: 't=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">'."""
    t = str(int(at.timestamp()))
    digest = hmac.digest(secret.encode(), t.encode() + b"." + body, "sha256").hex()
    return f"t={t},v1={digest}"


class Posting(TypedDict):
    """How a payload is posted: signed with `secret` at the time `at`, with extra headers. `sign`: further headers, made of the
    body. `allow_private`: also to private addresses.
    """

    secret: str
    event_id: str
    at: datetime
    headers: NotRequired[Mapping[str, str]]
    sign: NotRequired[Callable[[bytes], Mapping[str, str]]]
    allow_private: NotRequired[bool]
    limits: NotRequired[Limits]


async def post(http: httpx.AsyncClient, url: str, payload: Mapping[str, object], **how: Unpack[Posting]) -> Answer:
    """Post `payload` as JSON. Never raises for what a server, a name or a network does; redirects are not followed."""
    limits, secret, at = how.get("limits", LIMITS), how["secret"], how["at"]
    body = json.dumps(payload, separators=(",", ":"), ensure_ascii=False, default=str).encode()
    started = time.perf_counter()
    status, error = None, None
    try:
        # For all of it: a server that trickles its answer must not hold a delivery for ever.
        async with asyncio.timeout(limits.seconds):
            more: Mapping[str, str] = how["sign"](body) if "sign" in how else {}
            headers = _headers(body, secret, how["event_id"], at, {**how.get("headers", {}), **more})
            response = await _send(http, url, body, how.get("allow_private", False), headers)
            try:
                status = response.status_code
                if not 200 <= status < 300:
                    error = await _beginning(response)
            finally:
                await response.aclose()
    except Forbidden as e:
        error = f"{e}; webhooks go to public addresses only"
    except TimeoutError:
        error = "no answer in time"
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as e:
        error = _SECRET.sub(r"\1=...", f"{type(e).__name__}: {e}")[:_MAX_ANSWER]
    return Answer(status, error, round((time.perf_counter() - started) * 1000))


def _headers(body: bytes, secret: str, event_id: str, at: datetime, own: Mapping[str, str]) -> dict[str, str]:
    return {k: v for k, v in own.items() if k.lower() not in _NOT_THEIRS} | {
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "User-Agent": "Outrider-Webhooks/1",
        "X-Outrider-Event-Id": event_id,
        "X-Outrider-Signature": signature(secret, at, body),
    }


async def _send(
    http: httpx.AsyncClient, url: str, body: bytes, allow_private: bool, headers: Mapping[str, str]
) -> httpx.Response:
    """The answer's head, from the first address that takes a connection. It goes to addresses that were checked, not to a name
    that could be looked up differently a moment later.
    """
    request = http.build_request("POST", url)
    host, name = request.url.host, request.url.netloc.decode("ascii")
    addresses = await addresses_of(host, request.url.port or 443, allow_private=allow_private)
    for address in addresses:
        request = http.build_request("POST", request.url.copy_with(host=address), content=body)
        request.headers.update({**headers, "Host": name})
        request.extensions["sni_hostname"] = host
        try:
            return await http.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if address == addresses[-1]:
                raise
    raise AssertionError("a host has at least one address")


async def _beginning(response: httpx.Response) -> str:
    text = b""
    async for chunk in response.aiter_raw():  # compressed, it could be a thousand times as long
        text += chunk
        if len(text) >= _MAX_ANSWER:
            break
    return f"HTTP {response.status_code}: {text[:_MAX_ANSWER].decode('utf-8', 'replace')}".replace("\0", "").rstrip(": ")

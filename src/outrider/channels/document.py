"""Fetching a small JSON document from an untrusted HTTPS URL, with a timeout and size limit, and never from a private address."""

import asyncio
import json

import httpx

from outrider.channels.http import Limits
from outrider.channels.reach import Forbidden, addresses_of
from outrider.errors import Invalid, Unavailable

LIMITS = Limits(connect=5, silence=5, seconds=10, bytes=16 * 1024)


async def fetch(url: str, limits: Limits = LIMITS) -> object:
    """The document's JSON. Redirects are not followed, and no proxy is used: it would look the name up a second time.

    Raises Unavailable for a document that cannot be fetched, Invalid for one that is not JSON or is too long.
    """
    timeout = httpx.Timeout(limits.silence, connect=limits.connect)
    try:
        async with asyncio.timeout(limits.seconds), httpx.AsyncClient(timeout=timeout, trust_env=False) as http:
            body = await _read(http, httpx.URL(url), limits)
    except Forbidden:
        raise Invalid("The document's address does not lead to a public host.") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
        raise Unavailable(f"The document cannot be read ({type(error).__name__}).") from None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Invalid("The document is not JSON.") from None


async def _read(http: httpx.AsyncClient, url: httpx.URL, limits: Limits) -> bytes:
    """The answer's body, from the first address that takes a connection: one that was checked, not a name to look up again."""
    addresses = await addresses_of(url.host, url.port or 443, allow_private=False)
    for address in addresses:
        headers = {"Host": url.netloc.decode("ascii"), "Accept": "application/json", "Accept-Encoding": "identity"}
        request = http.build_request("GET", url.copy_with(host=address), headers=headers)
        request.extensions["sni_hostname"] = url.host
        try:
            response = await http.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if address == addresses[-1]:
                raise
            continue
        try:
            return await _body(response, limits)
        finally:
            await response.aclose()
    raise AssertionError("a host has at least one address")


async def _body(response: httpx.Response, limits: Limits) -> bytes:
    if response.status_code != 200:
        raise Unavailable(f"The document's address answers with the status {response.status_code}.")
    read = bytearray()
    async for chunk in response.aiter_raw():  # compressed, it could be a thousand times as long
        read += chunk
        if len(read) > limits.bytes:
            raise Invalid(f"The document is longer than {limits.bytes:,} bytes.")
    return bytes(read)

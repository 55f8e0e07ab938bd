"""HTTP clients share what they verify servers by while the tests run: to load it takes longer than most tests do."""

import functools

import httpx2._transports.default
from httpx._transports import default


def install() -> None:
    for transports in (default, httpx2._transports.default):
        transports.create_ssl_context = functools.cache(transports.create_ssl_context)

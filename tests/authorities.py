"""HTTP clients share what they verify servers by while the tests run: to load it takes longer than most tests do. With each
request to an application in their own process they look for another event loop's module: they are told that there is none.
"""

import functools
import importlib.util
import sys

import httpx2._transports.default
from httpx._transports import default


def install() -> None:
    for transports in (default, httpx2._transports.default):
        transports.create_ssl_context = functools.cache(transports.create_ssl_context)
    if importlib.util.find_spec("sniffio") is None:
        sys.modules["sniffio"] = None  # an import fails without a search

"""Routes of all dialects: none hides another."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from outrider import dialects
from outrider.outreach.base.scope import Core
from outrider.settings import Settings


def routes(of: list[Any]) -> Iterator[Any]:
    """The routes in the order in which they are tried, those of included routers in their place."""
    for route in of:
        if hasattr(route, "original_router"):
            yield from routes(route.original_router.routes)
        elif getattr(route, "methods", None):
            yield route


@pytest.mark.parametrize("dialect", dialects.available(), ids=lambda d: d.name)
async def test_every_route_is_the_first_that_fits_its_own_path(core: Core, dialect: dialects.Dialect) -> None:
    """A literal path declared after one with an id in the same place would never be reached."""
    found = list(routes(dialect.app(core, Settings()).router.routes))
    assert len(found) > 15
    hidden = []
    for route in found:
        path = re.sub(r"\{[^}]+\}", "1", route.path)
        for method in route.methods:
            first = next(r for r in found if method in r.methods and r.path_regex.match(path))
            if first.path != route.path:
                hidden.append(f"{method} {route.path} behind {first.path}")
    assert hidden == []

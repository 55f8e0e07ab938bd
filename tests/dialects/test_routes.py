"""Routes of all dialects: none hides another."""

import re

import pytest
from starlette.routing import Route

from outrider import dialects
from outrider.outreach.base.scope import Core
from outrider.settings import Settings


@pytest.mark.parametrize("dialect", dialects.available(), ids=lambda d: d.name)
async def test_every_route_is_the_first_that_fits_its_own_path(core: Core, dialect: dialects.Dialect) -> None:
    """A literal path declared after one with an id in the same place would never be reached."""
    found = [route for route in dialect.app(core, Settings()).routes if isinstance(route, Route) and route.methods]
    assert len(found) > 15
    hidden: list[str] = []
    for route in found:
        path = re.sub(r"\{[^}]+\}", "1", route.path)
        for method in route.methods or ():
            first = next(r for r in found if method in (r.methods or ()) and r.path_regex.match(path))
            if first.path != route.path:
                hidden.append(f"{method} {route.path} behind {first.path}")
    assert hidden == []

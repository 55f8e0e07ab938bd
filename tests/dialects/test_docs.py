"""The page of documentation needs nothing from elsewhere."""

import re

import pytest

from outrider.dialects import ALL, load
from outrider.outreach.base.scope import Core
from outrider.settings import Settings
from tests.dialects.clients import client


@pytest.mark.parametrize("dialect", ALL)
async def test_everything_the_page_needs_comes_from_here(core: Core, dialect: str) -> None:
    async with client(load(dialect).app(core, Settings()), None, base="") as http:
        page = await http.get("/docs")
        assert page.status_code == 200
        assert "//" not in page.text.replace("<!doctype html>", "")
        needed = re.findall(r'(?:src|href|data-document)="(/[^"]+)"', page.text)
        assert len(needed) == 4
        for address in needed:
            assert (await http.get(address)).status_code == 200, address


async def test_the_page_allows_nothing_from_elsewhere(core: Core) -> None:
    async with client(load("smartlead").app(core, Settings()), None, base="") as http:
        policy = (await http.get("/docs")).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy

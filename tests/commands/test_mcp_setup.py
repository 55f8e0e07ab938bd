"""What `outrider mcp --setup` and `--cost` print."""

import json
import tomllib

import pytest

from outrider.commands import mcp_setup
from outrider.errors import Invalid

URL = "https://outreach.example/"


@pytest.mark.parametrize("url", [None, URL])
@pytest.mark.parametrize("client", ["cursor", "windsurf", "zed"])
def test_a_set_up_names_the_server(client: str, url: str | None) -> None:
    ((servers),) = json.loads(mcp_setup.setup(client, "smartlead", url)).values()
    entry = servers["outrider-smartlead"]
    if url:
        assert "https://outreach.example/mcp/smartlead" in entry.values()
    else:
        assert [entry["command"], *entry["args"]] == ["uvx", "outrider", "mcp", "smartlead"]


@pytest.mark.parametrize("url", [None, URL])
def test_the_set_up_of_codex_is_toml(url: str | None) -> None:
    assert "outrider-smartlead" in tomllib.loads(mcp_setup.setup("codex", "smartlead", url))["mcp_servers"]


@pytest.mark.parametrize(("client", "dialect"), [("abacus", "smartlead"), ("cursor", "abacus")])
def test_what_is_not_known_is_refused(client: str, dialect: str) -> None:
    with pytest.raises(Invalid, match="abacus"):
        mcp_setup.setup(client, dialect, None)


async def test_the_cost_of_each_way_to_offer_the_tools() -> None:
    heading, *lines = await mcp_setup.cost("networkhq")
    assert heading == "offered\ttools\ttokens"
    rows = {way: (int(tools), int(tokens.replace(",", ""))) for way, tools, tokens in (line.split("\t") for line in lines)}
    assert rows["--read-only"][1] < rows["all tools"][1]
    assert rows["--search"][0] == 2

"""What `outrider mcp --setup` and `--cost` print."""

import json
import shlex
import tomllib
from pathlib import Path

import pytest

from outrider.commands import mcp_setup
from outrider.errors import Invalid

URL = "https://outreach.example/"
HERE = ["/opt/my tools/outrider", "mcp", "smartlead", "--data", "/srv/data"]


@pytest.mark.parametrize("url", [None, URL])
@pytest.mark.parametrize("client", ["cursor", "windsurf", "zed"])
def test_a_set_up_names_the_server(client: str, url: str | None) -> None:
    ((servers),) = json.loads(mcp_setup.setup(client, "smartlead", url, HERE)).values()
    entry = servers["outrider-smartlead"]
    if url:
        assert "https://outreach.example/mcp/smartlead" in entry.values()
    else:
        assert [entry["command"], *entry["args"]] == HERE


@pytest.mark.parametrize("url", [None, URL])
def test_the_set_up_of_codex_is_toml(url: str | None) -> None:
    assert "outrider-smartlead" in tomllib.loads(mcp_setup.setup("codex", "smartlead", url, HERE))["mcp_servers"]


@pytest.mark.parametrize(("client", "dialect"), [("abacus", "smartlead"), ("cursor", "abacus")])
def test_what_is_not_known_is_refused(client: str, dialect: str) -> None:
    with pytest.raises(Invalid, match="abacus"):
        mcp_setup.setup(client, dialect, None, HERE)


async def test_the_cost_of_each_way_to_offer_the_tools() -> None:
    heading, *lines = await mcp_setup.cost("networkhq")
    assert heading == "offered\ttools\ttokens"
    rows = {way: (int(tools), int(tokens.replace(",", ""))) for way, tools, tokens in (line.split("\t") for line in lines)}
    assert rows["--read-only"][1] < rows["all tools"][1]
    assert rows["--search"][0] == 2


def test_a_line_for_a_shell_is_quoted() -> None:
    said = mcp_setup.setup("claude-code", "smartlead", None, HERE)
    assert shlex.split(said)[-len(HERE) :] == HERE


def test_a_client_starts_this_installation(tmp_path: Path) -> None:
    """Whatever directory it runs in, and whatever else is called outrider."""
    installed = tmp_path / "bin" / "outrider"
    installed.parent.mkdir()
    installed.touch()
    assert mcp_setup.program(str(installed)) == [str(installed)]


def test_what_uvx_keeps_for_one_run_is_not_named(tmp_path: Path) -> None:
    run = tmp_path / "archive-v0" / "x" / "bin" / "outrider"
    run.parent.mkdir(parents=True)
    run.touch()
    assert mcp_setup.program(str(run)) == ["uvx", "outrider"]

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
@pytest.mark.parametrize("client", ["cursor", "gemini-cli", "windsurf", "zed"])
def test_a_set_up_names_the_server(client: str, url: str | None) -> None:
    ((servers),) = json.loads(mcp_setup.setup(client, "smartlead", url, HERE)[0]).values()
    entry = servers["outrider-smartlead"]
    if url:
        assert "https://outreach.example/mcp/smartlead" in entry.values()
    else:
        assert [entry["command"], *entry["args"]] == HERE


@pytest.mark.parametrize("url", [None, URL])
def test_the_set_up_of_codex_is_toml(url: str | None) -> None:
    assert "outrider-smartlead" in tomllib.loads(mcp_setup.setup("codex", "smartlead", url, HERE)[0])["mcp_servers"]


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
    said, _ = mcp_setup.setup("claude-code", "smartlead", None, HERE)
    assert shlex.split(said)[-len(HERE) :] == HERE


@pytest.mark.parametrize("url", [None, URL])
@pytest.mark.parametrize("client", mcp_setup.CLIENTS)
def test_a_set_up_says_where_it_belongs(client: str, url: str | None) -> None:
    assert mcp_setup.setup(client, "smartlead", url, HERE)[1].startswith(("Put this into", "Run this in"))


def test_our_own_server_is_called_outrider() -> None:
    assert json.loads(mcp_setup.setup("cursor", "outrider", URL, HERE)[0])["mcpServers"].keys() == {"outrider"}


def test_claude_desktop_reaches_an_address_of_this_machine() -> None:
    said, _ = mcp_setup.setup("claude-desktop", "outrider", "http://127.0.0.1:8025", HERE)
    entry = json.loads(said)["mcpServers"]["outrider"]
    assert [entry["command"], *entry["args"]] == ["npx", "-y", "mcp-remote", "http://127.0.0.1:8025/mcp/outrider"]


def test_a_client_starts_this_installation(tmp_path: Path) -> None:
    """Whatever directory it runs in, and whatever else is called outrider."""
    installed = tmp_path / "bin" / "outrider"
    installed.parent.mkdir()
    installed.touch()
    assert mcp_setup.program(str(installed)) == [str(installed)]


@pytest.mark.parametrize("source", [None, "/srv/outrider-0.1.0-py3-none-any.whl"])
def test_what_uvx_keeps_for_one_run_is_not_named(tmp_path: Path, source: str | None) -> None:
    run = tmp_path / "archive-v0" / "x" / "bin" / "outrider"
    run.parent.mkdir(parents=True)
    run.touch()
    uvx, *arguments = mcp_setup.program(str(run), source)
    assert Path(uvx).name == "uvx"
    assert arguments == (["--from", source, "outrider"] if source else ["outrider"])


def test_an_installation_from_files_is_known() -> None:
    """Here, of an editable install, the checkout."""
    assert Path(mcp_setup.installed_from() or "") == Path(__file__).parents[2]

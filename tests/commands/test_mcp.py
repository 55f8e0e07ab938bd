"""`outrider mcp` as a person starts it: what its environment says is what happens."""

import json
import subprocess
import sys

import httpx
import pytest
from fastmcp import Client
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport
from fastmcp.exceptions import McpError, ToolError

from outrider.app import create_app
from outrider.commands import mcp_environment, mcp_server
from outrider.dialects import load
from outrider.errors import Invalid
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests import forking
from tests.commands.running import environment, outrider, running
from tests.mcp.serving import served

VARIABLES = ("TRANSPORT", "HOST", "PORT", "LOG_LEVEL", "LOG_FORMAT", "MULTILEAD_DEBUG", "MULTILEAD_TIMEOUT",
             "RATE_LIMIT_PER_MINUTE", "RATE_LIMIT_PER_HOUR")  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


class TestEnvironment:
    def test_defaults(self) -> None:
        env = mcp_environment.read(load("multilead").serving)
        assert (env.transport, env.port, env.log_level, env.log_format, env.debug) == ("stdio", 8000, "INFO", "json", False)
        assert (env.timeout, env.per_minute, env.per_hour) == (30, 100, 1000)
        assert load("multilead").vendor.base_url == "https://api.multilead.co"

    def test_what_is_set(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in {"TRANSPORT": "HTTP", "PORT": "9001", "LOG_LEVEL": "warning", "LOG_FORMAT": "text",
                            "MULTILEAD_TIMEOUT": "5",
                            "RATE_LIMIT_PER_MINUTE": "2", "RATE_LIMIT_PER_HOUR": "3"}.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        env = mcp_environment.read(load("multilead").serving)
        assert (env.transport, env.port, env.log_level, env.log_format) == ("http", 9001, "WARNING", "text")
        assert (env.timeout, env.per_minute, env.per_hour) == (5, 2, 3)
        monkeypatch.setenv("MULTILEAD_DEBUG", "true")
        assert mcp_environment.read(load("multilead").serving).log_level == "DEBUG"

    @pytest.mark.parametrize(
        ("name", "value"),
        [("TRANSPORT", "carrier pigeon"), ("PORT", "x"), ("PORT", "70000"), ("LOG_LEVEL", "loud"), ("LOG_FORMAT", "xml"),
         ("MULTILEAD_DEBUG", "maybe"), ("MULTILEAD_TIMEOUT", "-1"), ("RATE_LIMIT_PER_MINUTE", "0")],
    )  # fmt: skip
    def test_nonsense_is_named(self, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
        monkeypatch.setenv(name, value)
        with pytest.raises(Invalid, match=name):
            mcp_environment.read(load("multilead").serving)


def test_a_key_is_required() -> None:
    ended = outrider("mcp", "multilead", check=False, MULTILEAD_API_KEY="")
    assert ended.returncode == 1
    assert "MULTILEAD_API_KEY" in ended.stderr
    assert ended.stdout == ""


async def test_stdio_against_an_installation(core: Core, workspace: Installed) -> None:
    """Pointed at a base URL: the published server's way, here and at the vendor alike."""
    async with served(create_app(core, Settings())) as url:
        env = environment(MULTILEAD_API_KEY=workspace.key, MULTILEAD_BASE_URL=f"{url}/multilead/", MULTILEAD_TIMEOUT="60")
        async with Client(StdioTransport(sys.executable, ["-m", "outrider.cli", "mcp", "multilead"], env=env)) as client:
            assert len(await client.list_tools()) == 77
            me = await client.call_tool("get_user_information", {})
            assert me.structured_content
            assert me.structured_content["email"] == "owner@example.com"
            config = (await client.read_resource("multilead://config"))[0].text  # type: ignore[union-attr]
            assert f"{url}/multilead" in config
            assert "60 seconds" in config
            assert workspace.key not in config
            stats = (await client.read_resource("multilead://stats"))[0].text  # type: ignore[union-attr]
            assert "Leads: 0" in stats
            assert "API requests today: " in stats


async def test_smartleads_tools_on_an_account_elsewhere(core: Core, workspace: Installed) -> None:
    """The backend that goes to the vendor's host, pointed at one that speaks the same API."""

    def client(key: str, base_url: str, *asked: str) -> Client[StdioTransport]:
        env = environment(SMARTLEAD_API_KEY=key, SMARTLEAD_BASE_URL=base_url)
        python, *words = forking.command()
        return Client(StdioTransport(python, [*words, "mcp", "smartlead", *asked], env=env))

    async with served(create_app(core, Settings())) as url:
        async with client(workspace.key, f"{url}/smartlead/api/v1", "--backend", "vendor") as agent:
            assert {tool.name for tool in await agent.list_tools()} == {tool.name for tool in load("smartlead").tools()}
            made = (await agent.call_tool("upsert_lead_list", {"list_name": "Spring"})).structured_content or {}
            listed = (await agent.call_tool("get_lead_lists", {"id": made["id"]})).structured_content or {}
            assert listed["list_name"] == "Spring"
            with pytest.raises(ToolError, match=r"404.*There is no"):
                await agent.call_tool("get_campaigns", {"id": 999_999})
        async with client(workspace.key, f"{url}/smartlead") as agent:
            with pytest.raises(ToolError, match=rf"base URL of a client is {url}/smartlead/api/v1"):
                await agent.call_tool("get_campaigns", {})
        async with client("not-a-key", f"{url}/smartlead/api/v1") as agent:
            with pytest.raises(ToolError, match=r"401.*Invalid API Key"):
                await agent.call_tool("get_campaigns", {})


async def test_http_with_its_health_and_limits(core: Core, workspace: Installed) -> None:
    async with served(create_app(core, Settings())) as url:
        env = {"TRANSPORT": "http", "PORT": "0", "MULTILEAD_API_KEY": workspace.key, "MULTILEAD_BASE_URL": f"{url}/multilead",
               "RATE_LIMIT_PER_MINUTE": "6", "MULTILEAD_DEBUG": "true"}  # fmt: skip
        with running("mcp", "multilead", **env) as process:
            where = process.line("Uvicorn running on").split("running on ")[1].split()[0].strip('"')
            async with httpx.AsyncClient() as http:
                health = (await http.get(f"{where}/health")).json()
            assert (health["status"], health["service"], health["transport"]) == ("healthy", "outrider-multilead", "http")
            async with Client(StreamableHttpTransport(f"{where}/mcp")) as client:
                with pytest.raises((McpError, ToolError), match=r"(?i)rate limit"):
                    for _ in range(10):
                        await client.call_tool("get_user_information", {})
            logged = [json.loads(line) for line in process.err if line.startswith("{")]
            assert any("GET /api/open-api/v1/user/me -> 200" in line["message"] for line in logged)
            assert workspace.key not in "".join(process.err)


LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
UNTIDY: list[dict[str, object]] = [
    {**LIST, "id": 1.0},
    {**LIST, "params": []},
    {**LIST, "params": None},
    {**CALL, "params": {"name": "get_campaigns", "arguments": None}},
    {**CALL, "params": {"name": "get_campaigns", "arguments": "{}"}},
    {**CALL, "params": {"name": "get_campaigns", "arguments": []}},
]
NOWHERE = {"SMARTLEAD_API_KEY": "a key", "SMARTLEAD_BASE_URL": "http://127.0.0.1:9/api/v1"}


def test_requests_as_real_clients_send_them_over_stdio() -> None:
    first: dict[str, object] = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": "2025-06-18"}}
    lines = [first, {"jsonrpc": "2.0", "method": "notifications/initialized", "params": None}]
    lines += [{**asked, "id": n if isinstance(asked["id"], int) else float(n)} for n, asked in enumerate(UNTIDY, 1)]
    answers: dict[int, dict[str, object]] = {}
    command = [*forking.command(), "mcp", "smartlead"]
    with subprocess.Popen(command, env=environment(**NOWHERE), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin
        assert server.stdout
        server.stdin.write(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
        server.stdin.flush()
        while len(answers) < len(lines) - 1:
            answer = json.loads(server.stdout.readline())
            answers[answer["id"]] = answer
        server.stdin.close()
    assert [answer for answer in answers.values() if "error" in answer] == []


async def test_requests_as_real_clients_send_them_over_http() -> None:
    with running("mcp", "smartlead", TRANSPORT="http", PORT="0", **NOWHERE) as process:
        where = process.line("Uvicorn running on").split("running on ")[1].split()[0].strip('"')
        async with httpx.AsyncClient(headers={"Accept": "application/json"}) as http:
            for asked in UNTIDY:
                answer = (await http.post(f"{where}/mcp", json=asked)).json()
                assert (answer["id"], answer.get("error")) == (1, None), asked


def test_tools_read_no_file_unless_a_directory_is_opened_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OUTRIDER_MCP_FILES", raising=False)
    assert mcp_server.facts(mcp_environment.read(load("multilead").serving))["files"] is None


def test_tools_read_files_of_the_directory_that_is_opened_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTRIDER_MCP_FILES", "/srv/imports")
    assert mcp_server.facts(mcp_environment.read(load("multilead").serving))["files"] == "/srv/imports"

"""An agent's tool call that goes through the engine, against a FastMCP tool that does nothing.

    python -m bench.mcp [--calls 300]

The call is Smartlead's list of campaigns (20 of them): MCP client, server, the dialect's route, PostgreSQL and back.
Each server is a process of its own, called in turn over a kept connection.
"""

import argparse
import asyncio
import json

from fastmcp import Client
from fastmcp.client.transports import StreamableHttpTransport

from bench.serve import process
from bench.world import in_turn, percentile, rss_mb, settle, workspace
from outrider.outreach.campaigns import campaigns

TOOL = "get_campaigns"


async def measure(calls: int) -> dict[str, object]:
    async with workspace() as (core, installed):
        async with core.scope(installed.workspace_id) as scope:
            for n in range(20):
                await campaigns.create(scope, f"Campaign {n}")
        await settle(core)
        key = {"Authorization": f"Bearer {installed.key}"}
        async with (
            process("outrider", core) as here,
            process("tool", core) as there,
            Client(StreamableHttpTransport(f"{here}/mcp/smartlead", headers=key)) as ours,
            Client(StreamableHttpTransport(f"{there}/mcp")) as theirs,
        ):
            own, other = await in_turn(calls, lambda: ours.call_tool(TOOL, {}), lambda: theirs.call_tool("nothing", {}))
    return {
        "calls": calls, "tool": TOOL, "p50_ms": percentile(own, 0.5), "p99_ms": percentile(own, 0.99),
        "empty_p50_ms": percentile(other, 0.5), "ratio": round(percentile(own, 0.5) / percentile(other, 0.5), 2),
        "rss_mb": rss_mb(),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=300)
    print(json.dumps(asyncio.run(measure(parser.parse_args().calls))))


if __name__ == "__main__":
    main()

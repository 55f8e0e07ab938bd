"""How long people and agents wait: for `outrider up` to be ready, and for the first answer of an MCP server over stdio.

    python -m bench.startup [--times 3]

`up` starts with the embedded PostgreSQL: in an empty directory (its cluster is made then) and again in the same. The MCP server
is Multilead's, with 77 tools: from the start of the process to the answer to `initialize`, and to the list of its tools.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from statistics import median

OUTRIDER = [sys.executable, "-m", "outrider.cli"]
HELLO: dict[str, object] = {
    "jsonrpc": "2.0", "id": 1, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "bench", "version": "1"}},
}  # fmt: skip
GREETED: dict[str, object] = {"jsonrpc": "2.0", "method": "notifications/initialized"}
TOOLS: dict[str, object] = {"jsonrpc": "2.0", "id": 2, "method": "tools/list", "params": {}}


def environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("OUTRIDER_") and k != "DATABASE_URL"}


def up(data: str) -> float:
    """Seconds until it says that it is ready."""
    began = time.perf_counter()
    command = [*OUTRIDER, "up", "--data", data, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment()) as process:
        assert process.stdout
        for line in process.stdout:
            if line.startswith("ready "):
                took = time.perf_counter() - began
                process.terminate()
                process.wait()
                return took
    raise SystemExit("outrider up ended without being ready")


def stdio(data: str) -> tuple[float, float, int]:
    """Seconds to the first answer, to the list of tools, and how many these are."""
    began = time.perf_counter()
    command = [*OUTRIDER, "mcp", "multilead", "--backend", "engine", "--data", data]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, text=True, env=environment(), **pipes) as process:  # type: ignore[call-overload]
        asked, said = process.stdin, process.stdout
        assert asked
        assert said

        def say(*messages: dict[str, object]) -> None:
            asked.writelines(json.dumps(m) + "\n" for m in messages)
            asked.flush()

        say(HELLO)
        assert json.loads(said.readline())["id"] == 1
        first = time.perf_counter() - began
        say(GREETED, TOOLS)
        listed = json.loads(said.readline())
        took = time.perf_counter() - began
        asked.close()
        process.terminate()
        return first, took, len(listed["result"]["tools"])


def measure(times: int) -> dict[str, object]:
    firsts, agains = list[float](), list[float]()
    for _ in range(times):
        with tempfile.TemporaryDirectory() as data:
            firsts.append(up(data))
            agains.append(up(data))
    with tempfile.TemporaryDirectory() as data:
        answers = [stdio(data) for _ in range(times)]
    return {
        "times": times, "up_seconds": round(median(firsts), 2), "up_again_seconds": round(median(agains), 2),
        "stdio_seconds": round(median(a[0] for a in answers), 2), "tools_seconds": round(median(a[1] for a in answers), 2),
        "tools": answers[0][2],
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=3)
    print(json.dumps(measure(parser.parse_args().times)))


if __name__ == "__main__":
    main()

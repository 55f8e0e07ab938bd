"""The measures that the design must hold, as a table: absolute figures, the ratio to a limit measured in the same run, the goal.

    python -m bench [NAME ...] [--full] [--messages N] [--rows N] [--events N] [--leads N] [--scale N] [--json]

Each measure runs in a process of its own, so that its memory is its own. The default takes less than ten minutes on two cores;
--full measures at the sizes the design names and adds what takes long: the day of 10,000 mailboxes, the plans of all lists and
all pages on a million leads, and 200 people with the inbox open. Named measures are taken alone.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from outrider.values import is_array, is_object

Found = dict[str, Any]


@dataclass(frozen=True)
class Measure:
    """What is measured, how its result reads, and when it holds (`value` against `goal`)."""

    name: str
    title: str
    figures: Callable[[Found], str]
    value: Callable[[Found], float]
    goal: float
    unit: str = ""
    at_least: bool = False
    run: str = ""  # the module, if not `name`
    long: bool = False  # taken only if named, or all is

    def holds(self, value: float) -> bool:
        return value >= self.goal if self.at_least else value <= self.goal

    def shown(self, value: float) -> str:
        return f"{value:g}{self.unit}"


MEASURES = [
    Measure(
        "sends", "emails sent, ÷ smtp-source",
        lambda f: f"{f['per_second']:,}/s of {f['smtp_source_per_second']:,}/s ({f['messages']:,} messages)",
        lambda f: f["ratio"], 0.25, at_least=True,
    ),
    Measure(
        "imports", "import from CSV, ÷ COPY",
        lambda f: f"{f['import']['rows_per_second']:,} rows/s, COPY {f['copy']['rows_per_second']:,} ({f['rows']:,} rows)",
        lambda f: f["import"]["ratio"], 6,
    ),
    Measure(
        "api", "API list of 100 leads, ÷ bare route",
        lambda f: f"p50 {f['p50_ms']} ms, p99 {f['p99_ms']} ms, bare {f['bare_p50_ms']} ms ({f['leads']:,} leads)",
        lambda f: f["ratio"], 1.3,
    ),
    Measure(
        "mcp", "MCP tool call, ÷ empty tool",
        lambda f: f"p50 {f['p50_ms']} ms, p99 {f['p99_ms']} ms, empty {f['empty_p50_ms']} ms",
        lambda f: f["ratio"], 2,
    ),
    Measure(
        "figures", "campaign figures, p99",
        lambda f: f"p99 {f['tenth']['p99_ms']} ms at a tenth, {f['all']['p99_ms']} ms at {f['events']:,} events",
        lambda f: f["p99_ms"], 25, " ms",
    ),
    Measure(
        "startup", "outrider up ready", lambda f: f"first {f['up_seconds']} s, again {f['up_again_seconds']} s",
        lambda f: f["up_seconds"], 2.5, " s",
    ),
    Measure(
        "stdio", "stdio MCP server, first answer",
        lambda f: f"answer {f['stdio_seconds']} s, list of {f['tools']} tools {f['tools_seconds']} s",
        lambda f: f["stdio_seconds"], 1, " s", run="startup",
    ),
    Measure(
        "reading", "received mail read right, worst kind",
        lambda f: f"slowest message {f['slowest_ms']} ms, {sum(k['cases'] for k in f['kinds'].values())} cases",
        lambda f: f["right"], 0.97, at_least=True,
    ),
    Measure(
        "day", "a day of many mailboxes, wall time",
        lambda f: f"{f['sent']:,} sends of {f['mailboxes']:,} mailboxes, {f['per_second']:,}/s, over a limit: {f['over_limit']}",
        lambda f: f["seconds"], 240, " s", long=True,
    ),
    Measure(
        "receiving", "a round over 10,000 mailboxes with nothing new",
        lambda f: f"with replies {f['replies_seconds']} s (seen after {f['replies_seen_seconds']} s), after an outage"
        f" {f['after_outage_seconds']} s, {f['kb_a_mailbox']} kB a mailbox",
        lambda f: f["quiet_seconds"], 300, " s", long=True,
    ),
    Measure(
        "plans", "lists that read more than they should",
        lambda f: f"{f['statements']} statements at {f['rows']:,} rows, slowest {f['slowest_ms']} ms",
        lambda f: f["dear"], 0, long=True,
    ),
    Measure(
        "pages", "pages over 50 ms or 25 kB",
        lambda f: f"{f['pages']} pages, worst p95 {f['p95_ms']} ms ({f['leads']:,} leads, {f['events']:,} events)",
        lambda f: f["slow"] + f["large"], 0, long=True,
    ),
    Measure(
        "inboxes", "a reply shows at people with the inbox open, p95",
        lambda f: f"{f['people']} people, list p95 {f['list_p95_ms']} ms, {f['rss_open_mb'] - f['rss_before_mb']} MB more",
        lambda f: f["lag_p95_ms"], 2000, " ms", long=True,
    ),
]  # fmt: skip


def commands(given: argparse.Namespace) -> dict[str, list[str]]:
    """The arguments of each module."""
    full = given.full
    return {
        "sends": ["--messages", str(given.messages)],
        "imports": ["--rows", str(given.rows), "--json", *([] if full else ["--no-list"])],
        "api": ["--leads", str(given.leads or (1_000_000 if full else 100_000))],
        "mcp": [],
        "figures": ["--events", str(given.events or (10_000_000 if full else 500_000))],
        "startup": [],
        "reading": [],
        "day": ["--scale", str(given.scale)],
        "receiving": [],
        "plans": ["--rows", str(given.rows)],
        "pages": ["--leads", str(given.leads or 1_000_000), "--events", str(given.events or 10_000_000)],
        "inboxes": ["--leads", str(given.leads or 100_000)],
    }


def run(module: str, arguments: list[str]) -> Found | str:
    """What a bench printed, or why there is nothing."""
    command = [sys.executable, "-m", f"bench.{module}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=3600, check=False)
    lines = done.stdout.strip().splitlines()
    if done.returncode and lines:
        print(done.stderr, file=sys.stderr)  # what it measured, and what of it does not hold
    if not lines:
        return (done.stderr.strip().splitlines() or ["it printed nothing"])[-1]
    return json.loads(lines[-1])


def memory(found: Found) -> str:
    """The most that its processes used, in MB."""
    rss: object = found.get("worker_rss_mb") or found.get("rss_mb")
    if is_object(rss):
        rss = rss.get("peak")
    return "" if rss is None else f"{max(rss) if is_array(rss) else rss} MB"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these measures: {', '.join(m.name for m in MEASURES)}")
    parser.add_argument("--full", action="store_true", help="the design's sizes, and the measures that take long")
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--events", type=int)
    parser.add_argument("--leads", type=int)
    parser.add_argument("--scale", type=float, default=1.0, help="of the day: 1 is 10,000 mailboxes")
    parser.add_argument("--json", action="store_true", help="one JSON object a measure instead of the table")
    given = parser.parse_args()
    if unknown := set(given.names) - {m.name for m in MEASURES}:
        parser.error(f"there is no measure {min(unknown)!r}")
    wanted = [m for m in MEASURES if (m.name in given.names if given.names else given.full or not m.long)]
    arguments, errors = commands(given), Console(stderr=True)
    table = Table("measure", "figures", "result", "goal", "memory", "command", title="Outrider's measures")
    results: dict[str, Found | str] = {}
    failed = False
    for measure in wanted:
        module = measure.run or measure.name
        if module not in results:
            began = time.perf_counter()
            errors.print(f"bench.{module} ...", end=" ")
            results[module] = run(module, arguments[module])
            errors.print(f"{time.perf_counter() - began:.0f} s")
        found = results[module]
        command = " ".join(["python -m", f"bench.{module}", *arguments[module]])
        if isinstance(found, str):
            failed = True
            table.add_row(measure.title, f"[red]{found}", "", "", "", command)
            continue
        value = measure.value(found)
        colour = "green" if measure.holds(value) else "yellow"
        sign = "≥" if measure.at_least else "≤"
        goal = f"{sign} {measure.shown(measure.goal)}"
        table.add_row(measure.title, measure.figures(found), f"[{colour}]{measure.shown(value)}", goal, memory(found), command)
        if given.json:
            print(json.dumps({"measure": measure.name, "value": value, "goal": goal, "holds": measure.holds(value), **found}))
    if not given.json:
        Console(width=None if sys.stdout.isatty() else 200).print(table)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

"""How much of the tests' corpus of received mail is read right, kind by kind, and how long the slowest message takes.

    python -m bench.reading [--wrong]

A kind is a name and its cases; a case is a message's bytes and the verdict that is right. --wrong lists what is read wrong.
"""

import argparse
import json
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence

from tests.notification_corpus import failures, feedbacks
from tests.notifications import Case

from outrider.channels.email.parse import parse
from outrider.rules.replies import kind

_SHORT = {"bounce_hard": "hard", "bounce_soft": "soft"}


def verdict(case: Case) -> str:
    """What a message is: hard or soft of a failure, else the kind's name."""
    name = kind(parse(case.raw).inbound).name
    return _SHORT.get(name, name)


def fault(case: Case) -> str:
    """Whose fault a failure is said to be."""
    failure = kind(parse(case.raw).inbound).failure
    return failure.fault if failure else ""


# Add a kind here: its name, its cases, and how a case is read and what is right.
KINDS: list[tuple[str, Sequence[Case], Callable[[Case], str], Callable[[Case], str]]] = [
    ("failures: verdict", failures(), verdict, lambda case: case.verdict),
    ("failures: fault", [case for case in failures() if case.fault], fault, lambda case: case.fault),
    ("feedback reports", feedbacks(), verdict, lambda case: case.verdict),
]


def measure(cases: Sequence[Case], read: Callable[[Case], str], right: Callable[[Case], str]) -> tuple[list[str], float]:
    """The names of the cases that are read wrong, and the processor seconds of the slowest."""
    wrong, slowest = [], 0.0
    for case in cases:
        began = time.process_time()
        found = read(case)
        slowest = max(slowest, time.process_time() - began)
        if found != right(case):
            wrong.append(f"{case.name}: {found or 'nothing'} instead of {right(case)}")
    return wrong, slowest


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list what is read wrong")
    given = parser.parse_args()
    kinds: dict[str, dict[str, float]] = {}
    failed = False
    for name, cases, read, right in KINDS:
        wrong, slowest = measure(cases, read, right)
        share = 1 - len(wrong) / len(cases)
        failed = failed or share < 0.97
        kinds[name] = {"cases": len(cases), "right": round(share, 4), "slowest_ms": round(slowest * 1000, 1)}
        print(f"{name:24} {share:8.1%} of {len(cases):4}   slowest {slowest * 1000:5.1f} ms", file=sys.stderr)
        for line in wrong if given.wrong else ():
            print(f"    {line}", file=sys.stderr)
    tracemalloc.start()
    for _, cases, read, _ in KINDS:
        for case in cases:
            read(case)
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    right = min(figures["right"] for figures in kinds.values())
    slowest = max(figures["slowest_ms"] for figures in kinds.values())
    print(json.dumps({"kinds": kinds, "right": right, "slowest_ms": slowest, "peak_mb": round(peak, 1)}))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

"""How much of the tests' corpus of received mail is read right, kind by kind, and what reading costs: the longest time and the
most memory above the input's size of any message of the corpus and of long and hostile ones.

    python -m bench.reading [--wrong] [--slow N]

A kind is a name and its cases; a case is a message's bytes and the verdict that is right. --wrong lists what is read wrong.
"""

import argparse
import io
import json
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import TypeVar

from tests import long_mail
from tests.idiom_corpus import idioms, machines
from tests.mail_corpus import headers, texts
from tests.note_corpus import notes
from tests.notice_corpus import notices
from tests.notification_corpus import failures, feedbacks
from tests.notification_sentences import sparse_failures
from tests.notifications import Case
from tests.reply_corpus import Reply, absences, acknowledgements, departed, quoting, wishes
from tests.table_corpus import Table
from tests.table_corpus import tables as table_corpus
from tests.wish_corpus import plain_wishes

from outrider.channels.email.parse import parse
from outrider.garbage import keep_what_is_loaded, look_rarely
from outrider.outreach.base.tables import records
from outrider.rules.languages import lists
from outrider.rules.phrases import read
from outrider.rules.replies import intent, kind

# What must hold: the share of verdicts that are right in each kind, and what no input may cost.
LEAST_RIGHT, MOST_MS, MOST_MB = 0.97, 50.0, 64.0
_SHORT = {"bounce_hard": "hard", "bounce_soft": "soft"}


def verdict(case: Case) -> str:
    """What a message is: hard or soft of a failure, else the kind's name."""
    name = kind(parse(case.raw).inbound).name
    return _SHORT.get(name, name)


def fault(case: Case) -> str:
    """Whose fault a failure is said to be."""
    failure = kind(parse(case.raw).inbound).failure
    return failure.fault if failure else ""


def own_words(case: Reply) -> str:
    """The writer's own words."""
    return parse(case.raw).inbound.new_text


def returns(case: Reply) -> str:
    """The day on which an absent person is back."""
    found = kind(parse(case.raw).inbound)
    return str(found.returns_on) if found.out_of_office else found.name


def successor(case: Reply) -> str:
    """What became of a person who is gone, and the address named instead."""
    found = kind(parse(case.raw).inbound)
    return f"{found.gone} {found.successor}"


def wish(case: Reply) -> str:
    """What a person wants: to be left alone, nothing, or more."""
    inbound = parse(case.raw).inbound
    if kind(inbound).name == "unsubscribe":
        return "stop"
    name = intent(inbound.new_text, inbound.subject).name
    return "refusal" if name == "not_interested" else "interest" if name in _WILLING else name or "none"


def machine(case: Reply) -> str:
    """What a machine's answer is, with the day of return or the address it names."""
    found = kind(parse(case.raw).inbound)
    if found.out_of_office:
        return f"away {found.returns_on or ''}".strip()
    return f"{found.gone} {found.successor}" if found.gone else found.name


def notice(case: Reply) -> str:
    """What a machine's answer is, whenever the absent person returns."""
    return machine(case).partition(" ")[0] if case.right == "away" else machine(case)


def note(case: Reply) -> str:
    """What a note is, whatever day or address it names."""
    return machine(case).partition(" ")[0]


def table(case: Table) -> str:
    """The rows of a table."""
    return str([record.cells for record in records(io.BytesIO(case.content), lambda heading: heading == "Email")][1:])


def text(case: Case) -> str:
    """What a message's writer wrote, if it is all there."""
    found = parse(case.raw).inbound.text.strip()
    return case.verdict if case.verdict in found else found


def subject(case: Case) -> str:
    return parse(case.raw).inbound.subject


def addressees(case: Case) -> str:
    return " ".join(parse(case.raw).inbound.to)


def references(case: Case) -> str:
    return " ".join(parse(case.raw).inbound.references)


_WILLING = ("interested", "meeting_request", "information_request")


@dataclass(frozen=True)
class Checked:
    """A case of a kind: how it is read, and what is right."""

    name: str
    read: Callable[[], str]
    right: str


C = TypeVar("C", Case, Reply)


def checked(cases: Sequence[C], read: Callable[[C], str], right: Callable[[C], str]) -> list[Checked]:
    """The cases with the reading of each."""
    return [Checked(case.name, partial(read, case), right(case)) for case in cases]


def replies(cases: Sequence[Reply], read: Callable[[Reply], str]) -> list[Checked]:
    """The same of answers."""
    return checked(cases, read, lambda case: case.right)


# Add a kind here: its name, and its cases with how each is read and what is right.
KINDS: list[tuple[str, list[Checked]]] = [
    ("failures: verdict", checked(failures(), verdict, lambda case: case.verdict)),
    ("failures: fault", checked([case for case in failures() if case.fault], fault, lambda case: case.fault)),
    ("failures: few words", checked(sparse_failures(), verdict, lambda case: case.verdict)),
    ("feedback reports", checked(feedbacks(), verdict, lambda case: case.verdict)),
    ("reading: texts", checked(texts(), text, lambda case: case.verdict)),
    ("reading: subjects", checked(headers("subject"), subject, lambda case: case.verdict)),
    ("reading: addresses", checked(headers("to"), addressees, lambda case: case.verdict)),
    ("reading: references", checked(headers("references"), references, lambda case: case.verdict)),
    ("quotations", replies(quoting(), own_words)),
    ("absences, return dates", replies(absences(), returns)),
    ("acknowledgements", replies(acknowledgements(), lambda case: kind(parse(case.raw).inbound).name)),
    ("departed, successors", replies(departed(), successor)),
    ("wishes above our offer", replies(wishes(), wish)),
    ("plain wishes", replies(plain_wishes(), wish)),
    ("idioms", replies(idioms(), wish)),
    ("machines", replies(machines(), machine)),
    ("notices", replies(notices(), notice)),
    ("notes in free wording", replies(notes(), note)),
    ("tables", [Checked(case.name, partial(table, case), str(case.rows)) for case in table_corpus()]),
]


@dataclass(frozen=True)
class Cost:
    """What reading an input costs: processor milliseconds, and megabytes above the input's size."""

    name: str
    ms: float
    mb: float


def wrong(cases: Sequence[Checked]) -> list[str]:
    """The cases that are read wrong."""
    found = [(case, case.read()) for case in cases]
    return [f"{case.name}: {said or 'nothing'} instead of {case.right}" for case, said in found if said != case.right]


def whole(raw: bytes) -> None:
    """Read a message as it is filed: its parts, what it is, and what its writer wants."""
    inbound = parse(raw).inbound
    kind(inbound)
    intent(inbound.new_text, inbound.subject)


def inputs() -> list[tuple[str, bytes]]:
    """Every message of the corpus, and long and hostile ones."""
    mails = [*failures(), *sparse_failures(), *feedbacks(), *texts(), *headers("subject"), *headers("to"), *headers("references")]
    answers = [
        *quoting(),
        *absences(),
        *acknowledgements(),
        *departed(),
        *wishes(),
        *plain_wishes(),
        *idioms(),
        *machines(),
        *notices(),
        *notes(),
    ]
    return [*((case.name, case.raw) for case in mails), *((case.name, case.raw) for case in answers), *long_mail.inputs()]


def cost(name: str, raw: bytes) -> Cost:
    """What one input costs; one that seems slow is read again, for other work of the machine may have been in the way."""
    ms = inf
    for _ in range(3):
        read.cache_clear()
        began = time.process_time()
        whole(raw)
        ms = min(ms, (time.process_time() - began) * 1000)
        if ms < MOST_MS / 4:
            break
    tracemalloc.start()
    whole(raw)
    above = (tracemalloc.get_traced_memory()[1] - len(raw)) / 2**20
    tracemalloc.stop()
    return Cost(name, ms, max(above, 0.0))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list what is read wrong")
    parser.add_argument("--slow", type=int, default=3, metavar="N", help="list the N slowest inputs")
    given = parser.parse_args()
    lists.make_all()
    kinds: dict[str, dict[str, float]] = {}
    for name, cases in KINDS:
        lines = wrong(cases)
        share = 1 - len(lines) / len(cases)
        kinds[name] = {"cases": len(cases), "right": round(share, 4)}
        print(f"{name:24} {share:8.1%} of {len(cases):4}", file=sys.stderr)
        for line in lines if given.wrong else ():
            print(f"    {line}", file=sys.stderr)
    look_rarely()  # as every command does
    keep_what_is_loaded()  # as the process does that reads mail: else collections go over the whole corpus
    costs = [cost(name, raw) for name, raw in inputs()]
    slowest, largest = max(costs, key=lambda c: c.ms), max(costs, key=lambda c: c.mb)
    for c in sorted(costs, key=lambda c: -c.ms)[: given.slow]:
        print(f"{c.ms:8.1f} ms {c.mb:6.1f} MB  {c.name}", file=sys.stderr)
    print(f"largest: {largest.mb:.1f} MB above its size, {largest.name}", file=sys.stderr)
    right = min(figures["right"] for figures in kinds.values())
    found = {"inputs": len(costs), "slowest_ms": round(slowest.ms, 1), "peak_mb": round(largest.mb, 1)}
    print(json.dumps({"kinds": kinds, "right": right, **found}))
    sys.exit(1 if right < LEAST_RIGHT or slowest.ms > MOST_MS or largest.mb > MOST_MB else 0)


if __name__ == "__main__":
    main()

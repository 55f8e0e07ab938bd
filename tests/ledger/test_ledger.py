"""Nothing is accepted and ignored: for every field of every route the ledger says what it does, and trying says the same.

The ledger is whole on every run; a share of the routes is tried as well. `make ledger` tries them all, and
`pytest tests/ledger --update-snapshots` writes the ledger anew from what was found.
"""

import ast
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from outrider.channels.email import verify
from outrider.clock import RealClock
from outrider.dialects import ALL, load
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.enrichment import EnrichmentWorld
from outrider.sandbox.linkedin import LinkedInWorld
from outrider.sandbox.world import Options, World
from outrider.settings import Settings
from tests.dialects.every_route import Spoken
from tests.dialects.test_every_route import ghosts, linkedin_only
from tests.ledger import coverage
from tests.ledger.entries import KINDS, Entry, Ledger, entries_of, write
from tests.ledger.prover import TOLD, Finding, Prover, Recorder, core_on, fields
from tests.ledger.requests import PASSWORD
from tests.ledger.world import a_lively_workspace
from tests.zone import Zone

ROOT = Path(__file__).parents[2]
EVERY = os.environ.get("OUTRIDER_LEDGER") == "all"
SHARE = 24  # one route in so many is tried on every run


@pytest.fixture(params=ALL)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def spoken_of(name: str) -> Spoken:
    return Spoken(coverage.app_of(name))


@pytest_asyncio.fixture
async def prover(
    name: str, core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Prover, Spoken]]:
    monkeypatch.setattr(verify, "default_resolver", Zone)
    own, others = await a_lively_workspace(core, workspace)
    if name == "networkhq":  # which shows no others
        await linkedin_only(core, workspace)
    recorder = Recorder()
    recorder.install(monkeypatch)
    async with (
        core.pool.connection() as conn,
        EnrichmentWorld() as people,
        World(RealClock(), options=Options(any_sender_password=PASSWORD)) as mail,
        LinkedInWorld(core.clock) as network,
    ):
        if name == "multilead":  # where users act for themselves
            own |= {"user": workspace.user_id, "person": 2 * int(own["lead"])}
        own |= {f"other_{kind}": id for kind, id in others.items()}
        own |= {"mail_host": mail.host, "smtp_port": mail.smtp_port, "imap_port": mail.imap_port}
        settings = Settings.model_validate(
            {
                "rate_limits": dict.fromkeys(ALL, "off"),
                "enrichment_url": people.base_url,
                "enrichment_key": people.key,
                "linkedin_url": network.base_url,
                "linkedin_key": network.key,
                "classifier_url": "http://127.0.0.1:9/v1",
                "classifier_model": "small",
                "public_url": "https://outrider.example",
            }
        )
        spoken = Spoken(load(name).app(core_on(core, conn), settings))
        async with spoken.client(workspace.key) as client:
            yield Prover(client, conn, recorder, own, others, ghosts(own)), spoken


def test_every_field_has_an_entry_and_every_entry_a_field(name: str) -> None:
    there = {(f"{route.method} {route.path}", str(field)) for route in spoken_of(name).routes for field in fields(route)}
    told = {(route, field) for route, of_route in entries_of(name).items() for field in of_route}
    assert sorted(there - told) == [], "fields without an entry: run make ledger, and look what it found"
    assert sorted(told - there) == [], "entries of fields that are gone"


def test_every_route_is_in_the_ledger(name: str) -> None:
    assert list(entries_of(name)) == [f"{route.method} {route.path}" for route in spoken_of(name).routes]


def test_every_entry_is_proved(name: str) -> None:
    entries = [(route, field, e) for route, fields in entries_of(name).items() for field, e in fields.items()]
    assert [(route, field, e.what) for route, field, e in entries if e.kind not in KINDS] == []


def test_named_tests_exist(name: str) -> None:
    named = {entry.test for of_route in entries_of(name).values() for entry in of_route.values() if entry.test}
    assert [test for test in named if not _exists(test)] == []


def _exists(test: str) -> bool:
    return (ROOT / test.partition("::")[0]).is_file() and bool(_source(test))


def test_named_tests_speak_of_their_fields(name: str) -> None:
    silent = [
        (route, field, entry.test)
        for route, of_route in entries_of(name).items()
        for field, entry in of_route.items()
        if entry.test and field.lstrip("?").rpartition(".")[2] not in entry.test + _source(entry.test)
    ]
    assert silent == []


def _source(test: str) -> str:
    """A test's function with its decorators; '' where there is none."""
    path, _, function = test.partition("::")
    text = (ROOT / path).read_text()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == function:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            return "\n".join(text.splitlines()[first - 1 : node.end_lineno])
    return ""


@pytest.mark.timeout(3600)
async def test_trying_says_the_same(name: str, prover: tuple[Prover, Spoken], pytestconfig: pytest.Config) -> None:
    tries, spoken = prover
    update = bool(pytestconfig.getoption("--update-snapshots"))
    ledger = {} if update and not (ROOT / f"tests/ledger/{name}.json").exists() else entries_of(name)
    only = os.environ.get("OUTRIDER_LEDGER_ROUTES", "")
    differing: list[str] = []
    renewed: Ledger = {}
    for n, route in enumerate(spoken.routes):
        key, names = f"{route.method} {route.path}", [str(field) for field in fields(route)]
        known = ledger.get(key, {})
        if only == "unproved":  # only what nothing proves yet
            wanted = [name for name in names if name not in known or known[name].kind == "unproved"]
        else:
            wanted = names if (only in str(route) if only else update or EVERY or n % SHARE == 0) else []
        found = await tries.find(route, wanted) if wanted else {}
        renewed[key] = {
            name: _entry(found[name], known.get(name)) if name in found else known[name]
            for name in names
            if name in found or name in known
        }
        differing += [
            f"{key} {field}: {finding}, not {known[field]}"
            for field, finding in found.items()
            if field in known and not known[field].test and known[field].kind not in ("unproved", finding.kind)
        ]
        if update and found:
            print(route, [f for f in found.values() if f.kind != "acts"], flush=True)
            write(name, renewed | {k: of for k, of in ledger.items() if k not in renewed})
    if update:
        write(name, renewed)
    else:
        assert differing == [], "\n".join(differing)


def _entry(finding: Finding, known: Entry | None) -> Entry:
    """What was found; what a test of its own proves stays as it is written."""
    return known if known and known.test else Entry(finding.kind, finding.what[:TOLD])

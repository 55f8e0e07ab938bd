"""Schemathesis over every operation of a document, in every phase and with every check, on an application that really listens.

It runs as a process of its own, configured by files in a folder; `tests.dialects.conforming_hooks` works in it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from fastapi.exceptions import RequestValidationError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from outrider import errors
from outrider.dialects.kit.problems import Problem, problem_of
from tests.dialects.every_route import Ids, Json, Route

ROOT = Path(__file__).parents[2]
PHASES = ("examples", "coverage", "fuzzing", "stateful")
# What may be answered to a request that is not as documented, and to one that is, without looking further.
REFUSED = ("400", "401", "402", "403", "404", "405", "406", "409", "413", "414", "415", "422", "428", "429", "431")
ACCEPTED = ("2xx", "3xx", "401", "402", "403", "404", "409", "413", "429", "501", "502", "503")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is tried: a dialect's application at `base`, held to `document`. `ids` name things that are there, by kind."""

    dialect: str
    document: Json
    base: str
    key: str
    ids: Ids


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is tried: examples of each operation when fuzzing, and one in `every` operations in the coverage phase. Without a
    seed the same requests are made each time. `paths`: a regular expression for those that are tried; all, where there is none.
    """

    examples: int
    every: int
    seed: str | None
    paths: str | None


def effort(seed: str | None) -> Effort:
    """What `make test` does, or the number of examples in OUTRIDER_FUZZ on every operation (of OUTRIDER_FUZZ_PATHS).

    The coverage phase makes more than a hundred requests to an operation, which is most of the work.
    """
    asked, paths = os.environ.get("OUTRIDER_FUZZ"), os.environ.get("OUTRIDER_FUZZ_PATHS")
    return Effort(int(asked), 1, seed, paths) if asked else Effort(1, 36, seed, paths)


@dataclass(slots=True)
class Outcome:
    """What was tried, by phase and by status, and what schemathesis says of it."""

    code: int
    text: str
    phases: dict[str, int] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    excused: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        def line(of: Mapping[str, int]) -> str:
            return ", ".join(f"{name} {n}" for name, n in sorted(of.items()))

        return f"tried: {line(self.phases)}; answers: {line(self.statuses)}; refused by what no schema says: {line(self.excused)}"


_origin: ContextVar[list[str] | None] = ContextVar("origin", default=None)


def noting_problem_of(exc: Exception, statuses: Mapping[type[errors.OutriderError], int]) -> Problem:
    """In place of `kit.app.problem_of`: notes where a refusal comes from, for `Origins` to tell."""
    if (noted := _origin.get()) is not None:
        noted.append(_origin_of(exc))
    return problem_of(exc, statuses)


def _origin_of(exc: Exception) -> str:
    """What a refusal is due to: the state that a request met, by its error and code, or the value of a field, by its name."""
    match exc:
        case RequestValidationError():
            of_values = [error for error in exc.errors() if error["type"] == "value_error"]
            whole = all(len(error["loc"]) == 1 or isinstance(error["input"], dict) for error in of_values)
            return "fields together" if whole and len(of_values) == len(exc.errors()) else "field"
        case errors.Invalid():
            return f"value {exc.field or 'of no field'} ({exc.code})"
        case errors.OutriderError():
            return f"state {type(exc).__name__} ({exc.code})"
        case psycopg.IntegrityError():
            return "state Conflict (in the database)"
        case psycopg.Error():
            return "value that the database refuses"
        case _:
            return "other"


class Origins:
    """An application that says in the header `x-refused-by` of a refusal what caused it (`_origin_of`)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        noted: list[str] = []
        token = _origin.set(noted)

        async def send_with_origin(message: Message) -> None:
            if message["type"] == "http.response.start" and noted:
                message["headers"] = [*message["headers"], (b"x-refused-by", noted[-1].encode("ascii", "replace"))]
            await send(message)

        try:
            await self.app(scope, receive, send_with_origin)
        finally:
            _origin.reset(token)


def run(subject: Subject, folder: Path, much: Effort) -> Outcome:
    routes = list(_routes(subject))
    for route in routes:
        _exemplify(route, subject)
    (folder / "document.json").write_text(json.dumps(subject.document))
    (folder / "schemathesis.toml").write_text(_configuration(subject, routes, much))
    process = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run", "document.json",
            "--url", subject.base, "--checks", "all", "-n", str(much.examples), "--phases", ",".join(PHASES),
            "--continue-on-failure", "--warnings", "off", "--no-color", "--no-shrink", "--generation-allow-x00", "false",
            *(["--include-path-regex", much.paths] if much.paths else []),
            *(["--seed", much.seed] if much.seed else ["--generation-deterministic"]),
        ],
        cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OUTRIDER_CONFORMING": subject.dialect},
    )  # fmt: skip
    outcome = Outcome(process.returncode, process.stdout + process.stderr)
    (folder / "report.txt").write_text(outcome.text)
    if (counted := folder / "counted.json").exists():
        found = json.loads(counted.read_text())
        outcome.phases, outcome.statuses, outcome.excused = found["phases"], found["statuses"], found["excused"]
    return outcome


def _routes(subject: Subject) -> Iterator[Route]:
    schemas = subject.document.get("components", {}).get("schemas", {})
    for path, item in subject.document["paths"].items():
        for method, operation in item.items():
            content = operation.get("requestBody", {}).get("content", {})
            body = content.get("application/json", {}).get("schema")
            yield Route(subject.dialect, method.upper(), path, operation, schemas, body)


def _exemplify(route: Route, subject: Subject) -> None:
    """Give an operation an example of a good request, about things that are there."""
    made = route.request(subject.ids, subject.ids, None)
    for parameter in route.operation.get("parameters", ()):
        if parameter["in"] == "path":
            name = parameter["name"]
            parameter["example"] = route.named(name, subject.ids) if route.is_place(name) else "1"
        elif parameter["name"] in made["params"]:
            parameter["example"] = made["params"][parameter["name"]]
    if "json" in made:
        route.operation["requestBody"]["content"]["application/json"]["example"] = made["json"]


def _configuration(subject: Subject, routes: list[Route], much: Effort) -> str:
    """The configuration: the key, names of things that are there in seven of ten places, and what may refuse what."""
    schemes = subject.document["components"]["securitySchemes"]
    lines = [f"hooks = {json.dumps(str(Path(__file__).with_name('conforming_hooks.py')))}"]
    lines += [f"[checks.negative_data_rejection]\nexpected-statuses = {json.dumps(REFUSED)}"]
    lines += [f"[checks.positive_data_acceptance]\nexpected-statuses = {json.dumps(ACCEPTED)}"]
    lines += [f"[checks.not_a_server_error]\nexpected-statuses = {json.dumps(ACCEPTED + REFUSED)}"]
    name, scheme = next(iter(schemes.items()))
    way = "bearer" if scheme["type"] == "http" else "api_key"
    lines += [f"[auth.openapi.{name}]\n{way} = {json.dumps(subject.key)}"]
    values: dict[Any, int] = {}
    # Operations that are tried alike have one entry: schemathesis goes through all entries for each operation.
    alike: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
    for n, route in enumerate(routes):
        bound: list[str] = []
        for place in route.places:
            where, _, name = place.partition(" ")
            value = route.named(name.rpartition(".")[2], subject.ids)
            number = values.setdefault(value, len(values))
            bound.append(f'{json.dumps(f"{where}.{name}")} = {{ dictionary = "d{number}", probability = 0.7 }}')
        alike.setdefault((n % much.every == 0, tuple(bound)), []).append(f"{route.method} {route.path}")
    operations: list[str] = []
    for (covered, bound_to), names in alike.items():
        operations.append(f"[[operations]]\ninclude-name = {json.dumps(names)}")
        operations.append(f"phases.coverage.enabled = {json.dumps(covered)}")
        if bound_to:
            operations.append("[operations.parameters]\n" + "\n".join(bound_to))
    lines += [f"[dictionaries.d{n}]\nvalues = [{json.dumps(value)}]" for value, n in values.items()]
    return "\n".join([*lines, *operations])

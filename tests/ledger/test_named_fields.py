"""A refusal names a field as its route documents it, whatever the core calls it: tried with bad values of every field.

A share of the routes is tried on every run; `make ledger` tries them all.
"""

import json
import os
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from fastapi import Request

from outrider.dialects.kit import app
from outrider.dialects.kit.field_names import Words, renamed
from outrider.dialects.kit.problems import Problem
from tests.dialects.every_route import Json, Route, Spoken
from tests.ledger.prover import Field, Prover, alternatives, fields, placed
from tests.ledger.requests import completed, prepared, refined
from tests.ledger.test_ledger import EVERY, SHARE, prover

__all__ = ["prover"]
# Dialects whose errors name a field; Instantly's and NetworkHQ's say what is wrong in a sentence only.
NAMING = ("smartlead", "multilead", "makinari", "outrider")
ONLY = os.environ.get("OUTRIDER_LEDGER_ROUTES", "")


@pytest.fixture(params=NAMING)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def named(dialect: str, answer: Json) -> set[str]:
    """The fields that an error names, dotted."""
    match dialect:
        case "smartlead":
            return {answer["field"]} if answer.get("field") else set()
        case "multilead":
            return {*answer.get("errors", {})}
        case "makinari":
            return {".".join(map(str, detail["path"])) for detail in answer.get("details", ()) if detail["path"]}
        case _:
            return {answer["error"]["field"]} if answer["error"].get("field") else set()


def plain(path: str) -> str:
    """A dotted name without the places in lists."""
    return ".".join(part for part in path.split(".") if part != "[]" and not part.isdigit())


def bad_values(route: Route, field: Field, ghosts: Any) -> Iterator[object]:
    """Values that a field of this kind might be refused with."""
    for schema in alternatives(route, field.schema):
        if route.is_place(field.path[-1]):
            ghost = route.named(field.path[-1], ghosts)
            yield [ghost] if schema.get("type") == "array" else ghost
        match schema.get("type"):
            case "integer" | "number":
                yield from ("zzz", -1, 10**15)
            case "boolean":
                yield "zzz"
            case "array":
                yield from ("zzz", [{"zzz": 1}], ["zzz"])
            case "object":
                yield from ("zzz", {"zzz": {"zzz": 1}})
            case _:
                yield from ("zzz", {"zzz": 1}, "x" * (3000 if field.place == "query" else 600_000))


@pytest.mark.timeout(3600)
async def test_a_refusal_names_fields_that_its_route_documents(
    name: str, prover: tuple[Prover, Spoken], monkeypatch: pytest.MonkeyPatch
) -> None:
    tries, spoken = prover
    unnamed: list[str] = []

    def noting(request: Request, problem: Problem, words: Words) -> Problem:
        found = renamed(request, problem, words)
        unnamed.extend([problem.field] if problem.field and not found.field else [])
        return found

    monkeypatch.setattr(app, "renamed", noting)
    wrong: list[str] = []
    for n, route in enumerate(spoken.routes):
        if not (ONLY in str(route) if ONLY else EVERY or n % SHARE == 0):
            continue
        async with tries.state(prepared(route, tries.ids)):
            wrong += [told async for told in _misnamed(name, tries, route, unnamed)]
    assert not wrong, "\n".join(wrong)


async def _misnamed(name: str, tries: Prover, route: Route, unnamed: list[str]) -> AsyncIterator[str]:
    """What refusals of bad values name that the route does not document, and what of the core's they could not name."""
    base = completed(route, route.request(tries.ids, tries.ids, None), tries.ids)
    documented = {part for field in fields(route) for part in field.path} | {p["name"] for p in route.parameters}
    for field in fields(route):
        good = refined(route, str(field), base, tries.ids)
        if (await tries.answer(good)).status_code >= 300:
            continue
        for value in bad_values(route, field, tries.ghosts):
            unnamed.clear()
            answer = await tries.answer(placed(route, field, good, value, tries.ids))
            if answer.status_code < 400:
                continue
            inside = f"{plain('.'.join(field.path))}."  # an object whose names are free
            told = {plain(one) for one in named(name, answer.json())}
            parts = {part for one in told if not one.startswith(inside) for part in one.split(".")}
            if unnamed or not parts <= documented:
                tried = f"{route} {field}={json.dumps(value)[:40]}"
                yield f"{tried}: {unnamed or parts - documented} {answer.status_code} {answer.text[:160]}"

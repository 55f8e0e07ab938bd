"""The scopes of keys: what a route asks for, what a key's words grant, and every word that grants something."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.params import Depends as Dependency
from fastapi.routing import APIRoute

from outrider import errors
from outrider.dialects.kit.access import Caller

Required: TypeAlias = tuple[tuple[str, ...], ...]  # one scope of each is needed


def allows(granted: Sequence[str] | frozenset[str], needed: str) -> bool:
    """Whether a key's scopes include 'noun:verb', also by 'noun:*', 'noun:all', '*:verb', 'all:verb',
    'all:all' or '*'.
    """
    noun, _, verb = needed.partition(":")
    return not {"*", "all:all", needed, f"{noun}:*", f"{noun}:all", f"*:{verb}", f"all:{verb}"}.isdisjoint(granted)


@dataclass(frozen=True, slots=True)
class Needs:
    """Route dependency: the key must have one of these scopes."""

    scopes: tuple[str, ...]

    async def __call__(self, principal: Caller) -> None:
        if not any(allows(principal.scopes, scope) for scope in self.scopes):
            raise errors.Forbidden(f"This key may not do this: it needs the scope {' or '.join(self.scopes)}.")


@dataclass(frozen=True, slots=True)
class NeedsByMethod:
    """Dependency of a whole router: the key must have 'noun:read' to look (GET) and 'noun:write' for all else."""

    noun: str

    @property
    def scopes(self) -> tuple[str, ...]:
        return (f"{self.noun}:read", f"{self.noun}:write")

    async def __call__(self, request: Request, principal: Caller) -> None:
        await Needs((self.scope_of(request.method),))(principal)

    def scope_of(self, method: str) -> str:
        read, write = self.scopes
        return read if method == "GET" else write


def needs(*scopes: str) -> Dependency:
    """Route dependency: `@router.get(..., dependencies=[needs("leads:read")])`."""
    return Dependency(Needs(scopes))


def needs_by_method(noun: str) -> Dependency:
    """Dependency of a router: see `NeedsByMethod`."""
    return Dependency(NeedsByMethod(noun))


def scopes(apps: Iterable[FastAPI]) -> frozenset[str]:
    """Every scope that grants something in these applications: those that routes ask for, and those that stand for several."""
    words = {word for app in apps for route in app.routes if isinstance(route, APIRoute) for word in asked(route.dependant)}
    nouns, verbs = ({word.partition(":")[i] for word in words} for i in (0, 2))
    several = {f"{noun}:{every}" for noun in nouns for every in ("*", "all")}
    several |= {f"{every}:{verb}" for verb in verbs for every in ("*", "all")}
    return frozenset({"*", "all:all"} | words | several)


def required(dependant: Dependant, method: str) -> Required:
    """What a request of that method must hold of these scopes: one of each."""
    found: list[tuple[str, ...]] = []
    if isinstance(dependant.call, Needs):
        found.append(dependant.call.scopes)
    if isinstance(dependant.call, NeedsByMethod):
        found.append((dependant.call.scope_of(method),))
    for part in dependant.dependencies:
        found += required(part, method)
    return tuple(found)


def asked(dependant: Dependant) -> Iterator[str]:
    """The scopes that a route asks for, through whatever it depends on."""
    if isinstance(dependant.call, Needs | NeedsByMethod):
        yield from dependant.call.scopes
    for part in dependant.dependencies:
        yield from asked(part)

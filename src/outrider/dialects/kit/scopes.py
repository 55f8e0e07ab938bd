"""The scopes of keys: what a route asks for, what a key's words grant, and every word that grants something."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from outrider import errors
from outrider.dialects.kit.access import Caller


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
        read, write = self.scopes
        await Needs((read if request.method == "GET" else write,))(principal)


def needs(*scopes: str) -> Any:
    """Route dependency: `@router.get(..., dependencies=[needs("leads:read")])`."""
    return Depends(Needs(scopes))


def needs_by_method(noun: str) -> Any:
    """Dependency of a router: see `NeedsByMethod`."""
    return Depends(NeedsByMethod(noun))


def scopes(apps: Iterable[FastAPI]) -> frozenset[str]:
    """Every scope that grants something in these applications: those that routes ask for, and those that stand for several."""
    routes = (route for app in apps for route in iter_route_contexts(app.router.routes))
    words = {word for route in routes if isinstance(route.original_route, APIRoute) for word in asked(route.dependant)}
    nouns, verbs = ({word.partition(":")[i] for word in words} for i in (0, 2))
    several = {f"{noun}:{every}" for noun in nouns for every in ("*", "all")}
    several |= {f"{every}:{verb}" for verb in verbs for every in ("*", "all")}
    return frozenset({"*", "all:all"} | words | several)


def asked(dependant: Dependant) -> Iterator[str]:
    """The scopes that a route asks for, through whatever it depends on."""
    if isinstance(dependant.call, Needs | NeedsByMethod):
        yield from dependant.call.scopes
    for part in dependant.dependencies:
        yield from asked(part)

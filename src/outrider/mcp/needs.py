"""The scopes that a tool needs: those of the routes it calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from fastapi import FastAPI
from fastapi.routing import APIRoute

from outrider.dialects import Dialect
from outrider.dialects.kit.paths import nameless
from outrider.dialects.kit.scopes import Required, allows, required
from outrider.dialects.kit.tools import Tool

Needed: TypeAlias = tuple[Required, ...]  # the scopes of a tool's routes; a key must be allowed to call at least one of them


def needs_of(dialect: Dialect, app: FastAPI) -> Mapping[str, Needed]:
    """The scopes each of the dialect's tools needs. `app`: the dialect's application."""
    routes: dict[str, Required] = {}
    for route in app.routes:
        if isinstance(route, APIRoute):
            for method in route.methods or ():
                routes[f"{method} {nameless(route.path)}"] = required(route.dependant, method)
    return {tool.name: _needed(tool, routes, dialect.api_base) for tool in dialect.tools()}


def _needed(tool: Tool, routes: Mapping[str, Required], base: str) -> Needed:
    """For a tool that changes things, read-only routes count only if it has no others."""
    changing = [answer for answer in tool.answers if not answer.startswith("GET ")]
    return tuple(_found(route, routes, base) for route in (changing if changing and not tool.reads else tool.answers))


def _found(route: str, routes: Mapping[str, Required], base: str) -> Required:
    """Find the route; its path is relative to the dialect's base, or absolute."""
    method, _, path = route.partition(" ")
    below = f"{method} {nameless(base + path)}"
    return routes[below] if below in routes else routes[f"{method} {nameless(path)}"]


def may_use(needed: Needed, scopes: Iterable[str]) -> bool:
    """Whether a key with these scopes may call one of the routes. A tool without routes needs no scopes."""
    held = frozenset(scopes)
    if not needed:
        return True
    return any(all(any(allows(held, word) for word in words) for words in route) for route in needed)

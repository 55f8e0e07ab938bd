"""What Makinari's tools share: which site and user a call is for, and tools whose argument `action` chooses the route."""

import inspect
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Unpack

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from outrider.dialects.kit.toolbox import Function, Hints, Toolbox, texts_of
from outrider.dialects.kit.tools import ApiError, call, current, given

# An argument left out has no value: null is understood, but not offered.
Text = str | SkipJsonSchema[None]
Number = float | SkipJsonSchema[None]
Object = dict[str, object] | SkipJsonSchema[None]
List = list[str | dict[str, object]] | SkipJsonSchema[None]
Flag = bool | SkipJsonSchema[None]


def about(description: str) -> Any:
    return Field(description=description)


def toolbox(toolset: str) -> Toolbox:
    """A toolset whose descriptions are in the file of its name beside this module."""
    return Toolbox(toolset, texts=texts_of(__package__ or "", toolset))


async def site() -> str:
    """The site that a call is about, where its arguments name none. Raises ApiError when nothing else says which."""
    named = current().headers.get("x-mcp-site-id") or os.environ.get("MCP_SITE_ID")
    if named:
        return named
    try:
        return (await call("GET", "/site"))["site"]["id"]
    except (ApiError, KeyError, TypeError) as error:
        if isinstance(error, ApiError) and error.status in (0, 401, 429):
            raise
        raise ApiError(503, "No site is configured: send the header x-mcp-site-id, or set MCP_SITE_ID.") from None


async def with_site() -> Mapping[str, object]:
    """The field that every request has."""
    return {"site_id": await site()}


def user() -> str | None:
    """The user that a call is for, where something but its arguments says who."""
    return current().headers.get("x-mcp-user-id") or os.environ.get("MCP_USER_ID") or None


def whole(value: float | None) -> float | None:
    """A whole number as one, as queries have it; others as they are, for the wire to refuse."""
    return int(value) if value is not None and float(value).is_integer() else value


@dataclass(frozen=True, slots=True)
class Actions:
    """What an argument `action` may ask of a noun: the fields that each action sends, and those of them that it requires."""

    noun: str
    takes: Mapping[str, tuple[str, ...]]
    needs: Mapping[str, tuple[str, ...]]

    async def run(self, action: str, values: Mapping[str, object]) -> object:
        if missing := [name for name in self.needs.get(action, ()) if not values.get(name)]:
            raise ApiError(0, f"Missing required fields for {action} {self.noun}: {', '.join(missing)}.")
        fields = {name: values[name] for name in self.takes[action]}
        if self.noun == "lead" and action == "create":
            fields["user_id"] = fields["user_id"] or user()
        body = given({"site_id": values.get("site_id") or await site(), **fields})
        return await call("POST", self.path(action), json=body)

    def path(self, action: str) -> str:
        return f"/agents/tools/{self.noun}s/{'get' if action == 'list' else action}"


def acting(tools: Toolbox, actions: Actions, **hints: Unpack[Hints]) -> Callable[[Function], Function]:
    """Declare a tool whose argument `action` chooses the route."""
    routes = tuple(f"POST {actions.path(action)}" for action in actions.takes)

    def declare(stub: Function) -> Function:
        signature = inspect.signature(stub)

        @wraps(stub)
        async def run(*args: object, **kwargs: object) -> object:
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            return await actions.run(bound.arguments["action"], bound.arguments)

        return tools.write(**{**hints, "answers": routes})(run)

    return declare

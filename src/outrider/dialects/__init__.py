"""What a dialect is: a published system that Outrider speaks, on its HTTP wire and as agent tools.

A dialect is a package here that declares itself once, as `DIALECT = Dialect(...)` in its `__init__.py`.
Everything heavy is in modules that are imported when they are first asked for, so that a stdio server starts
without a web framework or a database driver:

    routes/      make_app(core, settings) -> FastAPI       the wire (built with `dialects.kit.app.build_app`)
    tools/       TOOLS, and optionally PROMPTS, RESOURCES  the agent tools (declared with `dialects.kit.tools`)
    events.py    EVENT_TYPES, async payload(...)           what subscribers of this dialect are sent
    skill.md     domain knowledge for agents

What they share is in `dialects.kit`. One of them, `outrider`, is our own, for people who are not coming from one of the vendors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from types import ModuleType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from fastapi import FastAPI

    from outrider.dialects.kit.tools import Prompt, Resource, Schema, Tool
    from outrider.outreach.base.scope import Core
    from outrider.outreach.conversations.webhooks import Form
    from outrider.settings import Settings

ALL = ("smartlead", "instantly", "multilead", "networkhq", "makinari", "outrider")


@dataclass(frozen=True, slots=True)
class Credential:
    """Where a request carries its key: a query parameter or a header, with an optional scheme word before
    it.
    """

    place: Literal["query", "header"]
    name: str
    scheme: str = ""

    def find(self, query: Mapping[str, str], headers: Mapping[str, str]) -> str | None:
        """The key in a request, or None. `headers` must be case-insensitive."""
        value = (query if self.place == "query" else headers).get(self.name)
        if not value or not self.scheme:
            return value or None
        scheme, _, key = value.partition(" ")
        return key.strip() or None if scheme.lower() == self.scheme.lower() else None

    def query(self, key: str) -> dict[str, str]:
        return {self.name: key} if self.place == "query" else {}

    def headers(self, key: str) -> dict[str, str]:
        return {self.name: f"{self.scheme} {key}".strip()} if self.place == "header" else {}


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `limit` requests a key in each fixed window of `seconds`, or (sliding) in the last `seconds`
    whenever one looks.
    """

    limit: int
    seconds: int
    sliding: bool = False

    @classmethod
    def parse(cls, text: str) -> Rate | None:
        """'10/2' is 10 in 2 seconds; 'off' is no limit."""
        if text == "off":
            return None
        limit, _, seconds = text.partition("/")
        return cls(int(limit), int(seconds))


@dataclass(frozen=True, slots=True)
class Vendor:
    """The system whose dialect this is: agent tools can be pointed at the caller's own account there."""

    base_url: str  # scheme and host only; `Dialect.api_base` follows
    key_env: str  # the environment variable that holds the vendor's key
    base_url_env: str | None = None
    base_url_tail: str = ""  # a base URL may end with this though the tools' paths begin with it


@dataclass(frozen=True, slots=True)
class Serving:
    """How `outrider mcp <dialect>` serves where its environment says nothing else: what the vendor's published server does.

    TRANSPORT, HOST, PORT, LOG_LEVEL, LOG_FORMAT, RATE_LIMIT_PER_MINUTE and RATE_LIMIT_PER_HOUR are read for every dialect; the
    vendor's own variables are named here.
    """

    port: int = 8026
    timeout: float = 60  # seconds
    timeout_env: str | None = None
    debug_env: str | None = None
    per_minute: int | None = None  # MCP requests
    per_hour: int | None = None
    key_required: bool = False  # unless --backend engine asks for the local engine


@dataclass(frozen=True, slots=True)
class Dialect:
    """One of the systems Outrider speaks."""

    name: str
    title: str
    credential: Credential
    vendor: Vendor
    api_base: str  # '/api/v1': what precedes every path of a tool's requests
    mount: str = ""  # where its application is served; "": at /<name>
    rate: Rate | None = None
    also: tuple[Credential, ...] = ()  # other places where the wire looks for the key
    mcp_paths: tuple[str, ...] = ()  # additional vendor paths that serve its MCP, in addition to /mcp/<name>
    hosts: tuple[str, ...] = ()  # Host headers that mean this dialect, for clients whose base URL is fixed
    instructions: str = ""  # the instructions sent to MCP clients
    serving: Serving = Serving()
    untrusted: frozenset[str] = frozenset()  # names of JSON fields whose text comes from strangers, in every tool's answer

    @property
    def path(self) -> str:
        """Where its application is served."""
        return self.mount or f"/{self.name}"

    def key(self, query: Mapping[str, str], headers: Mapping[str, str]) -> str | None:
        """The key in a request, wherever this dialect carries one. `headers` must be case-insensitive."""
        found = (place.find(query, headers) for place in (self.credential, *self.also))
        return next((key for key in found if key), None)

    def app(self, core: Core, settings: Settings) -> FastAPI:
        """The dialect's own web application, to be mounted at `path`."""
        return self._module("routes").make_app(core, settings)

    def tools(self) -> list[Tool]:
        return list(self._module("tools").TOOLS)

    def outputs(self) -> Mapping[str, Schema]:
        """The output schemas of the tools that declare none of their own."""
        return import_module(f"{__name__}.kit.outputs").kept(f"{__name__}.{self.name}.tools")

    def prompts(self) -> list[Prompt]:
        return list(getattr(self._module("tools"), "PROMPTS", ()))

    def resources(self) -> list[Resource]:
        return list(getattr(self._module("tools"), "RESOURCES", ()))

    def skill(self) -> str | None:
        file = resources.files(f"{__name__}.{self.name}") / "skill.md"
        return file.read_text("utf-8") if file.is_file() else None

    def event_types(self) -> Mapping[str, tuple[str, ...]]:
        """The dialect's event words, each with the core event types it stands for."""
        return self._module("events").EVENT_TYPES

    def webhook_form(self) -> Form:
        """What a webhook of this dialect is sent."""
        from outrider.outreach.conversations.webhooks import Form

        told = self._module("events")
        return Form(told.payload, getattr(told, "headers", None))

    def _module(self, name: str) -> ModuleType:
        return import_module(f"{__name__}.{self.name}.{name}")


@cache
def load(name: str) -> Dialect:
    """The dialect of that name. Raises KeyError for a name that is not in `ALL`."""
    if name not in ALL:
        raise KeyError(f"There is no dialect {name!r}; there are: {', '.join(ALL)}")
    return import_module(f"{__name__}.{name}").DIALECT


def available() -> list[Dialect]:
    """Every dialect that is installed whole: its wire and its tools."""
    return [load(name) for name in ALL if _has(name) and _has(f"{name}.routes") and _has(f"{name}.tools")]


def _has(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(f"{__name__}.{module}") is not None


def webhook_forms() -> dict[str, Form]:
    """What webhooks are sent, by dialect, for the engine's webhook loop."""
    return {d.name: d.webhook_form() for d in available() if _has(f"{d.name}.events")}

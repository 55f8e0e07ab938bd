"""How agent tools are declared: a route, the arguments that fill its path, query or body, and a text.

    tools = Toolbox("campaigns")

    @tools.read("GET /campaigns/{campaign_id}/leads")
    async def get_campaign_leads(campaign_id: Campaign, limit: Limit = 100) -> Result: ...

The signature is the input schema; the description is the docstring, or in the toolbox's `texts`. Arguments that the path does
not name go into the query of a GET and the JSON body of everything else; those that are None are left out. A tool that does more
than one such request is declared without a route, and its function runs; `answers` names the routes whose answers it gives.
"""

import functools
import inspect
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib import resources
from string import Formatter
from typing import Any, TypedDict, Unpack
from urllib.parse import quote

from pydantic import BaseModel

from outrider.dialects.kit.tools import Answer, ApiError, Schema, Tool, as_answered, send
from outrider.values import is_array

Function = Callable[..., Awaitable[Any]]
IN_SEGMENT = "!$&'()*+,;=:@"  # characters allowed unescaped in a path segment, in addition to letters and digits (RFC 3986)


def body_of(answer: Answer) -> Any:
    """A tool's answer is the route's."""
    return answer.body


def as_sent(model: BaseModel) -> dict[str, object]:
    """The fields of an argument that the agent gave."""
    return model.model_dump(exclude_unset=True)


class Hints(TypedDict, total=False):
    """What a `Tool` has in addition to its function, name and toolset."""

    name: str
    title: str
    destructive: bool
    idempotent: bool
    open_world: bool
    output_schema: Schema
    answers: tuple[str, ...]
    shown_as: Callable[[Schema], Schema]
    untrusted: frozenset[str]
    view: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """How arguments become a request, and an answer what the agent sees.

    `names`: fields that are called otherwise than the toolbox's spelling makes them. `forms`: how arguments are written.
    `fixed`: fields that no argument changes; `context`: those that are found out at each call. `unsent`: arguments that say
    something to people alone. `nulls`: send None as null. `answer`: what is made of the answer; `shown_as`: of its schema.
    """

    names: Mapping[str, str] = field(default_factory=dict[str, str])
    forms: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict[str, Callable[[Any], Any]])
    fixed: Mapping[str, object] = field(default_factory=dict[str, object])
    context: Callable[[], Awaitable[Mapping[str, object]]] | None = None
    unsent: frozenset[str] = frozenset()
    nulls: bool = False
    answer: Callable[[Answer], Any] = body_of
    shown_as: Callable[[Schema], Schema] = as_answered


PLAIN = Wire()


@dataclass(slots=True)
class Toolbox:
    """The tools of one toolset.

    `bases`: words that routes may begin with, and the paths they stand for. `spelling`: how an argument's name is written on
    the wire. `texts`: descriptions by tool, where functions have no docstring. `dump`: how models are written.
    """

    toolset: str
    bases: Mapping[str, str] = field(default_factory=dict[str, str])
    spelling: Callable[[str], str] = str
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    dump: Callable[[BaseModel], dict[str, object]] = as_sent
    tools: list[Tool] = field(default_factory=list[Tool])

    def read(self, route: str | None = None, wire: Wire = PLAIN, **hints: Unpack[Hints]) -> Callable[[Function], Function]:
        """Declare a tool that changes nothing."""
        return self._declare(route, wire, {"idempotent": True, **hints}, reads=True)

    def write(self, route: str | None = None, wire: Wire = PLAIN, **hints: Unpack[Hints]) -> Callable[[Function], Function]:
        """Declare a tool that changes something; say `destructive=True`, `idempotent=True`, `open_world=True` where it holds."""
        return self._declare(route, wire, hints, reads=False)

    def _declare(self, route: str | None, wire: Wire, hints: Hints, *, reads: bool) -> Callable[[Function], Function]:
        def declare(function: Function) -> Function:
            answers = tuple(map(self.located, hints.get("answers", (route,) if route else ())))
            name = hints.get("name", function.__name__)
            run = function if route is None else self.requesting(function, route, wire)
            text = self.texts.get(name) or unwrapped(inspect.getdoc(function) or "")
            run.__doc__ = run.__doc__ or text  # arguments are described there, too
            tool = Tool(function=run, name=name, description=text, toolset=self.toolset, reads=reads, shown_as=wire.shown_as)
            more: Hints = {**hints, "answers": answers}
            self.tools.append(replace(tool, **more))
            return run

        return declare

    def located(self, route: str) -> str:
        """The route with the path that its first word stands for."""
        for word, base in self.bases.items():
            route = route.replace(f"{{{word}}}", base, 1)
        return route

    def requesting(self, stub: Function, route: str, wire: Wire) -> Function:
        """A function with the stub's signature that makes the route's request."""
        method, _, path = self.located(route).partition(" ")
        in_path = {name for _, name, _, _ in Formatter().parse(path) if name}
        signature = inspect.signature(stub)
        sent = [name for name in signature.parameters if name not in in_path | wire.unsent]
        fields = {name: wire.names.get(name) or self.spelling(name) for name in sent}
        place = "params" if method == "GET" else "json"

        @functools.wraps(stub)
        async def run(*args: object, **kwargs: object) -> Any:
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            given = bound.arguments
            values = {written: self._form(wire, name, given[name]) for name, written in fields.items()}
            found: Mapping[str, object] = await wire.context() if wire.context else {}
            values = {**wire.fixed, **found, **{k: v for k, v in values.items() if wire.nulls or v is not None}}
            target = path.format_map({name: self._segment(wire, name, given[name]) for name in in_path})
            options = {place: values} if fields or wire.fixed or found else {}
            return wire.answer(await send(method, target, **options))

        return run

    def _segment(self, wire: Wire, name: str, value: object) -> str:
        form = wire.forms.get(name)
        return form(value) if form else segment(value)

    def _form(self, wire: Wire, name: str, value: object) -> Any:
        if (form := wire.forms.get(name)) is not None:
            return form(value)
        if is_array(value):
            return [self.dump(item) if isinstance(item, BaseModel) else item for item in value]
        return self.dump(value) if isinstance(value, BaseModel) else value


def segment(value: object) -> str:
    """An id as one segment of a path. Raises ApiError for what HTTP clients and servers would resolve to another path."""
    text = str(value)
    if text in ("", ".", ".."):
        raise ApiError(0, f"{text!r} is not an id.")
    return quote(text, safe=IN_SEGMENT)


def camel(name: str) -> str:
    """'lead_id' -> 'leadId'."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def unwrapped(text: str) -> str:
    """Paragraphs as one line each: where the source breaks its lines means nothing to a reader. Lines indented by one step stay
    lines, what is indented further goes on from them.
    """
    return "\n\n".join(re.sub(r"\s*\n(?! {4}\S)\s*", " ", paragraph).strip() for paragraph in text.split("\n\n"))


def texts(markdown: str) -> dict[str, str]:
    """Descriptions out of a file of sections, each with a tool's name as its heading."""
    found: dict[str, str] = {}
    for section in re.split(r"^## ", markdown, flags=re.M)[1:]:
        name, _, text = section.partition("\n")
        found[name.strip()] = text.strip()
    return found


def texts_of(package: str, name: str) -> dict[str, str]:
    """The descriptions in the file `<name>.md` of a package."""
    return texts((resources.files(package) / f"{name}.md").read_text("utf-8"))

"""Coerces arguments from clients to a tool's schema before validation.

Models and automation programs send null or "" for omitted values, arrays and objects as JSON text, numbers and booleans as text,
and extra arguments. Only values that the schema rejects are changed, so a string that looks like JSON stays a string; and the
markers of untrusted text, which agents copy with the text, are removed. What cannot
be coerced is left for validation to reject.
"""

import ast
import json
import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from functools import partial
from typing import cast

from outrider.mcp.output import unfenced
from outrider.mcp.schemas import Object, alternatives, as_object
from outrider.mcp.written import as_schema_writes, weekday
from outrider.values import JsonValue

# Arguments that automation programs add for their own bookkeeping. Other unknown arguments are errors.
BOOKKEEPING = frozenset(
    (
        "sessionId", "action", "chatInput", "toolCallId", "tool_call_id", "tool",  # n8n
        "instructions", "output_hint", "zap_id",  # Zapier
        "scenarioId", "executionId", "operationId",  # Make
        "run_manager", "callbacks", "config", "runtime", "run_id", "session_id", "thread_id",  # LangChain, LangGraph, Langflow
        "workflowId", "random_string", "dummy", "__arg1", "args", "kwargs",  # tools without arguments of their own
        "chatId", "chatflowId", "flow_id", "conversation_id", "message_id",  # Flowise, Dify
        "explanation", "toolSummary", "toolAction", "waitForPreviousTools", "wait_for_previous",  # editors
        "security_context", "agent_fingerprint", "cancellation_token", "tool_use_id", "toolUseId", "toolName",  # CrewAI, AutoGen
        "conversationId", "channelId", "activityId", "requestId", "traceId", "zap_meta_human_now", "flowise_chatId",
        "_meta", "_", "metadata", "security_risk", "thought", "task_progress", "intent", "rationale", "_reasoning",
    )
)  # fmt: skip
_BOOKKEEPING_PREFIXES = ("__", "$")  # Open WebUI's __user__, Pipedream's $summary
# Names under which some adapters nest all arguments.
_WRAPPERS = ("arguments", "args", "input", "params", "parameters", "kwargs", "tool_input", "body", "requestBody", "__arg1")
_NOTHING = ("", "null", "none", "undefined")
_YES, _NO = ("true", "yes", "y", "on", "1"), ("false", "no", "n", "off", "0")
_DEPTH = 20
_MOST_NOTES = 5
_LONGEST_NUMBER = 40  # characters
_LONGEST_LITERAL = 100_000


@dataclass(slots=True)
class Fitted:
    """The arguments to validate, and a description of the changes."""

    arguments: dict[str, JsonValue]
    changes: list[str] = field(default_factory=list[str])

    def notice(self) -> str | None:
        """One line for the response."""
        if not self.changes:
            return None
        more = len(self.changes) - _MOST_NOTES
        shown = [*self.changes[:_MOST_NOTES], *([f"and {more} more"] if more > 0 else [])]
        return "Arguments were adapted: " + "; ".join(shown) + "."


def fit(arguments: Object, schema: Object) -> Fitted:
    """Coerce the arguments to a tool's input schema."""
    properties = as_object(schema.get("properties"))
    fitter = _Fitter(as_object(schema.get("$defs")))
    required = schema.get("required")
    needed = frozenset(map(str, required)) if isinstance(required, list) else frozenset[str]()
    if (plain := as_object(unfenced(dict(arguments)))) != arguments:
        fitter.changes.append("markers of untrusted text removed")
        arguments = plain
    given = fitter.renamed(fitter.unwrapped(arguments, properties), properties, needed)
    kept: dict[str, JsonValue] = {}
    for name, value in given.items():
        if name not in properties:
            if _is_bookkeeping(name):
                fitter.changes.append(f"{name} ignored")
            else:
                kept[name] = value
        elif name in needed or not fitter.is_nothing(value, as_object(properties[name])):
            kept[name] = fitter.value(value, as_object(properties[name]), name)
        elif value is not None:
            fitter.changes.append(f"{name}: {json.dumps(value)} treated as omitted")
    return Fitted(kept, fitter.changes)


def _is_bookkeeping(name: str) -> bool:
    return name in BOOKKEEPING or name.startswith(_BOOKKEEPING_PREFIXES)


def _bare(name: str) -> str:
    """A name or word without case and punctuation: leadList, lead_list and Lead-List are one."""
    return "".join(character for character in name.casefold() if character.isalnum())


@dataclass(slots=True)
class _Fitter:
    definitions: Object
    changes: list[str] = field(default_factory=list[str])

    def unwrapped(self, arguments: Object, properties: Object) -> Object:
        """The arguments that an adapter nested in an argument of its own, beside nothing but its bookkeeping."""
        if not properties or arguments.keys() & properties.keys():
            return arguments
        nested: dict[str, Object] = {}
        for name, value in arguments.items():
            inner = _parsed(value, dict) if name in _WRAPPERS and isinstance(value, str) else value
            if name in _WRAPPERS and isinstance(inner, dict) and (inner or len(arguments) == 1):
                nested[name] = inner
            elif not _is_bookkeeping(name):
                return arguments
        if len(nested) != 1:
            return arguments
        ((name, found),) = nested.items()
        self.changes.append(f"unwrapped from {name}")
        return found

    def renamed(self, given: Object, properties: Object, needed: Container[str]) -> Object:
        """The members under the schema's names, where a name differs from one only in case, hyphens and underscores."""
        strange = [name for name in given if name not in properties]
        if not strange or not properties:
            return given
        missing: dict[str, list[str]] = {}
        for name in properties:
            if name not in given:
                missing.setdefault(_bare(name), []).append(name)
        names: dict[str, str] = {}
        for name in strange:
            meant = missing.pop(_bare(name), [])
            if len(meant) == 1 and (meant[0] in needed or name not in BOOKKEEPING):
                names[name] = meant[0]
                self.changes.append(f"{name} read as {meant[0]}")
        return {names.get(name, name): value for name, value in given.items()} if names else given

    def alternatives(self, schema: Object) -> list[Object]:
        """The alternative schemas for a value (anyOf)."""
        return alternatives(schema, self.definitions)

    def is_nothing(self, value: JsonValue, schema: Object) -> bool:
        """Whether an optional argument's value means that it was omitted."""
        if value is None:
            return True
        if not isinstance(value, str) or value.strip().lower() not in _NOTHING:
            return False
        return not any(_takes_text(choice, value) for choice in self.alternatives(schema))

    def value(self, value: JsonValue, schema: Object, path: str, depth: int = 0) -> JsonValue:
        """The value, coerced if its type does not match the schema."""
        if depth > _DEPTH:
            return value
        choices = self.alternatives(schema)
        choice = next((each for each in choices if _is_of(value, each)), None)
        if choice is None:
            changed, choice = self._changed(value, choices, path)
            if choice is None:
                return value
            value = changed
        if isinstance(value, str):
            return self._spelled(value, choices, path)
        if isinstance(value, dict):
            return self._members(value, choice, path, depth)
        if isinstance(value, list):
            items = as_object(choice.get("items"))
            return [self.value(item, items, f"{path}.{at}", depth + 1) for at, item in enumerate(value)] if items else value
        return value

    def _spelled(self, value: str, choices: list[Object], path: str) -> str:
        """A word, a day or an hour as the schema writes it, where it differs only in how it is written."""
        words: list[str] = []
        for choice in choices:
            if (written := as_schema_writes(value, choice)) is not None:
                self.changes.append(f"{path}: {json.dumps(value)} read as {written}")
                return written
            allowed = choice.get("enum", [choice["const"]] if "const" in choice else None)
            if isinstance(allowed, list):
                words += [word for word in allowed if isinstance(word, str)]
            elif choice.get("type") in ("string", None):
                return value
        if value in words or not _bare(value):
            return value
        meant = [word for word in words if _bare(word) == _bare(value)] or [word for word in words if word == weekday(value)]
        if len(meant) != 1:
            return value
        self.changes.append(f"{path}: {json.dumps(value)} read as {json.dumps(meant[0])}")
        return meant[0]

    def _members(self, value: dict[str, JsonValue], schema: Object, path: str, depth: int) -> dict[str, JsonValue]:
        properties = as_object(schema.get("properties"))
        required = schema.get("required")
        needed = required if isinstance(required, list) else []
        members: dict[str, JsonValue] = {}
        for name, member in self.renamed(value, properties, {str(name) for name in needed}).items():
            if name not in properties:
                members[name] = member
                continue
            inner = as_object(properties[name])
            takes_null = any(_is_of(None, each) for each in self.alternatives(inner))
            if name in needed or takes_null or not self.is_nothing(member, inner):
                members[name] = self.value(member, inner, f"{path}.{name}", depth + 1)
        return members

    def _changed(self, value: JsonValue, choices: list[Object], path: str) -> tuple[JsonValue, Object | None]:
        for choice in choices:
            kind = choice.get("type")
            change = _CHANGES.get(kind) if isinstance(kind, str) else None
            changed = change(value) if change else None
            if changed is not None:
                self.changes.append(f"{path}: {_KINDS[type(value)]} read as {kind}")
                return changed, choice
        for choice in choices:  # a single item, or several separated by commas, instead of a list, and the other way round
            found = self._listed_otherwise(value, choice) if choice.get("type") == "array" else _only_item(value, choice)
            if found is not None:
                self.changes.append(f"{path}: {found[1]}")
                return found[0], choice
        return value, None

    def _listed_otherwise(self, value: JsonValue, choice: Object) -> tuple[JsonValue, str] | None:
        """The list that a value stands for, and what was done."""
        items = as_object(choice.get("items"))
        if (listed := self._listed(value, choice, items)) is not None:
            return listed, "text read as a list"
        if isinstance(value, dict) and value and list(value) == [str(n) for n in range(len(value))]:
            return list(value.values()), "numbered object read as a list"
        if value is not None and any(_is_of(value, each) for each in self.alternatives(items)):
            return [value], "read as a list of one"
        return None

    def _listed(self, value: JsonValue, choice: Object, items: Object) -> JsonValue:
        """The list that a string represents: one JSON object, or numbers, ids, addresses or known words between commas."""
        if not isinstance(value, str) or choice.get("type") != "array" or not value.strip():
            return None
        wanted = [each.get("type") for each in self.alternatives(items)]
        one = _parsed(value, dict) if "object" in wanted else None
        if one is not None:
            return [one]
        if "string" in wanted:
            return _tokens(value, self.alternatives(items))
        if not {"integer", "number"} & {str(kind) for kind in wanted}:
            return None
        numbers = [_as_number(part) for part in value.split(",")]
        return None if None in numbers else numbers


def _tokens(text: str, choices: list[Object]) -> JsonValue:
    """The ids, addresses or words of the schema between commas. Other text stays whole: "Acme, Inc." is one name."""
    tokens = [part.strip() for part in text.split(",")]
    allowed = [choice.get("enum") for choice in choices]
    words = {_bare(word) for enum in allowed if isinstance(enum, list) for word in enum if isinstance(word, str)}
    known = all(_bare(token) in words or weekday(token) in words for token in tokens)
    return list(tokens) if len(tokens) > 1 and (known or all(map(_TOKEN.fullmatch, tokens))) else None


def _only_item(value: JsonValue, choice: Object) -> tuple[JsonValue, str] | None:
    """The only item of a list that stands for it, and what was done."""
    if not isinstance(value, list) or len(value) != 1 or str(value[0]).strip().lower() in _NOTHING:
        return None
    item = value[0]
    return (item, "list of one read as its item") if isinstance(item, int | float | str) and _is_of(item, choice) else None


def _takes_text(schema: Object, text: str) -> bool:
    """Whether a schema accepts strings, ignoring patterns."""
    if schema.get("type") not in ("string", None) or "enum" in schema or "const" in schema or "format" in schema:
        return False
    least = schema.get("minLength", 0)
    return len(text) >= (least if isinstance(least, int) else 0) and not ("pattern" in schema and not text)


def _is_of(value: JsonValue, schema: Object) -> bool:
    kind = schema.get("type")
    match value:
        case None:
            return kind in ("null", None)
        case bool():
            return kind in ("boolean", None)
        case int():
            return kind in ("integer", "number", None)
        case float():
            return kind in ("number", None)
        case str():
            return kind in ("string", None)
        case list():
            return kind in ("array", None)
        case _:
            return kind in ("object", None)


_KINDS: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "number",
    float: "number",
    str: "text",
    list: "list",
    dict: "object",
}


_FENCED = re.compile(r"```[a-z]*\s*\n(.*)\n\s*```", re.DOTALL)
_TOKEN = re.compile(r"\d+|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[^\s@,;<>]+@[^\s@,;<>]+")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?")


def _parsed(text: str, kind: type) -> JsonValue:
    """The parsed JSON of a string if it is of that type, else None. Accepts Python literals as well: {'on': True}, [1, 2,]."""
    fenced = _FENCED.fullmatch(text.strip())
    text = (fenced[1] if fenced else text).strip()
    try:
        value = cast("JsonValue", json.loads(text))
    except (ValueError, RecursionError):
        value = _as_python(text)
    return value if isinstance(value, kind) else None


def _as_python(text: str) -> JsonValue:
    """The value of a Python literal that JSON can represent; None for anything else."""
    if text[:1] not in ("[", "{") or len(text) > _LONGEST_LITERAL:
        return None
    try:
        return cast("JsonValue", json.loads(json.dumps(ast.literal_eval(text), allow_nan=False)))
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None


def _as_json(kind: type, value: JsonValue) -> JsonValue:
    return _parsed(value, kind) if isinstance(value, str) else None


def _as_integer(value: JsonValue) -> JsonValue:
    number = _as_number(value) if isinstance(value, str) else value
    if isinstance(number, bool):
        return None
    if isinstance(number, float) and number.is_integer():
        return int(number)
    return number if isinstance(number, int) else None


def _as_number(value: JsonValue) -> JsonValue:
    text = value.strip() if isinstance(value, str) else ""
    if not text or len(text) > _LONGEST_NUMBER or not text.isascii():
        return None
    if not _NUMBER.fullmatch(text):
        return None
    return int(text) if text.lstrip("+-").isdecimal() else float(text)


def _as_boolean(value: JsonValue) -> JsonValue:
    word = str(value).strip().lower() if isinstance(value, str | int) else ""
    return True if word in _YES else False if word in _NO else None


def _as_text(value: JsonValue) -> JsonValue:
    return json.dumps(value) if isinstance(value, bool | int | float) else None


_CHANGES: dict[str, Callable[[JsonValue], JsonValue]] = {
    "array": partial(_as_json, list),
    "object": partial(_as_json, dict),
    "integer": _as_integer,
    "number": _as_number,
    "boolean": _as_boolean,
    "string": _as_text,
}

"""What agent tools answer, as JSON Schemas: the answers of the routes that they call, out of the dialect's OpenAPI document.

Each dialect keeps them in `tools/outputs.json`, so that a stdio server shows them without loading a web framework; a test
compares the file with the document. A tool whose declaration has an output schema of its own is not among them.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from importlib import resources
from typing import Any

from outrider.dialects.kit.paths import nameless
from outrider.dialects.kit.tools import Schema, Tool
from outrider.values import JsonValue

COMPONENT = "#/components/schemas/"


def kept(package: str) -> dict[str, Schema]:
    """The output schemas that a dialect keeps, by tool. `package`: of its tools."""
    return json.loads((resources.files(package) / "outputs.json").read_text("utf-8"))


def of_tools(tools: Iterable[Tool], document: Mapping[str, object], base: str, untrusted: Set[str]) -> dict[str, Schema]:
    """The output schema of each tool. `base` may precede the paths of the document, as it does those of requests. `untrusted`:
    the fields with strangers' text of tools that name none.
    """
    found: dict[str, Schema] = {}
    for tool in tools:
        if tool.output_schema is None:
            schema = _of_tool(tool, document, base)
            _open_fenced(schema, schema, untrusted if tool.untrusted is None else tool.untrusted, inside=False, seen=set())
            found[tool.name] = schema
    return found


_VOCABULARY = ("enum", "const", "pattern", "format", "maxLength")


def _open_fenced(value: JsonValue, root: Schema, fields: Set[str], *, inside: bool, seen: set[str]) -> None:
    """Let texts under the fields be of any wording: agents see them between marks."""
    match value:
        case {"$ref": str(ref)}:
            name = ref.rpartition("/")[2]
            if (key := f"{name} {inside}") not in seen:
                seen.add(key)
                _open_fenced(root["$defs"][name], root, fields, inside=inside, seen=seen)
        case dict():
            if inside and isinstance(value.get("type"), str | list):
                for word in _VOCABULARY:
                    value.pop(word, None)
            for name, part in value.items():
                if name == "properties" and isinstance(part, dict):
                    for field, own in part.items():
                        _open_fenced(own, root, fields, inside=inside or field in fields, seen=seen)
                elif name != "$defs":
                    _open_fenced(part, root, fields, inside=inside, seen=seen)
        case list():
            for part in value:
                _open_fenced(part, root, fields, inside=inside, seen=seen)
        case _:
            pass


def names_only(schema: Schema) -> Schema:
    """For answers of a vendor's own host, which may differ from its documents: the fields, and nothing said of their values."""
    names = schema.get("properties", {})
    return {"type": "object", **({"properties": {name: {} for name in names}} if names else {})}


def _of_tool(tool: Tool, document: Mapping[str, Any], base: str) -> Schema:
    """Raises KeyError for a tool that names no route, or one that is not documented."""
    if not tool.answers:
        raise KeyError(f"{tool.name} does not say which route's answer it gives")
    found: list[Schema] = []
    for route in tool.answers:
        for answer in _answers(document, route, base):
            shown = tool.shown_as(answer)
            if shown not in found:
                found.append(shown)
    components: dict[str, Schema] = document["components"]["schemas"]
    # The one that asks for least comes first: where it is not the one that fits, clients find little to say against it.
    found.sort(key=lambda schema: len(_as_object(schema, components).get("required", ())))
    variants = [_as_object(schema, components) for schema in found]
    if len(variants) > 1:
        # A named object is referenced by its name, instead of repeating its fields.
        variants = [s if "$ref" in s and v.get("type") == "object" else v for s, v in zip(found, variants, strict=True)]
    root: Schema = variants[0] if len(variants) == 1 else {"type": "object", "anyOf": variants}
    rewritten = _rewritten(_with_definitions(root, components))
    assert isinstance(rewritten, dict)
    return rewritten


def _answers(document: Mapping[str, Any], route: str, base: str) -> Iterator[Schema]:
    """What a route answers when all is well: JSON of some schema, text, or nothing. Where a document describes the content of
    one status and is silent about another's, that is of the same kind.
    """
    method, _, path = route.partition(" ")
    operations = {nameless(key): value for key, value in document["paths"].items()}
    operation = operations.get(nameless(base + path)) or operations[nameless(path)]
    responses = operation[method.lower()]["responses"].items()
    contents = {status: response.get("content", {}) for status, response in responses if status.startswith("2")}
    described = any(contents.values())
    for status, content in contents.items():
        if "application/json" in content:
            yield content["application/json"]["schema"]
        elif content:
            yield {"type": "string"}
        elif status == "204" or not described:
            yield {"type": "null"}


def _as_object(schema: Schema, components: Mapping[str, Schema]) -> Schema:
    """An answer that is not an object is shown under `result`."""
    whole = components[schema["$ref"].removeprefix(COMPONENT)] if "$ref" in schema else schema
    if whole.get("type") == "object":
        return whole
    if whole.get("anyOf") or whole.get("oneOf"):
        return {**whole, "type": "object"}
    if not whole:
        return {"type": "object"}  # not even known whether it is one
    return {"type": "object", "properties": {"result": schema}, "required": ["result"]}


def _with_definitions(schema: Schema, components: Mapping[str, Schema]) -> Schema:
    """The schema with the components that it refers to: one that is referred to once stands in that place, the others in
    `$defs`. Clients look up each reference for each value that they check.
    """
    defined = _definitions(schema, components)
    uses = Counter(_references([schema, *defined.values()]))
    once = {name: part for name, part in defined.items() if uses[name] == 1}
    several = {name: _in_place(part, once) for name, part in defined.items() if name not in once}
    whole = _in_place(schema, once)
    assert isinstance(whole, dict)
    return {**whole, "$defs": several} if several else whole


def _in_place(value: JsonValue, once: Mapping[str, Schema]) -> JsonValue:
    """With the definitions in place of the references to them."""
    match value:
        case {"$ref": str(ref)} if (name := ref.removeprefix(COMPONENT)) in once:
            return _in_place(once[name], once)
        case dict():
            return {key: _in_place(part, once) for key, part in value.items()}
        case list():
            return [_in_place(part, once) for part in value]
        case _:
            return value


def _definitions(schema: Schema, components: Mapping[str, Schema]) -> dict[str, Schema]:
    """The components that a schema refers to, and those that these refer to."""
    found: dict[str, Schema] = {}
    waiting = list(_references(schema))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = components[name]
            waiting += _references(found[name])
    return dict(sorted(found.items()))


def _references(value: JsonValue) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(ref := value.get("$ref"), str):
            yield ref.removeprefix(COMPONENT)
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _references(item)


def _rewritten(value: JsonValue) -> JsonValue:
    """With references to definitions of its own, without the titles that repeat names, and with the shorter form of what may be
    null: clients check answers against it, and half of their time for a call went there.
    """
    match value:
        case {"$ref": str(ref)}:
            return {"$ref": ref.replace(COMPONENT, "#/$defs/")}
        case {"anyOf": [{"type": str(kind), **rest}, {"type": "null"}], **others} if not {"enum", "const"} & rest.keys():
            return _rewritten({**others, **rest, "type": [kind, "null"]})
        case dict():
            return {k: _rewritten(v) for k, v in value.items() if not (k == "title" and isinstance(v, str))}
        case list():
            return [_rewritten(item) for item in value]
        case _:
            return value

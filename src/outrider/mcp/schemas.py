"""Schemas of arguments in the words of JSON Schema that every model's provider takes."""

from outrider.values import JsonValue


def portable(schema: JsonValue) -> JsonValue:
    """The same schema without words that some providers refuse, and with them every tool of the server.

    `const` is an `enum` of one, and bounds of whole numbers are those that can be reached. `propertyNames` is left out: what it
    says is checked when the tool is called.
    """
    if isinstance(schema, list):
        return [portable(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _portable_parts(part) if name == "properties" else portable(part) for name, part in schema.items()}
    made.pop("propertyNames", None)
    if isinstance(word := made.get("const"), str):
        made["enum"] = [word]
        del made["const"]
    if made.get("type") == "integer":
        for exclusive, inclusive, step in (("exclusiveMinimum", "minimum", 1), ("exclusiveMaximum", "maximum", -1)):
            if isinstance(bound := made.pop(exclusive, None), int):
                made[inclusive] = bound + step
    return made


def _portable_parts(parts: JsonValue) -> JsonValue:
    """The members of `properties`, whose names are not the schema's words."""
    return {name: portable(part) for name, part in parts.items()} if isinstance(parts, dict) else parts

"""Runs where a client library is installed: offers the methods of its resources, and calls them.

`python methods.py module:Class '{"option": value}'`. Prints the methods with the schemas of their arguments, then reads and
answers a line for each call.
"""

import functools
import importlib
import inspect
import json
import operator
import sys
import types
import typing

from pydantic import TypeAdapter


def methods(client):
    """Every public method of every resource, by 'resource.method'."""
    for resource, value in vars(client).items():
        if resource.startswith("_"):
            continue
        for name, method in inspect.getmembers(value, inspect.ismethod):
            if not name.startswith("_"):
                yield f"{resource}.{name}", method


def hints(method):
    """The types of its arguments, without the marks of what is not given. What it answers may be named for checkers only."""
    owner = vars(sys.modules[method.__module__])
    written = {name: parameter.annotation for name, parameter in inspect.signature(method).parameters.items()}
    return {name: taken(eval(hint, owner) if isinstance(hint, str) else hint) for name, hint in written.items()}


def taken(hint):
    if typing.get_origin(hint) not in (typing.Union, types.UnionType):
        return hint
    parts = [part for part in typing.get_args(hint) if getattr(part, "__name__", "") not in ("NotGiven", "Omit")]
    return functools.reduce(operator.or_, parts)


def schema(method):
    properties, defs, required = {}, {}, []
    for name, parameter in inspect.signature(method).parameters.items():
        if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
            continue
        part = described(hints(method)[name])
        defs |= part.pop("$defs", {})
        properties[name] = part
        if parameter.default is parameter.empty:
            required.append(name)
    return {"type": "object", "properties": properties, "required": required, "$defs": defs}


def described(hint):
    """Its JSON Schema, or for what pydantic cannot describe whether it is a list or an object."""
    try:
        return TypeAdapter(hint).json_schema()
    except Exception:
        text = str(hint).replace("typing.", "")
        return {"type": "array", "items": {"type": "object"}} if text.startswith("list") else {"type": "object"}


def read(hint, value):
    try:
        adapter = TypeAdapter(hint)
        adapter.json_schema()
    except Exception:
        return value
    return adapter.validate_python(value)


def called(method, arguments):
    types_of = hints(method)
    result = method(**{name: read(types_of[name], value) for name, value in arguments.items()})
    if inspect.isgenerator(result):
        result = next(result, None)
    return repr(result)


def main():
    module, _, name = sys.argv[1].partition(":")
    client = getattr(importlib.import_module(module), name)(**json.loads(sys.argv[2]))
    found = dict(methods(client))
    answer = sys.stdout
    sys.stdout = sys.stderr
    print(json.dumps({name: schema(method) for name, method in found.items()}), file=answer, flush=True)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            told = [True, called(found[name], arguments)[:500]]
        except Exception as error:
            told = [False, f"{type(error).__name__}: {error}"[:500]]
        print(json.dumps(told), file=answer, flush=True)


if __name__ == "__main__":
    main()

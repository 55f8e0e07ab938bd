"""Runs where a command line made with Typer is installed: offers its commands, and calls them.

`python commands.py module:app '{}'`. Prints the commands with the schemas of their arguments, then reads and answers a line
for each call.
"""

import importlib
import json
import sys

import typer
from typer.testing import CliRunner

NUMBERS = {"int": "integer", "float": "number", "bool": "boolean"}


def commands(group, before=()):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*before, name))
        else:
            yield " ".join((*before, name)), command


def schema(command):
    properties, required = {}, []
    for parameter in command.params:
        if parameter.name == "help":
            continue
        part = {"type": NUMBERS.get(parameter.type_descriptor.annotation.__name__, "string")}
        properties[parameter.name] = {"type": "array", "items": part} if parameter.multiple or parameter.nargs == -1 else part
        if parameter.required:
            required.append(parameter.name)
    return {"type": "object", "properties": properties, "required": required}


def line_of(name, command, arguments):
    words, last = name.split(), []
    for parameter in command.params:
        if parameter.name not in arguments:
            continue
        value = arguments[parameter.name]
        if parameter.param_type_name == "argument":
            last.append(str(value))
        elif getattr(parameter, "is_flag", False):
            words += [parameter.opts[0]] if value else []
        else:
            for one in value if isinstance(value, list) else [value]:
                words += [parameter.opts[-1], str(one)]
    return [*words, *last]


def main():
    module, _, name = sys.argv[1].partition(":")
    app = getattr(importlib.import_module(module), name)
    found = dict(commands(typer.main.get_command(app)))
    answer = sys.stdout
    print(json.dumps({name: schema(command) for name, command in found.items()}), file=answer, flush=True)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        result = CliRunner().invoke(app, line_of(name, found[name], arguments))
        print(json.dumps([result.exit_code == 0, (result.output or repr(result.exception))[-500:]]), file=answer, flush=True)


if __name__ == "__main__":
    main()

"""`python -m outrider.web.kit.messages`: prints all page messages as a gettext template (POT) for translators."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from outrider.values import is_list
from outrider.web.kit.templates import WEB, environment

_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def catalogue() -> dict[str, list[str]]:
    """The messages, sorted, each with the files that contain it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in sorted(WEB.rglob("*")):
        if path.suffix in (".html", ".py"):
            for message in _of_template(path) if path.suffix == ".html" else _of_module(path):
                found[message].add(path.relative_to(WEB).as_posix())
    return {message: sorted(found[message]) for message in sorted(found)}


def _of_template(path: Path) -> Iterator[str]:
    extract = getattr(environment(), "extract_translations")  # noqa: B009 - added by the extension, unknown to type checkers
    for _line, _function, message in extract(path.read_text()):
        yield from (part for part in (message if is_list(message) else (message,)) if isinstance(part, str))


def _of_module(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(message))]):
                yield message
            case _:
                pass


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


if __name__ == "__main__":
    print(_HEAD)
    for message, files in catalogue().items():
        print(f'#: {" ".join(files)}\nmsgid {_quoted(message)}\nmsgstr ""\n')

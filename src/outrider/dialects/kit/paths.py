"""Paths of requests, as an application sees them that is mounted somewhere."""

import re

from starlette.types import Scope


def path_within(scope: Scope) -> str:
    """The path of a request below the place where its application is mounted."""
    path, root = str(scope["path"]), str(scope.get("root_path", ""))
    below = path.removeprefix(root)
    return below if below[:1] in ("", "/") else path


def nameless(path: str) -> str:
    """A route's path without the names of its parameters, which documents, tools and applications give differently."""
    return re.sub(r"\{[^}]*\}", "{}", path).rstrip("/")

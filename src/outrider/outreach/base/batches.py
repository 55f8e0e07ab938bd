"""Many rows in one statement: a list of one typed thing, as the arrays that `unnest` takes."""

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# How many rows a verb that may concern any number of them changes in one statement.
AT_ONCE = 1000


def columns(kind: "type[DataclassInstance]", rows: "Sequence[DataclassInstance]") -> dict[str, list[Any]]:
    """The fields of `rows`, all of one dataclass, each as a list by its name."""
    return {field.name: list(map(attrgetter(field.name), rows)) for field in fields(kind)}

"""Statements put together from constants.

What varies between two runs of a statement is either a parameter, or one of several constant pieces chosen in code. Everything
here takes and gives LiteralString, so the type checker refuses text that came from outside; `names_of` and `keys_of` alone vouch
for names that they read elsewhere: the fields of our own dataclasses and TypedDicts.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, LiteralString, cast

from outrider.errors import Invalid
from outrider.values import is_list

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def sql(template: LiteralString, /, **pieces: LiteralString) -> LiteralString:
    """`template` with its `{holes}` filled by constant pieces. Parameters stay as they are: `%(name)s`."""
    return template.format(**pieces)


def parameter(name: LiteralString, n: int) -> LiteralString:
    """The placeholder of the nth parameter of a name, `%(name_n)s`: for clauses that stand several times in one statement."""
    return cast(LiteralString, f"%({name}_{n})s")


def prefixed(alias: LiteralString, prefix: LiteralString, names: Iterable[LiteralString]) -> LiteralString:
    """Columns of a joined table as a SELECT lists them, each named behind a prefix: `l.email AS lead_email`."""
    return ", ".join([sql("{alias}.{name} AS {prefix}_{name}", alias=alias, prefix=prefix, name=name) for name in names])


def names_of(row: "type[DataclassInstance]") -> tuple[LiteralString, ...]:
    """The names of a dataclass's fields: names in our own source, which is why they may stand in a statement."""
    return cast(tuple[LiteralString, ...], tuple(f.name for f in fields(row)))


def keys_of(row: type) -> tuple[LiteralString, ...]:
    """The names of a TypedDict's items, which stand in our own source as well."""
    return cast(tuple[LiteralString, ...], tuple(row.__annotations__))


def columns(row: "type[DataclassInstance]", alias: LiteralString = "", *, without: Sequence[LiteralString] = ()) -> LiteralString:
    """The fields of a row's dataclass as a SELECT lists them, behind the alias of their table if it has one."""
    names: list[LiteralString] = [name for name in names_of(row) if name not in without]
    return ", ".join([sql("{alias}.{name}", alias=alias, name=name) if alias else name for name in names])


def assignments(
    allowed: Iterable[LiteralString],
    given: Mapping[str, object],
    *,
    merged: Sequence[LiteralString] = (),
    pruned: Sequence[LiteralString] = (),
    table: LiteralString = "",
) -> LiteralString:
    """What follows SET for the columns of `given`, each followed by a comma; names beyond `allowed` are passed over.

    Columns in `merged` hold JSON objects that are merged name by name into those of `table`; so do those in `pruned`, where a
    name given as null goes.
    """

    def assigned(name: LiteralString) -> LiteralString:
        if name in pruned:
            return sql("{name} = jsonb_strip_nulls({table}.{name} || %({name})s), ", name=name, table=table)
        if name in merged:
            return sql("{name} = {table}.{name} || %({name})s, ", name=name, table=table)
        return sql("{name} = %({name})s, ", name=name)

    return "".join([assigned(name) for name in allowed if name in given])


def inserted(allowed: Iterable[LiteralString], given: Mapping[str, object]) -> tuple[LiteralString, LiteralString]:
    """The columns of `given` as an INSERT names them, and their parameters, each followed by a comma."""
    names: list[LiteralString] = [name for name in allowed if name in given]
    return "".join([sql("{name}, ", name=name) for name in names]), "".join([sql("%({name})s, ", name=name) for name in names])


MAX_SEARCH = 500  # characters: each word is one more pass through an index


class Words(str):
    """A search as a tsquery. How to answer a statement that binds one depends on how frequent its words are."""


def any_of(value: str | Sequence[str] | None) -> list[str] | None:
    """One word or several, of which a column is to have one; None where there is none."""
    return None if not value else [value] if isinstance(value, str) else list(value)


def words(text: str) -> Words | None:
    """A search text as a tsquery: every word, as a prefix, must be there. None when it holds no word.

    Raises Invalid for a text that is too long.
    """
    if len(text) > MAX_SEARCH:
        raise Invalid(f"A search text has at most {MAX_SEARCH} characters.", field="search")
    found = list(dict.fromkeys(re.findall(r"[^\W_]+", text.lower())))
    return Words(" & ".join(f"'{word}':*" for word in found)) if found else None


def alone(place: LiteralString, value: object, *clauses: LiteralString) -> tuple[object, *tuple[LiteralString, ...]]:
    """The value and the clauses, with `= place` instead of `= ANY (place)` where the value is a list of one.

    With ANY, PostgreSQL does not use the order of the columns that follow in an index, and reads all rows to sort them.
    """
    any_of, one = sql("= ANY ({place})", place=place), sql("= {place}", place=place)
    if not is_list(value) or len(value) != 1 or any(c.count(place) != c.count(any_of) for c in clauses):
        return value, *clauses
    return value[0], *[c.replace(any_of, one) for c in clauses]


@dataclass(slots=True)
class Where:
    """Clauses that all must hold, with their parameters. The first is the workspace's, of the table with the given alias; None
    for what stands outside all workspaces.
    """

    alias: LiteralString | None
    params: dict[str, object] = field(default_factory=dict[str, object])
    clauses: list[LiteralString] = field(default_factory=list[LiteralString])

    def add(self, clause: LiteralString, **params: object) -> None:
        """One more clause and what it binds. A list of one is compared by itself."""
        for name, value in params.items():
            self.params[name], clause = alone(cast(LiteralString, f"%({name})s"), value, clause)
        self.clauses.append(clause)

    def given(self, clause: LiteralString, **params: object) -> None:
        """The clause, unless one of its parameters is None: a filter that was not asked for."""
        if all(value is not None for value in params.values()):
            self.add(clause, **params)

    def fields(self, conditions: Mapping[str, LiteralString], filters: "DataclassInstance") -> None:
        """The condition of each field of `filters` that is given; it binds the field's value under the field's name."""
        for name, clause in conditions.items():
            value = getattr(filters, name)
            if value is not None:
                self.add(clause, **{name: value})

    def words(self, clause: LiteralString, name: str, text: str | None) -> None:
        """A clause that binds the words of a search text as `name`. A text without a word matches nothing, an empty one all."""
        if text and text.strip():
            found = words(text)
            self.add(clause if found else "false", **{name: found})

    @property
    def sql(self) -> LiteralString:
        """What follows WHERE."""
        own: list[LiteralString] = [sql("{alias}.workspace_id = %(workspace_id)s", alias=self.alias)] if self.alias else []
        return " AND ".join([*own, *self.clauses])

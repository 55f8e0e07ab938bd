"""What a statement must keep to, so that the tables of workspaces can be spread over several servers by workspace_id.

Each rule also holds, and costs nothing, on one plain PostgreSQL. A statement is read by PostgreSQL's own parser; `breaches` says
in words where it goes wrong.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from pglast import ast, parse_sql
from pglast.enums import A_Expr_Kind, BoolExprType, SetOperation

from outrider.outreach.base import purges
from outrider.store import migrate
from outrider.store.shards import REFERENCE
from tests.guards.test_house import INSTALLATION, SOURCE

# The comment in a statement that looks in several workspaces: mostly, which of them have something due.
EVERY_WORKSPACE = "-- every workspace"
_PLACEHOLDER = re.compile(r"%(?:%|\((\w+)\)[sbt]|[sbt])")
# Functions whose answer depends on settings of the session, as pg_proc has them (provolatile = 's'), as far as a statement of
# ours might call them with a column. date_trunc is stable only for a timestamp with time zone, which all of our times are.
STABLE = frozenset({
    "concat", "concat_ws", "date_trunc", "to_char", "to_timestamp", "age", "format", "array_to_string", "to_json", "to_jsonb",
    "row_to_json", "json_build_object", "json_build_array", "jsonb_build_object", "jsonb_build_array", "now", "current_setting",
})  # fmt: skip
# Those whose answer is another one each time.
VOLATILE = frozenset({"nextval", "setval", "random", "gen_random_uuid", "clock_timestamp", "timeofday", "set_config"})


@cache
def tenant_tables() -> frozenset[str]:
    """Every table that the migrations make for workspaces."""
    made = {name for _, sql in migrate.available() for name in re.findall(r"CREATE (?:UNLOGGED )?TABLE (\w+)", sql)}
    return frozenset(made - INSTALLATION)


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`child` refers to `parent`; `cascades`: its rows are deleted with the row they refer to."""

    child: str
    parent: str
    cascades: bool


@cache
def foreign_keys() -> tuple[ForeignKey, ...]:
    """Every foreign key that the migrations make."""
    found: list[ForeignKey] = []
    for _, text in migrate.available():
        for raw in parse_sql(text):
            if isinstance(raw.stmt, ast.CreateStmt):
                for element in raw.stmt.tableElts or ():
                    constraints = element.constraints or () if isinstance(element, ast.ColumnDef) else (element,)
                    found += [
                        ForeignKey(raw.stmt.relation.relname, constraint.pktable.relname, constraint.fk_del_action == "c")
                        for constraint in constraints
                        if constraint.pktable
                    ]
    return tuple(found)


@cache
def local_tables() -> frozenset[str]:
    """The tables that Citus knows although they are on the coordinator alone, because they refer to a copied one."""
    return frozenset(key.child for key in foreign_keys() if key.parent in REFERENCE) - tenant_tables() - {*REFERENCE}


@cache
def parents() -> dict[str, frozenset[str]]:
    """For each table, the tenant tables whose rows its own are nothing without: those it refers to, and those that a purge
    removes it with."""
    found = {table: {key.parent for key in foreign_keys() if key.child == table} for table in tenant_tables()}
    for what, table in purges.TABLES.items():
        for child in purges.CHILDREN[what]:
            found[child.table].add(table)
    return {table: frozenset(names & tenant_tables()) for table, names in found.items()}


def numbered(text: str) -> str:
    """A statement with psycopg's placeholders written as PostgreSQL's: the same number for the same name."""
    numbers: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        name = found[1] or f"#{len(numbers)}"
        return f"${numbers.setdefault(name, len(numbers) + 1)}"

    return _PLACEHOLDER.sub(number, text)


def breaches(text: str) -> list[str]:
    """What is wrong with a statement, given as psycopg takes it. Raises pglast's ParseError for what is no SQL."""
    wrong: list[str] = []
    for raw in parse_sql(numbered(text)):
        wrong += [*_unbound(raw.stmt), *_unstable(raw.stmt), *_reads_what_it_writes(raw.stmt), *_unheld(raw.stmt)]
        wrong += _unroutable(raw.stmt)
    return wrong


def scattered(text: str) -> list[str]:
    """What is wrong with a statement that looks in every workspace, so that each server must answer for those it has."""
    return [fault for raw in parse_sql(numbered(text)) for fault in _scattered(raw.stmt)]


def apart(text: str) -> list[str]:
    """What of a test's statement no server of several could do: it joins tables without holding them to the same workspace. It
    need not name the workspace, as the statements of our own code do."""
    wrong: list[str] = []
    for raw in parse_sql(numbered(text)):
        wrong += [*_unjoined(raw.stmt), *_unstable(raw.stmt), *_reads_what_it_writes(raw.stmt)]
    return wrong


def counts_what_it_selected(text: str) -> bool:
    """Whether the row count of a statement would be that of the rows it selected: INSERT ... SELECT ... ON CONFLICT without
    RETURNING, on a table that is spread."""
    return any(
        isinstance(raw.stmt, ast.InsertStmt)
        and raw.stmt.onConflictClause is not None
        and not raw.stmt.returningClause
        and isinstance(raw.stmt.selectStmt, ast.SelectStmt)
        and not raw.stmt.selectStmt.valuesLists
        for raw in parse_sql(numbered(text))
    )


# -- walking -------------------------------------------------------------------------------------------------------------------


def nodes(root: object) -> Iterator[ast.Node]:
    """Every node below and with `root`."""
    if isinstance(root, ast.Node):
        yield root
        for name in root:
            yield from nodes(getattr(root, name))
    elif isinstance(root, list | tuple):
        for item in root:
            yield from nodes(item)


def _own(root: object) -> Iterator[ast.Node]:
    """Every node of one level of a query: not what stands in its subqueries."""
    if isinstance(root, ast.SelectStmt | ast.InsertStmt | ast.UpdateStmt | ast.DeleteStmt):
        return
    if isinstance(root, ast.Node):
        yield root
        for name in root:
            yield from _own(getattr(root, name))
    elif isinstance(root, list | tuple):
        for item in root:
            yield from _own(item)


def _conjuncts(clause: ast.Node | None) -> Iterator[ast.Node]:
    if isinstance(clause, ast.BoolExpr) and clause.boolop == BoolExprType.AND_EXPR:
        for arg in clause.args:
            yield from _conjuncts(arg)
    elif clause is not None:
        yield clause


def _names(column: ast.ColumnRef) -> tuple[str, str]:
    """The alias (empty where none is given) and the name of a column."""
    parts = [part.sval for part in column.fields if isinstance(part, ast.String)]
    return (parts[-2] if len(parts) > 1 else "", parts[-1] if parts else "*")


# -- every table is bound to the workspace -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Level:
    """One SELECT, UPDATE or DELETE: its tables by alias, and what must hold of its rows."""

    tables: dict[str, str] = field(default_factory=dict)
    conditions: list[ast.Node] = field(default_factory=list)

    def take(self, item: object) -> None:
        """Add what stands in FROM."""
        if isinstance(item, ast.RangeVar):
            self.tables[item.alias.aliasname if item.alias else item.relname] = item.relname
        elif isinstance(item, ast.JoinExpr):
            self.take(item.larg)
            self.take(item.rarg)
            self.conditions += _conjuncts(item.quals)

    def bound(self, *, by_columns: bool) -> set[str]:
        """The aliases whose workspace_id equals a parameter, or, `by_columns`, that of such a table."""
        bound: set[str] = set()
        pairs: list[tuple[str, str]] = []
        for left, right in _equalities(self.conditions):
            for one, other in ((left, right), (right, left)):
                if (alias := self._workspace_of(one)) is not None:
                    if _is_parameter(other):
                        bound.add(alias)
                    elif (second := self._workspace_of(other)) is not None:
                        pairs.append((alias, second))
        while by_columns:
            reached = {b for a, b in pairs if a in bound} - bound
            if not reached:
                break
            bound |= reached
        return bound

    def joined(self) -> set[str]:
        """The aliases whose workspace_id equals that of the first table, perhaps by way of others."""
        pairs = [
            (one, other)
            for left, right in _equalities(self.conditions)
            if (one := self._workspace_of(left)) and (other := self._workspace_of(right))
        ]
        found = {next((alias for alias, table in self.tables.items() if table in tenant_tables()), "")}
        while reached := {b for pair in pairs for a, b in (pair, pair[::-1]) if a in found} - found:
            found |= reached
        return found

    def _workspace_of(self, node: object) -> str | None:
        """The alias whose workspace_id the node is; the only table's where none is written."""
        if not isinstance(node, ast.ColumnRef):
            return None
        alias, name = _names(node)
        if name != "workspace_id":
            return None
        return alias or (next(iter(self.tables)) if len(self.tables) == 1 else None)


def _is_parameter(node: object) -> bool:
    if isinstance(node, ast.TypeCast):
        return _is_parameter(node.arg)
    return isinstance(node, ast.ParamRef)


def _equalities(conditions: Iterable[ast.Node]) -> Iterator[tuple[ast.Node, ast.Node]]:
    for node in conditions:
        if isinstance(node, ast.A_Expr) and node.kind == A_Expr_Kind.AEXPR_OP and node.name[-1].sval == "=":
            if isinstance(node.lexpr, ast.RowExpr) and isinstance(node.rexpr, ast.RowExpr):
                yield from zip(node.lexpr.args, node.rexpr.args, strict=True)
            else:
                yield node.lexpr, node.rexpr


def _unbound(stmt: object, ctes: frozenset[str] = frozenset(), inserting: bool = False) -> Iterator[str]:
    """Tables of workspaces that a statement touches without binding workspace_id to a parameter."""
    if isinstance(stmt, ast.SelectStmt | ast.InsertStmt | ast.UpdateStmt | ast.DeleteStmt) and stmt.withClause:
        if stmt.withClause.recursive:
            ctes |= {cte.ctename for cte in stmt.withClause.ctes}
        for cte in stmt.withClause.ctes:
            yield from _unbound(cte.ctequery, ctes, inserting)
            ctes |= {cte.ctename}
    match stmt:
        case ast.SelectStmt() if stmt.op != SetOperation.SETOP_NONE:
            yield from _unbound(stmt.larg, ctes, inserting)
            yield from _unbound(stmt.rarg, ctes, inserting)
        case ast.SelectStmt():
            yield from _unbound_at(stmt.fromClause or (), stmt.whereClause, ctes, inserting)
        case ast.UpdateStmt():
            yield from _unbound_at((stmt.relation, *(stmt.fromClause or ())), stmt.whereClause, ctes, False)
        case ast.DeleteStmt():
            yield from _unbound_at((stmt.relation, *(stmt.usingClause or ())), stmt.whereClause, ctes, False)
        case ast.InsertStmt():
            yield from _nameless(stmt)
            yield from _unbound(stmt.selectStmt, ctes, True)
        case _:
            pass
    yield from _unbound_below(stmt, ctes, inserting)


def _nameless(stmt: ast.InsertStmt) -> Iterator[str]:
    if stmt.relation.relname in tenant_tables() and "workspace_id" not in {column.name for column in stmt.cols or ()}:
        yield f"INSERT INTO {stmt.relation.relname} names no workspace_id"


def _unbound_at(items: Sequence[object], where: ast.Node | None, ctes: frozenset[str], inserting: bool) -> Iterator[str]:
    level = _Level()
    for item in items:
        level.take(item)
    level.conditions += _conjuncts(where)
    bound = level.bound(by_columns=inserting)
    for alias, table in level.tables.items():
        if table in tenant_tables() and table not in ctes and alias not in bound:
            yield f"{table}{'' if alias == table else f' {alias}'} is not bound to the workspace's parameter"


def _unjoined(stmt: object) -> Iterator[str]:
    """Tables of workspaces that are joined, but not by the workspace. A parameter binds them as well."""
    for node in nodes(stmt):
        if isinstance(node, ast.InsertStmt):
            yield from _nameless(node)
        if not isinstance(node, ast.SelectStmt | ast.UpdateStmt | ast.DeleteStmt):
            continue
        level = _Level()
        level.take(getattr(node, "relation", None))
        for item in (*(getattr(node, "fromClause", None) or ()), *(getattr(node, "usingClause", None) or ())):
            level.take(item)
        level.conditions += _conjuncts(node.whereClause)
        together = level.bound(by_columns=True) or level.joined()
        tables = {alias for alias, table in level.tables.items() if table in tenant_tables()}
        if len(tables) > 1 and not tables <= together:
            yield f"{', '.join(sorted(tables - together))} may be of another workspace than what it is joined to"


def _unbound_below(stmt: object, ctes: frozenset[str], inserting: bool) -> Iterator[str]:
    """The same for the subqueries of one level."""
    if isinstance(stmt, ast.Node):
        for _, inner in _subqueries(stmt):
            yield from _unbound(inner, ctes, inserting)


# -- no function of the session's settings where rows change -------------------------------------------------------------------


def _unstable(stmt: object) -> Iterator[str]:
    """STABLE functions and operators over columns in UPDATE, RETURNING and ON CONFLICT: they cannot be sent to another server."""
    for node in nodes(stmt):
        parts: tuple[object, ...] = ()
        if isinstance(node, ast.UpdateStmt):
            parts = (node.targetList, node.whereClause, node.returningClause)
        elif isinstance(node, ast.InsertStmt):
            parts = (node.onConflictClause, node.returningClause)
        elif isinstance(node, ast.DeleteStmt):
            parts = (node.whereClause, node.returningClause)
        for part in parts:
            for inner in nodes(part):
                if (name := _stable(inner)) and any(isinstance(below, ast.ColumnRef) for below in nodes(inner)):
                    yield f"{name} depends on the session, in {type(node).__name__.removesuffix('Stmt').upper()}"
                if isinstance(inner, ast.CaseExpr | ast.CoalesceExpr):
                    yield from (
                        f"{name} depends on the session, in CASE or COALESCE" for name in map(_stable, nodes(inner)) if name
                    )
        if isinstance(node, ast.UpdateStmt | ast.DeleteStmt):
            yield from (f"{name} is another each time" for name in map(_called, nodes(node)) if name in VOLATILE)


def _called(node: ast.Node) -> str:
    return str(node.funcname[-1].sval) if isinstance(node, ast.FuncCall) else ""


def _stable(node: ast.Node) -> str:
    if (name := _called(node)) in STABLE:
        return name
    if isinstance(node, ast.A_Expr) and node.kind == A_Expr_Kind.AEXPR_OP and node.name[-1].sval in "+-":
        sides = (node.lexpr, node.rexpr)
        if any(_is_interval(side) for side in sides) and not any(_is_local_time(side) for side in sides):
            return "timestamptz + interval"
    return ""


def _is_interval(node: object) -> bool:
    match node:
        case ast.TypeCast():
            return node.typeName.names[-1].sval == "interval"
        case ast.FuncCall():
            return node.funcname[-1].sval == "make_interval"
        case ast.A_Expr():
            return _is_interval(node.lexpr) or _is_interval(node.rexpr)
        case _:
            return False


def _is_local_time(node: object) -> bool:
    """Whether a node is `t AT TIME ZONE z`: a timestamp without time zone, whose arithmetic depends on no setting."""
    return isinstance(node, ast.FuncCall) and node.funcname[-1].sval == "timezone"


# -- no statement reads a table beside the CTE that writes it ------------------------------------------------------------------


def _reads_what_it_writes(stmt: object) -> Iterator[str]:
    """Tables that one part of a statement inserts into while another part reads them: what that part sees is not defined once
    the parts run one after the other."""
    clause = getattr(stmt, "withClause", None)
    if clause is None:
        return
    for cte in clause.ctes:
        if not isinstance(cte.ctequery, ast.InsertStmt):
            continue
        table = cte.ctequery.relation.relname
        others = [other.ctequery for other in clause.ctes if other is not cte] + [
            getattr(stmt, n) for n in stmt if n != "withClause"
        ]
        read = {node.relname for other in others for node in _read(other)}
        if table in read:
            yield f"{table} is read beside the CTE {cte.ctename}, which writes it"


def _read(root: object) -> Iterator[ast.RangeVar]:
    """The tables that stand in FROM, USING or a join below `root`."""
    for node in nodes(root):
        for name in ("fromClause", "usingClause"):
            for item in getattr(node, name, None) or ():
                for inner in _own(item):
                    if isinstance(inner, ast.RangeVar):
                        yield inner


# -- no row is written under one that may go meanwhile -------------------------------------------------------------------------


def _unheld(stmt: object) -> Iterator[str]:
    """Tables that an INSERT ... SELECT reads without a lock while it writes rows that are nothing without those it reads: one
    that is deleted meanwhile would fail the statement, or leave its row behind."""
    for insert in nodes(stmt):
        if isinstance(insert, ast.InsertStmt) and isinstance(insert.selectStmt, ast.SelectStmt):
            above = parents().get(insert.relation.relname, frozenset())
            for select in _drawn(stmt):
                if isinstance(select, ast.SelectStmt):
                    yield from (
                        f"{table} is read without FOR KEY SHARE while {insert.relation.relname} is written"
                        for table in sorted(above & _unlocked(select))
                    )


def _drawn(root: object) -> Iterator[ast.Node]:
    """Every node that rows are drawn from: not what only makes the values of their columns."""
    if isinstance(root, ast.Node):
        yield root
        for name in root:
            if not (isinstance(root, ast.SelectStmt) and name == "targetList"):
                yield from _drawn(getattr(root, name))
    elif isinstance(root, list | tuple):
        for item in root:
            yield from _drawn(item)


def _unlocked(select: ast.SelectStmt) -> set[str]:
    """The tables of one level of a query whose rows it does not lock."""
    level = _Level()
    for item in select.fromClause or ():
        level.take(item)
    clauses = select.lockingClause or ()
    if any(not clause.lockedRels for clause in clauses):
        return set()
    locked = {relation.relname for clause in clauses for relation in clause.lockedRels}
    return {table for alias, table in level.tables.items() if alias not in locked}


# -- what one server can do for all ------------------------------------------------------------------------------------------


@cache
def temporary_tables() -> frozenset[str]:
    """The tables that a session makes for itself: they are on the server it talks to."""
    made = (path.read_text() for path in SOURCE.rglob("*.py"))
    return frozenset(name for text in made for name in re.findall(r"CREATE TEMPORARY TABLE (?:IF NOT EXISTS )?(\w+)", text))


def _unroutable(stmt: object) -> Iterator[str]:
    """What cannot be sent to the one server that has the workspace's rows."""
    if isinstance(stmt, ast.SelectStmt) and stmt.op == SetOperation.SETOP_NONE and not stmt.valuesLists and not stmt.targetList:
        yield "it gives no column"
    for node in nodes(stmt):
        if isinstance(node, ast.InsertStmt) and node.relation.relname in tenant_tables() | local_tables() | {*REFERENCE}:
            values = getattr(node.selectStmt, "valuesLists", None)
            if any(isinstance(inner, ast.SubLink) for inner in nodes(values)):
                yield f"INSERT INTO {node.relation.relname} has a subquery among its VALUES"
        if isinstance(node, ast.InsertStmt | ast.UpdateStmt | ast.DeleteStmt) and node.relation.relname in REFERENCE:
            read = {table.relname for table in _read(node)} & tenant_tables()
            yield from (f"{node.relation.relname} is changed by what {table} says" for table in sorted(read))
        if isinstance(node, ast.SelectStmt | ast.UpdateStmt | ast.DeleteStmt):
            tables = _from(node)
            if not any(table in tenant_tables() for table in tables.values()):
                made = frozenset(alias for alias, table in tables.items() if table in temporary_tables())
                yield from _correlated(node, made, "a temporary table")


def _from(stmt: ast.Node) -> dict[str, str]:
    """What stands in FROM of one level, by alias: a table's name, "()" for a function, "(...)" for a subquery."""
    items = [*(getattr(stmt, "fromClause", None) or ()), *(getattr(stmt, "usingClause", None) or ())]
    if isinstance(stmt, ast.UpdateStmt | ast.DeleteStmt):
        items.append(stmt.relation)
    found: dict[str, str] = {}

    def take(item: object) -> None:
        match item:
            case ast.RangeVar():
                found[item.alias.aliasname if item.alias else item.relname] = item.relname
            case ast.JoinExpr():
                take(item.larg)
                take(item.rarg)
            case ast.RangeFunction() if item.alias:
                found[item.alias.aliasname] = "()"
            case ast.RangeSubselect() if item.alias:
                found[item.alias.aliasname] = "(...)"
            case _:
                pass

    for item in items:
        take(item)
    return found


def _subqueries(stmt: ast.Node) -> Iterator[tuple[ast.Node, ast.SelectStmt]]:
    """The subqueries of one level: the sublink or the item of FROM, and its query."""
    for name in stmt:
        if name in ("withClause", "selectStmt", "larg", "rarg"):
            continue
        for node in _own(getattr(stmt, name)):
            inner = node.subselect if isinstance(node, ast.SubLink) else getattr(node, "subquery", None)
            if isinstance(inner, ast.SelectStmt):
                yield node, inner


def _refers(query: ast.Node, aliases: frozenset[str]) -> bool:
    return any(isinstance(node, ast.ColumnRef) and _names(node)[0] in aliases for node in nodes(query))


def _reads_tenants(query: ast.Node) -> bool:
    return any(table.relname in tenant_tables() for table in _read(query))


def _correlated(stmt: ast.Node, aliases: frozenset[str], what: str) -> Iterator[str]:
    """Subqueries over tables of workspaces that are asked once for each row of something which is on another server."""
    if aliases:
        for _, query in _subqueries(stmt):
            if _reads_tenants(query) and _refers(query, aliases):
                yield f"a subquery over {', '.join(sorted(t.relname for t in _read(query)))} is asked for each row of {what}"


def _scattered(stmt: object) -> Iterator[str]:
    for node in nodes(stmt):
        if not isinstance(node, ast.SelectStmt | ast.UpdateStmt | ast.DeleteStmt):
            continue
        if getattr(node, "lockingClause", None):
            yield "it locks rows on every server"
        tables = _from(node)
        everywhere = frozenset(alias for alias, table in tables.items() if table not in tenant_tables() and table != "(...)")
        if everywhere and not any(table in tenant_tables() for table in tables.values()):
            yield from _correlated(node, everywhere, "what every server has")
        yield from _merged(node, everywhere | _collected(node))


def _collected(stmt: ast.Node) -> frozenset[str]:
    """The subqueries in FROM whose rows must be put together from all servers before anything is joined to them."""
    return frozenset(
        item.alias.aliasname
        for item, query in _subqueries(stmt)
        if isinstance(item, ast.RangeSubselect) and item.alias and not item.lateral and query.limitCount is not None
    )


def _merged(stmt: ast.Node, everywhere: frozenset[str]) -> Iterator[str]:
    """LATERAL subqueries whose answer no server could give alone: they count or limit, for a row that every server has."""
    for item, query in _subqueries(stmt):
        if not (isinstance(item, ast.RangeSubselect) and item.lateral and _reads_tenants(query) and _refers(query, everywhere)):
            continue
        leaves = [leaf for leaf in nodes(query) if isinstance(leaf, ast.SelectStmt)]
        counts = any(isinstance(inner, ast.FuncCall) and inner.funcname[-1].sval in _AGGREGATES for inner in nodes(query))
        if counts or any(leaf.limitCount or leaf.limitOffset or leaf.groupClause or leaf.distinctClause for leaf in leaves):
            yield f"LATERAL over {', '.join(sorted(t.relname for t in _read(query)))} counts or limits for what every server has"


_AGGREGATES = frozenset({"count", "sum", "min", "max", "avg", "array_agg", "jsonb_agg", "bool_or", "bool_and", "string_agg"})

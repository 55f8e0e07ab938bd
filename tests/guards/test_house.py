"""The house's rules as failures: where time comes from, what SQL must name, which room may use which, where SQL may be."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from outrider.dialects import ALL
from outrider.outreach.base.reasons import Reason
from outrider.store import migrate

SOURCE = Path(__file__).parents[2] / "src" / "outrider"
FLOORS = {
    "clock": 0, "errors": 0, "frozen": 0, "garbage": 0, "settings": 0, "values": 0, "rules": 1, "store": 2, "channels": 2,
    "sandbox": 2, "outreach": 3, "vendors": 4, "engine": 4, "dialects": 5, "mcp": 6, "web": 6,
}  # fmt: skip
# The wings of outreach/. Each may use those with a smaller number; those with the same number do not know each other.
WINGS = {
    "base": 0, "conversations": 1, "tenancy": 2, "leads": 3, "senders": 3, "campaigns": 4, "enrollments": 5, "correspondence": 6,
    "deliverability": 7,
}  # fmt: skip
# The packages of engine/: each may use those with a smaller number. What they share lies beside them; `loops` puts all together.
ENGINE = {"loops": 4, "work": 3, "reading": 2, "rehearsal": 2, "sending": 1}
TOP = 7  # cli, app and what belongs to them
# Tables of the installation, not of a workspace. An api key is looked up by itself: it says which workspace.
INSTALLATION = {
    "workspaces", "users", "user_tokens", "sessions", "user_factors", "user_identities", "rate_windows", "totals", "api_keys",
    "migrations", "installation", "workspace_groups", "oauth_clients", "oauth_codes", "oauth_refresh_tokens",
}  # fmt: skip
WALL_CLOCK = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time"), ("time", "time_ns"),
}  # fmt: skip
# When a migration ran is no domain time; the doctor compares the two clocks.
MAY_ASK_THE_DATABASE = ("store/migrate.py", "outreach/tenancy/installation.py")
SQL = re.compile(
    r"^\s*(WITH\s.+?\s(SELECT|INSERT|UPDATE|DELETE)|SELECT\s|INSERT\s+INTO|UPDATE\s+\w+|DELETE\s+FROM|COPY\s+\w+|CREATE\s+TABLE)",
    re.S,
)


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    return list(ast.walk(tree(path)))


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def room(dotted: str) -> str:
    """The room a module lies in: outrider.outreach.leads.leads -> outreach."""
    return dotted.split(".")[1] if dotted.count(".") else ""


@cache
def texts(path: Path) -> list[tuple[int, str]]:
    """The whole strings of a module, without docstrings; fragments that it names are put in, other holes are {}."""
    nodes = nodes_of(path)
    documented = {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    named = {
        target.id: node.value
        for node in nodes
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.JoinedStr)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    holes = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    sums = [node for node in nodes if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)]
    parts = [node.value for node in nodes if isinstance(node, ast.FormattedValue)] + [
        side for s in sums for side in (s.left, s.right)
    ]
    fragments = {id(named[part.id]) for part in parts if isinstance(part, ast.Name) and part.id in named}

    def whole(node: ast.AST) -> str:
        match node:
            case ast.Constant(value=str(text)):
                return text
            case ast.JoinedStr(values=parts):
                return "".join(whole(part) for part in parts)
            case ast.FormattedValue(value=ast.Name(id=name)) | ast.Name(id=name) if name in named:
                return whole(named[name])
            case ast.BinOp(left=left, right=right):
                return whole(left) + whole(right)
        return "{}"

    skipped = documented | fragments | holes | {id(part) for part in parts}
    strings = [node for node in nodes if isinstance(node, ast.JoinedStr | ast.Constant)]
    return [(node.lineno, whole(node)) for node in [*strings, *sums] if id(node) not in skipped]


def tenant_tables() -> set[str]:
    """Every table that the migrations make for workspaces."""
    made = {name for _, sql in migrate.available() for name in re.findall(r"CREATE (?:UNLOGGED )?TABLE (\w+)", sql)}
    return made - INSTALLATION


# -- the rules; each takes modules and gives what breaks it ----------------------------------------------------------------------


def wall_clocks(paths: list[Path]) -> list[str]:
    return [
        f"{name_of(path)}:{node.lineno} reads the wall clock"
        for path in paths
        if path != SOURCE / "clock.py"
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name | ast.Attribute)
        and (getattr(node.value, "id", None) or getattr(node.value, "attr", None), node.attr) in WALL_CLOCK
    ]


def sql_now(paths: list[Path]) -> list[str]:
    return [
        f"{name_of(path)}:{line} takes the time from the database"
        for path in paths
        for line, text in texts(path)
        if SQL.match(text)
        and name_of(path) not in MAY_ASK_THE_DATABASE
        and re.search(r"\b(now|clock_timestamp|statement_timestamp)\(\)|\bcurrent_(timestamp|date)\b", text, re.I)
    ]


def upward_imports(paths: list[Path]) -> list[str]:
    wrong = []
    for path in paths:
        own = name_of(path).removesuffix(".py").split("/")[0]
        for node in nodes_of(path):
            targets = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                targets = [f"{node.module}.{a.name}" if node.module == "outrider" else node.module or "" for a in node.names]
                if node.level:
                    wrong.append(f"{name_of(path)}:{node.lineno} imports relatively")
            ours = [target for target in targets if target.startswith("outrider.") and not target.startswith("outrider.__")]
            above = [target for target in ours if FLOORS.get(room(target), TOP) > FLOORS.get(own, TOP)]
            wrong += [f"{name_of(path)}:{node.lineno} imports {target}, which is above it" for target in above]
    return wrong


def wrong_wings(paths: list[Path]) -> list[str]:
    """Imports from one wing of outreach/ to another that is not below it, and product code that uses the sandbox."""
    wrong = []
    for path in paths:
        own = name_of(path).split("/")
        for node in nodes_of(path):
            if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("outrider."):
                continue
            target = (node.module or "").split(".")[1:]
            wing = target[1] if len(target) > 1 else node.names[0].name
            if own[0] == target[0] == "outreach" and own[1] != wing and WINGS[wing] >= WINGS[own[1]]:
                wrong.append(f"{name_of(path)}:{node.lineno} imports {node.module}, which is not below its wing")
            if target[0] == "sandbox" and own[0] not in ("sandbox", "commands", "cli.py"):
                wrong.append(f"{name_of(path)}:{node.lineno} imports the sandbox")
    return wrong


def circling_engine(paths: list[Path]) -> list[str]:
    """Imports from one package of engine/ to another that is not below it."""
    wrong: list[str] = []
    for path in paths:
        own = name_of(path).removesuffix(".py").split("/")
        for node in nodes_of(path):
            if own[0] != "engine" or not isinstance(node, ast.ImportFrom):
                continue
            target = (node.module or "").split(".")
            if target[:2] != ["outrider", "engine"]:
                continue
            names = target[2:3] or [alias.name for alias in node.names]
            level = ENGINE.get(own[1], 0)
            wrong += [
                f"{name_of(path)}:{node.lineno} imports engine.{name}, which is not below it"
                for name in names
                if name != own[1] and name in ENGINE and ENGINE[name] >= level
            ]
    return wrong


def knowing_kit(paths: list[Path]) -> list[str]:
    """The furniture that dialects share names no vendor and imports no dialect."""
    vendors = re.compile("|".join(name for name in ALL if name != "outrider"), re.I)
    return [
        f"{name_of(path)}:{number} names {found.group()}"
        for path in paths
        if name_of(path).startswith("dialects/kit/")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (found := vendors.search(line))
    ]


def homeless_sql(paths: list[Path]) -> list[str]:
    rooms = ("rules", "channels", "sandbox", "vendors", "dialects", "mcp", "web", "cli.py", "app.py", "commands")
    return [
        f"{name_of(path)}:{line} holds SQL"
        for path in paths
        if name_of(path).split("/")[0] in rooms
        for line, text in texts(path)
        if SQL.match(text) and re.search(r"\b(FROM|INTO|SET|TABLE|SELECT \S+\()", text)
    ]


def unscoped_sql(paths: list[Path]) -> list[str]:
    mentioned = re.compile(rf"\b(?:FROM|JOIN|INTO|UPDATE|COPY)\s+({'|'.join(sorted(tenant_tables()))})\b")
    return [
        f"{name_of(path)}:{line} touches {found.group(1)} without naming workspace_id"
        for path in paths
        if name_of(path).split("/")[0] in ("outreach", "engine")
        for line, text in texts(path)
        if SQL.match(text)
        and (found := mentioned.search(text))
        and "workspace_id" not in text
        and not re.search(r"WHERE (\{where\}|\{place\})", text)  # put together by the query kit, which begins with the workspace
    ]


LONGEST = 800  # lines: beyond that a module has more than one subject


def long_modules(paths: list[Path]) -> list[str]:
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in paths}
    return [f"{name} has {n} lines" for name, n in lengths.items() if n > LONGEST]


OWNERS = {
    "enrollments": (("status", "due_at", "mark"), "outreach/base/enrollment_states.py"),
    "messages": (("state",), "outreach/base/message_states.py"),
}


def ownerless_states(paths: list[Path]) -> list[str]:
    """Statements that change the state of an enrollment or a message outside the module that owns it."""
    wrong = []
    for path in paths:
        for line, text in texts(path):
            for table, body in re.findall(r"\bUPDATE\s+(\w+)\b.*?\bSET\b(.*?)(?=\bFROM\b|\bWHERE\b|\bRETURNING\b|$)", text, re.S):
                columns, owner = OWNERS.get(table, ((), ""))
                if name_of(path) != owner and any(re.search(rf"(?:^|[\s,]){column}\s*=", body) for column in columns):
                    wrong.append(f"{name_of(path)}:{line} changes the state of {table}; {owner} owns it")
    return wrong


def bare_reasons(paths: list[Path]) -> list[str]:
    """Codes of base/reasons.py written into SQL that sets or compares a reason: they are bound, so that a type holds them."""
    codes = "|".join(sorted(Reason))
    column = r"\b(?:\w+_)?reason\b"
    literal = rf"'(?:{codes})'"
    used = re.compile(
        rf"{column}\s*(?:=|<>|IS\s+(?:NOT\s+)?DISTINCT\s+FROM)\s*{literal}"
        rf"|{column}\s+(?:NOT\s+)?IN\s*\([^()]*{literal}"
        rf"|{column}\s*=\s*CASE\b[^;]*?(?:THEN|ELSE)\s+{literal}[^;]*?\bEND"
    )
    return [
        f"{name_of(path)}:{line} has a reason as a bare word: {found.group(0)[:60]!r}"
        for path in paths
        if name_of(path).split("/")[0] in ("outreach", "engine")
        for line, text in texts(path)
        if "reason" in text and (found := used.search(text))
    ]


RULES = (
    wall_clocks,
    sql_now,
    upward_imports,
    wrong_wings,
    circling_engine,
    knowing_kit,
    long_modules,
    homeless_sql,
    unscoped_sql,
    ownerless_states,
    bare_reasons,
)


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule(modules()) == []


@pytest.mark.parametrize(
    ("rule", "where", "text"),
    [
        (ownerless_states, "engine/x.py", "q = \"UPDATE messages m SET lease_until = 1, state = 'sent' WHERE workspace_id = 1\""),
        (
            ownerless_states,
            "outreach/x.py",
            "q = f'WITH a AS (UPDATE enrollments SET {what}, status = %(s)s WHERE workspace_id = 1)'",
        ),
        (ownerless_states, "outreach/x.py", "q = 'UPDATE enrollments e\\nSET\\nstatus=u.s FROM u WHERE e.workspace_id = 1'"),
        (bare_reasons, "outreach/x.py", "q = \"UPDATE campaigns SET status_reason = 'manual' WHERE workspace_id = 1\""),
        (bare_reasons, "engine/x.py", "q = \"SELECT 1 FROM senders WHERE workspace_id = 1 AND wait_reason IN ('sender_gap')\""),
        (bare_reasons, "engine/x.py", "q = \"e.reason <> 'done'\""),
        (wall_clocks, "engine/x.py", "from datetime import datetime\nat = datetime.now()"),
        (wall_clocks, "rules/x.py", "import time\nat = time.time()"),
        (wall_clocks, "rules/x.py", "import datetime\nat = datetime.datetime.utcnow()"),
        (sql_now, "engine/x.py", "q = 'UPDATE leads SET updated_at = now() WHERE workspace_id = 1'"),
        (upward_imports, "rules/x.py", "from outrider.outreach import leads"),
        (upward_imports, "outreach/x.py", "import outrider.engine.sending.dispatch"),
        (upward_imports, "store/x.py", "def f():\n    from outrider import engine"),
        (wrong_wings, "outreach/base/x.py", "from outrider.outreach.leads import leads"),
        (wrong_wings, "outreach/leads/x.py", "from outrider.outreach.senders.senders import Sender"),
        (wrong_wings, "outreach/campaigns/x.py", "def f():\n    from outrider.outreach import enrollments"),
        (wrong_wings, "channels/x.py", "from outrider.sandbox.world import World"),
        (circling_engine, "engine/sending/x.py", "from outrider.engine.work import domains"),
        (circling_engine, "engine/queue.py", "from outrider.engine.sending.mail import EmailTransport"),
        (circling_engine, "engine/reading/x.py", "from outrider.engine import loops"),
        (knowing_kit, "dialects/kit/x.py", "from outrider.dialects.smartlead import shapes"),
        (knowing_kit, "dialects/kit/x.py", "# as Multilead does"),
        (long_modules, "rules/x.py", "x = 1\n" * 801),
        (homeless_sql, "dialects/a/x.py", "q = 'SELECT id FROM leads WHERE workspace_id = %s'"),
        (homeless_sql, "cli.py", "q = f'''\n  DELETE FROM {table}'''"),
        (unscoped_sql, "outreach/x.py", "q = 'SELECT 1 FROM leads WHERE id = %(id)s'"),
        (unscoped_sql, "engine/x.py", "q = f'WITH a AS (SELECT 1) UPDATE senders SET n = {n}'"),
    ],
)
def test_each_rule_sees_what_breaks_it(rule, where: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    monkeypatch.setattr(f"{__name__}.SOURCE", tmp_path)
    assert len(rule([path])) == 1


def test_every_tenant_table_is_keyed_by_its_workspace() -> None:
    """Primary, unique and foreign keys of tenant tables begin with workspace_id, so that they can be spread by it."""
    wrong = []
    for name, sql in migrate.available():
        for table, body in re.findall(r"CREATE (?:UNLOGGED )?TABLE (\w+) \((.*?)\n\);", sql, re.S):
            if table in INSTALLATION:
                continue
            if "workspace_id" not in body:
                wrong.append(f"{name}: {table} has no workspace_id")
            keys = re.findall(r"(?:PRIMARY KEY|UNIQUE|FOREIGN KEY) \(([^)]*)\)", body)
            wrong += [f"{name}: {table} has the key ({key})" for key in keys if not key.startswith("workspace_id")]
            if re.search(r"^\s+(?!workspace_id)\w+ .*\b(PRIMARY KEY|UNIQUE)\b(?! \()", body, re.M):
                wrong.append(f"{name}: {table} has a key of one column")
        for index, table, columns in re.findall(r"CREATE UNIQUE INDEX (\w+) ON (\w+) \((.*?)\)", sql):
            if table not in INSTALLATION and not columns.startswith("workspace_id"):
                wrong.append(f"{name}: {index} does not begin with workspace_id")
    assert not wrong


def test_tables_that_people_open_are_written_in_one_way() -> None:
    """csv_lines marks what a spreadsheet would run as a formula. These write tables that our own imports read."""
    written = {name_of(path) for path in modules() if "csv.writer(" in path.read_text()}
    assert written == {"rules/text.py", "outreach/enrollments/import_files.py", "outreach/leads/staging.py"}

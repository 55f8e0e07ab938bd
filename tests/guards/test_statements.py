"""Statements that could not run, or would answer something else, where workspaces are spread over several servers.

Constants are judged here; what is put together is judged where a test executes it (`tests/recording.py`).
"""

import ast
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pglast.parser import ParseError

from tests.guards.statements import EVERY_WORKSPACE, apart, breaches, counts_what_it_selected, numbered, scattered
from tests.guards.test_house import SOURCE, SQL, modules, name_of, texts, tree

# Who may look in more than one workspace, and with how many statements: what is due (by an index), what metrics count, and what a
# user or a key of several workspaces may reach.
SCANS = {
    "engine/metrics.py": 2,
    "engine/reading/linkedin_receive.py": 1,
    "engine/reading/receive.py": 2,
    "engine/sending/queued.py": 1,
    "engine/sending/ready.py": 3,
    "engine/work/domains.py": 1,
    "engine/work/drafting.py": 1,
    "engine/work/health.py": 2,
    "engine/work/housekeeping.py": 3,
    "engine/work/retention.py": 1,
    "engine/work/warmup.py": 1,
    "outreach/base/due.py": 1,
    "outreach/enrollments/providers.py": 1,
    "outreach/tenancy/provisional.py": 2,
    "outreach/tenancy/teams.py": 9,
    "outreach/tenancy/workspaces.py": 1,
}


def constants(path: Path) -> Iterator[str]:
    """The statements that a module holds under a name, put together as it does."""
    module = importlib.import_module("outrider." + name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    for value in vars(module).values():
        if isinstance(value, str) and SQL.match(_bare(value)):
            yield value


def _bare(text: str) -> str:
    return re.sub(r"\A(\s*--[^\n]*\n)+", "", text)


def statements(path: Path) -> Iterator[str]:
    """Every whole statement of a module: not those with holes, and not the beginnings that others put a join or WHERE behind."""
    for text in (*constants(path), *(text for _, text in texts(path) if SQL.match(_bare(text)))):
        if "{" not in text and not re.search(r"\bFROM \w+ \w+\s*\Z", text):
            yield text


def wrong_in(text: str) -> list[str]:
    try:
        return scattered(text) if EVERY_WORKSPACE in text else breaches(text)
    except ParseError:
        return []  # the beginning of a statement that goes on elsewhere


HERE = Path(__file__).parents[1]
TESTS = [path for path in sorted(HERE.rglob("*.py")) if path.parent.name != "guards"]
JUDGED = [p for p in modules() if name_of(p).split("/")[0] in ("outreach", "engine")]


@pytest.mark.parametrize("path", JUDGED, ids=name_of)
def test_a_module_has_no_statement_that_spans_workspaces(path: Path) -> None:
    assert {text: wrong for text in statements(path) if (wrong := wrong_in(text))} == {}


def told_apart(path: Path) -> Iterator[str]:
    """The statements of a test module, but for the tests that need one server."""
    for node in tree(path).body:
        marks = [ast.unparse(mark) for mark in getattr(node, "decorator_list", ())]
        if isinstance(node, ast.Assign) and "one_server" in ast.unparse(node):
            return
        if "pytest.mark.one_server" in marks:
            continue
        for inner in ast.walk(node):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and SQL.match(_bare(inner.value)):
                yield inner.value


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(HERE)))
def test_a_test_joins_what_is_of_one_workspace(path: Path) -> None:
    """So that every test can run where workspaces are spread over several servers."""
    found: dict[str, list[str]] = {}
    for text in told_apart(path):
        with suppress(ParseError):
            if wrong := apart(text):
                found[text] = wrong
    assert found == {}


def test_only_these_look_in_every_workspace() -> None:
    found = Counter(name_of(path) for path in modules() for _, text in texts(path) if EVERY_WORKSPACE in text)
    assert dict(found) == SCANS


def used_counts(path: Path) -> list[str]:
    """Places that use the row count of a statement which counts what it selected, not what it inserted."""
    parents = {child: parent for parent in ast.walk(tree(path)) for child in ast.iter_child_nodes(parent)}
    wrong = []
    for call in ast.walk(tree(path)):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "run" and call.args):
            continue
        awaited = parents.get(call)
        if isinstance(awaited, ast.Await) and isinstance(parents.get(awaited), ast.Expr):
            continue
        query = call.args[0]
        text = query.value if isinstance(query, ast.Constant) else _value(path, getattr(query, "id", ""))
        if isinstance(text, str) and SQL.match(_bare(text)) and _counts(text):
            wrong.append(f"{name_of(path)}:{call.lineno}")
    return wrong


def _value(path: Path, name: str) -> object:
    module = importlib.import_module("outrider." + name_of(path).removesuffix(".py").replace("/", "."))
    return getattr(module, name, None)


def _counts(text: str) -> bool:
    try:
        return counts_what_it_selected(text)
    except ParseError:
        return False


def test_nothing_counts_rows_that_were_only_selected() -> None:
    assert [place for path in modules() if path.is_relative_to(SOURCE / "outreach") for place in used_counts(path)] == []


BOUND = "workspace_id = %(workspace_id)s"
INSERTED = "INSERT INTO tags (workspace_id)"
NOTED = "INSERT INTO lead_notes (workspace_id, lead_id)"
IN_UTC = "((next_at AT TIME ZONE 'UTC') + make_interval(secs => 3)) AT TIME ZONE 'UTC'"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT 1 FROM leads WHERE id = %(id)s AND workspace_id = workspace_id",
        f"SELECT 1 FROM leads WHERE {BOUND} OR id = %(id)s",
        f"SELECT 1 FROM leads l JOIN enrollments e ON e.workspace_id = l.workspace_id AND e.lead_id = l.id WHERE l.{BOUND}",
        f"SELECT 1 FROM leads l WHERE l.{BOUND} AND EXISTS (SELECT FROM enrollments e WHERE e.workspace_id = l.workspace_id)",
        f"SELECT (SELECT count(*) FROM messages) FROM leads WHERE {BOUND}",
        f"WITH a AS (SELECT id FROM leads FOR UPDATE SKIP LOCKED) SELECT 1 FROM messages m, a WHERE m.{BOUND}",
        f"SELECT 1 FROM leads WHERE {BOUND} UNION ALL SELECT 2 FROM messages",
        "UPDATE leads SET email = '' WHERE workspace_id = ANY (%(workspaces)s)",
        f"UPDATE leads l SET email = '' FROM messages m WHERE l.{BOUND} AND m.lead_id = l.id",
        "DELETE FROM leads WHERE id = %(id)s",
        "INSERT INTO leads (email) VALUES ('')",
        "INSERT INTO leads (workspace_id, email) SELECT workspace_id, '' FROM messages",
        f"UPDATE senders SET next_at = next_at + %(n)s * interval '1 second' WHERE {BOUND}",
        f"UPDATE senders SET next_at = next_at + make_interval(secs => 3) WHERE {BOUND}",
        f"UPDATE leads SET email = concat_ws(' ', first_name, last_name) WHERE {BOUND}",
        "INSERT INTO leads (workspace_id, email) VALUES (%s, %s) ON CONFLICT DO UPDATE SET email = concat(leads.email, 'x')",
        f"DELETE FROM events WHERE {BOUND} RETURNING date_trunc('day', created_at)",
        f"WITH a AS ({INSERTED} VALUES (%s) RETURNING id) SELECT id FROM a UNION ALL SELECT id FROM tags WHERE {BOUND}",
        f"{NOTED} SELECT l.workspace_id, l.id FROM leads l WHERE l.{BOUND}",
        f"{NOTED} SELECT l.workspace_id, l.id FROM leads l JOIN lists t ON t.{BOUND} WHERE l.{BOUND} FOR KEY SHARE OF t",
        f"WITH a AS (SELECT id FROM leads WHERE {BOUND}), b AS ({NOTED} SELECT %s, id FROM a) SELECT 1 FROM a",
        f"INSERT INTO webhook_deliveries (workspace_id, webhook_id) SELECT %s, id FROM webhooks WHERE {BOUND}",
        f"UPDATE leads SET updated_at = coalesce(updated_at, now()) WHERE {BOUND}",
        f"UPDATE leads SET custom = jsonb_build_object('a', email) WHERE {BOUND}",
        f"UPDATE leads SET id = nextval('leads_id_seq') WHERE {BOUND}",
        f"SELECT FROM leads WHERE {BOUND} FOR UPDATE",
        f"INSERT INTO tags (workspace_id, name) VALUES (%s, (SELECT max(name) FROM tags WHERE {BOUND}))",
        "INSERT INTO sessions (user_id) VALUES ((SELECT min(id) FROM users))",
        f"UPDATE users SET full_name = '' WHERE id IN (SELECT user_id FROM members WHERE {BOUND})",
        f"DELETE FROM staged s WHERE EXISTS (SELECT FROM leads l WHERE l.{BOUND} AND l.id = s.lead_id)",
        f"SELECT (SELECT l.custom FROM leads l WHERE l.{BOUND} AND l.id = s.lead_id) FROM staged s",
    ],
)
def test_the_rules_see_what_breaks_them(text: str) -> None:
    assert breaches(text)


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT 1 FROM leads l JOIN messages m ON m.{BOUND} AND m.lead_id = l.id WHERE l.{BOUND}",
        "SELECT 1 FROM leads l, messages m WHERE (l.workspace_id, m.workspace_id) = (%(workspace_id)s, %(workspace_id)s)",
        f"WITH leads AS (SELECT 1) SELECT * FROM leads, messages m WHERE m.{BOUND}",
        f"{INSERTED} SELECT l.workspace_id FROM leads l JOIN lists t ON t.workspace_id = l.workspace_id WHERE l.{BOUND}",
        f"UPDATE senders SET next_at = {IN_UTC} WHERE {BOUND}",
        "SELECT 1 FROM workspaces WHERE id = 1",
        f"{NOTED} SELECT l.workspace_id, l.id FROM leads l WHERE l.{BOUND} FOR KEY SHARE",
        f"{NOTED} SELECT l.workspace_id, l.id FROM leads l JOIN lists t ON t.{BOUND} WHERE l.{BOUND} FOR UPDATE OF l",
        "SELECT '100%%' FROM tags WHERE workspace_id = %s::bigint",
        f"DELETE FROM staged s WHERE s.lead_id IN (SELECT l.id FROM leads l WHERE l.{BOUND})",
        f"UPDATE staged s SET lead_id = l.id FROM leads l WHERE l.{BOUND} AND l.email = s.email",
        f"UPDATE leads SET custom = jsonb_build_object('a', %s::text) WHERE {BOUND}",
    ],
)
def test_the_rules_let_pass_what_is_bound(text: str) -> None:
    assert breaches(text) == []


_ONE_OF_JOBS = "SELECT true AS found FROM jobs j WHERE j.workspace_id = {} LIMIT 1"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT w.id FROM workspaces w CROSS JOIN LATERAL ({_ONE_OF_JOBS.format('w.id')}) d",
        "SELECT w.id FROM workspaces w CROSS JOIN LATERAL (SELECT count(*) AS n FROM jobs j WHERE j.workspace_id = w.id) d",
        "SELECT 1 FROM unnest(%s::bigint[]) AS u (id) CROSS JOIN LATERAL (SELECT min(id) FROM jobs WHERE workspace_id = u.id) d",
        "SELECT w.id FROM workspaces w WHERE EXISTS (SELECT FROM members m WHERE m.workspace_id = w.id)",
        f"SELECT 1 FROM (SELECT * FROM messages LIMIT 9) m CROSS JOIN LATERAL ({_ONE_OF_JOBS.format('m.workspace_id')}) d",
        "SELECT workspace_id FROM jobs FOR UPDATE SKIP LOCKED",
    ],
)
def test_the_rules_see_what_no_server_can_answer_for_its_own_workspaces(text: str) -> None:
    assert scattered(text)


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT t.workspace_id FROM seats t CROSS JOIN LATERAL ({_ONE_OF_JOBS.format('t.workspace_id')}) d WHERE t.is_default",
        "SELECT w.id FROM workspaces w WHERE w.id IN (SELECT workspace_id FROM members WHERE user_id = %s)",
        "SELECT s.workspace_id FROM senders s WHERE NOT EXISTS (SELECT FROM jobs j WHERE j.workspace_id = s.workspace_id)",
        "SELECT min(m.due_at) FROM (SELECT due_at FROM messages ORDER BY due_at LIMIT 9) m",
    ],
)
def test_the_rules_let_pass_what_each_server_answers_for_its_own(text: str) -> None:
    assert scattered(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "SELECT 1 FROM enrollments e JOIN leads l ON l.id = e.lead_id",
        "SELECT 1 FROM campaigns c, idempotency i",
        "SELECT 1 FROM steps s WHERE EXISTS (SELECT FROM events v JOIN messages m ON m.id = v.message_id)",
        "INSERT INTO tags VALUES (1, 2)",
        "UPDATE senders SET next_at = next_at + make_interval(secs => 3)",
        "DELETE FROM events e USING messages m WHERE m.id = e.message_id",
    ],
)
def test_the_rules_see_what_a_test_joins_across_workspaces(text: str) -> None:
    assert apart(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT 1 FROM enrollments e JOIN leads l ON l.workspace_id = e.workspace_id AND l.id = e.lead_id",
        f"SELECT 1 FROM enrollments e JOIN leads l ON l.{BOUND} AND l.id = e.lead_id WHERE e.{BOUND}",
        "SELECT 1 FROM leads l JOIN workspaces w ON w.id = l.workspace_id",
        "UPDATE senders SET status = 'paused'",
    ],
)
def test_the_rules_let_a_test_read_every_workspace(text: str) -> None:
    assert apart(text) == []


def test_a_count_of_selected_rows_is_seen() -> None:
    assert counts_what_it_selected("INSERT INTO tags (workspace_id) SELECT 1 ON CONFLICT DO NOTHING")


def test_one_name_is_one_parameter() -> None:
    assert numbered("%(a)s %(b)s %(a)s %%") == "$1 $2 $1 %"

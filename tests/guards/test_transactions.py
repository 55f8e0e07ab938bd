"""Nothing waits inside a transaction.

Whoever holds a connection while a mail server, another API or a client takes its time keeps it from everybody else; a handful of
slow ones then stop a process. So inside `async with ….scope()` (or a connection of the pool) nothing is awaited of `channels`,
`httpx` or a client of theirs, nothing sleeps, and nothing is yielded to a client. Read first, leave the transaction, then wait.

A line that must wait says why: `# waits: <reason>`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "outrider"
# What opens a transaction, by its last name; and objects that stand for something outside, by their usual names.
OPENS = {"scope", "connection", "work", "open_scope"}
OUTSIDE = {"http", "provider", "transport", "session", "smtp", "imap", "resolver"}
ESCAPE = "# waits:"
Function = ast.AsyncFunctionDef | ast.FunctionDef | ast.Lambda


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).parts[0] not in ("channels", "sandbox"))


def waits_in_transactions(path: Path) -> list[str]:
    """The lines of a module that wait while a transaction is open."""
    text = path.read_text()
    lines, module = text.splitlines(), ast.parse(text)
    outside = OUTSIDE | imported_from_outside(module)
    found = {
        f"{path.name}:{node.lineno} {what}"
        for function in ast.walk(module)
        if isinstance(function, ast.AsyncFunctionDef)
        for block in transactions(function)
        for node, what in waits(block, outside, hands_on=is_context_manager(function))
        if ESCAPE not in lines[node.lineno - 1]
    }
    return sorted(found)


def imported_from_outside(module: ast.Module) -> set[str]:
    """Names that a module has from `outrider.channels` or `httpx`."""
    names = set[str]()
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("outrider.channels", "httpx")):
            names |= {alias.asname or alias.name for alias in node.names}
        if isinstance(node, ast.Import):
            names |= {alias.asname or alias.name for alias in node.names if alias.name == "httpx"}
    return names


def is_context_manager(function: ast.AsyncFunctionDef) -> bool:
    return any("contextmanager" in ast.unparse(decorator) for decorator in function.decorator_list)


def transactions(function: ast.AsyncFunctionDef) -> Iterator[ast.AsyncWith]:
    """The blocks of a function itself that hold a transaction open."""
    for node in own(function.body):
        if isinstance(node, ast.AsyncWith) and any(opens(item.context_expr) for item in node.items):
            yield node


def opens(expression: ast.expr) -> bool:
    return isinstance(expression, ast.Call) and last_name(expression.func) in OPENS


def last_name(expression: ast.expr) -> str:
    match expression:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def first_name(expression: ast.expr) -> str:
    while isinstance(expression, ast.Attribute | ast.Call):
        expression = expression.func if isinstance(expression, ast.Call) else expression.value
    return expression.id if isinstance(expression, ast.Name) else ""


def own(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """Everything in a body but what functions defined there do: they run at another time."""
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Function):
            waiting += ast.iter_child_nodes(node)


def waits(block: ast.AsyncWith, outside: set[str], *, hands_on: bool) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """What waits in a block, and for what. `hands_on`: its function is a context manager, whose yield is its body."""
    bound = {ast.unparse(item.optional_vars) for item in block.items if item.optional_vars}
    for node in own(block.body):
        match node:
            case ast.Await(value=ast.Call(func=function)):
                if last_name(function) == "sleep":
                    yield node, "sleeps"
                elif first_name(function) in outside:
                    yield node, f"waits for {ast.unparse(function)}"
            case ast.AsyncWith(items=items) | ast.With(items=items):
                for item in items:
                    if isinstance(item.context_expr, ast.Call) and first_name(item.context_expr.func) in outside:
                        yield node, f"opens {ast.unparse(item.context_expr.func)}"
            case ast.AsyncFor(iter=ast.Call(func=function)) if first_name(function) in outside:
                yield node, f"waits for {ast.unparse(function)}"
            case ast.Yield(value=value):
                if not hands_on and (value is None or ast.unparse(value) not in bound):
                    yield node, "yields to whoever reads on"
            case _:
                pass


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_waits_inside_a_transaction(path: Path) -> None:
    assert waits_in_transactions(path) == []


OFFENDING = {
    "a client of httpx": """
import httpx
async def f(core):
    async with core.scope(1) as scope:
        await httpx.AsyncClient().get("https://x.example")
""",
    "a function of channels": """
from outrider.channels.email.verify import check_domain
async def f(core):
    async with core.scope(1) as scope:
        if True:
            await check_domain("x.example")
""",
    "a client of channels that is opened": """
from outrider.channels import webhook as wire
async def f(core):
    async with core.pool.connection() as conn:
        async with wire.client() as http:
            pass
""",
    "a provider": """
async def f(core, provider):
    async with core.scope(1) as scope:
        profile = await provider.profile("x")
""",
    "a pause": """
import asyncio
async def f(core):
    async with core.scope(1) as scope:
        await asyncio.sleep(1)
""",
    "an export that streams": """
async def lines(work):
    async with work() as scope:
        async for batch in stream(scope):
            yield batch
""",
}
HARMLESS = {
    "waiting afterwards": """
async def f(core, http):
    async with core.scope(1) as scope:
        row = await scope.one("SELECT 1")
    await http.post("https://x.example")
""",
    "a dependency that hands its scope on": """
async def scoped(core):
    async with core.scope(1) as scope:
        yield scope
""",
    "a function that runs later": """
async def f(core, http):
    async with core.scope(1) as scope:
        async def later():
            await http.get("https://x.example")
    return later
""",
    "a line that says why": """
async def f(core, http):
    async with core.scope(1) as scope:
        await http.get("https://x.example")  # waits: for a test of this guard
""",
}


@pytest.mark.parametrize("sample", OFFENDING.values(), ids=OFFENDING)
def test_the_guard_sees_what_waits(sample: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.py"
    path.write_text(sample)
    assert len(waits_in_transactions(path)) == 1


@pytest.mark.parametrize("sample", HARMLESS.values(), ids=HARMLESS)
def test_the_guard_lets_pass_what_does_not(sample: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.py"
    path.write_text(sample)
    assert waits_in_transactions(path) == []

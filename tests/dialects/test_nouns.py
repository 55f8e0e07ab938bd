"""Each dialect's errors speak in its vendor's nouns and ids, whatever the core calls things."""

import ast
import itertools
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import outrider
from outrider.channels.email import verify
from outrider.dialects import ALL, load
from outrider.dialects.kit.nouns import Nouns
from outrider.dialects.kit.problems import Problem
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.dialects.every_route import NUMBERED, Spoken
from tests.dialects.test_every_route import a_workspace, ghosts, linkedin_only
from tests.outreach.test_isolation import GHOST
from tests.zone import Zone

VENDORS = tuple(name for name in ALL if name != "outrider")
ERRORS = ("NotFound", "Invalid", "Conflict", "Forbidden", "PaymentRequired", "Unavailable")
SOURCES = Path(outrider.__file__).parent
# Nouns of the core that are nobody else's. ("seat" is Multilead's, too, and "workspace" NetworkHQ's and Instantly's.)
OURS = {
    "smartlead": r"suppression|enrollment|sender|seat|workspace",
    "instantly": r"suppression|enrollment|sender|seat|categor(y|ies)",
    "multilead": r"suppression|enrollment|sender|workspace",
    "networkhq": r"suppression|enrollment|sender|seat|categor(y|ies)",
    "makinari": r"suppression|enrollment|sender|seat|workspace|categor(y|ies)",
}
NUMBER = "7000000007"  # an id in a sentence of the core


def nouns(dialect: str) -> Nouns:
    return import_module(f"outrider.dialects.{dialect}.errors").NOUNS


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence of an error of the core, with its place; what it fills in is a number."""
    files = [*(SOURCES / "outreach").rglob("*.py"), *(SOURCES / "rules").rglob("*.py")]
    for file in (file for file in files if file.name != "installation.py"):  # which answers commands only
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS and node.args:
                text = node.args[0]
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield f"{file.name}:{node.lineno}", text.value
                elif isinstance(text, ast.JoinedStr):
                    parts = [part.value if isinstance(part, ast.Constant) else NUMBER for part in text.values]
                    yield f"{file.name}:{node.lineno}", "".join(map(str, parts))


def unquoted(text: str) -> str:
    return re.sub(r"""'[^']*'|"[^"]*"|\S*/\S*|\w+_\w+""", "", text)


@pytest.mark.parametrize("dialect", VENDORS)
def test_no_sentence_of_the_core_has_a_noun_that_is_not_the_vendors(dialect: str) -> None:
    said = [(place, nouns(dialect).said(Problem(404, "x", text)).message) for place, text in sentences()]
    assert len(said) > 300
    wrong = [(place, text) for place, text in said if re.search(rf"\b({OURS[dialect]})s?\b", unquoted(text), re.IGNORECASE)]
    assert wrong == []


@pytest.mark.parametrize("dialect", [name for name in VENDORS if name not in NUMBERED])
def test_no_number_of_a_row_stands_where_the_vendor_shows_none(dialect: str) -> None:
    said = [(place, nouns(dialect).said(Problem(404, "x", text)).message) for place, text in sentences()]
    assert [(place, text) for place, text in said if re.match(rf"There is no [a-z ]+ {NUMBER}", text)] == []


@pytest.mark.parametrize(
    ("dialect", "ours", "theirs"),
    [
        ("smartlead", "There is no such sender.", "There is no such email account."),
        ("smartlead", "There is no lead 15 in this workspace.", "There is no lead 15 in this account."),
        ("smartlead", "There is no suppression 15 in this workspace.", "There is no block list entry 15 in this account."),
        ("instantly", "There is no suppression 15 in this workspace.", "Block list entry not found"),
        ("instantly", "There is no such category.", "Lead label not found"),
        ("instantly", "A category with this name exists already.", "A lead label with this name exists already."),
        ("instantly", "A placement test needs senders.", "An inbox placement test needs accounts."),
        ("instantly", "There is a tag 'sender' already.", "There is a custom tag 'sender' already."),
        ("multilead", "This workspace no longer exists.", "This team no longer exists."),
        ("networkhq", "There is no such lead in a campaign.", "There is no such lead."),
        ("makinari", "There is no such lead in a campaign.", "Lead not found"),
    ],
)
def test_what_the_core_says_in_the_vendors_nouns(dialect: str, ours: str, theirs: str) -> None:
    said = nouns(dialect).said(Problem(404, "x", ours))
    assert said.message == theirs
    assert nouns(dialect).said(said).message == theirs


@pytest.mark.timeout(300)
@pytest.mark.parametrize("dialect", VENDORS)
async def test_no_answer_to_an_id_that_is_not_there_says_our_nouns(
    core: Core, workspace: Installed, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every route, with each of its ids in turn that of nothing: what is refused by routes, by the core and by the models.

    What Smartlead's routes do not find is named by its field as well.
    """
    monkeypatch.setattr(verify, "default_resolver", Zone)
    spoken = Spoken(load(dialect).app(core, Settings(rate_limits=dict.fromkeys(ALL, "off"))))
    own = await a_workspace(core, workspace, "Own")
    if dialect == "networkhq":
        await linkedin_only(core, workspace)
    nobodys, turns, wrong, unnamed = ghosts(own), itertools.count(1), list[str](), list[str]()
    async with spoken.client(workspace.key) as api:
        for route in spoken.routes:
            for place in route.places:
                answer = await api.request(**route.request(nobodys, own, place, next(turns)))
                text = unquoted(answer.text.replace('"', " ")) if answer.status_code >= 400 else ""
                row = re.search(rf"\b{GHOST // 10_000}\d{{4}}\b", text) if dialect not in NUMBERED else None
                if row or re.search(rf"\b({OURS[dialect]})s?\b", text, re.IGNORECASE):
                    wrong.append(f"{route} {place}: {answer.text[:200]}")
                if dialect == "smartlead" and answer.status_code == 404 and "field" not in answer.json():
                    unnamed.append(f"{route} {place}: {answer.text[:200]}")
    assert wrong == []
    assert unnamed == []

"""What README and docs say about the code is true of the code."""

import re
from pathlib import Path

from outrider import dialects
from outrider.outreach.tenancy import preferences
from outrider.settings import ELSEWHERE, PREFIX, Settings

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SETTINGS = (DOCS / "settings.md").read_text()
GUARANTEES = (DOCS / "guarantees.md").read_text()
AGENTS = (DOCS / "agents.md").read_text()
DIALECTS = (DOCS / "dialects.md").read_text()


def configuration_table() -> str:
    """The table of environment variables."""
    lines = ["| variable | default | meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias or f"OUTRIDER_{name.upper()}")
        default = field.get_default(call_default_factory=True)
        written = ",".join(default) if isinstance(default, list) else default
        shown = "" if default in (None, {}, (), []) else f"`{written}`"
        lines.append(f"| `{variable}` | {shown} | {field.description} |")
    return "\n".join(lines)


def test_every_setting_is_documented() -> None:
    assert configuration_table() in SETTINGS, "paste this into docs/settings.md:\n" + configuration_table()


def test_every_other_variable_is_documented() -> None:
    assert [name for name in sorted(ELSEWHERE) if f"| `{PREFIX}{name}` |" not in SETTINGS] == []


def preferences_table() -> str:
    """The table of what a workspace can set."""
    rows = [f"| `{p.key}` | {p.takes} | {p.meaning} |" for p in preferences.PREFERENCES]
    return "\n".join(["| key | takes | meaning |", "| --- | --- | --- |", *rows])


def test_everything_a_workspace_can_set_is_documented() -> None:
    assert preferences_table() in SETTINGS, "paste this into docs/settings.md:\n" + preferences_table()


def test_every_dialect_is_documented() -> None:
    for dialect in dialects.available():
        row = f"| {dialect.title} | `{dialect.path}{dialect.api_base}`"
        assert row in DIALECTS, row
        assert f"{len(dialect.tools())} at `/mcp/{dialect.name}`" in DIALECTS, (dialect.name, len(dialect.tools()))


def test_the_tokens_are_of_the_tools_that_there_are() -> None:
    for dialect in dialects.available():
        assert f"| {dialect.name} | {len(dialect.tools())} tools, " in AGENTS, dialect.name


def test_every_test_that_proves_a_guarantee_exists() -> None:
    rows = [line for line in GUARANTEES.splitlines() if line.startswith("| **")]
    promised = [part.strip("` ") for row in rows for part in row.split("|")[3].split(",")]
    assert len(promised) >= 8
    for reference in promised:
        path, _, name = reference.partition("::")
        source = (ROOT / path).read_text()
        assert f"def {name}(" in source or name == "", reference


def test_every_link_between_documents_leads_somewhere() -> None:
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")]
    links = [(file, link) for file in documents for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", file.read_text())]
    assert [(str(file), link) for file, link in links if not (file.parent / link).exists()] == []

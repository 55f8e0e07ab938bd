"""What the README says of the code is true of the code."""

from pathlib import Path

from outrider import dialects
from outrider.outreach.tenancy import preferences
from outrider.settings import Settings

README = (Path(__file__).parent.parent / "README.md").read_text()


def configuration_table() -> str:
    """The README's table of settings."""
    lines = ["| variable | default | meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias or f"OUTRIDER_{name.upper()}")
        default = field.get_default(call_default_factory=True)
        shown = "" if default in (None, {}, ()) else f"`{default}`"
        lines.append(f"| `{variable}` | {shown} | {field.description} |")
    return "\n".join(lines)


def test_every_setting_is_in_the_readme() -> None:
    assert configuration_table() in README, "paste this into README.md:\n" + configuration_table()


def preferences_table() -> str:
    """The README's table of what a workspace can set."""
    rows = [f"| `{p.key}` | {p.takes} | {p.meaning} |" for p in preferences.PREFERENCES]
    return "\n".join(["| key | takes | meaning |", "| --- | --- | --- |", *rows])


def test_everything_a_workspace_can_set_is_in_the_readme() -> None:
    assert preferences_table() in README, "paste this into README.md:\n" + preferences_table()


def test_every_dialect_is_in_the_readme() -> None:
    for dialect in dialects.available():
        row = f"| {dialect.title} | `/{dialect.name}{dialect.api_base}`"
        assert row in README, row
        assert f"{len(dialect.tools())} at `/mcp/{dialect.name}`" in README, (dialect.name, len(dialect.tools()))


def test_every_test_that_proves_a_guarantee_exists() -> None:
    rows = [line for line in README.splitlines() if line.startswith("| **")]
    promised = [part.strip("` ") for row in rows for part in row.split("|")[3].split(",")]
    assert len(promised) >= 8
    for reference in promised:
        path, _, name = reference.partition("::")
        source = (Path(__file__).parent.parent / path).read_text()
        assert f"def {name}(" in source or name == "", reference

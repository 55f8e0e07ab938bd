"""What the files for containers and systemd say of us: settings that exist, commands that exist, and time enough to stop."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from outrider.cli import app
from outrider.settings import Settings

ROOT = Path(__file__).parents[2]
FILES = ("Dockerfile", "compose.yaml", "deploy/outrider.service")


def names() -> set[str]:
    """The environment variables that settings are read from."""
    return {f"OUTRIDER_{name}".upper() for name in Settings.model_fields}


@pytest.mark.parametrize("file", FILES)
def test_the_settings_exist(file: str) -> None:
    assert set(re.findall(r"\bOUTRIDER_[A-Z_]+", (ROOT / file).read_text())) <= names()


def test_the_commands_exist() -> None:
    text = "".join((ROOT / file).read_text() for file in FILES)
    run = re.findall(r'CMD \["(\w+)"|command: \[(\w+)|bin/outrider (\w+)', text)
    commands = {word for found in run for word in found if word and word != "python"}
    assert commands == {"up", "worker"}
    assert commands <= get_command(app).commands.keys()  # type: ignore[attr-defined]

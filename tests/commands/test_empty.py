"""What commands say where there is nothing: tables have their headings, and a sentence names the next step."""

from pathlib import Path

import pytest

from tests.commands.running import outrider, running

TABLES = {
    "key list": "id\tname",
    "approvals": "id\tstate",
    "audit --search nothing-of-the-kind": "id\tat",
    "notices": "at\tto",
    "seed list": "id\taddress",
    "connection list": "id\tclient",
    "workspace list": "id\tname",
}


def test_every_table_has_a_heading(tmp_path: Path, database: str) -> None:
    env = {"DATABASE_URL": database, "OUTRIDER_DATA_DIR": str(tmp_path)}
    with running("up", "--port", "0", **env) as up:
        up.line("ready ")
        for command, heading in TABLES.items():
            said = outrider(*command.split(), **env)
            assert said.stdout.startswith(heading), command
            assert said.stderr == "", command
        up.stop()


@pytest.mark.parametrize("command", ["key list", "approvals", "audit", "explain campaign 5", "workspace", "seed list"])
def test_without_an_installation_the_next_step_is_named(tmp_path: Path, command: str) -> None:
    said = outrider(*command.split(), "--data", tmp_path / "none", check=False)
    assert said.returncode == 1
    assert "start `outrider up` there first" in said.stderr


def test_a_database_that_nothing_answers_for_is_said(tmp_path: Path) -> None:
    nowhere = "postgresql://nobody@127.0.0.1:1/none"
    said = outrider("key", "list", "--data", tmp_path, check=False, DATABASE_URL=nowhere)
    assert said.returncode == 1
    assert said.stderr.startswith("The database cannot be reached. Check DATABASE_URL")

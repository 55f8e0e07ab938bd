"""`outrider notices`: links to where the pages are."""

from dataclasses import replace
from pathlib import Path

import pytest

from outrider.commands.notices import unsent
from outrider.engine.work import system_mail
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import notices
from outrider.outreach.tenancy.notices import Notice
from outrider.outreach.tenancy.workspaces import Installed
from outrider.process import keep_address, kept_address
from outrider.settings import Settings

HERE = "http://127.0.0.1:9000"


@pytest.mark.parametrize(
    ("public_url", "begins"), [(None, f"{HERE}/reset/"), ("https://out.example", "https://out.example/reset/")]
)
async def test_a_link_leads_to_where_the_pages_were_last_served(
    core: Core, workspace: Installed, database: str, tmp_path: Path, public_url: str | None, begins: str
) -> None:
    settings = Settings.model_validate(
        {"database_url": database, "data_dir": tmp_path, "secret_key": "a secret of the tests", "public_url": public_url}
    )
    keep_address(settings, HERE)
    async with core.scope(workspace.workspace_id) as scope:
        await notices.send(scope, Notice("vera@acme.example", "Reset", "{link}", "/reset/abc"))
    (_heading, line) = await unsent(settings)
    assert line.split("\t")[-1].startswith(begins)


def test_where_nothing_was_served_there_is_no_address(tmp_path: Path) -> None:
    assert kept_address(Settings(data_dir=tmp_path)) is None


def test_a_directory_that_cannot_be_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    settings = Settings(data_dir=tmp_path / "data")
    keep_address(settings, HERE)
    assert kept_address(settings) is None


async def test_a_mail_sent_by_a_process_that_serves_the_pages_leads_there(core: Core, workspace: Installed) -> None:
    serving = replace(core, local_url=HERE)
    assert await system_mail.base_of(serving, Settings(), workspace.workspace_id) == HERE

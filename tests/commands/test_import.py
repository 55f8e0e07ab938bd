"""`outrider import leads`: files as people have them."""

from pathlib import Path

import pytest
from rich.console import Console

from outrider.commands.import_leads import import_leads
from outrider.errors import Invalid
from outrider.outreach.base.scope import Core
from outrider.outreach.leads import leads
from outrider.outreach.tenancy import workspaces
from outrider.settings import Settings

HEADER = "email,first_name\n"


@pytest.fixture
def settings(database: str) -> Settings:
    return Settings(database_url=database, secret_key="a secret of the tests")


def rejects(file: Path) -> list[list[str]] | None:
    """The lines of the reject file, if there is one."""
    path = file.with_name(f"{file.name}.reject.csv")
    return [line.split(",", 2) for line in path.read_text().splitlines()] if path.exists() else None


async def imported(settings: Settings, file: Path, **columns: str) -> None:
    await import_leads(settings, file, "Founders", None, columns, Console(stderr=True))


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + "email;first_name\njane@x.example;Jürgen\n".encode(),
        "email,first_name\njane@x.example,Jürgen\n".encode(),
        "email;first_name\r\njane@x.example;Jürgen\r\n".encode("cp1252"),
        "email\tfirst_name\njane@x.example\tJürgen".encode("cp1252"),
        'email|first_name\n"jane@x.example"|"Jürgen"\n'.encode(),
        b"Email Address,FIRST NAME\n jane@x.example , " + "Jürgen\n".encode(),
    ],
    ids=["mark and semicolons", "commas", "western", "tabs, no last line end", "bars", "other headings"],
)
async def test_spreadsheets_of_all_kinds_are_read(
    settings: Settings, core: Core, workspace: workspaces.Installed, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(content)
    await imported(settings, file)
    async with core.scope(workspace.workspace_id) as scope:
        [lead] = await leads.search(scope)
    assert (lead.email, lead.first_name) == ("jane@x.example", "Jürgen")
    assert rejects(file) is None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"), (b"Jane,Doe\nj@x.example,Roe\n", "map one to email. It has: Jane, Doe"),
        (b"email\x00,first\n", "UTF-8"),
    ],
)  # fmt: skip
async def test_what_is_no_such_file_is_said(
    settings: Settings, workspace: workspaces.Installed, tmp_path: Path, content: bytes, says: str
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(content)
    with pytest.raises(Invalid, match=says):
        await imported(settings, file)
    assert rejects(file) is None


async def test_a_wrong_column_or_field_is_said(settings: Settings, workspace: workspaces.Installed, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(HEADER)
    with pytest.raises(Invalid, match=r"no column 'mail'\. It has: email, first_name"):
        await imported(settings, file, mail="email")
    with pytest.raises(Invalid, match="custom:shoe_size"):
        await imported(settings, file, first_name="shoe_size")


async def test_every_line_is_counted_and_every_refused_one_explained(
    settings: Settings, workspace: workspaces.Installed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(
        HEADER.encode() + b"a@x.example,Ann\nnobody,Bob\n,Cid\nd@x.example,D,extra\na@x.example,Ann\n\n"
        + "e@x.example,Zoë\n".encode() + b"f@x.example,Ren\xe9\n" + b'"g@x.example,Gus\n'
    )  # fmt: skip
    await imported(settings, file)
    counts = dict(line.split("\t") for line in capsys.readouterr().out.splitlines())
    assert counts == {"created": "3", "updated": "0", "duplicate": "1", "suppressed": "0", "invalid": "4"}
    [head, *refused] = rejects(file) or []
    assert head == ["line", "result", "reason"]
    assert all(reason for _, _, reason in refused)
    assert [(line, what) for line, what, _ in refused] == [
        ("3", "invalid"), ("4", "invalid"), ("5", "invalid"), ("6", "duplicate"), ("10", "invalid"),
    ]  # fmt: skip
    file.write_text(HEADER + "a@x.example,Anna\n")
    await imported(settings, file)
    assert "already_member\t1" in capsys.readouterr().out
    assert rejects(file) is None

"""Files of imports: CSV as spreadsheets and exporters write it, and workbooks."""

import asyncio
import bz2
import csv
import gzip
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from outrider.errors import Invalid
from outrider.outreach.base import tables, workbooks
from outrider.outreach.base.scope import Core
from outrider.outreach.base.tables import LONGEST_LINE, Record, records
from outrider.outreach.enrollments.imports import ImportResult, import_csv, mapping_of
from outrider.outreach.leads import leads
from outrider.outreach.leads.staging import OTHER_ADDRESSES
from outrider.outreach.tenancy.workspaces import Installed
from tests.table_corpus import Table
from tests.table_corpus import tables as table_corpus


def known(heading: str) -> bool:
    return heading.casefold() == "email"


def read(content: bytes | str) -> list[Record]:
    return list(records(io.BytesIO(content.encode() if isinstance(content, str) else content), known))


def cells(content: bytes | str) -> list[list[str]]:
    return [record.cells for record in read(content)]


TABLES = table_corpus()
ONE = [["Email", "Name"], ["a@x.test", "Ann"]]


@pytest.mark.parametrize(
    "content",
    [
        "Email,Name\na@x.test,Ann\n",
        "sep=;\r\nEmail;Name\r\na@x.test;Ann\r\n",
        "\ufeff\"sep=|\"\r\nEmail|Name\r\na@x.test|Ann\r\n",
        "\n\n,,\nEmail,Name\n\n,\na@x.test,Ann\n,\n",
        "Email,Name\ra@x.test,Ann\r",
        "Email,Name,,\na@x.test,Ann,,,\n",
        'Email, "Name"\na@x.test, "Ann"\n',
        "My contacts\nEmail\tName\na@x.test\tAnn\n",
        "Email\tName\na@x.test\tAnn\n".encode("utf-16"),
        "Email\tName\na@x.test\tAnn\n".encode("utf-16-be"),
        '\ufeff"Email","Name"\n"a@x.test","Ann"\n',
        "# exported today\n# by Eve, Mal\nEmail,Name\na@x.test,Ann\n",
        "Report: contacts\nDate,2026-01-02\n\nEmail,Name,\na@x.test,Ann,\n",
        '"Email,Name"\n"a@x.test,Ann"\n',
        '"Email;Name"\n\n"a@x.test;""Ann"""\n',
        "Email,Name;\na@x.test,Ann;\n",
        "'Email','Name'\n'a@x.test','Ann'\n",
        "“Email”;“Name”\n“a@x.test”;“Ann”\n",
    ],
)  # fmt: skip
def test_one_row_in_many_forms(content: bytes | str) -> None:
    assert cells(content) == ONE


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_tables_of_many_forms_and_encodings(table: Table) -> None:
    assert cells(table.content)[1:] == table.rows


def test_a_line_quoted_as_a_whole_among_others_is_read() -> None:
    assert cells('Email,Name\na@x.test,Ann\n"b@x.test,""Bob, Jr"""\n')[2] == ["b@x.test", "Bob, Jr"]


def test_what_is_in_columns_without_a_heading_is_left_out() -> None:
    assert cells("Email,Name,,\na@x.test,Ann,x,y\n") == ONE


def test_a_row_with_more_cells_than_the_line_of_headings_is_refused() -> None:
    assert read("Email,Name,,\na@x.test,Ann,x,y,z\n")[1].error == "columns: 5 instead of 4"


def test_a_quoted_heading_holds_delimiters_and_lines() -> None:
    assert cells('Email;"Notes (a, b,\nc; d)"\na@x.test;"e;\nf"\n') == [["Email", "Notes (a, b,\nc; d)"], ["a@x.test", "e;\nf"]]


def test_short_rows_are_filled_and_long_ones_refused_with_their_line() -> None:
    found = read('Email,Name,Note\na@x.test\n"b@x.test","x","two\nlines",4\nc@x.test,C\n')
    assert [(r.line, r.cells, r.error) for r in found[1:]] == [
        (2, ["a@x.test", "", ""], ""),
        (3, [], "columns: 4 instead of 3, up to line 4"),
        (5, ["c@x.test", "C", ""], ""),
    ]


def test_a_huge_field_is_a_refused_row() -> None:
    found = read("Email,Note\na@x.test," + "x" * (csv.field_size_limit() + 1) + "\nb@x.test,B\n")
    assert found[1].error.startswith("not_csv: ")
    assert found[2].cells == ["b@x.test", "B"]


def test_a_huge_line_is_a_refused_row() -> None:
    found = read("Email,Note\na@x.test," + "x," * LONGEST_LINE + "\nb@x.test,B\n")
    assert (found[1].line, found[1].error.partition(":")[0]) == (2, "too_long")
    assert (found[2].line, found[2].cells) == (3, ["b@x.test", "B"])


OTHERS = [["b@x.test", "Bob", "CTO"], ["c@x.test", "Lee, Carol", "CFO"], ["d@x.test", "Dan", ""]]
REST = 'b@x.test,Bob,CTO\nc@x.test,"Lee, Carol",CFO\nd@x.test,Dan\n'


@pytest.mark.parametrize(
    ("broken", "rest"),
    [
        ('a@x.test,"Ann,CEO\n', REST),
        ('"a@x.test,Ann,CEO\n', REST),
        ('a@x.test,Ann,"\n', REST),
        ('a@x.test,"Ann,CEO\n', REST.replace('"Lee, Carol"', '"""Lee, Carol"""')),
        ('"a@x.test","Ann,CEO\n', '"b@x.test","Bob","CTO"\n"c@x.test","Lee, Carol","CFO"\n"d@x.test","Dan",""\n'),
        ('a@x.test,"Ann,CEO\n', REST + 'e@x.test,"Eve\n'),
    ],
    ids=range(6),
)
def test_a_quotation_mark_that_is_not_closed_costs_its_own_row_only(broken: str, rest: str) -> None:
    found = read("Email,Name,Title\n" + broken + rest)[1:]
    assert (found[0].line, found[0].error.partition(":")[0]) == (2, "unclosed_quote")
    taken = [[cell.strip('"') for cell in record.cells] for record in found if not record.error]
    assert taken == OTHERS


def test_two_stray_quotation_marks_in_different_rows_hide_none_between_them() -> None:
    found = read('Email,Name,Title\na@x.test,"Ann,CEO\nb@x.test,Bob,CTO\nc@x.test,Carol",CFO\nd@x.test,Dan,COO\n')
    assert [record.line for record in found if not record.error] == [1, 3, 4, 5]


@pytest.mark.parametrize("rows", [2000, 20_000])
def test_many_rows_after_an_unclosed_quotation_mark_are_read(rows: int) -> None:
    found = read('Email,Name\na@x.test,"Ann\n' + "".join(f"b{n}@x.test,Bob\n" for n in range(rows)))
    assert [(record.line, bool(record.error)) for record in (found[1], found[2], found[-1])] == [
        (2, True),
        (3, False),
        (rows + 2, False),
    ]


def test_a_file_that_ends_within_a_note_loses_that_row_only() -> None:
    found = read('Email,Note\na@x.test,A\nb@x.test,"She said:\nlet us talk\nin Ma')
    assert [(r.line, r.end, r.error.partition(":")[0]) for r in found[2:]] == [(3, 5, "unclosed_quote")]


@pytest.mark.parametrize(
    "note",
    ["two\nlines", "Contacts:\nbob@x.test, CEO\ncarol@x.test, CFO", "a, b, c\nd, e, f", "x\n" * 900, 'the ""big""\none'],
    ids=range(5),
)
def test_lines_within_a_closed_quotation_stay_together(note: str) -> None:
    found = read(f'Email,Note\na@x.test,"{note}"\nb@x.test,B\n')
    assert [record.cells[0] for record in found] == ["Email", "a@x.test", "b@x.test"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (r'"The \"Best, Co\""', 'The "Best, Co"'),
        (r'"6\""', '6"'),
        (r'"\"A\" and \"B\""', '"A" and "B"'),
        (r'"C:\\new"', r"C:\\new"),
    ],
)
def test_a_quotation_mark_behind_a_backslash_moves_no_cell(cell: str, said: str) -> None:
    found = read(f"Email,Company,City,Phone\na@x.test,{cell},Rome\nb@x.test,Plain,Oslo,1\n")
    assert [record.cells for record in found[1:]] == [["a@x.test", said, "Rome", ""], ["b@x.test", "Plain", "Oslo", "1"]]


def test_unclosed_headings_are_refused() -> None:
    with pytest.raises(Invalid, match="Line 1"):
        read('Email,"Name\na@x.test,Ann\nb@x.test,Bob\n')


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n,,\n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "XLSX"),
        (b"PK\x03\x04 and nothing", "broken"),
        (",".join(["Email", *map(str, range(tables.tables.MAX_COLUMNS))]).encode(), "columns"),
        (b"Email," + b"x" * 300 + b"\na@x.test,1\n", "longer than 255"),
    ],
)
def test_what_is_not_a_table_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        read(content)


def compound(*names: str) -> bytes:
    """A compound file with these streams, its directory behind 100 kB of them."""
    sector = 200
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + (9).to_bytes(2, "little") + bytes(16) + sector.to_bytes(4, "little")
    )
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *names))
    return header.ljust((sector + 1) * 512, b"\0") + entries


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return file.getvalue()


MAIL = (
    "Return-Path: <a@x.test>\r\nReceived: from x\r\n\tby y; Mon\r\n"
    "From: Ann <a@x.test>\r\nTo: b@x.test\r\nSubject: Hi\r\n\r\nHi, you\r\n"
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "a PDF document"),
        (b'[{"email": "a@x.test"}]', "JSON"),
        (b'\xef\xbb\xbf{\n  "leads": []}', "JSON"),
        ('{"email": "a@x.test"}\n{"email": "b@x.test"}\n'.encode("utf-16"), "JSON"),
        (b"\r\n<!DOCTYPE html>\n<html><body><table><tr><td>Email", "web page"),
        (b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>", "web page"),
        (b"<!-- saved --><table border=1><tr><th>Email</th></tr></table>", "web page"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="x">', "Excel"),
        (b'<?xml version="1.0"?><leads><lead/></leads>', "XML"),
        (b"{\\rtf1\\ansi Email, Name}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "image"),
        (b"RIFF\x00\x01\x00\x00WEBPVP8 ", "WebP"),
        (gzip.compress(b"Email\na@x.test\n"), "gzip"),
        (bz2.compress(b"Email\na@x.test\n"), "bzip2"),
        (compound("EncryptionInfo", "EncryptedPackage"), "password"),
        (compound("Workbook"), "XLS"),
        (compound("WordDocument"), "Word"),
        (compound("__properties_version1.0"), "Outlook message"),
        (archive("Index/Document.iwa", "preview.jpg"), "Numbers"),
        (archive("mimetype", "content.xml", "META-INF/manifest.xml"), "OpenDocument"),
        (archive("[Content_Types].xml", "word/document.xml"), "Word"),
        (archive("[Content_Types].xml", "xl/workbook.bin"), "XLSB"),
        (archive("photo.jpg"), "archive"),
        (MAIL.encode(), "email message"),
        (b"From a@x.test Mon Mar  2 09:00:00 2026\n" + MAIL.replace("\r", "").encode(), "email message"),
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\nEMAIL:a@x.test\r\n", "vCard"),
        (b"dn: cn=Ann,o=x\ncn: Ann\nmail: a@x.test\n", "LDIF"),
        (b"ID;PWXL;N;E\nP;PGeneral\n", "SYLK"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08" * 20, "not text"),
    ],
    ids=range(31),
)
def test_what_another_program_wrote_is_named(content: bytes, said: str) -> None:
    with pytest.raises(Invalid, match=said) as caught:
        read(content)
    assert ("CSV" in caught.value.message, "XLSX" in caught.value.message) == (True, True)


@pytest.mark.parametrize(
    "first",
    [
        "ID;Position;Email",
        "Email: work,Name: full,Note: x",
        "[Email],[Name]",
        "<Email>,<Name>",
        "{{email}},{{name}}",
        "From,To,Subject,Email",
        "PK,Email",
        "BZhe,Email",
        "MM,Email",
        "%PDF,Email",
    ],
)
def test_odd_headings_are_a_table(first: str) -> None:
    assert len(read(first + "\n" + "x,y\n")) >= 1


def workbook(*sheets: list[list[object]], hidden: int = 0) -> bytes:
    book = Workbook()
    del book["Sheet"]
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"S{number}")
        sheet.sheet_state = "hidden" if number < hidden else "visible"
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_gives_what_its_cells_show() -> None:
    rows: list[list[object]] = [
        [], ["Email", "Phone", "Since", "Score", "Paid", "Nothing"],
        ["a@x.test", 4930123456, date(2026, 3, 1), 1.5, True, None], ["b@x.test", 2.0, None, "#N/A"],
    ]  # fmt: skip
    assert cells(workbook(rows))[1:] == [
        ["a@x.test", "4930123456", "2026-03-01", "1.5", "TRUE", ""], ["b@x.test", "2", "", "", "", ""],
    ]  # fmt: skip


def test_the_line_of_a_workbooks_row_is_its_number() -> None:
    assert [record.line for record in read(workbook([[], ["Email"], [], ["a@x.test"]]))] == [2, 4]


def test_the_first_visible_sheet_with_known_headings_is_read() -> None:
    secret: list[list[object]] = [["Email"], ["secret@x.test"]]
    notes: list[list[object]] = [["How to use this file"], ["Read it", "twice"]]
    assert cells(workbook(secret, notes, [["Email"], ["a@x.test"]], hidden=1)) == [["Email"], ["a@x.test"]]


def test_a_formula_is_read_by_its_saved_value() -> None:
    content = workbook([["Email", "Name"], ["a@x.test", "=1+1"]])
    source, saved = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(saved, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"))
    assert cells(saved.getvalue())[1] == ["a@x.test", "2"]


def bent(content: bytes, **changes: tuple[bytes, bytes]) -> bytes:
    """A workbook in whose files something is replaced; `sheet` stands for the first sheet."""
    names = {"sheet": "xl/worksheets/sheet1.xml", "styles": "xl/styles.xml", "book": "xl/workbook.xml"}
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            text = source.read(name)
            for key, (old, new) in changes.items():
                text = text.replace(old, new) if names[key] == name else text
            archive.writestr(name, text)
    return target.getvalue()


def test_numbers_are_shown_in_their_format() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Email", "Zip", "Share", "Sum"], ["a@x.test", 1067, 0.25, 0.1 + 0.2]):
        sheet.append(row)
    sheet["B2"].number_format, sheet["C2"].number_format = "00000", "0%"
    file = io.BytesIO()
    book.save(file)
    assert cells(file.getvalue())[1] == ["a@x.test", "01067", "25%", "0.3"]


def test_what_is_merged_over_several_rows_holds_for_each() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["People", None], ["Company", "Email"], ["Acme", "a@x.test"], [None, "b@x.test"], ["Roe", "c@x.test"]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A3:A4")
    file = io.BytesIO()
    book.save(file)
    assert cells(file.getvalue())[1:] == [["Acme", "a@x.test"], ["Acme", "b@x.test"], ["Roe", "c@x.test"]]


def test_styles_and_charts_that_a_library_would_refuse_are_not_in_the_way() -> None:
    book = Workbook()
    book.create_chartsheet("Chart", 0)
    sheet = book["Sheet"]
    for row in ONE:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    odd = (b"<fill>", b"<fill><strange/>")
    assert cells(bent(file.getvalue(), styles=odd)) == ONE


def test_what_excel_escapes_in_texts_is_read() -> None:
    assert cells(workbook([["Email", "Name"], ["a@x.test_x000D_", "Ann"]])) == ONE


def test_a_strict_workbook_is_refused_by_name() -> None:
    content = workbook([["Email"], ["a@x.test"]])
    strict = (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    with pytest.raises(Invalid, match="Strict"):
        read(bent(content, book=strict))


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook([["Email", "Note"], *[["a@x.test", "x" * 1000] for _ in range(200)]])
    monkeypatch.setattr(workbooks, "MAX_UNPACKED", 100_000)
    with pytest.raises(Invalid, match="too large"):
        read(content)


def test_a_row_of_an_impossible_number_ends_the_reading() -> None:
    content = workbook([["Email"], ["a@x.test"]])
    source, bent = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(bent, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'<row r="2">', b'<row r="2000000000">'))
    with pytest.raises(Invalid, match="rows"):
        read(bent.getvalue())


def test_an_archive_of_something_else_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("leads.csv", "Email\na@x.test\n")
    with pytest.raises(Invalid, match="an archive that holds"):
        read(file.getvalue())


def test_repeated_headings_become_numbered_custom_fields() -> None:
    header = ["Email", "Note", "note", "Note", "Email", ""]
    assert mapping_of(header) == ["email", "custom:Note", "custom:note", "custom:Note 2", "custom:Email", None]
    assert mapping_of(["x", "Note", "Note"], {"x": "email", "Note": "job_title"}) == ["email", "job_title", "custom:Note"]


def test_the_only_column_of_addresses_needs_no_known_heading() -> None:
    rows = [["Ann", "a@x.test", "Ask first"], ["Bob", "b@x.test; bob@y.test", ""]]
    assert mapping_of(["First name", "Elpost", "Note"], None, rows) == ["first_name", "email", "custom:Note"]
    for header in (["Who", "Elpost", "Note"], ["First name", "Elpost", "Other"]):
        with pytest.raises(Invalid, match="map one"):
            mapping_of(header, None, [["Ann", "a@x.test", "b@x.test"]])


def test_a_line_of_people_is_not_taken_for_headings() -> None:
    with pytest.raises(Invalid, match="line of headings"):
        mapping_of(["a@x.test", "Ann"], None, [["b@x.test", "Bob"]])


async def imported(core: Core, workspace: Installed, path: Path, content: bytes) -> ImportResult:
    await asyncio.to_thread(path.write_bytes, content)
    return await import_csv(core, workspace.workspace_id, path)


async def test_a_cell_with_several_addresses_keeps_the_others(core: Core, workspace: Installed, tmp_path: Path) -> None:
    content = b'Email,First name\n"Ann <ann@x.test>; bob@x.test","Ann\nMarie"\n'
    await imported(core, workspace, tmp_path / "people.csv", content)
    async with core.scope(workspace.workspace_id) as scope:
        lead = await leads.get_by_email(scope, "ann@x.test")
        assert lead is not None
        assert (lead.first_name, lead.custom) == ("Ann Marie", {OTHER_ADDRESSES: "bob@x.test"})


async def test_a_workbook_is_imported_and_its_refused_rows_named(core: Core, workspace: Installed, tmp_path: Path) -> None:
    content = workbook([["E-Mail", "First name"], ["'jane@x.test", "Jane"], ["nobody", "X"]])
    done = await imported(core, workspace, tmp_path / "people.xlsx", content)
    assert dict(done.counts) == {"created": 1, "invalid": 1}
    assert done.reject_file is not None
    assert done.reject_file.read_text().splitlines()[1].startswith("3,invalid,invalid_email: ")


async def test_what_a_web_page_wrote_is_read_as_it_was_shown(core: Core, workspace: Installed, tmp_path: Path) -> None:
    content = b"Email,First name,Company\na@x.test,Ann  Marie,AT&amp;T &quot;X&quot;\n"
    await imported(core, workspace, tmp_path / "people.csv", content)
    async with core.scope(workspace.workspace_id) as scope:
        lead = await leads.get_by_email(scope, "a@x.test")
        assert lead is not None
        assert (lead.first_name, lead.company_name) == ("Ann Marie", 'AT&T "X"')


_PROFILE = "https://www.linkedin.com/in/ann-lee"


@pytest.mark.parametrize("at_once", [True, False])
async def test_a_profile_of_someone_else_makes_two_people_one_no_more(
    core: Core, workspace: Installed, tmp_path: Path, at_once: bool
) -> None:
    heads, ann, bob = "Email,First name,Last name,LinkedIn\n", f"a@x.test,Ann,Lee,{_PROFILE}\n", f"b@x.test,Bob,Ray,{_PROFILE}\n"
    for rows in [ann + bob] if at_once else [ann, bob]:
        await imported(core, workspace, tmp_path / "people.csv", (heads + rows).encode())
    async with core.scope(workspace.workspace_id) as scope:
        first, second = await leads.get_by_email(scope, "a@x.test"), await leads.get_by_email(scope, "b@x.test")
        assert first is not None
        assert second is not None
        assert (first.first_name, first.linkedin_key) == ("Ann", "ann-lee")
        assert (second.first_name, second.linkedin_key, second.linkedin_url) == ("Bob", None, None)


async def test_another_address_of_the_same_person_makes_no_second_one(core: Core, workspace: Installed, tmp_path: Path) -> None:
    rows = f"a@x.test,Ann,Lee,{_PROFILE}\na@y.test,Ann,Ray,{_PROFILE}\n"
    done = await imported(core, workspace, tmp_path / "people.csv", f"Email,First name,Last name,LinkedIn\n{rows}".encode())
    assert dict(done.counts) == {"created": 1, "duplicate": 1}

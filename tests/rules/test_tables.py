"""Exported tables: encodings, delimiters, headings and cells as programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.errors import Invalid
from outrider.rules.addresses import listed, normalise
from outrider.rules.tables import (
    cell_text,
    delimiter_of,
    encoding_of,
    fitted,
    headings_at,
    is_eight_bit,
    old_page,
    repaired,
    says_nothing,
    untangled,
)


def known(heading: str) -> bool:
    return heading.casefold() in ("email", "e-mail")


@pytest.mark.parametrize(
    ("sample", "delimiter"),
    [
        ("Email,Name\na@x.test,A\n", ","),
        ("Email;Name\na@x.test;A\n", ";"),
        ("Email\tName\na@x.test\tA, B, C\n", "\t"),
        ("Email|Name\na@x.test|A\n", "|"),
        ("Email\na@x.test\n", ","),
        ('Email;"Remarks (a, b, c, d)"\na@x.test;"e, f"\n', ";"),
        ('"Size, kind, and\nsource, if known"|Email\n1|a@x.test\n', "|"),
        ("Nom;Adresse, ville\nA;1, rue B, C\nD;2, rue E, F\n", ";"),
        ("SEP=|\nEmail,Name|Note\na|b\n", "|"),
        ('"sep=;"\r\nEmail;Name\r\n', ";"),
        ("sep=\\t\nEmail\tName\n", "\t"),
        ("\n\n;;\nEmail;Name\n", ";"),
        ("Contacts, leads, friends\nEmail;Name\n", ";"),
    ],
)
def test_delimiters(sample: str, delimiter: str) -> None:
    assert delimiter_of(sample, known) == delimiter


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@given(st.lists(st.tuples(st.text("ab ,;\t|\"'\n", max_size=8), st.text("cd ,;\t|\n", max_size=8)), max_size=8))
def test_what_is_quoted_never_delimits(delimiter: str, rows: list[tuple[str, str]]) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    lines = [delimiter.join(["Email", "Note", "More"])]
    lines += [delimiter.join(["a@x.test", quoted(a), quoted(b)]) for a, b in rows]
    assert delimiter_of("\n".join(lines), known) == delimiter


@pytest.mark.parametrize(
    ("start", "encoding"),
    [
        ("Email,Näme".encode(), "utf-8-sig"),
        ("Email".encode("utf-8-sig"), "utf-8-sig"),
        ("Email\tName".encode("utf-16"), "utf-16"),
        ("Email\tName".encode("utf-16-le"), "utf-16-le"),
        ("Email\tName".encode("utf-16-be"), "utf-16-be"),
        ("Email\tИмя\r\na@x.test\tИван\r\n".encode("utf-16-le"), "utf-16-le"),
        ("Email".encode("utf-32"), "utf-32"),
    ],
)
def test_encodings(start: bytes, encoding: str) -> None:
    assert encoding_of(start) == encoding


@pytest.mark.parametrize("start", [b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\x00", b"Email\x00,Name\nann@x.test,Ann\n"])
def test_what_is_not_text_is_refused(start: bytes) -> None:
    with pytest.raises(Invalid):
        encoding_of(start)


def test_western_bytes_within_utf_8_are_repaired() -> None:
    mixed = "Zoë ".encode() + b"Ren\xe9 \x80"
    assert repaired(mixed.decode("utf-8", "surrogateescape")) == "Zoë René €"


def test_words_of_another_alphabet_are_not_taken_for_western() -> None:
    assert is_eight_bit("Email,Имя\na@x.test,Иван\n".encode("cp1251").decode("utf-8", "surrogateescape"))
    assert not is_eight_bit("Email,Näme\na@x.test,Größe, Ñandú\n")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('="00123"', "00123"),
        ('="a ""b"" c"', 'a "b" c'),
        ('=HYPERLINK("https://x.test","Acme")', "Acme"),
        ("'=SUM(A1)", "=SUM(A1)"),
        ("'+49 30 1234", "+49 30 1234"),
        ("'0123", "0123"),
        ("'t Hooft", "'t Hooft"),
        ("O'Neil", "O'Neil"),
        ('=HYPERLINK("mailto:a@x.test")', "mailto:a@x.test"),
        ("NULL", ""),
        ("\\N", ""),
        ("#REF!", ""),
        ("Null", "Null"),
        ("Na", "Na"),
        ("None", "None"),
        ("#1", "#1"),
        ("#newhere!", "#newhere!"),
        ("E", "E"),
        ("Error", "Error"),
        ("N/A", ""),
        ("n/a", ""),
        ("--", ""),
        ("\u2014", ""),
        ("[not provided]", ""),
        ("Loading...", ""),
        ("Err:502", ""),
        ("#NOM?", ""),
        ("#\u00a1VALOR!", ""),
        ("#DIV/0!", ""),
        ("#\u0417\u041d\u0410\u0427!", ""),
        ("#I/T", ""),
        ("#SPILL!", ""),
        ("\u200b\u00a0Ann\u00ad Lee\ufeff ", "Ann Lee"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("  ", ""),
    ],
)
def test_cells(cell: str, said: str) -> None:
    assert cell_text(cell) == said


def test_rows_fit_their_headings() -> None:
    assert fitted(["a"], 3) == ["a", "", ""]
    assert fitted(["a", "b", " ", ""], 2) == ["a", "b"]
    assert fitted(["a", "b", "c"], 2) is None


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([["Email", "Name"], ["a@x.test", "A"]], 0),
        ([[], ["", " "], ["Email", "Name"]], 2),
        ([["Contacts of 2026"], [], ["Name", "Email"]], 2),
        ([["Nom", "Adresse"], ["A", "Email"]], 0),
        ([["One"], ["two"]], 0),
        ([[], [""]], None),
    ],
)
def test_headings_come_after_blank_rows_and_titles(rows: list[list[str]], at: int | None) -> None:
    assert headings_at(rows, known) == at


@pytest.mark.parametrize(
    "written",
    [
        "\ufeffjane@x.test", "jane@x.test\u200b", "\u00a0jane@x.test ", "ja\u00adne@x.test", "'jane@x.test", "'jane@x.test'",
        "\u2018jane@x.test\u2019", "mailto:jane@x.test?subject=hi", "<Jane@X.test>",
        "jane@\u2060x.test", "\u202ajane@x.test\u202c",
        "[jane@x.test]", "(jane@x.test)", "SMTP:jane@x.test", '<a href="mailto:jane@x.test">jane@x.test</a>',
    ],
)  # fmt: skip
def test_what_surrounds_an_address_is_not_part_of_it(written: str) -> None:
    assert normalise(written) == "jane@x.test"


def test_an_apostrophe_within_an_address_is_kept() -> None:
    assert normalise("mary.o'neil@x.test") == "mary.o'neil@x.test"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Ann Lee <ann@x.test>", ["ann@x.test"]),
        ('"Lee, Ann" <ann@x.test>, Bob <bob@x.test>', ["ann@x.test", "bob@x.test"]),
        ("ann@x.test; bob@x.test", ["ann@x.test", "bob@x.test"]),
        ("ann@x.test\nbob@x.test, ANN@x.test", ["ann@x.test", "bob@x.test"]),
        ("ann@x.test (work)", ["ann@x.test"]),
        ("ann@x.test / bob@x.test |", ["ann@x.test", "bob@x.test"]),
        ("Ann Lee (ann@x.test)", ["ann@x.test"]),
        ("ann@x.test ::: bob@x.test", ["ann@x.test", "bob@x.test"]),
        ("jane (at) x [dot] test", ["jane@x.test"]),
        ("jane@ x.test", ["jane@x.test"]),
        ("E-Mail: jane@x.test", ["jane@x.test"]),
        ("ann@x.test and bob@x.test", ["ann@x.test", "bob@x.test"]),
        ("look at jane (at home)", []),
        ("jane doe@x.test", []),
        ("write to ann@x.test", []),
        ("ann@@x.test", []),
        ("ask her", []),
        ("", []),
    ],
)
def test_addresses_of_a_cell(written: str, found: list[str]) -> None:
    assert listed(written) == found


@given(st.text("a@.<>(),; '\n\u200b", max_size=60))
def test_any_text_gives_addresses_or_none(text: str) -> None:
    assert all(normalise(address) == address for address in listed(text))


@pytest.mark.parametrize(
    "text", ["Jürgen", "Łukasz", "Çağrı", "Ivan’s", "Алексей", "Αλέξης", "محمد", "安全", "€ 5", "🚀", "Zoë – “x”"]
)
@pytest.mark.parametrize("times", [1, 2])
def test_what_was_read_in_the_wrong_encoding_is_read_again(text: str, times: int) -> None:
    wrong = text
    for _ in range(times):
        wrong = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in wrong.encode())
    assert untangled(wrong) == text


def test_what_was_read_as_mac_roman_is_read_again() -> None:
    assert untangled("Jürgen Größe".encode().decode("mac_roman")) == "Jürgen Größe"


@pytest.mark.parametrize("text", ["JOÃO", "NESCAFÉ®", "CAFÉ™", "L’Oréal", "ÅÄÖ", "naïve “q”", "FRANÇOIS‘", "√ 5", "x² √9", "Ãs"])
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert untangled(text) == text


@pytest.mark.parametrize(
    ("names", "page"),
    [
        ("Jürgen\nMüller\nGröße", "mac_roman"), ("Zoë\nFrançois\nLefèvre", "mac_roman"), ("Jesús\nNúñez\nMaría", "mac_roman"),
        ("Åsa\nBjörk\nMåns", "mac_roman"), ("Jürgen\nMüller\nGröße", "cp850"), ("Jörg\nKühn\nBüsra", "cp850"),
    ],
)  # fmt: skip
def test_pages_from_before_windows_are_known(names: str, page: str) -> None:
    assert old_page(names.encode(page)) == page


@pytest.mark.parametrize(
    ("names", "page"),
    [
        ("Jürgen\nMüller", "cp1252"), ("Matjaž\nTomaš\nŠuštar", "cp1250"), ("Łukasz\nJóźwiak", "cp1250"),
        ("O’Neil\nD’Arcy", "cp1252"),
        ("田中太郎\n鈴木花子", "cp932"), ("Иван\nПетров", "cp1251"), ("Иван\nПетров", "cp866"), ("สมชาย", "cp874"),
    ],
)  # fmt: skip
def test_those_of_windows_are_not_taken_for_them(names: str, page: str) -> None:
    assert old_page(names.encode(page)) is None


def test_a_word_for_nothing_is_no_name() -> None:
    assert all(map(says_nothing, ("None", "unknown", "Keine Angabe", ".", "Неизвестно")))
    assert not any(map(says_nothing, ("Null", "Noone", "A", "X", "Na")))

"""Tables as spreadsheets and exporters write them, and what is right: the rows, without the headings. All of them are our own."""

import io
from dataclasses import dataclass

from openpyxl import Workbook


@dataclass(frozen=True)
class Table:
    """A file and its rows."""

    name: str
    content: bytes
    rows: list[list[str]]


NAMES = {
    "cp1250": ["Łukasz Święcicki", "Jiří Dvořák", "Zażółć Gęślą", "Kovács Ödön"],
    "cp1251": ["Иван Петров", "Мария Сидорова", "ООО Ромашка", "Ольга Кузнецова"],
    "koi8-r": ["Иван Петров", "Мария Сидорова", "ООО Ромашка"],
    "cp1252": ["Jürgen Müller", "José Núñez", "François Lefèvre", "Bjørn Ålesund"],
    "cp1253": ["Γιώργος Παπαδόπουλος", "Μαρία Νικολάου"],
    "cp1254": ["Şükrü Işık", "Çağlar Öztürk", "Gökçe Yıldız"],
    "cp1255": ["דוד כהן", "שרה לוי"],
    "cp1256": ["محمد علي", "فاطمة الزهراء"],
    "cp1257": ["Jānis Bērziņš", "Žemaitė Šarūnė", "Kęstutis"],
    "cp874": ["สมชาย ใจดี", "บริษัท ไทย"],
    "cp932": ["田中太郎", "株式会社ローター", "鈴木花子", "山田さん"],
    "euc_jp": ["田中さん", "鈴木はなこ", "ローター株式会社"],
    "gb18030": ["王伟", "北京科技有限公司", "李娜", "张敏"],
    "big5": ["陳大文", "台北科技公司", "林小姐"],
    "cp949": ["김철수", "주식회사 한국", "이영희"],
    "mac_roman": ["Jürgen Müller", "Zoë Lefèvre", "José Núñez", "Björn Größe"],
    "cp850": ["Jürgen Müller", "Zoë Lefèvre", "José Núñez", "Björn Größe"],
    "utf-8": ["Jürgen Müller", "田中太郎"],
    "utf-16": ["Jürgen Müller", "田中太郎"],
}

_ANN = [["a@x.test", "Ann"]]
FORMS: dict[str, tuple[str, list[list[str]]]] = {
    "instruction": ("sep=;\r\nEmail;Name\r\na@x.test;Ann\r\n", _ANN),
    "blank lines first": ("\n\n,,\nEmail,Name\n\n,\na@x.test,Ann\n,\n", _ANN),
    "a title first": ("My contacts\nEmail\tName\na@x.test\tAnn\n", _ANN),
    "old line ends": ("Email,Name\ra@x.test,Ann\r", _ANN),
    "empty columns": ("Email,Name,,\na@x.test,Ann,,,\n", _ANN),
    "byte order mark": ('\ufeff"Email","Name"\n"a@x.test","Ann"\n', _ANN),
    "short rows": ("Email,Name,Note\na@x.test,Ann\n", [["a@x.test", "Ann", ""]]),
    "delimiters in quotes": ('Email;"Notes (a, b,\nc; d)"\na@x.test;"e;\nf"\n', [["a@x.test", "e;\nf"]]),
    "lines quoted as a whole, with empty columns": ('"Email;Name",,\n"a@x.test;Ann",,\n', _ANN),
    "lines that end with semicolons": ("Email,Name;;;\na@x.test,Ann;;;\n", _ANN),
    "lines that end with commas": ("Email;Name,,\na@x.test;Ann,,\n", _ANN),
    "bars": ("Email|Name\na@x.test|Ann\n", _ANN),
}


def tables() -> list[Table]:
    """All of them."""
    encoded = [
        Table(
            encoding,
            ("Email;Name\r\n" + "".join(f"a{n}@x.test;{name}\r\n" for n, name in enumerate(names))).encode(encoding),
            [[f"a{n}@x.test", name] for n, name in enumerate(names)],
        )
        for encoding, names in NAMES.items()
    ]
    return [*encoded, *(Table(name, text.encode(), rows) for name, (text, rows) in FORMS.items()), _workbook()]


def _workbook() -> Table:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Email", "Name"])
    sheet.append(["a@x.test", "Ann"])
    file = io.BytesIO()
    book.save(file)
    return Table("workbook", file.getvalue(), _ANN)

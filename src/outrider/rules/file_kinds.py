"""What a file is that was given for a table: a document, a picture, an archive, a message, by how it begins."""

import re

TAKEN = "Import a CSV, TSV or XLSX file"
_SHEET = "save the sheet as XLSX or as CSV UTF-8"

# The first bytes of binary files, and what such a file is.
_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"\x1f\x8b", "a compressed file (gzip); unpack it first"),
    (b"\xfd7zXZ", "a compressed file (xz); unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a compressed file (Zstandard); unpack it first"),
    (b"7z\xbc\xaf", "an archive (7z); unpack it first"),
    (b"Rar!", "an archive (RAR); unpack it first"),
    (b"SQLite format 3\x00", "a database (SQLite)"),
    (b"PAR1", "a Parquet file; save the table as CSV UTF-8"),
    (b"bplist", "a property list of macOS"),
    (b"%!PS", "a PostScript document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\x09\x08\x10\x00\x00\x06", f"an old Excel workbook (XLS); {_SHEET}"),
    (b"\x09\x08\x08\x00\x00\x05", f"an old Excel workbook (XLS); {_SHEET}"),
    (b"\x09\x04\x06\x00\x00\x00", f"an old Excel workbook (XLS); {_SHEET}"),
    (b"\x09\x02\x06\x00\x00\x00", f"an old Excel workbook (XLS); {_SHEET}"),
)
# Kinds whose mark stands further on, and where.
_INSIDE = (
    (b"ftyp", 4, "an image or a video"),
    (b"WEBP", 8, "an image (WebP)"),
    (b"WAVE", 8, "a sound file"),
    (b"1AY&SY", 4, "a compressed file (bzip2); unpack it first"),
)

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams of compound files (Microsoft's container before 2007, and around whatever is encrypted), in UTF-16.
_STREAMS = (
    ("EncryptedPackage", f"protected with a password; remove the password, or {_SHEET}"),
    ("Workbook", f"an old Excel workbook (XLS); {_SHEET}"),
    ("Book", f"an old Excel workbook (XLS); {_SHEET}"),
    ("WordDocument", "a Word document; copy its table into a spreadsheet"),
    ("PowerPoint Document", "a PowerPoint presentation"),
    ("__properties_version1.0", "an Outlook message (MSG)"),
)
# Members of ZIP archives that are the files of some program.
_MEMBERS = (
    ("xl/workbook.bin", f"a binary Excel workbook (XLSB); {_SHEET}"),
    ("Index/Document.iwa", "a Numbers, Pages or Keynote file; export it as CSV or Excel"),
    ("Index.zip", "a Numbers, Pages or Keynote file; export it as CSV or Excel"),
    ("index.apxl", "a Keynote file"),
    ("word/document.xml", "a Word document (DOCX); copy its table into a spreadsheet"),
    ("ppt/presentation.xml", "a PowerPoint presentation (PPTX)"),
    ("META-INF/container.xml", "an e-book (EPUB)"),
    ("META-INF/manifest.xml", f"an OpenDocument file; {_SHEET}"),
)

_HTML = re.compile(
    r"(?:<!--(?:(?!-->).){0,2000}-->\s*|<\?xml[^>]*>\s*)*"
    r"<(?:!doctype\s+html|html|head|body|table|meta|style|script|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_LDIF = re.compile(r"dn: ?[^\n]*=[^\n]*\n(?:\w[\w;-]*::? )|version: 1\s+dn:", re.IGNORECASE)
# The beginning of texts that are something else than a table.
_TEXTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r'\{\s*["}]|\[\s*[\[{"\]]'), "JSON; convert it to CSV, or add the leads with the API"),
    (
        re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<\?mso-application[^>]*>\s*)?<(?:\w+:)?workbook\b", re.IGNORECASE),
        f"an old Excel workbook (XML); {_SHEET}",
    ),
    (re.compile(r"(?:<\?xml[^>]*>\s*)?<svg\b", re.IGNORECASE), "an image (SVG)"),
    (_HTML, f"a web page (HTML), whatever its name says; open it in a spreadsheet and {_SHEET}"),
    (re.compile(r"<\?xml\b|<!doctype\b", re.IGNORECASE), "XML; save the table as CSV UTF-8"),
    (re.compile(r"BEGIN:VCARD\b", re.IGNORECASE), "a file of contacts (vCard); export the contacts as CSV"),
    (re.compile(r"BEGIN:VCALENDAR\b", re.IGNORECASE), "a calendar (iCalendar)"),
    (_LDIF, "a directory export (LDIF); export it as CSV"),
    (re.compile(r"ID;P\w*(?:;[NE])*\n[PBCFO];"), f"a SYLK spreadsheet; {_SHEET}"),
    (re.compile(r"\[InternetShortcut\]", re.IGNORECASE), "a link to a page; download the table that it shows"),
    (re.compile(r"-----BEGIN [A-Z ]+-----"), "a key or a certificate"),
)
_HEADER = re.compile(r"(?:From \S+@\S+ .*\n)?((?:[A-Za-z][\w-]{1,60}:(?:[ \t].*)?(?:\n[ \t].*)*\n){3,})", re.MULTILINE)
_MAIL = re.compile(
    r"^(?:received|return-path|delivered-to|message-id|mime-version|from|to|subject|date|content-type|x-mailer|dkim-signature):",
    re.IGNORECASE | re.MULTILINE,
)
_LEAST_MAIL_FIELDS = 3


def directory_of(start: bytes) -> int:
    """Where the directory of a compound file stands; 0 for other files."""
    if not start.startswith(_COMPOUND) or len(start) < 52:
        return 0
    size = 1 << min(int.from_bytes(start[30:32], "little"), 12)
    return (int.from_bytes(start[48:52], "little") + 1) * size


def of_bytes(start: bytes, directory: bytes = b"") -> str | None:
    """What a binary file is, by its beginning; None for what may be text, a workbook or another archive.

    `directory`: the bytes at `directory_of` a compound file.
    """
    if start.startswith(_COMPOUND):
        named = (what for name, what in _STREAMS if name.encode("utf-16-le") in directory)
        return next(named, f"an old or a protected Office file; {_SHEET}")
    for mark, at, what in _INSIDE:
        if start[at : at + len(mark)] == mark:
            return what
    return next((what for mark, what in _BYTES if start.startswith(mark)), None)


def of_members(names: set[str]) -> str:
    """What a ZIP archive is that is not a workbook, by the names in it."""
    for name, what in _MEMBERS:
        if name in names:
            return what
    table = next((name for name in sorted(names) if name.lower().endswith((".csv", ".tsv", ".xlsx"))), None)
    return f"an archive that holds {table[:100]!r}; unpack it first" if table else "an archive (ZIP), not an Excel workbook"


def of_text(start: str) -> str | None:
    """What a text is that is not a table, by its beginning; None for what may be one."""
    start = start.lstrip("\ufeff \t\r\n")[:16_000].replace("\r\n", "\n")
    for begins, what in _TEXTS:
        if begins.match(start):
            return what
    header = _HEADER.match(start)
    if header and len({field.lower() for field in _MAIL.findall(header[1])}) >= _LEAST_MAIL_FIELDS:
        return "an email message; export the people in it as CSV"
    return None


def refusal(what: str) -> str:
    """The sentence that refuses a file that is something else."""
    return f"The file is {what}. {TAKEN}."

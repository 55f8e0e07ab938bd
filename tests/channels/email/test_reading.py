"""Mail as programs really write it: character sets, encoded words, addresses, ids, parts. One table a subject."""

import base64
import struct
import time
import tracemalloc

import pytest

from outrider.channels.email import charsets, tnef
from outrider.channels.email.parse import attachments, parse
from outrider.channels.email.parts import content_type
from outrider.channels.email.words import addresses, date, decode_words, ids

HEAD = b"From: Jane Roe <jane@prospect.example>\r\nTo: ada@outreach.example\r\nSubject: Re: Hello\r\n"
YES = "Yes, please send me the prices."


def text_of(raw: bytes) -> str:
    return parse(raw).inbound.text.strip()


# -- character sets


@pytest.mark.parametrize(
    ("label", "written_in", "text"),
    [
        ("gb2312", "gb18030", "请把報價发给朱镕先生"),
        ("GBK", "gb18030", "價格㐀"),
        ("hz-gb-2312", "hz", "你好"),
        ("big5", "big5hkscs", "請報價，嘅"),
        ("ks_c_5601-1987", "cp949", "똠방각하 펲시"),
        ("euc-kr", "cp949", "뷁"),
        ("shift_jis", "cp932", "①㈱髙"),
        ("x-sjis", "cp932", "よろしく"),
        ("iso-8859-1", "cp1252", "“Grüße” – 5 €"),
        ("us-ascii", "cp1252", "Grüße"),
        ("iso-8859-9", "cp1254", "Teşekkürler – ığ"),
        ("windows-1251", "cp1251", "Добрый день"),
        ("win-1251", "cp1251", "Добрый день"),
        ("cp-1250", "cp1250", "Dziękuję"),
        ("koi8-r", "koi8_u", "Привіт її"),
        ("utf8", "utf-8", "Grüße 漢字"),
        ("utf-8;", "utf-8", "Grüße"),
        ('"UTF-8"', "utf-8", "Grüße"),
        ("utf-7", "utf-7", "Grüße"),
        ("unicode-1-1-utf-7", "utf-7", "Grüße"),
        ("iso-8859-8-i", "iso8859_8", "שלום"),
        ("tis-620", "cp874", "สวัสดี"),
        ("utf-16", "utf-16", "Grüße"),
        # labels that are wrong
        ("iso-8859-1", "utf-8", "Přijďte — žluťoučký"),
        ("windows-1252", "utf-8", "Grüße"),
        ("koi8-r", "utf-8", "Добрый день"),
        ("gb2312", "utf-8", "hello 你好"),
        ("utf-8", "cp1252", "Olá, não é possível"),
        ("utf-8", "cp1251", "Добрый день, пришлите цены"),
        ("iso-8859-1", "cp1251", "Добрый день, пришлите цены"),
        ("iso-8859-1", "cp1253", "Καλημέρα, στείλτε μου τιμές"),
        ("iso-8859-1", "cp1255", "שלום, אנא שלחו מחירים"),
        ("iso-8859-1", "cp1250", "Proszę przesłać cennik, dziękuję, życzę miłego dnia"),
        ("iso-8859-1", "cp1254", "Merhaba, fiyatları gönderir misiniz, teşekkür ederim"),
        ("iso-8859-1", "cp1252", "Já, sendið mér verð, þakka þér fyrir það"),
        # labels that say nothing
        ("x-unknown", "koi8-r", "Добрый день, пришлите цены"),
        ("unknown-8bit", "gb18030", "您好，请把价格发给我，谢谢"),
        ("x-unknown", "big5", "您好，請把價格發給我，謝謝"),
        ("default", "cp932", "よろしくお願いします。価格を教えてください"),
        ("x-foo", "euc_jp", "よろしくお願いします。価格を教えてください"),
        ("_autodetect", "cp949", "안녕하세요 가격을 보내 주세요 감사합니다"),
        ("none", "cp1256", "مرحبا، أرسل لي الأسعار"),
        ("", "cp1252", "Señor, ¿cuánto cuesta? Mañana"),
        ("idna", "utf-8", "Grüße"),
    ],
)
def test_character_sets(label: str, written_in: str, text: str):
    assert charsets.decode(text.encode(written_in), label) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x1b$B$3$l\x1b(B ok", "これ ok"),
        (b"\x1b$B-!-j\x1b(B", "①㈱"),  # NEC's row 13
        (b"\x1b(I6E\x1b(B", "ｶﾅ"),
        (b"\x1b$(D0!\x1b(B", "丂"),  # JIS X 0212
        (b"\x1b$B$3$l\r\n$3$l", "これ\r\nこれ"),  # no way back to ASCII
    ],
)
@pytest.mark.parametrize("label", ["iso-2022-jp", "ISO-2022-JP-MS", "us-ascii"])
def test_japanese_in_seven_bits(label: str, data: bytes, text: str):
    assert charsets.decode(data, label) == text


def test_a_character_cut_off_at_the_end_changes_nothing_before_it():
    assert charsets.decode("Grüße aus Köln ü".encode()[:-1], "utf-8") == "Grüße aus Köln "


# -- encoded words


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("=?utf-8?Q?Kvie=C4=8Diame_pasi=C5=BEad=C4?= =?UTF-8?Q?=97jim=C5=B3?=", "Kviečiame pasižadėjimų"),
        ("=?utf-8?B?5pel?= =?utf-8?B?5pys?=", "日本"),
        ("=?utf-8?B?5pe?= =?utf-8?B?l5pys?=", "日本"),  # cut within a quantum of base64
        ("=?utf-8?B?5pel5pys", "日本"),  # cut off
        ("=?utf-8?B?5pel 5pys?=", "日本"),  # folded inside
        ("=?utf-8?Q?two words here?=", "two words here"),
        ("=?utf-8?Q?really??=", "really?"),
        ("=?utf-8*en?Q?caf=C3=A9?=", "café"),
        ("Re:=?utf-8?Q?caf=C3=A9?=!", "Re:café!"),
        ("=?iso-8859-1?Q?a?= =?utf-8?Q?=C3=A9?= b", "aé b"),
        ("=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c"),
        ("=?gb2312?B?u9i4tKO61uzpRs/Iyfo=?=", "回复：朱镕先生"),
        ("=?x-unknown?Q?caf=E9?=", "café"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("=?utf-8?Q?=ZZ?=", "=ZZ"),
        ("1 =? 2", "1 =? 2"),
    ],
)
def test_encoded_words(written: str, text: str):
    assert decode_words(written) == text


# -- addresses


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Jane Roe <Jane@P.example>", [("Jane Roe", "jane@p.example")]),
        ("jane@p.example (Jane Roe)", [("Jane Roe", "jane@p.example")]),
        ("jane@p.example", [("", "jane@p.example")]),
        ("<jane@p.example>", [("", "jane@p.example")]),
        ('"Roe, Jane" <jane@p.example>, bob@p.example', [("Roe, Jane", "jane@p.example"), ("", "bob@p.example")]),
        ("Roe, Jane <jane@p.example>", [("Roe, Jane", "jane@p.example")]),
        ("=?utf-8?B?IkphbmUgUm9lIiA8amFuZUBwLmV4YW1wbGU+?=", [("Jane Roe", "jane@p.example")]),
        ("=?utf-8?Q?Jane_Roe_=3Cjane=40p=2Eexample=3E?=", [("Jane Roe", "jane@p.example")]),
        ("=?utf-8?Q?Jane?= <=?utf-8?Q?jane=40p.example?=>", [("Jane", "jane@p.example")]),
        ('"=?utf-8?Q?Roe=2C_J=C3=A4ne?=" <jane@p.example>', [("Roe, Jäne", "jane@p.example")]),
        ("=?utf-8?Q?Roe=2C?= =?utf-8?Q?_Jane?= <jane@p.example>", [("Roe, Jane", "jane@p.example")]),
        ("=?utf-8?Q?R=C3=B6e?=<jane@p.example>", [("Röe", "jane@p.example")]),
        ("jane@p.example (=?utf-8?Q?J=C3=A4ne?=)", [("Jäne", "jane@p.example")]),
        ("Jane <jane@p.example", [("Jane", "jane@p.example")]),
        ("<<jane@p.example>>", [("", "jane@p.example")]),
        ("Jane Roe jane@p.example", [("Jane Roe", "jane@p.example")]),
        ("mailto:jane@p.example", [("", "jane@p.example")]),
        ("<mailto:jane@p.example>", [("", "jane@p.example")]),
        ("jane@p.example <jane@p.example>", [("", "jane@p.example")]),
        ("'jane@p.example'", [("", "jane@p.example")]),
        ("<@a.example,@b.example:jane@p.example>", [("", "jane@p.example")]),
        ("jane @ p.example", []),
        ("<jane @ p.example>", [("", "jane@p.example")]),
        ("Jane <jane@p.example.>", [("Jane", "jane@p.example")]),
        ('Jane "JR" Roe <jane@p.example>', [("Jane JR Roe", "jane@p.example")]),
        ('"Jane <jane@p.example>', [("Jane", "jane@p.example")]),
        ("Jane; Roe <jane@p.example>; bob@p.example", [("Jane, Roe", "jane@p.example"), ("", "bob@p.example")]),
        ("Team: a@p.example, b@p.example;", [("", "a@p.example"), ("", "b@p.example")]),
        ("undisclosed-recipients:;", []),
        ("Jane (sales (EU)) <jane@p.example>", [("Jane", "jane@p.example")]),
        ("Jane [Acme] <jane@p.example>", [("Jane [Acme]", "jane@p.example")]),
        ("", []),
    ],
)
def test_addresses(written: str, found: list[tuple[str, str]]):
    assert addresses([written]) == found


# -- ids and dates


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("<a@x> <b@x>", ("a@x", "b@x")),
        ("<a@x><b@x>", ("a@x", "b@x")),
        ("<a@x>,\t<b@x>", ("a@x", "b@x")),
        ("a@x", ("a@x",)),
        ("a@x b@x", ("a@x", "b@x")),
        ("<a@x", ("a@x",)),
        ("<<a@x>>", ("a@x",)),
        ('"<a@x>"', ("a@x",)),
        ("<abc def@x>", ("abcdef@x",)),  # folded in the middle
        ("&lt;a@x&gt;", ("a@x",)),
        ("=?us-ascii?Q?=3Ca@x=3E?= =?us-ascii?Q?=3Cb@x=3E?=", ("a@x", "b@x")),
        ('Your message of "Mon, 2 Mar" <a@x>', ("a@x",)),
        ("<a@x> (Jane's message of Monday)", ("a@x",)),
        ("(comment) a@x (another one)", ("a@x",)),
        ("<a@x> <a@x>", ("a@x",)),
        ("", ()),
    ],
)
def test_message_ids(written: str, found: tuple[str, ...]):
    assert ids([written]) == found


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tue, 03 Mar 2026 09:12:00 +0100", "2026-03-03T08:12:00+00:00"),
        ("3 Mar 2026 09:12 GMT", "2026-03-03T09:12:00+00:00"),
        ("Tue, 3 Mar 2026 09:12:00 +0000 (UTC)", "2026-03-03T09:12:00+00:00"),
        ("Thu, 3 Sept 2026 09:12:00 +0000", "2026-09-03T09:12:00+00:00"),
        ("2026-03-03T09:12:00Z", "2026-03-03T09:12:00+00:00"),
        ("yesterday", None),
        ("Tue, 99 Mar 2026 09:12:00 +0000", None),
    ],
)
def test_dates(written: str, read: str | None):
    found = date(written)
    assert (found and found.isoformat()) == read


# -- content types and transfer encodings


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("text", "text/plain"), ("html", "text/html"), ("TEXT/HTML", "text/html"), ("text/html charset=utf-8", "text/html"),
        ("text\\plain", "text/plain"), ("text / plain", "text/plain"), ("", "text/plain"), ("text/", "text/plain"),
        ("text/plain;;charset=utf-8", "text/plain"), ('"text/plain"', "text/plain"), ("text/htm", "text/html"),
        ("text/plain (a comment); charset=utf-8", "text/plain"), ("multipart", "multipart/mixed"), ("???", "text/plain"),
        ("multipart/alternative;boundary=x", "multipart/alternative"), ("pdf", "application/octet-stream"),
        ("application/pdf;name=a b.pdf", "application/pdf"), ("; charset=utf-8", "text/plain"),
    ],
)  # fmt: skip
def test_content_types(written: str, kind: str):
    assert content_type(written)[0] == kind


@pytest.mark.parametrize(
    ("written", "filename"),
    [
        ("application/pdf; name=a b.pdf", "a b.pdf"),
        ('application/pdf; name="a;b.pdf"', "a;b.pdf"),
        ("application/pdf; charset=utf-8 name=a.pdf", "a.pdf"),
        ('application/pdf; name="a.pdf', "a.pdf"),
        ("application/pdf; name*=utf-8''M%C3%A4rz.pdf", "März.pdf"),
        ("application/pdf; name*0=ver; name*1=y.pdf", "very.pdf"),
        ("application/pdf; name*0*=utf-8''M%C3%A4; name*1*=rz; name*2=.pdf", "März.pdf"),
        ('application/pdf; name="=?utf-8?Q?M=C3=A4rz.pdf?="', "März.pdf"),
        ("application/pdf; name==?utf-8?Q?M=C3=A4rz.pdf?=", "März.pdf"),
    ],
)
def test_names_of_files(written: str, filename: str):
    raw = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: %s\r\n\r\nx\r\n--b--" % written.encode()
    assert parse(raw).attachments[0].filename == filename


@pytest.mark.parametrize(
    "encoding", ["base64 ", "BASE64", "base64 (encoded)", '"base64"', "base64;", "base-64", "x-base64", "Base64,"]
)
def test_base64_however_it_is_written(encoding: str):
    raw = HEAD + f"Content-Transfer-Encoding: {encoding}\r\n\r\n".encode() + base64.b64encode(YES.encode())
    assert text_of(raw) == YES


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("quoted-printable ", b"Yes,=20please=\r\n send me the prices."),
        ("QUOTEDPRINTABLE", b"Yes,=20please send me the prices=2E"),
        ("utf-8", YES.encode()),
        ("7-bit", YES.encode()),
        ("nonsense", YES.encode()),
        ("base64", YES.encode()),  # it is not
        ("base64", base64.b64encode(YES.encode()).rstrip(b"=")),
        ("base64", b"WWVzLCBwbGVhc2\r\n\r\nUgc2VuZCBtZSB0aGUgcHJpY2VzLg=="),
        ("x-uuencode", b'begin 644 x\r\n?665S+"!P;&5A<V4@<V5N9"!M92!T:&4@<\')I8V5S+@  \r\n`\r\nend\r\n'),
    ],
)
def test_transfer_encodings(encoding: str, body: bytes):
    assert text_of(HEAD + f"Content-Transfer-Encoding: {encoding}\r\n\r\n".encode() + body) == YES


def test_what_a_list_adds_behind_base64_is_kept():
    raw = (
        HEAD
        + b"Content-Transfer-Encoding: base64\r\n\r\n"
        + base64.b64encode(b"Yes, send it!")
        + b"\r\n-- \r\nThe list's footer\r\n"
    )
    assert text_of(raw) == "Yes, send it!\n-- \nThe list's footer"


# -- which part is the text

PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
HTML = b"Content-Type: text/html; charset=utf-8\r\n\r\n"
PDF = (
    b'Content-Type: application/pdf; name="card.pdf"\r\nContent-Disposition: attachment\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\nJVBERi0K"
)


def multipart(
    kind: bytes, *parts: bytes, boundary: bytes = b"b", declared: bytes | None = b"b", end: bytes = b"--b--\r\n"
) -> bytes:
    about = b"" if declared is None else b"; boundary=" + declared
    return (
        b"Content-Type: multipart/%s%s\r\n\r\n" % (kind, about) + b"".join(b"--%s\r\n%s\r\n" % (boundary, p) for p in parts) + end
    )


@pytest.mark.parametrize(
    "body",
    [
        multipart(b"mixed", HTML + b"<p>" + YES.encode() + b"</p>", PLAIN + b"Scanned by the gateway."),
        multipart(b"mixed", PLAIN + YES.encode(), HTML + b"<p>Disclaimer</p>"),
        multipart(b"mixed", b"Content-Type: text/plain; name=message.txt\r\n\r\n" + YES.encode(), PDF),
        multipart(b"mixed", b"Content-Disposition: inline; filename=body.txt\r\n\r\n" + YES.encode(), PDF),
        multipart(b"mixed", b"Content-Disposition: attachment\r\n\r\n" + YES.encode(), PDF),
        multipart(b"mixed", b"\r\n" + YES.encode()),
        multipart(b"alternative", PLAIN + YES.encode(), HTML + b"<p>Something else</p>"),
        multipart(b"alternative", PLAIN + b" \r\n", HTML + b"<p>" + YES.encode() + b"</p>"),
        multipart(b"alternative", PLAIN + b"Your mail program does not support HTML.", HTML + b"<p>" + YES.encode() + b"</p>"),
        multipart(b"alternative", PLAIN + b"https://x.example/view", HTML + b"<p>" + YES.encode() + b"</p>"),
        multipart(b"alternative", HTML + b"<b>no</b>", PLAIN + YES.encode()),
        multipart(b"mixed", PLAIN + YES.encode(), end=b""),  # never ended
        multipart(b"mixed", PLAIN + YES.encode(), declared=None),  # no boundary
        multipart(b"mixed", PLAIN + YES.encode(), boundary=b"other"),  # a wrong one
        multipart(b"mixed", PLAIN + YES.encode(), declared=b'"b "'),
        multipart(b"mixed", multipart(b"alternative", PLAIN + YES.encode(), declared=b"c", boundary=b"c", end=b""), PDF),
        multipart(b"mixed", multipart(b"alternative", PLAIN + YES.encode(), end=b"")),  # the inner boundary is the outer one
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + YES.encode(),  # no part at all
        b"Content-Type: multipart/alternative; boundary=b\r\n\r\n<html><p>" + YES.encode() + b"</p></html>",
        b"Content-Type: text\r\n\r\n" + YES.encode(),
        b"Content-Type: text/html charset=utf-8\r\n\r\n<p>" + YES.encode() + b"</p>",
        b"Content-Disposition: attachment; filename=body.txt\r\n\r\n" + YES.encode(),
        b"Content-Type: text/markdown\r\n\r\n" + YES.encode(),
        b"Content-Type: text/enriched\r\n\r\n<bold>Yes</bold>, please send me the prices.",
        b'Content-Type: text/html\r\n\r\n<meta charset="utf-16"><p>' + YES.encode() + b"</p>",
        b"a line of garbage\r\nContent-Type: text/plain\r\n\r\n" + YES.encode(),
        b"Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nCOMMENT:Yes\\, please se\r\n nd me the prices.\r\n",
    ],
    ids=range(27),
)
@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"])
def test_the_words_are_found(body: bytes, line_end: bytes):
    assert YES in text_of((HEAD + body).replace(b"\r\n", line_end))


def test_a_plain_neighbor_is_shown_beside_html():
    m = parse(HEAD + multipart(b"mixed", PLAIN + b"1 < 2, " + YES.encode(), HTML + b"<p>Disclaimer</p>")).inbound
    assert "1 &lt; 2, " + YES in m.html


def test_an_attached_message_is_an_attachment():
    inner = b"Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n" + multipart(
        b"mixed", PLAIN + b"quoted", boundary=b"i", declared=b"i"
    )
    parsed = parse(HEAD + multipart(b"mixed", PLAIN + YES.encode(), inner))
    assert (parsed.inbound.text.strip(), [a.content_type for a in parsed.attachments]) == (YES, ["message/rfc822"])


@pytest.mark.parametrize("encoding", [b"base64", b"quoted-printable", b"8bit"])
def test_sizes_are_those_of_the_contents(encoding: bytes):
    data = base64.encodebytes(b"abcde" * 99) if encoding == b"base64" else b"a=3Db" * 9
    part = b"Content-Type: image/png\r\nContent-Transfer-Encoding: " + encoding + b"\r\n\r\n" + data
    raw = HEAD + multipart(b"mixed", PLAIN + b"x", part, PDF)
    assert [a.size for a in parse(raw).attachments] == [len(content) for _, content in attachments(raw)]


# -- winmail.dat


def attribute(level: int, identifier: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, identifier, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def mapi(*properties: tuple[int, int, bytes]) -> bytes:
    packed = struct.pack("<I", len(properties))
    for kind, number, value in properties:
        packed += struct.pack("<HHII", kind, number, 1, len(value)) + value + b"\0" * (-len(value) % 4)
    return packed


def winmail(*message: tuple[int, int, bytes]) -> bytes:
    return (
        tnef.SIGNATURE + b"\x01\x00"
        + attribute(1, 0x00069003, mapi(*message))
        + attribute(2, 0x00069002, b"\0" * 14)
        + attribute(2, 0x0006800F, b"%PDF")
        + attribute(2, 0x00069005, mapi((0x001F, 0x3707, "März.pdf\0".encode("utf-16-le")), (0x001E, 0x370E, b"application/pdf")))
    )  # fmt: skip


RTF = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\pard Yes, pl\'65ase send me\u32 ?the prices.\par}"


@pytest.mark.parametrize(
    "body",
    [
        (0x001E, 0x1000, YES.encode() + b"\0"),
        (0x001F, 0x1000, (YES + "\0").encode("utf-16-le")),
        (0x0102, 0x1013, b"<p>" + YES.encode() + b"</p>"),
        (0x0102, 0x1009, struct.pack("<II4sI", len(RTF) + 12, len(RTF), b"MELA", 0) + RTF),
    ],
    ids=["text", "unicode", "html", "rtf"],
)
def test_outlooks_envelope(body: tuple[int, int, bytes]):
    part = b"Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    raw = HEAD + multipart(b"mixed", part + base64.encodebytes(winmail(body)))
    parsed = parse(raw)
    assert parsed.inbound.text.strip() == YES
    assert [(a.filename, a.content_type, a.size) for a in parsed.attachments] == [("März.pdf", "application/pdf", 4)]


def test_compressed_rtf():
    # The example of MS-OXRTFCP 3.1.1.
    data = bytes.fromhex("2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c0900206277 05b06c647d0a800fa0")
    assert tnef.decompress(data) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


@pytest.mark.parametrize("cut", range(0, 200, 7))
def test_a_broken_envelope_gives_what_it_can(cut: int):
    found = tnef.read(winmail((0x001E, 0x1000, YES.encode() + b"\0"))[:cut])
    assert found is None or YES.startswith(found.text)


# -- hostile and huge

LEVELS = b"".join(b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(1000))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (HEAD + multipart(b"mixed", *[PLAIN + b"part %d" % n for n in range(10_000)]), "part 99"),
        (HEAD + b"Content-Type: multipart/mixed; boundary=b0\r\n\r\n" + LEVELS + b"--b1000\r\n\r\nYes\r\n", "Yes"),
        (HEAD + b"\r\nYes" + b"x" * 50_000_000, "Yes"),
        (HEAD + multipart(b"mixed", PLAIN + b"Yes", PDF + b"JVBERi0K" * 6_000_000), "Yes"),
        (HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--\n" * 16_000_000, "--"),
        (b"To: " + b"a@b, " * 10_000_000 + b"\r\n\r\nYes", "Yes"),
        (HEAD + b"X: y\r\n" * 8_000_000 + b"\r\nYes", "Yes"),
        (HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\nYes" + b"=41" * 16_000_000, "Yes"),
        (HEAD + multipart(b"mixed", *[b"Content-Type: multipart/mixed\r\n\r\n"] * 500, PLAIN + b"Yes"), "Yes"),
    ],
    ids=[
        "10000 parts",
        "1000 levels",
        "50 MB of text",
        "50 MB attached",
        "delimiters",
        "addresses",
        "headers",
        "quoted",
        "no boundaries",
    ],
)
def test_huge_mail_is_read_in_bounded_time_and_memory(raw: bytes, said: str):
    began = time.process_time()  # what else the machine does is not counted
    assert said in text_of(raw)
    assert time.process_time() - began < 2
    tracemalloc.start()
    parse(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 64_000_000

"""Mail as programs really write it, and what is right: character sets, encoded words, addresses, ids, parts."""

from collections.abc import Iterator

from tests.notifications import Case

HEAD = b"From: Jane Roe <jane@prospect.example>\r\nTo: ada@outreach.example\r\nSubject: Re: Hello\r\n"
YES = "Yes, please send me the prices."


PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
ENCODED = b"Content-Transfer-Encoding: base64\r\n\r\n"
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


# A label, how the text is really written, and the text.
CHARACTER_SETS: list[tuple[str, str, str]] = [
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
    ("iso-8859-15", "iso8859_15", "Le prix : 5 €, bœuf"),
    ("iso-8859-15", "cp1252", "“Grüße” – 5 €"),
    ("latin-9", "iso8859_15", "20 €"),
    ("utf-16", "utf-16", "Grüße"),
    ("us-ascii", "iso2022_kr", "안녕하세요, 관심이 있습니다"),
    ("iso-8859-1", "iso2022_kr", "가격을 알려 주세요"),
    ("iso-2022-jp", "iso2022_jp", "費用と概要、1000円"),
    ("iso-2022-jp", "utf-8", "お見積りをお願いします。"),
    ("iso-8859-2", "cp1250", "Děkuji, šlo by to příští týden?"),
    ("iso-8859-5", "cp1251", "Пришлите цены – „сейчас“"),
    ("iso-8859-7", "cp1253", "Στείλτε τις τιμές – τώρα…"),
    ("windows-874", "cp874", "ขอใบเสนอราคา"),
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
]

# A header as written, and as a reader sees it.
ENCODED_WORDS: list[tuple[str, str]] = [
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
]

# A list of addresses as written, and (name, address) of each.
ADDRESSES: list[tuple[str, list[tuple[str, str]]]] = [
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
]

# References as written, and the ids in them.
MESSAGE_IDS: list[tuple[str, tuple[str, ...]]] = [
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
]

# Messages of many makes; YES is what was written in each.
BODIES: list[bytes] = [
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
    multipart(b"mixed", b"Content-Disposition: attachment; filename=body.txt\r\n\r\n" + YES.encode()),
    b"Content-Type: text/plain; format=flowed\r\n\r\nYes, please \r\nsend me the prices.",
    b"Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\nYes, please send me the pri \r\nces.",
    b"Content-Type: text/markdown\r\n\r\n" + YES.encode(),
    b"Content-Type: text/enriched\r\n\r\n<bold>Yes</bold>, please send me the prices.",
    b'Content-Type: text/html\r\n\r\n<meta charset="utf-16"><p>' + YES.encode() + b"</p>",
    b"a line of garbage\r\nContent-Type: text/plain\r\n\r\n" + YES.encode(),
    # A placeholder beside HTML; base64 in pieces, each with its padding; a soft line break with blanks behind it.
    multipart(b"alternative", PLAIN + b"This message requires an HTML viewer.", HTML + b"<p>" + YES.encode() + b"</p>"),
    ENCODED + b"WWVzLCBwbGVhc2U=\r\nIHNlbmQgbWUgdGhlIHByaWNlcy4=\r\n",
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\nYes, please =  \r\nsend me the prices=2E",
    b"Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nCOMMENT:Yes\\, please se\r\n nd me the prices.\r\n",
]


def texts() -> list[Case]:
    """Messages whose words are to be found."""
    bodies = [Case(f"body {number}", HEAD + body, YES) for number, body in enumerate(BODIES)]
    marked = Case("a byte order mark", b"\xef\xbb\xbf" + HEAD + PLAIN + YES.encode(), YES)
    old_mac = Case("lines of an old Mac", (HEAD + PLAIN + YES.encode()).replace(b"\r\n", b"\r"), YES)
    return [*bodies, marked, old_mac, *_in_character_sets()]


def _in_character_sets() -> Iterator[Case]:
    for label, written_in, text in CHARACTER_SETS:
        about = f'Content-Type: text/plain; charset="{label}"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        yield Case(f"{text} in {written_in} as {label}", HEAD + about.replace('""', '"').encode() + text.encode(written_in), text)


def headers(name: str) -> list[Case]:
    """Messages whose header of this name (subject, to, references) is to be read."""
    found = {
        "subject": [(written, text) for written, text in ENCODED_WORDS],
        "to": [(written, " ".join(address for _, address in pairs)) for written, pairs in ADDRESSES],
        "references": [(written, " ".join(ids)) for written, ids in MESSAGE_IDS],
    }[name]
    return [Case(f"{name}: {written}", f"{name}: {written}\r\n\r\nx".encode(), right) for written, right in found]

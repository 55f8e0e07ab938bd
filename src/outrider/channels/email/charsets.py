"""Bytes of mail as text, whatever their label says.

Labels are read as the supersets that programs really write, as the WHATWG Encoding Standard does it: gb2312 is GB18030,
ks_c_5601 is Windows-949, shift_jis is Windows-31J, latin-1 is Windows-1252. A label that cannot be right, or says nothing, gives
way to what the bytes look like. Every function is linear in its input, and any bytes give some text.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress

# Labels as they are seen in mail, without punctuation and in lower case, and the Python codec that reads them.
_LABELS: dict[str, str] = {
    **dict.fromkeys(("ascii", "usascii", "ansix341968", "646", "iso646us", "cp367", "ibm367", "us"), "cp1252"),
    **dict.fromkeys(("iso88591", "latin1", "l1", "iso8859", "88591", "cp819", "ibm819", "ansi"), "cp1252"),
    **dict.fromkeys(("iso885915", "latin9", "l9", "latin0"), "iso8859_15"),
    **dict.fromkeys(("iso88599", "latin5", "l5"), "cp1254"),
    **dict.fromkeys(("iso885911", "tis620", "isoir166", "windows874", "xwindows874", "dos874", "ibm874"), "cp874"),
    **dict.fromkeys(("iso88598i", "iso88598e", "logical"), "iso8859_8"),
    **dict.fromkeys(("iso88596i", "iso88596e"), "iso8859_6"),
    **dict.fromkeys(
        ("gb2312", "gbk", "xgbk", "gb", "chinese", "csgb2312", "euccn", "cngb", "gb231280", "cp936", "ms936", "windows936"),
        "gb18030",
    ),
    **dict.fromkeys(("gb18030", "gb180302000", "gb1803030", "gb180302005"), "gb18030"),
    **dict.fromkeys(("hz", "hzgb", "hzgb2312"), "hz"),
    **dict.fromkeys(("big5", "xbig5", "xxbig5", "cnbig5", "big5hkscs", "big5eten", "csbig5", "cp950", "windows950"), "big5hkscs"),
    **dict.fromkeys(("euckr", "ksc5601", "ksc56011987", "ksc56011989", "ksc5601", "korean", "isoir149", "cp949", "uhc"), "cp949"),
    **dict.fromkeys(("windows949", "ms949", "xwindows949", "ks", "ksx1001"), "cp949"),
    **dict.fromkeys(
        ("shiftjis", "sjis", "xsjis", "mskanji", "windows31j", "cswindows31j", "cp932", "ms932", "windows932"), "cp932"
    ),
    **dict.fromkeys(("iso2022jp", "iso2022jp1", "iso2022jp2", "iso2022jp3", "iso2022jp2004", "iso2022jpms", "jis"), "iso2022_jp"),
    **dict.fromkeys(("iso2022jpext", "csiso2022jp", "cp50220", "cp50221", "cp50222"), "iso2022_jp"),
    **dict.fromkeys(
        ("utf8", "utf", "xutf8", "unicode11utf8", "utf8mb4", "cp65001", "unicode20utf8", "utf8n", "utf8mac", "utfeight"), "utf-8"
    ),
    **dict.fromkeys(("unicode11utf7", "csunicode11utf7", "utf7imap", "unicode20utf7"), "utf-7"),
    **dict.fromkeys(("koi", "koi8", "koi8r", "koi8ru", "cskoi8r"), "koi8_u"),
    **dict.fromkeys(("macintosh", "mac", "macroman", "xmacroman"), "mac_roman"),
    **dict.fromkeys(("macce", "xmacce", "maccentraleurope", "maccentraleurroman", "xmaccentraleurroman"), "mac_latin2"),
    **dict.fromkeys(("maccyrillic", "xmaccyrillic", "xmacukrainian"), "mac_cyrillic"),
    **dict.fromkeys(("unicode", "ucs2", "iso10646ucs2", "utf16", "csunicode"), "utf-16"),
    **{
        f"{prefix}{page}": f"cp{page}"
        for page in range(1250, 1259)
        for prefix in ("windows", "win", "xcp", "ms", "cp", "xwindows")
    },
}
# Labels that only say that the writer did not know.
_NO_LABELS = frozenset(
    (
        *("", "unknown", "xunknown", "unknown8bit", "xunknown8bit", "8bit", "default", "none", "null", "undefined", "binary"),
        *("autodetect", "xautodetect", "xuserdefined", "userdefined", "defaultcharset", "charset", "nonexistent", "other"),
    )
)
# Codecs that are not character sets of mail, or take quadratic time; and those of mainframes: what calls itself so was converted.
_NOT_CHARSETS = frozenset(
    (
        *("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem", "palmos"),
        *("cp037", "cp1026", "cp1140", "cp273", "cp424", "cp500", "cp875"),
    )
)
# Eight-bit sets: what is valid UTF-8 in one of these labels is UTF-8.
_SINGLE_BYTE = re.compile(r"cp(?:125\d|8\d\d|437|1006|1125)|iso8859[-_]\d+|koi8[-_]\w|mac[-_]\w+|latin[-_]?\d+|ascii|tis[-_]620")
LATIN = ("cp1252", "cp1250", "cp1254", "cp1257")
_CHINESE_KOREAN = ("gb18030", "big5hkscs", "cp949")
_JAPANESE = ("cp932", "euc_jp")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROLS = re.compile(rb"[\x80-\x9f]")  # in the ISO sets; letters, quotation marks and dashes in those of Windows
# What is labeled as an ISO set, and is none, is in the set of Windows for the same languages.
_OF_WINDOWS = {
    "iso8859_15": "cp1252",
    **dict.fromkeys(("iso8859_2", "iso8859_16"), "cp1250"),
    **dict.fromkeys(("iso8859_4", "iso8859_10", "iso8859_13"), "cp1257"),
    "iso8859_5": "cp1251",
    "iso8859_6": "cp1256",
    "iso8859_7": "cp1253",
    "iso8859_8": "cp1255",
    "iso8859_9": "cp1254",
}
_SAMPLE = 3_000  # bytes that detection looks at: starting shortly before the first non-ASCII byte
_BEFORE = 200
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")

# What is frequent in text that the codec is right for. Lower case: in the wrong codec of a script, case comes out mixed up.
# Letters of names, companies and places, of which lists of people consist.
_SIMPLIFIED_NAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦"
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲华建国志海晓雪梅红春玉有限科技股份集团北京上广州深圳市区省朝阳"
)
_TRADITIONAL_NAMES = (
    "王李張劉陳楊黃趙吳周徐孫馬朱胡郭何林高梁鄭羅宋謝唐韓曹許鄧蕭馮曾程蔡彭潘袁董余蘇葉呂魏蔣田杜丁沈姜范江傅鍾盧汪戴崔任陸廖姚方金邱夏譚"
    "偉芳娜秀英敏靜麗強磊軍勇豔傑娟明超蘭霞平剛桂文輝玲華建國志海曉雪梅紅春玉股份集團有限科技臺北台灣市區新竹高雄大小"
)
_JAPANESE_NAMES = (
    "山田中村佐藤鈴木高橋伊渡辺本小林加吉松井上清水口川島石森池橋岡野崎原谷内西東南北太郎花子一二三"
    "健美恵和男正雄株式会社有限製作所京大阪都市区県"
)
_KOREAN_NAMES = (
    "김박최정강조윤장임오서신권황송류전홍양손배백허유남심노하곽성차우구민진엄채원천방공현함변영수철희준지혜은삼자식회울산"
)
_FREQUENT: dict[str, str] = {
    "cp1251": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфіїєґўћђјљњџ",
    "koi8_u": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфіїєґ",
    "iso8859_5": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфіїє",
    "cp866": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф",
    "cp1253": "αοιετσνηυρπκμλςωγδθχφβξζψάέήίόύώϊ",
    "cp1255": "יוהלאתרמשנבדעקחפגצסטכזםןךףץ",
    "cp1256": "ايلمنوترهبسعدكفقحجشطصخذضزغثظىةآأإؤئءپچژگ",
    "cp874": "านรอกเงมยลวดทสตะปบคหแจพชขใไโถผศซณธฟ่้ัิีุู็์ึื",
    "gb18030": "的是我不了在有一们你您好请谢价格这个人他到说要就会可以来和没能对吗联系电话发给先生我们公司产品邮件需想看下次时间"
    + _SIMPLIFIED_NAMES,
    "big5hkscs": "的是我不了在有一們你您好請謝價格這個人他到說要就會可以來和沒能對嗎聯繫電話發給先生公司產品郵件需想看下次時間"
    + _TRADITIONAL_NAMES,
    "cp932": "".join(map(chr, range(0x3041, 0x3097))) + "".join(map(chr, range(0x30A1, 0x30FB))) + "ー、。" + _JAPANESE_NAMES,
    "euc_jp": "".join(map(chr, range(0x3041, 0x3097))) + "".join(map(chr, range(0x30A1, 0x30FB))) + "ー、。" + _JAPANESE_NAMES,
    "cp949": "이다는을가에의하고지로도한사기어나자인리시대해서습니안요녕세감보주일문부있만스그수것들은" + _KOREAN_NAMES,
}
_LATIN_LETTERS: dict[str, str] = {
    "cp1252": "àâæçéèêëîïôœùûüÿäöüßñáíóúåøãõìòðþýÀÂÆÇÉÈÊÎÔÙÛÄÖÜÑÁÍÓÚÅØÃÕÞ",
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžöüőűäâăîşôĺľŕëĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽÖÜŐŰ",
    "cp1254": "çğıöşüâîûÇĞİÖŞÜ",
    "cp1257": "āčēģīķļņšūžąęėįųõäöüĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲ",
}
# Neighbors of words in every language: they say nothing about the codec.
_NEUTRAL = frozenset("\u201c\u201d\u201e\u2018\u2019\u201a\u2013\u2014\u2026\u00a0«»©®™€£§°•·´¿¡")


def decode(data: bytes, label: str | None) -> str:
    """`data` as text by its label, by a superset of it, or by what it looks like. Never raises."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") and b"\0" in data[:200]:
        return data.decode("utf-16", "replace")
    name = codec_of(label)
    if name is None or name == "utf-8" or _SINGLE_BYTE.fullmatch(name):
        if not _HIGH.search(data) and (b"\x1b$" in data or b"\x1b(I" in data):  # whatever it calls itself
            return data.decode("iso2022_kr", "replace") if b"\x1b$)C" in data else _iso2022_jp(data)
        if (text := _utf8(data)) is not None:
            return text
    if name is None or name == "utf-8":
        return _damaged_utf8(data) or _detected(data)
    if name == "cp1252" and (text := _damaged_utf8(data, least=20)) is not None:
        return text
    if name == "iso2022_jp":
        seven_bits = b"\x1b" in data or not _HIGH.search(data)  # others are mislabeled
        return _iso2022_jp(data) if seven_bits else _surely_utf8(data) or _detected(data)
    if name in _FREQUENT and (text := _surely_utf8(data)) is not None:
        return text
    text = _strict(data, _OF_WINDOWS.get(_iso(name), name) if _CONTROLS.search(data) else name)
    if text is None:
        return _utf8(data) or _loosely(data, name)
    if name == "cp1252":
        return _detected(data)
    return text


def codec_of(label: str | None) -> str | None:
    """The codec for a label as found in mail; None for one that is not known or says nothing."""
    cleaned = re.sub(r"\*.*|charset=|[^a-z0-9]", "", (label or "")[:80].strip("\"' ").lower().replace("_", ""))
    if cleaned in _NO_LABELS:
        return None
    if cleaned in _LABELS:
        return _LABELS[cleaned]
    for name in (
        (label or "")[:80].strip("\"' ").lower(),
        cleaned,
        cleaned.removeprefix("x"),
        re.sub(r"^iso8859", "iso8859_", cleaned),
    ):
        try:
            found = codecs.lookup(name)
        except (LookupError, ValueError):
            continue
        if found.name.replace("-", "_") not in _NOT_CHARSETS and getattr(found, "_is_text_encoding", True):
            return found.name
    return None


def _iso(name: str) -> str:
    return name.replace("iso8859-", "iso8859_")


def _utf8(data: bytes) -> str | None:
    """As UTF-8, unless it is not; a character cut off at the end of other good ones is left out."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data" and _HIGH.search(data, 0, error.start)
        return data[: error.start].decode("utf-8") if cut else None


def _damaged_utf8(data: bytes, *, least: int = 2) -> str | None:
    """As UTF-8 of which a few characters were cut or are those of another text, or that has its emoji in two halves.

    `least`: so many good characters to each bad one.
    """
    if b"\xed" in data:
        with suppress(UnicodeError):
            return data.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16")
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(1 for character in text if character > "\x7f") - wrong
    return text if right >= least * wrong else None


def _surely_utf8(data: bytes) -> str | None:
    """As UTF-8 if that makes East Asian text of it, which no other set's bytes would do by chance."""
    text = _utf8(data)
    wide = [character for character in text or "" if character > "\x7f"]
    return text if len(wide) > 1 and all(c >= "\u3000" for c in wide) else None


def _strict(data: bytes, name: str) -> str | None:
    try:
        return codecs.getdecoder(name)(data, "strict")[0]
    except (LookupError, ValueError, TypeError):
        return None


def _loosely(data: bytes, name: str) -> str:
    """By the label although some bytes are wrong, if few are; else by what it looks like."""
    try:
        text = codecs.getdecoder(name)(data, "replace")[0]
    except (LookupError, ValueError, TypeError):
        return _detected(data)
    return text if text.count("\ufffd") * 10 <= len(text) or name in _FREQUENT else _detected(data)


def _detected(data: bytes) -> str:
    return data.decode(detect(data), "replace")


def detect(data: bytes) -> str:
    """The codec of text that is not UTF-8, by what its bytes look like: a script of their own, or the letters of some
    languages that write Latin ones."""
    first = _HIGH.search(data)
    begin = max(0, first.start() - _BEFORE) if first else 0
    sample = data[begin : begin + _SAMPLE]
    words = [word for word in _WORD.findall(sample) if _HIGH.search(word)]
    if not words:
        return "cp1252"
    # Latin words carry few letters above ASCII; those of other scripts hardly anything else.
    high = len(_HIGH.findall(sample))
    wholly = sum(1 for word in words if len(word) > 2 and len(_HIGH.findall(word)) >= len(word) - 1)
    wide = high > 5 and high * 3 > high + len(re.findall(rb"[A-Za-z]", sample))  # half of two bytes may be ASCII
    if wholly * 2 > len(words) or wide:
        tried = _FREQUENT if wholly * 2 > len(words) else (*_CHINESE_KOREAN, *_JAPANESE)
        share, best = max((_share(sample, name), name) for name in tried)
        if share >= 0.4:
            return best
    return max(LATIN, key=lambda name: _latin(words, name))


def _share(sample: bytes, name: str) -> float:
    """How well the sample, read by this codec, fits its languages: about 1 for good text."""
    text = codecs.getincrementaldecoder(name)("replace").decode(sample, final=False)
    high = [character for character in text if character > "\x7f" and character not in _NEUTRAL]
    if not high:
        return 0.0
    known = _FREQUENT[name]
    wrong = text.count("\ufffd") + sum(1 for before, character in _following(text) if character.isupper() and before.islower())
    if name in _CHINESE_KOREAN:
        # Of thousands of characters a few dozen make a fifth of a text; others of the right planes count in part.
        found = sum(1 for character in high if character in known)
        wide = sum(1 for c in high if "\u4e00" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" or "\u3000" <= c <= "\u303f")
        return (2 * found + 0.4 * wide - wrong) / len(high)
    if name in _JAPANESE:
        found = sum(1 for character in high if character in known) + 0.4 * sum(1 for c in high if "\u4e00" <= c <= "\u9fff")
        return (found * 1.3 - wrong) / len(high)
    weight = {character: 1.3 if i < 10 else 0.9 if i < 20 else 0.3 for i, character in enumerate(known)}
    return (sum(weight.get(character.lower(), -1) for character in high) - 2 * wrong) / len(high)


def _latin(words: list[bytes], name: str) -> float:
    """How well words that are mostly ASCII fit the languages of this codec."""
    letters, score = _LATIN_LETTERS[name], 0.5 if name == "cp1252" else 0.0
    for word in words[:500]:
        text = word.decode(name, "replace")
        usual = word.decode("cp1252", "replace")
        for index, character in enumerate(text):
            if character <= "\x7f":
                continue
            before, after = text[index - 1 : index], text[index + 1 : index + 2]
            if character in _NEUTRAL:
                score -= 1 if before.isalpha() and after.isalpha() and character not in "\u2019\u2018´·" else 0
            elif character not in letters:
                score -= 1
            else:
                # Where both readings are letters the usual one is likelier, unless it is a rare letter.
                rare = usual[index] in "ýþðÝÞÐ"
                score += (
                    (0.3 if rare else 1)
                    if name == "cp1252"
                    else 1
                    if character == usual[index] or (rare and name == "cp1254")
                    else 0.8
                )
            if character.isupper() and before.islower():
                score -= 2
    return score


def _following(text: str) -> Iterator[tuple[str, str]]:
    """Each character with the one before it."""
    return zip(" " + text, text, strict=False)


def _iso2022_jp(data: bytes) -> str:
    """ISO-2022-JP with what Windows puts into it: NEC's and IBM's characters, half-width kana, both JIS planes.

    Python's codecs know these only in Shift-JIS and EUC, so each escaped run is rewritten as one of the two.
    """
    text: list[str] = []
    mode = b"(B"
    for index, run in enumerate(re.split(rb"\x1b(\$@|\$B|\$\(B|\$\(D|\$A|\$\(C|\(B|\(J|\(I|\(H)", data)):
        if index % 2:
            mode = run
        else:
            text.append(_jis_run(run, mode))
    return "".join(text)


_RAISED = bytes(byte | 0x80 for byte in range(256))
# Where Windows reads another character than the standard has.
_WINDOWS = str.maketrans("\u301c\u2016\u2212\u00a2\u00a3\u00ac", "\uff5e\u2225\uff0d\uffe0\uffe1\uffe2")
_KANA = bytes(byte | 0x80 if 0x20 < byte < 0x60 else byte for byte in range(256))


def _jis_run(run: bytes, mode: bytes) -> str:
    if mode == b"(I":
        return run.translate(_KANA).decode("cp932", "replace")
    if not mode.startswith(b"$"):
        if run.isascii() and b"\x0e" not in run:
            return run.decode("ascii")
        kana = re.split(rb"\x0e([^\x0f]*)\x0f?", run)
        return "".join(
            _jis_run(part, b"(I") if i % 2 else (_utf8(part) or part.decode("cp932", "replace")) for i, part in enumerate(kana)
        )
    if b"\n" not in run:
        return _jis_pairs(run, mode)
    # Line ends inside a run belong to no pair: a program forgot to switch back.
    return "".join(
        line.decode("ascii") if line in (b"\r", b"\n", b"\r\n") else _jis_pairs(line, mode) for line in re.split(rb"(\r?\n)", run)
    )


def _jis_pairs(run: bytes, mode: bytes) -> str:
    if mode == b"$A":
        return run.translate(_RAISED).decode("gb18030", "replace")
    if mode == b"$(C":
        return run.translate(_RAISED).decode("cp949", "replace")
    if mode != b"$(D":
        try:  # at once, for what is in the standard
            return run.translate(_RAISED).decode("euc_jp").translate(_WINDOWS)
        except UnicodeDecodeError:
            pass
    out = bytearray()
    for first, second in zip(run[::2], run[1::2], strict=False):
        if mode == b"$(D":
            out += bytes((0x8F, first | 0x80, second | 0x80))
        else:
            lead = ((first - 0x21) >> 1) + (0x81 if first < 0x5F else 0xC1)
            trail = second + (0x1F if second < 0x60 else 0x20) if first % 2 else second + 0x7E
            out += bytes((lead & 0xFF, trail & 0xFF))
    return out.decode("euc_jp" if mode == b"$(D" else "cp932", "replace")

"""Long and hostile mail, made up: what reading costs is measured on it. Each input has a name."""

from collections.abc import Iterator

_HEAD = "From: Jane <jane@prospect.example>\r\nTo: ada@outreach.example\r\nSubject: Re: hi\r\nMIME-Version: 1.0\r\n"
_REPORT = "Return-Path: <>\r\n" + _HEAD.replace("Jane <jane", "MAILER-DAEMON <mailer-daemon").replace("Re: hi", "Undelivered")
_SENTENCES = {
    "您好，我们对此很感兴趣，请发送更多信息。谢谢！": ("gb2312", "gb18030", "big5", "hz", "utf-8", "utf-16"),
    "お世話になっております。ぜひ詳しくお聞かせください。": ("iso-2022-jp", "shift_jis", "euc-jp", "utf-8", "utf-7"),
    "안녕하세요, 관심이 있습니다. 자세히 알려주세요.": ("euc-kr", "cp949", "iso-2022-kr", "utf-8"),
    "Здравствуйте, нам интересно, пришлите подробности.": ("windows-1251", "koi8-r", "iso-8859-5", "utf-8"),
    "مرحبا، نحن مهتمون، أرسل المزيد من التفاصيل.": ("windows-1256", "utf-8"),
    "שלום, אנחנו מעוניינים, שלח פרטים נוספים.": ("windows-1255", "utf-8"),
    "Γεια σας, ενδιαφερόμαστε, στείλτε λεπτομέρειες.": ("windows-1253", "utf-8"),
    "Chào bạn, chúng tôi quan tâm, xin gửi thêm chi tiết.": ("windows-1258", "utf-8"),
    "Guten Tag, wir hätten Interesse – bitte Näheres. Grüße": ("windows-1252", "windows-1250", "windows-1257", "utf-8"),
    "Dear Ada, I am away until Monday 9 March 2026. Your ticket has been received. ": ("utf-8",),
}
_LABELS = ("us-ascii", "iso-8859-1", "utf-8", "unknown-8bit")
# "_" stands for a blank, "/" for the end of a line.
_PIECES = """\
> / On_1_ From:_ ----- a_b_ <div> <p><b> wrote:/ @ : __________/ --/ 550_5.1.1_ a@b.c_ < &#1; =?utf-8?b? <!-- <style> 一 é
Subject:_x/ www.a.b_"""
_LENGTHS = (40, 400, 2_000)
_REPEATS = (1_000, 30_000)


def inputs() -> Iterator[tuple[str, bytes]]:
    """Names and messages."""
    for sentence, codecs in _SENTENCES.items():
        for codec in codecs:
            for times in _LENGTHS:
                body = (sentence * times).encode(codec, "replace")
                for label in dict.fromkeys((codec, *_LABELS)):
                    yield f"{sentence[:12]} {codec} as {label} x{times}", _message(_HEAD, "plain", label, body)
                html = "".join(f"<p>{sentence}</p>\r\n" for _ in range(times)).encode(codec, "replace")
                yield f"html: {sentence[:12]} {codec} x{times}", _message(_HEAD, "html", codec, html)
    for piece in _PIECES.replace("\n", " ").split(" "):
        for times in _REPEATS:
            for kind in ("plain", "html"):
                body = (piece.replace("/", "\n").replace("_", " ") * times).encode()
                yield f"{kind}: {piece} x{times}", _message(_HEAD, kind, "utf-8", body)
                yield f"report, {kind}: {piece} x{times}", _message(_REPORT, kind, "utf-8", body)


def _message(head: str, kind: str, charset: str, body: bytes) -> bytes:
    about = f"Content-Type: text/{kind}; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return (head + about).encode() + body

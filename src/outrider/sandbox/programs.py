"""How eight mail programs write an answer: what they quote and how, their HTML, character set and encoding. Pure."""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from outrider.sandbox.tongues import Tongue


@dataclass(frozen=True, slots=True)
class Answer:
    """A message and the one it replies to: text, HTML, subject, sender, time and recipient."""

    text: str
    tongue: Tongue
    original: str
    original_html: str
    subject: str
    who: str
    address: str
    to: str
    sent: datetime

    def dated(self, form: str) -> str:
        """A date, or an introduction, in the language's form."""
        days, months = self.tongue.weekdays.split(), self.tongue.months.split()
        return form.format(
            wd=days[self.sent.weekday()],
            weekday=days[self.sent.weekday() + 7],
            d=self.sent.day,
            m=self.sent.month,
            mon=months[self.sent.month - 1],
            month=months[self.sent.month + 11],
            y=self.sent.year,
            yy=f"{self.sent:%y}",
            time=f"{self.sent:%H:%M}",
            who=self.who,
            addr=self.address,
        )

    @property
    def header(self) -> list[tuple[str, str]]:
        """The header of the original as Outlook shows it: labels and values."""
        values = (f"{self.who} <{self.address}>", self.dated(self.tongue.dated), self.to, self.subject)
        return list(zip(self.tongue.labels, values, strict=True))


@dataclass(frozen=True, slots=True)
class Written:
    """A body as a program writes it. Without `page` it is plain text alone. `charset` None: UTF-8."""

    text: str
    page: str = ""
    charset: str | None = None
    encoding: str = "quoted-printable"


def gmail(a: Answer) -> Written:
    line = a.dated(a.tongue.gmail)
    page = (
        f'<div dir="ltr">{_divs(a.text)}</div><br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{html.escape(line)}<br></div>'
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid #ccc;padding-left:1ex">'
        f"{a.original_html}</blockquote></div>"
    )
    return Written(f"{a.text}\n\n{line}\n\n{_marked(a.original)}\n", page, encoding="base64")


def outlook(a: Answer) -> Written:
    """Outlook for Windows: Word's paragraphs, the original unmarked under a ruled header."""
    head = "<br>\n".join(f"<b>{html.escape(label)}:</b> {html.escape(value)}" for label, value in a.header)
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15 '
        '(filtered medium)"><style><!-- p.MsoNormal {margin:0cm;font-size:11.0pt;} --></style></head><body>'
        f"<div class=WordSection1>{_paragraphs(a.text)}<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
        f"<p class=MsoNormal>{head}<o:p></o:p></p></div></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        f"{a.original_html}</div></body></html>"
    )
    return Written(f"{a.text}\n\n{_header(a)}\n\n{a.original}\n", page, a.tongue.charset)


def outlook_web(a: Answer) -> Written:
    head = "<br>".join(f"<b>{html.escape(label)}:</b> {html.escape(value)}" for label, value in a.header)
    page = (
        f'<div class="elementToProof" style="font-size: 12pt;">{_divs(a.text)}</div><div id="appendonsend"></div>'
        '<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">'
        f'<font face="Calibri, sans-serif">{head}</font><div>&nbsp;</div></div><div>{a.original_html}</div>'
    )
    return Written(f"{a.text}\n{'_' * 32}\n{_header(a)}\n\n{a.original}\n", page)


def apple(a: Answer) -> Written:
    line = a.dated(a.tongue.apple)
    page = (
        '<html><head></head><body style="overflow-wrap: break-word;">'
        f'{_divs(a.text)}<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>{html.escape(line)}</div>'
        f'<br class="Apple-interchange-newline"><div>{a.original_html}</div></blockquote></div><br></body></html>'
    )
    quoted = _marked(f"{line}\n\n{a.original}")
    return Written(f"{a.text}\n\n{quoted}\n", page)


def thunderbird(a: Answer) -> Written:
    return Written(f"{a.text}\n\n{a.dated(a.tongue.thunderbird)}\n{_marked(a.original)}\n", encoding="8bit")


def yahoo(a: Answer) -> Written:
    line = a.dated(a.tongue.yahoo)
    page = (
        f'<div class="ydp1 yahoo-style-wrap">{_divs(a.text)}</div><div id="yahoo_quoted_4711" class="yahoo_quoted"><div><div>'
        f"{html.escape(line)}</div><div><br></div><div>{a.original_html}</div></div></div>"
    )
    return Written(f" {a.text}\n\n    {line}\n \n {a.original}\n", page)


def phone(a: Answer) -> Written:
    """Plain text from a phone: its remark, and the introduction marked like the quotation."""
    quoted = _marked(f"{a.dated(a.tongue.apple)}\n\n{a.original}")
    return Written(f"{a.text}\n\n{a.tongue.device}\n\n{quoted}\n", charset=a.tongue.charset, encoding="base64")


def webmail(a: Answer) -> Written:
    """A webmail of Asia, or one like GMX: a block of labels above the original, not marked in the text."""
    asian = a.tongue.charset in ("gb2312", "iso-2022-jp")
    rows = "".join(f"<div><b>{html.escape(label)}:</b>&nbsp;{html.escape(value)}</div>" for label, value in a.header)
    if asian:
        dashes = f"------------------ {a.tongue.original} ------------------"
        page = (
            f'{_divs(a.text)}<div><br></div><div style="font-size: 12px;">{dashes.replace(" ", "&nbsp;")}</div>'
            f'<div style="font-size: 12px;background:#efefef;padding:8px;">{rows}</div><div><br></div>{a.original_html}'
        )
        return Written(f"{a.text}\n\n\n{dashes}\n{_header(a)}\n\n{a.original}\n", page, a.tongue.charset, "base64")
    page = (
        f'<html><body>{_divs(a.text)}<div><br></div><div name="quote" style="margin:10px;border-left:2px solid #C3D9E5;">'
        f'<div style="margin:0 0 10px 0;">{rows}</div><div name="quoted-content">{a.original_html}</div></div></body></html>'
    )
    return Written(f"{a.text}\n\n{_header(a)}\n\n{a.original}\n", page)


PROGRAMS: dict[str, Callable[[Answer], Written]] = {
    "gmail": gmail,
    "outlook": outlook,
    "outlook_web": outlook_web,
    "apple_mail": apple,
    "thunderbird": thunderbird,
    "yahoo": yahoo,
    "phone": phone,
    "webmail": webmail,
}

# Those that write "Re:" in every language; the others have the language's own prefix.
ENGLISH_PREFIX = ("gmail", "apple_mail", "thunderbird", "yahoo", "phone")


def put(letter: EmailMessage, written: Written, boundary: str) -> None:
    """Make a body the content of a message, in its character set where that has all the letters."""
    charset = written.charset or "utf-8"
    try:
        f"{written.text}{written.page}".encode(charset)
    except UnicodeEncodeError:
        charset = "utf-8"
    letter.set_content(written.text, charset=charset, cte=written.encoding)
    if written.page:
        letter.add_alternative(written.page, subtype="html", charset=charset, cte=written.encoding)
        # The library draws a boundary by lot; a world must repeat exactly.
        letter.set_boundary(boundary)


def _header(a: Answer) -> str:
    return "\n".join(f"{label}: {value}" for label, value in a.header)


def _marked(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _lines(text: str) -> Sequence[str]:
    return [html.escape(line) for line in text.splitlines()]


def _divs(text: str) -> str:
    return "".join(f"<div>{line or '<br>'}</div>" for line in _lines(text))


def _paragraphs(text: str) -> str:
    return "".join(f"<p class=MsoNormal>{line or '&nbsp;'}<o:p></o:p></p>" for line in _lines(text))

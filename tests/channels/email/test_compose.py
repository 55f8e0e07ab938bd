"""Messages say exactly what they were given, to a parser that nobody here wrote, and nothing more."""

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from outrider.channels.email.compose import (
    Attachment,
    add_pixel,
    compose,
    new_message_id,
    rewrite_links,
)
from outrider.errors import Invalid
from tests.channels.email.conftest import PLAIN

# Everything a person or template may put there: no control characters in headers, any in bodies.
header_text = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=300)
body_text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=2000)


def read(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def body(message: EmailMessage, subtype: str) -> str:
    part = message.get_body((subtype,))
    assert part is not None
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode(part.get_content_charset("?")).replace("\r\n", "\n")


def display_name(raw: bytes, header: str) -> str:
    # The modern policy of Python 3.11 leaves blanks between the encoded words of a name (RFC 2047 wants none).
    name, _ = parseaddr(email.message_from_bytes(raw)[header])
    return str(make_header(decode_header(name.replace("\r\n", "")))) if "=?" in name else name


def ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


@given(subject=header_text, name=header_text, text=body_text, html=st.none() | body_text)
@example(subject=" lead and trail ", name='"O\'Neil" \\ (x) <y@z>', text=".\n..\nFrom x\n--=_\n", html="=3D")
@example(subject="=?utf-8?b?x?=", name="=?utf-8?q?x?=", text="a" * 5000, html="é" * 5000)
@example(subject="word " * 60, name="漢字 " * 40, text="工" * 1000, html="\x00\x0b\x85\u2028")
@example(subject="x" * 1500, name="n" * 500, text="", html="")
def test_a_parser_reads_back_what_was_given(subject: str, name: str, text: str, html: str | None):
    raw = compose(replace(PLAIN, subject=subject, from_name=name, to_name=name, text=text, html=html))
    message = read(raw)
    assert str(message["Subject"]) == subject
    for header in ("From", "To"):
        assert display_name(raw, header) == name
    assert message["From"].addresses[0].addr_spec == "bob@acme.io"
    assert message["To"].addresses[0].addr_spec == "ann@example.com"
    assert body(message, "plain") == ended(text)
    if html is None:
        assert message.get_content_type() == "text/plain"
    else:
        assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
        assert body(message, "html") == ended(html)


@given(subject=header_text, name=header_text, text=body_text, html=st.none() | body_text)
def test_lines_are_short_ascii_and_end_in_crlf(subject: str, name: str, text: str, html: str | None):
    raw = compose(replace(PLAIN, subject=subject, from_name=name, text=text, html=html))
    assert raw.isascii()
    assert raw.endswith(b"\r\n")
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", raw)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    for line in raw.split(b"\r\n\r\n")[0].split(b"\r\n"):
        assert len(line) <= 76 or b"=?" not in line
        assert line.strip(), "no header line of white space only"


@pytest.mark.parametrize("evil", ["a\r\nBcc: x@y.z", "a\nb", "a\rb", "a\x00b"])
@pytest.mark.parametrize(
    "field",
    [
        "subject", "from_name", "to_name", "from_address", "to_address", "reply_to", "message_id", "in_reply_to",
        "unsubscribe_url", "unsubscribe_mailto", "cc", "references", "headers", "header_name",
    ],
)  # fmt: skip
def test_no_value_begins_a_header_of_its_own(field: str, evil: str):
    changes: dict[str, object] = {field: evil}
    if field in ("from_address", "to_address", "reply_to"):
        changes = {field: f"x@{evil}"}
    elif field == "cc":
        changes = {"cc": [f"x@{evil}"]}
    elif field == "references":
        changes = {"references": [evil]}
    elif field == "headers":
        changes = {"headers": [("X-Test", evil)]}
    elif field == "header_name":
        changes = {"headers": [(evil, "x")]}
    elif field == "unsubscribe_url":
        changes = {field: f"https://x.io/{evil}"}
    with pytest.raises(Invalid) as caught:
        compose(replace(PLAIN, **changes))
    assert caught.value.field


def test_threading_and_unsubscribing():
    message = read(
        compose(
            replace(
                PLAIN,
                date=datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=-5))),
                in_reply_to="<b@acme.io>",
                references=["a@acme.io", "<b@acme.io>", "broken id", *(f"{n}@acme.io" for n in range(40))],
                unsubscribe_url="https://go.acme.io/u/abc?x=1&y=2",
                unsubscribe_mailto="stop@acme.io?subject=stop",
                reply_to="desk@acme.io",
                cc=["c@example.com", "d@example.com"],
                bcc=["hidden@example.com"],
                headers=[("X-Outrider-Warmup", "yes ü")],
            )
        )
    )
    assert message["Date"] == "Mon, 02 Mar 2026 09:00:00 -0500"
    assert message["Message-ID"] == "<1.abc@acme.io>"
    assert message["In-Reply-To"] == "<b@acme.io>"
    assert message["References"].split()[:3] == ["<a@acme.io>", "<b@acme.io>", "<0@acme.io>"]
    unsubscribe = "<https://go.acme.io/u/abc?x=1&y=2>, <mailto:stop@acme.io?subject=stop>"
    assert message["List-Unsubscribe"] == unsubscribe
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Cc"] == "c@example.com, d@example.com"
    assert message["Reply-To"] == "desk@acme.io"
    assert message["Bcc"] is None
    assert "hidden" not in message.as_string()
    assert message["X-Outrider-Warmup"] == "yes ü"
    assert message["MIME-Version"] == "1.0"


def test_without_a_link_there_is_no_one_click():
    message = read(compose(replace(PLAIN, unsubscribe_mailto="mailto:stop@acme.io")))
    assert message["List-Unsubscribe"] == "<mailto:stop@acme.io>"
    assert message["List-Unsubscribe-Post"] is None


def test_the_same_message_is_the_same_bytes():
    message = replace(PLAIN, html="<p>x</p>", attachments=[Attachment("a", "text/plain", b"x")])
    assert compose(message) == compose(replace(message))


def test_recipients_come_once_and_first_the_one_written_to():
    message = replace(PLAIN, cc=["c@x.io", "ann@example.com"], bcc=["b@x.io", "c@x.io"])
    assert message.recipients == ["ann@example.com", "c@x.io", "b@x.io"]
    assert replace(PLAIN, to_address="ann@bücher.example").recipients == ["ann@xn--bcher-kva.example"]


def test_attachments():
    files = [
        Attachment("Angebot – März.pdf", "application/pdf", bytes(range(256)) * 10),
        Attachment("logo.png", "image/png", b"\x89PNG", content_id="logo@acme.io"),
    ]
    message = read(compose(replace(PLAIN, text="see below", html="<p>see</p>", attachments=files)))
    assert body(message, "plain") == "see below\n"
    assert body(message, "html") == "<p>see</p>\n"
    parts = list(message.iter_attachments())
    assert [part.get_filename() for part in parts] == ["Angebot – März.pdf", "logo.png"]
    assert [part.get_content() for part in parts] == [file.content for file in files]
    assert parts[1]["Content-ID"] == "<logo@acme.io>"
    assert parts[1].get_content_disposition() == "inline"


@pytest.mark.parametrize(
    "changes",
    [
        {"to_address": "nobody"}, {"to_address": "a b@x.io"}, {"from_address": ""}, {"message_id": ""},
        {"date": datetime(2026, 3, 2)}, {"headers": [("Subject", "again")]}, {"headers": [("X y", "z")]},  # noqa: DTZ001
        {"unsubscribe_url": "javascript:alert(1)"},
        {"attachments": [Attachment("x", "multipart/mixed", b"")]},
    ],
)  # fmt: skip
def test_what_cannot_be_a_message_is_refused(changes: dict):
    with pytest.raises(Invalid):
        compose(replace(PLAIN, **changes))


def test_message_ids():
    assert new_message_id("acme.io", "1-abc") == "1-abc@acme.io"
    assert new_message_id("bücher.example", "1") == "1@xn--bcher-kva.example"
    for domain, unique in [("", "1"), ("acme.io", "a b"), ("acme.io", "<a>"), ("a\r\nb", "1")]:
        with pytest.raises(Invalid):
            new_message_id(domain, unique)


def test_pixel_is_the_last_thing_in_the_body():
    assert add_pixel("<body><p>x</p></BODY></html>", "https://t.io/o?a=1&b=2") == (
        '<body><p>x</p><img src="https://t.io/o?a=1&amp;b=2" width="1" height="1" alt="" '
        'style="display:block;border:0"></BODY></html>'
    )
    assert add_pixel("<p>x</p>", "https://t.io/o").startswith("<p>x</p><img ")


def test_only_web_links_are_rewritten():
    seen: list[str] = []

    def make(url: str) -> str | None:
        seen.append(url)
        return None if "skip" in url else f"https://t.io/c/{len(seen)}?x&y"

    html = (
        '<a class="b" href="https://x.io/?a=1&amp;b=2">1</a> <A\nHREF=\'http://y.io\' id=z>2</A> <a href=https://z.io>3</a>'
        '<a href="mailto:a@x.io">m</a><a href="tel:1">t</a><a href="#top">f</a><a data-href="https://n.io">n</a>'
        '<a href="https://go.acme.io/u/1">unsubscribe</a><a href="https://skip.io">s</a><link href="https://l.io">'
    )
    made = rewrite_links(html, make, keep=["https://go.acme.io/u/"])
    assert seen == ["https://x.io/?a=1&b=2", "http://y.io", "https://z.io", "https://skip.io"]
    assert '<a class="b" href="https://t.io/c/1?x&amp;y">1</a>' in made
    assert '<A\nHREF="https://t.io/c/2?x&amp;y" id=z>2</A>' in made
    assert '<a href="https://t.io/c/3?x&amp;y">3</a>' in made
    assert made.endswith(html[html.index('<a href="mailto') :])


@pytest.mark.parametrize(
    ("html", "link"),
    [
        ('<a href="https://x.io/?a=1&copy=2&lt=3&amp;b=&#38;">', "https://x.io/?a=1&copy=2&lt=3&b=&"),
        ('<a href="https://x.io/?q=a>b">', "https://x.io/?q=a>b"),
        ('<a title="a > b" href=" https://x.io/\n">', "https://x.io/"),
        ('<v:roundrect xmlns:v="urn:x" href="https://x.io/" arcsize="8%">', "https://x.io/"),
        ('<area shape="rect" href="https://x.io/">', "https://x.io/"),
        ('<abbr href="https://x.io/">', None),
        ('<a title=\'" href="https://x.io/"\'>', None),
    ],
)
def test_links_as_browsers_read_them(html: str, link: str | None) -> None:
    seen: list[str] = []
    rewrite_links(html, lambda url: seen.append(url) or None)
    assert seen == ([link] if link else [])


def test_the_same_instant_in_another_zone_is_another_date() -> None:
    for hours in (0, -5, 2, 0):
        at = datetime(2026, 3, 2, 14, tzinfo=UTC).astimezone(timezone(timedelta(hours=hours)))
        assert f"Date: {at:%a, %d %b %Y %H:%M:%S %z}\r\n".encode() in compose(replace(PLAIN, date=at))

"""Findings about a mail's own text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules import content

PLAIN = "<p>Hello Jane, would a short call on Tuesday suit you? I have an idea about your warehouse.</p>"


def rules(subject: str, body: str) -> set[str]:
    return {finding.rule for finding in content.check(subject, body)}


def test_an_ordinary_mail_has_no_finding() -> None:
    assert rules("A question", PLAIN) == set()


@pytest.mark.parametrize(
    ("subject", "body", "rule"),
    [
        ("", PLAIN, "SUBJECT_EMPTY"),
        ("GREAT NEWS FOR YOU", PLAIN, "SUBJECT_ALL_CAPS"),
        ("Re: our call", PLAIN, "SUBJECT_FAKE_REPLY"),
        ("A question", PLAIN + "<p>Act now, it is risk free</p>", "SPAM_PHRASES"),
        ("A question", PLAIN + '<a href="https://bit.ly/x">here</a>', "SHORTENED_LINKS"),
        ("A question", PLAIN + '<a href="http://acme.example/x">here</a>', "LINK_WITHOUT_TLS"),
        ("A question", PLAIN + '<a href="https://evil.example/x">https://bank.example</a>', "LINK_MISMATCH"),
        ("A question", PLAIN + '<a href="https://203.0.113.9/x">here</a>', "LINK_TO_ADDRESS"),
        ("A question", "<p>Look</p><img src='https://acme.example/a.png'>", "IMAGES_OVER_TEXT"),
        ("A question", PLAIN + "<span style='font-size:0'>buy</span>", "HIDDEN_TEXT"),
        ("A question", PLAIN + "<form><input></form>", "RISKY_MARKUP"),
    ],
)
def test_findings(subject: str, body: str, rule: str) -> None:
    assert rule in rules(subject, body)


def test_domains_of_links() -> None:
    body = '<a href="https://www.acme.example/a">a</a> https://b.other.example/x https://acme.example'
    assert content.link_domains(body) == ["acme.example", "other.example"]


@given(st.text(max_size=120), st.text(max_size=400))
def test_points_are_never_negative(subject: str, body: str) -> None:
    assert content.score(content.check(subject, body)) >= 0

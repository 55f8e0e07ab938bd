"""Who prospects are and what they write: pure, so held by properties."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from flufl.bounce import scan_message
from hypothesis import given
from hypothesis import strategies as st

from outrider.sandbox import letters, personas
from outrider.sandbox.wordings import MANNERS, TEXTS

from .conftest import ANN, letter

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
words = st.text("abcdefghijklmnopqrstuvwxyz.", min_size=1, max_size=12)
addresses = st.builds("{}{}@{}.example".format, words, st.sampled_from(["", "+x", "+ooo", "+reply"]), words)


def occasion(prospect: str, seed: str = "s", **changes: str) -> letters.Occasion:
    raw = letter(prospect, **changes).as_bytes().replace(b"\n", b"\r\n")
    return letters.Occasion(raw, ANN, prospect, seed, NOW, "1")


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


@pytest.mark.parametrize("name", sorted(personas.PERSONAS))
def test_a_marked_address_names_its_persona(name: str) -> None:
    assert personas.persona(f"jane.doe+{name}@acme.example", "any").name == name
    assert personas.persona(f"jane+x+{name.upper()}@acme.example", "any").name == name
    assert personas.marked(f"+{name}@acme.example") is None


def test_unmarked_addresses_follow_the_rates() -> None:
    drawn = Counter(personas.persona(f"lead{n}@acme.example", "rates").name for n in range(20_000))
    for name, percent in personas.RATES:
        assert drawn[name] / 200 == pytest.approx(percent, abs=0.6), name
    assert drawn["silent"] / 200 == pytest.approx(100 - sum(rate for _, rate in personas.RATES), abs=1.5)


@given(addresses, words, st.integers(1, 9), st.booleans())
def test_everything_repeats_exactly(address: str, seed: str, nth: int, acted: bool) -> None:
    who = personas.persona(address, seed)
    assert who == personas.persona(address, seed)
    first = list(personas.reactions(who, address, seed, nth=nth, acted=acted))
    assert first == list(personas.reactions(who, address, seed, nth=nth, acted=acted))
    for reaction in first:
        assert 0 < reaction.after <= 6.6 * personas.DAY
    actions = [reaction.action for reaction in first if reaction.action not in ("open", "click")]
    assert len(actions) <= 1
    assert not (actions and acted and not who.every)


def test_another_seed_is_another_world() -> None:
    def names(seed: str) -> list[str]:
        return [personas.persona(f"lead{n}@acme.example", seed).name for n in range(200)]

    assert names("a") != names("b")


def test_refusals() -> None:
    assert personas.refusal(personas.PERSONAS["reject"], 99) == (550, "5.1.1 No such user here")
    soft = [personas.refusal(personas.PERSONAS["softbounce"], attempts) for attempts in range(4)]
    assert [bool(refused) for refused in soft] == [True, True, False, False]


def test_slow_ones_take_days() -> None:
    who = personas.PERSONAS["slow"]
    for n in range(50):
        *_, last = personas.reactions(who, f"a{n}+slow@x.example", "s", nth=1, acted=False)
        assert 3 * personas.DAY <= last.after <= 6 * personas.DAY


def test_every_persona_has_words_in_every_language() -> None:
    wanted = {wording for who in personas.PERSONAS.values() for wording in who.wordings}
    for tongue in personas.LANGUAGES:
        assert TEXTS[tongue].keys() == wanted
        assert len(MANNERS[tongue].months) == 12


@given(st.sampled_from(sorted({w for p in personas.PERSONAS.values() for w in p.wordings} - {"ooo"})), words, words)
def test_replies_thread_and_quote(wording: str, local: str, domain: str) -> None:
    case = occasion(f"{local}@{domain}.example", In_Reply_To="<0@ours.test>", References="<00@ours.test> <0@ours.test>")
    raw = letters.reply(case, wording)
    message, original = parsed(raw), letters.read(case.raw)
    assert raw == letters.reply(case, wording)
    assert message["Subject"] == "Re: A quick question"
    assert message["In-Reply-To"] == original.message_id
    assert str(message["References"]).split() == ["<00@ours.test>", "<0@ours.test>", original.message_id]
    assert message["Message-ID"] == letters.message_id(case, "reply")
    assert message["Auto-Submitted"] is None
    body = message.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    assert "would this help your team?" in body.get_content()
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_replies_vary() -> None:
    raws = [letters.reply(occasion(f"p{n}@acme.example"), "interested") for n in range(40)]
    bodies = {parsed(raw).get_body(("plain",)).get_content().split("\n")[2] for raw in raws}  # type: ignore[union-attr]
    kinds = {parsed(raw).get_content_type() for raw in raws}
    assert len(bodies) >= 4
    assert kinds == {"text/plain", "multipart/alternative"}


@pytest.mark.parametrize("country", ["example", "de", "fr", "es"])
def test_absence_notes_say_so(country: str) -> None:
    case = occasion(f"kim+ooo@acme.{country}")
    message = parsed(letters.out_of_office(case))
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["X-Auto-Response-Suppress"] or message["Precedence"] == "auto_reply"
    back = letters.back_on(case)
    assert timedelta(days=2) <= back - NOW <= timedelta(days=14)
    assert f"{back.day}" in message.get_content()
    assert "2026" in message.get_content()
    assert message["In-Reply-To"] == letters.read(case.raw).message_id


@pytest.mark.parametrize("n", range(12))
def test_bounces_are_what_bounce_parsers_expect(n: int) -> None:
    hard, soft = occasion(f"p{n}+bounce@acme.example"), occasion(f"p{n}+full@acme.example")
    message = parsed(letters.bounce(hard))
    assert message.get_content_type() == "multipart/report"
    assert message.get_param("report-type") == "delivery-status"
    assert scan_message(message) == {hard.prospect.encode()}
    human, status, original = message.iter_parts()
    assert human.get_content_type() == "text/plain"
    assert [str(block["Status"]) for block in status.get_payload()][1:] == ["5.1.1"]  # type: ignore[index,union-attr]
    assert letters.read(hard.raw).message_id in original.as_string()
    assert b"Action: failed\r\nStatus: 4.2.2\r\n" in letters.bounce(soft, soft=True)


def test_complaints_are_abuse_reports() -> None:
    case = occasion("zoe+complaint@acme.example")
    message = parsed(letters.complaint(case))
    assert message.get_param("report-type") == "feedback-report"
    _, report, original = message.iter_parts()
    assert report.get_content_type() == "message/feedback-report"
    assert "Original-Rcpt-To: <zoe+complaint@acme.example>" in report.as_string()
    assert original.get_content_type() == "message/rfc822"


def test_reads_what_a_page_offers() -> None:
    page = '<p>Hi</p><a href="http://127.0.0.1/c/1?a=1&amp;b=2">x</a><img width=1 src="http://127.0.0.1/o/1.gif">'
    headers = {"List_Unsubscribe": "<mailto:u@ours.test>, <http://127.0.0.1/u/1>"}
    click = letter("p@x.example", page=page, List_Unsubscribe_Post="List-Unsubscribe=One-Click", **headers)
    original = letters.read(click.as_bytes())
    assert original.links == ("http://127.0.0.1/c/1?a=1&b=2",)
    assert original.images == ("http://127.0.0.1/o/1.gif",)
    assert original.one_click == "http://127.0.0.1/u/1"
    assert letters.read(letter("p@x.example", page=page, **headers).as_bytes()).one_click is None

"""Why messages fail: codes, phrases, whose address is named; and notifications of many makes, read as a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.channels.email.parse import parse
from outrider.rules.failure_causes import MEANINGS, Cause
from outrider.rules.failure_phrases import PHRASES
from outrider.rules.failures import Parties, Phase, Statement, read
from outrider.rules.replies import kind
from outrider.rules.reports import original_ids
from outrider.rules.smtp import smtp_outcome
from tests.notification_corpus import failures, feedbacks
from tests.notifications import OWN, RECIPIENT, Case

FAILURES = failures()
REAL = [case for case in FAILURES if case.verdict in ("hard", "soft")]
PARTIES = Parties(RECIPIENT, (OWN,))


def verdict_of(case: Case) -> str:
    name = kind(parse(case.raw).inbound).name
    return {"bounce_hard": "hard", "bounce_soft": "soft"}.get(name, name)


@pytest.mark.parametrize("case", FAILURES, ids=lambda case: case.name)
def test_verdicts(case: Case) -> None:
    assert verdict_of(case) == case.verdict


@pytest.mark.parametrize("case", [case for case in REAL if case.fault], ids=lambda case: case.name)
def test_whose_fault_it_was(case: Case) -> None:
    failure = kind(parse(case.raw).inbound).failure
    assert failure is not None and failure.fault == case.fault


@pytest.mark.parametrize("case", REAL, ids=lambda case: case.name)
def test_whom_a_notification_is_about(case: Case) -> None:
    assert kind(parse(case.raw).inbound).recipients == (case.recipient,)


@pytest.mark.parametrize("case", [case for case in REAL if case.original], ids=lambda case: case.name)
def test_which_message_a_notification_is_about(case: Case) -> None:
    assert case.original in original_ids(parse(case.raw).inbound)


@pytest.mark.parametrize("case", feedbacks(), ids=lambda case: case.name)
def test_feedback(case: Case) -> None:
    assert verdict_of(case) == case.verdict


@pytest.mark.parametrize("case", [case for case in feedbacks() if case.verdict == "complaint"], ids=lambda case: case.name)
def test_who_complained(case: Case) -> None:
    assert kind(parse(case.raw).inbound).recipients == (case.recipient,)


@pytest.mark.parametrize(
    ("statements", "cause"),
    [
        ([Statement("550 5.7.1 user unknown")], Cause.NO_SUCH_ADDRESS),
        ([Statement("550 5.1.1 is listed at zen.spamhaus.org")], Cause.BLOCKLISTED),
        ([Statement("550 refused"), Statement(status="5.1.1", derived=True)], Cause.NO_SUCH_ADDRESS),
        ([Statement("550 ip in prison"), Statement(status="5.1.1", derived=True)], Cause.BLOCKLISTED),
        ([Statement("550 no such user"), Statement(status="5.2.2", derived=True)], Cause.MAILBOX_FULL),
        ([Statement("550 5.4.300 Message expired -> 450 4.1.1 user unknown")], Cause.EXPIRED),
        ([Statement(f"550 <{OWN}> user unknown")], Cause.SENDER_REFUSED),
        ([Statement(f"550 <{RECIPIENT}> user unknown, {OWN} wrote")], Cause.NO_SUCH_ADDRESS),
        ([Statement("550 domain outreach.example does not exist")], Cause.SENDER_DOMAIN),
        ([Statement("550 user unknown", phase="mail")], Cause.SENDER_REFUSED),
        ([Statement("550 mailbox unavailable", phase="dot")], Cause.REFUSED),
        ([Statement("550 mailbox unavailable", phase="rcpt")], Cause.MAILBOX_UNAVAILABLE),
        ([Statement(reply=550)], Cause.REFUSED),
        ([Statement("")], Cause.UNKNOWN),
    ],
)
def test_the_surest_statement_wins(statements: list[Statement], cause: Cause) -> None:
    assert read(statements, PARTIES).cause == cause


@pytest.mark.parametrize("text", ["450 4.1.1 user unknown", "4.1.1 user unknown", "421 4.2.1 account disabled"])
def test_what_is_refused_for_now_never_bounces(text: str) -> None:
    assert not read([Statement(text)]).hard


def test_what_is_delayed_never_bounces() -> None:
    assert not read([Statement("550 5.1.1 user unknown")], permanent=False).hard


@pytest.mark.parametrize("phase", ["mail", "rcpt", "data", "dot"])
@pytest.mark.parametrize(
    "text",
    [
        "5.7.60 Client does not have permissions to send as this sender",
        "You have exceeded your hourly limit",
        "Bad HELO: your name does not resolve",
        "5.1.8 Domain of sender address does not exist",
        "The sending host has no PTR record",
        "5.7.23 rejected because of Sender Policy Framework violation",
    ],
)
def test_the_senders_own_refusal_concerns_the_sender_in_every_phase(phase: Phase, text: str) -> None:
    assert smtp_outcome(550, None, text, phase=phase).kind in ("sender_paused", "sender_auth")


@pytest.mark.parametrize("text", ["5.2.2 mailbox full", "Quota exceeded", "over quota"])
def test_a_full_mailbox_is_tried_again(text: str) -> None:
    assert smtp_outcome(552, None, text).kind == "temporary"


def test_every_cause_has_a_meaning() -> None:
    assert set(MEANINGS) == set(Cause)


def test_phrases_are_as_the_text_is_in_which_they_are_sought() -> None:
    assert [pieces for _, _, pieces in PHRASES if any(piece != piece.lower() for piece in pieces)] == []


@given(st.text(), st.none() | st.integers(400, 599), st.from_regex(r"([245]\.\d{1,2}\.\d{1,3})?", fullmatch=True))
def test_anything_said_gives_a_failure(text: str, reply: int | None, status: str) -> None:
    failure = read([Statement(text, reply, status)], PARTIES)
    assert failure.consequence in ("bounce", "retry", "refuse", "rest", "stop")


@given(st.text(alphabet="0123456789.<>@- abz:/", max_size=3000))
def test_hostile_texts_are_read_quickly(text: str) -> None:
    assert read([Statement(text * 3)], PARTIES).cause in Cause

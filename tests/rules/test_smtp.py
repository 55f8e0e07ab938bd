"""What a server's reply says, and about whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules.smtp import Outcome, no_reply, smtp_outcome


@pytest.mark.parametrize(
    ("code", "enhanced", "text", "kind"),
    [
        (250, None, "2.0.0 Ok: queued", "accepted"),
        (550, "5.1.1", "The email account that you tried to reach does not exist", "permanent_recipient"),
        (550, None, "5.1.10 RecipientNotFound", "permanent_recipient"),
        (550, None, "No such user here", "permanent_recipient"),
        (550, None, "Requested action not taken: mailbox unavailable", "permanent_recipient"),
        (553, None, "sorry, that domain isn't in my list", "policy"),
        (552, "5.2.2", "mailbox full", "temporary"),
        (550, "5.7.1", "Recipient address rejected: user unknown", "permanent_recipient"),
        (450, "4.2.0", "Greylisted, see http://postgrey", "temporary"),
        (451, "4.3.0", "Temporary lookup failure", "temporary"),
        (452, "4.2.2", "The recipient's inbox is out of storage space", "temporary"),
        (450, "4.2.1", "The user you are trying to contact is receiving mail at a rate that is too fast", "temporary"),
        (554, "5.7.1", "Message rejected as spam by content filter", "policy"),
        (550, None, "Blocked - see https://www.spamhaus.org", "policy"),
        (552, "5.3.4", "Message too big", "policy"),
        (503, None, "Bad sequence of commands", "policy"),
    ],
)
def test_replies(code: int, enhanced: str | None, text: str, kind: str) -> None:
    assert smtp_outcome(code, enhanced, text).kind == kind


@pytest.mark.parametrize(
    ("code", "enhanced", "text", "reason"),
    [
        (
            550,
            "5.7.515",
            "Access denied, sending domain does not meet the required authentication level",
            "domain_unauthenticated",
        ),
        (550, None, "5.7.515 Access denied", "domain_unauthenticated"),
        (550, "5.7.26", "This mail has been blocked because the sender is unauthenticated", "domain_unauthenticated"),
        (
            550,
            "5.7.1",
            "Unauthenticated email from acme.com is not accepted due to domain's DMARC policy",
            "domain_unauthenticated",
        ),
        (550, "5.7.30", "Basic authentication is not supported for Client Submission", "basic_auth_disabled"),
        (535, "5.7.8", "Username and Password not accepted", "login_refused"),
        (535, "5.7.139", "Authentication unsuccessful, SmtpClientAuthentication is disabled", "login_refused"),
        (530, "5.7.57", "Client not authenticated to send mail", "login_refused"),
    ],
)
def test_d2_the_senders_authentication_is_never_a_bad_lead(code: int, enhanced: str | None, text: str, reason: str) -> None:
    outcome = smtp_outcome(code, enhanced, text)
    assert (outcome.kind, outcome.reason) == ("sender_auth", reason)


@pytest.mark.parametrize(
    ("code", "enhanced", "text"),
    [
        (421, "4.7.32", "Your email has been rate limited because DMARC alignment fails"),
        (452, "4.5.3", "Too many recipients"),
        (421, "4.7.0", "Try again later, closing connection"),
        (421, "4.7.28", "Our system has detected an unusual rate of mail"),
        (550, "5.4.5", "Daily user sending limit exceeded"),
        (550, "5.7.705", "Access denied, tenant has exceeded threshold"),
        (432, "4.3.2", "Concurrent connections limit exceeded, too many connections"),
    ],
)
def test_d3_what_concerns_the_sender_rests_the_sender(code: int, enhanced: str, text: str) -> None:
    assert smtp_outcome(code, enhanced, text).kind == "sender_paused"


def test_d3_the_code_alone_says_that_the_domain_is_not_aligned() -> None:
    assert smtp_outcome(450, "4.7.32", "See https://support.example") == Outcome(
        "sender_paused", "domain_unauthenticated", "See https://support.example"
    )


@given(st.integers(-1000, 1000), st.none() | st.from_regex(r"[245]\.\d{1,2}\.\d{1,3}", fullmatch=True), st.text())
def test_d9_only_a_real_reply_is_permanent(code: int, enhanced: str | None, text: str) -> None:
    outcome = smtp_outcome(code, enhanced, text)
    if not 200 <= code <= 599:
        assert (outcome.kind, outcome.reason) == ("temporary", "no_reply")
    elif code < 400:
        assert outcome.kind == "accepted"
    elif code < 500 and not (enhanced or "").startswith("5"):
        assert outcome.kind in ("temporary", "sender_paused", "sender_auth")
    assert outcome.kind != "permanent_recipient" or 500 <= code <= 599


def test_d9_the_code_comes_before_a_librarys_words() -> None:
    assert (
        smtp_outcome(450, None, "EENVELOPE Can't send mail - all recipients were rejected: 450 4.7.1 greylisted").kind
        == "temporary"
    )
    assert no_reply("internal 504").kind == "temporary"

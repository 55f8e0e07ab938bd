"""English answers: what their grammar says beyond what is listed, and what it does not say."""

import pytest

from outrider.rules.english import clear
from outrider.rules.replies import asks_to_stop, intent

# Who calls our mail what they think of it, or threatens; a person looks at the answer.
DISMISSING = """
dnc
I didn't sign up for this
Blocked.
Reported as spam.
marking this as junk, bye
spam
this is spam
if you email me one more time i'm reporting you
"""
# The words of refusing, of something else.
NO_REFUSALS = """
It's not expensive at all, send the contract.
I don't need convincing, let's start.
We don't need a demo, just send the contract.
Our old vendor already has a tool but it is awful.
No problem, Tuesday is fine.
No worries, send it.
Not bad! Tell me more.
Not a problem. When?
no way, that's cheap! where do I sign
I can't say no to that.
I have no idea how we lived without it, let's talk.
No rush, but send me the pricing.
Not sure I follow, can you explain?
I'm not the only one who decides but I like it.
We don't have anyone for that yet, what do you charge?
We can't wait.
Nothing would make me happier than a demo.
I need a pass for the visitors, can you send one?
Passed the test, let's go ahead.
We are good to go.
All set for Tuesday.
We're all set for the call tomorrow, see you.
We don't have a vendor, so yes.
not only interested but excited
I don't want to miss it.
We do not need to wait, start now.
It's not for me, it's for my boss, but yes.
Budget is locked in, let's go.
We already use something but it is terrible.
Not today, tomorrow works.
I can't go ahead without a price.
never mind the price, send it
I don't think so highly of our vendor, call me.
"""
# The words of accepting, in mockery or of something else.
NO_INTEREST = """
I sure hope nobody falls for this.
Good grief, no.
Sure, because I love spam.
Yeah right.
Sounds good for someone else, not us.
I'd be interested if I had money, so no.
Interesting way to waste my time.
Great, another sales email.
I was interested last year, not any more.
Call me when hell freezes over.
Yes I got your email. No I don't want it.
How much clearer can I be? No.
Thanks for the info, we don't need it.
Sure, whatever, unsubscribe.
Do you work at all?
Send your mails to someone else.
Send it to the bin.
Great, more spam.
We are looking for peace and quiet.
Call me a cynic but this is nonsense.
Nice try.
Cool story bro
"""
_WILLING = ("interested", "meeting_request", "information_request")


@pytest.mark.parametrize("text", DISMISSING.strip().splitlines())
def test_who_dismisses_us_is_not_written_to_again(text: str) -> None:
    assert intent(text).name == "do_not_contact"


@pytest.mark.parametrize("text", NO_REFUSALS.strip().splitlines())
def test_no_lead_is_lost_who_denies_something_else(text: str) -> None:
    assert intent(text).name not in ("not_interested", "do_not_contact")


@pytest.mark.parametrize("text", NO_INTEREST.strip().splitlines())
def test_no_lead_is_won_who_mocks_us(text: str) -> None:
    assert intent(text).name not in _WILLING


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pls dont email me", "please don't email me."),
        ("take me off ur list", "take me off your list."),
        ("im good thx", "i'm good thanks."),
        ("Im Moment nicht", "im moment nicht."),
        ("La ferme dont je parle", "la ferme dont je parle."),
    ],
)
def test_shorthand_is_written_out_where_it_is_english(typed: str, meant: str) -> None:
    assert clear(typed) == meant


def test_a_line_that_its_writer_ended_is_a_sentence() -> None:
    assert asks_to_stop("hey\nquit mailing us\nthx")


def test_a_question_about_what_others_do_asks_nothing_of_us() -> None:
    assert asks_to_stop("Can subscribers opt out by themselves?") is None
    assert asks_to_stop("Can we opt out?")


@pytest.mark.parametrize("limit", ["at night, by day is fine", "on LinkedIn, mail is fine", "by phone, mail is fine"])
def test_a_limit_of_hours_or_channels_is_no_request_to_stop(limit: str) -> None:
    assert asks_to_stop(f"Please never message us {limit}.") is None

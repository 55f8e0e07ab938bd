"""Who may write to whom, by who runs the mail of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules.addresses import provider_of_domain
from outrider.rules.routing import GROUPS, Group, Rule, group_of, group_of_mailbox, permitted, writers

groups = st.sampled_from(GROUPS)
some = st.sets(groups).map(tuple)
rules = st.lists(st.builds(Rule, st.booleans(), some, some), max_size=5)


@given(rules, groups)
def test_what_is_forbidden_is_never_permitted(given_rules: list[Rule], recipient: Group) -> None:
    allowed = permitted(given_rules, recipient)
    for rule in given_rules:
        if recipient in rule.recipients and not rule.sends:
            assert not allowed & set(rule.senders)


@given(rules, groups)
def test_a_recipient_that_a_rule_sends_to_is_written_to_from_there_only(given_rules: list[Rule], recipient: Group) -> None:
    sends = [rule for rule in given_rules if rule.sends and recipient in rule.recipients]
    allowed = permitted(given_rules, recipient)
    if sends:
        assert allowed <= {group for rule in sends for group in rule.senders}
    elif not any(recipient in rule.recipients for rule in given_rules):
        assert allowed == set(GROUPS)


@given(rules, st.booleans(), groups, st.sets(groups))
def test_matching_chooses_among_what_is_permitted(
    given_rules: list[Rule], match: bool, recipient: Group, working: set[Group]
) -> None:
    allowed, chosen = permitted(given_rules, recipient), writers(given_rules, match, recipient, working)
    assert chosen <= allowed
    if match and recipient in allowed & working:
        assert chosen == {recipient}
    else:
        assert chosen == allowed  # nobody waits for a mailbox that is not there


@pytest.mark.parametrize(
    ("provider", "host", "group"),
    [
        ("gmail", "", "google"), ("microsoft365", "127.0.0.1", "outlook"), ("smtp", "smtp.gmail.com", "google"),
        ("smtp", "smtp.office365.com.", "outlook"), ("smtp", "notgmail.com", "other"), ("ses", "email.example", "other"),
    ],
)  # fmt: skip
def test_the_group_of_a_mailbox(provider: str, host: str, group: Group) -> None:
    assert group_of_mailbox(provider, host) == group


def test_providers_of_domains_that_need_no_asking() -> None:
    known = ("gmail.com", "hotmail.co.uk", "yahoo.fr", "acme.test")
    assert [provider_of_domain(domain) for domain in known] == ["google", "microsoft", "yahoo", "other"]
    assert provider_of_domain("acme.com") is provider_of_domain("outlook.acme.com") is None
    assert [group_of(provider) for provider in ("google", "microsoft", "yahoo")] == ["google", "outlook", "other"]

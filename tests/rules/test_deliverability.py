"""What the big mailbox providers demand."""

import pytest

from outrider.rules.deliverability import DomainRecords, is_machine_fetch, missing_authentication, one_click, unsubscribes

GOOD = DomainRecords("mail.acme.com", spf=True, dkim=True, dmarc_policy="none", spf_domain="bounce.acme.com")


@pytest.mark.parametrize(
    ("records", "missing"),
    [
        (GOOD, []),
        (DomainRecords("acme.com", True, True, "reject", "esp.net", ("acme.com",)), []),
        (DomainRecords("acme.com", False, True, "none", None, ("acme.com",)), ["no_spf"]),
        (DomainRecords("acme.com", True, False, None, "acme.com"), ["no_dkim", "no_dmarc"]),
        (DomainRecords("acme.com", True, True, "none", "esp.net", ("esp.net",)), ["not_aligned"]),
    ],
)
def test_d1_a_sender_needs_spf_dkim_and_dmarc_in_line_with_its_from_domain(records: DomainRecords, missing: list[str]) -> None:
    assert missing_authentication(records) == missing


def test_d4_a_get_never_unsubscribes() -> None:
    assert unsubscribes("POST", "List-Unsubscribe=One-Click")
    assert not unsubscribes("GET", "List-Unsubscribe=One-Click")
    assert not unsubscribes("POST", "")


def test_d5_one_click_is_the_campaigns_choice_and_on_above_a_volume() -> None:
    assert one_click(None, 1000)
    assert not one_click(None, 3)
    assert one_click(True, 1)
    assert not one_click(False, 1000)


def test_d17_machines_do_not_count() -> None:
    assert is_machine_fetch("Mozilla/5.0")
    assert is_machine_fetch("Mozilla/5.0 (via ggpht.com GoogleImageProxy)")
    assert is_machine_fetch("Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", seconds_after_sent=0.5)
    assert not is_machine_fetch("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0", 60)

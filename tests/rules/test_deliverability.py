"""What the big mailbox providers demand."""

import pytest

from outrider.rules.deliverability import DomainRecords, is_machine_fetch, missing_authentication

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


BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
APPLE = "Mozilla/5.0"
GMAIL = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"
YAHOO = "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html"
PROGRAMS = ("", APPLE, "python-requests/2.31", "python-httpx/0.28", "curl/8.5.0", "Wget/1.21", "Go-http-client/1.1",
            "Barracuda Sentinel (EE)", "Mozilla/5.0 (compatible; bingbot/2.0)", "Slackbot-LinkExpanding 1.0",
            "Mozilla/5.0 (X11) HeadlessChrome/120.0", "SafeLinks/1.0", "Mimecast URL scan")  # fmt: skip


def test_d17_machines_do_not_count() -> None:
    for agent in (*PROGRAMS, GMAIL, YAHOO):
        assert is_machine_fetch(agent, 3600), agent
    for agent in PROGRAMS:
        assert is_machine_fetch(agent, 3600, picture=True), agent
    for agent in (BROWSER, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"):
        assert not is_machine_fetch(agent, 60)
        assert not is_machine_fetch(agent, 60, picture=True)
        assert is_machine_fetch(agent, 0.5), "a gateway that looks like a browser"
        assert is_machine_fetch(agent, 0.5, picture=True), "a gateway that looks like a browser"


def test_d17_a_providers_proxy_fetches_pictures_for_its_readers() -> None:
    for agent in (GMAIL, YAHOO):
        assert not is_machine_fetch(agent, 60, picture=True)

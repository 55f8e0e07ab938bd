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
            "Mozilla/5.0 (X11) HeadlessChrome/120.0", "SafeLinks/1.0", "Mimecast URL scan",
            "facebookexternalhit/1.1", "Mozilla/5.0 (Windows NT 10.0) Chrome/103 Trend Micro", "Mozilla/4.0",
            "Mozilla/5.0 (X11; Linux) AppleWebKit/538 PhantomJS/2.1", "Microsoft Office Existence Discovery", "-",
            "libwww-perl/6", "Mozilla/5.0 (compatible; Cloudmark-URL/1.0)",
            "Mozilla/4.0 (compatible; Win32; WinHttp.WinHttpRequest.5)",
            )  # fmt: skip
# Programs that say who they are and not what they do: nobody follows a link with one, but some mail program may show pictures.
OF_THEIR_OWN = ("okhttp/4.9", "Java/17", "Apache-HttpClient/4.5", "axios/1.6", "node-fetch/1.0", "undici", "GuzzleHttp/7", "Ruby",
                "PostmanRuntime/7.3", "WhatsApp/2.23", "Dart/3.1 (dart:io)", "Outlook-iOS/723", "ms-office; MSOffice 16",
                "Dalvik/2.1.0 (Linux; U; Android 9)")  # fmt: skip
PEOPLE = (BROWSER, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
          "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/110 Mobile Safari/537.36",
          "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Trident/7.0; Microsoft Outlook 16.0; ms-office)",
          "Opera/9.80 (Android; Opera Mini/36.2; U; en) Presto/2.12", "Mozilla/5.0 (iPad; CPU OS 15_0 like Mac OS X) GSA/177",
          )  # fmt: skip


def test_d17_machines_do_not_count() -> None:
    for agent in (*PROGRAMS, GMAIL, YAHOO):
        assert is_machine_fetch(agent, 3600), agent
    for agent in PROGRAMS:
        assert is_machine_fetch(agent, 3600, picture=True), agent
    for agent in OF_THEIR_OWN:
        assert is_machine_fetch(agent, 3600), agent
        assert not is_machine_fetch(agent, 3600, picture=True), agent
    for agent in PEOPLE:
        assert not is_machine_fetch(agent, 60)
        assert not is_machine_fetch(agent, 60, picture=True)
        assert is_machine_fetch(agent, 0.5), "a gateway that looks like a browser"
        assert is_machine_fetch(agent, 0.5, picture=True), "a gateway that looks like a browser"


def test_d17_a_providers_proxy_fetches_pictures_for_its_readers() -> None:
    for agent in (GMAIL, YAHOO):
        assert not is_machine_fetch(agent, 60, picture=True)


# A browser's words with something in them that no browser says.
_CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko{}) Chrome/120.0.0.0 Safari/537.36{}"
LIKE_BROWSERS = (
    _CHROME.format("", " Edge/12.246 Mozilla/5.0"),
    _CHROME.format("; Page Speed", ""), _CHROME.format("", " (compatible; Looker)"), _CHROME.format("", " (https://a.example/why)"),
    _CHROME.format("", " ops@look.example"), _CHROME.format("", " Puppeteer"), "Mozilla/5.0 (X11; Catchpoint) Gecko/20100101",
)  # fmt: skip
LIKE_PROGRAMS = (
    "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)", _CHROME.format("; googleweblight", ""),
    "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 5.1; Trident/4.0; EmbeddedWB 14.52 from: http://www.bsalsa.com/)",
    "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1))",
    _CHROME.format("", " (Ecosia android@111.0.5563.116)"), _CHROME.format("", " Edge/12.246"),
    _CHROME.format(", Safari/419.3", ""),
    "Mozilla/5.0 (Linux; Android 11; ScanPal EDA52) AppleWebKit/537.36 Chrome/90 Mobile Safari/537.36",
)  # fmt: skip


@pytest.mark.parametrize("picture", [False, True])
def test_d17_programs_that_call_themselves_browsers_do_not_count(picture: bool) -> None:
    for agent in LIKE_BROWSERS:
        assert is_machine_fetch(agent, 3600, picture=picture), agent


@pytest.mark.parametrize("picture", [False, True])
def test_d17_odd_browsers_count(picture: bool) -> None:
    for agent in LIKE_PROGRAMS:
        assert not is_machine_fetch(agent, 3600, picture=picture), agent


def test_d17_servers_fetch_no_pictures_for_a_reader() -> None:
    for agent in ("Amazon CloudFront", "lua-resty-http/0.10 (Lua) ngx_lua/10019"):
        assert is_machine_fetch(agent, 3600, picture=True), agent

"""One form for every address."""

import pytest
from email_validator import validate_email
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules.addresses import (
    InvalidAddress,
    domain,
    esp_of,
    is_free_provider,
    linkedin_key,
    normalise,
    registered_domain,
)


@pytest.mark.parametrize(
    ("given_form", "normal"),
    [
        ("Jane.Doe@Acme.COM", "jane.doe@acme.com"),
        ("  jo+tag@acme.co.uk\n", "jo+tag@acme.co.uk"),
        ("o'brien@acme.ie", "o'brien@acme.ie"),
        ("x@sub.acme.test", "x@sub.acme.test"),
        ("Jörg@Müller.de", "jörg@xn--mller-kva.de"),
        ("info@MÜLLER.de", "info@xn--mller-kva.de"),
        ("x@xn--mller-kva.de", "x@xn--mller-kva.de"),
        ("jo@acme.com.", "jo@acme.com"),
        ("jo@acme.com;", "jo@acme.com"),
        ('"jo@acme.com"', "jo@acme.com"),
        ("“jo@acme.com”", "jo@acme.com"),
        ("jo＠acme.com", "jo@acme.com"),
        ("ｊｏ@ａｃｍｅ．ｃｏｍ", "jo@acme.com"),
        ("[Jo](mailto:jo@acme.com)", "jo@acme.com"),
        ("[jo@acme.com](mailto:jo@acme.com?subject=Hi)", "jo@acme.com"),
    ],
)
def test_normalise(given_form: str, normal: str) -> None:
    assert normalise(given_form) == normal


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "@",
        "jo",
        "jo@",
        "@acme.com",
        "jo@acme",
        "a b@acme.com",
        "jo@@acme.com",
        ".jo@acme.com",
        "jo.@acme.com",
        "j..o@acme.com",
        "jo@-acme.com",
        "jo@acme-.com",
        "jo@acme..com",
        "jo@acme.c",
        "jo@127.0.0.1",
        "Jo <jo@acme.com>",
        "jo@acme.com, x@acme.com",
        "a" * 65 + "@acme.com",
        "jo@" + "a" * 64 + ".com",
        "jo@acme.com\r\nBcc: x@y.de",
    ],
)
def test_what_is_no_address_is_refused_with_a_reason(bad: str) -> None:
    with pytest.raises(InvalidAddress) as caught:
        normalise(bad)
    assert caught.value.reason


def test_two_addresses_written_together_are_none() -> None:
    with pytest.raises(InvalidAddress):
        normalise("a@b.de;c@d.de")


@given(st.emails())
def test_normalising_is_stable(email: str) -> None:
    try:
        normal = normalise(email)
    except InvalidAddress:
        return
    assert normalise(normal) == normal
    assert normal == normal.lower()
    assert domain(normal).isascii()


@given(st.text(st.sampled_from("ab.-+_@'\"!1 <>é"), max_size=20).map(lambda s: s + "@acme.com"))
def test_the_quick_way_accepts_nothing_that_the_library_refuses(email: str) -> None:
    try:
        normalise(email)
    except InvalidAddress:
        return
    validate_email(email.strip(), check_deliverability=False)


def test_domains() -> None:
    assert registered_domain("mail.eu.acme.co.uk") == "acme.co.uk"
    assert registered_domain("mail.acme.de") == "acme.de"
    assert registered_domain("acme.com") == "acme.com"
    assert registered_domain("a.acme.com.au.") == "acme.com.au"
    assert registered_domain("www.acme.co") == "acme.co"
    assert is_free_provider("GMail.com")
    assert not is_free_provider("acme.com")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("https://www.linkedin.com/in/Jane-Doe-123/?utm_source=x", "jane-doe-123"),
        ("http://de.linkedin.com/in/jane-doe-123", "jane-doe-123"),
        ("linkedin.com/in/jane-doe-123/details/experience/", "jane-doe-123"),
        ("//www.linkedin.com/in/jane-doe-123#top", "jane-doe-123"),
        ("https://www.linkedin.com/in/j%C3%BCrgen-m/", "jürgen-m"),
        ("/in/jane-doe-123", "jane-doe-123"),
        ("jane-doe-123", "jane-doe-123"),
        ("https://www.linkedin.com/mwlite/in/jane-doe-123", "jane-doe-123"),
        ("https://www.linkedin.com/in/link", "link"),
        *((word, None) for word in ("--", "Link", "LinkedIn", "none", "N/A", "Perfil", "yes", "..")),
        ("https://www.linkedin.com/company/acme", None),
        ("https://evil.com/in/jane", None),
        ("https://notlinkedin.com/in/jane", None),
        ("https://www.linkedin.com/in/", None),
        ("Jane Doe", None),
        ("", None),
    ],
)
def test_linkedin_key(text: str, key: str | None) -> None:
    assert linkedin_key(text) == key


@given(st.text())
def test_linkedin_key_is_stable_and_never_fails(text: str) -> None:
    key = linkedin_key(text)
    if key and "%" not in text:
        assert linkedin_key(f"https://www.linkedin.com/in/{key}/") == key


def test_esp_of() -> None:
    assert esp_of(["ASPMX.L.GOOGLE.COM."]) == "google"
    assert esp_of(["acme-com.mail.protection.outlook.com"]) == "microsoft"
    assert esp_of(["mx.zoho.eu"]) == esp_of(["mx.zohocloud.ca"]) == esp_of(["mx2.zoho.jp."]) == "zoho"
    assert esp_of(["mta5.am0.yahoodns.net"]) == "yahoo"
    assert esp_of(["mx.notgoogle.com", "mx.acme.com"]) == "other"
    assert esp_of([]) == "other"

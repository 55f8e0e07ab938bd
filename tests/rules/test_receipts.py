"""What receivers write into headers, as servers of several makes write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules import receipts
from outrider.rules.receipts import Authentication, FilterVerdict

GOOGLE = (
    "mx.google.com;\r\n       dkim=pass header.i=@acme.example header.s=s1 header.b=abc;\r\n"
    "       spf=pass (google.com: domain of anna@acme.example designates 203.0.113.9 as permitted sender)"
    " smtp.mailfrom=anna@acme.example;\r\n       dmarc=fail (p=NONE sp=NONE dis=NONE) header.from=acme.example"
)
MICROSOFT = (
    "spf=fail (sender IP is 203.0.113.9) smtp.mailfrom=acme.example; dkim=none (message not signed) header.d=none;"
    "dmarc=fail action=oreject header.from=acme.example;compauth=fail reason=000"
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([GOOGLE], Authentication("pass", "pass", "fail")),
        ([MICROSOFT], Authentication("fail", "none", "fail")),
        (["mx.acme.example 1; spf=hardfail"], Authentication("fail")),
        (["mx.a.example; dkim=fail header.d=x.example; dkim=pass header.d=y.example"], Authentication(None, "pass")),
        (["mx.a.example; spf=softfail", "mx.a.example; dkim=pass"], Authentication("softfail", "pass")),
        (["mx.a.example; none"], Authentication()),
        ([], Authentication()),
    ],
)
def test_authentication(lines: list[str], expected: Authentication) -> None:
    assert receipts.authentication([("Authentication-Results", line) for line in lines]) == expected


def test_a_line_that_the_sender_forged_is_not_believed() -> None:
    headers = [
        ("Authentication-Results", "mx.real.example; spf=fail"),
        ("Authentication-Results", "mx.forged.example; dkim=pass"),
    ]
    assert receipts.authentication(headers) == Authentication("fail")


def test_a_verdict_inside_a_comment_is_not_one() -> None:
    headers = [("Authentication-Results", "mx.a.example; spf=fail (the sender said dkim=pass)")]
    assert receipts.authentication(headers) == Authentication("fail")


def test_received_spf_stands_in_for_a_missing_verdict() -> None:
    assert receipts.authentication([("Received-SPF", "Pass (mx.a.example: domain of b)")]).spf == "pass"


RECEIVED = [
    ("Received", "from inner.mx.example (10.0.0.2) by store.mx.example with LMTP; Mon, 2 Mar 2026 09:00:05 +0000"),
    ("Received", "from out.acme.example (out.acme.example [203.0.113.9])\r\n by mx.mx.example; Mon, 2 Mar 2026 10:00:04 +0100"),
    ("Received", "from laptop ([192.168.1.5]) by out.acme.example with ESMTPSA; Mon, 2 Mar 2026 09:00:00 +0000"),
]  # fmt: skip


def test_hops_run_from_the_sender_to_the_receiver() -> None:
    assert [hop.by for hop in receipts.hops(RECEIVED)] == ["out.acme.example", "mx.mx.example", "store.mx.example"]


def test_hops_tell_how_long_each_took() -> None:
    assert [hop.seconds for hop in receipts.hops(RECEIVED)] == [None, 4.0, 1.0]


def test_the_sending_address_is_the_one_at_the_receivers_border() -> None:
    assert receipts.sending_ip(receipts.hops(RECEIVED)) == "203.0.113.9"


def test_ipv6_is_read() -> None:
    line = "from out.acme.example ([IPv6:2001:db8::25]) by mx.b.example; Mon, 2 Mar 2026 09:00:00 +0000"
    assert receipts.sending_ip(receipts.hops([("Received", line)])) == "2001:db8::25"


@pytest.mark.parametrize(
    ("header", "verdict"),
    [
        (
            ("X-Spam-Status", "Yes, score=7.2 required=5.0\r\n tests=BAYES_99,URIBL_BLACK autolearn=no"),
            FilterVerdict("spam_assassin", True, 7.2, ("BAYES_99", "URIBL_BLACK")),
        ),
        (
            ("X-Spamd-Result", "default: False [1.50 / 15.00]; R_SPF_ALLOW(-0.20)[+ip4]; MIME_GOOD(-0.10)[text/plain]"),
            FilterVerdict("rspamd", False, 1.5, ("R_SPF_ALLOW", "MIME_GOOD")),
        ),
        (
            ("X-Forefront-Antispam-Report", "CIP:203.0.113.9;SCL:6;CAT:SPM;"),
            FilterVerdict("microsoft", True, 6.0, ("SPM",)),
        ),
    ],
)
def test_filters(header: tuple[str, str], verdict: FilterVerdict) -> None:
    assert receipts.filter_verdicts([header]) == [verdict]


names = st.sampled_from(["Received", "Authentication-Results", "X-Spam-Status", "X-Spamd-Result", "Received-SPF"])


@given(st.lists(st.tuples(names, st.text(max_size=200)), max_size=20))
def test_nothing_in_headers_raises(headers: list[tuple[str, str]]) -> None:
    receipts.authentication(headers)
    receipts.sending_ip(receipts.hops(headers))
    receipts.filter_verdicts(headers)

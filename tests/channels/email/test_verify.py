"""What a domain publishes, asked of a real name server on loopback."""

import asyncio

import dns.asyncresolver
import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from outrider.channels.email.presets import preset, preset_at, stores_sent
from outrider.channels.email.verify import check_alias, check_domain, check_mail_domain, check_resolver

GOOD = {
    ("acme.example.", "MX"): ["20 mx2.acme.example.", "10 MX1.acme.example."],
    ("acme.example.", "TXT"): ['"hello=1"', '"v=spf1 include:_spf.host.example ~all"'],
    ("google._domainkey.acme.example.", "TXT"): ['"v=DKIM1; k=rsa; p=MIGf" "MA0GCS"'],
    ("_dmarc.acme.example.", "TXT"): ['"v=DMARC1; p=none; rua=mailto:d@acme.example"'],
}


class NameServer(asyncio.DatagramProtocol):
    def __init__(self, records: dict[tuple[str, str], list[str]], failing: str = "") -> None:
        self.records, self.failing = records, failing

    def connection_made(self, transport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr) -> None:
        query = dns.message.from_wire(data)
        question = query.question[0]
        name, kind = str(question.name), dns.rdatatype.to_text(question.rdtype)
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        if self.failing and self.failing in name:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif (name, kind) in self.records:
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", kind, *self.records[name, kind]))
        elif not any(known.endswith(name) for known, _ in self.records):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        self.transport.sendto(answer.to_wire(), addr)


@pytest.fixture
async def dns_of():
    transports = []

    async def start(records: dict[tuple[str, str], list[str]], failing: str = ""):
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(lambda: NameServer(records, failing), local_addr=("127.0.0.1", 0))
        transports.append(transport)
        resolver = dns.asyncresolver.Resolver(configure=False)
        resolver.nameservers = ["127.0.0.1"]
        resolver.port = transport.get_extra_info("sockname")[1]
        resolver.lifetime = 3
        return resolver

    yield start
    for transport in transports:
        transport.close()


async def test_a_domain_in_order(dns_of):
    report = await check_domain("Acme.example", resolver=await dns_of(GOOD))
    assert report.ready
    assert report.lacking == []
    assert report.exchangers == ("mx1.acme.example", "mx2.acme.example")
    assert report.dkim.value == "google"
    assert report.dmarc.detail == "policy none"


async def test_a_subdomain_lives_under_its_parents_policy(dns_of):
    records = GOOD | {
        ("mail.acme.example.", "TXT"): ['"v=spf1 -all"'],
        ("own._domainkey.mail.acme.example.", "TXT"): ['"p=MIGf"'],
    }
    resolver = await dns_of(records)
    assert (await check_domain("mail.acme.example", selectors=("own",), resolver=resolver)).ready
    # A selector that nobody named shows in that there is something below _domainkey.
    report = await check_domain("mail.acme.example", resolver=resolver)
    assert report.ready
    assert report.dkim.value == ""


@pytest.mark.parametrize(
    ("name", "value", "lacking", "verdict"),
    [
        ("acme.example.", None, "spf", "missing"),
        ("acme.example.", ['"v=spf1 ~all"', '"v=spf1 -all"'], "spf", "invalid"),
        ("acme.example.", ['"v=spf1 +all"'], "spf", "invalid"),
        ("acme.example.", ['"v=spf10 -all"'], "spf", "missing"),
        ("google._domainkey.acme.example.", ['"v=DKIM1; p="'], "dkim", "invalid"),
        ("google._domainkey.acme.example.", None, "dkim", "missing"),
        ("_dmarc.acme.example.", None, "dmarc", "missing"),
        ("_dmarc.acme.example.", ['"v=DMARC1; p=maybe"'], "dmarc", "invalid"),
        ("_dmarc.acme.example.", ['"v=DMARC1; p=none"', '"v=DMARC1; p=reject"'], "dmarc", "invalid"),
    ],
)
async def test_what_is_lacking(dns_of, name: str, value: list[str] | None, lacking: str, verdict: str):
    records = {key: value for key, value in GOOD.items() if key != (name, "TXT")}
    if value:
        records[name, "TXT"] = value
    report = await check_domain("acme.example", resolver=await dns_of(records))
    assert not report.ready
    assert report.lacking == [lacking]
    assert getattr(report, lacking).verdict == verdict


async def test_no_answer_is_not_a_no(dns_of):
    report = await check_domain("acme.example", resolver=await dns_of(GOOD, failing="_dmarc"))
    assert report.dmarc.verdict == "unknown"
    assert report.lacking == ["dmarc"]


async def test_names_that_are_none(dns_of):
    resolver = await dns_of(GOOD)
    for name in ("", "a..b", "x" * 70 + ".example", "ünïcode.example", " "):
        assert not (await check_domain(name, resolver=resolver)).ready


async def test_does_dns_answer(dns_of):
    assert (await check_resolver(await dns_of({("example.com.", "NS"): ["a.example."]}))).ok
    assert not (await check_resolver(await dns_of({}, failing="example"))).ok


def test_presets():
    assert preset("ann@gmail.com").smtp_host == "smtp.gmail.com"
    assert preset("ann@gmail.com").stores_sent
    assert preset("ann@acme.io", "Google Workspace").provider == "gmail"
    assert preset("ann@acme.io", "outlook").imap_host == "outlook.office365.com"
    assert preset("ann@hotmail.com").provider == "microsoft365"
    assert (preset("ann@acme.io").provider, preset("ann@acme.io").smtp_host) == ("generic", "mail.acme.io")
    assert preset("ann@acme.io", "unheard of").provider == "generic"


@pytest.mark.parametrize("centre", ["zoho.com", "zoho.eu", "zoho.in", "zoho.com.au", "zoho.jp", "zohocloud.ca"])
def test_a_mailbox_at_zoho_is_at_its_own_data_centre(centre: str) -> None:
    """Zoho Mail's help: each has SMTP and IMAP servers of its own; another one answers that the password is wrong."""
    found = preset_at("ann@acme.io", (f"mx.{centre}.", f"mx2.{centre}."))
    assert (found.provider, found.smtp_host, found.imap_host) == ("zoho", f"smtppro.{centre}", f"imappro.{centre}")
    own = preset(f"ann@{centre}")
    assert (own.provider, own.smtp_host, own.imap_host) == ("zoho", f"smtp.{centre}", f"imap.{centre}")


@pytest.mark.parametrize(
    ("domain", "host"),
    [("zohomail.com", "imap.zoho.com"), ("zohomail.eu", "imap.zoho.eu"), ("zohomailcloud.ca", "imap.zohocloud.ca")],
)
def test_an_address_that_zoho_gave_out(domain: str, host: str) -> None:
    assert preset(f"ann@{domain}").imap_host == host


@pytest.mark.parametrize(
    ("domain", "host"),
    [
        ("yahoo.de", "smtp.mail.yahoo.com"),
        ("yahoo.co.uk", "smtp.mail.yahoo.com"),
        ("hotmail.fr", "smtp.office365.com"),
        ("outlook.com.br", "smtp.office365.com"),
        ("aol.com", "smtp.aol.com"),
        ("yahoo.co.jp", "mail.yahoo.co.jp"),
        ("outlook.io", "mail.outlook.io"),
    ],
)
def test_addresses_of_large_providers_in_other_countries(domain: str, host: str) -> None:
    assert preset(f"ann@{domain}").smtp_host == host


@pytest.mark.parametrize(
    ("host", "stored"),
    [
        ("smtp.zoho.in", True),
        ("smtppro.zoho.eu", True),
        ("smtp.gmail.com", True),
        ("smtp.office365.com", True),
        ("smtp-relay.gmail.com", False),
        ("mail.acme.io", False),
        ("notzoho.eu", False),
    ],
)
def test_what_files_sent_mail_is_known_by_the_host(host: str, stored: bool) -> None:
    assert stores_sent(host, "ann@acme.io", "smtp") is stored


def test_the_preset_of_a_domain_by_its_exchangers() -> None:
    assert preset_at("ann@acme.io", ("aspmx.l.google.com",)).smtp_host == "smtp.gmail.com"
    assert preset_at("ann@acme.io", ("mx.notzoho.eu",)).provider == preset_at("ann@acme.io", ()).provider == "generic"


async def test_whether_a_domain_takes_mail(dns_of) -> None:
    records = {
        ("acme.example.", "MX"): ["10 mx.acme.example."],
        ("bare.example.", "A"): ["192.0.2.1"],
        ("never.example.", "MX"): ["0 ."],
        ("text.example.", "TXT"): ['"hello"'],
    }
    resolver = await dns_of(records, failing="broken")
    verdicts = {
        name: (await check_mail_domain(name, resolver)).verdict
        for name in (
            "acme.example",
            "bare.example",
            "never.example",
            "text.example",
            "nowhere.example",
            "broken.example",
            "a" * 64,
        )
    }
    assert list(verdicts.values()) == ["pass", "pass", "invalid", "missing", "missing", "unknown", "missing"]


async def test_where_a_tracking_domain_leads(dns_of) -> None:
    records = {
        ("go.acme.example.", "CNAME"): ["track.outrider.example."],
        ("flat.acme.example.", "A"): ["192.0.2.1"],
        ("track.outrider.example.", "A"): ["192.0.2.1", "192.0.2.2"],
        ("else.acme.example.", "A"): ["192.0.2.9"],
    }
    resolver = await dns_of(records, failing="broken")
    names = ("go.acme.example", "flat.acme.example", "else.acme.example", "broken.example")
    verdicts = [(await check_alias(name, "track.outrider.example", resolver)).verdict for name in names]
    assert verdicts == ["pass", "pass", "missing", "unknown"]

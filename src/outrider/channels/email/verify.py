"""Does a sender work? Logging in to its servers, and what its domain publishes for mail (D1)."""

import asyncio
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import dns.asyncresolver
import dns.exception
import dns.name
import dns.resolver

from outrider.channels.email.account import ImapEndpoint, SmtpEndpoint
from outrider.channels.email.imap import ImapError, ImapSession
from outrider.channels.email.smtp import SmtpError, SmtpSession, Timeouts
from outrider.rules.addresses import registered_domain

# Selectors that the common providers and mail programs sign with. A domain may use any other, which shows only in that
# there is something below _domainkey (RFC 8020).
COMMON_SELECTORS = (
    *("google", "selector1", "selector2", "default", "dkim", "mail", "k1", "k2", "k3", "s1", "s2"),
    *("zoho", "zmail", "fm1", "fm2", "fm3", "sig1", "pm", "mandrill", "protonmail", "key1", "smtp"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Whether a login works; else `error` says why, and `phase` how far it came."""

    ok: bool
    error: str | None = None
    phase: str | None = None


async def check_smtp(
    endpoint: SmtpEndpoint, *, tls: ssl.SSLContext | None = None, timeouts: Timeouts = Timeouts(), seconds: float = 60
) -> CheckResult:
    """Connect and log in, sending nothing, within `seconds`."""
    try:
        async with asyncio.timeout(seconds):
            session = await SmtpSession.open(endpoint, tls=tls, timeouts=timeouts)
    except TimeoutError:
        return CheckResult(False, f"not logged in within {seconds:g} s", "connect")
    except SmtpError as error:
        return CheckResult(False, f"{error.code} {error.text}" if error.code else error.text, error.phase)
    await session.quit()
    return CheckResult(True)


async def check_imap(endpoint: ImapEndpoint, *, tls: ssl.SSLContext | None = None) -> CheckResult:
    """Connect, log in and look at the inbox, changing nothing."""
    try:
        async with ImapSession(endpoint, tls=tls) as session:
            await session.state("INBOX")
    except ImapError as error:
        return CheckResult(False, error.detail, error.phase)
    return CheckResult(True)


class Resolver(Protocol):
    """What is asked of DNS. `dns.asyncresolver.Resolver` is one."""

    async def resolve(self, qname: str, rdtype: str) -> Iterable[Any]: ...


Verdict = Literal["pass", "missing", "invalid", "unknown"]


@dataclass(frozen=True, slots=True)
class Record:
    """One kind of record: `unknown` when DNS did not answer; `value` is what was found."""

    verdict: Verdict
    value: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DomainReport:
    """What a sending domain publishes. Sending may begin when spf, dkim and dmarc pass (`ready`)."""

    domain: str
    mx: Record
    spf: Record
    dkim: Record
    dmarc: Record
    exchangers: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        return all(record.verdict == "pass" for record in (self.spf, self.dkim, self.dmarc))

    @property
    def lacking(self) -> list[str]:
        """What stands in the way, by name."""
        records = {"spf": self.spf, "dkim": self.dkim, "dmarc": self.dmarc}
        return [name for name, record in records.items() if record.verdict != "pass"]


async def check_resolver(resolver: Resolver | None = None) -> CheckResult:
    """Does DNS answer this machine at all?"""
    try:
        await look_up(resolver or default_resolver(), "example.com", "NS")
    except (Unanswered, dns.exception.DNSException) as error:
        return CheckResult(False, f"no answer from DNS ({error})")
    return CheckResult(True)


async def check_domain(domain: str, *, selectors: tuple[str, ...] = (), resolver: Resolver | None = None) -> DomainReport:
    """MX, SPF, DKIM and DMARC of the domain that senders' From addresses are in. Never raises.

    `selectors` are the domain's own DKIM selectors, tried before the common ones.
    """
    try:
        dns_resolver = resolver or default_resolver()
    except dns.exception.DNSException as error:
        unknown = Record("unknown", detail=type(error).__name__)
        return DomainReport(domain, unknown, unknown, unknown, unknown)
    domain = domain.strip().rstrip(".").lower()
    (mx, exchangers), spf, dkim, dmarc = await asyncio.gather(
        _mx(dns_resolver, domain),
        _spf(dns_resolver, domain),
        _dkim(dns_resolver, domain, (*selectors, *COMMON_SELECTORS)),
        _dmarc(dns_resolver, domain),
    )
    return DomainReport(domain, mx, spf, dkim, dmarc, exchangers)


async def check_mail_domain(domain: str, resolver: Resolver | None = None) -> Record:
    """Does the domain take mail? By its MX records, or by its address where it has none (RFC 5321). Never raises."""
    try:
        dns_resolver = resolver or default_resolver()
        exchangers = [record.split() for record in await look_up(dns_resolver, domain, "MX")]
        if any(parts[-1] == "." for parts in exchangers):
            return Record("invalid", detail="the domain says that it takes no mail")
        if exchangers:
            return Record("pass", exchangers[0][-1].rstrip("."), "its domain has mail servers")
        for kind in ("A", "AAAA"):
            if found := await look_up(dns_resolver, domain, kind):
                return Record("pass", found[0], "its domain has an address, but no MX record")
    except (Unanswered, dns.exception.DNSException) as error:
        return Record("unknown", detail=f"DNS did not answer ({error or type(error).__name__})")
    return Record("missing", detail="its domain has no mail server")


async def exchangers(domain: str, resolver: Resolver | None = None) -> tuple[str, ...] | None:
    """The hosts that take a domain's mail, the preferred first; None when DNS did not answer. Never raises."""
    try:
        record, hosts = await _mx(resolver or default_resolver(), domain)
    except dns.exception.DNSException:
        return None
    return None if record.verdict == "unknown" else hosts


async def check_alias(host: str, target: str, resolver: Resolver | None = None) -> Record:
    """Does the name lead to `target`, by CNAME or by having its addresses? Never raises."""
    try:
        dns_resolver = resolver or default_resolver()
        alias = [name.rstrip(".").lower() for name in await look_up(dns_resolver, host, "CNAME")]
        if target.lower() in alias:
            return Record("pass", target, "CNAME")
        for kind in ("A", "AAAA"):
            theirs = set(await look_up(dns_resolver, host, kind))
            if theirs and theirs <= set(await look_up(dns_resolver, target, kind)):
                return Record("pass", ", ".join(sorted(theirs)), "the same addresses")
    except (Unanswered, dns.exception.DNSException) as error:
        return Record("unknown", detail=f"DNS did not answer ({error or type(error).__name__})")
    return Record("missing", detail=f"{host} does not lead to {target}")


async def answers_tls(host: str, port: int = 443) -> bool:
    """Does the host answer with a certificate that holds for its name?"""
    try:
        async with asyncio.timeout(5):
            _, writer = await asyncio.open_connection(host, port, ssl=ssl.create_default_context())
    except (OSError, TimeoutError, UnicodeError):
        return False
    writer.close()
    return True


def default_resolver() -> Resolver:
    """The machine's resolver, given up on after a few seconds. Raises DNSException where none is configured."""
    resolver = dns.asyncresolver.Resolver()
    resolver.lifetime = 5
    return resolver


class Unanswered(Exception):
    """DNS did not say yes or no."""


async def look_up(resolver: Resolver, name: str, kind: str) -> list[str]:
    """A name's records as text; [] if it has none. Raises Unanswered."""
    try:
        answer = await resolver.resolve(name, kind)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.name.LabelTooLong, dns.name.EmptyLabel):
        return []
    except (dns.exception.DNSException, OSError) as error:
        raise Unanswered(type(error).__name__) from None
    found: list[str] = []
    for record in answer:
        strings = getattr(record, "strings", None)
        # A long TXT record comes in pieces, which belong together without a gap.
        found.append(b"".join(strings).decode("utf-8", "replace") if strings else record.to_text())
    return found


async def _mx(resolver: Resolver, domain: str) -> tuple[Record, tuple[str, ...]]:
    try:
        records = [record.split() for record in await look_up(resolver, domain, "MX")]
    except Unanswered as error:
        return Record("unknown", detail=str(error)), ()
    found = [(int(parts[0]), parts[1].rstrip(".").lower()) for parts in records if len(parts) == 2]
    hosts = tuple(host for _, host in sorted(found) if host)
    if not hosts:
        return Record("missing", detail="replies cannot be delivered"), ()
    return Record("pass", ", ".join(hosts)), hosts


async def _spf(resolver: Resolver, domain: str) -> Record:
    try:
        texts = await look_up(resolver, domain, "TXT")
    except Unanswered as error:
        return Record("unknown", detail=str(error))
    found = [text for text in texts if text.lower() == "v=spf1" or text.lower().startswith("v=spf1 ")]
    if not found:
        return Record("missing", detail="no v=spf1 record")
    if len(found) > 1:
        return Record("invalid", found[0], "more than one v=spf1 record counts as none")
    if "+all" in found[0].lower().split():
        return Record("invalid", found[0], "+all lets anyone send in this domain's name")
    return Record("pass", found[0])


async def _dkim(resolver: Resolver, domain: str, selectors: tuple[str, ...]) -> Record:
    async def look(selector: str) -> Record:
        try:
            texts = await look_up(resolver, f"{selector}._domainkey.{domain}", "TXT")
        except Unanswered as error:
            return Record("unknown", detail=str(error))
        for text in texts:
            tags = _tags(text)
            if tags.get("v", "DKIM1").upper() == "DKIM1" and "p" in tags:
                revoked = not tags["p"].replace(" ", "")
                return Record("invalid" if revoked else "pass", selector, "key revoked" if revoked else "")
        return Record("missing")

    records = await asyncio.gather(*map(look, dict.fromkeys(selectors)))
    for verdict in ("pass", "invalid", "unknown"):
        for record in records:
            if record.verdict == verdict:
                return record
    if await _has_names_below(resolver, f"_domainkey.{domain}"):
        return Record("pass", detail="keys under selectors that were not tried")
    return Record("missing", detail="no key")


async def _has_names_below(resolver: Resolver, name: str) -> bool:
    """Does a name without records of its own exist, because others end in it?"""
    try:
        await resolver.resolve(name, "TXT")
    except dns.resolver.NoAnswer:
        return True
    except (dns.exception.DNSException, OSError):
        return False
    return True


async def _dmarc(resolver: Resolver, domain: str) -> Record:
    # A subdomain without its own policy lives under that of the registered domain.
    for name in dict.fromkeys((domain, registered_domain(domain))):
        try:
            texts = await look_up(resolver, f"_dmarc.{name}", "TXT")
        except Unanswered as error:
            return Record("unknown", detail=str(error))
        found = [text for text in texts if _tags(text).get("v", "").upper() == "DMARC1"]
        if len(found) > 1:
            return Record("invalid", found[0], "more than one DMARC record counts as none")
        if found:
            policy = _tags(found[0]).get("p", "").lower()
            if policy not in ("none", "quarantine", "reject"):
                return Record("invalid", found[0], "p must be none, quarantine or reject")
            return Record("pass", found[0], f"policy {policy}")
    return Record("missing", detail="no v=DMARC1 record")


def _tags(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if name.strip()}

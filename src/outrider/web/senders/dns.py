"""The records that a sending domain needs: what it publishes, and what to paste where something is lacking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outrider.channels.email.verify import DomainReport, Record
from outrider.outreach.senders.senders import Sender
from outrider.web.kit.text import _

# Who may send for the domain, by the mailbox's provider.
_SPF: Mapping[str, str] = {
    "gmail": "v=spf1 include:_spf.google.com ~all", "microsoft365": "v=spf1 include:spf.protection.outlook.com ~all",
    "zoho": "v=spf1 include:zohomail.com ~all", "fastmail": "v=spf1 include:spf.messagingengine.com ~all",
    "icloud": "v=spf1 include:icloud.com ~all", "yahoo": "v=spf1 include:_spf.mail.yahoo.com ~all",
}  # fmt: skip
_VERDICTS: Mapping[str, tuple[str, str]] = {
    "pass": (_("In order"), "good"),
    "missing": (_("Missing"), "danger"),
    "invalid": (_("Not valid"), "danger"),
    "unknown": (_("DNS did not answer"), "warn"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A record to paste."""

    kind: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at. `advice` and `wanted`: what to do where it is not in order."""

    name: str
    purpose: str
    verdict: tuple[str, str]
    found: str
    detail: str
    advice: str
    wanted: Wanted | None


@dataclass(frozen=True, slots=True)
class Checked:
    """The page of a domain's records."""

    sender: Sender
    domain: str
    ready: bool
    checks: Sequence[Check]


def shown(sender: Sender, report: DomainReport, target: str | None, alias: Record | None) -> Checked:
    """A report as its page shows it. `target`: the host that tracking domains lead to; `alias`: whether the sender's does."""
    domain = report.domain
    spf = Wanted("TXT", domain, _SPF.get(sender.provider, f"v=spf1 mx a:{_host(sender) or 'mail.' + domain} ~all"))
    dmarc = Wanted("TXT", f"_dmarc.{domain}", f"v=DMARC1; p=none; rua=mailto:postmaster@{domain}")
    checks = [
        _check("SPF", _("Lists the servers that may send for the domain."), report.spf, _("Add this record:"), spf),
        _check(
            "DKIM",
            _("Signs each message, so that it cannot be changed on the way."),
            report.dkim,
            _("Turn on DKIM signing in your mail provider's admin console; it shows the record to add."),
            None,
        ),
        _check("DMARC", _("Tells receivers what to do with mail that fails both."), report.dmarc, _("Add this record:"), dmarc),
        _check(
            "MX",
            _("Where replies are delivered."),
            report.mx,
            _("Without it, no reply reaches you. Ask your mail provider."),
            None,
        ),
    ]
    if sender.tracking_domain and target and alias:
        wanted = Wanted("CNAME", sender.tracking_domain, target)
        purpose = _("This sender's links and opens are tracked under this name.")
        checks.append(_check(_("Tracking domain"), purpose, alias, _("Add this record:"), wanted))
    return Checked(sender, domain, report.ready, checks)


def _host(sender: Sender) -> str | None:
    server = sender.connection.get("smtp")
    return server["host"] if server else None


def _check(name: str, purpose: str, record: Record, advice: str, wanted: Wanted | None) -> Check:
    lacks = record.verdict in ("missing", "invalid")
    return Check(
        name, purpose, _VERDICTS[record.verdict], record.value, record.detail, advice if lacks else "", wanted if lacks else None
    )

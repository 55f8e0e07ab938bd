"""What the big mailbox providers demand of a sender, as yes or no."""

from collections.abc import Sequence
from dataclasses import dataclass

from outrider.rules.addresses import registered_domain

# Above so many messages a campaign carries one-click unsubscribing unless it says otherwise (D5).
ONE_CLICK_FROM = 50


@dataclass(frozen=True, slots=True)
class DomainRecords:
    """What DNS says of a From domain. `dmarc_policy`: none, quarantine, reject, or None without a record.

    `spf_domain` and `dkim_domains` are the domains that the sender's mail is authenticated for.
    """

    from_domain: str
    spf: bool
    dkim: bool
    dmarc_policy: str | None
    spf_domain: str | None = None
    dkim_domains: Sequence[str] = ()


def missing_authentication(records: DomainRecords) -> list[str]:
    """Why a sender must not be activated (D1, D2): no_spf, no_dkim, no_dmarc, not_aligned. Empty: it may be.

    Aligned: SPF or DKIM authenticates the organisation's domain that stands in From.
    """
    missing = [code for code, there in (("no_spf", records.spf), ("no_dkim", records.dkim)) if not there]
    if records.dmarc_policy not in ("none", "quarantine", "reject"):
        missing.append("no_dmarc")
    organisation = registered_domain(records.from_domain)
    authenticated = [*records.dkim_domains, *([records.spf_domain] if records.spf_domain else [])]
    if not missing and organisation not in {registered_domain(d) for d in authenticated}:
        missing.append("not_aligned")
    return missing


def one_click(setting: bool | None, planned_messages: int) -> bool:
    """Does a campaign's mail carry List-Unsubscribe with one-click? Its own setting, else by its volume (D5)."""
    return planned_messages >= ONE_CLICK_FROM if setting is None else setting


def unsubscribes(method: str, body: str) -> bool:
    """Does this request to an unsubscribe link unsubscribe? Only RFC 8058's POST; link checkers send GETs (D4)."""
    return method.upper() == "POST" and "list-unsubscribe=one-click" in body.replace(" ", "").lower()


# Who fetches pictures and links without anybody reading: providers' proxies, prefetchers, security gateways.
_MACHINES = (
    "googleimageproxy",
    "ggpht.com",
    "yahoomailproxy",
    "yahoocachesystem",
    "barracuda",
    "mimecast",
    "proofpoint",
    "symantec",
    "trendmicro",
    "forcepoint",
    "safelinks",
    "bot",
    "crawler",
    "spider",
    "preview",
    "python-requests",
    "curl/",
    "wget/",
    "go-http-client",
    "headlesschrome",
)
_TOO_SOON_SECONDS = 2.0


def is_machine_fetch(user_agent: str, seconds_after_sent: float | None = None) -> bool:
    """Was a pixel or link fetched by a machine? Such fetches do not count as clicks (D17).

    Apple's prefetching calls itself plain "Mozilla/5.0"; nobody reads a message within two seconds of its sending.
    """
    agent = user_agent.strip().lower()
    if agent in ("", "mozilla/5.0") or any(name in agent for name in _MACHINES):
        return True
    return seconds_after_sent is not None and seconds_after_sent < _TOO_SOON_SECONDS

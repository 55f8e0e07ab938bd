"""Mail providers by the names that placement tests group seed mailboxes by."""

from dataclasses import dataclass
from typing import Literal

Audience = Literal["professional", "personal"]
AUDIENCES: tuple[Audience, ...] = ("professional", "personal")


@dataclass(frozen=True, slots=True)
class Provider:
    """A mail provider: its key, what it is called, the server that mailboxes of it are read at, and the domains it gives out."""

    key: str
    name: str
    imap_host: str | None = None
    domains: tuple[str, ...] = ()


PROVIDERS: dict[str, Provider] = {
    provider.key: provider
    for provider in (
        Provider("google", "Google", "imap.gmail.com", ("gmail.com", "googlemail.com")),
        Provider("microsoft", "Microsoft", "outlook.office365.com", ("outlook.com", "hotmail.com", "live.com", "msn.com")),
        Provider("yahoo", "Yahoo", "imap.mail.yahoo.com", ("yahoo.com", "ymail.com", "aol.com")),
        Provider("icloud", "iCloud", "imap.mail.me.com", ("icloud.com", "me.com", "mac.com")),
        Provider("zoho", "Zoho", "imap.zoho.com", ("zohomail.com",)),
        Provider("gmx", "GMX", "imap.gmx.net", ("gmx.de", "gmx.net", "gmx.com")),
        Provider("webde", "Web.de", "imap.web.de", ("web.de",)),
        Provider("libero", "Libero", "imapmail.libero.it", ("libero.it",)),
        Provider("fastmail", "Fastmail", "imap.fastmail.com", ("fastmail.com",)),
        Provider("other", "Other"),
    )
}
_BY_DOMAIN = {domain: provider for provider in PROVIDERS.values() for domain in provider.domains}


def of_address(address: str) -> Provider:
    """The provider that an address is at, as far as its domain says; 'other' for a domain of one's own."""
    return _BY_DOMAIN.get(address.rpartition("@")[2].lower(), PROVIDERS["other"])


def audience_of(address: str) -> Audience:
    """Personal at a provider's own domain, else professional."""
    return "personal" if address.rpartition("@")[2].lower() in _BY_DOMAIN else "professional"

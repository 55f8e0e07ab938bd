"""What is known of the common mail providers: servers, folders, and whether sent mail is kept by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from outrider.channels.email.account import Auth, Security

Provider = Literal["gmail", "microsoft365", "zoho", "yahoo", "fastmail", "icloud", "generic"]


@dataclass(frozen=True, slots=True)
class Preset:
    """One provider. `stores_sent`: mail submitted over its SMTP appears in the Sent folder without our help.

    `auth` is what a newly connected mailbox should use; an app password works with `plain` where the provider
    still issues them. Folder names are the English ones; IMAP's special-use flags take precedence over them.
    """

    provider: Provider
    smtp_host: str
    smtp_port: int
    smtp_security: Security
    imap_host: str
    imap_port: int
    imap_security: Security
    stores_sent: bool
    sent_folder: str
    spam_folder: str
    auth: Auth = "plain"


_PRESETS: dict[str, Preset] = {
    preset.provider: preset
    for preset in (
        Preset(
            "gmail",
            "smtp.gmail.com",
            587,
            "starttls",
            "imap.gmail.com",
            993,
            "tls",
            True,
            "[Gmail]/Sent Mail",
            "[Gmail]/Spam",
            "xoauth2",
        ),
        Preset(
            "microsoft365",
            "smtp.office365.com",
            587,
            "starttls",
            "outlook.office365.com",
            993,
            "tls",
            True,
            "Sent Items",
            "Junk Email",
            "xoauth2",
        ),
        Preset("zoho", "smtp.zoho.com", 465, "tls", "imap.zoho.com", 993, "tls", True, "Sent", "Spam"),
        Preset(
            "yahoo",
            "smtp.mail.yahoo.com",
            465,
            "tls",
            "imap.mail.yahoo.com",
            993,
            "tls",
            True,
            "Sent",
            "Bulk",
        ),
        Preset(
            "fastmail",
            "smtp.fastmail.com",
            465,
            "tls",
            "imap.fastmail.com",
            993,
            "tls",
            False,
            "Sent",
            "Spam",
        ),
        Preset(
            "icloud",
            "smtp.mail.me.com",
            587,
            "starttls",
            "imap.mail.me.com",
            993,
            "tls",
            False,
            "Sent Messages",
            "Junk",
        ),
    )
}

_ALIASES: dict[str, str] = {
    "google": "gmail",
    "gsuite": "gmail",
    "google_workspace": "gmail",
    "outlook": "microsoft365",
    "microsoft": "microsoft365",
    "office365": "microsoft365",
    "hotmail": "microsoft365",
    "apple": "icloud",
    "ymail": "yahoo",
}

_DOMAINS: dict[str, str] = {
    "gmail.com": "gmail",
    "googlemail.com": "gmail",
    "outlook.com": "microsoft365",
    "hotmail.com": "microsoft365",
    "live.com": "microsoft365",
    "msn.com": "microsoft365",
    "zoho.com": "zoho",
    "zohomail.com": "zoho",
    "yahoo.com": "yahoo",
    "ymail.com": "yahoo",
    "rocketmail.com": "yahoo",
    "fastmail.com": "fastmail",
    "fastmail.fm": "fastmail",
    "icloud.com": "icloud",
    "me.com": "icloud",
    "mac.com": "icloud",
}


# Ends of the names of the hosts that take a domain's mail, by provider.
_EXCHANGERS: dict[str, str] = {
    "google.com": "gmail",
    "googlemail.com": "gmail",
    "outlook.com": "microsoft365",
    "zoho.com": "zoho",
    "zoho.eu": "zoho",
    "yahoodns.net": "yahoo",
    "messagingengine.com": "fastmail",
    "icloud.com": "icloud",
}


def provider_at(exchangers: Sequence[str]) -> str | None:
    """The provider that takes the mail of a domain with these exchangers; None for one that is not known."""
    for host in exchangers:
        name = host.rstrip(".").lower()
        for end, provider in _EXCHANGERS.items():
            if name == end or name.endswith("." + end):
                return provider
    return None


def preset(address: str, provider: str | None = None) -> Preset:
    """The preset for a mailbox: of the provider named, else by the address's domain, else `generic`.

    `generic` guesses mail.<domain> with STARTTLS submission and IMAP over TLS.
    """
    domain = address.rpartition("@")[2].strip().lower()
    name = (provider or "").strip().lower().replace(" ", "_").replace("-", "_")
    known = _PRESETS.get(_ALIASES.get(name, name) if name else _DOMAINS.get(domain, ""))
    return known or Preset("generic", f"mail.{domain}", 587, "starttls", f"mail.{domain}", 993, "tls", False, "Sent", "Junk")

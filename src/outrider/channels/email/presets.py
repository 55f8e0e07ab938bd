"""What is known of the common mail providers: servers, folders, and whether sent mail is kept by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    "yahoo.com": "yahoo",
    "ymail.com": "yahoo",
    "rocketmail.com": "yahoo",
    "fastmail.com": "fastmail",
    "fastmail.fm": "fastmail",
    "icloud.com": "icloud",
    "me.com": "icloud",
    "mac.com": "icloud",
}

# Those that give out addresses under the domains of many countries: yahoo.de, hotmail.co.uk. Yahoo Japan is another company.
_FAMILIES: dict[str, str] = {
    "yahoo": "yahoo",
    "ymail": "yahoo",
    "hotmail": "microsoft365",
    "live": "microsoft365",
    "outlook": "microsoft365",
}
_OF_COUNTRIES = re.compile(
    r"(yahoo|ymail|hotmail|live|outlook)\.(?:at|be|ca|cl|cn|cz|de|dk|es|fi|fr|gr|hk|hu|ie|in|it|kr|lv|my|nl|no|ph|pl|pt|ro|ru|sa|se"
    r"|sg|sk|co\.(?:id|il|in|kr|nz|th|uk|za)|com\.(?:ar|au|br|cn|co|gr|hk|mx|my|pe|ph|sg|tr|tw|ve|vn))"
)
_AOL = re.compile(r"aol\.(?:com|[a-z]{2}|co\.uk|com\.[a-z]{2})|aim\.com|verizon\.net|netscape\.net")
# Ends of the names of hosts that put what they submit into the Sent folder by themselves, whatever the account is called here.
_STORE_SENT = ("smtp.gmail.com", "smtp.googlemail.com", "office365.com", "smtp-mail.outlook.com", "yahoo.com", "smtp.aol.com")

# Zoho's data centres, by what the names of their hosts end in: an account is known at its own alone. Each with the domain of
# the addresses that Zoho gives out there.
ZOHO: dict[str, str] = {
    "zoho.com": "zohomail.com",
    "zoho.eu": "zohomail.eu",
    "zoho.in": "zohomail.in",
    "zoho.com.au": "zohomail.com.au",
    "zoho.jp": "zohomail.jp",
    "zohocloud.ca": "zohomailcloud.ca",
}

# Ends of the names of the hosts that take a domain's mail, by provider.
_EXCHANGERS: dict[str, str] = {
    "google.com": "gmail",
    "googlemail.com": "gmail",
    "outlook.com": "microsoft365",
    "yahoodns.net": "yahoo",
    "messagingengine.com": "fastmail",
    "icloud.com": "icloud",
}


def provider_at(exchangers: Sequence[str]) -> str | None:
    """The provider that takes the mail of a domain with these exchangers; None for one that is not known."""
    found = _end_of(exchangers, (*_EXCHANGERS, *ZOHO))
    return _EXCHANGERS.get(found, "zoho") if found else None


def preset_at(address: str, exchangers: Sequence[str]) -> Preset:
    """The preset for a mailbox of a domain with these exchangers; `generic` for a provider that is not known."""
    if centre := _end_of(exchangers, tuple(ZOHO)):
        return _zoho(centre, "pro")
    return preset(address, provider_at(exchangers))


def stores_sent(smtp_host: str, address: str, provider: str | None) -> bool:
    """Whether what is submitted there appears in the Sent folder without our help."""
    return _end_of([smtp_host], (*_STORE_SENT, *ZOHO)) is not None or preset(address, provider).stores_sent


def _end_of(hosts: Sequence[str], ends: Sequence[str]) -> str | None:
    names = ["." + host.rstrip(".").lower() for host in hosts]
    return next((end for name in names for end in ends if name.endswith("." + end)), None)


def _zoho(centre: str, plan: str = "") -> Preset:
    """The servers of one of Zoho's data centres: those of organisations with a domain of their own are called smtppro, imappro.

    After Zoho Mail's help, "SMTP Server Configuration" and "Access via IMAP". Free plans have neither SMTP nor IMAP.
    """
    return replace(_PRESETS["zoho"], smtp_host=f"smtp{plan}.{centre}", imap_host=f"imap{plan}.{centre}")


def preset(address: str, provider: str | None = None) -> Preset:
    """The preset for a mailbox: of the provider named, else by the address's domain, else `generic`.

    `generic` guesses mail.<domain> with STARTTLS submission and IMAP over TLS.
    """
    domain = address.rpartition("@")[2].strip().lower()
    if not provider and (centre := next((end for end, own in ZOHO.items() if domain in (end, own)), None)):
        return _zoho(centre)
    if not provider and _AOL.fullmatch(domain):
        return replace(_PRESETS["yahoo"], smtp_host="smtp.aol.com", imap_host="imap.aol.com")  # the same servers by other names
    if not provider and (family := _OF_COUNTRIES.fullmatch(domain)):
        return _PRESETS[_FAMILIES[family[1]]]
    name = (provider or "").strip().lower().replace(" ", "_").replace("-", "_")
    known = _PRESETS.get(_ALIASES.get(name, name) if name else _DOMAINS.get(domain, ""))
    return known or Preset("generic", f"mail.{domain}", 587, "starttls", f"mail.{domain}", 993, "tls", False, "Sent", "Junk")

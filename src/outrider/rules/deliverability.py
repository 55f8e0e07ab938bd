"""What the big mailbox providers demand of a sender, as yes or no."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from outrider.rules.addresses import registered_domain


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


# Clients that fetch pictures and links without a reader: providers' proxies, prefetchers, security gateways, programs.
_MACHINES = re.compile(
    r"(?<!cu)bot\b|crawl|spider|scan(?!pal|snap)|preview|proxy|monitor|ggpht\.com|yahoocachesystem|externalhit|headless|phantomjs|lighthouse"
    r"|barracuda|mimecast|proofpoint|symantec|trend ?micro|forcepoint|safelinks|cloudmark|ironport|fireeye|sophos|virustotal"
    r"|bitdefender|\beset\b|fortinet|zscaler|netcraft|hornetsecurity|vade ?retro|ironscales|avanan|google-safety"
    r"|existence discovery|embedly|iframely|archive\.org|google-apps-script|python|curl/|wget|perl\b|go-http|php/|winhttp"
    r"|lua-resty|cloudfront"
    r"|catchpoint|dejaclick|dareboost|datanyze|dmbrowser|pingdom|\bptst/|puppeteer|playwright|selenium|appinsights|archivebox"
    r"|google favicon|duplexweb-google|googleother|bitly/|scmguard|hubspot connect|mcafee|checkpoint|web services client",
    re.IGNORECASE,
)
# What programs put into the words of a browser: the address of a page or a mailbox (an old toolbar names its own, too), a remark
# after the engine's or in brackets, and, as Gmail does when it looks ahead of its readers, a second beginning at the end.
_NOT_A_BROWSERS = re.compile(
    r"https?://(?!www\.bsalsa)|[\w.+-]+@[\w-]*[a-z][\w-]*\.[a-z]|like gecko;(?! googleweblight)"
    r"|(?<!^mozilla/\d\.\d )\(compatible;(?! msie)|.mozilla/5\.0$",
    re.IGNORECASE,
)
# What every browser says of itself and few programs do: the system it runs on, or the engine that shows the page.
_BROWSER = re.compile(
    r"^mozilla/\d\.\d \(.*(?:windows nt|macintosh|iphone|ipad|ipod|android|linux|x11|cros|tizen)"
    r"|applewebkit/|\bgecko/|trident/|\bmsie \d|presto/|^opera/",
    re.IGNORECASE,
)
# These fetch images only when a person views the message, and follow no links.
_LOOKING_FOR_A_READER = re.compile(
    r"googleimageproxy|ggpht\.com|yahoomailproxy|yahoocachesystem|outlookimageproxy", re.IGNORECASE
)
_UNTOLD = frozenset(("", "-", "mozilla/4.0", "mozilla/5.0"))
_TOO_SOON_SECONDS = 2.0


def is_machine_fetch(user_agent: str, seconds_after_sent: float, *, picture: bool = False) -> bool:
    """Was a link, or with `picture` the open pixel, fetched by a machine for itself? No such click is counted, and nothing
    hangs on such an open (D17).

    Links are followed by browsers; pictures are fetched by mail programs too, which call themselves anything. Apple's
    prefetching calls itself plain "Mozilla/5.0"; a person does not read a message within two seconds of its sending.
    """
    agent = user_agent.strip()
    if seconds_after_sent < _TOO_SOON_SECONDS or agent.lower() in _UNTOLD:
        return True
    if picture and _LOOKING_FOR_A_READER.search(agent):
        return False
    if _MACHINES.search(agent) or _NOT_A_BROWSERS.search(agent):
        return True
    return not (picture or _BROWSER.search(agent))

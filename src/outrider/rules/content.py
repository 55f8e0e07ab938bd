"""What about a mail's own text makes filters and readers suspicious: findings with points, like those of a content filter.

A hint, never a verdict: each receiver's filter decides by more than the text. From FLAGGED points on a text is called risky.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from outrider.rules import spam_words
from outrider.rules.addresses import registered_domain
from outrider.rules.text import html_to_text

FLAGGED = 5.0
_LINK = re.compile(r"<a\b[^>]*?\bhref\s*=\s*[\"']?(https?://[^\"'\s>]+)[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(r"https?://[^\s<>\"')]+", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b", re.IGNORECASE)
_HIDDEN = re.compile(r"(font-size\s*:\s*0|display\s*:\s*none|color\s*:\s*(?:#fff(?:fff)?|white)\b)", re.IGNORECASE)
_RISKY = re.compile(r"<(form|script|iframe|object|embed)\b", re.IGNORECASE)
_SHORTENERS = frozenset({
    "bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "cutt.ly", "t.ly", "shorturl.at",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: its rule, its weight, and a sentence for the author."""

    rule: str
    points: float
    says: str


def check(subject: str, body: str, *, html: bool = True) -> list[Finding]:
    """What stands out in a mail, the weightiest first."""
    text = html_to_text(body) if html else body
    found = [*_of_subject(subject), *_of_words(f"{subject} {text}"), *_of_links(body, html), *_of_shape(text)]
    if html:
        found += _of_markup(body, text)
    return sorted(found, key=lambda finding: -finding.points)


def score(findings: Sequence[Finding]) -> float:
    """All points together, to one decimal."""
    return round(sum(finding.points for finding in findings), 1)


def link_domains(body: str) -> list[str]:
    """The registered domains that a mail's links lead to, each once, in order."""
    hosts = [_host(url) for url in _BARE.findall(body)]
    return list(dict.fromkeys(registered_domain(host) for host in hosts if "." in host))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def _of_subject(subject: str) -> list[Finding]:
    found: list[Finding] = []
    if not subject.strip():
        found.append(Finding("SUBJECT_EMPTY", 2.0, "The subject is empty."))
    if len(subject) > 8 and subject.isupper():
        found.append(Finding("SUBJECT_ALL_CAPS", 1.6, "The subject is written in capitals."))
    if re.match(r"\s*(re|fwd?)\s*:", subject, re.IGNORECASE):
        found.append(Finding("SUBJECT_FAKE_REPLY", 1.5, "The subject of a first mail looks like a reply or a forward."))
    if len(subject) > 90:
        found.append(Finding("SUBJECT_LONG", 0.5, "The subject has more than 90 characters."))
    return found


def _of_words(text: str) -> list[Finding]:
    words = spam_words.found(text)
    if not words:
        return []
    listed = ", ".join(words[:8])
    return [Finding("SPAM_PHRASES", min(3.0, 0.6 * len(words)), f"Words that filters associate with spam: {listed}.")]


def _of_links(body: str, html: bool) -> list[Finding]:
    found: list[Finding] = []
    urls = _BARE.findall(body)
    if len(urls) > 3:
        found.append(Finding("MANY_LINKS", 1.0, f"The text has {len(urls)} links."))
    if short := sorted({host for url in urls if (host := _host(url)) in _SHORTENERS}):
        found.append(Finding("SHORTENED_LINKS", 2.0, f"Links by way of {', '.join(short)} hide where they lead."))
    if any(re.fullmatch(r"[\d.]+", _host(url)) for url in urls):
        found.append(Finding("LINK_TO_ADDRESS", 2.5, "A link leads to a numeric address instead of a domain."))
    if any(url.lower().startswith("http://") for url in urls):
        found.append(Finding("LINK_WITHOUT_TLS", 0.4, "A link begins with http:// instead of https://."))
    if html and any(_mismatched(url, shown) for url, shown in _LINK.findall(body)):
        found.append(Finding("LINK_MISMATCH", 2.0, "A link shows one domain and leads to another."))
    return found


def _mismatched(url: str, shown: str) -> bool:
    named = _BARE.search(html_to_text(shown))
    return named is not None and registered_domain(_host(named.group())) != registered_domain(_host(url))


def _of_shape(text: str) -> list[Finding]:
    words = len(text.split())
    if words < 5:
        return [Finding("HARDLY_ANY_TEXT", 1.0, f"The text has {words} words.")]
    return [Finding("LONG_TEXT", 0.5, f"The text has {words} words; short ones are read.")] if words > 500 else []


def _of_markup(body: str, text: str) -> list[Finding]:
    found: list[Finding] = []
    images = len(_IMAGE.findall(body))
    if images and len(text.split()) < 20 * images:
        found.append(Finding("IMAGES_OVER_TEXT", 1.2, f"{images} images and little text."))
    if _HIDDEN.search(body):
        found.append(Finding("HIDDEN_TEXT", 1.8, "Text is hidden by its size, its color or its display."))
    if risky := sorted({tag.lower() for tag in _RISKY.findall(body)}):
        found.append(Finding("RISKY_MARKUP", 3.0, f"Mail programs block the elements {', '.join(risky)}."))
    return found

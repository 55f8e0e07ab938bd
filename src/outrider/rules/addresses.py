"""Addresses of people: e-mail addresses, domains, LinkedIn profiles, and what a mail host says about its provider."""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from email_validator import EmailNotValidError, validate_email


class InvalidAddress(ValueError):
    """Not an address mail can be sent to. `reason` says what is wrong, for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


# Nearly every address there is: plain ASCII. Whatever this does not match goes to the library, which knows the rest.
_PLAIN = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!xn--)[a-z]{2,63}"
)
_PUBLIC_DOMAIN = re.compile(r"\.(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})\Z", re.IGNORECASE)


# Characters that take no room, and blanks that are not spaces: what web pages, chats and word processors leave in a text.
UNSEEN: dict[int, str] = {
    **dict.fromkeys((0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF), ""),
    **dict.fromkeys((0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
}
_QUOTES = "'\u2018\u2019"
_PAIRED = ("<>", "()", "[]", "{}", '""', "\u201c\u201d", "\u201e\u201c", "\u00ab\u00bb")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # as East Asian keyboards write
_ANCHOR = re.compile(r"<a\s[^<>]{0,1000}>([^<>]{0,300})</a>", re.IGNORECASE)
_LINK = re.compile(r"\[[^\[\]]{0,300}\]\((?:mailto:)?([^()\s?]{3,300})[^()\s]{0,300}\)", re.IGNORECASE)  # Markdown's


def bare(email: str) -> str:
    """An address without what is around it: blanks, unseen characters, quotes, brackets, 'mailto:', a sentence's full stop."""
    text = email if email.isascii() else email.translate(UNSEEN).translate(_FULL_WIDTH)
    text = text.strip()
    if text[:1] == "[" and (link := _LINK.fullmatch(text)):
        return link[1]
    if text[:7].lower() == "mailto:":
        text = text[7:].partition("?")[0]
    elif text[:5].lower() == "smtp:":  # Exchange's proxy addresses
        text = text[5:].strip()
    if text[:1] == "<" and (anchor := _ANCHOR.fullmatch(text)):
        text = anchor[1].strip()
    if text[:1] + text[-1:] in _PAIRED:
        text = text[1:-1].strip()
    if text[:1] + text[-1:] in _PAIRED:
        text = text[1:-1].strip()
    return text.strip(_QUOTES).rstrip(".,;:")  # no mailbox begins, and no domain ends, with any of these


def normalise(email: str) -> str:
    """The one form an address is stored and compared in: lower case, domain in ASCII (IDNA). Raises InvalidAddress.

    Syntax only: nothing is looked up. Plus-tags and dots are kept: they may be different mailboxes.
    """
    email = bare(email)
    text = email.lower()
    if len(text) <= 254 and _PLAIN.fullmatch(text) and text.index("@") <= 64:
        return text
    try:
        # Special-use domains (.test, .local) are fine on a private network.
        valid = validate_email(email, check_deliverability=False, globally_deliverable=False, test_environment=True)
    except EmailNotValidError as e:
        raise InvalidAddress(str(e)) from None
    if not _PUBLIC_DOMAIN.search(valid.ascii_domain):
        raise InvalidAddress("The part after the @-sign is not a full domain name.")
    if len(valid.local_part.encode()) > 64:
        raise InvalidAddress("The part before the @-sign is too long.")
    return f"{valid.local_part}@{valid.ascii_domain}".lower()


def listed(text: str) -> list[str]:
    """The addresses, normalised, of a text that holds nothing else: several, or with the names of their people.

    "Ann Lee <ann@x.com>; bob@x.com (work)" holds two. A text with other words holds none: which is meant would be a guess.
    """
    if len(text) > _LONGEST_LIST:
        return []
    text = _DOT.sub(".", _AT.sub("@", _LABEL.sub("", text)))
    if one := _ONE_IN_BLANKS.fullmatch(text):
        text = f"{one[1]}@{one[2]}"
    text = _IN_PARENTHESES.sub(r"<\1>", text)
    parts = [part for part in _SEPARATOR.split(_COMMENT.sub(" ", text)) if part]
    if _IN_BRACKETS.search(text):  # then the other words are names
        parts = [part for part in parts if "@" in part]
    found: list[str] = []
    for part in parts:
        try:
            address = normalise(part)
        except InvalidAddress:
            return []
        if address not in found:
            found.append(address)
    return found


_LONGEST_LIST = 2000  # characters
# What people write so that machines find no address: jane (at) acme [dot] com; a label before it; blanks around the sign.
_AT = re.compile(r"\s{0,3}[\[({]\s?(?:at|\u00e4t|@)\s?[\])}]\s{0,3}", re.IGNORECASE)
_DOT = re.compile(r"\s{0,3}[\[({]\s?(?:dot|punkt|point|punto|\.)\s?[\])}]\s{0,3}", re.IGNORECASE)
_LABEL = re.compile(r"\A(?:e-?mail|mail|courriel|correo)\s?:\s{0,3}", re.IGNORECASE)
_ONE_IN_BLANKS = re.compile(r"(\S+)\s{0,3}@\s{0,3}(\S+)")
_IN_BRACKETS = re.compile(r"<[^<>@]*@[^<>@]*>")
_IN_PARENTHESES = re.compile(r"\(([^()<>@\s]{1,64}@[^()<>@\s]{1,255})\)")
# Google writes " ::: ".
_SEPARATOR = re.compile(
    r"(?:[\s,;|/<>]|(?:^|(?<=\s))(?::+|&|and|or|und|oder|et|ou|y|e|of|en|og|och|oraz|i)(?=\s|$))+", re.IGNORECASE
)
_COMMENT = re.compile(r'\([^()]*\)|"[^"@]*"')


def domain(email: str) -> str:
    """What stands after the @ of a normalised address."""
    return email.rpartition("@")[2]


_FREE_TEXT = """
    gmail.com googlemail.com outlook.com outlook.fr outlook.de outlook.es outlook.it hotmail.com hotmail.co.uk hotmail.fr
    hotmail.de hotmail.it hotmail.es live.com live.co.uk live.fr live.nl msn.com passport.com yahoo.com yahoo.co.uk yahoo.fr
    yahoo.de yahoo.it yahoo.es yahoo.ca yahoo.co.in yahoo.co.jp yahoo.com.br yahoo.com.au ymail.com rocketmail.com aol.com
    aim.com icloud.com me.com mac.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tuta.io tuta.com gmx.com gmx.de
    gmx.net gmx.at gmx.ch web.de t-online.de freenet.de mail.com email.com zohomail.com yandex.com yandex.ru ya.ru mail.ru
    inbox.ru list.ru bk.ru rambler.ru qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net hanmail.net orange.fr
    wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it alice.it tin.it btinternet.com sky.com talktalk.net
    virginmedia.com ntlworld.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net
    optonline.net rogers.com shaw.ca sympatico.ca bigpond.com optusnet.com.au uol.com.br bol.com.br terra.com.br ig.com.br
    rediffmail.com wp.pl o2.pl interia.pl onet.pl seznam.cz centrum.cz abv.bg ukr.net telenet.be skynet.be ziggo.nl kpnmail.nl
    planet.nl home.nl hey.com fastmail.com fastmail.fm hushmail.com mailbox.org posteo.de
"""
_FREE = frozenset(_FREE_TEXT.split())


def is_free_provider(domain: str) -> bool:
    """Whether private people have mailboxes at this domain, so that it says nothing about a company."""
    return domain.lower() in _FREE


# Second levels under which names are registered. Not the whole public suffix list, but where companies are.
_SECOND_LEVEL_TEXT = """
    ac co com edu go gob gov gv id ind info ltd me mil muni ne net nhs nom or org plc police sch web
"""
_SECOND_LEVELS = frozenset(_SECOND_LEVEL_TEXT.split())
_GENERIC_TLDS = {"com", "net", "org", "info", "biz", "edu", "gov", "mil", "int", "io", "co", "ai", "app", "dev", "me", "tv", "cc"}


def registered_domain(domain: str) -> str:
    """The registrable domain of a host name: mail.acme.co.uk -> acme.co.uk."""
    labels = domain.lower().rstrip(".").split(".")
    country = len(labels[-1]) == 2 and labels[-1] not in _GENERIC_TLDS
    keep = 3 if country and len(labels) >= 3 and labels[-2] in _SECOND_LEVELS else 2
    return ".".join(labels[-keep:])


# What stands in place of a profile where a table shows links by a word, or has none. Two people with the same word would be one.
_NO_SLUGS_TEXT = """
    link links linkedin linked-in li url profile profil profilo perfil view visit open click here see show voir ver vedi bekijk
    ansehen anzeigen öffnen lien enlace yes no ja nein oui non si sí não none null nil nan na n.a. n.a unknown undefined unbekannt
    empty blank missing not-found notfound not_found true false test xx xxx
"""
_NO_SLUGS = frozenset(_NO_SLUGS_TEXT.split())
_SLUG = re.compile(r"[\w\-.~·'’]{2,150}")


def linkedin_key(url_or_slug: str) -> str | None:
    """The slug of a LinkedIn profile, from any form of its URL or the slug itself; None when it is not a profile."""
    text = url_or_slug.strip()
    if "/" in text or ":" in text:
        try:
            parts = urlsplit(text if "://" in text else "https://" + text.lstrip("/"))
        except ValueError:
            return None
        host = (parts.hostname or "").lower()
        if host != "linkedin.com" and not host.endswith(".linkedin.com"):
            if not text.lstrip("/").lower().startswith("in/"):
                return None
            path = text
        else:
            path = parts.path
        segments = [s for s in re.split(r"[?#]", path)[0].split("/") if s]
        if segments[:1] == ["mwlite"]:  # as LinkedIn's mobile pages begin
            del segments[0]
        if len(segments) < 2 or segments[0].lower() not in ("in", "pub"):
            return None
        text = segments[1]
    elif text.casefold() in _NO_SLUGS:
        return None
    slug = unquote(text).strip().casefold()
    return slug if _SLUG.fullmatch(slug) and slug.strip("-_.~") else None


_ESP_SUFFIXES = (
    (("google.com", "googlemail.com", "smtp.goog"), "google"),
    (("outlook.com", "office365.us", "hotmail.com", "mx.microsoft"), "microsoft"),
    (("zoho.com", "zoho.eu", "zoho.in", "zoho.com.au", "zoho.jp", "zohocloud.ca", "zohomail.com"), "zoho"),
    (("yahoodns.net", "yahoo.com"), "yahoo"),
)


def esp_of(mx_hosts: Iterable[str]) -> str:
    """Who runs the mail of a domain, by its MX hosts: 'google', 'microsoft', 'zoho', 'yahoo' or 'other'."""
    for host in mx_hosts:
        name = "." + host.lower().rstrip(".")
        for suffixes, esp in _ESP_SUFFIXES:
            if name.endswith(tuple("." + s for s in suffixes)):
                return esp
    return "other"


_ANYWHERE = r"\.(?:com|[a-z]{2}|com?\.[a-z]{2})"  # a brand's domains: hotmail.com, hotmail.fr, hotmail.co.uk
_OWN_DOMAINS = re.compile(
    rf"(?P<google>g(?:oogle)?mail\.com)|(?P<microsoft>(?:outlook|hotmail|live|msn|passport){_ANYWHERE})"
    rf"|(?P<yahoo>yahoo{_ANYWHERE}|ymail\.com|rocketmail\.com|aol\.com)|(?P<zoho>zoho(?:mail)?\.com)"
)
# Names that DNS has nothing to say about (RFC 2606, RFC 6762).
_NOWHERE = (".test", ".example", ".invalid", ".localhost", ".local")


def provider_of_domain(domain: str) -> str | None:
    """Who runs the mail of a domain (as `esp_of` names them), if its name alone tells; None: ask for its MX hosts."""
    if domain.endswith(_NOWHERE):
        return "other"
    found = _OWN_DOMAINS.fullmatch(domain)
    return found.lastgroup if found else None

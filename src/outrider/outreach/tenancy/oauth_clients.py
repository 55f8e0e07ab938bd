"""Programs that agents sign in with: those that registered, and those that publish a metadata document at their client id."""

import ipaddress
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from psycopg.rows import class_row

from outrider.errors import Invalid, Unavailable
from outrider.outreach.base.scope import Core

MOST_REDIRECTS, LONGEST_REDIRECT, LONGEST_NAME = 10, 1000, 100
LONGEST_ID = 500  # characters of a metadata document's address
DOCUMENT_FRESH = timedelta(hours=1)
_UNUSED_KEPT = timedelta(days=1)
_MOST_UNUSED = 1000  # registrations that no person has let in yet
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,60}")
# Schemes that a browser acts on by itself, and plain connections to other machines.
_REFUSED = frozenset(("javascript", "data", "vbscript", "file", "filesystem", "blob", "about", "view-source", "ws", "wss", "ftp"))


@dataclass(frozen=True, slots=True)
class Client:
    """`id`: a random word, or the address of the client's metadata document."""

    id: str
    name: str
    redirect_uris: Sequence[str]

    @property
    def is_document(self) -> bool:
        return is_document(self.id)

    def redirects_to(self, uri: str) -> bool:
        """Whether this is a registered redirect URI: an exact match, except on the same machine. There the port may differ (RFC
        8252, 7.3), and the way in which the machine and no path are written: clients register 127.0.0.1 and then listen at
        localhost.
        """
        return any(uri == own or _on_this_machine(uri) == _on_this_machine(own) for own in self.redirect_uris)


def is_document(client_id: str) -> bool:
    return client_id.startswith("https://")


def is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return host is not None and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _on_this_machine(uri: str) -> object:
    """Path and query of an address of loopback; something that equals nothing else for other addresses."""
    parts = urlsplit(uri)
    if parts.scheme != "http" or not is_loopback(parts.hostname):
        return object()
    return parts.path or "/", parts.query


def check_redirect(uri: str) -> str:
    """The address, if a client may be answered there: HTTPS, HTTP on loopback, or a scheme of its own. Raises Invalid."""
    try:
        parts = urlsplit(uri)
        port = parts.port
    except ValueError:
        raise _invalid("a redirect URI is not a valid address") from None
    if len(uri) > LONGEST_REDIRECT or not uri.isascii() or not uri.isprintable() or re.search(r"[\s\"'<>;,\\]", uri):
        raise _invalid(f"a redirect URI has at most {LONGEST_REDIRECT} characters, and none of spaces, quotes, ; , < > \\")
    if parts.fragment or "#" in uri or parts.username is not None or port == 0:
        raise _invalid("a redirect URI has no fragment and no user name")
    if not _SCHEME.fullmatch(parts.scheme) or parts.scheme in _REFUSED:
        raise _invalid("a redirect URI begins with https://, with http:// on this machine, or with a scheme of the program's own")
    if parts.scheme in ("http", "https") and not parts.hostname:
        raise _invalid("a redirect URI names a host")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise _invalid("a redirect URI without TLS leads to this machine only (127.0.0.1, [::1], localhost)")
    return uri


def check_document_address(client_id: str) -> str:
    """The address of a client's metadata document. Raises Invalid for one that cannot be a client id."""
    try:
        parts = urlsplit(client_id)
        parts.port  # noqa: B018 - raises ValueError for one that is not a number
    except ValueError:
        raise _invalid("the client id is not a valid address") from None
    plain = client_id.isascii() and client_id.isprintable() and " " not in client_id and len(client_id) <= LONGEST_ID
    if not plain or parts.scheme != "https" or not parts.hostname or parts.username is not None:
        raise _invalid(f"the client id is an https:// address of at most {LONGEST_ID} characters without user name")
    if "#" in client_id or parts.path in ("", "/") or {".", ".."} & set(parts.path.split("/")):
        raise _invalid("the client id has a path, without dot segments and without a fragment")
    return client_id


def described(client_id: str, name: str | None, redirect_uris: Sequence[str]) -> Client:
    """The client as it describes itself, in bounds. Raises Invalid."""
    if not 1 <= len(redirect_uris) <= MOST_REDIRECTS:
        raise _invalid(f"a client has from 1 to {MOST_REDIRECTS} redirect URIs")
    shown = "".join(c for c in name or "" if c.isprintable()).strip()[:LONGEST_NAME]
    return Client(client_id, shown or "Unnamed client", [check_redirect(uri) for uri in redirect_uris])


def _invalid(message: str) -> Invalid:
    return Invalid(message[0].upper() + message[1:] + ".")


async def register(core: Core, name: str | None, redirect_uris: Sequence[str]) -> Client:
    """A client that registers itself. Raises Invalid; Unavailable while too many wait to be let in by a person."""
    client = described("orc_" + secrets.token_urlsafe(18), name, redirect_uris)
    now = core.clock.now()
    async with core.pool.connection() as conn:
        await conn.execute(
            "DELETE FROM oauth_clients WHERE used_at IS NULL AND checked_at < %(before)s", {"before": now - _UNUSED_KEPT}
        )
        waiting = await (
            await conn.execute(
                "SELECT id FROM oauth_clients WHERE used_at IS NULL OFFSET %(most)s LIMIT 1", {"most": _MOST_UNUSED}
            )
        ).fetchone()
        if waiting:
            raise Unavailable("Too many clients have registered lately. Try again tomorrow, or use an API key.")
        await conn.execute(_KEEP, _kept(client, core))
    return client


_KEEP = """
INSERT INTO oauth_clients (id, name, redirect_uris, created_at, checked_at)
VALUES (%(id)s, %(name)s, %(redirect_uris)s, %(now)s, %(now)s)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, redirect_uris = excluded.redirect_uris, checked_at = excluded.checked_at
"""


def _kept(client: Client, core: Core) -> dict[str, object]:
    return {"id": client.id, "name": client.name, "redirect_uris": list(client.redirect_uris), "now": core.clock.now()}


async def keep(core: Core, client: Client) -> None:
    """Remember what a client's metadata document says."""
    async with core.pool.connection() as conn:
        await conn.execute(_KEEP, _kept(client, core))


async def find(core: Core, client_id: str) -> Client | None:
    """The client; None for one that is not known, and for one whose metadata document is due to be read again."""
    async with core.pool.connection() as conn, conn.cursor(row_factory=class_row(Client)) as cursor:
        await cursor.execute(
            """
            SELECT id, name, redirect_uris FROM oauth_clients
            WHERE id = %(id)s AND (checked_at >= %(fresh)s OR NOT starts_with(id, 'https://'))
            """,
            {"id": client_id, "fresh": core.clock.now() - DOCUMENT_FRESH},
        )
        return await cursor.fetchone()

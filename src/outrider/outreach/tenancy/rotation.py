"""Rotation of the secret key: what earlier keys encrypted is encrypted again with the one in use, while everything runs."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import LiteralString

from cryptography.exceptions import InvalidTag
from psycopg.types.json import Jsonb

from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.tenancy import installation
from outrider.store.crypto import Vault

ACTOR = Actor("cli")
BATCH = 500
USERS = 0  # the workspace that values of users, who belong to none, are encrypted for


@dataclass(frozen=True, slots=True)
class _Kept:
    """A kind of encrypted value: how a page of them is read and how one is replaced, unless it was changed in between."""

    read: LiteralString
    write: LiteralString
    as_text: bool = False  # kept as base64, in a JSON object
    first: str | int = 0


_KINDS = (
    _Kept(
        """
        SELECT id AS key, credentials AS sealed FROM senders
        WHERE workspace_id = %(workspace_id)s AND id > %(after)s AND credentials IS NOT NULL ORDER BY id LIMIT %(limit)s
        """,
        """
        UPDATE senders SET credentials = %(after)s
        WHERE workspace_id = %(workspace_id)s AND id = %(key)s AND credentials = %(before)s
        """,
    ),
    _Kept(
        """
        SELECT id AS key, credentials AS sealed FROM webhooks
        WHERE workspace_id = %(workspace_id)s AND id > %(after)s AND credentials IS NOT NULL ORDER BY id LIMIT %(limit)s
        """,
        """
        UPDATE webhooks SET credentials = %(after)s
        WHERE workspace_id = %(workspace_id)s AND id = %(key)s AND credentials = %(before)s
        """,
    ),
    _Kept(
        """
        SELECT id AS key, credentials AS sealed FROM seed_mailboxes
        WHERE workspace_id = %(workspace_id)s AND id > %(after)s ORDER BY id LIMIT %(limit)s
        """,
        """
        UPDATE seed_mailboxes SET credentials = %(after)s
        WHERE workspace_id = %(workspace_id)s AND id = %(key)s AND credentials = %(before)s
        """,
    ),
    _Kept(
        """
        SELECT id AS key, body AS sealed FROM approvals
        WHERE workspace_id = %(workspace_id)s AND id > %(after)s ORDER BY id LIMIT %(limit)s
        """,
        "UPDATE approvals SET body = %(after)s WHERE workspace_id = %(workspace_id)s AND id = %(key)s AND body = %(before)s",
    ),
    _Kept(
        """
        SELECT key, body AS sealed FROM idempotency
        WHERE workspace_id = %(workspace_id)s AND key > %(after)s AND body IS NOT NULL ORDER BY key LIMIT %(limit)s
        """,
        "UPDATE idempotency SET body = %(after)s WHERE workspace_id = %(workspace_id)s AND key = %(key)s AND body = %(before)s",
        first="",
    ),
    _Kept(
        """
        SELECT id AS key, secrets AS sealed FROM jobs
        WHERE workspace_id = %(workspace_id)s AND id > %(after)s AND secrets IS NOT NULL ORDER BY id LIMIT %(limit)s
        """,
        "UPDATE jobs SET secrets = %(after)s WHERE workspace_id = %(workspace_id)s AND id = %(key)s AND secrets = %(before)s",
    ),
    _Kept(
        """
        SELECT id AS key, params->>'sealed' AS sealed FROM jobs
        WHERE workspace_id = %(workspace_id)s AND id > %(after)s AND params ? 'sealed' ORDER BY id LIMIT %(limit)s
        """,
        """
        UPDATE jobs SET params = params || %(after)s::jsonb
        WHERE workspace_id = %(workspace_id)s AND id = %(key)s AND params->>'sealed' = %(before)s
        """,
        as_text=True,
    ),
)
_USERS_KIND = _Kept(
    "SELECT user_id AS key, secret AS sealed FROM user_factors WHERE user_id > %(after)s ORDER BY user_id LIMIT %(limit)s",
    "UPDATE user_factors SET secret = %(after)s WHERE user_id = %(key)s AND secret = %(before)s",
)


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many values there are, how many were encrypted again, and how many none of the keys opens: those are left alone."""

    seen: int = 0
    renewed: int = 0
    unreadable: int = 0

    def __add__(self, other: "Rotated") -> "Rotated":
        return Rotated(self.seen + other.seen, self.renewed + other.renewed, self.unreadable + other.unreadable)


async def rotate(core: Core, progress: Callable[[Rotated], None]) -> Rotated:
    """Encrypt everything with the key in use; `progress` is called with the sum so far after each page.

    Short transactions, no lock held between them: a concurrent change of a value wins. Processes that know only an earlier key
    do not start on this database afterwards.
    """
    total = Rotated()
    work = [(USERS, _USERS_KIND), *((id, kind) for id in await installation.workspace_ids(core) for kind in _KINDS)]
    for workspace_id, kind in work:
        after = kind.first
        while True:
            async with core.scope(workspace_id, ACTOR) as scope:
                page = await scope.all(kind.read, after=after, limit=BATCH)
                for row in page:
                    total += await _renew(scope, kind, row["key"], row["sealed"])
            progress(total)
            if len(page) < BATCH:
                break
            after = page[-1]["key"]
    await installation.sign_secret(core)
    return total


async def _renew(scope: Scope, kind: _Kept, key: str | int, kept: bytes | str) -> Rotated:
    sealed = base64.b64decode(kept) if isinstance(kept, str) else bytes(kept)
    if scope.vault.is_current(sealed, workspace_id=scope.workspace_id):
        return Rotated(seen=1)
    try:
        renewed = _encrypted_again(scope.vault, sealed, scope.workspace_id)
    except InvalidTag:
        return Rotated(seen=1, unreadable=1)
    after = Jsonb({"sealed": base64.b64encode(renewed).decode()}) if kind.as_text else renewed
    return Rotated(seen=1, renewed=await scope.run(kind.write, key=key, before=kept, after=after))


def _encrypted_again(vault: Vault, sealed: bytes, workspace_id: int) -> bytes:
    return vault.encrypt(vault.decrypt(sealed, workspace_id=workspace_id), workspace_id=workspace_id)

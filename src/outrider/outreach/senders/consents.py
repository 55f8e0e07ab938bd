"""Mailboxes connected by consent at Google or Microsoft: the operator's registrations there, and consents begun through the API.

Who begins one gets the provider's address to send the mailbox's owner to, and asks later what came of it.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from outrider.channels.email import oauth
from outrider.channels.email.account import Secret
from outrider.errors import NotFound, Unavailable
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.scope import Core, Scope
from outrider.settings import Settings
from outrider.store.crypto import key_hash

LIFETIME = timedelta(minutes=10)
KEPT = timedelta(days=1)  # after it ended, so that its outcome can still be asked for
Provider = Literal["google", "microsoft"]
State = Literal["pending", "answered", "success", "error"]


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent. `answered`: the owner came back, and the mailbox is being tried. `error` and `detail` say why it failed."""

    id: int
    provider: Provider
    user_id: int | None
    state: State
    address: str | None
    name: str | None
    error: str | None
    detail: str | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Begun:
    """A new consent; `url` is where the mailbox's owner agrees."""

    id: int
    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """A consent whose owner has come back. `verifier` redeems the provider's code."""

    workspace_id: int
    consent: Consent
    verifier: Secret


_COLUMNS = columns(Consent)


def client(settings: Settings, provider: str, redirect_uri: str = "") -> oauth.OAuthClient:
    """The operator's registration with a provider. Raises Unavailable when there is none."""
    id, key = {
        "google": (settings.google_client_id, settings.google_client_secret),
        "microsoft": (settings.microsoft_client_id, settings.microsoft_client_secret),
    }.get(provider, (None, None))
    secret = Secret(key.get_secret_value()) if key else None
    if not id:
        name = provider.upper()
        raise Unavailable(f"Set OUTRIDER_{name}_CLIENT_ID and OUTRIDER_{name}_CLIENT_SECRET first.", code="no_oauth_client")
    found = oauth.PROVIDERS[provider]
    served = found.in_tenant(settings.microsoft_tenant) if provider == "microsoft" else found
    return oauth.OAuthClient(served, id, secret, redirect_uri)


async def begin(scope: Scope, registration: oauth.OAuthClient) -> Begun:
    """Begin a consent; its owner has ten minutes. Those long over are forgotten."""
    scope.require_person("connect mailboxes")
    await scope.run(
        "DELETE FROM mailbox_consents WHERE workspace_id = %(workspace_id)s AND expires_at < %(before)s", before=scope.now - KEPT
    )
    state = f"{scope.workspace_id}.{secrets.token_urlsafe(32)}"
    sent = oauth.begin(registration, state=state, identify=True)
    row = await scope.one(
        """
        INSERT INTO mailbox_consents (workspace_id, provider, user_id, secret_hash, verifier, created_at, expires_at)
        VALUES (%(workspace_id)s, %(provider)s, %(user_id)s, %(hash)s, %(verifier)s, %(now)s, %(until)s) RETURNING id
        """,
        provider=registration.provider.name,
        user_id=scope.actor.user_id,
        hash=key_hash(state),
        verifier=sent.verifier.get_secret_value(),
        until=scope.now + LIFETIME,
    )
    assert row is not None
    return Begun(row["id"], sent.url, scope.now + LIFETIME)


async def get(scope: Scope, id: int) -> Consent:
    """Raises NotFound."""
    found = await scope.row(
        Consent,
        sql("SELECT {columns} FROM mailbox_consents WHERE workspace_id = %(workspace_id)s AND id = %(id)s", columns=_COLUMNS),
        id=id,
    )
    if found is None:
        raise NotFound("There is no such consent.")
    return found


def is_ours(state: str) -> bool:
    """Whether a provider handed back the state of a consent begun here."""
    return state.partition(".")[0].isdecimal() and "." in state


async def answer(core: Core, state: str) -> Answered | None:
    """Take up the consent that the provider's answer belongs to, once; None when there is none that still waits."""
    workspace = state.partition(".")[0]
    if not is_ours(state) or len(workspace) > 18:
        return None
    async with core.scope(int(workspace)) as scope:
        row = await scope.one(
            sql(
                """
                UPDATE mailbox_consents SET state = 'answered'
                WHERE workspace_id = %(workspace_id)s AND secret_hash = %(hash)s AND state = 'pending' AND expires_at > %(now)s
                RETURNING verifier, {columns}
                """,
                columns=_COLUMNS,
            ),
            hash=key_hash(state),
        )
    if row is None:
        return None
    verifier = Secret(row.pop("verifier"))
    return Answered(int(workspace), Consent(**row), verifier)


async def succeed(scope: Scope, id: int, address: str, name: str) -> None:
    """The mailbox is connected."""
    await scope.run(
        """
        UPDATE mailbox_consents SET state = 'success', address = %(address)s, name = %(name)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=id,
        address=address,
        name=name,
    )


async def fail(scope: Scope, id: int, error: str, detail: str) -> None:
    """It did not come to a mailbox that can be used."""
    await scope.run(
        """
        UPDATE mailbox_consents SET state = 'error', error = %(error)s, detail = %(detail)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=id,
        error=error[:100],
        detail=detail[:500],
    )

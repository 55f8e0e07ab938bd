"""Connecting mailboxes at Google and Microsoft: send their owner to `auth_url`, and ask what came of it by the session's id.

The mailbox's address is what the provider says. Personal mailboxes are taken too.
"""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Request

from outrider.dialects.instantly import answer_types
from outrider.dialects.instantly.pages import row_id
from outrider.dialects.instantly.scopes import limited
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import iso
from outrider.errors import Invalid, Unavailable
from outrider.outreach.base.scope import Scope
from outrider.outreach.senders import consents
from outrider.outreach.senders.consents import Consent, Provider

router = APIRouter(tags=["Connecting accounts"])
CREATE, LIMITED = needs("accounts:create"), limited("oauth-init", 75)


@router.post("/oauth/google/init", dependencies=[CREATE, LIMITED])
async def begin_google(request: Request, scope: Scoped) -> answer_types.OAuthBegun:
    """Begin to connect a mailbox at Google. The session ends after ten minutes."""
    return await _begin(request, scope, "google")


@router.post("/oauth/microsoft/init", dependencies=[CREATE, LIMITED])
async def begin_microsoft(request: Request, scope: Scoped) -> answer_types.OAuthBegun:
    """Begin to connect a mailbox at Microsoft. The session ends after ten minutes."""
    return await _begin(request, scope, "microsoft")


async def _begin(request: Request, scope: Scope, provider: Provider) -> answer_types.OAuthBegun:
    settings = request.app.state.settings
    here = settings.public_url or f"{request.url.scheme}://{request.url.netloc}"
    try:
        registration = consents.client(settings, provider, here.rstrip("/") + "/connect/callback")
    except Unavailable as error:  # nothing failed on the way: the operator has not set it up
        raise Invalid(error.message) from None
    begun = await consents.begin(scope, registration)
    return {"session_id": uid("mailbox_consent", begun.id), "auth_url": begun.url, "expires_at": iso(begun.expires_at)}


@router.get("/oauth/session/status/{sessionId}", dependencies=[needs("accounts:read")])
async def session_status(scope: Scoped, sessionId: UUID) -> answer_types.OAuthSession:
    """What came of a session: pending, success with the account, error with the reason, or expired."""
    return _session(await consents.get(scope, row_id("mailbox_consent", sessionId, "OAuth session")), scope.now)


def _session(consent: Consent, now: datetime) -> answer_types.OAuthSession:
    if consent.state == "success":
        return {"status": "success", "email": consent.address or "", "name": consent.name or ""}
    if consent.state == "error":
        return {"status": "error", "error": consent.error or "", "error_description": consent.detail or ""}
    return {"status": "expired" if consent.expires_at <= now else "pending"}

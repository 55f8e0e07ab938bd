"""Our own API as one application."""

from fastapi import FastAPI

from outrider.dialects.kit.app import Conventions, build_app
from outrider.dialects.kit.refusals import Refusals
from outrider.dialects.kit.routing import Part
from outrider.dialects.outrider import DIALECT
from outrider.dialects.outrider.errors import Refusal, error_body
from outrider.dialects.outrider.routes import (
    access,
    account,
    campaigns,
    categories,
    conversations,
    leads,
    lists,
    rehearsal,
    senders,
    suppressions,
    templates,
    webhooks,
)
from outrider.outreach.base.scope import Core
from outrider.settings import Settings

DESCRIPTION = """Outrider's own API. Send the key as `Authorization: Bearer <key>`.

Lists come in pages: pass `next_cursor` as `cursor` until it is null. Every request that changes something may carry an
`Idempotency-Key`: sent again within 24 hours, it is answered again and not done again. Errors are
`{"error": {"code", "message", "field"}}`; 403 with the code `approval_needed` names the approval that waits for a person."""

PARTS = (
    campaigns,
    rehearsal,
    templates,
    leads,
    lists,
    suppressions,
    conversations,
    categories,
    senders,
    webhooks,
    access,
    account,
)


def make_app(core: Core, settings: Settings) -> FastAPI:
    return build_app(
        DIALECT,
        core,
        settings,
        parts=[Part(part.router, DIALECT.api_base) for part in PARTS],
        conventions=Conventions(error_body=error_body, refusals=Refusals(Refusal)),
        description=DESCRIPTION,
        version="1",
    )

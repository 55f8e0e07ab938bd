"""Smartlead's API as one application: its routes, its error bodies, and an honest answer for what is not served."""

from fastapi import Depends, FastAPI

from outrider import errors
from outrider.dialects.kit.app import Conventions, build_app
from outrider.dialects.kit.problems import Problem as Problem
from outrider.dialects.kit.problems import path_of as path_of
from outrider.dialects.kit.refusals import Refusals
from outrider.dialects.kit.routing import Part
from outrider.dialects.smartlead import DIALECT
from outrider.dialects.smartlead.errors import FIELD_NAMES, NOUNS, Refusal, error_body
from outrider.dialects.smartlead.ignored import name_ignored
from outrider.dialects.smartlead.routes import (
    accounts,
    analytics,
    campaigns,
    client_reports,
    clients,
    crm,
    daily_reports,
    deliveries,
    inbox,
    leads,
    lists,
    mailbox_reports,
    mailboxes,
    people,
    placement,
    placement_checks,
    placement_history,
    placement_reports,
    reports,
    subsequences,
    unserved,
    views,
    webhooks,
)
from outrider.outreach.base.limits import Window
from outrider.outreach.base.scope import Core
from outrider.settings import Settings

DESCRIPTION = """Smartlead's API, spoken by Outrider. Send the key as `?api_key=`.

Answers have the shapes that Smartlead's clients parse. Errors are `{"ok": false, "error": ..., "message": ...}`: 400 and 422 for
requests that cannot be served, 401 without a good key, 404 for an unknown id, 429 beyond 10 requests in 2 seconds (how many are
left is in `X-RateLimit-Remaining`), and 402 for what Outrider does not do, with what to use instead. Names that a route does
not know are listed in the header `X-Outrider-Ignored`. A client's key (POST /client/api-key) opens that client's campaigns
only."""


def rate_headers(window: Window) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(window.limit),
        "X-RateLimit-Remaining": str(window.remaining),
        "X-RateLimit-Reset": str(int(window.reset_at.timestamp())),
    }


def make_app(core: Core, settings: Settings) -> FastAPI:
    # Words before ids: each of the last ones has an id where those before it have words.
    parts = (
        unserved,
        crm,
        clients,
        subsequences,
        deliveries,
        views,
        mailboxes,
        placement_reports,
        placement_checks,
        placement_history,
        placement,
        inbox,
        leads,
        lists,
        people,
        campaigns,
        accounts,
        reports,
        daily_reports,
        mailbox_reports,
        client_reports,
        analytics,
        webhooks,
    )
    return build_app(
        DIALECT,
        core,
        settings,
        parts=[Part(part.router, DIALECT.api_base, [Depends(name_ignored)]) for part in parts],
        conventions=Conventions(
            error_body=error_body,
            rate_headers=rate_headers,
            nouns=NOUNS,
            field_names=FIELD_NAMES,
            statuses={errors.Conflict: 400, errors.Unavailable: 400},
            hold_to_seat=clients.hold_to_client,
            refusals=Refusals(Refusal, anywhere=(400, 401, 403, 404, 422, 429, 503)),
        ),
        description=DESCRIPTION,
        version="v1",
    )

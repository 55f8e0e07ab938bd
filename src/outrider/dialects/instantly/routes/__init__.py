"""Instantly's API V2 as one application: its routers, in the order in which paths are matched, and its error bodies."""

from fastapi import Depends, FastAPI

from outrider import errors
from outrider.dialects.instantly import DIALECT
from outrider.dialects.instantly.errors import NOUNS, Refusal, error_body
from outrider.dialects.instantly.routes import (
    account_checks,
    account_figures,
    accounts,
    analytics,
    api_keys,
    audit,
    billing,
    blocklist,
    campaigns,
    connecting,
    email_actions,
    emails,
    groups,
    jobs,
    labels,
    leads,
    lists,
    placement_analytics,
    placement_reports,
    placement_tests,
    subsequences,
    supersearch,
    tags,
    unserved,
    verification,
    webhooks,
    workspaces,
)
from outrider.dialects.kit.app import Conventions, build_app
from outrider.dialects.kit.ignored import naming_ignored
from outrider.dialects.kit.refusals import Refusals
from outrider.dialects.kit.routing import Part
from outrider.outreach.base import limits
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import keys
from outrider.settings import Settings

DESCRIPTION = """Instantly's API V2, spoken by Outrider. Send the key as `Authorization: Bearer <key>`.

Errors are `{"statusCode", "error", "message"}`: 400 for requests that cannot be served, 401 without a good key, 403 where the
key lacks the scope, 404 for an unknown id, 429 beyond 100 requests a second. Names in the query and on the first level of a
body that a route does not know are listed in the header `X-Outrider-Ignored`; an act on whatever a filter finds refuses them."""


def rate_headers(window: limits.Window) -> dict[str, str]:
    return {
        "x-ratelimit-limit": str(window.limit),
        "x-ratelimit-remaining": str(window.remaining),
        "x-ratelimit-reset": str(int(window.reset_at.timestamp())),
    }


def rate_by(principal: keys.Principal) -> str:
    """The vendor counts a workspace, whichever of its keys calls."""
    return f"workspace-{principal.workspace_id}"


def make_app(core: Core, settings: Settings) -> FastAPI:
    parts = (
        leads,
        lists,
        labels,
        analytics,
        campaigns,
        subsequences,
        account_figures,
        account_checks,
        accounts,
        emails,
        email_actions,
        webhooks,
        blocklist,
        tags,
        jobs,
        api_keys,
        verification,
        audit,
        workspaces,
        groups,
        billing,
        connecting,
        placement_tests,
        placement_analytics,
        placement_reports,
        supersearch,
        unserved,
    )
    return build_app(
        DIALECT,
        core,
        settings,
        parts=[Part(part.router, DIALECT.api_base, [Depends(naming_ignored())]) for part in parts],
        conventions=Conventions(
            error_body=error_body,
            nouns=NOUNS,
            statuses={errors.Conflict: 400},
            rate_headers=rate_headers,
            rate_by=rate_by,
            act_in=groups.act_in,
            refusals=Refusals(Refusal),
        ),
        description=DESCRIPTION,
        version="v2",
        strict_content_type=False,  # clients in use send bodies without, or with a wrong, Content-Type
    )

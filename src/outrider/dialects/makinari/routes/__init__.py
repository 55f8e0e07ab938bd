"""Makinari's API as one application: its routes and its envelope."""

from fastapi import FastAPI

from outrider.dialects.kit.app import Conventions, build_app
from outrider.dialects.kit.problems import Problem as Problem
from outrider.dialects.kit.refusals import Refusals
from outrider.dialects.kit.routing import Part
from outrider.dialects.makinari import DIALECT
from outrider.dialects.makinari.errors import NOUNS, Refusal, error_body
from outrider.dialects.makinari.routes import campaigns, leads, letters, segments, sites, visitors
from outrider.outreach.base.scope import Core
from outrider.settings import Settings

DESCRIPTION = """Makinari's tool routes, spoken by Outrider. Send the key as `Authorization: Bearer` or `X-API-Key`.

Answers are `{"success": true, ...}` or `{"success": false, "error": ..., "details": [...]}`. `site_id` is the
key's own site, which `GET /api/site` tells; any other is refused with 403."""


def make_app(core: Core, settings: Settings) -> FastAPI:
    parts = (sites, leads, campaigns, segments, letters, visitors)
    return build_app(
        DIALECT,
        core,
        settings,
        parts=[*(Part(part.router, DIALECT.api_base) for part in parts), Part(visitors.images)],
        conventions=Conventions(
            error_body=error_body, nouns=NOUNS, field_names={"visitor_id": ("id",)}, refusals=Refusals(Refusal)
        ),
        description=DESCRIPTION,
        version="1",
    )

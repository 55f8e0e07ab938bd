"""All sections of the settings."""

from outrider.web.settings import (
    agents,
    audit,
    blocklists,
    keys,
    members,
    notices,
    roles,
    snippets,
    system,
    webhooks,
    wording,
    workspace,
)

ROUTES = [
    *workspace.ROUTES, *members.ROUTES, *roles.ROUTES, *keys.ROUTES, *agents.ROUTES, *webhooks.ROUTES, *wording.ROUTES,
    *snippets.ROUTES, *blocklists.ROUTES, *notices.ROUTES, *audit.ROUTES, *system.ROUTES,
]  # fmt: skip

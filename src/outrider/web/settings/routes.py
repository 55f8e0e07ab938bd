"""All sections of the settings."""

from outrider.web.settings import agents, audit, keys, members, roles, snippets, system, webhooks, wording, workspace

ROUTES = [
    *workspace.ROUTES, *members.ROUTES, *roles.ROUTES, *keys.ROUTES, *agents.ROUTES, *webhooks.ROUTES, *wording.ROUTES,
    *snippets.ROUTES, *audit.ROUTES, *system.ROUTES,
]  # fmt: skip

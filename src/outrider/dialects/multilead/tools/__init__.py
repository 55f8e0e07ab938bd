"""The 77 agent tools, two prompts and two resources. Each tool makes one request on Multilead's own wire, so that it works here
and at the vendor alike.
"""

from outrider.dialects.kit.tools import Resource, about, call
from outrider.dialects.multilead.tools import (
    blacklist,
    campaigns,
    conversations,
    leads,
    seats,
    statistics,
    tags,
    team_leads,
    teams,
    users,
    webhooks,
)
from outrider.dialects.multilead.tools.prompts import PROMPTS

__all__ = ["PROMPTS", "RESOURCES", "TOOLS"]

TOOLSETS = (team_leads, leads, tags, campaigns, statistics, blacklist, users, seats, teams, conversations, webhooks)
TOOLS = [tool for toolset in TOOLSETS for tool in toolset.tools.tools]


async def configuration() -> str:
    """What the server works with; never the key."""
    known = about()
    lines = [
        "# Multilead MCP server",
        "",
        f"- Backend: {known['backend']}",
        f"- API base URL: {known['base_url']}",
        f"- Timeout: {known['timeout']:g} seconds",
        f"- Debug mode: {'on' if known.get('debug') else 'off'}",
        f"- Requests a minute: {known.get('per_minute') or 'not limited here'}",
        f"- Requests an hour: {known.get('per_hour') or 'not limited here'}",
        "- API key: set, and never shown",
        f"- Tools: {len(TOOLS)}, in the toolsets {', '.join(sorted({tool.toolset for tool in TOOLS}))}",
    ]
    return "\n".join(lines)


async def usage() -> str:
    """How much there is on the account, and how much may be asked."""
    stats = await call("GET", "/v1/account/stats")
    account, used = stats.get("account", {}), stats.get("usage", {})
    lines = [
        "# Multilead API statistics",
        "",
        f"- Leads: {account.get('leads_count')}",
        f"- Campaigns: {account.get('campaigns_count')}",
        f"- Active campaigns: {account.get('active_campaigns')}",
        f"- Conversations: {account.get('conversations_count')}",
        f"- API requests today: {used.get('api_calls_today')}",
        f"- Requests a day allowed: {used.get('rate_limit') or 'not limited'}",
        f"- Of these left: {used.get('rate_limit_remaining') if used.get('rate_limit') else 'not limited'}",
    ]
    return "\n".join(lines)


RESOURCES = [
    Resource(
        function=configuration,
        uri="multilead://config",
        name="Multilead MCP Server Configuration",
        description="Current server configuration including API base URL, timeout settings, and debug mode status",
        mime_type="text/markdown",
    ),
    Resource(
        function=usage,
        uri="multilead://stats",
        name="Multilead API Statistics",
        description="API usage statistics and account information including lead count, campaign count, and rate limits",
        mime_type="text/markdown",
    ),
]

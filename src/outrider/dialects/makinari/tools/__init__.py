"""The `leads` agent tool and its neighbours. Each call is one request on Makinari's own wire, so that it works here and at the
vendor alike.

The site comes from the request's header `x-mcp-site-id`, else from MCP_SITE_ID; on our own engine it is else the key's.
"""

from outrider.dialects.makinari.tools import campaigns, conversations, email, leads, segments

__all__ = ["TOOLS"]

TOOLSETS = (leads, campaigns, segments, conversations, email)
TOOLS = [tool for toolset in TOOLSETS for tool in toolset.tools.tools]

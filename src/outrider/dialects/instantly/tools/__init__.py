"""Instantly's 13 agent actions. What goes wrong is an answer, too: `success` false and `error`, never an exception.

So bounds of values stand in the descriptions only: the API refuses what is beyond them, and that is an answer.
"""

from outrider.dialects.instantly.tools import campaigns, emails, lead_lists, leads

__all__ = ["TOOLS"]

TOOLS = [
    tool
    for toolset in (
        leads,
        campaigns,
        emails,
        lead_lists,
    )
    for tool in toolset.tools.tools
]

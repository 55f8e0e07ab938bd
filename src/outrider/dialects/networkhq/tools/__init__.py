"""One agent tool for each operation, on NetworkHQ's own wire, so that it works here and at the vendor alike.

Names of arguments, their limits and defaults, and the descriptions are those of the vendor's document; what a parameter's
description says beyond it is ours.
"""

from outrider.dialects.networkhq.tools import campaigns, conversations, lead_lists, leads, linkedin_accounts

__all__ = ["TOOLS"]

TOOLS = [
    tool
    for toolset in (
        campaigns,
        linkedin_accounts,
        lead_lists,
        leads,
        conversations,
    )
    for tool in toolset.tools.tools
]

"""The 33 agent tools. Each makes its requests on Smartlead's own wire, so that it works here and at the
vendor alike.
"""

from outrider.dialects.smartlead.tools import analytics, campaign_senders, campaigns, email_accounts, inbox, lead_lists, leads

__all__ = ["TOOLS"]

TOOLS = [
    tool
    for toolset in (
        lead_lists,
        campaigns,
        campaign_senders,
        leads,
        analytics,
        email_accounts,
        inbox,
    )
    for tool in toolset.tools.tools
]

"""Twenty agent tools at most, each one request on our own API."""

from outrider.dialects.outrider.tools import account, campaigns, inbox, leads
from outrider.dialects.outrider.tools.prompts import PROMPTS
from outrider.dialects.outrider.tools.resources import RESOURCES

__all__ = ["PROMPTS", "RESOURCES", "TOOLS"]

TOOLS = [tool for toolset in (campaigns, leads, inbox, account) for tool in toolset.tools.tools]

"""Linkedin accounts."""

from outrider.dialects.networkhq.tools.common import Cursor, Limit, toolbox
from outrider.values import Json

tools = toolbox("linkedin_accounts")


@tools.read("GET /linkedin_accounts")
async def list_linkedin_accounts(limit: Limit = 100, cursor: Cursor = None) -> Json: ...

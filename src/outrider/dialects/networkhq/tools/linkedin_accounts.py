"""Linkedin accounts."""

from outrider.dialects.networkhq import answer_types
from outrider.dialects.networkhq.tools.common import Cursor, Limit, toolbox

tools = toolbox("linkedin_accounts")


@tools.read("GET /linkedin_accounts")
async def list_linkedin_accounts(
    limit: Limit = 100, cursor: Cursor = None
) -> answer_types.Page[answer_types.LinkedInAccount]: ...

"""A campaign and a conversation as things to read."""

from outrider.dialects.kit.tools import Resource, call
from outrider.dialects.outrider.answer_types import CampaignDetail, Thread
from outrider.dialects.outrider.tools.views import VIEWS


async def campaign(campaign_id: str) -> CampaignDetail:
    return await call("GET", f"/campaigns/{_number(campaign_id)}")


async def conversation(conversation_id: str) -> Thread:
    return await call("GET", f"/conversations/{_number(conversation_id)}")


def _number(text: str) -> int:
    """An id out of a URI; 0, which nothing has, for what is not one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


RESOURCES = [
    *VIEWS,
    Resource(
        function=campaign,
        uri="outrider://campaigns/{campaign_id}",
        name="campaign",
        description="One campaign: its brief, texts, senders, schedule, leads and figures.",
    ),
    Resource(
        function=conversation,
        uri="outrider://conversations/{conversation_id}",
        name="conversation",
        description="One conversation: its last fifty messages and the drafts that wait in it.",
    ),
]

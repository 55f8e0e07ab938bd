"""What the tools share."""

from functools import partial
from typing import Annotated

from pydantic import BaseModel, Field

from outrider.dialects.kit.toolbox import Toolbox, texts_of

_as_json = partial(BaseModel.model_dump, mode="json", exclude_unset=True)  # the fields that the agent gave, as JSON writes them


def toolbox(toolset: str) -> Toolbox:
    """A toolset whose descriptions are in the file of its name beside this module."""
    return Toolbox(toolset, texts=texts_of(__package__ or "", toolset), dump=_as_json)


CampaignId = Annotated[int, Field(ge=1, lt=1 << 63, description="A campaign's id, from list_campaigns.")]
LeadId = Annotated[int, Field(ge=1, lt=1 << 63, description="A lead's id, from find_leads.")]
ListId = Annotated[int, Field(ge=1, lt=1 << 63, description="A lead list's id, as import_leads gives it.")]
SenderId = Annotated[int, Field(ge=1, lt=1 << 63, description="A sender's id, from senders_health.")]
ConversationId = Annotated[int, Field(ge=1, lt=1 << 63, description="A conversation's id, from triage_inbox.")]
Limit = Annotated[int, Field(ge=1, le=100, description="Rows a page.")]
Cursor = Annotated[str | None, Field(description="next_cursor of the page before; left out for the first page.")]

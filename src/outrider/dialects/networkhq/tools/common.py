"""What the tools share."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from outrider.dialects.kit.toolbox import Toolbox, texts_of

Limit = Annotated[int, Field(ge=1, le=500, description="Rows a page.")]


Cursor = Annotated[str | None, Field(description="pagination.next_cursor of the page before; left out for the first page.")]


CampaignId = Annotated[str, Field(min_length=1, description="A campaign's id, from list_campaigns.")]


ListId = Annotated[str, Field(min_length=1, description="A lead list's id, from list_lead_lists.")]


LeadId = Annotated[str, Field(min_length=1, description="A lead's id, from list_leads or a list's leads.")]


ConversationId = Annotated[str, Field(min_length=1, description="A conversation's id, from list_conversations.")]


def toolbox(toolset: str) -> Toolbox:
    """A toolset whose descriptions are in the file of its name beside this module."""
    return Toolbox(toolset, texts=texts_of(__package__ or "", toolset))


class NewLeadList(BaseModel):
    """A lead list to be made."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=120)
    description: str | None = Field(None, max_length=500)


class NewLead(BaseModel):
    """A person. The LinkedIn profile says who it is."""

    model_config = ConfigDict(extra="forbid")

    first_name: str = Field(min_length=1)
    last_name: str = Field(min_length=1)
    linkedin_url: str = Field(description="URL of the LinkedIn profile.")
    email: str | None = None
    company: str | None = None
    company_linkedin_url: str | None = None
    job_title: str | None = None
    headline: str | None = None
    summary: str | None = None
    industry: str | None = None
    skills: list[str] | None = None
    phone: str | None = None
    location: str | None = None
    gender: str | None = None
    date_of_birth: str | None = Field(None, description="A date-time with its offset, as in 1990-01-15T00:00:00Z.")
    notes: str | None = None
    profile_picture_url: str | None = None


class MessageOverride(BaseModel):
    """The text that one lead is sent for one message of the campaign."""

    model_config = ConfigDict(extra="forbid")

    node_type: Literal["send_message"] = Field(
        description="Campaign node type to override. Only send_message nodes are supported."
    )
    message_stage: Literal["ice_breaker", "follow_up_1", "follow_up_2"] = Field(
        description="Campaign message stage to override. ice_breaker = first message, follow_up_1 = second message,"
        " follow_up_2 = third message."
    )
    message: str = Field(
        min_length=1,
        max_length=8000,
        description="Lead-level message text to send instead of AI generation or template fallback."
        " Sent exactly as written: no merge tags.",
    )

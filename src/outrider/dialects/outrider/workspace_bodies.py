"""What requests look like that set up a workspace. No agent tool takes these shapes, so that the core may be imported here."""

from typing import Annotated

from pydantic import AfterValidator, Field

from outrider.dialects.kit.fields import SPACES
from outrider.dialects.outrider.bodies import Body, Id, Name
from outrider.outreach.base import events

EVENT_TYPES = tuple(events.TYPES)
MOST_HEADERS = 50


def _event(word: str) -> str:
    if word not in events.TYPES:
        raise ValueError(f"must be one of {', '.join(EVENT_TYPES)}")
    return word


Event = Annotated[str, AfterValidator(_event), Field(json_schema_extra={"enum": [*EVENT_TYPES]})]
Url = Annotated[str, Field(max_length=2000, pattern=rf"^https?://[A-Za-z0-9.\[\]:-]+([/?#][^\x00-\x1f\x7f{SPACES}]*)?$")]
HeaderName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,100}$")]
HeaderValue = Annotated[str, Field(pattern=r"^[\x20-\x7e]{0,2000}$")]
Headers = Annotated[
    dict[HeaderName, HeaderValue],
    Field(
        max_length=MOST_HEADERS,
        description="Sent with every delivery. Kept encrypted; answers show their names only.",
        json_schema_extra={"additionalProperties": False},  # no other names than the pattern's
    ),
]


class NewWebhook(Body):
    url: Url
    events: Annotated[list[Event], Field(min_length=1, max_length=len(EVENT_TYPES))]
    name: Name | None = None
    campaign_id: Id | None = Field(None, description="Only events of this campaign.")
    headers: Headers | None = None


class WebhookChanges(Body):
    """What is left out stays as it is."""

    url: Url | None = None
    events: Annotated[list[Event], Field(min_length=1, max_length=len(EVENT_TYPES))] | None = None
    name: Name | None = None
    campaign_id: Id | None = Field(None, description="Only events of this campaign; null: of every campaign.")
    headers: Headers | None = Field(None, description="In place of all that were there.")

"""Segments."""

from typing import Annotated, Literal

from outrider.dialects.makinari import answer_types
from outrider.dialects.makinari.tools.common import (
    Actions,
    Flag,
    Number,
    Object,
    Text,
    about,
    acting,
    toolbox,
)

tools = toolbox("segments")
_FIELDS = ("name", "description", "audience", "size", "estimated_value", "language", "is_active", "attributes")
ACTIONS = Actions(
    "segment",
    takes={
        "create": _FIELDS,
        "update": ("segment_id", *_FIELDS),
        "list": ("segment_id", "name", "is_active", "limit", "offset"),
    },
    needs={"create": ("name",), "update": ("segment_id",)},
)


@acting(tools, ACTIONS, untrusted=frozenset())
async def segments(
    action: Annotated[Literal["create", "update", "list"], about("What to do with segments")],
    segment_id: Annotated[Text, about("The segment's UUID")] = None,
    name: Annotated[Text, about("The segment's name")] = None,
    description: Annotated[Text, about("Who belongs to it")] = None,
    audience: Annotated[Text, about("The audience meant")] = None,
    size: Annotated[Number, about("How many people the market has")] = None,
    estimated_value: Annotated[Number, about("What it may be worth")] = None,
    language: Annotated[Text, about("Its language, e.g. en")] = None,
    is_active: Annotated[Flag, about("Whether it is worked on")] = None,
    attributes: Annotated[Object, about("Anything else that describes it")] = None,
    limit: Annotated[Number, about("Most results to return (default 50)")] = None,
    offset: Annotated[Number, about("How many results to skip")] = None,
) -> answer_types.OneSegment | answer_types.Segments: ...

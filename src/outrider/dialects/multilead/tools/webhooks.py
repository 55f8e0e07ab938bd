"""Webhooks."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.multilead import answer_types, webhook_types
from outrider.dialects.multilead.tools.common import (
    AS_TEXT,
    SILENT,
    Account,
    Offset,
    Rows,
    User,
    an_id,
    done,
    numbers,
    or_done,
    toolbox,
)

tools = toolbox("webhooks")


Hooks = Annotated[
    list[dict[str, object]],
    Field(
        min_length=1,
        description="Each with url and events, by number (accountWebhookActionId) or name: 1 CONNECTION_REQUEST_SENT,"
        " 2 CONNECTION_REQUEST_ACCEPTED, 3 MESSAGE_SENT, 4 MESSAGE_REPLIED, 5 INMAIL_SENT, 6 PROFILE_VIEWED, 7 PROFILE_FOLLOWED,"
        " 8 EMAIL_SENT, 9 EMAIL_OPENED, 10 EMAIL_CLICKED, 11 EMAIL_REPLIED, 12 EMAIL_BOUNCED, 13 LEAD_ADDED,"
        " 14 LEAD_UNSUBSCRIBED, 15 LEAD_FINISHED, 16 OUT_OF_OFFICE, 17 CAMPAIGN_STATUS_CHANGED.",
    ),
]


@tools.write("POST {seat}/webhooks", open_world=True)
async def create_webhook(
    user_id: User, account_id: Account, webhooks: Hooks
) -> answer_types.Result[answer_types.CreatedMany]: ...


@tools.write("POST {seat}/global_webhook", open_world=True)
async def create_global_webhook(
    user_id: User, account_id: Account, webhooks: Hooks
) -> answer_types.Result[answer_types.CreatedMany]: ...


@tools.read("GET {seat}/webhooks")
async def list_webhooks(
    user_id: User, account_id: Account, limit: Rows = 30, offset: Offset = 0
) -> answer_types.Items[webhook_types.CampaignWebhook]: ...


@tools.read("GET {seat}/global_webhooks")
async def list_global_webhooks(
    user_id: User, account_id: Account, limit: Rows = 30, offset: Offset = 0
) -> answer_types.Items[webhook_types.Webhook]: ...


@tools.write("DELETE {seat}/webhooks/{webhook_id}", SILENT, destructive=True, idempotent=True)
async def delete_webhook(
    user_id: User, account_id: Account, webhook_id: Annotated[str, an_id("The webhook's id, from list_webhooks."), AS_TEXT]
) -> answer_types.Done: ...


@tools.write(
    "POST {seat}/delete_global_webhook",
    Wire(forms={"array_of_actions": numbers}, nulls=True, answer=done, shown_as=or_done),
    destructive=True,
    idempotent=True,
)
async def delete_global_webhook(
    user_id: User,
    account_id: Account,
    array_of_actions: Annotated[
        list[Annotated[str, AS_TEXT]], Field(min_length=1, description="The events (accountWebhookActionId) it is subscribed to.")
    ],
    array_of_ids: Annotated[list[int], Field(description="Ids of the webhooks, or of the seats they are for.")],
    url: Annotated[str, Field(min_length=1, description="The URL that is to hear nothing more.")],
) -> answer_types.Done: ...

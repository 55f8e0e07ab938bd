"""Campaign senders."""

from typing import Annotated

from outrider.dialects.smartlead import answer_types
from outrider.dialects.smartlead.tools.common import (
    LISTED,
    Campaign,
    Id,
    some_ids,
    toolbox,
)

tools = toolbox("campaign_senders")


@tools.write("DELETE /campaigns/{campaign_id}/email-accounts", destructive=True, idempotent=True)
async def delete_campaign_email_accounts(
    campaign_id: Campaign,
    email_account_ids: Annotated[list[Id], some_ids(1000, "The sender accounts to detach.")],
) -> answer_types.DetachedAccounts: ...


@tools.read("GET /campaigns/{campaign_id}/email-accounts", LISTED)
async def get_campaign_email_accounts(campaign_id: Campaign) -> answer_types.Listed[answer_types.Account]: ...


@tools.write("POST /campaigns/{campaign_id}/email-accounts", idempotent=True)
async def upsert_campaign_email_accounts(
    campaign_id: Campaign,
    email_account_ids: Annotated[list[Id], some_ids(1000, "Sender account ids, from get_email_accounts.")],
) -> answer_types.AttachedAccounts: ...

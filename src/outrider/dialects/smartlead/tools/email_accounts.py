"""Email accounts."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.kit.tools import call, given
from outrider.dialects.smartlead import answer_types
from outrider.dialects.smartlead.tools.common import Account, Offset, as_listed, listed, toolbox

tools = toolbox("email_accounts")


@tools.write("DELETE /email-accounts/{id}", destructive=True, idempotent=True)
async def delete_email_account(id: Account) -> answer_types.Ok: ...


@tools.read(answers=("GET /email-accounts/{id}", "GET /email-accounts"), shown_as=as_listed)
async def get_email_accounts(
    id: Annotated[int | None, Field(ge=1, description="One account; omit to list them.")] = None,
    offset: Offset = 0,
    limit: Annotated[int, Field(ge=1, le=100, description="Accounts a page.")] = 100,
) -> answer_types.Account | answer_types.Listed[answer_types.Account]:
    if id is not None:
        return await call("GET", f"/email-accounts/{id}")
    return listed(await call("GET", "/email-accounts", params={"offset": offset, "limit": limit}))


@tools.read("GET /email-accounts/{id}/warmup-stats")
async def get_email_account_warmup_stats(id: Account) -> answer_types.WarmupStats: ...


@tools.write(answers=("POST /email-accounts/save",), open_world=True)
async def upsert_email_account(
    id: Annotated[int | None, Field(ge=1, description="Change this account; omit to create one.")] = None,
    from_name: Annotated[str | None, Field(max_length=200, description="Name that recipients see.")] = None,
    from_email: Annotated[str | None, Field(max_length=320, description="Address that mails come from.")] = None,
    username: Annotated[str | None, Field(description="Login name, often the address.")] = None,
    password: Annotated[str | None, Field(description="Password or app password. Kept encrypted, never shown.")] = None,
    smtp_host: str | None = None,
    smtp_port: Annotated[int | None, Field(ge=1, le=65535)] = None,
    imap_host: str | None = None,
    imap_port: Annotated[int | None, Field(ge=1, le=65535)] = None,
    max_email_per_day: Annotated[int | None, Field(ge=0, le=10_000, description="Campaign mails a day.")] = None,
    custom_tracking_url: Annotated[str | None, Field(description="Own domain of tracking links.")] = None,
    bcc: Annotated[str | None, Field(description="Address that gets a blind copy of every mail.")] = None,
    signature: Annotated[str | None, Field(description="HTML that ends each mail.")] = None,
    warmup_enabled: bool | None = None,
    total_warmup_per_day: Annotated[int | None, Field(ge=0, le=200)] = None,
    daily_rampup: Annotated[int | None, Field(ge=0, le=100)] = None,
    reply_rate_percentage: Annotated[int | None, Field(ge=0, le=100)] = None,
    client_id: Annotated[int | None, Field(ge=1)] = None,
) -> answer_types.SavedAccount:
    body = given(
        {
            "from_name": from_name,
            "from_email": from_email,
            "username": username,
            "password": password,
            "smtp_host": smtp_host,
            "smtp_port": smtp_port,
            "imap_host": imap_host,
            "imap_port": imap_port,
            "max_email_per_day": max_email_per_day,
            "custom_tracking_url": custom_tracking_url,
            "bcc": bcc,
            "signature": signature,
            "warmup_enabled": warmup_enabled,
            "total_warmup_per_day": total_warmup_per_day,
            "daily_rampup": daily_rampup,
            "reply_rate_percentage": reply_rate_percentage,
            "client_id": client_id,
        }
    )
    return await call("POST", "/email-accounts/save" if id is None else f"/email-accounts/{id}", json=body)


@tools.write("POST /email-accounts/{id}/warmup", idempotent=True, open_world=True)
async def upsert_email_account_warmup(
    id: Account,
    warmup_enabled: Annotated[bool, Field(description="Whether the account takes part in warm-up.")],
    total_warmup_per_day: Annotated[int | None, Field(ge=1, le=200, description="Warm-up mails a day when fully up.")] = None,
    daily_rampup: Annotated[int | None, Field(ge=1, le=100, description="How many more each day.")] = None,
    reply_rate_percentage: Annotated[int | None, Field(ge=0, le=100, description="How many of them are answered.")] = None,
    warmup_key_id: Annotated[str | None, Field(description="Word that marks its warm-up mails.")] = None,
) -> answer_types.SavedWarmup: ...

"""Seats."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.multilead import answer_types, seat_types
from outrider.dialects.multilead.tools.common import (
    SILENT,
    Account,
    Offset,
    Rows,
    User,
    or_none,
    toolbox,
)

tools = toolbox("seats")


@tools.read("GET {v1}/accounts", Wire(forms={"search": or_none}))
async def list_all_seats_of_a_specific_user(
    search: Annotated[str | None, Field(description="Only seats whose name contains this.")] = None,
) -> answer_types.Items[seat_types.ListedSeat]: ...


@tools.write(
    "POST {v1}/users/{user_id}/accounts/register", Wire(names={"start_utc_time": "startUTCTime", "end_utc_time": "endUTCTime"})
)
async def create_seat(
    user_id: User,
    plan_id: Annotated[int, Field(ge=1, description="The plan of the seat's subscription.")],
    full_name: Annotated[str, Field(min_length=1, description="The seat's name.")],
    start_utc_time: Annotated[str, Field(description="When its working day begins, as HH:MM.")],
    end_utc_time: Annotated[str, Field(description="When its working day ends, as HH:MM.")],
    time_zone: Annotated[str, Field(description="The seat's time zone, e.g. 'Europe/Belgrade'.")],
    team_id: Annotated[int, Field(ge=1, description="The team to make the seat in.")],
    whitelabel_id: Annotated[int, Field(ge=1, description="The white label, from get_user_information.")],
) -> answer_types.Result[seat_types.NewSeat]: ...


@tools.write("POST {v1}/users/{user_id}/subscriptions/accounts/{account_id}", SILENT, destructive=True, idempotent=True)
async def cancel_seat(
    user_id: User,
    account_id: Account,
    reason: Annotated[str, Field(min_length=1, description="Why it is cancelled.")],
) -> answer_types.Done: ...


@tools.write("PUT {seat}/reactivate", SILENT, idempotent=True, open_world=True)
async def reactivate_seat(
    user_id: User,
    account_id: Account,
    proxy_country: Annotated[str | None, Field(description="Country of its LinkedIn connection, e.g. 'us'.")] = None,
) -> answer_types.Done: ...


@tools.write("PUT {v1}/users/{user_id}/accounts/suspend", SILENT, idempotent=True, open_world=True)
async def suspend_or_unsuspend_seat(
    user_id: User,
    account_id: Annotated[int, Field(ge=1, description="The seat's id (account id).")],
    suspended: Annotated[bool, Field(description="True suspends, False lets it work again.")],
) -> answer_types.Done: ...


@tools.read("GET {seat}/get_associated_users", Wire(forms={"search": or_none}))
async def list_users_associated_with_a_specific_seat(
    user_id: User,
    account_id: Account,
    limit: Rows = 30,
    offset: Offset = 0,
    search: Annotated[str | None, Field(description="Only users whose name or address contains this.")] = None,
) -> answer_types.Items[seat_types.SeatUser]: ...


@tools.write("POST {seat}/connect_linkedin", SILENT, open_world=True)
async def connect_linkedin_account(
    user_id: User,
    account_id: Account,
    linkedin_email: Annotated[
        str,
        Field(min_length=3, description="The LinkedIn login. Where LinkedIn asks for a code, the seat says so."),
    ],
    linkedin_password: Annotated[str, Field(min_length=1, description="The LinkedIn password.")],
    linkedin_subscription_id: Annotated[int, Field(ge=1, description="1 basic, 2 premium, 3 Sales Navigator, 4 Recruiter.")],
    country_code: Annotated[str, Field(description="Country to connect from, e.g. 'us'.")],
    setup_proxy_type: Annotated[str, Field(description="How to connect, e.g. 'BUY'.")],
    note: Annotated[str | None, Field(description="A note on the connection.")] = None,
) -> answer_types.Done: ...


@tools.write("PATCH {seat}/disconnect_linkedin", SILENT, destructive=True, idempotent=True, open_world=True)
async def disconnect_linkedin_account(user_id: User, account_id: Account) -> answer_types.Done: ...

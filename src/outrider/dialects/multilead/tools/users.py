"""Users."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.multilead import answer_types, seat_types
from outrider.dialects.multilead.tools.common import (
    AS_TEXT,
    SILENT,
    Offset,
    Rows,
    User,
    an_id,
    toolbox,
)

tools = toolbox("users")


@tools.write("POST {v1}/users/{user_id}/activate_warmup_inboxflare", SILENT, open_world=True)
async def activate_inboxflare_warmup(user_id: User) -> answer_types.Done: ...


@tools.write("POST {v1}/users/register", open_world=True)
async def register_new_user(
    email: Annotated[str, Field(min_length=3, description="The user's email address.")],
    password: Annotated[str, Field(description="At least 8 characters.")],
    full_name: Annotated[str, Field(min_length=1, description="The name shown.")],
    whitelabel_id: Annotated[int, Field(ge=1, description="The white label, from get_user_information (whitelabelId).")],
    phone: Annotated[str | None, Field(description="Phone number, e.g. '+3816423416'.")] = None,
    invitation_id: Annotated[str | None, Field(description="The invitation that the registration answers.")] = None,
    skip_confirmation_email: Annotated[
        bool, Field(description="True: no confirmation mail; the address counts as confirmed.")
    ] = False,
) -> answer_types.Result[seat_types.NewUser]: ...


@tools.read("GET {v1}/user/me")
async def get_user_information() -> seat_types.User: ...


@tools.read("GET {v1}/users")
async def list_all_users_as_a_whitelabel(
    limit: Rows = 30,
    offset: Offset = 0,
) -> answer_types.Items[seat_types.ListedUser]: ...


@tools.write("POST {v1}/users/{user_id}/resend_confirmation", SILENT, open_world=True)
async def resend_email_confirmation_message(
    user_id: Annotated[str, an_id("The user who has not confirmed their address yet."), AS_TEXT],
    email: Annotated[str, Field(min_length=3, description="The address to confirm: the user's own.")],
) -> answer_types.Done: ...


@tools.write("POST {v1}/users/reset_password_email", SILENT, open_world=True)
async def send_password_reset_email(
    email: Annotated[str, Field(min_length=3, description="The user's address.")],
) -> answer_types.Done: ...


@tools.write("POST {v1}/users/{user_id}/change_password", SILENT, destructive=True, idempotent=True)
async def change_a_password(
    user_id: Annotated[str, an_id("Whose password: your own id, or a user of your platform."), AS_TEXT],
    new_password: Annotated[str, Field(description="At least 8 characters.")],
) -> answer_types.Done: ...


@tools.write("POST {v2}/users/{user_id}/transfer_credits", destructive=True)
async def transfer_credits(
    user_id: User,
    destination_user_id: Annotated[int, Field(ge=1, description="The user who gets the credits.")],
    quantity: Annotated[int, Field(ge=1, description="How many.")],
) -> answer_types.Accepted: ...

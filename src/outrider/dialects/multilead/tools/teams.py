"""Teams, their members and roles."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.multilead import answer_types
from outrider.dialects.multilead.tools.common import (
    SILENT,
    AccountRoles,
    Team,
    User,
    done,
    or_done,
    toolbox,
)

tools = toolbox("teams")


@tools.read("GET {v1}/users/{user_id}/teams")
async def list_teams_under_the_users_white_label(user_id: User) -> answer_types.Counted[answer_types.Team]: ...


@tools.write("POST {v1}/users/{user_id}/create_team")
async def create_team(
    user_id: User, name: Annotated[str, Field(min_length=1, description="The team's name, new to the user.")]
) -> answer_types.Result[answer_types.CreatedTeam]: ...


@tools.write("POST {v1}/teams/{team_id}/users/{user_id}/create_role")
async def create_team_role(
    team_id: Team,
    user_id: User,
    name: Annotated[str, Field(min_length=1, description="The role's name, new to the team.")],
    permissions: Annotated[
        list[dict[str, object]],
        Field(
            min_length=1,
            description="[{'id': 1, 'isViewOnly': false}, ...]. Ids: 1 campaigns, 2 leads, 3 inbox, 4 statistics, 5 tags,"
            " 6 blacklist, 7 webhooks, 8 LinkedIn account, 9 mailboxes, 10 sequence templates, 11 exports, 12 lead sources,"
            " 13 warm-up, 14 team. What is not named is not allowed.",
        ),
    ],
) -> answer_types.Result[answer_types.Created]: ...


@tools.read("GET {v1}/teams/{team_id}/users/{user_id}/get_roles")
async def get_team_roles(team_id: Team, user_id: User) -> answer_types.Items[answer_types.Role]: ...


@tools.read("GET {v1}/users/{user_id}/teams/{team_id}/get_team_members")
async def get_team_members(user_id: User, team_id: Team) -> answer_types.Members: ...


@tools.write(
    "POST {v1}/teams/{team_id}/users/{user_id}/invite_team_member",
    Wire(names={"send_invitation_email": "sendAnInvitationEmail"}, answer=done, shown_as=or_done),
    open_world=True,
)
async def invite_team_member(
    team_id: Team,
    user_id: User,
    name: Annotated[str, Field(min_length=1, description="The person's name.")],
    email: Annotated[str, Field(min_length=3, description="The person's address.")],
    account_roles: Annotated[
        AccountRoles,
        Field(min_length=1, description="Roles at seats: [{'roleId': '<from get_team_roles>', 'accounts': [<seat ids>]}]."),
    ],
    can_manage_payment: Annotated[bool, Field(description="Whether they may manage payment.")] = False,
    send_invitation_email: Annotated[
        bool, Field(description="True: they are asked by mail. False: they are members at once.")
    ] = False,
) -> answer_types.Done: ...


@tools.write("PATCH {v1}/teams/{team_id}/users/{user_id}/update_team_member", SILENT, idempotent=True)
async def update_team_member(
    team_id: Team,
    user_id: User,
    email: Annotated[str, Field(min_length=3, description="The member's (or invited person's) address.")],
    account_roles: Annotated[
        AccountRoles | None, Field(description="Their roles at seats from now on: [{'roleId': '...', 'accounts': [...]}].")
    ] = None,
    can_manage_team_global_webhooks: Annotated[
        bool | None, Field(description="Whether they may manage webhooks of the whole team.")
    ] = None,
) -> answer_types.Done: ...

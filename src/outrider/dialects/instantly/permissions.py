"""The vendor's permissions of a member, as a role of the workspace's own that allows just that."""

from collections.abc import Sequence
from typing import Literal

from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import users

Permission = Literal[
    "dashboard.view",
    "campaigns.view",
    "campaigns.create",
    "campaigns.edit",
    "campaigns.delete",
    "organization.manage",
    "organization.integrations",
    "organization.billing",
    "organization.users.manage",
    "leadFinder.view",
    "customLeadLabels.create",
    "customLeadLabels.edit",
    "customLeadLabels.delete",
    "unibox.all",
    "analytics.view",
    "websiteChat.view",
    "websiteChat.manage",
    "agency.manage",
    "accounts.view",
    "accounts.manage",
    "leadManagement.view",
    "leads.move",
    "crm.view",
    "websiteVisitors.view",
    "blocklist.manage",
    "preferences.manage",
    "inboxPlacement.view",
    "aiAgents.manage",
    "workspaceGroupMembers.invite",
    "workspaceGroupMembers.remove",
    "workspaceGroupMembers.leave",
]
_VIEWED: dict[str, tuple[str, ...]] = {
    "dashboard.view": ("statistics",),
    "campaigns.view": ("campaigns", "templates"),
    "analytics.view": ("statistics",),
    "accounts.view": ("mailboxes", "warmup"),
    "inboxPlacement.view": ("mailboxes",),
    "leadManagement.view": ("leads",),
    "crm.view": ("leads",),
}
_FULL: dict[str, tuple[str, ...]] = {
    "campaigns.create": ("campaigns", "templates"),
    "customLeadLabels.create": ("tags",),
    "unibox.all": ("inbox",),
    "accounts.manage": ("mailboxes", "warmup", "linkedin"),
    "leads.move": ("leads", "exports"),
    "leadFinder.view": ("lead_sources",),
    "blocklist.manage": ("blacklist",),
    "organization.integrations": ("webhooks",),
    "organization.users.manage": ("team",),
}
# Who may do one of these here may do them all.
_ACTS = ("create", "edit", "delete")
_TOGETHER = tuple(tuple(f"{thing}.{act}" for act in _ACTS) for thing in ("campaigns", "customLeadLabels"))


def held(permissions: Sequence[Permission], *, only_view: bool) -> dict[str, str]:
    """What they allow here: 'view' or 'full' by name (`teams.PERMISSIONS`). What is not served here opens nothing.

    Raises Invalid for some of several that are one here.
    """
    for together in _TOGETHER:
        given = [word for word in together if word in permissions]
        if given and len(given) < len(together):
            raise Invalid(f"body/permissions: {', '.join(together)} are one here: give all of them, or none")
    viewed = {name: "view" for word in permissions for name in (*_VIEWED.get(word, ()), *_FULL.get(word, ()))}
    return viewed if only_view else viewed | {name: "full" for word in permissions for name in _FULL.get(word, ())}


async def role_of(scope: Scope, permissions: Sequence[Permission], *, only_view: bool) -> int:
    """The id of the workspace's role that allows this, made where there is none."""
    wanted = held(permissions, only_view=only_view)
    for role in await users.roles(scope):
        if role.permissions == wanted:
            return role.id
    name = ", ".join(f"{name} ({level})" for name, level in sorted(wanted.items())) or "nothing"
    return (await users.create_role(scope, name, wanted)).id

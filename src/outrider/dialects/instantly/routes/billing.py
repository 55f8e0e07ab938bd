"""Billing: an installation of one's own has no plan, so there is nothing to pay, to run out or to cancel."""

from fastapi import APIRouter

from outrider.dialects.instantly import answer_types
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.ids import uid
from outrider.outreach.tenancy import workspaces

router = APIRouter(tags=["Billing"])


@router.get("/workspace-billing/plan-details", dependencies=[needs("workspace_billing:read")])
async def plan_details(scope: Scoped) -> answer_types.PlanDetails:
    """The workspace, without add-ons and subscriptions."""
    found = await workspaces.get(scope)
    return {"organization_id": uid("workspace", found.id), "organization_name": found.name, "addons": {}, "subscriptions": {}}


@router.get("/workspace-billing/subscription-details", dependencies=[needs("workspace_billing:read")])
async def subscription_details(scope: Scoped) -> answer_types.SubscriptionDetails:
    """No subscriptions, and none cancelled: nothing ends."""
    await workspaces.get(scope)
    return {"subscriptions": [], "all_subs_cancelled": False}

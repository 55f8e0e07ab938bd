"""The audit log: who did what, with which key, from where."""

from typing import Annotated

from fastapi import APIRouter, Query

from outrider.dialects.instantly import answer_types
from outrider.dialects.instantly.dates import moment
from outrider.dialects.instantly.pages import DEFAULT, After, after_id, page
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import MomentText
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import iso
from outrider.outreach.base import audit
from outrider.outreach.base.audit import Act
from outrider.outreach.base.scope import Scope

router = APIRouter(prefix="/audit-logs", tags=["Audit log"])

# Acts of the core, and the vendor's number for each. Others have no number there and are not listed.
ACTIVITY = {
    "lead.deleted": 2, "lead.erased": 2, "enrollment.removed": 2, "list_member.removed": 2, "campaign.deleted": 3,
    "campaign.started": 4, "campaign.paused": 5, "sender.created": 6, "sender.connected": 6, "sender.deleted": 7,
    "leads.moved": 8, "leads.imported": 9, "leads.pushed": 9, "leads.merged": 10, "campaign.updated": 11,
    "campaign.sequence_saved": 11, "campaign.senders_attached": 11, "campaign.senders_detached": 11, "webhook.created": 18,
    "webhook.updated": 19, "webhook.disabled": 20, "webhook.resumed": 21, "sender.updated": 36, "sender.paused": 36,
    "sender.resumed": 36, "sender.warmup_enabled": 36, "sender.warmup_disabled": 36, "key.created": 37, "key.revoked": 38,
}  # fmt: skip
CAMPAIGN_UPDATE, SUBSEQUENCE_UPDATE = 11, 12  # the same acts, on another thing


def shown(scope: Scope, act: Act) -> answer_types.AuditEntry:
    number = ACTIVITY[act.action]
    answer: answer_types.AuditEntry = {
        "id": uid("audit", act.id),
        "timestamp": iso(act.at),
        "organization_id": uid("workspace", scope.workspace_id),
        "activity_type": SUBSEQUENCE_UPDATE if act.parent_id and number == CAMPAIGN_UPDATE else number,
        "user_agent": act.user_agent,
        "user_id": uid("user", act.user_id),
        "ip_address": act.ip or "",
        "from_api": act.surface.endswith((".http", ".mcp")),
        "api_key_id": uid("api_key", act.api_key_id),
        "affected_count": act.affected,
        "audit_metadata": act.data | {"action": act.action},
        "user_name": act.user_name,
    }
    if act.parent_id:
        answer["campaign_id"] = uid("campaign", act.parent_id)
        answer["subsequence_id"] = uid("subsequence", act.object_id)
    elif act.object_kind == "campaign" and act.object_id:
        answer["campaign_id"] = uid("campaign", act.object_id)
    elif act.object_kind == "webhook" and act.object_id:
        answer["webhook_id"] = uid("webhook", act.object_id)
    elif act.object_kind == "list" and act.object_id:
        answer["list_id"] = uid("list", act.object_id)
    return answer


@router.get("", dependencies=[needs("audit_logs:read")])
async def list_acts(
    scope: Scoped,
    limit: Annotated[int, Query(ge=1, le=1000)] = DEFAULT,
    starting_after: After = None,
    activity_type: Annotated[float | None, Query(allow_inf_nan=False)] = None,
    search: str | None = None,
    start_date: Annotated[MomentText | None, Query()] = None,
    end_date: Annotated[MomentText | None, Query()] = None,
) -> answer_types.Page[answer_types.AuditEntry]:
    """Acts, newest first. `search`: the user's name or address, or the act."""
    kind = CAMPAIGN_UPDATE if activity_type == SUBSEQUENCE_UPDATE else activity_type
    found = await audit.acts(
        scope,
        actions=[action for action, number in ACTIVITY.items() if kind in (None, number)],
        on_subsequences=activity_type == SUBSEQUENCE_UPDATE if kind == CAMPAIGN_UPDATE else None,
        search=search,
        start=moment(start_date, "start_date"),
        end=moment(end_date, "end_date", end=True),
        limit=limit,
        after=after_id("audit", starting_after),
    )
    return page(found, limit, lambda act: shown(scope, act), lambda act: str(uid("audit", act.id)))

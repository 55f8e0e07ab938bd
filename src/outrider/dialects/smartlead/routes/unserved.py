"""Paths of Smartlead that Outrider does not serve: 501, with what to use instead. Never a bare 404 for what a client may know."""

from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException

from outrider.dialects.kit.access import Caller

router = APIRouter(tags=["Not served"], include_in_schema=False)

_CLIENTS = (
    "Clients are seats here: the Multilead dialect makes and manages them (/multilead/docs); `outrider key create` makes keys."
)
_CRM = "Notes and tasks are kept in your CRM; tell it what happens with webhooks (POST /campaigns/{id}/webhooks)."
_LEAD_TAGS = "Leads are told apart by categories here: PATCH /master-inbox/update-category."
_PLACEMENT = (
    "Placement tests need seed mailboxes at the providers, which this installation has not. `outrider doctor` checks what it can."
)
_DNS = "`outrider doctor` checks SPF, DKIM and DMARC of every sending domain; without them nothing is sent from it."
_WARMUP = "Use POST /email-accounts/{id}/warmup and GET /email-accounts/{id}/warmup-stats."
_ANALYTICS = "Use GET /analytics/campaign/overall-stats and GET /analytics/mailbox/name-wise-health-metrics."
_VERIFY = (
    "Addresses are checked at import (syntax and known bounces); the Instantly dialect verifies single ones (/instantly/docs)."
)

UNSERVED: tuple[tuple[str, str, str], ...] = (
    ("GET", "/analytics/team-board/overall-stats", _ANALYTICS),
    ("GET", "/campaigns/all-leads-activities", "Use GET /campaigns/{id}/statistics, or webhooks for what happens from now on."),
    ("POST", "/campaigns/{campaign_id}/create-subsequence", "Use POST /campaigns/create and push the leads into it."),
    ("POST", "/master-inbox/push-to-subsequence", "Use POST /campaigns/{id}/leads with the campaign that should go on."),
    ("GET", "/client/", _CLIENTS),
    ("GET", "/client", _CLIENTS),
    ("POST", "/client/save", _CLIENTS),
    ("GET", "/client/api-key", _CLIENTS),
    ("POST", "/client/api-key", _CLIENTS),
    ("DELETE", "/client/api-key/{id}", _CLIENTS),
    ("PUT", "/client/api-key/reset/{id}", _CLIENTS),
    ("GET", "/crm/leads/tags", _LEAD_TAGS),
    ("POST", "/crm/leads/tags", _LEAD_TAGS),
    ("DELETE", "/crm/leads/tags/{id}", _LEAD_TAGS),
    ("GET", "/crm/tags", "Use POST /email-accounts/tag-manager."),
    ("POST", "/crm/tags", "Use POST /email-accounts/tag-manager."),
    ("GET", "/crm/leads/notes/{id}", _CRM),
    ("POST", "/crm/leads/notes", _CRM),
    ("GET", "/crm/leads/tasks/{id}", _CRM),
    ("POST", "/crm/leads/tasks", _CRM),
    ("POST", "/crm/leads/tasks/{id}", _CRM),
    ("POST", "/master-inbox/create-note", _CRM),
    ("POST", "/master-inbox/create-task", _CRM),
    ("POST", "/spam-test/create", _PLACEMENT),
    ("GET", "/spam-test/results", _PLACEMENT),
    ("GET", "/spam-test/list", _PLACEMENT),
    ("POST", "/smart-delivery/dkim-check", _DNS),
    ("POST", "/smart-delivery/spf-check", _DNS),
    ("POST", "/smart-delivery/dmarc-check", _DNS),
    ("POST", "/smart-delivery/mx-check", _DNS),
    ("POST", "/smart-delivery/domain-health-check", _DNS),
    ("POST", "/smart-delivery/blacklist-check", _DNS),
    ("GET", "/smart-delivery/blacklist-providers", _DNS),
    ("GET", "/smart-delivery/warmup-status", _WARMUP),
    ("GET", "/smart-delivery/warmup-stats", _WARMUP),
    ("POST", "/smart-delivery/warmup/enable", _WARMUP),
    ("POST", "/smart-delivery/warmup/disable", _WARMUP),
    ("GET", "/smart-delivery/deliverability-report", _ANALYTICS),
    ("GET", "/smart-delivery/inbox-placement", _PLACEMENT),
    ("POST", "/smart-delivery/spam-score", _PLACEMENT),
    ("GET", "/smart-delivery/account-health", _ANALYTICS),
    ("GET", "/smart-delivery/bounce-rate", _ANALYTICS),
    ("GET", "/smart-delivery/complaint-rate", _ANALYTICS),
    ("POST", "/verify-emails", _VERIFY),
    ("GET", "/verify-emails/status", _VERIFY),
    (
        "POST",
        "/send-email/initiate",
        "Every send belongs to a campaign; answer threads with POST /campaigns/{id}/reply-email-thread.",
    ),
)


def _route(instead: str) -> Any:
    async def refuse(_: Caller) -> None:
        raise HTTPException(501, f"Outrider does not serve this. {instead}")

    return refuse


for method, path, instead in UNSERVED:
    router.add_api_route(path, _route(instead), methods=[method], include_in_schema=False)

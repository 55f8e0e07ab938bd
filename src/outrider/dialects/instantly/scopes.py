"""The scope words of Instantly's keys, and the dependency that asks for one."""

from fastapi import Request
from fastapi.params import Depends as Dependency

from outrider.dialects.kit.access import Caller, core_of
from outrider.dialects.kit.scopes import needs
from outrider.outreach.base import limits

_ALL_VERBS = ("read", "create", "update", "delete", "all")
_SOME = {"email_verifications": ("read", "create", "all")}
RESOURCES = (
    "account_campaign_mappings", "accounts", "ai_agents", "ai_inbox_manager_analytics", "ai_sdr", "ai_sdr_replies", "all",
    "api_keys", "audit_logs", "auth", "background-jobs", "block_list_entries", "campaigns", "crm_actions",
    "custom_prompt_templates", "custom_tag_mappings", "custom_tags", "dfy_email_account_orders", "email_templates",
    "email_verifications", "emails", "inbox_placement_analytics", "inbox_placement_reports", "inbox_placement_tests",
    "lead-labels", "lead_lists", "leads", "sales_flows", "security_tokens", "subsequences", "supersearch_enrichments",
    "webhook_events", "webhooks", "workspace_billing", "workspace_group_members", "workspace_members", "workspaces",
)  # fmt: skip
SCOPES = frozenset(f"{resource}:{verb}" for resource in RESOURCES for verb in _SOME.get(resource, _ALL_VERBS))


def scope(word: str) -> Dependency:
    """Route dependency: the key has `resource:verb`, or all of either side."""
    assert word in SCOPES, word
    return needs(word)


def limited(name: str, limit: int, seconds: int = 60) -> Dependency:
    """Route dependency: a workspace may do this only so often, below the limit that holds for everything. Raises RateLimited."""

    async def check(request: Request, caller: Caller) -> None:
        if request.app.state.rate is not None:
            window = await limits.hit(core_of(request), f"workspace-{caller.workspace_id}", f"instantly/{name}", limit, seconds)
            window.check()

    return Dependency(check)

"""What answers look like: the core's rows in Instantly's shapes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from outrider.dialects.instantly import answer_types, campaign_types, translate
from outrider.dialects.instantly import status as sending
from outrider.dialects.instantly.translate import whole
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import iso
from outrider.outreach.base import jobs
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaigns, sequences
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.conversations import attachments
from outrider.outreach.conversations.inbox import MessageRow
from outrider.outreach.enrollments import enrollments, finding, moves, placement_changes, placements, providers, triggers
from outrider.outreach.enrollments.moves import Ref
from outrider.outreach.enrollments.placements import Placement, Story
from outrider.outreach.leads import enrichment, lists, visitors
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import categories
from outrider.rules import text

_PAYLOAD = {
    "first_name": "firstName", "last_name": "lastName", "company_name": "companyName", "job_title": "jobTitle",
    "website": "website", "phone": "phone",
}  # fmt: skip
_HIDDEN = frozenset({"email", "location", "linkedin_url", "company_domain", *_PAYLOAD})
_RENAMED = {"location": "location", "linkedin_url": "linkedIn"}


# ---- Leads

ESP = {"google": 1, "microsoft": 2, "zoho": 3, "yahoo": 9, "other": 999}
PROVIDERS_OF: dict[int, list[str | None]] = {0: [None], **{code: [name] for name, code in ESP.items()}}


ENRICHMENT = {"enriched": 1, "failed": -1, "running": 11}  # failed: the provider knows nothing of the person


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a lead beside its row: who runs its mail, whether it visited web pages, how far its enrichment is."""

    provider: str | None = None
    visited: bool = False
    enrichment: str | None = None


def payload(values: Mapping[str, object]) -> dict[str, object]:
    """The merge values under the vendor's names; absent ones are left out."""
    found = {name: values.get(ours) for ours, name in (_PAYLOAD | _RENAMED).items()}
    custom = {name: value for name, value in values.items() if name not in _HIDDEN}
    return {name: value for name, value in {**found, **custom}.items() if value is not None}


def _place(step: tuple[int, int] | None) -> tuple[int | None, int | None]:
    """Step and variant as leads show them, from 1."""
    return (step[0] + 1, step[1] + 1) if step else (None, None)


def step_name(step: tuple[int, int]) -> str:
    """'0_1_0': sequence, step and variant, from 0."""
    return f"0_{step[0]}_{step[1]}"


def lead(
    scope: Scope, p: Placement, story: Story, inner: tuple[int, int, Any] | None, inner_story: Story | None, known: Known
) -> answer_types.Lead:
    """One row. `inner`: its subsequence, the enrollment there and since when."""
    values = p.values
    opened, clicked, replied = _place(story.opened), _place(story.clicked), _place(story.replied)
    beyond = inner_story or Story()
    last, source = story, "campaign"
    if inner_story and inner_story.last_sent_at:
        last, source = inner_story, "subsequence"
    shown: answer_types.Lead = {
        "id": uid(*p.known_as),
        "timestamp_created": iso(p.created_at),
        "timestamp_updated": iso(p.updated_at),
        "organization": uid("workspace", scope.workspace_id),
        "campaign": uid("campaign", p.campaign_id),
        "list_id": uid("list", p.list_id),
        "status": translate.LEAD_STATUS[p.standing],
        "email": p.lead.email,
        "personalization": _text(values.get("personalization")),
        "first_name": values.get("first_name"),
        "last_name": values.get("last_name"),
        "company_name": values.get("company_name"),
        "job_title": values.get("job_title"),
        "website": values.get("website"),
        "phone": values.get("phone"),
        "company_domain": values.get("company_domain") or p.lead.email_domain or "",
        "payload": payload(values),
        "email_open_count": p.opens,
        "email_reply_count": p.replies,
        "email_click_count": p.clicks,
        "status_summary": _summary(story),
        "last_step_from": source if last.last_step_id else None,
        "last_step_id": uid("step", last.last_step_id),
        "last_step_timestamp_executed": iso(last.last_sent_at),
        "email_opened_step": opened[0],
        "email_opened_variant": opened[1],
        "email_clicked_step": clicked[0],
        "email_clicked_variant": clicked[1],
        "email_replied_step": replied[0],
        "email_replied_variant": replied[1],
        "subsequence_id": uid("subsequence", inner[0]) if inner else None,
        "timestamp_added_subsequence": iso(inner[2]) if inner else None,
        "pl_value_lead": p.vendor.get("pl_value_lead"),
        "timestamp_last_contact": iso(last.last_sent_at),
        "timestamp_last_open": iso(max(filter(None, (story.opened_at, beyond.opened_at)), default=None)),
        "timestamp_last_reply": iso(p.last_reply_at),
        "timestamp_last_click": iso(max(filter(None, (story.clicked_at, beyond.clicked_at)), default=None)),
        "timestamp_last_interest_change": iso(p.category_at),
        "timestamp_last_touch": iso(max(filter(None, (last.last_sent_at, p.last_reply_at)), default=None)),
        "last_contacted_from": "email" if last.last_sent_at else None,
        "uploaded_by_user": p.vendor.get("uploaded_by_user"),
        "upload_method": p.vendor.get("upload_method") or "manual",
        "assigned_to": uid("user", p.owner_user_id),
        "is_website_visitor": known.visited,
    }
    if (interest := translate.interest(p.interest_value, p.sentiment)) is not None:
        shown["lt_interest_status"] = interest
    if (verified := translate.VERIFICATION.get(p.lead.verification or "")) is not None:
        shown["verification_status"] = verified
    if (esp := ESP.get(known.provider or "")) is not None:
        shown["esp_code"] = esp
    if known.enrichment is not None:
        shown["enrichment_status"] = ENRICHMENT[known.enrichment]
    if inner_story and inner_story.last_step:
        at = iso(inner_story.last_sent_at)
        shown["status_summary_subseq"] = {"from": "campaign", "stepID": step_name(inner_story.last_step), "timestampExecuted": at}
    return shown


def _summary(story: Story) -> answer_types.StepSummary:
    if story.last_step is None:
        return {}
    at = iso(story.last_sent_at)
    return {"lastStep": {"from": "campaign", "stepID": step_name(story.last_step), "timestamp_executed": at}}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


async def leads(scope: Scope, rows: Sequence[Placement]) -> list[answer_types.Lead]:
    """Rows with what their messages, subsequences and domains say of them: as many statements however many rows."""
    enrolled, _ = placement_changes.split([p.ref for p in rows])
    inner = await placements.subsequences_of(scope, enrolled)
    stories = await placements.stories(scope, [*enrolled, *(id for _, id, _ in inner.values())])
    people = sorted({p.lead.id for p in rows})
    visited, enriched = await visitors.of_leads(scope, people), await enrichment.of(scope, people)
    run_by = await providers.of_domains(scope, sorted({p.lead.email_domain for p in rows if p.lead.email_domain}))
    shown: list[answer_types.Lead] = []
    for p in rows:
        own = p.kind == "enrollment"
        sub = inner.get(p.id) if own else None
        story = stories.get(p.id, Story()) if own else Story()
        state = enriched[p.lead.id].state if p.lead.id in enriched else None
        known = Known(run_by.get(p.lead.email_domain or ""), p.lead.id in visited, state)
        shown.append(lead(scope, p, story, sub, stories.get(sub[1]) if sub else None, known))
    return shown


def lead_list(scope: Scope, found: lists.LeadList) -> answer_types.LeadList:
    return {
        "id": uid("list", found.id),
        "organization_id": uid("workspace", scope.workspace_id),
        "has_enrichment_task": bool(found.settings.get(finding.ENRICHES)),
        "owned_by": uid("user", found.owner_user_id),
        "name": found.name,
        "timestamp_created": iso(found.created_at),
    }


def label(scope: Scope, found: categories.Category, owner_user_id: int | None) -> answer_types.Label:
    return {
        "id": uid("category", found.id),
        "timestamp_created": iso(found.created_at),
        "created_by": uid("user", found.created_by or owner_user_id or 1),
        "organization_id": uid("workspace", scope.workspace_id),
        "label": found.name,
        "interest_status_label": found.sentiment,
        "interest_status": found.interest_value,
        "description": found.description,
        "use_with_ai": False,
    }


# ---- Background jobs

# Jobs of other kinds are not shown.
JOB_TYPES = {
    "leads.move": "move-leads", "leads.verify": "import-leads", "senders.warmup": "update-warmup-accounts",
    "leads.find": "import-leads", "leads.enrich": "import-leads", "leads.write": "broadcast-ai-generate",
}  # fmt: skip
_INNER = ("cursor", "companies")  # where a search goes on
JOB_STATUS = {"pending": "pending", "running": "in-progress", "success": "success", "failed": "failed", "cancelled": "cancelled"}
JOB_ENTITIES = ("list", "campaign", "workspace")


def job_id(id: int) -> str:
    """24 hexadecimal digits, as the vendor's job ids have."""
    return f"{id:024x}"


def _switched(found: jobs.Job) -> dict[str, object]:
    """What has come of switching warm-up, in the vendor's words. Accounts that a filter finds are counted as they are met."""
    updated, unknown = found.result.get("accounts_updated", 0), found.params.get("unknown", [])
    known = len(found.params["sender_ids"]) if "sender_ids" in found.params else updated
    counts: dict[str, object] = {
        "success_count": updated,
        "failed_count": len(unknown),
        "total_to_process": known + len(unknown),
    }
    if unknown:
        counts["processed_emails"] = [{"email": email, "status": "failed", "error": "Account not found"} for email in unknown]
    return counts


def job(scope: Scope, found: jobs.Job) -> answer_types.Job:
    shown: answer_types.Job = {
        "id": job_id(found.id),
        "workspace_id": uid("workspace", scope.workspace_id),
        "user_id": uid("user", found.user_id),
        "type": JOB_TYPES[found.kind],
        "data": {name: value for name, value in found.result.items() if name not in _INNER}
        | (_switched(found) if found.kind == "senders.warmup" else {})
        | ({"error": found.error} if found.error else {}),
        "progress": found.progress,
        "status": JOB_STATUS[found.state],
        "created_at": iso(found.created_at),
        "updated_at": iso(found.updated_at),
    }
    if found.entity_kind in JOB_ENTITIES:
        shown["entity_type"], shown["entity_id"] = found.entity_kind, uid(found.entity_kind, found.entity_id)
    return shown


# ---- Campaigns


@dataclass(frozen=True, slots=True)
class Parts:
    """What a campaign's answer needs in addition to its row."""

    steps: Sequence[sequences.Step]
    addresses: Sequence[str]
    status: int


async def parts_of(scope: Scope, found: Sequence[Campaign]) -> dict[int, Parts]:
    """Steps and senders of campaigns, for all of them at once."""
    ids = [c.id for c in found]
    steps = await sequences.get_many(scope, ids)
    attached = await campaign_senders.ids_of(scope, ids)
    known = await senders.get_many(scope, sorted({s for of in attached.values() for s in of}))
    status = await statuses(scope, found)
    return {id: Parts(steps[id], [known[s].address for s in attached[id] if s in known], status[id]) for id in ids}


async def statuses(scope: Scope, found: Sequence[Campaign]) -> dict[int, int]:
    """Each campaign's status. One that is complete while leads go on in its subsequences is running subsequences."""
    complete = [c.id for c in found if c.status == "completed"]
    running = await campaigns.with_running_subsequences(scope, complete) if complete else ()
    return {c.id: translate.RUNNING_SUBSEQUENCES if c.id in running else status(c) for c in found}


def status(c: Campaign) -> int:
    if c.status == "paused" and c.status_reason in translate.PAUSE_STATUS:
        return translate.PAUSE_STATUS[c.status_reason]
    return translate.CAMPAIGN_STATUS[c.status]


def _not_sending(scope: Scope, c: Campaign) -> int | None:
    """1 if outside the schedule. Other reasons require reading counters and are given only for single campaigns."""
    return 1 if c.status == "active" and campaigns.window(c.schedule, scope.now).reason else None


def _accounts(given: Sequence[str], sending: Sequence[str]) -> list[str]:
    """The accounts as given (including deleted ones), and any others that send."""
    named = {address.strip().lower() for address in given}
    return [*given, *(address for address in sending if address not in named)]


def campaign(scope: Scope, c: Campaign, parts: Parts) -> campaign_types.Campaign:
    kept, s = c.vendor.get("instantly", {}), c.settings
    variables = kept.get("variables")
    shown: campaign_types.Campaign = {
        "id": uid("campaign", c.id),
        "name": c.name,
        "pl_value": whole(s.pl_value),
        "status": parts.status,
        "is_evergreen": s.evergreen,
        "campaign_schedule": translate.shown_schedule(c.schedule, kept.get("campaign_schedule")),
        "sequences": translate.shown_steps(parts.steps),
        "timestamp_created": iso(c.created_at),
        "timestamp_updated": iso(c.updated_at),
        "email_gap": whole(c.min_gap_seconds / 60),
        "random_wait_max": s.random_wait_minutes,
        "text_only": s.plain_text,
        "first_email_text_only": s.first_plain_text,
        "email_list": _accounts(kept.get("email_list") or (), parts.addresses),
        "email_tag_list": kept.get("email_tag_list") or [],
        "daily_limit": c.daily_limit,
        "daily_max_leads": c.new_leads_per_day,
        "stop_on_reply": s.stop_on_reply,
        "stop_on_auto_reply": s.stop_on_auto_reply,
        "stop_for_company": s.stop_for_company,
        "link_tracking": s.click_tracking,
        "open_tracking": s.open_tracking,
        "prioritize_new_leads": s.prioritize_new_leads,
        "auto_variant_select": {"trigger": translate.TRIGGER[s.winning_metric]}
        if s.winning_metric in translate.TRIGGER
        else None,
        "match_lead_esp": s.esp_matching,
        "insert_unsubscribe_header": s.unsubscribe_header,
        "allow_risky_contacts": s.allow_risky,
        "disable_bounce_protect": not s.bounce_protect,
        "cc_list": list(s.cc),
        "bcc_list": list(s.bcc),
        "organization": uid("workspace", scope.workspace_id),
        "owned_by": uid("user", c.owner_user_id),
        "core_variables": None,
        "custom_variables": {name: name for name in variables} if variables else None,
    }
    if (limit := translate.shown_company_limit(s, kept.get("limit_emails_per_company_override"))) is not None:
        shown["limit_emails_per_company_override"] = limit
    if (rules := translate.shown_routing(s, kept.get("provider_routing_rules"))) is not None:
        shown["provider_routing_rules"] = rules
    if (reason := _not_sending(scope, c)) is not None:
        shown["not_sending_status"] = reason
    return shown


async def one_campaign(scope: Scope, id: int) -> campaign_types.Campaign:
    found = await campaigns.get(scope, id)
    reason = await sending.not_sending(scope, found)
    shown = campaign(scope, found, (await parts_of(scope, [found]))[found.id])
    if reason:
        shown["not_sending_status"] = reason
    return shown


# ---- Subsequences

ACTIVITIES: dict[int, triggers.Activity] = {2: "opened", 4: "clicked", 91: "completed"}


def subsequence(scope: Scope, c: Campaign, steps: Sequence[sequences.Step], updated: Any = None) -> campaign_types.Subsequence:
    kept, given = c.vendor.get("instantly", {}), c.triggers or {}
    numbers = {word: number for number, word in ACTIVITIES.items()}
    conditions: campaign_types.Conditions = {}
    if given.get("category_values"):
        conditions["crm_status"] = given["category_values"]
    if given.get("activities"):
        conditions["lead_activity"] = [numbers[word] for word in given["activities"]]
    if given.get("reply_contains"):
        conditions["reply_contains"] = kept.get("reply_contains") or given["reply_contains"]
    metric = c.settings.winning_metric
    shown: campaign_types.Subsequence = {
        "id": uid("subsequence", c.id),
        "timestamp_created": iso(c.created_at),
        "parent_campaign": uid("campaign", c.parent_id),
        "workspace": uid("workspace", scope.workspace_id),
        "status": status(c),
        "timestamp_leads_updated": iso(updated or c.updated_at),
        "name": c.name,
        "conditions": conditions,
        "sequences": translate.shown_steps(steps),
        "auto_variant_select": {"trigger": translate.TRIGGER[metric]} if metric in translate.TRIGGER else None,
        "daily_limit_mode": kept.get("daily_limit_mode") or "inherit",
        "daily_limit": c.daily_limit if kept.get("daily_limit_mode") == "custom" else None,
        "ignore_account_daily_limit": c.settings.ignore_sender_limits,
    }
    if kept.get("campaign_schedule"):
        shown["subsequence_schedule"] = translate.shown_schedule(c.schedule, kept["campaign_schedule"])
    return shown


# ---- Emails

_TYPES = {"step": 1, "manual": 3, "forward": 3, "test": 3}


async def emails(scope: Scope, rows: Sequence[MessageRow], *, preview_only: bool = False) -> list[answer_types.Email]:
    """Emails; those of a subsequence belong to the row of the parent campaign."""
    inner = [m.enrollment_id for row in rows if (m := row["message"]).enrollment_id and (row["campaign"] or {}).get("parent_id")]
    origins = await triggers.origins(scope, inner) if inner else {}
    placed = {id: origins.get(id, id) for row in rows if (id := row["message"].enrollment_id)}
    firsts = await moves.firsts_of(scope, sorted({*placed.values()})) if placed else {}
    leads: dict[int, Ref] = {id: firsts.get(own, ("enrollment", own)) for id, own in placed.items()}
    shown = [email(scope, row, placed, leads, preview_only=preview_only) for row in rows]
    enrolled = await enrollments.get_many(scope, sorted({*placed.values()})) if placed else {}
    for row, one in zip(rows, shown, strict=True):
        lead = enrolled.get(placed.get(row["message"].enrollment_id or 0, 0))
        if lead and (value := lead.vendor.get("ai_interest_value")) is not None:
            one["ai_interest_value"] = value
    return shown


def email(
    scope: Scope, row: MessageRow, placed: Mapping[int, int], leads: Mapping[int, Ref], *, preview_only: bool = False
) -> answer_types.Email:
    """One email. All mails to and from a lead's row are one thread; a stranger's are those of the conversation.

    By the message's enrollment: `placed` is the lead's row in the campaign, `leads` what the lead is known by.
    """
    m, campaign = row["message"], row["campaign"]
    inner = campaign is not None and campaign["parent_id"] is not None
    own = m.enrollment_id and placed[m.enrollment_id]
    waiting = m.state in ("queued", "sending") and m.kind == "step"
    body: answer_types.EmailBody = {"text": m.body_text}
    if m.body_html:
        body["html"] = m.body_html
    facts = m.headers or {}
    category = row["category"]
    shown: answer_types.Email = {
        "id": uid("message", m.id),
        "timestamp_created": iso(m.created_at),
        "timestamp_email": iso(m.sent_at or m.due_at or m.created_at),
        "message_id": f"<{m.wire_id}>" if m.wire_id else "",
        "subject": m.subject,
        "from_address_email": m.from_address,
        "to_address_email_list": ",".join(m.to_addresses or ()),
        "cc_address_email_list": ",".join(m.cc_addresses or ()) or None,
        "bcc_address_email_list": ",".join(m.bcc_addresses or ()) or None,
        "reply_to": m.reply_to,
        "body": {} if preview_only else body,
        "organization_id": uid("workspace", scope.workspace_id),
        "campaign_id": uid("campaign", campaign["parent_id"] if inner and campaign else m.campaign_id),
        "subsequence_id": uid("subsequence", m.campaign_id) if inner else None,
        "list_id": None,
        "lead": row["lead"]["email"] if row["lead"] else None,
        "lead_id": uid(*leads[m.enrollment_id]) if m.enrollment_id else None,
        "eaccount": row["sender"]["address"],
        "ue_type": 2 if m.direction == "in" else 4 if waiting else _TYPES.get(m.kind, 3),
        "step": step_name((m.step_position - 1, 0)) if m.step_position else None,
        "is_unread": int(m.unread),
        "is_auto_reply": int(m.kind == "auto_reply"),
        "is_focused": int(m.kind != "auto_reply"),
        "i_status": translate.interest(category["interest_value"], category["sentiment"]) if category else None,
        "thread_id": uid("enrollment", own) or uid("conversation", m.conversation_id),
        "content_preview": text.preview(m.body_text, 140),
        "reminder_ts": iso(m.remind_at),
    }
    if attached := facts.get("attachments"):
        files = [_attachment(a, attachments.address(scope, m, place)) for place, a in enumerate(attached)]
        shown["attachment_json"] = {"files": files}
    return shown


def _attachment(a: Mapping[str, Any], url: str | None) -> answer_types.AttachedFile:
    found: answer_types.AttachedFile = {"filename": a.get("filename") or "attachment"}
    if (size := a.get("size")) is not None:
        found["size"] = size
    if (kind := a.get("content_type") or a.get("type")) is not None:
        found["type"] = kind
    if url is not None:
        found["url"] = url
    return found

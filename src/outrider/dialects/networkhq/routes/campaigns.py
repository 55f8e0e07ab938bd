"""Campaigns: their figures and lifecycle, their leads, and what single leads are sent instead of the campaign's own text."""

from collections.abc import Sequence

from fastapi import APIRouter

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import clean
from outrider.dialects.networkhq import answer_types, answers, bodies, pages
from outrider.dialects.networkhq.document import documented
from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaigns, figures, linkedin_accounts, overrides
from outrider.outreach.conversations import conversations, messages
from outrider.outreach.enrollments import enrollments, launch, timeline
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.leads import heat, lists
from outrider.outreach.senders import linkedin_connections
from outrider.outreach.tenancy import categories

router = APIRouter(tags=["Campaigns"])


async def shown(scope: Scope, found: Sequence[campaigns.Campaign]) -> list[answer_types.Campaign]:
    ids = [c.id for c in found]
    counts = await figures.totals(scope, ids) if ids else {}
    totals = await campaigns.enrollment_counts(scope, ids)
    attached = await campaign_senders.ids_of(scope, ids)
    accounts = await linkedin_accounts.get_many(scope, sorted({id for of in attached.values() for id in of}))
    sources = await lists.get_many(scope, sorted({c.list_id for c in found if c.list_id}))
    return [
        answers.campaign(
            c,
            counts.get((c.id,), {}),
            totals[c.id]["total"],
            [accounts[id] for id in attached[c.id] if id in accounts],
            sources.get(c.list_id) if c.list_id else None,
        )
        for c in found
    ]


@router.get(
    "/campaigns", operation_id="list_campaigns", dependencies=[needs("campaigns:read")], responses=documented(401, 403, 429)
)
async def list_campaigns(
    scope: Scoped, limit: pages.LenientLimit = pages.DEFAULT, cursor: pages.Cursor = None
) -> answer_types.Page[answer_types.Campaign]:
    """The workspace's campaigns, the newest first, with their status, figures, LinkedIn accounts and lead list."""
    start = pages.after(cursor, "campaign")
    found = [] if start.nowhere else await campaigns.find_all(scope, limit=limit + 1, after=start.id)
    rows, pagination = pages.page(found, limit, "campaign", lambda c: (c.id,))
    return {"data": await shown(scope, rows), "pagination": pagination}


@router.post(
    "/campaigns/{campaign_id}/actions",
    operation_id="run_campaign_action",
    dependencies=[needs("campaigns:write")],
    responses=documented(400, 401, 403, 404, 409, 429, 503),
)
async def run_campaign_action(
    scope: Scoped, campaign_id: str, body: bodies.CampaignActionRequest
) -> answer_types.CampaignActionResult:
    """Start a draft (enrolling everybody on its lead list), pause an active campaign, or resume a paused one.

    A draft starts when it has a lead list, a schedule, a message and a LinkedIn account that is signed in; else 409.
    """
    act = {"start": launch.launch, "pause": launch.pause, "resume": launch.resume}[body.action]
    changed = await act(scope, answers.id_of("campaign", campaign_id, "campaign"))
    return {"data": (await shown(scope, [changed]))[0]}


@router.get(
    "/campaigns/{campaign_id}/leads",
    operation_id="list_campaign_leads",
    dependencies=[needs("campaigns:read")],
    responses=documented(400, 401, 403, 404, 429),
)
async def list_campaign_leads(
    scope: Scoped, campaign_id: str, limit: pages.Limit = pages.DEFAULT, cursor: pages.Cursor = None
) -> answer_types.Page[answer_types.CampaignLead]:
    """A campaign's leads, enrolled last first: where each stands and everything done or planned for it."""
    id = answers.id_of("campaign", campaign_id, "campaign")
    await campaigns.get(scope, id)
    start = pages.after(cursor, "enrollment")
    which = Filters(campaign_ids=[id])
    found = [] if start.nowhere else await enrollments.search(scope, which, limit=limit + 1, after=start.id, order="newest")
    rows, pagination = pages.page(found, limit, "enrollment", lambda row: (row.enrollment.id,))
    return {"data": await _campaign_leads(scope, rows), "pagination": pagination}


async def _campaign_leads(scope: Scope, rows: Sequence[enrollments.Listed]) -> list[answer_types.CampaignLead]:
    ids = [row.enrollment.id for row in rows]
    pairs = [(row.enrollment.sender_id, row.lead.id) for row in rows if row.enrollment.sender_id]
    timelines = await timeline.of(scope, ids)
    heats = await heat.of(scope, [row.lead.id for row in rows])
    talks = await conversations.of_enrollments(scope, ids, channel="linkedin")
    accounts = await linkedin_accounts.get_many(scope, sorted({sender_id for sender_id, _ in pairs}))
    connections = await linkedin_connections.between(scope, pairs)
    ended = await enrollments.ended_at(scope, ids)
    words = await messages.verdict_words(scope, ids)
    named = await categories.get_many(scope, sorted({row.enrollment.category_id for row in rows if row.enrollment.category_id}))

    def shape(row: enrollments.Listed) -> answer_types.CampaignLead:
        e = row.enrollment
        connection = connections.get((e.sender_id or 0, row.lead.id))
        story = answers.LeadStory(
            timelines.get(e.id, ()),
            heats[row.lead.id],
            talks.get(e.id),
            named.get(e.category_id or 0),
            words.get(e.id),
            ended.get(e.id),
        )
        open_profile = bool(connection and connection.open_profile and connection.state != "connected")
        return answers.campaign_lead(row, story, accounts.get(e.sender_id or 0), open_profile)

    return [shape(row) for row in rows]


@router.put(
    "/campaigns/{campaign_id}/leads/{lead_id}/message-overrides",
    operation_id="save_message_overrides",
    dependencies=[needs("campaigns:write")],
    responses=documented(400, 401, 403, 404, 409, 429),
)
async def save_message_overrides(
    scope: Scoped, campaign_id: str, lead_id: str, body: bodies.MessageOverridesRequest
) -> answer_types.CampaignLeadMessageOverrideResult:
    """Set the exact text that one lead is sent for a message of the campaign, now or once the lead is enrolled."""
    campaign, lead = answers.id_of("campaign", campaign_id, "campaign"), answers.id_of("lead", lead_id, "lead")
    texts = [(m.message_stage, clean(m.message)) for m in body.messages]
    if any(not text.strip() for _, text in texts):
        raise Invalid("A message can't be blank.", code="invalid_request", field="message")
    saved, enrolled = await overrides.save(scope, campaign, lead, texts)
    return {
        "data": [answers.override(o) for o in saved],
        "lead_campaign_state": "enrolled" if enrolled else "pending_enrollment",
    }

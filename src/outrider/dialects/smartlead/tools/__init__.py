"""The 33 agent tools. Each makes its requests on Smartlead's own wire, so that it works here and at the
vendor alike.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from outrider.dialects.kit.tools import ApiError, Toolbox, call, given

TOOLS = Toolbox()

Result = dict[str, Any]
Id = Annotated[int, Field(ge=1)]
Campaign = Annotated[int, Field(ge=1, description="Numeric campaign id, from get_campaigns.")]
Account = Annotated[int, Field(ge=1, description="Numeric sender account id, from get_email_accounts.")]
Offset = Annotated[int, Field(ge=0, description="How many rows to skip.")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
MapId = Annotated[
    int,
    Field(
        ge=1,
        description="The conversation's campaign_lead_map_id, as get_inbox_replies and get_campaign_leads show it.",
    ),
]


def some_ids(most: int, description: str) -> Any:
    return Field(min_length=1, max_length=most, description=description)


class Lead(BaseModel):
    """A contact. Only the email is required."""

    model_config = ConfigDict(extra="forbid")

    email: str = Field(max_length=320)
    first_name: str | None = None
    last_name: str | None = None
    phone_number: str | None = None
    company_name: str | None = None
    website: str | None = None
    location: str | None = None
    linkedin_profile: str | None = None
    company_url: str | None = None
    custom_fields: dict[str, Any] | None = Field(None, description="Further merge fields, by name.")


class ImportSettings(BaseModel):
    """Which of the checks on incoming contacts to pass over. All are made unless said otherwise."""

    model_config = ConfigDict(extra="forbid")

    ignore_global_block_list: bool | None = None
    ignore_unsubscribe_list: bool | None = None
    ignore_community_bounce_list: bool | None = None
    ignore_duplicate_leads_in_other_campaign: bool | None = Field(
        None, description="Also take leads that are enrolled in another campaign."
    )
    return_lead_ids: bool | None = Field(None, description="Answer with the id of each lead, by email.")


class Delay(BaseModel):
    delay_in_days: int = Field(ge=0, le=365, description="Days after the previous step; 0 for the first.")


class Variant(BaseModel):
    """One of several versions of a step's email."""

    id: int | None = Field(None, description="Keep this existing variant; omit for a new one.")
    subject: str = ""
    email_body: str
    variant_label: str = Field(description="'A', 'B', ...")
    variant_distribution_percentage: float | None = Field(
        None, ge=0, le=100, description="Its share, with MANUAL_PERCENTAGE; all shares together are 100."
    )


class Step(BaseModel):
    """One email of the sequence. Either subject and email_body, or seq_variants."""

    id: int | None = Field(None, description="Keep this existing step; omit for a new one.")
    seq_number: int = Field(ge=1, description="Place in the sequence, from 1 without gaps.")
    seq_delay_details: Delay
    subject: str | None = Field(None, description="Leave empty on a follow-up to reply in the same thread.")
    email_body: str | None = Field(None, description="HTML or plain text, with merge tags such as {{first_name}}.")
    seq_variants: list[Variant] | None = None
    variant_distribution_type: Literal["MANUAL_EQUAL", "MANUAL_PERCENTAGE", "AI_EQUAL"] | None = None
    lead_distribution_percentage: float | None = Field(None, ge=0, le=100)
    winning_metric_property: Literal["OPEN_RATE", "CLICK_RATE", "REPLY_RATE", "POSITIVE_REPLY_RATE"] | None = None


# Lead lists


@TOOLS.write("lead_lists", idempotent=True)
async def assign_tags_to_lead_lists(
    list_ids: Annotated[list[Id], some_ids(10, "The lists to change, 1 to 10.")],
    tag_ids: Annotated[list[Id] | None, some_ids(10, "Tags to attach, 1 to 10.")] = None,
    remove_tag_ids: Annotated[list[Id] | None, some_ids(10, "Tags to detach, 1 to 10.")] = None,
) -> Result:
    """Attach or detach tags on up to 10 Lead Lists in one call. Pass the target ``list_ids`` (1-10), then ``tag_ids`` to
    attach and / or ``remove_tag_ids`` to detach (1-10 each; at least one of the two). Attaching a tag that a list
    has already, or detaching one it has not, is no error.
    """
    return await call(
        "POST",
        "/lead-list/assign-tags",
        json=given({"list_ids": list_ids, "tag_ids": tag_ids, "remove_tag_ids": remove_tag_ids}),
    )


@TOOLS.write("lead_lists", destructive=True, idempotent=True)
async def delete_lead_list(
    id: Annotated[int, Field(ge=1, description="Lead list id, from get_lead_lists.")],
) -> Result:
    """Delete a Lead List by id. Hard delete — removes the list and its lead memberships. Leads already pushed into a
    campaign before the delete remain in that campaign.
    """
    return await call("DELETE", f"/lead-list/{id}")


@TOOLS.read("lead_lists")
async def get_lead_lists(
    id: Annotated[int | None, Field(ge=1, description="One list; omit to list them all.")] = None,
    limit: Annotated[int, Field(ge=1, le=1000, description="Lists a page.")] = 10,
    offset: Offset = 0,
    tag_ids: Annotated[list[Id] | None, Field(description="Only lists that carry one of these tags.")] = None,
) -> Result:
    """Read Lead Lists — workspace-level lead staging buckets that exist independently of any campaign. Pass ``id`` to
    fetch one list (returns name, owner, tag ids, lead counts, times). Omit it for a page of lists, filtered by
    tag_ids only: there is no filter by name.
    """
    if id is not None:
        return await call("GET", f"/lead-list/{id}")
    tags = ",".join(map(str, tag_ids)) if tag_ids else None
    return _wrapped(await call("GET", "/lead-list/", params={"limit": limit, "offset": offset, "tag_ids": tags}))


@TOOLS.write("lead_lists", idempotent=True)
async def import_leads_to_list(
    list_id: Annotated[int, Field(ge=1, description="The list to fill, from get_lead_lists or upsert_lead_list.")],
    file_name: Annotated[str, Field(min_length=1, description="A label for this import; no such file need exist.")],
    lead_list: Annotated[list[Lead], Field(min_length=1, max_length=400, description="The contacts, at most 400 a call.")],
    settings: ImportSettings | None = None,
) -> Result:
    """Import contacts into a Lead List. Body: ``file_name`` (label, required), ``lead_list`` (array of contacts, max 400
    per call, ``email`` required per row), ``settings`` (checks to pass over). Duplicates are counted, not errored,
    and importing again updates. Answers uploadedCount, duplicateCount, invalidCount and totalCount.
    """
    body = {"file_name": file_name, "lead_list": [_plain(lead) for lead in lead_list]}
    if settings:
        body["settings"] = _plain(settings)
    return await call("POST", f"/lead-list/{list_id}/import", json=body)


@TOOLS.write("lead_lists")
async def push_leads_to_campaign(
    campaign_id: Annotated[int | None, Field(ge=1, description="An existing campaign ...")] = None,
    campaign_name: Annotated[
        str | None,
        Field(min_length=1, max_length=500, description="... or a name: a new campaign if none has it."),
    ] = None,
    list_id: Annotated[int | None, Field(ge=1, description="Source: every lead of this list.")] = None,
    lead_ids: Annotated[list[Id] | None, some_ids(10_000, "Source: these leads.")] = None,
    all_leads: Annotated[bool | None, Field(description="Source: every lead of the workspace.")] = None,
    action: Annotated[
        Literal["copy", "move"],
        Field(description="'move' takes the leads out of their list, 'copy' leaves them there."),
    ] = "copy",
) -> Result:
    """Promote staged leads into a campaign. Specify the target with ``campaign_id`` (or ``campaign_name`` to
    auto-create). Pick exactly one source: ``list_id``, ``lead_ids`` or ``all_leads``. ``action`` 'move' takes the
    leads out of their list, 'copy' leaves them there; there is no move from list to list. Blocked, unsubscribed and
    bounced leads are left out.
    """
    body = given({"campaign_id": campaign_id, "campaign_name": campaign_name, "action": action})
    body["lead_list"] = given({"list_id": list_id, "lead_ids": lead_ids, "all_leads": all_leads})
    return await call("POST", "/leads/push-to-campaign", json=body)


@TOOLS.write("lead_lists")
async def upsert_lead_list(
    list_name: Annotated[str, Field(min_length=1, max_length=255, description="The list's name.")],
    id: Annotated[int | None, Field(ge=1, description="Rename this list; omit to create one.")] = None,
) -> Result:
    """Create a new Lead List (omit ``id``) or rename an existing one (pass ``id``). ``list_name`` is required on create
    and is the only mutable field on update.
    """
    if id is None:
        return await call("POST", "/lead-list/", json={"list_name": list_name})
    return await call("PUT", f"/lead-list/{id}", json={"list_name": list_name})


# Campaigns


@TOOLS.write("campaigns", destructive=True, idempotent=True)
async def delete_campaign(id: Campaign) -> Result:
    """Permanently delete a campaign by id. Removes the campaign, its sequences, and its lead enrollments. Sender email
    accounts attached to the campaign are kept, and so are the leads. Cannot be undone.
    """
    return await call("DELETE", f"/campaigns/{id}")


@TOOLS.read("campaigns")
async def get_campaigns(
    id: Annotated[int | None, Field(ge=1, description="One campaign; omit to list them all.")] = None,
) -> Result:
    """Read campaigns owned by the workspace. Omit id to list every campaign (returns id, name, status, schedule,
    tracking config). Pass id (numeric, from that list) for one campaign in full.
    """
    return await call("GET", f"/campaigns/{id}") if id is not None else _wrapped(await call("GET", "/campaigns"))


@TOOLS.read("campaigns")
async def get_campaign_sequences(campaign_id: Campaign) -> Result:
    """Read every sequence step on a campaign: subject, email_body, seq_number, seq_delay_details (delay in days from
    previous step), and variants. Use this before upsert_campaign_sequences, which replaces the whole list: send back
    the ids of the steps to keep.
    """
    return _wrapped(await call("GET", f"/campaigns/{campaign_id}/sequences"))


@TOOLS.write("campaigns", idempotent=True, open_world=True)
async def set_campaign_status(
    campaign_id: Campaign,
    status: Annotated[Literal["START", "PAUSED", "STOPPED"], Field(description="Where the campaign should go.")],
) -> Result:
    """Transition a campaign's lifecycle status. START / PAUSED / STOPPED only — not the same surface as creating or
    editing a campaign. Smartlead mixes a verb with states: after START the status reads ACTIVE. START needs a
    sequence and at least one attached sender that works, and is otherwise refused with the reason.
    """
    return await call("POST", f"/campaigns/{campaign_id}/status", json={"status": status})


@TOOLS.write("campaigns")
async def upsert_campaign(
    id: Annotated[int | None, Field(ge=1, description="Change this campaign; omit to create one.")] = None,
    name: Annotated[str | None, Field(min_length=1, max_length=500, description="Required to create.")] = None,
    client_id: Annotated[int | None, Field(ge=1, description="The client it belongs to.")] = None,
    track_settings: Annotated[
        list[Literal["DONT_TRACK_EMAIL_OPEN", "DONT_TRACK_LINK_CLICK", "DONT_TRACK_REPLY_TO_AN_EMAIL"]] | None,
        Field(description="What not to track. Not tracking opens and clicks helps delivery of first mails."),
    ] = None,
    stop_lead_settings: Annotated[
        Literal["REPLY_TO_AN_EMAIL", "CLICK_ON_A_LINK", "OPEN_AN_EMAIL"] | None,
        Field(description="Which act of a lead ends its sequence. REPLY_TO_AN_EMAIL is the safe choice."),
    ] = None,
    unsubscribe_text: Annotated[str | None, Field(max_length=2000, description="Text of the opt-out line.")] = None,
    send_as_plain_text: bool | None = None,
    force_plain_text: bool | None = None,
    follow_up_percentage: Annotated[
        int | None,
        Field(ge=0, le=100, description="Share of a day's mails kept for follow-ups; the rest is for new leads."),
    ] = None,
    enable_ai_esp_matching: Annotated[
        bool | None, Field(description="Prefer senders at the recipient's own mail provider.")
    ] = None,
    auto_pause_domain_leads_on_reply: Annotated[
        bool | None,
        Field(description="When one person of a company answers, pause the others of its domain."),
    ] = None,
    timezone: Annotated[str | None, Field(description="IANA name, such as 'Europe/Berlin'.")] = None,
    days_of_the_week: Annotated[
        list[Annotated[int, Field(ge=0, le=6)]] | None, Field(description="0 is Sunday, 6 is Saturday.")
    ] = None,
    start_hour: Annotated[str | None, Field(pattern=r"^\d{2}:\d{2}$", description="'09:00'")] = None,
    end_hour: Annotated[str | None, Field(pattern=r"^\d{2}:\d{2}$", description="'17:30'")] = None,
    min_time_btw_emails: Annotated[int | None, Field(ge=1, description="Minutes between two mails of a sender.")] = None,
    max_new_leads_per_day: Annotated[int | None, Field(ge=1, description="New leads to begin with a day.")] = None,
    schedule_start_time: Annotated[str | None, Field(description="ISO 8601: nothing is sent before.")] = None,
) -> Result:
    """Create or update a campaign. Omit id to create — only ``name`` (and optional ``client_id``) is read on the create
    branch; settings + schedule fields are applied by a second call, with the id. With id, what is left out stays as
    it is; timezone, days_of_the_week, start_hour and end_hour belong together.
    """
    settings = given({
        "name": name, "client_id": client_id, "track_settings": track_settings, "stop_lead_settings": stop_lead_settings,
        "unsubscribe_text": unsubscribe_text, "send_as_plain_text": send_as_plain_text, "force_plain_text": force_plain_text,
        "follow_up_percentage": follow_up_percentage, "enable_ai_esp_matching": enable_ai_esp_matching,
        "auto_pause_domain_leads_on_reply": auto_pause_domain_leads_on_reply,
    })  # fmt: skip
    schedule = given({
        "timezone": timezone, "days_of_the_week": days_of_the_week, "start_hour": start_hour, "end_hour": end_hour,
        "min_time_btw_emails": min_time_btw_emails, "max_new_leads_per_day": max_new_leads_per_day,
        "schedule_start_time": schedule_start_time,
    })  # fmt: skip
    if id is None:
        if name is None:
            raise ApiError(0, "name is required to create a campaign; pass id to change one.")
        made = await call("POST", "/campaigns/create", json=given({"name": name, "client_id": client_id}))
        ignored = sorted({*settings, *schedule} - {"name", "client_id"})
        return {**made, "ignored_on_create": ignored, "next": "call again with id to apply them"} if ignored else made
    if not settings and not schedule:
        raise ApiError(0, "Nothing to change: pass at least one settings or schedule field.")
    if settings:
        await call("POST", f"/campaigns/{id}/settings", json=settings)
    if schedule:
        await call("POST", f"/campaigns/{id}/schedule", json=schedule)
    return await call("GET", f"/campaigns/{id}")


@TOOLS.write("campaigns", destructive=True, idempotent=True)
async def upsert_campaign_sequences(
    campaign_id: Campaign,
    sequences: Annotated[list[Step], Field(min_length=1, max_length=50, description="All steps, in order.")],
) -> Result:
    """Save the full sequence list for a campaign — this is a replace, not a partial merge. Each sequence step needs
    seq_number (1-indexed), seq_delay_details.delay_in_days (0-365), and subject with email_body, or seq_variants. An
    empty subject on a follow-up replies in the thread. A merge tag without value or fallback stops that mail. Not
    while the campaign is ACTIVE: pause it first.
    """
    body = {"sequences": [_plain(step) for step in sequences]}
    return await call("POST", f"/campaigns/{campaign_id}/sequences", json=body)


# Senders of a campaign


@TOOLS.write("campaign_senders", destructive=True, idempotent=True)
async def delete_campaign_email_accounts(
    campaign_id: Campaign,
    email_account_ids: Annotated[list[Id], some_ids(1000, "The sender accounts to detach.")],
) -> Result:
    """Detach sender email accounts from a campaign. Does not delete the email accounts themselves. Send an array of
    account ids — one DELETE call detaches all of them.
    """
    return await call("DELETE", f"/campaigns/{campaign_id}/email-accounts", json={"email_account_ids": email_account_ids})


@TOOLS.read("campaign_senders")
async def get_campaign_email_accounts(campaign_id: Campaign) -> Result:
    """List the sender email accounts currently attached to one campaign. A campaign cannot send before at least one
    sender is attached.
    """
    return _wrapped(await call("GET", f"/campaigns/{campaign_id}/email-accounts"))


@TOOLS.write("campaign_senders", idempotent=True)
async def upsert_campaign_email_accounts(
    campaign_id: Campaign,
    email_account_ids: Annotated[list[Id], some_ids(1000, "Sender account ids, from get_email_accounts.")],
) -> Result:
    """Attach one or more sender email accounts to a campaign. email_account_ids is an array of numeric account ids (from
    get_email_accounts). The relation is many-to-many, and an account's daily limit holds for all its campaigns
    together. Accounts attached already are no error; none is detached.
    """
    return await call("POST", f"/campaigns/{campaign_id}/email-accounts", json={"email_account_ids": email_account_ids})


# Leads


@TOOLS.write("leads", destructive=True, idempotent=True)
async def delete_campaign_lead(
    campaign_id: Campaign,
    lead_id: Annotated[int, Field(ge=1, description="Lead id, from get_campaign_leads.")],
) -> Result:
    """Remove one lead from a specific campaign. Does not delete the lead from the workspace — the same email may still
    be enrolled in other campaigns. Returns ok.
    """
    return await call("DELETE", f"/campaigns/{campaign_id}/leads/{lead_id}")


@TOOLS.read("leads")
async def get_campaign_leads(
    campaign_id: Campaign,
    offset: Offset = 0,
    limit: Annotated[int, Field(ge=1, le=100, description="Leads a page.")] = 100,
) -> Result:
    """List leads enrolled in one campaign (paginated). Returns lead id, contact details, custom fields, and per-lead
    campaign status. Use the lead id from this listing, with the campaign id, for get_message_history.
    """
    return await call("GET", f"/campaigns/{campaign_id}/leads", params={"offset": offset, "limit": limit})


@TOOLS.read("leads")
async def get_global_leads(
    limit: Annotated[int, Field(ge=1, le=1000, description="Leads a page.")] = 100,
    offset: Offset = 0,
    created_at_gt: Annotated[str | None, Field(description="ISO 8601: only leads created after.")] = None,
    email: Annotated[str | None, Field(max_length=320, description="Only the lead with this address.")] = None,
) -> Result:
    """List leads across the entire workspace (paginated). Returns data, skip, limit, hasMore. Use created_at_gt and
    email for filtering. For a single email address, get_lead_by_email also tells the campaigns it is in.
    """
    params = {"limit": limit, "offset": offset, "created_at_gt": created_at_gt, "email": email}
    return await call("GET", "/leads/global-leads", params=params)


@TOOLS.read("leads")
async def get_lead_by_email(email: Annotated[str, Field(min_length=3, max_length=320)]) -> Result:
    """Look up one lead by email address. Returns the lead's workspace-wide id, contact details, custom fields, and the
    list of campaigns the email is enrolled in, with campaign_lead_map_id and category there. An empty object: nobody
    has this address.
    """
    return await call("GET", "/leads/", params={"email": email})


@TOOLS.read("leads")
async def get_lead_categories() -> Result:
    """List every lead category defined in the workspace. Each row is {id, name}. Categories are workspace-wide and apply
    to leads in any campaign — useful for set_lead_category and the filters of get_inbox_replies.
    """
    return _wrapped(await call("GET", "/leads/fetch-categories"))


@TOOLS.write("leads", idempotent=True)
async def upsert_campaign_leads(
    campaign_id: Campaign,
    lead_list: Annotated[list[Lead], Field(min_length=1, max_length=400, description="The leads, at most 400 a call.")],
    settings: ImportSettings | None = None,
) -> Result:
    """Enroll leads in a campaign. lead_list is an array of objects; each lead requires ``email`` and may include
    first_name, last_name, company_name, phone_number, website, location, linkedin_profile, company_url and
    custom_fields, the merge fields of the sequence. At most 400 a call. Leads that exist are updated; those in the
    campaign already are counted.
    """
    body: Result = {"lead_list": [_plain(lead) for lead in lead_list]}
    if settings:
        body["settings"] = _plain(settings)
    return await call("POST", f"/campaigns/{campaign_id}/leads", json=body)


# Figures


@TOOLS.read("analytics")
async def get_campaign_analytics(
    campaign_id: Campaign,
    start_date: Annotated[Day | None, Field(description="YYYY-MM-DD, with end_date.")] = None,
    end_date: Annotated[Day | None, Field(description="YYYY-MM-DD, with start_date.")] = None,
) -> Result:
    """Aggregate analytics for one campaign: sent_count, open_count, click_count, reply_count, bounce_count, block_count,
    unsubscribe_count, sequence_count, and where its leads stand. Pass start_date and end_date together (YYYY-MM-DD)
    for what happened in a span of days, from the date-filtered endpoint; without them the counts are since the
    campaign began. Counts are strings.
    """
    if (start_date is None) != (end_date is None):
        raise ApiError(0, "Pass start_date and end_date together, or neither.")
    if start_date is None:
        return await call("GET", f"/campaigns/{campaign_id}/analytics")
    params = {"start_date": start_date, "end_date": end_date}
    return await call("GET", f"/campaigns/{campaign_id}/analytics-by-date", params=params)


@TOOLS.read("analytics")
async def get_campaign_statistics(
    campaign_id: Campaign,
    offset: Offset = 0,
    limit: Annotated[int, Field(ge=1, le=1000, description="Rows a page.")] = 100,
    email_sequence_number: Annotated[int | None, Field(ge=1, le=20, description="Only this step's mails.")] = None,
    email_status: Annotated[
        Literal["opened", "clicked", "replied", "unsubscribed", "bounced"] | None,
        Field(description="Only mails to which this happened."),
    ] = None,
    sent_time_start_date: Annotated[str | None, Field(description="ISO 8601: sent at or after.")] = None,
    sent_time_end_date: Annotated[str | None, Field(description="ISO 8601: sent at or before.")] = None,
) -> Result:
    """Per-message records for one campaign (paginated). Each row carries lead_email, sent_time, reply_time (when status
    is 'replied'), email_subject, sequence_number, and whether it was opened, clicked, bounced or led to an
    unsubscription. Filter with email_status, email_sequence_number and the sent times; for sums use
    get_campaign_analytics.
    """
    params = {
        "offset": offset, "limit": limit, "email_sequence_number": email_sequence_number, "email_status": email_status,
        "sent_time_start_date": sent_time_start_date, "sent_time_end_date": sent_time_end_date,
    }  # fmt: skip
    return await call("GET", f"/campaigns/{campaign_id}/statistics", params=params)


# Sender accounts


@TOOLS.write("email_accounts", destructive=True, idempotent=True)
async def delete_email_account(id: Account) -> Result:
    """Permanently delete a sender email account. Removes the account from any campaigns it was attached to. Cannot be
    undone.
    """
    return await call("DELETE", f"/email-accounts/{id}")


@TOOLS.read("email_accounts")
async def get_email_accounts(
    id: Annotated[int | None, Field(ge=1, description="One account; omit to list them.")] = None,
    offset: Offset = 0,
    limit: Annotated[int, Field(ge=1, le=100, description="Accounts a page.")] = 100,
) -> Result:
    """Read sender email accounts in the workspace. Omit id to list every account (returns id, from_email, type,
    smtp_host, warmup_enabled, daily caps). Pass id for one account. Passwords are never shown.
    """
    if id is not None:
        return await call("GET", f"/email-accounts/{id}")
    return _wrapped(await call("GET", "/email-accounts", params={"offset": offset, "limit": limit}))


@TOOLS.read("email_accounts")
async def get_email_account_warmup_stats(id: Account) -> Result:
    """7-day rolling warmup performance for one sender: emails sent, spam count, delivery rates, opens, replies. The
    endpoint returns at most the last 7 days, day by day.
    """
    return await call("GET", f"/email-accounts/{id}/warmup-stats")


@TOOLS.write("email_accounts", open_world=True)
async def upsert_email_account(
    id: Annotated[int | None, Field(ge=1, description="Change this account; omit to create one.")] = None,
    from_name: Annotated[str | None, Field(max_length=200, description="Name that recipients see.")] = None,
    from_email: Annotated[str | None, Field(max_length=320, description="Address that mails come from.")] = None,
    username: Annotated[str | None, Field(description="Login name, often the address.")] = None,
    password: Annotated[str | None, Field(description="Password or app password. Kept encrypted, never shown.")] = None,
    smtp_host: str | None = None,
    smtp_port: Annotated[int | None, Field(ge=1, le=65535)] = None,
    imap_host: str | None = None,
    imap_port: Annotated[int | None, Field(ge=1, le=65535)] = None,
    max_email_per_day: Annotated[int | None, Field(ge=0, le=10_000, description="Campaign mails a day.")] = None,
    custom_tracking_url: Annotated[str | None, Field(description="Own domain of tracking links.")] = None,
    bcc: Annotated[str | None, Field(description="Address that gets a blind copy of every mail.")] = None,
    signature: Annotated[str | None, Field(description="HTML that ends each mail.")] = None,
    warmup_enabled: bool | None = None,
    total_warmup_per_day: Annotated[int | None, Field(ge=0, le=200)] = None,
    daily_rampup: Annotated[int | None, Field(ge=0, le=100)] = None,
    reply_rate_percentage: Annotated[int | None, Field(ge=0, le=100)] = None,
    client_id: Annotated[int | None, Field(ge=1)] = None,
) -> Result:
    """Create or update a sender email account. Omit id to create (POST email-accounts/save) — every SMTP/IMAP field is
    required because Smartlead validates both logins before anything is saved. With id, pass what to change. Accounts
    that need OAuth are connected in the web pages.
    """
    body = given({
        "from_name": from_name, "from_email": from_email, "username": username, "password": password, "smtp_host": smtp_host,
        "smtp_port": smtp_port, "imap_host": imap_host, "imap_port": imap_port, "max_email_per_day": max_email_per_day,
        "custom_tracking_url": custom_tracking_url, "bcc": bcc, "signature": signature, "warmup_enabled": warmup_enabled,
        "total_warmup_per_day": total_warmup_per_day, "daily_rampup": daily_rampup,
        "reply_rate_percentage": reply_rate_percentage, "client_id": client_id,
    })  # fmt: skip
    return await call("POST", "/email-accounts/save" if id is None else f"/email-accounts/{id}", json=body)


@TOOLS.write("email_accounts", idempotent=True)
async def upsert_email_account_warmup(
    id: Account,
    warmup_enabled: Annotated[bool, Field(description="Whether the account takes part in warm-up.")],
    total_warmup_per_day: Annotated[int | None, Field(ge=1, le=200, description="Warm-up mails a day when fully up.")] = None,
    daily_rampup: Annotated[int | None, Field(ge=1, le=100, description="How many more each day.")] = None,
    reply_rate_percentage: Annotated[int | None, Field(ge=0, le=100, description="How many of them are answered.")] = None,
    warmup_key_id: Annotated[str | None, Field(description="Word that marks its warm-up mails.")] = None,
) -> Result:
    """Update the warmup configuration for one sender account. Always an update — there is no separate create endpoint.
    warmup_enabled is the only required field; what is left out stays as it is. Let the volume ramp up before
    campaigns send at full volume.
    """
    body = given({
        "warmup_enabled": warmup_enabled, "total_warmup_per_day": total_warmup_per_day, "daily_rampup": daily_rampup,
        "reply_rate_percentage": reply_rate_percentage, "warmup_key_id": warmup_key_id,
    })  # fmt: skip
    return await call("POST", f"/email-accounts/{id}/warmup", json=body)


# Master inbox


@TOOLS.read("inbox")
async def get_inbox_replies(
    view: Annotated[
        Literal["all", "unread", "important"],
        Field(description="Every reply, only unread ones, or those marked important."),
    ] = "all",
    offset: Offset = 0,
    limit: Annotated[int, Field(ge=1, le=20, description="Conversations a page.")] = 20,
    email_status: Annotated[
        Literal["Opened", "Clicked", "Replied", "Unsubscribed", "Bounced", "Accepted", "Not Replied"] | None,
        Field(description="Usually 'Replied'."),
    ] = None,
    campaign_id: Annotated[list[Id] | None, some_ids(5, "Up to 5 campaigns.")] = None,
    email_account_id: Annotated[
        list[Id] | None, some_ids(20, "Up to 20 sender accounts with view='all', up to 10 otherwise.")
    ] = None,
    campaign_team_member_id: Annotated[list[Id] | None, some_ids(10, "Up to 10 team members.")] = None,
    campaign_tag_id: Annotated[list[Id] | None, some_ids(10, "Up to 10 campaign tags.")] = None,
    client_id: Annotated[list[Id] | None, some_ids(10, "Up to 10 clients.")] = None,
    category_ids_in: Annotated[list[Id] | None, some_ids(10, "Only these categories, up to 10.")] = None,
    category_ids_not_in: Annotated[list[Id] | None, some_ids(10, "None of these categories, up to 10.")] = None,
    category_assigned: Annotated[bool | None, Field(description="Only with, or only without, a category.")] = None,
    reply_time_between: Annotated[
        list[str] | None,
        Field(min_length=2, max_length=2, description='["2026-03-01T00:00:00Z", "2026-03-31T23:59:59Z"]'),
    ] = None,
    search: Annotated[str | None, Field(max_length=30, description="Free text, at most 30 characters.")] = None,
    sort_by: Literal["REPLY_TIME_DESC", "SENT_TIME_DESC"] = "REPLY_TIME_DESC",
    fetch_message_history: Annotated[
        bool, Field(description="Give each conversation's whole thread too: about ten times as much to read.")
    ] = False,
) -> Result:
    """Read replies from the Smartlead Master Inbox — the unified inbox across every campaign and sender account. Pick
    view='all' (every reply), 'unread' (only those nobody has read) or 'important' (marked so). All three take the
    same filters. Each item's campaign_lead_map_id is the email_lead_map_id of set_inbox_read_status,
    set_lead_category and reply_inbox_email.
    """
    categories = given({
        "categoryIdsIn": category_ids_in, "categoryIdsNotIn": category_ids_not_in, "categoryAssigned": category_assigned,
    })  # fmt: skip
    filters = given({
        "emailStatus": email_status, "campaignId": campaign_id, "emailAccountId": email_account_id,
        "campaignTeamMemberId": campaign_team_member_id, "campaignTagId": campaign_tag_id, "clientId": client_id,
        "leadCategories": categories or None, "replyTimeBetween": reply_time_between, "search": search,
    })  # fmt: skip
    path = {"all": "inbox-replies", "unread": "unread-replies", "important": "important"}[view]
    return await call(
        "POST",
        f"/master-inbox/{path}",
        params={"fetch_message_history": fetch_message_history},
        json={"offset": offset, "limit": limit, "filters": filters, "sortBy": sort_by},
    )


@TOOLS.read("inbox")
async def get_message_history(
    campaign_id: Campaign,
    lead_id: Annotated[int, Field(ge=1, description="Lead id, from get_campaign_leads.")],
    event_time_gt: Annotated[str | None, Field(description="ISO 8601: only messages after.")] = None,
    show_plain_text_response: Annotated[bool | None, Field(description="Bodies as plain text.")] = None,
) -> Result:
    """Read the full message thread for one lead in one campaign: every sent step (SENT) and every reply (REPLY) in
    chrono order, each with subject, email_body, time, message_id and the stats_id that reply_inbox_email takes. Pass
    the lead id from get_campaign_leads, not that of the global lead.
    """
    params = {"event_time_gt": event_time_gt, "show_plain_text_response": show_plain_text_response}
    return await call("GET", f"/campaigns/{campaign_id}/leads/{lead_id}/message-history", params=params)


@TOOLS.write("inbox", open_world=True)
async def reply_inbox_email(
    email_body: Annotated[str, Field(min_length=1, description="What to say, HTML or plain text.")],
    email_lead_map_id: Annotated[
        int | None,
        Field(ge=1, description="Answer this conversation's last message: its campaign_lead_map_id."),
    ] = None,
    campaign_id: Annotated[int | None, Field(ge=1, description="With email_stats_id: the campaign.")] = None,
    email_stats_id: Annotated[
        str | None,
        Field(description="With campaign_id: the message to answer, a stats_id of get_message_history."),
    ] = None,
    reply_message_id: Annotated[str | None, Field(description="Message-ID of the mail that is answered.")] = None,
    reply_email_time: Annotated[str | None, Field(description="When that mail came, ISO 8601.")] = None,
    reply_email_body: Annotated[str | None, Field(description="Its text, to be quoted.")] = None,
    cc: Annotated[str | None, Field(description="Addresses, comma-separated.")] = None,
    bcc: Annotated[str | None, Field(description="Addresses, comma-separated.")] = None,
    add_signature: Annotated[bool | None, Field(description="End with the sender account's signature.")] = None,
) -> Result:
    """Send a reply into an existing Master Inbox email thread. Threading is preserved — the reply lands in the same
    conversation the original lead reply opened, from the account that holds it. It goes to a real person and cannot
    be recalled.
    """
    if email_lead_map_id is not None and (campaign_id is None or email_stats_id is None):
        item = await call("GET", f"/master-inbox/{email_lead_map_id}")
        item = item.get("data") or item
        history = [m for m in item.get("email_history") or [] if m.get("stats_id")]
        if not history:
            raise ApiError(0, "This conversation has no message that could be answered.")
        last = next((m for m in reversed(history) if m.get("type") == "REPLY"), history[-1])
        campaign_id, email_stats_id = item.get("email_campaign_id"), last["stats_id"]
        reply_message_id = reply_message_id or last.get("message_id")
    if campaign_id is None or email_stats_id is None:
        raise ApiError(0, "Name the conversation: email_lead_map_id, or campaign_id with email_stats_id.")
    body = given({
        "email_stats_id": email_stats_id, "email_body": email_body, "reply_message_id": reply_message_id,
        "reply_email_time": reply_email_time, "reply_email_body": reply_email_body, "cc": cc, "bcc": bcc,
        "add_signature": add_signature,
    })  # fmt: skip
    answer = await call("POST", f"/campaigns/{campaign_id}/reply-email-thread", json=body)
    return answer if isinstance(answer, dict) else {"ok": True, "message": answer}


@TOOLS.write("inbox", idempotent=True)
async def set_inbox_read_status(
    email_lead_map_id: MapId, read_status: Annotated[bool, Field(description="true: read")]
) -> Result:
    """Mark an inbox conversation as read (read_status=true) or unread (read_status=false). Use the campaign_lead_map_id
    from get_inbox_replies as the email_lead_map_id.
    """
    body = {"email_lead_map_id": email_lead_map_id, "read_status": read_status}
    return await call("PATCH", "/master-inbox/change-read-status", json=body)


@TOOLS.write("inbox", idempotent=True)
async def set_lead_category(
    email_lead_map_id: MapId,
    category_id: Annotated[int | None, Field(ge=1, description="From get_lead_categories; omit to clear.")] = None,
) -> Result:
    """Assign or clear the category on a lead-campaign mapping. Pass category_id to assign, omit it (or pass null) to
    clear. This is the same surface the Master Inbox shows and filters by. Some categories act: Do Not Contact ends
    the lead's sequence and blocks the address.
    """
    body = {"email_lead_map_id": email_lead_map_id, "category_id": category_id}
    return await call("PATCH", "/master-inbox/update-category", json=body)


def _plain(model: BaseModel) -> Result:
    return model.model_dump(exclude_none=True)


def _wrapped(answer: Any) -> Result:
    """The vendor answers some lists as bare arrays; tools answer objects."""
    return answer if isinstance(answer, dict) else {"data": answer, "count": len(answer)}

"""The types of Instantly's campaigns and subsequences as answers have them; like `answer_types`, data alone."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from outrider.dialects.instantly.answer_types import Time


class VariantSelect(TypedDict):
    trigger: str


Timing = TypedDict("Timing", {"from": str, "to": str})  # HH:MM


class ScheduleWindow(TypedDict):
    name: str
    timing: Timing
    days: dict[str, bool | None]  # '0' is Sunday
    timezone: str


class Schedule(TypedDict):
    schedules: list[ScheduleWindow]
    start_date: NotRequired[str | None]
    end_date: NotRequired[str | None]


class Variant(TypedDict):
    subject: str
    body: str
    v_disabled: NotRequired[bool | None]


class Wait(TypedDict):
    """`delay`: the wait after the step; `pre_delay`: the one before it, which counts in a subsequence's first step."""

    delay: int | float
    delay_unit: NotRequired[str]
    pre_delay: NotRequired[int | float | None]
    pre_delay_unit: NotRequired[str]


class KeptStep(Wait):
    type: Literal["email"]


class Step(KeptStep):
    variants: list[Variant]


class Sequence(TypedDict):
    steps: list[Step]


class CompanyLimit(TypedDict):
    """How many emails a day the people at one company get."""

    mode: Literal["custom", "disabled"]
    daily_limit: NotRequired[int | None]
    scope: NotRequired[Literal["per_campaign", "across_workspace"] | None]


class RoutingRule(TypedDict):
    action: Literal["send", "do_not_send"]
    recipient_esp: list[str]
    sender_esp: list[str]


class Campaign(TypedDict):
    id: str
    name: str
    pl_value: int | float | None
    status: int
    is_evergreen: bool
    campaign_schedule: Schedule
    sequences: list[Sequence]
    timestamp_created: Time
    timestamp_updated: Time
    email_gap: int | float
    random_wait_max: int
    text_only: bool
    first_email_text_only: bool
    email_list: list[str]
    email_tag_list: list[str]
    daily_limit: int | None
    daily_max_leads: int | None
    stop_on_reply: bool
    stop_on_auto_reply: bool
    stop_for_company: bool
    link_tracking: bool
    open_tracking: bool
    prioritize_new_leads: bool
    auto_variant_select: VariantSelect | None
    match_lead_esp: bool
    insert_unsubscribe_header: bool
    allow_risky_contacts: bool
    disable_bounce_protect: bool
    cc_list: list[str]
    bcc_list: list[str]
    organization: str
    owned_by: str | None
    core_variables: None
    custom_variables: dict[str, str] | None
    limit_emails_per_company_override: NotRequired[CompanyLimit]
    provider_routing_rules: NotRequired[list[RoutingRule]]
    not_sending_status: NotRequired[int]


class Conditions(TypedDict, total=False):
    """What takes a lead into a subsequence: interest statuses, activities by number, and words of a reply."""

    crm_status: list[int]
    lead_activity: list[int]
    reply_contains: str


class Subsequence(TypedDict):
    id: str
    timestamp_created: Time
    parent_campaign: str | None
    workspace: str
    status: int
    timestamp_leads_updated: Time
    name: str
    conditions: Conditions
    sequences: list[Sequence]
    auto_variant_select: VariantSelect | None
    daily_limit_mode: str
    daily_limit: int | None
    ignore_account_daily_limit: bool
    subsequence_schedule: NotRequired[Schedule]


class SubsequenceTotals(TypedDict):
    subsequence_id: str
    emails_sent: int
    unique_opens: int
    unique_replies: int


class StatusSummary(TypedDict):
    status: str
    status_message: str
    issue_started_at: None
    last_healthy_send_at: Time


class IssueTracking(TypedDict):
    current_status_code: str
    consecutive_loops_with_issue: int


class UnavailableAccounts(TypedDict):
    daily_limit_hit: int
    slow_ramp_limit_hit: int
    disconnected: int
    global_gap_not_met: int


class AccountsSummary(TypedDict):
    total_connected: int
    available: int
    unavailable: UnavailableAccounts


class NewLeadLimit(TypedDict):
    enabled: bool
    limit: int | None
    contacted: int
    limit_hit: bool


class ScheduleStatus(TypedDict):
    in_schedule: bool


class RoutingStatus(TypedDict):
    enabled: bool
    waiting_for_match: bool
    connected_esps: list[int]


class LeadsStatus(TypedDict):
    no_leads_ready: bool
    account_unavailable_skips: int
    delay_not_met_skips: int


class CampaignDailyLimit(TypedDict):
    limit: int
    sent: int
    limit_hit: bool


class FollowUpsWaiting(TypedDict):
    count: int
    earliest_wait_time_seconds: int


class Diagnostics(TypedDict):
    campaign_id: str
    subsequence_id: NotRequired[str]
    last_updated: Time
    status: str
    issue_tracking: IssueTracking
    accounts_summary: AccountsSummary
    new_lead_limit: NewLeadLimit
    schedule_status: ScheduleStatus
    esp_routing_status: RoutingStatus
    leads_status: LeadsStatus
    campaign_daily_limit: NotRequired[CampaignDailyLimit]
    follow_ups_waiting: NotRequired[FollowUpsWaiting]


class SendingStatus(TypedDict):
    diagnostics: Diagnostics | None
    summary: StatusSummary


class CampaignMapping(TypedDict):
    campaign_id: str
    campaign_name: str
    timestamp_created: Time
    status: int

"""What answers look like. Agent tools show these shapes, so nothing heavy is imported here."""

from typing_extensions import TypedDict


class Campaign(TypedDict):
    id: int
    name: str
    status: str
    status_reason: str | None
    brief: str | None
    created_at: str | None
    started_at: str | None


class Campaigns(TypedDict):
    campaigns: list[Campaign]
    next_cursor: str | None


class Variant(TypedDict):
    id: int
    label: str
    subject: str
    body: str
    enabled: bool


class Step(TypedDict):
    position: int
    action: str
    wait_days: float
    variants: list[Variant]


class Window(TypedDict):
    days: list[str]
    start: str
    end: str
    timezone: str


class Schedule(TypedDict):
    """Without windows it is always open."""

    timezone: str
    windows: list[Window]
    start_date: str | None
    end_date: str | None


class LeadCounts(TypedDict):
    """By where the campaign's leads stand. `not_started`: of the active ones."""

    total: int
    not_started: int
    active: int
    paused: int
    completed: int
    stopped: int


class Figures(TypedDict):
    """`contacted` and `replied` count leads, each once a campaign; `opened` and `clicked` count messages."""

    sent: int
    contacted: int
    opened: int
    clicked: int
    replied: int
    interested: int
    bounced: int
    unsubscribed: int


class CampaignDetail(Campaign):
    steps: list[Step]
    sender_ids: list[int]
    schedule: Schedule
    daily_limit: int | None
    new_leads_per_day: int | None
    tracking_domain: str | None
    winning_metric: str | None
    lead_counts: LeadCounts
    figures: Figures
    enrolled: int  # leads that this request enrolled
    not_enrolled: int  # leads that may not be written to, or are in the campaign


class Rendered(TypedDict):
    """A step's variant as one lead would read it. `problem`: why the campaign would not send it."""

    position: int
    action: str
    variant: str
    subject: str
    text: str
    problem: str | None


class Preview(TypedDict):
    campaign_id: int
    lead_id: int | None
    messages: list[Rendered]


class PlannedDay(TypedDict):
    """A day of the campaign's time zone. `new`: leads written to for the first time, of `sent`."""

    day: str
    sent: int
    new: int


class Load(TypedDict):
    """A sender over the whole time. `full_days`: days on which its own limits kept it from sending more."""

    sender_id: int
    address: str
    daily_limit: int
    sent: int
    for_other_campaigns: int
    full_days: int


class Bind(TypedDict):
    """What kept messages back, and on how many days."""

    reason: str
    sentence: str
    days: int


class Sample(TypedDict):
    """The first message of a step and variant, as it would leave."""

    position: int
    action: str
    recipient: str
    subject: str
    text: str


class Held(TypedDict):
    """A lead that the sequence would not be finished for."""

    lead_id: int
    email: str | None
    status: str
    sentence: str
    detail: str | None


class Rehearsal(TypedDict):
    """What would happen from `begins` to `until`. `ends_at`: when the last message leaves; null: not within that time.

    `outcomes`: leads by what becomes of them. `held`: the first fifty. `in_other_campaigns`: leads who get other campaigns'
    messages too. `is_cut`: there was too much to live through, so it stops at `until`.
    """

    campaign_id: int
    timezone: str
    begins: str | None
    until: str | None
    ends_at: str | None
    is_cut: bool
    messages: int
    outcomes: dict[str, int]
    days: list[PlannedDay]
    senders: list[Load]
    binds: list[Bind]
    samples: list[Sample]
    held: list[Held]
    in_other_campaigns: int


class InCampaign(TypedDict):
    campaign_id: int
    campaign: str
    status: str
    reason: str | None


class Lead(TypedDict):
    id: int
    email: str | None
    first_name: str | None
    last_name: str | None
    company: str | None
    job_title: str | None
    phone: str | None
    website: str | None
    location: str | None
    linkedin_url: str | None
    custom: dict[str, str]
    unsubscribed: bool
    bounced: bool
    last_contacted_at: str | None
    last_replied_at: str | None
    campaigns: list[InCampaign]


class Leads(TypedDict):
    leads: list[Lead]
    next_cursor: str | None


class LeadList(TypedDict):
    id: int
    name: str
    size: int


class LeadLists(TypedDict):
    lists: list[LeadList]
    next_cursor: str | None


class NotTaken(TypedDict):
    """`index`: the lead's place in the request."""

    index: int
    result: str
    reason: str | None


class Imported(TypedDict):
    """`not_taken`: the first hundred of those that were not."""

    list_id: int | None
    campaign_id: int | None
    created: int
    updated: int
    already_there: int
    duplicates: int
    refused: int
    lead_ids: list[int]
    not_taken: list[NotTaken]


class Hold(TypedDict):
    code: str
    sentence: str
    next_at: str | None


class Why(TypedDict):
    """The binding reason, when it will act next (null: not until a person acts), and all other reasons."""

    code: str
    sentence: str
    next_at: str | None
    parts: list[Hold]


class Person(TypedDict):
    """The other side of a conversation; without an id, a stranger."""

    id: int | None
    name: str
    email: str | None
    company: str | None


class Conversation(TypedDict):
    id: int
    lead: Person
    subject: str
    preview: str
    channel: str
    campaign_id: int | None
    sender_id: int
    category: str | None
    unread: bool
    archived: bool
    last_reply_at: str | None
    last_message_at: str | None


class Conversations(TypedDict):
    conversations: list[Conversation]
    next_cursor: str | None


# `from` is a keyword, so this one is made by a call.
Message = TypedDict(
    "Message",
    {
        "id": int,
        "direction": str,
        "kind": str,
        "state": str,
        "from": str | None,
        "to": list[str],
        "subject": str,
        "text": str,
        "at": str | None,
    },
)


class Draft(TypedDict):
    id: int
    conversation_id: int
    state: str
    text: str
    note: str
    author: str
    surface: str
    message_id: int | None
    created_at: str | None
    updated_at: str | None


class Thread(Conversation):
    """`messages`: the last fifty, oldest first. `drafts`: those that wait for a person."""

    messages: list[Message]
    drafts: list[Draft]


class Sent(TypedDict):
    """A message that was handed to the engine, which sends it once."""

    message_id: int
    conversation_id: int | None
    state: str
    due_at: str | None


class Category(TypedDict):
    """`key`: of a built-in one."""

    id: int
    key: str | None
    name: str
    sentiment: str
    description: str | None


class Categories(TypedDict):
    categories: list[Category]
    next_cursor: str | None


class Suppression(TypedDict):
    id: int
    kind: str
    value: str
    reason: str
    created_at: str | None


class Suppressions(TypedDict):
    suppressions: list[Suppression]
    next_cursor: str | None


class Suppressed(TypedDict):
    """`created`: false where it was suppressed before."""

    suppression: Suppression
    created: bool


class AddressCheck(TypedDict):
    """`allowed`: it would be written to. `suppression`: the entry that keeps it from being, if that is why."""

    email: str
    allowed: bool
    reason: str | None
    sentence: str | None
    suppression: Suppression | None
    lead_id: int | None


class ListChange(TypedDict):
    """`changed`: how many leads came in or went out."""

    lead_list: LeadList
    changed: int


class Tag(TypedDict):
    id: int
    name: str
    color: str | None


class Tags(TypedDict):
    tags: list[Tag]
    next_cursor: str | None


class TagChange(TypedDict):
    """`added`: how many leads did not have the tag yet."""

    tag: Tag
    added: int


class CampaignFigures(Figures):
    campaign_id: int


class Report(TypedDict):
    """`days` null: since ever."""

    days: int | None
    total: Figures
    campaigns: list[CampaignFigures]


class Sender(TypedDict):
    """`problem`: what a person must see to. `inbox_share`: percent of a week's warm-up letters that did not land in spam."""

    id: int
    address: str
    name: str
    channel: str
    status: str
    problem: str | None
    sent_today: int
    limit_today: int
    inbox_share: int | None
    campaigns: int
    last_sent_at: str | None


class MailServer(TypedDict):
    host: str
    port: int
    security: str
    username: str


class SenderSettings(TypedDict):
    """`reply_to`: where answers go instead of its address. `smtp` and `imap` null: it is not a mailbox."""

    daily_limit: int
    min_gap_seconds: int
    timezone: str
    signature: str
    reply_to: str | None
    warms_up: bool
    smtp: MailServer | None
    imap: MailServer | None
    created_at: str | None


class SenderDetail(Sender, SenderSettings):
    """A sender's health, limits and servers."""


class LoginTest(TypedDict):
    works: bool
    error: str | None


class SenderTest(TypedDict):
    """What came of logging in to send, and to read."""

    sender_id: int
    smtp: LoginTest
    imap: LoginTest


class Senders(TypedDict):
    senders: list[Sender]
    next_cursor: str | None


class ApprovalText(TypedDict):
    """One of the first messages, as it would leave; `problem` instead of it where it would not."""

    to: str
    subject: str
    text: str
    problem: str


class Approval(TypedDict):
    """`acts`: what it would do, in sentences; `recipients`: to how many; `first_day`: first messages on the first day. `outcome`:
    why it failed or was rejected. `page`: where a person decides; null where no pages are served."""

    id: int
    state: str
    acts: list[str]
    asked_by: str
    key: str
    created_at: str | None
    expires_at: str | None
    decided_at: str | None
    outcome: str | None
    recipients: int
    texts: list[ApprovalText]
    first_day: int
    page: str | None


class Approvals(TypedDict):
    approvals: list[Approval]
    next_cursor: str | None


class Removed(TypedDict):
    """What is gone now."""

    removed: int


class Webhook(TypedDict):
    """`format`: whose payloads it gets, Outrider's own or a vendor's. `status`: active, paused by a person, or disabled after
    `failures` in a row. `campaign_id` null: events of every campaign. `headers`: the names of those sent with each delivery.
    """

    id: int
    name: str
    url: str
    format: str
    events: list[str]
    campaign_id: int | None
    headers: list[str]
    status: str
    failures: int
    disabled_at: str | None
    created_at: str | None


class CreatedWebhook(Webhook):
    """`secret` signs the deliveries. It is shown here only."""

    secret: str


class Webhooks(TypedDict):
    webhooks: list[Webhook]
    next_cursor: str | None


class WebhookTest(TypedDict):
    """`delivered`: the receiver took it. `status_code` null: nothing came back, and `error` says why."""

    delivered: bool
    status_code: int | None
    error: str | None
    response_ms: int


class Delivery(TypedDict):
    """One event on its way to one webhook. `event_id` is what the receiver knows it by; `next_try_at` null: it ended, or is held
    back until its webhook is resumed.
    """

    id: int
    webhook_id: int
    event_id: str
    event_type: str
    state: str
    attempts: int
    next_try_at: str | None
    status_code: int | None
    error: str | None
    response_ms: int | None
    created_at: str | None
    updated_at: str | None


class Deliveries(TypedDict):
    deliveries: list[Delivery]
    next_cursor: str | None


class DeliveryDetail(Delivery):
    """`payload`: what was last sent."""

    payload: dict[str, object] | None


class ApiKey(TypedDict):
    """`user_id`: whose key it is. `mode`: what it may do by itself: read, approve or free."""

    id: int
    name: str
    ends_with: str
    scopes: list[str]
    mode: str
    user_id: int | None
    created_at: str | None
    last_used_at: str | None
    revoked_at: str | None


class CreatedKey(ApiKey):
    """`key` is shown here only."""

    key: str


class ApiKeys(TypedDict):
    api_keys: list[ApiKey]
    next_cursor: str | None


class Member(TypedDict):
    """`joined_at` null: invited, and not here yet."""

    user_id: int
    email: str
    name: str
    role: str
    invited_at: str | None
    joined_at: str | None


class Members(TypedDict):
    members: list[Member]
    next_cursor: str | None


class TemplateStep(TypedDict):
    """`subject` and `body` are those of its first text."""

    action: str
    wait_days: float
    subject: str
    body: str


class Template(TypedDict):
    id: int
    title: str
    description: str
    steps: list[TemplateStep]
    created_at: str | None


class Templates(TypedDict):
    templates: list[Template]
    next_cursor: str | None


class Snippet(TypedDict):
    id: int
    name: str
    body: str
    updated_at: str | None


class Snippets(TypedDict):
    snippets: list[Snippet]
    next_cursor: str | None

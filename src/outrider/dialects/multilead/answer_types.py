"""The types of Multilead's answers: data alone, so that agent tools can name them without loading the core.

Times are milliseconds since 1970 (0: never) or ISO 8601 text, as each field of the vendor's has them.
"""

from collections.abc import Mapping
from typing import Generic, Literal, NotRequired, TypeVar

from typing_extensions import TypedDict

T = TypeVar("T")
Object = Mapping[str, object]  # any object, stored as given
Time = str | None


# Lists and small answers


class Rows(TypedDict, Generic[T]):
    items: list[T]


class Items(TypedDict, Generic[T]):
    result: Rows[T]


class CountedRows(TypedDict, Generic[T]):
    items: list[T]
    count: int


class Counted(TypedDict, Generic[T]):
    result: CountedRows[T]


class Result(TypedDict, Generic[T]):
    result: T


class Done(TypedDict):
    """What agent tools answer where the wire answers a word or nothing. `result`: the word."""

    success: Literal[True]
    result: NotRequired[str]


class CsvText(TypedDict):
    """What agent tools answer where the wire answers a CSV file."""

    csv: str


class Metadata(TypedDict):
    method: str
    path: str
    timestamp: int


class Accepted(TypedDict):
    """The second version's answer to something that was done."""

    success: Literal[True]
    statusCode: int
    metadata: Metadata


class Identified(TypedDict):
    id: int


class Updated(Accepted):
    data: Identified


class Created(TypedDict):
    id: str
    value: str


class CreatedMany(TypedDict):
    ids: list[int]
    value: str


class CreatedTeam(TypedDict):
    teamId: int
    value: str


class Value(TypedDict):
    value: int


# Settings


class IdentityType(TypedDict):
    id: int
    type: str
    prefix: str


class AccountCounts(TypedDict):
    leads_count: int
    campaigns_count: int
    active_campaigns: int
    conversations_count: int


class Usage(TypedDict):
    api_calls_today: int | None
    rate_limit: int | None
    rate_limit_remaining: int | None
    rate_limit_window: Literal["day"]


class AccountStats(TypedDict):
    account: AccountCounts
    usage: Usage


# Leads


class Identifier(TypedDict):
    id: int
    identifier: str
    identityTypeId: int
    linkedinUserId: int
    createdAt: Time
    updatedAt: Time


class LeadCampaign(TypedDict):
    id: int
    onlyDiscoverLeads: bool


class LeadTag(TypedDict):
    id: int
    tag: str
    tagColor: str | None


class Lead(TypedDict):
    """A person in a campaign."""

    id: int
    linkedinUserId: int
    fullName: str | None
    firstName: str
    lastName: str
    occupation: str | None
    company: str | None
    headline: str | None
    education: list[Object] | None
    experience: list[Object] | None
    connectionDegree: int | None
    step: int
    leadStatusId: int
    active: bool
    image: str | None
    linkedinUrl: str
    allFieldsData: Object
    profileIdentifiers: list[Identifier]
    stepChangeTimestamp: int
    businessEmail: str | None
    personalEmail: str | None
    currentStep: int
    nextStep: str
    nextStepId: int | None
    campaign: LeadCampaign
    tags: list[LeadTag]
    totalYearsInCareer: NotRequired[str | None]


class LeadRows(TypedDict):
    items: list[Lead]
    count: int
    allFields: list[str]


class Leads(TypedDict):
    result: LeadRows


class AddedLead(TypedDict):
    leadId: int
    campaignId: int
    identityTypeId: int
    leadStatusId: int
    currentStepId: int | None
    nextStepId: int | None
    leadGlobalStatusId: int


class Tagging(TypedDict):
    id: int
    tagId: int
    leadId: int


class Tag(TypedDict):
    id: int
    linkedinAccountId: int
    tag: str
    tagColor: str
    createdAt: Time
    updatedAt: Time


class TeamLead(TypedDict):
    """A person of the team, in no campaign."""

    id: int
    email: str | None
    first_name: str | None
    last_name: str | None
    company: str | None
    title: str | None
    phone: str | None
    linkedin_url: str | None
    tags: list[str]
    custom_fields: Object
    source: str | None
    created_at: Time
    updated_at: Time


class TeamLeads(TypedDict):
    leads: list[TeamLead]
    total: int
    limit: int
    offset: int
    has_more: bool


class DeletedLead(TypedDict):
    success: Literal[True]
    id: int
    message: str


class School(TypedDict):
    schoolLink: str
    schoolLogo: str
    schoolName: str
    schoolFos: str
    timeInSchool: str


class Job(TypedDict):
    companyLink: str
    companyLogo: str
    companyName: str
    positionInCompany: str
    timeInCompany: str


class Profile(TypedDict):
    education: list[School]
    experience: list[Job]
    volunteer: list[Object] | None
    id: int
    email: str | None
    businessEmail: str | None
    fullName: str
    picture: str
    occupation: str
    country: str
    currentCompanyLogo: str
    primaryIdentifier: str
    primaryIdentifierTypeId: int
    currentCompany: str
    yearsInCurrentCompany: int
    totalCareerPositionsCount: int
    totalYearsInCareer: str
    collegeName: str
    temporaryField: None
    phone: str
    twitter: str | None
    website: str
    domain: str | None
    connectionDegree: int | None
    activities: None
    recommendations: Object | None
    currentLinkedinCompanyId: int | None
    created_at: Time
    updated_at: Time
    additionalData: None
    profileIdentifiers: list[Identifier]


class LinkedInUser(TypedDict):
    id: int
    linkedinUser: Profile


# Campaigns


class Switches(TypedDict):
    onlyPremium: bool
    onlyOpenInmail: bool
    collectInMailStatus: bool
    onlyDiscoverLeads: bool
    isFirstConnection: bool
    getPersonalInfo: bool
    onlyUniqueLeads: bool
    noPendingConnections: bool


class ShortCampaign(Switches):
    """A campaign without its figures."""

    stepsTree: None
    id: int
    linkedinAccountId: int
    networkId: int
    statusId: int
    statusChangeTimestamp: int
    checkTimestamp: int
    name: str
    connectMessage: str | None
    lastProcessingTimestamp: int
    duplicateLeadsIgnored: int
    pendingLeadsIgnored: int
    connectLeadsAborted: int
    createdAt: Time
    updatedAt: Time
    startAt: int
    stateId: int
    enableClickRate: bool
    enableOpenRate: bool


class BelongedLead(TypedDict):
    """A lead of a thread, with its campaign."""

    id: int
    campaignId: int
    leadSourceId: int
    linkedinUserId: int
    identityTypeId: int
    linkedinAccountId: int
    leadStatusId: int
    currentStepId: int | None
    nextStepId: int | None
    leadGlobalStatusId: int
    nextCampaignStep: None
    creationUTCTimestamp: int
    stepChangeTimestamp: int
    lastSetupInProgress: int
    interactionCount: int
    note: str | None
    connectionDetected: bool
    isPremium: bool
    isOpenInmail: bool
    isDeclined: bool
    isBlocked: bool
    checkResponseTimestamp: int
    unsubscribe: bool
    createdAt: Time
    updatedAt: Time
    campaignBack: int
    campaign: ShortCampaign


class ListedSource(TypedDict):
    id: int
    dashboard: int
    generalStatus: str
    leadSourceType: str
    leadSourceUrl: str
    pageNumber: int
    csvName: str
    lastTimeReused: int | None
    autoReuseInterval: int | None  # days
    autoReuse: int | bool
    scheduledAt: NotRequired[None]


class Source(ListedSource):
    campaignId: int
    autoReuseIntervalMs: int | None
    statusChangeTimestamp: int
    createdAt: Time
    updatedAt: Time


class ListedStats(TypedDict):
    campaignId: int
    profileViewsMade: int
    inmailsSent: int
    emailsSent: int
    connectionsRequested: int
    messagesSent: int
    connectionRequestsAccepted: int
    connectionsViaEmailRequested: int
    connectionReplies: int
    responseRate: str
    acceptanceRate: str
    openRate: str
    clickRate: str
    totalLeads: int
    isActive: bool
    totalFollowCount: int
    emailsVerified: int
    bounceRate: str
    emailsBounced: int
    remainingLeads: int


class ListedCampaign(TypedDict):
    id: int
    linkedinAccountId: int
    networkId: int
    statusId: int
    checkTimestamp: int
    name: str
    lastProcessingTimestamp: int
    globalTargetingIgnoreCount: int
    includeGloballyTargetedLeads: int
    onlyPremium: int
    onlyDiscoverLeads: int
    isFirstConnection: int
    getPersonalInfo: int
    createdAt: Time
    updatedAt: Time
    everyConnectionsSent: bool
    stateId: int
    campaignStats: ListedStats
    leadSources: list[ListedSource]


class CampaignRows(TypedDict):
    count: int
    campaigns: list[ListedCampaign]


class Output(TypedDict):
    id: str
    color: str
    label: str


class Position(TypedDict):
    x: float
    y: float


class StepData(TypedDict):
    message: str
    outputs: list[Output]
    subject: str
    tagInfo: list[Object]
    position: Position
    emailType: str
    signature: str
    signatureId: str | None
    sourceHandle: None
    allowPaidInMails: bool
    ultraConnectBoost: bool
    inviteMessageOption: str
    onlyConnectViaEmail: bool
    personalizedImageId: None
    useDefaultSignature: NotRequired[bool]
    boostConnectViaEmail: bool
    connectMessageViaEmail: str
    sentEmailIfNotConnected: bool


class NextStep(TypedDict):
    previousStepResult: str
    minRequiredStatusId: int
    maxRequiredStatusId: int
    action: str
    campaignId: int | None
    doAfterPreviousStep: int  # milliseconds
    id: int
    step: int
    conditions: Object
    ABGroup: None
    replyToStep: None
    data: StepData


class Step(NextStep):
    nextSteps: list[NextStep]
    savedSequenceId: int | None
    leadExecutedCounts: int
    numberOfLeadsInStep: NotRequired[int]


class CampaignStats(TypedDict):
    id: int
    campaignId: int
    profileViewsMade: int
    connectionsRequested: int
    connectionsViaEmailRequested: int
    messagesSent: int
    inMailsSent: int
    connectionRequestsAccepted: int
    leadsEngaged: int
    leadReplies: int
    emailsClicked: int
    emailsOpened: int
    emailsSent: int
    emailsVerified: int
    emailsBounced: int
    createdAt: Time
    updatedAt: Time
    totalFollowCount: int


class AdditionalData(TypedDict):
    id: int
    campaignId: int
    personalizedFields: str  # a JSON array


class CampaignMailbox(TypedDict):
    id: int
    email: str
    name: str


class Campaign(ShortCampaign):
    """A campaign with its steps, figures, lead sources and mailboxes."""

    outOfNetworkLeadsIgnored: int
    includeGloballyTargetedLeads: bool
    globalTargetingIgnoreCount: int
    dailyEmailSendingLimit: int
    totalEmailsSentToday: int
    isDirtyEmailScheduler: bool
    textOnlyEmails: bool
    campaignSteps: list[Step]
    campaignStats: CampaignStats
    additionalData: AdditionalData
    leadSources: list[Source]
    mailboxes: list[CampaignMailbox]
    scheduleId: int
    allMailboxesSelected: bool


class TemplatePerson(TypedDict):
    picture: str


class TemplateSeat(TypedDict):
    fullName: str
    linkedinUser: TemplatePerson


class TemplateUser(TypedDict):
    id: int
    fullName: str


class Template(TypedDict):
    """A saved sequence."""

    id: int
    title: str
    description: str
    image: None
    acceptanceRate: None
    responseRate: None
    whitelabelId: None
    userId: int
    isGlobalTemplate: bool
    linkedinAccountId: int
    teamId: int
    user_id: int
    steps: list[Step]
    linkedinAccount: TemplateSeat
    user: TemplateUser


# Conversations and messages


class SentMessage(TypedDict):
    """A message just written, on its way."""

    id: int
    message: str
    receiver: bool
    createdAt: int
    seenAt: int
    account: int
    linkedinUserId: int
    thread: NotRequired[str]
    dashboard: int
    leadId: int | None
    campaignId: int | None
    messageStatus: Literal["SENDING"]
    messageType: str
    lastRetry: int


class Message(TypedDict):
    """`receiver`: it was received."""

    id: int
    thread: str
    linkedinUserId: int
    account: int
    dashboard: int
    campaignId: int | None
    leadId: int | None
    message: str
    attachments: list[Object] | None
    receiver: int | bool
    seenAt: int | None
    messageType: NotRequired[str]
    createdAt: int
    messageStatus: str
    lastRetry: NotRequired[int]
    subject: NotRequired[str | None]
    trackingId: NotRequired[None]
    archived: NotRequired[bool]


class Channel(TypedDict):
    threads: dict[str, list[Message]]


class Channels(TypedDict):
    """Messages by channel and thread."""

    channels: dict[str, Channel]


class OfLead(TypedDict):
    messages: Channels


class OfLeads(TypedDict):
    leads: dict[str, Channels]


class ByKey(TypedDict, Generic[T]):
    items: dict[str, T]


class ConversationLead(TypedDict):
    """Nothing but a null id for who is in no campaign."""

    id: int | None
    isDeclined: NotRequired[int]
    backToCampaignTimestamp: NotRequired[int]
    nextStepId: NotRequired[int | None]
    note: NotRequired[str | None]


class ConversationPerson(TypedDict):
    id: int
    occupation: str | None
    picture: str | None
    email: str | None
    businessEmail: str | None
    fullName: str
    identifier: str
    country: str | None
    currentCompany: str | None
    phone: str | None
    createdAt: Time


class Conversation(TypedDict):
    account: int
    thread: str
    dashboard: int
    campaignId: int | None
    lead: ConversationLead
    linkedinUser: ConversationPerson


# Webhooks and blacklists


class Webhook(TypedDict):
    id: int
    linkedinAccountId: int | None
    url: str
    accountWebhookActionId: int | None
    createdAt: Time
    updatedAt: Time
    metadata: Object


class CampaignWebhook(Webhook):
    campaignId: int | None
    campaign: ShortCampaign | None


class Keyword(TypedDict):
    id: int
    teamId: NotRequired[int]
    seatId: NotRequired[int]
    type: str
    source: str
    sourceName: None
    comparisonType: str
    createdAt: Time
    updatedAt: Time


class GlobalBlacklist(TypedDict):
    globalBlacklist: Keyword


class Blacklist(TypedDict):
    blacklist: Keyword


# Statistics


class Point(TypedDict):
    date: str
    value: float


class Statistics(TypedDict):
    """Curves by their number: each by day, and over all the days."""

    dailyStatistic: dict[str, list[Point]]
    total: dict[str, float]


class CampaignTotals(TypedDict):
    total_connections: int
    total_profile_views: int
    total_replies: int


# Teams


class Permission(TypedDict):
    id: int
    isViewOnly: bool


class Team(TypedDict):
    teamId: int
    teamName: str
    ownerId: int | None
    ownerName: str | None
    createdAt: Time


class Role(TypedDict):
    id: str
    name: str
    permissions: list[Permission]
    teamId: int | None
    whitelabelId: None


class RoleSeat(TypedDict):
    accountId: int
    name: str


class SeatRole(TypedDict):
    roleName: str
    roleId: str
    seats: list[RoleSeat]


class Member(TypedDict):
    userId: int
    name: str
    email: str
    seatRoles: list[SeatRole]
    status: Literal["active", "invited"]
    canManagePayment: bool
    canManageGlobalBlacklist: bool
    isTeamOwner: bool


class MemberRows(TypedDict):
    items: list[Member]
    count: int
    sumCount: int


class Members(TypedDict):
    result: MemberRows

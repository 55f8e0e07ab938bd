"""The types of answers about campaigns, their steps and templates; like `answer_types`, data alone."""

from typing import NotRequired

from typing_extensions import TypedDict

from outrider.dialects.multilead.answer_types import Object, Time


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

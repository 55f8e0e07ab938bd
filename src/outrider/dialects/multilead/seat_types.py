"""The types of answers about users and seats; like `answer_types`, data alone."""

from typing_extensions import TypedDict

from outrider.dialects.multilead.answer_types import Object, Permission, Time


class NewUser(TypedDict):
    id: int
    email: str
    userTypeId: int
    whitelabelId: int
    emailConfirmed: bool
    fullName: str
    createdAt: Time
    apiKey: str


class User(TypedDict):
    id: int
    email: str
    phone: str | None
    fullName: str
    userTypeId: int
    whitelabelId: int
    emailClientApplicationId: None
    emailConfirmed: bool
    resendEmailCounter: int
    createdAt: Time
    updatedAt: Time


class SeatUser(TypedDict):
    """Who may use a seat."""

    id: int
    name: str
    email: str
    phone: str | None
    createdAt: Time
    updatedAt: Time
    resendEmailCounter: int
    emailConfirmed: int
    userTypeId: int
    emailClientApplicationId: int
    hasPlatformRoles: int


class NewSeat(TypedDict):
    id: int
    fullName: str
    theme: int
    subscriptionId: int
    subscriptionValidTo: int
    permissions: dict[str, Permission]


class SignInField(TypedDict):
    type: str
    field: str


class Subscription(TypedDict):
    id: int
    status: str
    subscriptionEndsAt: int


class PaymentStatus(TypedDict):
    id: int
    name: str


class Mailbox(TypedDict):
    authenticationId: str
    type: str
    status: str
    email: str


class SharedPerson(TypedDict):
    """What every list shows of a seat's own LinkedIn profile."""

    id: int | None
    fullName: str
    picture: str | None
    occupation: str | None
    country: str | None
    currentCompany: str | None
    primaryIdentifier: str | None
    education: list[Object] | None
    experience: list[Object] | None
    volunteer: list[Object] | None
    email: None
    currentCompanyLogo: None
    yearsInCurrentCompany: int | None
    totalCareerPositionsCount: int | None
    totalYearsInCareer: str | None
    collegeName: str | None
    temporaryField: None
    phone: None
    twitter: None
    website: None
    domain: None
    connectionDegree: None
    activities: None
    recommendations: Object | None
    currentLinkedinCompanyId: int | None


class SeatPerson(SharedPerson):
    headline: str | None
    createdAt: Time
    updatedAt: Time
    businessEmailFoundByPlatform: None
    linkedinPersonalEmailFoundByPlatform: None
    s3Picture: None
    lastMessage: None
    messageSeenAt: None
    messageCreatedAt: None
    messageDashboardId: None
    isMessageRead: None


class OwnedPerson(SharedPerson):
    businessEmail: None
    primaryIdentifierTypeId: int
    created_at: Time
    updated_at: Time


class SharedSettings(TypedDict):
    """What every list shows of a seat's limits and working hours."""

    emailBlacklist: list[str]
    bccRecipients: list[str]
    id: int
    linkedinAccountId: int
    startUTCTime: str
    endUTCTime: str
    addMaxPeople: int
    addMinPeople: int
    viewMaxPeople: int
    viewMinPeople: int
    followMaxPeople: int
    followMinPeople: int
    sendMaxMessages: int
    sendMinMessages: int
    sendMaxInMails: int
    sendMinInMails: int
    startUTCDay: int
    endUTCDay: int
    timeZone: str
    discoverMinPages: int
    discoverMaxPages: int
    maxPendingAmount: int
    blacklist: str
    isWarmupActive: bool
    warmupStage: int
    warmupStageFinishAt: None
    warmupStartedAt: int | None
    warmupFinishedAt: None
    createdAt: Time
    updatedAt: Time
    emailDelay: int
    viewMaxPageToDiscover: int
    viewMinPageToDiscover: int


class ListedSettings(SharedSettings):
    connectViaEmailMaxPeople: int
    connectViaEmailMinPeople: int
    warmupEmailLimits: None
    minCompanyApiCalls: int
    maxCompanyApiCalls: int
    customDomain: str | None
    domainVerified: bool
    lastWorkHoursUpdate: None
    weekendDaysId: int


class SeatSettings(ListedSettings):
    sendMaxEmails: int
    sendMinEmails: int


class OwnedSettings(SharedSettings):
    sendMaxEmails: int
    sendMinEmails: int
    currentZoneTime: str


class SharedSeat(TypedDict):
    """What every list shows of a seat."""

    id: int
    lastConnectionUpdate: int
    lastUserConnectionFetch: int
    connectionStatusId: int
    withdrawalTimestamp: int
    withdrawalStatusId: int
    cooldownAccount: int
    pinFormInfo: None
    globalSignature: str | None
    accountGlobalStatusId: int
    linkedinUserId: int | None
    accountPaymentStatusId: int
    subscriptionId: int
    linkedinSubscriptionId: int
    cancelAt: Time
    fullName: str
    theme: str
    createdAt: Time
    updatedAt: Time
    getMessagesStatusId: int
    lastGetMessagesUpdate: int
    lastListenConnectionTimestamp: int
    lastFetchMessages: int
    tasksDelay: int
    jailPoint: int
    isInJail: bool
    planId: int
    lastConnectionAcceptedAt: int
    pinDocumentInfo: None
    pinSentAt: None
    emailCredits: int
    lastEmailSent: int | None
    contactSource: None
    subscription: Subscription
    accountPaymentStatus: PaymentStatus
    cooldownConnect: int
    cooldownInMail: int
    cooldownPaidInMail: int


class EverySeat(SharedSeat):
    twoFactorAuthFormInfo: list[SignInField]
    twoFactorAuthDocumentInfo: dict[str, str]
    email: str | None
    cooldownConnectViaBug: int
    cooldownSalesSearch: int
    teamId: int
    linkedinProfileErrors: int
    captchaUrl: None
    pinTimestamp: int
    suspended: bool
    lastGotMessagesAt: int
    isDirtyEmailScheduler: bool
    nextEmailLimitRestart: int
    handleOutOfOfficeEmails: bool
    lastAccountGlobalStatusChangedAt: int
    lastAccountGlobalStatusId: int
    currentZoneTime: str
    emailOauths: list[Mailbox]
    cooldownConnectViaEmail: int
    cooldownSendMessage: int
    linkedinUser: SeatPerson | None


class ListedSeat(EverySeat):
    """A seat in the list of seats."""

    accountGlobalSettings: ListedSettings


class Seat(EverySeat):
    """A seat with all that is known of it."""

    userId: int | None
    accountGlobalSettings: SeatSettings


class OwnedSeat(SharedSeat):
    """A seat in the list of users."""

    userId: int | None
    lastTryEmailsFetch: int
    lastEmailFetch: None
    localStorage: None
    linkedinUser: OwnedPerson | None
    accountGlobalSettings: OwnedSettings


class ListedUser(User):
    linkedinAccounts: list[OwnedSeat]

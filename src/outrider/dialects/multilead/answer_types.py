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

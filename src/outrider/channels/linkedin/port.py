"""What Outrider asks of a LinkedIn provider: signing accounts in, acting as them, and reading what came back.

People have two names: `slug`, the last part of their profile's URL, the same for everybody; and `provider_id`, LinkedIn's own,
which may differ from one viewer to the next and is kept with the sender that saw it. Times are aware.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, Literal, Protocol, TypeVar

MAX_NOTE = 300  # characters of an invitation's note
MAX_NOTE_BASIC = 200  # of an account without a subscription's
MAX_MESSAGE = 8000
MAX_INMAIL = 1900
MAX_INMAIL_SUBJECT = 200

State = Literal["ok", "connecting", "credentials", "stopped"]
Tier = Literal["basic", "premium", "sales_navigator", "recruiter"]
T = TypeVar("T")


# -- what goes wrong ------------------------------------------------------------------------------------------------------


class LinkedInError(Exception):
    """Anything a provider or LinkedIn refuses. `code` is the provider's own word for it."""

    def __init__(self, detail: str, code: str = "") -> None:
        super().__init__(detail)
        self.detail, self.code = detail, code


class Limited(LinkedInError):
    """Not done: too much of it. `whole_account`: of everything, not of this action alone."""

    def __init__(self, detail: str, code: str = "", *, retry_after: timedelta, whole_account: bool) -> None:
        super().__init__(detail, code)
        self.retry_after, self.whole_account = retry_after, whole_account


class Disconnected(LinkedInError):
    """Not done: the account must be signed in again."""


class BadLogin(LinkedInError):
    """Wrong user name, password or session cookie."""


class BadCode(LinkedInError):
    """The code does not solve the checkpoint, or is too late."""


class NotAllowed(LinkedInError):
    """Not done, and trying again will not help. `why` says what stands against it."""

    def __init__(self, detail: str, code: str = "", *, why: "Why") -> None:
        super().__init__(detail, code)
        self.why: Why = why


Why = Literal["already_invited", "already_connected", "already_done", "not_connected", "no_inmail", "no_post", "refused"]


class Unreachable(LinkedInError):
    """Not done: the person does not exist or cannot be contacted."""


class Uncertain(LinkedInError):
    """It may or may not have been done: the answer never came, or says nothing."""


class Unavailable(LinkedInError):
    """Not done: the provider can't be reached or is not set up; later it may be."""


# -- what goes to and fro -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Login:
    """How an account signs in: user name and password, or the session cookie `li_at` (`premium_cookie`: `li_a`)."""

    username: str | None = None
    password: str | None = field(default=None, repr=False)
    cookie: str | None = field(default=None, repr=False)
    premium_cookie: str | None = field(default=None, repr=False)
    user_agent: str | None = None
    country: str | None = None  # two letters: where the session should appear to be


@dataclass(frozen=True, slots=True)
class SignIn:
    """The account at the provider. `checkpoint`: what LinkedIn requires first (2FA, OTP, IN_APP_VALIDATION, ...)."""

    account_id: str
    checkpoint: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as one account sees them. `degree`: 1 to 3, None out of network. `invitation`: one that is pending."""

    provider_id: str
    slug: str | None
    first_name: str = ""
    last_name: str = ""
    headline: str = ""
    company: str = ""
    location: str = ""
    picture_url: str | None = None
    premium: bool = False
    open_profile: bool = False
    degree: int | None = None
    invitation: Literal["sent", "received"] | None = None
    connection_count: int | None = None
    details: Mapping[str, object] = field(default_factory=dict[str, object])  # experience, education, …: as the provider has it


@dataclass(frozen=True, slots=True)
class Owner:
    """The profile behind an account, and what LinkedIn lets it do."""

    provider_id: str
    slug: str | None
    first_name: str = ""
    last_name: str = ""
    headline: str = ""
    picture_url: str | None = None
    tier: Tier = "basic"


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was taken. Ids the provider does not tell are None."""

    message_id: str | None
    chat_id: str | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A pending invitation that the account sent."""

    id: str
    provider_id: str | None
    slug: str | None
    at: datetime | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A connection, and since when."""

    provider_id: str
    slug: str | None
    at: datetime
    first_name: str = ""
    last_name: str = ""
    headline: str = ""


@dataclass(frozen=True, slots=True)
class ChatAttachment:
    """What is known of a file in a chat."""

    type: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """A message in a chat. `ours`: the account wrote it, here or by hand on LinkedIn."""

    id: str
    chat_id: str
    at: datetime
    text: str
    ours: bool
    sender_id: str | None = None
    subject: str = ""
    attachments: Sequence[ChatAttachment] = ()


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation between the account and one person."""

    id: str
    provider_id: str | None
    name: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A person in a search's result. `provider_id`: None where the search names people by another product's ids."""

    provider_id: str | None
    slug: str | None
    first_name: str = ""
    last_name: str = ""
    headline: str = ""
    company: str = ""
    job_title: str = ""
    location: str = ""
    url: str | None = None
    picture_url: str | None = None
    degree: int | None = None
    open_profile: bool = False
    invited: bool = False  # by the account, and has not answered


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list. `cursor`: requests the next page; None on the last. `total`: the size of the whole list, if known."""

    items: Sequence[T]
    cursor: str | None = None
    total: int | None = None


class Provider(Protocol):
    """A LinkedIn provider. Everything raises LinkedInError; what acts on LinkedIn says with Uncertain that it may have acted."""

    async def connect(self, login: Login) -> SignIn: ...

    async def reconnect(self, account_id: str, login: Login) -> SignIn: ...

    async def solve_checkpoint(self, account_id: str, code: str) -> SignIn: ...

    async def disconnect(self, account_id: str) -> None:
        """Remove the account. It is not an error if it is already gone."""
        ...

    async def state(self, account_id: str) -> State: ...

    async def owner(self, account_id: str) -> Owner: ...

    async def profile(self, account_id: str, identifier: str, *, visit: bool = False) -> Profile:
        """A person by slug or provider id. With `visit`, LinkedIn notifies them of the profile view."""
        ...

    async def follow(self, account_id: str, provider_id: str) -> None: ...

    async def invite(self, account_id: str, provider_id: str, note: str = "") -> str | None:
        """Send an invitation. Returns its id, if known."""
        ...

    async def withdraw(self, account_id: str, invitation_id: str) -> None: ...

    async def write(self, account_id: str, provider_id: str, text: str) -> Sent:
        """Send a message to a connection, or to someone with an open profile."""
        ...

    async def answer(self, account_id: str, chat_id: str, text: str) -> Sent:
        """A message in a chat that exists."""
        ...

    async def inmail(self, account_id: str, provider_id: str, subject: str, text: str, tier: Tier) -> Sent: ...

    async def like_latest_post(self, account_id: str, provider_id: str) -> str:
        """Like the person's latest post; its id. NotAllowed 'no_post' when there is none."""
        ...

    async def invitations(self, account_id: str, cursor: str | None = None) -> Page[Invitation]: ...

    async def relations(self, account_id: str, cursor: str | None = None) -> Page[Relation]:
        """Connections, the newest first."""
        ...

    async def messages(self, account_id: str, after: datetime, cursor: str | None = None) -> Page[ChatMessage]:
        """Messages of all chats after a moment, the newest first."""
        ...

    async def chat(self, account_id: str, chat_id: str) -> Chat: ...

    async def chat_messages(self, account_id: str, chat_id: str, after: datetime) -> Page[ChatMessage]: ...

    async def search(self, account_id: str, url: str, *, limit: int, cursor: str | None = None) -> Page[Found]: ...

    async def close(self) -> None: ...

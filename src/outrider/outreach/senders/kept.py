"""What a sender is connected by, as it is given and as the JSON columns hold it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NotRequired, TypedDict

from outrider.channels.email.account import Auth, Secret, Security
from outrider.rules.schedule import ScheduleJson


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server of a mailbox. `password` is kept encrypted, separately from the rest."""

    host: str
    port: int
    security: Security = "tls"
    username: str = ""
    password: str | None = field(default=None, repr=False)
    auth: Auth = "plain"


class Login(TypedDict):
    """Where a mail server is, and how to sign in to it."""

    host: str
    port: int
    security: Security
    username: str
    secret: Secret
    auth: Auth


class KeptServer(TypedDict):
    """A mail server of a mailbox, without its password."""

    host: str
    port: int
    security: NotRequired[Security]
    username: NotRequired[str]
    auth: NotRequired[Auth]


class Connection(TypedDict, total=False):
    """How a sender is reached: a mailbox through its servers, a LinkedIn account by its id at the provider."""

    smtp: KeptServer
    imap: KeptServer
    account_id: str


class KeptToken(TypedDict):
    """The OAuth token of a mailbox. `expires_at` in ISO format."""

    provider: str
    access_token: str
    refresh_token: str | None
    expires_at: str
    scope: str


class Secrets(TypedDict, total=False):
    """What is kept encrypted. `oauth_refresh_until`: until when one process alone may refresh the token, in ISO format."""

    smtp_password: str
    imap_password: str
    oauth: KeptToken
    oauth_refresh_until: str


class Ramp(TypedDict):
    """A slow start: `start` messages on the day `started_on` (in ISO format), `step` more each day, at most `ceiling`."""

    start: int
    step: int
    started_on: str
    ceiling: NotRequired[int | None]


class Limits(TypedDict, total=False):
    """`placement`: mails of placement tests a day. The others: how often a day a LinkedIn account does an action."""

    ramp: Ramp | None
    placement: int
    view_profile: int
    follow: int
    like: int
    invite: int
    message: int
    inmail: int


class Warmup(TypedDict, total=False):
    """`daily_target`: letters a day at the end of the ramp, `increment` more each day. Rates are percentages of a mailbox's
    letters: those that recipients answer, open, mark as important, and move out of spam.
    """

    daily_target: int
    increment: int
    tag: str
    reply_rate: int
    open_rate: int
    important_rate: int
    save_rate: int
    weekdays_only: bool
    own_domain: bool
    reads_slowly: bool


class SenderChanges(TypedDict, total=False):
    """What an operator may change of a sender. Of `limits`, `warmup` and `profile` only the names given, where None removes one;
    of the others None clears what may be empty.
    """

    name: str | None
    timezone: str | None
    schedule: Mapping[str, object] | ScheduleJson | None
    daily_limit: int | None
    limits: Mapping[str, object] | None
    min_gap_seconds: int | None
    gap_jitter_seconds: int | None
    signature: str | None
    reply_to: str | None
    bcc: str | None
    tracking_domain: str | None
    warmup_enabled: bool | None
    warmup: Mapping[str, object] | None
    profile: Mapping[str, object] | None
    provider: str | None
    seat_id: int | None

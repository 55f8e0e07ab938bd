"""The documents of Unipile's API, as far as they are read: what is always there, and what may be missing or null."""

from typing import Required, TypedDict


class Checkpoint(TypedDict, total=False):
    """What LinkedIn requires before a sign-in succeeds."""

    type: str | None


class SignedIn(TypedDict, total=False):
    """The answer to a sign-in. `object`: 'Checkpoint' while LinkedIn requires more."""

    object: str
    account_id: Required[str]
    checkpoint: Checkpoint | None


class AccountSource(TypedDict, total=False):
    status: str


class Account(TypedDict, total=False):
    """An account; each of its sources has a status of its own."""

    sources: list[AccountSource] | None


class Named(TypedDict, total=False):
    """What all documents about a person have."""

    public_identifier: str | None
    first_name: str | None
    last_name: str | None
    headline: str | None
    location: str | None
    profile_picture_url: str | None
    network_distance: str | None


class Product(TypedDict, total=False):
    """A product that an account subscribes to. `error`: DISCONNECTED while it is not signed in to it."""

    error: str | None


class Owner(Named, total=False):
    """The account's own profile."""

    provider_id: Required[str]
    occupation: str | None
    premium: bool | None
    recruiter: Product | None
    sales_navigator: Product | None


class Invited(TypedDict, total=False):
    """An invitation between the account and a person. `status`: PENDING, …; `type`: SENT or RECEIVED."""

    status: str | None
    type: str | None


class Job(TypedDict, total=False):
    """A job of a person's work experience."""

    company: str | None
    current: bool | None
    end: str | None


class User(Named, total=False):
    """A person's profile."""

    provider_id: Required[str]
    is_premium: bool | None
    is_open_profile: bool | None
    is_relationship: bool | None
    connections_count: int | None
    invitation: Invited | None
    work_experience: list[Job] | None


class Position(TypedDict, total=False):
    company: str | None
    role: str | None


class Hit(Named, total=False):
    """A result of a search. `type`: PEOPLE, COMPANY, … Someone that LinkedIn hides from the account has no id and no name."""

    id: str | None
    type: str | None
    name: str | None
    current_positions: list[Position] | None
    public_profile_url: str | None
    profile_url: str | None
    open_profile: bool | None
    pending_invitation: bool | None


class Paging(TypedDict, total=False):
    total_count: int | None


class Hits(TypedDict, total=False):
    items: Required[list[Hit]]
    cursor: str | None
    paging: Paging | None


class InvitationSent(TypedDict, total=False):
    id: Required[str]
    invited_user_id: str | None
    invited_user_public_id: str | None
    parsed_datetime: str | None
    invitation_text: str | None


class InvitationsSent(TypedDict, total=False):
    items: Required[list[InvitationSent]]
    cursor: str | None


class Connection(Named, total=False):
    """A person that the account is connected with. `created_at`: in milliseconds."""

    member_id: Required[str]
    created_at: Required[int]


class Connections(TypedDict, total=False):
    items: Required[list[Connection]]
    cursor: str | None


class Attachment(TypedDict, total=False):
    type: str | None
    file_name: str | None


class Message(TypedDict, total=False):
    """A message in a chat. `is_event`: something that happened there instead, such as a new name."""

    id: Required[str]
    chat_id: Required[str]
    timestamp: Required[str]
    text: str | None
    is_sender: bool | None
    is_event: bool | None
    sender_id: str | None
    subject: str | None
    attachments: list[Attachment] | None


class Messages(TypedDict, total=False):
    items: Required[list[Message]]
    cursor: str | None


class Chat(TypedDict, total=False):
    id: Required[str]
    attendee_provider_id: str | None
    name: str | None
    subject: str | None


class ChatStarted(TypedDict, total=False):
    """The answer to a message sent."""

    message_id: str | None
    chat_id: str | None


class InvitationMade(TypedDict, total=False):
    invitation_id: str | None


class Post(TypedDict, total=False):
    id: Required[str]
    social_id: str | None


class Posts(TypedDict, total=False):
    items: list[Post] | None

"""What can go wrong, in the core's own words. Dialects turn these into their vendor's bodies and statuses."""

import dataclasses
from dataclasses import dataclass
from typing import Any


@dataclass
class OutriderError(Exception):
    """An error meant for the caller. `code` is stable; `message` says what to do next; `fields` names what was wrong."""

    message: str
    code: str = "error"
    field: str | None = None
    data: dict[str, Any] = dataclasses.field(default_factory=dict[str, Any])

    def __str__(self) -> str:
        return self.message


@dataclass
class NotFound(OutriderError):
    """There is no such thing in this workspace."""

    code: str = "not_found"


@dataclass
class Invalid(OutriderError):
    """A value breaks a rule; `field` says which."""

    code: str = "invalid"


@dataclass
class Conflict(OutriderError):
    """The thing's present state does not allow this."""

    code: str = "conflict"


@dataclass
class Forbidden(OutriderError):
    """The key or member may not do this."""

    code: str = "forbidden"


@dataclass
class ApprovalNeeded(Forbidden):
    """What was asked for would send something, which waits for a person's approval. `data['acts']`: what it would do."""

    code: str = "approval_needed"


@dataclass
class Unauthorized(OutriderError):
    """No key, or not a good one."""

    code: str = "unauthorized"


@dataclass
class RateLimited(OutriderError):
    """Too many requests in the window; `data['retry_after']` in seconds."""

    code: str = "rate_limited"


@dataclass
class PaymentRequired(OutriderError):
    """Not enough credits, or a feature that a business behind it would have to provide."""

    code: str = "payment_required"


@dataclass
class Unavailable(OutriderError):
    """Something outside did not answer or refused: a mail server, a provider."""

    code: str = "unavailable"

"""The core's errors. Dialects translate them into their vendor's bodies and status codes."""

import dataclasses
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass
class OutriderError(Exception):
    """An error for the caller. `code` is stable; `message` says what to do next; `fields` names the invalid fields."""

    message: str
    code: str = "error"
    field: str | None = None
    data: dict[str, Any] = dataclasses.field(default_factory=dict[str, Any])

    def __str__(self) -> str:
        return self.message


@dataclass
class NotFound(OutriderError):
    """The object does not exist in this workspace."""

    code: str = "not_found"


@dataclass
class Invalid(OutriderError):
    """A value breaks a rule; `field` says which."""

    code: str = "invalid"


@dataclass
class Conflict(OutriderError):
    """The object's current state does not allow this."""

    code: str = "conflict"


@dataclass
class Forbidden(OutriderError):
    """The key or member may not do this."""

    code: str = "forbidden"


@dataclass
class ApprovalNeeded(Forbidden):
    """The request would send something and needs a person's approval. `data['acts']`: what it would do."""

    code: str = "approval_needed"


@dataclass
class Unauthorized(OutriderError):
    """The key is missing or invalid."""

    code: str = "unauthorized"


@dataclass
class RateLimited(OutriderError):
    """Too many requests in the window; `data['retry_after']` in seconds."""

    code: str = "rate_limited"


@dataclass
class PaymentRequired(OutriderError):
    """Not enough credits, or a service that is sold outside the software."""

    code: str = "payment_required"


@dataclass
class Unavailable(OutriderError):
    """An external service, such as a mail server or provider, did not respond or refused."""

    code: str = "unavailable"


@contextmanager
def naming(field: str) -> Generator[None]:
    """Say that what is not found inside is what `field` names: of two ids of the same kind, the one that is wrong."""
    try:
        yield
    except NotFound as error:
        raise dataclasses.replace(error, field=field) from None

"""Small things of the whole API: the health check, what identity types mean, and an account's counts."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import WithJsonSchema

from outrider.dialects.kit.access import Caller
from outrider.dialects.kit.tools import Schema
from outrider.dialects.multilead import answer_types
from outrider.dialects.multilead.access import at
from outrider.dialects.multilead.answers import says
from outrider.dialects.multilead.bodies import MOST
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.conversations import inbox
from outrider.outreach.leads import leads
from outrider.values import is_array

router = APIRouter(tags=["Settings"])
plain = APIRouter(tags=["Settings"])

# Headers of every answer to a known key: requests a day, and how many of them are left.
LIMIT, REMAINING = "X-RateLimit-Limit", "X-RateLimit-Remaining"

IDENTITY_TYPES: dict[int, answer_types.IdentityType] = {
    1: {"id": 1, "type": "BASIC", "prefix": "https://www.linkedin.com/in/"},
    2: {"id": 2, "type": "NAVIGATOR", "prefix": "https://www.linkedin.com/sales/people/"},
    3: {"id": 3, "type": "RECRUITER", "prefix": "https://www.linkedin.com/UNKNOWN/"},
    4: {"id": 4, "type": "EMAIL", "prefix": "EMAIL"},
    5: {"id": 5, "type": "BUSINESS_EMAIL", "prefix": "BUSINESS_EMAIL"},
}
BASIC, EMAIL = 1, 4


@router.get("/", include_in_schema=False)
async def health(request: Request) -> Response:
    """The application answers."""
    return says(request, 200)


# The document says an array, which is written with commas in between; a JSON array is understood as well.
_ARRAY: Schema = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0, "maximum": MOST},
    "minItems": 1,
    "maxItems": 50,
    "uniqueItems": True,
}
Numbers = Annotated[str, WithJsonSchema(_ARRAY), Path(max_length=1000)]


@router.get("/identityType/ids/{ids}")
async def identity_types(principal: Caller, ids: Numbers) -> list[answer_types.IdentityType]:
    """What the numbers of identity types mean. `ids` is a JSON array, or numbers with commas in between."""
    try:
        found: Any = json.loads(ids if ids.lstrip().startswith("[") else f"[{ids}]")
    except (ValueError, RecursionError):
        found = None
    if not is_array(found) or not all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= MOST for n in found):
        raise _wrong(ids, "Id must be a number array")
    if not found or len(set(found)) != len(found):
        raise _wrong(ids, "Ids array must contain distinct values and not be empty")
    return [IDENTITY_TYPES[n] for n in found if n in IDENTITY_TYPES]


@plain.get("/v1/account/stats")
async def account_stats(request: Request, scope: Annotated[Scope, at("team", "statistics")]) -> answer_types.AccountStats:
    """How much there is in the key's team, and how much may be asked today."""
    headers = request.state.headers
    limit, left = (int(headers[name]) if name in headers else None for name in (LIMIT, REMAINING))
    return {
        "account": {
            "leads_count": await leads.count(scope),
            "campaigns_count": await campaigns.count(scope),
            "active_campaigns": await campaigns.count(scope, status="active"),
            "conversations_count": await inbox.count(scope),
        },
        "usage": {
            "api_calls_today": None if limit is None or left is None else limit - left,
            "rate_limit": limit,
            "rate_limit_remaining": left,
            "rate_limit_window": "day",
        },
    }


def _wrong(value: str, message: str) -> RequestValidationError:
    return RequestValidationError([{"type": "value_error", "loc": ("path", "ids"), "msg": message, "input": value}])

"""Choosing accounts: the vendor's words for what accounts are filtered by, as arguments of senders.find_all."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypedDict
from uuid import UUID

from pydantic import Field

from outrider.dialects.instantly.bodies import EXACT, Body, Text
from outrider.dialects.kit.ids import some_ids
from outrider.errors import Invalid
from outrider.outreach.base.reasons import Reason
from outrider.outreach.campaigns.campaigns import CampaignFilters
from outrider.outreach.senders.senders import Sender
from outrider.values import Json

Word = Literal[
    "ACC_FILTER_PAUSED",
    "ACC_FILTER_ERROR",
    "ACC_FILTER_NO_CTD",
    "ACC_FILTER_PW_ACCOUNTS",
    "ACC_FILTER_DFY",
    "ACC_FILTER_DFY_SETUP_PENDING",
    "ACC_FILTER_W_ACTIVE",
    "ACC_FILTER_W_PAUSED",
    "ACC_FILTER_W_ERROR",
]

BROKEN = ("error", "disconnected")
_CONNECTION = (str(Reason.AUTH_FAILED), str(Reason.SENDER_DISCONNECTED))
_BOUNCES = (str(Reason.BOUNCED), str(Reason.SOFT_BOUNCED), str(Reason.BOUNCE_RATE))
_STATUS: dict[int, Json] = {
    1: {"status": ["active"]},
    2: {"status": ["paused", "suspended"]},
    3: {"status": ["connecting", "awaiting_code"]},
    -1: {"status": list(BROKEN), "status_codes": list(_CONNECTION)},
    -2: {"status": list(BROKEN), "status_codes": list(_BOUNCES)},
    -3: {"status": list(BROKEN), "status_codes_not": [*_CONNECTION, *_BOUNCES]},
}
STATUSES = tuple(_STATUS)
# None: nothing here is ever that (bought accounts, accounts that a pool has banned).
_WORDS: dict[str, Json | None] = {
    "ACC_FILTER_PAUSED": _STATUS[2],
    "ACC_FILTER_ERROR": {"status": list(BROKEN)},
    "ACC_FILTER_NO_CTD": {"tracking_domain": False},
    "ACC_FILTER_W_ACTIVE": {"warmup_enabled": True},
    "ACC_FILTER_W_PAUSED": {"warmup_enabled": False},
    "ACC_FILTER_PW_ACCOUNTS": None,
    "ACC_FILTER_DFY": None,
    "ACC_FILTER_DFY_SETUP_PENDING": None,
    "ACC_FILTER_W_ERROR": None,
}


class _Tags(TypedDict):
    """The arguments of find_all that say which tags."""

    tag_ids: list[int] | None
    all_tag_ids: list[int] | None
    untagged: bool


class AccountFilter(Body):
    """Which accounts: `tag_ids` any of them, `tag_ids_all` all of them; `tag_id` "no-tag" those without one."""

    model_config = EXACT

    tag_id: UUID | Literal["no-tag"] | None = None
    tag_ids: list[UUID] | None = Field(default=None, min_length=1, max_length=1000)
    tag_ids_all: list[UUID] | None = Field(default=None, min_length=1, max_length=1000)
    filter: Word | None = None
    search: Text | None = None


def status(sender: Sender) -> int:
    """The vendor's number for how an account is."""
    for number, wanted in _STATUS.items():
        codes, others = wanted.get("status_codes"), wanted.get("status_codes_not", ())
        code = sender.status_code or ""
        if sender.status in wanted["status"] and (codes is None or code in codes) and code not in others:
            return number
    return -3


def of(
    given: AccountFilter | str | None = None,
    *,
    search: str | None = None,
    status: int | None = None,
    tag_ids: list[str] | None = None,
    all_tag_ids: list[str] | None = None,
) -> Json | None:
    """Arguments of senders.find_all; None if nothing can match. Raises Invalid for values that the vendor does not define."""
    criteria = AccountFilter.model_construct(filter=given) if isinstance(given, str) else given or AccountFilter()
    if criteria.filter is not None and criteria.filter not in _WORDS:
        raise Invalid("filter must be equal to one of the allowed values")
    found: Json = {}
    if text := (search or criteria.search or "").strip():
        found["search"] = text
    for part in (_STATUS[status] if status is not None else {}, _WORDS[criteria.filter] if criteria.filter else {}):
        if part is None or not _combine(found, part):
            return None
    tags = _tags(criteria, tag_ids or (), all_tag_ids or ())
    return None if tags is None else found | tags


def _tags(criteria: AccountFilter, any_of: Sequence[str] = (), all_of: Sequence[str] = ()) -> _Tags | None:
    """None if nothing can have them."""
    untagged = criteria.tag_id == "no-tag"
    one = () if untagged or criteria.tag_id is None else (criteria.tag_id,)
    wanted, needed = [*any_of, *(criteria.tag_ids or ()), *one], {*map(str, (*all_of, *(criteria.tag_ids_all or ())))}
    some, every = some_ids("tag", wanted), some_ids("tag", sorted(needed))
    if (wanted and not some) or len(every) < len(needed):
        return None
    return {"tag_ids": some or None, "all_tag_ids": every or None, "untagged": untagged}


def _combine(found: Json, part: Mapping[str, Any]) -> bool:
    """Add conditions; False when they and those there cannot both hold."""
    for name, value in part.items():
        if name == "status" and "status" in found:
            value = [s for s in value if s in found["status"]]
            if not value:
                return False
        found[name] = value
    return True


def of_campaigns(given: AccountFilter | str | None, *, search: str | None = None) -> CampaignFilters | None:
    """Arguments of campaigns.find_all; None if nothing can match. Raises Invalid for a word: these choose accounts."""
    if isinstance(given, str) or (given and given.filter):
        raise Invalid("body/filter: a word such as ACC_FILTER_PAUSED chooses accounts; campaigns are chosen by search and tags.")
    criteria = given or AccountFilter()
    tags = _tags(criteria)
    return None if tags is None else {"search": search or criteria.search, "subsequences": False, **tags}

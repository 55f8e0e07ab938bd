"""Choosing accounts: the vendor's words for what accounts are filtered by, as arguments of senders.find_all."""

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from outrider.dialects.instantly.bodies import EXACT, Body, Text
from outrider.dialects.kit.ids import some_ids
from outrider.errors import Invalid
from outrider.outreach.base.reasons import Reason
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


class AccountFilter(Body):
    """Which accounts: `tag_ids` any of them, `tag_ids_all` all of them."""

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
    every_tag: bool = False,
) -> Json | None:
    """Arguments of senders.find_all; None if nothing can match. Raises Invalid for values that the vendor does not define."""
    criteria = AccountFilter.model_construct(filter=given) if isinstance(given, str) else given or AccountFilter()
    if criteria.filter is not None and criteria.filter not in _WORDS:
        raise Invalid("filter must be equal to one of the allowed values")
    if criteria.tag_id == "no-tag":
        raise Invalid("filter/tag_id: accounts without a tag cannot be chosen; name the tags.")
    found: Json = {}
    if text := (search or criteria.search or "").strip():
        found["search"] = text
    for part in (_STATUS[status] if status is not None else {}, _WORDS[criteria.filter] if criteria.filter else {}):
        if part is None or not _combine(found, part):
            return None
    wanted: list[Any] = [*(tag_ids or ()), *(criteria.tag_ids or criteria.tag_ids_all or ()), *_some(criteria.tag_id)]
    if wanted:
        tags = some_ids("tag", wanted)
        every = every_tag or bool(criteria.tag_ids_all and not criteria.tag_ids)
        if not tags or (every and len(tags) < len(wanted)):
            return None
        found |= {"tag_ids": tags, "every_tag": every}
    return found


def _some(value: object) -> list[Any]:
    return [] if value is None else [value]


def _combine(found: Json, part: Mapping[str, Any]) -> bool:
    """Add conditions; False when they and those there cannot both hold."""
    for name, value in part.items():
        if name == "status" and "status" in found:
            value = [s for s in value if s in found["status"]]
            if not value:
                return False
        found[name] = value
    return True


def tags_of(given: AccountFilter | str | None) -> list[int] | None:
    """The tags alone, where campaigns are chosen."""
    if given is None or isinstance(given, str):
        return None
    return some_ids("tag", [*(given.tag_ids or given.tag_ids_all or ()), *_some(given.tag_id)]) or None

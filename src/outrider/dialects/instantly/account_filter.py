"""Choosing accounts: the vendor's words for what accounts are filtered by, as the core's filters."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Literal, TypedDict
from uuid import UUID

from pydantic import Field

from outrider.dialects.instantly.bodies import EXACT, Body, Text
from outrider.dialects.kit.ids import some_ids
from outrider.errors import Invalid
from outrider.outreach.base.reasons import Reason
from outrider.outreach.campaigns.campaigns import CampaignFilters
from outrider.outreach.senders.senders import Sender, SenderFilter

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
_STATUS: dict[int, SenderFilter] = {
    1: SenderFilter(status=["active"]),
    2: SenderFilter(status=["paused", "suspended"]),
    3: SenderFilter(status=["connecting", "awaiting_code"]),
    -1: SenderFilter(status=BROKEN, status_codes=_CONNECTION),
    -2: SenderFilter(status=BROKEN, status_codes=_BOUNCES),
    -3: SenderFilter(status=BROKEN, status_codes_not=[*_CONNECTION, *_BOUNCES]),
}
STATUSES = tuple(_STATUS)
# None: nothing here is ever that (bought accounts, accounts that a pool has banned).
_WORDS: dict[str, SenderFilter | None] = {
    "ACC_FILTER_PAUSED": _STATUS[2],
    "ACC_FILTER_ERROR": SenderFilter(status=BROKEN),
    "ACC_FILTER_NO_CTD": SenderFilter(tracking_domain=False),
    "ACC_FILTER_W_ACTIVE": SenderFilter(warmup_enabled=True),
    "ACC_FILTER_W_PAUSED": SenderFilter(warmup_enabled=False),
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
        codes, others = wanted.status_codes, wanted.status_codes_not or ()
        code = sender.status_code or ""
        if sender.status in (wanted.status or ()) and (codes is None or code in codes) and code not in others:
            return number
    return -3


def of(
    given: AccountFilter | str | None = None,
    *,
    search: str | None = None,
    status: int | None = None,
    tag_ids: list[str] | None = None,
    all_tag_ids: list[str] | None = None,
) -> SenderFilter | None:
    """As the core's filter; None if nothing can match. Raises Invalid for values that the vendor does not define."""
    criteria = AccountFilter.model_construct(filter=given) if isinstance(given, str) else given or AccountFilter()
    if criteria.filter is not None and criteria.filter not in _WORDS:
        raise Invalid("filter must be equal to one of the allowed values")
    numbered = SenderFilter() if status is None else _STATUS[status]
    found = _both(numbered, SenderFilter() if criteria.filter is None else _WORDS[criteria.filter])
    tags = _tags(criteria, tag_ids or (), all_tag_ids or ())
    if found is None or tags is None:
        return None
    return replace(found, channel="email", search=(search or criteria.search or "").strip() or None, **tags)


def to_json(given: SenderFilter) -> dict[str, object]:
    """What a job gets of it: arguments of SenderFilter beyond the channel."""
    return {name: value for name, value in asdict(given).items() if value is not None and name != "channel"}


def _tags(criteria: AccountFilter, any_of: Sequence[str] = (), all_of: Sequence[str] = ()) -> _Tags | None:
    """None if nothing can have them."""
    untagged = criteria.tag_id == "no-tag"
    one = () if untagged or criteria.tag_id is None else (criteria.tag_id,)
    wanted, needed = [*any_of, *(criteria.tag_ids or ()), *one], {*map(str, (*all_of, *(criteria.tag_ids_all or ())))}
    some, every = some_ids("tag", wanted), some_ids("tag", sorted(needed))
    if (wanted and not some) or len(every) < len(needed):
        return None
    return {"tag_ids": some or None, "all_tag_ids": every or None, "untagged": untagged}


def _both(numbered: SenderFilter, named: SenderFilter | None) -> SenderFilter | None:
    """What a status and a word choose together; None when there can be none."""
    if named is None:
        return None
    status = numbered.status or named.status
    if numbered.status and named.status:
        status = [word for word in numbered.status if word in named.status]
        if not status:
            return None
    return replace(numbered, status=status, tracking_domain=named.tracking_domain, warmup_enabled=named.warmup_enabled)


def of_campaigns(given: AccountFilter | str | None, *, search: str | None = None) -> CampaignFilters | None:
    """Arguments of campaigns.find_all; None if nothing can match. Raises Invalid for a word: these choose accounts."""
    if isinstance(given, str) or (given and given.filter):
        raise Invalid("body/filter: a word such as ACC_FILTER_PAUSED chooses accounts; campaigns are chosen by search and tags.")
    criteria = given or AccountFilter()
    tags = _tags(criteria)
    return None if tags is None else {"search": search or criteria.search, "subsequences": False, **tags}

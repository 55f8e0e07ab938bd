"""What Smartlead documents and Outrider cannot do: 402 in the vendor's shape, with what to use instead.

A refusal is final, so it is not a 5xx: clients try those again. The vendor's other hosts are known by their paths as well as by
their names.
"""

from collections.abc import Awaitable, Callable, Iterator
from typing import NoReturn

from fastapi import APIRouter

from outrider.dialects.kit.access import Caller
from outrider.errors import PaymentRequired

router = APIRouter(tags=["Not served"], include_in_schema=False)

_OAUTH = "Connect a mailbox by OAuth on the pages /connect/google and /connect/microsoft, where its owner signs in."
_SENDERS = (
    "Smart Senders sells domains and mailboxes; Outrider uses those you own. Add one with POST /email-accounts/save, or connect"
    " it at /connect/google or /connect/microsoft."
)
_PROSPECT = (
    "SmartProspect searches the vendor's own database of people. Bring your contacts with POST /lead-list/{id}/import or"
    " POST /campaigns/{id}/leads."
)

_SENDER_SHOP = (
    ("GET", "auth-secret"), ("GET", "get-domain-list"), ("GET", "get-vendors"), ("GET", "order-details"),
    ("GET", "search-domain"), ("POST", "auto-generate-mailboxes"), ("POST", "place-order"),
)  # fmt: skip
_PROSPECTING = (
    ("POST", "search-contacts"), ("POST", "get-contacts"), ("POST", "fetch-contacts"), ("POST", "search-contacts/find-emails"),
    ("GET", "search-analytics"), ("GET", "reply-analytics"), ("GET", "search-filters/saved-searches"),
    ("GET", "search-filters/recent-searches"), ("GET", "search-filters/fetched-searches"),
    ("POST", "search-filters/save-search"), ("PUT", "search-filters/save-search/{id}"),
    ("PUT", "search-filters/fetched-searches/{id}"), ("PATCH", "review-contacts/{filter_id}"), ("GET", "countries"),
    ("GET", "states"), ("GET", "cities"), ("GET", "company"), ("GET", "domain"), ("GET", "departments"), ("GET", "levels"),
    ("GET", "industries"), ("GET", "sub-industries"), ("GET", "revenue"), ("GET", "head-counts"), ("GET", "job-title"),
    ("GET", "keywords"),
)  # fmt: skip


def _refused() -> Iterator[tuple[str, str, str]]:
    yield "POST", "/email-accounts/save-oauth", _OAUTH
    yield from ((method, f"/smart-senders/{path}", _SENDERS) for method, path in _SENDER_SHOP)
    yield from ((method, f"/search-email-leads/{path}", _PROSPECT) for method, path in _PROSPECTING)


UNSERVED: tuple[tuple[str, str, str], ...] = tuple(_refused())  # method, path, what to use instead


def _route(instead: str) -> Callable[..., Awaitable[NoReturn]]:
    async def refuse(_: Caller) -> NoReturn:
        raise PaymentRequired(f"Outrider does not serve this. {instead}", code="not_served")

    return refuse


for method, path, instead in UNSERVED:
    router.add_api_route(path, _route(instead), methods=[method], include_in_schema=False, response_model=None)

"""Operations of Instantly's that Outrider does not serve, because a business stands behind them or another surface does it: each
answers 402 in the vendor's shape, and says why and what to use instead. Never a bare 404 for what a client may know, and never a
5xx, which clients try again.
"""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException

from outrider.dialects.kit.access import Caller

router = APIRouter(tags=["Not served"], include_in_schema=False)
METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE"]


@dataclass(frozen=True, slots=True)
class Group:
    """Operations below some paths."""

    name: str
    paths: tuple[str, ...]
    why: str


UNSERVED = (
    Group(
        "Done-for-you domains and inboxes",
        ("/dfy-email-account-orders",),
        "Outrider sells no domains or inboxes. Buy them where you like, and add each mailbox with POST /accounts.",
    ),
    Group("CRM phone numbers", ("/crm-actions",), "Outrider makes no calls and rents no numbers; it writes emails."),
    Group(
        "Templates and sales flows",
        ("/email-templates", "/custom-prompt-templates", "/sales-flow"),
        "The vendor's published document does not have them. What a campaign sends stands in its sequences.",
    ),
)


def _route(group: Group) -> Any:
    async def refuse(_: Caller) -> None:
        raise HTTPException(402, f"{group.name} is not served by Outrider. {group.why}")

    return refuse


for group in UNSERVED:
    for path in group.paths:
        router.add_api_route(path, _route(group), methods=METHODS)
        router.add_api_route(path + "/{rest:path}", _route(group), methods=METHODS)

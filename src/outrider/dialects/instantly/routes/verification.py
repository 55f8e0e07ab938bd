"""Email verification: is it an address, does its domain take mail, has it bounced here?

No recipient's server is probed, so whether a domain takes mail for every address is not known (`catch_all` is "pending").
Answers come at once where DNS answers; else the status is pending and the engine asks again: poll, or give a `webhook_url`. When
DNS never answered, `status` is error. Nothing is charged.
"""

import asyncio
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from outrider.dialects.instantly import answer_types
from outrider.dialects.instantly.bodies import Body
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped, Work
from outrider.dialects.kit.fields import NOT_BLANK, WebAddress
from outrider.errors import Invalid
from outrider.outreach.leads import verification
from outrider.outreach.leads.verification import Verdict, Verification

router = APIRouter(prefix="/email-verification", tags=["Email verification"])
SECONDS = 10.0  # that a request waits for DNS


class Verify(Body):
    email: Annotated[str, Field(min_length=1, max_length=verification.MAX_EMAIL, pattern=NOT_BLANK)]
    webhook_url: WebAddress | None = None


def shown(found: Verification) -> answer_types.Verification:
    settled = found.verdict in ("verified", "invalid")
    return {
        "email": found.email,
        "status": "success" if settled else "error" if found.verdict == "unknown" else None,
        "verification_status": found.verdict if settled else "pending",
        "catch_all": False if found.verdict == "invalid" else "pending",
        "credits": None,
        "credits_used": 0,
    }


@router.post("", dependencies=[needs("email_verifications:create")])
async def verify(work: Work, body: Verify) -> answer_types.Verification:
    """Verify an address."""
    if "\x00" in body.email:
        raise Invalid("body/email must be an email address")
    verdict: Verdict = "pending"
    detail = ""
    try:
        async with asyncio.timeout(SECONDS):
            verdict, detail = await verification.look(body.email)
    except TimeoutError:
        pass
    scope = await work.last()
    now = "pending" if verdict == "unknown" else verdict
    found = await verification.record(scope, body.email, now, detail, webhook_url=body.webhook_url)
    if now == "pending" or found.webhook_url:
        await verification.later(scope, found)
    return shown(found)


@router.get("/{email}", dependencies=[needs("email_verifications:read")])
async def get_verification(scope: Scoped, email: str) -> answer_types.Verification:
    """What came of it."""
    return shown(await verification.get(scope, email))

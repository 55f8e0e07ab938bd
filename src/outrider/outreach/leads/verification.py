"""Verifying email addresses: is it an address, does its domain take mail, has it bounced here?

No mail is sent and no recipient's server is probed: probing harms the sender's reputation and answers little. Whether a domain
takes mail for every address ("catch-all") is therefore not known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from outrider.channels.email.verify import Resolver, check_mail_domain
from outrider.errors import NotFound
from outrider.outreach.base import jobs
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Scope
from outrider.rules import addresses

KIND = "verification.check"  # the engine's job for what could not be answered at once
LEADS = "leads.verify"  # the engine's job for leads that were imported
MAX_EMAIL = 320

Verdict = Literal["pending", "verified", "invalid", "unknown"]


@dataclass(frozen=True, slots=True)
class Verification:
    """What is known of an address. 'pending': in progress; 'unknown': DNS did not respond, even to repeated queries."""

    id: int
    email: str
    verdict: Verdict
    detail: str
    webhook_url: str | None
    created_at: datetime
    updated_at: datetime


_COLUMNS = "id, email, verdict, detail, webhook_url, created_at, updated_at"


async def look(email: str, resolver: Resolver | None = None) -> tuple[Verdict, str]:
    """What an address's form and its domain's DNS say, and why. Waits for DNS: no transaction may be open. Never raises."""
    try:
        address = addresses.normalise(email)
    except addresses.InvalidAddress as error:
        return "invalid", f"not an address: {error.reason}"
    takes = await check_mail_domain(addresses.domain(address), resolver)
    match takes.verdict:
        case "pass":
            return "verified", takes.detail
        case "unknown":
            return "unknown", takes.detail
        case _:
            return "invalid", takes.detail


async def record(scope: Scope, email: str, verdict: Verdict, detail: str = "", *, webhook_url: str | None = None) -> Verification:
    """Keep a verdict, and tell the lead of this address. An address that has bounced here is invalid whatever DNS says.

    `webhook_url` will be told as well, which is an act of its own.
    """
    email = _key(email)
    if webhook_url is not None:
        scope.note("webhook.verification", None, {"email": email, "url": webhook_url})
    lead = await scope.one(
        "SELECT id, bounced_at FROM leads WHERE workspace_id = %(workspace_id)s AND email = %(email)s", email=email
    )
    if lead and lead["bounced_at"] and verdict != "invalid":
        verdict, detail = "invalid", "mail to it has bounced"
    if lead and verdict in ("verified", "invalid"):
        await scope.run(
            """
            UPDATE leads SET verification = %(verdict)s, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND verification IS DISTINCT FROM %(verdict)s
            """,
            id=lead["id"],
            verdict=verdict,
        )
    row = await scope.one(
        sql(
            """
        INSERT INTO verifications AS v (workspace_id, email, verdict, detail, webhook_url, created_at, updated_at)
        VALUES (%(workspace_id)s, %(email)s, %(verdict)s, %(detail)s, %(url)s, %(now)s, %(now)s)
        ON CONFLICT (workspace_id, email) DO UPDATE SET verdict = excluded.verdict, detail = excluded.detail,
            webhook_url = coalesce(excluded.webhook_url, v.webhook_url), updated_at = excluded.updated_at
        RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        email=email,
        verdict=verdict,
        detail=detail,
        url=webhook_url,
    )
    assert row is not None
    return Verification(**row)


async def later(scope: Scope, found: Verification) -> None:
    """Have the engine continue: ask DNS again while the verdict is pending, and notify the webhook if there is one."""
    await jobs.enqueue(scope, KIND, {"email": found.email}, entity_kind="verification", entity_id=found.id)


async def of_leads(scope: Scope, lead_ids: Sequence[int]) -> jobs.Job | None:
    """Have the engine verify the addresses of leads that are not verified yet; until then nothing is sent to them.

    None: there is none of them.
    """
    rows = await scope.all(
        """
        UPDATE leads SET verification = 'pending', updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) AND verification IS NULL AND email IS NOT NULL RETURNING id
        """,
        ids=lead_ids,
    )
    return await jobs.enqueue(scope, LEADS, {"lead_ids": [r["id"] for r in rows]}) if rows else None


async def give_up(scope: Scope, emails: Sequence[str]) -> None:
    """DNS does not respond about these: they are unverified again."""
    await scope.run(
        """
        UPDATE leads SET verification = NULL, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND email = ANY (%(emails)s) AND verification = 'pending'
        """,
        emails=emails,
    )


async def notified(scope: Scope, email: str) -> None:
    """Record that the webhook has been notified."""
    await scope.run(
        "UPDATE verifications SET webhook_url = NULL WHERE workspace_id = %(workspace_id)s AND email = %(email)s",
        email=_key(email),
    )


async def get(scope: Scope, email: str) -> Verification:
    """Raises NotFound for an address that was never verified."""
    row = await scope.one(
        sql("SELECT {columns} FROM verifications WHERE workspace_id = %(workspace_id)s AND email = %(email)s", columns=_COLUMNS),
        email=_key(email),
    )
    if row is None:
        raise NotFound("This address has not been verified yet: verify it first.")
    return Verification(**row)


def _key(email: str) -> str:
    try:
        return addresses.normalise(email)
    except addresses.InvalidAddress:
        return email.strip()[:MAX_EMAIL]

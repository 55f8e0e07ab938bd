"""Sending accounts examined: their logins, the DNS of their domains, and tracking domains."""

import asyncio
from collections.abc import Awaitable
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request
from pydantic import AliasChoices, BeforeValidator, Field

from outrider.channels.email import verify
from outrider.channels.email.verify import CheckResult
from outrider.dialects.instantly import answer_types
from outrider.dialects.instantly.bodies import Body, Text
from outrider.dialects.instantly.errors import with_body
from outrider.dialects.instantly.routes.accounts import LOGIN_SECONDS
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Work
from outrider.errors import Invalid, OutriderError
from outrider.outreach.senders import senders
from outrider.outreach.senders.kept import Secrets
from outrider.outreach.senders.senders import Sender
from outrider.rules import addresses

router = APIRouter(tags=["Accounts"])


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Vitals(Body):
    accounts: Annotated[list[Text] | None, BeforeValidator(_several)] = Field(
        default=None, max_length=100, validation_alias=AliasChoices("accounts", "email")
    )


@router.get("/accounts/ctd/status", dependencies=[needs("accounts:read")])
async def tracking_domain(
    request: Request, work: Work, host: Annotated[str, Query(min_length=1, max_length=253)]
) -> answer_types.TrackingDomain:
    """Does a custom tracking domain lead to this installation, and does it answer over TLS?"""

    ours = urlsplit(request.app.state.settings.public_url or "").hostname
    if not ours:
        why = "This installation has no public URL (OUTRIDER_PUBLIC_URL): tracking links cannot lead anywhere."
        raise with_body(Invalid(why), {"status": "error", "message": why, "host": host})
    found = await verify.check_alias(host, ours)
    # Only a name that leads here is connected to.
    secure = found.verdict == "pass" and await verify.answers_tls(host)
    return {"success": found.verdict == "pass" and secure, "ssl": secure, "cname": found.verdict == "pass", "host": host}


@router.post("/accounts/test/vitals", dependencies=[needs("accounts:read")])
async def test_vitals(request: Request, work: Work, body: Vitals) -> answer_types.Vitals:
    """Log in to the accounts' servers and look at their domains' DNS. `allPass`: both logins work, and all four records exist.

    Beside the vendor's fields each entry names the account, and says how the logins went.
    """
    if not body.accounts:
        raise _unexamined("accounts must name at least one account")
    async with work() as scope:
        found = await senders.by_addresses(scope, body.accounts)
        if unknown := [email for email in body.accounts if email not in found]:
            raise _unexamined(f"Account not found: {unknown[0][:100]}")
        known = {s.id: s for s in found.values()}
        secrets = {id: await senders.credentials(scope, id) for id in known}
    allowed = request.app.state.settings.mail_servers
    gate = asyncio.Semaphore(10)

    async def examine(sender: Sender) -> answer_types.AccountVitals:
        async with gate:
            logins, report = await asyncio.gather(
                _logins(sender, secrets[sender.id], allowed), verify.check_domain(addresses.domain(sender.address))
            )
        return _vitals(sender, report, logins)

    results = await asyncio.gather(*(examine(sender) for sender in known.values()))
    async with work() as scope:
        for sender, result in zip(known.values(), results, strict=True):
            if result["smtp"] and result["imap"]:
                await senders.note_auth_success(scope, sender.id)
    return {
        "status": "success",
        "success_list": [r for r in results if r["allPass"]],
        "failure_list": [r for r in results if not r["allPass"]],
    }


def _unexamined(message: str) -> OutriderError:
    return with_body(Invalid(message), {"error": message})


def _vitals(sender: Sender, report: verify.DomainReport, logins: dict[str, str]) -> answer_types.AccountVitals:
    found: answer_types.AccountVitals = {
        "domain": report.domain,
        "allPass": not logins and all(part.verdict == "pass" for part in (report.mx, report.spf, report.dkim, report.dmarc)),
        "mx": report.mx.verdict == "pass",
        "spf": report.spf.verdict == "pass",
        "dkim": report.dkim.verdict == "pass",
        "dmarc": report.dmarc.verdict == "pass",
        "account": sender.address,
        "smtp": "smtp" not in logins,
        "imap": "imap" not in logins,
    }
    if logins:
        found["errors"] = logins
    return found


async def _logins(sender: Sender, secrets: Secrets, allowed: dict[str, bool]) -> dict[str, str]:
    """What refused: 'smtp', 'imap' -> why. Empty when both let us in."""
    try:
        smtp, imap = senders.endpoints_from(sender.connection, secrets, **allowed)
    except Invalid as error:
        return {"smtp": error.message}
    checks = {"smtp": verify.check_smtp(smtp)} | ({"imap": verify.check_imap(imap)} if imap else {})

    async def timed(check: Awaitable[CheckResult]) -> str | None:
        try:
            async with asyncio.timeout(LOGIN_SECONDS):
                result = await check
        except TimeoutError:
            return "no answer in time"
        return None if result.ok else result.error or "refused"

    answers = await asyncio.gather(*map(timed, checks.values()))
    failed = {name: why for name, why in zip(checks, answers, strict=True) if why}
    return failed if imap else failed | {"imap": "the account has no IMAP server"}

"""Senders: whether they work and what they may send, mailboxes connected and tried, pauses and limits."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from outrider.dialects.kit.access import Scoped, Work
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.outrider import answer_types, answers, bodies, pages
from outrider.errors import Conflict, Invalid
from outrider.outreach.base.reasons import sentence
from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import staffing
from outrider.outreach.senders import connecting, mailboxes, senders, sending_limits, warmup
from outrider.outreach.senders.senders import Sender, SenderFilter, SenderInput, Server
from outrider.rules import schedule

router = APIRouter(tags=["Senders"])
READ, WRITE = needs("senders:read"), needs("senders:write")
SenderId = Annotated[int, Path(ge=1, lt=1 << 63)]
LOGIN_SECONDS = connecting.SECONDS


@router.get("/senders", dependencies=[READ])
async def senders_health(
    scope: Scoped,
    search: Annotated[str | None, Query(max_length=200, description="Part of the address or name.")] = None,
    limit: pages.Limit = pages.DEFAULT,
    cursor: pages.Cursor = None,
) -> answer_types.Senders:
    """Mailboxes and LinkedIn accounts: whether they work, what stands in their way, how much they may still send today."""
    found = await senders.find_all(scope, SenderFilter(search=search), limit=limit + 1, after=pages.after_id(cursor))
    shown, following = pages.page(found, limit, lambda sender: str(sender.id))
    return {"senders": await _health(scope, shown), "next_cursor": following}


async def _health(scope: Scope, found: Sequence[Sender]) -> list[answer_types.Sender]:
    ids = [sender.id for sender in found]
    used, readings = await sending_limits.counters(scope, ids), await mailboxes.of(scope, ids)
    warm, attached = await warmup.stats(scope, ids), await senders.campaign_counts(scope, ids)
    rows: list[answer_types.Sender] = []
    for s in found:
        today = used[s.id]
        rows.append(
            {
                "id": s.id,
                "address": s.address,
                "name": s.name,
                "channel": s.channel,
                "status": s.status,
                "problem": answers.problem_of(s, sentence(s.status_code) if s.status_code else "", readings.get(s.id)),
                "sent_today": sum(today.values()) if s.channel == "linkedin" else today.get("email", 0) + today.get("manual", 0),
                "limit_today": sending_limits.daily_limit_on(s, schedule.local_day(scope.now, s.timezone)),
                "inbox_share": warm[s.id].health,
                "campaigns": attached[s.id],
                "last_sent_at": iso(s.last_sent_at),
            }
        )
    return rows


async def _detail(scope: Scope, found: Sender) -> answer_types.SenderDetail:
    [health] = await _health(scope, [found])
    return {**health, **answers.sender_settings(found)}


@router.post("/senders", status_code=201, dependencies=[WRITE])
async def connect_mailbox(request: Request, work: Work, body: bodies.NewMailbox) -> answer_types.SenderDetail:
    """Connect a mailbox by SMTP and IMAP. Both logins are tried, and nothing is kept where one fails."""
    async with work() as scope:
        if await senders.by_addresses(scope, [body.address]):
            raise Conflict(f"The mailbox {body.address} is connected already.", code="sender_exists", field="address")
    try:
        smtp, imap = await connecting.prove(
            _server(body.smtp, body.address),
            _server(body.imap, body.address),
            **request.app.state.settings.mail_servers,
            smtp_security=body.smtp.security,
            imap_security=body.imap.security,
            seconds=LOGIN_SECONDS,
        )
    except Invalid as refused:
        raise replace(refused, field=(refused.field or "smtp").replace("_", ".")) from None
    scope = await work.last()
    given = body.model_dump(exclude={"address", "smtp", "imap"}, exclude_none=True)
    return await _detail(scope, await senders.create(scope, SenderInput(body.address, smtp=smtp, imap=imap, **given)))


def _server(given: bodies.MailServer, address: str) -> Server:
    return Server(given.host, given.port, given.security or "tls", given.username or address, given.password)


@router.get("/senders/{sender_id}", dependencies=[READ])
async def get_sender(scope: Scoped, sender_id: SenderId) -> answer_types.SenderDetail:
    """One sender with its limits and servers. Passwords are never shown."""
    return await _detail(scope, await senders.get(scope, sender_id))


@router.post("/senders/{sender_id}", dependencies=[WRITE])
async def change_sender(scope: Scoped, sender_id: SenderId, body: bodies.SenderChanges) -> answer_types.SenderDetail:
    """Change what is given: limits, time zone, name, signature."""
    given = body.model_dump(exclude_unset=True)
    changes = {name: value for name, value in given.items() if value is not None or name == "reply_to"}
    return await _detail(scope, await senders.update(scope, sender_id, **changes))


@router.delete("/senders/{sender_id}", dependencies=[WRITE])
async def remove_sender(scope: Scoped, sender_id: SenderId) -> answer_types.Removed:
    """Disconnect a sender. Leads it wrote to wait, paused; messages and conversations stay."""
    await staffing.delete_sender(scope, sender_id)
    return {"removed": sender_id}


@router.post("/senders/{sender_id}/pause", dependencies=[WRITE])
async def pause_sender(scope: Scoped, sender_id: SenderId) -> answer_types.SenderDetail:
    """Nothing leaves from this sender before it is resumed; its mailbox is still read."""
    return await _detail(scope, await senders.pause(scope, sender_id))


@router.post("/senders/{sender_id}/resume", dependencies=[WRITE])
async def resume_sender(scope: Scoped, sender_id: SenderId) -> answer_types.SenderDetail:
    """Put a paused or broken sender back into service."""
    return await _detail(scope, await senders.resume(scope, sender_id))


@router.post("/senders/{sender_id}/test", dependencies=[READ])
async def test_sender(request: Request, work: Work, sender_id: SenderId) -> answer_types.SenderTest:
    """Log in to both servers of a mailbox now, and say what each answered. Nothing is sent or changed."""
    async with work() as scope:
        sender = await senders.get(scope, sender_id)
        smtp, imap = await connecting.opened(scope, sender)
    allowed = request.app.state.settings.mail_servers
    outgoing, incoming = await asyncio.gather(
        connecting.log_in("smtp", smtp, security=smtp.security, seconds=LOGIN_SECONDS, **allowed),
        connecting.log_in("imap", imap, security=imap.security, seconds=LOGIN_SECONDS, **allowed),
    )
    return {
        "sender_id": sender.id,
        "smtp": {"works": outgoing.server is not None, "error": outgoing.error or None},
        "imap": {"works": incoming.server is not None, "error": incoming.error or None},
    }

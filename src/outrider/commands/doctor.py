"""`outrider doctor`: diagnose the installation and suggest fixes."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass

from rich.console import Console

from outrider.channels.email import verify
from outrider.clock import RealClock
from outrider.engine import oauth
from outrider.engine.work.domains import missing
from outrider.engine.work.system_mail import mailbox
from outrider.errors import OutriderError
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.correspondence import unfiled
from outrider.outreach.enrollments import enrollments
from outrider.outreach.senders import domains, senders, silence
from outrider.outreach.senders.senders import Sender
from outrider.outreach.tenancy import installation
from outrider.process import explained, server
from outrider.settings import Settings, unknown
from outrider.store import distribute
from outrider.store.crypto import open_vault
from outrider.store.db import hears_notifications, knows_capitals, open_pool
from outrider.store.migrate import pending, stage

ACTOR = Actor("cli")
MAX_DRIFT_SECONDS = 5
CONCURRENT_LOGINS = 20
NOTIFIED_WITHIN = 5.0  # seconds
PAGE = 200


@dataclass(frozen=True)
class Check:
    """One check; `fix` says what to do if it is not ok."""

    what: str
    ok: bool
    detail: str = ""
    fix: str = ""


async def doctor(settings: Settings, *, console: Console) -> bool:
    """Print one line per check on stdout. Returns True if all are ok."""
    healthy = True
    async for check in _checks(settings):
        healthy = healthy and check.ok
        print(f"{'ok  ' if check.ok else 'FAIL'} {check.what}" + (f": {check.detail}" if check.detail else ""), flush=True)
        if not check.ok and check.fix:
            console.print(f"     {check.fix}", highlight=False)
    return healthy


async def _checks(settings: Settings) -> AsyncIterator[Check]:
    where = "DATABASE_URL" if settings.database_url else f"the embedded PostgreSQL in {settings.data_dir}"
    for sentence in unknown(os.environ):
        yield Check("environment", False, sentence, "docs/settings.md lists the variables; others are ignored.")
    try:
        with server(settings) as url:
            missing = [name for name in pending(url) if stage(name) != "post"]
            yield Check("database", True, where)
            yield Check("migrations", not missing, ", ".join(missing), "Run `outrider migrate`.")
            if missing:
                return
            tables = distribute.state(url)
            yield Check("tables", not (tables.is_begun and tables.missing), str(tables), "Run `outrider distribute`.")
            async with open_pool(url, size=2) as pool:
                core = Core(pool, RealClock(), open_vault(settings.data_dir, settings.secret_key, settings.other_secret_keys))
                secret = await _secret(core)
                yield secret
                if not secret.ok:
                    return
                yield await _clock(core)
                yield await notifications(url)
                yield await _capitals(core)
                yield await leads_check(core)
                dns = await _dns()
                yield dns
                yield await _system_mail(settings)
                async for check in _logins(core, settings):
                    yield check
                yield await unfiled_messages(core)
                async for check in silent_mailboxes(core):
                    yield check
                if dns.ok and settings.require_authentication_dns:
                    async for check in _domains(core):
                        yield check
    except Exception as error:  # noqa: BLE001  whatever goes wrong is the finding
        fix = "Is PostgreSQL 15 or later running there, and can this user connect to it?" if settings.database_url else ""
        yield Check("database", False, explained(error) or repr(error), fix)


async def _secret(core: Core) -> Check:
    try:
        await installation.check_secret(core)
    except OutriderError as error:
        return Check("secret", False, error.message, "Until then no mailbox password can be read.")
    return Check("secret", True)


async def _clock(core: Core) -> Check:
    drift = abs(await installation.clock_drift(core))
    return Check("clock", drift <= MAX_DRIFT_SECONDS, f"{drift:.1f} s from the database's", "Run NTP on both machines.")


async def notifications(url: str) -> Check:
    """Check that a session gets notifications between its transactions: not so behind a pooler that hands the session of
    the server on after every transaction, where our time zone, limits and locks would not hold either.
    """
    fix = "Is a pooler in transaction mode between them? Use its session mode, or let DATABASE_URL lead to PostgreSQL itself."
    heard = await hears_notifications(url, within=NOTIFIED_WITHIN)
    return Check("notifications", heard, "" if heard else "none arrived from the database", fix)


async def _capitals(core: Core) -> Check:
    knows = await knows_capitals(core.pool)
    fix = "Back it up, and restore it into a database with the locale C.UTF-8, or a new data directory."
    return Check("locale", knows, "" if knows else "the database knows no capitals but A to Z: a search for 'ä' misses 'Ä'", fix)


async def leads_check(core: Core) -> Check:
    """Check that every active lead is due or has a message in progress, and reschedule those that are not."""
    lost = 0
    for workspace_id in await installation.workspace_ids(core):
        async with core.scope(workspace_id, ACTOR) as scope:
            lost += await enrollments.rescue(scope)
    detail = f"{lost} active lead{'s' * (lost != 1)} had nothing due and no message in progress" if lost else ""
    return Check("leads", not lost, detail, "Fixed: they are due again. Please report this as a bug.")


async def unfiled_messages(core: Core) -> Check:
    """Check that all received messages could be filed."""
    n, error = 0, None
    for workspace_id in await installation.workspace_ids(core):
        async with core.scope(workspace_id, ACTOR) as scope:
            found = await unfiled.waiting(scope)
        n, error = n + found.n, error or found.error
    detail = f"{n} message{'s' * (n != 1)} could not be filed: {error}" if n else ""
    return Check("received mail", not n, detail, "They are kept and retried. Please report this as a bug.")


async def _dns() -> Check:
    result = await verify.check_resolver()
    return Check("DNS", result.ok, result.error or "", "Sender domains cannot be checked until this machine can resolve names.")


async def _system_mail(settings: Settings) -> Check:
    what, set_it = "system mail", "Set OUTRIDER_SYSTEM_SMTP_URL and OUTRIDER_SYSTEM_SMTP_FROM."
    try:
        box = mailbox(settings)
    except OutriderError as error:
        return Check(what, False, error.message, set_it)
    if box is None:
        return Check(what, True, f"none: confirmations, resets and invitations wait in `outrider notices`. {set_it}")
    result = await verify.check_smtp(box.endpoint)
    return Check(what, result.ok, result.error or f"from {box.address}", "Correct OUTRIDER_SYSTEM_SMTP_URL.")


async def _mailboxes(core: Core) -> AsyncIterator[tuple[int, Sender]]:
    """All mailboxes, with their workspaces."""
    for workspace_id in await installation.workspace_ids(core):
        after = 0
        while True:
            async with core.scope(workspace_id, ACTOR) as scope:
                page = await senders.find_all(
                    scope, senders.SenderFilter(channel="email"), limit=PAGE, after=after, order="oldest"
                )
            for sender in page:
                yield workspace_id, sender
            if len(page) < PAGE:
                break
            after = page[-1].id


async def _logins(core: Core, settings: Settings) -> AsyncIterator[Check]:
    gate = asyncio.Semaphore(CONCURRENT_LOGINS)

    async def login(workspace_id: int, sender: Sender) -> Check:
        what, fix = f"sender {sender.address}", "Correct its hosts and password, then resume it."
        async with gate:
            try:
                (smtp, imap), _ = await oauth.endpoints(core, settings, workspace_id, sender)
            except OutriderError as error:
                return Check(what, False, error.message, fix)
            results = [await verify.check_smtp(smtp)] + ([await verify.check_imap(imap)] if imap else [])
        bad = next((r for r in results if not r.ok), None)
        return Check(what, bad is None, (bad.error or "") if bad else "SMTP and IMAP log in", fix)

    for done in asyncio.as_completed([login(*found) async for found in _mailboxes(core)]):
        yield await done


async def silent_mailboxes(core: Core) -> AsyncIterator[Check]:
    """A failed check for every mailbox that sends but receives nothing."""
    for workspace_id in await installation.workspace_ids(core):
        after = 0
        while True:
            async with core.scope(workspace_id, ACTOR) as scope:
                page = await senders.find_all(
                    scope, senders.SenderFilter(channel="email"), limit=PAGE, after=after, order="oldest"
                )
                found = await silence.silent(scope, [sender.id for sender in page])
            for sender in page:
                if sender.id in found:
                    yield Check(f"mailbox {sender.address}", False, found[sender.id].sentence)
            if len(page) < PAGE:
                break
            after = page[-1].id


async def _domains(core: Core) -> AsyncIterator[Check]:
    names = {domains.domain_of(sender) async for _, sender in _mailboxes(core)}
    for name in sorted(filter(None, names)):
        lacking = missing(await verify.check_domain(name))
        what = f"domain {name}"
        if lacking is None:
            yield Check(what, True, "unknown: some DNS lookups failed")
        else:
            shown = ", ".join(domains.LACKS.get(code, code) for code in lacking)
            yield Check(what, not lacking, f"lacks {shown}" if lacking else "SPF, DKIM and DMARC", "Publish them in DNS.")

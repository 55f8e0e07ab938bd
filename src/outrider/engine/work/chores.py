"""Small jobs: switching warm-up for many mailboxes, verifying addresses that DNS did not answer for, and password resets."""

import asyncio
from collections.abc import Mapping

from outrider.channels import webhook as wire
from outrider.engine.job import MAX_ATTEMPTS, Handler, Running
from outrider.outreach.leads import verification
from outrider.outreach.senders import senders, warmup
from outrider.outreach.tenancy import registration
from outrider.rules import retry
from outrider.settings import Settings
from outrider.store.ids import to_uuid

PAGE = 200
TELLINGS = 3  # of a verification's webhook


async def switch_warmup(job: Running) -> Mapping[str, object]:
    """`params`: on, and the senders: sender_ids, or filter (arguments of senders.find_all) with excluded ids. A page is a
    transaction.
    """
    excluded, switched, after = set(job.params.get("excluded") or ()), 0, 0
    given = job.params.get("sender_ids")
    total = len(given) if given is not None else None
    while True:
        async with job.scope() as scope:
            if given is not None:
                ids, given = given[:PAGE], given[PAGE:]
            else:
                filters = senders.SenderFilter(channel="email", **job.params["filter"])
                page = await senders.find_all(scope, filters, order="oldest", after=after, limit=PAGE)
                ids = [s.id for s in page]
                after = ids[-1] if ids else after
            wanted = [id for id in ids if id not in excluded]
            if wanted:
                switched += await (warmup.enable if job.params["on"] else warmup.disable)(scope, wanted)
        if not ids:
            return {"accounts_updated": switched}
        await job.progress(100 * switched / total if total else 50, accounts_updated=switched)


def verify(settings: Settings) -> Handler:
    """Settles a verification, and tells its webhook once. `params`: email."""

    async def work(job: Running) -> Mapping[str, object]:
        async with job.scope() as scope:
            found = await verification.get(scope, job.params["email"])
        if found.verdict == "pending":
            verdict, detail = await verification.look(found.email)
            if verdict == "unknown" and job.attempt < MAX_ATTEMPTS:
                raise ConnectionError(detail)  # the job is tried again
            async with job.scope() as scope:
                found = await verification.record(scope, found.email, verdict, detail)
        if found.webhook_url:
            await _notify(job, found, settings)
        return {"email": found.email, "verdict": found.verdict}

    return work


async def _notify(job: Running, found: verification.Verification, settings: Settings) -> None:
    payload = {"email": found.email, "verification_status": found.verdict, "detail": found.detail}
    event_id = str(to_uuid("verification", found.id))
    async with wire.client() as http:
        for attempt in range(1, TELLINGS + 1):
            answer = await wire.post(
                http,
                found.webhook_url or "",
                payload,
                secret="",
                event_id=event_id,
                at=job.core.clock.now(),
                allow_private=settings.allow_private_webhooks,
            )
            if answer.accepted:
                break
            pause = retry.next_attempt(attempt, 2, 10, f"verification/{found.id}", TELLINGS)
            await asyncio.sleep(job.core.clock.real(pause or 0).total_seconds())
    async with job.scope() as scope:
        await verification.notified(scope, found.email)


async def reset_password(job: Running) -> Mapping[str, object]:
    """Mails the address's user, if there is one. `params`: email. The result says nothing about that."""
    async with job.scope() as scope:
        await registration.send_reset(scope, job.params["email"])
    return {}


async def notify_owner(job: Running) -> None:
    """Mails the owner of an address that was registered, if it had a user before. `params`: user_id. The result says nothing."""
    async with job.scope() as scope:
        await registration.notify_owner(scope, job.params["user_id"])


def handlers(settings: Settings) -> dict[str, Handler]:
    return {
        "senders.warmup": switch_warmup,
        verification.KIND: verify(settings),
        registration.RESET_KIND: reset_password,
        registration.REGISTERED_KIND: notify_owner,
    }

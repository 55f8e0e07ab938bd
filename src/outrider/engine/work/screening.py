"""The job that verifies the addresses of leads that were imported: what cannot take mail is never written to."""

import asyncio
from collections.abc import Mapping

from outrider.engine.job import MAX_ATTEMPTS, Handler, Running
from outrider.outreach.leads import leads, verification

AT_ONCE = 20  # questions to DNS


async def verify(job: Running) -> Mapping[str, object]:
    """`params`: lead_ids. Leads that stay unknown after several attempts are written to: their domain's DNS may just be slow."""
    async with job.scope() as scope:
        waiting = [
            lead.email
            for lead in (await leads.get_many(scope, job.params["lead_ids"])).values()
            if lead.email and lead.verification == "pending"
        ]
    unknown: list[str] = []
    for start in range(0, len(waiting), AT_ONCE):
        emails = waiting[start : start + AT_ONCE]
        found = await asyncio.gather(*(verification.look(email) for email in emails))
        async with job.scope() as scope:
            for email, (verdict, detail) in zip(emails, found, strict=True):
                if verdict == "unknown":
                    unknown.append(email)
                else:
                    await verification.record(scope, email, verdict, detail)
        await job.progress(100 * (start + len(emails)) / len(waiting))
    if unknown and job.attempt < MAX_ATTEMPTS:
        raise ConnectionError(f"DNS did not answer about {len(unknown)} addresses")  # the job is tried again
    async with job.scope() as scope:
        await verification.give_up(scope, unknown)
    return {"verified": len(waiting) - len(unknown), "unknown": len(unknown)}


HANDLERS: dict[str, Handler] = {verification.LEADS: verify}

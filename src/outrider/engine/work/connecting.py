"""The job that connects the mailboxes of a table: each is tried in both directions before it is kept."""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict, replace

from outrider.channels.email import presets, verify
from outrider.channels.email.presets import Preset
from outrider.engine.job import Handler, Running
from outrider.errors import OutriderError
from outrider.outreach.senders import connecting, many, senders
from outrider.outreach.senders.many import Refusal, Row
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.settings import Settings

AT_ONCE = 8  # logins


async def connect(job: Running, settings: Settings) -> Mapping[str, object]:
    """`params`: as many.enqueue writes them. Run again, it counts the mailboxes that the first run connected."""
    rows, refused = many.table_of(job.core.vault, job.workspace_id, job.secrets)
    connected, total = 0, len(rows) + len(refused)
    for start in range(0, len(rows), AT_ONCE):
        outcomes = await asyncio.gather(*(_one(job, settings, row) for row in rows[start : start + AT_ONCE]))
        refused += [outcome for outcome in outcomes if outcome]
        connected += sum(outcome is None for outcome in outcomes)
        await job.progress(100 * (connected + len(refused)) / total, **_result(connected, refused))
    return _result(connected, refused)


def _result(connected: int, refused: list[Refusal]) -> dict[str, object]:
    return {"connected": connected, "refused": [asdict(one) for one in sorted(refused, key=lambda one: one.line)]}


async def _one(job: Running, settings: Settings, row: Row) -> Refusal | None:
    """Connect one mailbox; what was wrong with it, or None."""
    try:
        async with job.scope() as scope:
            known = (await senders.by_addresses(scope, [row.address])).get(row.address)
            if known:
                same = (await senders.credentials(scope, known.id)).get("smtp_password") == row.password
                return None if same else Refusal(row.line, row.address, "Connected already, with another password.")
        found = await _preset(row)
        smtp, imap = _servers(row, found)
        smtp, imap = await connecting.prove(
            smtp, imap, allow_plain=settings.allow_plain_smtp, allow_private=settings.allow_private_mail_servers
        )
        given = SenderInput(
            row.address,
            provider="smtp" if found.provider == "generic" else found.provider,
            name=row.name,
            smtp=smtp,
            imap=imap,
            seat_id=job.params["seat_id"],
            timezone=job.params["timezone"],
        )
        if row.daily_limit is not None:
            given = replace(given, daily_limit=row.daily_limit)
        async with job.scope() as scope:
            await senders.create(scope, given)
    except OutriderError as error:
        return Refusal(row.line, row.address, error.message)
    return None


async def _preset(row: Row) -> Preset:
    found = presets.preset(row.address)
    if found.provider == "generic" and not (row.smtp_host and row.imap_host):
        hosts = await verify.exchangers(row.address.rpartition("@")[2])
        found = presets.preset_at(row.address, hosts or ())
    return found


def _servers(row: Row, found: Preset) -> tuple[Server, Server]:
    username = row.username or row.address
    smtp = (row.smtp_host, row.smtp_port) if row.smtp_host else (found.smtp_host, found.smtp_port)
    imap = (row.imap_host, row.imap_port) if row.imap_host else (found.imap_host, found.imap_port)
    return Server(*smtp, "tls", username, row.password), Server(*imap, "tls", username, row.password)


def handlers(settings: Settings) -> dict[str, Handler]:
    """The handler, with the operator's settings."""

    async def work(job: Running) -> Mapping[str, object]:
        return await connect(job, settings)

    return {many.KIND: work}

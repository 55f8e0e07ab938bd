"""Sending the installation's own mail through the operator's mail server."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

import structlog

from outrider.channels.email.account import Secret, Security, SmtpEndpoint, is_loopback
from outrider.channels.email.compose import Attachment, Outgoing, new_message_id
from outrider.channels.email.deliver import deliver
from outrider.channels.email.smtp import SmtpPool
from outrider.engine.job import Handler, Running
from outrider.errors import Invalid, Unavailable
from outrider.outreach.base.scope import Core
from outrider.outreach.senders import tracking_domains
from outrider.outreach.tenancy import notices, workspaces
from outrider.settings import Settings

log = structlog.get_logger()

HERE = "http://127.0.0.1:8025"  # where `outrider up` listens by default


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The mail server and sender of the installation's own mail."""

    endpoint: SmtpEndpoint
    address: str
    name: str


def mailbox(settings: Settings) -> Mailbox | None:
    """The configured one. Invalid for an address of a server that cannot be understood; it never repeats the URL, which has the
    password in it.
    """
    if settings.system_smtp_url is None:
        return None
    try:
        url = urlsplit(settings.system_smtp_url.get_secret_value())
        port = url.port
    except ValueError:
        raise _malformed() from None
    if url.scheme not in ("smtp", "smtps") or not url.hostname:
        raise _malformed()
    security: Security = "tls" if url.scheme == "smtps" else "plain" if is_loopback(url.hostname) else "starttls"
    user, password = unquote(url.username or ""), unquote(url.password or "")
    name, address = parseaddr(settings.system_smtp_from or user)
    if "@" not in address:
        raise Invalid("Set OUTRIDER_SYSTEM_SMTP_FROM: the address that the installation's own mail comes from.")
    endpoint = SmtpEndpoint(
        url.hostname,
        port or (465 if security == "tls" else 587),
        security,
        user,
        Secret(password),
        "plain" if user else "none",
        settings.allow_plain_smtp,
    )
    return Mailbox(endpoint, address, name)


def _malformed() -> Invalid:
    return Invalid("OUTRIDER_SYSTEM_SMTP_URL is not an smtp:// or smtps:// URL.")


def handler(settings: Settings) -> Handler:
    """Sends one notice. Where no mail server is configured it is kept: `outrider notices` shows it to whoever runs the
    installation, who can hand it on.
    """

    async def send(job: Running) -> Mapping[str, object]:
        notice = notices.opened(job.core.vault, job.workspace_id, job.params)
        box = mailbox(settings)
        if box is None:
            log.warning("no mail server for the installation's own mail: see `outrider notices`", subject=notice.subject)
            return {"sent": False, "why": "OUTRIDER_SYSTEM_SMTP_URL is not set"}
        domain = box.address.rpartition("@")[2]
        message = Outgoing(
            message_id=new_message_id(domain, f"notice-{job.workspace_id}-{job.id}"),
            date=job.core.clock.now(),
            from_address=box.address,
            from_name=box.name,
            to_address=notice.to,
            subject=notice.subject,
            text=notice.text.replace("{link}", link_of(await base_of(job.core, settings, job.workspace_id), notice) or ""),
            attachments=[_attached(*notice.attachment)] if notice.attachment else (),
        )
        pool = SmtpPool()
        try:
            delivery = await deliver(pool, "system", box.endpoint, message)
        finally:
            await pool.close()
        if delivery.verdict == "not_sent" and delivery.retryable:
            raise ConnectionError(f"the system's mail server: {delivery.detail}")  # the job is tried again
        if delivery.verdict in ("not_sent", "refused"):
            raise Unavailable(f"The system's mail server did not take the mail: {delivery.detail}")
        return {"sent": True, "verdict": delivery.verdict}

    return send


async def base_of(core: Core, settings: Settings, workspace_id: int) -> str | None:
    """What the links of a workspace's notices begin with: without a public URL, where this process serves the pages."""
    async with core.scope(workspace_id) as scope:
        host = await workspaces.domain(scope)
        known = (await tracking_domains.of(scope, [host])).get(host) if host else None
    return tracking_domains.shown(known, settings.public_url) or core.local_url


def link_of(base: str | None, notice: notices.Notice) -> str | None:
    """Where a notice leads, as its reader must enter it. `base`: where the installation is reached."""
    return (base or HERE).rstrip("/") + notice.path if notice.path else None


def _attached(name: str, text: str) -> Attachment:
    return Attachment(name, "text/csv" if name.endswith(".csv") else "text/plain", text.encode())

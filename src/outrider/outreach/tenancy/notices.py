"""The installation's own mail: what it writes to its users, not to leads. Kept encrypted until it is sent, because it carries
one-time links.
"""

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal

from outrider.outreach.base import jobs
from outrider.outreach.base.jobs import Job
from outrider.outreach.base.scope import Scope
from outrider.store.crypto import Vault
from outrider.values import amended

KIND = "system_mail"


@dataclass(frozen=True, slots=True)
class Notice:
    """A mail to a user. `path` is where its link leads, below the public URL; the text's {link} becomes it. `attachment`: a
    file's name and its text.
    """

    to: str
    subject: str
    text: str
    path: str | None = field(default=None, repr=False)
    attachment: tuple[str, str] | None = field(default=None, repr=False)


async def send(scope: Scope, notice: Notice) -> Job:
    """Have the engine send it once this transaction has committed."""
    shown = {"to": notice.to, "subject": notice.subject, "text": notice.text}
    sealed = scope.vault.encrypt(asdict(notice), workspace_id=scope.workspace_id)
    return await jobs.enqueue(scope, KIND, {"to": notice.to, "sealed": base64.b64encode(sealed).decode()}, shown=shown)


@dataclass(frozen=True, slots=True)
class Mailed:
    """A notice without its secrets. `kept`: there was no mail server to send it with."""

    to: str
    subject: str
    at: datetime
    state: Literal["sent", "waiting", "kept", "failed"]
    error: str | None


async def latest(scope: Scope, *, limit: int) -> list[Mailed]:
    """What became of the workspace's notices, newest first."""
    found: list[Mailed] = []
    for job in await jobs.find_all(scope, kinds=[KIND], limit=limit):
        notice = opened(scope.vault, scope.workspace_id, job.params)
        sent = "sent" if job.result.get("sent") else "kept"
        state = sent if job.state == "success" else "waiting" if not job.ended else "failed"
        found.append(Mailed(notice.to, notice.subject, job.created_at, state, job.error))
    return found


def opened(vault: Vault, workspace_id: int, params: Mapping[str, Any]) -> Notice:
    """The notice of a job's params."""
    values = vault.decrypt(base64.b64decode(params["sealed"]), workspace_id=workspace_id)
    return Notice(**amended(values, attachment=tuple(values["attachment"]) if values["attachment"] else None))

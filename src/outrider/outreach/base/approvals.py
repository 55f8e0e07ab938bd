"""Approvals: what an actor of the mode `approve` wants to send, kept until a person decides.

Verbs that would put a message on a wire note (`Scope.note`) what exactly they would do. An actor who is free is not asked. For
one who needs approval, the scope undoes everything at its end and raises ApprovalNeeded (`Core.scope`); whoever serves the
request keeps it with `ask`. Once a person has approved it, the same request is served again: its transaction commits only if it
would do to the letter what was shown, and it does so once.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import LiteralString

from psycopg.types.json import Jsonb

from outrider.errors import Conflict, NotFound
from outrider.outreach.base import events
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Act, Facts, Scope

LIFETIME = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Request:
    """The request that is to be served again once it is approved. `path` is the dialect's own, with its base."""

    dialect: str
    method: str
    path: str
    query: str
    body: bytes = field(repr=False)
    content_type: str = ""
    surface: str = ""

    def digest(self) -> bytes:
        return hashlib.sha256(repr((self.dialect, self.method, self.path, self.query, self.body)).encode()).digest()


@dataclass(frozen=True, slots=True)
class Approval:
    """A request that waits for a decision, or what became of it. `acts`: what it would do, as a list of {kind, id, facts}."""

    id: int
    state: str  # pending, running, done, failed, rejected
    dialect: str
    method: str
    path: str
    surface: str
    api_key_id: int
    key_name: str
    acts: list[dict[str, object]]
    created_at: datetime
    expires_at: datetime
    decided_at: datetime | None
    decided_by: int | None
    outcome: str | None

    def is_open(self, now: datetime) -> bool:
        return self.state == "pending" and self.expires_at > now


_COLUMNS: LiteralString = """a.id, a.state, a.dialect, a.method, a.path, a.surface, a.api_key_id,
    coalesce(k.name, '') AS key_name, a.acts, a.created_at, a.expires_at, a.decided_at, a.decided_by, a.outcome"""


_CAMPAIGN = """
SELECT c.name, c.status,
       (SELECT count(*) FROM enrollments e
        WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = c.id AND e.status = 'active') AS leads,
       (SELECT coalesce(jsonb_agg(s.address ORDER BY s.id), '[]') FROM campaign_senders k
        JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = k.sender_id
        WHERE k.workspace_id = %(workspace_id)s AND k.campaign_id = c.id) AS senders,
       (SELECT coalesce(jsonb_agg(jsonb_build_array(s.position, s.action, s.delay_seconds, v.subject, v.body)
                                  ORDER BY s.position, v.id), '[]')
        FROM steps s
        LEFT JOIN variants v ON v.workspace_id = %(workspace_id)s AND v.step_id = s.id AND v.deleted_at IS NULL
        WHERE s.workspace_id = %(workspace_id)s AND s.campaign_id = c.id AND s.deleted_at IS NULL) AS steps,
       (SELECT count(*) FROM lead_sources l WHERE l.workspace_id = %(workspace_id)s AND l.campaign_id = c.id) AS sources,
       to_jsonb(c.schedule) AS schedule, to_jsonb(c.settings) AS settings
FROM campaigns c WHERE c.workspace_id = %(workspace_id)s AND c.id = %(id)s
"""


async def note_campaign(scope: Scope, kind: str, campaign_id: int, *, running: bool = True, facts: Facts | None = None) -> None:
    """Note an act that concerns a campaign, with everything that decides what it sends. `running`: only if it is active; then
    the number of its leads, which falls by itself, is left out."""
    if not scope.is_watched:
        return
    row = await scope.one(_CAMPAIGN, id=campaign_id)
    if row is None or (running and row["status"] != "active"):
        return
    shown = {name: value for name, value in row.items() if name != "status" and not (running and name == "leads")}
    scope.note(kind, campaign_id, {**shown, **(facts or {})})


async def note_enrolled(scope: Scope, campaign_id: int, lead_ids: list[int], fields: Sequence[Facts]) -> None:
    """Note that leads were put into a running campaign: by address or profile, since a new lead has another id each time."""
    if not scope.is_watched:
        return
    rows = await scope.all(
        """
        SELECT coalesce(l.email, l.linkedin_url, l.id::text) AS name FROM leads l
        WHERE l.workspace_id = %(workspace_id)s AND l.id = ANY (%(ids)s) ORDER BY 1
        """,
        ids=lead_ids,
    )
    facts: Facts = {"added": [row["name"] for row in rows], "fields": [dict(each) for each in fields]}
    await note_campaign(scope, "leads.enroll", campaign_id, facts=facts)


async def note_leads(scope: Scope, lead_ids: list[int], facts: Facts) -> None:
    """Note a change of leads that running campaigns write to."""
    if not scope.is_watched:
        return
    rows = await scope.all(
        """
        SELECT DISTINCT e.lead_id FROM enrollments e
        JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id AND c.status = 'active'
        WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = ANY (%(ids)s) AND e.status IN ('active', 'paused')
        ORDER BY e.lead_id LIMIT 10000
        """,
        ids=lead_ids,
    )
    if rows:
        scope.note("lead.change", None, {"leads": [row["lead_id"] for row in rows], **facts})


async def ask(scope: Scope, api_key_id: int, request: Request, acts: list[Act]) -> int:
    """Keep a request until a person decides; the approval's id. The same request twice is one approval while it waits."""
    digest = request.digest()
    waiting = await scope.one(
        """
        SELECT id FROM approvals WHERE workspace_id = %(workspace_id)s AND state = 'pending' AND api_key_id = %(key)s
          AND digest = %(digest)s AND expires_at > %(now)s AND acts = %(acts)s
        ORDER BY id DESC LIMIT 1
        """,
        key=api_key_id, digest=digest, acts=Jsonb([act.shown() for act in acts]),
    )  # fmt: skip
    if waiting:
        return waiting["id"]
    sealed = scope.vault.encrypt({"body": base64.b64encode(request.body).decode()}, workspace_id=scope.workspace_id)
    row = await scope.one(
        """
        INSERT INTO approvals (workspace_id, state, dialect, method, path, query, content_type, body, digest, surface, api_key_id,
                               acts, created_at, expires_at)
        VALUES (%(workspace_id)s, 'pending', %(dialect)s, %(method)s, %(path)s, %(asked)s, %(content_type)s, %(body)s, %(digest)s,
                %(surface)s, %(key)s, %(acts)s, %(now)s, %(expires_at)s)
        RETURNING id
        """,
        dialect=request.dialect, method=request.method, path=request.path, asked=request.query,
        content_type=request.content_type, body=sealed, digest=digest, surface=request.surface, key=api_key_id,
        acts=Jsonb([act.shown() for act in acts]), expires_at=scope.now + LIFETIME,
    )  # fmt: skip
    assert row is not None
    await events.audit(scope, "approval.asked", "approval", row["id"], path=request.path)
    return row["id"]


async def all(scope: Scope, *, waiting: bool = True, limit: int = 100, after: int | None = None) -> list[Approval]:
    """Newest first; those that still wait, or every one. `after` is the last id seen."""
    return await scope.rows(
        Approval,
        sql("""
        SELECT {columns} FROM approvals a LEFT JOIN api_keys k ON k.workspace_id = %(workspace_id)s AND k.id = a.api_key_id
        WHERE a.workspace_id = %(workspace_id)s AND (NOT %(waiting)s OR (a.state = 'pending' AND a.expires_at > %(now)s))
          AND (%(after)s::bigint IS NULL OR a.id < %(after)s)
        ORDER BY a.id DESC LIMIT %(limit)s
        """, columns=_COLUMNS),
        waiting=waiting, limit=limit, after=after,
    )  # fmt: skip


async def get(scope: Scope, approval_id: int) -> Approval:
    """Raises NotFound."""
    found = await scope.row(
        Approval,
        sql("""
        SELECT {columns} FROM approvals a LEFT JOIN api_keys k ON k.workspace_id = %(workspace_id)s AND k.id = a.api_key_id
        WHERE a.workspace_id = %(workspace_id)s AND a.id = %(id)s
        """, columns=_COLUMNS),
        id=approval_id,
    )  # fmt: skip
    if found is None:
        raise NotFound("There is no such approval.")
    return found


async def request_of(scope: Scope, approval_id: int) -> Request:
    """The request that an approval is about. Raises NotFound."""
    row = await scope.one(
        """
        SELECT dialect, method, path, query, content_type, body, surface FROM approvals
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=approval_id,
    )
    if row is None:
        raise NotFound("There is no such approval.")
    body = base64.b64decode(scope.vault.decrypt(row["body"], workspace_id=scope.workspace_id)["body"])
    return Request(**{**row, "body": body})


async def decide(scope: Scope, approval_id: int, state: str) -> Approval:
    """Approve it (`running`: it is about to be carried out) or reject it (`rejected`). Raises NotFound; Conflict for one that was
    decided or has expired."""
    found = await get(scope, approval_id)
    decided = await scope.one(
        """
        UPDATE approvals SET state = %(state)s, decided_at = %(now)s, decided_by = %(user)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'pending' AND expires_at > %(now)s RETURNING id
        """,
        id=approval_id, state=state, user=scope.actor.user_id,
    )  # fmt: skip
    if decided is None:
        state = "expired" if found.state == "pending" else found.state
        raise Conflict(f"This approval is {state}: it can't be decided.", code="approval_decided")
    await events.audit(scope, f"approval.{'approved' if state == 'running' else state}", "approval", approval_id)
    return await get(scope, approval_id)


async def fail(scope: Scope, approval_id: int, outcome: str) -> None:
    """Note that an approved request could not be carried out, and why."""
    await scope.run(
        """
        UPDATE approvals SET state = 'failed', outcome = %(outcome)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'running'
        """,
        id=approval_id, outcome=outcome[:2000],
    )  # fmt: skip

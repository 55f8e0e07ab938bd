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
from typing import Literal, LiteralString

from psycopg.types.json import Jsonb

from outrider.errors import Conflict, Forbidden, NotFound
from outrider.outreach.base import events
from outrider.outreach.base.acts import Noted, Shown
from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Act, Facts, Scope
from outrider.store.crypto import Vault
from outrider.values import amended

LIFETIME = timedelta(days=3)
ANSWERS_KEPT = timedelta(hours=1)
LEASE_SECONDS = 600.0  # of the machine: longer than any request takes
ERASED = "A person it concerned was erased; nothing was sent or changed."
DIED = "The process that carried it out ended before it was done; nothing was sent or changed."


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
    """A request that waits for a decision, or what became of it.

    `acts`: what it would do. `shown`: what else a person sees. `decided_through`: the surface. `outcome`: why it
    failed or was rejected.
    """

    id: int
    state: str  # pending, running, done, failed, rejected
    dialect: str
    method: str
    path: str
    surface: str
    api_key_id: int
    key_name: str
    asked_by: str  # the user of the key; empty for a key without one
    acts: list[Noted]
    shown: Shown
    created_at: datetime
    expires_at: datetime
    decided_at: datetime | None
    decided_by: int | None
    decider: str  # the name of the user; empty where none is known
    decided_through: str | None
    outcome: str | None

    def is_open(self, now: datetime) -> bool:
        return self.state == "pending" and self.expires_at > now


_COLUMNS: LiteralString = """a.id, a.state, a.dialect, a.method, a.path, a.surface, a.api_key_id,
    coalesce(k.name, '') AS key_name, coalesce(nullif(u.full_name, ''), u.email, '') AS asked_by, a.acts, a.shown, a.created_at,
    a.expires_at, a.decided_at, a.decided_by, coalesce(nullif(d.full_name, ''), d.email, '') AS decider, a.decided_through,
    a.outcome"""
_FROM: LiteralString = """approvals a LEFT JOIN api_keys k ON k.workspace_id = %(workspace_id)s AND k.id = a.api_key_id
    LEFT JOIN users u ON u.id = k.user_id LEFT JOIN users d ON d.id = a.decided_by"""


_CAMPAIGN = """
SELECT c.name, c.status, c.api_key_id AS key,
       (SELECT count(*) FROM enrollments e
        WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = c.id AND e.status = 'active') AS leads,
       (SELECT md5(string_agg(md5(concat_ws('|', e.lead_id, e.fields, l.email, l.linkedin_url, l.first_name, l.last_name,
                                             l.company_name, l.job_title, l.phone, l.website, l.location, l.custom)),
                              '' ORDER BY e.lead_id))
        FROM enrollments e JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = e.lead_id
        WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = c.id AND e.status = 'active'
          AND NOT %(running)s) AS "leads' fields",
       (SELECT coalesce(jsonb_agg(jsonb_build_array(s.address, s.name, s.reply_to, s.bcc, s.signature,
                                                    s.connection -> 'smtp' ->> 'host') ORDER BY s.id), '[]')
        FROM campaign_senders k
        JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = k.sender_id
        WHERE k.workspace_id = %(workspace_id)s AND k.campaign_id = c.id) AS senders,
       (SELECT coalesce(jsonb_agg(jsonb_build_array(s.position, s.action, s.delay_seconds, v.subject, v.body)
                                  ORDER BY s.position, v.id), '[]')
        FROM steps s
        LEFT JOIN variants v ON v.workspace_id = %(workspace_id)s AND v.step_id = s.id AND v.deleted_at IS NULL
        WHERE s.workspace_id = %(workspace_id)s AND s.campaign_id = c.id AND s.deleted_at IS NULL) AS steps,
       (SELECT count(*) FROM lead_sources l WHERE l.workspace_id = %(workspace_id)s AND l.campaign_id = c.id) AS sources,
       to_jsonb(c.schedule) AS schedule, to_jsonb(c.settings) AS settings,
       (SELECT w.settings ->> 'postal_address' FROM workspaces w WHERE w.id = %(workspace_id)s) AS "postal address"
FROM campaigns c WHERE c.workspace_id = %(workspace_id)s AND c.id = %(id)s
"""


async def note_campaign(scope: Scope, kind: str, campaign_id: int, *, running: bool = True, facts: Facts | None = None) -> None:
    """Note an act that concerns a campaign, with everything that decides what it sends. `running`: only if it is active; then
    the number of its leads, which falls by itself, is left out."""
    if not scope.is_watched:
        return
    row = await scope.one(_CAMPAIGN, id=campaign_id, running=running)
    if row is None or (running and row["status"] != "active"):
        return
    left_out = {"status", "key", *(("leads", "leads' fields") if running else ())}
    shown = {name: value for name, value in row.items() if name not in left_out}
    own = row["key"] is not None and row["key"] == scope.actor.api_key_id
    scope.note(kind, campaign_id, {**shown, **(facts or {})}, own=own)


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
        SELECT e.lead_id, bool_and(coalesce(%(key)s IN (c.api_key_id, e.api_key_id), false)) AS own FROM enrollments e
        JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id AND c.status = 'active'
        WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = ANY (%(ids)s) AND e.status IN ('active', 'paused')
        GROUP BY e.lead_id ORDER BY e.lead_id LIMIT 10000
        """,
        ids=lead_ids,
        key=scope.actor.api_key_id,
    )
    if rows:
        own = not [row for row in rows if not row["own"]]
        scope.note("lead.change", None, {"leads": [row["lead_id"] for row in rows], **facts}, own=own)


async def ask(scope: Scope, api_key_id: int, request: Request, acts: list[Act], shown: Facts) -> tuple[int, bool]:
    """Keep a request until a person decides; the approval's id, and whether it is new. The same request twice is one approval
    while it waits."""
    digest = request.digest()
    waiting = await scope.one(
        """
        SELECT id FROM approvals WHERE workspace_id = %(workspace_id)s AND state = 'pending' AND api_key_id = %(key)s
          AND digest = %(digest)s AND expires_at > %(now)s AND acts = %(acts)s
        ORDER BY id DESC LIMIT 1
        """,
        key=api_key_id,
        digest=digest,
        acts=Jsonb([act.shown() for act in acts]),
    )
    if waiting:
        return waiting["id"], False
    sealed = scope.vault.encrypt({"body": base64.b64encode(request.body).decode()}, workspace_id=scope.workspace_id)
    row = await scope.one(
        """
        INSERT INTO approvals (workspace_id, state, dialect, method, path, query, content_type, body, digest, surface, api_key_id,
                               acts, shown, created_at, expires_at)
        VALUES (%(workspace_id)s, 'pending', %(dialect)s, %(method)s, %(path)s, %(asked)s, %(content_type)s, %(body)s, %(digest)s,
                %(surface)s, %(key)s, %(acts)s, %(shown)s, %(now)s, %(expires_at)s)
        RETURNING id
        """,
        dialect=request.dialect,
        method=request.method,
        path=request.path,
        asked=request.query,
        content_type=request.content_type,
        body=sealed,
        digest=digest,
        surface=request.surface,
        key=api_key_id,
        acts=Jsonb([act.shown() for act in acts]),
        shown=Jsonb(dict(shown)),
        expires_at=scope.now + LIFETIME,
    )
    assert row is not None
    await events.audit(scope, "approval.asked", "approval", row["id"], path=request.path)
    kinds = sorted({act.kind for act in acts})
    await events.append(
        scope, [events.Event(events.APPROVAL, data={"approval": row["id"], "acts": kinds, "surface": request.surface})]
    )
    return row["id"], True


async def find_all(scope: Scope, *, waiting: bool = True, limit: int = 100, after: int | None = None) -> list[Approval]:
    """Newest first; those that still wait, or every one. `after` is the last id seen."""
    where = Where("a")
    if waiting:
        where.add("a.state = 'pending' AND a.expires_at > %(now)s")
    where.given("a.id < %(after)s", after=after)
    return await scope.rows(
        Approval,
        sql(
            "SELECT {columns} FROM {tables} WHERE {where} ORDER BY a.id DESC LIMIT %(limit)s",
            columns=_COLUMNS,
            tables=_FROM,
            where=where.sql,
        ),
        **where.params,
        limit=limit,
    )


async def get(scope: Scope, approval_id: int) -> Approval:
    """Raises NotFound."""
    found = await scope.row(
        Approval,
        sql(
            """
        SELECT {columns} FROM {tables}
        WHERE a.workspace_id = %(workspace_id)s AND a.id = %(id)s
        """,
            columns=_COLUMNS,
            tables=_FROM,
        ),
        id=approval_id,
    )
    if found is None:
        raise NotFound("There is no such approval.", field="approval_id")
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
        raise NotFound("There is no such approval.", field="approval_id")
    body = base64.b64decode(scope.vault.decrypt(row["body"], workspace_id=scope.workspace_id)["body"])
    return Request(**amended(row, body=body))


async def count(scope: Scope) -> int:
    """How many wait for a decision."""
    return await scope.count(
        """
        SELECT count(*) FROM approvals
        WHERE workspace_id = %(workspace_id)s AND state = 'pending' AND expires_at > %(now)s
        """
    )


async def last_like(scope: Scope, approval: Approval) -> Approval | None:
    """The last one before this that was carried out and did the same kind of thing, to the same thing where there is one."""
    first = approval.acts[0]
    return await scope.row(
        Approval,
        sql(
            """
        SELECT {columns} FROM {tables}
        WHERE a.workspace_id = %(workspace_id)s AND a.id = coalesce(
            (SELECT id FROM approvals WHERE {same_kind} AND acts -> 0 -> 'id' = %(of)s::jsonb ORDER BY id DESC LIMIT 1),
            (SELECT id FROM approvals WHERE {same_kind} ORDER BY id DESC LIMIT 1))
        """,
            columns=_COLUMNS,
            tables=_FROM,
            same_kind="workspace_id = %(workspace_id)s AND state = 'done' AND id < %(id)s AND acts -> 0 ->> 'kind' = %(kind)s",
        ),
        id=approval.id,
        kind=first["kind"],
        of=Jsonb(first["id"]),
    )


Decision = Literal["approve", "reject"]


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a signed link decides."""

    workspace_id: int
    approval_id: int
    decision: Decision


def links(base: str, vault: Vault, workspace_id: int, approval_id: int) -> dict[Decision, str]:
    """The addresses that decide an approval without signing in: for webhooks only, never for what a key can read."""
    texts: dict[Decision, str] = {word: f"{workspace_id:x}.{approval_id:x}.{word}" for word in ("approve", "reject")}
    return {word: f"{base.rstrip('/')}/a/{text}.{vault.sign(f'approval.{text}')}" for word, text in texts.items()}


def read_token(vault: Vault, token: str) -> Ticket | None:
    """What the last part of such an address decides; None where it was not made here."""
    text, _, signature = token.rpartition(".")
    if not text or len(token) > 200 or not vault.verify(f"approval.{text}", signature):
        return None
    workspace_id, approval_id, word = text.split(".")
    return Ticket(int(workspace_id, 16), int(approval_id, 16), "approve" if word == "approve" else "reject")


async def decide(
    scope: Scope, approval_id: int, state: str, *, lease_until: datetime | None = None, reason: str = ""
) -> Approval:
    """Approve it (`running`: it is about to be carried out) or reject it (`rejected`). Raises NotFound; Conflict for one that was
    decided or has expired; Forbidden for an actor that is not a person or acts for one who is asked."""
    if scope.actor.api_key_id is not None:
        raise Forbidden("Approvals are decided by people, not with API keys.")
    found = await get(scope, approval_id)
    decided = await scope.one(
        """
        UPDATE approvals SET state = %(state)s, decided_at = %(now)s, decided_by = %(user)s, decided_through = %(through)s,
               lease_until = %(lease)s, outcome = %(reason)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'pending' AND expires_at > %(now)s RETURNING id
        """,
        id=approval_id,
        state=state,
        user=scope.actor.user_id,
        through=scope.actor.surface,
        lease=lease_until,
        reason=reason[:2000] or None,
    )
    if decided is None:
        state = "expired" if found.state == "pending" else found.state
        raise Conflict(f"This approval is {state}: it can't be decided.", code="approval_decided")
    await events.audit(scope, f"approval.{'approved' if state == 'running' else state}", "approval", approval_id)
    return await get(scope, approval_id)


async def keep_answer(scope: Scope, approval_id: int, status: int, answer: bytes) -> None:
    """Store the response of an approved request, for repeated requests (`outcome_of`)."""
    row = await scope.one(
        """
        SELECT body FROM approvals WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'done' FOR NO KEY UPDATE
        """,
        id=approval_id,
    )
    if row:
        await _seal(scope, approval_id, {**_open(scope, row["body"]), _ANSWER: base64.b64encode(answer).decode()}, status)


_ANSWER = "answer"  # in what `body` holds, beside the request's body


def _open(scope: Scope, sealed: bytes) -> dict[str, str]:
    return scope.vault.decrypt(sealed, workspace_id=scope.workspace_id)


async def _seal(scope: Scope, approval_id: int, held: dict[str, str], status: int | None) -> None:
    await scope.run(
        """
        UPDATE approvals SET body = %(body)s, answer_status = %(status)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=approval_id,
        body=scope.vault.encrypt(held, workspace_id=scope.workspace_id),
        status=status,
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a request that waited. `answer`: what it was answered, where it was carried out within the last hour."""

    state: str  # pending, running, done, failed, rejected, expired
    outcome: str
    status: int | None
    answer: bytes | None = field(repr=False)


async def outcome_of(scope: Scope, approval_id: int, api_key_id: int, digest: bytes) -> Outcome | None:
    """What became of this very request of this key; None: the approval is about another one."""
    row = await scope.one(
        """
        SELECT CASE WHEN state = 'pending' AND expires_at <= %(now)s THEN 'expired' ELSE state END AS state, outcome,
               answer_status AS status, body
        FROM approvals
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND api_key_id = %(key)s AND digest = %(digest)s
        """,
        id=approval_id,
        key=api_key_id,
        digest=digest,
    )
    if row is None:
        return None
    kept = _open(scope, row["body"]).get(_ANSWER) if row["status"] is not None else None
    answer = base64.b64decode(kept) if kept is not None else None
    return Outcome(row["state"], row["outcome"] or "", row["status"], answer)


async def forget_answers(scope: Scope) -> int:
    """Empty the oldest answers that were kept for an hour; how many."""
    rows = await scope.all(
        """
        SELECT id, body FROM approvals
        WHERE workspace_id = %(workspace_id)s AND answer_status IS NOT NULL AND decided_at <= %(before)s
        ORDER BY decided_at LIMIT 100 FOR NO KEY UPDATE
        """,
        before=scope.now - ANSWERS_KEPT,
    )
    for row in rows:
        held = {name: value for name, value in _open(scope, row["body"]).items() if name != _ANSWER}
        await _seal(scope, row["id"], held, None)
    return len(rows)


async def fail(scope: Scope, approval_id: int, outcome: str) -> None:
    """Note that an approved request could not be carried out, and why."""
    await scope.run(
        """
        UPDATE approvals SET state = 'failed', outcome = %(outcome)s, lease_until = NULL
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'running'
        """,
        id=approval_id,
        outcome=outcome[:2000],
    )


async def fail_lost(scope: Scope) -> int:
    """Close those whose process died while it carried them out; how many. Carrying out marks them done in the same transaction,
    so nothing of these was done."""
    return await scope.run(
        """
        UPDATE approvals SET state = 'failed', outcome = %(outcome)s, lease_until = NULL
        WHERE workspace_id = %(workspace_id)s AND state = 'running' AND lease_until <= %(now)s
        """,
        outcome=DIED,
    )


async def tidy(scope: Scope) -> int:
    """What time does to approvals: how many it concerned."""
    return await fail_lost(scope) + await forget_answers(scope)


async def forget(scope: Scope, lead_id: int, names: Sequence[str]) -> int:
    """Clear the approvals that mention a lead: by its id, or by one of `names` (address, profile) anywhere in them. One that
    waited fails. How many they were."""
    rows = await scope.all(
        """
        SELECT id FROM approvals WHERE workspace_id = %(workspace_id)s AND (
            jsonb_path_exists(acts, '$[*].facts.lead ? (@ == $id)', jsonb_build_object('id', %(id)s::bigint))
            OR jsonb_path_exists(acts, '$[*].facts.leads[*] ? (@ == $id)', jsonb_build_object('id', %(id)s::bigint))
            OR EXISTS (SELECT FROM unnest(%(names)s::text[]) n
                       WHERE strpos(lower(concat_ws(' ', acts::text, shown::text, path, query, outcome)), lower(n)) > 0))
        ORDER BY id FOR UPDATE
        """,
        id=lead_id,
        names=[name for name in names if name],
    )
    ids = [row["id"] for row in rows]
    await scope.run(
        """
        UPDATE approvals SET acts = (SELECT jsonb_agg(a || '{"facts": {}}') FROM jsonb_array_elements(acts) a),
               shown = '{}', path = '', query = '', body = %(body)s, digest = '', lease_until = NULL, answer_status = NULL,
               outcome = CASE WHEN state IN ('pending', 'running') THEN %(erased)s END,
               state = CASE WHEN state IN ('pending', 'running') THEN 'failed' ELSE state END
        WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)
        """,
        ids=ids,
        body=scope.vault.encrypt({"body": ""}, workspace_id=scope.workspace_id),
        erased=ERASED,
    )
    await scope.run(
        """
        UPDATE audit SET data = '{}'
        WHERE workspace_id = %(workspace_id)s AND object_kind = 'approval' AND object_id = ANY (%(ids)s)
        """,
        ids=ids,
    )
    return len(ids)

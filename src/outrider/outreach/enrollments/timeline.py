"""An enrollment's steps, done and to come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import sequences
from outrider.outreach.enrollments import enrollments

Status = Literal["scheduled", "in_progress", "sent", "uncertain", "failed", "skipped", "cancelled"]


@dataclass(frozen=True, slots=True)
class Action:
    """One step of an enrollment, done or to come. `scheduled_for`: when it may be done, as things stand."""

    message_id: int | None
    step_id: int | None
    step_position: int | None
    slot: str | None
    action: str
    status: Status
    scheduled_for: datetime | None
    performed_at: datetime | None
    accepted_at: datetime | None
    with_note: bool
    reason: str | None
    detail: str | None
    upcoming: bool = False


_STATUSES: dict[str, Status] = {
    "queued": "scheduled", "sending": "in_progress", "submitted": "in_progress", "sent": "sent", "uncertain": "uncertain",
    "failed": "failed", "cancelled": "cancelled",
}  # fmt: skip


async def of(scope: Scope, enrollment_ids: Sequence[int]) -> dict[int, list[Action]]:
    """The outcome of each enrollment's steps, oldest first, then the steps still to come. Steps of every channel."""
    found = await enrollments.get_many(scope, enrollment_ids)
    rows = await scope.all(
        """
        SELECT m.id, m.enrollment_id, m.action, m.state, m.state_reason, m.state_detail, m.step_id, m.step_position, m.due_at,
               m.sent_at, m.created_at, m.run, m.body_text <> '' AS has_text, s.slot, c.connected_at, c.invited_at
        FROM messages m
        LEFT JOIN steps s ON s.workspace_id = %(workspace_id)s AND s.id = m.step_id
        LEFT JOIN lead_connections c ON c.workspace_id = %(workspace_id)s AND c.sender_id = m.sender_id AND c.lead_id = m.lead_id
        WHERE m.workspace_id = %(workspace_id)s AND m.enrollment_id = ANY (%(ids)s) AND m.kind = 'step' AND m.direction = 'out'
        ORDER BY m.id
        """,
        ids=list(found),
    )
    done: dict[int, list[Action]] = {id: [] for id in found}
    had: dict[int, set[int]] = {id: set() for id in found}  # the steps with a message in the enrollment's run
    for row in rows:
        id = row["enrollment_id"]
        done[id].append(_done(row))
        if row["run"] == found[id].run:
            had[id].add(row["step_id"])
    steps = await sequences.get_many(scope, sorted({e.campaign_id for e in found.values()}))
    for id, enrollment in found.items():
        if enrollment.status in ("active", "paused"):
            to_come = [s for s in steps.get(enrollment.campaign_id, ()) if s.position > enrollment.done_position]
            done[id] += _to_come([s for s in to_come if s.id not in had[id]], enrollment.due_at, scope.now)
    return done


def _done(row: Mapping[str, Any]) -> Action:
    skipped = row["state"] == "cancelled" and row["state_reason"] in SKIPPED
    accepted = row["action"] == "invite" and row["connected_at"] and row["sent_at"] and row["connected_at"] >= row["sent_at"]
    return Action(
        message_id=row["id"],
        step_id=row["step_id"],
        step_position=row["step_position"],
        slot=row["slot"],
        action=row["action"],
        status="skipped" if skipped else _STATUSES[row["state"]],
        scheduled_for=row["due_at"] or row["created_at"],
        performed_at=row["sent_at"],
        accepted_at=row["connected_at"] if accepted else None,
        with_note=row["action"] == "invite" and row["has_text"],
        reason=row["state_reason"],
        detail=row["state_detail"],
    )


# Why a step was passed over: nothing was left to do, or LinkedIn does not let it be done.
SKIPPED = (Reason.NOT_CONNECTED, Reason.ALREADY_DONE, Reason.NO_INMAIL, Reason.NO_POST, Reason.UNREACHABLE)


def _to_come(steps: Sequence[sequences.Step], due_at: datetime | None, now: datetime) -> list[Action]:
    actions: list[Action] = []
    at = due_at
    for index, step in enumerate(steps):
        if index and at is not None:
            at = max(at, now) + timedelta(seconds=step.delay_seconds)
        note = step.action == "invite" and any(v.enabled and v.body.strip() for v in step.variants)
        actions.append(
            Action(None, step.id, step.position, step.slot, step.action, "scheduled", at, None, None, note, None, None, True)
        )
    return actions

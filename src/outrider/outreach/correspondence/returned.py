"""Messages that came back undelivered for the time being: the step is tried again a few times, then the lead waits.

A report only says so of the attempt that it names. Each attempt has a Message-ID of its own, so that a late report about an
earlier one sends nothing, and so that what the Sent folder holds of an earlier one is not taken for a later one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg.rows import class_row

from outrider.outreach.base import enrollment_states, message_states
from outrider.outreach.base.enrollment_states import Change
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_states
from outrider.rules import retry, threads

# How long a lead waits whose mailbox accepted none of the attempts; then its sequence continues.
_HOLD = timedelta(days=14)

# A step's bounced message, if nothing has happened since: the sequence has not advanced, ended or been paused.
_RETURNED = """
SELECT m.id, m.wire_id, m.run, m.enrollment_id, m.campaign_id, m.created_at, e.status,
       (SELECT count(*) FROM events v WHERE v.workspace_id = %(workspace_id)s AND v.enrollment_id = m.enrollment_id
        AND v.type = 'message.bounced' AND (v.data ->> 'answers')::bigint = m.id AND v.data ->> 'retry_at' IS NOT NULL) AS times
FROM messages m
JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.id = m.enrollment_id AND e.run = m.run
JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = m.campaign_id
WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s AND m.direction = 'out' AND m.kind = 'step' AND m.action = 'email'
  AND m.state = 'sent' AND (e.status = 'active' OR e.status = 'completed' AND e.reason = %(done)s)
  AND (c.status IN ('active', 'paused') OR c.status = 'completed' AND c.status_reason = %(done)s)
  AND NOT EXISTS (
      SELECT FROM messages n WHERE n.workspace_id = %(workspace_id)s AND n.enrollment_id = m.enrollment_id
      AND n.kind = 'step' AND n.direction = 'out' AND n.id > m.id)
FOR NO KEY UPDATE OF m
"""


@dataclass(frozen=True, slots=True)
class _Returned:
    """A message that came back. `times`: how often it has been tried again already."""

    id: int
    wire_id: str | None
    run: int
    enrollment_id: int
    campaign_id: int
    created_at: datetime
    status: str
    times: int


async def try_again(scope: Scope, message_id: int, named: str | None, detail: str, *, hold: bool) -> datetime | None:
    """Have a message that a report calls undelivered sent again; when, or None where it is not.

    `named`: the Message-ID in the report. After the last attempt the lead waits, if `hold`. The caller holds the enrollment
    locked and appends `message.bounced` with `retry_at`.
    """
    async with scope.conn.cursor(row_factory=class_row(_Returned)) as cursor:
        await cursor.execute(_RETURNED, {"workspace_id": scope.workspace_id, "id": message_id, "done": Reason.DONE})
        returned = await cursor.fetchone()
    if returned is None or returned.wire_id is None or (returned.times and named != returned.wire_id):
        return None
    wait = retry.after_return(returned.times, scope.now - returned.created_at)
    if wait is None:
        if hold and returned.status == "active":
            change = Change(returned.enrollment_id, Reason.SOFT_BOUNCED, detail or None, returned.run)
            await enrollment_states.pause(scope, [change], resume_at=scope.now + _HOLD)
        return None
    at = scope.now + wait
    wire_id = threads.id_of_attempt(returned.wire_id, returned.times + 2)
    await message_states.send_again(scope, returned.id, wire_id, at, detail or None)
    await enrollment_states.await_message(scope, returned.enrollment_id, returned.run)
    await campaign_states.reactivate(scope, returned.campaign_id)
    return at

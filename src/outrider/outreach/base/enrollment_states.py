"""The states of enrollments, and every statement that changes one, removes one or says when one is due.

An enrollment is `active`, `paused` (until a person or `resume_at` ends the pause), `completed` (its sequence is done) or
`stopped`. An active one is due at `due_at`; otherwise a message of its current run is in progress (queued, sending,
submitted), and recording that message decides what happens next. `find_lost` finds those for which neither holds.

Each transition writes the reason and appends the event. What the engine reports of a message names the run that the message
belongs to: a lead that was returned to a step meanwhile stays where the person put it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, LiteralString

from outrider.frozen import checked
from outrider.outreach.base import batches, enrollment_places, events, marks, message_states
from outrider.outreach.base.enrollment_places import Move, Place
from outrider.outreach.base.events import Event
from outrider.outreach.base.message_states import Waiting
from outrider.outreach.base.query import sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope


class Status(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Change:
    """A change wanted of one enrollment. `run`: only while it is in this run."""

    id: int
    reason: Reason
    detail: str | None = None
    run: int | None = None


@checked(frozen=True, slots=True)
class Moved:
    """An enrollment that changed its status, with what its event says of it; and where it stood before."""

    id: int
    campaign_id: int
    lead_id: int
    sender_id: int | None
    seat_id: int
    status: str
    mark: int
    status_before: str
    mark_before: int
    reason: str | None = None

    @property
    def move(self) -> Move:
        """The same as it is counted."""
        before = Place(self.campaign_id, self.status_before, self.mark_before)
        return Move(before, Place(self.campaign_id, self.status, self.mark))


_MOVED = "e.id, e.campaign_id, e.lead_id, e.sender_id, c.seat_id, e.status, e.mark, e.reason"
_BEFORE = "b.status AS status_before, b.mark AS mark_before"
# As they are when they are locked, which may be later than what the rest of the statement sees.
_HELD = """(SELECT x.id, x.campaign_id, x.status, x.mark, x.last_step_at FROM enrollments x
    WHERE x.workspace_id = %(workspace_id)s AND x.id = ANY (%(id)s) ORDER BY x.id FOR NO KEY UPDATE) b"""


def changes(ids: Sequence[int], reason: Reason, detail: str | None = None) -> list[Change]:
    """The same change of each of these."""
    return [Change(id, reason, detail) for id in ids]


# -- ending --------------------------------------------------------------------------------------------------------------

_END = sql(
    """
UPDATE enrollments e SET status = %(status)s, reason = u.reason, reason_detail = u.detail, due_at = NULL, resume_at = NULL,
       updated_at = %(now)s
FROM unnest(%(id)s::bigint[], %(reason)s::text[], %(detail)s::text[], %(run)s::int[]) AS u (id, reason, detail, run)
CROSS JOIN campaigns c CROSS JOIN {held}
WHERE e.workspace_id = %(workspace_id)s AND e.id = u.id AND b.id = e.id
  AND e.status IN ('active', 'paused') AND (u.run IS NULL OR e.run = u.run)
  AND c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
RETURNING {moved}, {before}
""",
    held=_HELD,
    moved=_MOVED,
    before=_BEFORE,
)


async def lock(scope: Scope, ids: Sequence[int], *, leads: Sequence[int] = ()) -> None:
    """Lock enrollments before their messages are changed, in the order of their ids, as everything does that changes both: so no
    two transactions wait for each other. `leads`: also all of theirs that could end."""
    if leads:
        await scope.run(_LOCK_WITH, ids=ids, leads=leads)
    elif ids:
        await scope.run(_LOCK, ids=ids)


async def stop(scope: Scope, wanted: Sequence[Change], *, event: Literal["lead.stopped"] | None = "lead.stopped") -> list[Moved]:
    """active, paused -> stopped; those that were. `event` None: the caller appends one that says more."""
    return await _end(scope, Status.STOPPED, wanted, event)


async def complete(scope: Scope, wanted: Sequence[Change]) -> list[Moved]:
    """active, paused -> completed; those that were."""
    return await _end(scope, Status.COMPLETED, wanted, "lead.completed")


async def _end(scope: Scope, status: Status, wanted: Sequence[Change], event: str | None) -> list[Moved]:
    """End enrollments and cancel their queued messages."""
    if not wanted:
        return []
    moved = await _counted(scope, await scope.rows(Moved, _END, status=status, **batches.columns(Change, wanted)))
    by_reason: dict[Reason, list[int]] = defaultdict(list)
    for change in wanted:
        by_reason[change.reason].append(change.id)
    ended = {m.id for m in moved}
    for reason, ids in by_reason.items():
        if of := [id for id in ids if id in ended]:
            await message_states.cancel(scope, Waiting(enrollments=of, steps=True), reason)
    if event:
        await _append(scope, event, moved)
    return moved


# -- holding and going on ------------------------------------------------------------------------------------------------

_PAUSE = sql(
    """
UPDATE enrollments e SET status = %(status)s, reason = u.reason, reason_detail = u.detail, due_at = NULL,
       resume_at = %(resume_at)s, updated_at = %(now)s
FROM unnest(%(id)s::bigint[], %(reason)s::text[], %(detail)s::text[], %(run)s::int[]) AS u (id, reason, detail, run)
CROSS JOIN campaigns c CROSS JOIN {held}
WHERE e.workspace_id = %(workspace_id)s AND e.id = u.id AND b.id = e.id
  AND e.status = 'active' AND (u.run IS NULL OR e.run = u.run)
  AND c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
RETURNING {moved}, {before}
""",
    held=_HELD,
    moved=_MOVED,
    before=_BEFORE,
)
# What is left of the next step's delay; a sequence without a next step is found out by the dispatcher at once.
_DELAY_OVER = sql(
    """greatest(%(now)s, (e.last_step_at AT TIME ZONE 'UTC' + make_interval(secs => coalesce((
    SELECT s.delay_seconds FROM steps s
    WHERE s.workspace_id = %(workspace_id)s AND s.campaign_id = e.campaign_id AND s.position > {position}
      AND s.deleted_at IS NULL ORDER BY s.position LIMIT 1), 0))) AT TIME ZONE 'UTC')""",
    position=marks.position(),
)
_RESUME = sql(
    """
UPDATE enrollments e SET status = %(status)s, reason = NULL, reason_detail = NULL, resume_at = NULL,
       sender_id = coalesce(%(sender_id)s, e.sender_id), due_at = {delay_over}, updated_at = %(now)s
FROM campaigns c CROSS JOIN {held}
WHERE e.workspace_id = %(workspace_id)s AND e.status = 'paused' AND e.id = b.id
  AND c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
RETURNING {moved}, {before}
""",
    delay_over=_DELAY_OVER,
    held=_HELD,
    moved=_MOVED,
    before=_BEFORE,
)
_LOCK = """
SELECT id FROM enrollments WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) ORDER BY id FOR NO KEY UPDATE
"""
_LOCK_WITH = """
SELECT id FROM enrollments WHERE workspace_id = %(workspace_id)s
  AND (id = ANY (%(ids)s) OR lead_id = ANY (%(leads)s) AND status IN ('active', 'paused')) ORDER BY id FOR NO KEY UPDATE
"""
_LOCK_ONE = """
SELECT campaign_id, status, mark FROM enrollments
WHERE workspace_id = %(workspace_id)s AND id = %(id)s FOR NO KEY UPDATE
"""
_RESTART = sql(
    """
UPDATE enrollments e SET status = %(status)s, reason = NULL, reason_detail = NULL, resume_at = NULL,
       mark = {mark}, run = e.run + 1, due_at = %(due_at)s, updated_at = %(now)s
FROM campaigns c
WHERE e.workspace_id = %(workspace_id)s AND e.id = %(id)s AND c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
  AND NOT (e.status = 'active' AND EXISTS (
      SELECT FROM messages m WHERE m.workspace_id = %(workspace_id)s AND m.enrollment_id = %(id)s AND m.kind = 'step'
      AND m.state IN ('sending', 'submitted') AND m.run = e.run))
RETURNING {moved}, %(status_before)s AS status_before, %(mark_before)s::int AS mark_before
""",
    mark=marks.mark_at("%(position)s - 1"),
    moved=_MOVED,
)
_REOPEN = sql(
    """
UPDATE enrollments e SET status = %(status)s, reason = NULL, reason_detail = NULL, updated_at = %(now)s, due_at = {delay_over}
FROM campaigns c
WHERE e.workspace_id = %(workspace_id)s AND c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id AND e.id = ANY (ARRAY(
    SELECT d.id FROM enrollments d JOIN campaigns k ON k.workspace_id = %(workspace_id)s AND k.id = %(campaign_id)s
    WHERE d.workspace_id = %(workspace_id)s AND d.campaign_id = %(campaign_id)s AND d.status = 'completed' AND d.reason = %(done)s
      AND EXISTS (SELECT FROM steps n WHERE n.workspace_id = %(workspace_id)s AND n.campaign_id = %(campaign_id)s
                  AND n.position > {position} AND n.deleted_at IS NULL)
    ORDER BY d.id LIMIT %(limit)s FOR NO KEY UPDATE OF d))
RETURNING {moved}, 'completed' AS status_before, e.mark AS mark_before
""",
    delay_over=_DELAY_OVER,
    position=marks.position("d", "k"),
    moved=_MOVED,
)


async def pause(scope: Scope, wanted: Sequence[Change], *, resume_at: datetime | None = None) -> list[Moved]:
    """active -> paused; those that were active. `resume_at`: when they resume automatically."""
    if not wanted:
        return []
    rows = await scope.rows(Moved, _PAUSE, status=Status.PAUSED, resume_at=resume_at, **batches.columns(Change, wanted))
    moved = await _counted(scope, rows)
    await _append(scope, "lead.paused", moved)
    return moved


async def resume(scope: Scope, ids: Sequence[int], *, sender_id: int | None = None) -> list[Moved]:
    """paused -> active, due when the rest of the next step's delay is over; those that were. `sender_id`: with this sender."""
    rows = await scope.rows(Moved, _RESUME, status=Status.ACTIVE, id=ids, sender_id=sender_id)
    moved = await _counted(scope, rows)
    await _append(scope, "lead.resumed", moved)
    return moved


async def restart(scope: Scope, id: int, position: int, due_at: datetime) -> Moved | None:
    """Every status -> active in a new run, with the step at `position` next. None while a message is leaving.

    A message of the earlier run that waits to be tried again is cancelled. The caller has locked the step.
    """
    # A claim that holds it has written its message when the next statement looks.
    stood = await scope.row(Place, _LOCK_ONE, id=id)
    if stood is None:
        return None
    before = {"status_before": stood.status, "mark_before": stood.mark}
    moved = await scope.row(Moved, _RESTART, status=Status.ACTIVE, id=id, position=position, due_at=due_at, **before)
    if moved is None:
        return None
    await message_states.cancel(scope, Waiting(enrollments=[id], steps=True), Reason.RETURNED)
    await _counted(scope, [moved])
    await _append(scope, "lead.resumed", [moved], Reason.RETURNED)
    return moved


async def reopen(scope: Scope, campaign_id: int, limit: int) -> list[Moved]:
    """completed -> active for those that had done every step and have more now, at most `limit`; those that continue."""
    rows = await scope.rows(Moved, _REOPEN, status=Status.ACTIVE, campaign_id=campaign_id, done=Reason.DONE, limit=limit)
    moved = await _counted(scope, rows)
    await _append(scope, "lead.resumed", moved, Reason.STEPS_ADDED)
    return moved


async def _counted(scope: Scope, moved: list[Moved]) -> list[Moved]:
    """What a statement moved, now that it is counted."""
    await enrollment_places.count(scope, [m.move for m in moved])
    return moved


async def _append(scope: Scope, kind: str, moved: Sequence[Moved], reason: Reason | None = None) -> None:
    await events.append(
        scope,
        [
            Event(
                kind,
                seat_id=m.seat_id,
                campaign_id=m.campaign_id,
                sender_id=m.sender_id,
                lead_id=m.lead_id,
                enrollment_id=m.id,
                data={"reason": str(why)} if (why := reason or m.reason) else {},
            )
            for m in moved
        ],
    )


# -- the engine's: claimed, waiting, done, released ----------------------------------------------------------------------


@checked(frozen=True, slots=True)
class Claim:
    """An enrollment whose next message is in progress, and its sender from now on."""

    id: int
    sender_id: int


@dataclass(frozen=True, slots=True)
class Wait:
    """An enrollment is considered again at `due_at`. `reason`: what it waits for, if not simply for its time."""

    id: int
    due_at: datetime
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """An enrollment whose claim had no result. `starts`: the claim gave it its sender, which it loses again."""

    id: int
    run: int
    sender_id: int
    starts: bool


@checked(frozen=True, slots=True)
class Step:
    """A step that an enrollment has done, or passed over (`at` None), in `run`. `mark`: how far that is (base.marks)."""

    id: int
    run: int
    mark: int
    at: datetime | None


@checked(frozen=True, slots=True)
class Advanced:
    """What doing a step made of an enrollment. `first`: it was its first message; `before`: when it did the step before."""

    id: int
    lead_id: int
    first: bool
    before: datetime | None


@checked(frozen=True, slots=True)
class _Done(Moved):
    """An enrollment that did a step. `first`: it was its first message; `before`: when it did the step before."""

    first: bool = False
    before: datetime | None = None


_CLAIM = """
UPDATE enrollments e SET due_at = NULL, reason = NULL, sender_id = u.sender_id, updated_at = %(now)s
FROM unnest(%(id)s::bigint[], %(sender_id)s::bigint[]) AS u (id, sender_id)
WHERE e.workspace_id = %(workspace_id)s AND e.id = u.id
"""
_WAIT = """
UPDATE enrollments e SET due_at = u.due_at, reason = u.reason, updated_at = %(now)s
FROM unnest(%(id)s::bigint[], %(due_at)s::timestamptz[], %(reason)s::text[]) AS u (id, due_at, reason)
WHERE e.workspace_id = %(workspace_id)s AND e.id = u.id AND e.status = 'active'
"""
_AWAIT_MESSAGE = sql(
    """
UPDATE enrollments e SET status = %(status)s, due_at = NULL, reason = NULL, reason_detail = NULL, updated_at = %(now)s
FROM {held} JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = b.campaign_id
WHERE e.workspace_id = %(workspace_id)s AND e.id = b.id AND e.run = %(run)s
  AND (e.status = 'active' OR e.status = 'completed' AND e.reason = %(done)s)
RETURNING {moved}, {before}
""",
    held=_HELD,
    moved=_MOVED,
    before=_BEFORE,
)
# Where a person has meanwhile resumed it, the time and the sender that it was given then stand.
_RELEASE = """
UPDATE enrollments e SET
       due_at = CASE WHEN e.status = 'active' AND e.run = u.run THEN coalesce(e.due_at, %(now)s) ELSE e.due_at END,
       sender_id = CASE WHEN u.starts AND e.sender_id = u.sender_id AND e.first_sent_at IS NULL THEN NULL ELSE e.sender_id END,
       updated_at = %(now)s
FROM unnest(%(id)s::bigint[], %(run)s::int[], %(sender_id)s::bigint[], %(starts)s::boolean[]) AS u (id, run, sender_id, starts)
WHERE e.workspace_id = %(workspace_id)s AND e.id = u.id
"""
# In one statement with it: when leads were last written to. Of an earlier run only that it was written to is noted.
_ADVANCE = sql(
    """
WITH moved AS (UPDATE enrollments e SET
    mark = CASE WHEN u.run = e.run AND {position_done} > {position} THEN u.mark ELSE e.mark END,
    last_step_at = coalesce(u.at, e.last_step_at),
    first_sent_at = coalesce(e.first_sent_at, u.at),
    due_at = CASE WHEN u.run <> e.run THEN e.due_at WHEN e.status = 'active'
             THEN (coalesce(u.at, %(now)s) AT TIME ZONE 'UTC' + make_interval(secs => n.delay_seconds)) AT TIME ZONE 'UTC' END,
    status = CASE WHEN u.run = e.run AND e.status = 'active' AND n.delay_seconds IS NULL THEN %(completed)s ELSE e.status END,
    reason = CASE WHEN u.run <> e.run THEN e.reason WHEN e.status = 'active' AND n.delay_seconds IS NULL THEN %(done)s
             WHEN e.status = 'active' THEN NULL ELSE e.reason END,
    updated_at = %(now)s
FROM unnest(%(id)s::bigint[], %(run)s::int[], %(mark)s::int[], %(at)s::timestamptz[]) AS u (id, run, mark, at)
JOIN {held} ON b.id = u.id
JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = b.campaign_id
LEFT JOIN LATERAL (
    SELECT s.delay_seconds FROM steps s
    WHERE s.workspace_id = %(workspace_id)s AND s.campaign_id = b.campaign_id AND s.deleted_at IS NULL
      AND s.position > greatest({position_before}, {position_done})
    ORDER BY s.position LIMIT 1) n ON true
WHERE e.workspace_id = %(workspace_id)s AND e.id = u.id
RETURNING {moved}, {before}, coalesce(e.first_sent_at = u.at, false) AS first, u.at, b.last_step_at AS before
), contacted AS (
    UPDATE lead_contacts l SET last_contacted_at = greatest(l.last_contacted_at, c.at)
    FROM (SELECT lead_id, max(at) AS at FROM moved WHERE at IS NOT NULL GROUP BY lead_id ORDER BY lead_id) c
    WHERE l.workspace_id = %(workspace_id)s AND l.lead_id = c.lead_id)
SELECT id, campaign_id, lead_id, sender_id, seat_id, status, mark, status_before, mark_before, first, before FROM moved
""",
    position=marks.position(),
    position_before=marks.position("b"),
    position_done=marks.position("u"),
    held=_HELD,
    moved=_MOVED,
    before=_BEFORE,
)
# The sender of that channel that has written to the lead before; else any that can, each lead its own.
_HAND_OVER = """
UPDATE enrollments e SET sender_id = x.sender_id, due_at = %(now)s, updated_at = %(now)s
FROM (SELECT b.id, coalesce(
          (SELECT m.sender_id FROM messages m
           JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = m.sender_id AND s.channel = %(channel)s
           JOIN campaign_senders k ON k.workspace_id = %(workspace_id)s AND k.sender_id = m.sender_id
                AND k.campaign_id = b.campaign_id
           WHERE m.workspace_id = %(workspace_id)s AND m.enrollment_id = b.id AND m.direction = 'out' AND m.kind = 'step'
           ORDER BY m.id DESC LIMIT 1),
          (SELECT cs.sender_id FROM campaign_senders cs
           JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = cs.sender_id AND s.channel = %(channel)s
                AND s.status = 'active'
           WHERE cs.workspace_id = %(workspace_id)s AND cs.campaign_id = b.campaign_id
           ORDER BY md5(b.id || '/' || cs.sender_id) LIMIT 1)) AS sender_id
      FROM enrollments b WHERE b.workspace_id = %(workspace_id)s AND b.id = ANY (%(ids)s)) x
WHERE e.workspace_id = %(workspace_id)s AND e.id = x.id AND x.sender_id IS NOT NULL AND e.status = 'active'
RETURNING e.id, e.sender_id
"""
_HASTEN = sql(
    """
UPDATE enrollments e SET updated_at = %(now)s, due_at = least(e.due_at, {delay_over})
FROM unnest(%(senders)s::bigint[], %(leads)s::bigint[]) AS u (sender_id, lead_id) CROSS JOIN campaigns c
WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = u.lead_id
  AND c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id AND e.status = 'active' AND e.due_at > %(now)s
  AND (e.sender_id = u.sender_id OR EXISTS (
      SELECT FROM campaign_senders cs WHERE cs.workspace_id = %(workspace_id)s AND cs.campaign_id = e.campaign_id
      AND cs.sender_id = u.sender_id AND e.sender_id IS NOT NULL))
RETURNING e.sender_id
""",
    delay_over=_DELAY_OVER,
)


async def claim(scope: Scope, claims: Sequence[Claim]) -> None:
    """Note that a message of each is in progress: they are not due until it is recorded. The caller has locked them."""
    await scope.run(_CLAIM, **batches.columns(Claim, claims))


async def wait(scope: Scope, waits: Sequence[Wait]) -> None:
    """Have active enrollments considered later."""
    if waits:
        await scope.run(_WAIT, **batches.columns(Wait, waits))


async def await_message(scope: Scope, id: int, run: int) -> None:
    """active, or completed with every step done -> active and not due: a message of this run is to be sent again."""
    rows = await scope.rows(Moved, _AWAIT_MESSAGE, id=[id], run=run, status=Status.ACTIVE, done=Reason.DONE)
    moved = await _counted(scope, rows)
    ended = [m for m in moved if m.status_before == Status.COMPLETED]
    await _append(scope, "lead.resumed", ended, Reason.RETURNED_BY_MAIL)


async def release(scope: Scope, releases: Sequence[Release]) -> None:
    """Make enrollments due again whose message surely did not leave and was withdrawn."""
    if releases:
        await scope.run(_RELEASE, **batches.columns(Release, releases))


async def advance(scope: Scope, steps: Sequence[Step]) -> list[Advanced]:
    """Advance enrollments after a step: due when the next one's delay is over, or completed. At most one for each."""
    if not steps:
        return []
    done = await scope.rows(_Done, _ADVANCE, completed=Status.COMPLETED, done=Reason.DONE, **batches.columns(Step, steps))
    await enrollment_places.count(scope, [d.move for d in done])
    ended = [d for d in done if (d.status_before, d.status) == (Status.ACTIVE, Status.COMPLETED)]
    await _append(scope, "lead.completed", ended)
    return [Advanced(d.id, d.lead_id, d.first, d.before) for d in done]


async def hand_over(scope: Scope, ids: Sequence[int], channel: str) -> dict[int, int]:
    """Give active enrollments to senders of another channel, whose step is next: enrollment -> sender, of those that got one."""
    return {row["id"]: row["sender_id"] for row in await scope.all(_HAND_OVER, ids=ids, channel=channel)}


async def hasten(scope: Scope, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Have enrollments that may have waited for a connection of (sender, lead) considered as soon as their delay is over.

    Also those with a mailbox of the same campaign, whose next step may be a LinkedIn one. Returns their senders.
    """
    rows = await scope.all(_HASTEN, senders=[sender for sender, _ in pairs], leads=[lead for _, lead in pairs])
    return sorted({row["sender_id"] for row in rows})


# -- enrolled, gone ------------------------------------------------------------------------------------------

_REMOVE: LiteralString = """
DELETE FROM enrollments WHERE workspace_id = %(workspace_id)s AND {which} = ANY (%(ids)s)
RETURNING id, campaign_id, status, mark
"""
_REMOVE_BY: dict[Literal["id", "lead_id"], LiteralString] = {
    "id": sql(_REMOVE, which="id"),
    "lead_id": sql(_REMOVE, which="lead_id"),
}


async def enrolled(scope: Scope, campaign_id: int, n: int) -> None:
    """Count enrollments that the caller has made in a campaign."""
    await enrollment_places.count(scope, [Move(None, Place(campaign_id, Status.ACTIVE, 0), n)])


async def remove(scope: Scope, ids: Sequence[int], *, by: Literal["id", "lead_id"] = "id") -> dict[int, int]:
    """Remove enrollments, by their own ids or by their leads': the campaign of each that was there, by its id."""
    rows = await scope.all(_REMOVE_BY[by], ids=ids)
    gone = [Move(Place(row["campaign_id"], row["status"], row["mark"]), None) for row in rows]
    await enrollment_places.count(scope, gone)
    return {row["id"]: row["campaign_id"] for row in rows}


# -- the invariant -------------------------------------------------------------------------------------------------------

# Active, not due, and no message of the current run in progress: nothing would ever happen to such a lead.
_LOST: LiteralString = """e.status = 'active' AND e.due_at IS NULL AND NOT EXISTS (
    SELECT FROM messages m WHERE m.workspace_id = {workspace} AND m.enrollment_id = e.id AND m.kind = 'step'
    AND m.run = e.run AND m.state IN ('queued', 'sending', 'submitted'))"""


def lost(workspace: LiteralString = "%(workspace_id)s") -> LiteralString:
    """The condition of the enrollments `e` that are lost. `workspace`: where the id of the workspace stands."""
    return sql(_LOST, workspace=workspace)


_FIND_LOST = sql(
    """
SELECT e.id FROM enrollments e WHERE e.workspace_id = %(workspace_id)s AND {lost}
ORDER BY e.id LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED
""",
    lost=lost(),
)
_MAKE_DUE = sql(
    """
UPDATE enrollments e SET due_at = %(now)s, updated_at = %(now)s
FROM campaigns c
WHERE e.workspace_id = %(workspace_id)s AND e.id = ANY (%(id)s) AND c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
  AND {lost}
RETURNING {moved}, e.status AS status_before, e.mark AS mark_before
""",
    lost=lost(),
    moved=_MOVED,
)


async def find_lost(scope: Scope, limit: int = batches.AT_ONCE) -> list[int]:
    """Enrollments that are active with nothing due or in progress, locked. There should never be any."""
    return [row["id"] for row in await scope.all(_FIND_LOST, limit=limit)]


async def make_due(scope: Scope, ids: Sequence[int]) -> list[Moved]:
    """Have those that `find_lost` found considered now; those that were still lost."""
    moved = await scope.rows(Moved, _MAKE_DUE, id=ids)
    await _append(scope, "lead.resumed", moved, Reason.LOST)
    return moved

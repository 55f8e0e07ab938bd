"""Which step of a sequence comes next, and when."""

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NotRequired, TypedDict

from outrider.errors import Invalid
from outrider.rules.schedule import Schedule, next_open

CONDITIONS = ("connected", "not_connected", "open_profile")
# When a step applies. "if": one of CONDITIONS; "wait_seconds": how long "connected" waits for that.
Condition = TypedDict("Condition", {"if": str, "wait_seconds": NotRequired[float]})


@dataclass(frozen=True, slots=True)
class StepShape:
    """What deciding needs to know of a step."""

    position: int
    delay_seconds: int
    channel: str
    action: str
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the lead on the sender's network. `waited_seconds`: since the previous step was done (or all began)."""

    connected: bool = False
    open_profile: bool = False
    waited_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Wait:
    """No step yet: ask again when the facts change, or at the latest in `seconds`."""

    step: StepShape
    reason: str
    seconds: float


def next_step(steps: Sequence[StepShape], done_position: int, facts: Facts = Facts()) -> StepShape | Wait | None:
    """The first step after `done_position` whose condition holds; None when the sequence is over.

    A step whose condition does not hold is skipped, except that "connected" with `wait_seconds` waits that long for
    the invitation to be accepted. The step after a skipped one still waits for its own delay.
    """
    to_come = sorted((s for s in steps if s.position > done_position), key=lambda s: s.position)
    for index, step in enumerate(to_come):
        wanted = step.condition["if"] if step.condition else None
        if _holds(wanted, facts):
            if index and facts.waited_seconds < step.delay_seconds:
                return Wait(step, "follow_up_delay", step.delay_seconds - facts.waited_seconds)
            return step
        patience = float(step.condition.get("wait_seconds") or 0) if step.condition and wanted == "connected" else 0.0
        if facts.waited_seconds < patience:
            return Wait(step, "not_connected_yet", patience - facts.waited_seconds)
    return None


def places(before: Sequence[int], after: Sequence[int]) -> list[int]:
    """Where leads are after a sequence was changed: how many steps of `after` a lead has done that had done n of `before`
    (n = 0, 1, ...). Both are the steps' ids in order.

    The last step it did that is still there decides: what stood before that stays behind it, wherever steps are put in, taken
    out or moved. Where steps were exchanged, the number of steps done does, as far as the kept ones around them allow.
    """
    place = {id: position for position, id in enumerate(after, 1)}
    kept = [place.get(id) for id in before]
    found: list[int] = []
    for n in range(len(before) + 1):
        least = next((position for position in reversed(kept[:n]) if position), 0)
        most = next((position - 1 for position in kept[n:] if position), len(after))
        found.append(max(least, min(n, most)))
    return found


def marks(before: Sequence[int], places: Sequence[int], last: int, used: Collection[int]) -> list[int]:
    """At each mark the position of the leads that stand there, after a sequence was changed: `before` are those until now, where
    `places` says what became of them, and `last` is the last step's.

    Marks that are not `used` mean nothing and may be given again: every position gets one, as a lead may do every step. The
    first is that of leads who have done none.
    """
    after = {mark: places[position] for mark, position in enumerate(before) if mark == 0 or mark in used}
    for position in sorted(set(range(last + 1)) - set(after.values())):
        free = (mark for mark in itertools.count() if mark not in after)
        after[position if position not in after else next(free)] = position
    return [after.get(mark, 0) for mark in range(max(after) + 1)]


def mark_at(marks: Sequence[int], position: int) -> int:
    """The mark of those who have done the steps up to a position of the sequence; `marks` is empty until they are needed."""
    return marks.index(position) if marks else position


def due_at(previous_at: datetime, delay_seconds: float, schedule: Schedule) -> datetime | None:
    """When a step is due: the delay after the previous one, moved to the next open window. None: never."""
    return next_open(schedule, previous_at + timedelta(seconds=delay_seconds))


def check_condition(condition: Mapping[str, object] | None) -> None:
    """Invalid unless it is a condition that `next_step` understands."""
    if condition is None:
        return
    if condition.get("if") not in CONDITIONS:
        raise Invalid(f"a step's condition is one of {', '.join(CONDITIONS)}", field="condition")
    wait = condition.get("wait_seconds")
    if wait is not None and (not isinstance(wait, int | float) or wait < 0):
        raise Invalid("wait_seconds is a number of seconds", field="condition")


def _holds(condition: str | None, facts: Facts) -> bool:
    match condition:
        case None:
            return True
        case "connected":
            return facts.connected
        case "not_connected":
            return not facts.connected
        case "open_profile":
            return facts.open_profile
        case _:
            return False  # an unknown condition never acts

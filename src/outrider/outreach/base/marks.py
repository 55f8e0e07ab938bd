"""How far a lead is in its campaign's sequence: its mark, which stays what it is while the sequence changes.

A campaign may have a million leads, so none of them is rewritten when steps are put in, taken out or moved. What changes is one
array, campaigns.marks: at each mark, how many steps of the sequence as it is now the leads have done that stand there
(rules.steps.marks). Where it is empty, a mark is the number of steps done. A message keeps the mark of those who have done its
step: whatever becomes of the step while the message is under way, its lead ends up where it would be if it had done the step
before.

A mark that is written while the array changes is right, too: only one that nobody has, no lead and no message under way, is ever
given another meaning. So whoever gives a lead a mark has it from such a message, or has locked the campaign or the step.
"""

from collections.abc import Sequence
from typing import LiteralString

from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Scope
from outrider.rules import steps


def position(enrollment: LiteralString = "e", campaign: LiteralString = "c") -> LiteralString:
    """The number of the last step that an enrollment has done, as a value. Named by the aliases of its row and its campaign's."""
    return sql("coalesce({c}.marks[{e}.mark + 1], {e}.mark)", c=campaign, e=enrollment)


def mark_at(position: LiteralString, campaign: LiteralString = "c") -> LiteralString:
    """The mark of those who have done the steps up to a position. Of a step beyond the sequence: of those who have done all."""
    return sql(
        "coalesce(array_position({c}.marks, least({position}, (SELECT max(p) FROM unnest({c}.marks) AS p))) - 1, {position})",
        c=campaign,
        position=position,
    )


_AT: LiteralString = """
SELECT k.id, m.n - 1 FROM {campaigns} CROSS JOIN unnest(k.marks) WITH ORDINALITY AS m (position, n)
WHERE k.workspace_id = %(workspace_id)s AND m.position = {position} AND {only}
UNION ALL
SELECT k.id, {position} FROM {campaigns} WHERE k.workspace_id = %(workspace_id)s AND cardinality(k.marks) = 0 AND {only}
"""


def standing_at(
    position: LiteralString, *, campaigns: LiteralString = "campaigns k", only: LiteralString = "true"
) -> LiteralString:
    """Whether an enrollment `e` has done the steps up to a position. `campaigns`: campaigns `k`, joined to what it is read from;
    `only`: which of these rows."""
    return sql("(e.campaign_id, e.mark) IN ({at})", at=sql(_AT, campaigns=campaigns, position=position, only=only))


# In one statement: what a message brings to its lead is seen with the one or with the other.
_USED = """
SELECT k.mark FROM enrollment_counts k WHERE k.workspace_id = %(workspace_id)s AND k.campaign_id = %(id)s
GROUP BY k.mark HAVING sum(k.n) <> 0
UNION SELECT m.mark FROM message_leases l JOIN messages m ON m.workspace_id = %(workspace_id)s AND m.id = l.message_id
WHERE l.workspace_id = %(workspace_id)s AND m.campaign_id = %(id)s AND m.kind = 'step'
UNION SELECT m.mark FROM messages m
WHERE m.workspace_id = %(workspace_id)s AND m.due_at IS NOT NULL AND m.campaign_id = %(id)s AND m.kind = 'step'
"""


async def renumber(scope: Scope, campaign_id: int, places: Sequence[int], *, last: int) -> None:
    """Say where the leads of a campaign, which the caller has locked, are in its new sequence (rules.steps.places) of so many
    steps."""
    row = await scope.one("SELECT marks FROM campaigns WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=campaign_id)
    kept: list[int] = row["marks"] if row else []
    if kept or list(places) != list(range(len(places))):
        used = {row["mark"] for row in await scope.all(_USED, id=campaign_id)}
        marks = steps.marks(kept or range(len(places)), places, last, used)
        await scope.run(
            "UPDATE campaigns SET marks = %(marks)s WHERE workspace_id = %(workspace_id)s AND id = %(id)s",
            id=campaign_id,
            marks=[] if marks == list(range(last + 1)) else marks,
        )

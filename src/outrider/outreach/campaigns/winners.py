"""Winners of A/B tests: the variant of a step that does best takes all its further messages.

A step says by which metric (its own `winning_metric`, else its campaign's), and may say which share of the campaign's leads the
test takes (`trial_share`). Once every variant has been sent often enough and one is better beyond chance (rules.variants), it is
kept as the step's `winner` with what it was judged by. The others stay as they are: taking the metric away, or replacing the
step, lets all variants be sent again.
"""

from typing import LiteralString

from psycopg.types.json import Jsonb

from outrider.outreach.base import events
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, figures, sequences
from outrider.outreach.campaigns.sequences import Step, Winner
from outrider.rules import variants
from outrider.rules.variants import VariantCounts

_RUNNING: LiteralString = """
SELECT c.id FROM campaigns c
WHERE c.workspace_id = %(workspace_id)s AND c.status = 'active' AND (c.settings ->> 'winning_metric' IS NOT NULL OR EXISTS (
    SELECT FROM steps s WHERE s.workspace_id = %(workspace_id)s AND s.campaign_id = c.id AND s.deleted_at IS NULL
      AND s.settings ? 'winning_metric'))
ORDER BY c.id LIMIT %(limit)s
"""
_KEEP: LiteralString = """
UPDATE steps SET settings = settings || %(settings)s, updated_at = %(now)s
WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND NOT settings ? 'winner'
"""


async def judge(scope: Scope, limit: int = 1000) -> int:
    """Decide what can be decided in the workspace's active campaigns; how many steps have a winner now that had none."""
    ids = [row["id"] for row in await scope.all(_RUNNING, limit=limit)]
    if not ids:
        return 0
    of = await campaigns.get_many(scope, ids)
    steps = await sequences.get_many(scope, ids)
    sizes = await campaigns.enrollment_counts(scope, ids)
    read = await figures.totals(scope, ids, by=("step", "variant"))
    decided = 0
    for campaign_id, found in steps.items():
        for step in found:
            metric = step.settings.get("winning_metric") or of[campaign_id].settings.winning_metric
            if metric and "winner" not in step.settings:
                wanted = sizes[campaign_id]["total"] * step.settings.get("trial_share", 0) / 100
                decided += await _judge(scope, step, metric, read, wanted)
    return decided


async def _judge(scope: Scope, step: Step, metric: str, read: dict[tuple[int, ...], figures.Counts], wanted: float) -> int:
    """`wanted`: messages of the step that must have been sent."""
    counts = [_counts(v.id, read.get((step.id, v.id), {})) for v in step.variants if v.enabled and v.weight > 0]
    best = variants.winner(counts, metric) if sum(c.sent for c in counts) >= wanted else None
    if best is None:
        return 0
    decision: Winner = {
        "variant_id": best.id,
        "metric": metric,
        "rate": round(best.rate, 4),
        "confidence": round(best.confidence, 4),
        "at": scope.now.isoformat(),
        "sent": {str(c.id): c.sent for c in counts},
    }
    await scope.run(_KEEP, id=step.id, settings=Jsonb({"winner": decision}))
    await events.audit(scope, "step.won", "campaign", step.campaign_id, step_id=step.id, **decision)
    return 1


def _counts(id: int, read: figures.Counts) -> VariantCounts:
    return VariantCounts(
        id,
        read.get("message.sent", 0),
        read.get("message.opened/m", 0),
        read.get("link.clicked/m", 0),
        read.get("reply.received/e", 0),
        read.get("lead.category_set:positive_reply", 0),
    )

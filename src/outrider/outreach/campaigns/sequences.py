"""Sequences: the steps of a campaign in their order, and each step's variants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict

from psycopg.types.json import Jsonb

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import approvals, batches, enrollment_states, events, jobs, marks, wake
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_states, campaigns, trial
from outrider.rules import steps as rules
from outrider.rules.steps import Condition

EMAIL_ACTIONS = ("email",)
LINKEDIN_ACTIONS = ("view_profile", "follow", "invite", "message", "inmail", "like")
MAX_STEPS = 100
CONTINUE = "leads.continue"  # the job that goes on with leads which had done every step (engine.work.moves)
MAX_VARIANTS = 26


@dataclass(frozen=True, slots=True)
class VariantInput:
    """One wording. `id` of an existing variant of the same step keeps it (and its figures); otherwise a new one is made."""

    subject: str = ""
    body: str = ""
    weight: float = 1.0
    enabled: bool = True
    label: str | None = None  # None: A, B, C by place
    id: int | None = None


@dataclass(frozen=True, slots=True)
class StepInput:
    """One step. `delay_seconds` is the wait after the previous step was done. `id` of an existing step keeps it."""

    variants: Sequence[VariantInput] = ()
    action: str = "email"
    delay_seconds: int = 0
    condition: Condition | None = None
    slot: str | None = None
    settings: Mapping[str, object] = field(default_factory=dict[str, object])
    id: int | None = None


class Winner(TypedDict):
    """The variant that won: by which metric, with which rate and confidence, when (`at`, in ISO format), and after how many
    messages of each variant.
    """

    variant_id: int
    metric: str
    rate: float
    confidence: float
    at: str
    sent: dict[str, int]


class StepSettings(TypedDict, total=False):
    """What decides about a step's variants. Dialects keep words of their own in it, each under its name.

    `trial_share`: the percentage of the campaign's leads that get the step before a winner is chosen.
    """

    winner: Winner
    winning_metric: str | None
    trial_share: float


@dataclass(frozen=True, slots=True)
class Variant:
    id: int
    step_id: int
    label: str
    subject: str
    body: str
    weight: float
    enabled: bool
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Step:
    id: int
    campaign_id: int
    position: int
    channel: str
    action: str
    delay_seconds: int
    condition: Condition | None
    slot: str | None
    settings: StepSettings
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None
    variants: tuple[Variant, ...] = ()


_STEP = """id, campaign_id, position, channel, action, delay_seconds, condition, slot, settings, created_at, updated_at,
       deleted_at"""
_VARIANT = "id, step_id, label, subject, body, weight, enabled, created_at, updated_at, deleted_at"


# ---- Reading


async def get(scope: Scope, campaign_id: int, *, deleted: bool = False) -> list[Step]:
    """The campaign's steps by position, each with its variants. `deleted`: those replaced since, too, after the others."""
    await campaigns.get(scope, campaign_id)
    return (await get_many(scope, [campaign_id], deleted=deleted))[campaign_id]


async def get_many(scope: Scope, campaign_ids: Sequence[int], *, deleted: bool = False) -> dict[int, list[Step]]:
    """The steps of several campaigns; [] for one that has none."""
    rows = await scope.all(
        sql(
            """
        SELECT {step} FROM steps
        WHERE workspace_id = %(workspace_id)s AND campaign_id = ANY (%(ids)s) AND (%(deleted)s OR deleted_at IS NULL)
        ORDER BY campaign_id, deleted_at IS NOT NULL, position, id
        """,
            step=_STEP,
        ),
        ids=campaign_ids,
        deleted=deleted,
    )
    variants = await _variants(scope, [r["id"] for r in rows], deleted)
    found: dict[int, list[Step]] = {id: [] for id in campaign_ids}
    for row in rows:
        found[row["campaign_id"]].append(Step(**row, variants=tuple(variants.get(row["id"], ()))))
    return found


async def get_step(scope: Scope, step_id: int) -> Step:
    """One step, deleted or not."""
    row = await scope.one(
        sql("SELECT {step} FROM steps WHERE workspace_id = %(workspace_id)s AND id = %(id)s", step=_STEP), id=step_id
    )
    if row is None:
        raise NotFound("There is no such step.", field="step_id")
    return Step(**row, variants=tuple((await _variants(scope, [step_id], False)).get(step_id, ())))


async def _variants(scope: Scope, step_ids: Sequence[int], deleted: bool) -> dict[int, list[Variant]]:
    rows = await scope.all(
        sql(
            """
        SELECT {variant} FROM variants
        WHERE workspace_id = %(workspace_id)s AND step_id = ANY (%(ids)s) AND (%(deleted)s OR deleted_at IS NULL)
        ORDER BY step_id, id
        """,
            variant=_VARIANT,
        ),
        ids=step_ids,
        deleted=deleted,
    )
    found: dict[int, list[Variant]] = {}
    for row in rows:
        found.setdefault(row["step_id"], []).append(Variant(**row))
    return found


# ---- Replacing


async def replace(
    scope: Scope, campaign_id: int, steps: Sequence[StepInput], *, strict: bool = False, reopen_done: bool = False
) -> list[Step]:
    """Make these the campaign's steps, numbered 1..n in the order given.

    Steps and variants whose ids are given keep them; the others are marked deleted, so that messages keep pointing at what
    they were made from. Active leads continue after the last step they did (rules.steps.places). `strict`: Conflict
    'campaign_active' while the campaign runs. `reopen_done`: leads that had done every step continue when there are more now;
    where they are many, a job goes on with them.
    """
    if reopen_done:
        await wake.senders_of(scope, [campaign_id])  # before the campaign's lock: the dispatcher locks in this order, too
    campaign = await campaigns.lock(scope, campaign_id)
    if strict and campaign.status == "active":
        raise Conflict("The sequence cannot be changed while the campaign is active: pause it first.", code="campaign_active")
    check(steps)
    await check_texts(scope, steps)
    before = [step.id for step in await get(scope, campaign_id)]
    ids = await _save_steps(scope, campaign_id, steps)
    await marks.renumber(scope, campaign_id, rules.places(before, ids), last=len(ids))
    await _save_variants(scope, ids, steps)
    if not steps and campaign.status == "active":
        raise Conflict("An active campaign needs at least one step.", code="campaign_active")
    if reopen_done and await continue_done(scope, campaign_id):
        await jobs.enqueue(scope, CONTINUE, {"id": campaign_id}, entity_kind="campaign", entity_id=campaign_id)
    await approvals.note_campaign(scope, "campaign.change", campaign_id)
    await events.audit(scope, "campaign.sequence_saved", "campaign", campaign_id, affected=len(steps))
    return await get(scope, campaign_id)


async def copy(scope: Scope, from_campaign_id: int, to_campaign_id: int) -> list[Step]:
    """Give a campaign the same steps and variants as another, as new ones."""
    return await replace(scope, to_campaign_id, [as_input(step) for step in await get(scope, from_campaign_id)])


def as_input(step: Step) -> StepInput:
    """A copy of the step without ids."""
    return StepInput(
        variants=[VariantInput(v.subject, v.body, v.weight, v.enabled, v.label) for v in step.variants],
        action=step.action,
        delay_seconds=step.delay_seconds,
        condition=step.condition,
        slot=step.slot,
        settings=step.settings,
    )


def channel_of(action: str) -> str:
    """Which channel does an action. Invalid for an unknown one."""
    if action in EMAIL_ACTIONS:
        return "email"
    if action in LINKEDIN_ACTIONS:
        return "linkedin"
    raise Invalid(f"A step's action is one of {', '.join(EMAIL_ACTIONS + LINKEDIN_ACTIONS)}.", field="action")


def check(steps: Sequence[StepInput]) -> None:
    """Raise Invalid for a sequence that no campaign could have."""
    if len(steps) > MAX_STEPS:
        raise Invalid(f"A sequence has at most {MAX_STEPS} steps.", field="steps")
    given = [s.id for s in steps if s.id is not None]
    if len(given) != len(set(given)):
        raise Invalid("A step is given twice.", field="id")
    for step in steps:
        channel_of(step.action)
        rules.check_condition(step.condition)
        if step.delay_seconds < 0:
            raise Invalid("A delay cannot be negative.", field="delay_seconds")
        if len(step.variants) > MAX_VARIANTS:
            raise Invalid(f"A step has at most {MAX_VARIANTS} variants.", field="variants")
        if step.action in ("email", "message", "inmail") and not step.variants:
            raise Invalid("A step that sends a message needs at least one variant.", field="variants")
        if any(v.weight < 0 for v in step.variants):
            raise Invalid("A weight cannot be negative.", field="weight")


async def check_texts(scope: Scope, steps: Sequence[StepInput]) -> None:
    """Raise Invalid for a text that no message could be made of."""
    texts = [
        (f"The {field} of step {number}", field, text, field == "body" and step.action in EMAIL_ACTIONS)
        for number, step in enumerate(steps, 1)
        for variant in step.variants
        for field, text in (("subject", variant.subject), ("body", variant.body))
    ]
    await trial.try_out(texts, scope.now)


# The steps as they are given, by the arrays that _save_steps binds.
_STEP_ROWS = """unnest(%(ids)s::bigint[], %(positions)s::int[], %(channels)s::text[], %(actions)s::text[], %(delays)s::bigint[],
                %(conditions)s::jsonb[], %(slots)s::text[], %(settings)s::jsonb[])
             AS s (id, position, channel, action, delay_seconds, condition, slot, settings)"""
_DROP_STEPS = """
UPDATE steps SET deleted_at = %(now)s, updated_at = %(now)s
WHERE workspace_id = %(workspace_id)s AND campaign_id = %(campaign_id)s AND deleted_at IS NULL
"""
_KEEP_STEPS = sql(
    """
UPDATE steps t SET position = s.position, channel = s.channel, action = s.action, delay_seconds = s.delay_seconds,
       condition = s.condition, slot = s.slot, settings = s.settings, deleted_at = NULL, updated_at = %(now)s
FROM {step_rows}
WHERE t.workspace_id = %(workspace_id)s AND t.campaign_id = %(campaign_id)s AND t.id = s.id
RETURNING t.id
""",
    step_rows=_STEP_ROWS,
)
_ADD_STEPS = sql(
    """
INSERT INTO steps (workspace_id, campaign_id, position, channel, action, delay_seconds, condition, slot, settings, created_at,
                   updated_at)
SELECT %(workspace_id)s, %(campaign_id)s, s.position, s.channel, s.action, s.delay_seconds, s.condition, s.slot, s.settings,
       %(now)s, %(now)s
FROM {step_rows} WHERE s.id IS NULL ORDER BY s.position
""",
    step_rows=_STEP_ROWS,
)


async def _save_steps(scope: Scope, campaign_id: int, steps: Sequence[StepInput]) -> list[int]:
    """The steps' ids in order. All old ones are marked deleted first, so that no two ever have the same position."""
    given = {
        "ids": [s.id for s in steps],
        "positions": list(range(1, len(steps) + 1)),
        "channels": [channel_of(s.action) for s in steps],
        "actions": [s.action for s in steps],
        "delays": [s.delay_seconds for s in steps],
        "conditions": [None if s.condition is None else Jsonb(dict(s.condition)) for s in steps],
        "slots": [s.slot for s in steps],
        "settings": [Jsonb(dict(s.settings)) for s in steps],
    }
    await scope.run(_DROP_STEPS, campaign_id=campaign_id)
    kept = await scope.all(_KEEP_STEPS, campaign_id=campaign_id, **given)
    missing = {s.id for s in steps if s.id is not None} - {r["id"] for r in kept}
    if missing:
        raise NotFound(f"The campaign has no step {min(missing)}.", field="id")
    await scope.run(_ADD_STEPS, campaign_id=campaign_id, **given)
    rows = await scope.all(
        """
        SELECT id FROM steps WHERE workspace_id = %(workspace_id)s AND campaign_id = %(campaign_id)s AND deleted_at IS NULL
        ORDER BY position
        """,
        campaign_id=campaign_id,
    )
    return [r["id"] for r in rows]


# The variants as they are given, by the arrays that _save_variants binds.
_VARIANT_ROWS = """unnest(%(step_ids)s::bigint[], %(ids)s::bigint[], %(labels)s::text[], %(subjects)s::text[], %(bodies)s::text[],
                %(weights)s::float8[], %(enabled)s::boolean[])
             WITH ORDINALITY AS v (step_id, id, label, subject, body, weight, enabled, n)"""
_DROP_VARIANTS = """
UPDATE variants SET deleted_at = %(now)s, updated_at = %(now)s
WHERE workspace_id = %(workspace_id)s AND step_id = ANY (%(steps)s) AND deleted_at IS NULL AND id <> ALL (%(kept)s)
"""
_KEEP_VARIANTS = sql(
    """
UPDATE variants t SET label = v.label, subject = v.subject, body = v.body, weight = v.weight, enabled = v.enabled,
       deleted_at = NULL, updated_at = %(now)s
FROM {variant_rows}
WHERE t.workspace_id = %(workspace_id)s AND t.step_id = v.step_id AND t.id = v.id
RETURNING t.id
""",
    variant_rows=_VARIANT_ROWS,
)
_ADD_VARIANTS = sql(
    """
INSERT INTO variants (workspace_id, step_id, label, subject, body, weight, enabled, created_at, updated_at)
SELECT %(workspace_id)s, v.step_id, v.label, v.subject, v.body, v.weight, v.enabled, %(now)s, %(now)s
FROM {variant_rows} WHERE v.id IS NULL ORDER BY v.n
""",
    variant_rows=_VARIANT_ROWS,
)


async def _save_variants(scope: Scope, step_ids: Sequence[int], steps: Sequence[StepInput]) -> None:
    """Keep the variants whose ids are given, add the rest, mark the others of these steps deleted."""
    pairs = [
        (step_id, variant.label or chr(ord("A") + n), variant)
        for step_id, step in zip(step_ids, steps, strict=True)
        for n, variant in enumerate(step.variants)
    ]
    kept = [v.id for _, _, v in pairs if v.id is not None]
    if len(kept) != len(set(kept)):
        raise Invalid("A variant is given twice.", field="variants")
    given = {
        "step_ids": [step_id for step_id, _, _ in pairs],
        "ids": [v.id for _, _, v in pairs],
        "labels": [label for _, label, _ in pairs],
        "subjects": [v.subject for _, _, v in pairs],
        "bodies": [v.body for _, _, v in pairs],
        "weights": [float(v.weight) for _, _, v in pairs],
        "enabled": [v.enabled for _, _, v in pairs],
    }
    await scope.run(_DROP_VARIANTS, steps=step_ids, kept=kept)
    missing = set(kept) - {r["id"] for r in await scope.all(_KEEP_VARIANTS, **given)}
    if missing:
        raise NotFound(f"The step has no variant {min(missing)}.", field="variants")
    await scope.run(_ADD_VARIANTS, **given)


async def continue_done(scope: Scope, campaign_id: int, limit: int = batches.AT_ONCE) -> bool:
    """Let leads that had done every step of a campaign continue where it has more now, at most so many; whether there may be more
    of them.
    """
    reopened = await enrollment_states.reopen(scope, campaign_id, limit)
    if reopened:
        await campaign_states.reopen(scope, campaign_id)
    return len(reopened) >= limit

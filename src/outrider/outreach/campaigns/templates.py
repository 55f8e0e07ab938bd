"""Sequence templates: saved sequences that belong to no campaign, from which a campaign is made in one step."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from psycopg.types.json import Jsonb

from outrider.errors import Invalid, NotFound
from outrider.outreach.base import events
from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, sequences
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import seats
from outrider.values import Json, amended

MAX_TITLE = 512


@dataclass(frozen=True, slots=True)
class Template:
    """`seat_id` None: every seat of the workspace may use it."""

    id: int
    seat_id: int | None
    user_id: int | None
    title: str
    description: str
    steps: tuple[StepInput, ...]
    created_at: datetime
    updated_at: datetime


_COLUMNS = "id, seat_id, user_id, title, description, steps, created_at, updated_at"


def _template(row: Json) -> Template:
    steps = tuple(StepInput(**amended(step, variants=[VariantInput(**v) for v in step["variants"]])) for step in row["steps"])
    return Template(**amended(row, steps=steps))


async def save(
    scope: Scope, title: str, steps: Sequence[StepInput], *, description: str = "", seat_id: int | None = None
) -> Template:
    """Keep a sequence. Raises Invalid for one that no campaign could have."""
    title = title.strip()
    if not title or len(title) > MAX_TITLE:
        raise Invalid(f"A template's title has 1 to {MAX_TITLE} characters.", field="title")
    if not steps:
        raise Invalid("A template needs at least one step.", field="steps")
    sequences.check(steps)
    await sequences.check_texts(scope, steps)
    if seat_id is not None:
        await seats.get(scope, seat_id)
    row = await scope.one(
        sql(
            """
        INSERT INTO sequence_templates (workspace_id, seat_id, user_id, title, description, steps, created_at, updated_at)
        VALUES (%(workspace_id)s, %(seat_id)s, %(user_id)s, %(title)s, %(description)s, %(steps)s, %(now)s, %(now)s)
        RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        seat_id=seat_id,
        user_id=scope.actor.user_id,
        title=title,
        description=description,
        steps=Jsonb(
            [{**asdict(step), "id": None, "variants": [{**asdict(v), "id": None} for v in step.variants]} for step in steps]
        ),
    )
    assert row is not None
    await events.audit(scope, "template.saved", "template", row["id"])
    return _template(row)


async def save_from_campaign(
    scope: Scope, campaign_id: int, title: str, *, description: str = "", seat_id: int | None = None
) -> Template:
    """Keep a campaign's sequence as it is now."""
    steps = [sequences.as_input(step) for step in await sequences.get(scope, campaign_id)]
    return await save(scope, title, steps, description=description, seat_id=seat_id)


async def get(scope: Scope, id: int) -> Template:
    """Raises NotFound."""
    row = await scope.one(
        sql("SELECT {columns} FROM sequence_templates WHERE workspace_id = %(workspace_id)s AND id = %(id)s", columns=_COLUMNS),
        id=id,
    )
    if row is None:
        raise NotFound("There is no such sequence template.", field="template_id")
    return _template(row)


async def find_all(
    scope: Scope, *, seat_id: int | None = None, limit: int = 100, after: int | None = None, offset: int = 0
) -> list[Template]:
    """Templates, newest first; `seat_id`: that seat's and the shared ones. Pages by `after` (the last id seen) or `offset`."""
    where = Where("t")
    where.given("(t.seat_id IS NULL OR t.seat_id = %(seat_id)s)", seat_id=seat_id)
    where.given("t.id < %(after)s", after=after)
    rows = await scope.all(
        sql(
            "SELECT {columns} FROM sequence_templates t WHERE {where} ORDER BY t.id DESC LIMIT %(limit)s OFFSET %(offset)s",
            columns=_COLUMNS,
            where=where.sql,
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )
    return [_template(r) for r in rows]


async def count(scope: Scope) -> int:
    row = await scope.one("SELECT count(*) AS n FROM sequence_templates WHERE workspace_id = %(workspace_id)s")
    return row["n"] if row else 0


async def delete(scope: Scope, id: int) -> None:
    """Campaigns made from it stay as they are. Raises NotFound."""
    if not await scope.run("DELETE FROM sequence_templates WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id):
        raise NotFound("There is no such sequence template.", field="template_id")
    await events.audit(scope, "template.deleted", "template", id)


async def start_campaign(
    scope: Scope,
    template_id: int,
    name: str,
    *,
    seat_id: int | None = None,
    settings: Mapping[str, object] | None = None,
    schedule: Mapping[str, object] | None = None,
    vendor: Mapping[str, object] | None = None,
) -> Campaign:
    """A campaign with the template's sequence and all the seat's working senders of the channels it needs, live at once.

    Raises NotFound for a template that there is not, or that is another seat's; Invalid 'no_senders' when a channel has none.
    """
    template = await get(scope, template_id)
    seat_id = await seats.or_default(scope, seat_id)
    if template.seat_id not in (None, seat_id):
        raise NotFound("There is no such sequence template.", field="template_id")
    campaign = await campaigns.create(scope, name, seat_id=seat_id, settings=settings, schedule=schedule, vendor=vendor)
    await sequences.replace(scope, campaign.id, template.steps)
    for channel in sorted({sequences.channel_of(step.action) for step in template.steps}):
        working = await senders.find_all(
            scope, senders.SenderFilter(seat_id=seat_id, channel=channel, status="active"), limit=1000
        )
        if not working:
            raise Invalid(f"The seat has no working {channel} account to send from.", code=Reason.NO_SENDERS, field="senders")
        await campaign_senders.attach(scope, campaign.id, [sender.id for sender in working])
    return await campaign_states.start(scope, campaign.id)

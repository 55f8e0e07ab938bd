"""The sequence editor: each step's wait, condition and variants, saved one form at a time.

A draft or paused campaign is saved as the user types; a running one only by its Save button, so that no half-written text is
sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from starlette.responses import Response

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.campaigns.sequences import Step, StepInput, Variant, VariantInput
from outrider.rules import spam_words
from outrider.rules.steps import Condition
from outrider.rules.text import html_to_text, text_to_html, text_to_paragraphs
from outrider.web.campaigns import head, says, wordings
from outrider.web.campaigns.head import Head
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page

TAGS: Sequence[tuple[str, str]] = (
    ("first_name", _("First name")),
    ("last_name", _("Last name")),
    ("company_name", _("Company")),
    ("job_title", _("Job title")),
    ("location", _("Location")),
    ("website", _("Website")),
    ("email", _("Email")),
    ("sender_name", _("Sender's name")),
    ("signature", _("Sender's signature")),
)
_SPEAKING = ("email", "message", "inmail", "invite")
_MAX_BODY = 200_000


@dataclass(frozen=True, slots=True)
class Wording:
    """A variant in its form. `html`: the body is edited as HTML because plain text would lose its formatting; `print`: of its
    texts, by which a form is known whose texts have been changed elsewhere.
    """

    id: int
    label: str
    subject: str
    body: str
    html: bool
    weight: float
    share: int
    enabled: bool
    spammy: Sequence[str]
    print: str


@dataclass(frozen=True, slots=True)
class StepForm:
    """A step in its form. `wait` and `unit`: the delay after the previous step."""

    id: int
    position: int
    action: str
    title: str
    email: bool
    speaks: bool
    wait: str
    unit: str
    condition: str
    patience: str
    wordings: Sequence[Wording]
    summary: str


@dataclass(frozen=True, slots=True)
class Editor:
    """The editor. `saves`: changes are saved as the user types."""

    head: Head
    steps: Sequence[StepForm]
    saves: bool
    can_write: bool
    actions: Mapping[str, str]
    conditions: Mapping[str, str]
    units: Mapping[str, tuple[str, int]]
    tags: Sequence[tuple[str, str]]
    tab: str = "sequence"


# ---- Showing


def _plain(body: str, email: bool) -> tuple[str, bool]:
    """(text, is_html): the body as plain text where that loses nothing, otherwise its HTML."""
    if not email:
        return body, False
    text = html_to_text(body, links=False)
    return (text, False) if any(_same(write(text), body) for write in (text_to_html, text_to_paragraphs)) else (body, True)


def _same(one: str, other: str) -> bool:
    """Whether two bodies differ in their spaces at most."""
    return "".join(one.split()) == "".join(other.split())


def _written(text: str, before: str) -> str:
    """A plain text as the body's HTML: in paragraphs where the body had them."""
    return text_to_paragraphs(text) if before.lstrip().startswith("<p>") else text_to_html(text)


def _wording(variant: Variant, total: float, email: bool) -> Wording:
    body, html = _plain(variant.body, email)
    said = html_to_text(variant.body) if email else variant.body
    share = round(100 * variant.weight / total) if total and variant.enabled else 0
    return Wording(
        variant.id,
        variant.label,
        variant.subject,
        body,
        html,
        variant.weight,
        share,
        variant.enabled,
        spam_words.found(f"{variant.subject} {said}"),
        _print(variant),
    )


def _print(variant: Variant | VariantInput) -> str:
    return blake2b(f"{variant.subject}\0{variant.body}".encode(), digest_size=8).hexdigest()


def _given_anew(visit: Visit, step: StepInput, before: VariantInput) -> VariantInput:
    """The variant from its form. Raises Conflict if its texts are no longer those that the form was made of."""
    made, seen = _given(visit, step, before), visit.text("seen", 40)
    if seen and seen != _print(before) and _print(made) != _print(before):
        said = _("This text has been changed elsewhere meanwhile. Reload the page: yours is kept, and saving replaces the other.")
        raise Conflict(said, field="body")
    return made


def _form(step: Step) -> StepForm:
    condition = step.condition or {}
    n, unit = wordings.unit_of(step.delay_seconds)
    days = float(condition.get("wait_seconds") or 0) / 86_400
    total = sum(v.weight for v in step.variants if v.enabled)
    email = step.action == "email"
    summary = _("immediately") if step.position == 1 and not step.delay_seconds else wordings.wait(step.delay_seconds)
    return StepForm(
        step.id,
        step.position,
        step.action,
        wordings.title(step),
        email,
        step.action in _SPEAKING,
        f"{n:g}",
        unit,
        str(condition.get("if") or ""),
        f"{days:g}" if days else "",
        [_wording(v, total, email) for v in step.variants],
        summary,
    )


async def show(visit: Visit) -> Response:
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope)
        steps = await sequences.get(scope, campaign.id)
        top = await head.of(visit, scope, campaign)
    view = Editor(
        top,
        [_form(step) for step in steps],
        campaign.status != "active",
        top.can_write,
        wordings.ACTIONS,
        wordings.CONDITIONS,
        wordings.UNITS,
        TAGS,
    )
    return visit.render("campaigns/sequence.html", view)


# ---- Changing


def _kept(step: Step) -> StepInput:
    """The step unchanged, for saving."""
    made = sequences.as_input(step)
    own = [replace(given, id=v.id) for given, v in zip(made.variants, step.variants, strict=True)]
    return replace(made, id=step.id, variants=own)


async def _steps(visit: Visit, scope: Scope) -> tuple[Campaign, list[StepInput]]:
    """The campaign's steps, locked until they are saved, so that two concurrent editors do not undo each other's changes."""
    campaign = await head.seen(visit, scope, write=True)
    await campaigns.lock(scope, campaign.id)
    return campaign, [_kept(step) for step in await sequences.get(scope, campaign.id)]


def _place(steps: Sequence[StepInput], id: int) -> int:
    place = next((n for n, step in enumerate(steps) if step.id == id), None)
    if place is None:
        raise NotFound(_("This step has been deleted. Reload the page."))
    return place


def _step_id(visit: Visit) -> int:
    return visit.request.path_params["step"]


def _to(visit: Visit, campaign: Campaign, step: int | None = None) -> str:
    return visit.url(f"/campaigns/{campaign.id}/sequence") + (f"#step-{step}" if step else "")


async def add(visit: Visit) -> Response:
    """Append a step, three days after the previous one."""
    action = visit.text("action", 20)
    if action not in wordings.ACTIONS:
        raise Invalid(_("Choose what the step does."), field="action")
    async with visit.scope() as scope:
        campaign, steps = await _steps(visit, scope)
        first = not steps
        subject = _("A question") if first and action == "email" else ""
        new = StepInput(
            [VariantInput(subject)] if action in _SPEAKING else (), action=action, delay_seconds=0 if first else 3 * 86_400
        )
        saved = await sequences.replace(scope, campaign.id, [*steps, new])
    return visit.done(_to(visit, campaign, saved[-1].id))


def _number(visit: Visit, name: str) -> float:
    """The field as a number; 0 if empty. Raises Invalid for anything else."""
    given = visit.text(name, 20).replace(",", ".")
    try:
        number = float(given or 0)
    except ValueError:
        number = -1
    if not 0 <= number <= 10_000:
        raise Invalid(_("Write a number between 0 and 10,000."), field=name)
    return number


def _condition(visit: Visit) -> Condition | None:
    chosen = visit.text("condition", 20)
    if not chosen:
        return None
    patience = _number(visit, "patience") if chosen == "connected" else 0
    return {"if": chosen, "wait_seconds": int(patience * 86_400)} if patience else {"if": chosen}


async def save_step(visit: Visit) -> Response:
    """Save the step's delay and condition."""
    try:
        unit = visit.text("unit", 20)
        seconds = int(_number(visit, "wait") * wordings.UNITS.get(unit, wordings.UNITS["days"])[1])
        async with visit.scope() as scope:
            campaign, steps = await _steps(visit, scope)
            at = _place(steps, _step_id(visit))
            steps[at] = replace(steps[at], delay_seconds=seconds, condition=_condition(visit))
            await sequences.replace(scope, campaign.id, steps)
    except Invalid as error:
        return says.says(visit, error=error)
    return says.says(visit) if visit.partial else visit.done(_to(visit, campaign, _step_id(visit)))


def _given(visit: Visit, step: StepInput, before: VariantInput) -> VariantInput:
    """The variant from its form. Weight and switch are present only if the step has several variants."""
    body = visit.text("body", _MAX_BODY)
    plain = step.action == "email" and visit.text("html", 5) != "yes"
    made = replace(before, subject=visit.text("subject", 1000), body=_written(body, before.body) if plain else body)
    if "weight" not in visit.form:
        return made
    return replace(made, weight=_number(visit, "weight"), enabled=visit.text("enabled", 5) == "yes")


async def save_variant(visit: Visit) -> Response:
    """Save one variant. Errors are shown beside it; the browser keeps the input until it is saved."""
    id = visit.request.path_params["variant"]
    try:
        async with visit.scope() as scope:
            campaign, steps = await _steps(visit, scope)
            at = _place(steps, _step_id(visit))
            step = steps[at]
            if id not in [v.id for v in step.variants]:
                raise NotFound(_("This variant has been deleted. Reload the page."))
            steps[at] = replace(step, variants=[_given_anew(visit, step, v) if v.id == id else v for v in step.variants])
            saved = await sequences.replace(scope, campaign.id, steps)
    except (Invalid, Conflict) as error:
        return says.says(visit, error=error, seen=visit.text("seen", 40))
    if not visit.partial:
        return visit.done(_to(visit, campaign, _step_id(visit)), Toast(_("Saved")))
    variant = next(v for v in saved[at].variants if v.id == id)
    seen = _print(variant) if "seen" in visit.form else ""
    return says.says(visit, spammy=_wording(variant, 0, step.action == "email").spammy, seen=seen)


async def add_variant(visit: Visit) -> Response:
    """Add a variant as a copy of the step's last one."""
    async with visit.scope() as scope:
        campaign, steps = await _steps(visit, scope)
        at = _place(steps, _step_id(visit))
        own = list(steps[at].variants)
        last = own[-1] if own else VariantInput()
        steps[at] = replace(steps[at], variants=[*own, replace(last, id=None, label=None)])
        await sequences.replace(scope, campaign.id, steps)
    return visit.done(_to(visit, campaign, _step_id(visit)))


async def remove_variant(visit: Visit) -> Response:
    id = visit.request.path_params["variant"]
    async with visit.scope() as scope:
        campaign, steps = await _steps(visit, scope)
        at = _place(steps, _step_id(visit))
        left = [v for v in steps[at].variants if v.id != id]
        if len(left) == len(steps[at].variants):
            raise NotFound(_("This variant has been deleted. Reload the page."))
        if not left and steps[at].action in _SPEAKING:
            raise Invalid(_("A step with a message needs at least one variant. Remove the step instead."))
        steps[at] = replace(steps[at], variants=left)
        await sequences.replace(scope, campaign.id, steps)
    undo = visit.url(f"/campaigns/{campaign.id}/sequence/{_step_id(visit)}/variants/{id}/restore")
    return visit.done(_to(visit, campaign, _step_id(visit)), Toast(_("Variant removed"), undo=undo))


async def restore_variant(visit: Visit) -> Response:
    """Restore a removed variant."""
    id = visit.request.path_params["variant"]
    async with visit.scope() as scope:
        campaign, steps = await _steps(visit, scope)
        at = _place(steps, _step_id(visit))
        gone = await _deleted_variant(scope, campaign.id, _step_id(visit), id)
        steps[at] = replace(steps[at], variants=[*steps[at].variants, gone])
        await sequences.replace(scope, campaign.id, steps)
    return visit.done(_to(visit, campaign, _step_id(visit)))


async def _deleted_variant(scope: Scope, campaign_id: int, step_id: int, id: int) -> VariantInput:
    for step in await sequences.get(scope, campaign_id, deleted=True):
        for v in step.variants:
            if (step.id, v.id) == (step_id, id):
                return VariantInput(v.subject, v.body, v.weight, v.enabled, v.label, v.id)
    raise NotFound(_("There is no such variant."))


async def move(visit: Visit) -> Response:
    """Move the step one place up or down."""
    by = -1 if visit.request.path_params["way"] == "up" else 1
    async with visit.scope() as scope:
        campaign, steps = await _steps(visit, scope)
        at = _place(steps, _step_id(visit))
        steps.insert(max(0, min(len(steps) - 1, at + by)), steps.pop(at))
        await sequences.replace(scope, campaign.id, steps)
    return visit.done(_to(visit, campaign, _step_id(visit)))


async def remove(visit: Visit) -> Response:
    """Remove the step. Its sent messages are kept, and it can be restored with its figures."""
    id = _step_id(visit)
    async with visit.scope() as scope:
        campaign, steps = await _steps(visit, scope)
        at = _place(steps, id)
        await sequences.replace(scope, campaign.id, [step for step in steps if step.id != id])
    undo = visit.url(f"/campaigns/{campaign.id}/sequence/{id}/restore", at=at + 1)
    return visit.done(_to(visit, campaign), Toast(_("Step removed"), undo=undo))


async def restore(visit: Visit) -> Response:
    """Restore a removed step at its former place."""
    id, place = _step_id(visit), (visit.numbers("at") or [1])[0]
    async with visit.scope() as scope:
        campaign, steps = await _steps(visit, scope)
        gone = next((s for s in await sequences.get(scope, campaign.id, deleted=True) if s.id == id), None)
        if gone is None:
            raise NotFound(_("There is no such step."))
        if all(step.id != id for step in steps):
            own = replace(gone, variants=tuple(v for v in gone.variants if v.deleted_at is None))
            steps.insert(max(0, place - 1), _kept(own))
            await sequences.replace(scope, campaign.id, steps)
    return visit.done(_to(visit, campaign, id))


_STEP = "/campaigns/{id:int}/sequence/{step:int}"
ROUTES = [
    page("/campaigns/{id:int}/sequence", show, needs="campaigns"),
    act("/campaigns/{id:int}/sequence/add", add, needs="campaigns"),
    act(f"{_STEP}/save", save_step, needs="campaigns"),
    act(f"{_STEP}/remove", remove, needs="campaigns"),
    act(f"{_STEP}/restore", restore, needs="campaigns"),
    act(f"{_STEP}/add-variant", add_variant, needs="campaigns"),
    act(f"{_STEP}/move/{{way:str}}", move, needs="campaigns"),
    act(f"{_STEP}/variants/{{variant:int}}", save_variant, needs="campaigns"),
    act(f"{_STEP}/variants/{{variant:int}}/remove", remove_variant, needs="campaigns"),
    act(f"{_STEP}/variants/{{variant:int}}/restore", restore_variant, needs="campaigns"),
]

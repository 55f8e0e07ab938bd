"""Actions on leads: on one, on those selected, or on all results of a search."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import get_args

from starlette.responses import Response

from outrider.errors import Conflict, Forbidden, Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import bulk, leaving
from outrider.outreach.enrollments.bulk import Act, What
from outrider.outreach.leads import leads, lists, searches, tags
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page
from outrider.web.leads import view
from outrider.web.leads.view import Asked, Choice

MOST = 500  # leads changed within the request; more are changed by a job


@dataclass(frozen=True, slots=True)
class Kind:
    """An action, with its question and its report. `needs`: the permission required in addition to that on leads; `undo`: what
    reverts it.
    """

    question: str
    button: str
    done: str
    needs: str = "leads"
    undo: What | None = None
    danger: bool = False
    warning: str | None = None


KINDS: Mapping[What, Kind] = {
    "tag": Kind(_("Add a tag"), _("Add tag"), _("Tag added"), "tags", undo="untag"),
    "untag": Kind(_("Take a tag off"), _("Take off"), _("Tag taken off"), "tags", undo="tag"),
    "list": Kind(_("Add to a list"), _("Add to list"), _("Added to the list"), undo="unlist"),
    "unlist": Kind(_("Take out of a list"), _("Take out"), _("Removed from the list"), undo="list"),
    "campaign": Kind(
        _("Add to a campaign"),
        _("Add to campaign"),
        _("Added to the campaign"),
        "campaigns",
        warning=_("Suppressed, unsubscribed and bounced leads are left out. In a running campaign, sending starts right away."),
    ),
    "unsubscribe": Kind(
        _("Unsubscribe"),
        _("Unsubscribe"),
        _("Unsubscribed: no message will be sent"),
        undo="resubscribe",
        danger=True,
        warning=_("Their addresses are suppressed: nothing more is sent to them, in any campaign."),
    ),
    "resubscribe": Kind(_("Undo the unsubscribe"), _("Lift"), _("Can be contacted again")),
    "delete": Kind(
        _("Delete"),
        _("Delete"),
        _("Deleted"),
        danger=True,
        warning=_(
            "The leads are removed from their campaigns, lists and tags. Messages and figures are kept. This cannot be undone."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Question:
    """The confirmation page before an action on many leads. `total`: how many are affected; `targets`: the choices."""

    what: What
    kind: Kind
    ids: list[int]
    everyone: bool
    asked: Asked
    total: int
    targets: list[Choice]
    can_create: bool
    error: str | None = None


def _what(visit: Visit, name: str) -> What:
    for known in get_args(What):
        if known == name:
            if not visit.may(KINDS[known].needs, write=True):
                raise Forbidden(_("Your role does not allow this. Ask a workspace administrator."))
            return known
    raise NotFound(_("There is no page at this address."))


def given(visit: Visit, name: str) -> str:
    """A value from the form, or else from the query."""
    return visit.text(name, 500) or visit.request.query_params.get(name, "")[:500]


def search_of(visit: Visit) -> Asked:
    return view.asked_of({name: given(visit, name) for name in view.FILTERS})


async def _question(visit: Visit, scope: Scope, what: What, error: str | None = None) -> Question:
    ids, everyone, asked = visit.numbers("id")[:MOST], given(visit, "all") == "yes", search_of(visit)
    if not ids and not everyone:
        raise Invalid(_("Choose at least one lead."), field="id")
    wanted = await searches.filter_of(scope, await view.search_of(visit, scope, asked))
    total = await leads.count(scope, wanted) if everyone else len(await leads.get_many(scope, ids))
    offered = await view.choices(visit, scope)
    targets = {
        "tag": offered.tags,
        "untag": offered.tags,
        "list": offered.lists,
        "unlist": offered.lists,
        "campaign": list(offered.campaigns),
    }.get(what, ())
    return Question(
        what, KINDS[what], ids, everyone, asked, total, list(targets), can_create=what in ("tag", "list"), error=error
    )


async def ask(visit: Visit) -> Response:
    """Ask for confirmation before an action."""
    what = _what(visit, visit.request.query_params.get("what", ""))
    async with visit.scope() as scope:
        question = await _question(visit, scope, what)
    return visit.render("leads/act.html", question)


async def _target(visit: Visit, scope: Scope, what: What) -> int | None:
    """The chosen tag, list or campaign; a tag or list is created if a name is given."""
    if what not in bulk.NEEDS_TARGET:
        return None
    name = visit.text("name", 200)
    if name and what == "tag":
        return (await tags.get_or_create(scope, name)).id
    if name and what == "list":
        return (await lists.by_name(scope, name) or await lists.create(scope, name, visit.visitor.user_id)).id
    chosen = view.number(given(visit, "target"))
    if chosen is None:
        raise Invalid(_("Choose one, or enter a new name."), field="target")
    if what == "campaign":
        visit.require_seat((await campaigns.get(scope, chosen)).seat_id, "campaigns", write=True)
    if what == "unlist":
        await lists.require(scope, chosen)
    return chosen


async def do(visit: Visit) -> Response:
    """Perform the action: immediately on selected leads, as a job on all search results."""
    what = _what(visit, visit.request.path_params["what"])
    ids, everyone = visit.numbers("id"), given(visit, "all") == "yes"
    if not everyone and len(ids) > MOST:
        raise Invalid(_("At most {n} leads at once.").format(n=MOST), field="id")
    asked = search_of(visit)
    try:
        async with visit.scope() as scope:
            wanted = Act(what, await _target(visit, scope, what))
            if everyone:
                job = await bulk.enqueue(scope, wanted, await view.search_of(visit, scope, asked))
                return visit.done(visit.url(f"/leads/jobs/{job.id}"))
            if not ids:
                raise Invalid(_("Choose at least one lead."), field="id")
            found = sorted(await leads.get_many(scope, ids))
            if not found:
                raise NotFound(_("These leads no longer exist."))
            changed = await bulk.apply(scope, wanted, found)
    except Invalid as error:
        if error.field != "target":
            raise
        async with visit.scope() as scope:
            question = await _question(visit, scope, what, error.message)
        return visit.render("leads/act.html", question, status=422)
    return visit.done(_back(visit, asked, found, what), _said(visit, wanted, found, changed))


def _back(visit: Visit, asked: Asked, ids: list[int], what: What) -> str:
    if given(visit, "back") == "lead" and what != "delete":
        return visit.url(f"/leads/{ids[0]}")
    return visit.url("/leads", **asked.parameters())


def _said(visit: Visit, done: Act, ids: list[int], changed: int) -> Toast:
    kind = KINDS[done.what]
    text = kind.done if len(ids) == 1 else _("{what}: {n} of {all}").format(what=kind.done, n=changed, all=len(ids))
    if done.what == "campaign" and not changed:
        return Toast(_("No leads were added: they are already in the campaign, or must not be contacted."), "error")
    back = given(visit, "back") or None
    undo = kind.undo and visit.url(f"/leads/act/{kind.undo}", id=ids, target=done.target, back=back)
    return Toast(text, undo=undo)


_MOST_SHOWN = 30_000  # characters of a refused value that its field keeps
_FIELDS = (
    "email", "first_name", "last_name", "company_name", "job_title", "phone", "website", "location", "linkedin_url",
)  # fmt: skip


def _own(visit: Visit, before: Mapping[str, object]) -> dict[str, object]:
    """The lead's own fields as the form has them: an emptied one is removed, and what the form does not show stays."""
    own = dict(before)
    for n in [*map(str, range(view.MOST_OWN)), "new"]:
        name, value = visit.form.get(f"own-name-{n}", ""), visit.text(f"own-{n}").replace("\r\n", "\n")
        if not isinstance(name, str) or not name.strip():
            if value:
                raise Invalid(_("Give the field a name."), field=f"own-name-{n}")
        elif n == "new" and name.strip().lower() in {*_FIELDS, *(known.lower() for known in before)}:
            raise Invalid(_("There is a field of this name."), field="own-name-new")
        elif not value:
            own.pop(name, None)
        elif str(own.get(name, "")).strip().replace("\r\n", "\n") != value:
            own[name.strip() if n == "new" else name] = value
    return own


async def save(visit: Visit) -> Response:
    """Change a lead's fields. Errors are shown beside each field."""
    id = visit.request.path_params["id"]
    try:
        async with visit.scope() as scope:
            own = _own(visit, (await leads.get(scope, id)).custom)
            await leads.update(scope, id, custom=own, **{name: visit.text(name) or None for name in _FIELDS})
    except (Invalid, Conflict) as error:
        async with visit.scope() as scope:
            person = await view.person(visit, scope, id, errors={error.field or "email": error.message})
        given = {name: str(visit.form.get(name, ""))[:_MOST_SHOWN] for name in visit.form}
        own = {given.get(f"own-name-{n}", ""): value for n in range(view.MOST_OWN) if (value := given.get(f"own-{n}"))}
        typed = replace(person.lead, custom={**person.lead.custom, **own}, **{name: given.get(name, "") for name in _FIELDS})
        new = given.get("own-name-new", ""), given.get("own-new", "")
        return visit.render("leads/lead.html", replace(person, lead=typed, new=new), status=422)
    return visit.done(visit.url(f"/leads/{id}"), Toast(_("Saved")))


async def erase(visit: Visit) -> Response:
    """Delete the lead and all data about the person."""
    async with visit.scope() as scope:
        await leaving.erase(scope, visit.request.path_params["id"])
    return visit.done(
        visit.url("/leads"), Toast(_("Erased. Only a hash of the address is kept, so that it is never contacted again."))
    )


ROUTES = [
    page("/leads/act", ask, needs="leads"),
    act("/leads/act/{what}", do, needs="leads"),
    act("/leads/{id:int}", save, needs="leads"),
    act("/leads/{id:int}/erase", erase, needs="leads"),
]

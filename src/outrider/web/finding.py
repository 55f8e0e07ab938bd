"""What the palette finds from every page: the pages that open without an id and, by words, campaigns, leads and senders."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from starlette.responses import JSONResponse, Response

from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import Lead, LeadFilter
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderFilter
from outrider.web.inbox.view import VIEWS
from outrider.web.kit.navigation import ITEMS, LEADS, SETTINGS, Section, opens, sections
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit, page
from outrider.web.leads.view import name_of
from outrider.web.senders.view import permission_of

_MOST = 5  # found things of each kind
_LONGEST = 100  # characters of the words
# Pages that a button of another page opens.
MADE: Sequence[Section] = (
    Section(_("New campaign"), "/campaigns/new", "campaigns", writes=True),
    Section(_("Connect a mailbox"), "/senders/new", "mailboxes", writes=True),
    Section(_("Connect many mailboxes"), "/senders/many", "mailboxes", writes=True),
    Section(_("Your account"), "/account", None),
)


class Found(TypedDict):
    """A line of the palette. `kind`: what it is, shown beside its name; empty for a page."""

    name: str
    kind: str
    href: str


async def find(visit: Visit) -> Response:
    """Every page that the visitor may open or, if the query holds words, the things whose names match."""
    words = visit.request.query_params.get("q", "").strip()[:_LONGEST]
    if words:
        async with visit.scope() as scope:
            found = [*await _things(visit, scope, words), *_searches(visit, words)]
    else:
        found = list(_pages(visit))
    return JSONResponse({"found": found}, headers={"Cache-Control": "no-store"})


def _pages(visit: Visit) -> Iterator[Found]:
    def line(name: str, path: str) -> Found:
        return Found(name=name, kind="", href=visit.url(path))

    yield from (line(item.label, item.path) for item in ITEMS if opens(visit, item.needs))
    yield from (line(section.label, section.path) for section in sections(visit, MADE))
    if visit.may("inbox"):
        yield from (line(_("Inbox: {name}").format(name=view.name), f"/inbox?view={view.key}") for view in VIEWS)
    for below, name in ((LEADS, _("Leads: {name}")), (SETTINGS, _("Settings: {name}"))):
        yield from (line(name.format(name=section.label), section.path) for section in sections(visit, below))


async def _things(visit: Visit, scope: Scope, words: str) -> list[Found]:
    """Campaigns, leads and senders, limited to what the visitor may see."""
    found: list[Found] = []
    if visit.may("campaigns"):
        known = await campaigns.find_all(scope, seat_ids=visit.access.seat_ids(), search=words, limit=_MOST)
        found += [Found(name=c.name, kind=_("Campaign"), href=visit.url(f"/campaigns/{c.id}")) for c in known]
    if visit.may("leads"):
        people = await leads.search(scope, LeadFilter(query=words), limit=_MOST)
        found += [Found(name=_lead(lead), kind=_("Lead"), href=visit.url(f"/leads/{lead.id}")) for lead in people]
    if visit.may("mailboxes") or visit.may("linkedin"):
        accounts = await senders.find_all(scope, SenderFilter(search=words, seat_ids=visit.access.seat_ids()), limit=_MOST)
        seen = [s for s in accounts if visit.may(permission_of(s))]
        found += [Found(name=s.address or s.name, kind=_("Sender"), href=visit.url(f"/senders/{s.id}")) for s in seen]
    return found


def _lead(lead: Lead) -> str:
    return " · ".join(part for part in (name_of(lead), lead.company_name) if part)


def _searches(visit: Visit, words: str) -> Iterator[Found]:
    """Searches of whole lists for the words."""
    if visit.may("inbox"):
        yield Found(name=_("Search the inbox for “{words}”").format(words=words), kind="", href=visit.url("/inbox", q=words))
    if visit.may("leads"):
        yield Found(name=_("Search the leads for “{words}”").format(words=words), kind="", href=visit.url("/leads", q=words))


ROUTES = [page("/find", find, needs=None)]

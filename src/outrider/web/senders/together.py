"""Actions on the senders that are chosen in the list."""

import re

from starlette.responses import Response

from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.senders import senders, warmup
from outrider.outreach.senders.senders import Sender
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act
from outrider.web.senders import view

MOST = 200  # senders at once: a page of the list shows fewer
_HIGHEST = 10_000  # messages a day


async def _chosen(visit: Visit, scope: Scope, *, warm_up: bool) -> list[Sender]:
    """The chosen senders that exist. Raises NotFound or Forbidden where the visitor may not change one of them."""
    found = list((await senders.get_many(scope, visit.numbers("id")[:MOST])).values())
    for sender in found:
        visit.require_seat(sender.seat_id, "warmup" if warm_up else view.permission_of(sender), write=True)
    return found


async def do(visit: Visit) -> Response:
    """Carry out the action in the URL on the chosen senders that it applies to."""
    what = visit.request.path_params["what"]
    back, undo = visit.url("/senders"), None
    async with visit.scope() as scope:
        chosen = await _chosen(visit, scope, warm_up=what in ("warm", "cool"))
        mailboxes = [s.id for s in chosen if s.channel == "email"]
        match what:
            case "pause" | "resume":
                meant = [s.id for s in chosen if s.status == ("active" if what == "pause" else "paused")]
                for id in meant:
                    await (senders.pause(scope, id) if what == "pause" else senders.resume(scope, id))
                said = _("{n} paused") if what == "pause" else _("{n} active again")
                opposite = "resume" if what == "pause" else "pause"
                undo = visit.url(f"/senders/act/{opposite}", id=meant) if meant else None
            case "warm" | "cool":
                meant = mailboxes
                await (warmup.enable(scope, meant) if what == "warm" else warmup.disable(scope, meant))
                said = _("Warm-up is on for {n}") if what == "warm" else _("Warm-up is off for {n}")
            case "limit":
                meant, limit = mailboxes, _limit(visit)
                for id in meant:
                    await senders.update(scope, id, daily_limit=limit)
                said = _("{n} may now send {limit} messages a day").format(n="{n}", limit=f"{limit:,}")
            case _:
                raise NotFound(_("There is no page at this address."))
    if not meant:
        return visit.done(back, Toast(_("Nothing to change: choose senders first that this applies to."), "error"))
    return visit.done(back, Toast(said.format(n=len(meant)), undo=undo if undo and len(undo) < 1500 else None))


def _limit(visit: Visit) -> int:
    given = visit.text("daily_limit", 40)
    if not re.fullmatch(r"[0-9]{1,6}", given) or int(given) > _HIGHEST:
        raise Invalid(_("Enter a whole number from 0 to {most}.").format(most=f"{_HIGHEST:,}"), field="daily_limit")
    return int(given)


ROUTES = [act("/senders/act/{what}", do, needs=None)]

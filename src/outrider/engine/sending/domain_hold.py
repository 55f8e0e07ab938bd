"""Senders whose domain DNS has not said may send: held back until it has (D1)."""

from collections.abc import Sequence

from outrider.engine.engine import Engine
from outrider.engine.sending.books import Books
from outrider.engine.sending.ready import Ready
from outrider.outreach.base.reasons import Reason
from outrider.outreach.senders import domains

ROUND = 10.0  # seconds of the machine between two looks for domains that are new or due


async def hold(engine: Engine, books: Books, ready: Sequence[Ready]) -> None:
    """Block senders of whose domain DNS has not said that it may send. What people write by hand leaves all the same."""
    if not engine.settings.require_authentication_dns:
        return
    asked = [(r, name) for r in ready if (name := domains.domain_of(r.sender))]
    if not asked:
        return
    known = await books.domains([name for _, name in asked])
    soon = books.now + engine.core.clock.real(ROUND)
    for r, name in asked:
        if known[name].status != "ready" and not r.blocked:
            lacking = known[name].status == "lacking"
            reason = Reason.DOMAIN_UNAUTHENTICATED if lacking else Reason.DOMAIN_UNCHECKED
            r.blocked = reason, max(soon, known[name].next_at)

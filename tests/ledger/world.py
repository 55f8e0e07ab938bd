"""The world that fields are tried in: two things of every kind, and something that has happened to each."""

from datetime import UTC, datetime

from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from tests.dialects.every_route import Ids
from tests.dialects.test_every_route import a_workspace

# On the first day of the sample requests' dates, but only in some time zones; and on the last.
WHEN = (datetime(2026, 2, 1, 0, 30, tzinfo=UTC), datetime(2026, 3, 1, 12, 0, tzinfo=UTC))
HAPPENED = ("message.sent", "message.opened", "link.clicked", "reply.received", "message.bounced", "lead.unsubscribed")


async def a_lively_workspace(core: Core, installed: Installed) -> tuple[dict[str, int | str], dict[str, int | str]]:
    """The ids of one thing of every kind, and those of another one of every kind."""
    own = await a_workspace(core, installed, "Own")
    others = await a_workspace(core, installed, "Other", domain="further.example")
    for ids, kinds in ((own, HAPPENED), (others, HAPPENED[:4])):
        await _history(core, installed, ids, kinds)
    return own, others


async def _history(core: Core, installed: Installed, ids: Ids, kinds: tuple[str, ...]) -> None:
    about = {f"{kind}_id": ids[kind] for kind in ("campaign", "step", "variant", "sender", "lead", "enrollment", "message")}
    async with core.scope(installed.workspace_id) as scope:
        for at in WHEN:
            await events.append(scope, [Event(kind, at=at, **about) for kind in kinds])  # pyright: ignore[reportArgumentType]
        given = {"category_id": ids["category"], "key": "interested", "sentiment": "positive", "marks": ["interested/apart"]}
        await events.append(scope, [Event("lead.category_set", at=WHEN[1], data=given, **about)])  # pyright: ignore[reportArgumentType]
        await scope.run(
            """
            UPDATE messages SET body_html = '<p>Sample <b>text</b></p>', raw = %(raw)s
            WHERE workspace_id = %(workspace_id)s AND id = %(message)s
            """,
            message=ids["message"],
            raw=b"Subject: Sample\r\n\r\nSample\r\n",
        )

"""What the audit log finds: by user, act and time, newest first, page by page."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from outrider.outreach.base import audit
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.tenancy import users
from outrider.outreach.tenancy.workspaces import Installed

ACTS = """
INSERT INTO audit (workspace_id, at, user_id, surface, action, data)
SELECT %(workspace_id)s, %(now)s + make_interval(mins => x.minute), x.user_id, 'web', x.action, x.data::jsonb
FROM (VALUES (1, %(ada)s::bigint, 'lead.updated', '{}'), (2, NULL, 'tool.called', '{"tool": "Send_Ada"}'),
             (3, NULL, 'campaign.started', '{}'), (4, NULL, 'tool.called', '{}')) AS x (minute, user_id, action, data)
"""


async def fill(scope: Scope) -> None:
    ada = await users.create_user(scope, "ada@acme.example", full_name="Ada Lovelace")
    await scope.run("DELETE FROM audit WHERE workspace_id = %(workspace_id)s")
    await scope.run(ACTS, ada=ada.id)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["tool.called", "campaign.started", "tool.called", "lead.updated"]),
        ({"search": "LOVELACE"}, ["lead.updated"]),
        ({"search": "ada"}, ["tool.called", "lead.updated"]),
        ({"search": "acme"}, ["lead.updated"]),
        ({"search": "start"}, ["campaign.started"]),
        ({"search": "called"}, ["tool.called", "tool.called"]),
        ({"search": "nothing has this"}, []),
        ({"search": "%"}, []),
        ({"actions": ["lead.updated", "tool.called"]}, ["tool.called", "tool.called", "lead.updated"]),
        ({"actions": []}, []),
        ({"actions": ["tool.called"], "search": "ada"}, ["tool.called"]),
        ({"limit": 1, "search": "ada"}, ["tool.called"]),
    ],
)
async def test_acts_are_found(scope: Scope, asked: Mapping[str, object], found: list[str]) -> None:
    await fill(scope)
    assert [act.action for act in await audit.acts(scope, **asked)] == found  # pyright: ignore[reportArgumentType]


async def test_acts_are_found_by_time(scope: Scope) -> None:
    await fill(scope)
    between = [scope.now + timedelta(minutes=minutes) for minutes in (2, 4)]
    found = await audit.acts(scope, start=between[0], end=between[1])
    assert [act.action for act in found] == ["campaign.started", "tool.called"]


@pytest.mark.parametrize("search", [None, "ada"])
async def test_pages_hold_each_act_once(scope: Scope, search: str | None) -> None:
    await fill(scope)
    everything = await audit.acts(scope, search=search)
    pages: list[int] = []
    while page := await audit.acts(scope, search=search, limit=1, after=pages[-1] if pages else None):
        pages += [act.id for act in page]
    assert pages == [act.id for act in everything]


async def test_acts_on_subsequences_are_told_from_those_on_campaigns(scope: Scope) -> None:
    campaign = await campaigns.create(scope, "Main")
    inner = await campaigns.create(scope, "Inner", parent_id=campaign.id)
    found = [await audit.acts(scope, actions=["campaign.created"], on_subsequences=on) for on in (True, False)]
    assert [[act.object_id for act in acts] for acts in found] == [[inner.id], [campaign.id]]


async def test_another_workspaces_acts_are_not_found(core: Core, workspace: Installed, stranger: Installed) -> None:
    async with core.scope(stranger.workspace_id) as scope:
        await fill(scope)
    async with core.scope(workspace.workspace_id) as scope:
        assert [act.action for act in await audit.acts(scope, search="lovelace")] == []

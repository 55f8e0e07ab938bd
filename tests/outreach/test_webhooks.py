"""Subscriptions."""

import asyncio
from typing import Any

import pytest

from outrider.errors import Forbidden, Invalid, NotFound
from outrider.outreach.base import events
from outrider.outreach.base.scope import Actor, Core, Mode, Scope
from outrider.outreach.conversations import webhooks
from outrider.outreach.tenancy.workspaces import Installed
from tests.engine.test_meanwhile import lock_waits
from tests.waiting import eventually

HOOK: dict[str, Any] = {"dialect": "smartlead", "url": "https://hooks.example/x", "event_types": ["message.sent"]}


async def test_secrets_are_kept_encrypted_and_shown_once(scope: Scope) -> None:
    made, secret = await webhooks.create(scope, **HOOK, headers={"Authorization": "Bearer very-secret"})
    assert secret.startswith("whsec_")
    assert await webhooks.secret_of(scope, made.id) == secret
    assert made.headers == {"Authorization": "Bearer very-secret"}
    assert "very-secret" not in repr(made)
    row = await scope.one("SELECT to_jsonb(w) AS all FROM webhooks w WHERE workspace_id = %(workspace_id)s")
    assert row
    assert "very-secret" not in str(row)
    assert secret not in str(row)


async def test_update_keeps_the_secret(scope: Scope) -> None:
    made, secret = await webhooks.create(scope, **HOOK)
    changed = await webhooks.update(scope, made.id, name="New", event_types=["lead.added"], headers={"X-A": "b"})
    assert (changed.name, changed.event_types, changed.headers, changed.url) == ("New", ["lead.added"], {"X-A": "b"}, made.url)
    assert await webhooks.secret_of(scope, made.id) == secret
    assert (await webhooks.update(scope, made.id, category_ids=[3])).category_ids == [3]
    assert (await webhooks.update(scope, made.id, category_ids=None)).category_ids is None


async def test_of_two_changes_at_the_same_time_none_is_lost(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        made, _ = await webhooks.create(scope, **HOOK)

    async def renamed() -> None:
        async with core.scope(workspace.workspace_id) as other:
            await webhooks.update(other, made.id, name="Orders")

    async with core.scope(workspace.workspace_id) as scope:
        await webhooks.update(scope, made.id, url="https://b.example/hook")
        renaming = asyncio.create_task(renamed())
        await eventually(lambda: lock_waits(core), saw=lambda: renaming)
    await renaming
    async with core.scope(workspace.workspace_id) as scope:
        both = await webhooks.get(scope, made.id)
    assert (both.name, both.url) == ("Orders", "https://b.example/hook")


async def test_list_and_delete(scope: Scope) -> None:
    one, _ = await webhooks.create(scope, **HOOK)
    two, _ = await webhooks.create(scope, **{**HOOK, "dialect": "instantly"})
    assert [w.id for w in await webhooks.find_all(scope)] == [one.id, two.id]
    assert [w.id for w in await webhooks.find_all(scope, dialect="instantly", event_type="message.sent")] == [two.id]
    await webhooks.delete(scope, one.id)
    with pytest.raises(NotFound):
        await webhooks.get(scope, one.id)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"url": "ftp://x.example"}, "url"),
        ({"url": "https://"}, "url"),
        ({"url": "http://[::1"}, "url"),
        ({"url": "https://x.example:99999/"}, "url"),
        ({"event_types": []}, "event_types"),
        ({"event_types": ["no.such"]}, "event_types"),
        ({"headers": {"X": "a\r\nHost: b"}}, "headers"),
    ],
)
async def test_bad_ones(scope: Scope, values: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as e:
        await webhooks.create(scope, **{**HOOK, **values})
    assert e.value.field == field


async def test_of_another_workspace(core: Core, scope: Scope, stranger: Installed) -> None:
    made, _ = await webhooks.create(scope, **HOOK)
    await scope.conn.commit()
    async with core.scope(stranger.workspace_id) as other:
        for call in (webhooks.get, webhooks.delete, webhooks.pause, webhooks.resume, webhooks.secret_of):
            with pytest.raises(NotFound):
                await call(other, made.id)


async def test_a_key_that_needs_approval_is_not_sent_approvals(core: Core, workspace: Installed) -> None:
    """The links in them decide."""
    with pytest.raises(Forbidden, match="approvals"):
        async with core.scope(workspace.workspace_id, Actor("test", mode=Mode.APPROVE)) as own:
            await webhooks.create(own, **{**HOOK, "event_types": [events.APPROVAL]})

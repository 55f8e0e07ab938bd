"""Categories."""

import psycopg
import pytest

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.enrollments import enrollments, outcomes
from outrider.outreach.tenancy import categories
from outrider.outreach.tenancy.workspaces import Installed
from tests.outreach.mailing import sent_mail


async def test_defaults_in_order(scope: Scope) -> None:
    found = await categories.find_all(scope)
    assert [c.key for c in found] == [d[0] for d in categories.DEFAULTS]
    await categories.install_defaults(scope)
    assert len(await categories.find_all(scope)) == len(categories.DEFAULTS)


async def test_own_categories(scope: Scope) -> None:
    hot = await categories.create(scope, "Hot", sentiment="positive", number=True)
    cold = await categories.create(scope, "Cold", sentiment="negative", number=True)
    warm = await categories.create(scope, "Warm", sentiment="positive", number=True)
    assert [c.interest_value for c in (hot, cold, warm)] == [100, -100, 101]
    assert await categories.by_value(scope, 101) == warm
    assert [c.name for c in await categories.find_all(scope, custom=True)] == ["Hot", "Cold", "Warm"]
    assert [c.name for c in await categories.find_all(scope, query="WAR")] == ["Warm"]
    renamed = await categories.update(scope, hot.id, name="Very hot")
    assert renamed.name == "Very hot"


@pytest.mark.parametrize("name", ["", "  ", "interested"])
async def test_bad_names(scope: Scope, name: str) -> None:
    with pytest.raises((Invalid, Conflict)):
        await categories.create(scope, name)
    own = await categories.create(scope, "Own")
    with pytest.raises((Invalid, Conflict)):
        await categories.update(scope, own.id, name=name)


async def test_built_in_ones_stay(scope: Scope) -> None:
    category = await categories.by_key(scope, "interested")
    assert category
    with pytest.raises(Conflict):
        await categories.delete(scope, category.id)
    with pytest.raises(Invalid):
        await categories.update(scope, category.id, sentiment="negative")
    with pytest.raises(NotFound):
        await categories.get(scope, 999_999)


async def test_deleting_reassigns(scope: Scope) -> None:
    (sent,) = await sent_mail(scope)
    own, other = await categories.create(scope, "Own"), await categories.create(scope, "Other")
    await outcomes.set_category(scope, own.id, enrollment_ids=[sent.enrollment_id])
    await categories.delete(scope, own.id, reassign_to=other.id)
    assert (await enrollments.get(scope, sent.enrollment_id)).category_id == other.id


async def test_a_category_is_not_replaced_with_itself(scope: Scope) -> None:
    own = await categories.create(scope, "Own")
    with pytest.raises(Invalid, match="itself"):
        await categories.delete(scope, own.id, reassign_to=own.id)


@pytest.mark.one_server
async def test_a_category_that_is_being_set_is_not_deleted(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        own = await categories.create(scope, "Own")
    with pytest.raises(psycopg.errors.LockNotAvailable):
        async with core.scope(workspace.workspace_id) as setting, core.scope(workspace.workspace_id) as deleting:
            await categories.hold(setting, own.id)
            await deleting.run("SET LOCAL lock_timeout = '50ms'")
            await categories.delete(deleting, own.id)

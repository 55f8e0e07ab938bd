"""The settings: what each section shows and changes, and who may."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.conversations import webhooks
from outrider.outreach.deliverability import blocklists
from outrider.outreach.tenancy import alerts, categories, keys, preferences, seats, teams, users
from outrider.outreach.tenancy.alerts import Alert
from outrider.outreach.tenancy.workspaces import Installed
from outrider.rules.blocklists import DEFAULT
from outrider.rules.policy import Policy
from outrider.web.kit.navigation import SETTINGS
from tests.web.visiting import Browser, browser, member


@pytest_asyncio.fixture
async def admin(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with browser(core) as admin:
        await admin.sign_in(await member(core, workspace.workspace_id, "ad@acme.example", "admin"))
        yield admin


@pytest.fixture
def base(workspace: Installed) -> str:
    return f"/w/{workspace.workspace_id}/settings"


@pytest.mark.parametrize("path", [section.path for section in SETTINGS])
async def test_every_section_opens(workspace: Installed, admin: Browser, path: str) -> None:
    assert (await admin.get(f"/w/{workspace.workspace_id}{path}")).status_code == 200


@pytest.mark.parametrize("path", ["keys", "audit", "system"])
async def test_what_only_managers_open_is_closed_to_others(core: Core, workspace: Installed, base: str, path: str) -> None:
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        assert (await editor.get(f"{base}/{path}")).status_code == 403


@pytest.mark.parametrize("path", ["workspace", "seats", "members/invite", "keys/create", "webhooks/create", "categories/save"])
async def test_a_viewer_changes_nothing(core: Core, workspace: Installed, base: str, path: str) -> None:
    form = {"name": "Mine", "seat_name": "Mine", "timezone": "UTC", "email": "new@acme.example", "opens": "*"}
    async with browser(core) as viewer:
        await viewer.sign_in(await member(core, workspace.workspace_id, "vi@acme.example", "viewer"))
        assert (await viewer.post(f"{base}/{path}", form, page=base)).status_code == 403


async def test_a_member_is_invited_with_role_and_seat(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    form = {"email": "new@acme.example", "role": "editor", "seat": str(workspace.seat_id)}
    await admin.post(f"{base}/members/invite", form, page=f"{base}/members")
    async with core.scope(workspace.workspace_id) as scope:
        (invited,) = await users.members(scope, accepted=False)
    assert (invited.email, invited.role, invited.seat_ids) == ("new@acme.example", "editor", (workspace.seat_id,))


async def test_an_invitation_without_a_seat_is_refused_whole(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    answer = await admin.post(f"{base}/members/invite", {"email": "new@acme.example", "role": "editor"}, page=f"{base}/members")
    assert "Choose at least one seat" in answer.text
    async with core.scope(workspace.workspace_id) as scope:
        assert await users.members(scope, accepted=False) == []


@pytest.mark.parametrize("act", ["save", "remove"])
async def test_only_an_owner_changes_an_owner(workspace: Installed, admin: Browser, base: str, act: str) -> None:
    form = {"role": "viewer", "everywhere": "yes"}
    answer = await admin.post(f"{base}/members/{workspace.user_id}/{act}", form, page=f"{base}/members")
    assert answer.status_code == 403


async def test_only_an_owner_makes_owners(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    other = await member(core, workspace.workspace_id, "ed@acme.example", "editor")
    form = {"role": "owner", "everywhere": "yes"}
    assert (await admin.post(f"{base}/members/{other}/save", form, page=f"{base}/members")).status_code == 403


async def test_a_key_is_shown_once_and_works(core: Core, admin: Browser, base: str) -> None:
    form = {"name": "Report", "opens": "*:read", "for": "instantly"}
    shown = (await admin.post(f"{base}/keys/create", form, page=f"{base}/keys")).text
    plain = shown.split('data-copy="', 1)[1].split('"', 1)[0]
    assert (await keys.authenticate(core, plain)).scopes == frozenset({"*:read"})
    assert plain not in (await admin.get(f"{base}/keys")).text


async def test_a_key_is_made_with_a_mode_and_a_policy(core: Core, admin: Browser, base: str) -> None:
    form = {
        "name": "Agent",
        "opens": "*",
        "mode": "approve",
        "recipients": "thread",
        "domains": "acme.example",
        "sends_a_day": "9",
    }
    shown = (await admin.post(f"{base}/keys/create", form, page=f"{base}/keys")).text
    made = await keys.authenticate(core, shown.split('data-copy="', 1)[1].split('"', 1)[0])
    assert (made.mode, made.policy) == ("approve", Policy("thread", ("acme.example",), 9))


@pytest.mark.parametrize(("field", "value"), [("mode", "wild"), ("recipients", "all"), ("sends_a_day", "x"), ("hours", "late")])
async def test_a_policy_that_says_nothing_is_refused_beside_its_field(admin: Browser, base: str, field: str, value: str) -> None:
    form = {"name": "Agent", "opens": "*", field: value}
    assert (await admin.post(f"{base}/keys/create", form, page=f"{base}/keys")).status_code == 422


async def test_a_key_is_revoked(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        (key,) = await keys.find_all(scope)
    await admin.post(f"{base}/keys/{key.id}/revoke", page=f"{base}/keys")
    async with core.scope(workspace.workspace_id) as scope:
        assert await keys.find_all(scope) == []


async def test_a_webhook_to_a_private_address_is_refused_beside_the_field(admin: Browser, base: str) -> None:
    form = {"url": "http://127.0.0.1/hook", "event": "reply.received"}
    answer = await admin.post(f"{base}/webhooks/create", form, page=f"{base}/webhooks")
    assert answer.status_code == 422
    assert 'id="f-url-says"' in answer.text


async def test_a_webhook_shows_its_events_and_is_deleted(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        made, _ = await webhooks.create(scope, dialect="outrider", url="https://acme.example/h", event_types=["reply.received"])
    assert "reply.received" in (await admin.get(f"{base}/webhooks/{made.id}")).text
    await admin.post(f"{base}/webhooks/{made.id}/delete", page=f"{base}/webhooks")
    async with core.scope(workspace.workspace_id) as scope:
        assert await webhooks.find_all(scope) == []


async def a_webhook(core: Core, workspace: Installed, dialect: str = "outrider") -> int:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        made, _ = await webhooks.create(scope, dialect=dialect, url="https://acme.example/h", event_types=["reply.received"])
        return made.id


async def test_a_webhook_gets_another_address_and_other_events(
    core: Core, workspace: Installed, admin: Browser, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"{base}/webhooks/{await a_webhook(core, workspace)}"
    monkeypatch.setattr(webhooks, "check_target", allowed)
    await admin.post(page, {"url": "https://acme.example/new", "name": "New", "event": "message.bounced"})
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (kept,) = await webhooks.find_all(scope)
    assert (kept.url, kept.name, list(kept.event_types)) == ("https://acme.example/new", "New", ["message.bounced"])


async def test_a_webhook_is_paused_and_enabled(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    page = f"{base}/webhooks/{await a_webhook(core, workspace)}"
    for verb, status in (("pause", "paused"), ("enable", "active")):
        await admin.post(f"{page}/{verb}", page=page)
        async with core.scope(workspace.workspace_id, Actor("test")) as scope:
            assert [kept.status for kept in await webhooks.find_all(scope)] == [status]


async def allowed(url: str, *, allow_private: bool) -> None:
    """No name is looked up."""


async def test_a_vendors_webhook_keeps_its_events(
    core: Core, workspace: Installed, admin: Browser, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"{base}/webhooks/{await a_webhook(core, workspace, 'smartlead')}"
    monkeypatch.setattr(webhooks, "check_target", allowed)
    await admin.post(page, {"url": "https://acme.example/new", "name": "New", "event": "message.bounced"})
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (kept,) = await webhooks.find_all(scope)
    assert (kept.url, list(kept.event_types)) == ("https://acme.example/new", ["reply.received"])


async def test_a_webhook_is_not_changed_to_a_private_address(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    page = f"{base}/webhooks/{await a_webhook(core, workspace)}"
    answer = await admin.post(page, {"url": "http://127.0.0.1/h", "name": "", "event": "reply.received"})
    assert answer.status_code == 422
    assert 'value="http://127.0.0.1/h"' in answer.text


async def test_another_workspaces_webhook_is_not_found(core: Core, stranger: Installed, admin: Browser, base: str) -> None:
    async with core.scope(stranger.workspace_id, Actor("test")) as scope:
        theirs, _ = await webhooks.create(scope, dialect="outrider", url="https://o.example/h", event_types=["reply.received"])
    assert (await admin.get(f"{base}/webhooks/{theirs.id}")).status_code == 404


async def test_a_category_is_added_changed_and_deleted(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    page, name = f"{base}/categories", "Referral"
    await admin.post(f"{page}/save", {"name": name, "sentiment": "positive"}, page=page)
    async with core.scope(workspace.workspace_id) as scope:
        (made,) = await categories.find_all(scope, custom=True)
    await admin.post(f"{page}/save", {"id": str(made.id), "name": "Passed on", "sentiment": "positive"}, page=page)
    assert "Passed on" in (await admin.get(page)).text
    await admin.post(f"{page}/{made.id}/delete", page=page)
    async with core.scope(workspace.workspace_id) as scope:
        assert await categories.find_all(scope, custom=True) == []


async def test_a_seat_is_added_and_suspended(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    await admin.post(f"{base}/seats", {"seat_name": "Client A"}, page=base)
    async with core.scope(workspace.workspace_id) as scope:
        seat = (await seats.find_all(scope))[-1]
    await admin.post(f"{base}/seats/{seat.id}/status", {"status": "suspended"}, page=base)
    async with core.scope(workspace.workspace_id) as scope:
        assert (await seats.get(scope, seat.id)).status == "suspended"


async def test_the_audit_log_is_searched(admin: Browser, base: str) -> None:
    await admin.post(f"{base}/seats", {"seat_name": "Client A"}, page=base)
    assert "Seat created" in (await admin.get(f"{base}/audit?q=seat")).text
    assert "Nothing found" in (await admin.get(f"{base}/audit?q=nothing-has-this")).text


async def test_preferences_are_kept_all_or_none(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    form = {"postal_address": "1 Main Street\r\nSpringfield", "domain_daily_limit": "50", "file_strangers": "on"}
    await admin.post(f"{base}/preferences", form, page=base)
    refused = await admin.post(f"{base}/preferences", {"postal_address": "Elsewhere", "retention_days": "soon"}, page=base)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        kept = await preferences.find_all(scope)
    assert "Enter a whole number of 1 or more, or leave it empty." in refused.text
    assert kept == {
        "name": "Acme", "timezone": "UTC", "postal_address": "1 Main Street\nSpringfield", "domain_daily_limit": 50,
        "retention_days": None, "alert_mails": None, "approval_mails": None, "file_strangers": True,
        "audit_days": None, "history_days": None, "client_approvals": None, "draft_replies": None,
    }  # fmt: skip


async def test_notices_show_what_was_alerted_and_mailed(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        await alerts.raise_all(scope, [Alert("listed", "acme.example", "Your domain acme.example is on the blocklist SURBL.")])
    shown = (await admin.get(f"{base}/notices")).text
    assert shown.count("Your domain acme.example is on the blocklist SURBL.") == 2  # the alert, and the mail's subject
    assert "/sign-in/link" not in shown


async def test_mails_to_the_team_are_switched(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    await admin.post(f"{base}/notices", {"approval_mails": "on"})
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        kept = await preferences.find_all(scope)
    assert (kept["alert_mails"], kept["approval_mails"]) == (False, True)


async def test_blocklists_show_what_is_listed_first(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        await blocklists.watch(scope, "domain", ["alpha.example", "zulu.example"])
        check = (await blocklists.of(scope, "domain", ["zulu.example"]))["zulu.example"]
        surbl = next(known for known in DEFAULT if known.name == "SURBL")
        await blocklists.note(scope, check, {surbl: ["127.0.0.2"]}, [surbl.zone], None)
    shown = (await admin.get(f"{base}/blocklists")).text
    assert shown.index("zulu.example") < shown.index("alpha.example")
    assert "1 domain or server is on a blocklist" in shown


async def test_a_role_is_made_changed_and_deleted(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    await admin.post(f"{base}/roles/save", {"name": "Caller", "inbox": "full", "leads": "view"}, page=f"{base}/roles")
    assert "Changes inbox; looks at leads" in (await admin.get(f"{base}/roles")).text
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (role,) = await users.roles(scope)
    await admin.post(f"{base}/roles/save", {"id": str(role.id), "name": "Reader", "inbox": "view"}, page=f"{base}/roles")
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (changed,) = await users.roles(scope)
    assert (changed.name, changed.permissions) == ("Reader", {"inbox": "view"})
    await admin.post(f"{base}/roles/{role.id}/delete", page=f"{base}/roles")
    assert "No roles of your own" in (await admin.get(f"{base}/roles")).text


async def test_a_role_that_somebody_has_at_a_seat_stays(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    async with core.scope(workspace.workspace_id, Actor("test", workspace.user_id)) as scope:
        role = await users.create_role(scope, "Caller")
        user = await users.create_user(scope, "cal@acme.example")
        await users.add_member(scope, user.id, "custom", seat_ids=[])
        await teams.set_grants(scope, user.id, [(workspace.seat_id, role.id)])
    answer = await admin.post(f"{base}/roles/{role.id}/delete", page=f"{base}/roles")
    assert (answer.status_code, "Members still have this role." in answer.text) == (400, True)


async def test_two_roles_of_one_name_are_refused(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    async with core.scope(workspace.workspace_id, Actor("test", workspace.user_id)) as scope:
        first, _second = [await users.create_role(scope, name) for name in ("Caller", "Reader")]
    answer = await admin.post(f"{base}/roles/save", {"id": str(first.id), "name": "Reader"}, page=f"{base}/roles")
    assert (answer.status_code, "There is a role of this name already." in answer.text) == (422, True)

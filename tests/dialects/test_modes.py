"""What holds for keys of each mode on every route of every dialect."""

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest

from outrider.channels.email import verify
from outrider.dialects.kit.demands import demand_of
from outrider.errors import Forbidden
from outrider.outreach.base.scope import Actor, Core, Mode
from outrider.outreach.tenancy import keys
from outrider.outreach.tenancy.workspaces import Installed
from outrider.rules.policy import Policy
from tests.dialects.every_route import Spoken
from tests.dialects.test_every_route import PUBLIC, a_workspace, linkedin_only
from tests.making import rows
from tests.outreach.test_isolation import everything as rows_of
from tests.zone import Zone


@pytest.fixture(autouse=True)
def _no_dns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "default_resolver", Zone)


async def a_key(core: Core, installed: Installed, mode: Mode) -> str:
    async with core.scope(installed.workspace_id) as scope:
        return (await keys.create(scope, str(mode), user_id=installed.user_id, mode=mode))[1]


def is_reading(spoken: Spoken, method: str, path: str) -> bool:
    """Whether the dialect counts a route among those that only read."""
    demand = demand_of(spoken.app, {"path": path, "method": method})
    return method == "GET" or (demand is not None and (demand.reads or not demand.key))


@pytest.mark.timeout(300)
async def test_a_reading_key_changes_nothing(spoken: Spoken, core: Core, workspace: Installed) -> None:
    """Every writing route answers 403, and no route leaves a trace in any row."""
    own = await a_workspace(core, workspace, "Own")
    if spoken.name == "networkhq":
        await linkedin_only(core, workspace)
    key, turns = await a_key(core, workspace, Mode.READ), itertools.count(1)
    await keys.authenticate(core, key)  # notes that the key was used
    before = await rows_of(core, workspace.workspace_id)
    wrong: list[str] = []
    async with spoken.client(key) as client:
        for route in spoken.routes:
            if f"{route.method} {route.path}" in PUBLIC:
                continue
            request = route.request(own, own, None, next(turns))
            told = await client.request(**request)
            reading = is_reading(spoken, route.method, str(told.request.url.path))
            if reading == (told.status_code == 403) or told.status_code == 500:
                wrong.append(f"{route}: {told.status_code} {told.text[:200]}")
    assert not wrong, "\n".join(wrong)
    assert await rows_of(core, workspace.workspace_id) == before


@pytest.mark.parametrize(("own", "wanted"), [(Mode.READ, Mode.APPROVE), (Mode.READ, Mode.FREE), (Mode.APPROVE, Mode.FREE)])
async def test_a_key_hands_on_no_more_than_its_own_mode(core: Core, workspace: Installed, own: Mode, wanted: Mode) -> None:
    with pytest.raises(Forbidden):
        async with core.scope(workspace.workspace_id, Actor("test", mode=own)) as scope:
            await keys.create(scope, "more", mode=wanted)


async def test_a_key_that_needs_approval_makes_no_other(core: Core, workspace: Installed) -> None:
    """Another one might have wider scopes and no policy."""
    with pytest.raises(Forbidden, match="cannot make keys"):
        async with core.scope(workspace.workspace_id, Actor("test", mode=Mode.APPROVE)) as scope:
            await keys.create(scope, "another")


# What would put a message on a wire: queued messages, jobs, leads that are due in running campaigns, running campaigns, what the
# campaigns that run would write, senders that work, subsequences that look for leads.
WIRES = {
    "messages": "SELECT id::text FROM messages WHERE direction = 'out' AND state IN ('queued', 'sending')",
    "jobs": "SELECT kind FROM jobs WHERE kind NOT IN ('verification.check', 'leads.verify')",
    "leads": """SELECT e.id || ' ' || coalesce(e.due_at::text, '') || e.fields FROM enrollments e
                JOIN campaigns c ON c.workspace_id = e.workspace_id AND c.id = e.campaign_id
                WHERE e.status = 'active' AND c.status = 'active'""",
    "campaigns": "SELECT id::text FROM campaigns WHERE status = 'active'",
    "steps": """SELECT s.id || v.subject || v.body FROM steps s
                JOIN variants v ON v.workspace_id = s.workspace_id AND v.step_id = s.id
                JOIN campaigns c ON c.workspace_id = s.workspace_id AND c.id = s.campaign_id AND c.status = 'active'
                WHERE s.deleted_at IS NULL AND v.deleted_at IS NULL""",
    "staff": """SELECT k.sender_id || ' ' || c.id FROM campaign_senders k
                JOIN campaigns c ON c.workspace_id = k.workspace_id AND c.id = k.campaign_id AND c.status = 'active'""",
    "senders": "SELECT id::text || warmup_enabled FROM senders WHERE status = 'active' OR warmup_enabled",
    "firings": "SELECT event_id::text FROM firings",
    # How a message leaves, and what is in each: senders' servers and the workspace's settings.
    "servers": "SELECT id || connection::text || signature || coalesce(reply_to, '') || coalesce(bcc, '') FROM senders",
    "settings": "SELECT id || settings::text FROM workspaces",
    # Who may decide, and who is sent what happens.
    "users": "SELECT id || coalesce(password_hash, '') || (confirmed_at IS NOT NULL) FROM users",
    "members": "SELECT user_id || role || coalesce(role_id, 0) || permissions || (accepted_at IS NOT NULL) FROM members",
    "roles": "SELECT id || permissions::text FROM roles",
    "grants": "SELECT id::text FROM member_grants",
    "keys": "SELECT id || mode || scopes::text || hint || (revoked_at IS NULL) FROM api_keys",
    "opened": "SELECT workspace_id || ' ' || api_key_id FROM key_workspaces",
    "sessions": "SELECT id::text FROM sessions",
    "tokens": "SELECT purpose || user_id FROM user_tokens",
    "webhooks": "SELECT id || url || event_types::text FROM webhooks WHERE status = 'active'",
    "verdicts": "SELECT id || webhook_url FROM verifications WHERE webhook_url IS NOT NULL",
    # Who is written to, and who gets copies.
    "addresses": """SELECT l.id || coalesce(l.email, '') || coalesce(l.linkedin_url, '') FROM leads l
                    WHERE EXISTS (
                        SELECT FROM enrollments e
                        JOIN campaigns c ON c.workspace_id = e.workspace_id AND c.id = e.campaign_id AND c.status = 'active'
                        WHERE e.workspace_id = l.workspace_id AND e.lead_id = l.id AND e.status IN ('active', 'paused'))""",
    "copies": """SELECT id || coalesce(settings ->> 'cc', '') || coalesce(settings ->> 'bcc', '') FROM campaigns
                 WHERE status = 'active'""",
    "placements": "SELECT id::text FROM placement_tests WHERE status = 'active'",
}
# What a key with a policy may bring nearer to a wire: it leaves under its policy.
HELD_AT_CLAIM = {"leads", "campaigns", "steps", "staff", "copies", "addresses", "firings"}


# As one statement: it is asked after every request.
_ON_WIRES = " UNION ALL ".join(
    f"SELECT '{name}' AS wire, one::text FROM ({query}) AS found (one)" for name, query in WIRES.items()
)


async def on_wires(core: Core) -> dict[str, set[str]]:
    """All that is about to be sent in the installation."""
    found: dict[str, set[str]] = {name: set() for name in WIRES}
    for row in await rows(core, _ON_WIRES):
        found[row["wire"]].add(str(row["one"]))
    return found


async def running(core: Core, installed: Installed, ids: dict[str, int | str]) -> None:
    """Have the workspace's campaign run."""
    async with core.scope(installed.workspace_id) as scope:
        await scope.run(
            "UPDATE campaigns SET status = 'active' WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=ids["campaign"]
        )


@dataclass(frozen=True, slots=True)
class Tried:
    """A request that changes something. `more`: what is about to be sent since then."""

    what: str
    told: httpx.Response
    more: dict[str, list[str]]

    def __str__(self) -> str:
        return f"{self.what}: {self.told.status_code} {self.more} {self.told.text[:200]}"


async def writing(
    spoken: Spoken, core: Core, key: str, own: dict[str, int | str], active: Installed | None = None
) -> AsyncIterator[Tried]:
    """Every writing route with its own workspace's ids, those that delete last. `active`: the workspace whose campaign runs again
    before each, whatever the routes before did to it."""
    turns = itertools.count(1)
    async with spoken.client(key) as client:
        for route in sorted(spoken.routes, key=lambda r: r.method == "DELETE"):
            if route.method == "GET":
                continue
            if active is not None:
                await running(core, active, own)
            before = await on_wires(core)
            for place in (None, *route.places):
                told = await client.request(**route.request(own, own, place, next(turns)))
                after = await on_wires(core)
                yield Tried(f"{route} {place}", told, {name: sorted(n) for name in after if (n := after[name] - before[name])})
                before = after


@pytest.mark.timeout(300)
@pytest.mark.parametrize("active", [True, False], ids=["running", "draft"])
async def test_nothing_that_needs_approval_gets_on_a_wire(spoken: Spoken, core: Core, workspace: Installed, active: bool) -> None:
    """Every writing route is tried with a key of the mode `approve`: none of them brings anything nearer to being sent, and none
    widens what the key may do or decide."""
    own = await a_workspace(core, workspace, "Own")
    if spoken.name == "networkhq":
        await linkedin_only(core, workspace)
    key = await a_key(core, workspace, Mode.APPROVE)
    tries = writing(spoken, core, key, own, workspace if active else None)
    wrong = [str(tried) async for tried in tries if tried.more or tried.told.status_code == 500]
    assert not wrong, "\n".join(wrong)


NOT_THE_KEYS = """
SELECT e.id FROM enrollments e JOIN campaigns c ON c.workspace_id = e.workspace_id AND c.id = e.campaign_id
WHERE e.status = 'active' AND c.status = 'active'
  AND e.id || ' ' || coalesce(e.due_at::text, '') || e.fields = ANY (%(rows)s)
  AND %(key)s NOT IN (coalesce(c.api_key_id, 0), coalesce(e.api_key_id, 0))
"""


@pytest.mark.timeout(300)
async def test_nothing_gets_round_a_policy(spoken: Spoken, core: Core, workspace: Installed) -> None:
    """Every writing route is tried with a key that may send nothing. What it brings nearer to a wire leaves in its name, and so
    not at all; it widens nothing."""
    own = await a_workspace(core, workspace, "Own")
    if spoken.name == "networkhq":
        await linkedin_only(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        policy = Policy(sends_a_day=0)
        made, key = await keys.create(scope, "held", user_id=workspace.user_id, policy=policy)
    wrong: list[str] = []
    async for tried in writing(spoken, core, key, own, workspace):
        others = await rows(core, NOT_THE_KEYS, rows=tried.more.get("leads", []), key=made.id)
        if tried.more.keys() - HELD_AT_CLAIM or others or tried.told.status_code == 500:
            wrong.append(f"{others} {tried}")
    assert not wrong, "\n".join(wrong)

"""What holds for every route of every dialect: another workspace's ids reach nothing, and a key does what its scopes allow."""

import asyncio
import itertools
import re
from typing import Any
from uuid import uuid4

import pytest

from outrider.channels.email import verify
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.campaigns import campaigns
from outrider.outreach.tenancy import groups, keys, users, workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.store.ids import KINDS as UUIDS
from outrider.store.ids import to_uuid
from tests.dialects.clients import Api
from tests.dialects.every_route import KINDS, Ids, Route, Spoken, everything
from tests.outreach.test_isolation import GHOST, MARK, a_full_workspace
from tests.outreach.test_isolation import everything as rows_of
from tests.zone import Zone

# Routes without an account that name a workspace on purpose.
PUBLIC = ("GET /v/{site_id}/{visitor_id}.gif",)
# Routes that any key may use: they tell no more than whose key it is.
ANY_KEY = ("GET /api/site", *PUBLIC)
UNSERVED = (402,)  # what only the vendor can sell says so to anybody
OPEN = ("/docs", "/docs/start.js", "/docs/{name}", "/openapi.json")


@pytest.fixture(autouse=True)
def _no_dns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "default_resolver", Zone)


async def a_workspace(core: Core, installed: Installed, mark: str, *, domain: str = "prospect.example") -> dict[str, int | str]:
    """One of each kind of thing, and what dialects call them where that is no id of a row."""
    ids: dict[str, int | str] = dict(await a_full_workspace(core, installed, mark, domain=domain))
    async with core.scope(installed.workspace_id, Actor("test", installed.user_id)) as scope:
        child = await campaigns.create(scope, f"{mark} child", parent_id=int(ids["campaign"]))
        [member] = [m for m in await users.members(scope, 100) if m.user_id == ids["user"]]
        wire = f"{mark.lower()}@wire.example"
        await scope.run(
            "UPDATE messages SET wire_id = %(wire)s WHERE workspace_id = %(workspace_id)s AND id = %(id)s",
            wire=wire, id=ids["message"],
        )  # fmt: skip
        visitor = await scope.one(
            "SELECT key FROM visitors WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=ids["visitor"]
        )
        assert visitor is not None
        branch = await workspaces.create(scope, f"{mark} branch", owner_user_id=installed.user_id)
        grouped = await groups.join(scope, branch.workspace_id)
    return ids | {
        "workspace": installed.workspace_id, "subsequence": child.id, "member": member.id, "wire": f"<{wire}>",
        "visitor": str(visitor["key"]), "address": f"{mark.lower()}@foreign.example",
        "stats": str(to_uuid("message", int(ids["message"]))), "role_uuid": str(to_uuid("role", int(ids["role"]))),
        "job_hex": f"{ids['job']:024x}", "mailbox_consent": ids["consent"], "workspace_group": grouped.id,
        "placement_test": ids["test"], "placement_mail": ids["mail"], "placement_report": ids["mail"],
    }  # fmt: skip


def ghosts(ids: Ids) -> dict[str, int | str]:
    """Names of the same kinds that nobody's things have."""
    found: dict[str, int | str] = {kind: GHOST + n for n, kind in enumerate(ids)}
    return found | {
        "wire": "<ghost@wire.example>", "visitor": str(uuid4()), "address": "ghost@foreign.example",
        "stats": str(to_uuid("message", GHOST)), "role_uuid": str(to_uuid("role", GHOST)),
        "job_hex": f"{GHOST:024x}",
    }  # fmt: skip


def scrubbed(text: str, ids: Ids) -> str:
    """What was answered, without the names that the request itself gave."""
    for kind, id in ids.items():
        names = [str(id).strip("<>"), *([str(to_uuid(kind, id))] if isinstance(id, int) and kind in UUIDS else [])]
        for name in names:
            text = text.replace(name, "ID") if len(name) > 3 else text
    return re.sub(r"sample\d+", "SAMPLE", text)


async def answer(client: Api, route: Route, place: str, ids: Ids, others: Ids) -> tuple[int, str]:
    """Status and text of what a request with the thing of `ids` at a place is told."""
    told = await client.request(**route.request(ids, others, place, next(_turns)))
    return told.status_code, scrubbed(told.text, ids)


_turns = itertools.count(1)


async def user_rows(core: Core) -> list[str]:
    """Rows of people, who belong to no workspace."""
    async with core.pool.connection() as conn:
        rows = await conn.execute("SELECT u::text AS row FROM users u ORDER BY id")
        return [row["row"] for row in await rows.fetchall()]


# Places in a hundred where a request may be so incomplete that even the owner of the thing is answered as a stranger.
MOST_VAIN = 35


@pytest.mark.timeout(300)
async def test_ids_of_another_workspace_are_as_nobodys(
    spoken: Spoken, core: Core, workspace: Installed, stranger: Installed
) -> None:
    """Promise 6 on the wire: whichever id in a request is another workspace's, the answer is as for an id that nothing has, shows
    nothing of theirs, and changes nothing of theirs."""
    own, foreign = await a_workspace(core, workspace, "Own"), await a_workspace(core, stranger, MARK)
    if spoken.name == "networkhq":  # which shows no others
        await linkedin_only(core, workspace, stranger)
    nobodys = ghosts(foreign)
    tried = [(route, place) for route in spoken.routes if f"{route.method} {route.path}" not in PUBLIC for place in route.places]
    before = await rows_of(core, stranger.workspace_id), await user_rows(core)
    wrong, told_strangers = [], []
    async with spoken.client(workspace.key) as client:
        for route, place in tried:
            real, imagined = await answer(client, route, place, foreign, own), await answer(client, route, place, nobodys, own)
            same = real == imagined if real[0] >= 300 else imagined[0] == real[0]
            if real[0] >= 500 or not same or MARK.lower() in real[1].lower():
                wrong.append(f"{route} {place}\n    theirs:  {real}\n    nobodys: {imagined}")
            told_strangers.append(real)
    assert not wrong, f"{len(wrong)} of {len(tried)}\n" + "\n".join(wrong)
    assert (await rows_of(core, stranger.workspace_id), await user_rows(core)) == before
    # Their owner is answered differently: the requests are good enough to find a leak. What deletes comes last.
    vain = []
    async with spoken.client(stranger.key) as client:
        for (route, place), told in sorted(zip(tried, told_strangers, strict=True), key=lambda t: t[0][0].method == "DELETE"):
            if (owners := await answer(client, route, place, foreign, foreign)) == told:
                vain.append(f"{route} {place}: {owners}")
    assert len(vain) * 100 <= len(tried) * MOST_VAIN, f"{len(vain)} of {len(tried)}\n" + "\n".join(vain)


async def linkedin_only(core: Core, *of: Installed) -> None:
    for installed in of:
        async with core.scope(installed.workspace_id) as scope:
            await scope.run("UPDATE conversations SET channel = 'linkedin' WHERE workspace_id = %(workspace_id)s")


async def test_what_is_sent_twice_at_once_under_one_key_is_done_once(spoken: Spoken, core: Core, workspace: Installed) -> None:
    """On every route that creates or changes with POST: at most one of three is done, the others are told the same or to wait."""
    own = await a_workspace(core, workspace, "Own")
    if spoken.name == "networkhq":
        await linkedin_only(core, workspace)
    done = 0
    async with spoken.client(workspace.key) as client:
        for n, route in enumerate(route for route in spoken.routes if route.method == "POST"):
            request: dict[str, Any] = route.request(own, own, None, next(_turns))
            request["headers"] = {"Idempotency-Key": f"key-{n}"}
            told = await asyncio.gather(*(client.request(**request) for _ in range(3)))
            first = [a for a in told if a.is_success and "idempotent-replayed" not in a.headers]
            assert len(first) <= 1, f"{route} was done {len(first)} times"
            if first:
                done += 1
                others = [a for a in told if a is not first[0]]
                assert all(a.content == first[0].content if a.is_success else "idempotency" in a.text.lower() for a in others), (
                    route
                )
                again = await client.request(**request)
                assert (again.status_code, again.content) == (first[0].status_code, first[0].content), route
                assert again.headers["idempotent-replayed"] == "true", route
    assert done >= LEAST_DONE[spoken.name]


# How many of a dialect's POST routes such requests get through at least.
LEAST_DONE = {"smartlead": 15, "instantly": 25, "multilead": 10, "networkhq": 1, "makinari": 8, "outrider": 7}

_NEEDED = re.compile(r"needs the scope ([\w:-]+(?: or [\w:-]+)*)")


async def test_a_key_does_what_its_scopes_allow_on_every_route(spoken: Spoken, core: Core, workspace: Installed) -> None:
    """Without a scope every route refuses a key, says which scope it needs, and writes nothing; with all others, too; and with
    that one alone it lets it pass."""
    own = await a_workspace(core, workspace, "Own")
    own["user"] = workspace.user_id
    called = [(method, path) for method, path in everything(spoken.app) if path not in OPEN and f"{method} {path}" not in ANY_KEY]
    before = await kept(core, workspace)
    needed: dict[tuple[str, str], tuple[str, ...]] = {}
    for what, status, text in await each(spoken, await a_key(core, workspace, "nothing:here"), called, own):
        if status in UNSERVED:
            continue
        told = _NEEDED.search(text)
        assert status == 403, f"{what} does not say which scope it needs: {status} {text[:300]}"
        assert told, f"{what} does not say which scope it needs: {status} {text[:300]}"
        needed[what] = tuple(told[1].split(" or "))
    assert await kept(core, workspace) == before
    known = {scope for scopes in needed.values() for scope in scopes}
    alike = {scopes: [what for what in called if needed.get(what) == scopes] for scopes in sorted(set(needed.values()))}
    for scopes, those in alike.items():
        others = await a_key(core, workspace, "nothing:here", *(known - set(scopes)))
        wrong = [what for what, status, _ in await each(spoken, others, those, own) if status != 403]
        assert not wrong, f"without {scopes}: {wrong}"
    assert await kept(core, workspace) == before
    for scopes, those in alike.items():
        for scope in scopes:
            passed = await each(spoken, await a_key(core, workspace, scope), those, own)
            wrong = [(what, text[:200]) for what, _, text in passed if _NEEDED.search(text)]
            assert not wrong, f"with {scope}: {wrong}"


async def a_key(core: Core, installed: Installed, *scopes: str) -> str:
    async with core.scope(installed.workspace_id) as scope:
        return (await keys.create(scope, "narrow", scopes, user_id=installed.user_id))[1]


async def each(spoken: Spoken, key: str, called: list[tuple[str, str]], own: Ids) -> list[tuple[tuple[str, str], int, str]]:
    """Method and path, status and text of what each is told, where the path names own things."""
    told: list[tuple[tuple[str, str], int, str]] = []
    async with spoken.client(key) as client:
        for method, path in called:
            named = re.sub(r"{(\w+)}", lambda name: str(own.get(KINDS[spoken.name].get(name[1]) or "", 1)), path)
            answer = await client.request(method, named, json={})
            told.append(((method, path), answer.status_code, answer.text))
    return told


async def kept(core: Core, installed: Installed) -> dict[str, list[str]]:
    """All rows of a workspace, but for its keys and what is written when one is made."""
    rows = await rows_of(core, installed.workspace_id)
    return {table: found for table, found in rows.items() if table not in ("api_keys", "audit")}

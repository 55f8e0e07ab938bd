"""Requests that miss: an id of another kind of thing, a word for an id, a method that a path does not take."""

import itertools
import re

import pytest

from outrider.channels.email import verify
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from tests.dialects.every_route import Spoken
from tests.dialects.test_every_route import OPEN, PUBLIC, a_workspace, answer, ghosts, linkedin_only, scrubbed
from tests.zone import Zone

# Kinds that are taken for each other most easily: all are of one lead in one campaign.
ALIKE = ("lead", "enrollment", "campaign", "list", "list_member", "sender", "message", "conversation")


@pytest.fixture(autouse=True)
def _no_dns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "default_resolver", Zone)


@pytest.mark.timeout(300)
async def test_an_id_of_another_kind_is_as_one_of_nothing(spoken: Spoken, core: Core, workspace: Installed) -> None:
    """Ids of different kinds are different numbers here: one that is taken for another's reaches nothing."""
    own = await a_workspace(core, workspace, "Own")
    if spoken.name == "networkhq":
        await linkedin_only(core, workspace)
    nobodys, wrong, tried = ghosts(own), [], 0
    async with spoken.client(workspace.key) as api:
        for route in spoken.routes:
            for place in route.places if f"{route.method} {route.path}" not in PUBLIC else ():
                kind = route.kind(re.split(r"[ .]", place)[-1])
                if not isinstance(own.get(kind or ""), int):
                    continue
                imagined = await answer(api, route, place, nobodys, own)
                for other in (other for other in ALIKE if other != kind):
                    tried += 1
                    taken = await answer(api, route, place, {**nobodys, kind: own[other]}, own)
                    taken = taken[0], scrubbed(taken[1], own)
                    if taken[0] != imagined[0]:
                        wrong.append(f"{route} {place} with the id of a {other}: {taken}\n    of nothing: {imagined}")
    assert not wrong, f"{len(wrong)} of {tried}\n" + "\n".join(wrong[:40])


async def test_a_method_that_a_path_does_not_take_is_refused_in_the_vendors_shape(
    spoken: Spoken, core: Core, workspace: Installed
) -> None:
    own = await a_workspace(core, workspace, "Own")
    paths = {route.path for route in spoken.routes if route.path not in OPEN}
    wrong = []
    async with spoken.client(workspace.key) as api:
        for path, method in itertools.product(sorted(paths), ("GET", "POST", "PUT", "PATCH", "DELETE")):
            if any(
                re.fullmatch(re.sub(r"{\w+}", "[^/]+", route.path), path) and route.method == method for route in spoken.routes
            ):
                continue
            told = await api.request(method, re.sub(r"{\w+}", str(own["campaign"]), path), json={})
            bare = '"detail"' in told.text or told.text.strip('"') in ("Method Not Allowed", "Not Found", "")
            if told.status_code in (404, 405) and bare:
                wrong.append(f"{method} {path}: {told.status_code} {told.text[:120]}")
    assert wrong == []


async def test_a_word_for_an_id_is_refused_in_the_vendors_shape(spoken: Spoken, workspace: Installed) -> None:
    wrong = []
    async with spoken.client(workspace.key) as api:
        for route in spoken.routes:
            if "{" in route.path and f"{route.method} {route.path}" not in PUBLIC:
                told = await api.request(route.method, re.sub(r"{\w+}", "nothing-of-the-kind", route.path), json={})
                bare = '"detail"' in told.text or "unable to parse" in told.text
                if not 400 <= told.status_code < 500 or bare:
                    wrong.append(f"{route}: {told.status_code} {told.text[:160]}")
    assert wrong == []

"""Every request of the vendor's collection, made as it is recorded there, in its encoding; each answer against the recorded ones.

The collection is not ours to ship: these run where it lies in a folder beside this repository. What they hold is held by
`test_contract` too, in shapes written by hand.
"""

import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import pytest_asyncio
from pydantic import SecretStr

from outrider.clock import SimulatedClock
from outrider.dialects import load
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import templates
from outrider.outreach.leads import tags
from outrider.outreach.tenancy import workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.linkedin import LinkedInWorld
from outrider.settings import Settings
from tests.dialects.multilead.conftest import client
from tests.dialects.multilead.story import Story
from tests.dialects.vendor_documents import ABSENT, collection

Json = dict[str, Any]
DOCUMENT = collection("multilead")
# The collection names files without their content.
KEYWORDS = ("company.csv", b"keyword\nAcme\nBig Corp\n", "text/csv")
pytestmark = pytest.mark.skipif(DOCUMENT is None, reason=ABSENT)


@dataclass(frozen=True)
class Recorded:
    """A request, and (where it is one that was answered) the status and body of its answer."""

    name: str
    request: Json
    status: int = 0
    answer: str = ""

    def path(self, ids: Mapping[str, Any]) -> str:
        path = re.sub(r"^(\{\{OpenAPIUrl\}\}|https?://[^/]+/api/open-api)", "", self.request["url"]["raw"].partition("?")[0])
        path = re.sub(r":(\w+)", lambda name: str(ids[name[1]]), path)
        return path if path.startswith("/v2/") else f"/v1{path}"

    def query(self, instead: Mapping[str, Any]) -> Json:
        given = {q["key"]: q.get("value") or "" for q in self.request["url"].get("query") or () if not q.get("disabled")}
        return given | {name: instead[name] for name in given.keys() & instead.keys()}

    def body(self, instead: Mapping[str, Any]) -> Json:
        """httpx's arguments for the body in the recorded encoding, some of its fields with other values."""
        body = self.request.get("body") or {}
        mode = body.get("mode") or "none"
        if mode == "raw":
            fields = json.loads(body["raw"]) if body["raw"].strip() else {}
        else:
            fields = {
                f["key"]: KEYWORDS if f.get("type") == "file" else f.get("value") or ""
                for f in body.get(mode, ())
                if not f.get("disabled")
            }
        fields |= {name: instead[name] for name in fields.keys() & instead.keys()}
        if not fields:
            return {}
        if mode == "formdata":
            return {"files": {name: v if isinstance(v, tuple) else (None, str(v)) for name, v in fields.items()}}
        return {"json" if mode == "raw" else "data": fields}


def requests(items: list[Json]) -> Iterator[Json]:
    for item in items:
        yield from requests(item["item"]) if "item" in item else (item,)


ALL = list(requests(DOCUMENT["item"])) if DOCUMENT else []


def answers(item: Json) -> Iterator[Recorded]:
    for r in item.get("response") or ():
        yield Recorded(item["name"], r["originalRequest"], r.get("code") or 0, r.get("body") or "")


# -- shapes: of an object, its fields; of what is keyed by ids, {"*": shape}; of a list, [shape]; else names of types


FREE = {"allFieldsData"}  # what these hold is whatever somebody put there


def shape(values: list[Any]) -> Any:
    """What all of these are."""
    objects = [v for v in values if isinstance(v, dict)]
    lists = [v for v in values if isinstance(v, list)]
    if objects:
        names = dict.fromkeys(name for v in objects for name in v)
        if any(not name.isidentifier() for name in names):
            return {"*": shape([inner for v in objects for inner in v.values()])}
        return {
            name + ("" if all(name in v for v in objects) else "?"):
            shape([] if name in FREE else [v[name] for v in objects if name in v]) for name in names
        }  # fmt: skip
    if lists:
        return [shape([inner for v in lists for inner in v])]
    return {type(v).__name__ for v in values}


def differences(value: Any, expected: Any, where: str = "") -> Iterator[str]:
    """How a value is of another shape. Null may stand, or be stood for, by anything: the records have it in many places."""
    if value is None or expected in (set(), {"NoneType"}):
        return
    if isinstance(expected, list):
        if not isinstance(value, list):
            yield f"{where}: {type(value).__name__} for a list"
            return
        for n, inner in enumerate(value):
            yield from differences(inner, expected[0], f"{where}[{n}]")
    elif isinstance(expected, dict):
        if not isinstance(value, dict):
            yield f"{where}: {type(value).__name__} for an object"
            return
        if "*" in expected:
            for name, inner in value.items():
                yield from differences(inner, expected["*"], f"{where}.{name}")
            return
        known = {name.rstrip("?"): name for name in expected}
        yield from (f"{where}.{name}: missing" for name in expected if not name.endswith("?") and name not in value)
        yield from (f"{where}.{name}: not recorded" for name in value if name not in known)
        for name in value.keys() & known.keys():
            yield from differences(value[name], expected[known[name]], f"{where}.{name}")
    elif expected and type(value).__name__ not in expected and not ({type(value).__name__, *expected} <= {"int", "float"}):
        yield f"{where}: {type(value).__name__}, not {expected}"


# -- making them


@dataclass
class Desk:
    """Who asks, and what is called what here: `ids` for names in paths."""

    api: httpx.AsyncClient
    story: Story
    ids: Json

    async def ask(self, recorded: Recorded, ids: Mapping[str, Any], instead: Mapping[str, Any], **headers: str) -> httpx.Response:
        url = "http://test/api/open-api" + recorded.path({**self.ids, **ids})
        query = recorded.query(instead)
        return await self.api.request(
            recorded.request["method"], url, params=query or None, headers=headers, **recorded.body(instead)
        )


@pytest_asyncio.fixture
async def desk(story: Story, core: Core, workspace: Installed, clock: SimulatedClock) -> AsyncIterator[Desk]:
    async with story.scope() as scope:
        template = await templates.save_from_campaign(scope, story.campaign_id, "Three steps")
        await workspaces.spend_credits(scope, -10, "gift")
        tag = await tags.create(scope, "warm")
        await tags.assign(scope, "enrollment", story.ids, add=[tag.id])
    ids = {
        "userId": story.user_id, "accountId": story.seat_id, "campaignId": story.campaign_id, "teamId": story.workspace_id,
        "leadId": story.ids[0], "thread": story.conversation_ids[0], "linkedinUserId": 2 * story.lead_ids[0], "tagId": tag.id,
        "ids": "[1,4]", "templateId": template.id,
    }  # fmt: skip
    async with LinkedInWorld(clock) as world:
        settings = Settings(rate_limits={"multilead": "off"}, linkedin_url=world.base_url, linkedin_key=SecretStr(world.key))
        async with client(load("multilead").app(core, settings), workspace.key) as api:
            yield Desk(api, story, ids)


SEARCH = {"leadSourceUrl": "https://www.linkedin.com/sales/search/people?titleIncluded=SDR", "leadSourceType": "SALES_NAVIGATOR",
          "dashboard": 2, "autoReuse": 1, "autoReuseInterval": 100}  # fmt: skip


def adapted(desk: Desk, name: str, found: Mapping[str, Any]) -> tuple[Json, Json]:
    """What a recorded request must say differently here: (ids in its path, fields and parameters)."""
    story, jane, tom = desk.story, desk.story.ids[0], desk.story.ids[1]
    here = {"campaignId": story.campaign_id, "linkedinAccountId": story.seat_id}
    new_seat = {"accountId": (found.get("Create Seat") or {}).get("id")}
    john = (found.get("Register New User") or {}).get("id")
    roles = {"accountRoles": [{"roleId": (found.get("Create A Team Role") or {}).get("id"), "accounts": [story.seat_id]}]}
    hooks = {"webhooks": [{"accountWebhookActionId": 4, "url": "www.example-webhook-url.com", "metadata": {}, **here}]}
    linkedin, email, _ = (str(id) for id in story.conversation_ids)
    table: dict[str, tuple[Json, Json]] = {
        "Update Lead": ({}, here),
        "Get Tags for Specific Leads": ({}, {"leadIds": f"[{jane}]"}),
        "Return Lead to a Campaign": ({}, {**here, "step": story.step_ids[0]}),
        "Create Lead Source & Link It To A Campaign": ({}, {"leadSources": [{**SEARCH, "campaignId": story.campaign_id}]}),
        "Create Campaign From A Sequence Template": ({}, desk.ids),
        "List All Seats of a Specific User": ({}, {"search": "Default"}),
        "List All Users as a Whitelabel": ({}, {"offset": 0}),
        "List Users Associated With a Specific Seat": ({}, {"search": "owner"}),
        "Register New User": ({}, {"invitationId": ""}),
        "Create Seat": ({}, {"teamId": story.workspace_id}),
        "Cancel Seat": (new_seat, {}),
        "Reactivate Seat": (new_seat, {}),
        "Suspend/Unsuspend Seat": ({}, new_seat),
        "Connect Linkedin Account": (new_seat, {}),
        "Disconnect LinkedIn Account": (new_seat, {}),
        "Resend Email Confirmation Message": ({"userId": john}, {}),
        "Change A Password": ({"userId": john}, {}),
        "Transfer Credits": ({}, {"destinationUserId": john}),
        "Get Messages from a Specific Thread": ({}, {"threads": json.dumps([linkedin, email])}),
        "Get Conversations Found by Identifiers": ({}, {"identifiers": '["jane-doe", "tom@small.example"]'}),
        "Get Messages For Leads": ({}, {"leadIds": f"[{jane},{tom}]"}),
        "Send Email To a Thread": ({"thread": email}, {"leadId": tom, "linkedinUserId": 2 * story.lead_ids[1], **here}),
        "Send Linkedin Message": ({}, {"leadId": jane, "linkedinUserId": 2 * story.lead_ids[0], **here}),
        "Create a Non-global Webhook": ({}, hooks),
        "Create a Global Webhook": ({}, hooks),
        "Delete a Non-global Webhook": ({"webhookId": (found.get("Create a Non-global Webhook") or {}).get("ids", [0])[0]}, {}),
        "Delete a Global Webhook": ({}, {"arrayOfIds": [story.seat_id]}),
        "Get Step Statistics For a Specific Campaign": ({}, here),
        "Import Keywords To Global Blacklist From A CSV File": ({}, {"files": KEYWORDS}),
        "Import Keywords To Your Blacklist From A CSV File": ({}, {"files": KEYWORDS}),
        "Invite A Team Member": ({}, roles),
        "Update A Team Member": ({}, {**roles, "email": "regressionplatformadmin@yopmail.com"}),
    }  # fmt: skip
    return table.get(name, ({}, {}))


async def test_what_is_done_is_answered_as_recorded(desk: Desk) -> None:
    found: dict[str, Any] = {}
    wrong: list[str] = []
    for item in ALL:
        name = item["name"]
        good = [a for a in answers(item) if 200 <= a.status < 300]
        expected = 201 if name == "Create Campaign From A Sequence Template" else good[0].status  # 204 has no body
        response = await desk.ask(Recorded(name, item["request"]), *adapted(desk, name, found))
        if response.status_code != expected:
            wrong.append(f"{name}: {response.status_code}, not {expected}: {response.text[:200]}")
            continue
        bodies = [json.loads(a.answer) for a in good if a.answer[:1] in ("{", "[")]
        if bodies:
            wrong += [f"{name}{d}" for d in differences(response.json(), shape(bodies))]
            found[name] = response.json().get("result") if isinstance(response.json(), dict) else None
        elif response.text.partition("\n")[0] != good[0].answer.partition("\n")[0]:
            wrong.append(f"{name}: {response.text[:60]!r}, not {good[0].answer[:60]!r}")
    assert not wrong, "\n".join(wrong)
    assert len(ALL) == 74


async def test_without_a_good_key_it_is_refused_as_recorded(desk: Desk) -> None:
    wrong: list[str] = []
    for item in ALL:
        for recorded in answers(item):
            if recorded.status != 401:
                continue
            response = await desk.ask(
                Recorded(recorded.name, item["request"]), *adapted(desk, recorded.name, {}), Authorization="x"
            )
            got, expected = response.json(), json.loads(recorded.answer)
            got, expected = ({**body, "metadata": None} for body in (got, expected))
            if (response.status_code, got) != (401, expected) and expected.get("message") != "API key is missing":
                wrong.append(f"{recorded.name}: {response.status_code} {got} not {expected}")
    assert not wrong, "\n".join(wrong)


async def test_bad_parameters_are_refused_as_recorded(desk: Desk) -> None:
    wrong: list[str] = []
    for item in ALL:
        for recorded in answers(item):
            if recorded.status != 422 and "<html" not in recorded.answer:
                continue
            given = {v["key"]: str(v.get("value") or "") for v in recorded.request["url"].get("variable") or ()}
            bad = {name: value for name, value in given.items() if not value.isdigit() and (name != "thread" or not value)}
            # Some are recorded under an older path.
            url = {**recorded.request["url"], "raw": item["request"]["url"]["raw"].partition("?")[0]}
            request = {**recorded.request, "method": item["request"]["method"], "url": url}
            response = await desk.ask(Recorded(recorded.name, request), {"webhookId": 1, **bad}, {})
            if recorded.status != response.status_code:
                wrong.append(f"{recorded.name} ({recorded.status} {given}): {response.status_code} {response.text[:150]}")
            elif recorded.status == 422 and (got := _told(response.text)) != (expected := _told(recorded.answer)):
                wrong.append(f"{recorded.name}: {got} not {expected}")
    assert not wrong, "\n".join(wrong)


def _told(answer: str) -> Json:
    """What an answer says of each parameter, whatever the case and the stop at its end; of a wrong value only that it names it,
    for some records name another.
    """
    told = {}
    for name, error in json.loads(answer)["errors"].items():
        told[name] = {**error, "msg": error["msg"].casefold().rstrip(".!"), **({"value": ""} if "value" in error else {})}
    return told

"""Calls that a stranger's client makes wrongly, at random: each is refused in the vendor's shape and nouns, if at all.

`OUTRIDER_WRONG=500` makes so many in each dialect; `OUTRIDER_WRONG_SEED` draws others.
"""

import json
import os
import random
import re
from collections.abc import Callable
from typing import Any

import httpx
import jsonschema
import pytest

from outrider.channels.email import verify
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from tests.dialects.every_route import Json, Route, Spoken
from tests.dialects.test_every_route import PUBLIC, a_workspace, linkedin_only
from tests.dialects.test_nouns import OURS, unquoted
from tests.zone import Zone

CALLS = int(os.environ.get("OUTRIDER_WRONG", "50"))
SEED = int(os.environ.get("OUTRIDER_WRONG_SEED", "1"))
IDS = (
    "0", "-1", "1e3", "9" * 25, "null", "undefined", "{id}", "%00", "%ff", "a%2Fb", " 1", "1;2", "true", "é", "1,2", "*", "..",
    "1.5", "0x1", "[object%20Object]", "00000000-0000-4000-8000-000000000000",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, "", " ", 0, -1, 1.5, 10**30, True, [], {}, [None], [[]], {"": None}, "null", "2026-02-30", "x" * 300_000, "\x00",
    "\ud800", "not-an-email", "https://", "{{", {"$ne": None}, [{"id": 1}] * 3,
)  # fmt: skip
BODIES = (
    b"", b"{", b"null", b"[]", b'"text"', b"7", b"NaN", b'{"a": NaN}', b"\xff\xfe", b'{"a":1,"a":2}', b"[" * 2000, b"a=1&b=2",
    b'{"__proto__":{}}', b"\xef\xbb\xbf{}",
)  # fmt: skip
UNAVAILABLE = (502, 503)  # what a provider has to do that this installation has not, or that does not answer
LEAKS = re.compile(r"Input should|unable to parse|pydantic|Traceback|psycopg|\"detail\"|NoneType|invalid literal|Field required")


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", lambda found: f"_{found[1].lower()}", name)


def renamed(body: Any, how: Callable[[str], str]) -> Any:
    if isinstance(body, dict):
        return {how(name): renamed(value, how) for name, value in body.items()}
    return [renamed(value, how) for value in body] if isinstance(body, list) else body


def spoiled(chance: random.Random, request: Json, route: Route) -> tuple[str, Json]:
    """What was done to a good request, and what became of it."""
    made = json.loads(json.dumps(request))
    body = made.get("json")
    fields = [*body] if isinstance(body, dict) else []
    ways = ["path", "query", "segment", "slash", "method", "key"]
    ways += ["raw", "form", "plain", "text"] if "json" in made else []
    ways += ["value", "value", "value", "missing", "camel", "snake", "wrapped", "strings"] if fields else []
    match way := chance.choice(ways):
        case "path" if "{" in route.path:
            parts = made["url"].split("/")
            places = [n for n, part in enumerate(route.path.split("/")) if part.startswith("{")]
            parts[chance.choice(places)] = chance.choice(IDS)
            made["url"] = "/".join(parts)
        case "path" | "query":
            names = [p["name"] for p in route.operation.get("parameters", ()) if p["in"] == "query"]
            name = chance.choice([*names, "limit", "offset", "page"])
            made["params"] = {
                **made.get("params", {}),
                name: chance.choice(["abc", "-1", "1e9", "", "null", "[]", "x" * 3000, "\x00"]),
            }
        case "segment":
            made["url"] += chance.choice(["/x", "/1", "//", "/%20"])
        case "slash":
            made["url"] = chance.choice([made["url"] + "/", "/" + made["url"], made["url"].upper()])
        case "method":
            made["method"] = chance.choice(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
        case "key":
            made["headers"] = {"Accept": chance.choice(["text/html", "application/xml", "*/*"])}
        case "raw":
            made |= {"content": chance.choice(BODIES), "headers": {"Content-Type": "application/json"}}
            del made["json"]
        case "form":
            made["data"] = {name: str(value) for name, value in (body or {}).items()} if isinstance(body, dict) else {"a": "1"}
            del made["json"]
        case "plain" | "text":
            kind = "text/plain" if way == "plain" else "application/xml"
            made |= {"content": json.dumps(body).encode(), "headers": {"Content-Type": kind}}
            del made["json"]
        case "value":
            name, value = chance.choice(fields), chance.choice(VALUES)
            made |= {"content": json.dumps({**body, name: value}).encode(), "headers": {"Content-Type": "application/json"}}
            del made["json"]
            way = f"{name} = {json.dumps(value)[:40]}"
        case "missing":
            way = f"without {(gone := chance.choice(fields))}"
            del made["json"][gone]
        case "camel" | "snake":
            made["json"] = renamed(body, camel if way == "camel" else snake)
        case "wrapped":
            made["json"] = chance.choice([{"data": body}, [body], {"body": body}])
        case _:
            made["json"] = {name: value if isinstance(value, dict | list) else str(value) for name, value in body.items()}
    return way, made


@pytest.fixture(autouse=True)
def _no_dns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "default_resolver", Zone)


@pytest.mark.timeout(1800)
async def test_wrong_calls_are_refused_in_the_vendors_words(spoken: Spoken, core: Core, workspace: Installed) -> None:
    own = await a_workspace(core, workspace, "Own")
    if spoken.name == "networkhq":
        await linkedin_only(core, workspace)
    chance, wrong = random.Random(SEED), list[str]()
    document = spoken.app.openapi()
    routes = [route for route in spoken.routes if f"{route.method} {route.path}" not in PUBLIC]
    [content] = routes[0].operation["responses"]["403"]["content"].values()
    shape = {**content["schema"], "components": document.get("components", {})}
    async with spoken.client(workspace.key) as api:
        for turn in range(CALLS):
            route = chance.choice(routes)
            way, request = spoiled(chance, route.request(own, own, None, turn), route)
            told = await api.request(**request)
            what = f"{route}, {way}: {told.status_code} {told.text[:300]}"
            if told.status_code >= 500 and told.status_code not in UNAVAILABLE:
                wrong.append(what)
            elif 400 <= told.status_code < 500 and told.status_code != 402 and not _no_such_page(told):
                problem = _unlike(spoken.name, told.text, shape)
                wrong += [f"{problem}: {what}"] if problem else []
    assert wrong == [], "\n".join(wrong)


def _no_such_page(told: httpx.Response) -> bool:
    """Multilead's server answers a path that it has not by a page."""
    return told.status_code == 404 and "<pre>Cannot " in told.text


def _unlike(dialect: str, text: str, shape: Json) -> str:
    """What an error has that the vendor's has not; '' where nothing."""
    try:
        jsonschema.validate(json.loads(text), shape)
    except (ValueError, jsonschema.ValidationError) as error:
        return f"not the vendor's shape ({str(error)[:80]})"
    text = re.sub(r"x{1000,}", "x", text)
    if LEAKS.search(text):
        return "a library's words"
    if dialect in OURS and re.search(rf"\b({OURS[dialect]})s?\b", unquoted(text.replace('"', " ")), re.IGNORECASE):
        return "our nouns"
    return ""

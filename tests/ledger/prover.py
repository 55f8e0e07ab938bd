"""What a field of a request does, found by trying: the same request with and without it, on the same state.

Every request is answered by the real route on the real database, inside a transaction that is rolled back. What it did is its
*trace*: the statements that it executed, with every parameter, and its answer. Whatever differs between two requests that are the
same (new ids, random keys) is noise; what else differs when the field is given, the field did. What is written by COPY, and what
providers are asked for, belongs to the trace.
"""

import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, cast

import httpx
import psycopg
from psycopg.types.json import Json as JsonParameter
from psycopg.types.json import Jsonb

from outrider.dialects import ALL
from outrider.outreach.base.scope import Core
from outrider.store.db import Connection, Pool
from outrider.store.ids import KINDS as UUIDS
from outrider.store.ids import to_uuid
from tests import recording
from tests.dialects.clients import Api
from tests.dialects.every_route import Ids, Json, Route, typed
from tests.ledger.requests import completed, extra_values, prepared, refined, stated

Facts = dict[tuple[str, ...], str]  # where in a trace -> the value there

# Statements of a request that do not belong to its act.
ASIDE = re.compile(r"\b(audit|api_keys|idempotency_keys|rate_windows)\b")
MALFORMED = re.compile(
    r"must (be|match|have|NOT)|valid|Input should|is required|\bone of\b", re.IGNORECASE
)  # a bad sample's refusal
TOLD = 160  # characters of an answer that the ledger keeps
NEXT = {"starting_after": "next_starting_after", "cursor": "next_cursor"}  # where an answer has the next page's cursor
ANYTHING_ELSE = "anything else"  # than the one value that a field may have: it must be refused
KEPT = {"vendor", *ALL}  # columns, and names within JSON columns, of what is echoed and decides nothing


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a route's query or body. `path`: names, '[]' for the items of a list; `parents`: the schema at each step."""

    place: str  # 'query' or 'body'
    path: tuple[str, ...]
    parents: tuple[Json, ...]
    schema: Json
    required: bool

    def __str__(self) -> str:
        return ("?" if self.place == "query" else "") + ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind`: acts, shown, refused, or unproved: the values tried change nothing, or the request itself did not get through."""

    kind: str
    what: str


def fields(route: Route) -> Iterator[Field]:
    """Every field that a route's document names, each once; not what only holds other fields."""
    for parameter in route.parameters:
        if parameter["in"] == "query":
            yield Field("query", (parameter["name"],), (), parameter["schema"], bool(parameter.get("required")))
    seen: set[tuple[str, ...]] = set()
    for field in _inside(route, route.body or {}, (), (), 0):
        if field.path not in seen:
            seen.add(field.path)
            yield field


def _inside(route: Route, schema: Json, path: tuple[str, ...], parents: tuple[Json, ...], depth: int) -> Iterator[Field]:
    for one in alternatives(route, schema):
        if depth < 4:
            for name, part in one.get("properties", {}).items():
                here = (*path, name)
                inner = list(_inside(route, part, here, (*parents, one), depth + 1))
                yield from inner or [Field("body", here, (*parents, one), part, name in one.get("required", ()))]
        if "items" in one and path:
            yield from _inside(route, one["items"], (*path, "[]"), (*parents, one), depth)


def alternatives(route: Route, schema: Json) -> Iterator[Json]:
    """A schema without references: each thing that it may be."""
    if "$ref" in schema:
        yield from alternatives(route, _named(route, schema["$ref"]))
        return
    parts: list[Json] = [*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())]
    for part in parts:
        yield from alternatives(route, {**typed(schema), **part})
    if not parts and schema.get("type") != "null":
        yield route.resolved(schema)


def _named(route: Route, reference: str) -> Json:
    name = reference.rpartition("/")[2]
    return route.components.get(name) or (route.body or {}).get("$defs", {})[name]


class Rewound:
    """A pool of one connection, whose transactions are savepoints of one that is rolled back."""

    def __init__(self, conn: Connection) -> None:
        self.conn = conn

    @asynccontextmanager
    async def connection(self, timeout: float | None = None) -> AsyncIterator[Connection]:
        recording.forget(self.conn)
        async with self.conn.transaction():
            yield self.conn


@dataclass(slots=True)
class Trace:
    status: int
    answer: str
    facts: Facts

    @property
    def is_good(self) -> bool:
        return self.status < 300


class Recorder:
    """Notes what psycopg executes while a request is served."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, object]] = []

    def install(self, patch: Any) -> None:
        execute, write, send = psycopg.AsyncCursor.execute, psycopg.AsyncCopy.write, httpx.AsyncClient.send

        async def noted(cursor: object, query: object, params: object = None, **more: object) -> object:
            if not ASIDE.search(str(query)):
                self.seen.append((" ".join(str(query).split()), params))
            return await execute(cast(Any, cursor), cast(Any, query), cast(Any, params), **cast(Any, more))

        async def copied(copy: object, buffer: object) -> None:
            self.seen.append(("COPY", str(buffer)))
            await write(cast(Any, copy), cast(Any, buffer))

        async def sent(client: object, request: httpx.Request, **more: object) -> httpx.Response:
            if request.url.port:  # a provider's; the routes' own client has none
                self.seen.append((f"{request.method} {request.url.path}", f"{request.url.query!r} {request.content!r}"))
            return await send(cast(Any, client), request, **cast(Any, more))

        async def unchanged(_: object, value: bool) -> None:
            """Every statement stays in the transaction that is rolled back."""

        patch.setattr(psycopg.AsyncCursor, "execute", noted)
        patch.setattr(psycopg.AsyncCopy, "write", copied)
        patch.setattr(httpx.AsyncClient, "send", sent)
        patch.setattr(psycopg.AsyncConnection, "set_autocommit", unchanged)


@dataclass
class Prover:
    """Tries requests by the key of `client` in the state that `conn` sees. `others` are second things of the same workspace,
    `ghosts` names nothing."""

    client: Api
    conn: Connection
    recorder: Recorder
    ids: Ids
    others: Ids
    ghosts: Ids

    async def find(self, route: Route, wanted: Collection[str]) -> dict[str, Finding]:
        """What each of these fields of the route does."""
        plain = completed(route, route.request(self.ids, self.ids, None), self.ids)
        found: dict[str, Finding] = {}
        async with self.state(prepared(route, self.ids)):
            await self._try(plain)  # what is read but once and remembered is read here
            base = await self._base(plain)
            for field in fields(route):
                if str(field) not in wanted:
                    continue
                statements, asked = stated(route, str(field), self.ids), refined(route, str(field), plain, self.ids)
                if not statements and asked == plain:
                    found[str(field)] = await self._field(route, field, plain, base)
                    continue
                async with self.state(statements):
                    found[str(field)] = await self._field(route, field, asked, await self._base(asked))
        return found

    @asynccontextmanager
    async def state(self, statements: Sequence[str]) -> AsyncIterator[None]:
        """The state after these statements, for as long as it is needed."""
        async with self.conn.transaction(force_rollback=True):
            for statement in statements:
                await self._prepare(statement)
            yield

    async def answer(self, request: Json) -> httpx.Response:
        """What is answered to a request, whose effects are undone."""
        async with self.conn.transaction(force_rollback=True):
            return await self.client.request(**request)

    async def _base(self, plain: Json) -> tuple[Trace, Trace]:
        """The plain request twice: what differs is noise."""
        return await self._try(plain), await self._try(plain)

    async def _prepare(self, statement: str) -> None:
        """Run a statement; one that this database cannot take changes nothing, and the ledger then shows fields unproved."""
        with suppress(psycopg.Error):
            async with self.conn.transaction():
                await self.conn.execute(cast(Any, statement))

    async def _try(self, request: Json) -> Trace:
        self.recorder.seen.clear()
        async with self.conn.transaction(force_rollback=True):
            told = await self.client.request(**request)
        facts: Facts = {}
        times: Counter[str] = Counter()
        for query, params in self.recorder.seen:
            times[query] += 1
            facts[str(times[query]), query] = ""
            facts.update({(str(times[query]), query, *where): value for where, value in flat(params)})
        body: object = told.text
        if "json" in told.headers.get("content-type", ""):
            body = told.json()
        facts.update({("answer", *where): value for where, value in flat(body)})
        facts["ignored",] = told.headers.get("X-Outrider-Ignored", "")
        return Trace(told.status_code, told.text, facts)

    async def _field(self, route: Route, field: Field, plain: Json, base: tuple[Trace, Trace]) -> Finding:
        silent, refusal, shown = "", "", ""
        tried: list[object] = []
        waiting = [*extra_values(route, str(field), self.ids), *self._values(route, field)]
        if field.path[-1] in NEXT and (paged := await self._second_page(route, field, plain)):
            plain, cursor = paged
            base, waiting = await self._base(plain), [cursor, *waiting]
        noise = {where for where in {**base[0].facts, **base[1].facts} if base[0].facts.get(where) != base[1].facts.get(where)}
        while waiting:
            value = waiting.pop(0)
            if value in tried and type(value) in [type(one) for one in tried if one == value]:
                continue
            tried.append(value)
            request = placed(route, field, plain, value, self.ids)
            in_a_list = placed(route, field, plain, [value], self.ids)  # some fields take one thing without it
            if base[0].is_good and (alike(request, plain) or alike(in_a_list, plain)):
                continue
            trace = await self._try(request)
            if not trace.is_good:
                if base[0].is_good and route.is_place(field.path[-1]):
                    return Finding("acts", "names what the request is about")
                if not refusal:
                    waiting += suggested(field, trace.answer)
                if not refusal or malformed(refusal):
                    refusal = f"{trace.status} {trace.answer}"
                continue
            if not base[0].is_good:
                return Finding("acts", "lets the request through")
            changed = differing(base[0].facts, trace.facts, noise)
            if changed:  # not by chance
                again = differing((await self._try(plain)).facts, (await self._try(request)).facts, noise)
                changed = [where for where in changed if where in again]
            in_store = [where for where in changed if where[0] not in ("answer", "ignored")]
            if in_store and all(kept(where) for where in in_store):
                shown = said(in_store, field, value, trace.facts)
            elif changed:
                return Finding("acts", said([where for where in changed if not kept(where)], field, value, trace.facts))
            elif not means_nothing(field, value) and request != plain:
                silent = silent or f"{json.dumps(value)} changes nothing"
        if shown:
            return Finding("shown", shown)
        if silent and not (closed(field) and refusal and not malformed(refusal)):
            return Finding("unproved", silent)
        if base[0].is_good:
            told = refusal and ((ANYTHING_ELSE in tried and not silent) or not malformed(refusal))
            return Finding("refused" if told else "unproved", refusal or "not told apart")
        return Finding("unproved", f"the request is refused: {base[0].status} {base[0].answer}")

    async def _second_page(self, route: Route, field: Field, plain: Json) -> tuple[Json, str] | None:
        """The request for the shortest first page, and the cursor that its answer gives for the next."""
        limit = next((f for f in fields(route) if f.place == field.place and f.path[-1] in ("limit", "page_size")), None)
        if limit is None:
            return None
        first = placed(route, limit, plain, 1, self.ids)
        cursor = re.search(rf'"{NEXT[field.path[-1]]}":\s*"([^"]+)"', (await self._try(first)).answer)
        return (first, cursor[1]) if cursor else None

    def _values(self, route: Route, field: Field) -> Iterator[Any]:
        """Values to try, until one does something."""
        for schema in alternatives(route, field.schema):
            yield from values(route, field.path[-1], schema, self.ids)
            if len(schema.get("enum", ())) == 1 or "const" in schema:
                yield ANYTHING_ELSE
        if route.is_place(field.path[-1]):
            for schema in alternatives(route, field.schema):
                yield from values(route, field.path[-1], schema, self.others)
                yield from values(route, field.path[-1], schema, self.ghosts)


def malformed(refusal: str) -> bool:
    """Whether it speaks of how a value is written, and not of what it asks for."""
    return bool(MALFORMED.search(refusal[:TOLD].replace("Validation Error", "")))


def means_nothing(field: Field, value: object) -> bool:
    """Whether the value says what leaving the field out says: nothing at all, or its default."""
    default = field.schema.get("default")
    return value in (None, "", [], {}) or (type(value) in (bool, int) and not value) or str(value) == str(default)


def alike(one: Json, other: Json) -> bool:
    """Whether two requests say the same, be it by a number or by its digits."""
    first, second = ({where: value.strip("'") for where, value in flat(request)} for request in (one, other))
    return first == second


def closed(field: Field) -> bool:
    """Whether the field, or each item of it, has a few values only: then one that changes nothing means what leaving it out
    means, or is another word for what was given.
    """
    return _closed(field.schema)


def _closed(schema: Json) -> bool:
    inner = [*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])]
    return "enum" in schema or "const" in schema or schema.get("type") == "boolean" or any(map(_closed, inner))


def suggested(field: Field, answer: str) -> list[object]:
    """Values that the refusal of another names: 'status is one of OPEN, PENDING'."""
    found = re.search(r"(?:one of|values:|there are|knows|must be|is)\s+(?!no )(.{3,600})", answer)
    words = re.findall(r"[A-Za-z][\w:-]{2,}", found[1])[:40] if found else []
    named = [one.get("type") for one in (field.schema, *field.schema.get("anyOf", ()))]
    kind = {part for one in named for part in (one if isinstance(one, list) else [one])}
    return [[word] for word in words] if "array" in kind else list(words) if "string" in kind or not kind - {None} else []


TEXTS = (
    "Sample", "zzz", "2026-02-01", "2026-03-20T10:00:00Z", "2026-03-20T10:00:00.000Z", "10:30", "new@prospect.example",
    "https://www.linkedin.com/in/new", "https://hooks.example/new", "Europe/Berlin", "wire.example", "true", "1", "all",
    "Body {{first_name}}", "#aabbcc", "Sample-12345", "2026-03-03", "2026-02-10", "DE",
    "Sample prompt, long enough to be read as a sentence.",
)  # fmt: skip


def values(route: Route, name: str, schema: Json, ids: Ids) -> Iterator[Any]:
    if route.is_place(name):
        value = route.named(name, ids)
        yield [value] if schema.get("type") == "array" else value
        if schema.get("type") == "string" and not isinstance(value, str):
            yield str(value)
        return
    if "enum" in schema:
        yield from schema["enum"]
    elif "const" in schema:
        yield schema["const"]
    else:
        match schema.get("type"):
            case "boolean":
                yield from (True, False)
            case "integer" | "number":
                least, most = schema.get("minimum", 0), schema.get("maximum", 10**6)
                yield from dict.fromkeys(min(max(n, least), most) for n in (3, 1, 0, 2, 50, 100, 1000))
            case "array":
                items = next(alternatives(route, schema.get("items", {})), {})
                least = schema.get("minItems", 1) or 1
                if "properties" in items:
                    yield [route._sample(items, "", "", ids, ids)] * least
                else:
                    yield from ([item] * least for item in values(route, name, items, ids))
                yield []
            case "object":
                if "properties" in schema:
                    made = route._sample(schema, "", "", ids, ids)
                    yield made
                    yield {**made, **{n: next(values(route, n, next(alternatives(route, p), {}), ids), None)
                                      for n, p in schema["properties"].items() if n not in made}}  # fmt: skip
                yield {"a": "b"}
                yield {"a": True}
                yield {}
            case "string" if schema.get("format") == "uuid":
                yield from (str(to_uuid(kind, id)) for kind, id in ids.items() if kind in UUIDS and isinstance(id, int))
                yield str(to_uuid("tag", 10**9))
            case "string" if "pattern" in schema or "format" in schema:
                yield from (text for text in TEXTS if "pattern" not in schema or re.search(schema["pattern"], text))
            case _:
                yield from TEXTS


def placed(route: Route, field: Field, plain: Json, value: Any, ids: Ids) -> Json:
    """The plain request with the field set."""
    asked = json.loads(json.dumps(plain))
    if field.place == "query":
        asked.setdefault("params", {})[field.path[0]] = value
        return asked
    body = asked.get("json")
    asked["json"] = _set(route, field, 0, body if isinstance(body, dict) else {}, value, ids)
    return asked


def _set(route: Route, field: Field, step: int, inside: Any, value: Any, ids: Ids) -> Any:
    """`inside` with the value at what remains of the field's path."""
    if step == len(field.path):
        return value
    name = field.path[step]
    if name == "[]":
        first = inside[0] if isinstance(inside, list) and inside else None
        return [_set(route, field, step + 1, first, value, ids), *(inside[1:] if isinstance(inside, list) else ())]
    made = dict(inside) if isinstance(inside, dict) else route._sample(field.parents[step], "", "", ids, ids)
    made[name] = _set(route, field, step + 1, made.get(name), value, ids)
    return made


def flat(value: object) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every plain value within, and where it is."""
    if isinstance(value, Jsonb | JsonParameter):
        value = cast(Any, value).obj
    if isinstance(value, Mapping):
        for name, part in cast("Mapping[object, object]", value).items():
            for where, found in flat(part):
                yield (str(name), *where), found
        yield ("{}",), str(len(cast("Mapping[object, object]", value)))
    elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
        for n, part in enumerate(cast("Sequence[object]", value)):
            for where, found in flat(part):
                yield (str(n), *where), found
        yield ("[]",), str(len(cast("Sequence[object]", value)))
    else:
        yield (), repr(value)


def differing(one: Facts, other: Facts, noise: set[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Where two traces differ, but for noise."""
    return [where for where in {**one, **other} if where not in noise and one.get(where) != other.get(where)]


def kept(where: tuple[str, ...]) -> bool:
    """Whether this is only a value that is kept to be echoed."""
    return not KEPT.isdisjoint(where[2:5])


_TABLE = re.compile(r"\b(INSERT INTO|UPDATE|DELETE FROM|FROM|JOIN)\s+([a-z_]+)")


def said(places: Sequence[tuple[str, ...]], field: Field, value: object, facts: Facts) -> str:
    """The most telling of the places where traces differ: one that is named as the field is or holds what it was given before
    others, and a write before a read before the answer."""
    name, given = _bare(field.path[-1]), repr(value)

    def weight(where: tuple[str, ...]) -> tuple[int, bool, bool, int]:
        unnamed = all(_bare(part) != name for part in where[-2:])
        elsewhere = facts.get(where) != given
        if where[0] in ("answer", "ignored"):
            return 2, unnamed, elsewhere, 0
        written = bool(re.match(r"(WITH .*)?(INSERT|UPDATE|DELETE)", where[1]))
        return 0 if written else 1, unnamed, elsewhere, -len(where)

    best = min(places, key=weight)
    if best[0] in ("answer", "ignored"):
        return "answer " + ".".join(part for part in best[1:] if part not in ("{}", "[]"))
    found = _TABLE.search(best[1])
    table = f"{found[1].lower()} {found[2]}" if found else best[1][:40]
    return " ".join([table, ".".join(part for part in best[2:] if part not in ("{}", "[]"))]).strip()


def _bare(name: str) -> str:
    return name.replace("_", "").lower()


def pool_of(conn: Connection) -> Pool:
    return cast(Pool, Rewound(conn))


def core_on(core: Core, conn: Connection) -> Core:
    return Core(pool_of(conn), core.clock, core.vault)

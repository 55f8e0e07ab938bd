"""What the lists read: every reading route of every dialect, with each of its filters, on a workspace of a million leads.

    python -m bench.plans [--rows 1000000] [--all] [--kept FOLDER] [--only PART]

The requests are made from the dialects' own documents. Each statement that they run is explained with ANALYZE, and is told of
when it touches more pages than its answer is worth: `FREE`, and `A_ROW` for each row that it gives. --all tells of all. A total
reads what it counts, so those are told of but do not fail. With --kept the workspace is made in a folder and read again from it.
"""

import argparse
import asyncio
import json
import re
import sys
import time
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from tests.dialects.every_route import KINDS, Route, Spoken

from bench import figures
from bench.world import UNLIMITED, database, settle, without_indexes
from outrider import dialects
from outrider.clock import RealClock
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import workspaces
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import allow, open_pool
from outrider.store.ids import to_uuid
from outrider.values import is_object

FREE, A_ROW = 4_000, 40
ENOUGH = 10  # times that one request's statement is explained, after which an export is not read on
Json = dict[str, Any]

LARGE = {"leads", "enrollments", "conversations", "messages", "events"}

# One workspace: a large campaign and a large list with half of all, and small ones with the rest.
LOAD: dict[str, LiteralString] = {
    "senders": """
        INSERT INTO senders (workspace_id, seat_id, channel, address, name, created_at, updated_at)
        SELECT %(workspace_id)s, %(seat)s, CASE WHEN i %% 10 = 0 THEN 'linkedin' ELSE 'email' END, 's' || i || '@sender.example',
               'Sender ' || i, %(now)s, %(now)s FROM generate_series(1, %(n)s / 1000) i""",
    "leads": """
        INSERT INTO leads (workspace_id, email, email_domain, first_name, last_name, company_name, job_title, linkedin_key,
                           linkedin_url, status, verification, source, created_at, updated_at)
        SELECT %(workspace_id)s, 'p' || i || '@company' || i %% 5000 || '.example', 'company' || i %% 5000 || '.example',
               'Pat' || i %% 1000, 'Jones' || i %% 700, 'Company ' || i %% 5000, 'Buyer', 'pat-' || i,
               'https://www.linkedin.com/in/pat-' || i, CASE WHEN i %% 50 = 0 THEN 'qualified' END,
               CASE WHEN i %% 3 = 0 THEN 'verified' END, 'csv',
               %(now)s - make_interval(mins => i %% 500000), %(now)s FROM generate_series(1, %(n)s) i""",
    "lead_contacts": """
        INSERT INTO lead_contacts (workspace_id, lead_id, last_contacted_at)
        SELECT %(workspace_id)s, l.id, CASE WHEN l.id %% 3 = 0 THEN l.created_at END
        FROM leads l WHERE l.workspace_id = %(workspace_id)s""",
    "linkedin_users": """
        INSERT INTO linkedin_users (workspace_id, slug, first_name, last_name, headline, fetched_at, created_at, updated_at)
        SELECT %(workspace_id)s, l.linkedin_key, l.first_name, l.last_name, 'Buyer at ' || l.company_name, %(now)s, %(now)s,
               %(now)s FROM leads l WHERE l.workspace_id = %(workspace_id)s AND l.id %% 10 = 0""",
    "lists": """
        INSERT INTO lists (workspace_id, name, created_at, updated_at)
        SELECT %(workspace_id)s, 'List ' || i, %(now)s, %(now)s FROM generate_series(1, 50) i""",
    "list_members": """
        INSERT INTO list_members (workspace_id, list_id, lead_id, created_at, updated_at)
        SELECT %(workspace_id)s, CASE WHEN l.id %% 2 = 0 THEN x.first ELSE x.first + 1 + l.id %% 49 END, l.id, %(now)s, %(now)s
        FROM leads l, (SELECT min(id) AS first FROM lists WHERE workspace_id = %(workspace_id)s) x
        WHERE l.workspace_id = %(workspace_id)s""",
    "list_counts": """
        INSERT INTO list_counts (workspace_id, list_id, n)
        SELECT workspace_id, list_id, count(*) FROM list_members WHERE workspace_id = %(workspace_id)s GROUP BY 1, 2""",
    "tags": """
        INSERT INTO tags (workspace_id, name, created_at, updated_at)
        SELECT %(workspace_id)s, 'Tag ' || i, %(now)s, %(now)s FROM generate_series(1, 20) i""",
    "campaigns": """
        INSERT INTO campaigns (workspace_id, seat_id, name, status, started_at, created_at, updated_at)
        SELECT %(workspace_id)s, %(seat)s, 'Campaign ' || i, 'active', %(now)s, %(now)s, %(now)s FROM generate_series(1, 50) i""",
    "campaign_senders": """
        INSERT INTO campaign_senders (workspace_id, campaign_id, sender_id, created_at, updated_at)
        SELECT %(workspace_id)s, c.id, s.id, %(now)s, %(now)s FROM campaigns c, senders s
        WHERE c.workspace_id = %(workspace_id)s AND s.workspace_id = %(workspace_id)s AND s.id %% 50 = c.id %% 50""",
    "steps": """
        INSERT INTO steps (workspace_id, campaign_id, position, created_at, updated_at)
        SELECT %(workspace_id)s, c.id, i, %(now)s, %(now)s FROM campaigns c, generate_series(1, 3) i
        WHERE c.workspace_id = %(workspace_id)s""",
    "enrollments": """
        INSERT INTO enrollments (workspace_id, campaign_id, lead_id, status, reason, sender_id, mark, due_at,
                                 category_id, opens, replies, connection, first_sent_at, last_step_at, last_reply_at, created_at,
                                 updated_at)
        SELECT %(workspace_id)s, CASE WHEN l.id %% 2 = 0 THEN x.first ELSE x.first + 1 + l.id %% 49 END, l.id,
               CASE WHEN l.id %% 100 = 0 THEN 'stopped' WHEN l.id %% 5 = 0 THEN 'completed' ELSE 'active' END,
               CASE WHEN l.id %% 100 = 0 THEN 'replied' END, CASE WHEN l.id %% 3 = 0 THEN y.first + l.id %% y.n END,
               CASE WHEN l.id %% 3 = 0 THEN 1 ELSE 0 END, CASE WHEN l.id %% 5 > 0 THEN %(now)s END,
               CASE WHEN l.id %% 100 = 0 THEN z.first END, (l.id %% 9 = 0)::int, (l.id %% 100 = 0)::int,
               CASE WHEN l.id %% 7 = 0 THEN 'connected' END,
               CASE WHEN l.id %% 3 = 0 THEN l.created_at END, CASE WHEN l.id %% 3 = 0 THEN l.created_at END,
               CASE WHEN l.id %% 100 = 0 THEN %(now)s END, l.created_at, %(now)s
        FROM leads l, (SELECT min(id) AS first FROM campaigns WHERE workspace_id = %(workspace_id)s) x,
             (SELECT min(id) AS first, count(*) AS n FROM senders WHERE workspace_id = %(workspace_id)s) y,
             (SELECT min(id) AS first FROM categories WHERE workspace_id = %(workspace_id)s) z
        WHERE l.workspace_id = %(workspace_id)s""",
    "enrollment_counts": """
        INSERT INTO enrollment_counts (workspace_id, campaign_id, status, mark, n)
        SELECT workspace_id, campaign_id, status, mark, count(*) FROM enrollments
        WHERE workspace_id = %(workspace_id)s GROUP BY 1, 2, 3, 4""",
    "conversations": """
        INSERT INTO conversations (workspace_id, channel, sender_id, lead_id, campaign_id, enrollment_id, subject, unread,
                                   category_id, message_count, last_message_at, last_sent_at, last_reply_at, search, created_at,
                                   updated_at)
        SELECT %(workspace_id)s, s.channel, e.sender_id, e.lead_id, e.campaign_id, e.id, 'About ' || e.id, e.id %% 200 = 0,
               e.category_id, 1, e.first_sent_at, e.first_sent_at, e.last_reply_at,
               to_tsvector('simple', 'pat jones' || e.id %% 700 || ' about ' || e.id), e.created_at, e.updated_at
        FROM enrollments e JOIN senders s ON s.workspace_id = e.workspace_id AND s.id = e.sender_id
        WHERE e.workspace_id = %(workspace_id)s AND e.sender_id IS NOT NULL""",
    "messages": """
        INSERT INTO messages (workspace_id, direction, kind, state, sender_id, conversation_id, lead_id, campaign_id,
                              enrollment_id, run, step_id, step_position, wire_id, from_address, to_addresses, subject, body_text,
                              opens, opened_at, replied_at, sent_at, created_at, updated_at)
        SELECT %(workspace_id)s, 'out', 'step', 'sent', c.sender_id, c.id, c.lead_id, c.campaign_id, c.enrollment_id, 1, s.id, 1,
               c.id || '.out@sender.example', 'me@sender.example', ARRAY['you@company.example'], c.subject, 'Hello.',
               (c.id %% 9 = 0)::int, CASE WHEN c.id %% 9 = 0 THEN %(now)s END, c.last_reply_at, c.last_sent_at,
               c.created_at, c.updated_at
        FROM conversations c JOIN steps s ON s.workspace_id = c.workspace_id AND s.campaign_id = c.campaign_id AND s.position = 1
        WHERE c.workspace_id = %(workspace_id)s""",
    "replies": """
        INSERT INTO messages (workspace_id, direction, kind, state, sender_id, conversation_id, lead_id, campaign_id,
                              enrollment_id, wire_id, from_address, to_addresses, subject, body_text, unread, sent_at, created_at,
                              updated_at)
        SELECT %(workspace_id)s, 'in', 'reply', 'received', c.sender_id, c.id, c.lead_id, c.campaign_id, c.enrollment_id,
               c.id || '.in@company.example', 'you@company.example', ARRAY['me@sender.example'], c.subject, 'Yes.', c.unread,
               c.last_reply_at, c.created_at, c.updated_at
        FROM conversations c WHERE c.workspace_id = %(workspace_id)s AND c.last_reply_at IS NOT NULL""",
    "events": """
        INSERT INTO events (workspace_id, at, type, seat_id, campaign_id, step_id, sender_id, lead_id, enrollment_id, message_id)
        SELECT %(workspace_id)s, m.sent_at, CASE m.direction WHEN 'in' THEN 'reply.received' ELSE 'message.sent' END, %(seat)s,
               m.campaign_id, m.step_id, m.sender_id, m.lead_id, m.enrollment_id, m.id
        FROM messages m WHERE m.workspace_id = %(workspace_id)s""",
    "taggings": """
        INSERT INTO taggings (workspace_id, object_kind, object_id, tag_id, created_at)
        SELECT %(workspace_id)s, 'lead', l.id, x.first + l.id %% 20, %(now)s
        FROM leads l, (SELECT min(id) AS first FROM tags WHERE workspace_id = %(workspace_id)s) x
        WHERE l.workspace_id = %(workspace_id)s AND l.id %% 10 = 0""",
    "suppressions": """
        INSERT INTO suppressions (workspace_id, kind, value, reason, created_at)
        SELECT %(workspace_id)s, CASE WHEN i %% 2 = 0 THEN 'email' ELSE 'domain' END,
               CASE WHEN i %% 2 = 0 THEN 'x' || i || '@' ELSE '' END || 'gone' || i || '.example', 'manual', %(now)s
        FROM generate_series(1, %(n)s / 10) i""",
    "audit": """
        INSERT INTO audit (workspace_id, at, surface, action)
        SELECT %(workspace_id)s, %(now)s - make_interval(mins => i), 'cli', 'campaign.started'
        FROM generate_series(1, %(n)s / 10) i""",
    "jobs": """
        INSERT INTO jobs (workspace_id, kind, state, created_at, updated_at)
        SELECT %(workspace_id)s, 'import', 'success', %(now)s, %(now)s FROM generate_series(1, %(n)s / 50) i""",
    "webhooks": """
        INSERT INTO webhooks (workspace_id, dialect, url, event_types, created_at, updated_at)
        SELECT %(workspace_id)s, d, 'https://hooks.example/' || i, ARRAY['message.sent'], %(now)s, %(now)s
        FROM generate_series(1, 5) i, unnest(ARRAY['smartlead', 'instantly', 'multilead']) d""",
    "webhook_deliveries": """
        INSERT INTO webhook_deliveries (workspace_id, webhook_id, event_id, state, created_at, updated_at)
        SELECT %(workspace_id)s, x.first + e.id %% 15, e.id, 'delivered', e.at, e.at
        FROM events e, (SELECT min(id) AS first FROM webhooks WHERE workspace_id = %(workspace_id)s) x
        WHERE e.workspace_id = %(workspace_id)s AND e.id %% 3 = 0""",
    "figures": f"""
        INSERT INTO figures (workspace_id, campaign_id, bucket, metric, step_id, variant_id, seat_id, {figures.KINDS})
        SELECT workspace_id, campaign_id, date_bin('15 minutes', at, '2000-01-01+00'::timestamptz), type, coalesce(step_id, 0),
               0, 0, {figures.COUNTED} FROM events WHERE workspace_id = %(workspace_id)s GROUP BY 1, 2, 3, 4, 5""",
    "figure_hours": figures.COUNTS["figure_hours"],
    "figure_days": figures.COUNTS["figure_days"],
    "sender_figures": f"""
        INSERT INTO sender_figures (workspace_id, sender_id, bucket, metric, campaign_id, {figures.KINDS})
        SELECT workspace_id, sender_id, date_bin('15 minutes', at, '2000-01-01+00'::timestamptz), type, campaign_id,
               {figures.COUNTED}
        FROM events WHERE workspace_id = %(workspace_id)s GROUP BY 1, 2, 3, 4, 5""",
    "sender_figure_days": f"""
        INSERT INTO sender_figure_days (workspace_id, sender_id, day, metric, campaign_id, {figures.KINDS})
        SELECT workspace_id, sender_id, date_bin('1 day', bucket, '2000-01-01+00'::timestamptz), metric, campaign_id,
               {figures.SUMMED}
        FROM sender_figures WHERE workspace_id = %(workspace_id)s GROUP BY 1, 2, 3, 4, 5""",
    "sender_totals": f"""
        INSERT INTO sender_totals (workspace_id, campaign_id, sender_id, metric, {figures.KINDS})
        SELECT workspace_id, campaign_id, sender_id, metric, {figures.SUMMED} FROM sender_figures
        WHERE workspace_id = %(workspace_id)s GROUP BY 1, 2, 3, 4""",
    "figure_totals": f"""
        INSERT INTO figure_totals (workspace_id, campaign_id, metric, step_id, variant_id, seat_id, {figures.KINDS})
        SELECT workspace_id, campaign_id, metric, step_id, variant_id, seat_id, {figures.SUMMED} FROM figures
        WHERE workspace_id = %(workspace_id)s GROUP BY 1, 2, 3, 4, 5, 6""",
}  # fmt: skip
READS = re.compile(r"smartlead POST .*/master-inbox/(inbox-replies|unread-replies|important|archived|snoozed|sent|scheduled)$"
                   r"|instantly POST .*/leads/list$|\w+ GET ")  # fmt: skip
# Values for filters that are no ids, by name; what is not here is made from its schema.
VALUES: dict[str, list[Any]] = {
    "search": ["jones77", "p7@company7.example"], "query": ["jones77", "company 77"], "name": ["jones77"],
    "email": ["p7@company7.example"], "lead": ["p7@company7.example"], "company": ["Company 7"], "limit": [], "cursor": [],
    "company_domain": ["company7.example"], "identifiers": ["pat-7"], "ids": ["1,2"], "offset": [], "skip": [],
    "starting_after": [], "timezone": ["Europe/Berlin"], "timeZone": ["Europe/Berlin"],
    "filterByHeadline": ["buyer", "no such words"], "filterByOccupation": ["buyer", "no such words"],
    "filterByCompany": ["company 77", "no such words"], "email_sequence_number": [1],
    "status": ["STARTED", "INPROGRESS", "success", 1], "emailWarmupStatus": ["ACTIVE"],
    "filter": [f"FILTER_VAL_{word}" for word in (
        "ACTIVE", "BOUNCED", "COMPLETED", "CONTACTED", "NOT_CONTACTED", "REPLIED", "UNSUBSCRIBED", "NO_OPENS", "LINK_CLICKED",
        "VALID",
    )] + ["FILTER_LEAD_INTERESTED"],
}  # fmt: skip
MOMENT = re.compile(r"(_gt|_date|Timestamp)$")
AGO = (timedelta(hours=2), timedelta(days=300))  # few of all are later, and most
DATES = {"start_date": "2026-01-01", "end_date": "2026-01-31", "from": "2026-01-01", "to": "2026-01-31"}


@dataclass
class Read:
    """A statement, where it was run, and what it touched."""

    place: str
    statement: str
    pages: int
    rows: int
    ms: float
    worst: str
    is_dear: bool

    @property
    def told(self) -> str:
        return f"{self.pages:,} pages for {self.rows:,.0f} rows in {self.ms:.0f} ms; {self.worst}"

    @property
    def is_total(self) -> bool:
        return "count(" in self.statement and "LIMIT" not in self.statement


class Enough(BaseException):
    """An export has run one statement so often that the next would say nothing new. No handler of the application catches it."""


class Reader:
    """Explains every statement that is run while it listens."""

    def __init__(self) -> None:
        self.place = ""
        self.times = Counter[tuple[str, str]]()
        self.known: set[tuple[str, str]] = set()
        self.reads: list[Read] = []
        self.execute = psycopg.AsyncCursor.execute

    @asynccontextmanager
    async def listening(self) -> AsyncGenerator[None]:
        async def execute(cursor: Any, query: Any, params: Any = None, **options: Any) -> Any:
            await self.look(cursor.connection, query, params)
            return await self.execute(cursor, query, params, **options)

        psycopg.AsyncCursor.execute = execute  # type: ignore[method-assign]
        try:
            yield
        finally:
            psycopg.AsyncCursor.execute = self.execute  # type: ignore[method-assign]

    async def look(self, conn: psycopg.AsyncConnection[Any], query: Any, params: Any) -> None:
        text = " ".join(str(query).split())
        key = text, repr({name: value for name, value in params.items() if name != "now"} if is_object(params) else params)
        if key in self.known or not re.match(r"(SELECT|WITH)\b(?!.*\b(INSERT|UPDATE \w+ SET|DELETE FROM|nextval)\b)", text):
            return
        self.known.add(key)
        self.times[self.place, text] += 1
        if self.times[self.place, text] > ENOUGH:
            if "export" in self.place:
                raise Enough
            return
        cursor = conn.cursor()
        await self.execute(cursor, "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) " + query, params)
        row = await cursor.fetchone()
        assert row is not None
        found = row["QUERY PLAN"][0]
        plan = found["Plan"]
        pages = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
        dear = pages > FREE + A_ROW * plan["Actual Rows"]
        self.reads.append(Read(self.place, text, pages, plan["Actual Rows"], found["Execution Time"], worst_node(plan), dear))


def worst_node(plan: Json) -> str:
    """The node that itself touched the most."""

    def own(node: Json) -> int:
        pages = node["Shared Hit Blocks"] + node["Shared Read Blocks"]
        return pages - sum(c["Shared Hit Blocks"] + c["Shared Read Blocks"] for c in node.get("Plans", ()))

    def nodes(node: Json) -> Iterator[Json]:
        yield node
        for child in node.get("Plans", ()):
            yield from nodes(child)

    worst = max(nodes(plan), key=own)
    where = worst.get("Index Name") or worst.get("Relation Name") or worst.get("Alias") or ""
    return f"{worst['Node Type']} {where}: {own(worst):,} pages, {worst['Actual Rows'] * worst['Actual Loops']:,.0f} rows"


async def load(core: Core, workspace_id: int, seat_id: int, rows: int) -> dict[str, Any]:
    """The rows, and one of each kind that requests can name: the large campaign, the large list."""
    for name, statement in LOAD.items():
        began = time.perf_counter()
        made = await _filled(core, workspace_id, name, statement, n=rows, seat=seat_id)
        print(f"{made:>9,} {name} in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    await settle(core)
    named: dict[str, LiteralString] = {
        "list": "lists", "lead": "leads", "campaign": "campaigns", "sender": "senders", "tag": "tags", "category": "categories",
        "message": "messages", "webhook": "webhooks", "suppression": "suppressions", "job": "jobs", "step": "steps",
        "webhook_delivery": "webhook_deliveries", "api_key": "api_keys",
    }  # fmt: skip
    ids: dict[str, Any] = {"workspace": workspace_id, "seat": seat_id, "user": 1}
    async with core.scope(workspace_id) as scope:
        for kind, table in named.items():
            row = await scope.one(f"SELECT min(id) AS id FROM {table} WHERE workspace_id = %(workspace_id)s")
            ids[kind] = (row and row["id"]) or 1
        row = await scope.one(
            """
            SELECT id AS conversation, enrollment_id AS enrollment, lead_id AS lead FROM conversations
            WHERE workspace_id = %(workspace_id)s AND campaign_id = %(campaign)s LIMIT 1
            """,
            campaign=ids["campaign"],
        )
        assert row is not None
    every = {kind for kinds in KINDS.values() for kind in kinds.values() if kind}
    return dict.fromkeys(every, 1) | ids | {
        **row,
        "address": "s1@sender.example", "visitor": str(UUID(int=1)), "wire": "x", "stats": "x", "job_hex": "0" * 24,
        "role_uuid": str(to_uuid("role", 1)),
    }  # fmt: skip


async def _filled(core: Core, workspace_id: int, name: str, statement: LiteralString, **values: object) -> int:
    """Run one statement of `LOAD` without a time limit; a large table gets its indexes afterwards."""
    async with AsyncExitStack() as stack:
        if name in LARGE:
            await stack.enter_async_context(without_indexes(core, name))
        scope = await stack.enter_async_context(core.scope(workspace_id))
        await allow(scope.conn, UNLIMITED)
        # Of tables that were just filled nothing is known yet: a plan made for a few rows would go through all senders for each.
        await scope.conn.execute("SET LOCAL enable_nestloop = off")
        return await scope.run(statement, **values)


def requests(route: Route, ids: dict[str, Any]) -> Iterator[tuple[str, Json]]:
    """The route's request as it is, and with each filter alone."""
    plain = route.request(ids, ids, None)
    yield "", plain
    filters = {p["name"]: p["schema"] for p in route.parameters if p["in"] == "query"}
    if dates := {name: DATES[name] for name in filters if name in DATES}:
        yield "?dates", plain | {"params": plain["params"] | dates}
    for name in filters.keys() - dates.keys():
        for value in values(route, filters[name], name, ids):
            yield f"?{name}={value}", plain | {"params": plain["params"] | {name: value}}
    if route.body is not None:
        for name, schema in route.resolved(route.body).get("properties", {}).items():
            for value in values(route, schema, name, ids):
                yield f" {name}: {value}", plain | {"json": plain["json"] | {name: value}}


def values(route: Route, schema: Json, name: str, ids: dict[str, Any]) -> list[Any]:
    """What a filter is tried with: an id, every word of an enumeration, both truths, or one value."""
    schema = route.resolved(schema)
    if route.is_place(name):
        value = route.named(name, ids)
        return [[value] if schema.get("type") == "array" else value]
    if "enum" in schema:
        return schema["enum"]
    if name in VALUES:
        return VALUES[name]
    if MOMENT.search(name):
        return [f"{datetime.now(UTC) - ago:%Y-%m-%dT%H:%M:%SZ}" for ago in AGO]
    return [True, False] if schema.get("type") == "boolean" else [route.sample(schema, name, ids)]


async def made(core: Core, rows: int, kept: Path | None) -> tuple[dict[str, Any], str]:
    """The ids that requests can name and the key that they are made with, of a workspace that is filled unless it was kept."""
    note = kept / "plans.json" if kept else None
    if note and note.exists():
        known = json.loads(note.read_text())
        return known["ids"], known["key"]
    installed = await workspaces.install(core, email="bench@example.com", workspace_name="Bench")
    ids = await load(core, installed.workspace_id, installed.seat_id, rows) | {"user": installed.user_id}
    if note:
        note.write_text(json.dumps({"ids": ids, "key": installed.key}))
    return ids, installed.key


async def measure(rows: int, kept: Path | None, only: str) -> tuple[Reader, list[str]]:
    """What was read, and the requests that were refused and so say nothing."""
    reader, refused = Reader(), list[str]()
    with database(kept) as url:
        async with open_pool(url, size=6) as pool:
            core = Core(pool, RealClock(), Vault("bench"))
            ids, key = await made(core, rows, kept)
            await read(core, ids, key, only, reader, refused)
    return reader, refused


async def read(core: Core, ids: dict[str, Any], key: str, only: str, reader: Reader, refused: list[str]) -> None:
    """Make every request, with `reader` listening; those that were refused are added to `refused`."""
    settings = Settings(rate_limits=dict.fromkeys(dialects.ALL, "off"))  # type: ignore[call-arg]
    for dialect in dialects.available():
        spoken = Spoken(dialect.app(core, settings))
        async with spoken.client(key) as client:
            for route in spoken.routes:
                if not READS.match(str(route)) or only not in str(route):
                    continue
                for filtered, request in requests(route, ids):
                    reader.place = f"{route}{filtered}"
                    answer = None
                    try:
                        async with reader.listening():
                            answer = await client.request(**request)
                    except* Enough:
                        pass
                    if answer and answer.status_code >= 400:
                        refused.append(f"{answer.status_code} {reader.place}: {answer.text[:200]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--only", default="", help="read the routes whose names have this")
    given = parser.parse_args()
    reader, refused = asyncio.run(measure(given.rows, given.kept, given.only))
    for line in refused:
        print(line, file=sys.stderr)
    dear = [read for read in reader.reads if read.is_dear]
    for read in sorted(reader.reads if given.all else dear, key=lambda read: -read.pages):
        print(read.place, read.told, read.statement[:500], sep="\n  ", file=sys.stderr)
    found = {"rows": given.rows, "statements": len(reader.reads), "dear": sum(not read.is_total for read in dear)}
    found |= {"totals": len(dear) - found["dear"], "refused": len(refused)}
    print(json.dumps(found | {"slowest_ms": round(max(read.ms for read in reader.reads))}))
    sys.exit(1 if found["dear"] else 0)


if __name__ == "__main__":
    main()

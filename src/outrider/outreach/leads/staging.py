"""Rows on their way to becoming leads.

Rows are checked and normalised in Python, copied into a temporary table, then matched with the leads that exist and merged by
a few set-based statements: the same statements whether one row comes or a batch of a million's. `leads.upsert` and `imports`
are the two users.
"""

import asyncio
import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, LiteralString

from outrider.outreach.base.query import names_of, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.leads import contacts
from outrider.rules import addresses

MAX_TEXT = 1000  # characters of a text column
MAX_INDEXED = 1300  # bytes of one that an index holds: the longest row of an index has room for two of them
MAX_CUSTOM = 20_000  # characters of one custom value
OTHER_ADDRESSES = "Other addresses"  # the custom field that keeps them where a row names several


@dataclass(frozen=True, slots=True)
class LeadInput:
    """What is known of a person. Blank and None mean "not given": they never erase what a lead already has."""

    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    company_name: str | None = None
    company_domain: str | None = None
    job_title: str | None = None
    phone: str | None = None
    website: str | None = None
    location: str | None = None
    linkedin_url: str | None = None
    source: str | None = None
    status: str | None = None
    verification: str | None = None
    owner_user_id: int | None = None
    custom: Mapping[str, object] = field(default_factory=dict[str, object])
    profile: Mapping[str, object] = field(default_factory=dict[str, object])


FIELDS = names_of(LeadInput)
TEXTS: tuple[LiteralString, ...] = (
    "first_name",
    "last_name",
    "company_name",
    "company_domain",
    "job_title",
    "phone",
    "website",
    "location",
    "linkedin_url",
    "source",
    "status",
    "verification",
)
# What a membership may hold in place of the lead's own value (and custom fields, by their names).
MERGE_FIELDS: tuple[LiteralString, ...] = TEXTS[:9]
STAGED = ("line", "email", "linkedin_key", "email_domain", *TEXTS, "owner_user_id", "custom", "profile")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that can't become a lead: no_identity, invalid_email, invalid_linkedin_url, too_long, invalid_text."""

    line: int
    reason: str
    detail: str = ""


Prepared = tuple[Any, ...]  # in the order of STAGED


def prepare(line: int, row: LeadInput, *, nameable: bool = False) -> Prepared | Rejected:
    """Check and normalise one row. `nameable`: a name alone is enough to identify a person."""
    email = linkedin_key = None
    others: list[str] = []
    if given := addresses.bare(row.email or ""):
        try:
            email = addresses.normalise(given)
        except addresses.InvalidAddress as e:
            email, *others = addresses.listed(given) or [""]
            if not email:
                return Rejected(line, "invalid_email", e.reason)
    texts = [_text(getattr(row, name)) for name in TEXTS]
    if texts[8] is None and texts[6] and "linkedin." in texts[6] and addresses.linkedin_key(texts[6]):
        texts[6], texts[8] = None, texts[6]  # LinkedIn's own export has profiles in a column "URL"
    if url := texts[8]:
        linkedin_key = addresses.linkedin_key(url)
        if linkedin_key is None and email is None:
            return Rejected(line, "invalid_linkedin_url", url[:MAX_TEXT])
    if email is None and linkedin_key is None and not (nameable and any(texts[:2])):
        return Rejected(line, "no_identity")
    if any(t is not None and len(t) > _SURELY_SHORT for t in texts):
        long = next((n for n, t in zip(TEXTS, texts, strict=True) if t and is_too_long(n, t)), None)
        if long:
            return Rejected(line, "too_long", long)
    custom = {k: v for k, v in row.custom.items() if v is not None and v != ""} if row.custom else {}
    if others:
        custom.setdefault(OTHER_ADDRESSES, ", ".join(others))
    if any(isinstance(v, str) and len(v) > MAX_CUSTOM for v in custom.values()):
        return Rejected(line, "too_long", next(k for k, v in custom.items() if isinstance(v, str) and len(v) > MAX_CUSTOM))
    custom_json = json.dumps(custom, ensure_ascii=False) if custom else "{}"
    profile_json = json.dumps(dict(row.profile), ensure_ascii=False) if row.profile else "{}"
    if not storable("".join(t for t in texts if t) + custom_json + profile_json):
        return Rejected(line, "invalid_text")
    domain = addresses.domain(email) if email else None
    return (line, email, linkedin_key, domain, *texts, row.owner_user_id, custom_json, profile_json)


def _text(value: str | None) -> str | None:
    return value.strip() or None if value else None


def is_too_long(name: str, text: str) -> bool:
    """Whether the column of this name does not hold the text."""
    return len(text) > MAX_TEXT or (name in _INDEXED and len(text.encode(errors="replace")) > MAX_INDEXED)


_INDEXED = frozenset(("first_name", "last_name", "phone", "status"))
_SURELY_SHORT = MAX_INDEXED // 4  # characters


def storable(text: str) -> bool:
    """PostgreSQL keeps no NUL, and UTF-8 has no lone surrogates."""
    if "\x00" in text or "\\u0000" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def distinct(prepared: Iterable[Prepared]) -> tuple[list[Prepared], dict[int, int]]:
    """The first row of every person, and the later ones of the same address or profile: line -> line of the first.

    Someone of another address and another name is another person: the profile, which is one person's, is taken for a mistake in
    the later row.
    """
    kept: list[Prepared] = []
    duplicates: dict[int, int] = {}
    first: dict[str, Prepared] = {}
    for row in prepared:
        line, email, profile = row[0], row[1], row[2] and "in/" + row[2]
        earlier = first.get(email or "")
        if earlier is None and profile and (earlier := first.get(profile)) and _is_another(row, earlier):
            row, earlier, profile = (*row[:2], None, *row[3:_URL], None, *row[_URL + 1 :]), None, None
        if earlier is not None:
            duplicates[line] = earlier[0]
            continue
        kept.append(row)
        for key in (email, profile):
            if key:
                first[key] = row
    return kept, duplicates


_URL = STAGED.index("linkedin_url")
_NAMES = (STAGED.index("first_name"), STAGED.index("last_name"))


def _is_another(row: Prepared, other: Prepared) -> bool:
    """Whether two rows have different addresses, and nothing of their names in common."""
    if not row[1] or not other[1]:
        return False
    return all(row[at] and other[at] and row[at].casefold() != other[at].casefold() for at in _NAMES)


_CREATE = f"""
CREATE TEMPORARY TABLE IF NOT EXISTS staged (
    line int NOT NULL, email text, linkedin_key text, email_domain text, {", ".join(t + " text" for t in TEXTS)},
    owner_user_id bigint, custom jsonb NOT NULL, profile jsonb NOT NULL,
    new_id bigint NOT NULL DEFAULT nextval('leads_id_seq'),
    lead_id bigint  -- the lead that exists already; NULL: the row makes a new one, of id new_id
) ON COMMIT DELETE ROWS
"""

# By address first, then by profile. A lead that this very batch made is not "existing".
_MATCH = """
UPDATE staged s SET lead_id = l.id FROM leads l
WHERE l.workspace_id = %(workspace_id)s AND l.email = s.email AND s.lead_id IS NULL AND l.id <> s.new_id
"""
_MATCH_PROFILE = """
UPDATE staged s SET lead_id = l.id FROM leads l
WHERE l.workspace_id = %(workspace_id)s AND l.linkedin_key = s.linkedin_key AND s.lead_id IS NULL AND l.id <> s.new_id
"""

# A profile of someone else's: as `_is_another` has it, for a lead that exists.
_NOT_THEIRS = """
UPDATE staged s SET linkedin_key = NULL, linkedin_url = NULL FROM leads l
WHERE l.workspace_id = %(workspace_id)s AND l.linkedin_key = s.linkedin_key AND l.email <> s.email AND s.lead_id IS NULL
  AND lower(l.first_name) <> lower(s.first_name) AND lower(l.last_name) <> lower(s.last_name)
"""

# In the order of the unique keys, so that two imports of the same people never wait for each other in a circle.
_INSERT = sql(
    """
WITH made AS (
    INSERT INTO leads (workspace_id, id, email, linkedin_key, email_domain, {joined}, owner_user_id, custom, profile,
                       created_at, updated_at)
    SELECT %(workspace_id)s, new_id, email, linkedin_key, email_domain, {joined}, owner_user_id, custom, profile,
           %(now)s, %(now)s
    FROM staged WHERE lead_id IS NULL ORDER BY email, linkedin_key
    ON CONFLICT DO NOTHING RETURNING id)
INSERT INTO lead_contacts (workspace_id, lead_id) SELECT %(workspace_id)s, id FROM made
""",
    joined=", ".join(TEXTS),
)

_MET: LiteralString = "SELECT l.id FROM leads l WHERE l.workspace_id = %(workspace_id)s AND l.id IN (SELECT lead_id FROM staged)"
_LOCK = sql("{met} ORDER BY l.id FOR UPDATE", met=_MET)
_HOLD = sql("{met} ORDER BY l.id FOR KEY SHARE", met=_MET)
_FORGET = """
UPDATE staged SET lead_id = NULL WHERE lead_id IS NOT NULL AND lead_id NOT IN (SELECT unnest(%(held)s::bigint[]))
"""
# Rows that would write another address or profile to a lead that was enrolled or written to.
_READDRESSED = sql(
    """
SELECT l.id FROM staged s JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = s.lead_id
WHERE (l.email IS NULL AND s.email IS NOT NULL OR coalesce(s.linkedin_url <> l.linkedin_url, s.linkedin_url IS NOT NULL))
  AND ({last} IS NOT NULL OR l.last_replied_at IS NOT NULL
       OR EXISTS (SELECT FROM enrollments e WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = l.id))
LIMIT 1
""",
    last=contacts.LAST,
)
# A lead keeps its profile, and gets none that is another's; its URL is always its profile's.
_KEEPS_PROFILE = """l.linkedin_key IS DISTINCT FROM s.linkedin_key AND (l.linkedin_key IS NOT NULL OR EXISTS (
        SELECT FROM leads o WHERE o.workspace_id = %(workspace_id)s AND o.linkedin_key = s.linkedin_key))"""
_UPDATE = sql(
    """
UPDATE leads l SET {joined},
    source = coalesce(l.source, s.source),
    email = coalesce(l.email, s.email), email_domain = coalesce(l.email_domain, s.email_domain),
    linkedin_key = CASE WHEN {keeps} THEN l.linkedin_key ELSE coalesce(s.linkedin_key, l.linkedin_key) END,
    linkedin_url = CASE WHEN {keeps} THEN l.linkedin_url ELSE coalesce(s.linkedin_url, l.linkedin_url) END,
    owner_user_id = coalesce(s.owner_user_id, l.owner_user_id), custom = l.custom || s.custom, profile = l.profile || s.profile,
    updated_at = %(now)s
FROM staged s WHERE l.workspace_id = %(workspace_id)s AND l.id = s.lead_id
""",
    joined=", ".join([sql("{t} = coalesce(s.{t}, l.{t})", t=t) for t in TEXTS if t not in ("source", "linkedin_url")]),
    keeps=_KEEPS_PROFILE,
)


_LARGE = 5000  # rows from which it pays to tell the planner, and to leave the event loop alone


def _encode(prepared: Sequence[Prepared]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(prepared)
    return buffer.getvalue()


async def load(scope: Scope, prepared: Sequence[Prepared]) -> None:
    """Fill the temporary table `staged` of this connection with these rows and nothing else, until the transaction ends."""
    large = len(prepared) > _LARGE
    text = await asyncio.to_thread(_encode, prepared) if large else _encode(prepared)
    async with scope.conn.cursor() as cursor:
        await cursor.execute("SET LOCAL client_min_messages = warning")  # hide "already exists" notices
        await cursor.execute(_CREATE.encode())
        await cursor.execute("DELETE FROM staged")
        async with cursor.copy(f"COPY staged ({', '.join(STAGED)}) FROM STDIN WITH (FORMAT csv)".encode()) as copy:
            await copy.write(text)
        if large:
            await cursor.execute("ANALYZE staged (email, linkedin_key, email_domain)")


async def match(scope: Scope) -> None:
    """Note on each staged row which lead of the workspace it is, if any."""
    await scope.run(_MATCH)
    await scope.run(_NOT_THEIRS)
    await scope.run(_MATCH_PROFILE)


async def merge(scope: Scope, *, update: bool) -> None:
    """Make the new leads; with `update`, give the existing ones what the rows bring."""
    new, known = await _held(scope, update)
    if new and await scope.run(_INSERT) < new:
        # Another transaction has created some of them in the meantime. A new statement sees what it committed.
        await match(scope)
        new, known = await _held(scope, update)
    if known and update:
        if scope.is_held and await scope.one(_READDRESSED):
            scope.require_no_policy("change the address of a lead that was enrolled or written to")
        await scope.run(_UPDATE)


async def _held(scope: Scope, update: bool) -> tuple[int, int]:
    """Keep the leads that rows meet from being deleted, or changed where they are to be, until the transaction ends. A row whose
    lead has gone makes a new one. How many do, and how many meet one."""
    new, known = await _numbers(scope)
    if known:
        held = [row["id"] for row in await scope.all(_LOCK if update else _HOLD)]
        if await scope.run(_FORGET, held=held):
            return await _numbers(scope)
    return new, known


async def _numbers(scope: Scope) -> tuple[int, int]:
    """How many staged rows make a lead, and how many meet one."""
    row = await scope.one("SELECT count(*) - count(lead_id) AS new, count(lead_id) AS known FROM staged")
    return (row["new"], row["known"]) if row else (0, 0)


async def met(scope: Scope) -> list[int]:
    """The leads that staged rows meet."""
    return [row["lead_id"] for row in await scope.all("SELECT lead_id FROM staged WHERE lead_id IS NOT NULL")]


async def ids(scope: Scope) -> dict[int, tuple[int, bool]]:
    """line -> (lead id, whether this batch made it)."""
    rows = await scope.all("SELECT line, coalesce(lead_id, new_id) AS id, lead_id IS NULL AS created FROM staged")
    return {r["line"]: (r["id"], r["created"]) for r in rows}

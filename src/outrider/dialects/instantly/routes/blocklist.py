"""The block list: addresses and domains that are never written to, whichever campaign a lead is in.

The engine keeps unsubscribed and bounced addresses here too. They are listed and can be removed one by one or by their ids;
emptying the list by a search removes only what people put there.
"""

from collections.abc import AsyncIterator, Sequence
from typing import TypedDict
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from outrider.dialects.instantly import answer_types
from outrider.dialects.instantly.bodies import Body, Changes, Text
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page, row_id
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped, Transactions, Work
from outrider.dialects.kit.csv_files import csv_file
from outrider.dialects.kit.demands import IMPORTS
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import iso
from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.leads import suppression
from outrider.outreach.leads.suppression import Entry, EntryInput
from outrider.rules.text import csv_lines

router = APIRouter(prefix="/block-lists-entries", tags=["Block list"])
PAGE = 5000  # entries of a download or a deletion that one statement takes


class Value(Body):
    bl_value: Text


class NewValue(Changes):
    bl_value: Text | None = None


class Values(Body):
    bl_values: list[Text] = Field(min_length=1, max_length=1000)


class Ids(Body):
    ids: list[UUID] = Field(min_length=1, max_length=1000)


def shown(scope: Scope, entry: Entry) -> answer_types.BlockListEntry:
    return {
        "id": uid("suppression", entry.id),
        "timestamp_created": iso(entry.created_at),
        "organization_id": uid("workspace", scope.workspace_id),
        "bl_value": entry.value,
        "is_domain": entry.kind == "domain",
    }


def _input(value: str) -> EntryInput:
    text = value.strip()
    return EntryInput("email" if "@" in text.lstrip("@") else "domain", text.lstrip("@"))


class Wanted(TypedDict):
    """Which entries: those of whole addresses and domains, the only ones that the vendor knows."""

    kinds: Sequence[str]
    search: str | None


def _filter(domains_only: bool | None, search: str | None) -> Wanted:
    kinds = ["domain"] if domains_only else ["email", "domain"]
    return {"kinds": kinds, "search": (search or "").strip() or None}


async def _get(scope: Scope, id: UUID) -> Entry:
    return await suppression.get(scope, row_id("suppression", id, "Block list entry"))


@router.post("", dependencies=[needs("block_list_entries:create")])
async def create_entry(scope: Scoped, body: Value) -> answer_types.BlockListEntry:
    """Block an address or a domain. What is blocked already is answered as it is."""
    added = await suppression.add(scope, [_input(body.bl_value)])
    if added.invalid:
        raise Invalid(f"body/bl_value must be an email address or a domain. {added.invalid[0][1]}")
    return shown(scope, (added.created or added.existing)[0])


@router.get("", dependencies=[needs("block_list_entries:read")])
async def list_entries(
    scope: Scoped,
    limit: Limit = DEFAULT,
    starting_after: After = None,
    domains_only: bool | None = None,
    search: str | None = None,
) -> answer_types.Page[answer_types.BlockListEntry]:
    """Entries, newest first."""
    after = after_id("suppression", starting_after)
    found = await suppression.find_all(scope, **_filter(domains_only, search), comparison="exact", limit=limit, after=after)
    return page(found, limit, lambda entry: shown(scope, entry), lambda entry: str(uid("suppression", entry.id)))


@router.delete("", dependencies=[needs("block_list_entries:delete")])
async def clear_entries(
    scope: Scoped, domains_only: bool | None = None, search: str | None = None
) -> list[answer_types.BlockListEntry]:
    """Remove every entry that people made and that the filters find; the answer is what was removed."""
    removed: list[answer_types.BlockListEntry] = []
    wanted = _filter(domains_only, search)
    while gone := await suppression.clear(scope, **wanted, comparison="exact", reasons=["manual"], limit=PAGE):
        removed += [shown(scope, entry) for entry in gone]
    return removed


@router.post("/bulk-create", dependencies=[needs("block_list_entries:create"), IMPORTS])
async def bulk_create(scope: Scoped, body: Values) -> answer_types.BlockListEntries:
    """Block many at once; values that are neither address nor domain are counted and passed over."""
    added = await suppression.add(scope, [_input(value) for value in body.bl_values])
    items = [shown(scope, entry) for entry in (*added.created, *added.existing)]
    invalid = len(added.invalid)
    return {"items": items, "valid_count": len(body.bl_values) - invalid, "invalid_count": invalid}


@router.post("/bulk-delete", dependencies=[needs("block_list_entries:delete")])
async def bulk_delete(scope: Scoped, body: Ids) -> list[answer_types.BlockListEntry]:
    """Remove entries by their ids; the answer is those that were there."""
    ids = [row_id("suppression", value, "Block list entry") for value in body.ids]
    return [shown(scope, entry) for entry in await suppression.remove(scope, ids)]


@router.get("/download", dependencies=[needs("block_list_entries:read")], response_class=Response)
async def download(work: Work, domains_only: bool | None = None, search: str | None = None) -> Response:
    """Everything the filters find, as CSV."""
    return csv_file("block-list.csv", _csv(work, _filter(domains_only, search)))


async def _csv(work: Transactions, filter: Wanted) -> AsyncIterator[str]:
    after: int | None = None
    rows: list[tuple[str, str | None]] = [("Blocked Email", "Date")]
    while rows:
        yield csv_lines(rows)
        async with work() as scope:
            found = await suppression.find_all(scope, **filter, comparison="exact", limit=PAGE, after=after)
        rows = [(entry.value, iso(entry.created_at)) for entry in found]
        after = found[-1].id if found else after


@router.get("/{id}", dependencies=[needs("block_list_entries:read")])
async def get_entry(scope: Scoped, id: UUID) -> answer_types.BlockListEntry:
    return shown(scope, await _get(scope, id))


@router.patch("/{id}", dependencies=[needs("block_list_entries:update")])
async def patch_entry(scope: Scoped, id: UUID, body: NewValue) -> answer_types.BlockListEntry:
    """Another value in the place of this one."""
    entry = await _get(scope, id)
    if body.bl_value is None:
        return shown(scope, entry)
    return shown(scope, await suppression.update(scope, entry.id, body.bl_value.strip().lstrip("@")))


@router.delete("/{id}", dependencies=[needs("block_list_entries:delete")])
async def delete_entry(scope: Scoped, id: UUID) -> answer_types.BlockListEntry:
    """Remove an entry; the answer is the entry as it was."""
    entry = await _get(scope, id)
    await suppression.remove(scope, [entry.id])
    return shown(scope, entry)

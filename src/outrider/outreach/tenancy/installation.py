"""The installation as a whole: its first workspace, which workspaces there are, its clock. For those who run it."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from psycopg.rows import class_row

from outrider.errors import Invalid, NotFound, Unavailable
from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import keys, workspaces

LOCK = 7_205_002
SIGNED = "installation"  # what secret_check is the signature of
FIRST_OWNER = "owner@localhost.localdomain"
SHOWN = 20  # workspaces that an error lists


async def check_secret(core: Core) -> None:
    """Raise Unavailable where this process has another secret than the database's first one: it could read no credentials, and
    would take every sender out of service for it.
    """
    async with core.pool.connection() as conn:
        await conn.execute(
            "INSERT INTO installation (secret_check) VALUES (%s) ON CONFLICT DO NOTHING", (core.vault.sign(SIGNED),)
        )
        row = await (await conn.execute("SELECT secret_check FROM installation")).fetchone()
    if row is None or not core.vault.verify(SIGNED, row["secret_check"]):
        raise Unavailable(
            "This database belongs to an installation with another secret: give it as OUTRIDER_SECRET_KEY, or put its secret.key"
            " into the data directory.",
            code="other_secret",
        )


async def sign_secret(core: Core) -> None:
    """Note that the secret now in use is the installation's, after a rotation."""
    async with core.pool.connection() as conn:
        await conn.execute("UPDATE installation SET secret_check = %s", (core.vault.sign(SIGNED),))


async def is_paused(core: Core) -> bool:
    """Whether this is a restored copy that no engine may work on yet."""
    async with core.pool.connection() as conn:
        row = await (await conn.execute("SELECT paused_at FROM installation")).fetchone()
    return row is not None and row["paused_at"] is not None


async def resume(core: Core) -> bool:
    """Let the engines work; False when they could already."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute("UPDATE installation SET paused_at = NULL WHERE paused_at IS NOT NULL")
        return cursor.rowcount > 0


async def install_if_empty(core: Core) -> workspaces.Installed | None:
    """On an installation without a workspace: make the first one and its owner. None where one exists."""
    async with core.pool.connection() as conn:  # of several processes starting at once, one makes it
        await conn.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        if await workspace_ids(core):
            return None
        return await workspaces.install(core, email=FIRST_OWNER, workspace_name="Default")


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner of the first workspace. `claimed`: they have said who they are and set a password."""

    user_id: int
    claimed: bool


async def owner(core: Core) -> Owner | None:
    """Who owns the first workspace of the installation; None before there is one."""
    async with core.pool.connection() as conn, conn.cursor(row_factory=class_row(Owner)) as cursor:
        await cursor.execute(
            """
            SELECT u.id AS user_id, u.password_hash IS NOT NULL AS claimed
            FROM workspaces w JOIN users u ON u.id = w.owner_user_id
            WHERE w.deleted_at IS NULL ORDER BY w.id LIMIT 1
            """
        )
        return await cursor.fetchone()


async def workspace_ids(core: Core) -> list[int]:
    """Every workspace, oldest first."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute("SELECT id FROM workspaces WHERE deleted_at IS NULL ORDER BY id")
        return [row["id"] for row in await cursor.fetchall()]


async def find_workspace(core: Core, name: str | None) -> int:
    """A workspace by its name or id; the only one when no name is given. Raises NotFound or Invalid, listing those there are."""
    where = Where(None, clauses=["deleted_at IS NULL"])
    where.given("(name = %(name)s OR id::text = %(name)s)", name=name)
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            sql("SELECT id, name FROM workspaces WHERE {wanted} ORDER BY id LIMIT %(limit)s", wanted=where.sql),
            {**where.params, "limit": SHOWN + 1},
        )
        found = await cursor.fetchall()
    if len(found) == 1:
        return found[0]["id"]
    if found:
        which = f"Several workspaces are called {name!r}" if name else "There are several workspaces"
        raise Invalid(f"{which}. Give the id of one with --workspace or OUTRIDER_WORKSPACE: {_listed(found)}.", field="workspace")
    there = _listed([{"id": w.id, "name": w.name} for w in await workspaces.find_all(core, limit=SHOWN + 1)]) if name else ""
    if not there:
        raise NotFound("There is no workspace yet: start `outrider up` once.")
    raise NotFound(f"There is no workspace {name!r}. There are: {there}.")


def _listed(found: Sequence[Mapping[str, object]]) -> str:
    shown = ", ".join(f"{row['id']} ({row['name']})" for row in found[:SHOWN])
    return shown + (", …" if len(found) > SHOWN else "")


async def clock_drift(core: Core) -> float:
    """Seconds by which this process's clock is ahead of the database's."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute("SELECT clock_timestamp() AS at")
        row = await cursor.fetchone()
    assert row is not None
    return (core.clock.now() - row["at"]).total_seconds()


@asynccontextmanager
async def temporary_key(core: Core, name: str, workspace: str | None) -> AsyncGenerator[str]:
    """A temporary key to a workspace (find_workspace) for a local process: access to the database is authorization enough."""
    workspace_id = await find_workspace(core, workspace)
    actor = Actor("cli")
    async with core.scope(workspace_id, actor) as scope:
        key, plain = await keys.create(scope, name)
    try:
        yield plain
    finally:
        async with core.scope(workspace_id, actor) as scope:
            await keys.revoke(scope, key.id)

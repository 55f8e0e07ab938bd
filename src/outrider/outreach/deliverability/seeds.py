"""Seed mailboxes: the operator's own mailboxes at mail providers, which placement tests are sent to and read over IMAP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from psycopg.errors import UniqueViolation
from psycopg.types.json import Jsonb

from outrider.channels.email.account import ImapEndpoint, Secret, Security
from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import events
from outrider.outreach.base.query import Where, columns, sql
from outrider.outreach.base.scope import Scope
from outrider.rules import addresses, providers
from outrider.rules.providers import AUDIENCES, PROVIDERS, Audience

MOST = 1000  # in a workspace


@dataclass(frozen=True, slots=True)
class SeedInput:
    """A mailbox to add. What is None follows from the address: the provider, its server, and who uses such addresses."""

    address: str
    password: str
    provider: str | None = None
    audience: Audience | None = None
    country: str = "US"
    host: str | None = None
    port: int = 993
    security: Security = "tls"
    username: str | None = None


@dataclass(frozen=True, slots=True)
class Seed:
    """`country`: ISO 3166, two letters. `error`: why it could not be read last time."""

    id: int
    address: str
    provider: str
    audience: Audience
    country: str
    imap: Mapping[str, object]
    active: bool
    read_at: datetime | None
    error: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Target:
    """Seeds of a provider, of those who use them, and of a country; None: any."""

    provider: str | None = None
    audience: str | None = None
    country: str | None = None

    def takes(self, seed: Seed) -> bool:
        wanted = ((self.provider, seed.provider), (self.audience, seed.audience), (self.country, seed.country))
        return all(mine is None or mine == theirs for mine, theirs in wanted)


COLUMNS = columns(Seed)


async def add(scope: Scope, given: SeedInput) -> Seed:
    """A new seed mailbox. Invalid names the field; Conflict 'seed_exists' when there is one of this address. Not connected to."""
    try:
        address = addresses.normalise(given.address)
    except addresses.InvalidAddress as error:
        raise Invalid(f"{given.address[:100]!r} is not an address: {error.reason}", field="address") from None
    provider = PROVIDERS.get(given.provider) if given.provider else providers.of_address(address)
    if provider is None:
        raise Invalid(f"provider must be one of {', '.join(PROVIDERS)}.", field="provider")
    audience = given.audience or providers.audience_of(address)
    if audience not in AUDIENCES:
        raise Invalid(f"audience must be one of {', '.join(AUDIENCES)}.", field="audience")
    if len(given.country) != 2 or not given.country.isascii() or not given.country.isalpha():
        raise Invalid("country is a code of two letters, such as US.", field="country")
    if given.security not in get_args(Security):
        raise Invalid(f"security must be one of {', '.join(get_args(Security))}.", field="security")
    host = given.host or provider.imap_host
    if not host:
        raise Invalid("Name the IMAP server: it is not known from the provider.", field="host")
    if await scope.count("SELECT count(*) FROM seed_mailboxes WHERE workspace_id = %(workspace_id)s") >= MOST:
        raise Invalid(f"At most {MOST} seed mailboxes.")
    # Refuses a malformed host or port, and an open connection to anywhere but this machine.
    ImapEndpoint(host, given.port, given.security)
    imap = {"host": host, "port": given.port, "security": given.security, "username": given.username or address}
    try:
        async with scope.conn.transaction():
            row = await scope.row(
                Seed,
                sql(
                    """
                INSERT INTO seed_mailboxes (workspace_id, address, provider, audience, country, imap, credentials, created_at,
                                            updated_at)
                VALUES (%(workspace_id)s, %(address)s, %(provider)s, %(audience)s, %(country)s, %(imap)s, %(credentials)s,
                        %(now)s, %(now)s)
                RETURNING {columns}
                """,
                    columns=COLUMNS,
                ),
                address=address,
                provider=provider.key,
                audience=audience,
                country=given.country.upper(),
                imap=Jsonb(imap),
                credentials=scope.vault.encrypt({"password": given.password}, workspace_id=scope.workspace_id),
            )
    except UniqueViolation:
        raise Conflict(f"There is a seed mailbox {address} already.", code="seed_exists", field="address") from None
    assert row is not None
    await events.audit(scope, "seed.added", "seed", row.id, address=address)
    return row


async def all_seeds(scope: Scope, *, active: bool | None = None) -> list[Seed]:
    """Seed mailboxes by id; at most MOST."""
    where = Where("s")
    where.given("s.active = %(active)s", active=active)
    return await scope.rows(
        Seed,
        sql(
            "SELECT {columns} FROM seed_mailboxes s WHERE {where} ORDER BY s.id LIMIT %(limit)s", columns=COLUMNS, where=where.sql
        ),
        **where.params,
        limit=MOST,
    )


async def matching(scope: Scope, targets: Sequence[Target]) -> list[Seed]:
    """The active seeds that any of the targets takes; all of them where there is no target."""
    found = await all_seeds(scope, active=True)
    return [seed for seed in found if not targets or any(target.takes(seed) for target in targets)]


async def find(scope: Scope, id: int) -> Seed | None:
    """A seed mailbox, if it is there."""
    return await scope.row(
        Seed,
        sql("SELECT {columns} FROM seed_mailboxes WHERE workspace_id = %(workspace_id)s AND id = %(id)s", columns=COLUMNS),
        id=id,
    )


async def remove(scope: Scope, id: int) -> None:
    """What tests found in it stays. Raises NotFound."""
    if not await scope.run("DELETE FROM seed_mailboxes WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id):
        raise NotFound("There is no such seed mailbox.", field="seed_id")
    await events.audit(scope, "seed.removed", "seed", id)


async def endpoint(scope: Scope, seed: Seed, *, allow_plain: bool = False, allow_private: bool = True) -> ImapEndpoint:
    """Where the mailbox is read, with its password."""
    row = await scope.one(
        "SELECT credentials FROM seed_mailboxes WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=seed.id
    )
    if row is None:
        raise NotFound("There is no such seed mailbox.", field="seed_id")
    secrets = scope.vault.decrypt(row["credentials"], workspace_id=scope.workspace_id)
    imap = seed.imap
    return ImapEndpoint(
        str(imap["host"]),
        int(str(imap["port"])),
        _security(imap["security"]),
        str(imap["username"]),
        Secret(str(secrets["password"])),
        allow_plain=allow_plain,
        allow_private=allow_private,
    )


def _security(value: object) -> Security:
    return "plain" if value == "plain" else "starttls" if value == "starttls" else "tls"


async def note_read(scope: Scope, id: int, error: str | None = None) -> None:
    """The mailbox was read, or could not be."""
    await scope.run(
        """
        UPDATE seed_mailboxes SET error = %(error)s, updated_at = %(now)s,
               read_at = CASE WHEN %(error)s::text IS NULL THEN %(now)s ELSE read_at END
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=id,
        error=error[:300] if error else None,
    )

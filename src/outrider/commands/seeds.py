"""`outrider seed`: the mailboxes at mail providers that placement tests are sent to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast, get_args

from outrider.channels.email import verify
from outrider.channels.email.account import Security
from outrider.errors import Invalid
from outrider.outreach.base.scope import Actor
from outrider.outreach.deliverability import seeds
from outrider.outreach.deliverability.seeds import SeedInput
from outrider.outreach.tenancy import installation
from outrider.process import open_core, open_scope
from outrider.rules.providers import AUDIENCES, Audience
from outrider.settings import Settings

ACTOR = Actor("cli")


@dataclass(frozen=True, slots=True)
class Where:
    """Where a mailbox is read. None: as its provider has it."""

    host: str | None
    port: int
    security: str
    username: str | None


def given(address: str, password: str, where: Where, *, provider: str | None, audience: str | None, country: str) -> SeedInput:
    """What the command's words mean. Raises Invalid for a word that is not one of those allowed."""
    for value, allowed, name in ((audience, AUDIENCES, "audience"), (where.security, get_args(Security), "security")):
        if value is not None and value not in allowed:
            raise Invalid(f"{name} must be one of {', '.join(allowed)}.", field=name)
    return SeedInput(
        address,
        password,
        provider,
        cast(Audience | None, audience),
        country,
        where.host,
        where.port,
        cast(Security, where.security),
        where.username,
    )


async def add(settings: Settings, given: SeedInput) -> str:
    """Add a mailbox that its server lets us in to. Raises Invalid with what the server said otherwise; nothing is kept then."""
    async with open_core(settings) as core:
        workspace_id = await installation.find_workspace(core, settings.workspace)
        async with core.scope(workspace_id, ACTOR) as scope:
            seed = await seeds.add(scope, given)
            endpoint = await seeds.endpoint(scope, seed, **settings.mail_servers)
        login = await verify.check_imap(endpoint)
        if not login.ok:
            async with core.scope(workspace_id, ACTOR) as scope:
                await seeds.remove(scope, seed.id)
            raise Invalid(f"{seed.address} cannot be read at {endpoint.host}: {login.error}", code="login_failed")
    return f"{seed.id}\t{seed.address}\t{seed.provider}\t{seed.audience}\t{seed.country}"


async def listing(settings: Settings) -> Sequence[str]:
    """A heading, then a tab-separated line a mailbox."""
    async with open_scope(settings, ACTOR) as scope:
        found = await seeds.all_seeds(scope)
    rows = [
        (str(s.id), s.address, s.provider, s.audience, s.country, s.error or (s.read_at.isoformat() if s.read_at else "never"))
        for s in found
    ]
    return ["\t".join(row) for row in (("id", "address", "provider", "audience", "country", "last read"), *rows)]


async def remove(settings: Settings, seed_id: int) -> None:
    """Raises NotFound when the workspace has no such mailbox."""
    async with open_scope(settings, ACTOR) as scope:
        await seeds.remove(scope, seed_id)

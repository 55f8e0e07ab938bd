"""`outrider seed`: the mailboxes at mail providers to which placement tests are sent."""

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
    """A mailbox's IMAP settings. None: the provider's default."""

    host: str | None
    port: int
    security: str
    username: str | None


def given(address: str, password: str, where: Where, *, provider: str | None, audience: str | None, country: str) -> SeedInput:
    """Parse the command's arguments. Raises Invalid for a value that is not allowed."""
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
    """Add a mailbox after a successful login. Otherwise raises Invalid with the server's error and stores nothing."""
    async with open_core(settings) as core:
        workspace_id = await installation.find_workspace(core, settings.workspace)
        async with core.scope(workspace_id, ACTOR) as scope:
            seed = await seeds.add(scope, given)
            endpoint = await seeds.endpoint(scope, seed, **settings.mail_servers)
        login = await verify.check_imap(endpoint)
        if not login.ok:
            async with core.scope(workspace_id, ACTOR) as scope:
                await seeds.remove(scope, seed.id)
            raise Invalid(f"Cannot log in to {seed.address} at {endpoint.host}: {login.error}", code="login_failed")
    return f"{seed.id}\t{seed.address}\t{seed.provider}\t{seed.audience}\t{seed.country}"


async def listing(settings: Settings) -> Sequence[str]:
    """A heading, then a tab-separated line per mailbox."""
    async with open_scope(settings, ACTOR) as scope:
        found = await seeds.all_seeds(scope)
    rows = [
        (str(s.id), s.address, s.provider, s.audience, s.country, s.error or (s.read_at.isoformat() if s.read_at else "never"))
        for s in found
    ]
    return ["\t".join(row) for row in (("id", "address", "provider", "audience", "country", "last read"), *rows)]


async def remove(settings: Settings, seed_id: int) -> None:
    """Remove a seed mailbox. Raises NotFound if the workspace has no such mailbox."""
    async with open_scope(settings, ACTOR) as scope:
        await seeds.remove(scope, seed_id)

"""Placement tests as time passes: runs begin, seed mailboxes are looked into, blocklists are asked."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from email.parser import BytesHeaderParser
from email.policy import compat32

from outrider.channels.email import blocklists as dns_lists
from outrider.channels.email.account import ImapEndpoint
from outrider.channels.email.imap import Fetched, ImapError, ImapSession
from outrider.channels.email.imap_folders import with_role
from outrider.channels.email.verify import Resolver
from outrider.engine.engine import Engine
from outrider.engine.queue import Queue, Room, per_workspace
from outrider.errors import OutriderError
from outrider.outreach.base import due
from outrider.outreach.deliverability import blocklists, placement, results, seeds
from outrider.outreach.deliverability.blocklists import Check
from outrider.outreach.deliverability.results import Found, Look
from outrider.rules import receipts
from outrider.rules.blocklists import Blocklist, chosen
from outrider.rules.placement import Landed

# Seconds of the machine.
ROUND = 10.0
LEASE_SECONDS = 180.0
AT_ONCE = 5
INBOX = "INBOX"


@asynccontextmanager
async def runs(engine: Engine) -> AsyncGenerator[Queue[int]]:
    """Tests whose next run is due."""

    async def do(workspace_id: int) -> None:
        while True:
            async with engine.core.scope(workspace_id) as scope:
                if not await placement.start_due(scope):
                    return

    yield per_workspace(
        "placement tests", lambda: due.workspaces(engine.core, "placement_tests"), do, lease=LEASE_SECONDS, idle=ROUND
    )


# -- looking into seed mailboxes


async def look(engine: Engine, claimed: Look) -> None:
    """Look for the mails of one seed mailbox and record what was found. A mailbox that cannot be read is tried again."""
    core = engine.core
    async with core.scope(claimed.workspace_id) as scope:
        seed = await seeds.find(scope, claimed.seed_id)
        endpoint = await seeds.endpoint(scope, seed, **engine.settings.mail_servers) if seed else None
    found: list[Found] = []
    problem: str | None = None
    try:
        found = await search(endpoint, claimed) if endpoint else []
    except (ImapError, OutriderError) as error:
        problem = str(error)
    missing = {id for id, _ in claimed.mails} - {one.mail_id for one in found}
    async with core.scope(claimed.workspace_id) as scope:
        await seeds.note_read(scope, claimed.seed_id, problem)
        await results.note_found(scope, found)
        await results.note_missing(scope, sorted(missing))


async def search(endpoint: ImapEndpoint, claimed: Look) -> list[Found]:
    """Which of the mails lie in the mailbox: the inbox first, then spam, then every other folder that mail may be sorted into."""
    found: list[Found] = []
    left = dict(claimed.mails)
    async with ImapSession(endpoint) as session:
        for folder, landed in await _places(session):
            for mail_id, wire_id in list(left.items()):
                uid = await session.find_message_id(folder, wire_id)
                if uid is None:
                    continue
                fetched = await session.fetch_since(folder, None, uid - 1, 1)
                if fetched:
                    found.append(read(mail_id, landed, folder, fetched[0]))
                    del left[mail_id]
                    if landed == "spam" and mail_id in claimed.rescue:
                        await _rescue(session, folder, uid)
            if not left:
                break
    return found


async def _places(session: ImapSession) -> list[tuple[str, Landed]]:
    """The folders that mail arrives in. What lies in another folder than inbox or spam was sorted there: a category."""
    spam = await session.spam_folder()
    every = await session.folders()
    own = {one.name for role in ("sent", "drafts", "trash", "all") if (one := with_role(every, role))}
    others = [one.name for one in every if one.name.upper() != INBOX and one.name != spam and one.name not in own]
    places: list[tuple[str, Landed]] = [(INBOX, "inbox")]
    if spam:
        places.append((spam, "spam"))
    return [*places, *((name, "category") for name in others[:50])]


async def _rescue(session: ImapSession, folder: str, uid: int) -> None:
    """Move a mail out of spam, marked read and important, as a person would; what the server refuses is left as it is."""
    with suppress(ImapError):
        await session.add_flags(folder, [uid], ("\\Seen", "\\Flagged"))
        await session.move(folder, [uid], INBOX)


def read(mail_id: int, landed: Landed, folder: str, fetched: Fetched) -> Found:
    """What a mail's headers say of its way and of how its receiver judged it."""
    message = BytesHeaderParser(policy=compat32).parsebytes(fetched.raw)
    headers = [(str(name), str(value)) for name, value in message.items()]
    head = fetched.raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    verdicts, way = receipts.authentication(headers), receipts.hops(headers)
    return Found(
        mail_id,
        landed,
        folder,
        fetched.internal_date,
        verdicts.spf,
        verdicts.dkim,
        verdicts.dmarc,
        receipts.sending_ip(way),
        way,
        receipts.filter_verdicts(headers),
        head.decode("utf-8", "replace").replace("\0", ""),
    )


@asynccontextmanager
async def looks(engine: Engine) -> AsyncGenerator[Queue[Look]]:
    """Seed mailboxes that mails of tests are looked for in; one look at a mailbox at a time."""
    core = engine.core

    async def claim(workspace_id: int, _room: Room) -> Sequence[Look]:
        async with core.scope(workspace_id) as scope:
            found = await results.claim(scope, scope.now + core.clock.real(LEASE_SECONDS))
        return [found] if found else []

    yield Queue(
        name="seed mailboxes",
        due=lambda: due.workspaces(core, "placement_mails"),
        claim=claim,
        do=lambda claimed: look(engine, claimed),
        workspace=lambda claimed: claimed.workspace_id,
        describe=lambda claimed: {"workspace": claimed.workspace_id, "seed": claimed.seed_id},
        lane=lambda claimed: str(claimed.seed_id),
        at_once=AT_ONCE,
        lease=LEASE_SECONDS,
        idle=ROUND,
    )


# -- blocklists


async def ask(
    engine: Engine, workspace_id: int, check: Check, lists: Sequence[Blocklist], resolver: Resolver | None = None
) -> None:
    """Ask every list about one domain or address, and record what they say."""
    answers = await dns_lists.ask(check.kind, check.name, lists, resolver)
    rdns = await dns_lists.reverse_name(check.name, resolver) if check.kind == "ip" else None
    async with engine.core.scope(workspace_id) as scope:
        changes = await blocklists.note(scope, check, answers.listed, answers.asked, rdns)
        await blocklists.alert(scope, check, changes)


@asynccontextmanager
async def listings(engine: Engine, resolver: Resolver | None = None) -> AsyncGenerator[Queue[tuple[int, Check]]]:
    """Domains and addresses that blocklists are to be asked about."""
    core, lists = engine.core, chosen(engine.settings.blocklists)

    async def claim(workspace_id: int, room: Room) -> Sequence[tuple[int, Check]]:
        async with core.scope(workspace_id) as scope:
            found = await blocklists.claim(scope, scope.now + core.clock.real(LEASE_SECONDS), room.limit)
        return [(workspace_id, check) for check in found]

    yield Queue(
        name="blocklists",
        due=lambda: due.workspaces(core, "blocklist_checks"),
        claim=claim,
        do=lambda item: ask(engine, item[0], item[1], lists, resolver),
        workspace=lambda item: item[0],
        describe=lambda item: {"workspace": item[0], "name": item[1].name},
        at_once=AT_ONCE,
        lease=LEASE_SECONDS,
        idle=ROUND,
    )

"""`outrider demo`: a whole campaign in the sandbox world on a fast clock, driven through the Smartlead API as a client would."""

import asyncio
import contextlib
import itertools
import json
import tempfile
import time
from collections.abc import AsyncGenerator, Generator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from outrider import dialects
from outrider.app import create_app
from outrider.clock import RealClock, ScaledClock
from outrider.engine import loops
from outrider.errors import Unavailable
from outrider.mcp.backend import InProcess
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.campaigns import campaigns, figures
from outrider.outreach.conversations import inbox
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import sessions, workspaces
from outrider.process import address_of, keep_address, open_core, reserve, serving, stopping_on_signals
from outrider.sandbox.world import Options, World
from outrider.settings import Settings
from outrider.store.migrate import available, pending
from outrider.values import or_empty

WORKSPACE = "Demo"
OWNER, OWNER_PASSWORD = "owner@outreach.test", "demonstration"
PASSWORD = "sandbox"  # of every mailbox of the sandbox world
PACE = 45_000  # clock seconds per second while the job runs: two weeks in 27 s
PACE_BY_HAND = 60  # afterwards: a minute in a second
DEADLINE = 120  # seconds after which the job is abandoned

SENDERS = ("ada@outreach.test", "grace@outreach.test", "alan@outreach.test")
FIRST_NAMES = ("Jane", "Omar", "Mei", "Lukas", "Sofia", "Kofi", "Priya", "Tomas", "Aiko", "Leila", "Noah", "Ines", "Ravi", "Eva")
LAST_NAMES = ("Smith", "Haddad", "Chen", "Weber", "Rossi", "Mensah", "Nair", "Novak", "Sato", "Karimi", "Berg", "Costa", "Iyer")
COMPANIES = ("acme", "globex", "initech", "umbra", "hooli", "vandelay", "wonka", "stark", "tyrell", "cyberdyne")
MARKS = (
    "reply", "interested", "interested", "meeting", "notinterested", "wrongperson", "ooo", "bounce", "reject", "softbounce",
    "unsubscribe", "oneclick", "slow", "silent",
)  # fmt: skip
UNMARKED = 46
# For the campaign that runs while the user explores the demo: enough leads for a day; many of them reply.
NEXT_MARKS = ("reply", "silent", "interested", "silent", "ooo", "silent", "notinterested", "silent", "meeting", "slow")
NEXT_PEOPLE = 120

STEPS = [
    {
        "id": None, "seq_number": 1, "seq_delay_details": {"delay_in_days": 0}, "variant_distribution_type": "MANUAL_EQUAL",
        "seq_variants": [
            {"variant_label": "A", "subject": "{Question|Quick question} about {{company_name}}",
             "email_body": "<p>Hi {{first_name}},</p><p>how does {{company_name}} find its new customers today?</p>"},
            {"variant_label": "B", "subject": "{{first_name}}, an idea for {{company_name}}",
             "email_body": "<p>Hello {{first_name}},</p><p>an idea that saves teams like yours a day a week.</p>"},
        ],
    },
    {"id": None, "seq_number": 2, "seq_delay_details": {"delay_in_days": 2}, "subject": "",
     "email_body": "<p>{{first_name}}, did this reach you?</p>"},
    {"id": None, "seq_number": 3, "seq_delay_details": {"delay_in_days": 3}, "subject": "",
     "email_body": "<p>My last note, {{first_name}}: shall I close the file?</p>"},
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """A campaign to create. `gap`: minutes between emails of a mailbox; `new_a_day`: new leads per day."""

    list_name: str
    campaign: str
    people: list[dict[str, str]]
    hours: tuple[str, str]
    gap: int
    new_a_day: int


@dataclass
class Summary:
    """The job's results: counts of messages, except `conversations` (by category) and `seconds`."""

    sent: int = 0
    delivered: int = 0
    replied: int = 0
    bounced: int = 0
    auto_replied: int = 0
    unsubscribed: int = 0
    uncertain: int = 0
    doubled: int = 0
    conversations: dict[str, int] | None = None
    seconds: float = 0.0


def prospects() -> list[dict[str, str]]:
    """Sixty people: one for each of the sandbox's personas, the rest ordinary."""
    return _people(0, [*MARKS, *[""] * UNMARKED])


def more_prospects() -> list[dict[str, str]]:
    """The people of the next campaign, none of them in the first."""
    return _people(len(MARKS) + UNMARKED, [NEXT_MARKS[n % len(NEXT_MARKS)] for n in range(NEXT_PEOPLE)])


def _people(first_number: int, marks: Sequence[str]) -> list[dict[str, str]]:
    """One person per mark, numbered from `first_number`; an empty mark stands for an ordinary person."""
    names = itertools.islice(itertools.cycle(itertools.product(LAST_NAMES, FIRST_NAMES)), first_number, None)
    people: list[dict[str, str]] = []
    for number, (mark, (last, first)) in enumerate(zip(marks, names, strict=False), first_number):
        company = COMPANIES[number % len(COMPANIES)]
        mark = f"+{mark}" if mark else ""
        address = f"{first}.{last}{number}{mark}@{company}.test".lower()
        people.append({"email": address, "first_name": first, "last_name": last, "company_name": company.title()})
    return people


@contextlib.contextmanager
def directory(data: Path | None) -> Generator[Path]:
    """The given data directory, or a temporary one."""
    if data is not None:
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="outrider-demo-") as name:
        Path(name).chmod(0o755)  # the embedded PostgreSQL may run as another user
        yield Path(name)


async def demo(settings: Settings, port: int, *, once: bool, as_json: bool, console: Console) -> bool:
    """Run the job, print its summary on stdout, then keep running until stopped (unless `once`). Returns False if stopped before
    the job was done.

    Raises Unavailable if the database holds anything other than demos.
    """
    began = time.perf_counter()
    stop = asyncio.Event()
    async with contextlib.AsyncExitStack() as stack:
        console.print("Starting PostgreSQL, mail servers and the engine…")
        reserved = stack.enter_context(reserve("127.0.0.1", port))
        clock = ScaledClock(PACE, _monday_morning())
        _refuse_older(settings)
        core = await stack.enter_async_context(open_core(settings, clock, new=True))
        core = replace(core, local_url=address_of(reserved))
        await _only_demos(core, settings)
        world = await stack.enter_async_context(World(clock, options=Options(any_sender_password=PASSWORD)))
        url = await stack.enter_async_context(serving(create_app(core, settings), "127.0.0.1", port, reserved=reserved))
        settings = settings.model_copy(update={"public_url": url})
        keep_address(settings, url)
        stack.enter_context(stopping_on_signals(stop))
        await stack.enter_async_context(_engine(core, settings))
        installed = await workspaces.install(core, email=OWNER, workspace_name=WORKSPACE, password=OWNER_PASSWORD)
        job = asyncio.create_task(_job(core, settings, world, installed, console))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({job, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not job.done():
            job.cancel()
            await asyncio.wait({job})
            return False
        summary = job.result()
        summary.seconds = round(time.perf_counter() - began, 1)
        _print(summary, as_json=as_json)
        if once:
            return True
        await _begin_next(core, settings, world, installed, console)
        clock.rescale(PACE_BY_HAND)
        link = url + await sessions.link(core, installed.user_id, timedelta(days=30))
        _show_addresses(console, url, link, installed.key, world)
        await stop.wait()
        return True


def _refuse_older(settings: Settings) -> None:
    """Refuse a database with an older schema: a demo creates its schema but does not upgrade one."""
    if settings.database_url and 0 < len(pending(settings.database_url)) < len(available()):
        raise Unavailable("DATABASE_URL holds an installation of an older version: use another database.")


async def _only_demos(core: Core, settings: Settings) -> None:
    if any(found.name != WORKSPACE for found in await workspaces.find_all(core, limit=1000)):
        where = "DATABASE_URL" if settings.database_url else settings.data_dir
        raise Unavailable(f"{where} holds an installation, and the demo would send its mail: use another directory or database.")


def _monday_morning() -> datetime:
    """08:00 UTC on the Monday three weeks ago, so that the demo ends before today."""
    now = RealClock().now()
    monday = now - timedelta(days=now.weekday() + 21)
    return datetime(monday.year, monday.month, monday.day, 8, tzinfo=UTC)


@contextlib.asynccontextmanager
async def _engine(core: Core, settings: Settings) -> AsyncGenerator[None]:
    stop = asyncio.Event()
    running = asyncio.create_task(loops.run(core, settings, stop=stop, webhook_forms=dialects.webhook_forms()))
    try:
        yield
    finally:
        stop.set()
        await running


async def _job(core: Core, settings: Settings, world: World, installed: workspaces.Installed, console: Console) -> Summary:
    client = _client(core, settings, installed, console)
    accounts = await _connect(client, world)
    plan = Plan("Founders", "Spring", prospects(), ("08:00", "18:00"), 10, 40)
    campaign_id = await _prepare(client, accounts, plan)
    async with core.scope(installed.workspace_id, Actor("cli")) as scope:
        # The sandbox's personas bounce and complain often enough to pause the campaign.
        await campaigns.update(scope, campaign_id, settings={"bounce_protect": False})
    await client.post(f"/campaigns/{campaign_id}/status", {"status": "START"}, "started")
    with Live(console=console, refresh_per_second=8, transient=False) as live:
        until = time.perf_counter() + DEADLINE
        while time.perf_counter() < until:
            summary, status = await _look(core, world, installed.workspace_id, campaign_id)
            live.update(_picture(core.clock.now(), status, summary, world))
            if status == "completed" and world.next_due() is None and await _quiet(core, world, summary, installed, campaign_id):
                return summary
            await asyncio.sleep(0.1)
    raise Unavailable(f"The job did not finish within {DEADLINE} seconds.")


async def _begin_next(core: Core, settings: Settings, world: World, installed: workspaces.Installed, console: Console) -> None:
    """Start a second campaign, so that there is activity to watch. Returns once its first mail has been sent, since the first
    campaign may have ended outside sending hours.
    """
    client = _client(core, settings, installed, console)
    async with core.scope(installed.workspace_id, Actor("cli")) as scope:
        accounts = [sender.id for sender in (await senders.by_addresses(scope, SENDERS)).values()]
    plan = Plan("Team leads", "Autumn", more_prospects(), ("07:00", "21:00"), 15, NEXT_PEOPLE)
    campaign_id = await _prepare(client, accounts, plan)
    await client.post(f"/campaigns/{campaign_id}/status", {"status": "START"}, "started: it runs while you explore")
    until = time.perf_counter() + DEADLINE
    while time.perf_counter() < until:
        summary, _status = await _look(core, world, installed.workspace_id, campaign_id)
        if summary.sent:
            return
        await asyncio.sleep(0.05)
    raise Unavailable(f"The second campaign sent nothing within {DEADLINE} seconds.")


def _client(core: Core, settings: Settings, installed: workspaces.Installed, console: Console) -> "_Client":
    dialect = dialects.load("smartlead")
    return _Client(InProcess(dialect, dialect.app(core, settings)), installed.key, console)


class _Client:
    """A client of Smartlead's API that prints what it does."""

    def __init__(self, http: InProcess, key: str, console: Console) -> None:
        self.http, self.key, self.console = http, key, console

    async def post(self, path: str, body: object, what: str) -> dict[str, Any]:
        response = await self.http.request("POST", path, json=body, params={"api_key": self.key})
        if response.is_error:
            raise Unavailable(f"POST {path} was answered by {response.status_code}: {response.text}")
        self.console.print(f"  [green]✓[/green] {what}  [dim]POST {path}[/dim]", highlight=False)
        return response.json()


async def _connect(client: _Client, world: World) -> list[int]:
    """Connect the mailboxes and return their ids."""
    accounts: list[int] = []
    for address in SENDERS:
        name = address.partition("@")[0].title()
        body = {
            "from_name": name,
            "from_email": address,
            "user_name": address,
            "password": PASSWORD,
            "warmup_enabled": False,
            "smtp_host": world.host,
            "smtp_port": world.smtp_port,
            "imap_host": world.host,
            "imap_port": world.imap_port,
            "max_email_per_day": 40,
            "signature": f"<p>{name} at Outreach</p>",
        }
        saved = await client.post("/email-accounts/save", body, f"mailbox {address}: SMTP and IMAP log in")
        accounts.append(saved["emailAccountId"])
    return accounts


async def _prepare(client: _Client, accounts: Sequence[int], plan: Plan) -> int:
    """Import the leads and create a campaign with its sequence, schedule and mailboxes. Returns its id."""
    made = await client.post("/lead-list/", {"list_name": plan.list_name}, "a lead list")
    list_id = made.get("id") or made["data"]["id"]
    leads = {"file_name": f"{plan.list_name.lower()}.csv", "lead_list": plan.people}
    await client.post(f"/lead-list/{list_id}/import", leads, f"{len(plan.people)} leads imported")
    campaign_id = (await client.post("/campaigns/create", {"name": plan.campaign}, "a campaign"))["id"]
    sequence = {"sequences": STEPS}
    await client.post(f"/campaigns/{campaign_id}/sequences", sequence, "a sequence: 3 steps, two variants of the first")
    schedule = {
        "timezone": "Europe/Berlin",
        "days_of_the_week": [1, 2, 3, 4, 5],
        "start_hour": plan.hours[0],
        "end_hour": plan.hours[1],
        "min_time_btw_emails": plan.gap,
        "max_new_leads_per_day": plan.new_a_day,
    }
    said = f"Monday to Friday, {plan.gap} minutes between emails"
    await client.post(f"/campaigns/{campaign_id}/schedule", schedule, said)
    chosen = {"email_account_ids": list(accounts)}
    await client.post(f"/campaigns/{campaign_id}/email-accounts", chosen, "mailboxes attached")
    push = {"campaign_id": campaign_id, "list_id": list_id, "action": "copy"}
    await client.post("/leads/push-to-campaign", push, "leads pushed to the campaign")
    return campaign_id


async def _look(core: Core, world: World, workspace_id: int, campaign_id: int) -> tuple[Summary, str]:
    async with core.scope(workspace_id, Actor("cli")) as scope:
        counts = await figures.total(scope, [campaign_id])
        campaign = await campaigns.get(scope, campaign_id)
        by_category = await inbox.count_by_category(scope)
    summary = Summary(
        sent=counts.get("message.sent", 0),
        delivered=sum(n for address, n in world.all_delivered().items() if address not in SENDERS),
        replied=counts.get("reply.received", 0),
        bounced=counts.get("message.bounced", 0),
        auto_replied=counts.get("auto_reply.received", 0),
        unsubscribed=counts.get("lead.unsubscribed/e", 0),
        uncertain=counts.get("message.uncertain", 0),
        doubled=world.doubled,
        conversations=by_category,
    )
    return summary, campaign.status


async def _quiet(core: Core, world: World, summary: Summary, installed: workspaces.Installed, campaign_id: int) -> bool:
    """Whether nothing has changed for half a second, enough to read every mailbox many times."""
    await asyncio.sleep(0.5)
    again, status = await _look(core, world, installed.workspace_id, campaign_id)
    return asdict(again) == asdict(summary) and status == "completed"


def _picture(now: datetime, status: str, summary: Summary, world: World) -> Group:
    table = Table.grid(padding=(0, 2))
    for name, value in asdict(summary).items():
        if name not in ("conversations", "seconds"):
            table.add_row(name.replace("_", "-"), f"[bold]{value}[/bold]")
    categories = ", ".join(f"{name} {n}" for name, n in (summary.conversations or {}).items())
    last = "  ".join(f"{h.what} {h.prospect}" for h in list(world.transcript)[-3:])
    return Group(
        Text(f"\n{now:%A %d %B %H:%M} UTC   campaign {status}"),
        table,
        Text(f"inbox: {categories or 'empty'}"),
        Text(last, style="dim"),
    )


def _print(summary: Summary, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(asdict(summary)), flush=True)
        return
    for name, value in asdict(summary).items():
        if name == "conversations":
            value = ", ".join(f"{category}: {n}" for category, n in or_empty(value).items())
        print(f"{name}\t{value}", flush=True)


def _show_addresses(console: Console, url: str, link: str, key: str, world: World) -> None:
    lines = (
        "",
        "[bold]Now try it yourself[/bold] (a minute passes in a second; Ctrl-C ends)",
        f"  pages     {link}  (this link signs in, once; later: {OWNER} and {OWNER_PASSWORD!r})",
        f"  key       {key}",
        f"  API       {url}/smartlead/api/v1/campaigns?api_key={key}",
        f"  docs      {url}/smartlead/docs",
        f"  MCP       {url}/mcp/outrider and {url}/mcp/smartlead  (sign in, or Authorization: Bearer {key})",
        f"  an agent  claude mcp add --transport http outrider {url}/mcp/outrider"
        "  (other clients: outrider mcp outrider --setup CLIENT --url …)",
        f"  mail      SMTP {world.host}:{world.smtp_port}, IMAP {world.host}:{world.imap_port};"
        f" any sender address opens with the password {PASSWORD!r}, any prospect's with {world.options.prospect_password!r}",
    )
    for line in lines:
        console.print(line, highlight=False, soft_wrap=True)

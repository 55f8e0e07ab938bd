"""A walk through the settings at random: each is said in one dialect, read in the others, and looked for in what the engine does.

`OUTRIDER_WALK=20x60` takes twenty walks of sixty steps each; without it a short one is taken. `OUTRIDER_WALK_SEED` begins with
another seed.
"""

import os
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

import pytest
import pytest_asyncio

from outrider.channels import webhook as wire
from outrider.clock import SimulatedClock
from outrider.dialects import load
from outrider.engine.engine import Engine
from outrider.engine.queue import Room
from outrider.engine.sending.mail import EmailTransport
from outrider.engine.work import webhooks
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import Options, World
from outrider.settings import Settings
from outrider.store.ids import to_id, to_uuid
from tests.dialects.clients import client, ok
from tests.engine.helpers import run_until
from tests.ledger import walk
from tests.ledger.walk import ADDRESS, PASSWORD, SETTINGS, House, Mail, Person, Setting
from tests.receiving import Receiver

WALKS, STEPS = map(int, os.environ.get("OUTRIDER_WALK", "2x14").split("x"))
SEED = int(os.environ.get("OUTRIDER_WALK_SEED", "1"))
DIALECTS = ("smartlead", "instantly", "multilead", "makinari", "outrider")
LATE = timedelta(minutes=2)  # the engine is as punctual as its own minute


@pytest_asyncio.fixture
async def house(core: Core, clock: SimulatedClock, workspace: Installed, receiver: Receiver) -> AsyncIterator[House]:
    settings = Settings(
        rate_limits=dict.fromkeys(DIALECTS, "off"), public_url="https://outrider.example", allow_private_webhooks=True
    )
    async with AsyncExitStack() as stack:
        world = await stack.enter_async_context(World(clock, options=Options(any_sender_password=PASSWORD, react=False)))
        apis = {}
        for name in DIALECTS:
            base = "/api/open-api" if name == "multilead" else None
            apis[name] = await stack.enter_async_context(client(load(name).app(core, settings), workspace.key, base))
        transport = EmailTransport(core, settings)
        stack.push_async_callback(transport.close)
        engine = Engine(core, settings, transports={"email": transport})
        yield House(core, clock, world, engine, workspace, receiver.url, apis, random.Random())


async def begin(house: House) -> None:
    """A running campaign with one mailbox and one step, as Smartlead's clients make it."""
    servers = {"smtp_host": house.world.host, "smtp_port": house.world.smtp_port,
               "imap_host": house.world.host, "imap_port": house.world.imap_port}  # fmt: skip
    box = {"from_name": "Anna", "from_email": ADDRESS, "username": ADDRESS, "password": PASSWORD, **servers}
    saved = await house.smartlead("POST", "/email-accounts/save", **box, warmup_enabled=False, time_to_wait_in_mins=10)
    house.sender = saved["emailAccountId"]
    await house.smartlead("POST", f"/email-accounts/{house.sender}/warmup", warmup_enabled=False)
    house.campaign = (await house.smartlead("POST", "/campaigns/create", name="Spring"))["id"]
    await house.smartlead("POST", f"/campaigns/{house.campaign}/email-accounts", email_account_ids=[house.sender])
    for name, dialect, value in (("greeting", "smartlead", "Hello"), ("when", "instantly", WHEN), ("gap", "smartlead", 1),
                                 ("own_daily", "smartlead", 40), ("header", "instantly", True)):  # fmt: skip
        await say(house, next(s for s in SETTINGS if s.name == name), dialect, value)
    await walk._track(house, opens=True, clicks=True)
    await walk.go(house, "smartlead")


WHEN = ("America/Chicago", (1, 2, 3, 4, 5), (8, 18))


async def say(house: House, setting: Setting, dialect: str, value: object) -> None:
    house.told.append(f"{setting.name} = {value!r} by {dialect}")
    await setting.says[dialect](house, value)
    if setting.name == "when":
        house.wanted.zone, house.wanted.days, house.wanted.hours = value  # pyright: ignore[reportGeneralTypeIssues]
    else:
        setattr(house.wanted, setting.name, value)
    for other, read in setting.shows.items():
        assert await read(house) == value, f"{setting.name} as {other} shows it, after\n" + "\n".join(house.told)


# ---- Steps


async def change(house: House) -> None:
    setting = house.chance.choice(SETTINGS)
    await say(house, setting, house.chance.choice([*setting.says]), house.chance.choice(setting.values))


async def newcomer(house: House) -> None:
    """Add a lead through one of the dialects."""
    dialect, n = house.chance.choice(("smartlead", "instantly", "multilead", "outrider")), len(house.people)
    address, name = f"lead{n}@prospect{n}.example", f"Pat{n}"
    house.told.append(f"{address} by {dialect}")
    match dialect:
        case "smartlead":
            lead = {"email": address, "first_name": name}
            await house.smartlead("POST", f"/campaigns/{house.campaign}/leads", lead_list=[lead])
        case "instantly":
            await house.instantly("POST", "/leads", campaign=house.uuid, email=address, first_name=name)
        case "multilead":
            path = f"/v1/campaign/{house.campaign}/leads"
            await house.multilead("POST", path, email=address, firstName=name, profileUrl=None)
        case _:
            lead = {"email": address, "first_name": name}
            await house.outrider("POST", "/leads/import", leads=[lead], campaign_id=house.campaign)
    found = await ok(house.apis["smartlead"].get("/leads/", params={"email": address}))
    [place] = found["lead_campaign_data"]
    house.people.append(Person(address, name, found["id"], place["campaign_lead_map_id"]))


async def rename(house: House) -> None:
    """Give a lead who waits another name through one of the dialects."""
    waiting = [p for p in house.people if not p.written]
    if not waiting:
        return
    person, name = house.chance.choice(waiting), house.chance.choice(("Ada", "Bea", "Cleo", "Dot"))
    dialect = house.chance.choice(("smartlead", "instantly", "multilead", "makinari"))
    house.told.append(f"{person.email} is called {name} by {dialect}")
    match dialect:
        case "smartlead":
            path = f"/campaigns/{house.campaign}/leads/{person.lead_id}"
            await house.smartlead("POST", path, email=person.email, first_name=name)
        case "instantly":
            await house.instantly("PATCH", f"/leads/{to_uuid('enrollment', person.enrollment_id)}", first_name=name)
        case "multilead":
            path = f"/v2/campaigns/{house.campaign}/leads/{person.enrollment_id}"
            values = {"firstName": name}
            await house.multilead("PATCH", path, linkedinAccountId=house.owner.seat_id, changedValues=values)
        case _:
            site = str(to_uuid("workspace", house.owner.workspace_id))
            lead = str(to_uuid("lead", person.lead_id))
            await house.makinari("/agents/tools/leads/update", site_id=site, lead_id=lead, name=name)
    person.first_name = name


async def hold(house: House) -> None:
    """Pause or go on with a lead, or block its address."""
    waiting = [p for p in house.people if not p.written and not p.blocked]
    if not waiting:
        return
    person = house.chance.choice(waiting)
    lead = f"/campaigns/{house.campaign}/leads/{person.lead_id}"
    if person.paused:
        dialect = house.chance.choice(("smartlead", "multilead"))
        house.told.append(f"{person.email} goes on by {dialect}")
        if dialect == "smartlead":
            await house.smartlead("POST", f"{lead}/resume", resume_lead_with_delay_days=0)
        else:
            await house.multilead("PATCH", f"/v1/leads/{person.enrollment_id}/continue")
        person.paused = False
        return
    act = house.chance.choice(("pause", "pause", "block"))
    dialect = house.chance.choice(
        ("smartlead", "multilead", "instantly", "outrider") if act == "block" else ("smartlead", "multilead")
    )
    house.told.append(f"{person.email}: {act} by {dialect}")
    match act, dialect:
        case "pause", "smartlead":
            await house.smartlead("POST", f"{lead}/pause")
        case "pause", _:
            await house.multilead("PATCH", f"/v1/leads/{person.enrollment_id}/pause")
        case "block", "smartlead":
            await house.smartlead("POST", "/leads/add-domain-block-list", domain_block_list=[person.email])
        case "block", "instantly":
            await house.instantly("POST", "/block-lists-entries", bl_value=person.email)
        case "block", "multilead":
            path = f"{house.seat}/blacklists/add_keyword"
            await house.multilead("PATCH", path, keywords=[person.email], type="email", comparisonType="exact")
        case _:
            await house.outrider("POST", "/suppressions", kind="email", value=person.email)
    if act == "pause":
        person.paused = True
    else:
        person.blocked = True


async def rest_or_go(house: House) -> None:
    dialect = house.chance.choice(walk.RUNNERS)
    house.told.append(f"{'rest' if house.wanted.running else 'go'} by {dialect}")
    await (walk.rest if house.wanted.running else walk.go)(house, dialect)


async def subscribe(house: House) -> None:
    """A webhook for what is sent, by one of the dialects, or one less."""
    if house.hooks and house.chance.random() < 0.4:
        id = house.chance.choice([*house.hooks])
        house.told.append(f"no more webhook {id}")
        del house.hooks[id]
        await house.outrider("DELETE", f"/webhooks/{id}")
        return
    dialect = house.chance.choice(("smartlead", "instantly", "outrider"))
    url = f"{house.listener}/{len(house.told)}"
    match dialect:
        case "smartlead":
            body = {"id": None, "name": "Sent", "webhook_url": url, "event_types": ["EMAIL_SENT"]}
            made = await house.smartlead("POST", f"/campaigns/{house.campaign}/webhooks", **body)
            id = made["id"]
        case "instantly":
            made = await house.instantly("POST", "/webhooks", target_hook_url=url, event_type="email_sent", campaign=house.uuid)
            id = to_id("webhook", UUID(made["id"])) or 0
        case _:
            made = await house.outrider("POST", "/webhooks", url=url, events=["message.sent"])
            id = made["id"]
    house.told.append(f"webhook {id} by {dialect}")
    house.hooks[id] = 0


async def live(house: House) -> None:
    """Let time pass, and see who was written to, when and with what."""
    now, hours = house.clock.now(), house.chance.choice((1, 5, 30, 100))
    until = now + timedelta(hours=hours)
    waiting = [p for p in house.people if not (p.written or p.paused or p.blocked)]
    expected = walk.departures(house.wanted, house.sent, len(waiting), now, until)
    house.told.append(f"{hours} hours from {now:%a %d %H:%M} with {len(waiting)} waiting")
    await run_until(house.engine, house.owner.workspace_id, until)
    why = await ok(house.apis["outrider"].get("/why", params={"campaign_id": house.campaign}))
    story = "\n".join([*house.told, str(asdict(house.wanted)), f"the engine says: {why}"])
    found = {p.email: house.world.delivered(p.email) for p in house.people}
    times = sorted(mail.at for p in waiting for mail in found[p.email])
    assert len(times) == len(expected), f"{len(times)} sent, {len(expected)} expected: {times} {expected}\n{story}"
    for at, by in zip(times, expected, strict=True):
        assert by <= at <= by + LATE, f"sent at {at}, expected at {by}\n{story}"
    for person in house.people:
        assert len(found[person.email]) == int(person.written or (person in waiting and bool(found[person.email]))), story
    for person in waiting:
        for mail in found[person.email]:
            person.written = True
            assert walk.differences(house.wanted, person, Mail(mail.raw)) == [], story
            for copy in filter(None, (house.wanted.cc, house.wanted.bcc, house.wanted.own_bcc)):
                id = Mail(mail.raw).parsed["Message-ID"]
                assert id in [Mail(m.raw).parsed["Message-ID"] for m in house.world.delivered(copy)], f"{copy}\n{story}"
    house.sent += times
    await _deliver(house)
    house.hooks = {id: n + len(times) for id, n in house.hooks.items()}
    for id, n in house.hooks.items():
        listed = await ok(house.apis["outrider"].get(f"/webhooks/{id}/deliveries", params={"limit": 100, "delivered": True}))
        assert len(listed["deliveries"]) == n, f"webhook {id}: {len(listed['deliveries'])}, not {n}\n{story}"


async def _deliver(house: House) -> None:
    """Post what webhooks are owed."""
    async with wire.client() as http:
        while due := await webhooks.claim(house.core, house.owner.workspace_id, Room(32)):
            for delivery in due:
                await webhooks.deliver(house.engine, http, delivery)


ACTS: dict[Callable[[House], Awaitable[None]], int] = {
    change: 10, newcomer: 5, rename: 2, hold: 2, rest_or_go: 1, subscribe: 2, live: 4,
}  # fmt: skip


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(SEED, SEED + WALKS))
async def test_what_was_said_last_is_what_happens(house: House, seed: int) -> None:
    house.chance.seed(seed)
    await begin(house)
    for _ in range(STEPS):
        [act] = house.chance.choices([*ACTS], [*ACTS.values()])
        await act(house)
    await live(house)

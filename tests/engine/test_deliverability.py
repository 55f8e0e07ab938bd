"""The deliverability rules that need the engine: what they hold up, what it is called, and how it ends."""

from datetime import timedelta
from typing import Any

import dns.exception
import dns.resolver
import pytest

from outrider.channels.email.deliver import Delivery
from outrider.clock import SimulatedClock
from outrider.engine import domains
from outrider.engine.engine import Engine
from outrider.engine.mail import outcome_of
from outrider.outreach import campaigns, enrollments, explain, filing, senders
from outrider.outreach.people import Installed
from outrider.outreach.scope import Core
from outrider.outreach.senders import Sender, Server
from outrider.rules.smtp import smtp_outcome
from tests.conftest import START
from tests.engine.helpers import DAY, Made, Remembering, make, make_engine, steps, work

COMPLETE = {
    ("sender.example", "TXT"): ["v=spf1 -all"],
    ("google._domainkey.sender.example", "TXT"): ["v=DKIM1; p=MIGf"],
    ("_dmarc.sender.example", "TXT"): ["v=DMARC1; p=none"],
}


class Zone:
    """A resolver that knows these records and nothing else."""

    def __init__(self, records: dict[tuple[str, str], list[str]], silent: bool = False) -> None:
        self.records, self.silent = dict(records), silent

    async def resolve(self, qname: str, rdtype: str) -> Any:
        if self.silent:
            raise dns.exception.Timeout
        if (qname, rdtype) not in self.records:
            raise dns.resolver.NXDOMAIN

        class Text:
            def __init__(self, text: str) -> None:
                self.strings = [text.encode()]

        return [Text(text) for text in self.records[qname, rdtype]]


async def abroad(core: Core, workspace: Installed, **options: Any) -> tuple[Made, Engine, Remembering]:
    """A campaign whose only sender submits over a server elsewhere."""
    made = await make(core, workspace.workspace_id, **options)
    async with core.scope(made.workspace_id) as scope:
        await senders.update(scope, made.sender_ids[0], smtp=Server("smtp.example.org", 465, username="s", password="pw"))
    transport = Remembering(core)
    return made, make_engine(core, transport), transport


async def the_sender(core: Core, made: Made) -> Sender:
    async with core.scope(made.workspace_id) as scope:
        return await senders.get(scope, made.sender_ids[0])


async def why(core: Core, made: Made) -> str:
    async with core.scope(made.workspace_id) as scope:
        return (await explain.of_sender(scope, made.sender_ids[0])).code


async def test_d1_nothing_leaves_before_dns_has_said_that_the_domain_is_set_up(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    made, engine, transport = await abroad(core, workspace)
    await work(engine, made.workspace_id)
    assert transport.left == []
    assert await why(core, made) == "domain_unchecked"
    assert await domains.check_due(engine, Zone(COMPLETE)) == 1
    await work(engine, made.workspace_id)
    assert len(transport.left) == 3
    assert await why(core, made) == "nothing_due"


async def test_d1_a_domain_that_lacks_records_pauses_its_senders_until_it_is_mended(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    made, engine, transport = await abroad(core, workspace)
    zone = Zone({key: value for key, value in COMPLETE.items() if "_dmarc" not in key[0]})
    await domains.find(core)
    await domains.check_due(engine, zone)
    sender = await the_sender(core, made)
    assert (sender.status, sender.status_code) == ("paused", "domain_unauthenticated")
    assert sender.status_detail == "sender.example lacks DMARC"
    assert await why(core, made) == "domain_unauthenticated"
    async with core.scope(made.workspace_id) as scope:
        await senders.resume(scope, made.sender_ids[0])  # a person can't wish it away
    await work(engine, made.workspace_id)
    assert transport.left == [] and await why(core, made) == "domain_unauthenticated"
    zone.records = COMPLETE
    clock.advance(domains.AGAIN_LACKING)
    await domains.check_due(engine, zone)
    await work(engine, made.workspace_id)
    assert (await the_sender(core, made)).status == "active" and len(transport.left) == 3


async def test_d1_a_silent_dns_pauses_nobody_who_was_fine(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    made, engine, transport = await abroad(core, workspace)
    zone = Zone(COMPLETE)
    await domains.find(core)
    await domains.check_due(engine, zone)
    zone.silent = True
    clock.advance(domains.AGAIN_READY)
    assert await domains.check_due(engine, zone) == 1
    assert await domains.check_due(engine, zone) == 0  # it is asked again later
    await work(engine, made.workspace_id)
    assert (await the_sender(core, made)).status == "active" and len(transport.left) == 3


async def test_d1_is_not_asked_of_loopback_nor_of_those_who_do_not_want_it(core: Core, workspace: Installed) -> None:
    here = await make(core, workspace.workspace_id, prefix="here")
    transport = Remembering(core)
    await work(make_engine(core, transport), here.workspace_id)
    assert len(transport.left) == 3 and await domains.find(core) == 0
    made, _, transport = await abroad(core, workspace)
    await work(make_engine(core, transport, require_authentication_dns=False), made.workspace_id)
    assert len(transport.left) == 3


async def test_d1_what_a_server_refused_stays_out_of_service_though_dns_is_in_order(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    made, engine, _ = await abroad(core, workspace)
    await domains.find(core)
    await domains.check_due(engine, Zone(COMPLETE))
    async with core.scope(made.workspace_id) as scope:
        await senders.set_status(scope, made.sender_ids[0], "paused", "domain_unauthenticated", "550 5.7.515")
    clock.advance(timedelta(days=1).total_seconds())
    assert await domains.check_due(engine, Zone(COMPLETE)) == 1
    assert (await the_sender(core, made)).status == "paused"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (550, "5.7.515 Access denied, sending domain sender.example does not meet the required authentication level"),  # D2
        (421, "4.7.32 The sending IP does not match: SPF and DKIM are not aligned (DMARC)"),  # D3
    ],
)
async def test_d2_d3_a_refused_domain_pauses_its_sender_and_keeps_the_lead(
    core: Core, workspace: Installed, code: int, text: str
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=2)
    answer = outcome_of(Delivery("refused", smtp_outcome(code, text.split()[0], text), phase="data", code=code))
    transport = Remembering(core, answers={f"p{n}@prospect.example": answer for n in range(2)})
    await work(make_engine(core, transport), made.workspace_id)
    sender = await the_sender(core, made)
    assert (sender.status, sender.status_code) == ("paused", "domain_unauthenticated")
    assert await why(core, made) == "domain_unauthenticated"
    async with core.scope(made.workspace_id) as scope:
        kept = [await enrollments.get(scope, id) for id in made.enrollment_ids]
        assert await scope.all("SELECT 1 FROM messages WHERE workspace_id = %(workspace_id)s") == []
    assert [(e.status, e.done_position, e.due_at is not None) for e in kept] == [("active", 0, True)] * 2


def about(kind: filing.Kind, number: int, **facts: Any) -> filing.Received:
    return filing.Received(kind, f"report-{number}@host.example", at=START, from_address="mailer@host.example", **facts)


async def reports(core: Core, made: Made, transport: Remembering, kind: filing.Kind, n: int) -> str:
    """The campaign's status and reason after `n` reports about its messages."""
    async with core.scope(made.workspace_id) as scope:
        for number, (_, claimed) in enumerate(transport.left[:n]):
            to = claimed.message["to_addresses"][0]
            bounce = filing.Bounce(True, to, claimed.message["wire_id"], "5.1.1") if kind == "bounce" else None
            named = {"in_reply_to": claimed.message["wire_id"]} if kind == "complaint" else {}
            complained = to if kind == "complaint" else None
            filed = about(kind, number, bounce=bounce, complained_of=complained, **named)
            await filing.file(scope, made.sender_ids[0], filed)
        campaign = await campaigns.get(scope, made.campaign_id)
    return f"{campaign.status} {campaign.status_reason or ''}".strip()


async def test_d6_complaints_that_come_in_pause_the_campaign(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=60, sequence=steps(0, DAY))
    transport = Remembering(core)
    await work(make_engine(core, transport), made.workspace_id)
    assert await reports(core, made, transport, "complaint", 1) == "paused complaint_rate"


async def test_d7_bounces_that_come_in_pause_the_campaign(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=60, sequence=steps(0, DAY))
    transport = Remembering(core)
    await work(make_engine(core, transport), made.workspace_id)
    assert await reports(core, made, transport, "bounce", 2) == "active"
    assert await reports(core, made, transport, "bounce", 3) == "paused bounce_rate"


async def test_d7_is_left_alone_where_the_campaign_wants_no_protection(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=60, sequence=steps(0, DAY), settings={"bounce_protect": False})
    transport = Remembering(core)
    await work(make_engine(core, transport), made.workspace_id)
    assert await reports(core, made, transport, "bounce", 10) == "active"

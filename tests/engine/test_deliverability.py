"""The deliverability rules that need the engine: what they hold up, what it is called, and how it ends."""

from datetime import timedelta
from email import message_from_bytes
from functools import partial
from typing import Any

import pytest

from outrider.channels.email.deliver import Delivery
from outrider.clock import SimulatedClock
from outrider.engine import metrics
from outrider.engine.engine import Engine, Outcome
from outrider.engine.sending.mail import as_bytes, as_outgoing, outcome_of
from outrider.engine.work import domains, retention
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_states, campaigns
from outrider.outreach.campaigns.settings import Settings
from outrider.outreach.correspondence import filing
from outrider.outreach.correspondence.received import Bounce, Kind, Received
from outrider.outreach.enrollments import enrollments, explain
from outrider.outreach.leads import leads
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender, Server
from outrider.outreach.tenancy import workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.rules.smtp import smtp_outcome
from tests.conftest import START
from tests.engine.helpers import DAY, Made, Remembering, make, make_engine, run_until, steps, work
from tests.working import do_due
from tests.zone import Zone

COMPLETE = {
    ("sender.example", "TXT"): ["v=spf1 -all"],
    ("google._domainkey.sender.example", "TXT"): ["v=DKIM1; p=MIGf"],
    ("_dmarc.sender.example", "TXT"): ["v=DMARC1; p=none"],
}


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
    assert await do_due(engine, partial(domains.queue, resolver=Zone(COMPLETE))) == 1
    await work(engine, made.workspace_id)
    assert len(transport.left) == 3
    assert await why(core, made) == "nothing_due"


async def test_d1_a_domain_that_lacks_records_pauses_its_senders_until_it_is_mended(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    made, engine, transport = await abroad(core, workspace)
    zone = Zone({key: value for key, value in COMPLETE.items() if "_dmarc" not in key[0]})
    await domains.find(core)
    await do_due(engine, partial(domains.queue, resolver=zone))
    sender = await the_sender(core, made)
    assert (sender.status, sender.status_code) == ("paused", "domain_unauthenticated")
    assert sender.status_detail == "sender.example lacks DMARC"
    assert await why(core, made) == "domain_unauthenticated"
    async with core.scope(made.workspace_id) as scope:
        await senders.resume(scope, made.sender_ids[0])  # a person can't wish it away
    await work(engine, made.workspace_id)
    assert transport.left == []
    assert await why(core, made) == "domain_unauthenticated"
    zone.records = COMPLETE
    clock.advance(domains.AGAIN_LACKING)
    await do_due(engine, partial(domains.queue, resolver=zone))
    await work(engine, made.workspace_id)
    assert (await the_sender(core, made)).status == "active"
    assert len(transport.left) == 3


async def test_d1_a_silent_dns_pauses_nobody_who_was_fine(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    made, engine, transport = await abroad(core, workspace)
    zone = Zone(COMPLETE)
    await domains.find(core)
    await do_due(engine, partial(domains.queue, resolver=zone))
    zone.silent = True
    clock.advance(domains.AGAIN_READY)
    assert await do_due(engine, partial(domains.queue, resolver=zone)) == 1
    assert await do_due(engine, partial(domains.queue, resolver=zone)) == 0  # it is asked again later
    await work(engine, made.workspace_id)
    assert (await the_sender(core, made)).status == "active"
    assert len(transport.left) == 3


async def test_d1_is_not_asked_of_loopback_nor_of_those_who_do_not_want_it(core: Core, workspace: Installed) -> None:
    here = await make(core, workspace.workspace_id, prefix="here")
    transport = Remembering(core)
    await work(make_engine(core, transport), here.workspace_id)
    assert len(transport.left) == 3
    assert await domains.find(core) == 0
    made, _, transport = await abroad(core, workspace)
    await work(make_engine(core, transport, require_authentication_dns=False), made.workspace_id)
    assert len(transport.left) == 3


async def test_d1_what_a_server_refused_stays_out_of_service_though_dns_is_in_order(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    made, engine, _ = await abroad(core, workspace)
    await domains.find(core)
    await do_due(engine, partial(domains.queue, resolver=Zone(COMPLETE)))
    async with core.scope(made.workspace_id) as scope:
        await senders.set_status(scope, made.sender_ids[0], "paused", "domain_unauthenticated", "550 5.7.515")
    clock.advance(timedelta(days=1).total_seconds())
    assert await do_due(engine, partial(domains.queue, resolver=Zone(COMPLETE))) == 1
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


def about(kind: Kind, number: int, **facts: Any) -> Received:
    return Received(kind, f"report-{number}@host.example", at=START, from_address="mailer@host.example", **facts)


async def reports(core: Core, made: Made, transport: Remembering, kind: Kind, n: int) -> str:
    """The campaign's status and reason after `n` reports about its messages."""
    async with core.scope(made.workspace_id) as scope:
        for number, (_, claimed) in enumerate(transport.left[:n]):
            to = claimed.message.recipient
            bounce = Bounce(True, to, claimed.message.wire_id, "5.1.1") if kind == "bounce" else None
            named = {"in_reply_to": claimed.message.wire_id} if kind == "complaint" else {}
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


async def warnings(core: Core, made: Made) -> list[str]:
    async with core.scope(made.workspace_id) as scope:
        rows = await scope.all(
            """
            SELECT data FROM events
            WHERE workspace_id = %(workspace_id)s AND type = 'deliverability.alert' AND campaign_id = %(id)s ORDER BY id
            """,
            id=made.campaign_id,
        )
    return [row["data"]["text"] for row in rows]


async def test_d7_warns_once_before_it_pauses(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=60, sequence=steps(0, DAY))
    transport = Remembering(core)
    await work(make_engine(core, transport), made.workspace_id)
    for n in (2, 2):
        await reports(core, made, transport, "bounce", n)
    assert [text.partition(": ")[2] for text in await warnings(core, made)] == [
        "3.3% of the last 60 messages bounced. It is paused at 5.0%."
    ]


async def test_d7_does_not_warn_below_the_line(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=60, sequence=steps(0, DAY))
    transport = Remembering(core)
    await work(make_engine(core, transport), made.workspace_id)
    await reports(core, made, transport, "bounce", 1)
    assert await warnings(core, made) == []


async def test_d7_holds_a_campaign_to_a_line_of_its_own(core: Core, workspace: Installed) -> None:
    strict = await make(
        core, workspace.workspace_id, n_leads=60, prefix="s", sequence=steps(0, DAY), settings={"bounce_limit": 0.03}
    )
    lax = await make(core, workspace.workspace_id, n_leads=60, prefix="l", sequence=steps(0, DAY), settings={"bounce_limit": 0.1})
    transports = {made.campaign_id: Remembering(core) for made in (strict, lax)}
    sent = Remembering(core)
    await work(make_engine(core, sent), workspace.workspace_id)
    for entry in sent.left:
        transports[entry[1].message.campaign_id].left.append(entry)
    assert await reports(core, strict, transports[strict.campaign_id], "bounce", 1) == "active"
    assert await reports(core, strict, transports[strict.campaign_id], "bounce", 2) == "paused bounce_rate"
    assert await reports(core, lax, transports[lax.campaign_id], "bounce", 5) == "active"
    assert await reports(core, lax, transports[lax.campaign_id], "bounce", 6) == "paused bounce_rate"


async def test_d15_a_recipients_domain_gets_no_more_than_its_number_a_day(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=5, settings={"domain_daily_limit": 2})
    transport = Remembering(core)
    engine = make_engine(core, transport)
    start = core.clock.now()
    await work(engine, made.workspace_id)
    assert len(transport.left) == 2
    async with core.scope(made.workspace_id) as scope:
        waiting = [id for id in made.enrollment_ids if (await enrollments.get(scope, id)).status == "active"]
        answer = await explain.of_enrollment(scope, waiting[0])
    midnight = start.replace(hour=0) + timedelta(days=1)
    assert (len(waiting), answer.code, answer.next_at) == (3, "domain_limit", midnight)
    await run_until(engine, made.workspace_id, start + timedelta(days=3))
    assert [at.day for at, _ in transport.left] == [2, 2, 3, 3, 4]


async def test_d15_counts_for_the_whole_workspace_where_that_is_the_rule(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await workspaces.update(scope, settings={"domain_daily_limit": 3})
    one = await make(core, workspace.workspace_id, n_leads=2, prefix="one")
    two = await make(core, workspace.workspace_id, n_leads=2, prefix="two")
    free = await make(core, workspace.workspace_id, n_leads=4, prefix="free", settings={"domain_daily_limit": 0})
    transport = Remembering(core)
    await work(make_engine(core, transport), workspace.workspace_id)
    of = [c.message.campaign_id for _, c in transport.left]
    assert of.count(one.campaign_id) + of.count(two.campaign_id) == 3
    assert of.count(free.campaign_id) == 4


async def test_d15_what_did_not_leave_is_given_back(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=2, settings={"domain_daily_limit": 1})
    transport = Remembering(core, answers={"p0@prospect.example": Outcome("later", "greylisted")})
    await work(make_engine(core, transport), made.workspace_id)
    assert transport.recipients() == []
    async with core.scope(made.workspace_id) as scope:
        counted = await scope.all("SELECT n FROM domain_days WHERE workspace_id = %(workspace_id)s")
    assert counted == [{"n": 0}]


async def test_a_lead_knows_when_it_was_last_contacted(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=2, sequence=steps(0, DAY))
    engine = make_engine(core, Remembering(core))
    for n in range(2):
        now = core.clock.now()
        await work(engine, made.workspace_id)
        async with core.scope(made.workspace_id) as scope:
            found = await leads.get_many(scope, made.lead_ids)
        assert [lead.last_contacted_at for lead in found.values()] == [now, now], f"step {n + 1}"
        await run_until(engine, made.workspace_id, now + timedelta(seconds=DAY))


@pytest.mark.parametrize("public_url", [None, "https://go.example.org"])
async def test_d4_d5_one_click_unless_the_campaign_goes_without(core: Core, workspace: Installed, public_url: str | None) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    without = await make(core, workspace.workspace_id, n_leads=1, prefix="w", settings={"unsubscribe_header": False})
    transport = Remembering(core)
    await work(make_engine(core, transport, public_url=public_url), made.workspace_id)
    head = {c.message.campaign_id: message_from_bytes(as_bytes(c, core.vault)) for _, c in transport.left}
    assert head[without.campaign_id]["List-Unsubscribe"] is None
    assert head[without.campaign_id]["List-Unsubscribe-Post"] is None
    ways = " ".join(head[made.campaign_id]["List-Unsubscribe"].split())
    if public_url:
        assert ways.startswith("<https://go.example.org/u/")
        assert head[made.campaign_id]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    else:
        assert ways.startswith("<mailto:sp0@sender.example?subject=unsubscribe%20")
        assert head[made.campaign_id]["List-Unsubscribe-Post"] is None, "nobody can post to a mailbox"


async def test_names_with_line_breaks_begin_no_header_and_stop_no_message(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1, start=False)
    async with core.scope(made.workspace_id) as scope:
        await senders.update(scope, made.sender_ids[0], name="Ada\r\nBcc: all@evil.example")
        await leads.update(scope, made.lead_ids[0], first_name="Pat\r\nBcc: all@evil.example\r\n", custom={"x": "1\n2"})
        await campaign_states.start(scope, made.campaign_id)
    transport = Remembering(core)
    await work(make_engine(core, transport), made.workspace_id)
    data = as_bytes(transport.left[0][1], core.vault)
    message = message_from_bytes(data)
    assert message["Bcc"] is None
    assert b"\r\nBcc" not in data.partition(b"\r\n\r\n")[0]
    assert "Pat Bcc: all@evil.example" in message["To"]
    assert "Ada Bcc: all@evil.example" in message["From"]
    assert message["Subject"] == "Hi Pat Bcc: all@evil.example"


def test_d17_opens_and_clicks_are_tracked_only_where_somebody_wants_it() -> None:
    assert not Settings().open_tracking
    assert not Settings().click_tracking


@pytest.mark.parametrize("public_url", [None, "https://go.example.org"])
async def test_d22_each_mail_ends_with_the_opt_out_and_the_postal_address(
    core: Core, workspace: Installed, public_url: str | None
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await workspaces.update(scope, settings={"postal_address": "Acme {Ltd}\n1 High <Street>"})
    opt_out = {"unsubscribe_text": '<p><a href="{{unsubscribe_url}}">No more of these</a></p>'}
    made = await make(core, workspace.workspace_id, n_leads=1, settings=opt_out)
    own = await make(core, workspace.workspace_id, n_leads=1, prefix="own", settings={"postal_address": "2 Low Road"})
    none = await make(core, workspace.workspace_id, n_leads=1, prefix="none", settings={"postal_address": ""})
    transport = Remembering(core)
    await work(make_engine(core, transport, public_url=public_url), made.workspace_id)
    by_campaign = {c.message.campaign_id: c for _, c in transport.left}
    sent = as_outgoing(by_campaign[made.campaign_id], core.vault)
    link = f"{public_url}/u/" if public_url else "mailto:sp0@sender.example?subject=unsubscribe"
    assert f'<a href="{link}' in (sent.html or "")
    assert "Acme {Ltd}<br>\n1 High &lt;Street&gt;" in (sent.html or "")
    assert "No more of these" in sent.text
    assert "Acme {Ltd}\n1 High <Street>" in sent.text
    assert "2 Low Road" in by_campaign[own.campaign_id].message.body_text
    assert by_campaign[none.campaign_id].message.body_text == "Hello Pat0"


async def test_d19_a_footer_does_not_fill_an_empty_body(core: Core, workspace: Installed) -> None:
    made = await make(
        core, workspace.workspace_id, n_leads=1, sequence=steps(0, body="<p> </p>"), settings={"unsubscribe_text": "Bye"}
    )
    transport = Remembering(core)
    await work(make_engine(core, transport), made.workspace_id)
    async with core.scope(made.workspace_id) as scope:
        assert (await enrollments.get(scope, made.enrollment_ids[0])).reason == "empty_message"


async def test_d22_old_counts_are_forgotten_whatever_a_workspace_keeps(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        for table, columns in (("domain_days", "campaign_id, domain"), ("key_days", "api_key_id")):
            values = "1, 'h.example'" if table == "domain_days" else "1"
            await scope.run(f"INSERT INTO {table} (workspace_id, {columns}, day) VALUES (%(workspace_id)s, {values}, %(now)s)")
    clock.advance(7 * DAY)
    assert await retention.sweep(core) == 0
    clock.advance(4 * DAY)
    assert await retention.sweep(core) == 2


async def test_d22_a_time_longer_than_the_calendar_keeps_everything(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await workspaces.update(scope, settings={"retention_days": 1_000_000, "audit_days": 1_000_000})
    before = metrics.WORK_FAILURES.labels("retention")._value.get()  # pyright: ignore[reportPrivateUsage]
    await retention.sweep(core)
    assert metrics.WORK_FAILURES.labels("retention")._value.get() == before  # pyright: ignore[reportPrivateUsage]


async def test_d22_raw_mail_is_forgotten_after_the_workspaces_time(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=4)
    transport = Remembering(core)
    await work(make_engine(core, transport), made.workspace_id)

    async def answers(these: list[int]) -> None:
        async with core.scope(made.workspace_id) as scope:
            for n in these:
                wire = transport.left[n][1].message.wire_id
                reply = Received(
                    "reply", f"r{n}@h.example", scope.now, "x@h.example", body_text="Yes", in_reply_to=wire, raw=b"raw"
                )
                await filing.file(scope, made.sender_ids[0], reply)

    await answers([0, 1, 2])
    clock.advance(20 * DAY)
    await answers([3])
    assert await retention.sweep(core) == 0  # everything is kept unless told otherwise
    async with core.scope(made.workspace_id) as scope:
        await workspaces.update(scope, settings={"retention_days": 10})
        assert await retention.forget(scope, timedelta(days=10), limit=2) == 2
    assert await retention.sweep(core) == 1
    async with core.scope(made.workspace_id) as scope:
        kept = await scope.all(
            """
            SELECT wire_id, raw IS NOT NULL AS raw, body_text FROM messages
            WHERE workspace_id = %(workspace_id)s AND direction = 'in' ORDER BY id
            """
        )
    assert [(row["wire_id"], row["raw"]) for row in kept] == [(f"r{n}@h.example", n == 3) for n in range(4)]
    assert {row["body_text"] for row in kept} == {"Yes"}

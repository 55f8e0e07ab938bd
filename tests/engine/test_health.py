"""Watching deliverability: blocklists of senders' own domains and hosts, mailboxes' health, and the alerts of both."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import dns.resolver
import pytest
from dns.rdata import Rdata, from_text

from outrider.clock import SimulatedClock
from outrider.engine.engine import Engine
from outrider.engine.work import health as work
from outrider.engine.work import placement
from outrider.outreach.base.events import Event, append
from outrider.outreach.base.scope import Core
from outrider.outreach.deliverability import blocklists, health, recipients
from outrider.outreach.deliverability.recipients import Outcomes
from outrider.outreach.enrollments import providers
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender, SenderInput, Server
from outrider.outreach.tenancy import notices, preferences
from outrider.outreach.tenancy.workspaces import Installed
from outrider.rules.blocklists import DEFAULT
from outrider.settings import Settings
from tests.outreach.mailing import sent_mail

HOST, ADDRESS = "mail.sender.example", "8.8.4.4"


class Names:
    """DNS that knows the host's address, and the names that blocklists list."""

    def __init__(self, *listed: str) -> None:
        self.listed = listed

    async def resolve(self, name: str, record: str, **_: object) -> Sequence[Rdata]:
        text = str(name).rstrip(".")
        if text == HOST and record == "A":
            return [from_text("IN", "A", ADDRESS)]
        if text in self.listed and record == "A":
            return [from_text("IN", "A", "127.0.0.2")]
        raise dns.resolver.NXDOMAIN


class Watch:
    """A workspace with one mailbox at its own server, watched by the engine."""

    def __init__(self, core: Core, workspace_id: int, sender: Sender) -> None:
        self.core, self.workspace_id, self.sender = core, workspace_id, sender
        self.engine = Engine(core, Settings())

    async def look(self, *listed: str) -> None:
        """A round: what is to be watched, and what the lists say."""
        names: Any = Names(*listed)
        await work.watch(self.engine, names)
        async with self.core.scope(self.workspace_id) as scope:
            checks = await blocklists.claim(scope, scope.now, 10)
        for check in checks:
            await placement.ask(self.engine, self.workspace_id, check, DEFAULT, names)

    async def judge(self) -> None:
        await work.watch(self.engine, Names())  # pyright: ignore[reportArgumentType]
        async with self.core.scope(self.workspace_id) as scope:
            await health.judge_due(scope)

    async def happens(self, type: str, times: int, **data: Any) -> None:
        async with self.core.scope(self.workspace_id) as scope:
            await append(scope, [Event(type, sender_id=self.sender.id, data=data)] * times)

    async def alerts(self) -> list[dict[str, Any]]:
        async with self.core.scope(self.workspace_id) as scope:
            rows = await scope.all(
                "SELECT data FROM events WHERE workspace_id = %(workspace_id)s AND type = 'deliverability.alert' ORDER BY id"
            )
        return [row["data"] for row in rows]

    async def mails(self) -> list[str]:
        async with self.core.scope(self.workspace_id) as scope:
            rows = await scope.all(
                "SELECT params FROM jobs WHERE workspace_id = %(workspace_id)s AND kind = %(kind)s", kind=notices.KIND
            )
        return [notices.opened(self.core.vault, self.workspace_id, row["params"]).subject for row in rows]


@pytest.fixture
async def watch(core: Core, workspace: Installed) -> Watch:
    async with core.scope(workspace.workspace_id) as scope:
        smtp = Server(HOST, 587, "starttls", "anna@sender.example", "letmein")
        sender = await senders.create(scope, SenderInput("anna@sender.example", smtp=smtp))
    return Watch(core, workspace.workspace_id, sender)


# ---- Blocklists


async def test_a_senders_domain_is_watched_by_itself(watch: Watch) -> None:
    await watch.look("sender.example.dbl.spamhaus.org")
    assert [(a["kind"], a["name"], a["lists"]) for a in await watch.alerts()] == [("listed", "sender.example", ["Spamhaus DBL"])]


async def test_a_senders_host_is_watched_by_its_address(watch: Watch) -> None:
    await watch.look("4.4.8.8.zen.spamhaus.org")
    assert [(a["name"], a["lists"]) for a in await watch.alerts()] == [(ADDRESS, ["Spamhaus ZEN"])]


async def test_the_owner_gets_a_mail(watch: Watch) -> None:
    await watch.look("sender.example.dbl.spamhaus.org")
    assert await watch.mails() == ["Your domain sender.example is on the blocklist Spamhaus DBL."]


async def test_the_mails_can_be_switched_off(watch: Watch) -> None:
    async with watch.core.scope(watch.workspace_id) as scope:
        await preferences.change(scope, "alert_mails", "off")
    await watch.look("sender.example.dbl.spamhaus.org")
    assert await watch.mails() == []


async def test_a_listing_is_told_of_once(watch: Watch, clock: SimulatedClock) -> None:
    for _ in range(2):
        await watch.look("sender.example.dbl.spamhaus.org")
        clock.advance(7 * 3600)
    assert len(await watch.alerts()) == 1


async def test_the_end_of_a_listing_is_told_of(watch: Watch, clock: SimulatedClock) -> None:
    await watch.look("sender.example.dbl.spamhaus.org")
    clock.advance(7 * 3600)
    await watch.look()
    assert [a["kind"] for a in await watch.alerts()] == ["listed", "delisted"]


async def test_what_no_sender_uses_is_not_told_of(watch: Watch) -> None:
    async with watch.core.scope(watch.workspace_id) as scope:
        await blocklists.want(scope, "domain", ["elsewhere.example"])
    await watch.look("elsewhere.example.dbl.spamhaus.org")
    assert await watch.alerts() == []


async def test_a_provider_s_hosts_are_not_watched(watch: Watch) -> None:
    async with watch.core.scope(watch.workspace_id) as scope:
        await senders.update(scope, watch.sender.id, smtp=Server("smtp.gmail.com", 587, "starttls", "anna", "letmein"))
    await watch.look()
    async with watch.core.scope(watch.workspace_id) as scope:
        assert await blocklists.of(scope, "ip", [ADDRESS]) == {}


# ---- Health


async def test_a_mailbox_without_mail_has_no_score(watch: Watch) -> None:
    await watch.judge()
    async with watch.core.scope(watch.workspace_id) as scope:
        assert (await health.of(scope, [watch.sender.id]))[watch.sender.id].health.band == "unknown"


async def test_bounces_make_it_fall(watch: Watch) -> None:
    await watch.happens("message.sent", 100)
    await watch.happens("message.bounced", 5, kind="hard")
    await watch.judge()
    assert [(a["kind"], a["score"], a["band"]) for a in await watch.alerts()] == [("health_fell", 60, "poor")]


async def test_trouble_that_stays_is_told_of_once(watch: Watch, clock: SimulatedClock) -> None:
    await watch.happens("message.sent", 100)
    await watch.happens("message.bounced", 5, kind="hard")
    for _ in range(2):
        await watch.judge()
        clock.advance(3601)
    assert len(await watch.alerts()) == 1


async def test_it_recovers(watch: Watch, clock: SimulatedClock) -> None:
    await watch.happens("message.sent", 100)
    await watch.happens("message.bounced", 5, kind="hard")
    await watch.judge()
    clock.advance(20 * 86400)
    await watch.happens("message.sent", 100)
    await watch.judge()
    assert (await watch.alerts())[-1]["kind"] == "health_recovered"


async def test_silence_is_no_recovery(watch: Watch, clock: SimulatedClock) -> None:
    await watch.happens("message.sent", 100)
    await watch.happens("message.bounced", 5, kind="hard")
    await watch.judge()
    clock.advance(timedelta(days=20).total_seconds())
    await watch.judge()
    assert [a["kind"] for a in await watch.alerts()] == ["health_fell"]


async def test_a_listed_domain_counts(watch: Watch) -> None:
    await watch.look("sender.example.dbl.spamhaus.org", "sender.example.multi.surbl.org")
    await watch.judge()
    async with watch.core.scope(watch.workspace_id) as scope:
        found = (await health.of(scope, [watch.sender.id]))[watch.sender.id].health
    assert [(part.name, part.n) for part in found.parts] == [("blocklists", 2)]


async def test_who_runs_recipients_mailboxes_is_found_out(watch: Watch) -> None:
    async with watch.core.scope(watch.workspace_id) as scope:
        (sent,) = await sent_mail(scope, 1, domain="firm.com")
        await recipients.learn(scope, [sent.sender.id], since=scope.now - timedelta(days=1), newest=10)
        asked = await providers.take_due(scope, scope.now, 10)
        await providers.note(scope, {"firm.com": ("google", scope.now + timedelta(days=7))})
        (trend,) = await health.trends(scope, sent.sender.id)
    assert [one.domain for one in asked] == ["firm.com"]
    assert (trend.provider, trend.delivered.n) == ("Google", 1)


async def test_a_providers_own_domain_needs_no_asking(watch: Watch) -> None:
    async with watch.core.scope(watch.workspace_id) as scope:
        (sent,) = await sent_mail(scope, 1, domain="gmail.com")
        since = scope.now - timedelta(days=1)
        await recipients.learn(scope, [sent.sender.id], since=since, newest=10)
        found = await recipients.by_provider(scope, "campaign", sent.campaign_id, since=since, recent=since, newest=10)
        assert await providers.take_due(scope, scope.now, 10) == []
    assert found == {("Google", True): Outcomes(sent=1)}


async def test_trends_begin_empty(watch: Watch) -> None:
    async with watch.core.scope(watch.workspace_id) as scope:
        assert await health.trends(scope, watch.sender.id) == []

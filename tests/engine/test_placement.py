"""Placement tests from end to end: sent by the engine over SMTP, found in the seeds' folders over IMAP."""

from collections.abc import AsyncIterator
from datetime import time, timedelta

import dns.resolver
import pytest
import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.engine import loops
from outrider.engine.engine import Engine
from outrider.engine.sending.deliver import delivering
from outrider.engine.sending.mail import EmailTransport
from outrider.engine.work import placement as work
from outrider.errors import Invalid
from outrider.outreach.base.scope import Core
from outrider.outreach.deliverability import blocklists, placement, results, seeds
from outrider.outreach.deliverability.placement import Test, TestInput
from outrider.outreach.deliverability.results import Mail, MailFilter
from outrider.outreach.deliverability.seeds import SeedInput, Target
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.outreach.tenancy.workspaces import Installed
from outrider.rules.blocklists import DEFAULT, Blocklist
from outrider.rules.placement import Recurrence
from outrider.sandbox.world import SENDING_IP, Options, World
from outrider.settings import Settings
from tests.working import do_due

TEXT = "<p>Hello, would a short call on Tuesday suit you? I have an idea about your warehouse.</p>"
PASSWORD = "letmein"


class Bench:
    """Two senders, three seeds, and the engine that works on them."""

    def __init__(self, core: Core, world: World, workspace_id: int) -> None:
        self.core, self.world, self.workspace_id = core, world, workspace_id
        self.engine = Engine(core, Settings())
        self.engine.transports["email"] = EmailTransport(core, self.engine.settings)
        self.sender_ids: list[int] = []

    async def test(self, subject: str = "A question", **values: object) -> Test:
        given = TestInput("Spring", subject, TEXT, self.sender_ids, **values)  # pyright: ignore[reportArgumentType]
        async with self.core.scope(self.workspace_id) as scope:
            return await placement.create(scope, given)

    async def live(self, minutes: float) -> None:
        """Start runs, send and look, every minute."""
        clock = self.core.clock
        assert isinstance(clock, SimulatedClock)
        async with delivering(self.engine) as delivery:
            for _ in range(int(minutes)):
                await do_due(self.engine, work.runs)
                await loops.dispatch_round(self.engine, delivery, loops.Resting())
                await delivery.below(1)
                await do_due(self.engine, work.looks)
                clock.advance(60)

    async def mails(self, test: Test) -> list[Mail]:
        async with self.core.scope(self.workspace_id) as scope:
            return await results.mails(scope, MailFilter([test.id]))

    async def reread(self, test: Test) -> Test:
        async with self.core.scope(self.workspace_id) as scope:
            return await placement.get(scope, test.id)


@pytest_asyncio.fixture
async def bench(core: Core, workspace: Installed) -> AsyncIterator[Bench]:
    options = Options(spam_rate=0, spam_words=frozenset({b"lottery"}), unsigned=frozenset({"unsigned.example"}))
    async with World(core.clock, "placement", options=options) as world:
        bench = Bench(core, world, workspace.workspace_id)
        async with core.scope(workspace.workspace_id) as scope:
            for address in ("anna@sender.example", "bert@unsigned.example"):
                world.add_mailbox(address, PASSWORD)
                smtp = Server("127.0.0.1", world.smtp_port, "plain", address, PASSWORD)
                bench.sender_ids.append((await senders.create(scope, SenderInput(address, smtp=smtp, min_gap_seconds=0))).id)
            for address, provider in (("one@seed.example", "google"), ("two@seed.example", "microsoft")):
                world.add_mailbox(address, PASSWORD)
                seed = SeedInput(address, PASSWORD, provider=provider, host="127.0.0.1", port=world.imap_port, security="plain")
                await seeds.add(scope, seed)
        yield bench
        await bench.engine.transports["email"].close()


async def test_every_sender_writes_to_every_seed(bench: Bench) -> None:
    test = await bench.test()
    await bench.live(5)
    pairs = {(mail.sender_address, mail.seed_address) for mail in await bench.mails(test)}
    assert len(pairs) == 4


async def test_a_mail_in_the_inbox_is_found_there(bench: Bench) -> None:
    test = await bench.test()
    await bench.live(5)
    assert {mail.landed for mail in await bench.mails(test)} == {"inbox"}


async def test_a_mail_in_spam_is_found_there(bench: Bench) -> None:
    test = await bench.test("Lottery results")
    await bench.live(5)
    assert {mail.landed for mail in await bench.mails(test)} == {"spam"}


async def test_a_mail_sorted_into_another_folder_is_in_a_category(bench: Bench) -> None:
    test = await bench.test(targets=[Target("google")])
    await bench.live(1)
    inbox = bench.world.folder("one@seed.example")
    promotions = bench.world._account("one@seed.example").create("Promotions")  # pyright: ignore[reportPrivateUsage]
    for letter in list(inbox.letters):
        promotions.add(letter.raw, letter.at)
    inbox.expunge(list(inbox.letters))
    await bench.live(4)
    assert {(mail.landed, mail.folder) for mail in await bench.mails(test)} == {("category", "Promotions")}


async def test_authentication_is_what_the_receiver_saw(bench: Bench) -> None:
    test = await bench.test()
    await bench.live(5)
    seen = {(mail.sender_address, mail.spf, mail.dkim, mail.dmarc) for mail in await bench.mails(test)}
    assert seen == {("anna@sender.example", "pass", "pass", "pass"), ("bert@unsigned.example", "fail", "fail", "fail")}


async def test_the_sending_address_is_known(bench: Bench) -> None:
    test = await bench.test()
    await bench.live(5)
    assert {mail.ip for mail in await bench.mails(test)} == {SENDING_IP}


async def test_the_test_completes_when_every_place_is_known(bench: Bench) -> None:
    test = await bench.test()
    await bench.live(5)
    assert (await bench.reread(test)).status == "completed"


async def test_a_mail_that_never_arrives_is_missing(bench: Bench) -> None:
    test = await bench.test(targets=[Target("google")])
    await bench.live(1)
    inbox = bench.world.folder("one@seed.example")
    inbox.expunge(list(inbox.letters))
    await bench.live(150)
    assert {mail.landed for mail in await bench.mails(test)} == {"missing"}


async def test_a_rescued_mail_leaves_spam_and_still_counts_as_spam(bench: Bench) -> None:
    test = await bench.test("Lottery results", targets=[Target("google")], rescue=True)
    await bench.live(5)
    assert {mail.landed for mail in await bench.mails(test)} == {"spam"}
    assert len(bench.world.folder("one@seed.example").letters) == 2


async def test_a_recurring_test_runs_again(bench: Bench) -> None:
    again = Recurrence(time(10), "UTC", bench.core.clock.now().date())
    test = await bench.test(targets=[Target("google")], recurrence=again)
    await bench.live(70)
    assert {mail.run_no for mail in await bench.mails(test)} == {1, 2}


async def test_a_stopped_test_does_not_run_again(bench: Bench) -> None:
    again = Recurrence(time(10), "UTC", bench.core.clock.now().date())
    test = await bench.test(targets=[Target("google")], recurrence=again)
    await bench.live(5)
    async with bench.core.scope(bench.workspace_id) as scope:
        await placement.change(scope, test.id, status="stopped")
    await bench.live(65)
    assert {mail.run_no for mail in await bench.mails(test)} == {1}


async def test_mails_of_a_sender_keep_their_gap(bench: Bench) -> None:
    test = await bench.test(gap_seconds=600)
    await bench.live(20)
    mails = [mail for mail in await bench.mails(test) if mail.sender_address == "anna@sender.example"]
    assert mails[1].due_at - mails[0].due_at == timedelta(seconds=600)


async def test_a_test_without_a_seed_is_refused(bench: Bench) -> None:
    with pytest.raises(Invalid, match="seed mailbox"):
        await bench.test(targets=[Target("yahoo")])


async def test_a_seed_that_cannot_be_read_says_why(bench: Bench) -> None:
    test = await bench.test(targets=[Target("google")])
    bench.world.add_mailbox("one@seed.example", "another password")
    await bench.live(4)
    async with bench.core.scope(bench.workspace_id) as scope:
        [seed] = [seed for seed in await seeds.all_seeds(scope) if seed.provider == "google"]
    assert seed.error
    bench.world.add_mailbox("one@seed.example", PASSWORD)
    await bench.live(40)
    assert {mail.landed for mail in await bench.mails(test)} == {"inbox"}


class Names:
    """A resolver that knows a few names."""

    def __init__(self, *known: str) -> None:
        self.known = set(known)

    async def resolve(self, qname: str, rdtype: str) -> object:
        if qname in self.known and rdtype == "A":
            return [_Text("127.0.0.2")]
        raise dns.resolver.NXDOMAIN


class _Text:
    def __init__(self, text: str) -> None:
        self.text = text

    def to_text(self) -> str:
        return self.text


async def asked(bench: Bench, resolver: Names) -> None:
    async with bench.core.scope(bench.workspace_id) as scope:
        checks = await blocklists.claim(scope, scope.now + timedelta(minutes=1), 100)
    for check in checks:
        await work.ask(bench.engine, bench.workspace_id, check, DEFAULT, resolver)


async def test_a_listed_sending_domain_is_known_after_a_run(bench: Bench) -> None:
    await bench.test()
    await bench.live(5)
    await asked(bench, Names("sender.example.dbl.spamhaus.org"))
    async with bench.core.scope(bench.workspace_id) as scope:
        found = await blocklists.of(scope, "domain", ["sender.example", "unsigned.example"])
    assert [listing.name for listing in found["sender.example"].listings] == ["Spamhaus DBL"]
    assert found["unsigned.example"].listings == ()


async def test_a_listed_address_is_asked_backwards(bench: Bench) -> None:
    await bench.test()
    await bench.live(5)
    backwards = ".".join(reversed(SENDING_IP.split(".")))
    await asked(bench, Names(f"{backwards}.zen.spamhaus.org"))
    async with bench.core.scope(bench.workspace_id) as scope:
        found = await blocklists.of(scope, "ip", [SENDING_IP])
    assert [listing.zone for listing in found[SENDING_IP].listings] == ["zen.spamhaus.org"]


async def test_a_list_that_refuses_the_question_lists_nothing(core: Core, workspace: Installed) -> None:
    blocklist = Blocklist("zen.spamhaus.org", "ip", "Spamhaus ZEN")
    async with core.scope(workspace.workspace_id) as scope:
        await blocklists.want(scope, "ip", ["203.0.113.9"])
        [check] = await blocklists.claim(scope, scope.now, 1)
        changes = await blocklists.note(scope, check, {blocklist: ["127.0.0.2"]}, ["zen.spamhaus.org"], None)
        assert [listing.zone for listing in changes.new] == ["zen.spamhaus.org"]
        [again] = (await blocklists.of(scope, "ip", ["203.0.113.9"])).values()
        assert await blocklists.note(scope, again, {blocklist: ["127.0.0.2"]}, ["zen.spamhaus.org"], None) == blocklists.Changes(
            [], []
        )

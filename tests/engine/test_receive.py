"""Receiving against real IMAP: what is read, filed once, resumed, and how failures are met."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import psycopg
import pytest
import pytest_asyncio

from outrider.channels.email.imap import Fetched, FolderState, ImapError, ImapSession
from outrider.commands.doctor import silent_mailboxes, unfiled_messages
from outrider.engine import warmup_letters
from outrider.engine.engine import Engine
from outrider.engine.queue import Room, serve
from outrider.engine.reading import receive
from outrider.engine.reading import unfiled as refiling
from outrider.engine.sending import dispatch
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core
from outrider.outreach.conversations import inbox, messages
from outrider.outreach.conversations.inbox import ConversationFilter, MessageFilter
from outrider.outreach.correspondence import filing, tracking, unfiled
from outrider.outreach.correspondence.received import Received
from outrider.outreach.enrollments import enrollments, explain
from outrider.outreach.leads import leads
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Server
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import World
from outrider.settings import Settings
from tests.engine import helpers
from tests.outreach.mailing import Sent, sent_mail
from tests.waiting import eventually
from tests.working import do_due


@pytest_asyncio.fixture
async def world(core: Core) -> AsyncIterator[World]:
    async with World(core.clock, "receive") as world:
        yield world


class Case:
    """A campaign's mailbox at a real IMAP server, and the engine that reads it."""

    def __init__(self, core: Core, world: World, workspace_id: int, sent: list[Sent]) -> None:
        self.core, self.world, self.workspace_id, self.sent = core, world, workspace_id, sent
        self.engine = Engine(core, Settings())
        self.address = sent[0].sender.address

    def arrives(self, text: str = "Yes, tell me more.", folder: str = "INBOX", **headers: str) -> None:
        values = {
            "From": "lead1@prospect.example",
            "To": self.address,
            "Subject": "Re: Hello there",
            "Message-ID": f"<m{len(self.world.folder(self.address, folder).letters)}.{folder}@prospect.example>",
            "In-Reply-To": f"<{self.sent[0].wire_id}>",
            "Date": self.core.clock.now().strftime("%a, %d %b %Y %H:%M:%S +0000"),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        lines = [f"{name}: {value}" for name, value in values.items() if value]
        raw = "\r\n".join([*lines, "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "", text, ""]).encode()
        self.world.folder(self.address, folder).add(raw, self.core.clock.now())

    async def poll(self) -> int:
        """Read the mailbox when it is next due; how many messages were new."""
        await receive.register(self.engine)
        async with self.core.scope(self.workspace_id) as scope:
            row = await scope.one(
                "SELECT next_poll_at FROM mailbox_cursors WHERE workspace_id = %(workspace_id)s AND folder = 'INBOX'"
            )
        clock: Any = self.core.clock
        if row and row["next_poll_at"] > clock.now():
            clock.set(row["next_poll_at"])
        return sum([await receive.poll(self.engine, mailbox) for mailbox in await self.claim()])

    async def claim(self) -> list[receive.Mailbox]:
        return await receive.claim(self.engine, self.workspace_id, Room(10))

    async def received(self) -> list[messages.Message]:
        async with self.core.scope(self.workspace_id) as scope:
            rows = await inbox.messages(scope, MessageFilter(directions=["in"]), newest_first=False)
        return [r["message"] for r in rows]

    async def cursor(self, folder: str = "INBOX") -> dict[str, Any]:
        async with self.core.scope(self.workspace_id) as scope:
            row = await scope.one(
                "SELECT * FROM mailbox_cursors WHERE workspace_id = %(workspace_id)s AND folder = %(folder)s", folder=folder
            )
        assert row is not None
        return row


@pytest_asyncio.fixture
async def case(core: Core, workspace: Installed, world: World) -> Case:
    async with core.scope(workspace.workspace_id) as scope:
        sent = await sent_mail(scope, 2)
        address = sent[0].sender.address
        server = Server("127.0.0.1", world.imap_port, "plain", address, "pw")
        await senders.update(
            scope, sent[0].sender.id, imap=server, smtp=Server("127.0.0.1", world.smtp_port, "plain", address, "pw")
        )
    world.add_mailbox(address, "pw")
    return Case(core, world, workspace.workspace_id, sent)


async def test_a_reply_stops_the_sequence(case: Case) -> None:
    case.arrives("I am interested, can we talk on Thursday?\r\n\r\nOn Monday Anna wrote:\r\n> Hello")
    assert await case.poll() == 1
    (message,) = await case.received()
    assert message.kind == "reply"
    assert message.headers
    assert "Hello" not in message.headers["reply_text"]
    async with case.core.scope(case.workspace_id) as scope:
        assert (await enrollments.get(scope, case.sent[0].enrollment_id)).reason == "replied"
        (row,) = await inbox.conversations(scope, ConversationFilter(unread=True))
        assert row["category"] is not None
        assert (await messages.raw(scope, message.id) or b"").startswith(b"From: lead1@")


async def test_resumes_where_it_stopped(case: Case) -> None:
    case.arrives("One")
    assert await case.poll() == 1
    assert await case.poll() == 0
    case.arrives("Two")
    assert await case.poll() == 1
    assert [m.body_text.strip() for m in await case.received()] == ["One", "Two"]


async def test_a_rebuilt_folder_is_read_again_but_nothing_filed_twice(case: Case) -> None:
    case.arrives("One")
    await case.poll()
    case.world.folder(case.address).renumber()
    case.arrives("Two")
    await case.poll()
    assert [m.body_text.strip() for m in await case.received()] == ["One", "Two"]


async def test_mail_from_before_the_sender_stays_unread(case: Case) -> None:
    raw = b"From: lead1@prospect.example\r\nMessage-ID: <old@x.example>\r\nSubject: Re: Hello there\r\n\r\nOld"
    case.world.folder(case.address).add(raw, case.core.clock.now() - timedelta(days=30))
    assert await case.poll() == 0
    assert not await case.received()


async def test_a_reply_is_read_though_the_server_s_clock_is_behind(case: Case) -> None:
    raw = f"From: lead1@prospect.example\r\nMessage-ID: <r@x.example>\r\nIn-Reply-To: <{case.sent[0].wire_id}>\r\n\r\nYes"
    case.world.folder(case.address).add(raw.encode(), case.core.clock.now() - timedelta(minutes=40))
    await case.poll()
    assert [message.kind for message in await case.received()] == ["reply"]


async def test_private_mail_is_read_past(case: Case) -> None:
    case.arrives("Dinner?", From="mother@home.example", In_Reply_To="", Subject="Dinner")
    assert await case.poll() == 1
    assert not await case.received()
    assert (await case.cursor())["last_uid"] == 1


async def test_replies_in_spam_are_found(case: Case) -> None:
    case.arrives("Yes please", folder="Spam")
    await case.poll()
    (message,) = await case.received()
    assert message.headers
    assert message.headers["folder"] == "Spam"


def report_of(case: Case, status: str = "5.1.1", why: str = "550 5.1.1 User unknown") -> bytes:
    """A delivery report about the first message."""
    return (
        "From: mailer-daemon@prospect.example\r\nMessage-ID: <dsn@prospect.example>\r\n"
        "Subject: Undelivered\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\n\r\nSorry.\r\n--b\r\n'
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; prospect.example\r\n\r\n"
        "Final-Recipient: rfc822; lead1@prospect.example\r\nAction: failed\r\n"
        f"Status: {status}\r\nDiagnostic-Code: smtp; {why}\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: <{case.sent[0].wire_id}>\r\n\r\n--b--\r\n"
    ).encode()


async def test_d2_a_report_that_blames_the_sender_pauses_it_and_keeps_the_lead(case: Case) -> None:
    report = report_of(case, "5.7.515", "550 5.7.515 Access denied, sending domain does not meet the required level")
    case.world.folder(case.address).add(report, case.core.clock.now())
    await case.poll()
    async with case.core.scope(case.workspace_id) as scope:
        sender = await senders.get(scope, case.sent[0].sender.id)
        assert (sender.status, sender.status_code) == ("paused", "domain_unauthenticated")
        assert (await enrollments.get(scope, case.sent[0].enrollment_id)).status == "active"
        assert (await leads.get(scope, case.sent[0].lead_id)).bounced_at is None


async def test_a_report_of_a_full_mailbox_keeps_the_lead(case: Case) -> None:
    case.world.folder(case.address).add(report_of(case, "5.2.2", "552 5.2.2 mailbox full"), case.core.clock.now())
    await case.poll()
    async with case.core.scope(case.workspace_id) as scope:
        assert (await enrollments.get(scope, case.sent[0].enrollment_id)).status == "active"
        assert (await leads.get(scope, case.sent[0].lead_id)).bounced_at is None
        assert (await senders.get(scope, case.sent[0].sender.id)).wait_reason is None


HOURLY = "550 Domain outreach.example has exceeded the max emails per hour (101/100 (101%)) allowed"


async def test_a_sender_over_its_hourly_limit_rests_and_keeps_the_lead(case: Case) -> None:
    case.world.folder(case.address).add(report_of(case, "5.0.0", HOURLY), case.core.clock.now())
    await case.poll()
    async with case.core.scope(case.workspace_id) as scope:
        assert (await leads.get(scope, case.sent[0].lead_id)).bounced_at is None
        assert (await enrollments.get(scope, case.sent[0].enrollment_id)).status == "active"
        found = await explain.of_sender(scope, case.sent[0].sender.id)
        assert found.code == "sender_rate_limited"
        assert found.next_at == scope.now + timedelta(hours=1)


async def test_a_second_refusal_on_the_same_day_doubles_the_rest(case: Case) -> None:
    for n, sent in enumerate(case.sent):
        report = report_of(case, "5.0.0", HOURLY).replace(case.sent[0].wire_id.encode(), sent.wire_id.encode())
        case.world.folder(case.address).add(report.replace(b"<dsn@", f"<dsn{n}@".encode()), case.core.clock.now())
    await case.poll()
    async with case.core.scope(case.workspace_id) as scope:
        sender = await senders.get(scope, case.sent[0].sender.id)
        assert sender.next_at == scope.now + timedelta(hours=2)


async def test_a_report_whose_original_stands_in_a_header_alone_is_filed(case: Case) -> None:
    raw = (
        "From: postmaster@prospect.example\r\nMessage-ID: <ndr@prospect.example>\r\nSubject: Undeliverable: Hello\r\n"
        f"X-MS-Exchange-Parent-Message-Id: <{case.sent[0].wire_id}>\r\n\r\nDelivery has failed: user unknown.\r\n"
    ).encode()
    case.world.folder(case.address).add(raw, case.core.clock.now())
    await case.poll()
    async with case.core.scope(case.workspace_id) as scope:
        assert (await enrollments.get(scope, case.sent[0].enrollment_id)).reason == "bounced"


async def test_a_delivery_report(case: Case) -> None:
    case.world.folder(case.address).add(report_of(case), case.core.clock.now())
    await case.poll()
    async with case.core.scope(case.workspace_id) as scope:
        assert (await enrollments.get(scope, case.sent[0].enrollment_id)).reason == "bounced"


async def test_out_of_office_with_its_return(case: Case) -> None:
    case.arrives("I am out of office until 9 March 2026.", Auto_Submitted="auto-replied", Subject="Out of office: Hello there")
    await case.poll()
    async with case.core.scope(case.workspace_id) as scope:
        found = await enrollments.get(scope, case.sent[0].enrollment_id)
    assert found.reason == "out_of_office"
    assert found.resume_at is not None
    assert found.resume_at > case.core.clock.now()


async def test_a_false_warmup_header_hides_nothing(case: Case) -> None:
    case.arrives("Yes", X_Outrider_Warmup="1.1.forgedforgedforgedforged")
    await case.poll()
    assert [m.kind for m in await case.received()] == ["reply"]


async def test_wrong_password_takes_the_sender_out_of_service(case: Case) -> None:
    case.world.add_mailbox(case.address, "changed")
    waits = []
    for _ in range(3):
        await case.poll()
        waits.append((await case.cursor())["next_poll_at"] - case.core.clock.now())
    assert waits[0] < waits[1] < waits[2]
    async with case.core.scope(case.workspace_id) as scope:
        sender = await senders.get(scope, case.sent[0].sender.id)
        assert (sender.status, sender.status_code) == ("error", "auth_failed")
        assert "pw" not in ((await case.cursor())["error"] or "").split()


async def test_a_mailbox_is_read_by_one_process_at_a_time(case: Case) -> None:
    await receive.register(case.engine)
    assert len(await case.claim()) == 1
    assert not await case.claim()
    clock: Any = case.core.clock
    clock.advance(receive.LEASE_SECONDS + 1)  # its reader died
    assert len(await case.claim()) == 1


async def test_those_that_fail_share_a_lane(case: Case) -> None:
    """Whoever's servers hang, wherever they are, leaves slots to those that can be read."""
    case.world.add_mailbox(case.address, "changed")
    await case.poll()
    clock: Any = case.core.clock
    clock.set((await case.cursor())["next_poll_at"])
    assert not await receive.claim(case.engine, case.workspace_id, Room(10, ["failing"]))
    (mailbox,) = await case.claim()
    assert mailbox.lane == "failing"


async def test_one_server_is_one_lane(case: Case) -> None:
    await receive.register(case.engine)
    server = f"127.0.0.1:{case.world.imap_port}"
    assert not await receive.claim(case.engine, case.workspace_id, Room(10, [server]))
    (mailbox,) = await case.claim()
    assert mailbox.lane == server


async def test_a_folder_without_anything_new_is_not_opened(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    case.arrives("One")
    await case.poll()
    opened: list[str] = []

    async def fetch_since(session: ImapSession, folder: str, *rest: object) -> list[Fetched]:
        opened.append(folder)
        return []

    monkeypatch.setattr(ImapSession, "fetch_since", fetch_since)
    await case.poll()
    assert not opened


async def test_an_error_of_the_database_is_not_the_mailboxs(case: Case) -> None:
    """A restart of PostgreSQL met every mailbox that was being read: none of them has failed, and none has been read."""
    await case.poll()
    before = await case.cursor()
    clock: Any = case.core.clock
    clock.set(before["next_poll_at"])
    async with receive.queue(case.engine) as queue:
        assert queue.failed is not None
        for mailbox in await queue.claim(case.workspace_id, Room(1)):
            await queue.failed(mailbox, psycopg.OperationalError("the connection is lost"))
    after = await case.cursor()
    assert {name for name in before if after[name] != before[name]} == {"next_poll_at"}


async def listen(engine: Engine) -> None:
    async with receive.queue(engine) as queue:
        await serve(engine, queue)


async def test_the_loop_listens(case: Case) -> None:
    """A reply that comes while the mailbox is listened to is filed without a further poll falling due."""
    clock: Any = case.core.clock
    loop = asyncio.create_task(listen(case.engine))
    try:
        async with case.core.scope(case.workspace_id) as scope:
            await scope.run("UPDATE senders SET last_sent_at = %(now)s WHERE workspace_id = %(workspace_id)s")
        case.arrives("One")

        async def filed(n: int) -> bool:
            clock.advance(0.01)
            return len(await case.received()) == n

        await eventually(lambda: filed(1), seconds=60)
        second = case.core.clock.now()
        case.arrives("Two")
        await eventually(lambda: filed(2), seconds=60)

        async def read_since() -> bool:
            read_at = (await case.cursor())["read_at"]
            return read_at is not None and read_at >= second

        await eventually(read_since, seconds=60)  # a person sees that it is read, however long it is listened to
    finally:
        case.engine.stop.set()
        clock.advance(60)
        await asyncio.wait_for(loop, 60)
    assert len(await case.claim()) == 1  # given back, not left to its lease


async def test_warmup_is_kept_out_of_the_inbox(case: Case) -> None:
    token = warmup_letters.make_token(case.core.vault, case.workspace_id, 12345)
    case.arrives("A letter", X_Outrider_Warmup=token)
    await case.poll()
    assert not await case.received()
    assert "\\Seen" in case.world.folder(case.address).letters[0].flags


async def test_a_follow_up_and_the_reply_to_the_first_take_turns(core: Core, workspace: Installed) -> None:
    """Promise 2: while a reply is being filed nothing is claimed for that lead, and nothing after it."""
    made = await helpers.make(core, workspace.workspace_id, n_leads=2, sequence=helpers.steps(0, helpers.DAY))
    engine = helpers.make_engine(core)
    await helpers.work(engine, workspace.workspace_id)
    clock: Any = core.clock
    clock.advance(helpers.DAY)
    async with core.scope(workspace.workspace_id) as scope:
        received = Received("reply", "r1@prospect.example", scope.now, "p0@prospect.example")
        filed = await filing.file(scope, made.sender_ids[0], received)
        assert filed.enrollment_id == made.enrollment_ids[0]
        claimed = await dispatch.claim(engine, workspace.workspace_id)  # the reply is not committed yet
        assert [c.message.enrollment_id for c in claimed] == made.enrollment_ids[1:]
    await helpers.work(engine, workspace.workspace_id)
    async with core.scope(workspace.workspace_id) as scope:
        assert len(await inbox.messages(scope, MessageFilter(enrollment_ids=made.enrollment_ids[:1], directions=["out"]))) == 1


async def test_a_spam_folder_that_cannot_be_read_keeps_nobody_from_the_inbox(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    examine = ImapSession.fetch_since

    async def refused(self: ImapSession, folder: str, *rest: Any) -> list[Fetched]:
        if folder != "INBOX":
            raise ImapError("permission denied", "command", "NO")
        return await examine(self, folder, *rest)

    monkeypatch.setattr(ImapSession, "fetch_since", refused)
    case.arrives()
    assert await case.poll() == 1
    assert (await case.cursor())["failures"] == 0


async def test_mail_to_the_unsubscribe_address_names_the_message_whoever_sends_it(case: Case) -> None:
    link = tracking.mailto(case.address, case.core.vault, case.workspace_id, case.sent[0].message_id)
    subject = unquote(link.partition("?subject=")[2])
    case.arrives("", From="private@elsewhere.example", Subject=subject, In_Reply_To="")
    await case.poll()
    async with case.core.scope(case.workspace_id) as scope:
        assert (await leads.get(scope, case.sent[0].lead_id)).unsubscribed_at is not None
        assert (await enrollments.get(scope, case.sent[0].enrollment_id)).reason == "unsubscribed"
    forged = subject[:-1] + ("A" if subject[-1] != "A" else "B")
    case.arrives("", From="private@elsewhere.example", Subject=forged, In_Reply_To="")
    await case.poll()
    assert len(await case.received()) == 1


OFFER = "our crews mend rotors in two days. Would a short call next week suit you? If not, say so and I will stop writing to you."


async def offered(case: Case) -> None:
    """Have the message that is answered offer to stop."""
    async with case.core.scope(case.workspace_id) as scope:
        await scope.run(
            "UPDATE messages SET body_text = %(text)s WHERE workspace_id = %(workspace_id)s AND direction = 'out'",
            text=f"Hello,\n\n{OFFER}\n\nAnna",
        )


@pytest.mark.parametrize(
    ("answer", "introduction"),
    [
        ("Ja tak, det lyder interessant. Ring til mig i morgen.", "Fra: Anna\nSendt: 2. marts 2026\nTil: Bo\nEmne: Hello there"),
        ("Chętnie, proszę zadzwonić jutro.", "W nieznanym formacie:"),
        ("Kiitos, olen kiinnostunut. Soittakaa huomenna.", ""),
        ("Klingt interessant, rufen Sie mich morgen an.", "==== Urspruengliches ===="),
        ("好的，请发报价。", "某种标题"),
        ("興味があります。資料を送ってください。", "――――"),
    ],
)
async def test_an_interested_answer_above_our_offer_to_stop_is_no_request_to_stop(
    case: Case, answer: str, introduction: str
) -> None:
    await offered(case)
    case.arrives(f"{answer}\n\n{introduction}\n\nHello,\n\n{OFFER}\n\nAnna".replace("\n", "\r\n"))
    await case.poll()
    async with case.core.scope(case.workspace_id) as scope:
        (row,) = await inbox.conversations(scope, ConversationFilter(unread=True))
        assert (await leads.get(scope, case.sent[0].lead_id)).unsubscribed_at is None
    (message,) = await case.received()
    assert (message.kind, row["category"]["key"] in ("interested", "meeting_request", "information_request")) == ("reply", True)
    assert message.headers is not None
    assert OFFER[:30] not in message.headers["reply_text"]


async def test_a_request_to_stop_says_on_which_words_it_stands(case: Case) -> None:
    case.arrives("Poistakaa minut listalta.")
    await case.poll()
    async with case.core.scope(case.workspace_id) as scope:
        found = await enrollments.get(scope, case.sent[0].enrollment_id)
        rows = await scope.all("SELECT data FROM events WHERE workspace_id = %(workspace_id)s AND type = 'lead.unsubscribed'")
    (message,) = await case.received()
    assert found.reason_detail == "Poistakaa minut"
    assert [row["data"]["words"] for row in rows] == ["Poistakaa minut"]
    assert (message.headers or {})["words"] == "Poistakaa minut"


async def test_a_departed_person_is_not_written_to_again_and_the_successor_is_named(case: Case) -> None:
    case.arrives(
        "Bo is no longer with the company. Please write to kim@prospect.example.",
        Auto_Submitted="auto-replied",
        Subject="Automatic reply: Hello there",
    )
    await case.poll()
    async with case.core.scope(case.workspace_id) as scope:
        found = await enrollments.get(scope, case.sent[0].enrollment_id)
        rows = await scope.all("SELECT data FROM events WHERE workspace_id = %(workspace_id)s AND type = 'auto_reply.received'")
        lead = await leads.get(scope, case.sent[0].lead_id)
    assert (found.status, found.reason) == ("stopped", "departed")
    assert found.reason_detail == "Named instead: kim@prospect.example"
    assert rows[0]["data"]["successor"] == "kim@prospect.example"
    assert lead.unsubscribed_at is None


async def test_the_answer_to_a_subject_about_absence_is_a_persons(case: Case) -> None:
    async with case.core.scope(case.workspace_id) as scope:
        await scope.run(
            "UPDATE messages SET subject = 'Out of office' WHERE workspace_id = %(workspace_id)s AND direction = 'out'"
        )
    case.arrives("Fine, send the contract.", Subject="Re: Out of office")
    await case.poll()
    (message,) = await case.received()
    assert message.kind == "reply"


async def test_a_mailbox_that_yields_nothing_for_a_day_is_reported(case: Case) -> None:
    clock: Any = case.core.clock
    sender = case.sent[0].sender

    async def reported() -> list[str]:
        await case.poll()
        async with case.core.scope(case.workspace_id) as scope:
            answer = await explain.of_sender(scope, sender.id)
        return [part.sentence for part in answer.parts if part.code == Reason.MAILBOX_SILENT]

    assert not await reported()
    clock.advance(25 * 3600)
    (sentence,) = await reported()
    assert "messages were sent from it" in sentence or "1 message was sent from it" in sentence
    checks = [check async for check in silent_mailboxes(case.core)]
    assert [(check.what, check.ok) for check in checks] == [(f"mailbox {sender.address}", False)]
    case.arrives()
    assert not await reported()


async def test_a_message_that_the_server_cannot_give_out_is_passed_over(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch = ImapSession.fetch_since

    async def without_the_first(self: ImapSession, *args: Any) -> list[Fetched]:
        found = await fetch(self, *args)
        return [replace(m, raw=b"", error="FETCH failed") if m.uid == found[0].uid else m for m in found]

    monkeypatch.setattr(ImapSession, "fetch_since", without_the_first)
    case.arrives("One")
    case.arrives("Two")
    await case.poll()
    assert [message.body_text.strip() for message in await case.received()] == ["Two"]


async def test_a_server_that_tells_no_uids_is_read_from_its_last_messages(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    async def untold(self: ImapSession, folder: str) -> FolderState:
        return FolderState(0, 0, None)

    monkeypatch.setattr(ImapSession, "state", untold)
    case.arrives("One")
    await case.poll()
    case.arrives("Two")
    await case.poll()
    assert len(await case.received()) == 2


@pytest_asyncio.fixture
async def broken(case: Case, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """A reply came that could not be filed; from here on it could."""

    async def fails(*args: Any, **options: Any) -> None:
        raise ValueError("a bug")

    with monkeypatch.context() as patched:
        patched.setattr(filing, "file", fails)
        case.arrives("Yes, tell me more.")
        await case.poll()
    yield


async def test_mail_that_cannot_be_filed_is_kept(case: Case, broken: None) -> None:
    async with case.core.scope(case.workspace_id) as scope:
        waiting = await unfiled.waiting(scope)
    assert (waiting.n, waiting.error) == (1, "ValueError: a bug")


async def test_mail_that_cannot_be_filed_is_reported(case: Case, broken: None) -> None:
    assert not (await unfiled_messages(case.core)).ok


async def test_mail_that_could_not_be_filed_is_filed_later(case: Case, broken: None) -> None:
    clock: Any = case.core.clock
    clock.advance(unfiled.FIRST_RETRY.total_seconds())
    assert await do_due(case.engine, refiling.queue) == 1
    assert len(await case.received()) == 1
    assert (await unfiled_messages(case.core)).ok


async def test_a_message_id_of_any_length_holds_up_nothing(case: Case) -> None:
    signs = random.Random(1)
    case.arrives("One", Message_ID=f"<{''.join(chr(signs.randrange(0x4E00, 0x9FFF)) for _ in range(950))}@long.example>")
    case.arrives("Two")
    await case.poll()
    assert [message.body_text.strip() for message in await case.received()] == ["One", "Two"]


async def test_a_message_that_the_database_cannot_hold_is_kept_and_holds_up_nothing(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed = filing.file

    async def too_long(scope: Any, sender_id: int, received: Received, **options: Any) -> Any:
        if received.body_text.strip() == "One":
            raise psycopg.errors.ProgramLimitExceeded("index row size 2888 exceeds the maximum")
        return await filed(scope, sender_id, received, **options)

    monkeypatch.setattr(filing, "file", too_long)
    case.arrives("One")
    case.arrives("Two")
    await case.poll()
    assert [message.body_text.strip() for message in await case.received()] == ["Two"]
    async with case.core.scope(case.workspace_id) as scope:
        assert (await unfiled.waiting(scope)).n == 1


# -- servers that number oddly, or end the connection at one message


async def test_a_folder_numbered_again_under_the_same_uidvalidity_is_read_on(case: Case) -> None:
    for text in ("One", "Two", "Three"):
        case.arrives(text)
    await case.poll()
    folder = case.world.folder(case.address)
    folder.letters.clear()
    folder.renumber()
    folder.uid_validity -= 1
    case.arrives("Four", Message_ID="<four@prospect.example>")
    await case.poll()
    assert [m.body_text.strip() for m in await case.received()] == ["One", "Two", "Three", "Four"]


async def test_a_uidnext_that_lags_behind_starts_nothing_over(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    tell = ImapSession.state

    async def lagging(self: ImapSession, folder: str) -> FolderState:
        return replace(await tell(self, folder), uid_next=1)

    case.arrives("One")
    await case.poll()
    monkeypatch.setattr(ImapSession, "state", lagging)
    assert await case.poll() == 0
    case.arrives("Two")
    assert await case.poll() == 1


async def test_the_uidvalidity_of_the_open_folder_counts(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    tell = ImapSession.state

    async def another(self: ImapSession, folder: str) -> FolderState:
        found = await tell(self, folder)
        return replace(found, uid_validity=found.uid_validity + 77)

    monkeypatch.setattr(ImapSession, "state", another)
    case.arrives("One")
    assert await case.poll() == 1
    case.arrives("Two")
    assert await case.poll() == 1
    assert (await case.cursor())["failures"] == 0


async def deadly(case: Case, monkeypatch: pytest.MonkeyPatch, *, headers_too: bool, unavailable: bool = False) -> None:
    """Of three replies the second ends the connection whenever it is asked for, or is called unavailable."""
    ask = ImapSession._attributes  # pyright: ignore[reportPrivateUsage]

    async def asked(self: ImapSession, uids: list[int], items: str) -> dict[int, Any]:
        if 2 in uids and ("BODY.PEEK[]" in items or (headers_too and "HEADER" in items)):
            if unavailable:
                raise ImapError("try again later", "command", "NO", "UNAVAILABLE")
            self._wire.abandon()  # pyright: ignore[reportPrivateUsage]
            raise ImapError("the server closed the connection", "command")
        return await ask(self, uids, items)

    monkeypatch.setattr(ImapSession, "_attributes", asked)
    for text in ("One", "Two", "Three"):
        case.arrives(text)


@pytest.mark.parametrize("unavailable", [False, True])
async def test_a_message_that_the_server_fails_at_is_filed_by_its_headers(
    case: Case, monkeypatch: pytest.MonkeyPatch, unavailable: bool
) -> None:
    await deadly(case, monkeypatch, headers_too=False, unavailable=unavailable)
    for _ in range(receive.PATIENCE + 2):
        await case.poll()
    assert [m.body_text.strip() for m in await case.received()] == ["One", "", "Three"]
    assert (await case.cursor())["failures"] == 0


@pytest.mark.parametrize("unavailable", [False, True])
async def test_a_message_that_the_server_always_fails_at_is_passed_over_at_last(
    case: Case, monkeypatch: pytest.MonkeyPatch, unavailable: bool
) -> None:
    await deadly(case, monkeypatch, headers_too=True, unavailable=unavailable)
    for _ in range(2 * receive.PATIENCE):
        await case.poll()
    assert [m.body_text.strip() for m in await case.received()] == ["One"], "the server may be ill"
    for _ in range(2):
        await case.poll()
    assert [m.body_text.strip() for m in await case.received()] == ["One", "Three"]


async def test_messages_that_share_an_id_are_told_apart_by_date_and_words(case: Case) -> None:
    first, later = (f"{case.core.clock.now() - timedelta(minutes=ago):%a, %d %b %Y %H:%M:%S +0000}" for ago in (20, 10))
    case.arrives("One", Message_ID="<always@prospect.example>", Date=first)
    case.arrives("One, with the footer of a list", Message_ID="<always@prospect.example>", Date=first)
    case.arrives("Two", Message_ID="<always@prospect.example>", Date=later)
    case.arrives("Two", Message_ID="<always@prospect.example>", Date=later)
    await case.poll()
    assert [m.body_text.strip() for m in await case.received()] == ["One", "Two"]

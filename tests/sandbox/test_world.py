"""The world as a whole: prospects act, faults strike, and the same things happen again with the same seed."""

import asyncio
import imaplib
import signal
import smtplib
import sys
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest

from outrider.clock import ScaledClock, SimulatedClock
from outrider.sandbox import Options, World
from outrider.sandbox.mailboxes import Folder
from tests.waiting import eventually

from .conftest import ANN, BEN, PASSWORD, blocking, letter, pass_time, send

DAY = 86_400.0


def subjects(world: World, address: str = ANN) -> list[str]:
    return [str(message_from_bytes(d.raw, policy=policy.default)["Subject"]) for d in world.delivered(address)]


# --- prospects -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("persona", "what", "return_path"),
    [
        ("reply", "reply", b"bob+reply@acme.example"),
        ("interested", "reply", b"bob+interested@acme.example"),
        ("notinterested", "reply", b"bob+notinterested@acme.example"),
        ("wrongperson", "reply", b"bob+wrongperson@acme.example"),
        ("meeting", "reply", b"bob+meeting@acme.example"),
        ("unsubscribe", "unsubscribe", b"bob+unsubscribe@acme.example"),
        ("ooo", "out_of_office", b""),
        ("bounce", "bounce", b""),
        ("full", "soft_bounce", b""),
        ("complaint", "complaint", b""),
    ],
)
async def test_a_marked_prospect_acts_within_a_day(world: World, persona: str, what: str, return_path: bytes) -> None:
    await send(world, letter(f"bob+{persona}@acme.example"))
    due = world.next_due()
    assert due
    assert due > world.clock.now()
    assert world.delivered(ANN) == []
    await pass_time(world, DAY)
    (answer,) = world.delivered(ANN)
    assert answer.raw.startswith(b"Return-Path: <%s>\r\n" % return_path)
    assert world.counts[what] == 1
    assert world.next_due() is None
    assert world.transcript[-1].what == what
    assert world.transcript[-1].at == answer.at


async def test_silent_and_slow_prospects(world: World) -> None:
    await send(world, letter("bob+silent@acme.example"), letter("sid+slow@acme.example"))
    await pass_time(world, 2.9 * DAY)
    assert world.delivered(ANN) == []
    await pass_time(world, 3.2 * DAY)
    assert subjects(world) == ["Re: A quick question"]


async def test_a_prospect_writes_once_a_conversation(world: World) -> None:
    prospect = "bob+notinterested@acme.example"
    await send(world, letter(prospect), letter(prospect, number=2))
    await pass_time(world, DAY)
    await send(world, letter(prospect, number=3))
    await pass_time(world, 7 * DAY)
    assert len(world.delivered(ANN)) == 1
    await send(world, letter(prospect, sender=BEN), login=BEN)
    await pass_time(world, DAY)
    assert len(world.delivered(BEN)) == 1, "another sender is another conversation"


async def test_an_answer_by_hand_is_answered_once(world: World) -> None:
    prospect = "bob+interested@acme.example"
    await send(world, letter(prospect))
    await pass_time(world, DAY)
    for number in (2, 3):
        last = message_from_bytes(world.delivered(ANN)[-1].raw, policy=policy.default)["Message-ID"]
        await send(world, letter(prospect, number=number, In_Reply_To=str(last)))
        await pass_time(world, DAY)
    assert len(world.delivered(ANN)) == 2
    assert world.counts["reply"] == 2


async def test_bounces_answer_every_message(world: World) -> None:
    await send(world, letter("eve+bounce@acme.example"), letter("eve+bounce@acme.example", number=2))
    await pass_time(world, 120)
    assert world.counts["bounce"] == 2


async def test_refusals_at_the_door(world: World) -> None:
    refused = await send(world, letter("eve+reject@acme.example"))
    assert refused["eve+reject@acme.example"][0] == 550
    answers = [await send(world, letter("sam+softbounce@acme.example")) for _ in range(3)]
    assert [answer.get("sam+softbounce@acme.example", (250,))[0] for answer in answers] == [450, 450, 250]
    assert world.delivered("eve+reject@acme.example") == []
    assert world.counts["refused"] == 3


async def test_replies_go_to_reply_to_and_machines_to_the_envelope(world: World) -> None:
    await send(world, letter("bob+reply@acme.example", Reply_To=BEN), letter("kim+ooo@acme.example", Reply_To=BEN))
    await pass_time(world, DAY)
    assert len(world.delivered(BEN)) == 1
    assert len(world.delivered(ANN)) == 1


async def test_machines_are_not_answered(world: World) -> None:
    await send(world, letter("bob+reply@acme.example", Auto_Submitted="auto-generated"))
    assert world.next_due() is None


async def test_a_person_may_write_as_a_prospect(world: World) -> None:
    def write() -> None:
        with smtplib.SMTP(world.host, world.smtp_port) as client:
            client.login("carl@acme.example", "prospect")
            client.send_message(letter(ANN, sender="carl@acme.example"))

    await blocking(write)
    assert len(world.delivered(ANN)) == 1


async def test_mail_between_senders_lands_in_inbox_or_spam(clock: SimulatedClock) -> None:
    async def folders(seed: str) -> list[str]:
        async with World(clock, seed, options=Options(spam_rate=0.5)) as world:
            world.add_mailbox(ANN, PASSWORD)
            world.add_mailbox(BEN, PASSWORD)
            await send(world, *[letter(BEN, number=n) for n in range(20)])
            assert world.next_due() is None
            return [delivered.folder for delivered in world.delivered(BEN)]

    first = await folders("one")
    assert set(first) == {"INBOX", "Spam"}
    assert first == await folders("one")


# --- what prospects do on the web ------------------------------------------------------------------


class Site:
    """A web server on loopback that writes down what is asked of it."""

    def __init__(self) -> None:
        self.requests: list[str] = []

    async def __aenter__(self) -> "Site":
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *exc: object) -> None:
        self.server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next((int(x.split(":")[1]) for x in head.lower().split("\r\n") if x.startswith("content-length")), 0)
        body = (await reader.readexactly(length)).decode()
        self.requests.append(" ".join(filter(None, [*head.split(" ")[:2], body])))
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/away\r\nContent-Length: 0\r\n\r\n")
        writer.close()


async def test_opens_clicks_and_one_click_stay_on_this_machine(world: World) -> None:
    async with Site() as site:
        page = (
            f'<a href="{site.url}/unsubscribe">no</a><a href="{site.url}/c/1">go</a><a href="{site.url}/c/2">or</a>'
            f'<img src="{site.url}/o/1"><img src="http://192.0.2.1/out.gif"><img src="http://example.com/out.gif">'
        )
        headers = {"List_Unsubscribe": f"<{site.url}/u/1>", "List_Unsubscribe_Post": "List-Unsubscribe=One-Click"}
        mails = [letter(f"p+{who}@acme.example", page=page, **headers) for who in ("open", "click", "oneclick", "silent")]
        await send(world, *mails)
        await pass_time(world, DAY)
    assert sorted(site.requests) == [
        "GET /c/1",
        "GET /o/1",
        "GET /o/1",
        "GET /o/1",
        "POST /u/1 List-Unsubscribe=One-Click",
    ]
    assert (world.counts["open"], world.counts["click"], world.counts["one_click_unsubscribe"]) == (3, 1, 1)
    assert world.delivered(ANN) == []


# --- the same again --------------------------------------------------------------------------------


async def story(seed: str) -> list[object]:
    """Three hundred unmarked prospects get two mails each, over two weeks."""
    clock = SimulatedClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    async with World(clock, seed) as world:
        world.add_mailbox(ANN, PASSWORD)
        prospects = [f"lead{n}@acme{n % 7}.example" for n in range(300)]
        for number in (1, 2):
            await send(world, *[letter(prospect, number=number) for prospect in prospects])
            await pass_time(world, 7 * DAY)
        assert world.counts["failed"] == 0
        return [*world.transcript, *[(d.at, d.raw) for d in world.delivered(ANN)], sorted(world.counts.items())]


async def test_the_same_seed_is_the_same_story() -> None:
    first, again, other = await story("one"), await story("one"), await story("two")
    assert first == again
    assert len(first) > 30
    assert first != other


async def test_the_world_runs_by_itself_on_a_fast_clock() -> None:
    clock = ScaledClock(50_000, datetime(2026, 3, 2, 9, tzinfo=UTC))
    async with World(clock, "fast") as world:
        world.add_mailbox(ANN, PASSWORD)
        await send(world, *[letter(f"p{n}+reply@acme.example") for n in range(20)])

        async def answered() -> bool:
            return len(world.delivered(ANN)) == 20

        await eventually(answered)
        moments = [delivered.at for delivered in world.delivered(ANN)]
        # The clock gains hours in the time a busy machine takes to look away: only the order of magnitude is certain.
        assert timedelta(minutes=4) < moments[-1] - datetime(2026, 3, 2, 9, tzinfo=UTC) < timedelta(days=14)


# --- doubles ---------------------------------------------------------------------------------------


async def test_doubles_are_seen(world: World) -> None:
    prospect = "bob+silent@acme.example"
    await send(world, letter(prospect), letter(prospect, number=2))
    assert (world.doubled, world.same_content) == (0, 0)
    await send(world, letter(prospect))
    assert world.doubled == 1
    await send(world, letter("eve+silent@acme.example", X_Outrider_Step="7.1"))
    await send(world, letter("eve+silent@acme.example", number=9, X_Outrider_Step="7.1"))
    assert world.doubled == 2
    renamed = letter(prospect)
    renamed.replace_header("Message-ID", "<fresh@ours.test>")
    await send(world, renamed)
    assert (world.doubled, world.same_content) == (2, 1)


# --- faults ----------------------------------------------------------------------------------------


async def outcome(world: World, number: int = 1, to: str = "bob+silent@acme.example") -> int | str:
    """The SMTP code of sending one mail, or "lost" when the connection died."""

    def attempt() -> int | str:
        try:
            with smtplib.SMTP(world.host, world.smtp_port, timeout=60) as client:
                client.login(ANN, PASSWORD)
                client.send_message(letter(to, number=number))
        except smtplib.SMTPRecipientsRefused as error:
            return next(iter(error.recipients.values()))[0]
        except smtplib.SMTPResponseException as error:
            return error.smtp_code
        except (smtplib.SMTPServerDisconnected, ConnectionError):
            return "lost"
        return 250

    return await blocking(attempt)


@pytest.mark.parametrize(("accepted", "arrived"), [(False, 0), (True, 1)])
async def test_the_connection_dies_after_the_dot(world: World, accepted: bool, arrived: int) -> None:
    (world.faults.drop_after_accepting if accepted else world.faults.drop_before_accepting)()
    assert await outcome(world) == "lost"
    assert len(world.delivered("bob+silent@acme.example")) == arrived
    assert await outcome(world, number=2) == 250
    assert world.faults.struck == 1


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data"])
@pytest.mark.parametrize("code", [421, 450, 451, 550])
async def test_the_server_answers_what_it_is_told(world: World, stage: str, code: int) -> None:
    world.faults.answer(code, stage=stage, times=2)  # type: ignore[arg-type]
    assert [await outcome(world, number) for number in range(3)] == [code, code, 250]
    assert len(world.delivered("bob+silent@acme.example")) == 1


async def test_faults_can_be_aimed(world: World) -> None:
    world.faults.answer(550, "5.7.1 Not you", who="*@blocked.example", times=None)
    assert await outcome(world) == 250
    assert [await outcome(world, to="x+silent@blocked.example") for _ in range(2)] == [550, 550]
    world.faults.clear()
    assert await outcome(world, to="x+silent@blocked.example") == 250


async def test_a_mailbox_is_locked_out(world: World) -> None:
    world.faults.refuse_auth(ANN)
    assert await outcome(world) == 535
    with pytest.raises(imaplib.IMAP4.error):
        await blocking(lambda: imaplib.IMAP4(world.host, world.imap_port, timeout=60).login(ANN, PASSWORD))
    world.faults.clear()
    assert await outcome(world) == 250


async def test_connections_die_before_and_while_speaking(world: World) -> None:
    for stage in ("connect", "auth", "mail", "rcpt"):
        world.faults.drop_at(stage)  # type: ignore[arg-type]
        assert await outcome(world) == "lost", stage
    assert await outcome(world) == 250


async def test_a_late_answer_is_later_than_the_clients_patience(world: World) -> None:
    world.faults.delay(5, stage="data")

    def attempt() -> None:
        with smtplib.SMTP(world.host, world.smtp_port, timeout=0.3) as client:
            client.login(ANN, PASSWORD)
            client.send_message(letter("bob+silent@acme.example"))

    with pytest.raises((TimeoutError, smtplib.SMTPServerDisconnected)):
        await blocking(attempt)
    assert len(world.delivered("bob+silent@acme.example")) == 1, "it was taken: the sender cannot know"


# --- bounds and processes --------------------------------------------------------------------------


async def test_prospects_mailboxes_are_bounded(clock: SimulatedClock) -> None:
    async with World(clock, options=Options(keep=5)) as world:
        world.add_mailbox(ANN, PASSWORD)
        await send(world, *[letter(f"p{n}+silent@acme.example") for n in range(12)])
        assert world.counts["delivered"] == 12
        assert list(world.all_delivered()) == [f"p{n}+silent@acme.example" for n in range(7, 12)]


def test_a_folder_keeps_its_numbers() -> None:
    folder = Folder("INBOX", 7)
    now = datetime(2026, 3, 2, tzinfo=UTC)
    first, second = folder.add(b"a", now), folder.add(b"b", now)
    folder.expunge([second])
    assert folder.add(b"c", now).uid == 3
    assert folder.letters[0] is first
    changes: list[int] = []
    folder.watchers.add(lambda: changes.append(folder.modseq))
    folder.set_flags(first, {r"\Seen"})
    folder.set_flags(first, {r"\Seen"})
    folder.expunge([second])
    assert len(changes) == 1


async def test_the_world_as_its_own_process() -> None:
    command = (sys.executable, "-m", "outrider.sandbox", "--password", PASSWORD)
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout
        line = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
        port = int(line.split("imap:")[0].strip().rpartition(":")[2])

        def write() -> None:
            with smtplib.SMTP("127.0.0.1", port, timeout=60) as client:
                client.login("any@body.test", PASSWORD)
                client.send_message(letter("bob+silent@acme.example", sender="any@body.test"))

        await blocking(write)
    finally:
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 60) == 0

"""The mailbox server, spoken to by imaplib and aioimaplib."""

import asyncio
import imaplib
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aioimaplib
import pytest
import pytest_asyncio

from outrider.sandbox import World
from outrider.sandbox.imap_syntax import BadSyntax, compress, ranges, tokens

from .conftest import ANN, BEN, PASSWORD, blocking, letter, pass_time, send

RAW = [letter(ANN, sender=f"p{n}@acme.example", number=n).as_bytes().replace(b"\n", b"\r\n") for n in range(1, 4)]


@pytest.fixture
def filled(world: World) -> World:
    """Ann's INBOX with three letters, which came a day apart."""
    for day, raw in enumerate(RAW, start=1):
        world.folder(ANN).add(raw, datetime(2026, 3, day, 12, tzinfo=UTC))
    return world


@pytest_asyncio.fixture
async def ann(filled: World) -> AsyncIterator[imaplib.IMAP4]:
    """Ann's mailbox opened with imaplib, its INBOX selected. Its calls belong in `blocking`."""
    client = await blocking(lambda: imaplib.IMAP4(filled.host, filled.imap_port, timeout=60))
    await blocking(lambda: client.login(ANN, PASSWORD))
    await blocking(client.select)
    yield client
    await blocking(client.logout)


@pytest.mark.parametrize(
    ("program", "found"),
    [
        ("ALL", "1 2 3"),
        ("UNSEEN", "1 2 3"),
        ("UID 2:*", "2 3"),
        ("UID 9:*", "3"),
        ("UID 9", ""),
        ("2:3", "2 3"),
        ("SINCE 2-Mar-2026", "2 3"),
        ("BEFORE 2-Mar-2026", "1"),
        ("ON 2-Mar-2026", "2"),
        ('HEADER Message-ID "<2.ann.ours.test@ours.test>"', "2"),
        ("FROM p3@acme", "3"),
        ("NOT FROM p3@acme", "1 2"),
        ("OR UID 1 (UID 3 SUBJECT quick)", "1 3"),
        ("TEXT (1)", None),
        ('BODY "team? (1)"', "1"),
        ("SEEN", ""),
        ("LARGER 10 SENTSINCE 1-Mar-2026", "1 2 3"),
        ("BANANA", None),
        ("SINCE yesterday", None),
    ],
)
async def test_searches(ann: imaplib.IMAP4, program: str, found: str | None) -> None:
    if found is None:
        with pytest.raises(imaplib.IMAP4.error):
            await blocking(lambda: ann.uid("SEARCH", program))
    else:
        assert await blocking(lambda: ann.uid("SEARCH", program)) == ("OK", [found.encode()])


async def test_fetches_every_kind_of_thing(ann: imaplib.IMAP4) -> None:
    async def fetch(what: str) -> tuple[bytes, bytes]:
        _, answer = await blocking(lambda: ann.uid("FETCH", "2", what))
        return answer[0] if isinstance(answer[0], tuple) else (answer[0], b"")

    head, raw = await fetch("(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])")
    assert raw == RAW[1]
    assert head.startswith(b'2 (UID 2 FLAGS () INTERNALDATE " 2-Mar-2026 12:00:00 +0000" RFC822.SIZE %d' % len(raw))
    assert (await fetch("BODY.PEEK[HEADER]"))[1] == raw[: raw.index(b"\r\n\r\n") + 4]
    assert (await fetch("BODY.PEEK[TEXT]"))[1] == raw[raw.index(b"\r\n\r\n") + 4 :]
    assert (await fetch("BODY.PEEK[1]"))[1] == raw[raw.index(b"\r\n\r\n") + 4 :]
    fields = await fetch("(BODY.PEEK[HEADER.FIELDS (Subject MESSAGE-ID)])")
    assert fields[1] == b"Subject: A quick question\r\nMessage-ID: <2.ann.ours.test@ours.test>\r\n\r\n"
    assert (await fetch("BODY.PEEK[]<2.6>")) == (b"2 (UID 2 BODY[]<2> {6}", raw[2:8])
    assert b'"A quick question" (("Ann Lee" NIL "p2" "acme.example"))' in (await fetch("ENVELOPE"))[0]
    assert b'BODYSTRUCTURE ("TEXT" "PLAIN" ("CHARSET" "utf-8")' in (await fetch("BODYSTRUCTURE"))[0]
    assert b"FLAGS ()" in (await fetch("FLAGS"))[0], "peeking does not mark as read"
    head, _ = await fetch("(BODY[])")
    assert (await fetch("FLAGS"))[0] == b"2 (UID 2 FLAGS (\\Seen))"


async def test_stores_moves_copies_and_expunges(ann: imaplib.IMAP4, filled: World) -> None:
    def work() -> None:
        assert ann.uid("STORE", "1:2", "+FLAGS.SILENT", r"(\seen $Forwarded)")[1] == [None]
        assert ann.uid("STORE", "2", "-FLAGS", r"(\Seen)")[1] == [rb"2 (UID 2 FLAGS ($Forwarded) MODSEQ (7))"]
        assert ann.uid("COPY", "1:2", "Trash")[0] == "OK"
        assert ann.response("COPYUID")[1] is not None
        assert ann.uid("MOVE", "3", "Spam")[0] == "OK"
        assert ann.response("EXPUNGE")[1] == [b"3"]
        assert ann.uid("STORE", "1", "+FLAGS", r"\Deleted")[0] == "OK"
        assert ann.expunge() == ("OK", [b"1"])
        assert ann.uid("COPY", "2", "Nowhere")[0] == "NO"
        assert ann.status("Spam", "(MESSAGES UIDNEXT UNSEEN)")[1] == [b'"Spam" (MESSAGES 1 UIDNEXT 2 UNSEEN 1)']

    await blocking(work)
    assert [m.uid for m in filled.folder(ANN).letters] == [2]
    assert [m.raw for m in filled.folder(ANN, "Trash").letters] == RAW[:2]
    assert [m.raw for m in filled.folder(ANN, "Spam").letters] == RAW[2:]


async def test_appends_with_flags_and_date(ann: imaplib.IMAP4, filled: World) -> None:
    when = datetime(2026, 2, 1, 8, 30, tzinfo=UTC)
    status, answer = await blocking(lambda: ann.append("Sent", r"(\Seen)", when, RAW[0]))
    (kept,) = filled.folder(ANN, "Sent").letters
    assert (status, kept.raw, kept.flags, kept.at) == ("OK", RAW[0], {r"\Seen"}, when)
    assert answer[0].startswith(b"[APPENDUID ")
    assert (await blocking(lambda: ann.append("Nowhere", "", when, RAW[0])))[0] == "NO"


async def test_names_the_special_folders(ann: imaplib.IMAP4) -> None:
    _, listing = await blocking(ann.list)
    shown = b"\n".join(line for line in listing if isinstance(line, bytes))
    for part in (b'(\\HasNoChildren) "/" "INBOX"', b'\\Sent) "/" "Sent"', b'\\Junk) "/" "Spam"', b'\\Trash) "/"'):
        assert part in shown

    def own_folder() -> list[bytes | tuple[bytes, bytes] | None]:
        assert ann.create("Customers")[0] == "OK"
        assert ann.create("Customers")[0] == "NO"
        assert ann.rename("Customers", "Clients")[0] == "OK"
        assert ann.delete("Sent")[0] == "NO"
        return ann.list('""', "C%")[1]

    assert await blocking(own_folder) == [b'(\\HasNoChildren) "/" "Clients"']


async def test_tells_only_what_changed_since(ann: imaplib.IMAP4, filled: World) -> None:
    before = filled.folder(ANN).modseq
    filled.folder(ANN).set_flags(filled.folder(ANN).letters[1], {r"\Flagged"})

    def ask() -> tuple[list, list]:
        changed = ann.uid("FETCH", "1:*", f"(FLAGS) (CHANGEDSINCE {before})")[1]
        refused = ann.uid("STORE", "1:2", f"(UNCHANGEDSINCE {before})", "+FLAGS.SILENT", r"(\Seen)")
        return changed, refused[1]

    changed, _ = await blocking(ask)
    assert changed[-1] == b"2 (UID 2 FLAGS (\\Flagged) MODSEQ (%d))" % (before + 1)
    assert [m.flags for m in filled.folder(ANN).letters] == [{r"\Seen"}, {r"\Flagged"}, set()]


async def test_another_session_sees_the_changes(ann: imaplib.IMAP4, filled: World) -> None:
    inbox = filled.folder(ANN)
    inbox.set_flags(inbox.letters[2], {r"\Seen"})
    inbox.expunge(inbox.letters[:1])
    inbox.add(RAW[0], filled.clock.now())

    def noop() -> tuple[object, object, object]:
        ann.noop()
        return ann.response("EXPUNGE")[1], ann.response("EXISTS")[1], ann.response("FETCH")[1]

    expunged, exists, flags = await blocking(noop)
    assert expunged == [b"1"]
    assert isinstance(exists, list)
    assert exists[-1] == b"3"
    assert flags == [b"2 (UID 3 FLAGS (\\Seen) MODSEQ (5))"]
    assert await blocking(lambda: ann.uid("SEARCH", "ALL")) == ("OK", [b"2 3 4"])


async def test_examine_changes_nothing(ann: imaplib.IMAP4, filled: World) -> None:
    def look() -> str:
        ann.select("INBOX", readonly=True)
        ann.uid("FETCH", "1", "BODY[]")
        return ann.uid("STORE", "1", "+FLAGS", r"\Seen")[0]

    assert await blocking(look) == "NO"
    assert filled.folder(ANN).letters[0].flags == set()


async def test_starttls_and_wrong_passwords(world: World) -> None:
    def talk() -> None:
        context = ssl.create_default_context(cadata=world.certificate.decode())
        with imaplib.IMAP4("localhost", world.imap_port, timeout=60) as client:
            client.starttls(context)
            with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
                client.login(ANN, "wrong")
            assert client.authenticate("PLAIN", lambda _: f"\0{ANN}\0{PASSWORD}".encode())[0] == "OK"
            assert client.select("Nowhere")[0] == "NO"

    await blocking(talk)


async def test_opens_with_an_access_token(world: World) -> None:
    def talk() -> str:
        with imaplib.IMAP4(world.host, world.imap_port, timeout=60) as client:
            return client.authenticate("XOAUTH2", lambda _: f"user={ANN}\1auth=Bearer ya29.token\1\1".encode())[0]

    assert await blocking(talk) == "OK"


async def test_idle_reports_a_live_delivery(world: World) -> None:
    client = aioimaplib.IMAP4(world.host, world.imap_port)
    await client.wait_hello_from_server()
    await client.login(BEN, PASSWORD)
    await client.select()
    idle = await client.idle_start(timeout=30)
    await send(world, letter(BEN))
    pushed = await client.wait_server_push(timeout=60)
    assert b"1 EXISTS" in pushed
    client.idle_done()
    await asyncio.wait_for(idle, 60)
    answer = await client.uid("fetch", "1:*", "(FLAGS BODY.PEEK[])")
    assert answer.result == "OK"
    assert b"A quick question" in bytes(answer.lines[1])
    await client.logout()


async def test_a_person_can_look_into_a_prospects_mailbox(world: World) -> None:
    await send(world, letter("bob+silent@acme.example"))

    def look() -> tuple[str, list]:
        with imaplib.IMAP4(world.host, world.imap_port, timeout=60) as client:
            client.login("bob+silent@acme.example", "prospect")
            return client.select()

    assert await blocking(look) == ("OK", [b"1"])


async def test_renumbering_ends_sessions_and_changes_the_validity(ann: imaplib.IMAP4, filled: World) -> None:
    inbox = filled.folder(ANN)
    before, inbox.uid_next = inbox.uid_validity, 40
    inbox.add(RAW[0], filled.clock.now())
    inbox.renumber()
    with pytest.raises(imaplib.IMAP4.abort):
        await blocking(ann.noop)
    assert inbox.uid_validity != before
    assert [m.uid for m in inbox.letters] == [1, 2, 3, 4]


async def test_bad_commands_get_bad_answers(world: World) -> None:
    reader, writer = await asyncio.open_connection(world.host, world.imap_port)
    login = f'a5 LOGIN {ANN} "{PASSWORD}"'.encode()
    for line in (b"a1 BANANA", b"a2 SELECT INBOX", b"a3 (((", b"", b"a4 LOGIN x", login, b"a6 FETCH 1 FLAGS", b"a7 LOGOUT"):
        writer.write(line + b"\r\n")
    answers = (await asyncio.wait_for(reader.read(), 60)).split(b"\r\n")
    tagged = [b" ".join(line.split()[:2]) for line in answers if line.startswith(b"a")]
    assert tagged == [b"a1 BAD", b"a2 NO", b"a3 BAD", b"a4 BAD", b"a5 OK", b"a6 NO", b"a7 OK"]
    writer.close()


def test_reads_commands() -> None:
    assert tokens([b'a UID FETCH 1:* (FLAGS BODY[HEADER.FIELDS (From To)]) "q\\"x"']) == [
        "a", "UID", "FETCH", "1:*", ["FLAGS", "BODY[HEADER.FIELDS (From To)]"], b'q"x',
    ]  # fmt: skip
    assert tokens([b"a APPEND Sent {3}", b"a)b", b""]) == ["a", "APPEND", "Sent", b"a)b"]
    assert ranges("5:2,*", 9) == [(2, 5), (9, 9)]
    assert compress([1, 2, 3, 7, 9, 10]) == "1:3,7,9:10"
    for bad in (b"a (b", b"a b)", b'a "b'):
        with pytest.raises(BadSyntax):
            tokens([bad])


async def test_a_thousand_mailboxes(world: World) -> None:
    """Lazy accounts: a thousand exist, are written to and are read over a thousand connections at once."""
    addresses = [f"sender{n}@fleet.test" for n in range(1000)]
    for address in addresses:
        world.add_mailbox(address, PASSWORD)
    await send(world, *[letter(address) for address in addresses])

    async def look(address: str) -> bytes:
        reader, writer = await asyncio.open_connection(world.host, world.imap_port)
        writer.write(f'a LOGIN {address} "{PASSWORD}"\r\nb SELECT INBOX\r\nc IDLE\r\n'.encode())
        await reader.readuntil(b"+ idling\r\n")
        world.folder(address).add(RAW[0], world.clock.now())
        line = await reader.readline()
        writer.close()
        return line

    lines = await asyncio.wait_for(asyncio.gather(*map(look, addresses)), 60)
    assert set(lines) == {b"* 2 EXISTS\r\n"}
    await pass_time(world, 1)

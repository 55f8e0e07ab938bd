"""The submission server, spoken to by clients that nobody here wrote."""

import asyncio
import base64
import smtplib
import ssl

import aiosmtplib
import pytest

from outrider.sandbox import World

from .conftest import ANN, BEN, PASSWORD, blocking, letter, send

PROSPECT = "bob+silent@acme.example"


async def test_delivers_the_exact_bytes(world: World) -> None:
    body = b"From: ann@ours.test\r\nSubject: dots\r\n\r\n.\r\n..two\r\nend.\r\n"

    def submit() -> None:
        with smtplib.SMTP(world.host, world.smtp_port) as client:
            client.login(ANN, PASSWORD)
            client.sendmail(ANN, [PROSPECT, "eve+silent@acme.example"], body)

    await blocking(submit)
    (one,) = world.delivered(PROSPECT)
    (two,) = world.delivered("eve+silent@acme.example")
    assert one.raw.endswith(body)
    assert two.raw.endswith(body)
    assert one.raw.startswith(b"Return-Path: <ann@ours.test>\r\n")
    assert (one.sender, one.folder, one.at) == (ANN, "INBOX", world.clock.now())
    assert world.all_delivered() == {PROSPECT: 1, "eve+silent@acme.example": 1}


@pytest.mark.parametrize("method", ["auth_plain", "auth_login"])
async def test_logs_in_by_each_mechanism(world: World, method: str) -> None:
    def log_in(password: str) -> int:
        with smtplib.SMTP(world.host, world.smtp_port) as client:
            client.ehlo()
            client.user, client.password = ANN, password
            try:
                return client.auth(method[5:].upper(), getattr(client, method))[0]
            except smtplib.SMTPAuthenticationError as error:
                return error.smtp_code

    assert await blocking(lambda: log_in(PASSWORD)) == 235
    assert await blocking(lambda: log_in("wrong")) == 535


@pytest.mark.parametrize(("token", "code"), [("ya29.token", 235), ("stale", 535)])
async def test_logs_in_with_an_access_token(world: World, token: str, code: int) -> None:
    blob = base64.b64encode(f"user={ANN}\x01auth=Bearer {token}\x01\x01".encode()).decode()

    def log_in() -> int:
        with smtplib.SMTP(world.host, world.smtp_port) as client:
            client.ehlo()
            return client.docmd("AUTH", f"XOAUTH2 {blob}")[0]

    assert await blocking(log_in) == code


async def test_speaks_starttls_with_a_certificate_one_can_check(world: World) -> None:
    def submit() -> None:
        context = ssl.create_default_context(cadata=world.certificate.decode())
        with smtplib.SMTP("localhost", world.smtp_port) as client:
            client.starttls(context=context)
            assert not client.ehlo()[1].count(b"STARTTLS")
            client.login(ANN, PASSWORD)
            client.send_message(letter(PROSPECT))

    await blocking(submit)
    assert len(world.delivered(PROSPECT)) == 1


async def test_works_with_aiosmtplib(world: World) -> None:
    await aiosmtplib.send(
        letter(PROSPECT), hostname=world.host, port=world.smtp_port, username=ANN, password=PASSWORD, start_tls=False
    )
    assert len(world.delivered(PROSPECT)) == 1


async def test_nobody_sends_as_somebody_else(world: World) -> None:
    def attempt(envelope: str, header: str) -> int:
        with smtplib.SMTP(world.host, world.smtp_port) as client:
            client.login(ANN, PASSWORD)
            try:
                client.sendmail(envelope, PROSPECT, letter(PROSPECT, sender=header).as_bytes())
            except smtplib.SMTPSenderRefused as error:
                return error.smtp_code
            except smtplib.SMTPDataError as error:
                return error.smtp_code
        return 250

    assert await blocking(lambda: attempt(BEN, ANN)) == 553
    assert await blocking(lambda: attempt(ANN, BEN)) == 550
    assert await blocking(lambda: attempt(ANN.upper(), ANN)) == 250


async def converse(world: World, *lines: bytes) -> list[bytes]:
    """Send everything at once (pipelining) and read until the server closes."""
    reader, writer = await asyncio.open_connection(world.host, world.smtp_port)
    writer.write(b"".join(lines))
    answers = (await asyncio.wait_for(reader.read(), 60)).split(b"\r\n")
    writer.close()
    return [line[:4].strip() for line in answers if line and line[3:4] != b"-"]


async def test_pipelines_a_whole_conversation(world: World) -> None:
    auth = base64.b64encode(f"\0{ANN}\0{PASSWORD}".encode())
    mail = b"MAIL FROM:<%s> SIZE=100\r\nRCPT TO:<%s>\r\nDATA\r\n" % (ANN.encode(), PROSPECT.encode())
    text = b"From: ann@ours.test\r\n\r\nhi\r\n.\r\n"
    answers = await converse(world, b"EHLO me\r\nAUTH PLAIN " + auth + b"\r\n", mail + text, mail + text, b"QUIT\r\n")
    once = [b"250", b"250", b"354", b"250"]
    assert answers == [b"220", b"250", b"235", *once, *once, b"221"]
    assert len(world.delivered(PROSPECT)) == 2


@pytest.mark.parametrize(
    ("lines", "answers"),
    [
        (b"MAIL FROM:<ann@ours.test>\r\n", b"503"),
        (b"EHLO me\r\nMAIL FROM:<ann@ours.test>\r\n", b"530"),
        (b"EHLO me\r\nAUTH PLAIN !!!\r\n", b"501"),
        (b"EHLO me\r\nAUTH LOGIN\r\n*\r\n", b"501"),
        (b"EHLO me\r\nAUTH CRAM-MD5\r\n", b"504"),
        (b"EHLO me\r\nRCPT TO:<x@y>\r\n", b"503"),
        (b"EHLO me\r\nDATA\r\n", b"503"),
        (b"NONSENSE\r\n", b"500"),
        (b"\xff\xfe\r\n", b"500"),
        (b"EHLO me\r\n" + b"A" * 20_000 + b"\r\n", b"500"),
    ],
)
async def test_refuses_what_is_out_of_place(world: World, lines: bytes, answers: bytes) -> None:
    got = await converse(world, lines, b"QUIT\r\n")
    assert answers in got
    assert world.counts["accepted"] == 0


async def test_refuses_a_message_too_big(world: World) -> None:
    auth = base64.b64encode(f"\0{ANN}\0{PASSWORD}".encode())
    head = b"EHLO me\r\nAUTH PLAIN %s\r\nMAIL FROM:<%s> SIZE=99999999\r\nQUIT\r\n" % (auth, ANN.encode())
    assert b"552" in await converse(world, head)


async def test_takes_addresses_beyond_ascii(world: World) -> None:
    def submit() -> None:
        with smtplib.SMTP(world.host, world.smtp_port) as client:
            client.login(ANN, PASSWORD)
            client.sendmail(ANN, "jürgen+reply@müller.example", letter("x@y").as_bytes(), ["SMTPUTF8"])

    await blocking(submit)
    assert len(world.delivered("jürgen+reply@müller.example")) == 1


async def test_a_server_that_files_sent_mail(world: World) -> None:
    world.add_mailbox("gus@gmail.test", PASSWORD, saves_sent=True)
    await send(world, letter(PROSPECT, sender="gus@gmail.test"), login="gus@gmail.test")
    (kept,) = world.folder("gus@gmail.test", "Sent").letters
    assert kept.flags == {r"\Seen"}
    assert world.delivered("gus@gmail.test") == []
    assert world.folder(ANN, "Sent").letters == []

"""What submission servers of the world do differently, and what the client makes of it. Each server is a table of answers."""

import asyncio
import base64
import hmac
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from outrider.channels.email.account import Secret
from outrider.channels.email.smtp import Reply, SmtpError, SmtpSession, SubmitResult, Timeouts, Unsendable
from outrider.channels.email.tls import client_context
from outrider.outreach.senders.connecting import Server, log_in
from tests.channels.email.conftest import Authority, Script, endpoint

QUICK = Timeouts(connect=20, greeting=20, command=20, data=20, verdict=20)
# What is said in a dialog of AUTH, in capitals as `server` looks commands up.
PLAIN, ANN, X = "AGFUBGB4", "YW5U", "EA=="
USUAL = {
    "": "220 hi",
    "EHLO": "250-me\r\n250-PIPELINING\r\n250 AUTH PLAIN LOGIN",
    "HELO": "250 me",
    "AUTH": "235 2.7.0 ok",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go",
    ".": "250 2.0.0 queued",
    "RSET": "250 ok",
    "QUIT": "221 bye",
}


def server(answers: dict[str, str], seen: list[str]):
    """Answers commands by first word ("" is the greeting, "." the message); several answers, with " | " between, come in turn."""
    left = {word: answer.split(" | ") for word, answer in (USUAL | answers).items()}

    def next_answer(word: str) -> bytes:
        of = left.get(word, ["500 5.5.1 what"])
        answer = of.pop(0) if len(of) > 1 else of[0]
        return (answer + "\r\n").encode() if answer else b""

    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(next_answer(""))
        while line := await reader.readline():
            command = line.decode().strip()
            seen.append(command)
            answer = next_answer(command.partition(" ")[0].upper())
            writer.write(answer)
            if answer.startswith(b"421"):
                return
            if answer.startswith(b"3") and command.upper() == "DATA":
                await reader.readuntil(b"\r\n.\r\n")
                writer.write(next_answer("."))

    return play


async def submit(
    script, answers: dict[str, str], *, seen: list[str] | None = None, to: str = "b@example.com", data: bytes = b"Hi\r\n"
) -> SubmitResult:
    where = endpoint(
        await script(server(answers, [] if seen is None else seen)), username="ann", secret=Secret("x"), auth="plain"
    )
    session = await SmtpSession.open(where, timeouts=QUICK)
    try:
        return await session.send("a@example.com", [to], data)
    finally:
        session.abort()


@pytest.mark.parametrize(
    "answers",
    [
        {"EHLO": "250-me\r\n250-SIZE 1000000\r\n250 AUTH=PLAIN LOGIN"},
        {"EHLO": "250-me\r\n250-AUTH=LOGIN\r\n250 AUTH PLAIN"},
        {"EHLO": "250-me\r\n250 auth  plain,login "},
        {"EHLO": "250-me\r\n250-SIZE 0\r\n250-SIZE\r\n250-\r\n250 AUTH PLAIN"},
        {"EHLO": "250-me\n250 AUTH PLAIN"},
        {"EHLO": "250-me\r\n  and more of it\r\n250 AUTH PLAIN"},
        {"EHLO": "250-me\r\n220-AUTH PLAIN\r\n250 done"},
        {"EHLO": "250-me\r\n250\tAUTH PLAIN"},
        {"EHLO": "250 me\r\n250-SIZE 1000\r\n250 AUTH PLAIN"},
        {"EHLO": "250 me\r\n250 AUTH PLAIN"},
        {"EHLO": "250-\r\n250-AUTH PLAIN\r\n250"},
        {"": "220 hi\r\n220-welcome\r\n220 to us"},
        {"": "220-hi\r\n421-not so\r\n220 welcome"},
        {"": "220-welcome\r\n220-to us\r\n220 ESMTP"},
        {"": "220"},
        {"": "\r\n220 hi"},
        {"": "220-" + "x" * 20_000 + "\r\n220 ok"},
        {"MAIL": "250", "RCPT": "250 2.1.5", "DATA": "354"},
        {"RCPT": "251 will forward", "DATA": "354-go\r\n354 on"},
        {"RCPT": "252 cannot verify"},
        {"AUTH": "334", PLAIN: "235 ok"},
        {"AUTH": "504 5.5.4 unrecognized authentication type | 334 VXNlcm5hbWU6", ANN: "334 UGFzc3dvcmQ6", X: "235 ok"},
        {"AUTH": "553 5.3.0 no such way | 334 VXNlcm5hbWU6", ANN: "334 UGFzc3dvcmQ6", X: "235 ok"},
        {"AUTH": "535 5.7.8 not by this | 334 VXNlcm5hbWU6", ANN: "334 UGFzc3dvcmQ6", X: "235 ok"},
        {"MAIL": "503 5.5.1 improper pipelining | 250 ok", "RCPT": "503 no sender | 250 ok", "DATA": "503 no | 354 go"},
    ],
    ids=range(25),
)
async def test_the_message_is_accepted(script, answers: dict[str, str]):
    result = await submit(script, answers)
    assert (result.accepted, result.text) == (True, "2.0.0 queued")


async def test_a_login_by_challenge_alone(script):
    challenge = "PDQ3MTEuMjBAbWFpbC5leGFtcGxlPg=="
    seen: list[str] = []
    answers = {"EHLO": "250-me\r\n250 AUTH DIGEST-MD5 CRAM-MD5", "AUTH": f"334 {challenge}"}
    digest = hmac.new(b"x", base64.b64decode(challenge), "md5").hexdigest()
    answer = base64.b64encode(f"ann {digest}".encode()).decode()
    result = await submit(script, answers | {answer.upper(): "235 ok"}, seen=seen)
    assert result.accepted
    assert seen[1:3] == ["AUTH CRAM-MD5", answer]


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"AUTH": "535 5.7.8 wrong | 504 5.5.4 not known"}, 535),
        ({"AUTH": "504 5.5.4 not known | 535 5.7.8 wrong"}, 535),
        ({"AUTH": "535 5.7.8 wrong | 421 too many"}, 535),
        ({"AUTH": "454 4.7.0 later | 235 ok"}, 454),
    ],
)
async def test_which_refusal_of_a_login_counts(script, answers: dict[str, str], code: int):
    with pytest.raises(SmtpError) as raised:
        await submit(script, answers)
    assert (raised.value.code, raised.value.phase) == (code, "auth")


@pytest.mark.parametrize("refusal", ["500 what", "502 not here", "504 no", "550 5.7.1 no", "554 no"])
async def test_hello_without_extensions(script, refusal: str):
    seen: list[str] = []
    where = endpoint(await script(server({"EHLO": refusal}, seen)))
    session = await SmtpSession.open(where, timeouts=QUICK)
    assert (await session.send("a@example.com", ["b@example.com"], b"Hi\r\n")).accepted
    session.abort()
    assert [command.partition(" ")[0] for command in seen[:2]] == ["EHLO", "HELO"]


@pytest.mark.parametrize(
    "refusal", ["501 5.5.4 Syntactically invalid EHLO argument(s)", "504 <[127.0.0.1]>: need fully-qualified hostname"]
)
async def test_a_server_that_takes_only_the_name_of_a_domain(script, refusal: str):
    seen: list[str] = []
    answers = {"EHLO": refusal + " | 250-me\r\n250 AUTH PLAIN"}
    where = endpoint(await script(server(answers, seen)), username="ann@acme.io", secret=Secret("x"), auth="plain")
    session = await SmtpSession.open(where, timeouts=QUICK)
    session.abort()
    assert seen[:2] == ["EHLO [127.0.0.1]", "EHLO acme.io"]
    assert session.extensions == {"AUTH": "PLAIN"}


async def test_a_long_reply_whose_end_is_not_marked(script):
    where = endpoint(await script(server({"EHLO": "250-me\r\n250-SIZE 5"}, [])))
    session = await SmtpSession.open(where, timeouts=Timeouts(command=0.4))
    session.abort()
    assert session.extensions == {"SIZE": "5"}


@pytest.mark.parametrize(("where", "stage"), [("MAIL", "mail"), ("RCPT", "rcpt"), ("DATA", "data"), (".", "dot")])
async def test_421_ends_the_exchange_wherever_it_comes(script, where: str, stage: str):
    result = await submit(script, {where: "421 4.3.2 closing down"})
    assert (result.code, result.accepted, result.stage) == (421, False, stage)


@pytest.mark.parametrize("where", ["", "EHLO", "AUTH"])
async def test_421_before_any_message(script, where: str):
    with pytest.raises(SmtpError) as caught:
        await submit(script, {where: "421 4.3.2 try later"})
    assert (caught.value.code, caught.value.enhanced) == (421, "4.3.2")


@pytest.mark.parametrize("pipelining", ["250-PIPELINING\r\n", ""])
@pytest.mark.parametrize("where", ["MAIL", "RCPT", "DATA"])
async def test_a_refused_message_does_not_end_the_session(script, where: str, pipelining: str):
    seen: list[str] = []
    hello = f"250-me\r\n{pipelining}250 AUTH PLAIN"
    go = "503 no recipients | 354 go" if pipelining else "354 go"
    play = server({"EHLO": hello, "DATA": go} | {where: f"451 later | {USUAL[where]}"}, seen)
    session = await SmtpSession.open(endpoint(await script(play)), timeouts=QUICK)
    results = [await session.send("a@example.com", ["b@example.com"], b"Hi\r\n") for _ in range(2)]
    session.abort()
    assert [(result.code, result.accepted) for result in results] == [(451, False), (250, True)]
    assert seen.count("RSET") == 1


@pytest.mark.parametrize("last", [b"", b"250-2.0.0 queued\r\n", b"250 2.0.0 queued", b"2", b"\r\n"])
async def test_a_connection_lost_after_the_dot_leaves_the_message_uncertain(script, last: bytes):
    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 hi\r\n")
        while line := await reader.readline():
            writer.write(b"354 go\r\n" if line == b"DATA\r\n" else b"250 ok\r\n")
            if line == b"DATA\r\n":
                await reader.readuntil(b"\r\n.\r\n")
                writer.write(last)
                return

    session = await SmtpSession.open(endpoint(await script(play)), timeouts=QUICK)
    with pytest.raises(SmtpError) as caught:
        await session.send("a@example.com", ["b@example.com"], b"Hi\r\n")
    assert caught.value.phase == "uncertain"


async def test_421_and_then_silence(script):
    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 hi\r\n")
        await reader.readline()
        writer.write(b"250-me\r\n250 PIPELINING\r\n")
        await reader.readline()
        writer.write(b"421 4.4.5 too many\r\n")
        await reader.read()
        await asyncio.Event().wait()

    session = await SmtpSession.open(endpoint(await script(play)), timeouts=QUICK)
    result = await session.send("a@example.com", ["b@example.com"], b"Hi\r\n")
    assert (result.code, result.stage, session.usable) == (421, "mail", False)


async def test_data_answered_with_success_is_no_answer(script):
    with pytest.raises(SmtpError, match="answered DATA with 250") as caught:
        await submit(script, {"DATA": "250 ok"})
    assert caught.value.phase == "envelope"


@pytest.mark.parametrize(
    ("to", "extensions", "line"),
    [
        ("b@bücher.example", "", "RCPT TO:<b@xn--bcher-kva.example>"),
        ("b@bücher.example", "250-SMTPUTF8\r\n", "RCPT TO:<b@bücher.example>"),
        ("bücher@example.com", "250-SMTPUTF8\r\n", "RCPT TO:<bücher@example.com>"),
    ],
)
async def test_international_addresses(script, to: str, extensions: str, line: str):
    seen: list[str] = []
    await submit(script, {"EHLO": f"250-me\r\n{extensions}250 AUTH PLAIN"}, seen=seen, to=to)
    assert line in seen


async def test_an_international_local_part_needs_the_extension(script):
    with pytest.raises(Unsendable):
        await submit(script, {}, to="bücher@example.com")


@pytest.mark.parametrize(
    ("limit", "sent"), [("SIZE 100", False), ("SIZE 100 MB", False), ("SIZE 0", True), ("SIZE", True), ("SIZE=x", True)]
)
async def test_size_limits(script, limit: str, sent: bool):
    try:
        accepted = (await submit(script, {"EHLO": f"250-me\r\n250-{limit}\r\n250 AUTH PLAIN"}, data=b"x" * 150)).accepted
    except Unsendable as error:
        accepted = error.reason != "too_large"
    assert accepted == sent


@pytest.mark.parametrize(
    ("code", "text", "enhanced"),
    [
        (550, "5.1.1 no such user", "5.1.1"),
        (550, "#5.1.0 Address rejected.", "5.1.0"),
        (553, "sorry, not in my list (#5.7.1)", "5.7.1"),
        (550, "[5.2.1] off", "5.2.1"),
        (550, "Error: 5.1.1: <x>", "5.1.1"),
        (550, ".1.1 no such user", "5.1.1"),
        (550, "X.1.1 no such user", "5.1.1"),
        (450, "x.2.2 full", "4.2.2"),
        (451, "5.1.1 4.2.0 later", "4.2.0"),
        (550, "4.4.7 expired", None),
        (550, "host 192.5.1.1 says no", None),
        (550, "version 5.1", None),
        (250, "2.0.0 ok", "2.0.0"),
    ],
)
def test_enhanced_codes(code: int, text: str, enhanced: str | None):
    assert Reply(code, text).enhanced == enhanced


async def test_a_program_of_this_machine_signs_its_certificate_itself(authority: Authority):
    async with encrypted(authority, server({}, [])) as port:
        session = await SmtpSession.open(endpoint(port, security="tls"), timeouts=QUICK)
        session.abort()


@pytest.mark.parametrize(
    ("host", "verified"),
    [("mail.example.com", True), ("10.0.0.5", True), ("localhost.example.com", True), ("127.0.0.1", False), ("localhost", False)],
)
def test_certificates_of_other_machines_are_verified(host: str, verified: bool):
    context = client_context(host)
    assert (context.verify_mode == ssl.CERT_REQUIRED, context.check_hostname) == (verified, verified)


async def test_how_a_server_of_this_machine_is_reached_is_found_though_it_is_silent_without_tls(authority: Authority):
    async with encrypted(authority, server({}, [])) as port:
        found = await log_in("smtp", Server("127.0.0.1", port, "plain", "ann", "x"), allow_plain=False, seconds=6)
    assert found.server
    assert found.server.security == "tls"


@asynccontextmanager
async def encrypted(authority: Authority, play: Script) -> AsyncIterator[int]:
    """The port of a server that speaks TLS from the first byte."""
    listening = await asyncio.start_server(play, "127.0.0.1", 0, ssl=authority.server)
    yield listening.sockets[0].getsockname()[1]
    listening.close()

"""What servers of the world do differently, and what the client makes of it. Each server is a table of commands and answers."""

import asyncio
import re
from contextlib import nullcontext
from datetime import UTC

import pytest

from outrider.channels.email import imap_folders
from outrider.channels.email.account import ImapEndpoint, Secret
from outrider.channels.email.imap import Fetched, ImapError, ImapSession, Timeouts
from outrider.channels.email.imap_syntax import encode_folder, moment

QUICK = Timeouts(connect=20, command=20, transfer=20)
ONE = b"Subject: Re: x\r\n\r\nYes\r\n"
OPEN = "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 794] ok\r\n$ OK [READ-ONLY] done\r\n"
FACTS = '* 1 FETCH (UID 793 FLAGS () INTERNALDATE " 3-Mar-2026 09:00:00 +0000" RFC822.SIZE 23)\r\n$ OK done\r\n'
BODY = "* 1 FETCH (UID 793 BODY[] {23}\r\nSubject: Re: x\r\n\r\nYes\r\n)\r\n$ OK done\r\n"


def server(
    answers: dict[str, str],
    *,
    greeting: str = "* OK ready\r\n",
    capabilities: str = "IMAP4rev1 UIDPLUS",
    seen: list[str] | None = None,
):
    """Plays `answers` by the beginning of the command ($ is its tag); what is not listed is answered as most servers do.

    Hangs up after a farewell. Commands are noted in `seen`.
    """
    usual = {
        "CAPABILITY": f"* CAPABILITY {capabilities}\r\n$ OK done\r\n",
        "LOGIN": "$ OK in\r\n",
        "LOGOUT": "* BYE bye\r\n$ OK out\r\n",
        "EXAMINE": OPEN,
        "SELECT": OPEN,
        "UID SEARCH": "* SEARCH 793\r\n$ OK done\r\n",
        "UID FETCH 793 (UID FLAGS": FACTS,
        "UID FETCH 793 (UID BODY": BODY,
    }
    known = sorted((usual | answers).items(), key=lambda pair: -len(pair[0]))

    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting.encode())
        while "* BYE" not in greeting and (line := await reader.readline()):
            tag, _, command = line.decode().strip().partition(" ")
            if seen is not None:
                seen.append(command)
            if literal := re.search(r"\{(\d+)\}$", command):
                writer.write(b"+ go\r\n")
                await reader.readexactly(int(literal[1]) + 2)
            answer = next((answer for begins, answer in known if command.startswith(begins)), "$ BAD unknown\r\n")
            writer.write(re.sub(r"^\$", tag, answer, flags=re.MULTILINE).encode())
            if answer.startswith("* BYE"):
                return

    return play


async def opened(script, play) -> ImapSession:
    where = ImapEndpoint("127.0.0.1", await script(play), "plain", "ann", Secret("x"))
    return ImapSession(where, timeouts=QUICK)


async def fetched(script, play, **arguments) -> list[Fetched]:
    async with await opened(script, play) as session:
        return await session.fetch_since("INBOX", **{"uid_validity": 7, "last_uid": 700} | arguments)


@pytest.mark.parametrize(
    "answers",
    [
        {"EXAMINE": "*  633 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT 794]\r\n$ OK [READ-ONLY] EXAMINE\r\n"},
        {"EXAMINE": "*   1   EXISTS\r\n*  OK  [UIDVALIDITY 7]\r\n$  OK\r\n"},
        {"EXAMINE": "* 1 EXISTS\r\n* OK [UIDVALIDITY 0] ok\r\n* OK [UIDNEXT 0] ok\r\n$ OK\r\n"},
        {"EXAMINE": "* 1 EXISTS\r\n$ OK no UIDVALIDITY at all\r\n"},
        {"EXAMINE": "* 1 exists\r\n* ok [uidvalidity 7] ok\r\n$ ok [read-only]\r\n"},
        {"EXAMINE": "* 1 EXISTS\n* OK [UIDVALIDITY 7]\n$ OK\n"},
        {"EXAMINE": "* 1 EXISTS.\r\n* OK [UIDVALIDITY 7 ok\r\n* OK [ UIDNEXT 794 ] ok\r\n$ OK\r\n"},
        {"EXAMINE": "\r\n* 1 EXISTS\r\n\r\n* FLAGS (\\Answered {9}\r\n\\Deleted\\)\r\n* OK [UIDVALIDITY 7]\r\n$ OK\r\n"},
        {"EXAMINE": "* OK [ALERT] Your quota {12}\r\n* 1 EXISTS\r\n* OK still here\r\n* OK [UIDVALIDITY 7]\r\n$ OK\r\n"},
        {"EXAMINE": "* FLAGS (unbalanced\r\n* 1 EXISTS\r\n* 3 WEIRD ((\r\n* OK [UIDVALIDITY 7]\r\n$ OK\r\n"},
        {"EXAMINE": "ALERT: maintenance tonight\r\n* 1 EXISTS\r\n[UIDVALIDITY 7]\r\n$ OK\r\n"},
        {"UID SEARCH": "*  SEARCH  793 \r\n$ OK done\r\n"},
        {"UID SEARCH": "* SEARCH\r\n* SEARCH 793 793\r\n* 2 EXISTS\r\n$ OK done\r\n"},
        {"UID SEARCH": "* SEARCH 793 (MODSEQ 5)\r\n$ OK done\r\n"},
        {"UID FETCH 793 (UID BODY": BODY.replace("(UID 793 BODY[]", "(FLAGS (\\Seen) UID 793 BODY[]<0>")},
        {"UID FETCH 793 (UID BODY": "* 1 FETCH (UID 793 BODY[] ~{23}\r\nSubject: Re: x\r\n\r\nYes\r\n)\r\n$ OK\r\n"},
        {"UID FETCH 793 (UID BODY": "* 1 FETCH (UID 793 BODY[] {23+}\r\nSubject: Re: x\r\n\r\nYes\r\n)\r\n$ OK\r\n"},
        {"UID FETCH 793 (UID BODY": "* 1 FETCH (UID {3}\r\n793 BODY[] {23}\r\nSubject: Re: x\r\n\r\nYes\r\n)\r\n$ OK\r\n"},
        {"UID FETCH 793 (UID BODY": "* 2 FETCH (FLAGS ())\r\n* 3 EXPUNGE\r\n" + BODY.replace("$ OK", "* OK x\r\n$ OK")},
        {"UID FETCH 793 (UID FLAGS": "* 1 FETCH (UID 793 FLAGS NIL INTERNALDATE NIL RFC822.SIZE NIL)\r\n$ OK\r\n"},
        {"UID FETCH 793 (UID FLAGS": "$ OK nothing known\r\n"},
        {"UID FETCH 793 (UID BODY": BODY.replace("BODY[]", "RFC822")},
        {"UID FETCH 793 (UID BODY": BODY.replace("BODY[]", "body.peek[]")},
        {"UID FETCH 793 (UID BODY": BODY.replace("UID 793 ", "")},
        {"UID FETCH 793 (UID BODY": BODY.replace("Yes\r\n)", "Yes\r\n\r\n)")},
        {"UID FETCH 793 (UID BODY": BODY.replace("Yes\r\n)", "Yes\r\n")},
        {"UID FETCH 793 (UID BODY": BODY.replace("(UID 793 BODY[] {", "( UID  793  BODY[]{")},
        {"UID SEARCH": "* SEARCH\t793\r\n$ OK\r\n"},
        {"UID SEARCH": "* SEARCH 793,793\r\n$ OK\r\n"},
        {"UID SEARCH": '* ESEARCH (TAG "O4") UID ALL 650:660,793 MODSEQ 5\r\n$ OK\r\n'},
        {"UID SEARCH": "$ NO [SERVERBUG] try again\r\n", "UID FETCH 701:*": "* 1 FETCH (UID 793)\r\n$ OK\r\n"},
        {"UID SEARCH": "$ BAD no such command\r\n", "UID FETCH 701:*": "* 1 FETCH (UID 793)\r\n$ OK\r\n"},
        {"EXAMINE": "$ BAD unknown command\r\n"},
        {"EXAMINE": "$ NO not supported\r\n"},
        {"EXAMINE": "* OK [UIDVALIDITY 7] ok\r\n$ OK [READ-ONLY] done\r\n* 1 EXISTS\r\n"},
        {"EXAMINE": "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 1] never raised\r\n$ OK done\r\n"},
        {"CAPABILITY": "$ BAD unknown command\r\n"},
        {"CAPABILITY": "$ NO not here\r\n"},
        {"CAPABILITY": "$ OK\r\n"},
        {"LOGIN": "* NO [ALERT] disk\r\n* BAD odd\r\n* OK [ALERT] x\r\n$ OK [CAPABILITY IMAP4rev1] in\r\n"},
        {"UID FETCH 793 (UID FLAGS": FACTS.replace("FLAGS ()", 'X-GM-LABELS ("\\\\Sent" {2}\r\n(x) FLAGS (\\*)')},
        {
            "UID FETCH 793 (UID FLAGS": FACTS.replace(
                "UID 793", 'ENVELOPE ("a" {3}\r\nb(" (("\\"q\\"" NIL {1}\r\nc NIL))) UID 793'
            )
        },
    ],
    ids=range(42),
)
async def test_the_message_is_read(script, answers: dict[str, str]):
    assert [message.raw for message in await fetched(script, server(answers))] == [ONE]


@pytest.mark.parametrize(
    "greeting",
    [
        "\r\n* OK\r\n",
        "OK hi\r\n",
        "Welcome!\r\n* OK\r\n",
        "* OK\r\n",
        "*  OK  hi\r\n",
        "* ok hi\n",
        "* PREAUTH hello\r\n",
        "* OK [CAPABILITY IMAP4] {5}\r\n",
    ],
)
async def test_greetings(script, greeting: str):
    answers = {"LOGIN": "$ BAD already\r\n"} if "PREAUTH" in greeting else {}
    assert len(await fetched(script, server(answers, greeting=greeting))) == 1


async def test_numbers_beyond_32_bits(script):
    big = 2**40 + 5
    answers = {
        "EXAMINE": f"* 1 EXISTS\r\n* OK [UIDVALIDITY {2**40}] ok\r\n* OK [UIDNEXT {big + 1}] ok\r\n$ OK\r\n",
        "UID SEARCH": f"* SEARCH {big}\r\n$ OK\r\n",
        f"UID FETCH {big} (UID FLAGS": FACTS.replace("793", str(big)),
        f"UID FETCH {big} (UID BODY": BODY.replace("793", str(big)),
    }
    found = await fetched(script, server(answers), uid_validity=2**40, last_uid=2**40)
    assert [message.uid for message in found] == [big]


async def test_nothing_for_a_body_is_an_empty_message(script):
    (message,) = await fetched(script, server({"UID FETCH 793 (UID BODY": "* 1 FETCH (UID 793 BODY[] NIL)\r\n$ OK\r\n"}))
    assert (message.uid, message.raw) == (793, b"")


async def test_one_message_that_cannot_be_given_out_does_not_hide_the_others(script):
    answers = {
        "UID SEARCH": "* SEARCH 793 794\r\n$ OK\r\n",
        "UID FETCH 793:794 (UID FLAGS": FACTS,
        "UID FETCH 793:794 (UID BODY": "$ NO some could not be fetched\r\n",
        "UID FETCH 794 (UID BODY": "$ NO FETCH failed\r\n",
    }
    found = await fetched(script, server(answers | {"EXAMINE": "* 2 EXISTS\r\n$ OK\r\n"}))
    assert [(message.uid, message.raw, message.error) for message in found] == [(793, ONE, ""), (794, b"", "FETCH failed")]


@pytest.mark.parametrize("code", ["UNAVAILABLE", "LIMIT", "INUSE", "THROTTLED", "OVERQUOTA"])
@pytest.mark.parametrize("command", ["EXAMINE", "UID SEARCH", "UID FETCH 793 (UID FLAGS", "UID FETCH 793 (UID BODY"])
async def test_a_server_that_is_busy_refuses_for_now_and_no_message_is_passed_over(script, command: str, code: str):
    with pytest.raises(ImapError, match="later") as caught:
        await fetched(script, server({command: f"$ NO [{code}] try later\r\n"}))
    assert caught.value.code == code


async def test_state_without_status(script):
    async with await opened(script, server({"STATUS": "$ NO it is selected\r\n"})) as session:
        state = await session.state("INBOX")
    assert (state.uid_validity, state.uid_next) == (7, 794)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("* STATUS INBOX (UIDVALIDITY 7 UIDNEXT 794)", (7, 794)),
        ('* STATUS "INBOX" (UIDNEXT 794 UIDVALIDITY 7) ', (7, 794)),
        ("* STATUS {5}\r\nINBOX (UIDNEXT 0 UIDVALIDITY 0)", (0, 0)),
        ("* STATUS INBOX (UIDVALIDITY NIL)", (0, 0)),
        ("* STATUS INBOX ()", (0, 0)),
    ],
)
async def test_status(script, answer: str, expected: tuple[int, int]):
    async with await opened(script, server({"STATUS": answer + "\r\n$ OK\r\n"})) as session:
        state = await session.state("INBOX")
    assert (state.uid_validity, state.uid_next) == expected


async def test_where_the_last_messages_begin(script):
    answers = {
        "EXAMINE": "* 600 EXISTS\r\n$ OK\r\n",
        "FETCH 101 (UID)": "* 101 FETCH (UID 5001)\r\n* 7 FETCH (FLAGS ())\r\n$ OK\r\n",
    }
    async with await opened(script, server(answers)) as session:
        assert await session.before_last("INBOX", 500) == 5000
        assert await session.before_last("INBOX", 600) == 0


@pytest.mark.parametrize(
    "answer",
    [
        "[COPYUID 124 10 233]\r\n$ OK MOVE completed.\r\n",
        "* OK [COPYUID 124 10 233]\r\n* 1 EXPUNGE\r\n$ OK\r\n",
        "COPYUID 124 10 233\r\n$ OK\r\n",
        "$ OK [COPYUID 124 10 233] done\r\n",
        "* OK [COPYUID\r\n$ OK [COPYUID ]\r\n",
    ],
)
async def test_moving(script, answer: str):
    async with await opened(script, server({"UID MOVE": answer}, capabilities="IMAP4rev1 MOVE UIDPLUS")) as session:
        await session.move("INBOX", [10], "Other")
        assert len(await session.fetch_since("INBOX", 7, 700)) == 1


async def test_a_move_that_is_offered_and_not_known_is_made_by_copying(script):
    seen: list[str] = []
    play = server({"UID COPY": "$ OK\r\n", "UID STORE": "$ OK\r\n"}, capabilities="IMAP4rev1 MOVE", seen=seen)
    async with await opened(script, play) as session:
        await session.move("INBOX", [10], "Other")
    assert 'UID COPY 10 "Other"' in seen


@pytest.mark.parametrize("refusal", ["$ BAD unknown\r\n", "$ NO not for you\r\n"])
async def test_waiting_without_idle_where_it_is_offered_and_refused(script, refusal: str):
    play = server({"IDLE": refusal, "NOOP": "$ OK\r\n"}, capabilities="IMAP4rev1 IDLE")
    async with await opened(script, play) as session:
        await session.fetch_since("INBOX", 7, 700)
        assert not await session.wait_for_change("INBOX", 0.05)


async def test_a_message_left_out_of_an_answer_is_asked_for_by_itself(script):
    both = FACTS.replace("$ OK done\r\n", FACTS.replace("* 1", "* 2").replace("793", "794"))
    answers = {
        "UID SEARCH": "* SEARCH 793 794\r\n$ OK\r\n",
        "UID FETCH 793:794 (UID FLAGS": both,
        "UID FETCH 793:794 (UID BODY": BODY,
        "UID FETCH 794 (UID BODY": BODY.replace("793", "794"),
    }
    assert [message.uid for message in await fetched(script, server(answers))] == [793, 794]


@pytest.mark.parametrize(
    ("search", "headers", "uid"),
    [
        ("* SEARCH 793\r\n$ OK\r\n", "$ BAD\r\n", 793),
        (
            "* SEARCH\r\n$ OK\r\n",
            "* 1 FETCH (UID 793 BODY[HEADER.FIELDS (MESSAGE-ID)] {22}\r\nMessage-ID: <a@x.io>\r\n)\r\n$ OK\r\n",
            793,
        ),
        ("$ NO [SERVERBUG] try again\r\n", '* 1 FETCH (BODY[HEADER.FIELDS (MESSAGE-ID)] "<a@x.io>" UID 9)\r\n$ OK\r\n', 9),
        ("$ BAD no\r\n", '* 1 FETCH (UID 793 BODY[HEADER.FIELDS ("MESSAGE-ID")] NIL)\r\n$ OK\r\n', None),
        ("* SEARCH\r\n$ OK\r\n", "$ BAD unknown\r\n", None),
    ],
)
async def test_a_message_is_found_by_its_id_also_where_headers_are_not_searched(
    script, search: str, headers: str, uid: int | None
):
    async with await opened(script, server({"UID SEARCH": search, "FETCH 1:1": headers})) as session:
        assert await session.find_message_id("Sent", "<a@x.io>") == uid


async def test_a_folder_is_made_within_inbox_where_all_are(script):
    seen: list[str] = []
    answers = {
        'APPEND "Sent"': "$ NO [TRYCREATE] no such folder\r\n",
        "LIST": '* LIST () "." "INBOX"\r\n* LIST () "." "INBOX.Trash"\r\n$ OK\r\n',
        "CREATE": "$ OK\r\n",
        'APPEND "INBOX.Sent"': "$ OK [APPENDUID 7 12]\r\n",
    }
    async with await opened(script, server(answers, seen=seen)) as session:
        assert await session.append("Sent", ONE) == 12
    assert 'CREATE "INBOX.Sent"' in seen


@pytest.mark.parametrize(
    ("answer", "uid"),
    [
        ("$ OK [APPENDUID 7 12] done\r\n", 12),
        ("* OK [APPENDUID 7 12] done\r\n$ OK\r\n", 12),
        ("[APPENDUID 7 12]\r\n$ OK\r\n", 12),
        ("$ OK [APPENDUID] done\r\n", None),
        ("$ OK done\r\n", None),
    ],
)
async def test_appending(script, answer: str, uid: int | None):
    async with await opened(script, server({"APPEND": answer})) as session:
        assert await session.append("Sent", ONE) == uid


@pytest.mark.parametrize("phase", ["greeting", "login", "command"])
async def test_a_farewell_is_told_in_the_servers_words(script, phase: str):
    bye = "* BYE [UNAVAILABLE] Too many connections\r\n"
    play = server({"LOGIN": bye} if phase == "login" else {"EXAMINE": bye}, greeting=bye if phase == "greeting" else "* OK\r\n")
    with pytest.raises(ImapError, match="Too many connections") as caught:
        await fetched(script, play)
    assert caught.value.response == "BYE"


async def test_says_which_program_it_is(script):
    seen: list[str] = []
    await fetched(script, server({"ID": "* ID NIL\r\n$ OK\r\n"}, capabilities="IMAP4rev1 ID", seen=seen))
    assert 'ID ("name" "Outrider")' in seen


@pytest.mark.parametrize(
    ("refusal", "tried"),
    [
        ("$ BAD too many arguments\r\n", True),
        ("$ NO Unsupported authentication mechanism\r\n", True),
        ("$ NO [AUTHENTICATIONFAILED] wrong password\r\n", False),
        ("$ NO login failed\r\n", False),
    ],
)
async def test_a_password_is_given_the_plain_way_where_only_the_mechanism_was_refused(script, refusal: str, tried: bool):
    seen: list[str] = []
    play = server({"AUTHENTICATE": refusal}, capabilities="IMAP4rev1 AUTH=PLAIN SASL-IR", seen=seen)
    with nullcontext() if tried else pytest.raises(ImapError):
        assert [message.raw for message in await fetched(script, play)] == [ONE]
    assert any(command.startswith("LOGIN") for command in seen) == tried


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("17-Jul-2026 02:44:25 -0700", 9), (" 7-Jul-2026 02:44:25 +0300 MSK", 23), ("17-Jul-2026 02:44:25", 2),
        ("17-jul-2026 02:44:25 GMT", 2), ("17-Jul-2026 02:44:25 +02:00", 0), ("Fri, 17 Jul 2026 02:44:25 -0700", 9),
        ("2026-07-17T02:44:25Z", 2), ("00-Jan-0000 00:00:00 +0000", None), ("", None), ("soon", None),
        ("32-Jul-2026 02:44:25 +0000", None), ("01-Jan-1970 00:00:00 +0000", None), ("30-Dec-1899 00:00:00 +0000", None),
    ],
)  # fmt: skip
def test_dates_of_arrival(written: str, hour: int | None):
    when = moment(written)
    assert (when and when.astimezone(UTC).hour) == hour


# -- folders

POLISH = [("INBOX", None), ("Elementy wysłane", "sent"), ("Wiadomości-śmieci", "spam"), ("Elementy usunięte", "trash")]


def listing(names: list[str], *, delimiter: str = '"/"', flags: str = "\\HasNoChildren", utf7: bool = True) -> str:
    written = [encode_folder(name) if utf7 else name for name in names]
    return "".join(f'* LIST ({flags}) {delimiter} "{name}"\r\n' for name in written) + "$ OK done\r\n"


@pytest.mark.parametrize("utf7", [True, False])
@pytest.mark.parametrize("prefix", ["", "INBOX.", "INBOX/", "[Gmail]/"])
async def test_folders_by_name(script, prefix: str, utf7: bool):
    names = ["INBOX", *(prefix + name for name, _ in POLISH[1:])]
    delimiter = '"."' if prefix == "INBOX." else '"/"'
    async with await opened(script, server({"LIST": listing(names, delimiter=delimiter, utf7=utf7)})) as session:
        assert await session.sent_folder() == prefix + "Elementy wysłane"
        assert await session.spam_folder() == prefix + "Wiadomości-śmieci"


@pytest.mark.parametrize(
    ("lines", "sent", "spam"),
    [
        (['* LIST (\\Sent) "/" "Whatever"', '* LIST () "/" "Sent"'], "Whatever", None),
        (['* LIST () "/" "Old/Sent"', '* LIST () "/" "Sent Items"'], "Sent Items", None),
        (['* LIST (\\Noselect) "/" "Sent"', '* LIST () "/" "Sent/Sent"'], "Sent/Sent", None),
        (["* LIST () NIL INBOX.Sent", "* LIST () NIL INBOX.Junk"], "INBOX.Sent", "INBOX.Junk"),
        (['* LIST () "/" Sent Items'], "Sent Items", None),
        (['* LIST () "/" {4}', "Sent"], "Sent", None),
        (['* LIST () "/" ~{4}', "Sent"], "Sent", None),
        (['* LIST NIL "/" "SENT"', '* LIST (\\Junk \\HasNoChildren) "/" "x"'], "SENT", "x"),
        (
            ['* LIST (\\Spam) "/" "[Gmail]/Pourriel"', '* LIST () "/" "[Google Mail]/Gesendet"'],
            "[Google Mail]/Gesendet",
            "[Gmail]/Pourriel",
        ),
        (['* LIST () "/"', "* LIST", '* LIST () "/" "Sent"', "garbage"], "Sent", None),
        (['* LIST () "." "INBOX.Sent"', '* LIST () "." "INBOX.Spam"'], "INBOX.Sent", "INBOX.Spam"),
        (['* LIST () "\\\\" "Sent"', '* LIST () "\\\\" "My\\\\Spam"'], "Sent", "My\\Spam"),
        (['* LIST (\\Sent) "/" "Sent \\"x\\""', '* LIST (\\All) "/" "[Gmail]/All"'], 'Sent "x"', None),
        (['* LIST () "/" "Envoy&AOk-s"', '* LIST () "/" "A&B"', '* LIST () "/" "Q &- A"'], "Envoyés", None),
        (['* LIST () "/" "Sent" (CHILDINFO ("SUBSCRIBED"))', "* OK x", "* 3 EXISTS"], "Sent", None),
        (['* list (\\hasnochildren) "/" "Sent Items" ', '* LIST () "" "Junk Email"'], "Sent Items", "Junk Email"),
        (['* LIST () "\\" "Sent"', '* LIST () "\\" "Junk"'], "Sent", "Junk"),
        (['* LIST () "/" "user/bob/Sent"', '* LIST () "/" "Other Users/eve/Junk"'], None, None),
        (['* LIST () "/" "Presentations"', '* LIST () "/" "Spam reports"'], None, None),
    ],
    ids=range(19),
)
async def test_lists(script, lines: list[str], sent: str | None, spam: str | None):
    async with await opened(script, server({"LIST": "\r\n".join(lines) + "\r\n$ OK\r\n"})) as session:
        assert (await session.sent_folder(), await session.spam_folder()) == (sent, spam)


async def test_a_folder_is_opened_by_the_name_that_the_server_wrote(script):
    seen: list[str] = []
    play = server({"LIST": '* LIST () "/" "Gesendet & Entwürfe"\r\n$ OK\r\n'}, seen=seen)
    async with await opened(script, play) as session:
        name = (await session.folders())[0].name
        await session.fetch_since(name, None, 0)
    assert 'EXAMINE "Gesendet & Entwürfe"' in seen


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Gesendete Elemente", "sent"), ("Éléments envoyés", "sent"), ("ELEMENTS ENVOYES", "sent"), ("Itens Enviados", "sent"),
        ("Lixo Eletrônico", "spam"), ("已发送邮件", "sent"), ("寄件備份", "sent"), ("垃圾邮件", "spam"),
        ("送信済みアイテム", "sent"),
        ("迷惑メール", "spam"), ("보낸 편지함", "sent"), ("Отправленные", "sent"), ("Надіслані", "sent"), ("Απεσταλμένα", "sent"),
        ("Gönderilmiş Öğeler", "sent"), ("Önemsiz E-posta", "spam"), ("العناصر المرسلة", "sent"), ("פריטים שנשלחו", "sent"),
        ("Lähetetyt", "sent"), ("Roskaposti", "spam"), ("Skickat", "sent"), ("Sendt post", "sent"), ("Uønsket mail", "spam"),
        ("Sendte elementer", "sent"), ("Odeslaná pošta", "sent"), ("Nevyžádaná pošta", "spam"), ("Odoslané položky", "sent"),
        ("Elküldött elemek", "sent"), ("Levélszemét", "spam"), ("Elemente trimise", "sent"), ("Mục Đã Gửi", "sent"),
        ("รายการที่ถูกส่ง", "sent"), ("Item Terkirim", "sent"), ("Elements enviats", "sent"), ("Išsiųsti laiškai", "sent"),
        ("Nosūtītie vienumi", "sent"), ("Saadetud üksused", "sent"), ("Poslane stavke", "sent"), ("Изпратени", "sent"),
        ("भेजे गए आइटम", "sent"), ("Verzonden items", "sent"), ("Posta inviata", "sent"), ("Sent-Mail", "sent"),
        ("Bulk Mail", "spam"), ("迷惑メール フォルダー", "spam"), ("정크 전자 메일", "spam"), ("Quarantine", "spam"),
        ("Papierkorb", "trash"), ("Corbeille", "trash"), ("Brouillons", "drafts"), ("Entwürfe", "drafts"), ("Archiv", "archive"),
        ("Kunden", None), ("Sent to boss", None), ("Inbox", None), ("", None), ("---", None),
    ],
)  # fmt: skip
def test_names_of_folders(name: str, role: str | None):
    assert imap_folders.role_of(name, "/") == role


async def test_what_is_told_with_greeting_and_login_is_not_asked_for(script) -> None:
    seen: list[str] = []
    offers = "[CAPABILITY IMAP4rev1 IDLE]"
    play = server({"LOGIN": f"$ OK {offers} in\r\n"}, greeting=f"* OK {offers} ready\r\n", seen=seen)
    async with await opened(script, play) as session:
        assert "IDLE" in session.capabilities
    assert "CAPABILITY" not in seen


async def test_what_is_offered_after_the_login_is_asked_for_where_it_is_not_told(script) -> None:
    seen: list[str] = []
    async with await opened(script, server({}, greeting="* OK [CAPABILITY IMAP4rev1] ready\r\n", seen=seen)) as session:
        assert "UIDPLUS" in session.capabilities
    assert seen.count("CAPABILITY") == 1


# -- messages that a server does not give out whole

HEADER_ALONE = "* 1 FETCH (UID 793 BODY[HEADER] {18}\r\nSubject: Re: x\r\n\r\n)\r\n$ OK done\r\n"
TEXT_ALONE = "* 1 FETCH (UID 793 BODY[TEXT] {5}\r\nYes\r\n)\r\n$ OK done\r\n"
IN_PARTS = {"UID FETCH 793 (UID BODY.PEEK[HEADER]": HEADER_ALONE, "UID FETCH 793 (UID BODY.PEEK[TEXT]": TEXT_ALONE}
NOTICE = (
    'From: Microsoft Exchange Server 2010\r\nTo: "Ann" <ann@acme.io>\r\n'
    "Subject: Die folgende Nachricht kann nicht mit\r\n dem IMAP4-Protokoll abgerufen werden: 793\r\n\r\nBetreff: Offer\r\n"
)


@pytest.mark.parametrize(
    "whole",
    [
        "$ NO cannot be converted\r\n",
        "* 1 FETCH (UID 793 BODY[] NIL)\r\n$ OK done\r\n",
        '* 1 FETCH (UID 793 BODY[] "")\r\n$ OK done\r\n',
        "$ OK done\r\n",
        f"* 1 FETCH (UID 793 BODY[] {{{len(NOTICE)}}}\r\n{NOTICE})\r\n$ OK done\r\n",
    ],
)
async def test_what_is_not_given_out_whole_is_asked_for_in_parts(script, whole: str):
    (message,) = await fetched(script, server(IN_PARTS | {"UID FETCH 793 (UID BODY.PEEK[])": whole}))
    assert (message.raw, message.truncated, message.error) == (ONE, False, "")


async def test_headers_alone_are_better_than_nothing(script):
    parts = IN_PARTS | {"UID FETCH 793 (UID BODY.PEEK[TEXT]": "$ NO\r\n", "UID FETCH 793 (UID BODY.PEEK[])": "$ NO\r\n"}
    (message,) = await fetched(script, server(parts))
    assert (message.raw, message.truncated, message.error) == (b"Subject: Re: x\r\n\r\n", True, "")


async def test_a_message_whose_answer_is_empty_is_told(script):
    (message,) = await fetched(script, server({"UID FETCH 793 (UID BODY": "$ OK done\r\n"}))
    assert (message.uid, message.error) == (793, "the server gives nothing of it")


async def test_a_message_expunged_in_the_meantime_does_not_hide_later_ones(script):
    answers = {
        "UID SEARCH": "* SEARCH 792 793\r\n$ OK\r\n",
        "UID FETCH 792": "$ OK done\r\n",
    }
    assert [message.uid for message in await fetched(script, server(answers), limit=1)] == [793]


async def test_of_a_message_longer_than_any_limit_the_beginning_is_kept(script):
    long = "Subject: long\r\n\r\n" + "x" * 400_000
    answers = {"UID FETCH 793 (UID BODY": f"* 1 FETCH (UID 793 BODY[] {{{len(long)}}}\r\n{long})\r\n$ OK\r\n"}
    where = ImapEndpoint("127.0.0.1", await script(server(answers)), "plain", "ann", Secret("x"))
    async with ImapSession(where, timeouts=QUICK, max_message=100_000) as session:
        (message,) = await session.fetch_since("INBOX", 7, 700)
        assert session.usable
    assert (message.raw[:13], message.truncated) == (b"Subject: long", True)


async def test_it_is_known_which_message_ended_the_connection(script):
    async with await opened(script, server({"UID FETCH 793 (UID BODY": "* BYE Internal error\r\n"})) as session:
        with pytest.raises(ImapError, match="Internal error"):
            await session.fetch_since("INBOX", 7, 700)
        assert session.failed_at == 793


async def test_a_uidnext_that_is_never_raised_says_nothing(script):
    answers = {"STATUS": "* STATUS INBOX (MESSAGES 3 UIDVALIDITY 7 UIDNEXT 1)\r\n$ OK\r\n"}
    async with await opened(script, server(answers)) as session:
        assert (await session.state("INBOX")).uid_next == 0


@pytest.mark.parametrize(
    ("opening", "newest", "uid"),
    [
        (OPEN, "* SEARCH 793\r\n$ OK\r\n", 793),
        ("* 0 EXISTS\r\n$ OK\r\n", "* SEARCH 793\r\n$ OK\r\n", 0),
        (OPEN, "* SEARCH\r\n$ OK\r\n", None),
        ("$ OK\r\n", "* SEARCH\r\n$ OK\r\n", None),
    ],
)
async def test_the_newest_message(script, opening: str, newest: str, uid: int | None):
    async with await opened(script, server({"EXAMINE": opening, "UID SEARCH UID *": newest})) as session:
        assert await session.newest("INBOX") == uid


# -- logins and folders


@pytest.mark.parametrize(
    ("refusal", "for_now"),
    [
        ("[ALERT] Too many simultaneous connections. (Failure)", True),
        ("[ALERT] Account exceeded command or bandwidth limits. (Failure)", True),
        ("[AUTHENTICATIONFAILED] Server error, please try again later", True),
        ("Server Unavailable. 15", True),
        ("Maximum number of connections from user+IP exceeded", True),
        ("Too many login attempts, try again in 15 minutes", True),
        ("cannot connect to the authentication server", True),
        ("User is authenticated but not connected.", True),
        ("[INUSE] busy", True),
        ("[AUTHENTICATIONFAILED] Invalid credentials (Failure)", False),
        ("LOGIN failed.", False),
        ("Invalid login or password, please try again", False),
        ("[ALERT] Application-specific password required", False),
        ("Too many failed logins: the account is locked", False),
        ("Login incorrect or IMAP disabled", False),
    ],
)
async def test_a_login_refused_for_now_says_nothing_about_the_password(script, refusal: str, for_now: bool):
    with pytest.raises(ImapError) as caught:
        await fetched(script, server({"LOGIN": f"$ NO {refusal}\r\n"}))
    assert caught.value.for_now == for_now


async def test_a_password_is_given_in_two_answers_where_there_is_no_other_way(script):
    said: list[str] = []

    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"* OK [CAPABILITY IMAP4rev1 SASL-IR LOGINDISABLED AUTH=LOGIN] ready\r\n")
        said.append((await reader.readline()).decode().split(" ", 1)[1].strip())
        for challenge in (b"+ VXNlcm5hbWU6\r\n", b"+ UGFzc3dvcmQ6\r\n"):
            writer.write(challenge)
            said.append((await reader.readline()).decode().strip())
        writer.write(b"O1 OK [CAPABILITY IMAP4rev1] in\r\n")
        await reader.readline()

    async with await opened(script, play):
        assert said == ["AUTHENTICATE LOGIN", "YW5u", "eA=="]


async def test_an_idle_that_is_over_at_once_is_not_asked_for_again(script):
    seen: list[str] = []
    answers = {"IDLE": "+ idling\r\n$ OK completed\r\n", "NOOP": "$ OK\r\n"}
    async with await opened(script, server(answers, capabilities="IMAP4rev1 IDLE", seen=seen)) as session:
        await session.fetch_since("INBOX", 7, 700)
        assert not await session.wait_for_change("INBOX", 0.05)
    assert seen.count("IDLE") == 1


@pytest.mark.parametrize(
    "refusal",
    [
        "[NONEXISTENT] no",
        "Mailbox doesn't exist: Sent",
        "The requested folder could not be found.",
        "Unknown Mailbox: Sent (now in authenticated state)",
        "No such folder",
    ],
)
async def test_a_folder_is_made_where_it_is_missing_by_whatever_words(script, refusal: str):
    seen: list[str] = []
    refused = {'APPEND "Sent"': f"$ NO {refusal}\r\n", "LIST": '* LIST () "/" "INBOX"\r\n$ OK\r\n', "CREATE": "$ OK\r\n"}
    async with await opened(script, server(refused, seen=seen)) as session:
        with pytest.raises(ImapError):
            await session.append("Sent", ONE)
    assert 'CREATE "Sent"' in seen


async def test_a_copy_refused_for_lack_of_space_makes_no_folder(script):
    seen: list[str] = []
    async with await opened(script, server({"APPEND": "$ NO [OVERQUOTA] does not exist\r\n"}, seen=seen)) as session:
        with pytest.raises(ImapError):
            await session.append("Sent", ONE)
    assert not any(command.startswith("CREATE") for command in seen)


async def test_a_folder_of_someone_else_is_none_of_ours_whatever_its_flag(script):
    listed = '* LIST (\\Sent) "/" "Shared/bob/Sent"\r\n* LIST () "/" "Sent Items"\r\n$ OK\r\n'
    async with await opened(script, server({"LIST": listed})) as session:
        assert await session.sent_folder() == "Sent Items"


async def test_a_server_that_finds_the_login_unsafe_is_told_who_asks(script):
    seen: list[str] = []

    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def strict(command: str) -> dict[str, str]:
            known = any(earlier.startswith("ID") for earlier in seen)
            refused = "$ NO EXAMINE Unsafe Login. Please contact us for help\r\n"
            return {} if known else {"EXAMINE": refused, "SELECT": refused}

        writer.write(b"* OK ready\r\n")
        while line := (await reader.readline()).decode().strip():
            tag, _, command = line.partition(" ")
            answers = {"CAPABILITY": "* CAPABILITY IMAP4rev1\r\n$ OK\r\n", "EXAMINE": OPEN, "UID SEARCH": "* SEARCH\r\n$ OK\r\n"}
            answer = next((a for begins, a in (answers | strict(command)).items() if command.startswith(begins)), "$ OK\r\n")
            seen.append(command)
            writer.write(answer.replace("$", tag).encode())

    assert await fetched(script, play) == []
    assert 'ID ("name" "Outrider")' in seen


async def test_what_a_server_says_before_it_falls_silent_is_told(script):
    where = ImapEndpoint(
        "127.0.0.1", await script(server({"EXAMINE": "* BAD enable IMAP first\r\n"})), "plain", "ann", Secret("x")
    )
    async with ImapSession(where, timeouts=Timeouts(connect=20, command=0.3, transfer=20)) as session:
        with pytest.raises(ImapError, match="enable IMAP first"):
            await session.fetch_since("INBOX", 7, 700)

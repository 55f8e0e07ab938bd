"""The Unibox: every filter tells what it says, reminders come back, attachments go on."""

import json
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, replace
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette

from outrider.channels.email.parse import parse
from outrider.clock import SimulatedClock
from outrider.dialects import load
from outrider.engine.engine import Engine
from outrider.engine.sending import queued
from outrider.engine.sending.mail import EmailTransport
from outrider.engine.work import housekeeping
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.conversations import attachments, conversations
from outrider.outreach.correspondence import filing, letters
from outrider.outreach.enrollments import outcomes
from outrider.outreach.leads import lists
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.outreach.tenancy import categories, workspaces
from outrider.sandbox.world import Options, World
from outrider.settings import Settings
from outrider.store.ids import to_uuid
from outrider.web import recipients
from tests import making
from tests.dialects.clients import client
from tests.dialects.instantly.conftest import Api, ok, refused
from tests.outreach.mailing import Sent, answer, sent_mail
from tests.working import do_due

Json = dict[str, Any]
PASSWORD = "letmein"
HOUR = 3600
PDF = b"%PDF-1.4 the offer"


@dataclass(frozen=True)
class Box:
    """Two leads written to. The first answered an hour later, and the second's machine in the next."""

    first: Sent
    second: Sent
    other: Sent  # of another campaign and company; never answered
    owner: str
    listed: str


@pytest_asyncio.fixture
async def box(core: Core, clock: SimulatedClock, workspace: workspaces.Installed) -> Box:
    actor = Actor("test", workspace.user_id)
    async with core.scope(workspace.workspace_id, actor) as scope:
        first, second = await sent_mail(scope, 2)
        [other] = await sent_mail(scope, domain="globex.example")
        listed = await lists.create(scope, "People")
        await lists.add_members(scope, listed.id, [second.lead_id])
    clock.advance(HOUR)
    async with core.scope(workspace.workspace_id, actor) as scope:
        reply = await filing.file(scope, first.sender.id, answer(scope, first))
        interested = await categories.by_value(scope, 1)
        assert interested is not None
        assert reply.conversation_id is not None
        await outcomes.set_category(scope, interested.id, enrollment_ids=[first.enrollment_id])
        await conversations.mark(scope, conversation_ids=[reply.conversation_id], assigned_user_id=workspace.user_id)
    clock.advance(HOUR)
    async with core.scope(workspace.workspace_id, actor) as scope:
        away = answer(scope, second, "auto_reply", from_address="lead2@prospect.example", body_text="I am away.")
        machine = await filing.file(scope, second.sender.id, away)
        assert machine.conversation_id is not None
        await conversations.mark(scope, conversation_ids=[machine.conversation_id], archived=True)
    return Box(first, second, other, str(to_uuid("user", workspace.user_id)), str(to_uuid("list", listed.id)))


async def found(api: Api, **params: Any) -> set[str]:
    """The mails found, each as 'to' or 'from' and the lead's name, in words that a test can list."""
    items = (await ok(api.get("/emails", params={"limit": 100, **params})))["items"]
    return {f"{'from' if mail['ue_type'] == 2 else 'to'} {mail['lead'].split('@')[0]}@{mail['lead'].split('@')[1][:1]}"
            for mail in items}  # fmt: skip


TO_1, FROM_1, TO_2, FROM_2, TO_G = "to lead1@p", "from lead1@p", "to lead2@p", "from lead2@p", "to lead1@g"
ALL = {TO_1, FROM_1, TO_2, FROM_2, TO_G}


async def test_each_filter_finds_what_it_says(api: Api, box: Box) -> None:
    campaign = str(to_uuid("campaign", box.first.campaign_id))
    thread = str(to_uuid("enrollment", box.first.enrollment_id))
    stranger = str(to_uuid("user", 999))
    for params, expected in (
        ({}, ALL),
        ({"campaign_id": campaign}, ALL - {TO_G}),
        ({"list_id": box.listed}, {TO_2, FROM_2}),
        ({"i_status": 1}, {TO_1, FROM_1}),
        ({"i_status": -1}, set()),
        ({"eaccount": box.other.sender.address}, {TO_G}),
        ({"eaccount": f"{box.other.sender.address}, {box.first.sender.address.upper()}"}, ALL),
        ({"lead": "LEAD2@prospect.example"}, {TO_2, FROM_2}),
        ({"company_domain": "globex.example"}, {TO_G}),
        ({"is_unread": True}, {FROM_1, FROM_2}),
        ({"is_unread": False}, ALL - {FROM_1, FROM_2}),
        ({"mode": "emode_focused"}, ALL - {FROM_2}),
        ({"mode": "emode_others"}, {FROM_2}),
        ({"mode": "emode_all"}, ALL),
        ({"email_type": "received"}, {FROM_1, FROM_2}),
        ({"email_type": "sent"}, {TO_1, TO_2, TO_G}),
        ({"email_type": "manual"}, set()),
        ({"scheduled_only": True}, set()),
        ({"assigned_to": box.owner}, {TO_1, FROM_1}),
        ({"assigned_to": stranger}, set()),
        ({"marked_as_done": True}, {TO_2, FROM_2}),
        ({"marked_as_done": False}, ALL - {TO_2, FROM_2}),
        ({"has_reminder": True}, set()),
        ({"has_reminder": False}, ALL),
        ({"latest_of_thread": True}, {FROM_1, FROM_2, TO_G}),
        ({"search": f"thread:{thread}"}, {TO_1, FROM_1}),
        ({"search": f"thread:{stranger}"}, set()),
        ({"search": "lead2@prospect.example"}, {TO_2, FROM_2}),
        ({"search": "globex"}, {TO_G}),
        ({"search": "tell more"}, {TO_1, FROM_1}),  # words are sought in whole conversations
        ({"search": "nothing of the kind"}, set()),
        ({"min_timestamp_created": "2026-03-02T10:00:00.000Z"}, {FROM_1, FROM_2}),
        ({"max_timestamp_created": "2026-03-02T10:00:00.000Z"}, ALL - {FROM_2}),
        ({"min_timestamp_created": "2026-03-02T09:30:00Z", "max_timestamp_created": "2026-03-02T10:30:00Z"}, {FROM_1}),
        ({"max_timestamp_created": "9999-12-31T23:59:59.999999Z"}, ALL),
        ({"max_timestamp_created": "2026-03-02"}, ALL),
        ({"min_timestamp_created": "2026-03-03"}, set()),
        ({"campaign_id": campaign, "is_unread": True, "mode": "emode_focused"}, {FROM_1}),
    ):
        assert await found(api, **params) == expected, params
    for bad in (
        {"mode": "emode_x"},
        {"sort_order": "up"},
        {"has_reminder": "maybe"},
        {"min_timestamp_created": "soon"},
        {"limit": 0},
    ):
        await refused(api.get("/emails", params=bad), 400)


async def test_order_pages_and_previews(api: Api, box: Box) -> None:
    newest = (await ok(api.get("/emails", params={"limit": 100})))["items"]
    oldest = (await ok(api.get("/emails", params={"limit": 100, "sort_order": "asc"})))["items"]
    assert newest == oldest[::-1]
    assert newest[0]["is_auto_reply"] == 1
    assert newest[0]["is_focused"] == 0
    for order in ("asc", "desc"):
        page = await ok(api.get("/emails", params={"limit": 2, "sort_order": order}))
        rest = await ok(
            api.get("/emails", params={"limit": 9, "sort_order": order, "starting_after": page["next_starting_after"]})
        )
        assert page["items"] + rest["items"] == (newest if order == "desc" else oldest)
        assert "next_starting_after" not in rest
    previews = (await ok(api.get("/emails", params={"preview_only": True})))["items"]
    assert all(mail["body"] == {} and mail["content_preview"] for mail in previews)


async def test_a_reminder_brings_its_thread_back(api: Api, core: Core, clock: SimulatedClock, box: Box) -> None:
    [first] = (await ok(api.get("/emails", params={"search": "lead2@prospect.example", "email_type": "sent"})))["items"]
    other = (await ok(api.get("/emails", params={"search": "lead1@globex.example"})))["items"][0]
    for mail in (await ok(api.get("/emails", params={"is_unread": True})))["items"]:
        await ok(api.patch(f"/emails/{mail['id']}", json={"is_unread": 0}))
    assert (await ok(api.get("/emails/unread/count"))) == {"count": 0}
    [theirs] = (await ok(api.get("/emails", params={"lead": "lead2@prospect.example", "email_type": "received"})))["items"]
    for mail, at in ((theirs, "2026-03-03T09:00:00+01:00"), (other, "2026-03-03T08:00:00"), (first, "2026-03-09T08:00:00Z")):
        changed = await ok(api.patch(f"/emails/{mail['id']}", json={"reminder_ts": at}))
        assert changed["reminder_ts"].endswith("08:00:00.000Z")
    assert await found(api, has_reminder=True) == {FROM_2, TO_2, TO_G}
    await ok(api.patch(f"/emails/{first['id']}", json={"reminder_ts": None}))

    engine = Engine(core, Settings())
    assert await do_due(engine, housekeeping.remind) == 0
    clock.advance(24 * HOUR)
    assert await do_due(engine, housekeeping.remind) == 1
    assert await do_due(engine, housekeeping.remind) == 0
    assert await found(api, is_unread=True) == {FROM_2, TO_G}
    assert await found(api, marked_as_done=True) == set()
    assert await found(api, has_reminder=True) == set()
    assert (await ok(api.get("/emails/unread/count"))) == {"count": 2}
    assert (await ok(api.get(f"/emails/{theirs['id']}")))["reminder_ts"] is None
    for mail in (theirs, other):
        assert await ok(api.post(f"/emails/threads/{mail['thread_id']}/mark-as-read")) == {"success": True}
    assert (await ok(api.get("/emails/unread/count"))) == {"count": 0}


async def test_a_reply_may_ask_to_be_reminded_of_and_belong_to_somebody(api: Api, box: Box) -> None:
    [theirs] = (await ok(api.get("/emails", params={"lead": "lead1@prospect.example", "email_type": "received"})))["items"]
    body = {"eaccount": theirs["eaccount"], "reply_to_uuid": theirs["id"], "subject": "Re: Hello", "body": {"text": "Tuesday?"},
            "reminder_ts": "2026-03-09T08:00:00.000Z", "assigned_to": box.owner,
            "additional_recipients": ["boss@prospect.example"]}  # fmt: skip
    sent = await ok(api.post("/emails/reply", json=body))
    assert sent["reminder_ts"] == "2026-03-09T08:00:00.000Z"
    assert sent["thread_id"] == theirs["thread_id"]
    assert sent["to_address_email_list"] == "lead1@prospect.example,boss@prospect.example"
    for bad in ({"reminder_ts": "soon"}, {"reminder_ts": 5e20}, {"body": {}}, {"body": {"text": " "}}):
        await refused(api.post("/emails/reply", json={**body, **bad}), 400)
    await refused(api.post("/emails/reply", json={**body, "assigned_to": str(to_uuid("user", 999))}), 404)
    assert await found(api, email_type="manual") == {TO_1}
    assert len(await found(api, scheduled_only=True)) == 1


# ---- Attachments


def with_attachments(to: str, answered: str) -> bytes:
    """A reply with two files of one name, another mail, and a picture in its text."""
    inner = EmailMessage()
    inner["Subject"] = "Earlier"
    inner.set_content("What they wrote before.")
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "lead1@prospect.example", to, "Re: Hello there"
    mail["Message-ID"], mail["In-Reply-To"] = "<with-files@prospect.example>", f"<{answered}>"
    mail.set_content("See the files.")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="Angebot für März.pdf")
    mail.add_attachment(b"a,b\n1,2\n", maintype="text", subtype="csv", filename="list.csv")
    mail.add_attachment(b"c,d\n3,4\n", maintype="text", subtype="csv", filename="list.csv")
    mail.add_attachment(inner)
    return mail.as_bytes()


@pytest_asyncio.fixture
async def world(clock: SimulatedClock) -> AsyncIterator[World]:
    async with World(clock, options=Options(any_sender_password=PASSWORD)) as made:
        yield made


@dataclass(frozen=True)
class Filed:
    """A received email with files, as the API shows it, and the account that it came to."""

    mail: Json
    eaccount: str


@pytest_asyncio.fixture
async def filed(api: Api, core: Core, workspace: workspaces.Installed, world: World) -> Filed:
    async with core.scope(workspace.workspace_id) as scope:
        [sent] = await sent_mail(scope)
        raw = with_attachments(sent.sender.address, sent.wire_id)
        facts = {"attachments": [asdict(a) for a in parse(raw).attachments]}
        await filing.file(scope, sent.sender.id, answer(scope, sent, raw=raw, facts=facts))
        address = "otto@sender.example"
        smtp = Server(world.host, world.smtp_port, "plain", address, PASSWORD)
        await senders.create(scope, SenderInput(address, name="Otto", smtp=smtp, min_gap_seconds=0))
    [mail] = (await ok(api.get("/emails", params={"email_type": "received"})))["items"]
    return Filed(mail, address)


async def forwarded(core: Core, world: World, workspace_id: int) -> list[tuple[str, str, bytes]]:
    """Send what is queued over SMTP; name, type and content of what the recipient got attached."""
    engine = Engine(core, Settings())
    transport = EmailTransport(core, Settings())
    for claimed in await queued.claim_queued(engine, workspace_id):
        assert (await transport.send(claimed)).verdict == "sent"
    await transport.close()
    mail = BytesParser(policy=default).parsebytes(world.delivered("boss@acme.example")[-1].raw)
    return [(a.get_filename() or "", a.get_content_type(), a.get_payload(decode=True)) for a in mail.iter_attachments()]  # pyright: ignore


def forward_body(filed: Filed, **fields: Any) -> Json:
    return {"eaccount": filed.eaccount, "reply_to_uuid": filed.mail["id"], "to_address_email_list": "boss@acme.example",
            "subject": "Fwd: Hello", **fields}  # fmt: skip


async def test_an_attachment_is_fetched_at_its_address(core: Core, workspace: workspaces.Installed, filed: Filed) -> None:
    reached = replace(core, public_url="https://outrider.example")
    async with client(load("instantly").app(reached, Settings()), workspace.key) as api:
        [pdf, *_] = (await ok(api.get(f"/emails/{filed.mail['id']}")))["attachment_json"]["files"]
    assert pdf["url"].startswith("https://outrider.example/a/")
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(Starlette(routes=recipients.routes(core))), base_url="https://outrider.example"
    ) as http:
        fetched, forged = await http.get(pdf["url"]), await http.get(pdf["url"][:-1] + "0")
    assert (fetched.status_code, fetched.content) == (200, PDF)
    assert "attachment" in fetched.headers["content-disposition"]
    assert forged.status_code == 404


async def test_what_is_attached_goes_on_with_the_original(
    api: Api, core: Core, workspace: workspaces.Installed, world: World, filed: Filed
) -> None:
    files = filed.mail["attachment_json"]["files"]
    assert [f["filename"] for f in files] == ["Angebot für März.pdf", "list.csv", "list.csv", "attachment"]
    assert files[0]["size"] == len(PDF)
    assert files[0]["type"] == "application/pdf"
    sent = await ok(api.post("/emails/forward", json=forward_body(filed, include_original_body=True)))
    assert sent["attachment_json"] == filed.mail["attachment_json"]
    pdf, first, second, mail = await forwarded(core, world, workspace.workspace_id)
    assert pdf == ("Angebot für März.pdf", "application/pdf", PDF)
    assert (first[2], second[2]) == (b"a,b\n1,2\n", b"c,d\n3,4\n")
    assert mail[1] == "application/octet-stream"
    assert b"What they wrote before." in mail[2]

    # What was passed on can be passed on again.
    again = {**forward_body(filed, include_original_body=True), "reply_to_uuid": sent["id"]}
    await ok(api.post("/emails/forward", json=again))
    assert (await forwarded(core, world, workspace.workspace_id))[0][2] == PDF


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ('[{"filename": "Angebot für März.pdf", "url": "https://cdn.example/x"}]', [PDF]),
        ('{"files": [{"filename": "list.csv"}, {"filename": "list.csv", "size": 8}]}', [b"a,b\n1,2\n", b"c,d\n3,4\n"]),
        ("[]", []), ("null", []), ("", None),
    ],
)  # fmt: skip
async def test_only_the_attachments_named_go_on(
    api: Api, core: Core, workspace: workspaces.Installed, world: World, filed: Filed, named: str, expected: list[bytes] | None
) -> None:
    body = forward_body(filed, include_original_body=True, forwarded_attachments=named)
    await ok(api.post("/emails/forward", json=body))
    got = [content for *_, content in await forwarded(core, world, workspace.workspace_id)]
    assert got == expected if expected is not None else len(got) == 4


async def test_attachments_that_are_not_there_are_refused(
    api: Api, core: Core, workspace: workspaces.Installed, filed: Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for bad in ("[1]", "{", '[{"filename": "other.pdf"}]', '{"files": 1}', '[{"url": "https://x.example"}]', "5", "[" * 10_000,
                '[{"filename": ["x"]}]', json.dumps([{"filename": "list.csv"}] * 3)):  # fmt: skip
        await refused(api.post("/emails/forward", json=forward_body(filed, body={"text": "x"}, forwarded_attachments=bad)), 400)
    plain = await ok(api.post("/emails/forward", json=forward_body(filed, body={"text": "Look"})))
    assert plain.get("attachment_json") is None
    monkeypatch.setattr(attachments, "MAX_BYTES", 10)
    assert "MB" in await refused(api.post("/emails/forward", json=forward_body(filed, include_original_body=True)), 400)
    monkeypatch.undo()
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run("UPDATE messages SET raw = NULL WHERE workspace_id = %(workspace_id)s")
    assert "kept" in await refused(api.post("/emails/forward", json=forward_body(filed, include_original_body=True)), 400)


async def test_a_letter_does_not_leave_without_what_it_should_take_along(
    api: Api, core: Core, workspace: workspaces.Installed, filed: Filed
) -> None:
    await ok(api.post("/emails/forward", json=forward_body(filed, include_original_body=True)))
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run("UPDATE messages SET raw = NULL WHERE workspace_id = %(workspace_id)s")
    transport = EmailTransport(core, Settings())
    [claimed] = await queued.claim_queued(Engine(core, Settings()), workspace.workspace_id)
    outcome = await transport.send(claimed)
    await transport.close()
    assert (outcome.verdict, outcome.code) == ("refused", "attachment_gone")


async def test_nobody_forwards_another_workspaces_mail(
    api: Api, other: Api, core: Core, stranger: workspaces.Installed, filed: Filed
) -> None:
    async with core.scope(stranger.workspace_id) as scope:
        theirs = await making.a_sender(scope, "spy@sender.example")
    body = {**forward_body(filed, include_original_body=True), "eaccount": theirs.address}
    await refused(other.post("/emails/forward", json=body), 404)
    await refused(other.patch(f"/emails/{filed.mail['id']}", json={"reminder_ts": "2026-03-09T08:00:00Z"}), 404)
    await refused(other.post(f"/emails/threads/{filed.mail['thread_id']}/mark-as-read"), 404)


async def test_letters_says_which_places_there_are(core: Core, workspace: workspaces.Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        [sent] = await sent_mail(scope)
        plain = await letters.forward(scope, sent.message_id, to=["a@b.example"], body_text="x")
        assert attachments.of(plain) == []
        assert await attachments.content(scope, plain.headers) == []


async def test_what_a_model_found_is_shown_with_a_leads_emails(api: Api, core: Core, workspace: workspaces.Installed) -> None:
    async with core.scope(workspace.workspace_id, Actor("test", workspace.user_id)) as scope:
        await sent_mail(scope)
    body = {"lead_email": "lead1@prospect.example", "interest_value": 1, "ai_interest_value": 0.75}
    await ok(api.post("/leads/update-interest-status", json=body), 202)
    [mail] = (await ok(api.get("/emails")))["items"]
    assert mail["ai_interest_value"] == 0.75

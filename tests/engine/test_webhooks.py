"""Webhook delivery to a real HTTP server: signed, at least once, with back-off, never into the inside of a network."""

import asyncio
import hmac
import itertools
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, LiteralString

import httpx
import pytest
import pytest_asyncio

from outrider.channels import webhook as wire
from outrider.engine.engine import Engine
from outrider.engine.queue import Room
from outrider.engine.work import webhooks as delivering
from outrider.errors import Conflict
from outrider.outreach.base import approvals, due, events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Core
from outrider.outreach.conversations import webhooks
from outrider.outreach.conversations.webhooks import Delivery, Form, Webhook
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.receiving import Receiver


class Case:
    def __init__(self, core: Core, workspace_id: int, hook: Webhook, secret: str) -> None:
        self.core, self.workspace_id, self.hook, self.secret = core, workspace_id, hook, secret
        self.engine = Engine(core, Settings())

    async def happens(self, n: int = 1) -> None:
        async with self.core.scope(self.workspace_id) as scope:
            await events.append(scope, [Event("message.sent", campaign_id=None, data={"n": i}) for i in range(n)])

    async def round(self, *, allow_private: bool = True) -> int:
        self.engine.settings.allow_private_webhooks = allow_private
        claimed = await self.claim()
        async with wire.client() as http:
            await asyncio.gather(*(self.deliver(http, delivery) for delivery in claimed))
        return len(claimed)

    async def claim(self, *full: str) -> list[delivering.Delivery]:
        return await delivering.claim(self.core, self.workspace_id, Room(32, full))

    async def deliver(self, http: httpx.AsyncClient, delivery: delivering.Delivery) -> None:
        """As the loop does it."""
        try:
            await delivering.deliver(self.engine, http, delivery)
        except Exception as error:
            await delivering.failed(self.core, delivery, error)

    async def deliveries(self) -> list[Delivery]:
        async with self.core.scope(self.workspace_id) as scope:
            return await webhooks.deliveries(scope)

    async def waiting(self, which: LiteralString) -> int:
        """How many deliveries are to be made of which this is so."""
        statement = "SELECT count(*) FROM webhook_deliveries WHERE workspace_id = %(workspace_id)s AND state = 'pending' AND "
        async with self.core.scope(self.workspace_id) as scope:
            return await scope.count(statement + which)

    async def now(self) -> Webhook:
        async with self.core.scope(self.workspace_id) as scope:
            return await webhooks.get(scope, self.hook.id)


@pytest_asyncio.fixture
async def case(core: Core, workspace: Installed, receiver: Receiver) -> Case:
    async with core.scope(workspace.workspace_id) as scope:
        hook, secret = await webhooks.create(
            scope, dialect="plain", url=receiver.url, event_types=["message.sent"], headers={"X-Theirs": "1", "Host": "evil"}
        )
    return Case(core, workspace.workspace_id, hook, secret)


async def test_signed_and_once(case: Case, receiver: Receiver) -> None:
    await case.happens()
    assert await case.round() == 1
    assert await case.round() == 0
    ((headers, body),) = receiver.got
    t, v1 = (part.partition("=")[2] for part in headers["x-outrider-signature"].split(","))
    assert v1 == hmac.digest(case.secret.encode(), f"{t}.".encode() + body, "sha256").hex()
    payload = json.loads(body)
    assert payload["type"] == "message.sent"
    assert payload["data"] == {"n": 0}
    assert payload["id"] == headers["x-outrider-event-id"]
    assert headers["x-theirs"] == "1"
    assert headers["host"].startswith("127.0.0.1")
    (delivery,) = await case.deliveries()
    assert (delivery.state, delivery.status_code, delivery.payload) == ("delivered", 200, payload)


async def test_a_dialects_payload(case: Case, receiver: Receiver) -> None:
    async def build(core: Core, event: Mapping[str, Any], webhook: Mapping[str, Any]) -> dict[str, Any]:
        return {"event_type": "EMAIL_SENT", "hook": webhook["id"], "workspace": event["workspace_id"]}

    case.engine.webhook_forms = {"plain": Form(build)}
    await case.happens()
    await case.round()
    assert json.loads(receiver.got[0][1]) == {"event_type": "EMAIL_SENT", "hook": case.hook.id, "workspace": case.workspace_id}


async def test_what_a_webhook_is_not_for_is_dropped(case: Case, receiver: Receiver) -> None:
    """A dialect's action may be narrower than the core's event type."""

    async def build(core: Core, event: Mapping[str, Any], webhook: Mapping[str, Any]) -> dict[str, Any] | None:
        return {"n": event["data"]["n"]} if event["data"]["n"] else None

    case.engine.webhook_forms = {"plain": Form(build)}
    await case.happens(2)
    assert await case.round() == 2
    assert await case.round() == 0
    assert [json.loads(body) for _, body in receiver.got] == [{"n": 1}]
    assert [d.state for d in await case.deliveries()] == ["delivered"]


async def test_retried_with_growing_pauses_then_given_up(case: Case, receiver: Receiver) -> None:
    receiver.status = 500
    await case.happens()
    clock: Any = case.core.clock
    began, waits = clock.now(), []
    while True:
        assert await case.round() == 1
        (delivery,) = await case.deliveries()
        if delivery.state == "failed":
            break
        assert delivery.due_at is not None
        waits.append((delivery.due_at - clock.now()).total_seconds())
        clock.set(delivery.due_at)
    assert len(receiver.got) == delivering.MAX_ATTEMPTS
    assert delivery.error == "HTTP 500: no"
    assert waits[0] <= 15
    assert all(a < b * 1.5 for a, b in itertools.pairwise(waits))
    assert max(waits) <= 4 * 3600
    assert 12 <= (clock.now() - began).total_seconds() / 3600 <= 30


async def test_recovers(case: Case, receiver: Receiver) -> None:
    receiver.status = 503
    await case.happens()
    await case.round()
    assert (await case.now()).failures == 1
    receiver.status = 204
    clock: Any = case.core.clock
    clock.advance(20)
    await case.round()
    assert (await case.deliveries())[0].state == "delivered"
    assert (await case.now()).failures == 0


async def test_a_process_that_dies_over_a_delivery(case: Case, receiver: Receiver) -> None:
    await case.happens()
    assert len(await case.claim()) == 1  # and dies before or after posting
    assert await case.round() == 0
    clock: Any = case.core.clock
    clock.advance(delivering.LEASE_SECONDS + 1)
    assert await case.round() == 1
    assert len(receiver.got) == 1


async def test_gone_switches_off_and_resuming_delivers_what_waited(case: Case, receiver: Receiver) -> None:
    await case.happens(3)
    receiver.status = 410
    await case.round()
    assert (await case.now()).status == "disabled"
    assert await case.round() == 0
    receiver.status = 200
    async with case.core.scope(case.workspace_id) as scope:
        await webhooks.resume(scope, case.hook.id)
    assert await case.round() == 3
    assert {d.state for d in await case.deliveries()} == {"delivered"}


async def test_nothing_is_posted_to_a_paused_webhook_before_it_is_resumed(case: Case, receiver: Receiver) -> None:
    await case.happens(2)
    async with case.core.scope(case.workspace_id) as scope:
        assert (await webhooks.pause(scope, case.hook.id)).status == "paused"
    assert await case.round() == 0
    await case.happens()  # not delivered: it was not subscribed to then
    async with case.core.scope(case.workspace_id) as scope:
        await webhooks.resume(scope, case.hook.id)
    assert await case.round() == 2


async def test_a_webhook_that_is_not_active_leaves_nothing_due(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim holds back so many; the workspace is claimed of until none is due."""
    monkeypatch.setattr(delivering, "BATCH", 2)
    await case.happens(5)
    async with case.core.scope(case.workspace_id) as scope:
        await webhooks.pause(scope, case.hook.id)
    left: list[int] = []
    while await due.workspaces(case.core, "webhooks"):
        assert await case.claim() == []
        left.append(await case.waiting("due_at IS NOT NULL"))
    assert left == [3, 1, 0]


async def test_resuming_takes_few_rows_and_the_claims_take_up_the_rest(
    case: Case, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "BATCH", 9)
    monkeypatch.setattr(webhooks, "FORWARD", 3)
    await case.happens(30)
    async with case.core.scope(case.workspace_id) as scope:
        await webhooks.pause(scope, case.hook.id)
    while await due.workspaces(case.core, "webhooks"):
        await case.claim()
    async with case.core.scope(case.workspace_id) as scope:
        await webhooks.resume(scope, case.hook.id)
    assert await case.waiting("due_at IS NOT NULL") == 3
    while await due.workspaces(case.core, "webhooks"):
        await case.round()
    assert {d.state for d in await case.deliveries()} == {"delivered"}
    assert len(receiver.got) == 30


async def test_disabling_changes_the_webhook_alone(case: Case, receiver: Receiver) -> None:
    await case.happens(3)
    receiver.status = 410
    (first, *_) = await case.claim()
    before = await case.waiting("due_at IS NOT NULL")
    async with wire.client() as http:
        case.engine.settings.allow_private_webhooks = True
        await case.deliver(http, first)
    assert (await case.now()).status == "disabled"
    assert await case.waiting("due_at IS NOT NULL") == before


async def test_failing_always_switches_off(case: Case, receiver: Receiver) -> None:
    receiver.status = 500
    await case.happens()
    async with case.core.scope(case.workspace_id) as scope:
        await scope.run("UPDATE webhooks SET failures = 99 WHERE workspace_id = %(workspace_id)s")
    await case.round()
    assert (await case.now()).status == "disabled"


async def test_redirects_are_not_followed(case: Case, receiver: Receiver) -> None:
    receiver.status = 302
    await case.happens()
    await case.round()
    assert (await case.deliveries())[0].status_code == 302
    assert len(receiver.got) == 1


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "[fd00::1]",
     "192.168.1.1", "100.64.0.1", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"],
)  # fmt: skip
async def test_the_inside_is_out_of_reach(host: str) -> None:
    async with wire.client() as http:
        answer = await wire.post(http, f"http://{host}:1/", {}, secret="s", event_id="e", at=datetime(2026, 3, 2, tzinfo=UTC))
    assert answer.status is None
    assert "public" in (answer.error or "")


async def test_nothing_comes_through_to_the_inside(case: Case, receiver: Receiver) -> None:
    await case.happens()
    await case.round(allow_private=False)
    assert not receiver.got
    assert "public" in ((await case.deliveries())[0].error or "")


async def test_a_server_that_is_not_there(case: Case, core: Core) -> None:
    async with core.scope(case.workspace_id) as scope:
        await webhooks.update(scope, case.hook.id, url="http://127.0.0.1:1/")
    await case.happens()
    await case.round()
    (delivery,) = await case.deliveries()
    assert delivery.state == "pending"
    assert delivery.status_code is None
    assert delivery.error


async def test_one_dead_address_does_not_hold_up_the_others(case: Case, core: Core, receiver: Receiver) -> None:
    async with core.scope(case.workspace_id) as scope:
        other, _ = await webhooks.create(scope, dialect="plain", url=receiver.url, event_types=["message.sent"])
    await case.happens(40)
    claimed = await case.claim()
    assert {d.webhook_id for d in claimed} == {case.hook.id, other.id}
    assert not await case.claim(str(case.hook.id), str(other.id))


async def test_a_test_delivery(case: Case, receiver: Receiver) -> None:
    answer = await webhooks.send_test(case.core, case.workspace_id, case.hook.id, {"hello": 1}, allow_private=True)
    assert answer.accepted
    assert json.loads(receiver.got[0][1]) == {"hello": 1}
    assert not await case.deliveries()


async def test_no_delivery_goes_over_a_connection_made_for_another_host() -> None:
    """Connections are known by their address: one that was secured for a name must not carry another's delivery."""
    peers: list[tuple[str, int]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peers.append(writer.get_extra_info("peername"))
        while (head := await reader.readuntil(b"\r\n\r\n")) and (size := re.search(rb"(?i)content-length: (\d+)", head)):
            await reader.readexactly(int(size[1]))
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, wire.client() as http:
        for host in ("127.0.0.1", "localhost"):
            answer = await wire.post(
                http,
                f"http://{host}:{port}/",
                {},
                secret="s",
                event_id="e",
                at=datetime(2026, 3, 2, tzinfo=UTC),
                allow_private=True,
            )
            assert answer.status == 200
    assert len(peers) == 2


async def test_a_delivery_that_ended_is_made_again_when_asked(case: Case, core: Core, receiver: Receiver) -> None:
    await case.happens()
    await case.round()
    async with core.scope(case.workspace_id) as scope:
        (first,) = await webhooks.deliveries(scope)
        await webhooks.redeliver(scope, first.id)
    assert await case.round() == 1
    assert len(receiver.got) == 2


async def test_the_next_attempt_is_made_now_when_asked(case: Case, core: Core, receiver: Receiver) -> None:
    receiver.status = 500
    await case.happens()
    await case.round()
    receiver.status = 200
    waited = await case.round()
    async with core.scope(case.workspace_id) as scope:
        (first,) = await webhooks.deliveries(scope)
        await webhooks.redeliver(scope, first.id)
    assert (waited, await case.round(), len(receiver.got)) == (0, 1, 2)


async def test_a_delivery_still_under_way_is_not_made_again(case: Case, core: Core) -> None:
    await case.happens()
    (claimed,) = await case.claim()
    async with core.scope(case.workspace_id) as scope:
        with pytest.raises(Conflict):
            await webhooks.redeliver(scope, claimed.id)


async def asked(case: Case) -> None:
    async with case.core.scope(case.workspace_id) as scope:
        await webhooks.update(scope, case.hook.id, event_types=[events.APPROVAL])
        await events.append(scope, [Event(events.APPROVAL, data={"approval": 7, "acts": ["campaign.start"]})])
    case.engine.settings.public_url = "https://outreach.example"


async def test_an_approval_is_sent_with_the_links_that_decide_it(case: Case, receiver: Receiver) -> None:
    await asked(case)
    await case.round()
    links = json.loads(receiver.got[0][1])["links"]
    assert links == approvals.links("https://outreach.example", case.core.vault, case.workspace_id, 7)


async def test_the_links_are_not_kept_where_keys_read_them(case: Case, receiver: Receiver) -> None:
    await asked(case)
    await case.round()
    [delivery] = await case.deliveries()
    assert "links" not in (delivery.payload or {})

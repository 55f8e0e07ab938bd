"""The contract of a LinkedIn provider, held by the Unipile adapter against the sandbox, which takes only what is documented."""

import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio

from outrider.channels.linkedin import port
from outrider.channels.linkedin.port import Login, Provider
from outrider.channels.linkedin.unipile import Unipile
from outrider.clock import SimulatedClock
from outrider.sandbox.linkedin import CODE, LinkedInWorld

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = 86_400


@pytest_asyncio.fixture
async def world() -> AsyncIterator[LinkedInWorld]:
    async with LinkedInWorld(SimulatedClock(START)) as world:
        yield world


@pytest_asyncio.fixture
async def provider(world: LinkedInWorld) -> AsyncIterator[Provider]:
    unipile = Unipile(world.base_url, world.key)
    yield unipile
    await unipile.close()


@pytest_asyncio.fixture
async def account(provider: Provider) -> str:
    return (await provider.connect(Login("anna.meyer@sender.example", "a password"))).account_id


def later(world: LinkedInWorld, days: float) -> None:
    clock = world.clock
    assert isinstance(clock, SimulatedClock)
    clock.advance(days * DAY)


# -- accounts


async def test_signs_in_with_a_password_or_a_cookie(provider: Provider) -> None:
    by_password = await provider.connect(Login("ben@sender.example", "a password"))
    by_cookie = await provider.connect(Login(cookie="AQEDAT-ben-session"))
    assert by_password.checkpoint is None
    assert by_cookie.checkpoint is None
    assert await provider.state(by_password.account_id) == "ok"


@pytest.mark.parametrize("login", [Login("ben@sender.example", "wrong"), Login(cookie="expired-cookie")])
async def test_wrong_credentials_are_told_apart(provider: Provider, login: Login) -> None:
    with pytest.raises(port.BadLogin):
        await provider.connect(login)


@pytest.mark.parametrize(("mark", "kind"), [("2fa", "2FA"), ("otp", "OTP"), ("inapp", "IN_APP_VALIDATION")])
async def test_a_checkpoint_is_solved_with_its_code(provider: Provider, mark: str, kind: str) -> None:
    sign_in = await provider.connect(Login(f"ben+{mark}@sender.example", "a password"))
    assert sign_in.checkpoint == kind
    assert await provider.state(sign_in.account_id) == "connecting"
    with pytest.raises(port.BadCode):
        await provider.solve_checkpoint(sign_in.account_id, "000000")
    assert (await provider.solve_checkpoint(sign_in.account_id, CODE)).checkpoint is None
    assert await provider.state(sign_in.account_id) == "ok"


async def test_an_account_whose_session_ended_is_disconnected_until_it_signs_in_again(
    world: LinkedInWorld, provider: Provider, account: str
) -> None:
    world.sign_out(account)
    assert await provider.state(account) == "credentials"
    with pytest.raises(port.Disconnected):
        await provider.profile(account, "jane-smith")
    assert (await provider.reconnect(account, Login("anna.meyer@sender.example", "a password"))).account_id == account
    assert (await provider.profile(account, "jane-smith")).slug == "jane-smith"


@pytest.mark.parametrize("given_up", [False, True])
async def test_a_sign_in_that_was_given_up_begins_again(world: LinkedInWorld, provider: Provider, given_up: bool) -> None:
    """A code comes too late: the provider's reference names an intent that was killed, or it knows of no checkpoint."""
    sign_in = await provider.connect(Login("ben+2fa@sender.example", "a password"))
    if given_up:
        world.faults.answer(500, "authentication_intent_error")
    else:
        await provider.disconnect(sign_in.account_id)
    with pytest.raises(port.Disconnected):
        await provider.solve_checkpoint(sign_in.account_id, CODE)


async def test_disconnecting_twice_is_no_error(provider: Provider, account: str) -> None:
    await provider.disconnect(account)
    await provider.disconnect(account)
    assert await provider.state(account) == "credentials"


@pytest.mark.parametrize(("mark", "tier"), [("", "basic"), ("+premium", "premium"), ("+salesnav", "sales_navigator")])
async def test_the_owner_and_their_tier(provider: Provider, mark: str, tier: str) -> None:
    account = (await provider.connect(Login(f"anna.meyer{mark}@sender.example", "a password"))).account_id
    owner = await provider.owner(account)
    assert (owner.slug, owner.first_name, owner.last_name, owner.tier) == ("anna-meyer", "Anna", "Meyer", tier)


async def test_a_product_that_the_account_is_signed_out_of_is_not_its_tier(world: LinkedInWorld, provider: Provider) -> None:
    """The reference: `sales_navigator` and `recruiter` of the own profile are {"error": "DISCONNECTED"} then."""
    account = (await provider.connect(Login("anna+salesnav@sender.example", "a password"))).account_id
    world.members[account].product_lost = True
    assert (await provider.owner(account)).tier == "premium"


# -- people


async def test_a_profile_shows_how_near_the_person_is(world: LinkedInWorld, provider: Provider, account: str) -> None:
    stranger = await provider.profile(account, "jane-smith--accepts")
    assert (stranger.degree, stranger.open_profile, stranger.invitation, stranger.company != "") == (2, False, None, True)
    assert world.counts["view"] == 0
    assert (await provider.profile(account, stranger.provider_id, visit=True)).slug == stranger.slug
    assert world.counts["view"] == 1
    assert (await provider.profile(account, "old-friend--connected")).degree == 1
    assert (await provider.profile(account, "open-olga--openprofile")).open_profile


async def test_nobody_there(provider: Provider, account: str) -> None:
    with pytest.raises(port.Unreachable):
        await provider.profile(account, "gone--unreachable")
    with pytest.raises(port.Unreachable):
        await provider.invite(account, "ACoAAnobody")


async def test_an_invitation_is_pending_until_it_is_accepted(world: LinkedInWorld, provider: Provider, account: str) -> None:
    jane = await provider.profile(account, "jane-smith--accepts")
    id = await provider.invite(account, jane.provider_id, "Hello Jane")
    (pending,) = (await provider.invitations(account)).items
    assert (pending.id, pending.slug, pending.provider_id, pending.note) == (id, jane.slug, jane.provider_id, "Hello Jane")
    assert (await provider.profile(account, "jane-smith--accepts")).invitation == "sent"
    with pytest.raises(port.NotAllowed) as again:
        await provider.invite(account, jane.provider_id)
    assert again.value.why == "already_invited"
    later(world, 3)
    (relation,) = (await provider.relations(account)).items
    assert relation.slug == "jane-smith--accepts"
    assert START < relation.at < world.clock.now()
    assert not (await provider.invitations(account)).items


async def test_an_invitation_can_be_withdrawn(world: LinkedInWorld, provider: Provider, account: str) -> None:
    jane = await provider.profile(account, "jane-smith--accepts")
    await provider.withdraw(account, (await provider.invite(account, jane.provider_id)) or "")
    later(world, 3)
    assert not (await provider.relations(account)).items


async def test_whoever_withdrew_an_invitation_cannot_repeat_it_soon(
    world: LinkedInWorld, provider: Provider, account: str
) -> None:
    jane = await provider.profile(account, "jane-smith--ignores")
    await provider.withdraw(account, (await provider.invite(account, jane.provider_id)) or "")
    later(world, 20)
    with pytest.raises(port.NotAllowed) as refused:
        await provider.invite(account, jane.provider_id)
    assert refused.value.why == "already_invited"
    later(world, 2)
    assert await provider.invite(account, jane.provider_id)


async def test_the_note_of_an_accepted_invitation_begins_the_chat(world: LinkedInWorld, provider: Provider, account: str) -> None:
    """Unipile's "Detecting accepted invitations": accepting one with a note makes a chat that holds the note alone."""
    jane = await provider.profile(account, "jane-smith--accepts")
    await provider.invite(account, jane.provider_id, "Hello Jane")
    later(world, 3)
    (note,) = (await provider.messages(account, START)).items
    assert (note.ours, note.text) == (True, "Hello Jane")
    assert (await provider.write(account, jane.provider_id, "Thank you")).chat_id == note.chat_id


async def test_a_connection_is_not_invited(provider: Provider, account: str) -> None:
    friend = await provider.profile(account, "old-friend--connected")
    with pytest.raises(port.NotAllowed) as refused:
        await provider.invite(account, friend.provider_id)
    assert (refused.value.code, refused.value.why) == ("already_connected", "already_connected")


@pytest.mark.parametrize(("mark", "most"), [("", port.MAX_NOTE_BASIC), ("+premium", port.MAX_NOTE)])
async def test_a_note_longer_than_allowed_is_refused(provider: Provider, mark: str, most: int) -> None:
    """Unipile's "Provider limits": 300 characters, and 200 of a free account."""
    account = (await provider.connect(Login(f"ben{mark}@sender.example", "a password"))).account_id
    jane = await provider.profile(account, "jane-smith")
    with pytest.raises(port.NotAllowed) as refused:
        await provider.invite(account, jane.provider_id, "x" * (most + 1))
    assert refused.value.code == "too_many_characters"
    await provider.invite(account, jane.provider_id, "x" * most)


async def test_following_and_liking(world: LinkedInWorld, provider: Provider, account: str) -> None:
    jane = await provider.profile(account, "jane-smith--accepts")
    await provider.follow(account, jane.provider_id)
    await provider.like_latest_post(account, jane.provider_id)
    assert (world.counts["follow"], world.counts["like"]) == (1, 1)
    quiet = await provider.profile(account, "quiet-quinn--noposts")
    with pytest.raises(port.NotAllowed) as none:
        await provider.like_latest_post(account, quiet.provider_id)
    assert none.value.why == "no_post"


async def test_a_search_is_read_page_by_page(provider: Provider, account: str) -> None:
    url = "https://www.linkedin.com/search/results/people/?keywords=sales&count=60"
    first = await provider.search(account, url, limit=50)
    assert (len(first.items), first.total) == (50, 60)
    rest = await provider.search(account, url, limit=50, cursor=first.cursor)
    assert (len(rest.items), rest.cursor) == (10, None)
    assert len({f.slug for f in (*first.items, *rest.items)}) == 60
    assert first.items[0].job_title


async def test_a_page_of_a_classic_search_is_half_as_long(provider: Provider, account: str) -> None:
    """The reference: up to 100 results for Sales Navigator and Recruiter, but not more than 50 of the classic search."""
    first = await provider.search(account, "https://www.linkedin.com/search/results/people/?keywords=a&count=60", limit=100)
    assert (len(first.items), first.total, first.cursor is not None) == (50, 60, True)


async def test_a_search_of_sales_navigator_tells_its_own_ids(world: LinkedInWorld, provider: Provider, account: str) -> None:
    """Unipile's "Users overview": ids begin with ACw there, and no classic route takes them."""
    url = "https://www.linkedin.com/sales/search/people?query=a&count=100"
    with pytest.raises(port.NotAllowed):
        await provider.search(account, url, limit=100)
    seller = (await provider.connect(Login("sally+salesnav@sender.example", "a password"))).account_id
    found = (await provider.search(seller, url, limit=100)).items
    assert (len(found), {f.provider_id for f in found}) == (100, {None})
    invited = await provider.profile(seller, found[0].slug or "")
    await provider.invite(seller, invited.provider_id)
    again = (await provider.search(seller, url, limit=100)).items
    assert [f.slug for f in again if f.invited] == [found[0].slug]


async def test_people_whom_linkedin_hides_spoil_no_page() -> None:
    """Of those out of the network a search names nothing."""
    hidden = {"object": "SearchResult", "type": "PEOPLE", "id": None, "public_identifier": None, "name": None,
              "first_name": None, "last_name": None, "network_distance": "OUT_OF_NETWORK", "headline": None}  # fmt: skip
    known = {**hidden, "id": "ACoAAAb", "public_identifier": "Jane-Doe", "name": "Jane Doe"}
    page = {"object": "LinkedinSearch", "items": [hidden, known], "cursor": None, "paging": None}
    provider = Unipile("https://api1.unipile.com:13111", "a key")
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=page))
    provider._client = httpx.AsyncClient(base_url=provider._client.base_url, transport=transport)
    found = await provider.search("a", "https://www.linkedin.com/search/results/people/?keywords=a", limit=10)
    await provider.close()
    assert [(f.provider_id, f.slug, f.first_name) for f in found.items] == [(None, None, ""), ("ACoAAAb", "jane-doe", "Jane")]


# -- messages


async def test_only_connections_and_open_profiles_take_messages(provider: Provider, account: str) -> None:
    stranger = await provider.profile(account, "jane-smith--accepts")
    with pytest.raises(port.NotAllowed) as refused:
        await provider.write(account, stranger.provider_id, "Hello")
    assert refused.value.why == "not_connected"
    for slug in ("old-friend--connected", "open-olga--openprofile"):
        person = await provider.profile(account, slug)
        sent = await provider.write(account, person.provider_id, "Hello")
        assert sent.message_id
        assert sent.chat_id


async def test_an_answer_comes_in_the_same_chat(world: LinkedInWorld, provider: Provider, account: str) -> None:
    friend = await provider.profile(account, "old-friend--connected--interested")
    sent = await provider.write(account, friend.provider_id, "Hello old friend")
    assert sent.chat_id
    later(world, 2)
    theirs, ours = (await provider.messages(account, START - timedelta(days=1))).items
    assert (theirs.ours, theirs.chat_id, theirs.sender_id) == (False, sent.chat_id, friend.provider_id)
    assert (ours.ours, ours.id, ours.text) == (True, sent.message_id, "Hello old friend")
    assert (await provider.chat(account, sent.chat_id)).provider_id == friend.provider_id
    again = await provider.answer(account, sent.chat_id, "Here it is")
    assert again.chat_id == sent.chat_id
    assert [m.text for m in (await provider.chat_messages(account, sent.chat_id, theirs.at)).items] == ["Here it is"]
    assert not (await provider.messages(account, world.clock.now())).items


async def test_inmail_needs_an_account_that_has_it(provider: Provider, account: str) -> None:
    stranger = await provider.profile(account, "jane-smith--accepts")
    with pytest.raises(port.NotAllowed) as refused:
        await provider.inmail(account, stranger.provider_id, "Hi", "Hello", "basic")
    assert refused.value.why == "no_inmail"
    premium = (await provider.connect(Login("paula+premium@sender.example", "a password"))).account_id
    sent = await provider.inmail(premium, stranger.provider_id, "Hi", "Hello", "premium")
    assert sent.chat_id
    (message,) = (await provider.messages(premium, START - timedelta(days=1))).items
    assert message.subject == "Hi"


@pytest.mark.parametrize(("mark", "tier"), [("salesnav", "sales_navigator"), ("recruiter", "recruiter")])
async def test_an_inmail_of_another_product_goes_to_its_own_id(provider: Provider, mark: str, tier: port.Tier) -> None:
    account = (await provider.connect(Login(f"sally+{mark}@sender.example", "a password"))).account_id
    stranger = await provider.profile(account, "jane-smith--accepts")
    sent = await provider.inmail(account, stranger.provider_id, "Hi", "Hello", tier)
    (message,) = (await provider.messages(account, START - timedelta(days=1))).items
    assert (message.id, message.subject, message.text) == (sent.message_id, "Hi", "Hello")


async def test_the_sandbox_takes_no_classic_id_for_another_product(world: LinkedInWorld, provider: Provider) -> None:
    account = (await provider.connect(Login("sally+salesnav@sender.example", "a password"))).account_id
    stranger = await provider.profile(account, "jane-smith--accepts")
    form = {"account_id": account, "attendees_ids": stranger.provider_id, "text": "Hello", "linkedin[api]": "sales_navigator"}
    headers = {"X-API-KEY": world.key, "accept": "application/json"}
    async with httpx.AsyncClient(base_url=f"{world.base_url}/api/v1", headers=headers) as client:
        response = await client.post("/chats", files={name: (None, value) for name, value in form.items()})
    assert (response.status_code, response.json()["type"]) == (422, "errors/invalid_recipient")


# -- the wire: what is documented, and nothing else


DEEDS: dict[str, Any] = {
    "GET /users/jane?account_id=a&linkedin_sections=%2A&notify=true": lambda p: p.profile("a", "jane", visit=True),
    "POST /linkedin": lambda p: p.follow("a", "ACoX"),
    "POST /users/invite": lambda p: p.invite("a", "ACoX", "Hello"),
    "DELETE /users/invite/sent/7%2F8?account_id=a": lambda p: p.withdraw("a", "7/8"),
    "POST /posts/reaction": lambda p: p.like_latest_post("a", "ACoX"),
    "POST /chats": lambda p: p.inmail("a", "ACoX", "Hi", "Hello", "premium"),
    "POST /chats/c%201/messages": lambda p: p.answer("a", "c 1", "Hello"),
    "POST /accounts": lambda p: p.connect(Login("ben", "pw", country="de")),
    "POST /accounts/a": lambda p: p.reconnect("a", Login(cookie="li", premium_cookie="la", user_agent="Mozilla")),
    "POST /accounts/checkpoint": lambda p: p.solve_checkpoint("a", "123456"),
    "DELETE /accounts/a": lambda p: p.disconnect("a"),
    "GET /users/relations?account_id=a&limit=100&cursor=x": lambda p: p.relations("a", "x"),
    "GET /messages?account_id=a&after=2026-03-02T09%3A00%3A00.000Z&limit=100": lambda p: p.messages("a", START),
    "POST /linkedin/search?account_id=a&limit=5": lambda p: p.search("a", "https://linkedin.com/x", limit=5),
}
BODIES: dict[str, Any] = {
    "POST /linkedin": {
        "account_id": "a", "method": "POST", "encoding": False, "body": {"patch": {"$set": {"following": True}}},
        "request_url": "https://www.linkedin.com/voyager/api/feed/dash/followingStates/"
        "urn:li:fsd_followingState:urn:li:fsd_profile:ACoX",
    },
    "POST /users/invite": {"account_id": "a", "provider_id": "ACoX", "message": "Hello"},
    "POST /posts/reaction": {"account_id": "a", "post_id": "urn:li:activity:1", "reaction_type": "like"},
    "POST /chats": {"account_id": "a", "attendees_ids": "ACoX", "subject": "Hi", "text": "Hello", "linkedin[api]": "classic",
                    "linkedin[inmail]": "true"},
    "POST /chats/c%201/messages": {"text": "Hello"},
    "POST /accounts": {"provider": "LINKEDIN", "username": "ben", "password": "pw", "country": "DE"},
    "POST /accounts/a": {"provider": "LINKEDIN", "access_token": "li", "premium_token": "la", "user_agent": "Mozilla"},
    "POST /accounts/checkpoint": {"provider": "LINKEDIN", "account_id": "a", "code": "123456"},
    "POST /linkedin/search?account_id=a&limit=5": {"url": "https://linkedin.com/x"},
}  # fmt: skip


@pytest.mark.parametrize("line", DEEDS)
async def test_requests_as_documented(line: str) -> None:
    """Method, path, parameters, headers and body of what changes something, and of what is hardest to get right."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"items": [{"id": "1", "social_id": "urn:li:activity:1"}] if "/posts?" in str(request.url)
                                         else [], "account_id": "a", "provider_id": "ACoX"})  # fmt: skip

    provider = Unipile("https://api1.unipile.com:13111/", "a key")
    provider._client = httpx.AsyncClient(
        base_url=provider._client.base_url, headers=provider._client.headers, transport=httpx.MockTransport(answer)
    )
    await DEEDS[line](provider)
    await provider.close()
    request = seen[-1]
    assert f"{request.method} {request.url}" == line.replace(" ", " https://api1.unipile.com:13111/api/v1", 1)
    assert (request.headers["x-api-key"], request.headers["accept"]) == ("a key", "application/json")
    kind = request.headers.get("content-type", "").partition(";")[0]
    if line not in BODIES:
        assert not request.content
    elif kind == "application/json":
        assert json.loads(request.content) == BODIES[line]
    else:
        assert kind == "multipart/form-data"
        assert "/chats" in line
        form = re.findall(rb'name="(.+?)"\r\n\r\n(.*?)\r\n', request.content)
        assert {name.decode(): value.decode() for name, value in form} == BODIES[line]


@pytest.mark.parametrize(
    ("method", "path", "options"),
    [
        ("POST", "/users/invite", {"json": {"account_id": "a", "provider_id": "p", "note": "x"}}),
        ("POST", "/users/invite", {"json": {"account_id": "a"}}),
        ("POST", "/chats", {"json": {"account_id": "a", "attendees_ids": "p", "text": "x"}}),
        ("GET", "/messages", {"params": {"account_id": "a", "after": "2026-03-02T09:00:00+00:00"}}),
        ("GET", "/users/relations", {"params": {"account_id": "a", "limit": 1001}}),
        ("POST", "/linkedin", {"json": {"account_id": "a", "request_url": "https://www.linkedin.com/x", "method": "FOLLOW"}}),
        ("POST", "/posts/reaction", {"json": {"account_id": "a", "post_id": "p", "reaction_type": "thumbs"}}),
    ],
)
async def test_the_sandbox_refuses_what_is_not_documented(world: LinkedInWorld, method: str, path: str, options: Any) -> None:
    headers = {"X-API-KEY": world.key, "accept": "application/json"}
    async with httpx.AsyncClient(base_url=f"{world.base_url}/api/v1", headers=headers) as client:
        response = await client.request(method, path, **options)
    assert response.status_code == 400, response.text


# -- what goes wrong


async def test_rate_limits_say_how_long_to_rest(world: LinkedInWorld, provider: Provider, account: str) -> None:
    jane = await provider.profile(account, "jane-smith--accepts")
    world.faults.answer(429, "too_many_requests", retry_after=900)
    with pytest.raises(port.Limited) as everything:
        await provider.invite(account, jane.provider_id)
    assert (everything.value.retry_after, everything.value.whole_account) == (timedelta(minutes=15), True)
    world.invites_a_week = 0
    with pytest.raises(port.Limited) as invitations:
        await provider.invite(account, jane.provider_id)
    assert not invitations.value.whole_account
    assert world.counts["invite"] == 0


@pytest.mark.parametrize("done", [True, False])
async def test_an_answer_that_never_came_is_uncertain(world: LinkedInWorld, provider: Provider, account: str, done: bool) -> None:
    jane = await provider.profile(account, "jane-smith--accepts")
    (world.faults.drop_after if done else world.faults.drop_before)("POST /users/invite")
    with pytest.raises(port.Uncertain):
        await provider.invite(account, jane.provider_id)
    assert world.counts["invite"] == done


@pytest.mark.parametrize("status", [500, 503, 504])
async def test_a_server_error_leaves_a_deed_uncertain(
    world: LinkedInWorld, provider: Provider, account: str, status: int
) -> None:
    friend = await provider.profile(account, "old-friend--connected")
    world.faults.answer(status, "unexpected_error", route="POST /chats")
    with pytest.raises(port.Uncertain):
        await provider.write(account, friend.provider_id, "Hello")


@pytest.mark.parametrize(
    ("status", "kind", "error"),
    [
        (503, "no_client_session", port.Unavailable),
        (503, "no_channel", port.Unavailable),
        (503, "no_handler", port.Unavailable),
        (407, "proxy_error", port.Unavailable),
        (501, "feature_not_implemented", port.NotAllowed),
        (422, "invalid_account", port.NotAllowed),
    ],
)
async def test_what_surely_was_not_done(
    world: LinkedInWorld, provider: Provider, account: str, status: int, kind: str, error: type[port.LinkedInError]
) -> None:
    """Of the reference's errors those that say that LinkedIn was not asked, and those that say that it can't be done."""
    friend = await provider.profile(account, "old-friend--connected")
    world.faults.answer(status, kind, route="POST /chats")
    with pytest.raises(error):
        await provider.write(account, friend.provider_id, "Hello")


async def test_reading_is_tried_again_and_never_uncertain(world: LinkedInWorld, provider: Provider, account: str) -> None:
    world.faults.drop_before("GET /users/*")
    assert (await provider.profile(account, "jane-smith")).slug == "jane-smith"
    world.faults.answer(500, "unexpected_error", route="GET *", times=2)
    with pytest.raises(port.Unavailable):
        await provider.profile(account, "jane-smith")


async def test_a_provider_that_is_not_there_did_nothing(account: str) -> None:
    nobody = Unipile("http://127.0.0.1:1", "key")
    with pytest.raises(port.Unavailable):
        await nobody.invite(account, "ACoAAanybody")
    await nobody.close()


async def test_a_wrong_key_is_our_fault_and_not_the_accounts(world: LinkedInWorld, account: str) -> None:
    provider = Unipile(world.base_url, "not the key")
    with pytest.raises(port.Unavailable):
        await provider.invite(account, "ACoAAanybody")
    await provider.close()


async def test_secrets_stay_out_of_reprs() -> None:
    assert "a secret" not in repr(Login("ben", "a secret", "a secret", "a secret"))

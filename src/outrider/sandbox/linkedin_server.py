"""The HTTP face of the sandbox's LinkedIn: as much of Unipile's API, version 1, as the adapter uses, shapes and errors alike."""

import base64
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from typing_extensions import override

from outrider.sandbox.linkedin import CODE, NOT_AGAIN, PRODUCTS, Fault, LinkedInWorld, Member, Person, Room, Written
from outrider.sandbox.linkedin_requests import TAKES, Takes, misfit
from outrider.sandbox.listening import Running, listen
from outrider.sandbox.personas import fraction

API = "/api/v1"
MAX_NOTE, MAX_NOTE_BASIC = 300, 200
MOST_CLASSIC = 50  # people on a page of a classic search
FOLLOWING = "https://www.linkedin.com/voyager/api/feed/dash/followingStates/urn:li:fsd_followingState:urn:li:fsd_profile:"


class Refused(Exception):
    """An answer other than success."""

    def __init__(self, status: int, kind: str, detail: str = "", retry_after: int | None = None) -> None:
        super().__init__(kind)
        self.status, self.kind, self.detail, self.retry_after = status, kind, detail, retry_after


class _Dies(Response):
    """A response that breaks off: the client never learns what became of its request."""

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})


async def serve(world: LinkedInWorld) -> Running:
    """Listen on the world's host and port (0: any)."""
    return await listen(_Api(world).app(), world.host, world.port, "sandbox LinkedIn")


class _Api:
    """The routes over a world."""

    def __init__(self, world: LinkedInWorld) -> None:
        self.world = world

    def app(self) -> Starlette:
        table: Sequence[tuple[str, str, Callable[[Request], Awaitable[Response]]]] = (
            ("POST", "/accounts", self.connect),
            ("POST", "/accounts/checkpoint", self.checkpoint),
            ("POST", "/accounts/{id}", self.reconnect),
            ("GET", "/accounts/{id}", self.account),
            ("DELETE", "/accounts/{id}", self.forget),
            ("GET", "/users/me", self.me),
            ("POST", "/users/invite", self.invite),
            ("GET", "/users/invite/sent", self.invited),
            ("DELETE", "/users/invite/sent/{id}", self.withdraw),
            ("GET", "/users/relations", self.relations),
            ("GET", "/users/{id}/posts", self.posts),
            ("GET", "/users/{id}", self.profile),
            ("POST", "/posts/reaction", self.react),
            ("POST", "/chats", self.start_chat),
            ("GET", "/chats/{id}", self.chat),
            ("POST", "/chats/{id}/messages", self.answer),
            ("GET", "/chats/{id}/messages", self.chat_messages),
            ("GET", "/messages", self.messages),
            ("POST", "/linkedin/search", self.search),
            ("POST", "/linkedin", self.pass_on),
        )
        return Starlette(
            routes=[
                Route(API + path, self._guarded(method, do, TAKES[f"{method} {path}"]), methods=[method])
                for method, path, do in table
            ]
        )

    def _guarded(
        self, method: str, do: Callable[[Request], Awaitable[Response]], takes: Takes
    ) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            fault = self.world.faults.take(f"{method} {request.url.path.removeprefix(API)}")
            try:
                if request.headers.get("x-api-key") != self.world.key:
                    raise Refused(401, "missing_credentials", "Give a valid access token.")
                if wrong := await misfit(request, takes):
                    raise Refused(400, *wrong)
                if fault and fault.drop == "before":
                    return _Dies()
                if fault and fault.status:
                    raise _refusal(fault)
                self.world.live()
                response = await do(request)
            except Refused as refused:
                body = {
                    "title": refused.kind.replace("_", " ").capitalize(),
                    "type": f"errors/{refused.kind}",
                    "status": refused.status,
                    "detail": refused.detail,
                }
                headers = {"retry-after": str(refused.retry_after)} if refused.retry_after else {}
                return JSONResponse(body, refused.status, headers)
            return _Dies() if fault and fault.drop == "after" else response

        return endpoint

    # -- accounts

    async def connect(self, request: Request) -> Response:
        return self._signed_in(await request.json(), None, "AccountCreated")

    async def reconnect(self, request: Request) -> Response:
        id = request.path_params["id"]
        if id not in self.world.members:
            raise Refused(404, "resource_not_found", "Account not found")
        return self._signed_in(await request.json(), id, "AccountReconnected")

    def _signed_in(self, body: Mapping[str, object], account_id: str | None, done: str) -> Response:
        username = body.get("username") or body.get("access_token")
        if not username or ("username" in body and not body.get("password")):
            raise Refused(400, "missing_parameters")
        if body.get("password") == "wrong" or str(body.get("access_token", "")).startswith("expired"):
            raise Refused(401, "invalid_credentials", "The provided credentials are invalid.")
        member = self.world.sign_in(str(username), account_id)
        if member.checkpoint:
            answer = {"object": "Checkpoint", "account_id": member.id, "checkpoint": {"type": member.checkpoint}}
            return JSONResponse(answer, 202)
        return JSONResponse({"object": done, "account_id": member.id}, 201)

    async def checkpoint(self, request: Request) -> Response:
        body = await request.json()
        member = self.world.members.get(body.get("account_id"))
        if member is None or member.checkpoint is None:
            raise Refused(404, "resource_not_found", "No checkpoint is waiting.")
        if body.get("code") != CODE:
            raise Refused(401, "invalid_checkpoint_solution", "The checkpoint resolution did not pass successfully.")
        self.world.approve(member.id)
        return JSONResponse({"object": "AccountCreated", "account_id": member.id}, 201)

    async def account(self, request: Request) -> Response:
        member = self.world.members.get(request.path_params["id"])
        if member is None:
            raise Refused(404, "resource_not_found", "Account not found")
        sources = [{"id": f"{member.id}_MESSAGING", "status": member.status}]
        return JSONResponse(
            {"object": "Account", "type": "LINKEDIN", "id": member.id, "name": member.username, "sources": sources}
        )

    async def forget(self, request: Request) -> Response:
        if self.world.members.pop(request.path_params["id"], None) is None:
            raise Refused(404, "resource_not_found", "Account not found")
        return JSONResponse({"object": "AccountDeleted"})

    async def me(self, request: Request) -> Response:
        member = self._member(request.query_params.get("account_id"))
        me = self.world.person(member.slug)
        answer = {
            "object": "AccountOwnerProfile",
            "provider": "LINKEDIN",
            "provider_id": me.provider_id,
            "public_identifier": me.slug,
            "first_name": me.first_name,
            "last_name": me.last_name,
            "occupation": me.headline,
            "premium": member.tier != "basic",
            "open_profile": False,
            "location": "Paris, France",
            "recruiter": self._seat(member, "recruiter"),
            "sales_navigator": self._seat(member, "sales_navigator"),
        }
        return JSONResponse(answer)

    def _seat(self, member: Member, product: str) -> Mapping[str, str] | None:
        if member.tier != product:
            return None
        return {"error": "DISCONNECTED"} if member.product_lost else {"owner_seat_id": "1", "contract_id": "1"}

    def _require(self, member: Member, product: str) -> None:
        """Refuse what an account's subscription does not include."""
        if product != "classic" and member.tier != product:
            raise Refused(403, "feature_not_subscribed", "The requested feature has not been subscribed.")
        if product != "classic" and member.product_lost:
            raise Refused(401, "disconnected_feature", "The service you're trying to reach appears to be disconnected.")

    def _member(self, account_id: object) -> Member:
        """The account that acts, if it is signed in."""
        member = self.world.members.get(str(account_id))
        if member is None:
            raise Refused(404, "resource_not_found", "Account not found")
        if member.status != "OK":
            raise Refused(401, "disconnected_account", "The account appears to be disconnected from the provider service.")
        return member

    def _person(self, identifier: str, product: str = "classic") -> Person:
        """Who has this id in a product."""
        person = self.world.by_id_of(product, identifier)
        if person is None:
            raise Refused(422, "invalid_recipient", "The recipient appears not to be valid.")
        return self._reachable(person)

    def _reachable(self, person: Person) -> Person:
        if "unreachable" in person.marks:
            raise Refused(422, "invalid_recipient", "The recipient appears not to be valid.")
        return person

    # -- people

    async def profile(self, request: Request) -> Response:
        member, identifier = self._member(request.query_params.get("account_id")), request.path_params["id"]
        product = request.query_params.get("linkedin_api", "classic")
        self._require(member, product)
        named = next((p for p, begin in PRODUCTS.items() if identifier.startswith(begin)), None)
        if named:
            person = self._person(identifier, named)
        elif product == "classic":
            person = self._reachable(self.world.person(identifier))
        else:  # the other products don't go by the names in profiles' URLs
            raise Refused(422, "invalid_recipient", "The recipient appears not to be valid.")
        if request.query_params.get("notify") == "true":
            self.world.note("view", person.slug, member)
        related, invite = self.world.related(member, person), member.invites.get(person.slug)
        own = person.slug == member.slug
        answer: dict[str, object] = {
            "object": "UserProfile",
            "provider": "LINKEDIN",
            "provider_id": person.id_in(product),
            "public_identifier": person.slug,
            "first_name": person.first_name,
            "last_name": person.last_name,
            "headline": person.headline,
            "location": "Paris, France",
            "is_open_profile": "openprofile" in person.marks,
            "is_premium": "openprofile" in person.marks,
            "is_relationship": related,
            "is_self": own,
            "network_distance": "FIRST_DEGREE" if related else "SECOND_DEGREE",
            "public_profile_url": f"https://www.linkedin.com/in/{person.slug}",
            "connections_count": 500 + len(member.relations) if own else 300,
            "follower_count": 800,
            "work_experience": [
                {
                    "position": person.headline.partition(" at ")[0],
                    "company": person.company,
                    "skills": [],
                    "start": "1/1/2022",
                    "end": None,
                    "current": True,
                }
            ],
        }
        if invite:
            answer["invitation"] = {"type": "SENT", "status": "PENDING"}
        return JSONResponse(answer)

    async def invite(self, request: Request) -> Response:
        body = await request.json()
        member = self._member(body.get("account_id"))
        person = self._person(str(body.get("provider_id")))
        note = str(body.get("message") or "")
        if len(note) > (MAX_NOTE_BASIC if member.tier == "basic" else MAX_NOTE):
            raise Refused(400, "too_many_characters", "The provided content exceeds the character limit.")
        if self.world.related(member, person):
            raise Refused(422, "already_connected", "You are connected with this person already.")
        withdrawn = member.withdrawn.get(person.slug)
        if person.slug in member.invites or (withdrawn and withdrawn + NOT_AGAIN > self.world.clock.now()):
            raise Refused(422, "already_invited_recently", "An invitation has already been sent recently to this recipient.")
        if self.world.invited_this_week(member) >= self.world.invites_a_week:
            raise Refused(422, "cannot_resend_yet", "You have reached a temporary provider limit. Please try again later.")
        invite = self.world.invite(member, person, note)
        return JSONResponse({"object": "UserInvitationSent", "invitation_id": invite.id})

    async def invited(self, request: Request) -> Response:
        member = self._member(request.query_params.get("account_id"))
        items = [
            {
                "object": "InvitationSent",
                "id": i.id,
                "date": "Sent recently",
                "parsed_datetime": _iso(i.at),
                "invitation_text": i.note or None,
                "invited_user": self.world.person(i.slug).first_name,
                "invited_user_id": self.world.person(i.slug).provider_id,
                "invited_user_public_id": i.slug,
                "invited_user_description": self.world.person(i.slug).headline,
            }
            for i in sorted(member.invites.values(), key=lambda i: i.at, reverse=True)
        ]
        return _page(request, "InvitationList", items)

    async def withdraw(self, request: Request) -> Response:
        member = self._member(request.query_params.get("account_id"))
        found = next((i for i in member.invites.values() if i.id == request.path_params["id"]), None)
        if found is None:
            raise Refused(404, "resource_not_found")
        del member.invites[found.slug]
        member.withdrawn[found.slug] = self.world.clock.now()
        self.world.note("withdraw", found.slug, member)
        return JSONResponse({"object": "UserInvitationCanceled"})

    async def relations(self, request: Request) -> Response:
        member = self._member(request.query_params.get("account_id"))
        items: list[dict[str, object]] = []
        for slug, at in sorted(member.relations.items(), key=lambda item: item[1], reverse=True):
            person = self.world.person(slug)
            items.append(
                {
                    "object": "UserRelation",
                    "connection_urn": f"urn:li:fsd_connection:{person.provider_id}",
                    "created_at": int(at.timestamp() * 1000),
                    "first_name": person.first_name,
                    "last_name": person.last_name,
                    "member_id": person.provider_id,
                    "member_urn": f"urn:li:fsd_profile:{person.provider_id}",
                    "headline": person.headline,
                    "public_identifier": slug,
                }
            )
        return _page(request, "UserRelationsList", items)

    async def posts(self, request: Request) -> Response:
        self._member(request.query_params.get("account_id"))
        person = self._person(request.path_params["id"])
        number = int(fraction(self.world.seed, "post", person.slug) * 10**15)
        items = [{"object": "Post", "id": str(number), "social_id": f"urn:li:activity:{number}", "text": "News from us."}]
        return _page(request, "PostList", [] if "noposts" in person.marks else items)

    async def react(self, request: Request) -> Response:
        body = await request.json()
        member = self._member(body.get("account_id"))
        post = str(body.get("post_id"))
        if post in member.likes:
            raise Refused(422, "action_already_performed")
        member.likes.add(post)
        self.world.note("like", post, member)
        return JSONResponse({"object": "ReactionAdded"}, 201)

    async def pass_on(self, request: Request) -> Response:
        """A request handed to LinkedIn as it is: of those only following is known here."""
        body = await request.json()
        member = self._member(body.get("account_id"))
        url = str(body["request_url"])
        if not url.startswith(FOLLOWING) or (body.get("method"), body.get("encoding")) != ("POST", False):
            raise Refused(501, "feature_not_implemented", url)
        if body.get("body") != {"patch": {"$set": {"following": True}}}:
            raise Refused(400, "invalid_parameters", "body")
        person = self._person(url.removeprefix(FOLLOWING))
        member.follows.add(person.slug)
        self.world.note("follow", person.slug, member)
        return JSONResponse({"object": "LinkedinRawData", "status": 200, "data": {}})

    # -- chats

    async def start_chat(self, request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        member = self._member(form.get("account_id"))
        product = form.get("linkedin[api]", "classic")
        self._require(member, product)
        if product != "classic" and "linkedin[inmail]" in form:
            raise Refused(400, "invalid_parameters", "Extra fields for Linkedin products")
        person = self._person(form.get("attendees_ids", ""), product)
        text, inmail = form.get("text", ""), product != "classic" or form.get("linkedin[inmail]") == "true"
        if not text:
            raise Refused(400, "missing_parameters", "text")
        related = self.world.related(member, person)
        if inmail and not related and "openprofile" not in person.marks:
            if member.tier == "basic":
                raise Refused(403, "subscription_required", "InMail needs a premium account.")
            if member.inmail_credits < 1:
                raise Refused(422, "insufficient_credits", "There are no InMail credits left.")
            member.inmail_credits -= 1
        elif not related and "openprofile" not in person.marks:
            raise Refused(422, "no_connection_with_recipient", "The recipient appears not to be a connection.")
        written = self.world.write(member, person, text, inmail=inmail, subject=form.get("subject", ""))
        return JSONResponse({"object": "ChatStarted", "chat_id": written.chat_id, "message_id": written.id}, 201)

    async def answer(self, request: Request) -> Response:
        member, room = self._room(request.path_params["id"])
        text = str((await request.form()).get("text") or "")
        if not text:
            raise Refused(400, "missing_parameters", "text")
        written = self.world.write(member, self._reachable(self.world.person(room.slug)), text)
        return JSONResponse({"object": "MessageSent", "message_id": written.id}, 201)

    async def chat(self, request: Request) -> Response:
        member, room = self._room(request.path_params["id"])
        person = self.world.person(room.slug)
        answer = {
            "object": "Chat",
            "id": room.id,
            "account_id": member.id,
            "account_type": "LINKEDIN",
            "type": 0,
            "provider_id": room.id,
            "attendee_provider_id": person.provider_id,
            "unread_count": 0,
            "archived": 0,
            "name": None,
            **({"content_type": "inmail"} if room.inmail else {}),
        }
        return JSONResponse(answer)

    async def chat_messages(self, request: Request) -> Response:
        member, room = self._room(request.path_params["id"])
        return self._messages(request, member, room.messages)

    async def messages(self, request: Request) -> Response:
        member = self._member(request.query_params.get("account_id"))
        return self._messages(request, member, [m for room in member.rooms.values() for m in room.messages])

    def _room(self, id: str) -> tuple[Member, Room]:
        for member in self.world.members.values():
            for room in member.rooms.values():
                if room.id == id:
                    return self._member(member.id), room
        raise Refused(404, "resource_not_found", "Chat not found")

    def _messages(self, request: Request, member: Member, messages: Sequence[Written]) -> Response:
        after = request.query_params.get("after")
        since = datetime.fromisoformat(after) if after else None
        people = {room.id: self.world.person(room.slug).provider_id for room in member.rooms.values()}
        me = self.world.person(member.slug).provider_id
        items: list[dict[str, object]] = [
            {
                "object": "Message",
                "id": m.id,
                "account_id": member.id,
                "chat_id": m.chat_id,
                "provider_id": m.id,
                "sender_id": me if m.ours else people[m.chat_id],
                "text": m.text,
                "timestamp": _iso(m.at),
                "is_sender": int(m.ours),
                "seen": 0,
                "hidden": 0,
                "deleted": 0,
                "edited": 0,
                "is_event": 0,
                "delivered": 1,
                "subject": m.subject or None,
                "attachments": [],
                "reactions": [],
            }
            for m in sorted(messages, key=lambda m: m.at, reverse=True)
            if since is None or m.at > since
        ]
        return _page(request, "MessageList", items)

    # -- search

    async def search(self, request: Request) -> Response:
        """People made up from the URL: as many as its `count` says, always the same."""
        member, url = self._member(request.query_params.get("account_id")), str((await request.json()).get("url"))
        product = _product(url)
        self._require(member, product)
        if product == "classic" and int(request.query_params.get("limit", 10)) > MOST_CLASSIC:
            raise Refused(400, "limit_too_high", "Provider cannot accept such high pagination limit.")
        total = int(parse_qs(urlsplit(url).query).get("count", ["25"])[0])
        items: list[dict[str, object]] = []
        for n in range(total):
            drawn = fraction(self.world.seed, url, n)
            name = f"{_FIRST[int(drawn * len(_FIRST))]}-{_LAST[int(drawn * 1e4) % len(_LAST)]}-{int(drawn * 1e9):09d}"
            person = self.world.person(name)
            items.append(
                {
                    "object": "SearchResult",
                    "type": "PEOPLE",
                    "id": person.id_in(product),
                    "public_identifier": person.slug,
                    "name": f"{person.first_name} {person.last_name}",
                    "first_name": person.first_name,
                    "last_name": person.last_name,
                    "headline": person.headline,
                    "location": "Paris, France",
                    "profile_url": f"https://www.linkedin.com/in/{person.slug}",
                    "network_distance": "DISTANCE_2",
                    "pending_invitation": person.slug in member.invites,
                    "open_profile": "openprofile" in person.marks,
                    "premium": False,
                    "current_positions": [{"company": person.company, "role": person.headline.partition(" at ")[0]}],
                }
            )
        return _page(request, "LinkedinSearch", items, paging=True)


_FIRST = ("anna", "ben", "clara", "david", "elena", "farid", "grace", "hugo", "ines", "jonas", "kira", "liam")
_LAST = ("bauer", "costa", "duval", "evans", "fischer", "garcia", "haas", "ivanova", "jansen", "keller", "lopez")


def _product(url: str) -> str:
    """The product that a search's URL belongs to."""
    match urlsplit(url).path.split("/")[1:2]:
        case ["sales"]:
            return "sales_navigator"
        case ["recruiter" | "talent"]:
            return "recruiter"
        case _:
            return "classic"


def _refusal(fault: Fault) -> Refused:
    return Refused(fault.status, fault.type, "Refused by an injected fault of the sandbox.", fault.retry_after)


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _page(request: Request, kind: str, items: Sequence[Mapping[str, object]], *, paging: bool = False) -> Response:
    """Part of a list, and the cursor of what follows."""
    start = 0
    if cursor := request.query_params.get("cursor"):
        start = int(json.loads(base64.b64decode(cursor))["start"])
    limit = int(request.query_params.get("limit", 10))
    after = start + limit
    follows = base64.b64encode(json.dumps({"start": after}).encode()).decode() if after < len(items) else None
    shown = items[start:after]
    answer: dict[str, object] = {"object": kind, "items": list(shown), "cursor": follows}
    if paging:
        answer["paging"] = {"start": start, "page_count": len(shown), "total_count": len(items)}
    return JSONResponse(answer)

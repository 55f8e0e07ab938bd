"""Unipile: the adapter for its HTTP API, version 1.

Where that API needs explaining:

- A first message to a person starts a chat and is distinguished from an InMail by form fields.
- Following a person has no route of its own: it goes through the route that passes a request on to LinkedIn.
- LinkedIn's products (classic, Sales Navigator, Recruiter) know a person by different ids, and each takes only its own. What is
  kept here is the classic one; another product's is asked for when it is needed (Unipile's "Users overview").
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import wraps
from types import CoroutineType
from typing import Any, Literal, ParamSpec, TypeVar
from urllib.parse import quote, urlsplit

import httpx

from outrider.channels.http import Limits, ask, client, object_of
from outrider.channels.linkedin import unipile_documents as documents
from outrider.channels.linkedin.port import (
    BadCode,
    BadLogin,
    Chat,
    ChatAttachment,
    ChatMessage,
    Disconnected,
    Found,
    Invitation,
    Limited,
    LinkedInError,
    Login,
    NotAllowed,
    Owner,
    Page,
    Profile,
    Relation,
    Sent,
    SignIn,
    State,
    Tier,
    Unavailable,
    Uncertain,
    Unreachable,
    Why,
)

Product = Literal["classic", "sales_navigator", "recruiter"]

# Seconds of the machine. Signing in waits for LinkedIn itself; everything else must fit into a message's time on the wire.
LIMITS = Limits(connect=10, silence=60, seconds=75, bytes=8 * 1024 * 1024)
PAGE = 100
# How long to keep still when LinkedIn has had enough: of everything, of one kind of action, of invitations (a weekly limit).
REST, REST_ACTION, REST_INVITES = timedelta(hours=1), timedelta(hours=24), timedelta(days=2)
MOST_REST = 7 * 86_400  # seconds: whatever a server names
_BRIEFLY = 0.4  # of the machine: between two tries at reading

_STATES: dict[str, State] = {"OK": "ok", "SYNC_SUCCESS": "ok", "RECONNECTED": "ok", "CREATION_SUCCESS": "ok",
                             "CONNECTING": "connecting", "CREDENTIALS": "credentials", "PERMISSIONS": "credentials",
                             "STOPPED": "stopped", "ERROR": "stopped"}  # fmt: skip
_WORST_FIRST: tuple[State, ...] = ("credentials", "stopped", "connecting", "ok")
_DISCONNECTED = {"disconnected_account", "disconnected_feature", "expired_credentials", "invalid_credentials", "wrong_account",
                 "multiple_sessions", "checkpoint_error", "account_restricted", "session_mismatch", "action_required",
                 "unknown_authentication_context", "authentication_intent_error"}  # fmt: skip
# Nothing was handed on to LinkedIn: no session of the account runs at the provider, or none can be reached.
_NOT_PASSED_ON = {"no_client_session", "no_channel", "no_handler"}
_BAD_LOGIN = {"invalid_credentials", "expired_credentials", "wrong_account", "captcha_not_supported"}
_UNREACHABLE = {"invalid_recipient", "blocked_recipient", "user_unreachable", "recipient_rejected", "cannot_invite_attendee",
                "resource_not_found", "invalid_resource_identifier", "resource_access_restricted"}  # fmt: skip
_NOT_ALLOWED: dict[str, Why] = {
    "already_invited_recently": "already_invited",
    "action_already_performed": "already_done",
    "already_connected": "already_connected",
    "no_connection_with_recipient": "not_connected",
    "not_allowed_inmail": "no_inmail",
    "insufficient_credits": "no_inmail",
    "feature_not_subscribed": "no_inmail",
    "subscription_required": "no_inmail",
}
_LIMITED_ACTION = {"limit_exceeded": REST_ACTION, "cannot_resend_within_24hrs": REST_ACTION, "cannot_resend_yet": REST_INVITES}
_INVITATIONS: dict[str, Literal["sent", "received"]] = {"SENT": "sent", "RECEIVED": "received"}
_CLASSIC = ("ACo", "ADo")  # how a person's classic id begins
_MOST_FOUND: dict[Product, int] = {"classic": 50, "sales_navigator": 100, "recruiter": 100}  # people on a page of a search
_DEGREES = {"FIRST_DEGREE": 1, "SECOND_DEGREE": 2, "THIRD_DEGREE": 3, "DISTANCE_1": 1, "DISTANCE_2": 2, "DISTANCE_3": 3}


P = ParamSpec("P")
T = TypeVar("T")
Form = Mapping[str, tuple[None, str]]  # parts without a file's name


def _readable(read: Callable[P, Awaitable[T]]) -> "Callable[P, CoroutineType[Any, Any, T]]":
    """Treat a JSON answer that does not have the documented shape like a missing one."""

    @wraps(read)
    async def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await read(*args, **kwargs)
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise Unavailable(f"the LinkedIn provider's answer can't be read ({type(error).__name__})") from None

    return guarded


class Unipile:
    """A Provider. `url` is the DSN with its scheme, as in https://api1.unipile.com:13111."""

    def __init__(self, url: str, key: str, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._client = client(limits, url.rstrip("/") + "/api/v1", {"X-API-KEY": key, "accept": "application/json"})

    async def close(self) -> None:
        await self._client.aclose()

    # -- accounts

    @_readable
    async def connect(self, login: Login) -> SignIn:
        return _sign_in(await self._act("POST", "/accounts", json=_credentials(login), sign_in=True))

    @_readable
    async def reconnect(self, account_id: str, login: Login) -> SignIn:
        path = f"/accounts/{_part(account_id)}"
        return _sign_in(await self._act("POST", path, json=_credentials(login), sign_in=True))

    @_readable
    async def solve_checkpoint(self, account_id: str, code: str) -> SignIn:
        body = {"provider": "LINKEDIN", "account_id": account_id, "code": code}
        try:
            return _sign_in(await self._act("POST", "/accounts/checkpoint", json=body, sign_in=True))
        except Unreachable as error:  # nothing waits for a code: the sign-in was given up meanwhile
            raise Disconnected(error.detail, error.code) from None

    async def disconnect(self, account_id: str) -> None:
        with suppress(Unreachable):
            await self._act("DELETE", f"/accounts/{_part(account_id)}")

    @_readable
    async def state(self, account_id: str) -> State:
        try:
            account: documents.Account = await self._read(f"/accounts/{_part(account_id)}")
        except Unreachable:
            return "credentials"  # the provider has forgotten it
        found: set[State] = {_STATES.get(str(source.get("status"))) or "stopped" for source in account.get("sources") or ()}
        return sorted(found, key=_WORST_FIRST.index)[0] if found else "connecting"

    @_readable
    async def owner(self, account_id: str) -> Owner:
        me: documents.Owner = await self._read("/users/me", account_id=account_id)
        tier: Tier = "premium" if me.get("premium") else "basic"
        if _works(me.get("sales_navigator")):
            tier = "sales_navigator"
        if _works(me.get("recruiter")):
            tier = "recruiter"
        return Owner(
            provider_id=str(me["provider_id"]),
            slug=_slug(me),
            first_name=me.get("first_name") or "",
            last_name=me.get("last_name") or "",
            headline=me.get("occupation") or "",
            picture_url=me.get("profile_picture_url"),
            tier=tier,
        )

    # -- acting

    @_readable
    async def profile(self, account_id: str, identifier: str, *, visit: bool = False) -> Profile:
        params = {"account_id": account_id, "linkedin_sections": "*", **({"notify": "true"} if visit else {})}
        path = f"/users/{_part(identifier)}"
        return _profile(await (self._act("GET", path, params=params) if visit else self._read(path, **params)))

    async def follow(self, account_id: str, provider_id: str) -> None:
        urn = f"urn:li:fsd_followingState:urn:li:fsd_profile:{provider_id}"
        request = {
            "account_id": account_id,
            "method": "POST",
            "request_url": f"https://www.linkedin.com/voyager/api/feed/dash/followingStates/{urn}",
            "body": {"patch": {"$set": {"following": True}}},
            "encoding": False,
        }
        await self._act("POST", "/linkedin", json=request)

    async def invite(self, account_id: str, provider_id: str, note: str = "") -> str | None:
        body = {"account_id": account_id, "provider_id": provider_id, **({"message": note} if note else {})}
        made: documents.InvitationMade = await self._act("POST", "/users/invite", json=body)
        return made.get("invitation_id")

    async def withdraw(self, account_id: str, invitation_id: str) -> None:
        await self._act("DELETE", f"/users/invite/sent/{_part(invitation_id)}", params={"account_id": account_id})

    async def write(self, account_id: str, provider_id: str, text: str) -> Sent:
        return await self._start_chat({"account_id": account_id, "attendees_ids": provider_id, "text": text})

    async def inmail(self, account_id: str, provider_id: str, subject: str, text: str, tier: Tier) -> Sent:
        form = {"account_id": account_id, "subject": subject, "text": text}
        if tier == "sales_navigator" or tier == "recruiter":  # there a new chat is an InMail, and only its own ids are known
            person = await self._id_in(tier, account_id, provider_id)
            return await self._start_chat({**form, "attendees_ids": person, "linkedin[api]": tier})
        classic = {"attendees_ids": provider_id, "linkedin[api]": "classic", "linkedin[inmail]": "true"}
        return await self._start_chat({**form, **classic})

    @_readable
    async def _id_in(self, product: Product, account_id: str, provider_id: str) -> str:
        """A person's id in another product than the classic one."""
        path = f"/users/{_part(provider_id)}"
        user: documents.User = await self._read(path, account_id=account_id, linkedin_api=product)
        return str(user["provider_id"])

    async def _start_chat(self, form: Mapping[str, str]) -> Sent:
        answer: documents.ChatStarted = await self._act("POST", "/chats", files=_multipart(form))
        return Sent(answer.get("message_id"), answer.get("chat_id"))

    async def answer(self, account_id: str, chat_id: str, text: str) -> Sent:
        path = f"/chats/{_part(chat_id)}/messages"
        answer: documents.ChatStarted = await self._act("POST", path, files=_multipart({"text": text}))
        return Sent(answer.get("message_id"), chat_id)

    @_readable
    async def like_latest_post(self, account_id: str, provider_id: str) -> str:
        posts: documents.Posts = await self._read(f"/users/{_part(provider_id)}/posts", account_id=account_id, limit=1)
        post = next(iter(posts.get("items") or ()), None)
        if post is None:
            raise NotAllowed("There is no post to like.", why="no_post")
        post_id = str(post.get("social_id") or post["id"])
        await self._act("POST", "/posts/reaction", json={"account_id": account_id, "post_id": post_id, "reaction_type": "like"})
        return post_id

    # -- reading

    @_readable
    async def invitations(self, account_id: str, cursor: str | None = None) -> Page[Invitation]:
        params = {"account_id": account_id, "limit": PAGE, "cursor": cursor}
        answer: documents.InvitationsSent = await self._read("/users/invite/sent", **params)
        items = [
            Invitation(
                str(i["id"]),
                i.get("invited_user_id"),
                i.get("invited_user_public_id"),
                _time(i.get("parsed_datetime")),
                i.get("invitation_text") or "",
            )
            for i in answer["items"]
        ]
        return Page(items, answer.get("cursor"))

    @_readable
    async def relations(self, account_id: str, cursor: str | None = None) -> Page[Relation]:
        params = {"account_id": account_id, "limit": PAGE, "cursor": cursor}
        answer: documents.Connections = await self._read("/users/relations", **params)
        items = [
            Relation(
                str(r["member_id"]),
                _slug(r),
                datetime.fromtimestamp(r["created_at"] / 1000, UTC),
                r.get("first_name") or "",
                r.get("last_name") or "",
                r.get("headline") or "",
            )
            for r in answer["items"]
        ]
        return Page(items, answer.get("cursor"))

    @_readable
    async def messages(self, account_id: str, after: datetime, cursor: str | None = None) -> Page[ChatMessage]:
        params = {"account_id": account_id, "after": _iso(after), "limit": PAGE, "cursor": cursor}
        answer: documents.Messages = await self._read("/messages", **params)
        return Page([_message(m) for m in answer["items"] if not m.get("is_event")], answer.get("cursor"))

    @_readable
    async def chat_messages(self, account_id: str, chat_id: str, after: datetime) -> Page[ChatMessage]:
        path = f"/chats/{_part(chat_id)}/messages"
        answer: documents.Messages = await self._read(path, after=_iso(after), limit=PAGE)
        return Page([_message(m) for m in answer["items"] if not m.get("is_event")], answer.get("cursor"))

    @_readable
    async def chat(self, account_id: str, chat_id: str) -> Chat:
        chat: documents.Chat = await self._read(f"/chats/{_part(chat_id)}")
        return Chat(str(chat["id"]), chat.get("attendee_provider_id"), chat.get("name") or "", chat.get("subject") or "")

    @_readable
    async def search(self, account_id: str, url: str, *, limit: int, cursor: str | None = None) -> Page[Found]:
        most = min(limit, _MOST_FOUND[_product(url)])
        params = {"account_id": account_id, "limit": most, **({"cursor": cursor} if cursor else {})}
        answer: documents.Hits = await self._act("POST", "/linkedin/search", params=params, json={"url": url}, repeatable=True)
        people = [_found(item) for item in answer["items"] if item.get("type") == "PEOPLE"]
        paging = answer.get("paging")
        return Page(people, answer.get("cursor"), paging.get("total_count") if paging else None)

    # -- the wire

    # Both answer Any: the path says which of the documents it is, and the caller names that.

    async def _read(self, path: str, **params: str | int | None) -> Any:
        """A request without effect: tried twice, because connections break."""
        given = {k: v for k, v in params.items() if v is not None}
        try:
            return await self._act("GET", path, params=given, repeatable=True)
        except Unavailable:
            await asyncio.sleep(_BRIEFLY)
            return await self._act("GET", path, params=given, repeatable=True)

    async def _act(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int] | None = None,
        json: object = None,
        files: Form | None = None,
        sign_in: bool = False,
        repeatable: bool = False,
    ) -> Any:
        """One request, never repeated. Its errors say whether it may have had an effect."""
        lost = Unavailable if repeatable else Uncertain
        # Signing in waits for LinkedIn itself.
        limits = replace(self._limits, seconds=2 * self._limits.seconds) if sign_in else self._limits
        try:
            response = await ask(self._client, method, path, limits, params=params, json=json, files=files)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as error:
            raise Unavailable(f"the LinkedIn provider can't be reached ({type(error).__name__})") from None
        except httpx.HTTPError as error:
            raise lost(f"the LinkedIn provider's answer never came ({type(error).__name__})") from None
        body = object_of(response)
        if not response.is_success:
            raise _error(response, body or {}, sign_in=sign_in, lost=lost)
        if body is None:
            raise lost("the LinkedIn provider's answer can't be read")
        return body


def _error(response: httpx.Response, body: Mapping[str, object], *, sign_in: bool, lost: type[LinkedInError]) -> LinkedInError:
    """What an answer other than success means."""
    type_ = str(body.get("type") or "").rpartition("/")[2]
    detail = f"{body.get('title') or response.reason_phrase}: {body.get('detail') or type_}"[:500]
    status = response.status_code
    if status == 429 or type_ == "too_many_requests":
        return Limited(detail, type_, retry_after=_retry_after(response) or REST, whole_account=True)
    if type_ in _LIMITED_ACTION:
        rest = _retry_after(response) or _LIMITED_ACTION[type_]
        return Limited(detail, type_, retry_after=rest, whole_account=False)
    if sign_in and type_ == "invalid_checkpoint_solution":
        return BadCode(detail, type_)
    if sign_in and type_ in _BAD_LOGIN:
        return BadLogin(detail, type_)
    if status == 401 and type_ in ("missing_credentials", "insufficient_privileges", ""):
        return Unavailable("the LinkedIn provider does not take our key", type_)
    if type_ in _DISCONNECTED:
        return Disconnected(detail, type_)
    if type_ in _NOT_ALLOWED:
        return NotAllowed(detail, type_, why=_NOT_ALLOWED[type_])
    if type_ in _UNREACHABLE or status == 404:
        return Unreachable(detail, type_)
    if type_ in _NOT_PASSED_ON or status == 407:  # 407: the way to LinkedIn, a proxy of the provider's, does not work
        return Unavailable(detail, type_)
    if (status >= 500 and status != 501) or status == 408:
        return lost(detail, type_)
    return NotAllowed(detail, type_, why="refused")


def _retry_after(response: httpx.Response) -> timedelta | None:
    value = response.headers.get("retry-after", "")
    return timedelta(seconds=min(int(value[:9]), MOST_REST)) if value.isascii() and value.isdigit() else None


# -- shapes ---------------------------------------------------------------------------------------------------------------


def _part(text: str) -> str:
    return quote(text, safe="")


def _multipart(form: Mapping[str, str]) -> Form:
    return {name: (None, value) for name, value in form.items()}


def _credentials(login: Login) -> dict[str, str]:
    given = {
        "username": login.username,
        "password": login.password,
        "access_token": login.cookie,
        "premium_token": login.premium_cookie,
        "user_agent": login.user_agent,
        "country": login.country.upper() if login.country else None,
    }
    return {"provider": "LINKEDIN", **{k: v for k, v in given.items() if v}}


def _sign_in(answer: documents.SignedIn) -> SignIn:
    if answer.get("object") == "Checkpoint":
        checkpoint = answer.get("checkpoint")
        return SignIn(str(answer["account_id"]), str((checkpoint and checkpoint.get("type")) or "2FA"))
    return SignIn(str(answer["account_id"]))


def _works(product: documents.Product | None) -> bool:
    """Whether an account has a product and is signed in to it: without the latter there is an error in its place."""
    return product is not None and not product.get("error")


def _product(url: str) -> Product:
    """The product that a search's URL belongs to."""
    path = urlsplit(url).path
    if path.startswith("/sales/"):
        return "sales_navigator"
    return "recruiter" if path.startswith(("/recruiter/", "/talent/")) else "classic"


def _slug(person: documents.Named) -> str | None:
    slug = person.get("public_identifier")
    return str(slug).casefold() if slug else None


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC) if text else None
    except (TypeError, ValueError):
        return None


_SHOWN_ELSEWHERE = {"object", "provider", "provider_id", "public_identifier", "first_name", "last_name", "headline", "location",
                    "is_open_profile", "is_premium", "network_distance", "invitation", "throttled_sections"}  # fmt: skip


def _profile(p: documents.User) -> Profile:
    invitation = p.get("invitation") or documents.Invited()
    pending = invitation.get("status") == "PENDING"
    jobs = p.get("work_experience") or []
    current = next((job for job in jobs if job.get("current") or not job.get("end")), None) or documents.Job()
    return Profile(
        provider_id=str(p["provider_id"]),
        slug=_slug(p),
        first_name=p.get("first_name") or "",
        last_name=p.get("last_name") or "",
        headline=p.get("headline") or "",
        company=current.get("company") or "",
        location=p.get("location") or "",
        picture_url=p.get("profile_picture_url"),
        premium=bool(p.get("is_premium")),
        open_profile=bool(p.get("is_open_profile")),
        degree=1 if p.get("is_relationship") else _DEGREES.get(str(p.get("network_distance"))),
        invitation=_INVITATIONS.get(str(invitation.get("type"))) if pending else None,
        connection_count=p.get("connections_count"),
        details={k: v for k, v in p.items() if k not in _SHOWN_ELSEWHERE and v not in (None, "", [])},
    )


def _message(m: documents.Message) -> ChatMessage:
    return ChatMessage(
        id=str(m["id"]),
        chat_id=str(m["chat_id"]),
        at=_time(m["timestamp"]) or datetime.fromtimestamp(0, UTC),
        text=m.get("text") or "",
        ours=bool(m.get("is_sender")),
        sender_id=m.get("sender_id"),
        subject=m.get("subject") or "",
        attachments=[ChatAttachment(a.get("type"), a.get("file_name")) for a in m.get("attachments") or ()],
    )


def _found(p: documents.Hit) -> Found:
    name, id = str(p.get("name") or ""), str(p.get("id") or "")
    job = next(iter(p.get("current_positions") or ()), None) or documents.Position()
    return Found(
        provider_id=id if id.startswith(_CLASSIC) else None,
        slug=_slug(p),
        first_name=p.get("first_name") or name.partition(" ")[0],
        last_name=p.get("last_name") or name.partition(" ")[2],
        headline=p.get("headline") or "",
        company=job.get("company") or "",
        job_title=job.get("role") or "",
        location=p.get("location") or "",
        url=p.get("public_profile_url") or p.get("profile_url"),
        picture_url=p.get("profile_picture_url"),
        degree=_DEGREES.get(str(p.get("network_distance"))),
        open_profile=bool(p.get("open_profile")),
        invited=bool(p.get("pending_invitation")),
    )

"""Requests that need a person's approval: kept as they came, and served again, in process, once they are approved."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from fastapi import Request, Response
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as AsgiScope

from outrider.dialects import Dialect
from outrider.dialects.kit import in_process
from outrider.dialects.kit.access import APPROVED, SURFACE, ServedAgain, actor_of, caller
from outrider.dialects.kit.modes import BODY
from outrider.dialects.kit.paths import path_within
from outrider.errors import ApprovalNeeded, Conflict, Forbidden, OutriderError
from outrider.outreach.base import acts as acts_of
from outrider.outreach.base import approvals
from outrider.outreach.base.approvals import Approval
from outrider.outreach.base.scope import Act, Actor, Approved, Asks, Core, Mode
from outrider.outreach.tenancy import asking, keys, teams, workspaces
from outrider.values import is_object

HEADER = "X-Approval"  # of a refusal: the approval that waits. Of the same request again: the approval whose outcome is asked for
MOST_SECONDS = 60  # that a request waits for a decision ('Prefer: wait=30')


def _kept(request: Request, surface: str) -> approvals.Request:
    """The request as it is kept, without its key."""
    dialect: Dialect = request.app.state.dialect
    places = {place.name for place in (dialect.credential, *dialect.also) if place.place == "query"}
    query = [(name, value) for name, value in parse_qsl(request.url.query, keep_blank_values=True) if name not in places]
    return approvals.Request(
        dialect.name,
        request.method,
        path_within(request.scope),
        urlencode(query),
        request.scope.get(BODY, b""),
        request.headers.get("content-type", ""),
        surface,
    )


def page_of(workspace_id: int, approval_id: int) -> str:
    """The path of an approval's page, which asks for sign-in."""
    return f"/w/{workspace_id}/approvals/{approval_id}"


def address_of_page(request: Request, workspace_id: int, approval_id: int) -> str | None:
    """The URL of an approval's page; None where this process serves no pages."""
    core: Core = request.app.state.core
    public_url: str | None = request.app.state.settings.public_url
    base = public_url or core.local_url
    return base.rstrip("/") + page_of(workspace_id, approval_id) if base else None


async def ask(request: Request, needed: ApprovalNeeded) -> ApprovalNeeded:
    """Keep the request as an approval; the error that names it."""
    core: Core = request.app.state.core
    principal = await caller(request)
    actor = actor_of(request, principal)
    kept = _kept(request, actor.surface)
    acts = [Act(str(act["kind"]), act["id"], act["facts"]) for act in needed.data["acts"]]
    # Noting the question and mailing people about it is the system's act, not the key's.
    async with core.scope(needed.data["workspace_id"], replace(actor, mode=Mode.FREE)) as scope:
        id, is_new = await approvals.ask(scope, principal.api_key_id, kept, acts, needed.data["shown"])
        if is_new:
            await asking.mail_people(scope, await approvals.get(scope, id))
    page = address_of_page(request, needed.data["workspace_id"], id)
    where = f"at {page}" if page else f"on the page Approvals or with 'outrider approvals show {id}'"
    return ApprovalNeeded(
        f"This key sends nothing by itself. Approval {id} waits for a person to decide {where}; nothing was done yet.",
        data={"approval": id},
    )


async def carry_out(core: Core, app: ASGIApp, workspace_id: int, approval_id: int, by: Actor) -> Approval:
    """Approve and serve the request again, in the name of the key that asked. What became of it is in the approval's state and
    outcome. Raises NotFound; Conflict for one that was decided, has expired, or whose key was revoked."""
    async with core.scope(workspace_id, by) as scope:
        request, found = await approvals.request_of(scope, approval_id), await approvals.get(scope, approval_id)
        principal = await keys.principal_of(scope, found.api_key_id)
        if principal is None or principal.mode == Mode.READ:
            raise Conflict("The key that asked for this was revoked.", code="approval_outdated")
        lease = core.clock.now() + core.clock.real(approvals.LEASE_SECONDS)
        await approvals.decide(scope, approval_id, "running", lease_until=lease)
    again = ServedAgain(principal, Approved(approval_id, workspace_id, found.acts))
    heard = await in_process.ask(app, _scope(request, again), request.body)
    async with core.scope(workspace_id, by) as scope:
        await approvals.fail(scope, approval_id, _sentence(heard.status, heard.body))  # nothing where it was done
        await approvals.keep_answer(scope, approval_id, heard.status, heard.body)
        return await approvals.get(scope, approval_id)


class Awaited:
    """Answers a request that waited for approval, when it comes again with the header X-Approval, with what became of it."""

    def __init__(self, app: ASGIApp, refuse: Callable[[Request, Exception], Awaitable[Response]]) -> None:
        self.app, self.refuse = app, refuse

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        given = Headers(scope=scope).get(HEADER, "") if scope["type"] == "http" and BODY in scope else ""
        if not (given.isascii() and given.isdigit() and len(given) < 19):
            return await self.app(scope, receive, send)
        request = Request(scope, receive)
        try:
            answer = await _outcome(request, int(given))
        except OutriderError as error:
            answer = await self.refuse(request, error)
        await (answer or self.app)(scope, receive, send)


async def _outcome(request: Request, approval_id: int) -> Response | None:
    """What the request was answered when it was carried out; None while it waits, or where the approval is about another. Raises
    Forbidden where a person rejected it, Conflict where it failed."""
    core: Core = request.app.state.core
    principal, digest, loop = await caller(request), _kept(request, "").digest(), asyncio.get_running_loop()
    until = loop.time() + _seconds(request.headers.get("prefer", ""))
    while True:
        async with core.scope(principal.workspace_id) as scope:
            found = await approvals.outcome_of(scope, approval_id, principal.api_key_id, digest)
        if found is None or found.state not in ("pending", "running") or loop.time() >= until:
            break
        await asyncio.sleep(1)
    if found is None or found.state in ("pending", "expired"):
        return None
    if found.state == "rejected":
        raise Forbidden(f"A person rejected this; nothing was sent. {found.outcome}".strip(), code="approval_rejected")
    if found.state == "running" or found.answer is None:
        said = found.outcome or f"It is {found.state}."
        raise Conflict(f"Approval {approval_id}: {said}", code="approval_decided")
    return Response(found.answer, found.status or 200, media_type="application/json")


def _seconds(prefer: str) -> int:
    wait = re.search(r"(?:^|,)\s*wait=(\d{1,4})", prefer)
    return min(int(wait[1]), MOST_SECONDS) if wait else 0


@dataclass(frozen=True, slots=True)
class Question:
    """How a client may ask a person about an approval. `by_form`: the answer decides; else it leads to the page at `path`."""

    path: str
    lines: Sequence[str]
    by_form: bool


async def question(core: Core, principal: keys.Principal, approval_id: int) -> Question | None:
    """None where clients do not ask about what this key wants."""
    async with core.scope(principal.workspace_id) as scope:
        found = await approvals.get(scope, approval_id)
        most: Asks = (await workspaces.get(scope)).settings.get("client_approvals") or "form"
    if found.api_key_id != principal.api_key_id or "off" in (most, principal.asks):
        return None
    may = most == principal.asks == "form" and principal.user_id is not None and await _may_decide(core, principal, found)
    return Question(page_of(principal.workspace_id, approval_id), acts_of.summary(found.acts, found.shown), may)


async def _may_decide(core: Core, principal: keys.Principal, approval: Approval) -> bool:
    return teams.may_decide(await teams.access(core, principal, principal.workspace_id), acts_of.permissions(approval.acts))


async def decide(core: Core, app: ASGIApp, principal: keys.Principal, approval_id: int, *, approve: bool) -> None:
    """What the key's user answered to a client's question. Raises Forbidden where that does not decide."""
    asked = await question(core, principal, approval_id)
    if asked is None or not asked.by_form:
        raise Forbidden("This approval is not decided here.")
    by = Actor("elicitation", user_id=principal.user_id)
    if approve:
        await carry_out(core, app, principal.workspace_id, approval_id, by)
        return
    async with core.scope(principal.workspace_id, by) as scope:
        await approvals.decide(scope, approval_id, "rejected", reason="Rejected in the client.")


def _scope(request: approvals.Request, again: ServedAgain) -> AsgiScope:
    """What `ask` has to know of the request."""
    return {
        "method": request.method,
        "path": request.path,
        "raw_path": request.path.encode(),
        "query_string": request.query.encode(),
        "server": ("engine", 80),
        "client": ("127.0.0.1", 0),
        "headers": [
            (b"host", b"engine"),
            (b"content-type", request.content_type.encode()),
            (b"content-length", str(len(request.body)).encode()),
        ],
        SURFACE: "approved",
        APPROVED: again,
    }


def _sentence(status: int, answer: bytes) -> str:
    """Why it failed, as the application says it."""
    try:
        body = json.loads(answer)
    except ValueError:
        body = None
    words = body if is_object(body) else {}
    found = words.get("message") or words.get("error")
    inner = found.get("message") if is_object(found) else found
    return f"{inner or answer[:500].decode(errors='replace')} (HTTP {status})"

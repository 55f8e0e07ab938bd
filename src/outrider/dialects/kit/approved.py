"""Requests that need a person's approval: kept as they came, and served again, in process, once they are approved."""

import asyncio
import json
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from fastapi import Request
from starlette._utils import get_route_path
from starlette.types import ASGIApp, Message

from outrider.dialects.kit.access import APPROVED, SURFACE, ServedAgain, actor_of, caller
from outrider.dialects.kit.modes import BODY
from outrider.errors import ApprovalNeeded, Conflict
from outrider.outreach.base import approvals
from outrider.outreach.base.approvals import Approval
from outrider.outreach.base.scope import Act, Actor, Approved, Core, Mode
from outrider.outreach.tenancy import asking, keys


async def ask(request: Request, needed: ApprovalNeeded) -> ApprovalNeeded:
    """Keep the request as an approval; the error that names it."""
    dialect, core = request.app.state.dialect, request.app.state.core
    principal = await caller(request)
    places = {place.name for place in (dialect.credential, *dialect.also) if place.place == "query"}
    query = [(name, value) for name, value in parse_qsl(request.url.query, keep_blank_values=True) if name not in places]
    actor = actor_of(request, principal)
    kept = approvals.Request(
        dialect.name,
        request.method,
        get_route_path(request.scope),
        urlencode(query),
        request.scope.get(BODY, b""),
        request.headers.get("content-type", ""),
        actor.surface,
    )
    acts = [Act(str(act["kind"]), act["id"], act["facts"]) for act in needed.data["acts"]]
    # Noting the question and mailing people about it is the system's act, not the key's.
    async with core.scope(needed.data["workspace_id"], replace(actor, mode=Mode.FREE)) as scope:
        id, is_new = await approvals.ask(scope, principal.api_key_id, kept, acts, needed.data["shown"])
        if is_new:
            await asking.mail_people(scope, await approvals.get(scope, id))
    return ApprovalNeeded(
        f"This key sends nothing by itself. Approval {id} waits for a person to decide; nothing was done yet.",
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
    status, answer = await _serve(app, request, again)
    async with core.scope(workspace_id, by) as scope:
        await approvals.fail(scope, approval_id, _sentence(status, answer))  # nothing where it was done
        return await approvals.get(scope, approval_id)


async def _serve(app: ASGIApp, request: approvals.Request, again: ServedAgain) -> tuple[int, bytes]:
    """Status and body of what the application answers."""
    status, parts, unread, answered = 500, list[bytes](), [request.body], asyncio.Event()

    async def receive() -> Message:
        if unread:
            return {"type": "http.request", "body": unread.pop(), "more_body": False}
        await answered.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            return
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            answered.set()

    await app(
        {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": "http",
            "root_path": "",
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
        },
        receive,
        send,
    )
    return status, b"".join(parts)


def _sentence(status: int, answer: bytes) -> str:
    """Why it failed, as the application says it."""
    try:
        body = json.loads(answer)
    except ValueError:
        body = None
    words = body if isinstance(body, dict) else {}
    found = words.get("message") or words.get("error")
    inner = found.get("message") if isinstance(found, dict) else found
    return f"{inner or answer[:500].decode(errors='replace')} (HTTP {status})"

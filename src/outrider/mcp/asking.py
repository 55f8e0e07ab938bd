"""Asks the person at a client about an approval (MCP elicitation), if the client supports it.

Nothing here decides. By default the client gets a link to the approval's page, where a person signs in; "accepted" from the
client means only that the link was opened. If a key is set to ask by form (`keys.asks`), the form's answer is the decision of the
key's user, under their role. Answers arrive in the protocol, not in a tool's arguments, and are tied to the question by a state
that only this installation can seal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastmcp.exceptions import ToolError
from fastmcp.server.context import Context
from fastmcp.server.dependencies import get_context
from mcp_types import (
    ElicitRequest,
    ElicitRequestFormParams,
    ElicitRequestURLParams,
    ElicitResult,
    InputRequiredResult,
)
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

from outrider.dialects import Dialect
from outrider.dialects.kit.tools import ApiError
from outrider.errors import OutriderError
from outrider.rules.text import clean_untrusted

if TYPE_CHECKING:
    from fastapi import FastAPI

    from outrider.outreach.tenancy.keys import Principal

_KEY = "approval"  # the key of the question in a form's answer
_LONGEST = 1500  # maximum characters of a question
_DECISION = {
    "type": "object",
    "properties": {
        "decision": {
            "type": "string",
            "title": "Decision",
            "description": "Approve: the request is executed exactly as shown. Reject: nothing is sent.",
            "enum": ["approve", "reject"],
        }
    },
    "required": ["decision"],
}


def waiting(error: ApiError) -> int | None:
    """The approval named by a refusal."""
    given = next((value for name, value in error.headers.items() if name.lower() == "x-approval"), "")
    return int(given) if given.isascii() and given.isdigit() else None


@dataclass(frozen=True, slots=True)
class Asking:
    """`app`: the dialect's application, once opened; `key`: the caller's; `base`: the URL of the pages, None without pages."""

    dialect: Dialect
    app: Callable[[], FastAPI | None]
    key: Callable[[], str | None]
    base: Callable[[], str | None]

    async def resumed(self) -> int | None:
        """The approval that this call answers. Raises ToolError if the answer did not decide it."""
        context = get_context()
        state = context.request_state
        if state is None or not state.isdigit():
            return None
        answer = (context.input_responses or {}).get(_KEY)
        await self._answered(int(state), answer if isinstance(answer, ElicitResult) else None)
        return int(state)

    async def ask(self, approval_id: int) -> InputRequiredResult | int | None:
        """Ask about an approval. Returns the input the client must provide, or the approval's id once decided; None if the client
        cannot ask.
        """
        context = get_context()
        capability = context.session.client_capabilities
        offered = capability.elicitation if capability else None
        if offered is None or (request := await self._question(approval_id, offered.url is not None)) is None:
            return None
        if _is_modern(context):
            return InputRequiredResult(input_requests={_KEY: request}, request_state=str(approval_id))
        if context.transport != "stdio":
            return None  # older clients cannot be asked over HTTP, because the server is stateless
        await self._answered(approval_id, await _ask_now(context, request))
        return approval_id

    async def _question(self, approval_id: int, takes_links: bool) -> ElicitRequest | None:
        from outrider.dialects.kit import approved

        app, principal = self.app(), await self._principal()
        if app is None or principal is None:
            return None
        asked = await approved.question(app.state.core, principal, approval_id)
        if asked is None:
            return None
        lines = (f"Approval {approval_id} is waiting for a person's decision.", *asked.lines)
        text = clean_untrusted("\n".join(lines))[0][:_LONGEST]
        if asked.by_form:
            return ElicitRequest(params=ElicitRequestFormParams(message=text, requested_schema=_DECISION))
        base = self.base()
        if not (takes_links and base):
            return None
        url = base.rstrip("/") + asked.path
        return ElicitRequest(params=ElicitRequestURLParams(message=text, url=url, elicitation_id=f"approval-{approval_id}"))

    async def _answered(self, approval_id: int, answer: ElicitResult | None) -> None:
        """Apply the form's answer. Raises ToolError if there is none."""
        from outrider.dialects.kit import approved

        if answer is None or answer.action != "accept":
            raise ToolError(f"Approval {approval_id} is still pending: no decision was made. Nothing has been done yet.")
        app, principal, decision = self.app(), await self._principal(), (answer.content or {}).get("decision")
        if decision is None or app is None or principal is None:
            return  # the link was opened; the repeated request will find the decision
        try:
            await approved.decide(app.state.core, app, principal, approval_id, approve=decision == "approve")
        except OutriderError as error:
            raise ToolError(error.message) from None

    async def _principal(self) -> Principal | None:
        from outrider.outreach.tenancy import keys

        app, key = self.app(), self.key()
        if app is None or not key:
            return None
        return await keys.authenticate(app.state.core, key, of_one_seat=True, audience=self.dialect.name)


def _is_modern(context: Context) -> bool:
    request = context.request_context
    return request is not None and request.protocol_version in MODERN_PROTOCOL_VERSIONS


async def _ask_now(context: Context, request: ElicitRequest) -> ElicitResult:
    """Ask within the call, for clients of older protocols."""
    session, related = context.session, context.request_id
    if isinstance(request.params, ElicitRequestURLParams):
        params = request.params
        return await session.elicit_url(params.message, params.url, params.elicitation_id or "", related)
    return await session.elicit_form(request.params.message, request.params.requested_schema, related)

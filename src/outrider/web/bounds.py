"""Limits on the size and duration of a request, enforced before authentication."""

import asyncio

from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECONDS = 120.0  # of the machine: a body that has not come by then is not waited for


class Bounded:
    """Answers 413 to requests whose body is longer than `most` bytes, and 408 to those whose body is not received in time."""

    def __init__(self, app: ASGIApp, most: int, seconds: float = SECONDS) -> None:
        self.app, self.most, self.seconds = app, most, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        refusal: Response | None = None
        started = complete = False
        read = 0
        loop = asyncio.get_running_loop()
        ends = loop.time() + self.seconds

        async def bounded() -> Message:
            """The stream that the application reads. A refused request looks to it like a disconnected client."""
            nonlocal refusal, complete, read
            if refusal is not None:
                return {"type": "http.disconnect"}
            if complete:
                return await receive()
            try:
                async with asyncio.timeout_at(ends):
                    message = await receive()
            except TimeoutError:
                refusal = _refusal(408, f"The request was not received within {self.seconds:g} seconds.")
                return {"type": "http.disconnect"}
            read += len(message.get("body", b""))
            complete = not message.get("more_body", False)
            if read > self.most:
                refusal = self._too_long()
                return {"type": "http.disconnect"}
            return message

        async def answer(message: Message) -> None:
            nonlocal started
            if refusal is None or started:
                started = started or message["type"] == "http.response.start"
                await send(message)

        length = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
        if length.isdigit() and int(length) > self.most:
            refusal = self._too_long()
        else:
            try:
                await self.app(scope, bounded, answer)
            except Exception:
                if refusal is None:
                    raise
        if refusal is not None and not started:
            await refusal(scope, receive, send)

    def _too_long(self) -> Response:
        return _refusal(413, f"A request may have at most {self.most:,} bytes.")


def _refusal(status: int, message: str) -> Response:
    # The rest of the body is not read, so the connection cannot be reused.
    return JSONResponse({"error": message, "message": message}, status, headers={"Connection": "close"})

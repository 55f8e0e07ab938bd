"""A tool that makes two requests says what is done when the second is refused."""

from typing import Any

import httpx
from fastmcp import Client

from outrider.dialects import load
from outrider.mcp.backend import HttpBackend
from outrider.mcp.server import build_server


async def test_settings_that_were_saved_are_named_where_the_schedule_is_refused() -> None:
    class Refusing:
        async def request(self, method: str, url: str, **options: Any) -> httpx.Response:
            refused = url.endswith("/schedule")
            return httpx.Response(
                400 if refused else 200, json={"message": "end_hour must be later."} if refused else {"ok": True}
            )

        async def aclose(self) -> None: ...

    async def connect() -> Any:
        return Refusing()

    dialect = load("smartlead")
    async with Client(build_server(dialect, HttpBackend(dialect, connect, lambda: "key"))) as agent:
        asked = {"id": 1, "name": "Spring", "send_as_plain_text": True, "start_hour": "17:00", "end_hour": "09:00"}
        answer = await agent.call_tool("upsert_campaign", asked, raise_on_error=False)
    assert answer.is_error
    said = "end_hour must be later. The schedule is as it was; these were saved: name, send_as_plain_text."
    assert said in answer.content[0].text  # type: ignore[union-attr]

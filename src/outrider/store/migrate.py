"""Migrations: the numbered SQL files beside this module, applied in order, once, under an advisory lock."""

from importlib.resources import files

import psycopg

from outrider.errors import Unavailable

LOCK = 7_205_001


def available() -> list[tuple[str, str]]:
    """(name, SQL) of every migration, in order."""
    folder = files("outrider.store") / "migrations"
    return sorted((f.name, f.read_text()) for f in folder.iterdir() if f.name.endswith(".sql"))


def migrate(url: str, *, only: frozenset[str] | None = None) -> list[str]:
    """Apply what is missing (of `only`, if given); the names applied. Several processes may call this at once.

    Raises Unavailable for a newer schema.
    """
    applied: list[str] = []
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        conn.execute(
            "CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
        )
        done = {row[0] for row in conn.execute("SELECT name FROM migrations")}
        _refuse_newer(done)
        for name, sql in available():
            if name in done or (only is not None and name not in only):
                continue
            with conn.transaction():
                conn.execute(sql.encode())
                conn.execute("INSERT INTO migrations (name) VALUES (%s)", (name,))
            applied.append(name)
    return applied


def _refuse_newer(done: set[str]) -> None:
    if unknown := sorted(done - {name for name, _ in available()}):
        raise Unavailable(
            f"This database was migrated by a newer Outrider ({unknown[-1]} is not known here): upgrade this one.",
            code="newer_schema",
        )


def require_current(url: str) -> None:
    """Raise Unavailable, with what to do, unless the database has exactly the migrations of this version."""
    if missing := pending(url):
        raise Unavailable(
            f"The database needs {len(missing)} migration{'s' * (len(missing) != 1)} ({missing[0]}"
            f"{' to ' + missing[-1] if len(missing) > 1 else ''}): run `outrider migrate`.",
            code="migrations_pending",
        )


def pending(url: str) -> list[str]:
    """Names of migrations not yet applied. Raises Unavailable for a newer schema."""
    with psycopg.connect(url) as conn:
        if conn.execute("SELECT to_regclass('migrations')").fetchone() == (None,):
            return [name for name, _ in available()]
        done = {row[0] for row in conn.execute("SELECT name FROM migrations")}
    _refuse_newer(done)
    return [name for name, _ in available() if name not in done]

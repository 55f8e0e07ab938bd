"""Migrations: the numbered SQL files beside this module, applied in order, once, under an advisory lock."""

from importlib.resources import files

import psycopg

LOCK = 7_205_001


def available() -> list[tuple[str, str]]:
    """(name, SQL) of every migration, in order."""
    folder = files("outrider.store") / "migrations"
    return sorted((f.name, f.read_text()) for f in folder.iterdir() if f.name.endswith(".sql"))


def migrate(url: str) -> list[str]:
    """Apply what is missing; the names applied. Several processes may call this at once."""
    applied: list[str] = []
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        conn.execute(
            "CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
        )
        done = {row[0] for row in conn.execute("SELECT name FROM migrations")}
        for name, sql in available():
            if name in done:
                continue
            with conn.transaction():
                conn.execute(sql.encode())
                conn.execute("INSERT INTO migrations (name) VALUES (%s)", (name,))
            applied.append(name)
    return applied


def pending(url: str) -> list[str]:
    """Names of migrations not yet applied."""
    with psycopg.connect(url) as conn:
        if conn.execute("SELECT to_regclass('migrations')").fetchone() == (None,):
            return [name for name, _ in available()]
        done = {row[0] for row in conn.execute("SELECT name FROM migrations")}
    return [name for name, _ in available() if name not in done]

"""Texts that all dialects write and read alike."""

from datetime import datetime


def iso(value: datetime | None) -> str | None:
    """A time in UTC as '2026-03-02T09:00:00.000Z', or None."""
    return value.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z" if value else None


def comma_list(text: str | None) -> list[str]:
    """The words of a list with commas in between, without empty ones."""
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def clean(text: str) -> str:
    """Without what no store or wire can carry: NUL, and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()

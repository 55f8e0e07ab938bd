"""Dataclasses of which one is made for every message: frozen for the type checker, and made in half the time where they run.

A frozen dataclass sets each of its fields by a call of object.__setattr__. Of what a message's way takes, that was a tenth.
"""

from typing import TYPE_CHECKING

__all__ = ["checked"]

if TYPE_CHECKING:
    from dataclasses import dataclass as checked
else:
    from dataclasses import dataclass

    def checked(**options: bool) -> object:
        """As `dataclass(frozen=True, ...)`: only the type checker keeps the fields from being changed."""
        assert options.pop("frozen")
        return dataclass(unsafe_hash=True, **options)

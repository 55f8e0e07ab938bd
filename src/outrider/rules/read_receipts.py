"""Notices that a message was read, or deleted unread, by programs that send no report with fields (RFC 8098)."""

import re

from outrider.rules.languages import stems
from outrider.rules.notes import is_by_one

_READ = 1_500  # characters
_LONGEST = 900
_SUBJECT = re.compile(
    rf"(?:\[[^\]]{{1,30}}\] ?){{0,2}}(?:(?:{stems.pattern(stems.READ)})\s?[:：-]|(?:{stems.pattern(stems.RECEIPT)}))",
    re.IGNORECASE,
)
_STATED = re.compile(rf"(?:{stems.pattern(stems.WAS_READ)})", re.IGNORECASE)


def read_receipt(subject: str, text: str) -> str | None:
    """The words of a notice that says in its subject and its text that a message was read; None for anything else."""
    begins = _SUBJECT.match(" ".join(subject[:200].split()))
    if not begins or len(text) > _LONGEST or "?" in text or is_by_one(text):
        return None
    stated = _STATED.search(" ".join(text[:_READ].split()))
    return stated and stated[0]

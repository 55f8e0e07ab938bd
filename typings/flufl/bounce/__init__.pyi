"""What is used of flufl.bounce, whose arguments have no types."""

from email.message import Message

def all_failures(msg: Message) -> tuple[set[bytes], set[bytes]]:
    """Addresses that failed for a time, and for good."""

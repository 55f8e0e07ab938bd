"""UUIDs that encode (kind, id) with a check, so that no table needs a second key.

Layout of the 128 bits: 48 bits time-ordered prefix holding the id's high part, version 4 and RFC 4122 variant digits in their
places (strict clients accept only versions 1-5), the kind, the id's low part, and a 32-bit check keyed by nothing secret:
it catches mistyped and foreign UUIDs but is not a protection. Access is always decided by workspace.
"""

import hashlib
from uuid import UUID

# A kind's number is part of every UUID ever shown: never reuse or renumber.
KINDS = {
    "workspace": 1, "user": 2, "api_key": 3, "role": 4, "member": 5, "seat": 6, "audit": 7, "job": 8,
    "workspace_group": 9,
    "lead": 16, "list": 17, "list_member": 18, "tag": 19, "tagging": 20, "suppression": 21, "segment": 22, "visitor": 23,
    "sender": 32, "campaign": 33, "step": 34, "variant": 35, "enrollment": 36, "category": 37, "subsequence": 38,
    "campaign_sender": 39, "template": 40, "lead_source": 41, "mailbox_consent": 42, "enrichment_plan": 43,
    "conversation": 48, "message": 49, "event": 50, "webhook": 51, "webhook_delivery": 52, "verification": 53, "override": 54,
    "placement_test": 55, "placement_mail": 56, "placement_report": 57,
    "company": 64,
}  # fmt: skip
_NAMES = {number: name for name, number in KINDS.items()}


def _check(kind: int, id: int) -> int:
    digest = hashlib.blake2s(id.to_bytes(8, "big"), digest_size=4, key=kind.to_bytes(2, "big")).digest()
    return int.from_bytes(digest, "big") >> 2  # 30 bits


def to_uuid(kind: str, id: int) -> UUID:
    """The UUID of one row. `id` is a positive bigint. UUIDs of a kind sort like their ids."""
    number = KINDS[kind]
    high, low = id >> 15, id & 0x7FFF  # 48 bits, 15 bits
    value = high << 80 | 0x4 << 76 | (low >> 3) << 64 | 0b10 << 62 | (low & 0x7) << 59 | number << 51 | 0x155AA5 << 30
    return UUID(int=value | _check(number, id))


def to_id(kind: str, value: UUID | str) -> int | None:
    """The row id that a UUID encodes, or None when it is malformed, of another kind, or fails the check."""
    try:
        uuid = value if isinstance(value, UUID) else UUID(value)
    except (ValueError, AttributeError, TypeError):
        return None
    n = uuid.int
    id = (n >> 80) << 15 | ((n >> 64) & 0xFFF) << 3 | ((n >> 59) & 0x7)
    return id if KINDS.get(kind) is not None and 0 < id < 1 << 63 and to_uuid(kind, id) == uuid else None


def kind_of(value: UUID | str) -> str | None:
    """Which kind of thing a UUID encodes, or None."""
    try:
        uuid = value if isinstance(value, UUID) else UUID(value)
    except (ValueError, AttributeError, TypeError):
        return None
    name = _NAMES.get((uuid.int >> 51) & 0xFF)
    return name if name and to_id(name, uuid) is not None else None

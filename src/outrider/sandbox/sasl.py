"""What a client says to prove who it is: the PLAIN and XOAUTH2 messages of SASL."""

from base64 import b64decode
from binascii import Error
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Credentials:
    login: str
    secret: str = field(repr=False)


def decode(text: bytes) -> str | None:
    """Base64 to text; None when it is not base64 or not UTF-8."""
    try:
        return b64decode(text.strip(), validate=True).decode()
    except (Error, UnicodeDecodeError):
        return None


def plain(message: bytes) -> Credentials | None:
    """RFC 4616: authzid NUL authcid NUL password."""
    parts = (decode(message) or "").split("\0")
    return Credentials(parts[1], parts[2]) if len(parts) == 3 and parts[1] else None


def xoauth2(message: bytes) -> Credentials | None:
    """Google's and Microsoft's form: user=… ^A auth=Bearer token ^A ^A."""
    fields: dict[str, str] = {}
    for part in (decode(message) or "").split("\x01"):
        name, _, value = part.partition("=")
        fields[name] = value
    scheme, _, token = fields.get("auth", "").partition(" ")
    if scheme.lower() != "bearer" or not fields.get("user"):
        return None
    return Credentials(fields["user"], token)


MECHANISMS = {"PLAIN": plain, "XOAUTH2": xoauth2}

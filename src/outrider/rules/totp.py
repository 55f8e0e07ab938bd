"""Time-based one-time passwords (RFC 6238, SHA-1, six digits, steps of 30 seconds): what authenticator apps show."""

import base64
import hmac
import struct
from urllib.parse import quote, urlencode

STEP = 30  # seconds
DIGITS = 6
DRIFT = 1  # steps that a phone's clock may be off, either way


def code(secret: bytes, step: int) -> str:
    """The code of one time step (Unix time // STEP)."""
    digest = hmac.digest(secret, struct.pack(">Q", step), "sha1")
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4]) & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def matching_step(secret: bytes, given: str, timestamp: float, last_step: int) -> int | None:
    """The step whose code was given, if it is later than `last_step`: a code works once. None if it is not one of now.

    Every allowed step is compared, so that the time taken reveals nothing.
    """
    given = "".join(given.split())
    now = int(timestamp) // STEP
    found = None
    for step in range(max(0, now - DRIFT), now + DRIFT + 1):
        if hmac.compare_digest(code(secret, step).encode(), given.encode()) and step > last_step:
            found = step
    return found


def spelled(secret: bytes) -> str:
    """The secret as people type it into an app: base32 without padding."""
    return base64.b32encode(secret).decode().rstrip("=")


def uri(secret: bytes, account: str, issuer: str) -> str:
    """The otpauth: address that an app reads from a QR code or a link."""
    query = urlencode({"secret": spelled(secret), "issuer": issuer, "digits": DIGITS, "period": STEP}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{query}"

"""Encryption of credentials, hashing of keys, signing of links. All from one secret key."""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class Vault:
    """Encrypts and signs with keys derived from the installation's secret. Its repr shows nothing."""

    def __init__(self, secret: str) -> None:
        def derive(purpose: bytes) -> bytes:
            return hmac.digest(secret.encode(), b"outrider/" + purpose, "sha256")

        self._aead = AESGCM(derive(b"credentials"))
        self._signing = derive(b"links")

    def __repr__(self) -> str:
        return "Vault(...)"

    def encrypt(self, value: dict[str, Any], *, workspace_id: int) -> bytes:
        """JSON-encode and encrypt; bound to the workspace, so that a row copied elsewhere does not open."""
        nonce = os.urandom(12)
        return nonce + self._aead.encrypt(nonce, json.dumps(value).encode(), str(workspace_id).encode())

    def decrypt(self, blob: bytes | None, *, workspace_id: int) -> dict[str, Any]:
        """The value encrypted above; {} for None. Raises cryptography.exceptions.InvalidTag on a wrong key or workspace."""
        if blob is None:
            return {}
        return json.loads(self._aead.decrypt(blob[:12], blob[12:], str(workspace_id).encode()))

    def sign(self, text: str) -> str:
        """A URL-safe signature of `text`, 22 characters."""
        digest = hmac.digest(self._signing, text.encode(), "sha256")[:16]
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def verify(self, text: str, signature: str) -> bool:
        return hmac.compare_digest(self.sign(text).encode(), signature.encode())


def load_secret(data_dir: Path, configured: str | None) -> str:
    """The installation's secret: the configured one, else the one kept in the data directory (made on first use)."""
    if configured:
        return configured
    path = data_dir / "secret.key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        data_dir.mkdir(parents=True, exist_ok=True)
        # Written under another name first: of several processes that start at once, one makes it, and none reads half of it.
        with tempfile.NamedTemporaryFile("w", dir=data_dir, prefix="secret.") as file:  # readable by its owner only
            file.write(secrets.token_urlsafe(32))
            file.flush()
            with contextlib.suppress(FileExistsError):
                os.link(file.name, path)
        return path.read_text().strip()


def new_key() -> str:
    """A new API key: 'or_' and 40 characters."""
    return "or_" + secrets.token_hex(20)


def key_hash(key: str) -> bytes:
    """What is stored of an API key. Keys are long and random, so a plain hash is enough."""
    return hashlib.sha256(key.encode()).digest()

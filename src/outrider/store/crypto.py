"""Encryption of credentials, hashing of keys, signing of links. All from one secret key."""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import secrets
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from outrider.errors import Invalid
from outrider.settings import weakness

FILE = "secret.key"


@dataclass(frozen=True, slots=True)
class _Keys:
    """What one secret encrypts and signs with."""

    aead: AESGCM = field(repr=False)
    signer: hmac.HMAC = field(repr=False)  # with its key, and nothing else yet


def _derived(secret: str) -> _Keys:
    def derive(purpose: bytes) -> bytes:
        return hmac.digest(secret.encode(), b"outrider/" + purpose, "sha256")

    return _Keys(AESGCM(derive(b"credentials")), hmac.new(derive(b"links"), digestmod="sha256"))


class Vault:
    """Encrypts and signs with keys derived from the installation's secrets. Its repr shows nothing.

    The first secret is the one in use; the others open and verify what was made with them before a rotation. Secrets that come
    from a file are read again when the file changes, so that a running process follows a rotation.
    """

    def __init__(self, *secrets: str, file: Path | None = None) -> None:
        self._keys = tuple(map(_derived, secrets))
        self._file, self._seen = file, _stamp(file)

    def __repr__(self) -> str:
        return "Vault(...)"

    def _renewed(self) -> bool:
        """Read the file again if it has changed; whether it had."""
        if self._file is None or (stamp := _stamp(self._file)) == self._seen or stamp is None:
            return False
        self._keys, self._seen = tuple(map(_derived, _read(self._file))), stamp
        return True

    def encrypt(self, value: Mapping[str, object], *, workspace_id: int) -> bytes:
        """JSON-encode and encrypt; bound to the workspace, so that a row copied elsewhere does not open."""
        self._renewed()
        nonce = os.urandom(12)
        return nonce + self._keys[0].aead.encrypt(nonce, json.dumps(dict(value)).encode(), str(workspace_id).encode())

    def decrypt(self, blob: bytes | None, *, workspace_id: int) -> dict[str, Any]:
        """The value encrypted above; {} for None. Raises cryptography.exceptions.InvalidTag on a wrong key or workspace."""
        if blob is None:
            return {}
        for keys in self._keys:
            with contextlib.suppress(InvalidTag):
                return json.loads(keys.aead.decrypt(blob[:12], blob[12:], str(workspace_id).encode()))
        if self._renewed():
            return self.decrypt(blob, workspace_id=workspace_id)
        raise InvalidTag

    def is_current(self, blob: bytes, *, workspace_id: int) -> bool:
        """Whether the secret in use opens it: what an earlier one encrypted has to be encrypted again."""
        try:
            self._keys[0].aead.decrypt(blob[:12], blob[12:], str(workspace_id).encode())
        except InvalidTag:
            return False
        return True

    def sign(self, text: str) -> str:
        """A URL-safe signature of `text`, 22 characters."""
        return _signature(self._keys[0], text)

    def verify(self, text: str, signature: str) -> bool:
        """Whether any of the secrets signed it: links in mail that has left outlive a rotation."""
        given = signature.encode()
        # Every secret is tried: the time it takes does not say which one signed.
        if any([hmac.compare_digest(_signature(keys, text).encode(), given) for keys in self._keys]):  # noqa: C419
            return True
        return self._renewed() and self.verify(text, signature)


def _signature(keys: _Keys, text: str) -> str:
    begun = keys.signer.copy()  # a third of the time that beginning with the key takes
    begun.update(text.encode())
    return base64.urlsafe_b64encode(begun.digest()[:16]).rstrip(b"=").decode()


def _stamp(file: Path | None) -> tuple[int, int] | None:
    """What differs when the file was replaced."""
    try:
        found = file.stat() if file else None
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_ino) if found else None


def open_vault(data_dir: Path, configured: str | None, others: Sequence[str] = ()) -> Vault:
    """The vault of an installation: of the configured secrets, else of those kept in the data directory (made on first use).

    Raises Invalid for a file whose secret is empty, weak or not text.
    """
    if configured:
        return Vault(configured, *others)
    path = data_dir / FILE
    return Vault(*_kept(path), *others, file=None if others else path)


def _read(path: Path) -> list[str]:
    """The secrets in the file, one a line, the one in use first. Raises Invalid, or FileNotFoundError."""
    try:
        found = path.read_bytes().decode().split()
    except UnicodeDecodeError:
        raise Invalid(f"{path} is not a text file: it holds the secret key, as text.", code="weak_secret") from None
    if not found:
        raise Invalid(f"{path} is empty: put the installation's secret key back, from where you keep a copy.", code="weak_secret")
    for secret in found:
        if problem := weakness(secret):
            raise Invalid(f"The secret in {path} {problem}.", code="weak_secret")
    return found


def add_secret(path: Path) -> None:
    """Make a new secret the one in use; those in the file stay, for what was made with them."""
    _write(path, [secrets.token_urlsafe(32), *_read(path)])


def _write(path: Path, lines: Sequence[str]) -> None:
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix="secret.", delete=False) as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, path)


def _kept(path: Path) -> list[str]:
    """The secrets in the file, made if there is none."""
    data_dir = path.parent
    try:
        return _read(path)
    except FileNotFoundError:
        data_dir.mkdir(parents=True, exist_ok=True)
        # Written under another name first: of several processes that start at once, one makes it, and none reads half of it.
        with tempfile.NamedTemporaryFile("w", dir=data_dir, prefix="secret.") as file:  # readable by its owner only
            file.write(secrets.token_urlsafe(32))
            file.flush()
            with contextlib.suppress(FileExistsError):
                os.link(file.name, path)
        return _read(path)


def new_key() -> str:
    """A new API key: 'or_' and 40 characters."""
    return "or_" + secrets.token_hex(20)


def key_hash(key: str) -> bytes:
    """What is stored of an API key. Keys are long and random, so a plain hash is enough."""
    return hashlib.sha256(key.encode()).digest()

"""Encryption of credentials, signatures of links, keys."""

from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from outrider.store.crypto import Vault, key_hash, load_secret, new_key

VAULT = Vault("a secret")


def test_what_was_encrypted_opens_only_in_its_workspace_and_with_its_key() -> None:
    blob = VAULT.encrypt({"password": "s3cret"}, workspace_id=7)
    assert b"s3cret" not in blob
    assert VAULT.decrypt(blob, workspace_id=7) == {"password": "s3cret"}
    for vault, workspace_id in ((VAULT, 8), (Vault("another"), 7)):
        with pytest.raises(InvalidTag):
            vault.decrypt(blob, workspace_id=workspace_id)
    with pytest.raises(InvalidTag):
        VAULT.decrypt(blob[:-1] + bytes([blob[-1] ^ 1]), workspace_id=7)
    assert VAULT.encrypt({}, workspace_id=7) != VAULT.encrypt({}, workspace_id=7)
    assert VAULT.decrypt(None, workspace_id=7) == {}


def test_signatures() -> None:
    signature = VAULT.sign("c/1/2")
    assert VAULT.verify("c/1/2", signature)
    assert not VAULT.verify("c/1/3", signature)
    assert not Vault("another").verify("c/1/2", signature)
    assert not VAULT.verify("c/1/2", "не подпись")


def test_nothing_shows_the_secret() -> None:
    assert "secret" not in repr(VAULT) and "secret" not in str(vars(VAULT))


def test_keys_are_long_different_and_kept_as_hashes() -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100 and all(k.startswith("or_") and len(k) == 43 for k in keys)
    assert len({key_hash(k) for k in keys}) == 100


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    secret = load_secret(tmp_path / "data", None)
    assert load_secret(tmp_path / "data", None) == secret
    assert (tmp_path / "data" / "secret.key").stat().st_mode & 0o777 == 0o600
    assert load_secret(tmp_path / "data", "configured") == "configured"

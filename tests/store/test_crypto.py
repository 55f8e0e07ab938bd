"""Encryption of credentials, signatures of links, keys."""

from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from outrider.errors import Invalid
from outrider.store.crypto import FILE, Vault, add_secret, key_hash, new_key, open_vault

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
    assert "secret" not in repr(VAULT)
    assert "secret" not in str(vars(VAULT))


def test_keys_are_long_different_and_kept_as_hashes() -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert all(k.startswith("or_") and len(k) == 43 for k in keys)
    assert len({key_hash(k) for k in keys}) == 100


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    signed = open_vault(tmp_path / "data", None).sign("text")
    assert open_vault(tmp_path / "data", None).sign("text") == signed
    assert (tmp_path / "data" / FILE).stat().st_mode & 0o777 == 0o600


def test_a_configured_secret_comes_before_the_file(tmp_path: Path) -> None:
    open_vault(tmp_path, None)
    assert open_vault(tmp_path, "a configured secret").sign("text") == Vault("a configured secret").sign("text")


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "is empty"), (b" \n", "is empty"), (b"short", "is weak"), (b"a" * 40, "is weak"), (b"\xff\xfe\x00", "not a text file"),
     (b"\x01\x02" * 20, "unprintable")],
)  # fmt: skip
def test_a_file_without_a_good_secret_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(Invalid, match=says):
        open_vault(tmp_path, None)


def test_an_earlier_secret_opens_and_verifies_but_no_longer_encrypts() -> None:
    before, after = Vault("the old secret"), Vault("the new secret", "the old secret")
    blob = before.encrypt({"password": "s3cret"}, workspace_id=7)
    assert after.decrypt(blob, workspace_id=7) == {"password": "s3cret"}
    assert not after.is_current(blob, workspace_id=7)
    assert after.is_current(after.encrypt({}, workspace_id=7), workspace_id=7)
    assert after.verify("link", before.sign("link"))
    assert after.sign("link") == Vault("the new secret").sign("link")


def test_a_running_process_follows_a_new_secret_in_the_file(tmp_path: Path) -> None:
    running = open_vault(tmp_path, None)
    add_secret(tmp_path / FILE)
    rotated = open_vault(tmp_path, None)
    assert running.decrypt(rotated.encrypt({"a": 1}, workspace_id=7), workspace_id=7) == {"a": 1}
    assert rotated.is_current(running.encrypt({}, workspace_id=7), workspace_id=7)
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600

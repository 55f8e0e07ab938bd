"""Encrypted cookie values. Each can be opened only for the purpose it was sealed for, until it expires."""

import base64
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag

from outrider.outreach.base.scope import Core


def seal(core: Core, purpose: str, value: Mapping[str, object], seconds: int) -> str:
    """`value` as an encrypted cookie, valid for `seconds`."""
    until = core.clock.now() + timedelta(seconds=seconds)
    kept = {"purpose": purpose, "until": until.isoformat(), "value": dict(value)}
    return base64.urlsafe_b64encode(core.vault.encrypt(kept, workspace_id=0)).decode()


def opened(core: Core, purpose: str, sealed: str) -> Mapping[str, Any] | None:
    """The value sealed for this purpose; None if invalid or expired."""
    try:
        kept = core.vault.decrypt(base64.urlsafe_b64decode(sealed), workspace_id=0)
    except (ValueError, InvalidTag):
        return None
    if kept.get("purpose") != purpose or datetime.fromisoformat(kept["until"]) < core.clock.now():
        return None
    return kept["value"]

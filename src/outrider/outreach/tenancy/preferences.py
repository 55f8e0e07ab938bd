"""What a workspace decides for all that happens in it: each preference with its meaning and the values it takes.

They are kept with the workspace, and the engine reads them there each time it needs them: a change holds at once, everywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from outrider.errors import Invalid, NotFound
from outrider.outreach.base import checks, history
from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import workspaces

COLUMNS = ("name", "timezone")  # the rest are keys of the workspace's settings
MAX_ADDRESS = 500  # characters


@dataclass(frozen=True, slots=True)
class Preference:
    """`takes` says which values there are; `read` makes one of a text, None where it is to be as if never set."""

    key: str
    meaning: str
    takes: str
    read: Callable[[str], Any]


def _number(text: str) -> int | None:
    if text.lower() == "none":
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= 1_000_000):
        raise ValueError(text)
    return int(text)


def _switch(text: str) -> bool:
    return {"on": True, "off": False, "true": True, "false": False, "yes": True, "no": False}[text.lower()]


def _asks(text: str) -> str:
    return {"form": "form", "link": "link", "off": "off"}[text.lower()]


def _address(text: str) -> str | None:
    if len(text) > MAX_ADDRESS:
        raise ValueError(text)
    return None if text.lower() in ("", "none") else text


PREFERENCES = (
    Preference("name", "The workspace's name", "a name", checks.name),
    Preference(
        "timezone",
        "Time zone of its days, in figures and for the domain limit",
        "an IANA name such as Europe/Berlin",
        checks.timezone,
    ),
    Preference(
        "postal_address",
        "Your postal address, which anti-spam laws such as CAN-SPAM require; it ends each email. A campaign may have its own",
        f"up to {MAX_ADDRESS} characters, \\n for a new line, or none",
        _address,
    ),
    Preference(
        "domain_daily_limit",
        "Maximum messages a day to any one recipient domain. A campaign may have its own",
        "a whole number from 1, or none",
        _number,
    ),
    Preference(
        "retention_days",
        "Delete raw inbound mail, webhook deliveries and what tools were called with after this many days",
        "a whole number from 1, or none to keep everything",
        _number,
    ),
    Preference(
        "audit_days",
        "Delete entries of the audit log after this many days; the rest can still be verified",
        "a whole number from 1, or none to keep everything",
        _number,
    ),
    Preference(
        "history_days",
        "Delete jobs that have ended, and approvals that were decided or have expired, after this many days "
        f"(unset: {history.DAYS})",
        f"a whole number from 1, or none for {history.DAYS}",
        _number,
    ),
    Preference(
        "alert_mails", "Mail the owner when a domain, a host or a mailbox is in trouble (unset: on)", "on or off", _switch
    ),
    Preference("approval_mails", "Mail the members who may decide when an approval waits", "on or off", _switch),
    Preference(
        "client_approvals",
        "How agents' clients may ask a person about an approval: form (as each key is set), link (only with a link to its page) "
        "or off. Unset: form",
        "form, link or off",
        _asks,
    ),
    Preference(
        "draft_replies",
        "Have the model that the operator named draft replies, which wait in the inbox for a person",
        "on or off",
        _switch,
    ),
    Preference("file_strangers", "Also file mail that belongs to no campaign in the inbox", "on or off", _switch),
)
_BY_KEY = {p.key: p for p in PREFERENCES}


async def find_all(scope: Scope) -> dict[str, Any]:
    """Every preference's value by key; None for what was never set."""
    found = await workspaces.get(scope)
    return {key: getattr(found, key) if key in COLUMNS else found.settings.get(key) for key in _BY_KEY}


async def change(scope: Scope, key: str, text: str) -> Any:
    """Set a preference from what a person writes; its new value. NotFound and Invalid say what there is and what it takes."""
    preference = _BY_KEY.get(key)
    if preference is None:
        raise NotFound(f"There is no {key!r} to set; there are: {', '.join(_BY_KEY)}.", field="key")
    try:
        value = preference.read(text.strip().replace("\\n", "\n"))
    except (KeyError, ValueError, Invalid):
        raise Invalid(f"{key} takes {preference.takes}, not {text[:100]!r}.", field=key) from None
    if key in COLUMNS:
        await workspaces.update(scope, **{key: value})
    else:
        await workspaces.update(scope, settings={key: value})
    return value

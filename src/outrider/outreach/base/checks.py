"""Checks of what is given that several nouns share."""

from zoneinfo import ZoneInfo

from outrider.errors import Invalid


def name(name: str) -> str:
    """The name without spaces around it. Invalid when nothing is left."""
    name = name.strip()
    if not name:
        raise Invalid("A name is needed.", field="name")
    return name


def timezone(name: str, *, field: str = "timezone") -> str:
    """The IANA name itself. Invalid 'unknown_timezone', naming the field, when there is none such."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Invalid(f"There is no time zone '{name}'.", code="unknown_timezone", field=field) from None
    return name

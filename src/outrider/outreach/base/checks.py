"""Checks of what is given that several nouns share."""

from outrider.errors import Invalid
from outrider.rules import zone_names


def name(name: str) -> str:
    """The name without spaces around it. Invalid when nothing is left."""
    name = name.strip()
    if not name:
        raise Invalid("A name is needed.", field="name")
    return name


def timezone(name: str, *, field: str = "timezone") -> str:
    """The IANA name of a zone that is given by it or another name. Invalid 'unknown_timezone', naming the field, if unknown."""
    try:
        return zone_names.canonical(name)
    except Invalid:
        raise Invalid(f"There is no time zone '{name}'.", code="unknown_timezone", field=field) from None

"""The 14 permissions of a team role by their numbers on the wire."""

from collections.abc import Iterable, Mapping

from outrider.dialects.multilead.answer_types import Permission
from outrider.outreach.tenancy import teams

# The vendor numbers them and does not say which is which; this is our reading, in the order of the application's menus.
NAMES: dict[int, str] = dict(enumerate(teams.PERMISSIONS, 1))
_NUMBERS = {name: number for number, name in NAMES.items()}


def stored(permissions: Iterable[tuple[int, bool]]) -> dict[str, str]:
    """{'campaigns': 'view' or 'full'} of (number, isViewOnly) pairs."""
    return {NAMES[number]: "view" if view_only else "full" for number, view_only in permissions}


def shown(permissions: Mapping[str, object]) -> list[Permission]:
    """A role's permissions as the wire has them, by number."""
    known = {_NUMBERS[name]: level for name, level in permissions.items() if name in _NUMBERS}
    return [{"id": number, "isViewOnly": known[number] == "view"} for number in sorted(known)]

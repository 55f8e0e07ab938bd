"""The main navigation: one line per subject, in the order of use. A visitor sees those that their role may open."""

from collections.abc import Sequence
from dataclasses import dataclass

from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit

MANAGES = "manages"


@dataclass(frozen=True, slots=True)
class Item:
    """`path` below the workspace; `key` the shortcut; `needs` as in visit.page, or MANAGES: owners and administrators."""

    label: str
    path: str
    icon: str
    key: str
    needs: str | None

    def is_at(self, path: str, base: str) -> bool:
        """Whether a page of this subject is shown."""
        below = path.removeprefix(base)
        return below == self.path if self.path == "/" else below == self.path or below.startswith(self.path + "/")


ITEMS: Sequence[Item] = (
    Item(_("Home"), "/", "home", "g h", None),
    Item(_("Inbox"), "/inbox", "inbox", "g i", "inbox"),
    Item(_("Campaigns"), "/campaigns", "campaigns", "g c", "campaigns"),
    Item(_("Leads"), "/leads", "leads", "g l", "leads"),
    Item(_("Senders"), "/senders", "senders", "g s", "mailboxes"),
    Item(_("Analytics"), "/analytics", "analytics", "g a", "statistics"),
    Item(_("Approvals"), "/approvals", "check", "g p", "campaigns"),
    Item(_("Tools"), "/tools", "tools", "g t", MANAGES),
    Item(_("Settings"), "/settings", "settings", "g ,", None),
)


def navigation(visit: Visit) -> list[Item]:
    """The items that this visitor may open."""
    return [item for item in ITEMS if opens(visit, item.needs)]


def opens(visit: Visit, needs: str | None) -> bool:
    """Whether the visitor's role allows the item."""
    return visit.access.manages if needs == MANAGES else needs is None or visit.may(needs)

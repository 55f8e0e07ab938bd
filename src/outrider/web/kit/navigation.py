"""The main navigation: one line per subject, in the order of use, and the pages below them that open without an id.

A visitor sees those that their role may open.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit

MANAGES = "manages"


@dataclass(frozen=True, slots=True)
class Section:
    """A page below a subject. `needs` as in visit.page, or MANAGES: owners and administrators; `writes`: the page of a change."""

    label: str
    path: str
    needs: str | None
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """`path` below the workspace; `key` the shortcut; `needs` as of a Section."""

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


LEADS: Sequence[Section] = (
    Section(_("All leads"), "/leads", "leads"),
    Section(_("Import"), "/leads/import", "leads", writes=True),
    Section(_("Lists and tags"), "/leads/lists", "leads"),
    Section(_("Suppression"), "/leads/suppression", "blacklist"),
)
SETTINGS: Sequence[Section] = (
    Section(_("Workspace"), "/settings", None),
    Section(_("Members"), "/settings/members", "team"),
    Section(_("Roles"), "/settings/roles", "team"),
    Section(_("API keys"), "/settings/keys", MANAGES),
    Section(_("Connected agents"), "/settings/agents", MANAGES),
    Section(_("Webhooks"), "/settings/webhooks", "webhooks"),
    Section(_("Categories"), "/settings/categories", "inbox"),
    Section(_("Snippets"), "/settings/snippets", "inbox"),
    Section(_("Templates"), "/settings/templates", "templates"),
    Section(_("Blocklists"), "/settings/blocklists", MANAGES),
    Section(_("Notices"), "/settings/notices", MANAGES),
    Section(_("Audit log"), "/settings/audit", MANAGES),
    Section(_("System"), "/settings/system", MANAGES),
    Section(_("About"), "/settings/about", None),
)


def navigation(visit: Visit) -> list[Item]:
    """The items that this visitor may open."""
    return [item for item in ITEMS if opens(visit, item.needs)]


def sections(visit: Visit, below: Sequence[Section]) -> list[Section]:
    """Those of these pages that the visitor may open."""
    return [section for section in below if opens(visit, section.needs, write=section.writes)]


def lead_sections(visit: Visit) -> list[Section]:
    """The lead pages that this visitor may open."""
    return sections(visit, LEADS)


def opens(visit: Visit, needs: str | None, *, write: bool = False) -> bool:
    """Whether the visitor's role allows a page that needs this."""
    return visit.access.manages if needs == MANAGES else needs is None or visit.may(needs, write=write)

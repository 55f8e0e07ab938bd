"""Routing: which of a campaign's mailboxes may write to a recipient first, by who runs the mail of each.

Providers come in groups: Google, Outlook (all of Microsoft), and other. Later messages stay with the mailbox that wrote first.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

Group = Literal["google", "outlook", "other"]
GROUPS: tuple[Group, ...] = ("google", "outlook", "other")

_GROUP_OF: dict[str, Group] = {"google": "google", "gmail": "google", "microsoft": "outlook", "outlook": "outlook",
                               "microsoft365": "outlook"}  # fmt: skip
_SERVERS: tuple[tuple[str, Group], ...] = (
    ("gmail.com", "google"), ("googlemail.com", "google"), ("google.com", "google"),
    ("office365.com", "outlook"), ("outlook.com", "outlook"), ("office365.us", "outlook"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """Mail to these groups is sent, or is not sent, from mailboxes of those."""

    sends: bool
    recipients: tuple[Group, ...]
    senders: tuple[Group, ...]


def group_of(provider: str) -> Group:
    """The group of a provider's name."""
    return _GROUP_OF.get(provider, "other")


def group_of_mailbox(provider: str, smtp_host: str) -> Group:
    """The group of a mailbox: by the provider it was connected as, else by the server that it sends through."""
    if provider in _GROUP_OF:
        return _GROUP_OF[provider]
    host = "." + smtp_host.lower().rstrip(".")
    for suffix, group in _SERVERS:
        if host.endswith("." + suffix):
            return group
    return "other"


def permitted(rules: Sequence[Rule], recipient: Group) -> frozenset[Group]:
    """The groups whose mailboxes the rules let write to a recipient of this group.

    Where rules say from where it is sent, from there only; where none does, from anywhere. What a rule forbids is forbidden
    whatever the others say.
    """
    mine = [rule for rule in rules if recipient in rule.recipients]
    sends = [rule for rule in mine if rule.sends]
    forbidden = {group for rule in mine if not rule.sends for group in rule.senders}
    return frozenset(
        group for group in GROUPS if group not in forbidden and (not sends or any(group in rule.senders for rule in sends))
    )


def writers(rules: Sequence[Rule], match: bool, recipient: Group, working: Collection[Group]) -> frozenset[Group]:
    """The groups whose mailboxes write to a recipient of this group. `working`: those of the campaign's working mailboxes.

    With `match`, mailboxes of the recipient's own group do, if the campaign has any and the rules permit it.
    """
    allowed = permitted(rules, recipient)
    return frozenset([recipient]) if match and recipient in allowed and recipient in working else allowed

"""Descriptions of steps: what a step does, and when."""

from outrider.outreach.campaigns.sequences import Step
from outrider.web.kit.text import _

ACTIONS: dict[str, str] = {
    "email": _("Email"),
    "view_profile": _("View profile"),
    "follow": _("Follow"),
    "invite": _("Invitation to connect"),
    "message": _("LinkedIn message"),
    "inmail": _("InMail"),
    "like": _("Like the latest post"),
}
CONDITIONS: dict[str, str] = {
    "": _("Always"),
    "connected": _("Only if connected"),
    "not_connected": _("Only if not connected"),
    "open_profile": _("Only if the profile is open"),
}
UNITS: dict[str, tuple[str, int]] = {
    "days": (_("days"), 86_400),
    "hours": (_("hours"), 3_600),
    "minutes": (_("minutes"), 60),
}


def title(step: Step) -> str:
    return _("{n}. {action}").format(n=step.position, action=ACTIONS.get(step.action, step.action))


def subject(step: Step) -> str:
    """The step's first subject; a follow-up without one is sent in the thread."""
    first = next((v.subject for v in step.variants if v.subject), "")
    return first or (_("in the same thread") if step.action == "email" and step.position > 1 else "")


def unit_of(seconds: int) -> tuple[float, str]:
    """A delay as a whole number of the largest possible unit."""
    for name, (_label, size) in UNITS.items():
        if seconds and seconds % size == 0:
            return seconds // size, name
    return (0, "days") if not seconds else (round(seconds / 60, 2), "minutes")


def wait(seconds: int) -> str:
    """A delay in words."""
    n, unit = unit_of(seconds)
    return _("immediately") if not n else _("after {n} {unit}").format(n=f"{n:g}", unit=UNITS[unit][0])

"""What to do next with a lead: suggestions that follow from its status, its score and its interest."""

from typing_extensions import TypedDict


class Action(TypedDict):
    action_type: str
    priority: str  # high, medium, low
    description: str


def _action(action_type: str, priority: str, description: str) -> Action:
    return Action(action_type=action_type, priority=priority, description=description)


_BY_STATUS = {
    "new": [
        _action("initial_contact", "high", "Write to the lead for the first time."),
        _action("research", "medium", "Read up on the lead and the company before you do."),
    ],
    "contacted": [
        _action("follow_up", "medium", "Follow up if no answer comes within a few days."),
        _action("log_interaction", "high", "Note what was said and what was agreed."),
    ],
    "qualified": [
        _action("demo", "high", "Offer a date for a demonstration."),
        _action("assessment", "high", "Find out what the lead needs, by when, and who decides."),
        _action("assign_sales", "high", "Assign the lead to a sales representative."),
    ],
    "converted": [
        _action("onboarding", "high", "Begin the onboarding."),
        _action("celebrate", "medium", "Send a welcome with the first steps."),
        _action("update_crm", "high", "Bring the customer's record up to date."),
    ],
    "lost": [
        _action("feedback", "medium", "Ask why it did not work out."),
        _action("nurture", "low", "Keep in touch with something useful now and then."),
        _action("analyze", "low", "Note the reason, to see what lost leads have in common."),
    ],
}
HIGH_SCORE = 80


def after_status(status: str, score: float | None = None) -> list[Action]:
    """What to do with a lead that has just come to this status; `score`: where it was a visitor with one."""
    actions = list(_BY_STATUS.get(status, ()))
    if score is not None and score >= HIGH_SCORE:
        actions.append(_action("priority_handling", "high", "Take care of it first: the score is high."))
    return actions


def after_identifying(score: float, interest: str | None, *, reachable: bool) -> list[Action]:
    """What to do with a visitor who has just become a lead; `reachable`: with a name and an email address."""
    match (interest or "").strip().lower():
        case "high":
            actions = [_action("call", "high", "Call while the interest lasts.")]
        case "medium":
            actions = [_action("email", "medium", "Write a personal email about what was looked at.")]
        case _:
            actions = [_action("content", "low", "Send something worth reading and see what comes back.")]
    if score >= HIGH_SCORE:
        actions.append(_action("demo", "high", "Offer a date for a demonstration: the score is high."))
    elif score >= 50:
        actions.append(_action("email", "medium", "Send case studies that fit what was looked at."))
    if reachable:
        actions.append(_action("email", "medium", "Send a welcome with something to start with."))
    return actions

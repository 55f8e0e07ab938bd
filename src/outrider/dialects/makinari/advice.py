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
        _action("first_contact", "high", "Write to the lead for the first time."),
        _action("research", "medium", "Read up on the lead and the company before you do."),
    ],
    "contacted": [
        _action("follow_up", "high", "Follow up if no answer comes within a few days."),
        _action("log_interaction", "medium", "Note what was said and what was agreed."),
    ],
    "qualified": [
        _action("schedule_demo", "high", "Offer a date for a demonstration."),
        _action("needs_assessment", "high", "Find out what the lead needs, by when, and who decides."),
        _action("assign_sales_rep", "medium", "Assign the lead to a sales representative."),
    ],
    "converted": [
        _action("onboarding", "high", "Begin the onboarding."),
        _action("send_welcome", "high", "Send a welcome with the first steps."),
        _action("update_crm", "medium", "Bring the customer's record up to date."),
    ],
    "lost": [
        _action("request_feedback", "medium", "Ask why it did not work out."),
        _action("nurture_campaign", "low", "Keep in touch with something useful now and then."),
        _action("analyze_loss", "low", "Note the reason, to see what lost leads have in common."),
    ],
}


def after_status(status: str) -> list[Action]:
    """What to do with a lead that has just come to this status."""
    return list(_BY_STATUS.get(status, ()))


def after_identifying(score: float, interest: str | None) -> list[Action]:
    """What to do with a visitor who has just become a lead."""
    actions: list[Action] = []
    if score >= 80:
        actions += [
            _action("priority_contact", "high", "Get in touch today: the score is high."),
            _action("schedule_demo", "high", "Offer a date for a demonstration."),
        ]
    elif score >= 50:
        actions.append(_action("send_case_studies", "medium", "Send case studies that fit what was looked at."))
    match (interest or "").strip().lower():
        case "high":
            actions.append(_action("call", "high", "Call while the interest lasts."))
        case "medium":
            actions.append(_action("send_email", "medium", "Write a personal email about what was looked at."))
        case _:
            actions.append(_action("send_content", "low", "Send something worth reading and see what comes back."))
    return actions

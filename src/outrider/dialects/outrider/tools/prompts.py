"""Prompts for the usual jobs. Their texts are in the file beside this module."""

from outrider.dialects.kit.toolbox import texts_of
from outrider.dialects.kit.tools import Prompt

_TEXTS = texts_of(__package__ or "", "prompts")


def new_campaign(brief: str) -> str:
    return _TEXTS["new_campaign"].replace("[brief]", brief)


def inbox_triage() -> str:
    return _TEXTS["inbox_triage"]


def weekly_report(days: str = "7") -> str:
    return _TEXTS["weekly_report"].replace("[days]", days)


def nothing_is_sent(campaign: str) -> str:
    return _TEXTS["nothing_is_sent"].replace("[campaign]", campaign)


PROMPTS = [
    Prompt(function=new_campaign, name="new_campaign", description="From a brief to a campaign that is ready to launch."),
    Prompt(function=inbox_triage, name="inbox_triage", description="Go through what needs an answer, and draft the answers."),
    Prompt(function=weekly_report, name="weekly_report", description="What was sent, what came of it, and what to do next."),
    Prompt(function=nothing_is_sent, name="nothing_is_sent", description="Find out why a campaign does not send."),
]

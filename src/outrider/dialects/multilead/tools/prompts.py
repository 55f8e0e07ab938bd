"""The two prompts. Their texts are in the file beside this module."""

from outrider.dialects.kit.toolbox import texts_of
from outrider.dialects.kit.tools import Prompt

_TEXTS = texts_of(__package__ or "", "prompts")


def lead_enrichment_prompt() -> str:
    return _TEXTS["lead_enrichment_prompt"]


def campaign_analysis_prompt() -> str:
    return _TEXTS["campaign_analysis_prompt"]


PROMPTS = [
    Prompt(
        function=lead_enrichment_prompt,
        name="lead_enrichment_prompt",
        description="Prompt template for enriching lead data with AI\n\nProvides guidance for analyzing and enriching lead"
        " information including company research, contact validation, and lead scoring.",
    ),
    Prompt(
        function=campaign_analysis_prompt,
        name="campaign_analysis_prompt",
        description="Prompt template for analyzing campaign performance\n\nProvides guidance for evaluating email campaign"
        " metrics and generating actionable insights for optimization.",
    ),
]

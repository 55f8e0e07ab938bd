"""The 77 agent tools, each on Multilead's own wire."""

from outrider.dialects.agent import Prompt, Resource, Toolbox

TOOLS = Toolbox()
PROMPTS: list[Prompt] = []
RESOURCES: list[Resource] = []

"""A setting that is kept must be read by something: by the engine, the verbs, or what shows figures."""

import ast
from pathlib import Path

from outrider.outreach.campaigns.settings import Settings
from outrider.outreach.senders.kept import Limits, SenderChanges, Warmup

SRC = Path(__file__).parents[2] / "src/outrider"
READERS = ("engine", "outreach", "channels", "rules", "dialects/instantly/routes/analytics.py")
KEEPERS = tuple(
    f"outreach/{name}.py" for name in ("campaigns/campaigns", "campaigns/settings", "senders/senders", "senders/kept")
)  # by attribute


def words_read() -> set[str]:
    """Names of attributes and keys, and the words of SQL, wherever settings are read."""
    found: set[str] = set()
    for place in READERS:
        for file in sorted((SRC / place).rglob("*.py")) or [SRC / place]:
            keeps = file.relative_to(SRC).as_posix() in KEEPERS
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Attribute):
                    found.add(node.attr)
                elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not keeps:
                    found |= set(node.value.replace("'", " ").replace(".", " ").split())
    return found


def test_every_setting_of_a_campaign_or_sender_is_read_somewhere() -> None:
    kept = {*Settings.model_fields, *Limits.__annotations__, *Warmup.__annotations__, *SenderChanges.__annotations__}
    assert sorted(kept - words_read()) == []

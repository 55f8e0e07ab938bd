"""Text that people read is plain English: the word list of what we do not write, and what to write instead."""

import io
import re
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "outrider"

# Pattern -> what to write instead.
WORDS = {
    r"\b(?:is|are|was|were|been|being) told\b(?! to\b)": "gets, is notified, is reported",
    r"\btold (?:apart|of)\b": "distinguished, notified of",
    r"\btells? of\b": "reports, describes",
    r"\b(?:unless|when) told\b": "by default",
    r"\bmend(?:s|ed|ing)?\b": "fix",
    r"(?<!\bto )(?<!\bfrom )(?<!\bby )(?<!\bpeople )\bwhom\b": "who, or the noun",
    r"\bbut for\b": "except",
    r"\bany more\b(?! of)": "no longer",
    r"\bshall\b(?! (?:we|i)\b)": "should, must, will",
    r"\banew\b": "again",
    r"\bbesides\b": "in addition to, also",
    r"\bthat (?:is|are) (?-i:none)\b": "that is not one",
    r"\bnone of (?:ours|theirs)\b": "not one of ours",
    r"\bsomebody\b": "someone, a person",
    r"\banybody\b": "anyone",
    r"(?<!there )\bis no (?:error|valid|event|member|address|lead)\b": "is not",
}
RULES = {re.compile(pattern, re.IGNORECASE): instead for pattern, instead in WORDS.items()}

# Patterns that read other people's text, and texts of the demo and of personas: not our own words.
FOREIGN = (
    "rules/languages/",
    "rules/english.py",
    "rules/failure_phrases.py",
    "rules/intent_patterns.py",
    "sandbox/tongues.py",
    "engine/work/warmup_text.py",
)
LIBRARIES = ("web/static/vendor/",)
DOCUMENTS = ("README.md", "CONTRIBUTING.md", *sorted(str(p.relative_to(ROOT)) for p in (ROOT / "docs").glob("*.md")))


def prose(path: Path) -> list[tuple[int, str]]:
    """The texts of a file with their lines: comments and strings of a module, everything of another file."""
    source = path.read_text()
    if path.suffix != ".py":
        return list(enumerate(source.splitlines(), 1))
    texts = (tokenize.COMMENT, tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING))
    return [(t.start[0], t.string) for t in tokenize.generate_tokens(io.StringIO(source).readline) if t.type in texts]


def faults(text: str) -> list[str]:
    """What the word list finds in a text, each with what to write instead."""
    plain = re.sub(r"\s+(?:#\s+)?", " ", text)
    return [f"{found[0]!r} (write: {instead})" for rule, instead in RULES.items() if (found := rule.search(plain))]


def files() -> list[Path]:
    """Our own texts. Tools' descriptions are the vendors' words."""
    found = [p for end in ("*.py", "*.html", "*.sql", "*.js", "skill.md") for p in sorted(SOURCE.rglob(end))]
    own = [p for p in found if not p.relative_to(SOURCE).as_posix().startswith((*FOREIGN, *LIBRARIES))]
    return own + [ROOT / name for name in DOCUMENTS if not name.endswith("coverage.md")]


def test_texts_are_plain_english() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {fault}" for path in files() for line, text in prose(path) for fault in faults(text)
    ]
    assert found == []


@pytest.mark.parametrize("suffix", [".py", ".html", ".sql", ".js", ".md"])
def test_files_of_every_kind_are_read(suffix: str) -> None:
    assert [path for path in files() if path.suffix == suffix] != []


@pytest.mark.parametrize(
    "text",
    [
        "Subscribers are told of events.",
        "Newest first unless told.",
        "What to mend.",
        "A lead of whom nothing is known.",
        "Everything but for the first.",
        "Nothing is sent any more.",
        "When each sender shall look again.",
        "The list is read\n    # anew.",
        "What it has besides its row.",
        "Raises Invalid for one that is none.",
        "Somebody has deleted this.",
        "An archived campaign is no error.",
        "A rule that anybody can check.",
    ],
)
def test_the_list_sees_what_we_do_not_write(text: str) -> None:
    assert faults(text) != []


@pytest.mark.parametrize(
    "text", ["Do it only if you were told to.", "Shall we talk?", "the person to whom it goes", "no more of these"]
)
def test_the_list_passes_plain_english(text: str) -> None:
    assert faults(text) == []

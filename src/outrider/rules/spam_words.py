"""Words of a text that filters and readers associate with spam: a hint for the author, never a verdict."""

import re

_PHRASES = (
    "100% free", "act now", "amazing deal", "as seen on", "bargain", "best price", "buy now", "call now", "cash bonus",
    "click below", "click here", "congratulations", "dear friend", "don't delete", "double your", "earn extra cash",
    "earn money", "exclusive deal", "extra income", "fast cash", "financial freedom", "for free", "free gift", "free trial",
    "full refund", "get paid", "guaranteed", "increase sales", "incredible deal", "instant access", "limited time",
    "lowest price", "make money", "million dollars", "money back", "no catch", "no cost", "no credit check", "no fees",
    "no obligation",
    "no risk", "no strings attached", "not spam", "offer expires", "once in a lifetime", "order now", "please read",
    
    "pre-approved", "risk free", "risk-free", "satisfaction guaranteed", "save big", "special promotion", "this is not spam",
    "this won't last", "urgent", "while supplies last", "winner", "work from home", "you have been selected",
)  # fmt: skip
_ANY = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(_PHRASES, key=len, reverse=True))) + r")(?!\w)", re.IGNORECASE)
_SHOUTED = re.compile(r"\b[A-Z]{4,}(?: [A-Z]{4,})+\b")
_MARKS = re.compile(r"[!?]{2,}|[$€£]{2,}")


def found(text: str) -> list[str]:
    """What stands out, as it is written and in the order in which it appears, each once: phrases, shouting, rows of marks."""
    text = text.replace("’", "'")
    hits = sorted((hit.start(), hit.group()) for pattern in (_ANY, _SHOUTED, _MARKS) for hit in pattern.finditer(text))
    return list(dict.fromkeys(" ".join(words.lower().split()) if not words.isupper() else words for _, words in hits))

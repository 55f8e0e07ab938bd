"""What a letter says between its greeting and its closing.

Most signatures stand under a closing and nothing else. Their words are no part of the answer: they neither make a short answer
long nor say that its writer wants to "learn more".
"""

import re

from outrider.rules.languages import lists
from outrider.rules.phrases import read

_LONGEST_CLOSING = 7  # words
_MOST_WORDS_BEHIND = 3  # a name, or "from Hamburg"
_MOST_WORDS_OF_A_NAME = 5
_MOST_LINES = 60  # that are looked at
_MOST_WORDS_OF_A_GREETING = 6
_SENTENCE_ENDS = (".", "?", "!", "。", "？", "！", ":", ";")
_POSTSCRIPT = re.compile(r"(?:P\.? ?S\.?|N\.? ?B\.?)[:,. –—-]", re.IGNORECASE)
# Lines that only signatures have: T: +49 40 123456, +49 40 123456, www.acme.example | bo@acme.example
_CONTACT = re.compile(
    r"(?:[^\W\d_]{1,12}[.:]{1,2}\s?)?[+(\d][\d\s()/.–-]{6,24}\d(?:\s?[|,;•·/].{0,120})?"
    r"|(?:[^\W\d_]{1,12}:\s?)?(?:<?(?:https?://|www\.|mailto:)\S+>?|\S{1,64}@\S{3,250})(?:\s?[|,;•·/].{0,120})?",
)


def body(text: str, *, above_contacts: bool = False) -> str:
    """What a text says above its closing and signature, with its postscripts; all of it where it has no such end.

    With `above_contacts` a line of nothing but a telephone number or an address ends it as well.
    """
    lines = text.split("\n")
    ends = (n for n in range(1, min(len(lines), _MOST_LINES)) if lines[n].strip())
    end = next((n for n in ends if _closes(lines, n) or (above_contacts and _CONTACT.fullmatch(lines[n].strip()))), None)
    if end is None:
        return text
    said = "\n".join(lines[:end]).strip()
    postscripts = [line for line in lines[end + 1 :] if _POSTSCRIPT.match(line.strip())]
    return "\n".join([said, *postscripts]) if without_greeting(said).strip() else text


def without_greeting(text: str) -> str:
    """A text without a first line that greets and does nothing else."""
    first, newline, rest = text.lstrip().partition("\n")
    bare = first.strip()
    words = read(bare)
    if not len(words) or len(words) > _MOST_WORDS_OF_A_GREETING or not (bare.endswith((",", "!", "，", ":")) or newline):
        return text
    inner = bare.rstrip(" ,!，:.")
    greets = any(True for _ in lists.closings("GREETINGS").starts(words)) and not any(c in inner for c in ".?!,;")
    return rest if greets else text


def _closes(lines: list[str], index: int) -> bool:
    """Whether a closing stands in this line."""
    line = lines[index].strip()
    words = read(line)
    if not len(words) or len(words) > _LONGEST_CLOSING or line.endswith(("?", ":")):
        return False
    if lists.closings("THANKS").whole(words):
        return _is_name(next((below.strip() for below in lines[index + 1 :] if below.strip()), ""))
    return any(len(read(rest)) <= _MOST_WORDS_BEHIND for _, rest in lists.closings("REGARDS").starts(words))


def _is_name(line: str) -> bool:
    """Whether a line may be the name under a closing: short, no sentence, and its words begin with capitals."""
    words = line.split()
    return (
        len(words) <= _MOST_WORDS_OF_A_NAME and not line.endswith(_SENTENCE_ENDS) and not any(w[0].islower() for w in words[:2])
    )

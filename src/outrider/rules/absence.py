"""Answers of people who are away: how they read in the table's languages."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

from outrider.rules import notes, threads
from outrider.rules.intent_patterns import INTENTS, READ_IN_ENGLISH
from outrider.rules.languages import lists, stems
from outrider.rules.letters import body
from outrider.rules.phrases import Found, Words, read
from outrider.rules.returning import returns

_READ = 3000  # characters of a text
_LONGEST_NOTE = 120  # words
_SHORT_NOTE = 40  # words; all of it speaks of the absence
_MOST_CAUSES = 5  # of an absence that are looked at
_TAG = re.compile(
    r"\s*(?:\[[^\]]{1,40}\]|【[^】]{1,40}】|\{[^{}]{1,40}\}|[(<]ext(?:ern|ernal)?[)>]|\*{1,5}[^*]{1,20}\*{1,5}"
    r"|(?:ext|external|extern|spam)(?: (?:e-?mail|mail|sender))?\s*[:：–—-](?!\w))\s*",
    re.IGNORECASE,
)
_TAGGING = "[]【】{}()<>*:：–— "
_AFTER_PREFIX = re.compile(
    r"[:：\-–—(\[|,.;!…~/]|\d|(?:re|aw|sv|vs|antw|fw|fwd|wg|tr|r)\s*:|(?:until|till|from|bis|vom|jusqu|hasta|fino|tot|til)\b"
)


def is_out_of_office(text: str, subject: str = "", ours: Collection[str] = ()) -> bool:
    """Whether it reads like an out-of-office reply. `text`: new text only; `ours`: subjects that we wrote."""
    return bool(said_away(text, subject, ours))


def said_away(
    text: str, subject: str = "", ours: Collection[str] = (), today: date | None = None, *, marked: bool = False
) -> str | None:
    """The words that say that the writer is away: the subject's first, then those that only such answers have.

    With `today`, reasons for being away (a journey, an illness) count with a day of return. `marked`: a header says that a
    machine wrote it.
    """
    words = read(text[:_READ])
    away = next((f for f in lists.of("away").all(words) if not _is_denied(words, f)), None) or (
        _kept_away(text, words, today) if today else None
    )
    away = away or notes.says_absent(text, words, today) or (_says_return(text, words, today) if marked and today else None)
    found = automatic_subject(subject, ours)
    if found and away is None and lists.of("departed").first(words):
        return None  # the subject says "out of office", but the text says that the person will not return
    if found and (found.certain or away or not is_personal(text)):
        return found.words
    if away is None or (not marked and (is_personal(text) or notes.is_of_another(text, words, away))):
        return None
    return away.text


def _is_denied(words: Words, found: Found) -> bool:
    """Whether "not" stands before a phrase, in the same clause."""
    before = found.word - 1
    return before >= 0 and words.words[before] in _NOT and words.clauses[before] == words.clauses[found.word]


_NOT = frozenset(("not", "nicht", "non", "niet", "nao", "ikke", "inte", "neither", "never"))


def _says_return(text: str, words: Words, today: date) -> Found | None:
    """What a short text by a machine says of a return ("back on the 5th"), when it speaks of nothing that it received."""
    if len(words) > _SHORT_NOTE or lists.of("received").first(words) or lists.of("promise").first(words):
        return None
    return lists.of("back").first(words) if returns(text, today).back else None


def _kept_away(text: str, words: Words, today: date) -> Found | None:
    """What keeps the writer of a short text away until a day, or back on one, that it gives with it."""
    if len(words) > _LONGEST_NOTE:
        return None
    for found in islice(lists.of("absent").all(words), _MOST_CAUSES):
        if notes.is_weekday(found):
            continue
        if returns((_around(words, found) if len(words) > _SHORT_NOTE else "") or text, today).stated:
            return found
    return None


def _around(words: Words, found: Found) -> str:
    """The sentence of a phrase with those next to it; "" for one found among letters."""
    if found.word < 0:
        return ""
    sentence = words.sentences[found.word]
    near = [n for n, s in enumerate(words.sentences) if abs(s - sentence) <= 1]
    end = words.spans[near[-1] + 1][0] if near[-1] + 1 < len(words) else len(words.text)
    return words.text[words.spans[near[0]][0] : end]


@lru_cache(maxsize=4)  # several rules ask it of one message
def is_personal(text: str) -> bool:
    """Whether a person writes about more than being away: asks, wants something, or says that they are interested or not.

    Automatic replies also say what to do in the meantime or in urgent cases.
    """
    own = _QUOTED.sub(" ", body(text[:_READ]))  # a program repeats our subject between quotation marks
    own = _URGENT.sub(". ", own)
    if "?" in own or "？" in own or "؟" in own or says_interest(own):
        return True
    if notes.speaks_of_business(own):
        return True
    rest = ". ".join(s for s in _SENTENCE.split(own) if not _MEANWHILE.search(s))
    plain = " ".join(rest.split()).lower().replace("’", "'")[:READ_IN_ENGLISH]
    if any(pattern.search(plain) for name, _, pattern in INTENTS if name in _WANTING):
        return True
    # "Please contact Kim at kim@acme.example" asks for no contact with its writer.
    own_contact = ". ".join(s for s in _SENTENCE.split(rest) if "@" not in s)
    asked = [*lists.of("question").all(read(rest)), *lists.of("meeting").all(read(own_contact))]
    if any((f.word >= 0 and " " in f.text) or (f.word < 0 and (len(f.text) > 2 or f.text in _PRICE)) for f in asked):
        return True
    single = {f.owner for f in asked if f.word >= 0}  # a word of one language is often another thing in the text's own
    if single and ((spoken := notes.languages(read(own))) & single or not spoken):
        return True
    return any(len(f.text) >= 4 if f.word < 0 else " " in f.text for f in lists.of("interest").all(read(own_contact)))


_PRICE = ("报价", "報價", "价格", "價格", "资料", "資料", "料金", "価格", "가격")
_WANTING = ("meeting_request", "interested", "information_request")
_SENTENCE = re.compile(r"[.!;。！]\s|[。！]|\n")
_MEANWHILE = re.compile(stems.pattern(stems.MEANWHILE), re.IGNORECASE)
# "Urgent? Call the desk." asks nothing.
_URGENT = re.compile(
    r"\b(?:urgent|urgency|emergency|something urgent|in a hurry|can't wait|dringend|eilig|notfall|urgence|urgente|urgencia"
    r"|urgenza|urgência"
    r"|spoed|dringende vraag|haster|haster det|akut|bråttom|brådskande|kiire|pilne|pilna sprawa|naléhavé|sürgős|acil|срочно"
    r"|терміново)\s?\?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"[^\"]{1,200}\"|“[^”]{1,200}”|„[^“”]{1,200}[“”]|«[^»]{1,200}»|「[^」]{1,200}」")


def says_interest(text: str) -> bool:
    """Whether a text says that its writer is interested, as no machine does."""
    return _INTERESTED.search(text[:_READ]) is not None


_INTERESTED = re.compile(
    r"\b(?:interested in|very interested|am interested|are interested|not interested|"
    r"sounds (?:good|great|interesting)|interessiert|interesse an|"
    r"haben interesse|intéressée?s?|interesad[oa]s?|interessat[oiae]|geïnteresseerd|interesseret|interessert|intresserad|"
    r"kiinnostun\w*|"
    r"zainteresowan\w*|máme zájem|mám zájem|máme záujem|mám záujem|érdekel|interesat\w*|"
    r"заинтересован\w*|зацікавлен\w*|ilgileniyor\w*)\b|"
    r"感兴趣|感興趣|興味があ|관심이 있|מעוניי|مهتم|रुचि है|สนใจ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AutomaticSubject:
    """The fixed words of a program at a subject's beginning. `certain`: no person writes it so."""

    words: str
    certain: bool


def automatic_subject(subject: str, ours: Collection[str] = ()) -> AutomaticSubject | None:
    """What a program put before the subject of an automatic answer.

    A subject that is ours says nothing about an answer to it.
    """
    tag = _TAG.match(subject)
    if tag and (found := next((f for f, rest in lists.of("automatic").starts(read(tag[0].strip(_TAGGING))) if not rest), None)):
        return AutomaticSubject(found.text, True)
    bare, replied = _stripped(subject)
    if not bare or threads.normal_subject(bare) in {threads.normal_subject(our) for our in ours}:
        return None
    if not replied and (absent := _IS_OUT.match(bare)):
        return AutomaticSubject(absent[0], True)
    for found, rest in lists.of("automatic").starts(read(bare[:300])):
        if not rest or _AFTER_PREFIX.match(rest.lower()):
            # "Re: Automatic reply: Hello" is how a person answers what a program wrote.
            answered = replied and rest[:1] in (":", "：") and len(rest) > 1
            return None if answered else AutomaticSubject(found.text, not replied)
    return None


# Lotus Notes: Ann Example is out of the office (returning 06/15/2026)
_IS_OUT = re.compile(
    r"(?:auto: )?[^:?!]{2,60} (?:is (?:currently )?out of (?:the )?office|ist (?:außer haus|nicht im (?:büro|haus))|est "
    r"absente?(?: du bureau)?"
    r"|está (?:ausente|fuera de la oficina)|è (?:assente|fuori ufficio)|is (?:afwezig|niet op kantoor)"
    r"|är inte på kontoret|er ikke på kontoret)(?= ?(?:[.(]|$))",
    re.IGNORECASE,
)


def _stripped(subject: str) -> tuple[str, bool]:
    """A subject without gateways' and lists' tags and reply marks, and whether it had such a mark."""
    text, replied = " ".join(unicodedata.normalize("NFKC", subject).split()), False
    while True:
        untagged = _TAG.sub("", text, count=1) if _TAG.match(text) else text
        shorter = threads.bare_subject(untagged)
        replied = replied or shorter != untagged
        if shorter == text:
            return text, replied
        text = shorter

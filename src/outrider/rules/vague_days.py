"""Days that a text names without a number of their own: "in two weeks", "mid January", "the end of the month"."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from outrider.rules.phrases import fold

# How many: the words of the table's larger languages, folded.
_COUNTS = {
    word: number
    for number, words in {
        1: "one a an einer einem une un una uno een uma jeden tydzien en ett et 一 일",
        2: "two zwei deux dos due twee duas dois dwa dwie to tva två 二 两 兩 이",
        3: "three drei trois tres tre drie três trzy 三 삼",
        4: "four vier quatre cuatro quattro quatro cztery fire fyra 四 사",
        6: "six sechs seis sei zes szesc sześć seks sex",
    }.items()
    for word in {*words.split(), *(fold(word) for word in words.split())}
}
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_WEEKS = r"(?:weeks?|wochen?|semaines?|semanas?|settiman[ae]|we(?:ek|ken)|tygodnie|tygodni|tydzień|uger?|uker?|veck(?:a|or))"
_SPAN = re.compile(
    rf"(?<!\w)(?:in|dans|dentro de|en|tra|fra|over|daqui a|za|om) (?:about |around |etwa |ca\. |environ |circa )?"
    rf"{_COUNT} {_WEEKS}"
    r"(?!\w)|(?P<after>(?:\d{1,2}|[一二两兩三四六]))\s?(?:週間後|周后|週後|个星期后|주 ?(?:후|뒤))"
)
# Of a month: its first day, the middle, its last.
_PARTS: dict[str, int] = {
    r"(?:the )?(?:beginning|start) of|early|anfang|begin|début|principios de|comienzos de|inizio(?: di)?|início de"
    r"|początku|początek|starten af|starten av|början av": 1,
    r"(?:the )?middle of|mid|mitte|half|medio|mediados de|metà(?: di)?|meados de|połowie|połowy|midten af|midten av|mitten av"
    r"|mi": 15,
    r"(?:the )?end of|late|ende|(?:la )?fin(?: de)?|finales de|final de|(?:la )?fine(?: di)?|fim de|eind(?:e)?(?: van)?"
    r"|slutningen af|slutten av|slutet av|końca|konce|konca|koniec"
    # The whole of it.
    r"|(?:all|the whole) of|throughout|(?:den )?ganzen|tout(?: le mois de)?|todo(?: el mes de)?|tutto(?: il mese di)?|heel"
    r"|hele": 31,
}
_PART_OF = [
    (day, re.compile(rf"(?<!\w)(?:{words})[ -]([^\W\d_]{{3,12}})(?!\w)(?: (?:de |of )?(2[05]\d\d))?"))
    for words, day in _PARTS.items()
]
# A month alone, of which the first day is meant.
_MONTH_ALONE = re.compile(
    r"(?<!\w)(?:until|till|back in|bis|wieder im|zurück im|jusqu[’']en|jusqu[’']à|de retour en|hasta|vuelvo en|fino a|rientro a"
    r"|tot|terug in|até|volto em|do|wracam w|til|till|tilbage i|tilbake i|tillbaka i) ([^\W\d_]{3,12})(?: (2[05]\d\d))?"
    r"(?!\w|[.,]? ?(?:the )?\d)"
)
_END_OF_MONTH = re.compile(
    r"(?<!\w)(?:(?:the )?end of (?:the|this) month|month[’' -]?end|ende (?:des|dieses) monats|monatsende|(?:la )?fin du mois"
    r"|(?:fin|final|finales) de(?:l| este)? mes|(?:la )?fine (?:del )?mese|(?:o )?(?:fim|final) do mês|(?:het )?eind(?:e)? van de"
    r"(?:ze)? maand|końca (?:tego )?miesiąca|slutningen af måneden|slutten av måneden|slutet av månaden)(?!\w)"
    r"|月末|월말|이달 말|本月底|月底"
)


def vague_days(text: str, today: date, month: Callable[[str], int | None]) -> Iterator[tuple[int, int, date, bool]]:
    """The beginning and end of each day so named in a folded text, the day, and whether it is more than a count from today.

    `month` gives the number of a month's name.
    """
    for span in _SPAN.finditer(text):
        count = span["count"] or span["after"]
        weeks = int(count) if count.isdecimal() else _COUNTS[count]
        yield span.start(), span.end(), today + timedelta(weeks=weeks), False
    for end in _END_OF_MONTH.finditer(text):
        yield end.start(), end.end(), _last_day(today.year, today.month), True
    for alone in _MONTH_ALONE.finditer(text):
        if number := month(alone[1]):
            year = int(alone[2]) if alone[2] else today.year + (number <= today.month)
            yield alone.start(1), alone.end(), date(year, number, 1), True
    for day, pattern in _PART_OF:
        for part in pattern.finditer(text):
            if number := month(part[1]):
                year = int(part[2]) if part[2] else today.year + (number < today.month - 1)
                last = _last_day(year, number)
                yield part.start(), part.end(), min(last, last.replace(day=min(day, last.day))), True


def _last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return (date(year, month, 1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)

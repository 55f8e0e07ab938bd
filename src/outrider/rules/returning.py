"""The day of return of someone who is away, from a text in one of the table's languages."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from outrider.rules import calendars
from outrider.rules.languages import lists
from outrider.rules.phrases import Found, fold, read
from outrider.rules.text import words_of
from outrider.rules.vague_days import vague_days

_READ = 3000  # characters of a text
_FURTHEST = timedelta(days=400)

_DATE = re.compile(
    r"(?P<iso>(?<!\d)(?P<y1>2[05]\d\d)\s?[-./年년]\s?(?P<m1>\d{1,2})\s?[-./月월]\s?(?P<d1>\d{1,2})(?!\d)[日일]?)"
    r"|(?P<cjk>(?<!\d)(?P<m5>\d{1,2})\s?[月월]\s?(?P<d5>\d{1,2})\s?[日일號号]?)"
    r"|(?P<numeric>(?<![\d./])(?<!\d-)(?P<a4>\d{1,2})(?P<sep>[./-])\s?(?P<b4>\d{1,2})(?:(?P=sep)\s?(?P<y4>2[05]\d\d"
    r"|\d\d)?)?(?![\d/]))"
    r"|(?P<day>(?<![\d.:/])\d{1,2}(?![\d:/%]))"
)
_TOMORROW = frozenset(
    fold(w)
    for w in words_of(
        "tomorrow morgen demain mañana domani amanhã imorgon imorgen huomenna jutro zítra zajtra holnap mâine утре "
        "завтра sutra jutri rytoj rīt homme yarın αύριο demà besok"
    )
)
_NEXT_WEEK = (
    "next week",
    "nächste woche",
    "nächster woche",
    "nächsten woche",
    "semaine prochaine",
    "próxima semana",
    "volgende week",
    "næste uge",
    "neste uke",
    "nästa vecka",
    "ensi viikolla",
    "przyszłym tygodniu",
    "příští týden",
    "budúci týždeň",
    "jövő héten",
    "săptămâna viitoare",
    "следующей неделе",
    "наступного тижня",
    "gelecek hafta",
    "haftaya",
    "下周",
    "下週",
    "来週",
    "다음 주",
)
_INCLUSIVE = re.compile(
    r"\b(?:through|thru|inclusive|including|einschliesslich|einschließlich|inklusive|inclus|incluido|compreso|t/m|tot en met"
    r"|til og med|till och med|t\.?o\.?m|včetně|vrátane|włącznie|включительно|включно|bezárólag|imtinai|ieskaitot"
    r"|kaasa arvatud)\b",
    re.IGNORECASE,
)
_BEFORE, _AFTER = 60, 40  # characters around a date that say what it is


@dataclass(frozen=True, slots=True)
class _Named:
    """A day that a text names, and where."""

    start: int
    end: int
    day: date
    exact: bool = True  # not "Monday", "tomorrow", "next week"


def return_date(text: str, today: date) -> date | None:
    """The day of return of someone who is away; None if the text does not say, or the day has passed.

    "Back on", else "until" (meaning that day, or the next one after "through"), else the latest day it names.
    """
    named = returns(text, today)
    return named.stated or named.latest


@dataclass(frozen=True, slots=True)
class Returns:
    """The days that a text names: the first on which someone is back, the last until which one is away, and the latest other."""

    back: date | None
    until: date | None
    latest: date | None

    @property
    def stated(self) -> date | None:
        """The day of return, as far as the text says so."""
        return self.back or self.until


def returns(text: str, today: date) -> Returns:
    """The days that a text names."""
    text = " ".join(unicodedata.normalize("NFKC", text[:_READ]).replace("\u200c", " ").split()).lower()
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
    text = _CHINESE_NUMBER.sub(_in_digits, text)
    back: list[date] = []
    until: list[date] = []
    named: list[date] = []
    everything = _without_hours(_one_by_one(list(_named(text, today))), text)
    # "from 2 March to 8 March": the last day of an absence
    lasts = {b.start for a, b in pairwise(everything) if a.day < b.day and _BETWEEN.fullmatch(text[a.end : b.start])}
    days = [n for n in everything if today <= n.day <= today + _FURTHEST]
    for number, found in enumerate(days):
        previous = days[number - 1].end if number else 0
        before = _SENTENCE_END.split(text[max(previous, found.start - _BEFORE) : found.start])[-1]
        before = _UNTIL_PREVIOUS.sub("", before) if number else before
        following = days[number + 1].start if number + 1 < len(days) else len(text)
        after = re.split(r"[.!?。](?=\s|$)|[。！？;]", text[found.end : min(following, found.end + _AFTER)])[0]
        if (
            number + 1 < len(days) and following - found.end <= _AFTER
        ):  # words between two dates belong to the second, except those directly after the first
            after = "" if _AND.match(after) else after[:20].split(",")[0]
        if _says("back", before) or (_says("back", after) and not _says("until", before)):
            back.append(found.day)
        elif (
            _says("until", before[-25:])
            or _until_after(after)
            or _until_within(text, found)
            or _RANGE.search(before)
            or found.start in lasts
        ):
            inclusive = (
                _INCLUSIVE.search(before) or _INCLUSIVE.search(after[:25]) or _RANGE.search(before) or found.start in lasts
            )
            until.append(found.day + timedelta(days=1) if inclusive else found.day)
        elif found.exact:
            named.append(found.day)
    return Returns(back[0] if back else None, max(until, default=None), max(named, default=None))


_AND = re.compile(r"\s?(?:and|und|en|et|y|e|i|og|och|ja|és|și|a|и|та|і|й|ve|va|və|và|dan|και|in|ir|un|te) |\s?และ")
# 三月九日, and what the tenth and the tens of a number of two are called.
_CHINESE_NUMBER = re.compile("[一二三四五六七八九十]{1,3}(?=[月日号號])")


def _in_digits(number: re.Match[str]) -> str:
    tens, ten, ones = number[0].rpartition("十")
    return str(("〇一二三四五六七八九".find(tens or "一") * 10 if ten else 0) + max("〇一二三四五六七八九".find(ones or "〇"), 0))


# A full stop behind one to three letters is an abbreviation's ("t.o.m. 8 mars", "mandag d. 9. marts").
_SENTENCE_END = re.compile(r"(?<![\s.]\w)(?<![\s.]\w\w)(?<![\s.]\w{3})[.!?。](?=\s|$)|[。！？]")
# "vom 2. bis 8. März": the last day of an absence.
_RANGE = re.compile(
    r"(?<!\w)\d{1,2}(?:\.|er|º|°)?\s?(?:[–—-]|\s(?:\w{1,3}\.?\s)?(?:to|bis|au|al|all[’']|até|a|do|til|till|tot|по|до|ig"
    r"|la)\s?)(?:\w{2,3}\s)?$"
)


_BETWEEN = re.compile(
    r"(?:\s?[–—-]|,?\s?(?<!\w)(?:to|bis|au|al|all[’']|até|a|do|til|till|tot|по|до|ig|la))\s?"
    r"(?:and including |und mit |zum |den |le |el |il |o )?"
    r"(?:[^\W\d_]{2,10},? )?"
)


def _one_by_one(days: list[_Named]) -> list[_Named]:
    """The days of a text, of a weekday with its date ("Monday, 9 March") the date, which begins with the weekday."""
    found: list[_Named] = []
    for day in days:
        if day.exact and found and not found[-1].exact and day.start - found[-1].end <= 8:
            day = replace(day, start=found.pop().start)
        elif (
            found
            and found[-1].exact
            and not day.exact
            and day.start - found[-1].end <= 1
            and found[-1].day.weekday() == day.day.weekday()
        ):
            found[-1] = replace(found[-1], end=day.end)  # "15 Haziran Pazartesi"
            continue
        found.append(day)
    return found


def _without_hours(days: list[_Named], text: str) -> list[_Named]:
    """Without the weekdays of working hours ("I work Monday to Wednesday")."""
    hours = {
        day.start
        for a, b in pairwise(days)
        if not (a.exact or b.exact) and _BETWEEN.fullmatch(text[a.end : b.start]) and _WORKING.search(text[: a.start][-25:])
        for day in (a, b)
    }
    return [day for day in days if day.start not in hours]


_WORKING = re.compile(
    r"(?<!\w)(?:work(?:ing)?|hours|open|available|arbeite|arbeitszeit(?:en)?|erreichbar|geöffnet|travaille|ouverts?|horario|trabajo"
    r"|lavoro|aperti|orari|werk|trabalho|pracuję|arbetar|arbejder|jobber)(?: (?:are|is|hours|nur|only|from|von|du|de|dal|van"
    r"|fra|från|od|:)){0,2}:? ?$"
)


def _says(field: str, text: str) -> Found | None:
    return lists.of(field).first(read(text))


_POSTPOSITIONS = tuple(
    fold(p)
    for p in (
        "asti",
        "saakka",
        "kadar",
        "dek",
        "ig",
        "től",
        "तक",
        "まで",
        "까지",
        "之前",
        "为止",
        "為止",
        "bezárólag",
        "迄",
        "-ig",
        "qədər",
        "dək",
        "ra arte",
        "მდე",
    )
)
_UNTIL_ENDINGS = ("მდე", "dək")  # of a month's name


_UNTIL_PREVIOUS = re.compile("^[일日号號]?(?:" + "|".join(p for p in _POSTPOSITIONS if not p.isascii()) + ")")


def _until_after(after: str) -> bool:
    """Whether "until" follows the date, as in languages that put it behind."""
    start = fold(after).lstrip(" -'’.,()")
    return any(p in start[:18] for p in _POSTPOSITIONS)


def _until_within(text: str, found: _Named) -> bool:
    """Whether "until" is the ending of the month's name."""
    return text[found.start : found.end].endswith(_UNTIL_ENDINGS)


def _named(text: str, today: date) -> Iterator[_Named]:
    """The days that a text names, in order."""
    words = read(text)
    months, weekdays = lists.calendar("months"), lists.calendar("weekdays")
    likely = _likely(text)
    found = {start: _Named(start, end, day) for start, end, day in calendars.jalali_dates(words.text, today)}
    for match in _DATE.finditer(words.text):
        if match.start() in found:
            continue
        day = _numeric(match, today)
        if day:
            found[match.start()] = _Named(match.start(), match.end(), day)
            continue
        number = "day" if match["day"] else "b4"  # "2-8 March"
        beside = _beside(words.text, match.start(number), match.end(number), months, likely) if match[number] else None
        named = _with_year(beside.year, beside.month, int(match[number]), today) if beside else None
        if beside and named:
            found[match.start()] = _Named(beside.start, beside.end, named)
        elif match["day"] and (day := _of_this_month(words.text, match, weekdays, today)):
            found[match.start()] = _Named(match.start(), match.end(), *day)
    for week in _WEEK.finditer(words.text):
        if monday := _monday_of(int(week[1]), today):
            found[week.start()] = _Named(week.start(), week.end(), monday)
    for start, end, day, exact in vague_days(words.text, today, lambda name: _month(name, months, likely)):
        found.setdefault(start, _Named(start, end, day, exact))
    taken = [(n.start, n.end) for n in found.values()]
    for index, word in enumerate(words.words):
        start, end = words.spans[index]
        name = word if word in weekdays else " ".join(words.words[index : index + 2])
        if name in weekdays and len(name) > 3 and not any(s <= start < e for s, e in taken):
            number = next(iter(weekdays[name]))
            found.setdefault(start, _Named(start, end, today + timedelta(days=(number - 2 - today.weekday()) % 7 + 1), False))
        elif (word in _TOMORROW and word != "morgen") or (
            word == "morgen" and (index == 0 or words.words[index - 1] not in ("guten", "goede", "god"))
        ):
            found.setdefault(start, _Named(start, end, today + timedelta(days=1), False))
    for phrase in _NEXT_WEEK:
        if (at := words.text.find(phrase)) >= 0:
            found.setdefault(at, _Named(at, at + len(phrase), today + timedelta(days=7 - today.weekday()), False))
    yield from (found[at] for at in sorted(found))


def _likely(text: str) -> Collection[str]:
    """Languages that the text seems to be in, by what absent people say in them."""
    return {found.owner for found in lists.of("away").all(read(text))} | {f.owner for f in lists.of("back").all(read(text))}


# Numbers of weeks, as the north of Europe counts.
_WEEK = re.compile(
    r"(?<!\w)(?:kw|kalenderwoche|week|weeknr|uge|uke|vecka|v|viikko|viikolla)\.? ?(\d{1,2})(?![\d%]|[.:/]\d)(?! ?[-–]? ?\d)"
)


def _monday_of(week: int, today: date) -> date | None:
    """The Monday of the week of that number that is meant."""
    for year in (today.year, today.year + 1):
        with suppress(ValueError):
            if (monday := date.fromisocalendar(year, week, 1)) >= today - _JUST_PASSED:
                return monday
    return None


_DAY_BEFORE = re.compile(r"(?<!\w)(?:the|am|zum|ab|dem|dia|día|il|le|el|den|d\.|dnia|a)\s$")
_DAY_AFTER = re.compile(r"(?:st|nd|rd|th)\b|日(?!間)|[号號]|일(?!간)| числа\b")


def _of_this_month(text: str, number: re.Match[str], weekdays: Collection[str], today: date) -> tuple[date, bool] | None:
    """The next day of that number, of one that is named without its month ("the 9th", "am 9.", "9日"), and whether its weekday
    goes before it and agrees ("Monday 9")."""
    before = _WORD_BEFORE.search(text[max(0, number.start() - 20) : number.start()])
    weekday = fold(before[1]) if before else ""
    named = len(weekday) > 3 and weekday in weekdays
    about = _DAY_BEFORE.search(text[max(0, number.start() - 5) : number.start()]) or _DAY_AFTER.match(text, number.end())
    if not (named or about):
        return None
    day = int(number["day"])
    following = today.replace(day=1) + timedelta(days=32)
    this = _valid(today.year, today.month, day)
    found = this if this and this >= today else _valid(following.year, following.month, day)
    return (found, named and found.isoweekday() in lists.calendar("weekdays")[weekday]) if found else None


_WORD_BEFORE = re.compile(r"([^\W\d_]{4,15})[,.]? (?:the |den |dem |d\. |il |el |le |dia |día )?$")


_MONTH_AFTER = re.compile(
    r"(?:st|nd|rd|th|er|º|ª|\.|-?(?:я|е|го|та|ти|те|о|ого))?,?\s*(?:of |de |d'|d’|di |den |d\. |ngày |tháng )?-?\s*"
    r"([^\s\d,;:()\"]{2,20})(?:\s+([^\s\d,;:()\".]{2,20}))?"
)


_YEAR_AFTER = re.compile(r"[.,]?\s*(?:de |del |d’|d'|г\.? |року |р\. )?\s*(2[05]\d\d)")
_NUMBERED_MONTH = re.compile(r"\s*(?:tháng|thg)\s*(\d{1,2})(?:\s*(?:năm|,|/)?\s*(2[05]\d\d))?")
_MONTH_BEFORE = re.compile(r"(?:(2[05]\d\d)(?:\.| m\.| g\.| gada)?\s*)?([^\s\d,;:()\"]{2,20})\s*(?:the |d\. )?$")
_YEAR_AT_END = re.compile(r"(?:st|nd|rd|th)?,?\s+(2[05]\d\d)")


@dataclass(frozen=True, slots=True)
class _Beside:
    """The month and year next to a day's number, and the position of the whole date."""

    month: int
    year: str | None
    start: int
    end: int


def _beside(
    text: str, start: int, end: int, months: dict[str, dict[int, frozenset[str]]], likely: Collection[str]
) -> _Beside | None:
    """The month next to the day's number at `start` to `end`, if there is one."""
    after = _MONTH_AFTER.match(text[end : end + 40])
    if after and after[2] and (month := _month(f"{after[1]} {after[2]}", months, likely)):
        return _Beside(month, None, start, end + after.end())
    if after and (month := _month(after[1], months, likely)):
        stop = end + after.start(1) + len(after[1].rstrip(".!?"))  # a full stop ends the sentence
        year = _YEAR_AFTER.match(text[stop : stop + 12])
        return _Beside(month, year and year[1], start, stop + (year.end() if year else 0))
    if numbered := _NUMBERED_MONTH.match(text[end : end + 30]):
        return _Beside(int(numbered[1]), numbered[2], start, end + numbered.end())
    before = _MONTH_BEFORE.search(text[max(0, start - 30) : start])
    if before and (month := _month(before[2], months, likely)):
        year = _YEAR_AT_END.match(text[end : end + 10])
        begin = max(0, start - 30) + before.start()
        return _Beside(month, before[1] or (year and year[1]), begin, end + (year.end() if year else 0))
    return None


def _month(name: str, months: dict[str, dict[int, frozenset[str]]], likely: Collection[str]) -> int | None:
    """The number of the month so named; of a name that means two, the one in a language that the text seems to be in."""
    key = " ".join(read(name.strip(".-'")).words)
    # Turkish puts its endings behind an apostrophe.
    stem = key.split(" ")[0] if ("'" in name or "’" in name) and " " not in name else key
    numbers = months.get(key) or months.get(stem) or months.get(f"thang {key}")
    if not numbers:
        return None
    return next((number for number, codes in numbers.items() if codes & set(likely)), next(iter(numbers)))


def _numeric(match: re.Match[str], today: date) -> date | None:
    if match["iso"]:
        return _with_year(match["y1"], int(match["m1"]), int(match["d1"]), today)
    if match["cjk"]:
        return _with_year(None, int(match["m5"]), int(match["d5"]), today)
    if match["numeric"]:
        a, b = int(match["a4"]), int(match["b4"])
        if match["sep"] == "-" and not match["y4"]:
            return None
        # With dots the day comes first; with slashes it depends on the country: the nearer one, also if it has just passed.
        readings = [_with_year(match["y4"], b, a, today)]
        if match["sep"] == "." and _HANGUL.search(match.string):  # Koreans put the month first
            readings = [_with_year(match["y4"], a, b, today)]
        if match["sep"] == "/":
            readings.append(_with_year(match["y4"], a, b, today))
        return min((r for r in readings if r), key=lambda r: abs(r - today), default=None)
    return None


def _with_year(year: str | None, month: int, day: int, today: date) -> date | None:
    if year:
        number = int(year) + (2000 if len(year) == 2 else 0)
        return _valid(number - 543 if number > 2500 else number, month, day)  # the Buddhist era of Thailand
    this = _valid(today.year, month, day)
    return this if this and this >= today - _JUST_PASSED else _valid(today.year + 1, month, day)


_HANGUL = re.compile("[가-힣]")
_JUST_PASSED = timedelta(days=30)  # a day without a year so shortly before today is no day of next year


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

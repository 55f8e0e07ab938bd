"""The table's lists as phrases to look for, made when first asked for."""

from dataclasses import fields
from functools import cache

from outrider import garbage
from outrider.rules.languages import ALL, objections
from outrider.rules.languages import closings as formulas
from outrider.rules.languages import notices as additions
from outrider.rules.languages.language import Language, phrases
from outrider.rules.phrases import Phrases, fold, folded_words

# A list's name is that of the field of `Language` it comes from.


@cache
def of(field: str) -> Phrases:
    """The phrases of one field, of all languages; a find's owner is the language's code."""
    return Phrases(((language.code, _entries(language, field)) for language in ALL), _GAPS.get(field, 3))


def _entries(language: Language, field: str) -> tuple[str, ...]:
    entries = phrases(str(getattr(language, field)))
    if field == "stop":
        return (*entries, *objections.requests(language.code))
    return (*entries, *phrases(objections.ALONE)) if (field, language.code) == ("stop_alone", "en") else entries


@cache
def origins() -> Phrases:
    """How people ask where their address is from."""
    return Phrases(objections.origins(), _GAP_OF_ORIGINS)


_GAP_OF_ORIGINS = 5


@cache
def removals() -> Phrases:
    """The words for removing something."""
    return Phrases(objections.removals())


_GAPS = {"away": 8, "absent": 8, "departed": 5, "referral": 6}  # "I am from … to … not in the office" has room for two dates


@cache
def notices(field: str) -> Phrases:
    """The phrases of one field of what notes add to their news, of all languages."""
    return Phrases(((added.code, phrases(str(getattr(added, field)))) for added in additions.ALL), _GAP_OF_NOTICES)


_GAP_OF_NOTICES = 5


@cache
def closings(name: str) -> Phrases:
    """One of the lists of how letters begin and end."""
    return Phrases([("", getattr(formulas, name))])


@cache
def make_all() -> None:
    """Make every table now. They stay for good: garbage collection need not go over them in the middle of a message."""
    for field in fields(Language):
        if field.name in ("months", "weekdays"):
            calendar(field.name)
        elif field.name not in ("code", "negation"):
            of(field.name)
    for field in fields(additions.Notices):
        if field.name != "code":
            notices(field.name)
    for name in ("REGARDS", "THANKS", "GREETINGS"):
        closings(name)
    for make in (negations, labels, separators, origins, removals):
        make()
    garbage.keep_what_is_loaded()


@cache
def negations() -> dict[str, frozenset[str]]:
    """The words that turn a phrase into its opposite, by language."""
    return {language.code: frozenset(fold(p) for p in phrases(language.negation)) for language in ALL}


@cache
def labels() -> dict[str, frozenset[str]]:
    """What a label in a quoted message's header may stand for (sender, sent, to, subject), by its folded words."""
    roles: dict[str, set[str]] = {}
    for language in ALL:
        for role in ("sender", "sent", "to", "subject"):
            for label in phrases(str(getattr(language, role))):
                roles.setdefault(" ".join(folded_words(label)), set()).add(role)
    return {label: frozenset(found) for label, found in roles.items()}


@cache
def separators() -> frozenset[str]:
    """What stands between dashes above an original, by its folded words."""
    return frozenset(" ".join(folded_words(p)) for language in ALL for p in phrases(language.original))


@cache
def calendar(field: str) -> dict[str, dict[int, frozenset[str]]]:
    """The numbers (from 1) that a name of a month or weekday may mean, each with the languages it means that in."""
    numbers: dict[str, dict[int, set[str]]] = {}
    for language in ALL:
        for number, names in enumerate(phrases(str(getattr(language, field))), 1):
            for name in names.split():
                known = numbers.setdefault(" ".join(folded_words(name)), {})
                known.setdefault(number, set()).add(language.code)
    return {name: {n: frozenset(codes) for n, codes in found.items()} for name, found in numbers.items()}

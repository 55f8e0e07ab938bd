"""Merge tags, fallbacks and spintax: from a template and a lead's values to the text that is sent.

A template is Liquid, plus the extensions of the vendors' templates:

    {{first_name}} {{firstName}} {{First Name}}    one name, however written
    {{first_name | default: "there"}}              Liquid: filters, if / else, for, assign
    {{firstName|there}}                            a fallback without quotes (anything that is not a filter's name)
    {{RANDOM | Hi | Hello}}  {Hi|Hello {you|there}}   one of several, nested as wanted
    %signature%  {{signature}}                     the sender's signature; may be empty
    *|FNAME|*  [First Name]  {first_name}          as other systems write it (rules.foreign_tags)

These are translated into Liquid once and kept. A tag without value and fallback raises MissingTag: never a hole. A blank
value is no value. Which alternative of spintax is taken follows from the key alone, so a retry gives the same text.

Templates are not trusted. What one costs is bounded by counts, not by the clock: its length, tags and nesting when it is
translated (rules.spintax), its loops, values and output when it is rendered (rules.metered). Nothing but the given values can be
reached, and these are never read as template.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from html import unescape

from liquid.template import BoundTemplate
from markupsafe import Markup

from outrider.rules import foreign_tags, metered, spintax, substitute
from outrider.rules.chance import pick
from outrider.rules.merge_values import SIGNATURE, InvalidTemplate, MergeError, MissingTag, TooCostly, Values
from outrider.rules.metered import Meter

__all__ = [
    "InvalidTemplate",
    "MergeError",
    "MissingTag",
    "Rendered",
    "TooCostly",
    "check",
    "is_blank",
    "is_template",
    "render",
    "tags",
    "trial_budget",
    "try_out",
]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text, and which alternative of each spintax group was taken, in the order in which the groups open.

    `skeleton` and `fills`, where they are known: the text with marks for the lead's values, and these (rules.substitute).
    """

    text: str
    choices: tuple[int, ...] = ()
    skeleton: str | None = None
    fills: tuple[str, ...] = ()


def render(template: str, values: Mapping[str, object], *, key: str, html: bool, now: datetime | None = None) -> Rendered:
    """The template with the lead's values.

    `key` decides spintax: give the same for a retry. `html`: values are escaped, except the signature, which is HTML itself.
    `now`: the sender's local time, for `{{ "now" | date: "%A" }}`; without it such a tag has no value.
    Line ends come out as \\n. Raises MissingTag, InvalidTemplate (TooCostly), MergeError.
    """
    compiled = _compile(template, html)
    if compiled.is_plain:
        return Rendered(template, (), template)
    choices = tuple(pick(n, key, group) for group, n in compiled.groups)
    if compiled.simple is not None and (filled := _fill(compiled, values, choices, html)):
        return Rendered(filled.text, choices, filled.skeleton, filled.values)
    return Rendered(_by_liquid(compiled, values, choices, html, now, Meter()), choices)


def tags(template: str) -> set[str]:
    """The names of the lead's values that a template uses, as it writes them (spaces left out). Raises InvalidTemplate."""
    compiled = _compile(template, False)
    if compiled.is_plain:
        return set()
    simple = compiled.simple
    names = metered.names(_liquid(compiled.source, False)) if simple is None else substitute.names(simple)
    return {n for n in names if not n.startswith("__")} - {"now", "today", SIGNATURE}


def check(template: str, html: bool = False) -> None:
    """Raises InvalidTemplate for a template that could never be rendered."""
    compiled = _compile(template, html)
    if not compiled.is_plain and compiled.simple is None:
        _liquid(compiled.source, html)


# How long the values are that a template is tried with, and how many of its alternatives.
_TRIAL_VALUE = "a value of some length "
_MAX_TRIALS = 8


def is_template(text: str) -> bool:
    """Whether a text could be anything but itself, or is too long to be sent."""
    lower = text.lower()
    return "{" in text or any(mark in lower for mark in _MARKS) or len(text) > spintax.MAX_TEMPLATE or foreign_tags.are_in(text)


# Of a text that is not what it is sent as; the others are braces that an editor encoded.
_MARKS = ("%signature%", "%7b%7b", "&#123;", "&#x7b;", "&lcub;", "&lbrace;", "\uff5b\uff5b")


def trial_budget() -> Meter:
    """For trying out all texts of a sequence."""
    return Meter(10 * metered.BUDGET)


def try_out(template: str, *, html: bool, now: datetime, meter: Meter | None = None) -> None:
    """`check`, and a trial with made-up values: for when a template is saved. `meter` limits several trials together.

    Raises InvalidTemplate: TooCostly where the work would be too much, and for what fails whatever the lead's values are.
    """
    compiled = _compile(template, html)
    if compiled.is_plain or compiled.simple is not None:
        return
    names = tags(template)
    values = dict.fromkeys(names, _TRIAL_VALUE)
    all_trials = meter or trial_budget()
    for n in range(min(_MAX_TRIALS, max((n for _, n in compiled.groups), default=1))):
        one = Meter()
        try:
            _by_liquid(compiled, values, tuple(n % of for _, of in compiled.groups), html, now, one)
            all_trials.spend(metered.BUDGET - one.left)
        except TooCostly:
            raise
        except MergeError as error:
            if not names:
                raise InvalidTemplate(str(error)) from None


def is_blank(text: str, html: bool = False) -> bool:
    """Is there nothing in it that a reader would see? An empty subject or body is not sent (D19)."""
    if html:
        if re.search(r"<img\b", text, re.IGNORECASE):
            return False
        text = unescape(re.sub(r"<[^<>]*>", "", text))
    return not re.sub(r"[\s\u200b-\u200d\u2060\ufeff\xa0]", "", text)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """`source` is Liquid; "" for plain text."""

    source: str
    groups: tuple[tuple[int, int], ...] = ()  # the number of each spintax group, and how many alternatives it has
    literals: Mapping[str, str] = field(default_factory=dict[str, str])
    simple: tuple[substitute.Node, ...] | None = None  # the same without Liquid, where that suffices

    @property
    def is_plain(self) -> bool:
        return not self.source


@lru_cache(maxsize=4096)
def _compile(template: str, html: bool) -> _Compiled:
    if not is_template(template):
        return _Compiled("")
    translation = spintax.translate(template, html, metered.FILTERS)
    groups = tuple((number, n) for number, n in enumerate(translation.groups) if n > 1)
    simple = substitute.parse(translation.source, translation.literals)
    return _Compiled(translation.source, groups, translation.literals, simple)


@lru_cache(maxsize=1024)
def _liquid(source: str, html: bool) -> BoundTemplate:
    return metered.compiled(source, html)


def _fill(compiled: _Compiled, values: Mapping[str, object], choices: tuple[int, ...], html: bool) -> substitute.Filled | None:
    """The text of a simple template."""
    scope: Values | None = None

    def lookup(name: str) -> object:
        nonlocal scope
        value = values.get(name)
        if type(value) is str and value and not value.isspace():
            return value
        if scope is None:
            scope = Values(values, None)
        try:
            return scope[name]
        except KeyError:
            return None

    picks = {group: choice for (group, _), choice in zip(compiled.groups, choices, strict=True)}
    return substitute.fill(compiled.simple or (), lookup, str(values.get(SIGNATURE) or ""), picks, html)


def _by_liquid(
    compiled: _Compiled, values: Mapping[str, object], choices: tuple[int, ...], html: bool, now: datetime | None, meter: Meter
) -> str:
    scope = Values(values, now)
    signature = str(values.get(SIGNATURE) or "")
    scope[SIGNATURE] = Markup(signature) if html else signature  # the sender's own HTML
    scope.update(compiled.literals)
    for (group, _), choice in zip(compiled.groups, choices, strict=True):
        scope[f"{spintax.SPIN}{group}"] = choice
    return metered.run(_liquid(compiled.source, html), scope, meter)

"""Merge tags, fallbacks and spintax: from a template and a lead's values to the text that is sent.

A template is Liquid, with what the vendors' templates have besides:

    {{first_name}} {{firstName}} {{First Name}}    one name, however written
    {{first_name | default: "there"}}              Liquid: filters, if / else, for, assign
    {{firstName|there}}                            a fallback without quotes (what is no filter's name is a fallback)
    {{RANDOM | Hi | Hello}}  {Hi|Hello {you|there}}   one of several, nested as wanted
    %signature%  {{signature}}                     the sender's signature; none is no hole

These are translated into Liquid once and kept. A tag without value and fallback raises MissingTag: never a hole. A blank
value is no value. Which alternative of spintax is taken follows from the key alone, so a retry gives the same text.

Templates are not trusted: work, memory and output are bounded, and nothing but the given values can be reached.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache, wraps
from html import unescape
from typing import Any

from liquid import Environment, Mode
from liquid.context import RenderContext
from liquid.exceptions import LiquidError
from liquid.template import BoundTemplate
from liquid.undefined import Undefined
from markupsafe import Markup

from outrider.rules import substitute
from outrider.rules.chance import pick

MAX_TEMPLATE = 200_000  # characters
_MAX_OUTPUT = 1_000_000  # bytes
_MAX_VALUE = 100_000  # characters of any one intermediate value
_MAX_LOOPS = 1_000


class MergeError(Exception):
    """The text cannot be made. `code` is a reason code for the message that stops."""

    code = "template_error"


class InvalidTemplate(MergeError):
    """The template itself is wrong."""

    code = "invalid_template"


class MissingTag(MergeError):
    """A tag has neither value nor fallback. `name` as the template writes it."""

    code = "missing_tag"

    def __init__(self, name: str) -> None:
        super().__init__(f"no value for {{{{{name}}}}}")
        self.name = name


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text, and which alternative of each spintax group was taken, in the order in which the groups open.

    `skeleton` and `fills`, where they are known: the text with marks for the lead's values, and these (rules.substitute).
    """

    text: str
    choices: tuple[int, ...] = ()
    skeleton: str | None = None
    fills: tuple[str, ...] = ()


def render(
    template: str,
    values: Mapping[str, Any],
    *,
    key: str,
    html: bool,
    now: datetime | None = None,
) -> Rendered:
    """The template with the lead's values.

    `key` decides spintax: give the same for a retry. `html`: values are escaped, except the signature, which is HTML itself.
    `now`: the sender's local time, for `{{ "now" | date: "%A" }}`; without it such a tag has no value.
    Line ends come out as \\n. Raises MissingTag, InvalidTemplate, MergeError.
    """
    compiled = _compile(template, html)
    if compiled.liquid is None:
        return Rendered(template, (), template)
    choices = tuple(pick(n, key, group) for group, n in compiled.groups)
    if compiled.simple is not None and (filled := _fill(compiled, values, choices, html)):
        return Rendered(filled.text, choices, filled.skeleton, filled.values)
    scope = _scope(values, now)
    signature = str(values.get(_SIGNATURE) or "")
    scope[_SIGNATURE] = Markup(signature) if html else signature  # the sender's own HTML
    scope.update(compiled.literals)
    for (group, _), choice in zip(compiled.groups, choices, strict=True):
        scope[f"{_SPIN}{group}"] = choice
    return Rendered(_run(compiled.liquid, scope), choices)


def _fill(compiled: "_Compiled", values: Mapping[str, Any], choices: tuple[int, ...], html: bool) -> substitute.Filled | None:
    """The text of a simple template."""
    scope: _Values | None = None

    def lookup(name: str) -> Any:
        nonlocal scope
        value = values.get(name)
        if type(value) is str and value and not value.isspace():
            return value
        if scope is None:
            scope = _scope(values, None)
        try:
            return scope[name]
        except KeyError:
            return None

    picks = {group: choice for (group, _), choice in zip(compiled.groups, choices, strict=True)}
    return substitute.fill(compiled.simple or (), lookup, str(values.get(_SIGNATURE) or ""), picks, html)


def _scope(values: Mapping[str, Any], now: datetime | None) -> "_Values":
    scope = _Values(now)
    for name, value in values.items():
        if value is not None and value != "" and (text := _plain(value)) is not None:
            scope[name] = text
            scope.setdefault(_canonical(name), text)
    return scope


def tags(template: str) -> set[str]:
    """The names of the lead's values that a template uses, as it writes them (spaces left out). Raises InvalidTemplate."""
    compiled = _compile(template, False)
    if compiled.liquid is None:
        return set()
    names = {str(name) for name in compiled.liquid.analyze().globals}
    return {n for n in names if not n.startswith("__")} - {"now", "today", _SIGNATURE}


def check(template: str) -> None:
    """Raises InvalidTemplate for a template that could never be rendered: for when a sequence is saved."""
    _compile(template, False)


def is_blank(text: str, html: bool = False) -> bool:
    """Is there nothing in it that a reader would see? An empty subject or body is not sent (D19)."""
    if html:
        if re.search(r"<img\b", text, re.IGNORECASE):
            return False
        text = unescape(re.sub(r"<[^>]*>", "", text))
    return not re.sub(r"[\s\u200b-\u200d\u2060\ufeff\xa0]", "", text)


# --- names and values

_SPIN = "__spin"
_LITERAL = "__literal"
_SIGNATURE = "signature"
# One thing under the names that the vendors' templates have for it. Each group's first is the core's.
_ALIASES = {
    other: names[0]
    for names in (
        ("companyname", "company", "organization", "organisation"),
        ("phone", "phonenumber"),
        ("linkedinurl", "linkedinprofile", "linkedin", "profileurl"),
        ("jobtitle", "title", "position"),
        ("website", "companyurl", "companywebsite"),
        ("email", "emailaddress"),
        ("signature", "accountsignature", "sendersignature", "emailsignature"),
    )
    for other in names
}


@lru_cache(maxsize=8192)
def _canonical(name: str) -> str:
    """firstName, first_name, First Name -> firstname. Fit to be a Liquid identifier."""
    bare = "".join(c for c in name.casefold() if c.isalnum())
    return f"_{bare}" if bare[:1].isdigit() else bare


class _Values(dict[str, Any]):
    """A lead's values: by their own name, else by a name that only differs in spelling, else by an alias."""

    def __init__(self, now: datetime | None) -> None:
        super().__init__()
        self["now"] = self["today"] = now if now else _Missing("now")

    def __missing__(self, name: str) -> Any:
        canonical = _canonical(name)
        for candidate in (canonical, _ALIASES.get(canonical, canonical)):
            if candidate in self:
                return self[candidate]
        group = _ALIASES.get(canonical)
        for other, first in _ALIASES.items() if group else ():
            if first == group and other in self:
                return self[other]
        raise KeyError(name)


def _plain(value: Any) -> Any:
    """A value as a template may see it: text, number, truth, or a list of these; None for a blank one."""
    if isinstance(value, str):
        # str(): a caller's Markup must not pass for trusted.
        return str(value) if not value.isspace() else None
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [p for v in value if not isinstance(v, list | tuple) and (p := _plain(v)) is not None] or None
    return None if value is None or isinstance(value, Mapping) else str(value)


class _Missing(Undefined):
    """A name without a value: false in a condition, replaced by `default`, and an error anywhere else."""

    __slots__ = ()
    force_liquid_default = True

    def __str__(self) -> str:
        raise MissingTag(self.name.rstrip("_"))


# --- Liquid, kept within bounds


def _bounded(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    """A filter that refuses missing values and what would grow without limit."""

    @wraps(function)
    def wrapper(value: Any, *args: Any, **kwargs: Any) -> Any:
        for operand in (value, *args):
            if isinstance(operand, _Missing) and name != "default":
                str(operand)
            _check_size(operand)
        # One replacement could otherwise make gigabytes of two short texts.
        if name in ("replace", "replace_first", "replace_last") and len(args) == 2:
            text, seek, new = str(value), str(args[0]), str(args[1])
            times = text.count(seek) if name == "replace" else 1
            if len(text) + times * len(new) > _MAX_VALUE:
                raise MergeError("a value grows too long")
        result = function(value, *args, **kwargs)
        _check_size(result)
        return _Missing(name) if result is None and name != "default" else result

    for mark in ("with_context", "with_environment"):
        if getattr(function, mark, False):
            setattr(wrapper, mark, True)
    return wrapper


def _check_size(value: Any) -> None:
    if isinstance(value, str | list | tuple | range):
        if len(value) > _MAX_VALUE or (isinstance(value, range) and len(value) > _MAX_LOOPS):
            raise MergeError("a value grows too long")
    elif isinstance(value, int) and abs(value) > 1 << 63:
        raise MergeError("a number grows too large")


def _date(function: Callable[..., Any]) -> Callable[..., Any]:
    """Liquid's `date`, whose "now" is the time that `render` was given: rules have no clock."""

    def date(value: Any, format: Any = "", *, context: RenderContext, **kwargs: Any) -> Any:
        if value in ("now", "today"):
            value = context.scope["now"]
            if isinstance(value, _Missing):
                raise MissingTag("now")
        return function(value, format, environment=context.env, **kwargs)

    date.with_context = True  # type: ignore[attr-defined]
    return date


class _Environment(Environment):
    loop_iteration_limit = _MAX_LOOPS
    output_stream_limit = _MAX_OUTPUT
    local_namespace_limit = 4 * _MAX_VALUE
    context_depth_limit = 30
    suppress_blank_control_flow_blocks = False

    def __init__(self, html: bool) -> None:
        super().__init__(autoescape=html, undefined=_Missing, strict_filters=True, tolerance=Mode.STRICT)
        for tag in ("include", "render"):
            del self.tags[tag]
        del self.filters["safe"]
        self.filters["date"] = _date(self.filters["date"])
        for name, function in self.filters.items():
            self.filters[name] = _bounded(function, name)


_ENVIRONMENTS = {html: _Environment(html) for html in (False, True)}


def _run(template: BoundTemplate, scope: _Values) -> str:
    buffer = template._get_buffer()
    try:
        template.render_with_context(RenderContext(template, globals=scope), buffer)
    except MergeError:
        raise
    except (LiquidError, ArithmeticError, ValueError, TypeError, LookupError, RecursionError) as e:
        raise MergeError(f"the template cannot be rendered: {_first_line(e)}") from None
    return buffer.getvalue()


# --- translation of the vendors' forms into Liquid


@dataclass(frozen=True, slots=True)
class _Compiled:
    liquid: BoundTemplate | None  # None: plain text
    groups: tuple[tuple[int, int], ...] = ()  # the number of each spintax group, and how many alternatives it has
    literals: Mapping[str, str] = field(default_factory=dict)
    simple: tuple[substitute.Node, ...] | None = None  # the same without Liquid, where that suffices


@lru_cache(maxsize=4096)
def _compile(template: str, html: bool) -> _Compiled:
    if len(template) > MAX_TEMPLATE:
        raise InvalidTemplate(f"a template has at most {MAX_TEMPLATE} characters")
    if "{" not in template and "%signature%" not in template.lower():
        return _Compiled(None)
    translation = _Translation(html)
    source = translation.run(template)
    try:
        liquid = _ENVIRONMENTS[html].from_string(source)
    except (LiquidError, RecursionError, ValueError) as e:
        raise InvalidTemplate(f"the template is not valid: {_first_line(e)}") from None
    groups = tuple((number, n) for number, n in enumerate(translation.groups) if n > 1)
    return _Compiled(liquid, groups, translation.literals, substitute.parse(source, translation.literals))


_TOKEN = re.compile(
    r"(?P<block>\{%-?\s*(?P<name>\w*))"
    r"|(?P<random>\{\{\s*RANDOM\s*\|)"
    r"|(?P<tag>\{\{[^{}]*\}\})"
    r"|(?P<signature>%signature%)"
    r"|(?P<mark>[{|}])",
    re.IGNORECASE,
)
_VERBATIM = {name: re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}") for name in ("raw", "comment", "doc")}
_NAME = re.compile(r"[^\W\d][\w]*", re.ASCII)
_SPELLED_NAME = re.compile(r"[\w][\w .\-'’/&#?]*")
_FILTER = re.compile(r"\s*(\w+)\s*(:|\||\Z)")
_NOTHING = frozenset({"nil", "null", "none", "blank", "empty", "undefined"})
_TYPOGRAPHY = str.maketrans({"\xa0": " ", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})


class _Group:
    """A spintax group being read: its alternatives so far. `number` is its place among the groups that were opened."""

    __slots__ = ("alternatives", "number", "random")

    def __init__(self, random: bool, number: int) -> None:
        self.random = random
        self.number = number
        self.alternatives: list[list[str]] = [[]]


class _Translation:
    """One pass over a template, with the open groups on a stack; linear however the braces are nested."""

    def __init__(self, html: bool) -> None:
        self.html = html
        self.groups: list[int] = []
        self.literals: dict[str, str] = {}
        self._root: list[str] = []
        self._open: list[_Group] = []

    def run(self, template: str) -> str:
        at = 0
        while match := _TOKEN.search(template, at):
            self._emit(template[at : match.start()])
            at = match.end()
            kind, text = match.lastgroup, match.group()
            if kind == "mark" or kind == "random":
                at += self._mark(text, template[at : at + 1])
            elif kind == "signature":
                self._emit("{{signature}}")
            elif kind == "tag":
                self._emit(self._tag(text[2:-2]))
            elif match["block"]:
                at = self._block(template, match.start(), match["name"])
        self._emit(template[at:])
        while self._open:
            group = self._open.pop()
            if group.random:
                raise InvalidTemplate("{{RANDOM is not closed")
            self._literal(group, "")
        return "".join(self._root)

    def _emit(self, text: str) -> None:
        if text:
            (self._open[-1].alternatives[-1] if self._open else self._root).append(text)

    def _block(self, template: str, start: int, name: str) -> int:
        """Take a `{% %}` tag, or all of one whose contents are not to be read; where it ends."""
        end = template.find("%}", start)
        if end >= 0 and name in _VERBATIM:
            closing = _VERBATIM[name].search(template, end)
            if not closing:
                raise InvalidTemplate(f"{{% {name} %}} is not closed")
            self._emit(template[start : closing.end()])
            return closing.end()
        if end < 0:
            raise InvalidTemplate(f"a tag is not closed near {template[start : start + 40]!r}")
        self._emit(_tidy(template[start : end + 2]))
        return end + 2

    def _mark(self, mark: str, following: str) -> int:
        """Take a brace, a bar or the opening of RANDOM; how many characters more it used up."""
        top = self._open[-1] if self._open else None
        if mark == "|" and top:
            top.alternatives.append([])
        elif mark == "}" and top and top.random:
            if following != "}":
                self._emit(mark)
                return 0
            self._choice(self._open.pop())
            return 1
        elif mark == "}" and top:
            group = self._open.pop()
            if len(group.alternatives) > 1:
                self._choice(group)
            else:
                self._literal(group, "}")
        elif mark.startswith("{"):
            self._open.append(_Group(mark != "{", len(self.groups)))
            self.groups.append(1)
        else:
            self._emit(mark)
        return 0

    def _choice(self, group: _Group) -> None:
        parts = ["".join(a) for a in group.alternatives]
        if group.random:
            parts = [p.strip() for p in parts]
        self.groups[group.number] = len(parts)
        cases = "".join(f"{{% when {i} %}}{part}" for i, part in enumerate(parts))
        self._emit(f"{{% case {_SPIN}{group.number} %}}{cases}{{% endcase %}}")

    def _literal(self, group: _Group, end: str) -> None:
        """Braces that were no spintax after all: style sheets, code, a lone brace."""
        text = "|".join("".join(a) for a in group.alternatives)
        if text.startswith("{") and not text.startswith(("{{", "{%")):
            raise InvalidTemplate(f"a tag is not closed near {{{text[:40]!r}")
        # Liquid must not read the brace together with what follows.
        self._emit("{{'{'}}" if text.startswith(("{", "%")) else "{")
        self._emit(text + end)

    def _tag(self, inner: str) -> str:
        """An output tag: the name made an identifier, a bare fallback made a `default`."""
        left, right = inner[:1] == "-", inner[-1:] == "-"  # white space control
        inner = inner[left : len(inner) - right]
        head, bar, rest = _tidy(inner).partition("|")
        head = head.strip()
        if not head:
            raise InvalidTemplate("an empty tag: {{}}")
        if not _NAME.fullmatch(head) and _SPELLED_NAME.fullmatch(head) and not _is_liquid(head):
            head = _canonical(head)
        if head.lower() in _NOTHING:
            head += "_"  # as a name it may have a value; as Liquid's word it would be a hole
        filters = self._filters(rest, inner.partition("|")[2]) if bar else ""
        return f"{{{{{'-' * left} {head}{filters} {'-' * right}}}}}"

    def _filters(self, tidy: str, written: str) -> str:
        """What follows the name: Liquid's filters as they are, else a fallback."""
        word = _FILTER.match(tidy)
        if word and word[1] in _ENVIRONMENTS[self.html].filters:
            return f" | {tidy.strip()}"
        if word and word[2] == ":":
            raise InvalidTemplate(f"there is no filter {word[1]!r}")
        name = f"{_LITERAL}{len(self.literals)}"
        # The fallback is the template author's own text, or HTML.
        self.literals[name] = Markup(written.strip()) if self.html else tidy.strip()
        return f" | default: {name}"


def _tidy(tag: str) -> str:
    """Undo what HTML editors do inside tags: entities, hard spaces, curly quotes."""
    return unescape(tag).translate(_TYPOGRAPHY) if "&" in tag or not tag.isascii() else tag


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _is_liquid(head: str) -> bool:
    """Is it an expression of Liquid's own rather than a name: a number, a path (a.b)?"""
    return bool(re.fullmatch(r"-?\d+(\.\d+)?|[A-Za-z_]\w*(\.\w+)+", head))

"""Translation of the vendors' template forms into Liquid, in one pass whose work grows with the template's length alone.

Spintax is read where a reader sees text. In HTML, the insides of scripts, styles, templates and comments (conditional comments
too) and what stands between the brackets of an element are not text: braces and bars stay as they are there, and only merge tags
count.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

from markupsafe import Markup

from outrider.rules.addresses import UNSEEN
from outrider.rules.foreign_tags import FOREIGN, tag_of
from outrider.rules.merge_values import IN_QUERY, InvalidTemplate, TooCostly, canonical

MAX_TEMPLATE = 200_000  # characters
MAX_TAG = 2_000  # characters of one tag
MAX_IN_TAGS = 50_000  # characters of all tags
MAX_TAGS = 5_000  # tags, and alternatives of spintax
MAX_NESTING = 30  # of braces

SPIN = "__spin"
_LITERAL = "__literal"


@dataclass(slots=True)
class Translation:
    """Liquid, how many alternatives each group of braces has in the order in which they open, and the fallbacks by name."""

    source: str = ""
    groups: list[int] = field(default_factory=list[int])
    literals: dict[str, str] = field(default_factory=dict[str, str])


def translate(template: str, html: bool, filters: frozenset[str]) -> Translation:
    """`filters`: the names of Liquid's filters; what follows a bar and is none of them is a fallback. Raises InvalidTemplate."""
    if len(template) > MAX_TEMPLATE:
        raise TooCostly(f"a template has at most {MAX_TEMPLATE:,} characters")
    return _Translator(mended(template, html), html, filters).run()


# What editors make of a tag: percent signs in a link, entities, markup that comes between its braces or around its name.
_IN_LINK = re.compile(r"%7B%7B((?:[^\s%<>\"'{}]|%[0-9A-F]{2}){1,500}?)%7D%7D", re.IGNORECASE)
_NAMED = re.compile(r"\s*[\w][\w .\-]*(?:\|[^{}<>]*)?")
_IN_ENTITIES = re.compile(
    r"(?:&(?:#0*123|#x0*7b|lcub|lbrace);){2}([^{}<>]{1,500}?)(?:&(?:#0*125|#x0*7d|rcub|rbrace);){2}", re.IGNORECASE
)
_IN_BLANKS = re.compile(r"\{ \{([^{}|]{1,100})\} \}")
_IN_THREE = re.compile(r"(?<!\{)\{\{\{([^{}]{1,100})\}\}\}(?!\})")  # of other systems, for values that are not to be escaped
_MARKUP = r"(?:</?[a-z][^<>{}]{0,300}>){1,10}"
_SPLIT = re.compile(
    rf"\{{(?P<before>{_MARKUP})?\{{(?P<in>{_MARKUP})?(?P<name>[^<>{{}}|]{{1,100}})(?P<out>{_MARKUP})?\}}(?P<after>{_MARKUP})?\}}",
    re.IGNORECASE,
)


def mended(template: str, html: bool) -> str:
    """The template with its tags as their author wrote them, before an editor encoded or split them."""
    if "%7" in template:
        template = _IN_LINK.sub(_from_link, template)
    if html and "&" in template:
        template = _IN_ENTITIES.sub(_from_entities, template)
    if "\uff5b\uff5b" in template:  # as East Asian keyboards write
        template = template.replace("\uff5b\uff5b", "{{").replace("\uff5d\uff5d", "}}")
    if "{ {" in template:
        template = _IN_BLANKS.sub(r"{{\1}}", template)
    if "{{{" in template:
        template = _IN_THREE.sub(_from_three, template)
    return _SPLIT.sub(_together, template) if html and "<" in template else template


def _from_link(found: re.Match[str]) -> str:
    inner = unquote(found[1])
    return f"{{{{{inner}}}}}" if _NAMED.fullmatch(inner) else found[0]


def _from_three(found: re.Match[str]) -> str:
    return found[0][1:-1] if _NAMED.fullmatch(found[1]) else found[0]


def _from_entities(found: re.Match[str]) -> str:
    return f"{{{{{found[1]}}}}}" if _NAMED.fullmatch(unescape(found[1])) else found[0]


def _together(found: re.Match[str]) -> str:
    """A tag whose markup stands around it: none of it is lost."""
    before, after = (found["before"] or "") + (found["in"] or ""), (found["out"] or "") + (found["after"] or "")
    return f"{before}{{{{{found['name']}}}}}{after}" if before or after else found[0]


# --- where the text is

_TAGS = (
    r"(?P<block>\{%-?\s*(?P<name>\w*))"
    r"|(?P<random>\{\{\s*RANDOM\s*\|)"
    r"|(?P<tag>\{\{[^{}]*\}\})"
    r"|(?P<signature>%signature%)"
)
_FOREIGN = rf"|(?P<foreign>{FOREIGN})"
_MARKS = r"|(?P<mark>[{|}])"
_IN_TEXT = re.compile(_TAGS + _FOREIGN + _MARKS, re.IGNORECASE)
_IN_HTML = re.compile(
    _TAGS
    + _FOREIGN
    + _MARKS
    + r"|(?P<comment><!--)|(?P<verbatim><(?P<element>script|style|template)\b)|(?P<open></?[a-z]|<[!?])",
    re.IGNORECASE,
)
_IN_ELEMENT = re.compile(_TAGS + _FOREIGN + r"|(?P<quote>=\s*(?P<kind>[\"']))|(?P<close>>)", re.IGNORECASE)
_OF_CODE = frozenset(("</script", "</style", "</template"))
_UNTIL = {
    end: re.compile(_TAGS + ("" if end in _OF_CODE else _FOREIGN) + rf"|(?P<close>{end})", re.IGNORECASE)
    for end in ("-->", "</script", "</style", "</template", '"', "'")
}
_WITH_OWN_SYNTAX = {name: re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}") for name in ("raw", "comment", "doc")}


class _Zones:
    """Which syntax holds at each place of a template: text's, an element's, or that of what only ends with `until`."""

    def __init__(self, template: str, html: bool) -> None:
        self._text = _IN_HTML if html else _IN_TEXT
        self._stack: list[re.Pattern[str]] = [self._text]
        # What never closes does not open: "a <b" is text.
        self._last = {end: template.rfind(end) for end in (">", '"', "'")}

    @property
    def pattern(self) -> re.Pattern[str]:
        return self._stack[-1]

    @property
    def spins(self) -> bool:
        """Is this text, where braces and bars are spintax?"""
        return self.pattern in (self._text, _IN_TEXT)

    @property
    def may_spin(self) -> bool:
        """Is this where {{RANDOM}} counts: text, and what stands between an element's brackets?"""
        return self.spins or _IN_ELEMENT in self._stack

    def enter_text(self) -> None:
        """Braces and bars count until `leave_text`, wherever this is."""
        self._stack.append(_IN_TEXT)

    def leave_text(self) -> None:
        while self._stack.pop() is not _IN_TEXT:
            pass  # an element that did not close before its alternatives did

    def move(self, token: re.Match[str]) -> None:
        """Take account of a token that opens or closes a zone."""
        groups = token.groupdict()
        if groups.get("close"):
            self._stack.pop()
        elif groups.get("comment"):
            self._stack.append(_UNTIL["-->"])
        elif groups.get("verbatim"):
            if token.start() < self._last[">"]:
                self._stack += [_UNTIL[f"</{token['element'].lower()}"], _IN_ELEMENT]
        elif groups.get("open"):
            if token.start() < self._last[">"]:
                self._stack.append(_IN_ELEMENT)
        elif groups.get("quote") and token.end() <= self._last[token["kind"]]:
            self._stack.append(_UNTIL[token["kind"]])


# --- the translation

_NAME = re.compile(r"[^\W\d][\w]*", re.ASCII)
_SPELLED_NAME = re.compile(r"[\w][\w .\-'’/&#?]*")
_FILTER = re.compile(r"\s*(\w+)\s*(:|\||\Z)")
_ELSE_IF = re.compile(r"\s*(?:else\s+if|elseif|elif)\b")
# A fallback in the words of other systems: "default 'there'", "fallback: there"; or between quotes though no filter is named.
_WORDED_FALLBACK = re.compile(
    r"\s*(?:(?:default|fallback)(?:\s*[:=]\s*|\s+)(?![:=])(?P<text>[^\s\"'].*?)|"
    r"(?:(?:default|fallback)\s*[:=(]?\s*)?(?P<quote>[\"'])(?P<quoted>(?:(?!(?P=quote)).)*)(?P=quote)\s*\)?)\s*",
    re.DOTALL,
)
# A fallback behind other signs than a bar: {{nick || 'you'}}, {{nick or 'you'}}, {{nick, fallback=you}}.
_OTHER_BAR = re.compile(
    r"(\s*[\w][\w .\-]*?\s*)(?:\|\||\?\?|,(?=\s*(?:fallback|default)\s*=)"
    r"|(?:\bor\b|,)(?=\s*(?:[\"'\u201c\u2018]|&(?:quot|apos|#39);)))"
)
# Whose value it is, as other systems say it. All are the lead's here.
_OWNER = re.compile(
    r"^(?:\.\s?)?(?:(?:contact|lead|recipient|person|prospect|subscriber|customer)\.(?=\w))?(?:(?:custom|custom_fields)\.(?=\w))?",
    re.IGNORECASE,
)
_OWNED = re.compile(r"(\"[^\"]*\"|'[^']*')|(?<![\w.])(?:contact|lead|recipient|person|prospect|subscriber|customer)\.(?=\w)")
_LIQUID_BRACE = re.compile(r"\{(?=[{%]|\Z)")
_NOTHING = frozenset({"nil", "null", "none", "blank", "empty", "undefined"})
_TYPOGRAPHY = UNSEEN | str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})


class _Group:
    """A spintax group being read: its alternatives so far. `number` is its place among the groups that were opened."""

    __slots__ = ("alternatives", "number", "random")

    def __init__(self, random: bool, number: int) -> None:
        self.random = random
        self.number = number
        self.alternatives: list[list[str]] = [[]]


class _Translator:
    """One pass over a template, with the open groups on a stack."""

    def __init__(self, template: str, html: bool, filters: frozenset[str]) -> None:
        self.template = template
        self.html = html
        self.filters = filters
        self.done = Translation()
        self._zones = _Zones(template, html)
        self._root: list[str] = []
        self._open: list[_Group] = []
        self._tags = self._in_tags = 0

    def run(self) -> Translation:
        template, zones, at = self.template, self._zones, 0
        while match := zones.pattern.search(template, at):
            self._verbatim(template[at : match.start()])
            kind, text, at = match.lastgroup, match.group(), match.end()
            if kind == "block":
                at = self._block(match.start(), match["name"])
            elif kind == "signature":
                self._emit("{{signature}}")
            elif kind == "foreign":
                self._output(tag_of(text), _in_query(template, match.start()))
                if text[-1] == "}" and not self._open and template[at : at + 1] == "}":
                    raise InvalidTemplate(f"a tag is not opened near {text + '}'!r}")
            elif kind == "tag":
                self._output(text, _in_query(template, match.start()))
            elif kind == "random" and zones.may_spin:
                self._open_group(random=True)
                zones.enter_text()
            elif kind == "mark":
                at += self._mark(text, template[at : at + 1])
            else:
                zones.move(match)
                self._verbatim(text)
        self._verbatim(template[at:])
        while self._open:
            group = self._open.pop()
            if group.random:
                raise InvalidTemplate("{{RANDOM is not closed")
            self._braces(group, "")
        self.done.source = "".join(self._root)
        return self.done

    def _emit(self, text: str) -> None:
        if text:
            (self._open[-1].alternatives[-1] if self._open else self._root).append(text)

    def _verbatim(self, text: str) -> None:
        """Text whose braces Liquid must not read."""
        self._emit(_LIQUID_BRACE.sub("{{'{'}}", text) if "{" in text else text)

    def _count(self, length: int = 1) -> None:
        """Take account of a tag of so many characters."""
        self._tags += 1
        self._in_tags += length
        if length > MAX_TAG:
            raise TooCostly(f"a tag has at most {MAX_TAG:,} characters")
        if self._tags > MAX_TAGS:
            raise TooCostly(f"a template has at most {MAX_TAGS:,} tags and alternatives")
        if self._in_tags > MAX_IN_TAGS:
            raise TooCostly(f"the tags of a template have at most {MAX_IN_TAGS:,} characters")

    def _block(self, start: int, name: str) -> int:
        """Take a `{% %}` tag, or all of one whose contents are not to be read; where it ends."""
        template = self.template
        end = template.find("%}", start)
        if end >= 0 and name in _WITH_OWN_SYNTAX:
            closing = _WITH_OWN_SYNTAX[name].search(template, end)
            if not closing:
                raise InvalidTemplate(f"{{% {name} %}} is not closed")
            self._count()
            self._emit(template[start : closing.end()])
            return closing.end()
        if end < 0:
            raise InvalidTemplate(f"a tag is not closed near {template[start : start + 40]!r}")
        left, right = template[start + 2] == "-", template[end - 1] == "-" and end - 1 > start + 2
        inner = template[start + 2 + left : end - right]
        self._count(len(inner))
        # After "else", Liquid would leave the condition out.
        said = _OWNED.sub(r"\1", _ELSE_IF.sub("elsif", _tidy(inner), count=1))
        self._emit(f"{{%{'-' * left} {said.strip()} {'-' * right}%}}")
        return end + 2

    # --- braces and bars

    def _open_group(self, random: bool) -> None:
        if len(self._open) == MAX_NESTING:
            raise TooCostly(f"braces are nested more than {MAX_NESTING} deep")
        self._count()
        self._open.append(_Group(random, len(self.done.groups)))
        self.done.groups.append(1)

    def _mark(self, mark: str, following: str) -> int:
        """Take a brace or a bar; how many characters more it used up."""
        top = self._open[-1] if self._open else None
        if mark == "{":
            self._open_group(random=False)
        elif top is None:
            self._emit(mark)
        elif mark == "|":
            self._count()
            top.alternatives.append([])
        elif not top.random:
            self._close(self._open.pop())
        elif following == "}":
            self._choice(self._open.pop())
            self._zones.leave_text()
            return 1
        else:
            self._emit(mark)
        return 0

    def _close(self, group: _Group) -> None:
        if len(group.alternatives) > 1:
            self._choice(group)
        else:
            self._braces(group, "}")

    def _choice(self, group: _Group) -> None:
        parts = ["".join(a) for a in group.alternatives]
        if group.random:
            parts = [p.strip() for p in parts]
        self.done.groups[group.number] = len(parts)
        cases = "".join(f"{{% when {i} %}}{part}" for i, part in enumerate(parts))
        self._emit(f"{{% case {SPIN}{group.number} %}}{cases}{{% endcase %}}")

    def _braces(self, group: _Group, end: str) -> None:
        """Braces that were no spintax after all: style sheets, code, a lone brace."""
        text = "|".join("".join(a) for a in group.alternatives)
        if text.startswith("{") and not text.startswith(("{{", "{%")):
            raise InvalidTemplate(f"a tag is not closed near {{{text[:40]!r}")
        # Liquid must not read the brace together with what follows.
        self._emit("{{'{'}}" if text.startswith(("{", "%")) else "{")
        self._emit(text + end)

    # --- output tags

    def _output(self, tag: str, in_query: bool) -> None:
        """An output tag: the name made an identifier, a bare fallback made a `default`."""
        self._count(len(tag))
        inner = tag[2:-2]
        left, right = inner[:1] == "-", inner[-1:] == "-" and len(inner) > 1  # white space control
        inner = inner[left : len(inner) - right]
        if other := _OTHER_BAR.match(inner):
            inner = f"{other[1]}|{inner[other.end() :]}"
        head, bar, rest = _tidy(inner).partition("|")
        head = head.strip()
        head = _OWNER.sub("", head)
        named = bool(_SPELLED_NAME.fullmatch(head)) or _is_liquid(head)
        if not named and not self._zones.spins and not head.startswith(("'", '"')):
            self._verbatim(tag)  # code
            return
        if not head:
            raise InvalidTemplate("an empty tag: {{}}")
        if not _NAME.fullmatch(head) and named and not _is_liquid(head):
            head = canonical(head)
        if head.lower() in _NOTHING:
            head += "_"  # as a name it may have a value; as Liquid's word it would be a hole
        filters = self._filters(rest, inner.partition("|")[2]) if bar else ""
        if in_query and "url_" not in filters and head != "signature":
            filters += f" | {IN_QUERY}"
        self._emit(f"{{{{{'-' * left} {head}{filters} {'-' * right}}}}}")

    def _filters(self, tidy: str, written: str) -> str:
        """What follows the name: Liquid's filters as they are, else a fallback."""
        word = _FILTER.match(tidy)
        if word and word[1] in self.filters:
            return f" | {tidy.strip()}"
        if worded := _WORDED_FALLBACK.fullmatch(tidy):
            tidy = written = worded["text"] or worded["quoted"] or ""
        elif word and word[2] == ":" and not tidy.startswith("//", word.end()):
            raise InvalidTemplate(f"there is no filter {word[1]!r}")
        name = f"{_LITERAL}{len(self.done.literals)}"
        # The fallback is the template author's own text, or HTML.
        self.done.literals[name] = Markup(written.strip()) if self.html else tidy.strip()
        return f" | default: {name}"


_WHOLE_TAG = re.compile(r"\{\{[^{}]*\}\}")
_NOT_IN_QUERY = re.compile(r"[\s\"'<>{}#]")
_PARAMETER = re.compile(r"[\w.\-~\[\]%]+=")
_LONGEST_LINK = 500  # characters before a tag that are looked at


def _in_query(template: str, at: int) -> bool:
    """Whether a tag stands in the value of a link's parameter."""
    before = template[max(0, at - _LONGEST_LINK) : at]
    lower = before.lower()
    start = max(lower.rfind("http://"), lower.rfind("https://"), lower.rfind("mailto:"))
    if start < 0:
        return False
    link = _WHOLE_TAG.sub("", before[start:]).replace("&amp;", "&")
    if "?" not in link or _NOT_IN_QUERY.search(link):
        return False
    return bool(_PARAMETER.match(re.split(r"[?&]", link)[-1]))


def _tidy(tag: str) -> str:
    """Undo what HTML editors do inside tags: entities, hard spaces, curly quotes."""
    return unescape(tag).translate(_TYPOGRAPHY) if "&" in tag or not tag.isascii() else tag


def _is_liquid(head: str) -> bool:
    """Is it an expression of Liquid's own rather than a name: a number, a path (a.b)?"""
    return bool(re.fullmatch(r"-?\d+(\.\d+)?|[A-Za-z_]\w*(\.\w+)+", head))

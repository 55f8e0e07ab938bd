"""Liquid with a meter: what a template costs is counted before each piece of work, and work over the budget is not begun.

One unit is about the work that one character of a template causes. Whatever runs more than once (a loop's body) or works on
more than the template's own text (ranges, filters, output, captured text) is paid for; the counts do not depend on the machine.
"""

import re
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from io import StringIO
from typing import Any, TextIO
from urllib.parse import quote

from liquid import Environment, Mode
from liquid.ast import BlockNode, Node
from liquid.builtin.expressions.logical import (
    EqExpression,
    GeExpression,
    GtExpression,
    LeExpression,
    LtExpression,
    NeExpression,
)
from liquid.builtin.expressions.primitive import Blank, Empty, FloatLiteral, IntegerLiteral, RangeLiteral, StringLiteral
from liquid.builtin.tags.for_tag import ForNode, ForTag
from liquid.builtin.tags.tablerow_tag import TablerowNode, TablerowTag
from liquid.context import RenderContext
from liquid.exceptions import LiquidError
from liquid.expression import Expression
from liquid.template import BoundTemplate
from markupsafe import Markup
from typing_extensions import override

from outrider.rules.merge_values import IN_QUERY, InvalidTemplate, MergeError, Missing, MissingTag, TooCostly, Values
from outrider.values import is_list

BUDGET = 100_000  # units for one text
MAX_OUTPUT = 1_000_000  # characters
MAX_VALUE = 100_000  # characters of any one intermediate value
MAX_ITEMS = 1_000  # of any list or range, and iterations of nested loops together
_MAX_NESTING = 30
# Characters that one unit's time suffices for, where they are copied or searched rather than interpreted.
_COPIED = 32


class Meter:
    """How much of the budget is left."""

    __slots__ = ("left", "written")

    def __init__(self, budget: int = BUDGET) -> None:
        self.left = budget
        self.written = 0

    def spend(self, units: int) -> None:
        """Raises TooCostly when the budget does not suffice."""
        self.left -= units
        if self.left < 0:
            raise TooCostly("the template needs too much work: shorten its loops, lists or texts")

    def write(self, characters: int) -> None:
        """Pay for text that is written. Raises TooCostly, also for more text than any message has."""
        self.written += characters
        if self.written > MAX_OUTPUT:
            raise TooCostly(f"the text becomes longer than {MAX_OUTPUT:,} characters")
        self.spend(1 + characters // _COPIED)


class _Output(StringIO):
    def __init__(self, meter: Meter) -> None:
        super().__init__("", None)  # line ends come out as \n
        self._meter = meter

    def write(self, s: str, /) -> int:
        self._meter.write(len(s))
        return super().write(s)


class _Context(RenderContext):
    """What a template sees while it is rendered, and its meter."""

    __slots__ = ("assigned", "meter")

    def __init__(self, template: BoundTemplate, values: Values, meter: Meter) -> None:
        super().__init__(template, globals=values)
        self.meter = meter
        self.assigned = 0

    def assign(self, key: str, val: object) -> None:
        self.meter.spend(1)
        self.assigned += sys.getsizeof(val, 1) - (sys.getsizeof(self.locals[key], 1) if key in self.locals else 0)
        self.locals[key] = val
        if self.assigned > 4 * MAX_VALUE:
            raise TooCostly("the template assigns too many or too long values")

    def raise_for_loop_limit(self, length: int = 1) -> None:
        for loop in self.loops:
            length *= loop.length
        if length > MAX_ITEMS:
            raise TooCostly(f"a loop goes round more than {MAX_ITEMS:,} times")

    @override
    def get_buffer(self, buf: TextIO | None = None) -> StringIO:
        return _Output(self.meter)


class _Body(BlockNode):
    """A loop's body: paid for each time, by the length of its source."""

    __slots__ = ("cost",)

    def __init__(self, block: BlockNode) -> None:
        super().__init__(block.token, block.nodes)
        self.cost = 10 + len(str(block))

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        _meter(context).spend(self.cost)
        return super().render_to_output(context, buffer)


class _ForNode(ForNode):
    def __init__(self, token: Any, expression: Any, block: BlockNode, default: BlockNode | None) -> None:
        super().__init__(token, expression, _Body(block), default)


class _For(ForTag):
    node_class = _ForNode


class _TablerowNode(TablerowNode):
    def __init__(self, token: Any, expression: Any, block: BlockNode) -> None:
        super().__init__(token, expression, _Body(block))


class _Tablerow(TablerowTag):
    node_class = _TablerowNode


class _RangeEnd(Expression):
    """The end of a range, refused when it is too far from the start. Nothing else in Liquid asks how long a range is."""

    __slots__ = ("start", "stop")

    def __init__(self, start: Expression, stop: Expression) -> None:
        super().__init__(stop.token)
        self.start = start
        self.stop = stop

    def __str__(self) -> str:
        return str(self.stop)

    def evaluate(self, context: RenderContext) -> object:
        start, stop = self.start.evaluate(context), self.stop.evaluate(context)
        if _whole(stop) - _whole(start) >= MAX_ITEMS:
            raise TooCostly(f"a range has more than {MAX_ITEMS:,} numbers")
        _meter(context).spend(max(1, _whole(stop) - _whole(start)))
        return stop

    def children(self) -> list[Expression]:
        return [self.stop]


_COMPARISONS = (EqExpression, NeExpression, LtExpression, LeExpression, GtExpression, GeExpression)


def _compared(side: Expression, other: Expression) -> Expression:
    """One side of a comparison, as what the other side is."""
    if isinstance(other, Blank | Empty) or (isinstance(other, StringLiteral) and not other.value.strip()):
        return _OrBlank(side)
    return _AsNumber(side) if isinstance(other, IntegerLiteral | FloatLiteral) else side


class _OrBlank(Expression):
    """What is compared with nothing: a name without a value is an empty text, as blank values count as none."""

    __slots__ = ("inner",)

    def __init__(self, inner: Expression) -> None:
        super().__init__(inner.token)
        self.inner = inner

    def __str__(self) -> str:
        return str(self.inner)

    def evaluate(self, context: RenderContext) -> object:
        value = self.inner.evaluate(context)
        return "" if isinstance(value, Missing) else value

    def children(self) -> list[Expression]:
        return [self.inner]


class _AsNumber(_OrBlank):
    """What is compared with a number: values of imported files are texts."""

    __slots__ = ()

    def evaluate(self, context: RenderContext) -> object:
        value = self.inner.evaluate(context)
        if not isinstance(value, str) or not _NUMBER.fullmatch(value.strip()):
            return value
        return float(value) if "." in value else int(value)


_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)


def _whole(value: object) -> int:
    """A range's end as Liquid reads it."""
    if isinstance(value, str) and len(value) > 100:
        raise TooCostly("a range ends with a text instead of a number")
    try:
        return int(value) if isinstance(value, int | float | str) else 0
    except ValueError:
        return 0


def _meter(context: RenderContext) -> Meter:
    assert isinstance(context, _Context)
    return context.meter


# --- filters

# These do more for each character, or for each pair of items, than copying.
_SLOW = frozenset({IN_QUERY, "date", "escape_once", "url_encode", "url_decode", "strip_html"})
_BY_PAIRS = frozenset({"uniq"})


def _cost(name: str, value: object) -> int:
    """What an operand or a result of a filter costs. Raises TooCostly for what is too large for any."""
    if isinstance(value, str):
        if len(value) > MAX_VALUE:
            raise TooCostly(f"a value becomes longer than {MAX_VALUE:,} characters")
        return 1 + len(value) // (1 if name in _SLOW else _COPIED)
    if is_list(value) or isinstance(value, range):
        n = len(value)
        if n > MAX_ITEMS:
            raise TooCostly(f"a list has more than {MAX_ITEMS:,} items")
        return 1 + n + (n * n // _COPIED if name in _BY_PAIRS else 0)
    if isinstance(value, int) and abs(value) > 1 << 63:
        raise MergeError("a number becomes too large")
    return 1


def _metered(function: Callable[..., object], name: str) -> Callable[..., object]:
    """A filter that refuses missing values, and pays for what it is given before it begins."""
    with_context, with_environment = (hasattr(function, mark) for mark in ("with_context", "with_environment"))

    @wraps(function)
    def run(value: object, *args: object, context: RenderContext, **kwargs: object) -> object:
        meter = _meter(context)
        for operand in (value, *args, *kwargs.values()):
            if isinstance(operand, Missing) and name != "default":
                str(operand)
            meter.spend(_cost(name, operand))
        _check_growth(name, value, args)
        if with_context:
            kwargs["context"] = context
        if with_environment:
            kwargs["environment"] = context.env
        result = function(value, *args, **kwargs)
        meter.spend(_cost(name, result))
        return Missing(name) if result is None and name != "default" else result

    vars(run).pop("with_environment", None)
    vars(run)["with_context"] = True
    return run


def _check_growth(name: str, value: object, args: tuple[object, ...]) -> None:
    """Filters that could make gigabytes of short texts are asked first how much it would be."""
    times = len(args[1]) if len(args) == 2 and isinstance(args[1], str) else 0
    if name == "replace" and times and len(str(value)) + str(value).count(str(args[0])) * times > MAX_VALUE:
        raise TooCostly(f"a value becomes longer than {MAX_VALUE:,} characters")
    if name == "join" and is_list(value):
        glue = len(str(args[0])) if args else 1
        if sum(len(str(item)) + glue for item in value) > MAX_VALUE:
            raise TooCostly(f"a value becomes longer than {MAX_VALUE:,} characters")


def _date(function: Callable[..., object]) -> Callable[..., object]:
    """Liquid's `date`, whose "now" is the time that `render` was given: rules have no clock."""

    def date(value: object, pattern: object = "", *, context: RenderContext) -> object:
        if value in ("now", "today"):
            value = context.scope["now"]
            if isinstance(value, Missing):
                raise MissingTag("now")
        return function(value, pattern, environment=context.env)

    vars(date)["with_context"] = True
    return date


_MARKUP = re.compile(r"<[^<>]*>")


def _strip_html(value: object) -> str:
    """The library's own looks at a text as often as it has brackets."""
    return _MARKUP.sub("", str(value))


_BREAKS_QUERY = re.compile(r"[\s\x00-\x1f\"'<>&#+\\^`{|}]|%(?![0-9A-Fa-f]{2})")


def _in_query(value: object) -> str:
    """A value so that it stays one parameter. What is encoded already stays as it is."""
    text = value.unescape() if isinstance(value, Markup) else str(value)
    return _BREAKS_QUERY.sub(lambda found: quote(found[0], safe=""), text)


class _Environment(Environment):
    context_depth_limit = _MAX_NESTING
    block_nesting_limit = _MAX_NESTING
    suppress_blank_control_flow_blocks = False

    def __init__(self, html: bool) -> None:
        super().__init__(autoescape=html, undefined=Missing, strict_filters=True, tolerance=Mode.STRICT)
        for tag in ("include", "render"):
            del self.tags[tag]
        for tag in (_For, _Tablerow):
            self.add_tag(tag)
        del self.filters["safe"]
        self.filters["date"] = _date(self.filters["date"])
        self.filters["strip_html"] = _strip_html
        self.filters[IN_QUERY] = _in_query
        for name, function in self.filters.items():
            self.filters[name] = _metered(function, name)


_ENVIRONMENTS = {html: _Environment(html) for html in (False, True)}
FILTERS = frozenset(_ENVIRONMENTS[False].filters) - {IN_QUERY}


def compiled(source: str, html: bool) -> BoundTemplate:
    """Raises InvalidTemplate."""
    try:
        template = _ENVIRONMENTS[html].from_string(source)
        for node in _nodes(template):
            for expression in _expressions(node.expressions()):
                if isinstance(expression, RangeLiteral):
                    expression.stop = _RangeEnd(expression.start, expression.stop)
                elif isinstance(expression, _COMPARISONS):
                    left, right = expression.left, expression.right
                    expression.left, expression.right = _compared(left, right), _compared(right, left)
    except (LiquidError, RecursionError, ValueError) as e:
        raise InvalidTemplate(f"the template is not valid: {_first_line(e)}") from None
    return template


def run(template: BoundTemplate, values: Values, meter: Meter) -> str:
    """The text. Raises MergeError: MissingTag for a hole, TooCostly where the meter runs out."""
    buffer = _Output(meter)
    try:
        template.render_with_context(_Context(template, values, meter), buffer)
    except MergeError:
        raise
    except (LiquidError, ArithmeticError, ValueError, TypeError, LookupError, RecursionError) as e:
        raise MergeError(f"the template cannot be rendered: {_first_line(e)}") from None
    return buffer.getvalue()


def names(template: BoundTemplate) -> set[str]:
    """The names that a template reads and does not assign itself."""
    return {str(name) for name in template.analyze().globals}


def _nodes(template: BoundTemplate) -> Iterator[Node]:
    context = RenderContext(template)
    open_nodes = list(template.nodes)
    while open_nodes:
        node = open_nodes.pop()
        yield node
        open_nodes.extend(node.children(context))


def _expressions(expressions: Any) -> Iterator[Expression]:
    open_expressions: list[Expression] = list(expressions)
    while open_expressions:
        expression = open_expressions.pop()
        yield expression
        open_expressions.extend(expression.children())


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]

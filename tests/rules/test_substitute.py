"""Simple templates without Liquid: the same to the letter, or not at all."""

from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outrider.rules import merge
from outrider.rules.text import filled_text, html_to_text

PIECES = st.sampled_from(
    [
        "Hello ",
        "{{first_name}}",
        "{{firstName|there}}",
        "{{company | default: 'your & co'}}",
        "{{nick|<b>you</b>}}",
        "{a|b {c|d}}",
        "{{ first_name }}",
        "{{First Name}}",
        "{{- first_name -}}",
        "{{signature}}",
        "%signature%",
        "{{n}}",
        "{{blank_one|x}}",
        "{{first_name | upcase}}",
        "{% if nick %}x{% endif %}",
        "{ }",
        "{x}",
        "{{'{'}}",
        "}",
        "\n",
        "<p>",
        "</p>",
        "<br>",
        " & ",
        "&",
        '<a href="https://x.example/{{first_name}}">',
        "</a>",
        '<a href="https://x.example">',
        "{{website}}",
        "{{RANDOM | 1 | 2}}",
        "<pre>",
        "</pre>",
        "<",
        "{%",
        "{{now}}",
        "{{true}}",
        "{Hi {{first_name}}|Dear {{nick|friend}}}",
        "\r\n",
        "<li>",
        " ; ",
    ]
)
VALUE = st.one_of(
    st.none(), st.just(""), st.integers(0, 9), st.text(max_size=6),
    st.sampled_from(["Jo", "Jo & Co", "<b>x</b>", " a  b ", "x\ny", "https://x.example", "{{nick}}", "\ue000"]),
)  # fmt: skip
VALUES = st.dictionaries(
    st.sampled_from(["first_name", "First Name", "company", "company_name", "nick", "n", "blank_one", "website", "signature"]),
    VALUE,
)


def rendered(template: str, values: dict[str, object], html: bool) -> merge.Rendered | str:
    try:
        return merge.render(template, values, key="k", html=html)
    except merge.MergeError as error:
        return f"{type(error).__name__} {error}"


def by_liquid(template: str, values: dict[str, object], html: bool) -> merge.Rendered | str:
    compile = merge._compile
    with patch.object(merge, "_compile", lambda *of: replace(compile(*of), simple=None)):
        return rendered(template, values, html)


@settings(max_examples=800, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join), VALUES, st.booleans())
def test_it_is_what_liquid_makes_of_it(template: str, values: dict[str, object], html: bool) -> None:
    ours, theirs = rendered(template, values, html), by_liquid(template, values, html)
    if isinstance(ours, str) or isinstance(theirs, str):
        assert ours == theirs
        return
    assert (ours.text, ours.choices) == (theirs.text, theirs.choices)
    if html and ours.skeleton is not None:
        text = filled_text(ours.skeleton, ours.fills)
        assert text is None or text == html_to_text(ours.text)


def test_most_templates_are_simple() -> None:
    template = "<p>{Hi|Hello} {{first_name|there}}, {{company_name}}</p>{{signature}}"
    done = merge.render(template, {"first_name": "Jo", "company_name": "A & B"}, key="k", html=True)
    assert done.skeleton is not None
    assert done.fills == ("Jo", "A & B")
    assert filled_text(done.skeleton, done.fills) == html_to_text(done.text)


@pytest.mark.parametrize(
    "template",
    [
        "<a href='x'>one {{first_name}}</a>",
        "<a><a>{{first_name}}</a>",
        "<p title='{{first_name}}'>x</p>",
        "<b <i {{first_name}}>",
        "&am{{first_name}}",
        "&amp&{{first_name}};",
        "<a>" * 300 + "{{first_name}}",
    ],
)
def test_a_value_inside_markup_is_never_put_in_afterwards(template: str) -> None:
    done = merge.render(template, {"first_name": "Jo"}, key="k", html=True)
    assert done.skeleton is None or filled_text(done.skeleton, done.fills) is None


@pytest.mark.parametrize("piece", ["<", "&", "<a ", "<a>", "<a", "&a"])
def test_looking_for_such_values_goes_over_a_text_once(piece: str) -> None:
    """Were it by the square of the length, this would take minutes."""
    assert filled_text(piece * (100_000 // len(piece)), ()) is not None

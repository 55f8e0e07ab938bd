"""Spintax is read where a reader sees text: not in scripts, styles, comments, or between the brackets of an element."""

import pytest

from outrider.rules.merge import render
from outrider.rules.text import filled_text, html_to_text

VALUES = {"first_name": "Jo", "site": "acme.example", "tricky": "{a|b} <script>{{first_name}} %signature%"}


def made(template: str, key: str = "k") -> str:
    return render(template, VALUES, key=key, html=True).text


UNTOUCHED = [
    '<script type="application/ld+json">{"@type":"EmailMessage","name":"Acme | Report","x":{"y":{"z":"a|b"}}}</script>',
    "<script>if (a || b) { c = {x: 1 | 2}; }</script>",
    "<SCRIPT>{a|b}</SCRIPT >",
    "<style>@media (max-width:600px) { .a|b { color: red } }</style>",
    "<template><p>{a|b}</p></template>",
    "<STYLE>a{b|c}</STYLE>",
    "<script>if(a||b){c(d|e)}</script >",
    "<svg><![CDATA[{a|b}]]></svg>",
    '<img srcset="a.png 1x, b.png 2x" alt="{x|y}">',
    """<div data-json='{"a":"b|c"}'>x</div>""",
    '<iframe srcdoc="{a|b}"></iframe>',
    '<style type="text/css">{a|b}</style>',
    "<!-- {a|b} -->",
    "<!--[if mso | IE]><table><tr><td>{a|b}</td></tr></table><![endif]-->",
    "<![if !mso | {a|b}]>",
    "<?xml {a|b} ?>",
    '<div data-x=\'{"a":"b|c"}\' title="x > {y|z}">',
    '<td style="{a|b}" width={a|b}>',
    '<a href="https://x.example/?q={a|b}&r=c|d">',
    "<script>f({{a:{b:1|2}}})</script>",
    "<script>{%",
]


@pytest.mark.parametrize("piece", UNTOUCHED[:-1])
@pytest.mark.parametrize("key", ["k", "another", "3"])
def test_markup_comes_out_as_it_is(piece: str, key: str) -> None:
    assert made(f"{piece}<p>Hi {{{{first_name}}}}</p>", key) == f"{piece}<p>Hi Jo</p>"


@pytest.mark.parametrize("piece", UNTOUCHED[:-1])
def test_what_follows_markup_is_text_again(piece: str) -> None:
    assert made(f"{piece}</a>{{same|same}}") == f"{piece}</a>same"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('<a href="https://{{site}}">x</a>', '<a href="https://acme.example">x</a>'),
        ('<script>{"name": "{{first_name}}"}</script>', '<script>{"name": "Jo"}</script>'),
        ("<style>.a{width:{{site}}}</style>", "<style>.a{width:acme.example}</style>"),
        ("<!-- {{first_name}} -->", "<!-- Jo -->"),
        ('<a href="{{RANDOM|x|x}}">{{RANDOM|y|y}}</a>', '<a href="x">y</a>'),
        ('{<a href="a|b">{y|y}</a>|<a href="a|b">{y|y}</a>}', '<a href="a|b">y</a>'),
        ("{same<!-- | -->|same<!-- | -->}", "same<!-- | -->"),
        ("1 < 2 {same|same}", "1 < 2 same"),
        ("a <b {same|same}", "a <b same"),
        ("I <3 you {same|same}", "I <3 you same"),
        ('<p title=">">{same|same}</p>', '<p title=">">same</p>'),
        ("<p>it's {same|same}</p>", "<p>it's same</p>"),
        ("{% if first_name %}<script>{a|b}</script>{% endif %}{c|c}", "<script>{a|b}</script>c"),
        ("{{nick|<b>you|me</b>}}", "<b>you|me</b>"),
    ],
)
def test_tags_and_text_around_markup(template: str, expected: str) -> None:
    assert made(template) == expected


def test_text_is_not_html() -> None:
    assert render("<a {same|same}> <!-- {same|same}", {}, key="", html=False).text == "<a same> <!-- same"


def test_a_value_is_never_read_as_template() -> None:
    assert made("<p>{{tricky}}</p>{a|a}") == "<p>{a|b} &lt;script&gt;{{first_name}} %signature%</p>a"


ICONS = "<p>\ue000 \uf0e0 Hi {{first_name}} \ue001 from {{site}} \uf7ff</p>"


def test_private_use_characters_pass_in_html() -> None:
    assert made(ICONS) == "<p>\ue000 \uf0e0 Hi Jo \ue001 from acme.example \uf7ff</p>"


def test_private_use_characters_pass_in_the_text() -> None:
    done = render(ICONS, VALUES, key="k", html=True)
    text = filled_text(done.skeleton or "", done.fills)
    assert (html_to_text(done.text) if text is None else text) == "\ue000 \uf0e0 Hi Jo \ue001 from acme.example \uf7ff"


def test_private_use_characters_of_a_value_pass() -> None:
    done = render("<p>{{first_name}} {{site}}</p>", {"first_name": "\ue001", "site": "\ue000"}, key="k", html=True)
    assert (filled_text(done.skeleton or "", done.fills) or html_to_text(done.text)) == "\ue001 \ue000"

"""Merge tags, fallbacks, spintax: never a hole, always the same, never out of bounds."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outrider.rules.merge import InvalidTemplate, MergeError, MissingTag, check, is_blank, render, tags

VALUES = {
    "first_name": "Jo", "companyName": "Acme & Co", "empty_one": "", "blank_one": " \n", "none": None, "n": 3,
    "1st line": "yo", "tricky": "{{first_name}} {a|b} {% if x %}", "html": "<b>x</b>", "signature": "<p>Sig</p>",
}  # fmt: skip


def text(template: str, html: bool = False, key: str = "k") -> str:
    return render(template, VALUES, key=key, html=html).text


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("plain | text", "plain | text"),
        ("{{first_name}} {{firstName}} {{First Name}} {{ FIRST_NAME }} {{first-name}}", "Jo Jo Jo Jo Jo"),
        ("{{company_name}} {{company}} {{Company}}", "Acme & Co Acme & Co Acme & Co"),
        ("{{1st line}}", "yo"),
        ("{{nick|there}}", "there"),
        ("{{nick | my friend}}", "my friend"),
        ("{{nick | default: 'you'}}", "you"),
        ('{{nick | default: "you & I"}}', "you & I"),
        ("{{blank_one|there}} {{empty_one|there}} {{none|there}}", "there there there"),
        ("{{first_name|there}}", "Jo"),
        ("{{nick | default: first_name}}", "Jo"),
        ("{{first_name | upcase | append: '!'}}", "JO!"),
        ("{% if nick %}Hi {{nick}}{% else %}Hello{% endif %}", "Hello"),
        ("{% if blank_one %}a{% else %}b{% endif %}", "b"),
        ("{% if firstName == 'Jo' %}same{% endif %}", "same"),
        ("{% assign Greeting = 'Yo' %}{{ Greeting }}", "Yo"),
        ("a {{- first_name -}} b", "aJob"),
        ("{{first_name&nbsp;| default: &quot;x&quot;}}", "Jo"),
        ("{{nick | default: “you”}}", "you"),
        ("%signature%/{{signature}}/{{accountSignature}}", "<p>Sig</p>/<p>Sig</p>/<p>Sig</p>"),
        (".a{color:red} @media x{.b{c:d}} {", ".a{color:red} @media x{.b{c:d}} {"),
        ("{% raw %}{{a|b}} {x|y}{% endraw %}", "{{a|b}} {x|y}"),
        ("{same|same}", "same"),
        ("{{RANDOM | same | same }}", "same"),
        ("{{RANDOM|{{first_name}}|{Jo|{{first_name}}}}}", "Jo"),
        ("{{tricky}}", VALUES["tricky"]),
        ("{% if nick %}a{% else if first_name == 'Al' %}b{% else %}c{% endif %}", "c"),
        ("{% if nick %}a{%- elif first_name == 'Jo' -%}b{% endif %}", "b"),
        ("{{nick|'there'}} {{nick | “there” }}", "there there"),
        ("{{nick | default 'my friend'}} {{nick | default my friend}}", "my friend my friend"),
        ("{{nick | fallback: there}} {{nick | fallback = 'a|b'}}", "there a|b"),
        ("{{nick|https://a.io/?b=c}}", "https://a.io/?b=c"),
        ("{{nick|'tis|O'Brien's}} {{nick|defaults}}", "'tis|O'Brien's defaults"),
        ("{{{first_name}}} {{{ nick|you }}}", "Jo you"),
        ("{Jo|{{{first_name}}|Jo}}", "Jo"),
    ],
)
def test_forms(template: str, expected: str) -> None:
    assert text(template) == expected


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("Hi {{nick}}", "nick"),
        ("{{empty_one}}", "empty_one"),
        ("{{blank_one}}", "blank_one"),
        ("{{none}}", "none"),
        ("{{nick | upcase}}", "nick"),
        ("{{first_name | append: nick}}", "nick"),
        ("{{nick | default: other}}", "other"),
        ("{{nick.size}}", "nick"),
        ("{{nick | size}}", "nick"),
        ("{{nick | date: '%Y'}}", "nick"),
        ("{% assign x = nick %}{{x}}", "nick"),
        ("{% capture x %}{{nick}}{% endcapture %}", "nick"),
        ("{same{{nick}}|same{{nick}}}", "nick"),
        ("{{blank}}", "blank"),
        ("{{nil}}", "nil"),
        ("{{first_name | first}}", "first"),
        ("{{ 'now' | date: '%A' }}", "now"),
        ("{{ now | date: '%A' }}", "now"),
    ],
)
@pytest.mark.parametrize("html", [False, True])
def test_d19_an_unresolved_tag_stops_the_message(template: str, name: str, html: bool) -> None:
    with pytest.raises(MissingTag) as caught:
        text(template, html)
    assert caught.value.name == name


@pytest.mark.parametrize(
    "template",
    ["{{first_name", "{{first_name}", "{{}}", "{{ | x}}", "{% if x %}", "{% if %}{% endif %}", "{%", "{{RANDOM | a | b",
     "{% include 'x' %}", "{% render 'x' %}", "{{ first_name | nosuch: 1 }}", "{% raw %}{{x}}", "x" * 200_001],
)  # fmt: skip
def test_a_template_that_cannot_work_is_refused(template: str) -> None:
    with pytest.raises(InvalidTemplate):
        check(template)


@pytest.mark.parametrize(
    ("template", "sent"),
    [
        ("https://a.io/?c={{company_name}}", "https://a.io/?c=Acme%20%26%20Co"),
        ("https://a.io/?a=1&c={{ company_name | downcase }}&n={{first_name}}", "https://a.io/?a=1&c=acme%20%26%20co&n=Jo"),
        ("https://a.io/?n={{first_name}}-{{company_name}}", "https://a.io/?n=Jo-Acme%20%26%20Co"),
        ("https://a.io/?n={{nick|my friend}}", "https://a.io/?n=my%20friend"),
        ("https://a.io/?c={{company_name | url_encode}}", "https://a.io/?c=Acme+%26+Co"),
        ("https://a.io/{{company_name}}", "https://a.io/Acme & Co"),
        ("https://a.io/?a=1 c={{company_name}}", "https://a.io/?a=1 c=Acme & Co"),
        ("mailto:a@a.io?subject={{company_name}}", "mailto:a@a.io?subject=Acme%20%26%20Co"),
        ("https://a.io/?c={{encoded}}", "https://a.io/?c=S%C3%A3o%20100%25"),
        ("{Jo|Jo} https://a.io/?c={{company_name}}", "Jo https://a.io/?c=Acme%20%26%20Co"),
    ],
)
def test_values_stay_in_the_parameter_of_a_link_they_are_for(template: str, sent: str) -> None:
    values = VALUES | {"encoded": "S%C3%A3o 100%"}
    assert render(template, values, key="k", html=False).text == sent
    link = render(f'<a href="{template}">x</a>'.replace("&a", "&amp;a"), values, key="k", html=True).text
    if "=1 c" not in template and "io/{{" not in template and "{Jo|" not in template:
        assert link == f'<a href="{sent}">x</a>'


def test_html_escapes_values_and_nothing_else() -> None:
    assert text("<i>{{company_name}}</i> {{html}} {{html | upcase}}", html=True) == (
        "<i>Acme &amp; Co</i> &lt;b&gt;x&lt;/b&gt; &lt;B&gt;X&lt;/B&gt;"
    )
    assert text("{{nick|R&amp;D <b>folk</b>}} %signature%", html=True) == "R&amp;D <b>folk</b> <p>Sig</p>"


@pytest.mark.parametrize(
    ("template", "sent"),
    [
        ('<a href="https://x.test/?n=%7B%7Bfirst_name%7D%7D">x</a>', '<a href="https://x.test/?n=Jo">x</a>'),
        ('<a href="https://x.test/%7b%7b%20first_name%20%7d%7d">x</a>', '<a href="https://x.test/Jo">x</a>'),
        ('<a href="https://x.test/%7B%7Bempty_one%7Cyou%7D%7D">x</a>', '<a href="https://x.test/you">x</a>'),
        ("<p>&#123;&#123; first_name &#125;&#125; &lcub;&lcub;first_name&rcub;&rcub;</p>", "<p>Jo Jo</p>"),
        ('<p>{{<span style="color:red">first_name</span>}}</p>', '<p><span style="color:red">Jo</span></p>'),
        ("<p>{<b>{first_name}</b>}</p>", "<p><b>Jo</b></p>"),
        ("<p>{{\u200bfirst_name\ufeff}}</p>", "<p>Jo</p>"),
        ("<p>&#123;a|b&#125; %7Ba%7D</p>", "<p>&#123;a|b&#125; %7Ba%7D</p>"),
        ("<p>{<b>{Hi|Hi}</b>|<b>{Hi|Hi}</b>}</p>", "<p><b>Hi</b></p>"),
    ],
)
def test_tags_that_an_editor_encoded_or_split(template: str, sent: str) -> None:
    assert render(template, VALUES, key="k", html=True).text == sent


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("empty_one == blank", True), ("nothing != blank", False), ('blank_one == ""', True), ('first_name != ""', True),
        ("nothing == empty", True), ("first_name == blank", False), ("nothing == nil", True), ("n > 2", True),
        ("size > 50", True), ("size == 200", True), ("size <= 199.5", False), ("first_name == 3", False),
    ],
)  # fmt: skip
def test_conditions_know_blanks_and_numbers(condition: str, holds: bool) -> None:
    template = f"{{% if {condition} %}}yes{{% else %}}no{{% endif %}}"
    assert render(template, {**VALUES, "size": "200"}, key="k", html=False).text == ("yes" if holds else "no")


def test_a_signature_may_be_empty() -> None:
    assert render("a %signature%", {}, key="", html=True).text == "a "


def test_now_is_given_and_never_asked_for() -> None:
    monday = datetime(2026, 3, 2, tzinfo=UTC)
    assert render("{{ 'now' | date: '%A' }} {{ today | date: '%Y' }}", {}, key="", html=False, now=monday).text == "Monday 2026"


def test_tags() -> None:
    template = "{{first_name}} {{First Name}} {% if x %}{{y|z}}{% endif %} {a|{{q}}} {% assign g = 1 %}{{g}} %signature% {{now}}"
    assert tags(template) == {"first_name", "firstname", "x", "y", "q"}


names = st.sampled_from(["a", "b", "firstName", "n"])
leaves = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="{}|%&“”„‘’"), max_size=8),
    names.map(lambda n: "{{" + n + "|you}}"),
)
spintax = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: "{" + "|".join(parts) + "}")
        | st.lists(inner, min_size=1, max_size=3).map(" ".join)
    ),
    max_leaves=12,
)


@given(spintax, st.text(max_size=5))
@settings(max_examples=300, deadline=None)
def test_d20_a_retry_renders_the_same(template: str, key: str) -> None:
    first = render(template, {"a": "x"}, key=key, html=False)
    again = render(template, {"a": "x"}, key=key, html=False)
    assert first == again
    assert not set("{}|") & set(first.text)


def test_spintax_spreads_over_keys() -> None:
    counts = Counter(text("{a|b|c{d|e}}", key=str(i)) for i in range(3000))
    assert set(counts) == {"a", "b", "cd", "ce"}
    assert counts["a"] == pytest.approx(1000, rel=0.15)
    assert counts["cd"] == pytest.approx(500, rel=0.2)


@given(st.text(st.sampled_from("{}|% ab\"'.-:\n") | st.characters(codec="utf-8"), max_size=60), st.booleans())
@settings(max_examples=800, deadline=None)
def test_any_template_gives_text_or_a_merge_error(template: str, html: bool) -> None:
    try:
        result = render(template, VALUES, key="k", html=html)
    except MergeError:
        return
    assert isinstance(result.text, str)


@given(st.text(max_size=60))
@settings(deadline=None)
def test_values_are_never_read_as_templates(value: str) -> None:
    if value.strip():
        rendered = render("{{v}}", {"v": value}, key="k", html=False).text
        assert rendered == value.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    "path", ["first_name.__class__", "first_name['__class__']", "n.real", "signature.format", "signature.__init__"]
)
def test_templates_reach_nothing_but_values(path: str) -> None:
    with pytest.raises(MergeError):
        text("{{ " + path + " }}", html=True)


def test_d19_what_is_empty() -> None:
    assert is_blank(" \n\u200b")
    assert is_blank("<p>&nbsp;<br></p>", html=True)
    assert not is_blank("<p>x</p>", html=True)
    assert not is_blank('<img src="cid:1">', html=True)

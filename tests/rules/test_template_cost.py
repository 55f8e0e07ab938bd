"""What a template costs: bounded by counts before the work is done, and translated in time proportional to its length."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outrider.rules import merge, spintax
from outrider.rules.merge import InvalidTemplate, MergeError, TooCostly, render, try_out
from outrider.rules.metered import BUDGET, FILTERS, Meter
from tests.rules.counting import calls

NOW = datetime(2026, 3, 2, tzinfo=UTC)
VALUES = {"first_name": "Jo", "n": 3, "big": "x" * 100_000, "list": "a," * 400}


ENDLESS = [
    "{% for i in (1..9000000000) offset: 8999999990 %}x{% endfor %}",
    "{% assign n = 9000000000 %}{% for i in (1..n) offset: 8999999990 %}x{% endfor %}",
    "{% for i in (1..'9000000000') reversed %}x{% endfor %}",
    "{% if (1..9000000000) contains 'x' %}{% endif %}",
    "{% for i in (1..999) %}{% for j in (1..999) %}x{% endfor %}{% endfor %}",
    "{% for i in (1..999) %}x{% endfor %}" * 1_200,
    "{% for i in (1..999) %}{% if big contains 'y' %}{% endif %}{% endfor %}" * 40,
    "{% tablerow i in (1..999) %}{{ first_name }}{% endtablerow %}" * 30,
    "{{ (1..100000000) | join: '' }}",
    "{% assign r = (1..100000000) %}{{ r | reverse | first }}",
    "{% assign x = 'aaaaaaaaaa' %}{% for i in (1..900) %}{% assign x = x | append: x %}{% endfor %}",
    "{% assign x = 'aaaaaaaaaa' %}{% for i in (1..9) %}{% assign x = x | replace: 'a', x %}{% endfor %}",
    "{% assign x = 'aaaaaaaaaa' | split: '' %}{% for i in (1..9) %}{% assign x = x | concat: x %}{% endfor %}",
    "{{ list | split: ',' | join: big }}",
    "{{ big }}" * 11,
    "{{ big | escape }}" * 20,
    "{{ big | " + "upcase | " * 150 + "upcase }}",
    "{{ big | split: '' | uniq | size }}",
    "{% capture x %}{{ big }}{% endcapture %}" * 400,
    "{a|b}" * 30_000,
    "{" * 199_000,
    "{{" * 50_000,
    "{a|" * 50_000,
    "{% if x" + " or x" * 1_000 + "%}{% endif %}",
    "x" * 200_001,
]


@pytest.mark.parametrize("template", ENDLESS, ids=lambda template: template[:40])
@pytest.mark.parametrize("html", [False, True])
def test_what_costs_too_much_is_refused(template: str, html: bool) -> None:
    with pytest.raises(TooCostly):
        render(template, VALUES, key="k", html=html, now=NOW)


@pytest.mark.parametrize("template", ENDLESS, ids=lambda template: template[:40])
def test_refusing_costs_little(template: str) -> None:
    assert calls(lambda: render(template, VALUES, key="k", html=False, now=NOW)) < 2 * BUDGET


def test_numbers_do_not_grow() -> None:
    with pytest.raises(MergeError, match="number"):
        render("{% assign x = 9 %}{% for i in (1..90) %}{% assign x = x | times: x %}{% endfor %}", {}, key="", html=False)


def test_a_range_of_a_thousand_is_fine() -> None:
    assert render("{% for i in (1..1000) %}x{% endfor %}", {}, key="", html=False).text == "x" * 1000


PIECES = [
    "{a|b}",
    "{a|{b|c}}",
    "{{first_name}} ",
    "{{first_name|there}} ",
    "{{RANDOM|a|b}}",
    "{x} ",
    "} ",
    "| ",
    "%signature% ",
    "{% if first_name %}a{% endif %}",
    "{{ first_name | upcase }}",
    '<a href="x{y|z}">',
    "<script>{a|b}</script>",
    "<!-- {a|b} -->",
    "<!--",
    "<script>",
    "<a ",
    "<a b='",
    "< ",
    "{% raw %}{a|b}{% endraw %}",
    "{% raw %}",
    "{% case n %}{% when 1 %}{% endcase %}",
    "plain text ",
    "&amp; ",
]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("html", [False, True])
def test_translating_grows_with_the_length_alone(piece: str, html: bool) -> None:
    def translated(n: int) -> int:
        template = piece * n
        return calls(lambda: spintax.translate(template, html, FILTERS))

    once, twice, four_times = translated(200), translated(400), translated(800)
    assert twice <= 2.2 * once + 100
    assert four_times <= 2.2 * twice + 100


@pytest.mark.parametrize("piece", PIECES)
def test_rendering_grows_with_the_length_alone(piece: str) -> None:
    def rendered(n: int) -> int:
        template = piece * n + "{{ first_name | downcase }}"
        return calls(lambda: render(template, VALUES, key="k", html=True))

    once, twice, four_times = rendered(100), rendered(200), rendered(400)
    assert twice <= 2.2 * once + 2_000
    assert four_times <= 2.2 * twice + 2_000


@given(
    st.lists(
        st.sampled_from(
            [
                "{% for i in (1..n) %}",
                "{% for i in (1..999) %}",
                "{% for c in list %}",
                "{% endfor %}",
                "{{ big }}",
                "{{ i }}",
                "{a|b}",
                "{",
                "{% assign x = big | append: 'a' %}",
                "{% capture x %}",
                "{% endcapture %}",
                "{{ x | upcase }}",
                "{% if x %}",
                "{% endif %}",
                "{{ big | split: 'x' | uniq }}",
                "{{ (1..999) | join: big }}",
                "{% cycle 'a', 'b' %}",
                "{% increment x %}",
            ]
        ),
        max_size=12,
    ).map("".join)
)
@settings(max_examples=150, deadline=None)
def test_no_template_costs_more_than_the_budget(template: str) -> None:
    assert calls(lambda: render(template, VALUES, key="k", html=True, now=NOW)) < 4 * BUDGET


def test_a_meter_refuses_before_it_is_overdrawn() -> None:
    meter = Meter(10)
    meter.spend(10)
    with pytest.raises(TooCostly):
        meter.spend(1)


@pytest.mark.parametrize(
    "template", [t for t in ENDLESS if "big" not in t and "list" not in t], ids=lambda template: template[:40]
)
def test_a_trial_finds_what_costs_too_much(template: str) -> None:
    with pytest.raises(TooCostly):
        try_out(template, html=True, now=NOW)


def test_a_trial_looks_at_alternatives() -> None:
    with pytest.raises(TooCostly):
        try_out("{a|b|{% for i in (1..5000) %}x{% endfor %}}", html=True, now=NOW)


def test_a_trial_refuses_what_fails_whatever_the_lead() -> None:
    with pytest.raises(InvalidTemplate):
        try_out("{{ 3 | divided_by: 0 }}", html=False, now=NOW)


@pytest.mark.parametrize(
    "template",
    [
        "{{ price | divided_by: count }}",
        "{{first_name}}",
        "{{ 'now' | date: '%A' }}",
        "{% for c in companies %}{{c}}{% endfor %}",
    ],
)
def test_a_trial_accepts_what_depends_on_the_lead(template: str) -> None:
    try_out(template, html=True, now=NOW)


def test_simple_templates_make_no_long_texts_either() -> None:
    with pytest.raises(TooCostly):
        merge.render("{{big}}" * 2_000, VALUES, key="", html=False)

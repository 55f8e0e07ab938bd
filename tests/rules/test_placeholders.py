"""Placeholders: what has a value is put in, what has none is named, and nothing is ever left behind."""

from hypothesis import given
from hypothesis import strategies as st

from outrider.rules.placeholders import fill

VALUES = {
    "lead": {"name": "Ada <b>", "phone": " ", "metadata": {"plan": "pro", "seats": 3, "deep": {"x": True}}},
    "site": {"name": "Acme"},
}


def test_names_are_looked_up_by_their_path() -> None:
    filled = fill(
        "{{lead.name}}, {{ site.name }}: {{lead.metadata.plan}} {{lead.metadata.seats}} {{lead.metadata.deep.x}} {{name}}", VALUES
    )
    assert filled.text == "Ada <b>, Acme: pro 3 true Ada <b>"
    assert filled.missing == ()
    assert fill("<p>{{lead.name}}</p>", VALUES, html=True).text == "<p>Ada &lt;b&gt;</p>"


def test_what_has_no_value_is_left_out_and_named() -> None:
    filled = fill("a{{lead.phone}}b{{nobody}}c{{lead.metadata}}d{{lead.name.x}}e{{}}{{lead.phone}}", VALUES)
    assert filled.text == "abcde"
    assert filled.missing == ("lead.phone", "nobody", "lead.metadata", "lead.name.x", "")


@given(st.text(alphabet="{} .lead|nm", max_size=60))
def test_any_template_is_filled(template: str) -> None:
    assert "{{lead.name}}" not in fill(template, VALUES).text

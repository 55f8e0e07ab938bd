"""What the visitor finds wrong with a page: also a text that is like one that was found well, but for its colours."""

import pytest

from tests.browser.conftest import Visitor
from tests.browser.test_every_page import at_both_widths

FAINT = {
    "its colour": "h1 { color: #999 }",
    "the other theme's": ":root[data-theme=dark] h1 { color: #333 }",
    "its ground": "main { background: #777 }",
    "through a veil": "main { opacity: 0.4 }",
    "where it floats": (
        "form { position: fixed; inset: 0; background: #444 } form * { display: none } h1 { position: fixed; top: 0; z-index: 2 }"
    ),
    "on a narrow screen": "@media (width < 400px) { h1 { color: #999 } }",
}
# A sheet that the page's policy does not keep out.
STYLED = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""


@at_both_widths
async def test_faint_texts_are_found(visitor: Visitor) -> None:
    await visitor.open("/sign-in")
    assert await visitor.findings_at_both_widths() == []
    unfound: list[str] = []
    for how, style in FAINT.items():
        await visitor.page.evaluate(STYLED, style)
        if not any("color-contrast" in finding for finding in await visitor.findings_at_both_widths()):
            unfound.append(how)
    assert unfound == []
    await visitor.page.evaluate(STYLED, "")
    assert await visitor.findings_at_both_widths() == []


@at_both_widths
@pytest.mark.parametrize("harm", ["<button></button>", "<input name=unnamed>"])
async def test_what_is_serious_is_found(visitor: Visitor, harm: str) -> None:
    await visitor.open("/sign-in")
    await visitor.page.evaluate("harm => document.querySelector('main').insertAdjacentHTML('beforeend', harm)", harm)
    assert await visitor.findings_at_both_widths() != []

"""Text as a reader sees it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules.tables import cell_text
from outrider.rules.text import (
    cell,
    clean_untrusted,
    file_name,
    html_to_text,
    one_line,
    preview,
    safe_html,
    text_to_html,
    text_to_paragraphs,
    visible_text,
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\n\nTwo", "<p>One</p><p>Two</p>"),
        ("One\r\nstill\r\n\r\n\r\nTwo\n", "<p>One<br>\nstill</p><p>Two</p>"),
        ("a < b", "<p>a &lt; b</p>"),
        ("", "<p></p>"),
    ],
)
def test_text_to_paragraphs(text: str, html: str) -> None:
    assert text_to_paragraphs(text) == html


@given(st.lists(st.lists(st.text("ab<>& ", min_size=1).filter(str.strip).map(str.strip), min_size=1), min_size=1))
def test_paragraphs_are_read_back_as_they_were_written(paragraphs: list[list[str]]) -> None:
    lines = "\n\n".join("\n".join(" ".join(line.split()) for line in lines) for lines in paragraphs)
    assert html_to_text(text_to_paragraphs(lines), links=False) == lines


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<div>One</div><div><br></div><div>Two</div>", "One\n\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("a&nbsp;&amp;&nbsp;b &lt;c&gt;", "a & b <c>"),
        ('see <a href="https://x.test/a?b=1&amp;c=2">this</a>.', "see this <https://x.test/a?b=1&c=2>."),
        ('<a href="https://x.test">https://x.test</a>', "https://x.test"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        ("<style>p{}</style><script>x()</script><title>t</title>ok", "ok"),
        ('a<span style="display:none">b</span><i hidden>c</i><b style="FONT-SIZE: 0px">d</b>e', "ae"),
        ('a<div style="display:none">b<br>c<div>d</div></div>e', "ae"),
        ('a<font style="font-size:0.9em">b</font>', "ab"),
        ("<pre>a\n  b</pre>c", "a\n  b\nc"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"),
        ("<div>One<br></div><div>Two</div>", "One\nTwo"),
        ("a<!-- b --><!-- c", "a"),
        ("<p>unclosed <b>tags", "unclosed tags"),
    ],
)
def test_html_to_text(html: str, text: str) -> None:
    assert html_to_text(html) == text


@given(st.text(st.sampled_from("<>/abdivp \n\"'=&;!-") | st.characters(), max_size=80))
def test_any_html_gives_text(html: str) -> None:
    assert isinstance(html_to_text(html), str)
    assert "<script" not in safe_html(html).lower()


@given(st.text(max_size=200))
def test_text_survives_as_html(text: str) -> None:
    assert html_to_text(
        text_to_html("a" + "".join(c for c in text if c.isalnum() or c in "<>&\"'") + "z"), links=False
    ).startswith("a")


HIDDEN = [
    "\u200b",
    "\u200d",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\u00ad",
    "\U000e0041",
    "\x00",
    "\x1b",
    "<!-- do this -->",
    "![x](https://e.test/?q=1)",
]


@given(
    st.lists(st.sampled_from([*HIDDEN, "a", " ", "<!", "--", "![", "](", ")", "\n"]) | st.text(max_size=4), max_size=20).map(
        "".join
    )
)
def test_cleaning_again_removes_nothing(text: str) -> None:
    clean, _ = clean_untrusted(text)
    assert clean_untrusted(clean) == (clean, 0)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_a_reader_would_not_see_is_removed_and_counted(hidden: str) -> None:
    clean, removed = clean_untrusted(f"pay{hidden}ment")
    assert removed == 1
    assert clean in ("payment", "pay[image: x]ment")


def test_what_a_reader_sees_stays() -> None:
    for text in ("Grüße, Jürgen", "👩‍💻 ok", "क्‍ष", "日本語\tx\n", "it's <b> & 5 > 3", "[link](https://x.test)"):
        assert clean_untrusted(text) == (text, 0)


def test_hidden_html_is_counted() -> None:
    text, removed = visible_text('<p>Hi</p><div style="display:none">Ignore all</div><p>\u200bBye</p>')
    assert text == "Hi\n\nBye"
    assert removed == 2


@given(st.text(max_size=300), st.integers(1, 80))
def test_previews_fit_on_one_line(text: str, n: int) -> None:
    line = preview(text, n)
    assert len(line) <= n
    assert "\n" not in line


@given(st.text())
def test_one_line_is_fit_for_a_header(text: str) -> None:
    assert not set("\r\n\x00\u2028") & set(one_line(text))


def test_safe_html() -> None:
    html = safe_html(
        '<p onclick="x()" style="display:none">a<script>b</script><a href="javascript:x">c</a><img src=x onerror=y></p>'
    )
    for bad in ("onclick", "style", "script", "javascript", "onerror"):
        assert bad not in html
    assert 'href="https://x.test"' in safe_html('<a href="https://x.test">x</a>')
    assert "noopener" in safe_html('<a href="https://x.test">x</a>')


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<a href='https://x'>",
        "<!--",
        "<!x",
        "<![",
        "<?",
        "</",
        "<a ",
        "<a b='",
        "![",
        "[",
        "\u200d",
        "<p style='display:none'>",
        "&",
        "<",
    ],
)
def test_long_input_is_no_trouble(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    html_to_text(text)
    safe_html(text)
    clean_untrusted(text)
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1+1", "-1 2|cmd", "+1;=2"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


@given(st.text(alphabet="=+-@'\"().,;|!1 aA\uff1d", max_size=12).filter(lambda text: text == text.strip()))
def test_what_is_exported_is_imported_as_it_was(text: str) -> None:
    """Whatever text is stored. One that begins with the mark itself is taken for marked, as spreadsheets do."""
    if not text.startswith("'"):
        assert cell_text(cell(text)) == text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\plan.doc", "plan.doc"),
        ("a\r\nb\x00.txt", "ab.txt"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("half\ud800.txt", "half.txt"),
        ("..", ""),
        ("/", ""),
        ("", ""),
        ("x" * 10_000 + ".tar.gz", "x" * 197 + ".gz"),
        ("x" * 10_000, "x" * 200),
        ("a." + "x" * 10_000, "a." + "x" * 198),
    ],
)
def test_a_file_has_a_harmless_name(given: str, kept: str) -> None:
    assert file_name(given) == kept


def test_other_cells_stay_as_they_are() -> None:
    assert [cell(value) for value in ("Ada", "+49 170 1234", "-5", 7, None, "", "a=b")] == [
        "Ada",
        "+49 170 1234",
        "-5",
        "7",
        "",
        "",
        "a=b",
    ]

"""What a writer wrote is told from what is quoted: in every language's clients, and whatever a client did to our words."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outrider.rules.alignment import runs, tokens
from outrider.rules.languages import ALL
from outrider.rules.languages.language import phrases
from outrider.rules.quotes import new_text
from tests.reply_corpus import HERS, INTRODUCTIONS, OURS


@pytest.mark.parametrize("client", INTRODUCTIONS)
def test_introductions(client: str) -> None:
    assert new_text(f"{HERS}\n\n{INTRODUCTIONS[client]}\n\n{OURS}") == HERS


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
def test_headers_of_quoted_messages(language) -> None:
    labels = [phrases(text)[0] for text in (language.sender, language.sent, language.to, language.subject)]
    values = ["Mira Holm <mira@holm.example>", "2026-04-14 08:15", "Bo <bo@acme.example>", "Rotor blades"]
    block = "\n".join(f"{label.capitalize()}: {value}" for label, value in zip(labels, values, strict=True))
    assert new_text(f"{HERS}\n\n{block}\n\n{OURS}") == HERS


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
def test_dividers(language) -> None:
    for title in phrases(language.original):
        assert new_text(f"{HERS}\n\n----- {title.capitalize()} -----\n{OURS}") == HERS, title


@pytest.mark.parametrize(
    "introduction",
    [
        " On Tue, Apr 14, 2026 at 8:15 AM, Mira Holm <mira@holm.example> wrote:",
        "--- On Tue, 4/14/26, Mira Holm <mira@holm.example> wrote:",
        " Am Di., 14. Apr. 2026 um 08:15 Uhr schrieb Mira Holm <mira@holm.example>:",
        " Le mar. 14 avr. 2026 à 08:15, Mira Holm <mira@holm.example> a écrit :",
    ],
)
def test_an_introduction_on_the_line_of_the_answer_leaves_the_answer(introduction: str) -> None:
    assert new_text(f"{HERS}{introduction}\n\n{OURS}") == HERS


@pytest.mark.parametrize(
    "introduction",
    [
        "2026/4/14 Mira Holm <mira@holm.example>",
        "---- Mira Holm wrote ----",
        "Sent from my phoneMira Holm <mira@holm.example> wrote:",
        "Date: Tue, 14 Apr 2026 08:15:02 +0200\nTo: bo@acme.example",
    ],
)
def test_introductions_that_lack_a_date_or_a_verb(introduction: str) -> None:
    quoted = textwrap.indent(OURS, "> ", lambda line: True)
    assert new_text(f"{HERS}\n\n{introduction}\n\n{quoted}") == HERS


@pytest.mark.parametrize(
    "text",
    [
        "On 3 March 2026 I wrote to your office about this, and I still wait for:\n\nthe price list.",
        "Am 3.3.2026 schrieb ich Ihnen schon einmal:\n\nwir haben Interesse.",
        "Le 3 mars 2026 j'ai écrit à votre collègue, voici ma question :\n\ncombien de sièges ?",
        "What your colleague wrote at 10:30 is right:\n\nwe need forty seats.",
        "From: Ulm\nDate: 4 May 2026 10:00\nTo: Bern\n\nThat is our route.",
        "Von: Ulm\nDatum: 4.5.2026 10:00\nAn: Bern\n\nDas wäre die Strecke.",
        "Fine for us.\n---\nCall me tomorrow",
        "Fine for us.\n---\nWhat does it cost?",
        "First point.\n---\nSecond Point\n\nand a third.",
        "Come by at 10:30 via the back door, as we wrote:\n\nring twice.",
        "He told us via phone what he wrote:\n\ncall us.",
        "Look here:\n>>> www.acme.example <<<\nfor our needs.",
        "Look here:\n>>> >>> www.acme.example <<<\nfor our needs.",
        "In your mail you wrote:\n\nthat you repair. We need that.",
        "From: Ulm Date: 4 May To: Bern. That is our plan.",
        "2026-04-14 8:15 GMT+02:00 works for me: call me.",
        "2026-04-14 8:15 GMT+02:00 suits us, here is why:\n\nwe are open then.",
        "Subject: to approval. From: my side yes. Write to bo@acme.example.",
        "Please write to <bo@acme.example> and to my boss, who wants this:\n\nan offer.",
        "In case <bo@acme.example> is away, take this:\n\n+46 1234",
        "Our team: Bo <bo@acme.example>\n\nWe meet on 14 April 2026 at 8:15. Call me.",
        "From: my point of view yes.\nTo: be honest, it took long.\nSubject: to approval by Bo.",
        "From: Ulm\nTo: Bern\nThat is our route. Date: 4 May",
        "Name: Bo Berg\nPhone: +46 1234\nTime: 10:00",
        "Here is the plan:\n----------\nFirst we talk, then we buy.",
        "I agree -- mostly\n\n--- but see below ---\nthe price is too high",
    ],
)
def test_own_words_that_look_like_an_introduction_stay(text: str) -> None:
    assert new_text(text) == text


def test_introduction_without_an_address_is_believed_when_our_words_follow() -> None:
    text = f"Yes.\n\nOn 4/14/26 8:15 AM, Mira Holm wrote:\n{OURS}"
    assert new_text(text, sent=[OURS]) == "Yes."


def test_introduction_without_an_address_is_not_believed_when_nothing_of_ours_follows() -> None:
    text = "On 4/14/26 8:15 AM, our board wrote:\nbuy it for all forty turbines, the money is there"
    assert new_text(text, sent=[OURS]) == text


# --- what we sent


def squeezed(text: str) -> str:
    return " ".join(text.split())


def html_of(text: str) -> str:
    return "".join(f"<p>{line}</p>" for line in text.split("\n"))


QUOTINGS = {
    "marked": lambda text: "\n".join(f"> {line}" for line in text.split("\n")),
    "marked twice": lambda text: "\n".join(f">> {line}" for line in text.split("\n")),
    "bare": lambda text: text,
    "narrow": lambda text: "\n".join(textwrap.wrap(squeezed(text), 28)),
    "one line": squeezed,
    "marked, tails not": lambda text: "\n".join(
        ("> " if n % 2 == 0 else "") + part for n, part in enumerate(textwrap.wrap(squeezed(text), 40))
    ),
    "indented": lambda text: textwrap.indent(text, "    "),
    "starred": lambda text: text.replace("Holm Rotor Service", "*Holm Rotor Service* <https://safe.example/?u=x%3A9&d=aa1>"),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
}


@pytest.mark.parametrize("quoting", QUOTINGS)
@pytest.mark.parametrize("place", ["above", "below"])
def test_our_words_are_known_without_any_introduction(quoting: str, place: str) -> None:
    quoted = QUOTINGS[quoting](OURS)
    text = f"{HERS}\n\n{quoted}" if place == "above" else f"{quoted}\n\n{HERS}"
    assert new_text(text, sent=[OURS]) == HERS


words = st.sampled_from(
    ["kettle", "marble", "orchid", "lantern", "saddle", "walnut", "copper", "meadow", "pillow", "ribbon", "velvet", "anchor"]
)
# A sentence of one word over and over is nothing that could be known again.
sentences = st.lists(words, min_size=4, max_size=12, unique=True).map(lambda w: " ".join(w).capitalize() + ".")
clients = st.sampled_from(sorted(INTRODUCTIONS))
answers = st.sampled_from(
    ["Ja, gerne.", "Yes please call me.", "Oui, jeudi.", "はい、お願いします。", "Tak, proszę zadzwonić.", "Nej tak."]
)


@settings(max_examples=40)
@given(st.lists(sentences, min_size=3, max_size=6, unique=True), answers, st.sampled_from(sorted(QUOTINGS)), st.integers(20, 90))
def test_our_words_never_reach_the_answer(ours: list[str], answer: str, quoting: str, width: int) -> None:
    sent = "\n".join(ours)
    quoted = QUOTINGS[quoting]("\n".join(textwrap.wrap(sent, width)))
    for text in (f"{answer}\n\n{quoted}", f"{quoted}\n\n{answer}"):
        read = new_text(text, sent=[sent])
        assert answer in read
        assert not runs([t.word for t in tokens(read)], [[t.word for t in tokens(sent)]])


@given(
    st.lists(sentences, min_size=2, max_size=4, unique=True), answers, st.integers(0, 3), st.sampled_from(sorted(INTRODUCTIONS))
)
def test_answers_between_our_lines_stay_in_order(ours: list[str], answer: str, at: int, client: str) -> None:
    lines = [*ours]
    lines.insert(min(at, len(lines) - 1) + 1, answer)
    text = f"First words.\n\n{INTRODUCTIONS[client]}\n\n" + "\n".join(lines)
    assert new_text(text, sent=["\n".join(ours)]).split("\n\n") == ["First words.", answer]


def test_an_answer_that_repeats_the_words_we_offered_stays() -> None:
    offer = "Just answer with 'please remove me from your list' and I will. Would a call next week suit you?"
    assert new_text("Please remove me from your list", sent=[offer]) == "Please remove me from your list"


def test_nothing_but_a_quotation_is_nothing() -> None:
    assert new_text(f"{INTRODUCTIONS['da']}\n\n{OURS}", sent=[OURS]) == ""


def test_what_she_wrote_before_is_quoted_too() -> None:
    before = "Please send the price list for forty turbines to our office in Ulm."
    text = f"Thanks!\n\n{INTRODUCTIONS['en']}\n{OURS}\n\nOn Mon, Apr 13, 2026 at 7:00 AM Bo <bo@acme.example> wrote:\n{before}"
    assert new_text(text, sent=[OURS], received=[before]) == "Thanks!"


# --- structure


STRUCTURES = {
    "gmail": '<div dir="ltr">{hers}</div><br><div class="gmail_quote"><div class="gmail_attr">?</div>'
    '<blockquote class="gmail_quote">{ours}</blockquote></div>',
    "apple": '<body>{hers}<br><div><br><blockquote type="cite"><div>?? 2026:</div>{ours}</blockquote></div></body>',
    "thunderbird": '<p>{hers}</p><div class="moz-cite-prefix">?? 14.04.26:<br></div><blockquote type="cite">{ours}</blockquote>',
    "outlook web": '<div>{hers}</div><div id="appendonsend"></div><hr tabindex="-1"><div id="divRplyFwdMsg">Xa: Mira '
    "&lt;mira@holm.example&gt;<br>Xb: 14.4.2026<br>Xc: Bo<br>Xd: Rotor</div>{ours}",
    "outlook": '<p class=MsoNormal>{hers}</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
    "<p>Xa: Mira &lt;mira@holm.example&gt;<br>Xb: 14.4.2026<br>Xc: Bo<br>Xd: Rotor</p></div>{ours}",
    "yahoo": '<div>{hers}</div><div id="ydp12yahoo_quoted_3" class="ydp12yahoo_quoted"><div>?</div>{ours}</div>',
    "proton": '<div>{hers}</div><div class="protonmail_quote">?<blockquote class="protonmail_quote">{ours}</blockquote></div>',
    "gmx": '<div>{hers}</div><div name="quote" style="margin:10px"><div name="quoted-content">{ours}</div></div>',
}


@pytest.mark.parametrize("client", STRUCTURES)
def test_structure_of_html(client: str) -> None:
    html = STRUCTURES[client].format(hers=HERS, ours=html_of(OURS))
    assert new_text("", html) == HERS


def test_answers_between_quotations_of_html_stay_in_order() -> None:
    html = (
        '<div class="gmail_quote"><div class="gmail_attr">?</div><blockquote class="gmail_quote">one</blockquote>first'
        '<blockquote class="gmail_quote">two</blockquote>second</div>'
    )
    assert new_text("", html).split() == ["first", "second"]


def test_own_indentation_is_no_quotation() -> None:
    html = '<div>See:</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px">we take it</blockquote>'
    assert new_text("See:\nwe take it", html) == "See:\nwe take it"


# --- what is added below


@pytest.mark.parametrize(
    "ending",
    [
        "-- \nBo Berg\nAcme AB",
        "Sent from my iPhone",
        "Skickat från min iPhone",
        "Lähetetty iPhonestani",
        "Von meinem iPhone gesendet",
        "iPhoneから送信",
        "나의 iPhone에서 보냄",
        "发自我的iPhone",
        "Wysłane z iPhone'a",
        "Отправлено из Почты Mail.ru",
        "Elküldve az iPhone-omról",
        "Yahoo Mail: Search, Organize, Conquer",
        "Obtenez Outlook pour Android<https://aka.ms/AAb9ysg>",
        "Hanki Outlook for iOS<https://aka.ms/o0ukef>",
        "This e-mail and any attachments are confidential and may be privileged. If you are not the intended recipient please "
        "delete it and notify the sender. To unsubscribe from our newsletters write to us.",
        "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, informieren Sie "
        "bitte den Absender und vernichten Sie diese Mail.",
        "____________________\nThis message has been scanned for viruses by Gate. Unsubscribe: https://gate.example/u",
    ],
)
def test_endings_are_dropped(ending: str) -> None:
    assert new_text(f"{HERS}\n\n{ending}") == HERS


@pytest.mark.parametrize(
    "text",
    [
        "Sent from my boss to me: please buy it. Can we talk tomorrow about the details of this?",
        "--\nYes, call me.",
        "Our data is confidential, so where do you host?",
        "Is it scanned for viruses?",
    ],
)
def test_what_only_looks_like_an_ending_stays(text: str) -> None:
    assert new_text(text) == text


@pytest.mark.parametrize(
    "piece", [">", "\n", "On 1 ", "From: ", "-----", "a b ", "<div>", "wrote:\n", "@", ":", "__________\n", "--\n"]
)
def test_hostile_texts_are_read_in_linear_time(piece: str) -> None:
    """No regular expression here looks back: a megabyte of anything is read (the suite's time limit fails it otherwise)."""
    new_text(piece * 100_000, piece * 30_000, sent=[OURS, piece * 3_000])


ANSWER = "Yes, let us talk on Friday."
PLAIN_TEXT = "We build rotor blades for small turbines.\nWould next week suit you?"
MARKED = "> We build rotor blades for small turbines.\n> Would next week suit you?"


@pytest.mark.parametrize(
    "below",
    [
        f"On Mon, Mar 2, 2026 at 9:15 AM Joe Doe\n<\nmailto:Joe Doe <joe@x.test>\n> wrote:\n\n{MARKED}",
        f'On Mon, Mar 2nd, 2026 at 9:15 AM, "Joe Doe" <[joe@x.test](mailto:"Joe Doe" <joe@x.test>)> wrote:\n\n{PLAIN_TEXT}',
        f"On Mon, Mar 02, 2026 at 9:15 AM, Joe Doe < joe@x.test ( joe@x.test ) > wrote:\n\n{MARKED}",
        f"On 2 Mar 2026 at 9:15 AM +0100, Joe Doe <joe@x.test>, wrote:\n{PLAIN_TEXT}",
        f"On March 2, 2026 at 9:15 AM GMT+1 joe@x.test wrote:\n\n{PLAIN_TEXT}",
        f"On March 2, 2026 at 9:15:22 AM, Joe Doe (joe@x.test) wrote:\n\n{PLAIN_TEXT}",
        f"---- On Mon, 02 Mar 2026 09:15:22 +0100 Joe Doe <joe@x.test> wrote ----\n\n{PLAIN_TEXT}",
        f"-------- Original Message --------\nOn Monday, 03/02/26 at 09:15 Joe Doe <joe@x.test> wrote:\n{PLAIN_TEXT}",
        f"Mar 2, 2026, 09:15 by joe@x.test:\n\n{PLAIN_TEXT}",
        f"2. März 2026, 09:15 von joe@x.test:\n\n{PLAIN_TEXT}",
        f"Monday, March 2, 2026, 9:15:00 AM, you wrote:\n\n{PLAIN_TEXT}",
        f"Понедельник, 2 марта 2026 г., 9:15:00, Вы писали:\n\n{PLAIN_TEXT}",
        f"Daripada: Joe <joe@x.test>\nDihantar: 2 Mac 2026 9:15\nKepada: Ann <ann@y.test>\nSubjek: Hi\n\n{PLAIN_TEXT}",
        f"2 mars 2026, 09:15 de joe@x.test:\n{MARKED}",
        f"2 mar 2026, 09:15 av joe@x.test:\n{PLAIN_TEXT}",
        f'----------------\nКому: Ann (ann@y.test);\nТема: Hi;\n02.03.2026, 09:15, "Joe Doe" <joe@x.test>:\n{PLAIN_TEXT}',
        '-----Original Message-----\nFrom: "Joe Doe"<joe@x.test>'
        f"\nTo: <ann@y.test>;\nCc:\nSent: 2026-03-02 (월)\nSubject: Hi\n\n{PLAIN_TEXT}",
        '------------------ Original ------------------\nFrom:  "Joe Doe";<joe@x.test>;'
        f'\nDate:  Mon, Mar 2, 2026\nTo:  "ann"<ann@y.test>; \n\n{PLAIN_TEXT}',
        f'在 2026-03-02 09:15:22，"Joe Doe" <joe@x.test> 写道：\n\n{PLAIN_TEXT}',
        f"---- Replied Message ----\n| From | Joe <joe@x.test> |\n| Date | 03/02/2026 |\n| To | ann@y.test |\n{PLAIN_TEXT}",
        f"---- 回复的原邮件 ----\n| 发件人 | Joe Doe<joe@x.test> |\n| 发送日期 | 2026年03月02日 |\n| 主题 | Hi |\n{PLAIN_TEXT}",
        f"| De | Joe Doe<joe@x.test> |\n| Date | 02/03/2026 09:15 |\n| À | ann@y.test |\n| Objet | Hi |\n{PLAIN_TEXT}",
        f"-----\nOn Mar 2, 2026, at 9:15am UTC, Joe Doe <joe@x.test> wrote:\n{PLAIN_TEXT}",
        f"Sent from the all new AOL app for iOS\n\nOn Monday, March 2, 2026, Joe Doe <joe@x.test> wrote:\n\n{PLAIN_TEXT}",
        ">>>\n",
        f">>> \n\nOn Mon, Mar 2, 2026 at 9:15 AM Joe Doe <joe@x.test> wrote:\n>>>\n{MARKED}",
    ],
    ids=range(26),
)
def test_quotations_of_many_programs(below: str) -> None:
    assert new_text(f"{ANSWER}\n\n{below}") == ANSWER


@pytest.mark.parametrize(
    "quoted",
    [
        "> See our page at\n<https://x.test/a/long/link>\n> and tell us.",
        "> See our page (\nhttps://x.test/a/long/link\nmore/of/it?id=4567\n) and tell us.\n> Joe",
        "> See [our page](\nhttps://x.test/a/long/link=\nlmnop)\n> and tell us.",
        "> See our page <https://x.test/a/long/\nlink/abc>\n> and tell us.",
        "> Our page is\nhttps://x.test/a/long/link\n> Joe",
    ],
)
def test_links_wrapped_between_quoted_lines_are_quoted(quoted: str) -> None:
    assert new_text(f"{ANSWER}\n\nOn Mon, 2 Mar 2026 at 09:15, Joe Doe <joe@x.test> wrote:\n\n{quoted}") == ANSWER


@pytest.mark.parametrize("answer", ["https://y.test/ann", "www.y.test", "No.", "ann@y.test", "+49 30 1234"])
def test_short_answers_between_quoted_lines_stay(answer: str) -> None:
    text = f"On Mon, 2 Mar 2026 at 09:15, Joe <joe@x.test> wrote:\n> What is your address?\n{answer}\n> Thank you.\n> Joe"
    assert new_text(text) == answer


def test_a_signature_of_spark_is_not_part_of_the_answer() -> None:
    signature = '<div name="messageSignatureSection"><br>Joe</div>'
    quote = (
        f'<div name="messageReplySection">On 2 Mar 2026, Joe wrote:<br><blockquote type="cite">{PLAIN_TEXT}</blockquote></div>'
    )
    assert new_text("", f'<div name="messageBodySection">{ANSWER}</div>{signature}{quote}') == ANSWER


def test_what_a_writer_sets_off_between_own_words_stays() -> None:
    html = f"<p>Our rule says:</p><blockquote>We buy only after a visit.</blockquote><p>{ANSWER}</p>"
    text = f"Our rule says:\n\nWe buy only after a visit.\n\n{ANSWER}"
    assert new_text(text, html) == text


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{ANSWER}</p><blockquote>{PLAIN_TEXT}</blockquote>",
        f"<blockquote>{PLAIN_TEXT}</blockquote><p>{ANSWER}</p>",
        f"<p>Joe (joe@x.test) wrote:</p><blockquote>{PLAIN_TEXT}</blockquote><p>{ANSWER}</p>",
        f'<p>Hello,</p><blockquote type="cite">{PLAIN_TEXT}</blockquote><p>{ANSWER}</p>',
    ],
)
def test_what_is_set_off_elsewhere_or_introduced_is_quoted(html: str) -> None:
    assert PLAIN_TEXT not in new_text("", html)


def test_an_introduction_wrapped_within_its_address() -> None:
    introduction = "On Mon, 2 Mar 2026 at 09:15, Joe Doe Of A Company With A Long Name\n<joe.doe@\nx.test> wrote:"
    assert new_text(f"{ANSWER}\n\n{introduction}\n{PLAIN_TEXT}") == ANSWER


def test_a_name_and_wrote_above_marked_lines() -> None:
    assert new_text(f"{ANSWER}\n\nJoe wrote:\n\n> Does Friday suit you?") == ANSWER


def test_a_sentence_above_marked_lines_stays() -> None:
    text = f"{ANSWER}\n\nAs you wrote:\n\n> Does Friday suit you?\n\nThat suits."
    assert "As you wrote:" in new_text(text)


def test_a_name_under_three_dashes_is_a_signature() -> None:
    assert new_text(f"{HERS}\n\n---\nBo Berg\n") == HERS


@pytest.mark.parametrize("section", ['<div name="messageReplySection">{}</div>', "<blockquote>{}</blockquote>"])
def test_what_is_all_set_off_is_the_answer(section: str) -> None:
    assert new_text(HERS, section.format(f"<p>{HERS}</p>")) == HERS


def test_a_section_for_what_is_quoted_below_the_answer() -> None:
    html = f'<div name="messageBodySection"><p>{HERS}</p></div><div name="messageReplySection"><p>{OURS}</p></div>'
    assert new_text(HERS, html) == HERS


HTML_OF_OURS = "".join(f"<p>{paragraph}</p>" for paragraph in OURS.split("\n\n"))


@pytest.mark.parametrize(
    "divider",
    ["<hr><div id='divRplyFwdMsg'><b>Wala:</b> Mira<br></div>", "<hr id='zwchr'><div><b>Wala:</b> Mira</div>",
     "<hr data-marker='__DIVIDER__'><div><b>Wala:</b> Mira</div>"],
)  # fmt: skip
def test_what_a_program_says_to_be_the_original_needs_no_header_that_we_know(divider: str) -> None:
    assert new_text("", f"<div>{HERS}</div>{divider}{HTML_OF_OURS}") == HERS


def test_a_rule_of_outlook_that_names_its_color_first() -> None:
    header = "<p>Wala: Mira &lt;mira@holm.example&gt;<br>Xo: 14<br>Yi: Bo</p>"
    rule = f"<div style='BORDER-TOP:#b5c4df 1pt solid'>{header}</div>"
    assert new_text("", f"<p>{HERS}</p>{rule}{HTML_OF_OURS}") == HERS


@pytest.mark.parametrize(
    "begin", ["<blockquote type='cite'>", "<blockquote type='cite' class='Apple-Mail-URLShareWrapperClass'>"]
)
def test_an_answer_that_a_program_wrote_into_a_quotation_is_an_answer(begin: str) -> None:
    assert new_text(f"> {HERS}", f"<html><body>{begin}<p>{HERS}</p></blockquote></body></html>") == HERS


def test_a_quotation_below_an_answer_within_one() -> None:
    answer = f"<blockquote type='cite' class='Apple-Mail-URLShareWrapperClass'><p>{HERS}</p></blockquote>"
    assert new_text("", f"{answer}<blockquote type='cite'>{INTRODUCTIONS['fi, no address']}{HTML_OF_OURS}</blockquote>") == HERS


def test_an_introduced_quotation_alone_is_no_answer() -> None:
    introduced = f"<div>On Tue, Apr 14, 2026 at 8:15 AM Mira Holm wrote:</div>{HTML_OF_OURS}"
    assert new_text("", f"<blockquote type='cite'>{introduced}</blockquote>") == ""


def test_what_stands_under_a_help_desks_first_line_is_its_answer() -> None:
    assert new_text(f"##- Please type your reply above this line -##\n\n{HERS}") == HERS


@pytest.mark.parametrize("ending", ["Sent from BlueMail", "Sent from a small tablet", "Von Outlook für iOS gesendet"])
def test_what_further_programs_add(ending: str) -> None:
    assert new_text(f"{HERS}\n\n{ending}") == HERS


def test_where_a_thing_was_sent_from_stays() -> None:
    text = f"{HERS}\n\nSent from Hamburg on Monday."
    assert new_text(text) == text

"""What a writer wrote is told from what is quoted: in every language's clients, and whatever a client did to our words."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outrider.rules.alignment import runs, tokens
from outrider.rules.languages import ALL
from outrider.rules.languages.language import phrases
from outrider.rules.quotes import new_text

OURS = (
    "Hi Bo,\n\nour crews repair wind turbines in two days instead of nine. Could we talk for ten minutes next week?\n\n"
    "If that is nothing for you, tell me in one word and I will never write to you again.\n\nMira Holm\nHolm Rotor Service"
)
HERS = "Sehr gern, rufen Sie mich morgen an."

# How a client in each language introduces an original that it does not mark.
INTRODUCTIONS = {
    "en": "On Tue, Apr 14, 2026 at 8:15 AM Mira Holm <mira@holm.example> wrote:",
    "en thunderbird": "On 4/14/26 8:15 AM, Mira Holm wrote:",
    "en wrapped": "On Tue, Apr 14, 2026 at 8:15 AM Mira Holm\n<mira@holm.example> wrote:",
    "de": "Am Di., 14. Apr. 2026 um 08:15 Uhr schrieb Mira Holm <mira@holm.example>:",
    "de thunderbird": "Am 14.04.26 um 08:15 schrieb Mira Holm:",
    "fr": "Le mar. 14 avr. 2026 à 08:15, Mira Holm <mira@holm.example> a écrit :",
    "es": "El mar, 14 abr 2026 a las 8:15, Mira Holm (<mira@holm.example>) escribió:",
    "pt": "Em ter., 14 de abr. de 2026 às 08:15, Mira Holm <mira@holm.example> escreveu:",
    "it": "Il giorno mar 14 apr 2026 alle ore 08:15 Mira Holm <mira@holm.example> ha scritto:",
    "nl": "Op di 14 apr 2026 om 08:15 schreef Mira Holm <mira@holm.example>:",
    "da": "Den tirs. 14. apr. 2026 kl. 08.15 skrev Mira Holm <mira@holm.example>:",
    "sv": "Den tis 14 apr. 2026 kl 08:15 skrev Mira Holm <mira@holm.example>:",
    "no": "tir. 14. apr. 2026 kl. 08:15 skrev Mira Holm <mira@holm.example>:",
    "fi": "ti 14.4.2026 klo 8.15 Mira Holm (mira@holm.example) kirjoitti:",
    "is": "Þann þri., 14. apr. 2026 kl. 08:15 skrifaði Mira Holm <mira@holm.example>:",
    "pl": "wt., 14 kwi 2026 o 08:15 Mira Holm <mira@holm.example> napisał(a):",
    "cs": "út 14. 4. 2026 v 8:15 odesílatel Mira Holm <mira@holm.example> napsal:",
    "cs thunderbird": "Dne 14. 04. 26 v 8:15 Mira Holm napsal(a):",
    "sk": "ut 14. 4. 2026 o 8:15 Mira Holm <mira@holm.example> napísal(a):",
    "hu": "Mira Holm <mira@holm.example> ezt írta (időpont: 2026. ápr. 14., K, 8:15):",
    "ro": "mar., 14 apr. 2026 la 08:15, Mira Holm <mira@holm.example> a scris:",
    "bg": "На вт, 14.04.2026 г. в 8:15 Mira Holm <mira@holm.example> написа:",
    "el": "Στις Τρί 14 Απρ 2026 στις 8:15 π.μ., ο/η Mira Holm <mira@holm.example> έγραψε:",
    "ru": "вт, 14 апр. 2026 г. в 08:15, Mira Holm <mira@holm.example>:",
    "ru thunderbird": "14.04.2026 8:15, Mira Holm пишет:",
    "uk": "вт, 14 квіт. 2026 р. о 08:15 Mira Holm <mira@holm.example> пише:",
    "sr": "уто, 14. апр 2026. у 08:15 Mira Holm <mira@holm.example> је написао/ла:",
    "hr": "uto, 14. tra 2026. u 08:15 Mira Holm <mira@holm.example> napisao je:",
    "sl": "V V tor., 14. apr. 2026 ob 08:15 je oseba Mira Holm <mira@holm.example> napisala:",
    "lt": "2026-04-14, an, 08:15 Mira Holm <mira@holm.example> rašė:",
    "lv": "Otrd., 2026. g. 14. apr., plkst. 08:15, Mira Holm <mira@holm.example> rakstīja:",
    "et": "Kuupäev T, 14. aprill 2026 kell 08:15 kirjutas Mira Holm <mira@holm.example>:",
    "tr": "Mira Holm <mira@holm.example>, 14 Nis 2026 Sal, 08:15 tarihinde şunu yazdı:",
    "ar": "في الثلاثاء، ١٤ أبريل ٢٠٢٦ في ٨:١٥ ص تمت كتابة ما يلي بواسطة Mira Holm <mira@holm.example>:",
    "he": "‫בתאריך יום ג׳, 14 באפר׳ 2026 ב-8:15 מאת ‪Mira Holm‬‏ <‪mira@holm.example‬‏>:‬",
    "fa": "در تاریخ سه‌شنبه ۱۴ آوریل ۲۰۲۶، ۸:۱۵ Mira Holm <mira@holm.example> نوشت:",
    "hi": "मंगल, 14 अप्रैल 2026 को 8:15 am बजे को Mira Holm <mira@holm.example> ने लिखा:",
    "th": "เมื่อ อ. 14 เม.ย. 2026 เวลา 08:15 Mira Holm <mira@holm.example> เขียนว่า:",
    "vi": "Vào Th 3, 14 thg 4, 2026 vào lúc 08:15 Mira Holm <mira@holm.example> đã viết:",
    "id": "Pada tanggal Sel, 14 Apr 2026 pukul 08.15 Mira Holm <mira@holm.example> menulis:",
    "zh": "Mira Holm <mira@holm.example> 于2026年4月14日周二 08:15写道：",
    "zh apple": "在 2026年4月14日，08:15，Mira Holm <mira@holm.example> 写道：",
    "zh-tw": "Mira Holm <mira@holm.example> 於 2026年4月14日 週二 上午8:15寫道：",
    "ja": "2026年4月14日(火) 8:15 Mira Holm <mira@holm.example>:",
    "ja apple": "2026/04/14 8:15、Mira Holm <mira@holm.example>のメール:",
    "ko": "2026년 4월 14일 (화) 오전 8:15, Mira Holm <mira@holm.example>님이 작성:",
    "ca": "Missatge de Mira Holm <mira@holm.example> del dia dt., 14 d’abr. 2026 a les 8:15:",
    "zoho": "---- On Tue, 14 Apr 2026 08:15:00 +0200 Mira Holm <mira@holm.example> wrote ----",
}


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
    "text",
    [
        "On 3 March 2026 I wrote to your office about this, and I still wait for:\n\nthe price list.",
        "Am 3.3.2026 schrieb ich Ihnen schon einmal:\n\nwir haben Interesse.",
        "Le 3 mars 2026 j'ai écrit à votre collègue, voici ma question :\n\ncombien de sièges ?",
        "What your colleague wrote at 10:30 is right:\n\nwe need forty seats.",
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
sentences = st.lists(words, min_size=4, max_size=12).map(lambda w: " ".join(w).capitalize() + ".")
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

"""Machines that answer, requests to stop, refusals and interest, in every language of the table."""

from datetime import date

import pytest

from outrider.rules.absence import automatic_subject, is_out_of_office, return_date
from outrider.rules.inbound import Inbound
from outrider.rules.intents import asks_to_stop, intent
from outrider.rules.languages import ALL
from outrider.rules.languages.language import phrases
from outrider.rules.replies import kind

TODAY = date(2026, 6, 1)

# An absence until 15 June 2026 in each language, and the prefix that its mail programs put before the subject.
ABSENCES = {
    "en": ("Automatic reply", "I am out of the office until June 15 and will answer when I am back."),
    "de": ("Automatische Antwort", "Ich bin vom 1. bis einschließlich 14. Juni im Urlaub und ab dem 15. Juni wieder erreichbar."),
    "nl": ("Automatisch antwoord", "Ik ben met vakantie en op 15 juni weer bereikbaar."),
    "da": ("Automatisk svar", "Jeg holder ferie og er tilbage den 15. juni."),
    "no": ("Automatisk svar", "Jeg er på ferie og er tilbake 15. juni."),
    "sv": ("Autosvar", "Jag är på semester och åter på kontoret den 15 juni."),
    "is": ("Sjálfvirkt svar", "Ég er í fríi og kem aftur til vinnu 15. júní."),
    "fr": ("Réponse automatique", "Je suis en congés jusqu'au 15 juin."),
    "es": ("Respuesta automática", "Estoy de vacaciones hasta el 15 de junio de 2026."),
    "ca": ("Resposta automàtica", "Estic de vacances fins al 15 de juny."),
    "pt": ("Resposta automática", "Estou de férias até 15 de junho."),
    "it": ("Risposta automatica", "Sono in ferie fino al 15 giugno."),
    "ro": ("Răspuns automat", "Sunt în concediu până la 15 iunie."),
    "pl": ("Odpowiedź automatyczna", "Jestem na urlopie do 15 czerwca."),
    "cs": ("Automatická odpověď", "Do 15. června jsem na dovolené."),
    "sk": ("Automatická odpoveď", "Do 15. júna som na dovolenke."),
    "sl": ("Samodejni odgovor", "Do 15. junija sem na dopustu."),
    "hr": ("Automatski odgovor", "Na godišnjem sam odmoru do 15. lipnja."),
    "sr": ("Аутоматски одговор", "На годишњем одмору сам до 15. јуна."),
    "bg": ("Автоматичен отговор", "В отпуск съм до 15 юни."),
    "ru": ("Автоматический ответ", "Я в отпуске до 15 июня."),
    "uk": ("Автоматична відповідь", "Я у відпустці до 15 червня."),
    "fi": ("Automaattinen vastaus", "Olen lomalla 15.6. asti."),
    "et": ("Automaatvastus", "Olen puhkusel kuni 15. juunini."),
    "hu": ("Automatikus válasz", "Június 15-ig szabadságon vagyok."),
    "lt": ("Automatinis atsakymas", "Atostogauju iki birželio 15 d."),
    "lv": ("Automātiskā atbilde", "Esmu atvaļinājumā līdz 15. jūnijam."),
    "el": ("Αυτόματη απάντηση", "Είμαι σε άδεια έως 15 Ιουνίου."),
    "tr": ("Otomatik Yanıt", "15 Haziran'a kadar izindeyim."),
    "ar": ("رد تلقائي", "أنا في إجازة حتى 15 يونيو 2026."),
    "he": ("תשובה אוטומטית", "אני בחופשה עד 15 יוני."),
    "fa": ("پاسخ خودکار", "تا ۱۵ ژوئن در مرخصی هستم."),
    "hi": ("स्वचालित उत्तर", "मैं 15 जून तक छुट्टी पर हूँ।"),
    "th": ("ตอบกลับอัตโนมัติ", "ลาพักร้อนจนถึงวันที่ 15 มิถุนายน 2569"),
    "vi": ("Trả lời tự động", "Tôi đang nghỉ phép đến hết ngày 15 tháng 6 năm 2026."),
    "id": ("Balasan otomatis", "Saya sedang cuti hingga 15 Juni."),
    "zh": ("自动答复", "我正在休假，6月15日返回。"),
    "ja": ("自動応答", "休暇をいただいております。6月15日より出社いたします。"),
    "ko": ("자동 회신", "휴가 중입니다. 6월 15일에 복귀합니다."),
}


@pytest.mark.parametrize("code", ABSENCES)
def test_absences_without_any_header(code: str) -> None:
    prefix, text = ABSENCES[code]
    found = kind(Inbound(subject=f"{prefix}: Rotor blades", text=text), TODAY)
    assert (found.name, found.out_of_office, found.returns_on) == ("auto_reply", True, date(2026, 6, 15))


@pytest.mark.parametrize("code", ABSENCES)
def test_absences_by_their_text_alone(code: str) -> None:
    assert is_out_of_office(ABSENCES[code][1], "Re: Rotor blades")


@pytest.mark.parametrize(
    "tag", ["[External] ", "[sales-list] ", "EXTERNAL: ", "RE: ", "AW: ", "SV: ", "Antw: ", "回复：", "[EXT] RE: "]
)
@pytest.mark.parametrize("code", ["en", "da", "fi", "ja", "tr"])
def test_tags_and_reply_marks_before_the_prefix(tag: str, code: str) -> None:
    prefix, text = ABSENCES[code]
    assert kind(Inbound(subject=f"{tag}{prefix}: Rotor blades", text=text), TODAY).out_of_office


@pytest.mark.parametrize("code", ABSENCES)
def test_an_absence_with_words_about_unsubscribing_is_no_request_to_stop(code: str) -> None:
    prefix, text = ABSENCES[code]
    text += "\n\nTo unsubscribe from these notices write to me once more."
    found = kind(Inbound(subject=f"{prefix}: Rotor blades", text=text), TODAY)
    assert found.name == "auto_reply"


@pytest.mark.parametrize(
    ("subject", "ours"),
    [
        ("Re: Out of office cover for your clinic", ()),
        ("AW: Urlaubsvertretung für Ihre Praxis", ()),
        ("Re: Absence management in 2 days", ()),
        ("SV: Automatisk svar", ("Automatisk svar",)),
        ("Automatic reply: the new feature", ("Automatic reply: the new feature",)),
        ("RE: Vacation rentals", ()),
    ],
)
def test_a_subject_that_is_ours_says_nothing(subject: str, ours: tuple[str, ...]) -> None:
    assert automatic_subject(subject, ours) is None


def test_a_person_who_is_away_and_interested_is_a_person() -> None:
    text = "I am on vacation until Monday, but very interested. Could you call me then?"
    assert kind(Inbound(subject="Re: Rotor blades", text=text), TODAY).name == "reply"


ACKNOWLEDGEMENTS = [
    "Thank you for contacting Acme. Your request has been received and a ticket has been created: 48213.",
    "Vielen Dank für Ihre Anfrage. Ihr Ticket wurde unter der Nummer 48213 erfasst. Bitte antworten Sie nicht auf diese E-Mail.",
    "Nous avons bien reçu votre demande. Numéro de ticket : 48213.",
    "Hemos recibido su solicitud. Número de caso: 48213.",
    "Recebemos a sua mensagem. Protocolo 48213.",
    "Abbiamo ricevuto la sua richiesta. Numero ticket: 48213.",
    "Wij hebben uw bericht in goede orde ontvangen. Ticketnummer 48213.",
    "Tak for din henvendelse. Din sag er oprettet med sagsnummer 48213.",
    "Tack för ditt mejl. Ditt ärende har fått ärendenummer 48213.",
    "Olemme vastaanottaneet viestisi. Tikettinumero 48213.",
    "Dziękujemy za kontakt. Zgłoszenie zostało zarejestrowane pod numerem 48213.",
    "Děkujeme za váš e-mail. Váš požadavek byl zaevidován pod číslem 48213.",
    "Köszönjük megkeresését. Ügyszám: 48213.",
    "Am primit solicitarea dumneavoastră. Număr de înregistrare 48213.",
    "Спасибо за обращение! Вашему запросу присвоен номер 48213.",
    "Talebiniz alınmıştır. Talep numarası: 48213.",
    "已收到您的请求，工单编号 48213。",
    "お問い合わせありがとうございます。受付番号: 48213",
    "문의가 접수되었습니다. 접수번호 48213",
    "Cảm ơn bạn đã liên hệ. Mã yêu cầu: 48213.",
    "Terima kasih telah menghubungi kami. Nomor tiket 48213.",
    "شكرا لتواصلك معنا. رقم التذكرة 48213",
]


@pytest.mark.parametrize("text", ACKNOWLEDGEMENTS)
def test_acknowledgements_of_help_desks(text: str) -> None:
    found = kind(Inbound(subject="Re: Rotor blades", text=text, from_address="help@acme.example"), TODAY)
    assert (found.name, found.out_of_office) == ("auto_reply", False)


def test_a_persons_answer_through_a_help_desk_is_a_reply() -> None:
    text = "Hi, yes we need new blades. What do they cost?"
    assert (
        kind(Inbound(subject="[Ticket #48213] Re: Rotor blades", text=text, from_address="help@acme.example"), TODAY).name
        == "reply"
    )


DEPARTED = [
    "Bo Berg is no longer with the company. Please contact kim@acme.example.",
    "Herr Berg ist nicht mehr in unserem Unternehmen. Bitte wenden Sie sich an kim@acme.example.",
    "Bo Berg ne fait plus partie de la société. Contact : kim@acme.example.",
    "Bo Berg ya no trabaja en la empresa. Escriba a kim@acme.example.",
    "Bo Berg non lavora più in azienda. Scrivere a kim@acme.example.",
    "Bo Berg é aposentado e não trabalha mais na empresa: kim@acme.example.",
    "Bo Berg is niet meer werkzaam bij ons. Mail kim@acme.example.",
    "Bo Berg er ikke længere ansat. Skriv til kim@acme.example.",
    "Bo Berg har slutat. Kontakta kim@acme.example.",
    "Bo Berg ei työskentele enää meillä. kim@acme.example",
    "Bo Berg nie pracuje już w firmie. Kontakt: kim@acme.example.",
    "Bo Berg již nepracuje v naší společnosti. kim@acme.example",
    "Bo Berg már nem dolgozik cégünknél. kim@acme.example",
    "Бо Берг больше не работает в компании. kim@acme.example",
    "Bo Berg artık şirketimizde çalışmamaktadır. kim@acme.example",
    "Bo Berg 已离职，请联系 kim@acme.example。",
    "Bo Bergは退職いたしました。kim@acme.example",
    "Bo Berg 님은 퇴사하였습니다. kim@acme.example",
]


@pytest.mark.parametrize("text", DEPARTED)
def test_departed_people_and_their_successors(text: str) -> None:
    found = kind(Inbound(headers={"auto-submitted": ("auto-replied",)}, subject="Re: Rotor", text=text), TODAY)
    assert (found.name, found.gone, found.successor) == ("auto_reply", "departed", "kim@acme.example")


def test_a_retired_mailbox_is_no_absence_whatever_its_subject() -> None:
    text = "I retired in May and am no longer using this email."
    found = kind(Inbound(subject="Out of office: Rotor blades", text=text), TODAY)
    assert (found.name, found.out_of_office, found.gone) == ("auto_reply", False, "departed")
    assert intent(text, "Out of office: Rotor blades").name == "wrong_person"


def test_a_moved_address() -> None:
    text = "My email address has changed. My new address is bo@new.example. This is an automatic message."
    found = kind(Inbound(headers={"auto-submitted": ("auto-replied",)}, text=text, from_address="bo@old.example"), TODAY)
    assert (found.gone, found.successor) == ("moved", "bo@new.example")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Zurück am 15.06.2026", date(2026, 6, 15)),
        ("tilbage den 15/6", date(2026, 6, 15)),
        ("back on 2026-06-15", date(2026, 6, 15)),
        ("2026/06/15 に復帰します", date(2026, 6, 15)),
        ("2026. június 15-én térek vissza", date(2026, 6, 15)),
        ("2026 m. birželio 15 d. grįšiu", date(2026, 6, 15)),
        ("wracam w poniedziałek", date(2026, 6, 8)),
        ("palaan maanantaina", date(2026, 6, 8)),
        ("вернусь в среду", date(2026, 6, 3)),
        ("Do 3. listopadu jsem na dovolené", date(2026, 11, 3)),
        ("Na godišnjem sam odmoru do 3. listopada", date(2026, 10, 3)),
        ("Jestem na urlopie do 3 listopada", date(2026, 11, 3)),
        ("From 2 June to 15 June I am on annual leave, back 16 June.", date(2026, 6, 16)),
        ("fuera hasta el 15 de junio de 2027", date(2027, 6, 15)),
        ("until June 15, 2027", date(2027, 6, 15)),
        ("bis 15. Juni 2025", None),
        ("do 15 czerwca 2027 r.", date(2027, 6, 15)),
        ("Call +45 12 34 56 78 in urgent cases", None),
    ],
)
def test_return_dates(text: str, day: date | None) -> None:
    assert return_date(text, TODAY) == day


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
def test_every_name_of_a_month_is_read(language, month: int) -> None:
    today = date(2026, 1, 1)
    back = phrases(language.away)[0].replace("…", " ").split("/")[0].split("?")[0]
    for name in phrases(language.months)[month - 1].split():
        text = f"15 {name}".replace("\u200c", " ")
        if len(name) > 3 and not any(c.isdigit() for c in name):
            found = return_date(f"{back}: {text}", today)
            assert found is not None and found.day == 15, name


# --- people

STOPS = {
    "en": "Please take me off your list.",
    "de": "Bitte kontaktieren Sie mich nicht mehr.",
    "nl": "Haal mij van uw lijst.",
    "da": "Fjern mig fra jeres liste.",
    "no": "Vennligst ikke kontakt meg igjen.",
    "sv": "Ta bort mig från er lista.",
    "is": "Vinsamlegast ekki hafa samband aftur.",
    "fr": "Merci de ne plus me contacter.",
    "es": "No me escriban más.",
    "ca": "No m'escrigueu més.",
    "pt": "Por favor, remova-me da lista.",
    "it": "Non contattatemi più.",
    "ro": "Vă rog să nu mă mai contactați.",
    "pl": "Proszę usunąć mnie z listy.",
    "cs": "Prosím, už mi nepište.",
    "sk": "Neposielajte mi už ďalšie maily.",
    "sl": "Prosim, odstranite me s seznama.",
    "hr": "Molim uklonite me s popisa.",
    "sr": "Molim vas uklonite me sa liste.",
    "bg": "Моля, не ми пишете повече.",
    "ru": "Больше не пишите мне.",
    "uk": "Більше не пишіть мені.",
    "fi": "Poistakaa minut listalta.",
    "et": "Palun ärge saatke mulle rohkem kirju.",
    "hu": "Kérem, ne írjanak többet.",
    "lt": "Daugiau man nerašykite.",
    "lv": "Lūdzu, vairs nerakstiet man.",
    "el": "Μη μου ξαναστείλετε μηνύματα.",
    "tr": "Beni listeden çıkarın.",
    "ar": "يرجى عدم مراسلتي مرة أخرى.",
    "he": "נא להסיר אותי מהרשימה.",
    "fa": "لطفا من را از لیست حذف کنید.",
    "hi": "कृपया मुझे सूची से हटा दें।",
    "th": "กรุณาหยุดส่งอีเมล",
    "vi": "Vui lòng không gửi email cho tôi nữa.",
    "id": "Tolong jangan kirim email lagi.",
    "zh": "请不要再给我发邮件。",
    "ja": "今後の連絡は不要です。リストから削除してください。",
    "ko": "메일을 보내지 마세요.",
}
REFUSALS = {
    "en": "No thanks, we are not interested.",
    "de": "Danke, aber wir haben keinen Bedarf.",
    "nl": "Nee bedankt, geen interesse.",
    "da": "Nej tak, vi er ikke interesserede.",
    "no": "Nei takk, ikke aktuelt for oss.",
    "sv": "Nej tack, vi är inte intresserade.",
    "is": "Nei takk, við höfum ekki áhuga.",
    "fr": "Non merci, nous ne sommes pas intéressés.",
    "es": "No, gracias, no nos interesa.",
    "ca": "No gràcies, no ens interessa.",
    "pt": "Não, obrigado, não temos interesse.",
    "it": "No grazie, non siamo interessati.",
    "ro": "Nu, mulțumesc, nu suntem interesați.",
    "pl": "Dziękuję, nie jesteśmy zainteresowani.",
    "cs": "Děkuji, nemáme zájem.",
    "sk": "Ďakujem, nemáme záujem.",
    "sl": "Hvala, nas ne zanima.",
    "hr": "Hvala, nismo zainteresirani.",
    "sr": "Hvala, nismo zainteresovani.",
    "bg": "Благодаря, не се интересуваме.",
    "ru": "Спасибо, нам не интересно.",
    "uk": "Дякую, нас не цікавить.",
    "fi": "Kiitos, emme ole kiinnostuneita.",
    "et": "Aitäh, me ei ole huvitatud.",
    "hu": "Köszönjük, nem érdekel minket.",
    "lt": "Ačiū, mūsų nedomina.",
    "lv": "Paldies, mūs neinteresē.",
    "el": "Ευχαριστώ, δεν ενδιαφερόμαστε.",
    "tr": "Teşekkürler, ilgilenmiyoruz.",
    "ar": "شكرا، نحن غير مهتمين.",
    "he": "תודה, אנחנו לא מעוניינים.",
    "fa": "ممنون، علاقه‌ای نداریم.",
    "hi": "धन्यवाद, हमें रुचि नहीं है।",
    "th": "ขอบคุณ แต่เราไม่สนใจ",
    "vi": "Cảm ơn, chúng tôi không có nhu cầu.",
    "id": "Terima kasih, kami tidak tertarik.",
    "zh": "谢谢，我们不感兴趣。",
    "ja": "申し訳ありませんが、今回は見送らせていただきます。",
    "ko": "감사하지만 관심이 없습니다.",
}
INTERESTS = {
    "en": "Sounds good, I am interested.",
    "de": "Klingt interessant, sehr gerne.",
    "nl": "Klinkt interessant, ja graag.",
    "da": "Det lyder interessant, ja tak.",
    "no": "Høres interessant ut, ja takk.",
    "sv": "Låter intressant, ja tack.",
    "is": "Hljómar vel, ég hef áhuga.",
    "fr": "Oui, cela m'intéresse.",
    "es": "Sí, me interesa.",
    "ca": "Sí, m'interessa.",
    "pt": "Sim, tenho interesse.",
    "it": "Sì, mi interessa.",
    "ro": "Da, mă interesează.",
    "pl": "Tak, jesteśmy zainteresowani.",
    "cs": "Ano, máme zájem.",
    "sk": "Áno, máme záujem.",
    "sl": "Da, zanima me.",
    "hr": "Da, zanima nas.",
    "sr": "Da, zanima nas.",
    "bg": "Да, интересува ме.",
    "ru": "Да, нам интересно.",
    "uk": "Так, нам цікаво.",
    "fi": "Kyllä kiitos, kiinnostaa.",
    "et": "Jah, oleme huvitatud.",
    "hu": "Igen, érdekel minket.",
    "lt": "Taip, mus domina.",
    "lv": "Jā, mūs interesē.",
    "el": "Ναι, μας ενδιαφέρει.",
    "tr": "Evet, ilgileniyoruz.",
    "ar": "نعم، أنا مهتم.",
    "he": "כן, אני מעוניין.",
    "fa": "بله، علاقه‌مندم.",
    "hi": "हाँ, मुझे रुचि है।",
    "th": "สนใจครับ",
    "vi": "Vâng, tôi quan tâm.",
    "id": "Ya, saya tertarik.",
    "zh": "好的，我们感兴趣。",
    "ja": "はい、興味があります。",
    "ko": "네, 관심이 있습니다.",
}
_WILLING = ("interested", "meeting_request", "information_request")


@pytest.mark.parametrize("code", STOPS)
def test_requests_to_stop(code: str) -> None:
    assert asks_to_stop(STOPS[code])


@pytest.mark.parametrize("code", REFUSALS)
def test_refusals_are_no_requests_to_stop(code: str) -> None:
    assert asks_to_stop(REFUSALS[code]) is None
    assert intent(REFUSALS[code]).name == "not_interested"


@pytest.mark.parametrize("code", INTERESTS)
def test_interest(code: str) -> None:
    assert intent(INTERESTS[code]).name in _WILLING


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
def test_no_word_of_interest_asks_to_stop(language) -> None:
    for field in ("interest", "meeting", "question"):
        for phrase in phrases(getattr(language, field)):
            assert asks_to_stop(phrase.replace("*", "").replace("…", " ").replace("?", "").split("/")[0]) is None, phrase

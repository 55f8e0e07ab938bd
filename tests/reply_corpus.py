"""Answers of people and of machines in the languages of the table, as clients send them. All of them are our own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reply:
    """A received answer and what is right to say of it."""

    name: str
    text: str
    right: str
    subject: str = "Re: Rotor blades"
    sender: str = "bo@acme.example"
    automatic: bool = False  # it says so in a header
    date: str = "Mon, 01 Jun 2026 09:00:00 +0000"

    @property
    def raw(self) -> bytes:
        headers = [
            f"From: Bo <{self.sender}>",
            f"Subject: {self.subject}",
            "To: mira@holm.example",
            f"Date: {self.date}",
        ]
        headers += ["Auto-Submitted: auto-replied"] if self.automatic else []
        headers += ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
        return "\r\n".join([*headers, "", self.text]).encode()


OURS = (
    "Hi Bo,\n\nour crews repair wind turbines in two days instead of nine. Could we talk for ten minutes next week?\n\n"
    "If that is nothing for you, tell me in one word and I will never write to you again.\n\nMira Holm\nHolm Rotor Service"
)
HERS = "Sehr gern, rufen Sie mich morgen an."

# How a client in each language introduces an original that it does not mark.
INTRODUCTIONS = {
    "a stamp with a zone": "2026-04-14 8:15 GMT+02:00 Mira Holm:",
    "horde": "Quoting Mira Holm <mira@holm.example>:",
    "de horde": "Zitat von Mira Holm <mira@holm.example>:",
    "hyphens of another kind": "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐",
    "a help desk's line": "##- Please type your reply above this line -##",
    "de, a help desk's line": "--- Bitte antworten Sie oberhalb dieser Zeile ---",
    "no verb": "2026/4/14 Mira Holm <mira@holm.example>",
    "by its id": "In message <c41f@holm.example>, Mira Holm writes:",
    "by its id and address": "In article <c41f@holm.example> Mira Holm <mira@holm.example> writes:",
    "a forum": "mira via Windworkers' Forum wrote:",
    "de you": "Am 14. April 2026 haben Sie geschrieben:",
    "de you with its day": "Dienstag, 14. April 2026, schrieben Sie:",
    "fr you": "Le 14 avril 2026, vous avez écrit :",
    "es you": "El 14 de abril de 2026 usted escribió:",
    "it you": "Il 14 aprile 2026 lei ha scritto:",
    "pt you": "Em 14 de abril de 2026, você escreveu:",
    "nl you": "Op 14 april 2026 schreef u:",
    "da you": "Den 14. april 2026 skrev du:",
    "pl you": "W dniu 14.04.2026 napisałeś:",
    "ru you": "14 апреля 2026 г., 8:15:00, вы писали:",
    "en said": "On Apr 14, 2026, Mira Holm said:",
    "en said on": "Mira Holm said the following on 4/14/2026 8:15 AM:",
    "no colon": "On Tue, 14 Apr 2026 08:15:02 +0200 Mira Holm <mira@holm.example> wrote",
    "fr no colon": "Le mar. 14 avr. 2026 08:15 Mira Holm <mira@holm.example> a écrit",
    "an empty line in its address": "On Tue, Apr 14, 2026 at 8:15 AM, Mira Holm <\nmira@holm.example\n\n> wrote:",
    "an empty line before its address": "On Tue, Apr 14, 2026 at 8:15 AM Mira Holm\n\n<\nmailto:mira@holm.example\n> wrote:",
    "es, an empty line before its address": "El mar, 14 abr 2026 a las 8:15, Mira Holm\n\n<mira@holm.example> escribió:",
    "all on the divider's line": "-------- Original message --------From: mira@holm.example Date: 4/14/26 8:15 AM (GMT+02:00) "
    "To: bo@acme.example Subject: Rotor blades",
    "de, all on the divider's line": "-------- Ursprüngliche Nachricht --------Von: mira@holm.example Datum: 14.04.26 08:15 "
    "(GMT+02:00) An: bo@acme.example Betreff: Rotorblätter",
    "a header on one line": "From: Mira Holm <mira@holm.example> Sent: Tuesday, April 14, 2026 8:15 AM To: Bo <bo@acme.example> "
    "Subject: Rotor blades",
    "es, a header on one line": "De: Mira Holm <mira@holm.example> Enviado el: martes, 14 de abril de 2026 8:15 "
    "Para: Bo <bo@acme.example> Asunto: Palas",
    "nl, the following": "Op 14 april 2026 08:15 schreef Mira Holm het volgende:",
    "de, the following": "Am 14.04.2026 um 08:15 schrieb Mira Holm folgendes:",
    "fr, the following": "Le 14 avril 2026 à 08:15, Mira Holm a écrit ce qui suit :",
    "es, the following": "El 14/04/2026 8:15, Mira Holm escribió lo siguiente:",
    "sv, the following": "Den 14 april 2026 08:15 skrev Mira Holm följande:",
    "a header without an address": "From: Mira Holm\nSent: \u200eTuesday\u200e, \u200eApril\u200e \u200e14\u200e, 2026 8:15 AM\n"
    "To: Bo Berg",
    "de, a header without an address": "Von: Mira Holm\nGesendet: Dienstag, 14. April 2026 08:15\nAn: Bo Berg",
    "a short header on one line": "From: mira@holm.example Date: Tue, 14 Apr 2026 08:15:02 +0200",
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
    "groupwise": ">>> Mira Holm <mira@holm.example> 4/14/2026 8:15 AM >>>",
    "yahoo, indented": '      Von: "Mira" <mira@holm.example>\n An: bo@acme.example\n \n Gesendet: 8:15 Dienstag, 14.April 2026\n'
    " Betreff: Rotor",
    "zoho, bare": "---- On Tue, 14 Apr 2026 14:02:50 +0530 mira@holm.example wrote ----",
    "front": "On Apr 14, 2026, 8:15 AM +0200, Mira Holm <mira@holm.example>, wrote:",
    "ionos": "Mira Holm <mira@holm.example> hat am 14. April 2026 um 08:15 geschrieben:",
    "mail.ru": "Вторник, 14 апреля 2026, 8:15 +03:00 от Mira Holm <mira@holm.example>:",
    "gl": "O mar., 14 de abr. de 2026 ás 08:15, Mira Holm (<mira@holm.example>) escribiu:",
    "eu": "Mira Holm (<mira@holm.example>) igorleak hau idatzi du (2026 api. 14, ar. (08:15)):",
    "sq": "Më mar, 14 pri 2026 në 08:15 Mira Holm <mira@holm.example> shkroi:",
    "mk": "На вто, 14 апр. 2026 во 08:15 Mira Holm <mira@holm.example> напиша:",
    "az": "Mira Holm <mira@holm.example> 14 apr 2026, Ç.a., 08:15 tarixində yazdı:",
    "hy": "երք, 14 ապր, 2026 թ., 08:15-ին Mira Holm <mira@holm.example>-ը գրել է․",
    "ka": "სამ, 14 აპრ. 2026, 08:15 Mira Holm <mira@holm.example> დაწერა:",
    "ms": "Pada Sel, 14 Apr 2026 pada 8:15 PG Mira Holm <mira@holm.example> menulis:",
    "tl": "Noong Mar, Abr 14, 2026 nang 8:15 AM, sumulat si Mira Holm <mira@holm.example>:",
    "bn": "মঙ্গল, ১৪ এপ্রি, ২০২৬ তারিখে ৮:১৫ AM টায় Mira Holm <mira@holm.example> লিখেছেন:",
    "zh apple": "在 2026年4月14日，08:15，Mira Holm <mira@holm.example> 写道：",
    "zh-tw": "Mira Holm <mira@holm.example> 於 2026年4月14日 週二 上午8:15寫道：",
    "ja": "2026年4月14日(火) 8:15 Mira Holm <mira@holm.example>:",
    "ja apple": "2026/04/14 8:15、Mira Holm <mira@holm.example>のメール:",
    "ko": "2026년 4월 14일 (화) 오전 8:15, Mira Holm <mira@holm.example>님이 작성:",
    "ca": "Missatge de Mira Holm <mira@holm.example> del dia dt., 14 d’abr. 2026 a les 8:15:",
    "named": "Mira Holm <mira@holm.example> wrote:",
    "named, de": "Mira Holm <mira@holm.example> schrieb:",
    "fi, no address": "Mira Holm kirjoitti 14.4.2026 kello 8.15:",
    "you": "Am 14.04.2026 um 08:15 schrieben Sie:",
    "notes": "Mira Holm <mira@holm.example>\n14.04.2026 08:15\n\nAn\nbo@acme.example\nKopie\n\nThema\nRotor blades",
    "zoho": "---- On Tue, 14 Apr 2026 08:15:00 +0200 Mira Holm <mira@holm.example> wrote ----",
}

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
    "gl": ("Resposta automática", "Estou de vacacións ata o 15 de xuño."),
    "eu": ("Erantzun automatikoa", "Oporretan nago ekainaren 15era arte."),
    "sq": ("Përgjigje automatike", "Jam me pushime deri më 15 qershor."),
    "mk": ("Автоматски одговор", "На годишен одмор сум до 15 јуни."),
    "az": ("Avtomatik cavab", "15 iyuna qədər məzuniyyətdəyəm."),
    "hy": ("Ավտոմատ պատասխան", "Արձակուրդում եմ մինչև հունիսի 15-ը։"),
    "ka": ("ავტომატური პასუხი", "15 ივნისამდე შვებულებაში ვარ."),
    "ms": ("Balasan automatik", "Saya sedang bercuti sehingga 15 Jun."),
    "tl": ("Awtomatikong tugon", "Nakabakasyon ako hanggang Hunyo 15."),
}

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
    "gl": "Por favor, bórrenme da lista.",
    "eu": "Mesedez, ez idatzi gehiago.",
    "sq": "Ju lutem, mos më shkruani më.",
    "mk": "Ве молам, не ми пишувајте повеќе.",
    "az": "Zəhmət olmasa, mənə bir daha yazmayın.",
    "hy": "Խնդրում եմ, այլևս մի գրեք ինձ։",
    "ka": "გთხოვთ, აღარ მომწეროთ.",
    "ms": "Tolong jangan hantar e-mel lagi.",
    "tl": "Pakiusap, huwag na po kayong mag-email sa akin.",
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
    "gl": "Non, grazas, non nos interesa.",
    "eu": "Eskerrik asko, baina ez zaigu interesatzen.",
    "sq": "Jo faleminderit, nuk na intereson.",
    "mk": "Благодарам, не сме заинтересирани.",
    "az": "Təşəkkür edirəm, maraqlanmırıq.",
    "hy": "Շնորհակալություն, մեզ չի հետաքրքրում։",
    "ka": "მადლობა, არ გვაინტერესებს.",
    "ms": "Terima kasih, kami tidak berminat.",
    "tl": "Salamat po, pero hindi kami interesado.",
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
    "gl": "Si, interésanos.",
    "eu": "Bai, interesatzen zaigu.",
    "sq": "Po, na intereson shumë.",
    "mk": "Да, нè интересира.",
    "az": "Bəli, bizi maraqlandırır.",
    "hy": "Այո, մեզ հետաքրքրում է։",
    "ka": "დიახ, გვაინტერესებს.",
    "ms": "Ya, kami berminat.",
    "tl": "Opo, interesado kami.",
}


def quoting() -> list[Reply]:
    """An answer above our message, introduced as each client does."""
    return [Reply(name, f"{HERS}\n\n{line}\n\n{OURS}", HERS) for name, line in INTRODUCTIONS.items()]


def absences() -> list[Reply]:
    """Absences without any header, with the day of return."""
    return [Reply(code, text, "2026-06-15", f"{prefix}: Rotor blades") for code, (prefix, text) in ABSENCES.items()]


def acknowledgements() -> list[Reply]:
    """What help desks send at once."""
    return [Reply(text[:20], text, "auto_reply", sender="help@acme.example") for text in ACKNOWLEDGEMENTS]


def departed() -> list[Reply]:
    """People who left, with the address to write to instead."""
    return [Reply(text[:20], text, "departed kim@acme.example", automatic=True) for text in DEPARTED]


def wishes() -> list[Reply]:
    """Above our message that offers to stop: requests to stop, refusals, and interest."""
    below = f"\n\n{INTRODUCTIONS['en']}\n\n{OURS}"
    stops = [Reply(f"stop {code}", text + below, "stop") for code, text in STOPS.items()]
    refusals = [Reply(f"refusal {code}", text + below, "refusal") for code, text in REFUSALS.items()]
    return [*stops, *refusals, *(Reply(f"interest {code}", text + below, "interest") for code, text in INTERESTS.items())]

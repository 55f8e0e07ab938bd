"""What mail programs and people write in the twelve languages of the prospects marked `+reply`. Data only.

In introductions and dates: `{wd}`/`{weekday}` a weekday, `{d}` the day, `{mon}`/`{month}`/`{m}` the month, `{y}`/`{yy}` the year,
`{time}`, `{who}` and `{addr}` the person quoted. In texts `{sender}` is the person replied to, `{me}` the writer, `{back}` a
date.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: `labels` are those of a quoted message's sender, date, recipient and subject; `prefix` is Outlook's."""

    weekdays: str  # short, then long, from Monday
    months: str  # short, then long
    gmail: str
    apple: str
    thunderbird: str
    yahoo: str
    dated: str
    labels: tuple[str, str, str, str]
    original: str
    prefix: str
    away: str
    device: str
    day: str
    charset: str
    disclaimer: str
    texts: dict[str, tuple[str, ...]]


_ENGLISH = Tongue(
    weekdays="Mon Tue Wed Thu Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    months="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec January February March April May June July August September "
    "October November December",
    gmail="On {wd}, {mon} {d}, {y} at {time} {who} <{addr}> wrote:",
    apple="On {d} {mon} {y}, at {time}, {who} <{addr}> wrote:",
    thunderbird="On {m}/{d}/{yy} {time}, {who} wrote:",
    yahoo="On {weekday}, {month} {d}, {y} at {time} GMT+1, {who} <{addr}> wrote:",
    dated="{weekday}, {month} {d}, {y} {time}",
    labels=("From", "Sent", "To", "Subject"),
    original="Original Message",
    prefix="RE: ",
    away="Automatic reply: ",
    device="Sent from my iPhone",
    day="{d} {month} {y}",
    charset="windows-1252",
    disclaimer="This e-mail and any attachments are confidential and intended solely for the addressee. If you are not the "
    "intended recipient, please notify the sender and delete this message. To stop receiving mail from us, contact IT.",
    texts={
        "interested": (
            "Hi {sender},\n\nthis sounds interesting, we would like to learn more.\n\nBest regards\n{me}",
            "Yes, we are interested. What are the next steps?\n\n{me}",
        ),
        "question": ("Hi {sender},\n\nhow much does it cost per seat, and which systems do you support?\n\n{me}",),
        "notinterested": ("Thanks {sender}, but we are not interested.\n\n{me}",),
        "unsubscribe": ("Please take me off your list and do not write to me again.\n\n{me}",),
        "away": ("Hello,\n\nI am out of the office until {back} and cannot read my mail.\n\nKind regards\n{me}",),
        "again": ("Thank you, that helps.\n\n{me}",),
    },
)

_GERMAN = Tongue(
    weekdays="Mo. Di. Mi. Do. Fr. Sa. So. Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    months="Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez. Januar Februar März April Mai Juni Juli August "
    "September Oktober November Dezember",
    gmail="Am {wd}, {d}. {mon} {y} um {time} Uhr schrieb {who} <{addr}>:",
    apple="Am {d}.{m}.{y} um {time} schrieb {who} <{addr}>:",
    thunderbird="Am {d}.{m}.{yy} um {time} schrieb {who}:",
    yahoo="Am {weekday}, {d}. {month} {y} um {time}:00 MEZ hat {who} <{addr}> Folgendes geschrieben:",
    dated="{weekday}, {d}. {month} {y} {time}",
    labels=("Von", "Gesendet", "An", "Betreff"),
    original="Ursprüngliche Nachricht",
    prefix="AW: ",
    away="Automatische Antwort: ",
    device="Von meinem iPhone gesendet",
    day="{d}. {month} {y}",
    charset="iso-8859-1",
    disclaimer="Diese E-Mail ist vertraulich und nur für den Empfänger bestimmt. Wenn Sie nicht der richtige Adressat sind, "
    "informieren Sie bitte den Absender und löschen Sie diese Nachricht. Jede unbefugte Weitergabe ist untersagt.",
    texts={
        "interested": (
            "Hallo {sender},\n\ndas klingt interessant, wir würden gern mehr erfahren.\n\nViele Grüße\n{me}",
            "Guten Tag,\n\nja, wir haben Interesse. Wie geht es weiter?\n\n{me}",
        ),
        "question": ("Guten Tag {sender},\n\nwas kostet das pro Platz? Bitte schicken Sie mir die Preisliste.\n\n{me}",),
        "notinterested": ("Vielen Dank, aber wir haben keinen Bedarf.\n\nMit freundlichen Grüßen\n{me}",),
        "unsubscribe": ("Bitte streichen Sie mich aus Ihrem Verteiler und schreiben Sie mir nicht mehr.\n\n{me}",),
        "away": ("Guten Tag,\n\nich bin bis zum {back} nicht im Büro und lese keine E-Mails.\n\nViele Grüße\n{me}",),
        "again": ("Danke, das hilft mir weiter.\n\n{me}",),
    },
)

_FRENCH = Tongue(
    weekdays="lun. mar. mer. jeu. ven. sam. dim. lundi mardi mercredi jeudi vendredi samedi dimanche",
    months="janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc. janvier février mars avril mai juin juillet août "
    "septembre octobre novembre décembre",
    gmail="Le {wd} {d} {mon} {y} à {time}, {who} <{addr}> a écrit :",
    apple="Le {d} {mon} {y} à {time}, {who} <{addr}> a écrit :",
    thunderbird="Le {d}/{m}/{y} à {time}, {who} a écrit :",
    yahoo="Le {weekday} {d} {month} {y} à {time}:00 UTC+1, {who} <{addr}> a écrit :",
    dated="{weekday} {d} {month} {y} {time}",
    labels=("De\xa0", "Envoyé\xa0", "À\xa0", "Objet\xa0"),
    original="Message d'origine",
    prefix="RE: ",
    away="Réponse automatique : ",
    device="Envoyé de mon iPhone",
    day="{d} {month} {y}",
    charset="iso-8859-1",
    disclaimer="Ce message et ses pièces jointes sont confidentiels et destinés exclusivement à leur destinataire. Si vous avez "
    "reçu ce message par erreur, merci d'en avertir l'expéditeur et de le supprimer.",
    texts={
        "interested": (
            "Bonjour {sender},\n\ncela nous intéresse, nous aimerions en savoir plus.\n\nCordialement\n{me}",
            "Oui, avec plaisir : votre proposition m'intéresse beaucoup.\n\n{me}",
        ),
        "question": ("Bonjour,\n\ncombien cela coûte-t-il ? Pouvez-vous m'envoyer vos tarifs ?\n\n{me}",),
        "notinterested": ("Bonjour,\n\nmerci, mais nous ne sommes pas intéressés.\n\n{me}",),
        "unsubscribe": ("Merci de me retirer de votre liste et de ne plus m'écrire.\n\n{me}",),
        "away": ("Bonjour,\n\nje suis absent du bureau jusqu'au {back}.\n\nCordialement\n{me}",),
        "again": ("Merci, c'est plus clair.\n\n{me}",),
    },
)

_SPANISH = Tongue(
    weekdays="lun mar mié jue vie sáb dom lunes martes miércoles jueves viernes sábado domingo",
    months="ene feb mar abr may jun jul ago sept oct nov dic enero febrero marzo abril mayo junio julio agosto septiembre "
    "octubre noviembre diciembre",
    gmail="El {wd}, {d} {mon} {y} a las {time}, {who} (<{addr}>) escribió:",
    apple="El {d} {mon} {y}, a las {time}, {who} <{addr}> escribió:",
    thunderbird="El {d}/{m}/{yy} a las {time}, {who} escribió:",
    yahoo="El {weekday}, {d} de {month} de {y}, {time}:00 CET, {who} <{addr}> escribió:",
    dated="{weekday}, {d} de {month} de {y} {time}",
    labels=("De", "Enviado el", "Para", "Asunto"),
    original="Mensaje original",
    prefix="RE: ",
    away="Respuesta automática: ",
    device="Enviado desde mi iPhone",
    day="{d} de {month} de {y}",
    charset="iso-8859-1",
    disclaimer="Este mensaje y sus adjuntos son confidenciales y están dirigidos exclusivamente a su destinatario. Si lo ha "
    "recibido por error, le rogamos que lo comunique al remitente y proceda a eliminarlo.",
    texts={
        "interested": (
            "Hola {sender}:\n\nnos interesa, suena muy bien.\n\nSaludos\n{me}",
            "Buenos días:\n\nsí, estamos interesados en su propuesta.\n\n{me}",
        ),
        "question": ("Hola:\n\n¿cuánto cuesta? ¿Puede enviarme la lista de precios?\n\n{me}",),
        "notinterested": ("Gracias, pero no estamos interesados.\n\n{me}",),
        "unsubscribe": ("Por favor, denme de baja y no me escriban más.\n\n{me}",),
        "away": ("Hola:\n\nestaré fuera de la oficina hasta el {back}.\n\nSaludos\n{me}",),
        "again": ("Gracias, queda más claro.\n\n{me}",),
    },
)

_ITALIAN = Tongue(
    weekdays="lun mar mer gio ven sab dom lunedì martedì mercoledì giovedì venerdì sabato domenica",
    months="gen feb mar apr mag giu lug ago set ott nov dic gennaio febbraio marzo aprile maggio giugno luglio agosto "
    "settembre ottobre novembre dicembre",
    gmail="Il giorno {wd} {d} {mon} {y} alle ore {time} {who} <{addr}> ha scritto:",
    apple="Il giorno {d} {mon} {y}, alle ore {time}, {who} <{addr}> ha scritto:",
    thunderbird="Il {d}/{m}/{yy} {time}, {who} ha scritto:",
    yahoo="Il {weekday} {d} {month} {y} alle ore {time}:00 CET, {who} <{addr}> ha scritto:",
    dated="{weekday} {d} {month} {y} {time}",
    labels=("Da", "Inviato", "A", "Oggetto"),
    original="Messaggio originale",
    prefix="R: ",
    away="Risposta automatica: ",
    device="Inviato da iPhone",
    day="{d} {month} {y}",
    charset="windows-1252",
    disclaimer="Questo messaggio e i suoi allegati sono riservati e destinati esclusivamente al destinatario. Se lo avete "
    "ricevuto per errore, vi preghiamo di avvisare il mittente e di cancellarlo.",
    texts={
        "interested": (
            "Buongiorno {sender},\n\nla proposta ci interessa, vorremmo saperne di più.\n\nCordiali saluti\n{me}",
            "Salve,\n\nsì, siamo interessati.\n\n{me}",
        ),
        "question": ("Buongiorno,\n\nquanto costa? Potrebbe inviarmi il listino prezzi?\n\n{me}",),
        "notinterested": ("Grazie, ma non siamo interessati.\n\n{me}",),
        "unsubscribe": ("Vi prego di cancellarmi dalla vostra lista e di non scrivermi più.\n\n{me}",),
        "away": ("Buongiorno,\n\nsarò fuori ufficio fino al {back}.\n\nCordiali saluti\n{me}",),
        "again": ("Grazie, ora è più chiaro.\n\n{me}",),
    },
)

_DUTCH = Tongue(
    weekdays="ma di wo do vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    months="jan feb mrt apr mei jun jul aug sep okt nov dec januari februari maart april mei juni juli augustus september "
    "oktober november december",
    gmail="Op {wd} {d} {mon} {y} om {time} schreef {who} <{addr}>:",
    apple="Op {d} {mon}. {y}, om {time} heeft {who} <{addr}> het volgende geschreven:",
    thunderbird="Op {d}-{m}-{y} om {time} schreef {who}:",
    yahoo="Op {weekday} {d} {month} {y} om {time}:00 CET schreef {who} <{addr}>:",
    dated="{weekday} {d} {month} {y} {time}",
    labels=("Van", "Verzonden", "Aan", "Onderwerp"),
    original="Oorspronkelijk bericht",
    prefix="Antw: ",
    away="Automatisch antwoord: ",
    device="Verstuurd vanaf mijn iPhone",
    day="{d} {month} {y}",
    charset="iso-8859-1",
    disclaimer="Dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde. Indien u niet de beoogde ontvanger "
    "bent, verzoeken wij u de afzender te informeren en dit bericht te verwijderen.",
    texts={
        "interested": (
            "Beste {sender},\n\ndat klinkt interessant, we willen graag meer weten.\n\nMet vriendelijke groet\n{me}",
            "Hallo,\n\nja, wij hebben interesse.\n\n{me}",
        ),
        "question": ("Goedemorgen,\n\nwat kost het? Kunt u mij de prijslijst sturen?\n\n{me}",),
        "notinterested": ("Bedankt, maar we hebben geen interesse.\n\n{me}",),
        "unsubscribe": ("Haal mij alstublieft van uw lijst en mail mij niet meer.\n\n{me}",),
        "away": ("Goedendag,\n\nik ben tot {back} niet op kantoor.\n\nMet vriendelijke groet\n{me}",),
        "again": ("Dank u, dat is duidelijk.\n\n{me}",),
    },
)

_DANISH = Tongue(
    weekdays="man. tirs. ons. tors. fre. lør. søn. mandag tirsdag onsdag torsdag fredag lørdag søndag",
    months="jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec. januar februar marts april maj juni juli august "
    "september oktober november december",
    gmail="Den {wd} {d}. {mon} {y} kl. {time} skrev {who} <{addr}>:",
    apple="Den {d}. {mon} {y} kl. {time} skrev {who} <{addr}>:",
    thunderbird="Den {d}.{m}.{y} kl. {time} skrev {who}:",
    yahoo="{weekday} den {d}. {month} {y} {time}:00 CET skrev {who} <{addr}>:",
    dated="{d}. {month} {y} {time}",
    labels=("Fra", "Sendt", "Til", "Emne"),
    original="Oprindelig meddelelse",
    prefix="SV: ",
    away="Automatisk svar: ",
    device="Sendt fra min iPhone",
    day="{d}. {month} {y}",
    charset="iso-8859-1",
    disclaimer="Denne e-mail er fortrolig og kun beregnet til modtageren. Hvis du har modtaget den ved en fejl, bedes du "
    "underrette afsenderen og slette mailen.",
    texts={
        "interested": (
            "Hej {sender},\n\ndet lyder interessant, vi vil gerne høre mere.\n\nVenlig hilsen\n{me}",
            "Ja tak, vi er interesserede.\n\n{me}",
        ),
        "question": ("Hej,\n\nhvad koster det? Må jeg få en prisliste?\n\n{me}",),
        "notinterested": ("Tak, men vi er ikke interesserede.\n\n{me}",),
        "unsubscribe": ("Fjern mig venligst fra jeres liste, og skriv ikke til mig igen.\n\n{me}",),
        "away": ("Hej,\n\njeg er ikke på kontoret og er tilbage den {back}.\n\nVenlig hilsen\n{me}",),
        "again": ("Tak, det hjælper.\n\n{me}",),
    },
)

_POLISH = Tongue(
    weekdays="pon. wt. śr. czw. pt. sob. niedz. poniedziałek wtorek środa czwartek piątek sobota niedziela",
    months="sty lut mar kwi maj cze lip sie wrz paź lis gru stycznia lutego marca kwietnia maja czerwca lipca sierpnia "
    "września października listopada grudnia",
    gmail="{wd}, {d} {mon} {y} o {time} {who} <{addr}> napisał(a):",
    apple="Wiadomość napisana przez {who} <{addr}> w dniu {d} {mon} {y}, o godz. {time}:",
    thunderbird="W dniu {d}.{m}.{y} o {time}, {who} pisze:",
    yahoo="{weekday}, {d} {month} {y} {time}:00 CET, {who} <{addr}> napisał(a):",
    dated="{weekday}, {d} {month} {y} {time}",
    labels=("Od", "Wysłano", "Do", "Temat"),
    original="Wiadomość oryginalna",
    prefix="ODP: ",
    away="Automatyczna odpowiedź: ",
    device="Wysłane z iPhone'a",
    day="{d} {month} {y}",
    charset="iso-8859-2",
    disclaimer="Ta wiadomość jest poufna i przeznaczona wyłącznie dla adresata. Jeśli otrzymali ją Państwo przez pomyłkę, "
    "prosimy o powiadomienie nadawcy i jej usunięcie.",
    texts={
        "interested": (
            "Dzień dobry,\n\nbrzmi interesująco, chętnie dowiemy się więcej.\n\nPozdrawiam\n{me}",
            "Tak, jesteśmy zainteresowani.\n\nZ poważaniem\n{me}",
        ),
        "question": ("Dzień dobry,\n\nile to kosztuje? Proszę o przesłanie cennika.\n\n{me}",),
        "notinterested": ("Dziękuję, ale nie jesteśmy zainteresowani.\n\n{me}",),
        "unsubscribe": ("Proszę o usunięcie mnie z listy i proszę więcej do mnie nie pisać.\n\n{me}",),
        "away": ("Dzień dobry,\n\njestem na urlopie do {back}.\n\nPozdrawiam\n{me}",),
        "again": ("Dziękuję, to pomaga.\n\n{me}",),
    },
)

_FINNISH = Tongue(
    weekdays="ma ti ke to pe la su maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
    months="tammik. helmik. maalisk. huhtik. toukok. kesäk. heinäk. elok. syysk. lokak. marrask. jouluk. tammikuuta "
    "helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
    gmail="{wd} {d}. {mon} {y} klo {time} {who} ({addr}) kirjoitti:",
    apple="{who} <{addr}> kirjoitti {d}.{m}.{y} kello {time}:",
    thunderbird="{who} kirjoitti {d}.{m}.{y} klo {time}:",
    yahoo="{weekday} {d}. {month} {y} klo {time} {who} <{addr}> kirjoitti:",
    dated="{weekday} {d}. {month} {y} {time}",
    labels=("Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"),
    original="Alkuperäinen viesti",
    prefix="VS: ",
    away="Automaattinen vastaus: ",
    device="Lähetetty iPhonesta",
    day="{d}. {month} {y}",
    charset="iso-8859-1",
    disclaimer="Tämä viesti on luottamuksellinen ja tarkoitettu vain vastaanottajalle. Jos olet saanut sen vahingossa, ilmoita "
    "siitä lähettäjälle ja poista viesti.",
    texts={
        "interested": (
            "Hei {sender},\n\nkuulostaa kiinnostavalta, haluaisimme kuulla lisää.\n\nYstävällisin terveisin\n{me}",
            "Kyllä, olemme kiinnostuneita.\n\n{me}",
        ),
        "question": ("Hei,\n\nmitä tämä maksaa? Voisitteko lähettää hinnaston?\n\n{me}",),
        "notinterested": ("Kiitos, mutta emme ole kiinnostuneita.\n\n{me}",),
        "unsubscribe": ("Poistakaa minut listaltanne, älkääkä lähettäkö minulle enää viestejä.\n\n{me}",),
        "away": ("Hei,\n\nolen lomalla ja palaan töihin {back}.\n\nTerveisin\n{me}",),
        "again": ("Kiitos, tämä auttoi.\n\n{me}",),
    },
)

_RUSSIAN = Tongue(
    weekdays="пн вт ср чт пт сб вс понедельник вторник среда четверг пятница суббота воскресенье",
    months="янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек. января февраля марта апреля мая июня июля августа "
    "сентября октября ноября декабря",
    gmail="{wd}, {d} {mon} {y} г. в {time}, {who} <{addr}>:",
    apple="{d} {mon} {y} г., в {time}, {who} <{addr}> написал(а):",
    thunderbird="{d}.{m}.{y} {time}, {who} пишет:",
    yahoo="{weekday}, {d} {month} {y} г., {time}:00 GMT+3, {who} <{addr}> написал(-а):",
    dated="{d} {month} {y} г. {time}",
    labels=("От", "Отправлено", "Кому", "Тема"),
    original="Исходное сообщение",
    prefix="HA: ",
    away="Автоматический ответ: ",
    device="Отправлено с iPhone",
    day="{d} {month} {y} г.",
    charset="koi8-r",
    disclaimer="Данное сообщение конфиденциально и предназначено исключительно адресату. Если вы получили его по ошибке, "
    "сообщите об этом отправителю и удалите его.",
    texts={
        "interested": (
            "Здравствуйте!\n\nЗвучит интересно, хотели бы узнать больше.\n\nС уважением,\n{me}",
            "Добрый день!\n\nДа, нас это интересует.\n\n{me}",
        ),
        "question": ("Добрый день,\n\nсколько это стоит? Пришлите, пожалуйста, прайс-лист.\n\n{me}",),
        "notinterested": ("Спасибо, нас это не интересует.\n\n{me}",),
        "unsubscribe": ("Пожалуйста, удалите меня из рассылки и больше мне не пишите.\n\n{me}",),
        "away": ("Здравствуйте!\n\nЯ в отпуске до {back}\n\nС уважением,\n{me}",),
        "again": ("Спасибо, теперь понятно.\n\n{me}",),
    },
)

_CHINESE = Tongue(
    weekdays="周一 周二 周三 周四 周五 周六 周日 星期一 星期二 星期三 星期四 星期五 星期六 星期日",
    months=" ".join([f"{n}月" for n in range(1, 13)] * 2),
    gmail="{who} <{addr}> 于{y}年{m}月{d}日{wd} {time}写道：",
    apple="在 {y}年{m}月{d}日，{time}，{who} <{addr}> 写道：",
    thunderbird="在 {y}/{m}/{d} {time}, {who} 写道:",
    yahoo="在 {y}年{m}月{d}日{weekday} {time} [GMT+8]，{who}<{addr}> 写道：",
    dated="{y}年{m}月{d}日({weekday}) {time}",
    labels=("发件人", "发送时间", "收件人", "主题"),
    original="原始邮件",
    prefix="答复: ",
    away="自动答复: ",
    device="发自我的 iPhone",
    day="{y}年{m}月{d}日",
    charset="gb2312",
    disclaimer="本邮件及其附件含有保密信息，仅限于发送给上述收件人。如果您错收了本邮件，请立即通知发件人并删除本邮件。",
    texts={
        "interested": (
            "{sender}，您好！\n\n我们对此很感兴趣，想了解更多。\n\n{me}",
            "好的，我们有兴趣。\n\n{me}",
        ),
        "question": ("您好，\n\n请问价格是多少？请把报价发给我。\n\n{me}",),
        "notinterested": ("谢谢，我们暂时不需要。\n\n{me}",),
        "unsubscribe": ("请把我从名单中删除，不要再给我发邮件。\n\n{me}",),
        "away": ("您好，\n\n我正在休假，{back}回来上班。\n\n{me}",),
        "again": ("谢谢，明白了。\n\n{me}",),
    },
)

_JAPANESE = Tongue(
    weekdays="月 火 水 木 金 土 日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日",
    months=" ".join([f"{n}月" for n in range(1, 13)] * 2),
    gmail="{y}年{m}月{d}日({wd}) {time} {who} <{addr}>:",
    apple="{y}/{m}/{d} {time}、{who} <{addr}>のメール:",
    thunderbird="On {y}/{m}/{d} {time}, {who} wrote:",
    yahoo="{y}年{m}月{d}日{weekday} {time} JST、{who}<{addr}>のメール:",
    dated="{y}年{m}月{d}日 {time}",
    labels=("差出人", "送信日時", "宛先", "件名"),
    original="元のメッセージ",
    prefix="RE: ",
    away="自動応答: ",
    device="iPhoneから送信",
    day="{y}年{m}月{d}日",
    charset="iso-2022-jp",
    disclaimer="このメールには機密情報が含まれている場合があり、宛先の方のみを対象としています。誤って受信された場合は、"
    "送信者にご連絡のうえ、削除してください。",
    texts={
        "interested": (
            "{sender} 様\n\nお世話になっております。とても興味があります。ぜひお話を聞かせてください。\n\n{me}",
            "ご連絡ありがとうございます。興味がありますので、前向きに検討したいです。\n\n{me}",
        ),
        "question": ("お世話になっております。\n\n価格を教えてください。資料を送っていただけますか。\n\n{me}",),
        "notinterested": ("ご連絡ありがとうございます。申し訳ありませんが、興味がありません。\n\n{me}",),
        "unsubscribe": ("配信を停止してください。今後メールを送らないでください。\n\n{me}",),
        "away": ("お世話になっております。\n\n{back}まで休暇をいただいております。\n\n{me}",),
        "again": ("ありがとうございます。よくわかりました。\n\n{me}",),
    },
)

TONGUES: dict[str, Tongue] = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "it": _ITALIAN,
    "nl": _DUTCH,
    "da": _DANISH,
    "pl": _POLISH,
    "fi": _FINNISH,
    "ru": _RUSSIAN,
    "zh": _CHINESE,
    "ja": _JAPANESE,
}

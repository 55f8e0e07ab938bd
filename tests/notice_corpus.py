"""What machines write for people who left or are away, and for help desks, without any header that says so. All of it is our
own."""

from tests.reply_corpus import Reply

# Who left; kim@acme.example is to be written to instead.
GONE = """
Bo Berg's last day was February 20. Please contact kim@acme.example.
Bo has left the business. Your new contact is kim@acme.example.
Please note Bo Berg no longer works here. Email kim@acme.example instead.
I am no longer working for Acme. For business matters contact kim@acme.example.
Bo Berg moved on from Acme in January; kim@acme.example has taken over her accounts.
Frau Roe hat unser Haus verlassen. Ihre neue Ansprechpartnerin ist kim@acme.example.
Bo Berg ist zum 31. Januar ausgeschieden. Bitte schreiben Sie an kim@acme.example.
Ich arbeite nicht mehr für Acme. Bitte kontaktieren Sie kim@acme.example.
Ich bin im Ruhestand. Mein Nachfolger ist kim@acme.example.
Je ne travaille plus chez Acme. Merci d'écrire à kim@acme.example.
Bo Berg a quitté la société. Votre nouveau contact : kim@acme.example
Bo Berg est partie à la retraite. Contactez kim@acme.example.
Bo Berg ha dejado la empresa. Su nuevo contacto es kim@acme.example.
Ya no formo parte de Acme. Contacte con kim@acme.example.
Bo Berg ya no pertenece a la compañía: kim@acme.example
Bo Berg ha lasciato l'azienda. Contattare kim@acme.example.
Bo Berg non fa più parte del nostro team. Scrivere a kim@acme.example.
Non lavoro più in Acme, il nuovo riferimento è kim@acme.example.
A Bo Berg já não trabalha na empresa. Contacte kim@acme.example.
Bo Berg deixou a empresa. Novo contato: kim@acme.example.
Não faço mais parte da empresa. Escreva para kim@acme.example.
Bo Berg werkt niet meer bij Acme. Mail naar kim@acme.example.
Bo Berg heeft onze organisatie verlaten. Contact: kim@acme.example
Bo Berg er stoppet hos Acme. Kontakt venligst kim@acme.example.
Jeg arbejder ikke længere hos Acme. Skriv til kim@acme.example.
Bo Berg har sluttet hos oss. Kontakt kim@acme.example.
Jeg jobber ikke lenger i Acme. Ta kontakt med kim@acme.example.
Bo Berg arbetar inte kvar på Acme. Kontakta kim@acme.example.
Jag har lämnat Acme. Ny kontakt: kim@acme.example.
Bo Berg ei ole enää palveluksessamme. Ota yhteyttä kim@acme.example.
En työskentele enää Acmeilla. Yhteyshenkilö: kim@acme.example
Bo Berg nie pracuje już w Acme. Proszę pisać na kim@acme.example.
Bo Berg odeszła z firmy. Kontakt: kim@acme.example
Zakończyłam współpracę z firmą. Proszę o kontakt: kim@acme.example
Bo Berg již v naší společnosti nepracuje. Kontaktujte kim@acme.example.
Bo Berg ukončila pracovní poměr. Pište na kim@acme.example.
Bo Berg už v našej firme nepracuje. Kontaktujte kim@acme.example.
Bo Berg már nem a cégünk munkatársa. Kérem, írjon: kim@acme.example
Bo Berg munkaviszonya megszűnt. Új kapcsolattartó: kim@acme.example
Bo Berg nu mai lucrează în companie. Contactați kim@acme.example.
Bo Berg a părăsit compania. Contact nou: kim@acme.example
Bo Berg вече не работи при нас. Пишете на kim@acme.example.
Bo Berg напусна компанията. Контакт: kim@acme.example
Bo Berg больше не работает в компании. Пишите на kim@acme.example.
Bo Berg уволилась. По всем вопросам: kim@acme.example
Bo Berg більше не працює в компанії. Пишіть на kim@acme.example.
Bo Berg звільнилася. Контакт: kim@acme.example
Bo Berg više ne radi u tvrtki. Obratite se na kim@acme.example.
Bo Berg je napustila tvrtku. Kontakt: kim@acme.example
Bo Berg ni več zaposlena pri nas. Pišite na kim@acme.example.
Η Bo Berg δεν εργάζεται πλέον στην εταιρεία. Επικοινωνήστε: kim@acme.example
Η Bo Berg αποχώρησε από την εταιρεία. kim@acme.example
Bo Berg şirketimizden ayrılmıştır. Lütfen kim@acme.example ile iletişime geçin.
Bo Berg artık şirketimizde çalışmıyor: kim@acme.example
Bo Berg nebedirba mūsų įmonėje. Rašykite kim@acme.example.
Bo Berg vairs nestrādā uzņēmumā. Rakstiet kim@acme.example.
Bo Berg ei tööta enam meie ettevõttes. Kirjutage kim@acme.example.
بو بيرغ لم تعد تعمل في الشركة. يرجى التواصل مع kim@acme.example
בו ברג אינה עובדת יותר בחברה. ניתן לפנות אל kim@acme.example
بو برگ دیگر در شرکت کار نمی‌کند. با kim@acme.example تماس بگیرید
बो बर्ग अब कंपनी में काम नहीं करतीं। कृपया kim@acme.example पर लिखें
โบ เบิร์ก ไม่ได้ทำงานที่บริษัทแล้ว กรุณาติดต่อ kim@acme.example
Bo Berg không còn làm việc tại công ty. Vui lòng liên hệ kim@acme.example.
Bo Berg sudah tidak bekerja di perusahaan kami. Hubungi kim@acme.example.
Bo Berg tidak lagi bekerja di syarikat ini. Hubungi kim@acme.example.
Bo Berg 已经离开公司，请联系 kim@acme.example
Bo Berg 已離職，請聯絡 kim@acme.example
Bo Bergは退社いたしました。後任は kim@acme.example です。
Bo Berg 님은 퇴직하셨습니다. kim@acme.example 로 연락 바랍니다.
Bo Berg és jubilada. Contacteu kim@acme.example.
Bo has moved on to another company. I have taken over his accounts: kim@acme.example
Mr Berg retired on 31 January. Kindly write to kim@acme.example
J'ai quitté Acme fin février. Pour toute demande : kim@acme.example
Dejé de trabajar en Acme en febrero. Escriba a kim@acme.example.
Ho lasciato Acme a gennaio. Scrivete a kim@acme.example.
Bo is no longer in the business; his replacement is Kim (kim@acme.example).
Bo Berg si è dimesso. Per comunicazioni: kim@acme.example
Ich habe mich beruflich verändert und bin nicht mehr bei Acme. Kontakt: kim@acme.example
Ya no soy empleado de Acme, contacten con kim@acme.example
"""

# Who acknowledges a message that no person has read.
ACKNOWLEDGED = """
Thank you for your email. Your request REQ0012345 has been submitted.
Your message has been received by our support team. Reference: 88213.
Thanks for getting in touch! One of our team will be with you shortly.
Hi, thanks for your message! You'll be notified by email when our team replies.
We have logged your enquiry under case 00991234.
This is to confirm receipt of your e-mail. We endeavour to reply within 3 working days.
Your email has been forwarded to the relevant department and we will reply within 5 working days.
Ihre E-Mail ist bei uns eingegangen und wird schnellstmöglich bearbeitet.
Vielen Dank für Ihre E-Mail. Wir bearbeiten Ihr Anliegen innerhalb von 48 Stunden.
Dies ist eine automatisch generierte Eingangsbestätigung.
Nous accusons réception de votre courriel et vous répondrons dans les plus brefs délais.
Votre demande n° 45812 a été transmise au service concerné.
Merci pour votre message, notre équipe vous répondra sous 48 heures.
Su consulta ha sido registrada. En breve un agente se pondrá en contacto con usted.
Gracias por escribirnos. Le responderemos en un plazo de 48 horas.
Este es un mensaje automático para confirmar que hemos recibido su correo.
La ringraziamo per la Sua e-mail. Le risponderemo entro 48 ore.
Il suo messaggio è stato ricevuto correttamente. Non rispondere a questa email.
Agradecemos o seu contato. Responderemos em até 48 horas.
O seu pedido foi registado com o número 55123.
Bedankt voor je bericht! We reageren binnen 2 werkdagen.
Uw aanvraag is geregistreerd onder nummer 55123.
Tak for din mail. Vi svarer inden for 2 hverdage.
Vi har modtaget din henvendelse og vender tilbage hurtigst muligt.
Takk for din henvendelse. Vi svarer innen 2 virkedager.
Tack för ditt mejl. Vi svarar inom 2 arbetsdagar.
Ditt ärende har nummer 55123.
Kiitos yhteydenotostasi. Vastaamme kahden arkipäivän kuluessa.
Dziękujemy za wiadomość. Odpowiemy w ciągu 2 dni roboczych.
Twoje zgłoszenie otrzymało numer 55123.
Děkujeme za Váš e-mail. Odpovíme do 2 pracovních dnů.
Ďakujeme za Váš e-mail. Odpovieme do 2 pracovných dní.
Köszönjük levelét! Munkatársunk 2 munkanapon belül válaszol.
Vă mulțumim pentru mesaj. Vom răspunde în termen de 48 de ore.
Благодарим Ви за писмото. Ще отговорим в рамките на 2 работни дни.
Ваше письмо получено. Мы ответим в течение 2 рабочих дней.
Ваша заявка №55123 принята в работу.
Ваш лист отримано. Ми відповімо протягом 2 робочих днів.
Hvala na poruci. Odgovorit ćemo u roku od 2 radna dana.
Hvala za vaše sporočilo. Odgovorili bomo v 2 delovnih dneh.
Ευχαριστούμε για το μήνυμά σας. Θα απαντήσουμε εντός 2 εργάσιμων ημερών.
Mesajınız alınmıştır. 2 iş günü içinde dönüş yapılacaktır.
Ačiū už Jūsų laišką. Atsakysime per 2 darbo dienas.
Paldies par Jūsu ziņu. Atbildēsim 2 darba dienu laikā.
Täname kirja eest. Vastame 2 tööpäeva jooksul.
شكرا لتواصلك معنا. سنرد عليك خلال 48 ساعة.
תודה על פנייתך. נחזור אליך תוך 2 ימי עסקים.
از تماس شما متشکریم. در اسرع وقت پاسخ خواهیم داد.
आपके संदेश के लिए धन्यवाद। हम 2 कार्य दिवस में उत्तर देंगे।
ขอบคุณที่ติดต่อเรา เราจะตอบกลับภายใน 2 วันทำการ
Cảm ơn bạn đã liên hệ. Chúng tôi sẽ phản hồi trong vòng 2 ngày làm việc.
Terima kasih telah menghubungi kami. Kami akan membalas dalam 2 hari kerja.
感谢您的来信，我们将在2个工作日内回复。
感謝您的來信，我們將於2個工作日內回覆。
お問い合わせありがとうございます。2営業日以内にご返信いたします。
문의해 주셔서 감사합니다. 2영업일 이내에 답변드리겠습니다.
Hey! We got your email and created a ticket for it (#8841).
Dear customer, your email has been registered with reference id 44121.
This is an acknowledgement that we received your email. A colleague will respond in due course.
Ihre Nachricht ist angekommen. Wir melden uns bei Ihnen, sobald wir sie bearbeitet haben.
Confirmamos la recepción de su mensaje. Nuestro equipo lo atenderá a la brevedad.
Your message was delivered to our service desk and will be answered in the order received.
"""

# Who is away.
AWAY = """
I'm out until Monday with no access to email.
I will be unavailable until 9 March. Please contact Kim.
I'm currently traveling and will reply when I return on March 9.
On vacation until March 9th!
I'm off today and back tomorrow.
I'm at a conference this week and will respond next Monday.
Bin im Urlaub bis 9.3.
Ich befinde mich derzeit im Mutterschutz. Bitte wenden Sie sich an Kim.
Ich bin bis 9. März auf Dienstreise und nur eingeschränkt erreichbar.
Heute bin ich nicht im Haus. Morgen bin ich wieder da.
Je suis en déplacement jusqu'au 9 mars.
Absent du 2 au 8 mars, je vous répondrai à mon retour le 9 mars.
Je suis en arrêt maladie. Merci de contacter Kim.
Estaré fuera hasta el 9 de marzo sin acceso al correo.
Me encuentro de viaje, regreso el 9 de marzo.
Estoy de permiso de maternidad hasta septiembre.
Sono in malattia fino al 9 marzo.
Sarò assente dal 2 all'8 marzo. Per urgenze contattare Kim.
Estou em viagem a trabalho e retorno dia 9 de março.
Encontro-me ausente até 9 de março.
Ik ben op vakantie tot 9 maart.
Ik ben ziek en kan mijn mail niet lezen. Voor vragen kun je bij Kim terecht.
Jeg er på ferie til og med 8. marts.
Jeg er sygemeldt. Kontakt venligst Kim.
Jeg er på ferie frem til 9. mars.
Jag är ledig till den 9 mars.
Jag är sjukskriven. Vänligen kontakta Kim.
Olen vuosilomalla 9.3. saakka.
Olen sairauslomalla. Ota yhteyttä Kimiin.
Jestem na zwolnieniu lekarskim do 8.03. Proszę o kontakt z Kim.
Do 8 marca przebywam w delegacji.
Jsem na služební cestě do 8. března.
Jsem nemocná, obraťte se prosím na Kim.
Som PN do 8. marca. Kontaktujte prosím Kim.
Március 9-ig szabadságon vagyok.
Betegszabadságon vagyok, kérem keresse Kimet.
Sunt plecat din birou până pe 9 martie.
Sunt în concediu medical până la 9 martie.
В болничен съм до 8 март.
В отпуск съм, връщам се на 9 март.
Я на больничном до 8 марта.
Нахожусь в отпуске, вернусь 9 марта.
Я у відрядженні до 8 березня.
Na bolovanju sam do 8. ožujka.
Na službenom sam putu do 8. marta.
Sem na bolniški do 8. marca.
Είμαι εκτός γραφείου έως 9 Μαρτίου.
Θα απουσιάζω μέχρι τις 8 Μαρτίου.
9 Mart'a kadar ofis dışındayım.
Raporluyum, 9 Mart'ta döneceğim.
Atostogauju iki kovo 8 d.
Esmu slimības lapā līdz 8. martam.
Olen haiguslehel kuni 8. märtsini.
أنا خارج المكتب حتى 9 مارس.
אני מחוץ למשרד עד 9 במרץ.
تا ۹ مارس در دفتر نیستم.
मैं 9 मार्च तक कार्यालय से बाहर हूँ।
ฉันไม่อยู่ที่ออฟฟิศจนถึงวันที่ 9 มีนาคม
Tôi không có mặt ở văn phòng đến ngày 9 tháng 3.
Saya tidak di kantor sampai 9 Maret.
我在出差，3月9日回公司。
本周休假，下周一回来。
我目前不在辦公室，3月9日回來。
3月9日まで休暇をいただいております。
出張のため、ご返信が遅れます。3月9日に戻ります。
3월 9일까지 휴가입니다.
출장 중이라 회신이 늦을 수 있습니다. 3월 9일 복귀.
Hello, I'm away for a bit. If it is urgent text me. Back on the 16th.
On a sailing trip, so replies will be slow until I'm back in the office on 16 March.
No estaré disponible esta semana; el lunes 9 de marzo estaré de nuevo en la oficina.
In questi giorni sono in trasferta e leggerò la posta dal 10 marzo.
Bu hafta eğitimdeyim, 9 Mart Pazartesi ofisteyim.
I'm taking a few days off and will be back at work on Monday 16 March.
Ich nehme mir eine Auszeit bis zum 13. März und lese keine Mails.
Estoy disfrutando de unos días libres hasta el 9 de marzo.
"""


def notices() -> list[Reply]:
    """All of them, with what each is."""
    kinds = (("departed kim@acme.example", GONE), ("auto_reply", ACKNOWLEDGED), ("away", AWAY))
    march = "Tue, 03 Mar 2026 09:00:00 +0000"
    return [
        Reply(text[:40], text, right, "Re: Rotor blades", date=march)
        for right, texts in kinds
        for text in texts.strip().splitlines()
    ]

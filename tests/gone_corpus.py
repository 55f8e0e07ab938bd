"""What machines answer for people who left or moved, and what help desks acknowledge, by language. All our own."""

# Under the subject of an automatic answer; an address to write to instead follows.
DEPARTED = {
    "en": """
I am no longer with Prospect.
I retired on January 31.
This account is no longer active.
Jane is not with us anymore.
""",
    "de": """
Ich arbeite nicht mehr bei Prospect.
Frau Roe hat unser Haus verlassen.
Ich bin in den Ruhestand gegangen.
Dieses Postfach wird nicht mehr gelesen.
""",
    "nl": """
Ik werk niet meer bij Prospect.
Jane heeft ons bedrijf verlaten.
Ik ben met pensioen.
Deze mailbox wordt niet meer gelezen.
""",
    "da": """
Jeg arbejder ikke længere hos Prospect.
Jane er stoppet i virksomheden.
Jeg er gået på pension.
Denne mail bliver ikke længere læst.
""",
    "no": """
Jeg jobber ikke lenger i Prospect.
Jane har sluttet hos oss.
Jeg har gått av med pensjon.
Denne postkassen leses ikke lenger.
""",
    "sv": """
Jag arbetar inte längre på Prospect.
Jane har slutat hos oss.
Jag har gått i pension.
Den här mejladressen används inte längre.
""",
    "fi": """
En ole enää Prospectin palveluksessa.
Jane ei enää työskentele meillä.
Olen jäänyt eläkkeelle.
Tämä sähköposti ei ole enää käytössä.
""",
    "is": """
Ég starfa ekki lengur hjá Prospect.
Jane er hætt störfum.
Þetta netfang er ekki lengur í notkun.
""",
    "fr": """
Je ne travaille plus chez Prospect.
Jane a quitté la société.
Je suis à la retraite.
Cette adresse n'est plus consultée.
Jane ne fait plus partie de nos effectifs.
""",
    "es": """
Ya no trabajo en Prospect.
Jane ha dejado la empresa.
Me he jubilado.
Esta cuenta ya no está en uso.
Jane ya no forma parte de la empresa.
""",
    "ca": """
Ja no treballo a Prospect.
La Jane ha deixat l'empresa.
M'he jubilat.
""",
    "pt": """
Já não trabalho na Prospect.
A Jane saiu da empresa.
Não trabalho mais na Prospect.
Aposentei-me.
Este e-mail não é mais utilizado.
Jane foi desligada da empresa.
""",
    "it": """
Non lavoro più in Prospect.
Jane ha lasciato l'azienda.
Sono in pensione.
Questa casella non è più attiva.
Jane non fa più parte dell'azienda.
""",
    "ro": """
Nu mai lucrez la Prospect.
Jane a părăsit compania.
M-am pensionat.
Această adresă nu mai este folosită.
""",
    "pl": """
Nie pracuję już w Prospect.
Jane odeszła z firmy.
Jestem na emeryturze.
Ta skrzynka nie jest już używana.
Jane nie jest już pracownikiem firmy.
""",
    "cs": """
Již nepracuji v Prospectu.
Jane odešla ze společnosti.
Jsem v důchodu.
Tato schránka se již nepoužívá.
""",
    "sk": """
Už nepracujem v Prospecte.
Jane odišla zo spoločnosti.
Som na dôchodku.
Táto schránka sa už nepoužíva.
""",
    "hu": """
Már nem dolgozom a Prospectnél.
Jane elhagyta a céget.
Nyugdíjba vonultam.
Ez a postafiók megszűnt.
""",
    "sl": """
Nisem več zaposlena v Prospectu.
Jane je zapustila podjetje.
Upokojila sem se.
Ta naslov ni več v uporabi.
""",
    "hr": """
Više ne radim u Prospectu.
Jane je napustila tvrtku.
Umirovljena sam.
Ova adresa više nije u upotrebi.
""",
    "sr": """
Више не радим у Prospectu.
Jane je napustila kompaniju.
Ova adresa se više ne koristi.
""",
    "bg": """
Вече не работя в Prospect.
Jane напусна компанията.
Пенсионирах се.
Този адрес вече не се използва.
""",
    "ru": """
Я больше не работаю в Prospect.
Jane уволилась.
Я на пенсии.
Этот ящик больше не используется.
Jane покинула компанию.
""",
    "uk": """
Я більше не працюю в Prospect.
Jane звільнилася.
Ця скринька більше не використовується.
""",
    "lt": """
Nebedirbu Prospect.
Jane išėjo iš įmonės.
Šis adresas nebenaudojamas.
""",
    "lv": """
Es vairs nestrādāju Prospect.
Jane ir aizgājusi no uzņēmuma.
Šī adrese vairs netiek izmantota.
""",
    "et": """
Ma ei tööta enam Prospectis.
Jane on ettevõttest lahkunud.
See aadress ei ole enam kasutusel.
""",
    "el": """
Δεν εργάζομαι πλέον στην Prospect.
Η Jane αποχώρησε από την εταιρεία.
Η διεύθυνση αυτή δεν χρησιμοποιείται πλέον.
""",
    "tr": """
Artık Prospect'te çalışmıyorum.
Jane şirketimizden ayrılmıştır.
Emekli oldum.
Bu adres artık kullanılmamaktadır.
""",
    "ar": """
لم أعد أعمل في Prospect.
غادرت Jane الشركة.
هذا البريد لم يعد مستخدما.
""",
    "he": """
אינני עובד עוד ב-Prospect.
Jane עזבה את החברה.
תיבה זו אינה בשימוש עוד.
""",
    "fa": """
من دیگر در Prospect کار نمی‌کنم.
این ایمیل دیگر استفاده نمی‌شود.
""",
    "hi": """
मैं अब Prospect में काम नहीं करता।
Jane ने कंपनी छोड़ दी है।
""",
    "th": """
ดิฉันไม่ได้ทำงานที่ Prospect แล้ว
Jane ได้ลาออกแล้ว
""",
    "vi": """
Tôi không còn làm việc tại Prospect.
Jane đã nghỉ việc.
Địa chỉ này không còn được sử dụng.
""",
    "id": """
Saya sudah tidak bekerja di Prospect.
Jane telah mengundurkan diri.
Alamat ini tidak digunakan lagi.
""",
    "zh": """
我已不在Prospect工作。
Jane已经离职。
此邮箱已停用。
我已退休。
本人已離職。
""",
    "ja": """
Prospectを退職いたしました。
Jane Roeは退社いたしました。
このメールアドレスは現在使用しておりません。
定年退職いたしました。
""",
    "ko": """
저는 더 이상 Prospect에 근무하지 않습니다.
Jane은 퇴사했습니다.
이 메일은 더 이상 사용하지 않습니다.
""",
    "gl": """
Xa non traballo en Prospect.
Jane deixou a empresa.
Esta conta xa non se usa.
""",
    "eu": """
Jada ez dut Prospecten lan egiten.
Janek enpresa utzi du.
Helbide hau jada ez da erabiltzen.
""",
    "sq": """
Nuk punoj më në Prospect.
Jane u largua nga kompania.
Kjo adresë nuk përdoret më.
""",
    "mk": """
Повеќе не работам во Prospect.
Јана ја напушти компанијата.
Оваа адреса повеќе не се користи.
""",
    "az": """
Mən artıq Prospect şirkətində işləmirəm.
Jane şirkətdən ayrılıb.
Bu ünvan artıq istifadə olunmur.
""",
    "hy": """
Ես այլևս չեմ աշխատում Prospect-ում։
Ջեյնը հեռացել է ընկերությունից։
Այս հասցեն այլևս չի օգտագործվում։
""",
    "ka": """
მე აღარ ვმუშაობ კომპანიაში.
ჯეინმა დატოვა კომპანია.
ეს მისამართი აღარ გამოიყენება.
""",
    "ms": """
Saya tidak lagi bekerja di Prospect.
Jane telah meninggalkan syarikat.
Alamat ini tidak lagi digunakan.
""",
    "tl": """
Hindi na ako nagtatrabaho sa Prospect.
Umalis na sa kumpanya si Jane.
Hindi na ginagamit ang address na ito.
""",
}

# The same, with the writer's own new address.
MOVED = {
    "en": """
My email address has changed to
You can now reach me at
Please note my new email address:
We have moved to a new domain. My address is now
""",
    "de": """
Meine E-Mail-Adresse hat sich geändert:
Ab sofort erreichen Sie mich unter
Meine neue E-Mail-Adresse lautet
""",
    "nl": """
Mijn nieuwe e-mailadres is
Mijn e-mailadres is veranderd:
U kunt mij vanaf nu bereiken op
""",
    "da": """
Min nye mailadresse er
Jeg har fået ny mailadresse:
Min e-mailadresse er ændret til
""",
    "no": """
Min nye e-postadresse er
Jeg har fått ny e-postadresse:
Min e-postadresse er endret til
""",
    "sv": """
Min nya mejladress är
Jag har bytt e-postadress till
Min e-postadress har ändrats till
""",
    "fi": """
Uusi sähköpostiosoitteeni on
Sähköpostiosoitteeni on muuttunut:
""",
    "fr": """
Ma nouvelle adresse est
Mon adresse e-mail a changé :
Vous pouvez désormais me joindre à
""",
    "es": """
Mi nuevo correo es
Mi dirección de correo ha cambiado a
A partir de ahora pueden escribirme a
""",
    "pt": """
Meu novo e-mail é
O meu endereço de e-mail mudou para
A partir de agora escrevam para
""",
    "it": """
Il mio nuovo indirizzo è
La mia email è cambiata:
D'ora in poi scrivetemi a
""",
    "ro": """
Noua mea adresă este
Adresa mea de e-mail s-a schimbat:
""",
    "pl": """
Mój nowy adres e-mail to
Zmienił się mój adres e-mail:
""",
    "cs": """
Moje nová e-mailová adresa je
Změnila se mi e-mailová adresa:
""",
    "sk": """
Moja nová e-mailová adresa je
Zmenila sa mi e-mailová adresa:
""",
    "hu": """
Az új e-mail címem
Megváltozott az e-mail címem:
""",
    "sl": """
Moj novi e-naslov je
""",
    "hr": """
Moja nova e-mail adresa je
""",
    "sr": """
Моја нова имејл адреса је
""",
    "bg": """
Новият ми имейл адрес е
Имейл адресът ми е променен:
""",
    "ru": """
Мой новый адрес
Мой адрес электронной почты изменился:
""",
    "uk": """
Моя нова адреса
Моя електронна адреса змінилася:
""",
    "lt": """
Mano naujas el. pašto adresas
""",
    "lv": """
Mana jaunā e-pasta adrese ir
""",
    "et": """
Minu uus e-posti aadress on
""",
    "el": """
Η νέα μου διεύθυνση email είναι
""",
    "tr": """
Yeni e-posta adresim
E-posta adresim değişti:
""",
    "ar": """
عنوان بريدي الجديد هو
""",
    "he": """
כתובת המייל החדשה שלי היא
""",
    "fa": """
آدرس ایمیل جدید من
""",
    "hi": """
मेरा नया ईमेल पता है
""",
    "th": """
อีเมลใหม่ของดิฉันคือ
""",
    "vi": """
Địa chỉ email mới của tôi là
""",
    "id": """
Alamat email baru saya
""",
    "zh": """
我的新邮箱是
本人郵箱已更改為
""",
    "ja": """
新しいメールアドレスは
メールアドレスを変更しました。
""",
    "ko": """
새 이메일 주소는
""",
}

# From a help desk, without any mark.
ACKNOWLEDGED = {
    "en": """
We have received your enquiry and assigned it the reference 44521.
Your case #44521 was created.
""",
    "de": """
Wir haben Ihre Anfrage unter der Nummer 44521 erfasst.
Ihr Ticket 44521 wurde eröffnet.
""",
    "nl": """
Uw aanvraag is bij ons geregistreerd onder nummer 44521.
Uw ticket 44521 is aangemaakt.
""",
    "da": """
Vi har modtaget din henvendelse. Sagsnummer: 44521.
Din sag er oprettet med nummer 44521.
""",
    "no": """
Vi har mottatt henvendelsen din. Saksnummer: 44521.
Saken din er registrert med nummer 44521.
""",
    "sv": """
Vi har tagit emot ditt ärende. Ärendenummer: 44521.
Ditt ärende 44521 har skapats.
""",
    "fi": """
Tukipyyntösi on vastaanotettu. Tunnus: 44521.
Palvelupyyntö 44521 on luotu.
""",
    "fr": """
Nous avons bien reçu votre demande. Numéro de dossier : 44521.
Votre ticket n° 44521 a été créé.
""",
    "es": """
Hemos recibido su solicitud. Número de caso: 44521.
Su ticket 44521 ha sido creado.
""",
    "pt": """
Recebemos a sua solicitação. Protocolo: 44521.
O seu ticket 44521 foi criado.
""",
    "it": """
Abbiamo ricevuto la sua richiesta. Numero pratica: 44521.
Il ticket 44521 è stato aperto.
""",
    "ro": """
Am primit solicitarea dvs. Număr de înregistrare: 44521.
Tichetul 44521 a fost creat.
""",
    "pl": """
Otrzymaliśmy Państwa zgłoszenie. Numer sprawy: 44521.
Zgłoszenie nr 44521 zostało utworzone.
""",
    "cs": """
Obdrželi jsme Váš dotaz. Číslo případu: 44521.
Váš tiket 44521 byl vytvořen.
""",
    "sk": """
Prijali sme Vašu požiadavku. Číslo: 44521.
Váš tiket 44521 bol vytvorený.
""",
    "hu": """
Megkaptuk az Ön bejelentését. Azonosító: 44521.
A 44521 számú jegy létrejött.
""",
    "sl": """
Prejeli smo vaš zahtevek. Številka: 44521.
""",
    "hr": """
Zaprimili smo Vaš upit. Broj zahtjeva: 44521.
""",
    "sr": """
Примили смо ваш захтев. Број: 44521.
""",
    "bg": """
Получихме Вашата заявка. Номер: 44521.
""",
    "ru": """
Мы получили ваш запрос. Номер заявки: 44521.
Ваша заявка 44521 создана.
""",
    "uk": """
Ми отримали ваш запит. Номер заявки: 44521.
Вашу заявку 44521 створено.
""",
    "lt": """
Gavome jūsų užklausą. Numeris: 44521.
""",
    "lv": """
Mēs saņēmām jūsu pieprasījumu. Numurs: 44521.
""",
    "et": """
Oleme teie päringu kätte saanud. Number: 44521.
""",
    "el": """
Λάβαμε το αίτημά σας. Αριθμός: 44521.
""",
    "tr": """
Talebinizi aldık. Talep no: 44521.
44521 numaralı talebiniz oluşturuldu.
""",
    "ar": """
لقد استلمنا طلبكم. رقم التذكرة: 44521.
""",
    "he": """
קיבלנו את פנייתך. מספר פנייה: 44521.
""",
    "fa": """
درخواست شما ثبت شد. شماره تیکت: 44521.
""",
    "hi": """
हमें आपका अनुरोध मिल गया है। टिकट संख्या: 44521.
""",
    "th": """
เราได้รับเรื่องของท่านแล้ว หมายเลขเรื่อง: 44521
""",
    "vi": """
Chúng tôi đã nhận được yêu cầu. Mã phiếu: 44521.
""",
    "id": """
Kami telah menerima permintaan Anda. Nomor tiket: 44521.
""",
    "zh": """
我们已收到您的请求。工单编号：44521。
您的工單 44521 已建立。
""",
    "ja": """
お問い合わせを受け付けました。受付番号: 44521
チケット番号 44521 が発行されました。
""",
    "ko": """
문의가 정상적으로 접수되었습니다. 티켓 번호: 44521
""",
    "is": """
Við höfum móttekið erindi þitt. Málsnúmer: 44521.
""",
    "ca": """
Hem rebut la seva sol·licitud. Número de cas: 44521.
""",
    "gl": """
Recibimos a súa mensaxe. Número de ticket: 4711.
""",
    "eu": """
Zure eskaera jaso dugu. Eskaera zenbakia: 4711.
""",
    "sq": """
Kemi marrë kërkesën tuaj. Numri i kërkesës: 4711.
""",
    "mk": """
Го примивме вашето барање. Број на барање: 4711.
""",
    "az": """
Müraciətiniz qəbul edildi. Müraciət nömrəsi: 4711.
""",
    "hy": """
Ձեր հարցումը գրանցվել է։ Հարցման համարը՝ 4711։
""",
    "ka": """
თქვენი მოთხოვნა მიღებულია. მოთხოვნის ნომერი: 4711.
""",
    "ms": """
Kami telah menerima permintaan anda. Nombor tiket: 4711.
""",
    "tl": """
Natanggap namin ang inyong kahilingan. Numero ng tiket: 4711.
""",
}

# Words of people and their companies that are gone, and of mailboxes that nobody reads.
FOR_GOOD = """
Retired. No longer checking this mailbox.
This inbox is not monitored anymore.
This email address is obsolete, please delete it from your records.
Please stop using this address.
I have changed jobs and no longer have access to this account.
I've moved to a new role at Beta Corp.
I have moved on to pursue other opportunities.
Bo Lind has separated from the company.
Bo Lind's employment with Acme has ended.
Bo is no longer employed here.
Employee is no longer with the organization.
The person you are trying to reach is no longer at Acme.
The mailbox you've emailed has been deactivated.
This mailbox has been closed.
This account has been disabled and is not monitored.
This email account is inactive.
Bo sadly passed away on February 1.
I am now retired and will not be reading this email.
I resigned from Acme effective January 31.
As of 1/31/2026 I am no longer an employee of Acme.
Effective immediately, this address is out of service.
Thank you for your email. I finished at Acme on 27 February.
I finished up at Acme last week.
Bo Lind left Acme in January.
Our company has ceased operations.
Acme Inc. has been acquired and this domain is being retired.
This is an unattended mailbox.
Emails to this address are no longer read.
I'm leaving Acme. My last day is March 2.
Dieses Konto ist nicht mehr aktiv.
Diese E-Mail-Adresse existiert nicht mehr.
Ich bin seit dem 1. Februar nicht mehr für Acme tätig.
Frau Lind ist aus dem Unternehmen ausgeschieden.
Unsere Firma hat den Geschäftsbetrieb eingestellt.
Ce compte n'est plus actif.
Cette boîte mail n'est plus utilisée.
J'ai quitté mes fonctions chez Acme.
Esta dirección de correo ya no está activa.
He dejado de trabajar en Acme.
Esta caixa de e-mail foi desativada.
Questo indirizzo non è più attivo.
Ho cessato la mia collaborazione con Acme.
Dit e-mailadres is niet meer in gebruik.
Ik ben uit dienst.
Adres nie jest już aktywny.
Zakończyłam pracę w Acme.
"""

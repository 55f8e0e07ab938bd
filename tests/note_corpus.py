"""Notes of machines in free wording and many languages, without a header or subject that says so, and people who speak of the
same things. All of them are our own; which elements such notes have was learned from published guides and templates."""

from tests.reply_corpus import Reply

# Who is away, or whose company is closed.
AWAY = """
I'm on leave until 16 March. My colleague Kim is happy to help in the meantime.
Ich bin bis 16. März im Urlaub. Meine Kollegin Kim ist in dringenden Fällen für Sie da.
Je suis absente jusqu'au 16 mars. Ma collègue Kim est à votre disposition pendant mon congé.
Estoy fuera hasta el 16 de marzo. Mi compañera Kim está disponible para urgencias.
Min kollega Kim svarar på frågor medan jag är på semester till den 16 mars.
Hey, I'm offline hiking the Camino till the 20th. Kim's your go-to.
Feeling rough today, will pick this up once I'm better.
Our office shuts for Carnival, back on Wednesday.
I'm in back-to-back training this week and won't get to email before Friday evening.
Bis zum 15. März bin ich auf Kreuzfahrt und lese keine E-Mails.
Hallo, ich habe Urlaub und bin ab Montag wieder am Start.
Wir machen Betriebsferien bis einschließlich 13. März.
Derzeit in Reha, voraussichtlich bis Anfang April.
Absente cette semaine pour raison familiale, retour lundi.
Je suis injoignable jusqu'au 15 mars (randonnée en Islande).
L'entreprise ferme ses portes du 2 au 13 mars.
Hasta el día 15 estoy de vacaciones sin acceso al correo.
Me encuentro de permiso de paternidad hasta abril.
Esta oficina cierra por fiestas locales, volvemos el lunes.
In malattia fino a nuovo avviso, per urgenze Kim.
Siamo chiusi per ferie fino al 13 marzo.
Encontro-me de férias até 13 de março, sem acesso ao email.
Estou de atestado médico por tempo indeterminado.
Tot en met 13 maart ben ik op vakantie, Kim helpt u graag.
Wegens carnaval zijn wij gesloten tot woensdag.
Jeg har ferie uge 10 og er tilbage mandag.
Jag är sjukskriven tills vidare, Kim svarar på frågor.
Har avspasering i dag, tilbake i morgen.
Olen vuosilomalla 15.3. saakka, Kim hoitaa kiireelliset.
Do 13 marca przebywam na urlopie bez dostępu do poczty.
Do 13. března jsem na dovolené, volejte Kim.
Нахожусь в декрете, вопросы к Ким.
На этой неделе меня нет, вернусь в понедельник.
Я на навчанні до п'ятниці, відповім пізніше.
Cuma gününe kadar eğitimdeyim, sonra dönüş yaparım.
今週は夏季休暇中です。16日以降にご返信します。
本人休病假至3月13日,急事请找金小姐。
3월 13일까지 휴가입니다. 급한 일은 김 대리에게 연락 바랍니다.
Hiya, thanks for yours. I've hopped on a plane and am not looking at emails till the 16th. Kim's holding the fort.
Gone fishing – literally. Signal is patchy so expect silence until after the bank holiday.
Sorry, I only work Tuesdays and Thursdays, so it may take me a few days to get to this.
Moin, ich bin gerade mit dem Rad unterwegs und lese erst wieder in der zweiten Märzwoche. Bis dahin hilft Kim weiter.
Liebe Leute, ich gönne mir eine Auszeit bis Ostern. Wer nicht warten kann: Kim weiß Bescheid.
Bin krankgeschrieben und kann bis auf Weiteres nicht antworten.
Wegen einer Fortbildung sitze ich diese Woche nicht am Platz und komme erst Montag wieder dazu.
Coucou, je suis sur les pistes jusqu'au 15 et je ne lirai rien avant. Kim prend le relais.
Bonjour, je suis alitée et ne reprendrai le travail que la semaine prochaine.
Je m'absente quelques jours pour déménager, retour lundi 16.
Buenas, estoy de viaje de novios y no abriré el correo hasta el 16. Kim se encarga.
Estoy de baja médica, no sé cuándo volveré. Escribid a Kim.
Esta semana la tengo libre, el lunes me pongo con los correos.
Ciao, sono al mare fino al 15 e non guardo la posta. Kim vi dà una mano.
Sono a casa con l'influenza, rispondo appena mi rimetto.
Olá, estou de folga esta semana e só volto a ver os emails na segunda, dia 16.
Estou com o bebé em casa até setembro, a Kim fica no meu lugar.
Hoi, ik zit even in de bergen en kijk pas 16 maart weer in mijn mailbox. Kim neemt waar.
Ben ziek thuis, reageren duurt dus even.
Hej, jeg er på ski med familien og svarer først i uge 12.
Hej! Är hemma med sjukt barn idag, svarar när jag kan.
Hei, olen hiihtolomalla ja palaan sorvin ääreen 16.3.
Cześć, siedzę na urlopie do 15 marca i nie zaglądam do poczty. Pilne sprawy ogarnia Kim.
Dobrý den, do 15. března jsem na horách a maily nečtu, zastoupí mě Kim.
Добрый день! Я в отпуске, на связи буду с 16 марта, по всем вопросам к Ким.
Заболела, лежу дома, отвечу когда поправлюсь.
Merhaba, 15 Mart'a kadar izindeyim, e-postalara bakamıyorum. Kim yardımcı olur.
お世話になっております。体調不良のため今週いっぱいお休みをいただいております。
您好,我这周在外地出差,看邮件不方便,16号回来再回复您。
Off with a nasty bug, will catch up when I'm human again.
My little one is poorly so I'm at home with her today and tomorrow; replies will be patchy.
On the ferry to Norway – no laptop, no worries. Properly back on the 23rd.
I'm using up my remaining leave and won't look at this before March 18. Kim can step in.
Bin mit den Kindern im Zelt an der Ostsee und hab den Rechner daheim gelassen. Am 16.3. geht's weiter.
Mich hat's erwischt, ich kuriere mich aus. Kim vertritt mich.
Resturlaub! Wieder da am 16. März.
Bonjour, je pouponne jusqu'à la rentrée ! Kim assure l'intérim.
Grippe oblige, je suis au lit et je vous réponds dès que ça va mieux.
En vadrouille sans ordi jusqu'au 16 mars.
Estoy en cama con fiebre, contestaré en cuanto pueda.
Días de asuntos propios, vuelvo el 16 de marzo. Para lo que corra prisa, Kim.
Sto facendo un trasloco e fino al 16 non ho internet.
Congedo parentale fino a settembre, al mio posto risponde Kim.
Em viagem de trabalho até dia 13, com pouco acesso à internet.
Fui operado ao joelho e estou a recuperar em casa, volto no dia 23.
Vaderschapsverlof tot 1 april, Kim doet mijn zaken zolang.
Jeg ligger syg og vender tilbage, når jeg er frisk igen.
Barselsorlov indtil oktober, Kim passer mine sager.
Er på hytta uten dekning, svarer mandag 16.
Vabbar idag, hör av mig när barnen är friska.
Föräldraledig till augusti, Kim täcker upp för mig.
Olen sairaslomalla toistaiseksi, Kim auttaa sillä välin.
Leżę z gorączką, odpiszę jak wyzdrowieję.
Jestem na szkoleniu do piątku, czytam maile tylko wieczorem.
Jsem na mateřské, zastupuje mě Kim.
Сижу с ребёнком на больничном, почту почти не смотрю.
До 15 марта я в горах без интернета.
Я у відпустці до 15 березня, пошту не читаю.
Hastayım, iyileşince dönüş yapacağım.
子どもの発熱のため本日はお休みをいただいております。
我在休产假,九月才回公司,这段时间由金小姐负责。
독감으로 쉬고 있어 회복되는 대로 답장드리겠습니다.
Down with the flu, will reply once I'm back on my feet.
At a trade show in Lyon all week with next to no time for email.
I'm on gardening leave until 20 March. Kim has my files.
Habe frei und genieße die Sonne, ab 16.3. wieder für Sie da.
Bin im Kindkrank und nur sporadisch am Rechner.
Unser Büro macht Brückentag, Montag lesen wir Ihre Mail.
Je suis en congé mat jusqu'en septembre, Kim me remplace.
En déplacement à l'étranger, je lis mes mails le soir seulement.
Estoy fuera por la boda de mi hermana, regreso el lunes 16.
De vacaciones con la familia; respondo a la vuelta.
Sono in ferie fino al 15 marzo compreso, leggerò al rientro.
De férias até dia 15, respondo no regresso.
Jeg holder vinterferie i denne uge og læser mails på mandag.
Jeg er på vinterferie og svarer når jeg er tilbake 16. mars.
Jag har semester den här veckan och läser mejl på måndag.
Olen talvilomalla tämän viikon, vastaan maanantaina.
Jestem na zwolnieniu lekarskim do 13 marca.
Mám dovolenou do pátku, ozvu se v pondělí.
Szabadságon vagyok március 15-ig, utána válaszolok.
Sunt în concediu până pe 15 martie, răspund după.
Λείπω με άδεια έως 15 Μαρτίου, θα απαντήσω όταν επιστρέψω.
Уехал в командировку, вернусь 16 марта, почта раз в день.
На лікарняному, відповім після одужання.
Yıllık izindeyim, 16 Mart'ta döneceğim.
出張のため16日まで返信が難しい状況です。
本周休年假,下周一统一回复邮件。
이번 주 휴가라 월요일에 확인하겠습니다.
أنا في إجازة حتى 15 مارس وسأرد عند عودتي.
אני בחופשה עד 15 במרץ ואחזור אליכם כשאשוב.
Na bolovanju sam do daljnjeg, mijenja me Kim.
Em nghỉ phép đến hết ngày 15/3, sẽ trả lời sau.
Thanks for your note. I'm travelling this week with patchy internet and will get back to you when I return on 9 March.
Hello, you've reached me during my break. I'll be back at my desk on Monday 9 March; for anything pressing, ring the main line.
I have limited availability between March 2 and March 8. If this is urgent, please text me.
Our whole company is having its winter shutdown until 9 March. Messages will be answered after that.
I'm currently on parental leave and not reading mail. Kim (kim@acme.example) covers for me until September.
Please note that I do not work on Mondays and Fridays. I will answer when I am next in.
Thank you for your email. I am out at a client site all week with no laptop. Expect an answer by the 9th of March.
Vielen Dank für Ihre Nachricht. Bis einschließlich 8. März bin ich unterwegs und lese meine Mails nur sporadisch. In dringenden Fällen hilft Ihnen Kim Klein weiter.
Guten Tag, unser Büro bleibt vom 2. bis 8. März geschlossen. Ab dem 9. März sind wir wieder für Sie da.
Ich genieße gerade ein paar freie Tage und bin am 9. März zurück. Ihre E-Mail wird nicht weitergeleitet.
Derzeit befinde ich mich auf einer Fortbildung. Ihre Mail beantworte ich nach meiner Rückkehr am 9. März.
Ich bin aktuell erkrankt und kann Ihre Nachricht nicht bearbeiten. Bitte wenden Sie sich an zentrale@acme.example.
Bonjour, je suis en congés jusqu'au 8 mars inclus. Je traiterai votre message à mon retour. Pour toute urgence, merci de joindre Kim Klein.
Merci de votre message. Je suis actuellement en déplacement et n'ai qu'un accès restreint à ma messagerie. Retour au bureau le 9 mars.
Notre établissement est fermé du 2 au 8 mars. Nous vous répondrons dès la réouverture.
Actuellement en arrêt maladie, je ne suis pas en mesure de vous répondre.
Hola, estaré fuera de la oficina hasta el 9 de marzo y responderé a mi regreso. Si es urgente, escriba a kim@acme.example.
Gracias por su correo. Me encuentro de vacaciones y no revisaré mi bandeja de entrada hasta el 9 de marzo.
Nuestras oficinas permanecerán cerradas del 2 al 8 de marzo por vacaciones.
Estoy de baja médica. En mi ausencia puede dirigirse a kim@acme.example.
Buongiorno, sarò assente dall'ufficio fino all'8 marzo compreso. Per urgenze potete contattare la collega Kim Klein.
Sono in ferie e leggerò la posta al mio rientro, il 9 marzo.
L'azienda rimarrà chiusa dal 2 all'8 marzo. Riapriremo il 9 marzo.
Olá, estarei ausente até 9 de março, com acesso limitado ao e-mail. Em caso de urgência, contacte a Kim Klein.
Estou de férias e retorno no dia 9 de março. Sua mensagem será respondida assim que eu voltar.
Encontro-me de licença de maternidade. Assuntos urgentes: kim@acme.example.
Bedankt voor je bericht. Ik ben er even niet tot 9 maart. Voor spoed kun je Kim Klein bellen.
Ik ben met vakantie en lees mijn mail niet. Vanaf 9 maart ben ik weer bereikbaar.
Wegens ziekte kan ik momenteel niet reageren op uw e-mail.
Tak for din mail. Jeg holder ferie og er tilbage den 9. marts. Ved hasteopgaver kontakt venligst Kim Klein.
Jeg er på barsel og læser ikke mails. Kontakt kim@acme.example i mit fravær.
Hei, jeg har fri frem til 9. mars og svarer på e-post når jeg er tilbake.
Jeg er på reise denne uken og har begrenset tilgang til e-post. Ved hastesaker ring sentralbordet.
Hej! Jag är ledig till och med den 8 mars och läser inte min mejl under tiden. Vid brådskande ärenden, kontakta Kim Klein.
Tack för ditt mejl. Jag är föräldraledig och åter den 9 mars.
Jag är på tjänsteresa och svarar så snart jag är tillbaka på kontoret.
Hei, olen lomalla 8.3. asti. Vastaan viestiisi palattuani. Kiireellisissä asioissa ota yhteyttä kollegaani.
Olen poissa toimistolta 2.-8.3. ja luen sähköpostia satunnaisesti.
Dzień dobry, przebywam na urlopie do 8 marca. Na wiadomości odpowiem po powrocie. W pilnych sprawach proszę o kontakt z Kim Klein.
Jestem obecnie na zwolnieniu lekarskim i nie mam dostępu do poczty.
W dniach 2-8 marca nasza firma będzie nieczynna.
Dobrý den, do 8. března čerpám dovolenou a nebudu mít přístup k e-mailu. Ve spěšných věcech volejte kolegyni.
Momentálně jsem na služební cestě, odpovím vám po návratu 9. března.
Dobrý deň, som na dovolenke do 8. marca. V súrnych prípadoch kontaktujte Kim Klein.
Tisztelt Partnerünk! Március 8-ig szabadságon vagyok, leveleimet visszatérésem után olvasom el.
Jelenleg nem tartózkodom az irodában, sürgős esetben keresse Kim Kleint.
Bună ziua, sunt în concediu până pe 9 martie și voi răspunde la întoarcere. Pentru urgențe, contactați colega mea.
Здравейте, в отпуск съм до 8 март и ще Ви отговоря след завръщането си.
Добрый день! Нахожусь в отпуске по 8 марта включительно. По срочным вопросам обращайтесь к Ким Кляйн.
Я сейчас в командировке, доступ к почте ограничен. Отвечу после возвращения 9 марта.
Нахожусь на больничном, почту временно не читаю.
Добрий день! Перебуваю у відпустці до 9 березня. З термінових питань звертайтесь до Кім Кляйн.
Poštovani, na godišnjem sam odmoru do 8. ožujka. Za hitne slučajeve obratite se kolegici.
Poštovani, trenutno sam na bolovanju i ne čitam poštu. Za sve hitno kontaktirajte Kim Klein.
Pozdravljeni, do 8. marca sem na dopustu. V nujnih primerih pokličite Kim Klein.
Γεια σας, θα απουσιάζω από το γραφείο έως τις 8 Μαρτίου. Για επείγοντα θέματα επικοινωνήστε με την Κιμ Κλάιν.
Βρίσκομαι σε άδεια και θα επιστρέψω στις 9 Μαρτίου.
Merhaba, 8 Mart'a kadar yıllık izindeyim. Acil konular için Kim Klein ile iletişime geçebilirsiniz.
Şu anda iş seyahatindeyim ve e-postalarıma erişimim kısıtlı. 9 Mart'ta ofiste olacağım.
Laba diena, iki kovo 8 d. atostogauju. Skubiais klausimais kreipkitės į kolegę Kim Klein.
Labdien! Līdz 8. martam esmu atvaļinājumā. Steidzamos jautājumos zvaniet Kim Klein.
Tere! Olen puhkusel kuni 8. märtsini. Kiirete küsimuste korral pöörduge Kim Kleini poole.
مرحبا، أنا في إجازة حتى 9 مارس وسأرد على رسالتكم فور عودتي. للأمور العاجلة يرجى الاتصال بزميلتي.
شكرا لتواصلكم. أنا حاليا خارج المكتب في رحلة عمل.
שלום, אני בחופשה עד ה-9 במרץ ואשיב להודעתך עם שובי. בעניינים דחופים ניתן לפנות לקים קליין.
אני נמצאת בחופשת לידה ואיני קוראת דואר אלקטרוני.
با سلام، تا ۹ مارس در مرخصی هستم و پس از بازگشت پاسخ خواهم داد.
नमस्ते, मैं 9 मार्च तक छुट्टी पर हूँ और लौटने के बाद उत्तर दूँगा। तत्काल मामलों के लिए किम से संपर्क करें।
สวัสดีค่ะ ดิฉันลาพักร้อนถึงวันที่ 8 มีนาคม จะตอบกลับเมื่อกลับมาทำงาน กรณีเร่งด่วนกรุณาติดต่อคุณคิม
Xin chào, tôi đang nghỉ phép đến hết ngày 8 tháng 3. Việc gấp xin liên hệ chị Kim.
Halo, saya sedang cuti sampai 9 Maret. Untuk hal mendesak silakan hubungi Kim.
Salam, saya bercuti sehingga 8 Mac dan akan membalas emel anda selepas kembali.
您好，我正在休假，3月9日返回公司。如有急事请联系金女士。
本人出差在外，无法及时回复邮件，3月9日后会处理。
您好，本人於3月8日前休假，期間無法收信，急事請聯絡同事。
お世話になっております。3月8日まで休暇をいただいております。お急ぎの場合は弊社代表電話までご連絡ください。
ただいま出張中のため、メールの確認が遅れる場合がございます。3月9日に戻ります。
本日は終日外出しております。返信は明日以降となります。
안녕하세요. 3월 8일까지 휴가입니다. 급한 용무는 김 과장에게 연락 바랍니다.
현재 출장 중이라 메일 확인이 어렵습니다. 복귀 후 회신드리겠습니다.
Bon dia, sóc de vacances fins al 9 de març. Per a urgències podeu escriure a la Kim.
Góðan dag, ég er í fríi til 9. mars og svara tölvupósti þegar ég kem til baka.
Kaixo, oporretan nago martxoaren 8ra arte. Presako kontuetarako jarri harremanetan Kimekin.
Përshëndetje, jam me pushime deri më 9 mars. Për raste urgjente kontaktoni Kim Klein.
Здраво, на годишен одмор сум до 8 март. За итни работи јавете се кај Ким.
Ola, estarei de vacacións ata o 9 de marzo. Para urxencias contacte con Kim.
Thank you for contacting me. I shall be attending a conference from March 2 to March 6 and may be slow to answer. Should your matter be urgent, ask for Kim at reception.
Hi! I'm off on my honeymoon and the laptop stays at home. Talk to you after 9 March.
I am currently on jury duty with no fixed return date. Kim Klein is handling my accounts.
This mailbox is checked only once a day while I am on the road. Back at my desk on the 9th.
Greetings from the mountains! I will be hiking until March 8 and unreachable. My team at team@acme.example can assist.
Today is a public holiday here. I will respond on the next working day.
I work part-time and am not in the office on Thursdays and Fridays. Your email will be dealt with on Monday.
I am on compassionate leave. Please direct all matters to kim@acme.example in the interim.
Ich bin dann mal weg! Vom 2. bis 8. März erhole ich mich in den Bergen. Ihre Nachricht erreicht mich danach.
Aufgrund einer Messe bin ich diese Woche nur telefonisch zu erreichen: 0170 555 01 00.
Liebe Absenderin, lieber Absender, ich bin vom 02.03.2026 bis 08.03.2026 nicht im Hause. Ihre E-Mail wird nicht automatisch weitergeleitet. Frau Klein vertritt mich.
Unsere Praxis macht Ferien vom 2. bis 8. März. Vertretung: Praxis Dr. Klein.
Zur Zeit bin ich im Mutterschutz. Bitte wenden Sie sich an meine Kollegin Kim Klein.
Wegen Inventur sind wir am 2. und 3. März nicht erreichbar.
Votre message a retenu toute mon attention, mais je suis en vacances ! Je reviens le 9 mars.
Je suis en formation cette semaine et répondrai à vos messages à partir du 9 mars.
Absente pour congé maternité, je serai de retour en septembre. Contact : kim@acme.example
En raison d'un déplacement professionnel, je ne pourrai traiter vos courriels avant le 9 mars.
Bonjour, je travaille à temps partiel et suis absent le mercredi. Je vous répondrai dès jeudi.
En estos momentos no puedo atenderle, ya que disfruto de mis días libres hasta el 9 de marzo. Un saludo.
Estaré de viaje del 2 al 8 de marzo, con acceso intermitente al correo.
Hoy es festivo en Madrid. Le responderé mañana.
Me encuentro de permiso de paternidad. Mi compañera Kim Klein le ayudará.
Dal 2 all'8 marzo sarò fuori sede per lavoro. Risponderò appena possibile.
Sono in congedo di maternità fino a settembre. Per necessità: kim@acme.example
Attualmente sono in malattia. Per qualsiasi esigenza rivolgetevi alla segreteria.
Bom dia, encontro-me em viagem de trabalho até 9 de março, podendo demorar a responder.
Estamos de férias coletivas e retornaremos em 9 de março.
Hoje é feriado. Responderemos no próximo dia útil.
Momenteel geniet ik van mijn zwangerschapsverlof. Kim Klein neemt mijn taken waar.
Van 2 tot en met 8 maart zit ik in het buitenland. Uw bericht beantwoord ik daarna.
Ik werk niet op woensdag. Morgen lees ik uw bericht.
Jeg er på kursus resten af ugen og svarer på mails mandag den 9. marts.
Jeg er sygemeldt på ubestemt tid. Skriv til kim@acme.example.
Jeg er i permisjon til september. Kim Klein vikarierer for meg.
Jeg tar påskeferie og er tilbake på jobb 9. mars.
Jag jobbar inte idag men hör av mig i morgon.
Jag vabbar och svarar på mejl så snart jag kan.
Hej, jag är på konferens 2-6 mars. Kontakta kim@acme.example om det är bråttom.
Olen vanhempainvapaalla syyskuuhun saakka. Tehtäviäni hoitaa Kim Klein.
Olen työmatkalla enkä lue sähköpostia päivittäin. Palaan 9. maaliskuuta.
Olen tänään sairaana, vastaan huomenna.
Uprzejmie informuję, że do 8 marca nie będzie mnie w pracy. Zastępuje mnie Kim Klein.
Jestem na szkoleniu, na maile odpowiem wieczorem lub jutro.
Przebywam na urlopie macierzyńskim. Kontakt: kim@acme.example
Tento týden jsem na školení a k e-mailům se dostanu až večer.
Jsem na mateřské dovolené, zastupuje mě Kim Klein.
Momentálne som chorý, v prípade potreby kontaktujte moju kolegyňu.
Köszönöm megkeresését. Üzleti úton vagyok, március 9-én leszek újra elérhető.
Betegség miatt nem vagyok elérhető. Helyettesem Kim Klein.
Vă mulțumesc pentru mesaj. Sunt plecat în delegație până pe 8 martie.
В болничен съм и нямам достъп до служебната поща.
Уважаемый отправитель! Я отсутствую в офисе со 2 по 8 марта. Ваше письмо не пересылается.
В связи с праздниками офис закрыт до 9 марта.
Я у відрядженні до 8 березня, відповідатиму із запізненням.
Trenutačno sam na porodiljnom dopustu. Zamjenjuje me Kim Klein.
Одсутан сам до 8. марта. За хитне случајеве позовите колегу.
Sem na službeni poti in imam omejen dostop do e-pošte. Vrnem se 9. marca.
Απουσιάζω λόγω ασθένειας. Για ό,τι χρειαστείτε απευθυνθείτε στη γραμματεία.
Hastalık izni nedeniyle ofiste değilim. Kim Klein size yardımcı olacaktır.
Bayram tatili nedeniyle 9 Mart'a kadar kapalıyız.
Šiuo metu sergu, į laiškus atsakysiu vėliau. Reikalui esant rašykite kim@acme.example.
Esmu komandējumā līdz 8. martam un e-pastu lasu reti.
Olen töölähetusel 8. märtsini ja vastan kirjadele esimesel võimalusel.
أعتذر عن عدم الرد لأنني في إجازة مرضية. يمكنكم التواصل مع كيم.
הנני בנסיעת עבודה עד 8 במרץ. לכל עניין דחוף התקשרו למשרד.
در حال حاضر در سفر کاری هستم و دسترسی محدودی به ایمیل دارم.
मैं बीमारी के कारण अवकाश पर हूँ। कृपया किम से संपर्क करें।
ขณะนี้อยู่ระหว่างเดินทางไปต่างประเทศ จะติดต่อกลับวันที่ 9 มีนาคม
Hiện tôi đang đi công tác và sẽ trả lời sau ngày 9 tháng 3.
Saya sedang dinas luar kota sampai 8 Maret. Mohon maaf atas keterlambatan balasan.
因产假，我将于九月返岗，工作请联系金经理 kim@acme.example。
国庆放假期间无法处理邮件，10月8日恢复办公。
本人今日請假，明日回覆您的來信。
誠に勝手ながら3月2日から8日まで休業とさせていただきます。
体調不良のためお休みをいただいております。ご用件は金までお願いいたします。
育児休業中のため、メールを確認しておりません。
출산휴가 중입니다. 업무 문의는 김 대리에게 부탁드립니다.
금일 연차입니다. 내일 확인 후 답변드리겠습니다.
Guten Tag,  ich bin vom 23.02. bis einschl. 06.03.2026 nicht im Büro und habe keinen Zugriff auf meine Mails. Ihre Nachricht wird nicht weitergeleitet. In dringenden Fällen wenden Sie sich bitte an Kim Klein, Tel. +49 30 555 0100.  Mit freundlichen Grüßen Jane Roe  ---  Dear Sender,  I am out of the office from 23 February until 6 March 2026 and have no access to my mails. Your message will not be forwarded. In urgent cases please contact Kim Klein, phone +49 30 555 0100.  Best regards Jane Roe Head of Purchasing Prospect GmbH Musterweg 1 10115 Berlin www.acme.example Amtsgericht Berlin HRB 12345, Geschäftsführer: Max Muster
Merci pour votre courriel.  Je suis présentement en vacances et de retour le 9 mars.  Thank you for your email.  I am presently on vacation and back on March 9.  Jane Roe, ing.
Hi,  Just so you know, I check email at 9 and 4 only. If it can't wait, ring me on 555 0100.  Jane
This is an auto-response. Jane is currently travelling and will process emails in the evenings.
Sent automatically: I'm enjoying some time with my newborn and won't be reading emails until June.
I'm observing a no-email Friday. Expect my reply on Monday.
Due to high volume of emails, my responses might be delayed. Thank you for your patience.
Hello and thank you for your email. I am currently on a leave of absence. Kim Klein has graciously agreed to handle all enquiries.
Our offices will be closed Thursday and Friday for Thanksgiving. Normal hours resume Monday.
We are moving offices this week; expect slower replies than usual.
Ich bin heute auf einem Außentermin und melde mich morgen zurück.
Wir befinden uns bis 9. März in den Betriebsferien. Bestellungen werden danach bearbeitet.
Elternzeit! Bis Ende August vertritt mich Kim Klein (kim@acme.example).
Servus, ich bin gerade Skifahren und ab 9.3. zurück.
Leider bin ich momentan krankheitsbedingt abwesend. Ihre E-Mails werden nicht gelesen.
Bonjour, absent ce jour pour raisons personnelles, je vous répondrai demain.
Le cabinet est fermé jusqu'au lundi 9 mars. En cas d'urgence composez le 15.
Je télétravaille et consulte mes mails par intermittence; merci de votre patience.
Me encuentro en una capacitación y responderé sus mensajes por la tarde.
Por motivos de salud estaré ausente unos días. Contacte con recepción.
De viaje hasta el lunes, sin conexión. Saludos, Jane
Sono all'estero per lavoro fino al 9 marzo; leggo le mail la sera.
Estou em teletrabalho e reuniões o dia todo; respondo amanhã.
Informo que me encontro de baixa médica. Por favor envie os seus pedidos para geral@acme.example.
In verband met carnaval zijn wij gesloten. Maandag 9 maart staan we weer voor u klaar.
Ik ben onderweg en kan mijn mail pas vanavond lezen.
Jeg er til møde hele dagen og svarer i morgen.
Hej, jeg holder vinterferie i uge 10 og er på kontoret igen mandag d. 9. marts.
Kontoret er stengt i påsken. Vi er tilbake 9. mars.
Jag är på utbildning tom fredag och läser mejlen på kvällen.
Vi har semesterstängt och öppnar igen den 9 mars.
Olen talvilomalla viikolla 10. Kiireelliset asiat hoitaa toimistomme.
Toimisto on suljettu, palvelemme jälleen maanantaina 9.3.
W związku z remontem biura odpowiedzi mogą być opóźnione.
Dzisiaj mam wolne. Odpiszę jutro z samego rana.
Jsem mimo kancelář, vrátím se v pondělí 9. března.
Dnes čerpám náhradní volno, ozvu se zítra.
Som na materskej dovolenke, v pracovných veciach píšte na kim@acme.example.
Irodánk március 8-ig zárva tart.
Szülési szabadságon vagyok, kollégám Kim Klein áll rendelkezésére.
Biroul este închis până luni. Revenim cu un răspuns după aceea.
Офисът е затворен до 9 март. Ще Ви отговорим след това.
Я нахожусь в декретном отпуске, по рабочим вопросам пишите Ким Кляйн.
Сегодня у нас выходной, ответим завтра.
Зараз я на лікарняному, листи читатиму пізніше.
Na putu sam i imam slab pristup internetu. Javit ću se kad se vratim.
Είμαι εκτός γραφείου σήμερα και θα σας απαντήσω αύριο.
Yurt dışı seyahatindeyim, e-postalarınıza dönüşte cevap vereceğim.
Esu išvykęs į komandiruotę, grįšiu kovo 9 d.
Šobrīd esmu slimības lapā, uz e-pastiem neatbildu.
Olen haiguslehel, kirjadele vastan paranedes.
أنا مسافر حاليا وسأعود يوم الاثنين 9 مارس.
אני בחו"ל עד יום שני, אחזור אליכם לאחר מכן.
در حال حاضر خارج از دفتر هستم و شنبه پاسخ خواهم داد.
วันนี้ดิฉันลาป่วย จะตอบอีเมลพรุ่งนี้ค่ะ
Hôm nay tôi nghỉ ốm, sẽ trả lời vào ngày mai.
Kantor kami tutup dalam rangka libur lebaran hingga 9 Maret.
今日外出，邮件明天处理，谢谢。
公司放假至3月8日，9日起正常上班。
本日は在宅勤務のため、お電話に出られません。メールは夕方確認いたします。
ゴールデンウィーク期間中はお休みをいただきます。9日より順次対応いたします。
오늘은 휴무입니다. 내일 답변드리겠습니다.
3월 9일까지 해외 출장 중으로 회신이 지연될 수 있습니다.
Thank you for your message. I am currently in New York on business; my replies will be sporadic.
I'm away at the moment, replying when the Wi-Fi allows.
You have caught me on my day off. I'll get to this on Tuesday.
We're taking a company-wide break this week to recharge. See you on the 9th!
My inbox is on pause while I finish a deadline. I'll be answering again from 9 March.
Ich bin gerade auf Tour mit eingeschränktem Internet. Antwort folgt nach dem 9. März.
Montags bin ich nicht im Dienst. Ihre Anfrage beantworte ich am Dienstag.
Derzeit bin ich im Sabbatjahr. Ihr Kontakt in dieser Zeit: Kim Klein.
Unser Team ist auf Klausurtagung, wir antworten ab Mittwoch.
Je profite de quelques jours de repos, retour lundi.
Nos bureaux rouvriront le 9 mars, bonnes fêtes à tous.
Actuellement en mission à l'étranger, je réponds avec un peu de retard.
Me he tomado unos días de descanso; a mi vuelta contesto todos los correos.
Mi trovo fuori ufficio per un corso e risponderò nei prossimi giorni.
Stiamo godendo di qualche giorno di pausa. A presto, dal 9 marzo.
Encontro-me ausente do escritório por motivo de férias, regressando no dia 9.
Estou de folga hoje, volto amanhã.
Ik geniet van een vrije dag en lees uw mail morgen.
Tot eind augustus ben ik met ouderschapsverlof, Kim Klein neemt voor mij waar.
Jeg afspadserer i dag, du hører fra mig i morgen.
Jeg er ute og reiser og har dårlig dekning. Svar kan ta tid.
Jag är tjänstledig till hösten. Min ersättare är Kim Klein.
Idag är jag hemma med sjukt barn. Återkommer.
Pidän vapaata ja palaan sähköpostien pariin maanantaina.
Olen opintovapaalla, asioitani hoitaa Kim Klein.
Aktualnie korzystam z urlopu wypoczynkowego, wracam 9 marca.
Jestem w podróży, odpiszę, gdy tylko wrócę do biura.
Právě jsem na horách, vracím se v pondělí.
Čerpám rodičovskou dovolenou, obracejte se na kolegu Kleina.
Momentálne som mimo kancelárie a k mailom sa dostanem v utorok.
Síelni vagyok, hétfőn válaszolok.
Jelenleg távol vagyok, leveleit kollégám továbbítja.
Sunt în vacanță și nu verific mesajele. Revin pe 9 martie.
На почивка съм до понеделник и няма да проверявам пощата.
Я в отъезде до понедельника, на письма отвечу позднее.
Нахожусь на учёбе, связь со мной ограничена.
Я у відпустці, на зв'язку буду з 9 березня.
Odmaram se do ponedjeljka, poštu ne čitam.
Sem na bolniški, nadomešča me Kim Klein.
Λείπω σε διακοπές και επιστρέφω τη Δευτέρα.
Tatildeyim, pazartesi döndüğümde yanıtlayacağım.
Atostogauju iki pirmadienio, laiškų neskaitau.
Atpūšos līdz pirmdienai, e-pastus nelasu.
Puhkan esmaspäevani ja kirju ei loe.
أقضي إجازتي السنوية ولن أتابع البريد حتى الأسبوع القادم.
אני נופשת עד יום שני ולא קוראת מיילים.
Tôi đang đi nghỉ mát, thứ Hai mới quay lại làm việc.
Saya sedang berlibur dan kembali bekerja hari Senin.
我正在外地度假，下周一回来上班。
夏休みのため、月曜日までメールを見ることができません。
여행 중이며 월요일에 복귀합니다.
Thank you for your mail. From Monday 2 March to Friday 6 March I will be attending the WindEurope event. I will do my best to answer in the gaps.
I have left for the day and will respond to your e-mail tomorrow morning.
Our team is celebrating Carnival! We'll be with you again on Ash Wednesday.
I'm working reduced hours at the moment, so it may take me a few days to get to your message.
Hallo, ich bin bis Freitag auf Geschäftsreise in Asien. Wegen der Zeitverschiebung kann meine Antwort etwas dauern.
Unser Büro ist über die Feiertage nicht besetzt. Ab dem 9. März sind wir wieder persönlich erreichbar.
Ich befinde mich derzeit in Kur. Meine E-Mails werden von Frau Klein bearbeitet.
Vielen Dank für Ihre Mail, die ich nach meinem Urlaub am 9. März gerne beantworte.
Bonjour, je suis absente jusqu'au 6 mars inclus. Votre message sera lu à mon retour.
Je suis en congé parental. Merci de vous adresser à ma collègue Kim Klein.
Estoy ausente por vacaciones. Atenderé su correo cuando regrese.
Durante esta semana estaré en la feria de Múnich y tardaré más de lo habitual en responder.
Sarò assente per ferie dal 2 al 6 marzo. Per questioni urgenti chiamare il centralino.
Oggi sono in malattia, risponderò appena possibile.
Estarei de férias entre 2 e 6 de março. Durante este período, fale com a Kim.
De momento não estou disponível por motivos de doença.
Ik ben deze week op cursus en beperkt bereikbaar.
Ons kantoor is vandaag gesloten wegens een feestdag.
Jeg er på kursus frem til fredag og svarer på mails løbende.
Kontoret er lukket på grund af helligdage.
Jeg er borte fra kontoret ut uken, men svarer på SMS.
Jag är på semester och svarar på mejl efter den 9 mars.
Kontoret är stängt idag. Vi svarar nästa arbetsdag.
Olen lomalla tämän viikon ja vastaan viesteihin ensi viikolla.
Biuro dziś nieczynne z powodu święta.
Do pátku jsem na dovolené, mail si přečtu po návratu.
Dnes máme zavřeno, ozveme se příští pracovní den.
A héten szabadságon vagyok, leveleire jövő héten válaszolok.
Săptămâna aceasta sunt în concediu medical.
До пятницы я в отпуске, почту прочитаю после возвращения.
Сегодня офис не работает, ответим на следующий рабочий день.
До п'ятниці я у відпустці, пошту прочитаю після повернення.
Do petka sam na godišnjem, mail ću pročitati nakon povratka.
Έως την Παρασκευή βρίσκομαι σε άδεια, θα διαβάσω τα μηνύματα μετά.
Cuma gününe kadar izindeyim, e-postaları dönüşte okuyacağım.
لن أكون في المكتب هذا الأسبوع وسأرد الأسبوع القادم.
השבוע אני בחופשה ואענה בשבוע הבא.
สัปดาห์นี้ลาพักร้อน จะตอบสัปดาห์หน้า
Tuần này tôi nghỉ phép, tuần sau sẽ trả lời.
Minggu ini saya cuti dan akan membalas minggu depan.
本周我在休年假，下周再回复各位。
今週は休暇をいただいており、来週お返事いたします。
이번 주는 휴가이며 다음 주에 회신드리겠습니다.
Hello, thank you for your email. I am currently out on annual leave returning Monday 9th March. In my absence please email team@acme.example.
I am attending an off-site until Thursday with little time for e-mail.
I'm currently on a flight. Will respond upon landing.
I'm on maternity leave and will return in January 2027. Please contact Kim Klein.
Vielen Dank für Ihre E-Mail. Ich bin erst am Montag, den 9. März, wieder im Büro. Dringendes bitte an Frau Klein.
Aufgrund von Krankheit kann ich Ihre E-Mail aktuell leider nicht beantworten.
Ich habe heute Urlaub. Bitte wenden Sie sich an das Sekretariat.
Merci pour votre message. Je suis absent et de retour le 9 mars. En cas d'urgence, appelez le standard.
Je ne suis pas joignable cette semaine. Mme Klein peut vous renseigner.
Gracias por contactarme. Estoy fuera hasta el 9 de marzo sin acceso al correo.
Hoy no estaré disponible; contestaré mañana a primera hora.
Grazie per la Sua mail. Sono assente e rientrerò il 9 marzo.
Obrigada pelo contacto. Estou ausente até dia 9 de março.
Hartelijk dank voor uw mail. Ik ben tot 9 maart afwezig. Kim Klein helpt u graag.
Tak for din henvendelse. Jeg er desværre syg og svarer, når jeg er rask igen.
Takk for mailen. Jeg er på ferie og svarer uke 11.
Tack för ditt meddelande! Jag är på resa och åter på kontoret 9 mars.
Kiitos viestistäsi! Olen poissa 9.3. asti, kiireellisissä asioissa Kim auttaa.
Dziękuję za e-mail. Jestem nieobecny do 8 marca, proszę o kontakt z Kim.
Děkuji za váš e-mail, jsem nemocná a odpovím později.
Ďakujem za e-mail. Do 8. marca mám dovolenku.
Köszönöm levelét, március 9-ig nem leszek elérhető.
Vă mulțumesc pentru e-mail. Lipsesc din birou până pe 9 martie.
Спасибо за ваше письмо. До 9 марта меня не будет на месте.
Дякую за ваш лист. До 9 березня мене не буде на місці.
Hvala na Vašoj poruci. Do 9. ožujka nisam u uredu.
Σας ευχαριστώ για το μήνυμα. Απουσιάζω μέχρι τις 9 Μαρτίου.
E-postanız için teşekkürler. 9 Mart'a kadar ofis dışındayım.
شكرا على رسالتك. أنا غائب عن المكتب حتى 9 مارس.
תודה על פנייתך. לא אהיה במשרד עד 9 במרץ.
感谢您的邮件。我3月9日前不在公司，急事请致电前台。
メールありがとうございます。3月9日まで不在にしておりますので、お急ぎの方は代表番号へお願いします。
메일 감사합니다. 3월 9일까지 부재중이니 급한 용무는 대표번호로 연락 바랍니다.
Cảm ơn bạn đã liên hệ. Tôi vắng mặt đến 9/3, việc gấp xin gọi tổng đài.
"""

# Who left; another address is to be written to.
GONE = """
Bo is no longer part of our crew – kim@acme.example took over his accounts.
Hi, I left Acme at the end of January. kim@acme.example is the one to talk to now.
Sad news: Bo passed away in February. Please write to kim@acme.example.
Herr Berg ist nicht mehr für uns tätig. Ihre neue Ansprechpartnerin: kim@acme.example
Ich habe zum 1. März den Arbeitgeber gewechselt, bitte nutzen Sie kim@acme.example.
Leider ist Bo im Januar verstorben. Bitte wenden Sie sich an kim@acme.example.
Bo Berg ne travaille plus dans notre société, merci de contacter kim@acme.example.
J'ai pris ma retraite fin février, kim@acme.example me succède.
Bo Berg dejó la compañía; su sustituta es kim@acme.example.
Ya no pertenezco a Acme. Para cualquier asunto, kim@acme.example.
Bo Berg ha cessato la collaborazione con noi, scrivere a kim@acme.example.
Ho lasciato Acme, per qualsiasi cosa kim@acme.example.
Bo Berg já não colabora connosco, contacte kim@acme.example.
Aposentei-me no mês passado, procure kim@acme.example.
Bo werkt sinds januari niet meer bij ons, u kunt mailen naar kim@acme.example.
Bo har fået nyt job, skriv til kim@acme.example.
Bo har gått vidare till nya utmaningar, mejla kim@acme.example.
Jeg har sluttet i Acme, kontakt kim@acme.example.
Bo on jäänyt eläkkeelle, ota yhteyttä kim@acme.example.
Bo Berg zakończył współpracę z naszą firmą, proszę pisać do kim@acme.example.
Bo Berg odešel do důchodu, kontaktujte kim@acme.example.
Коллега перешёл в другую компанию, пишите kim@acme.example.
Колега вийшов на пенсію, пишіть на kim@acme.example.
Bo artık Acme'de çalışmıyor, kim@acme.example adresine yazabilirsiniz.
担当のボーは先月末で退職しております。kim@acme.exampleまで。
博先生已调任其他公司,请改发kim@acme.example。
담당자가 퇴직하여 kim@acme.example 로 문의 바랍니다.
Hi there, Bo has moved on to pastures new. Please redirect anything about rotors to kim@acme.example.
Just so you know, this person isn't with the firm anymore. Try kim@acme.example.
I retired in January after 31 years! My mail is picked up by kim@acme.example now.
Bo's contract ended last month; the mailbox is going to be shut down soon. kim@acme.example can help.
Guten Tag, Bo Berg hat uns zum Jahresende verlassen. Seine Aufgaben hat kim@acme.example übernommen.
Ich bin seit dem 1. Februar im Ruhestand. Meine Nachfolgerin erreichen Sie unter kim@acme.example.
Hier arbeitet kein Herr Berg mehr. Bitte an kim@acme.example wenden.
Nach acht schönen Jahren war gestern mein letzter Tag. Für alles Weitere: kim@acme.example
Bonjour, M. Berg a quitté notre société fin janvier. Merci d'écrire désormais à kim@acme.example.
Je ne fais plus partie de l'équipe, voyez avec kim@acme.example qui a repris mes dossiers.
Partie à la retraite ! Pour toute demande, kim@acme.example vous répondra.
Hola, Bo ya no está en la empresa desde enero. Cualquier cosa a kim@acme.example.
Me jubilé el mes pasado, ahora lleva mis temas kim@acme.example.
He cambiado de trabajo y esta dirección dejará de funcionar. Contactad con kim@acme.example.
Buongiorno, il sig. Berg non fa più parte del nostro organico. Potete scrivere a kim@acme.example.
Da gennaio sono in pensione, al mio posto c'è kim@acme.example.
O Bo saiu da empresa em janeiro. Por favor fale com kim@acme.example.
Já não trabalho cá, quem trata disso agora é kim@acme.example.
Bo is per 1 januari uit dienst. Mail gerust naar kim@acme.example.
Vandaag was mijn laatste werkdag bij Acme, kim@acme.example neemt het over.
Bo er stoppet hos os. Skriv i stedet til kim@acme.example.
Bo har slutat hos oss, kontakta kim@acme.example i stället.
Bo ei ole enää meillä töissä. Viestit voi lähettää osoitteeseen kim@acme.example.
Pan Berg odszedł z firmy w styczniu. Proszę pisać na kim@acme.example.
Pan Berg už u nás nepracuje, obraťte se na kim@acme.example.
Бо у нас больше не работает, пишите на kim@acme.example.
С января я на пенсии, мои дела ведёт kim@acme.example.
Bo Bey şirketimizden ayrıldı, kim@acme.example ile görüşebilirsiniz.
ボーは1月末で退社いたしました。今後はkim@acme.exampleまでお願いいたします。
博先生已经从我们公司离开了,请联系kim@acme.example。
Bo doesn't work here any longer, sorry. You may try kim@acme.example.
As of last Friday I have hung up my boots. Kim (kim@acme.example) has taken the reins.
You are writing to an ex-employee. Please use kim@acme.example instead.
Der Kollege Berg ist ausgeschieden, seine Post landet bei kim@acme.example.
Ich habe Acme verlassen, um etwas Neues zu beginnen. Ihre Ansprechpartnerin ist nun kim@acme.example.
Dieses Konto wird nicht weiter genutzt, da Frau Berg nicht mehr im Haus ist: kim@acme.example
Je suis parti vers de nouvelles aventures, c'est kim@acme.example qui me remplace.
Monsieur Berg n'est plus salarié chez nous. Adressez-vous à kim@acme.example.
El señor Berg causó baja en la empresa, diríjase a kim@acme.example.
Ya me he jubilado, ¡por fin! Os atiende kim@acme.example.
Il collega Berg si è dimesso, il suo posto l'ha preso kim@acme.example.
Dal primo marzo lavoro altrove. Per Acme scrivete a kim@acme.example.
O Sr. Berg deixou de trabalhar connosco. O novo contacto é kim@acme.example.
Ik ben met pensioen! Voortaan kunt u bij kim@acme.example terecht.
Meneer Berg is niet langer in dienst, stuur uw bericht naar kim@acme.example.
Jeg er gået på pension, og kim@acme.example har overtaget mine opgaver.
Bo jobber ikke her lenger, ta kontakt med kim@acme.example.
Jag har gått i pension, kim@acme.example tar över efter mig.
Jäin eläkkeelle helmikuussa, asioitani hoitaa kim@acme.example.
Przeszłam na emeryturę, moje sprawy przejęła kim@acme.example.
Kolega Berg ve firmě skončil, pište prosím na kim@acme.example.
Сотрудник уволился, теперь этим занимается kim@acme.example.
Бо звільнився, звертайтеся до kim@acme.example.
Emekli oldum, yerime kim@acme.example bakıyor.
私は先月定年退職いたしました。後任はkim@acme.exampleです。
本人已退休,工作由kim@acme.example接手。
This inbox belonged to Bo Berg, who has since left us. kim@acme.example will help.
I've taken early retirement – all the best! My successor is kim@acme.example.
Mein Arbeitsverhältnis bei Acme endete am 28. Februar. Nachfolger: kim@acme.example
Frau Berg ist in Rente gegangen, bitte ab sofort an kim@acme.example.
Cette adresse n'est plus active, Bo Berg ayant quitté l'entreprise. kim@acme.example
Bo Berg ya no forma parte de la plantilla. Diríjanse a kim@acme.example.
Mi sono licenziato, d'ora in poi c'è kim@acme.example.
Reformei-me em fevereiro, escreva para kim@acme.example.
Bo heeft ons bedrijf verlaten, kim@acme.example neemt zijn plek in.
Bo Berg arbejder ikke længere her. Skriv til kim@acme.example.
Bo har gått av med pensjon, skriv til kim@acme.example.
Bo är inte kvar hos oss. Hör av dig till kim@acme.example.
Bo on siirtynyt toisen yrityksen palvelukseen, kim@acme.example palvelee teitä.
Bo już u nas nie pracuje, proszę o kontakt z kim@acme.example.
Kolega už u nás není, pište na kim@acme.example.
Bo már nem dolgozik nálunk, írjon a kim@acme.example címre.
Bo nu mai lucrează la noi, scrieți la kim@acme.example.
Ο Μπο δεν εργάζεται πλέον εδώ, γράψτε στο kim@acme.example.
Иванов уволился в январе, вместо него kim@acme.example.
Колега у нас уже не працює, пишіть на kim@acme.example.
Bo Bey emekli oldu, lütfen kim@acme.example adresine yazın.
前任のベルグは退職しましたので、kim@acme.exampleまでご連絡ください。
该员工已离职,请发送至kim@acme.example。
베르그는 지난달 퇴사했습니다. kim@acme.example 로 연락 주세요.
لم يعد بو يعمل لدينا، يرجى مراسلة kim@acme.example.
בו כבר לא עובד אצלנו, נא לפנות ל-kim@acme.example.
Kolega Berg više ne radi kod nas, javite se na kim@acme.example.
Bo sudah tidak bekerja di sini, silakan hubungi kim@acme.example.
Please be advised that Jane Roe is no longer employed here. Direct future enquiries to kim@acme.example.
Jane Roe's employment with Prospect ended on 31 January. Your contact is now Kim Klein, kim@acme.example.
I have moved on to a new role outside Prospect. My former colleague Kim will be happy to help: kim@acme.example
After eleven great years I have said goodbye to Prospect. kim@acme.example looks after my customers now.
Jane Roe ist leider nicht mehr für Prospect tätig. Ihr neuer Ansprechpartner ist kim@acme.example.
Ich habe Prospect zum Jahresende verlassen. Bitte richten Sie Ihre Anfragen an kim@acme.example.
Frau Roe gehört unserem Haus nicht mehr an. Bitte wenden Sie sich künftig an kim@acme.example.
Jane Roe ne fait plus partie des effectifs de Prospect. Votre nouvel interlocuteur : kim@acme.example
J'ai quitté mes fonctions chez Prospect. Merci d'adresser vos demandes à kim@acme.example.
Jane Roe ya no trabaja con nosotros. Para cualquier consulta diríjase a kim@acme.example.
He dejado de trabajar en Prospect. Pueden escribir a kim@acme.example.
Jane Roe non lavora più presso Prospect. Potete rivolgervi a kim@acme.example.
Ho concluso la mia collaborazione con Prospect. Per comunicazioni: kim@acme.example
Jane Roe não faz mais parte do quadro de funcionários. Favor contatar kim@acme.example.
Já não trabalho na Prospect. Por favor encaminhe o seu email para kim@acme.example.
Jane Roe is niet langer werkzaam bij Prospect. U kunt terecht bij kim@acme.example.
Per 1 februari werk ik niet meer bij Prospect. Stuur uw mail naar kim@acme.example.
Jane Roe er fratrådt sin stilling. Henvendelser bedes rettet til kim@acme.example.
Jane Roe har sluttet i Prospect. Henvendelser sendes til kim@acme.example.
Jane Roe har slutat sin anställning hos oss. Vänligen kontakta kim@acme.example.
Jane Roe ei enää työskentele Prospectissa. Lähetä viestisi osoitteeseen kim@acme.example.
Jane Roe nie jest już pracownikiem naszej firmy. Prosimy o kontakt z kim@acme.example.
Paní Roe u nás již nepracuje. Obracejte se prosím na kim@acme.example.
Jane Roe už nie je zamestnankyňou firmy. Píšte na kim@acme.example.
Jane Roe már nem dolgozik cégünknél. Kérjük, forduljon a kim@acme.example címhez.
Jane Roe nu mai lucrează la Prospect. Vă rugăm scrieți la kim@acme.example.
Джейн Роу вече не е служител на фирмата. Моля, пишете на kim@acme.example.
Джейн Роу больше не является сотрудником компании. Просим писать на kim@acme.example.
Джейн Роу більше не працює у нас. Пишіть, будь ласка, на kim@acme.example.
Jane Roe više nije zaposlenica tvrtke. Pišite na kim@acme.example.
Η Τζέιν Ρόου δεν εργάζεται πια στην εταιρεία μας. Γράψτε στο kim@acme.example.
Jane Roe artık şirketimizde çalışmamaktadır. Lütfen kim@acme.example adresine yazın.
Jane Roe įmonėje nebedirba. Prašome rašyti kim@acme.example.
Jane Roe ei tööta enam meie juures. Palun kirjutage kim@acme.example.
لم تعد جين رو تعمل لدينا. يرجى المراسلة على kim@acme.example
ג'יין רו כבר לא עובדת אצלנו. נא לפנות אל kim@acme.example
Chị Jane Roe đã nghỉ việc. Vui lòng gửi thư tới kim@acme.example.
Jane Roe sudah tidak bekerja di sini lagi. Silakan email kim@acme.example.
Jane Roe 已从本公司离职，后续事宜请发邮件至 kim@acme.example。
Jane Roe は1月末をもちまして退職いたしました。今後のご連絡は kim@acme.example までお願いいたします。
Jane Roe 님은 1월 말 퇴사하였습니다. 문의는 kim@acme.example 로 부탁드립니다.
Effective January 31, Jane Roe has left Prospect Ltd. For continued support email kim@acme.example.
Jane has retired. Messages to this inbox are not being read; try kim@acme.example.
As of 1 February I no longer work in this position. kim@acme.example will help you further.
Vielen Dank für Ihre E-Mail. Frau Roe ist seit dem 1. Februar im Ruhestand. Ihre Nachricht beantwortet gern kim@acme.example.
Mein letzter Arbeitstag war der 31. Januar. Anfragen nimmt kim@acme.example entgegen.
Je ne fais plus partie de la société Prospect depuis le 31 janvier. Pour vos demandes : kim@acme.example
Mme Roe a pris sa retraite. Vous pouvez écrire à kim@acme.example.
Jane Roe causó baja en la empresa. Rogamos escriban a kim@acme.example.
Desde el 1 de febrero no formo parte de Prospect. Mi sustituto: kim@acme.example
Dal 1° febbraio Jane Roe non è più in azienda. Contatto: kim@acme.example
A Jane desligou-se da empresa em janeiro. Contato: kim@acme.example
Jane Roe heeft Prospect per 1 februari verlaten. Mail voortaan kim@acme.example.
Jeg stoppede hos Prospect 31. januar. Kontakt i stedet kim@acme.example.
Jane Roe har gått i pension. Mejla kim@acme.example.
Olen siirtynyt uusiin tehtäviin Prospectin ulkopuolelle. Yhteydenotot: kim@acme.example
Z dniem 31 stycznia zakończyłam pracę w Prospect. Proszę pisać na adres kim@acme.example.
K 31. lednu jsem ve firmě skončila. Pište prosím na kim@acme.example.
Roe Jane január végén távozott a cégtől. Megkereséseiket a kim@acme.example címre várjuk.
Jane Roe a plecat din companie. Pentru solicitări: kim@acme.example
С 1 февраля я не работаю в компании. Пишите на kim@acme.example.
Джейн звільнилася з компанії. Пишіть на kim@acme.example.
Jane Roe görevinden ayrılmıştır. Talepleriniz için: kim@acme.example
Η Τζέιν Ρόου έχει αποχωρήσει από την εταιρεία. Επικοινωνία: kim@acme.example
Jane Roe 已不在本公司任职，请联系 kim@acme.example。
Jane Roe は弊社を退職しております。kim@acme.example 宛にお送りください。
Jane Roe 님은 더 이상 근무하지 않습니다. kim@acme.example 로 보내주십시오.
Thanks for your email. Unfortunately, I was part of the recent layoffs at Prospect. Please contact kim@acme.example going forward.
Hi! I've hung up my hat after 30 years. For Prospect matters: kim@acme.example
It is with great sadness that we inform you that Jane Roe passed away. Please contact kim@acme.example.
This account is no longer monitored as Jane Roe has left. Contact kim@acme.example
Frau Roe hat sich beruflich neu orientiert. Bitte kontaktieren Sie kim@acme.example.
Das Arbeitsverhältnis mit Frau Roe wurde beendet. Ansprechpartner: kim@acme.example
Jane Roe n'est plus dans nos effectifs. Merci d'écrire à kim@acme.example
La Sra. Roe se ha desvinculado de la compañía. Contacto: kim@acme.example
La dott.ssa Roe ha cessato il rapporto con la nostra azienda. Scrivere a kim@acme.example
Informamos que a Jane já não integra a nossa equipa. Contacte kim@acme.example
Mevrouw Roe is met pensioen. Voor vragen mail kim@acme.example
Jane Roe er ikke længere en del af Prospect. Skriv til kim@acme.example
Jane jobbar inte kvar på Prospect. Hör av er till kim@acme.example
Pani Roe rozstała się z firmą. Proszę pisać: kim@acme.example
Paní Roe odešla do důchodu. Kontakt: kim@acme.example
Jane Roe már nem munkatársunk. Írjon a kim@acme.example címre
Джейн Роу покинула нашу компанию. Обращайтесь: kim@acme.example
Jane Roe artık bizimle değil. kim@acme.example adresine yazabilirsiniz
Jane Roe 因个人原因离职，请联系 kim@acme.example
Jane Roe は退職のため、以後は kim@acme.example へお願いします。
I'm sorry, Jane has taken a position elsewhere. Her replacement is kim@acme.example.
Please update your records: Jane Roe is not with us anymore. kim@acme.example
Mein Arbeitsverhältnis bei Prospect endete am 31. Januar. Bitte schreiben Sie kim@acme.example.
Je suis parti vers d'autres horizons. Contactez kim@acme.example.
Ya no me encuentro laborando en Prospect, favor de escribir a kim@acme.example.
Non collaboro più con Prospect. Rivolgersi a kim@acme.example.
Não estou mais na Prospect; fale com kim@acme.example.
Ik heb een andere baan gevonden. Voor Prospect: kim@acme.example.
Jeg har skiftet arbejde. Skriv til kim@acme.example.
Jag har slutat och min efterträdare är kim@acme.example.
Nie jestem już związana z Prospect. Proszę kierować pytania do kim@acme.example.
Už v Prospectu nepůsobím, pište na kim@acme.example.
Kiléptem a cégtől, írjon ide: kim@acme.example.
Я больше не сотрудник Prospect. Пишите kim@acme.example.
Prospect'ten ayrıldım. Lütfen kim@acme.example ile görüşün.
私はProspectを離れました。今後は kim@acme.example までお願いします。
我已不在 Prospect 工作，请联系 kim@acme.example。
저는 Prospect를 그만두었습니다. kim@acme.example 로 문의 바랍니다.
Jane Roe no longer holds this position. Enquiries: kim@acme.example
Ich bin seit Februar nicht mehr bei Prospect beschäftigt. Kontakt: kim@acme.example
Frau Roe steht Ihnen nicht mehr zur Verfügung, da sie das Unternehmen verlassen hat: kim@acme.example
J'ai cessé mon activité chez Prospect. kim@acme.example prend la suite.
Desde enero no trabajo en Prospect. kim@acme.example les atenderá.
Da gennaio non sono più dipendente di Prospect. Contattate kim@acme.example
Saí da Prospect em janeiro. kim@acme.example poderá ajudar.
Sinds januari werkt Jane niet meer bij ons. Neem contact op met kim@acme.example
Jane stoppede hos os i januar. kontakt@acme.example hjælper.
Jane slutade hos oss i januari. Kontakta kim@acme.example
Jane odeszła z Prospect w styczniu. Kontakt kim@acme.example
V lednu jsem z Prospectu odešla. Pište kim@acme.example
Януари напуснах фирмата. Пишете на kim@acme.example
В январе я ушла из Prospect. Пишите kim@acme.example
Ocak ayında Prospect'ten ayrıldım. kim@acme.example yardımcı olacaktır.
1月末でProspectを退職しました。kim@acme.example へご連絡ください。
我1月底已从Prospect辞职，请发邮件给kim@acme.example
"""

# Who has another address.
MOVED = """
My address has changed. Kindly use jane.roe@newmail.example from now on; this mailbox is no longer read.
We have rebranded! From today please reach me at jane@newmail.example.
Meine E-Mail-Adresse hat sich geändert: jane.roe@newmail.example. Bitte aktualisieren Sie Ihre Kontakte.
Mon adresse a changé, merci d'utiliser désormais jane.roe@newmail.example.
He cambiado de correo: a partir de ahora escríbame a jane.roe@newmail.example.
Il mio indirizzo di posta è cambiato. Il nuovo è jane.roe@newmail.example.
Meu e-mail mudou. Por favor, use jane.roe@newmail.example a partir de agora.
Mijn e-mailadres is gewijzigd in jane.roe@newmail.example.
Mój adres e-mail uległ zmianie. Nowy adres: jane.roe@newmail.example
Jag har bytt e-postadress till jane.roe@newmail.example.
Мой адрес электронной почты изменился. Новый адрес: jane.roe@newmail.example
メールアドレスを変更いたしました。今後は jane.roe@newmail.example へお願いいたします。
Změnila se mi e-mailová adresa, nová je jane.roe@newmail.example.
E-posta adresim değişti. Yeni adresim: jane.roe@newmail.example
Please note my new e-mail address: jane.roe@newmail.example. Mails to the old one are not forwarded.
I have switched providers and can now be found at jane@newmail.example.
Bitte verwenden Sie künftig nur noch jane.roe@newmail.example, dieses Postfach wird nicht mehr abgerufen.
Veuillez noter ma nouvelle adresse électronique : jane.roe@newmail.example
Esta cuenta ya no está activa, mi nueva dirección es jane.roe@newmail.example
Vi prego di scrivermi al nuovo indirizzo jane.roe@newmail.example
Este endereço foi desativado. Escreva para jane.roe@newmail.example
Mijn nieuwe mailadres is jane.roe@newmail.example, dit adres vervalt.
У меня новая почта: jane.roe@newmail.example, на эту больше не пишите.
我的邮箱已更换为 jane.roe@newmail.example，请更新联系人。
Sähköpostiosoitteeni on vaihtunut: jane.roe@newmail.example
"""

# Who filed our message.
FILED = """
Your enquiry was logged as 48213 and one of our team will pick it up within two days.
Děkujeme za zprávu. Vaše žádost má číslo 48213, ozveme se do dvou dnů.
Grazie per il messaggio. La richiesta è stata registrata con il numero 48213.
Hi there, we've got your message and opened case #48213 for you. A member of our team will be in touch within one business day.
This is an automated confirmation that your enquiry reached us. Reference: REQ-20391. Please do not reply to this email.
Thanks for getting in touch with Prospect! Your message is important to us and one of our agents will respond as soon as possible. Ticket ID: 99211
Wir haben Ihr Anliegen unter der Vorgangsnummer 48213 aufgenommen und melden uns in Kürze.
Diese Nachricht wurde automatisch erzeugt. Ihre E-Mail ist bei uns eingetroffen und wird schnellstmöglich bearbeitet. Ticket#2026030248213
Votre demande a bien été enregistrée sous le numéro 48213. Un conseiller vous répondra sous 48 heures.
Nous accusons réception de votre message. Référence dossier : 48213. Merci de ne pas répondre à ce courriel.
Hemos registrado su solicitud con el número 48213. En breve uno de nuestros agentes le contestará.
Acuse de recibo automático: su consulta ha sido recibida. N.º de caso 48213.
La sua richiesta è stata presa in carico con il numero 48213. La ricontatteremo al più presto.
Recebemos o seu contato. Protocolo 48213. Nossa equipe responderá em até 2 dias úteis.
We hebben je vraag goed ontvangen en geregistreerd onder nummer 48213. We reageren binnen één werkdag.
Vi har modtaget din henvendelse, som har fået sagsnummer 48213. Du hører fra os hurtigst muligt.
Takk for din henvendelse. Saken er registrert med nummer 48213, og vi svarer så snart vi kan.
Ditt ärende har registrerats med ärendenummer 48213. Vi återkommer inom två arbetsdagar.
Olemme vastaanottaneet viestisi. Tukipyyntösi numero on 48213. Palaamme asiaan mahdollisimman pian.
Twoje zgłoszenie zostało zarejestrowane pod numerem 48213. Odpowiemy w ciągu 24 godzin.
Váš požadavek jsme zaevidovali pod číslem 48213. Ozveme se vám co nejdříve.
Vašu požiadavku sme prijali a pridelili jej číslo 48213.
Megkeresését megkaptuk, az ügy száma 48213. Kollégánk hamarosan válaszol.
Solicitarea dumneavoastră a fost înregistrată cu numărul 48213. Veți primi un răspuns în cel mai scurt timp.
Ваше обращение зарегистрировано под номером 48213. Специалист ответит вам в ближайшее время.
Ваше звернення прийнято, номер заявки 48213.
Το αίτημά σας καταχωρήθηκε με αριθμό 48213. Θα επικοινωνήσουμε σύντομα μαζί σας.
Talebiniz 48213 numarası ile kayıt altına alınmıştır. En kısa sürede dönüş yapılacaktır.
פנייתך התקבלה ומספרה 48213. נחזור אליך בהקדם.
تم استلام طلبكم برقم 48213 وسيتم الرد عليكم في أقرب وقت.
您的请求已受理，工单号48213，我们会尽快回复您。
お問い合わせを受け付けました。受付番号：48213。担当者より折り返しご連絡いたします。
문의가 접수되었습니다. 접수번호 48213. 빠른 시일 내에 답변드리겠습니다.
Thank you for reaching out to Prospect. A support request (PRO-48213) was opened on your behalf.
Your email has landed safely. Case reference 0048213. Our opening hours are 9 to 5.
[#48213] We're on it! Someone from the team will reply shortly.
Ihr Ticket PRO-48213 wurde eröffnet. Ein Kollege kümmert sich darum.
Danke für Ihre Nachricht an unseren Kundenservice. Unter der Referenz 48213 bearbeiten wir Ihr Anliegen.
Votre ticket n° 48213 vient d'être créé. Notre équipe le traite dans les plus brefs délais.
Su ticket 48213 ha sido creado y será atendido por orden de llegada.
Abbiamo aperto il ticket 48213. Un operatore vi risponderà a breve.
Seu chamado 48213 foi aberto com sucesso.
Uw vraag heeft referentienummer 48213 gekregen.
Din sag har fået nummer 48213.
Vi har skapat ärende 48213 åt dig.
Pyyntösi on kirjattu tunnuksella 48213.
Nadaliśmy Twojej sprawie numer 48213.
Vašemu dotazu bylo přiděleno číslo 48213.
Bejelentését 48213 azonosítón rögzítettük.
Вашему запросу присвоен номер 48213, ожидайте ответа.
48213 numaralı destek talebiniz oluşturuldu.
お問い合わせ番号 48213 にて承りました。
您的工单 48213 已创建。
문의번호 48213 로 등록되었습니다.
Δημιουργήθηκε το αίτημα 48213.
Ticket #48213 has been logged with our support desk. Status: New
Hello Ada, we've received your email. Your ticket number is 48213. You can track it at https://desk.example/48213
Thanks for your email to Prospect. It has been assigned to our sales team and given the reference SAL-48213.
Grazie per averci contattato. Il suo numero di pratica è 48213.
Sie haben eine Anfrage gestellt. Ihre Anfragenummer: 48213. Status: offen
Bonjour, votre message a été transmis au service compétent (dossier 48213).
Hola, tu consulta 48213 está en manos de nuestro equipo.
Hei, saimme viestisi (tiketti 48213) ja vastaamme pian.
Takk for at du kontakter oss. Saksnummeret ditt er 48213.
Dzień dobry, otrzymaliśmy Twoją wiadomość (nr sprawy 48213).
Спасибо за обращение! Номер вашего тикета 48213.
您好，您的咨询已提交，编号48213。
"""

# Who wants to be shown that a person wrote.
CHALLENGES = """
Mon antispam a mis votre courriel de côté. Cliquez sur https://verify.example/x pour qu'il soit distribué.
El antispam retiene su mensaje. Pinche en https://verify.example/x para identificarse como persona.
Protezione antispam attiva: per consegnare il messaggio confermi il suo indirizzo su https://verify.example/x
O meu antispam reteve a mensagem. Clique em https://verify.example/x e confirme que é humano.
Hello, to make sure that you are a real sender please follow this link once: https://verify.example/x1. Until then your mail waits in quarantine.
Your message to Jane is on hold. Confirm it by replying to this mail or visit https://verify.example/x
Bitte bestätigen Sie einmalig, dass Sie ein Mensch sind, damit Ihre Mail zugestellt wird: https://verify.example/x
Pour que votre message soit remis à son destinataire, merci de vous authentifier en cliquant ici : https://verify.example/x
Para que su mensaje sea entregado, confirme que no es un robot haciendo clic en https://verify.example/x
This is an automatic reply. The recipient only accepts mail from known senders. Click to be added: https://verify.example/x
Before I can see your message you need to complete a quick check: https://verify.example/x
Unknown sender! To release your e-mail from the waiting room, press this link https://verify.example/x
Ihre Nachricht wurde zurückgehalten. Klicken Sie auf den Link, um sich als Absender auszuweisen: https://verify.example/x
Bevestig dat u een echte afzender bent door hier te klikken: https://verify.example/x
Per recapitare il messaggio conferma di non essere un robot: https://verify.example/x
"""

# People who speak of the same things.
PEOPLE = """
Notre antispam est trop sévère, désolé du retard. Voici le plan : https://acme.example/plan, cela vous confirme la taille.
Nuestro antispam se comió su mensaje. Confirmo la reunión del martes: https://cal.example/x
L'antispam ha bloccato la mail, l'ho letta solo ora. Confermo martedì, link: https://meet.example/x
Der Spamfilter hatte Ihre Mail in Quarantäne. Bitte bestätigen Sie den Termin: https://cal.example/x
Your mail sat in quarantine until now, my apologies. Click https://acme.example/plan to see the site.
My predecessor is no longer with the company; I decide now (petra@acme.example).
Frau Kling arbeitet nicht mehr hier, ich habe ihre Stelle. Meine Adresse: jan@acme.example
Mon prédécesseur a quitté l'entreprise, vous pouvez m'écrire à luc@acme.example.
Mein Vorgänger ist ausgeschieden; ich schaue mir das an. max@acme.example
Poprzedniczka już u nas nie pracuje, teraz ja się tym zajmuję: ola@acme.example
I am no longer in operations but in finance now: tom@acme.example. Still my budget.
We want this installed before Easter. Ann decides during my absence.
Limited access to turbine 4 until 20 March, else nothing speaks against a test.
Mi predecesora ya no trabaja aquí; yo llevo ahora el parque: ana@acme.example.
Your proposal 48213 came in yesterday, thanks. We'll discuss it on the 16th.
Danke, der Vertragsentwurf 48213 ist angekommen, die Rechtsabteilung sieht ihn durch.
Merci, facture 48213 reçue, elle sera réglée fin mars.
Gracias, contrato 48213 recibido; lo firma la gerencia el jueves.
Ho aperto io la pratica 48213 dal vostro portale, nessuno mi ha richiamato.
Ordre 48213 er registreret hos os, men I har sendt den forkerte model.
Vår order 48213 är registrerad, men vi saknar ett blad.
Zamówienie numer 48213 otrzymaliśmy, ale brakuje śrub.
Objednávku číslo 48213 jsme přijali, dorazila ale poškozená.
Договор номер 48213 получен, в пятницу подпишем.
48213 numaralı teklifiniz alındı, yönetim kurulu cuma günü bakacak.
合同编号48213已收到,法务正在审核。
見積番号48213を受領いたしました。役員会に諮ります。
견적서 번호 48213 확인했습니다. 팀에서 논의 중입니다.
We have 48213 hours on that turbine, reference photos are attached.
Our site number is 48213, put it on the delivery note.
I raised a ticket about the gearbox in January (48213) and never heard a word.
Meine Kollegin hat bis Donnerstag frei, ohne sie entscheide ich nichts.
Our finance manager is off until the 16th, she has to sign it.
Mon associé est absent jusqu'au 16, je lui en parle à son retour.
Mi jefa está fuera hasta el lunes, se lo comento.
La mia collega è in maternità, quindi seguo io: mi mandi tutto.
O meu sócio está de férias até dia 16, depois decidimos os dois.
Onze directeur is met verlof tot maandag, ik leg het hem daarna voor.
Moja szefowa jest na zwolnieniu do piątku, zapytam ją później.
Kolegyně je na dovolené do pondělí, pak se domluvíme.
Min chef er på ferie til den 16., så spørger jeg ham.
Коллега в отпуске до 16 марта, потом вместе посмотрим.
Maria is on leave till Thursday, so I can't promise anything before that.
Petra ist bis Montag im Urlaub, aber ich kann Ihnen die Zahlen geben.
Sven är sjuk hela veckan men jag kan svara på frågor.
同事出差到16号，回来我们一起讨论。
Until March 15 we only need a training offer.
Not until after the summer, we are moving house and office at once.
Kim's in charge of that, try kim@acme.example.
I'm in bed with flu but this looks good, send me prices.
We'd like that, but nothing until the move is done in May.
Kim deals with suppliers. She is offline today, write to kim@acme.example.
Not now. Our contract with the current crew ended badly and I need a break from contractors.
Our maintenance contract has ended, so yes, let's talk.
This may take a while, I have to ask the board first.
Your mail is not with the firm's spam filter anymore, I got it. What does it cost?
I'll be at the beach fair in Hamburg, come and see us at our stand.
Erst im Herbst wieder, gerade ist Umzug.
Kim kümmert sich bei uns darum, bitte an kim@acme.example.
Liege mit Grippe im Bett, aber schicken Sie gern das Angebot.
Dauert bei uns etwas länger, die Berge von Anträgen müssen erst weg.
Wir haben keine Leute mehr hier, die das können. Rufen Sie an!
Das war leider schon mein letzter Arbeitstag mit Budget für dieses Jahr, bitte im Januar melden.
Pas avant septembre, on déménage. Rappelez-moi à ce moment-là.
Voyez avec kim@acme.example, c'est elle qui gère les éoliennes.
Je suis en formation mais votre offre m'intéresse, envoyez le devis.
Ça prendra du temps chez nous, mais pourquoi pas.
No antes de mayo, estamos de mudanza. ¿Me llama entonces?
De eso se encarga Kim, escriba a kim@acme.example.
Puede tardar, pero nos interesa.
A partir de abril tenemos presupuesto, escríbame entonces.
Non prima di maggio, stiamo facendo il trasloco. Mi richiami allora.
Se ne occupa Kim, scriva a kim@acme.example.
Fino ad allora non abbiamo budget, ma ci interessa.
Só depois das obras, em maio. Fale comigo nessa altura.
Quem trata disso é a Kim, escreva para kim@acme.example.
Pode demorar, mas temos interesse.
Pas na de verhuizing, dan graag bellen.
Kim weet ervan, mail kim@acme.example maar.
Dat duurt bij ons wat langer, maar stuur het voorstel.
Op dit moment niet, pas in mei weer ruimte. Belt u dan?
We have no signal towers, only turbines. Does your crew handle those?
I only work with certified crews. Are you certified?
I only work Mondays, so call me Monday.
We just hold the fort with two blades missing – could you come on the 16th?
离开了上家供应商，我们现在正找新的。请报价。
Kim est au courant, appelez-la.
Ich bin am Montag erst wieder am Schreibtisch, rufen Sie mich dann an.
Bin am Strand, rufen Sie nächste Woche an.
From my hospital bed: yes, please send it.
Kim is gone from the project; I now decide. What do you charge?
The decision is not with the team any more, ask kim@acme.example.
He doesn't work on turbines, try kim@acme.example.
Our contract with the old crew has ended. Kim (kim@acme.example) wants your offer.
Kim has taken the reins of this project: kim@acme.example
We have kids and a boat, but no turbine. Ask kim@acme.example.
Please take this up with kim@acme.example; I'm on a plane in an hour.
Das machen wir hier nicht mehr, fragen Sie kim@acme.example.
Ansprechpartnerin ist künftig kim@acme.example.
Wir haben eine neue Stelle dafür: kim@acme.example
So etwas landet bei kim@acme.example.
Kim hat das Thema übernommen, schreiben Sie an kim@acme.example.
Voortaan graag naar kim@acme.example, zij gaat over inkoop.
Met vragen kunt u bij kim@acme.example terecht.
C'est Kim qui a repris ces dossiers, kim@acme.example.
Le salon approche, voyez plutôt avec kim@acme.example.
Esto ahora lo lleva Kim: kim@acme.example
Kim se encarga de compras, escriba a kim@acme.example.
Di questo si occupa Kim, kim@acme.example, al suo posto ero io prima.
Dal primo marzo gli acquisti li segue kim@acme.example.
O novo contacto para compras é kim@acme.example.
Projektet er stoppet, men skriv til kim@acme.example om det næste.
Vi har sluttet med dette selv, ta kontakt med kim@acme.example.
Vi slutade med egna reparationer, fråga kim@acme.example.
Meillä tätä hoitaa Kim, kim@acme.example.
Tym zajmuje się Kim, proszę pisać na kim@acme.example.
Sprawę przejęła Kim, kim@acme.example.
Projekt skončil, o dalším ví kim@acme.example.
Tohle má na starosti kim@acme.example.
Этим теперь занимается kim@acme.example.
По всем вопросам обращайтесь к kim@acme.example.
Наш насос не працює, напишіть kim@acme.example.
Sistem çalışmıyor, kim@acme.example ile konuşun.
Bu konuyla Kim ilgileniyor: kim@acme.example
Ezt már Kim intézi: kim@acme.example
この件は弊社のkim@acme.exampleが担当しております。
担当が変わりました。kim@acme.exampleへご連絡ください。
这项工作由kim@acme.example负责。
采购由金小姐接手,请写信给kim@acme.example。
이 건은 kim@acme.example 님이 담당합니다.
Vi er på messe i uge 12, kom forbi vores stand!
Vi ses på mässan, vi har monter 12 på fjällmässan den 16 mars.
My son is off sick, so short: yes, send it.
Kind krank, daher kurz: ja, schicken Sie es.
Enfant malade, donc vite fait : oui, envoyez.
Ammalata ma curiosa: mandi pure.
Больна, но напишите подробнее.
在出差,但可以发资料给我。
出張中ですが、資料を送ってください。
Bin im Zug, rufe am 16.3. zurück.
I reply when I have seen the numbers on the 16th.
Je réponds dès que j'ai l'accord de mon chef.
Contestaré en cuanto pueda hablar con mi jefe.
Rispondo appena ho parlato con il direttore.
Odpiszę, jak porozmawiam z szefem.
Отвечу, когда поговорю с директором.
Odpovím, až se poradím s šéfem.
Válaszolok, amint beszéltem a főnökkel.
Fair until the 15th, then yes.
Wir haben bis 15. März Messe, danach gern.
We are moving until March 20, then interested.
On leave until the 16th but yes please.
Wedding on the 15th, call me on the 16th.
Send a quote until March 15, the training starts then.
Please send the offer until 15 March, I am then at a conference.
Der Umzug ist bis 15. März fertig, dann brauchen wir Sie.
Bitte Angebot bis 15. März, wegen der Messe.
Envoyez le devis avant le salon du 15 mars.
Oui, après le salon, le 16 mars.
Sí, después de la feria, el 16 de marzo.
Sì, dopo la fiera, il 16 marzo.
Graag na de beurs, 16 maart.
Chętnie po targach, 16 marca.
Да, после выставки, 16 марта.
Gerne nach der Tagung am 16. März.
Nach dem Urlaub am 16. März passt es.
Yes, after my holiday, from March 16.
Offer valid until March 15? We have a workshop then.
Können Sie bis 15. März zur Messe liefern?
Wartung bitte bis zur Revision am 15. März.
We close the tender on 15 March, conference call then.
Inventur bis 15. März, danach schauen wir uns das an.
Stocktaking until March 15, we'll look at it then.
Training for ten people until 15 March, can you do that?
Ikke før etter messen 16. mars.
Efter mässan 16 mars går bra.
研修は3月15日までです。見積もりをお願いします。
展会3月15日前请报价。
I'm on holiday until the 9th, but this looks great. Can you send me the prices so I can read them on the plane?
We open a new plant in March and need rotor blades. Call me when I'm back from the fair on Tuesday.
Sorry for the late answer, I was on leave last week. Yes, let's talk on Thursday.
Our buyer left the company last month, so I took over. Please send me your catalogue.
I have a ticket to the fair in Hamburg, shall we meet there at your stand?
My new phone number is 555 0100, my email address stays the same. When can you call?
We received your request and would like a quote for 300 blades.
I'm out of the office a lot, so please ring my mobile. Tomorrow works best.
Kim is no longer in charge of purchasing, I am. What would 200 pieces cost?
Please don't reply to this address, write to me at jane@home.example instead, I'm very interested.
Ich bin ab Montag im Urlaub, könnten wir vorher noch telefonieren? Das Thema ist spannend.
Danke, ich war letzte Woche krank. Schicken Sie mir bitte ein Angebot.
Herr Klein ist nicht mehr bei uns, ich bin jetzt zuständig. Rufen Sie mich an.
Wir haben Ihre Nachricht erhalten und finden sie interessant. Passt Dienstag?
Je rentre de congés et votre offre m'intéresse. Pouvez-vous m'appeler mardi ?
Je serai absente la semaine prochaine, mais appelez-moi dès aujourd'hui si possible.
Mon prédécesseur a quitté la société, je reprends le dossier. Envoyez-moi vos tarifs.
Estoy de vacaciones la próxima semana, ¿podemos hablar antes? Me interesa.
He vuelto de vacaciones y quiero saber el precio.
Torno dalle ferie lunedì, mi chiami pure martedì. La proposta mi interessa.
Il collega non lavora più qui, ma il prodotto ci interessa: ci mandi un preventivo.
Voltei de férias ontem. Pode me enviar a proposta?
Ik was vorige week op vakantie. Ja, stuur maar een offerte.
Mijn collega werkt hier niet meer, ik neem het over. Wanneer kunnen we bellen?
Jeg er lige kommet hjem fra ferie. Send gerne et tilbud.
Jag går på semester på fredag, kan vi ringas innan dess?
Palasin juuri lomalta. Voitteko lähettää tarjouksen?
Wróciłem z urlopu i chętnie porozmawiam. Proszę zadzwonić jutro.
Kolega już u nas nie pracuje, teraz ja się tym zajmuję. Jaka jest cena?
Právě jsem se vrátil z dovolené. Pošlete mi prosím nabídku.
Most jöttem vissza szabadságról. Kérem, küldjön árajánlatot.
Вернулся из отпуска, ваше предложение интересно. Позвоните мне завтра.
Мой коллега уволился, теперь этим занимаюсь я. Пришлите цены.
Щойно повернулася з відпустки. Надішліть, будь ласка, ціни.
İzinden yeni döndüm, teklifinizi görmek isterim. Yarın arayabilir misiniz?
Μόλις γύρισα από άδεια. Μπορείτε να μου στείλετε προσφορά;
休暇から戻りました。お見積りをお願いできますか。
前任者は退職しましたので、私が担当しております。資料をお送りください。
我刚休假回来，请把报价发给我。
휴가에서 복귀했습니다. 견적서를 보내주세요.
חזרתי מחופשה, אשמח לקבל הצעת מחיר.
عدت للتو من الإجازة، أرجو إرسال عرض السعر.
Tôi vừa đi nghỉ về. Vui lòng gửi báo giá cho tôi.
Is your ticket system able to handle 5000 cases a month? We received your mail at the right time.
Quick one: does the vacation tracker also handle sick leave? Jane
Thank you for contacting me. I'd like to know more, are you free on 9 March?
We are closed on Mondays so Tuesday after 10 would be best for a call.
I'll be travelling from 2 to 8 March. Could you come by on the 10th to show us?
Ab 9. März bin ich wieder im Büro, rufen Sie mich dann bitte wegen der Rotorblätter an.
Je suis de retour le 9 mars, on peut se voir le 10 pour en discuter ?
We received quotation 48213 from your competitor. Can you beat it?
Order 48213 was registered with you last year, we want the same again.
My address has changed to jane@home.example, send the brochure there please.
I no longer work on Fridays, so call me on Thursday. jane@acme.example
I'm no longer the buyer. Kim (kim@acme.example) is, and she is keen on this. Write to her.
Thanks for your email. It's urgent for us: we need blades before 9 March. Ring me.
I can't read the attachment. Please send it as PDF.
If it's urgent I can sign this week, otherwise after my return on 9 March. What's the lead time?
We are closing the plant until 9 March for the retrofit, that's when we'd fit your blades. Interested!
Let me check with my colleague in the meantime; what would delivery to Spain cost?
Thanks for your message! My deputy Kim and I would like to see a demo.
Got your email, thanks. Case by case we decide in March. Send a reference list.
Retired turbines are our speciality, let's talk. jane@home.example is my private mail.
I left my card at your booth, number 48213 on the badge. Please call.
Wir haben Ihr Angebot 48213 erhalten und möchten bestellen.
Ich bin nicht mehr der Einkäufer, bitte schreiben Sie Kim Klein (kim@acme.example), sie interessiert sich sehr dafür.
In dringenden Fällen brauchen wir Ersatz in zwei Tagen, geht das?
Meine neue Adresse ist jane@privat.example, schicken Sie mir das Angebot dorthin.
Bis zum 9. März läuft unsere Ausschreibung. Bitte reichen Sie Ihr Angebot ein.
Nach meinem Urlaub würde ich gern eine Demo sehen.
Nous avons bien reçu votre devis 48213, il nous convient. Comment procéder ?
Je ne suis plus responsable des achats, voyez avec kim@acme.example qui attend votre appel.
En cas d'urgence, livrez-vous en 48 heures ? Cela nous intéresse.
Hemos recibido su presupuesto 48213. ¿Podemos hablar mañana?
Ya no llevo compras, pero a Kim (kim@acme.example) le interesa mucho. Escríbale.
Abbiamo ricevuto il preventivo 48213, ci va bene. Procediamo.
Se è urgente posso firmare domani. Mi chiami.
Recebemos sua proposta 48213 e gostaríamos de negociar.
We hebben offerte 48213 ontvangen en willen graag bestellen.
Na mijn vakantie wil ik graag een demo zien.
Vi har mottagit offert 48213 och vill gärna gå vidare. Ring mig.
Vi har modtaget tilbud 48213 og vil gerne høre mere.
Saimme tarjouksen 48213, milloin voisimme puhua?
Otrzymaliśmy ofertę 48213 i chcemy zamówić. Proszę o telefon.
Nabídku 48213 jsme obdrželi a máme zájem.
A 48213 számú ajánlatot megkaptuk, kérem hívjon fel.
Получили ваше предложение номер 48213, хотим обсудить. Позвоните.
Отримали пропозицію 48213, цікаво. Зателефонуйте.
48213 numaralı teklifinizi aldık, görüşmek isteriz. Beni arayın.
Λάβαμε την προσφορά 48213 και μας ενδιαφέρει.
見積書48213を受領しました。詳しくお話を伺いたいです。
报价单48213已收到，我们想进一步了解，请打电话给我。
견적서 48213 받았습니다. 미팅을 하고 싶습니다.
Thanks, got it. I will read it after my return on 9 March and come back to you with questions about price.
Thank you for your mail. I've been in this job since March 2 and rotor blades are on my list. Coffee?
Vielen Dank für Ihre Nachricht. Die Kollegin aus dem Einkauf meldet sich bei Ihnen, wir finden das spannend.
Merci pour votre message. Je transmets à ma collègue qui vous rappellera, le sujet nous intéresse.
Our address changed: Prospect, 12 Mill Lane. Come by on Tuesday with samples?
I was away until yesterday, sorry. What does a set cost?
Kim has left the building for today, I'm her boss and I like this. Call me at 5.
I'm on holiday next week, call me the week after.
We have a fair until Thursday. Could you send me something I can read there?
Let's talk after my leave, say 12 March at 10.
Thanks for your message. I'm travelling but we can talk on the phone on Friday.
Thank you for the information. I will look at it tomorrow and come back to you with questions.
Thanks Ada. I'll discuss it with my colleague on Monday and get back to you.
I'm leaving for a trip tomorrow, so please send the offer today.
Thanks for your email, sounds good. We are closed this week but come by on the 10th.
I'm sick at home and finally have time to read your mail. Tell me more.
Our training is in April, we need the blades before that. What's your lead time?
My colleague Kim handles this. I copied her in.
Thanks, I forwarded it to our technician, he'll answer you.
Will answer tomorrow.
Thanks for the email. We'll review and respond next week.
Received, thanks. I'll let you know by Friday.
Thank you. We are in the middle of a reorganisation and will decide after Easter.
Nächste Woche bin ich im Urlaub, rufen Sie mich danach an.
Vielen Dank für Ihre Nachricht. Ich leite sie an meine Kollegin weiter.
Danke für Ihre Mail. Ich schaue es mir morgen an und melde mich.
Vielen Dank für die Informationen. Ich bespreche das am Montag mit den Kollegen.
Ich melde mich nach der Messe bei Ihnen, klingt gut.
Danke, wir prüfen das und antworten nächste Woche.
Gern nach meinem Urlaub, ab 9. März passt es.
Wir haben gerade Messe, aber schicken Sie mir gern ein Angebot.
Merci pour votre message. Je le transmets à ma collègue.
Merci, je regarde cela demain et je reviens vers vous.
La semaine prochaine je suis en congés, appelez-moi ensuite.
Nous sommes en plein salon, envoyez-moi une documentation.
Merci de votre retour, nous étudions votre offre et reviendrons vers vous.
Gracias por su correo. Lo reenvío a mi compañera.
Gracias, lo miro mañana y le digo algo.
La semana que viene estoy de vacaciones, llámeme después.
Estamos en una feria, mándeme un catálogo.
Gracias por la información. Lo comento con mi jefe el lunes.
Grazie per la mail. La giro alla collega.
Grazie, la guardo domani e le faccio sapere.
Settimana prossima sono in ferie, mi chiami dopo.
Siamo in fiera, mi mandi il catalogo.
Obrigado pelo email. Encaminhei para a minha colega.
Obrigada, vejo amanhã e dou retorno.
Semana que vem estou de férias, me ligue depois.
Bedankt voor je mail. Ik stuur hem door naar mijn collega.
Dank, ik kijk er morgen naar en kom erop terug.
Volgende week ben ik met vakantie, bel me daarna.
Tak for din mail. Jeg sender den videre til min kollega.
Jeg er på ferie i næste uge, ring til mig bagefter.
Takk for din e-post. Jeg tar det opp med min kollega på mandag.
Tack för ditt mejl. Jag skickar det vidare till min kollega.
Jag är på semester nästa vecka, ring mig efter det.
Kiitos viestistäsi. Välitin sen kollegalleni.
Olen ensi viikolla lomalla, soittakaa sen jälkeen.
Dziękuję za wiadomość. Przekazałem ją koleżance.
W przyszłym tygodniu jestem na urlopie, proszę zadzwonić później.
Děkuji za zprávu. Předal jsem ji kolegyni.
Příští týden mám dovolenou, zavolejte mi potom.
Ďakujem za správu. Posuniem ju kolegovi.
Köszönöm levelét. Továbbítottam a kollégámnak.
Jövő héten szabadságon leszek, hívjon utána.
Mulțumesc pentru mesaj. L-am trimis colegei mele.
Спасибо за письмо. Передал его коллеге.
На следующей неделе я в отпуске, позвоните потом.
Спасибо за информацию. Посмотрю завтра и отвечу.
Дякую за лист. Передала колезі.
Mesajınız için teşekkürler. İş arkadaşıma ilettim.
Gelecek hafta izindeyim, sonra beni arayın.
Ευχαριστώ για το μήνυμα. Το προώθησα σε συνάδελφο.
Благодаря за писмото. Препратих го на колега.
Hvala na poruci. Proslijedio sam je kolegici.
メールありがとうございます。来週は出張ですので、その後お電話ください。
ご連絡ありがとうございます。社内で検討し、来週ご連絡いたします。
谢谢您的邮件，我下周出差，之后给我打电话吧。
感谢来信，我们开会讨论后回复您。
메일 감사합니다. 다음 주 출장이니 그 후에 전화 주세요.
연락 주셔서 감사합니다. 내부 검토 후 연락드리겠습니다.
תודה על ההודעה. אני בחופשה בשבוע הבא, תתקשרו אחר כך.
شكرا لك على رسالتك. أنا في إجازة الأسبوع القادم، اتصل بي بعدها.
Cảm ơn email của bạn. Tuần sau tôi đi công tác, gọi cho tôi sau nhé.
Terima kasih atas emailnya. Minggu depan saya cuti, telepon saya setelah itu.
Ačiū už laišką. Kitą savaitę atostogauju, paskambinkite vėliau.
Paldies par ziņu. Nākamnedēļ esmu atvaļinājumā, zvaniet pēc tam.
Täname kirja eest. Järgmisel nädalal olen puhkusel, helistage pärast.
Hvala za sporočilo. Naslednji teden sem na dopustu, pokličite me potem.
Hvala na poruci. Sledeće nedelje sam na odmoru, pozovite me posle.
Ich bin vom 2. bis 8. März im Urlaub, danach gern ein Telefonat. Am besten am 10. um 14 Uhr?
I check email at 9 and 4 only, but your timing is perfect. Call me at 4.
We are moving offices this week, so new blades have to wait until April. Ping me then!
Jane passed your mail on to me. I handle blades. What lead times do you have?
I was part of the team that chose your competitor. Convince me otherwise!
I've left the wind business for solar. Do you do panels too?
Yes please, but I'm abroad until Monday. Send the deck.
Your ticket to my heart is a low price. What's your best for 40 blades?
Please write to my assistant kim@acme.example to arrange a call.
kim@acme.example is the right person, tell her I sent you.
Kim isn't here any more, so I'm your contact now. Let's meet.
Ich habe die Firma gewechselt, bin jetzt bei Windpark Nord und habe dort denselben Bedarf. Rufen Sie mich an!
Nous déménageons en mars, rappelez-moi en avril.
Estoy de baja pero leo el correo: me interesa, llámeme.
Sono in malattia ma mi interessa, mi mandi pure i prezzi.
Jestem na urlopie, ale proszę przesłać ofertę.
Jag är föräldraledig men nyfiken. Skicka mer information.
Jeg er sygemeldt, men send endelig et tilbud.
Я в отпуске, но предложение интересное, пришлите презентацию.
İzindeyim ama ilgileniyorum, fiyat gönderir misiniz?
休暇中ですが、興味があります。資料を送ってください。
我在休假，不过很感兴趣，请发资料。
휴가 중이지만 관심 있습니다. 자료 보내주세요.
Confirm your email is real: what does a blade weigh? https://acme.example/spec
Click here to see our site plan: https://acme.example/plan and tell me if your crane fits.
Before we talk, please verify that you can deliver to Spain. https://acme.example/sites
Thanks for reaching out. We're all at the trade show until Thursday. Free on Friday at 11?
Danke für die Nachricht, leider bin ich nur bis Freitag noch in der Firma. Wenden Sie sich an Kim Klein, die hat Bedarf: kim@acme.example
Closed on Monday, open on Tuesday. Come by!
I will be at WindEurope from 2 to 8 March. Stand 4821. Come and see us.
The board meets on 9 March. I will reply after that with a decision.
We can't answer before the board meets on 9 March.
Thank you, but our colleague already has a supplier.
We get back to suppliers after our fair in April. Send your catalog anyway.
Merci, nous vous répondrons après notre conseil du 9 mars.
We'll discuss it in our Monday meeting and I'll come back to you.
Thanks, our management meets next week. I will be in touch after that.
I have forwarded your mail to our plant manager. He is on site this week and will answer you.
Our site in Spain might need this. I'll check with the team there and reply tomorrow.
We renovated our turbines last year. Your reply in March was helpful, thanks.
Send it to me again in June please, we're busy with the annual inventory now.
I'm in the field today. Will read this tonight and reply.
Let's pick this up again after Easter.
Not before the school holidays. Remind me in September.
Good morning Ada, I'll be in touch once the budget is through.
Thanks for the reminder, it's on my list for this week.
Could be something for our colleagues abroad. I'll ask.
Please resend with a shorter subject, my spam filter held it.
I had closed this topic, but let's reopen it. When can you visit?
We can only answer after our audit in April.
Das besprechen wir in unserem Termin am Montag und melden uns.
Ich bin gerade im Termin, melde mich gleich.
Wir bauen gerade um. Im Herbst gern wieder.
Ich gebe es an den Betriebsleiter weiter, er meldet sich.
Interessant, aber erst nach der Inventur. Fragen Sie im Mai nochmal.
Wir haben kommende Woche Betriebsversammlung, dort stelle ich es vor.
Danke, ich lese das heute Abend in Ruhe.
On en parle en réunion lundi et je vous réponds.
Je le transmets au chantier, ils vous répondront.
Après les travaux, pourquoi pas. Recontactez-moi en juin.
Merci, je lirai ça ce soir.
Lo vemos en la reunión del lunes y le respondo.
Después de las obras hablamos. Escríbame en junio.
Gracias, lo leo esta noche.
Ne parliamo in riunione lunedì e le rispondo.
Dopo i lavori ci sentiamo, mi scriva a giugno.
Falamos na reunião de segunda e eu respondo.
Obrigado, leio hoje à noite.
We bespreken het maandag in de vergadering en ik kom erop terug.
Dank, ik lees het vanavond.
Vi tager det op på mødet mandag, så vender jeg tilbage.
Vi tar det på möte på måndag, sedan återkommer jag.
Vi tar det opp i møtet mandag og svarer deg da.
Käsittelemme asian maanantain kokouksessa ja palaan asiaan.
Omówimy to na spotkaniu w poniedziałek i odpiszę.
Probereme to v pondělí na poradě a ozvu se vám.
Prerokujeme to v pondelok a ozvem sa.
Hétfőn megbeszéljük és visszajelzek.
Discutăm luni în ședință și revin.
Обсудим на совещании в понедельник, и я отвечу.
Обговоримо на нараді в понеділок, і я відповім.
Pazartesi toplantıda konuşup size döneceğim.
Aptarsime pirmadienį ir atsakysiu.
Apspriedīsim pirmdien un atbildēšu.
Arutame esmaspäeval ja annan teada.
Razgovarat ćemo na sastanku u ponedjeljak pa ću se javiti.
Bomo preučili na sestanku in se javili.
Θα το συζητήσουμε στη σύσκεψη της Δευτέρας και θα σας απαντήσω.
Ще го обсъдим на срещата в понеделник и ще отговоря.
سنناقش الأمر في الاجتماع وسأرد عليك.
נדון בישיבה ביום שני ואחזור אליך.
周一开会讨论后回复您。
月曜の会議で検討し、改めてご連絡いたします。
월요일 회의에서 논의 후 답변드리겠습니다.
Kami bahas di rapat Senin, nanti saya balas.
Chúng tôi sẽ bàn trong cuộc họp thứ Hai và trả lời bạn.
My contract with your competitor ended, please write to me at jane@home.example, I'm free now.
Our internship ended, ask kim@acme.example for the report on blades. Will you come on Tuesday?
Reference: your mail of Monday. Item 48213 is what we need.
Your case study 48213 is great reading.
Case 4821 of the brochure looks like our site.
The number is 015155501234, ask for Jane.
Assigned budget: 48000 EUR. Enough for ten blades?
I'm away at the moment, but put me down for a demo on the 10th.
On my day off I finally read your mail. How do I order?
My replacement blades arrive in May, so not now.
Her replacement part is what we need. Do you stock it?
We are taking a break from buying until summer.
Ich genieße gerade meinen Urlaub und lese trotzdem Ihre Mail: spannend! Rufen Sie mich am 9. an.
Sie hören von mir, sobald unser Chef aus dem Urlaub zurück ist.
Unser Chef ist im Urlaub, nach seiner Rückkehr entscheiden wir.
Mon chef est en congés jusqu'au 9 mars, il décidera à son retour.
Mi jefe vuelve de vacaciones el lunes y lo hablaré con él.
Il mio capo torna dalle ferie lunedì, poi decidiamo.
Mijn baas is op vakantie, als hij terug is beslissen we.
Min chef är på semester, vi bestämmer när han är tillbaka.
Szef jest na urlopie, po jego powrocie zdecydujemy.
Šéf je na dovolené, po návratu rozhodne.
Начальник в отпуске, после его возвращения решим.
Müdürüm izinde, döndüğünde karar vereceğiz.
上司が休暇中なので、戻り次第相談します。
老板休假，回来后我们再决定。
팀장님이 휴가 중이라 복귀 후 결정하겠습니다.
My boss is on vacation until 9 March. He will decide when he is back.
Our buyer is on maternity leave; her deputy Kim will look at it next week.
Talk to you after the holidays, I like it.
After our summer shutdown we will need 30 blades.
Enjoy your holiday! We speak when you're back.
From Monday to Friday I'm at WindEurope. Let's meet there, hall 4.
I've left my old supplier and need a new one. kim@acme.example is my colleague, copy her.
We no longer work with agencies, but direct offers are welcome: kim@acme.example
Our office in Spain is closed for good, please use the Lisbon address from now on for samples.
I ceased negotiations with your rival. Call me.
We've moved on from steel to composite. Do you make those? kim@acme.example knows the specs.
Wir arbeiten nicht mehr mit Stahl, nur noch mit Verbund. Haben Sie so etwas?
Ich bin seit Februar bei Prospect beschäftigt und neu im Einkauf. Gern ein Gespräch!
Nous ne travaillons plus avec des intermédiaires, mais écrivez à kim@acme.example pour un essai.
Ya no trabajamos con acero, ¿tienen composite? Copie a kim@acme.example.
Non lavoriamo più con agenzie, però mi mandi un'offerta diretta a kim@acme.example
Wij werken niet meer met agenten, stuur de offerte direct naar kim@acme.example
Vi arbejder ikke længere med stål. Skriv til kim@acme.example om komposit.
Vi jobbar inte längre med stål, men komposit är intressant.
Nie pracujemy już ze stalą, ale kompozyty nas ciekawią.
Мы больше не работаем со сталью, но композит интересен. Напишите kim@acme.example
Artık çelikle çalışmıyoruz ama kompozit ilgimizi çekiyor.
鋼材はもう扱っていませんが、複合材には興味があります。
我们不再用钢材了，但对复合材料感兴趣。
Thank you for your email. Our maintenance window is until 9 March; urgent repairs only. Could you do those?
Thanks! I'm reading everything on Friday. If it's good I'll call.
Merci pour votre message, je suis à Lyon cette semaine, passez nous voir.
Danke für Ihre Mail. Diese Woche bin ich auf der Baustelle in Kiel, kommen Sie vorbei.
Gracias por su mensaje. Esta semana estoy en la planta, venga a vernos.
Grazie per il messaggio. Questa settimana sono in stabilimento, venga a trovarci.
Thanks for the note. Kim will handle this and I'm happy for her to trial two blades.
I answer all mails on Fridays, so here I am: we'd like a sample.
We are shut on Fridays, hence the late reply. Yes to the call.
I'm back from leave! Send it again?
Back from vacation today, found your mail, like it.
Thank you for your email. I have a quick question before my vacation: is the blade heated?
Thanks for writing. We are at the trade fair in Hamburg, our engineer will stop by your booth.
Thanks, I showed it to my wife on our holiday and we both think it's useful for the farm.
Thank you for your message, I will take the quote to our training session and share feedback.
Thanks for your mail; since the public holiday our plant is running again and we can host you.
My colleague at the office liked it. She'll email you with dates.
We're on the road to your factory tomorrow, is someone there?
Thanks! My sick turbine needs you urgently.
I'm abroad in Denmark where your competitor is strong. Why you?
For urgent repairs we use another firm, for planned ones we're open.
Can you cover for our maintenance crew during their leave?
Thanks for getting back to me. As soon as I'm back from lunch I'll sign.
Vielen Dank für Ihre Nachricht! Herr Klein übernimmt das Thema und ruft Sie an.
Danke für Ihre Mail. Vor dem Urlaub möchte ich das noch klären: Was ist die Lieferzeit.
Vielen Dank für Ihr Schreiben, wir haben Interesse und melden uns nach den Feiertagen.
Danke, die Kollegin kümmert sich um einen Termin mit Ihnen.
In dringenden Fällen würden wir Sie gern beauftragen.
Wir suchen Ersatz während der Elternzeit unserer Technikerin, können Sie helfen?
Merci pour votre message ! Mon collègue prend le relais et vous rappelle.
Merci pour votre mail, nous sommes intéressés mais après les fêtes.
En cas d'urgence pouvez-vous intervenir sous 48 h ?
Gracias por su mensaje. Mi compañero le llamará para concretar.
Gracias, antes de mis vacaciones quiero cerrar esto.
Para urgencias necesitamos un proveedor como ustedes.
Grazie per la mail. Il mio collega la chiamerà per fissare.
Prima delle ferie vorrei chiudere l'ordine.
Obrigado pela mensagem. O meu colega vai ligar para marcar.
Antes das férias quero fechar isto.
Bedankt voor uw bericht. Mijn collega belt u om af te spreken.
Voor mijn vakantie wil ik dit nog regelen.
Tak for din mail. Min kollega ringer til dig for at aftale nærmere.
Inden min ferie vil jeg gerne have det på plads.
Tack för ditt mejl. Min kollega ringer dig för att boka.
Före semestern vill jag få det klart.
Kiitos viestistä. Kollegani soittaa teille ja sopii ajan.
Dziękuję za wiadomość. Kolega zadzwoni, żeby umówić termin.
Przed urlopem chcę to zamknąć.
Děkuji za e-mail. Kolega vám zavolá a domluví termín.
Před dovolenou to chci uzavřít.
Köszönöm a levelét. A kollégám felhívja egyeztetni.
Mulțumesc pentru mesaj. Colegul meu vă va suna pentru o întâlnire.
Спасибо за письмо. Мой коллега позвонит вам, чтобы договориться.
До отпуска хочу закрыть этот вопрос.
Дякую за лист. Мій колега зателефонує вам.
Mesajınız için teşekkürler. Arkadaşım sizi arayıp randevu alacak.
Ευχαριστώ για το μήνυμα. Ο συνάδελφός μου θα σας καλέσει για ραντεβού.
Hvala na poruci. Kolega će vas nazvati za termin.
ご連絡ありがとうございます。担当の者からお電話いたします。
您好，谢谢您的邮件。我同事会给您打电话安排时间。
메일 감사합니다. 담당자가 전화드려 일정을 잡겠습니다.
شكرا على رسالتك. سيتصل بك زميلي لتحديد موعد.
תודה על ההודעה. עמיתי יתקשר לקבוע פגישה.
Cảm ơn email của anh. Đồng nghiệp tôi sẽ gọi để hẹn lịch.
Terima kasih atas pesannya. Rekan saya akan menelepon untuk jadwal.
"""


def notes() -> list[Reply]:
    """All of them, with what each is."""
    kinds = {"away": AWAY, "departed": GONE, "moved": MOVED, "auto_reply": FILED, "challenge": CHALLENGES, "reply": PEOPLE}
    return [
        Reply(text[:40], text, right, "Re: Rotor blades", sender=SENDERS.get(right, "jane.roe@acme.example"), date=MARCH)
        for right, texts in kinds.items()
        for text in texts.strip().splitlines()
    ]


MARCH = "Mon, 02 Mar 2026 09:00:00 +0000"
SENDERS = {"auto_reply": "service@acme.example"}

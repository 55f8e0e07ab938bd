"""What absent people write in the languages of the table, until 9 March 2026, and people who only sound like it. All our own."""

# Notes without any mark of a machine's, written on Tuesday 3 March.
AWAY = {
    "en": """
I'm on a business trip until March 9.
I am off sick until March 9.
I am on maternity leave until March 9.
Our office is closed until March 9.
I'm at a conference until March 9 and will reply when I'm back.
I'm not at my desk this week and will be back on March 9.
I have limited access to email until March 9.
I am on PTO until March 9.
I'm out of office until March 9.
I'm away on leave until March 9.
We are closed for Easter and back on March 9.
I am in training all week, back on March 9.
I'm OOO until March 9.
I am currently unavailable until March 9.
I'll be off work until March 9.
""",
    "de": """
Ich bin bis zum 9. März auf Dienstreise.
Ich bin krankgeschrieben bis zum 9. März.
Ich bin bis zum 9. März in Elternzeit.
Unser Büro ist bis zum 9. März geschlossen.
Ich bin auf einer Schulung und ab 9. März wieder erreichbar.
Ich bin nicht am Arbeitsplatz und ab 9. März wieder da.
Ich habe bis zum 9. März nur eingeschränkten Zugriff auf meine E-Mails.
Wir haben Betriebsferien bis zum 9. März.
Ich bin außer Haus und ab dem 9. März wieder im Büro.
Ich bin bis 9. März abwesend.
Derzeit bin ich nicht erreichbar. Ab dem 9. März bin ich wieder für Sie da.
Ich arbeite erst ab dem 9. März wieder.
""",
    "nl": """
Ik ben op zakenreis tot 9 maart.
Ik ben ziek en tot 9 maart afwezig.
Ik ben met zwangerschapsverlof tot 9 maart.
Ons kantoor is gesloten tot 9 maart.
Ik ben op cursus en vanaf 9 maart weer bereikbaar.
Ik ben niet op kantoor en ben 9 maart terug.
Ik heb tot 9 maart beperkt toegang tot mijn e-mail.
Ik ben vrij tot 9 maart.
Ik geniet van een vrije dag en ben 9 maart weer aanwezig.
""",
    "da": """
Jeg er på forretningsrejse til den 9. marts.
Jeg er syg og tilbage den 9. marts.
Jeg er på barsel til den 9. marts.
Kontoret holder lukket til den 9. marts.
Jeg er på kursus og tilbage den 9. marts.
Jeg er ikke på kontoret, men er tilbage den 9. marts.
Jeg har begrænset adgang til min mail indtil 9. marts.
Jeg holder fri indtil 9. marts.
""",
    "no": """
Jeg er på tjenestereise til 9. mars.
Jeg er sykemeldt til 9. mars.
Jeg er i foreldrepermisjon til 9. mars.
Kontoret er stengt til 9. mars.
Jeg er på kurs og tilbake 9. mars.
Jeg er ikke på kontoret, men er tilbake 9. mars.
Jeg har begrenset tilgang til e-post frem til 9. mars.
Jeg har fri til 9. mars.
""",
    "sv": """
Jag är på tjänsteresa till den 9 mars.
Jag är sjukskriven till den 9 mars.
Jag är föräldraledig till den 9 mars.
Kontoret är stängt till den 9 mars.
Jag är på kurs och åter den 9 mars.
Jag är inte på kontoret men är tillbaka den 9 mars.
Jag har begränsad tillgång till min mejl till den 9 mars.
Jag är ledig till den 9 mars.
""",
    "fi": """
Olen työmatkalla 9.3.2026 asti.
Olen sairauslomalla 9.3.2026 asti.
Olen vanhempainvapaalla 9.3.2026 asti.
Toimistomme on suljettu 9.3.2026 asti.
Olen koulutuksessa ja palaan 9.3.2026.
En ole toimistolla. Olen takaisin 9.3.2026.
Luen sähköpostia rajoitetusti 9.3.2026 asti.
Olen vapaalla 9.3.2026 asti.
""",
    "is": """
Ég er í viðskiptaferð til 9. mars.
Ég er í veikindaleyfi til 9. mars.
Ég er í fæðingarorlofi til 9. mars.
Skrifstofan er lokuð til 9. mars.
Ég er ekki við en kem aftur 9. mars.
Ég er í orlofi til 9. mars.
""",
    "fr": """
Je suis en déplacement professionnel jusqu'au 9 mars.
Je suis en arrêt maladie jusqu'au 9 mars.
Je suis en congé maternité jusqu'au 9 mars.
Nos bureaux sont fermés jusqu'au 9 mars.
Je suis en formation et de retour le 9 mars.
Je ne suis pas au bureau, je serai de retour le 9 mars.
J'ai un accès limité à ma messagerie jusqu'au 9 mars.
Je suis en RTT, de retour le 9 mars.
Je suis absente du bureau jusqu'au 9 mars.
Je suis indisponible jusqu'au 9 mars.
""",
    "es": """
Estoy de viaje de trabajo hasta el 9 de marzo.
Estoy de baja por enfermedad hasta el 9 de marzo.
Estoy de baja maternal hasta el 9 de marzo.
Nuestras oficinas estarán cerradas hasta el 9 de marzo.
Estoy en un curso y vuelvo el 9 de marzo.
No estoy en la oficina, regreso el 9 de marzo.
Tengo acceso limitado al correo hasta el 9 de marzo.
Estoy ausente de la oficina hasta el 9 de marzo.
Me encuentro fuera de la oficina hasta el 9 de marzo.
Estaré ausente hasta el 9 de marzo.
Disfruto de mis vacaciones hasta el 9 de marzo.
""",
    "ca": """
Estic de viatge fins al 9 de març.
Estic de baixa fins al 9 de març.
L'oficina està tancada fins al 9 de març.
No soc a l'oficina, torno el 9 de març.
Estaré absent fins al 9 de març.
Estic fora de l'oficina fins al 9 de març.
""",
    "pt": """
Estou em viagem de trabalho até 9 de março.
Estou de licença médica até 9 de março.
Estou de licença-maternidade até 9 de março.
Nosso escritório está fechado até 9 de março.
Estou em treinamento e retorno em 9 de março.
Não estou no escritório, regresso a 9 de março.
Tenho acesso limitado ao e-mail até 9 de março.
Estou fora do escritório até 9 de março.
Estarei ausente até 9 de março.
Estou de folga até 9 de março.
""",
    "it": """
Sono in trasferta fino al 9 marzo.
Sono in malattia fino al 9 marzo.
Sono in maternità fino al 9 marzo.
I nostri uffici sono chiusi fino al 9 marzo.
Sono in formazione e rientro il 9 marzo.
Non sono in ufficio, rientro il 9 marzo.
Ho accesso limitato alla posta fino al 9 marzo.
Sono fuori sede fino al 9 marzo.
Sarò assente fino al 9 marzo.
Sono fuori ufficio fino al 9 marzo.
""",
    "ro": """
Sunt în delegație până pe 9 martie.
Sunt în concediu medical până pe 9 martie.
Sunt în concediu de maternitate până pe 9 martie.
Biroul nostru este închis până pe 9 martie.
Nu sunt la birou, revin pe 9 martie.
Am acces limitat la e-mail până pe 9 martie.
Sunt plecat din birou până pe 9 martie.
Voi fi absent până pe 9 martie.
""",
    "pl": """
Jestem w podróży służbowej do 9 marca.
Jestem na zwolnieniu lekarskim do 9 marca.
Jestem na urlopie macierzyńskim do 9 marca.
Nasze biuro jest nieczynne do 9 marca.
Jestem na szkoleniu, wracam 9 marca.
Nie ma mnie w biurze, wracam 9 marca.
Do 9 marca mam ograniczony dostęp do poczty.
Jestem nieobecny do 9 marca.
Będę nieobecna do 9 marca.
Przebywam na L4 do 9 marca.
""",
    "cs": """
Jsem na služební cestě do 9. března.
Jsem na nemocenské do 9. března.
Jsem na mateřské dovolené do 9. března.
Naše kancelář je zavřená do 9. března.
Jsem na školení, vrátím se 9. března.
Nejsem v kanceláři, vrátím se 9. března.
Mám omezený přístup k e-mailu do 9. března.
Budu nepřítomen do 9. března.
Momentálně nejsem k zastižení, vracím se 9. března.
""",
    "sk": """
Som na služobnej ceste do 9. marca.
Som práceneschopný do 9. marca.
Som na materskej dovolenke do 9. marca.
Naša kancelária je zatvorená do 9. marca.
Som na školení, vrátim sa 9. marca.
Nie som v kancelárii, vrátim sa 9. marca.
Mám obmedzený prístup k e-mailom do 9. marca.
Budem neprítomný do 9. marca.
""",
    "sl": """
Sem na službeni poti do 9. marca.
Sem na bolniški do 9. marca.
Sem na porodniškem dopustu do 9. marca.
Pisarna je zaprta do 9. marca.
Nisem v pisarni, vrnem se 9. marca.
Odsoten sem do 9. marca.
Do 9. marca imam omejen dostop do e-pošte.
""",
    "hr": """
Na službenom sam putu do 9. ožujka.
Na bolovanju sam do 9. ožujka.
Na rodiljnom sam dopustu do 9. ožujka.
Ured je zatvoren do 9. ožujka.
Nisam u uredu, vraćam se 9. ožujka.
Odsutan sam do 9. ožujka.
Do 9. ožujka imam ograničen pristup e-pošti.
""",
    "sr": """
Na službenom sam putu do 9. marta.
Na bolovanju sam do 9. marta.
Kancelarija je zatvorena do 9. marta.
Nisam u kancelariji, vraćam se 9. marta.
Odsutan sam do 9. marta.
Налазим се на службеном путу до 9. марта.
Одсутан сам до 9. марта.
Нисам у канцеларији до 9. марта.
""",
    "bg": """
В командировка съм до 9 март.
В болнични съм до 9 март.
В майчинство съм до 9 март.
Офисът е затворен до 9 март.
Не съм в офиса, ще се върна на 9 март.
Имам ограничен достъп до пощата до 9 март.
Ще отсъствам до 9 март.
В момента отсъствам от офиса до 9 март.
""",
    "ru": """
Я в командировке до 9 марта.
Я на больничном до 9 марта.
Я в декретном отпуске до 9 марта.
Наш офис закрыт до 9 марта.
Я на обучении, вернусь 9 марта.
Меня нет в офисе, вернусь 9 марта.
У меня ограниченный доступ к почте до 9 марта.
Я отсутствую до 9 марта.
Буду отсутствовать на рабочем месте до 9 марта.
Сейчас я вне офиса. Выйду на работу 9 марта.
""",
    "uk": """
Я у відрядженні до 9 березня.
Я на лікарняному до 9 березня.
Я у декретній відпустці до 9 березня.
Наш офіс зачинено до 9 березня.
Мене немає в офісі, повернуся 9 березня.
Маю обмежений доступ до пошти до 9 березня.
Буду відсутній до 9 березня.
Я відсутня на робочому місці до 9 березня.
""",
    "lt": """
Esu komandiruotėje iki kovo 9 d.
Sergu, grįšiu kovo 9 d.
Esu motinystės atostogose iki kovo 9 d.
Biuras nedirba iki kovo 9 d.
Šiuo metu nesu biure, grįšiu kovo 9 d.
Iki kovo 9 d. turiu ribotą prieigą prie el. pašto.
Esu atostogose iki kovo 9 d.
""",
    "lv": """
Esmu komandējumā līdz 9. martam.
Esmu slimības lapā līdz 9. martam.
Birojs ir slēgts līdz 9. martam.
Neesmu birojā, atgriezīšos 9. martā.
Man ir ierobežota piekļuve e-pastam līdz 9. martam.
Esmu prombūtnē līdz 9. martam.
""",
    "et": """
Olen lähetuses kuni 9. märtsini.
Olen haiguslehel kuni 9. märtsini.
Kontor on suletud kuni 9. märtsini.
Ma ei ole kontoris, naasen 9. märtsil.
Mul on piiratud ligipääs e-postile kuni 9. märtsini.
Viibin puhkusel kuni 9. märtsini.
Olen eemal kuni 9. märtsini.
""",
    "hu": """
Üzleti úton vagyok március 9-ig.
Betegszabadságon vagyok március 9-ig.
Szülési szabadságon vagyok március 9-ig.
Irodánk zárva tart március 9-ig.
Nem vagyok az irodában, március 9-én jövök vissza.
Március 9-ig korlátozottan érem el az e-mailjeimet.
Távol vagyok március 9-ig.
Képzésen vagyok március 9-ig.
""",
    "el": """
Βρίσκομαι σε επαγγελματικό ταξίδι έως τις 9 Μαρτίου.
Είμαι σε αναρρωτική άδεια έως τις 9 Μαρτίου.
Είμαι σε άδεια έως τις 9 Μαρτίου.
Τα γραφεία μας θα παραμείνουν κλειστά έως τις 9 Μαρτίου.
Δεν βρίσκομαι στο γραφείο, επιστρέφω στις 9 Μαρτίου.
Έχω περιορισμένη πρόσβαση στο email έως τις 9 Μαρτίου.
Θα απουσιάζω έως τις 9 Μαρτίου.
""",
    "tr": """
9 Mart'a kadar iş seyahatindeyim.
9 Mart'a kadar raporluyum.
9 Mart'a kadar doğum iznindeyim.
Ofisimiz 9 Mart'a kadar kapalıdır.
Ofiste değilim, 9 Mart'ta döneceğim.
9 Mart'a kadar e-postalarıma sınırlı erişimim var.
9 Mart'a kadar ofis dışındayım.
9 Mart'a kadar yıllık izindeyim.
""",
    "ar": """
أنا في رحلة عمل حتى 9 مارس.
أنا في إجازة مرضية حتى 9 مارس.
مكتبنا مغلق حتى 9 مارس.
لست في المكتب حاليا وسأعود في 9 مارس.
لدي وصول محدود إلى البريد حتى 9 مارس.
سأكون خارج المكتب حتى 9 مارس.
أنا غير متواجد حتى 9 مارس.
""",
    "he": """
אני בנסיעת עסקים עד 9 במרץ.
אני בחופשת מחלה עד 9 במרץ.
אני בחופשת לידה עד 9 במרץ.
המשרד סגור עד 9 במרץ.
איני במשרד, אחזור ב-9 במרץ.
אני מחוץ למשרד עד 9 במרץ.
אעדר מהמשרד עד 9 במרץ.
""",
    "fa": """
تا ۹ مارس در سفر کاری هستم.
تا ۹ مارس در مرخصی استعلاجی هستم.
دفتر ما تا ۹ مارس تعطیل است.
در دفتر نیستم و ۹ مارس برمی‌گردم.
""",
    "hi": """
मैं 9 मार्च तक व्यावसायिक यात्रा पर हूँ।
मैं 9 मार्च तक बीमारी की छुट्टी पर हूँ।
हमारा कार्यालय 9 मार्च तक बंद है।
मैं कार्यालय में नहीं हूँ, 9 मार्च को लौटूँगा।
मैं 9 मार्च तक कार्यालय से बाहर हूँ।
""",
    "th": """
ดิฉันเดินทางไปราชการถึงวันที่ 9 มีนาคม
ดิฉันลาป่วยถึงวันที่ 9 มีนาคม
สำนักงานปิดทำการถึงวันที่ 9 มีนาคม
ขณะนี้ไม่อยู่ที่สำนักงาน จะกลับมาวันที่ 9 มีนาคม
ไม่อยู่ออฟฟิศถึงวันที่ 9 มีนาคม
""",
    "vi": """
Tôi đang đi công tác đến ngày 9 tháng 3.
Tôi đang nghỉ ốm đến ngày 9 tháng 3.
Văn phòng chúng tôi đóng cửa đến ngày 9 tháng 3.
Tôi không có mặt tại văn phòng, sẽ trở lại ngày 9 tháng 3.
Tôi vắng mặt đến ngày 9 tháng 3.
Tôi nghỉ thai sản đến ngày 9 tháng 3.
""",
    "id": """
Saya sedang dinas luar kota hingga 9 Maret.
Saya sedang sakit hingga 9 Maret.
Saya cuti melahirkan hingga 9 Maret.
Kantor kami tutup hingga 9 Maret.
Saya sedang tidak di kantor dan kembali pada 9 Maret.
Akses email saya terbatas hingga 9 Maret.
""",
    "zh": """
我正在出差，3月9日回来。
我休病假至3月9日。
我休产假至3月9日。
我司放假至3月9日。
我目前不在办公室，3月9日返回。
3月9日前我无法及时查看邮件。
我外出培训，3月9日返回。
我外出開會，3月9日返回。
本人休假中，3月9日上班。
目前請假中，3月9日回覆您。
""",
    "ja": """
3月9日まで出張しております。
3月9日まで病気療養中です。
3月9日まで育児休業中です。
3月9日まで休業いたします。
研修のため3月9日まで不在です。
現在オフィスを離れております。3月9日に戻ります。
3月9日まで夏季休暇をいただいております。
3月9日まで不在にしております。
3月9日までお休みをいただいております。
誠に勝手ながら、3月9日まで席を外しております。
""",
    "ko": """
3월 9일까지 출장 중입니다.
3월 9일까지 병가 중입니다.
3월 9일까지 육아휴직 중입니다.
저희 사무실은 3월 9일까지 휴무입니다.
현재 사무실에 없으며 3월 9일에 복귀합니다.
3월 9일까지 부재중입니다.
3월 9일까지 교육 중입니다.
3월 9일까지 연차입니다.
""",
    "gl": """
Estou de viaxe ata o 9 de marzo.
A oficina está pechada ata o 9 de marzo.
Estou de baixa ata o 9 de marzo.
Estou fóra da oficina e volvo o 9 de marzo.
""",
    "eu": """
Bajan nago martxoaren 9ra arte.
Bulegoa itxita dago martxoaren 9ra arte.
Bulegotik kanpo nago eta martxoaren 9an itzuliko naiz.
""",
    "sq": """
Jam në udhëtim pune deri më 9 mars.
Zyra është e mbyllur deri më 9 mars.
Jam jashtë zyrës dhe kthehem më 9 mars.
""",
    "mk": """
На службен пат сум до 9 март.
На боледување сум до 9 март.
Канцеларијата е затворена до 9 март.
Не сум во канцеларија, се враќам на 9 март.
""",
    "az": """
9 marta qədər ezamiyyətdəyəm.
Ofisdə deyiləm, 9 martda qayıdacağam.
9 marta qədər xəstəyəm.
""",
    "hy": """
Գործուղման մեջ եմ մինչև մարտի 9-ը։
Գրասենյակում չեմ, կվերադառնամ մարտի 9-ին։
Հիվանդ եմ մինչև մարտի 9-ը։
""",
    "ka": """
9 მარტამდე მივლინებაში ვარ.
ოფისში არ ვარ, დავბრუნდები 9 მარტს.
ავადმყოფობის გამო არ ვარ 9 მარტამდე.
""",
    "ms": """
Saya bertugas di luar sehingga 9 Mac.
Saya cuti sakit hingga 9 Mac.
Pejabat kami ditutup sehingga 9 Mac.
Saya tiada di pejabat dan kembali pada 9 Mac.
""",
    "tl": """
Wala ako sa opisina hanggang Marso 9.
May sakit ako at babalik sa Marso 9.
Sarado ang opisina hanggang Marso 9.
""",
}

# Two dates: the day of return is the second, or the day after a range.
RETURNS = """
Jag är föräldraledig t.o.m. 8 mars.
Olen lomalla 8.3. saakka. Palaan töihin maanantaina 9.3.2026.
Sunt în concediu până pe 8 martie și revin la birou luni, 9 martie.
Sem na dopustu do 8. marca in se vrnem v ponedeljek, 9. marca.
Nos bureaux seront fermés du 2 au 8 mars. Réouverture le 9 mars.
Ich weile vom 2. bis 8. März in den Ferien.
אני בחופשה ואחזור למשרד ב-9 במרץ.
Our offices are closed this week. We reopen on March 9.
Las oficinas permanecen cerradas del 2 al 6 de marzo; retomaremos la actividad el 9 de marzo.
Sono assente dal 2/3 al 8/3. Per urgenze contattare Anna.
I'm out today through Friday at a trade show and slow to respond. Back at my desk Monday, March 9.
ลาพักร้อนระหว่างวันที่ 2-6 มีนาคม และจะกลับมาทำงานวันที่ 9 มีนาคม
"""

# What to do meanwhile is said by machines too.
MEANWHILE = """
I am out of the office until March 9. Please call me on my mobile if you need anything.
I am away until March 9. For assistance call me at 555-0100 or send me a text.
I am out of the office. I will get back to you with more information on March 9.
Ich bin bis 9. März im Urlaub. Bei Fragen rufen Sie mich bitte auf dem Handy an.
Je suis absente jusqu'au 9 mars. En cas de besoin, appelez-moi sur mon portable.
Estoy de vacaciones hasta el 9 de marzo. Si necesita algo, llámeme al móvil.
Sono in ferie fino al 9 marzo. In caso di necessità mi chiami al cellulare.
Estou de férias até 9 de março. Se precisar, me ligue no celular.
Jestem na urlopie do 9 marca. W razie potrzeby proszę o kontakt telefoniczny.
Jsem na dovolené do 9. března. V případě potřeby mi zavolejte.
Я в отпуске до 9 марта. В случае необходимости звоните мне на мобильный.
Jeg er på ferie til 9. marts. Hvis du har brug for hjælp, så ring til mig.
Jeg er på barsel frem til 9. marts. Har du spørgsmål, kan du ringe til receptionen.
Jeg har permisjon til 9. mars. Ved spørsmål kan du ringe sentralbordet.
3월 9일까지 휴가입니다. 급하시면 박 대리에게 연락 부탁드립니다.
मैं 9 मार्च तक छुट्टी पर हूँ। ज़रूरी बात के लिए अन्ना से संपर्क करें।
"""

# People who speak of absences, closings and dates, and are to be read by a person.
PEOPLE = """
We have a training on March 12, so let's skip this.
We're 2 weeks away from launch on March 9.
I'm ill-informed about this, ask Tom by March 9.
The trade show is on 9 March, will you be there
We are not working with agencies until June 1.
We'll be in touch again on March 9.
I'm back at this on March 9, no promises.
Bis zum 9. März haben wir leider keine Zeit, danach gern.
Wir sind bis 9. März ausgelastet. Danach können Sie sich melden.
Ab 9. März können Sie mich anrufen.
Das Angebot ist bis 9. März gültig, richtig
Die Ausschreibung ist bis 9. März geschlossen, danach reden wir.
Le budget est gelé jusqu'au 9 mars.
Nous sommes en discussion avec un concurrent jusqu'au 9 mars.
Rappelez-moi à mon retour de congés le 9 mars.
Estamos en reuniones hasta el 9 de marzo, después hablamos.
Vuelvan a contactarme el 9 de marzo.
Fino al 9 marzo siamo impegnati con la chiusura bilancio, ci risentiamo dopo.
Do 9 marca mamy zamknięcie roku, proszę o kontakt później.
До 9 марта у нас годовой отчет, потом можем созвониться.
We had a conference last week. Our team wants to see pricing by March 9.
My colleague Tom is on leave until March 9, but I can take this. Send me a deck.
I got your note while on leave. Let us schedule something for March 10.
We're closing the office lease on March 9 and won't need this.
The office is closed to visitors until March 9 but we can do a video call.
Travel budget is closed through March 31; not interested.
I'm not in purchasing; try Tom until March 9.
3月9日まで予算がないため、その後にご連絡ください。
3月9日以降に打ち合わせをお願いします。
3月9日之前没有预算，之后再联系。
3월 9일까지는 예산이 없습니다.
Tot 9 maart hebben we geen budget.
Vi har ikke tid før 9. marts, men ring derefter.
Jag har semester till den 9 mars men skicka gärna mer info.
Out of curiosity, what is the price
Thanks, I'm travelling a lot; email is best. Send info.
No longer needed, thanks
We closed that project on March 2 and will return to it on April 9.
Holiday season is busy for us until April 9. Not now.
I'm available on March 9 at 10am
I will be available again on March 9 for a chat
Please resend on March 9 when the new CFO starts.
Tuesday March 10 works, I'm out until then.
I'll be out Monday but back Tuesday, let's meet Wednesday.
I'm on holiday until Monday but this looks great. Call me next week.
Ich bin diese Woche im Urlaub. Lassen Sie uns nächsten Dienstag telefonieren.
Je suis en vacances cette semaine, mais rappelez-moi le 10 mars, ça m'intéresse.
Estoy de vacaciones, llámame el martes 10 por favor.
Jeg er på ferie, men ring til mig på mandag.
Sono in ferie, ma mi mandi pure il preventivo.
Jestem na urlopie, proszę zadzwonić w poniedziałek.
Я в отпуске, но пришлите, пожалуйста, цены.
今休暇中ですが、資料を送ってください。
我在休假，请把报价发给我。
Ik ben op vakantie, maar stuur gerust meer informatie.
Estou de férias, mas me manda os preços.
Not interested, I am out of office and you should take me off your list.
"""

# Notes without any mark that name whom to write to instead, kim@acme.example.
GONE = {
    "departed": """
Please note that I no longer work at Acme. For any enquiries, please contact kim@acme.example.
Bo Lind is no longer with the company. Please direct future correspondence to kim@acme.example.
This mailbox is no longer monitored. Please email kim@acme.example.
Ich habe das Unternehmen zum 31.01. verlassen. Ihre Ansprechpartnerin ist nun Frau Kim (kim@acme.example).
Bo Lind již v naší společnosti nepracuje. Kontaktujte prosím kim@acme.example.
Bo Lind אינו עובד יותר בחברה. נא לפנות אל kim@acme.example
لم يعد Bo Lind يعمل في الشركة. يرجى التواصل مع kim@acme.example
My last day at Acme was Feb 27. Kim has taken over my responsibilities: kim@acme.example.
""",
    "moved": """
My new email is kim@acme.example. This inbox will be shut down on April 1.
Mon adresse e-mail change. Merci d'utiliser désormais kim@acme.example.
Il mio indirizzo email è cambiato: kim@acme.example.
Mijn e-mailadres is gewijzigd in kim@acme.example.
Our domain has changed, please update your contacts to kim@acme.example.
""",
}

# Short texts of machines that say so, or of help desks; and challenges.
NOTICES = """
Thank you for your email. We will get back to you within 48 hours. This is an automated response, please do not reply.
A request for support has been created and assigned #482913. We will follow up with you as soon as possible.
Just confirming that we got your request. We're on it.
This message has been automatically generated in response to the creation of a trouble ticket.
Incident INC0012345 has been opened on your behalf.
Accusé de réception : votre demande n° 45122 a bien été prise en compte.
"""
CHALLENGES = """
You must verify that you are a real live human being. To do so, simply reply to this message.
I now allow incoming messages only from senders I have approved beforehand: https://x.example
Para que seu e-mail seja entregue, clique no link abaixo e digite os caracteres: https://x.example
Your email was held outside of the inbox by a guard. Confirm here: https://x.example
"""
# Answers of people at a shared address.
DESK_PEOPLE = """
Vielen Dank für Ihre Nachricht. Wir haben leider keinen Bedarf.
Thank you for contacting us. I've passed your message to our operations manager, who would be the best person.
Merci pour votre message, nous ne sommes pas intéressés.
"""


def lines(text: str) -> list[str]:
    """The texts of a list."""
    return text.strip().splitlines()

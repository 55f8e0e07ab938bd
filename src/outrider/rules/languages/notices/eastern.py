"""Notices in Slavic, Baltic and Finnic languages, Hungarian, Greek, Turkish and their neighbors."""

from outrider.rules.languages.notices.notice import Notices

ALL: tuple[Notices, ...] = (
    Notices(
        code="pl",
        kept=(
            "święto; urlop*; zwolnieni*; delegac*; nieobecn*; nieczynn*; zamknięt*; wyjaz*; wyjeźdz*; macierzyńsk*; wolne*; "
            "nie będzie mnie; nie ma mnie; nie pracuję; poza biurem; l4; niedostępn*; podróż*; remont*; home office; zdalnie; "
            "święta; świąteczn*; wielkanoc*; zagranic*; strajk; inwentaryzac*; dziecko; narty; wypoczynk*; podróży; "
            "odpoczyw*; weekend; ślub; niecierpiących; gorączk*; przeziębion*; leżę; w łóżku; ferie; feriach; nartach; "
            "morzem; górach; wesel*; ojcowsk*; rodzicielsk*; chore dziecko; jestem chory/chora; na szkoleniu; na targach; w "
            "szpitalu; na rybach; na rowerze; z grypą; chor*; szkoleni*; targ*; konferencj*; przeprowadz*; opiek*; delegacj*; "
            "konferencji; targach"
        ),
        answer=(
            "odpowiem/odpowiemy; odpiszę; odezwę; skontaktuję; wrócę do; na maile odpowiem; odpowiadam; zostanie rozpatrzon*; "
            "odpisz*; odpowiedzi mogą; odpowiedź może; wracam; otwieramy; czynne; odpiszę jak/gdy/kiedy; odpowiem "
            "jak/gdy/kiedy; jak wyzdrowieję; gdy wyzdrowieję; kiedy wyzdrowieję; jak wrócę; po powrocie"
        ),
        thanks="dziękuję/dziękujemy za; szanowny nadawco/kliencie; szanowni klienci/kontrahenci; drogi nadawco",
        urgent=(
            "w pilnych/nagłych; w sprawach pilnych; w razie pilnej/pilnych/potrzeby; pilne sprawy; sprawy pilne; "
            "jeśli sprawa jest; jeżeli sprawa jest; w przypadku pilnych/pilnej/spraw; pilnych sprawach; niecierpiących zwłoki"
        ),
        unread=(
            "nie … czytam/odpisuję/odpowiadam/odpowiadał*/dostępu/odczytuję/sprawdzam/odczytywać/odbieram/odbierał*; "
            "ograniczony dostęp; bez dostępu; odpowiedź … później/opóźni*; mogą być opóźnione; opóźnion*; z opóźnieniem; nie "
            "zaglądam; nie czytam; nie sprawdzam; bez zasięgu; bez internetu; bez laptopa; maile tylko; czytam maile; nie mam "
            "zasięgu/internetu; tylko wieczorem; tylko wieczorami; raz dziennie; sporadycznie"
        ),
        later="po powrocie; po moim powrocie; po urlopie; jak tylko wrócę; gdy wrócę; po powrocie do",
        deputy=(
            "podczas mojej/naszej; w czasie mojej; pod moją nieobecność; zastępuje mnie; zastępstwo; "
            "koleżanka/kolega/koleżanką/kolegą; proszę/prosimy o kontakt; proszę kontaktować; proszę dzwonić; będzie "
            "nieczynn*/zamknięt*; będziemy nieczynni; zastępuje; zastępstw*; kontakt; proszę pisać; zastąpi mnie; sprawy "
            "ogarnia/przejęła/przejął; pilne … ogarnia"
        ),
        left=(
            "już nie … pracuje/pracuję/jest/jestem/pracownik*/zatrudnion*; nie … już … "
            "pracuje/pracuję/pracownikiem/zatrudnion*/firmie; nie pracuje/pracuję; zakończył*; zakończyłam/zakończyłem; "
            "odszedł/odeszła/odszedłem/odeszłam; na emeryturze; przeszedł/przeszła na; rozstał*; przestał*; skończył*; "
            "przeszła/przeszedł; odszedł/odeszła; zmarł*; zwolnion*; nowe wyzwania; wygasł*; nie jestem już; już związan*; "
            "przeszłam na emeryturę; przeszedłem na emeryturę; odszedł z; odeszła z; zmieniłem pracę; zmieniłam pracę; już u "
            "nas nie pracuje; nie pracuje już u/w; zakończył pracę w; zakończyła pracę w; ostatni dzień; nowych wyzwań"
        ),
        changed=(
            "nowy adres; adres … zmian*/zmienił*/nowy; zmieniłam/zmieniłem/zmienił*/zmianie; od teraz; od dziś; od dzisiaj; "
            "nowa skrzynka/domena; nowy mail/e-mail/email"
        ),
        filed=(
            "zarejestrowane/zarejestrowano/zarejestrowaliśmy; pod numerem; numer sprawy/zgłoszenia; otrzymało numer; "
            "otrzymaliśmy; przyjęliśmy; przyjęte; zgłoszenie; w ciągu; najszybciej; nadali*/nadan* … numer; "
            "otrzymała/otrzymało/otrzymał numer"
        ),
        closed="biuro/firma/sklep/oddział … nieczynne/nieczynna/zamknięte/zamknięta/nieczynny; jesteśmy … nieczynni",
        gate=(
            "nadawc* … nieznan*/znan*/zweryfikowan*; wiadomość … wstrzymana/kwarantann*/dostarczon*/zatrzyman*; kwarantann*; "
            "antyspam*; dostarczon*"
        ),
        proof="potwierd*; klik*; zweryfikuj; weryfik*; robot*; człowiek*; captcha",
    ),
    Notices(
        code="cs",
        kept=(
            "svátek; dovolen*; nemoc*; neschopen*; služební; školení; konferenc*; nepřítom*; zavřen*; mateřsk*; rodičovsk*; "
            "volno; cest*; marod*; lékař*; nejsem; náhradní; rekonstrukc*; home office; vánoc*; velikonoc*; zahranič*; "
            "stávk*; inventur*; mimo kancelář; celozávodní; horách; odpočív*; víkend; ošetřovn*; nemocn*; chřipk*; horečk*; "
            "neschopenk*; otcovsk*; chalup*; svatebn*; ošetřovan*; nemocné dítě; čundr*; lázn*; na chatě; u moře; na školení; "
            "na veletrhu; na výletě; na lyžích; veletrh*; stěhov*; svatb*"
        ),
        answer=(
            "odpovím/odpovíme; ozvu/ozveme; odpovíd*; k mailům/e-mailům; dostanu; vyřídím; zodpovím; vrátím; vracím; "
            "otevřeno; odepíšu; reaguj*; vracím se; obracejte; ozveme se; odpovím až; ozvu se až/jakmile/po; až se vrátím; až "
            "se uzdravím; po návratu; jakmile se uzdravím/vrátím"
        ),
        thanks="děkuji/děkujeme za; díky za; vážený zákazníku/odesílateli/kliente; vážení zákazníci/klienti/obchodní",
        urgent=(
            "v naléhavých/urgentních/spěšných/neodkladných; ve spěšných/urgentních; "
            "v případě naléhavosti/nutnosti/potřeby/urgentní*/naléhav*/spěch*; pokud věc spěchá; "
            "pokud … spěchá/naléhav*/urgentní; při naléhav*; v nutných; urgentní záležitosti"
        ),
        unread=(
            "nebudu/nemám/nečtu/nejsem … přístup/e-mail*/poštu/odpovídat/k; omezený přístup; omezen* přístup; nevyřizuji; "
            "nečtu; neodpovídám; se zpožděním; zpoždění; nekontroluji; nesleduji; maily nečtu; bez signálu; bez internetu; "
            "bez notebooku; nemám signál; nemám internet"
        ),
        later="po návratu; po mém návratu; až se vrátím; jakmile se vrátím; po dovolené; hned po",
        deputy=(
            "v mé nepřítomnosti; po dobu mé; zastupuje mě/mne; kolegyni/kolegu/kolegyně/kolega; kontaktujte; obraťte se; "
            "volejte; bude zavřen*/uzavřen*; máme zavřeno; zastupuje; zástup; kolegyn*; koleg*; obracejte; zastupuje mě; "
            "zastoupí mě; zaskakuje"
        ),
        left=(
            "již/už … nepracuje/nepracuji/není/nejsem; nepracuje/nepracuji již/už/u; nepracuje; odešel/odešla; opustil*; "
            "ukončil*; v důchodu; do důchodu; nejsem zaměstnan*; není zaměstnan*; skončil*; odešl*; nepracuj*; důchod*; "
            "zemřel*; výpověď; nové výzvy; nepůsob*; změnil práci; změnila práci; firmě skončil; firmě skončila; u nás "
            "skončil; u nás skončila; už u nás nepracuje; už nepracuje u nás; odešel"
        ),
        changed=(
            "nová adresa; nový e-mail/email/mail; adresa … změnila/nová/změněna; změnila se; změnil jsem; změnila jsem; "
            "od nyní; nově"
        ),
        filed=(
            "zaevidovali/zaevidován*; pod číslem; číslo požadavku/případu/tiketu; přijali; obdrželi; požadavek; ozveme se; "
            "co nejdříve; registrovali; zaregistrován*; přidělen* číslo; dostal* číslo; přidělili"
        ),
        closed="kancelář/prodejna/firma/pobočka/provozovna … zavřen*/uzavřen*; máme … zavřeno",
        gate="neznám* odesílatel*; zpráva … karanténě/doručena/zadržena; karantén*; doručen*",
        proof="potvrď*; potvrd*; klikn*; robot*; člověk; captcha; ověř*",
    ),
    Notices(
        code="sk",
        kept=(
            "sviatok; dovolenk*; chor*; pn; služobn*; školen*; veľtrh*; konferenc*; neprítom*; zatvoren*; matersk*; "
            "rodičovsk*; voľno; cest*; nie som; rekonštrukc*; sťahov*; home office; vianoc*; veľkonoc*; zahranič*; štrajk; "
            "inventúr*; mimo kancelárie; celozávodn*; horách; oddych*; víkend; svadb*; ošetrovn*"
        ),
        answer=(
            "odpoviem/odpovieme; ozvem; odpoved*; dostanem; vybavím; zareagujem; vrátim; vraciam; otvorené; odpíšem; reagujem"
        ),
        thanks="ďakujem/ďakujeme za; vážený zákazník/odosielateľ/klient; vážení zákazníci/klienti",
        urgent=(
            "v súrnych/naliehavých/urgentných; v prípade potreby/naliehav*/súrn*/urgentn*/nutnosti; "
            "ak je to súrne/naliehavé/urgentné; pri súrnych; súrne veci/záležitosti"
        ),
        unread="nebudem/nemám/nečítam/nie … prístup/e-mail*/poštu/k/odpovedať; obmedzený prístup; nečítam; neodpovedám",
        later="po návrate; po mojom návrate; keď sa vrátim; po dovolenke; hneď po",
        deputy=(
            "počas mojej; v mojej neprítomnosti; zastupuje ma; kolegyňu/kolegu/kolegyňa/kolega; kontaktujte; obráťte sa; "
            "volajte; bude zatvoren*; máme zatvorené; zastupuje; kolegyň*; koleg*"
        ),
        left=(
            "už … nepracuje/nepracujem/nie; nepracuje/nepracujem; odišiel/odišla; opustil*; ukončil*; na dôchodku; "
            "do dôchodku; nie je zamestnan*; už nie je/som; skončil*; odišl*; odišiel; nepracuj*; dôchod*; zomrel*; výpoveď; "
            "nepôsob*"
        ),
        changed=(
            "nová adresa; nový e-mail/email/mail; adresa … zmenila/nová; zmenila sa; zmenil som; zmenila som; odteraz; po novom"
        ),
        filed=(
            "zaevidovali/zaevidovan*; pod číslom; pridelil* … číslo; číslo požiadavky/prípadu; prijali; dostali; požiadavk*; "
            "ozveme; čo najskôr; čo najskor; zaregistrovan*"
        ),
        closed="kancelária/predajňa/firma/pobočka … zatvoren*; máme … zatvorené",
    ),
    Notices(
        code="sl",
        kept=(
            "praznik; dopust*; bolni*; bolezn*; služben*; izobraževanj*; sejm*; konferenc*; odsot*; zaprt*; porodnišk*; "
            "starševsk*; pot*; prost*; prenov*; selit*; božič*; veliko noč; tujin*; stavk*; inventur*; izven pisarne; "
            "bolnišk*; počitnic*; počivam; vikend"
        ),
        answer="odgovoril*; odgovorim; javil*; javim; vrnem; vračam; odpremo",
        thanks="hvala za; spoštovani pošiljatelj/kupec/stranka",
        urgent="v nujnih primerih/zadevah; za nujne; v primeru nujnosti/nujne; če je nujno; nujne zadeve; nujno",
        unread="ne … berem/odgovarjam/dostopa/preverjam/bom; omejen dostop",
        later="po vrnitvi; ko se vrnem; po dopustu; po povratku",
        deputy=(
            "v moji odsotnosti; med mojo; kolegico/kolega/sodelavko/sodelavca; obrnite se; pokličite; kontaktirajte; "
            "nadomešča me; nadomešča; obrnite; kolegic*"
        ),
        left="ni/nisem več; ne dela/delam več; ni več zaposlen*; zapustil*; upokojen*; odšel/odšla; upokoj*; odšl*; odšel",
        changed="nov naslov/e-naslov/elektronski; naslov … spremenil*/nov; odslej; od zdaj",
        filed="številka; pod številko; prejeli; zabeležen*; evidentiran*; zahtevek",
        closed="pisarna/trgovina/podjetje … zaprt*",
    ),
    Notices(
        code="hr",
        kept=(
            "praznik; blagdan; godišnj*; odmor*; bolovanj*; bolest*; služben*; edukacij*; sajm*; konferencij*; odsut*; "
            "zatvoren*; porodiljn*; rodiljn*; put*; slobodn*; renovac*; selid*; preselj*; božić*; uskrs*; inozemstv*; "
            "štrajk*; inventur*; na putu; izvan ureda; odmaram; odmora*; vikend"
        ),
        answer="odgovorit; odgovorim; javit; javim; odgovaram; vraćam; vratim; otvaramo",
        thanks="hvala na/vam/za; zahvaljujem/zahvaljujemo; poštovani klijent*/kupc*/pošiljatelj*",
        urgent="za hitne; u hitnim slučajevima; u slučaju hitnosti/potrebe; ako je hitno; za sve hitno; hitne slučajeve",
        unread=(
            "ne čitam; neću … čitati/odgovarati/moći/pristup; nemam pristup; ograničen pristup; ne odgovaram; "
            "poštu ne čitam; mail ne čitam"
        ),
        later="po povratku; nakon povratka; kad se vratim; nakon godišnjeg; po mom povratku",
        deputy=(
            "u mojoj odsutnosti; za vrijeme moje; kolegici/kolegi/kolegicu/kolegu; obratite se; kontaktirajte; nazovite; "
            "mijenja me; zamjenjuje; mijenja; obratite; kolegic*; koleg*"
        ),
        left=(
            "više ne radi/radim; više nije/nisam; ne radi/radim više; nije/nisam više; napustio/napustila; otišao/otišla; "
            "umirovljen*; u mirovini; prestao/prestala; umirov*; otišl*; otišao; napustil*; prestal*"
        ),
        changed=(
            "nova adresa/e-mail; nova e-mail adresa; adresa … promijenila/nova; promijenila se; promijenio/promijenila; "
            "od sada; ubuduće"
        ),
        filed="broj zahtjeva; pod brojem; zaprimljen*; zaprimili; primili; evidentiran*; zahtjev",
        closed="ured/trgovina/tvrtka … zatvoren*; ne radimo",
    ),
    Notices(
        code="sr",
        kept=(
            "praznik; godišnj*; odmor*; bolovanj*; bolest*; služben*; obuk*; sajm*; konferencij*; odsut*; odsustv*; "
            "zatvoren*; porodiljsk*; put*; slobodn*; празник; годишњ*; одмор*; боловањ*; службен*; одсут*; затворен*; пут*; "
            "renovir*; selid*; božić*; uskrs*; inostranstv*; štrajk*; inventar*; popis*; van kancelarije; на путу; "
            "иностранств*; odmaram; odmora*; vikend; одмарам"
        ),
        answer="odgovoriću; odgovorit; javiću; javit; одговорићу; јавићу; vraćam; vratim; otvaramo; враћам; вратим",
        thanks="hvala na/vam/za; хвала на/вам/за; poštovani klijent*/kupc*/pošiljao*",
        urgent=(
            "za hitne; u hitnim slučajevima; u slučaju hitnosti/potrebe; ako je hitno; za sve hitno; за хитне; у хитним; "
            "ако је хитно; за све хитно"
        ),
        unread=(
            "ne čitam; neću … čitati/odgovarati/pristup; nemam pristup; ne odgovaram; не читам; немам приступ; poštu ne čitam"
        ),
        later="po povratku; nakon povratka; kad se vratim; по повратку; кад се вратим",
        deputy=(
            "u mom odsustvu; koleginici/kolegi/koleginicu/kolegu; obratite se; kontaktirajte; pozovite; у мом одсуству; "
            "обратите се; контактирајте; zamenjuje; menja; obratite; kolegini*; koleg*; замењује; обратите; позовите"
        ),
        left=(
            "više ne radi/radim; više nije/nisam; ne radi/radim više; napustio/napustila; penzionisan*; u penziji; "
            "више не ради/радим; више није; напустио/напустила; penzion*; otišl*; otišao; napustil*; отишла; напустила"
        ),
        changed="nova adresa; promenila se; promenio/promenila; od sada; нова адреса; од сада",
        filed="broj zahteva; pod brojem; primili; evidentiran*; zahtev; под бројем; примили; захтев",
        closed="kancelarija/prodavnica/firma … zatvoren*; ne radimo",
    ),
    Notices(
        code="bg",
        kept=(
            "празни*; отпуск*; болнич*; болен/болна; командиров*; обучени*; изложени*; конференци*; отсъств*; затворен*; "
            "майчинств*; пътува*; почив*; извън; ремонт*; преместван*; вкъщи; коледа*; великден*; чужбина; стачка; "
            "инвентаризац*; почивн*; извън офиса; почивка; море*; уикенд; сватба"
        ),
        answer="отговоря; отговорим; ще отговоря; свържа; ще се обадя; връщам; отворим; отваряме; върна",
        thanks="благодаря/благодарим за/ви; уважаеми клиенти/партньори/подател*",
        urgent="при спешни/спешност/нужда; за спешни; в спешни; ако е спешно; спешни случаи/въпроси; ако въпросът е",
        unread="не … чета/отговарям/достъп/проверявам; нямам достъп; ограничен достъп; няма да проверявам; не проверявам",
        later="след завръщането/връщането; след като се върна; когато се върна; след отпуска",
        deputy=(
            "в мое отсъствие; по време на; колегата/колежката/колегите; свържете се; обърнете се; обадете се; замества ме; "
            "замества; свържете; обърнете; обадете; колег*"
        ),
        left=(
            "вече не; напусна/напуснах/напуснал*; пенсионира*; пенсия; не работи/работя вече; прекрати*; не е служител; "
            "пенсион*; напусн*; прекрат*"
        ),
        changed="нов адрес/имейл; нова поща; адресът … сменен/промен*; смених; сменил*; от сега; занапред; вече ползвам",
        filed=(
            "регистрирано/регистрирана/регистриран; под номер; номер; получихме; получено; заявка; ще се свържем; в най-кратък"
        ),
        closed="офисът/магазинът/фирмата … затворен*; офисът … не работи",
    ),
    Notices(
        code="mk",
        kept="празник; одмор; боледув*; службен*; отсут*; затворен*; пат",
        answer="одговорам; одговорим; ќе одговорам; јавам",
        thanks="благодарам/благодариме за/што",
        urgent="за итни; во итни; ако е итно; итни случаи/работи",
        unread="не … читам/одговарам/пристап; немам пристап",
        later="по враќањето; кога ќе се вратам; по мојот",
        deputy="во мое отсуство; колегата/колешката; јавете се; контактирајте; обратете се; заменува; јавете; колег*",
        left="повеќе не; ја напушти; напушти; пензиј*; веќе не; пензион*; напушт*",
        changed="нова адреса; нов меил; отсега; сменив",
        filed="регистриран*; под број; примивме; барање",
    ),
    Notices(
        code="ru",
        kept=(
            "праздник*; отпуск*; больнич*; болен; болею; болезн*; заболел*; командировк*; отсутств*; закрыт*; декрет*; "
            "поездк*; выходн*; нет на месте; уходу за; лечени*; недоступ*; не на связи; неполный; ремонт*; удалённо; "
            "удаленно; рождеств*; новогодн*; границ*; забастовк*; инвентаризац*; вне офиса; каникул*; командировочн*; майск*; "
            "отъезд*; учёб*; учеб*; отдыха*; уехал*; ограничена; горах; на море; на даче; больничн*; заболел; заболела; "
            "температур*; грипп*; простуд*; рыбалк*; круиз*; отгул*; карантин*; с ребёнком на; с ребенком на; в больнице; на "
            "обучении; на выставке; на конференции; в походе; на лыжах; обучени*; выставк*; конференци*; переезд*; свадьб*; "
            "меня нет; меня не будет; не на месте; отсутствую"
        ),
        answer=(
            "отвечу/ответим; отвечать; вернусь к; свяжусь; свяжемся; дам ответ; рассмотр*; будет рассмотрено; вернусь; "
            "возвращаюсь; откроемся; работаем с; прочту; прочитаю; отвечу когда/как; отвечу после; когда поправлюсь; как "
            "поправлюсь; как выздоровлю; как вернусь; после возвращения; на связи буду"
        ),
        thanks=(
            "спасибо за; благодарю/благодарим за; уважаемый клиент/отправитель/партнёр/партнер; "
            "уважаемые клиенты/партнёры/партнеры/коллеги; дорогие друзья"
        ),
        urgent=(
            "по срочным/неотложным/экстренным; в срочных/экстренных; в случае срочн*/необходимости; если вопрос/дело срочн*; "
            "если … срочн*; при срочн*; срочные вопросы; для срочн*; в экстренном"
        ),
        unread=(
            "не … читаю/читать/отвечаю/отвечать/доступа/проверяю/смогу; почту … не; доступ … ограничен; ограничен* доступ; "
            "нет доступа; без доступа; ответ … задерж*; с задержкой; временно не; не пересыла*; не переадрес*; с опозданием; "
            "письма … позже/вечером; ответ* позднее; отвечу позднее; позднее; связь … ограничен*; ограничена; без интернета; "
            "без связи; нет интернета; почту не смотрю/читаю/проверяю; почту почти; без ноутбука; вне сети; только вечером; "
            "по вечерам; раз в день; изредка; редко"
        ),
        later=(
            "после возвращения; по возвращении; когда вернусь; как только вернусь; после отпуска; после праздников; "
            "по выходу; после выхода"
        ),
        deputy=(
            "в моё отсутствие; в мое отсутствие; на время моего; меня замещает; замещает меня; моего коллеги/коллегу; мой "
            "коллега; обращайтесь; обращаться к; просьба обращаться; звоните; просим обращаться; замещает; заместитель; "
            "пишите; коллег*; меня заменяет; подменяет; ведёт мои; ведет мои; по всем вопросам к"
        ),
        left=(
            "больше/уже/более не … работа*/явля*/сотрудни*; не работа* больше/уже; уволил*; покинул*; ушёл/ушел/ушла/ушли; на "
            "пенсии; на пенсию; прекратил*; закончил* работу; завершил* работу; сменил* работу; не явля* сотрудник*; "
            "последний рабочий; перешёл/перешел/перешла; не работаю в/больше; не работает в; ушла; ушёл; пенси*; скончал*; "
            "умер*; уволен*; новая работа; контракт; уволился; уволилась; уволен; вышел на пенсию; вышла на пенсию; сменил "
            "работу; сменила работу; у нас больше не работает; больше у нас не работает; больше здесь не работает; ушёл из "
            "компании; ушел из компании; ушла из компании; перешёл в другую; перешел в другую; перешла в другую"
        ),
        changed=(
            "новый адрес/email/e-mail/имейл/ящик; новая почта; адрес … изменил*/сменил*/новый; сменил*; изменил*; отныне; "
            "с этого момента; впредь; теперь"
        ),
        filed=(
            "зарегистрирован*; под номером; присвоен номер; номер; принят*; получен*; заявк*; обращение; специалист; "
            "в ближайшее; ответим"
        ),
        closed="офис/магазин/компания/отделение/склад … закрыт/закрыта/закрыто; офис/компания … не работает",
        gate=(
            "неизвестн*/новый отправител*; отправител* … неизвест*; письмо/сообщение … задержано/карантин*/доставлен*; "
            "карантин*; антиспам*; доставлен*"
        ),
        proof="подтверд*; нажм*; перейдите; робот*; человек*; капч*; проверк*",
    ),
    Notices(
        code="uk",
        kept=(
            "свят*; відпуст*; лікарнян*; хвор*; захвор*; відряджен*; виставк*; відсут*; закрит*; декрет*; поїздк*; недоступ*; "
            "ремонт*; віддален*; різдв*; новорічн*; кордон*; страйк*; інвентаризац*; поза офісом; канікул*; від'їзд*; від "
            "їзд*; навчанні; відпочива*; поїхал*; горах; морі; відпустц*; хворію; захворів; захворіла; грип*; застуд*; "
            "риболовл*; лижах; відрядженн*; у лікарні; на навчанні; на конференції; навчанн*; конференці*; вихідн*; переїзд*; "
            "мене немає; мене не буде; немає на місці"
        ),
        answer=(
            "відповім/відповімо; відповідатиму; зв'яжусь; зв яжусь; повернусь до; дам відповідь; повернуся; повертаюсь; "
            "відкриємось; читатиму; прочитаю; відповім коли/як; відповім після; коли одужаю; як одужаю; після повернення; на "
            "зв язку буду"
        ),
        thanks="дякую/дякуємо за; вдячні за; шановний клієнт*/відправник*; шановні клієнти/партнери/колеги",
        urgent=(
            "з термінових/невідкладних; у термінових/невідкладних; у разі термінов*/потреби/невідклад*; "
            "якщо питання/справа термінов*; якщо … терміново; в термінових; термінові питання"
        ),
        unread=(
            "не … читаю/відповідаю/доступу/перевіряю/зможу; обмежений доступ; немає доступу; доступ … обмежен*; із затримкою; "
            "з затримкою; із запізненням; листи … пізніше/згодом; пошту не читаю/дивлюся/перевіряю; без інтернету; без зв "
            "язку; немає інтернету"
        ),
        later="після повернення; коли повернуся; щойно повернуся; по поверненні; після відпустки",
        deputy=(
            "за моєї відсутності; на час моєї; мене замінює; мого колеги/колегу; моєї колеги; звертайтесь/звертайтеся; "
            "прохання звертатися; телефонуйте; заміщає; замінює; звертайт*; пишіть; колег*; заміняє; підміняє"
        ),
        left=(
            "більше/вже/уже не … працю*/є/співробітни*; не працю* більше/вже; звільни*; залишив/залишила; пішов/пішла; на "
            "пенсії; на пенсію; перейшов/перейшла; пішла; пішов; пенсі*; помер*; звільнен*; нова робота; звільнився; "
            "звільнилася; вийшов на пенсію; вийшла на пенсію; змінив роботу; змінила роботу; у нас більше не працює; більше у "
            "нас не працює; перейшов до іншої; перейшла до іншої"
        ),
        changed=(
            "нова адреса/пошта; новий email/e-mail/імейл; адреса … змінила*/нова; змінив/змінила/змінилась/змінилася; "
            "відтепер; надалі"
        ),
        filed="зареєстрован*; за номером; під номером; номер; прийнят*; отриман*; заявк*; звернення; найближчим; відповімо",
        closed="офіс/магазин/компанія/відділення … зачинено/зачинений/закритий/закрито; офіс/компанія … не працює",
    ),
    Notices(
        code="lt",
        kept=(
            "švent*; atostog*; serg*; nedarbing*; komandiruot*; mokym*; parod*; konferencij*; nebūsiu; uždaryt*; motinyst*; "
            "kelion*; išvyk*; nedirb*; laisv*; remont*; kraust*; nuotolin*; kalėd*; velyk*; užsien*; streik*; inventor*; "
            "ne biure; atostogauj*; ilsiuosi; poilsi*; savaitgal*"
        ),
        answer="atsakysiu; atsakysime; atsakau; susisieksiu; atrašysiu; grįšiu; dirbsime; skaitysiu",
        thanks="ačiū/dėkoju/dėkojame už; gerbiamas/gerb kliente/siuntėjau; gerbiami klientai",
        urgent=("skubiais/skubiu klausimais/atveju/atvejais/reikalais; jei skubu; jei klausimas skubus; skubiems; skubos atveju"),
        unread=(
            "ne … skaitau/skaitysiu/atsakysiu/galiu; neturiu/neturėsiu galimybės/prieigos; neskaitau/neskaitysiu; "
            "ribota prieiga; ribotai; laiškų neskaitau"
        ),
        later="grįžęs/grįžusi; sugrįžęs/sugrįžusi; kai grįšiu; po atostogų; grįžusi/grįžęs",
        deputy=(
            "mano nebuvimo; kolegą/kolegę/kolegos/kolega/kolegė; kreipkitės/kreiptis; susisiekite; skambinkite; pavaduoja; "
            "kreipkitės; rašykite; kolegė; kolega"
        ),
        left=(
            "nebedirba/nebedirbu; jau nedirba; daugiau nedirba; paliko/palikau; išėjo/išėjau; pensij*; nebėra; išėjo; "
            "paliko; nebedirb*"
        ),
        changed="naujas adresas; naujas el; adresas … pasikeitė/keičiasi/naujas; pasikeitė; pakeičiau; nuo šiol; nuo dabar",
        filed="numeris; numeriu; užregistruota/užregistruotas; gavome; gauta/gautas; užklaus*; prašymas; artimiausiu",
        closed="biuras/įmonė/parduotuvė … nedirba/uždaryta/uždarytas",
    ),
    Notices(
        code="lv",
        kept=(
            "svētk*; svētdien*; atvaļinājum*; slim*; darbnespēj*; komandējum*; mācīb*; kurs*; izstād*; konferenc*; "
            "prombūtn*; nebūšu; slēgt*; dekrēt*; bērna kopšan*; ceļojum*; brīvdien*; remont*; pārceļ*; attālināt*; "
            "ziemassvētk*; lieldien*; ārzem*; streik*; inventūr*; slimības lap*; ārpus biroja; atpūš*; nedēļas nogal*"
        ),
        answer="atbildēšu; atbildēsim; atbildu; sazināšos; sniegšu; atgriezīšos; strādāsim; lasīšu; lasu",
        thanks="paldies par; pateicos/pateicamies par; cienījamais klient*/sūtītāj*; cienījamie klienti",
        urgent=(
            "steidzamos/steidzamu jautājumos/gadījumos/gadījumā/jautājumu; ja jautājums ir; steidzamības; neatliekam*; "
            "ja steidzami"
        ),
        unread=(
            "nelasu/nelasīšu/neatbildu/neatbildēšu; ne … lasīt/atbildēt/piekļuv*; ierobežota piekļuve; nav piekļuves; "
            "nebūšu; lasu reti; reti; e-pastus nelasu; nelasu"
        ),
        later="pēc atgriešanās; kad atgriezīšos; pēc atvaļinājuma; atgriežoties",
        deputy=(
            "manas prombūtnes; manā prombūtnē; kolēģi/kolēģim/kolēģei/kolēģis/kolēģe; sazinieties; vērsieties/vērsties; "
            "zvaniet; aizvieto; rakstiet; kolēģ*"
        ),
        left="vairs nestrādā/nestrādāju; vairs nav; atstāja/atstājis/atstājusi; pensij*; pārtrauca; aizgāj*; pametis",
        changed=(
            "jauna adrese; jauns e-pasts; jaunā adrese; adrese … mainīta/mainījusies/jauna; mainījusies/mainījies; turpmāk; "
            "no šī brīža"
        ),
        filed="numurs; numuru; reģistrēts/reģistrēta; saņēmām/saņemts/saņemta; pieteikums; tuvākajā",
        closed="birojs/uzņēmums/veikals … slēgts/nestrādā",
    ),
    Notices(
        code="fi",
        kept=(
            "pyhäpäivä; loma*; vapaa*; sairas*; sairaana; sairauslom*; koulutu*; matka*; työmatka*; messu*; konferenss*; "
            "poissa; suljet*; äitiysvapaa*; vanhempainvapaa*; isyysvapaa*; hoitovapaa*; opintovapaa*; osa-aika*; remontti*; "
            "muut*; etätyö*; joulu*; pääsiäi*; ulkomail*; lakko; inventaario*; talviloma*; hiihtoloma*; toimiston "
            "ulkopuolella; vauva*; vapaata; lomaile*; viikonlop*; sairaslomalla; flunssassa; kuumeessa; lapsi sairaana; "
            "sairas lapsi; hiihtoloma; hiihtolomalla; mökillä; purjehtimassa; vanhempainvapaalla; isyysvapaalla; "
            "äitiyslomalla; hoitovapaalla; leikkauksessa; häissä; kalassa; koulutuksessa; messuilla; talvilomalla; "
            "kesälomalla; toipumassa; häät"
        ),
        answer=(
            "vastaan; vastaamme; palaan; palaamme; otan yhteyttä; vastataan; palvelemme; avaamme; avoinna; luen; vastaan kun; "
            "vastaan vasta; palaan kun; vastailen; kun paranen; kun toivun"
        ),
        thanks=(
            "kiitos viestistä*/sähköpostista*/yhteydenotosta*; kiitos viestistäsi; hyvä asiakas/lähettäjä/vastaanottaja; "
            "arvoisa asiakas/lähettäjä"
        ),
        urgent=(
            "kiireellisissä/kiireisissä/akuuteissa; kiireellisessä; jos asia* … kiireelli*/kiire*; jos asiasi on; "
            "kiireellisten; kiireelliset; jos on kiire; hätätapauksessa"
        ),
        unread=(
            "en lue; en … lue/vastaa/pääse/tarkista/tavoitettavissa; luen … satunnaisesti/harvoin; rajoitet*; viestejä … ei; "
            "vastaus* … viive*/viivästy*; viiveellä; hitaammin; en seuraa; en katso; ilman nettiä; ei nettiä; ilman konetta; "
            "luen vasta; vastaan vasta"
        ),
        later="palattuani; kun palaan; lomani jälkeen; loman jälkeen; palaan asiaan; heti palattuani; paluuni jälkeen",
        deputy=(
            "poissa ollessani; poissaoloni; lomani aikana; sijaiseni; kollegaani/kollegani/kollegaan; ota/ottakaa … yhteyttä; "
            "ota yhteys; sijaisena; tuuraa; on suljettu; suljettuna; hoitaa; tehtäviäni; sijais*; auttaa; ota yhteyttä; "
            "asioitani hoitaa; sillä välin; hoitaa asiani; sijaistaa; paikkaa minua; pitää huolta"
        ),
        left=(
            "ei/en ole enää; ei/en enää; ei/en … enää; on lähtenyt; olen lähtenyt; eläkkeellä; eläkkeelle; jättänyt; "
            "työsuhde*; siirtynyt; viimeinen työpäivä; siirtyny*; eläkkee*; lähteny*; jättäny*; kuollut; menehtynyt; "
            "irtisanottu; työsuhteeni; uusiin tehtäviin; jäin eläkkeelle; jäi eläkkeelle; siirtynyt muualle; ei ole meillä "
            "enää/töissä; ole meillä enää"
        ),
        changed=(
            "uusi osoite/sähköposti*/sähköpostiosoite*; osoite* … muuttu*/vaihtu*; vaihtunut; muuttunut; jatkossa; tästä lähtien"
        ),
        filed="numero*; tukipyyn*; vastaanottaneet; kirjattu; rekisteröity; tiketti*; pyyntö*; palaamme; mahdollisimman",
        closed="toimisto/toimistomme/liike/myymälä … kiinni/suljettu/suljettuna",
    ),
    Notices(
        code="et",
        kept=(
            "püha*; puhku*; haige*; haigusleh*; lähetus*; töölähetus*; koolitus*; messil/messile/messidel; konverents*; "
            "eemal; suletud; lapsehooldus*; emapuhku*; reis*; vaba; remont*; kolime; kolimi*; kodukontor*; jõulu*; "
            "välismaal; streik; inventuur*; haiguslehel; kontorist väljas; puhkan; puhkusel; nädalavahet*"
        ),
        answer="vastan; vastame; vastata; võtan ühendust; annan teada; naasen; avame; tagasi; loen",
        thanks=(
            "täname/tänan/aitäh … kirja/e-kirja/pöördumise/sõnumi/teate; täname teid; tänan kirja; "
            "hea klient/kirjutaja/saatja; lugupeetud klient/saatja"
        ),
        urgent=(
            "kiirete/kiireloomuliste küsimuste/asjade/juhtumite; kiiretes; kiireloomulistes; kui teie/küsimus/asi on kiire; "
            "kiire korral; kui on kiire; kiirete"
        ),
        unread=(
            "ei loe; ei vasta; ei … loe/vasta/kontrolli/ligipääsu; piiratud; ei ole kättesaadav; juurdepääs … piiratud; "
            "kirju ei loe"
        ),
        later="tagasi jõudes; naastes; pärast puhkust; kui naasen; naasmisel; tagasi tulles; kui olen tagasi",
        deputy=(
            "minu äraolekul; äraoleku ajal; kolleegi/kolleegiga/kolleeg; pöörduge/pöörduda; võtke ühendust; helistage; "
            "asendab; on suletud; pöörduge; kolleeg*"
        ),
        left=(
            "ei tööta/töötan enam; enam ei; ei … enam; lahkus/lahkunud/lahkusin; pensionil/pensionile; töösuhe; pension*; lahku*"
        ),
        changed="uus aadress/e-posti/meiliaadress; aadress … muutunud/muutus/uus; muutunud; edaspidi; nüüdsest",
        filed="number; numbriga; registreeritud; kätte saanud; saanud; pöördumine; esimesel",
        closed="kontor/pood/ettevõte … suletud/kinni",
    ),
    Notices(
        code="hu",
        kept=(
            "ünnep*; szabadság*; táppénz*; kiküldetés*; utazás*; úton; oktatás*; távol*; zárva; gyed*; gyes*; szülési; nem "
            "vagyok; nem leszek; üzleti; felújítás*; home office; karácson*; húsvét*; külföld*; sztrájk; leltár*; irodán "
            "kívül; baba; síel*; nyaral*; pihen*; hétvég*; esküvő*; influenz*; kórház*; apasági; nászút*; beteg vagyok; "
            "lázas; képzésen; konferencián; kiállításon; költözöm; beteg*; képzés*; kiállítás*; konferenci*; költöz*"
        ),
        answer=(
            "válaszolok; válaszolni; válaszolunk; jelentkez*; felveszem; válaszolom; visszatér*; nyit*; ismét; vissza; hétfőn "
            "válasz*; válaszolok ha/amint; amint jobban; ha jobban; amint visszatér*; visszatérésem után; jelentkezem "
            "amint/ha"
        ),
        thanks=(
            "köszönjük/köszönöm … levelét/leveled/üzenetét/megkeresését/megkeresést; köszönöm levelét; "
            "tisztelt partnerünk/ügyfelünk/feladó/partnereink/ügyfeleink; kedves partnerünk/ügyfelünk"
        ),
        urgent="sürgős esetben/esetekben/ügyben/ügyekben; sürgős; ha sürgős; ha ügye sürgős; sürgős kérdés*; halaszthatatlan",
        unread=(
            "nem … olvasom/olvasok/válaszolok/tudok/érhető/elérhető/férek; korlátozottan/korlátozott; csak visszatér*; "
            "leveleimet; nem érem; nem vagyok … elérhető; késve; késedelemmel; nem olvas*; nem nézem; nem figyelem; internet "
            "nélkül; nincs internet; nincs térerő; nem ellenőrz*"
        ),
        later=(
            "visszatérésem/visszaérkezésem/hazatérésem után; visszatérésem; szabadságom után; visszatérés után; "
            "amint visszatér*; visszatértem"
        ),
        deputy=(
            "távollétem/távollétemben/szabadságom; kollégám/kollégámat/kolléganőm*/kollégáim*; forduljon/keresse/hívja; "
            "keressék/hívják/forduljanak; helyettesít; helyettesem; zárva; helyettes*; keresse; forduljon; hívja; kollég*; "
            "kollégám továbbít*; helyettem"
        ),
        left=(
            "már nem; nem dolgozik/dolgozom; nem … munkatárs*; távozott/távoztam; nyugdíj*; munkaviszony*; megszűnt; "
            "kilépett/kiléptem; elment; elhunyt; felmondott; új kihívás*; nem munkatárs*; nyugdíjba; nyugdíjas; már nem "
            "dolgoz*; munkahelyet váltott*; távozott a cégtől; elhagyta a céget; kilépett a cégtől; elhagyta; távozott; "
            "kilépett"
        ),
        changed=(
            "új e-mail/email/címem/cím/mail; címem … megváltozott/változott/új; megváltozott; mostantól; ezentúl; a jövőben"
        ),
        filed="ügy száma; ügyszám*; számon; regisztrál*; megkaptuk; megérkezett; rögzítettük; iktat*; hamarosan; azonosító",
        closed="iroda/irodánk/üzlet/cég/cégünk … zárva; zárva tartunk",
    ),
    Notices(
        code="el",
        kept=(
            "αργία; άδεια; διακοπ*; ασθένει*; αναρρωτικ*; άρρωστ*; ταξίδι; ταξιδι*; εκπαίδευσ*; σεμιν*; έκθεσ*; συνέδρι*; "
            "απουσι*; κλειστ*; μητρότητ*; εκτός; ανακαίνισ*; μετακόμισ*; τηλεργασ*; χριστουγενν*; πάσχα; εξωτερικό; απεργ*; "
            "απογραφ*; εκτός γραφείου; λείπω; διακοπές; ξεκουρ*; σαββατοκύριακο"
        ),
        answer="απαντήσω/απαντήσουμε; θα απαντήσω; θα επικοινωνήσω; επανέλθω; επιστρέφω; επιστρέψω; ανοίγουμε; διαβάσω",
        thanks=(
            "ευχαριστώ/ευχαριστούμε για/που; σας ευχαριστώ/ευχαριστούμε; αγαπητέ/αγαπητοί πελάτη/αποστολέα/πελάτες/συνεργάτες"
        ),
        urgent=(
            "για επείγοντα/επείγουσες/επείγον/κάτι; σε επείγουσα/επείγουσες/επείγον/περίπτωση; αν είναι επείγον; "
            "εάν είναι επείγον; επείγουσα/επείγοντα/επείγουσες; σε περίπτωση ανάγκης"
        ),
        unread="δεν … διαβάζω/απαντώ/απαντήσω/πρόσβαση/ελέγχω/βλέπω; περιορισμένη πρόσβαση; καθυστέρηση",
        later="με την επιστροφή; μετά την επιστροφή; όταν επιστρέψω; μόλις επιστρέψω; κατά την επιστροφή",
        deputy=(
            "κατά την απουσία; στην απουσία; συνάδελφο/συνάδελφός/συναδέλφους; επικοινωνήστε/επικοινωνείτε; απευθυνθείτε; "
            "καλέστε; με αντικαθιστά; θα είναι κλειστ*; αντικαθιστά; επικοινωνήστε; συνάδελφ*; γραμματεία"
        ),
        left=(
            "δεν … πλέον/πια; πλέον/πια δεν; αποχώρησε/αποχώρησα/αποχωρήσει; συνταξιοδοτ*; έφυγε/έφυγα; σταμάτησε; "
            "αποχώρησ*; αποχωρήσ*; συνταξ*; έφυγε"
        ),
        changed=("νέα διεύθυνση; νέο email/e-mail/mail; διεύθυνση … άλλαξε/νέα/αλλάξει; άλλαξε/άλλαξα; από εδώ; στο εξής; πλέον"),
        filed="αριθμό/αριθμός; καταχωρήθηκε/καταχωρίστηκε/καταχωρηθεί; λάβαμε/ελήφθη; αίτημα*; σύντομα; πρωτοκόλλου",
        closed="γραφείο/γραφεία/κατάστημα/εταιρεία … κλειστό/κλειστά/κλειστή",
    ),
    Notices(
        code="tr",
        kept=(
            "tatil*; bayram*; izin*; izni*; hasta*; rapor*; eğitim*; fuar*; konferans*; ofiste değil*; kapalı*; doğum; yurt "
            "dışı*; yurtdışı*; şehir dışı*; tadilat*; uzaktan; yılbaşı; yurt dışında; yurt dışı; grev; sayım; ofis dışı*; "
            "seyahatte*; tatilde*; dinlen*; hafta sonu; izindeyim; hastayım; ateşim; ameliyat*; hastane*; doğum izn*; "
            "babalık; annelik; tatildeyim; cenaze; raporluyum; raporlu; balayı; seyahat*; taşın*; düğün"
        ),
        answer=(
            "cevaplayacağım; döneceğim; yanıt vereceğim; yanıtlayacağız; dönüşte; dönüyorum; açılacağız; okuyacağım; cevap "
            "vereceğ*; ofisteyim; iyileşince; döndüğümde; dönünce; iyileştiğimde; iyileşince dönüş; yanıtlayacağım; dönüş "
            "yapacağım; cevap vereceğim"
        ),
        thanks=(
            "teşekkür ederim/ederiz/ederiz; için teşekkür*; teşekkürler; sayın müşterimiz/gönderen/ilgili/yetkili; "
            "değerli müşterimiz/müşterilerimiz"
        ),
        urgent="acil konular/durumlar/durumda/durumlarda/işler/hallerde/konularda; acil bir; acilse; aciliyet*; acil olması",
        unread=(
            "e-posta* … okuyam*/cevap*/kısıtlı/sınırlı/erişim*; erişimim … kısıtlı/sınırlı/yok/olmayacak; kısıtlı/sınırlı "
            "erişim*; cevap veremey*; geç yanıt*/cevap*; yanıt veremey*; okumuyorum; gecikmeli; bakamıyorum; internet yok; "
            "internetsiz; kontrol etmiyorum; mail* bakm*"
        ),
        later="döndüğümde; dönüşümde; dönünce; dönüşte; geri döndüğümde; izin dönüşü; döner dönmez",
        deputy=(
            "yokluğumda; izinde olduğum; arkadaşım*; iletişime geç*; arayabilir*; ulaşabilir*; başvurabilir*; kapalı olacak*; "
            "kapalıyız; yardımcı olacak*; iletişime; vekalet*; vekâlet; vekalet; yerime … bakıyor/bakacak; yerime; bakıyor"
        ),
        left=(
            "artık … çalışmıyor*/çalışmamakta*/değil*; çalışmamakta*; ayrıldı/ayrıldım/ayrılmış*/ayrılmıştır; emekli*; işten "
            "ayrıl*; görevinden; görevden; ayrıl*; istifa; vefat; bizimle değil; bizimle çalışmıyor; yeni bir göreve; emekli "
            "oldum; emekli oldu; son iş günü; şirketten ayrıldı; şirketimizden ayrıldı; artık burada çalışmıyor; artık bizde "
            "çalışmıyor"
        ),
        changed=(
            "yeni adres*/e-posta*/mail*; adresi* … değişti/değişmiştir/yeni; değişti/değişmiştir/değiştirdim; bundan sonra; "
            "artık; bundan böyle"
        ),
        filed=(
            "numaralı/numarası/numara; kayıt; kaydedildi/kaydınız; talebiniz; alındı/alınmıştır; en kısa; "
            "oluşturuldu/oluşturulmuştur; dönüş yapıl*"
        ),
        closed="ofisimiz/ofis/mağaza/şirketimiz … kapalı/kapalıdır/kapalıyız; kapalıyız",
        gate="bilinmeyen gönderen; mesajınız … karantina*/bekle*/iletil*; karantina*; iletilmesi",
        proof="onayla*; tıkla*; doğrula*; robot; insan; captcha",
    ),
    Notices(
        code="sq",
        kept="pushim*; leje; sëmur*; udhëtim*; mbyllur; festë; mungoj",
        answer="do të përgjigjem; përgjigjem",
        thanks="faleminderit për",
        urgent="për raste urgjente; në rast urgjence; nëse është urgjente; urgjente",
        unread="nuk … lexoj/përgjigjem/akses",
        later="pas kthimit; kur të kthehem",
        deputy="në mungesën time; kontaktoni; kolegen/kolegun; koleg*",
        left="nuk punon më; nuk punoj më; nuk … më; u largua; pension; pension*; larguar",
        changed="adresa e re; email i ri; ndryshuar; tani e tutje",
        filed="numri; numrin; regjistruar; kërkesa",
    ),
    Notices(
        code="eu",
        kept="opor*; jai*; gaixo*; bidai*; itxita; baja*; ikastaro*",
        answer="erantzungo; erantzun",
        thanks="eskerrik asko zure; mila esker",
        urgent="presako; premiazko; larrialdi*; urgentea bada",
        unread="ez … irakurtzen/erantzungo/irakurriko",
        later="itzultzean; itzultzen naizenean; buelta*",
        deputy="nire lankide*; jarri harremanetan; harremanetan jarri; nik ez nagoen; harremanetan; lankide*",
        left="ez du … lan; jada ez; utzi; erretir*; ez dabil",
        changed="helbide berri*; aldatu; hemendik aurrera",
        filed="zenbaki*; erregistratu; jaso",
    ),
    Notices(
        code="hy",
        kept="արձակուրդ*; հիվանդ*; գործուղ*; տոն*; փակ*; բացակ*",
        answer="կպատասխանեմ; պատասխանեմ",
        thanks="շնորհակալություն ձեր/նամակի/դիմելու*",
        urgent="շտապ հարցերով/դեպքում/դեպքերում; հրատապ*",
        unread="չեմ կարդում; չեմ … կարդա/պատասխանի",
        later="վերադարձից հետո; վերադառնալուց հետո; երբ վերադառնամ",
        deputy="իմ բացակայության; դիմեք; կապվեք; գործընկեր*",
        left="այլևս չի/չեմ; չի աշխատում; հեռացել; թոշակ*; հեռաց*",
        changed="նոր հասցե*; փոխվել; այսուհետ",
        filed="համար*; գրանցված; գրանցվել; ստացվել; ստացել",
    ),
    Notices(
        code="az",
        kept="məzuniyyət*; xəstə*; ezamiyyət*; bayram*; bağlı*; tətil*; səfər*",
        answer="cavab verəcəyəm; cavablandıracağam",
        thanks="təşəkkür edirəm/edirik; üçün təşəkkür",
        urgent="təcili hallarda/məsələlər/məsələlərdə/məsələ; təcilidirsə",
        unread="oxumuram; cavab verə; məhdud*; əlçatan",
        later="qayıdanda; qayıtdıqdan sonra; dönəndə",
        deputy="mən olmayanda; əlaqə saxlayın; müraciət edin; həmkarım*; müraciət; əlaqə; həmkar*",
        left="artıq … işləmir*/deyil; işləmir; ayrılıb; təqaüd*; ayrıl*",
        changed="yeni ünvan*; dəyişib; bundan sonra",
        filed="nömrə*; qeydə; qəbul; sorğu*",
    ),
)

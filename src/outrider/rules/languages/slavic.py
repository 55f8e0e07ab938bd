"""Polish, Czech, Slovak, Slovene and Croatian."""

from outrider.rules.languages.language import Language

POLISH = Language(
    code="pl",
    wrote="napisał; napisała; napisał a; pisze; napisali; napisał/a; napisał(a)",
    you_wrote="napisał pan; napisała pani; pan napisał; pani napisała; napisałeś; napisałaś; napisałeś(aś); pisałeś; pisałaś",
    sender="od; nadawca",
    sent="wysłano; data; wysłane; wysłany; data wysłania",
    to="do; dw; adresat",
    subject="temat",
    original=(
        "wiadomość oryginalna; oryginalna wiadomość; wiadomość przekazana; przekazana wiadomość; "
        "wiadomość przesłana dalej; treść przekazanej wiadomości; początek przekazywanej wiadomości; "
        "wiadomość pierwotna; przekazywana wiadomość; oryginalny termin"
    ),
    device=(
        "wysłane z; wysłano z; wysłane przez; pobierz program outlook; pobierz outlook; uzyskaj program outlook; "
        "uzyskaj outlook; wysłane za pomocą; wysłane ze"
    ),
    months=(
        "styczeń stycznia sty styczniu; luty lutego lut lutym; marzec marca mar marcu; "
        "kwiecień kwietnia kwi kwietniu; maj maja; czerwiec czerwca cze; lipiec lipca lip; sierpień sierpnia sie; "
        "wrzesień września wrz; październik października paź; listopad listopada lis; grudzień grudnia gru"
    ),
    weekdays=(
        "poniedziałek poniedziałku pon; wtorek wtorku wt; środa środę środy śr; czwartek czwartku czw; "
        "piątek piątku pt; sobota sobotę soboty sob; niedziela niedzielę niedzieli ndz"
    ),
    until="do; aż do",
    back="wracam; wrócę; powrót; powrotu; powrocie; z powrotem; ponownie; będę dostępny; będę dostępna; będę od",
    automatic=(
        "automatyczna odpowiedź; odpowiedź automatyczna; poza biurem; nieobecność; nieobecny; nieobecna; urlop; "
        "autoodpowiedź; autoresponder; wiadomość automatyczna; na urlopie; informacja o nieobecności; "
        "nieobecność w biurze"
    ),
    away=(
        "jestem/będę … na urlopie; przebywam … na urlopie; jestem/będę … poza biurem; przebywam poza biurem; "
        "jestem/będę … nieobecny/nieobecna; jestem na zwolnieniu; przebywam na zwolnieniu; na urlopie macierzyńskim; "
        "na urlopie do; poza biurem do; ograniczony dostęp do; w biurze będę; wracam do biura; wrócę do biura; "
        "nieobecny do; nieobecna do; do pracy wracam; nie ma mnie w biurze; na zwolnieniu; na l4; na chorobowym; na "
        "macierzyńskim; w delegacji"
    ),
    absent=(
        "podróży służbowej; delegacji; zwolnieniu; l4; chory; chora; chorobowym; macierzyńskim; rodzicielskim; "
        "nieczynn*; zamknięte; szkoleniu; targach; konferencji; urlopie; urlop; nieobecny; nieobecna; nie ma mnie; "
        "ograniczony; wolnym; wolne; niedostępny; niedostępna; wyjeździe; poza biurem; poza firmą"
    ),
    received=(
        "otrzymaliśmy państwa/twoją/twoje/pana/pani/zgłoszenie/wiadomość/zapytanie; "
        "zgłoszenie zostało … zarejestrowane/przyjęte/utworzone; dziękujemy za kontakt; "
        "dziękujemy za wiadomość/zgłoszenie/przesłanie; potwierdzamy otrzymanie; państwa zgłoszenie; twoje zgłoszenie; "
        "wiadomość została przyjęta/zarejestrowana; wiadomość dotarła; zgłoszenie o numerze; utworzono zgłoszenie; "
        "zgłoszenie … utworzone/zarejestrowane/przyjęte; potwierdzamy otrzymanie/odbiór"
    ),
    ticket=(
        "numer zgłoszenia; zgłoszenie; ticket; numer sprawy; automatyczna odpowiedź; wiadomość automatyczna; "
        "automatycznie; prosimy nie odpowiadać; nie odpowiadaj; numer referencyjny; wygenerowana automatycznie; "
        "potwierdzenie otrzymania; autoresponder"
    ),
    promise="w ciągu … godzin/dni/godziny/roboczych; najszybciej jak; jak najszybciej; nasz konsultant … skontaktuje",
    departed=(
        "nie pracuje już; już nie pracuje; nie pracuję już; już nie pracuję; nie jestem już pracownikiem; "
        "nie jest już pracownikiem; odszedł z firmy; odeszła z firmy; zakończył współpracę; zakończyła współpracę; "
        "zakończyłem współpracę; zakończyłam współpracę; na emeryturze; na emeryturę; skrzynka nie jest już; "
        "adres nie jest już; nieaktywn*; nie jest już używan*; nie jest już obsługiwan*; nie jest już zatrudnion*; "
        "zakończyłam pracę; zakończyłem pracę; zakończył pracę; zakończyła pracę; nie korzystam już; konto nieaktywne; "
        "nie jest już aktywn*; "
        "konto/skrzynka/adres … zamknięte/zamknięta/dezaktywowane/dezaktywowana/usunięta/usunięte/nieaktywny/nieaktywna; "
        "zakończyłam/zakończyłem pracę/współpracę; zakończyła działalność; "
        "zakończyłem/zakończyłam/zakończył/zakończyła współpracę/pracę; odszedł/odeszła z; odszedłem/odeszłam z; "
        "rozstał/rozstała się z"
    ),
    moved=(
        "nowy adres e-mail; mój nowy adres; nowy adres mailowy; nowy adres email; zmiana adresu; zmieniłem adres; "
        "zmieniłam adres; mój adres uległ; adres uległ zmianie"
    ),
    challenge=(
        "potwierdź … wiadomość; kliknij … aby dostarczyć; nie jesteś robotem; weryfikacja nadawcy; "
        "kliknij … potwierdzić; potwierdzić … że nie jest; potwierdź … że jesteś człowiekiem"
    ),
    stop=(
        "przestać/przestań/przestańcie pisać/wysyłać/mailować; "
        "wypisz/wypiszcie/usuń/usuńcie/wykreśl/wykreślcie mnie/nas/mój/nasz/moje; wypisać mnie/nas/się; usunąć "
        "mnie/nas/mój/moje; nie pisz/piszcie/kontaktuj/kontaktujcie/wysyłaj/wysyłajcie/przysyłaj/przysyłajcie … "
        "więcej/mnie/mną/nas/mi/do; proszę nie pisać/wysyłać/przysyłać/kontaktować/przesyłać; proszę więcej nie; proszę … "
        "nie wysyłać/kontaktować/pisać/przesyłać; nie życzę/życzymy sobie; nie chcę/chcemy … otrzymywać/dostawać; "
        "przestań*/przestańcie pisać/wysyłać; zaprzestanie wysyłania; rezygnuję z subskrypcji; proszę o? "
        "wypisanie/usunięcie/wykreślenie mnie/nas/mojego/naszego/adresu/z; proszę wypis*/usun*/wykreśl* "
        "mnie/nas/mój/nasz/moje; proszę mnie/nas wypisać/usunąć/wykreślić; przestań*/przestańcie … "
        "pisać/wysyłać/przysyłać; nie chcę … otrzymywać/maili/wiadomości; proszę … więcej nie "
        "pisać/pisz/wysyłać/kontaktować; proszę … nie pisać/wysyłać/kontaktować … więcej; proszę … więcej do mnie nie; "
        "usunąć/wykreślić … listy/bazy; proszę o wypisanie/wykreślenie; o usunięcie mojego/moich; żądam … "
        "usunięcia/zaprzestania; usunięcia/usunięcie … moich … danych; przestać/przestań/przestańcie mnie … "
        "nękać/pisać/zasypywać/męczyć; składam/wnoszę sprzeciw; sprzeciwiam się przetwarzaniu; cofam/wycofuję … zgodę; "
        "dość/mam dość … maili/spamu; dajcie/daj mi spokój; wypiszcie/skreślcie mnie"
    ),
    stop_alone=("wypisz; rezygnuję; wypisz mnie; stop; usuń; proszę wypisać; wypisać; proszę usunąć; anuluj; proszę o usunięcie"),
    refusal=(
        "nie teraz; "
        "odpuszczamy/odpuszczam; odpuśćmy; nie mamy budżetu; podziękuję/podziękujemy; rezygnujemy z oferty; "
        "jesteśmy zadowoleni z/ze obecn*/naszego/swojego/tego; "
        "nie jestem/jesteśmy … zainteresowan*; nie zainteresowan*; niezainteresowan*; nie dziękuję/dziękujemy; "
        "brak zainteresowania; nie potrzebuj*; nie mamy/mam potrzeby/budżetu; obecnie nie; w tej chwili nie; "
        "na razie nie; mamy już; korzystamy już; niestety nie; nie interesuje; nie skorzystamy; nie skorzystam; "
        "dziękuję ale nie; nie dla nas; nie planujemy; nie ma takiej potrzeby; bez zainteresowania; nie mamy … "
        "potrzeb*; współpracujemy już z; mamy już … dostawcę/rozwiązanie/partnera; nie widzimy potrzeby"
    ),
    wrong=(
        "już tam/tu nie pracuję; nie pracuję już? tam/tu; "
        "zajmuje się kolega/koleżanka/pan/pani; tym zajmuje się; proszę pytać; "
        "osobą odpowiedzialną jest; osoba odpowiedzialna to/jest; odpowiada za to pan/pani; zajmuje się tym pan/pani; "
        "to nie do mnie; nie ja się tym zajmuję; "
        "nie jestem właściwą/odpowiednią osobą; niewłaściwa/nieodpowiednia/zła osoba; nie zajmuję się; "
        "nie odpowiadam za; proszę … kontakt z; proszę kontaktować się z; proszę skontaktować się z; "
        "nie pracuje już; to nie ja; nie leży w mojej; nie moja działka; nie jestem osobą"
    ),
    meeting=(
        "proszę … zadzwonić; proszę dzwonić; proszę o telefon; zadzwoń; zadzwońcie; proszę o kontakt; "
        "możemy porozmawiać/spotkać/umówić; umówmy; umówić się; spotkanie; spotkajmy; rozmowa telefoniczna; "
        "kiedy … czas; pasuje mi/nam; pasuje; porozmawiajmy; na rozmowę; proponuję spotkanie; odpowiada mi; "
        "może pan/pani zadzwonić; "
        "tylko/lepiej zadzwonić/zadzwońcie/zadzwoń; możemy się spotkać/zdzwonić; możemy porozmawiać; spotkajmy się; "
        "zdzwońmy się; proponuję spotkanie/rozmowę/termin"
    ),
    interest=(
        "jestem/jesteśmy … zainteresowan*; brzmi … dobrze/ciekawie/interesująco; chętnie; tak proszę; tak poproszę; "
        "z przyjemnością; ciekawe; interesujące; interesuje mnie/nas; bardzo chętnie; jak najbardziej; chciałbym; "
        "chciałabym; chcielibyśmy; zainteresowało; wygląda ciekawie; tak chętnie; poproszę; "
        "chcielibyśmy/chętnie/możemy … wypróbować/przetestować"
    ),
    question=(
        "więcej informacji/szczegółów; proszę o? przesłanie/ofertę/cennik/wycenę/więcej/szczegóły; "
        "proszę przesłać/wysłać; ile kosztuje; ile to kosztuje; jaka jest cena; jakie są ceny/koszty; cennik; "
        "ofertę; proszę o informacje; dowiedzieć się więcej; prześlij; wyślij; katalog; jak to działa; jak działa; na "
        "czym … polega; demo; prezentację/prezentacja/pokaz; ofertę/oferta/wycenę"
    ),
    referral=(
        "przekazuję; przekazałem; przekazałam; przekażę; przekazano; przesyłam dalej; przesłałem dalej; przesłałam "
        "dalej; dodaję … do kopii; w kopii kolega/koleżanka/dodaję"
    ),
    negation="nie; nigdy; bez; ani",
)

CZECH = Language(
    code="cs",
    wrote="napsal; napsala; napsal a; píše; napsal(a); napsali",
    you_wrote="jste napsal; jste napsala; jsi napsal; jsi napsala; napsal jste; napsala jste; napsal jsi; psal jste",
    sender="od; odesílatel",
    sent="odesláno; datum; odeslané; posláno",
    to="komu; kopie; pro",
    subject="předmět; věc",
    original=(
        "původní zpráva; původní e-mail; přeposlaná zpráva; předaná zpráva; originální zpráva; přeposlaný e-mail; "
        "začátek přeposlané zprávy; původní schůzka; přeposlaná zpráva od; původní email; začátek předávané zprávy"
    ),
    device=(
        "odesláno z; odesláno ze; posláno z; posláno ze; odesláno přes; odesláno pomocí; získat outlook pro; "
        "stáhnout outlook; získejte outlook; odesláno mobilem; odesílám z"
    ),
    months=(
        "leden ledna lednu led; únor února únoru úno; březen března březnu bře; duben dubna dubnu dub; "
        "květen května květnu kvě; červen června červnu čvn; červenec července červenci čvc; srpen srpna srpnu srp; "
        "září zář; říjen října říjnu říj; listopad listopadu lis; prosinec prosince prosinci pro"
    ),
    weekdays=(
        "pondělí po; úterý út; středa středu středy st; čtvrtek čtvrtku čt; pátek pátku pá; sobota sobotu so; neděle neděli ne"
    ),
    until="do; až do",
    back="zpět; vrátím; vracím; návrat; návratu; opět; zpátky; znovu; budu k dispozici; k dispozici od; nastupuji",
    automatic=(
        "automatická odpověď; mimo kancelář; nepřítomnost; nepřítomen; nepřítomna; dovolená; na dovolené; "
        "automatická zpráva; oznámení o nepřítomnosti; nejsem v kanceláři; odpověď v nepřítomnosti"
    ),
    away=(
        "jsem/budu … na dovolené; jsem/budu … mimo kancelář; nejsem … v kanceláři; nebudu … v kanceláři; "
        "jsem … nepřítomen/nepřítomna; budu … nepřítomen/nepřítomna; na mateřské dovolené; na rodičovské dovolené; "
        "čerpám dovolenou; mám dovolenou; na nemocenské; jsem mimo kancelář; omezený přístup k; "
        "nejsem přítomen/přítomna; jsem na služební cestě; zpět v kanceláři; zpátky v kanceláři; "
        "do kanceláře se vrátím; jsem nemocná; jsem nemocný; na mateřské; na rodičovské; v pracovní neschopnosti; "
        "čerpám … volno; mám volno"
    ),
    absent=(
        "služební cestě; nemocen*; nemocn*; pracovní neschopnosti; mateřské; rodičovské; zavřen*; uzavřen*; školení; "
        "veletrhu; konferenci; dovolen*; nepřítomen; nepřítomna; nepřítomný; omezený; volno; mimo kancelář; nejsem v; "
        "k zastižení; lékaře; nebudu v; zastižitelný; čerpám"
    ),
    received=(
        "váš/vaši/vaše e-mail/zprávu/dotaz/žádost jsme obdrželi/přijali; obdrželi jsme váš/vaši/vaše; přijali jsme "
        "váš/vaši/vaše; "
        "děkujeme za váš/vaši/vaše e-mail/email/zprávu/dotaz/dotaz/požadavek; "
        "váš požadavek/dotaz byl … přijat/zaevidován/zaregistrován/vytvořen; vaše zpráva byla … přijata/doručena; "
        "vaše žádost byla … přijata/zaevidována; tiket byl; ticket byl; byl vytvořen; potvrzujeme přijetí; "
        "děkujeme že jste nás kontaktoval*"
    ),
    ticket=(
        "číslo požadavku; tiket; ticket; číslo tiketu; automatická odpověď; automaticky; neodpovídejte; "
        "automatická zpráva; číslo jednací; evidenční číslo; pod číslem; potvrzení o přijetí; referenční číslo"
    ),
    promise="co nejdříve; do … hodin/dnů/pracovních; během … hodin/dnů/pracovních; v nejbližší době",
    departed=(
        "již nepracuj*; už nepracuj*; již není zaměstnan*; již nejsem zaměstnan*; nadále nepracuje; odešel z firmy; "
        "odešla z firmy; ukončil pracovní; ukončila pracovní; v důchodu; do důchodu; již není zaměstnancem; "
        "schránka již není; adresa již není; již se nepoužívá; již nepoužívám; už nepoužívám; není již aktivní; "
        "již není aktivní; opustil společnost; opustila společnost; již není používán*; ukončil jsem; ukončila jsem; "
        "není monitorován*; již … nepracuje; už … nepracuje; již nepracuje; u nás nepracuje; nepracuji; "
        "odešla/odešel z/ze; schránka se již nepoužívá; se již nepoužívá; již není používána; "
        "schránka/účet/adresa … zrušena/zrušen/deaktivována/deaktivován/uzavřena; ukončila/ukončil činnost/pracovní"
    ),
    moved=(
        "nová e-mailová adresa; nový e-mail; moje nová adresa; můj nový e-mail; nová adresa; změna e-mailové adresy; "
        "novou e-mailovou adresu; nová emailová adresa; můj nový email"
    ),
    challenge=(
        "potvrďte … zprávu; klikněte … doručen*; nejste robot; ověření odesílatele; potvrďte … že jste člověk; "
        "klikněte … potvrdit"
    ),
    stop=(
        "odhlaste/odhlašte/odhlásit/vymažte/smažte/odstraňte/vyřaďte/odeberte mě/nás/můj/náš/mne/mou; odhlas mě; vyřaďte; "
        "vymažte mě; smažte mě; neposílejte/neposilejte/nepište/nekontaktujte/neobtěžujte/nezasílejte … "
        "mi/nám/mě/nás/mne/více/už/již/další; neposílejte; nekontaktujte; přestaňte … psát/posílat/kontaktovat/zasílat; "
        "nepřeji/nepřejeme/nepřeju si; nechci/nechceme … dostávat/dostávat/vaše/další/od; žádné další "
        "e-maily/maily/zprávy; prosím … odhlásit; prosím … vymazat/smazat/odstranit … "
        "mě/mne/nás/můj/moji/mou/moje/naši/seznamu/databáze; prosím … mě/mne/nás … vymazat/smazat/odstranit; už mi "
        "nepište; prosím o odhlášení; prosím o vyřazení/vymazání/odstranění … "
        "mě/mne/nás/mého/mých/mé/adresy/seznamu/databáze/evidence; vyškrtněte mě; nechci … "
        "dostávat/e-maily/maily/zprávy/nabídky; odeberte/vymažte/smažte … seznamu/databáze; žádám/požaduji … "
        "výmaz/vymazání/smazání/odstranění … údajů/dat/mých; výmaz … osobních/mých údajů; odvolávám … souhlas; vznáším "
        "námitku; dejte mi pokoj; nechte mě být; přestaňte mě otravovat/obtěžovat; přestaňte s … maily/e-maily/spamem"
    ),
    stop_alone=(
        "odhlásit; odhlaste; zrušit; stop; odhlásit odběr; vymazat; smazat; odhlašuji; prosím vymazat; prosím smazat; "
        "prosím o vyřazení; prosím o vymazání"
    ),
    refusal=(
        "nemám/nemáme … zájem/potřebu/rozpočet; nezajímá; nejsem/nejsme zainteresován*; ne děkuji/děkujeme; "
        "děkuji/děkujeme ne; nepotřebuj*; v tuto chvíli ne; momentálně ne; zatím ne; již máme; už máme; bohužel ne; "
        "není pro nás; bez zájmu; nevyužijeme; nemame zajem; nemam zajem; není aktuální; nepotřebujeme; máme již "
        "dodavatele/řešení/partnera; již máme dodavatele/řešení/partnera; už máme dodavatele/řešení/partnera; máme už "
        "dodavatele/řešení; spolupracujeme již/už s; nemáme … potřebu/potřeby; to nepotřebujeme"
    ),
    wrong=(
        "nejsem správná/vhodná osoba; nesprávná/špatná osoba; nemám na starosti; nemám to na starosti; "
        "obraťte se na; kontaktujte prosím kolegu/kolegyni/pana/paní; již nepracuje; není moje agenda; "
        "za to neodpovídám; špatná adresa; to nejsem já"
    ),
    meeting=(
        "zavolejte; zavolej; zavolat mi; můžeme … zavolat/sejít/promluvit/setkat/potkat; domluvit schůzku; schůzku; "
        "schůzka; setkání; kdy … čas; hodí se mi; hodí se; vyhovuje mi; vyhovuje; sejdeme; ozvěte; "
        "spojit telefonicky; telefonicky; můžete mi/nám zavolat; můžeš mi/nám zavolat; mohli bychom … zavolat/mluvit; "
        "můžete mi/nám … zavolat; můžeš mi/nám … zavolat; můžeme se sejít/spojit/potkat; sejděme se; můžeme … zavolat"
    ),
    interest=(
        "mám/máme … zájem; zní … dobře/zajímavě/skvěle; to zní; zajímá mě/nás/mne; ano prosím; ano děkuji; "
        "rád/ráda/rádi bych*; rádi; zajímavé; velmi rád/ráda/rádi; určitě; s radostí; ano rád/ráda/rádi; "
        "vypadá zajímavě; zaujalo; měli bychom zájem; měl bych zájem; měla bych zájem; rádi … vyzkoušeli/vyzkoušíme; "
        "můžeme … vyzkoušet"
    ),
    question=(
        "více/další/bližší informací/informace/info/podrobností; pošlete; pošli; zašlete; kolik … stojí; "
        "jaká je cena; jaké jsou ceny; ceník; nabídku; poslat … nabídku/informace/ceník; cenová nabídka; "
        "cenovou nabídku; dozvědět … více; katalog; můžete … poslat; jak to funguje; jak funguje; ukázku; prezentaci"
    ),
    referral=(
        "přeposílám; přeposlal; přeposlala; předávám; předal; předala; předám; postoupil; postoupila; do kopie; v kopii "
        "kolega/kolegyně/přidávám"
    ),
    negation="ne; nikdy; bez; ani; není",
)

SLOVAK = Language(
    code="sk",
    wrote="napísal; napísala; napísal a; píše; napísal(a); napísali",
    you_wrote="ste napísali; ste napísal; si napísal; si napísala; napísali ste",
    sender="od; odosielateľ",
    sent="odoslané; dátum; poslané; odoslal",
    to="komu; kópia; pre",
    subject="predmet; vec",
    original=(
        "pôvodná správa; preposlaná správa; pôvodný e-mail; originálna správa; začiatok preposlanej správy; "
        "presmerovaná správa; odovzdaná správa; pôvodný email; posunutá správa"
    ),
    device=(
        "odoslané z; odoslané zo; poslané z; poslané zo; odoslané cez; odoslané pomocou; získať outlook pre; "
        "získajte outlook; stiahnuť outlook; odoslané mobilom"
    ),
    months=(
        "január januára januári jan; február februára februári feb; marec marca marci mar; apríl apríla apríli apr; "
        "máj mája máji; jún júna júni; júl júla júli; august augusta auguste aug; september septembra septembri sep; "
        "október októbra októbri okt; november novembra novembri nov; december decembra decembri dec"
    ),
    weekdays=(
        "pondelok pondelka po; utorok utorka ut; streda stredu stredy st; štvrtok štvrtka št; piatok piatka pi; "
        "sobota sobotu so; nedeľa nedeľu ne"
    ),
    until="do; až do",
    back="späť; vrátim; vraciam; návrat; návratu; opäť; naspäť; znovu; budem k dispozícii; nastupujem",
    automatic=(
        "automatická odpoveď; mimo kancelárie; neprítomnosť; neprítomný; neprítomná; dovolenka; na dovolenke; "
        "automatická správa; oznámenie o neprítomnosti; mimo kancelárii"
    ),
    away=(
        "som/budem … na dovolenke; som/budem … mimo kancelárie; nie som … v kancelárii; nebudem … v kancelárii; "
        "som/budem … neprítomný/neprítomná; na materskej dovolenke; čerpám dovolenku; mám dovolenku; "
        "na rodičovskej dovolenke; obmedzený prístup k; som na služobnej ceste; späť v kancelárii; "
        "mimo kancelárie do; na pn; som pn; som na pn; som práceneschopn*; na materskej; na rodičovskej; som chor*; "
        "čerpám … voľno; mám voľno"
    ),
    absent=(
        "služobnej ceste; nemocen*; práceneschopn*; pn; materskej; rodičovskej; zatvoren*; školení; veľtrhu; "
        "konferencii; dovolenk*; neprítomný; neprítomná; obmedzený; voľno; mimo kancelárie; nie som v; zastihnuteľn*; "
        "čerpám"
    ),
    received=(
        "prijali sme váš/vašu/vaše; dostali sme váš/vašu/vaše; obdržali sme váš/vašu/vaše; "
        "ďakujeme za váš/vašu/vaše e-mail/email/správu/otázku/požiadavku; "
        "vaša požiadavka/správa/žiadosť bola … prijatá/zaevidovaná/zaregistrovaná/vytvorená/doručená; "
        "váš podnet bol; tiket bol; bol vytvorený; potvrdzujeme prijatie; ďakujeme že ste nás kontaktoval*"
    ),
    ticket=(
        "číslo požiadavky; tiket; ticket; automatická odpoveď; automaticky; neodpovedajte; automatická správa; "
        "evidenčné číslo; pod číslom; potvrdenie o prijatí; referenčné číslo"
    ),
    promise="čo najskôr; do … hodín/dní/pracovných; v najbližšom čase",
    departed=(
        "už nepracuj*; viac nepracuj*; už nie je zamestnan*; už nie som zamestnan*; odišiel z firmy; odišla z firmy; "
        "ukončil pracovný; ukončila pracovný; na dôchodku; do dôchodku; schránka už nie je; adresa už nie je; "
        "už sa nepoužíva; už nepoužívam; nie je už aktívn*; už nie je aktívn*; opustil spoločnosť; opustila spoločnosť; "
        "už nie je zamestnancom; nie je monitorovan*; už … nepracuje; už … nepracujem; odišla/odišiel z/zo; "
        "sa už nepoužíva; schránka/účet/adresa … zrušená/zrušený/deaktivovaná/zatvorená; "
        "ukončila/ukončil činnosť/pracovný"
    ),
    moved=(
        "nová e-mailová adresa; nový e-mail; moja nová adresa; môj nový e-mail; nová adresa; "
        "zmena e-mailovej adresy; novú e-mailovú adresu; nová emailová adresa; môj nový email"
    ),
    challenge=(
        "potvrďte … správu; kliknite … doručen*; nie ste robot; overenie odosielateľa; potvrďte … že ste človek; "
        "kliknite … potvrdiť"
    ),
    stop=(
        "odhláste/odhlásiť/vymažte/zmažte/odstráňte/vyraďte/odoberte ma/nás/môj/náš/mňa/moju; "
        "neposielajte/nepíšte/nekontaktujte/neobťažujte/nezasielajte … mi/nám/ma/nás/viac/už/ďalšie; neposielajte; "
        "nekontaktujte; prestaňte … písať/posielať/kontaktovať/zasielať; neželám/neprajem/neželáme/neprajeme si; "
        "nechcem/nechceme … dostávať/vaše/ďalšie/od; žiadne ďalšie e-maily/maily/správy; prosím … odhlásiť; prosím … "
        "vymazať/odstrániť … ma/mňa/nás/môj/moju/moje/zoznamu/databázy; prosím … ma/mňa/nás … vymazať/odstrániť; už mi "
        "nepíšte; vyškrtnite ma; žiadam/požadujem … výmaz/vymazanie/odstránenie … údajov/dát/mojich; výmaz … "
        "osobných/mojich údajov; odvolávam … súhlas; namietam proti spracúvaniu; dajte mi pokoj; prestaňte ma "
        "otravovať/obťažovať; prestaňte s … mailami/e-mailami/spamom"
    ),
    stop_alone="odhlásiť; odhláste; zrušiť; stop; odhlásiť odber; vymazať; zmazať",
    refusal=(
        "nemám/nemáme … záujem/potrebu/rozpočet; nezaujíma; nie ďakujem/ďakujeme; ďakujem/ďakujeme nie; nepotrebuj*; "
        "v tejto chvíli nie; momentálne nie; zatiaľ nie; už máme; bohužiaľ nie; žiaľ nie; nie je pre nás; "
        "bez záujmu; nemame zaujem; nemam zaujem; nie je aktuáln*; nevyužijeme; máme už dodávateľa/riešenie/partnera; "
        "už máme dodávateľa/riešenie/partnera; spolupracujeme už s; nemáme … potrebu; to nepotrebujeme"
    ),
    wrong=(
        "nie som správna/vhodná osoba; nesprávna/zlá osoba; nemám na starosti; nemám to na starosti; obráťte sa na; "
        "kontaktujte prosím kolegu/kolegyňu/pána/pani; už nepracuje; nie je moja agenda; za to nezodpovedám; "
        "to nie som ja"
    ),
    meeting=(
        "zavolajte; zavolaj; zavolať mi; môžeme … zavolať/stretnúť/porozprávať; dohodnúť stretnutie; stretnutie; "
        "kedy … čas; hodí sa mi; hodí sa; vyhovuje mi; vyhovuje; stretneme; ozvite; telefonicky; môžeme sa "
        "stretnúť/spojiť; stretnime sa"
    ),
    interest=(
        "mám/máme … záujem; znie … dobre/zaujímavo/skvele; to znie; zaujíma ma/nás; áno prosím; áno ďakujem; "
        "rád/rada/radi by*; radi; zaujímavé; veľmi rád/rada/radi; určite; áno rád/rada/radi; vyzerá zaujímavo; "
        "zaujalo; mali by sme záujem; mal by som záujem; mala by som záujem"
    ),
    question=(
        "viac/ďalšie/bližšie informácií/informácie/info/podrobností; pošlite; pošli; zašlite; koľko … stojí; "
        "aká je cena; aké sú ceny; cenník; ponuku; poslať … ponuku/informácie/cenník; cenovú ponuku; "
        "dozvedieť … viac; katalóg; môžete … poslať; ako to funguje; ako funguje; ukážku; prezentáciu"
    ),
    referral="preposielam; preposlal; preposlala; posúvam; posunul; posunula; odovzdávam; odovzdal; odovzdala; do kópie",
    negation="nie; nikdy; bez; ani",
)

SLOVENE = Language(
    code="sl",
    wrote="je napisal; je napisala; je napisal a; je napisal/a; napisal; napisala; piše; je napisal(a); je oseba",
    sender="od; pošiljatelj",
    sent="poslano; datum; poslan",
    to="za; do; kp; prejemnik",
    subject="zadeva",
    original=(
        "izvirno sporočilo; posredovano sporočilo; prvotno sporočilo; originalno sporočilo; začetek posredovanega sporočila"
    ),
    device="poslano iz; poslano z; poslano s; pridobite outlook; prenesite outlook; poslano prek",
    months=(
        "januar januarja jan; februar februarja feb; marec marca mar; april aprila apr; maj maja; junij junija jun; "
        "julij julija jul; avgust avgusta avg; september septembra sep; oktober oktobra okt; november novembra nov; "
        "december decembra dec"
    ),
    weekdays=(
        "ponedeljek ponedeljka pon; torek torka tor; sreda sredo sre; četrtek četrtka čet; petek petka pet; "
        "sobota soboto sob; nedelja nedeljo ned"
    ),
    until="do; vse do",
    back="nazaj; vrnem; vrnil; vrnila; vračam; ponovno; spet; zopet; dosegljiv; dosegljiva; vrnitev",
    automatic=(
        "samodejni odgovor; avtomatski odgovor; samodejno sporočilo; odsotnost; odsoten; odsotna; na dopustu; "
        "dopust; nisem v pisarni; obvestilo o odsotnosti; odsoten iz pisarne"
    ),
    away=(
        "sem … na dopustu; bom … na dopustu; sem … odsoten/odsotna; bom … odsoten/odsotna; nisem … v pisarni; "
        "na porodniškem dopustu; na bolniškem dopustu; na bolniški; nisem dosegljiv/dosegljiva; ne bom … v pisarni; "
        "omejen dostop do; na službeni poti; zopet dosegljiv/dosegljiva; spet dosegljiv/dosegljiva"
    ),
    absent=(
        "službeni poti; bolniški; bolniškem; porodniškem; starševskem; zaprt*; izobraževanju; sejmu; konferenci; "
        "dopustu; dopust; odsoten; odsotna; omejen; nisem v; zunaj pisarne; počitnicah; prost*"
    ),
    received=(
        "prejeli smo vaš*/sporočilo/zahtevek; vaše sporočilo smo prejeli; "
        "vaš zahtevek je bil/bila … prejet/zabeležen/ustvarjen; vaše sporočilo je bilo; "
        "hvala za vaše sporočilo/vprašanje/povpraševanje; hvala ker ste nas kontaktirali; zahtevek je bil; "
        "hvala da ste; potrjujemo prejem; vaša zahteva je bila; vaše povpraševanje smo prejeli"
    ),
    ticket=(
        "številka zahtevka; zahtevek; ticket; številka primera; samodejni odgovor; avtomatski odgovor; samodejno; "
        "avtomatsko; ne odgovarjajte; referenčna številka; potrdilo o prejemu"
    ),
    promise="v najkrajšem možnem času; v … urah/dneh; čim prej",
    departed=(
        "ni več zaposlen*; nisem več zaposlen*; ne dela več; ne delam več; zapustil podjetje; zapustila podjetje; "
        "upokojen; upokojena; upokojil; upokojila; ni več v uporabi; ni več aktiv*; se ne uporablja več; "
        "ne uporabljam več; ni več v našem podjetju; nisem več v podjetju; ne spremljam več"
    ),
    moved=(
        "nov e-poštni naslov; nov elektronski naslov; moj novi naslov; nov email; novi e-naslov; nov e-naslov; "
        "nov naslov; novi elektronski naslov; sprememba naslova"
    ),
    challenge="potrdite … sporočilo; kliknite … dostav*; da niste robot; preverjanje pošiljatelja; potrdite … da ste človek",
    stop=(
        "odstranite/izbrišite/odjavite/izločite/odstrani/izbriši/odjavi me/nas/moj/mojo/naš; ne "
        "pišite/pošiljajte/kontaktirajte/nadlegujte … mi/nam/me/nas/več; nehajte pisati/pošiljati/kontaktirati/z; "
        "prenehajte pošiljati/pisati/s/z; ne želim/želimo … prejemati/več/vaših; ne kontaktirajte; prosim … "
        "odjavite/izbrišite/odstranite; prosim … odjavo; brez nadaljnjih sporočil; nočem/nočemo … prejemati/več; zahtevam "
        "… izbris/odstranitev … podatkov; izbris … mojih … podatkov; preklicujem … privolitev/soglasje; pustite me pri "
        "miru; dovolj mi je vaših"
    ),
    stop_alone="odjava; odjavi; odjavite; stop; prekliči; izbriši; odjavite me",
    refusal=(
        "ni/nimam/nimamo … zanima*/interesa/potrebe/proračuna; me ne zanima; nas ne zanima; ne zanima; "
        "nisem/nismo zainteresiran*; ne hvala; hvala ne; ne potrebuj*; trenutno ne; zaenkrat ne; že imamo; žal ne; "
        "ni za nas; brez interesa; za zdaj ne"
    ),
    wrong=(
        "nisem prava oseba; napačna oseba; ni moje področje; obrnite se na; "
        "kontaktirajte kolega/kolegico/gospoda/gospo; ni več zaposlen*; za to nisem odgovoren/odgovorna; "
        "to nisem jaz; ne ukvarjam se"
    ),
    meeting=(
        "pokličite; pokliči; lahko … pogovorimo/dobimo/slišimo/srečamo; dogovorimo; dogovoriva; sestanek; srečanje; "
        "klic; kdaj … čas; mi ustreza; ustreza; termin; slišimo se; dobimo se"
    ),
    interest=(
        "me/nas zanima; sem/smo … zainteresiran*; sliši … dobro/zanimivo/odlično; zveni … dobro/zanimivo; da prosim; "
        "da hvala; z veseljem; zanimivo; seveda; rad bi; rada bi; radi bi; ja prosim; ja z veseljem"
    ),
    question=(
        "več informacij/podrobnosti; dodatne informacije; koliko stane; kakšna je cena; pošljite; pošlji; cenik; "
        "ponudbo; mi lahko pošljete; izvedeti več; katalog; prosim za ponudbo/več/informacije; kako deluje; kako to "
        "deluje"
    ),
    referral=(
        "posredujem; posredoval; posredovala; posredovali; preposiljam; preposlal; preposlala; predal; predala; dodajam "
        "… v kopijo"
    ),
    negation="ne; nikoli; brez; ni; nisem",
)

CROATIAN = Language(
    code="hr",
    wrote=(
        "je napisao; je napisala; je napisao la; napisao je; napisala je; napisao; napisala; piše; je napisao/la; "
        "je napisao(la); je napisao/napisala"
    ),
    sender="od; šalje; pošiljatelj",
    sent="poslano; datum; poslana",
    to="za; prima; kopija; primatelj",
    subject="predmet; tema",
    original=(
        "izvorna poruka; originalna poruka; proslijeđena poruka; početak proslijeđene poruke; prosljeđena poruka; prvotna poruka"
    ),
    device=(
        "poslano s; poslano sa; poslano iz; poslano putem; preuzmite outlook; nabavite outlook; poslano pomoću; poslano preko"
    ),
    months=(
        "siječanj siječnja sij; veljača veljače velj; ožujak ožujka ožu; travanj travnja tra; svibanj svibnja svi; "
        "lipanj lipnja lip; srpanj srpnja srp; kolovoz kolovoza kol; rujan rujna ruj; listopad listopada lis; "
        "studeni studenoga studenog stu; prosinac prosinca pro"
    ),
    weekdays=(
        "ponedjeljak ponedjeljka pon; utorak utorka uto; srijeda srijedu sri; četvrtak četvrtka čet; "
        "petak petka pet; subota subotu sub; nedjelja nedjelju ned"
    ),
    until="do; sve do",
    back="natrag; vraćam; vratit; povratak; povratka; ponovno; ponovo; opet; dostupan; dostupna; nazad",
    automatic=(
        "automatski odgovor; automatska poruka; odsutnost; odsutan; odsutna; izvan ureda; na godišnjem; "
        "godišnji odmor; na godišnjem odmoru; obavijest o odsutnosti; nisam u uredu"
    ),
    away=(
        "sam … na godišnjem; na godišnjem … odmoru; bit ću … odsutan/odsutna; sam … odsutan/odsutna; "
        "sam … izvan ureda; nisam … u uredu; na porodiljnom; na rodiljnom; na bolovanju; ograničen pristup; "
        "neću biti … u uredu; na službenom putu; ponovno sam dostupan/dostupna; vraćam se na posao; sam na odmoru; "
        "koristim godišnji; bit ću na godišnjem"
    ),
    absent=(
        "službenom; bolovanju; rodiljnom; roditeljskom; zatvoren*; edukaciji; seminaru; sajmu; konferenciji; godišnjem; "
        "odmoru; dopustu; odsutan; odsutna; ograničen; nisam u; izvan ureda; neradn*; kolektivn*"
    ),
    received=(
        "primili smo vaš*/vašu/poruku/upit/zahtjev; zaprimili smo vaš*/poruku/upit/zahtjev; "
        "vaš zahtjev/upit je … zaprimljen/primljen/kreiran/otvoren; vaša poruka je … zaprimljena/primljena; "
        "hvala na upitu/poruci/javljanju; zahvaljujemo na upitu/poruci/javljanju; "
        "hvala vam što ste nas kontaktirali; hvala što ste nas; tiket je; zahtjev je kreiran; potvrđujemo primitak; "
        "otvoren je"
    ),
    ticket=(
        "broj zahtjeva; tiket; ticket; broj predmeta; broj tiketa; automatski odgovor; automatska poruka; "
        "automatski; ne odgovarajte; referentni broj; potvrda o primitku; molimo ne odgovarajte"
    ),
    promise="u najkraćem mogućem roku; u roku od; što prije",
    departed=(
        "više ne radi; više ne radim; ne radi više; ne radim više; nije više zaposlen*; više nije zaposlen*; "
        "više nisam zaposlen*; napustio tvrtku; napustila tvrtku; otišao iz tvrtke; otišla iz tvrtke; u mirovini; "
        "u mirovinu; više nije u upotrebi; više nije aktiv*; ne koristi se više; više ne koristim; više se ne koristi; "
        "napustio je; napustila je; više nije u funkciji; ne provjeravam više; umirovljena; umirovljen"
    ),
    moved=(
        "nova e-mail adresa; nova email adresa; moja nova adresa; novi e-mail; novi mail; nova adresa; "
        "promjena e-mail; promijenio sam adresu; promijenila sam adresu; novu e-mail adresu"
    ),
    challenge=(
        "potvrdite … poruku; kliknite … isporuč*; da niste robot; provjera pošiljatelja; potvrdite … da ste čovjek; "
        "kliknite … potvrdi*"
    ),
    stop=(
        "uklonite/izbrišite/obrišite/odjavite/maknite/ukloni/izbriši/obriši/odjavi me/nas/moj/moju/naš/mene; nemojte … "
        "pisati/slati/kontaktirati/javljati; ne pišite/šaljite/kontaktirajte/javljajte … mi/nam/me/nas/se/više; "
        "prestanite … pisati/slati/kontaktirati/sa/s; ne želim/želimo … primati/više/vaše/dobivati; molim … odjavu; molim "
        "… uklonite/izbrišite/odjavite; nemojte me više; ne kontaktirajte me; brišite me; zahtijevam/tražim … "
        "brisanje/uklanjanje … podataka; brisanje … mojih podataka; povlačim … privolu/suglasnost; ostavite me na miru; "
        "dosta mi je vaših mailova/poruka; prestanite me gnjaviti"
    ),
    stop_alone="odjava; odjavi; odjavite; stop; prekini; izbriši; odjavi me; odjavite me; obriši",
    refusal=(
        "nisam/nismo … zainteresiran*; ne zanima; nema/nemam/nemamo … interesa/potrebe/potrebu/budžeta; ne hvala; "
        "hvala ne; ne treba*; trenutno ne; trenutačno ne; zasad ne; za sada ne; već imamo; nažalost ne; nije za nas; "
        "bez interesa; nismo u mogućnosti; nezainteresiran*; nije nam potrebno; ne treba nam; ne trebamo"
    ),
    wrong=(
        "nisam prava osoba; kriva/pogrešna osoba; nije moje područje; obratite se; "
        "kontaktirajte kolegu/kolegicu/gospodina/gospođu; više ne radi; nisam odgovoran/odgovorna; "
        "nisam nadležan/nadležna; to nisam ja"
    ),
    meeting=(
        "nazovite; nazovi; možemo … razgovarati/čuti/naći/sastati/dogovoriti; dogovorimo; dogovoriti sastanak; "
        "sastanak; razgovor; kada … vrijeme/vremena; odgovara mi; odgovara; termin; čujemo se; poziv; nađemo se"
    ),
    interest=(
        "zanima me/nas; sam/smo … zainteresiran*; zvuči … dobro/zanimljivo/odlično; da molim; da hvala; rado; "
        "vrlo rado; zanimljivo; naravno; svakako; htio bih; htjela bih; htjeli bismo; može; da zanima; "
        "voljeli bismo; bili bismo zainteresirani"
    ),
    question=(
        "više informacija/detalja/info; dodatne informacije; koliko košta; koja je cijena; kolika je cijena; "
        "pošaljite; pošalji; cjenik; ponudu; možete li … poslati; saznati više; katalog; "
        "molim … ponudu/informacije/cjenik; kako to funkcionira; kako to radi; kako funkcionira"
    ),
    referral="prosljeđujem; proslijedio; proslijedila; proslijedili; proslijedit; u kopiju",
    negation="ne; nikada; nikad; bez; nije; nisam",
)

ALL = (POLISH, CZECH, SLOVAK, SLOVENE, CROATIAN)

"""Danish, Norwegian, Swedish and Icelandic."""

from outrider.rules.languages.language import Language

DANISH = Language(
    code="da",
    wrote="skrev; har skrevet; skriver",
    you_wrote="skrev du; du skrev; skrev i; har du skrevet",
    sender="fra",
    sent="sendt; dato",
    to="til; cc",
    subject="emne",
    original=(
        "oprindelig meddelelse; oprindelig besked; original meddelelse; videresendt meddelelse; videresendt besked; "
        "oprindelig mail; start på videresendt besked; oprindelig aftale; videresendt mail"
    ),
    device="sendt fra; sendt via; hent outlook til; få outlook til; sendt med; sendt mobilt",
    months=(
        "januar jan; februar feb; marts mar; april apr; maj; juni jun; juli jul; august aug; september sep sept; "
        "oktober okt; november nov; december dec"
    ),
    weekdays="mandag man; tirsdag tir tirs; onsdag ons; torsdag tor tors; fredag fre; lørdag lør; søndag søn",
    until="til; indtil; til og med",
    back="tilbage; igen; retur; at træffe; på kontoret igen",
    automatic=(
        "automatisk svar; autosvar; fraværsmeddelelse; fravær; ikke til stede; ikke på kontoret; på ferie; "
        "fraværende; ferie; ude af kontoret; fraværsbesked"
    ),
    away=(
        "jeg er … på ferie; jeg holder ferie; jeg er … ikke på kontoret; jeg er … på barsel; jeg er … fraværende; "
        "jeg har ferie; jeg er … bortrejst; er på ferie; holder ferie; ikke på kontoret; jeg er … ikke til stede; "
        "er tilbage den; er tilbage på kontoret; tilbage på kontoret; på orlov; begrænset adgang til … mail; "
        "afholder ferie; er sygemeldt; er syg; på barsel; holder fri; har fri; på fridage"
    ),
    absent=(
        "forretningsrejse; tjenesterejse; syg; sygemeldt; barsel; lukket; kursus; messe; konference; holder fri; fri; "
        "ferie; vinterferie; sommerferie; påskeferie; orlov; fraværende; ikke på kontoret; ikke til stede; begrænset; "
        "bortrejst; på rejse; læser ikke; ikke at træffe"
    ),
    received=(
        "har modtaget din/jeres/deres henvendelse/mail/besked/forespørgsel/e-mail/sag; "
        "tak for din henvendelse/mail/besked; din henvendelse er … modtaget; sag … oprettet; sagen er oprettet; "
        "vi vender tilbage; din sag er; ticket … oprettet; tak for jeres henvendelse"
    ),
    ticket=(
        "sagsnummer; ticket; automatisk svar; automatisk genereret; autogenereret; kvittering; "
        "automatisk kvittering; automatisk mail; sags-id; kan ikke besvares; referencenummer; sagsnr"
    ),
    promise="inden for … timer/hverdage/dage; hurtigst muligt; en medarbejder … vil/kontakter; snarest muligt",
    departed=(
        "ikke længere ansat; arbejder ikke længere; ikke længere i virksomheden; er stoppet hos; er fratrådt; "
        "er stoppet i; gået på pension; ikke længere i brug; læses ikke længere; ikke længere aktiv; "
        "mailen bliver ikke læst; har forladt; er holdt op; overvåges ikke længere; ikke længere læst; "
        "bliver ikke længere; kontoen/adressen/postkassen er lukket/nedlagt/deaktiveret; opsagt min stilling; fratrådt"
    ),
    moved="ny e-mailadresse; ny mailadresse; min nye adresse; min nye mail; min nye e-mail; ny e-mail adresse",
    challenge=(
        "bekræft … at du er et menneske; bekræft … din besked/mail; klik … for at levere; afsender … bekræftes; klik … godkende"
    ),
    stop=(
        "fjern mig/os/min/vores; slet mig/os/min; afmeld mig/os; stop med at skrive/maile/sende/kontakte; ikke flere "
        "mails/e-mails/beskeder/henvendelser; skriv ikke … igen; skriv ikke til mig mere; kontakt mig/os ikke; ikke "
        "kontakte mig/os; undlad at kontakte/skrive/sende; lad være med at skrive/kontakte/sende; ønsker ikke at "
        "modtage/høre/blive; ikke skrive til mig/os; frabeder mig/os/mig; ønsker ikke flere/at; vil ikke have flere; "
        "vil/ønsker ikke … mere fra; vil/ønsker ikke … mails/beskeder/henvendelser/kontaktes; slet/fjern … liste/listen; "
        "ikke flere mails/beskeder/henvendelser; gør indsigelse mod … behandling/brug/markedsføring; slette mine "
        "oplysninger/data; slet mine oplysninger/data; trækker mit samtykke; hold op med at sende/skrive/maile/spamme; "
        "stop med de/jeres mails; drop de/jeres mails; slut med jeres mails"
    ),
    stop_alone="afmeld; stop; slet mig; frameld; afmelding; afmeld venligst",
    refusal=(
        "har det/hvad vi skal/behøver/har; "
        "passer os/mig ikke; passer ikke til/for os; "
        "ikke noget vi/jeg; siger mig/os ikke/ingenting; behøver vi ikke; mangler vi ikke; "
        "ikke brug for; dækket ind; er tilfredse/tilfreds med vores/det/den/nuværende; noget for os ikke; "
        "ikke interesseret/interesserede/relevant/interessant; ingen interesse; nej tak; har ikke brug/behov; "
        "ikke aktuelt; ikke for os; ikke lige nu; desværre ikke; nej desværre; har allerede en; ikke i øjeblikket; "
        "takker nej; ellers tak; ikke noget for os; ikke behov; har ikke behov; ikke relevant; har ikke … behov; "
        "arbejder allerede … med; har allerede … leverandør/løsning/aftale/partner"
    ),
    wrong=(
        "arbejder der/her/ikke ikke/der/her mere/længere; "
        "det er ikke mig; ikke mit bord; tager … sig af det; "
        "ikke den rette; ikke den rigtige person; forkert person; ikke mig der; ikke mit område; ikke ansvarlig; "
        "ikke længere ansat; du skal kontakte; kontakt i stedet; tag fat i"
    ),
    meeting=(
        "ring til mig; ring mig op; ring gerne; ring i morgen; kan vi tale/mødes/snakke; book et møde; "
        "aftale et møde; et møde; møde i næste; hvornår … tid; tage et møde; kan du ringe; passer mig/os/fint; "
        "ringe til mig; tag en snak; "
        "lad os tage/snakke/tale/mødes; tage en snak; lad os booke/aftale; vi kan tale/mødes; holde et møde"
    ),
    interest=(
        "lyder … interessant/godt/spændende; er … interesseret/interesserede; ja tak; meget gerne; interessant; "
        "gerne høre mere; ja gerne; vil gerne; har interesse; ser spændende ud; vil gerne prøve/teste; kan vi "
        "prøve/teste"
    ),
    question=(
        "mere information/info; høre mere; hvad koster; send mig/os/gerne/venligst; kan du/i sende; pris; prisen; "
        "priser; tilbud; "
        "flere oplysninger; uddybe; materiale; hvordan virker/fungerer; en demo/demonstration/præsentation; et tilbud"
    ),
    referral=(
        "videresender; videresendt; sender … videre; sendt … videre; sat … cc; sætter … på kopi/cc; givet … videre; "
        "giver … videre"
    ),
    negation="ikke; aldrig; ingen",
)

NORWEGIAN = Language(
    code="no",
    wrote="skrev; har skrevet; skreiv",
    you_wrote="skrev du; du skrev; skrev dere; har du skrevet",
    sender="fra; frå",
    sent="sendt; dato",
    to="til; kopi; cc",
    subject="emne",
    original=(
        "opprinnelig melding; original melding; videresendt melding; opprinnelig e-post; originalmelding; "
        "start på videresendt melding; opprinnelig avtale"
    ),
    device="sendt fra; sendt via; hent outlook for; få outlook for; last ned outlook; skaff deg outlook",
    months=(
        "januar jan; februar feb; mars mar; april apr; mai; juni jun; juli jul; august aug; september sep sept; "
        "oktober okt; november nov; desember des"
    ),
    weekdays="mandag man; tirsdag tir; onsdag ons; torsdag tor; fredag fre; lørdag lør; søndag søn",
    until="til; frem til; til og med; inntil",
    back="tilbake; igjen; retur",
    automatic=(
        "automatisk svar; autosvar; fraværsmelding; fravær; ikke til stede; ikke på kontoret; ferie; på ferie; "
        "fraværsassistent; ute av kontoret; automatisk svarmelding"
    ),
    away=(
        "jeg er … på ferie; jeg har ferie; jeg er … ikke på kontoret; jeg er … i permisjon; jeg er … fraværende; "
        "er på ferie; ikke på kontoret; er tilbake; tilbake på kontoret; jeg er … bortreist; "
        "jeg er … ikke tilgjengelig; avvikler ferie; tar ferie; ute av kontoret; begrenset tilgang til e-post; er "
        "sykmeldt; er syk; i permisjon; foreldrepermisjon; har fri; avspaserer; tar fri"
    ),
    absent=(
        "tjenestereise; forretningsreise; jobbreise; sykemeldt; syk; permisjon; foreldrepermisjon; stengt; kurs; messe; "
        "konferanse; fri; ferie; vinterferie; påskeferie; avspasering; fraværende; ikke på kontoret; ikke tilgjengelig; "
        "begrenset; bortreist; på reise"
    ),
    received=(
        "har mottatt din/deres henvendelse/e-post/melding/forespørsel/sak; har mottatt henvendelsen; "
        "takk for din henvendelse/e-post/melding; takk for at du kontakt*; takk for henvendelsen; sak … opprettet; "
        "saken er registrert; din henvendelse er … mottatt/registrert; vi svarer deg så; saken din er registrert; "
        "sak … registrert"
    ),
    ticket=(
        "saksnummer; sak; ticket; automatisk svar; automatisk generert; autogenerert; automatisk kvittering; "
        "referansenummer; kan ikke besvares; saksnr; automatisk bekreftelse"
    ),
    promise="innen … timer/virkedager/dager; snarest mulig; så snart som mulig",
    departed=(
        "ikke lenger ansatt; jobber ikke lenger; arbeider ikke lenger; har sluttet; sluttet i; ikke lenger i bruk; "
        "leses ikke lenger; har gått av med pensjon; er pensjonist; ikke lenger hos; ikke lenger aktiv; overvåkes ikke; "
        "blitt pensjonist; kontoen/adressen/postkassen er stengt/nedlagt/avviklet/deaktivert; sagt opp;"
    ),
    moved="ny e-postadresse; min nye adresse; ny epostadresse; min nye e-post; ny mailadresse",
    challenge="bekreft … at du er et menneske; bekreft … meldingen; klikk … for å levere; avsender … bekreftes",
    stop=(
        "fjern meg/oss/min; slett meg/oss/min; meld meg/oss av; stopp å sende/skrive/kontakte; slutt å "
        "sende/skrive/kontakte/maile; ikke flere e-poster/mailer/meldinger/henvendelser/mail; ikke kontakt/send/skriv "
        "meg/oss/mer/til; ikke ta kontakt … igjen; ønsker ikke å motta/få/bli; ikke kontakte meg/oss; vennligst ikke "
        "kontakt; frabe meg; vil ikke ha flere; ikke ha flere; ønsker ikke flere/mer; vil/ønsker ikke … mer fra; "
        "vil/ønsker ikke … mailer/e-poster/meldinger/henvendelser/kontaktes; slett/fjern … liste/listen; ingen flere "
        "mailer/e-poster/meldinger; motsetter meg … behandling/bruk/markedsføring; slette mine opplysninger/data; slett "
        "mine opplysninger/data; trekker mitt samtykke; slutt med disse mailene/e-postene; slutt å mase; dropp disse "
        "mailene"
    ),
    stop_alone="meld av; avmeld; stopp; stop; avslutt abonnement; meld meg av; slett",
    refusal=(
        "har det vi trenger; "
        "ikke noe vi/jeg; trenger vi ikke; har vi ikke behov; sier meg/oss ingenting/ikke; "
        "er fornøyd/fornøyde med det/vår/den/dagens/leverandøren; ikke bruk for; dekket fra før; "
        "ikke interessert/interesserte/relevant/interessant; ingen interesse; nei takk; har ikke behov; "
        "ikke aktuelt; ikke for oss; ikke nå; dessverre ikke; har allerede en; ikke på nåværende; takker nei; "
        "trenger ikke; ikke noe for oss; passer ikke for oss; har ikke … behov; jobber allerede … med; har allerede … "
        "leverandør/løsning/avtale/partner"
    ),
    wrong=(
        "jobber/arbeider ikke der/her; jobber/arbeider ikke lenger; "
        "ikke mitt bord; det er ikke meg; "
        "ikke rette person*; ikke riktig person; feil person; ikke mitt område; ikke mitt ansvar; "
        "ikke lenger ansatt; ta kontakt med; ikke jeg som; kontakt heller"
    ),
    meeting=(
        "ring meg; ring gjerne; kan vi snakke/møtes/prate; avtale et møte; et møte; ta et møte; når … tid; "
        "passer meg/oss/bra/fint; ring i morgen; kan du ringe; ta en prat; ringe meg; la oss "
        "booke/avtale/prate/møtes; vi kan snakke/møtes; holde et møte"
    ),
    interest=(
        "høres … interessant/bra/spennende ut?; er … interessert/interesserte; ja takk; gjerne; veldig gjerne; "
        "interessant; vil gjerne; ja gjerne; har interesse; virker spennende; "
        "lyder … spennende/interessant/bra; høres … spennende/interessant/bra ut; ta gjerne kontakt; ta kontakt; vil "
        "gjerne prøve/teste; kan vi prøve/teste"
    ),
    question=(
        "mer informasjon/info; høre mer; hva koster; send meg/oss/gjerne/over; kan du/dere sende; pris; prisen; priser; tilbud; "
        "vite mer; flere detaljer; hvordan virker/fungerer; en demo/demonstrasjon/presentasjon; et tilbud"
    ),
    referral="videresender; videresendt; sender … videre; sendt … videre; setter … på kopi; satt … på kopi; gir … videre",
    negation="ikke; aldri; ingen",
)

SWEDISH = Language(
    code="sv",
    wrote="skrev; har skrivit; skriver",
    you_wrote="skrev du; du skrev; skrev ni; ni skrev; har du skrivit",
    sender="från",
    sent="skickat; datum; skickades",
    to="till; kopia; cc",
    subject="ämne",
    original=(
        "ursprungligt meddelande; originalmeddelande; vidarebefordrat meddelande; vidarebefordrat brev; "
        "vidarebefordrat mail; ursprungligt mail; början på vidarebefordrat; vidarebefordrat meddelande börjar här; "
        "ursprunglig avtalad tid"
    ),
    device=(
        "skickat från; skickad från; skickat via; hämta outlook för; skaffa outlook för; skickat med; "
        "ladda ner outlook; skickades från"
    ),
    months=(
        "januari jan; februari feb; mars mar; april apr; maj; juni jun; juli jul; augusti aug; september sep sept; "
        "oktober okt; november nov; december dec"
    ),
    weekdays=(
        "måndag mån måndagen; tisdag tis tisdagen; onsdag ons onsdagen; torsdag tors torsdagen; fredag fre fredagen; "
        "lördag lör lördagen; söndag sön söndagen"
    ),
    until="till; t o m; t.o.m; tom; fram till; tills; till och med",
    back="åter; tillbaka; igen; återkommer; anträffbar",
    automatic=(
        "automatiskt svar; autosvar; frånvarande; frånvaro; frånvaromeddelande; inte på kontoret; semester; "
        "på semester; ej på plats; ej på kontoret; frånvaroassistent; autosvars"
    ),
    away=(
        "jag är … på semester; jag är … inte på kontoret; jag har semester; jag är … ledig; jag är … frånvarande; "
        "jag är … föräldraledig; jag är … bortrest; är på semester; är åter; åter på kontoret; tillbaka på kontoret; "
        "är tillbaka; inte på plats; tjänstledig; begränsad tillgång till … mejl; begränsad tillgång till … e-post; "
        "är sjukskriven; är sjuk; är föräldraledig; är tjänstledig; är mammaledig; är pappaledig; tar ledigt; har "
        "ledigt; är ledig"
    ),
    absent=(
        "tjänsteresa; affärsresa; sjuk; sjukskriven; föräldraledig; mammaledig; pappaledig; stängt; stänger; kurs; "
        "utbildning; mässa; konferens; ledig; semester; sportlov; frånvarande; inte på kontoret; ej på kontoret; "
        "begränsad; bortrest; på resande fot; inte tillgänglig; inte anträffbar"
    ),
    received=(
        "har tagit emot ditt/er ärende/mejl/mail/meddelande/fråga/e-post/förfrågan; "
        "har mottagit ditt/er ärende/mejl/mail/meddelande/förfrågan; "
        "tack för ditt mejl/mail/meddelande/ärende/e-postmeddelande; tack för din fråga/förfrågan; "
        "ärende … skapats/registrerats/skapat; ditt ärende har; vi återkommer så; tack för att du kontakt*"
    ),
    ticket=(
        "ärendenummer; ärende; ticket; automatiskt svar; autosvar; automatiskt genererat; automatgenererat; "
        "automatisk bekräftelse; referensnummer; går inte att svara; ärendenr; mottagningsbekräftelse"
    ),
    promise="inom … timmar/arbetsdagar/vardagar/dagar; så snart vi; så snart som möjligt; så fort vi",
    departed=(
        "arbetar inte längre; jobbar inte längre; inte längre anställd; har slutat; slutat på; gått i pension; "
        "används inte längre; läses inte längre; har lämnat företaget; inte längre kvar; bevakas inte; är pensionerad; "
        "inte längre i bruk; kontot/adressen/brevlådan är avslutat/avslutad/stängd/stängt/nedlagd/inaktiv; sagt upp mig; "
        "har upphört; arbetar/jobbar inte kvar; har lämnat … bolaget/företaget; jag har lämnat; arbetar/jobbar inte "
        "längre; inte kvar på"
    ),
    moved="ny e-postadress; ny mailadress; ny mejladress; min nya adress; min nya e-post; min nya mejl",
    challenge=("bekräfta … att du är människa; bekräfta … ditt meddelande; klicka … för att leverera; avsändaren … verifieras"),
    stop=(
        "ta bort mig/oss/min/mina; avregistrera mig/oss; avprenumerera mig; sluta "
        "skicka/mejla/maila/kontakta/skriva/höra; inga fler mejl/mail/utskick/meddelanden/e-post; "
        "kontakta/mejla/maila/skriv mig/oss/inte inte/till; vill inte ha fler/mer/några; skicka inte fler/mer; ej "
        "kontakta mig/oss; stryk mig/oss; inte bli kontaktad*; undanber mig; undanber oss; kontakta inte; avsluta "
        "utskick*/mejl*/mail*; sluta skicka; vill inte ha fler; vill/önskar inte … mer från; vill/önskar inte … "
        "mejl/mail/utskick/meddelanden/kontaktas; ta bort/stryk … lista/listan/utskick; inga fler mejl/mail/utskick; "
        "invänder mot … behandling/användning/direktmarknadsföring; radera mina uppgifter/data; återkallar mitt samtycke; "
        "sluta med era/de/dessa mejl/mail/utskick; lägg av med era/de mejl/mail/utskick"
    ),
    stop_alone="avregistrera; avsluta; stopp; stop; avprenumerera; ta bort; avanmäl",
    refusal=(
        "har det vi behöver; "
        "passar oss/mig inte; passar inte oss/för; "
        "inget vi behöver/letar/söker; inget för oss; nja inte; behöver vi inte; har vi inte behov; "
        "nöjda/nöjd som det är; är nöjda/nöjd med vår/vårt/den/det/nuvarande; är redan försedda; "
        "inte intresserad/intresserade/aktuellt/relevant/intressant; ej intresserad/intresserade/aktuellt/intresse; "
        "inget intresse; nej tack; har inget behov; har inte behov; inte för oss; inte just nu; tyvärr inte; "
        "har redan en; behöver inte; tackar nej; ointresserad*; inget för oss; inte aktuellt; har inte/inget … behov; "
        "jobbar redan … med; har redan … leverantör/lösning/avtal/partner"
    ),
    wrong=(
        "jobbar/arbetar inte kvar/där/här; inte kvar på; "
        "inte mitt bord; inte mitt ansvar; "
        "inte rätt person; fel person; inte mitt område; inte ansvarig; arbetar inte längre; kontakta istället; "
        "vänd dig till; hör av dig till; inte jag som"
    ),
    meeting=(
        "ring mig/oss; ring gärna; kan vi prata/träffas/höras/ses; boka ett möte/samtal; ett möte; boka en tid; "
        "när … tid; passar mig/oss/bra; ring imorgon; slå mig en signal; kan du ringa; ta ett samtal; låt oss "
        "boka/prata/höras/träffas; vi kan boka/prata/ses"
    ),
    interest=(
        "låter … intressant/bra/spännande; är … intresserad/intresserade; ja tack; gärna; väldigt gärna; intressant; "
        "vill gärna; ja gärna; finns intresse; intresserad av; vill gärna prova/testa; kan vi prova/testa"
    ),
    question=(
        "mer information/info; veta mer; vad kostar; skicka mig/oss/gärna/över; kan du/ni skicka; pris; prisen; priser; offert; "
        "höra mer; fler detaljer; berätta mer; hur fungerar/funkar; en demo/demonstration/presentation; en offert; "
        "ett prisförslag"
    ),
    referral=(
        "vidarebefordrar; vidarebefordrat; skickar … vidare; skickat … vidare; lägger till … på kopia; satt … på kopia; "
        "sätter … på kopia; kopierar in"
    ),
    negation="inte; aldrig; ej; ingen",
)

ICELANDIC = Language(
    code="is",
    wrote="skrifaði; ritaði; skrifar",
    sender="frá",
    sent="sent; dagsetning; dags",
    to="til; afrit; viðtakandi",
    subject="efni",
    original=(
        "upprunaleg skilaboð; upprunalegur póstur; áframsend skilaboð; framsend skilaboð; áframsent skeyti; "
        "upphaflegt skeyti; upphafleg skilaboð"
    ),
    device="sent úr; sent frá; sent með; sækja outlook",
    months=(
        "janúar jan; febrúar feb; mars mar; apríl apr; maí; júní jún; júlí júl; ágúst ágú; september sep; "
        "október okt; nóvember nóv; desember des"
    ),
    weekdays=(
        "mánudagur mánudag mánudaginn mán; þriðjudagur þriðjudag þriðjudaginn þri; "
        "miðvikudagur miðvikudag miðvikudaginn mið; fimmtudagur fimmtudag fimmtudaginn fim; "
        "föstudagur föstudag föstudaginn fös; laugardagur laugardag laugardaginn lau; "
        "sunnudagur sunnudag sunnudaginn sun"
    ),
    until="til; til og með; fram til; fram að",
    back="aftur; kem til baka; til baka; kem aftur; sný aftur",
    automatic="sjálfvirkt svar; sjálfvirk svörun; ekki við; fjarverandi; í fríi; fjarvera; í leyfi; er í fríi; er ekki við",
    away=(
        "ég er … í fríi; ég er … í leyfi; ég er … fjarverandi; ég verð … í fríi; ég er … ekki við; verð fjarverandi; "
        "er í sumarfríi; í fæðingarorlofi; er í fríi; kem aftur til vinnu; ekki á skrifstofunni; verð … í leyfi"
    ),
    absent=(
        "viðskiptaferð; vinnuferð; veikindaleyfi; veik; veikur; fæðingarorlofi; lokuð; lokað; námskeiði; orlofi; fríi; "
        "frí; sumarfríi; ekki við; leyfi; erlendis; ráðstefnu"
    ),
    received=(
        "höfum móttekið erindi/póst/fyrirspurn/beiðni; erindi þitt hefur verið móttekið/skráð; fyrirspurn þín hefur; "
        "takk fyrir að hafa samband; takk fyrir póstinn; takk fyrir erindið; beiðni þín hefur; "
        "beiðnin hefur verið skráð; þökkum fyrirspurn*"
    ),
    ticket=("málsnúmer; beiðni; verkbeiðni; ticket; sjálfvirkt svar; sjálfvirk; sjálfvirkur póstur; sjálfkrafa; tilvísunarnúmer"),
    promise="innan … klukkustunda/virkra/daga; eins fljótt og",
    departed=(
        "er hætt; er hættur; hefur látið af störfum; starfar ekki lengur; vinnur ekki lengur; starfa ekki lengur; "
        "hef látið af störfum; vinn ekki lengur; ekki lengur í notkun; kominn á eftirlaun; komin á eftirlaun; "
        "hef hætt störfum; hætti störfum"
    ),
    moved="nýtt netfang; nýja netfangið; breytt netfang; nýja netfang",
    challenge="staðfestu … að þú sért; staðfestu … skilaboðin; smelltu … til að staðfesta",
    stop=(
        "taktu/takið/taka mig/okkur … af; fjarlægið/fjarlægðu/fjarlægja mig/okkur/netfang*; "
        "hættið/hættu að senda/skrifa/hafa; afskrá/afskráið/afskráðu mig/okkur; ekki hafa … samband aftur; "
        "ekki senda mér/okkur; ekki fleiri pósta/tölvupósta/skilaboð; vil ekki fá fleiri/póst/pósta; "
        "hafið ekki … samband; vinsamlegast ekki hafa samband"
    ),
    stop_alone="afskrá; hætta; stopp; stop; hættið; afskráning",
    refusal=(
        "ekki áhuga*; nei takk; höfum ekki þörf; engin þörf; ekki fyrir okkur; ekki núna; því miður ekki; "
        "höfum … þegar; þurfum ekki; ekki að svo stöddu; áhugalaus; á ekki við"
    ),
    wrong=(
        "ekki réttur aðili; ekki rétti; ekki rétta; rangur aðili; ekki mitt svið; er hætt; er hættur; "
        "hafðu frekar samband; hafið frekar samband; ekki á mínu"
    ),
    meeting=(
        "hringdu í mig; hringið í mig; getum við rætt/hist/talað/spjallað; bóka fund; hafa fund; hvenær … tíma; "
        "hentar mér/okkur/vel; taka spjall; heyrumst; hringja í mig"
    ),
    interest=(
        "hljómar … vel/áhugaverð*/spennandi; hef … áhuga; höfum … áhuga; já takk; endilega; gjarnan; áhugavert; "
        "hefði áhuga; áhugasöm*; áhugasamur; já endilega; lítur vel út"
    ),
    question=(
        "frekari upplýsingar; meiri upplýsingar; nánari upplýsingar; hvað kostar; sendu mér/okkur; senda mér/okkur; "
        "geturðu sent; getið þið sent; verð; verðið; verðskrá; tilboð; vita meira; heyra meira; segðu mér; hvernig "
        "virkar"
    ),
    referral="áframsend*; sendi … áfram; sendi … áfram til; set … í afrit; vísa … áfram",
    negation="ekki; aldrei; engin",
)


ALL = (DANISH, NORWEGIAN, SWEDISH, ICELANDIC)

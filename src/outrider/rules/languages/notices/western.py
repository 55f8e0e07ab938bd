"""Notices in Germanic, Nordic and Romance languages."""

from outrider.rules.languages.notices.notice import Notices

ALL: tuple[Notices, ...] = (
    Notices(
        code="en",
        kept=(
            "public/bank/national holiday; not work/working on; holiday/holidays; honeymoon; vacation; part time; parttime; "
            "sick; illness; unwell; ill; surgery; hospital; jury; compassionate; bereavement; leave; hiking; sailing; "
            "unreachable; unavailable; travel/travelling/traveling; trip; conference; training; offsite; trade fair; abroad; "
            "shutdown; not in/working; out this/today/all/until; day off; time off; away; on the road; maternity; paternity; "
            "parental; convalescing; recovering; newborn; telework*; overseas; leave of absence; moving offices/office; "
            "office move; renovation; stocktaking; thanksgiving; christmas; easter; new year; no-email; high volume; "
            "busy period; company/team retreat/event; skiing; family emergency; personal reasons/matters; medical; "
            "observing; time with my; layover; parliament; exam/exams; school holidays; power outage; reopen*; secondment; "
            "sabbatical; on pause; wedding; funeral; paternal; sick child; on business; company-wide break; taking a break; "
            "left for the day; carnival; is out this/today/until/all; off site; on a flight"
        ),
        answer=(
            "i/we/will/ll/shall respond/reply/answer/revert; will/ll/shall get back; will/ll be/deal dealt/with; "
            "be answered/dealt/read/handled; attend to your; come back to you; talk to you after; "
            "respond/reply/answer on/next/tomorrow; slow to answer/reply/respond; read your … on/after; get to your; "
            "expect my/an/a reply/answer/response; will process; process emails/mail/messages; normal hours resume; "
            "resume on/normal; will be in touch; returning calls; pick up/this again; reply in/on/this/later; back to you; "
            "see you on; be answering; with you again; do my best to answer/reply/respond; respond to your … tomorrow/on"
        ),
        thanks=(
            "thank you for your/the/this/getting/reaching/contacting/writing; "
            "thanks for your/the/this/getting/reaching/contacting; many thanks for your; you ve reached; you have reached; "
            "dear sender/customer/customers/client/clients/supplier/visitor/all/everyone/partner/partners; "
            "dear sir or madam; to whom it may; valued customer/client"
        ),
        urgent=(
            "for/in/with any/all? urgent/pressing/emergency/emergencies/immediate; for anything urgent/pressing/immediate; "
            "if it/this/your/you/something … urgent/pressing/immediate/emergency; if urgent; in case of urgency/emergency; "
            "in an emergency; should it/this be urgent; urgent matters/requests/enquiries/inquiries/issues/questions/cases; "
            "need/require immediate; needs/requires immediate; need help/assistance before; time sensitive; "
            "cannot/can t wait; should your/it/this/the; matter be urgent"
        ),
        unread=(
            "not read/reading/check/checking/monitor/monitoring … mail/mails/email/emails/inbox/messages; "
            "not be reading/checking/monitoring/answering/responding/replying; not have access; "
            "no/without/limited/restricted/intermittent/patchy/little/reduced/sporadic access/connectivity/internet/"
            "availability/coverage/reception/signal; unable to answer/reply/respond/read/check/access; "
            "with no/without a? laptop/phone/mail/internet; "
            "response/reply/responses/replies/answer … slow/slower/delayed/delay/late/later; not be forwarded; "
            "check … mail/email/emails/messages … sporadically/occasionally/rarely/intermittently/infrequently; "
            "emails/mails/messages will be answered/read/dealt/handled; expect an answer/reply/response; checked only; "
            "only once/twice; not being read; stays at home; laptop … home; no/without phone/internet; inbox is not; "
            "only check/checking; check email/emails/mail/messages … only; "
            "responses/replies/response/reply/answers … delayed/delay/slow/slower/late; "
            "slower replies/responses/reply/response; won t/not be reading; thank you for your patience; "
            "thanks for your patience; process emails/mail … evening/evenings; "
            "check/read emails/mail/email … evening/evenings; replies/responses/answers … sporadic; when the wi; on pause; "
            "in the gaps; reduced hours; may take me; take me a few; slower than; little time for email/e-mail/mail/emails"
        ),
        later=(
            "when/once i am/m/get/return … back; when/once i return; when/once i get back; when/once we reopen/return; "
            "when i am/m next; upon/on/after my/our return; as soon as i am/m/get/return … back; as soon as i return; "
            "when/once we are/re back; answered/answer after that; answered after; "
            "respond/reply/answer/attend upon/on/after/when/once i/we/my; first thing on; upon/after/on landing/arrival"
        ),
        deputy=(
            "in my absence; while i am/m away/out/gone; during my/our absence/leave/break/shutdown; covers/covering for me; "
            "stands/standing in for me; my colleague/colleagues/assistant/deputy/team … can/will/help/assist/happy; "
            "will help/assist you; is covering; is looking/taking after/care; reached me during; is handling/covering; "
            "takes/taking over/care; handles my; direct … to; in the interim/meantime; ask for; can assist; "
            "contact the/our/my; reach out to; on my behalf; filling in; handle all/any/your/my; agreed to handle"
        ),
        left=(
            "no longer work/works/working/employed/employee/with/part/at/here/in; any longer work; not longer work*; "
            "employment … ended/ends/terminated/finished/concluded; employment with; last day was/with/of; have/has/ve left; "
            "have/has/ve moved on; moved on from/to; said goodbye/farewell to; have/has retired; parted ways with; "
            "stepped down; am leaving/moving on; departed from; new role outside; looks after my; resigned from; "
            "has passed away; ceased to work; retired; no longer … position/role/post/job; joined another; layoff/layoffs; "
            "laid off; made redundant; redundancy; no longer … member/team/staff/payroll/part; "
            "not … anymore/any more with/at/here; gone to pastures; hung up my; new chapter; farewell; let go; passed away; "
            "died; deceased; dismissed; contract … ended/expired; internship … ended; moved to another company/firm/role; "
            "now work/working at/for; taken a position/job/role; not with us; position elsewhere; her/his replacement is; "
            "my replacement is; ceased to be/work"
        ),
        changed=(
            "address/email/mail has/have/is/was changed/moved/updated/new; changed my/our address/email/mail/domain; "
            "changed address/email; new address/email/mail; use … from now; from now on; from today; reach me at; "
            "write to me at; rebranded; new domain; changed our name; switched to; migrated to; moved to a/the new; "
            "old address/email/mailbox/account; update your/my contact/contacts/records/address; "
            "switched providers/provider/to/domain; now be found/reached at; can be found/reached at; new e-mail"
        ),
        filed=(
            "filed; logged; opened case/ticket; opened a case/ticket; ticket/case/request/reference id/number/no; reference; "
            "got your message/email/mail/request; assigned; automated confirmation; status new/open; track it; "
            "has been assigned; ticket/case/reference/request/enquiry/sales number; case/ticket/request id; "
            "given the reference; automated confirmation … reference; have received … case/ticket; case reference; "
            "your ticket; your case reference; support request"
        ),
        closed=(
            "office/offices/shop/store/branch/agency/practice/company/business/premises/warehouse/reception … closed; "
            "we are/re closed/shut; closed for business"
        ),
        gate=(
            "known/approved/trusted/allowed/verified/real/unknown/unrecognized/unrecognised/unlisted/new sender/senders/"
            "contacts; whitelist*; allowlist*; safelist; "
            "message/email/mail … held/hold/quarantine/quarantined/pending/waiting/released/delivered/blocked/parked; "
            "on hold; in quarantine; waiting room; before i/we/he/she can/will see/read/receive/deliver; release your; "
            "deliver your; reach his/her/my/their/the inbox/mailbox; only accept/accepts mail/email/emails/messages; "
            "protected by; not yet been delivered; spam filter/protection; first time"
        ),
        proof=(
            "confirm*; verify*; verif*; click*; follow … link; press … link; authenticate*; identify yourself; human; robot; "
            "captcha; quick check; prove; validate; add yourself; be added; one time; once; replying to this; reply to this"
        ),
    ),
    Notices(
        code="de",
        kept=(
            "feiertag*; messe; ferien; urlaub; krank*; erkrank*; reise*; unterwegs; elternzeit; mutterschutz; schulung; "
            "seminar; fortbildung; inventur; betriebsausflug; teilzeit; kur; reha; klausur*; erhol*; "
            "nicht im/in hause/haus/büro; nicht erreichbar; abwesend; außer haus; auszeit; sabbatical; krankenhaus; pflege*; "
            "home office; feiertage; homeoffice; frei; außentermin*; skifahren; skiurlaub; ausland; umzug; umbau*; "
            "renovierung*; baby; nachwuchs; betriebsversammlung; betriebsferien; weihnachten; ostern; pfingsten; "
            "brückentag*; kongress; dienstgang; krankheitsbedingt; persönlichen gründen; freien tag; streik; wartung*; "
            "hohe* aufkommen; wieder geöffnet; dienst; sabbatjahr; auf tour; eingeschränktem; klausurtagung; hochzeit; "
            "wochenende; freie tage; krankem kind"
        ),
        answer=(
            "antworte*; melde mich; werde … antworten/melden/bearbeiten/beantworten; beantworte*; bearbeite*; "
            "wird … beantwortet/bearbeitet; werden … beantwortet/bearbeitet; nachricht erreicht mich; komme … auf sie; "
            "rufe … zurück; ab … wieder; melde mich … zurück; zurück*; danach bearbeitet; werden danach; beantwortet; "
            "erledige; rückmeldung; bin ab; gelesen und beantwortet; antwort folgt; beantworte ich"
        ),
        thanks=(
            "dank für ihre/ihr/ihren/deine/dein/die/das/eure; danke für ihre/ihr/ihren/deine/dein/die; "
            "liebe/lieber absender*; sehr geehrte* absender*/kund*/geschäftspartner*/lieferant*; "
            "liebe kund*/geschäftspartner*; werte* absender*/kund*"
        ),
        urgent=(
            "in dringende*/eilige*; bei dringende*/eilige*/notfäll*; "
            "dringend* fällen/angelegenheiten/fragen/anliegen/anfragen; für dringend*/eilig*; "
            "wenn es/ihr … dringend/eilig/eilt; falls es … dringend/eilig/eilt; sollte es … dringend/eilig; in notfällen; "
            "im notfall; ist es dringend; sofern es … dringend; eilige anfragen/anliegen; dringendes bitte/an; "
            "eiliges bitte/an"
        ),
        unread=(
            "e-mail*/mail/mails/nachricht*/anfrage* … nicht/weder … gelesen/weitergeleitet/bearbeitet/beantwortet/"
            "abgerufen/lesen/bearbeiten/beantworten/abrufen; keinen/keine/kein/nur/eingeschränkt* … zugriff; "
            "mails/e-mails/nachrichten … nur sporadisch/unregelmäßig/eingeschränkt/gelegentlich/selten; "
            "nicht/kaum … erreichbar; nur … erreichbar; nicht … antworten/reagieren/melden; "
            "verzögert/verspätet … beantwort*/antwort*/reagier*; antwort … verzöger*/verspät*/dauern; keine mails/e-mails; "
            "nur telefonisch; nicht automatisch; nicht weitergeleitet; e-mail* … nicht; keine e-mails/mails; nur abends; "
            "erst abends; abends … lesen/beantwort*; verzögerung*; etwas dauern; mails/e-mails … erst; antwort folgt; "
            "mit eingeschränktem internet; bearbeitet; zeitverschiebung"
        ),
        later=(
            "nach meiner/unserer rückkehr; nach meinem/unserem urlaub; sobald ich … zurück/wieder; "
            "sobald wir … zurück/wieder; wenn ich … zurück/wieder; bei meiner rückkehr; ab … wieder für; nach den feiertagen"
        ),
        deputy=(
            "meine/meiner/unsere vertretung; in meiner abwesenheit; während meiner/unserer; vertritt mich; werde vertreten; "
            "meine kollegin*; mein* kolleg*; wenden sie sich … an; hilft/helfen ihnen … weiter/gerne; wende dich … an; "
            "steht/stehen ihnen … verfügung; vertritt; vertretung; vertreten; übernimmt; kümmert sich; steht … verfügung; "
            "nimmt … entgegen; beantwortet gern*; hilft; meine kollegin; unter/über der/die; ihr kontakt in"
        ),
        left=(
            "nicht mehr/länger … tätig/beschäftigt/angestellt/unternehmen/firma/haus/team/bei/für/da/hier/mitarbeiter*; "
            "gehör* … nicht mehr; nicht mehr … an; habe … verlassen; hat … verlassen; verlasse … zum/ende; verlassen zum; "
            "ausgeschieden; im ruhestand; in rente/pension; letzter arbeitstag; arbeitsverhältnis … beendet/endet*; "
            "gewechselt zu/in; neue aufgabe/wege/herausforderung*; nachfolger*; seit … ruhestand; ausgetreten; "
            "verabschiedet; neu orientiert; neuorientiert; neuorientierung; verstorben; gekündigt; arbeitsverhältnis; "
            "vertrag … ausgelaufen; praktikum … beendet; nicht länger; elternzeit … nicht zurück"
        ),
        changed=(
            "adresse … geändert/neu/umgestellt; neue adresse/mailadresse/e-mail*/emailadresse; neu unter; "
            "ab sofort/jetzt/heute … unter/an; künftig … unter/an; erreichen mich … unter; umfirmiert; umbenannt; "
            "neuer/neuen name*/domain; domain … geändert; kontakte … aktualisieren; adressbuch"
        ),
        filed=(
            "aufgenommen; erfasst; angelegt; registriert; vorgangsnummer; ticket*; fallnummer; aktenzeichen; "
            "bei uns eingetroffen/eingegangen/angekommen; melden uns; bearbeitungsnummer; "
            "automatisch erzeugt/erstellt/generiert; zugewiesen; kümmern uns; anfragenummer; status; gestellt"
        ),
        closed=(
            "büro/praxis/kanzlei/geschäft/filiale/betrieb/agentur/laden/werk/empfang … geschlossen/zu/unbesetzt; "
            "büro/praxis … nicht besetzt; wir haben … geschlossen; haben wir … geschlossen"
        ),
        gate=(
            "unbekannte*/bekannte*/echte*/neue* absender*; als absender; zurückgehalten; quarantäne; warteschlange; "
            "nachricht/mail/e-mail … zugestellt/zurückgehalten/freigegeben/freigeschaltet; freischalt*; zustell*; "
            "spamschutz; spam-schutz; spamfilter; whitelist"
        ),
        proof="bestätig*; klick*; verifizier*; ausweisen; authentifizier*; roboter; mensch*; captcha; legitimier*; link",
    ),
    Notices(
        code="nl",
        kept=(
            "feestdag; vakantie; verlof; zwangerschapsverlof; ziek*; reis; zakenreis; buitenland; cursus; beurs; training; "
            "werk niet; niet werkzaam; parttime; vrij; afwezig; niet aanwezig; gesloten; bouwvak; congres; onderweg; weg; "
            "ziekte; buitendienst; thuiswerk*; carnaval; kerst; pasen; pinksteren; verhuiz*; verbouwing; baby; skiën; "
            "staking; persoonlijke; hele dag in/vergadering; vrije dag; ouderschapsverlof; studieverlof; weekend"
        ),
        answer=(
            "beantwoord*; reageer; reageren; antwoord; neem … contact; kom … terug; lees ik/uw/je; behandel*; "
            "zal … reageren/antwoorden/beantwoorden; pas … lezen; vanavond lezen; weer voor u/je; lees … vanavond; "
            "morgen weer; lees uw/je mail"
        ),
        thanks=(
            "bedankt voor je/jouw/uw/het; dank voor je/jouw/uw; hartelijk dank; dank u voor; "
            "beste/geachte afzender/relatie/klant/lezer/relaties/klanten"
        ),
        urgent=(
            "voor spoed*/dringende/urgente; bij spoed/dringende/noodgevallen; in dringende/geval; met spoed; spoedgevallen; "
            "dringende zaken/vragen; als het … dringend/spoed; is het … dringend; heeft uw/je … spoed; in geval van nood"
        ),
        unread=(
            "niet … lezen/gelezen/reageren/beantwoorden/beantwoord/doorgestuurd/bereikbaar; lees … niet; "
            "beperkt* … bereikbaar/toegang; geen toegang; mail/mails/e-mail/e-mails/berichten … niet/onregelmatig; "
            "ben er … niet; vertraging; pas … lezen; vanavond pas; later dan; geduld; lees … mail morgen"
        ),
        later=(
            "na mijn/onze terugkomst/terugkeer/vakantie; zodra ik … terug/weer; als ik … terug/weer; "
            "wanneer ik … terug/weer; vanaf … weer"
        ),
        deputy=(
            "in mijn afwezigheid; tijdens mijn/onze afwezigheid; vervangt mij; neemt … waar; mijn collega*; "
            "kun je … bellen/terecht/mailen; kunt u … bellen/terecht/contact/mailen/wenden; contact opnemen met; neemt mijn; "
            "mijn taken; vervangt; waargenomen; helpt u/je; waarnemer; terecht bij"
        ),
        left=(
            "niet langer … werkzaam/in/bij/actief; niet meer … werkzaam/bij/in/werken/voor; werk/werkt … niet meer; "
            "heeft … verlaten; heb … verlaten; uit dienst; met pensioen; dienstverband … beëindigd; laatste werkdag; "
            "afscheid genomen; opvolger; nieuwe uitdaging; verlaten; gestopt bij; weggegaan; overleden; ontslag; "
            "contract … afgelopen; nieuwe baan; neemt afscheid; niet meer bij ons; andere baan; baan gevonden"
        ),
        changed=(
            "adres … gewijzigd/veranderd/nieuw; nieuw adres/mailadres/e-mailadres; vanaf nu/heden/vandaag; voortaan; "
            "mailadres … gewijzigd; te bereiken via/op; nieuwe naam; nieuwe adres/mailadres/e-mailadres/e-mail; "
            "dit adres vervalt"
        ),
        filed=(
            "geregistreerd; ontvangen; aangemaakt; zaaknummer; ticketnummer; referentie*; in behandeling; reageren … binnen; "
            "reageren zo"
        ),
        closed="kantoor/winkel/praktijk/bedrijf/vestiging … gesloten/dicht; wij/we zijn … gesloten",
        gate=(
            "onbekende/bekende/echte afzender*; als afzender; echte afzender; "
            "bericht/mail/e-mail … vastgehouden/quarantaine/bezorgd/afgeleverd/wacht*; quarantaine; spamfilter; bezorgd wordt"
        ),
        proof="bevestig*; klik*; verifieer; verifiëren; robot; mens; captcha; legitimeer*",
    ),
    Notices(
        code="da",
        kept=(
            "helligdag; ferie; barsel*; orlov; syg*; sygemeldt; kursus; rejse; tjenesterejse; messe; konference; fri; "
            "lukket; fraværende; ude af; deltid; kurser; vinterferie; hjemmearbejd*; flytter; flytning; ombygning; baby; "
            "ski; jul; påske; pinse; udlandet; strejke; optælling; personlige; møde/møder hele; afspadser*; sygt barn; "
            "barn syg; weekend; udstationer*; helligdage; helligdag*"
        ),
        answer=(
            "svarer; besvarer; vender tilbage; svar; besvares; vender retur; skriver tilbage; svarer i/på; igen på; "
            "på kontoret igen; vender jeg; læser; hører fra mig; du hører; svarer på"
        ),
        thanks="tak for din/jeres/din/deres/henvendelsen/mailen; kære afsender/kunde/kunder/samarbejdspartner*",
        urgent=(
            "ved haste*/akutte/presserende; i hastende/akutte/presserende; haster det; hvis det haster; hvis … haster; "
            "er det … haster; i nødstilfælde; ved behov"
        ),
        unread=(
            "læser ikke; ikke … læse/besvare/svare/tjekke/tilgængelig/adgang; begrænset adgang; mails … ikke; "
            "besvares/læses ikke; svar/svarer … langsomt/forsinket; forsinket svar; ikke kan læse; langsommere; hører fra mig"
        ),
        later="når jeg er/kommer; efter min/vores ferie/hjemkomst; når vi er tilbage; tilbage … igen",
        deputy=(
            "i mit fravær; i min fravær/ferie; under mit/min fravær/ferie; min kollega; mine kolleger; kontakt … venligst; "
            "kontakt venligst; kontakt i stedet; skriv til; kontakt; vikarierer; passer; hjælper; tager sig; i stedet"
        ),
        left=(
            "ikke længere … ansat/arbejder/hos/i/tilknyttet; arbejder ikke; fratrådt; er stoppet; har forladt; "
            "gået på pension; opsagt; sidste arbejdsdag; ikke mere; har fået nyt job; skiftet job; stoppede; stoppet; "
            "forlod; forladt; pensioneret; pension; fratrådte; ikke længere en del; del af; død; kontrakt … udløbet; "
            "skiftet arbejde; nyt arbejde"
        ),
        changed=(
            "ny mail/mailadresse/e-mail/e-mailadresse/adresse; skiftet mail*/adresse/e-mail*; har ændret/fået; "
            "adresse … ændret; fremover; fra nu af; nyt navn"
        ),
        filed="sagsnummer; registreret; oprettet; modtaget; henvendelse; sag; hører fra os; hurtigst muligt; vender tilbage",
        closed="kontoret/butikken/klinikken/firmaet … lukket; vi har/holder … lukket",
        gate="ukendt/kendt afsender; besked/mail … karantæne/leveret/tilbageholdt; karantæne; spamfilter",
        proof="bekræft*; klik*; verificer*; robot; menneske; captcha",
    ),
    Notices(
        code="no",
        kept=(
            "helligdag; ferie; påskeferie; permisjon; pappaperm*; mammaperm*; syk*; sykemeldt; kurs; reise; tjenestereise; "
            "messe; konferanse; fri; stengt; fraværende; avspasering; ute av; deltid; vinterferie; hjemmekontor; flytter; "
            "flytting; oppussing; baby; ski; jul*; påske*; pinse; utlandet; streik; varetelling; foreldre*; reiser; "
            "avspaser*; dårlig dekning; sykt barn; helg; permittert; borte"
        ),
        answer=(
            "svarer; besvarer; tilbake til deg; svar; besvares; tar kontakt; svarer i/på; tilbake; er tilbake; leser; åpner; "
            "svarer på"
        ),
        thanks="takk for din/e-posten/mailen/henvendelsen/meldingen/at; takk for henvendelsen; kjære avsender/kunde/kunder",
        urgent=("ved haste*/akutte/presserende/behov; i hastesaker; haster det; hvis det haster; hvis … haster; i nødstilfelle"),
        unread=(
            "leser ikke; ikke … lese/besvare/svare/sjekke/tilgjengelig/tilgang; begrenset tilgang; besvares/leses ikke; "
            "forsinket svar; sporadisk; tregere; sent svar; svar kan; dårlig dekning"
        ),
        later="når jeg er/kommer; etter min/ferien; når vi er tilbage; når vi er tilbake; når jeg … tilbake",
        deputy=(
            "i mitt fravær; under mitt/min fravær/ferie; min kollega; mine kolleger; kontakt … gjerne; ta kontakt med; "
            "ring sentralbordet; vikar; vikarierer; dekker; hjelper; tar seg; kontakt; skriv til"
        ),
        left=(
            "ikke lenger … ansatt/jobber/arbeider/hos/i/tilknyttet; jobber/arbeider ikke; har sluttet; sluttet i/hos; "
            "har forlatt; gått av; pensjonist; sagt opp; siste arbeidsdag; ny jobb; sluttet; sluttede; forlot; pensjon*; "
            "ikke lenger en del; del av; død; gikk bort; kontrakt; byttet jobb; skiftet jobb"
        ),
        changed=(
            "ny e-post*/mail*/adresse; byttet e-post*/adresse/mail*; har endret/fått; adresse … endret; heretter; fra nå av; "
            "nytt navn"
        ),
        filed="saksnummer; registrert; opprettet; mottatt; henvendelse; sak*; hører fra oss; så snart vi; så snart som",
        closed="kontoret/butikken/firmaet … stengt; vi har/holder … stengt",
    ),
    Notices(
        code="sv",
        kept=(
            "helgdag; röd dag; semester; föräldraled*; vabb*; vab; sjuk*; kurs; resa; tjänsteresa; mässa; konferens; ledig*; "
            "stängt; frånvarande; jobbar/arbetar inte; deltid; utbildning; bortrest; lov; klämdag; sportlov; hemarbet*; "
            "flyttar; flytt; renover*; bebis; skid*; jul*; påsk*; pingst; utomlands; strejk; inventering; semesterstäng*; "
            "tjänstledig*; sjukt barn; barn sjuka; helg; kompledig*"
        ),
        answer=(
            "svarar; besvarar; hör av mig; återkommer; svar; besvaras; återkopplar; svarar i/på; öppnar igen; åter; "
            "läser … på; läser mejl*"
        ),
        thanks="tack för ditt/din/er/ert/mejlet/mailet/att; tack för din; bästa/hej/kära avsändare/kund/kunder",
        urgent=(
            "vid brådskande/akuta/behov; vid akuta; i brådskande/akuta; för brådskande/akuta; om det är brådskande/akut; "
            "om det brådskar; är det brådskande/akut; brådskande ärenden; i nödfall"
        ),
        unread=(
            "läser inte/ej; inte … läsa/läser/svara/svarar/besvara/kolla/tillgång/nås/nåbar/anträffbar; "
            "begränsad tillgång/tillgänglighet; besvaras/läses inte/ej; fördröjt svar; svar … dröja; sporadiskt; "
            "långsammare; dröjer"
        ),
        later=(
            "när jag är/kommer; så snart jag är/kommer; efter min/semestern; efter semestern; när vi är tillbaka; efter återkomst"
        ),
        deputy=(
            "i min frånvaro; under min/mitt frånvaro/ledighet/semester; min kollega; mina kollegor; kontakta … gärna; "
            "kontakta min; vänligen kontakta; ring växeln; vikarie; ersätter mig; vikarierar; ersätter; hjälper; tar hand; "
            "kontakta; mejla/maila; sköter; min ersättare; ersättare"
        ),
        left=(
            "inte längre/kvar … anställd/jobbar/arbetar/hos/på/i; jobbar/arbetar inte; har slutat; slutat sin/min; "
            "slutat hos/på; har lämnat; lämnat sin/min; gått i pension; sista arbetsdag*; nytt jobb; bytt jobb; tagit över; "
            "avslutat sin/min; pension; slutade; slutat; lämnade; inte längre en del; inte längre del; avlidit; uppsagd; "
            "slutar; bytt arbete; efterträdare"
        ),
        changed=(
            "ny e-post*/mejl*/mail*/adress; bytt e-post*/mejl*/mail*/adress; har ändrats/bytt/ändrat; "
            "adress … ändrats/ändrad; hädanefter; från och med nu; fortsättningsvis; bytt namn; nytt namn"
        ),
        filed="ärendenummer; registrerats; registrerat; skapats; mottagit; ärende; återkommer; så snart vi; så snart som",
        closed="kontoret/butiken/företaget … stängt/stängd; vi har … stängt",
        gate="okänd/känd avsändare; meddelande … karantän/levereras/stoppats/väntar; karantän; spamfilter",
        proof="bekräft*; klick*; verifier*; robot; människa; captcha",
    ),
    Notices(
        code="is",
        kept="frí; fríi; orlof*; fæðingarorlof*; veik*; ferð; ferðalagi; námskeið; ráðstefnu; lokað",
        answer="svara; svarað; haft samband",
        thanks="takk fyrir póstinn/tölvupóstinn/skilaboðin/erindið/að",
        urgent="ef erindið/málið er; áríðandi; ef það er; brýn*",
        unread="les ekki; ekki … lesa/svara/aðgang; takmarkaðan aðgang; ekki við",
        later="þegar ég kem/kemur; eftir frí; þegar ég er; við fyrsta tækifæri",
        deputy="í fjarveru minni; hafið samband; hafðu samband; samstarfs*; hringið í; sjá um; leysir mig; hafið",
        left="hætt/hættur; ekki lengur; starfar/vinn ekki; látið af störfum; lét af; hættur; hætti",
        changed="nýtt netfang; netfang … breyst; breytt netfang; nýja netfang*; hér eftir",
        filed="málsnúmer; skráð; móttekið; móttekin; beiðni; erindi",
    ),
    Notices(
        code="fr",
        kept=(
            "férié; ferie; congé*; vacances; maladie; malade; arrêt; formation; déplacement; voyage; salon; séminaire; "
            "temps partiel; maternité; paternité; absent*; fermé*; fermeture; rtt; télétravail; indisponible; étranger; "
            "hospitalis*; télétravail*; déménag*; naissance; ski; noël; pâques; pentecôte; grève; inventaire; "
            "raisons personnelles/médicales/familiales; jour férié; pont; intermittence; hospitalisation; convalescence; "
            "rouvr*; réouverture; repos; mission; fêtes; mariage; week-end; disponibilité; enfant malade"
        ),
        answer=(
            "répondrai/répondrons/répondra; traiterai/traiterons; reviendrai/reviendrons vers; recontacterai; "
            "reviens le/lundi; prendrai/prendrons connaissance; réponse … dès/à; sera traité*; seront traités; je reviens; "
            "vous répondrai; réponds; consulte mes/les; rouvr*; de retour; lirai; reprise"
        ),
        thanks=(
            "merci de/pour votre/ton/votre; merci d avoir; merci pour votre; merci de m; remercie de/pour; "
            "cher/chère/chers expéditeur*/client*/partenaire*/correspondant*; madame monsieur"
        ),
        urgent=(
            "pour toute urgence; pour toutes urgences; en cas d urgence; en cas de nécessité; pour les urgences; si urgent; "
            "en cas urgent; pour toute demande/question urgente; si votre demande/message est urgent*; si c est urgent; "
            "demande urgente; besoin urgent; pour tout sujet urgent"
        ),
        unread=(
            "pas … lire/consulter/répondre/traiter/accès/joignable/mesure; accès limité/restreint/réduit; qu un accès; "
            "accès … restreint/limité; ne consulte/lis/lirai/consulterai pas/plus; messages/mails/courriels … pas; "
            "réponse … tarder/délai/retard; ne seront/sera pas lus/lu/transférés/traités; avec retard; peu disponible; "
            "ne pourrai/pourrons … traiter/répondre; avant le; par intermittence; intermittence; merci de votre patience; "
            "plus lent*"
        ),
        later=(
            "à mon/notre retour; dès mon/notre retour; dès la réouverture/rentrée; à compter/partir de mon; "
            "après mon retour; à la rentrée; lors de mon retour; au retour"
        ),
        deputy=(
            "en mon absence; pendant/durant mon/notre/cette absence/congé*/fermeture; mon/ma/mes collègue*; me remplace; "
            "assure l intérim; merci de/d contacter/joindre/écrire/adresser/appeler; vous pouvez contacter/joindre/appeler; "
            "est/sera fermé*; nous répondrons; traiterai votre; remplaçant*; prend le relais; assure mon; se tient à; "
            "répondra à vos; vous aidera; contact; joindre; peut vous renseigner/aider/répondre/assister; "
            "pourra vous renseigner/aider/répondre"
        ),
        left=(
            "ne travaille/travaillons plus; ne fait/fais plus partie; plus partie; "
            "plus … effectifs/entreprise/société/équipe/salarié*/employé*; n est/suis plus; a/ai quitté; "
            "quitté mes/ses/notre/l/la; à la retraite; en retraite; cessé ses/mes/de; départ de; mes fonctions; "
            "dernier jour; pris sa/ma retraite; retraite; retraité*; démissionné; parti*; parti à; plus salarié*; décédé*; "
            "licencié*; réorienté*; nouvelles fonctions; nouveaux horizons; contrat … terminé; stage … terminé; "
            "plus dans nos; plus dans l; autres horizons; parti vers; cessé mon; cessé son; activité chez"
        ),
        changed=(
            "adresse … changé/nouvelle/modifiée; nouvelle adresse; changé d adresse/de; désormais; dorénavant; "
            "à partir de maintenant; à compter de ce; changement d adresse; nouveau mail/courriel; mettre à jour"
        ),
        filed=(
            "enregistrée/enregistré; sous le numéro; référence; numéro de dossier/demande/ticket; dossier; "
            "accusons/accuse réception; conseiller; pris en charge/compte; prise en charge/compte; ticket; "
            "dans les meilleurs/plus; transmis au; numéro"
        ),
        closed=(
            "agence/bureau/bureaux/cabinet/magasin/boutique/établissement/société/entreprise … fermée/fermé/fermés/ferme; "
            "nous sommes … fermés"
        ),
        gate=(
            "expéditeur* … inconnu/inconnus/connus/reconnu/autorisé*/vérifié*; "
            "votre message … retenu/bloqué/attente/remis/délivré/quarantaine; en quarantaine; en attente; "
            "soit remis/délivré/distribué; destinataire; antispam; anti spam; liste blanche"
        ),
        proof="confirm*; cliqu*; vérifi*; authentifi*; robot; humain; captcha; identifi*; valider; validez",
    ),
    Notices(
        code="es",
        kept=(
            "festivo; feriado; vacaciones; permiso; baja; enferm*; viaje; formación; curso; feria; congreso; ausente; "
            "cerrad*; días libres; maternidad; paternidad; licencia; media jornada; fuera de; puente; incapacidad; "
            "asuntos propios; capacitación; teletrabajo; mudanza; nacimiento; esquí; navidad; semana santa; huelga; "
            "inventario; extranjero; motivos de salud/personales; conexión; reabr*; reapertura; descanso; sol; boda; "
            "fin de semana; excedencia"
        ),
        answer=(
            "responderé/responderemos; contestaré/contestaremos; le responderé; atenderé/atenderemos; respuesta … a partir; "
            "me pondré; daré respuesta; revisaré/leeré su; responderé; sus mensajes por; abriremos; reabrir*; regreso; "
            "nos vemos; contesto"
        ),
        thanks=(
            "gracias por su/tu/contactar*/escribir*/ponerse/el; "
            "estimado/estimada/estimados remitente/cliente/clientes/proveedor*; apreciado cliente"
        ),
        urgent=(
            "si es urgente; en caso de urgencia/emergencia; para urgencias/emergencias; en caso urgente; "
            "para/en asuntos/temas/casos urgentes; si es un/algo urgente; si se trata; si su/tu/el … urgente; "
            "si necesita/precisa/requiere … inmediata/urgente; cualquier urgencia; urgencias"
        ),
        unread=(
            "no … leer/leo/leeré/revisar*/revisaré/consultar*/responder/contestar/acceso/atender/disponible; "
            "acceso limitado; sin acceso; con acceso; no podré; responder/respuesta … tarde/demora/retraso; correo* … no; "
            "disponibilidad limitada; no puedo atenderle/responder/contestar; acceso intermitente; intermitente; "
            "con retraso; sin conexión; gracias por su paciencia; más lent*; tardaré más; más de lo habitual"
        ),
        later=(
            "a mi/nuestro/la regreso/vuelta/retorno; cuando regrese/vuelva/esté; al volver/regresar; "
            "en cuanto vuelva/regrese; tras mi/las; después de mis/mi; a partir de mi; una vez que regrese"
        ),
        deputy=(
            "en mi ausencia; durante mi/nuestra/esta ausencia; mi/mis compañer*/colega*; contacte/contactar a/con; "
            "puede/pueden contactar/dirigirse/escribir/llamar; póngase en contacto; escriba a; diríjase a; "
            "estará/estarán/permanecerán/permanecerá cerrad*; me sustituye/cubre; estamos cerrados; mi compañera; "
            "mi compañero; le ayudará; le atenderá; me sustituye; cubre mis; reemplaza; rogamos escriban/contacten; "
            "contacte; mi sustituto/sustituta; le puede ayudar/atender"
        ),
        left=(
            "ya no … trabaja/trabajo/forma/formo/pertenece/pertenezco/empleado/empleada/está/estoy/labora/laboro; "
            "dejado/dejó/dejé de trabajar/laborar; he/ha dejado; ha/he abandonado; se ha jubilado; jubilado/jubilada; "
            "desvinculado/desvinculada; causado baja; mi último día; finalizado; ha/he finalizado/terminado; salido de la; "
            "no forma parte; causó baja; no formo/forma parte; sustituto/sustituta; jubiló; renunció; retiró de; concluyó; "
            "fallecid*; falleció; despedid*; contrato … terminó/finalizado; nuevos retos; ya no integra/formo; no integra; "
            "no me encuentro; ya no me; laborando; no trabajo en; no trabaja en; desde enero no"
        ),
        changed=(
            "nuevo correo/email/e-mail/mail; nueva dirección; cambiado de/mi/nuestra/nuestro correo/email/dirección/dominio; "
            "cambio de correo/dirección; correo/dirección … cambiado/cambió; a partir de ahora; de ahora en adelante; "
            "en adelante; actualice/actualicen"
        ),
        filed=(
            "registrado/registrada; con el número; número de caso/ticket/solicitud/referencia; n caso; caso; "
            "recibido/recibida; hemos recibido; acuse de recibo; agente*; a la brevedad; ticket; en breve; lo antes posible; "
            "en manos de"
        ),
        closed="oficina/oficinas/tienda/agencia/despacho/empresa/sucursal … cerrada/cerrado/cerradas; estamos … cerrados",
        gate=(
            "remitente* … desconocido*/conocido*/autorizado*/verificado*; "
            "su mensaje … retenido/cuarentena/entregado/espera/bloqueado; mensaje sea entregado; en cuarentena; antispam; "
            "lista blanca; entregar su"
        ),
        proof="confirm*; verific*; clic; haga clic; pulse; robot; humano; captcha; autent*; identif*",
    ),
    Notices(
        code="pt",
        kept=(
            "feriado; férias; licença; doente; atestado; viagem; formação; curso; feira; congresso; ausente; fechad*; "
            "encerrad*; folga; maternidade; paternidade; baixa; recesso; fora do/da; meio período; coletivas; teletrabalho; "
            "home office; mudança; nascimento; natal; páscoa; carnaval; greve; inventário; exterior; estrangeiro; "
            "motivos de saúde/pessoais; treinamento; reabr*; reabertura; descanso; casamento; fim de semana; doença"
        ),
        answer=(
            "responderei/responderemos; retornarei/retornaremos; entrarei/entraremos em; darei retorno; darei resposta; "
            "respondo; retorno assim; responder assim; retorno; reabr*; regresso; leio"
        ),
        thanks=(
            "obrigado/obrigada/obrigados/agradeço/agradecemos pelo/por/o/seu/a/pela; obrigado por entrar; "
            "prezado/prezada/prezados/caro/caros/estimado remetente/cliente/clientes/parceiro*"
        ),
        urgent=(
            "em caso de urgência/emergência; se for urgente; para urgências/emergências; em casos urgentes; "
            "assuntos urgentes; para assuntos/questões/casos urgentes; caso seja urgente; se o seu/assunto … urgente; "
            "urgências; se urgente; caso urgente"
        ),
        unread=(
            "não … ler/leio/responder/verificar/consultar/acesso/acessar/disponível; acesso limitado; sem acesso; "
            "com acesso; resposta … demorar/atraso; não poderei; não estarei; podendo demorar; demorar a; com atraso; "
            "obrigado pela paciência; não estou disponível"
        ),
        later=(
            "no meu/nosso regresso/retorno; ao meu regresso/retorno; quando voltar/regressar/retornar; "
            "assim que voltar/regressar/retornar/eu; após o/meu/as retorno/regresso/férias; ao voltar/regressar/retornar; "
            "logo que; depois do meu"
        ),
        deputy=(
            "na minha/nossa ausência; durante a minha/nossa/meu; minha/meu/meus colega*; "
            "contacte/contate/contactar/contatar/procure; entre em contato/contacto; favor contatar/contactar/procurar; "
            "por favor contacte/contate; pode/podem contactar/contatar; estará/estarão/estaremos fechad*/encerrad*; "
            "me substitui; minha colega; meu colega; ajudará; atenderá; substitui; cobre; contacte; contate; contato"
        ),
        left=(
            "já não … trabalha/trabalho/faz/faço/pertence/colabora; "
            "não … mais … trabalha/trabalho/faz/faço/parte/funcionári*/quadro/empresa/colaborador*; "
            "não faz/faço/trabalho/trabalha mais; deixou/deixei a/de/o; saiu da; saí da; aposentado/aposentada; aposentou*; "
            "reformado/reformada; desligado/desligada; desligou*; último dia; encerrou; mudou de emprego; "
            "quadro de funcionários/colaboradores; desligou; aposentou; pediu demissão; saiu; saí; deixou; já não integra; "
            "não integra; faleceu; demitid*; novos desafios; contrato; já não está; não estou mais; não está mais; estou mais"
        ),
        changed=(
            "novo email/e-mail/mail/endereço/contato; mudou/mudei/alterado/alterei; "
            "email/e-mail/endereço … mudou/alterado/alterou; a partir de agora; doravante; atualize/atualizem; "
            "mudança de email/e-mail/endereço"
        ),
        filed=(
            "registado/registada/registrado/registrada; protocolo; com o número; sob o número; "
            "número do chamado/pedido/ticket; chamado; recebemos; recebido/recebida; nossa equipe/equipa; em até; ticket; "
            "responderemos; o mais breve; nas mãos de"
        ),
        closed=(
            "escritório/escritórios/loja/agência/empresa/filial … fechado/fechada/fechados/encerrado/encerrada; "
            "estamos … fechados/encerrados"
        ),
        gate=(
            "remetente* … desconhecido*/conhecido*/autorizado*/verificado*; "
            "mensagem … retida/quarentena/entregue/espera/bloqueada; quarentena; antispam; entregar a sua; entregue ao"
        ),
        proof="confirm*; verific*; clique; clicar; robô; robo; humano; captcha; autent*; identif*",
    ),
    Notices(
        code="it",
        kept=(
            "festivo; festività; ferie; vacanza; congedo; permesso; malattia; malat*; trasferta; viaggio; formazione; corso; "
            "fiera; convegno; assente; fuori sede/ufficio/stanza; chius*; maternità; paternità; part time; infortunio; "
            "estero; smart working; telelavoro; trasloco; ristrutturazione; nascita; natale; pasqua; ferragosto; sciopero; "
            "inventario; motivi di salute; motivi personali; motivi familiari; ponte; riapr*; riapertura; pausa; matrimonio; "
            "fine settimana; aspettativa; riposo"
        ),
        answer=(
            "risponderò/risponderemo; risponderà; leggerò; ricontatterò/ricontatteremo; sarà mia cura; darò riscontro; "
            "riscontrerò; prenderò visione; riapr*; leggo le/la; rispondo; rientro; a presto"
        ),
        thanks=(
            "grazie per la/il/aver/averci/averla/averci; la ringrazio/ringraziamo per; ti ringrazio; "
            "gentile/gentili/spettabile/egregio cliente/clienti/mittente/fornitore"
        ),
        urgent=(
            "per urgenze; per le/ogni/eventuali urgenze; in caso di urgenza/emergenza/necessità; se urgente; se è urgente; "
            "per questioni/comunicazioni/richieste urgenti; casi urgenti; per qualsiasi urgenza; di urgenza; urgenti"
        ),
        unread=(
            "non … leggere/leggerò/leggo/rispondere/risponderò/consultare/accesso/controllare/controllo/raggiungibile/"
            "disponibile; accesso limitato; senza accesso; leggerò la posta; risposta/risposte/rispondere … ritardo; "
            "saltuariamente; in ritardo; grazie per la pazienza; con ritardo; leggo le mail; leggerò le mail"
        ),
        later=(
            "al mio/nostro rientro/ritorno; dopo il mio/rientro/ferie; appena rientro/rientrato/torno/possibile; "
            "quando rientro/torno/rientrerò/tornerò; a partire dal mio; riapriremo; riapertura"
        ),
        deputy=(
            "in mia/nostra assenza; durante la mia/nostra; il/la/un/una/i miei? collega/colleghi; "
            "potete/può/puoi contattare/rivolgervi/rivolgersi/scrivere/chiamare; contattare il/la; si prega di contattare; "
            "rivolgersi a; rimarrà/rimarranno/resterà chius*; mi sostituisce; sarà chius*; sostituto/sostituta; rivolg*; "
            "segreteria; contattare; sarà a disposizione; in mia vece; fa le mie; può aiutarla/assisterla; "
            "potrà aiutarla/assisterla"
        ),
        left=(
            "non … più … lavora/lavoro/parte/dipendente/azienda/società/team/presso/con; non lavora/lavoro più; "
            "non fa/faccio più parte; ha/ho lasciato; ha/ho concluso/terminato/cessato; in pensione; si è dimess*; "
            "mi sono dimess*; collaborazione con; rapporto di lavoro; ultimo giorno; passato ad altro; non è più; "
            "non sono più; pensionamento; dimission*; dimess*; lasciato; deceduto; deceduta; scomparso; scomparsa; "
            "licenziat*; nuove sfide; nuova avventura; contratto; ha cessato"
        ),
        changed=(
            "nuovo indirizzo; nuova mail/email/e-mail/casella; indirizzo … cambiato/variato/nuovo; ho cambiato; "
            "abbiamo cambiato; è cambiato/cambiata; d ora in poi/avanti; da oggi; aggiornare/aggiornate; cambio indirizzo"
        ),
        filed=(
            "presa/preso in carico; registrata/registrato; con il numero; numero di pratica/ticket/richiesta/riferimento; "
            "pratica; ticket; ricevuto/ricevuta; aperto/aperta; ricontatteremo; risponderemo; al più presto; quanto prima; "
            "numero di pratica; numero"
        ),
        closed="ufficio/uffici/negozio/agenzia/studio/azienda/filiale … chiuso/chiusi/chiusa; siamo … chiusi",
        gate=(
            "mittente/mittenti … sconosciut*/riconosciut*/autorizzat*/verificat*; "
            "messaggio … trattenuto/quarantena/recapitato/consegnato/bloccato/attesa; recapitare il; consegnare il; "
            "quarantena; antispam"
        ),
        proof="conferm*; verific*; clic*; robot; umano; captcha; autentic*; identific*; premere",
    ),
    Notices(
        code="gl",
        kept="festivo; vacacións; baixa; enferm*; viaxe; pechad*; permiso; ausente",
        answer="responderei/responderemos; contestarei",
        thanks="grazas por/pola",
        urgent="para urxencias; en caso de urxencia; se é urxente; urxencias; asuntos urxentes",
        unread="non … ler/responder/acceso/consultar",
        later="á miña volta; cando volva; ao volver",
        deputy="na miña ausencia; contacte con; os meus compañeiros; contacte; o meu compañeiro",
        left="xa non; deixei/deixou; xubilado/xubilada; xubil*; deixei",
        changed="novo correo/enderezo; cambiei; a partir de agora",
        filed="rexistrado/rexistrada; recibido/recibida; número",
    ),
    Notices(
        code="ca",
        kept="festiu; vacances; baixa; malalt*; viatge; tancat*; permís; absent; curs; fira",
        answer="respondré/respondrem; contestaré",
        thanks="gràcies per/pel; gracies per",
        urgent="per urgències; per a urgències; en cas d urgència; si és urgent; urgències",
        unread="no … llegir/llegiré/respondre/accés/consultar",
        later="quan torni; al meu retorn; a la tornada; en tornar",
        deputy=(
            "en la meva absència; durant la meva; contacteu amb/a; podeu escriure/trucar/contactar; el meu company; "
            "la meva companya; estarà tancad*; contacteu"
        ),
        left="ja no; ha/he deixat; jubilat/jubilada; jubil*; deixat; plegat",
        changed="nou correu; nova adreça; he canviat; a partir d ara",
        filed="registrada/registrat; número; rebut/rebuda",
    ),
    Notices(
        code="ro",
        kept=(
            "sărbătoare; concediu; bolnav*; medical; delegație; deplasare; călătorie; târg; conferință; curs; plecat*; "
            "absent*; închis*; liber*; maternitate; indisponibil*; renovăr*; mutăm; mutare; telemuncă; crăciun*; paște*; "
            "străinătate; grevă; inventar; vacanță; odihn*; weekend; nuntă; lipsesc"
        ),
        answer="voi răspunde; vom răspunde; răspund; revin; voi reveni; vom reveni; redeschid*; mă întorc; ne întoarcem",
        thanks="mulțumesc/mulțumim pentru/pentru/că; vă mulțumim; stimate client; stimați clienți/parteneri",
        urgent=(
            "pentru urgențe; pentru probleme/chestiuni/situații urgente; în caz de urgență; dacă este urgent; urgențe; "
            "cazuri urgente"
        ),
        unread="nu … citi/citesc/răspunde/acces/verifica/disponibil*; acces limitat; răspuns … întârzi*",
        later="la întoarcere; când mă întorc; după întoarcere; după revenire; la revenire; după ce revin; imediat ce",
        deputy=(
            "în lipsa/absența mea; în această perioadă; colega/colegul/colegii mea/meu/mei; contactați; "
            "puteți contacta/scrie/suna; vă rugăm să? contactați/scrieți; va fi închis; vom fi închiși; mă înlocuiește; "
            "înlocuit; colega; colegul"
        ),
        left=(
            "nu mai … lucrez/lucrează/face/fac/parte/angajat*; nu mai lucrează/lucrez; a/am părăsit; a/am plecat; la pensie; "
            "pensionat*; încetat; a plecat; pensionat; demision*; părăsit; decedat*; concediat*; demisionat; contract*"
        ),
        changed="adresă nouă; noua adresă; adresa … schimbat; am schimbat; de acum; s a schimbat; noul email/e-mail",
        filed="înregistrată/înregistrat; numărul; solicitarea; primit; veți primi; cel mai scurt; tichet",
        closed="biroul/magazinul/firma/compania … închis/închisă",
    ),
)

"""Notices in Germanic languages, the Nordic ones included."""

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
            "office move; renovation; stocktaking; thanksgiving; christmas; easter; new year; no-email; high volume; busy "
            "period; company/team retreat/event; skiing; family emergency; personal reasons/matters; medical; observing; time "
            "with my; layover; parliament; exam/exams; school holidays; power outage; reopen*; secondment; sabbatical; on "
            "pause; wedding; funeral; paternal; sick child; on business; company-wide break; taking a break; left for the "
            "day; carnival; is out this/today/until/all; off site; on a flight; operation; gone fishing; fishing; camping; "
            "cruise; flu; fever; laid up; in bed; bedridden; physio; only work "
            "monday/mondays/tuesday/tuesdays/wednesday/wednesdays/thursday/thursdays/friday/fridays/mornings/part; fortnight "
            "off; nasty bug; stomach bug; a bug; a cold; poorly; under the weather; on the mend; ferry; home with; at home "
            "with; remaining leave; annual leave; jury service; night shift; caravan; dentist; migraine; covid; quarantine; "
            "isolating; knee; broken leg/arm; on a/the plane; on/at the beach; on the slopes; on a boat; in a cabin; we re "
            "moving house; with the kids; trade show/fair; tradeshow; gardening leave; exhibition; fair; convention; training "
            "course; workshop; annual shutdown; feeling rough/ill/unwell/poorly; back to back training/meetings; food "
            "poisoning; backpacking; trekking; road trip; roadtrip; safari; accident; injury; injured; unable to work; "
            "annual/general/board/sales/shareholders meeting; agm; service leave; summit; kick off; kickoff; "
            "taking january/february/march/april/may/june/july/august/september/october/november/december; seconded; deployed; "
            "chemo; chemotherapy; rehab; birth of; out of the? office; further notice"
        ),
        answer=(
            "i/we/will/ll/shall respond/reply/answer/revert; will/ll/shall get back; will/ll be/deal dealt/with; be "
            "answered/dealt/read/handled; attend to your; come back to you; talk to you after; respond/reply/answer "
            "on/next/tomorrow; slow to answer/reply/respond; read your … on/after; get to your; expect my/an/a "
            "reply/answer/response; will process; process emails/mail/messages; normal hours resume; resume on/normal; "
            "when i can; as/when time permits; responding on; answering on; will "
            "be in touch; returning calls; pick up/this again; reply in/on/this/later; back to you; see you on; be answering; "
            "with you again; do my best to answer/reply/respond; respond to your … tomorrow/on; catch up when/once/on/after; "
            "deal with it/this/your when/once/on/after; back properly; properly back; reply when/once/after; answer "
            "when/once/after; pick this/it up once/when; once i m better/well; when i m better/well"
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
            "not read/reading/check/checking/monitor/monitoring … mail/mails/email/emails/inbox/messages; not be "
            "reading/checking/monitoring/answering/responding/replying; not have access; "
            "no/without/limited/restricted/intermittent/patchy/little/reduced/sporadic "
            "access/connectivity/internet/availability/coverage/reception/signal; unable to "
            "answer/reply/respond/read/check/access; with no/without a? laptop/phone/mail/internet; "
            "response/reply/responses/replies/answer … slow/slower/delayed/delay/late/later; not be forwarded; check … "
            "mail/email/emails/messages … sporadically/occasionally/rarely/intermittently/infrequently; emails/mails/messages "
            "will be answered/read/dealt/handled; expect an answer/reply/response; checked only; only once/twice; not being "
            "read; stays at home; laptop … home; no/without phone/internet; no … signal/reception/coverage; "
            "can/could not/t get … mail/mails/email/emails; can t get … mail/mails/email/emails; "
            "limited email/mail/internet/wifi/connection/signal; message/email/mail not/t be/been? forwarded; "
            "message/email/mail … not be/been? forwarded; "
            " inbox is not; only check/checking; check "
            "email/emails/mail/messages … only; responses/replies/response/reply/answers … delayed/delay/slow/slower/late; "
            "slower replies/responses/reply/response; won t/not be reading; thank you for your patience; thanks for your "
            "patience; process emails/mail … evening/evenings; check/read emails/mail/email … evening/evenings; "
            "replies/responses/answers … sporadic; when the wi; on pause; in the gaps; reduced hours; may take me; take me a "
            "few; slower than; little time for email/e-mail/mail/emails; not look/looking … "
            "mail/mails/email/emails/messages/inbox/laptop/work; not open/opening … mail/mails/email/emails; expect silence; "
            "signal is; signal will; no signal; won t look/open; not touching … laptop/phone/mail/email; be slow; radio "
            "silence; not picking up mail/mails/email/emails/messages; no laptop; left … laptop/computer/phone; laptop … "
            "behind; patchy; patchier; won t look at; not look/looking at this/it; replies/reply/responses will be; "
            "am/m/be/being offline; switched off my/work; no/little time for; next to no; has my files/cases/accounts; only … "
            "in the evening/evenings"
        ),
        later=(
            "when/once i am/m/get/return … back; when/once i return; when/once i get back; when/once we reopen/return; when i "
            "am/m next; upon/on/after my/our return; as soon as i am/m/get/return … back; as soon as i return; when/once we "
            "are/re back; answered/answer after that; answered after; respond/reply/answer/attend upon/on/after/when/once "
            "i/we/my; first thing on; upon/after/on landing/arrival; won t be … until/till/before; silence until/till"
        ),
        deputy=(
            "before that/then … can/will help/assist; until/till then … can/will help/assist; in my absence; "
            "while i am/m away/out/gone; during my/our absence/leave/break/shutdown; covers/covering for me; "
            "stands/standing in for me; my colleague/colleagues/assistant/deputy/team … can/will/help/assist/happy; will "
            "help/assist you; is covering; is looking/taking after/care; reached me during; is handling/covering; "
            "takes/taking over/care; handles my; direct … to; in the interim/meantime; ask for; can assist; contact "
            "the/our/my; reach out to; on my behalf; filling in; handle all/any/your/my; agreed to handle; holding/holds/hold "
            "the fort; minding the shop; keeping an eye; in charge; steps/stepping in; in the know; can deal; can step in; "
            "steps in; holds the reins; taken the reins; has the reins; doing/does my; sits/sitting in for; has my "
            "files/cases/accounts/projects"
        ),
        left=(
            "no longer work/works/working/employed/employee/with/part/at/here/in; any longer work; not longer work*; "
            "employment … ended/ends/terminated/finished/concluded; employment with; last day was/with/of; have/has/ve left; "
            "have/has/ve moved on; moved on from/to; said goodbye/farewell to; have/has retired; parted ways with; stepped "
            "down; am leaving/moving on; am/m leaving … today/tomorrow/at/on/this; departed from; new role outside; "
            "looks after my; resigned from; has passed away; "
            "ceased to work; retired; no longer … position/role/post/job; joined another; layoff/layoffs; laid off; made "
            "redundant; redundancy; no longer … member/team/staff/payroll/part; not … anymore/any more with/at/here; gone to "
            "pastures; hung up my; new chapter; farewell; let go; passed away; died; deceased; dismissed; contract … "
            "ended/expired; internship … ended; moved to another company/firm/role; now work/working at/for; taken a "
            "position/job/role; not with us; position elsewhere; her/his replacement is; my replacement is; ceased to "
            "be/work; no longer at the/our; moved to pastures; work here any/anymore; works here any/anymore; ex employee; "
            "former employee; with the/our/this firm/company/team/business/organisation/organization any/anymore; with us "
            "any/anymore; not work here; doesn t work here; don t work here; taken … retirement; took … retirement; into "
            "retirement; my successor is; has since left; since left us; one to talk to now; ones to talk to now"
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
            "office/offices/shop/store/branch/agency/practice/company/business/premises/warehouse/reception/factory/plant/workshop/"
            "studio/clinic … closed/shut; "
            "we are/re closed/shut; closed for business"
        ),
        gate=(
            "people/senders/contacts i know; only read/see/receive mail/mails/email/emails/messages; "
            "known/approved/trusted/allowed/verified/real/unknown/unrecognized/unrecognised/unlisted/new sender/senders/"
            "contacts; whitelist*; allowlist*; safelist; "
            "message/email/mail … held/hold/quarantine/quarantined/pending/waiting/released/delivered/blocked/parked; "
            "on hold; in quarantine; waiting room; before i/we/he/she can/will see/read/receive/deliver; release your; "
            "deliver your; reach his/her/my/their/the inbox/mailbox; only accept/accepts mail/email/emails/messages; "
            "protected by; not yet been delivered; spam filter/protection; first time"
        ),
        proof=(
            "confirm*; verify*; verif*; click*; follow … link; press … link; authenticate*; identify yourself; human; robot; "
            "captcha; quick check; prove; validate; add yourself; follow this link; be added; one time; once; "
            "replying to this; reply to this"
        ),
    ),
    Notices(
        code="de",
        kept=(
            "feiertag*; messe; ferien; urlaub; krank*; erkrank*; reise*; unterwegs; elternzeit; mutterschutz; schulung; "
            "seminar; fortbildung; inventur; betriebsausflug; teilzeit; reha; klausur*; erhol*; nicht im/in hause/haus/büro; "
            "nicht erreichbar; abwesend; außer haus; auszeit; sabbatical; krankenhaus; pflege*; home office; feiertage; "
            "homeoffice; frei; außentermin*; skifahren; skiurlaub; ausland; umbau*; renovierung*; nachwuchs; "
            "betriebsversammlung; betriebsferien; weihnachten; ostern; pfingsten; brückentag*; kongress; dienstgang; "
            "krankheitsbedingt; persönlichen gründen; freien tag; streik; wartung*; hohe* aufkommen; wieder geöffnet; dienst; "
            "sabbatjahr; auf tour; eingeschränktem; klausurtagung; hochzeit; tagung*; kongressbedingt; messebedingt; "
            "urlaubsbedingt; dienstlich bedingt; jahrestagung*; hauptversammlung*; "
            "genesung; unfall; wochenende; freie tage; krankem kind; skitour; "
            "wandern; auf see; umziehe; fieber; grippe; liege flach; flachgelegt; operation; bildungsurlaub; brückentag; "
            "gleittag; überstunden; pilgern; radtour; zelten; resturlaub; zelt; ostsee; nordsee; rechner daheim; erkrankt; "
            "erwischt; kuriere mich; auskurieren; bettruhe; sonderurlaub; elternurlaub; vaterschaft; wohnmobil; zahnarzt; "
            "kind ist krank; kind krank; quarantäne; corona; migräne; jahresurlaub; sommerurlaub; winterurlaub; osterurlaub; "
            "kurzurlaub; betriebsurlaub; auf dem boot; auf der/einer hütte; in den bergen; im skiurlaub; beim skifahren; am "
            "strand; bin/liege krank; wegen krankheit; im zelt; mit den kindern; umzugsbedingt; wegen umzugs; im umzug; kur; "
            "umzug; baby; kindkrank; tagung; dienstreise; geschäftsreise; lehrgang; kreuzfahrt; rehabilitation; in kur; auf "
            "kur; mutter kind kur; flitterwochen"
        ),
        answer=(
            "antworte*; melde mich; werde … antworten/melden/bearbeiten/beantworten; beantworte*; bearbeite*; wird … "
            "beantwortet/bearbeitet; werden … beantwortet/bearbeitet; nachricht erreicht mich; komme … auf sie; rufe … "
            "zurück; ab … wieder; melde mich … zurück; zurück*; danach bearbeitet; werden danach; beantwortet; erledige; "
            "rückmeldung; bin ab; gelesen und beantwortet; antwort folgt; beantworte ich; sobald ich wieder; geht s weiter; "
            "geht es weiter; wenn ich wieder; arbeite … ab; melde mich dann/danach/sobald/wenn"
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
            "e-mail*/mail/mails/nachricht*/anfrage* … nicht/weder … "
            "gelesen/weitergeleitet/bearbeitet/beantwortet/abgerufen/lesen/bearbeiten/beantworten/abrufen; "
            "keinen/keine/kein/nur/eingeschränkt* … zugriff; mails/e-mails/nachrichten … nur "
            "sporadisch/unregelmäßig/eingeschränkt/gelegentlich/selten; nicht/kaum … erreichbar; nur … erreichbar; nicht … "
            "antworten/reagieren/melden; verzögert/verspätet … beantwort*/antwort*/reagier*; antwort … "
            "verzöger*/verspät*/dauern; keine mails/e-mails; nur telefonisch; nicht automatisch; nicht weitergeleitet; "
            "e-mail* … nicht; keine e-mails/mails; nur abends; erst abends; abends … lesen/beantwort*; verzögerung*; etwas "
            "dauern; mails/e-mails … erst; antwort folgt; mit eingeschränktem internet; bearbeitet; zeitverschiebung; lese … "
            "keine/nicht/nichts mail/mails/e-mails; schaue … nicht in/rein; keine mails; nicht in/ins postfach/mails; ohne "
            "empfang/netz/internet/laptop; kein netz/empfang/internet; nicht zum lesen/antworten; mails … liegen; bleiben … "
            "liegen; rechner/laptop/computer/handy … daheim/zuhause/zu hause/gelassen; ohne rechner/computer/handy; wenn ich "
            "… gesund; wird … gesichtet/abgearbeitet/gelesen; nur/bloß … sporadisch/gelegentlich/selten/abends; sporadisch "
            "am; lese/lesen … ihre/deine mail/mails/nachricht erst/am/montag; montag/dienstag/mittwoch/donnerstag/freitag "
            "lesen/lese; lese keine; lese derzeit/momentan/aktuell/gerade keine; voraussichtlich bis"
        ),
        later=(
            "nach meiner/unserer rückkehr; nach meinem/unserem urlaub; sobald ich … zurück/wieder; sobald wir … "
            "zurück/wieder; wenn ich … zurück/wieder; bei meiner rückkehr; ab … wieder für; nach den feiertagen; lese erst; "
            "antworte erst; melde mich erst; wieder am platz/schreibtisch; komme/bin/sitze … erst; erst … wieder "
            "da/zurück/erreichbar/am/im büro"
        ),
        deputy=(
            "meine/meiner/unsere vertretung; in meiner abwesenheit; während meiner/unserer; vertritt mich; werde vertreten; "
            "meine kollegin*; mein* kolleg*; wenden sie sich … an; hilft/helfen ihnen … weiter/gerne; wende dich … an; "
            "steht/stehen ihnen … verfügung; vertritt; vertretung; vertreten; übernimmt; kümmert sich; steht … verfügung; "
            "nimmt … entgegen; beantwortet gern*; hilft; meine kollegin; unter/über der/die; ihr kontakt in; weiß bescheid; "
            "weiss bescheid; hilft … weiter; hält die stellung; springt … ein; übernimmt … so lange/solange; ist … im bilde; "
            "hütet; nicht warten kann; wer nicht warten; solange an; hält … den rücken; betreut … vertretungsweise"
        ),
        left=(
            "nicht mehr/länger … tätig/beschäftigt/angestellt/unternehmen/firma/haus/team/bei/für/da/hier/mitarbeiter*; "
            "gehör* … nicht mehr; nicht mehr … an; hat … verlassen; verlasse … zum/ende; verlassen zum; ausgeschieden; im "
            "ruhestand; in rente/pension; letzter arbeitstag; arbeitsverhältnis … beendet/endet*; gewechselt zu/in; neue "
            "aufgabe/wege/herausforderung*; nachfolger*; seit … ruhestand; ausgetreten; verabschiedet; neu orientiert; "
            "neuorientiert; neuorientierung; verstorben; gekündigt; arbeitsverhältnis; vertrag … ausgelaufen; praktikum … "
            "beendet; nicht länger; elternzeit … nicht zurück; arbeitet kein/keine; gestern/heute mein letzter; den "
            "job/arbeitgeber/arbeitsplatz gewechselt; nicht mehr bei uns/acme; etwas neues zu beginnen; nicht mehr im haus; "
            "nicht mehr im unternehmen; arbeitet hier nicht; arbeitet hier kein/keine; letzter tag bei/in; hat gekündigt und; "
            "habe die firma/das unternehmen verlassen; habe … verlassen"
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
            "ziekte; buitendienst; thuiswerk*; carnaval; kerst; pasen; pinksteren; verhuiz*; verbouwing; skiën; staking; "
            "persoonlijke; hele dag in/vergadering; vrije dag; ouderschapsverlof; studieverlof; weekend; strand; wintersport; "
            "kamperen; griep; koorts; ziek thuis; lig plat; operatie; bevallen; trouwen; papadag; mamadag; vaderschapsverlof; "
            "bevallingsverlof; snipperdag; lig … griep/bed/af; ziekbed; hernia; tandarts; camper; kinderen ziek; kind ziek; "
            "ziek kind; corona; quarantaine; op de boot; aan zee; in de bergen; in een tent; aan het verhuizen; wegens "
            "verhuizing; baby; studiereis; herstel; herstellende; ongeluk; ongeval; jaarvergadering"
        ),
        answer=(
            "beantwoord*; reageer; reageren; antwoord; neem … contact; kom … terug; lees ik/uw/je; behandel*; zal … "
            "reageren/antwoorden/beantwoorden; pas … lezen; vanavond lezen; weer voor u/je; lees … vanavond; morgen weer; "
            "lees uw/je mail; als ik weer; zodra ik weer; weer beter; ben ik er weer"
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
            "niet … lezen/gelezen/reageren/beantwoorden/beantwoord/doorgestuurd/bereikbaar; lees … niet; beperkt* … "
            "bereikbaar/toegang; geen toegang; mail/mails/e-mail/e-mails/berichten … niet/onregelmatig; ben er … niet; "
            "vertraging; pas … lezen; vanavond pas; later dan; geduld; lees … mail morgen; kijk … niet/pas/mailbox/mail; lees "
            "… niet/geen/pas; reageren duurt/kan; geen mail/mails; zonder laptop/bereik/internet; geen bereik/internet; "
            "alleen 's avonds; alleen s avonds; één keer per dag; af en toe; sporadisch"
        ),
        later=(
            "na mijn/onze terugkomst/terugkeer/vakantie; zodra ik … terug/weer; als ik … terug/weer; wanneer ik … terug/weer; "
            "vanaf … weer; pas … weer; weer vanaf; kijk pas; lees pas; reageer pas"
        ),
        deputy=(
            "in mijn afwezigheid; tijdens mijn/onze afwezigheid; vervangt mij; neemt … waar; mijn collega*; kun je … "
            "bellen/terecht/mailen; kunt u … bellen/terecht/contact/mailen/wenden; contact opnemen met; neemt mijn; mijn "
            "taken; vervangt; waargenomen; helpt u/je; waarnemer; terecht bij; houdt de boel; weet ervan; weet ervan af; "
            "helpt je/u/jullie verder/graag; is op de hoogte; houdt de wacht; pakt het op; doet mijn zaken; neemt … over; "
            "doet … zolang; zolang; behartigt; regelt"
        ),
        left=(
            "niet langer … werkzaam/in/bij/actief; niet meer … werkzaam/bij/in/werken/voor; werk/werkt … niet meer; heeft … "
            "verlaten; heb … verlaten; uit dienst; met pensioen; dienstverband … beëindigd; laatste werkdag; afscheid "
            "genomen; opvolger; nieuwe uitdaging; verlaten; gestopt bij; weggegaan; overleden; ontslag; contract … afgelopen; "
            "nieuwe baan; neemt afscheid; andere baan; baan gevonden; werkt … niet meer/langer; niet langer in dienst; "
            "laatste dag bij; werkt hier niet; niet meer bij ons werkzaam/in dienst; niet meer bij ons; andere uitdaging"
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
            "helligdag; ferie; barsel*; orlov; syg*; sygemeldt; rejse; tjenesterejse; konference; fri; lukket; fraværende; "
            "ude af; deltid; kurser; vinterferie; hjemmearbejd*; ombygning; baby; ski; jul; påske; pinse; udlandet; strejke; "
            "optælling; personlige; møde/møder hele; afspadser*; sygt barn; barn syg; weekend; udstationer*; helligdage; "
            "helligdag*; på ski; skiferie; ligger syg; influenza; feber; barsel; barselsorlov; barns sygedag; hytten; "
            "sommerhus; sommerhuset; sejltur; sejler; tandlæge; opereret; fisketur; corona; er syg; på kursus; på messe; i "
            "hytte; på kur; kursus; messe; flytter; flytning; forretningsrejse; messen"
        ),
        answer=(
            "svarer; besvarer; vender tilbage; svar; besvares; vender retur; skriver tilbage; svarer i/på; igen på; på "
            "kontoret igen; vender jeg; læser; hører fra mig; du hører; svarer på; svarer først; svarer når; vender tilbage "
            "når; når jeg er frisk; svarer i uge; svarer mandag/tirsdag/onsdag/torsdag/fredag"
        ),
        thanks="tak for din/jeres/din/deres/henvendelsen/mailen; kære afsender/kunde/kunder/samarbejdspartner*",
        urgent=(
            "ved haste*/akutte/presserende; i hastende/akutte/presserende; haster det; hvis det haster; hvis … haster; "
            "er det … haster; i nødstilfælde; ved behov"
        ),
        unread=(
            "læser ikke; ikke … læse/besvare/svare/tjekke/tilgængelig/adgang; begrænset adgang; mails … ikke; besvares/læses "
            "ikke; svar/svarer … langsomt/forsinket; forsinket svar; ikke kan læse; langsommere; hører fra mig; uden "
            "dækning/net/internet/computer; læser først; ingen dækning/internet; ser ikke; svarer først; kun om aftenen; en "
            "gang om dagen; sporadisk"
        ),
        later="når jeg er/kommer; efter min/vores ferie/hjemkomst; når vi er tilbage; tilbage … igen",
        deputy=(
            "i mit fravær; i min fravær/ferie; under mit/min fravær/ferie; min kollega; mine kolleger; kontakt … venligst; "
            "kontakt venligst; kontakt i stedet; skriv til; kontakt; vikarierer; passer; hjælper; tager sig; i stedet; passer "
            "mine; dækker mig; tager sig af; holder skansen; hjælper gerne/dig/jer"
        ),
        left=(
            "ikke længere … ansat/arbejder/hos/i/tilknyttet; fratrådt; har forladt; gået på pension; opsagt; sidste "
            "arbejdsdag; ikke mere; har fået nyt job; skiftet job; stoppede; stoppet; forlod; forladt; pensioneret; pension; "
            "fratrådte; ikke længere en del; del af; død; kontrakt … udløbet; skiftet arbejde; nyt arbejde; gik på pension; "
            "er stoppet hos/i; arbejder ikke her/hos/længere; ikke længere ansat; arbejder ikke; er stoppet; nye "
            "udfordringer; videre til nye; fået nyt job"
        ),
        changed=(
            "ny mail/mailadresse/e-mail/e-mailadresse/adresse; skiftet mail*/adresse/e-mail*; har ændret/fået; "
            "adresse … ændret; fremover; fra nu af; nyt navn"
        ),
        filed="sagsnummer; registreret; oprettet; modtaget; henvendelse; sag; hører fra os; hurtigst muligt; vender tilbage",
        closed=(
            "kontoret/butikken/klinikken/firmaet … lukket/sommerlukket/ferielukket/julelukket; vi har/holder … lukket; "
            "sommerlukket"
        ),
        gate="ukendt/kendt afsender; besked/mail … karantæne/leveret/tilbageholdt; karantæne; spamfilter",
        proof="bekræft*; klik*; verificer*; robot; menneske; captcha",
    ),
    Notices(
        code="no",
        kept=(
            "helligdag; ferie; påskeferie; permisjon; pappaperm*; mammaperm*; syk*; sykemeldt; reise; tjenestereise; "
            "konferanse; fri; stengt; fraværende; avspasering; ute av; deltid; vinterferie; hjemmekontor; oppussing; baby; "
            "ski; jul*; påske*; pinse; utlandet; streik; varetelling; foreldre*; reiser; avspaser*; dårlig dekning; sykt "
            "barn; helg; permittert; borte; på ski; skiferie; ligger syk; influensa; feber; pappaperm; mammaperm; "
            "foreldrepermisjon; barns sykdom; syke barn; hytta; påskefjellet; tannlege; operert; fisketur; avspaserer; "
            "egenmelding; sykmeldt; er syk; på kurs; på messe; på hytte; i båten; på fjellet; kurs; messe; flytter; flytting; "
            "forretningsreise; messen"
        ),
        answer=(
            "svarer; besvarer; tilbake til deg; svar; besvares; tar kontakt; svarer i/på; tilbake; er tilbake; leser; åpner; "
            "svarer på; svarer først; svarer igjen; svarer når; svarer mandag/tirsdag/onsdag/torsdag/fredag; når jeg er "
            "frisk; kommer tilbake når"
        ),
        thanks="takk for din/e-posten/mailen/henvendelsen/meldingen/at; takk for henvendelsen; kjære avsender/kunde/kunder",
        urgent=("ved haste*/akutte/presserende/behov; i hastesaker; haster det; hvis det haster; hvis … haster; i nødstilfelle"),
        unread=(
            "leser ikke; ikke … lese/besvare/svare/sjekke/tilgjengelig/tilgang; begrenset tilgang; besvares/leses ikke; "
            "forsinket svar; sporadisk; tregere; sent svar; svar kan; dårlig dekning; uten dekning/nett/internett/pc; leser "
            "først; ingen dekning/nett; sjekker ikke; kun om kvelden; en gang om dagen"
        ),
        later="når jeg er/kommer; etter min/ferien; når vi er tilbage; når vi er tilbake; når jeg … tilbake",
        deputy=(
            "i mitt fravær; under mitt/min fravær/ferie; min kollega; mine kolleger; kontakt … gjerne; ta kontakt med; ring "
            "sentralbordet; vikar; vikarierer; dekker; hjelper; tar seg; kontakt; skriv til; passer mine; dekker for meg; tar "
            "seg av; holder fortet; steller med; tar over for"
        ),
        left=(
            "ikke lenger … ansatt/jobber/arbeider/hos/i/tilknyttet; jobber/arbeider ikke; har sluttet; sluttet i/hos; har "
            "forlatt; gått av; pensjonist; sagt opp; siste arbeidsdag; ny jobb; sluttede; forlot; pensjon*; ikke lenger en "
            "del; del av; død; gikk bort; kontrakt; byttet jobb; skiftet jobb; jobber ikke her; ikke her lenger; gått av med "
            "pensjon; har pensjonert; er pensjonert; har sluttet hos/i; sluttet; nye utfordringer; videre til nye; fått ny "
            "jobb"
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
            "helgdag; röd dag; semester; föräldraled*; vabb*; vab; sjuk*; resa; tjänsteresa; konferens; ledig*; stängt; "
            "frånvarande; jobbar/arbetar inte; deltid; utbildning; bortrest; lov; klämdag; sportlov; hemarbet*; renover*; "
            "bebis; skid*; jul*; påsk*; pingst; utomlands; strejk; inventering; semesterstäng*; tjänstledig*; sjukt barn; "
            "barn sjuka; helg; kompledig*; vabbar; föräldraledig; föräldraledighet; influensa; feber; magsjuk*; förkyld; "
            "skidåkning; fjällen; fjällresa; stugan; segling; seglar; tandläkare; opererad; fisketur; kompledig; tjänstledig; "
            "mammaledig; pappaledig; sjukskriven; är sjuk; på kurs; på mässa; i båten; på bröllop; i stuga; barnen är "
            "sjuka/friska; kurs; mässa; flyttar; flytt; mässan"
        ),
        answer=(
            "svarar; besvarar; hör av mig; återkommer; svar; besvaras; återkopplar; svarar i/på; öppnar igen; åter; läser … "
            "på; läser mejl*; hör av mig när; svarar när; svarar först; återkommer när; svarar igen; när jag är frisk; när "
            "barnen"
        ),
        thanks="tack för ditt/din/er/ert/mejlet/mailet/att; tack för din; bästa/hej/kära avsändare/kund/kunder",
        urgent=(
            "vid brådskande/akuta/behov; vid akuta; i brådskande/akuta; för brådskande/akuta; om det är brådskande/akut; "
            "om det brådskar; är det brådskande/akut; brådskande ärenden; i nödfall"
        ),
        unread=(
            "läser inte/ej; inte … läsa/läser/svara/svarar/besvara/kolla/tillgång/nås/nåbar/anträffbar; begränsad "
            "tillgång/tillgänglighet; besvaras/läses inte/ej; fördröjt svar; svar … dröja; sporadiskt; långsammare; dröjer; "
            "utan täckning/nät/internet/dator; läser inte; läser först; ingen täckning; kollar inte; tittar inte; bara på "
            "kvällen/kvällarna; en gång om dagen; då och då"
        ),
        later=(
            "när jag är/kommer; så snart jag är/kommer; efter min/semestern; efter semestern; när vi är tillbaka; efter återkomst"
        ),
        deputy=(
            "i min frånvaro; under min/mitt frånvaro/ledighet/semester; min kollega; mina kollegor; kontakta … gärna; "
            "kontakta min; vänligen kontakta; ring växeln; vikarie; ersätter mig; vikarierar; ersätter; hjälper; tar hand; "
            "kontakta; mejla/maila; sköter; min ersättare; ersättare; täcker upp; tar över medan; håller ställningarna; "
            "hoppar in; tar hand om; hjälper dig/er gärna"
        ),
        left=(
            "inte längre/kvar … anställd/jobbar/arbetar/hos/på/i; jobbar/arbetar inte; har slutat; slutat sin/min; slutat "
            "hos/på; har lämnat; lämnat sin/min; gått i pension; sista arbetsdag*; nytt jobb; tagit över; avslutat sin/min; "
            "pension; slutat; lämnade; inte längre en del; inte längre del; avlidit; uppsagd; slutar; bytt arbete; "
            "efterträdare; gick i pension; tar över efter; sista arbetsdag; jobbar inte kvar; jobbar inte längre; slutade "
            "hos/på; inte kvar hos/på/i; bytt jobb; slutade; nya utmaningar; vidare till nya; gått vidare"
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
)

"""Short answers from ten markets: blunt ones, formal ones and misspelt ones. All our own; "|" stands for a new line."""

from tests.reply_corpus import Reply

# Who asks to be left alone, whatever words it is put in.
STOPPING = """
Jeg vil ikke ha reklame
Jag vill inte ha reklam
Chiedo di non ricevere altre comunicazioni
Bitte lassen Sie das, ich will keine Werbung.
Woher haben Sie meine Adresse? Bitte umgehend löschen.
bitte loeschen
löschen bitte
schreib mir nicht mehr
Ich habe dem nie zugestimmt. Ich fordere Sie auf, mich nicht mehr zu kontaktieren.
desinscription svp
Comment avez-vous eu mon adresse ? Supprimez-la immédiatement.
Bonjour,|Veuillez cesser tout envoi à cette adresse.|Cordialement,|Luc Marchand|Directeur, Marchand SARL
eliminar por favor
No autorizo el uso de mis datos con fines comerciales.
Da dove avete preso il mio indirizzo? Cancellatelo subito.
Vi diffido dall'inviarmi ulteriori comunicazioni.
Buongiorno,|vi prego di rimuovere il mio indirizzo dai vostri elenchi.|Cordiali saluti|Gianni Ferri|Ferri Impianti srl
Hoe komt u aan mijn adres? Graag per direct verwijderen.
uitschrijven aub
Op grond van de AVG verzoek ik u mijn persoonsgegevens te wissen.
verwijderen aub
me tira dessa lista
Como conseguiram meu e-mail? Favor excluir imediatamente.
Retirem o meu contacto da vossa base de dados.
Bom dia,|Agradeço que não voltem a contactar-me.|Cumprimentos,|Rui Matos|Matos & Filhos Lda
Skąd macie mój adres? Proszę natychmiast usunąć.
Nie wyrażam zgody na przetwarzanie moich danych w celach marketingowych.
przestancie spamowac
Dzień dobry,|proszę o niewysyłanie dalszych wiadomości.|Z poważaniem|Adam Krawczyk|Krawczyk Sp. z o.o.
Var har ni fått min adress ifrån? Radera omgående.
Jag begär radering av mina personuppgifter enligt GDPR.
lämna mig ifred
skicka inget mer
Jag har inte godkänt att ni mailar mig, upphör med detta.
Hvor har I min adresse fra? Slet den straks.
Jeg anmoder om sletning af mine personoplysninger efter GDPR.
lad mig være i fred
Hej,|I bedes ophøre med at kontakte os.|Med venlig hilsen|Jens Holm|Holm Byg ApS
slet venligst mine data
Hvor har dere fått adressen min fra? Slett den omgående.
Jeg krever at mine personopplysninger slettes etter GDPR.
la meg være i fred
Jeg har ikke samtykket til dette, stopp.
Nehmen Sie meinen Namen aus Ihrer Datenbank, sonst geht das an die Datenschutzbehörde.
weg mit mir aus dem verteiler
Hab ich nie bestellt, bitte raus aus der Liste
Von solchen Mails bitte ich künftig abzusehen.
Vous n'avez pas à m'écrire, effacez tout ce que vous avez sur moi.
Stop aux spams
Je vous demande de ne plus m'adresser de courrier.
que no me mandeis mas nada
borradme
No os he dado permiso para escribirme
levatemi dalla lista
Ik wens geen reclame te ontvangen
Hou op met dat gespam
graag geen contact meer opnemen
Por favor não entre mais em contato
Nie zgadzam się na otrzymywanie takich maili
koniec z tym spamem
plocka bort mig
maila mig aldrig igen
tag mig af listen
ta meg av lista
Vær så snill å slette kontaktinfoen min
Bitte keine weiteren Anfragen, danke.
Diese Mails sind unerwünscht. Löschen Sie alle zu mir gespeicherten Daten.
abmeldung
Je ne veux plus de vos mails
Veuillez supprimer toutes mes informations.
c'est du spam arretez
no volver a escribirme
esto es spam, basta ya
Gradirei non ricevere più le vostre mail
questo è spam, smettetela
Gelieve mij niet meer te mailen
graag van de mailinglijst af
dit is spam, stop hiermee
verwijder me aub
quero sair da lista
isso é spam, pare
to jest spam, prosze przestac
detta är spam, sluta
Stop jeres spam
dette er spam, stop det
dette er spam, slutt
jeg vil ikke bli kontaktet igjen
Ich möchte von Ihnen keine Post mehr.
Hiermit untersage ich jede weitere Kontaktaufnahme.
Je ne veux plus entendre parler de vous
Ni me llames ni me escribas
Vi prego di non disturbare oltre
Wil je mij alsjeblieft uit je bestand halen
Proszę o trwałe usunięcie mojego kontaktu
Kontakta mig ej framöver
Jeg ønsker at blive slettet fra jeres system
Jeg ønsker å bli slettet fra systemet deres
"""

# Who does not want what is offered.
UNWILLING = """
nie teraz
on a ce qu'il faut
Hat sich erledigt, danke.
Hallo Tim, sind schon versorgt. Gruß Uwe
interessiert mich nicht
sans façon
Ciao Luca, per ora siamo a posto così.
hebben we al
dit is niks voor ons
we doen hier niks mee
vi är nöjda som det är
nä
Hej Mette, det har vi ikke brug for. Vh Bo
vi er godt dækket ind
niks
vi er fornøyd med det vi har
ne lass mal
Da haben wir aktuell andere Prioritäten, daher nein.
on est bien équipés merci
pas le budget
lasciamo perdere
laat maar
deixa pra la
odpuszczamy
Det är inget vi behöver.
nej det behøver vi ikke
Det siger mig ikke noget.
nei det trenger vi ikke
Dette er ikke noe vi ser på nå.
Danke fürs Angebot, aber wir sind bestens aufgestellt.
Merci mais nous sommes déjà en contrat.
Gracias, pero ya lo tenemos resuelto
Bedankt, maar we zitten goed waar we zitten.
por agora não
Dziękujemy, mamy swojego wykonawcę.
Tack men vi klarar oss bra.
vi har redan någon som gör det
Tak, men vi klarer os fint.
vi har en der gør det
Takk, men vi klarer oss fint.
vi har en som gjør det
Momentan haben wir andere Sorgen.
Det passar oss inte.
Det passer ikke til os.
"""

# Who wants more of it.
WILLING = """
meld dich mal nächste woche
donderdag past
klar, schick mal rüber
ok pour jeudi 14h
claro, cuando quieras
prima, donderdag 10 uur
stuur maar door
doe maar
Me conta mais|Enviado do meu iPhone
ok, czwartek o 10
funkar torsdag kl 10?
absolut
gerne
torsdag kl 10 passer
absolutt
hört sich nicht schlecht an, mach mir mal nen preis
ok envoie
dale, pasame info
ok mandi pure
Können wir uns nächste Woche mal zusammensetzen?
me podeis llamar mañana?
"""

# Who names someone else.
REFERRING = """
Już tam nie pracuję.
Ich arbeite dort nicht mehr.
da bin ich der falsche, frag mal bei unserem einkauf nach
nao sou eu que trato disso, fale com compras
Osobą odpowiedzialną jest pani Nowak.
Prata med Lena på IT.
det er ikke mig, spørg indkøb
Du skal have fat i Lone.
det er ikke mitt bord, spør innkjøp
Du må snakke med Lise.
Das macht bei uns der Kollege Brandt.
Mon collègue Marc gère ce sujet.
eso lo lleva mi compañero Jorge
Mijn collega Daan doet dit.
Quem vê isso é a Marta.
Tym zajmuje się kolega Marek.
Det är Kalle som har hand om det.
Det er Niels der står for det.
Det er Knut som tar seg av dette.
Für Marketing ist bei uns Herr Otto verantwortlich.
Adressez-vous plutôt à ma collègue Claire.
Habla con Ana, ella se ocupa.
Per questo deve sentire Paolo.
Voor dit onderwerp is Kees verantwoordelijk.
Fala com o Tiago, ele é que decide.
Proszę porozmawiać z Anną z marketingu.
Du får vända dig till Erik.
Kontakt hellere Søren.
"""

# Removing, ceasing and refusing of other things: these people want to hear more.
MISTAKABLE = """
Your mails went to spam, I only found them now.
Nos vimos el mes pasado, ahora nos hace falta justo eso.
C'est moi qui gère ça, envoyez-moi vos tarifs.
Har vi ikke talt sammen før? Send gerne en pris.
Ikke denne uka, men neste.
Takk, men først vil jeg se prisene.
Ikke denne uge, men næste.
Tak, men først vil jeg se priserne.
Inte den här veckan, men nästa.
Tack, men först vill jag se priserna.
W tym tygodniu nie, lepiej w następnym.
Dziękuję, ale najpierw chciałbym zobaczyć ceny.
Esta semana não posso, melhor na próxima.
Obrigado, mas primeiro quero ver os preços.
Deze week niet, volgende wel.
Bedankt, maar eerst wil ik de prijzen zien.
Questa settimana no, meglio la prossima.
Grazie, ma prima vorrei vedere i prezzi.
Esta semana no puedo, mejor la próxima.
Gracias, pero primero quiero ver los precios.
Pas cette semaine, plutôt la prochaine.
Merci, mais je voudrais d'abord voir les prix.
Nicht mehr diese Woche, aber nächste passt.
Danke, aber ich würde gern erst die Preise sehen.
Bitte streichen Sie Position 3 aus dem Angebot, dann können wir bestellen.
Können Sie den zweiten Absatz löschen und mir das Dokument neu schicken?
Wir hören auf, Papier zu verwenden, deshalb ist Ihr Tool interessant.
Bitte keine Anrufe vor 9 Uhr, danach gern jederzeit.
Kein Problem, melden Sie sich einfach nächste Woche.
Ich bin nicht abgeneigt, schicken Sie mir bitte mehr Infos.
Pouvez-vous supprimer la ligne 2 du devis et me le renvoyer ?
Nous arrêtons notre contrat actuel en mars, votre offre tombe bien.
Ne m'envoyez pas de PDF, un lien suffit, merci.
Pas de souci, rappelez-moi lundi.
Je n'ai pas encore eu le temps de lire, relancez-moi en septembre.
Retirez l'option B et c'est bon pour nous.
¿Puedes quitar la partida 4 del presupuesto y reenviármelo?
No me llames por la mañana, mejor a partir de las 16h.
Vamos a dar de baja a nuestro proveedor actual, mándame precios.
No hay problema, hablamos la semana que viene.
Elimina el logo de la página 2 y lo firmamos.
No pude leerlo, ¿me lo mandas otra vez?
Può togliere la voce 3 dal preventivo e rimandarmelo?
Non mi chiami di mattina, meglio il pomeriggio.
Cancelliamo il contratto attuale a giugno, mi mandi i prezzi.
Nessun problema, ci sentiamo lunedì.
Elimini pure la clausola 5 e firmiamo.
Non ho ricevuto l'allegato, può reinviarlo?
Kun je regel 4 uit de offerte verwijderen en hem opnieuw sturen?
Niet bellen voor 10 uur, daarna prima.
We stoppen met onze huidige leverancier, dus stuur je prijzen.
Geen probleem, spreek je volgende week.
Haal de btw eraf en we zijn akkoord.
Ik heb geen bijlage ontvangen, kun je die nog sturen?
Pode remover o item 3 da proposta e mandar de novo?
Não me ligue de manhã, à tarde posso falar.
Vamos cancelar o fornecedor atual, me manda os preços.
Sem problema, falamos na segunda.
Tira o segundo módulo e fechamos.
Não recebi o anexo, pode reenviar?
Proszę usunąć pozycję 3 z oferty i przesłać ponownie.
Proszę nie dzwonić przed 10, potem jestem dostępny.
Rezygnujemy z obecnego dostawcy, proszę o cennik.
Nie ma problemu, porozmawiajmy w poniedziałek.
Proszę wykreślić punkt 5 i podpisujemy.
Nie dostałem załącznika, proszę wysłać jeszcze raz.
Kan du ta bort rad 3 i offerten och skicka igen?
Ring inte före 10, efter det går bra.
Vi slutar med vår nuvarande leverantör, skicka priser.
Inga problem, vi hörs nästa vecka.
Ta bort punkt 5 så skriver vi på.
Jag fick ingen bilaga, kan du skicka igen?
Kan du slette linje 3 i tilbuddet og sende det igen?
Ring ikke før kl. 10, bagefter er fint.
Vi stopper med vores nuværende leverandør, send priser.
Ikke noget problem, vi tales ved i næste uge.
Fjern punkt 5, så skriver vi under.
Jeg har ikke fået bilaget, kan du sende det igen?
Kan du slette linje 3 i tilbudet og sende på nytt?
Ikke ring før 10, etterpå går fint.
Vi slutter med dagens leverandør, send priser.
Ikke noe problem, vi snakkes neste uke.
Fjern punkt 5, så signerer vi.
Jeg fikk ikke vedlegget, kan du sende det igjen?
Können Sie bitte meinen Namen in der Anrede korrigieren?
Ihre Mail habe ich versehentlich gelöscht, bitte nochmal senden.
Je dois supprimer un rendez-vous, peut-on se parler mardi ?
Arrêtons-nous sur votre option 2, combien ça coûte ?
Quita el IVA y lo vemos.
No quiero perder esta oportunidad, llámame.
Ho cancellato per errore la sua mail, me la rimanda?
Basta una breve presentazione, poi decidiamo.
Ik heb je mail per ongeluk verwijderd, stuur je hem nog eens?
Wij stoppen in mei met mailings op papier, wat kost jullie pakket?
Apaguei o seu email sem querer, pode reenviar?
Para mim pode ser terça à tarde.
Usunąłem przypadkiem Pana maila, proszę wysłać ponownie.
Proszę usunąć moją uwagę w punkcie 2, reszta jest ok.
Jag råkade radera ditt mejl, skicka igen är du snäll.
Ta bort momsen så är vi överens.
Jeg kom til at slette din mail, send den gerne igen.
Drop rabatten, så er vi enige.
Jeg slettet mailen din ved en feil, kan du sende den igjen?
Dropp rabatten, så er vi enige.
Ich möchte keine Mails verpassen, schicken Sie es bitte an beide Adressen.
Bitte löschen Sie den Termin am Montag, Dienstag geht.
Veuillez supprimer le rendez-vous de lundi, plutôt mardi 10h ?
Je ne veux pas rater votre démo, renvoyez-moi le lien.
Cancela la cita del lunes, mejor el martes a las 10.
No quiero perder el descuento, mándame el contrato.
Annulli l'appuntamento di lunedì, meglio martedì alle 10.
Non voglio perdere l'offerta, mi mandi il contratto.
Annuleer de afspraak van maandag, dinsdag is beter.
Ik wil de korting niet missen, stuur het contract.
Cancele a reunião de segunda, melhor terça.
Não quero perder o desconto, mande o contrato.
Proszę odwołać spotkanie w poniedziałek, lepiej wtorek.
Nie chcę stracić rabatu, proszę przesłać umowę.
Avboka mötet på måndag, tisdag är bättre.
Jag vill inte missa rabatten, skicka avtalet.
Aflys mødet mandag, tirsdag er bedre.
Jeg vil ikke gå glip af rabatten, send aftalen.
Avlys møtet mandag, tirsdag er bedre.
Jeg vil ikke gå glipp av rabatten, send avtalen.
Ich habe keine weiteren Fragen, schicken Sie mir bitte den Vertrag.
Danke, aber wann könnten Sie liefern?
Wir haben bereits gestern telefoniert, bis Dienstag.
Danke, das passt aber gut zu uns.
Ihr habt euch nicht mehr bei mir gemeldet, ich warte noch auf das Angebot.
Unsere Adresse hat sich geändert, bitte löschen Sie die alte: neu@kempf.example
Mich aus der Ruhe bringen Sie nicht, aber das Angebot ist gut.
Vielen Dank für Ihre Mail, ich melde mich.
Je n'ai plus votre mail, pouvez-vous me le renvoyer ?
Merci mais quand pourriez-vous passer ?
Nous avons déjà échangé hier, à mardi.
Je ne trouve plus vos mails, renvoyez-les moi svp.
Merci, mais je préfère un appel jeudi.
Effacez tout ce que je vous ai dit sur moi, on recommence : envoyez le devis.
No tengo más preguntas, mándame el contrato.
Ya hemos hablado con Ana, adelante.
Gracias, pero prefiero que me llames.
No me ha llegado más información, ¿me escribes?
Ya no me sale el correo, escríbame a este.
Non ho più domande, mi mandi il contratto.
Grazie, ma preferirei sentirci martedì.
Non mi scrive più nessuno dal vostro ufficio, aspetto il preventivo.
Abbiamo già parlato ieri, a martedì.
Ik heb geen vragen meer, stuur me het contract.
Bedankt, maar wanneer kun je leveren?
We hebben al gesproken, tot dinsdag.
Ik heb jullie mail niet meer, stuur hem me nog eens.
Não tenho mais dúvidas, me mande o contrato.
Obrigado, mas prefiro uma reunião.
Já falamos ontem, até terça.
Não me escreveram mais, ainda quero a proposta.
Nie mam więcej pytań, proszę przesłać mi umowę.
Dziękuję, ale wolę telefon.
Już rozmawialiśmy wczoraj, do wtorku.
Nie pisali Państwo do mnie więcej, a czekam na ofertę.
Jag har inga fler frågor, skicka mig avtalet.
Tack, men jag vill hellre ha ett samtal.
Vi har redan pratat, vi ses på tisdag.
Jag hittar inte ditt mejl mer, skicka till mig igen.
Jeg har ikke flere spørgsmål, send mig aftalen.
Tak, men jeg vil hellere have et møde.
Vi har allerede snakket, vi ses tirsdag.
Jeg kan ikke finde din mail mere, skriv til mig igen.
Jeg har ikke flere spørsmål, send meg avtalen.
Takk, men jeg vil heller ha et møte.
Vi har allerede snakket, vi ses tirsdag.
Jeg finner ikke mailen din mer, skriv til meg igjen.
"""


def market_answers() -> list[Reply]:
    """All of them but the mistakable ones, with what each wants."""
    kinds = (("stop", STOPPING), ("refusal", UNWILLING), ("interest", WILLING), ("wrong_person", REFERRING))
    return [_reply(text, right) for right, texts in kinds for text in texts.strip().splitlines()]


def mistakable_answers() -> list[Reply]:
    """The mistakable ones: they are willing, or nothing can be said of them."""
    return [_reply(text, "interest") for text in MISTAKABLE.strip().splitlines()]


def _reply(text: str, right: str) -> Reply:
    return Reply(text[:40], text.replace("|", "\n"), right)

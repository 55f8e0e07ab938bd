"""Short answers from ten markets: blunt ones, formal ones and misspelt ones. All our own; "|" stands for a new line."""

from tests.reply_corpus import Reply

# Who asks to be left alone, whatever words it is put in.
STOPPING = """
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
"""

# Who does not want what is offered.
UNWILLING = """
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
"""

# Who wants more of it.
WILLING = """
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
"""

# Who names somebody else.
REFERRING = """
da bin ich der falsche, frag mal bei unserem einkauf nach
nao sou eu que trato disso, fale com compras
Osobą odpowiedzialną jest pani Nowak.
Prata med Lena på IT.
det er ikke mig, spørg indkøb
Du skal have fat i Lone.
det er ikke mitt bord, spør innkjøp
Du må snakke med Lise.
"""

# Removing, ceasing and refusing of other things: these people want to hear more.
MISTAKABLE = """
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

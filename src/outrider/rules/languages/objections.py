"""Requests to be left alone, put together from classes of words: what is done (removed, ceased, not done again) and to what.

People say the same few things in any words of these classes and in any order, so the table names the words and the functions
how they combine. What is removed has to be the writer's own (their address, data, name) and what ceases has to be mail: an
item of an offer may be removed and a contract ended without anyone wanting to be left alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from outrider.rules.languages.language import phrases
from outrider.rules.phrases import folded_words


@dataclass(frozen=True, slots=True)
class Objection:
    """The classes of one language, as alternatives of `rules.phrases` ("one/other/stem*"), and wordings that have no "
    "classes."""

    code: str
    remove: str  # verbs, and the nouns made of them
    mine: str  # of the writer
    me: str
    held: str  # what is held of people
    lists: str  # where it is held
    cease: str
    halt: str  # of these the commands: who "wants to cease" may speak of mail of their own
    write: str
    mails: str
    everything: str
    about: str  # the writer, behind "about" and "of"
    out_of: str
    never: str
    origin: str  # the question words for where an address is from
    further: str  # phrases


GERMAN = Objection(
    code="de",
    remove="lösch*/entfern*/streich*/streicht/tilg*/vernichte*/austragen/rausnehmen/herausnehmen",
    mine="meine/meiner/meinen/mein/unsere/unserer/unseren/sämtliche",
    me="mich/uns",
    held=(
        "daten/informationen/adresse/mailadresse/e-mail/e-mailadresse/mail/email/emailadresse/kontaktdaten/kontaktinfo*/"
        "kontakt/namen/nummer"
    ),
    lists="verteiler/liste/datenbank/kartei/adressbuch/system/mailingliste/crm",
    cease="aufhören/aufzuhören/unterlass*/stoppt/stoppen/schluss",
    halt="unterlass*/stoppt/schluss",
    write="schreiben/mailen/spammen/anschreiben/kontaktieren/kontaktaufnahme*/belästig*/nerven",
    mails="mails/e-mails/emails/spam/werbung/zusendungen/nachrichten/newsletter/werbemails/anfragen/kontaktaufnahmen",
    everything="alles/sämtliches",
    about="mich/mir/uns",
    out_of="aus/vom",
    never="nie/niemals",
    origin="woher/wo/wie",
    further=(
        "untersage/verbiete … jede/jegliche/jeglichen/weitere/kontakt*; "
        "das/dies/hier ist spam/belästigung/unerwünscht; mails/mail/nachrichten/werbung sind/ist unerwünscht; alle/sämtliche "
        "… gespeicherten daten; "
        "weg mit mir aus; raus aus der/eurer/ihrer/dem/eurem/ihrem liste/verteiler; aus … verteiler/mailingliste raus; von … "
        "abzusehen/absehen; solchen/weiteren/weiterer/derartigen … abzusehen; bitte … künftig abzusehen; künftig/zukünftig "
        "abzusehen; nie … bestellt/abonniert/angemeldet; namen … aus … datenbank/kartei/verteiler/liste; "
        "schreib/schreibt/mail/mailt/kontaktier/kontaktiert mir/mich/uns bitte? nicht/nie mehr/wieder; "
        "mich/uns … nicht/nie mehr/wieder … zu? kontaktier*/anzuschreiben/schreiben/mailen; nie zugestimmt; nie eingewilligt; "
        "keine einwilligung; ohne einwilligung; keine erlaubnis; kein einverständnis; untersage ihnen/euch/hiermit; "
        "lass mich/uns in ruhe; verschone/verschont/verschonen mich/uns/sie"
    ),
)

DUTCH = Objection(
    code="nl",
    remove="verwijder*/schrap*/wis/wissen/uitschrijv*",
    mine="mijn/onze/m'n",
    me="mij/me/ons",
    held="gegevens/persoonsgegevens/adres/e-mailadres/mailadres/mail/e-mail/email/naam/nummer/data",
    lists="lijst/mailinglijst/bestand/database/verzendlijst/systeem",
    cease="stop/stoppen/ophouden/hou/houd/staak/kap/kappen",
    halt="stop/staak/kap",
    write="mailen/schrijven/spammen/benaderen/contacteren/lastigvallen/e-mailen",
    mails="mails/e-mails/mailtjes/berichten/spam/reclame/mail",
    everything="alles",
    about="mij/me/ons",
    out_of="van/uit",
    never="nooit/niet",
    origin="hoe/waar/vanwaar",
    further=(
        "mij/me … bestand/lijst/database/systeem halen/verwijderen/schrappen; "
        "dit/dat is spam; stop hiermee/daarmee; van de/jullie mailinglijst/lijst af; verwijder me/mij; "
        "op met dat/die/dit/deze gespam/gemail/spam/mails; geen contact meer; wens/wensen/wil/willen/hoef/hoeven geen/niet … "
        "reclame/mails/berichten/contact; nooit … aangemeld/toestemming; "
        "geen toestemming; nooit toestemming; nooit aangemeld; nooit … ingeschreven; schrijf/meld mij/me/ons … uit/af; "
        "donder op; niet gediend van; niets meer ontvangen/horen; niet langer … ontvangen"
    ),
)

FRENCH = Objection(
    code="fr",
    remove="supprim*/retir*/effac*/enlev*/désinscri*/désabonn*/radi*/rayez/suppression/effacement",
    mine="mon/ma/mes/notre/nos",
    me="me/moi/m/nous",
    held="adresse*/données/informations/infos/coordonnées/mail/email/e-mail/courriel/nom/contact/numéro",
    lists="liste*/fichier*/base*/mailing/diffusion",
    cease="cess*/arrêt*/stopp*/stop",
    halt="cessez/cesser/arrêtez/arrête/stoppez/stop",
    write="écrire/contacter/envoyer/spammer/solliciter/relancer/démarcher/harceler/déranger",
    mails="mails/emails/e-mails/courriels/spam/spams/pub/publicité*/envoi/envois/sollicitation*/relances/messages/démarchage",
    everything="tout",
    about="moi/nous",
    out_of="de",
    never="jamais/plus",
    origin="comment/où/d'où/qui",
    further=(
        "ne veux/voulons/souhaite/souhaitons plus/pas jamais? entendre; "
        "c'est du spam; c'est de la pub/publicité; arrêtez ça/cela; "
        "stop aux/à/avec … spams/spam/mails/emails/relances/pubs; ne plus m/me/nous adresser; ne m/nous adressez/adresse "
        "plus; n'avez pas à m'écrire/contacter/nous; sans mon autorisation; jamais … autorisé/inscrit; "
        "jamais donné mon accord/consentement; pas donné mon accord/consentement; jamais consenti; n'ai jamais accepté … "
        "recevoir; sans mon accord/consentement; ne plus me/nous importuner/déranger/embêter; oubliez moi/nous; "
        "ne me/m/nous écris/contacte/envoie/relance/écrivez/envoyez/mailez plus"
    ),
)

SPANISH = Objection(
    code="es",
    remove="elimin*/borr*/quit*/suprim*/supresión/eliminación/retir*/cancel*/sáqu*/saqu*/sacar*",
    mine="mi/mis/nuestro/nuestra/nuestros",
    me="me/nos",
    held="datos/información/correo/email/e-mail/mail/dirección/contacto/nombre/número",
    lists="lista*/base/fichero*/registro*/sistema",
    cease="dejen/deja/deje/dejad/dejar/paren/basta/cesen/cese",
    halt="dejen/deja/deje/dejad/paren/basta/cesen/cese",
    write="escrib*/enviar*/mandar*/contactar*/molestar*/spamear/fastidiar",
    mails="correos/emails/e-mails/mails/spam/publicidad/mensajes/envíos",
    everything="todo",
    about="mí/nosotros",
    out_of="de",
    never="nunca",
    origin="dónde/donde/cómo/como/quién",
    further=(
        "basta publicidad/spam; "
        "ni me/nos escrib*/contact*/llam*/mand*; "
        "esto/eso es spam/acoso; basta ya; quiero salir de … lista; salir de su/vuestra lista; "
        "borradme/quitadme/eliminadme/sacadme/bórrenme/quítenme; no me/nos mand*; no os/te/le/les … "
        "permiso/autorización/consentimiento; no … dado … permiso/autorización/consentimiento; nunca … "
        "suscrito/apuntado/autorizado/permiso; "
        "no autorizo … uso/tratamiento/envío/datos; no he autorizado/dado; nunca di/autoricé/acepté; sin mi "
        "consentimiento/autorización/permiso; no doy mi consentimiento; no me/nos vuelv*; no vuelv* a; ni un correo más; "
        "ningún correo más; dejadme/déjame/déjenme/dejarme en paz"
    ),
)

ITALIAN = Objection(
    code="it",
    remove="cancell*/rimuov*/elimin*/togli*/tolga/tolgano/rimozione/cancellazione",
    mine="mio/mia/miei/nostro/nostra/nostri/mie",
    me="mi/ci",
    held="indirizzo/dati/informazioni/email/e-mail/mail/contatto/contatti/nominativo/nome/numero/indirizzi",
    lists="lista/liste/elenco/elenchi/database/mailing/rubrica/archivi/archivio",
    cease="smett*/basta/cess*/piantat*/interromp*",
    halt="smettete/smettetela/smettila/smetta/basta/cessate/piantatela",
    write="scriver*/contattar*/inviar*/mandar*/disturbar*/spam*/importunar*",
    mails="mail/email/e-mail/messaggi/spam/pubblicità/comunicazioni/invii",
    everything="tutto",
    about="me/noi",
    out_of="da/dal/dalla/dalle/dai",
    never="mai/più",
    origin="dove/come/chi",
    further=(
        "basta pubblicità/spam/comunicazioni; "
        "questo è spam; smettetela; voglio uscire dalla lista; "
        "levatemi/levami/toglietemi/toglimi da/dal/dalla; mai … autorizzato/iscritto/acconsentito; basta spam/così … non "
        "contattatemi; "
        "vi/la diffido; diffido dall; mai dato il/consenso/alcun; non ho dato/mai … consenso/autorizzato; senza il? mio? "
        "consenso; non autorizzo … trattamento/uso/invio; non disturb* più; lasciat* in pace; mi lasci in pace; non "
        "contattatemi"
    ),
)

PORTUGUESE = Objection(
    code="pt",
    remove="remov*/exclu*/apag*/elimin*/retir*/tira/tire/tirem/descadastr*/remoção/exclusão/eliminação/deletar/delete/deletem",
    mine="meu/minha/meus/minhas/nosso/nossa/nossos",
    me="me/nos",
    held="dados/e-mail/email/endereço/contato/contacto/nome/número/cadastro/morada",
    lists="lista*/base/cadastro/mailing/sistema",
    cease="pare/parem/parar/deixe/deixem/chega/cessem",
    halt="pare/parem/deixem/chega/cessem",
    write="enviar*/mandar*/escrever*/contactar*/contatar*/incomodar*/encher/spamar",
    mails="e-mails/emails/mensagens/spam/publicidade/comunicações/propaganda",
    everything="tudo",
    about="mim/nós",
    out_of="da/do/desta/dessa/de",
    never="nunca",
    origin="como/onde/quem",
    further=(
        "isso/isto é spam; sair da/dessa/desta lista; sair da vossa; "
        "não entre/entrem mais? em mais? contato/contacto; tirem/tire … meu nome daí/dai; nunca me? "
        "inscrevi/cadastrei/autorizei; não me voltem/volte/voltes a; não quero … contato/contacto; "
        "não volt* a contactar*/contatar*/enviar*/escrever*/mandar*; não autorizo … uso/tratamento/envio/dados; não autorizei; "
        "nunca autorizei/dei; sem o? meu? consentimento/autorização; não dei … consentimento/autorização; não me incomod*"
    ),
)

POLISH = Objection(
    code="pl",
    remove="usun*/usuń*/usuw*/wykreśl*/wypis*/wymaz*/skasuj*/skasow*/skreśl*/kasuj*",
    mine="mój/moje/moich/moją/mojego/nasz/nasze/naszych/naszego",
    me="mnie/nas",
    held="adres*/dane/danych/e-mail*/mail*/email*/kontakt*/numer*/nazwisk*",
    lists="listy/bazy/mailingu/rejestru/systemu",
    cease="przesta*/skończcie/zaprzesta*",
    halt="przestań/przestańcie/skończcie/zaprzestańcie",
    write="pisa*/wysyła*/spam*/mailowa*/nęka*/kontaktow*/przysyła*/zawraca*",
    mails="maili/mailom/e-maili/wiadomości/spamu/spamem/reklam/ofert",
    everything="wszystko",
    about="mnie/nas",
    out_of="z/ze",
    never="nigdy",
    origin="skąd/jak",
    further=(
        "to jest spam; proszę przestać; chcę zniknąć z; "
        "nie zgadzam/zgadzamy się … otrzymywanie/maili/przetwarzanie/wiadomości; koniec/dość z … spamem/mailami/spamu; więcej "
        "się? nie kontaktować/pisać/odzywać; nigdy się? nie … zapisywałem/zapisywałam/zgadzałem/zgadzałam/prosiłem/prosiłam; "
        "nie wyrażam/wyrażamy/wyraziłem/wyraziłam/udzieliłem/dawałem/dawałam … zgody; bez mojej zgody; brak zgody na; "
        "o niewysyłanie/nieprzesyłanie/niekontaktowanie; proszę o zaprzestanie/nieprzysyłanie; nie pisz/piszcie; "
        "proszę nie spamować; nie życzę/życzymy; odczepcie się; odczep się"
    ),
)

SWEDISH = Objection(
    code="sv",
    remove="radera*/radering/bort/avregistrera*/stryk*/avlägsna*",
    mine="min/mitt/mina/vår/vårt/våra",
    me="mig/oss",
    held=(
        "adress/mejl/mail/e-post/mejladress/mailadress/e-postadress/uppgifter/personuppgifter/data/namn/nummer/epostadress/"
        "kontaktuppgifter"
    ),
    lists="lista/listan/listor/register/registret/databas/utskick/system",
    cease="sluta/upphör/upphöra",
    halt="sluta/upphör",
    write="skicka/maila/mejla/skriva/kontakta/spamma/störa/mailar/mejlar",
    mails="mejl/mail/utskick/meddelanden/reklam/spam/e-post",
    everything="allt",
    about="mig/oss",
    out_of="från/ur/av",
    never="aldrig/inte",
    origin="var/hur/varifrån",
    further=(
        "vill/önskar bli borttagen/raderad/struken; "
        "detta/det/här är spam; sluta med detta/det/er; "
        "plocka/ta/tag bort mig/oss; aldrig … anmält/bett/godkänt; orkar/vill/behöver inte … fler mejl/mail/utskick; "
        "lämna/låt mig/oss i? fred/ifred/vara; skicka inget mer; skicka ingenting mer; inte godkänt/samtyckt … att/till; "
        "aldrig godkänt/samtyckt/anmält; utan mitt samtycke; inget samtycke; upphör med detta/det/detta/era; "
        "kontakta/mejla/maila mig/oss inte; skriv inte mer/igen; hör inte av er/dig mer/igen; "
        "vill inte bli kontaktad/kontaktade; vill inte höra"
    ),
)

DANISH = Objection(
    code="da",
    remove="slet/slette/slettes/sletning/fjern/fjerne/fjernes/afmeld/afmelde/stryg",
    mine="min/mit/mine/vores",
    me="mig/os",
    held=(
        "adresse/mail/mailadresse/e-mail/e-mailadresse/email/oplysninger/personoplysninger/data/navn/nummer/"
        "kontaktoplysninger/kontaktinfo*"
    ),
    lists="liste/listen/lister/register/database/system/maillisten/mailingliste",
    cease="stop/stoppe/ophøre/ophør/drop",
    halt="stop/ophør/drop",
    write="skrive/maile/sende/kontakte/spamme/forstyrre/chikanere",
    mails="mails/e-mails/beskeder/henvendelser/reklamer/spam/reklame",
    everything="alt",
    about="mig/os",
    out_of="af/fra",
    never="aldrig/ikke",
    origin="hvor/hvorfra/hvordan",
    further=(
        "blive slettet/fjernet/afmeldt; vil/ønsker slettet/fjernes/slettes; "
        "dette/det er spam; stop jeres/din/dit/med spam/spammeri/mails; stop det; stop nu; "
        "tag/ta/tage mig/os … listen/maillisten/liste; gider/orker/behøver ikke … flere mails/mail; aldrig … "
        "tilmeldt/bedt/sagt ja; "
        "lad mig/os være i? fred; lad mig/os være; ikke givet … samtykke/lov/tilladelse; aldrig givet/samtykket/tilmeldt; uden "
        "mit samtykke; intet samtykke; bedes ophøre/stoppe; ulovlig markedsføring; skriv aldrig; send mig/os ikke/aldrig; "
        "kontakt mig/os ikke/aldrig; vil ikke kontaktes/høre; ønsker ikke at? blive? kontaktet/kontaktes"
    ),
)

NORWEGIAN = Objection(
    code="no",
    remove="slett/slette/slettes/sletting/fjern/fjerne/fjernes/avmeld/stryk",
    mine="min/mitt/mine/vår/vårt/våre",
    me="meg/oss",
    held=(
        "adresse/adressen/mail/mailadresse/e-post/epost/e-postadresse/e-postadressen/opplysninger/personopplysninger/data/navn/"
        "nummer/mailen/kontaktinfo*"
    ),
    lists="liste/listen/lista/lister/register/registeret/database/system/systemet",
    cease="slutt/stopp/stoppe/opphør/opphøre/slutte/dropp",
    halt="slutt/stopp/opphør/dropp",
    write="skrive/maile/sende/kontakte/spamme/plage/mase/forstyrre",
    mails="mailer/e-poster/meldinger/henvendelser/reklame/spam/eposter/e-post",
    everything="alt",
    about="meg/oss",
    out_of="av/fra",
    never="aldri/ikke",
    origin="hvor/hvorfra/hvordan",
    further=(
        "bli slettet/fjernet/avmeldt; vil/ønsker slettet/fjernes/slettes; "
        "dette/det er spam; slutt med spam/dette/det; stopp dette/spammen; "
        "ta/tar/fjern/stryk meg/oss … lista/listen/e-postlista; orker/gidder/trenger ikke … flere mailer/mail/e-poster; aldri "
        "… meldt/bedt/samtykket; "
        "la meg/oss være i? fred; la meg/oss være; ikke samtykket; ikke gitt … samtykke/tillatelse/lov; aldri "
        "gitt/samtykket/meldt; uten mitt samtykke; ulovlig markedsføring; send meg/oss ikke/aldri; kontakt meg/oss ikke/aldri; "
        "vil ikke kontaktes/høre; skriv aldri; ønsker ikke å? bli? kontaktet/kontaktes"
    ),
)

ALL = (GERMAN, DUTCH, FRENCH, SPANISH, ITALIAN, PORTUGUESE, POLISH, SWEDISH, DANISH, NORWEGIAN)

# What may stand around a request that is all there is ("delete please, now"): it says how, not what.
COURTESIES = frozenset(
    folded_words(
        "bitte danke umgehend sofort unverzüglich jetzt endlich mal dringend  graag aub alstublieft dank bedankt direct "
        "onmiddellijk per nu asap  svp stp merci immédiatement vite s il vous te plaît plait veuillez tout de suite  por "
        "favor gracias ya inmediatamente urgente obrigado obrigada já imediatamente pf pfv agora  grazie subito "
        "immediatamente prego favore cortesemente  proszę dziękuję natychmiast dzięki teraz pilnie  tack omgående genast "
        "snälla vänligen tak venligst straks takk vennligst umiddelbart please pls thanks"
    )
)
# The same request without an object, where the table of languages does not name it.
ALONE = (
    "supprimer; à supprimer; effacer; excluir; apagar; usunąć; usuńcie; radera; slet; "
    "slettes; fjern; slett; frameldt; abmeldung; abbestellung; uitschrijving; résiliation"
)


def requests(code: str) -> tuple[str, ...]:
    """The requests that the classes of a language make."""
    return tuple(entry for words in ALL if words.code == code for entry in (*_removals(words), *_cessations(words)))


def origins() -> Iterator[tuple[str, tuple[str, ...]]]:
    """How each language asks where its writer's address is from."""
    for words in ALL:
        of_mine = (f"{words.origin} … {words.mine} {words.held}", f"{words.origin} … {words.held} {words.mine}")
        yield words.code, of_mine


def removals() -> Iterator[tuple[str, tuple[str, ...]]]:
    """What each language calls to remove."""
    for words in ALL:
        yield words.code, (words.remove,)


def _removals(words: Objection) -> tuple[str, ...]:
    return (
        f"{words.remove} … {words.mine} {words.held}",
        f"{words.mine} {words.held} … {words.remove}",
        f"{words.remove} {words.held} {words.mine}",
        f"{words.me} {words.remove} … {words.lists}",
        f"{words.remove} {words.me} … {words.lists}",
        f"{words.remove} {words.everything} … {words.about}",
        f"{words.me} {words.out_of} … {words.lists}",
    )


def _cessations(words: Objection) -> tuple[str, ...]:
    return (
        f"{words.cease} … {words.write} {words.me}",
        f"{words.cease} … {words.me} … {words.write}",
        f"{words.halt} at/att/å/de/di/met/zu? {words.write}",
        f"{words.halt} med/met/mit/de/di/z/tout/toute/tous/toutes/vos/ces … {words.mails}",
        f"{words.write} {words.me} … {words.never}",
        *phrases(words.further),
    )

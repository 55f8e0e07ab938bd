"""What a person's answer means: intent by rules, requests to stop, out of office and its return date.

The rules are behind `Classifier`, which a model can implement instead. They prefer to say nothing over saying wrong.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

IntentName = Literal[
    "interested",
    "meeting_request",
    "information_request",
    "not_interested",
    "do_not_contact",
    "wrong_person",
    "out_of_office",
]


@dataclass(frozen=True, slots=True)
class Intent:
    """What is meant (None: cannot say), how sure that is (0..1), and the words that say so."""

    name: IntentName | None
    confidence: float
    reason: str


class Classifier(Protocol):
    """Anything that reads an intent out of an answer."""

    async def classify(self, text: str, subject: str) -> Intent:
        """`text` is the new text only, without what it quotes."""
        ...


class RulesClassifier:
    """The rules below."""

    async def classify(self, text: str, subject: str) -> Intent:
        return intent(text, subject)


def intent(text: str, subject: str = "") -> Intent:
    """The intent of an answer. A refusal outweighs interest, and a request to stop outweighs all."""
    words = _own_words(text)
    if is_out_of_office(text, subject):
        return Intent("out_of_office", 0.95, "out-of-office wording")
    if stop := asks_to_stop(text, subject):
        return Intent("do_not_contact", 0.95, stop)
    for name, confidence, pattern in _INTENTS:
        if match := pattern.search(words):
            return Intent(name, confidence, match.group().strip())
    return Intent(None, 0.0, "no rule matches")


def _own_lines(text: str) -> list[str]:
    """An answer's lines without quoted ones and what follows a quote's heading; lower case, plain quotes, single spaces."""
    lines: list[str] = []
    for line in text[:20_000].splitlines():
        if _QUOTE_HEADING.match(line):
            break
        if not line.lstrip().startswith(">"):
            lines.append(" ".join(line.split()).lower().replace("’", "'").replace("ß", "ss"))
    return lines


def _own_words(text: str) -> str:
    """The same on one line."""
    return " ".join(" ".join(_own_lines(text)).split())[:4000]


_QUOTE_HEADING = re.compile(
    r"\s*(?:on .{5,120} wrote:|am .{5,120} schrieb.*:|le .{5,120} a écrit ?:|el .{5,120} escribió:|"
    r"il .{5,120} ha scritto:"
    r"|op .{5,120} schreef.*:|-{2,} ?(?:original message|ursprüngliche nachricht|message d'origine)|"
    r"_{10,}|from: .+@)",
    re.I,
)


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{a})" for a in alternatives))


# --- requests to stop

_STOP = _any(
    r"\bunsubscribe (?:me|us)\b",
    r"\b(?:please|kindly|pls) unsubscribe\b",
    r"\b(?:remove|take|delete|strike) (?:me|us|my (?:e-?mail|name|address|contact|"
    r"details)[\w ]{0,20}) (?:off|from)\b"
    r"[^.?!]{0,30}\b(?:lists?|mailings?|database|sequence|campaign|system|distribution)\b",
    r"\btake (?:me|us) off (?:your|this|the)\b",
    r"\bopt (?:me |us )?out\b",
    r"\bstop (?:e-?mailing|mailing|contacting|messaging|writing|spamming|sending|bothering|harassing)\b",
    r"\b(?:do not|don't|never|no longer) (?:ever )?(?:contact|e-?mail|message|write(?: to)?|mail|"
    r"reach out to) (?:me|us)\b",
    r"\bno (?:more|further) (?:e-?mails?|messages?|contact|correspondence)\b",
    r"\bcease (?:and desist|all contact|contacting)\b",
    r"\b(?:nehmen|streichen|löschen|entfernen|tragen) sie (?:mich|uns|meine)\b",
    r"\bnimm mich (?:bitte )?(?:aus|von)\b",
    r"\b(?:bitte )?keine (?:weiteren|weitere) (?:e-?)?(?:mails?|nachrichten|kontakt)",
    r"\bkontaktieren sie (?:mich|uns) (?:bitte )?nicht (?:mehr|wieder)",
    r"\b(?:me|nous) (?:retirer|désinscrire|désabonner|supprimer|enlever)\b",
    r"\bdés(?:inscrivez|abonnez|inscris|abonne)-(?:moi|nous)\b",
    r"\bne (?:plus|me|nous)(?: plus)? (?:me |nous )?(?:contact|écri|envoy|sollicit|recevoir)",
    r"\b(?:elimin|borr|quit|retir|sáqu|saqu|sac)[aeáéí]\w*me\b[^.?!]{0,20}\b(?:list|base|env)",
    r"\belim[ií]n[ae](?:n)?me\b|\belimíneme\b",
    r"\b(?:dar|dadme|denme|deme|darme) de baja\b",
    r"\bno me (?:escrib|contact|env[ií])",
    r"\b(?:cancellatemi|rimuovetemi|cancellami|rimuovimi|toglietemi|disiscrivetemi)\b",
    r"\bnon (?:mi )?(?:contattate|scrivete|inviate)\w*(?: più)?",
    r"\b(?:schrijf|meld) (?:me|mij) (?:a\.?u\.?b\.? )?(?:uit|af)\b",
    r"\bhaal (?:me|mij) van\b",
    r"\b(?:remova-me|me remov[ae]|descadastr\w+|tir[ea]-me da lista)\b",
    r"\b(?:avregistrera|ta bort) mig\b",
    r"\bproszę (?:o )?(?:wypis|usun)",
)  # fmt: skip
_STOP_ALONE = re.compile(
    r"(?:please |pls |kindly |bitte |hi |hello |hey |hallo )*"
    r"(?:stop|unsubscribe|unsub|remove(?: me| us)?|take me off|opt[- ]?out|cancel|abmelden|austragen|"
    r"abbestellen|désinscription|"
    r"désabonner?|stopper|baja|darse de baja|cancelar|cancellami|disiscrivi|uitschrijven|afmelden|"
    r"remover|sair|avsluta|wypisz)"
    r"(?: please| pls| thanks| thank you| bitte| danke| merci| gracias| all| now| this)*"
)
_NEGATED = re.compile(r"(?:don't|do not|didn't|did not|never|not|nicht|pas|no)\s+(?:\w+\s+){0,2}$")
_STOP_MAX_WORDS = 60
_TICKET = re.compile(r"[ +:-]+[0-9a-f]+\.[0-9a-f]+\.[0-9a-f]+\.[\w-]{22}$")  # what our unsubscribe links put behind the word


def asks_to_stop(text: str, subject: str = "") -> str | None:
    """The words by which a short answer asks not to be written to again; None when it does not.

    Conservative: a long text that mentions unsubscribing is a conversation about something, left to a person.
    """
    words = _own_words(text)
    if len(words.split()) > _STOP_MAX_WORDS:
        return None
    for line in (words, *_own_lines(text)[:4]):
        bare = line.strip(" .,!*\"'-")
        if bare and _STOP_ALONE.fullmatch(bare):
            return bare
    if match := _STOP.search(words):
        # "don't unsubscribe me" asks for the opposite; "do not contact me" carries its own negation.
        return None if _NEGATED.search(words[: match.start()]) else match.group()
    if len(words.split()) <= 5 and _STOP_ALONE.fullmatch(_TICKET.sub("", subject.strip().lower())):
        return f"subject: {subject.strip()}"
    return None


# --- out of office

_AWAY_SUBJECT = re.compile(
    r"^\s*(?:(?:re|aw|sv|antw|tr|fw|fwd)\s*:\s*)?\W{0,2}(?:"
    r"(?:automatic|automated|auto)[- ]?(?:reply|response|answer)|autoreply|autoresponse|"
    r"out of (?:the )?office|ooo\b|on (?:annual |parental |sick )?(?:leave|"
    r"vacation|holiday)|away from (?:the office|my desk|email)|vacation (?:reply|response|notice)|"
    r"automatische (?:antwort|reactie)|abwesenheit|außer haus|nicht im büro|urlaubs?(?:abwesenheit|notiz|"
    r"vertretung)|im urlaub|"
    r"réponse automatique|absence(?: du bureau)?\b|absent\b|en congés?|message d'absence|"
    r"respuesta autom[áa]tica|fuera de (?:la )?oficina|ausente|ausencia|de vacaciones|"
    r"risposta automatica|fuori (?:sede|ufficio)|assente|in ferie|"
    r"afwezig|niet op kantoor|resposta autom[áa]tica|ausência|fora do escritório|"
    r"autosvar|frånvaro|frånvarande|fravær|ikke til stede|automaattinen vastaus|poissa|"
    r"automatyczna odpowiedź|poza biurem|nieobecno|automatická odpověď|automatikus válasz|otomatik yanıt|"
    r"автоматический ответ|автоответ|自动回复|自動回覆|自動応答|不在|부재중)",
    re.I,
)
_AWAY_TEXT = _any(
    r"\b(?:i am|i'm|i will be|i'll be|am) (?:currently |now |still )?(?:out of (?:the )?office|"
    r"out of the country|on (?:annual |maternity |paternity |parental |"
    r"sick |medical |a )?(?:leave|vacation|holidays?)|away from (?:the office|my desk|e-?mail)|"
    r"on vacation|travell?ing (?:until|through|with limited))",
    r"\blimited access to (?:my )?e-?mails?\b",
    r"\bi am (?:away|out) (?:until|from|through)\b",
    r"\bich bin (?:bis|vom|ab|derzeit|zur ?zeit|aktuell|momentan|leider|"
    r"in der zeit).{0,60}?(?:nicht (?:im büro|erreichbar|im haus|da)|abwesend|im urlaub|ausser haus|"
    r"in elternzeit)",
    r"\bbin ich (?:wieder )?(?:ab|bis).{0,40}?(?:nicht im büro|erreichbar|abwesend)",
    r"\bich (?:befinde mich|bin) (?:bis|vom|derzeit|aktuell|momentan|zur ?zeit)?[^.!?]{0,30}(?:im urlaub|"
    r"in elternzeit|abwesend)",
    r"\b(?:je suis|je serai|actuellement) (?:actuellement |en ce moment )?(?:absente?|en congés?|"
    r"hors du bureau|en vacances|en déplacement)",
    r"\b(?:estoy|estaré|me encuentro|me encontraré) (?:actualmente )?(?:fuera de (?:la )?oficina|"
    r"de vacaciones|ausente)",
    r"\b(?:sono|sarò) (?:attualmente )?(?:fuori (?:sede|ufficio)|assente|in ferie)",
    r"\bik ben (?:momenteel |tot |t/m )?[^.!?]{0,30}(?:afwezig|niet op kantoor|met vakantie|niet aanwezig)",
    r"\b(?:estou|estarei) (?:fora do escritório|de férias|ausente)",
    r"\bjag är (?:inte på kontoret|på semester|ledig|frånvarande)",
)  # fmt: skip


def is_out_of_office(text: str, subject: str = "") -> bool:
    """Does it read like an out-of-office answer? The subject decides first, then wording that only such answers have."""
    return bool(_AWAY_SUBJECT.search(subject) or _AWAY_TEXT.search(_own_words(text)[:1500]))


# --- intents, from refusal to interest: the first that matches counts

_INTENTS: tuple[tuple[IntentName, float, re.Pattern[str]], ...] = (
    ("do_not_contact", 0.9, _any(
        r"\breport(?:ed|ing)? (?:you|this)[^.!?]{0,20}(?:spam|abuse|authorit)",
        r"\bthis is (?:spam|harassment|unsolicited)\b",
        r"\b(?:our|my) (?:lawyer|attorney|legal (?:team|counsel))\b",
        r"\b(?:gdpr|dsgvo|rgpd) (?:request|violation|verstoss|complaint)",
        r"\bnever (?:gave|signed|subscribed|consented|agreed)\b",
        r"\bdo not call\b",
        r"\b(?:fuck|piss) off\b|\bget lost\b",
    )),
    ("wrong_person", 0.85, _any(
        r"\b(?:not|isn't|am not|i'm not) (?:really )?(?:the )?(?:right|correct|best|"
        r"appropriate) (?:person|contact|one|department)",
        r"\bwrong (?:person|contact|guy|department|address|company)\b",
        r"\bno longer (?:work|with|at|employed|responsible|in (?:that|this|charge))",
        r"\b(?:left|has left|have left|leaving) the (?:company|organi[sz]ation|firm|team)\b",
        r"\bdon't (?:handle|deal with|look after|work (?:here|there))\b",
        r"\b(?:reach out to|contact|speak (?:to|with)|talk to|ask) (?:my colleague|our (?:\w+ )?(?:team|"
        r"department|manager)|\w+ instead)\b",
        r"\bnot (?:my|in my) (?:area|department|remit|responsibility)\b",
        r"\bnicht (?:der|die|mein|ihr) ?(?:richtige|zuständige)?\w* ?(?:ansprechpartner|zuständig|"
        r"bereich)",
        r"\bnicht (?:mehr )?(?:dafür |hierfür )?zuständig\b",
        r"\b(?:falsche|richtige)\w* ansprechpartner",
        r"\bnicht mehr (?:im unternehmen|bei)\b",
        r"\bpas la bonne personne\b",
        r"\bplus (?:dans l'entreprise|en charge|employé)",
        r"\bpas (?:moi qui|responsable|mon domaine)",
        r"\bno soy la persona\b",
        r"\bya no trabaj",
        r"\bnon sono la persona\b",
        r"\bniet de juiste persoon\b",
        r"\bnão sou a pessoa\b",
    )),
    ("not_interested", 0.9, _any(
        r"\b(?:not|no longer|aren't|isn't|don't|never|no) (?:really |currently |particularly |be |"
        r"actually |at all )?(?:interested|interest|looking|a (?:good )?fit|"
        r"a priority|for us|for me|needed|relevant|necessary|in the market|a match)\b",
        r"\bno(?:,)? (?:thanks|thank you|thx)\b",
        r"\bthanks,? but no\b",
        r"\b(?:(?:we|i)(?:'ll| will)?|(?:going|have) to) pass\b(?! (?:it|this|that|you|your|along|on)\b)",
        r"\b(?:we|i)(?:'re| are| am|'m)? (?:already |currently )?(?:have|use|using|work(?:ing)? with|"
        r"happy with|set|covered|all set|good)\b[^.?!]{0,30}"
        r"(?:solution|provider|vendor|partner|supplier|agency|tool|thanks|already|place|current)",
        r"\b(?:don't|do not|no) (?:have |see )?(?:a |any |the )?(?:need|budget|requirement|capacity|"
        r"demand|use)\b",
        r"\bnot (?:at this|at the moment|right now|now|today|this (?:time|year|quarter))\b",
        r"\b(?:decline|not moving forward|not going (?:ahead|forward))\b",
        r"\bkein(?:en|e)? (?:interesse|bedarf|budget)\b",
        r"\bnicht (?:interessiert|interessant|relevant|benötigt)\b",
        r"\bnein,? danke\b",
        r"\bpas (?:du tout )?(?:intéressée?s?|d'intérêt|de besoin|besoin|prioritaire)",
        r"\bnon,? merci\b",
        r"\bsans intérêt\b",
        r"\bno (?:me |nos |estoy |estamos )?(?:interesad|interesa|necesit)",
        r"\bno,? gracias\b",
        r"\bnon (?:sono |siamo |ci |mi )?interess",
        r"\bno,? grazie\b",
        r"\b(?:geen|niet) (?:interesse|geïnteresseerd|behoefte)",
        r"\bnee,? (?:bedankt|dank)",
        r"\bnão (?:tenho|temos|estou|estamos) interess",
        r"\binte intresserad|\bikke interesser|\bnie (?:jestem|jesteśmy) zainteresowan",
    )),
    ("meeting_request", 0.85, _any(
        r"\b(?:book|schedule|set up|arrange|have|do|jump on|hop on|plan|organi[sz]e) (?:a |an |some |"
        r"another |in )?(?:quick |short |brief |\d+[- ]?(?:min\w*) )?"
        r"(?:call|meeting|demo|chat|time|zoom|appointment|slot|conversation|intro)\b",
        r"\b(?:send|share|forward)[^.?!]{0,20}(?:calendar|calendly|invite|invitation|availability|times|"
        r"slots|booking link)",
        r"\b(?:let's|let us|happy to|glad to|love to|can we|could we|shall we|we (?:can|could|"
        r"should)) (?:talk|speak|meet|connect|chat|discuss|catch up)\b",
        r"\b(?:are you|when are you|i'm|i am|we are|we're) (?:free|available)\b",
        r"\b(?:does|would|how about|what about|is) (?:next )?(?:mon|tues|wednes|thurs|fri)day\b",
        r"\b(?:mon|tues|wednes|thurs|fri)day (?:at|works|would work|morning|afternoon|is good|suits)",
        r"\b(?:works|suits|good) (?:for )?(?:me|us)\b",
        r"\bcall me\b|\bgive me a (?:call|ring)\b",
        r"\bsee you then\b|\baccepted the invite\b",
        r"\btermin (?:vereinbaren|passt|machen|ausmachen|finden)|\b(?:telefonieren|telefontermin|"
        r"einladung)\b|\bpasst (?:mir|uns|ihnen|montag|dienstag|mittwoch|donnerstag|freitag)",
        r"\b(?:rendez-vous|prenons rdv|un rdv|une invitation|me convient|nous convient|convenir d'un)\b",
        r"\b(?:agend|program)(?:emos|ar|amos) una (?:reunión|llamada)|\buna (?:reunión|llamada|"
        r"invitación)\b|\bme viene bien\b",
        r"\bfissa(?:re|mo) (?:una|un) (?:call|appuntamento|chiamata)|\bafspraak (?:maken|inplannen)|"
        r"\bmarcar uma (?:reunião|chamada)",
    )),
    ("interested", 0.8, _any(
        r"\b(?:i'm|i am|we are|we're|am|are|very|quite|definitely|might be|would be|"
        r"could be) (?:\w+ )?interested\b",
        r"^interested\b",
        r"\b(?:sounds|looks|seems|this is|that's|that is) (?:\w+ )?(?:good|great|interesting|promising|"
        r"intriguing|perfect|useful)\b",
        r"\b(?:next steps?|good timing|great timing|count me in|let's do (?:it|this)|keen to|love to|"
        r"sign me up)\b",
        r"\b(?:is this|still) (?:still )?(?:on|available|relevant)\b",
        r"\byes,? (?:please|sure|absolutely|definitely|i(?:'d| would))\b|^(?:yes|sure|absolutely|"
        r"definitely)[.!]*$",
        r"\blooking (?:at|into|for) (?:this|something like|exactly)\b",
        r"\b(?:klingt|hört sich) (?:\w+ )?(?:gut|interessant|spannend)|\b(?:habe|haben|hätten|"
        r"hätte) (?:\w+ )?interesse\b|\binteressiert (?:mich|uns)\b|\bgerne\b[^.]{0,20}mehr|"
        r"\bnoch aktuell\b",
        r"\b(?:cela|ça) (?:m'|nous )intéresse|\bje suis intéressé|\bnous sommes intéressé|"
        r"\btoujours d'actualité\b|\bavec plaisir\b",
        r"\b(?:me|nos) interesa\b|\b(?:estoy|estamos) interesad|\bsuena (?:bien|interesante)|"
        r"\bsigue en pie\b",
        r"\b(?:sono|siamo) interessat|\bmi interessa\b|\b(?:klinkt|lijkt) (?:me )?(?:goed|interessant)|"
        r"\btenho interesse\b|\bintresserad av\b",
    )),
    ("information_request", 0.8, _any(
        r"\b(?:send|share|provide|forward|give|get|need|want|like|see|have|some)\b[^.?!]{0,30}\b(?:more |"
        r"further |additional |some )?(?:info|information|details|pricing|prices|quote|"
        r"brochure|deck|overview|case stud(?:y|ies)|materials?|one[- ]pager|examples|references)\b",
        r"\b(?:tell|know|explain|hear|learn)(?: me| us)?(?: a (?:bit|little))? more\b",
        r"\bmore (?:info|information|details)\b",
        r"\bhow (?:much|does (?:it|this|that)|do you|would (?:it|this|that)|is (?:it|this) different)\b",
        r"\bwhat (?:does it|is the (?:price|cost|pricing)|are the (?:prices|costs)|exactly|kind of)\b",
        r"\b(?:pricing|price list|cost)\s*\?", r"\bwhich (?:\w+ ){1,4}do you\b",
        r"\bmehr (?:dazu |darüber )?(?:infos?|informationen|details|erfahren|dazu|schreiben|sagen)|"
        r"\b(?:preise|preisliste|unterlagen|angebot)\b[^.!]{0,30}(?:schicken|senden|zukommen|\?)|"
        r"\b(?:schicken|senden) sie (?:mir|uns)",
        r"\b(?:plus d'informations|en savoir plus|m'en dire plus|vos tarifs|plus de détails|"
        r"une documentation)\b",
        r"\b(?:más información|más detalles|contarme (?:algo )?más|precios|saber más)\b",
        r"\b(?:maggiori|più) (?:informazioni|dettagli)\b|\b(?:meer informatie|mais informações|"
        r"mais detalhes)\b",
    )),
)  # fmt: skip


# --- return dates

_MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "january jan januar jänner janvier enero gennaio januari janeiro januar stycznia",
        "february feb februar février fevrier febrero febbraio februari fevereiro lutego",
        "march mar märz maerz mrz mars marzo maart março marca",
        "april apr avril abril aprile kwietnia",
        "may mai mayo maggio mei maio maj maja",
        "june jun juni juin junio giugno junho czerwca",
        "july jul juli juillet julio luglio julho lipca",
        "august aug août aout agosto augustus augusti sierpnia",
        "september sep sept septembre septiembre settembre setembro września",
        "october oct okt oktober octobre octubre ottobre outubro października",
        "november nov novembre noviembre novembro listopada",
        "december dec dez dezember décembre decembre diciembre dicembre dezembro grudnia",
    ),
    1,
):
    _MONTHS |= dict.fromkeys(_names.split(), _number)
_WEEKDAYS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "monday montag lundi lunes lunedì maandag måndag mandag",
        "tuesday dienstag mardi martes martedì dinsdag tisdag tirsdag",
        "wednesday mittwoch mercredi miércoles mercoledì woensdag onsdag",
        "thursday donnerstag jeudi jueves giovedì donderdag torsdag",
        "friday freitag vendredi viernes venerdì vrijdag fredag",
        "saturday samstag samedi sábado sabato zaterdag lördag lørdag",
        "sunday sonntag dimanche domingo domenica zondag söndag søndag",
    )
):
    _WEEKDAYS |= dict.fromkeys(_names.split(), _number)

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_DATE = re.compile(
    r"(?P<iso>(?P<y1>20\d\d)-(?P<m1>\d{1,2})-(?P<d1>\d{1,2}))"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s*(?:of |de |di |-)?"
    rf"\s*(?P<m2>{_MONTH})\b\.?(?:,?\s+(?:de )?(?P<y2>20\d\d))?"
    rf"|\b(?P<m3>{_MONTH})\.?\s+(?:the )?(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y3>20\d\d))?"
    r"|(?<![\d./])(?P<a4>\d{1,2})(?P<sep>[./])(?P<b4>\d{1,2})(?:(?P=sep)(?P<y4>20\d\d|\d\d)?)?(?![\d/])"
    r"|\b(?P<tomorrow>tomorrow|morgen|demain|mañana|domani)\b"
    r"|\b(?P<week>next week|nächste(?:r|n)? woche|semaine prochaine|próxima semana)\b"
    rf"|\b(?P<weekday>{_WEEKDAY})\b"
)
_BACK = re.compile(
    r"\b(?:back|return(?:ing)?|resume|wieder|zurück|(?:de )?retour|reviens|regreso|volver[ée]|"
    r"regresar[ée]|vuelta|rientro|torner[òo]|terug|retorno|tillbaka|"
    r"tilbage|wracam|powrót)\b"
)
_UNTIL = re.compile(
    r"\b(?:until|till|til|through|thru|bis|jusqu'?(?:au)?|hasta|fino|tot|t/m|até|t\.o\.m|"
    r"to)\b"
)
_INCLUSIVE = re.compile(
    r"\b(?:through|thru|inclusive|including|einschliesslich|inklusive|inclus|"
    r"incluido|compreso|t/m)\b"
)
_FURTHEST = timedelta(days=400)


def return_date(text: str, today: date) -> date | None:
    """The day on which somebody who is away is back; None when the text does not say, or says a day that has passed.

    "Back on", else "until" (meaning that day, or the next one after "through"), else the latest day it names.
    """
    words = _own_words(text)
    back, until, named = [], [], []
    for match in _DATE.finditer(words):
        day = _day_of(match, words, today)
        if day is None or not today <= day <= today + _FURTHEST:
            continue
        before = re.split(r"[.!?](?=\s)", words[max(0, match.start() - 60) : match.start()])[-1]
        if _BACK.search(before):
            back.append(day)
        elif _UNTIL.search(before):
            inclusive = _INCLUSIVE.search(before) or _INCLUSIVE.match(words[match.end() :].lstrip(" (,"))
            until.append(day + timedelta(days=1) if inclusive else day)
        elif not match["weekday"] and not match["tomorrow"] and not match["week"]:
            named.append(day)
    return back[0] if back else max(until) if until else max(named, default=None)


def _day_of(match: re.Match[str], words: str, today: date) -> date | None:
    if match["iso"]:
        return _valid(int(match["y1"]), int(match["m1"]), int(match["d1"]))
    if match["m2"]:
        return _with_year(match["y2"], _MONTHS[match["m2"]], int(match["d2"]), today)
    if match["m3"]:
        return _with_year(match["y3"], _MONTHS[match["m3"]], int(match["d3"]), today)
    if match["a4"]:
        a, b = int(match["a4"]), int(match["b4"])
        # With dots the day comes first; with slashes it depends on the country: the nearer one that lies ahead.
        readings = [_with_year(match["y4"], b, a, today)]
        if match["sep"] == "/":
            readings.append(_with_year(match["y4"], a, b, today))
        return min((r for r in readings if r and r >= today), default=None)
    if match["tomorrow"]:
        return today + timedelta(days=1)
    if match["week"]:
        return today + timedelta(days=7 - today.weekday())
    return today + timedelta(days=(_WEEKDAYS[match["weekday"]] - today.weekday() - 1) % 7 + 1)


def _with_year(year: str | None, month: int, day: int, today: date) -> date | None:
    if year:
        return _valid(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this = _valid(today.year, month, day)
    return this if this and this >= today else _valid(today.year + 1, month, day)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

"""What a brief answer says by the words in it, where no wording that the tables know occurs.

People who answer in one line use a few words of a few classes in any order: that nobody should write to them again; thanks, but;
the name of the one to ask. Of longer texts nothing is said, and of questions neither.
"""

import re
from dataclasses import dataclass

from outrider.rules.languages.objections import COURTESIES
from outrider.rules.phrases import Words, fold, folded_words


@dataclass(frozen=True, slots=True)
class _Classes:
    no: frozenset[str]
    more: frozenset[str]
    write: tuple[str, ...]  # how words begin that mean to get in touch
    me: frozenset[str]
    want: frozenset[str]
    mail: frozenset[str]


def _classes(no: str, more: str, write: str, me: str, want: str, mail: str) -> _Classes:
    sets = [frozenset(folded_words(text)) for text in (no, more, me, want, mail)]
    return _Classes(sets[0], sets[1], tuple(map(fold, write.split())), sets[2], sets[3], sets[4])


_LANGUAGES = (
    _classes(
        "kein keine keinen keinerlei nicht nie",
        "mehr weitere weiteren weiterer wieder erneut künftig zukünftig zukunft",
        "schreib mailen kontaktieren anschreiben anmailen anzuschreiben belästig behellig",
        "mich mir uns",
        "will wollen möchte moechte möchten wünsche wünschen brauche",
        "mails emails e-mails mail anfragen nachrichten werbung kontakt kontaktaufnahmen spam newsletter zuschriften post",
    ),
    _classes(
        "niet geen nooit",
        "meer weer opnieuw voortaan",
        "mailen schrijven schrijf benader contacteren emailen lastig",
        "mij me ons",
        "wil willen wens wensen hoef hoeven graag gelieve",
        "mails e-mails emails mail berichten reclame contact spam aanbiedingen",
    ),
    _classes(
        "ne n pas jamais aucun aucune",
        "plus jamais désormais avenir",
        "écri contact sollicit relanc mailer démarch dérang",
        "me m moi nous",
        "veux voulons souhaite souhaitons désire désirons aimerais",
        "mails emails e-mails mail courriels messages pub publicité sollicitations spam relances",
    ),
    _classes(
        "no nunca ningún ni",
        "más mas nunca vuelvan vuelva vuelvas volver volváis futuro",
        "escrib contact molest",
        "me nos escribirme contactarme molestarme escribirnos contactarnos",
        "quiero queremos deseo deseamos necesito prefiero",
        "correos emails e-mails mails correo mensajes publicidad spam",
    ),
    _classes(
        "non nessuna mai",
        "più ulteriori altre altri mai oltre ulteriormente futuro",
        "scriv contatt disturb",
        "mi ci vi scrivermi contattarmi disturbarmi scriverci contattarci",
        "chiedo voglio vogliamo vorrei gradirei desidero desideriamo preferirei",
        "mail email e-mail messaggi comunicazioni pubblicità spam proposte",
    ),
    _classes(
        "não nunca nem",
        "mais novamente futuro",
        "contact contat escrev perturb incomod",
        "me nos contactar-me contatar-me",
        "quero queremos desejo desejamos gostaria preciso",
        "e-mails emails email mensagens publicidade spam contatos contactos propaganda",
    ),
    _classes(
        "nie nigdy",
        "więcej już nigdy dalszych kolejnych przyszłości",
        "pisać pisz kontaktować wysyłać przysyłać mailować nękać",
        "mnie mną mi nas nam",
        "chcę chcemy życzę życzymy proszę",
        "maili e-maili wiadomości ofert reklam spamu",
    ),
    _classes(
        "inte aldrig ej inga ingen",
        "igen mer fler längre mera framöver hädanefter",
        "kontakt maila mejla skriv stör",
        "mig oss bli",
        "vill önskar orkar behöver",
        "mejl mail utskick meddelanden reklam spam e-post",
    ),
    _classes(
        "ikke aldrig aldri ingen",
        "igen igjen mere mer flere lenger længere fremover",
        "kontakt skriv mail maile forstyr plag",
        "mig os meg oss blive bli",
        "vil ønsker gider orker behøver trenger",
        "mails mailer e-mails e-poster mail beskeder meldinger henvendelser reklame spam",
    ),
)
_MOST_WORDS = 14


def wants_no_more(words: Words) -> str | None:
    """The words of a clause that say "write to me no more" or "no more mail", in whatever order."""
    clauses: dict[int, list[int]] = {}
    for at, clause in enumerate(words.clauses):
        clauses.setdefault(clause, []).append(at)
    for places in clauses.values():
        said = [words.words[at] for at in places]
        text = words.text[words.spans[places[0]][0] : words.spans[places[-1]][1]]
        asks = words.text[words.spans[places[-1]][1] :].lstrip().startswith("?")
        if 2 < len(said) <= _MOST_WORDS and not asks and any(_refuses(said, of) for of in _LANGUAGES):
            return text
    return None


_ADVERTISING = ("werbung", "reclame", "reklam", "publicid", "publicit", "pubblicit", "propagand", "spam")
_TOLD = re.compile(r"(?:ieron|aron|eram|aram|iram)$|^nessuno$")  # who was not written to complains of something else


def _refuses(said: list[str], of: _Classes) -> bool:
    there = frozenset(said)
    refused, more = there & of.no, there & of.more
    if refused and there & of.want and any(word.startswith(_ADVERTISING) for word in said):
        return True
    if not (refused and more and len(refused | more) > 1) or any(_TOLD.search(word) for word in said):
        return False
    if any(word.startswith(of.write) for word in said) and there & of.me:
        return True
    begins = next((word for word in said if word not in COURTESIES), "") in of.no | of.more
    return bool(there & of.mail and (there & of.want or begins))


# "Thank you, but": what follows is no.
_THANKS_BUT = re.compile(
    r"(?:hallo|hej|hei|hi|bonjour|hola|ciao|olá|dzień dobry)?[ ,!\w]{0,20}\b"
    r"(?:danke\w*|vielen dank|dank|bedankt|merci|gracias|grazie|ringrazio|obrigad[oa]|agradeço|dziękuj\w+|tack|tak|takk)\b"
    r"[^?]{0,40}?"
    r"[ ,.–-]+(?:aber|maar|mais|pero|ma|mas|ale|men) "
    r"(?:wir|we|wij|ik|nous|on|je|ya|no|lo|estamos|tenemos|abbiamo|siamo|non|ho|já|não|temos|mamy|nie|jesteśmy|vi|jag|jeg|det"
    r"|ich)\b[^?]*",
    re.IGNORECASE,
)
# "We have someone already"; who has already spoken or bought says something else.
_HAS_ALREADY = re.compile(
    r"\b(?:haben|hab|hebben|avons|sommes|tenemos|abbiamo|siamo|temos|mamy|har|est|a)\b.{0,12}\b"
    r"(?:schon|bereits|al|reeds|déjà|ya|già|gia|já|już|redan|allerede)\b"
    r"|\b(?:ya|já|już|già)\b.{0,12}\b(?:tenemos|temos|mamy|estamos|abbiamo)\b|\b(?:har|hebben) (?:en|et|någon|noen|nogen|iemand) "
    r"(?:der|som|die)\b|\bmamy (?:swojego|swoją|własn\w+)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"gespro|échang|discut|telefon|bestell|gekauft|geantwort|geschr|bezahlt|parl|commandé|reçu|rendez|habl|comprado|recib|sentit|ordinat|falad"
    r"|recebi|comprad|rozmawia|kupi|pratat|köpt|fått|fået|snakk|talt|kjøpt|købt|intere|termin|afspraak|möte|møde|møte|spotk",
    re.IGNORECASE,
)
_WELL_OFF = re.compile(
    r"\b(?:sind|zitten|sommes|estamos|siamo|är|er|klarar oss|klarer os|klarer oss|jesteśmy)\b.{0,12}\b"
    r"(?:bestens|gut|goed|bien|très bien|bene|bra|fint|godt|dobrze) ?(?:aufgestellt|versorgt|bedient|équipés|waar|cubiertos"
    r"|atendidos|servidos|coperti|försedda|dekket|dækket|zaopatrzeni)\b"
    r"|\bklarar oss (?:bra|fint|själva)\b|\bklarer oss? (?:fint|selv|godt)\b",
    re.IGNORECASE,
)
_MOST_WORDS_OF_A_REFUSAL = 16


_RATHER = re.compile(
    r"\b(?:lieber|gern\w*|liever|graag|préfér\w+|prefier\w+|preferi\w+|prefir\w+|wolę|wolimy|hellre|heller|gärna|gjerne"
    r"|voudrais|aimerais|möchte|würde|quiero|quisiera|vorrei|quero|gostaria|wil ik|zou|chciał\w*|vill jag|vil jeg|vil gerne"
    r"|vil gjerne|först|først|zuerst|erst|d'abord|primero|primeiro|prima|eerst|najpierw)\b",
    re.I,
)


def has_spoken(said: str, rest: str) -> bool:
    """Whether "we have already" (the end of `said`) goes on with what two do who are in touch: "spoken", "ordered"."""
    return bool(_ALREADY_AT_LAST.search(said) and _SPOKEN.match(rest.lstrip()))


_ALREADY_AT_LAST = re.compile(r"\b(?:schon|bereits|al|déjà|ya|già|já|już|redan|allerede)$", re.IGNORECASE)


def refuses(said: str, words: Words) -> str | None:
    """The words by which a brief answer declines: thanks, but; we have one already; we do well."""
    if len(words) > _MOST_WORDS_OF_A_REFUSAL or "?" in said or _RATHER.search(said):
        return None
    line = " ".join(said.split())
    if match := _WELL_OFF.search(line) or _THANKS_BUT.match(line):
        return match.group()[:200]
    match = None if _SPOKEN.search(line) else _HAS_ALREADY.search(line)
    return match.group() if match else None


# "Ask Anna": to a name and not to the writer. The name has a capital, the words of address that have one are no names.
_ASK = re.compile(
    r"(?i:\b(?:sprechen sie (?:bitte |besser |dazu )?mit|fragen sie|frag(?: mal| doch| besser)?(?: bei)?|wenden sie sich"
    r"(?: bitte| besser)? an|kontaktieren sie|adressez[- ]vous (?:plutôt )?à|voyez (?:plutôt )?avec|contactez(?: plutôt)?"
    r"|habl[ae] con|contact[ae] (?:a|con)|dirígete a|sentire|senta|parli con|parla con|contatti|chieda a|neem contact op met"
    r"|spreek(?: maar)? met|vraag het(?: aan)?|fal[ae] com|contacte|porozmawiać z|kontaktować się z|skontaktować się z|zapytać"
    r"|vänd[ae]? (?:dig|er) till|kontakta|kontakt(?: hellere| heller| gerne| gjerne)?|spørg|spør|fråga|snak med|snakk med))"
    r"\s+(?i:(?:bitte|besser|lieber|ma|mon|notre|mia|mio|min|vår|vores|mi|mijn|collègue|collega|kollega|compañer[oa]|kollegan|o|a"
    r"|frau|herrn?|pani[ąa]?|panem|señora?|dott\.\S*|sig\.\S*)\s+){0,3}"
    r"(?!Ihnen|Sie|Ihre|Mich|Mir|Uns|Du|Dir)[A-ZÅÄÖØÆŁŚŻÉ][a-zà-ÿłśżńćą]{2,}"
)
_ANSWERS_FOR = re.compile(
    r"\b(?:ist|is|est|es|è|é|jest|är|er)\b[^?.!]{0,40}\b(?:verantwortlich|verantwoordelijk|responsable|encargad[oa]|responsabile"
    r"|responsável|odpowiedzialn[ya]|ansvarig|ansvarlig)\b",
    re.IGNORECASE,
)
_I_AM = re.compile(r"\b(?:ich bin|ben ik|ik ben|je suis|soy|sono|sou|jestem|jag är|jeg er)\b", re.IGNORECASE)


def refers(said: str, words: Words) -> str | None:
    """The words by which a brief answer names someone else to ask."""
    if len(words) > _MOST_WORDS or "?" in said or _I_AM.search(said):
        return None
    match = _ASK.search(said) or _ANSWERS_FOR.search(said)
    return match.group() if match else None

"""What a person's answer means: intent by rules, requests to stop, out of office and its return date.

The rules are behind `Classifier`, which a model can implement instead. They prefer to say nothing over saying wrong.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from outrider.rules.absence import automatic_subject, said_away
from outrider.rules.brief import has_spoken, refers, refuses, wants_no_more
from outrider.rules.english import STOP, STRUCTURES, asks_of_others, clear
from outrider.rules.intent_patterns import INTENTS, READ_IN_ENGLISH, IntentName, any_of
from outrider.rules.languages import lists, stems
from outrider.rules.languages.objections import COURTESIES
from outrider.rules.letters import body, without_greeting
from outrider.rules.phrases import Found, Words, fold, folded_words, read
from outrider.rules.quotes import new_text
from outrider.rules.text import words_of


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
    """The intent of an answer. A request to stop outweighs all; a refusal outweighs interest, unless a "but" lies between."""
    own = _own(text)
    if away := said_away(own, subject):
        return Intent("out_of_office", 0.95, away)
    if stop := _stop(own, subject):
        return Intent("do_not_contact", 0.95, stop)
    if answered := _answered_invitation(own, subject):
        return answered
    own = body(own)
    answer = without_greeting(own)
    plain, words, clearly = _plain(own), read(own[:_READ]), clear(answer)
    if automatic_subject(subject) and (departed := lists.of("departed").first(words)):
        return Intent("wrong_person", 0.85, departed.text)
    for name, confidence, pattern in INTENTS:
        if match := pattern.search(plain):
            said, rest = match.group().strip(), plain[match.end() :]
        elif name in _LISTS and (found := _first(name, words)):
            said, rest = found.text, _behind(words, found)
        elif match := STRUCTURES[name].search(clearly):
            said, rest = match.group().strip(" .,!?;:-"), clearly[match.end() :]
        else:
            continue
        if name == "not_interested" and has_spoken(said, rest):
            continue
        if name == "interested" and (denied := _DENIES.match(rest)):
            return Intent("not_interested", 0.85, said + denied[0])
        turn = _turn(rest) if name == "not_interested" else None
        return turn or Intent(name, confidence, said)
    if referral := lists.of("referral").first(words):
        return Intent("wrong_person", 0.75, referral.text)
    words = read(answer[:_READ])
    if proposed := _proposed(words):
        return Intent("meeting_request", 0.75, proposed)
    if len(words) and _is_yes(words):
        return Intent("interested", 0.7, words.words[0])
    if len(words) and _is_no(words):
        return Intent("not_interested", 0.8, words.words[0])
    if said := refers(own[:_READ_IN_BRIEF], words):
        return Intent("wrong_person", 0.7, said)
    if said := refuses(own[:_READ_IN_BRIEF], words):
        return Intent("not_interested", 0.7, said)
    if (sign := answer.strip(_AROUND_A_SIGN)) in _SIGNS:
        return Intent(_SIGNS[sign], 0.7, sign)
    return Intent(None, 0.0, "no rule matches")


# Accepted: Rotor blades @ Thu Jun 4, 2026; the text is the calendar's.
_ANSWERED = re.compile(
    rf"\s*(?:\[[^\]]{{1,30}}\] ?)?(?:(?P<accepted>{stems.pattern(stems.ACCEPTED)})"
    rf"|(?P<declined>{stems.pattern(stems.DECLINED)}))\s?[:：]",
    re.IGNORECASE,
)
# The words of calendars, in the text.
_INVITATION = re.compile(
    r"invit|einladung|uitnodiging|convite|zaproszeni|pozvánk|kutsu|meghív|davet|приглашени|邀请|招待|초대|vcalendar",
    re.IGNORECASE,
)


def _answered_invitation(own: str, subject: str) -> Intent | None:
    """The intent of an answer to an invitation, of which the calendar wrote the text: no more than its title, perhaps."""
    answer = _ANSWERED.match(subject)
    title = subject[answer.end() :].strip() if answer else ""
    if answer is None or not (title.startswith(own.strip()) or _INVITATION.search(own[:_READ])):
        return None
    if answer["declined"]:
        return Intent(None, 0.0, "declines an invitation")
    return Intent("meeting_request", 0.9, answer[0])


def _first(name: IntentName, words: Words) -> Found | None:
    """The first phrase of an intent; of the willing ones none with a "no" in its gap: "graag [geen contact] meer"."""
    all_found = lists.of(_LISTS[name]).all(words)
    return next((f for f in all_found if name not in _WILLING or not _negated_inside(words, f)), None)


def _negated_inside(words: Words, found: Found) -> bool:
    inside = words.words[found.word + 1 : found.end - 1] if found.word >= 0 else ()
    return any(word in _INSIDE.get(found.owner, ()) for word in inside)


def _behind(words: Words, found: Found) -> str:
    """What follows a phrase."""
    if found.word < 0:
        return words.letters[found.at + len(found.text) :]
    return words.text[words.spans[found.word][0] + len(found.text) :]


_BUT = re.compile(
    r"\b(?:but|however|aber|jedoch|mais|pero|mas|ma|però|maar|men|ale|ama|mutta|dar|ali|но|але|али)\b"
    r"|不过|不過|但是|但|可是|ですが|ますが|けど|지만"
    r"|(?=\b(?:tomorrow|next week|(?:mon|tues|wednes|thurs|fri)day) (?:works|is fine|is good|suits)\b)"
    r"|(?=\b(?:let's (?:do (?:it|this)|start|go)|count me in|sign me up|just (?:send|call|tell|give)\b(?! (?:me )?no))\b)",
    re.IGNORECASE,
)
_WILLING: tuple[IntentName, ...] = ("interested", "meeting_request", "information_request")


# "But thank you for the offer" asks for none.
_THANKS = re.compile(
    r"\W*(?:\w+\W+){0,2}(?:thank|dank|merci|gracias|graci|grazie|obrigad|bedankt|tak\b|takk|tack|dzięk|děk|ďak|спасибо|дякую"
    r"|благодар|hvala|хвала|mulțum|köszön|kiit|teşekkür)",
    re.IGNORECASE,
)

_PRAISE = re.compile(r"(?:sounds|looks|seems|this is|that's|that is)\b")  # as one praises what others may want


def _turn(rest: str) -> Intent | None:
    """What the writer of a refusal wants after all, behind a "but": "not the first, but the second sounds good, call me"."""
    but = _BUT.search(rest)
    found = intent(rest[but.end() :]) if but and not _THANKS.match(rest, but.end()) else None
    praised = found is not None and found.name == "interested" and _PRAISE.match(found.reason)
    return found if found and found.name in _WILLING and not praised else None


@lru_cache(maxsize=4)  # what a message is and what its writer wants are asked one after the other
def _own(text: str) -> str:
    return new_text(text)


_READ = 8000  # characters
_READ_IN_BRIEF = 1000  # of an answer of a few words
# Which list of the table of languages belongs to an intent.
_LISTS: dict[IntentName, str] = {
    "wrong_person": "wrong",
    "not_interested": "refusal",
    "meeting_request": "meeting",
    "interested": "interest",
    "information_request": "question",
}
# The words that make a refusal of what a phrase of interest says, where one stands within it.
_INSIDE = {
    code: frozenset(map(fold, words_of(said)))
    for code, said in {
        "de": "kein keine keinen keinerlei nicht",
        "nl": "geen niet",
        "sv": "inte ingen inga inget",
        "da": "ikke ingen",
        "no": "ikke ingen",
        "pl": "nie",
        "pt": "não sem",
        "it": "non",
        "es": "no sin",
    }.items()
}
_YES = frozenset(
    fold(w)
    for w in words_of(
        "yes ja jo oui si sí sim sì da tak ano áno igen taip jā jah nai evet kyllä já да так"
        " gern gerne gärna gjerne absolut absolutt klar claro certo certamente volentieri volontiers volontier oczywiście chętnie"
        " jasne zeker tuurlijk natuurlijk graag jep yep dale vale"
        " ναι כן نعم بله हाँ हां vâng ya 是 是的 はい 네 예"
    )
)


# What follows where "ya" or "já" means "already".
_NO_YES = [
    (fold(w),) for w in words_of("estamos tenemos temos tengo tenho usamos contamos trabajamos trabalhamos hemos tratamos somos")
] + [("geschehen",)]


_NO = frozenset(
    fold(w)
    for w in words_of(
        "no nope nah nä niks nej nix nein nee nej nei non não ei nie ne nem nu όχι нет ні не hayır لا לא नहीं không tidak ไม่"
        " いいえ 不 不用 不要 아니요 아니오"
    )
)
_MOST_WORDS_OF_A_NO = 10
_NO_AT_LAST = frozenset(fold(w) for w in words_of("nein nee nej nei non não nie nö"))  # "...daher nein"
_NO_AT_FIRST = frozenset(fold(w) for w in words_of("nein nee nej nei nö nää"))
_NO_MATTER = frozenset(words_of("problem probleem schlimm erg uit noget gor gjor"))
_DENYING = frozenset(
    fold(w) for w in words_of("nicht kein keine keinen geen niet ikke inte nicht pas nie non não")
)  # "nej det behøver vi ikke"
# What people answer with a single sign.
_SIGNS: dict[str, IntentName] = {
    **dict.fromkeys(("👍", "👌", "🙌", "💯", "✅", "🤝"), "interested"),
    **dict.fromkeys(("👎", "❌", "🙅"), "not_interested"),
}
_AROUND_A_SIGN = " .!\n\r\t\ufe0f" + "".join(map(chr, range(0x1F3FB, 0x1F400)))  # with the colors of hands


# "Interests me not": the negation of many languages stands behind the verb.
_DENIES = re.compile(
    r" (?:mich |uns |me |mij |ons |mig |oss |os |meg )?"
    r"(?:leider |gar |überhaupt |wirklich |eher |jetzt |einfach |absolut |du tout |echt |helemaal )?"
    r"(?:nicht|pas|niet|inte|ikke|nie)\b(?! (?:nur|seulement|alleen|bara|bare|kun|tylko)\b)"
)
_MOST_WORDS_OF_A_PROPOSAL = 12
_HOUR = re.compile(r"(?:[6-9]|1\d|20)(?:h(?:\d\d)?)?")
_FITS = frozenset(folded_words("passt past passar passer pasuje va bom bene bien funkar klappt convient ok okay"))
_MOST_WORDS_THAT_FIT = 7
_OF_A_DATE = re.compile(r"[./-]\d{1,2}(?:[./-]|\b)(?!\s?(?:h|uhr|uur))|\.? [^\W\d_]{3,}\b(?<!uhr)(?<!uur)(?<!passer)(?<!passt)")


def _proposed(words: Words) -> str | None:
    """The day and hour that a short answer names and says nothing against: "ok pour jeudi 14h"."""
    days = lists.calendar("weekdays")
    if len(words) > _MOST_WORDS_OF_A_PROPOSAL or lists.of("back").first(words) or lists.of("until").first(words):
        return None
    if any(word in of for of in lists.negations().values() for word in words.words):
        return None
    for at, word in enumerate(words.words):
        for hour in range(at + 1, min(at + 4, len(words))) if len(word) > 3 and word in days else ():
            end = words.spans[hour][1]
            if words.words[hour] in _FITS and len(words) <= _MOST_WORDS_THAT_FIT and "?" not in words.text:
                return words.text[words.spans[at][0] : end]
            if _HOUR.fullmatch(words.words[hour]) and not _OF_A_DATE.match(words.text, end):
                return words.text[words.spans[at][0] : end]
    return None


def _is_yes(words: Words) -> bool:
    """Whether the answer is "yes", and perhaps a name."""
    plain = not any(word in _NO or any(word in of for of in lists.negations().values()) for word in words.words[1:])
    return words.words[0] in _YES and len(words) <= 4 and words.words[1:2] not in _NO_YES and plain


def _is_no(words: Words) -> bool:
    """Whether the answer is "no" and perhaps a name: the word stands alone in its clause ("no problem" is none)."""
    first, last = words.words[0], words.words[-1]
    if first in _NO and len(words) <= 5 and words.clauses.count(words.clauses[0]) == 1:
        return True
    if len(words) > _MOST_WORDS_OF_A_NO or "?" in words.text:
        return False
    return (last in _NO_AT_LAST and words.words[-2:-1] != (last,)) or (
        first in _NO_AT_FIRST and any(word in _DENYING for word in words.words[1:]) and _NO_MATTER.isdisjoint(words.distinct)
    )


def _plain(text: str) -> str:
    """A text on one line, lower case, with plain quotes: what the English rules read."""
    return " ".join(text[:20_000].split()).lower().replace("’", "'").replace("ß", "ss")[:READ_IN_ENGLISH]


# --- requests to stop

_MAIL = r"(?:e-?mails?|mails?|mailings?|messages?|spam|spamming|newsletters?|correspondence|solicitations?|outreach|follow-?ups?)"
_LISTS_OF_OURS = (
    r"(?:lists?|mailings?|database|sequence|campaign|systems?|distribution|records?|crm|files|contacts|communications?)"
)
# "Remove my name from the quote": from something that is no list of ours.
_NO_LIST = rf"(?! (?:from|off|in|on|out of) (?:the|our|my|that|its) (?!(?:[\w-]+ )?(?:{_LISTS_OF_OURS}|{_MAIL})\b))"
_WRITE = (
    r"(?:contact|e-?mail|mail|message|write(?: to)?|reach out(?: to)?|follow up(?: with)?|approach|solicit|bother|pitch"
    r"|ping)"
)
_STOP = any_of(
    r"\bunsubscribe (?:me|us)\b|\b(?:want|like|how do i|how can i|wish|need) (?:to )?(?:unsubscribe|opt out|be removed)\b",
    r"\b(?:delete|erase|remove) (?:all )?(?:of )?my (?:personal )?(?:data|information|info|details)\b"
    rf"{_NO_LIST}",
    r"\b(?:please|kindly|pls|plz) unsubscribe\b",
    r"\b(?:remove|delete|erase) (?:my|our) (?:e-?mail|address|contact|name)\b(?! signature)"
    rf"{_NO_LIST}",
    r"\b(?:remove|take|delete|strike) (?:me|us|my (?:e-?mail|name|address|contact|"
    r"details)[\w ]{0,20}) (?:off|from)\b(?! the wait)"
    rf"[^.?!]{{0,30}}\b{_LISTS_OF_OURS}\b",
    r"\b(?:remove|take|delete|erase|scrub|purge) (?:it|this|them|that|all) (?:\w+ )?(?:from|off|out of) (?:all )?your "
    rf"{_LISTS_OF_OURS}\b"
    r"(?! of (?:references|customers|clients))",
    r"\b(?:removed|deleted|excluded) from (?:your|all|any|this|further|future) (?:\w+ ){0,2}"
    rf"(?:{_LISTS_OF_OURS}|{_MAIL})\b",
    r"\btake (?:me|us) off(?=\s*(?:[.!,;]|please|now|$))|"
    r"\btake (?:me|us) off (?:your|this|the|whatever|any|every|all)\b(?! (?:wait|free|old|basic|current|trial|paid)"
    r"|[^.?!]{0,20}\bplan\b)|\b(?:remove|take|delete|unsubscribe) \S{1,64}@\S{3,250}",
    r"\bopt (?:me |us )?out\b",
    r"\b(?:stop|quit|cease) (?:e-?mailing|mailing|contacting|messaging|writing|spamming|sending|bothering|harassing|pestering"
    r"|soliciting|following up|chasing)\b",
    rf"(?<!\bto )\b(?:stop|cease|end|discontinue) (?:with )?(?:your|these|this|such|sending) (?:\w+ ){{0,2}}{_MAIL}\b",
    rf"\bdiscontinue (?:all|any|the|sending|further) (?:\w+ )?{_MAIL}\b",
    r"\b(?:asked|told|asking|telling|warned|begging) you (?:\w+ ){0,4}to stop\b(?! (?:by|at|in|over|for)\b)",
    rf"\brefrain from (?:\w+ )?(?:(?:e-?mail|contact|writ|messag|mail|call|reach|solicit)ing|sending [^.?!]{{0,30}}\b{_MAIL})\b",
    r"\b(?:do not|don't|never|not to) send (?:me |us )?(?:any(?: more| further| other)?|more|further|additional|these|this"
    r"|such|your) "
    rf"(?:\w+ ){{0,2}}{_MAIL}\b",
    r"\b(?:do not|don't|never|no longer|stop|cease) contact(?:ing)? (?:our|anyone|any of|my (?:company|team|office|colleagues?"
    r"|staff))\b",
    r"\bno longer (?:wish|want|care|like) to (?:hear from you|be (?:contacted|e-?mailed)|(?:receive|get) [^.?!]{0,20}"
    rf"\b{_MAIL})\b",
    r"\b(?:add|put|place) (?:me|us|my [\w-]+|our [\w-]+|this [\w-]+) (?:on|to|in|into) (?:your |the |a )?(?:internal )?(?:do[- "
    r"]?not[- ]?\w+"
    r"|dnc|suppression|block|black|opt-?out|unsubscribe|exclusion)[- ]?lists?\b",
    r"\b(?:blacklist|suppress|blocklist) (?:me|us|(?:my|our) (?:e-?mail|address|contact|details|domain)|this (?:e-?mail"
    r"|address))\b",
    rf"(?<!\bi )(?<!\bwe )\b(?:do not|don't|didn't|did not|never) {_WRITE}\b(?: [\w@'-]+){{0,3}}? (?:again|any ?more)\b"
    r"(?! (?:before|until|till|in time|yet|next|this (?:week|month)|on)\b)",
    rf"\b(?:do not|don't|never|stop|cease|quit) {_WRITE} (?:this|that) (?:e-?mail |mail )?(?:address|mailbox|account)\b",
    r"\bnot (?:be )?(?:contacted|e-?mailed|messaged|approached|called|solicited)(?: by you)? (?:again|any ?more|further)\b",
    r"\b(?:stop|cease|quit) (?:reaching out|(?:all )?(?:contact|communications?)\b(?! with))",
    r"\b(?:exclude|omit|drop) (?:me|us|(?:my|our|this) (?:e-?mail|address)) from (?:your|any|all|further|future)\b",
    r"\b(?:do not|don't|never) send (?:me|us) (?:anything|stuff|things)(?: else| more| again| any ?more)?\s*(?:[.!,]|$)",
    r"\bnot authori[sz]ed to (?:e-?mail|contact|message|write to) (?:me|us|this)\b",
    r"\b(?:delete|remove|erase|drop) this (?:e-?mail address|address|contact)\b(?! from (?:the )?(?:cc|copy|thread|quote|offer))",
    r"^(?=[^?]*(?:\bnot?\b|n't\b|\bnever\b))[^?]{0,90}(?:[,.;!]| [–-]) (?:please )?(?:stop|remove|unsubscribe)(?: please| now| "
    r"me)?[.!]*$",
    r"\bno more of this\b(?=\s*(?:[.!,]|please|$))",
    r"(?:^|[.!?]\s)unsubscribe(?=\s*(?:[.,!;]|please|now|thanks|this|immediately|from (?:your|this|all)))",
    r"\b(?:do not|don't|never|no longer) (?:ever )?(?:contact|e-?mail|message|write(?: to)?|mail|"
    r"reach out to) (?:me|us)\b"
    # What is limited to some hours or another channel is no request to be left alone.
    r"(?! (?:by (?:phone|text)|at (?:night|weekends)|on (?:weekends|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|linkedin)"
    r"|during|before"
    r"|until|till|between|while|(?:late )?in the (?:morning|evening))\b)",
    r"\bno (?:more|further) (?:e-?mails?|messages?|contact|correspondence)\b",
    r"\bcease (?:and desist|all contact|contacting)\b",
    r"\b(?:nehmen|streichen|löschen|entfernen|tragen) sie (?:mich|uns|meine)\b(?![^.!?,]{0,40}\b(?:auf|ein)\b)",
    r"\bnimm mich (?:bitte )?(?:aus|von)\b",
    r"\b(?:bitte )?keine (?:weiteren|weitere) (?:e-?)?(?:mails?|nachrichten|kontakt)",
    r"\bkontaktieren sie (?:mich|uns) (?:bitte )?nicht (?:mehr|wieder)",
    r"\b(?:me|nous) (?:retirer|désinscrire|désabonner|supprimer|enlever)\b",
    r"\bdés(?:inscrivez|abonnez|inscris|abonne)-(?:moi|nous)\b",
    r"\bne (?:plus|me|nous)(?: plus)? (?:me |nous |m'|m’)?(?:contact|écri|envoy|sollicit|recevoir)",
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
    r"\bproszę (?:o )?(?:wypis|usun\w{1,6} (?:mnie|nas|(?:moj|mój|nasz)\w* (?!uwag|komentarz|zamów|podpis)|z (?:listy|bazy)))",
)
# A letter of "unsubscribe" left out, doubled or in another's place, or a hyphen in it.
_MISSPELT = re.compile(r"\bun-?(?=[subcrie]{6,11}\b)s{0,2}u?b?s{0,2}[cs]?(?:cr?|rc?)?[ir]{0,2}b{0,2}e?b?\b")
_STOP_ALONE = re.compile(
    r"(?:please |pls |plz |kindly |bitte |hi |hello |hey |hallo )*"
    r"(?:stop|unsubscribe|unsub|remove(?: me| us)?|take me off|opt[- ]?out|cancel|abmelden|austragen|"
    r"abbestellen|désinscription|"
    r"désabonner?|stopper|baja|darse de baja|cancelar|cancellami|disiscrivi|uitschrijven|afmelden|"
    r"remover|sair|avsluta|wypisz)"
    r"(?: please| pls| plz| thanks| thank you| bitte| danke| merci| gracias| all| now| this)*"
)
_NEGATED = re.compile(r"(?:don't|do not|didn't|did not|never|not|nicht|pas|no|nobody|no one)\s+(?:\w+\s+){0,2}$")
# "I don't want your mails to land in spam": what must not happen to them.
_SO_THAT = re.compile(r" to (?:land|go|get|end|bounce|be (?:lost|blocked|missed)|miss|disappear)\b")
_STOP_MAX_WORDS = 60
# Whoever names another address to write to is not to be left alone.
_ELSEWHERE = re.compile(
    r"(?<!not )(?<!n't )(?<!never )\b(?:use|(?:e-?mail|write(?: to)?|reach|contact) (?:me|us)(?: \w+)? (?:at|on|under|to|via)"
    r"|(?:write|send (?:it|them|this|that)) to)\b[^.?!@]{0,30}\S@\S"
    r"|\bmy (?:new|other|work|private|correct) (?:one|address|e-?mail)\b[^.?!@]{0,30}\S@\S|\S@\S+ instead\b"
)
_SHORT_ANSWER = 20  # words
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_STOP_MAX_LETTERS = 400
_TICKET = re.compile(r"[ +:-]+[0-9a-f]+\.[0-9a-f]+\.[0-9a-f]+\.[\w-]{22}$")  # what our unsubscribe links put behind the word


def asks_to_stop(text: str, subject: str = "") -> str | None:
    """The words by which a short answer asks not to be written to again; None when it does not.

    Conservative: a long text that mentions unsubscribing is a conversation about something, left to a person; so is one that
    also asks for a call.
    """
    return _stop(_own(text), subject)


def is_stop_subject(subject: str) -> bool:
    """Whether a subject asks to stop and does nothing else, as that of mail to an address for unsubscribing."""
    bare = _TICKET.sub("", subject.strip())
    return bool(bare) and _is_stop(bare)


@lru_cache(maxsize=4)
def _stop(own: str, subject: str) -> str | None:
    words = read(own[:_READ])
    if _is_long(words):  # a short answer above a signature, perhaps
        own = body(own, above_contacts=True)
        words = read(own[:_READ])
    if _is_long(words):
        return None
    lines = [line for line in own.splitlines() if line.strip()]
    if alone := next((line.strip() for line in [own, *lines[:4]] if _is_stop(line)), None):
        return " ".join(alone.split())[:200]
    sentences = _SENTENCE.split(own) if len(words) <= _SHORT_ANSWER else []
    if (alone := next((s for s in sentences if _is_stop(s)), None)) and not (_ITEM.search(own) or _is_willing(own, alone)):
        return " ".join(alone.split())[:200]
    plain = _MISSPELT.sub("unsubscribe", _plain(own))
    if (match := _STOP.search(plain)) and not asks_of_others(plain, match):
        # "don't unsubscribe me" asks for the opposite; "do not contact me" carries its own negation.
        undone = _NEGATED.search(plain[: match.start()]) or _wants_a_call(plain, words) or _is_willing(own, match.group())
        undone = undone or _ELSEWHERE.search(plain) or _OTHER_THING.match(plain, match.end()) or _TOLD.match(plain, match.end())
        return None if undone else match.group()
    clearly = _MISSPELT.sub("unsubscribe", clear(own))
    if (match := STOP.search(clearly)) and not asks_of_others(clearly, match):
        said = match.group().strip(" .,!?;:-")
        undone = _wants_a_call(clearly, words) or _is_willing(clearly, said) or _ELSEWHERE.search(clearly)
        return None if undone else said
    for found in lists.of("stop").all(words):
        behind = _behind(words, found)
        near = fold(behind[:_NEAR])
        undone = _negated(words, found) or _tells(found) or _OTHER_THING.match(near) or _SO_THAT.match(behind)
        if not (undone or near.startswith((" nessuno", " piu nessuno"))):
            undone = (found.word >= 0 and _wants_a_call(plain, words)) or _is_willing(own, found.text)
            return None if undone else found.text
    if (asked := _asks_where_from(words)) and not _is_willing(own, asked):
        return asked
    if (refused := wants_no_more(words)) and not (
        _wants_a_call(plain, words) or _is_willing(own, refused) or _ELSEWHERE.search(plain) or _OTHER_THING.search(fold(refused))
    ):
        return refused
    if len(words) <= 5 and is_stop_subject(subject):
        return f"subject: {subject.strip()}"
    return None


# What may be removed from a paper, where a sentence of its own says "please delete".
_ITEM = re.compile(
    r"\b(?:(?:position|punkt|pos\.|artikel|zeile|absatz|seite|ligne|poste|línea|linea|partida|punto|voce|riga|item|linha|regel"
    r"|pozycj\w|wiersz|rad|rij|post|linje|clause|klausul) ?\d|(?:seite|page|página|pagina|strona|side|sida) \d)",
    re.IGNORECASE,
)
_NEAR = 60
# What is not to be sent, or until when, by people who do want mail: "ne m'envoyez pas de PDF, un lien suffit".
_OTHER_THING = re.compile(
    r"(?:[^\w.!?,;]+\w+){0,4}?[^\w.!?,;]+"
    r"(?:pdfs?|word|excel|anhang|anhange|pieces? jointes?|adjuntos?|allegat[oi]|bijlagen?|anexos?"
    r"|zalacznik\w*|bilagor|bilag|vedlegg|factur\w+|facture|fattur\w|rechnung\w*|invoices?|faktur\w*"
    r"|anmerkung\w*|kommentar\w*|komentarz\w*|comentario|commentaire|remarque|commento|opmerking\w*|uwag\w*|bestell\w*"
    r"|commande|pedido|ordine|zamowieni\w*|bestilling\w*|logo|unterschrift|signatur\w*|frage"
    r"|whatsapp|sms|antes de|avant (?:le|la|lundi|septembre|janvier)|prima di|fino a|hasta|jusqu|innan|for mandag)\b"
)


# "They did not write to me": the past of verbs of which any form is read as a request.
_TOLD = re.compile(r"\w*(?<=\w)(?:ieron|aron|iste|aste|eram|aram|iram)\b| (?:più )?nessuno\b")


def _tells(found: Found) -> bool:
    return found.owner in ("es", "pt", "it") and bool(_TOLD.search(fold(found.text[-30:])))


def _asks_where_from(words: Words) -> str | None:
    """The words of who asks where their address is from and then has something deleted, which can be nothing else."""
    asked = lists.origins().first(words)
    if asked is None:
        return None
    behind = (found for found in lists.removals().all(words) if found.word >= asked.end and not _negated(words, found))
    return next((found.text for found in behind), None)


def _without_courtesies(line: str) -> str:
    """A line without "please" and "at once" around it."""
    words = read(line)
    said = [n for n, word in enumerate(words.words) if word not in COURTESIES]
    return words.text[words.spans[said[0]][0] : words.spans[said[-1]][1]] if said else line


def _is_long(words: Words) -> bool:
    return len(words) > _STOP_MAX_WORDS or len(words.letters) > _STOP_MAX_LETTERS


def _wants_a_call(plain: str, words: Words) -> bool:
    """Whether someone who opts out of some mail also asks for a call or meeting, so that a person must review it."""
    if _REMOVE.search(plain):
        return False
    english = _CALL.search(plain)
    if english and not _NEGATED.search(plain[: english.start()]):
        return True
    return any(found.word >= 0 and not _negated(words, found) for found in lists.of("meeting").all(words))


def _is_willing(own: str, stop: str) -> bool:
    """Whether a text that wants something removed or stopped (in the words `stop`) says as well that its writer is interested,
    and nothing against it: then a person has to look."""
    plain = _without_clause(_plain(own), _plain(stop))
    words = read(plain)
    patterns = {name: pattern for name, _, pattern in INTENTS}
    if patterns["not_interested"].search(plain) or lists.of("refusal").first(words):
        return False
    if patterns["interested"].search(plain) or patterns["information_request"].search(plain):
        return True
    found = (f for field in ("interest", "question", "meeting") for f in lists.of(field).all(words))
    return any(len(read(f.text)) > 1 or f.word < 0 for f in found if not (_negated(words, f) or _denied(words, f)))


def _bare(text: str) -> str:
    """A text folded, with its blanks."""
    return " ".join(fold(word) for word in text.split(" "))


_CLAUSE_ENDS = re.compile(r"[.,;:!?…。！？，；]")


def _without_clause(plain: str, stop: str) -> str:
    """A text without the clause in which its request to stop stands: "send me no more mail" asks for nothing to be sent."""
    pieces = [r"\s*".join(map(re.escape, piece.replace(" ", ""))) for piece in stop[:200].split("…")]
    pattern = ".{0,40}?".join(pieces)  # a phrase of letters comes without blanks, and folded
    found = re.search(pattern, plain)
    if found is None:
        folded = _bare(plain)
        found = re.search(pattern, folded)
        plain = folded if found else plain
    if found is None:
        return plain
    begin = max((match.end() for match in _CLAUSE_ENDS.finditer(plain, 0, found.start())), default=0)
    end = _CLAUSE_ENDS.search(plain, found.end())
    return f"{plain[:begin]} . {plain[end.end() :] if end else ''}"


def _denied(words: Words, found: Found) -> bool:
    """Whether a negation follows soon after a phrase, in its sentence."""
    if found.word < 0:
        return False
    end = found.word + len(read(found.text))
    near = [n for n in range(end, min(end + 5, len(words))) if words.sentences[n] == words.sentences[found.word]]
    return any(words.words[n] in lists.negations()[found.owner] for n in near)


_REMOVE = re.compile(r"\b(?:unsubscribe|remove (?:me|us|my)|take (?:me|us) off|delete (?:me|us|my)|opt (?:me |us )?out)\b")
_CALL = re.compile(r"\bcall me\b|\bgive me a (?:call|ring)\b|\blet's (?:talk|speak|meet)\b|\b(?:we|i) can (?:talk|speak|meet)\b")


def _is_stop(line: str) -> bool:
    """Whether a line is a request to stop and nothing else."""
    plain = _MISSPELT.sub("unsubscribe", _plain(line)).strip(" .,!*\"'-")
    if not plain or len(plain) > 80:
        return False
    return bool(_STOP_ALONE.fullmatch(plain) or (len(plain) > 1 and _is_alone(line)))


def _is_alone(line: str) -> bool:
    alone = lists.of("stop_alone")
    return bool(alone.whole(read(line)) or alone.whole(read(_without_courtesies(line))))


def _negated(words: Words, found: Found) -> bool:
    """Whether a negation stands right before a phrase that has none of its own."""
    negations = lists.negations()[found.owner]
    if found.word < 0:
        before = words.letters[max(0, found.at - 2) : found.at]
        return any(before.endswith(n) for n in negations) and not any(n in found.text for n in negations)
    if any(word in negations for word in read(found.text).words):
        return False
    first = max(0, found.word - 2)
    near = [n for n in range(first, found.word) if words.clauses[n] == words.clauses[found.word]]
    return any(words.words[n] in negations for n in near)

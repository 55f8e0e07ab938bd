"""Notes of machines in free wording, by several weak signs of which each alone may be a person's.

A note of absence gives a reason, a day of return, says what to do when it is urgent, that mail is not read, and so on. The
signs are phrases of every language of the table (`languages.notices`); those of one language add up.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from outrider.rules.languages import lists
from outrider.rules.phrases import Found, Words, fold
from outrider.rules.returning import Returns, returns
from outrider.rules.text import words_of

_LONGEST = 120  # words
_BEGINNING = 1_000  # characters
_FEWEST, _ENOUGH = 2, 4  # signs, and their weight with that of the day
# The weights of signs, those first that others are part of ("in my absence" stands beside a reason for being away).
_WEIGHTS = {"closed": 3, "later": 2, "unread": 2, "urgent": 2, "deputy": 2, "answer": 2, "thanks": 1, "kept": 2}
_OF_ABSENCE = ("closed", "later", "unread", "kept")  # a note of absence has one of these, or a day of return
_STATED, _NAMED = 2, 1  # a day of return, and a day that is only named
# Languages so near to one another that phrases of one are found in texts of the others.
_NEAR_LANGUAGES = {
    code: codes.split()[0]
    for codes in ("da no sv", "cs sk", "hr sr sl", "ru uk bg mk", "id ms", "es pt gl ca")
    for code in codes.split()
}
_AGREEING = frozenset(fold(word) for word in ("yes", "yeah", "oui", "gern", "gerne", "sure", "ok", "okay", "evet"))
_TRADE = re.compile(  # of which no automatic note speaks
    r"\b(?:pric(?:e|es|ing)|preise?n?|tarifs?|prix|precios?|prezz[oi]|preços?|prijs|prijzen|prisen|priser|hinta|hinnat|hinnan"
    r"|ceny|cenu"
    r"|cenník|ceník|cijen[eu]|árak|preț\w*|цен[аыу]|ціни|τιμ(?:ή|ές)|fiyat\w*|kain[aą]|kainas|cenas|hinda?|demo)\b"
    r"|价格|價格|报价|報價|価格|料金|見積|가격|견적|السعر|أسعار|מחיר|ราคา",
    re.IGNORECASE,
)
# A willing "after that, gladly", and an offer that is asked for.
_AFTERWARDS = re.compile(
    r"\b(?:then|after(?:wards| that)|danach|dann|après|ensuite|puis|después|luego|dopo|poi|depois|daarna|dan|derefter|deretter"
    r"|sedan|därefter|potem|później|pak|потом|после этого|тогда|sonra)\W{1,3}(?:yes|gladly|happily|gern|gerne|ja|oui"
    r"|volontiers|s[íì]|con gusto|encantad[oa]s?|volentieri|sim|com gosto|graag|gärna|tak|chętnie|rádi|rád|ráda"
    r"|да|с удовольствием|evet)(?=\s*(?:[.!,;]|$))"
    r"|\b(?:send|schick(?:en|t)?|mand(?:i|ate|a|ami)|envoye[rz]|envía(?:me|nos)?|env[ií]e(?:me|nos)?|stuur|skicka|wyślij"
    r"|пришлите)"
    r"\b[^.!?]{0,40}\b(?:offers?|quotes?|quotations?|angebote?|devis|offres?|presupuestos?|ofertas?|preventiv[oi]|offert[ae]"
    r"|propostas?|orçamentos?|oferty|предложение)\b"
    r"|\b(?:we (?:\w+ )?need|brauchen wir|benötigen wir|wir brauchen|il nous faut|avons besoin|necesitamos"
    r"|abbiamo bisogno|precisamos)\b"
    r"[^.!?]{0,40}\b(?:offers?|quotes?|angebote?|devis|offres?|presupuestos?|preventiv[oi]|offert[ae]|orçamentos?)\b"
    r"|\b(?:brauchen wir sie|we need you|avons besoin de vous)\b"
    r"|\b(?:angebot|devis|offerte|quote|quotation) (?:bitte|bis|please|by|until|avant|graag|entro)\b"
    r"|\bbitte (?:um )?(?:ein )?angebot\b",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"\b(?:decides?|decid(?:iamo|eremo|erà|imos|iremos|irá|em)|entscheide[nt]\w*|décid\w+|besliss?en|bestämmer|bestemmer"
    r"|beslutter|zdecyduj\w+|rozhod\w+|dönt(?:ünk|eni|jük)|реши[мт]\w*|вириш\w+|karar ver\w*|odluč\w+|nuspręs\w+|izlem\w+"
    r"|otsusta\w+|päät[äe]\w+|αποφασί\w+)\b|決めます|相談します|再决定|再決定|决定|결정하",
    re.IGNORECASE,
)
_WE = re.compile(
    r"\b(?:we|wir|nous|wij|vi|мы|ми|travaillons|trabajamos|lavoriamo|collaboriamo|trabalhamos|pracujemy|nepracujeme"
    r"|работаем|працюємо|dolgozunk|çalışmıyoruz|radimo|delamo|lucrăm|dirbame|strādājam|töötame)\b",
    re.IGNORECASE,
)
# What stops working without anyone's leaving.
_OF_THINGS = re.compile(
    r"\b(?:proje[ck]t\w*|projet|proyecto|progetto|projeto|проект\w*|site|website|webseite|sitio|sito|сайт\w*|system\w*|sistem\w*"
    r"|систем\w*|(?:our|this|the) (?:\w+ )?contract|vertrag mit|contrat avec|contrato con|contratto con|договор с"
    r"|decision|entscheidung|décision|decisión|pump\w*|pomp\w*|насос\w*|machine|maschine|anlage|turbin\w*)\b",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\s+(?:my|our|an?|it|them|that|this|you)\b(?!\s+(?:role|position|job|post|company|firm|employer))", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?;。！？]\s|[。！？]|\n")
# Superiors and buyers, of whose absence people speak; an automatic note only refers to them, or has one in its signature.
_OTHER = re.compile(
    r"\b(?:my|our|mein|unser|mon|notre|mi|nuestro|il mio|il nostro|o meu|o nosso|mijn|onze|min|vår|vores|mój|nasz|můj|náš|môj"
    r"|мой|наш|мій|moj|naš)e?[rn]? "
    r"(?:boss|manager|director|ceo|supervisor|buyer|purchaser|chef|einkäufer|geschäftsführer|patron|directeur|acheteur"
    r"|responsable|jefe|gerente|comprador|capo|titolare|direttore|chefe|diretor|baas|inkoper|inköpare|innkjøper|indkøber"
    r"|szef|kupiec|šéf|nákupčí|начальник|директор|руководитель|керівник|šef)(?:in|a)?\b"
    r"|\b(?:szef|šéf|начальник|директор|шеф) (?:jest|je|bude|będzie|в|на|сейчас|пока|уехал|вернётся|вернется)\b"
    r"|\b(?:müdürüm|patronum|(?:a )?főnök(?:öm|ünk)) "
    r"|(?:上司|社長|部長)[がは]|老板|老闆|领导|팀장님|사장님|부장님|המנהל שלי|مديري|sếp",
    re.IGNORECASE,
)
# Of colleagues, and of who is named: subject, verb, and not much more before what is said of them.
_VERB = (
    r"(?:is|are|ist|sind|est|está|esta|è|is|er|är|jest|je|on|bude|będzie|przebywa|befindet sich|se encuentra|encontra-se|si trova"
    r"|has|hat|a|ha|tiene|tem|heeft|har|ma|má|[’']s)(?:\W|$)"
    r"(?:(?!\b(?:I|ich|ik|je|jeg|jag|while|when|as|during|whenever|während|wenn|solange|sobald|pendant|durant|quand|mientras"
    r"|cuando|durante|mentre|quando|enquanto|terwijl|wanneer|tijdens|mens|når|under|medan|när|podczas|gdy|kiedy|během|když|počas"
    r"|keď)\b)[^,.!?;:]){0,50}$"
)
_COLLEAGUE = (
    r"(?:colleagues?|co-?workers?|boss|manager|director|ceo|supervisor|partner|business partner|dispatcher|buyer|accountant"
    r"|assistant|kolleg(?:e|in|en)|chef(?:in)?|geschäftspartner(?:in)?|partner(?:in)?|disponent(?:in)?|mitarbeiter(?:in)?"
    r"|assistent(?:in|e)?"
    r"|collègues?|associée?|patronne?|assistante?|compañer[oa]s?"
    r"|colegas?|soci[oa]|jef[ea]|collega(?:’s|s)?|capo|titolare|sóci[oa]|chefe|baas|compagnon|kolleg[ae]|sjef|kompanjon|kolleger"
    r"|kolega|koleżanka|szef(?:owa)?|wspólni(?:k|czka)|kolegyn[ěeí]|kolegyňa|šéf(?:ová)?|společník|pomo(?:ni)?|kollegani"
    r"|työkaverini)"
)
_COLLEAGUE_IS = re.compile(
    r"\b(?:(?:my|our|the|meine?|unsere?|der|die|mon|ma|notre|mes|nos|le|la|mi|mis|nuestr[oa]|el|il"
    r"|il mio|la mia|il nostro|la nostra|o meu|a minha|meu|minha|nosso|nossa|o nosso|a nossa|mijn|onze|de|min|mina|vår"
    r"|vores|mój|moja|nasz|nasza|můj|moje|náš|naše|môj) )?(?:[^\W\d_]+ )?"
    rf"{_COLLEAGUE}(?: [^\W\d_]+){{0,2}}? ?{_VERB}"
    r"|\b(?:коллега|колега|(?:мой|моя|наш|наша|мій) (?:партн[её]р|начальник|руководитель)) (?:[^,.!?;:]{0,30} )?$"
    r"|\b(?:коллега|колега) (?:сейчас |пока |зараз |ещё )?(?:в|на|у|уш|уех|болеет|хворіє)[^,.!?;:]{0,30}$"
    r"|\b(?:kollégám|kolléganőm|társam|iş arkadaşım|ortağım|meslektaşım) [^,.!?;:]{0,40}$",
    re.IGNORECASE,
)
_NAMED_IS = re.compile(rf"(?!I\b|Ich\b|Je\b|Jag\b|Jeg\b|Ik\b|Io\b|Ja\b)[A-ZÄÖÜÉ][^\W\d_]+(?: [A-Z][^\W\d_]+)? ?{_VERB}")
_BUT_I = re.compile(
    r"[^.!?\n]{0,40}\b(?:but|so|and|though|aber|und|mais|et|pero|y|ma|e|maar|en|men|och|og|mas|ale)"
    r" (?:I|ich|je|yo|io|ik|jag|jeg|ja|eu|you|sie|vous)\b"
)
_COLLEAGUE_AWAY = re.compile(
    r"同事[^,，。]{0,10}(?:休|出差|请假|請假)"
    r"|同僚[はが][^、。]{0,15}(?:休|出張|不在)|동료[가는][^,.]{0,15}(?:휴가|출장)"
)
_REFERS = re.compile(
    r"@|contact|kontakt|contat|reach|write to|wenden|adress|dirig|rivolg|zwróć|обра[тщ]|联系|聯絡|連絡|연락", re.IGNORECASE
)
_LONGEST_CLAUSE = 200  # characters
_NO_DAYS = Returns(None, None, None)
_SHORTEST_NUMBER, _LONGEST_NUMBER = 4, 10  # digits of a request's number
_NEAR = 12  # letters between a number and words about it, in scripts without blanks


def speaks_of_business(text: str) -> bool:
    """Whether a text speaks of what no automatic note does: of prices, offers or a decision."""
    return _says_itself((_TRADE, _DECISION, _AFTERWARDS), text)


def is_of_another(text: str, words: Words, away: Found) -> bool:
    """Whether the absence that a text names is another's: it speaks of a superior or buyer, or says of a colleague, or of
    someone by name while "I" does something else, that they are away."""
    if _says_itself((_OTHER,), text):
        return True
    if away.word < 0:
        return bool(_COLLEAGUE_AWAY.search(words.letters))
    sentence = words.sentences[away.word]
    first = next(n for n, s in enumerate(words.sentences) if s == sentence)
    said = words.text[words.spans[first][0] : words.spans[away.end - 1][1]]
    behind = words.text[words.spans[away.end - 1][1] :][:100]
    return bool(_COLLEAGUE_IS.search(said[-_LONGEST_CLAUSE:]) or (_NAMED_IS.match(said) and _BUT_I.match(behind)))


def speaks_of_succeeding(text: str) -> bool:
    """Whether a person speaks of one who left: as the successor, or of what they do themselves instead."""
    return _SUCCEEDS.search(text[:_BEGINNING]) is not None


_SUCCEEDS = re.compile(
    r"\bpredecessor|\b(?:vor|amts)gänger|\bprédécesseur|\bpredecesor|\bantecesor|\bpredecessore|\bantecessor|\bvoorganger"
    r"|\bpoprzedni(?:k|czk)|\bpředchůd|\bpredchod|\bföregångare|\bforgænger|\bforgjenger|\bedeltäjä|\belődöm"
    r"|\bпредшественни|\bпопередни(?:к|ц)"
    r"|\bI (?:took|take|am taking) (?:over|his|her|their)\b|\bI (?:do|have|handle|run) (?:his|her|their) (?:job|role|desk|work)"
    r"|\bI(?:['’]m| am) (?:his|her|the|their) (?:successor|replacement)|\bI (?:replaced?|succeeded|stepped in)"
    r"|\bich (?:bin|habe|übernehme) (?:jetzt |nun |hier )?(?:seine?|ihre?|die|der|das|den)(?: \w+)? ?"
    r"(?:nachfolg|stelle|aufgaben|bereich|übernommen)"
    r"|\bje (?:le|la|l['’]ai|les) (?:remplace|ai remplac|remplac)|\bje reprends (?:ses|son|sa|le poste)"
    r"|\byo (?:llevo|me ocupo|he asumido|ocupo)|\bahora (?:lo |la )?(?:llevo|me ocupo|me encargo) yo"
    r"|\b(?:ora|adesso) (?:me ne )?(?:occupo|seguo) io|\bl['’]ho sostituit|\bik (?:neem|heb) (?:het|zijn|haar)\b[^.!?]{0,20}over"
    # "no longer in logistics, but in purchasing": still there
    r"|\b(?:nicht mehr|no longer|ya no|non più|niet meer|plus)\b[^.!?]{0,60}(?:,? sondern\b|,? but (?:now )?(?:in|with the)\b"
    r"|,? sino\b|,? bensì\b|,? maar (?:nu )?(?:bij|in|op)\b|,? mais (?:désormais |maintenant )?(?:aux?|dans|à)\b)",
    re.IGNORECASE,
)


def _says_itself(patterns: Iterable[re.Pattern[str]], text: str) -> bool:
    """Whether a text has one of the patterns in a sentence that refers to no one else."""
    sentences = [s for s in _SENTENCE.split(text[:_BEGINNING]) if not _REFERS.search(s)]
    return any(pattern.search(sentence) for pattern in patterns for sentence in sentences)


def says_absent(text: str, words: Words, today: date | None) -> Found | None:
    """The sign of an absence that a short text gives, if its signs in one language are enough."""
    if not words.words or len(words) > _LONGEST or words.words[0] in _AGREEING or _wants(words):
        return None
    days = returns(text, today) if today else _NO_DAYS
    day = _STATED if days.stated else _NAMED if days.latest else 0
    deputy = _names_deputy(text, words)
    for signs in _signs(words).values():
        if deputy and "kept" in signs:
            signs.setdefault("deputy", deputy)
        weight = day + sum(_WEIGHTS[name] for name in signs)
        if len(signs) + bool(days.back) < _FEWEST or weight < _ENOUGH or _declines(words, signs.values()):
            continue
        telling = [*_OF_ABSENCE, "urgent"] if days.stated else _OF_ABSENCE
        if found := next((signs[name] for name in telling if name in signs), None):
            return found
    return None


def _names_deputy(text: str, words: Words) -> Found | None:
    """The contact that a note names: a person who passes a message on says what that one does."""
    found = _CONTACT.search(text)
    if not found or _TASK.search(text) or _BECAUSE.search(text) or _WE.search(text):
        return None
    return Found(found[0], "", len(words), -1, len(words) + 1)


_CONTACT = re.compile(
    r"\b(?i:contact|write to|speak to|reach out to|turn to|kontaktieren sie|wenden sie sich(?: bitte)? an|(?:contactez|contacter)"
    r"|adressez-vous à|contacten (?:con|a)|contactar (?:con|a)|diríjanse a|contattare|rivolgersi a|rivolgetevi a|contactar"
    r"|contacte|neem contact op met|kontakt(?:e|a)?)(?: (?i:frau|herrn?|mme|mr|mrs|ms|m\.|sr\.?a?|sig\.?(?:ra)?))?\.? "
    r"[A-ZÄÖÜÉ][^\W\d_]+"
)
# What someone named does or decides.
_TASK = re.compile(
    r"\b(?:responsible|handles|decides|in charge|right person|buys|purchas|zuständig|verantwortlich|entscheidet|kümmert"
    r"|responsable|s[’']occupe|décide|encargad|decide|se ocupa|si occupa|verantwoordelijk|gaat over|ansvarig|ansvarlig)",
    re.IGNORECASE,
)
_BECAUSE = re.compile(r"\b(?:not my|nicht mein|n[’']est pas m|no es mi|non è mi|niet mijn)\b", re.IGNORECASE)


def _signs(words: Words) -> dict[str, dict[str, Found]]:
    """The signs of an absence in each language, by name: none has words of another one."""
    signs: dict[str, dict[str, Found]] = {}
    for name in _WEIGHTS:
        for found in _all(name, words):
            if name in ("closed", "kept") and _is_before(words, found):
                continue
            known = signs.setdefault(_near(found.owner), {})
            if name not in known and not any(found.overlaps(other) for other in known.values()):
                known[name] = found
    return signs


def _is_before(words: Words, found: Found) -> bool:
    """Whether a holiday is one that something is wanted before."""
    return found.word > 0 and not _BEFORE.isdisjoint(words.words[max(0, found.word - 2) : found.word])


_BEFORE = frozenset(fold(w) for w in words_of("before vor avant antes prima voor före przed před pred до перед преди ennen"))


def _all(name: str, words: Words) -> Iterator[Found]:
    found = chain(lists.notices(name).all(words), lists.of("absent").all(words) if name == "kept" else ())
    yield from (each for each in found if not is_weekday(each))


def _near(code: str) -> str:
    return _NEAR_LANGUAGES.get(code, code)


def languages(words: Words) -> frozenset[str]:
    """The languages in which a text speaks of an absence or thanks for a message, with those near to them."""
    found = {sign.owner for name in ("kept", "thanks", "left") for sign in lists.notices(name).all(words)}
    near = {_near(code) for code in found}
    return frozenset(found | {code for code, first in _NEAR_LANGUAGES.items() if first in near})


def says_left(words: Words) -> Found | None:
    """The words by which a short text, which names another address, says that someone's work for a company ended."""
    if len(words) > _LONGEST:
        return None
    return next((found for found in lists.notices("left").all(words) if not of_business(words, found)), None)


def of_business(words: Words, found: Found) -> bool:
    """Whether a company no longer does something ("we no longer work with steel"), a thing ended, or a person left one."""
    if found.word < 0:
        return False
    end = words.spans[found.end - 1][1]
    near = words.text[words.spans[max(0, found.word - 2)][0] : end]
    before = words.text[words.spans[max(0, found.word - 4)][0] : end]
    return bool(_WE.search(near) or _OF_THINGS.search(before) or (found.owner == "en" and _THING.match(words.text[end:])))


def says_changed(words: Words) -> Found | None:
    """The words by which a short text, which names an address of its writer's, says that the address changed."""
    return None if len(words) > _LONGEST else lists.notices("changed").first(words)


def asks_for_proof(words: Words) -> Found | None:
    """The words by which a short text, in one language, says that a message waits until its sender has done something."""
    if len(words) > _LONGEST or _MEETS.search(words.text) or any(_is_weekday(word) for word in words.distinct):
        return None
    gates, proofs = (list(lists.notices(name).all(words, of_each=True)) for name in ("gate", "proof"))
    return next((g for g in gates if any(_near(g.owner) == _near(p.owner) and not g.overlaps(p) for p in proofs)), None)


def is_by_one(text: str) -> bool:
    """Whether a text says "I"."""
    return _FIRST_PERSON.search(text) is not None


def is_weekday(found: Found) -> bool:
    """Whether a word is a weekday's short name ("Mon-Fri"), of which Danes are free."""
    return found.text.istitle() and fold(found.text) in lists.calendar("weekdays")


def _is_weekday(word: str) -> bool:
    return len(word) > _LONGEST_SHORT_NAME and word in lists.calendar("weekdays")


_LONGEST_SHORT_NAME = 3  # letters of a weekday's, which may be another word
# What no program says that holds a message back: excuses, what was found too late, and what is to be met or bought for.
_MEETS = re.compile(
    r"\b(?:sorry|apolog|entschuldig|désolé|excus|disculp|perdón|scus[ai]|spiace|desculp|beklager|ursäkta|förlåt|przepraszam"
    r"|omlouvám"
    r"|извин|вибач|leider erst|erst (?:heute|jetzt)|(?:found|saw|read|got) it (?:only )?(?:today|now|just)"
    r"|solo (?:ora|oggi|ahora|hoy)"
    r"|meeting|appointment|termins?|réunion|rendez-vous|rdv|reunión|cita|riunione|appuntamento|reunião|afspraak|spotkani"
    r"|schůzk|möte"
    r"|møde|møte|встреч|зустріч|toplantı|angebot|devis|quote|presupuesto|preventivo|orçamento|offerte|offert|tilbud|ofert"
    r"|nabídk)",
    re.IGNORECASE,
)


def says_filed(words: Words, *, sure: bool) -> Found | None:
    """The words by which a short text says that a request was filed, next to the request's number.

    People name numbers of papers, and what they filed themselves. `sure`: a help desk or a machine wrote the text; else it has
    to thank for a message, say that it came or promise an answer as well.
    """
    if len(words) > _LONGEST or _declines(words):
        return None
    for found in lists.notices("filed").all(words):
        if any(_numbers(words, found)) and not is_by_one(words.text) and not _PAPER.search(_sentence_of(words, found)):
            return found if sure or _adds_news(words, found) else None
    return None


def _adds_news(words: Words, filed: Found) -> bool:
    """Whether a text that names a number says what acknowledgements say as well, in the same language."""
    said = (f for field in ("received", "ticket", "promise") for f in lists.of(field).all(words))
    thanks = lists.notices("thanks").all(words)
    return any(_near(f.owner) == _near(filed.owner) and not f.overlaps(filed) for f in (*said, *thanks))


def _sentence_of(words: Words, found: Found) -> str:
    """The sentence of a phrase, or the whole text of one found among letters."""
    if found.word < 0:
        return words.text
    sentence = words.sentences[found.word]
    own = [span for span, s in zip(words.spans, words.sentences, strict=True) if s == sentence]
    return words.text[own[0][0] : own[-1][1]]


# Acknowledgements are by a team. ("I" alone is a word of other languages, and "ja" is "yes".)
_FIRST_PERSON = re.compile(
    r"\bI(?:[’'](?:m|ve|ll|d)|"
    r" (?:am|have|had|was|will|can|could|would|did|do|got|opened|raised|need|want|think|wrote|sent|saw|read|spoke|passed|just"
    r"|already|also|really|still))\b"
    r"|\b[Jj]e (?:suis|vous|ne|te|l[ae]s?|lui|leur|reviens|viens|vais|pense|crois|vois|veux|peux|dois|ferai|serai|regarde"
    r"|transmets|passe|prends|reste)\b"
    r"|\b(?:[Ii]ch|[Jj][’'](?=\w)|[Ii]o|[Jj]ag|[Jj]eg|[Ii]k|[Яя]|[Yy]o)\b"
)
# What people number: orders, offers, invoices, contracts, suppliers, customers, lines of telephones.
_PAPER = re.compile(
    r"\b(?:orders?|invoices?|quotes?|quotations?|offers?|proposals?|p\.?o|contracts?|vat|supplier|vendor|customer|phone|account"
    r"|\w*angebots?|\w*rechnung\w*|\w*bestellung\w*|\w*auftrag\w*|\w*vertrag\w*|\w*antrag\w*|kundennummer|durchwahl"
    r"|devis|factures?|commandes?|contrats?|presupuestos?|facturas?|contratos?|propuestas?|preventiv[oi]|fattur[ae]|ordin[ei]"
    r"|contratt[oi]|propostas?|orçamentos?|faturas?|offertes?|factu(?:ur|ren)|bestelling\w*|klantnummer|tilbud\w*|faktura\w*"
    r"|ordre\w*|offert(?:en|er)?|tarjou\w*|lasku\w*|ofert\w*|faktur\w*|zamówieni\w*|umow\w*|nabíd\w*|objednáv\w*|smlouv\w*"
    r"|ponuk\w*|zmluv\w*|предложени\w*|сч[её]т\w*|договор\w*|заказ\w*|пропозиц\w*|раху\w*|ajánlat\w*|számla\w*|teklif\w*"
    r"|fatura\w*|sipariş\w*|contractul\w*|factur[aăi]\w*|προσφορ\w*|τιμολ\w*)\b"
    r"|报价|報價|合同|订单|訂單|发票|發票|見積|請求書|注文|契約|견적|계약|주문|발주|عرض السعر|فاتورة|הצעת|חשבונית",
    re.IGNORECASE,
)


def _numbers(words: Words, found: Found) -> Iterator[bool]:
    """Whether each number in the phrase's sentence, or next to a phrase of letters, may be that of a request."""
    if found.word >= 0:
        sentence = words.sentences[found.word]
        yield from (_is_number(word) for word, s in zip(words.words, words.sentences, strict=True) if s == sentence)
    else:
        around = words.letters[max(0, found.at - _NEAR) : found.at + len(found.text) + _NEAR]
        yield any(_is_number(word) and word in around for word in words.words)


def _is_number(word: str) -> bool:
    digits = word.lstrip("abcdefghijklmnopqrstuvwxyz")
    is_year = len(word) == 4 and word.startswith(("19", "20"))
    return digits.isdecimal() and _SHORTEST_NUMBER <= len(digits) <= _LONGEST_NUMBER and not is_year


def _declines(words: Words, signs: Iterable[Found] = ()) -> bool:
    """Whether a text refuses or asks to stop, in other words than its signs ("cannot answer at present")."""
    said = [found for name in ("refusal", "stop") for found in lists.of(name).all(words)]
    return any(not any(found.overlaps(sign) for sign in signs) for found in said)


def _wants(words: Words) -> bool:
    """Whether a text says anywhere that its writer is interested: in a phrase, for single words are too common."""
    return any(len(f.text) >= 4 if f.word < 0 else " " in f.text for f in lists.of("interest").all(words))

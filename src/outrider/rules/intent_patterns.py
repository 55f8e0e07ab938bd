"""Wordings of people's wishes as patterns: English ones, and those of other languages that the table's lists cannot express."""

import re
from typing import Literal

IntentName = Literal[
    "interested",
    "meeting_request",
    "information_request",
    "not_interested",
    "do_not_contact",
    "wrong_person",
    "out_of_office",
]


def any_of(*alternatives: str) -> re.Pattern[str]:
    """A pattern of which any alternative may match."""
    return re.compile("|".join(f"(?:{a})" for a in alternatives))


# A day that is not the one of a return: "back on Monday morning" proposes nothing.
_RETURNING = [f"{word}{on}" for word in ("back", "return", "returning", "office", "work") for on in ("", " on", " next")]
_NOT_BACK = r"\b" + "".join(
    f"(?<!{word} )" for word in (*_RETURNING, "until", "until next", "till", "through", "thru", "from", "since")
)

# From refusal to interest: the first that matches counts.
# Characters of a text that these patterns read, more than 300 words: they cost several times as much as the words of the table.
READ_IN_ENGLISH = 2000
INTENTS: tuple[tuple[IntentName, float, re.Pattern[str]], ...] = (
    (
        "do_not_contact",
        0.9,
        any_of(
            r"\b(?:will|going to|'ll|have) report(?:ed|ing)? (?:you|this)[^.!?]{0,20}(?:spam|abuse|authorit)",
            r"\b(?:any|every|each) (?:further|more|other) (?:e-?mails?|messages?|contact)\b"
            r"[^.!?]{0,20}\b(?:reported|blocked|forwarded)\b",
            r"\b(?:have|has|had|without) (?:no |any |my )?consent\b[^.!?]{0,20}\b(?:casl|gdpr|can-?spam|pecr|this law|the law)\b",
            r"\bthis is (?:spam|harassment|unsolicited)\b",
            r"(?:\b(?:i|we|i'm|we're|i've|we've) (?:am |are |have |will |just )?|^)(?:report|mark|flag|block)(?:ed|ing)? "
            r"(?:(?:you|this|it|these|your \w+) )?(?:as|for|to) (?:\w+ )?(?:spam|junk)\b(?![^.!?]*\b(?:mistake|accident|error"
            r"|filter))",
            r"\b(?:hear from|contacted by|instruct(?:ed|ing)?) (?:our|my) (?:lawyers?|attorneys?)\b",
            r"\b(?:gdpr|dsgvo|rgpd) (?:request|violation|verstoss|complaint)",
            r"\bnever (?:gave|signed|subscribed|consented|agreed)\b(?! up (?:for|to) (?:a|the|your) (?:\w+ )?(?:trial|demo"
            r"|webinar|course|event))",
            r"\bdo not call\b",
            r"\b(?:fuck|piss) off\b|\bget lost\b",
        ),
    ),
    (
        "wrong_person",
        0.85,
        any_of(
            r"\b(?:not|isn't|am not|i'm not) (?:really )?(?:the )?(?:right|correct|best|"
            r"appropriate) (?:person|contact|one|department)",
            r"\bwrong (?:person|contact|guy|department|address|company)\b",
            r"\bno longer (?:work|with|at|employed|responsible|in (?:that|this|charge))",
            r"\b(?:left|has left|have left|leaving) the (?:company|organi[sz]ation|firm|team)\b",
            r"\bdon't (?:handle|deal with|look after|work (?:here|there))\b",
            r"\b(?:reach out to|contact|speak (?:to|with)|talk to|ask) (?:my colleague|our (?:\w+ )?(?:team|"
            r"department|manager)|\w+ instead)\b",
            r"\b(?:not|isn't) (?:my|in my) (?:area|department|remit|responsibility|team|role|field)\b",
            r"\bi (?:don't|do not|no longer) work (?:at|for|there|here)\b",
            r"\byou(?:'ll|'d| may| might)? (?:want|need|have) to (?:talk|speak|write|reach out) to (?!me\b|us\b)",
            r"\bplease (?:reach out to|contact|e-?mail|write to) \S+@\S+ (?:for|regarding|about|with|on)\b",
            r"\bis (?:now )?your (?:new )?contact\b|\b(?:took|taken|taking) over (?:my|his|her) (?:\w+ )?(?:accounts?|role|job"
            r"|position|tasks?|"
            r"duties|responsibilities|territory|desk|projects?)\b",
            r"\bi(?:'ve| have)? (?:moved|switched|transferred) to (?:another|a different|a new) (?:team|department|role"
            r"|division|company)\b",
            r"\bnot the decision[- ]maker\b|\b(?:got|have|reached) the wrong \w+\b|\bi only do \w+ here\b",
            r"\b(?:that's|that is|that would be|this is|sounds like) (?:a question|one) for (?!me\b|us\b)",
            r"^(?:please )?(?:try|contact|ask|e-?mail|speak to|talk to) (?:our |my |the )?(?!me\b|us\b|again\b|away\b|it\b"
            r"|to\b)[\w@.-]+"
            r"(?:[ ,]+[\w@.-]+){0,2}[.!]*$",
            r"^(?!who\b|we\b|nobody\b|our\b|my\b|it\b)[a-z]+(?: [a-z]+)? (?:handles|manages|looks after|deals with|takes care of"
            r"|is responsible for) (?:this|that|these)\b|\bi(?:'ve| have) (?:cc'?d|copied in|copied|looped in) ",
            r"^\+ ?@?[a-z]+(?: [a-z]+)?[.,!]?(?:$| \(| who\b| from\b| for\b)|\badding (?:\w+ ){1,3}who\b",
            r"\b(?:frag\w*|wend\w+|voir|voyez|habl[ae]|hable[ns]?|fal[ea]r?|senta|vraag|pyta\w+|spør|spørg|fråga|kolla|hör)\b"
            r"[^.?!]{0,25}\b(?:einkauf|achats|compras|acquisti|inkoop|zakup\w+|inköp\w*|indkøb\w*|innkjøp\w*)\b",
            r"\b(?:du|ni|i|dere|de) (?:skal|må|måste|bör|får) (?:have fat i|(?:snakke|tale|tala|prata|prate) med|kontakt[ae]) "
            r"(?!mig\b|oss\b|os\b|meg\b|dig\b)\w",
            r"\bdet (?:är|er) (?!jag\b|jeg\b|mig\b|meg\b|vi\b|os+\b|ikke\b|inte\b)[^\W\d_]+(?: [^\W\d_]+)? (?:som|der) "
            r"(?:har hand om|har ansvar\w*|sköter|ansvarar|står for|tager sig af|tar seg av|tar sig an|tar hand om)\b",
            r"^(?:prata|snacka|tala|kolla|snak|tal|snakk) (?:heller |hellre )?med "
            r"(?!mig\b|oss\b|os\b|meg\b|dig\b|er\b|chefen\b)\w",
            r"\bnicht (?:der|die|mein|ihr) ?(?:richtige|zuständige)?\w* ?(?:ansprechpartner|zuständig|"
            r"bereich)",
            r"\bnicht (?:mehr )?(?:dafür |hierfür )?zuständig\b",
            r"\b(?:falsche|richtige)\w* ansprechpartner",
            r"\bnicht mehr (?:im unternehmen|bei)\b(?! (?:mir|uns|ihnen|euch|dir)\b)",
            r"\bpas la bonne personne\b",
            r"\bplus (?:dans l'entreprise|en charge|employé)",
            r"\bpas (?:moi qui|responsable|mon domaine)",
            r"\bno soy la persona\b",
            r"\bya no trabaj",
            r"\bnon sono la persona\b",
            r"\bniet de juiste persoon\b",
            r"\bnão sou a pessoa\b",
        ),
    ),
    (
        "not_interested",
        0.9,
        any_of(
            r"\bthank you,? but no\b|^all set\b(?! (?:for|to go|on)\b)|\b(?:got|have) (?:this|that|it) (?:all )?(?:covered"
            r"|handled|sorted)\b(?! "
            r"(?:until|till|for now))|\bhard "
            r"(?:no|pass)\b",
            r"\balready (?:use|using|have|work with)\b(?![^.?!]*\b(?:not|unhappy)\b)[^.?!]{0,40}\b(?:happy|competitor|satisfied"
            r"|contract)\b(?![^.?!]*\b(?:not|unhappy|n't))",
            r"\btoo (?:expensive|pricey|costly) for (?:us|me)\b(?! (?:last|back|then|at the time))|^nothing (?:at the moment"
            r"|for now|right now|currently)\b",
            r"^we (?:don't|do not) have (?:any )?[a-z]+[.!]*$|\bnot (?:hiring|buying|adding|taking on) (?:any |new |more "
            r")?(?:vendors?|suppliers?"
            r"|agenc(?:y|ies)|contractors?|tools?|services?)\b",
            r"\bwe(?:'ve| have)? sold (?:the|our)\b[^.?!]{0,20}\b(?:business|company|farm|plant|site|store|fleet)\b",
            r"\bzero interest\b|\b(?:not|don't)\b[^.!?]{0,20} worth (?:a|the|my|our)\b",
            r"\block(?:ed)? (?:in to|into|in) (?:a|an|our|the) (?:\w+ ){0,2}(?:contract|agreement|deal|vendor|supplier"
            r"|provider)\b",
            r"\b(?:went|gone|going|go|signed|sticking|staying) with (?:a |an |our |the )?(?:competitor|someone else|another"
            r"|other|different|current"
            r"|existing)\b",
            r"\b(?:don't|do not) outsource\b|\b(?:doesn't|does not|wouldn't) (?:really )?apply to (?:our|my|us|me)\b",
            r"\b(?:not|no longer|aren't|isn't|don't|never|no) (?:really |currently |particularly |be |"
            r"actually |at all )?(?:interested|interest|looking|a (?:good )?fit|"
            r"a priority|for us|for me|needed|relevant|necessary|in the market|a match)\b",
            r"\bno(?:,)? (?:thanks|thank you|thx)\b",
            r"\b(?:we|i)(?:'re| are|'m| am) (?:all )?(?:set|good|covered|sorted)\b(?! (?:for|to go)\b)|^pass[.!]*$",
            r"\bthanks,? but no\b",
            r"\b(?:(?:we|i)(?:'ll| will)?|(?:going|have) to) pass\b(?! (?:it|this|that|you|your|along)\b)"
            r"(?! on (?!this (?:one|time|offer|opportunity|round)\b|for now\b|the offer\b|it for\b))",
            r"\b(?:we|i)(?:'re| are| am|'m)? (?:already |currently )?(?:have|use|using|work(?:ing)? with|"
            r"happy with|set|covered|all set|good)\b[^.?!]{0,30}"
            r"(?:solution|provider|vendor|partner|supplier|agency|tool|thanks|already|place|current)",
            r"\b(?:don't|do not|no) (?:have |see )?(?:a |any |the )?(?:need|budget|requirement|capacity|"
            r"demand|use)\b(?! (?:to (?:wait|think|ask|discuss|see)|convincing|(?:a|any|more) (?:demo|convincing|trial|time))\b)",
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
        ),
    ),
    (
        "meeting_request",
        0.85,
        any_of(
            r"\b(?:book|schedule|set up|arrange|have|do|jump on|hop on|plan|organi[sz]e) (?:a |an |some |"
            r"another |in )?(?:quick |short |brief |video |phone |zoom |teams |\d+[- ]?(?:min\w*) )?"
            r"(?:call|meeting|demo|chat|time|zoom|appointment|slot|conversation|intro)\b",
            r"https?://(?:www\.)?(?:calendly\.com|cal\.com|meetings\.[\w.-]+/|[\w-]+\.chilipiper\.com|savvycal\.com|zcal\.co"
            r"|tidycal\.com"
            r"|koalendar\.com|calendar\.app\.google|calendar\.google\.com/calendar/appointments"
            r"|outlook\.office(?:365)?\.com/book|doodle\.com)",
            _NOT_BACK + r"(?:mon|tues|wednes|thurs|fri)day,? (?:at )?\d{1,2}(?::\d\d| ?(?:am|pm|h|uhr|o'clock))\b",
            r"\b(?:send|share|forward)[^.?!]{0,20}(?:calendar|calendly|invite|invitation|availability|times|"
            r"slots|booking link)",
            r"\b(?:let's|let us|happy to|glad to|love to|can we|could we|shall we|we (?:can|could|"
            r"should)) (?:talk|speak|meet|connect|chat|discuss|catch up)\b",
            r"\b(?:are you|when are you|i'm|i am|we are|we're) (?:free|available)\b",
            r"\b(?:does|would|how about|what about|is) (?:next )?(?:mon|tues|wednes|thurs|fri)day\b",
            _NOT_BACK + r"(?:mon|tues|wednes|thurs|fri)day (?:at|works|would work|morning|afternoon|is good|suits)",
            r"\b(?:works|suits|good) (?:for )?(?:me|us)\b|\b\d{1,2}(?:st|nd|rd|th|am|pm)? (?:works|would work|is good|suits)\b",
            r"\bgive me a (?:shout|bell|holler)\b",
            r"\bi (?:can|could) (?:talk|speak|meet|call)\b|\b(?:can|could|shall) we do\b|\blet's do (?!it\b|this\b|that\b)",
            r"\b(?:call|ring|phone) me\b(?! (?:an?|crazy|when hell)\b)|\bplease (?:do )?call(?: back)?(?=[.!?]|$)"
            r"|\bgive me a (?:call|ring|buzz)\b",
            r"\bwhen (?:can|could) (?:you|we|i) (?:call|talk|speak|meet)\b",
            r"\bis (?:fine|ok|okay|perfect|great|good) (?:with|for|by) (?:me|us)\b",
            r"\bcan you come (?:in|by|over|to)\b|\bplease (?:come|drop|stop) by\b",
            r"\bsee you then\b|\baccepted the invite\b",
            r"\btermin (?:vereinbaren|passt|machen|ausmachen|finden)|\b(?:telefonieren|telefontermin|"
            r"einladung)\b|\bpasst (?:mir|uns|ihnen|montag|dienstag|mittwoch|donnerstag|freitag)",
            r"\b(?:rendez-vous|prenons rdv|un rdv|une invitation|me convient|nous convient|convenir d'un)\b",
            r"\b(?:agend|program)(?:emos|ar|amos) una (?:reunión|llamada)|\buna (?:reunión|llamada|"
            r"invitación)\b|\bme viene bien\b",
            r"\bfissa(?:re|mo) (?:una|un) (?:call|appuntamento|chiamata)|\bafspraak (?:maken|inplannen)|"
            r"\bmarcar uma (?:reunião|chamada)",
        ),
    ),
    (
        "interested",
        0.8,
        any_of(
            r"\b(?:i'm|i am|we are|we're|am|are|very|quite|definitely|might be|would be|"
            r"could be) (?:\w+ )?interested\b",
            r"\b(?:i|we) may (?:well )?be interested\b|^(?:ok(?:ay)?,? )?(?:i'm|i am|we're|we are) listening\b|^go on\b|\bi'll "
            r"bite\b",
            r"\bworth (?:a|having a) (?:quick |short )?(?:call|chat|conversation|look|discussion|try|meeting)\b",
            r"\b(?:the |your )?timing (?:is|was|couldn't be) (?:\w+ )?(?:perfect|great|good|right|better)\b",
            r"\b(?:don't|do not) mind (?:a|having|doing|jumping|taking|hearing)\b",
            r"^(?:yes|yep|yeah|yup|sure|absolutely|definitely|certainly|of course)(?:[.,!]* (?:thanks|thank you|please))?[.!]*$",
            r"\blove it\b(?! (?:when|if))|^sounds gd\b|^(?:ok(?:ay)?|yes),? send\b|\b(?:send|shoot|fire) (?:it|that|them) "
            r"(?:through|over"
            r"|along|on)\b",
            r"\bi'll (?:take|have) a look\b",
            r"^interested\b|^why not\b|\b(?:wouldn't|would not) (?:say no|mind|be opposed)\b",
            r"\b(?:sounds|looks|seems|this is|that's|that is) (?:\w+ )?(?:good|great|interesting|promising|"
            r"intriguing|perfect|useful)\b",
            r"\b(?:next steps?|good timing|great timing|count me in|let's do (?:it|this)|keen to|love to|"
            r"sign me up)\b",
            r"\b(?:could|might|may|would) (?:well |actually |really )?be (?:very |really |quite |a )?(?:useful|helpful|"
            r"interesting|of interest|of use|good fit|relevant)\b",
            r"\bsounds (?:like (?:something|just|exactly|a)|right|about right)\b",
            r"\b(?:is this|still) (?:still )?(?:on|available|relevant)\b",
            r"\b(?:exactly|just|precisely|is) what (?:we|i) (?:need|are looking for|am looking for|were looking for)\b|"
            r"\blove (?:a|to have a) (?:call|chat|demo|meeting)\b",
            r"\byes,? (?:please(?! (?:send|share|forward|tell|e-?mail))|sure|absolutely|definitely|i(?:'d| would))\b"
            r"|^(?:yes|sure|"
            r"absolutely|definitely)[.!]*$",
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
        ),
    ),
    (
        "information_request",
        0.8,
        any_of(
            r"(?<!if you )\b(?:send|share|provide|forward|give|get|need|want|like|see|have|some)\b[^.?!]{0,30}\b(?:more |"
            r"further |additional |some )?(?:info|information|details|pricing|prices|quote|"
            r"brochure|deck|overview|case stud(?:y|ies)|materials?|one[- ]pager|examples|references)\b",
            r"\b(?:tell|know|explain|hear|learn)(?: me| us)?(?: a (?:bit|little))? more\b",
            r"\bmore (?:info|information|details)\b|\b(?:tell|give|quote) (?:me|us) (?:the|your|a) (?:price|cost|rate)s?\b",
            r"\b(?:send|share|forward|e-?mail) (?:me |us |over )?(?:the|an|your|a) (?:\w+ )?"
            r"(?:offer|proposal|price|price list|catalog(?:ue)?)\b",
            r"\b(?:like|love|want|need) (?:to (?:see|get|have) )?(?:a|an|your|the) (?:\w+ )?(?:demo|trial|quote|proposal"
            r"|offer)\b",
            r"\bhow (?:much|does (?:it|this|that)|do you|would (?:it|this|that)|is (?:it|this) different)\b",
            r"\bwhat (?:does it|exactly|kind of)\b|\bwhat(?:'s| is| are) (?:the|your) (?:prices?|costs?|pricing|rates?|fees?)\b",
            r"\b(?:pricing|price list|cost)\s*\?",
            r"\bwhat would (?:you|it|that|this) (?:charge|cost)\b|\bwho else uses\b|\bis there an? (?:video|demo|trial|website"
            r"|brochure|price list)\b|\bdo you (?:also )?(?:do"
            r"|serve|operate|deliver"
            r"|ship)\b[^.!]*\?",
            r"\badvise (?:on|us of|me of) (?:your )?(?:rates|prices|pricing|costs|terms)\b|\bcan you (?:also )?do\b[^.!]*\?",
            r"\bwhich (?:\w+ ){1,4}do you\b|\bwhat(?:'s| is) the catch\b|\bplease quote\b(?!(?: \w+){0,3} (?:number|reference"
            r"|ticket|case|id|ref|code)\b)|\bquote (?:us|me) for\b",
            r"\bmehr (?:dazu |darüber )?(?:infos?|informationen|details|erfahren|dazu|schreiben|sagen)|"
            r"\b(?:preise|preisliste|unterlagen|angebot)\b[^.!]{0,30}(?:schicken|senden|zukommen|\?)|"
            r"\b(?:schicken|senden) sie (?:mir|uns)|\bwas würden? [^.?!]{1,60} kosten\b",
            r"\b(?:plus d'informations|en savoir plus|m'en dire plus|vos tarifs|plus de détails|"
            r"une documentation)\b",
            r"\b(?:más información|más detalles|contarme (?:algo )?más|precios|saber más)\b",
            r"\b(?:maggiori|più) (?:informazioni|dettagli)\b|\b(?:meer informatie|mais informações|"
            r"mais detalhes)\b",
        ),
    ),
)

"""How English sentences say what their writer wants: by the class of verb, who it concerns, negation and where it stands.

The wordings in `intent_patterns` are phrases. These rules are put together from classes of words instead, so that they hold for
sentences nobody has listed: an imperative of removing with the writer as its object, a negated need, an answer of nothing but a
"no" between fillers. They read what `clear` makes of a text.
"""

import re

from outrider.rules.intent_patterns import IntentName, any_of

# --- as people type on a phone

_SHORT = {
    **dict.fromkeys(("pls", "plz", "plss", "pleas", "plese", "pl"), "please"),
    **dict.fromkeys(("thx", "tks", "tnx", "thanx", "thks"), "thanks"),
    **{"rn": "right now", "atm": "at the moment", "gonna": "going to", "gotta": "have to", "wanna": "want to", "asap": "now"},
    **dict.fromkeys(("tmrw", "tmr", "tmw", "tomoz", "2morrow"), "tomorrow"),
    **{"gr8": "great", "gd": "good", "k": "ok", "okay": "ok", "kk": "ok", "y'all": "you", "dept": "department", "abt": "about"},
    **dict.fromkeys(("intrested", "intersted", "intrsted", "interestd", "intereted", "intrestd"), "interested"),
    **{"msgs": "messages", "msg": "message"},
    **{"lemme": "let me", "gimme": "give me", "mtg": "meeting", "appt": "appointment", "recieve": "receive", "adress": "address"},
    **{"doesnt": "doesn't", "didnt": "didn't", "isnt": "isn't", "wasnt": "wasn't", "cant": "can't", "wont": "won't"},
    **{"shouldnt": "shouldn't", "wouldnt": "wouldn't", "youre": "you're", "thats": "that's", "whats": "what's", "lets": "let's"},
    **{"ive": "i've", "arent": "aren't", "havent": "haven't", "nty": "no thanks", "wk": "week"},
}
# Words of other languages as well: they are English where English follows or goes before.
_SHORT_BY_NEIGHBOUR = (
    (re.compile(r"\bill (?=(?:pass|have|take|be|call|send|get|let|decline|look|bite)\b)"), "i'll "),
    (re.compile(r"\bno (?:ty|thank u|tank you)\b"), "no thanks"),
    (
        re.compile(
            r"\bim (?=(?:in|good|game|not|interested|done|out|sure|the|all|just|down|happy|keen|only|no|retired|sorry)\b)"
        ),
        "i'm ",
    ),
    (
        re.compile(
            r"\bdont (?=(?:ever|even|bother|please|e-?mail|mail|contact|write|message|call|text|need|want|have|send|use|do"
            r"|handle|know|follow|think|see|like|work|manage|deal|care|ask|reach|spam|stop|sell|buy|outsource|wish)\b)"
        ),
        "don't ",
    ),
    (re.compile(r"\b(can|do|did|are|from|to|for|if|when|thank|could|would|have|about) u\b"), r"\1 you"),
    (
        re.compile(
            r"\bur (?=(?:\w+ )?(?:e-?mails?|mails?|lists?|database|price|prices|pricing|rates?|services?|product|messages?"
            r"|offer|number|crm|system)\b)"
        ),
        "your ",
    ),
    (re.compile(r"\b(my|our|this|the) (?:e-?)?mail ids?\b"), r"\1 address"),
)
_SHORT_WORD = re.compile(rf"(?<![\w'@.-])(?:{'|'.join(map(re.escape, sorted(_SHORT, key=len, reverse=True)))})(?![\w'@-])")
_READ = 1500  # letters: what stands below is no short answer any more
_MOST_LETTERS_OF_A_LINE = 50  # of one that its writer ended, and no program wrapped


def clear(text: str) -> str:
    """A text in lower case on one line, in which lines are sentences and shorthand is written out."""
    lines = [line.strip() for line in text[:20_000].replace("’", "'").lower().splitlines()]
    ended = (line + ("." if line and len(line) < _MOST_LETTERS_OF_A_LINE and line[-1] not in ".!?,;:" else "") for line in lines)
    plain = " ".join(" ".join(ended).split())[:_READ]
    plain = _SHORT_WORD.sub(lambda found: _SHORT[found.group()], plain)
    for pattern, written in _SHORT_BY_NEIGHBOUR:
        plain = pattern.sub(written, plain)
    return plain


# --- classes of words

_MAIL = (
    r"(?:e-?mails?|mails?|mailings?|messages?|spam|spamming|newsletters?|correspondence|solicitations?|outreach|follow[- ]?ups?"
    r"|communications?|contact|marketing|texts?|pitch(?:es)?|junk|garbage|nonsense|crap|rubbish|reminders?|sequences?)"
)
_LIST = (
    r"(?:lists?|mailings?|database|db|sequence|cadence|campaigns?|systems?|distribution|records?|crm|files?|contacts|rotation"
    r"|circulation|drip|blasts?|books|memory)"
)
_ADDRESS = (
    r"(?:e-?mails?|e-?mail address(?:es)?|mail address(?:es)?|address(?:es)?|contacts?|contact details|contact info|details|info"
    r"|information|data|personal data|names?|numbers?|domains?|inbox|mailbox|account)"
)
# "Remove my name from the quote": from something that is no list of ours.
_NO_LIST = rf"(?! (?:from|off|in|on|out of) (?:the|our|my|that|its) (?!(?:[\w-]+ )?(?:{_LIST}|{_MAIL})\b))"
_WRITE = (
    r"(?:contact|e-?mail|mail|message|write|reach out|follow up|approach|solicit|bother|pitch|ping|pester|spam|harass|disturb|bug"
    r"|chase|hound|annoy|get in touch)"
)
_WRITING = (
    r"(?:contacting|e-?mailing|mailing|messaging|writing|reaching out|following up|approaching|soliciting|bothering|pitching"
    r"|pinging|pestering|spamming|harassing|disturbing|bugging|chasing|hounding|annoying|getting in touch|texting)"
)
_REMOVE = (
    r"(?:remov(?:e|ing)|delet(?:e|ing)|tak(?:e|ing)|eras(?:e|ing)|scrub(?:bing)?|expung(?:e|ing)|purg(?:e|ing)|drop(?:ping)?"
    r"|strik(?:e|ing)|unsubscrib(?:e|ing)|exclud(?:e|ing)|wip(?:e|ing)|cross(?:ing)?|get(?:ting)?|pull(?:ing)?|cut(?:ting)?)"
)
_GONE = r"(?:removed|deleted|erased|taken off|unsubscribed|excluded|opted out|purged|struck off|dropped)"
# Where a clause may begin, and where a sentence may; what politeness, annoyance and business English put before its verb.
_CLAUSE = r"(?:^|[.!?;,:–—]\s?| - |\b(?:and|so|but|then|or|again) )"
_SENTENCE = r"(?:^|[.!?;:–—]\s?| - )"
_BEFORE = (
    r"(?:(?:please|kindly|just|simply|really|hi|hello|hey|no+|nope|so|again|now|immediately|ok|lol|wow|ffs|omg|abeg"
    r"|for the \w+ time|do the "
    r"needful and|(?:could|can|would|will) you|would you mind|i'd (?:be grateful|appreciate it) if you(?: could| would)?|"
    r"(?:i|we)(?:'d| would)? (?:hereby |formally |kindly |must |again )*(?:request|ask|demand|insist|want|need|like|require"
    r"|beg|urge)"
    r"(?: that)?(?: you)?(?: to)?|you (?:can|may|should|must|need to|people need to|guys need to|are requested to)|feel free to"
    r"|be so kind as to|be kind enough to|make sure (?:that )?you|ensure (?:that )?you|i'm asking you to|i am asking you to|"
    r"if you could|it would be great if you could),? ){0,5}"
)
_NOW = (
    r"(?: (?:please|thanks|thank you|now|already|immediately|right now|at once|forthwith|today|permanently|entirely|completely"
    r"|altogether|for good|forever|henceforth|sir|ma'am|cheers|regards|bro|man|mate|dude|guys|as requested|as well|too))*"
)
_END = (
    rf"{_NOW}(?=\s*(?:[.!?;,)–—]|$| - |\bor\b|\band\b|\bbefore i\b|\bthis is\b|\bi (?:am|have|did|never)\b|\bwe (?:are|have"
    r"|did)\b))"
)
_SHARP_END = rf"{_NOW}(?=\s*(?:[.!;)–—]|$| - |, (?:please|thanks|thank|i|we|this|you|or)\b))"
_US = r"(?:me|us)"
_OURS = rf"(?:(?:all |any )?(?:of )?(?:my|our|this|these) (?:[\w-]+ ){{0,2}}?{_ADDRESS})"

# Whoever says one of these asks not to be written to again; some only in a sentence of their own.
STOP = any_of(
    rf"{_CLAUSE}{_BEFORE}(?:do not|don't|never|stop) us(?:e|ing) (?:it|this|my|our)(?: {_ADDRESS})?"
    rf"(?: again| any ?more| for (?:marketing|advertising|sales|mailings?|outreach|this))+{_SHARP_END}",
    rf"\b(?:i|we)(?:'ve| have)? (?:already |repeatedly )?(?:asked|requested) to be {_GONE}{_SHARP_END}",
    rf"{_CLAUSE}{_BEFORE}tak(?:e|ing) {_OURS} off{_SHARP_END}",
    rf"{_SENTENCE}{_BEFORE}stop (?:asking|trying|with (?:these|this))(?: {_US})?{_SHARP_END}",
    rf"{_SENTENCE}{_BEFORE}(?:unsubscribe(?: {_OURS})?|off (?:the|your|this) (?:[\w-]+ )?{_LIST}){_SHARP_END}",
    rf"{_CLAUSE}{_BEFORE}(?!get)(?!cut)(?!pull){_REMOVE} {_US}(?! in\b){_SHARP_END}(?<!\btake me)(?<!\btake us)(?<!\bdrop me)",
    rf"{_CLAUSE}{_BEFORE}{_REMOVE} (?:off |out )?(?:{_US}|{_OURS}) (?:off|from|out of|off of)\b(?! (?:the |your )?(?:wait"
    r"|free|trial|basic|paid|cc\b"
    rf"|copy|loop|quote|offer|invoice|thread|signature))[^.?!,]{{0,40}}?\b(?:{_LIST}|{_MAIL}|this|these|it|that|here|everything)"
    rf"{_END}",
    rf"{_CLAUSE}{_BEFORE}(?:remov|delet|eras|scrub|expung|purg|wip|forget|los)(?:e|b|bing"
    rf"|ing)? {_OURS}{_NO_LIST}(?: from (?:your|all|any|the)"
    rf" (?:\w+ ){{0,2}}?{_LIST})?{_END}",
    rf"{_CLAUSE}{_BEFORE}(?:lose|forget|delete|erase|burn) (?:my|our|this) {_ADDRESS}{_SHARP_END}",
    rf"\b(?:get|got|find|found|have|obtain|obtained|gave you|give you) (?:my|our) {_ADDRESS}\b[^?]{{0,20}}\? *{_BEFORE}"
    r"(?:delete|remove|erase|lose) (?:it|them|this)\b",
    # Stop, without saying what, is said of our writing only where it is a sentence.
    rf"{_SENTENCE}{_BEFORE}(?:stop|cease|desist|quit|enough)(?: and desist)?(?: (?:it|this|that|with this|with it))?{_SHARP_END}"
    r"(?<!\bquit)",
    rf"{_CLAUSE}(?:please|kindly|just|now) (?:please |just |kindly )*(?:stop|cease|desist)(?: (?:it|this))?{_SHARP_END}",
    rf"{_CLAUSE}{_BEFORE}(?:stop|cease|quit|desist|refrain|discontinue|halt|give up)(?: from)?(?: all)?(?: with)? (?:{_WRITING}"
    rf"|sending (?:{_US}|your|these|this|any|more|out|e-?mails?|mails?|messages?))\b",
    rf"{_CLAUSE}{_BEFORE}(?:stop|cease|quit|end|kill|discontinue|halt|refrain|desist|enough)(?: of| with| from)? (?:all "
    r"|any )?(?:of )?(?:the|your|these|this"
    rf"|all|any|further|future|with) (?:[\w-]+ ){{0,3}}?{_MAIL}(?: to {_US}| to my \w+)?{_SHARP_END}",
    rf"{_CLAUSE}{_BEFORE}(?:do not|don't|never)(?: (?:ever|even|please|dare|dare to|bother to|bother|try to|you|you dare))* "
    rf"(?:{_WRITE}|{_WRITING}|send(?:ing)? {_US}(?: any(?:thing|more)?| more| stuff)?)(?: to| with| at)?(?: (?:{_US}|again"
    r"|any ?more"
    r"|any longer|further|ever|(?:this|my|our) (?!week|month|year|quarter|time|morning|afternoon|evening)[\w-]+(?: address)?"
    r"|anyone(?: here| at [\w-]+)?|anybody|on this \w+|at this \w+))*"
    rf"{_SHARP_END}",
    r"\byou (?:do not|don't|no longer|never had|never) (?:have |had )?(?:my |our |any |the )*(?:permission|consent"
    r"|authori[sz]ation|"
    rf"authority|right) to (?:{_WRITE}|use|process|store|hold|keep)\b",
    rf"\byou(?:'re| are) (?:not|no longer) (?:permitted|allowed|entitled|welcome) to (?:{_WRITE})\b",
    rf"{_SENTENCE}{_BEFORE}no (?:more|further)(?: of (?:this|these|that|those))?(?: {_MAIL})?(?: (?:to|for) {_US}"
    rf"| from (?:you|your [\w-]+))?{_SHARP_END}",
    r"\b(?:i|we)(?:'d| would)? (?:want|wants|wish|need|demand|like|prefer) (?:to be )?(?:out of|off|off of"
    rf"|{_GONE})\b[^.?!,]{{0,20}}?"
    rf"(?:\b(?:{_LIST}|{_MAIL}|this)|{_GONE})(?! of\b){_END}",
    r"\b(?:i|we)(?:'d| would) (?:rather|prefer)(?: it if| that)? (?:you |if you )(?:didn't|did not|don't|stopped|removed)\b"
    rf"[^.?!]{{0,15}}\b(?:{_WRITE}|{_WRITING}|{_US})\b",
    rf"\b(?:have|get|want) (?:my|our) (?:[\w-]+ )?{_ADDRESS} {_GONE}\b|\b(?:i|we)(?:'d| would)? (?:want|wish|need|like|prefer"
    r"|ask) to be "
    rf"(?:{_GONE}|left alone)(?! from [^.?!]{{0,25}} of\b){_NO_LIST}{_END}",
    r"\b(?:don't|do not|never) (?:ever )?(?:want|wish|need|care) to hear (?:from you|from any of you|another)\b",
    rf"\b(?:can|could|would|will) you (?:please |kindly )?(?:not|never|stop) (?:{_WRITE}|{_WRITING}) {_US}{_SHARP_END}",
    r"\b(?:i|we) (?:do not|don't|did not|didn't|never) (?:give |gave |have )?(?:my |our |any )?consent(?:ed)? to\b",
    rf"\b(?:my|our) (?:[\w-]+ )?{_ADDRESS} (?:should|must|does|has) (?:not|n't) (?:be |belong )?(?:in|on) your\b",
    rf"{_CLAUSE}{_BEFORE}(?:get|stay|keep) (?:off|out of|out) (?:of )?(?:my|our) (?:inbox|mailbox|e-?mails?|mails?)\b",
    r"\b(?:confirm|ensure|make sure|want|require|request|demand|insist|see to it|would like|'d like)\b[^.?!]{0,25}? "
    rf"(?:my|our) (?:[\w-]+ ){{0,2}}?{_ADDRESS} (?:to be|be|is|are|has been|have been|gets?) (?:permanently |fully |completely )?"
    rf"{_GONE}\b{_NO_LIST}",
    r"\b(?:i|we) (?:do not|don't|no longer) (?:want|wish|need|care|like)(?: to)?(?: (?:get|receive|see|read|have))? (?:any "
    r"|more |"
    rf"further |your |these |this |such |anything )*(?:{_MAIL}|anything|more)(?: (?:from you|of this|of these"
    rf"|like this))?{_SHARP_END}",
    r"\b(?:i|we)(?:'m| am|'re| are)? (?:not|no longer|don't|do not) (?:want|wish|wanting|wishing) (?:to be|being) (?:contacted|"
    r"e-?mailed|messaged|on (?:this|your|any|a)|part of)\b",
    rf"{_SENTENCE}{_BEFORE}(?:f\W*(?:\w*\W*)? ?off|(?:go|please) away|(?:bugger|sod|piss|buzz|naff|bog|jog|back|clear) (?:off"
    r"|on)|get "
    rf"(?:lost|stuffed)|shut up|leave {_US} be|drop dead){_SHARP_END}",
)
# A question about what others do: "Can prospects opt out?"
_SENTENCE_END = re.compile(r"[.!?]")
_OF_US = re.compile(r"\b(?:i|i'm|i'd|me|my|we|us|our|you|your|this)\b")


def asks_of_others(plain: str, found: re.Match[str]) -> bool:
    """Whether what is found stands in a question that speaks neither of its writer nor of us."""
    begin = max(plain.rfind(sign, 0, found.start() + 1) for sign in ".!?") + 1
    end = _SENTENCE_END.search(plain, found.end())
    return end is not None and end.group() == "?" and not _OF_US.search(plain[begin : end.start()])


# --- refusals, interest, questions and whom else to ask

_FILLER = (
    r"(?:(?:lol|haha+|ha|hi|hello|hey|um+|uh|er|well|ok|yeah|yea|so|sorry|thanks|thank you|thank you very much|many thanks"
    r"|cheers|"
    r"much appreciated|appreciate it|appreciated|very kind(?: of you)?|kind of you|honestly|frankly|oh|wow|hmm+|and|but"
    r"|afraid|sir|"
    r"i'm afraid|i am afraid|unfortunately|regrettably|respectfully|nice try|dude|bro|man|mate|as of now|for now|today)\W+){0,6}"
)
_NO = (
    r"(?:no|nope|nah|naw|noo+|no sir|no way|hell no|absolutely not|definitely not|certainly not|of course not|afraid not"
    r"|not really"
    r"|not today|not ever|never|no can do|no dice|no chance|no sale|no deal)"
)
_THANKS = (
    r"(?:\W+(?:thanks|thank you|thank u|cheers|sorry|sir|bro|man|mate|dude|please|ty|but thanks|but thank you|anyway|lol))*\W*"
)
_WE = (
    r"(?:(?:i|we|we're|i'm|it|it's|this|that|that's|they|our (?:\w+ )?(?:team|company|firm|side|end)|this one|my \w+|the team"
    r"|management)\b)"
)
_NOT = (
    r"(?:not|don't|do not|doesn't|does not|isn't|won't|will not|shan't|wouldn't|would not|can't|cannot|couldn't|aren't|no longer"
    r"|never|didn't|'m not|'re not|ain't|not be)"
)
_ADVERBS = (
    r"(?: (?:really|currently|presently|actually|quite|be|at all|exactly|particularly|even|in a position to|able to|going to|in|"
    r"having|have|looking to|planning to|wish to|want to|likely to|keen to|see|taking|any|such|a|an|the|our|my|much|of|right now|"
    r"something|anything|we'd|we would|i'd|we|i|ever)){0,4}"
)
_OBJECT = (
    r"(?: (?:it|this|that|these|those|one|any|anything|you|your (?:[\w-]+ ){0,2}\w+|the (?:service|product|offer|offering"
    r"|tool)s?|"
    r"(?:such|this|that|these|any) (?:[\w-]+ )?\w+))?"
)
_LATER = (
    r"(?: (?:right now|now|at this time|at this point|at this stage|at the moment|at present|presently|currently|today|this year|"
    r"this quarter|any ?more|further|forward|ahead|for us|for me|here|o|sir|with this|with it|with you|either|yet|on our end"
    r"|as of "
    r"now|for our \w+|in our \w+|to us|to me|of interest))*"
)
_STOP_OF_CLAUSE = r"(?=\s*(?:[.!;,)–—]|$| - | i'm afraid\b| sorry\b| but\b| and\b| as\b| because\b| since\b| so\b))"
_VENDOR = (
    r"(?:vendors?|guy|person|team|agency|agencies|someone|somebody|providers?|suppliers?|partners?|solution|tools?|system|one"
    r"|people|"
    r"company|firm|contractors?|setup|set-up|platform|consultant|software|product|service|arrangement|process|something|stack"
    r"|crew)"
)
_HAVE = (
    r"(?:have|has|got|had|use|using|work with|working with|hired|signed(?: up)? with|renewed(?: with)?|went with|chose|picked|"
    r"committed to|partnered with|partner with|bought|built|tied to|contracted with|switched to|going with|re-signed with"
    r"|onboarded)"
)
_UNHAPPY = (
    r"(?![^.]*\b(?:unhappy|not|n't|hate|terrible|slow|expensive|bad|worse|disappoint\w+|issues?|problems?|but|however|cost"
    r"|price|leaving|expires?|ends?)\b)(?![^?]*\?)"
)

REFUSAL = any_of(
    r"\b(?:zero|no) (?:need|plans|appetite)\b(?: (?:to (?:change|switch|buy|add)|for (?:this|that|it)|at present"
    r"|right now))*(?=[.!,;]|$)",
    r"\b(?:board|boss|team|management|manager|ceo|cfo) (?:said|says|has said) no\b(?! to)",
    r"\b(?:build|make|outsource|run|handle) (?:that|this|it|these) (?:already|ourselves|internally|in[- ]house)\b",
    rf"^{_FILLER}already (?:sorted|covered|taken care of|handled)\b(?! (?:for|until))|\bhappy with what (?:i|we)(?:'ve| have)\b",
    r"\b(?:can't|cannot|couldn't) justify the (?:spend|cost|price|expense)\b",
    rf"^{_FILLER}{_NO}{_THANKS}$",
    rf"(?:^|[.!?]\s*){_FILLER}{_NO}{_THANKS}(?:$|(?<=[.!]) ?$)",
    r"(?:\bthat's|\bit's|\bthat is|\bit is|\bwould be|\bsay|\bsaying|\bit'll be|\bhas to be) (?:a |an )?(?:hard |big |firm "
    r"|flat |definite |polite )*no\b"
    r"(?! (?:brainer|problem|doubt|issue|joke|worries|lie|go\?))(?:[.!,]| from| on| for|$)",
    rf"\bbut(?: (?:it's|i'm afraid|sadly|sorry|i'll say))?,? no\b{_THANKS}$",
    rf"(?:^|[.!?,;:–—]\s*|\b(?:but|and|as|because|since|so) ){_FILLER}(?:{_WE} ?)?(?:(?:are|is|am|do|would|will|have|does"
    rf"|just|really|'re|'m|'s) )?{_NOT}{_ADVERBS}"
    r" (?:need(?: of| for)?|needing|require|requiring|requirements?|want|pursue|proceed|pursuing|proceeding|afford|justify|"
    r"tak(?:e|ing) (?:this|it|that|things|matters) (?:any )?further|buy(?:ing)?|purchas(?:e|ing)|invest(?:ing)?|spend(?:ing)?"
    r"|switch(?:ing)?|"
    r"chang(?:e|ing) (?:vendors?|providers?|suppliers?|anything)|mov(?:e|ing) (?:forward|ahead)|go(?:ing)? (?:forward|ahead"
    r"|for (?:it|this))|"
    r"look at|consider(?:ing)?|applicable|thing|cup of tea|bag|scene|fit|match|one for us|for us|for me|us|sense|relevan(?:t"
    r"|ce)|make sense|work for (?:us|me)"
    r"|worth it|worthwhile|priority|interest|interested|interests|appeal|appealing|use|use for|suitable|compelling|keen"
    r"|convinced|sold|looking|looking for|the (?:value|point|need|fit|use|benefit)|think so|on our radar|that's on our radar"
    rf"|vacancy|vacancies|think (?:this|it) is for (?:us|me)){_OBJECT}{_LATER}{_STOP_OF_CLAUSE}",
    r"\b(?:decided|chosen|chose|opted|elected|agreed|prefer)(?: \w+){0,2} (?:not to|against)\b",
    r"\b(?:bad|poor|wrong|terrible|awful|lousy) (?:fit|timing|time|match|moment)\b(?! (?:to|for you))",
    r"\b(?:complete |total |a )?waste of (?:my |our |everyone's )?(?:time|money)\b(?! (?:and|that))",
    r"\b(?:sadly|sorry|just|probably|it's|this is|afraid|^) ?(?:it's |this is )?not (?:one )?for (?:me|us|the time being)\b"
    rf"|^{_FILLER}not (?:one )?for\b",
    r"\b(?:happy|fine|good|content) as (?:we are|we're|i am|it is|is|things are)\b|\b(?:i'd|we'd|i would"
    r"|we would) rather not\b|\bwhy (?:on earth )?would (?:i|we)\b"
    r"|\bdo (?:all |most )?(?:of )?(?:this|that|it|everything) (?:ourselves|myself|in[- ]house|internally)\b|\b(?:i'm|we're"
    r"|we are) a competitor\b",
    r"\b(?:closed|wound (?:up|down)|shut(?:ting)? down|closing) (?:down )?(?:the|our) (?:business|company|shop|firm|doors)\b"
    r"|\b(?:has|have|had|management) declined\b",
    r"\b(?:budgets?|spend|spending|funds?|headcount)(?: (?:is|are|has been|have been|got|was|were))?(?: \w+)? (?:frozen|tight"
    r"|gone|spent|cut|locked|closed|exhausted"
    r"|slashed|allocated|maxed out)\b(?! (?:until|till))",
    r"\btoo (?:small|early|early-stage|niche|busy|tiny|big|old) (?:for (?:this|that|us|it)|a (?:team|company|shop|firm)"
    r"|to (?:need|use|justify))\b",
    r"\b(?:give (?:it|this|that)(?: one)? a miss|leave it(?: there| here| at that)?(?=[.!,]|$)(?! with)|sit this (?:one )?out)\b",
    r"(?:^|[.!?,]\s*|\b(?:i'll|we'll|will|going to|have to|must|let me|i|we|i'd|gladly|hard|easy|respectfully|i think"
    rf"|to) )pass{_THANKS}$",
    r"(?:^|[.!?,]\s*)pass(?:ing)?,? (?:thanks|thank you|on this|for now|sorry)\b",
    rf"(?:^|[.!?,;]\s*|\b(?:but|as|because|since|sorry) ){_FILLER}(?:we |i |they |we've |i've |we're |i'm )?(?:already |just "
    r"|recently |literally just |also )*"
    rf"{_HAVE} (?:already |just |recently )?(?:with )?(?:a |an |our |our own |my |the |another "
    rf"|other )?(?:[\w-]+ )?{_VENDOR}(?: (?:already|else|in place|(?:with|from) (?:another|someone|a different)"
    r"|who does (?:it|this|that)|in house|in-house|now|we (?:like|love|trust)|"
    rf"(?:for|doing|handling|on) (?:that|this|it|these)|last \w+|this \w+|thanks|on retainer|on board|here))+{_UNHAPPY}",
    rf"(?:^|[.!?,;]\s*|\b(?:but|as|because|since|sorry) ){_FILLER}(?:we |i |they |we've |i've |we're |i'm )?(?:already|just"
    r"|recently) "
    rf"(?:{_HAVE})\b[^.?!]{{0,40}}\b{_VENDOR}\b{_UNHAPPY}",
    rf"\b(?:not|nothing) (?:for )?(?:me|us){_THANKS}$|\buninterested\b|\bdisinterested\b|^{_FILLER}(?:not|no) (?:int\b|interest)",
    rf"^{_FILLER}not (?:now|right now|atm|at the moment|currently|at present|this time|yet|for now|today)\b",
    rf"^{_FILLER}(?:i'm|we're|we|i|we are|i am|all) (?:all )?(?:good|set|sorted|covered|fine|ok|squared away){_THANKS}$",
    r"\bwhen (?:hell freezes|pigs fly)\b|\bover my dead body\b|\bi'd rather (?:eat|chew|die|swallow|watch paint|have a root"
    r"|lick|walk)\b"
    r"|\bin your dreams\b|\b(?:fat|not a) chance\b|\bnot in a million\b",
    r"\bregret(?:s|fully)?\b[^.?!]{0,40}\b(?:not|unable|cannot|can't|declin\w+|no)\b",
    r"\b(?:unable|not in a position|not able|cannot|can't) to (?:proceed|engage|accommodate|take (?:this|it|on)|commit"
    r"|consider|entertain|participate|progress)\b",
)

_DAY = (
    r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow"
    r"|today|"
    r"next week|this week|(?:next|this) (?:mon|tues|wednes|thurs|fri)day|\d{1,2}(?:st|nd|rd|th)|any ?time|mornings?|afternoons?)"
)
_HOUR = r"(?:\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?|h|ish)?|noon|midday|am|pm|morning|afternoon|evening|lunch)"
MEETING = any_of(
    rf"^{_FILLER}(?:yes |yep |sure |maybe |how about |what about |say |free |talk |meet |call |chat |speak |you free "
    rf"|are you free |is |does |would )*(?:{_HOUR} (?:on )?)?{_DAY}(?:(?: at| around| after| before| or|,)* (?:{_DAY}|{_HOUR}))*"
    r"(?: (?:ok|work|works|good|free|possible|ok with you|for you|est|et|cet|pst|gmt|ist|wat))*\?\W*$",
    rf"\b{_DAY}(?:(?: at| around| after| or|,)* {_HOUR})?(?: (?:also|should|would|could|might|will|probably))* (?:works?"
    r"|suits?|is (?:good|fine|great|ok|free|best|perfect)|be (?:good|fine|great|ok)|good|fine)\b(?! (?:n't|not))",
    rf"\b(?:can|could|shall|should) (?:you|we|i) (?:do|make|say|meet|talk|speak|chat|call|try)\b[^.!]{{0,20}}\b{_DAY}\b",
    rf"^{_FILLER}(?:sure |yes |ok |yeah )?(?:let's|let us|can we|could we|shall we|up for|down for|down to|open to|happy to"
    r"|happy for|keen for|willing to)(?: a| to| have| do| get| on| for| hop| jump| quick| short| brief|\W)* (?:call|chat"
    r"|talk|speak|meet|connect|meeting|zoom|coffee|demo|conversation)\b(?![^.]*\bnot\b)",
    r"\bwhat (?:works|time works|day works|time suits) (?:best )?for you\b|\blet's (?:set|get|sort|find) (?:something|a time"
    rf"|it|this)\b|\b(?:talk|meet|speak|chat|call) {_DAY}\s*\?|\bbook me in\b|\bpencil me in\b|\b(?:put|get) (?:me|us"
    r"|something|it|a slot) (?:in|on) (?:the |your |my )?(?:diary|calendar|diaries|books)\b",
    rf"^{_FILLER}(?:calendly|calendar|booking|meeting|zoom|teams|cal)(?: link)?(?: please)?\s*\?",
    r"\b(?:what's|what is|send|share|give me|text me)(?: me)? (?:your|a|ur|the) (?:best |phone |cell |mobile "
    r"|direct )*(?:number|calendar|calendly|availability|diary|mobile|cell)\b",
    rf"{_CLAUSE}{_BEFORE}(?:call|ring|phone|text|whatsapp) (?:me|us|my \w+)\b(?! (?:back )?when (?:hell|pigs)| (?:names|crazy"
    r"|a |an )|[^.!?]*\bnot\b)",
    rf"\b(?:drop|shoot|send) (?:me|us) a (?:line|text|note|message|whatsapp|invite) (?:on |next |this )?{_DAY}\b",
)

_YES = (
    r"(?:yes|yep|yeah|yea|yup|ya|sure|sure thing|ok|absolutely|definitely|certainly|of course|totally|alright|all right|fine"
    r"|great|cool|"
    r"perfect|awesome|excellent|lovely|deal|agreed|indeed|you bet|hell yes|hell yeah|100%|sounds (?:good|great|fun|fair|cool"
    r"|interesting|lovely|fine|like a plan)|"
    r"go ahead|go for it|please do|do it|let's do it|let's go|works|works for me|happy to|gladly|with pleasure|by all means"
    r"|why not|carry on|fire away|shoot|bring it on|be my guest)"
)
INTEREST = any_of(
    r"^(?:(?:hi|hello|hey|thanks|lol|haha|oh|wow|hmm)\W+)*(?!ok\W*$)(?!(?:great|cool|fine|awesome|excellent|perfect"
    rf"|lovely)\W*$){_YES}(?:\W+(?:{_YES}|please|thanks|then|sir|mate|man|i guess|i suppose))*\W*$",
    r"^(?:yes|yep|yeah|sure|ok|absolutely|definitely)\W+(?:please )?(?:send|share|shoot|fire|interested|go|tell|show|do"
    r"|let's|i'd|we'd|call)\b(?![^.?!]*\b(?:not|stop|off|elsewhere|someone else)\b)",
    rf"(?:^|[.!?,]\s*|\b(?:but|and|yes|ok|yeah) ){_FILLER}(?:i'm|i am|we're|we are|count me|count us|colou?r me|consider me"
    r"|am|bit|a bit|quite|kinda|kind of|pretty|rather|very|mildly|somewhat|super|"
    r"definitely|always|also) ?(?:\w+ )?(?:in|game|down|keen|curious|intrigued|listening|on board|tempted|interested"
    rf"|up for (?:it|this|that)|all for it|sold){_STOP_OF_CLAUSE}",
    rf"^{_FILLER}(?:curious|intrigued|interested|keen|tempted|tempting|interesting|intriguing|promising|nice|neat"
    r"|game)\b(?: (?:to|in|by|about)\b[^.?!]*)?(?=\W*(?:$|[.!,]))(?!\W+(?:not|but not|way|no)\b)",
    r"\b(?:perfect|great|good|excellent|impeccable|amazing|ideal) timing\b(?![^.!?]*\bnot\b)",
    r"\b(?:we're|we are|i'm|i am|we were|been|currently|actively|just) (?:\w+ )?(?:shopping|looking|searching|evaluating"
    r"|comparing|in the market)(?: around)?(?: for (?:this|that|it|one|a|an|something|exactly)|"
    r" (?:options|vendors|suppliers|tools|providers|agencies|solutions))\b",
    r"\byou(?:'ve)? got me\b(?! (?:wrong|confused))|\bnot opposed\b|\b(?:that|it|this)(?:'d| would) be (?:lovely|great|good"
    r"|perfect|wonderful|fantastic|super|ideal|nice)\b|\b(?:we|i) (?:might|may|could|can) (?:well |actually "
    r"|really )?(?:have (?:a )?(?:need|use|project|requirement)|use (?:some |a |your )?(?:help|hand|this|that|it|something)"
    r"|need (?:this|something))\b|\bhit me (?:up|with)\b|\b(?:what|who)(?: \w+)? took you so long\b|\bwhere do (?:i"
    r"|we) sign\b|\b(?:shut up and )?take my money\b|\bsign (?:me|us) up\b",
)

_THING = (
    r"(?:price|prices|pricing|cost|costs|costing|rates?|rate card|quote|quotation|fees?|tariff|links?|website|site|url|demo"
    r"|deck|slides|details|info|information|"
    r"brochure|catalogue?|catalog|terms|minimums?|moq|lead times?|samples?|case stud(?:y|ies)|references?|one[- ]pager"
    r"|overview|proposal|offer|"
    r"profile|company profile|portfolio|specs?|spec sheet|datasheet|examples?|video|trial|estimate|more|availability"
    r"|credentials|plan|plans|package|packages|options|doc|docs|documents|pdf|write-up|summary|roi|numbers)"
)
_NO_WISH = (
    r"(?![^.?!]*\b(?:unsubscribe|opt[- ]?out|remov\w+|delet\w+|confirmation|elsewhere|to (?:someone|somebody|anyone) else"
    r"|spam|your (?:e-?)?mails?)\b)"
)
QUESTION = any_of(
    rf"^{_FILLER}(?:and |the |your |any |a |more |got |have |got a |what's the |what's your |whats |what is the |what about "
    rf"|how about |do you have |maybe |is there )*(?:a |an |any |some )?(?:\w+ )?{_THING}(?: (?:please|range|list"
    r"|page))*\s*\?\W*$",
    rf"^{_FILLER}(?:the |your |some |more |send |a )*{_THING} please\W*$",
    rf"{_CLAUSE}(?:yes |ok |sure |maybe )?{_BEFORE}(?:do )?(?:send|share|forward|provide|shoot|revert(?: back)?(?: to (?:me"
    r"|us))? with|e-?mail|mail|whatsapp|drop|let (?:me|us) have|come back (?:to (?:me|us) )?with|attach|give|submit|furnish)"
    rf"{_NO_WISH} (?:me |us |across |over |along |through )*(?:the |your |some |a |an |more |any |all |us |relevant |full "
    rf"|detailed |latest |best |with |on )*(?:[\w-]+ ){{0,3}}?{_THING}\b",
    rf"{_CLAUSE}{_BEFORE}(?:send|shoot|fire|pass|bring|ship|e-?mail) (?:me |us )?(?:it|that|them|something|more|stuff|one"
    rf"|times|some)(?: (?:over|across|along|through|on|my way|to me|please|then|info|times))*{_SHARP_END}{_NO_WISH}",
    r"\bwhat(?:'s| is| are| does| would| do)(?: \w+)? (?:the |your |a |this |it |you )*(?:roughly |usual |typical |total "
    rf"|monthly |ballpark )*(?:{_THING}|charge|run|cost)\b",
    r"\bhow (?:much|far|long|many|soon|fast|big)\b(?! (?:spam|clearer|longer|more|did|stupid|often))[^.!]{0,60}(?:\?|$)",
    r"(?:^|[.!?,]\s*|\b(?:and|but|so) )(?:do|does|can|could|will|would|is|are) (?:you|it|this|your (?:\w+ )?\w+|that|they"
    r"|the \w+)(?: guys)?(?: (?:also|actually|even|still|already))? (?:integrate|work(?! at all)|support|offer|sell|handle"
    r"|cover|ship|serve|include|cost|charge|"
    r"run|scale|connect|need|require|deliver|compatible|available|operate|export|import|sync|fit|replace|come with|plug into"
    r"|take|accept|speak|based|do this for|do this in|do (?:it|that) for)\b(?! on anyone| for anyone)[^.!]*(?:\?|$)",
    r"\bwould like to (?:know|hear|learn|see|understand) more\b|\bdo tell(?: me)?\b|\btell me\b(?! (?:again|why|where you got"
    r"|how you got|who gave))",
    r"^(?:ok |so |and |but |hi |hello )*(?:what is it|what's it|what is this exactly|what would that involve|what's involved"
    r"|how does it work|how so)\W*$",
)

_ROLE = (
    r"(?:department|dept|area|job|role|remit|call|decision|field|responsibility|territory|patch|problem|division|team"
    r"|world|wheelhouse|lane|purview|domain|desk|side|circus)"
)
WRONG = any_of(
    r"\bi only (?:handle|do|manage) [a-z]+(?=[.!,]|$)|\bnot mine to (?:decide|make|call)\b",
    r"\b(?:that's|that is|this is) (?!what\b|it\b|who\b|there\b|here\b)[a-z]+'s (?:area|job|call|department|decision|patch"
    r"|remit)\b",
    rf"\b(?:not|isn't|ain't) (?:really |quite )?(?:my|in my|within my|part of my) (?:\w+ )?{_ROLE}\b(?! to lose)",
    rf"^{_FILLER}not me\b|\bi(?:'m| am) not (?:the (?:one|person|guy|lady|buyer|decision)|who (?:decides|buys|handles)"
    r"|in (?:charge|\w+ (?:any ?more|now)))",
    r"\b(?:i'm|i am) (?:just|only|merely) (?:the|an|a) (?:[\w-]+ ){0,2}(?:intern|assistant|receptionist|engineer|developer"
    r"|dev|accountant|bookkeeper|secretary|student|temp|driver|volunteer|admin|clerk|analyst|junior|trainee|tech|contractor"
    r"|employee|nurse|teacher|designer|pa|freelancer)\b",
    r"\b(?:i|we) (?:do not|don't|no longer|never|didn't)(?: \w+)? (?:handle|do|deal with|manage|decide|decide on|run|oversee"
    r"|look after|own|make|buy|take) (?:any of )?(?:this|that|these|those|it|such|procurement|purchasing|buying|marketing"
    r"|sales|hiring|it decisions|decisions|purchases|those decisions|these decisions)\b(?! (?:myself|alone|without|ourselves"
    r"|in))",
    r"\bi (?:left|quit|have left|retired|resigned|moved on)(?: (?:from )?(?:the |my |that |there|this )?(?:company|job|firm"
    r"|place|business|role|there)?)?(?: (?:in|last|back|at|ages|years|months|a|two|some|on|from|this"
    rf"|since)\b[^.?!]{{0,25}})?{_STOP_OF_CLAUSE}(?<!left)",
    r"\b(?:i'm|i am|i've|i have)(?: now| long| already| since| recently)? retired\b|\b(?:i've|i have|have) (?:left|moved on"
    r"|changed jobs|resigned)\b(?! (?:it|a|you|the list|my|this))",
    rf"{_CLAUSE}{_BEFORE}(?:talk|speak|write|chat|reach out|direct (?:this|it|these) \w*|address (?:this|it)|send (?:this|it)"
    r"|check|liaise|connect|get in touch|go|refer) ?(?:to|with|through) (?:my|our|the (?:\w+ )?(?:team|department|office"
    r"|manager|cto|ceo|cfo|coo|cmo|head|owner|director)|[a-z]+ (?:in|from|at) (?!the\b)[a-z]+)\b(?! (?:calendar|price|mind"
    r"|office on|website|place))",
    rf"{_CLAUSE}{_BEFORE}(?:contact|loop in|ask|try|copy in|copy|cc|include|bring in|ping|e-?mail|consult|engage"
    r"|approach) (?:my|our) (?!(?:new|other|work|private|correct|personal|e-?mail|mail|address|number|mobile|office"
    rf"|home)\b)(?:[\w-]+ ){{0,2}}[\w-]+",
    r"\byou(?:'d| would| will|'ll)? (?:need|want|should ask|should contact|should try|should email|are after|'re after"
    r"|re looking for) (?!to\b|me\b|us\b|a\b|an\b|the\b|it\b|this\b|that\b|more\b|my\b|our\b|from\b|any\b|is\b|some\b"
    r"|in\b)[a-z]+(?: [a-z]+)? (?:for (?:this|that|it)|in [a-z]+|from [a-z]+|instead|not me)\b",
    r"\b(?:is|'s|would be|are) (?:who|the (?:one|person|guy|lady|man|woman)(?: who)?|your (?:man|woman|guy|best bet"
    r"|person))(?: that| whom)? ?(?:you(?:'d| would|'ll)? (?:want|need|should|are after|'re after)|decides|handles|buys"
    r"|to (?:talk|speak|ask|email|contact)|for (?:this|that))\b(?! me)",
    rf"{_CLAUSE}{_BEFORE}(?:direct|send|address|forward|refer|take) (?:this|it|your (?:\w+ )?\w+|these|that) to (?:my|our"
    r"|the) (?!(?:new|other|work|private|correct|personal|address|number|mobile|office|home)\b)\w+",
    r"\b(?:this|it|that) (?:should|would|needs to|has to|must|ought to) go to (?:my|our|the)\b|\bthe (?:person|one|man|woman"
    r"|guy|lady) you (?:want|need|are after|'re after|should \w+|are looking for) is\b",
    r"\b(?!who\b|she who\b)[a-z]+ (?:does|handles|runs|owns|decides|manages|covers) (?:this|that|it|these)(?: now| here"
    r"| instead)+\b|\bmy (?:wife|husband|partner|boss|brother|sister|father|mother|son|daughter|manager) (?:runs|handles"
    r"|does|decides|manages|owns)\b",
    r"\bi(?:'ve| have) (?:changed|switched) (?:roles|jobs|teams|departments|companies)\b|\bi(?:'m| am) not in charge\b",
    r"\b(?:wrong|incorrect) (?:\w+ )?(?:person|contact|guy|man|woman|lady|department|number|tree|fella|bloke|inbox|address"
    r"|recipient|chap|email)\b",
    r"\b(?:someone|somebody|my \w+|our \w+|\w+ team) else(?: here)? (?:handles|does|runs|decides|manages|deals|looks after"
    r"|owns)\b|\b(?:above|below) my pay ?grade\b",
)

_THREAT = (
    r"(?:(?:\b(?:be|get|will|am|going to|to|i|we|get you|have you)|'ll|'m|'re) (?:report(?:ed|ing)?(?! back| by| on|,)"
    r"|block(?:ed|ing)?|"
    r"su(?:e|ing)|complain(?:ing)?)\b|\b(?:lawyers?|attorneys?|legal action|authorities)\b|\bmark\w* (?:it |you "
    r"|them )?as spam\b)"
)
# The answers of one word, and nearly one.
DISMISSAL = any_of(
    rf"^{_FILLER}(?:spam|spammer|spammers|junk|blocked|blocking|blocking you|reported|reporting|dnc|do not contact|scam"
    r"|scammers?|block|report)(?: (?:and (?:reported|blocked)|list|list please|you|mail|email))*\W*$",
    rf"\bif (?:you|i|we|one more|another)\b[^.?!]{{0,40}}\b(?:e-?mails?|contact|write|message|hear from you|get|receive"
    rf"|mail)\b[^.?!]{{0,40}}{_THREAT}",
    rf"\b(?:one more|another|any more|any further|next|a single) (?:e-?mail|message|mail)\b[^.?!]{{0,40}}{_THREAT}",
    r"\b(?:i|we) (?:did not|didn't|never|haven't|have not|don't remember|do not recall|don't recall)(?: ever)? (?:sign(?:ed"
    r"|ing)? up|subscrib(?:e|ed|ing)|opt(?:ed|ing)? in|ask(?:ed|ing)?|consent(?:ed|ing)?|agreed?|request(?:ed|ing)?|giv(?:e"
    r"|en|ing) (?:you )?(?:permission|consent))"
    r"(?: (?:for|to))?(?: (?:this|these|that|your|any|be|receive|get|it)\b(?! (?:webinar|trial|demo|event|course|plan|quote"
    rf"|offer|price|call|meeting|report|discount))(?:(?! yet\b| but\b)[^.?!]){{0,25}})?{_STOP_OF_CLAUSE}(?! yet)",
)

STRUCTURES: dict[IntentName, re.Pattern[str]] = {
    "do_not_contact": DISMISSAL,
    "wrong_person": WRONG,
    "not_interested": REFUSAL,
    "meeting_request": MEETING,
    "interested": INTEREST,
    "information_request": QUESTION,
}

"""What a refusal speaks of. "Does not exist" and "is disabled" are said of recipients, but also of the sender's own account and
address, of what stands in the message, and of a mailbox that is only busy: none of which says that a lead is gone.

All functions take a server's own words as `failures` prepares them: lower case, with `<rcpt>`, `<self>` and `<ip>`.
"""

import re

# What the sender is called, and what he has.
_HIS = r"(?:your|sender(?:'s)?|sending|originator(?:'s)?|originating|authenticat(?:ed|ing)|logged[- ]in|reply-?to|return[- ]path)"
_HEADER = r"(?:(?:header |envelope )?from:?|return|reverse)"
_QUALITY = r"(?:e-?mail|mail|smtp|user|own|trial|outgoing|sending|from:?|current|domain|hosting)"
_THING = r"(?:account|mail ?box|inbox|user|address|domain|header|path|name|identity|login|subscription)"
# What became of it.
_LINK = r"(?:is|was|are|has|have|been|be|appears|seems|to|currently|permanently|temporarily|already|as|an?)"
_STATE = (
    r"(?:unknown|invalid|inactive|disabled|deactivated|suspended|blocked|locked|closed|expired|terminated|non-?existent|deleted"
    r"|unavailable|discontinued)"
)
_NOT_SO = r"(?:not|no longer) (?:a )?(?:exist|found|valid|active|known|registered|recogni[sz]ed|available|verified)"
_DOES_NOT = (
    r"(?:does|do|did)(?: not|n't) (?:exist|resolve)|(?:is|was|could|can)(?:n't| ?not) (?:be )?(?:found|valid|known|verified)"
)
_GONE = rf"(?:{_STATE}|{_NOT_SO}|{_DOES_NOT})"
_OF_SENDER = re.compile(
    rf"(?<![\w.@-])(?:{_HIS}(?: {_QUALITY}){{0,2}}(?: {_THING})?|{_HEADER}(?: {_QUALITY})? {_THING})(?: {_LINK}){{0,3}} {_GONE}"
)
# The same in other languages: the sender, or what is "yours", and what became of it, with nobody else between them.
_ABROAD = (
    r"absender|\bihre? (?:e-?mail-?)?(?:benutzer)?(?:konto|adresse|postfach|domain|zugang)"
    r"|expéditeur|\bvotre (?:compte|adresse|bo[iî]te|domaine)"
    r"|remitente|\b[st]u (?:cuenta|direcci[oó]n|buz[oó]n|dominio)"
    r"|mittente|\b(?:il|la) (?:[st]u[oa]|vostr[oa]) (?:account|casella|indirizzo|utenza|dominio)"
    r"|remetente|\b(?:sua|seu) (?:conta|caixa|endereço|dom[ií]nio)"
    r"|afzender|\b(?:uw|jouw) (?:account|adres|postvak|domein)"
    r"|nadawc|\btw(?:oje|ój|oja) (?:konto|skrzynka|adres|domena)"
    r"|отправител|\bваш\w* (?:аккаунт|учетн|почтов\w+ ящик|ящик|адрес|домен)"
    r"|odes[ií]latel|odosielateľ|gönderen|avsändare|avsender|afsender|lähettäj|felad[oó]|expeditor"
    r"|发件人|发信人|发送者|寄件者|寄件人|[您你]的(?:[帐账]户|[帐账]号|邮箱|域名|地址)"
    r"|発信者|送信者|差出人|(?:お客様|あなた)の(?:アカウント|メール)|보낸 ?사람|발신자"
)
_GONE_ABROAD = (
    r"existiert nicht|nicht (?:gefunden|vorhanden|bekannt)|unbekannt|ungültig|gesperrt|deaktiviert|gelöscht|stillgelegt"
    r"|geschlossen|n'existe|inconnu|introuvable|invalide|bloqu|désactiv|suspendu|fermé|supprim"
    r"|no existe|desconocid|inexistente|inválid|no válid|no encontrad|desactivad|deshabilitad|suspendid|cancelad"
    r"|non esiste|inesistent|sconosciut|non valid|non trovat|disattivat|disabilitat|chius|sospes"
    r"|não existe|desconhecid|não encontrad|desativad|encerrad|suspens"
    r"|bestaat niet|onbekend|ongeldig|niet gevonden|geblokkeerd|gedeactiveerd|nie istnieje|nieznan|nie znalezion|zablokowan"
    r"|nieaktywn|не существует|не найден|неизвест|недействител|заблок|отключ|удал|neexistuje|neznám|nenalezen|bulunamad|geçersiz"
    r"|finns inte|okänd|findes ikke|ukendt|finnes ikke|ukjent|tuntemat|nem létez|ismeretlen|nu există|necunoscut"
    r"|不存在|未找到|无效|無效|禁用|停用|冻结|锁定|存在しま|無効|停止|없습니다|존재하지"
)
_OF_SENDER_ABROAD = re.compile(
    rf"(?:{_ABROAD})[\w-]{{0,20}}(?:\s(?!(?:empf|destin|odbior|получ))[^\s.,;:()]{{1,30}}){{0,4}}?\s?[^\s.,;:()]{{0,4}}(?:{_GONE_ABROAD})"
)

# What is not an address, though it may be unknown, inactive or invalid as well.
_OTHER = (
    r"(?:(?:user |smtp )?session|licen[sc]e|content[- ]type|char(?:acter )?set|(?:transfer[- ])?encoding|template|certificate"
    r"|selector|message-?id|(?:link|url|website|web site|hyperlink)(?: domain)?)"
)
_OF_THING = re.compile(
    rf"(?<![\w.@-]){_OTHER}(?: (?!recipient|user|mailbox|<)[\w.-]{{1,40}}){{0,4}}?"
    rf" (?:(?:{_LINK} ){{1,3}}{_GONE}|(?:does|do|did)(?: not|n't) exist|(?:is|was)(?:n't| not) (?:found|valid))"
    r"|invalid (?:user )?session"
    r"|address(?:es)?(?: syntax)?(?: \S{1,80})? in (?:the |your )?(?:[\w-]{1,20}:? )?(?:headers?|reply-to)"
    r"|(?:no|insufficient) account (?:balance|credit)|(?:recipient|address) list"
)

# That it is so now, and may be otherwise later.
_FOR_NOW = re.compile(
    r"\btemporar|\bat (?:this|the) (?:time|moment)\b|\bright now\b|\btry again (?:in|after)\b"
    r"|\b(?:try|retry|send|resend)(?: it| again| your message)? later\b"
    r"|\bbusy\b|\bmaintenance\b|\b(?:mailbox|is|currently) in use\b|\blocked by\b|\bsession (?:is )?active\b|\btimed out\b"
    r"|\b(?:being|is) (?:migrated|moved)\b|\bunder migration\b"
    r"|\b(?:look-?up|ldap|database|directory|callout|verification)\b(?: \S{1,40}){0,3}"
    r" (?:error|failure|timeout|unreachable|unavailable)\b|\baddress lookup failed\b"
    r"|\berror (?:while|when|looking|checking|accessing|during)\b"
    r"|\b(?:cannot|can't|could not|couldn't|unable to) (?:verify|check|look up|access)\b"
)
# The same of a login that was refused: where the password is asked for does not answer, or it was asked for too often.
_LOGIN_FOR_NOW = re.compile(
    r"\blost to authentication server\b|\btemporar|\btry (?:again )?later\b|\btry again in\b|\btimed out\b"
    r"|\binternal (?:server )?error\b"
    r"|\b(?:server|backend|service|ldap|database)\b(?: \S{1,20}){0,2} (?:unavailable|unreachable|not available|down|busy)\b"
)
_LOGIN_TOO_OFTEN = re.compile(
    r"\btoo many (?:times|failed|failures|log-?ins?|auth\w*|attempts|sessions|connections)\b|\brate limit"
    r"|\blimit (?:was |has been )?exceeded\b"
)


def of_sender(said: str) -> bool:
    """Whether the words speak of the sender's account, address or domain."""
    return bool(_OF_SENDER.search(said) or _OF_SENDER_ABROAD.search(said))


def of_thing(said: str) -> bool:
    """Whether the words speak of something that is not an address."""
    return bool(_OF_THING.search(said))


def login_for_now(said: str) -> bool:
    """Whether a login was refused for the moment only."""
    return bool(_LOGIN_FOR_NOW.search(said))


def login_too_often(said: str) -> bool:
    """Whether a login was refused because of how often it was tried."""
    return bool(_LOGIN_TOO_OFTEN.search(said))


def for_now(said: str) -> bool:
    """Whether the words say that it is so for the moment only."""
    return bool(_FOR_NOW.search(said))

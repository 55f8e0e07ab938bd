"""What a writer wrote, without what it quotes: for display, and so that our own words are not read as an answer.

Linear in the text's length. The libraries for this search with regular expressions that a message of some
twenty thousand empty lines keeps busy for a minute.
"""

import re

# "On 2 March Ann wrote:" in the languages our users' prospects write: how such a line begins, and its verb.
_OPENING = (
    *("on ", "am ", "le ", "el ", "il ", "op ", "den ", "em ", "dnia ", "w dniu ", "на ", "în ", "dne ", "pe "),
    *("from: ", "von: ", "1", "2"),
)
_VERBS = (
    *("wrote", "schrieb", "a écrit", "escribió", "ha scritto", "schreef", "skrev", "escreveu", "napisał"),
    *("написал", "napsal", "a scris", "kirjoitti", "写道"),
)
_SEPARATOR = re.compile(
    r"[-_*\s]{0,40}(?:original (?:message|appointment)|forwarded message|begin forwarded message:?"
    r"|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|message transféré|mensaje original"
    r"|messaggio originale|oorspronkelijk bericht|mensagem original|ursprungligt meddelande)[-_*:\s]{0,40}",
    re.IGNORECASE,
)
_RULE = re.compile(r"[_]{20,80}|[-]{30,80}")
_FIELD = re.compile(
    r"\*?(from|sent|date|to|cc|subject|von|gesendet|datum|an|betreff|de|envoyé|date|à|objet|enviado|para|asunto"
    r"|da|inviato|a|oggetto|van|verzonden|aan|onderwerp|från|skickat|till|ämne)\s?:\*?\s",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"(?:sent from|sent via|get outlook for|gesendet von|von meinem|envoyé de(?:puis)?|enviado desde|inviato da"
    r"|verzonden (?:vanaf|met)|skickat från)\b.{0,60}",
    re.IGNORECASE,
)
_MOST_LINES = 20_000
_LONGEST_ATTRIBUTION = 400


def new_text(text: str) -> str:
    """`text` without quoted lines, the quoted original below, the signature after "-- " and "Sent from my phone".

    May be empty: some answers consist of a quotation only.
    """
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")[:_MOST_LINES]]
    kept: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index].replace("\xa0", " ").strip()
        if line == "--" and kept:
            break
        if line.startswith(">"):
            index += 1
            continue
        length = _attribution(lines, index)
        if length:
            if not _is_quoted(lines, index + length):
                break
            index += length
            continue
        if _begins_original(lines, index, line):
            break
        if not _DEVICE.fullmatch(line):
            kept.append(lines[index])
        index += 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _attribution(lines: list[str], index: int) -> int:
    """How many lines from `index` on are an "On ... wrote:" line, wrapped or not; 0 if none is."""
    first = lines[index].strip().lower()
    if not first.startswith(_OPENING):
        return 0
    joined = ""
    for length, line in enumerate(lines[index : index + 4], 1):
        joined = f"{joined} {line.strip().lower()}"
        if len(joined) > _LONGEST_ATTRIBUTION or not line.strip():
            return 0
        if joined.endswith((":", "：")) and any(verb in joined for verb in _VERBS):
            # A date or an address tells it from a sentence of the writer's own.
            return length if re.search(r"[\d@]", joined) else 0
    return 0


def _is_quoted(lines: list[str], index: int) -> bool:
    """Whether what follows is marked with ">", so that unmarked lines below may be new."""
    following = (line.strip() for line in lines[index : index + 5])
    return next((line.startswith(">") for line in following if line), False)


def _begins_original(lines: list[str], index: int, line: str) -> bool:
    if len(line) <= 120 and _SEPARATOR.fullmatch(line):
        return True
    if _RULE.fullmatch(line):
        return _fields(lines, index + 1) >= 2
    return bool(_FIELD.match(line)) and _fields(lines, index) >= 3


def _fields(lines: list[str], index: int) -> int:
    """How many of the next lines look like the header of a quoted message (From:, Sent:, To:, Subject:)."""
    return sum(1 for line in lines[index : index + 7] if _FIELD.match(line.strip()[:200] + " "))

"""Which messages belong together: message ids, subjects, reference chains."""

import re
from collections.abc import Iterable

_MESSAGE_ID = re.compile(r"<([^<>]{1,998})>")
_BARE_ID = re.compile(r"[^\s<>()\[\]\",;]{1,250}@[^\s<>()\",;]{1,250}")
# Reply and forward marks as mail programs write them, by language, except those that are words elsewhere ("ATS", "CT").
_MARKS = {
    "English": "re|fw|fwd|ref",
    "German": "aw|wg|antwort",
    "Dutch": "antw|doorst|betr",
    "Scandinavian": "sv|vs|vb|svar",
    "Finnish": "vs|vl|vast",
    "French": "re|tr|réf|rép",
    "Spanish": "rv|res",
    "Portuguese": "res|enc",
    "Italian": "r|i|rif",
    "Polish, Czech and Slovak": "odp|pd",
    "Slovenian, Croatian and Serbian": "odg|posr|одг",
    "Hungarian": "vá|válasz|továbbítás",
    "Latvian": "atb",
    "Estonian": "edasi",
    "Russian, Ukrainian and Bulgarian": "на|отв|ответ|відп|отг|отн",
    "Greek": "απ|σχετ|πρθ",
    "Turkish": "ynt|ilt",
    "Welsh": "yml",
    "Indonesian": "bls|trs",
    "Vietnamese": "trả lời|chuyển tiếp",
    "Hebrew": "השב|תגובה|הועבר",
    "Arabic": "رد|الرد|إعادة توجيه",
    "Thai": "ตอบ|ตอบกลับ|ส่งต่อ",
    "Chinese": "回复|答复|回覆|答覆|转发|轉寄|轉發",
    "Japanese": "返信|転送",
    "Korean": "답장|회신|전달",
}
_MARK = "|".join(sorted({mark for marks in _MARKS.values() for mark in marks.split("|")}, key=lambda mark: (-len(mark), mark)))
# With counters, and with what some programs put before the colon or in its place: "Re[2]:", "RE: AW:", "Fwd (3):", "Re.:", "RE;".
_PREFIX = re.compile(
    r"^\s*(?:\[[^\]]{1,30}\]\s*)?"
    rf"(?:(?:{_MARK})\s*(?:\[\d+\]|\(\d+\)|\^\d+|\d+)?\s*[.-]?[:：]|(?:re|aw|sv|fw|fwd);)(?:\[\d+\])?\s*",
    re.IGNORECASE,
)
# What gateways put before a subject; in brackets anywhere, and bare before a mark.
_WARNING = (
    r"ext|ext\.|external|extern|externe|externo|externí|esterno|caution|warning|spam|bulk|(?:suspected|probable|possible) \w+"
)
_EXTERNAL_TAG = re.compile(
    rf"^\s*(?:[\[({{](?:{_WARNING})(?![a-z])[^\])}}]{{0,20}}[\])}}]|\*+(?:spam|external)\*+"
    rf"|(?:{_WARNING})(?:\s(?:e-?mail|sender|spam))?\s?[:?!]+(?=\s*(?:{_MARK})\s*[:：]))\s*",
    re.IGNORECASE,
)
_MAX_REFERENCES = 20


def message_ids(header: str | Iterable[str] | None) -> list[str]:
    """The message ids (with angle brackets) in a References or In-Reply-To header, in order, each once.

    An id that was folded is put together again. Where no id has brackets, whatever has an @ is one: some programs leave them out.
    """
    text = header if isinstance(header, str) else " ".join(header or ())
    found = ["".join(written.split()) for written in _MESSAGE_ID.findall(text)]
    if not any("@" in written for written in found):
        bare = re.sub(r"\([^()]{0,500}\)", " ", text)
        found += [written.strip("'") for written in _BARE_ID.findall(bare)]
    return list(dict.fromkeys(f"<{written}>" for written in found if written))


def normal_subject(subject: str) -> str:
    """A subject without its reply and forward marks, for comparing: "AW: Re[2]: Hello  there" -> "hello there"."""
    return bare_subject(subject).casefold()


def is_reply_subject(subject: str) -> bool:
    """Whether a subject begins with a reply or forward mark."""
    return bool(_PREFIX.match(_EXTERNAL_TAG.sub("", " ".join(subject.split()))))


def reply_subject(subject: str) -> str:
    """The subject of an answer: one "Re: " before the bare subject. Empty stays empty."""
    bare = bare_subject(subject)
    return f"Re: {bare}" if bare else ""


def forward_subject(subject: str) -> str:
    """The subject of a forwarded message."""
    return f"Fwd: {bare_subject(subject)}".rstrip()


def references_chain(parent_references: Iterable[str], parent_message_id: str) -> list[str]:
    """The References of an answer: the parent's, then the parent itself (RFC 5322, 3.6.4).

    A long chain keeps its first id and its latest ones: programs thread by both ends, and headers must not grow for ever.
    """
    chain = [m for m in dict.fromkeys(parent_references) if m != parent_message_id] + [parent_message_id]
    return chain if len(chain) <= _MAX_REFERENCES else [chain[0], *chain[1 - _MAX_REFERENCES :]]


def id_of_attempt(message_id: str, attempt: int) -> str:
    """The id of a further attempt at a message, without <>: the first one's with the attempt's number before the @."""
    unique, _, domain = message_id.rpartition("@")
    return f"{_ATTEMPT.sub('', unique)}.try{attempt}@{domain}"


def ids_of_attempts(message_ids: Iterable[str], most: int) -> list[str]:
    """The ids of all attempts, up to `most`, at the messages whose ids are given, without <>: each id, then the others."""
    found: list[str] = []
    for message_id in message_ids:
        first = _ATTEMPT.sub("", message_id.rpartition("@")[0]) + message_id[message_id.rfind("@") :]
        found += (
            [message_id, first, *(id_of_attempt(first, n) for n in range(2, most + 1))] if "@" in message_id else [message_id]
        )
    return list(dict.fromkeys(found))


_ATTEMPT = re.compile(r"\.try\d+$")


def same_thread_candidate(subject: str, sent_subject: str, sender_domain: str, lead_domain: str) -> bool:
    """The last rung of the matching ladder: same domain and same bare subject. A candidate to show, never asserted."""
    bare = normal_subject(subject)
    return bool(bare) and bare == normal_subject(sent_subject) and sender_domain.lower() == lead_domain.lower()


def bare_subject(subject: str) -> str:
    """A subject without its reply and forward marks and gateways' tags."""
    text = " ".join(subject.split())
    while True:
        shorter = _PREFIX.sub("", _EXTERNAL_TAG.sub("", text))
        if shorter == text:
            return text.strip()
        text = shorter

"""What automatic answers say besides their news, by language: parts of words that are sought in a text as they are written.

Entries are separated by ";". "^" in front of one, or "$" behind: a word begins, or ends, there. "*" stands for any letters.
"""

import re
from collections.abc import Iterable

from outrider.rules.languages.language import phrases

# Urgency, substitutes, and the time until the return: what to do meanwhile.
MEANWHILE: dict[str, str] = {
    "en": (
        "urgen; emergenc; immediate; absence; meanwhile; in the meantime; get back to you; ^will reply; ^will respond; "
        "^if you need; ^if it$; ^if there; ^in case; for assistance; for help; colleague"
    ),
    "de": "dringend; eilig; notfall; abwesenheit; zwischenzeit; melde mich; bei fragen; falls sie; kolleg",
    "nl": "spoed; bij vragen; collega",
    "fr": "répondrai; en cas de; si vous avez besoin; collègue",
    "es": "responderé; si necesita; en caso de; ausencia; compañer; colega",
    "pt": "se precisar; em caso de; ausência; colega",
    "it": "risponderò; se avete bisogno; in caso di; assenza; collega",
    "da": "haste; akut; hvis du; ved behov; ^kontakt med$; kolleg",
    "no": "haste; akut; hvis du; ved behov; kolleg",
    "sv": "brådsk; akut; vid behov; kolleg",
    "is": "áríðandi",
    "fi": "kiire; tarvittaessa",
    "et": "kiireloom",
    "lv": "steidzam",
    "lt": "skub; koleg",
    "pl": "pilny; pilne; w razie; ^kontakt z$; koleg",
    "cs": "naléhav; v případě; koleg",
    "sk": "súrn; v prípade; koleg",
    "sl": "nujn; koleg",
    "hr": "hitn; koleg",
    "hu": "sürgős; esetén",
    "ro": "la nevoie",
    "tr": "acil; gerekirse",
    "el": "επείγ",
    "ru": "срочн; неотлож; в случае; при необходимости; коллег",
    "uk": "терміново; у разі; колег",
    "bg": "спешн; колег",
    "ar": "عاجل; طارئ",
    "he": "דחוף",
    "fa": "فوری",
    "hi": "तत्काल",
    "th": "ด่วน; จะติดต่อกลับ; จะตอบกลับ",
    "vi": "khẩn; gấp",
    "id": "mendesak; darurat",
    "zh": "紧急; 急事; 緊急; 同事",
    "ja": "緊急; お急ぎ; 問い合わせ; ご用件; 宛に; 同僚",
    "ko": "긴급; 급한; 문의는; 동료",
}
# What the number of a request is called, and how it is put: "under number 4711".
REQUEST: dict[str, str] = {
    "en": "ticket; tickets; case; request; incident; inc; sr; reference",
    "de": "anfrage; vorgang",
    "nl": "aanvraag",
    "fr": "demande; dossier",
    "es": "solicitud; caso",
    "pt": "protocolo",
    "it": "richiesta; pratica",
    "da": "sag",
    "no": "sak*; saknummer",
    "sv": "ärende*",
    "pl": "zgłoszeni*",
    "ro": "tichet*",
    "id": "tiket",
    "tr": "talep*",
    "ru": "заявк*; запрос; обращени*",
    "uk": "запит; звернення",
}
UNDER: dict[str, str] = {
    "en": "under",
    "de": "unter",
    "nl": "onder",
    "fr": "sous",
    "es": "con; bajo",
    "pt": "com; sob",
    "ca": "amb",
    "pl": "pod",
    "sv": "med",
    "cs": "s",
    "sk": "pod; s",
    "ro": "cu; sub",
    "ru": "с; под",
    "uk": "за",
}
ARTICLE: dict[str, str] = {
    "en": "the; case",
    "de": "der",
    "nl": "de; het",
    "fr": "la; le",
    "es": "el; la",
    "pt": "o",
    "it": "il; la",
}
NUMBER: dict[str, str] = {
    "en": "number",
    "de": "nummer",
    "fr": "numéro",
    "es": "número",
    "it": "numero",
    "pl": "numer*",
    "ro": "numărul",
    "cs": "čísl*",
    "ru": "номер*",
}
SHORT_NUMBER: dict[str, str] = {"en": "id; no; number", "de": "nr; nummer", "pt": "nº", "it": "n°"}
# What stands between the name of a writer and the colon: "schreef Ann het volgende:".
FOLLOWING: dict[str, str] = {
    "en": "the following; as follows",
    "de": "folgendes; das folgende; wie folgt",
    "nl": "het volgende; als volgt",
    "fr": "ce qui suit",
    "es": "lo siguiente",
    "pt": "o seguinte",
    "it": "quanto segue",
    "da": "følgende",
    "sv": "följande",
    "fi": "seuraavaa; seuraavasti",
    "pl": "co następuje; następujące",
    "cs": "následující; toto",
    "hu": "a következőt; a következőket",
    "ro": "următoarele",
    "ru": "следующее",
    "uk": "наступне; таке",
    "tr": "şunları; şunu",
}
NUMBER_SIGN: dict[str, str] = {
    "": "#; №",
    "zh": "工单; 工單; 编号; 編號",
    "ja": "チケット; 受付番号; 問合せ番号; お問い合わせ番号",
    "ko": "티켓; 접수번호",
}


def pattern(*tables: dict[str, str]) -> str:
    """A pattern of any entry of the tables, whatever its language: the longest first."""
    entries = dict.fromkeys(entry for table in tables for text in table.values() for entry in phrases(text))
    return "|".join(_escaped(sorted(entries, key=len, reverse=True)))


def _escaped(entries: Iterable[str]) -> Iterable[str]:
    for entry in entries:
        words = re.escape(entry.removeprefix("^").removesuffix("$")).replace(r"\*", r"\w{0,20}").replace(r"\ ", " ")
        yield ("\\b" if entry[0] == "^" else "") + words + ("\\b" if entry[-1] == "$" else "")

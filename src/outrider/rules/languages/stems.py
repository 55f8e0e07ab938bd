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
    "da": "haste; akut; hvis du; ved behov; ved spørgsmål; har du spørgsmål; ^kontakt med$; kolleg",
    "no": "haste; akut; hvis du; ved behov; ved spørsmål; har du spørsmål; kolleg",
    "sv": "brådsk; akut; vid behov; vid frågor; har du frågor; kolleg",
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
    "hi": "तत्काल; जरूरी; ज़रूरी; आपात; अत्यावश्यक",
    "th": "ด่วน; จะติดต่อกลับ; จะตอบกลับ",
    "vi": "khẩn; gấp",
    "id": "mendesak; darurat",
    "zh": "紧急; 急事; 緊急; 同事",
    "ja": "緊急; お急ぎ; 問い合わせ; ご用件; 宛に; 同僚",
    "ko": "긴급; 급한; 급하신; 급하시; 문의는; 동료",
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
# Introductions that name nothing but the writer of what is quoted.
QUOTING: dict[str, str] = {
    "en": "quoting",
    "de": "zitat von; zitiere",
    "fr": "citation de",
    "es": "citando a; cita de",
    "it": "citando; citazione di",
    "nl": "citeren; citaat van",
    "pl": "cytowanie; cytat",
    "pt": "citando",
}
# Of the line that help desks want answers above.
ABOVE_LINE: dict[str, str] = {
    "en": "above this line",
    "de": "oberhalb dieser zeile; oberhalb dieser linie; über dieser zeile; über dieser linie; über diese zeile; über diese "
    "linie",
    "fr": "au-dessus de cette ligne",
    "es": "encima de esta línea; arriba de esta línea",
    "pt": "acima desta linha; acima dessa linha",
    "it": "sopra questa riga; sopra questa linea; sopra di questa riga; sopra di questa linea",
    "nl": "boven deze regel; boven deze lijn",
    "da": "over denne linje; over denne linjen",
    "sv": "ovanför denna rad; ovanför den här raden; ovanför denna linje; ovanför den här linjen",
    "fi": "tämän rivin yläpuolelle; tämän viivan yläpuolelle",
    "pl": "powyżej tej linii; powyżej tego wiersza",
    "cs": "nad tento řádek; nad tímto řádkem; nad tuto čáru",
    "ru": "выше этой линии; выше этой строки; выше этой черты; над этой чертой; над этой строкой",
    "zh": "此行之上; 此行上方; 此线上方; 此行以上",
    "ja": "この行より上; この線より上",
}
# What calendars put before the subject of an answer to an invitation.
ACCEPTED: dict[str, str] = {
    "en": "accepted; tentatively accepted; tentative",
    "de": "akzeptiert; zugesagt; angenommen; mit vorbehalt",
    "nl": "geaccepteerd; aanvaard; voorlopig geaccepteerd",
    "fr": "accepté; acceptée; provisoire",
    "es": "aceptado; aceptada; provisional",
    "pt": "aceito; aceite; aceita; provisório",
    "it": "accettato; accettata; provvisorio",
    "da": "accepteret; foreløbig",
    "no": "godtatt; foreløpig",
    "sv": "accepterat; accepterad; preliminärt",
    "fi": "hyväksytty; alustava",
    "pl": "zaakceptowano; przyjęto; wstępna akceptacja",
    "cs": "přijato; nezávazně",
    "hu": "elfogadva",
    "ro": "acceptat",
    "tr": "kabul edildi",
    "ru": "принято",
    "zh": "已接受",
    "ja": "承諾; 仮承諾",
    "ko": "수락",
}
DECLINED: dict[str, str] = {
    "en": "declined",
    "de": "abgelehnt; abgesagt",
    "nl": "geweigerd; afgewezen",
    "fr": "refusé; refusée; décliné",
    "es": "rechazado; rechazada",
    "pt": "recusado; recusada; recusou",
    "it": "rifiutato; rifiutata",
    "da": "afvist",
    "no": "avslått",
    "sv": "avböjt; avböjd",
    "fi": "hylätty",
    "pl": "odrzucono",
    "cs": "odmítnuto",
    "hu": "elutasítva",
    "ro": "refuzat",
    "tr": "reddedildi",
    "ru": "отклонено",
    "zh": "已拒绝; 已谢绝",
    "ja": "辞退",
    "ko": "거절",
}
# Receipts of reading: what programs put before a subject, what they call the receipt, and what it states.
READ: dict[str, str] = {
    "en": "^read; ^not read; ^unread; ^deleted; ^read-receipt; ^displayed",
    "de": "^gelesen; ^nicht gelesen; ^ungelesen gelöscht; ^gelöscht",
    "nl": "^gelezen; ^niet gelezen",
    "fr": "^lu; ^lue; ^non lu; ^non lue",
    "es": "^leído; ^leido; ^no leído",
    "pt": "^lido; ^lida; ^não lido; ^não lida",
    "it": "^letto; ^letta; ^non letto; ^eliminato",
    "da": "^læst; ^ikke læst",
    "no": "^lest; ^ikke lest",
    "sv": "^läst; ^oläst; ^ej läst; ^inte läst",
    "fi": "^luettu; ^ei luettu",
    "pl": "^przeczytano; ^przeczytane; ^nieprzeczytane",
    "cs": "^přečteno; ^nepřečteno",
    "sk": "^prečítané; ^neprečítané",
    "hu": "^elolvasva; ^olvasott",
    "ro": "^citit; ^necitit",
    "hr": "^pročitano",
    "ru": "^прочитано; ^прочтено; ^не прочитано",
    "uk": "^прочитано; ^не прочитано",
    "bg": "^прочетено",
    "el": "^διαβάστηκε; ^αναγνώστηκε",
    "tr": "^okundu; ^okunmadı",
    "he": "נקרא",
    "ar": "مقروءة; تمت القراءة",
    "zh": "已读; 已讀; 未读; 未讀; 已阅读",
    "ja": "開封済み; 開封確認; 既読; 未開封",
    "ko": "읽음; 읽지 않음",
    "vi": "^đã đọc",
}
RECEIPT: dict[str, str] = {
    "en": "^return receipt; ^read receipt; ^disposition notification; ^message read",
    "de": "^lesebestätigung; ^empfangsbestätigung",
    "nl": "^leesbevestiging; ^ontvangstbevestiging",
    "fr": "^accusé de lecture; ^accusé de réception; ^confirmation de lecture",
    "es": "^confirmación de lectura; ^acuse de recibo",
    "pt": "^confirmação de leitura; ^recibo de leitura",
    "it": "^conferma di lettura; ^ricevuta di ritorno",
    "da": "^kvittering for læsning; ^læsekvittering",
    "no": "^lesebekreftelse; ^kvittering",
    "sv": "^läskvitto; ^kvitto",
    "pl": "^potwierdzenie przeczytania",
    "cs": "^potvrzení o přečtení; ^doručenka",
    "ru": "^уведомление о прочтении; ^отчет о прочтении; ^отчёт о прочтении",
    "tr": "^okundu bilgisi",
    "zh": "已读回执; 阅读回执; 讀取回條; 回执",
    "ko": "수신 확인; 수신확인",
}
WAS_READ: dict[str, str] = {
    "en": (
        "was read on; was read at; has been read; was displayed; has been displayed; was deleted without; been deleted without; "
        "was opened on; was received by; message was read"
    ),
    "de": "wurde gelesen; wurde am * gelesen; gelesen am; wurde angezeigt; wurde ungelesen gelöscht; ohne gelesen zu",
    "nl": "is gelezen; werd gelezen; is weergegeven; gelezen op; zonder te zijn gelezen",
    "fr": "a été lu; a été affiché; a été supprimé sans; a été ouvert; été lu le",
    "es": "fue leído; ha sido leído; se leyó; se ha leído; ha sido mostrado; se ha eliminado sin; fue eliminado sin",
    "pt": "foi lida; foi lido; foi exibida; foi excluída sem; foi eliminada sem; foi apresentada",
    "it": "è stato letto; è stata letta; è stato visualizzato; è stato eliminato senza; letto il",
    "da": "blev læst; er blevet læst; er læst; blev slettet uden; er blevet vist",
    "no": "ble lest; er lest; har blitt lest; ble slettet uten; er blitt vist",
    "sv": "lästes; har lästs; har visats; togs bort utan; blev läst",
    "fi": "on luettu; luettiin; poistettiin lukematta",
    "pl": "została przeczytana; zostało przeczytane; została odczytana; została wyświetlona; usunięta bez",
    "cs": "byla přečtena; byla zobrazena; byla odstraněna bez",
    "sk": "bola prečítaná; bola zobrazená",
    "hu": "elolvasták; elolvasta; megjelenítették",
    "ro": "a fost citit; a fost afișat",
    "hr": "pročitana je; je pročitana",
    "ru": "было прочитано; прочитано; было прочтено; было удалено без; было показано",
    "uk": "було прочитано; прочитано; видалено без",
    "bg": "беше прочетено; е прочетено",
    "el": "διαβάστηκε; αναγνώστηκε; προβλήθηκε",
    "tr": "okundu; görüntülendi; okunmadan silindi",
    "he": "נקראה; נקרא ב",
    "ar": "تمت قراءة; تم عرض",
    "zh": "已被阅读; 已阅读; 被阅读; 已讀取; 已被讀取; 未阅读即被删除; 阅读时间",
    "ja": "開封されました; 読まれました; 表示されました; 開封日時; 未開封のまま",
    "ko": "읽었습니다; 읽음; 확인하였습니다; 확인했습니다",
    "vi": "đã được đọc; đã đọc",
}
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

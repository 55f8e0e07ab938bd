"""What a mailbox's folders are for: by their special-use flags (RFC 6154), else by their names in the languages of servers.

The names are those that Exchange and Outlook.com, Gmail, Apple, Yahoo, Yandex, Mail.ru, GMX, Orange, Libero, Seznam, Onet, QQ,
NetEase, Naver, Zoho, Dovecot, Courier and Roundcube give these folders in the language of the account. They are compared without
regard to case, accents, blanks and hyphens.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Role = Literal["sent", "spam", "trash", "drafts", "archive", "all"]

_FLAGS: dict[str, Role] = {
    "\\sent": "sent",
    "\\sentmail": "sent",
    "\\junk": "spam",
    "\\spam": "spam",
    "\\trash": "trash",
    "\\bin": "trash",
    "\\drafts": "drafts",
    "\\archive": "archive",
    "\\all": "all",
    "\\allmail": "all",
}

# Per language: names separated by "|", of sent mail, spam, trash, drafts, archive.
_NAMES: dict[str, tuple[str, str, str, str, str]] = {
    "English": (
        "Sent|Sent Items|Sent Mail|Sent Messages|Sent Email|Sent Objects|Sent-mail",
        "Spam|Junk|Junk E-mail|Junk Mail|Bulk|Bulk Mail|Bulk E-mail|Spambox|Probable Spam|Quarantine|Spam Mail",
        "Trash|Deleted Items|Deleted Messages|Deleted|Bin|Rubbish|Wastebasket|Recycle Bin|Deleted Mail",
        "Drafts|Draft|Draft Messages",
        "Archive|Archives|Archived",
    ),
    "German": (
        "Gesendet|Gesendete Elemente|Gesendete Objekte|Gesendete Nachrichten|Gesendete E-Mails|Gesendete Mails|"
        "Versendet|Verschickt",
        "Spamverdacht|Junk-E-Mail|Unerwünscht|Unerwünschte Werbung|Werbung|Spam-Verdacht|Junk-E-Mails|Unerwünschte E-Mails",
        "Papierkorb|Gelöschte Elemente|Gelöschte Objekte|Gelöschte Nachrichten|Gelöscht|Gelöschte E-Mails",
        "Entwürfe|Entwurf",
        "Archiv|Archivierte Elemente|Archivierte Nachrichten",
    ),
    "French": (
        "Éléments envoyés|Envoyés|Messages envoyés|Courrier envoyé|Courriers envoyés|Objets envoyés|Mails envoyés|"
        "Courriels envoyés",
        "Courrier indésirable|Indésirables|Pourriel|Pourriels|Messages indésirables|Courriers indésirables|"
        "Quarantaine|Indésirable",
        "Éléments supprimés|Corbeille|Messages supprimés|Poubelle|Supprimés",
        "Brouillons|Brouillon",
        "Archivage|Archivés",
    ),
    "Spanish": (
        "Elementos enviados|Enviados|Correo enviado|Mensajes enviados|Enviado|Correos enviados",
        "Correo no deseado|Correo electrónico no deseado|No deseado|No deseados|Correo basura|Basura|Correos no deseados",
        "Elementos eliminados|Eliminados|Papelera|Papelera de reciclaje|Mensajes eliminados|Borrados",
        "Borradores|Borrador",
        "Archivo|Archivados|Archivo local|Archivado",
    ),
    "Portuguese": (
        "Itens enviados|Enviadas|Mensagens enviadas|E-mails enviados|Correio enviado|Enviada|Enviadas e-mails|Mensagens enviada",
        "Lixo eletrônico|Lixo eletrónico|Lixo electrónico|Correio não solicitado|"
        "Correio eletrónico não solicitado|E-mail de lixo|Correio publicitário não solicitado|"
        "Correio eletrónico de lixo|Não solicitado|Correio de lixo",
        "Itens excluídos|Itens eliminados|Lixeira|Lixo|Reciclagem|Excluídos|Excluídas|Eliminados|Mensagens excluídas",
        "Rascunhos|Rascunho",
        "Arquivo|Arquivo morto|Arquivar|Arquivados|Arquivo-morto|Arquivadas",
    ),
    "Italian": (
        "Posta inviata|Inviata|Inviati|Inviate|Messaggi inviati|Elementi inviati|Email inviate",
        "Posta indesiderata|Indesiderata|Indesiderati|Messaggi indesiderati",
        "Posta eliminata|Cestino|Eliminata|Eliminati|Elementi eliminati|Messaggi eliminati",
        "Bozze|Bozza",
        "Archivio|Archiviati|Archiviata",
    ),
    "Dutch": (
        "Verzonden items|Verzonden|Verzonden berichten|Verzonden mail|Verstuurd|Verzonden e-mail",
        "Ongewenste e-mail|Ongewenste mail|Ongewenst|Ongewenste reclame|Ongewenste berichten|Reclame",
        "Verwijderde items|Prullenbak|Verwijderd|Verwijderde berichten|Prullenmand",
        "Concepten|Concept",
        "Archief|Gearchiveerd",
    ),
    "Danish": (
        "Sendt post|Sendt|Sendte elementer|Sendte|Sendt mail|Sendte mails|Sendte beskeder|Sendte e-mails",
        "Uønsket mail|Uønsket e-mail|Uønsket post|Uønsket|Junkmail|Uønskede mails",
        "Slettet post|Slettede elementer|Papirkurv|Slettet|Slettede|Slettede beskeder",
        "Kladder|Kladde|Udkast",
        "Arkiv|Arkiver|Arkiveret",
    ),
    "Norwegian": (
        "Sendte elementer|Sendt e-post|Sendte meldinger|Sende element|Sende|Sendt",
        "Søppelpost|Søppel-e-post|Uønsket e-post|Nettsøppel",
        "Slettede elementer|Papirkurv|Slettede meldinger|Søppelbøtte|Søppel|Sletta element|Papirkorg",
        "Utkast|Kladd|Kladder",
        "Arkiv",
    ),
    "Swedish": (
        "Skickat|Skickade objekt|Skickade|Skickade meddelanden|Skickad e-post|Skickade mail|Skickad",
        "Skräppost|Skräp|Skräppostmapp|Oönskad e-post",
        "Borttaget|Borttagna objekt|Borttagna|Papperskorgen|Papperskorg|Raderade meddelanden|Raderat",
        "Utkast",
        "Arkiv|Arkiverat",
    ),
    "Finnish": (
        "Lähetetyt|Lähetetyt viestit|Lähetetty|Lähetetyt kohteet|Lähetetyt sähköpostit",
        "Roskaposti|Roskapostit|Roskaposti-kansio",
        "Poistetut|Poistetut kohteet|Roskakori|Poistetut viestit",
        "Luonnokset|Luonnos",
        "Arkisto|Arkistoidut",
    ),
    "Icelandic": (
        "Sendir hlutir|Sendur póstur|Sendur|Sent póstur|Send atriði",
        "Ruslpóstur|Ruslpóst",
        "Eydd atriði|Eyddir hlutir|Rusl|Ruslafata|Eytt",
        "Drög|Uppkast|Uppköst",
        "Safnskrá|Geymsla|Skjalasafn",
    ),
    "Estonian": (
        "Saadetud üksused|Saadetud|Saadetud kirjad",
        "Rämpspost|Rämps",
        "Kustutatud üksused|Kustutatud|Prügikast|Prügi|Kustutatud kirjad",
        "Mustandid|Mustand",
        "Arhiiv|Arhiveeritud",
    ),
    "Latvian": (
        "Nosūtītie vienumi|Nosūtītie|Nosūtītās ziņas|Nosūtītās|Nosūtīts|Nosūtītās vēstules",
        "Nevēlamais e-pasts|Nevēlams e-pasts|Mēstules|Surogātpasts|Nevēlamās vēstules",
        "Izdzēstie vienumi|Dzēstie vienumi|Miskaste|Atkritne|Izdzēstās|Dzēstās",
        "Melnraksti|Melnraksts|Uzmetumi",
        "Arhīvs|Arhivēts",
    ),
    "Lithuanian": (
        "Išsiųsti elementai|Išsiųsti|Išsiųsti laiškai|Išsiųstieji laiškai|Išsiųstieji|Nusiųsti elementai|Išsiųsta",
        "Nepageidaujami laiškai|Nepageidaujamas el. paštas|Nepageidaujami|Brukalas|Šlamštas|El. pašto šiukšlės",
        "Panaikinti elementai|Ištrinti elementai|Ištrinti laiškai|Ištrinti|Šiukšliadėžė|Šiukšlinė|Šiukšlės",
        "Juodraščiai|Juodraštis",
        "Archyvas|Archyvai|Suarchyvuota",
    ),
    "Polish": (
        "Elementy wysłane|Wysłane|Wysłane wiadomości|Wiadomości wysłane|Poczta wysłana",
        "Wiadomości-śmieci|Niechciane|Poczta-śmieci|Wiadomości niechciane|Niechciana poczta",
        "Elementy usunięte|Kosz|Usunięte|Wiadomości usunięte|Śmietnik",
        "Wersje robocze|Kopie robocze|Robocze|Szkice|Szkic",
        "Archiwum|Archiwa",
    ),
    "Czech": (
        "Odeslaná pošta|Odeslané|Odeslané položky|Odeslané zprávy|Odeslaná",
        "Nevyžádaná pošta|Nevyžádané|Nevyžádaná|Hromadné|Nevyžádané zprávy",
        "Odstraněná pošta|Odstraněné|Odstraněné položky|Smazané|Koš|Smazané zprávy",
        "Koncepty|Rozepsané|Rozepsaná pošta",
        "Archivované|Archív",
    ),
    "Slovak": (
        "Odoslaná pošta|Odoslané|Odoslané položky|Odoslané správy|Odoslaná",
        "Nevyžiadaná pošta|Nevyžiadané|Nevyžiadaná|Nevyžiadané správy",
        "Odstránená pošta|Odstránené|Odstránené položky|Vymazané|Kôš|Odstránené správy",
        "Koncepty|Rozpísané|Rozpísané správy",
        "Archív|Archivované",
    ),
    "Slovenian": (
        "Poslano|Poslana pošta|Poslani elementi|Poslane|Poslana sporočila",
        "Neželena pošta|Neželena e-pošta|Vsiljena pošta|Nezaželena pošta|Neželeno",
        "Izbrisano|Izbrisani elementi|Izbrisana sporočila|Smeti|Koš",
        "Osnutki|Osnutek",
        "Arhiv|Arhivirano",
    ),
    "Croatian": (
        "Poslane stavke|Poslana pošta|Poslane poruke|Poslano",
        "Neželjena pošta|Neželjena e-pošta|Bezvrijedna pošta|Neželjeno|Smeće e-pošte",
        "Izbrisane stavke|Izbrisano|Obrisano|Smeće|Otpad|Koš za smeće|Izbrisane poruke",
        "Skice|Nacrti|Nedovršeno|Nedovršene poruke",
        "Arhiva|Arhivirano",
    ),
    "Serbian": (
        "Послате ставке|Послато|Послате|Послате поруке|Poslate stavke|Poslate poruke|Poslate|Poslato",
        "Нежељена пошта|Безвредна пошта|Непожељна пошта|Bezvredna pošta|Nepoželjna pošta|Нежељено|Непожељно",
        "Избрисане ставке|Избрисано|Смеће|Отпад|Корпа за отпатке|Otpaci|Obrisane stavke|Обрисано",
        "Радне верзије|Недовршене поруке|Нацрти|Radne verzije",
        "Архива|Архивирано",
    ),
    "Macedonian": (
        "Испратени|Испратени ставки|Испратена пошта",
        "Несакана пошта|Непожелна пошта|Ѓубре-пошта",
        "Избришани ставки|Избришани|Корпа|Ѓубре",
        "Нацрти|Недовршени",
        "Архивирани",
    ),
    "Bulgarian": (
        "Изпратени елементи|Изпратени|Изпратени съобщения|Изпратена поща",
        "Нежелана поща|Нежелана електронна поща|Спам|Нежелани",
        "Изтрити елементи|Изтрити|Изтрити съобщения|Кошче",
        "Чернови|Чернова",
        "Архив|Архивирани",
    ),
    "Russian": (
        "Отправленные|Отправлено|Отправленные элементы|Отправленные письма|Отправленные сообщения|Исходящая почта",
        "Спам|Нежелательная почта|Нежелательные письма|Нежелательные|Рассылки и спам|Сомнительные",
        "Удаленные|Удаленные элементы|Удаленные письма|Корзина|Удаленные сообщения",
        "Черновики|Черновик",
        "Архив|Архивы|Архивированные",
    ),
    "Ukrainian": (
        "Надіслані|Надіслані елементи|Надіслані листи|Відправлені|Надіслане|Відіслані",
        "Небажана пошта|Небажані|Небажана електронна пошта|Сміття",
        "Видалені|Видалені елементи|Видалене|Кошик|Смітник|Видалені листи",
        "Чернетки|Чернетка",
        "Архів|Архіви",
    ),
    "Belarusian": (
        "Адпраўленыя|Адасланыя|Дасланыя",
        "Непажаданая пошта|Нежаданая пошта|Лухта",
        "Выдаленыя|Кошык|Сметніца",
        "Чарнавікі",
        "Архіў",
    ),
    "Kazakh": (
        "Жіберілген элементтер|Жіберілген|Жіберілгендер|Жіберілген хаттар",
        "Қажетсіз пошта|Қажетсіз хаттар",
        "Жойылған элементтер|Жойылған|Себет|Қоқыс",
        "Жобалар|Қараламалар|Шимай жазбалар",
        "Мұрағат",
    ),
    "Romanian": (
        "Elemente trimise|Trimise|Mesaje trimise|Mail-uri trimise|E-mailuri trimise",
        "E-mail nedorit|Poștă nedorită|Mesaje nedorite|Nedorite|Corespondență nedorită",
        "Elemente șterse|Șterse|Mesaje șterse|Coș de gunoi|Coș|Gunoi",
        "Schițe|Ciorne|Ciornă|Nefinalizate",
        "Arhivă|Arhivate",
    ),
    "Hungarian": (
        "Elküldött elemek|Elküldött üzenetek|Elküldött|Elküldött levelek|Elküldöttek|Elküldve",
        "Levélszemét|Kéretlen levelek|Kéretlen",
        "Törölt elemek|Törölt üzenetek|Törölt|Törölt levelek|Kuka|Lomtár|Szemetes",
        "Piszkozatok|Piszkozat|Vázlatok",
        "Archívum|Archivált|Archiválás",
    ),
    "Greek": (
        "Απεσταλμένα|Απεσταλμένα στοιχεία|Απεσταλμένα μηνύματα|Στοιχεία που έχουν αποσταλεί|Εξερχόμενη αλληλογραφία",
        "Ανεπιθύμητη αλληλογραφία|Ανεπιθύμητα|Ανεπιθύμητα μηνύματα|Ανεπιθύμητη ηλεκτρονική αλληλογραφία|Ανεπιθύμητη",
        "Διαγραμμένα|Διαγραμμένα στοιχεία|Διαγραμμένα μηνύματα|Κάδος απορριμμάτων|Κάδος ανακύκλωσης|Κάδος|Απορρίμματα",
        "Πρόχειρα",
        "Αρχειοθήκη|Αρχείο|Αρχειοθέτηση|Αρχειοθετημένα",
    ),
    "Turkish": (
        "Gönderilmiş Öğeler|Gönderilenler|Gönderilmiş|Gönderilmiş Postalar|Gönderilmiş E-postalar|"
        "Gönderilen Öğeler|Gönderilen|Gönderilen İletiler",
        "Önemsiz E-posta|Önemsiz|Gereksiz|Gereksiz E-posta|Gereksiz Posta|İstenmeyen Posta|İstenmeyen E-posta|"
        "İstenmeyen|İstenmeyenler",
        "Silinmiş Öğeler|Silinmiş|Silinenler|Silinen Öğeler|Çöp Kutusu|Çöp|Silinmiş Postalar",
        "Taslaklar|Taslak",
        "Arşiv|Arşivlenenler",
    ),
    "Hebrew": (
        "פריטים שנשלחו|דואר שנשלח|נשלחו|נשלח|הודעות שנשלחו",
        "דואר זבל|דואר אלקטרוני זבל|ספאם|זבל",
        "פריטים שנמחקו|נמחקו|אשפה|סל מיחזור|סל המחזור|אשפה דואר",
        "טיוטות",
        "ארכיון",
    ),
    "Arabic": (
        "العناصر المرسلة|البريد المرسل|المرسلة|الرسائل المرسلة|المرسل|بريد مرسل|عناصر مرسلة",
        "البريد الإلكتروني غير الهام|البريد غير الهام|البريد غير المرغوب فيه|الرسائل غير المرغوب فيها|"
        "البريد العشوائي|بريد إلكتروني غير هام|غير هام|البريد المزعج|الرسائل غير المرغوبة|بريد غير هام",
        "العناصر المحذوفة|المحذوفات|المهملات|سلة المهملات|الرسائل المحذوفة|عناصر محذوفة",
        "المسودات|مسودات",
        "الأرشيف|أرشيف|الأرشفة",
    ),
    "Persian": (
        "موارد ارسال شده|ارسال شده|ارسالی|فرستاده شده|موارد ارسالی",
        "هرزنامه|نامه ناخواسته|ایمیل ناخواسته",
        "موارد حذف شده|حذف شده|زباله‌دان|زباله دان|سطل زباله",
        "پیش‌نویس‌ها|پیش نویس ها|پیش‌نویس",
        "بایگانی",
    ),
    "Chinese": (
        "已发送邮件|已发送|已传送|已发送邮件箱|已发邮件|已发送消息|已发信息|已发送的邮件|寄件備份|寄件備份匣|已寄出|"
        "已寄出郵件|已傳送的郵件|已傳送郵件|已傳送|傳送的郵件|寄件副本|已送郵件",
        "垃圾邮件|垃圾箱|垃圾邮件箱|广告邮件|垃圾电子邮件|垃圾郵件|垃圾信件|垃圾信件匣|垃圾信|垃圾電子郵件|垃圾郵件匣|廣告信",
        "已删除邮件|已删除|已删除邮件箱|废件箱|已删除消息|回收站|刪除的郵件|已刪除的郵件|已刪除郵件|已刪除|垃圾桶|"
        "回收筒|資源回收筒",
        "草稿|草稿箱|草稿夹|草稿匣|草稿夾",
        "存档|归档|已归档|邮件归档|封存|典藏|封存郵件|已封存|保存",
    ),
    "Japanese": (
        "送信済みアイテム|送信済み|送信済みメール|送信済みメッセージ|送信済みトレイ|送信済|送信ボックス|送信控え|送信簿",
        "迷惑メール|迷惑メールフォルダ|迷惑メールフォルダー|迷惑メールボックス|迷惑|スパム|迷惑メッセージ",
        "削除済みアイテム|削除済み|削除済みメール|削除済みメッセージ|ゴミ箱|ごみ箱|削除済|トラッシュ",
        "下書き|草稿|下書きトレイ|ドラフト",
        "アーカイブ|保存済み|アーカイブ済み",
    ),
    "Korean": (
        "보낸 편지함|보낸 메일함|보낸 항목|보낸 메일|보낸 메시지|보낸편지함|발신함|보낸 쪽지함",
        "정크 메일|스팸 메일함|스팸함|스팸|스팸 메일|정크 이메일|정크메일함|정크 전자 메일|스팸편지함",
        "지운 편지함|휴지통|삭제된 항목|지운 메일함|삭제된 메시지|지운 항목",
        "임시 보관함|임시보관함|임시 저장|임시 보관|임시 저장함|초안",
        "보관함|보관|보관 처리|보관됨",
    ),
    "Vietnamese": (
        "Mục đã gửi|Đã gửi|Thư đã gửi|Tin đã gửi|Hộp thư đã gửi",
        "Thư rác|Email rác|Rác",
        "Mục đã xóa|Mục đã xoá|Đã xóa|Đã xoá|Thùng rác|Thư đã xóa",
        "Bản nháp|Thư nháp|Nháp",
        "Lưu trữ",
    ),
    "Thai": (
        "รายการที่ถูกส่ง|รายการที่ส่ง|จดหมายที่ส่งแล้ว|ส่งแล้ว|ข้อความที่ส่ง|รายการที่ส่งแล้ว|กล่องจดหมายส่ง",
        "อีเมลขยะ|จดหมายขยะ|สแปม|เมลขยะ|ขยะ",
        "รายการที่ถูกลบ|รายการที่ลบ|ถังขยะ|ที่ถูกลบ|ข้อความที่ถูกลบ",
        "แบบร่าง|จดหมายร่าง|ร่างจดหมาย|ร่าง",
        "เก็บถาวร|ที่เก็บถาวร|ข้อมูลเก็บถาวร",
    ),
    "Indonesian": (
        "Item Terkirim|Terkirim|Pesan Terkirim|Surat Terkirim|Email Terkirim",
        "Email Sampah|Surat Sampah|Pesan Sampah",
        "Item Terhapus|Item yang Dihapus|Terhapus|Tong Sampah|Sampah|Kotak Sampah",
        "Draf|Konsep",
        "Arsip",
    ),
    "Malay": (
        "Item Dihantar|Dihantar|E-mel Dihantar|Mel Dihantar",
        "E-mel Remeh|E-mel Sarap|Mel Sarap|Mel Remeh",
        "Item Dipadam|Item Dihapuskan|Dipadam|Dihapuskan",
        "Draf",
        "Arkib",
    ),
    "Filipino": (
        "Mga Naipadalang Item|Naipadala|Ipinadala|Mga Ipinadalang Item",
        "Junk na Email|Basurang Email",
        "Mga Tinanggal na Item|Tinanggal|Basurahan",
        "Mga Draft",
        "I-archive",
    ),
    "Hindi": (
        "भेजे गए आइटम|भेजे गए|भेजा गया|भेजी गई मेल",
        "जंक ईमेल|स्पैम|अवांछित",
        "हटाए गए आइटम|हटाए गए|ट्रैश|रद्दी|कचरा",
        "ड्राफ़्ट|ड्राफ्ट|प्रारूप|मसौदे",
        "आर्काइव|संग्रह|पुरालेख",
    ),
    "Catalan": (
        "Elements enviats|Enviats|Missatges enviats|Correu enviat",
        "Correu brossa|Correu no desitjat|Brossa",
        "Elements suprimits|Elements eliminats|Suprimits|Paperera",
        "Esborranys|Esborrany",
        "Arxiu|Arxivats|Arxiva",
    ),
    "Basque": (
        "Bidalitako elementuak|Bidalitakoak|Bidaliak|Bidalita|Bidalitako mezuak",
        "Zabor-posta|Zaborra|Nahi ez den posta",
        "Ezabatutako elementuak|Ezabatutakoak|Zakarrontzia",
        "Zirriborroak",
        "Artxiboa|Artxibatuak",
    ),
    "Galician": (
        "Elementos enviados|Enviados|Correo enviado",
        "Correo lixo|Correo non desexado|Correo non solicitado",
        "Elementos eliminados|Papeleira|Lixo",
        "Borradores|Borrador",
        "Arquivo",
    ),
    "Irish": (
        "Míreanna Seolta|Seolta",
        "Dramhphost|Turscar",
        "Míreanna Scriosta|Scriosta|Bruscar",
        "Dréachtaí",
        "Cartlann",
    ),
    "Welsh": (
        "Eitemau a Anfonwyd|Anfonwyd",
        "E-bost Sothach|Sbam|Sothach",
        "Eitemau Wedi'u Dileu|Sbwriel|Dilëwyd",
        "Drafftiau",
        "Archif",
    ),
    "Albanian": (
        "Të dërguara|Artikuj të dërguar|Dërguar",
        "Postë e padëshiruar|Të padëshiruara",
        "Të fshira|Artikuj të fshirë|Koshi",
        "Skica|Draftet",
        "Arkivi",
    ),
    "Afrikaans": (
        "Gestuurde items|Gestuur",
        "Gemorspos|Strooipos",
        "Geskrapte items|Asblik|Geskrap",
        "Konsepte",
        "Argief",
    ),
    "Azerbaijani": (
        "Göndərilmişlər|Göndərilmiş elementlər|Göndərilmiş",
        "Arzuolunmaz poçt|Lazımsız e-poçt",
        "Silinmiş elementlər|Silinmişlər|Zibil qutusu",
        "Qaralamalar",
        "Arxiv",
    ),
    "Georgian": (
        "გაგზავნილი|გაგზავნილი ელემენტები",
        "სპამი|უსარგებლო ფოსტა",
        "წაშლილი ელემენტები|წაშლილი|ნაგავი",
        "მონახაზები|შავი ვარიანტები",
        "არქივი",
    ),
    "Armenian": (
        "Ուղարկված|Ուղարկված տարրեր",
        "Սպամ|Անցանկալի փոստ",
        "Ջնջված|Ջնջված տարրեր|Աղբաման",
        "Սևագրեր",
        "Արխիվ",
    ),
}

# Under these lie the mailboxes of other people.
_OF_OTHERS = frozenset(("user", "users", "otherusers", "shared", "sharedfolders", "sharedmailboxes", "public", "publicfolders"))
_ROLES: tuple[Role, ...] = ("sent", "spam", "trash", "drafts", "archive")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder; `role` by its special-use flag, else by its name. `flagged`: by the flag."""

    name: str
    delimiter: str | None
    flags: tuple[str, ...]
    role: Role | None
    flagged: bool = False

    @property
    def depth(self) -> int:
        """How many folders it lies in; INBOX as a mere prefix does not count."""
        parts = self.name.split(self.delimiter) if self.delimiter else [self.name]
        return len(parts) - 1 - (len(parts) > 1 and parts[0].upper() == "INBOX")


def folder(name: str, delimiter: str | None, flags: Sequence[str]) -> Folder:
    """A folder of a LIST response."""
    by_flag: Role | None = next((_FLAGS[flag.lower()] for flag in flags if flag.lower() in _FLAGS), None)
    if _of_others(name, delimiter):
        return Folder(name, delimiter, tuple(flags), None)
    return Folder(name, delimiter, tuple(flags), by_flag or role_of(name, delimiter), by_flag is not None)


def role_of(name: str, delimiter: str | None) -> Role | None:
    """What a folder of this name is for, in any language; None for one of the owner's own."""
    if _of_others(name, delimiter):
        return None
    last = name.rpartition(delimiter)[2] if delimiter else name
    if not delimiter and last[:6].upper() in ("INBOX.", "INBOX/"):
        last = last[6:]
    return _BY_NAME.get(_plain(last))


def _of_others(name: str, delimiter: str | None) -> bool:
    return delimiter is not None and delimiter in name and _plain(name.partition(delimiter)[0]) in _OF_OTHERS


def with_role(folders: Sequence[Folder], role: Role) -> Folder | None:
    """The folder for this: a flagged one, else the one that lies highest; of several the first."""
    found = [one for one in folders if one.role == role]
    return min(found, key=lambda one: (not one.flagged, one.depth), default=None)


def _plain(name: str) -> str:
    """A name without case, accents and everything that is not a letter or digit."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in decomposed if character.isalnum())


def _by_name() -> dict[str, Role]:
    found: dict[str, Role] = {}
    # Roles in order: where two languages use one word (Spanish "Archivo", Norwegian "Søppel"), the role named first keeps it.
    for index, role in enumerate(_ROLES):
        for names in _NAMES.values():
            for name in names[index].split("|"):
                found.setdefault(_plain(name), role)
    return found


_BY_NAME = _by_name()

"""Notifications of which little can be recognized: one sentence in any language, from a mail system that names the address; and
reasons in everyday words. All of them are our own."""

from tests.notifications import Case, dsn, mail

# The language, the subject, the text, and what is right.
SENTENCES = """
de|Unzustellbar: A question|Die E-Mail-Adresse jane@prospect.example wurde nicht gefunden. Überprüfen Sie die Schreibweise.|hard
de|Unzustellbar: A question|Das Postfach von jane@prospect.example ist voll und nimmt derzeit keine Nachrichten an.|soft
de|Zustellung verzögert: A question|Die Zustellung Ihrer Nachricht an jane@prospect.example verzögert sich. Der Server versucht es weiter.|soft
fr|Non remis : A question|Le message n'a pas pu être remis à jane@prospect.example : cette adresse n'existe pas.|hard
fr|Non distribuable : A question|La boîte aux lettres de jane@prospect.example est pleine.|soft
fr|Retardé : A question|La remise du message à jane@prospect.example a été retardée. Nous réessayons.|soft
es|No se puede entregar: A question|No hemos podido entregar su mensaje a jane@prospect.example: la dirección no existe.|hard
es|No se puede entregar: A question|El buzón de jane@prospect.example está lleno.|soft
it|Non recapitabile: A question|Impossibile consegnare il messaggio a jane@prospect.example: indirizzo inesistente.|hard
it|Messaggio non recapitato|La casella di jane@prospect.example è piena.|soft
pt|Não é possível entregar: A question|Não foi possível entregar a jane@prospect.example: o endereço não existe.|hard
pt|Falha na entrega|A caixa de correio de jane@prospect.example está cheia.|soft
nl|Niet te bezorgen: A question|Uw bericht aan jane@prospect.example kon niet worden bezorgd: het adres bestaat niet.|hard
nl|Onbestelbaar: A question|De mailbox van jane@prospect.example is vol.|soft
sv|Går inte att leverera: A question|Meddelandet till jane@prospect.example kunde inte levereras eftersom adressen inte finns.|hard
sv|Olevererbart: A question|Postlådan för jane@prospect.example är full.|soft
sv|Leverans försenad: A question|Leveransen till jane@prospect.example har försenats. Vi fortsätter att försöka.|soft
da|Kan ikke leveres: A question|Din besked kunne ikke leveres til jane@prospect.example, fordi adressen ikke findes.|hard
da|Ikke leveret: A question|Postkassen jane@prospect.example er fuld.|soft
no|Kan ikke leveres: A question|Meldingen kunne ikke leveres til jane@prospect.example. Adressen finnes ikke.|hard
no|Ikke levert: A question|Postboksen til jane@prospect.example er full.|soft
fi|Ei voi toimittaa: A question|Viestiä ei voitu toimittaa osoitteeseen jane@prospect.example. Osoitetta ei ole olemassa.|hard
fi|Toimittamatta: A question|Vastaanottajan jane@prospect.example postilaatikko on täynnä.|soft
pl|Niedostarczalne: A question|Nie można dostarczyć wiadomości do jane@prospect.example. Taki adres nie istnieje.|hard
pl|Nie dostarczono: A question|Skrzynka odbiorcy jane@prospect.example jest pełna.|soft
cs|Nedoručitelné: A question|Zprávu nelze doručit na jane@prospect.example, adresa neexistuje.|hard
cs|Nedoručeno: A question|Schránka příjemce jane@prospect.example je plná.|soft
sk|Nedoručiteľné: A question|Správu sa nepodarilo doručiť na jane@prospect.example. Adresa neexistuje.|hard
sk|Nedoručené: A question|Schránka jane@prospect.example je plná.|soft
hu|Kézbesíthetetlen: A question|Az üzenet nem kézbesíthető ide: jane@prospect.example. A cím nem létezik.|hard
hu|Kézbesítési hiba|jane@prospect.example postafiókja megtelt.|soft
ro|Imposibil de livrat: A question|Mesajul nu a putut fi livrat către jane@prospect.example. Adresa nu există.|hard
ro|Nelivrat: A question|Cutia poștală jane@prospect.example este plină.|soft
bg|Недоставимо: A question|Съобщението не може да бъде доставено до jane@prospect.example. Адресът не съществува.|hard
bg|Недоставено: A question|Пощенската кутия на jane@prospect.example е пълна.|soft
ru|Недоставленное сообщение: A question|Не удалось доставить сообщение на адрес jane@prospect.example: такого адреса не существует.|hard
ru|Не удается доставить: A question|Почтовый ящик jane@prospect.example переполнен.|soft
ru|Задержка доставки: A question|Доставка сообщения для jane@prospect.example задерживается, попытки продолжаются.|soft
uk|Не вдається доставити: A question|Не вдалося доставити лист на jane@prospect.example: такої адреси не існує.|hard
uk|Не доставлено: A question|Поштова скринька jane@prospect.example переповнена.|soft
el|Δεν είναι δυνατή η παράδοση: A question|Το μήνυμα δεν παραδόθηκε στο jane@prospect.example. Η διεύθυνση δεν υπάρχει.|hard
el|Αποτυχία παράδοσης|Το γραμματοκιβώτιο jane@prospect.example είναι πλήρες.|soft
tr|Teslim Edilemez: A question|İletiniz jane@prospect.example adresine teslim edilemedi. Böyle bir adres yok.|hard
tr|Teslim edilemedi: A question|jane@prospect.example posta kutusu dolu.|soft
hr|Neisporučivo: A question|Poruka nije isporučena na jane@prospect.example. Adresa ne postoji.|hard
hr|Nije isporučeno: A question|Pretinac jane@prospect.example je pun.|soft
sr|Nije moguće isporučiti: A question|Poruka za jane@prospect.example nije isporučena jer adresa ne postoji.|hard
sl|Nedostavljivo: A question|Sporočila ni bilo mogoče dostaviti na jane@prospect.example. Naslov ne obstaja.|hard
sl|Nedostavljeno|Poštni predal jane@prospect.example je poln.|soft
lt|Nepristatoma: A question|Laiško nepavyko pristatyti adresu jane@prospect.example. Toks adresas neegzistuoja.|hard
lt|Nepristatyta: A question|Pašto dėžutė jane@prospect.example pilna.|soft
lv|Nepiegādājams: A question|Ziņojumu nevarēja piegādāt uz jane@prospect.example. Adrese neeksistē.|hard
lv|Nav piegādāts: A question|Pastkaste jane@prospect.example ir pilna.|soft
et|Kohaletoimetamatu: A question|Kirja ei õnnestunud toimetada aadressile jane@prospect.example. Aadressi ei ole olemas.|hard
et|Edastamatu: A question|Postkast jane@prospect.example on täis.|soft
ar|غير قابل للتسليم: A question|تعذر تسليم الرسالة إلى jane@prospect.example. العنوان غير موجود.|hard
ar|لم يتم التسليم: A question|صندوق بريد jane@prospect.example ممتلئ.|soft
he|לא ניתן למסירה: A question|ההודעה לא נמסרה אל jane@prospect.example. הכתובת לא קיימת.|hard
he|לא נמסר: A question|תיבת הדואר jane@prospect.example מלאה.|soft
th|ไม่สามารถส่งได้: A question|ไม่สามารถส่งข้อความถึง jane@prospect.example ไม่พบที่อยู่นี้|hard
vi|Không thể gửi: A question|Không thể gửi thư tới jane@prospect.example. Địa chỉ không tồn tại.|hard
vi|Không gửi được: A question|Hộp thư jane@prospect.example đã đầy.|soft
id|Tidak terkirim: A question|Pesan tidak dapat dikirim ke jane@prospect.example. Alamat tidak ada.|hard
id|Tidak terkirim: A question|Kotak surat jane@prospect.example penuh.|soft
zh|无法投递: A question|您的邮件无法送达 jane@prospect.example，该邮箱地址不存在。|hard
zh|退信: A question|jane@prospect.example 的邮箱已满。|soft
tw|無法傳遞: A question|您的郵件無法送達 jane@prospect.example，查無此信箱。|hard
tw|無法傳遞: A question|收件者 jane@prospect.example 的信箱已滿。|soft
ja|配信不能: A question|jane@prospect.example へのメールは配信できませんでした。宛先が存在しません。|hard
ja|配信不能: A question|jane@prospect.example のメールボックスがいっぱいです。|soft
ja|配信の遅延: A question|jane@prospect.example への配信が遅れています。再試行を続けます。|soft
ko|배달할 수 없음: A question|jane@prospect.example 에 메시지를 배달할 수 없습니다. 존재하지 않는 주소입니다.|hard
ko|메일 발송 실패|받는 사람 jane@prospect.example 의 메일함 용량이 초과되었습니다.|soft
ca|No es pot lliurar: A question|El missatge no s'ha pogut lliurar a jane@prospect.example. L'adreça no existeix.|hard
is|Ólevert: A question|Ekki tókst að afhenda skeytið til jane@prospect.example. Netfangið er ekki til.|hard
fa|تحویل نشد: A question|پیام شما به jane@prospect.example تحویل داده نشد. این نشانی وجود ندارد.|hard
hi|वितरित नहीं हुआ: A question|आपका संदेश jane@prospect.example को नहीं पहुँचाया जा सका। यह पता मौजूद नहीं है।|hard
"""

# What a server says, and what is right.
REASONS = """
The mailbox you tried to reach has been removed.|hard
This account has been permanently closed.|hard
User has been deleted from the directory.|hard
Address no longer in use.|hard
jane@prospect.example is no longer a valid address here.|hard
The recipient is not known to us.|hard
There is no such mailbox on this server.|hard
We do not know this user.|hard
Email address could not be found, or was misspelled.|hard
Address does not exist on our system.|hard
Employee no longer with the organisation; mailbox removed.|hard
Recipient mailbox has insufficient storage.|soft
The recipient has reached the limit of their storage.|soft
Inbox over capacity.|soft
Message too big for recipient.|soft
Your message looks like bulk mail and was refused.|soft
We could not connect to the recipient's mail server within 5 days.|soft
Name server for the domain did not respond.|soft
Our server is out of disk space.|soft
Sender's IP has a poor reputation.|soft
Domain of sender has no SPF record.|soft
Attachment type not permitted.|soft
Too many hops.|soft
The recipient's server hung up.|soft
Blocked by the recipient's personal block list.|soft
Your message violates our usage policy.|soft
TLS required but not offered.|soft
Certificate of the receiving server is not valid.|soft
The domain prospect.example is not configured to receive mail.|hard
The domain does not accept mail (null MX).|hard
Host or domain name not found.|hard
MX lookup failed: temporary DNS error.|soft
Rejected: sender has sent too many messages today.|soft
Quota of the sender's mailbox is exhausted.|soft
You are not allowed to send to this distribution list.|soft
This group only accepts messages from members.|soft
Recipient requires authentication of senders.|soft
The server was shut down for maintenance.|soft
A filter rule refused the message.|soft
Greylisted; please come back later.|soft
554 5.7.1 <jane@prospect.example>: Recipient address rejected: Access denied|soft
Domain may not exist or DNS check failed|soft
I cannot deliver mail for <jane@prospect.example>|hard
No such ID|hard
Account is not active|hard
User account not activated|hard
Your host is on a list of spammers; recipient address rejected|soft
Your mailbox here was closed by its owner; the account has been closed.|hard
"""


def sparse_failures() -> list[Case]:
    """All of them."""
    sentences = [line.split("|") for line in SENTENCES.strip().splitlines()]
    reasons = [line.split("|") for line in REASONS.strip().splitlines()]
    cases = [
        Case(f"{language}: {text}", mail(subject, text, "Postmaster <postmaster@prospect.example>", ""), right)
        for language, subject, text, right in sentences
    ]
    about = "Your message could not be delivered to jane@prospect.example.\n\nReason: "
    cases += [Case(f"reason: {said}", mail("Mail delivery failed", about + said), right) for said, right in reasons]
    return cases + [Case(f"report: {said}", dsn(f"smtp; 550 {said}".replace("550 554", "554")), right) for said, right in reasons]

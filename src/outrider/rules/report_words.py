"""The words by which a failure notification is known: who sends it, under which subject, how it begins, what it returns.

Phrases are lower-case and matched as in `failure_phrases` (`*` is a gap). Sources of the facts: the default texts of Postfix,
Exim, sendmail, qmail, Courier, OpenSMTPD, dma, Exchange and Exchange Online, Domino, GroupWise, Lotus cc:Mail, Gmail, Yahoo,
Yandex, Mail.ru, Zoho, GMX, 1&1, QQ, NetEase and Apple, as published in their sources, manuals and help pages.
"""


def _list(text: str) -> tuple[tuple[str, ...], ...]:
    phrases = (phrase.strip() for phrase in text.replace("\n", " ").replace(" * ", "* ").split("|"))
    return tuple(tuple(piece for piece in phrase.split("*") if piece) for phrase in phrases if phrase)


# That a message arrived after all.
SUCCESSES = _list("""
    (success) | (relay) | (relayed) | successfully delivered | successfully relayed | successful mail delivery |
    was successfully | erfolgreich zugestellt | remis avec succès | entregado correctamente | consegnato correttamente |
    entregue com êxito |
    delivery to these recipients or groups is complete | has been delivered to the following recipient |
    was delivered to the following recipient | was successfully delivered
""")

# Local parts of the addresses of programs that report.
DAEMONS = _list("""
    mailer-daemon | mailer_daemon | mailerdaemon | mailer.daemon | mail-daemon | maildaemon | mdaemon | postmaster | post_master |
    post-master | maildelivery | mail-delivery | mail.delivery | mail_delivery | mail-deliver | mailsystem | mail-system |
    microsoftexchange | systemadministrator | mailrouter | mailadmin | mail-administrator | bounce | bounces | undeliver |
    nondelivery | non-delivery | no-reply-bounce | emaildelivery | mail_admin | mailer@
""")

# Their display names. A person or company may be called like them, so that their words must agree.
DAEMON_NAMES = _list("""
    mailer-daemon | mailer daemon | mail delivery | mail deliver system | mail system | mail subsystem | microsoft outlook |
    microsoft exchange | system administrator | systemadministrator | mail administrator | mail router | mail transport |
    delivery subsystem | delivery system | delivery service | delivery status | delivery notification | undeliver |
    returned mail | nondelivery | non-delivery | dragonfly mail agent | groupwise | lotus notes | internet mail delivery |
    smtp gateway | smtp server | mailserver | mail server | mail gateway | mailmarshal | mailsweeper | mimesweeper |
    messagelabs | e-mail delivery | email delivery | mailsysteem | mailzustellung | système de messagerie |
    sistema de correo | sistema di posta | почтовая система | 系统管理员 | 邮件系统 | 系統管理員 | メール配信 | メールシステム |
    システム管理者
""")

# Subjects that only such notifications have.
SUBJECTS = _list("""
    undeliverable | undelivered | undeliver | delivery status notification | delivery notification | delivery failure |
    delivery failed | delivery has failed | delivery failur | delivery error | delivery report | delivery problem |
    delivery incomplete | delivery delayed | delivery status | delivery temporarily | delivery * suspended |
    not delivered | could not be delivered | couldn't be delivered | cannot be delivered | can't be delivered |
    unable to deliver | unable to send | could not deliver | could not send | couldn't be sent | could not be sent |
    failed to deliver | failure delivery | failed delivery | failure notice | failure notification | failed mail |
    mail failure | mail failed | mail delivery fail | mail delivery system | mail delivery error | mail delivery problem |
    mail system error | mail could not | mail error | mail undeliver | mail returned | mail status report | email failed |
    email could not | message status | message delivery | message undeliver | message not | message could not |
    message delayed | message failed | message bounced | message rejected | message blocked | message you sent * blocked |
    message returned | returned mail | returned to sender | returned message | returning message | return receipt * fail |
    returned email | nondeliverable | non-deliverable | nondelivery | non-delivery | non delivery | ndn: | ndr: | dsn: |
    bounced mail | bounce notification | bounced message | bounce: | rejected: | rejected mail | mail rejected |
    warning: message | warning: could not send | delivery warning | delayed mail | mail delay | delayed delivery |
    still being retried | user unknown | host unknown | address not found | recipient not found | mailbox full |
    permanent error | permanent failure | transient failure | quota exceeded * mail | smtp error | error sending |
    loop alert | mail loop | loop detected | duplicated message-id | duplicate message-id |
    system error - undeliver | out of space | <<undeliv | autoreply: undeliver | unzustellbar | nicht zugestellt |
    nicht zustellbar | zustellung fehlgeschlagen | zustellung gescheitert | zustellungs | zustellfehler |
    übermittlung fehlgeschlagen | übermittlungsfehler | fehler bei der * zustellung | e-mail konnte nicht |
    nachricht konnte nicht | mail konnte nicht | mailzustellung | unzustellbarkeit | zurückgewiesen: | rücksendung |
    échec de remise | échec de la remise | échec de la distribution | échec de l'envoi | échec de distribution |
    echec de | non remis | non distribu | non délivr | n'a pas pu être remis | n'a pas été remis | message refusé |
    remise différée | retour à l'expéditeur | avis de non-remise | notification d'état de remise | rapport de non-remise |
    impossible de remettre | no se ha podido entregar | no se pudo entregar | no se puede entregar | correo no entregado |
    mensaje no entregado | no entregado | no se ha entregado | fallo en la entrega | error de entrega |
    error en la entrega | entrega fallida | correo devuelto | mensaje devuelto | devuelto al remitente |
    imposible entregar | notificación de estado de entrega | retraso en la entrega | mancata consegna | mancato recapito |
    consegna non riuscita | impossibile consegnare | impossibile recapitare | non recapitabile | messaggio non recapitat |
    mancata trasmissione | recapito non riuscito | mail non consegnata | messaggio non consegnato | avviso di mancata |
    não entregue | não foi entregue | não foi possível entregar | não pôde ser entregue | falha na entrega |
    falha de entrega | falha ao entregar | mensagem devolvida | erro de entrega | erro na entrega |
    não é possível entregar | notificação de estado da entrega | devolvida ao remetente | onbestelbaar | niet bezorgd |
    niet afgeleverd | kan niet worden bezorgd | aflevering mislukt | bezorging mislukt | niet besteld |
    kon niet worden bezorgd | kon niet worden afgeleverd | retour afzender | nie dostarczono | niedostarczon |
    niedostarczaln | nie można dostarczyć | nie została dostarczona | nie można było dostarczyć | niedoręczon |
    nie doręczono | błąd dostarczania | błąd doręczenia | zwrot poczty | niepowodzenie dostarczenia | obeställbart |
    kunde inte levereras | kan inte levereras | oleverer | leveransfel | ej levererad | misslyckad leverans |
    kunne ikke leveres | ikke levert | kan ikke leveres | ikke leveret | uleverbar | kunne ikke afleveres |
    leveringsfeil | ei voitu toimittaa | toimitus epäonnistui | perille toimittamaton | toimittaminen epäonnistui |
    nedoručiteln | nelze doručit | nedoručen | nepodařilo se doručit | nedoručiteľn | kézbesíthetetlen |
    kézbesítési hiba | nem kézbesíthető | teslim edilemedi | teslim edilmedi | iletilemedi | ulaştırılamadı | nelivrat |
    nu a putut fi livrat | nelivrabil | αδυναμία παράδοσης | δεν παραδόθηκε | недоставлен | не доставлен |
    не может быть доставлен | не удалось доставить | ошибка доставки | сообщение не доставлено | возврат письма |
    невозможно доставить | не доставлено | недоставка | не вдалося доставити | не може бути доставлен |
    неуспешна доставка | isporuka nije uspjela | 配信不能 | 配信エラー | 配送エラー | 配信できません | 送信できません |
    送信エラー | 送信失敗 | 配信失敗 | 届けられません | 未配信 | 不達 | エラーメール | メールを配信できませんでした |
    退信 | 无法送达 | 未送达 | 无法投递 | 投递失败 | 发送失败 | 系统退信 | 邮件被退回 | 退件 | 無法傳遞 | 無法投遞 |
    傳送失敗 | 無法送達 | 傳遞失敗 | 未传递 | 无法传递 | 배달되지 않음 | 배달 실패 | 전송 실패 | 반송 | 전달되지 않 |
    không gửi được | không thể gửi | gagal terkirim | tidak terkirim | tidak dapat dikirim | ส่งไม่ได้ | تعذر التسليم |
    غير قابل للتسليم | לא ניתן למסירה |
    nije moguće isporučiti | nije isporučeno | ni mogoče dostaviti | nedostavljeno | недоставено |
    не може да бъде доставен | neįteikta | nepristatyta | nepavyko pristatyti | edastamatu | kohaletoimetamata |
    nepiegādā | nav iespējams piegādāt | no es pot lliurar | no s'ha pogut lliurar | imposibil de livrat | non entregado |
    ólevert | ekki hægt að afhenda | tidak dapat dihantar | غير قابلة للتسليم | لم يتم التسليم | nije dostavljeno |
    ei voi toimittaa | toimitus ei onnistu | не удается доставить | недоставим | неможливо доставити |
    не може да бъде доставено | ανεπίδοτο | δεν είναι δυνατή η παράδοση | teslim edilemez | nedostavljiv |
    isporuka nije moguća | nevar piegādāt | nepiegādājam | nepristatom | ส่งไม่สำเร็จ | ไม่สามารถส่ง | メールエラー | 送達不能 |
    送信不能 | 발송실패 | 발송 실패 | 전송실패 | 수신실패 | tidak terhantar
""")

# Sentences with which they begin, or which stand by the address that failed.
OPENINGS = _list("""
    could not be delivered | couldn't be delivered | cannot be delivered | can't be delivered | can not be delivered |
    wasn't delivered | was not delivered | not been delivered | could not deliver | couldn't deliver | unable to deliver |
    cannot deliver | was undeliverable | is undeliverable | were undeliverable | undeliverable to |
    undeliverable message | delivery to the following recipient | delivery to these recipients |
    delivery to the following address | failed permanently | delivery failed | delivery has failed | has failed delivery |
    failed to deliver | failed to reach | did not reach the following recipient | couldn't reach |
    message wasn't delivered to | message not delivered | permanent fatal errors | transient non-fatal errors |
    fatal errors | permanent error. | unrecoverable error | this is the mail system at host |
    this is the qmail-send program | this is the mail delivery | mail delivery software |
    this is the dragonfly mail agent | this is the sendmail | automatically generated delivery status |
    automatically by mail delivery | delivery status notification | this is a delivery failure | mail delivery failed |
    the following address(es) failed | following addresses had | following addresses failed | following recipients |
    following recipient(s) | following address | intended recipient | problem delivering | problem with delivery |
    trouble delivering | had problems delivering | error delivering | there was an error delivering |
    was an error while delivering | there was a temporary problem | not able to deliver | wasn't able to deliver |
    was not able to deliver | failed address | mail transport system | message returned | returned to you |
    returning message to sender | has been returned | is returned | returned to its sender | being returned |
    return to sender | your message was rejected | your message was not | rejected your message | has been rejected |
    was rejected by | address(es) fail | addresses fail | not a valid user | no such user |
    unknown recipient | recipient address rejected | user unknown | unknown user |
    delivery delayed | has been delayed | delivery is delayed | is being delayed | not yet been delivered |
    has not been delivered | will be retried | delivery attempts will continue | will keep trying |
    message is still in the queue | has been postponed | did not receive a copy | did not receive this message |
    did not receive your message | n'a pas pu etre | no action is required | transcript of session follows |
    diagnostic information for administrators | remote host said | remote server returned | remote server said | said: 5 |
    responded with | smtp error from remote | generating server | reporting-mta | message could not be sent |
    couldn't be sent | could not be sent | was not sent | unable to send | konnte nicht zugestellt |
    konnte * nicht zugestellt | nicht zugestellt werden | nicht übermittelt | nicht ausgeliefert |
    zustellung * fehlgeschlagen | zustellung * nicht möglich | nicht zustellbar | fehler bei der zustellung |
    fehlermeldung | nachricht * nicht * gesendet | folgende* empfänger | folgende adresse | an folgende |
    wurde nicht zugestellt | verzögert | n'a pas pu être | n'a pas été remis | n'ont pas pu | n'a pu être |
    échec de la remise | impossible de remettre | pas pu être distribué | pas pu être délivré |
    la remise à ces destinataires | destinataires suivants | erreur permanente | no se pudo entregar |
    no se ha podido entregar | no se puede entregar | no pudo ser entregado | no ha podido ser entregado |
    no fue entregado | no se entregó | error en la entrega | siguientes destinatarios | error permanente |
    ha sido devuelto | non è stato possibile consegnare | non può essere consegnato | impossibile consegnare |
    impossibile recapitare | non è stato recapitato | non è stato consegnato | seguenti destinatari |
    recapito non riuscito | errore permanente | não foi possível entregar | não pôde ser entregue | não foi entregue |
    não pode ser entregue | falha na entrega | seguintes destinatários | houve um problema ao entregar | foi devolvida |
    erro permanente | niet worden bezorgd | niet worden afgeleverd | niet bezorgd | niet afgeleverd | kon niet worden |
    volgende ontvanger | bezorging * mislukt | nie można dostarczyć | nie została dostarczona |
    nie mogła zostać dostarczona | nie udało się dostarczyć | nie został dostarczony | nie można było dostarczyć |
    następujących adresatów | nie doręczono | kunde inte levereras | kan inte levereras | kunne ikke leveres |
    kunne ikke afleveres | kan ikke leveres | ble ikke levert | ei voitu toimittaa | ei toimitettu | nelze doručit |
    nebyla doručena | nepodařilo se doručit | nem sikerült kézbesíteni | nem kézbesíthető | teslim edilemedi |
    iletilemedi | nu a putut fi livrat | δεν ήταν δυνατή η παράδοση | не удалось доставить | не может быть доставлено |
    не было доставлено | не доставлено | невозможно доставить | не удается доставить | доставка невозможна |
    следующим получателям | не вдалося доставити | 配信できませんでした | 配信できません | 届けることができません |
    送信できません | 送信に失敗 | 配送できません | 届けられませんでした | 配信に失敗 | 以下のメール | 次の受信者 |
    无法送达 | 无法投递 | 未能送达 | 投递失败 | 退回 | 发送失败 | 无法发送 | 無法傳遞 | 無法送達 | 無法投遞 | 未传递 |
    收件人 | 배달할 수 없 | 전달하지 못 | 전송되지 않 | 배달되지 않 | không thể gửi | tidak dapat dikirim | تعذر تسليم |
    לא נמסרה |
    duplicated message-id | duplicate message-id | original mail as follows | a mail loop |
    was blocked because | nije mogla biti isporučena | nije isporučena | ni bilo mogoče dostaviti |
    не може да бъде доставен | не беше доставен | nepavyko pristatyti | nebuvo pristatyt | ei saanud edastada |
    ei õnnestunud edastada | nevarēja piegādāt | neizdevās piegādāt | no s'ha pogut lliurar | nepodarilo doručiť |
    sa nepodarilo doručiť | ekki var hægt að afhenda | تعذر التسليم | tidak dapat dihantar |
    adresse nicht gefunden | adresse introuvable | no se ha encontrado la dirección | dirección no encontrada |
    indirizzo non trovato | endereço não encontrado | adres niet gevonden | nie znaleziono adresu |
    adressen hittades inte | adressen blev ikke fundet | fant ikke adressen | osoitetta ei löytynyt |
    adresa nebyla nalezena | adresa nenalezena | a cím nem található | adresa nu a fost găsită | адрес не найден |
    адресу не знайдено | adres bulunamadı | η διεύθυνση δεν βρέθηκε | アドレス不明 | アドレスが見つかりません | 找不到地址 |
    找不到邮箱地址 | 주소를 찾을 수 없 | không tìm thấy địa chỉ | alamat tidak ditemukan | ไม่พบที่อยู่ | לא נמצאה |
    n'est pas parvenu à | n'a pas été distribué | dostarczenie do następujących | nie powiodło się |
    nie mógł zostać dostarczony | det gick inte att leverera | levering til * modtagere | levering til * mottaker |
    kunne ikke sendes | doručení * příjemc | a következő címzett | aşağıdaki alıcı | pristatymas * nepavyko |
    isporuka * nije uspjela | dostava * ni uspela | livrarea * nu a reușit | η παράδοση * απέτυχε |
    zugestellt werden konnte | unvollständig zugestellt | bezorging onvolledig | remise incomplète | entrega incompleta |
    consegna incompleta | メッセージがブロックされました | 전달되지 못
""")

# What only a delay says: delivery is still being tried.
DELAYS = _list("""
    delay | will retry | will be retried | retried for | will keep trying | will continue | still trying |
    still being retried | not yet been delivered | not yet delivered | still in the queue | warning message only |
    this is a warning | no action is required | do not need to resend | don't need to resend | not necessary to resend |
    transient non-fatal | warning: message | warning: could not send | delivery temporarily suspended |
    temporary problem delivering | noch nicht zugestellt | verzögert | wird weiterhin versucht | weitere zustellversuche |
    retard | différée | nouvelle tentative | tentatives | retraso | se reintentará | seguirá intentando | ritardo |
    verrà ritentat | verranno effettuati | ulteriori tentativi | atraso | tentará novamente | continuaremos tentando |
    vertraag | wordt nog geprobeerd | opóźni | ponowne próby | fördröj | forsink | viivästy | zpožd | késleltet | gecik |
    întârzi | задерж | повторные попытки | 遅延 | 遅れて | 再送を |
    再送い | 再送さ | 再送中 | 再送しま | 再送し続 | 再送信を | 再送信し続 | 再送信されま | 再配送 |
    延迟 | 延遲 | 重试 | 지연
""")

# Lines after which the returned message, or its headers, follows: they are rules of dashes, end in a colon, or say so.
COPIES = _list("""
    --- below this line is a copy of the message | this is a copy of the message | copy of the message's headers |
    copy of your message | copy of the original | copy of message | original message follows | original message headers |
    original mail as follows |
    original message: | original message --- | ----- original message | ------ original message | message headers follow |
    message header follow | headers of the original | header of the original | headers of your message |
    message contents follow | unsent message follows | unsent message below | returned message follows |
    returned message --- | message returned below | message text follows | your message follows | text of your message |
    undelivered message follow | undelivered message --- | returned mail follows | - returned mail - | begin original message |
    start of returned message | of the source mail | old message: | lines of your original message | lines of your message |
    ursprüngliche nachricht | originalnachricht | original-nachricht | kopie der nachricht | message d'origine |
    mensaje original | messaggio originale | mensagem original | oorspronkelijk bericht | oryginalna wiadomość |
    исходное сообщение | 元のメッセージ | 元のメール | オリジナルメッセージ | 原始邮件 | 原始郵件
""")

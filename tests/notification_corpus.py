"""Notifications of many mail systems, reasons and languages, with what is right. `bench/reading.py` measures the same."""

from tests.notification_forms import FORMS
from tests.notification_structures import STRUCTURES
from tests.notifications import (
    ORIGINAL,
    OWN,
    RECIPIENT,
    RETURNED,
    Case,
    dma,
    dsn,
    exchange,
    exim,
    feedback,
    gmail,
    mail,
    postfix,
    qmail,
    sendmail,
    words,
)

H, S = "hard", "soft"

POSTFIX = [
    ("550 The recipient may contain a non-existent account, please check the address", "5.0.0", H, "recipient"),
    ("550 5.4.4 Invalid domain name: Host not found", "5.4.4", H, "recipient"),
    ("553 sorry, this recipient is in my badrecipientto list (#5.7.1)", "5.7.1", H, "recipient"),
    ("550 Bu e-posta adresi mevcut değil", "5.0.0", H, "recipient"),
    ("550 permanent failure for one or more recipients (jane@prospect.example:blocked)", "5.0.0", S, ""),
    ("552 5.2.2 The recipient's inbox is out of storage space and inactive.", "5.2.2", S, "recipient"),
    ("550 La boîte aux lettres de votre correspondant est pleine", "5.0.0", S, "recipient"),
    ("550 メールボックスの容量が上限に達しています", "5.0.0", S, "recipient"),
    ("552 收件人邮箱已满", "5.0.0", S, "recipient"),
    (
        "550 5.1.1 <jane@prospect.example>: Recipient address rejected: User unknown in virtual mailbox table",
        "5.1.1",
        H,
        "recipient",
    ),
    ("550 5.1.1 <jane@prospect.example> unknown user account", "5.1.1", H, "recipient"),
    ("554 5.7.1 <ada@outreach.example>: Sender address rejected: Access denied", "5.7.1", S, "sender"),
    ("550 5.7.1 <jane@prospect.example>: Recipient address rejected: SPF fail: not authorized", "5.7.1", S, "sender"),
    ("554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org", "5.7.1", S, "network"),
    ("450 4.2.0 <jane@prospect.example>: Recipient address rejected: Greylisted", "4.2.0", S, "network"),
    ("452 4.2.2 Mailbox full", "4.2.2", S, "recipient"),
    ("552 5.2.2 <jane@prospect.example>: user is over quota", "5.2.2", S, "recipient"),
    ("552 5.3.4 Message size exceeds fixed maximum message size", "5.3.4", S, "content"),
    ("550 5.7.1 Message rejected as spam by Content Filtering.", "5.7.1", S, "content"),
    ("554 5.7.1 <mail.outreach.example[192.0.2.9]>: Client host rejected: cannot find your hostname", "5.7.1", S, "sender"),
    ("450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.9]", "4.7.1", S, "sender"),
    ("504 5.5.2 <outreach>: Helo command rejected: need fully-qualified hostname", "5.5.2", S, "sender"),
    ("550 5.1.8 <ada@outreach.example>: Sender address rejected: Domain not found", "5.1.8", S, "sender"),
    ("553 5.7.1 <ada@outreach.example>: Sender address rejected: not owned by user bob@outreach.example", "5.7.1", S, "sender"),
    ("550 5.7.26 This mail is unauthenticated: it did not pass SPF or DKIM", "5.7.26", S, "sender"),
    ("421 4.7.0 Too many connections from your network, slow down", "4.7.0", S, "sender"),
    ("550 5.2.1 The account has been disabled", "5.2.1", H, "recipient"),
    ("554 5.4.6 Too many hops 30 (25 max)", "5.4.6", S, "network"),
    ("550 5.4.1 [jane@prospect.example]: Recipient address rejected: Access denied", "5.4.1", H, "recipient"),
    ("451 4.3.0 Temporary lookup failure", "4.3.0", S, "network"),
    ("554 5.7.1 <jane@prospect.example>: Relay access denied", "5.7.1", S, "network"),
    ("550 5.7.509 Access denied, sending domain outreach.example does not pass DMARC verification", "5.7.509", S, "sender"),
    ("550 5.7.1 Our system finds the reputation of your domain too low; the message was blocked", "5.7.1", S, "network"),
    ("450 4.1.1 <jane@prospect.example>: Recipient address rejected: unverified address: user unknown", "4.1.1", S, "recipient"),
    ("552 5.7.0 This message contains a virus (Eicar)", "5.7.0", S, "content"),
    ("550 5.1.6 recipient no longer here: the mailbox has moved", "5.1.6", H, "recipient"),
    ("556 5.1.10 Recipient address has null MX", "5.1.10", H, "recipient"),
    ("550 5.7.129 Sender is restricted to members of the group", "5.7.129", S, "recipient"),
    ("550 5.7.1 You are not allowed to send to this list", "5.7.1", S, "recipient"),
]
PROVIDERS = [
    # Gmail and Workspace
    (
        "gmail",
        "550 5.1.1 The email account that you tried to reach does not exist. https://support.google.com/mail/?p=NoSuchUser",
        "5.1.1",
        H,
        "recipient",
    ),
    ("gmail", "552 5.2.2 The email account that you tried to reach is over quota and inactive", "5.2.2", S, "recipient"),
    ("gmail", "550 5.2.1 The email account that you tried to reach is disabled.", "5.2.1", H, "recipient"),
    ("gmail", "421 4.7.28 Gmail has detected an unusual rate of mail from your IP", "4.7.28", S, "sender"),
    ("gmail", "550 5.4.5 Daily user sending limit exceeded.", "5.4.5", S, "sender"),
    ("gmail", "550 5.7.1 [192.0.2.9 12] Gmail has detected that this message is likely unsolicited mail.", "5.7.1", S, "content"),
    ("gmail", "550 5.7.25 The sending IP has no PTR record", "5.7.25", S, "sender"),
    (
        "gmail",
        "DNS Error: DNS type 'mx' lookup of prospect.example responded with code NXDOMAIN Domain name not found",
        "5.1.2",
        H,
        "recipient",
    ),
    ("gmail", "DNS Error: DNS type 'mx' lookup of prospect.example responded with code SERVFAIL", "4.0.0", S, "network"),
    ("gmail", "The recipient server did not accept our requests to connect. connection timed out", "4.4.1", S, "network"),
    # Exchange, Microsoft 365, Outlook.com
    (
        "exchange",
        "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
        "5.1.10",
        H,
        "recipient",
    ),
    ("exchange", "554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException", "5.2.2", S, "recipient"),
    ("exchange", "550 5.7.60 SMTP; Client does not have permissions to send as this sender", "5.7.60", S, "sender"),
    ("exchange", "554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied", "5.2.0", S, "sender"),
    ("exchange", "550 5.7.1 RESOLVER.RST.AuthRequired; authentication required", "5.7.1", S, ""),
    (
        "exchange",
        "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; only senders inside may write",
        "5.7.133",
        S,
        "recipient",
    ),
    ("exchange", "550 5.4.300 Message expired -> 421 4.4.1 Connection timed out", "5.4.300", S, "network"),
    ("exchange", "550 5.4.316 Message expired, connection refused(Socket error code 10061)", "5.4.316", S, "network"),
    (
        "exchange",
        "550 5.4.310 DNS domain prospect.example does not exist [Message=InfoDomainNonexistent]",
        "5.4.310",
        H,
        "recipient",
    ),
    ("exchange", "550 5.4.14 Hop count exceeded - possible mail loop ATTR34", "5.4.14", S, "network"),
    ("exchange", "550 5.1.8 Access denied, bad outbound sender AS(42004)", "5.1.8", S, "sender"),
    ("exchange", "550 5.7.705 Access denied, tenant has exceeded threshold", "5.7.705", S, "sender"),
    ("exchange", "550 5.7.606 Access denied, banned sending IP [192.0.2.9]", "5.7.606", S, "network"),
    ("exchange", "550 5.7.506 Access Denied, Bad HELO", "5.7.506", S, "sender"),
    ("exchange", "550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient", "5.2.3", S, "content"),
    ("exchange", "550 5.5.0 Requested action not taken: mailbox unavailable", "5.5.0", H, "recipient"),
    (
        "exchange",
        "550 5.7.515 Access denied, sending domain outreach.example does not meet the required level",
        "5.7.515",
        S,
        "sender",
    ),
    ("exchange", "451 4.7.652 The mail server [192.0.2.9] has exceeded the maximum number of connections", "4.7.652", S, ""),
    ("exchange", "550 5.0.350 Remote server returned an error -> 550 5.1.1 User unknown", "5.0.350", H, "recipient"),
    ("exchange", "550 5.7.232 Your message can't be sent because your tenant exceeded its daily limit", "5.7.232", S, "sender"),
    # Yahoo, AOL, Apple
    ("yahoo", "552 1 Requested mail action aborted, mailbox not found", "5.0.0", H, "recipient"),
    (
        "yahoo",
        "554 delivery error: dd This user doesn't have a yahoo.com account (jane@prospect.example) [0]",
        "5.0.0",
        H,
        "recipient",
    ),
    ("yahoo", "554 delivery error: dd Not a valid recipient - mta4", "5.0.0", H, "recipient"),
    (
        "yahoo",
        "421 4.7.0 [TSS04] Messages from 192.0.2.9 temporarily deferred due to unexpected volume or user complaints",
        "4.7.0",
        S,
        "sender",
    ),
    ("yahoo", "554 5.7.9 Message not accepted for policy reasons.", "5.7.9", S, "content"),
    ("apple", "552 5.2.2 <jane@prospect.example>: user is over quota (in reply to RCPT TO command)", "5.2.2", S, "recipient"),
    ("apple", "550 5.1.1 <jane@prospect.example>: user does not exist", "5.1.1", H, "recipient"),
    ("apple", "550 5.7.1 [CS01] Message rejected due to local policy.", "5.7.1", S, "content"),
    ("apple", "554 5.7.1 [HM07] Message rejected due to spammy content", "5.7.1", S, "content"),
    # SES, SendGrid, Mailgun
    ("ses", "550 5.1.1 user unknown", "5.1.1", H, "recipient"),
    (
        "ses",
        "554 Message rejected: Email address is not verified. The following identities failed the check: ada@outreach.example",
        "5.0.0",
        S,
        "sender",
    ),
    ("ses", "454 Throttling failure: Maximum sending rate exceeded", "4.0.0", S, "sender"),
    ("ses", "550 5.7.1 Amazon SES has suppressed sending to this address", "5.7.1", S, "recipient"),
    ("sendgrid", "550 Unauthenticated senders not allowed", "5.0.0", S, "sender"),
    ("sendgrid", "451 Authentication failed: Maximum credits exceeded", "4.0.0", S, "sender"),
    ("mailgun", "605 Not delivering to previously bounced address", "5.0.0", S, "recipient"),
    # Mimecast, Proofpoint, Barracuda, Symantec, Cisco
    ("mimecast", "550 Invalid Recipient - https://community.mimecast.example/docs/DOC-1369#550", "5.0.0", H, "recipient"),
    ("mimecast", "550 Administrative prohibition - envelope blocked - https://community.mimecast.example", "5.0.0", S, "sender"),
    ("mimecast", "554 Email rejected due to security policies - MCSpamSignature", "5.0.0", S, "content"),
    ("mimecast", "451 Internal resources are temporarily unavailable", "4.0.0", S, "network"),
    ("proofpoint", "550 5.7.1 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.9", "5.7.1", S, "network"),
    ("proofpoint", "550 5.1.1 User Unknown", "5.1.1", H, "recipient"),
    ("barracuda", "550 permanent failure for one or more recipients (jane@prospect.example:blocked)", "5.0.0", S, ""),
    ("barracuda", "554 Service unavailable; Client host [192.0.2.9] blocked using Barracuda Reputation", "5.0.0", S, "network"),
    ("barracuda", "550 jane@prospect.example: No such user", "5.0.0", H, "recipient"),
    ("symantec", "553 Your email address has been blacklisted", "5.0.0", S, ""),
    (
        "cisco",
        "554 Your access to this mail system has been rejected due to the sending MTA's poor reputation.",
        "5.0.0",
        S,
        "network",
    ),
    ("trend", "550 5.7.1 Mail from 192.0.2.9 blocked using Trend Micro RBL+", "5.7.1", S, "network"),
    # European and Asian providers
    ("gmx", "550 Requested action not taken: mailbox unavailable", "5.0.0", H, "recipient"),
    ("gmx", "554 No SMTP service; IP address is block listed", "5.0.0", S, "network"),
    ("gmx", "552 Quota exceeded for this mailbox", "5.0.0", S, "recipient"),
    ("gmx", "550 Reject due to DMARC policy", "5.0.0", S, "sender"),
    ("t-online", "554 IP=192.0.2.9 - None/bad reputation. Ask your provider for help.", "5.0.0", S, "network"),
    ("t-online", "550 Unknown recipient or address: jane@prospect.example", "5.0.0", H, "recipient"),
    ("orange", "550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416", "5.1.1", H, "recipient"),
    ("orange", "552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR_417", "5.1.1", S, "recipient"),
    ("orange", "550 5.2.0 Mail rejete. Mail rejected. OFR_506 [506]", "5.2.0", S, "content"),
    ("orange", "421 Service refuse. Veuillez essayer plus tard. OFR_999", "4.0.0", S, ""),
    ("orange", "550 5.0.1 Emetteur invalide. Invalid Sender. OFR_403", "5.0.1", S, "sender"),
    ("free", "550 spam detected", "5.0.0", S, "content"),
    ("libero", "550 casella inesistente", "5.0.0", H, "recipient"),
    ("wp", "550 5.1.1 nie ma takiego użytkownika: user unknown", "5.1.1", H, "recipient"),
    (
        "mail.ru",
        "550 Message was not accepted -- invalid mailbox. Local mailbox jane@prospect.example is unavailable: user not found",
        "5.0.0",
        H,
        "recipient",
    ),
    ("mail.ru", "550 spam message rejected. Please visit http://help.mail.ru/notspam-support", "5.0.0", S, "content"),
    ("mail.ru", "550 We do not accept mail from dynamic IPs", "5.0.0", S, ""),
    ("yandex", "554 5.7.1 Message rejected under suspicion of SPAM", "5.7.1", S, "content"),
    ("yandex", "550 5.7.1 No such user!", "5.7.1", H, "recipient"),
    ("qq", "550 Mailbox not found", "5.0.0", H, "recipient"),
    ("qq", "550 Ip frequency limited", "5.0.0", S, "sender"),
    ("qq", "550 Mail content denied", "5.0.0", S, "content"),
    ("163", "554 DT:SPM 163 mx1,abc", "5.0.0", S, "content"),
    ("163", "550 User not found: jane@prospect.example", "5.0.0", H, "recipient"),
    ("163", "550 User suspended: jane@prospect.example", "5.0.0", H, "recipient"),
    ("docomo", "550 Unknown user jane@prospect.example", "5.0.0", H, "recipient"),
    ("zoho", "553 Relaying disallowed. Invalid Domain - outreach.example", "5.0.0", S, ""),
    ("zoho", "550 5.4.6 Unusual sending activity detected. Please try after sometime", "5.4.6", S, "sender"),
    ("cox", "550 5.1.0 <ada@outreach.example> sender rejected : your address was refused", "5.1.0", S, "sender"),
    ("comcast", "550 5.1.1 Not our Customer", "5.1.1", H, "recipient"),
    ("comcast", "554 5.7.1 RL000001 comcast 192.0.2.9 Throttled", "5.7.1", S, "sender"),
    ("att", "550 5.7.1 Connections not accepted from servers without a valid sender domain", "5.7.1", S, "sender"),
    ("godaddy", "550 5.1.1 Recipient not found. IB603", "5.1.1", H, "recipient"),
    ("icewarp", "550 5.7.1 Access to <jane@prospect.example> not allowed from outside", "5.7.1", S, ""),
]
EXIM = [
    ("all relevant MX records point to non-existent hosts", H, "recipient"),
    ("Unrouteable address", H, "recipient"),
    (
        "SMTP error from remote mail server after RCPT TO:<jane@prospect.example>:\n    host mx [192.0.2.25]: 550 5.1.1 No such user",
        H,
        "recipient",
    ),
    (
        "SMTP error from remote mail server after RCPT TO:<jane@prospect.example>:\n    host mx [192.0.2.25]: 550 No Such User Here",
        H,
        "recipient",
    ),
    (
        "SMTP error from remote mail server after MAIL FROM:<ada@outreach.example>:\n    host mx [192.0.2.25]: 550 unknown user",
        S,
        "sender",
    ),
    (
        "SMTP error from remote mail server after end of data:\n    host mx [192.0.2.25]: 554 rejected due to spam content",
        S,
        "content",
    ),
    (
        "SMTP error from remote mail server after initial connection:\n    host mx [192.0.2.25]: 554 your IP is on our list",
        S,
        "network",
    ),
    ("retry timeout exceeded", S, "network"),
    ("mailbox is full: retry timeout exceeded", S, ""),
    ("Domain outreach.example has exceeded the max emails per hour (151/150 (100%)) allowed.  Message discarded.", S, "sender"),
    ("Domain outreach.example has exceeded the max defers and failures per hour (5/5 (100%)) allowed.", S, "sender"),
    ("Your account is suspended from sending: outgoing mail from outreach.example has been suspended", S, "sender"),
    ("message too big: maximum message size exceeded", S, "content"),
    ("an undisclosed address\n    (generated from jane@prospect.example)\n    quota exceeded", S, "recipient"),
]
QMAIL = [
    (
        "192.0.2.25 does not like recipient.\nRemote host said: 550 5.1.1 no mailbox by that name\nGiving up on 192.0.2.25.",
        H,
        "recipient",
    ),
    ("Sorry, no mailbox here by that name. (#5.1.1)", H, "recipient"),
    ("Sorry, I couldn't find any host named prospect.example. (#5.1.2)", H, "recipient"),
    (
        "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)\nI'm not going to try again; this message has been in the queue too long.",
        S,
        "network",
    ),
    ("user is over quota", S, "recipient"),
    (
        "Connected to 192.0.2.25 but sender was rejected.\nRemote host said: 550 5.7.1 <ada@outreach.example>... Access denied",
        S,
        "sender",
    ),
    ("Connected to 192.0.2.25 but my name was rejected.\nRemote host said: 501 5.0.0 Invalid domain name", S, "sender"),
    ("Sorry, that message size exceeds my databytes limit (#5.3.4)", S, "content"),
    ("192.0.2.25 failed after I sent the message.\nRemote host said: 554 5.7.1 This looks like spam", S, "content"),
    ("CNAME lookup failed temporarily. (#4.4.3)", S, "network"),
    ("This message is looping: it already has my Delivered-To line. (#5.4.6)", S, "network"),
    ("vdelivermail: account is locked email bounced", H, "recipient"),
]
SENDMAIL = [
    ("550 5.1.1 <jane@prospect.example>... User unknown", "5.1.1", H, "recipient"),
    ("550 ip in prison", "5.1.1", S, "network"),
    ("550 5.7.1 mail from 192.0.2.9 refused, see the block list", "5.1.1", S, "network"),
    ("552 5.2.2 mailbox full", "5.2.2", S, "recipient"),
    ("553 5.1.8 <ada@outreach.example>... Domain of sender address ada@outreach.example does not exist", "5.1.8", S, "sender"),
    ("550 Host unknown (Name server: prospect.example: host not found)", "5.1.2", H, "recipient"),
    ("554 5.7.1 rejected by policy", "5.0.0", S, "content"),
]
# How a provider words it in its own language; the subjects under which it does.
# Subject and words of a notification that gives no code, in the languages in which Exchange and its like write them.
LANGUAGES = [
    ("pt", "Não é possível entregar: Olá", "Não foi possível encontrar jane@prospect.example no servidor.", H, "recipient"),
    ("cs", "Nedoručitelné: Dobrý den", "Příjemce jane@prospect.example se v doméně nenašel.", H, "recipient"),
    ("sk", "Nedoručiteľné: Dobrý deň", "Adresát jane@prospect.example sa v doméne nenašiel.", H, "recipient"),
    ("hu", "Kézbesíthetetlen: Üdv", "jane@prospect.example nem található ezen a kiszolgálón.", H, "recipient"),
    ("el", "Δεν παραδόθηκε: Γεια", "Ο παραλήπτης jane@prospect.example δεν βρέθηκε.", H, "recipient"),
    ("ar", "غير قابل للتسليم: مرحبا", "لم يتم العثور على jane@prospect.example في النظام.", H, "recipient"),
    ("ro", "Imposibil de livrat: Salut", "Destinatarul jane@prospect.example nu a fost găsit.", H, "recipient"),
    ("vi", "Không gửi được: Chào", "Không tìm thấy jane@prospect.example trên máy chủ.", H, "recipient"),
    ("hr", "Nije moguće isporučiti: Pozdrav", "Primatelj jane@prospect.example nije pronađen.", H, "recipient"),
    ("sl", "Ni mogoče dostaviti: Pozdrav", "Prejemnik jane@prospect.example ni bil najden.", H, "recipient"),
    ("bg", "Недоставено: Здравейте", "Получателят jane@prospect.example не е намерен.", H, "recipient"),
    ("lt", "Neįteikta: Sveiki", "Gavėjas jane@prospect.example nerastas.", H, "recipient"),
    ("et", "Edastamatu: Tere", "Adressaati jane@prospect.example ei leitud.", H, "recipient"),
    ("lv", "Nepiegādājams: Labdien", "Adresāts jane@prospect.example netika atrasts.", H, "recipient"),
    ("ca", "No es pot lliurar: Hola", "No s'ha trobat jane@prospect.example en aquest servidor.", H, "recipient"),
    ("de domino", "UNZUSTELLBAR: Empfänger", "jane@prospect.example ist nicht im Domino-Verzeichnis.", H, "recipient"),
    ("en", "Delivery failed", "I could not deliver your message to jane@prospect.example.", S, "network"),
    ("en", "Undeliverable: Hello", "Your email to jane@prospect.example was blocked because of a suspected virus.", S, "content"),
    ("de", "Unzustellbar: Hallo", "Die E-Mail-Adresse jane@prospect.example wurde nicht gefunden.", H, "recipient"),
    (
        "de",
        "Ihre E-Mail konnte nicht zugestellt werden",
        "jane@prospect.example: Das Postfach des Empfängers ist voll.",
        S,
        "recipient",
    ),
    ("de", "Fehler bei der Zustellung", "jane@prospect.example: Empfänger unbekannt", H, "recipient"),
    (
        "de",
        "Nachricht konnte nicht zugestellt werden",
        "jane@prospect.example: Ihre Nachricht wurde als Spam abgewiesen",
        S,
        "content",
    ),
    (
        "de",
        "Zustellung verzögert",
        "An jane@prospect.example konnte noch nicht zugestellt werden. Es wird weiterhin versucht.",
        S,
        "",
    ),
    ("fr", "Non remis : Bonjour", "L'adresse jane@prospect.example est introuvable.", H, "recipient"),
    ("fr", "Échec de la remise", "jane@prospect.example : utilisateur inconnu", H, "recipient"),
    ("fr", "Échec de remise du message", "La boîte aux lettres de jane@prospect.example est pleine.", S, "recipient"),
    ("fr", "Remise différée", "Le message pour jane@prospect.example est retardé ; nouvelle tentative en cours.", S, ""),
    ("es", "No se puede entregar: Hola", "No se encontró la dirección jane@prospect.example", H, "recipient"),
    ("es", "Correo no entregado", "jane@prospect.example: el usuario no existe", H, "recipient"),
    ("es", "Error de entrega", "El buzón de jane@prospect.example está lleno", S, "recipient"),
    ("es", "Mensaje no entregado", "jane@prospect.example: remitente rechazado", S, "sender"),
    ("it", "Mancata consegna: Ciao", "jane@prospect.example: utente sconosciuto", H, "recipient"),
    ("it", "Recapito non riuscito", "La casella di jane@prospect.example è piena", S, "recipient"),
    ("it", "Impossibile recapitare il messaggio", "Il destinatario jane@prospect.example non esiste", H, "recipient"),
    ("pt", "Não foi possível entregar: Olá", "O endereço jane@prospect.example não foi encontrado", H, "recipient"),
    ("pt", "Falha na entrega", "jane@prospect.example: caixa postal cheia", S, "recipient"),
    ("pt", "Mensagem devolvida", "jane@prospect.example: usuário inexistente", H, "recipient"),
    ("nl", "Onbestelbaar: Hallo", "Het adres jane@prospect.example bestaat niet", H, "recipient"),
    ("nl", "Bezorging mislukt", "Het postvak van jane@prospect.example is vol", S, "recipient"),
    ("pl", "Niedostarczone: Witam", "jane@prospect.example: nieznany użytkownik", H, "recipient"),
    ("pl", "Nie można dostarczyć wiadomości", "jane@prospect.example: skrzynka odbiorcy jest pełna", S, "recipient"),
    ("sv", "Obeställbart: Hej", "Adressen jane@prospect.example hittades inte", H, "recipient"),
    ("da", "Kan ikke leveres: Hej", "jane@prospect.example blev ikke fundet", H, "recipient"),
    ("fi", "Viestiä ei voitu toimittaa", "Osoitetta jane@prospect.example ei löydy", H, "recipient"),
    ("cs", "Nedoručitelné: Ahoj", "Uživatel jane@prospect.example neexistuje", H, "recipient"),
    ("tr", "Teslim edilemedi: Merhaba", "jane@prospect.example bulunamadı", H, "recipient"),
    ("ru", "Недоставленное сообщение", "jane@prospect.example: пользователь не найден", H, "recipient"),
    ("ru", "Ошибка доставки", "jane@prospect.example: почтовый ящик переполнен", S, "recipient"),
    ("ru", "Сообщение не доставлено", "jane@prospect.example: письмо отклонено, спам", S, "content"),
    ("ja", "メールを配信できませんでした", "宛先 jane@prospect.example は存在しません", H, "recipient"),
    ("ja", "配信エラー", "jane@prospect.example のメールボックスが一杯です", S, "recipient"),
    ("ja", "配信不能", "jane@prospect.example ユーザーが存在しないため届けられませんでした", H, "recipient"),
    ("zh", "系统退信", "收件人 jane@prospect.example 用户不存在", H, "recipient"),
    ("zh", "退信通知：无法送达", "jane@prospect.example 的邮箱已满", S, "recipient"),
    ("zh", "投递失败", "jane@prospect.example 拒收：垃圾邮件", S, "content"),
    ("zh", "退件", "jane@prospect.example 查無此帳號", H, "recipient"),
    ("ko", "배달되지 않음", "jane@prospect.example 사용자를 찾을 수 없습니다", H, "recipient"),
]
DSNS = [
    ("no words", dsn("", "5.0.0"), S, ""),
    ("field alone", dsn("", "5.1.1"), H, "recipient"),
    ("full by its field alone", dsn("", "5.2.2"), S, "recipient"),
    ("size by its field alone", dsn("", "5.3.4"), S, "content"),
    ("expired", dsn("", "5.4.7", text="delivery time expired"), S, "network"),
    (
        "delayed",
        dsn("smtp; 451 4.4.1 connection refused", "4.4.1", action="delayed", subject="Warning: could not send"),
        S,
        "network",
    ),
    ("delayed with a permanent code", dsn("smtp; 550 5.1.1 user unknown", "4.0.0", action="delayed"), S, ""),
    ("delivered", dsn("smtp; 250 ok", "2.0.0", action="delivered"), "auto_reply", ""),
    ("relayed", dsn("", "2.0.0", action="relayed"), "auto_reply", ""),
    ("expanded", dsn("", "2.0.0", action="expanded"), "auto_reply", ""),
    (
        "international",
        dsn("smtp; 550 5.1.1 unknown", "5.1.1", recipient=f"utf-8; {RECIPIENT}", kind="message/global-delivery-status"),
        H,
        "recipient",
    ),
    (
        "x400",
        dsn("smtp; 550 5.1.1 unknown recipient", "5.1.1", recipient="x400; C=de; A=dbp; P=prospect; S=Jane"),
        H,
        "recipient",
    ),
    ("domino", dsn("X-Notes; User Jane (jane@prospect.example) not listed in Domino Directory", "5.1.1"), H, "recipient"),
    ("domino full", dsn("X-Notes; Cannot route mail to user: recipient's mail file exceeds its quota", "5.0.0"), S, "recipient"),
    ("groupwise", dsn("x-groupwise; 450 mailbox full", "4.2.2"), S, "recipient"),
    ("postfix internal", dsn('X-Postfix; unknown user: "jane"', "5.1.1"), H, "recipient"),
    (
        "postfix dns",
        dsn(
            "X-Postfix; Host or domain name not found. Name service error for name=prospect.example type=A: Host not found",
            "5.4.4",
        ),
        H,
        "recipient",
    ),
    (
        "postfix dns for now",
        dsn(
            "X-Postfix; Host or domain name not found. Name service error for name=prospect.example type=MX: Host not found, try again",
            "4.4.3",
        ),
        S,
        "network",
    ),
    (
        "postfix refused",
        dsn("X-Postfix; connect to mx.prospect.example[192.0.2.25]:25: Connection refused", "4.4.1"),
        S,
        "network",
    ),
    ("courier", dsn("smtp; 550 User unknown.", "5.0.0", subject="NOTICE: mail delivery status."), H, "recipient"),
    (
        "opensmtpd",
        dsn("smtp; 550 Invalid recipient: <jane@prospect.example>", "5.0.0", subject="Delivery status notification: error"),
        H,
        "recipient",
    ),
    (
        "office 365 behind a relay",
        dsn(
            "smtp; 550 Mailbox unavailable. The server response was: 550 5.7.1 part of their network is on our block list (S3150)"
        ),
        S,
        "network",
    ),
    ("quota under the code of an unknown user", dsn("smtp; 550 5.1.1 user over quota. (#5.1.1)", "5.1.1"), S, "recipient"),
    ("unknown user under a policy code", dsn("smtp; 550 5.7.1 <jane@prospect.example>: no such user", "5.7.1"), H, "recipient"),
    (
        "the receiver verifies the sender",
        dsn(f"smtp; 550 Verification failed for <{OWN}>: No such user here: Sender verify failed"),
        S,
        "sender",
    ),
    ("our own address refused", dsn(f"smtp; 550 5.1.1 <{OWN}>: no such user here", "5.1.1"), S, "sender"),
    ("login", dsn("smtp; 530 5.7.0 Authentication required", "5.7.0"), S, "sender"),
    ("hourly limit at the relay", dsn("smtp; 550 You have exceeded your hourly limit of 100 messages", "5.0.0"), S, "sender"),
    ("reported in the text", dsn("", "5.0.0", text=f"<{RECIPIENT}>: 550 5.1.1 No such mailbox"), H, "recipient"),
]
PLAIN = [
    ("dma", dma("RCPT TO", "550 5.1.1 <jane@prospect.example>: Recipient address rejected: User unknown."), H, "recipient"),
    ("dma sender", dma("MAIL FROM", "553 5.1.8 <ada@outreach.example>: Sender address rejected: Domain not found"), S, "sender"),
    ("dma spam", dma("final .", "554 5.7.1 message looks like spam"), S, "content"),
    ("exim delay", exim("host mx.prospect.example [192.0.2.25]: Connection timed out", permanent=False), S, "network"),
    ("gmail old", words("Delivery Status Notification (Failure)", f"Delivery to the following recipient failed permanently:\n\n     {RECIPIENT}\n\nTechnical details of permanent failure:\nThe error that the other server returned was: 550 5.1.1 no such user", "Mail Delivery Subsystem <mailer-daemon@googlemail.example>"), H, "recipient"),
    ("exchange 2003", words("Undeliverable: Hi", f"Your message did not reach some or all of the intended recipients.\n\n      Subject: Hi\n\nThe following recipient(s) could not be reached:\n\n      {RECIPIENT} on 3/3/2026\n            The e-mail account does not exist at the organization. <mx.example #5.1.1>", "System Administrator <postmaster@prospect.example>"), H, "recipient"),
    ("yahoo text", words("Failure Notice", f"Sorry, we were unable to deliver your message to the following address.\n\n<{RECIPIENT}>:\n554: delivery error: dd Requested mail action aborted, mailbox not found", "MAILER-DAEMON@yahoo.example"), H, "recipient"),
    ("1&1", words("Mail delivery failed: returning message to sender", f"The following address failed:\n\n{RECIPIENT}:\nReason: 550 mailbox is full, quota exceeded", "Mail Delivery System <mailer-daemon@kundenserver.example>"), S, "recipient"),
    ("groupwise text", words("Message status - undeliverable", f"The attached file had the following undeliverable recipient(s):\n\t{RECIPIENT}\n\n\tUser not found", "GroupWise <postmaster@prospect.example>"), H, "recipient"),
    ("notes text", words("DELIVERY FAILURE: User jane (jane@prospect.example) not listed in Domino Directory", f"Your message could not be delivered to:\n\n  {RECIPIENT}\n\nbecause:\n\n  User jane not listed in Domino Directory", "Postmaster@prospect.example"), H, "recipient"),
    ("sender without a daemon's name", words("Undeliverable mail", f"Your message could not be delivered to {RECIPIENT}: 550 no such user", "Support <support@mx.example>", return_path="", Auto_Submitted="auto-replied"), H, "recipient"),
    ("html alone", mail("Undeliverable: Hi", f"<p>Delivery has failed to these recipients:</p><p>{RECIPIENT}</p><p>550 5.1.1 user unknown</p><pre>Message-ID: &lt;{ORIGINAL}&gt;</pre>", "postmaster@prospect.example", content_type="text/html"), H, "recipient"),
    ("the id in a header", mail("Undeliverable: Hi", f"Delivery has failed to {RECIPIENT}: the mailbox is full.", "postmaster@prospect.example", X_MS_Exchange_Parent_Message_Id=f"<{ORIGINAL}>"), S, "recipient"),
    ("the id in References", mail("Undeliverable: Hi", f"Delivery has failed to {RECIPIENT}: user unknown.", "postmaster@prospect.example", References=f"<{ORIGINAL}>"), H, "recipient"),
    ("mailmarshal", words("Undeliverable message", f"The message to {RECIPIENT} could not be delivered: message refused by MailMarshal SpamProfiler", "MailMarshal <postmaster@prospect.example>"), S, "content"),
]  # fmt: skip
NOT_FAILURES = [
    ("relayed by Exchange", words("Relayed: Hi", f"Delivery to these recipients or groups is complete, but the destination server sent no delivery notification:\n\n{RECIPIENT}", "Microsoft Outlook <postmaster@prospect.example>"), "auto_reply"),
    ("delivered by Exchange", words("Delivered: Hi", f"Your message has been delivered to the following recipients:\n\n{RECIPIENT}", "postmaster@prospect.example"), "auto_reply"),
    ("a person asks about one", mail("Re: Undeliverable: Hi", f"Hi Ada, I got a bounce: 550 5.1.1 user unknown. What is wrong?\nJane\n\nMessage-ID: <{ORIGINAL}>", f"Jane <{RECIPIENT}>", return_path=f"<{RECIPIENT}>"), "reply"),
    ("a person writes about delivery", mail("Your delivery", "The parcel could not be delivered yesterday, please call me.", f"Jane <{RECIPIENT}>", return_path=f"<{RECIPIENT}>"), "reply"),
    ("a person whose name is that of a program", mail("Re: A question", "Sounds good, let us talk on Monday.", f"Bounce Back Ltd <{RECIPIENT}>", return_path=f"<{RECIPIENT}>"), "reply"),
    ("an absence with an empty return path", mail("Automatic reply: A question", "I am out of the office until 15 March 2026.", f"Jane <{RECIPIENT}>"), "auto_reply"),
    ("a reply that quotes ours", mail("Re: A question", f"Yes please!\n\n> {RETURNED}".replace("\n", "\n> "), f"Jane <{RECIPIENT}>", return_path=f"<{RECIPIENT}>"), "reply"),
]  # fmt: skip
SES_BOUNCE = (
    '{"notificationType":"Bounce","bounce":{"bounceType":"Transient","bounceSubType":"MailboxFull","bouncedRecipients":'
    f'[{{"emailAddress":"{RECIPIENT}"}}]}},"mail":{{"destination":["{RECIPIENT}"],"commonHeaders":{{"messageId":"<{ORIGINAL}>"}}}}}}'
)
SES_COMPLAINT = (
    '{"notificationType":"Complaint","complaint":{"complaintFeedbackType":"%s","complainedRecipients":'
    f'[{{"emailAddress":"{RECIPIENT}"}}]}},"mail":{{"commonHeaders":{{"messageId":"<{ORIGINAL}>"}}}}}}'
)
SNS = "AWS Notifications <no-reply@sns.amazonaws.com>"
FEEDBACK = [
    ("abuse", feedback("abuse"), "complaint"),
    ("fraud", feedback("fraud"), "complaint"),
    ("not spam", feedback("not-spam"), "auto_reply"),
    ("virus", feedback("virus"), "auto_reply"),
    ("authentication", feedback("auth-failure"), "auto_reply"),
    ("opt-out", feedback("opt-out"), "unsubscribe"),
    ("opt-out of a list", feedback("opt-out-list:newsletter"), "unsubscribe"),
    ("removal recipient", feedback("abuse", fields=f"Removal-Recipient: {RECIPIENT}\n"), "complaint"),
    ("redacted", feedback("abuse", fields=""), "complaint"),
    ("Amazon's JSON", mail("AWS Notification Message", SES_COMPLAINT % "abuse", SNS, return_path=""), "complaint"),
    ("Amazon's JSON, not spam", mail("AWS Notification Message", SES_COMPLAINT % "not-spam", SNS, return_path=""), "auto_reply"),
    ("fields in the text", mail("Email Feedback Report for IP 192.0.2.9", f"Feedback-Type: abuse\nUser-Agent: SomeGenerator/1.0\nVersion: 0.1\nOriginal-Rcpt-To: {RECIPIENT}\n\n{RETURNED}", "scomp@isp.example", return_path=""), "complaint"),
]  # fmt: skip


def failures() -> list[Case]:
    """Every notification, and mail that only looks like one."""
    cases = [Case(f"postfix: {said}", postfix(said, status), verdict, fault) for said, status, verdict, fault in POSTFIX]
    for provider, said, status, verdict, fault in PROVIDERS:
        make = {"gmail": gmail, "exchange": exchange}.get(provider)
        raw = make(said, status) if make else dsn(f"smtp; {said}", status)
        cases.append(Case(f"{provider}: {said}", raw, verdict, fault))
    for reason, verdict, fault in EXIM:
        cases.append(Case(f"exim: {reason}", exim(reason), verdict, fault))
        cases.append(Case(f"exim with fields: {reason}", exim(reason, fields=True), verdict, fault))
    cases += [Case(f"qmail: {reason}", qmail(reason), verdict, fault) for reason, verdict, fault in QMAIL]
    cases += [Case(f"sendmail: {said}", sendmail(said, status), verdict, fault) for said, status, verdict, fault in SENDMAIL]
    cases += [
        Case(f"{tongue}: {text}", words(subject, text), verdict, fault) for tongue, subject, text, verdict, fault in LANGUAGES
    ]
    for name, raw, verdict, fault in (*DSNS, *PLAIN):
        cases.append(Case(f"report: {name}", raw, verdict, fault, original="" if name == "exim delay" else ORIGINAL))
    cases.append(Case("report: Amazon's JSON", mail("AWS Notification Message", SES_BOUNCE, SNS, return_path=""), S, "recipient"))
    cases += FORMS + STRUCTURES
    return cases + [Case(f"no failure: {name}", raw, verdict, original="") for name, raw, verdict in NOT_FAILURES]


def feedbacks() -> list[Case]:
    """Feedback reports in their forms."""
    return [Case(name, raw, verdict) for name, raw, verdict in FEEDBACK]

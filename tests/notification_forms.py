"""More notifications, in the forms of older and rarer mail systems, and mail by people that only sounds like one."""

from tests.notifications import DATE, ORIGINAL, OWN, RETURNED, Case, dsn, exchange, gmail, mail, words
from tests.notifications import RECIPIENT as J


def _case(name: str, raw: bytes, verdict: str, fault: str = "") -> Case:
    return Case(name, raw, verdict, fault, original="")


_JANE = f"Jane <{J}>"


def _person(name: str, subject: str, text: str, sender: str = _JANE) -> Case:
    return _case(name, mail(subject, text, sender, return_path=f"<{J}>"), "reply")


FORMS = [
    _case(
        "ex2007",
        words(
            "Undeliverable: Nyaan",
            f"Delivery has failed to these recipients or distribution lists:\n\n{J}<mailto:{J}>\nThe recipient's e-mail address was not found in the recipient's e-mail system. Microsoft Exchange will not try to redeliver this message for you. Please check the e-mail address and try resending this message.\n\nDiagnostic information for administrators:\n\nGenerating server: mta22.prospect.example\n\n{J}\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n",
            "Microsoft Exchange <postmaster@prospect.example>",
        ),
        "hard",
        "recipient",
    ),
    _case(
        "imail",
        mail(
            "Undeliverable Mail",
            f"Unknown user: {J}\n\nOriginal message follows.\n\n{RETURNED}",
            "Postmaster <postmaster@prospect.example>",
            return_path="",
        ),
        "hard",
    ),
    _case(
        "activehunter",
        mail(
            "Mail System Error - Returned Mail",
            f"----- The following addresses had permanent fatal errors -----\n\n>>> {J} <{J}>\n\n  ----- Transcript of session follows -----\n550 sorry, no mailbox here by that name (#5.1.1 - chkusr)\n\n  ----- original message -----\n{RETURNED}",
            "MAILER-DAEMON@host.example",
            return_path="",
        ),
        "hard",
    ),
    _case(
        "sun",
        mail(
            "Delivery Notification: Delivery has failed",
            f"This report relates to a message you sent with the following header fields:\n\n  Message-id: <{ORIGINAL}>\n  Date: {DATE}\n  From: Ada <{OWN}>\n  To: {J}\n  Subject: Nyaan\n\nYour message cannot be delivered to the following recipients:\n\n  Recipient address: {J}\n  Reason: Remote SMTP server has rejected address\n  Diagnostic code: smtp;550 5.1.1 <{J}>... User Unknown\n  Remote system: dns;mx.prospect.example (TCP|17.111.174.67|47323)\n",
            "Internet Mail Delivery <postmaster@prospect.example>",
        ),
        "hard",
    ),
    _case(
        "mfilter",
        mail(
            "failure notice",
            f"このメールは自動送信です\n-------server message \n550 5.1.1 unknown user <{J}>\n\n-------SMTP command \nDATA\n-------original message \n{RETURNED}",
            "mailer-daemon@m-filter.example",
            return_path="",
        ),
        "hard",
    ),
    _case(
        "interscan",
        mail(
            "Mail could not be delivered",
            f"****** Message from InterScan Messaging Security Suite ******\n\nSent <<< RCPT TO:<{J}>\nReceived >>> 550 5.1.1 <{J}>... user unknown\n\nUnable to deliver message to <{J}>.\n\n************************     End of message     **********************\n",
            "InterScan MSS <postmaster@p.example>",
            return_path="",
        ),
        "hard",
    ),
    _case(
        "surfcontrol",
        mail(
            "Message non-deliverable",
            f"Your message could not be sent.\nA transcript of the attempts to send the message follows.\nThe number of attempts made: 1\nAddressed To: {J}\n\nThu 29 Apr 2010 23:34:45 +0900\nFailed to send to identified host,\n{J}: [192.0.2.5], 550 {J}... No such user\n--- Message non-deliverable.\n",
            "Email Administrator <postmaster@p.example>",
            return_path="",
        ),
        "hard",
    ),
    _case(
        "mcafee",
        mail(
            "Delivery Status",
            f"--- The following addresses had delivery problems ---\n\n<{J}>   (User unknown {J})\n\n--------------Message header follows----\n\n{RETURNED}",
            "postmaster@p.example",
            return_path="",
        ),
        "hard",
    ),
    _case(
        "mailfoundry",
        mail(
            "Message delivery has failed",
            f"Unable to deliver message to: <{J}>\nDelivery failed for the following reason:\nServer mx22.prospect.example[192.0.2.222] failed with: 550 <{J}> No such user here\n\n\nThis has been a permanent failure.  No further delivery attempts will be made.\n",
            "MAILER-DAEMON@p.example",
        ),
        "hard",
    ),
    _case(
        "fb",
        dsn(
            "smtp; 550 5.1.1 RCP-P2 http://postmaster.facebook.com/response_codes?ip=192.0.2.135#rcp Refused due to recipient preferences",
            "5.1.1",
        ),
        "soft",
        "recipient",
    ),
    _case(
        "ggroups",
        mail(
            "Delivery Status Notification (Failure)",
            f"Hello {OWN},\n\nWe're writing to let you know that the group you tried to contact (sales) may not exist, or you may not have permission to post messages to the group. A few more details on why you weren't able to post:\n\n * You might have spelled or formatted the group name incorrectly.\n\n----- Original message -----\n\n{RETURNED}",
            "Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
        ),
        "soft",
    ),
    _case(
        "sesfree",
        mail(
            "Delivery Status Notification (Failure)",
            f"An error occurred while trying to deliver the mail to the following recipients:\n{J}\n",
            "MAILER-DAEMON@email-bounces.example",
        ),
        "soft",
    ),
    _case(
        "zoho",
        words(
            "Undelivered Mail Returned to Sender",
            f"This message was created automatically by mail delivery software.\nA message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\n{J} Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <{J}>... User Unknown\n",
            "mailer-daemon@mail.zoho.example",
        ),
        "hard",
    ),
    _case(
        "barracuda",
        mail(
            "**Message you sent blocked by our bulk email filter**",
            f"Your message to: {J}\nwas blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:\n\nSubject: Nyaan\n\nAn explanation of this error can be found at http://help.example\n",
            "MAILER-DAEMON (Mail Delivery System)",
            return_path="<>",
        ),
        "soft",
        "content",
    ),
    _case(
        "james",
        words(
            "[BOUNCE]",
            f"Hi. This is the James mail server at mx.p.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.  Below\nI include the list of recipients and the reason why I was unable to deliver\nyour message.\n\nFailed recipient(s):\n{J}\n\nError message:\n550 - Requested action not taken: no such user here\n",
            "postmaster@p.example",
        ),
        "hard",
    ),
    _case(
        "gmx",
        words(
            "Mail delivery failed: returning message to sender",
            f'The following address failed:\n\n"{J}":\nSMTP error from remote server after RCPT command:\nhost: mx.p.example\n5.1.1 <{J}>... User Unknown\n',
            "Mail Delivery System <mailer-daemon@gmx.example>",
        ),
        "hard",
    ),
    _case(
        "1and1",
        words(
            "Mail delivery failed: returning message to sender",
            f"*** The following addresses failed:\n\n{J}\nFor the following reason:\n\nMail size limit exceeded. For explanation visit\nhttp://postmaster.1and1.com/en/error-messages?ip=%1s\n",
            "Mail Delivery System <mailer-daemon@x.example>",
        ),
        "soft",
        "content",
    ),
    _case(
        "v5",
        mail(
            "Returned mail: User unknown",
            f"   ----- Transcript of session follows -----\nWhile talking to smtp.p.example:\n>>> RCPT To:<{J}>\n<<< 550 <{J}>, User Unknown\n550 <{J}>... User unknown\n421 example.org (smtp)... Deferred: Connection timed out during user open with example.org\n\n   ----- Unsent message follows -----\n{RETURNED}",
            "Mail Delivery Subsystem <MAILER-DAEMON@p.example>",
        ),
        "hard",
    ),
    _case("hotmail", dsn("smtp;550 Requested action not taken: mailbox unavailable (nekochan:0:0:msgid)", "5.5.0"), "hard"),
    _case(
        "notesjp",
        mail(
            "Delivery Failure",
            f"------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\n{J}\n\n\n------- Returned Message --------\n\n{RETURNED}",
            "Notes Mail <postmaster@p.example>",
            return_path="",
        ),
        "hard",
    ),
    _case(
        "biglobe",
        mail(
            "Returned mail: Unable to deliver",
            f"   ----- The following addresses had delivery problems -----\n{J}\n\n   ----- Non-delivered information -----\nThe number of messages in recipient's mailbox exceeded the local limit.\n\n   --- The header of the original message is following. ---\n\n{RETURNED}",
            "postmaster@biglobe.example",
        ),
        "soft",
        "recipient",
    ),
    _case(
        "pmta",
        dsn(
            "smtp;550 5.7.1 ... this message looks bad - blocked (rule 7)",
            "5.7.1",
            text="Hello, this is the mail server on mta.example.\n\nI am sending you this message to inform you on the delivery status of a message you previously sent.",
            more="X-PowerMTA-BounceCategory: policy-related",
        ),
        "soft",
    ),
    _case(
        "x6",
        words(
            "There was an error sending your mail",
            f"We had trouble delivering your message. Full details follow:\n\nSubject: 'Nyaan'\nDate: 'Thu, 29 Apr 2012 23:34:45 +0900'\n\n1 error(s):\n\nSMTP Server <mta2.p.example> rejected recipient <{J}> \n  (Error following RCPT command). It responded as follows: [550 5.1.1 Unknown user]\n\n",
            "MAILER-DAEMON@p.example",
        ),
        "hard",
    ),
    _case(
        "courier",
        mail(
            "NOTICE: mail delivery status.",
            f"This is a delivery status notification from neko.p.example,\nrunning the Courier mail server, version 0.65.2.\n\nThe original message was received on Sat, 11 Dec 2010 12:19:57 +0900\n\n---------------------------------------------------------------------------\n\n                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<{J}>:\n    mx.p.example [192.0.2.95]:\n>>> RCPT TO:<{J}>\n<<< 550 5.1.1 <{J}>... User Unknown\n\n---------------------------------------------------------------------------\n\nIf your message was also sent to additional recipients, their delivery\nstatus is not included in this report.\n",
            '"Courier mail server at p.example" <@>',
        ),
        "hard",
    ),
    _case(
        "osmtpd",
        mail(
            "Delivery status notification: error",
            f"Hi!\n\nThis is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\nAn error has occurred while attempting to deliver a message for\nthe following list of recipients:\n\n{J}: 550 5.2.2 <{J}>... Mailbox Full\n\nBelow is a copy of the original message:\n\n{RETURNED}",
            "Mailer Daemon <MAILER-DAEMON@p.example>",
        ),
        "soft",
        "recipient",
    ),
    _case(
        "smdelay",
        dsn(
            "",
            "4.4.1",
            action="delayed",
            text=f"    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **********************************************\n\n   ----- Transcript of session follows -----\n<{J}>... Deferred: Connection refused by mx.p.example.\nWarning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old\n",
            subject="Warning: could not send message for past 4 hours",
        ),
        "soft",
        "network",
    ),
    _case(
        "smexpired",
        dsn(
            "",
            "4.4.7",
            text=f"   ----- The following addresses had permanent fatal errors -----\n<{J}>\n\n   ----- Transcript of session follows -----\n<{J}>... Deferred: Connection timed out with mx.p.example.\nMessage could not be delivered for 5 days\nMessage will be deleted from queue\n",
            subject="Returned mail: Cannot send message for 5 days",
        ),
        "soft",
        "network",
    ),
    _case(
        "gmail block",
        gmail(
            "550-5.7.1 [192.0.2.1] Our system has detected that this message is\n550-5.7.1 likely suspicious due to the very low reputation of the sending IP\n550 5.7.1 address. https://support.google.com/mail/answer/188131 - gsmtp",
            "5.7.1",
            "Message blocked",
        ),
        "soft",
    ),
    _case(
        "verizon",
        mail(
            "Undeliverable Message",
            f"Message to: {J}\nSubject: Nyaan\nError: No valid recipients for this MM\n\n----- Original Message -----\n{RETURNED}",
            "post_master@vtext.example",
            return_path="",
        ),
        "hard",
    ),
    _case(
        "trend",
        dsn(
            "smtp; 550 5.7.1 <jane@prospect.example>: Recipient address rejected: Mail appeared to be SPAM or forged. Ask your Mail/DNS-Administrator to correct HELO and DNS MX settings",
            "5.7.1",
        ),
        "soft",
    ),
    _case(
        "postfix policyd",
        dsn(
            "smtp; 550 5.7.1 <jane@prospect.example>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.org",
            "5.7.1",
        ),
        "soft",
        "sender",
    ),
    _case(
        "unverified",
        dsn(
            "smtp; 550 5.1.1 <jane@prospect.example>: Recipient address rejected: undeliverable address: host mx[10.0.0.1] said: 550 5.1.1 unknown user (in reply to RCPT TO command)",
            "5.1.1",
        ),
        "hard",
    ),
    _case(
        "unverified temp",
        dsn(
            "smtp; 450 4.1.1 <jane@prospect.example>: Recipient address rejected: unverified address: connect to mx[10.0.0.1]:25: Connection timed out",
            "4.1.1",
        ),
        "soft",
    ),
    _case("mx to loopback", dsn("X-Postfix; mail for prospect.example loops back to myself", "5.4.6"), "soft", "network"),
    _case(
        "lotus",
        dsn(
            "X-Notes; Recipient user name jane (jane@prospect.example) not unique. Several matches found in Domino Directory.",
            "5.1.4",
        ),
        "soft",
    ),
    _case(
        "srs",
        dsn("smtp; 550 5.7.1 TRANSFER rejected: this email has been rejected due to the user spam settings", "5.7.1"),
        "soft",
    ),
    _case("rspamd", dsn("smtp; 554 5.7.1 Gtube pattern", "5.7.1"), "soft"),
    _case("gtm", dsn("smtp; 550 5.7.0 Local Policy Violation", "5.7.0"), "soft"),
    _case("kasperksy", dsn("smtp; 550 Message was rejected: address is in the denied list", "5.0.0"), "soft"),
    _case("dom", dsn("smtp; 550 5.1.2 prospect.example: Name or service not known", "5.1.2"), "hard"),
    _case(
        "disabled acct",
        dsn("smtp; 550 5.2.1 This mailbox has been blocked due to inactivity (jane@prospect.example)", "5.2.1"),
        "hard",
    ),
    _case(
        "yahoo disc",
        dsn(
            "smtp; 554 delivery error: dd Sorry, your message to jane@prospect.example cannot be delivered. This mailbox is disabled (554.30). - mta1",
            "5.0.0",
        ),
        "hard",
    ),
    _case(
        "amazon internal",
        dsn(
            "smtp; 550 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.1 Unable to connect to remote host>",
            "4.4.7",
        ),
        "soft",
        "network",
    ),
    _case("ovh", dsn("smtp; 550 Message contains spam or other unwanted content. [SPAM]", "5.0.0"), "soft", "content"),
    _case("ovh2", dsn("smtp; 550 5.7.1 Spam detected. Your account has been blocked from sending", "5.7.1"), "soft"),
    _case(
        "strato",
        dsn("smtp; 450 4.7.1 Sender address limit exceeded: too many messages within an hour", "4.7.1"),
        "soft",
        "sender",
    ),
    _case(
        "ionos",
        dsn("smtp; 450 Requested mail action not taken: mailbox unavailable. Mail send limit exceeded.", "4.0.0"),
        "soft",
        "sender",
    ),
    _case(
        "ionos2",
        dsn("smtp; 550 Requested action not taken: mailbox unavailable. Sender address is not allowed.", "5.0.0"),
        "soft",
        "sender",
    ),
    _case(
        "rack",
        dsn("smtp; 550 5.7.1 Sender not authorized to send from this address ada@outreach.example", "5.7.1"),
        "soft",
        "sender",
    ),
    _case("godaddy quota", dsn("smtp; 550 jane@prospect.example mailbox quota exceeded IB212", "5.0.0"), "soft", "recipient"),
    _case(
        "godaddy relay", dsn("smtp; 550 5.4.1 ada@outreach.example has exceeded its SMTP relays quota", "5.4.1"), "soft", "sender"
    ),
    _case("telenet", dsn("smtp; 554 5.5.1 Error: no valid recipients", "5.5.1"), "hard"),
    _case("cv", dsn("smtp; 550 5.2.0 jane@prospect.example Customer Mailbox Suspended", "5.2.0"), "hard"),
    _case("proof", dsn("smtp; 554 Blocked - see https://support.proofpoint.com/dnsbl-lookup.cgi?ip=192.0.2.1", "5.0.0"), "soft"),
    _case("verify callout", dsn("smtp; 550 Callout verification failed: 550 5.1.1 User unknown", "5.0.0"), "hard"),
    _case("invalid hdr", dsn("smtp; 550 Messages should have one or no Date headers, not 2.", "5.0.0"), "soft"),
    _case("tls", dsn("smtp; 530 5.7.0 Must issue a STARTTLS command first", "5.7.0"), "soft"),
    _case("danish", words("Meddelelsen kunne ikke leveres", f"{J}: Postkassen er fuld"), "soft", "recipient"),
    _case("norsk", words("Kan ikke leveres: Hei", f"Adressen {J} ble ikke funnet"), "hard"),
    _case("hungarian", words("Kézbesíthetetlen: Szia", f"A címzett ({J}) nem létezik."), "hard"),
    _case("greek", words("Αδυναμία παράδοσης: Γεια", f"Η διεύθυνση {J} δεν υπάρχει."), "hard"),
    _case("ukr", words("Не вдалося доставити повідомлення", f"Адресу {J} не знайдено"), "hard"),
    _case("romanian", words("Mesajul nu a putut fi livrat", f"{J}: utilizator necunoscut"), "hard"),
    _case("arabic", words("تعذر التسليم: مرحبا", f"{J} غير موجود"), "hard"),
    _case(
        "spanish exch",
        exchange(
            "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient jane@prospect.example not found",
            "5.1.10",
            "No se puede entregar: hola",
            "Error en la entrega a estos destinatarios",
        ),
        "hard",
    ),
    _case(
        "german exch text",
        words(
            "Unzustellbar: Hallo",
            f"Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\n{J}\nDie eingegebene E-Mail-Adresse konnte nicht gefunden werden. Überprüfen Sie die E-Mail-Adresse.\n\nDiagnoseinformation für Administratoren:\n\nGenerierender Server: X\n{J}\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'\n",
            "Microsoft Outlook <MicrosoftExchange329@outreach.example>",
        ),
        "hard",
    ),
    _case(
        "web.de",
        words(
            "Mail Delivery failed",
            f"Ihre Nachricht an {J} konnte nicht zugestellt werden. Grund: Der Empfänger hat sein Postfach-Limit erreicht.",
        ),
        "soft",
    ),
    _case(
        "person bounce q",
        mail(
            "Bounce?",
            "Hi, your last mail to me could not be delivered, I think; my old address does not exist any longer. Use this one.",
            f"Jane <{J}>",
            return_path=f"<{J}>",
        ),
        "reply",
    ),
    _case(
        "person fwd",
        mail(
            "Fwd: Undeliverable: Hi",
            "See below\n\n---------- Forwarded message ---------\nFrom: MAILER-DAEMON\nDelivery has failed: 550 5.1.1 unknown",
            f"Jane <{J}>",
            return_path=f"<{J}>",
        ),
        "reply",
    ),
    _case(
        "ticket",
        mail(
            "Re: A question",
            "Your request has been received (#553). We will answer in 24 hours.",
            "Support <support@prospect.example>",
            Auto_Submitted="auto-replied",
        ),
        "auto_reply",
    ),
    _case(
        "no longer emp",
        mail(
            "Automatic reply: hi",
            f"Jane no longer works here. Please contact {OWN}",
            f"Jane <{J}>",
            Auto_Submitted="auto-replied",
        ),
        "auto_reply",
    ),
    _person(
        "a person cannot send something",
        "Re: A quota question",
        "Hi Ada, unfortunately we are unable to send you the figures before Friday. Let us talk.",
    ),
    _person(
        "a person at a company named like a system",
        "Re: Delivery problems",
        "We had problems delivering last week. Call me at 450 555 1234.",
        "Jane at Mimecast <jane@mimecast.com>",
    ),
    _person(
        "a person found our mail among the spam",
        "Message blocked?",
        "Your message was rejected by our spam filter, I found it by chance. I am interested! Jane",
    ),
    _person("a person has goods to deliver", "Undeliverable goods", "Hi, our goods could not be delivered, can your tool help?"),
    _person("a person named like a program", "Re: Hello", "Sounds great", "System Administrator <jane@prospect.example>"),
    _person(
        "a company named like a program",
        "Quote",
        "The mailbox is full of offers like yours, but I like it. Tuesday?",
        "Mail Server Ltd <sales@mailserver.example>",
    ),
    _person(
        "a person with a number like a code",
        "Delivery failure",
        "Hi Ada, regarding delivery failure of your product: 550 units were damaged. Please call.",
    ),
    _person(
        "a team at postmaster@",
        "Re: Hi",
        "Yes. Our postmaster told me your mail was blocked; sorry.",
        "Postmaster Team <postmaster@prospect.example>",
    ),
    _person(
        "a person asks in German",
        "Ihre Nachricht konnte nicht zugestellt werden?",
        "Hallo Ada, ich bekam eine Fehlermeldung, aber ja, wir haben Interesse!",
    ),
    _case(
        "ooo null",
        mail(
            "Abwesend: Hallo",
            "Ich bin nicht im Büro. Ihre Nachricht wird nicht weitergeleitet.",
            _JANE,
            Auto_Submitted="auto-replied",
        ),
        "auto_reply",
    ),
    _case(
        "ack null",
        mail(
            "We received your message",
            "Your request 55012 has been received and will be processed.",
            "Support <support@prospect.example>",
            Auto_Submitted="auto-generated",
        ),
        "auto_reply",
    ),
    _case(
        "moved auto",
        mail("Automatic reply: Hi", "My address has changed. Please use jane@new.example.", _JANE, Auto_Submitted="auto-replied"),
        "auto_reply",
    ),
    _case(
        "mdn",
        b"Return-Path: <>\nFrom: "
        + _JANE.encode()
        + b"\nTo: "
        + OWN.encode()
        + b"\nSubject: Not read: Hello\nMessage-ID: <m@x>\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b1\n\n--b1\nContent-Type: text/plain\n\nYour message was deleted without being read.\n--b1\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;jane@prospect.example\nDisposition: automatic-action/MDN-sent-automatically; deleted\n--b1--\n",
        "auto_reply",
    ),
    _case(
        "apple mail",
        mail(
            "Undeliverable: Hello",
            f"Delivery has failed to these recipients or groups:\n\n{J}\nYour message wasn't delivered because the recipient's email provider rejected it.\n\nDiagnostic information for administrators:\nGenerating server: x.outlook.com\n{J}\nRemote Server returned '550 5.7.1 [CS01] Message rejected due to local policy'",
            "Microsoft Outlook <MicrosoftExchange329@x.onmicrosoft.com>",
        ),
        "soft",
    ),
    _case(
        "gmail full",
        gmail(
            "452 4.2.2 The recipient's inbox is out of storage space and inactive. https://support.google.com/mail/?p=OverQuotaTemp",
            "4.2.2",
            "Recipient inbox full",
        ),
        "soft",
    ),
    _case(
        "gmail delay",
        dsn(
            "smtp; The recipient server did not accept our requests to connect.",
            "4.4.1",
            action="delayed",
            subject="Delivery Status Notification (Delay)",
            text=f"** Delivery incomplete **\n\nThere was a temporary problem delivering your message to {J}. Gmail will retry for 46 more hours.",
        ),
        "soft",
    ),
    _case(
        "gmail de",
        words(
            "Delivery Status Notification (Failure)",
            f"** Adresse nicht gefunden **\n\nIhre Nachricht wurde nicht an {J} zugestellt, weil die Adresse nicht gefunden wurde oder keine E-Mails empfangen kann.\n\nAntwort:\n550 5.1.1 The email account that you tried to reach does not exist.",
            "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        ),
        "hard",
    ),
    _case(
        "gmail fr nodsn",
        words(
            "Delivery Status Notification (Failure)",
            f"** Adresse introuvable **\n\nVotre message à {J} n'a pas été remis, car l'adresse est introuvable ou ne peut pas recevoir de messages.",
            "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        ),
        "hard",
    ),
    _case(
        "gmail es block",
        words(
            "Delivery Status Notification (Failure)",
            f"** Mensaje bloqueado **\n\nTu mensaje a {J} se ha bloqueado. Consulta los detalles técnicos más abajo.\n\n550 5.7.1 blocked",
            "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        ),
        "soft",
    ),
    _case(
        "ms quota de",
        words(
            "Unzustellbar: Hallo",
            f"Das Postfach des Empfängers ist voll und kann zurzeit keine Nachrichten annehmen.\n{J}\nRemote Server returned '554 5.2.2 mailbox full'",
            "Microsoft Outlook <postmaster@x.example>",
        ),
        "soft",
    ),
    _case(
        "qq",
        mail(
            "系统退信/The email is returned",
            f"抱歉，您的邮件被退回来了……\n原邮件信息：\n时间 2026-03-03\n主题 Hi\n收件人 {J}\n退信原因：发件人发送的邮件被收件人邮箱拒收\nhost mx said: 550 Mailbox not found. http://service.mail.qq.com/x",
            "postmaster@qq.com",
        ),
        "hard",
    ),
    _case(
        "163",
        mail(
            "系统退信",
            f"抱歉，您的来信被退回\n收件人：{J}\n退信原因：收件人邮箱空间已满 Mailbox over quota",
            "Postmaster@163.com",
        ),
        "soft",
    ),
    _case(
        "yandex ru",
        words(
            "Недоставленное сообщение",
            f"Это письмо отправлено почтовым сервером yandex.ru.\n\nК сожалению, мы вынуждены сообщить Вам о том, что Ваше письмо не может быть отправлено одному или нескольким адресатам. Технические подробности можно найти ниже.\n\n{J}: host mx[1.1.1.1] said: 550 5.7.1 No such user! (in reply to RCPT TO command)",
            "MAILER-DAEMON@yandex.ru",
        ),
        "hard",
    ),
    _case(
        "mailru",
        words(
            "Mail failure.",
            f"This message was created automatically by mail delivery software.\n\nA message that you sent was rejected by the local scanning code that\nchecks incoming messages on this system.\n\nThe error was:\n\n  spam message discarded. {J}\n",
            "mailer-daemon@corp.mail.ru",
        ),
        "soft",
    ),
    _case(
        "libero",
        words(
            "Undelivered Mail Returned to Sender",
            f"Il messaggio non è stato consegnato.\n<{J}>: 550 5.1.1 utente sconosciuto",
            "MAILER-DAEMON@libero.it",
        ),
        "hard",
    ),
    _case(
        "terra",
        words(
            "Mensaje devuelto",
            f"No ha sido posible entregar su mensaje a {J}. Causa: cuenta desactivada",
            "Postmaster <postmaster@terra.es>",
        ),
        "hard",
    ),
    _case(
        "uol",
        words(
            "Mensagem não entregue",
            f"Sua mensagem para {J} não pôde ser entregue: a caixa postal excedeu o limite",
            "Postmaster UOL <postmaster@uol.com.br>",
        ),
        "soft",
    ),
    _case(
        "sfr", dsn("smtp; 554 5.7.1 Client host rejected: Abus detecte GU_EIB_04. Veuillez consulter la page", "5.7.1"), "soft"
    ),
    _case(
        "laposte",
        dsn("smtp; 550 5.5.0 Le compte du destinataire est bloque. The recipient account is blocked. LPN007_426", "5.5.0"),
        "hard",
    ),
    _case("docomo domain refuse", dsn("smtp; 550 5.2.0 Recipient rejects mail from your domain", "5.2.0"), "soft"),
    _case("sendgrid drop", dsn("smtp; 550 5.1.1 Bounced Address", "5.1.1"), "soft"),
    _case(
        "office block",
        dsn("smtp;550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy", "5.7.1"),
        "soft",
    ),
    _case("office no route", dsn("smtp;550 5.4.1 All recipient addresses rejected : Access denied", "5.4.1"), "hard"),
    _case("office not authorized", dsn("smtp;550 5.7.124 RESOLVER.RST.NotAuthorizedToGroup; not authorized", "5.7.124"), "soft"),
    _case(
        "exchange 5.1.1 legacyDN",
        dsn(
            "smtp;#550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found ##",
            "5.1.1",
            recipient="rfc822;IMCEAEX-_O=X@prospect.example",
        ),
        "hard",
    ),
    _case(
        "old exch",
        words(
            "Undeliverable: Hi",
            f"The following recipient(s) could not be reached:\n\n  'Jane' on 3/3/2026 9:12 AM\n  550 5.1.1 <{J}>... User unknown",
            "System Administrator <>",
        ),
        "hard",
    ),
    _case(
        "own words of a server, from an address of its own",
        mail(
            "Non-Delivery: Your offer",
            f'--- Non-Delivery Report ---\nThe email below could not be delivered to the following user:\n\n"{J}"\n\nOld message:\n\nHi Jane',
            "Admin <admin@gate.example>",
            return_path="",
        ),
        "soft",
    ),
    _case(
        "a gateway that goes on trying",
        mail(
            "Delivery failure notification",
            f"Your message with the subject Hi\ncould not be delivered to the following recipients:\n\n{J}\n\nDelivery attempts will continue to be made for 5 day(s).",
            "gateway_for_mail@gate.example",
            return_path="",
        ),
        "soft",
    ),
    _case(
        "a warning of a full mailbox",
        mail(
            "Mail Delivery Warning",
            f'This is an advisory-only email. Please do not reply to it.\n\nDelivery of email to this address\n\n"{J}"\n\nhas been postponed due to a full mailbox.',
            "Service <service@gate.example>",
            return_path="",
        ),
        "soft",
        "recipient",
    ),
    _case(
        "no mailbox, in the words of a returned header",
        words(
            "Returned Mail - Error During Delivery",
            f"------ Failed Recipients ------\n\n<{J}>: Requested action not taken: mailbox unavailable. [SMTP Error Code 550]\n-------- Returned Mail --------\n\nReceived: from mx.blacklist.example by relay.example; {DATE}\n  for <{J}>\nX-Block: spamhaus\n",
            "smtp_mail_service@gate.example",
        ),
        "hard",
    ),
    _case(
        "unknown or not reachable, in German",
        dsn(f"smtp; 550 {{mx001}} <{J}>... User unknown or not available - Empfaenger unbekannt oder nicht erreichbar", "5.0.0"),
        "hard",
        "recipient",
    ),
    _person(
        "a person whose new mail speaks of a delivery",
        "Message delivery",
        "Hi Ada, your last message could not be delivered in our shop window, so please resend the brochure. We are interested!",
    ),
]

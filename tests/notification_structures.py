"""Notifications whose structure misleads: what they repeat of ours, what others put around them, where their reason stands."""

from tests.notifications import DATE, ORIGINAL, OWN, RECIPIENT, RETURNED, Case, dsn, exim, mail, postfix, words
from tests.notifications import RECIPIENT as J

_SYSTEM = "Mail Delivery System <postmaster@prospect.example>"
_SES = "AWS Notifications <no-reply@sns.amazonaws.com>"
_RULE = "_" * 60
_OTHER = "omar@second.example"


def _case(name: str, raw: bytes, verdict: str, fault: str = "", cause: str = "", recipient: str = RECIPIENT) -> Case:
    return Case(name, raw, verdict, fault, cause, recipient, original="")


def _echo(label: str, subject: str, reason: str = "The recipient's name is not known here.") -> bytes:
    """A notification that repeats the subject of our message above its reason."""
    text = f"Your message\n\n  To:      {J}\n  {label} {subject}\n\ncould not be delivered to {J}.\n\n{reason}"
    return mail("Undeliverable: " + subject, text, _SYSTEM)


def _plain(said: str, name: str = "") -> Case:
    return _case(f"says: {said}", words("Undeliverable mail", f"Delivery to {J} failed.\n\n{said}", _SYSTEM), "soft", "", name)


def _mixed(subject: str, sender: str, text: str) -> bytes:
    """A notification in two parts without any field: what it says, and our message without its id."""
    returned = f"From: Ada <{OWN}>\nTo: {J}\nSubject: A question\n\nHello"
    body = f"--m\nContent-Type: text/plain\n\n{text}\n--m\nContent-Type: message/rfc822\n\n{returned}\n--m--\n"
    head = f"Return-Path: <>\nFrom: {sender}\nTo: {OWN}\nSubject: {subject}\nDate: {DATE}\nMIME-Version: 1.0\n"
    return f'{head}Content-Type: multipart/mixed; boundary="m"\n\n{body}'.encode()


def _forwarded() -> bytes:
    """A report that a scanner sends on as an attachment."""
    inner = dsn("", "5.1.1").decode()
    head = f"From: postmaster@prospect.example\nTo: {OWN}\nSubject: Delivery Status Notification (Failure)\nMIME-Version: 1.0\n"
    body = (
        f"--outer\nContent-Type: message/rfc822\nContent-Disposition: attachment; filename=original.eml\n\n{inner}\n--outer--\n"
    )
    return f'{head}Content-Type: multipart/mixed; boundary="outer"\n\n{body}'.encode()


def _event(kind: str, detail: str) -> bytes:
    """A notice of Amazon SES as JSON."""
    about = f'"mail":{{"destination":["{J}"],"commonHeaders":{{"messageId":"<{ORIGINAL}>"}}}}'
    return mail("AWS Notification Message", f'{{"eventType":"{kind}",{about}{detail}}}', _SES, return_path="")


_TWO = (
    f"Your mail could not be handed over: the host prospect.example did not answer within the allowed queue period.\n\n"
    f"These recipients did not receive it:\n  <{J}>\nThese recipients did not receive it:\n  <{_OTHER}>\n"
)
_SCAN = f"{_RULE}\nThis email has been scanned for all viruses and offensive content by Example Cloud.\n"
_LEGAL = (
    "This e-mail is confidential and may be privileged. It is meant for the intended recipient only; if that is not you, "
    "delete it and do not disclose or copy its content, and let our spam and quota team know.\n"
)

STRUCTURES = [
    *(
        _case(f"repeats our subject: {label} {subject}", _echo(label, subject), "hard", "recipient")
        for label, subject in (
            ("Subject:", "Virus protection that nobody notices"),
            ("Subject:", "Is your mailbox full?"),
            ("Subject:", "A delay in your project"),
            ("Subject:", "Release 2.0.12 of our spam filter"),
            ("Betreff:", "Postfach voll? Wir helfen"),
            ("Objet :", "Votre quota de leads dépassé"),
            ("Asunto:", "Buzón lleno de spam"),
            ("Oggetto:", "Casella piena di posta indesiderata"),
            ("Assunto:", "Sua caixa cheia de spam"),
            ("Onderwerp:", "Te groot voor uw postvak"),
            ("Temat:", "Skrzynka pełna spamu"),
            ("Ämne:", "Spam och quota"),
            ("Тема:", "Почтовый ящик переполнен"),
            ("件名:", "迷惑メール対策"),
            ("主题:", "垃圾邮件"),
        )
    ),
    _case(
        "a full mailbox below a subject about unknown users",
        _echo("Subject:", "User unknown? Address not found?", "Reason: the mailbox is full."),
        "soft",
        "recipient",
        "mailbox_full",
    ),
    _case(
        "a scanner's line below",
        dsn("", "5.1.1", text=f"Delivery to the following recipients failed.\n\n  {J}\n\n{_SCAN}"),
        "hard",
    ),
    _case("a company's line below", dsn("", "5.1.1", text=f"Delivery failed.\n\n  {J}\n\n{_LEGAL}"), "hard", "recipient"),
    _case(
        "sent by a virus wall",
        mail(
            "Mail could not be delivered",
            f"**** Message from ExampleScan VirusWall ****\nThe mail to {J} could not be delivered.\nReason: maximum delivery attempts exceeded.",
            _SYSTEM,
        ),
        "soft",
        "network",
    ),
    _case(
        "no sender and no subject", mail("", f"You sent mail to {J}. That's not a valid user here.", "<>"), "hard", "recipient"
    ),
    _case("a report inside a report", _forwarded(), "hard", "recipient"),
    _case(
        "under a reply's subject, from a mail system",
        mail(
            "Re: A quota question",
            f"Error: invalid user address\n\n550 - no such user here\n\nRCPT TO: {J}\n",
            "post_master@prospect.example",
        ),
        "hard",
        "recipient",
    ),
    _case(
        "under a reply's subject, from a gateway",
        mail(
            "RE: A quota question : non remis",
            f"*****\nVotre message n'a pas pu etre remis a\n{J}\n*****\n",
            "gateway-internet@prospect.example",
            return_path="<gateway-internet@prospect.example>",
        ),
        "soft",
    ),
    _case(
        "one reason above two recipients", mail("Mail System Error - Returned Mail", _TWO, _SYSTEM), "soft", "network", "expired"
    ),
    _case(
        "returned to us, whom its copy names as recipient",
        mail(
            "failure notice",
            f"<{J}>:\nNo mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <{OWN}>\n{RETURNED.replace(RECIPIENT, OWN)}",
            _SYSTEM,
        ),
        "hard",
        "recipient",
    ),
    _case("Amazon's delivery", _event("Delivery", f',"delivery":{{"recipients":["{J}"]}}'), "auto_reply"),
    _case("Amazon's open", _event("Open", ',"open":{"ipAddress":"192.0.2.7"}'), "auto_reply"),
    _case(
        "Amazon's delay",
        _event("DeliveryDelay", f',"deliveryDelay":{{"delayedRecipients":[{{"emailAddress":"{J}","status":"4.4.1"}}]}}'),
        "soft",
    ),
    _plain("550 Too many invalid recipients in this session.", "rate_limited"),
    _plain("550 Account temporarily disabled.", "try_later"),
    _plain("550 The mailbox is temporarily suspended.", "try_later"),
    _plain("550 Requested action not taken: mailbox unavailable (not enough free space)", "mailbox_full"),
    _plain("552 Mailbox size limit exceeded", "mailbox_full"),
    _plain("554 Rejected by EXAMPLE_SMTP (spam)", "spam"),
    _plain("Delivery failed 20 attempts", "expired"),
    _plain("all hosts have been failing for a long time and were last tried after this message arrived", "unreachable"),
    _plain("550 5.1.4 RESOLVER.ADR.Ambiguous; ambiguous address", "system"),
    _plain("550 5.5.3 RESOLVER.ADR.RecipLimit; too many recipients", "system"),
    _case("Exchange's number for an unknown recipient", dsn("", "", text=f"{J} on 3/3/2026\n  (000C05A6)"), "hard", "recipient"),
    _case(
        "a category of PowerMTA",
        dsn("smtp; 550 requested action aborted", "5.0.0", more="X-PowerMTA-BounceCategory: bad-mailbox"),
        "hard",
    ),
    _case(
        "a category of a full mailbox",
        dsn("smtp; 554 delivery error", "5.0.0", more="X-PowerMTA-BounceCategory: quota-issues"),
        "soft",
        "recipient",
    ),
    _case(
        "a category of spam",
        dsn("smtp; 550 no such luck", "5.0.0", more="X-PowerMTA-BounceCategory: spam-related"),
        "soft",
        "content",
    ),
    # Hosts are called what refusals speak of.
    *(
        _case(f"a host called {host}", postfix(said, "5.0.0", host=f"{host}[192.0.2.25]"), "hard", "recipient")
        for host in ("mx.relay.example", "spam-filter.prospect.example", "policy.mx.example.net", "dynamic.content.example")
        for said in ("550 mailbox unavailable", "550 Recipient rejected", "550 relay1.security.example.net: address rejected")
    ),
    _case(
        "a domain that sounds like a list of senders",
        dsn(
            "smtp; 550 marblehall.example: no mailbox called jo",
            "5.0.0",
            recipient="rfc822; jo@marblehall.example",
            text="Failed.",
            returned=False,
        ),
        "hard",
        "recipient",
        recipient="jo@marblehall.example",
    ),
    _case(
        "a server that takes no connection, by its address",
        words(
            "Delivery Status Notification (Failure)",
            f"Delivery failed:\n  {J}\n\nThe server did not accept our requests to "
            "connect.\n[(0) prospect.example. [192.0.2.25]:25: socket error]",
            _SYSTEM,
        ),
        "soft",
        "network",
        "unreachable",
    ),
    _case(
        "a mailing list that got a message twice",
        mail(
            "Loop Alert: Duplicated Message-ID (crews)",
            f"Duplicated Message-ID in <crews@prospect.example>.\n\nOriginal mail as follows:\n\n   Received: from mx\n   To: {J}\n",
            "crews-admin@prospect.example",
            return_path="<crews-admin@prospect.example>",
        ),
        "soft",
        "",
        "loop",
        recipient="crews@prospect.example",
    ),
    # Our own domain, not the recipient's address, is what is said not to exist.
    *(
        _case(f"our domain: {said}", form(said), "soft", "sender")
        for said in (
            "550 outreach.example does not exist",
            "553 outreach.example is not known here",
            "550 5.1.1 the name <outreach.example> could not be found",
            "501 outreach.example: unknown domain, no such address",
            "550 outreach.example existiert nicht",
            "550 5.1.1 outreach.example n'existe pas",
            "550 outreach.example no existe",
            "550 outreach.example не существует",
        )
        for form in (lambda said: postfix(said, "5.0.0"), exim)
    ),
    _case("our server's name in it", postfix("550 no such user (from mail.outreach.example)", "5.0.0"), "hard", "recipient"),
    _case(
        "a domain that its server calls illegal",
        dsn("", "5.4.4", text=f"Recipient address: {J}\nReason: Illegal host/domain name found"),
        "hard",
        "recipient",
    ),
    _case("MailEnable's words", words("Delivery failure", f"{J}: 550 mailbox unavailable or not local.", _SYSTEM), "hard"),
    _case(
        "advice to send again below a refusal",
        words(
            "Returned mail", f"{J}\n<<< 550 user unknown\n\n宛先を確認のうえ、再送信してください。再送をお願いします。", _SYSTEM
        ),
        "hard",
        "recipient",
    ),
    _case(
        "after several tries",
        words("Non remis", f"{J}\n550 utilisateur inconnu\n\nVérifiez l'adresse avant toute nouvelle tentative.", _SYSTEM),
        "hard",
        "recipient",
    ),
    _case("a tempting delay", words("Mail", f"{J}\n\nまだ配信できません。再送を続けます。", _SYSTEM), "soft"),
    _case(
        "an answer to a question for an address",
        dsn("smtp; 250 2.1.5 fine", "2.1.5", action="deliverable", returned=False),
        "auto_reply",
    ),
    _case("a status without an action", dsn("smtp; 250 2.0.0 taken", "2.0.0", action=""), "auto_reply"),
    _case(
        "from the owner of a full mailbox, with our message",
        _mixed(
            "Mail", "Kim Muster <kim@prospect.example>", f"What you sent could not be delivered to {J}\nas their mailbox is full."
        ),
        "soft",
        "recipient",
    ),
    _case(
        "unknown or full", dsn("smtp; 550 destinatario desconocido o mailbox lleno", "5.0.0"), "soft", "recipient", "mailbox_full"
    ),
]

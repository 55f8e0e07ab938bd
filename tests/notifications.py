"""Builders of failure notifications in the forms in which mail systems send them. The texts are our own, after those forms."""

from dataclasses import dataclass
from email.message import EmailMessage

OWN, RECIPIENT, ORIGINAL = "ada@outreach.example", "jane@prospect.example", "step.7@outreach.example"
DATE = "Tue, 03 Mar 2026 09:12:00 +0000"
RETURNED = f"""Received: from mx.outreach.example by relay.example; {DATE}
Message-ID: <{ORIGINAL}>
From: Ada <{OWN}>
To: {RECIPIENT}
Subject: A quota question: do you block spam?
Date: {DATE}

Hi Jane,

is your mailbox full of unknown users? We do not exist to be rejected.
"""


@dataclass(frozen=True)
class Case:
    """A received message and what is right: `verdict` (hard, soft, or another kind's name), the fault and the cause."""

    name: str
    raw: bytes
    verdict: str
    fault: str = ""
    cause: str = ""
    recipient: str = RECIPIENT
    original: str = ORIGINAL


def mail(
    subject: str,
    text: str,
    sender: str = "MAILER-DAEMON@mx.example",
    return_path: str = "<>",
    content_type: str = "text/plain",
    **more: str,
) -> bytes:
    """A message of one text, without any fields that a program could read."""
    headers = {
        "Return-Path": return_path, "From": sender, "To": OWN, "Subject": subject, "Date": DATE, "Message-ID": "<d1@mx.example>",
        "MIME-Version": "1.0", "Content-Type": f"{content_type}; charset=utf-8", "Content-Transfer-Encoding": "8bit",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }  # fmt: skip
    head = "".join(f"{name}: {value}\n" for name, value in headers.items() if value)
    return f"{head}\n{text}".encode()


def dsn(
    diagnostic: str,
    status: str = "5.0.0",
    *,
    action: str = "failed",
    text: str = "Your message could not be delivered.",
    subject: str = "Undelivered Mail Returned to Sender",
    recipient: str = f"rfc822; {RECIPIENT}",
    returned: bool = True,
    more: str = "",
    kind: str = "message/delivery-status",
    about: str = "",
) -> bytes:
    """A report with fields (RFC 3464); `more` are further fields of the recipient, `about` of the message."""
    fields = [f"Final-Recipient: {recipient}", f"Action: {action}", f"Status: {status}", more]
    fields += [f"Diagnostic-Code: {diagnostic}"] if diagnostic else []
    block = "\n".join(line for line in fields if line)
    parts = [
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n",
        f"Content-Type: {kind}\n\nReporting-MTA: dns; mx.example\n{about}\n{block}\n",
    ]
    if returned:
        parts.append(f"Content-Type: message/rfc822\n\n{RETURNED}")
    body = "".join(f"--b1\n{part}\n" for part in parts) + "--b1--\n"
    report = 'multipart/report; report-type=delivery-status; boundary="b1"'
    head = f"Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: {OWN}\nSubject: {subject}\nDate: {DATE}\n"
    return f"{head}Message-ID: <d1@mx.example>\nMIME-Version: 1.0\nContent-Type: {report}\n\n{body}".encode()


def postfix(said: str, status: str, phase: str = "RCPT TO", host: str = "mx.prospect.example[192.0.2.25]") -> bytes:
    text = (
        "This is the mail system at host mail.outreach.example.\n\nI'm sorry to have to inform you that your message could not\n"
        f"be delivered to one or more recipients. It's attached below.\n\n<{RECIPIENT}>: host\n    {host} said: {said} (in reply to\n"
        f"    {phase} command)\n"
    )
    return dsn(f"smtp; {said}", status, text=text)


def exim(reason: str, permanent: bool = True, fields: bool = False, diagnostic: str = "") -> bytes:
    head = "This message was created automatically by mail delivery software.\n\n"
    if not permanent:
        text = f"{head}A message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours.\n"
        text += f"\nThe address to which the message has not yet been delivered is:\n\n  {RECIPIENT}\n    {reason}\n\nNo action is required.\n"
        return mail("Warning: message 1abcde-000001 delayed 24 hours", text, "Mail Delivery System <Mailer-Daemon@h.example>",
                    X_Failed_Recipients="")  # fmt: skip
    text = f"{head}A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error."
    text += f" The following address(es) failed:\n\n  {RECIPIENT}\n    {reason}\n"
    if fields:
        return dsn(diagnostic, "5.0.0", text=text, subject="Mail delivery failed: returning message to sender")
    text += f"\n------ This is a copy of the message, including all the headers. ------\n\n{RETURNED}"
    return mail("Mail delivery failed: returning message to sender", text, "Mail Delivery System <Mailer-Daemon@h.example>",
                X_Failed_Recipients=RECIPIENT)  # fmt: skip


def qmail(reason: str) -> bytes:
    text = (
        "Hi. This is the qmail-send program at mail.outreach.example.\nI'm afraid I wasn't able to deliver your message to the"
        f" following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<{RECIPIENT}>:\n{reason}\n\n"
        f"--- Below this line is a copy of the message.\n\nReturn-Path: <{OWN}>\n{RETURNED}"
    )
    return mail("failure notice", text)


def sendmail(said: str, status: str = "5.1.1", reason: str = "User unknown") -> bytes:
    text = (
        f"The original message was received at {DATE}\nfrom localhost\n\n   ----- The following addresses had permanent fatal"
        f" errors -----\n<{RECIPIENT}>\n    (reason: {said})\n\n   ----- Transcript of session follows -----\n... while talking to"
        f" mx.prospect.example.:\n>>> RCPT To:<{RECIPIENT}>\n<<< {said}\n550 {status} <{RECIPIENT}>... {reason}\n"
    )
    return dsn(f"SMTP; {said}", status, text=text, subject="Returned mail: see transcript for details")


def exchange(
    diagnostic: str, status: str, language: str = "Undeliverable: A question", text: str = "Delivery has failed."
) -> bytes:
    return dsn(f"smtp;{diagnostic}", status, text=text, subject=language, recipient=f"rfc822;{RECIPIENT}")


def gmail(said: str, status: str, about: str = "Address not found") -> bytes:
    text = f"** {about} **\n\nYour message wasn't delivered to {RECIPIENT}.\n\nThe response was:\n\n{said}\n"
    return dsn(f"smtp; {said}", status, text=text, subject="Delivery Status Notification (Failure)")


def dma(phase: str, said: str) -> bytes:
    text = (
        f"This is the DragonFly Mail Agent v0.13 at host.outreach.example.\n\nThere was an error delivering your mail to <{RECIPIENT}>."
        f"\n\nmx.prospect.example [192.0.2.25] did not like our {phase}:\n{said}\n\nMessage headers follow.\n\n{RETURNED}"
    )
    return mail("Mail delivery failed", text, "MAILER-DAEMON <>", return_path="")


def words(subject: str, text: str, sender: str = "Mail Delivery System <postmaster@mx.example>", **more: str) -> bytes:
    """A free-text notification which returns the message below its words."""
    return mail(subject, f"{text}\n\n----- Original message follows -----\n\n{RETURNED}", sender, **more)


def feedback(kind: str, *, fields: str = f"Original-Rcpt-To: {RECIPIENT}\n", sender: str = "complaints@isp.example") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, OWN, "FW: A quota question"
    report = f"Feedback-Type: {kind}\nUser-Agent: Loop/1.0\nVersion: 1\n{fields}"
    body = (
        f"--b1\nContent-Type: text/plain\n\nThis is an abuse report.\n--b1\nContent-Type: message/feedback-report\n\n{report}\n"
    )
    body += f"--b1\nContent-Type: message/rfc822\n\n{RETURNED}\n--b1--\n"
    head = message.as_string().rstrip("\n")
    return f'{head}\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=feedback-report; boundary="b1"\n\n{body}'.encode()

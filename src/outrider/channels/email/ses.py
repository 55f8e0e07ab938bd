"""Amazon SES' notices about bounces, complaints, delays and deliveries: JSON that its notification service sends by email."""

from dataclasses import dataclass, field, replace

from pydantic import BaseModel, ValidationError

from outrider.rules.inbound import DsnRecipient, Headers

_LONGEST = 200_000


class _Recipient(BaseModel):
    emailAddress: str
    action: str = ""
    status: str = ""
    diagnosticCode: str = ""


class _Bounce(BaseModel):
    bounceType: str = ""
    bounceSubType: str = ""
    bouncedRecipients: list[_Recipient] = []


class _Complaint(BaseModel):
    complaintFeedbackType: str | None = None
    complainedRecipients: list[_Recipient] = []


class _Delivery(BaseModel):
    recipients: list[str] = []


class _Delay(BaseModel):
    delayedRecipients: list[_Recipient] = []


class _Headers(BaseModel):
    messageId: str = ""
    to: list[str] = []


class _Mail(BaseModel):
    messageId: str = ""
    source: str = ""
    destination: list[str] = []
    commonHeaders: _Headers = _Headers()


class _Notice(BaseModel):
    notificationType: str = ""
    eventType: str = ""
    bounce: _Bounce | None = None
    complaint: _Complaint | None = None
    delivery: _Delivery | None = None
    deliveryDelay: _Delay | None = None
    mail: _Mail = _Mail()


class _Envelope(BaseModel):
    """The notification service puts the notice as text into a message of its own."""

    Message: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says, in the terms of a report."""

    dsn: tuple[DsnRecipient, ...] = ()
    feedback: Headers = field(default_factory=dict[str, tuple[str, ...]])
    returned: Headers = field(default_factory=dict[str, tuple[str, ...]])


def read_notice(text: str) -> Notice | None:
    """The notice that a text holds; None for any other text."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end - start > _LONGEST or not ('"notificationType"' in text or '"eventType"' in text or '"Message"' in text):
        return None
    try:
        wrapped = _Envelope.model_validate_json(text[start : end + 1]).Message
        notice = _Notice.model_validate_json(wrapped or text[start : end + 1])
    except ValidationError:
        return None
    returned = {"message-id": (notice.mail.commonHeaders.messageId,)} if notice.mail.commonHeaders.messageId else {}
    if notice.mail.destination:
        returned["to"] = (", ".join(notice.mail.destination),)
    if notice.bounce:
        return Notice(dsn=tuple(_failed(r, notice.bounce) for r in notice.bounce.bouncedRecipients), returned=returned)
    if notice.complaint:
        addresses = ", ".join(r.emailAddress for r in notice.complaint.complainedRecipients)
        kind = notice.complaint.complaintFeedbackType or "abuse"
        return Notice(feedback={"feedback-type": (kind,), "original-rcpt-to": (addresses,)}, returned=returned)
    if notice.deliveryDelay:
        delayed = notice.deliveryDelay.delayedRecipients
        return Notice(dsn=tuple(replace(_failed(r, _Bounce()), action="delayed") for r in delayed), returned=returned)
    if notice.notificationType or notice.eventType:  # deliveries, and whatever else it counts: no failure
        arrived = notice.delivery.recipients if notice.delivery else notice.mail.destination
        return Notice(dsn=tuple(DsnRecipient(a.lower(), "delivered") for a in arrived), returned=returned)
    return None


def _failed(recipient: _Recipient, bounce: _Bounce) -> DsnRecipient:
    status = recipient.status
    if not status and bounce.bounceType == "Transient":
        status = "4.2.2" if bounce.bounceSubType == "MailboxFull" else "4.0.0"
    elif not status and bounce.bounceType == "Permanent" and bounce.bounceSubType == "NoEmail":
        status = "5.1.1"
    elif bounce.bounceType in ("Transient", "Undetermined") and status.startswith("5."):
        status = f"4{status[1:]}"  # its verdict counts, whatever the other server's code is
    return DsnRecipient(recipient.emailAddress.lower(), "failed", status, recipient.diagnosticCode.removeprefix("smtp;").strip())

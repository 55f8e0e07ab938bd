"""Emails."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.instantly.tools import outputs
from outrider.dialects.instantly.tools.common import INTEREST, MAIL, PAGE, After, action, ask, page, toolbox
from outrider.dialects.instantly.tools.outputs import EmailDetail
from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.kit.tools import ApiError, given

tools = toolbox("emails")


@action(tools, "GET /emails", Wire(answer=page("emails", EmailDetail)), reads=True, untrusted=MAIL)
async def list_emails(
    limit: Annotated[int | None, Field(description="Number of emails to return, from 1 to 100" + PAGE)] = None,
    starting_after: After = None,
    search: Annotated[str | None, Field(description="Search query, email address, or thread:<thread-id>")] = None,
    campaign_id: Annotated[str | None, Field(description="Campaign ID filter")] = None,
    list_id: Annotated[str | None, Field(description="Lead list ID filter\nEmails with leads of that list.")] = None,
    i_status: Annotated[int | None, Field(description=f"Email interest status filter\n{INTEREST}.")] = None,
    eaccount: Annotated[
        str | None, Field(description="Sending email account filter\nAn address, or several with commas.")
    ] = None,
    lead: Annotated[str | None, Field(description="Lead email address filter")] = None,
    is_unread: Annotated[bool | None, Field(description="Unread status filter")] = None,
) -> outputs.ListEmailsOutput: ...


@action(tools, answers=("POST /emails/reply",), untrusted=MAIL, open_world=True)
async def reply_to_email(
    eaccount: Annotated[str, Field(description="Connected email account used to send the reply")],
    reply_to_uuid: Annotated[str, Field(description="Email ID to reply to\nThe id that list_emails gives.")],
    subject: Annotated[str, Field(description="Reply subject\nUsually 'Re: ' and the subject answered.")],
    body_text: Annotated[str | None, Field(description="Reply body as plain text\nThis or body_html, or both.")] = None,
    body_html: Annotated[str | None, Field(description="Reply body as HTML\nThis or body_text, or both.")] = None,
    cc_address_email_list: Annotated[str | None, Field(description="Comma-separated CC email addresses")] = None,
    bcc_address_email_list: Annotated[str | None, Field(description="Comma-separated BCC email addresses")] = None,
) -> outputs.ReplyToEmailOutput:
    content = given({"text": body_text, "html": body_html})
    if not any(part.strip() for part in content.values()):
        raise ApiError(0, "Give body_text or body_html: an empty reply is not sent.")
    body = given(
        {
            "eaccount": eaccount,
            "reply_to_uuid": reply_to_uuid,
            "subject": subject,
            "body": content,
            "cc_address_email_list": cc_address_email_list,
            "bcc_address_email_list": bcc_address_email_list,
        }
    )
    email = EmailDetail.of(await ask("POST", "/emails/reply", body))
    return outputs.ReplyToEmailOutput(success=True, email=email, id=email.id, subject=email.subject, thread_id=email.thread_id)

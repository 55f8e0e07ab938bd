"""Routes over several sender accounts: tags, failed accounts, received mail, single emails."""

from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from pydantic import Field
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.demands import IMPORTS
from outrider.dialects.kit.fields import ONE_LINE
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead import answer_types, answers
from outrider.dialects.smartlead.bodies import Body, Id, PathId, addresses_of
from outrider.dialects.smartlead.files import upload_of
from outrider.dialects.smartlead.inbox_bodies import AttachedFile, Files
from outrider.dialects.smartlead.routes import accounts
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import inbox
from outrider.outreach.conversations.inbox import MessageFilter
from outrider.outreach.correspondence import letters
from outrider.outreach.leads import tags
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender, SenderFilter

router = APIRouter(tags=["Email accounts"])
READ, WRITE = needs("senders:read"), needs("senders:write")
COLOR = r"^#[0-9A-Fa-f]{6}$"


class NewTag(Body):
    name: str = Field(min_length=1, max_length=tags.MAX_NAME)
    color: str | None = Field(default=None, pattern=COLOR)


class Emails(Body):
    also: ClassVar[dict[str, str]] = {"emails": "email_ids"}

    email_ids: list[Annotated[str, Field(min_length=1, max_length=320)]] = Field(min_length=1, max_length=1000)


class SingleEmail(Body):
    also: ClassVar[dict[str, str]] = {"from": "from_email", "email_account_id": "from_email_id", "html": "body"}

    to: str = Field(min_length=1, max_length=5000)
    subject: str = Field(min_length=1, max_length=1000, pattern=ONE_LINE)
    body: str = Field(min_length=1, max_length=500_000)
    from_email: str | None = Field(default=None, max_length=320)
    from_email_id: Id | None = None
    from_name: str | None = Field(default=None, max_length=200)
    reply_to: str | None = Field(default=None, max_length=320)
    cc: list[str] | str | None = None
    bcc: list[str] | str | None = None
    attachments: Files = Field(default_factory=list[AttachedFile])


class TagList(TypedDict):
    ok: bool
    data: list[answer_types.Tag]


class AccountTags(TypedDict):
    email_account_id: int
    email: str
    tags: list[answer_types.Tag]


class TagsOfAccounts(TypedDict):
    ok: bool
    data: list[AccountTags]
    not_found: list[str]


class Failed(TypedDict):
    id: int
    from_email: str
    error: str | None


class Reconnected(TypedDict):
    ok: bool
    message: str
    count: int
    accounts: list[Failed]


class Received(TypedDict):
    stats_id: str
    message_id: str | None
    from_email: str | None
    subject: str
    email_body: str
    received_time: str | None
    email_lead_map_id: int | None
    email_campaign_id: int | None


class ReceivedPage(TypedDict):
    ok: bool
    data: list[Received]
    limit: int


class Queued(TypedDict):
    message: str
    message_id: str
    stats_id: str


class SentAnswer(TypedDict):
    ok: bool
    success: bool
    data: Queued


# Tags


@router.get("/email-accounts/tags", dependencies=[READ])
@router.get("/crm/tags", dependencies=[READ], include_in_schema=False)
@router.get("/tags", dependencies=[READ], include_in_schema=False)
async def every_tag(scope: Scoped) -> TagList:
    """Every tag of the workspace."""
    return {"ok": True, "data": [answers.tag(x) for x in await tags.find_all(scope, limit=1000)]}


@router.post("/tags", dependencies=[WRITE])
@router.post("/crm/tags", dependencies=[WRITE], include_in_schema=False)
async def create_tag(scope: Scoped, body: NewTag) -> answer_types.SavedTag:
    """A tag, made if there is none of this name. Tags go on accounts, campaigns, leads and lead lists alike."""
    made = answers.tag(await tags.get_or_create(scope, body.name, color=body.color))
    return {"ok": True, **made, "data": made}


@router.post("/email-accounts/tag-list", dependencies=[READ])
async def tags_of_accounts(scope: Scoped, body: Emails) -> TagsOfAccounts:
    """The tags of accounts, named by their addresses."""
    found = await senders.by_addresses(scope, body.email_ids)
    on = await tags.of_objects(scope, "sender", [s.id for s in found.values()])
    data: list[AccountTags] = [
        {"email_account_id": s.id, "email": s.address, "tags": [answers.tag(x) for x in on[s.id]]} for s in found.values()
    ]
    return {"ok": True, "data": data, "not_found": [email for email in body.email_ids if email not in found]}


# Failed accounts, and what accounts received


@router.post("/email-accounts/reconnect-failed-email-accounts", dependencies=[WRITE])
async def reconnect(scope: Scoped) -> Reconnected:
    """Have every account that stopped because its servers refused it try again. The engine says soon whether they do now."""
    found = await senders.find_all(scope, SenderFilter(channel="email", status=["error", "disconnected"]), limit=1000)
    for sender in found:
        await senders.resume(scope, sender.id)
    accounts: list[Failed] = [{"id": s.id, "from_email": s.address, "error": s.status_detail} for s in found]
    return {"ok": True, "message": f"{len(found)} email accounts try again", "count": len(found), "accounts": accounts}


@router.get("/email-accounts/{account_id}/fetch-messages", dependencies=[READ])
async def fetch_messages(scope: Scoped, account_id: PathId, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> ReceivedPage:
    """What the account received, newest first. The engine reads the mailbox all the time; this is what it kept."""
    await accounts.get(scope, account_id)
    rows = await inbox.messages(scope, MessageFilter(sender_ids=[account_id], directions=["in"]), limit=limit)
    data: list[Received] = [
        {
            "stats_id": answers.stats_id(m.id),
            "message_id": f"<{m.wire_id}>" if m.wire_id else None,
            "from_email": m.from_address,
            "subject": m.subject,
            "email_body": answers.body_of(m),
            "received_time": iso(m.sent_at or m.created_at),
            "email_lead_map_id": m.enrollment_id,
            "email_campaign_id": m.campaign_id,
        }
        for m in (row["message"] for row in rows)
    ]
    return {"ok": True, "data": data, "limit": limit}


# Single letters


@router.post("/send-email/initiate", dependencies=[needs("inbox:write"), IMPORTS])
async def send_single(scope: Scoped, body: SingleEmail) -> SentAnswer:
    """Send one letter, with files if there are any, outside any campaign. The engine sends it within the account's limits."""
    sender = await _from(scope, body)
    queued = await letters.send_new(
        scope,
        sender.id,
        to=addresses_of(body.to),
        cc=addresses_of(body.cc),
        bcc=addresses_of(body.bcc),
        subject=body.subject,
        body_html=body.body if "<" in body.body else None,
        body_text=None if "<" in body.body else body.body,
        from_name=body.from_name or None,
        reply_to=body.reply_to or None,
        upload=await upload_of(body.attachments),
    )
    wire = f"<{queued.wire_id}>" if queued.wire_id else ""
    data: Queued = {"message": "Email queued", "message_id": wire, "stats_id": answers.stats_id(queued.id)}
    return {"ok": True, "success": True, "data": data}


async def _from(scope: Scope, body: SingleEmail) -> Sender:
    if body.from_email_id is not None:
        account = await accounts.get(scope, body.from_email_id)
        if body.from_email and body.from_email.strip().lower() != account.address:
            raise Invalid("fromEmail is another account than fromEmailId: give one of the two.", field="fromEmail")
        return account
    if not body.from_email:
        raise Invalid("Give fromEmail or fromEmailId.", field="fromEmail")
    found = (await senders.by_addresses(scope, [body.from_email])).get(body.from_email)
    if found is None:
        raise NotFound(f"There is no email account {body.from_email}.", field="fromEmail")
    return found

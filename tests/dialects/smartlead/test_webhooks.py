"""What Smartlead's receivers are sent, event by event: the fields that they declare, with the types that they declare.

The fields and types are those of the vendor's help pages and of deliveries that its customers kept.
"""

import hashlib
import hmac
import json
from typing import Any

import pytest
from tests import making
from tests.dialects.clients import Api, ok
from tests.outreach import mailing
from tests.receiving import Receiver
from tests.working import deliver_webhooks

from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Core
from outrider.outreach.correspondence import filing
from outrider.outreach.correspondence.received import Bounce
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings

Json = dict[str, Any]
TEXT, NUMBER, LIST, MAYBE = str, int, list, (str, type(None))
LINK = "https://example.com/demo"
MESSAGE = {"message_id": TEXT, "html": TEXT, "text": TEXT, "time": TEXT}
EVERY: Json = {
    "webhook_id": NUMBER, "webhook_name": TEXT, "webhook_url": TEXT, "event_type": TEXT, "event_timestamp": TEXT,
    "campaign_id": NUMBER, "campaign_name": TEXT, "campaign_status": TEXT, "client_id": (int, type(None)), "secret_key": TEXT,
    "app_url": TEXT, "ui_master_inbox_link": TEXT, "description": TEXT, "metadata": {"webhook_created_at": TEXT},
}  # fmt: skip
OF_LEAD: Json = {**EVERY, "to_email": TEXT, "to_name": TEXT, "from_email": TEXT, "lead_email": TEXT, "lead_name": TEXT}
OF_MESSAGE: Json = {
    **OF_LEAD, "sl_email_lead_id": TEXT, "sl_email_lead_map_id": NUMBER, "sl_lead_email": TEXT, "stats_id": TEXT,
    "sequence_number": NUMBER, "subject": TEXT, "sent_message_body": TEXT, "sent_message": MESSAGE,
}  # fmt: skip
DECLARED: dict[str, Json] = {
    "EMAIL_SENT": {**OF_MESSAGE, "time_sent": TEXT, "custom_subject": TEXT, "custom_email_message": TEXT, "message_id": TEXT},
    "EMAIL_OPEN": {**OF_MESSAGE, "time_opened": TEXT},
    "EMAIL_LINK_CLICK": {**OF_MESSAGE, "time_clicked": TEXT, "link_clicked": LIST, "link_details": LIST},
    "EMAIL_REPLY": {
        **OF_MESSAGE, "time_replied": TEXT, "reply_message": MESSAGE, "reply_body": TEXT, "preview_text": TEXT,
        "message_id": TEXT, "cc_emails": LIST,
        "leadCorrespondence": {"targetLeadEmail": TEXT, "replyReceivedFrom": TEXT, "repliedCompanyDomain": TEXT},
    },
    "EMAIL_BOUNCE": {
        **OF_MESSAGE, "time_sent": TEXT, "is_bounced": bool, "is_sender_originated_bounce": bool, "bounce_message": MESSAGE,
        "bounce_reply_message_id": TEXT, "bounce_reply_email": TEXT, "bounce_reply_email_preview": TEXT,
    },
    "LEAD_UNSUBSCRIBED": OF_LEAD,
    "LEAD_CATEGORY_UPDATED": {
        **OF_LEAD, "lead_id": NUMBER, "category": TEXT, "lead_category_id": NUMBER, "from": TEXT, "to": TEXT,
        "lead_category": {"old_id": NUMBER, "old_name": TEXT, "new_id": NUMBER, "new_name": TEXT},
        "lead_data": {"email": TEXT, "first_name": TEXT, "last_name": MAYBE, "phone_number": MAYBE, "company_name": MAYBE,
                      "website": MAYBE, "location": MAYBE, "linkedin_profile": MAYBE, "company_url": MAYBE,
                      "custom_fields": dict, "category": {"name": TEXT, "sentiment_type": TEXT}},
        "current_sequence": NUMBER, "history": LIST,
        "last_reply": {"stats_id": TEXT, "type": TEXT, "message_id": TEXT, "time": TEXT, "email_body": TEXT, "cc_emails": LIST},
        "lastReply": dict,
    },
    "CAMPAIGN_STATUS_CHANGED": {**EVERY, "current_status": TEXT},
}  # fmt: skip


@pytest.fixture
def settings() -> Settings:
    return Settings(rate_limits={"smartlead": "off"}, allow_private_webhooks=True)


async def delivered(core: Core, receiver: Receiver) -> list[tuple[dict[str, str], bytes]]:
    """What the engine delivers now."""
    receiver.got.clear()
    await deliver_webhooks(core, "smartlead")
    return receiver.got


def wrong_in(told: Any, declared: Any, at: str = "") -> list[str]:
    """What of the declared fields is missing or of another type."""
    if isinstance(declared, dict):
        if not isinstance(told, dict):
            return [f"{at}: {told!r}"]
        return [fault for name, kind in declared.items() for fault in wrong_in(told.get(name), kind, f"{at}.{name}")]
    return [] if isinstance(told, declared) and not (declared is int and isinstance(told, bool)) else [f"{at}: {told!r}"]


async def subscribed(api: Api, receiver: Receiver, **fields: Any) -> Json:
    return await ok(
        api.post("/webhooks", json={"name": "CRM", "webhook_url": receiver.url, "event_types": [*DECLARED], **fields})
    )


async def a_day(api: Api, core: Core, workspace: Installed) -> None:
    """Everything that a webhook can be told happens to one lead; the last of it completes the campaign."""
    async with core.scope(workspace.workspace_id) as scope:
        [sent] = await mailing.sent_mail(scope)
        of: Json = {"campaign_id": sent.campaign_id, "sender_id": sent.sender.id, "lead_id": sent.lead_id,
                    "enrollment_id": sent.enrollment_id, "message_id": sent.message_id}  # fmt: skip
        await events.append(scope, [Event("message.opened", **of), Event("link.clicked", **of, data={"url": LINK})])
        await filing.file(scope, sent.sender.id, mailing.answer(scope, sent))
        bounce = Bounce(hard=True, status="5.1.1", detail="No such user")
        await filing.file(scope, sent.sender.id, mailing.answer(scope, sent, kind="bounce", bounce=bounce))
    for category in (1, 2):
        await ok(
            api.patch("/master-inbox/update-category", json={"email_lead_map_id": sent.enrollment_id, "category_id": category})
        )
    await ok(api.post(f"/campaigns/{sent.campaign_id}/leads/{sent.lead_id}/unsubscribe"))


async def test_receivers_get_the_fields_that_they_declare(api: Api, core: Core, workspace: Installed, receiver: Receiver) -> None:
    await subscribed(api, receiver)
    await a_day(api, core, workspace)
    told: dict[str, Json] = {}
    for _, body in await delivered(core, receiver):
        said = json.loads(body)
        told[said["event_type"]] = said
    assert set(told) == set(DECLARED)
    wrong = [f"{word}{fault}" for word, declared in DECLARED.items() for fault in wrong_in(told[word], declared)]
    assert not wrong, "\n".join(wrong)
    assert told["EMAIL_LINK_CLICK"]["link_clicked"] == [LINK]
    assert told["EMAIL_BOUNCE"]["stats_id"] == told["EMAIL_SENT"]["stats_id"]
    assert told["EMAIL_REPLY"]["leadCorrespondence"]["repliedCompanyDomain"] == "SameCompany"
    category = told["LEAD_CATEGORY_UPDATED"]
    assert (category["lead_category"]["old_name"], category["category"]) == ("Interested", "Meeting Request")
    assert [shown["type"] for shown in category["history"]][:2] == ["SENT", "REPLY"]
    assert told["CAMPAIGN_STATUS_CHANGED"]["current_status"] == "COMPLETED"


@pytest.mark.parametrize(
    ("answered", "company"),
    [
        ("lead1@prospect.example", "SameCompany"),
        ("boss@prospect.example", "SameCompany"),
        ("me@home.example", "DifferentCompany"),
    ],
)
async def test_who_answered_is_of_the_leads_company_or_not(
    api: Api, core: Core, workspace: Installed, receiver: Receiver, answered: str, company: str
) -> None:
    await subscribed(api, receiver, event_types=["EMAIL_REPLY"])
    async with core.scope(workspace.workspace_id) as scope:
        [sent] = await mailing.sent_mail(scope)
        await filing.file(scope, sent.sender.id, mailing.answer(scope, sent, from_address=answered))
    [(_, body)] = await delivered(core, receiver)
    assert json.loads(body)["leadCorrespondence"] == {
        "targetLeadEmail": "lead1@prospect.example", "replyReceivedFrom": answered, "repliedCompanyDomain": company,
    }  # fmt: skip


async def test_the_text_of_a_reply_is_what_its_writer_wrote(
    api: Api, core: Core, workspace: Installed, receiver: Receiver
) -> None:
    await subscribed(api, receiver, event_types=["EMAIL_REPLY"])
    async with core.scope(workspace.workspace_id) as scope:
        [sent] = await mailing.sent_mail(scope)
        quoted = "Yes, tell me more.\n\nOn Monday Anna wrote:\n> Hello"
        received = mailing.answer(scope, sent, body_text=quoted, reply_text="Yes, tell me more.")
        await filing.file(scope, sent.sender.id, received)
    [(_, body)] = await delivered(core, receiver)
    told = json.loads(body)
    assert (told["reply_message"]["text"], told["preview_text"]) == ("Yes, tell me more.", "Yes, tell me more.")
    assert "On Monday" in told["reply_body"]


async def test_follow_ups_are_no_first_mails(api: Api, core: Core, workspace: Installed, receiver: Receiver) -> None:
    await subscribed(api, receiver, event_types=["FIRST_EMAIL_SENT"])
    async with core.scope(workspace.workspace_id) as scope:
        first, follow_up = await mailing.sent_mail(scope, 2)
        await making.put(scope, "messages", follow_up.message_id, {"step_position": 2})
    [(_, body)] = await delivered(core, receiver)
    assert json.loads(body)["sl_email_lead_id"] == str(first.lead_id)


async def test_a_saved_webhook_says_in_maps_what_it_hears_of(api: Api, receiver: Receiver) -> None:
    """As the vendor's answer does, and as its newer pages ask: events by other words, categories by their ids."""
    made = await subscribed(api, receiver, event_types=None, event_type_map={"REPLIED": True}, category_id_map={"1": True})
    assert (made["event_type_map"], made["category_id_map"]) == ({"REPLIED": True}, {"1": True})
    assert made["categories"] == ["Interested"]
    bad = await api.post("/webhooks", json={"webhook_url": receiver.url, "event_types": ["SENT"], "category_id_map": {"x": True}})
    assert (bad.status_code, bad.json()["field"]) == (400, "category_id_map")


async def test_a_map_of_categories_is_what_a_webhook_hears_of(
    api: Api, core: Core, workspace: Installed, receiver: Receiver
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        [sent] = await mailing.sent_mail(scope)
    await subscribed(api, receiver, event_types=["LEAD_CATEGORY_UPDATED"], category_id_map={"1": True, "2": False})
    for category in (2, 1):
        named = {"email_lead_map_id": sent.enrollment_id, "category_id": category}
        await ok(api.patch("/master-inbox/update-category", json=named))
    assert [json.loads(body)["category"] for _, body in await delivered(core, receiver)] == ["Interested"]


@pytest.mark.parametrize(("of_campaign", "level"), [(True, "campaign"), (False, "user")])
async def test_a_delivery_is_signed_as_the_vendor_documents(
    api: Api, core: Core, workspace: Installed, receiver: Receiver, of_campaign: bool, level: str
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        [sent] = await mailing.sent_mail(scope)
    await subscribed(api, receiver, **({"email_campaign_id": sent.campaign_id} if of_campaign else {}))
    await ok(api.patch("/master-inbox/update-category", json={"email_lead_map_id": sent.enrollment_id, "category_id": 1}))
    [(headers, body)] = await delivered(core, receiver)
    secret = json.loads(body)["secret_key"]
    assert headers["x-smartlead-signature"] == "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    assert headers["x-request-id"] == headers["x-outrider-event-id"]
    assert headers["x-webhook-level"] == level

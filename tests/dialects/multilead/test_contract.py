"""Answers against the recorded ones of the vendor's collection, by status and shape."""

from typing import Any

import httpx
import pytest

from outrider.outreach.campaigns import templates
from outrider.outreach.enrollments import sources
from tests.dialects.clients import Api
from tests.dialects.multilead.conftest import V2
from tests.dialects.multilead.shapes import check
from tests.dialects.multilead.story import Story

CAMPAIGN = """
    stepsTree: null, id: int, linkedinAccountId: int, networkId: int, statusId: int, statusChangeTimestamp: int,
    checkTimestamp: int, name: str, connectMessage: str, lastProcessingTimestamp: int, onlyPremium: bool, onlyOpenInmail: bool,
    collectInMailStatus: bool, onlyDiscoverLeads: bool, isFirstConnection: bool, getPersonalInfo: bool, onlyUniqueLeads: bool,
    noPendingConnections: bool, duplicateLeadsIgnored: int, pendingLeadsIgnored: int, connectLeadsAborted: int, createdAt: str,
    updatedAt: str, startAt: int, stateId: int, enableClickRate: bool, enableOpenRate: bool"""
IDENTIFIERS = "[{id: int, identifier: str, identityTypeId: int, linkedinUserId: int, createdAt: str, updatedAt: str}]"
LEAD = f"""
    id: int, linkedinUserId: int, fullName: null, firstName: str, lastName: str, occupation: null, company: null, headline: null,
    education: null, experience: null, connectionDegree: null, step: int, leadStatusId: int, active: bool, image: null,
    linkedinUrl: str, allFieldsData: any, profileIdentifiers: {IDENTIFIERS}, stepChangeTimestamp: int, businessEmail: null,
    personalEmail: str?, currentStep: int, nextStep: str, nextStepId: int, campaign: {{id: int, onlyDiscoverLeads: bool}},
    tags: [any]"""
ADDED = """{leadId: int, campaignId: int, identityTypeId: int, leadStatusId: int, currentStepId: int, nextStepId: int,
    leadGlobalStatusId: int}"""
UPDATED = "{success: bool, data: {id: int}, statusCode: int, metadata: {method: str, path: str, timestamp: int}}"
BELONGED = f"""
    {{result: {{items: [{{id: int, campaignId: int, leadSourceId: int, linkedinUserId: int, identityTypeId: int,
    linkedinAccountId: int, leadStatusId: int, currentStepId: null, nextStepId: null, leadGlobalStatusId: int,
    nextCampaignStep: null, creationUTCTimestamp: int, stepChangeTimestamp: int, lastSetupInProgress: int, interactionCount: int,
    note: null, connectionDetected: bool, isPremium: bool, isOpenInmail: bool, isDeclined: bool, isBlocked: bool,
    checkResponseTimestamp: int, unsubscribe: bool, createdAt: str, updatedAt: str, campaignBack: int,
    campaign: {{{CAMPAIGN}}}}}]}}}}"""
USER = f"""
    {{result: {{id: int, linkedinUser: {{education: [any], experience: [any], volunteer: null, id: int, email: null,
    businessEmail: null, fullName: str, picture: str, occupation: str, country: str, currentCompanyLogo: str,
    primaryIdentifier: str, primaryIdentifierTypeId: int, currentCompany: str, yearsInCurrentCompany: int,
    totalCareerPositionsCount: int, totalYearsInCareer: str, collegeName: str, temporaryField: null, phone: str, twitter: null,
    website: str, domain: null, connectionDegree: null, activities: null, recommendations: null, currentLinkedinCompanyId: null,
    created_at: str, updated_at: str, additionalData: null, profileIdentifiers: {IDENTIFIERS}}}}}}}"""
TAGS = "{result: {items: [{id: int, linkedinAccountId: int, tag: str, tagColor: str, createdAt: str, updatedAt: str}]}}"
STEP_DATA = """
    {message: str, outputs: [{id: str, color: str, label: str}], subject: str, tagInfo: [any], position: {x: float, y: float},
    emailType: str, signature: str, signatureId: null, sourceHandle: null, allowPaidInMails: bool, ultraConnectBoost: bool,
    inviteMessageOption: str, onlyConnectViaEmail: bool, personalizedImageId: null, useDefaultSignature: bool,
    boostConnectViaEmail: bool, connectMessageViaEmail: str, sentEmailIfNotConnected: bool}"""
SAVED_DATA = STEP_DATA.replace("useDefaultSignature: bool,", "")
LISTED_SOURCE = """
    id: int, dashboard: int, generalStatus: str, leadSourceType: str, leadSourceUrl: str, pageNumber: int, csvName: str,
    lastTimeReused: null, autoReuseInterval: null, scheduledAt: null"""
DETAILS = f"""
    {{result: {{{CAMPAIGN.replace("connectMessage: str", "connectMessage: null")}, outOfNetworkLeadsIgnored: int,
    includeGloballyTargetedLeads: bool, globalTargetingIgnoreCount: int, dailyEmailSendingLimit: int, totalEmailsSentToday: int,
    isDirtyEmailScheduler: bool, textOnlyEmails: bool,
    campaignSteps: [{{nextSteps: [{{previousStepResult: str, minRequiredStatusId: int, maxRequiredStatusId: int, action: str,
    campaignId: int, doAfterPreviousStep: int, id: int, step: int, conditions: any, ABGroup: null, replyToStep: null,
    data: {STEP_DATA}}}], id: int, campaignId: int, savedSequenceId: null, action: str, step: int, previousStepResult: str,
    data: {STEP_DATA}, conditions: any, doAfterPreviousStep: int, minRequiredStatusId: int, maxRequiredStatusId: int,
    ABGroup: null, leadExecutedCounts: int, replyToStep: null, numberOfLeadsInStep: int}}],
    campaignStats: {{id: int, campaignId: int, profileViewsMade: int, connectionsRequested: int,

    connectionsViaEmailRequested: int, messagesSent: int, inMailsSent: int, connectionRequestsAccepted: int,
    leadsEngaged: int, leadReplies: int, emailsClicked: int,
    emailsOpened: int, emailsSent: int, emailsVerified: int, emailsBounced: int, createdAt: str, updatedAt: str,
    totalFollowCount: int}}, additionalData: {{id: int, campaignId: int, personalizedFields: str}},
    leadSources: [{{{LISTED_SOURCE}, autoReuse: bool, campaignId: int, createdAt: str, updatedAt: str, autoReuseIntervalMs: null,
    statusChangeTimestamp: int}}], mailboxes: [any], scheduleId: int, allMailboxesSelected: bool}}}}"""
CAMPAIGNS = f"""
    {{result: {{count: int, campaigns: [{{id: int, linkedinAccountId: int, networkId: int, statusId: int, checkTimestamp: int,
    name: str, lastProcessingTimestamp: int, globalTargetingIgnoreCount: int, includeGloballyTargetedLeads: int, onlyPremium: int,
    onlyDiscoverLeads: int, isFirstConnection: int, getPersonalInfo: int, createdAt: str, updatedAt: str,
    everyConnectionsSent: bool, stateId: int, campaignStats: {{campaignId: int, profileViewsMade: int, inmailsSent: int,
    emailsSent: int, connectionsRequested: int, messagesSent: int, connectionRequestsAccepted: int,
    connectionsViaEmailRequested: int, connectionReplies: int, responseRate: str, acceptanceRate: str, openRate: str,
    clickRate: str, totalLeads: int, isActive: bool, totalFollowCount: int, emailsVerified: int, bounceRate: str,
    emailsBounced: int, remainingLeads: int}}, leadSources: [{{{LISTED_SOURCE}, autoReuse: int}}]}}]}}}}"""
SOURCE = """
    {result: {items: [{id: int, campaignId: int, pageNumber: int, leadSourceUrl: str, generalStatus: str, leadSourceType: str,
    dashboard: int, autoReuse: bool, lastTimeReused: null, csvName: str, statusChangeTimestamp: int, autoReuseIntervalMs: int,
    createdAt: str, updatedAt: str, autoReuseInterval: int}]}}"""
TEMPLATES = f"""
    {{result: {{items: [{{id: int, title: str, description: str, image: null, acceptanceRate: null, responseRate: null,
    whitelabelId: null, userId: int, isGlobalTemplate: bool, linkedinAccountId: int, teamId: int, user_id: int,
    steps: [{{nextSteps: [any], id: int, campaignId: null, savedSequenceId: int, action: str, step: int, previousStepResult: str,
    data: {SAVED_DATA}, conditions: any, doAfterPreviousStep: int, minRequiredStatusId: int, maxRequiredStatusId: int,
    ABGroup: null, leadExecutedCounts: int, replyToStep: null}}],
    linkedinAccount: {{fullName: str, linkedinUser: {{picture: str}}}}, user: {{id: int, fullName: str}}}}], count: int}}}}"""
PERSON = """{id: int, occupation: null, picture: null, email: null, businessEmail: null, fullName: str, identifier: str,
    country: null, currentCompany: null, phone: null, createdAt: str}"""
CONVERSATION = f"""
    {{result: {{items: [{{account: int, thread: str, dashboard: int, campaignId: null,
    lead: {{id: int?, note?: null, isDeclined?: int, backToCampaignTimestamp?: int, nextStepId?: null}},
    linkedinUser: {PERSON}}}]}}}}"""
SAID = """id: int, thread: str, linkedinUserId: int, account: int, dashboard: int, campaignId: int?, leadId: int?, message: str,
    attachments: null, seenAt: null, messageType: str, createdAt: int, messageStatus: str"""
LONG = f"[{{{SAID}, receiver: bool, lastRetry: int, subject: null, trackingId: null, archived?: bool}}]"
CHANNELS = f"{{channels: {{*: {{threads: {{*: {LONG}}}}}}}}}"
SHORT = CHANNELS.replace(LONG, f"[{{{SAID.replace('messageType: str, ', '')}, receiver: int}}]")
SENDING = """id: int, message: str, receiver: bool, createdAt: int, seenAt: int, account: int, linkedinUserId: int,
    dashboard: int, leadId: int?, campaignId: int?, messageStatus: str, messageType: str, lastRetry: int"""
WEBHOOK = "id: int, linkedinAccountId: int, url: str, accountWebhookActionId: int, createdAt: str, updatedAt: str, metadata: any"
ENTRY = "id: int, type: str, source: str, sourceName: null, comparisonType: str, createdAt: str, updatedAt: str"
SEVENTEEN = "{" + ", ".join(f"{n}: float" for n in range(1, 18)) + "}"
SEARCH = "https://www.linkedin.com/sales/search/people?titleIncluded=SDR"


async def answered(pending: Any, status: int, shape: str) -> Any:
    """A JSON answer of a status and shape."""
    response: httpx.Response = await pending
    assert response.status_code == status, f"{response.status_code} {response.text}"
    assert response.headers["content-type"].startswith("application/json")
    return check(response.json(), shape)


async def said(pending: Any, status: int, text: str = "", kind: str = "") -> str:
    """An answer of a status whose body is this text, or begins with it."""
    response: httpx.Response = await pending
    assert response.status_code == status, f"{response.status_code} {response.text}"
    assert response.text.startswith(text) if text else not response.text
    assert kind in response.headers.get("content-type", "")
    return response.text


async def test_leads(api: Api, story: Story) -> None:
    home, campaign, jane, tom = story.home, story.campaign_id, story.ids[0], story.ids[1]
    added = await answered(
        api.post(f"/campaign/{campaign}/leads", data={"email": "new@x.example", "firstName": "New", "new_field": "field",
                                                      "removeDbDuplicates": "false"}), 201, ADDED)  # fmt: skip
    assert (added["leadStatusId"], added["identityTypeId"], added["currentStepId"]) == (1, 4, story.step_ids[0])
    body = {"campaignId": campaign, "linkedinAccountId": story.seat_id, "changedValues": {"businessEmail": "b@x.example"}}
    await answered(api.patch(f"{V2}/campaigns/{campaign}/leads/{jane}", json=body), 200, UPDATED)
    await answered(api.get(f"{home}/conversations/{story.conversation_ids[0]}/belonged_leads"), 200, BELONGED)
    await said(api.post(f"{home}/tags", data={"tag": "hot", "color": "orange"}), 201)
    [tag] = (await answered(api.get(f"{home}/tags"), 200, TAGS))["result"]["items"]
    assert (tag["tag"], tag["tagColor"]) == ("hot", "orange")
    await said(api.post(f"{home}/leads/{jane}/tags/{tag['id']}"), 201)
    tagged = await answered(api.get(f"{home}/leads/tags", params={"leadIds": f"[{jane},{tom}]"}), 201,
                            "{result: {items: [{id: int, tagId: int, leadId: int}]}}")  # fmt: skip
    assert [(t["tagId"], t["leadId"]) for t in tagged["result"]["items"]] == [(tag["id"], jane)]
    person = (await answered(api.get(f"{home}/campaigns/{campaign}/leads"), 200,
                             f"{{result: {{items: [{{{LEAD}, totalYearsInCareer: null}}], count: int, allFields: [str]}}}}")
              )["result"]["items"][0]  # fmt: skip
    assert person["tags"] == [{"id": tag["id"], "tag": "hot", "tagColor": "orange"}]
    await answered(api.get(f"{home}/linkedin_users/{person['linkedinUserId']}"), 200, USER)
    await answered(api.get(f"{home}/leads"), 200, f"{{result: {{items: [{{{LEAD}}}], count: int, allFields: [str]}}}}")
    await said(api.delete(f"{home}/leads/{jane}/tags/{tag['id']}"), 201)
    await said(api.patch(f"/leads/{story.ids[2]}/pause"), 200)
    await said(api.patch(f"/leads/{story.ids[2]}/continue"), 201)
    form = {"campaignId": (None, str(campaign)), "step": (None, str(story.step_ids[0])), "doTaskAt": (None, "1897862280000")}
    await said(api.post(f"{home}/leads/{tom}/change_campaign", files=form), 204)
    await said(api.post(f"{home}/leads/{jane}/change_campaign", json={"campaignId": campaign, "step": story.step_ids[2]}), 204)


async def test_campaigns(api: Api, story: Story) -> None:
    home, campaign = story.home, story.campaign_id
    source = {"campaignId": campaign, "leadSourceUrl": SEARCH, "leadSourceType": "SALES_NAVIGATOR", "dashboard": 2,
              "autoReuse": 1, "autoReuseInterval": 100}  # fmt: skip
    made = await answered(api.post(f"{home}/lead_sources", json={"leadSources": [source]}), 201, SOURCE)
    assert made["result"]["items"][0]["autoReuseIntervalMs"] == 8_640_000_000
    assert made["result"]["items"][0]["generalStatus"] == "LEAD_DISCOVERY_ACTIVE"
    found = await answered(api.get(f"{home}/campaigns/{campaign}/details"), 200, DETAILS)
    assert [s["action"] for s in found["result"]["campaignSteps"]] == ["view", "connect", "email"]
    assert found["result"]["campaignSteps"][0]["nextSteps"][0]["id"] == story.step_ids[1]
    listed = await answered(api.get(f"{home}/campaigns", params={"campaignState": 1}), 200, CAMPAIGNS)
    stats = listed["result"]["campaigns"][0]["campaignStats"]
    assert (stats["profileViewsMade"], stats["connectionsRequested"], stats["acceptanceRate"]) == (2, 2, "50")
    assert (stats["messagesSent"], stats["inmailsSent"], stats["emailsSent"], stats["openRate"]) == (1, 1, 4, "25")
    text = await said(api.get(f"{home}/campaigns/{campaign}/export"), 200, "firstName,lastName,campaignName", "text/csv")
    assert len(text.splitlines()) > 3
    await said(api.post(f"{home}/campaigns/export", data={"recipientEmail": "john@company.example"}), 201)
    async with story.scope() as scope:
        template = await templates.save_from_campaign(scope, campaign, "Three steps")
        assert (await sources.of_campaigns(scope, [campaign]))[campaign][0].every_seconds == 100 * 86_400
    team = story.workspace_id
    await answered(api.get(f"/users/{story.user_id}/teams/{team}/saved_sequences"), 200, TEMPLATES)
    form = {"name": "Campaign #1", "templateId": str(template.id), "isFirstConnection": "false", "getPersonalInfo": "true",
            "enableOpenRate": "true", "enableClickRate": "false", "additionalFields": "[]", "startAt": "0"}  # fmt: skip
    await answered(api.post(f"{home}/campaigns", data=form), 201, "{result: {value: int}}")


async def test_conversations(api: Api, story: Story) -> None:
    home = story.home
    linkedin, email, other = (str(id) for id in story.conversation_ids)
    for path, threads in (
        ("/conversations", {linkedin, email}), ("/conversations/unread", {linkedin}), ("/conversations/other", {other}),
        (f"/campaigns/{story.campaign_id}/messages", {linkedin, email}),
    ):  # fmt: skip
        listed = await answered(api.get(f"{home}{path}"), 200, CONVERSATION)
        assert {c["thread"] for c in listed["result"]["items"]} == threads, path
    threads = f'["{linkedin}", "{other}"]'
    found = await answered(api.get(f"{home}/conversations/threads", params={"threads": threads}), 200,
                           f"{{result: {{items: {{*: [{{{SAID}, receiver: int}}]}}}}}}")  # fmt: skip
    assert {t: [m["message"] for m in said] for t, said in found["result"]["items"].items()} == {
        linkedin: ["Hi there", "Sounds good"], other: ["Who are you?"],
    }  # fmt: skip
    by_name = await answered(
        api.get(f"{home}/conversations/identifiers", params={"identifiers": '["jane-doe", "tom@small.example", "nobody"]'}), 200,
        f"{{result: {{items: {{*: {SHORT}}}}}}}",
    )  # fmt: skip
    channels = {i: list(c["channels"]) for i, c in by_name["result"]["items"].items()}
    assert channels == {"jane-doe": ["1"], "tom@small.example": ["4"]}
    by_lead = await answered(api.get(f"{home}/conversations/leads", params={"leadIds": f"[{story.ids[0]},{story.ids[2]}]"}), 200,
                             f"{{result: {{leads: {{*: {CHANNELS}}}}}}}")  # fmt: skip
    assert list(by_lead["result"]["leads"]) == [str(story.ids[0])]
    await answered(api.get(f"{home}/conversations/leads"), 200, "{result: {leads: {*: any}}}")
    await answered(api.get(f"{home}/conversations/leads/{story.ids[1]}"), 200, f"{{result: {{messages: {CHANNELS}}}}}")
    await said(api.patch(f"{home}/conversations/{linkedin}/seen"), 200)
    letter = {"recipient": "john@company.example", "subject": "Hello", "content": "<p>Test</p>", "signatureId": 10}
    await said(api.post(f"{home}/conversations/send_email_manually", json=letter), 200, "SUCCESS")
    answer = {
        "id": 1, "message": "Thanks", "linkedinUserId": 2 * story.lead_ids[1], "dashboard": 4, "messageType": "EMAIL",
        "leadId": story.ids[1], "campaignId": story.campaign_id, "recipient": "tom@small.example",
    }  # fmt: skip
    sent = await answered(api.post(f"{home}/conversations/{email}/email", json=answer), 201, f"{{{SENDING}, thread: str}}")
    assert (sent["thread"], sent["leadId"], sent["messageStatus"]) == (email, story.ids[1], "SENDING")
    note = {"message": "Hello", "linkedinUserId": 2 * story.lead_ids[0], "dashboard": 1, "messageType": "LINKEDIN_MESSAGE",
            "publicIdentifier": "jane-doe", "campaignId": story.campaign_id, "leadId": story.ids[0]}  # fmt: skip
    await answered(api.post(f"{home}/conversations/send_message", json=note), 201, f"{{{SENDING}}}")


async def test_webhooks(api: Api, story: Story) -> None:
    home = story.home
    hook = {"accountWebhookActionId": 4, "url": "www.example-webhook-url.com", "metadata": None,
            "linkedinAccountId": story.seat_id, "campaignId": story.campaign_id}  # fmt: skip
    made = await answered(api.post(f"{home}/webhooks", json={"webhooks": [hook]}), 200, "{result: {ids: [int], value: str}}")
    listed = await answered(api.get(f"{home}/webhooks", params={"limit": 30, "offset": 0}), 200,
                            f"{{result: {{items: [{{{WEBHOOK}, campaignId: int, campaign: {{{CAMPAIGN}}}}}]}}}}")  # fmt: skip
    assert listed["result"]["items"][0]["url"] == "www.example-webhook-url.com"
    everywhere = {**hook, "accountWebhookActionId": 5, "metadata": {}}
    everywhere.pop("campaignId")
    ids = (await answered(api.post(f"{home}/global_webhook", json={"webhooks": [everywhere]}), 200,
                          "{result: {ids: [int], value: str}}"))["result"]["ids"]  # fmt: skip
    await answered(api.get(f"{home}/global_webhooks"), 200, f"{{result: {{items: [{{{WEBHOOK}}}]}}}}")
    await said(api.delete(f"{home}/webhooks/{made['result']['ids'][0]}"), 204)
    gone = {"arrayOfActions": [5], "arrayOfIds": ids, "url": "www.example-webhook-url.com"}
    await said(api.post(f"{home}/delete_global_webhook", json=gone), 200)
    assert (await api.get(f"{home}/global_webhooks")).json() == {"result": {"items": []}}


async def test_statistics(api: Api, story: Story, core: Any) -> None:
    home, now = story.home, int(core.clock.now().timestamp())
    span = {"from": now - 86_400, "to": now, "timeZone": "America/New_York"}
    found = await answered(api.get(f"{home}/statistics", params={**span, "curves": "[11,12]"}), 200,
                           """{result: {dailyStatistic: {11: [{date: str, value: int}], 12: [{date: str, value: int}]},
                           total: {11: int, 12: int}}}""")  # fmt: skip
    assert found["result"]["total"] == {"11": 1, "12": 1}
    await said(api.get(f"{home}/statistics/export_csv", params={**span, "curves": "[3,4]"}), 200,
               "Date,Connections sent,Messages sent\n2026-03-01,0,0\n2026-03-02,2,1\n", "text/csv")  # fmt: skip
    await answered(api.get(f"{home}/statistics/steps", params={"campaignId": story.campaign_id}), 200,
                   f"{{result: {{*: {SEVENTEEN}}}}}")  # fmt: skip
    await answered(api.get(f"{home}/all_campaigns_statistics", params={"campaignState": 1}), 200,
                   "{result: {total_connections: int, total_profile_views: int, total_replies: int}}")  # fmt: skip


@pytest.mark.parametrize("encoding", ["json", "data", "files"])
async def test_blacklists(api: Api, story: Story, encoding: str) -> None:
    team = f"/teams/{story.workspace_id}/users/{story.user_id}/global_blacklists"
    fields = {"keywords": '["test", "test123"]', "type": "company_name", "comparisonType": "exact", "source": "manual"}
    body: Any = {"json": {**fields, "keywords": ["test", "test123"]}, "data": fields,
                 "files": {name: (None, value) for name, value in fields.items()}}[encoding]  # fmt: skip
    await answered(api.patch(f"{team}/add_keyword", **{encoding: body}), 200,
                   f"{{result: {{globalBlacklist: {{{ENTRY}, teamId: int}}}}}}")  # fmt: skip
    await answered(api.patch(f"{story.home}/blacklists/add_keyword", **{encoding: body}), 200,
                   f"{{result: {{blacklist: {{{ENTRY}, seatId: int}}}}}}")  # fmt: skip
    file = {"files": ("company.csv", b"keyword\nAcme\nBig Corp\n", "text/csv")}
    rule = {"type": "company_name", "comparisonType": "exact", "source": "csv"}
    for path in (f"{team}/import_csv", f"{story.home}/blacklists/import_csv"):
        await said(api.post(path, data=rule, files=file), 200, "OK", "text/plain")

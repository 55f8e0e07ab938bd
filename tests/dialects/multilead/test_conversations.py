"""Conversations, webhooks and blacklists: what is written, who hears of it, and what is refused."""

import json
from typing import Any

import pytest

from outrider.dialects import load
from outrider.dialects.multilead import said
from outrider.outreach.conversations import inbox, messages, webhooks
from outrider.outreach.conversations.inbox import MessageFilter
from outrider.outreach.enrollments import enrollments, staffing
from outrider.outreach.leads import leads, suppression, tags
from tests.dialects.clients import Api
from tests.dialects.multilead.conftest import ok, refused
from tests.dialects.multilead.story import Story


async def test_lists_by_name_and_tag(api: Api, story: Story) -> None:
    async with story.scope() as scope:
        tag = await tags.create(scope, "hot", seat_id=story.seat_id)
        await tags.assign(scope, "enrollment", [story.ids[1]], add=[tag.id])

    async def threads(path: str = "", **params: Any) -> list[int]:
        listed = await ok(api.get(f"{story.home}/conversations{path}", params=params))
        return [int(c["thread"]) for c in listed["result"]["items"]]

    linkedin, email, other = story.conversation_ids
    assert await threads(name="jane") == [linkedin]
    assert await threads(tagIds=f"[{tag.id}]") == [email]
    assert await threads(limit=1, offset=1) == [linkedin]
    assert await threads("/other") == [other]
    await ok(api.patch(f"{story.home}/conversations/{linkedin}/seen"))
    assert await threads("/unread") == []
    for name, value in (("limit", "0"), ("limit", "x"), ("offset", "-1"), ("tagIds", "[x]")):
        await refused(api.get(f"{story.home}/conversations", params={name: value}), 422)


async def test_threads_nobody_answered_in(api: Api, story: Story) -> None:
    ida = story.ids[2]
    async with story.scope() as scope:
        await scope.run(
            """
            INSERT INTO messages (workspace_id, direction, kind, action, state, sender_id, lead_id, campaign_id, enrollment_id,
                                  from_address, to_addresses, subject, body_text, wire_id, sent_at, created_at, updated_at)
            VALUES (%(workspace_id)s, 'out', 'step', 'email', 'sent', %(sender)s, %(lead)s, %(campaign)s, %(id)s,
                    'anna@sender.example', '{ida@there.example}', 'Hello', 'First', 'w1@x', %(now)s, %(now)s, %(now)s)
            """,
            sender=story.mailbox_id,
            lead=story.lead_ids[2],
            campaign=story.campaign_id,
            id=ida,
        )
    thread = f"lead-{ida}"
    found = (await ok(api.get(f"{story.home}/conversations/threads", params={"threads": f'["{thread}"]'})))["result"]["items"]
    assert [m["message"] for m in found[thread]] == ["First"]
    belonged = (await ok(api.get(f"{story.home}/conversations/{thread}/belonged_leads")))["result"]["items"]
    assert [lead["id"] for lead in belonged] == [ida]
    await ok(api.patch(f"{story.home}/conversations/{thread}/seen"))
    sent = await ok(
        api.post(f"{story.home}/conversations/{thread}/email", json={"message": "Second", "messageType": "EMAIL"}), 201
    )
    async with story.scope() as scope:
        queued = await messages.get(scope, sent["id"])
        assert (queued.to_addresses, queued.subject, queued.in_reply_to) == (["ida@there.example"], "Re: Hello", "w1@x")


async def test_writing(api: Api, story: Story) -> None:
    conversations = f"{story.home}/conversations"
    letter = {"recipient": "john@company.example", "subject": "Hello", "content": "<p>Test</p>"}
    await ok(api.post(f"{conversations}/send_email_manually", data={**letter, "signatureId": story.mailbox_id}), 200)
    async with story.scope() as scope:
        [row] = await inbox.messages(scope, MessageFilter(states=["queued"]))
        assert row["message"].body_html == "<p>Test</p><br><p>Anna</p>"
        assert (row["message"].sender_id, row["message"].to_addresses) == (story.mailbox_id, ["john@company.example"])
    linkedin, email, _ = story.conversation_ids
    for path, body, status in (
        ("send_email_manually", {**letter, "signatureId": "test"}, 422),
        ("send_email_manually", {**letter, "recipient": "x y"}, 422),
        ("send_email_manually", {**letter, "subject": "a\nb"}, 422),
        ("send_email_manually", {**letter, "content": ""}, 422),
        ("send_email_manually", {}, 422),
        (f"{email}/email", {"messageType": "EMAIL"}, 422),
        (f"{linkedin}/email", {"message": "x", "messageType": "EMAIL"}, 400),
        ("999999/email", {"message": "x", "messageType": "EMAIL"}, 404),
        ("x/email", {"message": "x", "messageType": "EMAIL"}, 404),
        (f"lead-{story.ids[2]}/email", {"message": "x", "messageType": "EMAIL"}, 400),
        ("send_message", {}, 422),
        ("send_message", {"message": "x"}, 422),
        ("send_message", {"message": "x", "leadId": 999_999}, 400),
        ("send_message", {"message": "x" * 8001, "leadId": story.ids[0]}, 422),
        ("send_message", {"message": "x", "leadId": story.ids[1]}, 422),  # has no profile
    ):
        await refused(api.post(f"{conversations}/{path}", json=body), status)
    for body in ({"linkedinUserId": 2 * story.lead_ids[0]}, {"publicIdentifier": "jane-doe"}):
        sent = await ok(api.post(f"{conversations}/send_message", json={"message": "Hi", **body}), 201)
        assert sent["linkedinUserId"] == 2 * story.lead_ids[0]
    async with story.scope() as scope:
        await staffing.delete_sender(scope, story.mailbox_id)
        await staffing.delete_sender(scope, story.account_id)
    await refused(api.post(f"{conversations}/send_email_manually", json=letter), 400)
    await refused(api.post(f"{conversations}/send_message", json={"message": "Hi", "leadId": story.ids[0]}), 400)


async def test_what_subscribers_are_sent(api: Api, story: Story) -> None:
    """Each webhook hears of its own action: a LinkedIn reply is none of email's."""
    hooks = [{"events": ["message_replied", "EMAIL_REPLIED"], "url": "https://x.example/in", "metadata": {"key": "value"}}]
    linkedin, email = (await ok(api.post(f"{story.home}/webhooks", json={"webhooks": hooks})))["result"]["ids"]
    build = load("multilead").webhook_form().payload
    async with story.scope() as scope:
        rows = await inbox.messages(scope, MessageFilter(directions=["in"], enrollment_ids=[story.ids[0]]))
        reply = rows[0]["message"]
        vendors = {w.id: w.vendor for w in await webhooks.find_all(scope)}
    event = {
        "id": 1,
        "workspace_id": story.workspace_id,
        "type": "reply.received",
        "at": "2026-03-02T09:00:00+00:00",
        "message_id": reply.id,
        "enrollment_id": story.ids[0],
        "campaign_id": story.campaign_id,
        "seat_id": story.seat_id,
        "data": {},
        "lead": None,
        "campaign": {"id": story.campaign_id, "name": "Spring", "status": "active"},
        "sender": None,
    }
    said = await build(story.core, event, {"id": linkedin, "vendor": vendors[linkedin]})
    assert (said["event"], said["accountWebhookActionId"], said["metadata"]) == ("MESSAGE_REPLIED", 4, {"key": "value"})
    assert (said["lead"]["firstName"], said["message"]["message"], said["campaign"]["name"]) == ("Jane", "Sounds good", "Spring")
    assert await build(story.core, event, {"id": email, "vendor": vendors[email]}) is None
    for body in (
        {},
        {"webhooks": []},
        {"webhooks": [{"url": "https://x.example"}]},
        {"webhooks": [{"accountWebhookActionId": 4}]},
        {"webhooks": [{"accountWebhookActionId": 99, "url": "https://x.example"}]},
        {"webhooks": [{"accountWebhookActionId": 4, "url": "ftp://x.example"}]},
        {"webhooks": "x"},
    ):
        for path in ("webhooks", "global_webhook"):
            await refused(api.post(f"{story.home}/{path}", json=body), 422)
    other = {"accountWebhookActionId": 4, "url": "https://x.example", "linkedinAccountId": story.seat_id + 1}
    await refused(api.post(f"{story.home}/webhooks", json={"webhooks": [other]}), 403)
    assert set(await refused(api.post(f"{story.home}/delete_global_webhook", json={}), 422)) == {
        "url",
        "arrayOfActions",
        "arrayOfIds",
    }
    gone = {"url": "https://x.example", "arrayOfActions": [4], "arrayOfIds": [1]}
    await refused(api.post(f"{story.home}/delete_global_webhook", json=gone), 404)
    await refused(api.delete(f"{story.home}/webhooks/999999"), 404)
    assert len((await ok(api.get(f"{story.home}/webhooks")))["result"]["items"]) == 2


async def test_blacklists_stop_what_they_describe(api: Api, story: Story) -> None:
    path = f"{story.home}/blacklists"
    rule = {"type": "full_name", "comparisonType": "starts_with", "source": "manual"}
    await ok(api.patch(f"{path}/add_keyword", json={**rule, "keywords": ["Jane D"]}))
    async with story.scope() as scope:
        people = [await leads.get(scope, id) for id in story.lead_ids]
        assert list(await suppression.check(scope, people, story.seat_id)) == [0]
        assert await suppression.check(scope, people) == {}, "another seat may write"
    word = {**rule, "keywords": ["x"]}
    for field, value in (
        ("type", "gmail"),
        ("comparisonType", "eexact"),
        ("source", "mmanual"),
        ("keywords", []),
        ("keywords", [""]),
    ):
        errors = await refused(api.patch(f"{path}/add_keyword", json={**word, field: value}), 422)
        assert any(name.startswith(field) for name in errors)
    bad = {"type": "email", "comparisonType": "exact", "keywords": ["good@x.example", "no address"]}
    assert "keywords" in await refused(api.patch(f"{path}/add_keyword", json=bad), 422)
    async with story.scope() as scope:
        assert len(await suppression.find_all(scope)) == 1, "all or none"
    csv_rule = {"type": "company_name", "comparisonType": "exact", "source": "csv"}
    for content, status, message in (
        (b"keyword,other\na,b\n", 400, "CSV file has too many headers"),
        (b"word\na\n", 400, "CSV should only have 'keyword' header column"),
        (b"", 400, "CSV should only have 'keyword' header column"),
        (b"keyword\na\n\nb\n", 400, "CSV row cannot be empty"),
        (b"keyword\n", 400, "CSV row cannot be empty"),
    ):
        files = {"files": ("k.csv", content, "text/csv")}
        assert await refused(api.post(f"{path}/import_csv", data=csv_rule, files=files), status) == message
    files = {"files": ("k.csv", b"keyword\n\x00\xfe\n", "text/csv")}
    await refused(api.post(f"{path}/import_csv", data=csv_rule, files=files), 422)
    good = {"files": ("k.csv", b"keyword\nSmall Ltd\n", "text/csv")}
    assert "type" in await refused(api.post(f"{path}/import_csv", data={**csv_rule, "type": "x"}, files=good), 422)
    assert "files" in await refused(api.post(f"{path}/import_csv", data=csv_rule), 422)
    await ok(api.post(f"{path}/import_csv", data=csv_rule, files=good), 200)
    refusal = await refused(
        api.post(f"/campaign/{story.campaign_id}/leads", json={"email": "n@x.example", "company": "small ltd"}), 409
    )
    assert "blacklist" in refusal
    async with story.scope() as scope:
        assert await enrollments.count(scope) == 3


# What each kind of keyword finds of Jane Doe, Head of Sales at Acme, by comparison: one that fits and one that does not.
KEYWORDS = {
    "email": {"exact": ("Jane@acme.example", "jane@acme.exampl"), "contains": ("ane@ac", "anx@"),
              "starts_with": ("jane@", "ane@"), "ends_with": ("acme.example", "acme.exampl")},
    "domain": {"exact": ("acme.example", "cme.example"), "contains": ("cme.ex", "cmx"), "starts_with": ("acme.", "cme."),
               "ends_with": ("me.example", "acme.exam")},
    "company_name": {"exact": ("ACME", "Acm"), "contains": ("cm", "cx"), "starts_with": ("ac", "cme"),
                     "ends_with": ("me", "Acm")},
    "full_name": {"exact": ("jane doe", "Jane"), "contains": ("e D", "e X"), "starts_with": ("Jane", "Doe"),
                  "ends_with": ("doe", "Jane")},
    "profile_url": {"exact": ("https://www.linkedin.com/in/jane-doe", "https://www.linkedin.com/in/jane"),
                    "contains": ("jane-d", "janx"), "starts_with": ("https://www.linkedin.com/in/jane", "doe"),
                    "ends_with": ("doe", "jane")},
    "job_title": {"exact": ("head of sales", "Head"), "contains": ("of", "off"), "starts_with": ("Head", "Sales"),
                  "ends_with": ("Sales", "Head")},
}  # fmt: skip


async def test_every_kind_of_keyword_with_every_comparison(api: Api, story: Story) -> None:
    async def found(kind: str, comparison: str, keyword: str) -> bool:
        rule = {"type": kind, "comparisonType": comparison, "source": "manual", "keywords": [keyword]}
        made = await ok(api.patch(f"{story.home}/blacklists/add_keyword", json=rule))
        async with story.scope() as scope:
            blocked = await suppression.check(scope, [await leads.get(scope, story.lead_ids[0])], story.seat_id)
            await suppression.remove(scope, [made["result"]["blacklist"]["id"]])
        return bool(blocked)

    wrong = [
        (kind, comparison, keyword, fits)
        for kind, comparisons in KEYWORDS.items()
        for comparison, keywords in comparisons.items()
        for keyword, fits in zip(keywords, (True, False), strict=True)
        if await found(kind, comparison, keyword) is not fits
    ]
    assert not wrong


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(said, "AT_ONCE", 3)
    monkeypatch.setattr(said, "GROUP", 2)


async def write_to(story: Story, lead: int, n: int) -> list[str]:
    """So many messages to one of the leads, in no conversation; their texts."""
    texts = [f"To {lead}: {i}" for i in range(n)]
    async with story.scope() as scope:
        await scope.run(
            """
            INSERT INTO messages (workspace_id, direction, kind, action, state, sender_id, lead_id, campaign_id, enrollment_id,
                                  from_address, to_addresses, subject, body_text, wire_id, sent_at, created_at, updated_at)
            SELECT %(workspace_id)s, 'out', 'step', 'email', 'sent', %(sender)s, %(lead)s, %(campaign)s, %(id)s,
                   'anna@sender.example', '{ida@there.example}', 'Hello', t.text, t.text || '@x', %(now)s, %(now)s, %(now)s
            FROM unnest(%(texts)s::text[]) WITH ORDINALITY AS t (text, n) ORDER BY t.n
            """,
            sender=story.mailbox_id,
            lead=story.lead_ids[lead],
            campaign=story.campaign_id,
            id=story.ids[lead],
            texts=texts,
        )
    return texts


@pytest.mark.usefixtures("few_at_once")
async def test_however_much_was_said_all_of_it_is_answered(api: Api, story: Story) -> None:
    texts = {story.ids[i]: await write_to(story, i, n) for i, n in ((0, 2), (1, 11), (2, 5))}
    leads = (await ok(api.get(f"{story.home}/conversations/leads", params={"leadIds": str(story.ids)})))["result"]["leads"]
    one = (await ok(api.get(f"{story.home}/conversations/leads/{story.ids[1]}")))["result"]["messages"]
    threads = [f"lead-{id}" for id in story.ids]
    asked = {"threads": json.dumps([*threads, *map(str, story.conversation_ids)])}
    by_thread = (await ok(api.get(f"{story.home}/conversations/threads", params=asked)))["result"]["items"]
    export = (await ok(api.get(f"{story.home}/campaigns/{story.campaign_id}/export", headers={"Accept": "application/json"})))[
        "csv"
    ]
    for id, wanted in texts.items():
        of_lead = leads[str(id)]["channels"]["4"]["threads"][f"lead-{id}"]
        assert [m["message"] for m in of_lead] == wanted
        assert [m["message"] for m in by_thread[f"lead-{id}"]] == wanted
        assert [export.index(text) for text in wanted] == sorted(export.index(text) for text in wanted)
    assert [m["message"] for m in one["channels"]["4"]["threads"][threads[1]]] == texts[story.ids[1]]
    newest = await ok(api.get(f"{story.home}/conversations/leads", params={"leadIds": str(story.ids), "limit": 1}))
    assert [m["message"] for m in newest["result"]["leads"][str(story.ids[2])]["channels"]["4"]["threads"][threads[2]]] == [
        texts[story.ids[2]][-1]
    ]


async def test_no_lead_is_left_out_of_a_request_that_names_too_many(api: Api, story: Story) -> None:
    await refused(api.get(f"{story.home}/conversations/leads", params={"leadIds": str(list(range(1, 1002)))}), 422)

"""Hostile and foreign texts in every field that people or strangers fill, and mail beyond all measure: nothing of it runs, and no
page is wider than its window.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

import pytest

from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.campaigns import campaigns, sequences, templates
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.conversations import snippets, webhooks
from outrider.outreach.correspondence import filing
from outrider.outreach.enrollments import outcomes
from outrider.outreach.leads import leads, lists, notes, searches, suppression, tags, tasks
from outrider.outreach.leads.searches import Search
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import categories, seats, users, workspaces
from outrider.outreach.tenancy.workspaces import Installed
from tests.browser.conftest import Visitor, sign_in
from tests.outreach.mailing import Sent, answer, sent_mail
from tests.web.visiting import member

LONG = "W" * 90  # a word without a place to break it
RUNS = "\"'><img src=x onerror=window.ran=1><script>window.ran=1</script><svg onload=window.ran=1>"
ARABIC, HEBREW, EMBEDDED = "\u0645\u062d\u0645\u062f", "\u05e9\u05dc\u05d5\u05dd", "\u2067\u202b"
EMOJI, HAN = "\U0001f469\U0001f3fd\u200d\U0001f4bb", "\u6f22"
TEXTS: Mapping[str, str] = {
    "markup": f"\u202eevil{RUNS}{LONG}",
    "foreign": f"{ARABIC} {HEBREW} {EMBEDDED} {EMOJI * 8} {HAN * 40} {ARABIC * 20}{LONG}",
}
PAGES = (
    "/", "/inbox", "/inbox/{conversation}", "/inbox?q={words}", "/inbox/messages/{message}/html",
    "/inbox/messages/{message}/text", "/campaigns", "/campaigns/new", "/campaigns/{campaign}", "/campaigns/{campaign}/leads",
    "/campaigns/{campaign}/leads/{enrollment}", "/campaigns/{draft}/sequence", "/campaigns/{campaign}/senders",
    "/campaigns/{draft}/review", "/campaigns/{campaign}/rehearsal", "/analytics", "/settings", "/settings/members",
    "/settings/roles", "/settings/webhooks", "/settings/webhooks/{webhook}", "/settings/categories", "/settings/templates",
    "/settings/snippets?edit={snippet}", "/settings/audit?q={words}", "/settings/notices", "/account", "/leads?q={words}",
    "/leads", "/leads/{lead}", "/leads/act?what=tag&id={lead}", "/leads/lists", "/leads/suppression", "/senders",
    "/senders/{sender}", "/senders/new?address={words}", "/approvals", "/nothing/{words}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """Ids of what was made, and words for an address."""

    conversation: int
    message: int
    campaign: int
    draft: int
    enrollment: int
    webhook: int
    snippet: int
    lead: int
    sender: int
    words: str = "%22%3E%3Cscript%3Ewindow.ran%3D1%3C%2Fscript%3E"


async def filled(scope: Scope, text: str) -> Filled:
    """A workspace in which every text is this one, cut where the field is shorter."""
    await workspaces.update(scope, name=text[:100])
    await users.create_role(scope, text[:100], {"inbox": "view"})
    await seats.create(scope, text[:100])
    (sent,) = await sent_mail(scope, 1)
    names = dict.fromkeys(("first_name", "last_name", "company_name", "job_title", "location", "phone", "website"), text[:200])
    await leads.update(scope, sent.lead_id, **names, custom={text[:60]: text})
    await lists.add_members(scope, (await lists.create(scope, text[:200])).id, [sent.lead_id])
    await tags.assign(scope, "lead", [sent.lead_id], add=[(await tags.create(scope, text[:100])).id])
    await searches.save(scope, text[:100], Search(text[:200]))
    await notes.add(scope, sent.lead_id, text)
    await tasks.create(scope, sent.lead_id, text[:200])
    await suppression.add(scope, [suppression.EntryInput("company", text[:200])])
    await campaigns.update(scope, sent.campaign_id, name=text[:200])
    await senders.update(scope, sent.sender.id, name=text[:150], signature=f"<p>{text}</p>")
    await templates.save(scope, text[:200], [StepInput([VariantInput(text[:150], text)])], description=text)
    draft = await campaigns.create(scope, text[:200])
    await sequences.replace(scope, draft.id, [StepInput([VariantInput(text[:150], f"<p>{text}</p>")])])
    category = await categories.create(scope, text[:50], description=text[:200])
    webhook, _secret = await webhooks.create(
        scope, dialect="smartlead", url=f"https://hooks.example/{LONG}", event_types=["reply.received"], name=text[:100]
    )
    snippet = await snippets.save(scope, text[:100], text)
    conversation, message = await _answered(scope, sent, text)
    await outcomes.set_category(scope, category.id, enrollment_ids=[sent.enrollment_id])
    ids = (conversation, message, sent.campaign_id, draft.id, sent.enrollment_id, webhook.id, snippet.id, sent.lead_id)
    return Filled(*ids, sent.sender.id)


async def _answered(scope: Scope, sent: Sent, text: str) -> tuple[int, int]:
    """An answer of which every part is the text; its conversation and message."""
    came = answer(scope, sent, body_text=f"{text}\n" * 3, reply_text=text, facts={"words": text})
    facts = came.facts | {"attachments": [{"filename": text, "content_type": "text/html", "size": 1}]}
    html = f"<div>{text}{RUNS}<a href='javascript:window.ran=1'>x</a><style>*{{display:none}}</style><form><input></form></div>"
    came = replace(came, facts=facts, subject=text, from_name=text, body_html=html, to=[f"{'w' * 60}@example.com"])
    filed = await filing.file(scope, sent.sender.id, came)
    assert filed.conversation_id
    assert filed.message_id
    return filed.conversation_id, filed.message_id


@pytest.mark.timeout(900)
@pytest.mark.parametrize("size", [(360, 720)], indirect=True, ids=["narrow"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
async def test_nothing_runs_and_no_page_is_wider_than_its_window(
    core: Core, workspace: Installed, visitor: Visitor, text: str
) -> None:
    user_id = await member(core, workspace.workspace_id, "ed@acme.example", "admin")
    await users.update_user(core, user_id, full_name=text[:200])
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        made = asdict(await filled(scope, text))
    await sign_in(visitor, core, user_id)
    visitor.page.set_default_timeout(120_000)
    findings: list[str] = []
    for path in PAGES:
        await visitor.open(f"/w/{workspace.workspace_id}{path.format(**made)}")
        findings += [f"{path}: {found}" for found in await _wrong(visitor)]
    visitor.said = [line for line in visitor.said if "404" not in line]  # of the page that there is not
    assert "\n".join(findings) == ""


async def _wrong(visitor: Visitor) -> list[str]:
    """What is wrong with the page that is open, at both widths."""
    found = ["something ran"] if await visitor.page.evaluate("'ran' in window") else []
    for width in (360, 1280):
        await visitor.page.set_viewport_size({"width": width, "height": 720})
        beyond = await visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if beyond > 0:
            found.append(f"{beyond} px beyond a window of {width}")
    return found


@pytest.mark.parametrize("size", [(360, 720)], indirect=True, ids=["narrow"])
async def test_a_line_of_ten_million_characters_is_cut(core: Core, workspace: Installed, visitor: Visitor) -> None:
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        (sent,) = await sent_mail(scope, 1)
        line = "w" * 10_000_000
        filed = await filing.file(scope, sent.sender.id, answer(scope, sent, body_text=line, reply_text=line))
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/inbox/{filed.conversation_id}")
    await visitor.page.get_by_text("This message is very long").wait_for()
    assert await _wrong(visitor) == []


# `n` more answers like this one, a minute apart.
_MORE = """
INSERT INTO messages (workspace_id, direction, kind, state, sender_id, conversation_id, lead_id, campaign_id, enrollment_id,
                      wire_id, from_address, to_addresses, subject, body_text, sent_at, created_at, updated_at)
SELECT %(workspace_id)s, m.direction, m.kind, m.state, m.sender_id, m.conversation_id, m.lead_id, m.campaign_id, m.enrollment_id,
       m.wire_id || i, m.from_address, m.to_addresses, m.subject, 'Answer ' || i || '.', m.sent_at + make_interval(mins => i),
       m.created_at, m.updated_at
FROM messages m, generate_series(1, %(n)s) i WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s
"""


@pytest.mark.parametrize("size", [(360, 720)], indirect=True, ids=["narrow"])
async def test_a_thread_of_a_thousand_messages_is_read_page_by_page(core: Core, workspace: Installed, visitor: Visitor) -> None:
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        (sent,) = await sent_mail(scope, 1)
        filed = await filing.file(scope, sent.sender.id, answer(scope, sent, body_text="Answer 0.", reply_text="Answer 0."))
        await scope.run(_MORE, id=filed.message_id, n=999)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/inbox/{filed.conversation_id}")
    await visitor.page.get_by_text("Answer 999.").first.wait_for()
    await visitor.page.get_by_role("link", name="Earlier messages").click()
    await visitor.page.get_by_text("Answer 899.").first.wait_for()
    assert await _wrong(visitor) == []

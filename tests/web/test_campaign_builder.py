"""How a campaign is built: each part saves by itself, nothing typed is lost, and it starts only when it is whole."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.campaigns import campaign_senders, campaigns, sequences
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.campaigns.sequences import Step, StepInput, VariantInput
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.senders import senders
from outrider.outreach.tenancy.workspaces import Installed
from outrider.web.campaigns import staffing
from outrider.web.campaigns.starting import STARTERS
from tests.making import a_campaign, a_sender, put, rows
from tests.web.visiting import Browser, browser, form_token, member


@pytest_asyncio.fixture
async def editor(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        yield editor


@pytest.fixture
def base(workspace: Installed) -> str:
    return f"/w/{workspace.workspace_id}/campaigns"


async def steps_of(core: Core, workspace: Installed, id: int) -> list[Step]:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return await sequences.get(scope, id)


async def campaign_of(core: Core, workspace: Installed, id: int) -> Campaign:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return await campaigns.get(scope, id)


async def draft(core: Core, workspace: Installed, *, sender: bool = False, **values: int) -> int:
    """A campaign of two steps that was never started."""
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        id = (await a_campaign(scope, **values)).id
        if sender:
            await campaign_senders.attach(scope, id, [(await a_sender(scope)).id])
        return id


async def save(editor: Browser, page: str, step: Step, **form: str) -> httpx.Response:
    variant = step.variants[0]
    given = {"subject": variant.subject, "body": variant.body, "html": "yes", **form}
    return await editor.post(f"{page}/{step.id}/variants/{variant.id}", given, page=page)


@pytest.mark.parametrize("start", [key for key, _title, _text in STARTERS])
async def test_a_draft_begins_with_what_was_chosen(
    core: Core, workspace: Installed, editor: Browser, base: str, start: str
) -> None:
    answer = await editor.post(f"{base}/new", {"name": "Spring", "start": start})
    id = int(answer.headers["location"].split("/")[-2])
    assert len(await steps_of(core, workspace, id)) == {"email": 3, "both": 4, "none": 0}[start]
    assert (await campaign_of(core, workspace, id)).status == "draft"


async def test_a_draft_needs_a_name(editor: Browser, base: str) -> None:
    answer = await editor.post(f"{base}/new", {"name": " ", "start": "email"})
    assert answer.status_code == 422
    assert "Give it a name" in answer.text


async def test_a_text_is_saved_and_keeps_its_variant(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace)
    (step, _) = await steps_of(core, workspace, id)
    await save(editor, f"{base}/{id}/sequence", step, subject="New", body="Line one\nLine <two>", html="")
    (saved, _) = await steps_of(core, workspace, id)
    assert (saved.variants[0].id, saved.variants[0].body) == (step.variants[0].id, "<p>Line one<br>\nLine &lt;two&gt;</p>")


async def test_paragraphs_are_edited_as_text_and_stay_paragraphs(
    core: Core, workspace: Installed, editor: Browser, base: str
) -> None:
    id = await draft(core, workspace)
    page = f"{base}/{id}/sequence"
    (step, _) = await steps_of(core, workspace, id)
    await save(editor, page, step, body="<p>Hello {{first_name}},</p><p>one<br>two</p>")
    assert "Hello {{first_name}},\n\none\ntwo</textarea>" in (await editor.get(page)).text
    (step, _) = await steps_of(core, workspace, id)
    await save(editor, page, step, body="Hello,\n\none\ntwo", html="")
    (saved, _) = await steps_of(core, workspace, id)
    assert saved.variants[0].body == "<p>Hello,</p><p>one<br>\ntwo</p>"


async def test_a_variant_is_weighed_and_switched_off(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace)
    page = f"{base}/{id}/sequence"
    (step, _) = await steps_of(core, workspace, id)
    await editor.post(f"{page}/{step.id}/add-variant", page=page)
    await save(editor, page, step, weight="2.5")
    saved = (await steps_of(core, workspace, id))[0].variants
    assert [(v.weight, v.enabled) for v in saved] == [(2.5, False), (1.0, True)]


async def test_a_text_that_could_never_be_sent_is_refused(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace)
    (step, _) = await steps_of(core, workspace, id)
    answer = await save(editor, f"{base}/{id}/sequence", step, body="{% if %}")
    assert answer.status_code == 400
    assert (await steps_of(core, workspace, id))[0].variants == step.variants


async def test_formatting_is_not_lost_by_looking(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace)
    (step, _) = await steps_of(core, workspace, id)
    await save(editor, f"{base}/{id}/sequence", step, body="<p>Message <b>1</b></p>")
    assert "&lt;p&gt;Message &lt;b&gt;1&lt;/b&gt;&lt;/p&gt;</textarea>" in (await editor.get(f"{base}/{id}/sequence")).text


async def test_a_step_is_timed(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id, page = await draft(core, workspace), f"{base}/{{}}/sequence"
    (_, step) = await steps_of(core, workspace, id)
    form = {"wait": "1.5", "unit": "hours", "condition": "not_connected"}
    await editor.post(f"{page.format(id)}/{step.id}/save", form, page=page.format(id))
    saved = (await steps_of(core, workspace, id))[1]
    assert (saved.delay_seconds, saved.condition) == (5400, {"if": "not_connected"})


async def test_steps_are_added_moved_removed_and_taken_back(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace)
    page = f"{base}/{id}/sequence"
    await editor.post(f"{page}/add", {"action": "invite"}, page=page)
    first, second, third = (step.id for step in await steps_of(core, workspace, id))
    await editor.post(f"{page}/{third}/move/up", page=page)
    assert [step.id for step in await steps_of(core, workspace, id)] == [first, third, second]
    await editor.post(f"{page}/{third}/remove", page=page)
    assert [step.id for step in await steps_of(core, workspace, id)] == [first, second]
    await editor.post(f"{page}/{third}/restore?at=2", page=page)
    assert [step.id for step in await steps_of(core, workspace, id)] == [first, third, second]


async def test_variants_are_added_removed_and_taken_back(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace)
    page = f"{base}/{id}/sequence"
    (step, _) = await steps_of(core, workspace, id)
    await editor.post(f"{page}/{step.id}/add-variant", page=page)
    before = (await steps_of(core, workspace, id))[0].variants
    await editor.post(f"{page}/{step.id}/variants/{before[1].id}/remove", page=page)
    assert len((await steps_of(core, workspace, id))[0].variants) == 1
    await editor.post(f"{page}/{step.id}/variants/{before[1].id}/restore", page=page)
    assert [v.id for v in (await steps_of(core, workspace, id))[0].variants] == [v.id for v in before]


async def test_a_preview_is_what_a_lead_would_get(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace, leads=2)
    assert "Hello Lead1" in (await editor.get(f"{base}/{id}/preview")).text


async def test_a_preview_says_why_nothing_would_be_sent(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace, leads=1)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await sequences.replace(scope, id, [StepInput([VariantInput("Hello", "<p>{{shoe_size}}</p>")])])
    assert "shoe_size" in (await editor.get(f"{base}/{id}/preview")).text.partition("The campaign would not send this")[2]


async def test_a_test_goes_to_oneself(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace, leads=1, sender=True)
    variant = (await steps_of(core, workspace, id))[0].variants[0].id
    form = {"variant": str(variant), "to": "me@acme.example"}
    await editor.post(f"{base}/{id}/test", form, page=f"{base}/{id}/sequence")
    sent = await rows(core, "SELECT to_addresses, subject FROM messages WHERE kind = 'test'")
    assert sent == [{"to_addresses": ["me@acme.example"], "subject": "Hello Lead1"}]


async def test_hours_are_saved(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace)
    form = {
        "timezone": "Europe/Berlin",
        "days-0": "1",
        "start-0": "08:30",
        "end-0": "12:00",
        "start-1": "09:00",
        "end-1": "17:00",
    }
    await editor.post(f"{base}/{id}/schedule", form, page=f"{base}/{id}/senders")
    saved = (await campaign_of(core, workspace, id)).schedule
    assert saved["windows"] == [{"days": [1], "start": "08:30", "end": "12:00"}]


async def test_holidays_and_the_leads_clock_are_saved(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace)
    form = {"timezone": "Europe/Berlin", "holidays": "de-by, FR", "use_lead_timezone": "on"}
    await editor.post(f"{base}/{id}/schedule", form, page=f"{base}/{id}/senders")
    saved = await campaign_of(core, workspace, id)
    assert (saved.schedule["holidays"], saved.settings.use_lead_timezone) == (["DE-BY", "FR"], True)


@pytest.mark.parametrize(
    ("part", "form"),
    [
        ("schedule", {"timezone": "Mars/Olympus"}),
        ("schedule", {"timezone": "UTC", "holidays": "Atlantis"}),
        ("schedule", {"timezone": "UTC", "start_date": "2026-05-02", "end_date": "2026-05-01"}),
        ("limits", {"daily_limit": "many"}),
        ("behaviour", {"cc": "nobody"}),
        ("behaviour", {"tracking_domain": "not a host"}),
    ],
)
async def test_what_could_not_be_is_refused(
    core: Core, workspace: Installed, editor: Browser, base: str, part: str, form: dict[str, str]
) -> None:
    id = await draft(core, workspace)
    before = await campaign_of(core, workspace, id)
    assert (await editor.post(f"{base}/{id}/{part}", form, page=f"{base}/{id}/senders")).status_code == 400
    assert await campaign_of(core, workspace, id) == before


async def test_a_switch_is_turned_and_the_others_stay(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace)
    await editor.post(f"{base}/{id}/behaviour", {"on": "evergreen"}, page=f"{base}/{id}/senders")
    saved = (await campaign_of(core, workspace, id)).settings
    assert (saved.evergreen, saved.stop_on_reply, saved.resume_after_ooo) == (True, False, True)


async def test_a_campaign_gets_a_tracking_domain_of_its_own(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace)
    await editor.post(f"{base}/{id}/behaviour", {"tracking_domain": "https://Links.acme.com/"}, page=f"{base}/{id}/senders")
    assert (await campaign_of(core, workspace, id)).settings.tracking_domain == "links.acme.com"
    assert "Not checked yet" in (await editor.get(f"{base}/{id}/senders")).text


async def test_a_review_says_what_is_missing(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace)
    assert "Choose who writes." in (await editor.get(f"{base}/{id}/review")).text


async def staffed(core: Core, workspace: Installed, id: int) -> list[str]:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        ids = (await campaign_senders.ids_of(scope, [id]))[id]
        return sorted(sender.address for sender in (await senders.get_many(scope, ids)).values())


async def test_of_many_senders_the_others_are_searched_for(
    core: Core, workspace: Installed, editor: Browser, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staffing, "MOST_SENDERS", 2)
    id = await draft(core, workspace, sender=True)  # Anna
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        _bert, zoe = [await a_sender(scope, f"{name}@sender.example") for name in ("bert", "zoe")]
    page = f"{base}/{id}/senders"
    shown = [zoe.address in (await editor.get(page + asked)).text for asked in ("", "?q=zoe")]
    before = await staffed(core, workspace, id)
    await editor.post(page, {"shown": str(zoe.id), "sender": str(zoe.id)})
    after = await staffed(core, workspace, id)
    await editor.post(page, {"shown": str(zoe.id)})
    assert (shown, after, await staffed(core, workspace, id)) == ([False, True], [*before, zoe.address], before)


@pytest.mark.parametrize(
    ("status", "title"),
    [
        ("draft", "Ready to start"),
        ("active", "This campaign is running"),
        ("paused", "Ready to resume"),
        ("completed", "This campaign is completed"),
    ],
)
async def test_a_review_is_about_the_state_of_the_campaign(
    core: Core, workspace: Installed, editor: Browser, base: str, status: str, title: str
) -> None:
    id = await draft(core, workspace, leads=1, sender=True)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await put(scope, "campaigns", id, {"status": status})
    assert f"<h2>{title}</h2>" in (await editor.get(f"{base}/{id}/review")).text


async def test_a_whole_draft_is_started_from_its_review(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace, leads=1, sender=True)
    await editor.post(f"{base}/{id}/state", {"to": "start"}, page=f"{base}/{id}/review")
    assert (await campaign_of(core, workspace, id)).status == "active"


SAVES = ("sequence/add", "senders", "schedule", "limits", "behaviour", "test", "add-list")


@pytest.mark.parametrize("act", SAVES)
async def test_a_viewer_changes_nothing(core: Core, workspace: Installed, base: str, act: str) -> None:
    id = await draft(core, workspace)
    async with browser(core) as viewer:
        await viewer.sign_in(await member(core, workspace.workspace_id, "vi@acme.example", "viewer"))
        assert (await viewer.post(f"{base}/{id}/{act}", {"action": "email"}, page=f"{base}/{id}")).status_code == 403


@pytest.mark.parametrize("act", SAVES)
async def test_another_workspaces_draft_is_not_there(
    core: Core, workspace: Installed, stranger: Installed, editor: Browser, base: str, act: str
) -> None:
    await draft(core, stranger)
    theirs = await draft(core, stranger)
    answer = await editor.post(f"{base}/{theirs}/{act}", {"action": "email", "list": "1"}, page=base)
    assert answer.status_code == 404


async def test_all_leads_of_the_workspace_are_added(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await leads.upsert(scope, [LeadInput(email=f"lead{n}@prospect.example") for n in range(3)])
    await editor.post(f"{base}/{id}/add-list", {"list": "all"}, page=f"{base}/{id}/leads")
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert (await campaigns.enrollment_counts(scope, [id]))[id]["total"] == 3


async def test_a_review_names_what_a_starter_left_to_be_written(editor: Browser, base: str) -> None:
    id = (await editor.post(f"{base}/new", {"name": "Spring", "start": "email"})).headers["location"].split("/")[-2]
    assert "[what you noticed]" in (await editor.get(f"{base}/{id}/review")).text


async def test_a_campaign_begins_with_the_template_of_its_link(
    core: Core, workspace: Installed, editor: Browser, base: str
) -> None:
    id = await draft(core, workspace)
    await editor.post(f"{base}/{id}/template", {"title": "Proven"}, page=f"{base}/{id}")
    shown = (await editor.get(f"{base}/new?start=template-1")).text
    assert 'value="template-1" checked' in shown


async def add_unreachable(core: Core, workspace: Installed, campaign_id: int) -> None:
    """Add a lead without an email address."""
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (made,) = await leads.upsert(scope, [LeadInput(linkedin_url="https://www.linkedin.com/in/lena")])
        assert made.lead_id
        await enrollments.enroll(scope, campaign_id, [made.lead_id])


async def test_a_review_counts_those_whom_the_first_step_reaches(
    core: Core, workspace: Installed, editor: Browser, base: str
) -> None:
    id = await draft(core, workspace, leads=2, sender=True)
    await add_unreachable(core, workspace, id)
    page = (await editor.get(f"{base}/{id}/review")).text
    assert "2 will be contacted." in page
    assert "1 of the first 3 leads cannot be reached by the first step." in page


async def test_a_save_names_the_field_that_is_wrong(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace)
    token = form_token((await editor.get(f"{base}/{id}/senders")).text)
    form = {"form_token": token, "new_leads_per_day": "many"}
    answer = await editor.client.post(f"{base}/{id}/limits", data=form, headers={"HX-Request": "true"})
    assert 'data-wrong="new_leads_per_day"' in answer.text


def seen(page: str) -> str:
    """What the first form of a page says about the text that it was made of."""
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert found
    return found.group(1)


async def test_a_text_that_was_changed_elsewhere_is_not_overwritten(
    core: Core, workspace: Installed, editor: Browser, base: str
) -> None:
    id = await draft(core, workspace, leads=1, start=True)
    page = f"{base}/{id}/sequence"
    step = (await steps_of(core, workspace, id))[0]
    first = seen((await editor.get(page)).text)
    await save(editor, page, step, subject="By one", seen=first)
    answer = await save(editor, page, step, subject="By the other", seen=first)
    assert answer.status_code == 400
    assert "This text has been changed elsewhere meanwhile." in answer.text
    assert (await steps_of(core, workspace, id))[0].variants[0].subject == "By one"


async def test_a_text_is_saved_again_and_again(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await draft(core, workspace, leads=1, start=True)
    page = f"{base}/{id}/sequence"
    step = (await steps_of(core, workspace, id))[0]
    shown = (await editor.get(page)).text
    was, token = seen(shown), form_token(shown)
    for subject in ("One", "Two"):
        form = {"form_token": token, "subject": subject, "body": "Hello", "html": "yes", "seen": was}
        answer = await editor.client.post(
            f"{page}/{step.id}/variants/{step.variants[0].id}", data=form, headers={"HX-Request": "true"}
        )
        was = seen(answer.text)
    assert (await steps_of(core, workspace, id))[0].variants[0].subject == "Two"

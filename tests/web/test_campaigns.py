"""The pages of campaigns: what each shows, what its acts do, and who may."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.errors import NotFound
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.conversations import conversations
from outrider.outreach.enrollments import enrollments
from outrider.outreach.enrollments.enrollments import Enrollment
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.tenancy import seats, users
from outrider.outreach.tenancy.workspaces import Installed
from outrider.web.campaigns.adding import as_csv
from tests.making import a_campaign
from tests.web.mailing import replies
from tests.web.visiting import Browser, browser, member

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest_asyncio.fixture
async def editor(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        yield editor


@pytest.fixture
def base(workspace: Installed) -> str:
    return f"/w/{workspace.workspace_id}/campaigns"


async def made(core: Core, workspace: Installed, *, leads: int = 2, start: bool = True, name: str = "Spring") -> int:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return (await a_campaign(scope, leads=leads, start=start, name=name)).id


async def campaign_of(core: Core, workspace: Installed, id: int) -> Campaign:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return await campaigns.get(scope, id)


async def enrolled(core: Core, workspace: Installed, id: int) -> list[Enrollment]:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return [found.enrollment for found in await enrollments.search(scope, Filters(campaign_ids=[id]))]


async def test_an_empty_list_says_what_to_do_next(editor: Browser, base: str) -> None:
    assert f'href="{base}/new"' in (await editor.get(base)).text


@pytest.mark.parametrize(("asked", "shown"), [("", True), ("?state=draft", False), ("?q=spri", True), ("?q=autumn", False)])
async def test_the_list_is_filtered(
    core: Core, workspace: Installed, editor: Browser, base: str, asked: str, shown: bool
) -> None:
    id = await made(core, workspace)
    assert (f'href="{base}/{id}"' in (await editor.get(base + asked)).text) is shown


async def test_a_name_stays_text(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await made(core, workspace, name=HOSTILE)
    for path in (base, f"{base}/{id}", f"{base}/{id}/leads"):
        assert "<script>alert" not in (await editor.get(path)).text


async def test_the_overview_says_what_binds(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await made(core, workspace, leads=0)
    assert "The campaign has no leads." in (await editor.get(f"{base}/{id}")).text


async def test_a_lead_whose_time_has_come_is_not_said_to_be_next_in_the_past(
    core: Core, clock: SimulatedClock, workspace: Installed, editor: Browser, base: str
) -> None:
    id = await made(core, workspace)
    clock.advance(2 * 86400)
    page = (await editor.get(f"{base}/{id}/leads")).text
    assert "waiting its turn" in page
    assert "yesterday" not in page


async def test_a_lead_is_told_why_nothing_was_sent(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await made(core, workspace)
    lead = (await enrolled(core, workspace, id))[0].id
    await editor.post(f"{base}/{id}/leads/pause", {"lead": str(lead)}, page=f"{base}/{id}/leads")
    assert "Paused by hand." in (await editor.get(f"{base}/{id}/leads/{lead}")).text


@pytest.mark.parametrize(("act", "undo", "during"), [("pause", "resume", "paused"), ("stop", "continue", "stopped")])
async def test_a_lead_is_moved_and_moved_back(
    core: Core, workspace: Installed, editor: Browser, base: str, act: str, undo: str, during: str
) -> None:
    id = await made(core, workspace)
    lead = (await enrolled(core, workspace, id))[0].id
    await editor.post(f"{base}/{id}/leads/{act}", {"lead": str(lead)}, page=f"{base}/{id}/leads")
    assert (await enrolled(core, workspace, id))[0].status == during
    await editor.post(f"{base}/{id}/leads/{undo}?lead={lead}", page=f"{base}/{id}/leads")
    assert (await enrolled(core, workspace, id))[0].status == "active"


async def test_a_lead_of_a_paused_campaign_has_no_times_to_come(
    core: Core, workspace: Installed, editor: Browser, base: str
) -> None:
    id = await made(core, workspace)
    lead = (await enrolled(core, workspace, id))[0].id
    running = (await editor.get(f"{base}/{id}/leads/{lead}")).text
    await editor.post(f"{base}/{id}/state", {"to": "pause"}, page=f"{base}/{id}")
    pages = [running, *[(await editor.get(f"{base}/{id}/leads{of}")).text for of in (f"/{lead}", "")]]
    assert ["<time" in page.partition("<main")[2] for page in pages] == [True, False, False]


async def test_what_the_heading_says_is_not_said_again(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await made(core, workspace)
    lead = (await enrolled(core, workspace, id))[0].id
    await editor.post(f"{base}/{id}/state", {"to": "pause"}, page=f"{base}/{id}")
    assert (await editor.get(f"{base}/{id}/leads/{lead}")).text.count("The campaign is paused.") == 1


async def test_leads_of_a_draft_are_not_active(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await made(core, workspace, start=False)
    rows = (await editor.get(f"{base}/{id}/leads")).text.partition('id="rows"')[2]
    assert ("Not started" in rows, "Active" in rows) == (True, False)


@pytest.mark.parametrize(("on", "leads_to"), [("", "/leads"), ("?on=lead", "/leads/{lead}")])
async def test_an_act_on_a_leads_own_page_stays_there(
    core: Core, workspace: Installed, editor: Browser, base: str, on: str, leads_to: str
) -> None:
    id = await made(core, workspace)
    lead = (await enrolled(core, workspace, id))[0].id
    answer = await editor.post(f"{base}/{id}/leads/pause{on}", {"lead": str(lead)}, page=f"{base}/{id}/leads/{lead}")
    assert answer.headers["location"] == f"{base}/{id}{leads_to.format(lead=lead)}"


async def test_the_page_of_a_lead_who_replied_leads_to_the_conversation(
    core: Core, workspace: Installed, editor: Browser, base: str
) -> None:
    (conversation,) = await replies(core, workspace, 1)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        found = await conversations.get(scope, conversation)
    shown = (await editor.get(f"{base}/{found.campaign_id}/leads/{found.enrollment_id}")).text
    assert f'href="/w/{workspace.workspace_id}/inbox/{conversation}"' in shown


async def test_a_removed_lead_leaves_the_campaign(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await made(core, workspace)
    lead = (await enrolled(core, workspace, id))[0].id
    await editor.post(f"{base}/{id}/leads/remove", {"lead": str(lead)}, page=f"{base}/{id}/leads")
    assert lead not in [e.id for e in await enrolled(core, workspace, id)]


@pytest.mark.parametrize(("to", "status"), [("pause", "paused"), ("archive", "archived")])
async def test_the_state_is_changed(core: Core, workspace: Installed, editor: Browser, base: str, to: str, status: str) -> None:
    id = await made(core, workspace)
    await editor.post(f"{base}/{id}/state", {"to": to}, page=f"{base}/{id}")
    assert (await campaign_of(core, workspace, id)).status == status


async def test_a_deletion_is_taken_back(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await made(core, workspace)
    await editor.post(f"{base}/{id}/delete", page=f"{base}/{id}")
    shown = (await editor.get(base)).text
    assert f'href="{base}/{id}"' not in shown
    assert f"{base}/{id}/state?to=restore" in shown
    await editor.post(f"{base}/{id}/state?to=restore", page=base)
    assert (await campaign_of(core, workspace, id)).status == "paused"


async def test_a_deleted_campaign_is_deleted_for_good(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await made(core, workspace)
    await editor.post(f"{base}/{id}/delete", page=f"{base}/{id}")
    await editor.post(f"{base}/{id}/delete", {"now": "yes"}, page=f"{base}/{id}")
    with pytest.raises(NotFound):
        await campaign_of(core, workspace, id)


async def test_a_copy_is_a_draft(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await made(core, workspace)
    answer = await editor.post(f"{base}/{id}/duplicate", page=f"{base}/{id}")
    copy = await campaign_of(core, workspace, int(answer.headers["location"].rpartition("/")[2]))
    assert (copy.name, copy.status) == ("Spring (copy)", "draft")


async def test_a_sequence_is_saved_as_a_template(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await made(core, workspace)
    await editor.post(f"{base}/{id}/template", {"title": "Proven"}, page=f"{base}/{id}")
    assert "Proven" in (await editor.get(f"{base}/new")).text


async def test_a_subsequence_needs_a_condition(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await made(core, workspace)
    assert (await editor.post(f"{base}/{id}/subsequence", {"name": "After"}, page=f"{base}/{id}")).status_code == 400


async def test_pasted_addresses_are_added(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await made(core, workspace, leads=0)
    pasted = "Ada Okafor <ada@prospect.example>\nbo@prospect.example"
    await editor.post(f"{base}/{id}/add", {"pasted": pasted}, page=f"{base}/{id}/leads")
    assert len(await enrolled(core, workspace, id)) == 2


async def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    core: Core, workspace: Installed, editor: Browser, base: str
) -> None:
    id = await made(core, workspace, leads=0)
    answer = await editor.post(f"{base}/{id}/add", {"pasted": "no address here"}, page=f"{base}/{id}/leads")
    assert answer.status_code == 422
    assert "no address here</textarea>" in answer.text


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("a@x.example", "a@x.example,,"),
        ("a@x.example, b@x.example", "a@x.example,,\nb@x.example,,"),
        ('"Lovelace, Ada" <a@x.example>;', "a@x.example,Ada,Lovelace"),
        ("Lovelace, Ada <a@x.example>; Bob <b@x.example>", "a@x.example,Ada,Lovelace\nb@x.example,Bob,"),
    ],
)
def test_addresses_in_the_usual_forms_are_read(pasted: str, expected: str) -> None:
    assert as_csv(pasted) == f"email,first_name,last_name\n{expected}"


async def test_rows_with_headings_are_passed_on() -> None:
    assert as_csv("email\tcity\na@x.example\tBonn") == "email\tcity\na@x.example\tBonn"


async def test_leads_are_exported(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await made(core, workspace, leads=2)
    answer = await editor.get(f"{base}/{id}/leads.csv")
    assert [line.split(",")[0] for line in answer.text.splitlines()] == [
        "email", "lead1@prospect.example", "lead2@prospect.example",
    ]  # fmt: skip


ACTS = (
    ("state", {"to": "pause"}), ("rename", {"name": "x"}), ("duplicate", {}), ("template", {"title": "x"}), ("delete", {}),
    ("add", {"pasted": "a@b.example"}),
    ("subsequence", {"name": "x", "activity": "opened"}), ("leads/pause", {"lead": "{lead}"}),
    ("leads/remove", {"lead": "{lead}"}), ("leads/{lead}/return", {"position": "1"}),
)  # fmt: skip


@pytest.mark.parametrize(("act", "form"), ACTS)
async def test_a_viewer_may_look_and_not_act(core: Core, workspace: Installed, base: str, act: str, form: dict[str, str]) -> None:
    id = await made(core, workspace)
    before, leads = await campaign_of(core, workspace, id), await enrolled(core, workspace, id)
    given = {name: value.format(lead=leads[0].id) for name, value in form.items()}
    async with browser(core) as viewer:
        await viewer.sign_in(await member(core, workspace.workspace_id, "vi@acme.example", "viewer"))
        answer = await viewer.post(f"{base}/{id}/{act.format(lead=leads[0].id)}", given, page=f"{base}/{id}")
    assert answer.status_code == 403
    assert (await campaign_of(core, workspace, id), await enrolled(core, workspace, id)) == (before, leads)


@pytest.mark.parametrize(("act", "form"), ACTS)
async def test_another_workspaces_campaign_is_not_there(
    core: Core, workspace: Installed, stranger: Installed, editor: Browser, base: str, act: str, form: dict[str, str]
) -> None:
    await made(core, workspace)
    await made(core, stranger, leads=0, start=False)
    theirs = await made(core, stranger)
    before, leads = await campaign_of(core, stranger, theirs), await enrolled(core, stranger, theirs)
    given = {name: value.format(lead=leads[0].id) for name, value in form.items()}
    answer = await editor.post(f"{base}/{theirs}/{act.format(lead=leads[0].id)}", given, page=base)
    assert answer.status_code == 404
    assert (await campaign_of(core, stranger, theirs), await enrolled(core, stranger, theirs)) == (before, leads)


async def test_a_seat_that_is_not_ones_own_is_not_there(core: Core, workspace: Installed, base: str) -> None:
    id = await made(core, workspace)
    user_id = await member(core, workspace.workspace_id, "se@acme.example", "editor")
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await users.update_member(scope, user_id, seat_ids=[(await seats.create(scope, "Another")).id])
    async with browser(core) as visitor:
        await visitor.sign_in(user_id)
        assert f'href="{base}/{id}"' not in (await visitor.get(base)).text
        assert (await visitor.get(f"{base}/{id}")).status_code == 404


async def test_the_rehearsal_shows_the_calendar(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await made(core, workspace)
    assert "anna@sender.example" in (await editor.get(f"{base}/{id}/rehearsal")).text


async def test_the_rehearsal_shows_texts_as_text(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await made(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await sequences.replace(scope, id, [StepInput([VariantInput(HOSTILE, "Hello")])])
    assert "<script>alert(1)" not in (await editor.get(f"{base}/{id}/rehearsal?days=7")).text


@pytest.mark.parametrize("days", ["0", "91", "x"])
async def test_a_rehearsal_of_other_days_is_refused(
    core: Core, workspace: Installed, editor: Browser, base: str, days: str
) -> None:
    id = await made(core, workspace)
    assert (await editor.get(f"{base}/{id}/rehearsal?days={days}")).status_code < 500


async def test_the_steps_to_come_are_in_the_campaigns_window(
    core: Core, clock: SimulatedClock, workspace: Installed, editor: Browser, base: str
) -> None:
    window = {"days": [0, 1, 2, 3, 4, 5, 6], "start": "03:17", "end": "03:18"}
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        id = (await a_campaign(scope, leads=1, start=True, schedule={"timezone": "UTC", "windows": [window]})).id
    lead = (await enrolled(core, workspace, id))[0].id
    page = (await editor.get(f"{base}/{id}/leads/{lead}")).text
    times = re.findall(r"To come.*?<time datetime=\"[^T]+T(\d\d:\d\d)", page, re.DOTALL)
    assert len(times) == 2
    assert set(times) == {"03:17"}

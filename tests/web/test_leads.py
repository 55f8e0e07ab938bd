"""The pages on leads: what they show, what each act does and what takes it back, and who may."""

import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from outrider.engine.work import bulk as work
from outrider.outreach.base import jobs
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.campaigns import campaigns
from outrider.outreach.leads import leads, lists, searches, suppression, tags
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.leads.searches import Search
from outrider.outreach.tenancy import seats, users, workspaces
from outrider.outreach.tenancy.workspaces import Installed
from tests.making import note_written, put
from tests.outreach.mailing import sent_mail
from tests.web.mailing import replies
from tests.web.visiting import Browser, browser, member
from tests.working import do_jobs

HOSTILE = "<script>alert(1)</script>\"'‮evil"


@pytest_asyncio.fixture
async def editor(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        yield editor


@pytest.fixture
def base(workspace: Installed) -> str:
    return f"/w/{workspace.workspace_id}/leads"


async def people(core: Core, workspace: Installed, n: int = 1, **values: str) -> list[int]:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        named = [(f"p{i}@prospect.example", f"Pat{i}") for i in range(n)]
        rows = [LeadInput(email=email, first_name=name, company_name="Globex", **values) for email, name in named]
        return [row.lead_id for row in await leads.upsert(scope, rows) if row.lead_id]


async def test_an_empty_list_says_what_to_do_next(editor: Browser, base: str) -> None:
    assert f'href="{base}/import"' in (await editor.get(base)).text


async def test_a_search_finds_by_words(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    await people(core, workspace, 3)
    shown = (await editor.get(f"{base}?q=pat1+glob")).text
    assert [f"Pat{i}</a>" in shown for i in range(3)] == [False, True, False]


@pytest.mark.parametrize(
    ("asked", "shown"), [("state=replied", [1]), ("state=contacted", [2]), ("state=new", [0]), ("campaign=1", [1, 2])]
)
async def test_leads_are_found_by_state_and_campaign(
    core: Core, workspace: Installed, editor: Browser, base: str, asked: str, shown: list[int]
) -> None:
    await people(core, workspace, 1)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        sent = await sent_mail(scope, 2)
        await leads.update(scope, sent[0].lead_id, first_name="Pat1")
        await leads.update(scope, sent[1].lead_id, first_name="Pat2")
        for one in sent:
            await note_written(scope, one.lead_id)
        await put(scope, "leads", sent[0].lead_id, {"last_replied_at": scope.now})
    text = (await editor.get(f"{base}?{asked}")).text
    assert [n for n in range(3) if f"Pat{n}</a>" in text] == shown


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("company=glob", [0, 1]), ("company=lobex", []), ("owner=OWNER", [1]), ("from=2026-03-02", [1, 2]),
        ("to=2026-03-01", [0]),
        ("from=2026-03-01&to=2026-03-01", [0]), ("from=not-a-day", [0, 1, 2]), ("company=glob&owner=OWNER&from=2026-03-02", [1]),
    ],
)  # fmt: skip
async def test_leads_are_found_by_company_owner_and_day(
    core: Core, workspace: Installed, editor: Browser, base: str, asked: str, shown: list[int]
) -> None:
    """Days are the workspace's: the first lead came five minutes before midnight there."""
    first, second = await people(core, workspace, 2)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await workspaces.update(scope, timezone="Pacific/Auckland")
        (third,) = [u.lead_id for u in await leads.upsert(scope, [LeadInput(email="p2@other.example", first_name="Pat2")])]
        assert third
        await put(scope, "leads", first, {"created_at": datetime(2026, 3, 1, 10, 55, tzinfo=UTC)})
        await put(scope, "leads", second, {"owner_user_id": workspace.user_id})
    text = (await editor.get(f"{base}?{asked.replace('OWNER', str(workspace.user_id))}")).text
    assert [n for n in range(3) if f"Pat{n}</a>" in text] == shown


async def test_pages_by_day_follow_each_other(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    """In the order in which leads were added, which need not be that of their ids."""
    ids = await people(core, workspace, 60)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        for n, id in enumerate(ids):
            await put(scope, "leads", id, {"created_at": scope.now + timedelta(minutes=59 - n)})
    first = (await editor.get(f"{base}?from=2026-03-02")).text
    assert f"after={ids[49]}" in first
    second = (await editor.get(f"{base}?from=2026-03-02&after={ids[49]}")).text
    assert [n for n in range(60) if f"Pat{n}</a>" in second] == list(range(50, 60))


async def test_a_campaign_of_another_seat_finds_nobody(core: Core, workspace: Installed, base: str) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await sent_mail(scope, 1)
        elsewhere = (await seats.create(scope, "Another")).id
    user_id = await member(core, workspace.workspace_id, "se@acme.example", "editor")
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await users.update_member(scope, user_id, seat_ids=[elsewhere])
    async with browser(core) as visitor:
        await visitor.sign_in(user_id)
        for path in (f"{base}?campaign=1", f"{base}/export.csv?campaign=1", f"{base}/act?what=tag&all=yes&campaign=1"):
            assert (await visitor.get(path)).status_code == 404


async def test_a_search_goes_with_its_campaign(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (sent,) = await sent_mail(scope, 1)
    await editor.post(f"{base}/searches", {"name": "Spring", "campaign": str(sent.campaign_id), "state": "new"}, page=base)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert [(kept.search.campaign_id, kept.search.standing) for kept in await searches.find_all(scope)] == [
            (sent.campaign_id, "new")
        ]
        await campaigns.delete(scope, sent.campaign_id)
        assert await searches.find_all(scope) == []


async def test_a_search_is_kept_and_forgotten(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    await people(core, workspace, 3)
    await editor.post(f"{base}/searches", {"name": "First Pats", "q": "pat1"}, page=f"{base}?q=pat1")
    shown = (await editor.get(f"{base}?q=pat1")).text
    assert [text in shown for text in ("First Pats", "Delete it", "Save this search")] == [True, True, False]
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (kept,) = await searches.find_all(scope)
    assert (kept.name, kept.search) == ("First Pats", Search(query="pat1"))
    await editor.post(f"{base}/searches/{kept.id}/remove", page=base)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert await searches.find_all(scope) == []


async def test_two_searches_of_one_name_and_empty_ones_are_refused(
    core: Core, workspace: Installed, editor: Browser, base: str
) -> None:
    for form in ({"name": "Pats", "q": "pat"}, {"name": "pats", "q": "pat1"}, {"name": "Nothing"}):
        await editor.post(f"{base}/searches", form, page=base)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert [kept.name for kept in await searches.find_all(scope)] == ["Pats"]


async def test_the_list_pages_by_key(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    ids = await people(core, workspace, 51)
    assert f"after={ids[1]}" in (await editor.get(base)).text
    assert "Pat0</a>" in (await editor.get(f"{base}?after={ids[1]}")).text


async def test_a_lead_shows_what_happened_on_its_page(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (conversation,) = await replies(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (lead,) = await leads.search(scope)
    shown = (await editor.get(f"{base}/{lead.id}")).text
    assert [text in shown for text in ("Replied", "Message sent", f"/inbox/{conversation}")] == [True, True, True]


async def test_hostile_fields_are_shown_as_text(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await people(core, workspace, 1, job_title=HOSTILE, last_name=HOSTILE)
    for path in (base, f"{base}/{id}"):
        assert "<script>alert(1)" not in (await editor.get(path)).text


async def test_a_tag_is_put_on_and_taken_back(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    ids = await people(core, workspace, 2)
    act = f"{base}/act/tag?id={ids[0]}&id={ids[1]}"
    await editor.post(act, {"name": "hot"}, page=f"{base}/{ids[0]}")
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        found = await tags.of_objects(scope, "lead", ids)
    assert {id: [tag.name for tag in of] for id, of in found.items()} == {id: ["hot"] for id in ids}
    tag = found[ids[0]][0].id
    undo = f"{base}/act/untag?id={ids[0]}&id={ids[1]}&target={tag}"
    await editor.post(undo, page=f"{base}/{ids[0]}")
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert await tags.of_objects(scope, "lead", ids) == {id: [] for id in ids}


async def test_an_unsubscription_is_made_and_lifted(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await people(core, workspace)
    for act, unsubscribed in (("unsubscribe", True), ("resubscribe", False)):
        await editor.post(f"{base}/act/{act}", {"id": str(id)}, page=f"{base}/{id}")
        async with core.scope(workspace.workspace_id, Actor("test")) as scope:
            assert bool((await leads.get(scope, id)).unsubscribed_at) is unsubscribed


async def test_what_a_search_finds_goes_into_a_list_by_a_job(
    core: Core, workspace: Installed, editor: Browser, base: str
) -> None:
    ids = await people(core, workspace, 3)
    answer = await editor.post(f"{base}/act/list", {"all": "yes", "q": "globex", "name": "Big"}, page=f"{base}/{ids[0]}")
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (job,) = await jobs.find_all(scope)
    assert answer.headers["location"] == f"{base}/jobs/{job.id}"
    assert "<progress" in (await editor.get(f"{base}/jobs/{job.id}")).text
    await do_jobs(core, work.HANDLERS)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (made,) = await lists.find_all(scope)
    assert made.lead_count == 3
    assert "Done" in (await editor.get(f"{base}/jobs/{job.id}")).text


async def test_an_act_that_lacks_its_target_says_so(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await people(core, workspace)
    answer = await editor.post(f"{base}/act/campaign", {"id": str(id)}, page=f"{base}/act?what=campaign&id={id}")
    assert answer.status_code == 422
    assert "Choose one" in answer.text


async def test_a_wrong_field_is_said_beside_it(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await people(core, workspace)
    answer = await editor.post(f"{base}/{id}", {"email": "nobody", "first_name": "New"})
    assert answer.status_code == 422
    assert 'id="f-email-says"' in answer.text
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert (await leads.get(scope, id)).first_name == "Pat0", "half a write"


async def own_fields(core: Core, workspace: Installed, id: int, **given: object) -> dict[str, object]:
    """The lead's own fields; with `given`, after these are set."""
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return (await leads.update(scope, id, custom=given) if given else await leads.get(scope, id)).custom


async def test_own_fields_are_changed_emptied_and_added(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await people(core, workspace)
    await own_fields(core, workspace, id, size=50, city="Ulm", plan="free", nested={"a": 1}, note="one\ntwo ")
    page = (await editor.get(f"{base}/{id}")).text
    assert ">one\ntwo </textarea>" in page
    shown = re.findall(r'name="own-name-(\d+)" value="([^"]+)"', page)
    form = {f"own-name-{n}": name for n, name in shown}
    values = {"size": "50", "city": "Bonn", "plan": "", "note": "one\r\ntwo"}
    form |= {f"own-{n}": values[name] for n, name in shown} | {"own-name-new": "Budget", "own-new": "high"}
    await editor.post(f"{base}/{id}", {"email": "p0@prospect.example", **form})
    kept = {"size": 50, "nested": {"a": 1}, "note": "one\ntwo "}
    assert await own_fields(core, workspace, id) == {**kept, "city": "Bonn", "Budget": "high"}


@pytest.mark.parametrize(("name", "said"), [("", "Give the field a name."), ("First_Name", "There is a field of this name.")])
async def test_a_field_that_cannot_be_added_keeps_its_value(
    core: Core, workspace: Installed, editor: Browser, base: str, name: str, said: str
) -> None:
    (id,) = await people(core, workspace)
    answer = await editor.post(f"{base}/{id}", {"email": "p0@prospect.example", "own-name-new": name, "own-new": "high"})
    assert said in answer.text
    assert 'value="high"' in answer.text
    assert await own_fields(core, workspace, id) == {}


async def test_a_person_is_exported_and_erased(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await people(core, workspace)
    kept = json.loads((await editor.get(f"{base}/{id}/export.json")).text)
    assert kept["lead"]["email"] == "p0@prospect.example"
    await editor.post(f"{base}/{id}/erase", page=f"{base}/{id}")
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert await leads.search(scope) == []
        assert [entry.kind for entry in await suppression.find_all(scope)] == ["email_hash"]


async def test_a_download_holds_no_formula(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    await people(core, workspace, 1, last_name="=HYPERLINK(1)")
    text = (await editor.get(f"{base}/export.csv")).text
    assert "'=HYPERLINK(1)" in text


@pytest.mark.parametrize("path", ["act/delete", "act/tag", "{id}", "{id}/erase"])
async def test_a_viewer_changes_nothing(core: Core, workspace: Installed, base: str, path: str) -> None:
    (id,) = await people(core, workspace)
    async with browser(core) as viewer:
        await viewer.sign_in(await member(core, workspace.workspace_id, "vera@acme.example"))
        form = {"id": str(id), "name": "x", "email": "other@x.example"}
        answer = await viewer.post(f"{base}/{path.format(id=id)}", form, page=base)
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["{id}", "{id}/export.json", "act?what=delete&id={id}"])
async def test_another_workspaces_lead_is_not_there(
    core: Core, workspace: Installed, stranger: Installed, editor: Browser, base: str, path: str
) -> None:
    (id,) = await people(core, stranger)
    answer = await editor.get(f"{base}/{path.format(id=id)}")
    assert "p0@prospect.example" not in answer.text

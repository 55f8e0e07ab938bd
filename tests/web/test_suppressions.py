"""The pages of suppression, lists and tags."""

import re
from collections.abc import AsyncIterator, Sequence
from html import unescape

import psycopg
import pytest
import pytest_asyncio

from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.leads import leads, lists, suppression, tags
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.leads.suppression import EntryInput
from outrider.outreach.tenancy.workspaces import Installed
from tests.web.visiting import Browser, browser, form_token, member


@pytest_asyncio.fixture
async def editor(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        yield editor


@pytest.fixture
def base(workspace: Installed) -> str:
    return f"/w/{workspace.workspace_id}/leads"


async def entries(core: Core, workspace: Installed) -> list[str]:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return sorted(entry.value for entry in await suppression.find_all(scope))


async def suppress(
    core: Core, workspace: Installed, kind: str, value: str, comparison: str = "exact", reason: str = "manual"
) -> int:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        added = await suppression.add(scope, [EntryInput(kind, value, comparison, reason=reason)])
        return added.created[0].id


async def test_lines_become_entries(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    form = {"kind": "domain", "comparison": "exact", "values": "rival.example\n@other.example, Other Inc\n\nrival.example\n"}
    await editor.post(f"{base}/suppression", form)
    assert await entries(core, workspace) == ["other.example", "rival.example"]


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        ("addresses", "ann@rival.example, bob@rival.example; rival.example", ["ann@rival.example", "bob@rival.example"]),
        (
            "addresses",
            "Ann Lee <ann@rival.example>\nrival.example other.example",
            ["ann@rival.example", "other.example", "rival.example"],
        ),
        ("addresses", "ann@rival.example\tAnn\tshop.example", ["ann@rival.example"]),
        ("company", "Rival, Inc.", ["rival, inc."]),
    ],
)
async def test_nothing_of_a_line_is_dropped_in_silence(
    core: Core, workspace: Installed, editor: Browser, base: str, kind: str, text: str, kept: list[str]
) -> None:
    await editor.post(f"{base}/suppression", {"kind": kind, "comparison": "exact", "values": text})
    assert await entries(core, workspace) == kept


async def test_lines_that_are_not_valid_stay_in_the_form(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    form = {"kind": "addresses", "comparison": "exact", "values": "ann@rival.example\nnobody\nann@\n"}
    answer = await editor.post(f"{base}/suppression", form)
    assert await entries(core, workspace) == ["ann@rival.example"]
    assert answer.status_code == 422
    assert "1 added, 0 already listed. Not added: 2" in answer.text
    assert ">nobody\nann@</textarea>" in answer.text


async def test_the_heading_of_a_file_is_no_entry(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    token = form_token((await editor.get(f"{base}/suppression")).text)
    form = {"form_token": token, "kind": "addresses", "comparison": "exact"}
    file = ("list.csv", b'\xef\xbb\xbfEmail;Name\n"ann@rival.example";"Lee, Ann"\n', "text/csv")
    answer = await editor.client.post(f"{base}/suppression", data=form, files={"file": file})
    assert answer.status_code == 303
    assert await entries(core, workspace) == ["ann@rival.example"]


@pytest.mark.parametrize(("times", "status"), [(1, 303), (2, 503)])
async def test_an_act_that_met_a_deadlock_is_done_again_once(
    editor: Browser, base: str, monkeypatch: pytest.MonkeyPatch, times: int, status: int
) -> None:
    add, calls = suppression.add, 0

    async def ended(scope: Scope, entries: Sequence[EntryInput]) -> suppression.Added:
        nonlocal calls
        calls += 1
        added = await add(scope, entries)
        if calls <= times:
            raise psycopg.errors.DeadlockDetected
        return added

    monkeypatch.setattr(suppression, "add", ended)
    form = {"kind": "domain", "comparison": "exact", "values": "rival.example"}
    assert (await editor.post(f"{base}/suppression", form)).status_code == status


async def test_a_value_that_is_none_is_said_beside_the_field(
    core: Core, workspace: Installed, editor: Browser, base: str
) -> None:
    answer = await editor.post(f"{base}/suppression", {"kind": "email", "comparison": "exact", "values": "nobody"})
    assert answer.status_code == 422
    assert 'id="f-values-says"' in answer.text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("jane@rival.example", "Suppressed: domain"), ("free@globex.example", "This address can be contacted"),
        ("gone@globex.example", "has unsubscribed"), ("nobody", "not an email address"),
    ],
)  # fmt: skip
async def test_an_address_is_tested(
    core: Core, workspace: Installed, editor: Browser, base: str, address: str, said: str
) -> None:
    await suppress(core, workspace, "domain", "rival.example")
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (made,) = await leads.upsert(scope, [LeadInput(email="gone@globex.example")])
    await editor.post(f"{base}/act/unsubscribe", {"id": str(made.lead_id)}, page=base)
    assert said in (await editor.get(f"{base}/suppression?test={address}")).text


async def test_an_entry_is_lifted(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await suppress(core, workspace, "job_title", "intern", "contains")
    await editor.post(f"{base}/suppression/{id}/remove", page=f"{base}/suppression")
    assert await entries(core, workspace) == []


async def test_a_complaint_is_not_lifted(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    id = await suppress(core, workspace, "email", "angry@x.example", reason="complained")
    answer = await editor.post(f"{base}/suppression/{id}/remove", page=f"{base}/suppression")
    assert answer.status_code == 403
    assert await entries(core, workspace) == ["angry@x.example"]


async def test_the_export_holds_every_entry(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    await suppress(core, workspace, "domain", "rival.example")
    assert "domain,exact,rival.example,manual" in (await editor.get(f"{base}/suppression/export.csv")).text


async def test_a_list_is_made_renamed_and_removed(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    await editor.post(f"{base}/lists", {"list-name": "New"})
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (made,) = await lists.find_all(scope)
    await editor.post(f"{base}/lists/{made.id}", {"name": "Newer"}, page=f"{base}/lists")
    assert "Newer" in (await editor.get(f"{base}/lists")).text
    await editor.post(f"{base}/lists/{made.id}/remove", page=f"{base}/lists")
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert await lists.find_all(scope) == []


async def test_a_name_that_is_taken_is_said(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await tags.create(scope, "hot")
    answer = await editor.post(f"{base}/tags", {"tag-name": "Hot"}, page=f"{base}/lists")
    assert answer.status_code == 422
    assert 'id="f-tag-name-says"' in answer.text


@pytest.mark.parametrize("path", ["suppression", "lists", "tags"])
async def test_a_viewer_changes_nothing(core: Core, workspace: Installed, base: str, path: str) -> None:
    async with browser(core) as viewer:
        await viewer.sign_in(await member(core, workspace.workspace_id, "vera@acme.example"))
        form = {"kind": "email", "comparison": "exact", "values": "a@b.example", "list-name": "x", "tag-name": "y"}
        assert (await viewer.post(f"{base}/{path}", form, page=base)).status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("jane", ["jane.doe@globex.example"]),
        ("doe glob", ["jane.doe@globex.example"]),
        ("GLOBEX.example", ["globex.example", "jane.doe@globex.example"]),
        ("jane.doe@globex.example", ["jane.doe@globex.example"]),
        ("o'bri", ["o'brien & söhne"]),
        ("söhne", ["o'brien & söhne"]),
        ("lobex", []),
        ("@", []),
    ],
)
async def test_entries_are_found_by_the_beginnings_of_their_words(
    core: Core, workspace: Installed, editor: Browser, base: str, query: str, found: list[str]
) -> None:
    for kind, value in (("email", "jane.doe@globex.example"), ("domain", "globex.example"), ("company", "O'Brien & Söhne")):
        await suppress(core, workspace, kind, value)
    page = (await editor.client.get(f"{base}/suppression", params={"q": query})).text
    assert sorted(unescape(value) for value in re.findall(r'<p class="breaks"><b>(.*?)</b>', page)) == found


async def test_words_that_many_have_and_words_of_one_are_paged_to_the_end(core: Core, workspace: Installed) -> None:
    """Of both ways that lead to a page: the newest entries, and the index."""
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await suppression.add(scope, [EntryInput("email", "rare@globex.example")])
        await suppression.add(scope, [EntryInput("email", f"gone{n}@many.example") for n in range(2500)])
        seen: list[str] = []
        after: int | None = None
        while page := await suppression.with_words(scope, "exam", limit=400, after=after):
            seen += [entry.value for entry in page]
            after = page[-1].id
        assert len(set(seen)) == len(seen) == 2501
        assert [entry.value for entry in await suppression.with_words(scope, "rare", limit=2)] == ["rare@globex.example"]

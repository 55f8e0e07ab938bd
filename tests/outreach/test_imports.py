"""Imports of rows and of CSV files."""

import csv
import os
from pathlib import Path

import pytest

from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import enrollments, imports, leaving
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.enrollments.imports import ImportOptions, import_csv, import_rows, mapping_of
from outrider.outreach.leads import leads, lists, suppression
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.leads.suppression import EntryInput
from outrider.outreach.tenancy import workspaces


async def test_every_row_has_one_outcome_and_the_counts_add_up(scope: Scope) -> None:
    made = await lists.create(scope, "A")
    (old,) = await leads.upsert(scope, [LeadInput(email="old@x.com", first_name="Old")])
    (member,) = await leads.upsert(scope, [LeadInput(email="member@x.com")])
    await lists.add_members(scope, made.id, [member.lead_id or 0])
    await suppression.add(scope, [
        EntryInput("domain", "rival.com"), EntryInput("email", "gone@x.com", reason="unsubscribed"),
        EntryInput("email", "dead@x.com", reason="bounced"), EntryInput("job_title", "intern", "starts"),
    ])  # fmt: skip
    rows = [
        LeadInput(email="new@x.com"), LeadInput(email="OLD@x.com", last_name="Er"), LeadInput(email="member@x.com"),
        LeadInput(email="new@x.com"), LeadInput(email="a@mail.rival.com"), LeadInput(email="gone@x.com"),
        LeadInput(email="dead@x.com"), LeadInput(email="b@x.com", job_title="Intern, Sales"), LeadInput(email="nope"),
    ]  # fmt: skip
    done = await import_rows(scope, rows, list_id=made.id)
    assert [r.result for r in done.rows] == [
        "created", "updated", "already_member", "duplicate", "suppressed", "unsubscribed", "bounced", "suppressed", "invalid",
    ]  # fmt: skip
    assert [r.line for r in done.rows] == list(range(9))
    assert done.total == 9 == sum(done.counts.values())
    assert (done.created, done.suppressed, done.skipped) == (1, 2, 0)
    assert done.rows[4].reason == "domain: rival.com"
    assert done.rows[3].lead_id == done.rows[0].lead_id
    assert [m.lead.email for m in await lists.members(scope, made.id, order="oldest")] == [
        "member@x.com",
        "new@x.com",
        "old@x.com",
    ]
    assert (await leads.get(scope, old.lead_id or 0)).last_name == "Er"
    assert await leads.get_by_email(scope, "a@mail.rival.com") is None


async def test_options_let_in_who_is_suppressed_but_never_who_complained_or_was_erased(scope: Scope) -> None:
    reasons = ("manual", "unsubscribed", "bounced", "complained", "erased")
    await suppression.add(scope, [EntryInput("email", f"{reason}@x.com", reason=reason) for reason in reasons])
    await suppression.suppress_hash(scope, "hash@x.com")
    rows = [LeadInput(email=f"{reason}@x.com") for reason in (*reasons, "hash")]
    none = await import_rows(scope, rows)
    assert [r.result for r in none.rows] == ["suppressed", "unsubscribed", "bounced", "suppressed", "suppressed", "suppressed"]
    some = await import_rows(scope, rows, options=ImportOptions(ignore_unsubscribed=True))
    assert [r.result for r in some.rows][:3] == ["suppressed", "created", "bounced"]
    most = ImportOptions(ignore_suppression=True, ignore_unsubscribed=True, ignore_bounced=True)
    assert [r.result for r in (await import_rows(scope, rows, options=most)).rows] == [
        "created", "updated", "created", "suppressed", "suppressed", "suppressed",
    ]  # fmt: skip


async def test_an_unsubscribed_lead_without_entry_is_still_kept_out(scope: Scope) -> None:
    (made,) = await leads.upsert(scope, [LeadInput(linkedin_url="linkedin.com/in/ann")])
    await leaving.unsubscribe(scope, made.lead_id or 0)
    (row,) = (await import_rows(scope, [LeadInput(linkedin_url="linkedin.com/in/ann")])).rows
    assert row.result == "unsubscribed"


async def test_a_campaigns_seat_decides_which_suppressions_count(scope: Scope, workspace: workspaces.Installed) -> None:
    campaign = await campaigns.create(scope, "C")
    await suppression.add(scope, [
        EntryInput("email", "a@x.com", seat_id=campaign.seat_id), EntryInput("email", "b@x.com", seat_id=campaign.seat_id + 1),
    ])  # fmt: skip
    done = await import_rows(scope, [LeadInput(email="a@x.com"), LeadInput(email="b@x.com")], campaign_id=campaign.id)
    assert [r.result for r in done.rows] == ["suppressed", "created"]
    assert [(e.lead.email, e.enrollment.id) for e in await enrollments.search(scope, Filters(campaign_ids=[campaign.id]))] == [
        ("b@x.com", done.enrollment_ids[0])
    ]


async def test_skips(scope: Scope) -> None:
    a_list, one, two = await lists.create(scope, "L"), await campaigns.create(scope, "1"), await campaigns.create(scope, "2")
    await import_rows(scope, [LeadInput(email="l@x.com")], list_id=a_list.id)
    await import_rows(scope, [LeadInput(email="c@x.com")], campaign_id=one.id)
    await leads.upsert(scope, [LeadInput(email="free@x.com")])
    rows = [LeadInput(email=f"{n}@x.com") for n in ("l", "c", "free", "new")]

    async def skipped(**options: bool) -> list[str]:
        done = await import_rows(scope, rows, campaign_id=two.id, options=ImportOptions(**options))  # pyright: ignore[reportArgumentType]
        await enrollments.remove(scope, done.enrollment_ids)
        return [(rows[r.line].email or "")[0] for r in done.rows if r.result == "skipped"]

    assert await skipped(skip_if_in_workspace=True) == ["l", "c"]
    assert await skipped(skip_if_in_campaign=True) == ["c"]
    assert await skipped(skip_if_in_list=True) == ["l"]
    assert await skipped(allow_duplicates_across_campaigns=False) == ["c"]
    assert await skipped() == []


@pytest.mark.parametrize("kind", ["list", "campaign"])
async def test_keep_gives_each_membership_values_of_its_own(scope: Scope, kind: str) -> None:
    first = LeadInput(email="ann@x.com", first_name="Ann", company_name="Acme", custom={"a": 1, "b": 2})
    second = LeadInput(email="ann@x.com", first_name="Anna", custom={"b": 3})
    keep = ImportOptions(existing="keep")
    fields = []
    for name, row in (("1", first), ("2", second)):
        if kind == "list":
            made = await lists.create(scope, name)
            await import_rows(scope, [row], list_id=made.id, options=keep)
            (member,) = await lists.members(scope, made.id)
            fields.append(leads.effective(member.lead, member.fields))
        else:
            campaign = await campaigns.create(scope, name)
            await import_rows(scope, [row], campaign_id=campaign.id, options=keep)
            (enrolled,) = await enrollments.search(scope, Filters(campaign_ids=[campaign.id]))
            fields.append(leads.effective(enrolled.lead, enrolled.enrollment.fields))
    assert (fields[0]["first_name"], fields[0]["company_name"], fields[0]["a"]) == ("Ann", "Acme", 1)
    assert (fields[1]["first_name"], fields[1]["company_name"], fields[1]["a"], fields[1]["b"]) == ("Anna", None, None, 3)
    lead = await leads.get_by_email(scope, "ann@x.com")
    assert lead
    assert lead.first_name == "Ann"
    assert lead.custom == {"a": 1, "b": 2}


async def test_targets_are_checked(scope: Scope) -> None:
    with pytest.raises(NotFound):
        await import_rows(scope, [], list_id=999_999)
    with pytest.raises(NotFound):
        await import_rows(scope, [], campaign_id=999_999)
    with pytest.raises(Invalid):
        await import_rows(scope, [], campaign_id=1, list_id=1)
    assert (await import_rows(scope, [])).total == 0


def test_headings_find_their_fields() -> None:
    header = ["E-Mail Address", "First name", "surname", "Company", "Plan", "Website"]
    assert mapping_of(header) == ["email", "first_name", "last_name", "company_name", "custom:Plan", "website"]
    mapped = mapping_of(["x", "Plan", "y"], {"X": "email", "plan": "-", "y": "custom:tier"})
    assert mapped == ["email", None, "custom:tier"]
    for columns in ({"z": "email"}, {"Plan": "no_such"}, {"Plan": "email"}):
        with pytest.raises(Invalid):
            mapping_of(["email", "Plan"], columns)
    with pytest.raises(Invalid, match="No column"):
        mapping_of(["name", "age"])


def _rejects(path: Path) -> list[tuple[int, str, str]]:
    with path.open(newline="") as file:
        return [(int(r["line"]), r["result"], r["reason"]) for r in csv.DictReader(file)]


async def test_no_line_of_a_file_is_lost(core: Core, workspace: workspaces.Installed, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(
        "\ufeffEmail,First Name,Notes\r\n"  # 1
        "a@x.com,Ann,hello\r\n"  # 2
        'b@x.com,Bob,"two\r\nlines, quoted"\r\n'  # 3-4
        "nope,Cid,\r\n"  # 5
        "\r\n"  # 6
        "c@x.com,too,many,cells\r\n"  # 7
        "A@X.com,Double,\r\n"  # 8
        "d@rival.com,Dan,\r\n"  # 9
        "e@x.com,Eva,\r\n"  # 10
        "a@x.com,Later,\r\n"  # 11
        "few\r\n".encode()  # 12
        + b"f@x.com,Ren\xe9,\r\n"  # 13
        + "ü@exämple.com,Uwe,".encode()  # 14
    )
    async with core.scope(workspace.workspace_id) as scope:
        await suppression.add(scope, [EntryInput("domain", "rival.com")])
        list_id = (await lists.create(scope, "L")).id
    seen: list[tuple[int, int]] = []

    async def note(done: int, total: int) -> None:
        seen.append((done, total))

    done = await import_csv(core, workspace.workspace_id, path, list_id=list_id, batch=3, progress=note)
    assert done.reject_file == tmp_path / "people.csv.reject.csv"
    rejects = _rejects(done.reject_file)
    assert [(line, result) for line, result, _ in sorted(rejects)] == [
        (5, "invalid"), (7, "invalid"), (8, "duplicate"), (9, "suppressed"), (11, "duplicate"), (12, "invalid"),
    ]  # fmt: skip
    assert (done.created, done.total) == (5, 11)
    assert seen[-1][0] == seen[-1][1]
    assert [n for n, _ in seen] == sorted(n for n, _ in seen)
    async with core.scope(workspace.workspace_id) as scope:
        found = {m.lead.email: m.lead for m in await lists.members(scope, list_id)}
        assert set(found) == {"a@x.com", "b@x.com", "e@x.com", "f@x.com", "ü@xn--exmple-cua.com"}
        assert found["b@x.com"].custom == {"Notes": "two\r\nlines, quoted"}
        assert found["a@x.com"].first_name == "Ann"
    again = await import_csv(core, workspace.workspace_id, path, list_id=list_id, batch=100)
    assert (again.created, again.already_member, again.duplicate) == (0, 5, 2)


async def test_a_clean_file_leaves_no_reject_file(core: Core, workspace: workspaces.Installed, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("mail;titel;Firma\nann@x.com;CTO;Acme\n")
    done = await import_csv(core, workspace.workspace_id, path, columns={"titel": "job_title", "Firma": "company_name"})
    assert done.created == 1
    assert done.reject_file is None
    assert os.listdir(tmp_path) == [path.name]
    async with core.scope(workspace.workspace_id) as scope:
        lead = await leads.get_by_email(scope, "ann@x.com")
        assert lead
        assert (lead.job_title, lead.company_name) == ("CTO", "Acme")


@pytest.mark.parametrize("text", ["", "name,age\nAnn,5\n"])
async def test_a_file_that_says_nothing_is_refused(
    core: Core, workspace: workspaces.Installed, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text)
    with pytest.raises(Invalid):
        await import_csv(core, workspace.workspace_id, path)
    assert list(tmp_path.iterdir()) == [path]  # noqa: ASYNC240


async def test_a_failed_batch_leaves_the_earlier_ones_and_can_be_run_again(
    core: Core, workspace: workspaces.Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("email\n" + "".join(f"p{i}@x.com\n" for i in range(10)))
    take, calls = imports._take, []

    async def fails_third(scope: Scope, *args: object, **kwargs: object) -> object:
        calls.append(1)
        outcomes = await take(scope, *args, **kwargs)  # pyright: ignore[reportArgumentType]
        if len(calls) == 3:
            raise ConnectionError("the third batch")
        return outcomes

    monkeypatch.setattr(imports, "_take", fails_third)
    with pytest.raises(ConnectionError):
        await import_csv(core, workspace.workspace_id, path, batch=3)
    async with core.scope(workspace.workspace_id) as scope:
        assert await leads.count(scope) == 6
    done = await import_csv(core, workspace.workspace_id, path, batch=3)
    assert (done.created, done.updated, done.duplicate) == (4, 6, 0)


async def test_nothing_crosses_to_another_workspace(
    core: Core, scope: Scope, workspace: workspaces.Installed, stranger: workspaces.Installed, tmp_path: Path
) -> None:
    mine = await lists.create(scope, "Mine")
    await leads.upsert(scope, [LeadInput(email="ann@x.com", first_name="Ann")])
    await suppression.add(scope, [EntryInput("email", "ben@x.com"), EntryInput("name", "cleo", "starts")])
    await scope.conn.commit()
    rows = [
        LeadInput(email="ann@x.com", first_name="X"),
        LeadInput(email="ben@x.com"),
        LeadInput(email="c@x.com", first_name="Cleo"),
    ]
    async with core.scope(stranger.workspace_id) as other:
        with pytest.raises(NotFound):
            await import_rows(other, rows, list_id=mine.id)
        assert (await import_rows(other, rows)).created == 3
    path = tmp_path / "p.csv"
    path.write_text("email\nann@x.com\n")
    with pytest.raises(NotFound):
        await import_csv(core, stranger.workspace_id, path, list_id=mine.id)
    lead = await leads.get_by_email(scope, "ann@x.com")
    assert lead
    assert lead.first_name == "Ann"
    assert await leads.count(scope) == 1

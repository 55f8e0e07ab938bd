"""Leads: made, found, changed, unsubscribed, deleted, erased."""

import asyncio

import pytest

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import enrollments, leaving
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.leads import LeadFilter, LeadInput
from outrider.outreach.tenancy import workspaces

LONG_WORDS = "".join(chr(0x20000 + n * 37 % 0xA000) for n in range(900))  # of four bytes each, and hardly to be compressed


async def test_upsert_tells_what_became_of_every_row(scope: Scope) -> None:
    first = await leads.upsert(scope, [
        LeadInput(email=" Jane@Acme.com ", first_name="Jane", custom={"city": "Oslo"}),
        LeadInput(email="not an address"),
        LeadInput(email="JANE@acme.com", first_name="Other"),
        LeadInput(linkedin_url="https://www.linkedin.com/in/Bob-Stone/?x=1", first_name="Bob"),
        LeadInput(first_name="Nobody"),
    ])  # fmt: skip
    assert [u.result for u in first] == ["created", "invalid", "duplicate", "created", "invalid"]
    assert first[2].lead_id == first[0].lead_id
    assert first[4].reason == "no_identity"
    jane = await leads.get(scope, first[0].lead_id or 0)
    assert (jane.email, jane.email_domain, jane.first_name, jane.custom) == (
        "jane@acme.com",
        "acme.com",
        "Jane",
        {"city": "Oslo"},
    )
    again = await leads.upsert(scope, [LeadInput(email="jane@acme.com", last_name="Doe", custom={"size": 5})])
    assert (again[0].result, again[0].lead_id) == ("updated", jane.id)
    jane = await leads.get(scope, jane.id)
    assert (jane.first_name, jane.last_name, jane.custom) == ("Jane", "Doe", {"city": "Oslo", "size": 5})


async def test_an_address_wins_over_a_profile_and_no_profile_is_taken_from_another_lead(scope: Scope) -> None:
    one, two = await leads.upsert(scope, [
        LeadInput(email="a@x.com"), LeadInput(email="b@x.com", linkedin_url="linkedin.com/in/bee"),
    ])  # fmt: skip
    (both,) = await leads.upsert(scope, [LeadInput(email="a@x.com", linkedin_url="linkedin.com/in/bee", first_name="A")])
    assert (both.result, both.lead_id) == ("updated", one.lead_id)
    found = await leads.get_many(scope, [one.lead_id or 0, two.lead_id or 0])
    assert found[one.lead_id or 0].linkedin_key is None
    assert found[two.lead_id or 0].linkedin_key == "bee"
    (same,) = await leads.upsert(scope, [LeadInput(linkedin_url="https://linkedin.com/in/BEE/", job_title="CTO")])
    assert same.lead_id == two.lead_id


async def test_a_lead_known_by_profile_gets_its_address(scope: Scope) -> None:
    (made,) = await leads.upsert(scope, [LeadInput(linkedin_url="linkedin.com/in/cee")])
    (again,) = await leads.upsert(scope, [LeadInput(linkedin_url="linkedin.com/in/cee", email="c@x.com")])
    lead = await leads.get_by_email(scope, "C@X.com")
    assert lead
    assert made.lead_id == again.lead_id == lead.id
    assert lead.email_domain == "x.com"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (LeadInput(email="a@x.com", first_name="x" * 1001), "too_long"),
        (LeadInput(email="a@x.com", first_name=LONG_WORDS, last_name=LONG_WORDS), "too_long"),
        (LeadInput(email="a@x.com", status=LONG_WORDS), "too_long"),
        (LeadInput(email="a@x.com", first_name="nul\x00"), "invalid_text"),
        (LeadInput(email="a@x.com", custom={"k": "nul\x00"}), "invalid_text"),
        (LeadInput(email="a@x.com", last_name="\udce9"), "invalid_text"),
        (LeadInput(linkedin_url="https://example.com/me"), "invalid_linkedin_url"),
    ],
)
async def test_what_the_store_cannot_keep_is_refused_not_crashed_on(scope: Scope, row: LeadInput, reason: str) -> None:
    (only,) = await leads.upsert(scope, [row])
    assert (only.result, only.reason) == ("invalid", reason)


async def test_changing_a_lead_refuses_what_no_index_holds(scope: Scope) -> None:
    lead = await leads.create_unaddressed(scope, first_name="Ann")
    with pytest.raises(Invalid, match="first_name is too long"):
        await leads.update(scope, lead.id, first_name=LONG_WORDS)
    long = await leads.update(scope, lead.id, first_name=LONG_WORDS[:325], last_name=LONG_WORDS[:325], phone="5" * 1000)
    assert long.first_name == LONG_WORDS[:325]


async def test_a_profile_that_a_lead_does_not_get_leaves_its_url(scope: Scope) -> None:
    (one, two) = await leads.upsert(
        scope,
        [
            LeadInput(email="a@x.com", linkedin_url="https://linkedin.com/in/ay"),
            LeadInput(email="b@x.com", linkedin_url="https://linkedin.com/in/bee"),
        ],
    )
    (three,) = await leads.upsert(scope, [LeadInput(email="c@x.com")])
    await leads.upsert(
        scope,
        [
            LeadInput(email="a@x.com", linkedin_url="https://linkedin.com/in/other"),
            LeadInput(email="b@x.com", linkedin_url="https://www.linkedin.com/in/BEE/"),
            LeadInput(email="c@x.com", linkedin_url="https://linkedin.com/in/ay"),
        ],
    )
    found = [await leads.get(scope, made.lead_id or 0) for made in (one, two, three)]
    assert [(lead.linkedin_key, lead.linkedin_url) for lead in found] == [
        ("ay", "https://linkedin.com/in/ay"),
        ("bee", "https://www.linkedin.com/in/BEE/"),
        (None, None),
    ]


async def test_text_survives_staging_as_it_is(scope: Scope) -> None:
    odd = 'a "quoted", comma\nline \\. \\N tab\t é 漢'
    (made,) = await leads.upsert(scope, [LeadInput(email="odd@x.com", company_name=odd, custom={"k": odd, "n": 1.5, "b": True})])
    lead = await leads.get(scope, made.lead_id or 0)
    assert lead.company_name == odd
    assert lead.custom == {"k": odd, "n": 1.5, "b": True}


async def test_two_processes_upserting_the_same_people_make_one_lead_each(core: Core, workspace: workspaces.Installed) -> None:
    rows = [LeadInput(email=f"p{i}@x.com") for i in range(300)]

    async def once(some: list[LeadInput]) -> list[leads.Upserted]:
        async with core.scope(workspace.workspace_id) as scope:
            return await leads.upsert(scope, some)

    one, two = await asyncio.gather(once(rows), once(rows[::-1]))
    assert {u.lead_id for u in one} == {u.lead_id for u in two}
    assert len({u.lead_id for u in one}) == 300
    assert sorted([u.result for u in one + two]) == ["created"] * 300 + ["updated"] * 300


async def test_search_finds_every_word_as_a_prefix_in_any_case(scope: Scope) -> None:
    made = await leads.upsert(scope, [
        LeadInput(email="jane@acme.com", first_name="Jane", last_name="Doe", company_name="Acme, Inc.", location="São Paulo"),
        LeadInput(email="j.smith@other.org", first_name="Jean-Luc", last_name="O'Brien", job_title="VP Sales"),
        LeadInput(email="x_y@third.net", first_name="ÉLODIE"),
    ])  # fmt: skip
    ids = [u.lead_id for u in made]

    async def found(query: str) -> list[int]:
        return [lead.id for lead in await leads.search(scope, LeadFilter(query=query))]

    assert await found("jan ACM") == [ids[0]]
    assert await found("acme.com") == await found("jane@acme.com") == await found("são") == [ids[0]]
    assert await found("luc brien sales") == await found("o'brien") == [ids[1]]
    assert await found("élod") == [ids[2]]
    assert await found("jane smith") == []
    assert await found("!!!") == []
    assert await found("' | a:* & !b") == []
    assert await found("  ") == ids[::-1]


async def test_a_word_is_found_whether_its_leads_are_new_or_old(scope: Scope) -> None:
    await leads.upsert(scope, [LeadInput(email=f"p{i}@x.com", first_name="Rare" if i < 3 else "Common") for i in range(5200)])
    for query, expected in (("rare", range(2, -1, -1)), ("x", range(5199, -1, -1)), ("common", range(5199, 2, -1))):
        pages: list[leads.Lead] = []
        while page := await leads.search(scope, LeadFilter(query=query), limit=2000, after=pages[-1].id if pages else None):
            pages += page
        assert [lead.email for lead in pages] == [f"p{i}@x.com" for i in expected]
    assert [lead.email for lead in await leads.search(scope, LeadFilter(query="x"), offset=5198)] == ["p1@x.com", "p0@x.com"]


async def test_search_pages_by_id_newest_first_and_filters(scope: Scope) -> None:
    await leads.upsert(scope, [LeadInput(email=f"p{i}@x.com", status="new" if i % 2 else None) for i in range(7)])
    first = await leads.search(scope, limit=3)
    rest = await leads.search(scope, limit=10, after=first[-1].id)
    assert [lead.id for lead in first + rest] == sorted((lead.id for lead in first + rest), reverse=True)
    assert len(rest) == 4
    assert await leads.count(scope, LeadFilter(status="new")) == 3 == len(await leads.search(scope, LeadFilter(status="new")))
    assert [lead.email for lead in await leads.search(scope, LeadFilter(email="P3@x.com"))] == ["p3@x.com"]
    assert [lead.email for lead in await leads.search(scope, order="email", offset=5)] == ["p5@x.com", "p6@x.com"]


async def test_update_changes_checks_and_clears(scope: Scope) -> None:
    one, two = [u.lead_id or 0 for u in await leads.upsert(scope, [
        LeadInput(email="a@x.com", phone="+1 (555) 010-9999", custom={"k": 1}), LeadInput(email="b@x.com"),
    ])]  # fmt: skip
    lead = await leads.update(scope, one, email="New@Y.org", first_name=" Ann ", phone=None, custom={"z": 2})
    assert (lead.email, lead.email_domain, lead.first_name, lead.phone, lead.custom) == (
        "new@y.org",
        "y.org",
        "Ann",
        None,
        {"z": 2},
    )
    for bad in ({"first_name": "nul\x00"}, {"custom": {"k": "nul\x00"}}, {"last_name": "x" * 1001}):
        with pytest.raises(Invalid):
            await leads.update(scope, one, **bad)
    with pytest.raises(Conflict):
        await leads.update(scope, two, email="NEW@y.org")
    with pytest.raises(Invalid):
        await leads.update(scope, two, email="nope")
    with pytest.raises(Invalid):
        await leads.update(scope, two, created_at=scope.now)
    with pytest.raises(NotFound):
        await leads.update(scope, 999_999, first_name="x")


async def test_a_new_address_forgets_the_old_ones_bounce(scope: Scope) -> None:
    lead_id, _ = await _enrolled(scope, "ann@x.com", "One")
    await leaving.mark_bounced(scope, [lead_id])
    assert (await leads.update(scope, lead_id, first_name="Ann", email="ANN@x.com")).bounced_at == scope.now
    assert (await leads.update(scope, lead_id, email="ann@y.com")).bounced_at is None
    assert [e.value for e in await suppression.find_all(scope)] == ["ann@x.com"]
    assert await _of(scope, "enrollments", "status, reason", lead_id) == [("stopped", "bounced")]


async def test_phones_are_found_by_their_digits(scope: Scope) -> None:
    await leads.upsert(scope, [LeadInput(email="a@x.com", phone="+1 (555) 010-9999")])
    assert [lead.email for lead in await leads.find_by_phone(scope, "1 555 0109999")] == ["a@x.com"]


async def _enrolled(scope: Scope, email: str, *names: str) -> tuple[int, list[int]]:
    (made,) = await leads.upsert(scope, [LeadInput(email=email, first_name="Ann")])
    lead_id = made.lead_id or 0
    campaign_ids = [(await campaigns.create(scope, name)).id for name in names]
    for campaign_id in campaign_ids:
        await enrollments.enroll(scope, campaign_id, [lead_id])
    return lead_id, campaign_ids


async def _queue(scope: Scope, lead_id: int, campaign_id: int, kind: str) -> int:
    row = await scope.one(
        """
        INSERT INTO messages (workspace_id, direction, kind, state, sender_id, lead_id, campaign_id, enrollment_id, subject,
                              body_text, to_addresses, created_at, updated_at)
        SELECT %(workspace_id)s, 'out', %(kind)s, 'queued', 1, %(lead)s, %(campaign)s, e.id, 'Hello Ann', 'Dear Ann',
               '{ann@x.com}', %(now)s, %(now)s
        FROM enrollments e WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = %(lead)s AND e.campaign_id = %(campaign)s
        RETURNING id
        """,
        kind=kind, lead=lead_id, campaign=campaign_id,
    )  # fmt: skip
    assert row
    return row["id"]


async def _of(scope: Scope, table: str, columns: str, lead_id: int) -> list[tuple[object, ...]]:
    rows = await scope.all(
        f"SELECT {columns} FROM {table} WHERE workspace_id = %(workspace_id)s AND lead_id = %(lead)s ORDER BY id", lead=lead_id
    )
    return [tuple(r.values()) for r in rows]


async def test_unsubscribing_stops_everything_once(scope: Scope) -> None:
    lead_id, (one, two) = await _enrolled(scope, "ann@x.com", "One", "Two")
    await _queue(scope, lead_id, one, "step")
    await _queue(scope, lead_id, one, "manual")
    lead = await leaving.unsubscribe(scope, lead_id, campaign_id=one)
    assert lead
    assert lead.unsubscribed_at == scope.now
    assert await _of(scope, "enrollments", "status, reason, due_at", lead_id) == [("stopped", "unsubscribed", None)] * 2
    assert await _of(scope, "messages", "kind, state", lead_id) == [("step", "cancelled"), ("manual", "queued")]
    assert [e.reason for e in (await suppression.check(scope, [lead])).values()] == ["unsubscribed"]
    unsubscribed = "events WHERE type = 'lead.unsubscribed') e"
    assert await _of(scope, f"(SELECT * FROM {unsubscribed}", "campaign_id", lead_id) == [(one,), (two,)]
    await leaving.unsubscribe(scope, "ANN@x.com")
    assert len(await _of(scope, f"(SELECT * FROM {unsubscribed}", "id", lead_id)) == 2


async def test_unsubscribing_an_unknown_address_still_suppresses_it(scope: Scope) -> None:
    assert await leaving.unsubscribe(scope, "Ghost@X.com") is None
    (made,) = await leads.upsert(scope, [LeadInput(email="ghost@x.com")])
    assert 0 in await suppression.check(scope, [await leads.get(scope, made.lead_id or 0)])


async def test_unsubscribing_from_one_campaign_leaves_the_others(scope: Scope) -> None:
    lead_id, (one, _) = await _enrolled(scope, "ann@x.com", "One", "Two")
    lead = await leaving.unsubscribe(scope, lead_id, campaign_id=one, only_campaign=True)
    assert lead
    assert lead.unsubscribed_at is None
    assert not await suppression.check(scope, [lead])
    assert await _of(scope, "enrollments", "status", lead_id) == [("stopped",), ("active",)]


async def test_resubscribing_undoes_the_suppression_only(scope: Scope) -> None:
    lead_id, _ = await _enrolled(scope, "ann@x.com", "One")
    await leaving.unsubscribe(scope, lead_id)
    lead = await leaving.resubscribe(scope, lead_id)
    assert lead.unsubscribed_at is None
    assert not await suppression.check(scope, [lead])
    assert await _of(scope, "enrollments", "status", lead_id) == [("stopped",)]


async def test_deleting_keeps_messages_and_events(scope: Scope) -> None:
    lead_id, (one,) = await _enrolled(scope, "ann@x.com", "One")
    await _queue(scope, lead_id, one, "step")
    before = len(await _of(scope, "events", "id", lead_id))
    assert await leaving.delete(scope, [lead_id, 999_999]) == 1
    with pytest.raises(NotFound):
        await leads.get(scope, lead_id)
    assert await _of(scope, "enrollments", "id", lead_id) == []
    assert await _of(scope, "messages", "state, subject", lead_id) == [("cancelled", "Hello Ann")]
    assert await scope.all("SELECT FROM lead_contacts WHERE workspace_id = %(workspace_id)s") == []
    assert len(await _of(scope, "events", "id", lead_id)) == before + 1


async def test_erasing_leaves_nothing_of_the_person_but_a_hash(scope: Scope) -> None:
    lead_id, (one,) = await _enrolled(scope, "ann@x.com", "One")
    await _queue(scope, lead_id, one, "step")
    await leaving.unsubscribe(scope, lead_id)
    told = await leaving.export(scope, lead_id)
    assert told["lead"]["email"] == "ann@x.com"
    assert told["messages"][0]["subject"] == "Hello Ann"
    assert [e["campaign"] for e in told["enrollments"]] == ["One"]
    assert told["suppressions"]
    await leaving.erase(scope, lead_id)
    assert await _of(scope, "messages", "subject, body_text, to_addresses", lead_id) == [("", "", None)]
    tables = await scope.all("SELECT table_name AS t FROM information_schema.tables WHERE table_schema = 'public'")
    for table in (r["t"] for r in tables):
        rows = await scope.all(f"SELECT t::text AS text FROM {table} t")
        assert not [r["text"] for r in rows if "ann@x.com" in r["text"].lower() or "Hello Ann" in r["text"]], table
    (again,) = await leads.upsert(scope, [LeadInput(email="Ann@x.com")])
    blocked = await suppression.check(scope, [await leads.get(scope, again.lead_id or 0)])
    assert blocked[0].kind == "email_hash"
    assert blocked[0].reason == "erased"


async def test_nothing_crosses_to_another_workspace(core: Core, scope: Scope, stranger: workspaces.Installed) -> None:
    (made,) = await leads.upsert(scope, [LeadInput(email="ann@x.com", phone="5550109999")])
    lead_id = made.lead_id or 0
    await scope.conn.commit()
    async with core.scope(stranger.workspace_id) as other:
        assert await leads.get_many(other, [lead_id]) == {}
        assert await leads.search(other) == []
        assert await leads.get_by_email(other, "ann@x.com") is None
        assert await leads.find_by_phone(other, "5550109999") == []
        assert await leaving.delete(other, [lead_id]) == 0
        for verb in (leads.get, leads.update, leaving.unsubscribe, leaving.erase, leaving.export):
            with pytest.raises(NotFound):
                await verb(other, lead_id)
        (theirs,) = await leads.upsert(other, [LeadInput(email="ann@x.com")])
        assert theirs.result == "created"
        assert theirs.lead_id != lead_id

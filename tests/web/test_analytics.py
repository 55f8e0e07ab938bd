"""Analytics: periods, filters, tables, and every chart as CSV."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import pytest_asyncio

from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Core
from outrider.outreach.enrollments import leaving
from outrider.outreach.tenancy import workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.web.analytics import view
from tests.making import a_campaign, a_sender
from tests.web.mailing import replies
from tests.web.visiting import Browser, browser, member

TODAY = date(2026, 3, 31)


@pytest_asyncio.fixture
async def viewer(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with browser(core) as viewer:
        await viewer.sign_in(await member(core, workspace.workspace_id, "vi@acme.example"))
        yield viewer


@pytest.fixture
def base(workspace: Installed) -> str:
    return f"/w/{workspace.workspace_id}/analytics"


@pytest.mark.parametrize(
    ("query", "start", "end"),
    [
        ({}, date(2026, 3, 2), TODAY),
        ({"days": "7"}, date(2026, 3, 25), TODAY),
        ({"start": "2026-01-05", "end": "2026-01-09"}, date(2026, 1, 5), date(2026, 1, 9)),
        ({"start": "2026-02-01", "end": "2026-01-09"}, date(2026, 1, 9), date(2026, 1, 9)),
        ({"end": "2030-01-01"}, date(2026, 3, 2), TODAY),
        ({"start": "0001-01-01", "end": "x"}, date(2026, 3, 2), TODAY),
        ({"days": "99999999999"}, TODAY - timedelta(days=view.LONGEST - 1), TODAY),
    ],
)
def test_what_makes_no_sense_in_the_address_is_left_out(query: dict[str, str], start: date, end: date) -> None:
    asked = view.asked_of(query, TODAY)
    assert (asked.start, asked.end) == (start, end)


@pytest.mark.parametrize(("days", "points"), [(1, 1), (92, 92), (93, 14), (730, 105), (731, 25)])
def test_a_long_period_has_wider_points(days: int, points: int) -> None:
    assert len(view.spans(TODAY - timedelta(days=days - 1), TODAY)) == points


@pytest.mark.parametrize("days", [1, 92, 93, 731])
def test_points_follow_each_other_from_the_first_day(days: int) -> None:
    first = TODAY - timedelta(days=days - 1)
    found = list(view.spans(first, TODAY).values())
    assert (found[0], found) == (first, sorted(set(found)))


@pytest.mark.parametrize("days", [1, 92, 365, 800])
async def test_no_message_is_lost_between_points(core: Core, workspace: Installed, viewer: Browser, base: str, days: int) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await workspaces.update(scope, timezone="America/New_York")
        sent = Event("message.sent", campaign_id=1)
        await events.append(scope, [replace(sent, at=scope.now - timedelta(days=n, hours=n % 5)) for n in range(0, days, 7)])
    lines = (await viewer.get(f"{base}/timeline.csv?days={days}")).text.splitlines()[1:]
    assert sum(int(line.split(",")[1]) for line in lines) == len(range(0, days, 7))


async def test_what_happened_is_shown(core: Core, workspace: Installed, viewer: Browser, base: str) -> None:
    await replies(core, workspace, 2)
    text = (await viewer.get(base)).text
    assert "By campaign" in text
    assert "By sender" in text


async def test_figures_of_senders_are_read_apart_from_the_page(
    core: Core, workspace: Installed, viewer: Browser, base: str
) -> None:
    """They are summed from the most counts, and stand below what people open the page for."""
    await replies(core, workspace, 2)
    address = f'/w/{workspace.workspace_id}/senders/1"'
    part = (await viewer.get(f"{base}/senders", **{"HX-Request": "true"})).text
    shown = [address in text for text in ((await viewer.get(base)).text, part, (await viewer.get(f"{base}/senders")).text)]
    assert shown == [False, True, True]
    assert "<main" not in part


@pytest.mark.parametrize("place", ["campaigns", "senders"])
async def test_a_line_leads_to_what_it_is_about(core: Core, workspace: Installed, viewer: Browser, base: str, place: str) -> None:
    await replies(core, workspace)
    tables = (await viewer.get(f"{base}/senders")).text.partition("By campaign")[2]
    assert f'href="/w/{workspace.workspace_id}/{place}/1"' in tables


async def test_a_campaign_is_shown_by_its_steps(core: Core, workspace: Installed, viewer: Browser, base: str) -> None:
    await replies(core, workspace, 2)
    lines = (await viewer.get(f"{base}/steps.csv?campaign=1")).text.splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [["1. Email", "2"], ["2. Email", "0"]]


async def test_an_empty_period_says_what_to_do(core: Core, workspace: Installed, viewer: Browser, base: str) -> None:
    await replies(core, workspace)
    assert "Choose another period" in (await viewer.get(f"{base}?start=2001-01-01&end=2001-01-02")).text


@pytest.mark.parametrize("query", ["campaign=999999", "sender=999999", "domain=nowhere.example"])
async def test_a_filter_on_what_there_is_not_finds_nothing(
    core: Core, workspace: Installed, viewer: Browser, base: str, query: str
) -> None:
    await replies(core, workspace)
    assert "Nothing was sent in this period" in (await viewer.get(f"{base}?{query}")).text


@pytest.mark.parametrize("name", ["timeline", "campaigns", "senders"])
async def test_every_chart_is_there_as_csv(core: Core, workspace: Installed, viewer: Browser, base: str, name: str) -> None:
    await replies(core, workspace, 2)
    answer = await viewer.get(f"{base}/{name}.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert sum(int(line.rsplit(",", 8)[1]) for line in answer.text.splitlines()[1:]) == 2


async def test_a_chart_that_there_is_not(viewer: Browser, base: str) -> None:
    assert (await viewer.get(f"{base}/nothing.csv")).status_code == 404


async def _many_senders(core: Core, workspace: Installed, n: int) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        ids = [(await a_sender(scope, f"s{place:03}@d{place % 60}.example")).id for place in range(n)]
        await events.append(scope, [Event("message.sent", sender_id=id, campaign_id=1) for id in ids for _ in range(2)])


async def test_every_sender_is_there_page_by_page(core: Core, workspace: Installed, viewer: Browser, base: str) -> None:
    await _many_senders(core, workspace, 120)
    pages = [(await viewer.get(f"{base}/senders?page={page}")).text for page in (1, 2, 3)]
    shown = [set(re.findall(r">(s\d{3}@d\d+\.example)</a>", page)) for page in pages]
    assert [len(of) for of in shown] == [50, 50, 20]
    assert len(set.union(*shown)) == 120
    assert ["of 120, those that sent the most" in page for page in pages] == [True] * 3


async def test_the_table_of_senders_as_csv_is_whole(core: Core, workspace: Installed, viewer: Browser, base: str) -> None:
    await _many_senders(core, workspace, 120)
    lines = (await viewer.get(f"{base}/senders.csv")).text.splitlines()[1:]
    assert sum(int(line.split(",")[1]) for line in lines) == 240


async def test_a_sender_that_the_choice_does_not_list_can_be_asked_for(
    core: Core, workspace: Installed, viewer: Browser, base: str
) -> None:
    await _many_senders(core, workspace, view.LISTED + 2)
    last = view.LISTED + 2
    page = (await viewer.get(f"{base}?sender={last}")).text
    assert f'<option value="{last}" selected>' in page
    assert "choose a domain to list more" in page
    assert "Nothing was sent" not in page
    assert f'<option value="{last}"' in (await viewer.get(f"{base}?domain=d{(last - 1) % 60}.example")).text


async def test_who_was_never_written_to_did_not_unsubscribe_from_it(
    core: Core, workspace: Installed, viewer: Browser, base: str
) -> None:
    """Leads that come with the wish not to be written to are no result of a campaign."""
    async with core.scope(workspace.workspace_id) as scope:
        await a_campaign(scope, leads=2, start=True)
        await scope.run("UPDATE enrollments SET first_sent_at = %(now)s WHERE workspace_id = %(workspace_id)s AND lead_id = 1")
        for lead_id in (1, 2):
            await leaving.unsubscribe(scope, lead_id)
    lines = (await viewer.get(f"{base}/campaigns.csv")).text.splitlines()
    assert sorted(line.rsplit(",", 1)[1] for line in lines[1:]) == ["1"]

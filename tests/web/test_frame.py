"""What every page stands on: static files, the stream of updates, the catalogue of what a role opens."""

import asyncio
import gzip
import re

import pytest

from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.teams import PERMISSIONS
from outrider.outreach.tenancy.workspaces import Installed
from outrider.web import pages
from outrider.web.kit import messages, static, templates, text
from outrider.web.kit.live import Live, Update
from tests.web.every_page import every_request
from tests.web.mailing import replies
from tests.web.visiting import browser, member

FIRST_LOAD = 80_000  # bytes, compressed, of everything a first page needs
PAGE = 25_000


async def test_static_files_are_kept_for_good(core: Core) -> None:
    async with browser(core) as guest:
        answer = await guest.get(static.address("app.css"))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"


async def test_a_file_of_another_version_is_not_kept(core: Core) -> None:
    async with browser(core) as guest:
        answer = await guest.get(static.address("app.css").replace(static.fingerprint(), "0123456789ab"))
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["..%2f..%2fapp.py", "vendor/.lock", "nothing.css"])
async def test_nothing_else_is_served(core: Core, name: str) -> None:
    async with browser(core) as guest:
        assert (await guest.get(f"/static/{static.fingerprint()}/{name}")).status_code == 404


async def test_a_first_load_keeps_its_budget(core: Core, workspace: Installed) -> None:
    await replies(core, workspace, 10)
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        page = gzip.compress((await editor.get(f"/w/{workspace.workspace_id}/")).content, 5)
    names = ["app.css", "vendor/htmx.js", *(path.name for path in static.FOLDER.glob("*.js")), "vendor/uplot.js"]
    found = [static.asset(name) for name in names]
    assert sum(len(f.packed or f.body) for f in found if f) + len(page) < FIRST_LOAD


async def test_a_page_keeps_its_budget(core: Core, workspace: Installed) -> None:
    await replies(core, workspace, 50)
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        for path in ("", "inbox", "inbox/1", "campaigns", "campaigns/1", "campaigns/1/leads"):
            answer = await editor.get(f"/w/{workspace.workspace_id}/{path}")
            assert len(gzip.compress(answer.content, 5)) < PAGE, path


def test_no_template_holds_a_script_or_a_style() -> None:
    for path in templates.WEB.glob("*/templates/*.html"):
        text = path.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), path
        assert re.findall(r"<script(?![^>]*\ssrc=)", text) == [], path


def test_messages_of_templates_and_modules_are_in_one_catalogue() -> None:
    found = messages.catalogue()
    assert found["Sign in"] == ["signin/templates/gone.html", "signin/templates/link.html", "signin/templates/sign_in.html"]
    assert found["Needs reply"] == ["inbox/view.py"]


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ _('Hello & welcome') }}", "Hello & welcome"),
        ("{{ _('Hello %(name)s', name=name) }}", "Hello &lt;b&gt;"),
        ("{{ _('Hello {name}').format(name=name) }}", "Hello &lt;b&gt;"),
        ("{{ _('%(n)s%% done', n=7) }}", "7% done"),
        ("{% trans %}Hello {{ name }}, 7%{% endtrans %}", "Hello &lt;b&gt;, 7%"),
        ("{% trans %}All 7%{% endtrans %}", "All 7%"),
    ],
)
def test_messages_escape_their_values(template: str, shown: str) -> None:
    assert templates.environment().from_string(template).render(name="<b>") == shown


def test_every_route_needs_a_permission_that_exists() -> None:
    needed = {route.needs for subject in pages.SUBJECTS for route in subject.ROUTES}
    assert needed <= {None, *PERMISSIONS}


async def next_update(live: Live, workspace_id: int, queue: "asyncio.Queue[Update | None]") -> Update | None:
    async with asyncio.timeout(30):
        return await queue.get()


async def test_what_happens_is_told_to_those_who_look(core: Core, workspace: Installed) -> None:
    live = Live(core, every=0.01)
    async with live.listening(workspace.workspace_id) as queue:
        async with asyncio.timeout(30):
            await live.channels[workspace.workspace_id].started.wait()
        (id,) = await replies(core, workspace)
        update = await next_update(live, workspace.workspace_id, queue)
    assert update is not None
    assert update.conversations == (id,)


async def test_who_comes_back_is_told_what_they_missed(core: Core, workspace: Installed) -> None:
    live = Live(core, every=0.01)
    (id,) = await replies(core, workspace)
    stream = live.stream(workspace.workspace_id, 0)
    told = [await anext(stream), await anext(stream)]
    await stream.aclose()
    assert f'"conversations": [{id}]'.encode() in told[1]


async def test_a_workspaces_updates_stay_in_it(core: Core, workspace: Installed, stranger: Installed) -> None:
    live = Live(core, every=0.01)
    await replies(core, stranger)
    stream = live.stream(workspace.workspace_id, 0)
    first = await anext(stream)
    live.close()
    rest = [part async for part in stream]
    assert b"update" not in first + b"".join(rest)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ada", "Ada"),
        ("\u202eadA", "\u202eadA\u202c"),
        ("\u2067\u202bAda\u202c", "\u2067\u202bAda\u202c\u2069"),
        ("\u202c\u2069Ada", "\u202c\u2069Ada"),
    ],
)
def test_marks_of_direction_are_closed(name: str, shown: str) -> None:
    assert text.closed(name) == shown


def test_every_value_of_a_page_is_closed() -> None:
    assert templates.environment().from_string("{{ name }} to you").render(name="\u202eadA") == "\u202eadA\u202c to you"


async def test_the_address_of_a_form_leads_to_its_page(core: Core, workspace: Installed) -> None:
    """The browser shows it where a form was refused: people reload it, and keep it as a bookmark."""
    lost: set[str] = set()
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
        for asked in every_request():
            path = asked.about(dict.fromkeys(asked.kinds(), 1)).path
            if asked.writes and (await editor.get(f"/w/{workspace.workspace_id}{path}")).status_code == 405:
                lost.add(asked.route)
    assert lost == set()


async def test_a_refused_form_is_reloaded_as_its_page(core: Core, workspace: Installed) -> None:
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
        answer = await editor.get(f"/w/{workspace.workspace_id}/settings/members/invite")
    assert answer.headers["location"] == f"/w/{workspace.workspace_id}/settings/members"

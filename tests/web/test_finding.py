"""The palette finds every page and, by name, what the visitor may see."""

import pytest

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.campaigns import campaigns
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.tenancy.workspaces import Installed
from tests.web.visiting import browser, member


async def found(core: Core, workspace: Installed, role: str, words: str = "") -> dict[str, str]:
    """What the palette shows a member of the role: names and addresses."""
    async with browser(core) as visitor:
        await visitor.sign_in(await member(core, workspace.workspace_id, f"{role}@acme.example", role))
        answer = await visitor.get(f"/w/{workspace.workspace_id}/find?q={words}")
    return {line["name"]: line["href"].removeprefix(f"/w/{workspace.workspace_id}") for line in answer.json()["found"]}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Home", "/"),
        ("Inbox: Needs reply", "/inbox?view=needs"),
        ("New campaign", "/campaigns/new"),
        ("Leads: Suppression", "/leads/suppression"),
        ("Connect a mailbox", "/senders/new"),
        ("Settings: Audit log", "/settings/audit"),
        ("Tools", "/tools"),
        ("Your account", "/account"),
    ],
)
async def test_every_page_is_found_from_every_page(core: Core, workspace: Installed, name: str, path: str) -> None:
    assert (await found(core, workspace, "admin"))[name] == path


async def test_a_viewer_is_offered_no_page_that_changes_things(core: Core, workspace: Installed) -> None:
    offered = await found(core, workspace, "viewer")
    assert {"New campaign", "Connect a mailbox", "Settings: Audit log", "Tools"} & offered.keys() == set()


async def test_campaigns_and_leads_are_found_by_name(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        campaign = await campaigns.create(scope, "Spring in Berlin")
        (lead,) = await leads.upsert(scope, [LeadInput(email="ada@prospect.example", first_name="Ada", last_name="Springer")])
    offered = await found(core, workspace, "admin", "spring")
    assert offered["Spring in Berlin"] == f"/campaigns/{campaign.id}"
    assert offered["Ada Springer"] == f"/leads/{lead.lead_id}"


async def test_words_can_be_searched_in_the_inbox(core: Core, workspace: Installed) -> None:
    assert (await found(core, workspace, "admin", "a%26b"))["Search the inbox for “a&b”"] == "/inbox?q=a%26b"


async def test_what_another_workspace_has_is_not_found(core: Core, workspace: Installed, stranger: Installed) -> None:
    async with core.scope(stranger.workspace_id, Actor("test")) as scope:
        await campaigns.create(scope, "Spring in Berlin")
        await leads.upsert(scope, [LeadInput(email="ada@prospect.example", first_name="Ada", last_name="Springer")])
    assert list(await found(core, workspace, "admin", "spring")) == [
        "Search the inbox for “spring”",
        "Search the leads for “spring”",
    ]

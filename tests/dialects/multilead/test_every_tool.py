"""Every agent tool, called over MCP's HTTP transport as an agent would use it, on a seat with a history."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from fastmcp import Client
from fastmcp.client.transports import StreamableHttpTransport
from pydantic import SecretStr

from outrider.app import create_app
from outrider.clock import SimulatedClock
from outrider.dialects import load
from outrider.outreach.campaigns import templates
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.tenancy import users, workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.linkedin import LinkedInWorld
from outrider.settings import Settings
from tests.dialects.multilead.story import Story
from tests.mcp.serving import served

SEARCH = "https://www.linkedin.com/sales/search/people?query=sdr"


class Teller:
    """Calls tools and remembers which: at the end none may be missing."""

    def __init__(self, client: Client[Any]) -> None:
        self.client, self.called = client, set[str]()

    async def __call__(self, tool: str, **arguments: Any) -> Any:
        self.called.add(tool)
        result = await self.client.call_tool(tool, arguments, raise_on_error=False)
        assert not result.is_error, f"{tool}: {result.content}"
        assert result.structured_content is not None
        return result.structured_content

    async def items(self, tool: str, **arguments: Any) -> list[Any]:
        return (await self(tool, **arguments))["result"]["items"]


@asynccontextmanager
async def telling(story: Story, workspace: Installed, clock: SimulatedClock, folder: Path) -> AsyncIterator[Teller]:
    async with LinkedInWorld(clock) as world:
        settings = Settings(
            linkedin_url=world.base_url, linkedin_key=SecretStr(world.key), mcp_files=folder, allow_private_webhooks=True,
            require_authentication_dns=False,
        )  # fmt: skip
        async with served(create_app(story.core, settings)) as url:
            transport = StreamableHttpTransport(f"{url}/mcp/multilead", headers={"Authorization": f"Bearer {workspace.key}"})
            async with Client(transport) as client:
                yield Teller(client)


@pytest.mark.timeout(180)
async def test_every_tool(story: Story, workspace: Installed, clock: SimulatedClock, tmp_path: Path) -> None:
    (tmp_path / "keywords.csv").write_text("keyword\ncompetitor.example\n")
    async with telling(story, workspace, clock, tmp_path) as tell:
        seat = await _who_and_where(tell, story)
        await _people_of_the_team(tell, story)
        await _users(tell, story)
        await _leads_of_the_team(tell)
        await _leads(tell, story, seat)
        await _campaigns(tell, story, seat)
        await _statistics(tell, story, seat)
        await _conversations(tell, story, seat)
        await _blacklists(tell, story, seat)
        await _webhooks(tell, story, seat)
        await _seats(tell, story)
        assert tell.called == {tool.name for tool in load("multilead").tools()}
        for resource in ("multilead://config", "multilead://stats", "skill://multilead/SKILL.md"):
            assert (await tell.client.read_resource(resource))[0].text  # type: ignore[union-attr]


async def _who_and_where(tell: Teller, story: Story) -> dict[str, str]:
    """The two calls every agent begins with."""
    me = await tell("get_user_information")
    (seat,) = await tell.items("list_all_seats_of_a_specific_user")
    assert (me["id"], seat["id"], seat["teamId"]) == (story.user_id, story.seat_id, story.workspace_id)
    return {"user_id": str(me["id"]), "account_id": str(seat["id"])}


async def _people_of_the_team(tell: Teller, story: Story) -> None:
    me, team = str(story.user_id), str(story.workspace_id)
    made = await tell("create_team", user_id=me, name="Second")
    teams = await tell.items("list_teams_under_the_users_white_label", user_id=me)
    assert [t["teamId"] for t in teams] == [story.workspace_id, made["result"]["teamId"]]
    role = await tell("create_team_role", team_id=team, user_id=me, name="Writer", permissions=[{"id": 3, "isViewOnly": False}])
    assert [r["name"] for r in await tell.items("get_team_roles", team_id=team, user_id=me)] == ["Owner", "Writer"]
    at = [{"roleId": role["result"]["id"], "accounts": [story.seat_id]}]
    who = {"team_id": team, "user_id": me, "email": "meg@company.example", "account_roles": at}
    await tell("invite_team_member", name="Meg", **who)
    await tell("update_team_member", **who, can_manage_team_global_webhooks=True)
    members = await tell.items("get_team_members", user_id=me, team_id=team)
    assert [m["email"] for m in members] == ["owner@example.com", "meg@company.example"]
    users = await tell.items("list_users_associated_with_a_specific_seat", user_id=me, account_id=story.seat_id)
    assert {u["email"] for u in users} == {m["email"] for m in members}


async def _users(tell: Teller, story: Story) -> None:
    new = {"email": "john@company.example", "password": "strong password", "full_name": "John Smith", "whitelabel_id": 1}
    john = (await tell("register_new_user", **new, phone="+3816423416"))["result"]
    assert john["emailConfirmed"] is False
    assert john["apiKey"]
    await tell("resend_email_confirmation_message", user_id=john["id"], email=john["email"])
    assert john["id"] in [u["id"] for u in await tell.items("list_all_users_as_a_whitelabel")]
    await tell("change_a_password", user_id=john["id"], new_password="another password")
    await users.check_password(story.core, john["email"], "another password")
    await tell("send_password_reset_email", email=john["email"])
    async with story.scope() as scope:
        await workspaces.spend_credits(scope, -5, "gift")
    moved = await tell("transfer_credits", user_id=story.user_id, destination_user_id=john["id"], quantity=3)
    assert moved["success"] is True
    async with story.scope() as scope:
        assert (await workspaces.get(scope)).credits == 2


async def _leads_of_the_team(tell: Teller) -> None:
    made = await tell("create_lead", email="eve@corp.example", first_name="Eve", company="Corp", tags=["hot"])
    lead = str((made.get("lead") or made.get("data") or made)["id"])
    await tell("get_lead", lead_id=lead)
    await tell("list_leads", company="Corp", tags=["hot"])
    await tell("update_lead", lead_id=lead, title="CEO", custom_fields={"city": "Ulm"})
    assert (await tell("delete_lead", lead_id=lead))["success"]


async def _leads(tell: Teller, story: Story, seat: dict[str, str]) -> None:
    campaign, jane = str(story.campaign_id), story.ids[0]
    added = await tell(
        "add_leads_to_campaign", campaign_id=campaign, email="new@corp.example", custom_fields={"firstName": "New"}
    )
    assert added["campaignId"] == story.campaign_id
    changed = {"businessEmail": "jane@acme.example", "custom-variable": "x"}
    account = seat["account_id"]
    await tell("update_lead_in_campaign", campaign_id=campaign, lead_id=jane, linkedin_account_id=account, changed_values=changed)
    listed = await tell("get_leads_from_campaign", **seat, campaign_id=campaign)
    assert listed["result"]["count"] == len(story.ids) + 1
    replied = await tell.items("get_leads_from_campaign", **seat, campaign_id=campaign, filter_by_status=[4])
    assert jane in [row["id"] for row in replied]
    chosen = await tell.items("get_leads_from_seat", **seat, filter_by_selected_leads=[jane])
    assert [row["id"] for row in chosen] == [jane]
    person = await tell("get_linkedin_user_info", **seat, linkedin_user_id=chosen[0]["linkedinUserId"])
    assert person["result"]["linkedinUser"]["primaryIdentifier"]
    await tell("create_tag", **seat, tag_name="hot lead")
    tags = {t["tag"]: t["id"] for t in await tell.items("get_tags_for_seat", **seat)}
    tag = tags["hot lead"]
    assert len(await tell.items("get_tags_of_a_specific_seat", **seat)) == len(tags)
    await tell("assign_tag_to_lead", **seat, lead_id=jane, tag_id=tag)
    assert [t["tagId"] for t in await tell.items("get_tags_for_leads", **seat, lead_ids=[jane])] == [tag]
    await tell("remove_tag_from_lead", **seat, lead_id=jane, tag_id=tag)
    assert await tell.items("get_tags_for_leads", **seat, lead_ids=[jane]) == []
    new = added["leadId"]
    await tell("pause_lead_execution", lead_id=new)
    await tell("resume_lead_execution", lead_id=new)
    when = "2026-03-05T09:00:00Z"
    await tell("return_lead_to_campaign", **seat, lead_id=new, target_campaign_id=campaign, scheduled_time=when)


async def _campaigns(tell: Teller, story: Story, seat: dict[str, str]) -> None:
    async with story.scope() as scope:
        step = StepInput([VariantInput("Hello", "<p>Hi</p>")], "email")
        await templates.save(scope, "Short", [step])
    (template,) = await tell.items("get_users_sequence_templates", user_id=story.user_id, team_id=story.workspace_id)
    made = await tell("create_campaign_from_template", **seat, sequence_template_id=template["id"], campaign_name="From template")
    campaign = made["result"]["value"]
    found = (await tell("get_campaign_list", **seat))["result"]
    assert campaign in [c["id"] for c in found["campaigns"]]
    assert found["count"] == 2
    info = (await tell("get_campaign_info", **seat, campaign_id=campaign))["result"]
    assert info["name"] == "From template"
    (source,) = await tell.items(
        "create_lead_source", **seat, campaign_id=campaign, lead_source_url=SEARCH, lead_source_type="SALES_NAVIGATOR",
        auto_reuse=1, auto_reuse_interval=7,
    )  # fmt: skip
    assert source["campaignId"] == campaign
    csv = (await tell("export_leads_from_campaign", **seat, campaign_id=story.campaign_id))["csv"]
    assert "firstName,lastName," in csv
    assert "Jane" in csv
    assert (await tell("export_all_campaigns", **seat))["sent_to"] == "owner@example.com"


async def _statistics(tell: Teller, story: Story, seat: dict[str, str]) -> None:
    day = int(story.core.clock.now().timestamp())
    time = {"from_timestamp": day - 86_400, "to_timestamp": day + 86_400, "time_zone": "Europe/Belgrade"}
    figures = (await tell("get_statistics", **seat, **time, curves=list(range(1, 18))))["result"]
    assert figures["total"]["3"] == 2
    assert len(figures["total"]) == 17
    csv = (await tell("export_statistics_csv", **seat, **time, curves=[3, 4]))["csv"]
    assert csv.splitlines()[0].count(",") == 2
    steps = (await tell("get_step_statistics", **seat, campaign_id=story.campaign_id))["result"]
    assert set(steps) == {str(id) for id in story.step_ids}
    totals = (await tell("get_all_campaigns_statistics", **seat))["result"]
    assert totals["total_profile_views"] == 2


async def _conversations(tell: Teller, story: Story, seat: dict[str, str]) -> None:
    (unread,) = await tell.items("get_unread_conversations", **seat)
    thread, jane = unread["thread"], unread["lead"]["id"]
    assert len(await tell.items("get_all_conversations", **seat)) == 2
    assert len(await tell.items("get_other_conversations", **seat)) == 1
    inside = await tell.items("get_campaign_conversations", **seat, campaign_id=story.campaign_id)
    assert thread in [c["thread"] for c in inside]
    messages = (await tell("get_messages_from_a_specific_thread", **seat, threads=[thread]))["result"]["items"]
    assert "Sounds good</untrusted_text " in [m["message"] for m in messages[thread]][-1]
    assert jane in [lead["id"] for lead in await tell.items("get_leads_from_thread", **seat, thread_id=thread)]
    who = unread["linkedinUser"]["identifier"]
    assert who in (await tell("get_conversations_by_identifiers", **seat, identifiers=[who]))["result"]["items"]
    assert str(jane) in (await tell("get_messages_for_leads", **seat, lead_ids=[jane]))["result"]["leads"]
    assert (await tell("get_lead_messages", **seat, lead_id=jane))["result"]["messages"]["channels"]
    await tell("mark_messages_as_seen", **seat, thread=thread)
    assert await tell.items("get_unread_conversations", **seat) == []
    await tell("send_new_email", **seat, recipient="who@corp.example", subject="Hello", content="<p>Hi</p>", signature_id=0)
    mail = next(c for c in inside if c["dashboard"] == 4)
    about = {"campaign_id": story.campaign_id, "lead_id": mail["lead"]["id"]}
    said = await tell("send_email_reply", **seat, thread=mail["thread"], message="Fine", recipient="tom@small.example", **about)
    assert said["messageType"] == "EMAIL"
    said = await tell(
        "send_linkedin_message", **seat, message="Great", linkedin_user_id=unread["linkedinUser"]["id"], public_identifier=who,
        campaign_id=story.campaign_id, lead_id=jane,
    )  # fmt: skip
    assert said["messageType"] == "LINKEDIN_MESSAGE"


async def _blacklists(tell: Teller, story: Story, seat: dict[str, str]) -> None:
    team = {"team_id": str(story.workspace_id), "user_id": seat["user_id"]}
    what = {"keyword_type": "domain", "comparison_type": "exact"}
    added = await tell("add_keywords_to_global_blacklist", **team, **what, keywords=["rival.example"])
    assert added["result"]["globalBlacklist"]["type"] == "domain"
    assert (await tell("import_keywords_to_global_blacklist_csv", **team, **what, csv_file_path="keywords.csv"))["success"]
    john = {"keywords": ["John Smith"], "keyword_type": "full_name", "comparison_type": "exact"}
    added = await tell("add_keywords_to_blacklist", **seat, **john)
    assert added["result"]["blacklist"]["seatId"] == story.seat_id
    assert (await tell("import_keywords_to_blacklist_csv", **seat, **what, csv_file_path="keywords.csv"))["success"]


async def _webhooks(tell: Teller, story: Story, seat: dict[str, str]) -> None:
    hook = {"accountWebhookActionId": 4, "url": "http://127.0.0.1:9/hook", "linkedinAccountId": story.seat_id}
    await tell("create_webhook", **seat, webhooks=[{**hook, "campaignId": story.campaign_id}])
    (made,) = await tell.items("list_webhooks", **seat)
    await tell("delete_webhook", **seat, webhook_id=made["id"])
    assert await tell.items("list_webhooks", **seat) == []
    await tell("create_global_webhook", **seat, webhooks=[hook])
    (made,) = await tell.items("list_global_webhooks", **seat)
    await tell("delete_global_webhook", **seat, array_of_actions=["4"], array_of_ids=[story.seat_id, made["id"]], url=hook["url"])
    assert await tell.items("list_global_webhooks", **seat) == []


async def _seats(tell: Teller, story: Story) -> None:
    made = await tell(
        "create_seat", user_id=story.user_id, plan_id=1, full_name="New seat", start_utc_time="08:00", end_utc_time="16:00",
        time_zone="Europe/Belgrade", team_id=story.workspace_id, whitelabel_id=1,
    )  # fmt: skip
    id = made["result"]["id"]
    seat = {"user_id": str(story.user_id), "account_id": str(id)}
    await tell(
        "connect_linkedin_account", **seat, linkedin_email="ben@sender.example", linkedin_password="a password",
        linkedin_subscription_id=1, country_code="us", setup_proxy_type="BUY",
    )  # fmt: skip

    async def shown() -> dict[str, Any]:
        return next(s for s in await tell.items("list_all_seats_of_a_specific_user") if s["id"] == id)

    assert (await shown())["accountGlobalStatusId"] == 5
    await tell("sync_linkedin_messages", **seat)
    await tell("disconnect_linkedin_account", **seat)
    assert (await shown())["accountGlobalStatusId"] == 10
    await tell("suspend_or_unsuspend_seat", user_id=story.user_id, account_id=id, suspended=True)
    assert (await shown())["suspended"] is True
    await tell("suspend_or_unsuspend_seat", user_id=story.user_id, account_id=id, suspended=False)
    await tell("cancel_seat", **seat, reason="Enough")
    assert (await shown())["accountPaymentStatus"]["name"] == "CANCELED"
    await tell("reactivate_seat", **seat, proxy_country="us")
    assert (await shown())["accountPaymentStatus"]["name"] == "ACTIVE"
    await tell("activate_inboxflare_warmup", user_id=story.user_id)

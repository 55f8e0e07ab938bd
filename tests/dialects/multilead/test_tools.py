"""The tools are the published server's: every name, and each one's arguments with their defaults."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from fastmcp import Client

from outrider.dialects import load
from outrider.dialects.kit.tools import Answer
from outrider.mcp.backend import vendor
from outrider.mcp.server import build_server
from tests.dialects.vendor_documents import ABSENT, published_tools

# Arguments in their order; with a default where there is one.
ARGUMENTS = {
    "create_lead": "email first_name=None last_name=None company=None title=None phone=None tags=None custom_fields=None",
    "get_lead": "lead_id",
    "list_leads": "tags=None company=None created_after=None created_before=None limit=100 offset=0",
    "update_lead": (
        "lead_id email=None first_name=None last_name=None company=None title=None phone=None tags=None custom_fields=None"
    ),
    "delete_lead": "lead_id",
    "add_leads_to_campaign": "campaign_id profile_url=None email=None custom_fields=None",
    "update_lead_in_campaign": "campaign_id lead_id linkedin_account_id changed_values",
    "get_leads_from_thread": "user_id account_id thread_id",
    "get_tags_for_leads": "user_id account_id lead_ids",
    "assign_tag_to_lead": "user_id account_id lead_id tag_id",
    "remove_tag_from_lead": "user_id account_id lead_id tag_id",
    "get_linkedin_user_info": "user_id account_id linkedin_user_id",
    "pause_lead_execution": "lead_id",
    "resume_lead_execution": "lead_id",
    "get_leads_from_campaign": (
        "user_id account_id campaign_id search=None filter_by_verified_emails=None "
        "filter_by_not_verified_emails=None filter_by_status=None filter_by_connection_degree=None "
        "filter_by_current_step=None filter_by_name=None filter_by_company=None filter_by_occupation=None "
        "filter_by_headline=None filter_by_out_of_office=None filter_by_step_change_timestamp=None "
        "filter_by_selected_leads=None limit=30 offset=0"
    ),
    "get_tags_for_seat": "user_id account_id",
    "create_tag": "user_id account_id tag_name",
    "return_lead_to_campaign": "user_id account_id lead_id target_campaign_id scheduled_time=None",
    "get_leads_from_seat": (
        "user_id account_id search=None filter_by_verified_emails=None filter_by_not_verified_emails=None "
        "filter_by_status=None filter_by_connection_degree=None filter_by_name=None filter_by_company=None "
        "filter_by_occupation=None filter_by_headline=None filter_by_out_of_office=None "
        "filter_by_step_change_timestamp=None filter_by_selected_leads=None limit=30 offset=0"
    ),
    "export_all_campaigns": "user_id account_id",
    "export_leads_from_campaign": (
        "user_id account_id campaign_id search=None filter_by_verified_emails=None "
        "filter_by_not_verified_emails=None filter_by_status=None filter_by_connection_degree=None "
        "filter_by_current_step=None filter_by_selected_leads=None filter_by_name=None filter_by_company=None "
        "filter_by_occupation=None filter_by_headline=None filter_by_out_of_office=None "
        "filter_by_step_change_timestamp=None"
    ),
    "get_campaign_info": "user_id account_id campaign_id",
    "get_campaign_list": "user_id account_id campaign_state=1 sort_order=None sort_column=None limit=30 offset=0",
    "create_lead_source": (
        "user_id account_id campaign_id lead_source_url lead_source_type dashboard=None auto_reuse=None auto_reuse_interval=None"
    ),
    "create_campaign_from_template": "user_id account_id sequence_template_id campaign_name lead_source_url=None",
    "get_statistics": "user_id account_id from_timestamp to_timestamp curves time_zone campaign_id=None",
    "export_statistics_csv": "user_id account_id from_timestamp to_timestamp curves time_zone",
    "get_step_statistics": "user_id account_id campaign_id",
    "get_all_campaigns_statistics": "user_id account_id campaign_state=1",
    "add_keywords_to_global_blacklist": "team_id user_id keywords keyword_type comparison_type",
    "import_keywords_to_global_blacklist_csv": "team_id user_id csv_file_path keyword_type comparison_type",
    "add_keywords_to_blacklist": "user_id account_id keywords keyword_type comparison_type",
    "import_keywords_to_blacklist_csv": "user_id account_id csv_file_path keyword_type comparison_type",
    "activate_inboxflare_warmup": "user_id",
    "list_all_seats_of_a_specific_user": "search=None",
    "register_new_user": "email password full_name whitelabel_id phone=None invitation_id=None skip_confirmation_email=False",
    "get_user_information": "",
    "list_all_users_as_a_whitelabel": "limit=30 offset=0",
    "create_seat": "user_id plan_id full_name start_utc_time end_utc_time time_zone team_id whitelabel_id",
    "cancel_seat": "user_id account_id reason",
    "reactivate_seat": "user_id account_id proxy_country=None",
    "suspend_or_unsuspend_seat": "user_id account_id suspended",
    "resend_email_confirmation_message": "user_id email",
    "send_password_reset_email": "email",
    "list_users_associated_with_a_specific_seat": "user_id account_id limit=30 offset=0 search=None",
    "list_teams_under_the_users_white_label": "user_id",
    "change_a_password": "user_id new_password",
    "get_users_sequence_templates": "user_id team_id",
    "transfer_credits": "user_id destination_user_id quantity",
    "get_tags_of_a_specific_seat": "user_id account_id",
    "connect_linkedin_account": (
        "user_id account_id linkedin_email linkedin_password linkedin_subscription_id country_code setup_proxy_type note=None"
    ),
    "disconnect_linkedin_account": "user_id account_id",
    "create_team": "user_id name",
    "create_team_role": "team_id user_id name permissions",
    "get_team_roles": "team_id user_id",
    "get_team_members": "user_id team_id",
    "invite_team_member": "team_id user_id name email account_roles can_manage_payment=False send_invitation_email=False",
    "update_team_member": "team_id user_id email account_roles=None can_manage_team_global_webhooks=None",
    "sync_linkedin_messages": "user_id account_id",
    "get_messages_from_a_specific_thread": "user_id account_id threads filter_by_step_change_timestamp=None",
    "get_conversations_by_identifiers": "user_id account_id identifiers",
    "get_unread_conversations": "user_id account_id limit=100 offset=0 name=None",
    "get_other_conversations": "user_id account_id limit=100 offset=0 name=None",
    "get_all_conversations": "user_id account_id limit=100 offset=0 name=None tag_ids=None",
    "get_campaign_conversations": "user_id account_id campaign_id limit=100 offset=0 name=None",
    "get_messages_for_leads": "user_id account_id lead_ids=None limit=100",
    "mark_messages_as_seen": "user_id account_id thread",
    "send_new_email": "user_id account_id recipient subject content signature_id",
    "send_email_reply": "user_id account_id thread message lead_id campaign_id recipient",
    "send_linkedin_message": "user_id account_id message linkedin_user_id public_identifier campaign_id lead_id",
    "get_lead_messages": "user_id account_id lead_id",
    "create_webhook": "user_id account_id webhooks",
    "create_global_webhook": "user_id account_id webhooks",
    "list_webhooks": "user_id account_id limit=30 offset=0",
    "list_global_webhooks": "user_id account_id limit=30 offset=0",
    "delete_webhook": "user_id account_id webhook_id",
    "delete_global_webhook": "user_id account_id array_of_actions array_of_ids url",
}

TYPES: dict[str, Any] = {
    "create_lead.tags": ["array", "null"], "create_lead.custom_fields": ["object", "null"], "list_leads.limit": "integer",
    "update_lead_in_campaign.changed_values": "object", "get_leads_from_campaign.filter_by_status": ["array", "null"],
    "get_leads_from_campaign.filter_by_verified_emails": ["boolean", "null"], "create_lead_source.campaign_id": "integer",
    "get_statistics.curves": "array", "get_statistics.from_timestamp": "integer",
    "suspend_or_unsuspend_seat.suspended": "boolean",
    "transfer_credits.quantity": "integer", "invite_team_member.account_roles": "array", "create_webhook.webhooks": "array",
    "delete_global_webhook.array_of_ids": "array", "send_new_email.signature_id": "integer", 
    "get_all_conversations.tag_ids": ["string", "null"],
}  # fmt: skip


class Recorder:
    """A backend that answers nothing and remembers what was asked."""

    def __init__(self) -> None:
        self.facts: Mapping[str, Any] = {"backend": "a recorder", "base_url": "nowhere", "timeout": 1}
        self.as_documented = False
        self.asked: list[tuple[str, str, dict[str, Any]]] = []

    async def request(self, method: str, path: str, **options: Any) -> Answer:
        self.asked.append((method, path, options))
        return Answer(200, {"email": "me@here.example"})


async def schemas() -> dict[str, dict[str, Any]]:
    dialect = load("multilead")
    async with Client(build_server(dialect, vendor(dialect, lambda: "key"))) as client:
        return {tool.name: tool.input_schema for tool in await client.list_tools()}


async def test_names_arguments_and_defaults() -> None:
    found = {}
    for name, schema in (await schemas()).items():
        required = schema.get("required", [])
        found[name] = " ".join(
            argument if argument in required else f"{argument}={prop.get('default')!r}"
            for argument, prop in schema.get("properties", {}).items()
        )
    assert found == ARGUMENTS
    assert len(found) == 77


# The published server's words: of each tool, prompt and resource its name and description, with single spaces.
DIGEST = "e31fae6a650ba918"


async def described() -> dict[str, str]:
    """What a client is told of each tool, prompt and resource."""
    dialect = load("multilead")
    async with Client(build_server(dialect, vendor(dialect, lambda: "key"))) as client:
        found = [*await client.list_tools(), *await client.list_prompts(), *await client.list_resources()]
        return {thing.name: " ".join((thing.description or "").split()) for thing in found if "skill" not in thing.name}


async def test_descriptions() -> None:
    lines = sorted(f"{name}: {text}" for name, text in (await described()).items())
    assert len(lines) == 77 + 2 + 2
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16] == DIGEST


async def test_the_published_document() -> None:
    """Each description is its own, and the arguments it tells of are the tool's: their order, what is required, defaults."""
    document = published_tools("multilead")
    if document is None:
        pytest.skip(ABSENT)
    assert {name: " ".join(text.split()) for name, text in document.items()} == await described()
    for name, schema in (await schemas()).items():
        told = re.search(r"Args: (.*?) Returns: ", " ".join(document[name].split()))
        arguments = list(schema["properties"])
        if told is None:
            assert not arguments, name
            continue
        pattern = " ".join(rf"{argument}: (.*?)" for argument in arguments)
        words = re.fullmatch(pattern, told[1])
        assert words, f"{name}: {arguments}"
        for argument, text in zip(arguments, words.groups(), strict=True):
            prop, required = schema["properties"][argument], argument in schema.get("required", [])
            assert not (required and re.search(r"^Optional|\(optional|default:", text)), f"{name}.{argument}"
            assert required or "(required)" not in text, f"{name}.{argument}"
            if default := re.search(r"default: (\w+)", text):
                assert str(prop["default"]) == default[1], f"{name}.{argument}"


async def test_types() -> None:
    known = await schemas()
    for where, expected in TYPES.items():
        tool, _, argument = where.partition(".")
        prop = known[tool]["properties"][argument]
        kinds = [option["type"] for option in prop["anyOf"]] if "anyOf" in prop else prop["type"]
        assert kinds == expected, where
    for tool, schema in known.items():
        for argument in {"user_id", "team_id", "lead_id", "campaign_id", "account_id"} & set(schema.get("properties", {})):
            prop = schema["properties"][argument]
            assert "anyOf" in prop or prop["type"] in ("string", "integer"), (tool, argument)


async def test_prompts_and_resources() -> None:
    dialect = load("multilead")
    async with Client(build_server(dialect, vendor(dialect, lambda: "a secret key", timeout=7), facts={"debug": True})) as client:
        assert {p.name for p in await client.list_prompts()} == {"lead_enrichment_prompt", "campaign_analysis_prompt"}
        for name in ("lead_enrichment_prompt", "campaign_analysis_prompt"):
            assert len((await client.get_prompt(name)).messages[0].content.text) > 500  # type: ignore[union-attr]
        names = {str(r.uri): r.name for r in await client.list_resources()}
        assert names["multilead://config"] == "Multilead MCP Server Configuration"
        assert names["multilead://stats"] == "Multilead API Statistics"
        text = (await client.read_resource("multilead://config"))[0].text  # type: ignore[union-attr]
        assert "https://api.multilead.co" in text
        assert "7 seconds" in text
        assert "Debug mode: on" in text
        assert "a secret key" not in text


def test_a_base_url_with_or_without_the_versions_path() -> None:
    for url in ("http://here.example/multilead", "http://here.example/multilead/api/open-api/v1/"):
        facts = vendor(load("multilead"), lambda: "key", base_url=url).facts
        assert facts["base_url"] == "http://here.example/multilead"


async def test_what_is_asked_of_the_wire() -> None:
    to = Recorder()
    async with Client(build_server(load("multilead"), to)) as client:
        await client.call_tool("get_leads_from_campaign", {"user_id": 1, "account_id": "2", "campaign_id": "3",
                               "filter_by_status": [4], "filter_by_verified_emails": True})  # fmt: skip
        await client.call_tool("mark_messages_as_seen", {"user_id": "1", "account_id": "2", "thread": "2-MTc/../x=="})
        await client.call_tool("transfer_credits", {"user_id": "1", "destination_user_id": 5, "quantity": 3})
        await client.call_tool("return_lead_to_campaign", {"user_id": "1", "account_id": "2", "lead_id": "9",
                               "target_campaign_id": "3", "scheduled_time": "2026-03-02T09:00:00Z"})  # fmt: skip
    (_, path, options), (_, seen, _), (_, second, credits), (_, _, back) = to.asked
    assert path == "/api/open-api/v1/users/1/accounts/2/campaigns/3/leads"
    assert json.loads(options["params"]["filterByStatus"]) == [4]
    assert options["params"]["filterByVerifiedEmails"] is True
    assert seen.endswith("/conversations/2-MTc%2F..%2Fx%3D%3D/seen")
    assert second == "/api/open-api/v2/users/1/transfer_credits"
    assert credits["json"]["quantity"] == 3
    assert back["json"] == {"campaignId": 3, "doTaskAt": 1772442000000}


async def test_ids_of_any_kind_and_times_as_numbers() -> None:
    to = Recorder()
    async with Client(build_server(load("multilead"), to)) as client:
        for id in ("12", 12, "lead_12", "6eb0c288-0a17-4f6c-88a3-bb750b34d7ca", "2-MTc=="):
            await client.call_tool("get_lead", {"lead_id": id})
        moved = {"user_id": 1, "account_id": 2, "lead_id": 9, "target_campaign_id": "c-3"}
        for time in (1772442000, "1772442000000", "2026-03-02T09:00:00", "2026-03-02T10:00:00+01:00"):
            await client.call_tool("return_lead_to_campaign", {**moved, "scheduled_time": time})
        await client.call_tool("list_all_users_as_a_whitelabel", {"limit": 5000})
    paths = [path.removeprefix("/v1/leads/") for _, path, _ in to.asked[:5]]
    assert paths == ["12", "12", "lead_12", "6eb0c288-0a17-4f6c-88a3-bb750b34d7ca", "2-MTc=="]
    assert [options["json"] for *_, options in to.asked[5:9]] == [{"campaignId": "c-3", "doTaskAt": 1772442000000}] * 4


async def test_an_id_leads_nowhere_else_and_files_are_the_operators() -> None:
    to = Recorder()
    async with Client(build_server(load("multilead"), to)) as client:
        for id in ("../users", "1/../../2", "..", ".", "", "1?x=1", "1#", "%2e%2e", "a b", "1\n", None):
            assert (await client.call_tool("get_lead", {"lead_id": id}, raise_on_error=False)).is_error, id
        wanted = {
            "user_id": "1",
            "account_id": "2",
            "csv_file_path": "/etc/passwd",
            "keyword_type": "email",
            "comparison_type": "exact",
        }
        refused = await client.call_tool("import_keywords_to_blacklist_csv", wanted, raise_on_error=False)
        assert refused.is_error
        assert "reads no files" in refused.content[0].text
    assert to.asked == []


async def test_files_below_the_opened_directory(tmp_path: Any) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "keywords.csv").write_text("keyword\nacme.com\n")
    (tmp_path / "secret.txt").write_text("x")
    to = Recorder()
    async with Client(build_server(load("multilead"), to, facts={"files": tmp_path / "in"})) as client:
        wanted = {"team_id": "1", "user_id": "1", "keyword_type": "domain", "comparison_type": "exact"}
        tool = "import_keywords_to_global_blacklist_csv"
        await client.call_tool(tool, {**wanted, "csv_file_path": "keywords.csv"})
        for path in ("../secret.txt", str(tmp_path / "secret.txt"), "missing.csv"):
            assert (await client.call_tool(tool, {**wanted, "csv_file_path": path}, raise_on_error=False)).is_error
    ((_, _, options),) = to.asked
    assert options["files"]["files"][:2] == ("keywords.csv", b"keyword\nacme.com\n")

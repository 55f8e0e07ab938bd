"""Multilead: 77 agent tools, and the Open API behind them with a raw key in `Authorization`.

The API is served at the vendor's own paths, `/multilead/api/open-api/v1` and `/v2`, and once more without that prefix: the
published MCP server puts its paths straight after a base URL that may or may not carry it. For the same reason the plain lead
routes are at `/v1/leads`. So every tool names its whole path, and a base URL is a host (`https://api.multilead.co`) or an
installation's `/multilead`, with or without `/api/open-api/v1` after it.

A white label is the installation (its id is 1), a team a workspace, a seat or account a seat, a lead an enrollment. Keys belong
to a user in a team and, in addition to that team, open the teams that were created with them. Where the vendor does not say which
of a role's 14 permissions is which, `permissions.NAMES` does.

The vendor publishes no limit of its API; ours is a million requests a key and day, whose count the account's statistics show.

A webhook's `reason` is the reason's code, else the words that the verdict stands on: of a request to stop, of a bounce.

Answers without content are empty, as the vendor's are; a client that accepts nothing but JSON gets `{"success": true}`.
"""

from outrider.dialects import Credential, Dialect, Rate, Serving, Vendor

DIALECT = Dialect(
    name="multilead",
    title="Multilead",
    credential=Credential("header", "Authorization"),
    vendor=Vendor("https://api.multilead.co", "MULTILEAD_API_KEY", "MULTILEAD_BASE_URL", "/api/open-api/v1"),
    api_base="",
    rate=Rate(1_000_000, 86_400),
    serving=Serving(
        port=8000,
        timeout=30,
        timeout_env="MULTILEAD_TIMEOUT",
        debug_env="MULTILEAD_DEBUG",
        per_minute=100,
        per_hour=1000,
        key_required=True,
    ),
    hosts=("api.multilead.co", "api.multilead.io"),
    instructions=(
        "LinkedIn and email outreach: leads, campaigns, conversations, statistics, webhooks, blacklists, teams and seats."
        " Nearly every tool takes user_id and account_id: get them from get_user_information and"
        " list_all_seats_of_a_specific_user. Read the resource skill://multilead/SKILL.md before the first change."
    ),
    untrusted=frozenset(
        {
            "message",
            "preview",
            "subject",
            "content",
            "fullName",
            "full_name",
            "firstName",
            "lastName",
            "first_name",
            "last_name",
            "occupation",
            "headline",
            "company",
            "currentCompany",
            "country",
            "collegeName",
            "allFieldsData",
            "education",
            "experience",
            "volunteer",
            "recommendations",
            "attachments",
            "businessEmail",
            "twitter",
            "custom_fields",
            "title",
            "phone",
            "website",
            "linkedin_url",
            "linkedinUrl",
            "allFields",
            "source",
            "note",
            "csv",
        }
    ),
)

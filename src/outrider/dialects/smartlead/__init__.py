"""Smartlead: 33 agent tools and the REST API behind them, at `/smartlead/api/v1` with `?api_key=`.

The vendor's documentation exists in two generations. Answers have the older one's shapes, which clients
parse, with the newer one's fields beside them; requests are understood in snake_case and camelCase and in
both generations' names. Where they disagree: a lead has at most 250 custom fields (newer; the older says 20),
and passwords are never shown. `bounce_reason` of a webhook are the server's own words. Answers about leads have no field for
the words that a verdict stands on, and get none: Outrider's own API, its pages and `explain` show them.

A client's key opens its own campaigns. What it says of a lead holds in these alone, also where other clients write to the same
person, and it reads nothing that others know of them; it does not change an address. A category that it sets to have someone not
contacted counts for the client, as the vendor's block lists and unsubscriptions of clients do.
"""

from outrider.dialects import Credential, Dialect, Rate, Vendor

DIALECT = Dialect(
    name="smartlead",
    title="Smartlead",
    credential=Credential("query", "api_key"),
    vendor=Vendor("https://server.smartlead.ai", "SMARTLEAD_API_KEY", "SMARTLEAD_BASE_URL"),
    api_base="/api/v1",
    rate=Rate(10, 2, sliding=True),
    hosts=(
        "server.smartlead.ai",
        "smartdelivery.smartlead.ai",
        "smart-senders.smartlead.ai",
        "prospect-api.smartlead.ai",
    ),
    instructions=(
        "Cold email outreach: lead lists, campaigns with email sequences, sender accounts, one master inbox and figures."
        " Read the resource skill://smartlead/SKILL.md before the first change."
    ),
    untrusted=frozenset(
        {
            "from",
            "subject",
            "email_subject",
            "email_body",
            "email_message",
            "reply_message",
            "preview",
            "reply_body",
            "last_message",
            "first_name",
            "last_name",
            "lead_first_name",
            "lead_last_name",
            "lead_name",
            "company_name",
            "custom_fields",
            "location",
            "website",
            "linkedin_profile",
            "company_url",
            "phone_number",
            "smtp_failure_error",
            "imap_failure_error",
        }
    ),
)

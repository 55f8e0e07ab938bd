"""Instantly: 13 agent actions and the REST API V2 behind them, at `/instantly/api/v2` with `Authorization: Bearer`.

Where the vendor's documents are silent this holds:

- A "lead" is a row: a person's place in one campaign or one list. The same address in two campaigns is two
  rows with values of their own. Rows of subsequences are not listed; the row in the parent says which
  subsequence it is in.
- Lists are answered newest first (leads: oldest first), 10 at a time unless `limit` says otherwise.
- A row that a `skip_if_...` flag, a block list or the target itself keeps out is not created: a single create
  answers 400 with the reason, or (when the lead is in that very campaign or list) the row that is there.
- Any number of a custom label is an interest status; an unknown number is refused.
- A cursor is the id of the last row seen. Emails of a thread share the id of the lead's row as `thread_id`.
- A lead in a list needs an email address: leads without one, to be enriched later, are refused.
"""

from outrider.dialects import Credential, Dialect, Rate, Vendor

DIALECT = Dialect(
    name="instantly",
    title="Instantly",
    credential=Credential("header", "Authorization", "Bearer"),
    vendor=Vendor("https://api.instantly.ai", "INSTANTLY_API_KEY", "INSTANTLY_BASE_URL"),
    api_base="/api/v2",
    rate=Rate(100, 1),  # the vendor's other limit, 6,000 a minute, is the same rate
    hosts=("api.instantly.ai",),
    instructions=(
        "Cold email outreach: leads in campaigns and lists, campaigns with email sequences, and the Unibox with its threads."
        " Read the resource skill://instantly/SKILL.md before the first change."
        " Every tool answers with success and, when it failed, error."
    ),
    untrusted=frozenset({
        "subject", "body", "content_preview", "from_address_email", "reply_to", "first_name", "last_name", "company_name",
        "job_title", "phone", "website", "personalization", "payload",
    }),
)  # fmt: skip

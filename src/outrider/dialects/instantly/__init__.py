"""Instantly: 13 agent actions and the REST API V2 behind them, at `/instantly/api/v2` with `Authorization: Bearer`.

Where the vendor's documents are silent this holds:

- A "lead" is a row: a person's place in one campaign or one list. The same address in two campaigns is two
  rows with values of their own. Rows of subsequences are not listed; the row in the parent says which
  subsequence it is in.
- Lists are answered newest first (leads, labels and webhooks: oldest first), 10 at a time unless `limit` says otherwise.
- A row that a `skip_if_...` flag, a block list or the target itself keeps out is not created: a single create
  answers 400 with the reason, or (when the lead is in that very campaign or list) the row that is there.
- Any number of a custom label is an interest status; an unknown number is refused.
- A cursor is the id of the last row seen. Emails of a thread share the id of the lead's row as `thread_id`.
- A lead in a list may have a name and no address: it is shown, changed and moved between lists, but no campaign takes it.
- The workspace has one block list. Its id (`blocklist_id`) is the workspace's own, which its entries name as `organization_id`;
  any other is not found. It always applies.
- Mail to recipients covered by `send` rules of `provider_routing_rules` is sent from accounts at the providers that those rules
  name only, and never from one that a `do_not_send` rule forbids; where that leaves no provider, the lead is skipped.
  `match_lead_esp` takes accounts at the lead's own provider where the campaign has working ones, else any. Follow-ups stay
  with the account that wrote first. Providers are identified by MX records, and no lead waits long for DNS that is silent.
- A subsequence has of its own its name, steps, conditions, variant choice and `ignore_account_daily_limit`, and a schedule and
  daily limit where they are given; all else is its campaign's, and changes with it. What a lead answers there, and the interest
  status it gets, is the row's in the campaign. A lead is under way in one subsequence at a time.
- A campaign that is complete while leads go on in its subsequences has status 4.
- An opportunity is a lead whose interest status becomes positive; `unique_...` and totals count each lead once. A day's
  `contacted` are the leads written to on it. Days are UTC's.
- `disable_auto_interest` holds until it is sent again as false.
- `move`: `ignore_resource_filter_clauses` looks beyond `campaign`, `list_id`, `in_campaign` and `in_list`; a move without any
  filter is refused. Whoever is moved, not copied, keeps their id, and their older emails show it, too. A merged lead has the id
  of the destination. `next_starting_after` says where the page ended, which for a lead that was moved is not its id.
- Leads, emails and webhooks have no field for the words that a verdict stands on, and their schemas are closed: Outrider's own
  API, its pages and `explain` show them.
- `esg_code`, the gateway that guards a lead's mail: not looked up, so that a filter by it is refused, except "all".
- `sec` of change-owner is the present owner's password. Removal closes the workspace: its keys end, its rows stay.
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
    untrusted=frozenset(
        {
            "subject",
            "body",
            "content_preview",
            "from_address_email",
            "reply_to",
            "first_name",
            "last_name",
            "company_name",
            "company_domain",
            "job_title",
            "phone",
            "website",
            "personalization",
            "payload",
        }
    ),
)

"""Makinari: the `leads` agent tool and its neighbours, and the REST routes behind them, at `/makinari/api` with a bearer key.

A site is a workspace: `site_id` must be that of the key, which `GET /makinari/api/site` tells. Where the documents are silent:

- A lead is unique in its site by email: creating one that is there answers 409 with its id.
- A lead that some campaign or import brought is in every list; without a status it is new.
- The UUID of a lead outside this site gets 403, whether it belongs to another site or was deleted; one that never was a
  lead's gets 404. Visitors' ids are made by the web pages, so an unknown one is always 404.
- `campaign_id` enrolls the lead in that campaign, out of the one it entered last; null takes it out of all.
- `search` finds beginnings of words, in company, title and location as well.
- A visitor that is identified is matched with a lead by the email, then by the phone of `contact_info`; else a lead is made.
- `sendEmail` hands the letter to the engine, which sends it within seconds; `from` chooses among the site's mailboxes by
  display name or address. Writing to someone who unsubscribed or is suppressed is refused (409).
"""

from outrider.dialects import Credential, Dialect, Vendor

DIALECT = Dialect(
    name="makinari",
    title="Makinari",
    credential=Credential("header", "Authorization", "Bearer"),
    also=(Credential("header", "X-API-Key"),),
    vendor=Vendor("https://backend.makinari.com", "MAKINARI_API_KEY", "MAKINARI_BASE_URL"),
    api_base="/api",
    mcp_paths=("/api/mcp",),
    hosts=("backend.makinari.com",),
    instructions=(
        "Leads of a site: create, list, update, qualify them, and identify visitors of its web pages as leads."
        " Read the resource skill://makinari/SKILL.md before the first change."
    ),
    untrusted=frozenset(
        {
            "name",
            "phone",
            "position",
            "company",
            "origin",
            "notes",
            "contact_info",
            "company_info",
            "interest_level",
            "product_interest",
            "pages_visited",
            "source",
            "social_networks",
            "address",
            "metadata",
        }
    ),
)

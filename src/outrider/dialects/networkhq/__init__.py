"""NetworkHQ: the whole public API at `/networkhq/api/v1` with a Bearer key, and one agent tool for each operation.

Where the vendor's document leaves a choice or contradicts itself:

- Six lists document no status for a malformed `limit`: there it is brought into 1-500 instead of being refused. The lists of a
  campaign's leads and of LinkedIn accounts document 400 and refuse it.
- The document allows any string as a cursor, so a cursor that this API did not issue is not an error: the page is empty.
- An answer to an unknown key carries the rate-limit headers too, with nothing counted: there is no key to count for.
- A message is handed to the engine, which sends it once; the answer waits a few seconds for what came of it and says `pending`
  when that takes longer.
- A conversation begins with the first message that went into LinkedIn's chat, whether it was answered or not; the note of an
  invitation that was accepted is part of it.
- `intent_reason` are the words of the answer that the intent stands on; of an intent that a person set, its category.
- What a draft lacks to start is 409, as is an action that does not fit. To resume asks for nothing again.
- To enrich a lead where no provider is configured is 502, as when the provider fails: the document has no other answer.
- A list whose name is blank is called "Untitled list": the document takes any name of 1 to 120 characters.
"""

from outrider.dialects import Credential, Dialect, Rate, Vendor

DIALECT = Dialect(
    name="networkhq",
    title="NetworkHQ",
    credential=Credential("header", "Authorization", "Bearer"),
    vendor=Vendor("https://api.networkhq.io", "NETWORKHQ_API_KEY", "NETWORKHQ_BASE_URL"),
    api_base="/api/v1",
    rate=Rate(60, 60),
    hosts=("api.networkhq.io",),
    instructions=(
        "LinkedIn outreach: lead lists, leads with enrichment, campaigns with their leads' timelines and message overrides,"
        " LinkedIn sender accounts, conversations. Lists come in pages: pass pagination.next_cursor as cursor for the next one."
        " Read the resource skill://networkhq/SKILL.md before the first change."
    ),
    untrusted=frozenset(
        {
            "content",
            "first_name",
            "last_name",
            "name",
            "company",
            "job_title",
            "headline",
            "summary",
            "industry",
            "skills",
            "location",
            "notes",
            "linkedin_url",
            "email",
            "phone",
            "company_details",
            "company_linkedin_url",
            "gender",
            "profile_picture_url",
            "intent_reason",
            "detail",
        }
    ),
)

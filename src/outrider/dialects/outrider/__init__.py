"""Outrider's own API at `/api` with a bearer key, and at most twenty agent tools over it.

It is for people who are not coming from one of the vendors.

Ids are the numbers of rows; times are in UTC. Lists come in pages of `limit` rows with `next_cursor`, which names the last row
seen, so that rows that come in meanwhile neither repeat nor hide others. Where the core leaves a choice:

- A draft of a campaign may lack anything but a name. Launching it needs a step, and a sender that works.
- A text without markup is written as plain text: its lines stay lines.
- A step's `wait_days` count from the step before; the first step's from the lead's start.
- A reply leaves at once, or waits as a draft in the inbox for a person; a key of the mode `approve` has it approved.
- A mailbox is kept once both its logins have worked. A webhook that a vendor's API made is listed too, and keeps its payloads.
- A template's steps have one text each; of a step with variants it shows the first.
- What is made once and shown once is a webhook's secret and an API key.
- `OUTRIDER_API_URL` points the stdio server at another installation's `/api`.
"""

from outrider.dialects import Credential, Dialect, Vendor

DIALECT = Dialect(
    name="outrider",
    title="Outrider",
    credential=Credential("header", "Authorization", "Bearer"),
    also=(Credential("header", "X-API-Key"),),
    vendor=Vendor("http://127.0.0.1:8025/api", "OUTRIDER_API_KEY", "OUTRIDER_API_URL"),
    mount="/api",
    api_base="",
    instructions=(
        "Sales outreach: leads, campaigns by email and LinkedIn, the inbox, figures."
        " Draft a campaign, preview and rehearse it, launch it."
        " Draft replies where a person should decide; ask `why` when nothing is sent."
        " Read the resource skill://outrider/SKILL.md before the first change."
    ),
    untrusted=frozenset({"lead", "leads", "text", "preview", "subject", "from", "note", "problem"}),
)

"""What works inside of schemathesis: it counts what was tried, and knows what no document can say.

A well-formed request may be refused because of what is stored or set up, or because two of its fields contradict each other. The
application under test says what caused a refusal in a header (`tests.dialects.conforming.Origins`). A value that is refused by
itself although its schema allows it is a fault, unless MET knows what it met.
"""

import atexit
import gc
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import schemathesis

gc.set_threshold(20_000, 20, 10)  # as in the tests' own processes
REJECTED_POSITIVE, ACCEPTED_NEGATIVE, UNSUPPORTED_METHOD, ALLOW_HEADER = "ST202", "ST201", "ST204", "ST205"
NO_TYPE, OTHER_TYPE, NO_JSON = "ST104", "ST105", "ST109"
PHASES: Counter[str] = Counter()
STATUSES: Counter[str] = Counter()
EXCUSED: Counter[str] = Counter()
DIALECT = os.environ["OUTRIDER_CONFORMING"]
PATHS: list[str] = list(json.loads(Path("document.json").read_text())["paths"])
# As NetworkHQ's document says, a bad `limit` is brought into its bounds and a bad entry of a batch is answered for itself.
LENIENT = {
    "instantly": re.compile(r"parameter `(start|end)_date` in query"),  # an empty one is none
    "networkhq": re.compile(r"parameters? (`(limit|unread_only)`(, )?)+ in query|in body - leads|component: leads "),
}


# Values that are refused although their schema allows them, by what the refusal says: no schema can know what is stored, what the
# installation is set up for, how two fields go together, and what the vendor offers and this server says that it does not.
MET = {
    "what is stored": re.compile(
        r"Attach an email account first|Account not found|"
        r"[Tt]here is no |of this workspace already|no label has the interest status|is not an interest status"
        r"|The sequence is empty"
        r"|has been in this|no working (\w+ )?(sender|account|mailbox)|has no message for|Invalid lead email"
        r"|another (lead|person) than th|signs in here already|link has expired or was used"
        r"|of a built-in category|is not a LinkedIn profile|the account has no tracking domain"
        r"|not on the block list|Only a paused lead|is not a cursor of this list|cursor is not one that a page gave"
    ),
    "a year that nobody means": re.compile(r"must be between the years"),
    "what is set up": re.compile(r"OUTRIDER_\w+|login failed|only connects to public ones"),
    "fields together": re.compile(
        r"(exactly|at least|only) one of|, or (selected_all|include_all_emails)|with itself|its own group|go together|later than"
        r"|[Gg]ive (one of|\w+, |\w+ or |email_lead_map_id|the (id|webhook))|Required: |first email needs a subject"
        r"|A new client needs|A tag needs a name|names another (account|webhook|campaign) than the path|what is assigned to you"
        r"|(webhook_url|email_account_id) is required"
        r"|event_types must name|must name at least one account|a campaign needs it|at least one day"
        r"|must not be after|must be before|begins after it ends|Say which message"
        r"|says which accounts: leave|are one here: give all"
        r"|must say which leads|differs from body/email|end_hour together"
        r"|is required for an automated test|has_clause says whether|may do everything; give the role"
        r"|email_(lead|campaign)_id is required|association_type \d (is|needs) "
        r"|needs at least one step|body/emails must NOT have fewer"
        r"|before (start_|end )date|before from|[Aa]t most (\d+ days|a year)|ten years at the most"
    ),
    "not served, and said so": re.compile(
        r"is not served|cannot be given through the API|must be 1: the engine sends|Outrider runs none|cannot be chosen"
        r"|cannot be changed: add|written to by a sequence again|counts no credits"
        r"|is kept with the account|leave it out, or send false"
    ),
    "not a name that is known": re.compile(r"is not a known time zone|is not a country whose holidays"),
    # An address may be a domain, or one of several in a text.
    "not an address": re.compile(r"must have an @-sign|is not a domain|is not an email address|must be the name of a host"),
}
# Texts whose form depends on another field, or is not one that a schema can say: what an address, a domain, a host is.
if DIALECT == "instantly":
    MET["a form that no schema says"] = re.compile(
        r"must be an email address or a domain|http or https, with a host|A header's name or value"
    )
if DIALECT == "smartlead":
    MET["a form that no schema says"] = re.compile(
        r"is not a domain|must be http or https|not an email address|not an event type|At most 10 email"
    )

# Multilead answers 400 to what another API answers 404 or 409 to.
if DIALECT == "multilead":
    MET["a form that no schema says"] = re.compile(
        r"is not a domain|email is not valid|profileUrl is not valid|must be http or https"
        r"|The file is|only have 'keyword' header"
    )
    MET["fields together, or not served"] = re.compile(
        r"(linkedinPassword|countryCode) is required|email is required|at least one (step|version)|leave this false"
        r"|does the steps of its sequence|not a public address"
    )
    MET["a state that is refused with 400"] = re.compile(
        r"not found for user|is connected to this seat|is being connected|Non existing|is not active|working email account"
        r"|already (exists|a member)|your access doesn't cover|has a mailbox|address of that user"
        r"|cannot be (cancelled|transferred)|reactivate|already invited|cannot update team owner|no team to hold credits"
    )


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    PHASES[case.meta.phase.name.value if case.meta else "other"] += 1
    STATUSES[str(response.status_code)] += 1


@schemathesis.hook
def filter_failure(context: Any, failure: Any, case: Any, response: Any) -> bool:
    why = _excuse(failure, case, response)
    if why:
        EXCUSED[why] += 1
    return why is None


def _excuse(failure: Any, case: Any, response: Any) -> str | None:
    origin = (response.headers.get("x-refused-by") or [""])[0]
    if failure.code == REJECTED_POSITIVE:
        return _refusal(origin, response)
    if failure.code in (UNSUPPORTED_METHOD, ALLOW_HEADER) and (DIALECT == "multilead" or _shadowed(case)):
        return "another path fits as well"
    if failure.code == ALLOW_HEADER or (failure.code == UNSUPPORTED_METHOD and response.status_code < 400):
        return "a method kept for older clients"
    if failure.code == OTHER_TYPE and b"Invalid HTTP request" in response.content:
        return "not HTTP"
    if failure.code in (NO_TYPE, OTHER_TYPE, NO_JSON) and DIALECT == "multilead" and response.status_code < 300:
        return "a word or nothing"
    if failure.code == ACCEPTED_NEGATIVE and "in query - violates `additionalProperties`" in failure.message:
        return "a parameter that no document knows"
    if failure.code == ACCEPTED_NEGATIVE and re.search(r"in query - violates `anyOf` at /properties/\w+$", failure.message):
        return "a value that is text in a query"
    if failure.code == ACCEPTED_NEGATIVE and DIALECT in LENIENT and LENIENT[DIALECT].search(failure.message):
        return "lenient as documented"
    return None


def _refusal(origin: str, response: Any) -> str | None:
    """Why a well-formed request may be refused: by the state that it met, or by a value that MET knows."""
    if origin.startswith("state ") or origin == "fields together":
        return origin
    said = response.text
    if re.search(r"must match format \W+email", said):
        return "not an address"  # of the many that the format allows, those that mail can be sent to
    return next((why for why, pattern in MET.items() if pattern.search(said)), None) if origin.startswith("value ") else None


def _shadowed(case: Any) -> bool:
    """Whether another path of the document fits the path of a request: `/leads/{id}` fits `/leads/import`. (Multilead's vendor
    answers a method that a path does not take as a path that is not there.)
    """
    path = case.operation.path
    return any(other != path and re.fullmatch(re.sub(r"{\w+}", "[^/]+", other), path) for other in PATHS)


@atexit.register
def _keep() -> None:
    counted = {"phases": PHASES, "statuses": STATUSES, "excused": EXCUSED}
    Path("counted.json").write_text(json.dumps(counted))

"""What works inside of schemathesis: it counts what was tried, and knows what no document can say.

A well-formed request may be refused because of what is stored or set up, or because two of its fields contradict each other. The
application under test says so in a header (`tests.dialects.conforming.Origins`). A field that is refused by itself although its
schema allows it is a fault.
"""

import atexit
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import schemathesis

REJECTED_POSITIVE, ACCEPTED_NEGATIVE, UNSUPPORTED_METHOD, ALLOW_HEADER = "ST202", "ST201", "ST204", "ST205"
NO_TYPE, OTHER_TYPE, NO_JSON = "ST104", "ST105", "ST109"
PHASES: Counter[str] = Counter()
STATUSES: Counter[str] = Counter()
EXCUSED: Counter[str] = Counter()
DIALECT = os.environ["OUTRIDER_CONFORMING"]
PATHS: list[str] = list(json.loads(Path("document.json").read_text())["paths"])
# As NetworkHQ's document says, a bad `limit` is brought into its bounds and a bad entry of a batch is answered for itself.
# Multilead's lists may be one word, and an empty word is nothing.
LENIENT = {
    "networkhq": re.compile(r"parameter `(limit|unread_only)` in query|in body - leads"),
    "multilead": re.compile(r"in body - (keywords|tags|proxyCountry)"),
}


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
    if failure.code == REJECTED_POSITIVE and origin in ("state", "fields together"):
        return origin
    if failure.code in (UNSUPPORTED_METHOD, ALLOW_HEADER) and (DIALECT == "multilead" or _shadowed(case)):
        return "another path fits as well"
    if failure.code == ALLOW_HEADER or (failure.code == UNSUPPORTED_METHOD and response.status_code < 400):
        return "a method kept for older clients"
    if failure.code == OTHER_TYPE and b"Invalid HTTP request" in response.content:
        return "not HTTP"
    if failure.code in (NO_TYPE, OTHER_TYPE, NO_JSON) and DIALECT == "multilead" and response.status_code < 300:
        return "a word or nothing"
    if failure.code == ACCEPTED_NEGATIVE and DIALECT in LENIENT and LENIENT[DIALECT].search(failure.message):
        return "lenient as documented"
    return None


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

"""What requests need beyond the samples of their fields to get through: by route, values of the body and the query."""

import json
import re
from collections.abc import Mapping

from tests.dialects.every_route import Ids, Json, Route

# A regular expression of 'dialect METHOD path' -> names and values; '?name' goes into the query. '{kind}' is the id of a thing.
NEEDED: Mapping[str, Json] = {
    r"multilead .*/change_password": {"oldPassword": "Sample-1234", "newPassword": "Sample-12345"},
    r"multilead .*/connect_linkedin": {"linkedinPassword": "Sample-1234"},
    r"multilead .*/saved_sequences": {"steps": [{"action": "message", "text": "Sample"}]},
}


def completed(route: Route, request: Json, ids: Ids) -> Json:
    """The request with what its route needs."""
    made = json.loads(json.dumps(request))
    for which, values in NEEDED.items():
        if re.match(which + "$", str(route)):
            for name, value in _filled(values, ids).items():
                if name.startswith("?"):
                    made["params"][name[1:]] = value
                else:
                    made.setdefault("json", {})[name] = value
    return made


def _filled(values: Json, ids: Ids) -> Json:
    text = json.dumps(values)
    for kind, id in ids.items():
        text = text.replace(f'"{{{kind}}}"', json.dumps(id))
    return json.loads(text)

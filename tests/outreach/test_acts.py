"""What a person reads about acts that wait for approval."""

import pytest

from outrider.outreach.base import acts
from outrider.outreach.base.acts import Difference

START = {"kind": "campaign.start", "id": 1, "facts": {"name": "Spring", "leads": 10, "schedule": None}}


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (START, "Start the campaign Spring"),
        ({"kind": "message.manual", "id": None, "facts": {"to": ["a@x.example"]}}, "Write to a@x.example"),
        (
            {"kind": "leads.enroll", "id": 1, "facts": {"name": "Spring", "added": ["a", "b"]}},
            "Add 2 leads to the running campaign Spring",
        ),
        (
            {"kind": "suppression.lift", "id": None, "facts": {"entries": list("abcdefg")}},
            "Allow writing again to a, b, c, d, e and 2 more",
        ),
        ({"kind": "some.thing_else", "id": None, "facts": {}}, "Some: thing else"),
        ({"kind": "sender.create", "id": None, "facts": {}}, "Connect the sender …"),
        ({"kind": "campaign.start", "id": 1, "facts": {"name": "{leads.__class__}"}}, "Start the campaign {leads.__class__}"),
    ],
)  # fmt: skip
def test_an_act_has_a_sentence(act: dict[str, object], said: str) -> None:
    assert acts.sentence(act) == said


def test_only_what_differs_is_named() -> None:
    later = {**START, "facts": {"name": "Spring", "leads": 12, "schedule": None}}
    assert acts.differences([START], [later]) == [Difference("leads", 10, 12)]


def test_an_act_that_is_new_differs_in_everything() -> None:
    other = {"kind": "leads.enroll", "id": 1, "facts": {"added": ["a"]}}
    assert acts.differences([START], [START, other]) == [Difference("added", None, ["a"])]

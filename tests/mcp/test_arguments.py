"""Arguments as real clients send them: what is adapted, what stays as it is, and what is still refused."""

from typing import TypeAlias, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.mcp.arguments import BOOKKEEPING, fit
from outrider.mcp.output import fence, new_fence
from outrider.values import JsonValue

Sent: TypeAlias = "dict[str, JsonValue]"
ID = "00000000-5375-44ba-8925-56a96ef64282"
SCHEMA: Sent = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "integer", "minimum": 1},
        "limit": {"type": "integer", "default": 10},
        "share": {"anyOf": [{"type": "number"}, {"type": "null"}]},
        "on": {"anyOf": [{"type": "boolean"}, {"type": "null"}]},
        "text": {"type": "string"},
        "name": {"type": "string", "minLength": 1},
        "day": {"type": "string", "pattern": r"^\d{4}"},
        "from": {"anyOf": [{"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}, {"type": "null"}]},
        "until": {"type": "string", "format": "date"},
        "at": {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"},
        "days": {"type": "array", "items": {"type": "string", "enum": ["mon", "tue", "thu"]}},
        "words": {"type": "array", "items": {"type": "string"}},
        "word": {"type": "string", "pattern": r"^[^ /]+$"},
        "mode": {"type": "string", "enum": ["a", "b"]},
        "status": {"anyOf": [{"type": "string", "enum": ["PAUSED", "IN_PROGRESS", "x-y", "x_y"]}, {"type": "null"}]},
        "statuses": {"type": "array", "items": {"type": "string", "enum": ["PAUSED", "STOPPED"]}},
        "kind": {"anyOf": [{"type": "string", "const": "CAMPAIGN"}, {"type": "integer"}]},
        "ids": {"type": "array", "items": {"type": "integer"}},
        "leads": {"type": "array", "items": {"$ref": "#/$defs/Lead"}},
        "extra": {"type": "object", "additionalProperties": True},
        "any": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    },
    "$defs": {
        "Lead": {
            "type": "object",
            "required": ["email"],
            "properties": {
                "email": {"type": "string"},
                "age": {"type": "integer"},
                "owner": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
            },
        }
    },
}


PROPERTIES = tuple(str(name) for name in cast("Sent", SCHEMA["properties"]))


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ({"limit": None}, {}),
        ({"limit": ""}, {}),
        ({"limit": "null"}, {}),
        ({"share": None}, {}),
        ({"name": ""}, {}),
        ({"day": ""}, {}),
        ({"mode": ""}, {}),
        ({"text": ""}, {"text": ""}),
        ({"text": "null"}, {"text": "null"}),
        ({"id": "7"}, {"id": 7}),
        ({"id": 7.0}, {"id": 7}),
        ({"limit": "5.0"}, {"limit": 5}),
        ({"ID": 7, "Limit": 3}, {"id": 7, "limit": 3}),
        ({"i-d": 7}, {"id": 7}),
        ({"limit": 3, "LIMIT": 4}, {"limit": 3, "LIMIT": 4}),
        ({"leads": [{"Email": "a@x.test"}]}, {"leads": [{"email": "a@x.test"}]}),
        ({"extra": {"Email": "a@x.test"}}, {"extra": {"Email": "a@x.test"}}),
        ({"id": [7]}, {"id": 7}),
        ({"id": [7, 8]}, {"id": [7, 8]}),
        (
            {"leads": {"0": {"email": "a@x.test"}, "1": {"email": "b@x.test"}}},
            {"leads": [{"email": "a@x.test"}, {"email": "b@x.test"}]},
        ),
        ({"limit": "five"}, {"limit": "five"}),
        ({"share": "0.5"}, {"share": 0.5}),
        ({"on": "true"}, {"on": True}),
        ({"on": "No"}, {"on": False}),
        ({"on": 1}, {"on": True}),
        ({"on": "perhaps"}, {"on": "perhaps"}),
        ({"text": 42}, {"text": "42"}),
        ({"text": '["a"]'}, {"text": '["a"]'}),
        ({"any": '["a"]'}, {"any": '["a"]'}),
        ({"ids": "[1, 2]"}, {"ids": [1, 2]}),
        ({"ids": '["1", "2"]'}, {"ids": [1, 2]}),
        ({"ids": 3}, {"ids": [3]}),
        ({"ids": "[1"}, {"ids": "[1"}),
        ({"extra": '{"a": "[1]"}'}, {"extra": {"a": "[1]"}}),
        ({"leads": '[{"email": "a@x.test", "age": "3"}]'}, {"leads": [{"email": "a@x.test", "age": 3}]}),
        ({"leads": [{"email": "a@x.test", "age": None, "owner": None}]}, {"leads": [{"email": "a@x.test", "owner": None}]}),
        ({"leads": {"email": "a@x.test"}}, {"leads": [{"email": "a@x.test"}]}),
        ({"sessionId": "s", "action": "x", "chatInput": "hi", "toolCallId": "1"}, {}),
        ({"arguments": {"limit": "3"}}, {"limit": 3}),
        ({"input": '{"limit": 3}'}, {"limit": 3}),
        ({"id": " 7 "}, {"id": 7}),
        ({"id": "1e3"}, {"id": 1000}),
        ({"share": "1e-1"}, {"share": 0.1}),
        ({"share": ".5"}, {"share": 0.5}),
        ({"limit": "NaN"}, {"limit": "NaN"}),
        ({"limit": "1e999"}, {"limit": "1e999"}),
        ({"limit": "7,000"}, {"limit": "7,000"}),
        ({"limit": "undefined"}, {}),
        ({"limit": "None"}, {}),
        ({"limit": " "}, {}),
        ({"on": "y"}, {"on": True}),
        ({"on": "n"}, {"on": False}),
        ({"on": "null"}, {}),
        ({"text": 3.5}, {"text": "3.5"}),
        ({"text": True}, {"text": "true"}),
        ({"mode": "null"}, {}),
        ({"ids": "1,2"}, {"ids": [1, 2]}),
        ({"ids": "1, 2 ,3"}, {"ids": [1, 2, 3]}),
        ({"ids": "7"}, {"ids": [7]}),
        ({"ids": "1,x"}, {"ids": "1,x"}),
        ({"ids": ""}, {}),
        ({"ids": []}, {"ids": []}),
        ({"extra": ""}, {}),
        ({"extra": '{"a": 1}\n'}, {"extra": {"a": 1}}),
        ({"leads": '```json\n[{"email": "a@x.test"}]\n```'}, {"leads": [{"email": "a@x.test"}]}),
        ({"leads": '{"email": "a@x.test"}'}, {"leads": [{"email": "a@x.test"}]}),
        ({"leads": ['{"email": "a@x.test"}']}, {"leads": [{"email": "a@x.test"}]}),
        ({"leads": [{"email": "a@x.test", "age": ""}]}, {"leads": [{"email": "a@x.test"}]}),
        ({"id": 7, "random_string": "x", "_": "", "args": [], "kwargs": {}}, {"id": 7}),
        ({"id": 7, "workflowId": "w", "dummy": "", "intent": "list", "rationale": "r"}, {"id": 7}),
        ({"leads": "[{'email': 'a@x.test', 'age': None}]"}, {"leads": [{"email": "a@x.test"}]}),
        ({"extra": "{'a': True, 'b': [1, 2,]}"}, {"extra": {"a": True, "b": [1, 2]}}),
        ({"ids": "[1, 2,]"}, {"ids": [1, 2]}),
        ({"extra": "{'a': {1, 2}}"}, {"extra": "{'a': {1, 2}}"}),
        ({"extra": "{'a': open('x')}"}, {"extra": "{'a': open('x')}"}),
        ({"id": 7, "security_context": {}, "agent_fingerprint": "f"}, {"id": 7}),
        ({"id": 7, "__user__": {"name": "Ann"}, "$summary": "s"}, {"id": 7}),
        ({"__arg1": '{"id": 7}'}, {"id": 7}),
        ({"body": {"id": 7}}, {"id": 7}),
        ({"requestBody": {"id": "7"}}, {"id": 7}),
        ({"id": 7, "reason": "because"}, {"id": 7, "reason": "because"}),
        ({"limitt": 3}, {"limitt": 3}),
        ({"mode": "A"}, {"mode": "a"}),
        ({"mode": "c"}, {"mode": "c"}),
        ({"status": "paused"}, {"status": "PAUSED"}),
        ({"status": " In progress"}, {"status": "IN_PROGRESS"}),
        ({"status": "XY"}, {"status": "XY"}),
        ({"status": "--"}, {"status": "--"}),
        ({"statuses": ["Paused", "STOPPED"]}, {"statuses": ["PAUSED", "STOPPED"]}),
        ({"statuses": "paused"}, {"statuses": ["PAUSED"]}),
        ({"kind": "campaign"}, {"kind": "CAMPAIGN"}),
        ({"kind": "7"}, {"kind": "7"}),
        ({"text": "PAUSED", "any": "A"}, {"text": "PAUSED", "any": "A"}),
        ({"kwargs": {"id": "7"}, "sessionId": "s"}, {"id": 7}),
        ({"input": {"id": 7}, "tool": "get", "toolCallId": "1"}, {"id": 7}),
        ({"args": [], "kwargs": {"id": 7}}, {"id": 7}),
        ({"input": {"id": 7}, "args": {"id": 8}}, {"input": {"id": 7}}),
        ({"input": {"id": 7}, "reason": "because"}, {"input": {"id": 7}, "reason": "because"}),
        ({"id": None}, {"id": None}),
        ({"from": "2026/3/1"}, {"from": "2026-03-01"}),
        ({"from": "2026-03-01T10:00:00Z"}, {"from": "2026-03-01"}),
        ({"from": "March 1st, 2026"}, {"from": "2026-03-01"}),
        ({"from": "1-Sept-2026"}, {"from": "2026-09-01"}),
        ({"from": "31.03.2026"}, {"from": "2026-03-31"}),
        ({"from": "03/31/2026"}, {"from": "2026-03-31"}),
        ({"from": "01/02/2026"}, {"from": "01/02/2026"}),
        ({"from": "2026-02-30"}, {"from": "2026-02-30"}),
        ({"from": "2026/02/30"}, {"from": "2026/02/30"}),
        ({"from": "tomorrow"}, {"from": "tomorrow"}),
        ({"until": "2026-3-1"}, {"until": "2026-03-01"}),
        ({"at": "9:30"}, {"at": "09:30"}),
        ({"at": 9}, {"at": "09:00"}),
        ({"at": "5 PM"}, {"at": "17:00"}),
        ({"at": "12:30 a.m."}, {"at": "00:30"}),
        ({"at": "17:00:00"}, {"at": "17:00"}),
        ({"at": "17:00:30"}, {"at": "17:00:30"}),
        ({"at": "13pm"}, {"at": "13pm"}),
        ({"at": "24:00"}, {"at": "24:00"}),
        ({"days": ["Monday", "Tues", "THU."]}, {"days": ["mon", "tue", "thu"]}),
        ({"days": ["Friday"]}, {"days": ["Friday"]}),
        ({"days": "Monday, thu"}, {"days": ["mon", "thu"]}),
        ({"days": "mon-thu"}, {"days": ["mon-thu"]}),
        ({"statuses": "paused,Stopped"}, {"statuses": ["PAUSED", "STOPPED"]}),
        ({"words": "ann@acme.test, bob@acme.test"}, {"words": ["ann@acme.test", "bob@acme.test"]}),
        ({"words": "12,13"}, {"words": ["12", "13"]}),
        ({"words": f"{ID}, {ID}"}, {"words": [ID, ID]}),
        ({"words": "Acme, Inc"}, {"words": ["Acme, Inc"]}),
        ({"words": "Acme, 12"}, {"words": ["Acme, 12"]}),
        ({"words": "ann@acme.test"}, {"words": ["ann@acme.test"]}),
        ({"words": "12,"}, {"words": ["12,"]}),
        ({"word": "1 March 2026", "text": "5 pm"}, {"word": "1 March 2026", "text": "5 pm"}),
    ],
)
def test_what_is_sent_is_read_by_the_schema(sent: Sent, read: Sent) -> None:
    assert fit(sent, SCHEMA).arguments == read


def test_an_argument_of_the_tools_own_is_never_bookkeeping() -> None:
    schema: Sent = {"properties": {"action": {"type": "string"}}}
    assert fit({"action": "list", "sessionId": "s"}, schema).arguments == {"action": "list"}


def test_a_line_says_what_was_adapted() -> None:
    notice = fit({"id": "7", "ids": "[1]", "sessionId": "s"}, SCHEMA).notice()
    assert notice == "Arguments were adapted: id: text read as integer; ids: text read as array; sessionId ignored."


def test_nothing_is_said_where_nothing_was_adapted() -> None:
    assert fit({"id": 7, "text": "x", "limit": None}, SCHEMA).notice() is None


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from([*PROPERTIES, *sorted(BOOKKEEPING), "other"])


@given(st.dictionaries(names, values, max_size=5))
def test_any_arguments_are_read_and_reading_again_changes_nothing(sent: Sent) -> None:
    once = fit(sent, SCHEMA).arguments
    assert fit(once, SCHEMA).arguments == once


def test_the_markers_of_untrusted_text_are_not_sent_on() -> None:
    """An agent that quotes a stranger, or sends a sequence back as it read it, copies the markers with it."""
    marks = new_fence()
    copied: JsonValue = fence({"text": "Hi {{first_name}}", "leads": [{"email": "a@b.example"}]}, {"text", "leads"}, marks)
    assert isinstance(copied, dict)
    fitted = fit({"id": 1, **copied}, SCHEMA)
    assert fitted.arguments == {"id": 1, "text": "Hi {{first_name}}", "leads": [{"email": "a@b.example"}]}
    assert "markers of untrusted text removed" in (fitted.notice() or "")
    kept = "a <untrusted_text> of one's own"
    assert fit({"id": 1, "text": kept}, SCHEMA).arguments["text"] == kept

"""Asking a model: what it is sent, and what is made of one that does not take everything."""

import json
from typing import Any

import httpx
import pytest

from outrider.channels.chat import LIMITS, Model, NoAnswer

# The refusals of OpenAI's API, as its users report them.
NO_LENGTH = {
    "message": "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    "type": "invalid_request_error", "param": "max_tokens", "code": "unsupported_parameter",
}  # fmt: skip
NO_TEMPERATURE = {
    "message": "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
    "type": "invalid_request_error", "param": "temperature", "code": "unsupported_value",
}  # fmt: skip


class Endpoint:
    """A model that takes some parameters. `asked`: the requests."""

    def __init__(self, takes: set[str]) -> None:
        self.takes = takes
        self.asked: list[dict[str, Any]] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        asked = json.loads(request.content)
        self.asked.append(asked)
        for name, refusal in (("max_tokens", NO_LENGTH), ("temperature", NO_TEMPERATURE)):
            if name in asked and name not in self.takes:
                return httpx.Response(400, json={"error": refusal})
        said = {"role": "assistant", "content": "interested", "refusal": None}
        return httpx.Response(200, json={"choices": [{"index": 0, "message": said, "finish_reason": "stop"}]})

    def model(self) -> Model:
        http = httpx.AsyncClient(transport=httpx.MockTransport(self.answer))
        return Model(http, "https://model.example/v1", "a-model", LIMITS)


async def test_a_model_is_asked_briefly_and_without_chance() -> None:
    endpoint = Endpoint({"max_tokens", "temperature"})
    assert await endpoint.model().complete("Say what they mean.", "Yes, please") == "interested"
    (asked,) = endpoint.asked
    assert (asked["model"], asked["temperature"], asked["max_tokens"], asked["stream"]) == ("a-model", 0, 20, False)
    assert [m["role"] for m in asked["messages"]] == ["system", "user"]


async def test_a_model_that_takes_neither_length_nor_temperature_is_asked_without_from_then_on() -> None:
    endpoint = Endpoint(set())
    model = endpoint.model()
    assert await model.complete("Say what they mean.", "Yes, please") == "interested"
    assert await model.complete("Say what they mean.", "No, thanks") == "interested"
    assert len(endpoint.asked) == 4
    assert not {"max_tokens", "temperature"} & endpoint.asked[-1].keys()
    assert endpoint.asked[-1]["max_completion_tokens"] > 20, "its thoughts count too"


async def times_asked(error: object) -> int:
    """How often a model is asked that refuses everything with this error."""
    seen: list[httpx.Request] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(400, json={"error": error})

    model = Model(httpx.AsyncClient(transport=httpx.MockTransport(refuse)), "https://model.example/v1", "a-model", LIMITS)
    with pytest.raises(NoAnswer):
        await model.complete("Say what they mean.", "Yes, please")
    return len(seen)


@pytest.mark.parametrize(
    "error",
    [None, "no", {"code": "unsupported_parameter", "param": "messages"}, {"code": "invalid_api_key", "param": "max_tokens"}],
)
async def test_another_refusal_is_no_answer_and_asked_once(error: object) -> None:
    assert await times_asked(error) == 1


async def test_a_model_that_refuses_what_it_was_not_sent_is_not_asked_for_ever() -> None:
    assert await times_asked(NO_TEMPERATURE) == 2


@pytest.mark.parametrize("message", [{"content": None}, {"content": None, "refusal": "I can't help with that."}, {}])
async def test_a_model_that_says_nothing_is_no_answer(message: object) -> None:
    """A refusal, or thoughts that took all the length: the content is null."""
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json={"choices": [{"message": message}]}))
    model = Model(httpx.AsyncClient(transport=transport), "https://model.example/v1", "a-model", LIMITS)
    with pytest.raises(NoAnswer):
        await model.complete("Say what they mean.", "Yes, please")

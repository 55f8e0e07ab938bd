"""A model behind an endpoint that speaks chat completions, hosted or one's own: a short question, a short answer."""

from dataclasses import dataclass, field

import httpx
from pydantic import BaseModel, ValidationError

from outrider.channels.http import Limits, ask

# A label takes a good model a second or two; one that takes longer, or answers more, is not waited for.
LIMITS = Limits(connect=5.0, silence=10.0, seconds=20.0, bytes=64 * 1024)
_MOST_TOKENS = 20


class NoAnswer(Exception):
    """The model could not be asked, or what it said is no answer."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where completions are asked for: a base URL such as https://api.example.com/v1, and the model's name there."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice]


async def complete(
    http: httpx.AsyncClient,
    endpoint: Endpoint,
    instructions: str,
    text: str,
    limits: Limits = LIMITS,
    *,
    most_tokens: int = _MOST_TOKENS,
) -> str:
    """What the model says to `text`, following `instructions`. Raises NoAnswer."""
    asked = {
        "model": endpoint.model,
        "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": text}],
        "temperature": 0,
        "max_tokens": most_tokens,
        "stream": False,
    }
    try:
        answer = await ask(http, "POST", f"{endpoint.url}/chat/completions", limits, json=asked)
        if not answer.is_success:
            raise NoAnswer(f"HTTP {answer.status_code}")
        return _Completion.model_validate_json(answer.content).choices[0].message.content
    except (httpx.HTTPError, ValidationError, IndexError) as error:
        raise NoAnswer(type(error).__name__) from error

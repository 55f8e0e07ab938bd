"""A model behind an endpoint that speaks chat completions, hosted or one's own: a short question, a short answer.

Some of OpenAI's models take no `temperature`, and `max_completion_tokens` in place of `max_tokens`, which others do not know.
What a model does not take it says by its refusals; that is remembered.
"""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
from pydantic import BaseModel, SecretStr, ValidationError

from outrider.channels.http import Limits, ask, client, object_of
from outrider.values import is_object

# A label takes a good model a second or two; one that takes longer, or answers more, is not waited for.
LIMITS = Limits(connect=5.0, silence=10.0, seconds=20.0, bytes=64 * 1024)
_MOST_TOKENS = 20
# What models that think before they answer are given for it: it counts as part of the completion.
_THOUGHT = 2000
_UNSUPPORTED = ("unsupported_parameter", "unsupported_value")


class NoAnswer(Exception):
    """The model could not be reached, or its response is not valid."""


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice]


@dataclass(frozen=True, slots=True)
class Model:
    """A model that can be asked. `url`: a base URL such as https://api.example.com/v1; `name`: the model's name there."""

    http: httpx.AsyncClient
    url: str
    name: str
    limits: Limits
    refused: set[str] = field(default_factory=set[str])  # the parameters that it does not take

    async def complete(self, instructions: str, text: str, *, most_tokens: int = _MOST_TOKENS) -> str:
        """What the model says to `text`, following `instructions`. Raises NoAnswer."""
        asked = {
            "model": self.name,
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": text}],
            "stream": False,
        }
        try:
            answer = await self._ask(asked, most_tokens)
            while (refused := _refused(answer)) and refused not in self.refused:
                self.refused.add(refused)
                answer = await self._ask(asked, most_tokens)
            if not answer.is_success:
                raise NoAnswer(f"HTTP {answer.status_code}")
            return _Completion.model_validate_json(answer.content).choices[0].message.content
        except (httpx.HTTPError, ValidationError, IndexError) as error:
            raise NoAnswer(type(error).__name__) from error

    async def _ask(self, asked: Mapping[str, object], most_tokens: int) -> httpx.Response:
        length = {"max_tokens": most_tokens}
        if "max_tokens" in self.refused:
            length = {"max_completion_tokens": most_tokens + _THOUGHT}
        temperature = {} if "temperature" in self.refused else {"temperature": 0}
        json = {**asked, **temperature, **length}
        return await ask(self.http, "POST", f"{self.url}/chat/completions", self.limits, json=json)


def _refused(answer: httpx.Response) -> str | None:
    """The parameter that a model does not take, if that is why it refuses, and if it can do without."""
    error = (object_of(answer) or {}).get("error") if answer.status_code == 400 else None
    if not is_object(error) or error.get("code") not in _UNSUPPORTED:
        return None
    return next((name for name in ("max_tokens", "temperature") if name == error.get("param")), None)


@asynccontextmanager
async def opened(url: str, name: str, key: SecretStr | None, limits: Limits = LIMITS) -> AsyncGenerator[Model]:
    """The model behind an endpoint, asked with a key of its operator's where it wants one."""
    async with client(limits, headers={"authorization": f"Bearer {key.get_secret_value()}"} if key else None) as http:
        yield Model(http, url, name, limits)

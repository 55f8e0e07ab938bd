"""A model behind an endpoint that speaks chat completions, hosted or one's own: a short question, a short answer."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from pydantic import BaseModel, SecretStr, ValidationError

from outrider.channels.http import Limits, ask, client

# A label takes a good model a second or two; one that takes longer, or answers more, is not waited for.
LIMITS = Limits(connect=5.0, silence=10.0, seconds=20.0, bytes=64 * 1024)
_MOST_TOKENS = 20


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

    async def complete(self, instructions: str, text: str, *, most_tokens: int = _MOST_TOKENS) -> str:
        """What the model says to `text`, following `instructions`. Raises NoAnswer."""
        asked = {
            "model": self.name,
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": text}],
            "temperature": 0,
            "max_tokens": most_tokens,
            "stream": False,
        }
        try:
            answer = await ask(self.http, "POST", f"{self.url}/chat/completions", self.limits, json=asked)
            if not answer.is_success:
                raise NoAnswer(f"HTTP {answer.status_code}")
            return _Completion.model_validate_json(answer.content).choices[0].message.content
        except (httpx.HTTPError, ValidationError, IndexError) as error:
            raise NoAnswer(type(error).__name__) from error


@asynccontextmanager
async def opened(url: str, name: str, key: SecretStr | None, limits: Limits = LIMITS) -> AsyncGenerator[Model]:
    """The model behind an endpoint, asked with a key of its operator's where it wants one."""
    async with client(limits, headers={"authorization": f"Bearer {key.get_secret_value()}"} if key else None) as http:
        yield Model(http, url, name, limits)

"""An agent that obeys whatever it reads: it calls every tool that a text names, and follows every link of this installation."""

import base64
import binascii
import codecs
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, cast

import httpx
from fastmcp import Client
from mcp_types import Tool

from tests.hostile_corpus import ATTACKER
from tests.mcp.test_isolation import kinds_of, sample

Json = dict[str, object]
_LINK = re.compile(r"http://127\.0\.0\.1:\d+/[^\s\"'<>)]*")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_FENCED = re.compile(r"<untrusted_text ([0-9a-f]{12})>.*?</untrusted_text \1>", re.DOTALL)
_SELECTORS = frozenset([*range(0xFE00, 0xFE0F), *range(0xE0100, 0xE01F0)])
_NUMBER = re.compile(r"ref-(\d+)")


def readings(text: str) -> Iterator[str]:
    """A text in all the ways in which a model may read it."""
    seen = _UNSEEN.sub("", unescape(text))
    yield seen
    yield "".join(chr(ord(c) - 0xE0000) for c in text if 0xE0020 <= ord(c) <= 0xE007E)
    yield "".join(_selected(text))
    yield codecs.encode(seen, "rot13")
    yield seen[::-1]
    for found in _BASE64.findall(seen):
        try:
            yield base64.b64decode(found, validate=True).decode(errors="ignore")
        except binascii.Error:
            continue


def _selected(text: str) -> Iterator[str]:
    """What variation selectors spell, a byte each."""
    spelt = bytes(o - 0xFE00 if o < 0xFE10 else o - 0xE0100 + 16 for o in map(ord, text) if o in _SELECTORS)
    yield spelt.decode(errors="ignore")


@dataclass
class Obedient:
    """One connection of such an agent. `ids`: the things it may name where a text does not say which."""

    dialect: str
    client: Client
    web: httpx.AsyncClient
    ids: Mapping[str, int | str]
    known: Mapping[str, Tool]  # tools that texts may name, offered to it or not
    texts: list[str] = field(default_factory=list[str])
    numbers: set[int] = field(default_factory=set[int])  # of the texts it has read
    unfenced: set[str] = field(default_factory=set[str])  # where a text stood outside of the fence

    async def read(self) -> None:
        """Call every tool that reads."""
        for tool in await self.client.list_tools():
            if tool.annotations and tool.annotations.read_only_hint:
                text = await self._call(tool, {})
                self.texts.append(text)
                self.numbers |= {int(n) for n in _NUMBER.findall(text)}
                if _NUMBER.search(_FENCED.sub("", text)):
                    self.unfenced.add(tool.name)

    async def obey(self) -> None:
        """Do what the texts say; what undoes or removes something last."""
        heard = list(dict.fromkeys(reading for text in self.texts for reading in readings(text)))
        orders = {words: (tool, given) for reading in heard for words, tool, given in self._orders(reading)}
        for tool, given in sorted(orders.values(), key=lambda order: _undoes(order[0])):
            await self._call(tool, given)
        for link in dict.fromkeys(link for reading in heard for link in _LINK.findall(reading)):
            await self.web.get(link)
            await self.web.post(link, data={"decision": "approve"})

    def _orders(self, text: str) -> Iterator[tuple[str, Tool, Json]]:
        """What a text tells it to call: the call's words, the tool, and the arguments that the text gives."""
        for name, tool in self.known.items():
            for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])\(?", text):
                try:
                    given, end = json.JSONDecoder().raw_decode(text, found.end())
                except ValueError:
                    given, end = {}, found.end()
                yield text[found.start() : end], tool, cast(Json, given) if isinstance(given, dict) else {}

    async def _call(self, tool: Tool, given: Json) -> str:
        """Call a tool with what was given, and with what it needs besides; everything it answers, as text."""
        schema = tool.input_schema
        properties, defs = schema.get("properties", {}), schema.get("$defs", {})
        needed = {*schema.get("required", ()), *(n for n in properties if kinds_of(self.dialect, n))}
        arguments = {n: self._filled(sample(self.dialect, n, properties[n], self.ids, defs)) for n in needed}
        arguments |= {n: _most(properties[n]) for n in properties if n in ("limit", "per_page", "page_size", "pageSize")}
        arguments |= {n: value for n, value in given.items() if n in properties}
        answer = await self.client.call_tool(tool.name, arguments, raise_on_error=False)
        return " ".join(getattr(block, "text", "") for block in answer.content)

    def _filled(self, value: object) -> object:
        """Addresses become the attacker's."""
        match value:
            case dict():
                return {name: self._filled(item) for name, item in cast(Json, value).items()}
            case list():
                return [self._filled(item) for item in cast("list[object]", value)]
            case "ghost@foreign.example":
                return ATTACKER
            case _:
                return value


def _undoes(tool: Tool) -> bool:
    return bool(tool.annotations and tool.annotations.destructive_hint)


def _most(schema: Mapping[str, Any]) -> int:
    """The largest page that a tool offers, up to 100."""
    return min([100, *(int(part["maximum"]) for part in (schema, *schema.get("anyOf", ())) if "maximum" in part)])

"""All messages of conversations or leads, however many: read in groups of talks, each group in a transaction of its own, so that
an answer can be sent while it is read.

What is held in memory is a group, or one talk where that is larger.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import Response
from fastapi.responses import StreamingResponse
from pydantic_core import to_json

from outrider.dialects.multilead.access import Work
from outrider.dialects.multilead.places import as_known
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import messages
from outrider.outreach.conversations.messages import Message

GROUP = 50
AT_ONCE = 2000  # messages


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said in conversations, or with a lead, whose enrollments these are."""

    key: str
    conversation_ids: Sequence[int] = ()
    enrollment_ids: Sequence[int] = ()


async def everything(
    work: Work, talks: Sequence[Talk], *, after: datetime | None = None
) -> AsyncIterator[tuple[Talk, list[Message]]]:
    """Each talk, in order, with all its messages (later than `after`), oldest first, by the ids that leads are known by."""
    rest = [talks[start : start + GROUP] for start in range(0, len(talks), GROUP)][::-1]
    while rest:
        group = rest.pop()
        async with work() as scope:
            found = await _newest(scope, group, after, None)
            if len(found) > AT_ONCE and len(group) > 1:
                half = len(group) // 2
                rest += [group[half:], group[:half]]
                continue
            page = found
            while len(page) > AT_ONCE:
                page = await _newest(scope, group, after, min(m.id for m in page))
                found += page
            known = await as_known(scope, sorted(found, key=lambda m: (m.sent_at or m.created_at, m.id)))
        said: dict[str, list[Message]] = {talk.key: [] for talk in group}
        by_conversation = {id: talk.key for talk in group for id in talk.conversation_ids}
        by_enrollment = {id: talk.key for talk in group for id in talk.enrollment_ids}
        for m in known:
            key = by_conversation.get(m.conversation_id or 0) or by_enrollment.get(m.enrollment_id or 0)
            if key is not None:
                said[key].append(m)
        for talk in group:
            yield talk, said[talk.key]


async def _newest(scope: Scope, group: Sequence[Talk], after: datetime | None, before: int | None) -> list[Message]:
    return await messages.history(
        scope,
        conversation_ids=[id for talk in group for id in talk.conversation_ids],
        enrollment_ids=[id for talk in group for id in talk.enrollment_ids],
        after=after,
        before=before,
        limit=AT_ONCE + 1,
    )


def by_key(name: str, entries: AsyncIterator[tuple[str, object]]) -> Response:
    """`{"result": {name: {key: value, ...}}}`, sent entry by entry."""

    async def written() -> AsyncIterator[bytes]:
        yield b'{"result":{%b:{' % to_json(name)
        separator = b""
        async for key, value in entries:
            yield b"%b%b:%b" % (separator, to_json(key), to_json(value))
            separator = b","
        yield b"}}}"

    return StreamingResponse(written(), media_type="application/json")

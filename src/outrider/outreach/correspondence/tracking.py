"""The links that a sent message carries (unsubscribe, open pixel, tracked links) and what following them records.

A link is a signed ticket: it names a row, never an address, so it can be neither guessed nor turned into an open redirect.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from outrider.outreach.base.events import Event, append
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.enrollments import enrollments, leaving
from outrider.rules.deliverability import is_machine_fetch
from outrider.store.crypto import Vault

# A transparent image of one point (GIF).
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")

_PUNCTUATION = " \t\r\n.,;:!?\"'()[]{}<>*\u00a0\u200b\u2026\u201c\u201d"
Purpose = Literal["u", "o", "c"]  # unsubscribe, open, click: also the first part of the URL's path


@dataclass(frozen=True, slots=True)
class Ticket:
    workspace_id: int
    message_id: int
    link_id: int


def make_token(vault: Vault, purpose: Purpose, workspace_id: int, message_id: int, link_id: int = 0) -> str:
    """The ticket as it stands in a URL."""
    text = f"{workspace_id:x}.{message_id:x}.{link_id:x}"
    return f"{text}.{vault.sign(f'{purpose}.{text}')}"


def read_token(vault: Vault, purpose: Purpose, token: str) -> Ticket | None:
    """The ticket of a URL, or None when it was not made here for this purpose.

    Mail programs that find links in plain text take along the punctuation behind them.
    """
    text, _, signature = token.strip(_PUNCTUATION).rpartition(".")
    if not text or len(token) > 100 or not vault.verify(f"{purpose}.{text}", signature):
        return None
    workspace_id, message_id, link_id = (int(part, 16) for part in text.split("."))
    return Ticket(workspace_id, message_id, link_id)


def url(base: str, vault: Vault, purpose: Purpose, workspace_id: int, message_id: int, link_id: int = 0) -> str:
    token = make_token(vault, purpose, workspace_id, message_id, link_id)
    return f"{base.rstrip('/')}/{purpose}/{token}{'.gif' if purpose == 'o' else ''}"


def mailto(address: str, vault: Vault, workspace_id: int, message_id: int) -> str:
    """An unsubscribe link where recipients cannot reach our pages: a mail to the sender that names the message."""
    return f"mailto:{address}?subject=unsubscribe%20{make_token(vault, 'u', workspace_id, message_id)}"


async def clicks(scope: Scope, message_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """How often each link of these messages was followed, by message and address; links that never were are left out."""
    rows = await scope.all(
        """
        SELECT message_id, url, sum(clicks)::int AS n FROM links
        WHERE workspace_id = %(workspace_id)s AND message_id = ANY (%(ids)s) AND clicks > 0
        GROUP BY message_id, url ORDER BY message_id, url
        """,
        ids=message_ids,
    )
    found: dict[int, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["message_id"], {})[row["url"]] = row["n"]
    return found


# -- what following a link records ------------------------------------------------------------------------------------


async def is_valid(core: Core, token: str) -> bool:
    """Whether an unsubscribe link is valid and its message still exists."""
    ticket = read_token(core.vault, "u", token)
    if ticket is None:
        return False
    async with core.scope(ticket.workspace_id) as scope:
        return await _message(scope, ticket.message_id) is not None


async def unsubscribe(core: Core, token: str) -> bool:
    """Unsubscribe the lead a message went to. False when the link is not ours; a second time changes nothing."""
    ticket = read_token(core.vault, "u", token)
    if ticket is None:
        return False
    async with core.scope(ticket.workspace_id) as scope:
        message = await _message(scope, ticket.message_id)
        if message is None or message.lead_id is None:
            return False
        await leaving.unsubscribe(scope, message.lead_id, message_id=ticket.message_id)
        await scope.run(
            "UPDATE messages SET unsubscribed_at = coalesce(unsubscribed_at, %(now)s), updated_at = %(now)s"
            " WHERE workspace_id = %(workspace_id)s AND id = %(id)s",
            id=ticket.message_id,
        )
        return True


async def record_open(core: Core, token: str, user_agent: str = "") -> None:
    """Note that the open pixel of a message was fetched; only one fetched for a reader stops anything."""
    ticket = read_token(core.vault, "o", token)
    if ticket is None:
        return
    async with core.scope(ticket.workspace_id) as scope:
        counted = await _count(scope, ticket.message_id, "opens", "opened_at")
        if counted is None:
            return
        message, enrollment = counted
        await append(scope, [_event(message, enrollment, "opens", {"user_agent": user_agent[:200]})])
        if not is_machine_fetch(user_agent, _seconds_after(scope, message.sent_at, message.created_at), picture=True):
            await _stop(scope, message, enrollment, "stop_on_open", Reason.OPENED)


async def record_click(core: Core, token: str, user_agent: str = "") -> str | None:
    """Note that a tracked link was followed; its target, or None when the link is not ours.

    A machine's fetch is led to the target too, but not counted.
    """
    ticket = read_token(core.vault, "c", token)
    if ticket is None:
        return None
    async with core.scope(ticket.workspace_id) as scope:
        link = await scope.one(
            """
            SELECT k.url, m.sent_at, m.created_at FROM links k
            JOIN messages m ON m.workspace_id = %(workspace_id)s AND m.id = k.message_id
            WHERE k.workspace_id = %(workspace_id)s AND k.id = %(id)s AND k.message_id = %(message_id)s
            """,
            id=ticket.link_id,
            message_id=ticket.message_id,
        )
        if link is None:
            return None
        if not is_machine_fetch(user_agent, _seconds_after(scope, link["sent_at"], link["created_at"])):
            counted = await _count(scope, ticket.message_id, "clicks", "clicked_at")
            if counted is not None:
                message, enrollment = counted
                await scope.run(
                    "UPDATE links SET clicks = clicks + 1 WHERE workspace_id = %(workspace_id)s AND id = %(id)s",
                    id=ticket.link_id,
                )
                await append(scope, [_event(message, enrollment, "clicks", {"url": link["url"]})])
                await _stop(scope, message, enrollment, "stop_on_click", Reason.CLICKED)
        return link["url"]


@dataclass(frozen=True, slots=True)
class _Fetched:
    """A message of which something was fetched, after it was counted; `opens` and `clicks` are its counts."""

    id: int
    campaign_id: int | None
    step_id: int | None
    variant_id: int | None
    sender_id: int
    lead_id: int | None
    enrollment_id: int | None
    conversation_id: int | None
    sent_at: datetime | None
    created_at: datetime
    opens: int
    clicks: int


@dataclass(frozen=True, slots=True)
class _Enrollment:
    """The lead's place in the campaign, after it was counted. `settings`: the campaign's, as stored.

    Of a lead that has left the campaign, what its messages there count; `settings` is empty then, as nothing is to be stopped.
    """

    opens: int
    clicks: int
    origin_id: int | None
    seat_id: int
    settings: Mapping[str, object]


def _seconds_after(scope: Scope, sent_at: datetime | None, created_at: datetime) -> float:
    """How long after a message left something of it was fetched."""
    return (scope.now - (sent_at or created_at)).total_seconds()


@dataclass(frozen=True, slots=True)
class _Sent:
    """An outgoing message that an unsubscribe link names."""

    lead_id: int | None


async def _message(scope: Scope, message_id: int) -> _Sent | None:
    return await scope.row(
        _Sent,
        "SELECT lead_id FROM messages WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND direction = 'out'",
        id=message_id,
    )


# In a subsequence with the enrollment that it continues; before the message, as everything that changes both does.
_LOCK = """
SELECT e.id FROM enrollments e WHERE e.workspace_id = %(workspace_id)s AND e.id IN (
    SELECT unnest(ARRAY[x.id, x.origin_id]) FROM messages m
    JOIN enrollments x ON x.workspace_id = %(workspace_id)s AND x.id = m.enrollment_id
    WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s)
ORDER BY e.id FOR NO KEY UPDATE
"""


async def _count(
    scope: Scope, message_id: int, counter: Literal["opens", "clicks"], first: Literal["opened_at", "clicked_at"]
) -> tuple[_Fetched, _Enrollment | None] | None:
    """Raise a counter of the message and of its enrollment, if it has one; None when the message is gone."""
    await scope.run(_LOCK, id=message_id)
    message = await scope.row(
        _Fetched,
        sql(
            """
        UPDATE messages m SET {counter} = m.{counter} + 1, {first} = coalesce(m.{first}, %(now)s), updated_at = %(now)s
        WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s AND m.direction = 'out'
        RETURNING {columns}
        """,
            counter=counter,
            first=first,
            columns=columns(_Fetched, "m"),
        ),
        id=message_id,
    )
    if message is None:
        return None
    enrollment = await scope.row(
        _Enrollment,
        sql(
            """
        UPDATE enrollments e SET {counter} = e.{counter} + 1, updated_at = %(now)s
        FROM campaigns c
        WHERE e.workspace_id = %(workspace_id)s AND e.id = %(id)s
          AND c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
        RETURNING e.opens, e.clicks, e.origin_id, c.seat_id, c.settings
        """,
            counter=counter,
        ),
        id=message.enrollment_id,
    )
    if enrollment is None and message.enrollment_id is not None:
        enrollment = await scope.row(
            _Enrollment,
            """
            SELECT sum(m.opens)::int AS opens, sum(m.clicks)::int AS clicks, NULL::bigint AS origin_id, c.seat_id,
                   '{}'::jsonb AS settings
            FROM messages m JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = m.campaign_id
            WHERE m.workspace_id = %(workspace_id)s AND m.enrollment_id = %(id)s GROUP BY c.seat_id
            """,
            id=message.enrollment_id,
        )
    elif enrollment and enrollment.origin_id:  # in a subsequence: the lead's row in the campaign counts it as well
        await scope.run(
            sql(
                """
            UPDATE enrollments SET {counter} = {counter} + 1, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s
            """,
                counter=counter,
            ),
            id=enrollment.origin_id,
        )
    return message, enrollment


_KINDS = {"opens": "message.opened", "clicks": "link.clicked"}


def _event(
    message: _Fetched, enrollment: _Enrollment | None, counter: Literal["opens", "clicks"], data: Mapping[str, object]
) -> Event:
    in_message = message.opens if counter == "opens" else message.clicks
    in_enrollment = 1 if enrollment is None else enrollment.opens if counter == "opens" else enrollment.clicks
    return Event(
        _KINDS[counter],
        seat_id=enrollment and enrollment.seat_id,
        campaign_id=message.campaign_id,
        step_id=message.step_id,
        variant_id=message.variant_id,
        sender_id=message.sender_id,
        lead_id=message.lead_id,
        enrollment_id=message.enrollment_id,
        conversation_id=message.conversation_id,
        message_id=message.id,
        first_for_message=in_message == 1,
        first_for_enrollment=in_enrollment == 1,
        data=data,
    )


async def _stop(scope: Scope, message: _Fetched, enrollment: _Enrollment | None, setting: str, reason: Reason) -> None:
    if message.enrollment_id and enrollment and enrollment.settings.get(setting):
        await enrollments.stop(scope, [message.enrollment_id], reason)

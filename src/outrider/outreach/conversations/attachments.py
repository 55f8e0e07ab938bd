"""Attachments: what came with received mail, passing it on, and files that a person adds to a letter.

Their bytes are kept once: in the mail as it was received, or, for files that were added, in the letter itself as one MIME
message. A letter names what it takes along ([message, place] pairs in its `headers`), and that is read when it leaves.
"""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from psycopg.types.json import Jsonb

from outrider.channels.email.compose import Attachment
from outrider.channels.email.parse import attachments as parse_attachments
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.message_states import Facts
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.conversations import messages
from outrider.outreach.conversations.messages import File, Headers, Message
from outrider.rules.text import file_name

MAX_BYTES = 18 * 1024 * 1024  # of one letter: what most servers take once it is encoded
MAX_FILES = 20
Reference = tuple[int, int]  # a received message, and the place among its attachments


@dataclass(frozen=True, slots=True)
class Upload:
    """Files to go along with a letter: one MIME message of them, and what is shown of each (as `of` says it)."""

    raw: bytes
    known: Sequence[File]


async def pack(files: Sequence[Attachment]) -> Upload | None:
    """The files ready to be kept; None if there are none. Raises Invalid for too many or too large ones."""
    if len(files) > MAX_FILES:
        raise Invalid(f"At most {MAX_FILES} attachments.", field="attachments")
    if sum(len(file.content) for file in files) > MAX_BYTES:
        raise Invalid(f"At most {MAX_BYTES // 1024**2} MB of attachments.", field="attachments")
    return await asyncio.to_thread(_packed, files) if files else None


def _packed(files: Sequence[Attachment]) -> Upload:
    packed = EmailMessage()
    known: list[File] = []
    for file in files:
        name = file_name(file.filename) or "attachment"
        given = file.content_type.lower()
        content_type = _sendable(given) if _CONTENT_TYPE.fullmatch(given) else "application/octet-stream"
        main, _, sub = content_type.partition("/")
        packed.add_attachment(file.content, maintype=main, subtype=sub, filename=name)
        known.append({"filename": name, "content_type": content_type, "size": len(file.content)})
    return Upload(packed.as_bytes(), known)


async def keep(scope: Scope, message_id: int, upload: Upload) -> None:
    """Let a letter that is still to leave take these files along."""
    facts: Headers = {
        "attachments": list(upload.known),
        "attached": [(message_id, place) for place in range(len(upload.known))],
    }
    await scope.run(
        """
        UPDATE messages SET raw = %(raw)s, headers = coalesce(headers, '{}') || %(facts)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'queued'
        """,
        id=message_id,
        raw=upload.raw,
        facts=Jsonb(facts),
    )


def of(message: Message) -> list[File]:
    """What is known of a message's attachments."""
    return (message.headers or Headers()).get("attachments") or []


async def passed_on(scope: Scope, parent: Message, places: Sequence[int]) -> Headers:
    """What a letter keeps in its `headers` so that these attachments of `parent` leave with it. Raises Invalid."""
    known = of(parent)
    chosen = [known[place] for place in places]
    if sum(a.get("size") or 0 for a in chosen) > MAX_BYTES:
        raise Invalid(f"At most {MAX_BYTES // 1024**2} MB of attachments.", field="attachments")
    references = [_reference(parent, place) for place in places]
    kept = await scope.all(
        "SELECT id FROM messages WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) AND raw IS NOT NULL",
        ids=[id for id, _ in references],
    )
    if {id for id, _ in references} - {row["id"] for row in kept}:
        raise Invalid("The mail that held the attachments is no longer kept.", code="attachment_gone", field="attachments")
    return {"attachments": chosen, "attached": references} if chosen else {}


def _reference(message: Message, place: int) -> Reference:
    if message.direction == "in":
        return message.id, place
    return ((message.headers or Headers()).get("attached") or [])[place]


def address(scope: Scope, message: Message, place: int) -> str | None:
    """The URL of an attachment that needs no sign-in: unguessable, and valid for as long as the mail is kept.

    None where the installation has no public URL.
    """
    if scope.public_url is None:
        return None
    id, place = _reference(message, place)
    ticket = f"{scope.workspace_id:x}.{id:x}.{place:x}"
    return f"{scope.public_url.rstrip('/')}/a/{ticket}.{scope.vault.sign(f'a.{ticket}')}"


async def at_address(core: Core, token: str) -> Attachment | None:
    """The attachment of a URL; None if the URL is not one of ours or the mail is no longer kept."""
    ticket, _, signature = token.rpartition(".")
    if not ticket or len(token) > 200 or not core.vault.verify(f"a.{ticket}", signature):
        return None
    workspace_id, id, place = (int(part, 16) for part in ticket.split("."))
    async with core.scope(workspace_id) as scope:
        try:
            (found,) = await content(scope, {"attached": [(id, place)]})
        except NotFound:
            return None
    return found


async def one(scope: Scope, message: Message, place: int) -> Attachment:
    """The attachment at a place among those of a message. Raises NotFound."""
    if not 0 <= place < len(of(message)):
        raise NotFound("There is no such attachment.", field="attachments")
    (found,) = await content(scope, {"attached": [_reference(message, place)]})
    return found


async def content(scope: Scope, headers: Facts | None) -> list[Attachment]:
    """The attachments that a letter with these `headers` takes along. Raises NotFound when one is no longer there."""
    found: dict[int, list[Attachment]] = {}
    taken: list[Attachment] = []
    for id, place in (headers or Facts()).get("attached") or ():
        if id not in found:
            raw = await messages.raw(scope, id)
            found[id] = await asyncio.to_thread(_read, raw or b"")
        if place >= len(found[id]):
            raise NotFound("An attachment is no longer kept.", code="attachment_gone", field="attachments")
        taken.append(found[id][place])
    return taken


def _read(raw: bytes) -> list[Attachment]:
    return [
        Attachment(info.filename or "attachment", _sendable(info.content_type), body) for info, body in parse_attachments(raw)
    ]


_CONTENT_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,80}")


def _sendable(content_type: str) -> str:
    """A content type that a part with a transfer encoding may have."""
    return "application/octet-stream" if content_type.startswith(("message/", "multipart/")) else content_type

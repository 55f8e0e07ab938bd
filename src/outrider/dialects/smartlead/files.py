"""Files that a request sends along with an email: their names, types and contents in base64."""

import asyncio
import base64
from collections.abc import Sequence

from outrider.channels.email.compose import Attachment
from outrider.dialects.smartlead.inbox_bodies import AttachedFile
from outrider.errors import Invalid
from outrider.outreach.conversations import attachments
from outrider.outreach.conversations.attachments import Upload


async def upload_of(given: Sequence[AttachedFile]) -> Upload | None:
    """The files ready to go along with a letter; None if there are none. Raises Invalid naming the file."""
    return await attachments.pack(await asyncio.to_thread(_decoded, given)) if given else None


def _decoded(given: Sequence[AttachedFile]) -> list[Attachment]:
    return [Attachment(file.filename, file.mime_type, _content(file.content, place)) for place, file in enumerate(given)]


def _content(text: str, place: int) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        raise Invalid("The content of a file must be base64.", field=f"attachments.{place}.content") from None

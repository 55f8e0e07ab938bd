"""Replies in the inbox, filed by the same verbs as the engine's."""

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.correspondence import filing
from outrider.outreach.tenancy.workspaces import Installed
from tests.outreach.mailing import answer, sent_mail


async def replies(
    core: Core, workspace: Installed, n: int = 1, body: str = "Sounds good. Can we talk on Monday?", words: str = ""
) -> list[int]:
    """`n` leads of a campaign have answered, which was judged by `words`; the conversations' ids, the newest last."""
    facts = {"words": words} if words else {}
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        filed = [
            await filing.file(scope, sent.sender.id, answer(scope, sent, body_text=body, reply_text=body, facts=facts))
            for sent in await sent_mail(scope, n)
        ]
    return [f.conversation_id for f in filed if f.conversation_id]

"""Mails to people who may decide that an approval waits, where the workspace wants them."""

from outrider.outreach.base import acts
from outrider.outreach.base.approvals import Approval
from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import notices, workspaces
from outrider.outreach.tenancy.notices import Notice

SETTING = "approval_mails"
_MOST = 50
# Owners, administrators and editors of the whole workspace may do all that an approval may be about.
_PEOPLE = """
SELECT u.email FROM members m JOIN users u ON u.id = m.user_id
WHERE m.workspace_id = %(workspace_id)s AND m.accepted_at IS NOT NULL AND m.role IN ('owner', 'admin', 'editor')
  AND m.seat_ids IS NULL
ORDER BY m.id LIMIT %(most)s
"""


async def mail_people(scope: Scope, approval: Approval) -> None:
    """The link leads to a page that asks for sign-in: a mailbox that an agent reads decides nothing."""
    workspace = await workspaces.get(scope)
    if not workspace.settings.get(SETTING):
        return
    what = "\n".join(dict.fromkeys(acts.sentence(act) for act in approval.acts))
    text = (
        f"{approval.key_name or 'A key'} asks in {workspace.name}:\n\n{what}\n\n"
        f"Look at it and decide here, before {approval.expires_at:%-d %B %H:%M} UTC:\n\n{{link}}\n"
    )
    subject = f"Waiting for your approval: {acts.sentence(approval.acts[0])}"[:200].replace("\n", " ").replace("\r", " ")
    for row in await scope.all(_PEOPLE, most=_MOST):
        await notices.send(scope, Notice(row["email"], subject, text, f"/w/{scope.workspace_id}/approvals/{approval.id}"))

"""A webhook to the inside of a network is refused when it is saved, in every dialect that has webhooks."""

import pytest

from outrider.dialects import load
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.dialects.clients import client

INSIDE = "http://169.254.169.254/latest"


@pytest.mark.parametrize(
    ("dialect", "path", "body"),
    [
        ("smartlead", "/webhooks", {"name": "x", "webhook_url": INSIDE, "event_types": ["EMAIL_SENT"]}),
        ("instantly", "/webhooks", {"target_hook_url": INSIDE, "event_type": "all_events"}),
        ("outrider", "/webhooks", {"url": INSIDE, "events": ["message.sent"]}),
        ("multilead", "/users/{user}/accounts/{seat}/webhooks", {"url": INSIDE, "accountWebhookActionId": 1}),
        ("multilead", "/users/{user}/accounts/{seat}/global_webhook", {"url": INSIDE, "accountWebhookActionId": 1}),
    ],
)
@pytest.mark.parametrize(("allowed", "statuses"), [(False, (400, 422)), (True, (200, 201))])
async def test_an_inside_address(
    core: Core, workspace: Installed, dialect: str, path: str, body: dict[str, object], allowed: bool, statuses: tuple[int, ...]
) -> None:
    app = load(dialect).app(core, Settings(rate_limits={dialect: "off"}, allow_private_webhooks=allowed))
    async with client(app, workspace.key) as api:
        answer = await api.post(path.format(user=workspace.user_id, seat=workspace.seat_id), json=body)
    assert answer.status_code in statuses, answer.text
    assert ("not a public address" in answer.text) is not allowed

"""Campaigns that choose their mailboxes by who runs the recipient's mail, and those that write beyond their senders' days."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from outrider.engine.engine import Engine
from outrider.engine.work import providers
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns
from outrider.outreach.enrollments import enrollments, explain
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.senders import senders, sending_limits
from outrider.outreach.tenancy.workspaces import Installed
from tests.engine.helpers import DAY, Made, Remembering, make, make_engine, run_until, steps, work
from tests.working import do_due
from tests.zone import Zone

MX = {
    ("google.example.com", "MX"): ["10 aspmx.l.google.com."],
    ("outlook.example.com", "MX"): ["10 x.mail.protection.outlook.com."],
}
PEOPLE = ("a@google.example.com", "b@outlook.example.com", "c@own.example.com", "d@gmail.com", "e@hotmail.com")
GROUPS = {"a@google.example.com": "google", "b@outlook.example.com": "outlook", "c@own.example.com": "other",
          "d@gmail.com": "google", "e@hotmail.com": "outlook"}  # fmt: skip
ONLY_GOOGLE_TO_GOOGLE = {"sends": True, "recipients": ["google"], "senders": ["google"]}
NEVER_TO_OUTLOOK = {"sends": False, "recipients": ["outlook"], "senders": ["google", "outlook", "other"]}


async def a_campaign(
    core: Core, workspace: Installed, *groups: str, delays: tuple[int, ...] = (0,), **settings: Any
) -> tuple[Made, Engine]:
    """A campaign with a mailbox at each of these providers, and a lead at each kind of domain."""
    made = await make(core, workspace.workspace_id, n_leads=0, n_senders=len(groups), sequence=steps(*delays), settings=settings,
                      start=False)  # fmt: skip
    async with core.scope(made.workspace_id) as scope:
        for id, group in zip(made.sender_ids, groups, strict=True):
            provider = {"google": "gmail", "outlook": "microsoft365"}.get(group, "smtp")
            await scope.run("UPDATE senders SET provider = %(p)s WHERE workspace_id = %(workspace_id)s AND id = %(id)s",
                            p=provider, id=id)  # fmt: skip
        made_leads = await leads.upsert(scope, [LeadInput(email=email, first_name="Pat") for email in PEOPLE])
        enrolled = await enrollments.enroll(scope, made.campaign_id, [u.lead_id for u in made_leads if u.lead_id])
        await campaign_states.start(scope, made.campaign_id)
    made = replace(made, enrollment_ids=[id for id in enrolled.values() if id])
    return made, make_engine(core, Remembering(core))


async def settle(engine: Engine, resolver: Any) -> None:
    """What the loop does until nothing is left to do."""
    asking = partial(providers.queue, resolver=resolver)
    while await providers.sort_due(engine) + await do_due(engine, asking):
        pass


def written(engine: Engine) -> dict[str, str]:
    """Recipient -> provider of the mailbox that wrote to it."""
    transport: Any = engine.transports["email"]
    return {c.message.recipient: c.sender.provider for _, c in transport.left}


async def test_matching_has_each_lead_written_to_from_its_own_provider(core: Core, workspace: Installed) -> None:
    made, engine = await a_campaign(core, workspace, "google", "outlook", "other", delays=(0, DAY), esp_matching=True)
    assert await work(engine, made.workspace_id) == 0  # nobody is written to before it is known
    async with core.scope(made.workspace_id) as scope:
        assert (await explain.of_campaign(scope, made.campaign_id)).code == "provider_unknown"
    resolver = Zone(MX)
    await settle(engine, resolver)
    assert set(resolver.asked) == {"google.example.com", "outlook.example.com", "own.example.com"}  # gmail.com says so itself
    await work(engine, made.workspace_id)
    names = {"google": "gmail", "outlook": "microsoft365", "other": "smtp"}
    assert written(engine) == {email: names[group] for email, group in GROUPS.items()}
    await run_until(engine, made.workspace_id, core.clock.now() + timedelta(days=2))
    transport: Any = engine.transports["email"]
    assert len(transport.left) == 2 * len(PEOPLE)
    assert len({(c.message.lead_id, c.sender.id) for _, c in transport.left}) == len(PEOPLE)  # and never from another


async def test_matching_without_a_mailbox_there_takes_any(core: Core, workspace: Installed) -> None:
    made, engine = await a_campaign(core, workspace, "google", "other", esp_matching=True)
    await settle(engine, Zone(MX))
    await work(engine, made.workspace_id)
    sent = written(engine)
    assert set(sent) == set(PEOPLE)
    assert sent["a@google.example.com"] == sent["d@gmail.com"] == "gmail"
    assert sent["c@own.example.com"] == "smtp"


async def test_rules_hold_for_every_first_message(core: Core, workspace: Installed) -> None:
    rules = [ONLY_GOOGLE_TO_GOOGLE, NEVER_TO_OUTLOOK]
    made, engine = await a_campaign(core, workspace, "other", routing=rules)
    await settle(engine, Zone(MX))
    await work(engine, made.workspace_id)
    assert set(written(engine)) == {"c@own.example.com"}
    async with core.scope(made.workspace_id) as scope:
        told = [(await explain.of_enrollment(scope, id)).code for id in made.enrollment_ids]
        codes = {"google": "no_matching_sender", "outlook": "routed_nowhere", "other": "done"}
        assert dict(zip(PEOPLE, told, strict=True)) == {email: codes[GROUPS[email]] for email in PEOPLE}
        assert (await explain.of_campaign(scope, made.campaign_id)).code == "no_matching_sender"
        sender = await senders.get(scope, made.sender_ids[0])
        assert sender.next_at is None or sender.next_at > scope.now  # it does not look for them again and again
        await campaigns.update(scope, made.campaign_id, settings={"routing": []})
    await work(engine, made.workspace_id)
    assert set(written(engine)) == {"a@google.example.com", "c@own.example.com", "d@gmail.com"}


async def test_leads_do_not_wait_for_dns_that_stays_silent(core: Core, workspace: Installed, clock: Any) -> None:
    made, engine = await a_campaign(core, workspace, "google", esp_matching=True)
    for _ in range(providers.PATIENCE - 1):
        await settle(engine, Zone(silent=True))
        await work(engine, made.workspace_id)
        assert set(written(engine)) == {"d@gmail.com", "e@hotmail.com"}  # these need no asking
        clock.advance(3600)
    await settle(engine, Zone(silent=True))
    await work(engine, made.workspace_id)
    assert set(written(engine)) == set(PEOPLE)


@pytest.mark.parametrize("unbound", [False, True])
async def test_a_campaign_may_write_beyond_its_senders_days(core: Core, workspace: Installed, unbound: bool) -> None:
    made = await make(core, workspace.workspace_id, n_leads=6, sender={"daily_limit": 2, "min_gap_seconds": 60},
                      settings={"ignore_sender_limits": unbound})  # fmt: skip
    other = await make(core, workspace.workspace_id, n_leads=6, n_senders=0, prefix="q", start=False)
    async with core.scope(made.workspace_id) as scope:
        await campaign_senders.attach(scope, other.campaign_id, made.sender_ids)
        await campaign_states.start(scope, other.campaign_id)
    transport = Remembering(core)
    await run_until(make_engine(core, transport), made.workspace_id, core.clock.now() + timedelta(hours=8))
    sent = Counter(c.message.campaign_id for _, c in transport.left)
    if unbound:
        assert sent[made.campaign_id] == 6
        assert sent[other.campaign_id] <= 2
        async with core.scope(made.workspace_id) as scope:
            counted = await sending_limits.counters(scope, made.sender_ids)
        assert counted[made.sender_ids[0]]["email"] == sum(sent.values())
    else:
        assert sum(sent.values()) == 2

"""A sender's own tracking domain: links begin with it once it is verified, and until then there are none."""

import dns.resolver
import pytest

from outrider.engine.engine import Engine
from outrider.engine.work import tracking_domains as work
from outrider.errors import Invalid
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import explain
from outrider.outreach.senders import senders, tracking_domains
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.engine.helpers import Made, Remembering, make, steps
from tests.engine.helpers import work as send

HOST, PUBLIC = "links.acme.example", "https://track.us.example"
BODY = '<p>Hello, <a href="https://acme.example/offer">our offer</a></p>'


class Names:
    """A resolver in which the host leads to a target, or to nothing, or that is silent."""

    def __init__(self, target: str | None, *, silent: bool = False) -> None:
        self.target, self.silent = target, silent

    async def resolve(self, qname: str, rdtype: str) -> object:
        if self.silent:
            raise dns.resolver.NoNameservers
        if self.target and qname == HOST and rdtype == "CNAME":
            return [_Text(self.target)]
        raise dns.resolver.NXDOMAIN


class _Text:
    def __init__(self, text: str) -> None:
        self.text = text

    def to_text(self) -> str:
        return self.text


def engine_of(core: Core, public_url: str | None = PUBLIC) -> Engine:
    return Engine(core, Settings(public_url=public_url), transports={"email": Remembering(core)})


async def campaign(core: Core, workspace: Installed, host: str | None, of_campaign: str | None = None) -> Made:
    return await make(
        core,
        workspace.workspace_id,
        n_leads=1,
        sequence=steps(0, body=BODY),
        sender={"tracking_domain": host},
        settings={
            "open_tracking": True,
            "click_tracking": True,
            "unsubscribe_text": '<a href="{{unsubscribe_url}}">stop</a>',
            "tracking_domain": of_campaign,
        },
    )


async def look(engine: Engine, workspace: Installed, names: Names, *, tls: bool = True) -> None:
    async def answers(_: str) -> bool:
        return tls

    await work.look(engine, workspace.workspace_id, HOST, names, answers)


async def facts(core: Core, made: Made) -> tuple[str, bool, str]:
    """What the campaign's message is made with: the base of its links, whether it has a pixel, and its text."""
    async with core.scope(made.workspace_id) as scope:
        row = await scope.one("SELECT headers, body_html FROM messages WHERE workspace_id = %(workspace_id)s AND kind = 'step'")
    assert row is not None
    return row["headers"]["base"], row["headers"]["pixel"], row["body_html"]


async def test_links_begin_with_the_campaigns_own_domain_before_its_senders(core: Core, workspace: Installed) -> None:
    made, engine = await campaign(core, workspace, "other.acme.example", HOST), engine_of(core)
    await look(engine, workspace, Names("track.us.example."))
    await send(engine, workspace.workspace_id)
    base, pixel, text = await facts(core, made)
    assert (base, pixel) == (f"https://{HOST}", True)
    assert f"https://{HOST}/u/" in text


async def test_a_campaign_whose_domain_is_not_verified_is_not_tracked_and_says_so(core: Core, workspace: Installed) -> None:
    made, engine = await campaign(core, workspace, None, HOST), engine_of(core)
    await look(engine, workspace, Names("elsewhere.example."))
    await send(engine, workspace.workspace_id)
    base, pixel, text = await facts(core, made)
    assert (base or "", pixel) == ("", False)
    assert "https://acme.example/offer" in text
    async with core.scope(made.workspace_id) as scope:
        told = await explain.of_campaign(scope, made.campaign_id)
    [why] = [part.sentence for part in told.parts if part.code == Reason.TRACKING_UNVERIFIED]
    assert f"{HOST} does not lead to track.us.example" in why


async def test_a_campaigns_domain_is_checked_when_it_is_saved(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        with pytest.raises(Invalid, match="name of a host"):
            await campaigns.create(scope, "Spring", settings={"tracking_domain": "not a host"})


async def test_links_begin_with_a_verified_domain(core: Core, workspace: Installed) -> None:
    made, engine = await campaign(core, workspace, HOST), engine_of(core)
    await look(engine, workspace, Names("track.us.example."))
    await send(engine, workspace.workspace_id)
    base, pixel, text = await facts(core, made)
    assert (base, pixel) == (f"https://{HOST}", True)
    assert f"https://{HOST}/u/" in text


@pytest.mark.parametrize(("target", "tls"), [(None, True), ("track.somebody.example.", True), ("track.us.example.", False)])
async def test_there_is_no_fallback_to_another_domain(core: Core, workspace: Installed, target: str | None, tls: bool) -> None:
    made, engine = await campaign(core, workspace, HOST), engine_of(core)
    await look(engine, workspace, Names(target), tls=tls)
    await send(engine, workspace.workspace_id)
    base, pixel, text = await facts(core, made)
    assert (base, pixel) == ("", False)
    assert "mailto:" in text


async def test_a_domain_that_was_never_looked_at_is_not_used(core: Core, workspace: Installed) -> None:
    made, engine = await campaign(core, workspace, HOST), engine_of(core)
    await send(engine, workspace.workspace_id)
    assert (await facts(core, made))[0] == ""


async def test_a_sender_without_one_uses_the_public_url(core: Core, workspace: Installed) -> None:
    made, engine = await campaign(core, workspace, None), engine_of(core)
    await send(engine, workspace.workspace_id)
    assert (await facts(core, made))[0] == PUBLIC


async def status(core: Core, workspace: Installed) -> str:
    async with core.scope(workspace.workspace_id) as scope:
        return (await tracking_domains.of(scope, [HOST]))[HOST].status


async def test_a_domain_that_stops_leading_here_is_not_used_any_longer(core: Core, workspace: Installed) -> None:
    await campaign(core, workspace, HOST)
    engine = engine_of(core)
    await look(engine, workspace, Names("track.us.example."))
    await look(engine, workspace, Names(None))
    assert await status(core, workspace) == "failed"


async def test_silence_of_dns_changes_nothing(core: Core, workspace: Installed) -> None:
    await campaign(core, workspace, HOST)
    engine = engine_of(core)
    await look(engine, workspace, Names("track.us.example."))
    await look(engine, workspace, Names(None, silent=True))
    assert await status(core, workspace) == "ready"


async def test_explain_says_why_it_is_not_used(core: Core, workspace: Installed) -> None:
    made, engine = await campaign(core, workspace, HOST), engine_of(core)
    await look(engine, workspace, Names(None))
    async with core.scope(workspace.workspace_id) as scope:
        found = await explain.of_sender(scope, made.sender_ids[0])
    [part] = [part for part in found.parts if part.code == Reason.TRACKING_UNVERIFIED]
    assert "add a CNAME record" in part.sentence


@pytest.mark.parametrize("text", ["no host", "localhost", "-a.example", "a..example", "https://", "a.example/path"])
async def test_what_is_no_host_is_refused_when_it_is_saved(core: Core, workspace: Installed, text: str) -> None:
    made = await campaign(core, workspace, None)
    async with core.scope(workspace.workspace_id) as scope:
        with pytest.raises(Invalid, match=r"links\.acme\.com"):
            await senders.update(scope, made.sender_ids[0], tracking_domain=text)


async def test_a_web_address_stands_for_its_host(core: Core, workspace: Installed) -> None:
    made = await campaign(core, workspace, None)
    async with core.scope(workspace.workspace_id) as scope:
        changed = await senders.update(scope, made.sender_ids[0], tracking_domain="https://Links.Acme.example/")
    assert changed.tracking_domain == HOST


async def test_a_domain_of_no_sender_is_forgotten(core: Core, workspace: Installed) -> None:
    made = await campaign(core, workspace, HOST)
    async with core.scope(workspace.workspace_id) as scope:
        await senders.update(scope, made.sender_ids[0], tracking_domain=None)
        assert await tracking_domains.claim(scope, scope.now, 10) == []
        assert await tracking_domains.of(scope, [HOST]) == {}

"""What an email says before it is sent: as the campaign would write it."""

import pytest

from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.enrollments import enrollments, preview
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.tenancy import workspaces
from tests.making import a_sender

FIRST = VariantInput("{Hi|Hello} {{first_name}}", "<p>{One|Two|Three} for {{company}}</p>{{signature}}")


async def _campaign(scope: Scope, *steps: StepInput, people: tuple[LeadInput, ...] = ()) -> tuple[int, int, list[int]]:
    """(campaign, sender, leads)"""
    made = await campaigns.create(scope, "Spring")
    await sequences.replace(scope, made.id, list(steps))
    found = [u.lead_id for u in await leads.upsert(scope, people) if u.lead_id]
    await enrollments.enroll(scope, made.id, found)
    sender = await a_sender(scope, "anna@sender.example", name="Anna", signature="<b>Anna</b>")
    return made.id, sender.id, found


async def test_a_lead_of_the_campaign_is_shown_its_own_wording(scope: Scope) -> None:
    some = tuple(LeadInput(email=f"p{n}@x.example", first_name=f"Pat{n}", company_name="A & B") for n in range(12))
    id, sender, found = await _campaign(scope, StepInput(variants=[FIRST]), people=some)
    shown = [(await preview.preview(scope, id, 1, sender, lead_id=lead))[0] for lead in found]
    for n, one in enumerate(shown):
        assert one.subject in (f"Hi Pat{n}", f"Hello Pat{n}")
        assert one.body in (f"<p>{word} for A &amp; B</p><b>Anna</b>" for word in ("One", "Two", "Three"))
        assert "A & B" in one.text
        assert one.text.endswith("Anna")
    assert len({one.subject.split()[0] for one in shown}) == 2
    assert len({one.body for one in shown}) == 3
    assert shown[0] == (await preview.preview(scope, id, 1, sender, lead_id=found[0]))[0], "the same lead, the same wording"


async def test_a_follow_up_answers_the_mail_before(scope: Scope) -> None:
    blank = StepInput(delay_seconds=86400, variants=[VariantInput("", "<p>Still there, {{first_name}}?</p>")])
    some = (LeadInput(email="p@x.example", first_name="Pat", company_name="Firm"),)
    id, sender, [lead] = await _campaign(scope, StepInput(variants=[FIRST]), blank, blank, people=some)
    first = (await preview.preview(scope, id, 1, sender, lead_id=lead))[0].subject
    third, _ = await preview.preview(scope, id, 3, sender, lead_id=lead)
    assert (third.subject, third.body) == (f"Re: {first}", "<p>Still there, Pat?</p>")


async def test_it_ends_as_each_message_ends(scope: Scope) -> None:
    await workspaces.update(scope, settings={"postal_address": "1 High Street"})
    some = (LeadInput(email="p@x.example", first_name="Pat", company_name="Firm"),)
    id, sender, _ = await _campaign(scope, StepInput(variants=[FIRST]), people=some)
    await campaigns.update(scope, id, settings={"unsubscribe_text": '<a href="{{unsubscribe_url}}">No more</a>'})
    shown, _ = await preview.preview(scope, id, 1, sender)
    assert 'href="mailto:anna@sender.example?subject=unsubscribe">No more</a>' in shown.body
    assert "1 High Street" in shown.text
    await campaigns.update(scope, id, settings={"postal_address": ""})
    assert "High Street" not in (await preview.preview(scope, id, 1, sender))[0].body


async def test_a_campaign_without_leads_is_shown_to_nobody(scope: Scope) -> None:
    step = StepInput(variants=[VariantInput("For {{first_name}}", "<p>{{company_name}} in {{ city }}, {{plan|free}}</p>")])
    id, sender, _ = await _campaign(scope, step)
    shown, _ = await preview.preview(scope, id, 1, sender)
    assert (shown.subject, shown.body) == ("For Jane", "<p>Example in [city], free</p>")


async def test_what_would_not_be_sent_is_refused_with_its_reason(scope: Scope) -> None:
    some = (LeadInput(email="p@x.example", first_name="Pat"),)
    id, sender, [lead] = await _campaign(scope, StepInput(variants=[FIRST]), people=some)
    for given in (lead, None):
        with pytest.raises(Invalid, match="company") as refused:
            await preview.preview(scope, id, 1, sender, lead_id=given)
        assert refused.value.code == "missing_tag"
    with pytest.raises(Invalid, match="no email as step 2"):
        await preview.preview(scope, id, 2, sender)
    stranger = next(u.lead_id for u in await leads.upsert(scope, [LeadInput(email="q@x.example")]))
    with pytest.raises(NotFound):
        await preview.preview(scope, id, 1, sender, lead_id=stranger)
    await sequences.replace(scope, id, [StepInput(variants=[VariantInput("", "<p>Hi</p>")])])
    with pytest.raises(Invalid, match="subject is empty"):
        await preview.preview(scope, id, 1, sender)

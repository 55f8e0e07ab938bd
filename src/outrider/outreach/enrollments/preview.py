"""What a step of a campaign would say, looked at beforehand."""

from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, sequences, wording
from outrider.outreach.campaigns.campaigns import Settings
from outrider.outreach.campaigns.sequences import Step
from outrider.outreach.campaigns.wording import Wording
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import workspaces
from outrider.rules import merge, schedule, threads

# Somebody to show a campaign without leads to. What else its texts ask for is shown by its name.
NOBODY = {
    "email": "jane@example.com", "first_name": "Jane", "last_name": "Doe", "company_name": "Example", "job_title": "Director",
    "phone": "+1 555 0100", "website": "https://example.com", "location": "Berlin",
    "linkedin_url": "https://www.linkedin.com/in/jane-doe",
}  # fmt: skip


async def preview(
    scope: Scope, campaign_id: int, position: int, sender_id: int, *, lead_id: int | None = None
) -> tuple[Wording, Settings]:
    """A step as the campaign would write it to a lead of its own (any, if none is named), or to nobody if it has none; and the
    campaign's settings. Its opt-out link leads to the sender's mailbox: nobody is unsubscribed by a preview.

    Raises NotFound; Invalid 'no_such_step', or with the reason why the campaign would not send it.
    """
    campaign, sender = await campaigns.get(scope, campaign_id), await senders.get(scope, sender_id)
    steps = [s for s in await sequences.get(scope, campaign_id) if s.channel == "email" and s.position <= position]
    if not steps or steps[-1].position != position:
        raise Invalid(f"The campaign has no email as step {position}.", code="no_such_step")
    enrollment = await enrollments.by_lead(scope, campaign_id, lead_id) if lead_id is not None else None
    if enrollment is None:
        some = await enrollments.search(scope, enrollments.Filters(campaign_ids=[campaign_id]), limit=1)
        enrollment = some[0].enrollment if some else None
    known = leads.effective(await leads.get(scope, enrollment.lead_id), enrollment.fields) if enrollment else NOBODY
    values = wording.values_of(known, sender) | {"unsubscribe_url": f"mailto:{sender.address}?subject=unsubscribe"}
    address = campaign.settings.postal_address
    if address is None:
        address = (await workspaces.get(scope)).settings.get("postal_address") or ""
    now = scope.now.astimezone(schedule.zone(sender.timezone))

    def written(step: Step) -> Wording:
        key = wording.key_of(enrollment.id, enrollment.run, step.id) if enrollment else wording.key_of("nobody", 1, step.id)
        while True:
            try:
                return wording.write(wording.variant_of(step, key), values, campaign.settings, address, key=key, now=now)
            except merge.MissingTag as error:
                if enrollment is not None or error.name in values:
                    raise
                values[error.name] = f"[{error.name}]"

    try:
        found = written(steps[-1])
        before = next((w for w in map(written, reversed(steps[:-1])) if w.subject), None) if not found.subject else None
    except (merge.MergeError, ValueError) as error:
        raise Invalid(f"The campaign would not send this: {error}.", code=getattr(error, "code", "no_variant")) from None
    subject = threads.reply_subject(before.subject) if before else found.subject
    if found.blank or merge.is_blank(subject):
        part = "body" if found.blank else "subject"
        raise Invalid(f"The campaign would not send this: its {part} is empty.", code="empty_message")
    return Wording(subject, found.body), campaign.settings

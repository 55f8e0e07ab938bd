"""Deciding what an enrollment gets now. Facts are loaded for the whole batch, then the rules decide each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from outrider.channels.email.compose import new_message_id, rewrite_links
from outrider.channels.linkedin import port
from outrider.engine.engine import Engine
from outrider.engine.sending.books import AskedWritten, Books, DueEnrollment, Written
from outrider.frozen import checked
from outrider.outreach.base.message_states import Facts, OutgoingMessage
from outrider.outreach.base.reasons import Reason
from outrider.outreach.campaigns import overrides, sequences, wording
from outrider.outreach.campaigns.settings import Settings as CampaignSettings
from outrider.outreach.correspondence import tracking
from outrider.outreach.enrollments import clocks
from outrider.outreach.leads import leads
from outrider.outreach.senders import tracking_domains
from outrider.outreach.senders.senders import Sender
from outrider.rules import merge, schedule, steps, threads

log = structlog.get_logger()


@checked(frozen=True, slots=True)
class Candidate:
    """A locked enrollment and the sender that would serve it. `message_id` is what its message's id would be."""

    message_id: int
    sender: Sender
    seat_id: int
    campaign_id: int
    settings: CampaignSettings
    enrollment: DueEnrollment
    began: datetime | None = None  # since when the lead waits for its first step
    postal_address: str = ""  # plain text
    hours: schedule.Schedule = schedule.ALWAYS  # of the campaign, where it keeps to its leads' clocks
    marks: Sequence[int] = ()  # of the campaign (base.marks)

    @property
    def tracking_domain(self) -> str | None:
        """The host of its own that links begin with: the campaign's, else the sender's."""
        return self.settings.tracking_domain or self.sender.tracking_domain


@checked(frozen=True, slots=True)
class Send:
    """A message to be sent: the columns of its row, and the links in it that are tracked."""

    message: OutgoingMessage
    links: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class Stop:
    """The enrollment ends."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Pause:
    """The enrollment waits until a person fixes the reason."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """The enrollment is due again at `at`. `reason`: what it waits for, if not simply for its time."""

    at: datetime
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """No step is left; `position` is the last one done or passed over (a step that has its message already counts as done)."""

    position: int


@dataclass(frozen=True, slots=True)
class Hand:
    """The next step is for a sender of this channel."""

    channel: str


Decision = Send | Stop | Pause | Later | Done | Hand


async def decide(engine: Engine, books: Books, candidates: Sequence[Candidate]) -> list[Decision]:
    """One decision for each candidate, in order."""
    if not candidates:
        return []
    people = await books.people(list({c.enrollment.lead_id for c in candidates}))
    sequence = await books.sequences(list({c.campaign_id for c in candidates}))
    shapes = {id: [_shape(step) for step in of] for id, of in sequence.items()}
    blocked = await books.blocked([(people[c.enrollment.lead_id], c.seat_id) for c in candidates])
    written = await books.written([AskedWritten(c.enrollment.id, c.enrollment.run, c.sender.id) for c in candidates])
    facts = await _facts(books, candidates, shapes)
    hosts = await books.tracking_hosts({host for c in candidates if (host := c.tracking_domain)})
    own = await books.own_texts([(c.campaign_id, c.enrollment.lead_id) for c in candidates])

    def made() -> list[Decision]:
        """Render user-written templates, off the event loop and with a bounded cost per text (rules.metered)."""
        return [
            _decision(
                books,
                c,
                people[c.enrollment.lead_id],
                sequence[c.campaign_id],
                _Known(
                    index in blocked,
                    shapes[c.campaign_id],
                    written.get(c.enrollment.id),
                    facts.get(c.enrollment.id, (False, False)),
                    own.get((c.campaign_id, c.enrollment.lead_id)),
                    tracking_domains.base(c.tracking_domain, hosts, engine.settings.public_url),
                ),
            )
            for index, c in enumerate(candidates)
        ]

    return await books.aside(made)


@checked(frozen=True, slots=True)
class _Known:
    """A candidate's facts from the books. `texts`: those written for this lead only, by slot. `base`: what tracked links
    and the unsubscribe page begin with; None: there are none."""

    blocked: bool
    shapes: Sequence[steps.StepShape]
    before: Written | None
    facts: tuple[bool, bool]
    texts: Mapping[str, str] | None
    base: str | None


def _decision(books: Books, c: Candidate, lead: leads.Lead, sequence: Sequence[sequences.Step], known: _Known) -> Decision:
    try:
        decision = Stop(Reason.SUPPRESSED) if known.blocked else _refusal(books, lead, c.settings, c.sender.channel)
        if decision is None:
            decision = _next(books, c, sequence, known.shapes, known.before, known.facts)
        if isinstance(decision, steps.StepShape) and c.settings.use_lead_timezone:
            opens = clocks.opens_for(lead, c.enrollment.fields, c.hours, schedule.from_json(c.sender.schedule), books.now)
            decision = Later(opens, Reason.LEAD_OUTSIDE_WINDOW) if opens else decision
        if isinstance(decision, steps.StepShape):
            position = decision.position
            step = next(s for s in sequence if s.position == position)
            text = overrides.text_for(step, sequence, known.texts)
            decision = _message(known.base, books, c, lead, step, known.before, text)
    except Exception as error:
        # An error in one lead's message must not block the others of the workspace.
        log.exception("message could not be made", workspace_id=books.workspace_id, enrollment_id=c.enrollment.id)
        return Pause(Reason.TEMPLATE_ERROR, type(error).__name__)
    return decision


def _shape(step: sequences.Step) -> steps.StepShape:
    return steps.StepShape(step.position, step.delay_seconds, step.channel, step.action, step.condition)


async def _facts(
    books: Books, candidates: Sequence[Candidate], shapes: Mapping[int, Sequence[steps.StepShape]]
) -> Mapping[int, tuple[bool, bool]]:
    """Load connections and open profiles, if a step depends on them."""
    asked = [
        (c.enrollment.id, c.enrollment.lead_id, c.campaign_id, c.sender.id if c.sender.channel == "linkedin" else None)
        for c in candidates
        if any(shape.condition for shape in shapes[c.campaign_id])
    ]
    return await books.connections(asked) if asked else {}


def _refusal(books: Books, lead: leads.Lead, settings: CampaignSettings, channel: str) -> Stop | Later | None:
    """Why this person must not be contacted, or not yet, regardless of the step."""
    if lead.unsubscribed_at is not None:
        return Stop(Reason.UNSUBSCRIBED)
    if channel != "email":
        return None  # what follows is the fault of an address
    if lead.bounced_at is not None:
        return Stop(Reason.BOUNCED)
    if lead.verification == "pending":
        return Later(books.now + timedelta(minutes=5))
    if lead.verification == "invalid":
        return Stop(Reason.INVALID_ADDRESS)
    if lead.verification == "risky" and not settings.allow_risky:
        return Stop(Reason.RISKY_ADDRESS)
    return None


def _next(
    books: Books,
    c: Candidate,
    sequence: Sequence[sequences.Step],
    shapes: Sequence[steps.StepShape],
    before: Written | None,
    facts: tuple[bool, bool],
) -> steps.StepShape | Decision:
    """The step that is due. A step with a message in this run counts as done whatever the enrollment says, so that nothing is
    sent twice.
    """
    if before and before.under_way:
        return Later(books.now + timedelta(minutes=10), Reason.CLAIMED)  # recording it, or its next attempt, decides
    had = (before.steps or ()) if before else ()
    done: int = max([c.enrollment.done_position, *(step.position for step in sequence if step.id in had)])
    since = c.enrollment.last_step_at or c.began
    waited = (books.now - since).total_seconds() if since else 0.0
    step = steps.next_step(shapes, done, steps.Facts(*facts, waited_seconds=waited))
    if step is None:
        return Done(max([done, *(shape.position for shape in shapes)]))  # what is left was passed over
    if isinstance(step, steps.Wait):
        waits = Reason(step.reason)
        return Later(books.now + timedelta(seconds=step.seconds), None if waits == Reason.FOLLOW_UP_DELAY else waits)
    if step.channel != c.sender.channel:
        return Hand(step.channel)
    return step


# -- the message ---------------------------------------------------------------------------------------------------------


def _message(
    base: str | None,
    books: Books,
    c: Candidate,
    lead: leads.Lead,
    step: sequences.Step,
    before: Written | None,
    own: str | None,
) -> Decision:
    """The message of a step, or why it cannot be made: it is never incomplete or empty (D19). `own`: a text for this lead
    only.
    """
    if step.channel == "email" and not lead.email:
        return Stop(Reason.NO_ADDRESS)
    if step.channel == "linkedin" and not lead.linkedin_key:
        return Stop(Reason.NO_PROFILE)
    key = wording.key_of(c.enrollment.id, c.enrollment.run, step.id)
    try:
        variant = wording.variant_of(step, key)
    except ValueError:
        if step.channel == "linkedin" and step.action not in ("message", "inmail"):
            return Send(replace(_row(books, c, lead, step, None), to_addresses=[_profile(lead)]))
        return Pause(Reason.NO_VARIANT)
    row = _row(books, c, lead, step, variant.id)
    try:
        if step.channel == "email":
            return _email(base, books, c, lead, variant, row, before, key)
        return _linkedin(c, lead, step, variant, row, key, own)
    except merge.MissingTag as e:
        return Pause(Reason.MISSING_TAG, e.name)
    except merge.MergeError as e:
        return Pause(Reason.TEMPLATE_ERROR, str(e)[:500])


# What LinkedIn takes of each text.
_MOST = {"invite": port.MAX_NOTE, "message": port.MAX_MESSAGE, "inmail": port.MAX_INMAIL}


def _most(action: str, sender: Sender) -> int | None:
    """The longest text of an action; None: it has none."""
    if action == "invite" and sender.profile.get("tier", "basic") == "basic":
        return port.MAX_NOTE_BASIC
    return _MOST.get(action)


def _linkedin(
    c: Candidate,
    lead: leads.Lead,
    step: sequences.Step,
    variant: sequences.Variant,
    row: OutgoingMessage,
    key: str,
    own: str | None,
) -> Decision:
    """A LinkedIn step's message. A text written for this lead and slot replaces the template and is used unchanged."""
    values = wording.values_of(leads.effective(lead, c.enrollment.fields), c.sender)
    body: str = own or merge.render(variant.body, values, key=key, html=False).text
    subject = merge.render(variant.subject, values, key=f"{key}/subject", html=False).text if step.action == "inmail" else ""
    subject = " ".join(subject.split())
    if step.action in ("message", "inmail") and merge.is_blank(body):
        return Pause(Reason.EMPTY_MESSAGE, "body")
    if step.action == "inmail" and (merge.is_blank(subject) or len(subject) > port.MAX_INMAIL_SUBJECT):
        return Pause(Reason.TOO_LONG if subject else Reason.EMPTY_MESSAGE, "subject")
    most = _most(step.action, c.sender)
    if most is not None and len(body) > most:
        return Pause(Reason.TOO_LONG, f"{len(body)} characters of {most}")
    if most is None:
        body = ""
    return Send(replace(row, subject=subject, body_text=body, to_addresses=[_profile(lead)]))


def _profile(lead: leads.Lead) -> str:
    return lead.linkedin_url or lead.linkedin_key or ""


def _row(books: Books, c: Candidate, lead: leads.Lead, step: sequences.Step, variant_id: int | None) -> OutgoingMessage:
    """The columns of the message's row that do not depend on its text."""
    return OutgoingMessage(
        id=c.message_id,
        kind="step",
        action=step.action,
        sender_id=c.sender.id,
        conversation_id=None,
        lead_id=lead.id,
        campaign_id=c.campaign_id,
        enrollment_id=c.enrollment.id,
        run=c.enrollment.run,
        step_id=step.id,
        step_position=step.position,
        mark=steps.mark_at(c.marks, step.position),
        variant_id=variant_id,
        wire_id=None,
        in_reply_to=None,
        reference_ids=None,
        from_address=c.sender.address,
        to_addresses=None,
        cc_addresses=None,
        bcc_addresses=None,
        reply_to=None,
        subject="",
        body_text="",
        body_html=None,
        headers=None,
        attempts=1,
        created_at=books.now,
    )


def _email(
    base: str | None,
    books: Books,
    c: Candidate,
    lead: leads.Lead,
    variant: sequences.Variant,
    row: OutgoingMessage,
    before: Written | None,
    key: str,
) -> Decision:
    settings = c.settings
    plain = settings.plain_text or (settings.first_plain_text and row.step_position == 1)
    values = wording.values_of(leads.effective(lead, c.enrollment.fields), c.sender)
    if "unsubscribe_url" in variant.body or "unsubscribe_url" in settings.unsubscribe_text:
        values["unsubscribe_url"] = (
            tracking.url(base, books.vault, "u", books.workspace_id, c.message_id)
            if base
            else tracking.mailto(c.sender.address, books.vault, books.workspace_id, c.message_id)
        )
    now = books.now.astimezone(schedule.zone(c.sender.timezone))
    written = wording.write(variant, values, settings, c.postal_address, key=key, now=now)
    subject, body = written.subject, written.body
    in_reply_to: str | None = None
    references: list[str] | None = None
    if not variant.subject.strip() and before is not None and before.wire_id:
        subject = threads.reply_subject(before.subject or "")
        chain = threads.references_chain(before.reference_ids or (), before.wire_id)
        in_reply_to, references = before.wire_id, chain
    if merge.is_blank(subject) or written.blank:
        return Pause(Reason.EMPTY_MESSAGE, "subject" if merge.is_blank(subject) else "body")
    links: list[str] = []
    if settings.click_tracking and base and not plain:
        rewrite_links(body, lambda url: links.append(url), keep=[base])
    facts = Facts(
        from_name=c.sender.name,
        to_name=" ".join(filter(None, (lead.first_name, lead.last_name))),
        base=base or "",
        pixel=bool(settings.open_tracking and base and not plain),
        unsubscribe=settings.unsubscribe_header,
    )
    row = replace(
        row,
        in_reply_to=in_reply_to,
        reference_ids=references,
        conversation_id=before.conversation_id if before else None,
        wire_id=new_message_id(c.sender.address.rpartition("@")[2], _unique(books, c.message_id)),
        to_addresses=[lead.email],
        cc_addresses=list(settings.cc) or None,
        bcc_addresses=[*settings.bcc, *([c.sender.bcc] if c.sender.bcc else ())] or None,
        reply_to=c.sender.reply_to,
        subject=subject,
        body_text=written.text,
        body_html=None if plain else body,
        headers=facts,
    )
    return Send(row, list(dict.fromkeys(links)))


def _unique(books: Books, message_id: int) -> str:
    """The local part of a Message-ID: unguessable, and always the same for the same row."""
    return f"{message_id:x}.{books.vault.sign(f'message-id.{books.workspace_id}.{message_id}').lower()}"

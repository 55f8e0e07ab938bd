"""Why something does not act now: every code of the scheduler and of `explain`, with the sentence a person reads.

A code is stored (senders.wait_reason, enrollments.reason, messages.state_reason) and shown by the API, the tools and the
pages. Never rename one: dialects and people's scripts branch on them.
"""

from enum import StrEnum


class Reason(StrEnum):
    """The codes. Members compare equal to their text, so that rows and code meet without conversion."""

    # Ready: nothing is blocking it.
    READY = "ready"
    CLAIMED = "claimed"
    NOTHING_DUE = "nothing_due"

    # Waits that end by themselves.
    OUTSIDE_WINDOW = "outside_window"
    SENDER_OUTSIDE_WINDOW = "sender_outside_window"
    LEAD_OUTSIDE_WINDOW = "lead_outside_window"
    NOT_STARTED_YET = "not_started_yet"
    FOLLOW_UP_DELAY = "follow_up_delay"
    SENDER_DAILY_LIMIT = "sender_daily_limit"
    SENDER_24H_LIMIT = "sender_24h_limit"
    SENDER_RAMP_LIMIT = "sender_ramp_limit"
    SENDER_ACTION_LIMIT = "sender_action_limit"
    SENDER_GAP = "sender_gap"
    SENDER_BUSY = "sender_busy"
    SENDER_BACKOFF = "sender_backoff"
    CAMPAIGN_DAILY_LIMIT = "campaign_daily_limit"
    NEW_LEAD_LIMIT = "new_lead_limit"
    FOLLOW_UP_SHARE = "follow_up_share"
    DOMAIN_LIMIT = "domain_limit"
    KEY_RECIPIENTS = "key_recipients"
    KEY_DOMAINS = "key_domains"
    KEY_FIRST_CONTACT = "key_first_contact"
    KEY_DAILY_LIMIT = "key_daily_limit"
    KEY_OUTSIDE_HOURS = "key_outside_hours"
    PROVIDER_UNKNOWN = "provider_unknown"
    NO_MATCHING_SENDER = "no_matching_sender"
    OUT_OF_OFFICE = "out_of_office"
    NOT_CONNECTED_YET = "not_connected_yet"

    # The campaign as a whole.
    CAMPAIGN_DRAFT = "campaign_draft"
    CAMPAIGN_PAUSED = "campaign_paused"
    CAMPAIGN_STOPPED = "campaign_stopped"
    CAMPAIGN_COMPLETED = "campaign_completed"
    CAMPAIGN_ARCHIVED = "campaign_archived"
    CAMPAIGN_DELETED = "campaign_deleted"
    CAMPAIGN_ENDED = "campaign_ended"
    NO_SENDERS = "no_senders"
    NO_STEPS = "no_steps"
    NO_LEADS = "no_leads"
    BOUNCE_RATE = "bounce_rate"
    COMPLAINT_RATE = "complaint_rate"

    # The sender.
    SENDER_PAUSED = "sender_paused"
    SENDER_ERROR = "sender_error"
    SENDER_GONE = "sender_gone"
    SENDER_CONNECTING = "sender_connecting"
    SENDER_AWAITING_CODE = "sender_awaiting_code"
    SENDER_DISCONNECTED = "sender_disconnected"
    SENDER_SUSPENDED = "sender_suspended"
    MAILBOX_SILENT = "mailbox_silent"
    TRACKING_UNVERIFIED = "tracking_unverified"
    WORKSPACE_PAUSED = "workspace_paused"
    SEAT_SUSPENDED = "seat_suspended"
    AUTH_FAILED = "auth_failed"
    DOMAIN_UNAUTHENTICATED = "domain_unauthenticated"
    DOMAIN_UNCHECKED = "domain_unchecked"
    NO_SUCH_CHANNEL = "no_such_channel"
    SENDER_RATE_LIMITED = "sender_rate_limited"
    SENDER_REFUSED = "sender_refused"
    SENDER_BLOCKED = "sender_blocked"
    SENDER_HOST_REFUSED = "sender_host_refused"
    SENDER_NOT_ALLOWED = "sender_not_allowed"
    SENDER_DOMAIN_UNKNOWN = "sender_domain_unknown"

    # The lead: paused until a person acts, or ended.
    PAUSED = "paused"
    STOPPED = "stopped"
    MANUAL = "manual"
    DONE = "done"
    REPLIED = "replied"
    COMPANY_REPLIED = "company_replied"
    AUTO_REPLIED = "auto_replied"
    DEPARTED = "departed"
    ADDRESS_MOVED = "address_moved"
    OPENED = "opened"
    CLICKED = "clicked"
    BOUNCED = "bounced"
    SOFT_BOUNCED = "soft_bounced"
    COMPLAINED = "complained"
    UNSUBSCRIBED = "unsubscribed"
    SUPPRESSED = "suppressed"
    CATEGORY = "category"
    RISKY_ADDRESS = "risky_address"
    INVALID_ADDRESS = "invalid_address"
    NO_ADDRESS = "no_address"
    NO_PROFILE = "no_profile"
    MISSING_TAG = "missing_tag"
    TEMPLATE_ERROR = "template_error"
    EMPTY_MESSAGE = "empty_message"
    NO_VARIANT = "no_variant"
    ROUTED_NOWHERE = "routed_nowhere"
    CONDITION_UNMET = "condition_unmet"
    MOVED = "moved"
    RETURNED = "returned"
    STEPS_ADDED = "steps_added"
    DELETED = "deleted"
    LOST = "lost"

    # A message.
    UNCERTAIN = "uncertain"
    REFUSED = "refused"
    TRY_AGAIN = "try_again"
    RETURNED_BY_MAIL = "returned_by_mail"
    GAVE_UP = "gave_up"
    NOT_CONNECTED = "not_connected"
    ALREADY_DONE = "already_done"
    NO_INMAIL = "no_inmail"
    NO_POST = "no_post"
    UNREACHABLE = "unreachable"
    TOO_LONG = "too_long"


SENTENCES: dict[Reason, str] = {
    Reason.READY: "Ready: nothing is blocking it.",
    Reason.CLAIMED: "A message is leaving right now.",
    Reason.NOTHING_DUE: "No lead is due for it.",
    Reason.OUTSIDE_WINDOW: "The campaign's sending window is closed.",
    Reason.SENDER_OUTSIDE_WINDOW: "The sender's own working hours are over.",
    Reason.NOT_STARTED_YET: "The campaign's start date has not come.",
    Reason.LEAD_OUTSIDE_WINDOW: "The campaign's sending window is closed by the lead's own clock.",
    Reason.FOLLOW_UP_DELAY: "The wait after the previous step is not over.",
    Reason.SENDER_DAILY_LIMIT: "The sender has used up its messages for today.",
    Reason.SENDER_24H_LIMIT: "The sender has reached its daily limit within the last 24 hours.",
    Reason.SENDER_RAMP_LIMIT: "The sender is new: it has used up the messages that its slow start allows today.",
    Reason.SENDER_ACTION_LIMIT: "The sender has used up its actions of this kind for today.",
    Reason.SENDER_GAP: "The sender is waiting for the minimum gap after its last message.",
    Reason.SENDER_BUSY: "The sender is busy with another message.",
    Reason.SENDER_BACKOFF: "The mail server asked to wait; the sender tries again later.",
    Reason.CAMPAIGN_DAILY_LIMIT: "The campaign has used up its messages for today.",
    Reason.NEW_LEAD_LIMIT: "The campaign has contacted its new leads for today; only follow-ups continue.",
    Reason.FOLLOW_UP_SHARE: "Today's share of follow-ups is used up.",
    Reason.DOMAIN_LIMIT: "The recipient's domain has reached its limit for today.",
    Reason.KEY_RECIPIENTS: "The policy of the key that asked for it does not let it write to this recipient.",
    Reason.KEY_DOMAINS: "The policy of the key that asked for it does not let it write to this domain.",
    Reason.KEY_FIRST_CONTACT: "The policy of the key that asked for it does not let it write to people for the first time.",
    Reason.KEY_DAILY_LIMIT: "The key that asked for it has sent as much today as its policy allows.",
    Reason.KEY_OUTSIDE_HOURS: "The policy of the key that asked for it does not let it send at this hour.",
    Reason.PROVIDER_UNKNOWN: "The campaign chooses senders by the lead's mail provider, which DNS has not identified yet.",
    Reason.NO_MATCHING_SENDER: "None of the campaign's working senders may write to the lead's mail provider.",
    Reason.OUT_OF_OFFICE: "The lead is out of office; the sequence goes on after the return.",
    Reason.NOT_CONNECTED_YET: "The step waits for the invitation to be accepted.",
    Reason.CAMPAIGN_DRAFT: "The campaign has not been started.",
    Reason.CAMPAIGN_PAUSED: "The campaign is paused.",
    Reason.CAMPAIGN_STOPPED: "The campaign was stopped.",
    Reason.CAMPAIGN_COMPLETED: "The campaign is complete.",
    Reason.CAMPAIGN_ARCHIVED: "The campaign is archived.",
    Reason.CAMPAIGN_DELETED: "The campaign was deleted; it can be restored for 7 days.",
    Reason.CAMPAIGN_ENDED: "The campaign's end date has passed.",
    Reason.NO_SENDERS: "The campaign has no usable sender: attach one, or fix those it has.",
    Reason.NO_STEPS: "The campaign's sequence is empty: save at least one step.",
    Reason.NO_LEADS: "The campaign has no leads.",
    Reason.BOUNCE_RATE: "Too many messages bounced; the campaign was paused to protect its senders.",
    Reason.COMPLAINT_RATE: "Too many recipients complained; the campaign was paused to protect its senders.",
    Reason.SENDER_PAUSED: "The sender is paused.",
    Reason.SENDER_ERROR: "The sender does not work: fix its connection.",
    Reason.SENDER_GONE: "The sender that wrote the first message is gone, or no longer one of the campaign's.",
    Reason.SENDER_CONNECTING: "The sender is being connected.",
    Reason.SENDER_AWAITING_CODE: "The sender waits for its sign-in code.",
    Reason.SENDER_DISCONNECTED: "The sender is disconnected.",
    Reason.SENDER_SUSPENDED: "The sender is suspended.",
    Reason.TRACKING_UNVERIFIED: "The sender's own tracking domain is not verified: its messages leave without tracking.",
    Reason.MAILBOX_SILENT: "Nothing has arrived in the sender's mailbox for a day although mail was sent from it.",
    Reason.WORKSPACE_PAUSED: "The whole workspace is paused until someone runs `outrider resume` for it.",
    Reason.SEAT_SUSPENDED: "The seat that the sender belongs to is suspended or cancelled.",
    Reason.AUTH_FAILED: "The mail server refused the sender's credentials several times in a row.",
    Reason.DOMAIN_UNAUTHENTICATED: "The sender's domain lacks SPF, DKIM or DMARC records.",
    Reason.DOMAIN_UNCHECKED: "DNS has not said yet whether the sender's domain is set up for mail.",
    Reason.NO_SUCH_CHANNEL: "No sender of the campaign can do this kind of step.",
    Reason.SENDER_RATE_LIMITED: "The sender exceeded a sending limit of its provider; it rests before it tries again.",
    Reason.SENDER_REFUSED: "A server refused the sender's address; the sender rests before it tries again.",
    Reason.SENDER_BLOCKED: "The sender's account or address was blocked; it rests before it tries again.",
    Reason.SENDER_HOST_REFUSED: "A server refused the name or reverse DNS of the sender's mail server; the sender rests.",
    Reason.SENDER_NOT_ALLOWED: "The mail server does not allow the sender to send from its address.",
    Reason.SENDER_DOMAIN_UNKNOWN: "A server found that the sender's domain does not exist in DNS or takes no mail.",
    Reason.PAUSED: "The lead is paused in this campaign.",
    Reason.STOPPED: "The lead was stopped in this campaign.",
    Reason.MANUAL: "A person did this by hand.",
    Reason.DONE: "Every step is done.",
    Reason.REPLIED: "The lead replied.",
    Reason.COMPANY_REPLIED: "Someone else at the lead's company replied.",
    Reason.AUTO_REPLIED: "A machine replied for the lead.",
    Reason.DEPARTED: "The lead has left the company, or the mailbox is no longer read.",
    Reason.ADDRESS_MOVED: "The lead has a new address.",
    Reason.OPENED: "The lead opened a message.",
    Reason.CLICKED: "The lead followed a link.",
    Reason.BOUNCED: "The lead's address does not accept mail.",
    Reason.SOFT_BOUNCED: "The lead's address keeps refusing mail temporarily.",
    Reason.COMPLAINED: "The lead reported a message as spam.",
    Reason.UNSUBSCRIBED: "The lead asked not to be contacted.",
    Reason.SUPPRESSED: "The lead is on the suppression list.",
    Reason.CATEGORY: "The category set on the lead ends the sequence.",
    Reason.RISKY_ADDRESS: "Verification found the lead's address risky, and the campaign does not allow that.",
    Reason.INVALID_ADDRESS: "Verification found the lead's address invalid.",
    Reason.NO_ADDRESS: "The lead has no email address.",
    Reason.NO_PROFILE: "The lead has no LinkedIn profile.",
    Reason.MISSING_TAG: "A merge tag of the message has no value for this lead and no fallback.",
    Reason.TEMPLATE_ERROR: "The message's template has a mistake.",
    Reason.EMPTY_MESSAGE: "The rendered message is empty.",
    Reason.NO_VARIANT: "Every variant of the step is switched off.",
    Reason.ROUTED_NOWHERE: "The campaign's routing lets no sender write to the lead's mail provider.",
    Reason.CONDITION_UNMET: "The step's condition was not met.",
    Reason.MOVED: "The lead was moved to another campaign.",
    Reason.RETURNED: "The lead was returned to a step of its sequence.",
    Reason.STEPS_ADDED: "Steps were added after the last one that the lead had done.",
    Reason.DELETED: "The lead was deleted.",
    Reason.LOST: "Nothing is due and no message is in progress, which is an error: `outrider doctor` makes the lead due again.",
    Reason.UNCERTAIN: "A message may or may not have been sent; it is not resent automatically.",
    Reason.REFUSED: "The mail server permanently refused the message.",
    Reason.TRY_AGAIN: "The mail server temporarily refused the message; it will be retried.",
    Reason.RETURNED_BY_MAIL: "The message temporarily bounced; it will be sent again.",
    Reason.GAVE_UP: "The message could not be sent in several attempts.",
    Reason.NOT_CONNECTED: "LinkedIn allows messages only to connections; the step was skipped.",
    Reason.ALREADY_DONE: "It was already done by hand or by another campaign; the step was skipped.",
    Reason.NO_INMAIL: "The LinkedIn account cannot send InMail to this person; the step was skipped.",
    Reason.NO_POST: "The lead has not posted anything; the step was skipped.",
    Reason.UNREACHABLE: "The person does not exist on LinkedIn or cannot be contacted; the step was skipped.",
    Reason.TOO_LONG: "The message is longer than the network allows.",
}

# The reason for a status other than active.
OF_CAMPAIGN_STATUS: dict[str, Reason] = {
    "draft": Reason.CAMPAIGN_DRAFT,
    "paused": Reason.CAMPAIGN_PAUSED,
    "stopped": Reason.CAMPAIGN_STOPPED,
    "completed": Reason.CAMPAIGN_COMPLETED,
    "archived": Reason.CAMPAIGN_ARCHIVED,
}
OF_SENDER_STATUS: dict[str, Reason] = {
    "paused": Reason.SENDER_PAUSED,
    "error": Reason.SENDER_ERROR,
    "connecting": Reason.SENDER_CONNECTING,
    "awaiting_code": Reason.SENDER_AWAITING_CODE,
    "disconnected": Reason.SENDER_DISCONNECTED,
    "suspended": Reason.SENDER_SUSPENDED,
}


def sentence(code: str) -> str:
    """What a person reads for a code; a code of a later version reads as itself."""
    try:
        return SENTENCES[Reason(code)]
    except ValueError:
        return code.replace("_", " ")

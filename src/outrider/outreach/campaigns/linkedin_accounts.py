"""LinkedIn accounts as senders: what is known of each, what it may do and has done, when it is read next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from outrider.channels.linkedin import port
from outrider.channels.linkedin.port import Profile
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import sequences
from outrider.outreach.senders import linkedin_people, senders, sending_limits
from outrider.outreach.senders.kept import SenderChanges
from outrider.outreach.senders.senders import Sender
from outrider.rules import schedule

ACTIONS = sequences.LINKEDIN_ACTIONS
# Default daily limits of a new account, by action; its tier and slow start may allow less.
DEFAULT_LIMITS = {"invite": 20, "message": 40, "inmail": 20, "view_profile": 60, "follow": 20, "like": 20}
DEFAULT_GAP_SECONDS, DEFAULT_JITTER_SECONDS = 120, 240
# NOTIFY channel by which the engine learns of an account to read.
SYNC_WAKE = "outrider_linkedin"


@dataclass(frozen=True, slots=True)
class Account:
    """What there is to know of a LinkedIn sender. Cool-downs end at their time; `cooldown_until` is that of all actions."""

    sender_id: int
    status: str
    tier: str
    profile_name: str
    profile_url: str | None
    picture_url: str | None
    connection_count: int | None
    pending_invites: int | None
    cooldown_until: datetime | None
    cooldowns: dict[str, datetime]
    last_ran_at: datetime | None
    last_synced_at: datetime | None
    checkpoint: str | None
    error: str | None
    user_id: int | None


@dataclass(frozen=True, slots=True)
class Limit:
    """Limits of one action: as set, as effective today (`daily`) and this week, and what is used."""

    configured: int | None
    daily: int
    weekly: int | None
    used_today: int
    used_week: int
    cooldown_until: datetime | None


async def sender(scope: Scope, sender_id: int) -> Sender:
    sender = await senders.get(scope, sender_id)
    if sender.channel != "linkedin":
        raise NotFound("There is no such LinkedIn account.", field="sender_id")
    return sender


async def note_state(scope: Scope, sender_id: int, state: port.State) -> None:
    """Bring the sender's status in line with what the provider says of its session. A pause by hand stays a pause."""
    sender = await senders.get(scope, sender_id)
    if state == "ok" and sender.status in ("connecting", "awaiting_code", "disconnected", "error"):
        await senders.set_status(scope, sender_id, "active")
        await scope.run(
            "UPDATE linkedin_accounts SET checkpoint = NULL WHERE workspace_id = %(workspace_id)s AND sender_id = %(id)s",
            id=sender_id,
        )
    elif state in ("credentials", "stopped") and sender.status in ("active", "paused", "connecting"):
        await senders.set_status(scope, sender_id, "disconnected", Reason.SENDER_DISCONNECTED, f"the provider says: {state}")


async def note_owner(scope: Scope, sender_id: int, owner: port.Owner) -> None:
    """Keep the profile behind an account: the sender goes by its slug and name from now on."""
    user = await linkedin_people.note_profile(
        scope,
        None,
        Profile(
            owner.provider_id,
            owner.slug,
            owner.first_name,
            owner.last_name,
            owner.headline,
            picture_url=owner.picture_url,
            premium=owner.tier != "basic",
        ),
    )
    facts = {"tier": owner.tier, "url": linkedin_people.profile_url(owner.slug), "picture_url": owner.picture_url}
    await scope.run(
        """
        UPDATE senders s SET profile = jsonb_strip_nulls(s.profile || %(facts)s), name = coalesce(%(name)s, s.name),
               address = CASE WHEN EXISTS (SELECT FROM senders o WHERE o.workspace_id = %(workspace_id)s AND o.id <> s.id
                                           AND o.channel = 'linkedin' AND o.address = %(address)s)
                         THEN s.address ELSE %(address)s END, updated_at = %(now)s
        WHERE s.workspace_id = %(workspace_id)s AND s.id = %(id)s
        """,
        id=sender_id,
        facts=Jsonb(facts),
        name=user.full_name or None,
        address=(owner.slug or owner.provider_id).lower(),
    )
    await scope.run(
        "UPDATE linkedin_accounts SET user_id = %(user)s WHERE workspace_id = %(workspace_id)s AND sender_id = %(id)s",
        id=sender_id,
        user=user.id,
    )


# -- accounts and their limits --------------------------------------------------------------------------------------------


async def get_many(scope: Scope, sender_ids: Sequence[int]) -> dict[int, Account]:
    """LinkedIn senders by id; those of other channels are absent."""
    rows = await scope.all(
        """
        SELECT s.id, s.status, s.name, s.address, s.profile, s.wait_reason, s.next_at, s.last_sent_at, a.*
        FROM senders s LEFT JOIN linkedin_accounts a ON a.workspace_id = %(workspace_id)s AND a.sender_id = s.id
        WHERE s.workspace_id = %(workspace_id)s AND s.id = ANY (%(ids)s) AND s.channel = 'linkedin'
        """,
        ids=sender_ids,
    )
    return {row["id"]: _account(row, scope.now) for row in rows}


def _account(row: Mapping[str, Any], now: datetime) -> Account:
    resting = row["wait_reason"] == Reason.SENDER_BACKOFF and row["next_at"] and row["next_at"] > now
    return Account(
        sender_id=row["id"],
        status=row["status"],
        tier=str(row["profile"].get("tier") or "basic"),
        profile_name=row["name"],
        profile_url=row["profile"].get("url"),
        picture_url=row["profile"].get("picture_url"),
        connection_count=row["connection_count"],
        pending_invites=row["pending_invites"],
        cooldown_until=row["next_at"] if resting else None,
        cooldowns=cooling(row["cooldowns"], now),
        last_ran_at=row["last_sent_at"],
        last_synced_at=row["synced_at"],
        checkpoint=row["checkpoint"],
        error=row["error"],
        user_id=row["user_id"],
    )


def cooling(cooldowns: Mapping[str, str] | None, now: datetime) -> dict[str, datetime]:
    """Actions that LinkedIn wants to see none of yet, and until when."""
    until = {action: datetime.fromisoformat(at) for action, at in (cooldowns or {}).items()}
    return {action: at for action, at in until.items() if at > now}


async def cooldowns(scope: Scope, sender_ids: Sequence[int]) -> dict[int, dict[str, datetime]]:
    """The cool-downs in force, by sender; senders without any are absent."""
    rows = await scope.all(
        """
        SELECT sender_id, cooldowns FROM linkedin_accounts
        WHERE workspace_id = %(workspace_id)s AND sender_id = ANY (%(ids)s) AND cooldowns <> '{}'
        """,
        ids=sender_ids,
    )
    found = {row["sender_id"]: cooling(row["cooldowns"], scope.now) for row in rows}
    return {id: actions for id, actions in found.items() if actions}


async def note_cooldown(scope: Scope, sender_id: int, action: str, until: datetime) -> None:
    """LinkedIn has had enough of an action from this sender."""
    await scope.run(
        """
        INSERT INTO linkedin_accounts (workspace_id, sender_id, cooldowns)
        SELECT %(workspace_id)s, s.id, %(cooldown)s FROM senders s
        WHERE s.workspace_id = %(workspace_id)s AND s.id = %(id)s FOR KEY SHARE
        ON CONFLICT (workspace_id, sender_id) DO UPDATE SET cooldowns = linkedin_accounts.cooldowns || excluded.cooldowns
        """,
        id=sender_id,
        cooldown=Jsonb({action: until.isoformat()}),
    )


async def week_counts(scope: Scope, sender_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """What senders did today and in the seven local days before, by action: no week of any 168 hours holds more."""
    rows = await scope.all(
        """
        SELECT d.sender_id, d.action, sum(d.n)::int AS n FROM senders s
        JOIN sender_days d ON d.workspace_id = %(workspace_id)s AND d.sender_id = s.id
             AND d.day > (%(now)s AT TIME ZONE s.timezone)::date - 8
        WHERE s.workspace_id = %(workspace_id)s AND s.id = ANY (%(ids)s) GROUP BY d.sender_id, d.action
        """,
        ids=sender_ids,
    )
    counts: dict[int, dict[str, int]] = {id: {} for id in sender_ids}
    for row in rows:
        counts[row["sender_id"]][row["action"]] = row["n"]
    return counts


async def limits(scope: Scope, sender_ids: Sequence[int]) -> dict[int, dict[str, Limit]]:
    """For each LinkedIn sender and action: what may be done and what was."""
    found = {id: s for id, s in (await senders.get_many(scope, sender_ids)).items() if s.channel == "linkedin"}
    today, week = await sending_limits.counters(scope, list(found)), await week_counts(scope, list(found))
    resting = await cooldowns(scope, list(found))

    def limit(sender: Sender, action: str) -> Limit:
        caps = sending_limits.action_caps(sender, action, schedule.local_day(scope.now, sender.timezone))
        return Limit(
            sender.limits.get(action),
            caps.daily,
            caps.weekly,
            today[sender.id].get(action, 0),
            week[sender.id].get(action, 0),
            resting.get(sender.id, {}).get(action),
        )

    return {id: {action: limit(sender, action) for action in ACTIONS} for id, sender in found.items()}


async def set_limits(scope: Scope, sender_id: int, daily: Mapping[str, int | None], *, slow_start: bool | None = None) -> Sender:
    """Set how often an action is done a day (None: as often as the account's tier allows), and whether it starts slowly."""
    await sender(scope, sender_id)
    for action, n in daily.items():
        if action not in ACTIONS:
            raise Invalid(f"An action is one of {', '.join(ACTIONS)}.", field="action")
        if n is not None and n < 0:
            raise Invalid("A limit is a number from 0 up.", field=action)
    changes: SenderChanges = {"limits": daily}
    if slow_start is not None:
        changes["warmup_enabled"] = slow_start
    return await senders.update(scope, sender_id, **changes)


async def request_sync(scope: Scope, sender_id: int) -> None:
    """Have the engine read the account's messages and accepted invitations as soon as it can."""
    await sender(scope, sender_id)
    await scope.run(
        """
        INSERT INTO linkedin_accounts (workspace_id, sender_id, next_poll_at, relations_due_at)
        VALUES (%(workspace_id)s, %(id)s, %(now)s, %(now)s)
        ON CONFLICT (workspace_id, sender_id) DO UPDATE SET relations_due_at = %(now)s,
            next_poll_at = CASE WHEN linkedin_accounts.lease_until > %(now)s THEN linkedin_accounts.next_poll_at ELSE %(now)s END
        """,
        id=sender_id,
    )
    await scope.run(f"NOTIFY {SYNC_WAKE}")


async def ask_for_sync(scope: Scope, sender_id: int, every: timedelta) -> bool:
    """Request a sync. False if one was requested less than `every` ago."""
    async with scope.conn.transaction():  # a route asks for it that otherwise has none
        asked = await scope.run(
            """
            INSERT INTO linkedin_accounts AS a (workspace_id, sender_id, sync_asked_at)
            VALUES (%(workspace_id)s, %(id)s, %(now)s)
            ON CONFLICT (workspace_id, sender_id) DO UPDATE SET sync_asked_at = %(now)s
            WHERE a.sync_asked_at IS NULL OR a.sync_asked_at <= %(before)s
            """,
            id=sender_id,
            before=scope.now - every,
        )
        if asked:
            await request_sync(scope, sender_id)
    return bool(asked)

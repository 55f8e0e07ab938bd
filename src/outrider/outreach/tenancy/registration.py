"""How people come in: registration with a confirmed address, invitations to a workspace, forgotten passwords.

Each mail carries a link with a one-time token; the pages behind the links are `web.signin.mails`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from psycopg.errors import UniqueViolation
from psycopg.types.json import Jsonb

from outrider.errors import Conflict, Forbidden, Invalid, NotFound
from outrider.outreach.base import events, jobs
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.tenancy import keys, logins, notices, provisional, teams, users, workspaces
from outrider.outreach.tenancy.notices import Notice
from outrider.outreach.tenancy.users import User
from outrider.store.crypto import key_hash

RESET_KIND = "password_reset"  # of the job that sends the mail
REGISTERED_KIND = "registered"  # of the job that mails the owner of an address that was registered and vouched for
CONFIRM_FOR, RESET_FOR, INVITE_FOR = timedelta(days=3), timedelta(hours=1), timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Registered:
    """A new user. `workspace_id` and `key` (plain, shown this once) of the workspace they begin in; None without one."""

    user: User
    workspace_id: int | None
    key: str | None = field(repr=False)


async def register(
    scope: Scope,
    email: str,
    password: str,
    full_name: str,
    *,
    phone: str | None = None,
    invitation: str | None = None,
    confirmed: bool = False,
    team: bool = True,
) -> Registered:
    """Register a user for the scope's workspace, with their own workspace (`team`) and a key.

    `confirmed` vouches for the address; otherwise a mail asks for its confirmation. With an `invitation` (the token of its mail)
    the invited user is completed and becomes a member of the workspace that invited. Invalid 'bad_token'.

    Whether the address has a user already is not said: the new one is provisional, and the owner of the address is mailed.
    Raises Conflict 'email_taken' only for a user visible to the workspace.
    """
    settings = {"phone": phone} if phone else {}
    if invitation is not None:
        user, invited_to = await _answer_invitation(scope, invitation, email, password, full_name, settings)
    else:
        if await users.seen_here(scope, email) is not None:
            raise Conflict("There is a user with this email address already.", code="email_taken", field="email")
        user = await users.create_user(
            scope, email, full_name=full_name, password=password, confirmed=confirmed, settings=settings, provisional=True
        )
        invited_to = None
    await teams.note_registration(scope, user.id)
    place = await workspaces.create(scope, full_name, owner_user_id=user.id) if team else invited_to
    plain = None
    if place is not None:
        key, plain = await keys.create(place, "first key", user_id=user.id)
        if team and invited_to is not None:
            await teams.open_with_key(invited_to, key.id)
    if user.confirmed_at is None:
        await send_confirmation(scope, user)
    elif invitation is None:
        await jobs.enqueue(scope, REGISTERED_KIND, {"user_id": user.id})
    await events.audit(scope, "user.registered", "user", user.id)
    return Registered(user, place.workspace_id if place else None, plain)


async def _answer_invitation(
    scope: Scope, invitation: str, email: str, password: str, full_name: str, settings: Mapping[str, object]
) -> tuple[User, Scope]:
    token = await logins.redeem_token(scope, invitation, "invite")
    if await users.user_by_email(scope, email) is not None:  # who holds the token reads the mail: the link in it is their way
        raise Conflict("There is a user with this email address already.", code="email_taken", field="email")
    row = await scope.one(sql("SELECT {user} FROM users WHERE id = %(id)s", user=users.USER), id=token.user_id)
    if row is None or row["email"].lower() != email.strip().lower():
        raise Invalid("The invitation is for another address.", code="bad_token", field="invitationId")
    await _complete(scope, token.user_id, password, full_name, settings)
    inside = Scope(token.data.get("workspace_id", 0), scope.conn, scope.now, scope.vault, scope.actor)
    await users.accept_membership(inside, token.user_id)
    user_id = await provisional.settle(scope, token.user_id)
    row = await scope.one(sql("SELECT {user} FROM users WHERE id = %(id)s", user=users.USER), id=user_id)
    assert row is not None
    return User(**row), inside


async def send_confirmation(scope: Scope, user: User) -> None:
    """The mail that asks the user to confirm their address. Conflict 'already_confirmed'."""
    if user.confirmed_at is not None:
        raise Conflict("You have already confirmed your email address.", code="already_confirmed")
    await _ask_to_confirm(scope, user)
    await teams.count_mail(scope, user.id)


async def _ask_to_confirm(scope: Scope, user: User) -> None:
    token = await logins.issue_token(scope, user.id, "confirm", lifetime=CONFIRM_FOR)
    known = await users.user_by_email(scope, user.email)
    meaning = (
        "please confirm that this address is yours:"
        if known is None
        else "someone registered an account for this address, which already has one. To add the new team to the account that you"
        " have, follow this link; nothing changes otherwise:"
    )
    text = (
        f"Hello {user.full_name or user.email},\n\n{meaning}\n\n{{link}}\n\n"
        f"The link works for {CONFIRM_FOR.days} days. If you did not register, ignore this mail.\n"
    )
    await notices.send(scope, Notice(user.email, "Confirm your email address", text, f"/account/confirm/{token}"))


async def notify_owner(scope: Scope, user_id: int) -> None:
    """Mail the owner of an address registered by someone else, if it already had a user. Called for every address."""
    row = await scope.one(sql("SELECT {user} FROM users WHERE id = %(id)s AND provisional", user=users.USER), id=user_id)
    if row is not None and await users.user_by_email(scope, row["email"]) is not None:
        await _ask_to_confirm(scope, User(**row))


async def ask_for_reset(scope: Scope, email: str) -> None:
    """Have a mail sent with which the address's user sets a new password. The same is done for every address, so neither the
    answer nor its time says whether there is such a user: the engine looks later (`send_reset`).
    """
    await jobs.enqueue(scope, RESET_KIND, {"email": email.strip()[:320]})


async def send_reset(scope: Scope, email: str) -> None:
    """The mail itself. Nothing happens for an address without a user, or when one is on its way already (its link works)."""
    query = sql(
        "SELECT {user} FROM users WHERE lower(email) = lower(%(email)s) ORDER BY provisional, id DESC LIMIT 1 FOR UPDATE",
        user=users.USER,
    )
    user = await scope.one(query, email=email.strip())
    if user is None:
        return
    waiting = await scope.one(
        """
        SELECT 1 FROM user_tokens
        WHERE user_id = %(id)s AND purpose = 'reset' AND used_at IS NULL AND expires_at > %(now)s LIMIT 1
        """,
        id=user["id"],
    )
    if waiting:
        return
    token = await logins.issue_token(scope, user["id"], "reset", lifetime=RESET_FOR)
    text = (
        "Someone, probably you, asked for a new password. Set it here:\n\n{link}\n\n"
        "The link works for one hour. If you did not ask, ignore this mail: your password stays as it is.\n"
    )
    await notices.send(scope, Notice(user["email"], "Set a new password", text, f"/account/reset/{token}"))


async def invite(scope: Scope, email: str, full_name: str, *, ask: bool) -> User:
    """A member of role 'custom' without any grants yet: at once, or (`ask`) once they follow the link of a mail.

    Conflict 'already_member' or 'already_invited'. Whether the address has a user is not said: the member is a provisional one
    (here already, where the workspace made one before), whose place the user of the address takes by following the link, or by
    signing in. Someone without a user sets a password by the mail's link, or by a password reset.
    """
    scope.require_person("invite members")
    known = await scope.one(
        """
        SELECT m.accepted_at FROM members m JOIN users u ON u.id = m.user_id
        WHERE m.workspace_id = %(workspace_id)s AND lower(u.email) = lower(%(email)s)
        """,
        email=email.strip(),
    )
    if known:
        code = "already_member" if known["accepted_at"] else "already_invited"
        raise Conflict("This user is a member or invited already.", code=code)
    user = await users.create_user(scope, email, full_name=full_name, provisional=True)
    await users.add_member(scope, user.id, "custom", accepted=not ask)
    if ask:
        token = await logins.issue_token(scope, user.id, "invite", lifetime=INVITE_FOR, data={"workspace_id": scope.workspace_id})
        name = (await workspaces.get(scope)).name
        text = (
            f"Hello {user.full_name or user.email},\n\nyou are invited to the team {name}. To accept:\n\n{{link}}\n\n"
            f"The link works for {INVITE_FOR.days} days. To decline, do nothing.\n"
        )
        await notices.send(scope, Notice(user.email, f"Invitation to {name}", text, f"/account/invite/{token}"))
    return user


async def change_password(scope: Scope, user_id: int, password: str) -> None:
    """Set the user's own password, or that of a user registered by the scope's workspace. Raises Forbidden for anyone else.

    Members of the workspace are no exception: they may belong to others too. A key without a user stands for the owner.
    """
    scope.require_person("change passwords")
    oneself = scope.actor.user_id or (await workspaces.get(scope)).owner_user_id
    if user_id != oneself and await teams.registered(scope, user_id) is None:
        raise Forbidden("You cannot change password for this user.")
    await _set_password(scope, user_id, password)
    await events.audit(scope, "user.password_changed", "user", user_id)


async def _set_password(scope: Scope, user_id: int, password: str) -> None:
    """Password links stop working, and all of the user's sessions are signed out."""
    hashed = await logins.hash_password(password)
    if not await scope.run(
        "UPDATE users SET password_hash = %(hashed)s, updated_at = %(now)s WHERE id = %(id)s", id=user_id, hashed=hashed
    ):
        raise NotFound("There is no such user.", field="user_id")
    await scope.run(
        "UPDATE user_tokens SET used_at = %(now)s WHERE user_id = %(id)s AND purpose = 'reset' AND used_at IS NULL", id=user_id
    )
    await scope.run("DELETE FROM sessions WHERE user_id = %(id)s", id=user_id)


async def claim(core: Core, user_id: int, email: str, full_name: str, password: str) -> None:
    """The first owner, who came by a link and has no password yet, says who they are.

    Conflict 'email_taken'; Invalid names the field.
    """
    address, hashed = users.checked_email(email), await logins.hash_password(password)
    if not full_name.strip():
        raise Invalid("Say what you are called.", field="full_name")
    try:
        async with core.scope(0, Actor("web", user_id)) as scope:
            await scope.run(
                """
                UPDATE users SET email = %(email)s, full_name = %(full_name)s, password_hash = %(hashed)s, confirmed_at = %(now)s,
                       updated_at = %(now)s
                WHERE id = %(id)s AND password_hash IS NULL
                """,
                id=user_id,
                email=address,
                full_name=full_name.strip()[:200],
                hashed=hashed,
            )
    except UniqueViolation:
        raise Conflict("There is a user with this email address already.", code="email_taken", field="email") from None


# ---- What the links in the mails do


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a person sees before they accept."""

    workspace_name: str
    email: str
    full_name: str
    needs_password: bool


async def is_open(core: Core, plain: str, purpose: str) -> bool:
    """Whether a link's token would work."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            "SELECT 1 FROM user_tokens WHERE token_hash = %s AND purpose = %s AND used_at IS NULL AND expires_at > %s",
            (key_hash(plain), purpose, core.clock.now()),
        )
        return await cursor.fetchone() is not None


async def confirm(core: Core, plain: str) -> None:
    """The address is the user's. Invalid 'bad_token'."""
    async with core.scope(0, Actor("web")) as scope:
        token = await logins.redeem_token(scope, plain, "confirm")
        await _confirm(scope, await provisional.settle(scope, token.user_id))


async def reset(core: Core, plain: str, password: str) -> None:
    """Set the password. Who could read the mail has the address: it is confirmed by that. Invalid 'bad_token'."""
    async with core.scope(0, Actor("web")) as scope:
        token = await logins.redeem_token(scope, plain, "reset")
        user_id = await provisional.settle(scope, token.user_id)
        await _set_password(scope, user_id, password)
        await _confirm(scope, user_id)


async def look_at_invitation(core: Core, plain: str) -> Invitation | None:
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            SELECT w.name AS workspace_name, u.email, coalesce(u.full_name, '') AS full_name,
                   u.password_hash IS NULL AND NOT EXISTS (
                       SELECT FROM users o WHERE lower(o.email) = lower(u.email) AND NOT o.provisional
                          AND o.password_hash IS NOT NULL) AS needs_password
            FROM user_tokens t JOIN users u ON u.id = t.user_id JOIN workspaces w ON w.id = (t.data->>'workspace_id')::bigint
            WHERE t.token_hash = %s AND t.purpose = 'invite' AND t.used_at IS NULL AND t.expires_at > %s AND w.deleted_at IS NULL
            """,
            (key_hash(plain), core.clock.now()),
        )
        row = await cursor.fetchone()
    return Invitation(**row) if row else None


async def accept(core: Core, plain: str, password: str | None = None, full_name: str | None = None) -> int:
    """The invited person is a member; one without a password sets it, and perhaps a name. Returns their user's id. Invalid
    'bad_token', or a password is needed.
    """
    async with core.scope(0, Actor("web")) as scope:
        token = await logins.redeem_token(scope, plain, "invite")
        inside = Scope(token.data.get("workspace_id", 0), scope.conn, scope.now, scope.vault, Actor("web", token.user_id))
        await users.accept_membership(inside, token.user_id)
        user_id = await provisional.settle(scope, token.user_id)
        row = await scope.one("SELECT password_hash IS NULL AS missing FROM users WHERE id = %(id)s", id=user_id)
        if row and row["missing"]:
            await _complete(scope, user_id, password or "", full_name or None, {})
        else:
            await _confirm(scope, user_id)
    return user_id


async def _confirm(scope: Scope, user_id: int) -> None:
    await scope.run(
        "UPDATE users SET confirmed_at = coalesce(confirmed_at, %(now)s), updated_at = %(now)s WHERE id = %(id)s", id=user_id
    )


async def _complete(scope: Scope, user_id: int, password: str, full_name: str | None, settings: Mapping[str, object]) -> None:
    """Give an invited user what they did not have yet: a password and perhaps a name. Conflict 'email_taken' if they had one."""
    hashed = await logins.hash_password(password)
    done = await scope.run(
        """
        UPDATE users SET password_hash = %(hashed)s, full_name = coalesce(%(full_name)s, full_name), updated_at = %(now)s,
               confirmed_at = coalesce(confirmed_at, %(now)s), settings = settings || %(settings)s
        WHERE id = %(id)s AND password_hash IS NULL
        """,
        id=user_id,
        hashed=hashed,
        full_name=full_name,
        settings=Jsonb(dict(settings)),
    )
    if not done:
        raise Conflict("There is a user with this email address already.", code="email_taken", field="email")

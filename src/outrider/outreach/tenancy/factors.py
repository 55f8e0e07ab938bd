"""Second factors: an authenticator app's codes, and recovery codes for the day the phone is lost."""

import secrets
from dataclasses import dataclass, field

from outrider.errors import Conflict, Invalid
from outrider.outreach.base.scope import Core
from outrider.rules import totp
from outrider.store.crypto import key_hash

RECOVERY_CODES = 10
ISSUER = "Outrider"


@dataclass(frozen=True, slots=True)
class Enrolling:
    """What a person types or scans into their app while setting it up."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


async def has(core: Core, user_id: int) -> bool:
    """Whether a second factor is asked of the user."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute("SELECT 1 FROM user_factors WHERE user_id = %s AND confirmed_at IS NOT NULL", (user_id,))
        return await cursor.fetchone() is not None


async def begin(core: Core, user_id: int, account: str) -> Enrolling:
    """A new secret, which counts once `confirm` has seen a code of it. One that is being set up is shown again."""
    async with core.pool.connection() as conn:
        sealed = core.vault.encrypt({"secret": secrets.token_hex(20)}, workspace_id=0)
        cursor = await conn.execute(
            """
            INSERT INTO user_factors AS f (user_id, secret, created_at) VALUES (%(user_id)s, %(sealed)s, %(now)s)
            ON CONFLICT (user_id) DO UPDATE SET user_id = f.user_id RETURNING secret, confirmed_at
            """,
            {"user_id": user_id, "sealed": sealed, "now": core.clock.now()},
        )
        row = await cursor.fetchone()
    assert row is not None
    if row["confirmed_at"] is not None:
        raise Conflict("An authenticator app is set up already.", code="factor_exists")
    secret = _opened(core, row["secret"])
    return Enrolling(totp.spelled(secret), totp.uri(secret, account, ISSUER))


async def confirm(core: Core, user_id: int, code: str) -> list[str]:
    """The app shows right codes, so it counts from now on. Returns the recovery codes, shown this once. Invalid otherwise."""
    codes = [f"{secrets.token_hex(3)}-{secrets.token_hex(3)}" for _ in range(RECOVERY_CODES)]
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            "SELECT secret, last_step FROM user_factors WHERE user_id = %s AND confirmed_at IS NULL FOR UPDATE", (user_id,)
        )
        row = await cursor.fetchone()
        step = totp.matching_step(_opened(core, row["secret"]), code, _timestamp(core), row["last_step"]) if row else None
        if step is None:
            raise Invalid("This is not the code that your app shows now.", code="bad_code", field="code")
        await conn.execute(
            "UPDATE user_factors SET confirmed_at = %s, last_step = %s, recovery = %s WHERE user_id = %s",
            (core.clock.now(), step, [key_hash(code) for code in codes], user_id),
        )
    return codes


async def check(core: Core, user_id: int, code: str) -> None:
    """Accept the app's present code, or a recovery code, which is used up by that. Invalid 'bad_code' otherwise."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            SELECT secret, last_step, recovery FROM user_factors
            WHERE user_id = %s AND confirmed_at IS NOT NULL FOR UPDATE
            """,
            (user_id,),
        )
        row = await cursor.fetchone()
        if row is not None:
            step = totp.matching_step(_opened(core, row["secret"]), code, _timestamp(core), row["last_step"])
            if step is not None:
                await conn.execute("UPDATE user_factors SET last_step = %s WHERE user_id = %s", (step, user_id))
                return
            digest = key_hash(code.strip().lower())
            if digest in row["recovery"]:
                await conn.execute(
                    "UPDATE user_factors SET recovery = array_remove(recovery, %s) WHERE user_id = %s", (digest, user_id)
                )
                return
    raise Invalid("This code is not right, or was used already.", code="bad_code", field="code")


async def remove(core: Core, user_id: int) -> None:
    """The user signs in with the password alone from now on."""
    async with core.pool.connection() as conn:
        await conn.execute("DELETE FROM user_factors WHERE user_id = %s", (user_id,))


def _opened(core: Core, sealed: bytes) -> bytes:
    return bytes.fromhex(core.vault.decrypt(sealed, workspace_id=0)["secret"])


def _timestamp(core: Core) -> float:
    return core.clock.now().timestamp()

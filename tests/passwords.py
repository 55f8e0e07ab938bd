"""Passwords and passphrases are hashed with the least effort while the tests run: a real hash takes a tenth of a second of both
processors."""

from argon2 import PasswordHasher

from outrider.outreach.tenancy import logins
from outrider.store import transfer

# What people's are hashed with.
THOROUGH, COST = logins._hasher, transfer.COST


def install() -> None:
    logins._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    transfer.COST = 1, 8, 1

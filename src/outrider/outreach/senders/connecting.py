"""Trying a mailbox's servers, before it is kept and later: does each of them let us in, and with which security?"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from outrider.channels.email import verify
from outrider.channels.email.account import ImapEndpoint, Secret, Security, SmtpEndpoint, is_loopback
from outrider.errors import Conflict, Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.senders.senders import Sender, Server, credentials

USUAL: dict[int, Security] = {465: "tls", 993: "tls", 587: "starttls", 25: "starttls", 143: "starttls"}
SECONDS = 45  # for one login


@dataclass(frozen=True, slots=True)
class Login:
    """What came of a login: the server as it worked, or why it did not. `auth`: it was reached, and refused the credentials."""

    server: Server | None
    error: str = ""
    auth: bool = False


@dataclass
class LoginFailed(Invalid):
    """One server or both did not let us in. `reasons`: why, by the field that is to be changed: that of a server's name, or
    `password`.
    """

    code: str = "login_failed"
    reasons: dict[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def of(cls, failed: Mapping[str, Login]) -> "LoginFailed":
        """The error for these logins, by `smtp` and `imap`."""
        said = {kind: f"{kind.upper()} login failed: {login.error.rstrip('.')}." for kind, login in failed.items()}
        if all(login.auth for login in failed.values()):
            reasons = {"password": " ".join(said.values())}
        else:
            reasons = {f"{kind}_host": text for kind, text in said.items()}
        return cls(" ".join(said.values()), field=f"{next(iter(failed))}_host", reasons=reasons)


def with_password(server: Server, password: str | None) -> Server:
    """The server with a password that is kept already."""
    return replace(server, password=password)


def servers_of(sender: Sender) -> tuple[Server | None, Server | None]:
    """Where a mailbox's messages are submitted, and where its answers are read, without their passwords."""
    smtp, imap = sender.connection.get("smtp"), sender.connection.get("imap")
    return Server(**smtp) if smtp else None, Server(**imap) if imap else None


async def opened(scope: Scope, sender: Sender) -> tuple[Server, Server]:
    """A mailbox's servers with their passwords. Conflict for a sender that has none, and for a mailbox that its provider lets us
    in to without a password.
    """
    smtp, imap = servers_of(sender)
    if smtp is None or imap is None:
        raise Conflict("This sender is not a mailbox with an SMTP and an IMAP server.", code="no_servers")
    if "xoauth2" in (smtp.auth, imap.auth):
        raise Conflict("This mailbox was connected at its provider and has no password to try.", code="no_password")
    secrets = await credentials(scope, sender.id)
    return with_password(smtp, secrets.get("smtp_password")), with_password(imap, secrets.get("imap_password"))


async def prove(
    smtp: Server,
    imap: Server,
    *,
    allow_plain: bool,
    allow_private: bool = True,
    smtp_security: Security | None = None,
    imap_security: Security | None = None,
    seconds: float = SECONDS,
) -> tuple[Server, Server]:
    """Both servers as logging in worked, with the security named or the one that was found. Invalid says what each answered."""
    allowed = {"allow_plain": allow_plain, "allow_private": allow_private}
    outgoing, incoming = await asyncio.gather(
        log_in("smtp", smtp, security=smtp_security, seconds=seconds, **allowed),
        log_in("imap", imap, security=imap_security, seconds=seconds, **allowed),
    )
    if outgoing.server and incoming.server:
        return outgoing.server, incoming.server
    raise LoginFailed.of({kind: login for kind, login in (("smtp", outgoing), ("imap", incoming)) if not login.server})


async def log_in(
    kind: Literal["smtp", "imap"],
    server: Server,
    *,
    allow_plain: bool,
    allow_private: bool = True,
    security: Security | None = None,
    seconds: float = SECONDS,
) -> Login:
    """Log in with the security named, else with what the port usually means, else with what works."""
    if security:
        ways: tuple[Security, ...] = (security,)
    elif server.port in USUAL:
        ways = (USUAL[server.port],)
    else:
        ways = ("plain", "starttls", "tls") if is_loopback(server.host) else ("tls", "starttls")
        if is_loopback(server.host):
            seconds /= len(ways)  # the greeting of a server that waits for TLS never comes
    why = ""
    for way in ways:
        parts = (server.host, server.port, way, server.username, Secret(server.password or ""))
        try:
            async with asyncio.timeout(seconds):
                if kind == "smtp":
                    result = await verify.check_smtp(SmtpEndpoint(*parts, allow_plain=allow_plain, allow_private=allow_private))
                else:
                    result = await verify.check_imap(ImapEndpoint(*parts, allow_plain=allow_plain, allow_private=allow_private))
        except Invalid as refused:
            why = why or refused.message
            continue
        except TimeoutError:
            why = why or f"{server.host}:{server.port} did not answer in {seconds:g} s."
            continue
        if result.ok:
            return Login(replace(server, security=way))
        if result.phase == "auth":
            return Login(None, result.error or "the login was refused", auth=True)
        why = why or result.error or "unknown reason"
    return Login(None, why)

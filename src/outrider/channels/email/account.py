"""How to reach a mailbox: endpoints and tokens as plain data. Their reprs never show a secret."""

import ipaddress
import socket
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from pydantic import SecretStr

from outrider.channels import reach
from outrider.errors import Invalid

Secret = SecretStr
Security = Literal["tls", "starttls", "plain"]
Auth = Literal["plain", "login", "xoauth2", "none"]


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine by its name alone (nothing is resolved)."""
    name = host.strip("[]").lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A mail server and how to log in to it.

    `secret` is the password, or the access token for `xoauth2`. An unencrypted connection to anything but
    loopback is refused (`Invalid`) unless the operator's `allow_plain` permits it: it shows the password. Without
    `allow_private` no address of the inside of a network is connected to, this machine included.
    """

    host: str
    port: int
    security: Security = "tls"
    username: str = ""
    secret: Secret = field(default=Secret(""), repr=False)
    auth: Auth = "plain"
    allow_plain: bool = False
    allow_private: bool = True

    def __post_init__(self) -> None:
        if not self.host or any(c.isspace() or ord(c) < 33 for c in self.host):
            raise Invalid("The mail server's host name is missing or malformed.", field="host")
        if not 0 < self.port < 65536:
            raise Invalid("The mail server's port must be between 1 and 65535.", field="port")
        if self.security == "plain" and not self.allow_plain and not is_loopback(self.host):
            raise Invalid(f"{self.host} must be reached over TLS or STARTTLS.", field="security")

    async def connect(self) -> socket.socket:
        """A connection. Raises OSError when the name leads nowhere, or where this installation does not connect to."""
        try:
            return await reach.connect(self.host, self.port, allow_private=self.allow_private)
        except reach.Forbidden as error:
            raise PermissionError(str(error)) from None
        except UnicodeError:
            raise OSError("the host's name is malformed") from None


@dataclass(frozen=True, slots=True)
class SmtpEndpoint(Endpoint):
    """Where messages are submitted."""


@dataclass(frozen=True, slots=True)
class ImapEndpoint(Endpoint):
    """Where messages are read."""


@dataclass(frozen=True, slots=True)
class OAuthToken:
    """What an OAuth provider gave us; `expires_at` is when the access token stops working."""

    provider: str
    access_token: Secret = field(repr=False)
    refresh_token: Secret | None = field(repr=False)
    expires_at: datetime
    scope: str = ""

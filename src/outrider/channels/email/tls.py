"""TLS of the mail clients."""

import functools
import ssl

from outrider.channels.email.account import is_loopback


def client_context(host: str) -> ssl.SSLContext:
    """The context of connections to a mail server: it verifies certificates and names, TLS 1.2 or later.

    Programs of this machine, such as Proton Mail Bridge, sign their certificates themselves. They are not verified: an
    unencrypted connection to them would do as well.
    """
    return _unverified() if is_loopback(host) else _verified()


@functools.cache
def _verified() -> ssl.SSLContext:
    """One for the process: loading the authorities takes longer than a handshake."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@functools.cache
def _unverified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context

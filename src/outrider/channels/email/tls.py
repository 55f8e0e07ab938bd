"""TLS of the mail clients."""

import functools
import ssl


@functools.cache
def client_context() -> ssl.SSLContext:
    """The context of all connections: it verifies certificates and names, TLS 1.2 or later.

    One for the process: loading the authorities takes longer than a handshake.
    """
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context

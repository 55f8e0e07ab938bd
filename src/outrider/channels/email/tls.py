"""TLS of the mail clients."""

import ssl


def client_context() -> ssl.SSLContext:
    """A context that verifies certificates and names, TLS 1.2 or later."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context

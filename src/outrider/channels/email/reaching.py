"""Why a mail server could not be reached, in words."""

import socket


def why_not(error: OSError) -> str:
    """What a person can act on, without the system's notation."""
    match error:
        case socket.gaierror():
            return "cannot connect: there is no server of this name"
        case ConnectionRefusedError():
            return "cannot connect: nothing answers on this port"
        case _:
            return f"cannot connect: {error.strerror or error}"

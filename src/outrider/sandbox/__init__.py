"""A small world of mail servers and personas on loopback, for demos, tests and trying things out.

`World` is the way in. Prospects' characters are in `personas`, their words in `wordings` and `letters`;
`smtp_server` and `imap_server` are the servers; `faults` makes them fail on purpose.
"""

from outrider.sandbox.faults import Faults
from outrider.sandbox.world import Delivered, Happened, Options, World

__all__ = ["Delivered", "Faults", "Happened", "Options", "World"]

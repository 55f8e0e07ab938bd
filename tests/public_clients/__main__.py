"""`python -m tests.public_clients [NAME …]`: install, serve, call everything, print what became of it."""

import fnmatch
import itertools
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from tests import databases
from tests.dialects.every_route import Json
from tests.public_clients.driving import Driven, driven
from tests.public_clients.installing import Client, install, listed
from tests.public_clients.serving import KEY, Place, served
from tests.public_clients.values import arguments, filled

LATER = ("delete", "remove", "cancel", "leave", "revoke", "archive")  # in the name of a call: what it names is gone after it
NOT_SERVED = 402  # what only the vendor can sell
_turns = itertools.count(1)


@dataclass
class Tally:
    """What became of a client's calls. `said`: the messages of those that were not good."""

    client: Client
    counts: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)
    ignored: set[str] = field(default_factory=set)

    def note(self, call: str, given: Json, kind: str, message: str) -> None:
        self.counts[kind] += 1
        if kind != "good":
            self.said.append(f"{kind:8} {call} {given}\n         {message}")


def tried(client: Client, place: Place, driver: Driven) -> Tally:
    """Call all of it, each with what is required and with everything; rows are renewed after every write."""
    tally = Tally(client)
    calls = [name for name in driver.calls if not any(fnmatch.fnmatch(name, pattern) for pattern in client.skip)]
    place.renew()
    for name in sorted(calls, key=lambda name: any(word in name for word in LATER)):
        for everything in (False, True):
            given = arguments(client.dialect, name, driver.calls[name], place.ids, next(_turns), everything=everything)
            given |= {key: value for key, value in client.always.items() if key in driver.calls[name].get("properties", {})}
            given |= filled(client.dialect, client.given.get(name, {}), place.ids)
            given = {key: value for key, value in given.items() if key not in client.without.get(name, ())}
            place.recorder.exchanges.clear()
            outcome = driver.call(name, given)
            exchanges = list(place.recorder.exchanges)
            tally.ignored |= {f"{e.method} {e.path.partition('?')[0]}: {e.ignored}" for e in exchanges if e.ignored}
            if wrong := [e for e in exchanges if e.status >= 400]:
                tally.note(name, given, "unserved" if wrong[-1].status == NOT_SERVED else "refused", str(wrong[-1]))
            elif outcome.fine and exchanges:
                tally.note(name, given, "good", "")
            else:
                tally.note(name, given, "failed", ("" if exchanges else "asked nothing: ") + outcome.text[:300])
            if any(e.method != "GET" and e.status < 400 for e in exchanges):
                place.renew()
    return tally


def main(names: list[str]) -> int:
    console, tallies = Console(width=120), list[Tally]()
    for client in listed():
        if names and client.name not in names:
            continue
        try:
            install(client)
        except (subprocess.CalledProcessError, FileNotFoundError) as error:
            console.print(f"{client.name} could not be installed: {error}", markup=False)
            continue
        with (
            databases.server() as server,
            databases.fresh(server) as database,
            served(database, client.dialect) as place,
            driven(client, place.url, KEY) as driver,
        ):
            tallies.append(tried(client, place, driver))
        console.print(f"\n{client.name} {client.version}", style="bold")
        for line in [*tallies[-1].said, *(f"ignored  {what}" for what in sorted(tallies[-1].ignored))]:
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    table = Table("Client", "Version", "Dialect", "Tried", "Good", "Not served", "Refused by us", "Failed by the client")
    for tally in tallies:
        counts, client = tally.counts, tally.client
        numbers = (counts.total(), counts["good"], counts["unserved"], counts["refused"], counts["failed"])
        table.add_row(client.name, client.version, client.dialect, *map(str, numbers))
    console.print(table)
    return 0 if tallies else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

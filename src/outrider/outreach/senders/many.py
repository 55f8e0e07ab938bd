"""Many mailboxes at once: a table of addresses and passwords, each tried in both directions by a job before it is kept.

The table waits encrypted in the job, which forgets it when it ends.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO

from outrider.errors import Invalid
from outrider.outreach.base import jobs, tables
from outrider.outreach.base.jobs import Job
from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import seats
from outrider.rules import addresses
from outrider.store.crypto import Vault

KIND = "senders.connect"
MOST = 1000  # mailboxes of one table
_PORTS = {"smtp_port": 587, "imap_port": 993}
# Alternative names of the columns.
_ALIASES: Mapping[str, str] = {
    "email": "address", "email_address": "address", "from_email": "address", "mailbox": "address", "app_password": "password",
    "smtp_password": "password", "from_name": "name", "full_name": "name", "user_name": "username", "login": "username",
    "smtp_server": "smtp_host", "imap_server": "imap_host", "max_email_per_day": "daily_limit", "limit": "daily_limit",
}  # fmt: skip
COLUMNS: Sequence[str] = (
    "address", "password", "name", "username", "smtp_host", "smtp_port", "imap_host", "imap_port", "daily_limit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A mailbox of the table. Empty hosts: the provider's, found by the address. `daily_limit` None: the usual one."""

    line: int
    address: str
    password: str
    name: str = ""
    username: str = ""
    smtp_host: str = ""
    smtp_port: int = 587
    imap_host: str = ""
    imap_port: int = 993
    daily_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rejected line, and why. Never its password."""

    line: int
    address: str
    reason: str


def read(content: bytes) -> tuple[list[Row], list[Refusal]]:
    """The mailboxes of a table (CSV or XLSX), and what is wrong with the other lines. Invalid for what is not such a table."""
    found = tables.records(BytesIO(content), lambda heading: _column(heading) in COLUMNS)
    columns = [_column(heading) for heading in next(found).cells]
    if lacking := [name for name in ("address", "password") if name not in columns]:
        raise Invalid(f"The table has no column {lacking[0]!r}. Its first line names the columns.", field="file")
    rows: list[Row] = []
    refused: list[Refusal] = []
    for record in found:
        if len(rows) + len(refused) >= MOST:
            raise Invalid(f"At most {MOST:,} mailboxes at once.", field="file")
        given = dict(zip(columns, record.cells, strict=False))
        try:
            if record.error:
                raise Invalid(record.error)
            rows.append(_row(record.line, given))
        except (Invalid, addresses.InvalidAddress) as error:
            reason = error.reason if isinstance(error, addresses.InvalidAddress) else error.message
            refused.append(Refusal(record.line, given.get("address", "")[:320], reason))
    if not rows and not refused:
        raise Invalid("The table has no mailboxes.", field="file")
    return rows, refused


def _column(heading: str) -> str:
    name = heading.strip().lower().replace(" ", "_").replace("-", "_")
    return _ALIASES.get(name, name)


def _row(line: int, given: Mapping[str, str]) -> Row:
    texts = {name: given.get(name, "").strip() for name in ("name", "username", "smtp_host", "imap_host")}
    if not given["password"]:
        raise Invalid("The password is missing.")
    if any(len(text) > 320 for text in (*texts.values(), given["password"])):
        raise Invalid("A text is longer than 320 characters.")
    limit = given.get("daily_limit", "").strip()
    return Row(
        line,
        addresses.normalise(given["address"]),
        given["password"],
        smtp_port=_number(given, "smtp_port", 1, 65535) if given.get("smtp_port") else _PORTS["smtp_port"],
        imap_port=_number(given, "imap_port", 1, 65535) if given.get("imap_port") else _PORTS["imap_port"],
        daily_limit=_number(given, "daily_limit", 1, 100_000) if limit else None,
        **texts,
    )


def _number(given: Mapping[str, str], name: str, least: int, most: int) -> int:
    text = given[name].strip()
    if not (text.isascii() and text.isdigit() and len(text) < 7 and least <= int(text) <= most):
        raise Invalid(f"{name} is a whole number from {least:,} to {most:,}.")
    return int(text)


async def enqueue(scope: Scope, rows: Sequence[Row], refused: Sequence[Refusal], *, seat_id: int | None, timezone: str) -> Job:
    """Have these mailboxes tried and connected. Raises NotFound for the seat."""
    if seat_id is not None:
        await seats.get(scope, seat_id)
    table = {"rows": [asdict(row) for row in rows], "refused": [asdict(one) for one in refused]}
    params = {"seat_id": seat_id, "timezone": timezone}
    return await jobs.enqueue(scope, KIND, params, secrets=table, shown={"mailboxes": len(rows)})


def table_of(vault: Vault, workspace_id: int, sealed: bytes | None) -> tuple[list[Row], list[Refusal]]:
    """What `enqueue` gave the job as its secrets. Invalid once they were forgotten."""
    if sealed is None:
        raise Invalid("The passwords are no longer kept: give the table again.")
    table = vault.decrypt(sealed, workspace_id=workspace_id)
    return [Row(**row) for row in table["rows"]], [Refusal(**one) for one in table["refused"]]

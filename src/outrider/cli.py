"""The commands. stdout carries results only; everything said to a person goes to stderr."""

import asyncio
import os
import re
import signal
import sys
import warnings
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.console import Console

from outrider import __version__, garbage
from outrider.settings import Settings

app = typer.Typer(
    name="outrider",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    help="A self-hosted sales-outreach platform that AI agents and people run together.",
)
key_app = typer.Typer(no_args_is_help=True, help="API keys.")
import_app = typer.Typer(no_args_is_help=True, help="Bring data in.")
secret_app = typer.Typer(no_args_is_help=True, help="The secret key that encrypts credentials.")
seed_app = typer.Typer(no_args_is_help=True, help="Seed mailboxes, which placement tests are sent to.")
connection_app = typer.Typer(no_args_is_help=True, help="Agents that people signed in.")
app.add_typer(key_app, name="key")
app.add_typer(connection_app, name="connection")
app.add_typer(seed_app, name="seed")
app.add_typer(secret_app, name="secret")
app.add_typer(import_app, name="import")

console = Console(stderr=True)

DataDir = Annotated[Path | None, typer.Option("--data", help="Data directory (default: ./data, or OUTRIDER_DATA_DIR)")]
Workspace = Annotated[
    str | None, typer.Option("--workspace", help="Workspace name or id (default: OUTRIDER_WORKSPACE, or the only one)")
]


Named = Annotated[str, typer.Argument(help="The workspace's name or id")]


def _settings(data: Path | None, workspace: str | None = None, **fixed: Any) -> Settings:
    """Settings from the environment, overridden by the arguments. Errors name the variable but not its value, which may be a
    secret.
    """
    given = {"data_dir": data, "workspace": workspace}
    try:
        settings = Settings(**{name: value for name, value in given.items() if value is not None}, **fixed)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        variable = name if name in os.environ else f"OUTRIDER_{name.upper()}"
        raise _failed(f"{variable} is wrong: {first['msg'].removeprefix('Value error, ')}.", 2) from None
    except SettingsError as error:  # raised for those that are written as JSON
        name = re.sub(r'.*?"(\w+)".*', r"\1", str(error))
        raise _failed(f"OUTRIDER_{name.upper()} is wrong: it is not valid JSON.", 2) from None
    from outrider.process import set_up_log

    set_up_log(settings)
    return settings


# What a key may send.
Recipients = Annotated[
    str, typer.Option(help="anyone, enrolled (people enrolled by someone else) or thread (participants of the conversation)")
]
Domains = Annotated[list[str] | None, typer.Option("--domain", help="Only write to addresses at this domain; may be repeated")]
SendsADay = Annotated[int | None, typer.Option(help="Maximum messages a day, including those of campaigns that it starts")]
FirstContact = Annotated[bool, typer.Option(help="Whether it may contact people for the first time")]
Hours = Annotated[str, typer.Option(help="When it may send, such as 'mon-fri 09:00-17:00 Europe/Berlin'")]


Result = TypeVar("Result")


def _run(work: Coroutine[object, None, Result]) -> Result:
    """Run the work and return its result, or exit with a one-line error. SIGTERM interrupts it like Ctrl-C, unless the work
    handles it itself.
    """

    def terminate(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, terminate)
    try:
        return asyncio.run(work)
    except Exception as error:
        from outrider.process import explained

        if (message := explained(error)) is None:
            raise
        raise _failed(message) from None


def _failed(message: str, code: int = 1) -> typer.Exit:
    """Print a one-line error and exit with this code."""
    console.print(message, style="red", markup=False, highlight=False, soft_wrap=True)
    return typer.Exit(code)


def _table(lines: Sequence[str]) -> None:
    """Tab-separated lines on stdout: aligned in columns on a terminal, unchanged in a pipe."""
    if not sys.stdout.isatty():
        typer.echo("\n".join(lines))
        return
    rows = [line.split("\t") for line in lines]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"outrider {__version__}")
        raise typer.Exit()


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version")] = False,
) -> None:
    """A self-hosted sales-outreach platform that AI agents and people run together."""


@app.command()
def up(
    data: DataDir = None,
    host: Annotated[str, typer.Option(help="Address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 picks a free one")] = 8025,
    sandbox: Annotated[bool, typer.Option("--sandbox", help="Also run the sandbox: mail servers and a LinkedIn")] = False,
) -> None:
    """API, MCP and engine in one process."""
    from outrider.commands.up import up as run

    _run(run(_settings(data), host, port, sandbox=sandbox, console=console))


@app.command()
def migrate(
    data: DataDir = None,
    check: Annotated[bool, typer.Option("--check", help="Only list what is pending; exit code 1 if anything is")] = False,
) -> None:
    """Bring the database's schema to this version's. `outrider up` does it too; no other command does."""
    from outrider.commands.migrate import migrate as run

    names = _run(run(_settings(data), console, check=check))
    typer.echo("\n".join(names) if names else "Nothing to do: the schema is up to date.", err=not names)
    if check and names:
        raise typer.Exit(1)


@app.command()
def distribute(
    data: DataDir = None,
    shards: Annotated[
        int, typer.Option(min=1, max=1024, help="Number of shards of each table: several for each server you may ever have")
    ] = 32,
) -> None:
    """Distribute the tables over the servers of a Citus cluster, by workspace. Stop every other process first."""
    from outrider.commands.distribute import distribute as run

    tables, state = _run(run(_settings(data), shards=shards))
    typer.echo("\n".join(tables) if tables else "Nothing to do.", err=not tables)
    typer.echo(f"The tables are {state}.", err=True)


@app.command()
def worker(data: DataDir = None) -> None:
    """Run the engine only. Any number of workers, on any machine, can share one DATABASE_URL."""
    from outrider.commands.up import work

    _run(work(_settings(data)))


@app.command()
def demo(
    data: DataDir = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 picks a free one")] = 8025,
    once: Annotated[bool, typer.Option("--once", help="End when the job is done")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as one JSON object")] = False,
) -> None:
    """Run a whole campaign in a sandbox on a fast clock, then keep running so you can try it."""
    from outrider.commands.demo import demo as run
    from outrider.commands.demo import directory

    # The demo needs its own database: its fast clock would send all mail queued in an existing one.
    with directory(data) as own:
        settings = _settings(own, log_level="error", allow_private_webhooks=True)
        done = _run(run(settings, port, once=once, as_json=as_json, console=console))
    if not done:
        raise typer.Exit(130)


@app.command()
def doctor(data: DataDir = None) -> None:
    """Check database, migrations, clock, DNS and senders' logins; suggest fixes."""
    from outrider.commands.doctor import doctor as run

    if not _run(run(_settings(data), console=console)):
        raise typer.Exit(1)


@app.command()
def explain(
    kind: Annotated[str, typer.Argument(help="campaign, sender or enrollment (a lead in a campaign)")],
    id: Annotated[str, typer.Argument(help="Its id, as a number or as a dialect shows it")],
    data: DataDir = None,
    workspace: Workspace = None,
) -> None:
    """Explain why something does not send, which limit applies, and when it will act next."""
    from outrider.commands.explain import explained

    for line in _run(explained(_settings(data, workspace), kind, id)):
        typer.echo(line)


@app.command()
def rehearse(
    campaign: Annotated[str, typer.Argument(help="The campaign's id, as a number or as a dialect shows it")],
    days: Annotated[int, typer.Option("--days", help="Number of days to rehearse, 1 to 90")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as one JSON object")] = False,
    data: DataDir = None,
    workspace: Workspace = None,
) -> None:
    """Show what a campaign would send in the coming weeks, by day and sender, and what limits it. Nothing is sent."""
    from outrider.commands.rehearse import rehearsed

    for line in _run(rehearsed(_settings(data, workspace), campaign, days, as_json=as_json)):
        typer.echo(line)


@app.command()
def mcp(
    dialect: Annotated[str, typer.Argument(help="smartlead, instantly, multilead, networkhq, makinari or outrider")],
    backend: Annotated[
        str | None, typer.Option(help="engine or vendor (default: vendor if its key is in the environment)")
    ] = None,
    data: DataDir = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Offer only tools that change nothing")] = False,
    toolsets: Annotated[str | None, typer.Option(help="Comma-separated toolsets to offer (default: all)")] = None,
    search: Annotated[bool, typer.Option("--search", help="Offer a search over the tools instead of their list")] = False,
    cost: Annotated[
        bool, typer.Option("--cost", help="Only print how many tokens the tool list takes, for each way to offer it")
    ] = False,
    setup: Annotated[
        str | None,
        typer.Option(
            help="Only print a client's set-up: claude-code, claude-desktop, cursor, vscode, codex, gemini-cli, windsurf, zed"
        ),
    ] = None,
    url: Annotated[str | None, typer.Option(help="With --setup: the installation's address, for a remote connection")] = None,
    workspace: Workspace = None,
) -> None:
    """A dialect's MCP server over stdio, or over HTTP with TRANSPORT=http PORT=..."""
    if cost or setup:
        from outrider.commands import mcp_setup
        from outrider.errors import Invalid

        if cost:
            return _table(_run(mcp_setup.cost(dialect)))
        try:
            started = mcp_setup.program(sys.argv[0], mcp_setup.installed_from())
            data_dir = str(_settings(data, workspace).data_dir.absolute())
            here = [*started, "mcp", dialect, "--backend", "engine", "--data", data_dir]
            text, place = mcp_setup.setup(setup or "", dialect, url, here)
        except Invalid as error:
            raise _failed(error.message, 2) from None
        console.print(place, highlight=False, soft_wrap=True)
        return typer.echo(text)
    with garbage.loading():  # the client waits for the first answer
        from outrider.commands.mcp_server import serve

    names = [name.strip() for name in toolsets.split(",") if name.strip()] if toolsets else None
    _run(serve(dialect, backend, lambda: _settings(data, workspace), read_only=read_only, toolsets=names, search=search))


@app.command("workspace")
def workspace_(
    action: Annotated[str, typer.Argument(help="list, show or set")] = "show",
    key: Annotated[str | None, typer.Argument(help="The setting to change: `show` lists them")] = None,
    value: Annotated[str | None, typer.Argument(help="Its new value; none unsets it")] = None,
    data: DataDir = None,
    workspace: Workspace = None,
) -> None:
    """List the workspaces, or show or set the settings of one: postal address, time zone, limits, retention."""
    from outrider.commands.workspace import workspace as run

    _table(_run(run(_settings(data, workspace), action, key, value)))


@app.command("notices")
def notices_(data: DataDir = None, workspace: Workspace = None) -> None:
    """List the installation's own mails (confirmations, resets, invitations) that could not be sent, with their links."""
    from outrider.commands.notices import unsent

    _table(_run(unsent(_settings(data, workspace))))


@app.command("credits")
def credits_(
    data: DataDir = None,
    workspace: Workspace = None,
    add: Annotated[int, typer.Option(help="How many credits to add; a negative number removes them")] = 0,
) -> None:
    """Add enrichment credits to a workspace, and print its balance."""
    from outrider.commands.credits import balance_after

    typer.echo(_run(balance_after(_settings(data, workspace), add)))


@app.command()
def backup(file: Annotated[Path, typer.Argument(dir_okay=False, help="The new file to write")], data: DataDir = None) -> None:
    """Write a consistent backup of the whole installation to a file. Everything may keep running."""
    from outrider.commands.backup import backup as run

    settings = _settings(data)
    _table(_run(asyncio.to_thread(run, settings, file, console)))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file written by `outrider backup`")],
    paused: Annotated[bool, typer.Option("--paused", help="Send and read nothing until `outrider resume`")] = False,
    data: DataDir = None,
) -> None:
    """Restore a backup into an empty database. The secret key must be put in place separately."""
    from outrider.commands.backup import restore as run

    _table(_run(run(_settings(data), file, console, paused=paused)))


@app.command()
def pause(workspace: Named, data: DataDir = None) -> None:
    """Stop sending and reading in a workspace until `outrider resume`. Returns when no message is on its way out."""
    from outrider.commands.backup import pause as run

    _run(run(_settings(data), workspace, console))


@app.command()
def resume(
    workspace: Annotated[str | None, typer.Argument(help="The paused workspace's name or id")] = None,
    data: DataDir = None,
) -> None:
    """Resume a paused workspace or, without an argument, an installation restored with --paused."""
    from outrider.commands.backup import resume as run

    _run(run(_settings(data), workspace, console))


@app.command()
def export(
    workspace: Named,
    file: Annotated[Path, typer.Argument(dir_okay=False, help="The new file to write")],
    data: DataDir = None,
) -> None:
    """Export one workspace to a file, for another installation. Asks for a passphrase, or takes OUTRIDER_EXPORT_PASSPHRASE."""
    from outrider.commands.backup import export as run

    settings = _settings(data)
    _table(_run(run(settings, workspace, file, _passphrase(confirm=True), console)))


def _passphrase(*, confirm: bool) -> str:
    """The passphrase that encrypts the secrets in an exported workspace."""
    given = os.environ.get("OUTRIDER_EXPORT_PASSPHRASE")
    return given or typer.prompt("Passphrase of the file", hide_input=True, confirmation_prompt=confirm, err=True)


@import_app.command("workspace")
def import_workspace(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file written by `outrider export`")],
    name: Annotated[str | None, typer.Option(help="The workspace's new name (default: its present one)")] = None,
    data: DataDir = None,
) -> None:
    """Import a workspace from another installation. It stays paused until `outrider resume`."""
    from outrider.commands.backup import import_workspace as run

    settings = _settings(data)
    _table(_run(run(settings, file, _passphrase(confirm=False), name, console)))


@secret_app.command("rotate")
def secret_rotate(data: DataDir = None) -> None:
    """Re-encrypt everything with a new secret key, while everything runs."""
    from outrider.commands.secret import rotate

    _table(_run(rotate(_settings(data), console)))


@key_app.command("create")
def key_create(
    data: DataDir = None,
    workspace: Workspace = None,
    scope: Annotated[list[str] | None, typer.Option("--scope", help="A scope word; may be repeated (default: all)")] = None,
    name: Annotated[str, typer.Option(help="What the key is for")] = "cli",
    mode: Annotated[str, typer.Option(help="free, approve (sending waits for a person's approval) or read (read-only)")] = "free",
    recipients: Recipients = "anyone",
    domain: Domains = None,
    sends_a_day: SendsADay = None,
    first_contact: FirstContact = True,
    hours: Hours = "",
    user: Annotated[str, typer.Option(help="Email address of the member who owns the key (default: none)")] = "",
    asks: Annotated[
        str,
        typer.Option(help="How agents' clients ask for approval: link (a page), form (the member decides in the client) or off"),
    ] = "link",
) -> None:
    """Create a key and print only the key on stdout. It is shown only once."""
    from outrider.commands import keys
    from outrider.rules.policy import Asked

    allowed = Asked(recipients, tuple(domain or ()), sends_a_day, first_contact, hours)
    wanted = keys.NewKey(tuple(scope or ("*",)), name, mode, allowed, user, asks)
    typer.echo(_run(keys.create(_settings(data, workspace), wanted)))


@key_app.command("restrict")
def key_restrict(
    key_id: Annotated[int, typer.Argument(help="The key's id")],
    data: DataDir = None,
    workspace: Workspace = None,
    recipients: Recipients = "anyone",
    domain: Domains = None,
    sends_a_day: SendsADay = None,
    first_contact: FirstContact = True,
    hours: Hours = "",
) -> None:
    """Replace a key's sending policy. Without options, remove it: the key may send everything its mode allows."""
    from outrider.commands import keys
    from outrider.rules.policy import Asked

    allowed = Asked(recipients, tuple(domain or ()), sends_a_day, first_contact, hours)
    _run(keys.restrict(_settings(data, workspace), key_id, allowed))


@key_app.command("list")
def key_list(data: DataDir = None, workspace: Workspace = None) -> None:
    """List keys: id, name, last characters, scopes, mode, when last used."""
    from outrider.commands import keys

    _table(_run(keys.listing(_settings(data, workspace))))


@key_app.command("revoke")
def key_revoke(
    key_id: Annotated[int, typer.Argument(help="The key's id")], data: DataDir = None, workspace: Workspace = None
) -> None:
    """Revoke a key immediately."""
    from outrider.commands import keys

    _run(keys.revoke(_settings(data, workspace), key_id))


@connection_app.command("list")
def connection_list(data: DataDir = None, workspace: Workspace = None) -> None:
    """List connections: id, client, who signed it in, whose tools it uses, scopes, mode, when last used."""
    from outrider.commands import connections

    _table(_run(connections.listing(_settings(data, workspace))))


@connection_app.command("end")
def connection_end(
    connection_id: Annotated[int, typer.Argument(help="The connection's id")], data: DataDir = None, workspace: Workspace = None
) -> None:
    """End a connection immediately; its tokens stop working."""
    from outrider.commands import connections

    _run(connections.end(_settings(data, workspace), connection_id))


@seed_app.command("add")
def seed_add(
    address: Annotated[str, typer.Argument(help="The mailbox's address")],
    provider: Annotated[
        str | None, typer.Option(help="google, microsoft, yahoo, ... (default: detected from the address)")
    ] = None,
    audience: Annotated[str | None, typer.Option(help="professional or personal (default: detected from the address)")] = None,
    country: Annotated[str, typer.Option(help="Its country, as a two-letter code")] = "US",
    host: Annotated[str | None, typer.Option(help="IMAP server (default: the provider's)")] = None,
    port: Annotated[int, typer.Option(help="Its port")] = 993,
    security: Annotated[str, typer.Option(help="tls, starttls or plain")] = "tls",
    username: Annotated[str | None, typer.Option(help="Login (default: the address)")] = None,
    data: DataDir = None,
    workspace: Workspace = None,
) -> None:
    """Add a mailbox of your own at a mail provider. Its password is asked for, or read from OUTRIDER_SEED_PASSWORD."""
    from outrider.commands import seeds

    password = os.environ.get("OUTRIDER_SEED_PASSWORD") or typer.prompt("Password", hide_input=True, err=True)
    where = seeds.Where(host, port, security, username)
    given = seeds.given(address, password, where, provider=provider, audience=audience, country=country)
    typer.echo(_run(seeds.add(_settings(data, workspace), given)))


@seed_app.command("list")
def seed_list(data: DataDir = None, workspace: Workspace = None) -> None:
    """List seed mailboxes: id, address, provider, audience, country, when last read or why not."""
    from outrider.commands import seeds

    _table(_run(seeds.listing(_settings(data, workspace))))


@seed_app.command("remove")
def seed_remove(
    seed_id: Annotated[int, typer.Argument(help="The mailbox's id")], data: DataDir = None, workspace: Workspace = None
) -> None:
    """Remove a seed mailbox; its test results are kept."""
    from outrider.commands import seeds

    _run(seeds.remove(_settings(data, workspace), seed_id))


@app.command("approvals")
def approvals_(
    action: Annotated[str, typer.Argument(help="list, show, approve or reject")] = "list",
    approval: Annotated[int | None, typer.Argument(help="The approval's id")] = None,
    reason: Annotated[str, typer.Option(help="Why it is rejected")] = "",
    data: DataDir = None,
    workspace: Workspace = None,
) -> None:
    """List what keys in approve mode want to send; show, approve or reject a request."""
    from outrider.commands.approvals import approvals

    for line in _run(approvals(_settings(data, workspace), action, approval, reason)):
        typer.echo(line)


@app.command("audit")
def audit_(
    action: Annotated[str, typer.Argument(help="list or verify")] = "list",
    search: Annotated[str | None, typer.Option(help="Part of a name, address, action or tool")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Number of entries, newest first")] = 100,
    file: Annotated[
        Path | None, typer.Option(help="With verify: check the file that OUTRIDER_MCP_AUDIT names instead of the log")
    ] = None,
    data: DataDir = None,
    workspace: Workspace = None,
) -> None:
    """Show who did what and how: every action, tool call and decision. `verify` checks that no entry was changed or removed."""
    from outrider.commands.audit import audit, verify_file

    if file and action == "verify":
        return _table(_run(verify_file(file)))
    _table(_run(audit(_settings(data, workspace), action, search, limit)))


@import_app.command("leads")
def import_leads(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file with a header line")],
    to_list: Annotated[str | None, typer.Option("--list", help="Lead list, made if missing")] = None,
    to_campaign: Annotated[str | None, typer.Option("--campaign", help="Campaign name or id")] = None,
    mapping: Annotated[list[str] | None, typer.Option("--map", help="column=field; may be repeated")] = None,
    data: DataDir = None,
    workspace: Workspace = None,
) -> None:
    """Import leads from a CSV file; rejected lines go to FILE.reject.csv with their reasons."""
    from outrider.commands.import_leads import import_leads as run

    if bool(to_list) == bool(to_campaign):
        raise _failed("Give either --list NAME or --campaign NAME.", 2)
    pairs = [m.partition("=") for m in mapping or []]
    if bad := [m for m, (_, eq, _) in zip(mapping or [], pairs, strict=True) if not eq]:
        raise _failed(f"--map takes column=field, not {bad[0]!r}.", 2)
    columns = {column: field for column, _, field in pairs}
    _run(run(_settings(data, workspace), file, to_list, to_campaign, columns, console))


def main() -> None:
    """Entry point of the `outrider` command."""
    garbage.look_rarely()
    if not sys.warnoptions:  # warnings that libraries address to developers
        warnings.simplefilter("ignore")
    if "--no-color" in sys.argv or os.environ.get("NO_COLOR"):
        console.no_color = True
    app()


if __name__ == "__main__":
    main()

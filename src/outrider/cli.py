"""The commands. stdout carries results only; everything said to a person goes to stderr."""

import asyncio
import os
import re
import signal
import sys
import warnings
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.console import Console

from outrider import __version__
from outrider.settings import Settings

app = typer.Typer(
    name="outrider",
    no_args_is_help=True,
    add_completion=False,
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
    """From the environment, but for what is given. A wrong variable is named, never its value: there are secrets among them."""
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
    str, typer.Option(help="anyone, enrolled (people whom somebody else enrolled) or thread (who takes part already)")
]
Domains = Annotated[
    list[str] | None, typer.Option("--domain", help="It writes only to addresses at this domain; may be repeated")
]
SendsADay = Annotated[int | None, typer.Option(help="How many messages a day, campaigns that it starts included")]
FirstContact = Annotated[bool, typer.Option(help="Whether it may write to people for the first time")]
Hours = Annotated[str, typer.Option(help="When it sends, such as 'mon-fri 09:00-17:00 Europe/Berlin'")]


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    """Its result, or what went wrong in a line. SIGTERM closes what is open, as Ctrl-C does, where the work does not mind it."""

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
    """Say what is wrong, on one line, and end with this exit code."""
    console.print(message, style="red", markup=False, highlight=False, soft_wrap=True)
    return typer.Exit(code)


def _table(lines: Sequence[str]) -> None:
    """Tab-separated lines on stdout: in columns on a terminal, as they are for a program."""
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
    shards: Annotated[int, typer.Option(min=1, max=1024, help="Parts of each table: several for each server you may have")] = 32,
) -> None:
    """Spread the tables by workspace over the servers of a Citus cluster. Stop every other process first."""
    from outrider.commands.distribute import distribute as run

    tables, state = _run(run(_settings(data), shards=shards))
    typer.echo("\n".join(tables) if tables else "Nothing to do.", err=not tables)
    typer.echo(f"The tables lie {state}.", err=True)


@app.command()
def worker(data: DataDir = None) -> None:
    """Engine loops only: any number of them, on any machine, against one DATABASE_URL."""
    from outrider.commands.up import work

    _run(work(_settings(data)))


@app.command()
def demo(
    data: DataDir = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 picks a free one")] = 8025,
    once: Annotated[bool, typer.Option("--once", help="End when the job is done")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as one JSON object")] = False,
) -> None:
    """A whole campaign in the sandbox world on a fast clock; then keeps running so that you can try it."""
    from outrider.commands.demo import demo as run
    from outrider.commands.demo import directory

    # A database of its own: the fast clock would send all mail that waits in any other.
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
    """Why something does not send, which limit binds, and when it acts next."""
    from outrider.commands.explain import explained

    for line in _run(explained(_settings(data, workspace), kind, id)):
        typer.echo(line)


@app.command()
def rehearse(
    campaign: Annotated[str, typer.Argument(help="The campaign's id, as a number or as a dialect shows it")],
    days: Annotated[int, typer.Option("--days", help="How many days to live through, 1 to 90")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as one JSON object")] = False,
    data: DataDir = None,
    workspace: Workspace = None,
) -> None:
    """What a campaign would send in the coming weeks, by day and sender, and what holds it back. Nothing is sent."""
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
    cost: Annotated[bool, typer.Option("--cost", help="Only print how many tokens the tools take, by what is offered")] = False,
    setup: Annotated[
        str | None,
        typer.Option(help="Only print the set-up of a client: claude-code, claude-desktop, cursor, vscode, codex, windsurf, zed"),
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
            here = [
                *mcp_setup.program(sys.argv[0]),
                "mcp",
                dialect,
                "--data",
                str(_settings(data, workspace).data_dir.absolute()),
            ]
            return typer.echo(mcp_setup.setup(setup or "", dialect, url, here))
        except Invalid as error:
            raise _failed(error.message, 2) from None
    from outrider.commands.mcp_server import serve

    names = [name.strip() for name in toolsets.split(",") if name.strip()] if toolsets else None
    _run(serve(dialect, backend, lambda: _settings(data, workspace), read_only=read_only, toolsets=names, search=search))


@app.command("workspace")
def workspace_(
    action: Annotated[str, typer.Argument(help="list, show or set")] = "show",
    key: Annotated[str | None, typer.Argument(help="What to set: `show` lists it")] = None,
    value: Annotated[str | None, typer.Argument(help="Its value; none unsets")] = None,
    data: DataDir = None,
    workspace: Workspace = None,
) -> None:
    """List the workspaces, or show or set the settings of one: postal address, time zone, limits, retention."""
    from outrider.commands.workspace import workspace as run

    _table(_run(run(_settings(data, workspace), action, key, value)))


@app.command("notices")
def notices_(data: DataDir = None, workspace: Workspace = None) -> None:
    """List the installation's own mails (confirmations, resets, invitations) that no mail server took, with their links."""
    from outrider.commands.notices import unsent

    _table(_run(unsent(_settings(data, workspace))))


@app.command("credits")
def credits_(
    data: DataDir = None,
    workspace: Workspace = None,
    add: Annotated[int, typer.Option(help="How many to give; negative takes")] = 0,
) -> None:
    """Print the credits a workspace has for enrichment, after giving it more."""
    from outrider.commands.credits import credits

    typer.echo(_run(credits(_settings(data, workspace), add)))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="Where to write it: a new file")], data: DataDir = None
) -> None:
    """Write the whole installation, as of one moment, to a file. Everything may go on running."""
    from outrider.commands.backup import backup as run

    settings = _settings(data)
    _table(_run(asyncio.to_thread(run, settings, file, console)))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What `outrider backup` wrote")],
    paused: Annotated[bool, typer.Option("--paused", help="Send and read nothing until `outrider resume`")] = False,
    data: DataDir = None,
) -> None:
    """Read a backup into an empty database. The secret key has to be put in place apart."""
    from outrider.commands.backup import restore as run

    _table(_run(run(_settings(data), file, console, paused=paused)))


@app.command()
def pause(workspace: Named, data: DataDir = None) -> None:
    """Send and read nothing in a workspace until `outrider resume`; ends when nothing is leaving any more."""
    from outrider.commands.backup import pause as run

    _run(run(_settings(data), workspace, console))


@app.command()
def resume(
    workspace: Annotated[str | None, typer.Argument(help="A workspace that is paused, by its name or id")] = None,
    data: DataDir = None,
) -> None:
    """Let a workspace that is paused send and read; without one, an installation that was restored with --paused."""
    from outrider.commands.backup import resume as run

    _run(run(_settings(data), workspace, console))


@app.command()
def export(
    workspace: Named,
    file: Annotated[Path, typer.Argument(dir_okay=False, help="Where to write it: a new file")],
    data: DataDir = None,
) -> None:
    """Write one workspace to a file, for another installation. Asks for a passphrase, or takes OUTRIDER_EXPORT_PASSPHRASE."""
    from outrider.commands.backup import export as run

    settings = _settings(data)
    _table(_run(run(settings, workspace, file, _passphrase(confirm=True), console)))


def _passphrase(*, confirm: bool) -> str:
    """What the secrets in an exported workspace are encrypted with."""
    given = os.environ.get("OUTRIDER_EXPORT_PASSPHRASE")
    return given or typer.prompt("Passphrase of the file", hide_input=True, confirmation_prompt=confirm, err=True)


@import_app.command("workspace")
def import_workspace(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What `outrider export` wrote")],
    name: Annotated[str | None, typer.Option(help="Its name here (default: the one it had)")] = None,
    data: DataDir = None,
) -> None:
    """Read a workspace of another installation. It stays paused until `outrider resume`."""
    from outrider.commands.backup import import_workspace as run

    settings = _settings(data)
    _table(_run(run(settings, file, _passphrase(confirm=False), name, console)))


@secret_app.command("rotate")
def secret_rotate(data: DataDir = None) -> None:
    """Encrypt everything with a new secret key, while everything runs."""
    from outrider.commands.secret import rotate

    _table(_run(rotate(_settings(data), console)))


@key_app.command("create")
def key_create(
    data: DataDir = None,
    workspace: Workspace = None,
    scope: Annotated[list[str] | None, typer.Option("--scope", help="A scope word; may be repeated (default: all)")] = None,
    name: Annotated[str, typer.Option(help="What the key is for")] = "cli",
    mode: Annotated[
        str, typer.Option(help="free, approve (what it would send waits for a person) or read (it changes nothing)")
    ] = "free",
    recipients: Recipients = "anyone",
    domain: Domains = None,
    sends_a_day: SendsADay = None,
    first_contact: FirstContact = True,
    hours: Hours = "",
    user: Annotated[str, typer.Option(help="Address of the member whose key it is (default: no member's)")] = "",
    asks: Annotated[
        str,
        typer.Option(help="How agents' clients ask for approval: link (a page), form (the member decides in the client) or off"),
    ] = "link",
) -> None:
    """Create a key and print it alone on stdout. It is shown this once."""
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
    """Say what a key may send, in place of what was said before; without options: everything its mode allows."""
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
    """Revoke a key at once."""
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
    """End a connection at once: its tokens stop working."""
    from outrider.commands import connections

    _run(connections.end(_settings(data, workspace), connection_id))


@seed_app.command("add")
def seed_add(
    address: Annotated[str, typer.Argument(help="The mailbox's address")],
    provider: Annotated[str | None, typer.Option(help="google, microsoft, yahoo, ... (default: by the address)")] = None,
    audience: Annotated[str | None, typer.Option(help="professional or personal (default: by the address)")] = None,
    country: Annotated[str, typer.Option(help="Where it is, two letters")] = "US",
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
    """Remove a seed mailbox; what tests found in it stays."""
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
    """What keys of the mode approve want to send: list it, show one to the letter, approve or reject it."""
    from outrider.commands.approvals import approvals

    for line in _run(approvals(_settings(data, workspace), action, approval, reason)):
        typer.echo(line)


@app.command("audit")
def audit_(
    action: Annotated[str, typer.Argument(help="list or verify")] = "list",
    search: Annotated[str | None, typer.Option(help="Part of a name, an address, an act or a tool")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many, newest first")] = 100,
    file: Annotated[Path | None, typer.Option(help="With verify: the file that OUTRIDER_MCP_AUDIT names, not the log")] = None,
    data: DataDir = None,
    workspace: Workspace = None,
) -> None:
    """Who did what through what: every act, tool call and decision; `verify` checks that none was changed or taken out."""
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
    if not sys.warnoptions:  # what libraries say to those who build with them
        warnings.simplefilter("ignore")
    if "--no-color" in sys.argv or os.environ.get("NO_COLOR"):
        console.no_color = True
    app()


if __name__ == "__main__":
    main()

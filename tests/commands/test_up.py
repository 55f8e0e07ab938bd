"""`outrider up`, `worker` and `key`, as a person uses them."""

import contextlib
import io
import re
from pathlib import Path

import httpx
import psycopg
import pytest
from rich.console import Console
from typer.testing import CliRunner

from outrider.cli import app
from outrider.clock import RealClock
from outrider.commands.doctor import doctor
from outrider.commands.up import pages_at, ports_kept
from outrider.outreach.base.scope import Core
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.outreach.tenancy import installation, workspaces
from outrider.process import reserve
from outrider.sandbox.world import Options, World
from outrider.settings import Settings, unknown
from tests.commands.running import outrider, running


@pytest.fixture
def data(tmp_path: Path) -> Path:
    tmp_path.chmod(0o755)
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("public", "listens", "shown"),
    [
        (None, "http://127.0.0.1:8025", "http://127.0.0.1:8025"),
        (None, "http://0.0.0.0:8025", "http://127.0.0.1:8025"),
        (None, "http://[::]:8025", "http://[::1]:8025"),
        ("https://mail.acme.example/", "http://0.0.0.0:8025", "https://mail.acme.example"),
    ],
)
def test_the_link_that_signs_in_leads_to_where_the_pages_are(public: str | None, listens: str, shown: str) -> None:
    assert pages_at(Settings(public_url=public), listens) == shown


def test_the_sandbox_has_the_ports_of_last_time(tmp_path: Path) -> None:
    kept = tmp_path / "ports"
    with contextlib.closing(reserve("127.0.0.1", 0)) as one, contextlib.closing(reserve("127.0.0.1", 0)) as other:
        ports = (one.getsockname()[1], other.getsockname()[1])
    kept.write_text("{} {}".format(*ports))
    assert ports_kept(kept) == ports


@pytest.mark.parametrize("text", ["", "1", "x y", "-1 70000"])
def test_a_sandbox_without_ports_of_its_own_takes_free_ones(tmp_path: Path, text: str) -> None:
    kept = tmp_path / "ports"
    kept.write_text(text)
    assert ports_kept(kept) == (0, 0)


def test_first_start_shows_a_key_once_and_stops_cleanly(data: Path) -> None:
    with running("up", "--data", data, "--port", "0", fresh=True) as up:
        ready = up.line("ready ")
        assert re.fullmatch(r"ready http://127\.0\.0\.1:\d+\n", ready)
        url = ready.split()[1]
        key = re.search(r"or_[0-9a-f]{40}", up.line("or_"))
        assert key, "stdout carries only the ready line"
        assert not any("or_" in line for line in up.out), "stdout carries only the ready line"
        assert httpx.get(f"{url}/healthz").json() == {"status": "ok"}
        campaigns = httpx.get(f"{url}/smartlead/api/v1/campaigns", params={"api_key": key[0]})
        assert campaigns.status_code == 200
        assert campaigns.json() == []
        assert httpx.get(f"{url}/smartlead/api/v1/campaigns", params={"api_key": "or_" + "0" * 40}).status_code == 401
        by_host = httpx.get(f"{url}/api/v1/campaigns", params={"api_key": key[0]}, headers={"Host": "server.smartlead.ai"})
        assert by_host.json() == []
        assert httpx.get(f"{url}/u/not-a-token").status_code == 404

        assert (data / "address").read_text().strip() == url

        made = outrider("key", "create", "--data", data, "--name", "ci")
        assert re.fullmatch(r"or_[0-9a-f]{40}\n", made.stdout)
        listed = outrider("key", "list", "--data", data).stdout.splitlines()
        assert len(listed) == 3
        assert made.stdout.strip() not in "".join(listed)
        key_id = next(line.split("\t")[0] for line in listed if "\tci\t" in line)
        outrider("key", "revoke", key_id, "--data", data)
        assert httpx.get(f"{url}/smartlead/api/v1/campaigns", params={"api_key": made.stdout.strip()}).status_code == 401
        assert up.stop() == 0

    with running("up", "--data", data, "--port", "0") as again:
        again.line("ready ")
        assert not any("or_" in line for line in [*again.out, *again.err]), "a key is shown once"
        assert again.stop() == 0


def test_worker_runs_without_serving(data: Path) -> None:
    refused = outrider("worker", "--data", data, check=False)
    assert "There is no installation" in refused.stderr
    assert outrider("migrate", "--data", data).stdout.startswith("0001_")
    with running("worker", "--data", data, fresh=True) as worker:
        assert worker.line("ready") == "ready\n"
        assert worker.stop() == 0


def test_a_process_with_another_secret_does_not_start(database: str, tmp_path: Path) -> None:
    """It would find that no mailbox's password can be read."""
    env = {"DATABASE_URL": database, "OUTRIDER_DATA_DIR": str(tmp_path)}
    with running("worker", OUTRIDER_SECRET_KEY="the first of two secrets", **env) as worker:
        worker.line("ready")
        second = outrider("worker", check=False, OUTRIDER_SECRET_KEY="another secret than that", **env)
        assert second.returncode == 1
        assert "another secret" in second.stderr
        assert "Traceback" not in second.stderr
        assert worker.stop() == 0


@pytest.mark.one_server
def test_no_command_but_up_and_migrate_changes_the_schema(database: str, tmp_path: Path) -> None:
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute("DELETE FROM migrations WHERE name = (SELECT max(name) FROM migrations)")
    env = {"DATABASE_URL": database, "OUTRIDER_DATA_DIR": str(tmp_path)}
    for command in (["worker"], ["key", "list"], ["workspace"]):
        refused = outrider(*command, check=False, **env)
        assert "run `outrider migrate`" in refused.stderr, command
        assert refused.returncode == 1
    assert outrider("migrate", "--check", check=False, **env).returncode == 1


def test_the_version_is_shown() -> None:
    assert re.fullmatch(r"outrider \d+\.\d+\.\d+\n", outrider("--version", fresh=True).stdout)


async def test_with_two_workspaces_commands_say_which_there_are(
    core: Core, database: str, workspace: workspaces.Installed, stranger: workspaces.Installed
) -> None:
    env = {"DATABASE_URL": database, "OUTRIDER_SECRET_KEY": "a secret of the tests"}
    refused = outrider("key", "list", check=False, **env)
    both = f"{workspace.workspace_id} (Acme), {stranger.workspace_id} (Elsewhere)"
    assert f"--workspace or OUTRIDER_WORKSPACE: {both}." in refused.stderr
    assert "first key" in outrider("key", "list", OUTRIDER_WORKSPACE="Elsewhere", **env).stdout
    assert "Acme" in outrider("workspace", "--workspace", str(workspace.workspace_id), **env).stdout
    unknown = outrider("credits", "--workspace", "Nowhere", check=False, **env)
    assert f"There is no workspace 'Nowhere'. There are: {both}." in unknown.stderr
    assert outrider("workspace", "list", **env).stdout.splitlines()[1:] == [
        f"{workspace.workspace_id}\tAcme\tUTC",
        f"{stranger.workspace_id}\tElsewhere\tUTC",
    ]


def test_a_port_in_use_is_said(data: Path, database: str) -> None:
    with running("up", "--data", data, "--port", "0", DATABASE_URL=database) as up:
        port = up.line("ready ").strip().rpartition(":")[2]
        second = outrider("up", "--data", data, "--port", port, check=False)
        assert second.returncode == 1
        advice = "Choose another port, or stop the process that uses it."
        assert second.stderr == f"Could not listen on 127.0.0.1:{port}: Address already in use. {advice}\n"
        assert up.stop() == 0


def test_import_of_leads_says_what_became_of_every_line(data: Path, tmp_path: Path, database: str) -> None:
    file = tmp_path / "people.csv"
    file.write_text("mail,First,Firm\na@acme.example,Ann,Acme\nb@acme.example,Bob,Acme\na@acme.example,Ann,Acme\nnobody,No,One\n")
    with running("up", "--data", data, "--port", "0", DATABASE_URL=database) as up:
        up.line("ready ")
        done = outrider(
            "import", "leads", file, "--list", "Founders", "--data", data,
            "--map", "mail=email", "--map", "First=first_name", "--map", "Firm=company_name",
            DATABASE_URL=database,
        )  # fmt: skip
        counts = dict(line.split("\t") for line in done.stdout.splitlines())
        assert counts == {"created": "2", "updated": "0", "duplicate": "1", "suppressed": "0", "invalid": "1"}
        rejects = Path(f"{file}.reject.csv").read_text()
        assert "\n5,invalid," in rejects
        both = outrider("import", "leads", file, "--list", "A", "--campaign", "B", "--data", data, check=False)
        assert both.returncode == 2


@pytest.mark.parametrize(
    ("args", "env", "says", "code"),
    [
        (["key", "list"], {"OUTRIDER_SECRET_KEY": ""}, "OUTRIDER_SECRET_KEY is wrong: it is empty", 2),
        (["key", "list"], {"OUTRIDER_SECRET_KEY": "hush"}, "OUTRIDER_SECRET_KEY is wrong: it is weak", 2),
        (["key", "list"], {"OUTRIDER_SECRET_KEY": "hush\x01" * 9}, "unprintable characters", 2),
        (["migrate", "--check", "--data", "/no/where"], {}, "There is no installation in /no/where", 1),
        (["mcp", "nope"], {}, "Unknown dialect 'nope'", 1),
        (["mcp", "smartlead", "--toolsets", "nope"], {}, "Unknown toolset 'nope'", 1),
        (["mcp", "smartlead", "--backend", "vendor"], {}, "Set SMARTLEAD_API_KEY", 1),
        (["up", "--port", "99999"], {}, "99999", 2),
        (["import", "leads", "missing.csv", "--list", "L"], {}, "missing.csv", 2),
        (["key", "list"], {"OUTRIDER_POOL_SIZE": "many"}, "OUTRIDER_POOL_SIZE is wrong", 2),
        (["key", "list"], {"OUTRIDER_LOG_LEVEL": "loud"}, "OUTRIDER_LOG_LEVEL is wrong", 2),
        (["key", "list"], {"OUTRIDER_PUBLIC_URL": "hush.example"}, "OUTRIDER_PUBLIC_URL is wrong: it is an address", 2),
        (["key", "list"], {"OUTRIDER_RATE_LIMITS": "hush"}, "OUTRIDER_RATE_LIMITS is wrong: it is not valid JSON", 2),
        (["key", "list"], {"OUTRIDER_LINKEDIN_URL": "hush.example:13443"}, "OUTRIDER_LINKEDIN_URL is wrong: it is an address", 2),
        (["key", "list"], {"OUTRIDER_TRUSTED_PROXIES": "10.0.0.1/8"}, "OUTRIDER_TRUSTED_PROXIES is wrong: it names addresses", 2),
        (["worker"], {"OUTRIDER_SYSTEM_SMTP_URL": "hush.example"}, "OUTRIDER_SYSTEM_SMTP_URL is not an smtp://", 1),
        (["up"], {"OUTRIDER_RATE_LIMITS": '{"smartlead": "hush"}'}, 'is written as "10/2"', 2),
        (["demo"], {"OUTRIDER_POOL_SIZE": "0"}, "OUTRIDER_POOL_SIZE is wrong", 2),
        (["key", "create", "--data", "/no/where"], {}, "There is no installation in /no/where: start `outrider up` there", 1),
        (["workspace", "--data", "/no/where"], {}, "There is no installation in /no/where", 1),
        (["workspace", "set", "postal_address"], {}, "Give the key and its value: name (a name)", 1),
        (["up", "--data", __file__], {}, "PostgreSQL did not start", 1),
        (["explain", "lead", "1"], {}, "Choose one of: campaign, sender, enrollment", 1),
        (["import", "leads", __file__, "--list", ""], {}, "Give either --list NAME or --campaign NAME", 2),
        (["import", "leads", __file__, "--list", "L", "--map", "mail"], {}, "--map takes column=field, not 'mail'", 2),
        (["worker"], {"DATABASE_URL": "postgresql://me:hush@127.0.0.1:1/none"}, "Connection refused", 1),
        (["worker"], {"DATABASE_URL": "postgres//me:hush@somewhere/none"}, "DATABASE_URL is not a PostgreSQL URL", 1),
        (["up"], {"DATABASE_URL": "hush"}, "DATABASE_URL is not a PostgreSQL URL", 1),
    ],
)
def test_wrong_usage_is_said_in_a_line(args: list[str], env: dict[str, str], says: str, code: int) -> None:
    ended = outrider(*args, check=False, **env)
    assert ended.returncode == code
    assert says in ended.stderr
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr
    assert "hush" not in ended.stderr


def test_a_shell_completes_commands() -> None:
    asked = {"_OUTRIDER_COMPLETE": "complete_bash", "COMP_WORDS": "outrider re", "COMP_CWORD": "1"}
    done = CliRunner().invoke(app, [], prog_name="outrider", env=asked)
    assert done.stdout.split() == ["rehearse", "restore", "resume"]


def test_a_variable_that_is_empty_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv("DATABASE_URL" if name == "database_url" else f"OUTRIDER_{name.upper()}", "")
    monkeypatch.delenv("OUTRIDER_SECRET_KEY")  # an empty one is refused
    given = Settings()
    kept = {name: getattr(given, name) for name in Settings.model_fields}
    assert kept.pop("blocklists") == []  # none, as docs/settings.md says
    for name, value in kept.items():
        default = Settings.model_fields[name].get_default(call_default_factory=True)
        assert value == default, name


def test_a_variable_that_nothing_reads_is_pointed_out() -> None:
    misspelt = ["OUTRIDER_PUBLIC_ULR", "OUTRIDER_SMTP_URL", "OUTRIDER_COLOUR"]
    assert unknown(["PATH", "DATABASE_URL", "OUTRIDER_POOL_SIZE", "OUTRIDER_SEED_PASSWORD", *misspelt]) == [
        "OUTRIDER_COLOUR is not a setting.",
        "OUTRIDER_PUBLIC_ULR is not a setting: did you mean OUTRIDER_PUBLIC_URL?",
        "OUTRIDER_SMTP_URL is not a setting: did you mean OUTRIDER_SYSTEM_SMTP_URL?",
    ]
    said = outrider("doctor", "--data", "/no/where", check=False, OUTRIDER_PUBLIC_ULR="https://outreach.example")
    assert said.stdout.startswith("FAIL environment: OUTRIDER_PUBLIC_ULR is not a setting: did you mean OUTRIDER_PUBLIC_URL?")


def test_doctor_finds_what_is_wrong(data: Path) -> None:
    with running("up", "--data", data, "--port", "0") as up:
        up.line("ready ")
        report = outrider("doctor", "--data", data, check=False).stdout
        assert "ok   database" in report
        assert "ok   migrations" in report
        assert "ok   clock" in report
        assert "ok   notifications" in report
        assert up.stop() == 0
    for url in ("postgresql://nobody:hush@127.0.0.1:1/none", "hush"):
        broken = outrider("doctor", check=False, DATABASE_URL=url)
        assert broken.returncode == 1
        assert "FAIL database" in broken.stdout
        assert "hush" not in broken.stdout + broken.stderr


async def test_doctor_tries_the_logins_of_every_sender(database: str, core: Core, workspace: workspaces.Installed) -> None:
    settings = Settings(database_url=database, secret_key="a secret of the tests")
    said = io.StringIO()
    async with World(RealClock(), options=Options(any_sender_password="letmein")) as world:
        async with core.scope(workspace.workspace_id) as scope:
            for address, password in (("anna@sender.example", "letmein"), ("bert@sender.example", "wrong")):
                smtp = Server(world.host, world.smtp_port, "plain", address, password)
                imap = Server(world.host, world.imap_port, "plain", address, password)
                await senders.create(scope, SenderInput(address, smtp=smtp, imap=imap))
        with contextlib.redirect_stdout(said):
            assert not await doctor(settings, console=Console(stderr=True))
    lines = said.getvalue().splitlines()
    assert "ok   sender anna@sender.example: SMTP and IMAP log in" in lines
    assert "ok   secret" in lines
    assert [line for line in lines if line.startswith("FAIL")] == [line for line in lines if "bert@" in line] != []


async def test_doctor_notices_a_secret_that_is_another_one(database: str, core: Core, workspace: workspaces.Installed) -> None:
    said = io.StringIO()
    await installation.check_secret(core)
    with contextlib.redirect_stdout(said):
        assert not await doctor(
            Settings(database_url=database, secret_key="another secret than that"), console=Console(stderr=True)
        )
    assert said.getvalue().splitlines()[-1].startswith("FAIL secret")


def test_the_demo_leaves_installations_alone_and_says_when_it_was_stopped(data: Path) -> None:
    with running("up", "--data", data, "--port", "0") as up:
        up.line("ready ")
        refused = outrider("demo", "--data", data, "--port", "0", "--once", check=False)
        assert refused.returncode == 1
        assert "use another directory" in refused.stderr
        assert refused.stdout == ""
        assert up.stop() == 0
    with running("demo", "--port", "0", "--once", "--json") as demo:
        demo.line("started")
        assert demo.stop() == 130, "\n".join(demo.err)
        assert demo.out == [], "\n".join(demo.err)


def test_the_sandbox_has_a_linkedin_to_sign_in_to(data: Path, database: str) -> None:
    with running("up", "--data", data, "--port", "0", "--sandbox", DATABASE_URL=database) as up:
        url = up.line("ready ").split()[1] + "/multilead/api/open-api/v1"
        key = re.search(r"or_[0-9a-f]{40}", up.line("or_"))
        assert key
        sent = {"Authorization": key[0]}
        me = httpx.get(f"{url}/user/me", headers=sent).json()["id"]
        [seat] = httpx.get(f"{url}/accounts", headers=sent).json()["result"]["items"]
        login = {"linkedinEmail": "ada@outreach.test", "linkedinPassword": "a password", "linkedinSubscriptionId": 1,
                 "countryCode": "us", "setupProxyType": "BUY"}  # fmt: skip
        path = f"{url}/users/{me}/accounts/{seat['id']}/connect_linkedin"
        done = httpx.post(path, json=login, headers=sent)
        assert done.is_success, done.text
        assert httpx.post(path, json={**login, "linkedinPassword": "wrong"}, headers=sent).is_client_error
        assert up.stop() == 0

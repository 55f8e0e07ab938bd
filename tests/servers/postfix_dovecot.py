"""Postfix and Dovecot from Debian, run from a directory of their own on free loopback ports: real mail for the tests."""

import contextlib
import grp
import imaplib
import os
import pwd
import shutil
import smtplib
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.waiting import wait_until

DOMAINS = ("senders.test", "prospects.test")
PASSWORD = "loopback-only"

MAIN_CF = """
compatibility_level = 3.6
queue_directory = {root}/spool
data_directory = {root}/data
maillog_file = {root}/mail.log
maillog_file_prefixes = {root}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.test
mydestination =
local_recipient_maps =
mynetworks =
default_transport = error:no mail leaves this machine
relay_transport = error:no mail leaves this machine
virtual_mailbox_domains = {domains}
virtual_mailbox_base = {root}/mail
virtual_mailbox_maps = hash:{root}/users
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {root}/auth
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
smtpd_reject_unlisted_recipient = no
smtpd_peername_lookup = no
disable_dns_lookups = yes
append_dot_mydomain = no
smtpd_client_connection_count_limit = 0
"""

MASTER_CF = """
127.0.0.1:{smtp} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""

DOVECOT_CONF = """
base_dir = {root}/dovecot
state_dir = {root}/dovecot-state
log_path = {root}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:{root}/mail/%d/%n
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
default_internal_user = dovecot
default_login_user = dovenull
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {root}/passwd
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={root}/mail/%d/%n
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service auth {{
  unix_listener {root}/auth {{
    mode = 0666
  }}
}}
namespace inbox {{
  inbox = yes
  mailbox Sent {{
    special_use = \\Sent
    auto = subscribe
  }}
  mailbox Junk {{
    special_use = \\Junk
    auto = subscribe
  }}
}}
"""


@dataclass(frozen=True)
class MailServers:
    """Where they listen; every mailbox's password is PASSWORD."""

    smtp_port: int
    imap_port: int
    root: Path

    def inbox(self, address: str) -> list[bytes]:
        """Raw messages in a mailbox's INBOX, by IMAP."""
        with imaplib.IMAP4("127.0.0.1", self.imap_port) as imap:
            imap.login(address, PASSWORD)
            imap.select("INBOX", readonly=True)
            _, found = imap.search(None, "ALL")
            numbers = found[0].split()
            return [imap.fetch(n.decode(), "(BODY.PEEK[])")[1][0][1] for n in numbers]  # pyright: ignore

    def reply(self, address: str, message: bytes, sender: str) -> None:
        """Let the owner of a mailbox write."""
        with smtplib.SMTP("127.0.0.1", self.smtp_port) as smtp:
            smtp.login(address, PASSWORD)
            smtp.sendmail(address, [sender], message)


def missing() -> str | None:
    """Why the servers cannot run here, or None."""
    if os.geteuid() != 0:
        return "Postfix and Dovecot need root to start"
    if not (shutil.which("postfix") and shutil.which("dovecot")):
        return "Postfix and Dovecot are not installed (apt-get install postfix dovecot-imapd)"
    version = subprocess.run(["dovecot", "--version"], capture_output=True, text=True, check=True).stdout
    if not version.startswith("2.3"):
        return f"Dovecot {version.split()[0]}: its configuration is written for 2.3"
    return None


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextlib.contextmanager
def mail_servers(addresses: list[str]) -> Iterator[MailServers]:
    """Both servers with a mailbox for each address, whose domains must be of DOMAINS. Other addresses there bounce with a DSN."""
    root = Path(tempfile.mkdtemp(prefix="outrider-mail-"))
    root.chmod(0o755)
    owner = pwd.getpwnam("nobody")
    group = grp.getgrgid(owner.pw_gid)
    facts = {
        "root": root, "smtp": _free_port(), "imap": _free_port(), "domains": " ".join(DOMAINS),
        "uid": owner.pw_uid, "gid": group.gr_gid,
    }  # fmt: skip
    for name in ("spool", "data", "mail", "dovecot", "dovecot-state"):
        (root / name).mkdir()
    shutil.chown(root / "data", "postfix", "postfix")
    shutil.chown(root / "mail", owner.pw_uid, group.gr_gid)
    (root / "main.cf").write_text(MAIN_CF.format(**facts))
    (root / "master.cf").write_text(MASTER_CF.format(**facts))
    (root / "dovecot.conf").write_text(DOVECOT_CONF.format(**facts))
    (root / "passwd").write_text("".join(f"{a}:{{PLAIN}}{PASSWORD}\n" for a in addresses))
    paths = ((a, a.split("@")) for a in addresses)
    (root / "users").write_text("".join(f"{a} {domain}/{name}/\n" for a, (name, domain) in paths))
    subprocess.run(["postmap", "-c", root, f"hash:{root}/users"], check=True)
    with (root / "start.log").open("w") as log:
        subprocess.run(["postfix", "-c", root, "start"], check=True, stdout=log, stderr=log)
        dovecot = subprocess.Popen(["dovecot", "-F", "-c", root / "dovecot.conf"], stdout=log, stderr=log)
    servers = MailServers(facts["smtp"], facts["imap"], root)
    try:
        wait_until(lambda: _listening(servers.smtp_port) and _listening(servers.imap_port), seconds=20)
        yield servers
    finally:
        subprocess.run(["postfix", "-c", root, "stop"], check=False, capture_output=True)
        dovecot.terminate()
        dovecot.wait(20)
        shutil.rmtree(root, ignore_errors=True)


def _listening(port: int) -> bool:
    with socket.socket() as s:
        s.settimeout(0.5)
        return s.connect_ex(("127.0.0.1", port)) == 0

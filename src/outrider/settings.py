"""Configuration from the environment (prefix OUTRIDER_, except DATABASE_URL)."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _base_url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
        raise ValueError("it is an address that begins with http:// or https://, without ? and #")
    return value.rstrip("/")


def _rate(value: str) -> str:
    if not re.fullmatch(r"off|[1-9]\d{0,8}/[1-9]\d{0,8}", value):
        raise ValueError('a limit is written as "10/2" (10 requests in 2 seconds) or "off"')
    return value


SHORTEST_SECRET, FEWEST_CHARACTERS = 16, 6


def weakness(secret: str) -> str | None:
    """What is wrong with a secret key, phrased to follow its name; None if it is strong enough."""
    make_one = "; `openssl rand -base64 32` makes a good one"
    if not secret.strip():
        return "is empty" + make_one
    if not secret.isprintable():
        return "contains unprintable characters: it must be text" + make_one
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_CHARACTERS:
        return f"is weak: at least {SHORTEST_SECRET} characters, {FEWEST_CHARACTERS} of them different, are needed{make_one}"
    return None


def _secret(value: str) -> str:
    if problem := weakness(value):
        raise ValueError(f"it {problem}")
    return value


def _several(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _origin(value: str) -> str:
    if not re.fullmatch(r"\*|null|[a-z][a-z0-9+.-]*://[^\s/?#]*", value):
        raise ValueError("an origin is written as https://host, with a port where it has one and without a path; * is any")
    return value


def _blocklist(value: str) -> str:
    if not re.fullmatch(r"(ip|domain):[a-z0-9_-]+(\.[a-z0-9_-]+)+", value.lower()):
        raise ValueError("a blocklist is written as ip:zone or domain:zone, such as ip:zen.spamhaus.org")
    return value.lower()


def _network(value: str) -> str:
    try:
        ip_network(value)
    except ValueError:
        raise ValueError("it names addresses and networks, such as 10.0.0.5 or 172.16.0.0/12, separated by commas") from None
    return value


PREFIX = "OUTRIDER_"
# Variables with our prefix that are read elsewhere: passwords that a command would ask for, and those of `outrider mcp`.
ELSEWHERE = frozenset({"EXPORT_PASSPHRASE", "SEED_PASSWORD", "MCP_AUDIT", "API_KEY", "API_URL"})


_MEANT_EMPTY = ("blocklists", "secret_key")  # no blocklist; a secret that was to come from somewhere, and did not


class _Environment(EnvSettingsSource):
    """The environment, in which an empty variable is one that is not set: compose files and env files have many of those."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        value, key, is_complex = super().get_field_value(field, field_name)
        return (None if value == "" and field_name not in _MEANT_EMPTY else value), key, is_complex


class Settings(BaseSettings):
    """All operator settings. The table in docs/settings.md repeats the descriptions here."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", populate_by_name=True)

    database_url: str | None = Field(
        default=None,
        validation_alias="DATABASE_URL",
        repr=False,
        description="PostgreSQL 15 or later; unset: the embedded one in the data directory",
    )
    data_dir: Path = Field(default=Path("data"), description="Where the embedded PostgreSQL and the secret key live")
    secret_key: Annotated[str, AfterValidator(_secret)] | None = Field(
        default=None,
        repr=False,
        description="Key that encrypts credentials and signs links; unset: made once and kept in the data directory",
    )
    other_secret_keys: Annotated[list[Annotated[str, AfterValidator(_secret)]], NoDecode, BeforeValidator(_several)] = Field(
        default_factory=list,
        repr=False,
        description="Further keys, separated by commas, that open and verify what was made with them: for a rotation",
    )
    workspace: str | None = Field(
        default=None, description="Name or id of the workspace that commands and stdio tools work in; unset: the only one"
    )
    public_url: Annotated[str, AfterValidator(_base_url)] | None = Field(
        default=None, description="Base URL that recipients reach for unsubscribe and tracking links"
    )
    trusted_proxies: Annotated[list[Annotated[str, AfterValidator(_network)]], NoDecode, BeforeValidator(_several)] = Field(
        default=["127.0.0.1", "::1"],
        description="Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses and networks, separated by"
        " commas",
    )
    pool_size: int = Field(default=10, ge=2, description="PostgreSQL connections per process")
    log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_lower)] = Field(
        default="info", description="debug, info, warning or error"
    )
    log_format: Annotated[Literal["console", "json"], BeforeValidator(_lower)] = Field(
        default="console", description="console or json"
    )
    allow_plain_smtp: bool = Field(default=False, description="Permit unencrypted SMTP and IMAP to hosts other than loopback")
    allow_private_mail_servers: bool = Field(
        default=True,
        description="Permit mailboxes whose servers have loopback or private addresses; switch off where strangers hold keys",
    )
    require_authentication_dns: bool = Field(
        default=True,
        description="Refuse to start sending from a domain without SPF, DKIM and DMARC records (never asked of loopback servers)",
    )
    blocklists: Annotated[list[Annotated[str, AfterValidator(_blocklist)]] | None, NoDecode, BeforeValidator(_several)] = Field(
        default=None,
        description="Blocklists that are asked by DNS about sending domains and addresses, separated by commas:"
        " ip:zen.spamhaus.org, domain:dbl.spamhaus.org; unset: those of Spamhaus, SpamCop, Barracuda, PSBL, SURBL and URIBL;"
        " empty: none",
    )
    mcp_origins: Annotated[list[Annotated[str, AfterValidator(_origin)]], NoDecode, BeforeValidator(_several)] = Field(
        default=[],
        description="Sites whose pages may call the agent tools from a browser, separated by commas: https://inspector.example;"
        " *: any. Pages of this installation and of the same machine always may",
    )
    rate_limits: dict[str, Annotated[str, AfterValidator(_rate)]] = Field(
        default_factory=dict,
        description="Requests allowed a key, by dialect, where not the vendor's own:"
        ' {"smartlead": "10/2"} is 10 in 2 seconds, "off" no limit',
    )
    google_client_id: str | None = Field(default=None, description="OAuth client at Google, to connect Gmail mailboxes")
    google_client_secret: SecretStr | None = Field(default=None, description="Its secret")
    microsoft_client_id: str | None = Field(default=None, description="OAuth client at Microsoft, to connect Outlook mailboxes")
    microsoft_client_secret: SecretStr | None = Field(default=None, description="Its secret")
    microsoft_tenant: str = Field(
        default="common",
        pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$",
        description="Whose mailboxes it may connect: common, organizations, consumers, or one organization's tenant id, which a"
        " registration for a single tenant needs",
    )
    oidc_issuer: Annotated[str, AfterValidator(_base_url)] | None = Field(
        default=None,
        description="OpenID Connect provider that members sign in at: its issuer; unset: passwords only. In Microsoft Entra,"
        " add the optional claims email and xms_edov",
    )
    oidc_client_id: str | None = Field(default=None, description="Client at that provider; it redirects to /sign-in/sso/back")
    oidc_client_secret: SecretStr | None = Field(default=None, description="Its secret")
    oidc_name: str = Field(default="Single sign-on", description="What the button on the sign-in page says")
    allow_private_webhooks: bool = Field(
        default=False, description="Permit webhooks to loopback and private addresses; leave off wherever strangers hold keys"
    )
    warmup_across_workspaces: bool = Field(
        default=False, description="Let the mailboxes of all workspaces warm each other up, not only those of the same workspace"
    )
    max_body_bytes: int = Field(
        default=64 * 1024 * 1024, ge=1024, description="Longest body of an import, in bytes; other requests have at most 2 MB"
    )
    metrics: bool = Field(default=True, description="Serve Prometheus metrics at /metrics")
    metrics_token: SecretStr | None = Field(
        default=None,
        description="Token that /metrics asks for (Authorization: Bearer); unset: anyone who reaches the port reads it",
    )
    mcp_files: Path | None = Field(
        default=None,
        description="Directory that agent tools may read files from (imports from CSV); unset: none",
    )
    system_smtp_url: SecretStr | None = Field(
        default=None,
        description="Where the installation's own mail goes out (confirmations, password resets, invitations):"
        " smtps://user:password@host or smtp://... (STARTTLS); unset: such mails wait in `outrider notices`",
    )
    system_smtp_from: str | None = Field(
        default=None, description="Sender of the installation's own mail, 'Name <address>'; unset: the SMTP user"
    )
    linkedin_url: Annotated[str, AfterValidator(_base_url)] | None = Field(
        default=None, description="Base URL of the LinkedIn provider (Unipile's DSN, with https://); unset: no LinkedIn"
    )
    linkedin_key: SecretStr | None = Field(default=None, description="Access token of the LinkedIn provider")
    enrichment_provider: Literal["peopledatalabs", "http"] = Field(
        default="peopledatalabs",
        description="What the enrichment provider speaks: People Data Labs' API, or the HTTP interface of docs/enrichment.md",
    )
    enrichment_url: Annotated[str, AfterValidator(_base_url)] = Field(
        default="https://api.peopledatalabs.com", description="Base URL of the enrichment provider"
    )
    enrichment_key: SecretStr | None = Field(default=None, description="API key of the enrichment provider; unset: no enrichment")
    classifier_url: Annotated[str, AfterValidator(_base_url)] | None = Field(
        default=None,
        description="Base URL of a model that labels replies, of any service that speaks chat completions, such as"
        " http://localhost:11434/v1: it is shown the new text of replies; unset: the built-in rules alone",
    )
    classifier_model: str | None = Field(default=None, description="The model's name there; unset: the built-in rules alone")
    classifier_key: SecretStr | None = Field(default=None, description="API key of that service, sent as a bearer token")
    classifier_timeout: float = Field(default=20.0, gt=0, le=120, description="Longest wait for a label, in seconds")
    classifier_budget: int = Field(
        default=1000, ge=0, description="Labels that the model is asked for on one day (UTC) at most, by all processes together"
    )
    drafts_url: Annotated[str, AfterValidator(_base_url)] | None = Field(
        default=None,
        description="Base URL of a model that drafts replies, of any service that speaks chat completions: it is shown"
        " conversations of workspaces that want drafts (`outrider workspace set draft_replies on`); unset: no drafts",
    )
    drafts_model: str | None = Field(default=None, description="The model's name there; unset: no drafts")
    drafts_key: SecretStr | None = Field(default=None, description="API key of that service, sent as a bearer token")
    drafts_timeout: float = Field(default=60.0, gt=0, le=120, description="Longest wait for a draft, in seconds")
    drafts_budget: int = Field(
        default=200, ge=0, description="Drafts that the model is asked for on one day (UTC) at most, by all processes together"
    )

    @property
    def mail_servers(self) -> dict[str, bool]:
        """Which mail servers are allowed, as in channels.email.account.Endpoint."""
        return {"allow_plain": self.allow_plain_smtp, "allow_private": self.allow_private_mail_servers}

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment: no files."""
        return init_settings, _Environment(settings_cls)


def unknown(variables: Iterable[str]) -> list[str]:
    """A sentence for every environment variable that has our prefix but is no setting, as a misspelt one would be ignored."""
    known = {name.upper() for name in Settings.model_fields} | ELSEWHERE
    found = sorted({name.upper().removeprefix(PREFIX) for name in variables if name.upper().startswith(PREFIX)} - known)
    close = {name: get_close_matches(name, known, n=1, cutoff=0.65) for name in found}
    return [
        f"{PREFIX}{name} is not a setting{f': did you mean {PREFIX}{close[name][0]}?' if close[name] else '.'}" for name in found
    ]

"""The entry for the registry of MCP servers: as its schema of 2025-12-11 asks, and in agreement with what it speaks of.

The models hold the parts of the schema that the entry may come to use. They take no further names, where the schema takes any: a
misspelled one would be ignored.
"""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError, model_validator
from typer.testing import CliRunner

from outrider.cli import app
from outrider.dialects import ALL, load

ROOT = Path(__file__).parents[2]
Version = Annotated[str, Field(max_length=255, pattern=r"^\d+\.\d+\.\d+([-.+a-z0-9]*)$")]  # no range, and not "latest"


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Given(Part):
    """What whoever installs it may enter."""

    value: str | None = None
    default: str | None = None
    description: str | None = None
    format: Literal["string", "number", "boolean", "filepath"] = "string"
    placeholder: str | None = None
    choices: list[str] = []
    is_required: bool = Field(False, alias="isRequired")
    is_secret: bool = Field(False, alias="isSecret")


class Variable(Given):
    name: str


class Positional(Given):
    type: Literal["positional"]
    value_hint: str | None = Field(None, alias="valueHint")
    is_repeated: bool = Field(False, alias="isRepeated")

    @model_validator(mode="after")
    def _says_what_it_is(self) -> "Positional":
        if self.value is None and self.value_hint is None:
            raise ValueError("needs value or valueHint")
        return self


class Named(Given):
    type: Literal["named"]
    name: str
    is_repeated: bool = Field(False, alias="isRepeated")


class Stdio(Part):
    type: Literal["stdio"]


class Package(Part):
    """The registry takes packages of PyPI from its one address only."""

    registry_type: Literal["pypi"] = Field(alias="registryType")
    registry_base_url: Literal["https://pypi.org"] = Field("https://pypi.org", alias="registryBaseUrl")
    identifier: str
    version: Version
    transport: Stdio
    runtime_hint: Literal["uvx"] | None = Field(None, alias="runtimeHint")
    arguments: list[Annotated[Positional | Named, Field(discriminator="type")]] = Field([], alias="packageArguments")
    environment: list[Variable] = Field([], alias="environmentVariables")


class Repository(Part):
    url: HttpUrl
    source: str
    subfolder: str | None = None
    id: str | None = None


class Entry(Part):
    schema_url: Literal["https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"] = Field(alias="$schema")
    name: str = Field(min_length=3, max_length=200, pattern=r"^[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+$")
    title: str | None = Field(None, min_length=1, max_length=100)
    description: str = Field(min_length=1, max_length=100)
    version: Version
    website_url: HttpUrl | None = Field(None, alias="websiteUrl")
    repository: Repository | None = None
    packages: list[Package] = Field(min_length=1)


TEXT = (ROOT / "server.json").read_text()
ENTRY = Entry.model_validate_json(TEXT)
[PACKAGE] = ENTRY.packages
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('"name": "org.example/outrider"', '"name": "outrider"'),
        ('"version": "0.1.0",\n  "packages"', '"version": "^0.1.0",\n  "packages"'),
        ('"value": "mcp"', '"description": "mcp"'),
        ('"isSecret"', '"secret"'),
        ('"transport": { "type": "stdio" }', '"transport": { "type": "pipe" }'),
    ],
)
def test_an_entry_that_breaks_a_rule_is_noticed(good: str, bad: str) -> None:
    assert good in TEXT
    with pytest.raises(ValidationError):
        Entry.model_validate_json(TEXT.replace(good, bad))


def test_it_is_of_the_projects_version() -> None:
    assert {ENTRY.version, PACKAGE.version} == {PROJECT["version"]}


def test_its_package_is_the_project() -> None:
    assert PACKAGE.identifier == PROJECT["name"]


def test_the_packages_readme_names_it() -> None:
    """By this line the registry knows that a package is its publisher's."""
    assert f"<!-- mcp-name: {ENTRY.name} -->" in (ROOT / PROJECT["readme"]).read_text()


def test_its_arguments_start_a_server_of_ours() -> None:
    arguments = [argument.value or "" for argument in PACKAGE.arguments]
    assert CliRunner().invoke(app, [*arguments, "--help"]).exit_code == 0
    assert arguments[-1] in ALL


def test_its_variables_are_those_that_the_server_reads() -> None:
    vendor = load("outrider").vendor
    assert {variable.name for variable in PACKAGE.environment} == {vendor.key_env, vendor.base_url_env}


def test_the_key_is_a_secret() -> None:
    key = load("outrider").vendor.key_env
    assert [variable.is_secret for variable in PACKAGE.environment if variable.name == key] == [True]

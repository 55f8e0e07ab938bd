"""The output schemas kept beside the tools are those of the routes that the tools call.

`pytest tests/guards/test_outputs.py --update-snapshots` writes them anew.
"""

import json
from importlib import resources
from pathlib import Path
from typing import cast

import pytest

from outrider import dialects
from outrider.dialects.kit import outputs
from outrider.dialects.kit.tools import Schema
from outrider.outreach.base.scope import Core
from outrider.settings import Settings


def written(schemas: dict[str, Schema]) -> str:
    return json.dumps(schemas, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace('},"', '},\n"') + "\n"


@pytest.mark.parametrize("name", dialects.ALL)
def test_the_schemas_kept_are_those_of_the_routes(name: str, request: pytest.FixtureRequest) -> None:
    dialect = dialects.load(name)
    current = outputs.of_tools(
        dialect.tools(), dialect.app(cast(Core, None), Settings()).openapi(), dialect.api_base, dialect.untrusted
    )
    file = Path(str(resources.files(f"outrider.dialects.{name}.tools") / "outputs.json"))
    if request.config.getoption("--update-snapshots"):
        file.write_text(written(current))
    assert dialect.outputs() == current, "--update-snapshots, if it is meant"

"""Our own API in this process, on a fresh database."""

import pytest

from outrider.dialects import Dialect, load


@pytest.fixture
def dialect() -> Dialect:
    return load("outrider")

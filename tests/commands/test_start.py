"""What every command does first."""

import gc
import sys
from collections.abc import Iterator

import pytest

from outrider import garbage
from outrider.cli import main


@pytest.fixture
def threshold() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(700)
    yield
    gc.set_threshold(*before)


def test_a_command_looks_for_garbage_rarely(threshold: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["outrider", "--help"])
    with pytest.raises(SystemExit):
        main()
    assert gc.get_threshold()[0] == 10_000


def test_no_garbage_is_looked_for_while_libraries_load(threshold: None) -> None:
    with garbage.loading():
        assert not gc.isenabled()
    assert gc.isenabled()

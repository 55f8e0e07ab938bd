"""Whatever happens to its processes, its database, its clock and its mail servers: nothing twice, nothing lost, nobody in limbo.

OUTRIDER_FAULTS=SECONDS lives a longer day (`make faults`: 600), OUTRIDER_FAULTS_SEED another one.
"""

import os
from pathlib import Path

import pytest

from tests.faults.day import Plan, live, table

SECONDS = float(os.environ.get("OUTRIDER_FAULTS", "20"))
SEED = int(os.environ.get("OUTRIDER_FAULTS_SEED", "1"))


@pytest.mark.timeout(3 * SECONDS + 900)
async def test_a_day_of_faults_doubles_and_loses_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = SECONDS >= 300
    plan = Plan(SECONDS, refusing=60 if long else 4, settling=120, leads=int(SECONDS * 8), seed=SEED)
    day, made = await live(plan, tmp_path)
    shown = table(day, made)
    with capsys.disabled():
        print(f"\n{shown}")
    assert not made.findings, shown

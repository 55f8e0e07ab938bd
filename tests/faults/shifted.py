"""The `outrider` command with a clock that jumps: `python -m tests.faults.shifted FILE SKEW COMMAND...`.

The clock is the machine's, moved by the seconds in FILE, which every process of the day reads, and by SKEW of its own.
"""

import mmap
import struct
import sys
from datetime import datetime, timedelta
from pathlib import Path

from outrider import cli, process
from outrider.clock import RealClock


class ShiftedClock(RealClock):
    """The machine's clock, moved by as many seconds as a file of eight bytes says."""

    def __init__(self, file: Path, skew: float = 0) -> None:
        if not file.exists():
            file.write_bytes(struct.pack("d", 0))
        with file.open("r+b") as opened:
            self._shared = mmap.mmap(opened.fileno(), 8)
        self.skew = skew

    @property
    def offset(self) -> float:
        """Seconds that all clocks of this file are ahead of the machine's."""
        return struct.unpack("d", self._shared[:8])[0]

    def jump(self, seconds: float) -> None:
        """Move the clocks of all processes."""
        self._shared[:8] = struct.pack("d", self.offset + seconds)

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self.offset + self.skew)


def main() -> None:
    file, skew, *command = sys.argv[1:]
    process.RealClock = lambda: ShiftedClock(Path(file), float(skew))
    sys.argv[1:] = command
    cli.main()


if __name__ == "__main__":
    main()

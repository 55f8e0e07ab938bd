"""What a starting process waits for: no library that only some later request needs."""

import subprocess
import sys

# Each takes as long to load as all of ours together.
LATE = ("fastmcp", "mcp", "mcp_types", "openpyxl", "schemathesis", "playwright")
LOOK = f"import sys, outrider.process, outrider.app; print(*[name for name in {LATE!r} if name in sys.modules])"


def test_the_application_loads_no_library_before_its_time() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert not done.stdout.split()

"""The log of a process: one form for all that is said, and no secrets of libraries."""

import json
import subprocess
import sys

from tests.commands.running import environment

SAYS = """
import logging, structlog
from outrider.process import set_up_log
from outrider.settings import Settings
set_up_log(Settings(log_format="json", log_level="debug"))
structlog.get_logger().info("ours", sender_id=7)
logging.getLogger("outrider.dialects.kit.app").error("theirs %s", "too")
logging.getLogger("httpx").info("HTTP Request: POST https://hooks.example/?token=secret")
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("theirs").exception("broke")
    structlog.get_logger().exception("broke, too")
"""


def test_every_line_is_an_object_and_urls_of_requests_stay_out() -> None:
    said = subprocess.run(
        [sys.executable, "-c", SAYS], env=environment(), capture_output=True, text=True, timeout=110, check=True
    )  # fmt: skip
    ours, theirs, broke, too = map(json.loads, said.stderr.splitlines())
    assert (ours["event"], ours["level"], ours["sender_id"]) == ("ours", "info", 7)
    assert (theirs["event"], theirs["level"], theirs["logger"]) == ("theirs too", "error", "outrider.dialects.kit.app")
    assert all("ZeroDivisionError" in line["exception"] for line in (broke, too))
    assert said.stdout == ""
    assert "secret" not in said.stderr

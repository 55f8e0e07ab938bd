"""Values whose shape is not fixed."""

from typing import Any

Json = dict[str, Any]  # an object of JSON, as it comes from outside or is kept

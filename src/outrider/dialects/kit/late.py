"""A dialect's application, built when it is first asked for."""

import asyncio
import threading
from collections.abc import Callable

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send


class Late:
    """Serves an application that is built for the first request to it.

    An installation is spoken to in one dialect or two; building all of them takes seconds of every start, and tens of megabytes.
    """

    def __init__(self, build: Callable[[], FastAPI]) -> None:
        self._build = build
        self._building = threading.Lock()
        self._app: FastAPI | None = None

    def built(self) -> FastAPI:
        """The application. Takes up to a second the first time, so call it in a thread."""
        with self._building:
            if self._app is None:
                self._app = self._build()
        return self._app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app or await asyncio.to_thread(self.built)
        await app(scope, receive, send)

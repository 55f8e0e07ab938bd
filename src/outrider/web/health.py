"""What monitoring asks a process: whether it responds, whether it can serve requests, and its figures."""

from hmac import compare_digest

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from outrider.engine.metrics import Exposition
from outrider.outreach.base.scope import Core
from outrider.settings import Settings


def routes(core: Core, settings: Settings) -> list[Route]:
    exposition = Exposition(core)

    async def alive(_: Request) -> Response:
        """Liveness: the process responds."""
        return JSONResponse({"status": "ok"})

    async def ready(_: Request) -> Response:
        """Readiness: the process can serve requests."""
        try:
            async with core.pool.connection(timeout=3) as conn:
                await conn.execute("SELECT 1")
        except Exception:  # noqa: BLE001  whatever is wrong with the database, the answer is the same
            return JSONResponse({"status": "the database is not responding"}, 503)
        return JSONResponse({"status": "ok"})

    async def metrics(request: Request) -> Response:
        """The figures, for whoever has the token if one is set."""
        token = settings.metrics_token
        given = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        if token and not compare_digest(given.encode(), token.get_secret_value().encode()):
            return JSONResponse({"error": "A token is needed."}, 401, headers={"WWW-Authenticate": "Bearer"})
        return Response(await exposition.text(), media_type=CONTENT_TYPE_LATEST)

    probes = [Route("/healthz", alive), Route("/readyz", ready)]
    return [*probes, Route("/metrics", metrics)] if settings.metrics else probes

"""The sandbox's enrichment provider: People Data Labs' API on loopback, for people who do not exist; and below the same address
the plain HTTP interface (`channels/enrichment/people_http.py`).

The profile's slug decides who is known: `--unknown` in it means no match. Everyone else has a record that their slug alone
decides, and a company. Searches find the people of `people.py`.
"""

import asyncio
import re
from collections import Counter
from typing import Any, Self
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from outrider.sandbox import people
from outrider.sandbox.listening import Running, listen

_TITLES = ("Head of Sales", "Founder", "Operations Lead", "Marketing Director", "Engineer")
_COMPANIES = ("Northwind", "Acme", "Globex", "Initech", "Umbra")

_TYPES = {400: "invalid_request_error", 402: "payment_required", 429: "rate_limit_error"}


class EnrichmentWorld:
    """`async with EnrichmentWorld() as world:`; `base_url` and `key` are what the adapter needs. `requests` counts by path.

    For tests: `status` other than 200 is what every request is answered with; `delay` seconds pass before each answer; `searches`
    are the searches asked for.
    """

    def __init__(self, *, host: str = "127.0.0.1", port: int = 0, key: str = "sandbox") -> None:
        self.host, self.port, self.key = host, port, key
        self.requests: Counter[str] = Counter()
        self.status, self.delay = 200, 0.0
        self.searches: list[people.Asked] = []

    async def __aenter__(self) -> Self:
        routes = [
            Route("/v5/person/enrich", self._person),
            Route("/v5/company/enrich", self._company),
            Route("/v5/person/search", self._search, methods=["POST"]),
            Route("/v5/autocomplete", self._autocomplete),
            Route("/people/{act}", self._plain, methods=["POST"]),
        ]
        self._server: Running = await listen(Starlette(routes=routes), self.host, self.port, "sandbox enrichment")
        self.port = self._server.port
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._server.close()

    @property
    def base_url(self) -> str:
        return f"http://{self.host}:{self.port}"

    async def _refusal(self, request: Request) -> Response | None:
        self.requests[request.url.path.split("/")[2]] += 1
        await asyncio.sleep(self.delay)
        if self.key not in (request.headers.get("x-api-key"), request.headers.get("authorization", "").removeprefix("Bearer ")):
            return _error(401, "authentication_error")
        return _error(self.status, _TYPES.get(self.status, "api_error")) if self.status != 200 else None

    async def _person(self, request: Request) -> Response:
        if refusal := await self._refusal(request):
            return refusal
        asked = request.query_params
        if not (asked.get("profile") or asked.get("email") or all(map(asked.get, ("first_name", "last_name", "company")))):
            return _error(400, "invalid_request_error")
        slug = unquote(asked.get("profile", "").rstrip("/").rpartition("/")[2]) or asked.get("email", "").partition("@")[0]
        if not slug:
            slug = f"{asked['first_name']}-{asked['last_name']}".lower()
        if "--unknown" in slug:
            return _error(404, "not_found")
        words = re.split(r"[-._+]+", slug.partition("--")[0]) or ["someone"]
        company = _COMPANIES[len(slug) % 5]
        data: dict[str, Any] = {
            "first_name": asked.get("first_name", words[0]).lower(),
            "last_name": asked.get("last_name", words[-1]).lower(),
            "job_title": _TITLES[len(slug) % 5],
            "headline": f"{_TITLES[len(slug) % 5]} at {company}",
            "summary": "Works with people who answer letters.",
            "industry": "computer software",
            "skills": ["negotiation", "planning"],
            "location_name": "Ulm, Germany",
            "work_email": True,  # as to an account whose plan does not show it
            "job_company_name": company.lower(),
            "job_company_website": f"{company.lower()}.example",
            "job_company_linkedin_url": f"linkedin.com/company/{company.lower()}",
            "job_company_size": "51-200",
        }
        return JSONResponse({"status": 200, "likelihood": 9, "data": data})

    async def _search(self, request: Request) -> Response:
        if refusal := await self._refusal(request):
            return refusal
        asked = await request.json()
        self.searches.append(asked)
        found, start = people.by_query(asked["query"]), int(asked.get("scroll_token") or 0)
        if not found[start:]:
            return _error(404, "not_found")
        page = found[start : start + asked["size"]]
        following = {"scroll_token": str(start + len(page))} if len(found) > start + len(page) else {}
        return JSONResponse({"status": 200, "data": [dict(r) for r in page], "total": len(found), **following})

    async def _autocomplete(self, request: Request) -> Response:
        if refusal := await self._refusal(request):
            return refusal
        asked = request.query_params
        found = people.keywords(asked["field"], asked.get("text", ""), int(asked.get("size", 10)))
        return JSONResponse({"status": 200, "data": [{"name": name, "count": count, "meta": {}} for name, count in found]})

    async def _plain(self, request: Request) -> Response:
        if refusal := await self._refusal(request):
            return refusal
        asked = await request.json()
        match request.path_params["act"]:
            case "match":
                slug = (asked["linkedin_url"] or "").rpartition("/")[2]
                known = [r for r in people.RECORDS if r["linkedin_url"].endswith(f"/{slug}") or asked["email"] in _addresses(r)]
                return JSONResponse({"person": people.person(known[0]) if known else None})
            case "search":
                self.searches.append(asked)
                if "skills" in asked["criteria"]:
                    return JSONResponse({"message": "Skills cannot be searched here."}, 422)
                found, start = people.by_criteria(asked["criteria"]), int(asked["cursor"] or 0)
                page = found[start : start + asked["limit"]]
                cursor = str(start + len(page)) if len(found) > start + len(page) else None
                return JSONResponse({"people": [people.person(r) for r in page], "total": len(found), "cursor": cursor})
            case _:
                found = people.keywords(asked["subject"], asked["prefix"], asked["limit"])
                return JSONResponse({"keywords": [{"keyword": name, "count": count} for name, count in found]})

    async def _company(self, request: Request) -> Response:
        if refusal := await self._refusal(request):
            return refusal
        name = (request.query_params.get("name") or "").lower()
        if name.title() not in _COMPANIES:
            return _error(404, "not_found")
        return JSONResponse(
            {
                "status": 200,
                "name": name,
                "display_name": name.title(),
                "size": "51-200",
                "employee_count": 120,
                "founded": 1999,
                "industry": "computer software",
                "location": {"locality": "ulm", "country": "germany"},
                "type": "private",
                "linkedin_url": f"linkedin.com/company/{name}",
                "website": f"{name}.example",
                "headline": "We make things.",
                "summary": f"{name.title()} makes things that other companies need.",
                "tags": ["making", "things"],
                "linkedin_follower_count": 4321,
            }
        )


def _addresses(record: people.Record) -> list[str]:
    return [record["work_email"]] if record["work_email"] else []


def _error(status: int, kind: str) -> Response:
    return JSONResponse({"status": status, "error": {"type": kind, "message": kind.replace("_", " ")}}, status)

"""Endpoints for programs: registration (RFC 7591), tokens for codes and refresh tokens, revocation (RFC 7009).

All clients are public: PKCE proves that the holder of a code is the one who requested it.
"""

import base64
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qsl, unquote

from pydantic import BaseModel, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from outrider.errors import Invalid, RateLimited, Unavailable
from outrider.mcp.addresses import base_url, is_whole_installation, place_of_resource
from outrider.outreach.base import limits
from outrider.outreach.tenancy import oauth, oauth_clients
from outrider.outreach.tenancy.oauth import Exchange, Refused, Tokens
from outrider.web.kit.visit import Site, device_of

BODY = 16 * 1024  # bytes
REGISTRATIONS = 20  # an hour, from one IP address
CALLS = 300  # a minute, from one IP address
_NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class Registration(BaseModel):
    """A client's registration data; other fields are ignored."""

    redirect_uris: Annotated[list[str], Field(min_length=1)]
    client_name: str | None = None


def _error(error: str, message: str, status: int = 400) -> Response:
    return JSONResponse({"error": error, "error_description": message}, status, headers=_NO_STORE)


async def _body(request: Request) -> bytes:
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > BODY:
            raise Invalid(f"A request may have at most {BODY:,} bytes.")
    return bytes(read)


async def _throttle(site: Site, request: Request, what: str, most: int, seconds: int) -> None:
    ip = device_of(request).ip or "?"
    (await limits.hit(site.core, f"oauth-{what}:{ip}", "web", most, seconds)).check()


async def register(site: Site, request: Request) -> Response:
    """Dynamic registration, for clients that have no metadata document."""
    try:
        await _throttle(site, request, "register", REGISTRATIONS, 3600)
        asked = Registration.model_validate_json(await _body(request))
        client = await oauth_clients.register(site.core, asked.client_name, asked.redirect_uris)
    except RateLimited as error:
        return _error("temporarily_unavailable", error.message, 429)
    except Unavailable as error:
        return _error("temporarily_unavailable", error.message, 503)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return _error("invalid_client_metadata", f"{'.'.join(map(str, first['loc']))}: {first['msg']}".removeprefix(": "))
    except Invalid as error:
        return _error("invalid_redirect_uri", error.message)
    answer = {
        "client_id": client.id,
        "client_id_issued_at": int(site.core.clock.now().timestamp()),
        "client_name": client.name,
        "redirect_uris": list(client.redirect_uris),
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "none",
    }
    return JSONResponse(answer, 201, headers=_NO_STORE)


async def _form(request: Request) -> Mapping[str, str]:
    """The fields of a form. Raises Refused for a repeated field."""
    try:
        pairs = parse_qsl((await _body(request)).decode(), max_num_fields=20, keep_blank_values=False)
    except ValueError:
        raise Invalid("The body is not a form (application/x-www-form-urlencoded).") from None
    if len({name for name, _ in pairs}) < len(pairs):
        raise Invalid("A parameter is present more than once.")
    return {"client_id": client_id, **dict(pairs)} if (client_id := _named_in_header(request)) else dict(pairs)


def _named_in_header(request: Request) -> str | None:
    """The client that an Authorization header of HTTP Basic names. Some clients send it although they have no secret."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        return unquote(base64.b64decode(given.strip(), validate=True).decode().partition(":")[0]) or None
    except ValueError:
        return None


def _audience(site: Site, request: Request, form: Mapping[str, str]) -> str | None:
    """The dialect that the resource parameter names. Raises Refused."""
    base = base_url(request.scope, site.settings.public_url)
    if "resource" not in form or is_whole_installation(form["resource"], base):
        return None
    place = place_of_resource(form["resource"], base)
    if place is None:
        raise Refused("This installation serves no agent tools at that resource.", "invalid_target")
    return place.dialect


def _need(form: Mapping[str, str], name: str) -> str:
    if name not in form:
        raise Refused(f"The parameter {name} is missing.", "invalid_request")
    return form[name]


async def token(site: Site, request: Request) -> Response:
    """Tokens for a code or a refresh token."""
    try:
        await _throttle(site, request, "token", CALLS, 60)
        form = await _form(request)
        tokens = await _granted(site, request, form)
    except RateLimited as error:
        return _error("temporarily_unavailable", error.message, 429)
    except Invalid as error:
        return _error("invalid_request", error.message)
    except Refused as error:
        return _error(error.error, error.message)
    answer = {
        "access_token": tokens.access,
        "token_type": "Bearer",
        "expires_in": tokens.expires_in,
        "refresh_token": tokens.refresh,
        "scope": " ".join(tokens.scopes),
    }
    return JSONResponse(answer, headers=_NO_STORE)


async def _granted(site: Site, request: Request, form: Mapping[str, str]) -> Tokens:
    kind, client_id, audience = _need(form, "grant_type"), _need(form, "client_id"), _audience(site, request, form)
    if kind == "authorization_code":
        code, verifier = _need(form, "code"), _need(form, "code_verifier")
        return await oauth.exchange(site.core, Exchange(client_id, code, verifier, form.get("redirect_uri"), audience))
    if kind == "refresh_token":
        scopes = [word for word in form.get("scope", "").split() if word not in oauth.OPENID_SCOPES] or None
        return await oauth.refresh(site.core, client_id, _need(form, "refresh_token"), audience, scopes)
    raise Refused("The grant_type must be authorization_code or refresh_token.", "unsupported_grant_type")


async def revoke(site: Site, request: Request) -> Response:
    """End the token's connection. The response is the same for an unknown token."""
    try:
        await _throttle(site, request, "token", CALLS, 60)
        form = await _form(request)
        await oauth.give_back(site.core, _need(form, "client_id"), _need(form, "token"))
    except RateLimited as error:
        return _error("temporarily_unavailable", error.message, 429)
    except Invalid as error:
        return _error("invalid_request", error.message)
    except Refused as error:
        return _error(error.error, error.message)
    return Response(headers=_NO_STORE)

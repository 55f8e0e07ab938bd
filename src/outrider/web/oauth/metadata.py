"""Metadata that clients discover: protected resource (RFC 9728) and authorization server (RFC 8414)."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from outrider import dialects
from outrider.mcp.addresses import EVERYTHING, METADATA, READING, base_url, place_of
from outrider.settings import Settings

SERVER = "/.well-known/oauth-authorization-server"
OPENID = "/.well-known/openid-configuration"  # where clients look next if the issuer has a path
AUTHORIZE, TOKEN, REGISTER, REVOKE = "/oauth/authorize", "/oauth/token", "/oauth/register", "/oauth/revoke"


def resource(settings: Settings, request: Request) -> Response:
    """The metadata of the tools at the given path."""
    base = base_url(request.scope, settings.public_url)
    place = place_of(request.url.path.removeprefix(METADATA))
    if place is None:
        return JSONResponse({"error": "No agent tools are served at this path."}, 404)
    dialect = dialects.load(place.dialect)
    return JSONResponse(
        {
            "resource": base + place.path,
            "authorization_servers": [base],
            "scopes_supported": [READING] if place.read_only else [EVERYTHING],
            "bearer_methods_supported": ["header"],
            "resource_name": f"Outrider: {dialect.title}",
            "resource_documentation": f"{base}{dialect.path}/docs",
        }
    )


def server(settings: Settings, request: Request) -> Response:
    """The authorization server's metadata."""
    base = base_url(request.scope, settings.public_url)
    return JSONResponse(
        {
            "issuer": base,
            "authorization_endpoint": base + AUTHORIZE,
            "token_endpoint": base + TOKEN,
            "registration_endpoint": base + REGISTER,
            "revocation_endpoint": base + REVOKE,
            "scopes_supported": [EVERYTHING, READING],
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "token_endpoint_auth_methods_supported": ["none"],
            "revocation_endpoint_auth_methods_supported": ["none"],
            "code_challenge_methods_supported": ["S256"],
            "client_id_metadata_document_supported": True,
            "authorization_response_iss_parameter_supported": True,
        }
    )

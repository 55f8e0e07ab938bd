"""Tokens from a real token endpoint on loopback."""

import base64
import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest

from outrider.channels.email.account import OAuthToken, Secret
from outrider.channels.email.oauth import (
    GOOGLE,
    MICROSOFT,
    OAuthClient,
    OAuthError,
    begin,
    exchange,
    is_stale,
    refresh,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def token_server(status: int, body: object, forms: list[dict[str, str]]):
    async def play(reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
        forms.append(dict(parse_qsl((await reader.readexactly(length)).decode())))
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        writer.write(b"HTTP/1.1 %d X\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % (status, len(content)) + content)
        await writer.drain()

    return play


def client(port: int, provider=GOOGLE) -> OAuthClient:
    local = replace(provider, token_url=f"http://127.0.0.1:{port}/token")
    return OAuthClient(local, "the-client", Secret("THE-SECRET"), "https://outrider.example/oauth")


def token(**changes) -> OAuthToken:
    return replace(OAuthToken("google", Secret("OLD"), Secret("REFRESH"), NOW, "mail"), **changes)


@pytest.fixture
async def http():
    async with httpx.AsyncClient(trust_env=False) as client:
        yield client


@pytest.mark.parametrize("provider", [GOOGLE, MICROSOFT])
async def test_consent_and_exchange(script, http, provider):
    forms: list[dict[str, str]] = []
    answer = {"access_token": "ACCESS", "refresh_token": "REFRESH", "expires_in": 3599, "scope": provider.scope}
    registered = client(await script(token_server(200, answer, forms)), provider)
    consent = begin(registered, login_hint="ann@acme.io")
    query = {name: values[0] for name, values in parse_qs(urlsplit(consent.url).query).items()}
    assert query["client_id"] == "the-client"
    assert query["state"] == consent.state
    assert query["login_hint"] == "ann@acme.io"
    assert query["response_type"] == "code"
    assert begin(registered).state != consent.state

    got = await exchange(http, registered, "the-code", consent.verifier, NOW)
    verifier = forms[0]["code_verifier"].encode()
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
    assert (query["code_challenge"], query["code_challenge_method"]) == (challenge, "S256")
    assert forms[0]["grant_type"] == "authorization_code"
    assert forms[0]["client_secret"] == "THE-SECRET"
    assert got.access_token.get_secret_value() == "ACCESS"
    assert got.expires_at == NOW + timedelta(seconds=3599)
    for shown in (repr(got), repr(registered), repr(consent)):
        assert not any(secret in shown for secret in ("ACCESS", "REFRESH", "THE-SECRET", forms[0]["code_verifier"]))


@pytest.mark.parametrize(("given", "kept"), [({}, "REFRESH"), ({"refresh_token": "NEWER"}, "NEWER")])
async def test_refresh_keeps_or_replaces_the_refresh_token(script, http, given: dict, kept: str):
    forms: list[dict[str, str]] = []
    port = await script(token_server(200, {"access_token": "NEW", "expires_in": "60"} | given, forms))
    got = await refresh(http, client(port), token(), NOW)
    assert forms[0]["refresh_token"] == "REFRESH"
    assert forms[0]["grant_type"] == "refresh_token"
    assert got.access_token.get_secret_value() == "NEW"
    assert got.expires_at == NOW + timedelta(seconds=60)
    assert got.refresh_token is not None
    assert got.refresh_token.get_secret_value() == kept


@pytest.mark.parametrize("granted", ["", "https://outlook.office.com/SMTP.Send https://outlook.office.com/IMAP.AccessAsUser.All"])
async def test_a_refresh_at_microsoft_asks_for_the_next_refresh_token(script, http, granted: str):
    """Its tokens replace themselves with each use and end after 90 days, and come with `offline_access` alone, which is not among
    the scopes that it says were granted.
    """
    forms: list[dict[str, str]] = []
    port = await script(token_server(200, {"access_token": "NEW", "refresh_token": "NEXT"}, forms))
    await refresh(http, client(port, MICROSOFT), token(provider="microsoft", scope=granted), NOW)
    assert forms[0]["scope"].split() == MICROSOFT.scope.split()
    assert "offline_access" in forms[0]["scope"]


async def test_whoever_leaves_out_access_to_mail_is_told(script, http):
    """Google's "How to handle granular permissions": an application must look which scopes were granted."""
    granted = "openid https://www.googleapis.com/auth/userinfo.email"
    port = await script(token_server(200, {"access_token": "NEW", "scope": granted}, []))
    with pytest.raises(OAuthError) as caught:
        await exchange(http, client(port), "the-code", Secret("verifier"), NOW)
    assert caught.value.code == "missing_scope"


def test_a_registration_for_one_tenant_has_its_own_addresses():
    """Microsoft refuses one at /common with AADSTS50194."""
    ours = MICROSOFT.in_tenant("acme.example")
    assert ours.authorize_url == "https://login.microsoftonline.com/acme.example/oauth2/v2.0/authorize"
    assert ours.token_url == "https://login.microsoftonline.com/acme.example/oauth2/v2.0/token"


@pytest.mark.parametrize(
    ("status", "body", "code", "permanent"),
    [
        (400, {"error": "invalid_grant", "error_description": "revoked"}, "invalid_grant", True),
        # A registration's secret that has ended: no mailbox's owner can help (Microsoft's AADSTS7000222).
        (401, {"error": "invalid_client"}, "invalid_client", False),
        (400, {"error": "interaction_required"}, "interaction_required", True),
        (400, {"error": "internal_failure"}, "internal_failure", False),
        (408, {"error": "timeout"}, "timeout", False),
        (400, {"error": "unauthorized_client"}, "unauthorized_client", True),  # the token was given to another registration
        (429, {"error": "rate_limited"}, "rate_limited", False),
        (503, {"error": "temporarily_unavailable"}, "temporarily_unavailable", False),
        (500, b"<html>oops", "malformed", False),
        (200, {"token_type": "bearer"}, "status_200", False),
        (200, [], "malformed", False),
    ],
)
async def test_refusals(script, http, status: int, body: object, code: str, permanent: bool):
    port = await script(token_server(status, body, []))
    with pytest.raises(OAuthError) as caught:
        await refresh(http, client(port), token(), NOW)
    assert (caught.value.code, caught.value.permanent) == (code, permanent)
    assert "REFRESH" not in str(caught.value)


async def test_nobody_there(http, unused_tcp_port: int):
    with pytest.raises(OAuthError) as caught:
        await refresh(http, client(unused_tcp_port), token(), NOW)
    assert (caught.value.code, caught.value.permanent) == ("unreachable", False)


async def test_without_a_refresh_token_only_consent_helps(http):
    with pytest.raises(OAuthError) as caught:
        await refresh(http, client(1), token(refresh_token=None), NOW)
    assert caught.value.permanent


def test_staleness():
    assert is_stale(token(expires_at=NOW + timedelta(seconds=60)), NOW)
    assert not is_stale(token(expires_at=NOW + timedelta(seconds=600)), NOW)

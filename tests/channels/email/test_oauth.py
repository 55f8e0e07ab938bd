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
    answer = {"access_token": "ACCESS", "refresh_token": "REFRESH", "expires_in": 3599, "scope": "mail"}
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


@pytest.mark.parametrize(
    ("status", "body", "code", "permanent"),
    [
        (400, {"error": "invalid_grant", "error_description": "revoked"}, "invalid_grant", True),
        (401, {"error": "invalid_client"}, "invalid_client", True),
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

"""Page security: the content security policy, cookies and CSRF tokens.

A form or script that changes something carries a token bound to the browser's cookie, and the browser must not report a
cross-site request. Cookies are HttpOnly and SameSite=Lax.
"""

import secrets
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from outrider.store.crypto import Vault

SESSION, BROWSER = "outrider_session", "outrider_browser"  # who is signed in; a random word for forms before that
_YEAR = 365 * 24 * 3600

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self';"
    " frame-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def browser_word(request: Request) -> str:
    """The browser's random identifier from before sign-in; a new one if it has none yet."""
    held = request.cookies.get(BROWSER, "")
    return held if len(held) == 43 else secrets.token_urlsafe(32)


def form_token(vault: Vault, request: Request, word: str = "") -> str:
    """The CSRF token for this browser's forms. `word`: the browser's identifier, if its cookie is only being set now."""
    return vault.sign("form:" + (request.cookies.get(SESSION) or word or request.cookies.get(BROWSER, "")))


def is_ours(vault: Vault, request: Request, given: str) -> bool:
    """Whether a state-changing request comes from one of our own pages in this browser."""
    if not (request.cookies.get(SESSION) or request.cookies.get(BROWSER)):
        return False
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin not in (None, "null") and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
        return False
    return secrets.compare_digest(form_token(vault, request).encode(), given.encode())


def is_secure(request: Request, public_url: str | None) -> bool:
    """Whether the browser uses HTTPS, directly or through a proxy."""
    forwarded = request.headers.get("x-forwarded-proto", "")
    return request.url.scheme == "https" or forwarded == "https" or (public_url or "").startswith("https:")


def keep(response: Response, name: str, value: str, *, secure: bool, seconds: int = _YEAR, hidden: bool = True) -> None:
    """Set a cookie. `hidden`: HttpOnly."""
    response.set_cookie(name, value, max_age=seconds, path="/", secure=secure, httponly=hidden, samesite="lax")

"""A person with a browser of their own, who lets agents in and decides about what they want to send."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
from mcp.shared.auth import AuthorizationCodeResult

from tests.web.visiting import PASSWORD, form_token


class Person:
    """Signs in with an address and the password of the tests. `mode`: what agents may do; "" refuses them."""

    def __init__(self, url: str, email: str, mode: str = "read") -> None:
        self.browser = httpx.AsyncClient(base_url=url, timeout=60, follow_redirects=True)
        self.email, self.mode, self.answer = email, mode, ""

    async def consent(self, address: str) -> None:
        """Open the page that a client leads to, and answer it. `answer` is where the client is sent back to."""
        page = await self.browser.get(address)
        if 'name="password"' in page.text:
            form = {"email": self.email, "password": PASSWORD, "next": _value(page.text, "next")}
            page = await self.browser.post("/sign-in", data={"form_token": form_token(page.text), **form})
        assert "The official client" in page.text, page.text[:500]
        workspace = page.text.split('name="workspace"')[1].split('<option value="')[1].split('"')[0]
        form = {"form_token": form_token(page.text), "workspace": workspace, "mode": self.mode or "read"}
        form["decision"] = "allow" if self.mode else "deny"
        answered = await self.browser.post(str(page.url), data=form, follow_redirects=False)
        self.answer = answered.headers["location"]

    async def answered(self) -> AuthorizationCodeResult:
        """What the client reads in the address to which it is sent back."""
        found = {name: values[0] for name, values in parse_qs(urlsplit(self.answer).query).items()}
        return AuthorizationCodeResult(code=found["code"], state=found["state"], iss=found["iss"])

    async def approve(self, address: str) -> None:
        """Open an approval's page and press its button."""
        page = await self.browser.get(address)
        button = page.text.split('/approve"')[0].rpartition('action="')[2]
        done = await self.browser.post(f"{button}/approve", data={"form_token": form_token(page.text)})
        assert done.status_code == 200, done.text[:500]


def _value(page: str, name: str) -> str:
    return unescape(page.split(f'name="{name}" value="')[1].split('"')[0])

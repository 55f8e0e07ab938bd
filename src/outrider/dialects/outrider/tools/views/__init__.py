"""Views that MCP clients show beside a tool's answer (MCP Apps): one page of HTML each, with nothing in it but its own script.

A view shows what the tool answered, as text; it calls no tool and decides nothing. All it asks of its host is to open the page of
Outrider on which a person decides. Clients without views show the answer's text.
"""

import base64
import hashlib
from importlib import resources

from outrider.dialects.kit.tools import Resource
from outrider.values import JsonObject

MIME_TYPE = "text/html;profile=mcp-app"
# The view names its own script and style by their hashes, and nothing else; the host's policy allows no network either.
_META: JsonObject = {"ui": {"csp": {"connectDomains": [], "resourceDomains": []}, "prefersBorder": True}}
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main aria-live="polite"><p class="muted">Waiting for the answer…</p></main>
<script>{script}</script>
</body>
</html>
"""


def uri(name: str) -> str:
    return f"ui://outrider/{name}.html"


def page(name: str, title: str) -> str:
    """The whole page of a view."""
    style, script = _text("view.css"), _text("view.js") + _text(f"{name}.js")
    policy = f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    return _PAGE.format(policy=policy, title=title, style=style, script=script)


def _text(name: str) -> str:
    return (resources.files(__package__ or "") / name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _view(name: str, title: str, description: str) -> Resource:
    async def read() -> str:
        return page(name, title)

    return Resource(function=read, uri=uri(name), name=f"{name} view", description=description, mime_type=MIME_TYPE, meta=_META)


VIEWS = [
    _view("approvals", "Approvals", "What waits for a person: what exactly, to how many, the first texts, and where to decide."),
    _view("campaign", "Campaign", "A campaign and its messages as a lead would read them."),
    _view("draft", "Draft of a reply", "A drafted reply, which waits in the inbox for a person."),
    _view("figures", "Figures", "What was sent and what came of it, in all and by campaign."),
]

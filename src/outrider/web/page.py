"""The frame of the few plain pages: no script, nothing from elsewhere, never kept by a cache."""

from starlette.responses import HTMLResponse

NO_STORE = {"Cache-Control": "no-store, max-age=0", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
# The form that asks for consent leads to the provider's page.
_GUARDED = NO_STORE | {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none';"
    " form-action 'self' https://accounts.google.com https://login.microsoftonline.com",
    "X-Frame-Options": "DENY",
}

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>{title}</title>
<style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem;text-align:center}}
button,input{{font:inherit;padding:.5rem 1.5rem}}</style></head>
<body><h1>{title}</h1><p>{text}</p>{form}</body></html>"""


def page(title: str, text: str, *, form: str = "", status: int = 200) -> HTMLResponse:
    """A page of one message. `text` and `form` are HTML: escape what others wrote."""
    return HTMLResponse(_PAGE.format(title=title, text=text, form=form), status, headers=_GUARDED)

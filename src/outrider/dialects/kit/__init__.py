"""What all dialects share: ids, pages, numbers, texts, CSV, scopes, idempotency, errors, the app and the calls of tools.

It names no vendor and imports no dialect.
"""

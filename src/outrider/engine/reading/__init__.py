"""Mailboxes and LinkedIn accounts: fetching what is new and judging it."""

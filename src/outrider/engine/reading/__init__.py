"""Mailboxes and LinkedIn accounts: fetch new messages and classify them."""

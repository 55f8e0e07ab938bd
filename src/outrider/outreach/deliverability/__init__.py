"""Deliverability: seed mailboxes, placement tests, blocklists, and the health of mailboxes."""

"""Senders: the list with health, the connect wizard, and one sender with its settings, warm-up and DNS records."""

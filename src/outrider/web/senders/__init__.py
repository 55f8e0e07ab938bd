"""Senders: the list with health, the connect wizard, one sender with its settings, warm-up and DNS records."""

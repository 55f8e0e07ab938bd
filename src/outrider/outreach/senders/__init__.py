"""Sender accounts: connecting, limits, warm-up, domains, LinkedIn connections."""

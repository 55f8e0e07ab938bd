"""Campaigns, their sequences, wording and figures."""

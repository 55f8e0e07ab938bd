"""Approvals: a person reviews and decides what keys in `approve` mode want to send."""

"""Approvals: what keys of the mode `approve` want to send, looked at and decided by a person."""

"""Outrider: a self-hosted sales-outreach platform. One engine, five API dialects."""

__version__ = "0.1.0"

"""Enrichment: providers that know more about people and companies than an import brings."""

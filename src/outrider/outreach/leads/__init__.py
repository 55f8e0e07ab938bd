"""Leads, lists, segments, tags, suppression, enrichment and visitors."""

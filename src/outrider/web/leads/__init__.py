"""Leads: the list, one person with everything that happened, imports, lists and tags, and who must not be written to."""

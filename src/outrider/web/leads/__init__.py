"""Leads: the list, one lead with its history, imports, lists, tags and suppressions."""

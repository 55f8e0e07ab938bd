"""Leads in campaigns, and the verbs that cross nouns."""

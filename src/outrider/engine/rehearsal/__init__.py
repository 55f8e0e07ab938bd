"""Rehearsing: the coming weeks of a campaign by the engine's own decisions, in memory, with nothing sent and nothing changed."""

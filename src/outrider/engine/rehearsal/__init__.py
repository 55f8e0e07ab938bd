"""Rehearsing: the coming weeks of a campaign, simulated in memory with the engine's real decisions. Nothing is sent or
changed.
"""

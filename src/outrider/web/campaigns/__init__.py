"""Campaigns: the list, the overview with what limits a campaign, and the steps to build one."""

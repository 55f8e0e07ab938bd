"""Campaigns: their list, what one of them does and why not more, and the steps that build one."""

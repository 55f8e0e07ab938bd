"""Builds MCP servers out of the tools of dialects."""

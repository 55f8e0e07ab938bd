"""MCP servers for the dialects' tools. `server` builds one, `backend` sends its requests, `http` serves it to many callers."""

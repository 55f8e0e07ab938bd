"""MCP servers made of dialects' tools. `server` builds one, `backend` says where its requests go, `http`
serves it to many callers.
"""

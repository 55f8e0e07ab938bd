"""Settings: the workspace, its members, keys and webhooks. One module per section; `frame` is shared."""

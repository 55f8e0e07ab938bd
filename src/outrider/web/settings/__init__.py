"""Settings: the workspace and the people, keys and webhooks that may use it. One module a section; `frame` is what they share."""

"""Sign-in for agents: the OAuth 2.1 authorization server in front of `/mcp/*`.

`metadata` describes the server, `consent` is the page where a person approves an agent, `tokens` has the endpoints for programs.
"""

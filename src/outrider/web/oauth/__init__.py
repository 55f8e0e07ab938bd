"""Sign-in for agents: the OAuth 2.1 authorization server in front of `/mcp/*`.

`metadata` says what there is, `consent` is the page where a person lets an agent in, `tokens` is what programs call.
"""

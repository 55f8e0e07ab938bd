"""The scope words of our own API's routes, which keys are made with."""

NOUNS = ("api_keys", "campaigns", "conversations", "leads", "members", "senders", "webhooks")
SCOPES = tuple(f"{noun}:{verb}" for noun in NOUNS for verb in ("read", "write") if (noun, verb) != ("members", "write"))
EVERYTHING = "*"

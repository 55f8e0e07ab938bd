"""Other people's clients of the five vendors, unmodified, against this API: `make clients`.

`clients.toml` names those that PyPI and npm have, with their versions; they are installed into `.clients/`, never committed.
Each of their tools, methods or commands is called twice on real rows: with what it requires, and with all that it takes. The
server records what each asked for and was answered, so that a call is one of these:

- good;
- not served: 402, for what only the vendor can sell;
- refused by us, with our message;
- failed by the client itself: it asked nothing, or could not read a good answer.

Some refusals are right (a change of nothing, a word that is not among the allowed ones): read them before mending anything.
"""

"""The verbs on the things, one module a noun: each function takes a Scope, checks the rule, runs its SQL, appends the event."""

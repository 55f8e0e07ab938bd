"""Home: what waits for a person now, what is in trouble, and how sending goes."""

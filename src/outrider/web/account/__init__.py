"""One's own account: password, second factor, and where one is signed in."""

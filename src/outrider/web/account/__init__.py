"""The user's own account: password, second factor and sessions."""

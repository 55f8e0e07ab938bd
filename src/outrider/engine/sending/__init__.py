"""From the claim of what is due to the record of what became of it."""

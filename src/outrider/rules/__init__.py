"""Pure decisions: no I/O and no clock in here. Time, facts and counts come in as arguments; a decision goes out."""

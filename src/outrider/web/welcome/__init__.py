"""The first minute of a new owner: who they are and what their workspace is called. What comes next is on Home."""

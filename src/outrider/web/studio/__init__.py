"""Tool studio: any agent tool as a form, run as an agent would run it, showing its requests and response."""

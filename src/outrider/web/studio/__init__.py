"""Tool studio: any system's agent tool as a form, run as an agent would run it, with its requests and its answer."""

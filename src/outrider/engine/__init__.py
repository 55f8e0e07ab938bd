"""The engine: everything that happens on its own as time passes."""

"""Every other queue of the engine."""

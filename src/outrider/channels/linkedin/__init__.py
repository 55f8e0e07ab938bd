"""LinkedIn through a provider that keeps people's sessions: the port, and an adapter for each provider."""

"""The five published systems: each a package of wire models, routes, error style, agent tools."""
